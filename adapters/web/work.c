/* adapters/web/work.c - 待办: what waits for the person, the most urgent first. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/web/room.h"
#include "engine/list.h"

enum { PAGE = 50 };

/** The tabs of the page, and whose tasks each shows. */
static const char *const tabs[] = {"all", "mine", "role", "late"};
enum { TABS = sizeof tabs / sizeof *tabs };

struct listing {
  struct web_call *call;
  xmlNodePtr list;
  const struct fasti_package *package;
  const char *tab;
  size_t counts[TABS];
  size_t shown;
};

static bool
belongs(const struct listing *listing, size_t tab, const struct fasti_task_row *row)
{
  bool mine = fasti_list_has(row->persons, listing->call->person->id);

  switch (tab) {
  case 0:
    return true;
  case 1:
    return mine;
  case 2:
    return !mine;
  default:
    return row->due != FASTI_NO_DAY && row->due < web_today(listing->call);
  }
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  xmlNodePtr task = self;

  web_set(task, "case-title", row->title);
  web_set(task, "procedure", row->procedure);
  return false;
}

static void
add_task(struct listing *listing, const struct fasti_task_row *row)
{
  struct web_call *call = listing->call;
  xmlNodePtr task = web_add(listing->list, "task");

  web_set(task, "case", row->case_id);
  web_set_number(task, "number", row->number);
  web_set(task, "title", row->title);
  web_set(task, "state", row->state);
  web_set(task, "mine", fasti_list_has(row->persons, call->person->id) ? "true" : NULL);
  web_set(task, "roles", web_role_titles(call, listing->package, row->roles));
  web_set_moment(call, task, "opened", row->opened_at);
  web_set_due(call, task, row->due);
  if (call->store->call->case_get(call->store, row->case_id, take_case, task) != FASTI_OK)
    web_set(task, "case-title", row->case_id);
}

static bool
take_task(void *self, const struct fasti_task_row *row)
{
  struct listing *listing = self;

  for (size_t i = 0; i < TABS; i++) {
    if (!belongs(listing, i, row))
      continue;
    listing->counts[i]++;
    if (strcmp(listing->tab, tabs[i]) == 0 && listing->shown < PAGE) {
      add_task(listing, row);
      listing->shown++;
    }
  }
  return true;
}

static const char *
tab_of(const struct web_call *call)
{
  const char *wanted = web_query(call, "tab");

  for (size_t i = 0; wanted && i < TABS; i++)
    if (strcmp(wanted, tabs[i]) == 0)
      return tabs[i];
  return tabs[0];
}

static enum fasti_status
work(struct web_call *call)
{
  xmlNodePtr main = web_page(call, "work"), bar = web_add(main, "tabs");
  struct listing listing = {
    .call = call, .list = web_add(main, "tasks"), .package = web_package(call), .tab = tab_of(call)};
  struct fasti_task_filter filter = {.person = call->person->id,
                                     .roles = call->person->roles,
                                     .unit = call->person->unit,
                                     .bureau = call->person->bureau,
                                     .due_before = FASTI_NO_DAY};
  enum fasti_status status = call->store->call->task_list(call->store, &filter, take_task, &listing);

  if (status != FASTI_OK)
    return status;
  for (size_t i = 0; i < TABS; i++) {
    xmlNodePtr tab = web_add(bar, "tab");

    web_set(tab, "id", tabs[i]);
    web_set_number(tab, "count", (int64_t)listing.counts[i]);
    if (strcmp(tabs[i], listing.tab) == 0)
      web_set(tab, "current", "true");
  }
  return web_show(call, 200);
}

const struct web_route web_work_routes[] = {
  {"GET", "/work", work, "-admin process-designer", N_("what waits for me")},
  {0},
};
