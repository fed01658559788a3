/* adapters/http/api/case.c - the case that a path names, and who may read it; see api.h.
 *
 * Messages: a case that is not there, or not for the person who asks: the same words.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/http/api/api.h"

enum fasti_status
api_hidden(struct http_call *call, const char *what)
{
  fasti_error_field(http_messages(call), what, "there is no such thing, or it is not for you");
  return FASTI_NOT_FOUND;
}

enum fasti_status
api_reader(struct http_call *call, struct fasti_reader *reader)
{
  return fasti_office_reader(http_office(call), http_person(call)->id, api_today(call), http_arena(call),
                             http_messages(call), reader);
}

struct finding {
  struct fasti_arena *arena;
  struct fasti_case_row *row;
};

static bool
take_row(void *self, const struct fasti_case_row *row)
{
  struct finding *finding = self;
  struct fasti_arena *arena = finding->arena;

  *finding->row = *row;
  finding->row->id = fasti_arena_strdup(arena, row->id);
  finding->row->bureau = fasti_arena_strdup(arena, row->bureau);
  finding->row->procedure = fasti_arena_strdup(arena, row->procedure);
  finding->row->package = fasti_arena_strdup(arena, row->package);
  finding->row->title = fasti_arena_strdup(arena, row->title);
  finding->row->status = fasti_arena_strdup(arena, row->status);
  finding->row->states = fasti_arena_strdup(arena, row->states);
  finding->row->search = "";
  finding->row->snapshot = (struct fasti_slice){NULL, 0};
  return false;
}

enum fasti_status
api_case_known(struct http_call *call, const char *case_id, struct fasti_case_row *row)
{
  struct fasti_store *store = http_store(call);
  struct finding finding = {.arena = http_arena(call), .row = row};

  return store->call->case_get(store, case_id, take_row, &finding);
}

static enum fasti_status
may_read(struct http_call *call, const struct fasti_reader *reader, const char *case_id, enum fasti_reading least,
         enum fasti_reading *reading)
{
  enum fasti_status status =
    fasti_office_may_read(http_office(call), reader, case_id, http_messages(call), reading);

  if (status != FASTI_OK || *reading >= least)
    return status;
  fasti_error_field(http_messages(call), case_id, "there is no such case in this office");
  return FASTI_NOT_FOUND;
}

enum fasti_status
api_case_row(struct http_call *call, const char *case_id, enum fasti_reading least, struct fasti_case_row *row,
             enum fasti_reading *reading)
{
  struct fasti_reader reader;
  enum fasti_reading found;
  enum fasti_status status = api_reader(call, &reader);

  if (status == FASTI_OK)
    status = may_read(call, &reader, case_id, least, &found);
  if (status == FASTI_OK)
    status = api_case_known(call, case_id, row);
  if (status == FASTI_OK && reading)
    *reading = found;
  return status;
}

enum fasti_status
api_with_case(struct http_call *call, enum fasti_reading least, enum fasti_status (*use)(struct api_look *look))
{
  struct api_look look = {.call = call, .id = http_part(call, "case")};
  int32_t day;
  enum fasti_status status = api_reader(call, &look.reader);

  if (status == FASTI_OK)
    status = may_read(call, &look.reader, look.id, least, &look.reading);
  if (status == FASTI_OK)
    status = api_query_day(call, "asOf", &day);
  if (status == FASTI_OK && day != FASTI_NO_DAY)
    status = fasti_office_case_as_of(http_office(call), look.id, fasti_instant_of(day + 1, http_zone(call)) - 1,
                                     http_messages(call), &look.case_);
  else if (status == FASTI_OK)
    status = fasti_office_case(http_office(call), look.id, http_messages(call), &look.case_);
  if (status == FASTI_OK) {
    look.person = fasti_person_of(&look.reader.person);
    look.procedure = fasti_case_procedure(look.case_);
    status = use(&look);
  }
  fasti_case_free(look.case_);
  return status;
}

const struct fasti_procedure *
api_procedure_of(struct http_call *call, const struct fasti_case_row *row)
{
  const struct fasti_package *package = NULL;

  if (fasti_office_package_of(http_office(call), row->package, NULL, &package) != FASTI_OK)
    return NULL;
  return fasti_package_procedure(package, row->procedure);
}

void
api_add_tag(struct http_call *call, int64_t entries)
{
  http_add_header(call, "ETag", fasti_arena_printf(http_arena(call), "\"%" PRId64 "\"", entries));
}

/* -- rows as JSON -- */

json_t *
api_outline_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_case_row *row)
{
  json_t *object = json_object();

  api_set_text(object, "id", row->id);
  api_set_text(object, "bureau", row->bureau);
  api_set_text(object, "procedure", row->procedure);
  api_set_text(object, "procedureTitle", procedure ? fasti_procedure_title(procedure) : row->procedure);
  api_set_text(object, "status", row->status);
  api_set_states(object, "states", procedure, row->states);
  api_set_instant(call, object, "openedAt", row->opened_at);
  api_set_instant(call, object, "endedAt", row->ended_at);
  json_object_set_new(object, "entries", json_integer(row->entries));
  return object;
}

json_t *
api_case_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_case_row *row)
{
  json_t *object = api_outline_json(call, procedure, row);

  api_set_text(object, "title", row->title);
  return object;
}

json_t *
api_task_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_task_row *row)
{
  json_t *object = json_pack("{s:s, s:I}", "case", row->case_id ? row->case_id : "", "number", (json_int_t)row->number);

  api_set_text(object, "task", row->task);
  api_set_text(object, "key", row->key);
  api_set_text(object, "title", row->title);
  api_set_text(object, "state", row->state);
  api_set_roles(object, "roles", procedure ? fasti_procedure_package(procedure) : NULL, row->roles);
  api_set_people(call, object, "persons", row->persons);
  api_set_words(object, "units", row->units);
  api_set_instant(call, object, "openedAt", row->opened_at);
  api_set_day(object, "due", row->due);
  if (row->due != FASTI_NO_DAY)
    json_object_set_new(object, "overdue", json_boolean(row->due < api_today(call)));
  json_object_set_new(object, "hasForm", json_boolean(*row->form));
  api_set_person(call, object, "draftOf", row->drafted);
  return object;
}

json_t *
api_deadline_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_deadline_row *row)
{
  json_t *object = json_object();
  bool running = strcmp(row->state, "running") == 0 && row->due != FASTI_NO_DAY;

  api_set_text(object, "case", row->case_id);
  api_set_text(object, "deadline", row->deadline);
  api_set_text(object, "session", row->session);
  api_set_text(object, "title", row->title);
  api_set_text(object, "state", row->state);
  api_set_law(object, "law", procedure, row->law);
  api_set_roles(object, "roles", procedure ? fasti_procedure_package(procedure) : NULL, row->role);
  api_set_day(object, "from", row->from);
  api_set_day(object, "due", row->due);
  if (running)
    json_object_set_new(object, "daysLeft", json_integer(row->due - api_today(call)));
  json_object_set_new(object, "provisional", json_boolean(row->provisional));
  return object;
}

json_t *
api_instrument_json(struct http_call *call, const struct fasti_instrument_row *row)
{
  json_t *object = json_pack("{s:s, s:I}", "case", row->case_id, "number", (json_int_t)row->number);

  api_set_text(object, "instrument", row->instrument);
  api_set_text(object, "title", row->title);
  api_set_text(object, "documentNumber", row->document_number);
  api_set_text(object, "key", row->key);
  api_set_instant(call, object, "issuedAt", row->issued_at);
  api_set_text(object, "hashName", row->hash_name);
  api_set_text(object, "hash", row->hash);
  return object;
}
