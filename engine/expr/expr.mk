# engine/expr/expr.mk - sources of the room expr.
libfasti_a_SOURCES += \
  engine/expr.h \
  engine/expr/room.h \
  engine/expr/token.c \
  engine/expr/expr.c \
  engine/expr/evaluate.c \
  engine/expr/template.c \
  engine/expr/general.c \
  engine/expr/date.c \
  engine/expr/decimal.c \
  engine/expr/workday.c \
  engine/expr/path.c
