# engine/chart/chart.mk - sources of the room chart.
libfasti_a_SOURCES += \
  engine/chart.h engine/program.h \
  engine/chart/load.h engine/chart/names.h engine/chart/names.c engine/chart/grammar.c engine/chart/states.c \
  engine/chart/bodies.c engine/chart/content.c engine/chart/index.c engine/chart/chart.c
