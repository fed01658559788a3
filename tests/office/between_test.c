/* tests/office/between_test.c - one command that works in several cases: all of it or nothing, whatever fails; and a
 * clock that is interrupted and goes on.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "engine/office.h"
#include "tests/office/fault.h"
#include "tests/tap.h"

enum { ZONE = 8 * 3600, STORES = 2 };

static struct fasti_messages *messages;
static struct fasti_arena *arena;
static struct fasti_store *inner, *store;
static struct fasti_office *office;
static char folder[] = "/tmp/fasti-between-test-XXXXXX";
static struct fasti_answer answer;

static int64_t
at(int year, int month, int day)
{
  return fasti_instant_of(fasti_day_of((struct fasti_date){year, month, day}), ZONE);
}

static struct fasti_slice
read_file(const char *path)
{
  FILE *file = fopen(path, "rb");
  struct fasti_buffer text = {0};
  char bytes[4096];
  size_t size;

  if (!file)
    return (struct fasti_slice){NULL, 0};
  while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
    fasti_buffer_add(&text, bytes, size);
  fclose(file);
  size = text.size;
  return (struct fasti_slice){fasti_buffer_take(&text), size};
}

static void
forget(void *text)
{
  fasti_free(text);
}

/* Files of the sources, as the packages name them. */
static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const char *path = fasti_arena_printf(arena, "%.*s/%s", (int)(strrchr(base, '/') - base), base, uri);
  char *real = realpath(path, NULL);

  (void)self;
  if (!real)
    return FASTI_NOT_FOUND;
  *name = fasti_arena_strdup(arena, real);
  free(real);
  *bytes = read_file(*name);
  fasti_arena_tie(arena, forget, (void *)(uintptr_t)bytes->at);
  return bytes->at ? FASTI_OK : FASTI_NOT_FOUND;
}

static const char *
told(void)
{
  struct fasti_buffer text = {0};
  const char *kept;

  fasti_messages_print(messages, &text);
  kept = fasti_arena_strdup(arena, text.size ? text.at : "");
  fasti_buffer_free(&text);
  fasti_messages_clear(messages);
  return kept;
}

#define OK(expression) ck_assert_msg((expression) == FASTI_OK, "%s: %s", #expression, told())

static void
begin(int kind, const char *package, const char *bureau)
{
  struct fasti_library library = {.find = find};
  const char *source = getenv("FASTI_SOURCE"), *name, *path = fasti_arena_printf(arena, "%s/office", folder);
  struct fasti_person_row clerk = {
    .id = "clerk-1", .name = "王一", .bureau = bureau, .roles = "clerk", .active = true};
  struct fasti_person_row chief = {
    .id = "chief-1", .name = "钱局", .bureau = bureau, .roles = "chief", .active = true};
  struct fasti_slice bytes;
  char hash[FASTI_HASH_SIZE];

  if (kind == 0)
    inner = fasti_memory_new();
  else
    ck_assert_int_eq(fasti_sqlite_create(path, NULL, &inner), FASTI_OK);
  store = fault_new(inner);
  office = fasti_office_new(store);
  ck_assert_int_eq(find(NULL, fasti_arena_printf(arena, "%s/x", source), package, &name, &bytes), FASTI_OK);
  OK(fasti_office_deploy(office, name, bytes, &library, "", 0, messages, hash));
  OK(fasti_office_start(office, true, at(2025, 3, 3), messages));
  OK(fasti_office_person_put(office, &clerk, "", at(2025, 3, 3), messages));
  OK(fasti_office_person_put(office, &chief, "", at(2025, 3, 3), messages));
}

static void
set_up(void)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
}

static void
end(void)
{
  static const char *const endings[] = {"", "-wal", "-shm"};

  fasti_office_free(office);
  fault_free(store);
  inner->call->close(inner);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    unlink(fasti_arena_printf(arena, "%s/office%s", folder, endings[i]));
}

static void
tear_down(void)
{
  fasti_messages_free(messages);
  fasti_arena_free(arena);
}

/* -- all that is stored of the cases, as text -- */

static bool
print_entry(void *self, const struct fasti_entry_row *row)
{
  fasti_buffer_printf(self, "  %" PRId64 " %s %s %s\n", row->sequence, row->actor, row->kind, row->hash);
  return true;
}

static bool
print_task(void *self, const struct fasti_task_row *row)
{
  fasti_buffer_printf(self, "  task %s %s\n", row->task, row->state);
  return true;
}

static bool
print_fact(void *self, const struct fasti_fact_row *row)
{
  fasti_buffer_printf(self, "  fact %s %s\n", row->name, row->value);
  return true;
}

static bool
print_link(void *self, const struct fasti_link_row *row)
{
  fasti_buffer_printf(self, "  link %s %s %s\n", row->kind, row->other, row->event);
  return true;
}

static bool
print_key(void *self, const struct fasti_key_row *row)
{
  fasti_buffer_printf(self, "  key %s\n", row->key);
  return true;
}

static bool
print_message(void *self, const struct fasti_outbox_row *row)
{
  fasti_buffer_printf(self, "message %s %" PRId64 " %s\n", row->case_id, row->sequence, row->text);
  return true;
}

static bool
print_case(void *self, const struct fasti_case_row *row)
{
  const struct fasti_store_functions *call = inner->call;
  struct fasti_task_filter tasks = {.case_id = row->id, .due_before = FASTI_NO_DAY};

  fasti_buffer_printf(self, "%s %s %s %s %" PRId64 " due %" PRId64 "\n", row->id, row->procedure, row->status, row->states,
                      row->entries, row->due);
  ck_assert_int_eq(call->entry_list(inner, row->id, 1, print_entry, self), FASTI_OK);
  ck_assert_int_eq(call->task_list(inner, &tasks, print_task, self), FASTI_OK);
  ck_assert_int_eq(call->fact_list(inner, row->id, print_fact, self), FASTI_OK);
  ck_assert_int_eq(call->link_list(inner, row->id, print_link, self), FASTI_OK);
  ck_assert_int_eq(call->key_list(inner, &(struct fasti_key_row){.case_id = row->id}, print_key, self), FASTI_OK);
  return true;
}

static const char *
all(void)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY};
  struct fasti_buffer text = {0};
  const char *kept;

  ck_assert_int_eq(inner->call->case_list(inner, &filter, print_case, &text), FASTI_OK);
  ck_assert_int_eq(inner->call->outbox_list(inner, false, print_message, &text), FASTI_OK);
  kept = fasti_arena_strdup(arena, text.size ? text.at : "");
  fasti_buffer_free(&text);
  return kept;
}

/* -- commands -- */

static enum fasti_status
command(enum fasti_command_kind kind, const char *what, const char *person, const char *case_id, const char *fields)
{
  char *copy = fasti_arena_strdup(arena, fields), *rest = NULL;
  struct fasti_field given[4];
  struct fasti_request request = {.kind = kind,
                                  .case_id = case_id,
                                  .procedure = kind == FASTI_OPEN ? what : NULL,
                                  .task = kind == FASTI_OPEN ? NULL : what,
                                  .persons = &person,
                                  .person_count = 1,
                                  .fields = given};

  for (char *one = strtok_r(copy, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
    char *value = strchr(one, '=');

    *value++ = '\0';
    given[request.field_count++] = (struct fasti_field){one, value};
  }
  return fasti_office_do(office, &request, at(2025, 3, 3), messages, &answer);
}

START_TEST(a_command_in_several_cases_is_done_whole_or_not_at_all)
{
  const char *before, *after;
  enum fasti_status status = FASTI_IO;
  int64_t checked;
  int call = 0;

  begin(_i, "tests/between/package.xml", "between");
  OK(command(FASTI_OPEN, "party", "clerk-1", NULL, "name=甲公司 uscc=911"));
  OK(command(FASTI_OPEN, "inspection", "clerk-1", NULL, "uscc=911"));
  OK(command(FASTI_COMPLETE, "check", "clerk-1", "B-2025-00002", "finding=grave"));
  before = all();
  while (status != FASTI_OK) {
    fault_set(store, ++call);
    status = command(FASTI_COMPLETE, "decide", "chief-1", "B-2025-00003", "fine=5.00");
    fault_set(store, 0);
    ck_assert_msg(status == FASTI_OK || status == FASTI_IO, "call %d: %s", call, fasti_status_name(status));
    if (status != FASTI_OK)
      ck_assert_str_eq(all(), before);
    fasti_messages_clear(messages);
  }
  ck_assert_int_gt(call, 30);
  ck_assert_str_eq(answer.case_id, "B-2025-00003");
  ck_assert_int_eq(answer.sequence, 2);
  after = all();
  ck_assert_ptr_nonnull(strstr(after, "B-2025-00001 party open listed 2"));
  ck_assert_ptr_nonnull(strstr(after, "B-2025-00002 inspection ended punished 3"));
  ck_assert_ptr_nonnull(strstr(after, "B-2025-00003 penalty ended fined 2"));
  OK(fasti_office_audit(office, NULL, messages, &checked));
  ck_assert_int_eq(checked, 3);
  end();
}
END_TEST

START_TEST(a_clock_that_is_interrupted_goes_on_to_the_same)
{
  const char *whole, *again;
  int64_t checked;
  int call = 1;
  enum fasti_status status = FASTI_IO;

  begin(0, "tests/between/standing.xml", "standing");
  OK(fasti_office_advance(office, at(2026, 1, 20), messages));
  whole = all();
  ck_assert_ptr_nonnull(strstr(whole, "S-2026-00001 report open writing 2"));
  end();
  for (; status != FASTI_OK; call += 29) {
    begin(0, "tests/between/standing.xml", "standing");
    fault_set(store, call);
    status = fasti_office_advance(office, at(2026, 1, 20), messages);
    fault_set(store, 0);
    fasti_messages_clear(messages);
    OK(fasti_office_advance(office, at(2026, 1, 20), messages));
    again = all();
    ck_assert_str_eq(again, whole);
    OK(fasti_office_audit(office, NULL, messages, &checked));
    end();
  }
  ck_assert_int_gt(call, 200);
}
END_TEST

/* What is derived is compared with the journal, and made anew from it. */
START_TEST(facts_keys_and_links_are_audited_and_rebuilt)
{
  struct fasti_fact_row fact = {.name = "uscc", .position = 1, .value = "912"};
  struct fasti_link_row link = {.kind = "child", .other = "B-2025-00001", .event = "", .sequence = 2};
  struct fasti_key_row key = {"B-2025-00001", "between", "party", "912"};
  const char *before;
  int64_t checked;

  begin(_i, "tests/between/package.xml", "between");
  OK(command(FASTI_OPEN, "party", "clerk-1", NULL, "name=甲公司 uscc=911"));
  OK(command(FASTI_OPEN, "inspection", "clerk-1", NULL, "uscc=911"));
  OK(command(FASTI_COMPLETE, "check", "clerk-1", "B-2025-00002", "finding=grave"));
  before = all();
  OK(inner->call->facts_replace(inner, "B-2025-00001", &fact, 1));
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "B-2025-00001: what others know of it: stored is \"uscc 1 \"912\"\""));
  OK(fasti_office_rebuild(office, NULL, messages));
  ck_assert_str_eq(all(), before);
  OK(inner->call->key_put(inner, &key));
  ck_assert_int_eq(fasti_office_audit(office, "B-2025-00001", messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "key \"912\""));
  OK(fasti_office_rebuild(office, "B-2025-00001", messages));
  OK(inner->call->links_replace(inner, "B-2025-00002", &link, 1));
  ck_assert_int_eq(fasti_office_audit(office, "B-2025-00002", messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "stored is \"child B-2025-00001"));
  OK(fasti_office_rebuild(office, NULL, messages));
  OK(fasti_office_audit(office, NULL, messages, &checked));
  ck_assert_str_eq(all(), before);
  end();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("between");
  int result;
  TCase *tests = tcase_create("between");

  if (!mkdtemp(folder))
    return 99;
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_loop_test(tests, a_command_in_several_cases_is_done_whole_or_not_at_all, 0, STORES);
  tcase_add_loop_test(tests, facts_keys_and_links_are_audited_and_rebuilt, 0, STORES);
  tcase_add_test(tests, a_clock_that_is_interrupted_goes_on_to_the_same);
  suite_add_tcase(suite, tests);
  result = tap_run(suite);
  rmdir(folder);
  return result;
}
