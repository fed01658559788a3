# engine/table/table.mk - sources of the room table.
libfasti_a_SOURCES += \
  engine/table.h \
  engine/table/number.h \
  engine/table/value.h \
  engine/table/room.h \
  engine/table/parse.h \
  engine/table/number.c \
  engine/table/value.c \
  engine/table/type.c \
  engine/table/parse.c \
  engine/table/primary.c \
  engine/table/special.c \
  engine/table/function.c \
  engine/table/eval.c \
  engine/table/load.c \
  engine/table/boxed.c \
  engine/table/rows.c \
  engine/table/hit.c \
  engine/table/decide.c \
  engine/table/needs.c \
  engine/table/domain.h \
  engine/table/domain.c \
  engine/table/verify.c
