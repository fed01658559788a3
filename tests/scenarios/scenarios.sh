#!/bin/sh
# tests/scenarios/scenarios.sh - every scenario of every procedure, as TAP.
set -u
cd "${FASTI_SOURCE:?}" || exit 1
LC_ALL=C.UTF-8 LANGUAGE='' exec "${FASTI_BUILD:?}/fasti" test --tap processes tests/scenarios
