# engine/xml/xml.mk - sources of the room xml.
libfasti_a_SOURCES += \
  engine/xml.h \
  engine/xml/source.h engine/xml/source.c \
  engine/xml/parse.c \
  engine/xml/write.c
