/* tests/office/office_test.c - the use cases of an office, on every store: what people see, and what stays as it was.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "tests/office/fault.h"
#include "tests/office/definition.h"
#include "tests/tap.h"

enum { ZONE = 8 * 3600, STORES = 2 };

static struct fasti_messages *messages;
static struct fasti_arena *arena;
static struct fasti_store *store;
static struct fasti_vault *vault;
static struct fasti_office *office;
static char folder[] = "/tmp/fasti-office-test-XXXXXX";
static char path[64];
static const char *manager; /* who changes the office: "" until it has its administrator */

static int64_t
at(int year, int month, int day, int hour)
{
  return fasti_instant_of(fasti_day_of((struct fasti_date){year, month, day}), ZONE) + (int64_t)hour * 3600000;
}

/* -- an office with people -- */

static void
open_store(int kind)
{
  if (kind == 0) {
    store = fasti_memory_new();
    return;
  }
  snprintf(path, sizeof path, "%s/office", folder);
  ck_assert_int_eq(fasti_sqlite_create(path, NULL, &store), FASTI_OK);
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

static enum fasti_status
deploy(const char *package)
{
  struct fasti_library library = {.find = definition_find};
  char hash[FASTI_HASH_SIZE];

  return fasti_office_deploy(office, "/definitions/package.xml", fasti_slice_of(package), &library, manager, 0, messages,
                             hash);
}

static enum fasti_status
add_person(const char *id, const char *name, const char *bureau, const char *roles)
{
  struct fasti_person_row row = {
    .id = id, .name = name, .bureau = bureau, .certificate = "", .roles = roles, .active = true};

  return fasti_office_person_put(office, &row, manager, 0, messages);
}

/* On a store; its files are in memory. */
static struct fasti_office *
new_office(struct fasti_store *on)
{
  struct fasti_office *made = fasti_office_new(on);

  fasti_office_keep_in(made, vault);
  return made;
}

/* Without an open office yet. */
static void
begin(int kind)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
  open_store(kind);
  vault = fasti_memory_vault_new();
  office = new_office(store);
  manager = "";
}

static void
begin_work(int kind)
{
  begin(kind);
  ck_assert_msg(deploy(definition_package) == FASTI_OK, "%s", told());
  ck_assert_int_eq(fasti_office_start(office, true, at(2025, 3, 3, 9), messages), FASTI_OK);
  ck_assert_int_eq(add_person("clerk-1", "王一", "demo", "clerk"), FASTI_OK);
  ck_assert_int_eq(add_person("clerk-2", "李二", "demo", "clerk"), FASTI_OK);
  ck_assert_int_eq(add_person("chief-1", "钱局", "demo", "chief"), FASTI_OK);
  ck_assert_int_eq(add_person("root", "管理员", "", "admin"), FASTI_OK);
  manager = "root";
}

static void
end_work(void)
{
  static const char *const endings[] = {"", "-wal", "-shm"};

  fasti_office_free(office);
  store->call->close(store);
  vault->call->close(vault);
  fasti_messages_free(messages);
  fasti_arena_free(arena);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    char name[80];

    snprintf(name, sizeof name, "%s/office%s", folder, endings[i]);
    unlink(name);
  }
}

/* -- commands -- */

static struct fasti_answer answer;

static enum fasti_status
send(struct fasti_request request, const char *person, int64_t now)
{
  const char *persons[] = {person};

  if (!request.persons) {
    request.persons = persons;
    request.person_count = 1;
  }
  return fasti_office_do(office, &request, now, messages, &answer);
}

static enum fasti_status
open_case(const char *person, const char *name, const char *key, int64_t now)
{
  struct fasti_field fields[] = {{"name", name}};

  return send(
    (struct fasti_request){.kind = FASTI_OPEN, .procedure = "permit", .fields = fields, .field_count = 1, .key = key},
    person, now);
}

static enum fasti_status
on_task(enum fasti_command_kind kind, const char *case_id, const char *task, const char *person, int64_t now)
{
  return send((struct fasti_request){.kind = kind, .case_id = case_id, .task = task}, person, now);
}

static enum fasti_status
decide(const char *case_id, const char *result, const char *person, int64_t now)
{
  struct fasti_field fields[] = {{"result", result}};

  return send(
    (struct fasti_request){
      .kind = FASTI_COMPLETE, .case_id = case_id, .task = "approve", .fields = fields, .field_count = 1},
    person, now);
}

/* -- what is there -- */

static bool
print_case(void *self, const struct fasti_case_row *row)
{
  fasti_buffer_printf(self, "%s %s %s %s %lld\n", row->id, row->title, row->status, row->states,
                      (long long)row->entries);
  return true;
}

static bool
print_entry(void *self, const struct fasti_entry_row *row)
{
  fasti_buffer_printf(self, "%lld %s %s\n", (long long)row->sequence, row->actor, row->kind);
  return true;
}

static bool
print_task(void *self, const struct fasti_task_row *row)
{
  fasti_buffer_printf(self, "%s %s [%s]\n", row->task, row->state, row->persons);
  return true;
}

static bool
print_instrument(void *self, const struct fasti_instrument_row *row)
{
  fasti_buffer_printf(self, "%s %s\n", row->case_id, row->document_number);
  return true;
}

static bool
print_notice(void *self, const struct fasti_outbox_row *row)
{
  fasti_buffer_printf(self, "%s %s %s %s\n", row->case_id, row->kind, row->to, row->text);
  return true;
}

static const char *
take(struct fasti_buffer *text)
{
  const char *kept = fasti_arena_strdup(arena, text->size ? text->at : "");

  fasti_buffer_free(text);
  return kept;
}

static const char *
cases(void)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->case_list(store, &filter, print_case, &text), FASTI_OK);
  return take(&text);
}

static const char *
journal(const char *case_id)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->entry_list(store, case_id, 1, print_entry, &text), FASTI_OK);
  return take(&text);
}

static const char *
tasks(const char *case_id)
{
  struct fasti_task_filter filter = {.case_id = case_id, .due_before = FASTI_NO_DAY};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->task_list(store, &filter, print_task, &text), FASTI_OK);
  return take(&text);
}

static const char *
instruments(void)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->instrument_list(store, NULL, 0, print_instrument, &text), FASTI_OK);
  return take(&text);
}

static const char *
notices(void)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->outbox_list(store, false, print_notice, &text), FASTI_OK);
  return take(&text);
}

static void
assert_audited(void)
{
  int64_t checked;
  enum fasti_status status = fasti_office_audit(office, NULL, messages, &checked);

  ck_assert_msg(status == FASTI_OK, "%s", told());
}

/* -- packages and people -- */

START_TEST(office_test__deploy)
{
  const struct fasti_package *package;
  int32_t day = fasti_day_of((struct fasti_date){2025, 3, 3});

  begin(_i);
  ck_assert_int_eq(fasti_office_package(office, NULL, day, messages, &package), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "no package is deployed in this office yet\n");
  ck_assert_int_eq(deploy(definition_package), FASTI_OK);
  ck_assert_int_eq(deploy(definition_package), FASTI_OK); /* again changes nothing */
  ck_assert_int_eq(deploy(definition_package_changed), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "demo: version v1 is deployed already, with another content: give the changed package a new "
                           "version\n");
  ck_assert_int_eq(deploy(definition_package_next), FASTI_OK);
  ck_assert_int_eq(fasti_office_package(office, "demo", day, messages, &package), FASTI_OK);
  ck_assert_str_eq(fasti_package_version(package), "v1");
  ck_assert_int_eq(fasti_office_package(office, NULL, day + 365, messages, &package), FASTI_OK);
  ck_assert_str_eq(fasti_package_version(package), "v2");
  ck_assert_int_eq(
    fasti_office_package(office, "demo", fasti_day_of((struct fasti_date){2000, 1, 1}), messages, &package),
    FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "demo: no package of this bureau is in force yet; the first is from 2024-01-01\n");
  ck_assert_int_eq(fasti_office_zone(office), ZONE);
  ck_assert_int_eq(deploy("<package xmlns='urn:fasti:package'/>"), FASTI_DEFINITION);
  end_work();
}
END_TEST

/* The definitions by relative and by absolute names, one of them (if any) with another content. */
static enum fasti_status
find_by_any_name(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const char *other = self, *absolute = uri[0] == '/' ? uri : NULL;
  enum fasti_status status =
    definition_find(NULL, absolute ? absolute : base, absolute ? strrchr(uri, '/') + 1 : uri, name, bytes);

  if (status == FASTI_OK && other && strcmp(*name, other) == 0)
    *bytes = fasti_slice_of("<other/>");
  return status;
}

/* Deploy in a new office that shares SHELF. @return the package as the office has it; NULL when it was refused */
static const struct fasti_package *
deploy_from(struct fasti_shelf *shelf, const char *other, struct fasti_store **on, struct fasti_office **made)
{
  struct fasti_library library = {.self = (void *)(uintptr_t)other, .find = find_by_any_name};
  const struct fasti_package *package = NULL;
  char hash[FASTI_HASH_SIZE];

  *on = fasti_memory_new();
  *made = new_office(*on);
  fasti_office_share(*made, shelf);
  if (fasti_office_deploy(*made, "/definitions/package.xml", fasti_slice_of(definition_package), &library, "", 0, messages,
                          hash) == FASTI_OK)
    ck_assert_int_eq(fasti_office_package_of(*made, hash, messages, &package), FASTI_OK);
  return package;
}

START_TEST(office_test__offices_share_packages)
{
  struct fasti_shelf *shelf = fasti_shelf_new();
  struct fasti_store *stores[3];
  struct fasti_office *offices[3];
  const struct fasti_package *first;

  begin(0);
  first = deploy_from(shelf, NULL, &stores[0], &offices[0]);
  ck_assert_ptr_nonnull(first);
  ck_assert_ptr_eq(deploy_from(shelf, NULL, &stores[1], &offices[1]), first);
  /* A file that has changed since is seen. */
  ck_assert_ptr_null(deploy_from(shelf, "/definitions/forms/apply.xhtml", &stores[2], &offices[2]));
  ck_assert_ptr_nonnull(strstr(told(), "apply.xhtml:1:1: error: "));
  for (int i = 0; i < 3; i++) {
    fasti_office_free(offices[i]);
    stores[i]->call->close(stores[i]);
  }
  fasti_shelf_free(shelf);
  end_work();
}
END_TEST

START_TEST(office_test__people)
{
  begin_work(_i);
  ck_assert_int_eq(add_person("x y", "甲", "demo", "clerk"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x y: an id of a person is 1 to 64 letters, digits, - or _, without spaces\n");
  ck_assert_int_eq(add_person("x", "", "demo", "clerk"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x: a person needs a name\n");
  ck_assert_int_eq(add_person("x", "甲", "demo", "clerk king"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x: the package of demo has no role \"king\"\n");
  ck_assert_int_eq(add_person("x", "甲", "nowhere", "clerk"), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "nowhere: no package of this bureau is deployed\n");
  ck_assert_int_eq(add_person("x", "甲", "demo", "admin clerk"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x: who has the role admin or process-designer never acts in a case and can have no role for one\n");
  end_work();
}
END_TEST

START_TEST(office_test__who_may)
{
  struct fasti_person_row gone = {
    .id = "clerk-2", .name = "李二", .bureau = "demo", .certificate = "", .roles = "clerk", .active = false};
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_int_eq(open_case("nobody", "甲", NULL, now), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "nobody: there is no such person in this office\n");
  ck_assert_int_eq(open_case("chief-1", "甲", NULL, now), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "chief-1: 钱局 may not open a case of this procedure; who may: 经办人\n");
  ck_assert_int_eq(open_case("root", "甲", NULL, now), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &gone, "root", 0, messages), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-2", "甲", NULL, now), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "clerk-2: 李二 is not active in this office any more\n");
  ck_assert_str_eq(cases(), "");
  /* What was refused has taken no number. */
  ck_assert_msg(open_case("clerk-1", "甲", NULL, now) == FASTI_OK, "%s", told());
  ck_assert_str_eq(answer.case_id, "D-2025-00001");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "root", now), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "root: 管理员 is an administrator, and an administrator never acts in a case\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00009", "check", "clerk-1", now), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "D-2025-00009: there is no such case in this office\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "dance", "clerk-1", now), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "dance: no such task is open in this case; open are: check\n");
  end_work();
}
END_TEST

/* -- a case from beginning to end -- */

START_TEST(office_test__a_case)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_msg(open_case("clerk-1", "甲公司", NULL, now) == FASTI_OK, "%s", told());
  ck_assert_int_eq(answer.sequence, 1);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲公司 open review 1\n");
  ck_assert_str_eq(tasks("D-2025-00001"), "check open []\n");
  ck_assert_msg(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", now) == FASTI_OK, "%s", told());
  ck_assert_str_eq(tasks("D-2025-00001"), "approve open []\n");
  ck_assert_int_eq(decide("D-2025-00001", "", "chief-1", now), FASTI_INVALID);
  told();
  ck_assert_msg(decide("D-2025-00001", "yes", "chief-1", now) == FASTI_OK, "%s", told());
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲公司 ended issued 4\n");
  ck_assert_str_eq(tasks("D-2025-00001"), "");
  ck_assert_str_eq(instruments(), "D-2025-00001 许〔2025〕1号\n");
  ck_assert_str_eq(journal("D-2025-00001"),
                   "1 clerk-1 open\n2 clerk-1 complete\n3 chief-1 refused\n4 chief-1 complete\n");
  assert_audited();
  end_work();
}
END_TEST

/* A refused step gives its number back: the next instrument has it. */
START_TEST(office_test__numbers_have_no_gaps)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  for (int i = 1; i <= 3; i++) {
    char id[32];

    ck_assert_int_eq(open_case("clerk-1", i == 2 ? "不行" : "甲", NULL, now), FASTI_OK);
    snprintf(id, sizeof id, "%s", answer.case_id);
    ck_assert_int_eq(on_task(FASTI_COMPLETE, id, "check", "clerk-1", now), FASTI_OK);
    ck_assert_int_eq(decide(id, "yes", "chief-1", now), i == 2 ? FASTI_REFUSED : FASTI_OK);
  }
  ck_assert_str_eq(told(), "名称不得为不行 (许可法三)\n");
  ck_assert_str_eq(instruments(), "D-2025-00001 许〔2025〕1号\nD-2025-00003 许〔2025〕2号\n");
  assert_audited();
  end_work();
}
END_TEST

START_TEST(office_test__first_wins)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, now), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-1", now), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-2", now), FASTI_CONFLICT);
  ck_assert_ptr_nonnull(strstr(told(), "王一"));
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", now), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-2", now), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "check: this task is not open any more: 王一 was first\n");
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open decide 5\n");
  end_work();
}
END_TEST

START_TEST(office_test__done_once)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", "k1", now), FASTI_OK);
  ck_assert(!answer.repeated);
  ck_assert_int_eq(open_case("clerk-1", "甲", "k1", now + 5), FASTI_OK);
  ck_assert(answer.repeated);
  ck_assert_str_eq(answer.case_id, "D-2025-00001");
  ck_assert_int_eq(answer.sequence, 1);
  ck_assert_int_eq(open_case("clerk-1", "乙", "k1", now), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "k1: this key was used for another command already: a new command needs a new key\n");
  ck_assert_int_eq(open_case("clerk-1", "乙", "k2", now), FASTI_OK);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\nD-2025-00002 许可 乙 open review 1\n");
  end_work();
}
END_TEST

START_TEST(office_test__several_in_one_commit)
{
  const char *clerk[] = {"clerk-1"}, *nobody[] = {"nobody"};
  struct fasti_field fields[] = {{"name", "甲"}};
  struct fasti_request requests[3] = {
    {.kind = FASTI_OPEN,
     .procedure = "permit",
     .persons = clerk,
     .person_count = 1,
     .fields = fields,
     .field_count = 1},
    {.kind = FASTI_OPEN, .procedure = "permit", .persons = nobody, .person_count = 1},
    {.kind = FASTI_COMPLETE, .case_id = "D-2025-00001", .task = "check", .persons = clerk, .person_count = 1},
  };
  enum fasti_status statuses[3];
  struct fasti_answer answers[3];

  begin_work(_i);
  ck_assert_int_eq(fasti_office_do_all(office, requests, 3, at(2025, 3, 3, 9), messages, statuses, answers), FASTI_OK);
  ck_assert_int_eq(statuses[0], FASTI_OK);
  ck_assert_int_eq(statuses[1], FASTI_NOT_FOUND);
  ck_assert_int_eq(statuses[2], FASTI_OK);
  ck_assert_int_eq(answers[2].sequence, 2);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open decide 2\n");
  end_work();
}
END_TEST

/* -- the clock -- */

static void
print_seen(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  char text[FASTI_INSTANT_SIZE];

  (void)case_;
  fasti_buffer_printf(self, "%s %s %s\n", entry->case_id, entry->kind, fasti_instant_format(entry->at, ZONE, text));
}

/* Two cases, a day apart; down-time until after both are due. */
START_TEST(office_test__the_clock)
{
  struct fasti_buffer seen = {0};
  int64_t now;
  bool simulated;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 4, 9)), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-1", "乙", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  fasti_office_watch(office, print_seen, &seen);
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 3, 9, 0) - 1, messages), FASTI_OK);
  ck_assert_uint_eq(seen.size, 0);
  ck_assert_msg(fasti_office_advance(office, at(2025, 4, 1, 0), messages) == FASTI_OK, "%s", told());
  ck_assert_str_eq(seen.at,
                   "D-2025-00002 clock 2025-03-09T00:00:00+08:00\nD-2025-00001 clock 2025-03-10T00:00:00+08:00\n");
  ck_assert_str_eq(notices(), "D-2025-00002 notify chief 审查超期\nD-2025-00001 notify chief 审查超期\n");
  ck_assert_int_eq(fasti_office_now(office, 0, messages, &now, &simulated), FASTI_OK);
  ck_assert(simulated);
  ck_assert_int_eq(now, at(2025, 4, 1, 0));
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 3, 1, 0), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "the simulated clock stands at 2025-04-01T00:00:00+08:00 and does not go back\n");
  assert_audited();
  fasti_buffer_free(&seen);
  end_work();
}
END_TEST

/* What fell due before a command is fired before it, at its own instant. */
START_TEST(office_test__due_before_a_command)
{
  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 20, 9)), FASTI_OK);
  ck_assert_str_eq(journal("D-2025-00001"), "1 clerk-1 open\n2  clock\n3 clerk-1 complete\n");
  ck_assert_str_eq(notices(), "D-2025-00001 notify chief 审查超期\n");
  assert_audited();
  end_work();
}
END_TEST

/* -- looking -- */

START_TEST(office_test__as_of)
{
  struct fasti_case *case_ = NULL;
  struct fasti_case_row row;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 4, 9)), FASTI_OK);
  ck_assert_int_eq(fasti_office_case_as_of(office, "D-2025-00001", at(2025, 3, 4, 0), messages, &case_), FASTI_OK);
  fasti_case_row(case_, &row);
  ck_assert_str_eq(row.states, "review");
  fasti_case_free(case_);
  ck_assert_int_eq(fasti_office_case_as_of(office, "D-2025-00001", at(2025, 3, 5, 0), messages, &case_), FASTI_OK);
  fasti_case_row(case_, &row);
  ck_assert_str_eq(row.states, "decide");
  fasti_case_free(case_);
  ck_assert_int_eq(fasti_office_case_as_of(office, "D-2025-00001", at(2025, 3, 1, 0), messages, &case_),
                   FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "D-2025-00001: this case was not open yet then\n");
  ck_assert_int_eq(fasti_office_case(office, "D-2025-00002", messages, &case_), FASTI_NOT_FOUND);
  ck_assert_ptr_null(case_);
  end_work();
}
END_TEST

/* -- what does not follow from the journal is found, and can be made anew -- */

/* Writes another title and snapshot behind the back of the office. */
static void
spoil_case(const char *case_id)
{
  struct fasti_buffer hash = {0};
  struct fasti_case *case_ = NULL;
  struct fasti_case_row row = {0};

  ck_assert_int_eq(store->call->case_get(store, case_id, definition_take_package, &hash), FASTI_OK);
  ck_assert_int_eq(fasti_office_case(office, case_id, messages, &case_), FASTI_OK);
  fasti_case_row(case_, &row);
  row.package = hash.at;
  row.title = "别的";
  row.snapshot = fasti_slice_of("<case/>");
  ck_assert_int_eq(store->call->case_update(store, &row, row.entries), FASTI_OK);
  fasti_case_free(case_);
  fasti_buffer_free(&hash);
}

START_TEST(office_test__audit_and_rebuild)
{
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-1", "乙", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(store->call->tasks_replace(store, "D-2025-00001", NULL, 0), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, "D-2025-00001", messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "D-2025-00001: its tasks: stored is \"\", the journal gives \"1 check[]"));
  spoil_case("D-2025-00001");
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_int_eq(checked, 2);
  ck_assert_ptr_nonnull(strstr(told(),
                               "D-2025-00001: the snapshot is not what the journal gives\n"
                               "D-2025-00001: the case: stored is \"title 别的\", the journal gives \"title 许可 "
                               "甲\"\n"));
  ck_assert_int_eq(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-1", at(2025, 3, 3, 9)), FASTI_CORRUPT);
  told();
  ck_assert_msg(fasti_office_rebuild(office, NULL, messages) == FASTI_OK, "%s", told());
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\nD-2025-00002 许可 乙 open review 1\n");
  ck_assert_str_eq(tasks("D-2025-00001"), "check open []\n");
  assert_audited();
  ck_assert_int_eq(fasti_office_audit(office, "D-2025-00007", messages, &checked), FASTI_NOT_FOUND);
  end_work();
}
END_TEST

/* A document that took a number without its journal: the case tells it, and so does the series. */
START_TEST(office_test__audit_of_numbers)
{
  struct fasti_instrument_row row = {.case_id = "D-2025-00001",
                                     .number = 1,
                                     .instrument = "permit",
                                     .document_number = "许〔2025〕3号",
                                     .year = 2025,
                                     .sequence = 3,
                                     .title = "许可证",
                                     .hash_name = "sha256",
                                     .hash = "",
                                     .content = fasti_slice_of("x")};
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(store->call->instrument_insert(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "the documents \"D permit 2025\" have number 3 behind number 0\n"));
  end_work();
}
END_TEST

/* -- the journal of the office -- */

static bool
print_act(void *self, const struct fasti_entry_row *row)
{
  fasti_buffer_printf(self, "%lld %s %s %.*s\n", (long long)row->sequence, row->actor, row->kind, (int)row->body.size,
                      row->body.at);
  return true;
}

static const char *
acts(int64_t from)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->entry_list(store, FASTI_OFFICE_JOURNAL, from, print_act, &text), FASTI_OK);
  return take(&text);
}

START_TEST(office_test__every_change_is_an_entry)
{
  struct fasti_person_row row = {
    .id = "clerk-3", .name = "孙三", .bureau = "demo", .certificate = "D-3", .roles = "clerk", .active = true};

  begin_work(_i);
  ck_assert_ptr_nonnull(strstr(acts(1), "1  deploy <act kind=\"deploy\"><package hash=\""));
  ck_assert_str_eq(acts(2),
                   "2  init <act kind=\"init\" clock=\"simulated\"/>\n"
                   "3  person <act kind=\"person\"><person id=\"clerk-1\" name=\"王一\" bureau=\"demo\" "
                   "roles=\"clerk\" active=\"true\"/></act>\n"
                   "4  person <act kind=\"person\"><person id=\"clerk-2\" name=\"李二\" bureau=\"demo\" "
                   "roles=\"clerk\" active=\"true\"/></act>\n"
                   "5  person <act kind=\"person\"><person id=\"chief-1\" name=\"钱局\" bureau=\"demo\" "
                   "roles=\"chief\" active=\"true\"/></act>\n"
                   "6  person <act kind=\"person\"><person id=\"root\" name=\"管理员\" roles=\"admin\" "
                   "active=\"true\"/></act>\n");
  ck_assert_int_eq(fasti_office_person_put(office, &row, "clerk-1", at(2025, 3, 4, 9), messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &row, "", at(2025, 3, 4, 9), messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_OK);
  ck_assert_str_eq(acts(7),
                   "7 clerk-1 refused <act kind=\"refused\" event=\"person\" about=\"clerk-3\" status=\"forbidden\">"
                   "<reason>clerk-1: 王一 is no administrator: only those manage the packages and people of an office"
                   "</reason></act>\n"
                   "8  refused <act kind=\"refused\" event=\"person\" about=\"clerk-3\" status=\"forbidden\">"
                   "<reason>this office has an administrator: one of them does this, and says who acts</reason></act>\n"
                   "9 root person <act kind=\"person\"><person id=\"clerk-3\" name=\"孙三\" bureau=\"demo\" "
                   "certificate=\"D-3\" roles=\"clerk\" active=\"true\"/></act>\n");
  row.name = "孙\1三";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "clerk-3: this has characters that no document may contain; expected plain text\n");
  assert_audited();
  end_work();
}
END_TEST

/* What no entry of the journal put there is found. */
START_TEST(office_test__changes_beside_the_journal_are_found)
{
  struct fasti_person_row row = {.id = "clerk-1", .name = "王一", .bureau = "demo", .roles = "chief", .active = true};
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_str_eq(told(),
                   "person clerk-1: stored is \"<person id=\"clerk-1\" name=\"王一\" bureau=\"demo\" roles=\"chief\" "
                   "active=\"true\"/>\", the journal of the office gives \"<person id=\"clerk-1\" name=\"王一\" "
                   "bureau=\"demo\" roles=\"clerk\" active=\"true\"/>\"\n");
  row.roles = "clerk";
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  assert_audited();
  row.id = "clerk-9";
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "person clerk-9: stored is"));
  end_work();
}
END_TEST

/* An entry that is gone from the end shows: how many there were is kept apart. */
START_TEST(office_test__the_end_of_the_journal_is_known)
{
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(store->call->setting_put(store, "journal", "7 0000"), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_str_eq(told(), "office: the journal of the office has 6 entries, 7 were written\n");
  end_work();
}
END_TEST

/* An office from before it had a journal begins it with what there is. */
START_TEST(office_test__a_journal_begun_later)
{
  struct fasti_person_row row = {.id = "zhang", .name = "张三", .bureau = "", .roles = "admin", .active = true};

  begin(_i);
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  assert_audited();
  row.id = "li";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "zhang", at(2025, 3, 4, 9), messages), FASTI_OK);
  ck_assert_str_eq(acts(1), "1  begin <act kind=\"begin\"><person id=\"zhang\" name=\"张三\" roles=\"admin\" "
                            "active=\"true\"/></act>\n"
                            "2 zhang person <act kind=\"person\"><person id=\"li\" name=\"张三\" roles=\"admin\" "
                            "active=\"true\"/></act>\n");
  assert_audited();
  end_work();
}
END_TEST

/* -- the store fails at every call in turn: all or nothing, and a retry does it once -- */

static const char *
everything(void)
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%s%s%s%s", cases(), instruments(), notices(), tasks("D-2025-00001"));
  fasti_buffer_puts(&text, journal("D-2025-00001"));
  return take(&text);
}

/* Does one command, failing the store at its Nth call for every N until it goes through. */
static void
survive(enum fasti_status (*command)(const char *key, int64_t now), int64_t now)
{
  struct fasti_store *inner = store;
  struct fasti_store *wrapper = fault_new(inner);
  const char *before = everything(), *after;
  int failures = 0;
  enum fasti_status status = FASTI_IO;

  while (status != FASTI_OK) {
    fasti_office_free(office);
    office = new_office(wrapper);
    fault_set(wrapper, ++failures);
    store = wrapper;
    status = command("key", now);
    fault_set(wrapper, 0);
    store = inner;
    ck_assert_msg(status == FASTI_OK || status == FASTI_IO, "call %d: %s", failures, told());
    if (status == FASTI_IO)
      ck_assert_str_eq(everything(), before);
    told();
  }
  ck_assert_int_gt(failures, 10);
  after = everything();
  ck_assert_str_ne(after, before);
  ck_assert_int_eq(command("key", now), FASTI_OK); /* the answer was lost: it is given again */
  ck_assert(answer.repeated);
  ck_assert_str_eq(everything(), after);
  fasti_office_free(office);
  office = new_office(store);
  fault_free(wrapper);
}

static enum fasti_status
command_open(const char *key, int64_t now)
{
  return open_case("clerk-1", "甲", key, now);
}

static enum fasti_status
command_check(const char *key, int64_t now)
{
  return send((struct fasti_request){.kind = FASTI_COMPLETE, .case_id = "D-2025-00001", .task = "check", .key = key},
              "clerk-1", now);
}

static enum fasti_status
command_issue(const char *key, int64_t now)
{
  struct fasti_field fields[] = {{"result", "yes"}};

  return send((struct fasti_request){.kind = FASTI_COMPLETE,
                                     .case_id = "D-2025-00001",
                                     .task = "approve",
                                     .fields = fields,
                                     .field_count = 1,
                                     .key = key},
              "chief-1", now);
}

START_TEST(office_test__the_store_fails_while_opening)
{
  begin_work(_i);
  survive(command_open, at(2025, 3, 3, 9));
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\n");
  assert_audited();
  end_work();
}
END_TEST

/* With a deadline that fires before the command, and an instrument that takes a number. */
START_TEST(office_test__the_store_fails_in_a_step)
{
  begin_work(_i);
  ck_assert_int_eq(command_open(NULL, at(2025, 3, 3, 9)), FASTI_OK);
  survive(command_check, at(2025, 3, 20, 9));
  assert_audited();
  end_work();
  begin_work(_i);
  ck_assert_int_eq(command_open(NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(command_check(NULL, at(2025, 3, 3, 10)), FASTI_OK);
  survive(command_issue, at(2025, 3, 3, 11));
  ck_assert_str_eq(instruments(), "D-2025-00001 许〔2025〕1号\n");
  assert_audited();
  end_work();
}
END_TEST

/* The clock of three cases; whatever fails, calling it again goes on. */
START_TEST(office_test__the_store_fails_while_advancing)
{
  struct fasti_store *inner, *wrapper;
  enum fasti_status status = FASTI_IO;
  int failures = 0;

  begin_work(_i);
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3 + i, 9)), FASTI_OK);
  inner = store;
  wrapper = fault_new(inner);
  while (status != FASTI_OK) {
    fasti_office_free(office);
    office = new_office(wrapper);
    fault_set(wrapper, ++failures);
    status = fasti_office_advance(office, at(2025, 4, 1, 0), messages);
    fault_set(wrapper, 0);
    ck_assert(status == FASTI_OK || status == FASTI_IO);
    told();
  }
  fasti_office_free(office);
  office = new_office(store);
  fault_free(wrapper);
  ck_assert_str_eq(notices(), "D-2025-00001 notify chief 审查超期\nD-2025-00002 notify chief 审查超期\n"
                              "D-2025-00003 notify chief 审查超期\n");
  assert_audited();
  end_work();
}
END_TEST

START_TEST(office_test__a_case_that_grows_without_end)
{
  struct fasti_request grow = {.kind = FASTI_ACT, .event = "bulk.doubled"};
  char id[32];
  int64_t checked;
  int times = 0;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  strcpy(id, answer.case_id);
  grow.case_id = id;
  while (times < 40 && send(grow, "clerk-1", at(2025, 3, 3, 10)) == FASTI_OK)
    times++;
  ck_assert_int_eq(times, 19);
  ck_assert_str_eq(told(), "D-2025-00001: the case would grow beyond 8388608 bytes of data; "
                           "attach large texts as files instead\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, id, "check", "clerk-1", at(2025, 3, 3, 11)), FASTI_OK);
  ck_assert_msg(fasti_office_audit(office, NULL, messages, &checked) == FASTI_OK, "%s", told());
  end_work();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("office");
  TCase *all = tcase_create("use cases");
  int result;

  if (!mkdtemp(folder))
    return EXIT_FAILURE;
  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__deploy, 0, STORES);
  tcase_add_loop_test(all, office_test__a_case_that_grows_without_end, 0, STORES);
  tcase_add_test(all, office_test__offices_share_packages);
  tcase_add_loop_test(all, office_test__people, 0, STORES);
  tcase_add_loop_test(all, office_test__who_may, 0, STORES);
  tcase_add_loop_test(all, office_test__a_case, 0, STORES);
  tcase_add_loop_test(all, office_test__numbers_have_no_gaps, 0, STORES);
  tcase_add_loop_test(all, office_test__first_wins, 0, STORES);
  tcase_add_loop_test(all, office_test__done_once, 0, STORES);
  tcase_add_loop_test(all, office_test__several_in_one_commit, 0, STORES);
  tcase_add_loop_test(all, office_test__the_clock, 0, STORES);
  tcase_add_loop_test(all, office_test__due_before_a_command, 0, STORES);
  tcase_add_loop_test(all, office_test__as_of, 0, STORES);
  tcase_add_loop_test(all, office_test__audit_and_rebuild, 0, STORES);
  tcase_add_loop_test(all, office_test__audit_of_numbers, 0, STORES);
  tcase_add_loop_test(all, office_test__every_change_is_an_entry, 0, STORES);
  tcase_add_loop_test(all, office_test__changes_beside_the_journal_are_found, 0, STORES);
  tcase_add_loop_test(all, office_test__the_end_of_the_journal_is_known, 0, STORES);
  tcase_add_loop_test(all, office_test__a_journal_begun_later, 0, STORES);
  tcase_add_loop_test(all, office_test__the_store_fails_while_opening, 0, STORES);
  tcase_add_loop_test(all, office_test__the_store_fails_in_a_step, 0, STORES);
  tcase_add_loop_test(all, office_test__the_store_fails_while_advancing, 0, STORES);
  suite_add_tcase(suite, all);
  result = tap_run(suite);
  rmdir(folder);
  return result;
}
