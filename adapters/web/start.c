/* adapters/web/start.c - 发起: what one may open, and the form that opening asks for.
 *
 *   <main><procedure id title form group><for>text</for></procedure></main>
 *   <main procedure title key><form/><outcome/></main>
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/web/task.h"
#include "engine/list.h"

/* -- what one may open -- */

/* What it is for: the texts that it carries out, the services of which a request opens one. */
static void
add_purposes(xmlNodePtr node, const struct fasti_package *package, const char *id)
{
  const struct fasti_text *text;
  const struct fasti_service *service;

  for (size_t i = 0; (text = fasti_package_text_at(package, i)) != NULL; i++)
    if (text->procedure && fasti_list_has(text->procedure, id))
      web_add_text(node, "for", text->title);
  for (size_t i = 0; (service = fasti_package_service_at(package, i)) != NULL; i++)
    if (service->opens && strcmp(service->opens, id) == 0)
      web_add_text(node, "for", service->title);
}

static bool
may_open(struct web_call *call, const struct fasti_procedure *procedure)
{
  return !fasti_procedure_is_standing(procedure) &&
         fasti_list_meets(web_reader(call)->person.roles, fasti_procedure_openers(procedure));
}

static enum fasti_status
start(struct web_call *call)
{
  const struct fasti_package *package = web_package(call);
  const struct fasti_procedure *procedure;
  xmlNodePtr main = web_page(call, "start");

  for (size_t i = 0; package && (procedure = fasti_package_procedure_at(package, i)) != NULL; i++) {
    const struct fasti_form *form = fasti_procedure_form(procedure);
    xmlNodePtr node;

    if (!may_open(call, procedure))
      continue;
    node = web_add(main, "procedure");
    web_set(node, "id", fasti_procedure_id(procedure));
    web_set(node, "title", fasti_procedure_title(procedure));
    web_set(node, "form", form ? fasti_form_title(form) : NULL);
    web_set(node, "group", fasti_procedure_has_key(procedure) ? "register" : "case");
    add_purposes(node, package, fasti_procedure_id(procedure));
  }
  return web_show(call, 200);
}

/* -- the form -- */

struct opening {
  struct web_bench bench;
  struct web_input input;
  struct fasti_form_data *data;
};

static enum fasti_status
open_opening(struct web_call *call, struct opening *opening)
{
  const struct fasti_package *package = web_package(call);
  const char *id = web_part(call, "procedure");
  const struct fasti_reader *reader = web_reader(call);
  struct web_bench *bench = &opening->bench;
  struct fasti_command command = {.kind = FASTI_OPEN, .persons = &bench->person, .person_count = 1};
  enum fasti_status status;

  bench->call = call;
  bench->procedure = package ? fasti_package_procedure(package, id) : NULL;
  if (!bench->procedure || !may_open(call, bench->procedure))
    return FASTI_NOT_FOUND;
  bench->person = fasti_person_of(&reader->person);
  bench->person.stands = reader->stands;
  bench->case_ = fasti_case_new(bench->procedure, "");
  fasti_case_look_at(bench->case_, call->now);
  status = fasti_case_form(bench->case_, &command, call->messages, &opening->data);
  if (status != FASTI_OK || !opening->data) {
    opening->input.count = 0;
    return status;
  }
  web_form_lists(call, opening->data, &opening->input);
  web_form_fill(opening->data, &opening->input);
  return FASTI_OK;
}

static void
close_opening(struct opening *opening)
{
  fasti_form_close(opening->data);
  web_bench_close(&opening->bench);
}

static struct fasti_request
request_of(struct opening *opening)
{
  struct web_call *call = opening->bench.call;
  const char **persons = fasti_arena_alloc(call->arena, sizeof *persons);

  *persons = call->person->id;
  return (struct fasti_request){.bureau = call->person->bureau,
                                .procedure = web_part(call, "procedure"),
                                .kind = FASTI_OPEN,
                                .persons = persons,
                                .person_count = 1,
                                .fields = opening->input.fields,
                                .field_count = opening->input.count};
}

static enum fasti_status
show(struct web_call *call, int http)
{
  struct opening opening = {.input = web_form_input(call)};
  struct web_form_look look = {0};
  enum fasti_status status = open_opening(call, &opening);
  struct fasti_request request;
  xmlNodePtr main;

  if (status == FASTI_OK) {
    main = web_page(call, "start-form");
    web_set(main, "procedure", fasti_procedure_id(opening.bench.procedure));
    web_set(main, "title", fasti_procedure_title(opening.bench.procedure));
    web_set(main, "form-title",
            fasti_procedure_form(opening.bench.procedure) ? fasti_form_title(fasti_procedure_form(opening.bench.procedure))
                                                          : NULL);
    web_set(main, "key", web_new_key(call, "open"));
    add_purposes(main, fasti_procedure_package(opening.bench.procedure), fasti_procedure_id(opening.bench.procedure));
    look.procedure = opening.bench.procedure;
    if (opening.data)
      web_form_add(call, main, opening.data, &look, NULL);
    request = request_of(&opening);
    web_foresee(&opening.bench, main, &request);
  }
  close_opening(&opening);
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
form(struct web_call *call)
{
  return show(call, 200);
}

static enum fasti_status
after_open(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  if (status == FASTI_OK)
    return web_go_telling(call, fasti_arena_printf(call->arena, "/cases/%s", web_encode(call, answer->case_id)),
                          "done.start");
  if (status != FASTI_INVALID && status != FASTI_REFUSED && status != FASTI_FORBIDDEN && status != FASTI_CONFLICT &&
      status != FASTI_LIMIT)
    return status;
  for (size_t i = 0; i < call->file_count; i++)
    if (*call->files[i].name && strncmp(call->files[i].field, "f.", 2) == 0)
      fasti_error_field(call->messages, call->files[i].field + 2,
                        "the file %s has not been kept, because no case was opened: choose it again", call->files[i].name);
  return show(call, fasti_status_http(status));
}

static enum fasti_status
post(struct web_call *call)
{
  struct opening opening = {.input = web_form_input(call)};
  const char *what = web_field(call, "do"), *document = web_field(call, "document");
  struct fasti_request request;
  enum fasti_status status;

  if (!document && (!what || strcmp(what, "open") != 0))
    return show(call, 200);
  status = open_opening(call, &opening);
  request = request_of(&opening);
  if (status == FASTI_OK && document)
    status = web_foresee_document(&opening.bench, &request, atoi(strchr(document, ':') ? strchr(document, ':') + 1 : document));
  close_opening(&opening);
  if (status != FASTI_OK || document)
    return status;
  request.files = opening.input.files;
  request.file_count = opening.input.file_count;
  request.key = web_field(call, "key");
  call->change = (struct web_change){.kind = WEB_COMMAND, .request = request, .follow = after_open};
  return FASTI_OK;
}

const struct web_route web_start_routes[] = {
  {"GET", "/start", start, "-admin process-designer", N_("what one may open")},
  {"GET", "/start/{procedure}", form, "-admin process-designer", N_("what opening a case asks for")},
  {"POST", "/start/{procedure}", post, "-admin process-designer", N_("open a case")},
  {0},
};
