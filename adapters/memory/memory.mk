# adapters/memory/memory.mk - the store that lives in memory.
noinst_LIBRARIES += libfasti_memory.a
libfasti_memory_a_SOURCES = \
  adapters/memory/memory.h adapters/memory/store.h adapters/memory/table.h \
  adapters/memory/accounts.c adapters/memory/cases.c adapters/memory/links.c adapters/memory/lists.c \
  adapters/memory/ordered.c adapters/memory/outgoing.c adapters/memory/own.c adapters/memory/parts.c adapters/memory/store.c adapters/memory/table.c adapters/memory/vault.c
fasti_adapters += libfasti_memory.a
