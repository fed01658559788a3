# adapters/sqlite/sqlite.mk - the embedded store.
