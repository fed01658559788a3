/* adapters/web/me.c - what people settle for themselves: their password, and the second factor at log-in. */
#include "config.h"

#include <string.h>

#include "adapters/web/room.h"

/* Where problems can stand. */
static void
add_fields(xmlNodePtr main)
{
  static const char *const paths[] = {"current", "password", "again", "code"};

  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    web_set(web_add(main, "field"), "path", paths[i]);
}

/* The secret in groups of four, as people read it. */
static const char *
in_groups(struct web_call *call, const char *secret)
{
  const char *groups = "";

  for (; *secret; secret += strnlen(secret, 4))
    groups = fasti_arena_printf(call->arena, "%s%s%.4s", groups, *groups ? " " : "", secret);
  return groups;
}

static enum fasti_status
show_me(struct web_call *call, int status)
{
  xmlNodePtr main = web_page(call, "me");

  add_fields(main);
  web_set(main, "user", call->person->id);
  web_set(main, "password", call->account.password ? "true" : NULL);
  web_set(main, "factor", call->account.factor ? "true" : NULL);
  if (call->account.proposed) {
    web_set(main, "secret", in_groups(call, call->account.proposed));
    web_set(main, "uri", call->account.uri);
  }
  return web_show(call, status);
}

static enum fasti_status
me(struct web_call *call)
{
  return show_me(call, 200);
}

/* What is wrong is shown at its field. */
static enum fasti_status
told(struct web_call *call, enum fasti_status status, const char *done)
{
  if (status == FASTI_OK)
    return web_go_telling(call, "/me", done);
  if (status == FASTI_INVALID || status == FASTI_LIMIT || status == FASTI_CONFLICT)
    return show_me(call, status == FASTI_LIMIT ? 429 : 422);
  return status;
}

static enum fasti_status
password_set(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return told(call, status, "done.password");
}

static enum fasti_status
set_password(struct web_call *call)
{
  const char *password = web_field(call, "password"), *again = web_field(call, "again");

  if (!password || !again || strcmp(password, again) != 0) {
    fasti_error_field(call->messages, "again", "the two new passwords are not the same");
    return show_me(call, 422);
  }
  call->change = (struct web_change){
    .kind = WEB_PASSWORD, .first = web_field(call, "current"), .second = password, .follow = password_set};
  return FASTI_OK;
}

static enum fasti_status
proposed(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go(call, "/me#factor") : status;
}

static enum fasti_status
propose(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_FACTOR_PROPOSE, .follow = proposed};
  return FASTI_OK;
}

static enum fasti_status
confirmed(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return told(call, status, "done.factor");
}

static enum fasti_status
confirm(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_FACTOR_CONFIRM, .first = web_field(call, "code"), .follow = confirmed};
  return FASTI_OK;
}

static enum fasti_status
ended(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return told(call, status, "done.factor-ended");
}

static enum fasti_status
end_factor(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_FACTOR_END, .first = web_field(call, "code"), .follow = ended};
  return FASTI_OK;
}

const struct web_route web_me_routes[] = {
  {"GET", "/me", me, "*", N_("one's password and second factor")},
  {"POST", "/me/password", set_password, "*", N_("change one's password")},
  {"POST", "/me/factor", propose, "*", N_("set up a second factor")},
  {"POST", "/me/factor/confirm", confirm, "*", N_("confirm the second factor by its first code")},
  {"POST", "/me/factor/end", end_factor, "*", N_("end the second factor")},
  {0},
};
