/* tests/case/shipped_test.c - random work on every shipped procedure: people try whatever is offered with whatever the
 * forms take, and days pass; snapshots round-trip, the journal replays to the same bytes, and nothing fails in the
 * engine.
 */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/case.h"
#include "engine/list.h"
#include "tests/tap.h"

enum { STEPS = 400, PEOPLE = 3 };

struct walk {
  const struct fasti_procedure *procedure;
  struct fasti_case *case_;
  struct fasti_messages *messages;
  struct fasti_arena *arena; /* of one try */
  char *snapshot;
  int64_t now;
  int64_t numbers;
  struct fasti_buffer journal[STEPS * 8];
  int64_t at[STEPS * 8];
  enum fasti_command_kind kinds[STEPS * 8];
  size_t entries;
  unsigned long seed;
  /* what the visitors gather */
  struct fasti_field fields[200];
  size_t field_count;
  struct {
    int64_t task;
    const char *event, *session, *roles, *persons;
  } offers[100];
  size_t offer_count;
};

static unsigned
chance(struct walk *walk, unsigned below)
{
  walk->seed = walk->seed * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(walk->seed >> 33) % below;
}

/* Files below the source, kept until the program ends. */
static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct fasti_arena *arena = self;
  const char *slash = strrchr(base, '/');
  char *path = fasti_arena_printf(arena, "%.*s/%s", slash ? (int)(slash - base) : 1, slash ? base : ".", uri);
  char real[PATH_MAX];
  FILE *file;
  long size;

  if (!realpath(path, real) || !(file = fopen(real, "rb")))
    return FASTI_NOT_FOUND;
  fseek(file, 0, SEEK_END);
  size = ftell(file);
  rewind(file);
  bytes->at = fasti_arena_alloc(arena, (size_t)size + 1);
  bytes->size = fread((char *)(uintptr_t)bytes->at, 1, (size_t)size, file);
  fclose(file);
  *name = fasti_arena_strdup(arena, real);
  return FASTI_OK;
}

static const char *
day_text(struct walk *walk, int32_t ago)
{
  char text[FASTI_DATE_SIZE];

  return fasti_arena_strdup(walk->arena, fasti_day_format(fasti_instant_day(walk->now, 8 * 3600) - ago, text));
}

/* A value that the field might take. */
static const char *
value_for(struct walk *walk, const struct fasti_control *control)
{
  static const char *const words[] = {
    "经两名执法人员现场核查，事实清楚，证据确凿，程序合法，适用法律正确，拟依法处理",
    "A-123456",
    "13800138000",
    "L-2025-00001",
    "91130185MA07ABCD1X",
    "经两名执法人员现场核查，事实清楚，证据确凿，程序合法，适用法律正确，拟依法处理",
    "经两名执法人员现场核查，事实清楚，证据确凿，程序合法，适用法律正确，拟依法处理",
  };
  char text[FASTI_INSTANT_SIZE];

  if (control->choice_count > 0)
    return fasti_arena_strdup(walk->arena, control->choices[chance(walk, (unsigned)control->choice_count)].value);
  if (strcmp(control->type, "boolean") == 0)
    return chance(walk, 4) ? "true" : "false";
  if (strcmp(control->type, "date") == 0)
    return day_text(walk, (int32_t)chance(walk, 3));
  if (strcmp(control->type, "dateTime") == 0)
    return fasti_arena_strdup(walk->arena, fasti_instant_format(walk->now - 3600000, 8 * 3600, text));
  if (strcmp(control->type, "integer") == 0)
    return fasti_arena_printf(walk->arena, "%u", 1 + chance(walk, 5));
  if (strcmp(control->type, "decimal") == 0)
    return chance(walk, 2) ? "100.00" : "6000.00";
  return words[chance(walk, sizeof words / sizeof *words)];
}

static void
fill_control(void *self, const struct fasti_control *control)
{
  struct walk *walk = self;

  if (!*control->path || control->readonly || !control->relevant || walk->field_count == 200 ||
      control->kind < FASTI_CONTROL_INPUT || control->kind > FASTI_CONTROL_UPLOAD)
    return;
  if (chance(walk, 3) && (*control->value || !control->required))
    return;
  walk->fields[walk->field_count++] =
    (struct fasti_field){fasti_arena_strdup(walk->arena, control->path), value_for(walk, control)};
}

/* Fill in, and look again twice: what was said may make other fields relevant. */
static void
fill_form(struct walk *walk, struct fasti_form_data *data)
{
  size_t set = 0;

  walk->field_count = 0;
  for (int round = 0; round < 3; round++) {
    fasti_form_controls(data, fill_control, walk);
    for (; set < walk->field_count; set++)
      if (fasti_form_set(data, walk->fields[set].path, walk->fields[set].value, NULL) != FASTI_OK)
        continue;
  }
}

/* Something else for a field that was wrong. */
static const char *
another_value(struct walk *walk)
{
  static const char *const values[] = {
    "case-officer-1",
    "case-officer-2",
    "case-officer-3",
    "hearing-presider-1",
    "leader-1",
    "leader-2",
    "leader-3",
    "13800138000",
    "L-2025-00001",
    "91130185MA07ABCD1X",
    "true",
    "false",
    "6000.00",
    "2",
    "",
    "patrol.jpg",
    "2024001",
    "110101199003070011",
    "经两名执法人员现场核查，事实清楚，证据确凿，程序合法，适用法律正确，拟依法处理，报请审批",
  };
  unsigned which = chance(walk, sizeof values / sizeof *values + 2);

  return which < sizeof values / sizeof *values ? values[which] : day_text(walk, (int32_t)chance(walk, 3));
}

/* A list that is too short gets one item more, like its first. */
static void
lengthen(struct walk *walk, const char *list)
{
  size_t size = strlen(list), before = walk->field_count;
  unsigned items = 1;

  for (size_t i = 0; i < before; i++)
    if (strncmp(walk->fields[i].path, list, size) == 0 && walk->fields[i].path[size] == '[') {
      unsigned item = (unsigned)strtoul(walk->fields[i].path + size + 1, NULL, 10);

      items = item > items ? item : items;
    }
  for (size_t i = 0; i < before && walk->field_count < 200 && items < 5; i++)
    if (strncmp(walk->fields[i].path, list, size) == 0 && strncmp(walk->fields[i].path + size, "[1]", 3) == 0)
      walk->fields[walk->field_count++] = (struct fasti_field){
        fasti_arena_printf(walk->arena, "%s[%u]%s", list, items + 1, walk->fields[i].path + size + 3),
        another_value(walk)};
}

/* The name of the list whose first item the path names; NULL when it names none. */
static const char *
list_of(struct walk *walk, const char *path)
{
  const char *item = strstr(path, "[1]");

  return item ? fasti_arena_copy(walk->arena, path, (size_t)(item - path)) : NULL;
}

/* Something is wrong that is no field: perhaps a list is too short. */
static void
lengthen_lists(struct walk *walk)
{
  const char *last = "", *list;

  for (size_t i = 0, before = walk->field_count; i < before; i++)
    if ((list = list_of(walk, walk->fields[i].path)) && strcmp(list, last) != 0) {
      lengthen(walk, list);
      last = list;
    }
}

static struct fasti_field *
find_field(struct walk *walk, const char *path)
{
  for (size_t i = 0; i < walk->field_count; i++)
    if (strcmp(walk->fields[i].path, path) == 0)
      return &walk->fields[i];
  return NULL;
}

/* Change what the form did not like, as a person would. */
static void
mend(struct walk *walk)
{
  for (size_t m = 0; m < fasti_messages_count(walk->messages); m++) {
    const struct fasti_message *message = fasti_messages_at(walk->messages, m);
    struct fasti_field *field = message->field ? find_field(walk, message->field) : NULL;

    if (field && strstr(message->text, "no such field"))
      *field = walk->fields[--walk->field_count];
    else if (field)
      field->value = another_value(walk);
    else if (message->field && strstr(message->text, "must be filled in") && walk->field_count < 200)
      walk->fields[walk->field_count++] =
        (struct fasti_field){fasti_arena_strdup(walk->arena, message->field), another_value(walk)};
    else
      lengthen_lists(walk);
  }
}

static enum fasti_status
next_number(void *self, const char *kind, int year, int64_t *number)
{
  struct walk *walk = self;

  (void)kind;
  (void)year;
  *number = ++walk->numbers;
  return FASTI_OK;
}

static enum fasti_status
next_name(void *self, char id[FASTI_CASE_ID])
{
  struct walk *walk = self;

  snprintf(id, FASTI_CASE_ID, "X-%d", (int)++walk->numbers);
  return FASTI_OK;
}

static enum fasti_status
find_nothing(void *self, const struct fasti_case_filter *filter,
             void (*take)(void *taker, const struct fasti_found *found), void *taker)
{
  (void)self, (void)filter, (void)take, (void)taker;
  return FASTI_OK;
}

static void
read_again(struct walk *walk)
{
  struct fasti_buffer again = {0};

  fasti_case_free(walk->case_);
  ck_assert_int_eq(fasti_case_read(walk->procedure, fasti_slice_of(walk->snapshot), walk->messages, &walk->case_),
                   FASTI_OK);
  fasti_case_write(walk->case_, &again);
  ck_assert_str_eq(again.at, walk->snapshot);
  fasti_buffer_free(&again);
}

static void
keep(struct walk *walk)
{
  struct fasti_buffer out = {0};

  fasti_case_write(walk->case_, &out);
  fasti_free(walk->snapshot);
  walk->snapshot = fasti_buffer_take(&out);
}

static enum fasti_status
apply(struct walk *walk, const struct fasti_command *command, int64_t at)
{
  struct fasti_oracle oracle = {.self = walk, .name = next_name, .find = find_nothing, .number = next_number};
  struct fasti_buffer body = {0}, told = {0};
  int64_t numbers = walk->numbers;
  enum fasti_status status;

  fasti_messages_clear(walk->messages);
  status = fasti_case_apply(walk->case_, command, at, &oracle, walk->messages, &body);
  if (status == FASTI_OK) {
    ck_assert(walk->entries < sizeof walk->at / sizeof *walk->at);
    walk->journal[walk->entries] = body;
    walk->at[walk->entries] = at;
    walk->kinds[walk->entries++] = command->kind;
    keep(walk);
  } else {
    fasti_messages_print(walk->messages, &told);
    ck_assert_msg(status != FASTI_INTERNAL && status != FASTI_CORRUPT && status != FASTI_LIMIT, "%s: %s",
                  fasti_command_name(command->kind), told.at);
    ck_assert_msg(fasti_messages_errors(walk->messages) > 0, "a refusal without a word");
    fasti_buffer_free(&told);
    fasti_buffer_free(&body);
    walk->numbers = numbers;
  }
  read_again(walk);
  return status;
}

/* Whom forms may name. */
static const struct fasti_person office[] = {
  {"case-officer-1", "case-officer-1", "A-123451", "case-officer", "", ""},
  {"case-officer-2", "case-officer-2", "A-123452", "case-officer", "", ""},
  {"case-officer-3", "case-officer-3", "A-123453", "case-officer", "", ""},
  {"hearing-presider-1", "hearing-presider-1", "A-123451", "hearing-presider", "", ""},
  {"leader-1", "leader-1", "A-123451", "leader", "", ""},
  {"leader-2", "leader-2", "A-123452", "leader", "", ""},
  {"leader-3", "leader-3", "A-123453", "leader", "", ""},
};

static struct fasti_person
person_of(struct walk *walk, const char *roles)
{
  struct fasti_slice role = {0};
  unsigned skip = chance(walk, 3), number = 1 + chance(walk, PEOPLE);
  const char *at = roles, *id, *certificate;

  fasti_list_next(&at, &role);
  for (struct fasti_slice more; skip > 0 && fasti_list_next(&at, &more); skip--)
    role = more;
  id = fasti_arena_printf(walk->arena, "%.*s-%u", (int)role.size, role.at, number);
  certificate = fasti_arena_printf(walk->arena, "A-12345%u", number);
  return (struct fasti_person){id, id, certificate, fasti_arena_copy(walk->arena, role.at, role.size), "", ""};
}

static void
gather_task(void *self, const struct fasti_task_row *row)
{
  struct walk *walk = self;

  if (walk->offer_count < 100) {
    walk->offers[walk->offer_count].task = row->number;
    walk->offers[walk->offer_count].event = walk->offers[walk->offer_count].session = NULL;
    walk->offers[walk->offer_count].persons = fasti_arena_strdup(walk->arena, row->persons);
    walk->offers[walk->offer_count++].roles = fasti_arena_strdup(walk->arena, row->roles);
  }
}

static void
gather_action(void *self, const struct fasti_action_view *view)
{
  struct walk *walk = self;

  if (walk->offer_count < 100) {
    walk->offers[walk->offer_count].task = 0;
    walk->offers[walk->offer_count].event = fasti_arena_strdup(walk->arena, view->event);
    walk->offers[walk->offer_count++].session = fasti_arena_strdup(walk->arena, view->session);
  }
}

/* Somebody of any role; actions do not tell whose they are. */
static struct fasti_person
anybody(struct walk *walk)
{
  const struct fasti_package *package = fasti_procedure_package(walk->procedure);
  unsigned count = 0;

  while (fasti_package_role_at(package, count, NULL))
    count++;
  return person_of(walk, fasti_package_role_at(package, chance(walk, count), NULL));
}

static void
work_on(struct walk *walk, size_t offer)
{
  static const enum fasti_command_kind kinds[] = {FASTI_COMPLETE, FASTI_COMPLETE, FASTI_COMPLETE, FASTI_COMPLETE,
                                                  FASTI_SIGN,     FASTI_SIGN,     FASTI_CLAIM,    FASTI_RELEASE,
                                                  FASTI_DRAFT,    FASTI_RETURN,   FASTI_WITHDRAW, FASTI_URGE};
  struct fasti_person persons[2];
  struct fasti_command command = {.persons = persons,
                                  .person_count = 1,
                                  .named = office,
                                  .named_count = sizeof office / sizeof *office,
                                  .reason = "因故",
                                  .agree = true};
  struct fasti_form_data *data = NULL;
  struct fasti_case_row row;

  command.event = walk->offers[offer].event;
  command.session = walk->offers[offer].session;
  command.task = walk->offers[offer].task;
  command.kind = command.event ? FASTI_ACT : kinds[chance(walk, sizeof kinds / sizeof *kinds)];
  persons[0] = command.event ? anybody(walk) : person_of(walk, walk->offers[offer].roles);
  if (!command.event && *walk->offers[offer].persons && chance(walk, 2))
    persons[0].id = persons[0].name = walk->offers[offer].persons; /* who has claimed it */
  persons[1] = persons[0];
  if (command.kind == FASTI_ACT && chance(walk, 2)) {
    persons[1].id = persons[1].name = fasti_arena_printf(walk->arena, "%s-other", persons[0].roles);
    command.person_count = 2;
  }
  fasti_case_row(walk->case_, &row);
  command.to = fasti_arena_strdup(walk->arena, chance(walk, 2) ? "investigating" : "verifying");
  if (command.kind == FASTI_WITHDRAW)
    command.task = 1 + chance(walk, (unsigned)command.task);
  if ((command.kind == FASTI_COMPLETE || command.kind == FASTI_DRAFT || command.kind == FASTI_ACT) &&
      fasti_case_form(walk->case_, &command, NULL, &data) == FASTI_OK && data) {
    fill_form(walk, data);
    fasti_form_close(data);
    command.fields = walk->fields;
    command.field_count = walk->field_count;
  }
  read_again(walk);
  for (int tries = 0; tries < 15 && apply(walk, &command, walk->now) == FASTI_INVALID && command.fields; tries++) {
    mend(walk);
    command.field_count = walk->field_count;
  }
}

static void
pass_days(struct walk *walk)
{
  struct fasti_command command = {.kind = FASTI_CLOCK};
  int64_t until = walk->now + (int64_t)(1 + chance(walk, 20)) * 86400000, due;

  while ((due = fasti_case_due(walk->case_)) <= until)
    ck_assert_int_eq(apply(walk, &command, due), FASTI_OK);
  walk->now = until;
}

static void
replay(struct walk *walk)
{
  struct fasti_case *again = fasti_case_new(walk->procedure, "X-1");
  struct fasti_buffer out = {0};

  for (size_t i = 0; i < walk->entries; i++) {
    struct fasti_entry_row entry = {.sequence = (int64_t)i + 1,
                                    .at = walk->at[i],
                                    .kind = fasti_command_name(walk->kinds[i]),
                                    .body = fasti_buffer_slice(&walk->journal[i])};

    ck_assert_int_eq(fasti_case_replay(again, &entry, walk->messages), FASTI_OK);
    fasti_buffer_free(&walk->journal[i]);
  }
  fasti_case_write(again, &out);
  ck_assert_str_eq(out.at, walk->snapshot);
  fasti_buffer_free(&out);
  fasti_case_free(again);
}

static bool
no_data(void *self, const char *name, xmlXPathObjectPtr *value)
{
  *value = xmlXPathNewCString(strcmp(name, "today") == 0 ? day_text(self, 0) : "");
  return true;
}

/* Try until the opening form is content with what chance wrote in it. */
static void
open_case(struct walk *walk)
{
  struct fasti_person person = person_of(walk, fasti_procedure_openers(walk->procedure));
  struct fasti_command command = {.kind = FASTI_OPEN, .persons = &person, .person_count = 1};
  struct fasti_scope scope = {.self = walk, .variable = no_data, .now = walk->now, .zone = 8 * 3600};
  const struct fasti_form *form = fasti_procedure_form(walk->procedure);

  for (int attempt = 0; attempt < 200 && walk->entries == 0; attempt++) {
    struct fasti_form_data *data = form ? fasti_form_open(form, NULL, &scope, NULL, NULL) : NULL;

    walk->field_count = 0;
    if (data)
      fill_form(walk, data);
    fasti_form_close(data);
    command.fields = walk->fields;
    command.field_count = walk->field_count;
    apply(walk, &command, walk->now);
  }
  ck_assert_int_eq(walk->entries, 1);
}

static size_t
walk_procedure(struct walk *walk, const struct fasti_procedure *procedure, unsigned long seed)
{
  walk->procedure = procedure;
  walk->messages = fasti_messages_new(NULL, NULL);
  walk->arena = fasti_arena_new();
  walk->case_ = fasti_case_new(procedure, "X-1");
  walk->now = INT64_C(1759107600000); /* 2025-09-29 */
  walk->seed = seed;
  keep(walk);
  open_case(walk);
  for (int step = 0; step < STEPS && !fasti_case_outcome(walk->case_); step++) {
    fasti_arena_free(walk->arena);
    walk->arena = fasti_arena_new();
    walk->offer_count = 0;
    fasti_case_tasks(walk->case_, gather_task, walk);
    if (walk->offer_count == 0 || chance(walk, 3) == 0)
      fasti_case_actions(walk->case_, NULL, gather_action, walk);
    if (walk->offer_count == 0 || chance(walk, 25) == 0)
      pass_days(walk);
    else
      work_on(walk, chance(walk, (unsigned)walk->offer_count));
  }
  replay(walk);
  fasti_case_free(walk->case_);
  fasti_free(walk->snapshot);
  fasti_arena_free(walk->arena);
  fasti_messages_free(walk->messages);
  return walk->entries;
}

START_TEST(shipped_walk__replays)
{
  const char *source = getenv("FASTI_SOURCE") ? getenv("FASTI_SOURCE") : ".";
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_library library = {arena, find};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  const char *base = fasti_arena_printf(arena, "%s/processes/packages/x", source), *name;
  struct fasti_package *package;
  struct fasti_slice bytes;

  ck_assert_int_eq(find(arena, base, "luquan/package.xml", &name, &bytes), FASTI_OK);
  ck_assert_int_eq(fasti_package_load(name, bytes, &library, messages, &package), FASTI_OK);
  for (size_t i = 0; fasti_package_procedure_at(package, i); i++) {
    struct walk *walk = fasti_alloc(sizeof *walk);

    ck_assert(walk_procedure(walk, fasti_package_procedure_at(package, i), (unsigned long)_i * 104729 + 17) >= 2);
    fasti_free(walk);
  }
  fasti_package_free(package);
  fasti_messages_free(messages);
  fasti_arena_free(arena);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("shipped");
  TCase *tcase = tcase_create("walk");

  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, shipped_walk__replays, 0, 6);
  suite_add_tcase(suite, tcase);
  return tap_run(suite);
}
