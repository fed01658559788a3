/* engine/simulation/act.c - actions: what people may do besides their tasks, taken by chance; see year.h. */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "engine/procedure.h"
#include "engine/routes.h"
#include "engine/simulation/year.h"
#include "engine/xml.h"

#define NS_PROCEDURE "urn:fasti:procedure"

enum { OFFERS = 64 };

/** An action of a procedure. */
struct act_kind {
  const char *event;
  const char *roles; /* as written on its first transition; with { any */
  bool named;        /* by the load */
  unsigned forward, otherwise; /* percent, in a case without and with tasks */
  int most;
};

/** What can be done in the cases of a procedure. */
struct act_kinds {
  struct act_kind *items;
  size_t count, room;
  bool possible;
};

struct offer {
  const struct act_kind *kind;
  const char *session, *key;
  size_t people; /* who must act together */
};

static void
add_kind(struct year *year, const struct fasti_procedure *procedure, struct act_kinds *kinds, const char *event,
         const char *roles)
{
  const struct fasti_load *load = year->load;
  const struct habit *habit = load_habit(load->actions, load->action_count, fasti_procedure_id(procedure), event);
  bool stands = fasti_procedure_is_standing(procedure); /* nobody ends what always stands open, unless the load says so */
  bool ends = fasti_routes_gain(fasti_procedure_chart(procedure), event) > 0;
  struct act_kind kind = {.event = event,
                          .roles = roles,
                          .named = habit && strcmp(habit->work, "*") != 0,
                          .forward = habit ? habit->chance : stands ? 0 : ends ? load->forward : load->otherwise,
                          .otherwise = habit ? habit->chance : stands ? 0 : load->otherwise,
                          .most = habit ? habit->most : 0};

  for (size_t i = 0; i < kinds->count; i++)
    if (strcmp(kinds->items[i].event, event) == 0)
      return;
  if (kinds->count == kinds->room) {
    kinds->room = kinds->room ? kinds->room * 2 : 16;
    kinds->items = fasti_realloc(kinds->items, kinds->room * sizeof *kinds->items);
  }
  kinds->items[kinds->count++] = kind;
  kinds->possible = kinds->possible || kind.forward > 0 || kind.otherwise > 0;
}

static void
collect(struct year *year, const struct fasti_procedure *procedure, struct act_kinds *kinds,
        const struct fasti_chart *chart)
{
  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);
    const char *roles = fasti_xml_attribute(transition->node, NS_PROCEDURE, "role");

    if (transition->event && roles)
      add_kind(year, procedure, kinds, transition->event, roles);
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      collect(year, procedure, kinds, fasti_chart_invoke(chart, i)->child);
}

static void
kinds_free(void *item)
{
  fasti_free(((struct act_kinds *)item)->items);
}

static struct act_kinds *
kinds_of(struct year *year, const struct fasti_procedure *procedure)
{
  const xmlChar *id = (const xmlChar *)fasti_procedure_id(procedure);
  struct act_kinds *kinds = xmlHashLookup(year->procedures, id);

  if (kinds)
    return kinds;
  kinds = fasti_arena_alloc(year->arena, sizeof *kinds);
  fasti_arena_tie(year->arena, kinds_free, kinds);
  collect(year, procedure, kinds, fasti_procedure_chart(procedure));
  xmlHashAddEntry(year->procedures, id, kinds);
  return kinds;
}

/* Looking at one case. */
struct looking {
  const struct file *file;
  const struct act_kinds *kinds;
  struct fasti_arena *arena;
  struct offer offers[OFFERS];
  size_t count;
};

static intptr_t
times_taken(const struct file *file, const char *event)
{
  return file->times ? (intptr_t)xmlHashLookup(file->times, (const xmlChar *)event) : 0;
}

static void
count_taken(struct file *file, const char *event)
{
  if (!file->times)
    file->times = xmlHashCreate(8);
  xmlHashUpdateEntry(file->times, (const xmlChar *)event, (void *)(times_taken(file, event) + 1), NULL);
}

static const struct act_kind *
kind_of(const struct looking *looking, const char *event)
{
  for (size_t i = 0; i < looking->kinds->count; i++)
    if (strcmp(looking->kinds->items[i].event, event) == 0)
      return &looking->kinds->items[i];
  return NULL;
}

/* One whose condition does not hold yet may hold by what is filled in: it is tried where the load names it. */
static void
take_offer(void *self, const struct fasti_action_view *view)
{
  struct looking *looking = self;
  const struct act_kind *kind = kind_of(looking, view->event);

  if (!kind || (!view->allowed && !(kind->named && view->form)) || looking->count == OFFERS ||
      (kind->most > 0 && times_taken(looking->file, kind->event) >= kind->most))
    return;
  looking->offers[looking->count++] = (struct offer){kind, fasti_arena_strdup(looking->arena, view->session),
                                                     fasti_arena_strdup(looking->arena, view->key),
                                                     (size_t)view->people};
}

/* Whether somebody is offered the action. */
struct asked {
  const struct offer *offer;
  bool offered;
};

static void
compare_offer(void *self, const struct fasti_action_view *view)
{
  struct asked *asked = self;

  asked->offered = asked->offered || (strcmp(view->event, asked->offer->kind->event) == 0 &&
                                      strcmp(view->session, asked->offer->session) == 0);
}

static bool
is_offered(const struct year *year, struct fasti_case *case_, const struct offer *offer, size_t worker)
{
  const char *roles = offer->kind->roles;
  struct asked asked = {.offer = offer};

  if (strchr(roles, '{') || fasti_list_meets(year->workers[worker].person.roles, roles))
    fasti_case_actions(case_, &year->workers[worker].person, compare_offer, &asked);
  return asked.offered;
}

static bool
is_in(const struct attempt *attempt, size_t worker)
{
  for (size_t i = 0; i < attempt->command.person_count; i++)
    if (attempt->workers[i] == worker)
      return true;
  return false;
}

static void
add_worker(struct year *year, struct fasti_case *case_, const struct offer *offer, struct attempt *attempt, size_t worker)
{
  if (attempt->command.person_count < offer->people && attempt->command.person_count < YEAR_TOGETHER &&
      !is_in(attempt, worker) && year->workers[worker].done < year->workers[worker].pace.most &&
      is_offered(year, case_, offer, worker))
    attempt_add(year, attempt, worker);
}

/* As many as must act together: rather who has acted in the case before. @return whether there are enough with time today */
static bool
add_workers(struct year *year, struct fasti_case *case_, const struct offer *offer, struct attempt *attempt)
{
  const struct file *file = attempt->file;
  size_t first = fasti_chance_below(&year->chance, year->worker_count);

  for (size_t i = 0; i < file->hand_count && i < YEAR_HANDS; i++)
    add_worker(year, case_, offer, attempt, file->hands[i]);
  for (size_t i = 0; i < year->worker_count && attempt->command.person_count < offer->people; i++)
    add_worker(year, case_, offer, attempt, (first + i) % year->worker_count);
  return attempt->command.person_count > 0 && attempt->command.person_count >= offer->people;
}

/* CASE_ is taken. */
static void
act(struct year *year, struct file *file, struct fasti_case *case_, const struct offer *offer)
{
  struct attempt attempt = {.file = file,
                            .procedure = file->procedure,
                            .work = offer->kind->event,
                            .command = {.kind = FASTI_ACT,
                                        .event = offer->kind->event,
                                        .session = *offer->session ? offer->session : NULL,
                                        .key = *offer->key ? offer->key : NULL}};
  struct fasti_answer answer;

  if (!add_workers(year, case_, offer, &attempt)) {
    fasti_case_free(case_);
    return;
  }
  if (attempt_make(year, &attempt, case_, &answer)) {
    year->done->actions++;
    count_taken(file, offer->kind->event);
  } else if (year->failed == FASTI_OK) {
    attempt_tell(year, &attempt, false);
  }
}

static void
look(struct year *year, struct file *file)
{
  struct looking looking = {.file = file, .kinds = kinds_of(year, file->procedure)};
  const struct offer *chosen = NULL;
  struct fasti_case *case_;

  file->look = year_later(year, range_value(year->load->look, &year->chance));
  if (!looking.kinds->possible || (case_ = year_case(year, file->id)) == NULL)
    return;
  looking.arena = fasti_arena_new();
  fasti_case_look_at(case_, year->now);
  fasti_case_actions(case_, NULL, take_offer, &looking);
  for (size_t i = 0; i < looking.count && !chosen; i++) {
    const struct act_kind *kind = looking.offers[i].kind;

    if (fasti_chance_percent(&year->chance, file->open_tasks == 0 ? kind->forward : kind->otherwise))
      chosen = &looking.offers[i];
  }
  if (chosen)
    act(year, file, case_, chosen);
  else
    fasti_case_free(case_);
  fasti_arena_free(looking.arena);
}

/* Ids of the open cases. */
struct open_cases {
  struct year *year;
  struct file **items;
  size_t count, room;
};

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct open_cases *open = self;

  if (open->count == open->room) {
    open->room = open->room ? open->room * 2 : 256;
    open->items = fasti_realloc(open->items, open->room * sizeof(struct file *));
  }
  open->items[open->count] = year_file(open->year, row->id, row->procedure);
  open->items[open->count++]->open_tasks = 0;
  return true;
}

static bool
count_task(void *self, const struct fasti_task_row *row)
{
  struct year *year = self;
  struct file *file = xmlHashLookup(year->files, (const xmlChar *)row->case_id);

  if (file)
    file->open_tasks++;
  return true;
}

void
act_day(struct year *year)
{
  struct fasti_store *store = year->simulation->store;
  const char *bureau = fasti_package_bureau(year->bureau->package);
  struct fasti_case_filter filter = {.bureau = bureau, .status = "open", .due_before = FASTI_NO_DAY};
  struct fasti_task_filter tasks = {.bureau = bureau, .due_before = FASTI_NO_DAY};
  struct open_cases open = {.year = year};

  year->failed = store->call->case_list(store, &filter, take_case, &open);
  if (year->failed == FASTI_OK)
    year->failed = store->call->task_list(store, &tasks, count_task, year);
  for (size_t i = 0; i < open.count && year->failed == FASTI_OK; i++)
    if (open.items[i]->look <= year->today)
      look(year, open.items[i]);
  fasti_free(open.items);
}
