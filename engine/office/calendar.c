/* engine/office/calendar.c - a new year's holidays for cases that are open, and for those that are opened later.
 *
 * A calendar that is loaded stands as an act in the journal of the office, with its text. It goes into every open case
 * of the bureau as an entry "calendar", all in one transaction, and into the first entry of every case that is opened
 * later under a package that does not publish its years itself, or is older than it. The setting "calendars BUREAU"
 * lists the numbers of these acts, so that opening a case need not read the journal.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

static const char *
setting_of(struct fasti_arena *arena, const char *bureau)
{
  return fasti_arena_printf(arena, "calendars %s", bureau);
}

/* One act of the journal, as a calendar. */
struct reading {
  struct fasti_arena *arena;
  struct fasti_field *calendar;
  int64_t at;
  bool found;
};

static bool
read_act(void *self, const struct fasti_entry_row *entry)
{
  struct reading *reading = self;
  xmlDocPtr doc = NULL;
  const xmlNode *act, *content;
  xmlChar *text;

  if (fasti_xml_parse("journal entry", entry->body, NULL, &doc) != FASTI_OK)
    return false;
  act = xmlDocGetRootElement(doc);
  content = fasti_xml_first(act);
  text = content ? xmlNodeGetContent(content) : NULL;
  reading->found = strcmp(entry->kind, "calendar") == 0 && text;
  reading->at = entry->at;
  if (reading->found)
    *reading->calendar =
      (struct fasti_field){fasti_arena_strdup(reading->arena, fasti_xml_attribute(act, NULL, "name")),
                           fasti_arena_strdup(reading->arena, (const char *)text)};
  xmlFree(text);
  fasti_xml_free(doc);
  return false;
}

/* Whether a case under a package needs a calendar: a year that the package has not, or a notice newer than it. */
static bool
is_news(const struct fasti_package *package, int64_t deployed_at, const struct fasti_field *calendar, int64_t at)
{
  struct fasti_calendar *own = fasti_calendar_new();
  bool news = fasti_calendar_read(own, calendar->path, fasti_slice_of(calendar->value), NULL) == FASTI_OK &&
              (at >= deployed_at || !fasti_calendar_covers(fasti_package_calendar(package), own));

  fasti_calendar_free(own);
  return news;
}

struct search {
  const char *hash;
  int64_t deployed_at;
};

static bool
find_package(void *self, const struct fasti_package_row *row)
{
  struct search *search = self;

  if (strcmp(row->hash, search->hash) == 0)
    search->deployed_at = row->deployed_at;
  return true;
}

enum fasti_status
office_calendars(struct fasti_office *office, const struct fasti_package *package, const char *hash,
                 struct fasti_arena *arena, struct fasti_messages *messages, const struct fasti_field **calendars,
                 size_t *count)
{
  struct fasti_store *store = office->store;
  const char *bureau = fasti_package_bureau(package), *at;
  struct fasti_buffer list = {0};
  struct search search = {.hash = hash, .deployed_at = INT64_MAX};
  struct fasti_field *all;
  struct fasti_slice word;
  enum fasti_status status = store->call->setting_get(store, setting_of(arena, bureau), &list);

  *count = 0;
  *calendars = NULL;
  if (status == FASTI_OK)
    status = store->call->package_list(store, bureau, find_package, &search);
  at = list.at ? list.at : "";
  *calendars = all = fasti_arena_alloc(arena, (strlen(at) / 2 + 1) * sizeof *all);
  while (status == FASTI_OK && fasti_list_next(&at, &word)) {
    struct reading reading = {.arena = arena, .calendar = &all[*count]};

    status = store->call->entry_list(store, FASTI_OFFICE_JOURNAL, strtoll(word.at, NULL, 10), read_act, &reading);
    if (status == FASTI_OK && !reading.found) {
      fasti_error_field(messages, FASTI_OFFICE_JOURNAL, "a calendar that was loaded is missing from the journal of the office");
      status = FASTI_INTERNAL;
    }
    *count += status == FASTI_OK && is_news(package, search.deployed_at, &all[*count], reading.at);
  }
  fasti_buffer_free(&list);
  return status == FASTI_NOT_FOUND ? FASTI_OK : office_told(office, messages, status);
}

static enum fasti_status
calendar_at(struct fasti_office *office, const char *bureau, int64_t now, struct fasti_arena *arena,
            struct fasti_messages *messages, struct fasti_calendar **out)
{
  const struct fasti_package *package;
  const struct fasti_field *loaded = NULL;
  char hash[FASTI_HASH_SIZE];
  size_t count = 0;
  enum fasti_status status = office_package_at(office, bureau, now, messages, hash, &package);

  if (status == FASTI_OK)
    status = office_calendars(office, package, hash, arena, messages, &loaded, &count);
  if (status != FASTI_OK)
    return status;
  *out = fasti_calendar_copy(fasti_package_calendar(package));
  for (size_t i = 0; i < count && status == FASTI_OK; i++)
    status = fasti_calendar_read(*out, loaded[i].path, fasti_slice_of(loaded[i].value), messages);
  return status;
}

enum fasti_status
fasti_office_calendar_at(struct fasti_office *office, const char *bureau, int64_t now, struct fasti_messages *messages,
                         struct fasti_calendar **calendar)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_calendar *made = NULL;
  enum fasti_status status = office_begin(office, messages, false);

  if (status == FASTI_OK)
    status = office_end(office, messages, calendar_at(office, bureau, now, arena, messages, &made));
  fasti_arena_free(arena);
  if (status != FASTI_OK) {
    fasti_calendar_free(made);
    made = NULL;
  }
  *calendar = made;
  return status;
}

/* -- loading one -- */

struct loading {
  struct fasti_office *office;
  struct fasti_messages *messages;
  struct fasti_arena *arena;
  const char *bureau;
  struct fasti_field calendar;
  const char *actor;
  int64_t now;
  int64_t cases;
  struct open_case {
    struct open_case *next;
    const char *id;
  } *first;
};

static bool
take_open(void *self, const struct fasti_case_row *row)
{
  struct loading *loading = self;
  struct open_case *one;

  if (row->ended_at != FASTI_NEVER)
    return true;
  one = fasti_arena_alloc(loading->arena, sizeof *one);
  one->id = fasti_arena_strdup(loading->arena, row->id);
  one->next = loading->first;
  loading->first = one;
  return true;
}

/* What fell due before is fired first, by the days as they were known then. */
static enum fasti_status
load_into(struct loading *loading, const char *id)
{
  struct fasti_command command = {.kind = FASTI_CALENDAR, .calendars = &loading->calendar, .calendar_count = 1};
  struct office_case one;
  enum fasti_status status = office_case_load(&one, loading->office, id, loading->messages);

  if (status == FASTI_OK)
    status = office_case_fire_until(&one, loading->now);
  if (status == FASTI_OK && !fasti_case_outcome(one.case_)) {
    status = office_case_do(&one, &command, loading->now);
    loading->cases++;
  }
  if (status == FASTI_OK)
    status = office_case_fire_until(&one, loading->now);
  office_case_close(&one);
  return status;
}

static enum fasti_status
note_calendar(struct loading *loading)
{
  struct fasti_store *store = loading->office->store;
  const char *setting = setting_of(loading->arena, loading->bureau);
  struct fasti_buffer list = {0};
  xmlNodePtr act = office_act("calendar");
  int64_t sequence;
  enum fasti_status status = store->call->setting_get(store, setting, &list);

  office_act_set(act, "bureau", loading->bureau);
  office_act_set(act, "name", loading->calendar.path);
  xmlNewTextChild(act, NULL, (const xmlChar *)"content", (const xmlChar *)loading->calendar.value);
  if (status != FASTI_OK && status != FASTI_NOT_FOUND) {
    xmlFreeDoc(act->doc);
    fasti_buffer_free(&list);
    return office_told(loading->office, loading->messages, status);
  }
  status = office_note(loading->office, act, loading->actor, loading->now, loading->messages);
  if (status == FASTI_OK)
    status = office_journal_entries(loading->office, &sequence, loading->messages);
  if (status == FASTI_OK) {
    fasti_buffer_printf(&list, "%s%" PRId64, list.size ? " " : "", sequence);
    status = office_told(loading->office, loading->messages, store->call->setting_put(store, setting, list.at));
  }
  fasti_buffer_free(&list);
  return status;
}

static enum fasti_status
load(struct loading *loading)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY};
  struct fasti_store *store = loading->office->store;
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status = office_may_manage(loading->office, loading->actor, loading->messages);

  if (status == FASTI_OK)
    status = office_package_at(loading->office, loading->bureau, FASTI_NEVER, loading->messages, hash, &package);
  if (status != FASTI_OK)
    return status;
  filter.bureau = loading->bureau = fasti_package_bureau(package);
  status = note_calendar(loading);
  if (status == FASTI_OK)
    status =
      office_told(loading->office, loading->messages, store->call->case_list(store, &filter, take_open, loading));
  for (const struct open_case *one = loading->first; one && status == FASTI_OK; one = one->next)
    status = load_into(loading, one->id);
  return status;
}

/* It goes into the journal of every open case, so it is a year's notice and no library. */
static enum fasti_status
check(const char *name, struct fasti_slice bytes, struct fasti_messages *messages)
{
  struct fasti_calendar *calendar;
  enum fasti_status status;

  if (bytes.size > FASTI_OFFICE_CALENDAR) {
    fasti_error_field(messages, name, "this calendar is too large; %d bytes are allowed", FASTI_OFFICE_CALENDAR);
    return FASTI_LIMIT;
  }
  calendar = fasti_calendar_new();
  status = fasti_calendar_read(calendar, name, bytes, messages);
  fasti_calendar_free(calendar);
  return status;
}

static enum fasti_status
load_checked(struct loading *loading, struct fasti_slice bytes)
{
  enum fasti_status status = check(loading->calendar.path, bytes, loading->messages);

  if (status == FASTI_OK)
    status = office_begin(loading->office, loading->messages, true);
  if (status != FASTI_OK)
    return status;
  return office_end(loading->office, loading->messages, load(loading));
}

enum fasti_status
fasti_office_calendar(struct fasti_office *office, const char *bureau, const char *name, struct fasti_slice bytes,
                      const char *actor, int64_t now, struct fasti_messages *messages, int64_t *cases)
{
  struct loading loading = {.office = office,
                            .messages = messages,
                            .arena = fasti_arena_new(),
                            .bureau = bureau,
                            .actor = actor,
                            .now = now};
  size_t first = messages ? fasti_messages_count(messages) : 0;
  const char *base = strrchr(name, '/');
  enum fasti_status status;

  loading.calendar = (struct fasti_field){base ? base + 1 : name,
                                          fasti_arena_copy(loading.arena, bytes.at ? bytes.at : "", bytes.size)};
  status = load_checked(&loading, bytes);
  if (status != FASTI_OK && !office_store_failed(status))
    status = office_refused(office, "calendar", loading.calendar.path, actor, now, messages, first, status);
  *cases = status == FASTI_OK ? loading.cases : 0;
  fasti_arena_free(loading.arena);
  return status;
}
