/* adapters/web/work.c - 我的工作: what waits for a person, the most urgent first; what they did, opened, were sent.
 *
 * Tabs: tasks (all, mine, role, late, drafts), work done (done, copied), cases (running, opened).
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/lists.h"
#include "adapters/web/work.h"
#include "engine/list.h"

enum what { TASKS, WORKS, CASES };

struct tab {
  const char *id;
  enum what what;
};

static const struct tab tabs[] = {
  {"all", TASKS},   {"mine", TASKS},    {"role", TASKS},  {"late", TASKS},     {"done", WORKS},
  {"running", CASES}, {"opened", CASES}, {"copied", WORKS}, {"drafts", TASKS},
};
enum { TABS = sizeof tabs / sizeof *tabs };

static const struct tab *
tab_of(const struct web_call *call)
{
  const char *wanted = web_query(call, "tab");

  for (size_t i = 0; wanted && i < TABS; i++)
    if (strcmp(wanted, tabs[i].id) == 0)
      return &tabs[i];
  return &tabs[0];
}

/* -- which rows a tab has -- */

static struct fasti_task_filter
tasks_of(const struct list *list, const struct tab *tab)
{
  const struct fasti_person_row *person = &list->reader->person;
  struct fasti_task_filter filter = {.person = person->id,
                                     .roles = person->roles,
                                     .unit = person->unit,
                                     .bureau = person->bureau,
                                     .due_before = FASTI_NO_DAY,
                                     .due_from = FASTI_NO_DAY,
                                     .after_at = FASTI_NO_DAY,
                                     .held = strcmp(tab->id, "mine") == 0,
                                     .pool = strcmp(tab->id, "role") == 0,
                                     .most = LIST_PAGE + 1};

  if (strcmp(tab->id, "late") == 0)
    filter.due_before = web_today(list->call);
  if (strcmp(tab->id, "drafts") == 0)
    filter.draft_of = person->id;
  return filter;
}

static struct fasti_work_filter
works_of(const struct list *list, const struct tab *tab)
{
  return (struct fasti_work_filter){.person = list->reader->person.id,
                                    .bureau = list->reader->person.bureau,
                                    .kind = tab->id, /* "done", "copied" */
                                    .most = LIST_PAGE + 1};
}

static struct fasti_case_filter
cases_of(const struct list *list, const struct tab *tab)
{
  bool opened = strcmp(tab->id, "opened") == 0;

  return (struct fasti_case_filter){.bureau = list->reader->person.bureau,
                                    .person = list->reader->person.id,
                                    .work = opened ? "opened" : NULL,
                                    .status = opened ? NULL : "open",
                                    .due_before = FASTI_NO_DAY,
                                    .order = FASTI_CASES_BY_OPENED,
                                    .reach = &list->reader->reach,
                                    .most = LIST_PAGE + 1};
}

static enum fasti_status
count_tab(const struct list *list, const struct tab *tab, int64_t *count)
{
  struct fasti_store *store = list->call->store;
  struct fasti_task_filter tasks = tasks_of(list, tab);
  struct fasti_work_filter works = works_of(list, tab);
  struct fasti_case_filter cases = cases_of(list, tab);

  *count = 0;
  return tab->what == TASKS   ? store->call->task_count(store, &tasks, FASTI_COUNT_ALL, list_sum, count)
         : tab->what == WORKS ? store->call->work_count(store, &works, FASTI_COUNT_ALL, list_sum, count)
                              : store->call->case_count(store, &cases, FASTI_COUNT_ALL, list_sum, count);
}

static enum fasti_status
add_tabs(const struct list *list, const struct tab *current)
{
  xmlNodePtr bar = web_add(list->main, "tabs");
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < TABS && status == FASTI_OK; i++) {
    int64_t count;

    status = count_tab(list, &tabs[i], &count);
    list_tab(list, bar, tabs[i].id, fasti_arena_printf(list->call->arena, "/work?tab=%s", tabs[i].id), count,
             &tabs[i] == current);
  }
  return status;
}

/* -- tasks -- */

struct listing {
  const struct list *list;
  struct list_pager pager;
  enum fasti_status status;
};

/* What a list says of a task that its case knows. */
struct told {
  const struct list *list;
  xmlNodePtr node;
  const struct fasti_task_row *row;
};

static bool
may_claim(const struct fasti_procedure *procedure, const char *task)
{
  const struct fasti_notes *notes;

  for (size_t i = 0; procedure && (notes = fasti_procedure_notes_at(procedure, i)) != NULL; i++)
    for (int j = 0; j < fasti_chart_invoke_count(notes->chart); j++)
      if (notes->invokes[j].task && strcmp(notes->invokes[j].work.name, task) == 0)
        return !(notes->invokes[j].forbidden & FASTI_MAY_CLAIM);
  return false;
}

static bool
tell_case(void *self, const struct fasti_case_row *row)
{
  const struct told *told = self;
  const struct fasti_procedure *procedure = web_procedure_of(told->list->call, row);

  web_set(told->node, "case-title", row->title);
  web_set(told->node, "procedure-title", procedure ? fasti_procedure_title(procedure) : row->procedure);
  if (told->row && !*told->row->persons && strcmp(told->row->state, "open") == 0 && may_claim(procedure, told->row->task))
    web_set(told->node, "claimable", "true");
  return false;
}

static bool
take_task(void *self, const struct fasti_task_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->list->call;
  xmlNodePtr task = list_row(&listing->pager, "task",
                             fasti_arena_printf(call->arena, "%" PRId32 "~%s~%" PRId64, row->due, row->case_id, row->number));
  struct told told = {listing->list, task, row};

  if (!task)
    return false;
  web_set(task, "case", row->case_id);
  web_set_number(task, "number", row->number);
  web_set(task, "title", row->title);
  web_set(task, "state", row->state);
  web_set(task, "mine", fasti_list_has(row->persons, call->person->id) ? "true" : NULL);
  web_set(task, "draft", *row->drafted ? "true" : NULL);
  web_set(task, "roles", web_role_titles(call, listing->list->package, row->roles));
  web_set_moment(call, task, "opened", row->opened_at);
  web_set_due(call, task, row->due);
  listing->status = list_case(listing->list, row->case_id, tell_case, &told);
  return listing->status == FASTI_OK;
}

/* The procedures or steps at which tasks wait for the person, as a choice. */
struct steps {
  const struct list *list;
  xmlNodePtr field;
  const struct fasti_task_filter *filter;
};

struct named {
  struct fasti_arena *arena;
  const char *title;
};

/* A title may name the node that the task is for, after a colon; the step is what stands before. */
static bool
name_step(void *self, const struct fasti_task_row *row)
{
  struct named *named = self;
  const char *colon = *row->key ? strstr(row->title, "：") : NULL;

  named->title = fasti_arena_copy(named->arena, row->title, colon ? (size_t)(colon - row->title) : strlen(row->title));
  return false;
}

static bool
offer_step(void *self, const char *task, int64_t count)
{
  const struct steps *steps = self;
  struct fasti_store *store = steps->list->call->store;
  struct fasti_task_filter filter = *steps->filter;
  struct named named = {steps->list->call->arena, task};

  filter.task = task;
  filter.most = 1;
  if (store->call->task_list(store, &filter, name_step, &named) != FASTI_OK)
    return false;
  list_option(steps->field, task, named.title, count);
  return true;
}

static bool
offer_procedure(void *self, const char *id, int64_t count)
{
  const struct steps *steps = self;
  const struct fasti_procedure *procedure = steps->list->package ? fasti_package_procedure(steps->list->package, id) : NULL;

  list_option(steps->field, id, procedure ? fasti_procedure_title(procedure) : id, count);
  return true;
}

/* Every filter of the page offers what there is in this tab. */
static enum fasti_status
filter_tasks(const struct list *list, xmlNodePtr form, struct fasti_task_filter *filter)
{
  struct fasti_store *store = list->call->store;
  struct steps steps = {list, list_field(list, form, "procedure", "select"), filter};
  int32_t due = list_day(list, "due");
  enum fasti_status status = store->call->task_count(store, filter, FASTI_COUNT_PROCEDURE, offer_procedure, &steps);

  filter->procedure = list_given(list->call, "procedure");
  steps.field = list_field(list, form, "step", "select");
  if (status == FASTI_OK)
    status = store->call->task_count(store, filter, FASTI_COUNT_NAME, offer_step, &steps);
  filter->task = list_given(list->call, "step");
  list_field(list, form, "due", "date");
  if (due != FASTI_NO_DAY && (filter->due_before == FASTI_NO_DAY || due + 1 < filter->due_before))
    filter->due_before = due + 1;
  return status;
}

static enum fasti_status
list_tasks(const struct list *list, const struct tab *tab, xmlNodePtr form)
{
  struct web_call *call = list->call;
  struct fasti_task_filter filter = tasks_of(list, tab);
  struct listing listing = {.list = list};
  xmlNodePtr rows = web_add(list->main, "tasks");
  int64_t count = 0;
  enum fasti_status status = filter_tasks(list, form, &filter);

  list_pager_begin(list, rows, &listing.pager);
  if (status == FASTI_OK)
    status = call->store->call->task_count(call->store, &filter, FASTI_COUNT_ALL, list_sum, &count);
  web_set_number(rows, "count", count);
  if (listing.pager.given) {
    filter.after_at = list_cursor_number(&listing.pager, 0);
    filter.after = listing.pager.at[1];
    filter.after_number = list_cursor_number(&listing.pager, 2);
  }
  filter.backwards = listing.pager.backwards;
  if (status == FASTI_OK)
    status = call->store->call->task_list(call->store, &filter, take_task, &listing);
  list_pager_end(list, &listing.pager);
  return status == FASTI_OK ? listing.status : status;
}

/* -- work done, copies -- */

static bool
take_work(void *self, const struct fasti_work_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->list->call;
  xmlNodePtr work = list_row(&listing->pager, "work",
                             fasti_arena_printf(call->arena, "%" PRId64 "~%s~%" PRId64, row->at, row->case_id, row->sequence));
  struct told told = {listing->list, work, NULL};

  if (!work)
    return false;
  web_set(work, "case", row->case_id);
  web_set_number(work, "sequence", row->sequence);
  web_set(work, "title", row->title);
  web_set(work, "kind", row->kind);
  web_set_moment(call, work, "at", row->at);
  listing->status = list_case(listing->list, row->case_id, tell_case, &told);
  return listing->status == FASTI_OK;
}

/* The latest first. */
static enum fasti_status
list_works(const struct list *list, const struct tab *tab, xmlNodePtr form)
{
  struct web_call *call = list->call;
  struct fasti_work_filter filter = works_of(list, tab);
  struct listing listing = {.list = list};
  xmlNodePtr rows = web_add(list->main, "works");
  int32_t from = list_day(list, "from"), to = list_day(list, "to");
  int64_t count = 0;
  enum fasti_status status;

  list_procedures(list, form);
  list_field(list, form, "from", "date");
  list_field(list, form, "to", "date");
  filter.procedure = list_given(call, "procedure");
  filter.from = from == FASTI_NO_DAY ? 0 : fasti_instant_of(from, web_zone(call));
  filter.to = to == FASTI_NO_DAY ? 0 : fasti_instant_of(to + 1, web_zone(call)) - 1;
  status = call->store->call->work_count(call->store, &filter, FASTI_COUNT_ALL, list_sum, &count);
  web_set_number(rows, "count", count);
  list_pager_begin(list, rows, &listing.pager);
  if (listing.pager.given) {
    filter.after_at = list_cursor_number(&listing.pager, 0);
    filter.after = listing.pager.at[1];
    filter.after_sequence = list_cursor_number(&listing.pager, 2);
  }
  filter.backwards = !listing.pager.backwards;
  if (status == FASTI_OK)
    status = call->store->call->work_list(call->store, &filter, take_work, &listing);
  list_pager_end(list, &listing.pager);
  return status == FASTI_OK ? listing.status : status;
}

/* -- cases -- */

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->list->call;
  xmlNodePtr node =
    list_row(&listing->pager, "case", fasti_arena_printf(call->arena, "%" PRId64 "~%s", row->opened_at, row->id));

  if (!node)
    return false;
  list_describe_case(listing->list, node, row);
  listing->status = list_next_due(listing->list, node, row->id);
  return listing->status == FASTI_OK;
}

static enum fasti_status
list_cases(const struct list *list, const struct tab *tab, xmlNodePtr form)
{
  struct web_call *call = list->call;
  struct fasti_case_filter filter = cases_of(list, tab);
  struct listing listing = {.list = list};
  xmlNodePtr rows = web_add(list->main, "cases");
  int64_t count = 0;
  enum fasti_status status;

  list_field(list, form, "q", "search");
  list_procedures(list, form);
  filter.text = list_given(call, "q");
  filter.procedure = list_given(call, "procedure");
  status = call->store->call->case_count(call->store, &filter, FASTI_COUNT_ALL, list_sum, &count);
  web_set_number(rows, "count", count);
  list_pager_begin(list, rows, &listing.pager);
  if (listing.pager.given) {
    filter.after_at = list_cursor_number(&listing.pager, 0);
    filter.after = listing.pager.at[1];
  }
  filter.backwards = !listing.pager.backwards; /* the latest first */
  if (status == FASTI_OK)
    status = call->store->call->case_list(call->store, &filter, take_case, &listing);
  list_pager_end(list, &listing.pager);
  return status == FASTI_OK ? listing.status : status;
}

/* -- the page -- */

enum fasti_status
work_show(struct web_call *call, void (*add)(void *self, xmlNodePtr main), void *self, int http)
{
  const struct tab *tab = tab_of(call);
  struct list list;
  xmlNodePtr form;
  enum fasti_status status;

  list_begin(call, "work", "/work", &list);
  web_set(list.main, "tab", tab->id);
  web_set(list.main, "here", list_link(&list, "/work", "", NULL, NULL));
  if (add)
    add(self, list.main);
  status = add_tabs(&list, tab);
  form = list_filter(&list, "/work");
  web_set(form, "tab", tab->id);
  if (status == FASTI_OK)
    status = tab->what == TASKS   ? list_tasks(&list, tab, form)
             : tab->what == WORKS ? list_works(&list, tab, form)
                                  : list_cases(&list, tab, form);
  if (status == FASTI_OK)
    status = list_saved(&list, "work");
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
work(struct web_call *call)
{
  return work_show(call, NULL, NULL, 200);
}

const struct web_route web_work_routes[] = {
  {"GET", "/work", work, "-admin process-designer", N_("what waits for me")},
  {0},
};
