/* adapters/web/case_clock.c - the deadlines of a case, their days counted out on month grids.
 *
 *   <clocks><clock id session title state role from due days level provisional>
 *     <law/> <move on before after why/>
 *     <month year month><week><day/> or <day date n kind counting number name extension provisional today/></week></month>
 *   </clock></clocks>
 * A month without a day that was told (in a period of years) is left out.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/case.h"

/** The days that an explanation told, in order; texts are borrowed from the case and its calendar. */
struct told {
  struct fasti_day_reason *days;
  size_t count, room;
};

static void
take_day(void *self, const struct fasti_day_reason *day)
{
  struct told *told = self;

  if (told->count == told->room) {
    told->room = told->room ? 2 * told->room : 64;
    told->days = fasti_realloc(told->days, told->room * sizeof *told->days);
  }
  told->days[told->count++] = *day;
}

static const char *
kind_name(enum fasti_day_kind kind)
{
  static const char *const names[] = {
    [FASTI_WORKDAY] = "workday", [FASTI_MAKEUP_WORKDAY] = "makeup", [FASTI_WEEKEND] = "weekend", [FASTI_HOLIDAY] = "holiday"};

  return names[kind];
}

static const char *
counting_name(enum fasti_counting counting)
{
  static const char *const names[] = {[FASTI_COUNTED] = "counted",
                                      [FASTI_TRIGGER] = "trigger",
                                      [FASTI_NOT_WORKING] = "rest",
                                      [FASTI_SUSPENDED] = "suspended",
                                      [FASTI_ROLLED] = "rolled"};

  return names[counting];
}

/* A day of a grid; REASON NULL: it has no part in the count. */
static void
add_day(const struct case_page *page, xmlNodePtr week, int32_t day, const struct fasti_day_reason *reason, int32_t last)
{
  const struct fasti_calendar *calendar = fasti_case_calendar(page->case_);
  xmlNodePtr node = web_add(week, "day");

  web_set_day(node, "date", day);
  web_set_number(node, "n", fasti_day_date(day).day);
  web_set(node, "kind", kind_name(reason ? reason->kind : fasti_calendar_kind(calendar, day)));
  web_set(node, "name", reason ? reason->name : fasti_calendar_day_name(calendar, day));
  web_set(node, "today", day == page->today ? "true" : NULL);
  if (!reason)
    return;
  web_set(node, "counting", counting_name(reason->counting));
  web_set(node, "last", day == last ? "true" : NULL);
  web_set(node, "provisional", reason->provisional ? "true" : NULL);
  if (reason->number > 0)
    web_set_number(node, "number", reason->number);
  if (reason->extension > 0)
    web_set_number(node, "extension", reason->extension);
}

static void
add_blanks(xmlNodePtr week, int count)
{
  while (count-- > 0)
    web_add(week, "day");
}

/* The month in which a day lies, whole weeks from Monday. @return how many told days it has used */
static size_t
add_month(const struct case_page *page, xmlNodePtr clock, const struct told *told, size_t at, int32_t last)
{
  struct fasti_date date = fasti_day_date(told->days[at].day);
  int32_t first = fasti_day_of((struct fasti_date){date.year, date.month, 1});
  int length = fasti_month_length(date.year, date.month);
  xmlNodePtr month = web_add(clock, "month"), week = web_add(month, "week");
  size_t used = 0;

  web_set_number(month, "year", date.year);
  web_set_number(month, "month", date.month);
  add_blanks(week, fasti_day_weekday(first) - 1);
  for (int32_t day = first; day < first + length; day++) {
    bool is = at + used < told->count && told->days[at + used].day == day;

    if (day > first && fasti_day_weekday(day) == 1)
      week = web_add(month, "week");
    add_day(page, week, day, is ? &told->days[at + used] : NULL, last);
    used += is;
  }
  add_blanks(week, 7 - fasti_day_weekday(first + length - 1));
  return used;
}

static void
add_move(void *self, const struct fasti_move *move)
{
  xmlNodePtr node = web_add(self, "move");

  web_set_day(node, "on", move->on);
  web_set_day(node, "before", move->before);
  web_set_day(node, "after", move->after);
  web_set(node, "why", move->why);
}

static void
add_days(const struct case_page *page, xmlNodePtr clock, const char *session, const char *deadline)
{
  struct told told = {0};
  struct fasti_due due;

  if (fasti_case_explain_deadline(page->case_, session, deadline, take_day, &told, &due) == FASTI_OK) {
    size_t counted = 0;

    for (size_t i = 0; i < told.count; i++)
      counted += told.days[i].counting == FASTI_COUNTED;
    web_set_number(clock, "counted", (int64_t)counted);
    web_set(clock, "suspended", due.suspended ? "true" : NULL);
    for (size_t at = 0; at < told.count;)
      at += add_month(page, clock, &told, at, due.day);
  }
  fasti_free(told.days);
  fasti_case_moves(page->case_, session, deadline, add_move, clock);
}

struct clocks {
  struct case_page *page;
  xmlNodePtr list;
};

static void
add_clock(void *self, const struct fasti_deadline_row *row)
{
  struct clocks *clocks = self;
  struct case_page *page = clocks->page;
  xmlNodePtr clock = web_add(clocks->list, "clock");

  web_set(clock, "id", row->deadline);
  web_set(clock, "session", *row->session ? row->session : NULL);
  web_set(clock, "title", row->title);
  web_set(clock, "state", row->state);
  web_set(clock, "roles", web_role_titles(page->call, page->package, row->role));
  web_set_day(clock, "from", row->from);
  case_set_due(page, clock, row->due);
  web_set(clock, "provisional", row->provisional ? "true" : NULL);
  web_set_day(clock, "met-on", fasti_case_deadline_ended(page->case_, row->session, row->deadline));
  web_add_law(clock, page->procedure, row->law);
  if (row->due != FASTI_NO_DAY)
    add_days(page, clock, row->session, row->deadline);
}

void
case_add_clocks(struct case_page *page, xmlNodePtr parent)
{
  struct clocks clocks = {.page = page, .list = web_add(parent, "clocks")};

  fasti_case_deadlines(page->case_, add_clock, &clocks);
}
