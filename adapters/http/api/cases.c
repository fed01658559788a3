/* adapters/http/api/cases.c - cases: lists of them, and one as it is or as it was. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

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

/** A list of cases on its way. */
struct listing {
  struct api_page page;
  struct fasti_reader reader;
  struct fasti_case_filter filter;
};

/* "opened": those that they opened themselves. */
static enum fasti_status
read_work(struct listing *listing, struct http_call *call)
{
  const char *mine = http_query(call, "mine");

  if (!mine)
    return FASTI_OK;
  listing->filter.person = listing->reader.person.id;
  listing->filter.work = mine;
  if (strcmp(mine, "opened") == 0 || strcmp(mine, "done") == 0)
    return FASTI_OK;
  fasti_error_field(http_messages(call), "mine", "\"%s\": expected opened or done", mine);
  return FASTI_INVALID;
}

static enum fasti_status
read_order(struct listing *listing, struct http_call *call)
{
  const char *order = http_query(call, "order");

  if (!order || strcmp(order, "id") == 0)
    return FASTI_OK;
  if (strcmp(order, "due") == 0) {
    listing->filter.order = FASTI_CASES_BY_DUE;
    return FASTI_OK;
  }
  listing->filter.order = FASTI_CASES_BY_OPENED;
  listing->filter.backwards = strcmp(order, "latest") == 0;
  if (listing->filter.backwards || strcmp(order, "opened") == 0)
    return FASTI_OK;
  fasti_error_field(http_messages(call), "order", "\"%s\": expected id, due, opened or latest", order);
  return FASTI_INVALID;
}

static enum fasti_status
read_filter(struct http_call *call, struct listing *listing)
{
  struct fasti_case_filter *filter = &listing->filter;
  enum fasti_status status = api_reader(call, &listing->reader);

  if (status != FASTI_OK)
    return status;
  *filter = (struct fasti_case_filter){
    .procedure = http_query(call, "procedure"),
    .status = http_query(call, "status"),
    .state = http_query(call, "state"),
    .text = http_query(call, "q"),
    .key = http_query(call, "key"),
    .due_before = FASTI_NO_DAY,
    .after_at = FASTI_NEVER,
    .reach = &listing->reader.reach,
  };
  status = api_query_day(call, "dueBefore", &filter->due_before);
  if (status == FASTI_OK)
    status = read_order(listing, call);
  if (status == FASTI_OK)
    status = read_work(listing, call);
  return status == FASTI_OK ? read_where(call, filter) : status;
}

/* What the next page begins behind: the id, and in orders of time where that is in it. */
static enum fasti_status
read_cursor(struct listing *listing)
{
  const char *after = listing->page.after, *slash = after ? strchr(after, '/') : NULL;
  char *end;

  listing->filter.after = slash ? slash + 1 : after;
  if (!after || (!slash && listing->filter.order == FASTI_CASES_BY_ID))
    return FASTI_OK;
  listing->filter.after_at = strtoll(after, &end, 10);
  if (slash && end == slash)
    return FASTI_OK;
  fasti_error_field(http_messages(listing->page.call), "after", "this is no cursor of this list");
  return FASTI_INVALID;
}

static bool
take_fact(void *self, const struct fasti_fact_row *row)
{
  json_t *facts = self, *list = json_object_get(facts, row->name);

  if (!list)
    json_object_set_new(facts, row->name, list = json_array());
  json_array_append_new(list, json_string(row->value));
  return true;
}

struct nearest {
  int32_t due;
};

static bool
take_due(void *self, const struct fasti_deadline_row *row)
{
  ((struct nearest *)self)->due = row->due;
  return false;
}

/* The nearest last day of a running deadline. */
static int32_t
due_of(struct http_call *call, const char *case_id)
{
  struct fasti_store *store = http_store(call);
  struct fasti_deadline_filter filter = {.case_id = case_id,
                                         .state = "running",
                                         .due_before = FASTI_NO_DAY,
                                         .from = FASTI_NO_DAY,
                                         .to = FASTI_NO_DAY,
                                         .after_due = FASTI_NO_DAY,
                                         .most = 1};
  struct nearest nearest = {FASTI_NO_DAY};

  return store->call->deadline_list(store, &filter, take_due, &nearest) == FASTI_OK ? nearest.due : FASTI_NO_DAY;
}

static void
add_facts(struct http_call *call, const char *case_id, json_t *object)
{
  struct fasti_store *store = http_store(call);
  json_t *facts = json_object();

  if (store->call->fact_list(store, case_id, take_fact, facts) == FASTI_OK)
    json_object_set(object, "facts", facts);
  json_decref(facts);
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;
  struct http_call *call = listing->page.call;
  const struct fasti_procedure *procedure;
  const char *cursor = row->id;
  int32_t due;
  json_t *object;

  if (!api_page_takes(&listing->page))
    return false;
  due = due_of(call, row->id);
  procedure = api_procedure_of(call, row);
  object = fasti_reader_reads(&listing->reader, row) > FASTI_READS_OUTLINE ? api_case_json(call, procedure, row)
                                                                         : api_outline_json(call, procedure, row);
  api_set_day(object, "due", due);
  if (api_query_flag(call, "facts") && fasti_reader_reads(&listing->reader, row) == FASTI_READS_ALL)
    add_facts(call, row->id, object);
  if (listing->filter.order == FASTI_CASES_BY_DUE)
    cursor = fasti_arena_printf(http_arena(call), "%" PRId32 "/%s", due, row->id);
  else if (listing->filter.order == FASTI_CASES_BY_OPENED)
    cursor = fasti_arena_printf(http_arena(call), "%" PRId64 "/%s", row->opened_at, row->id);
  api_page_add(&listing->page, object, cursor);
  return true;
}

static enum fasti_status
list_cases(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct listing listing;
  enum fasti_status status = read_filter(call, &listing);

  if (status == FASTI_OK)
    status = api_page_begin(call, false, &listing.page);
  if (status != FASTI_OK)
    return status;
  status = read_cursor(&listing);
  listing.filter.most = listing.page.most + 1;
  if (status == FASTI_OK)
    status = store->call->case_list(store, &listing.filter, take_case, &listing);
  return api_page_reply(&listing.page, status);
}

struct counts {
  json_t *object;
  json_int_t all;
};

static bool
count_value(void *self, const char *value, int64_t count)
{
  struct counts *counts = self;

  json_object_set_new(counts->object, value, json_integer(count));
  counts->all += count;
  return true;
}

/* A case in several steps counts in each. */
static bool
count_states(void *self, const char *value, int64_t count)
{
  struct counts *counts = self;
  struct fasti_slice state;

  while (fasti_list_next(&value, &state)) {
    json_t *old = json_object_getn(counts->object, state.at, state.size);

    json_object_setn_new(counts->object, state.at, state.size, json_integer(json_integer_value(old) + count));
  }
  return true;
}

static enum fasti_status
count_cases(struct http_call *call)
{
  static const struct {
    const char *name;
    enum fasti_count_by by;
    fasti_count_seen *seen;
  } parts[] = {{"statuses", FASTI_COUNT_STATUS, count_value},
               {"procedures", FASTI_COUNT_PROCEDURE, count_value},
               {"states", FASTI_COUNT_STATES, count_states}};
  struct fasti_store *store = http_store(call);
  struct listing listing;
  json_t *answer;
  enum fasti_status status = read_filter(call, &listing);

  if (status != FASTI_OK)
    return status;
  answer = json_object();
  for (size_t i = 0; i < sizeof parts / sizeof *parts && status == FASTI_OK; i++) {
    struct counts counts = {.object = json_object()};

    status = store->call->case_count(store, &listing.filter, parts[i].by, parts[i].seen, &counts);
    json_object_set_new(answer, parts[i].name, counts.object);
    if (i == 0)
      json_object_set_new(answer, "all", json_integer(counts.all));
  }
  if (status == FASTI_OK)
    http_reply_json(call, 200, answer);
  else
    json_decref(answer);
  return status;
}

/* -- one case -- */

struct view {
  struct api_look *look;
  json_t *tasks, *deadlines, *links, *facts;
  enum fasti_status status;
};

static void
view_task(void *self, const struct fasti_task_row *row)
{
  struct view *view = self;
  struct api_look *look = view->look;
  struct fasti_task_row of = *row;
  bool may = true;

  of.case_id = look->id;
  if (look->reading < FASTI_READS_ALL && view->status == FASTI_OK)
    view->status = fasti_office_may_read_task(http_office(look->call), &look->reader, look->id, row->number,
                                              http_messages(look->call), &may);
  if (may)
    json_array_append_new(view->tasks, api_task_json(look->call, look->procedure, &of));
}

static void
view_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct view *view = self;
  struct fasti_deadline_row of = *row;

  of.case_id = view->look->id;
  json_array_append_new(view->deadlines, api_deadline_json(view->look->call, view->look->procedure, &of));
}

/* Of a case that one may not read, only that it is there. */
static void
view_link(void *self, const struct fasti_link_row *row)
{
  struct view *view = self;
  struct api_look *look = view->look;
  enum fasti_reading reading = FASTI_READS_NOTHING;
  struct fasti_case_row other;
  json_t *link = json_pack("{s:s, s:s}", "kind", row->kind, "case", row->other);

  api_set_text(link, "event", row->event);
  if (fasti_office_may_read(http_office(look->call), &look->reader, row->other, NULL, &reading) == FASTI_OK &&
      reading > FASTI_READS_OUTLINE && api_case_known(look->call, row->other, &other) == FASTI_OK) {
    api_set_text(link, "title", other.title);
    api_set_text(link, "procedure", other.procedure);
    api_set_text(link, "status", other.status);
    api_set_states(link, "states", api_procedure_of(look->call, &other), other.states);
  }
  json_array_append_new(view->links, link);
}

static void
view_fact(void *self, const struct fasti_fact_row *row)
{
  take_fact(self, row);
}

static bool
view_participant(void *self, const struct fasti_participant_row *row)
{
  struct fasti_buffer *ids = self;

  fasti_buffer_printf(ids, "%s ", row->person);
  return true;
}

/* Who acted in it or is named, as it is now. */
static enum fasti_status
add_people(struct api_look *look, json_t *object)
{
  struct fasti_store *store = http_store(look->call);
  struct fasti_buffer ids = {0};
  enum fasti_status status = store->call->participant_list(store, look->id, view_participant, &ids);

  api_set_people(look->call, object, "people", ids.size ? ids.at : "");
  fasti_buffer_free(&ids);
  return status;
}

static void
add_whole(struct view *view, json_t *object)
{
  struct api_look *look = view->look;
  const struct fasti_package *package = fasti_procedure_package(look->procedure);
  const char *outcome = fasti_case_outcome(look->case_);

  fasti_case_deadlines(look->case_, view_deadline, view);
  fasti_case_links(look->case_, view_link, view);
  fasti_case_facts(look->case_, view_fact, view->facts);
  api_set_text(object, "key", fasti_case_key(look->case_));
  if (outcome)
    json_object_set_new(object, "outcome",
                        json_pack("{s:s, s:s}", "id", outcome, "title", fasti_procedure_state_title(look->procedure, outcome, NULL)));
  json_object_set_new(object, "package", json_pack("{s:s, s:s}", "version", fasti_package_version(package), "title",
                                                   fasti_package_title(package)));
  json_object_set_new(object, "awaits", json_boolean(fasti_case_awaits(look->case_)));
  view->status = add_people(look, object);
}

/* Who reads by a task gets the outline and their tasks; who only administers, the outline. */
static enum fasti_status
show_case(struct api_look *look)
{
  struct view view = {.look = look,
                      .tasks = json_array(),
                      .deadlines = json_array(),
                      .links = json_array(),
                      .facts = json_object(),
                      .status = FASTI_OK};
  bool outline = look->reading == FASTI_READS_OUTLINE;
  struct fasti_case_row row = {0};
  json_t *object;

  fasti_case_row(look->case_, &row);
  object = outline ? api_outline_json(look->call, look->procedure, &row) : api_case_json(look->call, look->procedure, &row);
  if (!outline)
    fasti_case_tasks(look->case_, view_task, &view);
  if (look->reading == FASTI_READS_ALL)
    add_whole(&view, object);
  json_object_set_new(object, "tasks", view.tasks);
  json_object_set_new(object, "deadlines", view.deadlines);
  json_object_set_new(object, "links", view.links);
  json_object_set_new(object, "facts", view.facts);
  json_object_set_new(object, "whole", json_boolean(look->reading == FASTI_READS_ALL));
  if (!http_query(look->call, "asOf"))
    api_add_tag(look->call, row.entries);
  http_reply_json(look->call, 200, object);
  return view.status;
}

static enum fasti_status
get_case(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_OUTLINE, show_case);
}

static enum fasti_status
show_data(struct api_look *look)
{
  struct fasti_buffer data = {0};
  bool kept_back = fasti_case_data_for(look->case_, &look->person, &data);
  xmlDocPtr doc = NULL;
  json_t *items = json_array();
  enum fasti_status status = FASTI_OK;

  /* several roots may stand side by side */
  if (data.size) {
    struct fasti_buffer whole = {0};

    fasti_buffer_printf(&whole, "<data>%s</data>", data.at);
    status = fasti_xml_parse("data", fasti_buffer_slice(&whole), http_messages(look->call), &doc);
    fasti_buffer_free(&whole);
  }
  if (status == FASTI_OK && doc)
    for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(doc)); node; node = fasti_xml_next(node))
      json_array_append_new(items, api_tree(node));
  http_reply_json(look->call, 200, json_pack("{s:o, s:b, s:s}", "data", items, "keptBack", kept_back, "xml",
                                             data.size ? data.at : ""));
  fasti_xml_free(doc);
  fasti_buffer_free(&data);
  return status;
}

static enum fasti_status
get_data(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_ALL, show_data);
}

static const struct http_parameter list_query[] = {
  {.name = "q", .summary = "words that all occur in title, names, numbers and places"},
  {.name = "procedure", .summary = "id of a procedure"},
  {.name = "status", .summary = "open, suspended, ended or terminated"},
  {.name = "state", .summary = "id of a step in which the case is"},
  {.name = "key", .summary = "the case's own name among those of its procedure"},
  {.name = "dueBefore", .summary = "a running deadline has its last day before this day", .type = "date"},
  {.name = "where", .summary = "facts that hold: NAME=VALUE, several separated by \";\""},
  {.name = "facts", .summary = "whether each case comes with what other cases may find it by", .type = "boolean"},
  {.name = "mine", .summary = "opened: that one opened oneself; done: in which one did something"},
  {.name = "order", .summary = "id (if nothing is said), due: the nearest last day first, opened, latest: the last opened first"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};
static const struct http_parameter as_of_query[] = {
  {.name = "asOf", .summary = "as it was at the end of this day", .type = "date"}, {0}};

const struct http_route api_case_routes[] = {
  {.id = "listCases", .method = "GET", .pattern = API_ROOT "/cases", .handle = list_cases, .who = "*",
   .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "CaseList",
   .summary = "Cases that one may read, a page at a time"},
  {.id = "countCases", .method = "GET", .pattern = API_ROOT "/case-counts", .handle = count_cases,
   .who = "*", .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "CaseCounts",
   .summary = "How many cases a list has, by status, procedure and step"},
  {.id = "searchCases", .method = "GET", .pattern = API_ROOT "/search", .handle = list_cases, .who = "*",
   .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "CaseList",
   .summary = "The same as listCases: full text by q"},
  {.id = "getCase", .method = "GET", .pattern = API_ROOT "/cases/{case}", .handle = get_case, .who = "*",
   .scope = "read", .query = as_of_query, .statuses = {200, 404, 422}, .answer = "CaseView",
   .summary = "A case: where it stands, its tasks, deadlines, links and facts; the ETag is for If-Match"},
  {.id = "getCaseData", .method = "GET", .pattern = API_ROOT "/cases/{case}/data", .handle = get_data,
   .who = API_WORKERS, .scope = "read", .query = as_of_query, .statuses = {200, 404, 422}, .answer = "CaseData",
   .summary = "All data of a case, as the person may see it"},
  {0},
};
