/* adapters/web/case.c - one case: its head, its tabs, and who may see it.
 *
 * Messages: a day that does not exist or is to come; a case that there is not.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/web/case.h"
#include "engine/list.h"
#include "engine/xml.h"

#define NS_PROCEDURE "urn:fasti:procedure"

/* -- titles -- */

/* Looks through a chart and the charts that it invokes. */
static const xmlNode *
find_state(const struct fasti_chart *chart, const char *state)
{
  int number = fasti_chart_find(chart, state);
  const xmlNode *node = NULL;

  if (number >= 0 && fasti_xml_attribute(fasti_chart_state(chart, number)->node, NS_PROCEDURE, "title"))
    return fasti_chart_state(chart, number)->node;
  for (int i = 0; !node && i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      node = find_state(fasti_chart_invoke(chart, i)->child, state);
  return node;
}

const char *
case_state_title(const struct case_page *page, const char *state, const char **law)
{
  const xmlNode *node = find_state(fasti_procedure_chart(page->procedure), state);

  if (law)
    *law = node ? fasti_xml_attribute(node, NS_PROCEDURE, "law") : NULL;
  return node ? fasti_xml_attribute(node, NS_PROCEDURE, "title") : state;
}

static const char *
find_action(const struct fasti_chart *chart, const char *event)
{
  const char *title = NULL;

  for (int i = 0; !title && i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (transition->event && strcmp(transition->event, event) == 0)
      title = fasti_xml_attribute(transition->node, NS_PROCEDURE, "title");
  }
  for (int i = 0; !title && i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      title = find_action(fasti_chart_invoke(chart, i)->child, event);
  return title;
}

const char *
case_action_title(const struct case_page *page, const char *event)
{
  const char *title = find_action(fasti_procedure_chart(page->procedure), event);

  return title ? title : event;
}

void
case_add_steps(const struct case_page *page, xmlNodePtr parent, const char *states)
{
  struct fasti_slice word;

  while (fasti_list_next(&states, &word)) {
    const char *id = fasti_arena_copy(page->call->arena, word.at, word.size), *law;
    xmlNodePtr step = web_add(parent, "step");

    web_set(step, "id", id);
    web_set(step, "title", case_state_title(page, id, &law));
    web_add_law(step, page->procedure, law);
  }
}

void
case_add_people(const struct case_page *page, xmlNodePtr parent, const char *name, const char *ids)
{
  struct fasti_slice word;

  while (fasti_list_next(&ids, &word)) {
    const char *id = fasti_arena_copy(page->call->arena, word.at, word.size);
    xmlNodePtr person = web_add(parent, name);

    web_set(person, "id", id);
    web_set(person, "name", case_name(page, id));
  }
}

void
case_set_moment(const struct case_page *page, xmlNodePtr node, const char *name, int64_t instant)
{
  char text[FASTI_INSTANT_SIZE];

  if (instant == FASTI_NEVER)
    return;
  fasti_instant_format(instant, page->zone, text);
  text[16] = '\0'; /* to the minute */
  web_set(node, name, text);
}

struct naming {
  struct fasti_arena *arena;
  const char *name;
};

static bool
take_name(void *self, const struct fasti_person_row *row)
{
  struct naming *naming = self;

  naming->name = fasti_arena_strdup(naming->arena, row->name);
  return false;
}

const char *
case_name(const struct case_page *page, const char *id)
{
  struct naming naming = {.arena = page->call->arena, .name = id};
  struct fasti_store *store = page->call->store;

  if (*id && store->call->person_list(store, id, NULL, NULL, take_name, &naming) != FASTI_OK)
    return id;
  return naming.name;
}

void
case_set_due(const struct case_page *page, xmlNodePtr node, int32_t due)
{
  struct web_call then = *page->call;

  if (page->as_of != FASTI_NO_DAY)
    then.now = page->until;
  web_set_due(&then, node, due);
}

/* -- who may see it, and as of when -- */

static void
look_at_now(struct case_page *page)
{
  page->as_of = FASTI_NO_DAY;
  page->today = web_today(page->call);
  page->until = FASTI_NEVER;
}

static enum fasti_status
read_day(struct case_page *page)
{
  struct web_call *call = page->call;
  const char *text = web_query(call, "as-of");

  look_at_now(page);
  if (!text || !*text)
    return FASTI_OK;
  if (fasti_day_parse(fasti_slice_of(text), &page->as_of) != FASTI_OK) {
    fasti_error_field(call->messages, "as-of", "\"%s\" is not a date that exists; expected YYYY-MM-DD", text);
    return FASTI_INVALID;
  }
  if (page->as_of > page->today) {
    fasti_error_field(call->messages, "as-of", "%s is still to come", text);
    return FASTI_INVALID;
  }
  page->until = fasti_instant_of(page->as_of + 1, web_zone(call)) - 1;
  page->today = page->as_of;
  return FASTI_OK;
}

static enum fasti_status
load(struct case_page *page)
{
  struct web_call *call = page->call;

  if (page->as_of != FASTI_NO_DAY)
    return fasti_office_case_as_of(call->office, page->id, page->until, call->messages, &page->case_);
  return fasti_office_case(call->office, page->id, call->messages, &page->case_);
}

enum fasti_status
case_open(struct web_call *call, struct case_page *page)
{
  struct fasti_case_row row = {0};
  enum fasti_status status;

  *page = (struct case_page){.call = call, .id = web_part(call, "case")};
  status = web_may_read(call, page->id, &page->reading);
  if (status != FASTI_OK)
    return status;
  status = read_day(page);
  if (status == FASTI_OK)
    status = load(page);
  if (status == FASTI_INVALID || status == FASTI_NOT_FOUND) {
    page->wrong_day = true;
    look_at_now(page);
    status = load(page);
  }
  if (status != FASTI_OK)
    return status;
  fasti_case_row(page->case_, &row);
  page->status = fasti_arena_strdup(call->arena, row.status);
  page->procedure = fasti_case_procedure(page->case_);
  page->package = fasti_procedure_package(page->procedure);
  page->zone = fasti_package_zone(page->package);
  page->viewer = fasti_person_of(&web_reader(call)->person);
  return FASTI_OK;
}

void
case_close(struct case_page *page)
{
  fasti_case_free(page->case_);
  page->case_ = NULL;
}

/* -- the head -- */

/* Why a case was suspended or ended before its time: the last entry that says so. */
struct halt {
  const struct case_page *page;
  const char *kind;
  xmlNodePtr node; /* NULL: nothing was found */
  xmlNodePtr parent;
};

static bool
take_halt(void *self, const struct fasti_entry_row *entry)
{
  struct halt *halt = self;
  const struct case_page *page = halt->page;
  xmlDocPtr doc = NULL;
  const char *law;

  if (entry->at > page->until || strcmp(entry->kind, halt->kind) != 0 ||
      fasti_xml_parse("journal", entry->body, NULL, &doc) != FASTI_OK)
    return entry->at <= page->until;
  if (halt->node) {
    xmlUnlinkNode(halt->node);
    xmlFreeNode(halt->node);
  }
  halt->node = web_add(halt->parent, "halt");
  for (const xmlNode *child = fasti_xml_first(xmlDocGetRootElement(doc)); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NULL, "reason") && child->children)
      web_set(halt->node, "reason", (const char *)child->children->content);
  law = fasti_xml_attribute(xmlDocGetRootElement(doc), NULL, "law");
  web_add_law(halt->node, page->procedure, law);
  web_set(halt->node, "name", case_name(page, entry->actor));
  case_set_moment(page, halt->node, "at", entry->at);
  fasti_xml_free(doc);
  return true;
}

static void
add_halt(const struct case_page *page, xmlNodePtr node)
{
  bool suspended = strcmp(page->status, "suspended") == 0;
  struct halt halt = {.page = page,
                      .kind = fasti_command_name(suspended ? FASTI_SUSPEND : FASTI_TERMINATE),
                      .parent = node};
  struct fasti_store *store = page->call->store;

  if ((suspended || strcmp(page->status, "terminated") == 0) &&
      store->call->entry_list(store, page->id, 1, take_halt, &halt) != FASTI_OK)
    web_set(node, "unexplained", "true");
}

enum { PEOPLE = 12 };

/* The people whom the case knows: who acted in it or was named. */
static void
add_known_people(const struct case_page *page, xmlNodePtr node)
{
  for (int i = 1; i <= PEOPLE; i++) {
    struct fasti_buffer name = {0};
    bool known = fasti_case_evaluate(page->case_, fasti_arena_printf(page->call->arena, "$people/person[%d]/@name", i), NULL,
                                     &name) == FASTI_OK &&
                 name.size;

    if (known)
      web_set(web_add(node, "handler"), "name", name.at);
    fasti_buffer_free(&name);
    if (!known)
      return;
  }
}

void
case_begin(struct case_page *page, const char *name)
{
  struct fasti_case_row row = {0};
  const char *outcome = fasti_case_outcome(page->case_);
  xmlNodePtr node;

  page->main = web_page(page->call, name);
  node = web_add(page->main, "case");
  fasti_case_row(page->case_, &row);
  web_set(node, "id", row.id);
  web_set(node, "title", page->reading == FASTI_READS_OUTLINE ? fasti_procedure_title(page->procedure) : row.title);
  web_set(node, "procedure", fasti_procedure_title(page->procedure));
  web_set(node, "bureau", fasti_package_title(page->package));
  web_set(node, "version", fasti_package_version(page->package));
  web_set(node, "status", row.status);
  web_set(node, "whole", page->reading == FASTI_READS_ALL ? "true" : NULL);
  web_set(node, "key", page->reading == FASTI_READS_OUTLINE ? NULL : fasti_case_key(page->case_));
  case_set_moment(page, node, "opened", row.opened_at);
  case_set_moment(page, node, "ended", row.ended_at);
  web_set_number(node, "entries", row.entries);
  web_set_day(node, "as-of", page->as_of);
  web_set_day(node, "day", page->today);
  if (outcome && strcmp(outcome, "terminated") != 0)
    web_set(node, "outcome", case_state_title(page, outcome, NULL));
  case_add_steps(page, node, row.states);
  if (page->reading < FASTI_READS_ALL)
    return;
  add_halt(page, node);
  add_known_people(page, node);
}

/** The tabs, what fills each, and the stylesheet. */
struct tab {
  const char *id, *sheet;
  enum fasti_reading least; /* who may see less than this has not this tab */
  enum fasti_status (*add)(struct case_page *page);
};

static enum fasti_status
add_now(struct case_page *page)
{
  case_add_now(page);
  return FASTI_OK;
}

static enum fasti_status
add_story(struct case_page *page)
{
  return case_add_story(page, page->main);
}

static enum fasti_status
add_evidence(struct case_page *page)
{
  case_add_evidence(page, page->main);
  return FASTI_OK;
}

static enum fasti_status
add_documents(struct case_page *page)
{
  return case_add_documents(page, page->main);
}

static enum fasti_status
add_links(struct case_page *page)
{
  case_add_links(page, page->main);
  return FASTI_OK;
}

static const struct tab tabs[] = {
  {"now", "case-now", FASTI_READS_TASK, add_now},
  {"timeline", "case-timeline", FASTI_READS_TASK, add_story},
  {"data", "case-data", FASTI_READS_ALL, add_story},
  {"evidence", "case-evidence", FASTI_READS_ALL, add_evidence},
  {"documents", "case-documents", FASTI_READS_ALL, add_documents},
  {"links", "case-links", FASTI_READS_ALL, add_links},
};
enum { TABS = sizeof tabs / sizeof *tabs };

static const struct tab *
tab_of(const struct case_page *page, const char *wanted)
{
  for (size_t i = 0; wanted && i < TABS; i++)
    if (strcmp(wanted, tabs[i].id) == 0 && page->reading >= tabs[i].least)
      return &tabs[i];
  return &tabs[0];
}

static void
add_tabs(struct case_page *page, const struct tab *current)
{
  xmlNodePtr bar = web_add(page->main, "case-tabs");

  for (size_t i = 0; i < TABS; i++) {
    xmlNodePtr tab;

    if (page->reading < tabs[i].least)
      continue;
    tab = web_add(bar, "tab");

    web_set(tab, "id", tabs[i].id);
    if (&tabs[i] == current)
      web_set(tab, "current", "true");
  }
}

enum fasti_status
case_show_tab(struct web_call *call, const char *wanted, int http)
{
  struct case_page page;
  enum fasti_status status = case_open(call, &page);

  if (status == FASTI_OK) {
    const struct tab *tab = tab_of(&page, wanted);

    case_begin(&page, page.reading == FASTI_READS_OUTLINE ? "case-outline" : tab->sheet);
    if (page.reading != FASTI_READS_OUTLINE) {
      add_tabs(&page, tab);
      status = tab->add(&page);
    }
  }
  case_close(&page);
  return status == FASTI_OK ? web_show(call, page.wrong_day ? 422 : http) : status;
}

static enum fasti_status
show(struct web_call *call)
{
  return case_show_tab(call, web_query(call, "tab"), 200);
}

/* Everything on one page, for paper. */
static enum fasti_status
show_all(struct web_call *call)
{
  struct case_page page;
  enum fasti_status status = case_open(call, &page);

  if (status == FASTI_OK && page.reading < FASTI_READS_ALL) {
    fasti_error_field(call->messages, NULL, "this person may not see the whole case");
    status = FASTI_FORBIDDEN;
  }
  if (status == FASTI_OK) {
    case_begin(&page, "case-print");
    case_add_now(&page);
    case_add_evidence(&page, page.main);
    case_add_links(&page, page.main);
    status = case_add_documents(&page, page.main);
  }
  if (status == FASTI_OK)
    status = case_add_story(&page, page.main);
  case_close(&page);
  return status == FASTI_OK ? web_show(call, page.wrong_day ? 422 : 200) : status;
}

const struct web_route web_case_routes[] = {
  {"GET", "/cases/{case}", show, "-admin process-designer", N_("a case: where it stands, its file, its timeline")},
  {"GET", "/cases/{case}/print", show_all, "-admin process-designer", N_("a whole case on one page, for paper")},
  {0},
};
