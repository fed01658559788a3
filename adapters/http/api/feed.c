/* adapters/http/api/feed.c - what is due of a person's tasks, for calendar programs: iCalendar (RFC 5545), by libical.
 *
 * Calendar programs send no headers of ours, so that the address itself carries a token: of the scope "calendar", which is
 * good for nothing else.
 */
#include "config.h"

#include <inttypes.h>
#include <libical/ical.h>
#include <string.h>
#include <time.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

static int64_t
real_now(void)
{
  struct timespec now;

  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct feed {
  struct http_call *call;
  icalcomponent *calendar;
  struct fasti_reader reader;
  const char *title; /* of the case at work */
};

static icaltimetype
date_of(int32_t day)
{
  struct fasti_date date = fasti_day_date(day);
  icaltimetype time = icaltime_null_date();

  time.year = date.year;
  time.month = date.month;
  time.day = date.day;
  return time;
}

static bool
take_title(void *self, const struct fasti_case_row *row)
{
  struct feed *feed = self;

  feed->title = fasti_arena_strdup(http_arena(feed->call), row->title);
  return false;
}

static bool
take_task(void *self, const struct fasti_task_row *row)
{
  struct feed *feed = self;
  struct fasti_store *store = http_store(feed->call);
  struct fasti_arena *arena = http_arena(feed->call);

  feed->title = "";
  if (row->due == FASTI_NO_DAY || store->call->case_get(store, row->case_id, take_title, feed) != FASTI_OK)
    return true;
  icalcomponent_add_component(
    feed->calendar,
    icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
                        icalproperty_new_uid(fasti_arena_printf(arena, "%s-%" PRId64 "@fasti", row->case_id, row->number)),
                        icalproperty_new_dtstamp(icaltime_from_timet_with_zone((time_t)(row->opened_at / 1000), 0,
                                                                               icaltimezone_get_utc_timezone())),
                        icalproperty_new_dtstart(date_of(row->due)),
                        icalproperty_new_summary(fasti_arena_printf(arena, "%s: %s", row->title, feed->title)),
                        icalproperty_new_description(row->case_id), icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT),
                        (void *)0));
  return true;
}

static enum fasti_status
write_feed(struct feed *feed)
{
  struct fasti_store *store = http_store(feed->call);
  const struct fasti_person_row *person = &feed->reader.person;
  struct fasti_task_filter filter = {.person = person->id,
                                     .roles = person->roles,
                                     .unit = person->unit,
                                     .bureau = person->bureau,
                                     .due_before = FASTI_NO_DAY,
                                     .due_from = FASTI_NO_DAY,
                                     .reach = &feed->reader.reach};
  enum fasti_status status;
  char *text;

  feed->calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                       icalproperty_new_prodid("-//Fasti//due//EN"), (void *)0);
  status = store->call->task_list(store, &filter, take_task, feed);
  text = icalcomponent_as_ical_string_r(feed->calendar);
  icalcomponent_free(feed->calendar);
  http_reply(feed->call, 200, "text/calendar; charset=utf-8", fasti_slice_of(text));
  icalmemory_free_buffer(text);
  return status;
}

static enum fasti_status
get_feed(struct http_call *call)
{
  struct fasti_visit visit;
  char hash[FASTI_HASH_SIZE];
  struct feed feed = {.call = call};
  enum fasti_status status;

  fasti_sha256_hex(fasti_slice_of(http_part(call, "token")), hash);
  status = fasti_office_visit(http_office(call), hash, real_now(), http_arena(call), NULL, &visit);
  if (status == FASTI_OK &&
      (strcmp(visit.session.kind, "token") != 0 || !fasti_list_has(visit.session.scopes, FASTI_SCOPE_CALENDAR)))
    status = FASTI_NOT_FOUND;
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(http_messages(call), NULL, "there is no such calendar, or its address is over: make a new one");
  if (status == FASTI_OK)
    status = fasti_office_reader(http_office(call), visit.person.id, api_today(call), http_arena(call),
                                 http_messages(call), &feed.reader);
  return status == FASTI_OK ? write_feed(&feed) : status;
}

const struct http_route api_feed_routes[] = {
  {.id = "getFeed", .method = "GET", .pattern = API_ROOT "/feeds/{token}/due.ics", .handle = get_feed, .statuses = {200, 404},
   .answer = "calendar", .summary = "What is due of a person's tasks, for calendar programs; the address is the secret"},
  {0},
};
