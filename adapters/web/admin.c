/* adapters/web/admin.c - the office as its administrators see it: clock, calendars, what was done to it and by whom.
 *
 * No case is shown here: who administers the office acts in none (SoD-13).
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/web/room.h"
#include "engine/list.h"
#include "engine/subscription.h"
#include "engine/upkeep.h"
#include "engine/xml.h"

enum { NEWEST = 20, JOURNAL = 100, YEARS_BACK = 3, YEARS_ON = 2, BACKUP_OLD = 2 * 24 * 60 * 60 * 1000 /* milliseconds */ };

/* -- the journal of the office -- */

/** The last entries that were seen, in a ring. */
struct newest {
  struct web_call *call;
  int64_t before; /* sequence; INT64_MAX: from the end */
  size_t most, count;
  struct {
    int64_t sequence, at;
    const char *actor, *kind, *body;
    size_t size;
  } entries[JOURNAL];
};

static bool
keep_entry(void *self, const struct fasti_entry_row *row)
{
  struct newest *newest = self;
  struct fasti_arena *arena = newest->call->arena;
  size_t at = newest->count++ % newest->most;

  if (row->sequence >= newest->before)
    return false;
  newest->entries[at].sequence = row->sequence;
  newest->entries[at].at = row->at;
  newest->entries[at].actor = fasti_arena_strdup(arena, row->actor);
  newest->entries[at].kind = fasti_arena_strdup(arena, row->kind);
  /* a proposal holds all files of a package: only what says which one is wanted */
  newest->entries[at].size = row->body.size < 4096 ? row->body.size : 0;
  newest->entries[at].body = fasti_arena_copy(arena, row->body.at, newest->entries[at].size);
  return true;
}

/* The roles that a person was given, in words. */
static const char *
roles_in_words(struct web_call *call, xmlNodePtr entry)
{
  const char *roles = fasti_xml_attribute(entry, NULL, "roles"), *bureau = fasti_xml_attribute(entry, NULL, "bureau");
  const struct fasti_package *package = NULL;

  if (fasti_list_has(roles, FASTI_ROLE_ADMIN))
    return web_text(call, "people.role.admin");
  if (fasti_list_has(roles, FASTI_ROLE_DESIGNER))
    return web_text(call, "people.role.process-designer");
  if (!bureau || fasti_office_package(call->office, bureau, web_today(call), NULL, &package) != FASTI_OK)
    return roles;
  return web_role_titles(call, package, roles);
}

/* What the act is about: its own attributes and those of its first element, under their names. */
static void
copy_attributes(xmlNodePtr entry, const xmlNode *node)
{
  for (const xmlAttr *attribute = node ? node->properties : NULL; attribute; attribute = attribute->next)
    if (!xmlHasProp(entry, attribute->name) && attribute->children)
      web_set(entry, (const char *)attribute->name, (const char *)attribute->children->content);
}

static void
show_entry(struct newest *newest, size_t at, xmlNodePtr list)
{
  struct web_call *call = newest->call;
  xmlNodePtr entry = web_add(list, "entry");
  xmlDocPtr doc = NULL;

  web_set_number(entry, "sequence", newest->entries[at].sequence);
  web_set_moment(call, entry, "at", newest->entries[at].at);
  web_set(entry, "kind", newest->entries[at].kind);
  web_set(entry, "actor", *newest->entries[at].actor ? web_name(call, newest->entries[at].actor) : NULL);
  if (newest->entries[at].size &&
      fasti_xml_parse("entry", (struct fasti_slice){newest->entries[at].body, newest->entries[at].size}, NULL, &doc) ==
        FASTI_OK) {
    const xmlNode *act = xmlDocGetRootElement(doc);

    copy_attributes(entry, act);
    copy_attributes(entry, fasti_xml_first(act));
    if (fasti_xml_attribute(entry, NULL, "roles"))
      web_set(entry, "roles", roles_in_words(call, entry));
  }
  fasti_xml_free(doc);
}

static enum fasti_status
add_journal(struct web_call *call, xmlNodePtr main, size_t most, int64_t before)
{
  struct newest *newest = fasti_arena_alloc(call->arena, sizeof *newest);
  xmlNodePtr list = web_add(main, "journal");
  enum fasti_status status;
  size_t shown;

  newest->call = call;
  newest->before = before;
  newest->most = most;
  status = call->store->call->entry_list(call->store, FASTI_OFFICE_JOURNAL, 1, keep_entry, newest);
  if (before != INT64_MAX && newest->count)
    newest->count--; /* the one at which it stopped */
  shown = newest->count < most ? newest->count : most;
  for (size_t i = 0; i < shown; i++)
    show_entry(newest, (newest->count - 1 - i) % most, list);
  if (newest->count > most)
    web_set_number(list, "before", newest->entries[(newest->count - shown) % most].sequence);
  return status;
}

static enum fasti_status
journal(struct web_call *call)
{
  const char *text = web_query(call, "before");
  int64_t before = text ? strtoll(text, NULL, 10) : 0;
  xmlNodePtr main = web_page(call, "journal");
  enum fasti_status status = add_journal(call, main, JOURNAL, before > 0 ? before : INT64_MAX);

  return status == FASTI_OK ? web_show(call, 200) : status;
}

/* -- the first page -- */

struct bureaus {
  struct web_call *call;
  xmlNodePtr list;
  const char *last;
};

static void
add_years(struct web_call *call, xmlNodePtr bureau, const char *id)
{
  const struct fasti_calendar *calendar = web_calendar(call, id);
  int year = fasti_day_date(web_today(call)).year;

  for (int one = year - YEARS_BACK; one <= year + YEARS_ON; one++) {
    xmlNodePtr node = web_add(bureau, "year");
    int32_t day = fasti_day_of((struct fasti_date){one, 1, 1});

    web_set_number(node, "year", one);
    web_set(node, "published", calendar && fasti_calendar_is_published(calendar, day) ? "true" : NULL);
  }
}

static bool
add_bureau(void *self, const struct fasti_package_row *row)
{
  struct bureaus *bureaus = self;
  const struct fasti_package *package;
  xmlNodePtr bureau;

  if (strcmp(bureaus->last, row->bureau) == 0 ||
      fasti_office_package(bureaus->call->office, row->bureau, web_today(bureaus->call), NULL, &package) != FASTI_OK)
    return true;
  bureaus->last = fasti_arena_strdup(bureaus->call->arena, row->bureau);
  bureau = web_add(bureaus->list, "bureau");
  web_set(bureau, "id", row->bureau);
  web_set(bureau, "title", fasti_package_title(package));
  web_set(bureau, "version", fasti_package_version(package));
  add_years(bureaus->call, bureau, row->bureau);
  return true;
}

static bool
list_subscription(void *self, const struct fasti_subscription_row *row)
{
  xmlNodePtr node = web_add(self, "subscription");

  web_set(node, "name", row->name);
  web_set(node, "url", row->url);
  web_set(node, "types", row->types);
  return true;
}

/* The last backup, the last audit, and what goes out of the office. */
static enum fasti_status
add_upkeep(struct web_call *call, xmlNodePtr main)
{
  xmlNodePtr node = web_add(main, "upkeep");
  struct fasti_upkeep upkeep;
  struct fasti_post_state post;
  enum fasti_status status = fasti_office_upkeep(call->office, call->arena, call->messages, &upkeep);

  if (status == FASTI_OK)
    status = fasti_office_post_state(call->office, call->messages, &post);
  if (status != FASTI_OK)
    return status;
  web_set_moment(call, node, "backup", upkeep.backup_at);
  if (upkeep.backup_at != FASTI_NEVER && call->real - upkeep.backup_at > BACKUP_OLD)
    web_set(node, "backup-old", "true");
  web_set_moment(call, node, "audit", upkeep.audit_at);
  web_set_number(node, "audit-cases", upkeep.audit_cases);
  web_set(node, "audit-agrees", upkeep.audit == FASTI_OK ? "true" : "false");
  web_set_number(node, "failing", post.failing);
  web_set_number(node, "aside", post.aside);
  web_set_number(node, "behind", post.behind);
  return call->store->call->subscription_list(call->store, NULL, list_subscription, node);
}

static enum fasti_status
show(struct web_call *call, int http)
{
  xmlNodePtr main = web_page(call, "admin");
  struct bureaus bureaus = {call, web_add(main, "bureaus"), ""};
  int64_t now;
  bool simulated = false;
  enum fasti_status status = fasti_office_now(call->office, call->real, call->messages, &now, &simulated);

  web_set(main, "clock", simulated ? "simulated" : "real");
  if (status == FASTI_OK)
    status = call->store->call->package_list(call->store, NULL, add_bureau, &bureaus);
  if (status == FASTI_OK)
    status = add_upkeep(call, main);
  if (status == FASTI_OK)
    status = add_journal(call, main, NEWEST, INT64_MAX);
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
admin(struct web_call *call)
{
  return show(call, 200);
}

/* -- the calendar of a new year -- */

static enum fasti_status
load(struct web_call *call, struct fasti_office *office, void *self)
{
  const char *text = web_field(call, "ics"), *bureau = web_part(call, "bureau");
  int64_t cases;

  (void)self;
  return fasti_office_calendar(office, bureau, fasti_arena_printf(call->arena, "%s.ics", bureau), fasti_slice_of(text),
                               call->person->id, call->now, call->messages, &cases);
}

static enum fasti_status
loaded(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status == FASTI_OK)
    return web_go_telling(call, "/admin", "done.calendar");
  return fasti_messages_errors(call->messages) && status != FASTI_FORBIDDEN ? show(call, 422) : status;
}

static enum fasti_status
load_calendar(struct web_call *call)
{
  const char *text = web_field(call, "ics");

  if (!text || !*text) {
    fasti_error_field(call->messages, "ics", "paste the text of an iCalendar file, from BEGIN:VCALENDAR on");
    return show(call, 422);
  }
  call->change = (struct web_change){.kind = WEB_WORK, .work = load, .follow = loaded};
  return FASTI_OK;
}

const struct web_route web_admin_routes[] = {
  {"GET", "/admin", admin, "admin", N_("the state of the office")},
  {"GET", "/admin/journal", journal, "admin", N_("what was done to the office, and by whom")},
  {"POST", "/admin/calendars/{bureau}", load_calendar, "admin", N_("load the holidays of a year")},
  {0},
};
