/* tests/office/fault.c - a store that fails at a call that the test chooses; see fault.h. */
#include "config.h"

#include "tests/office/fault.h"

struct fault {
  struct fasti_store store;
  struct fasti_store *inner;
  int left; /* calls until the one that fails; 0: none fails */
};

static bool
fails(struct fault *fault)
{
  return fault->left && --fault->left == 0;
}

static struct fault *
fault_of(struct fasti_store *store)
{
  return (struct fault *)store;
}

/* Defines a function that passes a call on unless it is the one that fails. */
#define PASS(NAME, PARAMETERS, ARGUMENTS)                                                                              \
  static enum fasti_status pass_##NAME PARAMETERS                                                                      \
  {                                                                                                                    \
    struct fault *fault = fault_of(store);                                                                             \
                                                                                                                       \
    if (fails(fault))                                                                                                  \
      return FASTI_IO;                                                                                                 \
    store = fault->inner;                                                                                              \
    return store->call->NAME ARGUMENTS;                                                                                \
  }

PASS(begin, (struct fasti_store * store, bool write), (store, write))
PASS(savepoint, (struct fasti_store * store), (store))
PASS(release, (struct fasti_store * store), (store))
PASS(setting_get, (struct fasti_store * store, const char *name, struct fasti_buffer *value), (store, name, value))
PASS(setting_put, (struct fasti_store * store, const char *name, const char *value), (store, name, value))
PASS(package_put,
     (struct fasti_store * store, const struct fasti_package_row *row, const struct fasti_file_row *files,
      size_t count),
     (store, row, files, count))
PASS(package_list,
     (struct fasti_store * store, const char *bureau, bool (*visit)(void *self, const struct fasti_package_row *row),
      void *self),
     (store, bureau, visit, self))
PASS(package_files,
     (struct fasti_store * store, const char *hash, bool (*visit)(void *self, const struct fasti_file_row *row),
      void *self),
     (store, hash, visit, self))
PASS(person_put, (struct fasti_store * store, const struct fasti_person_row *row), (store, row))
PASS(person_list,
     (struct fasti_store * store, const char *id, const char *bureau, const char *role,
      bool (*visit)(void *self, const struct fasti_person_row *row), void *self),
     (store, id, bureau, role, visit, self))
PASS(case_insert, (struct fasti_store * store, const struct fasti_case_row *row), (store, row))
PASS(case_update, (struct fasti_store * store, const struct fasti_case_row *row, int64_t before), (store, row, before))
PASS(case_get,
     (struct fasti_store * store, const char *id, bool (*visit)(void *self, const struct fasti_case_row *row),
      void *self),
     (store, id, visit, self))
PASS(case_list,
     (struct fasti_store * store, const struct fasti_case_filter *filter,
      bool (*visit)(void *self, const struct fasti_case_row *row), void *self),
     (store, filter, visit, self))
PASS(entry_append, (struct fasti_store * store, const struct fasti_entry_row *row), (store, row))
PASS(entry_list,
     (struct fasti_store * store, const char *case_id, int64_t from,
      bool (*visit)(void *self, const struct fasti_entry_row *row), void *self),
     (store, case_id, from, visit, self))
PASS(tasks_replace, (struct fasti_store * store, const char *case_id, const struct fasti_task_row *rows, size_t count),
     (store, case_id, rows, count))
PASS(task_list,
     (struct fasti_store * store, const struct fasti_task_filter *filter,
      bool (*visit)(void *self, const struct fasti_task_row *row), void *self),
     (store, filter, visit, self))
PASS(deadlines_replace,
     (struct fasti_store * store, const char *case_id, const struct fasti_deadline_row *rows, size_t count),
     (store, case_id, rows, count))
PASS(deadline_list,
     (struct fasti_store * store, const struct fasti_deadline_filter *filter,
      bool (*visit)(void *self, const struct fasti_deadline_row *row), void *self),
     (store, filter, visit, self))
PASS(facts_replace, (struct fasti_store * store, const char *case_id, const struct fasti_fact_row *rows, size_t count),
     (store, case_id, rows, count))
PASS(fact_list,
     (struct fasti_store * store, const char *case_id, bool (*visit)(void *self, const struct fasti_fact_row *row),
      void *self),
     (store, case_id, visit, self))
PASS(links_replace, (struct fasti_store * store, const char *case_id, const struct fasti_link_row *rows, size_t count),
     (store, case_id, rows, count))
PASS(link_list,
     (struct fasti_store * store, const char *case_id, bool (*visit)(void *self, const struct fasti_link_row *row),
      void *self),
     (store, case_id, visit, self))
PASS(key_put, (struct fasti_store * store, const struct fasti_key_row *row), (store, row))
PASS(key_list,
     (struct fasti_store * store, const struct fasti_key_row *wanted,
      bool (*visit)(void *self, const struct fasti_key_row *row), void *self),
     (store, wanted, visit, self))
PASS(participants_replace,
     (struct fasti_store *store, const char *case_id, const struct fasti_participant_row *rows, size_t count),
     (store, case_id, rows, count))
PASS(participant_list,
     (struct fasti_store *store, const char *case_id, bool (*visit)(void *self, const struct fasti_participant_row *row), void *self),
     (store, case_id, visit, self))
PASS(work_put,
     (struct fasti_store *store, const struct fasti_work_row *row),
     (store, row))
PASS(work_list,
     (struct fasti_store *store, const struct fasti_work_filter *filter, bool (*visit)(void *self, const struct fasti_work_row *row), void *self),
     (store, filter, visit, self))
PASS(board_put,
     (struct fasti_store *store, const struct fasti_board_row *row),
     (store, row))
PASS(board_list,
     (struct fasti_store *store, const struct fasti_board_filter *filter, bool (*visit)(void *self, const struct fasti_board_row *row), void *self),
     (store, filter, visit, self))
PASS(work_drop,
     (struct fasti_store *store, const char *case_id),
     (store, case_id))
PASS(board_drop,
     (struct fasti_store *store, const char *case_id),
     (store, case_id))
PASS(case_count,
     (struct fasti_store *store, const struct fasti_case_filter *filter, enum fasti_count_by by, fasti_count_seen *visit, void *self),
     (store, filter, by, visit, self))
PASS(task_count,
     (struct fasti_store *store, const struct fasti_task_filter *filter, enum fasti_count_by by, fasti_count_seen *visit, void *self),
     (store, filter, by, visit, self))
PASS(deadline_count,
     (struct fasti_store *store, const struct fasti_deadline_filter *filter, enum fasti_count_by by, fasti_count_seen *visit, void *self),
     (store, filter, by, visit, self))
PASS(work_count,
     (struct fasti_store *store, const struct fasti_work_filter *filter, enum fasti_count_by by, fasti_count_seen *visit, void *self),
     (store, filter, by, visit, self))
PASS(stand_in_put,
     (struct fasti_store *store, const struct fasti_stand_in_row *row),
     (store, row))
PASS(stand_in_list,
     (struct fasti_store *store, const char *person, const char *deputy, int32_t on, bool (*visit)(void *self, const struct fasti_stand_in_row *row), void *self),
     (store, person, deputy, on, visit, self))
PASS(saved_put,
     (struct fasti_store *store, const struct fasti_saved_row *row),
     (store, row))
PASS(saved_list,
     (struct fasti_store *store, const char *person, const char *page, bool (*visit)(void *self, const struct fasti_saved_row *row), void *self),
     (store, person, page, visit, self))
PASS(saved_drop,
     (struct fasti_store *store, const char *person, const char *page, const char *name),
     (store, person, page, name))
PASS(follow_up_put,
     (struct fasti_store *store, const struct fasti_follow_up_row *row),
     (store, row))
PASS(follow_up_list,
     (struct fasti_store *store, const char *hash, bool (*visit)(void *self, const struct fasti_follow_up_row *row), void *self),
     (store, hash, visit, self))
PASS(instrument_insert, (struct fasti_store * store, const struct fasti_instrument_row *row), (store, row))
PASS(instrument_list,
     (struct fasti_store * store, const char *case_id, int64_t number,
      bool (*visit)(void *self, const struct fasti_instrument_row *row), void *self),
     (store, case_id, number, visit, self))
PASS(evidence_insert, (struct fasti_store * store, const struct fasti_evidence_row *row), (store, row))
PASS(evidence_list,
     (struct fasti_store * store, const char *case_id, int64_t number,
      bool (*visit)(void *self, const struct fasti_evidence_row *row), void *self),
     (store, case_id, number, visit, self))
PASS(outbox_put, (struct fasti_store * store, const struct fasti_outbox_row *row), (store, row))
PASS(outbox_list,
     (struct fasti_store * store, bool undelivered, bool (*visit)(void *self, const struct fasti_outbox_row *row),
      void *self),
     (store, undelivered, visit, self))
PASS(outbox_delivered, (struct fasti_store * store, int64_t id, int64_t at), (store, id, at))
PASS(number_next, (struct fasti_store * store, const char *bureau, const char *kind, int year, int64_t *number),
     (store, bureau, kind, year, number))
PASS(reply_put, (struct fasti_store * store, const char *key, const char *request, const char *answer, int64_t at),
     (store, key, request, answer, at))
PASS(reply_get,
     (struct fasti_store * store, const char *key, struct fasti_buffer *request, struct fasti_buffer *answer),
     (store, key, request, answer))
PASS(reply_forget, (struct fasti_store * store, int64_t before), (store, before))
PASS(account_put, (struct fasti_store * store, const struct fasti_account_row *row), (store, row))
PASS(session_put, (struct fasti_store * store, const struct fasti_session_row *row), (store, row))
PASS(account_list,
     (struct fasti_store * store, const char *person,
      bool (*visit)(void *self, const struct fasti_account_row *row), void *self),
     (store, person, visit, self))
PASS(session_list,
     (struct fasti_store * store, const char *hash, const char *person,
      bool (*visit)(void *self, const struct fasti_session_row *row), void *self),
     (store, hash, person, visit, self))
PASS(session_drop, (struct fasti_store * store, const char *hash), (store, hash))
PASS(journal_list, (struct fasti_store * store, int64_t position, bool (*visit)(void *self, int64_t position, const
     struct fasti_entry_row *row), void *self), (store, position, visit, self))
PASS(journal_end, (struct fasti_store * store, int64_t *position), (store, position))
PASS(notice_list, (struct fasti_store * store, const struct fasti_notice_filter *filter, bool (*visit)(void *self,
     const struct fasti_outbox_row *row, bool read), void *self), (store, filter, visit, self))
PASS(notice_read, (struct fasti_store * store, const char *person, int64_t id, int64_t at), (store, person, id, at))
PASS(notice_seen, (struct fasti_store * store, const char *person, const char *to, int64_t id), (store, person, to,
     id))
PASS(subscription_put, (struct fasti_store * store, const struct fasti_subscription_row *row), (store, row))
PASS(progress_put, (struct fasti_store * store, const struct fasti_progress_row *row), (store, row))
PASS(letter_put, (struct fasti_store * store, const struct fasti_letter_row *row), (store, row))
PASS(mail_put, (struct fasti_store * store, const struct fasti_mail_row *row), (store, row))
PASS(subscription_list, (struct fasti_store * store, const char *key, bool (*visit)(void *self, const struct
     fasti_subscription_row *row), void *self), (store, key, visit, self))
PASS(progress_list, (struct fasti_store * store, const char *key, bool (*visit)(void *self, const struct
     fasti_progress_row *row), void *self), (store, key, visit, self))
PASS(letter_list, (struct fasti_store * store, const char *key, bool (*visit)(void *self, const struct
     fasti_letter_row *row), void *self), (store, key, visit, self))
PASS(mail_list, (struct fasti_store * store, const char *key, bool (*visit)(void *self, const struct fasti_mail_row
     *row), void *self), (store, key, visit, self))
PASS(subscription_drop, (struct fasti_store * store, const char *name), (store, name))
PASS(letter_drop, (struct fasti_store * store, const char *name, int64_t position, int64_t number), (store, name,
     position, number))
PASS(mail_drop, (struct fasti_store * store, const char *person), (store, person))

static enum fasti_status
pass_commit(struct fasti_store *store)
{
  struct fault *fault = fault_of(store);

  if (!fails(fault))
    return fault->inner->call->commit(fault->inner);
  fault->inner->call->rollback(fault->inner);
  return FASTI_IO;
}

static void
pass_rollback(struct fasti_store *store)
{
  fault_of(store)->inner->call->rollback(fault_of(store)->inner);
}

static void
pass_rollback_to(struct fasti_store *store)
{
  fault_of(store)->inner->call->rollback_to(fault_of(store)->inner);
}

static const char *
tell_error(struct fasti_store *store)
{
  (void)store;
  return "made to fail";
}

static const struct fasti_store_functions functions = {
  .rollback = pass_rollback,
  .rollback_to = pass_rollback_to,
  .error = tell_error,
  .begin = pass_begin,
  .commit = pass_commit,
  .savepoint = pass_savepoint,
  .release = pass_release,
  .setting_get = pass_setting_get,
  .setting_put = pass_setting_put,
  .package_put = pass_package_put,
  .package_list = pass_package_list,
  .package_files = pass_package_files,
  .person_put = pass_person_put,
  .person_list = pass_person_list,
  .case_insert = pass_case_insert,
  .case_update = pass_case_update,
  .case_get = pass_case_get,
  .case_list = pass_case_list,
  .entry_append = pass_entry_append,
  .entry_list = pass_entry_list,
  .tasks_replace = pass_tasks_replace,
  .task_list = pass_task_list,
  .deadlines_replace = pass_deadlines_replace,
  .deadline_list = pass_deadline_list,
  .facts_replace = pass_facts_replace,
  .fact_list = pass_fact_list,
  .links_replace = pass_links_replace,
  .link_list = pass_link_list,
  .key_put = pass_key_put,
  .key_list = pass_key_list,
  .instrument_insert = pass_instrument_insert,
  .instrument_list = pass_instrument_list,
  .evidence_insert = pass_evidence_insert,
  .evidence_list = pass_evidence_list,
  .outbox_put = pass_outbox_put,
  .outbox_list = pass_outbox_list,
  .outbox_delivered = pass_outbox_delivered,
  .number_next = pass_number_next,
  .reply_put = pass_reply_put,
  .reply_get = pass_reply_get,
  .reply_forget = pass_reply_forget,
  .account_put = pass_account_put,
  .session_put = pass_session_put,
  .account_list = pass_account_list,
  .session_list = pass_session_list,
  .session_drop = pass_session_drop,
  .journal_list = pass_journal_list,
  .journal_end = pass_journal_end,
  .notice_list = pass_notice_list,
  .notice_read = pass_notice_read,
  .notice_seen = pass_notice_seen,
  .subscription_put = pass_subscription_put,
  .progress_put = pass_progress_put,
  .letter_put = pass_letter_put,
  .mail_put = pass_mail_put,
  .subscription_list = pass_subscription_list,
  .progress_list = pass_progress_list,
  .letter_list = pass_letter_list,
  .mail_list = pass_mail_list,
  .subscription_drop = pass_subscription_drop,
  .letter_drop = pass_letter_drop,
  .mail_drop = pass_mail_drop,
  .participants_replace = pass_participants_replace,
  .participant_list = pass_participant_list,
  .work_put = pass_work_put,
  .work_list = pass_work_list,
  .board_put = pass_board_put,
  .board_list = pass_board_list,
  .work_drop = pass_work_drop,
  .board_drop = pass_board_drop,
  .case_count = pass_case_count,
  .task_count = pass_task_count,
  .deadline_count = pass_deadline_count,
  .work_count = pass_work_count,
  .stand_in_put = pass_stand_in_put,
  .stand_in_list = pass_stand_in_list,
  .saved_put = pass_saved_put,
  .saved_list = pass_saved_list,
  .saved_drop = pass_saved_drop,
  .follow_up_put = pass_follow_up_put,
  .follow_up_list = pass_follow_up_list,
};

struct fasti_store *
fault_new(struct fasti_store *inner)
{
  struct fault *fault = fasti_alloc(sizeof *fault);

  fault->store.call = &functions;
  fault->inner = inner;
  return &fault->store;
}

void
fault_free(struct fasti_store *store)
{
  fasti_free(store);
}

void
fault_set(struct fasti_store *store, int call)
{
  fault_of(store)->left = call;
}
