# tests/between/tests.mk - cases that know each other.
TESTS += tests/between/between.sh
EXTRA_DIST += tests/between/between.sh tests/between/package.xml tests/between/people.inc \
  tests/between/party.scxml tests/between/forms/party.xhtml tests/between/facts.case
