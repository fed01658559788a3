# engine/case/case.mk - sources of the room case.
libfasti_a_SOURCES += \
  engine/case.h engine/task.h engine/case/state.h \
  engine/case/state.c engine/case/scope.c engine/case/facts.c engine/case/function.c engine/case/people.c engine/case/parts.c engine/case/may.c engine/case/task.c engine/case/each.c engine/case/publish.c \
  engine/case/clock.c engine/case/calendar.c engine/case/secret.c engine/case/effect.c engine/case/form.c engine/case/host.c engine/case/command.c \
  engine/case/attached.c engine/case/body.c engine/case/work.c engine/case/sign.c engine/case/move.c engine/case/whole.c \
  engine/case/known.c engine/case/oracle.c engine/case/find.c engine/case/other.c engine/case/every.c engine/case/sample.c \
  engine/case/rows.c engine/case/view.c engine/case/snapshot.c engine/case/explain.c \
  engine/case/decide.c
