/* engine/instrument/room.h - what the files of the room instrument share.
 */
#ifndef FASTI_INSTRUMENT_ROOM_H
#define FASTI_INSTRUMENT_ROOM_H

#include <libxslt/xsltInternals.h>

#include "engine/expr.h"
#include "engine/instrument.h"

#define NS_XSLT "http://www.w3.org/1999/XSL/Transform"

/** A stylesheet document of a template. */
struct sheet {
  struct sheet *next;
  const char *name;
  xmlDocPtr doc; /* as it was parsed, with places */
  char uri[32];  /* by which includes find it in libxslt */
  int depth;     /* of inclusion */
};

struct fasti_instrument {
  struct fasti_arena *arena;
  struct sheet *sheets, **sheet_end;
  size_t sheet_count;
  xsltStylesheetPtr compiled;
};

/** Check all sheets: elements and functions that are not known, expressions, names of templates. */
void sheets_check(struct fasti_instrument *instrument, struct fasti_messages *messages);

/** Check the patterns of imported sheets: what libxslt would confuse. */
void imported_check(const struct fasti_instrument *instrument, struct fasti_messages *messages);

/** Takes what libxml2 and libxslt say while it lives, on this thread only; begin and end come in pairs. */
struct listener {
  struct fasti_instrument *instrument;
  struct fasti_messages *messages;
  struct fasti_place place; /* that libxslt has named for its next message */
  struct fasti_buffer text; /* of a message that has not ended its line */
  size_t count;             /* of messages */
  bool limit;               /* a limit of XPath was reached, or too deep a recursion */
  xmlStructuredErrorFunc before;
  void *before_self;
};

void listener_begin(struct listener *listener);
void listener_end(struct listener *listener);
/** A generic error function of libxslt; SELF is a listener. */
void listener_hear(void *self, const char *format, ...) FASTI_PRINTF(2, 3);

#endif
