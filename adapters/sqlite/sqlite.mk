# adapters/sqlite/sqlite.mk - the embedded store. The schema is built into the program.
schema_patches = adapters/sqlite/schema-0001.sql adapters/sqlite/schema-0002.sql \
  adapters/sqlite/schema-0003.sql adapters/sqlite/schema-0004.sql adapters/sqlite/schema-0005.sql adapters/sqlite/schema-0006.sql \
  adapters/sqlite/schema-0007.sql adapters/sqlite/schema-0008.sql
noinst_LIBRARIES += libfasti_sqlite.a
libfasti_sqlite_a_SOURCES = \
  adapters/sqlite/sqlite.h adapters/sqlite/store.h adapters/sqlite/schema.h adapters/sqlite/file.h \
  adapters/sqlite/statements.def \
  adapters/sqlite/query.h adapters/sqlite/query.c adapters/sqlite/parts.c adapters/sqlite/own.c adapters/sqlite/notices.c adapters/sqlite/outgoing.c \
  adapters/sqlite/accounts.c adapters/sqlite/cases.c adapters/sqlite/file.c adapters/sqlite/links.c adapters/sqlite/lists.c adapters/sqlite/open.c adapters/sqlite/others.c \
  adapters/sqlite/rows.c adapters/sqlite/store.c adapters/sqlite/tokenizer.c \
  adapters/sqlite/verify.c
nodist_libfasti_sqlite_a_SOURCES = adapters/sqlite/schema.c
libfasti_sqlite_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
fasti_adapters += libfasti_sqlite.a
EXTRA_DIST += $(schema_patches) adapters/sqlite/schema.awk
CLEANFILES += adapters/sqlite/schema.c

adapters/sqlite/schema.c: $(schema_patches) adapters/sqlite/schema.awk
	$(AM_V_GEN)$(MKDIR_P) adapters/sqlite
	$(AM_V_at)patches=; for patch in $(schema_patches); do patches="$$patches $(srcdir)/$$patch"; done; \
	  $(AWK) -f $(srcdir)/adapters/sqlite/schema.awk $$patches > $@.new
	$(AM_V_at)mv $@.new $@
