/* tests/definitions/doing.c - doing things in a walk: acts with filled forms, and what must hold of every answer; see walk.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "tests/definitions/walk.h"

bool
walk_is_broken(const struct walk *walk)
{
  return walk->world->monitor->trouble.size > 0;
}

static void
trace(const struct walk *walk, const struct act *act, enum fasti_status status)
{
  struct fasti_buffer text = {0};

  act_write(act, walk->world->zone, walk->world->answered, &text);
  if (status != FASTI_OK)
    fasti_messages_print(walk->world->messages, &text);
  printf("%s", text.at);
  fflush(stdout);
  fasti_buffer_free(&text);
}

/* Nothing has happened, and the person was told why. */
static void
check_refusal(struct walk *walk, const struct act *act, enum fasti_status status)
{
  struct monitor *monitor = walk->world->monitor;
  const struct fasti_messages *messages = walk->world->messages;
  const char *name = fasti_command_name(act->kind);

  walk->refusals++;
  if (fasti_messages_errors(messages) == 0 || !*fasti_messages_at(messages, 0)->text)
    monitor_fail(monitor, "refused without a word", "%s was refused without a word", name);
  if (status != FASTI_REFUSED && status != FASTI_FORBIDDEN && status != FASTI_INVALID && status != FASTI_CONFLICT &&
      status != FASTI_NOT_FOUND)
    monitor_fail(monitor, "status", "%s ended with %s: %s", name, fasti_status_text(status),
                 fasti_messages_count(messages) ? fasti_messages_at(messages, 0)->text : "");
  for (size_t i = 0; i < fasti_messages_count(messages); i++)
    if (strstr(fasti_messages_at(messages, i)->text, "a rule of the definition failed"))
      monitor_fail(monitor, "failing rule", "%s met an expression that fails: %s", name,
                   fasti_messages_at(messages, i)->text);
}

bool
walk_do(struct walk *walk, struct act *act)
{
  enum fasti_status status;

  if (act->at < walk->world->now)
    act->at = walk->world->now;
  status = world_do(walk->world, act);
  act->done = status == FASTI_OK;
  if (act->done && act->kind == FASTI_OPEN)
    act->case_ = walk->world->answered;
  acts_add(&walk->acts, act);
  walk_look_away(walk);
  if (walk->trace)
    trace(walk, act, status);
  if (!act->done)
    check_refusal(walk, act, status);
  return act->done && !walk_is_broken(walk);
}

bool
walk_pass(struct walk *walk, int64_t until)
{
  struct act act = {.kind = FASTI_CLOCK, .at = until};

  return walk_do(walk, &act);
}

/* The form of the act, open; NULL: none. */
static struct fasti_form_data *
open_form(struct walk *walk, const struct act *act)
{
  struct fasti_person persons[ACT_PERSONS];
  struct fasti_command command = {.kind = act->kind,
                                  .persons = persons,
                                  .person_count = act->person_count,
                                  .task = act->number,
                                  .event = act->event,
                                  .session = act->session,
                                  .key = act->node,
                                  .named = walk->world->people,
                                  .named_count = walk->world->people_count};
  struct fasti_form_data *data = NULL;

  for (size_t i = 0; i < act->person_count; i++)
    for (size_t j = 0; j < walk->world->people_count; j++)
      if (strcmp(walk->world->people[j].id, act->persons[i]) == 0)
        persons[i] = walk->world->people[j];
  if (act->kind == FASTI_OPEN) {
    walk_look_away(walk);
    walk->case_ = fasti_case_new(fasti_package_procedure(walk->world->package, act->procedure), "W");
  }
  fasti_case_look_at(walk->case_, walk->world->now);
  if (fasti_case_form(walk->case_, &command, walk->world->messages, &data) != FASTI_OK)
    return NULL;
  return data;
}

static void
note_upload(void *self, const struct fasti_control *control)
{
  *(bool *)self = *(bool *)self || control->kind == FASTI_CONTROL_UPLOAD;
}

static void
count_file(void *self, const struct fasti_attached *file)
{
  (void)file;
  ++*(size_t *)self;
}

/* A form that asks for files can name those of the case: there should be one. */
static size_t
need_file(struct walk *walk, const struct act *act, struct fasti_form_data **data)
{
  struct act attach = {.kind = FASTI_EVIDENCE,
                       .at = walk->world->now,
                       .case_ = act->case_,
                       .file = "附件.pdf",
                       .persons = {act->persons[0]},
                       .person_count = 1};
  bool asks = false;
  size_t files = 0;

  if (act->kind == FASTI_OPEN)
    return 0;
  fasti_form_controls(*data, note_upload, &asks);
  fasti_case_files(walk->case_, count_file, &files);
  if (files > 0 || !asks)
    return files;
  fasti_form_close(*data);
  *data = NULL;
  if (walk_do(walk, &attach) || !walk_is_broken(walk)) {
    walk_look(walk, act->case_);
    *data = open_form(walk, act);
  }
  return attach.done;
}

bool
walk_fill(struct walk *walk, struct act *act)
{
  char work[WALK_NAME];
  struct fasti_guesser guesser = {.chance = &walk->chance,
                            .book = walk->book,
                            .people = walk->world->people,
                            .people_count = walk->world->people_count,
                            .now = walk->world->now,
                            .zone = walk->world->zone,
                            .today = fasti_instant_day(walk->world->now, walk->world->zone),
                            .work = work};
  struct fasti_filled filled = {0};
  struct fasti_form_data *data = open_form(walk, act);
  bool content;

  if (data)
    guesser.files = need_file(walk, act, &data);
  if (!data)
    return true;
  snprintf(work, sizeof work, "%s", act->procedure ? act->procedure : act->event ? act->event : act->task);
  work[strcspn(work, "[")] = '\0';
  guesser.data = act->kind == FASTI_OPEN ? NULL : walk_data(walk);
  content = fasti_guess_form(&guesser, data, &filled);
  fasti_form_close(data);
  act->fields = act_fields(walk->arena, filled.items, filled.count);
  act->field_count = filled.count;
  fasti_filled_free(&filled);
  if (!content && walk->trace)
    printf("# the form of %s was not filled\n", work);
  walk->filled++;
  walk->unfilled += !content;
  return content;
}

struct act
walk_task_act(struct walk *walk, const struct open_task *task, size_t person)
{
  struct act act = {.kind = strcmp(task->state, "signing") == 0 ? FASTI_SIGN : FASTI_COMPLETE,
                    .at = walk->world->now,
                    .case_ = walk->index,
                    .number = task->number,
                    .persons = {walk->world->people[person].id},
                    .person_count = 1,
                    .agree = true};

  if (fasti_case_task(walk->case_, task->task, *task->key ? task->key : NULL) != task->number)
    act.task = fasti_arena_printf(walk->arena, "%lld", (long long)task->number);
  else if (*task->key)
    act.task = fasti_arena_printf(walk->arena, "%s[%s]", task->task, task->key);
  else
    act.task = fasti_arena_strdup(walk->arena, task->task);
  return act;
}

static bool
is_offered(struct walk *walk, size_t person, const struct offer *offer)
{
  size_t first = walk->offer_count;
  bool found = false;

  walk_take_offers(walk, person);
  for (size_t i = first; i < walk->offer_count; i++)
    found = found || (strcmp(walk->offers[i].event, offer->event) == 0 &&
                      strcmp(walk->offers[i].session, offer->session) == 0);
  walk->offer_count = first;
  return found;
}

struct act
walk_offer_act(struct walk *walk, const struct offer *given)
{
  struct offer offer = *given;
  struct act act = {.kind = FASTI_ACT,
                    .at = walk->world->now,
                    .case_ = walk->index,
                    .event = fasti_arena_strdup(walk->arena, offer.event),
                    .session = *offer.session ? fasti_arena_strdup(walk->arena, offer.session) : NULL,
                    .node = *offer.key ? fasti_arena_strdup(walk->arena, offer.key) : NULL,
                    .persons = {walk->world->people[offer.person].id},
                    .person_count = 1};
  const struct fasti_chart *chart = fasti_procedure_chart(fasti_case_procedure(walk->case_));
  size_t people = definition_people(walk->case_, definition_action(chart, offer.event));
  size_t first = fasti_chance_below(&walk->chance, walk->world->people_count);

  for (size_t i = 0; i < walk->world->people_count && act.person_count < people && act.person_count < ACT_PERSONS;
       i++) {
    size_t person = (first + i) % walk->world->people_count;

    if (person != offer.person && is_offered(walk, person, &offer))
      act.persons[act.person_count++] = walk->world->people[person].id;
  }
  return act;
}

bool
walk_open(struct walk *walk)
{
  const struct fasti_procedure *procedure = fasti_package_procedure(walk->world->package, walk->procedure);

  for (int i = 0; i < 20 && !walk_is_broken(walk); i++) {
    struct act act = {.kind = FASTI_OPEN, .at = walk->world->now, .procedure = walk->procedure, .person_count = 1};
    int person = walk_somebody_of(walk, fasti_procedure_openers(procedure));
    bool content;

    if (person < 0)
      break;
    act.persons[0] = walk->world->people[person].id;
    content = walk_fill(walk, &act);
    if ((content || i == 0) && walk_do(walk, &act))
      return true;
  }
  return false;
}
