# adapters/adapters.mk - what drives the engine and what it runs on, a .mk an adapter.
include $(top_srcdir)/adapters/sqlite/sqlite.mk
include $(top_srcdir)/adapters/cli/cli.mk
