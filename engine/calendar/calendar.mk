# engine/calendar/calendar.mk - sources of the room calendar.
libfasti_a_SOURCES += \
  engine/calendar.h engine/calendar/table.h engine/calendar/calendar.c \
  engine/calendar/period.c engine/calendar/recurrence.c \
  engine/calendar/reading.h engine/calendar/read.c engine/calendar/event.c \
  engine/deadline.h engine/calendar/deadline.c
