/* adapters/web/notices.c - 消息: what the office told a person, the latest first; what they have read. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/lists.h"
#include "engine/notice.h"

struct listing {
  struct list list;
  xmlNodePtr notices;
  int64_t last, newest; /* ids */
  int shown;
};

static bool
take_notice(void *self, const struct fasti_outbox_row *row, bool read)
{
  struct listing *listing = self;
  xmlNodePtr node;

  if (listing->shown++ == LIST_PAGE)
    return false;
  node = web_add_text(listing->notices, "notice", row->text);
  web_set_number(node, "id", row->id);
  web_set(node, "kind", row->kind);
  web_set(node, "case", row->case_id);
  web_set(node, "read", read ? "true" : NULL);
  web_set_moment(listing->list.call, node, "at", row->created_at);
  listing->last = row->id;
  if (row->id > listing->newest)
    listing->newest = row->id;
  return true;
}

static enum fasti_status
notices(struct web_call *call)
{
  struct listing listing = {.shown = 0};
  const char *before = list_given(call, "before");
  struct fasti_notices which = {.unread = list_given(call, "unread") != NULL,
                                .before = before ? strtoll(before, NULL, 10) : 0,
                                .most = LIST_PAGE + 1};
  xmlNodePtr tabs;
  enum fasti_status status;

  list_begin(call, "notices", "/notices", &listing.list);
  tabs = web_add(listing.list.main, "tabs");
  list_tab(&listing.list, tabs, "all", "/notices", -1, !which.unread);
  list_tab(&listing.list, tabs, "unread", "/notices?unread=1", -1, which.unread);
  listing.notices = web_add(listing.list.main, "notices");
  status = fasti_office_notices(call->office, &listing.list.reader->person, &which, call->messages, take_notice, &listing);
  web_set_number(listing.notices, "newest", listing.newest);
  if (listing.shown > LIST_PAGE)
    web_set(web_add(listing.list.main, "pager"), "next",
            fasti_arena_printf(call->arena, "/notices?%sbefore=%" PRId64, which.unread ? "unread=1&" : "", listing.last));
  return status == FASTI_OK ? web_show(call, 200) : status;
}

/* -- reading -- */

static int64_t
id_of(const struct web_call *call, const char *name)
{
  const char *text = web_field(call, name);

  return text ? strtoll(text, NULL, 10) : 0;
}

static enum fasti_status
read_one(struct web_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_notice_read(office, self, id_of(call, "notice"), call->now, call->messages);
}

static enum fasti_status
read_all(struct web_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_notices_read(office, self, id_of(call, "newest"), call->messages);
}

/* Reading one goes on to its case. */
static enum fasti_status
after_one(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  const char *case_id = web_field(call, "case");

  (void)answer;
  if (status != FASTI_OK)
    return status;
  return web_go(call, case_id && *case_id ? fasti_arena_printf(call->arena, "/cases/%s", web_encode(call, case_id)) : "/notices");
}

static enum fasti_status
after_all(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go_telling(call, "/notices", "done.notices-read") : status;
}

/* The person as they are read messages by: with the roles in which they stand in for others. */
static void *
reading_person(struct web_call *call)
{
  struct fasti_person_row *person = fasti_arena_alloc(call->arena, sizeof *person);

  *person = web_reader(call)->person;
  return person;
}

static enum fasti_status
read_notice(struct web_call *call)
{
  call->change =
    (struct web_change){.kind = WEB_WORK, .work = read_one, .self = reading_person(call), .follow = after_one};
  return FASTI_OK;
}

static enum fasti_status
read_notices(struct web_call *call)
{
  call->change =
    (struct web_change){.kind = WEB_WORK, .work = read_all, .self = reading_person(call), .follow = after_all};
  return FASTI_OK;
}

const struct web_route web_notices_routes[] = {
  {"GET", "/notices", notices, "*", N_("messages to me")},
  {"POST", "/notices/read", read_notice, "*", N_("read a message and go to its case")},
  {"POST", "/notices/read-all", read_notices, "*", N_("mark all messages as read")},
  {0},
};
