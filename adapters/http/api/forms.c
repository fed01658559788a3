/* adapters/http/api/forms.c - forms: what they ask for, and a look at one that is being filled in. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"

static const char *
kind_name(enum fasti_control_kind kind)
{
  static const char *const names[] = {
    [FASTI_CONTROL_GROUP] = "group",       [FASTI_CONTROL_REPEAT] = "repeat",     [FASTI_CONTROL_ITEM] = "item",
    [FASTI_CONTROL_TEXT] = "text",         [FASTI_CONTROL_INPUT] = "input",       [FASTI_CONTROL_TEXTAREA] = "textarea",
    [FASTI_CONTROL_SECRET] = "secret",     [FASTI_CONTROL_SELECT] = "select",     [FASTI_CONTROL_SELECT1] = "select1",
    [FASTI_CONTROL_UPLOAD] = "upload",     [FASTI_CONTROL_OUTPUT] = "output",     [FASTI_CONTROL_TRIGGER] = "trigger",
    [FASTI_CONTROL_SUBMIT] = "submit",
  };

  return names[kind];
}

static json_t *
choices_json(const struct fasti_control *control)
{
  json_t *list = json_array();

  for (size_t i = 0; i < control->choice_count; i++)
    json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", control->choices[i].value, "label",
                                          control->choices[i].label, "chosen", control->choices[i].chosen));
  return list;
}

static void
add_control(void *self, const struct fasti_control *control)
{
  json_t *object = json_pack("{s:s, s:i}", "kind", kind_name(control->kind), "depth", control->depth);

  api_set_text(object, "path", control->path);
  api_set_text(object, "label", control->label);
  api_set_text(object, "hint", control->hint);
  api_set_text(object, "help", control->help);
  json_object_set_new(object, "relevant", json_boolean(control->relevant));
  if (*control->path && control->kind >= FASTI_CONTROL_INPUT && control->kind <= FASTI_CONTROL_OUTPUT) {
    api_set_text(object, "type", control->type);
    json_object_set_new(object, "value", json_string(control->value));
    json_object_set_new(object, "required", json_boolean(control->required));
    json_object_set_new(object, "readonly", json_boolean(control->readonly));
  }
  if (control->kind == FASTI_CONTROL_SELECT || control->kind == FASTI_CONTROL_SELECT1) {
    json_object_set_new(object, "open", json_boolean(control->open));
    json_object_set_new(object, "choices", choices_json(control));
  }
  json_array_append_new(self, object);
}

json_t *
api_form_json(struct fasti_form_data *form)
{
  json_t *list = json_array();

  if (form)
    fasti_form_controls(form, add_control, list);
  return list;
}

json_t *
api_message_json(const struct fasti_message *message)
{
  static const char *const severities[] = {"note", "warning", "error"};
  json_t *object = json_object();

  api_set_text(object, "field", message->field);
  api_set_text(object, "message", message->text);
  api_set_text(object, "article", message->law);
  api_set_text(object, "severity", severities[message->severity]);
  if (message->place.file && message->place.line) {
    const char *slash = strrchr(message->place.file, '/');

    json_object_set_new(object, "place",
                        json_pack("{s:s, s:i}", "file", slash ? slash + 1 : message->place.file, "line", message->place.line));
  }
  return object;
}

json_t *
api_messages_json(const struct fasti_messages *messages)
{
  json_t *list = json_array();

  for (size_t i = 0; i < fasti_messages_count(messages); i++)
    json_array_append_new(list, api_message_json(fasti_messages_at(messages, i)));
  return list;
}

/* -- which form -- */

/* A task by its number, or its id with or without [key]. */
struct task_search {
  struct fasti_arena *arena;
  const char *wanted;
  struct fasti_task_row row;
  int found;
};

static void
match_task(void *self, const struct fasti_task_row *row)
{
  struct task_search *search = self;
  const char *keyed = fasti_arena_printf(search->arena, "%s[%s]", row->task, row->key);
  const char *number = fasti_arena_printf(search->arena, "%lld", (long long)row->number);

  if (strcmp(search->wanted, row->task) != 0 && strcmp(search->wanted, keyed) != 0 &&
      strcmp(search->wanted, number) != 0)
    return;
  search->row = *row;
  search->found++;
}

/* Who reads by a task sees those open to them only. */
static enum fasti_status
check_task(const struct api_look *look, int64_t number)
{
  bool may = true;
  enum fasti_status status = FASTI_OK;

  if (look->reading < FASTI_READS_ALL)
    status = fasti_office_may_read_task(http_office(look->call), &look->reader, look->id, number,
                                        http_messages(look->call), &may);
  return status == FASTI_OK && !may ? api_hidden(look->call, http_part(look->call, "task")) : status;
}

static enum fasti_status
find_task(const struct api_look *look, struct fasti_task_row *row)
{
  struct http_call *call = look->call;
  struct task_search search = {.arena = http_arena(call), .wanted = http_part(call, "task")};

  fasti_case_tasks(look->case_, match_task, &search);
  *row = search.row;
  row->case_id = look->id;
  if (search.found == 1)
    return check_task(look, row->number);
  if (search.found)
    fasti_error_field(http_messages(call), search.wanted, "several such tasks are open: say which one as %s[key]",
                      search.wanted);
  else
    fasti_error_field(http_messages(call), search.wanted, "no such task is open in this case");
  return search.found ? FASTI_INVALID : FASTI_NOT_FOUND;
}

/* The open form of what COMMAND is about, which stays open for the call of USE only. */
static enum fasti_status
with_form(struct api_look *look, struct fasti_command *command,
          enum fasti_status (*use)(struct http_call *call, struct fasti_form_data *form, json_t *answer), json_t *answer)
{
  struct http_call *call = look->call;
  struct fasti_form_data *form = NULL;
  enum fasti_status status;

  command->persons = &look->person;
  command->person_count = 1;
  fasti_case_look_at(look->case_, http_now(call));
  status = fasti_case_form(look->case_, command, http_messages(call), &form);
  if (status == FASTI_OK)
    status = use(call, form, answer);
  fasti_form_close(form);
  if (status == FASTI_OK)
    http_reply_json(call, 200, answer);
  else
    json_decref(answer);
  return status;
}

static enum fasti_status
describe(struct http_call *call, struct fasti_form_data *form, json_t *answer)
{
  (void)call;
  json_object_set_new(answer, "controls", api_form_json(form));
  return FASTI_OK;
}

/* Nothing is kept: what would be relevant and what is wrong so far. */
static enum fasti_status
preview(struct http_call *call, struct fasti_form_data *form, json_t *answer)
{
  struct fasti_messages *wrong = fasti_messages_like(http_messages(call));
  const struct fasti_field *fields;
  size_t count;
  enum fasti_status status = api_read_fields(call, json_object_get(http_json(call), "fields"), &fields, &count);

  for (size_t i = 0; i < count && status == FASTI_OK && form; i++)
    if (fasti_form_set(form, fields[i].path, fields[i].value, wrong) == FASTI_INTERNAL)
      status = FASTI_INTERNAL;
  if (status == FASTI_OK && form && fasti_form_validate(form, wrong) == FASTI_INTERNAL)
    status = FASTI_INTERNAL;
  if (status == FASTI_OK) {
    json_object_set_new(answer, "controls", api_form_json(form));
    json_object_set_new(answer, "valid", json_boolean(fasti_messages_errors(wrong) == 0));
    json_object_set_new(answer, "errors", api_messages_json(wrong));
  }
  fasti_messages_free(wrong);
  return status;
}

typedef enum fasti_status use_form(struct http_call *call, struct fasti_form_data *form, json_t *answer);

static use_form *
chosen_use(struct http_call *call)
{
  return http_route(call)->body == HTTP_JSON ? preview : describe;
}

/* -- of a task -- */

static enum fasti_status
task_form(struct api_look *look)
{
  struct http_call *call = look->call;
  struct fasti_command command = {.kind = FASTI_COMPLETE};
  struct fasti_task_row row;
  struct fasti_case_row of = {0};
  enum fasti_status status = find_task(look, &row);

  if (status != FASTI_OK)
    return status;
  command.task = row.number;
  fasti_case_row(look->case_, &of);
  api_add_tag(call, of.entries);
  return with_form(look, &command, chosen_use(call), json_pack("{s:o}", "task", api_task_json(call, look->procedure, &row)));
}

static enum fasti_status
of_task(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_TASK, task_form);
}

/* -- of an action -- */

struct action_list {
  const struct fasti_procedure *procedure;
  json_t *items;
  const char *event, *session, *node; /* the one that is wanted; EVENT NULL: all */
  int found;
  struct fasti_action_view view;
};

static void
add_action(void *self, const struct fasti_action_view *view)
{
  struct action_list *list = self;
  json_t *object = json_object();

  api_set_text(object, "event", view->event);
  api_set_text(object, "session", view->session);
  api_set_text(object, "node", view->key);
  api_set_text(object, "title", view->title);
  api_set_law(object, "law", list->procedure, view->law);
  json_object_set_new(object, "allowed", json_boolean(view->allowed));
  json_object_set_new(object, "people", json_integer(view->people));
  json_object_set_new(object, "hasForm", json_boolean(view->form != NULL));
  json_array_append_new(list->items, object);
}

static enum fasti_status
list_actions(struct api_look *look)
{
  struct action_list list = {.procedure = look->procedure, .items = json_array()};

  fasti_case_look_at(look->case_, http_now(look->call));
  fasti_case_actions(look->case_, &look->person, add_action, &list);
  api_reply_items(look->call, list.items);
  return FASTI_OK;
}

static enum fasti_status
actions(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_TASK, list_actions);
}

static void
match_action(void *self, const struct fasti_action_view *view)
{
  struct action_list *list = self;

  if (strcmp(view->event, list->event) != 0 || (list->session && strcmp(view->session, list->session) != 0) ||
      (list->node && strcmp(view->key ? view->key : "", list->node) != 0))
    return;
  list->view = *view;
  list->found++;
}

static enum fasti_status
action_form(struct api_look *look)
{
  struct http_call *call = look->call;
  struct action_list list = {.event = http_part(call, "event"),
                             .session = http_query(call, "session"),
                             .node = http_query(call, "node")};
  struct fasti_command command = {.kind = FASTI_ACT};

  fasti_case_look_at(look->case_, http_now(call));
  fasti_case_actions(look->case_, &look->person, match_action, &list);
  if (!list.found) {
    fasti_error_field(http_messages(call), list.event, "this action is not offered to you in this case now");
    return FASTI_NOT_FOUND;
  }
  command.event = list.event;
  command.session = list.session ? list.session : list.found == 1 ? list.view.session : NULL;
  command.key = list.node;
  return with_form(look, &command, chosen_use(call), json_pack("{s:s}", "event", list.event));
}

static enum fasti_status
of_action(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_TASK, action_form);
}

/* -- of a procedure -- */

static enum fasti_status
of_procedure(struct http_call *call)
{
  const struct fasti_package *package;
  const struct fasti_procedure *procedure = NULL;
  struct fasti_command command = {.kind = FASTI_OPEN};
  const char *id = http_part(call, "procedure");
  struct api_look look = {.call = call};
  enum fasti_status status =
    fasti_office_package(http_office(call), http_person(call)->bureau, api_today(call), http_messages(call), &package);

  if (status == FASTI_OK)
    status = api_reader(call, &look.reader);
  if (status == FASTI_OK)
    procedure = fasti_package_procedure(package, id);
  if (status == FASTI_OK && !procedure) {
    fasti_error_field(http_messages(call), id, "the regulations of this bureau have no such procedure");
    status = FASTI_NOT_FOUND;
  }
  if (status != FASTI_OK)
    return status;
  look.person = fasti_person_of(&look.reader.person);
  look.case_ = fasti_case_new(procedure, "");
  status = with_form(&look, &command, chosen_use(call), json_pack("{s:s}", "procedure", id));
  fasti_case_free(look.case_);
  return status;
}

static const struct http_parameter action_query[] = {
  {.name = "session", .summary = "which session offers the action, when several do"},
  {.name = "node", .summary = "key of the node for which that session was opened"},
  {0},
};
static const struct http_parameter preview_fields[] = {
  {.name = "fields", .summary = "values by path, as they are so far", .type = "object", .required = true},
  {0},
};

const struct http_route api_form_routes[] = {
  {.id = "getOpeningForm", .method = "GET", .pattern = API_ROOT "/procedures/{procedure}/form", .handle = of_procedure,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "Form",
   .summary = "What opening a case of the procedure asks for"},
  {.id = "previewOpeningForm", .method = "POST", .pattern = API_ROOT "/procedures/{procedure}/form",
   .handle = of_procedure, .who = API_WORKERS, .scope = "read", .body = HTTP_JSON, .fields = preview_fields,
   .statuses = {200, 404, 422}, .answer = "Form",
   .summary = "What becomes relevant and what is wrong, without keeping anything"},
  {.id = "getTask", .method = "GET", .pattern = API_ROOT "/cases/{case}/tasks/{task}", .handle = of_task,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404, 422}, .answer = "Form",
   .summary = "An open task with the form that it asks for, as it is filled in so far"},
  {.id = "previewTask", .method = "POST", .pattern = API_ROOT "/cases/{case}/tasks/{task}/form", .handle = of_task,
   .who = API_WORKERS, .scope = "read", .body = HTTP_JSON, .fields = preview_fields, .statuses = {200, 404, 422},
   .answer = "Form", .summary = "What becomes relevant and what is wrong, without keeping anything"},
  {.id = "listActions", .method = "GET", .pattern = API_ROOT "/cases/{case}/actions", .handle = actions,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "ActionList",
   .summary = "What one may do in the case besides tasks"},
  {.id = "getActionForm", .method = "GET", .pattern = API_ROOT "/cases/{case}/actions/{event}/form",
   .handle = of_action, .who = API_WORKERS, .scope = "read", .query = action_query, .statuses = {200, 404},
   .answer = "Form", .summary = "What an action asks for"},
  {.id = "previewAction", .method = "POST", .pattern = API_ROOT "/cases/{case}/actions/{event}/form",
   .handle = of_action, .who = API_WORKERS, .scope = "read", .query = action_query, .body = HTTP_JSON,
   .fields = preview_fields, .statuses = {200, 404, 422}, .answer = "Form",
   .summary = "What becomes relevant and what is wrong, without keeping anything"},
  {0},
};
