/* adapters/http/api/cases.c - cases: lists of them, and one as it is or as it was. */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/http/api/api.h"

/* -- lists -- */

/* NAME=VALUE, several separated by ";". */
static enum fasti_status
read_where(struct http_call *call, struct fasti_case_filter *filter)
{
  const char *text = http_query(call, "where");
  char *copy = fasti_arena_strdup(http_arena(call), text ? text : ""), *rest = NULL;
  struct fasti_where *all = fasti_arena_alloc(http_arena(call), (strlen(copy) + 1) * sizeof *all);

  filter->where = all;
  for (char *one = strtok_r(copy, ";", &rest); one; one = strtok_r(NULL, ";", &rest)) {
    char *equals = strchr(one, '=');

    if (!equals || equals == one) {
      fasti_error_field(http_messages(call), "where", "\"%s\": expected NAME=VALUE, a fact and what it is", one);
      return FASTI_INVALID;
    }
    *equals = '\0';
    all[filter->where_count++] = (struct fasti_where){.fact = one, .value = equals + 1};
  }
  return FASTI_OK;
}

static enum fasti_status
read_filter(struct http_call *call, struct fasti_case_filter *filter)
{
  enum fasti_status status;

  *filter = (struct fasti_case_filter){
    .bureau = http_person(call)->bureau,
    .procedure = http_query(call, "procedure"),
    .status = http_query(call, "status"),
    .state = http_query(call, "state"),
    .text = http_query(call, "q"),
    .key = http_query(call, "key"),
    .due_before = FASTI_NO_DAY,
  };
  status = api_query_day(call, "dueBefore", &filter->due_before);
  return status == FASTI_OK ? read_where(call, filter) : status;
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct api_page *page = self;

  if (!api_may_read(page->call, row))
    return true;
  if (api_page_takes(page))
    api_page_add(page, api_case_json(page->call, api_procedure_of(page->call, row), row), row->id);
  return !page->more;
}

static enum fasti_status
list_cases(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct fasti_case_filter filter;
  struct api_page page;
  enum fasti_status status = read_filter(call, &filter);

  if (status == FASTI_OK)
    status = api_page_begin(call, false, &page);
  if (status != FASTI_OK)
    return status;
  filter.after = page.after;
  return api_page_reply(&page, store->call->case_list(store, &filter, take_case, &page));
}

struct counts {
  struct http_call *call;
  json_t *statuses, *procedures, *states;
  json_int_t all;
};

static void
count_one(json_t *object, const char *name)
{
  json_object_set_new(object, name, json_integer(json_integer_value(json_object_get(object, name)) + 1));
}

static bool
count_case(void *self, const struct fasti_case_row *row)
{
  struct counts *counts = self;
  char *copy, *rest = NULL;

  if (!api_may_read(counts->call, row))
    return true;
  counts->all++;
  count_one(counts->statuses, row->status);
  count_one(counts->procedures, row->procedure);
  copy = fasti_strdup(row->states);
  for (char *state = strtok_r(copy, " ", &rest); state; state = strtok_r(NULL, " ", &rest))
    count_one(counts->states, state);
  fasti_free(copy);
  return true;
}

static enum fasti_status
count_cases(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct counts counts = {.call = call};
  struct fasti_case_filter filter;
  enum fasti_status status = read_filter(call, &filter);

  if (status != FASTI_OK)
    return status;
  counts.statuses = json_object();
  counts.procedures = json_object();
  counts.states = json_object();
  status = store->call->case_list(store, &filter, count_case, &counts);
  http_reply_json(call, 200, json_pack("{s:I, s:o, s:o, s:o}", "all", counts.all, "statuses", counts.statuses,
                                       "procedures", counts.procedures, "states", counts.states));
  return status;
}

/* -- one case -- */

struct view {
  struct http_call *call;
  const struct fasti_procedure *procedure;
  struct fasti_case_row row;
  json_t *tasks, *deadlines, *links, *facts;
};

static void
view_task(void *self, const struct fasti_task_row *row)
{
  struct view *view = self;
  struct fasti_task_row of = *row;

  of.case_id = view->row.id;
  json_array_append_new(view->tasks, api_task_json(view->call, view->procedure, &of));
}

static void
view_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct view *view = self;
  struct fasti_deadline_row of = *row;

  of.case_id = view->row.id;
  json_array_append_new(view->deadlines, api_deadline_json(view->call, view->procedure, &of));
}

/* Of a case that one may not read, only that it is there. */
static bool
view_other(void *self, const struct fasti_case_row *row)
{
  void **both = self;
  struct view *view = both[0];
  json_t *link = both[1];

  if (!api_may_read(view->call, row))
    return false;
  api_set_text(link, "title", row->title);
  api_set_text(link, "procedure", row->procedure);
  api_set_text(link, "status", row->status);
  api_set_states(link, "states", api_procedure_of(view->call, row), row->states);
  return false;
}

static void
view_link(void *self, const struct fasti_link_row *row)
{
  struct view *view = self;
  struct fasti_store *store = http_store(view->call);
  json_t *link = json_pack("{s:s, s:s}", "kind", row->kind, "case", row->other);
  void *both[] = {view, link};

  api_set_text(link, "event", row->event);
  if (store->call->case_get(store, row->other, view_other, both) != FASTI_OK)
    json_object_set_new(link, "status", json_string("unknown"));
  json_array_append_new(view->links, link);
}

static void
view_fact(void *self, const struct fasti_fact_row *row)
{
  json_t *facts = self, *list = json_object_get(facts, row->name);

  if (!list)
    json_object_set_new(facts, row->name, list = json_array());
  json_array_append_new(list, json_string(row->value));
}

static json_t *
package_json(const struct fasti_package *package)
{
  return json_pack("{s:s, s:s}", "version", fasti_package_version(package), "title", fasti_package_title(package));
}

static enum fasti_status
show_case(struct http_call *call, struct fasti_case *case_)
{
  struct view view = {.call = call,
                      .procedure = fasti_case_procedure(case_),
                      .tasks = json_array(),
                      .deadlines = json_array(),
                      .links = json_array(),
                      .facts = json_object()};
  const char *outcome = fasti_case_outcome(case_);
  json_t *object;

  fasti_case_row(case_, &view.row);
  object = api_case_json(call, view.procedure, &view.row);
  fasti_case_tasks(case_, view_task, &view);
  fasti_case_deadlines(case_, view_deadline, &view);
  fasti_case_links(case_, view_link, &view);
  fasti_case_facts(case_, view_fact, view.facts);
  api_set_text(object, "key", fasti_case_key(case_));
  if (outcome)
    json_object_set_new(object, "outcome",
                        json_pack("{s:s, s:s}", "id", outcome, "title", api_state_title(view.procedure, outcome)));
  json_object_set_new(object, "package", package_json(fasti_procedure_package(view.procedure)));
  json_object_set_new(object, "awaits", json_boolean(fasti_case_awaits(case_)));
  json_object_set_new(object, "tasks", view.tasks);
  json_object_set_new(object, "deadlines", view.deadlines);
  json_object_set_new(object, "links", view.links);
  json_object_set_new(object, "facts", view.facts);
  if (!http_query(call, "asOf"))
    api_add_tag(call, view.row.entries);
  http_reply_json(call, 200, object);
  return FASTI_OK;
}

static enum fasti_status
get_case(struct http_call *call)
{
  return api_with_case(call, show_case);
}

static enum fasti_status
show_data(struct http_call *call, struct fasti_case *case_)
{
  struct fasti_person viewer = api_viewer(call);
  struct fasti_buffer data = {0};
  bool kept_back = fasti_case_data_for(case_, &viewer, &data);
  xmlDocPtr doc = NULL;
  json_t *items = json_array();
  enum fasti_status status = FASTI_OK;

  /* several roots may stand side by side */
  if (data.size) {
    struct fasti_buffer whole = {0};

    fasti_buffer_printf(&whole, "<data>%s</data>", data.at);
    status = fasti_xml_parse("data", fasti_buffer_slice(&whole), http_messages(call), &doc);
    fasti_buffer_free(&whole);
  }
  if (status == FASTI_OK && doc)
    for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(doc)); node; node = fasti_xml_next(node))
      json_array_append_new(items, api_tree(node));
  http_reply_json(call, 200, json_pack("{s:o, s:b, s:s}", "data", items, "keptBack", kept_back, "xml",
                                       data.size ? data.at : ""));
  fasti_xml_free(doc);
  fasti_buffer_free(&data);
  return status;
}

static enum fasti_status
get_data(struct http_call *call)
{
  return api_with_case(call, show_data);
}

static const struct http_parameter list_query[] = {
  {.name = "q", .summary = "words that all occur in title, names, numbers and places"},
  {.name = "procedure", .summary = "id of a procedure"},
  {.name = "status", .summary = "open, suspended, ended or terminated"},
  {.name = "state", .summary = "id of a step in which the case is"},
  {.name = "key", .summary = "the case's own name among those of its procedure"},
  {.name = "dueBefore", .summary = "a running deadline has its last day before this day", .type = "date"},
  {.name = "where", .summary = "facts that hold: NAME=VALUE, several separated by \";\""},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};
static const struct http_parameter as_of_query[] = {
  {.name = "asOf", .summary = "as it was at the end of this day", .type = "date"}, {0}};

const struct http_route api_case_routes[] = {
  {.id = "listCases", .method = "GET", .pattern = API_ROOT "/cases", .handle = list_cases, .who = API_WORKERS,
   .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "CaseList",
   .summary = "Cases that one may read, in the order of their ids"},
  {.id = "countCases", .method = "GET", .pattern = API_ROOT "/case-counts", .handle = count_cases,
   .who = API_WORKERS, .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "CaseCounts",
   .summary = "How many cases a list has, by status, procedure and step"},
  {.id = "searchCases", .method = "GET", .pattern = API_ROOT "/search", .handle = list_cases, .who = API_WORKERS,
   .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "CaseList",
   .summary = "The same as listCases: full text by q"},
  {.id = "getCase", .method = "GET", .pattern = API_ROOT "/cases/{case}", .handle = get_case, .who = API_WORKERS,
   .scope = "read", .query = as_of_query, .statuses = {200, 404, 422}, .answer = "CaseView",
   .summary = "A case: where it stands, its tasks, deadlines, links and facts; the ETag is for If-Match"},
  {.id = "getCaseData", .method = "GET", .pattern = API_ROOT "/cases/{case}/data", .handle = get_data,
   .who = API_WORKERS, .scope = "read", .query = as_of_query, .statuses = {200, 404, 422}, .answer = "CaseData",
   .summary = "All data of a case, as the person may see it"},
  {0},
};
