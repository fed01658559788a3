/* adapters/post/letter.c - what is written down of a delivery, in one small transaction each.
 *
 * An event that fails holds back those behind it, so that their order stays. When it has failed for days it stands aside as
 * a letter, and the next one is tried.
 */
#include "config.h"

#include <string.h>

#include "adapters/post/room.h"
#include "engine/row.h"

int64_t
hook_wait(int64_t attempts)
{
  int64_t wait = POST_FIRST_WAIT;

  for (int64_t i = 1; i < attempts && wait < POST_LONGEST_WAIT; i++)
    wait *= 2;
  return wait < POST_LONGEST_WAIT ? wait : POST_LONGEST_WAIT;
}

static int64_t
next_attempt(int64_t attempts, int64_t later, int64_t now)
{
  int64_t wait = hook_wait(attempts);

  return now + (wait < later ? later : wait);
}

/* A row that is looked for. */
struct search {
  const struct sending *sending;
  void *copy; /* NULL: it is not there */
};

static bool
take_progress(void *self, const struct fasti_progress_row *row)
{
  struct search *search = self;

  search->copy = fasti_row_copy(&fasti_progress_shape, row);
  return false;
}

static bool
take_letter(void *self, const struct fasti_letter_row *row)
{
  struct search *search = self;

  if (row->position != search->sending->position || row->number != search->sending->number)
    return true;
  search->copy = fasti_row_copy(&fasti_letter_shape, row);
  return false;
}

static enum fasti_status
set_aside(struct fasti_store *store, const struct sending *sending, const struct fasti_progress_row *progress,
          const char *error)
{
  return store->call->letter_put(store, &(struct fasti_letter_row){.subscription = sending->subscription,
                                                                   .position = sending->position,
                                                                   .number = sending->number,
                                                                   .event = sending->id,
                                                                   .type = sending->type,
                                                                   .case_id = sending->case_id,
                                                                   .since = progress->failing_since,
                                                                   .attempts = progress->attempts,
                                                                   .next_at = FASTI_NEVER,
                                                                   .error = error});
}

static void
move_on(struct fasti_progress_row *progress, const struct sending *sending)
{
  progress->position = sending->position;
  progress->number = sending->number;
  progress->attempts = 0;
  progress->next_at = 0;
  progress->failing_since = FASTI_NEVER;
}

/* In its turn. */
static enum fasti_status
note_turn(const struct sending *sending, struct fasti_progress_row *progress, const char *error, int64_t later,
          int64_t now, bool *aside)
{
  struct fasti_store *store = sending->post->options.store;
  enum fasti_status status = FASTI_OK;

  progress->error = error;
  if (!*error) {
    move_on(progress, sending);
    progress->delivered++;
    progress->delivered_at = now;
    return store->call->progress_put(store, progress);
  }
  progress->attempts++;
  if (progress->failing_since == FASTI_NEVER)
    progress->failing_since = now;
  progress->next_at = next_attempt(progress->attempts, later, now);
  if (now - progress->failing_since >= sending->post->settings.give_up * POST_DAY) {
    *aside = true;
    status = set_aside(store, sending, progress, error);
    move_on(progress, sending);
  }
  return status == FASTI_OK ? store->call->progress_put(store, progress) : status;
}

/* One that stood aside. */
static enum fasti_status
note_letter(const struct sending *sending, const char *error, int64_t later, int64_t now, bool *aside)
{
  struct fasti_store *store = sending->post->options.store;
  struct search search = {.sending = sending};
  struct fasti_letter_row *letter;
  enum fasti_status status = store->call->letter_list(store, sending->subscription, take_letter, &search);

  if (status != FASTI_OK || !search.copy)
    return status;
  letter = search.copy;
  letter->error = error;
  letter->attempts++;
  letter->next_at = next_attempt(letter->attempts, later, now);
  *aside = *error != '\0';
  if (now - letter->since >= sending->post->settings.give_up * POST_DAY)
    letter->next_at = FASTI_NEVER; /* an administrator asks for each further attempt */
  status = *error ? store->call->letter_put(store, letter)
                  : store->call->letter_drop(store, letter->subscription, letter->position, letter->number);
  fasti_free(search.copy);
  return status;
}

static enum fasti_status
note(const struct sending *sending, const char *error, int64_t later, int64_t now, bool *aside)
{
  struct fasti_store *store = sending->post->options.store;
  struct search search = {.sending = sending};
  enum fasti_status status = FASTI_OK;

  if (sending->aside)
    status = note_letter(sending, error, later, now, aside);
  if (status == FASTI_OK)
    status = store->call->progress_list(store, sending->subscription, take_progress, &search);
  if (status == FASTI_OK && search.copy && !sending->aside)
    status = note_turn(sending, search.copy, error, later, now, aside);
  else if (status == FASTI_OK && search.copy && !*error) {
    struct fasti_progress_row *progress = search.copy;

    progress->delivered++;
    progress->delivered_at = now;
    status = store->call->progress_put(store, progress);
  }
  fasti_free(search.copy);
  return status;
}

static enum fasti_status
end(struct post *post, enum fasti_status status)
{
  struct fasti_store *store = post->options.store;

  if (status == FASTI_OK)
    status = store->call->commit(store);
  if (status != FASTI_OK) {
    fasti_error_field(post->messages, NULL, "%s", store->call->error(store));
    store->call->rollback(store);
  }
  return status;
}

enum fasti_status
letter_note(const struct sending *sending, const char *error, int64_t later, int64_t now, bool *aside)
{
  struct fasti_store *store = sending->post->options.store;
  enum fasti_status status = store->call->begin(store, true);

  *aside = false;
  if (status == FASTI_OK)
    return end(sending->post, note(sending, error, later, now, aside));
  fasti_error_field(sending->post->messages, NULL, "%s", store->call->error(store));
  return status;
}

enum fasti_status
letter_skip(struct post *post, const char *subscription, int64_t position)
{
  struct fasti_store *store = post->options.store;
  struct search search = {0};
  struct fasti_progress_row *progress;
  enum fasti_status status = store->call->begin(store, true);

  if (status != FASTI_OK)
    return status;
  status = store->call->progress_list(store, subscription, take_progress, &search);
  progress = search.copy;
  if (status == FASTI_OK && progress && progress->position < position) {
    progress->position = position;
    progress->number = INT64_MAX;
    status = store->call->progress_put(store, progress);
  }
  fasti_free(search.copy);
  return end(post, status);
}
