# tests/browser/tests.mk - tests in a browser: a short dose in make check, all with make browser.
TESTS += tests/browser/browser.sh
EXTRA_DIST += tests/browser/browser.sh tests/browser/run.sh tests/browser/office.sh tests/browser/run.js tests/browser/package.json \
  tests/browser/package-lock.json tests/browser/.npmrc \
  tests/browser/lib/browser.js tests/browser/lib/form.js tests/browser/lib/office.js tests/browser/lib/person.js \
  tests/browser/lib/scenario.js \
  tests/browser/suites/day.js tests/browser/suites/habits.js tests/browser/suites/login.js tests/browser/suites/pages.js tests/browser/suites/penalty.js

.PHONY: browser
browser: fasti$(EXEEXT)
	FASTI_SOURCE='$(abs_top_srcdir)' FASTI_BUILD='$(abs_top_builddir)' $(SHELL) $(srcdir)/tests/browser/run.sh $(BROWSER)
