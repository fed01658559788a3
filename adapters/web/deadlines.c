/* adapters/web/deadlines.c - the last days of cases: as a list, the late ones first, and as a month; of one's own cases, those
 * of one's unit, or of all that one may read. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/lists.h"
#include "engine/calendar.h"

enum { MONTH_MOST = 3000 /* last days in a month */, DAY_SHOWN = 4, WEEK = 7 };

/** What is looked for. */
struct looking {
  struct list list;
  struct fasti_reach unit; /* of one's unit only */
  struct fasti_deadline_filter filter;
  const char *scope, *level;
};

static bool
has_unit(const struct fasti_reader *reader)
{
  return reader->person.unit && *reader->person.unit &&
         (reader->reach.sight == FASTI_SIGHT_UNIT || reader->reach.sight == FASTI_SIGHT_BUREAU);
}

static const char *
one_of(const struct web_call *call, const char *name, const char *const *words, size_t count)
{
  const char *value = list_given(call, name);

  for (size_t i = 0; value && i < count; i++)
    if (strcmp(value, words[i]) == 0)
      return words[i];
  return words[0];
}

static const char *const scopes[] = {"mine", "unit", "all"};
static const char *const levels[] = {"all", "late", "soon", "later"};
enum { LEVELS = sizeof levels / sizeof *levels };

static void
ask(struct looking *looking)
{
  const struct web_call *call = looking->list.call;
  const struct fasti_reader *reader = looking->list.reader;

  looking->scope = one_of(call, "scope", scopes, sizeof scopes / sizeof *scopes);
  looking->level = one_of(call, "level", levels, LEVELS);
  looking->filter = (struct fasti_deadline_filter){.bureau = reader->person.bureau,
                                                   .procedure = list_given(call, "procedure"),
                                                   .open = true,
                                                   .person = list_given(call, "person"),
                                                   .due_before = FASTI_NO_DAY,
                                                   .from = FASTI_NO_DAY,
                                                   .to = FASTI_NO_DAY,
                                                   .reach = &reader->reach,
                                                   .after_due = FASTI_NO_DAY};
  if (strcmp(looking->scope, "mine") == 0)
    looking->filter.person = reader->person.id;
  if (strcmp(looking->scope, "unit") == 0 && has_unit(reader)) {
    looking->unit = reader->reach;
    looking->unit.sight = FASTI_SIGHT_UNIT;
    looking->filter.reach = &looking->unit;
  }
}

/* The last days of a level: those that are past and still count, those of today and the next days, those after. */
static void
limit(struct fasti_deadline_filter *filter, const char *level, int32_t today)
{
  if (strcmp(level, "late") == 0)
    filter->due_before = today;
  if (strcmp(level, "soon") == 0) {
    filter->from = today;
    filter->to = today + WEB_SOON;
  }
  if (strcmp(level, "later") == 0)
    filter->from = today + WEB_SOON + 1;
}

/* -- the form -- */

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
  xmlNodePtr form = list_filter(list, "/deadlines"), field = list_field(list, form, "scope", "choice");

  for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
    if (strcmp(scopes[i], "unit") != 0 || has_unit(list->reader))
      list_option(field, scopes[i], web_text(list->call, fasti_arena_printf(list->call->arena, "deadlines.scope.%s", scopes[i])), -1);
  list_procedures(list, form);
  field = list_field(list, form, "person", "select");
  list_field(list, form, "view", "hidden");
  list_field(list, form, "month", "hidden");
  list_field(list, form, "level", "hidden");
  return store->call->person_list(store, NULL, list->reader->person.bureau, NULL, offer_person, field);
}

static void
add_views(const struct looking *looking, const char *current)
{
  static const char *const views[] = {"list", "month"};
  xmlNodePtr node = web_add(looking->list.main, "views");

  for (size_t i = 0; i < 2; i++) {
    xmlNodePtr view = web_add(node, "view");

    web_set(view, "id", views[i]);
    web_set(view, "href", list_link(&looking->list, "/deadlines", "month from", "view", i ? views[i] : NULL));
    web_set(view, "current", strcmp(views[i], current) == 0 ? "true" : NULL);
  }
}

/* -- rows -- */

static bool
tell_case(void *self, const struct fasti_case_row *row)
{
  xmlNodePtr node = self;

  web_set(node, "case-title", row->title);
  return false;
}

static enum fasti_status
describe(const struct looking *looking, xmlNodePtr node, const struct fasti_deadline_row *row)
{
  web_set(node, "case", row->case_id);
  web_set(node, "title", row->title);
  web_set(node, "state", row->state);
  web_set(node, "provisional", row->provisional ? "true" : NULL);
  web_set(node, "roles", web_role_titles(looking->list.call, looking->list.package, row->role));
  web_set_due(looking->list.call, node, row->due);
  return list_case(&looking->list, row->case_id, tell_case, node);
}

struct listing {
  const struct looking *looking;
  struct list_pager pager;
  enum fasti_status status;
};

static bool
take_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct listing *listing = self;
  xmlNodePtr node = list_row(&listing->pager, "deadline",
                             fasti_arena_printf(listing->looking->list.call->arena, "%" PRId32 "~%s~%s~%s", row->due,
                                                row->case_id, row->session, row->deadline));

  if (!node)
    return false;
  listing->status = describe(listing->looking, node, row);
  return listing->status == FASTI_OK;
}

static enum fasti_status
add_levels(const struct looking *looking)
{
  const struct list *list = &looking->list;
  xmlNodePtr tabs = web_add(list->main, "tabs");
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < LEVELS && status == FASTI_OK; i++) {
    struct fasti_deadline_filter filter = looking->filter;
    int64_t count = 0;

    limit(&filter, levels[i], web_today(list->call));
    status = list->call->store->call->deadline_count(list->call->store, &filter, FASTI_COUNT_ALL, list_sum, &count);
    list_tab(list, tabs, levels[i], list_link(list, "/deadlines", "", "level", levels[i]), count,
             strcmp(levels[i], looking->level) == 0);
  }
  return status;
}

static enum fasti_status
add_list(struct looking *looking)
{
  const struct list *list = &looking->list;
  struct fasti_deadline_filter filter = looking->filter;
  struct listing listing = {.looking = looking};
  enum fasti_status status = add_levels(looking);

  limit(&filter, looking->level, web_today(list->call));
  filter.most = LIST_PAGE + 1;
  list_pager_begin(list, web_add(list->main, "deadlines"), &listing.pager);
  filter.backwards = listing.pager.backwards;
  if (listing.pager.given) {
    filter.after_due = (int32_t)list_cursor_number(&listing.pager, 0);
    filter.after = listing.pager.at[1];
    filter.after_session = listing.pager.at[2];
    filter.after_deadline = listing.pager.at[3];
  }
  if (status == FASTI_OK)
    status = list->call->store->call->deadline_list(list->call->store, &filter, take_deadline, &listing);
  list_pager_end(list, &listing.pager);
  return status == FASTI_OK ? listing.status : status;
}

/* -- the month -- */

/** A month as weeks from Monday; days of other months fill its first and last week. */
struct month {
  const struct looking *looking;
  const struct fasti_calendar *calendar; /* NULL: none is known */
  struct fasti_date first;
  int32_t begin, end; /* days shown: from, and before */
  xmlNodePtr *days;   /* of each day shown */
  size_t *counts;
  enum fasti_status status;
};

static int32_t
month_of(const struct looking *looking)
{
  const char *text = list_given(looking->list.call, "month");
  int32_t day = web_today(looking->list.call);
  struct fasti_date date;

  if (text && fasti_day_parse(fasti_slice_of(fasti_arena_printf(looking->list.call->arena, "%s-01", text)), &day) != FASTI_OK) {
    fasti_error_field(looking->list.call->messages, "month", "\"%s\" is no month; expected one as 2026-03", text);
    day = web_today(looking->list.call);
  }
  date = fasti_day_date(day);
  date.day = 1;
  return fasti_day_of(date);
}

static const char *
month_link(const struct looking *looking, int year, int month)
{
  if (month < 1)
    year--, month = 12;
  if (month > 12)
    year++, month = 1;
  return list_link(&looking->list, "/deadlines", "", "month",
                   fasti_arena_printf(looking->list.call->arena, "%04d-%02d", year, month));
}

static void
add_day(struct month *month, xmlNodePtr week, int32_t day)
{
  static const char *const kinds[] = {[FASTI_WORKDAY] = "workday", [FASTI_MAKEUP_WORKDAY] = "makeup",
                                      [FASTI_WEEKEND] = "weekend", [FASTI_HOLIDAY] = "holiday"};
  const struct list *list = &month->looking->list;
  xmlNodePtr node = web_add(week, "day");
  struct fasti_date date = fasti_day_date(day);

  web_set_day(node, "date", day);
  web_set_number(node, "number", date.day);
  web_set(node, "other", date.month != month->first.month ? "true" : NULL);
  web_set(node, "today", day == web_today(list->call) ? "true" : NULL);
  if (month->calendar) {
    web_set(node, "kind", kinds[fasti_calendar_kind(month->calendar, day)]);
    web_set(node, "name", fasti_calendar_day_name(month->calendar, day));
    if (date.month == month->first.month && !fasti_calendar_is_published(month->calendar, day))
      web_set(list->main, "unpublished", "true");
  }
  month->days[day - month->begin] = node;
}

static bool
put_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct month *month = self;
  size_t at = (size_t)(row->due - month->begin);

  if (month->counts[at]++ < DAY_SHOWN)
    month->status = describe(month->looking, web_add(month->days[at], "deadline"), row);
  return month->status == FASTI_OK;
}

static void
add_weeks(struct month *month, xmlNodePtr node)
{
  size_t shown = (size_t)(month->end - month->begin);

  month->days = fasti_arena_alloc(month->looking->list.call->arena, shown * sizeof(xmlNodePtr));
  month->counts = fasti_arena_alloc(month->looking->list.call->arena, shown * sizeof *month->counts);
  memset(month->counts, 0, shown * sizeof *month->counts);
  for (int32_t day = month->begin; day < month->end; day += WEEK) {
    xmlNodePtr week = web_add(node, "week");

    for (int32_t i = 0; i < WEEK; i++)
      add_day(month, week, day + i);
  }
}

static enum fasti_status
add_month(struct looking *looking)
{
  struct web_call *call = looking->list.call;
  int32_t first = month_of(looking), last;
  struct month month = {.looking = looking,
                        .calendar = web_calendar(call, looking->list.reader->person.bureau),
                        .first = fasti_day_date(first)};
  struct fasti_deadline_filter filter = looking->filter;
  xmlNodePtr node = web_add(looking->list.main, "month");
  enum fasti_status status;

  last = first + fasti_month_length(month.first.year, month.first.month) - 1;
  month.begin = first - (fasti_day_weekday(first) - 1);
  month.end = last + (WEEK - fasti_day_weekday(last)) + 1;
  web_set_number(node, "year", month.first.year);
  web_set_number(node, "number", month.first.month);
  web_set(node, "previous", month_link(looking, month.first.year, month.first.month - 1));
  web_set(node, "next", month_link(looking, month.first.year, month.first.month + 1));
  web_set(node, "now", list_link(&looking->list, "/deadlines", "month", NULL, NULL));
  add_weeks(&month, node);
  filter.from = month.begin;
  filter.to = month.end - 1;
  filter.most = MONTH_MOST;
  status = call->store->call->deadline_list(call->store, &filter, put_deadline, &month);
  for (int32_t day = month.begin; day < month.end; day++)
    if (month.counts[day - month.begin] > DAY_SHOWN)
      web_set_number(month.days[day - month.begin], "more", (int64_t)month.counts[day - month.begin] - DAY_SHOWN);
  return status == FASTI_OK ? month.status : status;
}

/* -- the page -- */

static enum fasti_status
deadlines(struct web_call *call)
{
  static const char *const views[] = {"list", "month"};
  const char *view = one_of(call, "view", views, 2);
  struct looking looking;
  int32_t day;
  enum fasti_status status;

  list_begin(call, "deadlines", "/deadlines", &looking.list);
  ask(&looking);
  day = list_day(&looking.list, "day");
  web_set(looking.list.main, "view", view);
  add_views(&looking, view);
  status = add_form(&looking);
  if (day != FASTI_NO_DAY) {
    looking.filter.from = looking.filter.to = day;
    web_set_day(looking.list.main, "day", day);
  }
  if (status == FASTI_OK)
    status = strcmp(view, "month") == 0 ? add_month(&looking) : add_list(&looking);
  if (status == FASTI_OK)
    status = list_saved(&looking.list, "deadlines");
  return status == FASTI_OK ? web_show(call, fasti_messages_count(call->messages) ? 422 : 200) : status;
}

const struct web_route web_deadlines_routes[] = {
  {"GET", "/deadlines", deadlines, "-admin process-designer", N_("last days, as a list and as a month")},
  {0},
};
