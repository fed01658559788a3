/* adapters/cli/case.c - "fasti case list|show|history|as-of|explain": looking at cases. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/attach.h"
#include "adapters/cli/days.h"
#include "adapters/cli/story.h"
#include "adapters/cli/table.h"
#include "engine/search.h"

/* -- case list -- */

static const struct table_column list_columns[] = {
  {"case", N_("case"), false},
  {"title", N_("title"), false},
  {"status", N_("status"), false},
  {"steps", N_("step"), false},
  {"due", N_("next last day"), false},
  {"opened", N_("opened"), false},
  {"procedure", NULL, false},
  {"bureau", NULL, false},
  {"states", NULL, false},
  {0},
};

/* Rows that are wanted, with the nearest last day of each. */
struct found_case {
  const char *id, *title, *status, *states, *procedure, *package, *bureau;
  int64_t opened_at;
  int32_t due;
};

struct listing {
  struct desk *desk;
  struct fasti_arena *arena;
  struct found_case *cases;
  size_t count, room;
  const char *mine; /* ids of the cases with tasks for the person, between spaces; NULL: all */
};

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;
  struct fasti_arena *arena = listing->arena;

  if (listing->mine && !fasti_list_has(listing->mine, row->id))
    return true;
  if (listing->count == listing->room) {
    struct found_case *cases;

    listing->room = listing->room ? 2 * listing->room : 64;
    cases = fasti_arena_alloc(arena, listing->room * sizeof *cases);
    if (listing->count)
      memcpy(cases, listing->cases, listing->count * sizeof *cases);
    listing->cases = cases;
  }
  listing->cases[listing->count++] = (struct found_case){
    .id = fasti_arena_strdup(arena, row->id),
    .title = fasti_arena_strdup(arena, row->title),
    .status = fasti_arena_strdup(arena, row->status),
    .states = fasti_arena_strdup(arena, row->states),
    .procedure = fasti_arena_strdup(arena, row->procedure),
    .package = fasti_arena_strdup(arena, row->package),
    .bureau = fasti_arena_strdup(arena, row->bureau),
    .opened_at = row->opened_at,
    .due = FASTI_NO_DAY,
  };
  return true;
}

static int
compare_id(const void *id, const void *one)
{
  return strcmp(id, ((const struct found_case *)one)->id);
}

/* The list of deadlines is in the order of due, so the first that runs is the nearest. */
static bool
take_due(void *self, const struct fasti_deadline_row *row)
{
  struct listing *listing = self;
  struct found_case *one =
    listing->count ? bsearch(row->case_id, listing->cases, listing->count, sizeof *one, compare_id) : NULL;

  if (one && one->due == FASTI_NO_DAY && strcmp(row->state, "running") == 0)
    one->due = row->due;
  return true;
}

struct mine {
  struct fasti_arena *arena;
  struct fasti_buffer ids;
};

static bool
take_mine(void *self, const struct fasti_task_row *row)
{
  struct mine *mine = self;

  fasti_buffer_printf(&mine->ids, "%s%s", mine->ids.size ? " " : "", row->case_id);
  return true;
}

static enum fasti_status
find_mine(struct listing *listing)
{
  struct desk *desk = listing->desk;
  struct mine mine = {.arena = listing->arena};
  struct fasti_person_row person;
  enum fasti_status status = desk_person(desk, &person);

  if (status == FASTI_OK) {
    struct fasti_task_filter filter = {
      .person = person.id, .roles = person.roles, .unit = person.unit, .bureau = person.bureau, .due_before = FASTI_NO_DAY};

    status = desk->store->call->task_list(desk->store, &filter, take_mine, &mine);
  }
  listing->mine = fasti_arena_strdup(listing->arena, mine.ids.size ? mine.ids.at : "");
  fasti_buffer_free(&mine.ids);
  return status;
}

/* NAME=VALUE, any number of times. */
static enum fasti_status
read_where(struct cli *cli, struct fasti_case_filter *filter)
{
  struct fasti_where *all;
  const char *text;
  size_t at = 0;

  while (cli_next_value(cli, "where", &at))
    filter->where_count++;
  all = fasti_arena_alloc(cli->arena, (filter->where_count + 1) * sizeof *all);
  filter->where = all;
  for (at = 0; (text = cli_next_value(cli, "where", &at)); all++) {
    const char *equals = strchr(text, '=');

    if (!equals || equals == text) {
      fasti_error_field(cli->messages, "--where", "\"%s\": expected NAME=VALUE, a fact and what it is", text);
      return FASTI_USAGE;
    }
    all->fact = fasti_arena_copy(cli->arena, text, (size_t)(equals - text));
    all->value = equals + 1;
  }
  return FASTI_OK;
}

static enum fasti_status
read_filter(struct cli *cli, struct fasti_case_filter *filter)
{
  const char *day = cli_value(cli, "due-before");
  enum fasti_status status;

  *filter = (struct fasti_case_filter){
    .state = cli_value(cli, "state"),
    .status = cli_value(cli, "status"),
    .text = cli_value(cli, "text"),
    .procedure = cli_value(cli, "procedure"),
    .bureau = cli_value(cli, "bureau"),
    .key = cli_value(cli, "key"),
    .due_before = FASTI_NO_DAY,
  };
  status = read_where(cli, filter);
  if (status != FASTI_OK)
    return status;
  return day ? desk_day(cli, "--due-before", day, &filter->due_before) : FASTI_OK;
}

static enum fasti_status
fill_table(struct listing *listing, struct table *table)
{
  struct desk *desk = listing->desk;

  for (size_t i = 0; i < listing->count; i++) {
    const struct found_case *one = &listing->cases[i];
    const struct fasti_package *package;
    const struct fasti_procedure *procedure;
    enum fasti_status status = fasti_office_package_of(desk->office, one->package, desk->cli->messages, &package);

    if (status != FASTI_OK)
      return status;
    procedure = fasti_package_procedure(package, one->procedure);
    table_cell(table, one->id);
    table_cell(table, one->title);
    table_cell(table, cli_has(desk->cli, "json") ? one->status : desk_status(one->status));
    table_cell(table, procedure ? desk_state_titles(listing->arena, procedure, one->states) : one->states);
    table_cell_day(table, one->due);
    table_cell_day(table, fasti_instant_day(one->opened_at, desk->zone));
    table_cell(table, one->procedure);
    table_cell(table, one->bureau);
    table_cell(table, one->states);
  }
  return FASTI_OK;
}

static enum fasti_status
list(struct cli *cli)
{
  struct desk desk;
  struct listing listing = {.desk = &desk, .arena = cli->arena};
  struct table *table = table_new(cli->arena, list_columns);
  struct fasti_case_filter filter;
  enum fasti_status status = table_wanted(cli);

  if (status == FASTI_OK)
    status = read_filter(cli, &filter);
  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK && cli_has(cli, "mine"))
    status = find_mine(&listing);
  if (status == FASTI_OK)
    status = desk.store->call->case_list(desk.store, &filter, take_case, &listing);
  if (status == FASTI_OK)
    status = desk.store->call->deadline_list(desk.store, &(struct fasti_deadline_filter){0}, take_due, &listing);
  if (status == FASTI_OK)
    status = fill_table(&listing, table);
  if (status == FASTI_OK)
    status = table_show(cli, table, _("there are no such cases"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  TABLE_OUTPUT,
  TABLE_FORCE,
  {"state", 's', N_("STATE"), N_("only cases in this step")},
  {"status", 0, N_("STATUS"), N_("only cases that are open, suspended, ended or terminated")},
  {"due-before", 'd', N_("DATE"), N_("only cases with a running deadline whose last day is before this day")},
  {"text", 't', N_("WORDS"), N_("only cases in whose title, parties and numbers all these words occur")},
  {"procedure", 'p', N_("PROCEDURE"), N_("only cases of this procedure")},
  {"bureau", 'b', N_("BUREAU"), N_("only cases of this bureau")},
  {"where", 'w', N_("NAME=VALUE"), N_("only cases with this fact; may be repeated")},
  {"key", 'k', N_("KEY"), N_("only the case that has this key in its procedure")},
  {"mine", 'm', NULL, N_("only cases with a task that you may do")},
  DESK_AS,
  {0},
};

const struct cli_command cli_case_list = {
  .group = "case",
  .name = "list",
  .summary = N_("list cases, by step, deadline or words"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};

/* -- case show and as-of -- */

static const struct table_column task_columns[] = {
  {"number", N_("no."), true},    {"task", N_("task"), false},
  {"title", N_("title"), false},  {"roles", N_("who"), false},
  {"state", N_("state"), false},  {"persons", N_("with"), false},
  {"due", N_("last day"), false}, {0},
};
static const struct table_column deadline_columns[] = {
  {"deadline", N_("deadline"), false},
  {"title", N_("title"), false},
  {"from", N_("from"), false},
  {"due", N_("last day"), false},
  {"left", N_("days left"), false},
  {"state", N_("state"), false},
  {"role", N_("who"), false},
  {"law", N_("article"), false},
  {"session", NULL, false},
  {0},
};
static const struct table_column instrument_columns[] = {
  {"number", N_("no."), true},
  {"title", N_("instrument"), false},
  {"documentNumber", N_("document number"), false},
  {"key", N_("to"), false},
  {"issued", N_("issued"), false},
  {"instrument", NULL, false},
  {"hash", NULL, false},
  {0},
};

static const struct table_column link_columns[] = {
  {"kind", N_("link"), false},   {"case", N_("case"), false},     {"title", N_("title"), false},
  {"status", N_("status"), false}, {"steps", N_("step"), false},  {"procedure", NULL, false},
  {"states", NULL, false},       {"event", NULL, false},          {0},
};

/* One case as it is shown. */
struct view {
  struct desk *desk;
  struct fasti_case *case_;
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  int32_t today;
  int64_t until; /* instruments issued after it are not shown */
  const struct fasti_person *viewer; /* NULL: nobody in particular */
  bool json;
  struct table *tasks;
  struct table *deadlines;
  struct table *instruments;
  struct table *files;
  struct table *links;
};

static const char *
person_names(struct desk *desk, const char *persons)
{
  char *copy = fasti_arena_strdup(desk->cli->arena, persons), *rest = NULL;
  const char *names = "";

  for (char *one = strtok_r(copy, " ", &rest); one; one = strtok_r(NULL, " ", &rest))
    names = fasti_arena_printf(desk->cli->arena, "%s%s%s", names, *names ? _(", ") : "", desk_name(desk, one));
  return names;
}

static void
show_task(void *self, const struct fasti_task_row *row)
{
  struct view *view = self;
  struct fasti_arena *arena = view->desk->cli->arena;

  table_cell_number(view->tasks, row->number);
  table_cell(view->tasks, *row->key ? fasti_arena_printf(arena, "%s[%s]", row->task, row->key) : row->task);
  table_cell(view->tasks, row->title);
  table_cell(view->tasks, view->json ? row->roles : desk_role_titles(arena, view->package, row->roles));
  table_cell(view->tasks, view->json ? row->state : desk_status(row->state));
  table_cell(view->tasks, view->json ? row->persons : person_names(view->desk, row->persons));
  table_cell_day(view->tasks, row->due);
}

/* Working days would need the calendar's rules; what is left is told in days of the calendar, as on a wall calendar. */
static void
show_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct view *view = self;
  struct fasti_arena *arena = view->desk->cli->arena;
  bool running = strcmp(row->state, "running") == 0 && row->due != FASTI_NO_DAY;
  const char *state = view->json ? row->state : desk_status(row->state);

  table_cell(view->deadlines, row->deadline);
  table_cell(view->deadlines, row->title);
  table_cell_day(view->deadlines, row->from);
  table_cell_day(view->deadlines, row->due);
  table_cell(view->deadlines, running ? fasti_arena_printf(arena, "%d", row->due - view->today) : "");
  table_cell(view->deadlines, row->provisional ? fasti_arena_printf(arena, "%s, %s", state, _("provisional")) : state);
  table_cell(view->deadlines, view->json ? row->role : desk_role_titles(arena, view->package, row->role));
  table_cell(view->deadlines, view->json ? row->law : *row->law ? fasti_procedure_law(view->procedure, row->law) : "");
  table_cell(view->deadlines, row->session);
}

static const char *
link_name(const char *kind)
{
  static const struct {
    const char *kind;
    const char *text;
  } names[] = {{"parent", N_("opened by")}, {"child", N_("has opened")}, {"told", N_("told")}, {"teller", N_("told by")}};

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i].kind, kind) == 0)
      return _(names[i].text);
  return kind;
}

/* The other case as it is now, under its own package. */
static bool
show_other(void *self, const struct fasti_case_row *row)
{
  struct view *view = self;
  const struct fasti_package *package = NULL;
  const struct fasti_procedure *procedure = NULL;

  if (fasti_office_package_of(view->desk->office, row->package, NULL, &package) == FASTI_OK)
    procedure = fasti_package_procedure(package, row->procedure);
  table_cell(view->links, row->title);
  table_cell(view->links, view->json ? row->status : desk_status(row->status));
  table_cell(view->links,
             procedure ? desk_state_titles(view->desk->cli->arena, procedure, row->states) : row->states);
  table_cell(view->links, row->procedure);
  table_cell(view->links, row->states);
  return false;
}

static void
show_link(void *self, const struct fasti_link_row *row)
{
  struct view *view = self;
  struct fasti_store *store = view->desk->store;

  table_cell(view->links, view->json ? row->kind : link_name(row->kind));
  table_cell(view->links, row->other);
  if (store->call->case_get(store, row->other, show_other, view) != FASTI_OK)
    for (int i = 0; i < 5; i++)
      table_cell(view->links, "");
  table_cell(view->links, row->event);
}

static bool
show_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct view *view = self;

  if (row->issued_at > view->until)
    return true;
  table_cell_number(view->instruments, row->number);
  table_cell(view->instruments, row->title);
  table_cell(view->instruments, row->document_number);
  table_cell(view->instruments, row->key);
  table_cell_day(view->instruments, fasti_instant_day(row->issued_at, view->desk->zone));
  table_cell(view->instruments, row->instrument);
  table_cell(view->instruments, row->hash);
  return true;
}

static void
print_view_json(struct view *view, const struct fasti_case_row *row)
{
  struct fasti_buffer data = {0};
  char opened[FASTI_INSTANT_SIZE];
  json_t *object =
    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "case", row->id, "bureau", row->bureau, "procedure",
              row->procedure, "title", row->title, "status", row->status, "states", row->states, "opened",
              fasti_instant_format(row->opened_at, view->desk->zone, opened), "entries", (json_int_t)row->entries);

  json_object_set_new(object, "tasks", table_json(view->tasks));
  json_object_set_new(object, "deadlines", table_json(view->deadlines));
  json_object_set_new(object, "instruments", table_json(view->instruments));
  json_object_set_new(object, "files", table_json(view->files));
  json_object_set_new(object, "links", table_json(view->links));
  if (cli_has(view->desk->cli, "data")) {
    fasti_case_data_for(view->case_, view->viewer, &data);
    json_object_set_new(object, "data", json_string(data.size ? data.at : ""));
    fasti_buffer_free(&data);
  }
  cli_print_json(object);
}

static void
print_fact(const char *label, const char *text)
{
  print_padded(stdout, label, 12);
  puts(text);
}

static void
print_part(const char *title, const struct table *table)
{
  if (!table_rows(table))
    return;
  printf("\n%s\n", title);
  table_print(table, "");
}

static void
print_view(struct view *view, const struct fasti_case_row *row)
{
  struct fasti_arena *arena = view->desk->cli->arena;
  const char *outcome = fasti_case_outcome(view->case_);

  printf("%s  %s\n", row->id, row->title);
  print_fact(_("procedure"),
             fasti_arena_printf(arena, "%s [%s], %s %s", fasti_procedure_title(view->procedure), row->procedure,
                                fasti_package_title(view->package), fasti_package_version(view->package)));
  print_fact(_("opened"), desk_moment(arena, row->opened_at, view->desk->zone));
  print_fact(_("status"), outcome ? fasti_arena_printf(arena, "%s: %s", desk_status(row->status),
                                                       desk_state_title(view->procedure, outcome, NULL))
                                  : desk_status(row->status));
  if (*row->states)
    print_fact(_("step"), desk_state_titles(arena, view->procedure, row->states));
  print_part(_("Tasks"), view->tasks);
  print_part(_("Deadlines"), view->deadlines);
  print_part(_("Instruments"), view->instruments);
  print_part(_("Files"), view->files);
  print_part(_("Other cases"), view->links);
  if (cli_has(view->desk->cli, "data")) {
    struct fasti_buffer data = {0};

    fasti_case_data_for(view->case_, view->viewer, &data);
    printf("\n%s\n%s\n", _("Data"), data.size ? data.at : "");
    fasti_buffer_free(&data);
  }
}

/* UNTIL is the last instant whose instruments are shown. */
static enum fasti_status
show_case(struct desk *desk, struct fasti_case *case_, int32_t today, int64_t until)
{
  struct cli *cli = desk->cli;
  struct view view = {.desk = desk,
                      .case_ = case_,
                      .procedure = fasti_case_procedure(case_),
                      .today = today,
                      .until = until,
                      .json = cli_has(cli, "json"),
                      .tasks = table_new(cli->arena, task_columns),
                      .deadlines = table_new(cli->arena, deadline_columns),
                      .instruments = table_new(cli->arena, instrument_columns),
                      .files = attach_list(desk, case_, false),
                      .links = table_new(cli->arena, link_columns)};
  struct fasti_case_row row = {0};
  enum fasti_status status;

  view.package = fasti_procedure_package(view.procedure);
  status = desk_viewer(desk, &view.viewer);
  if (status != FASTI_OK)
    return status;
  fasti_case_row(case_, &row);
  fasti_case_tasks(case_, show_task, &view);
  fasti_case_deadlines(case_, show_deadline, &view);
  fasti_case_links(case_, show_link, &view);
  status = desk->store->call->instrument_list(desk->store, row.id, 0, show_instrument, &view);
  if (status != FASTI_OK)
    return status;
  if (view.json)
    print_view_json(&view, &row);
  else
    print_view(&view, &row);
  return FASTI_OK;
}

static enum fasti_status
show(struct cli *cli)
{
  struct desk desk;
  struct fasti_case *case_ = NULL;
  enum fasti_status status = desk_open(cli, false, &desk);

  if (status == FASTI_OK)
    status = fasti_office_case(desk.office, cli->operands[0], cli->messages, &case_);
  if (status == FASTI_OK)
    status = show_case(&desk, case_, desk_today(&desk), FASTI_NEVER);
  fasti_case_free(case_);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option show_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  DESK_VIEWER,
  {"data", 'd', NULL, N_("show all data of the case too")},
  {0},
};

const struct cli_command cli_case_show = {
  .group = "case",
  .name = "show",
  .summary = N_("show a case: step, tasks, deadlines, instruments"),
  .operands = N_("CASE"),
  .least = 1,
  .most = 1,
  .options = show_options,
  .ends = {DESK_ENDS},
  .run = show,
};

static enum fasti_status
as_of(struct cli *cli)
{
  struct desk desk;
  struct fasti_case *case_ = NULL;
  int32_t day;
  enum fasti_status status = desk_day(cli, cli->operands[1], cli->operands[1], &day);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status =
      fasti_office_case_as_of(desk.office, cli->operands[0], desk_day_end(day, desk.zone), cli->messages, &case_);
  if (status == FASTI_OK)
    status = show_case(&desk, case_, day, desk_day_end(day, desk.zone));
  fasti_case_free(case_);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

const struct cli_command cli_case_as_of = {
  .group = "case",
  .name = "as-of",
  .summary = N_("show a case as it was at the end of a day"),
  .operands = N_("CASE DATE"),
  .least = 2,
  .most = 2,
  .options = show_options,
  .ends = {DESK_ENDS},
  .run = as_of,
};

/* -- case history -- */

static const struct table_column entry_columns[] = {
  {"sequence", N_("no."), true},
  {"at", N_("at"), false},
  {"actor", N_("who"), false},
  {"kind", N_("what"), false},
  {"body", NULL, false},
  {"hash", N_("hash"), false},
  {0},
};

struct journal {
  struct table *table;
  int32_t zone;
  struct fasti_arena *arena;
  const struct fasti_procedure *procedure;
  const struct fasti_person *viewer;
};

/* The body of an entry as the viewer may read it. */
static const char *
readable_body(struct journal *journal, const struct fasti_entry_row *row)
{
  struct fasti_buffer shown = {0};
  xmlDocPtr doc = NULL;
  const char *body;
  bool kept_back = false;

  if (fasti_xml_parse("journal entry", row->body, NULL, &doc) == FASTI_OK)
    for (xmlNodePtr node = fasti_xml_first(xmlDocGetRootElement(doc)); node; node = fasti_xml_next(node)) {
      const char *path = fasti_xml_is(node, NULL, "field") ? fasti_xml_attribute(node, NULL, "path") : NULL;

      if (!path || fasti_procedure_may_read(journal->procedure, journal->viewer, row->actor, path))
        continue;
      xmlNodeSetContent(node, (const xmlChar *)"(confidential)");
      kept_back = true;
    }
  if (kept_back)
    fasti_xml_write(xmlDocGetRootElement(doc), &shown);
  body = kept_back ? fasti_arena_copy(journal->arena, shown.at, shown.size)
                   : fasti_arena_copy(journal->arena, row->body.at ? row->body.at : "", row->body.size);
  fasti_buffer_free(&shown);
  fasti_xml_free(doc);
  return body;
}

static void
list_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *row)
{
  struct journal *journal = self;
  char at[FASTI_INSTANT_SIZE];

  journal->procedure = fasti_case_procedure(case_);

  table_cell_number(journal->table, row->sequence);
  table_cell(journal->table, fasti_instant_format(row->at, journal->zone, at));
  table_cell(journal->table, row->actor);
  table_cell(journal->table, row->kind);
  table_cell(journal->table, readable_body(journal, row));
  table_cell(journal->table, row->hash);
}

static enum fasti_status
tell_history(struct desk *desk, const char *case_id)
{
  struct cli *cli = desk->cli;
  struct journal journal = {.table = table_new(cli->arena, entry_columns), .zone = desk->zone, .arena = cli->arena};
  enum fasti_status status;

  if (!cli_has(cli, "json") && !cli_has(cli, "output"))
    return fasti_office_history(desk->office, case_id, cli->messages, story_tell, story_new(cli->arena, false));
  status = desk_viewer(desk, &journal.viewer);
  if (status == FASTI_OK)
    status = fasti_office_history(desk->office, case_id, cli->messages, list_entry, &journal);
  if (status == FASTI_OK)
    status = table_show(cli, journal.table, "");
  return status;
}

static enum fasti_status
history(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = tell_history(&desk, cli->operands[0]);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option history_options[] = {DESK_OFFICE, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE, DESK_VIEWER, {0}};

const struct cli_command cli_case_history = {
  .group = "case",
  .name = "history",
  .summary = N_("tell what was done in a case, entry by entry"),
  .operands = N_("CASE"),
  .least = 1,
  .most = 1,
  .options = history_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = history,
};

/* -- case explain -- */

struct deadline_search {
  const char *name;
  struct fasti_arena *arena;
  const char *sessions[64];
  int count;
};

/* DEADLINE, or SESSION/DEADLINE as case show --json tells it. */
static void
find_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct deadline_search *search = self;

  if (strcmp(row->deadline, search->name) == 0 && search->count < 64)
    search->sessions[search->count++] = fasti_arena_strdup(search->arena, row->session);
}

static void
tell_move(void *self, const struct fasti_move *move)
{
  char on[FASTI_DATE_SIZE], before[FASTI_DATE_SIZE], after[FASTI_DATE_SIZE];

  (void)self;
  printf(_("%s: moved from %s to %s by the calendar %s\n"), fasti_day_format(move->on, on),
         fasti_day_format(move->before, before), fasti_day_format(move->after, after), move->why);
}

static void
add_move(void *self, const struct fasti_move *move)
{
  char on[FASTI_DATE_SIZE], before[FASTI_DATE_SIZE], after[FASTI_DATE_SIZE];

  json_array_append_new(self, json_pack("{s:s, s:s, s:s, s:s}", "on", fasti_day_format(move->on, on), "before",
                                        fasti_day_format(move->before, before), "after",
                                        fasti_day_format(move->after, after), "calendar", move->why));
}

/* One deadline of one part of the case. */
static enum fasti_status
explain_deadline(struct cli *cli, struct fasti_case *case_, const char *session, const char *name)
{
  struct fasti_buffer days = {0};
  struct fasti_due due;
  char date[FASTI_DATE_SIZE];
  enum fasti_status status = fasti_case_explain_deadline(case_, session, name, cli_days_add, &days, &due);

  if (status == FASTI_OK && cli_has(cli, "json")) {
    json_t *moves = json_array();

    fasti_case_moves(case_, session, name, add_move, moves);
    cli_print_json(json_pack("{s:s, s:s, s:s, s:b, s:o, s:o}", "deadline", name, "session", session, "due",
                             fasti_day_format(due.day, date), "provisional", due.provisional, "days",
                             cli_days_json(&days), "moves", moves));
  } else if (status == FASTI_OK) {
    if (*session)
      printf("%s\n", session);
    cli_days_print(cli, &days);
    printf(_("last day: %s"), fasti_day_format(due.day, date));
    if (due.provisional)
      printf(_(", %s"), _("provisional"));
    if (due.suspended)
      printf(_(", %s"), _("suspended"));
    putchar('\n');
    fasti_case_moves(case_, session, name, tell_move, NULL);
  }
  fasti_buffer_free(&days);
  return status;
}

static enum fasti_status
explain_step(struct fasti_case *case_, const char *event)
{
  struct fasti_messages *messages = cli_messages_new();
  struct fasti_buffer text = {0};

  fasti_case_explain(case_, event, messages);
  fasti_messages_print(messages, &text);
  if (text.size)
    fputs(text.at, stdout);
  else if (event)
    printf(_("nothing blocks %s\n"), event);
  else
    puts(_("nothing blocks this case"));
  fasti_buffer_free(&text);
  fasti_messages_free(messages);
  return FASTI_OK;
}

static enum fasti_status
explain_case(struct cli *cli, struct fasti_case *case_)
{
  struct deadline_search search = {.name = cli->operand_count > 1 ? cli->operands[1] : NULL, .arena = cli->arena};
  enum fasti_status status = FASTI_OK;

  if (search.name)
    fasti_case_deadlines(case_, find_deadline, &search);
  for (int i = 0; i < search.count && status == FASTI_OK; i++)
    status = explain_deadline(cli, case_, search.sessions[i], search.name);
  return search.count ? status : explain_step(case_, search.name);
}

static enum fasti_status
explain(struct cli *cli)
{
  struct desk desk;
  struct fasti_case *case_ = NULL;
  enum fasti_status status = desk_open(cli, false, &desk);

  if (status == FASTI_OK)
    status = fasti_office_case(desk.office, cli->operands[0], cli->messages, &case_);
  if (status == FASTI_OK)
    status = explain_case(cli, case_);
  fasti_case_free(case_);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option explain_options[] = {
  DESK_OFFICE, {"json", 0, NULL, N_("print a deadline as JSON, with its days")}, {0}};

const struct cli_command cli_case_explain = {
  .group = "case",
  .name = "explain",
  .summary = N_("explain a deadline day by day, or why a case does not go on"),
  .operands = N_("CASE [DEADLINE|EVENT]"),
  .least = 1,
  .most = 2,
  .options = explain_options,
  .ends = {DESK_ENDS},
  .run = explain,
};
