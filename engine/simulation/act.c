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
  bool named; /* by the load */
  unsigned forward, otherwise; /* percent, in a case without and with tasks */
  int most;
};

/** What can be done in the cases of a procedure. */
struct act_kinds {
  struct act_kind *items;
  size_t count, room;
  struct fasti_buffer roles; /* who may, all together */
  bool possible;
};

struct offer {
  const struct act_kind *kind;
  const char *session, *key;
  size_t worker;
  size_t people; /* who must act together */
};

/* Roles that the data gives may be any. */
static void
add_roles(const struct year *year, struct act_kinds *kinds, const char *roles)
{
  struct fasti_slice word;
  char role[YEAR_WORK];
  const char *any;

  if (strchr(roles, '{'))
    for (size_t i = 0; (any = fasti_package_role_at(year->simulation->package, i, NULL)) != NULL; i++)
      fasti_list_add(&kinds->roles, any);
  while (!strchr(roles, '{') && fasti_list_next(&roles, &word)) {
    snprintf(role, sizeof role, "%.*s", (int)word.size, word.at);
    fasti_list_add(&kinds->roles, role);
  }
}

static void
add_kind(struct year *year, const struct fasti_procedure *procedure, struct act_kinds *kinds, const char *event)
{
  const struct fasti_load *load = year->load;
  const struct habit *habit = load_habit(load->actions, load->action_count, fasti_procedure_id(procedure), event);
  /* What always stands open is not brought to its end. */
  bool ends = !fasti_procedure_is_standing(procedure) && fasti_routes_gain(fasti_procedure_chart(procedure), event) > 0;
  struct act_kind kind = {.event = event,
                          .named = habit && strcmp(habit->work, "*") != 0,
                          .forward = habit ? habit->chance : ends ? load->forward : load->otherwise,
                          .otherwise = habit ? habit->chance : load->otherwise,
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

    if (!transition->event || !roles)
      continue;
    add_roles(year, kinds, roles);
    add_kind(year, procedure, kinds, transition->event);
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      collect(year, procedure, kinds, fasti_chart_invoke(chart, i)->child);
}

static void
kinds_free(void *item)
{
  struct act_kinds *kinds = item;

  fasti_free(kinds->items);
  fasti_buffer_free(&kinds->roles);
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
  struct year *year;
  const struct file *file;
  const struct act_kinds *kinds;
  struct fasti_arena *arena;
  size_t worker;
  struct offer offers[OFFERS];
  size_t count;
};

static intptr_t
times_taken(const struct file *file, const char *event)
{
  return file->times ? (intptr_t)xmlHashLookup(file->times, (const xmlChar *)event) : 0;
}

static void
count_taken(struct year *year, struct file *file, const char *event)
{
  (void)year;
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
  for (size_t i = 0; i < looking->count; i++)
    if (looking->offers[i].kind == kind && strcmp(looking->offers[i].session, view->session) == 0)
      return;
  looking->offers[looking->count++] = (struct offer){kind, fasti_arena_strdup(looking->arena, view->session),
                                                     fasti_arena_strdup(looking->arena, view->key), looking->worker,
                                                     (size_t)view->people};
}

/* One of each role looks, with time left today. */
static void
look_around(struct looking *looking, struct fasti_case *case_)
{
  struct year *year = looking->year;
  const char *at = looking->kinds->roles.at;
  struct fasti_slice word;
  char role[YEAR_WORK];

  fasti_case_look_at(case_, year->now);
  while (fasti_list_next(&at, &word)) {
    int worker;

    snprintf(role, sizeof role, "%.*s", (int)word.size, word.at);
    worker = staff_of(year, role);
    if (worker < 0 || year->workers[worker].done >= year->workers[worker].pace.most)
      continue;
    looking->worker = (size_t)worker;
    fasti_case_actions(case_, &year->workers[worker].person, take_offer, looking);
  }
}

/* Others who are offered the same, as many as must act together. */
static void
add_others(struct looking *looking, struct fasti_case *case_, const struct offer *offer, struct attempt *attempt)
{
  size_t people = offer->people < YEAR_TOGETHER ? offer->people : YEAR_TOGETHER;
  struct year *year = looking->year;
  size_t first = fasti_chance_below(&year->chance, year->worker_count);
  struct offer wanted = *offer;

  for (size_t i = 0; i < year->worker_count && attempt->command.person_count < people; i++) {
    size_t worker = (first + i) % year->worker_count;

    looking->count = 0;
    if (worker != wanted.worker)
      fasti_case_actions(case_, &year->workers[worker].person, take_offer, looking);
    for (size_t j = 0; j < looking->count; j++)
      if (looking->offers[j].kind == wanted.kind && strcmp(looking->offers[j].session, wanted.session) == 0) {
        attempt_add(year, attempt, worker);
        break;
      }
  }
}

static void
act(struct looking *looking, struct file *file, struct fasti_case *case_, const struct offer *chosen)
{
  struct year *year = looking->year;
  struct offer offer = *chosen;
  struct attempt attempt = {.file = file,
                            .procedure = file->procedure,
                            .work = offer.kind->event,
                            .command = {.kind = FASTI_ACT,
                                        .event = offer.kind->event,
                                        .session = *offer.session ? offer.session : NULL,
                                        .key = *offer.key ? offer.key : NULL}};
  struct fasti_answer answer;

  attempt_add(year, &attempt, offer.worker);
  add_others(looking, case_, &offer, &attempt);
  if (attempt_make(year, &attempt, case_, &answer)) {
    year->done->actions++;
    count_taken(year, file, offer.kind->event);
  } else if (year->failed == FASTI_OK) {
    attempt_tell(year, &attempt, false);
  }
}

static void
look(struct year *year, struct file *file)
{
  struct looking looking = {.year = year, .file = file, .kinds = kinds_of(year, file->procedure)};
  const struct offer *chosen = NULL;
  struct fasti_case *case_;

  file->look = year_later(year, range_value(year->load->look, &year->chance));
  if (!looking.kinds->possible || (case_ = year_case(year, file->id)) == NULL)
    return;
  looking.arena = fasti_arena_new();
  look_around(&looking, case_);
  for (size_t i = 0; i < looking.count && !chosen; i++) {
    const struct act_kind *kind = looking.offers[i].kind;

    if (fasti_chance_percent(&year->chance, file->open_tasks == 0 ? kind->forward : kind->otherwise))
      chosen = &looking.offers[i];
  }
  if (chosen)
    act(&looking, file, case_, chosen);
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
  const char *bureau = fasti_package_bureau(year->simulation->package);
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
