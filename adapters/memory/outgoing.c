/* adapters/memory/outgoing.c - what goes out: messages that people have read, webhooks, mail; see engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/store.h"
#include "engine/list.h"

/* -- the journal of all cases -- */

static const struct fasti_member turn_members[] = {
  {"position", FASTI_MEMBER_INT64, offsetof(struct memory_turn, position)},
  {"case_id", FASTI_MEMBER_TEXT, offsetof(struct memory_turn, case_id)},
  {"sequence", FASTI_MEMBER_INT64, offsetof(struct memory_turn, sequence)},
};
const struct fasti_shape memory_turn_shape = {"turn", sizeof(struct memory_turn), 1, 3, turn_members};

enum fasti_status
memory_journal_end(struct fasti_store *store, int64_t *position)
{
  const struct table *turns = &memory_of(store)->turns;

  *position = turns->count ? ((const struct memory_turn *)turns->rows[turns->count - 1])->position : 0;
  return FASTI_OK;
}

void
memory_turn_put(struct memory *memory, const struct fasti_entry_row *row)
{
  struct memory_turn turn = {.case_id = row->case_id, .sequence = row->sequence};

  if (strcmp(row->case_id, FASTI_OFFICE_JOURNAL) == 0 ||
      memory_journal_end(&memory->store, &turn.position) != FASTI_OK)
    return;
  turn.position++;
  table_put(&memory->turns, &turn, &memory->changes);
}

enum fasti_status
memory_journal_list(struct fasti_store *store, int64_t position,
                    bool (*visit)(void *self, int64_t position, const struct fasti_entry_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  const struct memory_turn from = {.position = position + 1};

  for (size_t at = table_from(&memory->turns, 1, &from); at < memory->turns.count; at++) {
    const struct memory_turn *turn = memory->turns.rows[at];
    const struct fasti_entry_row key = {.case_id = turn->case_id, .sequence = turn->sequence};

    if (!visit(self, turn->position, table_find(&memory->entries, &key)))
      break;
  }
  return FASTI_OK;
}

/* -- messages -- */

static bool
is_for(const struct memory *memory, const struct fasti_notice_filter *filter, const struct fasti_outbox_row *row)
{
  const struct fasti_case_row *case_;

  if (strcmp(row->to, filter->person) == 0)
    return true;
  if (!fasti_list_has(filter->roles, row->to))
    return false;
  case_ = table_find(&memory->cases, &(struct fasti_case_row){.id = row->case_id});
  return case_ && strcmp(case_->bureau, filter->bureau ? filter->bureau : "") == 0;
}

static bool
is_read(const struct memory *memory, const char *person, const struct fasti_outbox_row *row)
{
  const struct fasti_seen_row *seen =
    table_find(&memory->seen, &(struct fasti_seen_row){.person = person, .to = row->to});

  return (seen && row->id <= seen->notice) ||
         table_find(&memory->read, &(struct fasti_read_row){.person = person, .notice = row->id});
}

enum fasti_status
memory_notice_list(struct fasti_store *store, const struct fasti_notice_filter *filter,
                   bool (*visit)(void *self, const struct fasti_outbox_row *row, bool read), void *self)
{
  struct memory *memory = memory_of(store);
  int most = filter->most;

  for (size_t at = memory->outbox.count; at-- > 0;) {
    const struct fasti_outbox_row *row = memory->outbox.rows[at];
    bool read;

    if ((filter->before && row->id >= filter->before) || row->id <= filter->after || !is_for(memory, filter, row))
      continue;
    read = is_read(memory, filter->person, row);
    if (filter->unread && read)
      continue;
    if (!visit(self, row, read) || (filter->most && --most == 0))
      break;
  }
  return FASTI_OK;
}

static enum fasti_status
put_if(struct memory *memory, bool there, struct table *table, const void *row, const char *missing)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (there)
    table_put(table, row, &memory->changes);
  else
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no %s to which this %s belongs", missing,
                         table->shape->name);
  return memory_leave(memory, mark, status);
}

static bool
has_person(const struct memory *memory, const char *id)
{
  return table_find(&memory->persons, &(struct fasti_person_row){.id = id});
}

enum fasti_status
memory_notice_read(struct fasti_store *store, const char *person, int64_t id, int64_t at)
{
  struct memory *memory = memory_of(store);
  const struct fasti_read_row row = {person, id, at}, *known = table_find(&memory->read, &row);
  bool there = has_person(memory, person) && table_find(&memory->outbox, &(struct fasti_outbox_row){.id = id});

  return put_if(memory, there, &memory->read, known ? known : &row, "message or person");
}

enum fasti_status
memory_notice_seen(struct fasti_store *store, const char *person, const char *to, int64_t id)
{
  struct memory *memory = memory_of(store);
  struct fasti_seen_row row = {person, to, id};
  const struct fasti_seen_row *known = table_find(&memory->seen, &row);

  if (known && known->notice > id)
    row.notice = known->notice;
  return put_if(memory, has_person(memory, person), &memory->seen, &row, "person");
}

/* -- webhooks and mail -- */

static bool
has_subscription(const struct memory *memory, const char *name)
{
  return table_find(&memory->subscriptions, &(struct fasti_subscription_row){.name = name});
}

enum fasti_status
memory_subscription_put(struct fasti_store *store, const struct fasti_subscription_row *row)
{
  return put_if(memory_of(store), true, &memory_of(store)->subscriptions, row, "");
}

enum fasti_status
memory_progress_put(struct fasti_store *store, const struct fasti_progress_row *row)
{
  struct memory *memory = memory_of(store);

  return put_if(memory, has_subscription(memory, row->subscription), &memory->progress, row, "subscription");
}

enum fasti_status
memory_letter_put(struct fasti_store *store, const struct fasti_letter_row *row)
{
  struct memory *memory = memory_of(store);

  return put_if(memory, has_subscription(memory, row->subscription), &memory->letters, row, "subscription");
}

enum fasti_status
memory_mail_put(struct fasti_store *store, const struct fasti_mail_row *row)
{
  struct memory *memory = memory_of(store);

  return put_if(memory, has_person(memory, row->person), &memory->mail, row, "person");
}

/* Defines the function that lists the rows of a table, all or those of one key. */
#define LIST(kind, table, key)                                                                                       \
  enum fasti_status memory_##kind##_list(struct fasti_store *store, const char *wanted,                              \
                                         bool (*visit)(void *self, const struct fasti_##kind##_row *row), void *self) \
  {                                                                                                                  \
    struct memory *memory = memory_of(store);                                                                        \
                                                                                                                     \
    for (size_t i = 0; i < memory->table.count; i++) {                                                               \
      const struct fasti_##kind##_row *row = memory->table.rows[i];                                                  \
                                                                                                                     \
      if ((!wanted || strcmp(wanted, row->key) == 0) && !visit(self, row))                                           \
        break;                                                                                                       \
    }                                                                                                                \
    return FASTI_OK;                                                                                                 \
  }
LIST(subscription, subscriptions, name)
LIST(progress, progress, subscription)
LIST(letter, letters, subscription)
LIST(mail, mail, person)

enum fasti_status
memory_subscription_drop(struct fasti_store *store, const char *name)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(&memory->letters, 1, &(struct fasti_letter_row){.subscription = name}, &memory->changes);
  table_remove(&memory->progress, 1, &(struct fasti_progress_row){.subscription = name}, &memory->changes);
  table_remove(&memory->subscriptions, 1, &(struct fasti_subscription_row){.name = name}, &memory->changes);
  return memory_leave(memory, mark, FASTI_OK);
}

static enum fasti_status
drop(struct memory *memory, struct table *table, const void *key)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(table, table->shape->keys, key, &memory->changes);
  return memory_leave(memory, mark, FASTI_OK);
}

enum fasti_status
memory_letter_drop(struct fasti_store *store, const char *name, int64_t position, int64_t number)
{
  return drop(memory_of(store), &memory_of(store)->letters,
              &(struct fasti_letter_row){.subscription = name, .position = position, .number = number});
}

enum fasti_status
memory_mail_drop(struct fasti_store *store, const char *person)
{
  return drop(memory_of(store), &memory_of(store)->mail, &(struct fasti_mail_row){.person = person});
}
