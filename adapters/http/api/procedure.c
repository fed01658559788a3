/* adapters/http/api/procedure.c - the procedures of the bureau: what one may open, and the states that they have. */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

static enum fasti_status
own_package(struct http_call *call, const struct fasti_package **package)
{
  return fasti_office_package(http_office(call), http_person(call)->bureau, api_today(call), http_messages(call),
                              package);
}

static json_t *
procedure_json(const struct fasti_reader *reader, const struct fasti_package *package,
               const struct fasti_procedure *procedure)
{
  const char *openers = fasti_procedure_openers(procedure);
  json_t *object = json_object();

  api_set_text(object, "id", fasti_procedure_id(procedure));
  api_set_text(object, "title", fasti_procedure_title(procedure));
  api_set_roles(object, "openers", package, openers);
  json_object_set_new(object, "mayOpen", json_boolean(fasti_list_meets(reader->person.roles, openers)));
  json_object_set_new(object, "standing", json_boolean(fasti_procedure_is_standing(procedure)));
  json_object_set_new(object, "hasKey", json_boolean(fasti_procedure_has_key(procedure)));
  json_object_set_new(object, "register", json_boolean(fasti_procedure_note(procedure)->is_register));
  json_object_set_new(object, "hasForm", json_boolean(fasti_procedure_form(procedure) != NULL));
  return object;
}

static enum fasti_status
list_procedures(struct http_call *call)
{
  bool mine = api_query_flag(call, "mayOpen");
  const struct fasti_package *package;
  const struct fasti_procedure *procedure;
  struct fasti_reader reader;
  json_t *items;
  enum fasti_status status = own_package(call, &package);

  if (status == FASTI_OK)
    status = api_reader(call, &reader);
  if (status != FASTI_OK)
    return status;
  items = json_array();
  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)) != NULL; i++)
    if (!mine || fasti_list_meets(reader.person.roles, fasti_procedure_openers(procedure)))
      json_array_append_new(items, procedure_json(&reader, package, procedure));
  api_reply_items(call, items);
  return FASTI_OK;
}

/* The states that people see, in the order of the chart; those of a chart that is invoked name it. */
static void
add_states(const struct fasti_procedure *procedure, const struct fasti_chart *chart, const char *within, json_t *items)
{
  for (int i = 1; i < fasti_chart_state_count(chart); i++) { /* behind the chart itself */
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);
    const char *title = fasti_xml_attribute(state->node, "urn:fasti:procedure", "title");
    json_t *object;

    if (!title || !state->id)
      continue;
    object = json_object();
    api_set_text(object, "id", state->id);
    api_set_text(object, "title", title);
    api_set_law(object, "law", procedure, fasti_xml_attribute(state->node, "urn:fasti:procedure", "law"));
    api_set_text(object, "within", within);
    json_object_set_new(object, "final", json_boolean(state->kind == FASTI_STATE_FINAL));
    json_array_append_new(items, object);
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    if (invoke->child)
      add_states(procedure, invoke->child, invoke->id, items);
  }
}

static json_t *
facts_json(const struct fasti_procedure *procedure)
{
  static const char *const types[] = {"text", "date", "number"};
  const struct fasti_procedure_note *note = fasti_procedure_note(procedure);
  json_t *items = json_array();

  for (size_t i = 0; i < note->fact_count; i++)
    if (note->facts[i].title)
      json_array_append_new(items, json_pack("{s:s, s:s, s:s}", "name", note->facts[i].name, "title",
                                             note->facts[i].title, "type", types[note->facts[i].type]));
  return items;
}

static enum fasti_status
get_procedure(struct http_call *call)
{
  const char *id = http_part(call, "procedure");
  const struct fasti_package *package;
  const struct fasti_procedure *procedure;
  struct fasti_reader reader;
  json_t *object, *states;
  enum fasti_status status = own_package(call, &package);

  if (status == FASTI_OK)
    status = api_reader(call, &reader);
  if (status != FASTI_OK)
    return status;
  procedure = fasti_package_procedure(package, id);
  if (!procedure) {
    fasti_error_field(http_messages(call), id, "the regulations of this bureau have no such procedure");
    return FASTI_NOT_FOUND;
  }
  object = procedure_json(&reader, package, procedure);
  states = json_array();
  add_states(procedure, fasti_procedure_chart(procedure), NULL, states);
  json_object_set_new(object, "states", states);
  json_object_set_new(object, "facts", facts_json(procedure));
  http_reply_json(call, 200, object);
  return FASTI_OK;
}

/* -- registers: procedures whose cases are what is supervised -- */

struct counts {
  json_int_t all, open;
};

static bool
count_status(void *self, const char *status, int64_t count)
{
  struct counts *counts = self;

  counts->all += count;
  if (strcmp(status, "open") == 0 || strcmp(status, "suspended") == 0)
    counts->open += count;
  return true;
}

static enum fasti_status
list_registers(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  const struct fasti_package *package;
  const struct fasti_procedure *procedure;
  struct fasti_reader reader;
  json_t *items;
  enum fasti_status status = own_package(call, &package);

  if (status == FASTI_OK)
    status = api_reader(call, &reader);
  if (status != FASTI_OK)
    return status;
  items = json_array();
  for (size_t i = 0; status == FASTI_OK && (procedure = fasti_package_procedure_at(package, i)) != NULL; i++) {
    struct fasti_case_filter filter = {
      .procedure = fasti_procedure_id(procedure), .due_before = FASTI_NO_DAY, .reach = &reader.reach};
    struct counts counts = {0, 0};

    if (!fasti_procedure_note(procedure)->is_register)
      continue;
    status = store->call->case_count(store, &filter, FASTI_COUNT_STATUS, count_status, &counts);
    json_array_append_new(items, json_pack("{s:s, s:s, s:I, s:I}", "procedure", fasti_procedure_id(procedure), "title",
                                           fasti_procedure_title(procedure), "cases", counts.all, "open", counts.open));
  }
  if (status == FASTI_OK)
    api_reply_items(call, items);
  else
    json_decref(items);
  return status;
}

static const struct http_parameter list_query[] = {
  {.name = "mayOpen", .summary = "only those of which one may open a case", .type = "boolean"}, {0}};

const struct http_route api_procedure_routes[] = {
  {.id = "listProcedures", .method = "GET", .pattern = API_ROOT "/procedures", .handle = list_procedures,
   .who = API_WORKERS, .scope = "read", .query = list_query, .statuses = {200, 422}, .answer = "ProcedureList",
   .summary = "The procedures of the bureau that are in force today"},
  {.id = "getProcedure", .method = "GET", .pattern = API_ROOT "/procedures/{procedure}", .handle = get_procedure,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "Procedure",
   .summary = "A procedure with the steps that people see and the articles that these rest on"},
  {.id = "listRegisters", .method = "GET", .pattern = API_ROOT "/registers", .handle = list_registers,
   .who = API_WORKERS, .scope = "read", .statuses = {200}, .answer = "RegisterList",
   .summary = "Registers: the procedures whose cases are what is supervised; their entries are listed as cases, with facts=true"},
  {0},
};
