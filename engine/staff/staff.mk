# engine/staff/staff.mk - sources of the room staff.
libfasti_a_SOURCES += \
  engine/book.h engine/chance.h engine/guess.h engine/routes.h engine/staff/room.h engine/staff/book.c \
  engine/staff/fill.c engine/staff/guess.c engine/staff/routes.c engine/staff/sample.c engine/staff/study.c
