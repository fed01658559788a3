/* tests/port/contract.c - what every store must do; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/row.h"
#include "tests/port/contract.h"

static const struct contract_factory *factory;
static struct fasti_store *store;

static void
set_up(void)
{
  store = factory->make();
}

static void
tear_down(void)
{
  store->call->close(store);
  if (factory->clean)
    factory->clean();
}

#define CALL(function, ...) store->call->function(store, __VA_ARGS__)
#define OK(expression) ck_assert_msg((expression) == FASTI_OK, "%s: %s", #expression, store->call->error(store))
#define IS(expression, status)                                     \
  do {                                                             \
    enum fasti_status got_ = (expression);                         \
    ck_assert_str_eq(fasti_status_name(got_), fasti_status_name(status)); \
    ck_assert_str_ne(store->call->error(store), "");               \
  } while (0)

/* What visitors see is copied into a list. */
struct seen {
  const struct fasti_shape *shape;
  void *rows[64];
  size_t count;
  size_t most; /* stop after so many; 0: never */
};

static bool
see(struct seen *seen, const void *row)
{
  ck_assert_uint_lt(seen->count, 64);
  seen->rows[seen->count++] = fasti_row_copy(seen->shape, row);
  return seen->count != seen->most;
}

static void
forget(struct seen *seen)
{
  while (seen->count)
    fasti_free(seen->rows[--seen->count]);
}

#define SEE(kind)                                                       \
  static bool see_##kind(void *self, const struct fasti_##kind##_row *row) \
  {                                                                     \
    return see(self, row);                                              \
  }
SEE(case)
SEE(entry)
SEE(task)
SEE(deadline)
SEE(instrument)
SEE(evidence)
SEE(outbox)
SEE(person)
SEE(package)
#define SEEN(kind) {.shape = &fasti_##kind##_shape}
#define SAME(kind, a, b) ck_assert_int_eq(fasti_row_compare(&fasti_##kind##_shape, fasti_##kind##_shape.count, a, b), 0)

static struct fasti_case_row
a_case(const char *id)
{
  return (struct fasti_case_row){
    .id = id, .bureau = "luquan", .procedure = "case-handling", .package = "p1", .title = "案件查处", .status = "open",
    .states = "lead-registered", .search = "张三 非法占地 Huaxia", .opened_at = 1759104000123,
    .ended_at = FASTI_NEVER, .due = FASTI_NEVER, .snapshot = {"snap\0shot", 9}};
}

static void
insert_cases(const char *const *ids, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct fasti_case_row row = a_case(ids[i]);

    OK(CALL(case_insert, &row));
  }
}

/* The ids of the cases that a filter finds, separated by spaces. */
static const char *
found(const struct fasti_case_filter *filter)
{
  static char ids[400];
  struct seen seen = SEEN(case);

  OK(CALL(case_list, filter, see_case, &seen));
  ids[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_case_row *row = seen.rows[i];

    ck_assert_uint_eq(row->snapshot.size, 0);
    snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%s", i ? " " : "", row->id);
  }
  forget(&seen);
  return ids;
}

static int64_t
entries_of(struct fasti_store *from, const char *id)
{
  struct seen seen = SEEN(case);
  int64_t entries = -1;

  if (from->call->case_get(from, id, see_case, &seen) == FASTI_OK)
    entries = ((struct fasti_case_row *)seen.rows[0])->entries;
  forget(&seen);
  return entries;
}

/* Transactions. */

START_TEST(commit_keeps_and_rollback_forgets)
{
  struct fasti_buffer value = {0};

  OK(CALL(begin, true));
  OK(CALL(setting_put, "zone", "+08:00"));
  OK(store->call->commit(store));
  OK(CALL(begin, true));
  OK(CALL(setting_put, "zone", "Z"));
  OK(CALL(setting_put, "other", "x"));
  store->call->rollback(store);
  OK(CALL(setting_get, "zone", &value));
  ck_assert_str_eq(value.at, "+08:00");
  IS(CALL(setting_get, "other", &value), FASTI_NOT_FOUND);
  fasti_buffer_free(&value);
}
END_TEST

START_TEST(savepoints_nest)
{
  struct fasti_buffer value = {0};

  OK(CALL(begin, true));
  OK(CALL(setting_put, "a", "1"));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "2"));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "3"));
  store->call->rollback_to(store);
  OK(CALL(setting_get, "a", &value));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "b", "4"));
  OK(store->call->release(store));
  OK(store->call->release(store));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "5"));
  store->call->rollback_to(store);
  OK(store->call->commit(store));
  OK(CALL(setting_get, "a", &value));
  OK(CALL(setting_get, "b", &value));
  ck_assert_str_eq(value.at, "224");
  fasti_buffer_free(&value);
}
END_TEST

START_TEST(released_work_goes_with_the_outer_savepoint)
{
  struct fasti_buffer value = {0};

  OK(CALL(begin, true));
  OK(store->call->savepoint(store));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "1"));
  OK(store->call->release(store));
  store->call->rollback_to(store);
  OK(store->call->commit(store));
  IS(CALL(setting_get, "a", &value), FASTI_NOT_FOUND);
  fasti_buffer_free(&value);
}
END_TEST

START_TEST(transactions_out_of_order_are_refused)
{
  IS(store->call->commit(store), FASTI_INTERNAL);
  IS(store->call->savepoint(store), FASTI_INTERNAL);
  OK(CALL(begin, true));
  IS(CALL(begin, true), FASTI_INTERNAL);
  IS(store->call->release(store), FASTI_INTERNAL);
  store->call->rollback_to(store);
  OK(store->call->commit(store));
  store->call->rollback(store);
}
END_TEST

START_TEST(reading_transactions_do_not_write)
{
  struct fasti_case_row row = a_case("L-1");

  OK(CALL(begin, false));
  IS(CALL(setting_put, "a", "1"), FASTI_READ_ONLY);
  IS(CALL(case_insert, &row), FASTI_READ_ONLY);
  IS(CALL(tasks_replace, "L-1", NULL, 0), FASTI_READ_ONLY);
  IS(CALL(reply_forget, 1), FASTI_READ_ONLY);
  OK(store->call->commit(store));
  OK(CALL(case_insert, &row));
}
END_TEST

START_TEST(failed_calls_leave_the_transaction_usable)
{
  struct fasti_case_row row = a_case("L-1");

  OK(CALL(begin, true));
  OK(CALL(case_insert, &row));
  IS(CALL(case_insert, &row), FASTI_CONFLICT);
  IS(CALL(case_update, &row, 7), FASTI_CONFLICT);
  OK(CALL(setting_put, "a", "1"));
  OK(store->call->commit(store));
  ck_assert_int_eq(entries_of(store, "L-1"), 0);
}
END_TEST

START_TEST(other_handles_see_what_was_committed_only)
{
  struct fasti_case_row row = a_case("L-1");
  struct fasti_store *other;

  if (!factory->again)
    return;
  other = factory->again();
  OK(CALL(begin, true));
  OK(CALL(case_insert, &row));
  ck_assert_int_eq(entries_of(other, "L-1"), -1);
  ck_assert_int_eq(entries_of(store, "L-1"), 0);
  OK(store->call->commit(store));
  ck_assert_int_eq(entries_of(other, "L-1"), 0);
  other->call->close(other);
}
END_TEST

START_TEST(a_reader_keeps_what_it_began_with)
{
  struct fasti_case_row row = a_case("L-1");
  struct fasti_store *other;

  if (!factory->again)
    return;
  other = factory->again();
  ck_assert_int_eq(other->call->begin(other, false), FASTI_OK);
  OK(CALL(case_insert, &row));
  ck_assert_int_eq(entries_of(other, "L-1"), -1);
  ck_assert_int_eq(other->call->commit(other), FASTI_OK);
  ck_assert_int_eq(entries_of(other, "L-1"), 0);
  other->call->close(other);
}
END_TEST

START_TEST(a_second_writer_waits_then_is_told)
{
  struct fasti_store *first = store, *other;

  if (!factory->again)
    return;
  other = factory->again();
  OK(CALL(begin, true));
  store = other;
  IS(CALL(begin, true), FASTI_LOCKED);
  IS(CALL(setting_put, "a", "1"), FASTI_LOCKED);
  store = first;
  OK(store->call->commit(store));
  ck_assert_int_eq(other->call->setting_put(other, "a", "1"), FASTI_OK);
  other->call->close(other);
}
END_TEST

/* Settings, packages, persons. */

START_TEST(settings_are_put_in_place)
{
  struct fasti_buffer value = {0};

  IS(CALL(setting_get, "a", &value), FASTI_NOT_FOUND);
  OK(CALL(setting_put, "a", "1"));
  OK(CALL(setting_put, "a", "二"));
  OK(CALL(setting_get, "a", &value));
  ck_assert_str_eq(value.at, "二");
  fasti_buffer_free(&value);
}
END_TEST

static bool
see_file(void *self, const struct fasti_file_row *row)
{
  struct fasti_buffer *out = self;

  fasti_buffer_printf(out, "%s=", row->path);
  fasti_buffer_add(out, row->content.at, row->content.size);
  fasti_buffer_puts(out, ";");
  return row->path[0] != 'c';
}

START_TEST(packages_are_listed_and_immutable)
{
  struct fasti_package_row one = {"h1", "luquan", "1", 20000, 1759104000000, "admin"}, two = one, three = one;
  const struct fasti_file_row files[] = {{"b", {"x\0y", 3}}, {"a", {"", 0}}, {"c", {"z", 1}}, {"d", {"w", 1}}};
  const struct fasti_file_row twice[] = {{"b", {"x", 1}}, {"b", {"y", 1}}};
  struct fasti_buffer out = {0};
  struct seen seen = SEEN(package);

  two.hash = "h2";
  two.in_force = 19000;
  three.hash = "h3";
  three.bureau = "jingxing";
  OK(CALL(package_put, &one, files, 4));
  OK(CALL(package_put, &two, files, 1));
  OK(CALL(package_put, &three, NULL, 0));
  IS(CALL(package_put, &one, files + 1, 1), FASTI_CONFLICT);
  one.hash = "h4";
  IS(CALL(package_put, &one, twice, 2), FASTI_CONFLICT);
  IS(CALL(package_files, "h4", see_file, &out), FASTI_NOT_FOUND);
  OK(CALL(package_files, "h1", see_file, &out));
  ck_assert_uint_eq(out.size, 13);
  ck_assert_int_eq(memcmp(out.at, "a=;b=x\0y;c=z;", 13), 0);
  OK(CALL(package_list, NULL, see_package, &seen));
  ck_assert_uint_eq(seen.count, 3);
  SAME(package, seen.rows[0], &three);
  SAME(package, seen.rows[1], &two);
  forget(&seen);
  OK(CALL(package_list, "luquan", see_package, &seen));
  ck_assert_uint_eq(seen.count, 2);
  forget(&seen);
  fasti_buffer_free(&out);
}
END_TEST

START_TEST(persons_are_put_in_place_and_found)
{
  struct fasti_person_row one = {"zhang", "张三", "luquan", "C-1", "officer leader", true};
  struct fasti_person_row two = {"li", "李四", "luquan", NULL, "officer-2", false};
  struct fasti_person_row three = {"wang", "王五", "jingxing", "", "officer", true};
  struct seen seen = SEEN(person);

  OK(CALL(person_put, &three));
  OK(CALL(person_put, &one));
  OK(CALL(person_put, &two));
  one.active = false;
  OK(CALL(person_put, &one));
  OK(CALL(person_list, NULL, NULL, NULL, see_person, &seen));
  ck_assert_uint_eq(seen.count, 3);
  SAME(person, seen.rows[0], &two);
  SAME(person, seen.rows[2], &one);
  forget(&seen);
  OK(CALL(person_list, NULL, "luquan", "officer", see_person, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(person, seen.rows[0], &one);
  forget(&seen);
  OK(CALL(person_list, "wang", NULL, NULL, see_person, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
  IS(CALL(person_list, "nobody", NULL, NULL, see_person, &seen), FASTI_NOT_FOUND);
  IS(CALL(person_list, "wang", "luquan", NULL, see_person, &seen), FASTI_NOT_FOUND);
  OK(CALL(person_list, NULL, "nowhere", NULL, see_person, &seen));
  ck_assert_uint_eq(seen.count, 0);
}
END_TEST

/* Cases and journals. */

START_TEST(a_case_is_read_as_it_was_written)
{
  struct fasti_case_row row = a_case("L-1");
  struct seen seen = SEEN(case);

  OK(CALL(case_insert, &row));
  IS(CALL(case_insert, &row), FASTI_CONFLICT);
  OK(CALL(case_get, "L-1", see_case, &seen));
  SAME(case, seen.rows[0], &row);
  forget(&seen);
  IS(CALL(case_get, "L-2", see_case, &seen), FASTI_NOT_FOUND);
  row = (struct fasti_case_row){.id = "L-2", .ended_at = -5, .due = 0, .entries = INT64_MAX};
  OK(CALL(case_insert, &row));
  OK(CALL(case_get, "L-2", see_case, &seen));
  SAME(case, seen.rows[0], &row);
  ck_assert_str_eq(((struct fasti_case_row *)seen.rows[0])->title, "");
  forget(&seen);
}
END_TEST

START_TEST(the_second_of_two_updates_is_a_conflict)
{
  struct fasti_case_row row = a_case("L-1");
  struct seen seen = SEEN(case);

  OK(CALL(case_insert, &row));
  row.entries = 2;
  row.status = "ended";
  row.ended_at = 5;
  row.package = "p2";
  row.snapshot = fasti_slice_of("after");
  OK(CALL(case_update, &row, 0));
  row.status = "open";
  IS(CALL(case_update, &row, 0), FASTI_CONFLICT);
  row.id = "L-2";
  IS(CALL(case_update, &row, 0), FASTI_NOT_FOUND);
  row.id = "L-1";
  row.status = "ended";
  OK(CALL(case_get, "L-1", see_case, &seen));
  SAME(case, seen.rows[0], &row);
  forget(&seen);
}
END_TEST

START_TEST(cases_are_filtered_by_each_member)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3", "L-10"};
  struct fasti_case_row row = a_case("L-2");

  insert_cases(ids, 4);
  row.bureau = "jingxing";
  row.procedure = "reclamation";
  row.status = "suspended";
  row.states = "filed notifying";
  OK(CALL(case_update, &row, 0));
  ck_assert_str_eq(found(&(struct fasti_case_filter){0}), "L-1 L-10 L-2 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.bureau = "", .due_before = FASTI_NO_DAY}), "L-1 L-10 L-2 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.bureau = "jingxing"}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.procedure = "case-handling"}), "L-1 L-10 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.status = "open", .bureau = "luquan"}), "L-1 L-10 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.status = "open", .bureau = "jingxing"}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.state = "filed"}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.state = "file"}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.most = 2}), "L-1 L-10");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.after = "L-10", .most = 1}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.after = "L-3"}), "");
}
END_TEST

START_TEST(cases_are_found_by_words)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3"};
  struct fasti_case_row row = a_case("L-2");

  insert_cases(ids, 3);
  row.search = "李四 土地复垦 BX-20 Ｈｕａｘｉａ";
  OK(CALL(case_update, &row, 0));
  row.id = "L-3";
  row.search = "";
  OK(CALL(case_update, &row, 0));
#define TEXT(words, ids) ck_assert_str_eq(found(&(struct fasti_case_filter){.text = (words)}), ids)
  TEXT("土地", "L-2");
  TEXT("占", "L-1");
  TEXT("地土", "");
  TEXT("非法占地", "L-1");
  TEXT("三非", "L-1");
  TEXT("huaxia", "L-1 L-2");
  TEXT("HUA 李四", "L-2");
  TEXT("uaxia", "");
  TEXT("bx-2", "L-2");
  TEXT("张三　李四", "");
  TEXT("\"", "L-1 L-2 L-3");
  TEXT("张三 OR 李四", "");
  TEXT("search:张三", "");
  TEXT("huaxia* ) -", "L-1 L-2");
  TEXT("NEAR(土 地)", "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.text = "huaxia", .after = "L-1"}), "L-2");
}
END_TEST

START_TEST(a_search_of_very_many_words_is_a_search)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_buffer words = {0};

  insert_cases(ids, 1);
  for (int i = 0; i < 3000; i++)
    fasti_buffer_puts(&words, "张三 占 ");
  TEXT(words.at, "L-1");
  fasti_buffer_puts(&words, "李");
  TEXT(words.at, "");
  fasti_buffer_free(&words);
}
END_TEST

START_TEST(searches_follow_rollbacks)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_case_row row = a_case("L-1");

  insert_cases(ids, 1);
  OK(CALL(begin, true));
  OK(store->call->savepoint(store));
  row.search = "李四";
  OK(CALL(case_update, &row, 0));
  TEXT("李四", "L-1");
  TEXT("张三", "");
  store->call->rollback_to(store);
  TEXT("李四", "");
  TEXT("张三", "L-1");
  OK(store->call->commit(store));
  TEXT("张三", "L-1");
}
END_TEST

START_TEST(the_clock_finds_what_is_due_in_its_order)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3", "L-4"};
  static const int64_t due[] = {3000, 1000, FASTI_NEVER, 1000};

  insert_cases(ids, 4);
  for (int i = 0; i < 4; i++) {
    struct fasti_case_row row = a_case(ids[i]);

    row.due = due[i];
    OK(CALL(case_update, &row, 0));
  }
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = 999}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = 1000}), "L-2 L-4");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = FASTI_NEVER - 1}), "L-2 L-4 L-1");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = 5000, .most = 1}), "L-2");
}
END_TEST

static struct fasti_entry_row
an_entry(const char *case_id, int64_t sequence, const char *previous, char hash[FASTI_HASH_SIZE])
{
  struct fasti_entry_row row = {.case_id = case_id, .sequence = sequence, .at = 1759104000000 + sequence,
                                .actor = "zhang", .kind = "complete", .body = {"<task>核查</task>", 19},
                                .hash_name = "sha256", .previous = previous};

  row.hash = fasti_entry_hash(&row, hash);
  return row;
}

static void
append_entries(const char *case_id, int count, char last[FASTI_HASH_SIZE])
{
  char hash[2][FASTI_HASH_SIZE];

  strcpy(last, fasti_entry_first_previous());
  for (int i = 1; i <= count; i++) {
    struct fasti_entry_row row = an_entry(case_id, i, last, hash[i % 2]);

    OK(CALL(entry_append, &row));
    strcpy(last, row.hash);
  }
}

START_TEST(entries_follow_each_other_without_gaps)
{
  static const char *const ids[] = {"L-1", "L-2"};
  char last[FASTI_HASH_SIZE], hash[FASTI_HASH_SIZE];
  struct fasti_entry_row row = an_entry("L-3", 1, fasti_entry_first_previous(), hash);
  struct seen seen = SEEN(entry);

  insert_cases(ids, 2);
  IS(CALL(entry_append, &row), FASTI_NOT_FOUND);
  row = an_entry("L-3", 2, fasti_entry_first_previous(), hash);
  IS(CALL(entry_append, &row), FASTI_NOT_FOUND);
  append_entries("L-1", 3, last);
  row = an_entry("L-1", 5, last, hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-1", 3, last, hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-1", 4, fasti_entry_first_previous(), hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-2", 1, last, hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-1", 4, last, hash);
  row.actor = "li";
  IS(CALL(entry_append, &row), FASTI_INVALID);
  row = an_entry("L-1", 4, last, hash);
  OK(CALL(entry_append, &row));
  OK(CALL(entry_list, "L-1", 1, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 4);
  SAME(entry, seen.rows[3], &row);
  forget(&seen);
  OK(CALL(entry_list, "L-1", 3, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 2);
  ck_assert_int_eq(((struct fasti_entry_row *)seen.rows[0])->sequence, 3);
  forget(&seen);
  seen.most = 2;
  OK(CALL(entry_list, "L-1", 1, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 2);
  forget(&seen);
  OK(CALL(entry_list, "L-2", 1, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 0);
}
END_TEST

START_TEST(entries_are_taken_back_with_their_transaction)
{
  static const char *const ids[] = {"L-1"};
  char last[FASTI_HASH_SIZE];

  insert_cases(ids, 1);
  OK(CALL(begin, true));
  append_entries("L-1", 2, last);
  store->call->rollback(store);
  append_entries("L-1", 1, last);
}
END_TEST

/* Derived rows. */

/* The tasks that a filter finds, as CASE/NUMBER. */
static const char *
tasks(const struct fasti_task_filter *filter)
{
  static char out[400];
  struct seen seen = SEEN(task);

  OK(CALL(task_list, filter, see_task, &seen));
  out[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_task_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s/%lld", i ? " " : "", row->case_id,
             (long long)row->number);
  }
  forget(&seen);
  return out;
}

static struct fasti_task_row
a_task(int64_t number)
{
  return (struct fasti_task_row){.number = number, .task = "verify", .title = "核查", .form = "verify.xhtml",
                                 .state = "open", .roles = "officer", .opened_at = 5, .due = FASTI_NO_DAY};
}

START_TEST(tasks_are_replaced_as_a_whole)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_task_row rows[] = {a_task(1), a_task(2), a_task(3)};
  struct seen seen = SEEN(task);

  insert_cases(ids, 2);
  OK(CALL(tasks_replace, "L-2", rows, 1));
  OK(CALL(tasks_replace, "L-1", rows, 2));
  rows[1].state = "claimed";
  rows[1].persons = "zhang";
  OK(CALL(tasks_replace, "L-1", rows + 1, 2));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-1/2 L-1/3 L-2/1");
  OK(CALL(task_list, &(struct fasti_task_filter){.case_id = "L-1"}, see_task, &seen));
  rows[1].case_id = "L-1";
  SAME(task, seen.rows[0], &rows[1]);
  forget(&seen);
  IS(CALL(tasks_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
  rows[2].number = 2;
  IS(CALL(tasks_replace, "L-1", rows, 3), FASTI_CONFLICT);
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-1/2 L-1/3 L-2/1");
  OK(CALL(tasks_replace, "L-1", NULL, 0));
  OK(CALL(tasks_replace, "L-9", NULL, 0));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-2/1");
}
END_TEST

START_TEST(tasks_are_open_to_the_right_people)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_task_row rows[6];

  insert_cases(ids, 1);
  for (int i = 0; i < 6; i++)
    rows[i] = a_task(i + 1);
  rows[1].roles = "leader officer-2";
  rows[2].persons = "li zhang";
  rows[3].excluded = "wang zhang";
  rows[4].among = "li";
  rows[5].roles = "";
  OK(CALL(tasks_replace, "L-1", rows, 6));
#define MINE(who, as) tasks(&(struct fasti_task_filter){.person = (who), .roles = (as)})
  ck_assert_str_eq(MINE("zhang", "officer"), "L-1/1 L-1/3");
  ck_assert_str_eq(MINE("li", "officer"), "L-1/1 L-1/3 L-1/4 L-1/5");
  ck_assert_str_eq(MINE("zhao", "leader officer"), "L-1/1 L-1/2 L-1/4");
  ck_assert_str_eq(MINE("wang", "clerk officer"), "L-1/1");
  ck_assert_str_eq(MINE("zhang", ""), "L-1/3");
  ck_assert_str_eq(MINE("zhang", NULL), "L-1/3");
  ck_assert_str_eq(MINE("nobody", "office"), "");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.roles = "leader clerk"}), "L-1/2");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.roles = "officer"}), "L-1/1 L-1/3 L-1/4 L-1/5");
}
END_TEST

START_TEST(tasks_are_filtered_and_the_nearest_comes_first)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_case_row other = a_case("L-2");
  struct fasti_task_row rows[] = {a_task(1), a_task(2), a_task(3)};

  insert_cases(ids, 2);
  other.bureau = "jingxing";
  OK(CALL(case_update, &other, 0));
  rows[1].due = 20010;
  rows[2].due = 20000;
  rows[2].state = "suspended";
  OK(CALL(tasks_replace, "L-1", rows, 3));
  OK(CALL(tasks_replace, "L-2", rows, 2));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-1/3 L-1/2 L-2/2 L-1/1 L-2/1");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.most = 2}), "L-1/3 L-1/2");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.case_id = "L-1"}), "L-1/3 L-1/2 L-1/1");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.bureau = "jingxing"}), "L-2/2 L-2/1");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.state = "suspended"}), "L-1/3");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.due_before = 20010}), "L-1/3");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.due_before = 20011, .bureau = "luquan"}), "L-1/3 L-1/2");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.person = "zhang", .roles = "officer", .bureau = "jingxing"}),
                   "L-2/2 L-2/1");
}
END_TEST

static const char *
deadlines(const char *case_id, int32_t due_before)
{
  static char out[400];
  struct seen seen = SEEN(deadline);

  OK(CALL(deadline_list, case_id, due_before, see_deadline, &seen));
  out[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_deadline_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s/%s%s", i ? " " : "", row->case_id, row->session,
             row->deadline);
  }
  forget(&seen);
  return out;
}

START_TEST(deadlines_are_replaced_and_found)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_deadline_row rows[] = {
    {.deadline = "filing", .title = "立案", .law = "L12-2", .role = "leader", .state = "running", .from = 20000,
     .due = 20009, .provisional = true},
    {.deadline = "closing", .state = "running", .from = 20000, .due = FASTI_NO_DAY},
    {.session = "s1.", .deadline = "filing", .state = "met", .from = FASTI_NO_DAY, .due = 19990},
  };
  struct seen seen = SEEN(deadline);

  insert_cases(ids, 2);
  OK(CALL(deadlines_replace, "L-1", rows, 3));
  OK(CALL(deadlines_replace, "L-2", rows, 1));
  ck_assert_str_eq(deadlines(NULL, FASTI_NO_DAY), "L-1/s1.filing L-1/filing L-2/filing L-1/closing");
  ck_assert_str_eq(deadlines("L-2", FASTI_NO_DAY), "L-2/filing");
  ck_assert_str_eq(deadlines(NULL, 20010), "L-1/filing L-2/filing");
  ck_assert_str_eq(deadlines("L-1", 20010), "L-1/filing");
  ck_assert_str_eq(deadlines(NULL, 20009), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.due_before = 20010}), "L-1 L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.due_before = 20009}), "");
  OK(CALL(deadline_list, "L-2", FASTI_NO_DAY, see_deadline, &seen));
  rows[0].case_id = "L-2";
  SAME(deadline, seen.rows[0], &rows[0]);
  forget(&seen);
  rows[0].state = "suspended";
  OK(CALL(deadlines_replace, "L-1", rows, 1));
  ck_assert_str_eq(found(&(struct fasti_case_filter){.due_before = 20010}), "L-2");
  ck_assert_str_eq(deadlines("L-1", FASTI_NO_DAY), "L-1/filing");
  rows[1] = rows[0];
  IS(CALL(deadlines_replace, "L-1", rows, 2), FASTI_CONFLICT);
  IS(CALL(deadlines_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
}
END_TEST

/* Instruments, evidence, outbox, numbers, replies. */

START_TEST(instruments_are_kept_once_and_for_all)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_instrument_row row = {
    .case_id = "L-1", .number = 1, .instrument = "decision", .key = "p1", .document_number = "鹿国土资罚字〔2025〕1号",
    .year = 2025, .sequence = 1, .title = "处罚决定书", .issued_at = 7, .hash_name = "sha256", .hash = "h",
    .content = {"<html/>", 7}};
  struct seen seen = SEEN(instrument);

  insert_cases(ids, 2);
  OK(CALL(instrument_insert, &row));
  IS(CALL(instrument_insert, &row), FASTI_CONFLICT);
  OK(CALL(instrument_list, "L-1", 1, see_instrument, &seen));
  SAME(instrument, seen.rows[0], &row);
  forget(&seen);
  row.case_id = "L-9";
  IS(CALL(instrument_insert, &row), FASTI_NOT_FOUND);
  row.case_id = "L-2";
  OK(CALL(instrument_insert, &row));
  OK(CALL(instrument_list, NULL, 0, see_instrument, &seen));
  ck_assert_uint_eq(seen.count, 2);
  row.content.size = 0;
  SAME(instrument, seen.rows[1], &row);
  forget(&seen);
  OK(CALL(instrument_list, "L-2", 0, see_instrument, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
  IS(CALL(instrument_list, "L-1", 2, see_instrument, &seen), FASTI_NOT_FOUND);
}
END_TEST

START_TEST(evidence_is_kept_once_and_for_all)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_evidence_row row = {.case_id = "L-1", .number = 1, .name = "照片.jpg", .media = "image/jpeg",
                                   .hash_name = "sha256", .hash = "h", .size = 4, .attached_at = 9,
                                   .attached_by = "zhang", .content = {"\xff\xd8\0\1", 4}};
  struct seen seen = SEEN(evidence);

  insert_cases(ids, 1);
  OK(CALL(evidence_insert, &row));
  IS(CALL(evidence_insert, &row), FASTI_CONFLICT);
  OK(CALL(evidence_list, "L-1", 1, see_evidence, &seen));
  SAME(evidence, seen.rows[0], &row);
  forget(&seen);
  row.number = 2;
  row.case_id = "L-9";
  IS(CALL(evidence_insert, &row), FASTI_NOT_FOUND);
  row.case_id = "L-1";
  OK(CALL(evidence_insert, &row));
  OK(CALL(evidence_list, "L-1", 0, see_evidence, &seen));
  ck_assert_uint_eq(seen.count, 2);
  row.content.size = 0;
  SAME(evidence, seen.rows[1], &row);
  forget(&seen);
  IS(CALL(evidence_list, "L-1", 3, see_evidence, &seen), FASTI_NOT_FOUND);
}
END_TEST

START_TEST(messages_wait_until_they_are_delivered)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_outbox_row row = {.id = 77, .case_id = "L-1", .sequence = 3, .kind = "notify", .to = "leader",
                                 .text = "立案已超期", .created_at = 5, .delivered_at = 6};
  struct fasti_outbox_row lost = {.case_id = "L-9", .kind = "notify"};
  struct seen seen = SEEN(outbox);
  int64_t first, second;

  insert_cases(ids, 1);
  IS(CALL(outbox_put, &lost), FASTI_NOT_FOUND);
  OK(CALL(outbox_put, &row));
  OK(CALL(outbox_put, &row));
  OK(CALL(outbox_list, true, see_outbox, &seen));
  ck_assert_uint_eq(seen.count, 2);
  first = ((struct fasti_outbox_row *)seen.rows[0])->id;
  second = ((struct fasti_outbox_row *)seen.rows[1])->id;
  ck_assert_int_lt(first, second);
  row.id = first;
  row.delivered_at = FASTI_NEVER;
  SAME(outbox, seen.rows[0], &row);
  forget(&seen);
  OK(CALL(outbox_delivered, first, 1000));
  OK(CALL(outbox_delivered, first, 2000));
  IS(CALL(outbox_delivered, second + 1, 1000), FASTI_NOT_FOUND);
  OK(CALL(outbox_list, true, see_outbox, &seen));
  ck_assert_uint_eq(seen.count, 1);
  ck_assert_int_eq(((struct fasti_outbox_row *)seen.rows[0])->id, second);
  forget(&seen);
  OK(CALL(outbox_list, false, see_outbox, &seen));
  ck_assert_uint_eq(seen.count, 2);
  ck_assert_int_eq(((struct fasti_outbox_row *)seen.rows[0])->delivered_at, 1000);
  forget(&seen);
}
END_TEST

static int64_t
next(const char *bureau, const char *kind, int year)
{
  int64_t number = -1;

  OK(CALL(number_next, bureau, kind, year, &number));
  return number;
}

START_TEST(numbers_have_no_gaps)
{
  ck_assert_int_eq(next("luquan", "decision", 2025), 1);
  OK(CALL(begin, true));
  ck_assert_int_eq(next("luquan", "decision", 2025), 2);
  ck_assert_int_eq(next("luquan", "decision", 2025), 3);
  store->call->rollback(store);
  OK(CALL(begin, true));
  ck_assert_int_eq(next("luquan", "decision", 2025), 2);
  OK(store->call->savepoint(store));
  ck_assert_int_eq(next("luquan", "decision", 2025), 3);
  ck_assert_int_eq(next("luquan", "notice", 2025), 1);
  store->call->rollback_to(store);
  ck_assert_int_eq(next("luquan", "decision", 2025), 3);
  OK(store->call->commit(store));
  ck_assert_int_eq(next("luquan", "notice", 2025), 1);
  ck_assert_int_eq(next("luquan", "decision", 2026), 1);
  ck_assert_int_eq(next("jingxing", "decision", 2025), 1);
  ck_assert_int_eq(next("luquan", "decision", 2025), 4);
}
END_TEST

START_TEST(replies_are_given_once_and_found_again)
{
  struct fasti_buffer request = {0}, answer = {0};

  IS(CALL(reply_get, "k1", &request, &answer), FASTI_NOT_FOUND);
  OK(CALL(reply_put, "k1", "complete verify", "L-1 3", 100));
  OK(CALL(reply_put, "k2", "open", "L-2 1", 200));
  IS(CALL(reply_put, "k1", "other", "L-1 4", 300), FASTI_CONFLICT);
  OK(CALL(reply_get, "k1", &request, &answer));
  ck_assert_str_eq(request.at, "complete verify");
  ck_assert_str_eq(answer.at, "L-1 3");
  OK(CALL(reply_forget, 200));
  IS(CALL(reply_get, "k1", &request, &answer), FASTI_NOT_FOUND);
  OK(CALL(reply_get, "k2", &request, &answer));
  fasti_buffer_free(&request);
  fasti_buffer_free(&answer);
}
END_TEST

/* A visitor that reads what is being visited, and more. */
static bool
read_inside(void *self, const struct fasti_case_row *row)
{
  struct fasti_buffer *out = self;
  struct seen seen = SEEN(case);

  OK(CALL(case_list, &(struct fasti_case_filter){0}, see_case, &seen));
  fasti_buffer_printf(out, "%s:%zu ", row->id, seen.count);
  forget(&seen);
  return true;
}

START_TEST(visitors_may_read)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_buffer out = {0};

  insert_cases(ids, 2);
  OK(CALL(case_list, &(struct fasti_case_filter){0}, read_inside, &out));
  ck_assert_str_eq(out.at, "L-1:2 L-2:2 ");
  fasti_buffer_free(&out);
}
END_TEST

static bool
stop(void *self, const struct fasti_case_row *row)
{
  (void)row;
  ++*(int *)self;
  return false;
}

START_TEST(a_visit_that_stops_is_over)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_case_row row = a_case("L-1");
  int visits = 0;

  insert_cases(ids, 2);
  OK(CALL(case_list, &(struct fasti_case_filter){0}, stop, &visits));
  ck_assert_int_eq(visits, 1);
  OK(CALL(case_update, &row, 0));
}
END_TEST

static TCase *
group(Suite *suite, const char *name)
{
  TCase *tests = tcase_create(name);

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  suite_add_tcase(suite, tests);
  return tests;
}

Suite *
contract_suite(const struct contract_factory *of)
{
  Suite *suite = suite_create(of->name);
  TCase *tests = group(suite, "transactions");

  factory = of;
  tcase_add_test(tests, commit_keeps_and_rollback_forgets);
  tcase_add_test(tests, savepoints_nest);
  tcase_add_test(tests, released_work_goes_with_the_outer_savepoint);
  tcase_add_test(tests, transactions_out_of_order_are_refused);
  tcase_add_test(tests, reading_transactions_do_not_write);
  tcase_add_test(tests, failed_calls_leave_the_transaction_usable);
  tcase_add_test(tests, other_handles_see_what_was_committed_only);
  tcase_add_test(tests, a_reader_keeps_what_it_began_with);
  tcase_add_test(tests, a_second_writer_waits_then_is_told);
  tests = group(suite, "cases");
  tcase_add_test(tests, settings_are_put_in_place);
  tcase_add_test(tests, packages_are_listed_and_immutable);
  tcase_add_test(tests, persons_are_put_in_place_and_found);
  tcase_add_test(tests, a_case_is_read_as_it_was_written);
  tcase_add_test(tests, the_second_of_two_updates_is_a_conflict);
  tcase_add_test(tests, cases_are_filtered_by_each_member);
  tcase_add_test(tests, cases_are_found_by_words);
  tcase_add_test(tests, a_search_of_very_many_words_is_a_search);
  tcase_add_test(tests, searches_follow_rollbacks);
  tcase_add_test(tests, the_clock_finds_what_is_due_in_its_order);
  tcase_add_test(tests, entries_follow_each_other_without_gaps);
  tcase_add_test(tests, entries_are_taken_back_with_their_transaction);
  tests = group(suite, "derived");
  tcase_add_test(tests, tasks_are_replaced_as_a_whole);
  tcase_add_test(tests, tasks_are_open_to_the_right_people);
  tcase_add_test(tests, tasks_are_filtered_and_the_nearest_comes_first);
  tcase_add_test(tests, deadlines_are_replaced_and_found);
  tests = group(suite, "beside");
  tcase_add_test(tests, instruments_are_kept_once_and_for_all);
  tcase_add_test(tests, evidence_is_kept_once_and_for_all);
  tcase_add_test(tests, messages_wait_until_they_are_delivered);
  tcase_add_test(tests, numbers_have_no_gaps);
  tcase_add_test(tests, replies_are_given_once_and_found_again);
  tcase_add_test(tests, visitors_may_read);
  tcase_add_test(tests, a_visit_that_stops_is_over);
  return suite;
}
