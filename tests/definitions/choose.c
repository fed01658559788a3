/* tests/definitions/choose.c - one random step of a walk: tasks, actions, every other operation, the clock, and what must be
 * refused; see walk.h.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/definitions/walk.h"

static const int64_t DAY = 24 * 3600 * 1000;

static const char *
some_id(struct walk *walk)
{
  return walk->world->people[fasti_chance_below(&walk->chance, walk->world->people_count)].id;
}

static const char *
able_id(struct walk *walk, const struct open_task *task)
{
  int person = task ? walk_somebody(walk, task) : -1;

  return person < 0 || fasti_chance_percent(&walk->chance, 3) ? some_id(walk) : walk->world->people[person].id;
}

/* What was done less is done rather, so that a walk gets on. */
static const struct open_task *
some_task(struct walk *walk)
{
  const struct open_task *best = &walk->tasks[fasti_chance_below(&walk->chance, walk->task_count)];

  for (int i = 0; i < 3 && walk->task_count > 0; i++) {
    const struct open_task *other = &walk->tasks[fasti_chance_below(&walk->chance, walk->task_count)];

    if (walk_times_done(walk, other->task, other->key) < walk_times_done(walk, best->task, best->key))
      best = other;
  }
  return walk->task_count > 0 ? best : NULL;
}

static void
do_task(struct walk *walk)
{
  const struct open_task *task = some_task(walk);
  int person = task ? walk_somebody(walk, task) : -1;
  bool wrong = fasti_chance_percent(&walk->chance, 6) || person < 0;
  struct act act;

  if (!task)
    return;
  if (wrong)
    person = (int)fasti_chance_below(&walk->chance, walk->world->people_count);
  wrong = !walk_is_able(walk, (size_t)person, task);
  act = walk_task_act(walk, task, (size_t)person);
  if (act.kind == FASTI_SIGN && fasti_chance_percent(&walk->chance, 10)) {
    act.agree = false;
    act.reason = "数据有误";
  }
  if (act.kind == FASTI_COMPLETE && !walk_fill(walk, &act) && fasti_chance_percent(&walk->chance, 80))
    return;
  if (walk_do(walk, &act) && wrong)
    monitor_fail(walk->world->monitor, "wrong person", "%s was done by %s, who may not", act.task, act.persons[0]);
}

/* What some people are offered: the one of them that was done least, rather one that is allowed. */
static void
do_action(struct walk *walk)
{
  const struct offer *best = NULL;
  struct act act;

  for (int i = 0; i < 6; i++)
    walk_take_offers(walk, fasti_chance_below(&walk->chance, walk->world->people_count));
  for (int i = 0; i < 4 && walk->offer_count > 0; i++) {
    const struct offer *other = &walk->offers[fasti_chance_below(&walk->chance, walk->offer_count)];

    if (!best || other->allowed > best->allowed ||
        (other->allowed == best->allowed &&
         walk_times_done(walk, other->event, NULL) < walk_times_done(walk, best->event, NULL)))
      best = other;
  }
  if (!best)
    return;
  act = walk_offer_act(walk, best);
  if (walk_fill(walk, &act) || fasti_chance_percent(&walk->chance, 10))
    walk_do(walk, &act);
}

/* To the next thing that is due, by some hours, by weeks, or over the end of the year. */
static void
pass_time(struct walk *walk)
{
  int64_t due = fasti_case_due(walk->case_), now = walk->world->now;
  int year = fasti_day_date(fasti_instant_day(now, walk->world->zone)).year;
  size_t which = fasti_chance_below(&walk->chance, 10);

  if (which < 5 && due != FASTI_NEVER)
    walk_pass(walk, due > now ? due : now);
  else if (which < 9)
    walk_pass(walk, now + (int64_t)fasti_chance_below(&walk->chance, which < 8 ? 5 : 60) * DAY);
  else
    walk_pass(walk, fasti_instant_of(fasti_day_of((struct fasti_date){year, 12, 31}), walk->world->zone) + DAY);
}

const char *
walk_passed_step(struct walk *walk)
{
  struct fasti_buffer out = {0};
  const char *state = NULL;
  char question[WALK_NAME + 20];

  for (int i = 0; i < 40 && !state && walk->cover; i++) {
    const char *one = cover_some_state(walk->cover, &walk->chance, fasti_procedure_id(fasti_case_procedure(walk->case_)));

    snprintf(question, sizeof question, "f:visited('%s')", one ? one : "");
    fasti_buffer_clear(&out);
    if (one && fasti_case_evaluate(walk->case_, question, NULL, &out) == FASTI_OK && strcmp(out.at, "true") == 0)
      state = one;
  }
  fasti_buffer_free(&out);
  return state;
}

/* The last work that may be taken back, and who did it. */
static void
withdraw(struct walk *walk)
{
  const struct monitor *monitor = walk->world->monitor;

  for (size_t i = monitor->count; i > 0; i--) {
    const struct fact *fact = &monitor->facts[i - 1];
    struct act act = {.kind = FASTI_WITHDRAW,
                      .case_ = walk->index,
                      .task = fact->work,
                      .persons = {fact->person},
                      .person_count = 1,
                      .reason = "填写有误"};

    if (fact->kind != FACT_DID || fact->number == 0 || strcmp(fact->case_id, walk->world->cases[walk->index]) != 0)
      continue;
    if (*fact->key)
      act.task = fasti_arena_printf(walk->arena, "%s[%s]", fact->work, fact->key);
    walk_do(walk, &act);
    return;
  }
}

/* Any other operation on a task. */
static void
do_other(struct walk *walk)
{
  static const enum fasti_command_kind kinds[] = {FASTI_CLAIM,    FASTI_CLAIM,    FASTI_RELEASE,    FASTI_DRAFT,
                                                  FASTI_RETURN,   FASTI_RETURN,   FASTI_WITHDRAW,   FASTI_TRANSFER,
                                                  FASTI_DELEGATE, FASTI_ADD_SIGNER, FASTI_REMOVE_SIGNER,
                                                  FASTI_COPY,     FASTI_URGE};
  const struct open_task *task = &walk->tasks[fasti_chance_below(&walk->chance, walk->task_count)];
  enum fasti_command_kind kind = kinds[fasti_chance_below(&walk->chance, sizeof kinds / sizeof *kinds)];
  struct act act;

  if (kind == FASTI_WITHDRAW) {
    withdraw(walk);
    return;
  }
  if (walk->task_count == 0)
    return;
  if (strcmp(task->state, "open") == 0 && kind != FASTI_RETURN && fasti_chance_percent(&walk->chance, 50))
    kind = FASTI_CLAIM; /* most of the others are for who has claimed it */
  act = walk_task_act(walk, task, 0);
  act.kind = kind;
  act.persons[0] = able_id(walk, task);
  if (kind == FASTI_TRANSFER || kind == FASTI_DELEGATE || kind == FASTI_ADD_SIGNER || kind == FASTI_REMOVE_SIGNER ||
      kind == FASTI_COPY)
    act.persons[act.person_count++] = able_id(walk, fasti_chance_percent(&walk->chance, 70) ? task : NULL);
  act.reason = kind == FASTI_RETURN || kind == FASTI_URGE ? "需要补正" : NULL;
  if (kind == FASTI_RETURN)
    act.to = walk_passed_step(walk);
  if (kind == FASTI_DRAFT)
    walk_fill(walk, &act);
  walk_do(walk, &act);
}

/* On the whole case. */
static void
do_whole(struct walk *walk)
{
  static const enum fasti_command_kind kinds[] = {FASTI_SUSPEND,  FASTI_SUSPEND, FASTI_APPROVE_SUSPENSION,
                                                  FASTI_APPROVE_SUSPENSION, FASTI_REFUSE_SUSPENSION, FASTI_RESUME,
                                                  FASTI_COMMENT,  FASTI_EVIDENCE, FASTI_RECUSE};
  const struct fasti_procedure *procedure = fasti_case_procedure(walk->case_);
  const xmlNode *root = fasti_chart_root(fasti_procedure_chart(procedure));
  enum fasti_command_kind kind = kinds[fasti_chance_below(&walk->chance, sizeof kinds / sizeof *kinds)];
  int leader = walk_somebody_of(walk, definition_attribute(root, "suspend"));
  struct act act = {
    .kind = kind, .case_ = walk->index, .persons = {some_id(walk)}, .person_count = 1, .reason = "等待鉴定结论"};

  if (kind == FASTI_RECUSE && (walk->recused > 1 || fasti_chance_percent(&walk->chance, 60)))
    return;
  if (leader >= 0 && kind >= FASTI_SUSPEND && kind <= FASTI_RESUME && fasti_chance_percent(&walk->chance, 80))
    act.persons[0] = walk->world->people[leader].id;
  if (kind == FASTI_SUSPEND) {
    act.law = "L12-4";
    act.persons[0] = able_id(walk, walk->task_count ? walk->tasks : NULL);
  }
  if (kind == FASTI_EVIDENCE) {
    act.file = "照片.jpg";
    act.reason = NULL;
  }
  if (kind == FASTI_RESUME)
    act.reason = NULL;
  if (walk_do(walk, &act))
    walk->recused += kind == FASTI_RECUSE;
}

/* What cannot be right. */
static void
do_wrong(struct walk *walk)
{
  static const struct fasti_field fields[] = {{"nosuch/field", "1"}};
  struct act wrong[] = {
    {.kind = FASTI_COMPLETE, .task = "9999"},
    {.kind = FASTI_COMPLETE, .task = "-1"},
    {.kind = FASTI_COMPLETE, .task = "no-such-task"},
    {.kind = FASTI_OPEN, .procedure = "no-such-procedure"},
    {.kind = FASTI_CLAIM, .task = "nothing[A"},
    {.kind = FASTI_ACT, .event = "no.such.action"},
    {.kind = FASTI_COMMENT, .reason = "\x02"},
    {.kind = FASTI_COMMENT, .reason = "\xff\xfe"},
    {.kind = FASTI_SUSPEND},
    {.kind = FASTI_DRAFT, .fields = fields, .field_count = 1},
  };
  struct act act = wrong[fasti_chance_below(&walk->chance, sizeof wrong / sizeof *wrong)];

  act.case_ = walk->index;
  act.persons[0] = some_id(walk);
  act.person_count = 1;
  if (act.kind == FASTI_DRAFT && walk->task_count > 0)
    act.task = fasti_arena_strdup(walk->arena, walk->tasks[0].task);
  else if (act.kind == FASTI_DRAFT)
    return;
  if (walk_do(walk, &act))
    monitor_fail(walk->world->monitor, "wrong command", "a wrong command was done: %s", fasti_command_name(act.kind));
}

/* One field of a right form is wrong: nobody is surprised by what comes of it. */
static void
do_spoilt(struct walk *walk)
{
  const struct open_task *task = some_task(walk);
  int person = task ? walk_somebody(walk, task) : -1;
  struct fasti_field *fields;
  struct act act;

  if (person < 0)
    return;
  act = walk_task_act(walk, task, (size_t)person);
  if (act.kind != FASTI_COMPLETE || !walk_fill(walk, &act) || act.field_count == 0)
    return;
  fields = fasti_arena_alloc(walk->arena, act.field_count * sizeof *fields);
  memcpy(fields, act.fields, act.field_count * sizeof *fields);
  fields[fasti_chance_below(&walk->chance, act.field_count)].value = fasti_chance_percent(&walk->chance, 50) ? "2025-02-30" : "\x01";
  act.fields = fields;
  walk_do(walk, &act);
}

/* An open case, rather the first one. */
static bool
look_somewhere(struct walk *walk)
{
  size_t first = fasti_chance_percent(&walk->chance, 60) ? 0 : fasti_chance_below(&walk->chance, walk->world->case_count);

  for (size_t i = 0; i < walk->world->case_count; i++) {
    walk_look(walk, (first + i) % walk->world->case_count);
    if (!fasti_case_outcome(walk->case_))
      return true;
  }
  return false;
}

void
walk_step(struct walk *walk)
{
  size_t which = fasti_chance_below(&walk->chance, 100);

  if (!look_somewhere(walk))
    return;
  if (fasti_chance_percent(&walk->chance, 40)) {
    walk_pass(walk, walk->world->now + (int64_t)fasti_chance_below(&walk->chance, 1200) * 60000);
    if (walk_is_broken(walk))
      return;
    walk_look(walk, walk->index);
  }
  if (walk_is_suspended(walk) && which < 70) {
    const xmlNode *root = fasti_chart_root(fasti_procedure_chart(fasti_case_procedure(walk->case_)));
    int leader = walk_somebody_of(walk, definition_attribute(root, "suspend"));
    struct act act = {.kind = FASTI_RESUME, .case_ = walk->index, .person_count = 1};

    act.persons[0] = leader < 0 ? some_id(walk) : walk->world->people[leader].id;
    walk_do(walk, &act);
  } else if (which < 46) {
    do_task(walk);
  } else if (which < 72) {
    do_action(walk);
  } else if (which < 80) {
    pass_time(walk);
  } else if (which < 91) {
    do_other(walk);
  } else if (which < 96) {
    do_whole(walk);
  } else if (which < 98) {
    do_wrong(walk);
  } else {
    do_spoilt(walk);
  }
}
