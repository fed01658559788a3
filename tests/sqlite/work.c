/* tests/sqlite/work.c - numbered steps of one case; see work.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/row.h"
#include "tests/sqlite/work.h"
#include "tests/tap.h"

enum { SNAPSHOT = 3000 };

static const char id[] = "L-2025-00001";

/* All that step NUMBER writes, made from the number alone but for the place in the chain. */
struct made {
  char snapshot[SNAPSHOT];
  char body[64];
  char document[64];
  char hash[FASTI_HASH_SIZE];
  struct fasti_case_row case_;
  struct fasti_entry_row entry;
  struct fasti_task_row task;
  struct fasti_deadline_row deadline;
  struct fasti_fact_row fact;
  struct fasti_link_row link;
  struct fasti_key_row key;
  struct fasti_instrument_row instrument;
  struct fasti_outbox_row message;
};

static void
make_rows(struct made *made, int number)
{
  made->case_ = (struct fasti_case_row){
    .id = id, .bureau = "luquan", .procedure = "case-handling", .package = "p", .title = "案件查处", .status = "open",
    .states = number % 2 ? "filed" : "verified", .search = number % 3 ? "张三 非法占地" : "张三 违法采矿",
    .opened_at = 1, .ended_at = FASTI_NEVER, .due = 1000 + number, .entries = number,
    .snapshot = {made->snapshot, SNAPSHOT}};
  made->task = (struct fasti_task_row){.case_id = id, .number = number, .task = "verify", .title = "核查",
                                       .state = "open", .roles = "officer", .due = 20000 + number};
  made->deadline = (struct fasti_deadline_row){.case_id = id, .deadline = "filing", .state = "running",
                                               .from = 20000, .due = 20000 + number};
  made->fact = (struct fasti_fact_row){.case_id = id, .name = "step", .position = 1, .value = made->body};
  made->link = (struct fasti_link_row){.case_id = id, .kind = "told", .other = "L-2", .event = "x", .sequence = number};
  made->key = (struct fasti_key_row){.case_id = id, .bureau = "luquan", .procedure = "case-handling",
                                     .key = number % 4 ? made->document : ""};
  made->instrument = (struct fasti_instrument_row){
    .case_id = id, .number = number, .instrument = "decision", .document_number = made->document, .year = 2025,
    .sequence = number, .title = "决定书", .issued_at = number, .hash_name = "sha256", .hash = made->hash,
    .content = {made->snapshot, SNAPSHOT / 2}};
  made->message = (struct fasti_outbox_row){.case_id = id, .sequence = number, .kind = "notify", .to = "leader",
                                            .text = made->body, .created_at = number, .delivered_at = FASTI_NEVER};
}

static void
make(struct made *made, int number, const char *previous)
{
  memset(made->snapshot, 'a' + number % 26, SNAPSHOT);
  snprintf(made->body, sizeof made->body, "<step number=\"%d\"/>", number);
  snprintf(made->document, sizeof made->document, "鹿国土资罚字〔2025〕%d号", number);
  make_rows(made, number);
  made->entry = (struct fasti_entry_row){.case_id = id, .sequence = number, .at = number, .actor = "zhang",
                                         .kind = "complete", .body = fasti_slice_of(made->body),
                                         .hash_name = "sha256", .previous = previous};
  made->entry.hash = fasti_entry_hash(&made->entry, made->hash);
}

enum fasti_status
work_begin(struct fasti_store *store)
{
  struct made made;

  make(&made, 0, "");
  return store->call->case_insert(store, &made.case_);
}

static bool
keep_hash(void *self, const struct fasti_entry_row *row)
{
  snprintf(self, FASTI_HASH_SIZE, "%s", row->hash);
  return true;
}

static enum fasti_status
write_step(struct fasti_store *store, int number)
{
  char previous[FASTI_HASH_SIZE];
  struct made made;
  int64_t next = 0;
  enum fasti_status status;

  strcpy(previous, fasti_entry_first_previous());
  status = number == 1 ? FASTI_OK : store->call->entry_list(store, id, number - 1, keep_hash, previous);
  make(&made, number, previous);
  if (status == FASTI_OK)
    status = store->call->entry_append(store, &made.entry);
  if (status == FASTI_OK)
    status = store->call->case_update(store, &made.case_, number - 1);
  if (status == FASTI_OK)
    status = store->call->tasks_replace(store, id, &made.task, 1);
  if (status == FASTI_OK)
    status = store->call->deadlines_replace(store, id, &made.deadline, 1);
  if (status == FASTI_OK)
    status = store->call->facts_replace(store, id, &made.fact, 1);
  if (status == FASTI_OK)
    status = store->call->links_replace(store, id, &made.link, 1);
  if (status == FASTI_OK)
    status = store->call->key_put(store, &made.key);
  if (status == FASTI_OK)
    status = store->call->number_next(store, "luquan", "decision", 2025, &next);
  if (status == FASTI_OK)
    ck_assert_int_eq(next, number);
  if (status == FASTI_OK)
    status = store->call->instrument_insert(store, &made.instrument);
  return status == FASTI_OK ? store->call->outbox_put(store, &made.message) : status;
}

enum fasti_status
work_step(struct fasti_store *store, int number)
{
  enum fasti_status status = store->call->begin(store, true);

  if (status != FASTI_OK)
    return status;
  status = write_step(store, number);
  if (status == FASTI_OK)
    return store->call->commit(store);
  store->call->rollback(store);
  return status;
}

struct check {
  struct made made;
  char previous[FASTI_HASH_SIZE];
  int count;
  int steps; /* as the case says */
};

#define SAME(shape, a, b) ck_assert_int_eq(fasti_row_compare(&(shape), (shape).count, a, b), 0)

static bool
check_entry(void *self, const struct fasti_entry_row *row)
{
  struct check *check = self;

  make(&check->made, ++check->count, check->previous);
  SAME(fasti_entry_shape, row, &check->made.entry);
  snprintf(check->previous, sizeof check->previous, "%s", row->hash);
  return true;
}

static bool
check_case(void *self, const struct fasti_case_row *row)
{
  struct check *check = self;

  check->steps = (int)row->entries;
  make(&check->made, check->steps, check->previous);
  SAME(fasti_case_shape, row, &check->made.case_);
  return true;
}

static bool
check_task(void *self, const struct fasti_task_row *row)
{
  struct check *check = self;

  SAME(fasti_task_shape, row, &check->made.task);
  check->count++;
  return true;
}

static bool
check_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct check *check = self;

  SAME(fasti_deadline_shape, row, &check->made.deadline);
  check->count++;
  return true;
}

static bool
check_fact(void *self, const struct fasti_fact_row *row)
{
  struct check *check = self;

  SAME(fasti_fact_shape, row, &check->made.fact);
  check->count++;
  return true;
}

static bool
check_link(void *self, const struct fasti_link_row *row)
{
  struct check *check = self;

  SAME(fasti_link_shape, row, &check->made.link);
  check->count++;
  return true;
}

static bool
check_key(void *self, const struct fasti_key_row *row)
{
  struct check *check = self;

  SAME(fasti_key_shape, row, &check->made.key);
  check->count++;
  return true;
}

static bool
check_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct check *check = self;
  const struct fasti_shape *shape = &fasti_instrument_shape;

  check->count++;
  make(&check->made, (int)row->number, check->previous);
  check->made.instrument.hash = row->hash;
  ck_assert_int_eq(fasti_row_compare(shape, shape->count - 1, row, &check->made.instrument), 0);
  return true;
}

static bool
check_message(void *self, const struct fasti_outbox_row *row)
{
  struct check *check = self;

  check->count++;
  make(&check->made, (int)row->sequence, check->previous);
  check->made.message.id = row->id;
  SAME(fasti_outbox_shape, row, &check->made.message);
  return true;
}

static bool
count_case(void *self, const struct fasti_case_row *row)
{
  (void)row;
  ++*(int *)self;
  return true;
}

/* Whether a list could be read; when not TOLERANT it must be. */
static bool
read_well(struct fasti_store *store, enum fasti_status status, bool tolerant)
{
  ck_assert_msg(status == FASTI_OK || (tolerant && status == FASTI_CORRUPT), "%s: %s", fasti_status_name(status),
                store->call->error(store));
  return status == FASTI_OK;
}

/* Whether a list has as many rows as it should; when not TOLERANT it must have. */
static bool
is_whole(int count, int wanted, bool tolerant)
{
  ck_assert_msg(count == wanted || (tolerant && count < wanted), "%d rows, not %d", count, wanted);
  return count == wanted;
}

static bool
check_journal(struct fasti_store *store, struct check *check, bool tolerant)
{
  strcpy(check->previous, fasti_entry_first_previous());
  check->count = 0;
  return read_well(store, store->call->entry_list(store, id, 1, check_entry, check), tolerant) &&
         is_whole(check->count, check->steps, tolerant);
}

/* The derived rows must be those of the last step. */
static bool
check_derived(struct fasti_store *store, struct check *check, bool tolerant)
{
  const struct fasti_key_row key = {.case_id = id};
  const struct fasti_case_filter by_text = {.text = check->steps % 3 ? "占地" : "采矿"};
  int found = 0;

  make(&check->made, check->steps, check->previous);
  check->count = 0;
  return read_well(store, store->call->task_list(store, &(struct fasti_task_filter){0}, check_task, check), tolerant) &&
         read_well(store, store->call->deadline_list(store, &(struct fasti_deadline_filter){.case_id = id}, check_deadline, check), tolerant) &&
         read_well(store, store->call->fact_list(store, id, check_fact, check), tolerant) &&
         read_well(store, store->call->link_list(store, id, check_link, check), tolerant) &&
         read_well(store, store->call->key_list(store, &key, check_key, check), tolerant) &&
         read_well(store, store->call->case_list(store, &by_text, count_case, &found), tolerant) &&
         is_whole(check->count, check->steps ? 4 + (check->steps % 4 != 0) : 0, tolerant) && is_whole(found, 1, tolerant);
}

static bool
check_kept(struct fasti_store *store, struct check *check, bool tolerant)
{
  check->count = 0;
  if (!read_well(store, store->call->instrument_list(store, id, 0, check_instrument, check), tolerant) ||
      !is_whole(check->count, check->steps, tolerant))
    return false;
  check->count = 0;
  return read_well(store, store->call->outbox_list(store, true, check_message, check), tolerant) &&
         is_whole(check->count, check->steps, tolerant);
}

int
work_done(struct fasti_store *store, bool tolerant)
{
  struct check check = {.count = 0};
  enum fasti_status status = store->call->case_get(store, id, check_case, &check);

  if (status == FASTI_NOT_FOUND)
    return -1;
  if (!read_well(store, status, tolerant) || !check_journal(store, &check, tolerant) ||
      !check_derived(store, &check, tolerant) || !check_kept(store, &check, tolerant))
    return -2;
  return check.steps;
}
