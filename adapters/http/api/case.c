/* adapters/http/api/case.c - the case that a path names, and who may read it; see api.h.
 *
 * Messages: a case that is not there, or not for the person who asks: the same words.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

bool
api_may_read(struct http_call *call, const struct fasti_case_row *row)
{
  const struct fasti_person_row *person = http_person(call);

  return person && *person->bureau && strcmp(person->bureau, row->bureau) == 0 &&
         !fasti_list_has(person->roles, FASTI_ROLE_ADMIN) && !fasti_list_has(person->roles, FASTI_ROLE_DESIGNER);
}

struct finding {
  struct http_call *call;
  struct fasti_case_row *row;
  bool found;
};

static bool
take_row(void *self, const struct fasti_case_row *row)
{
  struct finding *finding = self;
  struct fasti_arena *arena = http_arena(finding->call);

  if (!api_may_read(finding->call, row))
    return false;
  finding->found = true;
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
api_case_row(struct http_call *call, const char *case_id, struct fasti_case_row *row)
{
  struct fasti_store *store = http_store(call);
  struct finding finding = {.call = call, .row = row};
  enum fasti_status status = store->call->case_get(store, case_id, take_row, &finding);

  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return status;
  if (finding.found)
    return FASTI_OK;
  fasti_error_field(http_messages(call), case_id, "there is no such case in this office");
  return FASTI_NOT_FOUND;
}

enum fasti_status
api_with_case(struct http_call *call, enum fasti_status (*use)(struct http_call *call, struct fasti_case *case_))
{
  const char *id = http_part(call, "case");
  struct fasti_case_row row;
  struct fasti_case *case_ = NULL;
  int32_t day;
  enum fasti_status status = api_case_row(call, id, &row);

  if (status == FASTI_OK)
    status = api_query_day(call, "asOf", &day);
  if (status == FASTI_OK && day != FASTI_NO_DAY)
    status = fasti_office_case_as_of(http_office(call), id, fasti_instant_of(day + 1, http_zone(call)) - 1,
                                     http_messages(call), &case_);
  else if (status == FASTI_OK)
    status = fasti_office_case(http_office(call), id, http_messages(call), &case_);
  if (status == FASTI_OK)
    status = use(call, case_);
  fasti_case_free(case_);
  return status;
}

struct fasti_person
api_viewer(struct http_call *call)
{
  return fasti_person_of(http_person(call));
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
api_case_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_case_row *row)
{
  json_t *object = json_object();

  api_set_text(object, "id", row->id);
  api_set_text(object, "bureau", row->bureau);
  api_set_text(object, "procedure", row->procedure);
  api_set_text(object, "procedureTitle", procedure ? fasti_procedure_title(procedure) : row->procedure);
  api_set_text(object, "title", row->title);
  api_set_text(object, "status", row->status);
  api_set_states(object, "states", procedure, row->states);
  api_set_instant(call, object, "openedAt", row->opened_at);
  api_set_instant(call, object, "endedAt", row->ended_at);
  json_object_set_new(object, "entries", json_integer(row->entries));
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
