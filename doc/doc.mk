# doc/doc.mk - manual pages and guides.
dist_man1_MANS = doc/man/fasti.1
dist_man1_MANS += doc/man/fasti-check.1
dist_man1_MANS += doc/man/fasti-completion.1
dist_man1_MANS += doc/man/fasti-deadline.1
dist_man1_MANS += doc/man/fasti-draw.1
dist_man1_MANS += doc/man/fasti-help.1
dist_man1_MANS += doc/man/fasti-run.1
dist_man1_MANS += doc/man/fasti-audit.1
dist_man1_MANS += doc/man/fasti-case.1
dist_man1_MANS += doc/man/fasti-clock.1
dist_man1_MANS += doc/man/fasti-instrument.1
dist_man1_MANS += doc/man/fasti-office.1
dist_man1_MANS += doc/man/fasti-rebuild.1
dist_man1_MANS += doc/man/fasti-task.1
dist_man1_MANS += doc/man/fasti-test.1
dist_man1_MANS += doc/man/fasti-user.1
dist_man5_MANS = doc/man/fasti-calendar.5
