# engine/verify/verify.mk - sources of the room verify.
libfasti_a_SOURCES += \
  engine/verify.h engine/verify/explore.h engine/verify/explore.c engine/verify/shape.h engine/verify/shape.c \
  engine/verify/verify.c
