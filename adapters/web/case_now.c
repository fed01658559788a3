/* adapters/web/case_now.c - where a case stands: its open tasks, its deadlines, what one may do, what blocks it. */
#include "config.h"

#include <string.h>

#include "adapters/web/case.h"
#include "engine/notes.h"
#include "engine/list.h"
#include "engine/task.h"

/* -- tasks -- */

struct tasks {
  struct case_page *page;
  xmlNodePtr list;
};

/* Whether the viewer could take it: by the same words as lists of work. */
static bool
is_for(const struct fasti_person *viewer, const struct fasti_task_row *row)
{
  if (fasti_list_has(row->persons, viewer->id))
    return true;
  return !*row->persons && fasti_list_meets(viewer->roles, row->roles) && !fasti_list_has(row->excluded, viewer->id) &&
         (!*row->among || fasti_list_has(row->among, viewer->id));
}

static void
add_task(void *self, const struct fasti_task_row *row)
{
  struct tasks *tasks = self;
  struct case_page *page = tasks->page;
  xmlNodePtr task;

  if (page->reading < FASTI_READS_ALL && !is_for(&page->viewer, row))
    return;
  task = web_add(tasks->list, "task");

  web_set_number(task, "number", row->number);
  web_set(task, "title", row->title);
  web_set(task, "state", row->state);
  web_set(task, "roles", web_role_titles(page->call, page->package, row->roles));
  web_set(task, "mine", fasti_list_has(row->persons, page->viewer.id) ? "true" : NULL);
  web_set(task, "open-to-me", page->as_of == FASTI_NO_DAY && strcmp(row->state, "open") == 0 && is_for(&page->viewer, row) ? "true" : NULL);
  case_set_moment(page, task, "opened", row->opened_at);
  case_set_due(page, task, row->due);
  case_add_people(page, task, "person", row->persons);
}

/* -- actions -- */

struct actions {
  struct case_page *page;
  xmlNodePtr list;
};

struct reasons {
  xmlNodePtr parent;
  bool all; /* for the case as a whole: what is in the way of actions stands with these */
};

static const char *
kind_of(enum fasti_obstacle_kind kind)
{
  static const char *const names[] = {[FASTI_BY_SUSPENSION] = "suspension", [FASTI_BY_TASK] = "task",
                                      [FASTI_BY_CASE] = "case",             [FASTI_BY_DAY] = "day",
                                      [FASTI_BY_CONDITION] = "condition",   [FASTI_BY_REFUSAL] = "condition",
                                      [FASTI_BY_CONTENT] = "content"};

  return names[kind];
}

/* What a definition has no words for only a designer could read. */
static void
add_reason(void *self, const struct fasti_obstacle *obstacle)
{
  struct reasons *reasons = self;
  xmlNodePtr reason;

  if (!*obstacle->text || (reasons->all && obstacle->action))
    return;
  reason = web_add_text(reasons->parent, "reason", obstacle->text);
  web_set(reason, "kind", kind_of(obstacle->kind));
  web_set(reason, "step", *obstacle->step ? obstacle->step : NULL);
  web_set(reason, "instrument", *obstacle->instrument ? obstacle->instrument : NULL);
  web_set(reason, "law", obstacle->law && *obstacle->law ? obstacle->law : NULL);
}

/* Why an action, or with no EVENT the case, does not go on. */
static void
add_reasons(struct case_page *page, xmlNodePtr parent, const char *event)
{
  struct reasons reasons = {parent, !event};

  fasti_case_obstacles(page->case_, event, page->call->messages, add_reason, &reasons);
}

/* "?session=...&node=..." where several parts of the case may offer the action. */
static const char *
query_of(struct web_call *call, const struct fasti_action_view *view)
{
  const char *query = "";

  if (*view->session)
    query = fasti_arena_printf(call->arena, "?session=%s", web_encode(call, view->session));
  if (view->key && *view->key)
    query = fasti_arena_printf(call->arena, "%s%cnode=%s", query, *query ? '&' : '?', web_encode(call, view->key));
  return query;
}

static void
add_action(void *self, const struct fasti_action_view *view)
{
  struct actions *actions = self;
  struct case_page *page = actions->page;
  xmlNodePtr action = web_add(actions->list, "action");

  web_set(action, "event", view->event);
  web_set(action, "query", query_of(page->call, view));
  web_set(action, "title", view->title);
  web_set(action, "possible", view->allowed ? "true" : NULL);
  if (view->people > 1)
    web_set_number(action, "people", view->people);
  web_add_law(action, page->procedure, view->law);
  if (!view->allowed)
    add_reasons(page, action, view->event);
}

static void
add_actions(struct case_page *page, xmlNodePtr now)
{
  struct actions actions = {.page = page, .list = web_add(now, "actions")};

  if (page->as_of == FASTI_NO_DAY)
    fasti_case_actions(page->case_, &page->viewer, add_action, &actions);
}

/* What the viewer completed and may take back. */
static void
add_withdrawal(void *self, int64_t number, const char *task, const char *key)
{
  struct actions *actions = self;
  xmlNodePtr node = web_add(actions->list, "withdrawal");

  web_set_number(node, "number", number);
  web_set(node, "title", fasti_procedure_task_title(actions->page->procedure, task));
  web_set(node, "key", *key ? key : NULL);
}

static void
add_withdrawals(struct case_page *page, xmlNodePtr now)
{
  struct actions withdrawals = {.page = page, .list = web_add(now, "withdrawals")};

  if (page->as_of == FASTI_NO_DAY)
    fasti_case_withdrawals(page->case_, page->viewer.id, add_withdrawal, &withdrawals);
}

void
case_add_now(struct case_page *page)
{
  xmlNodePtr now = web_add(page->main, "now");
  struct tasks tasks = {.page = page, .list = web_add(now, "tasks")};

  if (page->as_of == FASTI_NO_DAY)
    fasti_case_look_at(page->case_, page->call->now);
  fasti_case_tasks(page->case_, add_task, &tasks);
  if (page->reading < FASTI_READS_ALL)
    return;
  case_add_clocks(page, now);
  case_add_diagram(page, now);
  add_actions(page, now);
  add_withdrawals(page, now);
  add_reasons(page, web_add(now, "why"), NULL);
}
