/* adapters/cli/scenario/run.c - doing the steps of a scenario in an office; see run.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/attach.h"
#include "adapters/cli/scenario/run.h"
#include "engine/list.h"

static struct fasti_arena *
arena_of(const struct scenario_run *run)
{
  return run->cli->arena;
}

/* Messages that the office gave, told at the place of a step. */
static void
pass_on(struct scenario_run *run, struct fasti_place place, const struct fasti_messages *told)
{
  for (size_t i = 0; i < fasti_messages_count(told); i++) {
    struct fasti_message message = *fasti_messages_at(told, i);

    if (!message.place.file && message.field)
      message.text = fasti_arena_printf(arena_of(run), "%s: %s", message.field, message.text);
    if (!message.place.file)
      message.place = place;
    fasti_message_add(run->messages, &message);
  }
  run->failed = true;
}

/* Does STEP with its own messages; what it tells is an error of the scenario. @return false when it failed */
static bool
succeeds(struct scenario_run *run, const struct scenario_step *step, enum fasti_status status,
         struct fasti_messages *told)
{
  if (status != FASTI_OK && fasti_messages_count(told) == 0)
    fasti_error_at(told, step->place, "%s", fasti_messages_translate(told, fasti_status_text(status)));
  if (status != FASTI_OK)
    pass_on(run, step->place, told);
  fasti_messages_free(told);
  return status == FASTI_OK;
}

/* A package by its file, or by its name: beside the scenario, in a folder above it, or among those of the program. */
static const char *
find_package(struct scenario_run *run, const struct scenario_step *step)
{
  static const char *const folders[] = {"packages", "processes/packages"};
  struct fasti_arena *arena = arena_of(run);
  const char *slash = strrchr(step->place.file, '/');
  const char *folder =
    slash ? fasti_arena_printf(arena, "%.*s", (int)(slash - step->place.file), step->place.file) : ".";

  if (strchr(step->name, '/') || strstr(step->name, ".xml"))
    return step->name[0] == '/' ? step->name : fasti_arena_printf(arena, "%s/%s", folder, step->name);
  for (int up = 0; up < 8; up++) {
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
      const char *path = fasti_arena_printf(arena, "%s/%s/%s/package.xml", folder, folders[i], step->name);

      if (access(path, R_OK) == 0)
        return path;
    }
    folder = fasti_arena_printf(arena, "%s/..", folder);
  }
  return cli_data_path(run->cli, fasti_arena_printf(arena, "processes/packages/%s/package.xml", step->name));
}

static enum fasti_status
deploy(struct scenario_run *run, const struct scenario_step *step, struct fasti_messages *told)
{
  struct cli quiet = *run->cli;
  struct fasti_library library;
  const char *found = find_package(run, step);
  char *path = realpath(found, NULL);
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE];
  struct fasti_slice bytes;
  enum fasti_status status;

  quiet.messages = told;
  library = cli_library(&quiet);
  found = path ? fasti_arena_strdup(arena_of(run), path) : found;
  free(path);
  status = cli_read(&quiet, found, CLI_DEFINITION_BYTES, &bytes);
  if (status == FASTI_OK)
    status = fasti_office_deploy(run->office, found, bytes, &library, run->admin, run->now, told, hash);
  if (status == FASTI_OK)
    status = fasti_office_package_of(run->office, hash, told, &package);
  if (status != FASTI_OK)
    return status;
  run->bureau = fasti_arena_strdup(arena_of(run), fasti_package_bureau(package));
  run->zone = fasti_package_zone(package);
  return FASTI_OK;
}

static bool
do_package(struct scenario_run *run, const struct scenario_step *step)
{
  struct fasti_messages *told = cli_messages_new();

  return succeeds(run, step, deploy(run, step, told), told);
}

static bool
do_person(struct scenario_run *run, const struct scenario_step *step)
{
  struct fasti_messages *told = cli_messages_new();
  struct fasti_person_row row = {.id = step->name,
                                 .name = step->title,
                                 .bureau = run->bureau,
                                 .certificate = step->certificate,
                                 .valid_to = step->text,
                                 .unit = step->unit,
                                 .roles = step->roles,
                                 .active = true};

  enum fasti_status status = fasti_office_person_put(run->office, &row, run->admin, run->now, told);

  if (status == FASTI_OK && fasti_list_has(row.roles, "admin"))
    run->admin = row.id;
  return succeeds(run, step, status, told);
}

/* A file beside the scenario. */
static enum fasti_status
find_beside(struct scenario_run *run, const struct scenario_step *step, struct fasti_messages *told,
            struct fasti_slice *content)
{
  struct fasti_library library = cli_library(run->cli);
  const char *found;

  if (library.find(library.self, step->place.file, step->name, &found, content) == FASTI_OK)
    return FASTI_OK;
  fasti_error_at(told, step->place, "the file \"%s\" cannot be read", step->name);
  return FASTI_NOT_FOUND;
}

static bool
do_calendar(struct scenario_run *run, const struct scenario_step *step)
{
  struct fasti_messages *told = cli_messages_new();
  struct fasti_slice content;
  int64_t cases;
  enum fasti_status status = find_beside(run, step, told, &content);

  if (status == FASTI_OK)
    status = fasti_office_calendar(run->office, run->bureau, step->name, content, run->admin, run->now, told, &cases);
  return succeeds(run, step, status, told);
}

static bool
do_advance(struct scenario_run *run, const struct scenario_step *step)
{
  struct fasti_messages *told = cli_messages_new();
  int64_t now = fasti_instant_of(step->day, run->zone) + (int64_t)step->minute * 60000;
  enum fasti_status status;

  fasti_buffer_clear(&run->events);
  if (!run->bureau) {
    fasti_error_at(told, step->place,
                   "\"package NAME\" comes before the first day: it says which zone the days are of");
    status = FASTI_INVALID;
  } else if (!run->started) {
    status = fasti_office_start(run->office, true, now, told);
    if (status == FASTI_OK) /* what stands is there from the beginning */
      status = fasti_office_advance(run->office, now, told);
  } else {
    status = fasti_office_advance(run->office, now, told);
  }
  run->now = now;
  run->started = true;
  return succeeds(run, step, status, told);
}

static const struct scenario_case *
find_case(const struct scenario_run *run, const char *name)
{
  const struct scenario_case *one = run->cases;

  while (one && strcmp(one->name, name) != 0)
    one = one->next;
  return one;
}

static void
name_case(struct scenario_run *run, const char *name, const char *id)
{
  struct scenario_case *one = fasti_arena_alloc(arena_of(run), sizeof *one);

  one->name = name;
  one->id = fasti_arena_strdup(arena_of(run), id);
  one->next = run->cases;
  run->cases = one;
  run->case_id = one->id;
}

/* Looking for a case by what it has to do with the current one. */
struct related {
  struct scenario_run *run;
  const struct scenario_step *step;
  int count;
  const char *id; /* the one wanted, or the last so far */
};

static bool
take_related(void *self, const struct fasti_case_row *row)
{
  struct related *related = self;

  if (strcmp(row->procedure, related->step->name) == 0 &&
      (++related->count == related->step->count || related->step->count == 0))
    related->id = fasti_arena_strdup(arena_of(related->run), row->id);
  return true;
}

static bool
take_link(void *self, const struct fasti_link_row *row)
{
  struct related *related = self;
  struct fasti_store *store = related->run->store;

  if (strcmp(row->kind, related->step->relation) != 0)
    return true;
  return store->call->case_get(store, row->other, take_related, related) == FASTI_OK;
}

static bool
take_key(void *self, const struct fasti_key_row *row)
{
  struct related *related = self;

  related->id = fasti_arena_strdup(arena_of(related->run), row->case_id);
  return true;
}

static enum fasti_status
find_related(struct scenario_run *run, struct related *related)
{
  struct fasti_case_filter filter = {.procedure = related->step->name, .due_before = FASTI_NO_DAY};
  struct fasti_key_row wanted = {.bureau = run->bureau, .procedure = related->step->name, .key = related->step->key};

  if (related->step->key)
    return run->store->call->key_list(run->store, &wanted, take_key, related);
  if (strcmp(related->step->relation, "of") == 0)
    return run->store->call->case_list(run->store, &filter, take_related, related);
  return run->case_id ? run->store->call->link_list(run->store, run->case_id, take_link, related) : FASTI_OK;
}

static bool
do_case(struct scenario_run *run, const struct scenario_step *step)
{
  struct related related = {.run = run, .step = step};
  const struct scenario_case *one = step->relation ? NULL : find_case(run, step->name);
  enum fasti_status status = step->relation ? find_related(run, &related) : FASTI_OK;

  if (one)
    related.id = one->id;
  if (status == FASTI_OK && related.id) {
    run->case_id = related.id;
    if (step->named)
      name_case(run, step->named, related.id);
    return true;
  }
  if (step->key)
    fasti_error_at(run->messages, step->place, "there is no case of %s with the key \"%s\"", step->name, step->key);
  else if (step->relation)
    fasti_error_at(run->messages, step->place, "there is no such case; the current one has %d of %s so", related.count,
                   step->name);
  else
    fasti_error_at(run->messages, step->place, "no case is called \"%s\" here; open one: open ... named %s", step->name,
                   step->name);
  run->failed = true;
  return false;
}

/* The first case of a scenario is called A, unless it is given a name. */
static void
keep_case(struct scenario_run *run, const struct scenario_step *step, const char *id)
{
  name_case(run, step->named ? step->named : "A", id);
}

/* Text of all that an answer told, a line each, as people see it. */
static const char *
text_of(struct scenario_run *run, const struct fasti_messages *told)
{
  struct fasti_buffer text = {0};
  const char *kept;

  fasti_messages_print(told, &text);
  kept = fasti_arena_strdup(arena_of(run), text.size ? text.at : "");
  fasti_buffer_free(&text);
  return kept;
}

/* A word that is the word "today" is the day on which the line is played; one in braces is what the expression in it
 * gives in the data of the current case. What cannot be evaluated stays as it is, and is refused by that. */
static const char *
value_of(struct scenario_run *run, const char *value)
{
  size_t size = value ? strlen(value) : 0;
  struct fasti_messages *quiet;
  struct fasti_case *case_ = NULL;
  struct fasti_buffer out = {0};
  char day[FASTI_DATE_SIZE];

  if (value && strcmp(value, "today") == 0)
    return fasti_arena_strdup(arena_of(run), fasti_day_format(fasti_instant_day(run->now, run->zone), day));
  if (size < 3 || *value != '{' || value[size - 1] != '}' || !run->case_id)
    return value;
  quiet = cli_messages_new();
  if (fasti_office_case(run->office, run->case_id, quiet, &case_) == FASTI_OK &&
      fasti_case_evaluate(case_, fasti_arena_copy(arena_of(run), value + 1, size - 2), quiet, &out) == FASTI_OK)
    value = fasti_arena_strdup(arena_of(run), out.size ? out.at : "");
  fasti_buffer_free(&out);
  fasti_case_free(case_);
  fasti_messages_free(quiet);
  return value;
}

/* The actor, and whoever else the command names. */
static void
name_persons(struct scenario_run *run, const struct scenario_step *step, struct fasti_request *request)
{
  bool together = step->kind == FASTI_ACT;
  bool names = step->kind != FASTI_RETURN;
  const char **all = fasti_arena_alloc(arena_of(run), (step->person_count + step->to_count) * sizeof *all);
  size_t count = 0;

  for (size_t i = 0; i < step->person_count && (i == 0 || together); i++)
    all[count++] = value_of(run, step->persons[i]);
  for (size_t i = 0; names && i < step->to_count; i++)
    all[count++] = value_of(run, step->to[i]);
  request->persons = all;
  request->person_count = count;
}

/* The file beside the scenario; where there is none, one whose only content is its name, so that a scenario need not
 * come with photographs. */
static enum fasti_status
take_file(struct scenario_run *run, const struct scenario_step *step, const char *name, struct fasti_messages *told,
          struct fasti_given_file *file)
{
  struct fasti_library library = cli_library(run->cli);
  struct fasti_slice bytes;
  const char *found;

  if (!*name || library.find(library.self, step->place.file, name, &found, &bytes) != FASTI_OK)
    bytes = fasti_slice_of(name);
  return attach_bytes(run->office, run->vault, name, bytes, told, arena_of(run), file);
}

/* Fields given as NAME=@FILE come as files. */
static enum fasti_status
take_files(struct scenario_run *run, const struct scenario_step *step, struct fasti_messages *told,
           struct fasti_request *request)
{
  struct fasti_field *fields = fasti_arena_alloc(arena_of(run), (step->field_count + 1) * sizeof *fields);
  struct fasti_given_file *files = fasti_arena_alloc(arena_of(run), (step->field_count + 1) * sizeof *files);
  enum fasti_status status = FASTI_OK;

  request->fields = fields;
  request->field_count = 0;
  request->files = files;
  if (step->kind == FASTI_EVIDENCE) {
    request->file_count = 1;
    status = take_file(run, step, step->name, told, files);
    for (size_t i = 0; i < step->field_count; i++)
      if (strcmp(step->fields[i].path, "supersedes") == 0)
        files->supersedes = step->fields[i].value;
    return status;
  }
  for (size_t i = 0; i < step->field_count && status == FASTI_OK; i++) {
    if (*step->fields[i].value != '@') {
      fields[request->field_count].path = step->fields[i].path;
      fields[request->field_count++].value = value_of(run, step->fields[i].value);
      continue;
    }
    status = take_file(run, step, step->fields[i].value + 1, told, &files[request->file_count]);
    files[request->file_count++].field = step->fields[i].path;
  }
  return status;
}

struct first_task {
  const char *task;
  int64_t number;
};

static void
see_first(void *self, const struct fasti_task_row *row)
{
  struct first_task *first = self;

  if (!first->number && strcmp(row->task, first->task) == 0)
    first->number = row->number;
}

/* What a request calls a task: by id and key; "*" stands for the one that was opened first. */
static const char *
task_of(struct scenario_run *run, const struct scenario_step *step)
{
  struct first_task first = {.task = step->name};
  struct fasti_messages *quiet = cli_messages_new();
  struct fasti_case *case_ = NULL;

  if (step->key && strcmp(step->key, "*") == 0 && run->case_id &&
      fasti_office_case(run->office, run->case_id, quiet, &case_) == FASTI_OK)
    fasti_case_tasks(case_, see_first, &first);
  fasti_case_free(case_);
  fasti_messages_free(quiet);
  if (first.number)
    return fasti_arena_printf(arena_of(run), "%lld", (long long)first.number);
  return step->key ? fasti_arena_printf(arena_of(run), "%s[%s]", step->name, value_of(run, step->key)) : step->name;
}

static enum fasti_status
fill_request(struct scenario_run *run, const struct scenario_step *step, struct fasti_messages *told,
             struct fasti_request *request)
{
  *request = (struct fasti_request){
    .kind = step->kind, .case_id = run->case_id, .reason = step->reason, .law = step->law, .agree = step->agree};
  name_persons(run, step, request);
  switch (step->kind) {
  case FASTI_OPEN:
    request->case_id = NULL;
    request->procedure = step->name;
    return FASTI_OK;
  case FASTI_ACT:
    request->event = step->name;
    request->node = value_of(run, step->key);
    break;
  case FASTI_EVIDENCE:
    break;
  case FASTI_RETURN:
    request->to = step->to_count ? step->to[0] : NULL;
    /* fall through */
  default:
    if (step->name)
      request->task = task_of(run, step);
  }
  if (run->case_id)
    return FASTI_OK;
  fasti_error_at(told, step->place, "no case is open yet");
  return FASTI_NOT_FOUND;
}

/* The task is completed by the first person and signed by every further one. */
static enum fasti_status
send(struct scenario_run *run, const struct scenario_step *step, struct fasti_messages *told)
{
  struct fasti_request request;
  struct fasti_answer answer;
  enum fasti_status status = fill_request(run, step, told, &request);

  if (status == FASTI_OK)
    status = take_files(run, step, told, &request);
  if (status == FASTI_OK)
    status = fasti_office_do(run->office, &request, run->now, told, &answer);
  if (status == FASTI_OK && step->kind == FASTI_OPEN)
    keep_case(run, step, answer.case_id);
  for (size_t i = 1; status == FASTI_OK && step->kind == FASTI_COMPLETE && i < step->person_count; i++) {
    const char *signer = value_of(run, step->persons[i]);

    request.kind = FASTI_SIGN;
    request.agree = true;
    request.persons = &signer;
    request.person_count = 1;
    request.fields = NULL;
    request.field_count = 0;
    request.file_count = 0;
    status = fasti_office_do(run->office, &request, run->now, told, &answer);
  }
  return status;
}

static bool
do_command(struct scenario_run *run, const struct scenario_step *step)
{
  struct fasti_messages *told = cli_messages_new();
  enum fasti_status status;

  fasti_buffer_clear(&run->events);
  status = send(run, step, told);
  run->refusal = status == FASTI_OK ? NULL : text_of(run, told);
  if (!step->tried) {
    bool done = succeeds(run, step, status, told);

    if (!done)
      scenario_tell_case(run, step->place);
    return done;
  }
  fasti_messages_free(told);
  if (status != FASTI_OK)
    return true;
  fasti_error_at(run->messages, step->place, "this was done, but should have been refused");
  scenario_tell_case(run, step->place);
  run->failed = true;
  return false;
}

static bool
do_step(struct scenario_run *run, const struct scenario_step *step)
{
  switch (step->word) {
  case SCENARIO_PACKAGE:
    return do_package(run, step);
  case SCENARIO_PERSON:
    return do_person(run, step);
  case SCENARIO_ADVANCE:
    return do_advance(run, step);
  case SCENARIO_COMMAND:
    return do_command(run, step);
  case SCENARIO_CASE:
    return do_case(run, step);
  case SCENARIO_CALENDAR:
    return do_calendar(run, step);
  case SCENARIO_EXPECT:
    scenario_expect(run, step);
    return true;
  }
  return false;
}

struct noted {
  struct scenario_run *run;
  const char *case_id;
};

static void
note_event(void *self, const char *name)
{
  struct noted *noted = self;

  fasti_buffer_printf(&noted->run->events, " %s:%s ", noted->case_id, name);
}

static void
see(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct scenario_run *run = self;
  struct noted noted = {.run = run, .case_id = entry->case_id};

  fasti_case_events(case_, note_event, &noted);
  if (run->story)
    story_tell(run->story, case_, entry);
}

/* Every case must be what its journal says. */
static void
audit(struct scenario_run *run, const struct scenario *scenario)
{
  struct fasti_messages *told = cli_messages_new();
  int64_t checked;
  enum fasti_status status = fasti_office_audit(run->office, NULL, told, &checked);

  if (scenario->count)
    succeeds(run, &scenario->steps[scenario->count - 1], status, told);
  else
    fasti_messages_free(told);
}

enum fasti_status
scenario_run(struct scenario_run *run, const struct scenario *scenario)
{
  bool going = true;

  fasti_office_watch(run->office, see, run);
  for (size_t i = 0; i < scenario->count && going; i++)
    going = do_step(run, &scenario->steps[i]);
  fasti_office_watch(run->office, NULL, NULL);
  if (going)
    audit(run, scenario);
  fasti_buffer_free(&run->events);
  return run->failed ? FASTI_FAILED : FASTI_OK;
}
