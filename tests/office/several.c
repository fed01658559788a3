/* tests/office/several.c - an office whose cases know each other; see several.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "tests/office/several.h"

enum { ZONE = 8 * 3600 };

struct fasti_messages *messages;
struct fasti_arena *arena;
struct fasti_store *inner, *store;
struct fasti_office *office;
struct fasti_vault *vault;
char folder[] = "/tmp/fasti-between-test-XXXXXX";
struct fasti_answer answer;

int64_t
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

void
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
  vault = fasti_memory_vault_new();
  fasti_office_keep_in(office, vault);
  ck_assert_int_eq(find(NULL, fasti_arena_printf(arena, "%s/x", source), package, &name, &bytes), FASTI_OK);
  OK(fasti_office_deploy(office, name, bytes, &library, "", 0, messages, hash));
  OK(fasti_office_start(office, true, at(2025, 3, 3), messages));
  OK(fasti_office_person_put(office, &clerk, "", at(2025, 3, 3), messages));
  OK(fasti_office_person_put(office, &chief, "", at(2025, 3, 3), messages));
}

void
set_up(void)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
}

void
end(void)
{
  static const char *const endings[] = {"", "-wal", "-shm"};

  fasti_office_free(office);
  fault_free(store);
  inner->call->close(inner);
  vault->call->close(vault);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    unlink(fasti_arena_printf(arena, "%s/office%s", folder, endings[i]));
}

void
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
print_file(void *self, const struct fasti_evidence_row *row)
{
  fasti_buffer_printf(self, "  file %" PRId64 " %s by %s %.6s\n", row->number, row->name, row->attached_by, row->hash);
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
  ck_assert_int_eq(call->evidence_list(inner, row->id, 0, print_file, self), FASTI_OK);
  ck_assert_int_eq(call->fact_list(inner, row->id, print_fact, self), FASTI_OK);
  ck_assert_int_eq(call->link_list(inner, row->id, print_link, self), FASTI_OK);
  ck_assert_int_eq(call->key_list(inner, &(struct fasti_key_row){.case_id = row->id}, print_key, self), FASTI_OK);
  return true;
}

const char *
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

enum fasti_status
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
