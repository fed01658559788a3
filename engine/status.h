/* engine/status.h - how every fallible call of the engine answers.
 *
 * One table, status.def, gives each code its name, HTTP status, exit status and text.
 */
#ifndef FASTI_STATUS_H
#define FASTI_STATUS_H

enum fasti_status {
#define FASTI_STATUS(name, shown, http, exit, text) FASTI_##name,
#include "engine/status.def"
#undef FASTI_STATUS
  FASTI_STATUS_COUNT
};

/** The caller must look at the result of a function marked so. */
#define FASTI_MUST __attribute__((warn_unused_result))
/** The function formats like printf; FMT and ARG are 1-based argument positions. */
#define FASTI_PRINTF(FMT, ARG) __attribute__((format(printf, FMT, ARG)))

/** Name of a status in lower case with hyphens ("not-found"), for logs and JSON. @return borrowed, static */
const char *fasti_status_name(enum fasti_status status);

/** One untranslated English sentence for people. @return borrowed, static; also a gettext message id */
const char *fasti_status_text(enum fasti_status status);

/** HTTP status code (RFC 9110) that a server answers with. */
int fasti_status_http(enum fasti_status status);

/** Exit status of a program that ends with this status. */
int fasti_status_exit(enum fasti_status status);

#endif
