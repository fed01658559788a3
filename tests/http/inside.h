/* tests/http/inside.h - what the files of the house share. */
#ifndef FASTI_TESTS_HTTP_INSIDE_H
#define FASTI_TESTS_HTTP_INSIDE_H

#include "adapters/http/http.h"

extern struct fasti_arena *arena; /* of the test */
/** The room that shows what handlers see: room.c. */
extern const struct http_room house_room;

#endif
