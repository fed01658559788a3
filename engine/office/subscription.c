/* engine/office/subscription.c - subscriptions of the office's administrators; see subscription.h.
 *
 * Messages: a name, type, bureau or procedure that is none; a subscription that is not there; too many.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/occurrence.h"
#include "engine/office/inside.h"
#include "engine/subscription.h"

/** One act of an administrator. */
struct managing {
  const char *what;
  const char *name;
  const struct fasti_subscription_row *row;
  const char *event;
  int64_t *count;
  enum fasti_status (*run)(struct fasti_office *office, const struct managing *managing, struct fasti_arena *arena,
                           struct fasti_messages *messages);
};

static enum fasti_status
note(struct fasti_office *office, const struct managing *managing, const char *actor, int64_t now,
     struct fasti_messages *messages)
{
  xmlNodePtr act = office_act(managing->what);

  office_act_set(act, "about", managing->name);
  office_act_set(act, "event", managing->event);
  if (managing->row) {
    office_act_set(act, "url", managing->row->url);
    office_act_set(act, "types", managing->row->types);
    office_act_set(act, "bureau", managing->row->bureau);
    office_act_set(act, "procedure", managing->row->procedure);
  }
  return office_note(office, act, actor, now, messages);
}

static enum fasti_status
manage(struct fasti_office *office, const struct managing *managing, const char *actor, int64_t now,
       struct fasti_messages *messages)
{
  size_t first = messages ? fasti_messages_count(messages) : 0;
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_may_manage(office, actor, messages);
  if (status == FASTI_OK)
    status = managing->run(office, managing, arena, messages);
  if (status == FASTI_OK)
    status = note(office, managing, actor, now, messages);
  status = office_end(office, messages, status);
  fasti_arena_free(arena);
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, managing->what, managing->name ? managing->name : "", actor, now, messages, first,
                        status);
}

/* -- what is wrong with one -- */

static bool
is_type(struct fasti_slice word)
{
  const char *type;

  for (size_t i = 0; (type = fasti_occurrence_type_at(i, NULL)) != NULL; i++)
    if (fasti_slice_is(word, type) || (strncmp(word.at, type, word.size) == 0 && type[word.size] == '.'))
      return true;
  return false;
}

static enum fasti_status
check_types(const char *types, struct fasti_messages *messages)
{
  struct fasti_slice word;
  enum fasti_status status = FASTI_OK;

  while (fasti_list_next(&types, &word))
    if (!is_type(word)) {
      fasti_error_field(messages, "types", "\"%.*s\" is no type of event; fasti-post(1) lists them",
                        (int)word.size, word.at);
      status = FASTI_INVALID;
    }
  return status;
}

static bool
is_word(const char *text)
{
  return !*text || office_is_identifier(text);
}

static enum fasti_status
check_scope(struct fasti_office *office, const struct fasti_subscription_row *row, struct fasti_messages *messages)
{
  char hash[FASTI_HASH_SIZE];
  const struct fasti_package *package = NULL;
  enum fasti_status status;

  if (!is_word(row->bureau) || !is_word(row->procedure)) {
    fasti_error_field(messages, row->name, "a bureau and a procedure are one word each");
    return FASTI_INVALID;
  }
  if (!*row->bureau)
    return FASTI_OK;
  status = office_package_at(office, row->bureau, FASTI_NEVER, messages, hash, &package);
  if (status == FASTI_OK && *row->procedure && !fasti_package_procedure(package, row->procedure)) {
    fasti_error_field(messages, "procedure", "the package of %s has no procedure \"%s\"", row->bureau, row->procedure);
    return FASTI_INVALID;
  }
  return status == FASTI_NOT_FOUND ? FASTI_INVALID : status;
}

struct census {
  const char *name;
  size_t count;
  bool known;
};

static bool
count_one(void *self, const struct fasti_subscription_row *row)
{
  struct census *census = self;

  census->count++;
  census->known = census->known || strcmp(row->name, census->name) == 0;
  return true;
}

static enum fasti_status
take_census(struct fasti_office *office, const char *name, struct census *census, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;

  *census = (struct census){.name = name};
  return office_told(office, messages, store->call->subscription_list(store, NULL, count_one, census));
}

static enum fasti_status
begin_progress(struct fasti_office *office, const char *name)
{
  struct fasti_store *store = office->store;
  struct fasti_progress_row row = {.subscription = name, .number = INT64_MAX, .failing_since = FASTI_NEVER,
                                   .delivered_at = FASTI_NEVER, .error = ""};
  enum fasti_status status = store->call->journal_end(store, &row.position);

  return status == FASTI_OK ? store->call->progress_put(store, &row) : status;
}

static enum fasti_status
put(struct fasti_office *office, const struct managing *managing, struct fasti_arena *arena,
    struct fasti_messages *messages)
{
  const struct fasti_subscription_row *row = managing->row;
  struct fasti_store *store = office->store;
  struct census census;
  enum fasti_status status, scope;

  (void)arena;
  if (!office_is_identifier(row->name)) {
    fasti_error_field(messages, "name", "the name of a subscription is 1 to 64 letters, digits, - or _, without spaces");
    return FASTI_INVALID;
  }
  if (!*row->url || !fasti_xml_is_text(row->url) || !*row->secret) {
    fasti_error_field(messages, row->name, "a subscription needs an address and a secret");
    return FASTI_INVALID;
  }
  status = check_types(row->types, messages);
  scope = check_scope(office, row, messages);
  if (status == FASTI_OK)
    status = scope;
  if (status == FASTI_OK)
    status = take_census(office, row->name, &census, messages);
  if (status == FASTI_OK && !census.known && census.count >= FASTI_SUBSCRIPTIONS_MOST) {
    fasti_error_field(messages, row->name, "an office has %d subscriptions at most", FASTI_SUBSCRIPTIONS_MOST);
    return FASTI_LIMIT;
  }
  if (status == FASTI_OK)
    status = store->call->subscription_put(store, row);
  if (status == FASTI_OK && !census.known)
    status = begin_progress(office, row->name);
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_subscribe(struct fasti_office *office, const struct fasti_subscription_row *row, const char *actor,
                       int64_t now, struct fasti_messages *messages)
{
  struct fasti_subscription_row whole = *row;

  whole.made_by = actor ? actor : "";
  whole.made_at = now;
  return manage(office, &(struct managing){.what = "subscribe", .name = row->name, .row = &whole, .run = put}, actor,
                now, messages);
}

/* -- ending one, trying again -- */

static enum fasti_status
find(struct fasti_office *office, const char *name, struct fasti_messages *messages)
{
  struct census census;
  enum fasti_status status = take_census(office, name, &census, messages);

  if (status == FASTI_OK && !census.known) {
    fasti_error_field(messages, name, "there is no such subscription");
    return FASTI_NOT_FOUND;
  }
  return status;
}

static enum fasti_status
drop(struct fasti_office *office, const struct managing *managing, struct fasti_arena *arena,
     struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  enum fasti_status status = find(office, managing->name, messages);

  (void)arena;
  if (status == FASTI_OK)
    status = office_told(office, messages, store->call->subscription_drop(store, managing->name));
  return status;
}

enum fasti_status
fasti_office_unsubscribe(struct fasti_office *office, const char *name, const char *actor, int64_t now,
                         struct fasti_messages *messages)
{
  return manage(office, &(struct managing){.what = "unsubscribe", .name = name, .run = drop}, actor, now, messages);
}

struct rows {
  struct fasti_arena *arena;
  const struct fasti_shape *shape;
  void **items;
  size_t count;
};

static void
take_row(struct rows *rows, const void *row)
{
  void **items = fasti_arena_alloc(rows->arena, (rows->count + 1) * sizeof *items);
  void *copy = fasti_row_copy(rows->shape, row);

  fasti_arena_tie(rows->arena, fasti_free, copy);
  if (rows->count)
    memcpy(items, rows->items, rows->count * sizeof *items);
  items[rows->count++] = copy;
  rows->items = items;
}

static bool
take_letter(void *self, const struct fasti_letter_row *row)
{
  take_row(self, row);
  return true;
}

static bool
take_progress(void *self, const struct fasti_progress_row *row)
{
  take_row(self, row);
  return true;
}

static enum fasti_status
retry_letters(struct fasti_office *office, const struct managing *managing, struct fasti_arena *arena)
{
  struct fasti_store *store = office->store;
  struct rows letters = {.arena = arena, .shape = &fasti_letter_shape};
  enum fasti_status status = store->call->letter_list(store, managing->name, take_letter, &letters);

  for (size_t i = 0; i < letters.count && status == FASTI_OK; i++) {
    struct fasti_letter_row *letter = letters.items[i];

    if (managing->event && strcmp(managing->event, letter->event) != 0)
      continue;
    letter->next_at = 0;
    ++*managing->count;
    status = store->call->letter_put(store, letter);
  }
  return status;
}

static enum fasti_status
retry(struct fasti_office *office, const struct managing *managing, struct fasti_arena *arena,
      struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct rows progress = {.arena = arena, .shape = &fasti_progress_shape};
  enum fasti_status status = find(office, managing->name, messages);

  *managing->count = 0;
  if (status != FASTI_OK)
    return status;
  status = retry_letters(office, managing, arena);
  if (status == FASTI_OK && managing->event && *managing->count == 0) {
    fasti_error_field(messages, managing->event, "no such event of %s stands aside", managing->name);
    return FASTI_NOT_FOUND;
  }
  if (status == FASTI_OK && !managing->event)
    status = store->call->progress_list(store, managing->name, take_progress, &progress);
  if (status == FASTI_OK && progress.count) {
    ((struct fasti_progress_row *)progress.items[0])->next_at = 0;
    status = store->call->progress_put(store, progress.items[0]);
  }
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_retry(struct fasti_office *office, const char *name, const char *event, const char *actor, int64_t now,
                   struct fasti_messages *messages, int64_t *count)
{
  return manage(office,
                &(struct managing){.what = "retry", .name = name, .event = event, .count = count, .run = retry}, actor,
                now, messages);
}

/* -- how it stands -- */

static bool
count_progress(void *self, const struct fasti_progress_row *row)
{
  struct fasti_post_state *state = self;

  state->subscriptions++;
  state->failing += row->failing_since != FASTI_NEVER;
  if (row->position < state->behind)
    state->behind = row->position; /* the position that is farthest back, for now */
  return true;
}

static bool
count_letter(void *self, const struct fasti_letter_row *row)
{
  struct fasti_post_state *state = self;

  (void)row;
  state->aside++;
  return true;
}

static enum fasti_status
look(struct fasti_store *store, struct fasti_post_state *state)
{
  int64_t end = 0;
  enum fasti_status status = store->call->journal_end(store, &end);

  state->behind = end;
  if (status == FASTI_OK)
    status = store->call->progress_list(store, NULL, count_progress, state);
  if (status == FASTI_OK)
    status = store->call->letter_list(store, NULL, count_letter, state);
  state->behind = end - state->behind;
  return status;
}

enum fasti_status
fasti_office_post_state(struct fasti_office *office, struct fasti_messages *messages, struct fasti_post_state *state)
{
  enum fasti_status status = office_begin(office, messages, false);

  *state = (struct fasti_post_state){0};
  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, office_told(office, messages, look(office->store, state)));
}
