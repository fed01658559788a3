/* adapters/http/call.h - the way of a call, for the server that gives it to libmicrohttpd. */
#ifndef FASTI_ADAPTERS_HTTP_CALL_H
#define FASTI_ADAPTERS_HTTP_CALL_H

#include "adapters/http/room.h"

/** The request line has come. @return the call, as the context of the request */
void *http_call_begin(void *server, const char *target, struct MHD_Connection *connection);
/** The head has come, a piece of the body, its end, or what the writer was asked for. */
enum MHD_Result http_call_go_on(void *server, struct MHD_Connection *connection, const char *url, const char *method,
                                const char *version, const char *bytes, size_t *size, void **context);
/** It is answered or was broken off. */
void http_call_end(void *server, struct MHD_Connection *connection, void **context,
                   enum MHD_RequestTerminationCode why);

#endif
