# engine/instrument/instrument.mk - sources of the room instrument.
libfasti_a_SOURCES += \
  engine/instrument.h
