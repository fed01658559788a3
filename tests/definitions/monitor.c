/* tests/definitions/monitor.c - what must hold after every entry; see monitor.h. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/hash.h"
#include "engine/list.h"
#include "tests/definitions/monitor.h"

enum { BUCKETS = 1024 };

/* An interned text. */
struct text {
  struct text *next;
  char at[];
};

struct monitor *
monitor_new(const struct fasti_package *package, const char *promises_folder)
{
  struct monitor *monitor = fasti_alloc(sizeof *monitor);

  monitor->arena = fasti_arena_new();
  monitor->package = package;
  monitor->interned = fasti_alloc(BUCKETS * sizeof *monitor->interned);
  promises_read(monitor, promises_folder);
  assertions_read(monitor);
  return monitor;
}

void
monitor_free(struct monitor *monitor)
{
  if (!monitor)
    return;
  fasti_arena_free(monitor->arena);
  fasti_free(monitor->facts);
  fasti_free(monitor->promises);
  fasti_free(monitor->assertions);
  fasti_free(monitor->interned);
  fasti_buffer_free(&monitor->trouble);
  fasti_free(monitor);
}

const char *
monitor_intern(struct monitor *monitor, const char *text)
{
  size_t size = strlen(text ? text : ""), hash = 5381;
  struct text *one;

  for (size_t i = 0; i < size; i++)
    hash = hash * 33 + (unsigned char)text[i];
  for (one = monitor->interned[hash % BUCKETS]; one; one = one->next)
    if (strcmp(one->at, text ? text : "") == 0)
      return one->at;
  one = fasti_arena_alloc(monitor->arena, sizeof *one + size + 1);
  memcpy(one->at, text ? text : "", size);
  one->next = monitor->interned[hash % BUCKETS];
  monitor->interned[hash % BUCKETS] = one;
  return one->at;
}

struct fact *
monitor_add(struct monitor *monitor, const struct fact *fact)
{
  struct fact *kept;

  if (monitor->count == monitor->room) {
    monitor->room = monitor->room ? monitor->room * 2 : 256;
    monitor->facts = fasti_realloc(monitor->facts, monitor->room * sizeof *monitor->facts);
  }
  kept = &monitor->facts[monitor->count++];
  *kept = *fact;
  kept->case_id = monitor_intern(monitor, fact->case_id);
  kept->work = monitor_intern(monitor, fact->work);
  kept->key = monitor_intern(monitor, fact->key);
  kept->roles = monitor_intern(monitor, fact->roles);
  kept->person = monitor_intern(monitor, fact->person);
  return kept;
}

void
monitor_back(struct monitor *monitor, size_t count)
{
  if (monitor->count > count)
    monitor->count = count;
  fasti_buffer_clear(&monitor->trouble);
  monitor->what[0] = '\0';
}

void
monitor_fail(struct monitor *monitor, const char *what, const char *format, ...)
{
  char text[1000];
  va_list arguments;

  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (monitor->trouble.size == 0)
    snprintf(monitor->what, sizeof monitor->what, "%s", what);
  fasti_buffer_printf(&monitor->trouble, "%s: %s\n", what, text);
}

/* One entry and the case after it. */
struct seen {
  struct monitor *monitor;
  struct fasti_case *case_;
  const struct fasti_entry_row *entry;
  const char *case_id;
  int32_t today;
  bool running;
  size_t index, wanted; /* of the deadline to be explained */
  char session[256], deadline[64];
  int32_t due;
  size_t tasks;
};

/* Deadlines. */

static bool
knows_role(const struct monitor *monitor, struct fasti_slice wanted)
{
  const char *role;

  for (size_t i = 0; (role = fasti_package_role_at(monitor->package, i, NULL)); i++)
    if (fasti_slice_is(wanted, role))
      return true;
  return false;
}

static void
check_owner(struct monitor *monitor, const struct fasti_deadline_row *row)
{
  const char *roles = row->role;
  struct fasti_slice role;
  size_t count = 0;

  for (; fasti_list_next(&roles, &role); count++)
    if (!knows_role(monitor, role))
      monitor_fail(monitor, "deadline without owner", "the package has no role %s for the deadline %s", row->role,
                   row->deadline);
  if (count == 0)
    monitor_fail(monitor, "deadline without owner", "nobody must act by the deadline %s", row->deadline);
}

/* A new fact when the deadline is not as it was. */
static void
note_deadline(struct seen *seen, const struct fasti_deadline_row *row)
{
  struct monitor *monitor = seen->monitor;
  struct fact fact = {.kind = FACT_DEADLINE,
                      .case_id = seen->case_id,
                      .work = monitor_intern(monitor, row->deadline),
                      .key = monitor_intern(monitor, row->session),
                      .roles = monitor_intern(monitor, row->state),
                      .day = row->due};

  for (size_t i = monitor->count; i > 0; i--) {
    const struct fact *last = &monitor->facts[i - 1];

    if (last->kind != FACT_DEADLINE || last->work != fact.work || last->key != fact.key ||
        last->case_id != fact.case_id)
      continue;
    if (last->roles == fact.roles && last->day == fact.day)
      return;
    break;
  }
  monitor_add(monitor, &fact);
}

static void
see_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct seen *seen = self;
  struct monitor *monitor = seen->monitor;
  bool late = row->due != FASTI_NO_DAY && row->due < seen->today;

  monitor->deadlines++;
  check_owner(monitor, row);
  note_deadline(seen, row);
  if (strcmp(row->state, "running") == 0 && late && seen->running && fasti_case_due(seen->case_) > seen->entry->at)
    monitor_fail(monitor, "deadline runs on", "the deadline %s has passed and still runs", row->deadline);
  if (strcmp(row->state, "expired") == 0 && row->due != FASTI_NO_DAY && row->due >= seen->today)
    monitor_fail(monitor, "deadline expired early", "the deadline %s is expired before its last day has ended",
                 row->deadline);
  if (seen->index++ == seen->wanted) {
    snprintf(seen->session, sizeof seen->session, "%s", row->session);
    snprintf(seen->deadline, sizeof seen->deadline, "%s", row->deadline);
    seen->due = row->due;
  }
}

static void
hear_day(void *self, const struct fasti_day_reason *day)
{
  (void)day;
  ++*(size_t *)self;
}

static void
see_deadlines(struct seen *seen)
{
  struct fasti_due due = {0};
  size_t days = 0;

  seen->wanted = (size_t)seen->entry->sequence % 7;
  fasti_case_deadlines(seen->case_, see_deadline, seen);
  if (!*seen->deadline)
    return;
  if (fasti_case_explain_deadline(seen->case_, seen->session, seen->deadline, hear_day, &days, &due) != FASTI_OK)
    monitor_fail(seen->monitor, "deadline not explained", "the deadline %s cannot be explained", seen->deadline);
  else if (due.day != seen->due)
    monitor_fail(seen->monitor, "deadline explained wrongly", "the explanation of the deadline %s ends on another day",
                 seen->deadline);
}

/* Instruments. */

static void
see_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct seen *seen = self;
  struct monitor *monitor = seen->monitor;
  char hash[FASTI_HASH_SIZE];

  monitor->instruments++;
  fasti_sha256_hex(row->content, hash);
  if (!*row->title || strpbrk(row->document_number, "{}") || row->year != fasti_day_date(seen->today).year)
    monitor_fail(monitor, "instrument", "the instrument %s has no title, number or year", row->instrument);
  if (strcmp(hash, row->hash) != 0)
    monitor_fail(monitor, "instrument", "the instrument %s has another hash than its content", row->instrument);
  if (row->content.size < 200 || !strstr(row->content.at, "</html>"))
    monitor_fail(monitor, "instrument", "the instrument %s is no page", row->instrument);
  monitor_add(monitor, &(struct fact){.kind = FACT_ISSUED,
                                      .case_id = seen->case_id,
                                      .work = row->instrument,
                                      .key = row->key,
                                      .day = seen->today});
}

/* An open case always waits for something: people, the clock or a case that it opened; and for each task somebody has its role. */

static void
offered(void *self, const struct fasti_action_view *action)
{
  (void)action;
  ++*(size_t *)self;
}

static void
see_task(void *self, const struct fasti_task_row *row)
{
  struct seen *seen = self;
  struct monitor *monitor = seen->monitor;
  struct fasti_slice role;
  bool known = *row->roles != '\0';

  seen->tasks++;
  for (const char *roles = row->roles; fasti_list_next(&roles, &role);)
    known = known && knows_role(monitor, role);
  if (!known)
    monitor_fail(monitor, "task without owner", "the task %s is for nobody: \"%s\"", row->task, row->roles);
}

static void
see_life(struct seen *seen)
{
  struct monitor *monitor = seen->monitor;
  struct fasti_case_row row;
  size_t offers = 0;

  fasti_case_row(seen->case_, &row);
  seen->running = strcmp(row.status, "open") == 0;
  if (!*row.title)
    monitor_fail(monitor, "case without title", "the case shows no title");
  fasti_case_tasks(seen->case_, see_task, seen);
  if (!seen->running || seen->tasks > 0 || row.due != FASTI_NEVER || fasti_case_awaits(seen->case_))
    return;
  for (size_t i = 0; i < monitor->people_count && offers == 0; i++)
    fasti_case_actions(seen->case_, &monitor->people[i], offered, &offers);
  if (offers == 0)
    monitor_fail(monitor, "trap", "the case is open and nothing can happen in it (%s)", row.states);
}

static void
see_event(void *self, const char *name)
{
  struct monitor *monitor = self;

  if (monitor->event)
    monitor->event(monitor->self, name);
}

static void
see_end(struct seen *seen)
{
  const char *outcome = fasti_case_outcome(seen->case_);

  if (outcome)
    monitor_add(seen->monitor, &(struct fact){.kind = FACT_ENDED, .case_id = seen->case_id, .work = outcome});
}

void
monitor_see(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct monitor *monitor = self;
  struct seen seen = {.monitor = monitor, .case_ = case_, .entry = entry};
  size_t first = monitor->count;

  for (int i = 0; i < FASTI_COMMAND_COUNT; i++)
    monitor->done[i] += strcmp(fasti_command_name((enum fasti_command_kind)i), entry->kind) == 0;
  monitor->entries++;
  if (strcmp(entry->kind, fasti_command_name(FASTI_ATTEMPT)) == 0)
    return; /* nothing has happened */
  seen.case_id = monitor_intern(monitor, entry->case_id);
  seen.today = fasti_instant_day(entry->at, fasti_package_zone(monitor->package));
  deeds_see(monitor, case_, entry);
  see_life(&seen);
  see_deadlines(&seen);
  fasti_case_issued(case_, see_instrument, &seen);
  fasti_case_events(case_, see_event, monitor);
  promises_see(monitor, case_, first);
  assertions_see(monitor, case_);
  see_end(&seen);
}
