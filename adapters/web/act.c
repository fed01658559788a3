/* adapters/web/act.c - actions of a case (what its people may do at any time in a step), and operations on a case as a whole:
 * suspend, approve, refuse, resume, recuse, terminate, comment, add a file.
 *
 *   <main kind="act|case" case event title people entries key query>
 *     <form/> <outcome/> <people for="with"/> <duties/> <law id>shown</law> <beside/>
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/task.h"
#include "engine/list.h"
#include "engine/notes.h"

/* -- actions -- */

struct action {
  struct web_bench bench;
  struct web_input input;
  const char *event, *session, *node;
  bool found;
  struct fasti_action_view view; /* its texts are copied */
  struct fasti_form_data *data;
};

static const char *
given(const struct web_call *call, const char *name)
{
  const char *value = web_field(call, name) ? web_field(call, name) : web_query(call, name);

  return value && *value ? value : NULL;
}

static void
match_action(void *self, const struct fasti_action_view *view)
{
  struct action *action = self;
  struct fasti_arena *arena = action->bench.call->arena;

  if (action->found || strcmp(view->event, action->event) != 0 ||
      (action->session && strcmp(view->session, action->session) != 0) ||
      (action->node && strcmp(view->key, action->node) != 0))
    return;
  action->found = true;
  action->view = *view;
  action->view.event = fasti_arena_strdup(arena, view->event);
  action->view.session = fasti_arena_strdup(arena, view->session);
  action->view.key = fasti_arena_strdup(arena, view->key);
  action->view.title = fasti_arena_strdup(arena, view->title);
  action->view.law = view->law ? fasti_arena_strdup(arena, view->law) : "";
}

static enum fasti_status
open_action(struct web_call *call, struct action *action)
{
  enum fasti_status status = web_bench_open(call, &action->bench);

  action->event = web_part(call, "event");
  action->session = given(call, "session");
  action->node = given(call, "node");
  if (status == FASTI_OK && action->bench.reading != FASTI_READS_ALL)
    status = FASTI_NOT_FOUND;
  if (status == FASTI_OK)
    fasti_case_actions(action->bench.case_, &action->bench.person, match_action, action);
  if (status == FASTI_OK && !action->found) {
    fasti_error_field(call->messages, action->event,
                      "you cannot do this in the case now: its step does not offer it, or it is for others");
    status = FASTI_FORBIDDEN;
  }
  return status;
}

static void
close_action(struct action *action)
{
  fasti_form_close(action->data);
  action->data = NULL;
  web_bench_close(&action->bench);
}

static struct fasti_request
request_of(struct action *action)
{
  struct web_call *call = action->bench.call;
  const char **persons = fasti_arena_alloc(call->arena, (call->field_count + 1) * sizeof *persons);
  size_t count = 0;

  persons[count++] = call->person->id;
  for (size_t i = 0; i < call->field_count; i++)
    if (strcmp(call->fields[i].name, "person") == 0 && *call->fields[i].value)
      persons[count++] = call->fields[i].value;
  return (struct fasti_request){.case_id = web_part(call, "case"),
                                .kind = FASTI_ACT,
                                .persons = persons,
                                .person_count = count,
                                .event = action->event,
                                .session = action->session,
                                .node = action->node,
                                .fields = action->input.fields,
                                .field_count = action->input.count};
}

/* The form with what came in. */
static enum fasti_status
fill(struct action *action)
{
  const struct fasti_command command = {.kind = FASTI_ACT,
                                        .persons = &action->bench.person,
                                        .person_count = 1,
                                        .event = action->event,
                                        .session = action->session ? action->session : action->view.session,
                                        .key = action->node};
  enum fasti_status status =
    fasti_case_form(action->bench.case_, &command, action->bench.call->messages, &action->data);

  if (status != FASTI_OK || !action->data) {
    action->input.count = 0;
    return status;
  }
  web_form_lists(action->bench.call, action->data, &action->input);
  web_form_fill(action->data, &action->input);
  return FASTI_OK;
}

struct company {
  struct action *action;
  bool may;
};

static void
match_company(void *self, const struct fasti_action_view *view)
{
  struct company *company = self;

  if (strcmp(view->event, company->action->view.event) == 0 &&
      strcmp(view->session, company->action->view.session) == 0)
    company->may = true;
}

static bool
may_join(void *self, const struct fasti_person *person)
{
  struct company company = {.action = self};

  fasti_case_actions(company.action->bench.case_, person, match_company, &company);
  return company.may;
}

static void
describe(struct action *action, xmlNodePtr main)
{
  struct web_call *call = action->bench.call;

  web_set(main, "kind", "act");
  web_set(main, "case", action->bench.row.id);
  web_set(main, "case-title", action->bench.row.title);
  web_set(main, "action", fasti_arena_printf(call->arena, "/cases/%s/act/%s", web_encode(call, action->bench.row.id),
                                             web_encode(call, action->event)));
  web_set(main, "title", action->view.title);
  web_set(main, "session", action->session);
  web_set(main, "node", action->node);
  web_set(main, "for", *action->view.key ? action->view.key : NULL);
  web_set(main, "law", *action->view.law ? fasti_procedure_law(action->bench.procedure, action->view.law) : NULL);
  web_set(main, "form-title", action->view.form ? fasti_form_title(action->view.form) : NULL);
  web_set_number(main, "people", action->view.people);
  web_set_number(main, "entries", action->bench.row.entries);
  web_set(main, "key", web_new_key(call, "act"));
}

/* Who was chosen stays chosen. */
static void
add_chosen(struct web_call *call, xmlNodePtr main)
{
  for (size_t i = 0; i < call->field_count; i++)
    if (strcmp(call->fields[i].name, "person") == 0)
      web_set(web_add(main, "chosen"), "id", call->fields[i].value);
}

static enum fasti_status
show_action(struct web_call *call, int http)
{
  struct action action = {.input = web_form_input(call)};
  struct web_form_look look = {.files = true};
  enum fasti_status status = open_action(call, &action);
  struct fasti_request request;
  xmlNodePtr main;

  if (status == FASTI_OK)
    status = fill(&action);
  if (status != FASTI_OK) {
    close_action(&action);
    return status;
  }
  main = web_page(call, "act");
  describe(&action, main);
  look.case_ = action.bench.case_;
  look.procedure = action.bench.procedure;
  if (action.data)
    web_form_add(call, main, action.data, &look, NULL);
  if (action.view.people > 1) {
    web_people_add(&action.bench, main, "with", may_join, &action);
    add_chosen(call, main);
  }
  request = request_of(&action);
  if (request.person_count >= (size_t)action.view.people)
    web_foresee(&action.bench, main, &request);
  web_beside_add(&action.bench, main);
  close_action(&action);
  return web_show(call, http);
}

static enum fasti_status
act(struct web_call *call)
{
  return show_action(call, 200);
}

static const char *
case_path(struct web_call *call)
{
  return fasti_arena_printf(call->arena, "/cases/%s", web_encode(call, web_part(call, "case")));
}

static bool
is_refusal(enum fasti_status status)
{
  return status == FASTI_INVALID || status == FASTI_REFUSED || status == FASTI_FORBIDDEN || status == FASTI_CONFLICT ||
         status == FASTI_LIMIT;
}

static void
tell_files(struct web_call *call)
{
  if (call->file_count > 0 && *call->files[0].name)
    fasti_error_field(call->messages, strncmp(call->files[0].field, "f.", 2) == 0 ? call->files[0].field + 2 : NULL,
                      "the files that you chose have not been kept: choose them again, or attach them first");
}

static enum fasti_status
after_act(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  enum fasti_status shown;

  (void)answer;
  if (status == FASTI_OK)
    return web_go_telling(call, case_path(call), "done.act");
  if (!is_refusal(status))
    return status;
  tell_files(call);
  shown = show_action(call, fasti_status_http(status));
  return shown;
}

static enum fasti_status
after_attach(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status != FASTI_OK && !is_refusal(status))
    return status;
  return web_form_attached(call, show_action);
}

static enum fasti_status
do_act(struct web_call *call)
{
  struct action action = {.input = web_form_input(call)};
  const char *what = web_field(call, "do"), *document = web_field(call, "document");
  bool does = what && strcmp(what, "act") == 0;
  struct fasti_request request;
  enum fasti_status status;

  if (!does && !document && action.input.file_count > 0)
    return web_form_attach(call, &action.input, after_attach);
  if (!does && !document)
    return show_action(call, 200);
  status = open_action(call, &action);
  if (status == FASTI_OK)
    status = fill(&action);
  request = request_of(&action);
  if (status == FASTI_OK && document)
    status = web_foresee_document(&action.bench, &request, atoi(strchr(document, ':') ? strchr(document, ':') + 1 : document));
  if (status == FASTI_OK && does && !web_is_current(&action.bench))
    status = FASTI_CONFLICT;
  close_action(&action);
  if (status == FASTI_CONFLICT)
    return show_action(call, 409);
  if (status != FASTI_OK || document)
    return status;
  request.files = action.input.files;
  request.file_count = action.input.file_count;
  request.key = web_field(call, "key");
  call->change = (struct web_change){.kind = WEB_COMMAND, .request = request, .follow = after_act};
  return FASTI_OK;
}

/* -- the case as a whole -- */

static const struct operation {
  const char *name;
  enum fasti_command_kind kind;
  const char *asks; /* law, person, file; what it asks for besides a reason, in a list */
  bool reason;      /* one must be given */
} operations[] = {
  {"suspend", FASTI_SUSPEND, "law", true},
  {"approve-suspension", FASTI_APPROVE_SUSPENSION, "", false},
  {"refuse-suspension", FASTI_REFUSE_SUSPENSION, "", true},
  {"resume", FASTI_RESUME, "", false},
  {"recuse", FASTI_RECUSE, "person", true},
  {"terminate", FASTI_TERMINATE, "law", true},
  {"comment", FASTI_COMMENT, "", true},
  {"evidence", FASTI_EVIDENCE, "file", false},
};

static const struct operation *
operation_of(const struct web_call *call)
{
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
    if (strcmp(operations[i].name, web_part(call, "operation")) == 0)
      return &operations[i];
  return NULL;
}

static void
add_laws(struct web_bench *bench, xmlNodePtr main)
{
  const char *chosen = web_field(bench->call, "law"), *shown, *id;

  for (size_t i = 0; (id = fasti_procedure_law_at(bench->procedure, i, &shown)) != NULL; i++) {
    xmlNodePtr law = web_add_text(main, "law", shown);

    web_set(law, "id", id);
    web_set(law, "chosen", chosen && strcmp(chosen, id) == 0 ? "true" : NULL);
  }
}

static void
add_superseded(void *self, const struct fasti_attached *file)
{
  xmlNodePtr node;

  if (file->superseded_by)
    return;
  node = web_add(self, "superseded");
  web_set_number(node, "number", file->number);
  web_set(node, "name", file->name);
}

static enum fasti_status
show_operation(struct web_call *call, int http)
{
  const struct operation *operation = operation_of(call);
  struct web_bench bench = {0};
  enum fasti_status status = operation ? web_bench_open(call, &bench) : FASTI_NOT_FOUND;
  xmlNodePtr main;

  if (status != FASTI_OK) {
    web_bench_close(&bench);
    return status;
  }
  main = web_page(call, "act");
  web_set(main, "kind", "case");
  web_set(main, "case", bench.row.id);
  web_set(main, "case-title", bench.row.title);
  web_set(main, "operation", operation->name);
  web_set(main, "action", fasti_arena_printf(call->arena, "/cases/%s/do/%s", web_encode(call, bench.row.id), operation->name));
  web_set(main, "asks", operation->asks);
  web_set(main, "needs-reason", operation->reason ? "true" : NULL);
  web_set(main, "reason", web_field(call, "reason"));
  web_set(main, "person", web_field(call, "person"));
  web_set(main, "key", web_new_key(call, operation->name));
  web_set_number(main, "entries", bench.row.entries);
  if (strstr(operation->asks, "law"))
    add_laws(&bench, main);
  if (strstr(operation->asks, "person"))
    web_people_add(&bench, main, "recuse", NULL, NULL);
  if (strstr(operation->asks, "file"))
    fasti_case_files(bench.case_, add_superseded, main);
  web_beside_add(&bench, main);
  web_bench_close(&bench);
  return web_show(call, http);
}

static enum fasti_status
operation(struct web_call *call)
{
  return show_operation(call, 200);
}

static enum fasti_status
after_operation(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status == FASTI_OK)
    return web_go_telling(call, case_path(call),
                          fasti_arena_printf(call->arena, "done.case.%s", operation_of(call)->name));
  if (!is_refusal(status) && status != FASTI_NOT_FOUND)
    return status;
  return show_operation(call, fasti_status_http(status));
}

static const struct fasti_given_file *
given_file(struct web_call *call)
{
  struct fasti_given_file *file = fasti_arena_alloc(call->arena, sizeof *file);
  const char *supersedes = given(call, "supersedes");

  for (size_t i = 0; i < call->file_count; i++)
    if (strcmp(call->files[i].field, "file") == 0 && *call->files[i].name) {
      *file = (struct fasti_given_file){
        .name = call->files[i].name, .hash = call->files[i].hash, .supersedes = supersedes};
      return file;
    }
  return NULL;
}

static enum fasti_status
do_operation(struct web_call *call)
{
  const struct operation *operation = operation_of(call);
  const char **persons = fasti_arena_alloc(call->arena, 2 * sizeof *persons), *person = given(call, "person");
  struct web_bench bench = {0};
  struct fasti_request request;
  enum fasti_status status = operation ? web_bench_open(call, &bench) : FASTI_NOT_FOUND;

  web_bench_close(&bench);
  if (status != FASTI_OK)
    return status;
  persons[0] = call->person->id;
  persons[1] = person;
  request = (struct fasti_request){.case_id = web_part(call, "case"),
                                   .kind = operation->kind,
                                   .persons = persons,
                                   .person_count = person && strstr(operation->asks, "person") ? 2 : 1,
                                   .reason = given(call, "reason"),
                                   .law = given(call, "law"),
                                   .key = web_field(call, "key")};
  if (operation->kind == FASTI_EVIDENCE) {
    request.reason = NULL;
    request.files = given_file(call);
    request.file_count = request.files ? 1 : 0;
  }
  if (operation->kind == FASTI_EVIDENCE && !request.files) {
    fasti_error_field(call->messages, "file", "choose a file to add");
    return show_operation(call, 422);
  }
  call->change = (struct web_change){.kind = WEB_COMMAND, .request = request, .follow = after_operation};
  return FASTI_OK;
}

const struct web_route web_act_routes[] = {
  {"GET", "/cases/{case}/act/{event}", act, "-admin process-designer", N_("an action of a case")},
  {"POST", "/cases/{case}/act/{event}", do_act, "-admin process-designer", N_("do an action of a case")},
  {"GET", "/cases/{case}/do/{operation}", operation, "-admin process-designer",
   N_("suspend, resume, terminate a case, recusal, comments, files: what it asks for")},
  {"POST", "/cases/{case}/do/{operation}", do_operation, "-admin process-designer",
   N_("suspend, resume, terminate a case, recusal, comments, files")},
  {0},
};
