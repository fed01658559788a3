/* engine/base/status.c - the table of status codes; see status.h. */
#include "config.h"

#include <assert.h>

#include "engine/status.h"

struct status_row {
  const char *name;
  int http;
  int exit;
  const char *text;
};

static const struct status_row rows[FASTI_STATUS_COUNT] = {
#define FASTI_STATUS(name, shown, http, exit, text) {shown, http, exit, text},
#include "engine/status.def"
#undef FASTI_STATUS
};

const char *
fasti_status_name(enum fasti_status status)
{
  assert(status < FASTI_STATUS_COUNT);
  return rows[status].name;
}

const char *
fasti_status_text(enum fasti_status status)
{
  assert(status < FASTI_STATUS_COUNT);
  return rows[status].text;
}

int
fasti_status_http(enum fasti_status status)
{
  assert(status < FASTI_STATUS_COUNT);
  return rows[status].http;
}

int
fasti_status_exit(enum fasti_status status)
{
  assert(status < FASTI_STATUS_COUNT);
  return rows[status].exit;
}
