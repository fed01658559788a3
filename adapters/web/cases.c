/* adapters/web/cases.c - looking for cases: by words, by what a procedure says of its cases, by people and days; as a page, and as
 * a file with the same rows. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/lists.h"
#include "engine/list.h"

struct order {
  const char *id;
  enum fasti_case_order order;
  bool backwards; /* the latest first */
};

static const struct order orders[] = {
  {"opened", FASTI_CASES_BY_OPENED, true},
  {"due", FASTI_CASES_BY_DUE, false},
  {"id", FASTI_CASES_BY_ID, false},
};

static const char *const statuses[] = {"open", "suspended", "ended", "terminated"};
enum { STATUSES = sizeof statuses / sizeof *statuses };

/** What is looked for, as the store wants it. */
struct looking {
  struct list list;
  const struct order *order;
  const struct fasti_procedure *procedure;
  struct fasti_case_filter filter;
  struct fasti_where wheres[LIST_WHERES];
};

static const struct order *
order_of(const struct web_call *call)
{
  const char *sort = web_query(call, "sort");

  for (size_t i = 0; sort && i < sizeof orders / sizeof *orders; i++)
    if (strcmp(sort, orders[i].id) == 0)
      return &orders[i];
  return &orders[0];
}

/* -- what is asked for -- */

static bool
is_status(const char *status)
{
  for (size_t i = 0; status && i < STATUSES; i++)
    if (strcmp(status, statuses[i]) == 0)
      return true;
  return false;
}

static void
ask(struct looking *looking)
{
  const struct web_call *call = looking->list.call;
  int32_t from = list_day(&looking->list, "from"), to = list_day(&looking->list, "to");
  const char *status = list_given(call, "status");

  looking->order = order_of(call);
  looking->procedure = list_procedure(&looking->list);
  looking->filter = (struct fasti_case_filter){.bureau = looking->list.reader->person.bureau,
                                               .procedure = list_given(call, "procedure"),
                                               .status = is_status(status) ? status : NULL,
                                               .state = list_given(call, "state"),
                                               .text = list_given(call, "q"),
                                               .person = list_given(call, "person"),
                                               .due_before = list_given(call, "late") ? web_today(call) : FASTI_NO_DAY,
                                               .reach = &looking->list.reader->reach,
                                               .order = looking->order->order};
  if (from != FASTI_NO_DAY)
    looking->filter.opened_from = fasti_instant_of(from, web_zone(call));
  if (to != FASTI_NO_DAY)
    looking->filter.opened_to = fasti_instant_of(to + 1, web_zone(call)) - 1;
  if (looking->procedure)
    list_ask_facts(&looking->list, looking->procedure, looking->wheres, &looking->filter);
}

/* -- the form -- */

static void
offer_states(const struct looking *looking, xmlNodePtr field)
{
  const struct fasti_notes *notes;

  for (size_t i = 0; (notes = fasti_procedure_notes_at(looking->procedure, i)) != NULL; i++)
    for (int j = 1; j < fasti_chart_state_count(notes->chart); j++)
      if (notes->states[j].title)
        list_option(field, fasti_chart_state(notes->chart, j)->id, notes->states[j].title, -1);
}

static bool
offer_person(void *self, const struct fasti_person_row *row)
{
  list_option(self, row->id, row->name, -1);
  return true;
}

static enum fasti_status
add_form(const struct looking *looking)
{
  const struct list *list = &looking->list;
  struct fasti_store *store = list->call->store;
  xmlNodePtr form = list_filter(list, "/cases"), field;
  enum fasti_status status;

  list_field(list, form, "q", "search");
  list_procedures(list, form);
  if (looking->procedure)
    offer_states(looking, list_field(list, form, "state", "select"));
  list_field(list, form, "from", "date");
  list_field(list, form, "to", "date");
  field = list_field(list, form, "person", "select");
  status = store->call->person_list(store, NULL, list->reader->person.bureau, NULL, offer_person, field);
  list_field(list, form, "late", "check");
  if (looking->procedure)
    list_offer_facts(&looking->list, looking->procedure, form);
  list_field(list, form, "sort", "hidden");
  list_field(list, form, "status", "hidden");
  return status;
}

/* -- the list -- */

struct counts {
  int64_t of[STATUSES], all;
};

static bool
count_status(void *self, const char *value, int64_t count)
{
  struct counts *counts = self;

  for (size_t i = 0; i < STATUSES; i++)
    if (strcmp(value, statuses[i]) == 0)
      counts->of[i] += count;
  counts->all += count;
  return true;
}

/* How many there are of each status, were it asked for. */
static enum fasti_status
add_statuses(const struct looking *looking)
{
  const struct list *list = &looking->list;
  struct fasti_case_filter filter = looking->filter;
  struct counts counts = {{0}, 0};
  xmlNodePtr tabs = web_add(list->main, "tabs");
  enum fasti_status status;

  filter.status = NULL;
  status = list->call->store->call->case_count(list->call->store, &filter, FASTI_COUNT_STATUS, count_status, &counts);
  list_tab(list, tabs, "all", list_link(list, "/cases", "status", NULL, NULL), counts.all, !looking->filter.status);
  for (size_t i = 0; i < STATUSES; i++)
    list_tab(list, tabs, statuses[i], list_link(list, "/cases", "", "status", statuses[i]), counts.of[i],
             looking->filter.status && strcmp(statuses[i], looking->filter.status) == 0);
  return status;
}

struct listing {
  struct looking *looking;
  struct list_pager pager;
  enum fasti_status status;
};

static const char *
cursor_of(const struct listing *listing, const struct fasti_case_row *row, xmlNodePtr node)
{
  struct fasti_arena *arena = listing->looking->list.call->arena;
  const char *due = xmlHasProp(node, (const xmlChar *)"due") ? fasti_xml_attribute(node, NULL, "due") : NULL;
  int32_t day = FASTI_NO_DAY;

  if (listing->looking->order->order == FASTI_CASES_BY_OPENED)
    return fasti_arena_printf(arena, "%" PRId64 "~%s", row->opened_at, row->id);
  if (listing->looking->order->order == FASTI_CASES_BY_DUE && due && fasti_day_parse(fasti_slice_of(due), &day) != FASTI_OK)
    day = FASTI_NO_DAY;
  return fasti_arena_printf(arena, "%" PRId32 "~%s", day, row->id);
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;
  const struct list *list = &listing->looking->list;
  xmlNodePtr node = list_row(&listing->pager, "case", "");

  if (!node)
    return false;
  list_describe_case(list, node, row);
  listing->status = list_next_due(list, node, row->id);
  web_set(node, "cursor", cursor_of(listing, row, node));
  return listing->status == FASTI_OK;
}

static enum fasti_status
add_rows(struct looking *looking)
{
  const struct list *list = &looking->list;
  struct listing listing = {.looking = looking};
  struct fasti_case_filter *filter = &looking->filter;
  xmlNodePtr rows = web_add(list->main, "cases");
  int64_t count = 0;
  enum fasti_status status =
    list->call->store->call->case_count(list->call->store, filter, FASTI_COUNT_ALL, list_sum, &count);

  web_set_number(rows, "count", count);
  web_set(rows, "sort", looking->order->id);
  list_pager_begin(list, rows, &listing.pager);
  filter->most = LIST_PAGE + 1;
  filter->backwards = looking->order->backwards != listing.pager.backwards;
  if (listing.pager.given) {
    filter->after_at = list_cursor_number(&listing.pager, 0);
    filter->after = listing.pager.at[1];
  }
  if (status == FASTI_OK)
    status = list->call->store->call->case_list(list->call->store, filter, take_case, &listing);
  list_pager_end(list, &listing.pager);
  return status == FASTI_OK ? listing.status : status;
}

static void
add_orders(const struct looking *looking)
{
  xmlNodePtr sorts = web_add(looking->list.main, "sorts");

  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
    xmlNodePtr sort = web_add(sorts, "sort");

    web_set(sort, "id", orders[i].id);
    web_set(sort, "href", list_link(&looking->list, "/cases", "", "sort", orders[i].id));
    web_set(sort, "current", &orders[i] == looking->order ? "true" : NULL);
  }
}

static enum fasti_status
cases(struct web_call *call)
{
  struct looking looking;
  enum fasti_status status;

  list_begin(call, "cases", "/cases", &looking.list);
  ask(&looking);
  web_set(looking.list.main, "q", list_given(call, "q"));
  status = add_form(&looking);
  if (status == FASTI_OK)
    status = add_statuses(&looking);
  add_orders(&looking);
  if (status == FASTI_OK)
    status = add_rows(&looking);
  if (web_site_options(call->site)->sheet) {
    xmlNodePtr files = web_add(looking.list.main, "files");

    web_set(files, "csv", list_link(&looking.list, "/cases.csv", "", NULL, NULL));
    web_set(files, "xlsx", list_link(&looking.list, "/cases.xlsx", "", NULL, NULL));
  }
  if (status == FASTI_OK)
    status = list_saved(&looking.list, "cases");
  return status == FASTI_OK ? web_show(call, fasti_messages_count(call->messages) ? 422 : 200) : status;
}

/* -- the file -- */

struct filing {
  struct looking *looking;
  xmlNodePtr rows;
  enum fasti_status status;
};

static const char *const heads[] = {"cases.file.id",   "cases.file.title",  "cases.file.procedure", "cases.file.status",
                                    "cases.file.steps", "cases.file.due",   "cases.file.opened",    "cases.file.ended"};

static void
add_heads(struct filing *filing)
{
  const struct web_call *call = filing->looking->list.call;
  xmlNodePtr row = web_add(filing->rows, "row");

  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
    list_cell(row, "text", web_text(call, heads[i]));
}

static bool
file_case(void *self, const struct fasti_case_row *row)
{
  static const char *const names[] = {"case", "case-title", "procedure-title", "status", "steps", "due", "opened", "ended"};
  struct filing *filing = self;
  const struct list *list = &filing->looking->list;
  xmlNodePtr line = web_add(filing->rows, "row"), node = xmlNewNode(NULL, (const xmlChar *)"case");

  list_describe_case(list, node, row);
  filing->status = list_next_due(list, node, row->id);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = fasti_xml_attribute(node, NULL, names[i]);

    if (value && i == 3)
      value = web_text(list->call, fasti_arena_printf(list->call->arena, "status.%s", value));
    if (value && i > 5)
      value = fasti_arena_copy(list->call->arena, value, 10); /* the day */
    list_cell(line, i >= 5 ? "date" : "text", value);
  }
  xmlFreeNode(node);
  return filing->status == FASTI_OK;
}

static enum fasti_status
file(struct web_call *call, const char *format)
{
  struct looking looking;
  struct filing filing = {.looking = &looking};
  enum fasti_status status;

  list_begin(call, NULL, "/cases", &looking.list);
  ask(&looking);
  if (fasti_messages_count(call->messages))
    return FASTI_INVALID;
  looking.filter.most = LIST_FILE;
  looking.filter.backwards = looking.order->backwards;
  filing.rows = list_table();
  add_heads(&filing);
  status = call->store->call->case_list(call->store, &looking.filter, file_case, &filing);
  if (status == FASTI_OK)
    status = filing.status;
  if (status == FASTI_OK)
    return list_file(call, filing.rows, "cases", format);
  xmlFreeNode(filing.rows);
  return status;
}

static enum fasti_status
cases_csv(struct web_call *call)
{
  return file(call, "csv");
}

static enum fasti_status
cases_xlsx(struct web_call *call)
{
  return file(call, "xlsx");
}

const struct web_route web_cases_routes[] = {
  {"GET", "/cases", cases, "-admin process-designer", N_("look for cases")},
  {"GET", "/cases.csv", cases_csv, "-admin process-designer", N_("the cases that were found, as CSV")},
  {"GET", "/cases.xlsx", cases_xlsx, "-admin process-designer", N_("the cases that were found, as XLSX")},
  {0},
};
