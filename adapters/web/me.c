/* adapters/web/me.c - settings of a person: language, password, second factor, calendar link, where they are logged in, who stands
 * in for them. */
#include "config.h"

#include <string.h>

#include "adapters/web/lists.h"
#include "adapters/web/feed.h"
#include "engine/account.h"
#include "engine/list.h"

/* -- looking -- */

struct settings {
  struct list list;
  xmlNodePtr sessions, stand_ins;
};

static bool
take_session(void *self, const struct fasti_session_row *row)
{
  struct settings *settings = self;
  xmlNodePtr node;

  if (row->until < settings->list.call->real)
    return true;
  node = web_add(settings->sessions, "session");
  web_set(node, "kind", fasti_list_has(row->scopes, FEED_SCOPE) ? "calendar" : row->kind);
  web_set(node, "title", row->title);
  web_set(node, "hash", fasti_arena_copy(settings->list.call->arena, row->hash, 16));
  web_set_moment(settings->list.call, node, "began", row->began_at);
  web_set_moment(settings->list.call, node, "until", row->until);
  return true;
}

static bool
take_stand_in(void *self, const struct fasti_stand_in_row *row)
{
  struct settings *settings = self;
  struct web_call *call = settings->list.call;
  xmlNodePtr node;

  if (row->to < web_today(call))
    return true;
  node = web_add(settings->stand_ins, "stand-in");
  web_set(node, "person", web_name(call, row->person));
  web_set(node, "deputy", web_name(call, row->deputy));
  web_set(node, "role", web_role_titles(call, settings->list.package, row->role));
  web_set_day(node, "from", row->from);
  web_set_day(node, "to", row->to);
  return true;
}

static enum fasti_status
add_stand_ins(struct settings *settings)
{
  struct fasti_store *store = settings->list.call->store;
  const char *me = settings->list.call->person->id;
  enum fasti_status status;

  settings->stand_ins = web_add(settings->list.main, "stand-ins");
  status = store->call->stand_in_list(store, me, NULL, FASTI_NO_DAY, take_stand_in, settings);
  return status == FASTI_OK ? store->call->stand_in_list(store, NULL, me, FASTI_NO_DAY, take_stand_in, settings) : status;
}

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
show(struct web_call *call, const char *token, int http)
{
  struct settings settings;
  xmlNodePtr factor;
  enum fasti_status status;

  list_begin(call, "me", "/me", &settings.list);
  web_set(settings.list.main, "person", call->person->id);
  web_set(settings.list.main, "token", token);
  web_set(settings.list.main, "password", call->account.password ? "true" : NULL);
  add_fields(settings.list.main);
  factor = web_add(settings.list.main, "factor");
  web_set(factor, "on", call->account.factor ? "true" : NULL);
  if (!call->account.factor && call->account.proposed) {
    web_set(factor, "proposed", in_groups(call, call->account.proposed));
    web_set(factor, "uri", call->account.uri);
  }
  settings.sessions = web_add(settings.list.main, "sessions");
  status = call->store->call->session_list(call->store, NULL, call->person->id, take_session, &settings);
  if (status == FASTI_OK)
    status = add_stand_ins(&settings);
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
me(struct web_call *call)
{
  return show(call, NULL, 200);
}

/* -- the password -- */

static enum fasti_status
after(struct web_call *call, enum fasti_status status, const char *done)
{
  if (status == FASTI_OK)
    return web_go_telling(call, "/me", done);
  return fasti_messages_count(call->messages) ? show(call, NULL, 422) : status;
}

static enum fasti_status
after_password(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return after(call, status, "done.password");
}

static enum fasti_status
change_password(struct web_call *call)
{
  const char *old = web_field(call, "current"), *new = web_field(call, "password"), *again = web_field(call, "again");

  if (!new || !*new)
    fasti_error_field(call->messages, "password", "enter a new password");
  else if (!again || strcmp(new, again) != 0)
    fasti_error_field(call->messages, "again", "the two new passwords differ; enter the same one twice");
  if (fasti_messages_count(call->messages))
    return show(call, NULL, 422);
  call->change =
    (struct web_change){.kind = WEB_PASSWORD, .first = old ? old : "", .second = new, .follow = after_password};
  return FASTI_OK;
}

/* -- the second factor -- */

static enum fasti_status
after_propose(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go(call, "/me#factor") : after(call, status, "");
}

static enum fasti_status
after_confirm(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return after(call, status, "done.factor-on");
}

static enum fasti_status
after_end(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return after(call, status, "done.factor-off");
}

static enum fasti_status
propose_factor(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_FACTOR_PROPOSE, .follow = after_propose};
  return FASTI_OK;
}

static enum fasti_status
with_code(struct web_call *call, enum web_change_kind kind,
          enum fasti_status (*follow)(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer))
{
  const char *code = web_field(call, "code");

  if (!code || !*code) {
    fasti_error_field(call->messages, "code", "enter the six digits that your authenticator shows now");
    return show(call, NULL, 422);
  }
  call->change = (struct web_change){.kind = kind, .first = code, .follow = follow};
  return FASTI_OK;
}

static enum fasti_status
confirm_factor(struct web_call *call)
{
  return with_code(call, WEB_FACTOR_CONFIRM, after_confirm);
}

static enum fasti_status
end_factor(struct web_call *call)
{
  return with_code(call, WEB_FACTOR_END, after_end);
}

/* -- the calendar link, and where one is logged in -- */

static enum fasti_status
after_link(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  const struct feed_link *link = call->change.self;

  (void)answer;
  return status == FASTI_OK ? show(call, link->token, 200) : after(call, status, "");
}

static enum fasti_status
make_link(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_WORK, .work = feed_give, .self = feed_new(call), .follow = after_link};
  return FASTI_OK;
}

/** Which of one's sessions and tokens are to end. */
struct ending {
  struct fasti_arena *arena;
  const char *begin; /* of its hash */
  const char *hash;
};

static bool
find_session(void *self, const struct fasti_session_row *row)
{
  struct ending *ending = self;

  if (strncmp(row->hash, ending->begin, strlen(ending->begin)) != 0)
    return true;
  ending->hash = fasti_arena_strdup(ending->arena, row->hash);
  return false;
}

static enum fasti_status
end_work(struct web_call *call, struct fasti_office *office, void *self)
{
  const struct ending *ending = self;

  return fasti_office_log_out(office, ending->hash, call->messages);
}

static enum fasti_status
after_session(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return after(call, status, "done.session-ended");
}

static enum fasti_status
end_session(struct web_call *call)
{
  struct ending *ending = fasti_arena_alloc(call->arena, sizeof *ending);
  const char *begin = web_field(call, "session");
  enum fasti_status status;

  *ending = (struct ending){.arena = call->arena, .begin = begin ? begin : ""};
  status = strlen(ending->begin) < 16
             ? FASTI_OK
             : call->store->call->session_list(call->store, NULL, call->person->id, find_session, ending);
  if (status != FASTI_OK)
    return status;
  if (!ending->hash) {
    fasti_error_field(call->messages, "session", "this log-in or link has ended already");
    return show(call, NULL, 404);
  }
  call->change = (struct web_change){.kind = WEB_WORK, .work = end_work, .self = ending, .follow = after_session};
  return FASTI_OK;
}

const struct web_route web_me_routes[] = {
  {"GET", "/me", me, "*", N_("one's own settings")},
  {"POST", "/me/password", change_password, "*", N_("change one's password")},
  {"POST", "/me/factor", propose_factor, "*", N_("begin two-step log-in")},
  {"POST", "/me/factor/confirm", confirm_factor, "*", N_("confirm two-step log-in")},
  {"POST", "/me/factor/end", end_factor, "*", N_("end two-step log-in")},
  {"POST", "/me/calendar", make_link, "-admin process-designer", N_("make a calendar link")},
  {"POST", "/me/sessions/end", end_session, "*", N_("end a log-in or a link of one's own")},
  {0},
};
