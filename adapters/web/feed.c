/* adapters/web/feed.c - a person's last days for calendar programs: iCalendar (RFC 5545), read by a link that holds a token.
 *
 * Who has the link reads it, without a log-in: it says titles and days of the cases in which the person has a part, nothing
 * else, and ends with the token, or with the person's account.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/feed.h"
#include "adapters/web/lists.h"
#include "engine/account.h"
#include "engine/list.h"

enum { FEED_MOST = 1000, LINE = 75 /* octets (3.1) */, LINK_DAYS = 3 * 365, PAST = 60 /* days */ };
#define DAY_MILLISECONDS INT64_C(86400000)

/* -- the link -- */

static void
hash_token(struct web_call *call, const char *token, char hash[FASTI_HASH_SIZE])
{
  fasti_sha256_hex(fasti_slice_of(fasti_arena_printf(call->arena, "calendar %s", token)), hash);
}

struct feed_link *
feed_new(struct web_call *call)
{
  const struct web_options *options = web_site_options(call->site);
  struct feed_link *link = fasti_arena_alloc(call->arena, sizeof *link);
  char unused[FASTI_HASH_SIZE];

  options->make_code(options->self, link->token, unused);
  hash_token(call, link->token, link->hash);
  return link;
}

enum fasti_status
feed_give(struct web_call *call, struct fasti_office *office, void *self)
{
  const struct feed_link *link = self;

  return fasti_office_token(office,
                            &(struct fasti_session_row){.hash = link->hash,
                                                        .person = call->person->id,
                                                        .kind = "token",
                                                        .scopes = FEED_SCOPE,
                                                        .title = web_text(call, "me.calendar"),
                                                        .began_at = call->real,
                                                        .until = call->real + LINK_DAYS * DAY_MILLISECONDS},
                            call->person->id, call->now, call->messages);
}

/* -- the text -- */

/* A content line, folded: never in the middle of a character. */
static void
put_line(struct fasti_buffer *out, const char *text)
{
  size_t size = 0;

  for (; *text; text++) {
    if (size >= LINE - 4 && (*text & 0xC0) != 0x80) {
      fasti_buffer_puts(out, "\r\n ");
      size = 1;
    }
    fasti_buffer_add(out, text, 1);
    size++;
  }
  fasti_buffer_puts(out, "\r\n");
}

/* TEXT (3.3.11) */
static const char *
escaped(struct fasti_arena *arena, const char *text)
{
  char *out = fasti_arena_alloc(arena, strlen(text) * 2 + 1), *at = out;

  for (; *text; text++) {
    if (*text == '\r')
      continue;
    if (strchr("\\;,", *text) || *text == '\n')
      *at++ = '\\';
    *at++ = *text == '\n' ? 'n' : *text;
  }
  *at = '\0';
  return out;
}

static const char *
basic_day(struct fasti_arena *arena, int32_t day)
{
  struct fasti_date date = fasti_day_date(day);

  return fasti_arena_printf(arena, "%04d%02d%02d", date.year, date.month, date.day);
}

struct feed {
  struct list list;
  struct fasti_buffer *out;
  const char *stamp;
  const char *case_title;
  enum fasti_status status;
};

static bool
take_title(void *self, const struct fasti_case_row *row)
{
  struct feed *feed = self;

  feed->case_title = fasti_arena_strdup(feed->list.call->arena, row->title);
  return false;
}

static bool
put_event(void *self, const struct fasti_deadline_row *row)
{
  struct feed *feed = self;
  struct fasti_arena *arena = feed->list.call->arena;
  char hash[FASTI_HASH_SIZE];

  if (row->due == FASTI_NO_DAY)
    return true;
  feed->case_title = row->case_id;
  feed->status = list_case(&feed->list, row->case_id, take_title, feed);
  fasti_sha256_hex(fasti_slice_of(fasti_arena_printf(arena, "%s/%s/%s", row->case_id, row->session, row->deadline)), hash);
  hash[32] = '\0';
  put_line(feed->out, "BEGIN:VEVENT");
  put_line(feed->out, fasti_arena_printf(arena, "UID:%s@fasti", hash));
  put_line(feed->out, fasti_arena_printf(arena, "DTSTAMP:%s", feed->stamp));
  put_line(feed->out, fasti_arena_printf(arena, "DTSTART;VALUE=DATE:%s", basic_day(arena, row->due)));
  put_line(feed->out, fasti_arena_printf(arena, "SUMMARY:%s", escaped(arena, fasti_arena_printf(arena, "%s · %s", row->title,
                                                                                                  feed->case_title))));
  put_line(feed->out, fasti_arena_printf(arena, "DESCRIPTION:%s", escaped(arena, row->case_id)));
  put_line(feed->out, row->provisional || strcmp(row->state, "suspended") == 0 ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
  put_line(feed->out, "TRANSP:TRANSPARENT");
  put_line(feed->out, "END:VEVENT");
  return feed->status == FASTI_OK;
}

/* 2026-12-01T09:30:00Z as 20261201T093000Z */
static const char *
basic_instant(struct fasti_arena *arena, int64_t instant)
{
  char text[FASTI_INSTANT_SIZE], *at, *out;

  fasti_instant_format(instant - instant % 1000, 0, text);
  out = at = fasti_arena_strdup(arena, text);
  for (const char *from = text; *from && from - text < 19; from++)
    if (*from != '-' && *from != ':')
      *at++ = *from;
  *at = '\0';
  return fasti_arena_printf(arena, "%sZ", out);
}

static enum fasti_status
write_feed(struct web_call *call)
{
  struct feed feed = {.out = &call->body, .stamp = basic_instant(call->arena, call->now)};
  struct fasti_deadline_filter filter = {.open = true, .most = FEED_MOST};
  enum fasti_status status;

  list_begin(call, NULL, "/deadlines", &feed.list);
  filter.person = feed.list.reader->person.id;
  filter.bureau = feed.list.reader->person.bureau;
  filter.reach = &feed.list.reader->reach;
  filter.from = web_today(call) - PAST;
  put_line(feed.out, "BEGIN:VCALENDAR");
  put_line(feed.out, "VERSION:2.0");
  put_line(feed.out, "PRODID:-//Fasti//Last days//ZH");
  put_line(feed.out, "METHOD:PUBLISH");
  put_line(feed.out, fasti_arena_printf(call->arena, "X-WR-CALNAME:%s", escaped(call->arena, web_text(call, "deadlines.title"))));
  put_line(feed.out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  status = call->store->call->deadline_list(call->store, &filter, put_event, &feed);
  put_line(feed.out, "END:VCALENDAR");
  return status == FASTI_OK ? feed.status : status;
}

static enum fasti_status
read_feed(struct web_call *call)
{
  const char *part = web_part(call, "token"), *dot = strstr(part, ".ics");
  char hash[FASTI_HASH_SIZE];
  struct fasti_visit *visit = fasti_arena_alloc(call->arena, sizeof *visit);
  enum fasti_status status;

  hash_token(call, fasti_arena_copy(call->arena, part, dot ? (size_t)(dot - part) : strlen(part)), hash);
  status = fasti_office_visit(call->office, hash, call->real, call->arena, call->messages, visit);
  if (status == FASTI_OK && !fasti_list_has(visit->session.scopes, FEED_SCOPE))
    status = FASTI_NOT_FOUND;
  if (status != FASTI_OK)
    return status;
  call->person = &visit->person;
  if (*visit->account.language)
    call->language = visit->account.language;
  status = write_feed(call);
  call->status = 200;
  call->type = "text/calendar; charset=utf-8";
  web_header(call, "Cache-Control", "private, no-store");
  web_header(call, "X-Content-Type-Options", "nosniff");
  return status;
}

const struct web_route web_feed_routes[] = {
  {"GET", "/calendar/{token}", read_feed, NULL, N_("last days for a calendar program")},
  {0},
};
