# engine/port/port.mk - sources of the room port.
libfasti_a_SOURCES += \
  engine/lists.h engine/port.h engine/row.h engine/search.h engine/vault.h \
  engine/port/media.c engine/port/upload.c engine/port/entry.c engine/port/row.c engine/port/search.c
