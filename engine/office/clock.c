/* engine/office/clock.c - what falls due: the clock as a source of commands; see office.h.
 *
 * Down-time loses nothing: what fell due meanwhile is fired in the order of time, each at its own instant. A case whose
 * clock step fails does not stop the others.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <libxml/hash.h>

#include "engine/office/inside.h"

enum { BATCH = 64 }; /* firings that are committed together */

static enum fasti_status
fire_one(struct office_case *one)
{
  struct fasti_command command = {.kind = FASTI_CLOCK};

  return office_case_do(one, &command, fasti_case_due(one->case_));
}

static enum fasti_status
refuse_restless(struct fasti_messages *messages, const char *id)
{
  fasti_error_field(messages, id, "the clock of this case does not come to rest after %d firings",
                    FASTI_OFFICE_FIRINGS);
  return FASTI_LIMIT;
}

enum fasti_status
office_case_fire_until(struct office_case *one, int64_t until)
{
  enum fasti_status status = FASTI_OK;
  int firings = 0;

  while (status == FASTI_OK && fasti_case_due(one->case_) <= until) {
    if (firings++ == FASTI_OFFICE_FIRINGS)
      return refuse_restless(one->messages, one->id);
    status = fire_one(one);
  }
  return status;
}

/* What is due: a heap by instant, then id. */
struct due {
  int64_t at;
  char id[FASTI_CASE_ID];
  const char *bureau, *procedure; /* of a standing procedure of which a case is to be opened; else NULL */
};

struct queue {
  struct due *items;
  size_t count;
  size_t room;
};

static bool
is_before(const struct due *one, const struct due *other)
{
  return one->at != other->at ? one->at < other->at : strcmp(one->id, other->id) < 0;
}

static void
swap(struct due *one, struct due *other)
{
  struct due kept = *one;

  *one = *other;
  *other = kept;
}

static void
queue_add(struct queue *queue, const struct due *due)
{
  size_t at = queue->count;

  if (queue->count == queue->room) {
    queue->room = queue->room ? queue->room * 2 : 64;
    queue->items = fasti_realloc(queue->items, queue->room * sizeof *queue->items);
  }
  queue->items[queue->count++] = *due;
  for (; at && is_before(&queue->items[at], &queue->items[(at - 1) / 2]); at = (at - 1) / 2)
    swap(&queue->items[at], &queue->items[(at - 1) / 2]);
}

static struct due
queue_take(struct queue *queue)
{
  struct due first = queue->items[0];
  size_t at = 0, child;

  queue->items[0] = queue->items[--queue->count];
  while ((child = 2 * at + 1) < queue->count) {
    if (child + 1 < queue->count && is_before(&queue->items[child + 1], &queue->items[child]))
      child++;
    if (!is_before(&queue->items[child], &queue->items[at]))
      break;
    swap(&queue->items[child], &queue->items[at]);
    at = child;
  }
  return first;
}

struct advance {
  struct fasti_office *office;
  struct fasti_messages *messages;
  struct queue queue;
  struct queue touched; /* what became due by the firing at work */
  xmlHashTablePtr firings; /* how many of each case at INSTANT */
  int64_t instant;
  int64_t now;
  enum fasti_status failed; /* the first case that could not be moved on */
};

static void
add_case(struct queue *queue, const char *id, int64_t at)
{
  struct due due = {.at = at};

  snprintf(due.id, sizeof due.id, "%s", id);
  queue_add(queue, &due);
}

static bool
take_due(void *self, const struct fasti_case_row *row)
{
  struct advance *advance = self;

  add_case(&advance->queue, row->id, row->due);
  return true;
}

static void
add_standing(void *self, const char *bureau, const char *procedure, int64_t at)
{
  struct advance *advance = self;

  queue_add(&advance->queue, &(struct due){.at = at, .bureau = bureau, .procedure = procedure});
}

/* Every case that an entry was written in, this one or another that it told: what it has due goes into the queue. */
static void
take_touched(void *self, const struct office_case *one)
{
  struct advance *advance = self;
  const struct fasti_procedure *procedure = fasti_case_procedure(one->case_);
  struct fasti_case_row row = {0};

  if (fasti_case_due(one->case_) <= advance->now)
    add_case(&advance->touched, one->id, fasti_case_due(one->case_));
  if (fasti_case_outcome(one->case_) && fasti_procedure_is_standing(procedure))
    fasti_case_row(one->case_, &row);
  if (row.id && row.ended_at <= advance->now)
    queue_add(&advance->touched, &(struct due){.at = row.ended_at,
                                               .bureau = fasti_package_bureau(fasti_procedure_package(procedure)),
                                               .procedure = fasti_procedure_id(procedure)});
}

static enum fasti_status
list_due(struct advance *advance)
{
  struct fasti_store *store = advance->office->store;
  struct fasti_case_filter filter = {.clock_by = advance->now, .due_before = FASTI_NO_DAY};
  enum fasti_status status =
    office_told(advance->office, advance->messages, store->call->case_list(store, &filter, take_due, advance));

  if (status == FASTI_OK)
    status = office_standing(advance->office, advance->now, advance->messages, add_standing, advance);
  return status;
}

/* Whether a case fires again and again at one instant. */
static bool
is_restless(struct advance *advance, const struct due *due)
{
  const xmlChar *id = (const xmlChar *)due->id;
  uintptr_t count;

  if (due->at != advance->instant && advance->firings) {
    xmlHashFree(advance->firings, NULL);
    advance->firings = NULL;
  }
  if (!advance->firings)
    advance->firings = xmlHashCreate(16);
  advance->instant = due->at;
  count = (uintptr_t)xmlHashLookup(advance->firings, id) + 1;
  xmlHashUpdateEntry(advance->firings, id, (void *)count, NULL);
  return count > FASTI_OFFICE_FIRINGS;
}

/* Fires one case once. What is due in it is another thing than was noted when an entry came in between: that has been
 * noted too. */
static enum fasti_status
fire_case(struct advance *advance, const struct due *due)
{
  struct office_case one;
  enum fasti_status status;

  if (due->procedure)
    return office_stand(advance->office, due->bureau, due->procedure, due->at, advance->messages);
  status = office_case_load(&one, advance->office, due->id, advance->messages);
  if (status == FASTI_OK && fasti_case_due(one.case_) == due->at)
    status = is_restless(advance, due) ? refuse_restless(advance->messages, due->id) : fire_one(&one);
  office_case_close(&one);
  return status;
}

/* Under its own savepoint, so that a case that fails leaves the others as they are. */
static enum fasti_status
fire_next(struct advance *advance)
{
  struct fasti_store *store = advance->office->store;
  struct due due = queue_take(&advance->queue);
  enum fasti_status status = office_told(advance->office, advance->messages, store->call->savepoint(store));

  advance->touched.count = 0;
  if (status != FASTI_OK)
    return status;
  status = fire_case(advance, &due);
  if (status == FASTI_OK) {
    for (size_t i = 0; i < advance->touched.count; i++)
      queue_add(&advance->queue, &advance->touched.items[i]);
    return office_told(advance->office, advance->messages, store->call->release(store));
  }
  if (office_store_failed(status))
    return status;
  store->call->rollback_to(store);
  if (advance->failed == FASTI_OK)
    advance->failed = status;
  return FASTI_OK;
}

static enum fasti_status
fire_batch(struct advance *advance)
{
  enum fasti_status status = office_begin(advance->office, advance->messages, true);

  if (status != FASTI_OK)
    return status;
  for (int i = 0; i < BATCH && status == FASTI_OK && advance->queue.count; i++)
    status = fire_next(advance);
  return office_end(advance->office, advance->messages, status);
}

static enum fasti_status
begin_advance(struct advance *advance, bool *simulated)
{
  char text[FASTI_INSTANT_SIZE];
  int64_t clock;
  enum fasti_status status = fasti_office_now(advance->office, advance->now, advance->messages, &clock, simulated);

  if (status != FASTI_OK)
    return status;
  if (*simulated && advance->now < clock) {
    fasti_error_field(advance->messages, NULL, "the simulated clock stands at %s and does not go back",
                      fasti_instant_format(clock, fasti_office_zone(advance->office), text));
    return FASTI_INVALID;
  }
  status = office_begin(advance->office, advance->messages, false);
  if (status != FASTI_OK)
    return status;
  return office_end(advance->office, advance->messages, list_due(advance));
}

static enum fasti_status
move_clock(struct fasti_office *office, int64_t now, struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, office_put_clock(office, true, now, messages));
}

enum fasti_status
fasti_office_advance(struct fasti_office *office, int64_t now, struct fasti_messages *messages)
{
  struct advance advance = {.office = office, .messages = messages, .now = now, .instant = INT64_MIN};
  bool simulated = false;
  enum fasti_status status = begin_advance(&advance, &simulated);

  office->touched = take_touched;
  office->toucher = &advance;
  while (status == FASTI_OK && advance.queue.count)
    status = fire_batch(&advance);
  office->touched = NULL;
  fasti_free(advance.queue.items);
  fasti_free(advance.touched.items);
  xmlHashFree(advance.firings, NULL);
  if (status == FASTI_OK && simulated)
    status = move_clock(office, now, messages);
  return status == FASTI_OK ? advance.failed : status;
}
