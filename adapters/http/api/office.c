/* adapters/http/api/office.c - the office itself: its working days, its journal, its figures. */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/calendar.h"
#include "engine/statistics.h"

enum { DAYS_MOST = 400 };

/* -- working days -- */

static json_t *
day_json(const struct fasti_calendar *calendar, int32_t day)
{
  static const char *const kinds[] = {"workday", "make-up-workday", "weekend", "holiday"};
  json_t *object = json_object();

  api_set_day(object, "day", day);
  json_object_set_new(object, "weekday", json_integer(fasti_day_weekday(day)));
  api_set_text(object, "kind", kinds[fasti_calendar_kind(calendar, day)]);
  json_object_set_new(object, "works", json_boolean(fasti_calendar_is_workday(calendar, day)));
  api_set_text(object, "name", fasti_calendar_day_name(calendar, day));
  json_object_set_new(object, "published", json_boolean(fasti_calendar_is_published(calendar, day)));
  return object;
}

static enum fasti_status
list_days(struct http_call *call)
{
  struct fasti_calendar *calendar;
  int32_t from, to;
  json_t *items;
  enum fasti_status status = api_query_day(call, "from", &from);

  if (status == FASTI_OK)
    status = api_query_day(call, "to", &to);
  if (status != FASTI_OK)
    return status;
  if (to < from || to - from >= DAYS_MOST) {
    fasti_error_field(http_messages(call), "to", "expected a day after the first one, within %d days", DAYS_MOST);
    return FASTI_INVALID;
  }
  status = fasti_office_calendar_at(http_office(call), http_person(call)->bureau, http_now(call), http_messages(call),
                                    &calendar);
  if (status != FASTI_OK)
    return status;
  items = json_array();
  for (int32_t day = from; day <= to; day++)
    json_array_append_new(items, day_json(calendar, day));
  fasti_calendar_free(calendar);
  api_reply_items(call, items);
  return FASTI_OK;
}

struct notice {
  const char *bureau, *name;
  struct fasti_slice text;
  int64_t cases;
};

static enum fasti_status
write_calendar(struct http_call *call, struct fasti_office *office, void *self)
{
  struct notice *notice = self;

  return fasti_office_calendar(office, notice->bureau, notice->name, notice->text, http_person(call)->id,
                               http_now(call), http_messages(call), &notice->cases);
}

static enum fasti_status
follow_calendar(struct http_call *call, enum fasti_status status, void *self)
{
  const struct notice *notice = self;

  if (status == FASTI_OK)
    http_reply_json(call, 200, json_pack("{s:s, s:I}", "bureau", notice->bureau, "cases", (json_int_t)notice->cases));
  return status;
}

static enum fasti_status
load_calendar(struct http_call *call)
{
  struct notice *notice = fasti_arena_alloc(http_arena(call), sizeof *notice);

  notice->bureau = api_body_text(call, "bureau");
  notice->name = api_body_text(call, "name");
  notice->text = fasti_slice_of(api_body_text(call, "text"));
  http_work(call, write_calendar, notice, follow_calendar);
  return FASTI_OK;
}

/* -- journal of the office -- */

struct journal {
  struct api_page page;
};

static bool
take_act(void *self, const struct fasti_entry_row *row)
{
  struct journal *journal = self;
  struct http_call *call = journal->page.call;
  xmlDocPtr doc = NULL;
  json_t *entry;

  if (!api_page_takes(&journal->page))
    return !journal->page.more;
  entry = json_pack("{s:I, s:s, s:s, s:s}", "sequence", (json_int_t)row->sequence, "kind", row->kind, "previous",
                    row->previous, "hash", row->hash);
  api_set_instant(call, entry, "at", row->at);
  api_set_person(call, entry, "actor", row->actor);
  if (fasti_xml_parse("journal entry", row->body, NULL, &doc) == FASTI_OK) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    json_t *act = json_object(), *about = json_array();

    for (const xmlAttr *one = root->properties; one; one = one->next)
      api_set_text(act, (const char *)one->name, fasti_xml_attribute(root, NULL, (const char *)one->name));
    for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node)) {
      json_t *child = json_pack("{s:s}", "name", (const char *)node->name);

      /* of a package its identity, not its files */
      for (const xmlAttr *one = node->properties; one; one = one->next)
        api_set_text(child, (const char *)one->name, fasti_xml_attribute(node, NULL, (const char *)one->name));
      json_array_append_new(about, child);
    }
    json_object_set_new(entry, "act", act);
    json_object_set_new(entry, "about", about);
  }
  fasti_xml_free(doc);
  api_page_add(&journal->page, entry, fasti_arena_printf(http_arena(call), "%" PRId64, row->sequence));
  return true;
}

static enum fasti_status
office_journal(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct journal journal;
  int64_t from = 1;
  enum fasti_status status = api_page_begin(call, true, &journal.page);

  if (status != FASTI_OK)
    return status;
  from += (int64_t)journal.page.skip;
  journal.page.skip = 0;
  return api_page_reply(&journal.page,
                        store->call->entry_list(store, FASTI_OFFICE_JOURNAL, from, take_act, &journal));
}

/* -- figures -- */

static json_t *
work_json(const struct fasti_work_counts *counts)
{
  json_t *items = json_array();

  for (size_t i = 0; i < counts->count; i++) {
    const struct fasti_work_count *one = &counts->items[i];
    json_t *object = json_pack("{s:s, s:s, s:I, s:I, s:I, s:I}", "id", one->id, "title", one->title, "done",
                               (json_int_t)one->done, "open", (json_int_t)one->open, "judged", (json_int_t)one->judged,
                               "late", (json_int_t)one->late);

    if (one->late) {
      json_object_set_new(object, "worstDays", json_integer(one->worst));
      api_set_text(object, "worstCase", one->worst_case);
    }
    json_object_set_new(object, "medianDays", json_integer(one->median));
    json_array_append_new(items, object);
  }
  return items;
}

static json_t *
cases_json(const struct fasti_statistics *all)
{
  json_t *items = json_array();

  for (size_t i = 0; i < all->procedure_count; i++) {
    const struct fasti_case_count *one = &all->procedures[i];

    json_array_append_new(
      items, json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "id", fasti_procedure_id(one->procedure), "title",
                       fasti_procedure_title(one->procedure), "open", (json_int_t)one->open, "suspended",
                       (json_int_t)one->suspended, "ended", (json_int_t)one->ended, "terminated",
                       (json_int_t)one->terminated, "all", (json_int_t)one->all));
  }
  return items;
}

static json_t *
states_json(const struct fasti_statistics *all)
{
  json_t *items = json_array();

  for (size_t i = 0; i < all->state_count; i++) {
    const struct fasti_state_count *one = &all->states[i];

    json_array_append_new(items, json_pack("{s:s, s:s, s:s, s:b, s:I}", "procedure", fasti_procedure_id(one->procedure),
                                           "id", one->state, "title", fasti_procedure_state_title(one->procedure, one->state, NULL),
                                           "ended", one->ended, "cases", (json_int_t)one->count));
  }
  return items;
}

static json_t *
quotas_json(const struct fasti_statistics *all)
{
  json_t *items = json_array();

  for (size_t i = 0; i < all->quota_count; i++)
    json_array_append_new(items, json_pack("{s:s, s:s, s:s, s:I}", "quota", all->quotas[i].quota, "title",
                                           all->quotas[i].title, "result", all->quotas[i].result, "cases",
                                           (json_int_t)all->quotas[i].count));
  return items;
}

static enum fasti_status
statistics(struct http_call *call)
{
  struct fasti_statistics *all = NULL;
  struct fasti_reader reader;
  json_t *object;
  enum fasti_status status = api_reader(call, &reader);

  /* figures of all cases are for who may read all of them */
  if (status == FASTI_OK && reader.reach.sight != FASTI_SIGHT_BUREAU) {
    fasti_error_field(http_messages(call), reader.person.id, "%s has no role that may do this", reader.person.name);
    status = FASTI_FORBIDDEN;
  }
  if (status == FASTI_OK)
    status = fasti_statistics_take(http_office(call), http_store(call), reader.person.bureau, http_now(call),
                                   http_messages(call), &all);
  if (status != FASTI_OK)
    return status;
  object = json_pack("{s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "cases", (json_int_t)all->cases,
                     "instruments", (json_int_t)all->instruments, "procedures", cases_json(all), "states",
                     states_json(all), "tasksOfProcedures", work_json(&all->tasks_of_procedures), "tasksOfRoles",
                     work_json(&all->tasks_of_roles), "tasksOfPeople", work_json(&all->tasks_of_people),
                     "deadlinesOfProcedures", work_json(&all->deadlines_of_procedures), "deadlinesOfRoles",
                     work_json(&all->deadlines_of_roles), "quotas", quotas_json(all));
  api_set_instant(call, object, "at", all->at);
  fasti_statistics_free(all);
  http_reply_json(call, 200, object);
  return FASTI_OK;
}

static const struct http_parameter days_query[] = {
  {.name = "from", .summary = "the first day", .type = "date", .required = true},
  {.name = "to", .summary = "the last day, within 400 days", .type = "date", .required = true},
  {0},
};
static const struct http_parameter calendar_fields[] = {
  {.name = "bureau", .summary = "id of the bureau that it is for", .required = true},
  {.name = "name", .summary = "what the file is called", .required = true},
  {.name = "text", .summary = "iCalendar (RFC 5545) with the holidays and make-up working days of whole years",
   .required = true},
  {0},
};
static const struct http_parameter page_query[] = {
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};

const struct http_route api_office_routes[] = {
  {.id = "listDays", .method = "GET", .pattern = API_ROOT "/days", .handle = list_days, .who = API_WORKERS,
   .scope = "read", .query = days_query, .statuses = {200}, .answer = "DayList",
   .summary = "Which days the bureau works, and why not"},
  {.id = "loadCalendar", .method = "POST", .pattern = API_ROOT "/calendars", .handle = load_calendar,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .body = HTTP_JSON, .fields = calendar_fields, .statuses = {200},
   .answer = "CalendarLoaded", .summary = "Load the holidays of a year, for the cases that are open and those to come"},
  {.id = "getOfficeJournal", .method = "GET", .pattern = API_ROOT "/office-journal", .handle = office_journal,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .query = page_query, .statuses = {200}, .answer = "ActList",
   .summary = "What was done to the office and is no case: packages, people, calendars, and what was refused"},
  {.id = "getStatistics", .method = "GET", .pattern = API_ROOT "/statistics", .handle = statistics,
   .who = API_WORKERS, .scope = "read", .statuses = {200}, .answer = "Statistics",
   .summary = "Cases by state, work in time and late, quotas"},
  {0},
};
