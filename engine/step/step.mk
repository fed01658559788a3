# engine/step/step.mk - sources of the room step.
libfasti_a_SOURCES += \
  engine/step.h \
  engine/step/machine.h engine/step/machine.c engine/step/queue.c engine/step/select.c engine/step/microstep.c \
  engine/step/content.c engine/step/value.c engine/step/data.c engine/step/assign.c engine/step/send.c \
  engine/step/invoke.c engine/step/write.c engine/step/read.c
