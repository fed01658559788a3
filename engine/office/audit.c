/* engine/office/audit.c - does what is stored follow from the journals? See office.h.
 *
 * The journal of a case is its truth: the audit checks its chain of hashes, replays it, and compares everything that
 * was derived from it (snapshot, row, tasks, deadlines, instruments, evidence) byte by byte. A rebuild writes the
 * derived rows anew; the journal, instruments and evidence it never touches.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

#define EVIDENCE_LINE "%" PRId64 " %s %s, %" PRId64 " bytes, %s %s, attached at %" PRId64 " by %s\n"

/* What is compared, each as lines of text, stored against replayed. */
struct side {
  struct fasti_buffer row;
  struct fasti_buffer tasks;
  struct fasti_buffer deadlines;
  struct fasti_buffer known; /* facts, key, links, participants */
  struct fasti_buffer works; /* and the board */
  struct fasti_buffer instruments;
};

struct audit {
  struct fasti_office *office;
  struct fasti_messages *messages;
  const char *id;
  char package[FASTI_HASH_SIZE];
  const struct fasti_procedure *procedure;
  struct side stored;
  struct side replayed;
  struct fasti_buffer snapshot;
  struct fasti_buffer attached; /* files by the journal, a line each */
  struct fasti_buffer kept;     /* and as stored */
  char previous[FASTI_HASH_SIZE];
  int64_t sequence;
  int64_t last;
  int64_t stored_entries;
  bool differs;
  enum fasti_status status;
};

static void
free_side(struct side *side)
{
  fasti_buffer_free(&side->row);
  fasti_buffer_free(&side->tasks);
  fasti_buffer_free(&side->deadlines);
  fasti_buffer_free(&side->known);
  fasti_buffer_free(&side->works);
  fasti_buffer_free(&side->instruments);
}

static void
audit_end(struct audit *audit)
{
  free_side(&audit->stored);
  free_side(&audit->replayed);
  fasti_buffer_free(&audit->snapshot);
  fasti_buffer_free(&audit->attached);
  fasti_buffer_free(&audit->kept);
}

static void
print_row(struct fasti_buffer *out, const struct fasti_case_row *row)
{
  fasti_buffer_printf(out, "bureau %s\nprocedure %s\ntitle %s\nstatus %s\nstates %s\nsearch %s\n", row->bureau,
                      row->procedure, row->title, row->status, row->states, row->search);
  fasti_buffer_printf(out, "opened at %" PRId64 "\nended at %" PRId64 "\ndue %" PRId64 "\n", row->opened_at,
                      row->ended_at, row->due);
}

static void
print_task(struct fasti_buffer *out, const struct fasti_task_row *row)
{
  char date[FASTI_DATE_SIZE];

  fasti_buffer_printf(out, "%" PRId64 " %s[%s] \"%s\" form %s, %s, roles %s, persons %s, excluded %s, among %s",
                      row->number, row->task, row->key, row->title, row->form, row->state, row->roles, row->persons,
                      row->excluded, row->among);
  fasti_buffer_printf(out, ", units %s not %s, opened at %" PRId64 ", due %s, draft of %s\n", row->units,
                      row->not_units, row->opened_at, fasti_day_format(row->due, date), row->drafted);
}

static void
print_deadline(struct fasti_buffer *out, const struct fasti_deadline_row *row)
{
  char from[FASTI_DATE_SIZE], due[FASTI_DATE_SIZE];

  fasti_buffer_printf(out, "%s %s \"%s\" law %s, role %s, %s, from %s to %s%s\n", row->session, row->deadline,
                      row->title, row->law, row->role, row->state, fasti_day_format(row->from, from),
                      fasti_day_format(row->due, due), row->provisional ? ", provisional" : "");
}

static void
print_fact(struct fasti_buffer *out, const struct fasti_fact_row *row)
{
  fasti_buffer_printf(out, "%s %" PRId64 " \"%s\"\n", row->name, row->position, row->value);
}

static void
print_instrument(struct fasti_buffer *out, const struct fasti_instrument_row *row)
{
  fasti_buffer_printf(out, "%" PRId64 " %s[%s] %s, %d/%" PRId64 " \"%s\" issued at %" PRId64 ", %s %s\n", row->number,
                      row->instrument, row->key, row->document_number, row->year, row->sequence, row->title,
                      row->issued_at, row->hash_name, row->hash);
}

/* The store's side. */

static bool
see_stored_task(void *self, const struct fasti_task_row *row)
{
  print_task(&((struct audit *)self)->stored.tasks, row);
  return true;
}

static bool
see_stored_deadline(void *self, const struct fasti_deadline_row *row)
{
  print_deadline(&((struct audit *)self)->stored.deadlines, row);
  return true;
}

static bool
see_stored_fact(void *self, const struct fasti_fact_row *row)
{
  print_fact(&((struct audit *)self)->stored.known, row);
  return true;
}

static void
print_link(struct fasti_buffer *out, const struct fasti_link_row *row)
{
  fasti_buffer_printf(out, "%s %s %s %" PRId64 "\n", row->kind, row->other, row->event, row->sequence);
}

static bool
see_stored_link(void *self, const struct fasti_link_row *row)
{
  print_link(&((struct audit *)self)->stored.known, row);
  return true;
}

static void
see_link(void *self, const struct fasti_link_row *row)
{
  print_link(&((struct audit *)self)->replayed.known, row);
}

static bool
see_stored_part(void *self, const struct fasti_participant_row *row)
{
  fasti_buffer_printf(&((struct audit *)self)->stored.known, "part of %s\n", row->person);
  return true;
}

static void
see_part(void *self, const struct fasti_participant_row *row)
{
  fasti_buffer_printf(&((struct audit *)self)->replayed.known, "part of %s\n", row->person);
}

static void
print_work(struct fasti_buffer *out, const struct fasti_work_row *row)
{
  fasti_buffer_printf(out, "entry %" PRId64 ": %s %s %s %" PRId64 " \"%s\" at %" PRId64 "\n", row->sequence, row->person,
                      row->kind, row->work, row->number, row->title, row->at);
}

static bool
see_stored_work(void *self, const struct fasti_work_row *row)
{
  print_work(&((struct audit *)self)->stored.works, row);
  return true;
}

static void
see_work(void *self, const struct fasti_work_row *row)
{
  print_work(&((struct audit *)self)->replayed.works, row);
}

/* Its text may be long, and of several lines: its hash stands for it. */
static void
print_item(struct fasti_buffer *out, const struct fasti_board_row *row)
{
  char day[FASTI_DATE_SIZE], until[FASTI_DATE_SIZE], hash[FASTI_HASH_SIZE];
  struct fasti_buffer all = {0};

  fasti_row_canonical(&fasti_board_shape, fasti_board_shape.count, row, &all);
  fasti_buffer_printf(out, "board %" PRId64 ": %s[%s] %s from %s to %s, %s\n", row->number, row->kind, row->key, row->bureau,
                      fasti_day_format(row->day, day), fasti_day_format(row->until, until),
                      fasti_sha256_hex(fasti_buffer_slice(&all), hash));
  fasti_buffer_free(&all);
}

static bool
see_stored_item(void *self, const struct fasti_board_row *row)
{
  print_item(&((struct audit *)self)->stored.works, row);
  return true;
}

static void
see_item(void *self, const struct fasti_board_row *row)
{
  print_item(&((struct audit *)self)->replayed.works, row);
}

static bool
see_stored_key(void *self, const struct fasti_key_row *row)
{
  fasti_buffer_printf(&((struct audit *)self)->stored.known, "key \"%s\"\n", row->key);
  return true;
}

/* A list gives instruments without content, so each is asked for: its bytes must have its hash. */
static bool
check_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct audit *audit = self;
  char hash[FASTI_HASH_SIZE];

  print_instrument(&audit->stored.instruments, row);
  if (strcmp(fasti_sha256_hex(row->content, hash), row->hash) != 0) {
    fasti_error_field(audit->messages, audit->id, "instrument %" PRId64 " (%s): its content is not what was issued",
                      row->number, row->title);
    audit->differs = true;
  }
  return true;
}

static bool
see_stored_evidence(void *self, const struct fasti_evidence_row *row)
{
  fasti_buffer_printf(&((struct audit *)self)->kept, EVIDENCE_LINE,
                      row->number, row->name, row->media, row->size, row->hash_name, row->hash, row->attached_at,
                      row->attached_by);
  return true;
}

static bool
last_instrument(void *self, const struct fasti_instrument_row *row)
{
  *(int64_t *)self = row->number;
  return true;
}

static enum fasti_status
read_files(struct audit *audit)
{
  struct fasti_store *store = audit->office->store;
  int64_t instruments = 0;
  enum fasti_status status = store->call->instrument_list(store, audit->id, 0, last_instrument, &instruments);

  for (int64_t i = 1; i <= instruments && status == FASTI_OK; i++)
    status = store->call->instrument_list(store, audit->id, i, check_instrument, audit);
  if (status == FASTI_OK)
    status = store->call->evidence_list(store, audit->id, 0, see_stored_evidence, audit);
  return status;
}

static enum fasti_status
read_stored(struct audit *audit)
{
  struct fasti_store *store = audit->office->store;
  struct fasti_task_filter filter = {.case_id = audit->id, .due_before = FASTI_NO_DAY};
  struct fasti_deadline_filter deadlines = {.case_id = audit->id};
  struct fasti_work_filter works = {.case_id = audit->id};
  struct fasti_board_filter board = {.case_id = audit->id, .all = true};
  enum fasti_status status = store->call->task_list(store, &filter, see_stored_task, audit);

  if (status == FASTI_OK)
    status = store->call->deadline_list(store, &deadlines, see_stored_deadline, audit);
  if (status == FASTI_OK)
    status = store->call->fact_list(store, audit->id, see_stored_fact, audit);
  if (status == FASTI_OK)
    status = store->call->key_list(store, &(struct fasti_key_row){.case_id = audit->id}, see_stored_key, audit);
  if (status == FASTI_OK)
    status = store->call->link_list(store, audit->id, see_stored_link, audit);
  if (status == FASTI_OK)
    status = store->call->participant_list(store, audit->id, see_stored_part, audit);
  if (status == FASTI_OK)
    status = store->call->work_list(store, &works, see_stored_work, audit);
  if (status == FASTI_OK)
    status = store->call->board_list(store, &board, see_stored_item, audit);
  if (status == FASTI_OK)
    status = read_files(audit);
  if (status == FASTI_NOT_FOUND) { /* of a number below the last */
    fasti_error_field(audit->messages, audit->id, "an instrument is missing");
    audit->differs = true;
    return FASTI_OK;
  }
  return office_told(audit->office, audit->messages, status);
}

/* The journal's side. */

static void
see_task(void *self, const struct fasti_task_row *row)
{
  print_task(&((struct audit *)self)->replayed.tasks, row);
}

static void
see_deadline(void *self, const struct fasti_deadline_row *row)
{
  print_deadline(&((struct audit *)self)->replayed.deadlines, row);
}

static void
see_fact(void *self, const struct fasti_fact_row *row)
{
  print_fact(&((struct audit *)self)->replayed.known, row);
}

static void
see_issued(void *self, const struct fasti_instrument_row *row)
{
  print_instrument(&((struct audit *)self)->replayed.instruments, row);
}

static void
last_file(void *self, const struct fasti_attached *file)
{
  *(struct fasti_attached *)self = *file;
}

static void
see_file(void *self, const struct fasti_attached *file)
{
  fasti_buffer_printf(&((struct audit *)self)->attached, EVIDENCE_LINE, file->number, file->name, file->media,
                      file->size, file->hash_name, file->hash, file->at, file->by);
}

/* Every file that the journal names must be there as it was. */
static enum fasti_status
check_files(struct audit *audit, const struct fasti_case *case_)
{
  struct fasti_attached last = {0};
  enum fasti_status status = FASTI_OK;

  fasti_case_files(case_, last_file, &last);
  for (int64_t i = 1; i <= last.number && status == FASTI_OK; i++) {
    status = office_evidence_check(audit->office, audit->id, i, audit->messages);
    if (status == FASTI_CORRUPT || status == FASTI_NOT_FOUND) {
      audit->differs = true;
      status = FASTI_OK;
    }
  }
  return status;
}

static void
see_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct audit *audit = self;

  (void)entry;
  fasti_case_issued(case_, see_issued, audit);
  fasti_case_works(case_, see_work, audit);
  fasti_case_published(case_, see_item, audit);
}

static void
blame_entry(struct audit *audit, int64_t sequence, const char *what)
{
  fasti_error_field(audit->messages, audit->id, "entry %" PRId64 ": %s", sequence,
                    fasti_messages_translate(audit->messages, what));
  audit->differs = true;
}

#define N_(text) text /* translated by blame_entry */

static bool
check_entry(void *self, const struct fasti_entry_row *entry)
{
  struct audit *audit = self;
  char hash[FASTI_HASH_SIZE];

  audit->sequence++;
  if (entry->sequence != audit->sequence)
    blame_entry(audit, audit->sequence, N_("it is missing from the journal"));
  else if (strcmp(entry->previous, audit->previous) != 0)
    blame_entry(audit, entry->sequence, N_("it does not follow the entry before it"));
  else if (strcmp(entry->hash_name, fasti_hash_name()) != 0 || strcmp(fasti_entry_hash(entry, hash), entry->hash) != 0)
    blame_entry(audit, entry->sequence, N_("it is not what was written"));
  else if (entry->at < audit->last)
    blame_entry(audit, entry->sequence, N_("it is dated before the entry before it"));
  audit->last = entry->at;
  snprintf(audit->previous, sizeof audit->previous, "%s", entry->hash);
  return !audit->differs;
}

static enum fasti_status
check_journal(struct audit *audit)
{
  struct fasti_store *store = audit->office->store;
  enum fasti_status status;

  snprintf(audit->previous, sizeof audit->previous, "%s", fasti_entry_first_previous());
  audit->last = INT64_MIN;
  status =
    office_told(audit->office, audit->messages, store->call->entry_list(store, audit->id, 1, check_entry, audit));
  if (status == FASTI_OK && !audit->differs && audit->sequence != audit->stored_entries) {
    fasti_error_field(audit->messages, audit->id, "the journal has %" PRId64 " entries, the case says %" PRId64,
                      audit->sequence, audit->stored_entries);
    audit->differs = true;
  }
  return status;
}

static void
compare_snapshot(struct audit *audit, struct fasti_case *case_)
{
  struct fasti_buffer snapshot = {0};

  fasti_case_write(case_, &snapshot);
  if (snapshot.size != audit->snapshot.size || memcmp(snapshot.at, audit->snapshot.at, snapshot.size) != 0) {
    fasti_error_field(audit->messages, audit->id, "the snapshot is not what the journal gives");
    audit->differs = true;
  }
  fasti_buffer_free(&snapshot);
}

static int
compare_lines(const void *one, const void *other)
{
  return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Brings the lines of a text into the order of their bytes: a store lists rows in an order of its own. */
static void
sort_lines(struct fasti_buffer *text)
{
  struct fasti_buffer sorted = {0};
  char **lines = NULL, *rest = NULL;
  size_t count = 0;

  for (char *line = text->size ? strtok_r(text->at, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest)) {
    lines = fasti_realloc(lines, (count + 1) * sizeof *lines);
    lines[count++] = line;
  }
  if (count)
    qsort(lines, count, sizeof *lines, compare_lines);
  for (size_t i = 0; i < count; i++)
    fasti_buffer_printf(&sorted, "%s\n", lines[i]);
  fasti_free(lines);
  fasti_buffer_free(text);
  *text = sorted;
}

/* Names the first line in which two texts differ. */
static void
compare_texts(struct audit *audit, const char *what, struct fasti_buffer *stored, struct fasti_buffer *replayed)
{
  const char *one, *other;

  sort_lines(stored);
  sort_lines(replayed);
  one = stored->size ? stored->at : "";
  other = replayed->size ? replayed->at : "";

  while (*one && *other) {
    size_t left = strcspn(one, "\n"), right = strcspn(other, "\n");

    if (left != right || memcmp(one, other, left) != 0)
      break;
    one += left + (one[left] == '\n');
    other += right + (other[right] == '\n');
  }
  if (!*one && !*other)
    return;
  fasti_error_field(audit->messages, audit->id, "%s: stored is \"%.*s\", the journal gives \"%.*s\"",
                    fasti_messages_translate(audit->messages, what), (int)strcspn(one, "\n"), one,
                    (int)strcspn(other, "\n"), other);
  audit->differs = true;
}

static enum fasti_status
compare_replay(struct audit *audit)
{
  struct fasti_case_row row = {0};
  struct fasti_case *case_ = NULL;
  enum fasti_status status =
    office_replay(audit->office, audit->procedure, audit->id, FASTI_NEVER, audit->messages, see_entry, audit, &case_);

  if (status == FASTI_OK && case_) {
    fasti_case_row(case_, &row);
    print_row(&audit->replayed.row, &row);
    fasti_case_tasks(case_, see_task, audit);
    fasti_case_deadlines(case_, see_deadline, audit);
    fasti_case_facts(case_, see_fact, audit);
    fasti_case_links(case_, see_link, audit);
    fasti_case_participants(case_, see_part, audit);
    if (*fasti_case_key(case_))
      fasti_buffer_printf(&audit->replayed.known, "key \"%s\"\n", fasti_case_key(case_));
    compare_snapshot(audit, case_);
    compare_texts(audit, N_("the case"), &audit->stored.row, &audit->replayed.row);
    compare_texts(audit, N_("its tasks"), &audit->stored.tasks, &audit->replayed.tasks);
    compare_texts(audit, N_("its deadlines"), &audit->stored.deadlines, &audit->replayed.deadlines);
    compare_texts(audit, N_("what others know of it"), &audit->stored.known, &audit->replayed.known);
    compare_texts(audit, N_("what people did in it"), &audit->stored.works, &audit->replayed.works);
    compare_texts(audit, N_("its instruments"), &audit->stored.instruments, &audit->replayed.instruments);
    fasti_case_files(case_, see_file, audit);
    compare_texts(audit, N_("its evidence"), &audit->kept, &audit->attached);
    status = check_files(audit, case_);
  }
  fasti_case_free(case_);
  if (office_store_failed(status))
    return status;
  audit->differs = audit->differs || status != FASTI_OK;
  return FASTI_OK;
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct audit *audit = self;

  snprintf(audit->package, sizeof audit->package, "%s", row->package);
  audit->stored_entries = row->entries;
  print_row(&audit->stored.row, row);
  fasti_buffer_add(&audit->snapshot, row->snapshot.at, row->snapshot.size);
  audit->status = office_procedure_of(audit->office, row, audit->messages, &audit->procedure);
  return false;
}

static enum fasti_status
find_case(struct audit *audit)
{
  struct fasti_store *store = audit->office->store;
  enum fasti_status status;

  audit->status = FASTI_NOT_FOUND;
  status = store->call->case_get(store, audit->id, take_case, audit);
  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return office_told(audit->office, audit->messages, status);
  if (!*audit->package)
    fasti_error_field(audit->messages, audit->id, "there is no such case in this office");
  return audit->status;
}

static enum fasti_status
audit_case(struct fasti_office *office, const char *id, struct fasti_messages *messages)
{
  struct audit audit = {.office = office, .messages = messages, .id = id};
  enum fasti_status status = find_case(&audit);

  if (status == FASTI_OK)
    status = check_journal(&audit);
  if (status == FASTI_OK)
    status = read_stored(&audit);
  if (status == FASTI_OK && !audit.differs)
    status = compare_replay(&audit);
  audit_end(&audit);
  return status == FASTI_OK && audit.differs ? FASTI_CORRUPT : status;
}

/* One case, or all: a list of ids first, because a visitor must not use the store. */
struct ids {
  struct fasti_arena *arena;
  const char **items;
  size_t count;
  size_t room;
};

static bool
take_id(void *self, const struct fasti_case_row *row)
{
  struct ids *ids = self;

  if (ids->count == ids->room) {
    const char **items = fasti_arena_alloc(ids->arena, (ids->room * 2 + 64) * sizeof *items);

    if (ids->count)
      memcpy(items, ids->items, ids->count * sizeof *items);
    ids->items = items;
    ids->room = ids->room * 2 + 64;
  }
  ids->items[ids->count++] = fasti_arena_strdup(ids->arena, row->id);
  return true;
}

static enum fasti_status
list_ids(struct fasti_office *office, const char *case_id, struct fasti_messages *messages, struct ids *ids)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY};
  struct fasti_case_row row = {.id = case_id};

  if (!case_id)
    return office_told(office, messages, office->store->call->case_list(office->store, &filter, take_id, ids));
  take_id(ids, &row);
  return FASTI_OK;
}

/* Calls ONE for each case in a transaction of its own, so that a large office is not held up; goes on after a case
 * that fails. */
static enum fasti_status
for_each_case(struct fasti_office *office, const char *case_id, struct fasti_messages *messages, bool write,
              enum fasti_status (*one)(struct fasti_office *office, const char *id, struct fasti_messages *messages),
              int64_t *done)
{
  struct ids ids = {.arena = fasti_arena_new()};
  enum fasti_status failed = FASTI_OK;
  enum fasti_status status = office_begin(office, messages, false);

  if (status == FASTI_OK)
    status = office_end(office, messages, list_ids(office, case_id, messages, &ids));
  for (size_t i = 0; i < ids.count && status == FASTI_OK; i++) {
    status = office_begin(office, messages, write);
    if (status == FASTI_OK)
      status = office_end(office, messages, one(office, ids.items[i], messages));
    *done += status == FASTI_OK || status == FASTI_CORRUPT;
    if (status != FASTI_OK && !office_store_failed(status)) {
      failed = failed == FASTI_OK ? status : failed;
      status = FASTI_OK;
    }
  }
  fasti_arena_free(ids.arena);
  return status == FASTI_OK ? failed : status;
}

/* The numbers of documents, in their series (code of the bureau, instrument, year), as "SERIES NUMBER" lines. */
static bool
take_number(void *self, const struct fasti_instrument_row *row)
{
  if (row->sequence > 0)
    fasti_buffer_printf(self, "%.*s %s %d %08" PRId64 "\n", (int)strcspn(row->case_id, "-"), row->case_id,
                        row->instrument, row->year, row->sequence);
  return true;
}

/* In order, each series must be 1, 2, 3 ... */
static enum fasti_status
check_numbers(struct fasti_buffer *numbers, struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK;
  const char *before = "";
  size_t before_size = 0;
  int64_t last = 0;

  sort_lines(numbers);
  for (const char *line = numbers->size ? numbers->at : ""; *line; line = strchr(line, '\n') + 1) {
    size_t size = (size_t)(strchr(line, '\n') - line) - 8;
    int64_t number = strtoll(line + size, NULL, 10);

    if (size != before_size || memcmp(line, before, size) != 0)
      last = 0;
    if (number != last + 1) {
      fasti_error_field(messages, NULL, "the documents \"%.*s\" have number %" PRId64 " behind number %" PRId64,
                        (int)size - 1, line, number, last);
      status = FASTI_CORRUPT;
    }
    last = number;
    before = line;
    before_size = size;
  }
  return status;
}

/* Numbers have no gaps and no doubles in the whole office. */
static enum fasti_status
audit_numbers(struct fasti_office *office, struct fasti_messages *messages)
{
  struct fasti_buffer numbers = {0};
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  status = office_told(office, messages,
                       office->store->call->instrument_list(office->store, NULL, 0, take_number, &numbers));
  status = office_end(office, messages, status);
  if (status == FASTI_OK)
    status = check_numbers(&numbers, messages);
  fasti_buffer_free(&numbers);
  return status;
}

enum fasti_status
fasti_office_audit(struct fasti_office *office, const char *case_id, struct fasti_messages *messages, int64_t *checked)
{
  enum fasti_status status, numbers = FASTI_OK, journal = FASTI_OK, census = FASTI_OK;

  *checked = 0;
  status = for_each_case(office, case_id, messages, false, audit_case, checked);
  if (!case_id && !office_store_failed(status))
    numbers = audit_numbers(office, messages);
  if (!case_id && !office_store_failed(status) && !office_store_failed(numbers))
    journal = office_audit_journal(office, messages);
  if (!case_id && !office_store_failed(status) && !office_store_failed(numbers) && !office_store_failed(journal))
    census = office_evidence_census(office, messages);
  if (status == FASTI_OK)
    status = numbers;
  if (status == FASTI_OK)
    status = census;
  return status == FASTI_OK ? journal : status;
}

/* What each entry gave, to be written when the journal has been read. */
struct given {
  struct fasti_arena *arena;
  struct given_row {
    struct given_row *before;
    const struct fasti_work_row *work;  /* NULL: */
    const struct fasti_board_row *item;
  } *last;
};

static struct given_row *
give(struct given *given, const struct fasti_shape *shape, const void *row)
{
  struct given_row *one = fasti_arena_alloc(given->arena, sizeof *one);
  void *copy = fasti_row_copy(shape, row);

  fasti_arena_tie(given->arena, fasti_free, copy);
  *one = (struct given_row){.before = given->last};
  if (shape == &fasti_work_shape)
    one->work = copy;
  else
    one->item = copy;
  given->last = one;
  return one;
}

static void
give_work(void *self, const struct fasti_work_row *row)
{
  give(self, &fasti_work_shape, row);
}

static void
give_item(void *self, const struct fasti_board_row *row)
{
  give(self, &fasti_board_shape, row);
}

static void
give_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  (void)entry;
  fasti_case_works(case_, give_work, self);
  fasti_case_published(case_, give_item, self);
}

static enum fasti_status
save_given(struct fasti_office *office, const char *id, const struct given *given, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  enum fasti_status status = store->call->work_drop(store, id);

  if (status == FASTI_OK)
    status = store->call->board_drop(store, id);
  for (const struct given_row *row = given->last; row && status == FASTI_OK; row = row->before)
    status = row->work ? store->call->work_put(store, row->work) : store->call->board_put(store, row->item);
  return office_told(office, messages, status);
}

/* Writes what the journal of a case gives. */
static enum fasti_status
rebuild_case(struct fasti_office *office, const char *id, struct fasti_messages *messages)
{
  struct audit found = {.office = office, .messages = messages, .id = id};
  struct office_case one = {.office = office, .messages = messages};
  struct given given = {.arena = fasti_arena_new()};
  enum fasti_status status = find_case(&found);

  if (status == FASTI_OK)
    status = check_journal(&found);
  if (status == FASTI_OK && found.differs && found.sequence == found.stored_entries)
    status = FASTI_CORRUPT;
  if (status == FASTI_OK)
    status = office_replay(office, found.procedure, id, FASTI_NEVER, messages, give_entry, &given, &one.case_);
  if (status == FASTI_OK && one.case_) {
    snprintf(one.id, sizeof one.id, "%s", id);
    memcpy(one.package, found.package, sizeof one.package);
    one.entries = found.stored_entries;
    status = office_case_save(&one, found.sequence);
    if (status == FASTI_OK)
      status = save_given(office, id, &given, messages);
  }
  fasti_arena_free(given.arena);
  office_case_close(&one);
  audit_end(&found);
  return status;
}

enum fasti_status
fasti_office_rebuild(struct fasti_office *office, const char *case_id, struct fasti_messages *messages)
{
  int64_t done = 0;

  return for_each_case(office, case_id, messages, true, rebuild_case, &done);
}
