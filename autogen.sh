#!/bin/sh
# autogen.sh - bootstrap the build.
set -eu
cd "$(dirname "$0")"
exec autoreconf --install --warnings=all,no-portability
