/* adapters/web/board.c - 阳光执法: what an office shows to everybody, without a log-in.
 *
 * The store has published items only as they were redacted; nothing else of a case can come out here. A complaint opens a
 * case by a public service of the bureau, and gives a number by which one follows it.
 */
#include "config.h"

#include <string.h>

#include "adapters/web/room.h"
#include "engine/board.h"
#include "engine/lists.h"

enum { PAGE = 20 };

/* -- the bureaus and what they offer -- */

struct bureaus {
  struct web_call *call;
  xmlNodePtr list;
  const char *last;
};

static void
add_services(xmlNodePtr bureau, const struct fasti_package *package)
{
  const struct fasti_service *service;

  for (size_t i = 0; (service = fasti_package_service_at(package, i)) != NULL; i++) {
    xmlNodePtr node = web_add(bureau, "service");

    web_set(node, "id", service->id);
    web_set(node, "title", service->title);
    web_set(node, "content", service->content);
    web_set(node, "office", service->office);
    web_set(node, "phone", service->phone);
      web_set(node, "opens", service->fields ? service->opens : NULL);
  }
}

static bool
add_bureau(void *self, const struct fasti_package_row *row)
{
  struct bureaus *bureaus = self;
  struct web_call *call = bureaus->call;
  const struct fasti_package *package;
  xmlNodePtr bureau;

  if (strcmp(bureaus->last, row->bureau) == 0 ||
      fasti_office_package(call->office, row->bureau, web_today(call), NULL, &package) != FASTI_OK)
    return true;
  bureaus->last = fasti_arena_strdup(call->arena, row->bureau);
  bureau = web_add(bureaus->list, "bureau");
  web_set(bureau, "id", row->bureau);
  web_set(bureau, "title", fasti_package_title(package));
  web_set(bureau, "current", web_query(call, "bureau") && strcmp(web_query(call, "bureau"), row->bureau) == 0 ? "true" : NULL);
  add_services(bureau, package);
  return true;
}

/* -- what is published -- */

struct listing {
  struct web_call *call;
  xmlNodePtr list;
  int shown;
};

static void
describe(struct web_call *call, xmlNodePtr item, const struct fasti_board_row *row)
{
  web_set(item, "case", row->case_id);
  web_set_number(item, "number", row->number);
  web_set(item, "bureau", row->bureau);
  web_set(item, "kind", row->kind);
  web_set(item, "title", row->title);
  web_set_day(item, "day", row->day);
  (void)call;
}

/* Text as its paragraphs. */
static void
add_paragraphs(xmlNodePtr item, struct fasti_arena *arena, const char *text)
{
  while (*text) {
    size_t size = strcspn(text, "\n");

    if (size)
      web_add_text(item, "p", fasti_arena_copy(arena, text, size));
    text += size + (text[size] == '\n');
  }
}

static bool
list_item(void *self, const struct fasti_board_row *row)
{
  struct listing *listing = self;
  xmlNodePtr item;

  if (listing->shown++ == PAGE)
    return false;
  item = web_add(listing->list, "item");
  describe(listing->call, item, row);
  add_paragraphs(item, listing->call->arena, row->text);
  return true;
}

static enum fasti_status
list_items(struct web_call *call, xmlNodePtr main)
{
  struct listing listing = {.call = call, .list = web_add(main, "items")};
  const struct fasti_board_filter filter = {.bureau = web_query(call, "bureau"),
                                            .kind = web_query(call, "kind"),
                                            .text = web_query(call, "q"),
                                            .on = web_today(call),
                                            .backwards = true,
                                            .after_day = FASTI_NO_DAY,
                                            .most = PAGE + 1};

  return call->store->call->board_list(call->store, &filter, list_item, &listing);
}

static enum fasti_status
board(struct web_call *call)
{
  xmlNodePtr main = web_page(call, "board");
  struct bureaus bureaus = {call, web_add(main, "bureaus"), ""};
  enum fasti_status status;

  web_set(main, "q", web_query(call, "q"));
  web_set(main, "kind", web_query(call, "kind"));
  web_set(main, "bureau", web_query(call, "bureau"));
  status = call->store->call->package_list(call->store, NULL, add_bureau, &bureaus);
  if (status == FASTI_OK)
    status = list_items(call, main);
  return status == FASTI_OK ? web_show(call, 200) : status;
}

/* -- how a complaint stands -- */

static enum fasti_status
follow(struct web_call *call)
{
  xmlNodePtr main = web_page(call, "follow");
  const char *number = web_query(call, "number");
  struct fasti_progress progress;
  enum fasti_status status;
  xmlNodePtr node;

  web_set(main, "number", number);
  if (!number || !*number)
    return web_show(call, 200);
  status = fasti_office_progress(call->office, number, call->arena, call->messages, &progress);
  if (status == FASTI_NOT_FOUND)
    return web_show(call, 404);
  if (status != FASTI_OK)
    return status;
  node = web_add(main, "progress");
  web_set(node, "procedure", progress.procedure);
  web_set(node, "bureau", progress.bureau);
  web_set_moment(call, node, "opened", progress.opened_at);
  web_set_moment(call, node, "ended", progress.ended_at);
  for (size_t i = 0; i < progress.stage_count; i++)
    web_add_text(node, "stage", progress.stages[i]);
  return web_show(call, 200);
}

const struct web_route web_board_routes[] = {
  {"GET", "/board", board, NULL, N_("what the office shows to everybody")},
  {"GET", "/board/follow", follow, NULL, N_("how a complaint stands, by its number")},
  {0},
};
