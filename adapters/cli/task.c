/* adapters/cli/task.c - "fasti task list|show": what waits for people, and what it asks for. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"

/* -- task list -- */

static const struct table_column columns[] = {
  {"case", N_("case"), false},
  {"task", N_("task"), false},
  {"title", N_("title"), false},
  {"roles", N_("who"), false},
  {"state", N_("state"), false},
  {"persons", N_("with"), false},
  {"due", N_("last day"), false},
  {"opened", N_("since"), false},
  {"number", NULL, true},
  {"form", NULL, false},
  {0},
};

struct listing {
  struct desk *desk;
  struct table *table;
  const struct fasti_package *package; /* for the titles of roles */
};

static bool
list_task(void *self, const struct fasti_task_row *row)
{
  struct listing *listing = self;
  struct fasti_arena *arena = listing->desk->cli->arena;
  bool json = cli_has(listing->desk->cli, "json");

  table_cell(listing->table, row->case_id);
  table_cell(listing->table, *row->key ? fasti_arena_printf(arena, "%s[%s]", row->task, row->key) : row->task);
  table_cell(listing->table, row->title);
  table_cell(listing->table,
             json || !listing->package ? row->roles : desk_role_titles(arena, listing->package, row->roles));
  table_cell(listing->table, json ? row->state : desk_status(row->state));
  table_cell(listing->table, row->persons);
  table_cell_day(listing->table, row->due);
  table_cell_day(listing->table, fasti_instant_day(row->opened_at, listing->desk->zone));
  table_cell_number(listing->table, row->number);
  table_cell(listing->table, row->form);
  return true;
}

/* Without an option: the tasks of --as or $FASTI_USER. */
static enum fasti_status
read_filter(struct desk *desk, struct fasti_task_filter *filter)
{
  struct cli *cli = desk->cli;
  struct fasti_person_row person;
  enum fasti_status status;

  *filter = (struct fasti_task_filter){.case_id = cli_value(cli, "case"), .due_before = FASTI_NO_DAY};
  if (cli_value(cli, "due-before")) {
    status = desk_day(cli, "--due-before", cli_value(cli, "due-before"), &filter->due_before);
    if (status != FASTI_OK)
      return status;
  }
  if (cli_has(cli, "all") || (filter->case_id && !cli_has(cli, "mine")))
    return FASTI_OK;
  status = desk_person(desk, &person);
  if (status != FASTI_OK)
    return status;
  filter->person = person.id;
  filter->roles = person.roles;
  filter->unit = person.unit;
  filter->bureau = person.bureau;
  return FASTI_OK;
}

static enum fasti_status
list(struct cli *cli)
{
  struct desk desk;
  struct listing listing = {.desk = &desk, .table = table_new(cli->arena, columns)};
  struct fasti_task_filter filter;
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = read_filter(&desk, &filter);
  if (status == FASTI_OK &&
      fasti_office_package(desk.office, filter.bureau, INT32_MAX, NULL, &listing.package) != FASTI_OK)
    listing.package = NULL;
  if (status == FASTI_OK)
    status = desk.store->call->task_list(desk.store, &filter, list_task, &listing);
  if (status == FASTI_OK)
    status = table_show(cli, listing.table, _("there are no such tasks"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  TABLE_OUTPUT,
  TABLE_FORCE,
  DESK_AS,
  {"mine", 'm', NULL, N_("only tasks that you may do (the default)")},
  {"case", 'c', N_("CASE"), N_("the tasks of this case")},
  {"all", 0, NULL, N_("the tasks of everyone")},
  {"due-before", 'd', N_("DATE"), N_("only tasks whose last day is before this day")},
  {0},
};

const struct cli_command cli_task_list = {
  .group = "task",
  .name = "list",
  .summary = N_("list tasks, the most urgent first"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};

/* -- task show -- */

static const struct table_column field_columns[] = {
  {"path", N_("field"), false},
  {"label", N_("label"), false},
  {"type", N_("type"), false},
  {"required", N_("needed"), false},
  {"value", N_("value"), false},
  {"choices", N_("choices"), false},
  {0},
};

struct field_list {
  struct cli *cli;
  struct table *table;
};

static void
list_field(void *self, const struct fasti_control *control)
{
  struct field_list *list = self;
  struct fasti_arena *arena = list->cli->arena;
  const char *choices = "";

  if (!*control->path || !control->relevant || control->kind == FASTI_CONTROL_GROUP ||
      control->kind == FASTI_CONTROL_REPEAT || control->kind == FASTI_CONTROL_ITEM ||
      control->kind == FASTI_CONTROL_SUBMIT || control->kind == FASTI_CONTROL_TRIGGER)
    return;
  for (size_t i = 0; i < control->choice_count; i++)
    choices = fasti_arena_printf(arena, "%s%s%s %s", choices, i ? _(", ") : "", control->choices[i].value,
                                 control->choices[i].label);
  table_cell(list->table, control->path);
  table_cell(list->table, control->label);
  table_cell(list->table, control->type);
  table_cell(list->table, control->readonly ? _("read-only") : control->required ? _("yes") : "");
  table_cell_typed(list->table, control->type, control->value);
  table_cell(list->table, choices);
}

/* The task that CASE TASK names, as a row. */
struct task_search {
  const char *wanted;
  struct fasti_task_row row;
  int found;
  struct fasti_arena *arena;
};

static void
match_task(void *self, const struct fasti_task_row *row)
{
  struct task_search *search = self;
  const char *keyed = fasti_arena_printf(search->arena, "%s[%s]", row->task, row->key);
  const char *number = fasti_arena_printf(search->arena, "%" PRId64, row->number);

  if (strcmp(search->wanted, row->task) != 0 && strcmp(search->wanted, keyed) != 0 &&
      strcmp(search->wanted, number) != 0)
    return;
  search->row = *row;
  search->found++;
}

static enum fasti_status
find_task(struct desk *desk, struct fasti_case *case_, struct task_search *search)
{
  struct cli *cli = desk->cli;

  *search = (struct task_search){.wanted = cli->operands[1], .arena = cli->arena};
  fasti_case_tasks(case_, match_task, search);
  if (search->found == 1)
    return FASTI_OK;
  if (search->found)
    fasti_error_field(cli->messages, cli->operands[1], "several such tasks are open: say which one as %s[key]",
                      cli->operands[1]);
  else
    fasti_error_field(cli->messages, cli->operands[1], "no such task is open in this case: fasti task list --case=%s",
                      cli->operands[0]);
  return search->found ? FASTI_INVALID : FASTI_NOT_FOUND;
}

static void
print_heading(struct desk *desk, struct fasti_case *case_, const struct fasti_task_row *row)
{
  const struct fasti_package *package = fasti_procedure_package(fasti_case_procedure(case_));
  char due[FASTI_DATE_SIZE];

  printf("%s  %" PRId64 "  %s [%s]\n", desk->cli->operands[0], row->number, row->title, row->task);
  printf(_("who: %s\n"), desk_role_titles(desk->cli->arena, package, row->roles));
  if (row->due != FASTI_NO_DAY)
    printf(_("last day: %s\n"), fasti_day_format(row->due, due));
}

static enum fasti_status
show_task(struct desk *desk, struct fasti_case *case_)
{
  struct cli *cli = desk->cli;
  struct field_list list = {.cli = cli, .table = table_new(cli->arena, field_columns)};
  struct fasti_person_row row = {.id = "", .name = "", .certificate = "", .roles = ""};
  struct fasti_person person;
  struct fasti_form_data *form = NULL;
  struct fasti_command command = {.kind = FASTI_COMPLETE, .persons = &person, .person_count = 1};
  struct task_search search;
  enum fasti_status status = find_task(desk, case_, &search);

  if (status == FASTI_OK)
    status = desk_person(desk, &row);
  if (status != FASTI_OK)
    return status;
  person = fasti_person_of(&row);
  command.task = search.row.number;
  if (!cli_has(cli, "json") && !cli_has(cli, "output"))
    print_heading(desk, case_, &search.row);
  fasti_case_look_at(case_, desk->now);
  status = fasti_case_form(case_, &command, cli->messages, &form);
  if (status == FASTI_OK && form)
    fasti_form_controls(form, list_field, &list);
  if (status == FASTI_OK)
    status = table_show(cli, list.table, _("this task asks for nothing but its completion"));
  fasti_form_close(form);
  return status;
}

static enum fasti_status
show(struct cli *cli)
{
  struct desk desk;
  struct fasti_case *case_ = NULL;
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = fasti_office_case(desk.office, cli->operands[0], cli->messages, &case_);
  if (status == FASTI_OK)
    status = show_task(&desk, case_);
  fasti_case_free(case_);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option show_options[] = {DESK_OFFICE, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE, DESK_AS, {0}};

const struct cli_command cli_task_show = {
  .group = "task",
  .name = "show",
  .summary = N_("show what a task asks for, field by field"),
  .operands = N_("CASE TASK"),
  .least = 2,
  .most = 2,
  .options = show_options,
  .ends = {FASTI_INVALID, TABLE_ENDS, DESK_ENDS},
  .run = show,
};
