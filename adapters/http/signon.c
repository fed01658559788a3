/* adapters/http/signon.c - single sign-on: a proxy that is trusted names the person in a header.
 *
 * The header counts only on connections from the proxies of the configuration. A request that reads begins the session
 * and is then asked anew; from then on the person is known by cookie as after any log-in, as long as the proxy names
 * the same one.
 */
#include "config.h"

#include <string.h>

#include "adapters/http/room.h"

/* NULL: nobody is named by somebody who may. */
static const char *
named_person(struct http_call *call)
{
  const char *header = call->server->options->sign_on, *person = header ? http_header(call, header) : NULL;

  return person && *person && http_by_proxy(call) ? person : NULL;
}

bool
http_sign_on_agrees(struct http_call *call)
{
  const char *person = named_person(call);

  return !person || strcmp(person, call->visit.person.id) == 0;
}

bool
http_sign_on_wanted(struct http_call *call)
{
  return !call->known && named_person(call) && !http_header(call, "Authorization") &&
         (strcmp(call->method, "GET") == 0 || strcmp(call->method, "HEAD") == 0);
}

static enum fasti_status
ask_anew(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  if (status == FASTI_OK)
    http_redirect(call, call->target);
  else if (status == FASTI_NOT_FOUND)
    http_refuse_with(call, 403); /* whom the proxy knows and the office does not */
  return status;
}

enum fasti_status
http_sign_on(struct http_call *call)
{
  http_begin_session(call, named_person(call), ask_anew);
  return FASTI_OK;
}
