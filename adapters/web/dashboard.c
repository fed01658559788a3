/* adapters/web/dashboard.c - 统计: what is on time, due and late, and where; how it went in the last twelve months; quotas; what
 * definitions show to supervisors. Counts are of what the person may read; names of people only for who reads the bureau.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/web/figures.h"
#include "adapters/web/lists.h"

enum { MONTHS = 12, FIGURE_CASES = 10 };

/* -- now: live counts, each with its list -- */

static enum fasti_status
count_deadlines(const struct list *list, xmlNodePtr node, const char *name, int32_t before, int32_t from, int32_t to)
{
  struct fasti_store *store = list->call->store;
  struct fasti_deadline_filter filter = {.bureau = list->reader->person.bureau,
                                         .open = true,
                                         .due_before = before,
                                         .from = from,
                                         .to = to,
                                         .reach = &list->reader->reach};
  int64_t count = 0;
  enum fasti_status status = store->call->deadline_count(store, &filter, FASTI_COUNT_ALL, list_sum, &count);

  web_set_number(node, name, count);
  return status;
}

static enum fasti_status
add_now(const struct list *list)
{
  int32_t today = web_today(list->call);
  xmlNodePtr node = web_add(list->main, "now");
  enum fasti_status status = count_deadlines(list, node, "late", today, FASTI_NO_DAY, FASTI_NO_DAY);

  if (status == FASTI_OK)
    status = count_deadlines(list, node, "soon", FASTI_NO_DAY, today, today + WEB_SOON);
  if (status == FASTI_OK)
    status = count_deadlines(list, node, "later", FASTI_NO_DAY, today + WEB_SOON + 1, FASTI_NO_DAY);
  return status;
}

struct statuses {
  int64_t open, suspended, ended, terminated;
};

static bool
count_status(void *self, const char *value, int64_t count)
{
  struct statuses *statuses = self;

  if (strcmp(value, "open") == 0)
    statuses->open += count;
  else if (strcmp(value, "suspended") == 0)
    statuses->suspended += count;
  else if (strcmp(value, "ended") == 0)
    statuses->ended += count;
  else
    statuses->terminated += count;
  return true;
}

static enum fasti_status
add_procedure(const struct list *list, xmlNodePtr parent, const struct fasti_procedure *procedure)
{
  struct fasti_store *store = list->call->store;
  struct fasti_case_filter filter = {.bureau = list->reader->person.bureau,
                                     .procedure = fasti_procedure_id(procedure),
                                     .due_before = FASTI_NO_DAY,
                                     .reach = &list->reader->reach};
  struct statuses counts = {0, 0, 0, 0};
  int64_t late = 0;
  xmlNodePtr row;
  enum fasti_status status = store->call->case_count(store, &filter, FASTI_COUNT_STATUS, count_status, &counts);

  filter.due_before = web_today(list->call);
  if (status == FASTI_OK)
    status = store->call->case_count(store, &filter, FASTI_COUNT_ALL, list_sum, &late);
  if (status != FASTI_OK || !(counts.open + counts.suspended + counts.ended + counts.terminated))
    return status;
  row = web_add(parent, "row");
  web_set(row, "id", fasti_procedure_id(procedure));
  web_set(row, "title", fasti_procedure_title(procedure));
  web_set_number(row, "open", counts.open);
  web_set_number(row, "suspended", counts.suspended);
  web_set_number(row, "ended", counts.ended);
  web_set_number(row, "terminated", counts.terminated);
  web_set_number(row, "late", late);
  return FASTI_OK;
}

/* Registers, and what stands for itself, are no work in progress. */
static enum fasti_status
add_procedures(const struct list *list)
{
  xmlNodePtr node = web_add(list->main, "procedures");
  const struct fasti_procedure *procedure;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && list->package && (procedure = fasti_package_procedure_at(list->package, i)); i++)
    if (!fasti_procedure_note(procedure)->is_register && !fasti_procedure_is_standing(procedure))
      status = add_procedure(list, node, procedure);
  return status;
}

/* -- the last twelve months -- */

static enum fasti_status
add_month(const struct list *list, xmlNodePtr months, struct fasti_date first)
{
  struct fasti_store *store = list->call->store;
  int32_t zone = web_zone(list->call), begin = fasti_day_of(first), next = begin + fasti_month_length(first.year, first.month);
  struct fasti_case_filter cases = {.bureau = list->reader->person.bureau,
                                    .due_before = FASTI_NO_DAY,
                                    .opened_from = fasti_instant_of(begin, zone),
                                    .opened_to = fasti_instant_of(next, zone) - 1,
                                    .reach = &list->reader->reach};
  struct fasti_work_filter works = {
    .bureau = cases.bureau, .kind = "done", .from = cases.opened_from, .to = cases.opened_to};
  int64_t opened = 0, done = 0;
  xmlNodePtr month = web_add(months, "month");
  enum fasti_status status = store->call->case_count(store, &cases, FASTI_COUNT_ALL, list_sum, &opened);

  if (list->reader->reach.sight != FASTI_SIGHT_BUREAU && list->reader->reach.sight != FASTI_SIGHT_OUTLINE)
    works.person = list->reader->person.id;
  if (status == FASTI_OK)
    status = store->call->work_count(store, &works, FASTI_COUNT_ALL, list_sum, &done);
  web_set_number(month, "year", first.year);
  web_set_number(month, "number", first.month);
  web_set_day(month, "from", begin);
  web_set_day(month, "to", next - 1);
  web_set_number(month, "opened", opened);
  web_set_number(month, "done", done);
  return status;
}

static enum fasti_status
add_months(const struct list *list)
{
  struct fasti_date date = fasti_day_date(web_today(list->call));
  xmlNodePtr months = web_add(list->main, "months");
  int at = date.year * 12 + date.month - 1;
  enum fasti_status status = FASTI_OK;

  for (int i = at - MONTHS + 1; i <= at && status == FASTI_OK; i++)
    status = add_month(list, months, (struct fasti_date){i / 12, i % 12 + 1, 1});
  return status;
}

/* -- what definitions show to supervisors -- */

struct showing {
  const struct list *list;
  const struct fasti_procedure_note *note;
  size_t fact;
  xmlNodePtr node;
  enum fasti_status status;
};

static bool
show_case(void *self, const struct fasti_case_row *row)
{
  struct showing *showing = self;
  const char *const *texts;
  xmlNodePtr node = web_add(showing->node, "case");

  list_describe_case(showing->list, node, row);
  showing->status = list_facts(showing->list, row->id, showing->note, &texts);
  web_set(node, "value", texts[showing->fact]);
  return showing->status == FASTI_OK;
}

static enum fasti_status
show_fact(const struct list *list, const struct fasti_procedure *procedure, size_t fact)
{
  const struct fasti_procedure_note *note = fasti_procedure_note(procedure);
  struct fasti_where where = {.fact = note->facts[fact].name};
  struct fasti_case_filter filter = {.bureau = list->reader->person.bureau,
                                     .procedure = fasti_procedure_id(procedure),
                                     .due_before = FASTI_NO_DAY,
                                     .where = &where,
                                     .where_count = 1,
                                     .order = FASTI_CASES_BY_OPENED,
                                     .backwards = true,
                                     .reach = &list->reader->reach,
                                     .most = FIGURE_CASES};
  struct showing showing = {.list = list, .note = note, .fact = fact, .node = web_add(list->main, "shown")};
  enum fasti_status status;

  web_set(showing.node, "title", note->facts[fact].title);
  web_set(showing.node, "procedure", fasti_procedure_title(procedure));
  status = list->call->store->call->case_list(list->call->store, &filter, show_case, &showing);
  if (!showing.node->children) {
    xmlUnlinkNode(showing.node);
    xmlFreeNode(showing.node);
  }
  return status == FASTI_OK ? showing.status : status;
}

static enum fasti_status
add_shown(const struct list *list)
{
  const struct fasti_procedure *procedure;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && list->package && (procedure = fasti_package_procedure_at(list->package, i)); i++)
    for (size_t j = 0; status == FASTI_OK && j < fasti_procedure_note(procedure)->fact_count; j++)
      if (fasti_procedure_note(procedure)->facts[j].dashboard && fasti_procedure_note(procedure)->facts[j].title)
        status = show_fact(list, procedure, j);
  return status;
}

/* -- the figures of the whole bureau -- */

static enum fasti_status
add_figures(const struct list *list)
{
  enum fasti_sight sight = list->reader->reach.sight;
  xmlDocPtr figures = NULL;
  enum fasti_status status;

  if (!*list->reader->person.bureau || (sight != FASTI_SIGHT_BUREAU && sight != FASTI_SIGHT_OUTLINE))
    return FASTI_OK;
  status = figures_of(list->call, list->reader->person.bureau, &figures);
  if (status == FASTI_OK && figures)
    xmlAddChild(list->main, xmlDocCopyNode(xmlDocGetRootElement(figures), list->call->view, 1));
  if (status == FASTI_OK && !figures)
    web_set(list->main, "making", "true");
  xmlFreeDoc(figures);
  return status;
}

static enum fasti_status
dashboard(struct web_call *call)
{
  struct list list;
  enum fasti_status status;

  list_begin(call, "dashboard", "/dashboard", &list);
  web_set(list.main, "people", list.reader->reach.sight == FASTI_SIGHT_BUREAU ? "true" : NULL);
  web_set(list.main, "links", list.reader->reach.sight != FASTI_SIGHT_OUTLINE ? "true" : NULL);
  status = add_now(&list);
  if (status == FASTI_OK)
    status = add_procedures(&list);
  if (status == FASTI_OK)
    status = add_months(&list);
  if (status == FASTI_OK && list.reader->reach.sight != FASTI_SIGHT_OUTLINE)
    status = add_shown(&list);
  if (status == FASTI_OK)
    status = add_figures(&list);
  return status == FASTI_OK ? web_show(call, 200) : status;
}

const struct web_route web_dashboard_routes[] = {
  {"GET", "/dashboard", dashboard, "*", N_("figures of the office")},
  {0},
};
