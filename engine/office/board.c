/* engine/office/board.c - complaints from outside of the office, and the number by which somebody follows them; see board.h.
 *
 * Messages: a service that is not there or opens no case, a field that it does not take, a number that is too short, unknown
 * or taken, too many complaints on one day.
 */
#include "config.h"

#include <string.h>

#include "engine/board.h"
#include "engine/notes.h"
#include "engine/office/inside.h"

/** A service and what it opens. */
struct counter {
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE];
  const struct fasti_service *service;
  const struct fasti_procedure *procedure;
  int32_t today;
};

static enum fasti_status
find_service(struct fasti_office *office, const char *bureau, const char *id, int64_t now,
             struct fasti_messages *messages, struct counter *counter)
{
  enum fasti_status status = office_package_at(office, bureau, now, messages, counter->hash, &counter->package);
  const struct fasti_service *service;

  if (status != FASTI_OK)
    return status;
  for (size_t i = 0; (service = fasti_package_service_at(counter->package, i)) != NULL; i++)
    if (strcmp(service->id, id) == 0 && service->opens && service->fields)
      counter->service = service;
  if (!counter->service) {
    fasti_error_field(messages, id, "there is no such service that takes complaints");
    return FASTI_NOT_FOUND;
  }
  counter->procedure = fasti_package_procedure(counter->package, counter->service->opens);
  counter->today = fasti_instant_day(now, fasti_package_zone(counter->package));
  return FASTI_OK;
}

enum fasti_status
fasti_office_service(struct fasti_office *office, const char *bureau, const char *id, int64_t now,
                     struct fasti_messages *messages, const struct fasti_service **service,
                     const struct fasti_procedure **procedure)
{
  struct counter counter = {0};
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  status = office_end(office, messages, find_service(office, bureau, id, now, messages, &counter));
  *service = counter.service;
  *procedure = counter.procedure;
  return status;
}

/* -- a complaint -- */

static enum fasti_status
check_fields(const struct counter *counter, const struct fasti_complaint *complaint, struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK;

  if (!complaint->number || strlen(complaint->number) < FASTI_FOLLOW_UP) {
    fasti_error_field(messages, "number", "expected at least %d characters of chance", FASTI_FOLLOW_UP);
    return FASTI_INVALID;
  }
  for (size_t i = 0; i < complaint->field_count; i++) {
    if (fasti_list_has(counter->service->fields, complaint->fields[i].path))
      continue;
    fasti_error_field(messages, complaint->fields[i].path, "%s does not take this field; it takes: %s",
                      counter->service->title, counter->service->fields);
    status = FASTI_INVALID;
  }
  return status;
}

/* What the package gives, and what was filled in. */
static void
fill_fields(const struct counter *counter, const struct fasti_complaint *complaint, struct fasti_arena *arena,
            struct fasti_command *command)
{
  const struct fasti_service *service = counter->service;
  struct fasti_field *fields =
    fasti_arena_alloc(arena, (complaint->field_count + service->given_count + 1) * sizeof *fields);
  char day[FASTI_DATE_SIZE];

  for (size_t i = 0; i < service->given_count; i++) {
    const char *value = service->givens[i].value;

    if (strcmp(value, "today") == 0)
      value = fasti_arena_strdup(arena, fasti_day_format(counter->today, day));
    fields[i] = (struct fasti_field){service->givens[i].field, value};
  }
  if (complaint->field_count)
    memcpy(fields + service->given_count, complaint->fields, complaint->field_count * sizeof *fields);
  command->fields = fields;
  command->field_count = service->given_count + complaint->field_count;
}

struct today {
  struct fasti_store *store;
  const char *bureau;
  int64_t from;
  int count;
};

static bool
count_of_bureau(void *self, const struct fasti_case_row *row)
{
  struct today *today = self;

  today->count += strcmp(row->bureau, today->bureau) == 0;
  return true;
}

static bool
count_today(void *self, const struct fasti_follow_up_row *row)
{
  struct today *today = self;
  struct fasti_case_filter filter = {.id = row->case_id};

  return row->at < today->from ||
         today->store->call->case_list(today->store, &filter, count_of_bureau, today) == FASTI_OK;
}

static enum fasti_status
check_how_many(struct fasti_office *office, const struct counter *counter, struct fasti_messages *messages)
{
  struct today today = {.store = office->store,
                        .bureau = fasti_package_bureau(counter->package),
                        .from = fasti_instant_of(counter->today, fasti_package_zone(counter->package))};
  enum fasti_status status =
    office_told(office, messages, office->store->call->follow_up_list(office->store, NULL, count_today, &today));

  if (status != FASTI_OK || today.count < FASTI_COMPLAINTS_A_DAY)
    return status;
  fasti_error_field(messages, NULL, "so many complaints came in today that no more can be taken here: please telephone %s",
                    counter->service->phone ? counter->service->phone : "");
  return FASTI_LIMIT;
}

static enum fasti_status
keep_number(struct fasti_office *office, const char *number, const char *case_id, int64_t now,
            struct fasti_messages *messages)
{
  char hash[FASTI_HASH_SIZE];
  struct fasti_follow_up_row row = {fasti_sha256_hex(fasti_slice_of(number), hash), case_id, now};
  xmlNodePtr act = office_act("complaint");
  enum fasti_status status;

  office_act_follow_up(act, &row);
  status = office_note(office, act, "", now, messages);
  if (status == FASTI_OK)
    status = office->store->call->follow_up_put(office->store, &row);
  if (status == FASTI_CONFLICT)
    fasti_error_field(messages, "number", "this number is taken: the complaint may have been given already");
  return office_told(office, messages, status);
}

static enum fasti_status
complain(struct fasti_office *office, const struct fasti_complaint *complaint, int64_t now, struct fasti_arena *arena,
         struct fasti_messages *messages, char case_id[FASTI_CASE_ID])
{
  struct fasti_command command = {.kind = FASTI_OPEN, .outside = true};
  struct counter counter = {0};
  struct office_case one = {0};
  enum fasti_status status = find_service(office, complaint->bureau, complaint->service, now, messages, &counter);

  if (status == FASTI_OK)
    status = check_fields(&counter, complaint, messages);
  if (status == FASTI_OK)
    status = check_how_many(office, &counter, messages);
  if (status == FASTI_OK)
    status = office_case_name(office, counter.package, false, now, messages, case_id);
  if (status != FASTI_OK)
    return status;
  fill_fields(&counter, complaint, arena, &command);
  status = office_case_begin(&one, office, counter.package, counter.hash, counter.procedure, case_id, messages);
  if (status == FASTI_OK)
    status = office_case_do(&one, &command, now);
  if (status == FASTI_OK)
    status = keep_number(office, complaint->number, case_id, now, messages);
  if (status != FASTI_OK)
    fasti_buffer_free(&one.snapshot); /* it is not in the store */
  office_case_close(&one);
  return status;
}

enum fasti_status
fasti_office_complain(struct fasti_office *office, const struct fasti_complaint *complaint, int64_t now,
                      struct fasti_messages *messages, char case_id[FASTI_CASE_ID])
{
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  case_id[0] = '\0';
  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, complain(office, complaint, now, arena, messages, case_id));
  fasti_arena_free(arena);
  if (status != FASTI_OK)
    case_id[0] = '\0';
  return status;
}

/* -- how it stands -- */

struct finding {
  struct fasti_office *office;
  struct fasti_arena *arena;
  struct fasti_messages *messages;
  struct fasti_progress *progress;
  const char *case_id;
  enum fasti_status status;
};

static bool
take_follow_up(void *self, const struct fasti_follow_up_row *row)
{
  struct finding *finding = self;

  finding->case_id = fasti_arena_strdup(finding->arena, row->case_id);
  return false;
}

/* The title of a state, in whichever document of the procedure it stands; NULL for one that is no step. */
static const char *
stage_title(const struct fasti_procedure *procedure, struct fasti_slice id)
{
  const struct fasti_notes *notes;

  for (size_t i = 0; (notes = fasti_procedure_notes_at(procedure, i)) != NULL; i++)
    for (int j = 1; j < fasti_chart_state_count(notes->chart); j++)
      if (notes->states[j].title && fasti_slice_is(id, fasti_chart_state(notes->chart, j)->id))
        return notes->states[j].title;
  return NULL;
}

static void
take_stages(struct finding *finding, const struct fasti_procedure *procedure, const char *states)
{
  const char **stages = fasti_arena_alloc(finding->arena, (strlen(states) + 1) * sizeof *stages);
  struct fasti_slice id;

  while (fasti_list_next(&states, &id)) {
    const char *title = stage_title(procedure, id);

    if (title)
      stages[finding->progress->stage_count++] = fasti_arena_strdup(finding->arena, title);
  }
  finding->progress->stages = stages;
}

static bool
take_progress(void *self, const struct fasti_case_row *row)
{
  struct finding *finding = self;
  struct fasti_progress *progress = finding->progress;
  const struct fasti_procedure *procedure;

  finding->status = office_procedure_of(finding->office, row, finding->messages, &procedure);
  if (finding->status != FASTI_OK)
    return false;
  *progress = (struct fasti_progress){
    .procedure = fasti_arena_strdup(finding->arena, fasti_procedure_title(procedure)),
    .bureau = fasti_arena_strdup(finding->arena, fasti_package_title(fasti_procedure_package(procedure))),
    .opened_at = row->opened_at,
    .ended_at = row->ended_at};
  take_stages(finding, procedure, row->states);
  return false;
}

static enum fasti_status
find_progress(struct finding *finding, const char *number)
{
  struct fasti_store *store = finding->office->store;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status = store->call->follow_up_list(
    store, fasti_sha256_hex(fasti_slice_of(number ? number : ""), hash), take_follow_up, finding);

  if (status == FASTI_OK && !finding->case_id) {
    fasti_error_field(finding->messages, "number", "no complaint has this number");
    return FASTI_NOT_FOUND;
  }
  if (status == FASTI_OK)
    status = store->call->case_get(store, finding->case_id, take_progress, finding);
  status = office_told(finding->office, finding->messages, status);
  return status == FASTI_OK ? finding->status : status;
}

enum fasti_status
fasti_office_progress(struct fasti_office *office, const char *number, struct fasti_arena *arena,
                      struct fasti_messages *messages, struct fasti_progress *progress)
{
  struct finding finding = {
    .office = office, .arena = arena, .messages = messages, .progress = progress, .status = FASTI_OK};
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, find_progress(&finding, number));
}
