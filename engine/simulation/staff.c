/* engine/simulation/staff.c - who works in a simulated office, and who takes on what; see year.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "engine/simulation/year.h"

enum { FAITHFUL = 80 }; /* percent: who knows the case goes on with it */

static const char *
expanded(struct year *year, const char *text, const struct asking *asking)
{
  char value[LOAD_VALUE];

  expand_text(text, asking, value, sizeof value);
  return fasti_arena_strdup(year->arena, value);
}

/* The first role of a list, for the id of who has it. */
static int
first_word(const char *words)
{
  return (int)strcspn(words, " ");
}

/* leader-1, or luquan-leader-1 where others might have leaders, too. */
static const char *
person_id(struct year *year, const struct crew *crew, int number)
{
  bool alone = year->simulation->bureau_count == 1;

  return fasti_arena_printf(year->arena, "%s%s%.*s-%d", alone ? "" : fasti_package_bureau(year->bureau->package),
                            alone ? "" : "-", first_word(crew->roles), crew->roles, number);
}

static enum fasti_status
hire(struct year *year, const struct crew *crew, int number)
{
  const struct fasti_package *package = year->bureau->package;
  struct asking asking = {.load = year->load, .chance = &year->chance, .number = number, .today = year->today};
  struct worker *worker = &year->workers[year->worker_count];
  struct fasti_person_row row = {.bureau = fasti_package_bureau(package), .roles = crew->roles, .active = true};

  if (crew->units)
    asking.unit = crew->units->words[(size_t)(number - 1) % crew->units->count];
  row.id = person_id(year, crew, number);
  row.name = crew->name ? expanded(year, crew->name, &asking) : row.id;
  row.certificate = crew->certificate ? expanded(year, crew->certificate, &asking)
                                      : fasti_arena_printf(year->arena, "%s-%04zu", fasti_package_code(package),
                                                           year->worker_count + 1);
  row.unit = asking.unit ? asking.unit : "";
  *worker = (struct worker){.person = {.id = row.id,
                                       .name = row.name,
                                       .certificate = row.certificate,
                                       .roles = crew->roles,
                                       .unit = row.unit},
                            .pace = crew->pace};
  year->people[year->worker_count++] = worker->person;
  return fasti_office_person_put(year->simulation->office, &row, "", year->now, year->messages);
}

enum fasti_status
staff_hire(struct year *year)
{
  enum fasti_status status = FASTI_OK;
  size_t count = 0;

  for (size_t i = 0; i < year->load->crew_count; i++)
    count += (size_t)year->load->crews[i].count;
  year->workers = fasti_arena_alloc(year->arena, (count + 1) * sizeof *year->workers);
  year->people = fasti_arena_alloc(year->arena, (count + 1) * sizeof *year->people);
  for (size_t i = 0; i < year->load->crew_count && status == FASTI_OK; i++)
    for (int number = 1; number <= year->load->crews[i].count && status == FASTI_OK; number++)
      status = hire(year, &year->load->crews[i], number);
  return status;
}

int
staff_of(struct year *year, const char *roles)
{
  int chosen = -1;
  size_t seen = 0;

  for (size_t i = 0; i < year->worker_count; i++)
    if (fasti_list_meets(year->workers[i].person.roles, roles) && fasti_chance_below(&year->chance, ++seen) == 0)
      chosen = (int)i;
  return chosen;
}

bool
staff_may(const struct worker *worker, const struct fasti_task_row *task)
{
  const char *id = worker->person.id;

  if (fasti_list_has(task->excluded, id) || (*task->among && !fasti_list_has(task->among, id)))
    return false;
  if (*task->persons)
    return fasti_list_has(task->persons, id);
  return fasti_list_meets(worker->person.roles, task->roles) &&
         (!*task->units || fasti_list_has(task->units, worker->person.unit)) &&
         !fasti_list_has(task->not_units, worker->person.unit);
}

static bool
knows(const struct file *file, size_t worker)
{
  for (size_t i = 0; i < file->hand_count && i < YEAR_HANDS; i++)
    if (file->hands[i] == worker)
      return true;
  return false;
}

int
staff_for(struct year *year, const struct file *file, const struct fasti_task_row *task, size_t *able)
{
  bool faithful = fasti_chance_percent(&year->chance, FAITHFUL);
  int any = -1, known = -1;
  size_t seen = 0, seen_known = 0;

  *able = 0;
  for (size_t i = 0; i < year->worker_count; i++) {
    const struct worker *worker = &year->workers[i];

    if (!staff_may(worker, task))
      continue;
    ++*able;
    if (worker->done >= worker->pace.most)
      continue;
    if (fasti_chance_below(&year->chance, ++seen) == 0)
      any = (int)i;
    if (knows(file, i) && fasti_chance_below(&year->chance, ++seen_known) == 0)
      known = (int)i;
  }
  return faithful && known >= 0 ? known : any;
}

void
attempt_add(struct year *year, struct attempt *attempt, size_t worker)
{
  size_t count = attempt->command.person_count;

  attempt->workers[count] = worker;
  attempt->persons[count] = year->workers[worker].person;
  attempt->command.persons = attempt->persons;
  attempt->command.person_count = count + 1;
}
