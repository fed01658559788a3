/* tests/office/hall.c - see hall.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "tests/office/definition.h"
#include "tests/office/hall.h"

struct fasti_messages *messages;
struct fasti_store *store;
struct fasti_office *office;
struct fasti_answer answer;
static struct fasti_arena *arena;
static struct fasti_vault *vault;
static char folder[] = "/tmp/fasti-office-test-XXXXXX";
static char path[64];
static const char *manager; /* who changes the office: "" until it has its administrator */

int64_t
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

const char *
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

enum fasti_status
deploy(const char *package)
{
  struct fasti_library library = {.find = definition_find};
  char hash[FASTI_HASH_SIZE];

  return fasti_office_deploy(office, "/definitions/package.xml", fasti_slice_of(package), &library, manager, 0, messages,
                             hash);
}

enum fasti_status
add_person(const char *id, const char *name, const char *bureau, const char *roles)
{
  struct fasti_person_row row = {
    .id = id, .name = name, .bureau = bureau, .certificate = "", .roles = roles, .active = true};

  return fasti_office_person_put(office, &row, manager, 0, messages);
}

/* On a store; its files are in memory. */
struct fasti_office *
new_office(struct fasti_store *on)
{
  struct fasti_office *made = fasti_office_new(on);

  fasti_office_keep_in(made, vault);
  return made;
}

/* Without an open office yet. */
void
begin(int kind)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
  open_store(kind);
  vault = fasti_memory_vault_new();
  office = new_office(store);
  manager = "";
}

void
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

void
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

enum fasti_status
give(struct fasti_request request, const char *person, int64_t now)
{
  const char *persons[] = {person};

  if (!request.persons) {
    request.persons = persons;
    request.person_count = 1;
  }
  return fasti_office_do(office, &request, now, messages, &answer);
}

enum fasti_status
open_case(const char *person, const char *name, const char *key, int64_t now)
{
  struct fasti_field fields[] = {{"name", name}};

  return give(
    (struct fasti_request){.kind = FASTI_OPEN, .procedure = "permit", .fields = fields, .field_count = 1, .key = key},
    person, now);
}

enum fasti_status
on_task(enum fasti_command_kind kind, const char *case_id, const char *task, const char *person, int64_t now)
{
  return give((struct fasti_request){.kind = kind, .case_id = case_id, .task = task}, person, now);
}

enum fasti_status
decide(const char *case_id, const char *result, const char *person, int64_t now)
{
  struct fasti_field fields[] = {{"result", result}};

  return give(
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

const char *
lines_of(struct fasti_buffer *text)
{
  const char *kept = fasti_arena_strdup(arena, text->size ? text->at : "");

  fasti_buffer_free(text);
  return kept;
}

const char *
cases(void)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->case_list(store, &filter, print_case, &text), FASTI_OK);
  return lines_of(&text);
}

const char *
journal(const char *case_id)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->entry_list(store, case_id, 1, print_entry, &text), FASTI_OK);
  return lines_of(&text);
}

const char *
tasks(const char *case_id)
{
  struct fasti_task_filter filter = {.case_id = case_id, .due_before = FASTI_NO_DAY};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->task_list(store, &filter, print_task, &text), FASTI_OK);
  return lines_of(&text);
}

const char *
instruments(void)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->instrument_list(store, NULL, 0, print_instrument, &text), FASTI_OK);
  return lines_of(&text);
}

const char *
notices(void)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->outbox_list(store, false, print_notice, &text), FASTI_OK);
  return lines_of(&text);
}

void
assert_audited(void)
{
  int64_t checked;
  enum fasti_status status = fasti_office_audit(office, NULL, messages, &checked);

  ck_assert_msg(status == FASTI_OK, "%s", told());
}

bool
hall_open(void)
{
  return mkdtemp(folder);
}

void
hall_close(void)
{
  rmdir(folder);
}
