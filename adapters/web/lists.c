/* adapters/web/lists.c - what the pages with lists share; see lists.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/lists.h"
#include "engine/list.h"
#include "engine/xml.h"

void
list_begin(struct web_call *call, const char *page, const char *path, struct list *list)
{
  *list = (struct list){.call = call, .path = path, .reader = web_reader(call), .package = web_package(call)};
  list->main = page ? web_page(call, page) : NULL;
}

/* -- the address -- */

const char *
list_given(const struct web_call *call, const char *name)
{
  const char *value = web_query(call, name);

  return value && *value ? value : NULL;
}

int32_t
list_day(const struct list *list, const char *name)
{
  const char *text = list_given(list->call, name);
  int32_t day = FASTI_NO_DAY;

  if (text && fasti_day_parse(fasti_slice_of(text), &day) != FASTI_OK) {
    fasti_error_field(list->call->messages, name, "\"%s\" is no day; expected one as 2026-03-31", text);
    return FASTI_NO_DAY;
  }
  return day;
}

const char *
list_link(const struct list *list, const char *path, const char *drop, const char *name, const char *value)
{
  struct web_call *call = list->call;
  const char *link = path, *sign = "?";

  for (size_t i = 0; i < call->query_count; i++) {
    const struct web_pair *pair = &call->query[i];

    if (!*pair->value || fasti_list_has("after before done", pair->name) || fasti_list_has(drop, pair->name) ||
        (name && strcmp(pair->name, name) == 0))
      continue;
    link = fasti_arena_printf(call->arena, "%s%s%s=%s", link, sign, web_encode(call, pair->name),
                              web_encode(call, pair->value));
    sign = "&";
  }
  return value ? fasti_arena_printf(call->arena, "%s%s%s=%s", link, sign, name, web_encode(call, value)) : link;
}

/* -- pages of a list -- */

void
list_pager_begin(const struct list *list, xmlNodePtr rows, struct list_pager *pager)
{
  const char *after = list_given(list->call, "after"), *before = list_given(list->call, "before"),
             *text = after ? after : before;

  *pager = (struct list_pager){.rows = rows, .given = text != NULL, .backwards = !after && before};
  for (size_t i = 0; i < LIST_CURSOR; i++) {
    size_t size = text ? strcspn(text, "~") : 0;

    pager->at[i] = text ? fasti_arena_copy(list->call->arena, text, size) : "";
    text = text && text[size] ? text + size + 1 : NULL;
  }
}

int64_t
list_cursor_number(const struct list_pager *pager, size_t part)
{
  return strtoll(pager->at[part], NULL, 10);
}

xmlNodePtr
list_row(struct list_pager *pager, const char *name, const char *cursor)
{
  xmlNodePtr row, first = xmlFirstElementChild(pager->rows);

  if (pager->shown == LIST_PAGE) {
    pager->more = true;
    return NULL;
  }
  pager->shown++;
  row = web_add(pager->rows, name);
  web_set(row, "cursor", cursor);
  if (pager->backwards && first)
    xmlAddPrevSibling(first, row);
  return row;
}

void
list_pager_end(const struct list *list, const struct list_pager *pager)
{
  xmlNodePtr first = xmlFirstElementChild(pager->rows), last = xmlLastElementChild(pager->rows),
             node = web_add(list->main, "pager");
  bool previous = pager->backwards ? pager->more : pager->given, next = pager->backwards || pager->more;

  if (first && previous)
    web_set(node, "previous", list_link(list, list->path, "", "before", fasti_xml_attribute(first, NULL, "cursor")));
  if (last && next)
    web_set(node, "next", list_link(list, list->path, "", "after", fasti_xml_attribute(last, NULL, "cursor")));
  if (pager->given)
    web_set(node, "first", list_link(list, list->path, "", NULL, NULL));
}

/* -- filters -- */

xmlNodePtr
list_filter(const struct list *list, const char *action)
{
  xmlNodePtr filter = web_add(list->main, "filter");

  web_set(filter, "action", action);
  return filter;
}

xmlNodePtr
list_field(const struct list *list, xmlNodePtr filter, const char *name, const char *kind)
{
  xmlNodePtr field = web_add(filter, "field");

  web_set(field, "path", name);
  web_set(field, "kind", kind);
  web_set(field, "value", list_given(list->call, name));
  if (list_given(list->call, name) && strcmp(kind, "hidden") != 0)
    web_set(filter, "used", "true");
  return field;
}

void
list_option(xmlNodePtr field, const char *id, const char *title, int64_t count)
{
  const char *value = fasti_xml_attribute(field, NULL, "value");
  xmlNodePtr option = web_add(field, "option");

  web_set(option, "id", id);
  web_set(option, "title", title);
  if (count >= 0)
    web_set_number(option, "count", count);
  if (value && strcmp(value, id) == 0)
    web_set(option, "selected", "true");
}

const struct fasti_procedure *
list_procedure(const struct list *list)
{
  const char *id = list_given(list->call, "procedure");

  return id && list->package ? fasti_package_procedure(list->package, id) : NULL;
}

void
list_procedures(const struct list *list, xmlNodePtr filter)
{
  xmlNodePtr field = list_field(list, filter, "procedure", "select");
  const struct fasti_procedure *procedure;

  for (size_t i = 0; list->package && (procedure = fasti_package_procedure_at(list->package, i)) != NULL; i++)
    list_option(field, fasti_procedure_id(procedure), fasti_procedure_title(procedure), -1);
}

void
list_tab(const struct list *list, xmlNodePtr tabs, const char *id, const char *href, int64_t count, bool current)
{
  xmlNodePtr tab = web_add(tabs, "tab");

  (void)list;
  web_set(tab, "id", id);
  web_set(tab, "href", href);
  if (count >= 0)
    web_set_number(tab, "count", count);
  web_set(tab, "current", current ? "true" : NULL);
}

/* -- cases -- */

const char *
list_steps(const struct list *list, const struct fasti_procedure *procedure, const char *states)
{
  const char *titles = "", *at = states;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(list->call->arena, word.at, word.size);

    titles = fasti_arena_printf(list->call->arena, "%s%s%s", titles, *titles ? "、" : "",
                                procedure ? fasti_procedure_state_title(procedure, id, NULL) : id);
  }
  return titles;
}

void
list_describe_case(const struct list *list, xmlNodePtr node, const struct fasti_case_row *row)
{
  const struct fasti_procedure *procedure = web_procedure_of(list->call, row);

  web_set(node, "case", row->id);
  web_set(node, "case-title", row->title);
  web_set(node, "procedure", row->procedure);
  web_set(node, "procedure-title", procedure ? fasti_procedure_title(procedure) : row->procedure);
  web_set(node, "status", row->status);
  web_set(node, "steps", list_steps(list, procedure, row->states));
  web_set_moment(list->call, node, "opened", row->opened_at);
  web_set_moment(list->call, node, "ended", row->ended_at);
}

struct due {
  int32_t day;
  const char *title;
  struct fasti_arena *arena;
};

static bool
take_due(void *self, const struct fasti_deadline_row *row)
{
  struct due *due = self;

  if (strcmp(row->state, "suspended") == 0)
    return true;
  due->day = row->due;
  due->title = fasti_arena_strdup(due->arena, row->title);
  return false;
}

enum fasti_status
list_next_due(const struct list *list, xmlNodePtr node, const char *case_id)
{
  struct web_call *call = list->call;
  struct fasti_deadline_filter filter = {.case_id = case_id, .open = true};
  struct due due = {FASTI_NO_DAY, NULL, call->arena};
  enum fasti_status status = call->store->call->deadline_list(call->store, &filter, take_due, &due);

  web_set_due(call, node, due.day);
  web_set(node, "due-title", due.title);
  return status;
}

enum fasti_status
list_case(const struct list *list, const char *case_id, bool (*use)(void *self, const struct fasti_case_row *row), void *self)
{
  struct web_call *call = list->call;
  struct fasti_case_filter filter = {.id = case_id, .most = 1};

  return call->store->call->case_list(call->store, &filter, use, self);
}

bool
list_sum(void *total, const char *value, int64_t count)
{
  int64_t *sum = total;

  (void)value;
  *sum += count;
  return true;
}
