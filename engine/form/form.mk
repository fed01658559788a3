# engine/form/form.mk - sources of the room form.
libfasti_a_SOURCES += \
  engine/form.h
