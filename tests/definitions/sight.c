/* tests/definitions/sight.c - what can be done in a case, as a walk sees it; see walk.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "engine/xml.h"
#include "tests/definitions/walk.h"

static void
copy(char *out, size_t size, const char *text)
{
  snprintf(out, size, "%s", text ? text : "");
}

static void
take_task(void *self, const struct fasti_task_row *row)
{
  struct walk *walk = self;
  struct open_task *task = &walk->tasks[walk->task_count];

  if (walk->task_count == WALK_TASKS)
    return;
  walk->task_count++;
  task->number = row->number;
  copy(task->task, sizeof task->task, row->task);
  copy(task->key, sizeof task->key, row->key);
  copy(task->state, sizeof task->state, row->state);
  copy(task->roles, sizeof task->roles, row->roles);
  copy(task->persons, sizeof task->persons, row->persons);
  copy(task->excluded, sizeof task->excluded, row->excluded);
  copy(task->among, sizeof task->among, row->among);
  copy(task->units, sizeof task->units, row->units);
  copy(task->not_units, sizeof task->not_units, row->not_units);
}

void
walk_look_away(struct walk *walk)
{
  fasti_case_free(walk->case_);
  fasti_xml_free(walk->data);
  walk->case_ = NULL;
  walk->data = NULL;
  walk->task_count = walk->offer_count = 0;
}

void
walk_look(struct walk *walk, size_t index)
{
  if (walk->case_ && walk->index == index) {
    walk->offer_count = 0;
    return;
  }
  walk_look_away(walk);
  walk->index = index;
  walk->case_ = world_case(walk->world, index);
  fasti_case_look_at(walk->case_, walk->world->now);
  fasti_case_tasks(walk->case_, take_task, walk);
}

bool
walk_is_able(const struct walk *walk, size_t person, const struct open_task *task)
{
  const struct fasti_person *one = &walk->world->people[person];
  bool named = fasti_list_has(task->persons, one->id);

  if (fasti_list_has(task->excluded, one->id) || (*task->among && !fasti_list_has(task->among, one->id)))
    return false;
  if (!named &&
      ((*task->units && !fasti_list_has(task->units, one->unit)) || fasti_list_has(task->not_units, one->unit)))
    return false;
  return named || (!*task->persons && fasti_list_meets(one->roles, task->roles));
}

/* Each with the same chance. */
static int
choose(struct walk *walk, bool (*fits)(const struct walk *walk, size_t person, const void *what), const void *what)
{
  int chosen = -1;
  size_t seen = 0;

  for (size_t i = 0; i < walk->world->people_count; i++)
    if (fits(walk, i, what) && fasti_chance_below(&walk->chance, ++seen) == 0)
      chosen = (int)i;
  return chosen;
}

static bool
fits_task(const struct walk *walk, size_t person, const void *what)
{
  return walk_is_able(walk, person, what);
}

static bool
fits_roles(const struct walk *walk, size_t person, const void *what)
{
  return fasti_list_meets(walk->world->people[person].roles, what);
}

int
walk_somebody(struct walk *walk, const struct open_task *task)
{
  return choose(walk, fits_task, task);
}

int
walk_somebody_of(struct walk *walk, const char *roles)
{
  return choose(walk, fits_roles, roles);
}

struct offering {
  struct walk *walk;
  size_t person;
};

static void
take_offer(void *self, const struct fasti_action_view *action)
{
  struct offering *offering = self;
  struct walk *walk = offering->walk;
  struct offer *offer = &walk->offers[walk->offer_count];

  if (walk->offer_count == WALK_OFFERS)
    return;
  walk->offer_count++;
  copy(offer->event, sizeof offer->event, action->event);
  copy(offer->session, sizeof offer->session, action->session);
  copy(offer->key, sizeof offer->key, action->key);
  offer->allowed = action->allowed;
  offer->person = offering->person;
}

void
walk_take_offers(struct walk *walk, size_t person)
{
  struct offering offering = {walk, person};

  fasti_case_actions(walk->case_, &walk->world->people[person], take_offer, &offering);
}

size_t
walk_times_done(const struct walk *walk, const char *work, const char *key)
{
  const struct monitor *monitor = walk->world->monitor;
  size_t count = 0;

  for (size_t i = 0; i < monitor->count; i++) {
    const struct fact *fact = &monitor->facts[i];

    count += fact->kind == FACT_DID && strcmp(fact->work, work) == 0 && (!key || strcmp(fact->key, key) == 0);
  }
  return count;
}

bool
walk_is_suspended(const struct walk *walk)
{
  struct fasti_case_row row;

  fasti_case_row(walk->case_, &row);
  return strcmp(row.status, "suspended") == 0;
}

const xmlNode *
walk_data(struct walk *walk)
{
  struct fasti_buffer text = {0};

  if (walk->data || !walk->case_)
    return walk->data ? xmlDocGetRootElement(walk->data) : NULL;
  fasti_buffer_puts(&text, "<data>");
  fasti_case_data(walk->case_, &text);
  fasti_buffer_puts(&text, "</data>");
  if (fasti_xml_parse("data", fasti_buffer_slice(&text), NULL, &walk->data) != FASTI_OK)
    walk->data = NULL;
  fasti_buffer_free(&text);
  return walk->data ? xmlDocGetRootElement(walk->data) : NULL;
}
