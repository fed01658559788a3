# engine/simulation/simulation.mk - sources of the room simulation.
libfasti_a_SOURCES += \
  engine/simulation.h engine/simulation/load.h engine/simulation/year.h engine/simulation/act.c \
  engine/simulation/attempt.c engine/simulation/load.c engine/simulation/open.c engine/simulation/read.c \
  engine/simulation/staff.c engine/simulation/value.c engine/simulation/work.c engine/simulation/year.c
