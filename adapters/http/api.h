/* adapters/http/api.h - the REST interface: a room for the server (http.h).
 *
 * Everything that the pages do, for other systems, below /api/v1; described by /api/v1/openapi.json (OpenAPI 3.1), which is
 * made of the tables of routes. See doc/api.md.
 */
#ifndef FASTI_ADAPTERS_HTTP_API_DOOR_H
#define FASTI_ADAPTERS_HTTP_API_DOOR_H

#include "adapters/http/http.h"

/** What other adapters do for it. Both are called from several threads. */
struct http_api_options {
  /** Make the PDF of an instrument's page; appended to OUT. NULL: there are none. */
  enum fasti_status (*pdf)(const char *name, struct fasti_slice page, struct fasti_messages *messages,
                           struct fasti_buffer *out);
  /** Write the archive of a case into the new file PATH. NULL: there are none. */
  enum fasti_status (*archive)(void *self, struct fasti_office *office, const char *case_id, const char *path,
                               struct fasti_messages *messages);
  void *self;
};

/** Make the room; OPTIONS are copied. @return owned, free with http_api_free after the server has ended */
struct http_room *http_api_new(const struct http_api_options *options);
void http_api_free(struct http_room *room);

#endif
