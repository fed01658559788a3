# engine/procedure/procedure.mk - sources of the room procedure.
libfasti_a_SOURCES += \
  engine/package.h engine/procedure.h engine/notes.h engine/procedure/load.h \
  engine/procedure/package.c engine/procedure/elements.c engine/procedure/directory.c engine/procedure/procedure.c engine/procedure/notes.c engine/procedure/work.c \
  engine/procedure/attribute.c engine/procedure/covers.c engine/procedure/names.c engine/procedure/vocabulary.c engine/procedure/event.c \
  engine/procedure/fact.c engine/procedure/other.c engine/procedure/find.c engine/procedure/tables.c engine/procedure/every.c engine/procedure/deadline.c
