/* adapters/cli/statistics.c - the statistics of an office as tables and as JSON; see statistics.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/statistics.h"
#include "adapters/cli/table.h"
#include "engine/procedure.h"

static const struct table_column case_columns[] = {
  {"procedure", N_("procedure"), false}, {"title", N_("title"), false},      {"open", N_("open"), true},
  {"suspended", N_("on hold"), true},    {"ended", N_("ended"), true},       {"terminated", N_("terminated"), true},
  {"all", N_("all"), true},              {0},
};

static const struct table_column state_columns[] = {
  {"procedure", N_("procedure"), false}, {"state", N_("step"), false}, {"title", N_("title"), false},
  {"ended", NULL, false},                {"count", N_("cases"), true}, {0},
};

static const struct table_column task_columns[] = {
  {"id", N_("id"), false},          {"title", N_("title"), false},        {"done", N_("done"), true},
  {"open", N_("open"), true},       {"judged", N_("with last day"), true}, {"late", N_("late"), true},
  {"onTime", N_("on time"), false}, {"worst", N_("worst (days)"), true},  {"worstCase", N_("in case"), false},
  {"median", N_("median (days)"), true}, {0},
};

static const struct table_column deadline_columns[] = {
  {"id", N_("id"), false},          {"title", N_("title"), false},        {"over", N_("over"), true},
  {"running", N_("running"), true}, {"judged", N_("judged"), true},       {"late", N_("late"), true},
  {"onTime", N_("on time"), false}, {"worst", N_("worst (days)"), true},  {"worstCase", N_("in case"), false},
  {0},
};

static const struct table_column quota_columns[] = {
  {"quota", N_("quota"), false}, {"title", N_("title"), false},
  {"result", N_("result"), false}, {"count", N_("cases"), true},
  {0},
};

/* For people: one line for each quota. */
static const struct table_column outcome_columns[] = {
  {"quota", N_("quota"), false},
  {"title", N_("title"), false},
  {"met", N_("fulfilled"), true},
  {"missed", N_("missed"), true},
  {"notApplicable", N_("not applicable"), true},
  {"running", N_("not known yet"), true},
  {"other", N_("otherwise"), true},
  {"all", N_("all"), true},
  {0},
};

enum outcome { MET, MISSED, NOT_APPLICABLE, RUNNING, OTHER, OUTCOMES };

/* What a quota came to; other words are the definition's own. */
static enum outcome
outcome_of(const char *result)
{
  static const struct {
    const char *result;
    enum outcome outcome;
  } words[] = {
    {"", RUNNING},        {"running", RUNNING},       {"met", MET},
    {"missed", MISSED},   {"na", NOT_APPLICABLE},     {"not-applicable", NOT_APPLICABLE},
  };

  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i].result, result) == 0)
      return words[i].outcome;
  return OTHER;
}

/* Percent with one digit, rounded half up; empty when nothing was judged. */
static const char *
percent(struct cli *cli, size_t part, size_t whole)
{
  size_t tenths = whole ? (part * 2000 + whole) / (2 * whole) : 0;

  return whole ? fasti_arena_printf(cli->arena, "%zu.%zu%%", tenths / 10, tenths % 10) : "";
}

static struct table *
case_table(struct cli *cli, const struct fasti_statistics *statistics)
{
  struct table *table = table_new(cli->arena, case_columns);

  for (size_t i = 0; i < statistics->procedure_count; i++) {
    const struct fasti_case_count *count = &statistics->procedures[i];

    table_cell(table, fasti_procedure_id(count->procedure));
    table_cell(table, fasti_procedure_title(count->procedure));
    table_cell_number(table, (int64_t)count->open);
    table_cell_number(table, (int64_t)count->suspended);
    table_cell_number(table, (int64_t)count->ended);
    table_cell_number(table, (int64_t)count->terminated);
    table_cell_number(table, (int64_t)count->all);
  }
  return table;
}

static const char *
state_title(const struct fasti_state_count *count)
{
  if (!*count->state)
    return _("in no step that people see");
  return strcmp(count->state, "terminated") == 0 ? desk_status(count->state)
                                                 : desk_state_title(count->procedure, count->state, NULL);
}

static struct table *
state_table(struct cli *cli, const struct fasti_statistics *statistics)
{
  struct table *table = table_new(cli->arena, state_columns);

  for (size_t i = 0; i < statistics->state_count; i++) {
    const struct fasti_state_count *count = &statistics->states[i];

    table_cell(table, fasti_procedure_id(count->procedure));
    table_cell(table, count->state);
    table_cell(table, state_title(count));
    table_cell(table, count->ended ? "true" : "false");
    table_cell_number(table, (int64_t)count->count);
  }
  return table;
}

static struct table *
work_table(struct cli *cli, const struct table_column *columns, const struct fasti_work_counts *counts)
{
  struct table *table = table_new(cli->arena, columns);

  for (size_t i = 0; i < counts->count; i++) {
    const struct fasti_work_count *count = &counts->items[i];

    table_cell(table, count->id);
    table_cell(table, count->title);
    table_cell_number(table, (int64_t)count->done);
    table_cell_number(table, (int64_t)count->open);
    table_cell_number(table, (int64_t)count->judged);
    table_cell_number(table, (int64_t)count->late);
    table_cell(table, percent(cli, count->judged - count->late, count->judged));
    table_cell(table, count->late ? fasti_arena_printf(cli->arena, "%d", count->worst) : NULL);
    table_cell(table, count->worst_case);
    if (columns == task_columns)
      table_cell(table, count->done ? fasti_arena_printf(cli->arena, "%d", count->median) : NULL);
  }
  return table;
}

static struct table *
quota_table(struct cli *cli, const struct fasti_statistics *statistics)
{
  struct table *table = table_new(cli->arena, quota_columns);

  for (size_t i = 0; i < statistics->quota_count; i++) {
    const struct fasti_quota_count *count = &statistics->quotas[i];

    table_cell(table, count->quota);
    table_cell(table, count->title);
    table_cell(table, count->result);
    table_cell_number(table, (int64_t)count->count);
  }
  return table;
}

/* The counts of a quota stand together: they are in its order. */
static struct table *
outcome_table(struct cli *cli, const struct fasti_statistics *statistics)
{
  struct table *table = table_new(cli->arena, outcome_columns);

  for (size_t i = 0; i < statistics->quota_count;) {
    const struct fasti_quota_count *first = &statistics->quotas[i];
    size_t sums[OUTCOMES] = {0}, all = 0;

    for (; i < statistics->quota_count && strcmp(statistics->quotas[i].quota, first->quota) == 0; i++) {
      sums[outcome_of(statistics->quotas[i].result)] += statistics->quotas[i].count;
      all += statistics->quotas[i].count;
    }
    table_cell(table, first->quota);
    table_cell(table, first->title);
    for (int outcome = 0; outcome < OUTCOMES; outcome++)
      table_cell(table, sums[outcome] ? fasti_arena_printf(cli->arena, "%zu", sums[outcome]) : NULL);
    table_cell_number(table, (int64_t)all);
  }
  return table;
}

/* What a supervisor asks first. */
static void
print_summary(struct cli *cli, const struct fasti_statistics *statistics)
{
  size_t open = 0, judged = 0, late = 0, sums[OUTCOMES] = {0};

  for (size_t i = 0; i < statistics->procedure_count; i++)
    open += statistics->procedures[i].open + statistics->procedures[i].suspended;
  printf(_("cases: %zu, of which %zu are not over\n"), statistics->cases, open);
  for (size_t i = 0; i < statistics->tasks_of_procedures.count; i++) {
    judged += statistics->tasks_of_procedures.items[i].judged;
    late += statistics->tasks_of_procedures.items[i].late;
  }
  if (judged)
    printf(_("tasks with a last day: %zu, on time: %s\n"), judged, percent(cli, judged - late, judged));
  judged = late = 0;
  for (size_t i = 0; i < statistics->deadlines_of_procedures.count; i++) {
    judged += statistics->deadlines_of_procedures.items[i].judged;
    late += statistics->deadlines_of_procedures.items[i].late;
  }
  if (judged)
    printf(_("deadlines judged: %zu, on time: %s\n"), judged, percent(cli, judged - late, judged));
  for (size_t i = 0; i < statistics->quota_count; i++)
    sums[outcome_of(statistics->quotas[i].result)] += statistics->quotas[i].count;
  if (statistics->quota_count)
    printf(_("quotas fulfilled: %zu, missed: %zu, not applicable: %zu, not known yet: %zu\n"), sums[MET], sums[MISSED],
           sums[NOT_APPLICABLE], sums[RUNNING] + sums[OTHER]);
}

static void
print_part(const char *title, const struct table *table, const char *none)
{
  printf("\n%s\n", title);
  table_print(table, none);
}

void
statistics_print(struct cli *cli, const struct fasti_statistics *statistics)
{
  print_summary(cli, statistics);
  print_part(_("Cases by procedure"), case_table(cli, statistics), N_("there are no cases"));
  print_part(_("Cases by step"), state_table(cli, statistics), N_("there are no cases"));
  print_part(_("Tasks by procedure"), work_table(cli, task_columns, &statistics->tasks_of_procedures),
             N_("there were no tasks"));
  print_part(_("Tasks by role"), work_table(cli, task_columns, &statistics->tasks_of_roles), N_("there were no tasks"));
  print_part(_("Deadlines by procedure"), work_table(cli, deadline_columns, &statistics->deadlines_of_procedures),
             N_("there were no deadlines"));
  print_part(_("Deadlines by role"), work_table(cli, deadline_columns, &statistics->deadlines_of_roles),
             N_("there were no deadlines"));
  print_part(_("Quotas"), outcome_table(cli, statistics), N_("there are no quotas"));
  print_part(_("Workload by person"), work_table(cli, task_columns, &statistics->tasks_of_people),
             N_("nobody has done a task"));
}

json_t *
statistics_json(struct cli *cli, const struct fasti_statistics *statistics)
{
  json_t *all = json_object();

  json_object_set_new(all, "cases", json_integer((json_int_t)statistics->cases));
  json_object_set_new(all, "instruments", json_integer((json_int_t)statistics->instruments));
  json_object_set_new(all, "casesByProcedure", table_json(case_table(cli, statistics)));
  json_object_set_new(all, "casesByStep", table_json(state_table(cli, statistics)));
  json_object_set_new(all, "tasksByProcedure",
                      table_json(work_table(cli, task_columns, &statistics->tasks_of_procedures)));
  json_object_set_new(all, "tasksByRole", table_json(work_table(cli, task_columns, &statistics->tasks_of_roles)));
  json_object_set_new(all, "deadlinesByProcedure",
                      table_json(work_table(cli, deadline_columns, &statistics->deadlines_of_procedures)));
  json_object_set_new(all, "deadlinesByRole",
                      table_json(work_table(cli, deadline_columns, &statistics->deadlines_of_roles)));
  json_object_set_new(all, "quotas", table_json(quota_table(cli, statistics)));
  json_object_set_new(all, "tasksByPerson", table_json(work_table(cli, task_columns, &statistics->tasks_of_people)));
  return all;
}
