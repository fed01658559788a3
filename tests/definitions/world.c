/* tests/definitions/world.c - an office in which everything can be taken back; see world.h. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/memory/memory.h"
#include "engine/row.h"
#include "tests/definitions/world.h"

enum { FILE_BYTES = 1000000, BEGIN = 2023 };

/* The store of the world is the memory store, with transactions that are savepoints. */

static const struct fasti_store_functions *memory;
static struct fasti_store_functions within;

static enum fasti_status
begin_within(struct fasti_store *store, bool write)
{
  (void)write;
  return memory->savepoint(store);
}

static enum fasti_status
commit_within(struct fasti_store *store)
{
  return memory->release(store);
}

static void
rollback_within(struct fasti_store *store)
{
  memory->rollback_to(store);
}

static struct fasti_store *
store_new(void)
{
  struct fasti_store *store = fasti_memory_new();

  memory = store->call;
  within = *memory;
  within.begin = begin_within;
  within.commit = commit_within;
  within.rollback = rollback_within;
  if (memory->begin(store, true) != FASTI_OK)
    exit(EXIT_FAILURE);
  store->call = &within;
  return store;
}

/* Files. */

enum fasti_status
world_read(struct fasti_arena *arena, const char *path, struct fasti_slice *bytes)
{
  struct fasti_buffer text = {0};
  char block[8192];
  size_t size;
  FILE *file = fopen(path, "rb");

  if (!file)
    return FASTI_NOT_FOUND;
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&text, block, size);
  fclose(file);
  *bytes = (struct fasti_slice){fasti_arena_copy(arena, text.at, text.size), text.size};
  fasti_buffer_free(&text);
  return FASTI_OK;
}

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct fasti_arena *arena = self;
  const char *slash = strrchr(base, '/');

  *name = *uri == '/' || !slash ? fasti_arena_strdup(arena, uri)
                                : fasti_arena_printf(arena, "%.*s/%s", (int)(slash - base), base, uri);
  return world_read(arena, *name, bytes);
}

struct fasti_library
world_library(struct fasti_arena *arena)
{
  return (struct fasti_library){.self = arena, .find = find};
}

/* The world. */

static void
stop(struct world *world, const char *what)
{
  struct fasti_buffer said = {0};

  fasti_messages_print(world->messages, &said);
  printf("Bail out! %s: %s: %s\n", world->path, what, said.at ? said.at : "");
  fflush(stdout);
  exit(EXIT_FAILURE);
}

struct world *
world_new(const char *path, const char *folder)
{
  char real[4096];
  struct world *world = fasti_alloc(sizeof *world);
  struct fasti_library library;
  struct fasti_slice bytes = {0};
  char hash[FASTI_HASH_SIZE];
  /* standing cases are there from then on */
  int64_t begin = fasti_instant_of(fasti_day_of((struct fasti_date){BEGIN, 7, 1}), 0);

  world->arena = fasti_arena_new();
  library = world_library(world->arena);
  world->path = fasti_arena_strdup(world->arena, realpath(path, real) ? real : path); /* as stories name it */
  world->messages = fasti_messages_new(NULL, NULL);
  world->store = store_new();
  world->office = fasti_office_new(world->store);
  world->vault = fasti_memory_vault_new();
  fasti_office_keep_in(world->office, world->vault);
  if (world_read(world->arena, path, &bytes) != FASTI_OK ||
      fasti_office_deploy(world->office, path, bytes, &library, "", begin, world->messages, hash) != FASTI_OK ||
      fasti_office_package_of(world->office, hash, world->messages, &world->package) != FASTI_OK)
    stop(world, "cannot be deployed");
  world->zone = fasti_package_zone(world->package);
  world->monitor = monitor_new(world->package, folder);
  fasti_office_watch(world->office, monitor_see, world->monitor);
  return world;
}

void
world_free(struct world *world)
{
  monitor_free(world->monitor);
  fasti_office_free(world->office);
  world->store->call = memory;
  memory->close(world->store);
  world->vault->call->close(world->vault);
  fasti_messages_free(world->messages);
  fasti_arena_free(world->arena);
  fasti_free(world);
}

static void
show_people(struct world *world)
{
  world->monitor->people = world->people;
  world->monitor->people_count = world->people_count;
}

void
world_person(struct world *world, const char *id, const char *name, const char *roles, const char *certificate,
             const char *unit)
{
  struct fasti_person_row row = {.id = id,
                                 .name = name,
                                 .bureau = fasti_package_bureau(world->package),
                                 .certificate = certificate,
                                 .unit = unit,
                                 .roles = roles,
                                 .active = true};
  size_t i = 0;

  while (i < world->people_count && strcmp(world->people[i].id, id) != 0)
    i++;
  if (i == WORLD_PEOPLE || (i < world->people_count && strcmp(world->people[i].roles, roles) == 0 &&
                             strcmp(world->people[i].unit, unit) == 0))
    return;
  fasti_messages_clear(world->messages);
  if (fasti_office_person_put(world->office, &row, "", world->now, world->messages) != FASTI_OK)
    stop(world, "a person is refused");
  world->people[i] = (struct fasti_person){.id = fasti_arena_strdup(world->arena, id),
                                           .name = fasti_arena_strdup(world->arena, name),
                                           .certificate = fasti_arena_strdup(world->arena, certificate),
                                           .roles = fasti_arena_strdup(world->arena, roles),
                                           .valid_to = "",
                                           .interests = "",
                                           .unit = fasti_arena_strdup(world->arena, unit)};
  world->people_count += i == world->people_count;
  show_people(world);
}

void
world_mark(struct world *world, struct world_mark *mark)
{
  if (memory->savepoint(world->store) != FASTI_OK)
    stop(world, "no savepoint");
  mark->now = world->now;
  mark->cases = world->case_count;
  mark->facts = world->monitor->count;
  mark->people_count = world->people_count;
  memcpy(mark->people, world->people, sizeof mark->people);
}

void
world_back(struct world *world, const struct world_mark *mark)
{
  memory->rollback_to(world->store);
  world->now = mark->now;
  world->case_count = mark->cases;
  world->people_count = mark->people_count;
  memcpy(world->people, mark->people, sizeof mark->people);
  monitor_back(world->monitor, mark->facts);
  show_people(world);
}

void
world_keep(struct world *world)
{
  if (memory->release(world->store) != FASTI_OK)
    stop(world, "no savepoint");
}

/* Cases, in the order of opening: those that others have opened stand behind the ones that were there. */
static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct world *world = self;

  for (size_t i = 0; i < world->case_count; i++)
    if (strcmp(world->cases[i], row->id) == 0)
      return true;
  if (world->case_count == WORLD_CASES)
    stop(world, "too many cases");
  snprintf(world->cases[world->case_count++], sizeof world->cases[0], "%s", row->id);
  return true;
}

static void
take_cases(struct world *world)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY};

  if (world->store->call->case_list(world->store, &filter, take_case, world) != FASTI_OK)
    stop(world, "no list of cases");
}

enum fasti_status
world_pass(struct world *world, int64_t until)
{
  enum fasti_status status = fasti_office_advance(world->office, until, world->messages);

  if (status != FASTI_OK) {
    struct fasti_buffer said = {0};

    fasti_messages_print(world->messages, &said);
    monitor_fail(world->monitor, "clock", "the clock was refused what is due: %s\n%s", fasti_status_text(status),
                 said.size ? said.at : "");
    fasti_buffer_free(&said);
  }
  if (until > world->now)
    world->now = until;
  take_cases(world);
  return status;
}

/* A file whose content is its name, taken into the vault. */
static enum fasti_status
take_file(struct world *world, const char *name, struct fasti_given_file *file)
{
  struct fasti_upload *upload = NULL;
  struct fasti_kept kept;
  enum fasti_status status = fasti_upload_begin(world->vault, name, FILE_BYTES, world->messages, &upload);

  if (status == FASTI_OK && (status = fasti_upload_write(upload, fasti_slice_of(name))) != FASTI_OK)
    fasti_upload_cancel(upload);
  else if (status == FASTI_OK)
    status = fasti_upload_end(upload, &kept);
  if (status == FASTI_OK) {
    file->name = name;
    file->hash = fasti_arena_strdup(world->arena, kept.hash);
  }
  return status;
}

/* Fields given as NAME=@FILE come as files. */
static enum fasti_status
take_files(struct world *world, const struct act *act, struct fasti_field *fields, struct fasti_given_file *files,
           struct fasti_request *request)
{
  enum fasti_status status = FASTI_OK;

  request->fields = fields;
  request->files = files;
  if (act->file)
    status = take_file(world, act->file, &files[request->file_count++]);
  for (size_t i = 0; i < act->field_count && status == FASTI_OK; i++) {
    const struct fasti_field *field = &act->fields[i];

    if (act->file && strcmp(field->path, "supersedes") == 0) {
      files->supersedes = field->value;
    } else if (field->value[0] == '@' && field->value[1]) {
      status = take_file(world, field->value + 1, &files[request->file_count]);
      files[request->file_count++].field = field->path;
    } else {
      fields[request->field_count++] = *field;
    }
  }
  return status;
}

static enum fasti_status
ask(struct world *world, const struct act *act)
{
  struct fasti_field *fields = fasti_alloc((act->field_count + 1) * sizeof *fields);
  struct fasti_given_file *files = fasti_alloc((act->field_count + 1) * sizeof *files);
  struct fasti_request request = {.kind = act->kind,
                                  .case_id = act->kind == FASTI_OPEN ? NULL : world->cases[act->case_],
                                  .procedure = act->procedure,
                                  .persons = act->persons,
                                  .person_count = act->person_count,
                                  .task = act->task,
                                  .event = act->event,
                                  .session = act->session,
                                  .node = act->node,
                                  .to = act->to,
                                  .reason = act->reason,
                                  .law = act->law,
                                  .agree = act->agree};
  struct fasti_answer answer;
  enum fasti_status status = take_files(world, act, fields, files, &request);

  if (status == FASTI_OK)
    status = fasti_office_do(world->office, &request, world->now, world->messages, &answer);
  fasti_free(fields);
  fasti_free(files);
  if (status != FASTI_OK)
    return status;
  take_cases(world);
  world->answered = 0;
  while (world->answered < world->case_count && strcmp(world->cases[world->answered], answer.case_id) != 0)
    world->answered++;
  if (world->answered == world->case_count)
    stop(world, "a case that was answered for is in no list");
  return FASTI_OK;
}

enum fasti_status
world_do(struct world *world, const struct act *act)
{
  fasti_messages_clear(world->messages);
  if (act->at > world->now || act->kind == FASTI_CLOCK) {
    enum fasti_status status = world_pass(world, act->at > world->now ? act->at : world->now);

    if (status != FASTI_OK || act->kind == FASTI_CLOCK)
      return status;
  }
  if (act->kind != FASTI_OPEN && act->case_ >= world->case_count)
    return FASTI_NOT_FOUND;
  return ask(world, act);
}

struct fasti_case *
world_case(struct world *world, size_t index)
{
  struct fasti_case *case_ = NULL;

  fasti_messages_clear(world->messages);
  if (fasti_office_case(world->office, world->cases[index], world->messages, &case_) != FASTI_OK)
    stop(world, "a case cannot be read");
  return case_;
}

/* Every kind of row of a case, one after the other. */
#define WRITE_ROW(type)                                                                                                \
  static bool write_##type(void *self, const struct fasti_##type##_row *row)                                           \
  {                                                                                                                    \
    fasti_row_canonical(&fasti_##type##_shape, fasti_##type##_shape.count, row, self);                                 \
    return true;                                                                                                       \
  }
WRITE_ROW(case)
WRITE_ROW(entry)
WRITE_ROW(task)
WRITE_ROW(deadline)
WRITE_ROW(fact)
WRITE_ROW(link)
WRITE_ROW(outbox)
WRITE_ROW(evidence)

struct writing {
  struct world *world;
  const char *case_id;
  struct fasti_buffer *out;
  enum fasti_status status;
};

static bool
write_instrument(void *self, const struct fasti_instrument_row *row)
{
  fasti_row_canonical(&fasti_instrument_shape, fasti_instrument_shape.count, row, self);
  return true;
}

/* Lists leave the content out. */
static bool
write_content(void *self, const struct fasti_instrument_row *row)
{
  struct writing *writing = self;

  writing->status = writing->world->store->call->instrument_list(writing->world->store, writing->case_id, row->number,
                                                                 write_instrument, writing->out);
  return writing->status == FASTI_OK;
}

void
world_write(struct world *world, struct fasti_buffer *out)
{
  const struct fasti_store_functions *call = world->store->call;
  struct fasti_store *store = world->store;
  bool good = call->outbox_list(store, false, write_outbox, out) == FASTI_OK;

  for (size_t i = 0; i < world->case_count; i++) {
    const char *id = world->cases[i];
    struct fasti_task_filter tasks = {.case_id = id, .due_before = FASTI_NO_DAY};
    struct writing writing = {.world = world, .case_id = id, .out = out, .status = FASTI_OK};

    good = good && call->case_get(store, id, write_case, out) == FASTI_OK &&
           call->entry_list(store, id, 1, write_entry, out) == FASTI_OK &&
           call->task_list(store, &tasks, write_task, out) == FASTI_OK &&
           call->deadline_list(store, &(struct fasti_deadline_filter){.case_id = id}, write_deadline, out) == FASTI_OK &&
           call->fact_list(store, id, write_fact, out) == FASTI_OK &&
           call->link_list(store, id, write_link, out) == FASTI_OK &&
           call->evidence_list(store, id, 0, write_evidence, out) == FASTI_OK &&
           call->instrument_list(store, id, 0, write_content, &writing) == FASTI_OK && writing.status == FASTI_OK;
  }
  if (!good)
    stop(world, "a case cannot be written");
}

bool
world_audit(struct world *world)
{
  struct fasti_buffer said = {0};
  int64_t checked;
  enum fasti_status status;

  fasti_messages_clear(world->messages);
  status = fasti_office_audit(world->office, NULL, world->messages, &checked);
  if (status != FASTI_OK) {
    fasti_messages_print(world->messages, &said);
    monitor_fail(world->monitor, "audit", "%s", said.at ? said.at : fasti_status_text(status));
  }
  fasti_buffer_free(&said);
  return status == FASTI_OK;
}
