# engine/base/base.mk - sources of the room base.
libfasti_a_SOURCES += \
  engine/status.def engine/status.h engine/base/status.c \
  engine/memory.h engine/base/memory.c \
  engine/text.h engine/base/text.c \
  engine/day.h engine/base/day.c \
  engine/message.h engine/base/message.c \
  engine/hash.h engine/base/hash.c \
  engine/decimal.h engine/base/decimal.c \
  engine/pattern.h engine/base/pattern.c \
  engine/list.h engine/base/list.c \
  engine/sight.h engine/base/sight.c
