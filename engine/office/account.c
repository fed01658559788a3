/* engine/office/account.c - accounts, sessions and tokens of the office's people; see account.h.
 *
 * Messages: a person who is not there or not active, and who may not manage.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/account.h"
#include "engine/office/inside.h"

enum { FIRST_WAIT = 30 * 1000, LONGEST_WAIT = 60 * 60 * 1000 /* milliseconds */ };

struct account_search {
  struct fasti_arena *arena;
  struct fasti_account_row *row;
};

static bool
take_account(void *self, const struct fasti_account_row *row)
{
  struct account_search *search = self;
  struct fasti_account_row *kept = fasti_row_copy(&fasti_account_shape, row);

  fasti_arena_tie(search->arena, fasti_free, kept);
  *search->row = *kept;
  return false;
}

/* Who has no account yet has an empty one. */
static enum fasti_status
find_account(struct fasti_office *office, const char *person, struct fasti_arena *arena,
             struct fasti_messages *messages, struct fasti_account_row *row)
{
  struct account_search search = {arena, row};

  *row = (struct fasti_account_row){
    .person = fasti_arena_strdup(arena, person), .password = "", .once = "", .language = "", .factor = "", .proposed = ""};
  return office_told(office, messages, office->store->call->account_list(office->store, person, take_account, &search));
}

static enum fasti_status
active_person(struct fasti_office *office, const char *id, struct fasti_arena *arena, struct fasti_messages *messages,
              struct fasti_person_row *row)
{
  enum fasti_status status = office_person(office, id, arena, messages, row);

  if (status != FASTI_OK || row->active)
    return status;
  fasti_error_field(messages, row->id, "%s is not active in this office any more", row->name);
  return FASTI_NOT_FOUND;
}

static enum fasti_status
put_account(struct fasti_office *office, const struct fasti_account_row *row, struct fasti_messages *messages)
{
  return office_told(office, messages, office->store->call->account_put(office->store, row));
}

struct hashes {
  const char *kind;
  const char *keep;
  int64_t until; /* those that are over by then; FASTI_NEVER: all */
  struct fasti_buffer list;
};

static bool
take_hash(void *self, const struct fasti_session_row *row)
{
  struct hashes *hashes = self;

  if ((!hashes->kind || strcmp(row->kind, hashes->kind) == 0) && row->until <= hashes->until &&
      (!hashes->keep || strcmp(row->hash, hashes->keep) != 0))
    fasti_buffer_printf(&hashes->list, "%s ", row->hash);
  return true;
}

static enum fasti_status
drop_sessions(struct fasti_office *office, const char *person, struct hashes *hashes, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  enum fasti_status status = store->call->session_list(store, NULL, person, take_hash, hashes);
  char *rest = NULL;

  for (char *hash = hashes->list.size ? strtok_r(hashes->list.at, " ", &rest) : NULL; hash && status == FASTI_OK;
       hash = strtok_r(NULL, " ", &rest))
    status = store->call->session_drop(store, hash);
  fasti_buffer_free(&hashes->list);
  return office_told(office, messages, status);
}

enum fasti_status
office_end_sessions(struct fasti_office *office, const char *person, const char *kind, const char *keep,
                    struct fasti_messages *messages)
{
  return drop_sessions(office, person, &(struct hashes){.kind = kind, .keep = keep, .until = FASTI_NEVER}, messages);
}

/* What an administrator does is noted, with whom it is about. */
static enum fasti_status
note(struct fasti_office *office, const char *what, const char *person, const char *scopes, const char *actor,
     int64_t now, struct fasti_messages *messages)
{
  xmlNodePtr act = office_act(what);

  office_act_set(act, "about", person);
  office_act_set(act, "scopes", scopes);
  return office_note(office, act, actor, now, messages);
}

/** Something that an administrator does to a person's account. */
struct managing {
  const char *what;
  const char *person;
  const char *scopes;
  const char *actor;
  int64_t now;
  enum fasti_status (*run)(struct fasti_office *office, const void *self, struct fasti_arena *arena,
                           struct fasti_messages *messages);
  const void *self;
};

/* A token that only tells a calendar program what is due of one's own tasks is everyone's own affair. */
static bool
is_own_affair(const struct managing *managing)
{
  return managing->actor && strcmp(managing->actor, managing->person) == 0 && managing->scopes &&
         strcmp(managing->scopes, FASTI_SCOPE_CALENDAR) == 0;
}

static enum fasti_status
manage_inside(struct fasti_office *office, const struct managing *managing, struct fasti_arena *arena,
              struct fasti_messages *messages)
{
  struct fasti_person_row person;
  enum fasti_status status =
    is_own_affair(managing) ? FASTI_OK : office_may_manage(office, managing->actor, messages);

  if (status == FASTI_OK)
    status = active_person(office, managing->person, arena, messages, &person);
  if (status == FASTI_OK)
    status = note(office, managing->what, managing->person, managing->scopes, managing->actor, managing->now, messages);
  return status == FASTI_OK ? managing->run(office, managing->self, arena, messages) : status;
}

static enum fasti_status
manage(struct fasti_office *office, const struct managing *managing, struct fasti_messages *messages)
{
  size_t first = messages ? fasti_messages_count(messages) : 0;
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, manage_inside(office, managing, arena, messages));
  fasti_arena_free(arena);
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, managing->what, managing->person, managing->actor, managing->now, messages, first,
                        status);
}

static enum fasti_status
put_once(struct fasti_office *office, const void *self, struct fasti_arena *arena, struct fasti_messages *messages)
{
  const struct fasti_account_row *given = self;
  struct fasti_account_row row;
  enum fasti_status status = find_account(office, given->person, arena, messages, &row);

  if (status != FASTI_OK)
    return status;
  row.once = given->once;
  row.once_until = given->once_until;
  row.failures = 0;
  row.wait_until = 0;
  return put_account(office, &row, messages);
}

enum fasti_status
fasti_office_one_time(struct fasti_office *office, const char *person, const char *hash, int64_t until,
                      const char *actor, int64_t now, struct fasti_messages *messages)
{
  struct fasti_account_row row = {.person = person, .once = hash, .once_until = until};

  return manage(office,
                &(struct managing){
                  .what = "login", .person = person, .actor = actor, .now = now, .run = put_once, .self = &row},
                messages);
}

static enum fasti_status
put_token(struct fasti_office *office, const void *self, struct fasti_arena *arena, struct fasti_messages *messages)
{
  (void)arena;
  return office_told(office, messages, office->store->call->session_put(office->store, self));
}

enum fasti_status
fasti_office_token(struct fasti_office *office, const struct fasti_session_row *row, const char *actor, int64_t now,
                   struct fasti_messages *messages)
{
  return manage(office,
                &(struct managing){.what = "token",
                                   .person = row->person,
                                   .scopes = row->scopes,
                                   .actor = actor,
                                   .now = now,
                                   .run = put_token,
                                   .self = row},
                messages);
}

static enum fasti_status
end_all(struct fasti_office *office, const void *self, struct fasti_arena *arena, struct fasti_messages *messages)
{
  (void)arena;
  return office_end_sessions(office, self, NULL, NULL, messages);
}

enum fasti_status
fasti_office_end_sessions(struct fasti_office *office, const char *person, const char *actor, int64_t now,
                          struct fasti_messages *messages)
{
  return manage(office,
                &(struct managing){
                  .what = "logout", .person = person, .actor = actor, .now = now, .run = end_all, .self = person},
                messages);
}

enum fasti_status
fasti_office_account(struct fasti_office *office, const char *person, struct fasti_arena *arena,
                     struct fasti_messages *messages, struct fasti_account_row *row)
{
  struct fasti_person_row found;
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  status = active_person(office, person, arena, messages, &found);
  if (status == FASTI_OK)
    status = find_account(office, person, arena, messages, row);
  return office_end(office, messages, status);
}

static int64_t
waiting_time(int failures)
{
  int64_t wait = FIRST_WAIT;

  for (int i = FASTI_LOGIN_FAILURES; i < failures && wait < LONGEST_WAIT; i++)
    wait *= 2;
  return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

enum fasti_status
fasti_office_login_failed(struct fasti_office *office, const char *person, int64_t now, struct fasti_messages *messages)
{
  struct fasti_arena *arena;
  struct fasti_account_row row;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = find_account(office, person, arena, messages, &row);
  if (status == FASTI_OK) {
    row.failures += row.failures < 1000;
    if (row.failures >= FASTI_LOGIN_FAILURES)
      row.wait_until = now + waiting_time(row.failures);
    status = put_account(office, &row, messages);
  }
  fasti_arena_free(arena);
  return office_end(office, messages, status);
}

static enum fasti_status
begin_session(struct fasti_office *office, const struct fasti_session_row *row, bool once, int64_t step, const char *old,
              struct fasti_arena *arena, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct fasti_person_row person;
  struct fasti_account_row account;
  enum fasti_status status = active_person(office, row->person, arena, messages, &person);

  if (status == FASTI_OK)
    status = find_account(office, row->person, arena, messages, &account);
  if (status != FASTI_OK)
    return status;
  if (once && !*account.once) {
    fasti_error_field(messages, row->person, "this one-time code has been used already");
    return FASTI_CONFLICT;
  }
  if (step && step <= account.factor_step) {
    fasti_error_field(messages, row->person, "this code has been used already: wait for the next one");
    return FASTI_CONFLICT;
  }
  if (once)
    account.once = "";
  if (step)
    account.factor_step = step;
  account.failures = 0;
  account.wait_until = 0;
  status = put_account(office, &account, messages);
  if (status == FASTI_OK && old)
    status = office_told(office, messages, store->call->session_drop(store, old));
  return status == FASTI_OK ? office_told(office, messages, store->call->session_put(store, row)) : status;
}

enum fasti_status
fasti_office_log_in(struct fasti_office *office, const struct fasti_session_row *row, bool once, int64_t step,
                    const char *old, struct fasti_messages *messages)
{
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, begin_session(office, row, once, step, old, arena, messages));
  fasti_arena_free(arena);
  return status;
}

/** What changes in an account; NULL: it stays. */
struct account_change {
  const char *password, *language, *factor, *proposed;
  int64_t step;     /* 0: it stays */
  bool confirm;     /* the proposed factor becomes the factor */
  const char *keep; /* with PASSWORD: the session that does not end */
};

static enum fasti_status
confirm_factor(struct fasti_account_row *row, struct fasti_messages *messages)
{
  if (!*row->proposed) {
    fasti_error_field(messages, row->person, "no second factor is waiting to be confirmed");
    return FASTI_CONFLICT;
  }
  row->factor = row->proposed;
  row->proposed = "";
  return FASTI_OK;
}

static enum fasti_status
change_account(struct fasti_office *office, const char *person, const struct account_change *change,
               struct fasti_arena *arena, struct fasti_messages *messages)
{
  struct fasti_person_row found;
  struct fasti_account_row row;
  enum fasti_status status = active_person(office, person, arena, messages, &found);

  if (status == FASTI_OK)
    status = find_account(office, person, arena, messages, &row);
  if (status == FASTI_OK && change->confirm)
    status = confirm_factor(&row, messages);
  if (status != FASTI_OK)
    return status;
  row.password = change->password ? change->password : row.password;
  row.language = change->language ? change->language : row.language;
  row.factor = change->factor ? change->factor : row.factor;
  row.proposed = change->proposed ? change->proposed : row.proposed;
  row.factor_step = change->step ? change->step : row.factor_step;
  status = put_account(office, &row, messages);
  return status == FASTI_OK && change->password ? office_end_sessions(office, person, "session", change->keep, messages)
                                                : status;
}

static enum fasti_status
change(struct fasti_office *office, const char *person, const struct account_change *wanted,
       struct fasti_messages *messages)
{
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, change_account(office, person, wanted, arena, messages));
  fasti_arena_free(arena);
  return status;
}

enum fasti_status
fasti_office_account_change(struct fasti_office *office, const char *person, const char *password, const char *language,
                            const char *keep, struct fasti_messages *messages)
{
  return change(office, person, &(struct account_change){.password = password, .language = language, .keep = keep},
                messages);
}

enum fasti_status
fasti_office_factor_propose(struct fasti_office *office, const char *person, const char *secret,
                            struct fasti_messages *messages)
{
  return change(office, person, &(struct account_change){.proposed = secret}, messages);
}

enum fasti_status
fasti_office_factor_confirm(struct fasti_office *office, const char *person, int64_t step,
                            struct fasti_messages *messages)
{
  return change(office, person, &(struct account_change){.confirm = true, .step = step}, messages);
}

static const struct account_change no_factor = {.factor = "", .proposed = ""};

static enum fasti_status
end_factor(struct fasti_office *office, const void *self, struct fasti_arena *arena, struct fasti_messages *messages)
{
  return change_account(office, self, &no_factor, arena, messages);
}

enum fasti_status
fasti_office_factor_end(struct fasti_office *office, const char *person, const char *actor, int64_t now,
                        struct fasti_messages *messages)
{
  if (!actor)
    return change(office, person, &no_factor, messages);
  return manage(office,
                &(struct managing){
                  .what = "factor", .person = person, .actor = actor, .now = now, .run = end_factor, .self = person},
                messages);
}

enum fasti_status
fasti_office_log_out(struct fasti_office *office, const char *hash, struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages,
                    office_told(office, messages, office->store->call->session_drop(office->store, hash)));
}

struct session_search {
  struct fasti_arena *arena;
  struct fasti_session_row *row;
  bool found;
};

static bool
take_session(void *self, const struct fasti_session_row *row)
{
  struct session_search *search = self;
  struct fasti_session_row *kept = fasti_row_copy(&fasti_session_shape, row);

  fasti_arena_tie(search->arena, fasti_free, kept);
  *search->row = *kept;
  search->found = true;
  return false;
}

static enum fasti_status
look_at_visit(struct fasti_office *office, const char *hash, int64_t now, struct fasti_arena *arena,
              struct fasti_messages *messages, struct fasti_visit *visit)
{
  struct session_search search = {.arena = arena, .row = &visit->session};
  enum fasti_status status = office_told(
    office, messages, office->store->call->session_list(office->store, hash, NULL, take_session, &search));

  if (status != FASTI_OK)
    return status;
  if (!search.found || visit->session.until <= now)
    return FASTI_NOT_FOUND;
  status = office_person(office, visit->session.person, arena, NULL, &visit->person);
  if (status == FASTI_OK && !visit->person.active)
    status = FASTI_NOT_FOUND;
  return status == FASTI_OK ? find_account(office, visit->person.id, arena, messages, &visit->account) : status;
}

enum fasti_status
fasti_office_visit(struct fasti_office *office, const char *hash, int64_t now, struct fasti_arena *arena,
                   struct fasti_messages *messages, struct fasti_visit *visit)
{
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, look_at_visit(office, hash, now, arena, messages, visit));
}

enum fasti_status
fasti_office_forget_sessions(struct fasti_office *office, int64_t now, struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, drop_sessions(office, NULL, &(struct hashes){.until = now}, messages));
}
