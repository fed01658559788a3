#!/bin/sh
# tests/browser/browser.sh - the short dose of the tests in a browser, for make check; make browser runs all.
set -u
: "${FASTI_SOURCE:?}" "${FASTI_BUILD:?}"
exec "$FASTI_SOURCE/tests/browser/run.sh" --short
