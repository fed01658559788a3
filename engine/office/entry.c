/* engine/office/entry.c - a case in a transaction: read it, apply a command, write what follows; see inside.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/office/inside.h"

struct read_case {
  struct office_case *one;
  enum fasti_status status;
};

static bool
read_row(void *self, const struct fasti_case_row *row)
{
  struct read_case *read = self;
  struct office_case *one = read->one;
  const struct fasti_procedure *procedure;

  snprintf(one->package, sizeof one->package, "%s", row->package);
  one->entries = row->entries;
  read->status = office_procedure_of(one->office, row, one->messages, &procedure);
  if (read->status != FASTI_OK)
    return false;
  one->bureau = fasti_package_bureau(fasti_procedure_package(procedure));
  if (!office_warm_take(one, procedure, row->snapshot))
    read->status = fasti_case_read(procedure, row->snapshot, one->messages, &one->case_);
  return false;
}

static bool
read_last(void *self, const struct fasti_entry_row *row)
{
  struct office_case *one = self;

  one->last = row->at;
  snprintf(one->previous, sizeof one->previous, "%s", row->hash);
  return true;
}

static void
set_id(struct office_case *one, struct fasti_office *office, const char *id, struct fasti_messages *messages)
{
  *one = (struct office_case){.office = office, .messages = messages, .last = INT64_MIN};
  snprintf(one->id, sizeof one->id, "%s", id);
  snprintf(one->previous, sizeof one->previous, "%s", fasti_entry_first_previous());
}

enum fasti_status
office_case_load(struct office_case *one, struct fasti_office *office, const char *id, struct fasti_messages *messages)
{
  const struct fasti_store_functions *call = office->store->call;
  struct read_case read = {.one = one, .status = FASTI_NOT_FOUND};
  enum fasti_status status;

  set_id(one, office, id, messages);
  status = call->case_get(office->store, id, read_row, &read);
  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return office_told(office, messages, status);
  if (!*one->package) {
    fasti_error_field(messages, id, "there is no such case in this office");
    return FASTI_NOT_FOUND;
  }
  if (read.status != FASTI_OK)
    return read.status;
  return office_told(office, messages, call->entry_list(office->store, id, one->entries, read_last, one));
}

enum fasti_status
office_case_begin(struct office_case *one, struct fasti_office *office, const struct fasti_package *package,
                  const char *hash, const struct fasti_procedure *procedure, const char *id,
                  struct fasti_messages *messages)
{
  set_id(one, office, id, messages);
  snprintf(one->package, sizeof one->package, "%s", hash);
  one->bureau = fasti_package_bureau(package);
  one->case_ = fasti_case_new(procedure, one->id);
  return FASTI_OK;
}

void
office_case_close(struct office_case *one)
{
  office_warm_keep(one);
}

static enum fasti_status
give_number(void *self, const char *kind, int year, int64_t *number)
{
  struct office_case *one = self;
  struct fasti_store *store = one->office->store;

  return office_told(one->office, one->messages, store->call->number_next(store, one->bureau, kind, year, number));
}

enum fasti_status
office_case_name(struct fasti_office *office, const struct fasti_package *package, bool standing, int64_t at,
                 struct fasti_messages *messages, char id[FASTI_CASE_ID])
{
  struct fasti_store *store = office->store;
  int year = fasti_day_date(fasti_instant_day(at, fasti_package_zone(package))).year;
  const char *series = standing ? "standing" : "case", *code = fasti_package_code(package);
  int64_t number;
  enum fasti_status status = store->call->number_next(store, fasti_package_bureau(package), series, year, &number);

  if (status == FASTI_OK && standing)
    snprintf(id, FASTI_CASE_ID, "%.10s-%04d-S%02" PRId64, code, year, number);
  else if (status == FASTI_OK)
    snprintf(id, FASTI_CASE_ID, "%.10s-%04d-%05" PRId64, code, year, number);
  return office_told(office, messages, status);
}

static enum fasti_status
give_name(void *self, char id[FASTI_CASE_ID])
{
  struct office_case *one = self;

  return office_case_name(one->office, fasti_procedure_package(fasti_case_procedure(one->case_)), false, one->at,
                          one->messages, id);
}

static enum fasti_status
give_seed(void *self, char seed[FASTI_SEED_SIZE])
{
  struct office_case *one = self;
  unsigned char bytes[(FASTI_SEED_SIZE - 1) / 2];
  char text[FASTI_HASH_SIZE + 128], hash[FASTI_HASH_SIZE];

  if (one->office->chance) {
    one->office->chance(one->office->chancer, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
      snprintf(seed + 2 * i, 3, "%02x", bytes[i]);
    return FASTI_OK;
  }
  snprintf(text, sizeof text, "fasti seed 1 %s %s %d", one->id, one->previous, one->seeds++);
  snprintf(seed, FASTI_SEED_SIZE, "%.*s", FASTI_SEED_SIZE - 1, fasti_sha256_hex(fasti_slice_of(text), hash));
  return FASTI_OK;
}

/* Derived rows; their texts are borrowed from the case until it changes. */
struct rows {
  struct fasti_task_row *tasks;
  size_t task_count;
  struct fasti_deadline_row *deadlines;
  size_t deadline_count;
  struct fasti_fact_row *facts;
  size_t fact_count;
  struct fasti_link_row *links;
  size_t link_count;
  struct fasti_participant_row *parts;
  size_t part_count;
};

static void
take_task(void *self, const struct fasti_task_row *row)
{
  struct rows *rows = self;

  rows->tasks = fasti_realloc(rows->tasks, (rows->task_count + 1) * sizeof *rows->tasks);
  rows->tasks[rows->task_count++] = *row;
}

static void
take_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct rows *rows = self;

  rows->deadlines = fasti_realloc(rows->deadlines, (rows->deadline_count + 1) * sizeof *rows->deadlines);
  rows->deadlines[rows->deadline_count++] = *row;
}

static void
take_fact(void *self, const struct fasti_fact_row *row)
{
  struct rows *rows = self;

  rows->facts = fasti_realloc(rows->facts, (rows->fact_count + 1) * sizeof *rows->facts);
  rows->facts[rows->fact_count++] = *row;
}

static void
take_link(void *self, const struct fasti_link_row *row)
{
  struct rows *rows = self;

  rows->links = fasti_realloc(rows->links, (rows->link_count + 1) * sizeof *rows->links);
  rows->links[rows->link_count++] = *row;
}

static void
take_part(void *self, const struct fasti_participant_row *row)
{
  struct rows *rows = self;

  rows->parts = fasti_realloc(rows->parts, (rows->part_count + 1) * sizeof *rows->parts);
  rows->parts[rows->part_count++] = *row;
}

static bool
take_holder(void *self, const struct fasti_key_row *row)
{
  snprintf(self, 32, "%s", row->case_id);
  return false;
}

/* Two cases of a procedure never have the same key. */
static enum fasti_status
save_key(struct office_case *one)
{
  struct fasti_store *store = one->office->store;
  const struct fasti_procedure *procedure = fasti_case_procedure(one->case_);
  struct fasti_key_row row = {one->id, fasti_package_bureau(fasti_procedure_package(procedure)),
                              fasti_procedure_id(procedure), fasti_case_key(one->case_)};
  struct fasti_key_row wanted = {.bureau = row.bureau, .procedure = row.procedure, .key = row.key};
  enum fasti_status status = store->call->key_put(store, &row);

  if (status != FASTI_CONFLICT)
    return status;
  status = store->call->key_list(store, &wanted, take_holder, one->holder);
  if (status == FASTI_OK) {
    fasti_error_field(one->messages, one->id, "the case %s of %s has the key %s already; each case has its own",
                      one->holder, fasti_procedure_title(procedure), row.key);
    return FASTI_CONFLICT;
  }
  return status;
}

static enum fasti_status
save_derived(struct office_case *one)
{
  struct fasti_store *store = one->office->store;
  struct rows rows = {0};
  enum fasti_status status;

  fasti_case_tasks(one->case_, take_task, &rows);
  fasti_case_deadlines(one->case_, take_deadline, &rows);
  fasti_case_facts(one->case_, take_fact, &rows);
  fasti_case_links(one->case_, take_link, &rows);
  fasti_case_participants(one->case_, take_part, &rows);
  status = store->call->tasks_replace(store, one->id, rows.tasks, rows.task_count);
  if (status == FASTI_OK)
    status = store->call->deadlines_replace(store, one->id, rows.deadlines, rows.deadline_count);
  if (status == FASTI_OK)
    status = store->call->facts_replace(store, one->id, rows.facts, rows.fact_count);
  if (status == FASTI_OK)
    status = save_key(one);
  if (status == FASTI_OK)
    status = store->call->links_replace(store, one->id, rows.links, rows.link_count);
  if (status == FASTI_OK)
    status = store->call->participants_replace(store, one->id, rows.parts, rows.part_count);
  fasti_free(rows.parts);
  fasti_free(rows.links);
  fasti_free(rows.facts);
  fasti_free(rows.tasks);
  fasti_free(rows.deadlines);
  return status;
}

static enum fasti_status
save_row(struct office_case *one, int64_t entries)
{
  struct fasti_store *store = one->office->store;
  struct fasti_buffer snapshot = {0};
  struct fasti_case_row row = {0};
  enum fasti_status status;

  fasti_case_write(one->case_, &snapshot);
  if (snapshot.size > FASTI_CASE_BYTES) {
    fasti_error_field(one->messages, one->id,
                      "the case would grow beyond %d bytes of data; attach large texts as files instead",
                      FASTI_CASE_BYTES);
    fasti_buffer_free(&snapshot);
    return FASTI_LIMIT;
  }
  fasti_case_row(one->case_, &row);
  row.id = one->id;
  row.package = one->package;
  row.entries = entries;
  row.snapshot = fasti_buffer_slice(&snapshot);
  status =
    one->entries == 0 ? store->call->case_insert(store, &row) : store->call->case_update(store, &row, one->entries);
  if (status == FASTI_CONFLICT)
    fasti_error_field(one->messages, one->id, "somebody else has changed this case meanwhile: look at it again");
  fasti_buffer_free(&one->snapshot);
  one->snapshot = snapshot;
  return status;
}

enum fasti_status
office_case_save(struct office_case *one, int64_t entries)
{
  enum fasti_status status = save_row(one, entries);

  if (status == FASTI_OK)
    status = save_derived(one);
  return office_told(one->office, one->messages, status);
}

/* Instruments and messages that the last command caused. */
struct effects {
  struct office_case *one;
  int64_t sequence;
  int64_t at;
  enum fasti_status status;
};

static void
save_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct effects *effects = self;
  struct fasti_store *store = effects->one->office->store;
  struct fasti_instrument_row issued = *row;

  issued.case_id = effects->one->id;
  if (effects->status == FASTI_OK)
    effects->status = store->call->instrument_insert(store, &issued);
}

static void
save_notice(void *self, const struct fasti_outbox_row *row)
{
  struct effects *effects = self;
  struct fasti_store *store = effects->one->office->store;
  struct fasti_outbox_row notice = *row;

  notice.case_id = effects->one->id;
  notice.sequence = effects->sequence;
  notice.created_at = effects->at;
  notice.delivered_at = FASTI_NEVER;
  if (effects->status == FASTI_OK)
    effects->status = store->call->outbox_put(store, &notice);
}

static void
save_work(void *self, const struct fasti_work_row *row)
{
  struct effects *effects = self;
  struct fasti_store *store = effects->one->office->store;

  if (effects->status == FASTI_OK)
    effects->status = store->call->work_put(store, row);
}

static void
save_published(void *self, const struct fasti_board_row *row)
{
  struct effects *effects = self;
  struct fasti_store *store = effects->one->office->store;

  if (effects->status == FASTI_OK)
    effects->status = store->call->board_put(store, row);
}

static enum fasti_status
save_effects(struct office_case *one, int64_t sequence, int64_t at)
{
  struct effects effects = {.one = one, .sequence = sequence, .at = at, .status = FASTI_OK};

  fasti_case_issued(one->case_, save_instrument, &effects);
  fasti_case_notices(one->case_, save_notice, &effects);
  fasti_case_works(one->case_, save_work, &effects);
  fasti_case_published(one->case_, save_published, &effects);
  return office_told(one->office, one->messages, effects.status);
}

static enum fasti_status
append_entry(struct office_case *one, const struct fasti_command *command, int64_t at, struct fasti_slice body)
{
  struct fasti_store *store = one->office->store;
  char hash[FASTI_HASH_SIZE];
  struct fasti_entry_row entry = {
    .case_id = one->id,
    .sequence = one->entries + 1,
    .at = at,
    .actor = command->person_count ? command->persons[0].id : command->from ? command->from : "",
    .kind = fasti_command_name(command->kind),
    .body = body,
    .hash_name = fasti_hash_name(),
    .previous = one->previous,
  };
  enum fasti_status status;

  entry.hash = fasti_entry_hash(&entry, hash);
  status = store->call->entry_append(store, &entry);
  if (status == FASTI_CONFLICT)
    fasti_error_field(one->messages, one->id, "somebody else has changed this case meanwhile: look at it again");
  if (status != FASTI_OK)
    return office_told(one->office, one->messages, status);
  memcpy(one->previous, hash, sizeof hash);
  if (one->office->seen)
    one->office->seen(one->office->self, one->case_, &entry);
  return FASTI_OK;
}

static enum fasti_status
do_entry(struct office_case *one, const struct fasti_command *command, int64_t at)
{
  struct fasti_oracle oracle = {.self = one, .number = give_number, .name = give_name, .seed = give_seed, .find = office_found,
                                .people = office_people};
  struct fasti_buffer body = {0};
  int64_t instant = at < one->last ? one->last : at;
  enum fasti_status status;

  one->at = instant;
  one->seeds = 0;
  one->uses++;
  status = fasti_case_apply(one->case_, command, instant, &oracle, one->messages, &body);

  /* The row comes before what refers to it. */
  if (status == FASTI_OK)
    status = office_case_save(one, one->entries + 1);
  if (status == FASTI_OK)
    status = append_entry(one, command, instant, fasti_buffer_slice(&body));
  if (status == FASTI_OK)
    status = save_effects(one, one->entries + 1, instant);
  if (status == FASTI_OK) {
    one->entries++;
    one->last = instant;
    if (one->office->touched)
      one->office->touched(one->office->toucher, one);
  } else {
    fasti_buffer_free(&one->snapshot); /* what was refused has spoiled the case */
  }
  fasti_buffer_free(&body);
  return status;
}

/* However a case is opened, it counts by the calendars that came after its package. */
static enum fasti_status
open_entry(struct office_case *one, const struct fasti_command *command, int64_t at)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_command opening = *command;
  enum fasti_status status =
    office_calendars(one->office, fasti_procedure_package(fasti_case_procedure(one->case_)), one->package, arena,
                     one->messages, &opening.calendars, &opening.calendar_count);

  if (status == FASTI_OK)
    status = do_entry(one, &opening, at);
  fasti_arena_free(arena);
  return status;
}

enum fasti_status
office_entry_do(struct office_case *one, const struct fasti_command *command, int64_t at)
{
  return command->kind == FASTI_OPEN ? open_entry(one, command, at) : do_entry(one, command, at);
}
