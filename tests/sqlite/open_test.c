/* tests/sqlite/open_test.c - office files: made, opened, refused, brought up to date, verified and copied. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/store.h"
#include "tests/sqlite/place.h"

static struct fasti_messages *messages;

static void
set_up(void)
{
  messages = fasti_messages_new(NULL, NULL);
  place_make();
}

static void
tear_down(void)
{
  place_clean();
  fasti_messages_free(messages);
}

/* Opening NAME must be refused with STATUS and words. */
static void
refused(const char *name, bool read_only, enum fasti_status status, const char *words)
{
  const struct fasti_sqlite_options options = {.read_only = read_only, .wait = 20, .messages = messages};
  struct fasti_store *store = NULL;
  enum fasti_status got = fasti_sqlite_open(place_path(name), &options, &store);

  ck_assert_str_eq(fasti_status_name(got), fasti_status_name(status));
  ck_assert_ptr_null(store);
  ck_assert_uint_eq(fasti_messages_count(messages), 1);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->field, place_path(name));
  ck_assert_msg(strstr(fasti_messages_at(messages, 0)->text, words), "%s", fasti_messages_at(messages, 0)->text);
  fasti_messages_clear(messages);
}

static void
unchanged(const char *name, struct fasti_buffer *before)
{
  struct fasti_buffer now = place_read(name);

  ck_assert_uint_eq(now.size, before->size);
  ck_assert_int_eq(memcmp(now.at, before->at, now.size), 0);
  fasti_buffer_free(&now);
  fasti_buffer_free(before);
}

static void
insert_case(struct fasti_store *store, const char *id)
{
  const struct fasti_case_row row = {.id = id, .bureau = "luquan", .status = "open", .search = "非法占地", .due = 7,
                                     .ended_at = FASTI_NEVER, .title = "case of the test", .snapshot = {"<s/>", 4}};

  ck_assert_int_eq(store->call->case_insert(store, &row), FASTI_OK);
}

static bool
count_case(void *self, const struct fasti_case_row *row)
{
  ck_assert_str_eq(row->title, "case of the test");
  ++*(int *)self;
  return true;
}

static int
cases(struct fasti_store *store)
{
  int count = 0;

  ck_assert_int_eq(store->call->case_list(store, &(struct fasti_case_filter){.text = "占地"}, count_case, &count),
                   FASTI_OK);
  return count;
}

static void
make_office(void)
{
  struct fasti_store *store = place_create();

  insert_case(store, "L-1");
  store->call->close(store);
}

static void
sql_on(sqlite3 *db, const char *sql)
{
  ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
}

/* What another program might do to a database. */
static void
sql(const char *name, const char *text)
{
  sqlite3 *db;

  ck_assert_int_eq(sqlite3_open(place_path(name), &db), SQLITE_OK);
  sql_on(db, text);
  sqlite3_close(db);
}

START_TEST(a_new_office_is_one_private_file)
{
  struct stat seen;
  struct fasti_store *store = place_create();

  store->call->close(store);
  ck_assert_int_eq(stat(place_path("office.fasti"), &seen), 0);
  ck_assert_int_eq(seen.st_mode & 0777, 0600);
  ck_assert_int_ne(access(place_path("office.fasti-wal"), F_OK), 0);
  store = place_open();
  insert_case(store, "L-1");
  ck_assert_int_eq(cases(store), 1);
  store->call->close(store);
}
END_TEST

START_TEST(an_office_is_not_made_over_a_file)
{
  const struct fasti_sqlite_options options = {.messages = messages};
  struct fasti_store *store;
  struct fasti_buffer before;

  place_write("office.fasti", "precious", 8);
  before = place_read("office.fasti");
  ck_assert_int_eq(fasti_sqlite_create(place_path("office.fasti"), &options, &store), FASTI_CONFLICT);
  ck_assert_ptr_nonnull(strstr(fasti_messages_at(messages, 0)->text, "already"));
  unchanged("office.fasti", &before);
  ck_assert_int_eq(fasti_sqlite_create(place_path("none/office.fasti"), &options, &store), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_sqlite_create("/proc/office.fasti", NULL, &store), FASTI_NOT_FOUND);
}
END_TEST

START_TEST(what_is_no_office_is_refused_and_left_alone)
{
  struct fasti_buffer before;

  refused("none.fasti", false, FASTI_NOT_FOUND, "no such file");
  ck_assert_int_eq(mkdir(place_path("folder"), 0700), 0);
  refused("folder", false, FASTI_FOREIGN, "not a file");
  place_write("empty", "", 0);
  refused("empty", false, FASTI_FOREIGN, "not a database");
  place_write("text", "SQLite format 3, or so it says", 30);
  before = place_read("text");
  refused("text", false, FASTI_FOREIGN, "not a database");
  unchanged("text", &before);
  ck_assert_int_ne(access(place_path("text-wal"), F_OK), 0);
}
END_TEST

START_TEST(a_database_of_another_program_is_left_alone)
{
  struct fasti_buffer before, journal;

  sql("other.db", "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  place_write("other.db-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 a journal that would be rolled back", 43);
  before = place_read("other.db");
  journal = place_read("other.db-journal");
  refused("other.db", false, FASTI_FOREIGN, "another program");
  refused("other.db", true, FASTI_FOREIGN, "another program");
  unchanged("other.db", &before);
  unchanged("other.db-journal", &journal);
}
END_TEST

START_TEST(an_office_of_a_newer_version_is_left_alone)
{
  struct fasti_buffer before, log;
  sqlite3 *db;

  make_office();
  ck_assert_int_eq(sqlite3_open(place_path("office.fasti"), &db), SQLITE_OK);
  sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sql_on(db, "PRAGMA user_version = 99");
  sqlite3_close(db);
  before = place_read("office.fasti");
  log = place_read("office.fasti-wal");
  ck_assert_uint_gt(log.size, 0);
  refused("office.fasti", false, FASTI_FOREIGN, "schema 99, this program knows up to 8");
  unchanged("office.fasti", &before);
  unchanged("office.fasti-wal", &log);
  sql("office.fasti", "PRAGMA wal_checkpoint(TRUNCATE)");
  before = place_read("office.fasti");
  refused("office.fasti", true, FASTI_FOREIGN, "newer version");
  unchanged("office.fasti", &before);
}
END_TEST

START_TEST(an_office_with_changed_tables_is_refused)
{
  make_office();
  sql("office.fasti", "DROP TRIGGER journal_same");
  refused("office.fasti", false, FASTI_FOREIGN, "changed by another program");
}
END_TEST

START_TEST(a_changed_schema_patch_is_refused)
{
  make_office();
  sql("office.fasti", "DROP TRIGGER patches_same; UPDATE patches SET hash = 'x' WHERE number = 1;"
                      "CREATE TRIGGER patches_same BEFORE UPDATE ON patches BEGIN "
                      "SELECT raise(ABORT, 'schema patches are never changed'); END");
  refused("office.fasti", false, FASTI_FOREIGN, "schema patch 1");
}
END_TEST

/* Take an office back to the schema of the first patch, with a person of that time. */
static void
make_old_office(void)
{
  struct fasti_store *store = place_create();
  sqlite3 *db = sqlite_of(store)->db;
  const char *persons = strstr(schema_patches[0].sql, "CREATE TABLE persons");
  char statement[1000];

  insert_case(store, "L-1");
  snprintf(statement, sizeof statement, "DROP TABLE persons; %.*s", (int)(strstr(persons, ") STRICT, WITHOUT ROWID;") - persons) + 23, persons);
  sql_on(db, statement);
  sql_on(db, "INSERT INTO persons VALUES ('zhang', '张三', 'luquan', 'C-1', 'officer', 1,"
             "fasti_sum('zhang', '张三', 'luquan', 'C-1', 'officer', 1))");
  sql_on(db, "ALTER TABLE tasks DROP COLUMN units; ALTER TABLE tasks DROP COLUMN not_units;"
             "ALTER TABLE tasks DROP COLUMN drafted; DROP TABLE accounts; DROP TABLE sessions; DROP TABLE participants;"
             "DROP TABLE works; DROP TABLE board; DROP TABLE follow_ups; DROP TABLE stand_ins; DROP TABLE saved;"
             "DROP INDEX outbox_by_to; DROP TABLE notices_read; DROP TABLE notices_seen;"
             "DROP TABLE subscriptions; DROP TABLE progress; DROP TABLE letters; DROP TABLE mail;"
             "INSERT INTO tasks VALUES ('L-1', 1, 'verify', '', '核查', '', 'open', 'officer', '', '', '', 5, 20000,"
             "fasti_sum('L-1', 1, 'verify', '', '核查', '', 'open', 'officer', '', '', '', 5, 20000))");
  sql_on(db, "DROP TABLE office_journal; DROP TABLE facts; DROP TABLE keys; DROP TABLE links;"
             "DROP INDEX cases_by_procedure; DROP TABLE case_search; DROP TRIGGER patches_stay;"
             "DELETE FROM patches WHERE number > 1;"
             "CREATE TRIGGER patches_stay BEFORE DELETE ON patches BEGIN "
             "SELECT raise(ABORT, 'schema patches are never deleted'); END; PRAGMA user_version = 1");
  store->call->close(store);
}

static bool
is_number(sqlite3 *db, const char *query, int64_t wanted)
{
  sqlite3_stmt *statement;
  bool same;

  ck_assert_int_eq(sqlite3_prepare_v2(db, query, -1, &statement, NULL), SQLITE_OK);
  same = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int64(statement, 0) == wanted;
  sqlite3_finalize(statement);
  return same;
}

static bool
see_old_person(void *self, const struct fasti_person_row *row)
{
  (void)self;
  ck_assert_str_eq(row->name, "张三");
  ck_assert_str_eq(row->certificate, "C-1");
  ck_assert_str_eq(row->valid_to, "");
  ck_assert_str_eq(row->unit, "");
  return true;
}

static bool
see_old_task(void *self, const struct fasti_task_row *row)
{
  *(int *)self += row->due == 20000 && !*row->units && !*row->not_units;
  return true;
}

START_TEST(an_older_office_is_brought_up_to_date)
{
  const struct fasti_sqlite_options options = {.now = 1759104000000, .messages = messages};
  const struct fasti_task_filter mine = {.person = "zhang", .roles = "officer"};
  struct fasti_store *store;
  int tasks = 0;

  make_old_office();
  refused("office.fasti", true, FASTI_FOREIGN, "has schema 1, this program needs 8");
  ck_assert_int_eq(fasti_sqlite_open(place_path("office.fasti"), &options, &store), FASTI_OK);
  ck_assert_int_eq(cases(store), 1);
  ck_assert(is_number(sqlite_of(store)->db, "SELECT applied_at FROM patches WHERE number = 2", 1759104000000));
  ck_assert_int_eq(store->call->person_list(store, "zhang", NULL, NULL, see_old_person, NULL), FASTI_OK);
  ck_assert_int_eq(store->call->task_list(store, &mine, see_old_task, &tasks), FASTI_OK);
  ck_assert_int_eq(tasks, 1);
  ck_assert_int_eq(fasti_sqlite_verify(store, messages), FASTI_OK);
  store->call->close(store);
}
END_TEST

START_TEST(durability_and_defence_are_set)
{
  struct fasti_store *store = place_create();
  sqlite3 *db = sqlite_of(store)->db;
  int on;

  ck_assert(is_number(db, "PRAGMA synchronous", 2));
  ck_assert(is_number(db, "PRAGMA foreign_keys", 1));
  ck_assert(is_number(db, "PRAGMA wal_autocheckpoint", 10000));
  ck_assert(is_number(db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1));
  ck_assert(is_number(db, "SELECT count(*) = 8 AND min(length(hash)) = 64 FROM patches", 1));
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
  ck_assert_int_eq(on, 1);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &on);
  ck_assert_int_eq(on, 0);
  store->call->close(store);
}
END_TEST

START_TEST(an_office_held_by_another_program_is_locked)
{
  sqlite3 *db;

  make_office();
  ck_assert_int_eq(sqlite3_open(place_path("office.fasti"), &db), SQLITE_OK);
  sql_on(db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE x (y)");
  refused("office.fasti", false, FASTI_LOCKED, "in use by another program; waited 20 ms");
  refused("office.fasti", true, FASTI_LOCKED, "in use by another program");
  sqlite3_close(db);
}
END_TEST

/* Root may write everything: become nobody for the time of a test. */
static uid_t
become_nobody(const char *file)
{
  uid_t was = geteuid();

  if (was != 0)
    return was;
  ck_assert_int_eq(chown(place_path(file), 65534, 65534), 0);
  ck_assert_int_eq(seteuid(65534), 0);
  return was;
}

START_TEST(a_file_that_cannot_be_written_is_read_only)
{
  const struct fasti_sqlite_options options = {.read_only = true, .messages = messages};
  struct fasti_store *store;
  uid_t was;

  make_office();
  ck_assert_int_eq(chmod(place_path("office.fasti"), 0444), 0);
  was = become_nobody("office.fasti");
  refused("office.fasti", false, FASTI_READ_ONLY, "permissions");
  ck_assert_int_eq(fasti_sqlite_open(place_path("office.fasti"), &options, &store), FASTI_OK);
  ck_assert_int_eq(cases(store), 1);
  ck_assert_int_eq(store->call->setting_put(store, "a", "1"), FASTI_READ_ONLY);
  ck_assert_ptr_nonnull(strstr(store->call->error(store), "cannot be written"));
  store->call->close(store);
  ck_assert_int_eq(seteuid(was), 0);
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_is_read_only)
{
  const struct fasti_sqlite_options options = {.messages = messages};
  struct fasti_store *store;
  enum fasti_status status;
  uid_t was;

  make_office();
  ck_assert_int_eq(chmod(place_path("."), 0555), 0);
  was = become_nobody("office.fasti");
  refused("office.fasti", false, FASTI_READ_ONLY, "folder");
  status = fasti_sqlite_create(place_path("new.fasti"), &options, &store);
  ck_assert_str_eq(fasti_status_name(status), "read-only");
  ck_assert_int_eq(seteuid(was), 0);
  ck_assert_int_eq(chmod(place_path("."), 0777), 0);
}
END_TEST

/* One row of everything that is written once and for all. */
static void
write_once(struct fasti_store *store)
{
  struct fasti_entry_row entry = {
    .case_id = "L-1", .sequence = 1, .hash_name = "sha256", .previous = fasti_entry_first_previous()};
  struct fasti_instrument_row instrument = {.case_id = "L-1", .number = 1, .content = fasti_slice_of("<html/>")};
  struct fasti_evidence_row evidence = {.case_id = "L-1", .number = 1, .name = "a.jpg"};
  struct fasti_package_row package = {.hash = "h", .bureau = "b", .version = "1"};
  const struct fasti_file_row file = {.path = "p", .content = fasti_slice_of("x")};
  char hash[FASTI_HASH_SIZE];

  insert_case(store, "L-1");
  entry.hash = fasti_entry_hash(&entry, hash);
  ck_assert_int_eq(store->call->entry_append(store, &entry), FASTI_OK);
  entry.case_id = FASTI_OFFICE_JOURNAL;
  entry.hash = fasti_entry_hash(&entry, hash);
  ck_assert_int_eq(store->call->entry_append(store, &entry), FASTI_OK);
  ck_assert_int_eq(store->call->instrument_insert(store, &instrument), FASTI_OK);
  ck_assert_int_eq(store->call->evidence_insert(store, &evidence), FASTI_OK);
  ck_assert_int_eq(store->call->package_put(store, &package, &file, 1), FASTI_OK);
}

START_TEST(what_is_written_once_cannot_be_changed_by_sql)
{
  static const char *const tries[] = {
    "DELETE FROM journal", "UPDATE journal SET actor = 'x'",
    "DELETE FROM office_journal", "UPDATE office_journal SET actor = 'x'",
    "DELETE FROM instruments", "UPDATE instruments SET title = 'x'",
    "DELETE FROM evidence", "UPDATE evidence SET name = 'x'",
    "DELETE FROM packages", "UPDATE packages SET version = 'x'",
    "DELETE FROM package_files", "UPDATE package_files SET content = x'00'",
    "DELETE FROM cases", "DELETE FROM patches", "UPDATE patches SET hash = 'x'"};
  static const char *const replacing[] = {
    "INSERT OR REPLACE INTO journal SELECT * FROM journal",
    "INSERT OR REPLACE INTO office_journal SELECT * FROM office_journal",
    "INSERT OR REPLACE INTO instruments SELECT * FROM instruments",
    "INSERT OR REPLACE INTO evidence SELECT * FROM evidence"};
  struct fasti_store *store = place_create();
  sqlite3 *db = sqlite_of(store)->db;

  write_once(store);
  for (size_t i = 0; i < sizeof replacing / sizeof *replacing; i++) {
    ck_assert_msg(sqlite3_exec(db, replacing[i], NULL, NULL, NULL) == SQLITE_CONSTRAINT_TRIGGER, "%s", replacing[i]);
    ck_assert_ptr_nonnull(strstr(sqlite3_errmsg(db), "never"));
  }
  store->call->close(store);
  ck_assert_int_eq(sqlite3_open(place_path("office.fasti"), &db), SQLITE_OK);
  for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
    ck_assert_msg(sqlite3_exec(db, tries[i], NULL, NULL, NULL) == SQLITE_CONSTRAINT, "%s", tries[i]);
    ck_assert_ptr_nonnull(strstr(sqlite3_errmsg(db), "never"));
  }
  sqlite3_close(db);
}
END_TEST

START_TEST(a_changed_row_is_seen_when_it_is_read_and_verified)
{
  struct fasti_store *store;
  int count = 0;

  make_office();
  sql("office.fasti", "UPDATE cases SET title = 'another'");
  store = place_open();
  ck_assert_int_eq(store->call->case_list(store, &(struct fasti_case_filter){0}, count_case, &count), FASTI_CORRUPT);
  ck_assert_int_eq(count, 0);
  ck_assert_ptr_nonnull(strstr(store->call->error(store), "a stored case does not verify"));
  ck_assert_int_eq(store->call->case_get(store, "L-1", count_case, &count), FASTI_CORRUPT);
  ck_assert_int_eq(fasti_sqlite_verify(store, messages), FASTI_CORRUPT);
  ck_assert_uint_eq(fasti_messages_count(messages), 2);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text, "a stored case does not verify: L-1");
  store->call->close(store);
}
END_TEST

START_TEST(a_damaged_derived_row_is_mended_by_replacing_it)
{
  const struct fasti_task_row task = {.number = 1, .task = "verify", .state = "open", .due = FASTI_NO_DAY};
  struct fasti_store *store = place_create();

  insert_case(store, "L-1");
  ck_assert_int_eq(store->call->tasks_replace(store, "L-1", &task, 1), FASTI_OK);
  store->call->close(store);
  sql("office.fasti", "UPDATE tasks SET state = 'claimed'");
  store = place_open();
  ck_assert_int_eq(fasti_sqlite_verify(store, messages), FASTI_CORRUPT);
  ck_assert_int_eq(store->call->tasks_replace(store, "L-1", &task, 1), FASTI_OK);
  ck_assert_int_eq(fasti_sqlite_verify(store, messages), FASTI_OK);
  store->call->close(store);
}
END_TEST

START_TEST(a_missing_entry_and_a_stray_row_are_found)
{
  struct fasti_store *store;

  make_office();
  sql("office.fasti", "UPDATE cases SET entries = 3; PRAGMA foreign_keys = OFF;"
                      "INSERT INTO snapshots VALUES (77, x'00', 0)");
  store = place_open();
  ck_assert_int_eq(fasti_sqlite_verify(store, messages), FASTI_CORRUPT);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text, "a row without its case or package in: snapshots");
  ck_assert_str_eq(fasti_messages_at(messages, 1)->text,
                   "the journal has not as many entries as the case says: L-1");
  store->call->close(store);
}
END_TEST

START_TEST(a_damaged_page_is_corrupt)
{
  struct fasti_buffer bytes;

  make_office();
  bytes = place_read("office.fasti");
  memset(bytes.at + 4096, 0xa5, bytes.size - 4096);
  place_write("office.fasti", bytes.at, bytes.size);
  fasti_buffer_free(&bytes);
  refused("office.fasti", false, FASTI_CORRUPT, "restore it from a backup");
}
END_TEST

START_TEST(a_copy_is_an_office)
{
  struct fasti_store *store, *copy;

  make_office();
  store = place_open();
  ck_assert_int_eq(fasti_sqlite_backup(store, place_path("copy.fasti"), messages), FASTI_OK);
  ck_assert_int_eq(fasti_sqlite_backup(store, place_path("copy.fasti"), messages), FASTI_CONFLICT);
  insert_case(store, "L-2");
  store->call->close(store);
  ck_assert_int_eq(fasti_sqlite_open(place_path("copy.fasti"), NULL, &copy), FASTI_OK);
  ck_assert_int_eq(cases(copy), 1);
  ck_assert_int_eq(fasti_sqlite_verify(copy, messages), FASTI_OK);
  copy->call->close(copy);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("open");
  TCase *tests = tcase_create("open");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, a_new_office_is_one_private_file);
  tcase_add_test(tests, an_office_is_not_made_over_a_file);
  tcase_add_test(tests, what_is_no_office_is_refused_and_left_alone);
  tcase_add_test(tests, a_database_of_another_program_is_left_alone);
  tcase_add_test(tests, an_office_of_a_newer_version_is_left_alone);
  tcase_add_test(tests, an_office_with_changed_tables_is_refused);
  tcase_add_test(tests, a_changed_schema_patch_is_refused);
  tcase_add_test(tests, an_older_office_is_brought_up_to_date);
  tcase_add_test(tests, durability_and_defence_are_set);
  tcase_add_test(tests, an_office_held_by_another_program_is_locked);
  tcase_add_test(tests, a_file_that_cannot_be_written_is_read_only);
  tcase_add_test(tests, a_folder_that_cannot_be_written_is_read_only);
  tcase_add_test(tests, what_is_written_once_cannot_be_changed_by_sql);
  tcase_add_test(tests, a_changed_row_is_seen_when_it_is_read_and_verified);
  tcase_add_test(tests, a_damaged_derived_row_is_mended_by_replacing_it);
  tcase_add_test(tests, a_missing_entry_and_a_stray_row_are_found);
  tcase_add_test(tests, a_damaged_page_is_corrupt);
  tcase_add_test(tests, a_copy_is_an_office);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
