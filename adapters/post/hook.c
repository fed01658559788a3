/* adapters/post/hook.c - subscriptions: one delivery at a time each, in the order of what happened.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/post/room.h"
#include "engine/row.h"

enum { READ_AT_ONCE = 200 /* entries */, SKIP = 10 * 1000 /* milliseconds between notes of what nobody wants */ };

/** A subscription at work. */
struct lane {
  struct lane *next;
  char *name;
  int64_t position, number; /* nothing that is wanted lies before */
  struct transfer *transfer; /* NULL: nothing is under way */
  struct sending sending;
  int64_t skipped_at;
  bool there; /* still subscribed */
};

static void
forget_sending(struct sending *sending)
{
  fasti_free(sending->subscription);
  fasti_free(sending->type);
  fasti_free(sending->case_id);
  *sending = (struct sending){0};
}

static void
free_lane(struct lane *lane)
{
  transfer_free(lane->transfer);
  forget_sending(&lane->sending);
  fasti_free(lane->name);
  fasti_free(lane);
}

void
hooks_free(struct post *post)
{
  while (post->lanes) {
    struct lane *lane = post->lanes;

    post->lanes = lane->next;
    free_lane(lane);
  }
}

static struct lane *
lane_of(struct post *post, const char *name)
{
  struct lane *lane = post->lanes;

  while (lane && strcmp(lane->name, name) != 0)
    lane = lane->next;
  if (!lane) {
    lane = fasti_alloc(sizeof *lane);
    lane->name = fasti_strdup(name);
    lane->next = post->lanes;
    post->lanes = lane;
  }
  lane->there = true;
  return lane;
}

static void
drop_others(struct post *post)
{
  for (struct lane **at = &post->lanes; *at;) {
    struct lane *lane = *at;

    if (lane->there) {
      at = &lane->next;
    } else {
      *at = lane->next;
      free_lane(lane);
    }
  }
}

/* -- what is stored of them -- */

struct stored {
  struct fasti_subscription_row *row;
  struct fasti_progress_row *progress;
  struct fasti_letter_row *letter; /* the first that is to be tried; NULL: none */
};

struct office_post {
  struct fasti_arena *arena;
  int64_t now;
  struct stored *items;
  size_t count, room;
};

static void *
keep(struct office_post *all, const struct fasti_shape *shape, const void *row)
{
  void *copy = fasti_row_copy(shape, row);

  fasti_arena_tie(all->arena, fasti_free, copy);
  return copy;
}

static bool
take_subscription(void *self, const struct fasti_subscription_row *row)
{
  struct office_post *all = self;

  if (all->count == all->room) {
    all->room = all->room * 2 + 8;
    all->items = fasti_realloc(all->items, all->room * sizeof *all->items);
  }
  all->items[all->count++] = (struct stored){.row = keep(all, &fasti_subscription_shape, row)};
  return true;
}

static struct stored *
find_stored(struct office_post *all, const char *name)
{
  for (size_t i = 0; i < all->count; i++)
    if (strcmp(all->items[i].row->name, name) == 0)
      return &all->items[i];
  return NULL;
}

static bool
take_progress(void *self, const struct fasti_progress_row *row)
{
  struct stored *stored = find_stored(self, row->subscription);

  if (stored)
    stored->progress = keep(self, &fasti_progress_shape, row);
  return true;
}

static bool
take_letter(void *self, const struct fasti_letter_row *row)
{
  struct office_post *all = self;
  struct stored *stored = find_stored(all, row->subscription);

  if (stored && !stored->letter && row->next_at <= all->now)
    stored->letter = keep(self, &fasti_letter_shape, row);
  return true;
}

static enum fasti_status
read_stored(struct post *post, struct office_post *all)
{
  struct fasti_store *store = post->options.store;
  enum fasti_status status = store->call->begin(store, false);

  if (status == FASTI_OK) {
    status = store->call->subscription_list(store, NULL, take_subscription, all);
    if (status == FASTI_OK)
      status = store->call->progress_list(store, NULL, take_progress, all);
    if (status == FASTI_OK)
      status = store->call->letter_list(store, NULL, take_letter, all);
    store->call->rollback(store);
  }
  if (status != FASTI_OK)
    fasti_error_field(post->messages, NULL, "%s", store->call->error(store));
  return status;
}

/* -- a delivery -- */

static void
delivered(void *self, const char *error, int64_t later)
{
  struct lane *lane = self;
  struct post *post = lane->sending.post;
  struct post_report report = {.to = lane->name, .event = lane->sending.id, .type = lane->sending.type, .error = error};

  lane->transfer = NULL;
  if (letter_note(&lane->sending, error, later, post->options.now(post->options.clock), &report.aside) != FASTI_OK)
    report.error = *error ? error
                          : fasti_messages_translate(post->messages, N_("delivered, but this could not be written down: it "
                                                                        "will be delivered again"));
  if (post->options.report)
    post->options.report(post->options.reporter, &report);
  forget_sending(&lane->sending);
}

/** What a lane looks for, and what it then begins to send. */
struct looking {
  struct post *post;
  struct lane *lane;
  const struct fasti_subscription_row *row;
  bool aside; /* this one, whatever the subscription wants now */
  bool found;
};

static void
begin_delivery(struct looking *looking, const struct fasti_occurrence *one)
{
  struct post *post = looking->post;
  struct lane *lane = looking->lane;
  struct fasti_messages *why = fasti_messages_like(post->messages);
  char *body = event_write(&post->settings, one);

  lane->sending = (struct sending){.post = post,
                                   .subscription = fasti_strdup(lane->name),
                                   .type = fasti_strdup(one->type),
                                   .case_id = fasti_strdup(one->case_id),
                                   .position = one->position,
                                   .number = one->number,
                                   .aside = looking->aside};
  fasti_occurrence_id(one, lane->sending.id);
  lane->transfer = transfer_hook(post, looking->row->url, looking->row->secret, lane->sending.id, body, why);
  fasti_free(body);
  if (lane->transfer) {
    lane->transfer->done = delivered;
    lane->transfer->self = lane;
  }
  fasti_messages_free(why);
}

static bool
look(void *self, const struct fasti_occurrence *one)
{
  struct looking *looking = self;
  const struct fasti_subscription_row *row = looking->row;

  if (!looking->aside &&
      (!fasti_occurrence_wanted(row->types, one->type) || (*row->bureau && strcmp(row->bureau, one->bureau) != 0) ||
       (*row->procedure && strcmp(row->procedure, one->procedure) != 0)))
    return true;
  looking->found = true;
  begin_delivery(looking, one);
  return false;
}

/* What cannot even be begun has failed as well. */
static void
set_off(struct looking *looking)
{
  struct lane *lane = looking->lane;
  struct post *post = looking->post;
  struct fasti_messages *why;

  if (!looking->found)
    return;
  if (lane->transfer) {
    curl_multi_add_handle(post->multi, lane->transfer->easy);
    return;
  }
  why = fasti_messages_like(post->messages);
  if (post_check_url(&post->settings, looking->row->url, why) == FASTI_OK)
    fasti_error_field(why, NULL, "the secret of this subscription is damaged: subscribe anew");
  delivered(lane, fasti_messages_at(why, 0)->text, 0);
  fasti_messages_free(why);
}

/* What stood aside and is to be tried again. */
static enum fasti_status
send_letter(struct looking *looking, const struct fasti_letter_row *letter)
{
  int64_t reached;
  enum fasti_status status;

  looking->aside = true;
  status = fasti_occurrences_read(looking->post->stream, letter->position, letter->number - 1, 1,
                                  looking->post->messages, look, looking, &reached);
  set_off(looking);
  return status;
}

static enum fasti_status
send_next(struct looking *looking, const struct fasti_progress_row *progress, int64_t now, bool *busy)
{
  struct post *post = looking->post;
  struct lane *lane = looking->lane;
  int64_t reached = 0;
  enum fasti_status status;

  if (progress->position > lane->position ||
      (progress->position == lane->position && progress->number > lane->number)) {
    lane->position = progress->position;
    lane->number = progress->number;
  }
  status = fasti_occurrences_read(post->stream, lane->position, lane->number, READ_AT_ONCE, post->messages, look,
                                  looking, &reached);
  set_off(looking);
  if (status != FASTI_OK || looking->found)
    return status;
  *busy = *busy || reached > lane->position + READ_AT_ONCE / 2;
  if (reached > lane->position) {
    lane->position = reached;
    lane->number = INT64_MAX;
  }
  if (lane->position == progress->position || (lane->skipped_at && now - lane->skipped_at < SKIP))
    return status;
  lane->skipped_at = now;
  return letter_skip(post, lane->name, lane->position);
}

static enum fasti_status
begin_lane(struct post *post, const struct stored *stored, int64_t now, bool *busy)
{
  struct looking looking = {.post = post, .lane = lane_of(post, stored->row->name), .row = stored->row};

  if (looking.lane->transfer)
    return FASTI_OK;
  if (stored->letter)
    return send_letter(&looking, stored->letter);
  if (stored->progress && stored->progress->next_at <= now)
    return send_next(&looking, stored->progress, now, busy);
  return FASTI_OK;
}

enum fasti_status
hooks_begin(struct post *post, int64_t now, bool *busy)
{
  struct office_post all = {.arena = fasti_arena_new(), .now = now};
  enum fasti_status status = read_stored(post, &all);

  for (struct lane *lane = post->lanes; lane && status == FASTI_OK; lane = lane->next)
    lane->there = false;
  for (size_t i = 0; i < all.count && status == FASTI_OK; i++)
    status = begin_lane(post, &all.items[i], now, busy);
  if (status == FASTI_OK)
    drop_others(post);
  fasti_free(all.items);
  fasti_arena_free(all.arena);
  return status;
}
