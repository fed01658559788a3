/* engine/office/occurrence.c - the stream of what happens in cases; see occurrence.h.
 *
 * Each entry is replayed on its case as it was before; what differs afterwards, and what the step itself tells, are its
 * occurrences. Cases that were read last stay as they are after the entry, some in memory, more as their snapshots. The
 * occurrences of the entries read last are kept, for several subscriptions ask for the same ones.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/occurrence.h"
#include "engine/office/inside.h"

enum {
  FOLLOWED = 1024, /* cases */
  LIVE = 32,       /* of them, in memory */
  USES = 64,       /* entries until a case is read anew: it keeps what they have said until it is freed */
  KEPT = 512       /* entries whose occurrences are kept */
};

static const struct {
  const char *type;
  const char *summary;
} types[] = {
  {"case.opened", N_("a case was opened")},
  {"case.suspended", N_("a case was suspended")},
  {"case.resumed", N_("a suspended case goes on")},
  {"case.ended", N_("a case has reached its end")},
  {"case.terminated", N_("a case was terminated")},
  {"state.entered", N_("a case has come to a step")},
  {"task.opened", N_("a task waits for people")},
  {"task.done", N_("a task was done")},
  {"task.cancelled", N_("a task is no longer to be done")},
  {"deadline.warned", N_("a deadline comes near")},
  {"deadline.expired", N_("a deadline has passed")},
  {"instrument.issued", N_("an instrument was issued")},
  {"notice.notify", N_("people are told something")},
  {"notice.urge", N_("people are urged")},
  {"notice.copy", N_("people get a copy")},
};

const char *
fasti_occurrence_type_at(size_t index, const char **summary)
{
  if (index >= sizeof types / sizeof *types)
    return NULL;
  if (summary)
    *summary = types[index].summary;
  return types[index].type;
}

bool
fasti_occurrence_wanted(const char *wanted, const char *type)
{
  struct fasti_slice word;

  if (!wanted || !*wanted)
    return true;
  while (fasti_list_next(&wanted, &word))
    if (fasti_slice_is(word, type) || (strncmp(word.at, type, word.size) == 0 && type[word.size] == '.'))
      return true;
  return false;
}

char *
fasti_occurrence_id(const struct fasti_occurrence *occurrence, char out[FASTI_OCCURRENCE_ID])
{
  snprintf(out, FASTI_OCCURRENCE_ID, "%s/%" PRId64 "/%" PRId64, occurrence->case_id, occurrence->sequence,
           occurrence->number);
  return out;
}

/** A case after one of its entries. */
struct followed {
  char id[FASTI_CASE_ID];
  const struct fasti_procedure *procedure;
  struct fasti_case *case_;      /* NULL: only its snapshot is kept, or the place is free */
  struct fasti_buffer snapshot;  /* empty while it is in memory */
  int64_t sequence;
  int64_t used;
  int uses;
};

/** The occurrences of one entry; the arena owns their texts. */
struct page {
  int64_t position; /* 0: the place is free */
  struct fasti_arena *arena;
  struct fasti_occurrence *items;
  size_t count, room;
};

struct fasti_occurrences {
  struct fasti_office *office;
  struct fasti_messages *messages; /* lives as long as the cases, which know it */
  struct followed followed[FOLLOWED];
  int64_t uses;
  struct page pages[KEPT];
};

struct fasti_occurrences *
fasti_occurrences_new(struct fasti_office *office)
{
  struct fasti_occurrences *stream = fasti_alloc(sizeof *stream);

  stream->office = office;
  return stream;
}

static void
clear_page(struct page *page)
{
  fasti_arena_free(page->arena);
  fasti_free(page->items);
  *page = (struct page){0};
}

static void
let_go(struct followed *followed)
{
  fasti_case_free(followed->case_);
  fasti_buffer_free(&followed->snapshot);
  *followed = (struct followed){0};
}

/* Keep a case as its snapshot. */
static void
lay_down(struct followed *followed)
{
  fasti_case_write(followed->case_, &followed->snapshot);
  fasti_case_free(followed->case_);
  followed->case_ = NULL;
  followed->uses = 0;
}

void
fasti_occurrences_free(struct fasti_occurrences *stream)
{
  if (!stream)
    return;
  for (size_t i = 0; i < FOLLOWED; i++)
    let_go(&stream->followed[i]);
  for (size_t i = 0; i < KEPT; i++)
    if (stream->pages[i].position)
      clear_page(&stream->pages[i]);
  fasti_messages_free(stream->messages);
  fasti_free(stream);
}

/* -- what differs -- */

struct open_task {
  int64_t number;
  const char *task, *key, *title;
};

/** A case before and after an entry. */
struct comparing {
  struct page *page;
  struct fasti_case *case_;
  struct fasti_occurrence about; /* what all have in common */
  struct open_task *tasks;       /* before, then after */
  size_t task_count, before_count;
  const char *status; /* before; "" of a case that was not open yet */
  const char *events; /* that were raised, as a list */
  const char *deadline;
};

static void
add(struct comparing *comparing, struct fasti_occurrence one)
{
  struct page *page = comparing->page;

  if (page->count == page->room) {
    page->room = page->room * 2 + 8;
    page->items = fasti_realloc(page->items, page->room * sizeof *page->items);
  }
  one.number = (int64_t)page->count + 1;
  page->items[page->count++] = one;
}

static const char *
keep(const struct comparing *comparing, const char *text)
{
  return text && *text ? fasti_arena_strdup(comparing->page->arena, text) : "";
}

static void
take_task(void *self, const struct fasti_task_row *row)
{
  struct comparing *comparing = self;

  comparing->tasks = fasti_realloc(comparing->tasks, (comparing->task_count + 1) * sizeof *comparing->tasks);
  comparing->tasks[comparing->task_count++] = (struct open_task){row->number, keep(comparing, row->task),
                                                                 keep(comparing, row->key), keep(comparing, row->title)};
}

static void
take_event(void *self, const char *name)
{
  struct comparing *comparing = self;

  comparing->events = fasti_arena_printf(comparing->page->arena, "%s%s ", comparing->events, name);
}

/* The title of a deadline, by its id. */
struct naming {
  const char *deadline;
  const char *title;
};

static void
name_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct naming *naming = self;

  if (!naming->title && strcmp(row->deadline, naming->deadline) == 0)
    naming->title = row->title;
}

static void
tell_event(void *self, const char *name)
{
  struct comparing *comparing = self;
  struct fasti_occurrence one = comparing->about;
  struct naming naming = {0};

  if (strncmp(name, "deadline.warned.", 16) == 0)
    one.type = "deadline.warned";
  else if (strncmp(name, "deadline.expired.", 17) == 0)
    one.type = "deadline.expired";
  else
    return;
  naming.deadline = name + strlen(one.type) + 1;
  fasti_case_deadlines(comparing->case_, name_deadline, &naming);
  one.name = keep(comparing, naming.deadline);
  one.title = keep(comparing, naming.title);
  add(comparing, one);
}

static bool
has_task(const struct open_task *tasks, size_t count, int64_t number)
{
  for (size_t i = 0; i < count; i++)
    if (tasks[i].number == number)
      return true;
  return false;
}

/* Tells the tasks of the first list that the second has not. */
static void
tell_tasks(struct comparing *comparing, const struct open_task *tasks, size_t count, const struct open_task *others,
           size_t other_count, const char *type)
{
  for (size_t i = 0; i < count; i++) {
    struct fasti_occurrence one = comparing->about;

    if (has_task(others, other_count, tasks[i].number))
      continue;
    one.type = type;
    if (!type)
      one.type = fasti_list_has(comparing->events, fasti_arena_printf(comparing->page->arena, "done.invoke.%s", tasks[i].task))
                   ? "task.done"
                   : "task.cancelled";
    one.name = tasks[i].task;
    one.key = tasks[i].key;
    one.title = tasks[i].title;
    add(comparing, one);
  }
}

static void
tell_state(void *self, const char *session, const char *state, const char *title)
{
  struct comparing *comparing = self;
  struct fasti_occurrence one = comparing->about;

  (void)session;
  one.type = "state.entered";
  one.name = keep(comparing, state);
  one.title = keep(comparing, title);
  add(comparing, one);
}

static void
tell_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct comparing *comparing = self;
  struct fasti_occurrence one = comparing->about;

  one.type = "instrument.issued";
  one.name = keep(comparing, row->instrument);
  one.key = keep(comparing, row->key);
  one.title = keep(comparing, row->title);
  one.document = keep(comparing, row->document_number);
  add(comparing, one);
}

static void
tell_notice(void *self, const struct fasti_outbox_row *row)
{
  struct comparing *comparing = self;
  struct fasti_occurrence one = comparing->about;

  one.type = fasti_arena_printf(comparing->page->arena, "notice.%s", row->kind);
  one.to = keep(comparing, row->to);
  one.text = keep(comparing, row->text);
  add(comparing, one);
}

static void
tell_status(struct comparing *comparing, const char *status)
{
  struct fasti_occurrence one = comparing->about;

  if (strcmp(status, comparing->status) == 0 || (!*comparing->status && strcmp(status, "open") == 0))
    return;
  one.type = strcmp(status, "suspended") == 0 ? "case.suspended" : strcmp(status, "open") == 0 ? "case.resumed"
             : strcmp(status, "terminated") == 0 ? "case.terminated" : "case.ended";
  one.name = keep(comparing, fasti_case_outcome(comparing->case_));
  add(comparing, one);
}

static void
compare(struct comparing *comparing, bool opened)
{
  struct fasti_case_row row = {0};
  struct fasti_occurrence one;
  const struct open_task *after;
  size_t count;

  fasti_case_row(comparing->case_, &row);
  comparing->about.case_title = keep(comparing, row.title);
  comparing->about.bureau = keep(comparing, row.bureau);
  comparing->about.procedure = keep(comparing, row.procedure);
  one = comparing->about;
  one.type = "case.opened";
  if (opened)
    add(comparing, one);
  comparing->events = "";
  fasti_case_events(comparing->case_, take_event, comparing);
  fasti_case_events(comparing->case_, tell_event, comparing);
  fasti_case_tasks(comparing->case_, take_task, comparing);
  after = comparing->tasks + comparing->before_count;
  count = comparing->task_count - comparing->before_count;
  tell_tasks(comparing, comparing->tasks, comparing->before_count, after, count, NULL);
  fasti_case_entered(comparing->case_, tell_state, comparing);
  tell_tasks(comparing, after, count, comparing->tasks, comparing->before_count, "task.opened");
  fasti_case_issued(comparing->case_, tell_instrument, comparing);
  fasti_case_notices(comparing->case_, tell_notice, comparing);
  tell_status(comparing, row.status);
}

/* -- cases as they were before an entry -- */

/* The place of a case, or the one that was not used for the longest time. */
static struct followed *
place_of(struct fasti_occurrences *stream, const char *case_id)
{
  struct followed *oldest = &stream->followed[0];

  for (size_t i = 0; i < FOLLOWED; i++) {
    if (strcmp(stream->followed[i].id, case_id) == 0)
      return &stream->followed[i];
    if (stream->followed[i].used < oldest->used)
      oldest = &stream->followed[i];
  }
  return oldest;
}

/* Lay those down that were not used for the longest time, until few enough are in memory. */
static void
make_room(struct fasti_occurrences *stream)
{
  for (;;) {
    struct followed *oldest = NULL;
    size_t live = 0;

    for (size_t i = 0; i < FOLLOWED; i++) {
      struct followed *one = &stream->followed[i];

      live += one->case_ != NULL;
      if (one->case_ && (!oldest || one->used < oldest->used))
        oldest = one;
    }
    if (live <= LIVE)
      return;
    lay_down(oldest);
  }
}

struct leading {
  struct fasti_occurrences *stream;
  struct followed *followed;
  int64_t until; /* the entry before which it stops */
  enum fasti_status status;
};

static bool
lead_by(void *self, const struct fasti_entry_row *entry)
{
  struct leading *leading = self;

  if (entry->sequence >= leading->until)
    return false;
  leading->status = fasti_case_replay(leading->followed->case_, entry, leading->stream->messages);
  leading->followed->sequence = entry->sequence;
  return leading->status == FASTI_OK;
}

static bool
begin_case(void *self, const struct fasti_case_row *row)
{
  struct leading *leading = self;
  struct followed *followed = leading->followed;

  leading->status = office_procedure_of(leading->stream->office, row, leading->stream->messages, &followed->procedure);
  if (leading->status == FASTI_OK)
    followed->case_ = fasti_case_new(followed->procedure, followed->id);
  return false;
}

/* Have a case in memory that was laid down. */
static enum fasti_status
take_up(struct fasti_occurrences *stream, struct followed *followed)
{
  enum fasti_status status;

  if (followed->case_ && followed->uses >= USES)
    lay_down(followed);
  if (followed->case_)
    return FASTI_OK;
  status = fasti_case_read(followed->procedure, fasti_buffer_slice(&followed->snapshot), stream->messages, &followed->case_);
  fasti_buffer_free(&followed->snapshot);
  return status;
}

/* Have the case as it was before an entry. */
static enum fasti_status
lead_up(struct fasti_occurrences *stream, struct followed *followed, const struct fasti_entry_row *entry)
{
  struct fasti_store *store = stream->office->store;
  struct leading leading = {.stream = stream, .followed = followed, .until = entry->sequence, .status = FASTI_NOT_FOUND};
  enum fasti_status status = FASTI_OK;

  if (strcmp(followed->id, entry->case_id) != 0 || followed->sequence >= entry->sequence) {
    let_go(followed);
    snprintf(followed->id, sizeof followed->id, "%s", entry->case_id);
    status = store->call->case_get(store, entry->case_id, begin_case, &leading);
    if (status == FASTI_OK)
      status = leading.status;
  } else {
    status = take_up(stream, followed);
  }
  leading.status = FASTI_OK;
  if (status == FASTI_OK && followed->sequence + 1 < entry->sequence)
    status = store->call->entry_list(store, entry->case_id, followed->sequence + 1, lead_by, &leading);
  return status == FASTI_OK ? leading.status : status;
}

static enum fasti_status
read_entry(struct fasti_occurrences *stream, const struct fasti_entry_row *entry, struct page *page)
{
  struct followed *followed = place_of(stream, entry->case_id);
  struct fasti_case_row row = {0};
  struct comparing comparing = {
    .page = page,
    .about = {.position = page->position, .sequence = entry->sequence, .at = entry->at, .type = "", .case_title = "",
              .bureau = "", .procedure = "", .name = "", .key = "", .title = "", .document = "", .to = "", .text = ""},
    .status = ""};
  enum fasti_status status = lead_up(stream, followed, entry);

  followed->used = ++stream->uses;
  comparing.case_ = followed->case_;
  comparing.about.case_id = keep(&comparing, entry->case_id);
  comparing.about.actor = keep(&comparing, entry->actor);
  if (status == FASTI_OK && entry->sequence > 1) {
    fasti_case_tasks(followed->case_, take_task, &comparing);
    fasti_case_row(followed->case_, &row);
    comparing.status = keep(&comparing, row.status);
  }
  comparing.before_count = comparing.task_count;
  if (status == FASTI_OK)
    status = fasti_case_replay(followed->case_, entry, stream->messages);
  if (status == FASTI_OK) {
    followed->sequence = entry->sequence;
    followed->uses++;
    compare(&comparing, entry->sequence == 1);
    make_room(stream);
  } else {
    let_go(followed);
  }
  fasti_free(comparing.tasks);
  return status;
}

/* -- reading -- */

struct reading {
  struct fasti_occurrences *stream;
  int64_t position, number; /* behind it */
  int most;
  int64_t *reached;
  bool (*visit)(void *self, const struct fasti_occurrence *occurrence);
  void *self;
  enum fasti_status status;
};

static const struct page *
page_of(struct reading *reading, int64_t position, const struct fasti_entry_row *entry)
{
  struct fasti_occurrences *stream = reading->stream;
  struct page *page = &stream->pages[position % KEPT];

  if (page->position == position)
    return page;
  if (page->position)
    clear_page(page);
  page->position = position;
  page->arena = fasti_arena_new();
  reading->status = read_entry(stream, entry, page);
  if (reading->status == FASTI_OK)
    return page;
  if (office_store_failed(reading->status)) {
    clear_page(page);
    return NULL;
  }
  fasti_error_field(stream->messages, entry->case_id, "entry %" PRId64 " does not replay, nobody is told of it: fasti audit",
                    entry->sequence);
  reading->status = FASTI_OK;
  page->count = 0;
  return page;
}

static bool
visit_entry(void *self, int64_t position, const struct fasti_entry_row *entry)
{
  struct reading *reading = self;
  const struct page *page = page_of(reading, position, entry);

  if (!page)
    return false;
  for (size_t i = 0; i < page->count; i++)
    if ((position > reading->position || page->items[i].number > reading->number) &&
        !reading->visit(reading->self, &page->items[i]))
      return false;
  *reading->reached = position;
  return --reading->most > 0;
}

enum fasti_status
fasti_occurrences_read(struct fasti_occurrences *stream, int64_t position, int64_t number, int most,
                       struct fasti_messages *messages,
                       bool (*visit)(void *self, const struct fasti_occurrence *occurrence), void *self,
                       int64_t *reached)
{
  struct fasti_office *office = stream->office;
  struct reading reading = {.stream = stream, .position = position, .number = number, .most = most, .reached = reached,
                            .visit = visit, .self = self, .status = FASTI_OK};
  enum fasti_status status = office_begin(office, messages, false);

  *reached = position - 1;
  if (status != FASTI_OK)
    return status;
  if (!stream->messages)
    stream->messages = fasti_messages_like(messages);
  status = office->store->call->journal_list(office->store, position - 1, visit_entry, &reading);
  if (status == FASTI_OK)
    status = reading.status;
  for (size_t i = 0; i < fasti_messages_count(stream->messages); i++)
    fasti_message_add(messages, fasti_messages_at(stream->messages, i));
  fasti_messages_clear(stream->messages);
  return office_end(office, messages, office_told(office, messages, status));
}
