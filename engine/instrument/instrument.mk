# engine/instrument/instrument.mk - sources of the room instrument.
libfasti_a_SOURCES += \
  engine/instrument.h \
  engine/instrument/room.h \
  engine/instrument/check.c \
  engine/instrument/imported.c \
  engine/instrument/listen.c \
  engine/instrument/load.c \
  engine/instrument/render.c
