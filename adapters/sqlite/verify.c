/* adapters/sqlite/verify.c - whether a file is what was written to it, and copies of it; see sqlite.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/sqlite/file.h"
#include "adapters/sqlite/store.h"
#define STATEMENT(name, sql)
#include "adapters/sqlite/statements.def"
#undef STATEMENT

union any_row {
  struct fasti_case_row case_;
  struct fasti_entry_row entry;
  struct fasti_task_row task;
  struct fasti_deadline_row deadline;
  struct fasti_fact_row fact;
  struct fasti_key_row key;
  struct fasti_link_row link;
  struct fasti_instrument_row instrument;
  struct fasti_evidence_row evidence;
  struct fasti_outbox_row outbox;
  struct fasti_person_row person;
  struct fasti_package_row package;
  struct fasti_package_file_row file;
  struct fasti_setting_row setting;
  struct fasti_series_row series;
  struct fasti_reply_row reply;
  struct fasti_account_row account;
  struct fasti_session_row session;
  struct fasti_participant_row participant;
  struct fasti_work_row work;
  struct fasti_board_row board;
  struct fasti_follow_up_row follow_up;
  struct fasti_stand_in_row stand_in;
  struct fasti_saved_row saved;
  struct fasti_subscription_row subscription;
  struct fasti_progress_row progress;
  struct fasti_letter_row letter;
  struct fasti_mail_row mail;
  struct fasti_read_row read;
  struct fasti_seen_row seen;
};

/* Every table, all columns that the checksum in the last one covers; WITHOUT: how many members it leaves out. */
static const struct {
  const struct fasti_shape *shape;
  size_t without;
  const char *sql;
} tables[] = {
  {&fasti_setting_shape, 0, "SELECT name, value, sum FROM settings"},
  {&fasti_package_shape, 0, "SELECT " PACKAGE_COLUMNS ", sum FROM packages"},
  {&fasti_package_file_shape, 0, "SELECT hash, path, content, content_sum FROM package_files"},
  {&fasti_person_shape, 0, "SELECT " PERSON_COLUMNS ", sum FROM persons"},
  {&fasti_case_shape, 1, "SELECT " CASE_COLUMNS ", sum FROM cases"},
  {&fasti_case_shape, 0, "SELECT " CASE_COLUMNS ", content, content_sum FROM cases LEFT JOIN snapshots USING (number)"},
  {&fasti_entry_shape, 0, "SELECT " ENTRY_COLUMNS ", sum FROM journal"},
  {&fasti_entry_shape, 0, "SELECT " ENTRY_COLUMNS ", sum FROM office_journal"},
  {&fasti_task_shape, 0, "SELECT " TASK_COLUMNS ", sum FROM tasks"},
  {&fasti_deadline_shape, 0, "SELECT " DEADLINE_COLUMNS ", sum FROM deadlines"},
  {&fasti_fact_shape, 0, "SELECT " FACT_COLUMNS ", sum FROM facts"},
  {&fasti_key_shape, 0, "SELECT " KEY_COLUMNS ", sum FROM keys"},
  {&fasti_link_shape, 0, "SELECT " LINK_COLUMNS ", sum FROM links"},
  {&fasti_instrument_shape, 1, "SELECT " INSTRUMENT_COLUMNS ", sum FROM instruments"},
  {&fasti_instrument_shape, 0, "SELECT " INSTRUMENT_COLUMNS ", content, content_sum FROM instruments"},
  {&fasti_evidence_shape, 1, "SELECT " EVIDENCE_COLUMNS ", sum FROM evidence"},
  {&fasti_evidence_shape, 0, "SELECT " EVIDENCE_COLUMNS ", content, content_sum FROM evidence"},
  {&fasti_outbox_shape, 0, "SELECT " OUTBOX_COLUMNS ", sum FROM outbox"},
  {&fasti_series_shape, 0, "SELECT bureau, kind, year, last, sum FROM series"},
  {&fasti_reply_shape, 0, "SELECT key, request, answer, at, sum FROM replies"},
  {&fasti_account_shape, 0, "SELECT " ACCOUNT_COLUMNS ", sum FROM accounts"},
  {&fasti_session_shape, 0, "SELECT " SESSION_COLUMNS ", sum FROM sessions"},
  {&fasti_participant_shape, 0, "SELECT " PARTICIPANT_COLUMNS ", sum FROM participants"},
  {&fasti_work_shape, 0, "SELECT " WORK_COLUMNS ", sum FROM works"},
  {&fasti_board_shape, 0, "SELECT " BOARD_COLUMNS ", sum FROM board"},
  {&fasti_follow_up_shape, 0, "SELECT " FOLLOW_UP_COLUMNS ", sum FROM follow_ups"},
  {&fasti_stand_in_shape, 0, "SELECT " STAND_IN_COLUMNS ", sum FROM stand_ins"},
  {&fasti_saved_shape, 0, "SELECT " SAVED_COLUMNS ", sum FROM saved"},
  {&fasti_subscription_shape, 0, "SELECT " SUBSCRIPTION_COLUMNS ", sum FROM subscriptions"},
  {&fasti_progress_shape, 0, "SELECT " PROGRESS_COLUMNS ", sum FROM progress"},
  {&fasti_letter_shape, 0, "SELECT " LETTER_COLUMNS ", sum FROM letters"},
  {&fasti_mail_shape, 0, "SELECT " MAIL_COLUMNS ", sum FROM mail"},
  {&fasti_read_shape, 0, "SELECT person, notice, at, sum FROM notices_read"},
  {&fasti_seen_shape, 0, "SELECT person, \"to\", notice, sum FROM notices_seen"},
};

struct verifying {
  struct sqlite_store *store;
  struct fasti_messages *messages;
  enum fasti_status status; /* of the worst thing found */
};

#define WRONG(verifying, ...) (fasti_error_field((verifying)->messages, (verifying)->store->path, __VA_ARGS__), \
                               (void)((verifying)->status = FASTI_CORRUPT))

/* The check itself could not be done. */
static void
stopped(struct verifying *verifying, int code)
{
  verifying->status = sqlite_failed(verifying->store, code);
  fasti_error_field(verifying->messages, NULL, "%s", verifying->store->store.call->error(&verifying->store->store));
}

static sqlite3_stmt *
prepare(struct verifying *verifying, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(verifying->store->db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    stopped(verifying, code);
  return statement;
}

static void
verify_pages(struct verifying *verifying)
{
  sqlite3_stmt *statement = prepare(verifying, "PRAGMA integrity_check");
  int code = SQLITE_DONE;

  while (statement && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    const char *text = (const char *)sqlite3_column_text(statement, 0);

    if (!text || strcmp(text, "ok") != 0)
      WRONG(verifying, "damaged: %s", text ? text : "");
  }
  if (code != SQLITE_DONE)
    stopped(verifying, code);
  sqlite3_finalize(statement);
}

static void
verify_none(struct verifying *verifying, const char *sql, const char *words)
{
  sqlite3_stmt *statement = prepare(verifying, sql);
  int code = SQLITE_DONE;

  while (statement && (code = sqlite3_step(statement)) == SQLITE_ROW)
    WRONG(verifying, "%s: %s", words, (const char *)sqlite3_column_text(statement, 0));
  if (code != SQLITE_DONE)
    stopped(verifying, code);
  sqlite3_finalize(statement);
}

/* A row is named by its key. */
static void
report_row(struct verifying *verifying, sqlite3_stmt *statement, const struct fasti_shape *shape)
{
  struct fasti_buffer key = {0};

  for (int i = 0; i < (int)shape->keys; i++) {
    const char *text = (const char *)sqlite3_column_text(statement, i);

    fasti_buffer_printf(&key, " %s", text ? text : "");
  }
  WRONG(verifying, "a stored %s does not verify:%s", shape->name, key.at);
  fasti_buffer_free(&key);
}

static void
verify_rows(struct verifying *verifying, size_t table)
{
  const struct fasti_shape *shape = tables[table].shape;
  sqlite3_stmt *statement = prepare(verifying, tables[table].sql);
  enum fasti_status status;
  union any_row row;

  while (statement) {
    if (sqlite_next(verifying->store, statement, shape, shape->count - tables[table].without, &row, &status))
      continue;
    if (status == FASTI_OK)
      break;
    if (status != FASTI_CORRUPT || sqlite3_data_count(statement) == 0) {
      stopped(verifying, sqlite3_extended_errcode(verifying->store->db));
      break;
    }
    report_row(verifying, statement, shape);
  }
  sqlite3_finalize(statement);
}

static int64_t
count(struct verifying *verifying, const char *sql)
{
  sqlite3_stmt *statement = prepare(verifying, sql);
  int64_t rows = -1;

  if (statement && sqlite3_step(statement) == SQLITE_ROW)
    rows = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return rows;
}

/* Walk an index and look up each of its rows in the table: integrity_check only does so the other way round, and does
 * not see everything. A partial index says in its definition which rows it has. */
static void
verify_index(struct verifying *verifying, const char *name, const char *table, const char *definition)
{
  const char *condition = strstr(definition, " WHERE "), *sum = strcmp(table, "package_files") ? "sum" : "content_sum";
  struct fasti_buffer sql = {0};
  int64_t walked, there;

  condition = condition ? condition : "";
  fasti_buffer_printf(&sql, "SELECT sum(1 + 0 * %s) FROM %s INDEXED BY \"%s\"%s", sum, table, name, condition);
  walked = count(verifying, sql.at);
  fasti_buffer_clear(&sql);
  fasti_buffer_printf(&sql, "SELECT sum(1 + 0 * %s) FROM %s NOT INDEXED%s", sum, table, condition);
  there = count(verifying, sql.at);
  if (walked < 0 || walked != there)
    WRONG(verifying, "the index %s does not fit its table", name);
  fasti_buffer_free(&sql);
}

static void
verify_indexes(struct verifying *verifying)
{
  sqlite3_stmt *statement =
    prepare(verifying, "SELECT name, tbl_name, coalesce(sql, '') FROM sqlite_schema AS s WHERE type = 'index' AND "
                       "EXISTS (SELECT 1 FROM pragma_table_list AS l WHERE l.name = s.tbl_name AND strict "
                       "AND NOT (wr AND s.sql IS NULL))");

  while (statement && sqlite3_step(statement) == SQLITE_ROW)
    verify_index(verifying, (const char *)sqlite3_column_text(statement, 0),
                 (const char *)sqlite3_column_text(statement, 1), (const char *)sqlite3_column_text(statement, 2));
  sqlite3_finalize(statement);
}

/* Each entry must go behind the one before it. */
static void
verify_chains(struct verifying *verifying, const char *sql)
{
  sqlite3_stmt *statement = prepare(verifying, sql);
  char previous[FASTI_HASH_SIZE] = "";
  struct fasti_buffer case_id = {0};
  struct fasti_entry_row row;
  enum fasti_status status = FASTI_OK;
  int64_t sequence = 0;

  fasti_buffer_puts(&case_id, "");
  while (statement &&
         sqlite_next(verifying->store, statement, &fasti_entry_shape, fasti_entry_shape.count, &row, &status)) {
    if (strcmp(case_id.at, row.case_id) != 0) {
      fasti_buffer_clear(&case_id);
      fasti_buffer_puts(&case_id, row.case_id);
      sequence = 0;
    }
    if (fasti_entry_follows(&row, sequence, previous) != FASTI_OK)
      WRONG(verifying, "the journal of case %s is broken at entry %lld", row.case_id, (long long)row.sequence);
    sequence = row.sequence;
    snprintf(previous, sizeof previous, "%s", row.hash);
  }
  fasti_buffer_free(&case_id);
  sqlite3_finalize(statement);
}

static void
verify_search(struct verifying *verifying)
{
  int code;

  if (sqlite3_db_readonly(verifying->store->db, "main") == 1)
    return;
  code = sqlite3_exec(verifying->store->db,
                      "INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)", NULL, NULL, NULL);
  if (code != SQLITE_OK && sqlite_status(verifying->store->db, code) == FASTI_CORRUPT)
    WRONG(verifying, "the search index does not fit the cases");
  else if (code != SQLITE_OK)
    stopped(verifying, code);
}

enum fasti_status
fasti_sqlite_verify(struct fasti_store *self, struct fasti_messages *messages)
{
  struct verifying verifying = {.store = sqlite_of(self), .messages = messages};

  verify_pages(&verifying);
  if (verifying.status != FASTI_OK)
    return verifying.status;
  verify_none(&verifying, "SELECT \"table\" FROM pragma_foreign_key_check",
              fasti_messages_translate(messages, "a row without its case or package in"));
  verify_none(&verifying, "SELECT id FROM cases WHERE entries <> (SELECT count(*) FROM journal WHERE case_id = id)",
              fasti_messages_translate(messages, "the journal has not as many entries as the case says"));
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    verify_rows(&verifying, i);
  verify_indexes(&verifying);
  verify_chains(&verifying, "SELECT " ENTRY_COLUMNS ", sum FROM journal ORDER BY case_id, sequence");
  verify_chains(&verifying, "SELECT " ENTRY_COLUMNS ", sum FROM office_journal ORDER BY case_id, sequence");
  verify_search(&verifying);
  return verifying.status;
}

static int
copy_pages(sqlite3 *to, sqlite3 *from)
{
  sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

  if (!backup)
    return sqlite3_errcode(to);
  sqlite3_backup_step(backup, -1);
  return sqlite3_backup_finish(backup);
}

enum fasti_status
fasti_sqlite_backup(struct fasti_store *self, const char *path, struct fasti_messages *messages)
{
  struct sqlite_store *store = sqlite_of(self);
  struct new_file file;
  sqlite3 *db = NULL;
  enum fasti_status status = new_file_begin(&file, path, messages);
  int code;

  if (status != FASTI_OK)
    return status;
  code = sqlite3_open_v2(file.beside.at, &db, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_busy_timeout(db, store->wait);
  if (code == SQLITE_OK)
    code = sqlite3_exec(db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = copy_pages(db, store->db);
  if (code != SQLITE_OK) {
    status = sqlite_status(db, code);
    fasti_error_field(messages, path, "cannot be written: %s", sqlite3_errstr(code));
  }
  sqlite3_close(db);
  return new_file_end(&file, status);
}
