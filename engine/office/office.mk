# engine/office/office.mk - sources of the room office.
libfasti_a_SOURCES += \
  engine/office.h engine/access.h engine/own.h engine/board.h engine/office/inside.h engine/office/office.c engine/office/package.c engine/office/do.c \
  engine/office/between.c engine/office/standing.c \
  engine/office/entry.c engine/office/find.c engine/office/warm.c engine/office/clock.c engine/office/look.c engine/office/audit.c \
  engine/office/demonstration.c engine/office/evidence.c engine/office/journal.c engine/office/calendar.c engine/office/shelf.c engine/office/propose.c engine/account.h engine/office/account.c engine/office/access.c engine/office/deputy.c engine/office/own.c
libfasti_a_SOURCES += \
  engine/occurrence.h engine/office/occurrence.c engine/notice.h engine/office/notice.c \
  engine/subscription.h engine/office/subscription.c engine/upkeep.h engine/office/upkeep.c engine/office/board.c
libfasti_a_SOURCES += \
  engine/dossier.h engine/office/dossier.h engine/office/dossier.c engine/office/dossier_write.c \
  engine/office/dossier_verify.c
