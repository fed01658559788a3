# engine/form/form.mk - sources of the room form.
libfasti_a_SOURCES += \
  engine/form.h \
  engine/form/room.h \
  engine/form/type.c \
  engine/form/load.c \
  engine/form/bind.c \
  engine/form/control.c \
  engine/form/data.c \
  engine/form/input.c \
  engine/form/validate.c \
  engine/form/describe.c
