/* adapters/memory/store.c - the memory store: transactions, and all tables but those of cases.c; see engine/port.h. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/memory/store.h"
#include "engine/search.h"

struct memory *
memory_of(struct fasti_store *store)
{
  return (struct memory *)(void *)store;
}

enum fasti_status
memory_fail(struct memory *memory, enum fasti_status status, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  vsnprintf(memory->error, sizeof memory->error, format, args);
  va_end(args);
  return status;
}

void
picked_add(struct picked *picked, const void *row)
{
  if (picked->count == picked->room) {
    picked->room = picked->room ? picked->room * 2 : 16;
    picked->rows = fasti_realloc(picked->rows, picked->room * sizeof *picked->rows);
  }
  picked->rows[picked->count++] = row;
}

enum fasti_status
memory_enter(struct memory *memory, size_t *mark)
{
  *mark = memory->changes.count;
  memory->error[0] = '\0';
  if (memory->open && !memory->writing)
    return memory_fail(memory, FASTI_READ_ONLY, "this transaction was begun for reading only");
  return FASTI_OK;
}

enum fasti_status
memory_leave(struct memory *memory, size_t mark, enum fasti_status status)
{
  if (status != FASTI_OK)
    changes_undo(&memory->changes, mark);
  else if (!memory->open)
    changes_keep(&memory->changes);
  return status;
}

static enum fasti_status
begin(struct fasti_store *store, bool write)
{
  struct memory *memory = memory_of(store);

  if (memory->open)
    return memory_fail(memory, FASTI_INTERNAL, "a transaction is open already");
  memory->open = true;
  memory->writing = write;
  return FASTI_OK;
}

static enum fasti_status
commit(struct fasti_store *store)
{
  struct memory *memory = memory_of(store);

  if (!memory->open)
    return memory_fail(memory, FASTI_INTERNAL, "there is no transaction to commit");
  changes_keep(&memory->changes);
  memory->open = false;
  memory->mark_count = 0;
  return FASTI_OK;
}

static void
rollback(struct fasti_store *store)
{
  struct memory *memory = memory_of(store);

  changes_undo(&memory->changes, 0);
  memory->open = false;
  memory->mark_count = 0;
}

static enum fasti_status
savepoint(struct fasti_store *store)
{
  struct memory *memory = memory_of(store);

  if (!memory->open)
    return memory_fail(memory, FASTI_INTERNAL, "a savepoint needs a transaction");
  if (memory->mark_count == memory->mark_room) {
    memory->mark_room = memory->mark_room ? memory->mark_room * 2 : 8;
    memory->marks = fasti_realloc(memory->marks, memory->mark_room * sizeof *memory->marks);
  }
  memory->marks[memory->mark_count++] = memory->changes.count;
  return FASTI_OK;
}

static enum fasti_status
release(struct fasti_store *store)
{
  struct memory *memory = memory_of(store);

  if (!memory->mark_count)
    return memory_fail(memory, FASTI_INTERNAL, "there is no savepoint to release");
  memory->mark_count--;
  return FASTI_OK;
}

static void
rollback_to(struct fasti_store *store)
{
  struct memory *memory = memory_of(store);

  if (memory->mark_count)
    changes_undo(&memory->changes, memory->marks[--memory->mark_count]);
}

static void
close_store(struct fasti_store *store)
{
  struct memory *memory = memory_of(store);
  struct table *const tables[] = {
    &memory->settings,  &memory->packages,    &memory->files,    &memory->persons, &memory->cases,
    &memory->entries,   &memory->tasks,       &memory->deadlines, &memory->instruments, &memory->evidence,
    &memory->outbox,    &memory->series,      &memory->replies,  &memory->facts,   &memory->keys,
    &memory->links,     &memory->accounts,    &memory->sessions, &memory->participants, &memory->works,
    &memory->board,     &memory->follow_ups,  &memory->stand_ins, &memory->saved,
    &memory->turns,   &memory->subscriptions,
    &memory->progress,  &memory->letters,     &memory->mail,     &memory->read,    &memory->seen};

  rollback(store);
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    table_clear(tables[i]);
  fasti_free(memory->changes.items);
  fasti_free(memory->marks);
  fasti_free(memory);
}

static const char *
last_error(struct fasti_store *store)
{
  return memory_of(store)->error;
}

/* Put one row; when FRESH, one with the same key is a conflict. */
static enum fasti_status
put(struct memory *memory, struct table *table, const void *row, bool fresh)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (fresh && table_find(table, row))
    status = memory_fail(memory, FASTI_CONFLICT, "this %s exists already", table->shape->name);
  else
    table_put(table, row, &memory->changes);
  return memory_leave(memory, mark, status);
}

static enum fasti_status
setting_get(struct fasti_store *store, const char *name, struct fasti_buffer *value)
{
  struct memory *memory = memory_of(store);
  const struct fasti_setting_row *row = table_find(&memory->settings, &(struct fasti_setting_row){.name = name});

  if (!row)
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no setting %s", name);
  fasti_buffer_puts(value, row->value);
  return FASTI_OK;
}

static enum fasti_status
setting_put(struct fasti_store *store, const char *name, const char *value)
{
  struct memory *memory = memory_of(store);

  return put(memory, &memory->settings, &(struct fasti_setting_row){name, value}, false);
}

static enum fasti_status
package_put(struct fasti_store *store, const struct fasti_package_row *row, const struct fasti_file_row *files,
            size_t count)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (table_find(&memory->packages, row))
    status = memory_fail(memory, FASTI_CONFLICT, "package %s exists already", row->hash);
  else
    table_put(&memory->packages, row, &memory->changes);
  for (size_t i = 0; i < count && status == FASTI_OK; i++) {
    const struct fasti_package_file_row file = {row->hash, files[i].path, files[i].content};

    if (table_find(&memory->files, &file))
      status = memory_fail(memory, FASTI_CONFLICT, "the package has two files %s", files[i].path);
    else
      table_put(&memory->files, &file, &memory->changes);
  }
  return memory_leave(memory, mark, status);
}

static int
by_force(const void *a, const void *b)
{
  const struct fasti_package_row *x = *(const struct fasti_package_row *const *)a;
  const struct fasti_package_row *y = *(const struct fasti_package_row *const *)b;
  int order = strcmp(x->bureau, y->bureau);

  if (!order)
    order = (x->in_force > y->in_force) - (x->in_force < y->in_force);
  if (!order)
    order = (x->deployed_at > y->deployed_at) - (x->deployed_at < y->deployed_at);
  return order ? order : strcmp(x->hash, y->hash);
}

static enum fasti_status
package_list(struct fasti_store *store, const char *bureau,
             bool (*visit)(void *self, const struct fasti_package_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct picked picked = {0};

  for (size_t i = 0; i < memory->packages.count; i++) {
    const struct fasti_package_row *row = memory->packages.rows[i];

    if (!bureau || strcmp(bureau, row->bureau) == 0)
      picked_add(&picked, row);
  }
  if (picked.count)
    qsort(picked.rows, picked.count, sizeof *picked.rows, by_force);
  for (size_t i = 0; i < picked.count; i++)
    if (!visit(self, picked.rows[i]))
      break;
  fasti_free(picked.rows);
  return FASTI_OK;
}

static enum fasti_status
package_files(struct fasti_store *store, const char *hash,
              bool (*visit)(void *self, const struct fasti_file_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  const struct fasti_package_file_row key = {.hash = hash};

  if (!table_find(&memory->packages, &(struct fasti_package_row){.hash = hash}))
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no package %s", hash);
  for (size_t at = table_from(&memory->files, 1, &key); at < memory->files.count; at++) {
    const struct fasti_package_file_row *row = memory->files.rows[at];
    const struct fasti_file_row file = {row->path, row->content};

    if (strcmp(row->hash, hash) != 0 || !visit(self, &file))
      break;
  }
  return FASTI_OK;
}

static enum fasti_status
person_put(struct fasti_store *store, const struct fasti_person_row *row)
{
  struct memory *memory = memory_of(store);

  return put(memory, &memory->persons, row, false);
}

static enum fasti_status
person_list(struct fasti_store *store, const char *id, const char *bureau, const char *role,
            bool (*visit)(void *self, const struct fasti_person_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  bool seen = false;

  for (size_t i = 0; i < memory->persons.count; i++) {
    const struct fasti_person_row *row = memory->persons.rows[i];

    if ((id && strcmp(id, row->id) != 0) || (bureau && strcmp(bureau, row->bureau) != 0) ||
        (role && !fasti_list_has(row->roles, role)))
      continue;
    seen = true;
    if (!visit(self, row))
      break;
  }
  return id && !seen ? memory_fail(memory, FASTI_NOT_FOUND, "there is no such person %s", id) : FASTI_OK;
}

/* Put a row that belongs to a case, once and for all. */
static enum fasti_status
put_in_case(struct memory *memory, struct table *table, const void *row, const char *case_id)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (!table_find(&memory->cases, &(struct fasti_case_row){.id = case_id}))
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", case_id);
  return put(memory, table, row, true);
}

static enum fasti_status
instrument_insert(struct fasti_store *store, const struct fasti_instrument_row *row)
{
  struct memory *memory = memory_of(store);

  return put_in_case(memory, &memory->instruments, row, row->case_id);
}

static enum fasti_status
instrument_list(struct fasti_store *store, const char *case_id, int64_t number,
                bool (*visit)(void *self, const struct fasti_instrument_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  bool seen = false;

  for (size_t i = 0; i < memory->instruments.count; i++) {
    struct fasti_instrument_row row = *(const struct fasti_instrument_row *)memory->instruments.rows[i];

    if ((case_id && strcmp(case_id, row.case_id) != 0) || (number && number != row.number))
      continue;
    seen = true;
    if (!number)
      row.content = (struct fasti_slice){"", 0};
    if (!visit(self, &row))
      break;
  }
  return number && !seen ? memory_fail(memory, FASTI_NOT_FOUND, "there is no such instrument") : FASTI_OK;
}

static enum fasti_status
evidence_insert(struct fasti_store *store, const struct fasti_evidence_row *row)
{
  struct memory *memory = memory_of(store);

  return put_in_case(memory, &memory->evidence, row, row->case_id);
}

static enum fasti_status
evidence_list(struct fasti_store *store, const char *case_id, int64_t number,
              bool (*visit)(void *self, const struct fasti_evidence_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  bool seen = false;

  for (size_t i = 0; i < memory->evidence.count; i++) {
    struct fasti_evidence_row row = *(const struct fasti_evidence_row *)memory->evidence.rows[i];

    if ((case_id && strcmp(case_id, row.case_id) != 0) || (number && number != row.number))
      continue;
    seen = true;
    if (!number)
      row.content = (struct fasti_slice){"", 0};
    if (!visit(self, &row))
      break;
  }
  return number && !seen ? memory_fail(memory, FASTI_NOT_FOUND, "there is no such piece of evidence") : FASTI_OK;
}

static enum fasti_status
outbox_put(struct fasti_store *store, const struct fasti_outbox_row *row)
{
  struct memory *memory = memory_of(store);
  struct fasti_outbox_row numbered = *row;

  numbered.id = memory->last_message + 1;
  numbered.delivered_at = FASTI_NEVER;
  {
    enum fasti_status status = put_in_case(memory, &memory->outbox, &numbered, row->case_id);

    memory->last_message += status == FASTI_OK;
    return status;
  }
}

static enum fasti_status
outbox_list(struct fasti_store *store, bool undelivered,
            bool (*visit)(void *self, const struct fasti_outbox_row *row), void *self)
{
  struct memory *memory = memory_of(store);

  for (size_t i = 0; i < memory->outbox.count; i++) {
    const struct fasti_outbox_row *row = memory->outbox.rows[i];

    if ((!undelivered || row->delivered_at == FASTI_NEVER) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}

static enum fasti_status
outbox_delivered(struct fasti_store *store, int64_t id, int64_t at)
{
  struct memory *memory = memory_of(store);
  const struct fasti_outbox_row *row = table_find(&memory->outbox, &(struct fasti_outbox_row){.id = id});
  struct fasti_outbox_row delivered;

  if (!row)
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no message %lld", (long long)id);
  delivered = *row;
  if (delivered.delivered_at == FASTI_NEVER)
    delivered.delivered_at = at;
  return put(memory, &memory->outbox, &delivered, false);
}

static enum fasti_status
number_next(struct fasti_store *store, const char *bureau, const char *kind, int year, int64_t *number)
{
  struct memory *memory = memory_of(store);
  struct fasti_series_row row = {bureau, kind, year, 1};
  const struct fasti_series_row *found = table_find(&memory->series, &row);
  enum fasti_status status;

  if (found)
    row.last = found->last + 1;
  status = put(memory, &memory->series, &row, false);
  if (status == FASTI_OK)
    *number = row.last;
  return status;
}

static enum fasti_status
reply_put(struct fasti_store *store, const char *key, const char *request, const char *answer, int64_t at)
{
  struct memory *memory = memory_of(store);

  return put(memory, &memory->replies, &(struct fasti_reply_row){key, request, answer, at}, true);
}

static enum fasti_status
reply_get(struct fasti_store *store, const char *key, struct fasti_buffer *request, struct fasti_buffer *answer)
{
  struct memory *memory = memory_of(store);
  const struct fasti_reply_row *row = table_find(&memory->replies, &(struct fasti_reply_row){.key = key});

  if (!row)
    return memory_fail(memory, FASTI_NOT_FOUND, "the key %s was not used before", key);
  fasti_buffer_puts(request, row->request);
  fasti_buffer_puts(answer, row->answer);
  return FASTI_OK;
}

static enum fasti_status
reply_forget(struct fasti_store *store, int64_t before)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  for (size_t i = memory->replies.count; i-- > 0 && status == FASTI_OK;) {
    const struct fasti_reply_row *row = memory->replies.rows[i];

    if (row->at < before)
      table_remove(&memory->replies, 1, row, &memory->changes);
  }
  return status == FASTI_OK ? memory_leave(memory, mark, status) : status;
}

static const struct fasti_store_functions functions = {
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .savepoint = savepoint,
  .release = release,
  .rollback_to = rollback_to,
  .close = close_store,
  .error = last_error,
  .setting_get = setting_get,
  .setting_put = setting_put,
  .package_put = package_put,
  .package_list = package_list,
  .package_files = package_files,
  .person_put = person_put,
  .person_list = person_list,
  .case_insert = memory_case_insert,
  .case_update = memory_case_update,
  .case_get = memory_case_get,
  .case_list = memory_case_list,
  .entry_append = memory_entry_append,
  .entry_list = memory_entry_list,
  .tasks_replace = memory_tasks_replace,
  .task_list = memory_task_list,
  .deadlines_replace = memory_deadlines_replace,
  .deadline_list = memory_deadline_list,
  .facts_replace = memory_facts_replace,
  .fact_list = memory_fact_list,
  .links_replace = memory_links_replace,
  .link_list = memory_link_list,
  .key_put = memory_key_put,
  .key_list = memory_key_list,
  .instrument_insert = instrument_insert,
  .instrument_list = instrument_list,
  .evidence_insert = evidence_insert,
  .evidence_list = evidence_list,
  .outbox_put = outbox_put,
  .outbox_list = outbox_list,
  .outbox_delivered = outbox_delivered,
  .number_next = number_next,
  .reply_put = reply_put,
  .reply_get = reply_get,
  .reply_forget = reply_forget,
  .account_put = memory_account_put,
  .session_put = memory_session_put,
  .account_list = memory_account_list,
  .session_list = memory_session_list,
  .session_drop = memory_session_drop,
  .participants_replace = memory_participants_replace,
  .participant_list = memory_participant_list,
  .work_put = memory_work_put,
  .work_list = memory_work_list,
  .board_put = memory_board_put,
  .board_list = memory_board_list,
  .work_drop = memory_work_drop,
  .board_drop = memory_board_drop,
  .case_count = memory_case_count,
  .task_count = memory_task_count,
  .deadline_count = memory_deadline_count,
  .work_count = memory_work_count,
  .stand_in_put = memory_stand_in_put,
  .stand_in_list = memory_stand_in_list,
  .saved_put = memory_saved_put,
  .saved_list = memory_saved_list,
  .saved_drop = memory_saved_drop,
  .follow_up_put = memory_follow_up_put,
  .follow_up_list = memory_follow_up_list,
  .journal_list = memory_journal_list,
  .journal_end = memory_journal_end,
  .notice_list = memory_notice_list,
  .notice_read = memory_notice_read,
  .notice_seen = memory_notice_seen,
  .subscription_put = memory_subscription_put,
  .progress_put = memory_progress_put,
  .letter_put = memory_letter_put,
  .mail_put = memory_mail_put,
  .subscription_list = memory_subscription_list,
  .progress_list = memory_progress_list,
  .letter_list = memory_letter_list,
  .mail_list = memory_mail_list,
  .subscription_drop = memory_subscription_drop,
  .letter_drop = memory_letter_drop,
  .mail_drop = memory_mail_drop,
};

struct fasti_store *
fasti_memory_new(void)
{
  struct memory *memory = fasti_alloc(sizeof *memory);

  memory->store.call = &functions;
  memory->settings.shape = &fasti_setting_shape;
  memory->packages.shape = &fasti_package_shape;
  memory->files.shape = &fasti_package_file_shape;
  memory->persons.shape = &fasti_person_shape;
  memory->cases.shape = &fasti_case_shape;
  memory->entries.shape = &fasti_entry_shape;
  memory->tasks.shape = &fasti_task_shape;
  memory->deadlines.shape = &fasti_deadline_shape;
  memory->facts.shape = &fasti_fact_shape;
  memory->keys.shape = &fasti_key_shape;
  memory->links.shape = &fasti_link_shape;
  memory->instruments.shape = &fasti_instrument_shape;
  memory->evidence.shape = &fasti_evidence_shape;
  memory->outbox.shape = &fasti_outbox_shape;
  memory->series.shape = &fasti_series_shape;
  memory->replies.shape = &fasti_reply_shape;
  memory->accounts.shape = &fasti_account_shape;
  memory->sessions.shape = &fasti_session_shape;
  memory->participants.shape = &fasti_participant_shape;
  memory->works.shape = &fasti_work_shape;
  memory->board.shape = &fasti_board_shape;
  memory->follow_ups.shape = &fasti_follow_up_shape;
  memory->stand_ins.shape = &fasti_stand_in_shape;
  memory->saved.shape = &fasti_saved_shape;
  memory->turns.shape = &memory_turn_shape;
  memory->subscriptions.shape = &fasti_subscription_shape;
  memory->progress.shape = &fasti_progress_shape;
  memory->letters.shape = &fasti_letter_shape;
  memory->mail.shape = &fasti_mail_shape;
  memory->read.shape = &fasti_read_shape;
  memory->seen.shape = &fasti_seen_shape;
  return &memory->store;
}
