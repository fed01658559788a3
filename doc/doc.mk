# doc/doc.mk - manual pages and guides.
dist_man1_MANS = doc/man/fasti.1
dist_man1_MANS += doc/man/fasti-check.1
dist_man1_MANS += doc/man/fasti-completion.1
dist_man1_MANS += doc/man/fasti-coverage.1
dist_man1_MANS += doc/man/fasti-deadline.1
dist_man1_MANS += doc/man/fasti-decide.1
dist_man1_MANS += doc/man/fasti-directory.1
dist_man1_MANS += doc/man/fasti-draw.1
dist_man1_MANS += doc/man/fasti-help.1
dist_man1_MANS += doc/man/fasti-run.1
dist_man1_MANS += doc/man/fasti-archive.1
dist_man1_MANS += doc/man/fasti-audit.1
dist_man1_MANS += doc/man/fasti-case.1
dist_man1_MANS += doc/man/fasti-clock.1
dist_man1_MANS += doc/man/fasti-config.1
dist_man1_MANS += doc/man/fasti-import.1
dist_man1_MANS += doc/man/fasti-instrument.1
dist_man1_MANS += doc/man/fasti-office.1
dist_man1_MANS += doc/man/fasti-post.1
dist_man1_MANS += doc/man/fasti-rebuild.1
dist_man1_MANS += doc/man/fasti-serve.1
dist_man1_MANS += doc/man/fasti-simulate.1
dist_man1_MANS += doc/man/fasti-task.1
dist_man1_MANS += doc/man/fasti-test.1
dist_man1_MANS += doc/man/fasti-user.1
# The server as a service: examples, and the unit for where the program is installed.
dist_doc_DATA = doc/server/nginx.conf doc/server/fasti.conf doc/api.md
unitdir = $(prefix)/lib/systemd/system
unit_DATA = doc/server/fasti.service
EXTRA_DIST += doc/server/fasti.service.in
CLEANFILES += doc/server/fasti.service
doc/server/fasti.service: $(top_srcdir)/doc/server/fasti.service.in
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's|@bindir[@]|$(bindir)|' $(top_srcdir)/doc/server/fasti.service.in >$@.tmp && mv $@.tmp $@
dist_man5_MANS = doc/man/fasti-calendar.5
dist_man5_MANS += doc/man/fasti.conf.5
dist_man5_MANS += doc/man/fasti-simulation.5
