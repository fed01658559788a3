# doc/doc.mk - manual pages and guides.
dist_man1_MANS = doc/man/fasti-deadline.1
