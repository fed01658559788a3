# adapters/adapters.mk - what drives the engine and what it runs on, a .mk an adapter.
# Libraries of adapters that the fasti program joins: an adapter adds its own.
fasti_adapters =
include $(top_srcdir)/adapters/memory/memory.mk
include $(top_srcdir)/adapters/files/files.mk
include $(top_srcdir)/adapters/sqlite/sqlite.mk
include $(top_srcdir)/adapters/print/print.mk
include $(top_srcdir)/adapters/zip/zip.mk
include $(top_srcdir)/adapters/sheet/sheet.mk
include $(top_srcdir)/adapters/post/post.mk
include $(top_srcdir)/adapters/draw/draw.mk
include $(top_srcdir)/adapters/web/web.mk
include $(top_srcdir)/adapters/web/task.mk
include $(top_srcdir)/adapters/web/admin.mk
include $(top_srcdir)/adapters/web/board.mk
include $(top_srcdir)/adapters/web/case.mk
include $(top_srcdir)/adapters/web/lists.mk
include $(top_srcdir)/adapters/http/http.mk
include $(top_srcdir)/adapters/cli/cli.mk
