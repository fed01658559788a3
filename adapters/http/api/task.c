/* adapters/http/api/task.c - lists of tasks: what waits for the person, and how much of it. */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

struct listing {
  struct api_page page;
  const char *list; /* mine, held, pool, overdue, role, all */
  const char *procedure;
  int32_t today;
  struct fasti_case_row row;
  json_int_t mine, held, pool, overdue;
};

static bool
is_held(const struct listing *listing, const struct fasti_task_row *row)
{
  return fasti_list_has(row->persons, http_person(listing->page.call)->id);
}

static bool
belongs(struct listing *listing, const struct fasti_task_row *row)
{
  if (strcmp(listing->list, "held") == 0)
    return is_held(listing, row);
  if (strcmp(listing->list, "pool") == 0)
    return !is_held(listing, row);
  if (strcmp(listing->list, "overdue") == 0)
    return row->due != FASTI_NO_DAY && row->due < listing->today;
  return true;
}

static bool
take_task(void *self, const struct fasti_task_row *row)
{
  struct listing *listing = self;
  struct http_call *call = listing->page.call;
  json_t *object;

  if (!belongs(listing, row) || api_case_row(call, row->case_id, &listing->row) != FASTI_OK ||
      (listing->procedure && strcmp(listing->procedure, listing->row.procedure) != 0) || !api_page_takes(&listing->page))
    return !listing->page.more;
  object = api_task_json(call, api_procedure_of(call, &listing->row), row);
  api_set_text(object, "caseTitle", listing->row.title);
  api_set_text(object, "procedure", listing->row.procedure);
  api_page_add(&listing->page, object, NULL);
  return true;
}

static void
fill_filter(struct http_call *call, const char *list, struct fasti_task_filter *filter)
{
  const struct fasti_person_row *person = http_person(call);

  *filter = (struct fasti_task_filter){
    .bureau = person->bureau, .case_id = http_query(call, "case"), .roles = person->roles, .due_before = FASTI_NO_DAY};
  if (strcmp(list, "all") == 0) {
    filter->roles = NULL;
  } else if (strcmp(list, "role") != 0) {
    filter->person = person->id;
    filter->unit = person->unit;
  }
}

static enum fasti_status
list_tasks(struct http_call *call)
{
  static const char *const lists[] = {"mine", "held", "pool", "overdue", "role", "all"};
  struct fasti_store *store = http_store(call);
  const char *list = http_query(call, "list");
  struct listing listing = {.list = list ? list : "mine",
                            .procedure = http_query(call, "procedure"),
                            .today = api_today(call)};
  struct fasti_task_filter filter;
  size_t i = 0;
  enum fasti_status status;

  while (i < sizeof lists / sizeof *lists && strcmp(lists[i], listing.list) != 0)
    i++;
  if (i == sizeof lists / sizeof *lists) {
    fasti_error_field(http_messages(call), "list", "\"%s\": expected mine, held, pool, overdue, role or all", list);
    return FASTI_INVALID;
  }
  fill_filter(call, listing.list, &filter);
  status = api_query_day(call, "dueBefore", &filter.due_before);
  if (status == FASTI_OK)
    status = api_page_begin(call, true, &listing.page);
  if (status != FASTI_OK)
    return status;
  status = store->call->task_list(store, &filter, take_task, &listing);
  fasti_messages_clear(http_messages(call)); /* of cases that the person may not read */
  return api_page_reply(&listing.page, status);
}

static bool
count_task(void *self, const struct fasti_task_row *row)
{
  struct listing *listing = self;

  listing->mine++;
  if (is_held(listing, row))
    listing->held++;
  else
    listing->pool++;
  listing->overdue += row->due != FASTI_NO_DAY && row->due < listing->today;
  return true;
}

static enum fasti_status
count_tasks(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct listing listing = {.page = {.call = call}, .list = "mine", .today = api_today(call)};
  struct fasti_task_filter filter;
  enum fasti_status status;

  fill_filter(call, "mine", &filter);
  status = store->call->task_list(store, &filter, count_task, &listing);
  if (status == FASTI_OK)
    http_reply_json(call, 200, json_pack("{s:I, s:I, s:I, s:I}", "mine", listing.mine, "held", listing.held, "pool",
                                         listing.pool, "overdue", listing.overdue));
  return status;
}

static const struct http_parameter list_query[] = {
  {.name = "list", .summary = "mine (if nothing is said): what one may do now; held: what one has taken or must sign; "
                              "pool: what one may take; overdue: of mine, those whose last day is past; role: of all with a role "
                              "of one's own; all: of all"},
  {.name = "case", .summary = "id of a case"},
  {.name = "procedure", .summary = "id of a procedure"},
  {.name = "dueBefore", .summary = "the last day is before this day", .type = "date"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};

const struct http_route api_task_routes[] = {
  {.id = "listTasks", .method = "GET", .pattern = API_ROOT "/tasks", .handle = list_tasks, .who = API_WORKERS,
   .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "TaskList",
   .summary = "Open tasks, the nearest last day first"},
  {.id = "countTasks", .method = "GET", .pattern = API_ROOT "/task-counts", .handle = count_tasks,
   .who = API_WORKERS, .scope = "read", .statuses = {200}, .answer = "TaskCounts",
   .summary = "How much work waits for the person who asks"},
  {0},
};
