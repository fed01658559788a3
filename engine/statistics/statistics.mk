# engine/statistics/statistics.mk - sources of the room statistics.
libfasti_a_SOURCES += \
  engine/statistics.h engine/statistics/room.h engine/statistics/follow.c engine/statistics/take.c
