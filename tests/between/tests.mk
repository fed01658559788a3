# tests/between/tests.mk - cases that know each other.
TESTS += tests/between/between.sh
EXTRA_DIST += tests/between/between.sh tests/between/package.xml tests/between/people.inc \
  tests/between/party.scxml tests/between/forms/party.xhtml tests/between/facts.case tests/between/inspection.case tests/between/answers.case \
  tests/between/handing.xml tests/between/collecting.scxml tests/between/receiving.scxml tests/between/handing.case \
  tests/between/forms/collect.xhtml tests/between/forms/receive.xhtml \
  tests/between/bad.xml tests/between/bad.scxml tests/between/bad.out \
  tests/between/echo.xml tests/between/echo.scxml tests/between/echo.case tests/between/draw.case tests/between/officers.xml tests/between/officers.scxml tests/between/officers.case tests/between/waiting.case tests/between/draw.scxml tests/between/forms/draw.xhtml tests/between/standing.case \
  tests/between/standing.xml tests/between/halfyear.scxml tests/between/report.scxml tests/between/forms/report.xhtml \
  tests/between/inspection.scxml tests/between/penalty.scxml tests/between/forms/inspection.xhtml \
  tests/between/forms/check.xhtml tests/between/forms/penalty.xhtml tests/between/forms/decide.xhtml
