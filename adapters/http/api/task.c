/* adapters/http/api/task.c - lists of tasks: what waits for the person, and how much of it. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

struct listing {
  struct api_page page;
  struct fasti_reader reader;
  struct fasti_task_filter filter;
};

/* Lists of tasks, as offices call them. */
static enum fasti_status
fill_filter(struct listing *listing, const char *list, int32_t today)
{
  static const char *const lists[] = {"mine", "held", "pool", "overdue", "drafts", "role", "all"};
  enum { MINE, HELD, POOL, OVERDUE, DRAFTS, ROLE, ALL, LISTS } which = MINE;
  const struct fasti_person_row *person = &listing->reader.person;
  struct fasti_task_filter *filter = &listing->filter;

  while (which < LISTS && strcmp(lists[which], list) != 0)
    which++;
  *filter = (struct fasti_task_filter){
    .due_before = FASTI_NO_DAY, .due_from = FASTI_NO_DAY, .reach = &listing->reader.reach};
  if (which <= OVERDUE) {
    filter->person = person->id;
    filter->roles = person->roles;
    filter->unit = person->unit;
    filter->bureau = person->bureau;
  }
  filter->held = which == HELD;
  filter->pool = which == POOL;
  if (which == OVERDUE)
    filter->due_before = today;
  if (which == DRAFTS)
    filter->draft_of = person->id;
  if (which == ROLE)
    filter->roles = person->roles;
  return which == LISTS ? FASTI_INVALID : FASTI_OK;
}

static bool
take_task(void *self, const struct fasti_task_row *row)
{
  struct listing *listing = self;
  struct http_call *call = listing->page.call;
  struct fasti_case_row of;
  json_t *object;

  if (!api_page_takes(&listing->page))
    return false;
  if (api_case_known(call, row->case_id, &of) != FASTI_OK)
    return true;
  object = api_task_json(call, api_procedure_of(call, &of), row);
  api_set_text(object, "caseTitle", of.title);
  api_set_text(object, "procedure", of.procedure);
  api_page_add(&listing->page, object, fasti_arena_printf(http_arena(call), "%" PRId32 "/%" PRId64 "/%s", row->due,
                                                          row->number, row->case_id));
  return true;
}

/* DUE/NUMBER/CASE */
static enum fasti_status
read_cursor(struct listing *listing)
{
  const char *after = listing->page.after;
  char *end = NULL;

  if (!after)
    return FASTI_OK;
  listing->filter.after_at = strtoll(after, &end, 10);
  if (end != after && *end == '/')
    listing->filter.after_number = strtoll(end + 1, &end, 10);
  if (end != after && *end == '/' && end[1]) {
    listing->filter.after = end + 1;
    return FASTI_OK;
  }
  fasti_error_field(http_messages(listing->page.call), "after", "this is no cursor of this list");
  return FASTI_INVALID;
}

static enum fasti_status
list_tasks(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  const char *list = http_query(call, "list");
  struct listing listing;
  int32_t before;
  enum fasti_status status = api_reader(call, &listing.reader);

  if (status != FASTI_OK)
    return status;
  status = fill_filter(&listing, list ? list : "mine", api_today(call));
  if (status != FASTI_OK) {
    fasti_error_field(http_messages(call), "list", "\"%s\": expected mine, held, pool, overdue, drafts, role or all", list);
    return status;
  }
  listing.filter.case_id = http_query(call, "case");
  listing.filter.procedure = http_query(call, "procedure");
  status = api_query_day(call, "dueBefore", &before);
  if (before != FASTI_NO_DAY)
    listing.filter.due_before = before;
  if (status == FASTI_OK)
    status = api_page_begin(call, false, &listing.page);
  if (status != FASTI_OK)
    return status;
  listing.filter.most = listing.page.most + 1;
  status = read_cursor(&listing);
  if (status == FASTI_OK)
    status = store->call->task_list(store, &listing.filter, take_task, &listing);
  return api_page_reply(&listing.page, status);
}

static bool
take_count(void *self, const char *value, int64_t count)
{
  (void)value;
  *(json_int_t *)self += count;
  return true;
}

static enum fasti_status
count_tasks(struct http_call *call)
{
  static const char *const lists[] = {"mine", "held", "pool", "overdue", "drafts"};
  struct fasti_store *store = http_store(call);
  struct listing listing;
  json_t *answer;
  enum fasti_status status = api_reader(call, &listing.reader);

  if (status != FASTI_OK)
    return status;
  answer = json_object();
  for (size_t i = 0; i < sizeof lists / sizeof *lists && status == FASTI_OK; i++) {
    json_int_t count = 0;

    status = fill_filter(&listing, lists[i], api_today(call));
    if (status == FASTI_OK)
      status = store->call->task_count(store, &listing.filter, FASTI_COUNT_ALL, take_count, &count);
    json_object_set_new(answer, lists[i], json_integer(count));
  }
  if (status == FASTI_OK)
    http_reply_json(call, 200, answer);
  else
    json_decref(answer);
  return status;
}

/* -- what one did, and what came to one -- */

struct deeds {
  struct api_page page;
  struct fasti_reader reader;
  struct fasti_work_filter filter;
};

static bool
take_deed(void *self, const struct fasti_work_row *row)
{
  struct deeds *deeds = self;
  struct http_call *call = deeds->page.call;
  struct fasti_case_row of;
  json_t *object;

  if (!api_page_takes(&deeds->page))
    return false;
  object = json_pack("{s:s, s:I, s:s, s:s}", "case", row->case_id, "entry", (json_int_t)row->sequence, "kind",
                     row->kind, "work", row->work);
  api_set_text(object, "title", row->title);
  if (row->number)
    json_object_set_new(object, "taskNumber", json_integer(row->number));
  api_set_instant(call, object, "at", row->at);
  if (api_case_known(call, row->case_id, &of) == FASTI_OK) {
    api_set_text(object, "caseTitle", of.title);
    api_set_text(object, "procedure", of.procedure);
    api_set_text(object, "caseStatus", of.status);
  }
  api_page_add(&deeds->page, object, fasti_arena_printf(http_arena(call), "%" PRId64 "/%" PRId64 "/%s", row->at,
                                                        row->sequence, row->case_id));
  return true;
}

static enum fasti_status
read_deeds_cursor(struct deeds *deeds)
{
  struct listing same = {.page = deeds->page};
  enum fasti_status status = read_cursor(&same); /* AT/SEQUENCE/CASE is of the same form */

  deeds->filter.after_at = same.filter.after_at;
  deeds->filter.after_sequence = same.filter.after_number;
  deeds->filter.after = same.filter.after;
  return status;
}

static enum fasti_status
list_work(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  const char *kind = http_query(call, "kind");
  struct deeds deeds;
  enum fasti_status status = api_reader(call, &deeds.reader);

  if (status != FASTI_OK)
    return status;
  deeds.filter = (struct fasti_work_filter){
    .person = deeds.reader.person.id, .kind = kind, .procedure = http_query(call, "procedure"), .backwards = true};
  if (kind && !fasti_list_has("opened done copied stood", kind)) {
    fasti_error_field(http_messages(call), "kind", "\"%s\": expected opened, done, copied or stood", kind);
    return FASTI_INVALID;
  }
  status = api_page_begin(call, false, &deeds.page);
  if (status != FASTI_OK)
    return status;
  deeds.filter.most = deeds.page.most + 1;
  status = read_deeds_cursor(&deeds);
  if (status == FASTI_OK)
    status = store->call->work_list(store, &deeds.filter, take_deed, &deeds);
  return api_page_reply(&deeds.page, status);
}

static const struct http_parameter list_query[] = {
  {.name = "list", .summary = "mine (if nothing is said): what one may do now; held: what one has taken or must sign; "
                              "pool: what one may take; overdue: of mine, those whose last day is past; drafts: those of which one "
                              "has kept a draft; role: of all with a role of one's own; all: of all cases that one may read"},
  {.name = "case", .summary = "id of a case"},
  {.name = "procedure", .summary = "id of a procedure"},
  {.name = "dueBefore", .summary = "the last day is before this day", .type = "date"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};

static const struct http_parameter work_query[] = {
  {.name = "kind", .summary = "opened, done, copied (what one was sent), stood (done in the place of another); any, if nothing is said"},
  {.name = "procedure", .summary = "id of a procedure"},
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
  {.id = "listWork", .method = "GET", .pattern = API_ROOT "/work", .handle = list_work, .who = API_WORKERS,
   .scope = "read", .query = work_query, .statuses = {200}, .answer = "DeedList",
   .summary = "What one has done, and copies that one was sent, the latest first"},
  {0},
};
