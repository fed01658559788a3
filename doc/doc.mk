# doc/doc.mk - manual pages and guides.
