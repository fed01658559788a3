/* adapters/web/task.c - a task: its form, the case beside it, what the law demands, what would follow, and everything that
 * may be done with it.
 *
 *   <main case number title form-title state people entries key ...>
 *     <can op/>                        what the person may do with it
 *     <why>reasons</why>               why they may not do it
 *     <form turns>..</form> <outcome/> <choice-outcome value label><outcome/></choice-outcome>
 *     <signer/> <duties/> <step/> <people for/> <beside/>
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/task_page.h"

enum { CHOICES = 8 }; /* of which what follows is told */

/* -- opening -- */

/* The task is no longer open: who comes late hears so, with the way to the case. */
static enum fasti_status
show_closed(struct task_page *page)
{
  struct web_call *call = page->bench.call;
  xmlNodePtr main = web_page(call, "task");

  web_set(main, "closed", "true");
  web_set(main, "case", page->bench.row.id);
  web_set(main, "case-title", page->bench.row.title);
  web_set(main, "number", web_part(call, "number"));
  web_beside_add(&page->bench, main);
  web_bench_close(&page->bench);
  return web_show(call, 409);
}

static enum fasti_status
open_page(struct web_call *call, struct task_page *page, struct fasti_messages *why)
{
  enum fasti_status status = web_bench_open(call, &page->bench);
  bool may = true;

  page->number = web_part(call, "number");
  if (status == FASTI_OK && page->bench.reading == FASTI_READS_TASK)
    status = fasti_office_may_read_task(call->office, web_reader(call), page->bench.row.id, atoll(page->number),
                                        call->messages, &may);
  if (!may)
    status = FASTI_NOT_FOUND;
  if (status == FASTI_OK)
    status = fasti_case_task_view(page->bench.case_, atoll(page->number), &page->bench.person, why, &page->view);
  return status;
}

/* -- the form -- */

static struct fasti_request
request_of(struct task_page *page, enum fasti_command_kind kind)
{
  struct web_call *call = page->bench.call;
  const char **persons = fasti_arena_alloc(call->arena, sizeof *persons);

  *persons = call->person->id;
  return (struct fasti_request){.case_id = web_part(call, "case"),
                                .kind = kind,
                                .persons = persons,
                                .person_count = 1,
                                .task = page->number,
                                .fields = page->input.fields,
                                .field_count = page->input.count};
}

static enum fasti_status
open_form(struct task_page *page, struct fasti_form_data **data)
{
  const struct fasti_command command = {
    .kind = FASTI_COMPLETE, .persons = &page->bench.person, .person_count = 1, .task = page->view.number};

  return fasti_case_form(page->bench.case_, &command, page->bench.call->messages, data);
}

/* The form as it is, with what came in over what is kept of it. */
static enum fasti_status
add_form(struct task_page *page, xmlNodePtr main)
{
  struct web_call *call = page->bench.call;
  const struct web_form_look look = {.case_ = page->bench.case_,
                                     .files = page->bench.reading == FASTI_READS_ALL,
                                     .procedure = page->bench.procedure,
                                     .readonly = !task_can(page, FASTI_COMPLETE),
                                     .task = page->view.number};
  struct fasti_form_data *data = NULL;
  enum fasti_status status;

  if (!page->view.form || strcmp(page->bench.row.status, "open") != 0)
    return FASTI_OK;
  status = open_form(page, &data);
  if (status != FASTI_OK)
    return status;
  web_form_lists(call, data, &page->input);
  web_form_fill(data, &page->input);
  web_form_add(call, main, data, &look, &page->turns);
  fasti_form_close(data);
  return FASTI_OK;
}

static xmlNodePtr
find_field(xmlNodePtr node, const char *path)
{
  for (xmlNodePtr child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child)) {
    const char *own = (const char *)xmlGetProp(child, (const xmlChar *)"path");
    bool is = own && strcmp((const char *)child->name, "field") == 0 && strcmp(own, path) == 0;
    xmlNodePtr found = is ? child : find_field(child, path);

    xmlFree((xmlChar *)(uintptr_t)own);
    if (found)
      return found;
  }
  return NULL;
}

static void
foresee_choice(struct task_page *page, xmlNodePtr choice, const char *value)
{
  struct web_call *call = page->bench.call;
  struct web_input kept = page->input;
  struct fasti_request request;

  page->input.fields = NULL;
  page->input.count = page->input.room = 0;
  for (size_t i = 0; i < kept.count; i++)
    web_form_set(call, &page->input, kept.fields[i].path, kept.fields[i].value);
  web_form_set(call, &page->input, page->turns, value);
  request = request_of(page, FASTI_COMPLETE);
  web_foresee(&page->bench, choice, &request);
  page->input = kept;
}

/* What follows: from each choice that turns the way of the case, else from the form as it is. */
static void
add_outcomes(struct task_page *page, xmlNodePtr main)
{
  xmlNodePtr field = page->turns ? find_field(main, page->turns) : NULL;
  struct fasti_request request;
  int count = 0;

  if (task_can(page, FASTI_SIGN) && !task_can(page, FASTI_COMPLETE)) {
    page->input.count = 0;
    request = request_of(page, FASTI_SIGN);
    request.agree = true;
    web_foresee(&page->bench, main, &request);
  } else if (task_can(page, FASTI_COMPLETE) && field) {
    for (xmlNodePtr choice = xmlFirstElementChild(field); choice && count < CHOICES; choice = xmlNextElementSibling(choice)) {
      xmlChar *value = xmlGetProp(choice, (const xmlChar *)"value");

      if (value && strcmp((const char *)choice->name, "choice") == 0 && ++count)
        foresee_choice(page, choice, (const char *)value);
      xmlFree(value);
    }
  } else if (task_can(page, FASTI_COMPLETE)) {
    request = request_of(page, FASTI_COMPLETE);
    web_foresee(&page->bench, main, &request);
  }
}

/* -- the page -- */

static enum fasti_status
show(struct web_call *call, struct task_page *page, int http)
{
  struct fasti_messages *why = fasti_messages_like(call->messages);
  enum fasti_status status = open_page(call, page, why);
  xmlNodePtr main;

  if (status == FASTI_CONFLICT && page->bench.case_) {
    fasti_messages_free(why);
    return show_closed(page);
  }
  if (status == FASTI_OK) {
    main = web_page(call, "task");
    task_describe(page, main, why);
    status = add_form(page, main);
  }
  if (status == FASTI_OK) {
    task_add_operations(page, main);
    add_outcomes(page, main);
    web_duties_add(&page->bench, main, page->view.task, page->view.step);
    web_beside_add(&page->bench, main);
    status = web_dossier_add(&page->bench, main, &page->view);
  }
  fasti_messages_free(why);
  web_bench_close(&page->bench);
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
task(struct web_call *call)
{
  struct task_page page = {0};

  return show(call, &page, 200);
}

/* -- what is done -- */

static const char *
path_of(struct web_call *call)
{
  return fasti_arena_printf(call->arena, "/cases/%s/tasks/%s", web_encode(call, web_part(call, "case")),
                            web_encode(call, web_part(call, "number")));
}

/* What was refused is shown where it was typed. */
static enum fasti_status
show_refused(struct web_call *call, enum fasti_status status)
{
  struct task_page page = {.input = web_form_input(call)};

  if (status != FASTI_INVALID && status != FASTI_REFUSED && status != FASTI_FORBIDDEN && status != FASTI_CONFLICT &&
      status != FASTI_LIMIT)
    return status;
  if (page.input.file_count > 0)
    fasti_error_field(call->messages, page.input.files[0].field,
                      "the files that you chose have not been kept: choose them again, or attach them first");
  return show(call, &page, fasti_status_http(status));
}

static enum fasti_status
after_complete(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  struct task_page page = {0};

  (void)answer;
  if (status != FASTI_OK)
    return show_refused(call, status);
  status = open_page(call, &page, NULL);
  web_bench_close(&page.bench);
  if (status == FASTI_OK && strcmp(page.view.state, "signing") == 0)
    return web_go_telling(call, path_of(call), "done.task.signing");
  return web_go_telling(call, "/work", "done.task.complete");
}

static enum fasti_status
after_draft(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go_telling(call, path_of(call), "done.task.draft") : show_refused(call, status);
}

static enum fasti_status
show_typed(struct web_call *call, int http)
{
  struct task_page page = {.input = web_form_input(call)};

  page.input.file_count = 0;
  return show(call, &page, http);
}

static enum fasti_status
after_attach(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_form_attached(call, show_typed) : status;
}

/* The fields that go with the command: those that the form has, and empty ones for items that were taken away. */
static enum fasti_status
settle_input(struct task_page *page)
{
  struct fasti_form_data *data = NULL;
  enum fasti_status status;

  if (!page->view.form) {
    page->input.count = 0;
    return FASTI_OK;
  }
  status = open_form(page, &data);
  if (status == FASTI_OK && data) {
    web_form_lists(page->bench.call, data, &page->input);
    web_form_fill(data, &page->input);
  }
  fasti_form_close(data);
  return status;
}

static enum fasti_status
do_form(struct web_call *call, enum fasti_command_kind kind)
{
  struct task_page page = {.input = web_form_input(call)};
  enum fasti_status status = open_page(call, &page, NULL);
  struct fasti_request request;

  if (status == FASTI_CONFLICT && page.bench.case_)
    return show_closed(&page);
  if (status == FASTI_OK)
    status = settle_input(&page);
  if (status == FASTI_OK && !web_is_current(&page.bench)) {
    web_bench_close(&page.bench);
    return show_refused(call, FASTI_CONFLICT);
  }
  request = request_of(&page, kind);
  request.files = page.input.files;
  request.file_count = page.input.file_count;
  request.key = kind == FASTI_COMPLETE ? web_field(call, "key") : NULL;
  web_bench_close(&page.bench);
  if (status != FASTI_OK)
    return status;
  call->change = (struct web_change){
    .kind = WEB_COMMAND, .request = request, .follow = kind == FASTI_COMPLETE ? after_complete : after_draft};
  return FASTI_OK;
}

static enum fasti_status
show_document(struct web_call *call, const char *document)
{
  const char *colon = strchr(document, ':'); /* CHOICE:INDEX, of the field on which the way of the case turns */
  const char *value = colon ? fasti_arena_copy(call->arena, document, (size_t)(colon - document)) : "";
  struct task_page page = {.input = web_form_input(call)};
  enum fasti_status status = open_page(call, &page, NULL);
  struct fasti_request request;

  if (status == FASTI_OK && task_can(&page, FASTI_COMPLETE))
    status = settle_input(&page);
  if (status == FASTI_OK && *value && web_field(call, "turns"))
    web_form_set(call, &page.input, web_field(call, "turns"), value);
  request = request_of(&page, FASTI_COMPLETE);
  if (status == FASTI_OK && !task_can(&page, FASTI_COMPLETE)) {
    request.kind = FASTI_SIGN;
    request.agree = true;
    request.field_count = 0;
  }
  if (status == FASTI_OK)
    status = web_foresee_document(&page.bench, &request, atoi(colon ? colon + 1 : document));
  web_bench_close(&page.bench);
  return status;
}

static enum fasti_status
post(struct web_call *call)
{
  const char *what = web_field(call, "do"), *document = web_field(call, "document");
  struct task_page page = {.input = web_form_input(call)};

  if (document)
    return show_document(call, document);
  if (what && strcmp(what, "complete") == 0)
    return do_form(call, FASTI_COMPLETE);
  if (what && strcmp(what, "draft") == 0)
    return do_form(call, FASTI_DRAFT);
  if (page.input.file_count > 0)
    return web_form_attach(call, &page.input, after_attach);
  return show(call, &page, 200);
}

/* -- operations besides the form -- */

struct operation {
  const char *name;
  enum fasti_command_kind kind;
  bool stays;  /* the person goes on with the task */
  const char *done;
};

static const struct operation known[] = {
  {"claim", FASTI_CLAIM, true, "done.task.claim"},
  {"release", FASTI_RELEASE, false, "done.task.release"},
  {"agree", FASTI_SIGN, false, "done.task.agree"},
  {"disagree", FASTI_SIGN, false, "done.task.disagree"},
  {"return", FASTI_RETURN, false, "done.task.return"},
  {"transfer", FASTI_TRANSFER, false, "done.task.transfer"},
  {"delegate", FASTI_DELEGATE, false, "done.task.delegate"},
  {"add-signer", FASTI_ADD_SIGNER, true, "done.task.add-signer"},
  {"remove-signer", FASTI_REMOVE_SIGNER, true, "done.task.remove-signer"},
  {"copy", FASTI_COPY, true, "done.task.copy"},
  {"urge", FASTI_URGE, true, "done.task.urge"},
  {"withdraw", FASTI_WITHDRAW, false, "done.task.withdraw"},
};

static const struct operation *
operation_of(const struct web_call *call)
{
  const char *name = web_part(call, "operation");

  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(known[i].name, name) == 0)
      return &known[i];
  return NULL;
}

static enum fasti_status
after_operation(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  const struct operation *operation = operation_of(call);

  (void)answer;
  if (status != FASTI_OK)
    return show_refused(call, status);
  return web_go_telling(call, operation->stays ? path_of(call) : "/work", operation->done);
}

/* The actor first, then everybody who was chosen. */
static const char **
persons_of(struct web_call *call, size_t *count)
{
  const char **persons = fasti_arena_alloc(call->arena, (call->field_count + 1) * sizeof *persons);

  *count = 0;
  persons[(*count)++] = call->person->id;
  for (size_t i = 0; i < call->field_count; i++)
    if (strcmp(call->fields[i].name, "person") == 0 && *call->fields[i].value)
      persons[(*count)++] = call->fields[i].value;
  return persons;
}

static enum fasti_status
operate(struct web_call *call)
{
  const struct operation *operation = operation_of(call);
  struct task_page page = {0};
  struct fasti_request request;
  enum fasti_status status;

  if (!operation)
    return FASTI_NOT_FOUND;
  status = web_bench_open(call, &page.bench); /* whether they may see it at all */
  web_bench_close(&page.bench);
  if (status != FASTI_OK)
    return status;
  page.number = web_part(call, "number");
  page.bench.call = call;
  request = request_of(&page, operation->kind);
  request.persons = persons_of(call, &request.person_count);
  request.reason = web_field(call, "reason");
  request.to = web_field(call, "to");
  request.agree = strcmp(operation->name, "agree") == 0;
  request.key = web_field(call, "key");
  call->change = (struct web_change){.kind = WEB_COMMAND, .request = request, .follow = after_operation};
  return FASTI_OK;
}

const struct web_route web_task_routes[] = {
  {"GET", "/cases/{case}/tasks/{number}", task, "-admin process-designer", N_("a task")},
  {"POST", "/cases/{case}/tasks/{number}", post, "-admin process-designer",
   N_("fill in the form of a task: look what follows, keep a draft, complete it")},
  {"POST", "/cases/{case}/tasks/{number}/{operation}", operate, "-admin process-designer",
   N_("claim, release, sign, return, pass on, copy, urge or withdraw a task")},
  {0},
};
