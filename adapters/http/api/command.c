/* adapters/http/api/command.c - what people do with cases and tasks: each route is one command of the office.
 *
 * The answer is the case, the entry that the command became, and the ETag of the case after it. A command that comes again
 * with the same Idempotency-Key gets the first answer; one with If-Match is refused when the case has gone on.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"

static const struct {
  const char *id;
  enum fasti_command_kind kind;
} commands[] = {
  {"openCase", FASTI_OPEN},
  {"act", FASTI_ACT},
  {"claimTask", FASTI_CLAIM},
  {"releaseTask", FASTI_RELEASE},
  {"draftTask", FASTI_DRAFT},
  {"completeTask", FASTI_COMPLETE},
  {"signTask", FASTI_SIGN},
  {"returnTask", FASTI_RETURN},
  {"withdrawTask", FASTI_WITHDRAW},
  {"transferTask", FASTI_TRANSFER},
  {"delegateTask", FASTI_DELEGATE},
  {"addSigners", FASTI_ADD_SIGNER},
  {"removeSigners", FASTI_REMOVE_SIGNER},
  {"copyTask", FASTI_COPY},
  {"urgeTask", FASTI_URGE},
  {"suspendCase", FASTI_SUSPEND},
  {"approveSuspension", FASTI_APPROVE_SUSPENSION},
  {"refuseSuspension", FASTI_REFUSE_SUSPENSION},
  {"resumeCase", FASTI_RESUME},
  {"recuse", FASTI_RECUSE},
  {"terminateCase", FASTI_TERMINATE},
  {"comment", FASTI_COMMENT},
};

static enum fasti_command_kind
kind_of(const struct http_route *route)
{
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strcmp(commands[i].id, route->id) == 0)
      return commands[i].kind;
  return FASTI_COMMAND_COUNT; /* the office refuses it */
}

static bool
take_entries(void *self, const struct fasti_case_row *row)
{
  *(int64_t *)self = row->entries;
  return false;
}

static enum fasti_status
follow(struct http_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  struct fasti_store *store = http_store(call);
  bool opened = kind_of(http_route(call)) == FASTI_OPEN;
  int64_t entries = 0;
  json_t *object;

  if (status != FASTI_OK && *answer->holder)
    http_add_header(call, "Content-Location", fasti_arena_printf(http_arena(call), API_ROOT "/cases/%s", answer->holder));
  if (status != FASTI_OK)
    return status;
  status = store->call->case_get(store, answer->case_id, take_entries, &entries);
  if (status != FASTI_OK)
    return status;
  object = json_pack("{s:s, s:I, s:b, s:I}", "case", answer->case_id, "entry", (json_int_t)answer->sequence, "repeated",
                     answer->repeated, "entries", (json_int_t)entries);
  api_add_tag(call, entries);
  if (opened)
    http_add_header(call, "Location", fasti_arena_printf(http_arena(call), API_ROOT "/cases/%s", answer->case_id));
  http_reply_json(call, opened ? 201 : 200, object);
  return FASTI_OK;
}

/* The actor, and whom the body names. */
static enum fasti_status
read_persons(struct http_call *call, struct fasti_request *request)
{
  static const char *const lists[] = {"with", "persons"};
  const char **all = fasti_arena_alloc(http_arena(call), sizeof *all);
  const char *one = api_body_text(call, "person");
  const char *const *persons = all;
  enum fasti_status status = FASTI_OK;

  all[0] = http_person(call)->id;
  request->person_count = 1;
  for (size_t i = 0; i < 2 && status == FASTI_OK; i++)
    status = api_read_people(call, json_object_get(http_json(call), lists[i]), &persons, &request->person_count);
  if (status == FASTI_OK && one) {
    json_t *list = json_pack("[s]", one);

    status = api_read_people(call, list, &persons, &request->person_count);
    /* the text must outlive the list */
    ((const char **)(uintptr_t)persons)[request->person_count - 1] = one;
    json_decref(list);
  }
  request->persons = persons;
  return status;
}

static enum fasti_status
read_request(struct http_call *call, struct fasti_request *request)
{
  enum fasti_status status;

  *request = (struct fasti_request){
    .kind = kind_of(http_route(call)),
    .procedure = api_body_text(call, "procedure"),
    .session = api_body_text(call, "session"),
    .node = api_body_text(call, "node"),
    .to = api_body_text(call, "to"),
    .reason = api_body_text(call, "reason"),
    .law = api_body_text(call, "law"),
    .agree = json_is_true(json_object_get(http_json(call), "agree")),
  };
  if (request->kind == FASTI_OPEN)
    request->bureau = http_person(call)->bureau;
  else
    request->case_id = http_part(call, "case");
  if (*http_part(call, "task"))
    request->task = http_part(call, "task");
  if (*http_part(call, "event"))
    request->event = http_part(call, "event");
  status = read_persons(call, request);
  if (status == FASTI_OK)
    status = api_read_fields(call, json_object_get(http_json(call), "fields"), &request->fields, &request->field_count);
  if (status == FASTI_OK)
    status = api_read_files(call, json_object_get(http_json(call), "files"), &request->files, &request->file_count);
  return status == FASTI_OK ? http_take_conditions(call, request) : status;
}

static enum fasti_status
command(struct http_call *call)
{
  struct fasti_request request;
  struct fasti_case_row row;
  enum fasti_status status = read_request(call, &request);

  if (status == FASTI_OK && request.case_id)
    status = api_case_row(call, request.case_id, FASTI_READS_TASK, &row, NULL);
  if (status == FASTI_OK)
    http_command(call, &request, follow);
  return status;
}

/* -- several tasks claimed at once -- */

struct bulk {
  struct fasti_request *requests;
  enum fasti_status *statuses;
  struct fasti_answer *answers;
  struct fasti_messages **messages;
  size_t count;
};

/* Each by itself: what one is refused does not hold up the others, and says why. */
static enum fasti_status
claim_all(struct http_call *call, struct fasti_office *office, void *self)
{
  struct bulk *bulk = self;

  for (size_t i = 0; i < bulk->count; i++) {
    bulk->messages[i] = fasti_messages_like(http_messages(call));
    bulk->statuses[i] =
      fasti_office_do(office, &bulk->requests[i], http_now(call), bulk->messages[i], &bulk->answers[i]);
  }
  return FASTI_OK;
}

static enum fasti_status
follow_bulk(struct http_call *call, enum fasti_status status, void *self)
{
  struct bulk *bulk = self;
  json_t *items = json_array();

  for (size_t i = 0; i < bulk->count && bulk->messages[i]; i++) {
    json_t *one = json_pack("{s:s, s:s, s:s, s:i}", "case", bulk->requests[i].case_id, "task", bulk->requests[i].task,
                            "result", fasti_status_name(bulk->statuses[i]), "status", fasti_status_http(bulk->statuses[i]));

    json_object_set_new(one, "errors", api_messages_json(bulk->messages[i]));
    json_array_append_new(items, one);
    fasti_messages_free(bulk->messages[i]);
  }
  if (status == FASTI_OK)
    api_reply_items(call, items);
  else
    json_decref(items);
  return status;
}

static enum fasti_status
claim_tasks(struct http_call *call)
{
  const json_t *list = json_object_get(http_json(call), "tasks");
  struct fasti_arena *arena = http_arena(call);
  struct bulk *bulk = fasti_arena_alloc(arena, sizeof *bulk);
  const char **persons = fasti_arena_alloc(arena, sizeof *persons);

  bulk->count = json_array_size(list);
  if (bulk->count < 1 || bulk->count > API_BULK_MOST) {
    fasti_error_field(http_messages(call), "tasks", "1 to %d tasks can be claimed at once", API_BULK_MOST);
    return FASTI_INVALID;
  }
  persons[0] = http_person(call)->id;
  bulk->requests = fasti_arena_alloc(arena, bulk->count * sizeof *bulk->requests);
  bulk->statuses = fasti_arena_alloc(arena, bulk->count * sizeof *bulk->statuses);
  bulk->answers = fasti_arena_alloc(arena, bulk->count * sizeof *bulk->answers);
  bulk->messages = fasti_arena_alloc(arena, bulk->count * sizeof(struct fasti_messages *));
  for (size_t i = 0; i < bulk->count; i++) {
    const json_t *one = json_array_get(list, i);
    struct fasti_case_row row;
    const char *id = json_string_value(json_object_get(one, "case"));
    enum fasti_status status = api_case_row(call, id, FASTI_READS_TASK, &row, NULL);

    if (status != FASTI_OK)
      return status;
    bulk->requests[i] = (struct fasti_request){.kind = FASTI_CLAIM,
                                               .case_id = id,
                                               .task = json_string_value(json_object_get(one, "task")),
                                               .persons = persons,
                                               .person_count = 1};
  }
  http_work(call, claim_all, bulk, follow_bulk);
  return FASTI_OK;
}

#define WITH {.name = "with", .summary = "ids of the people who do it together with the one who asks", .type = "[string]"}
#define FIELDS {.name = "fields", .summary = "values by path, nested as one likes", .type = "object"}
#define FILES {.name = "files", .summary = "files that were uploaded before, each for a field of the form", .type = "[File]"}
#define REASON {.name = "reason", .summary = "why, in words", .required = true}

static const struct http_parameter open_fields[] = {
  {.name = "procedure", .summary = "id of the procedure", .required = true}, WITH, FIELDS, FILES, {0}};
static const struct http_parameter act_fields[] = {
  WITH, FIELDS, FILES,
  {.name = "session", .summary = "which session offers the action, when several do"},
  {.name = "node", .summary = "key of the node for which that session was opened"},
  {0},
};
static const struct http_parameter nothing_fields[] = {{0}};
static const struct http_parameter fill_fields[] = {WITH, FIELDS, FILES, {0}};
static const struct http_parameter draft_fields[] = {FIELDS, FILES, {0}};
static const struct http_parameter sign_fields[] = {
  {.name = "agree", .summary = "whether one agrees", .type = "boolean", .required = true},
  {.name = "reason", .summary = "why not, when one does not"},
  {0},
};
static const struct http_parameter return_fields[] = {
  {.name = "to", .summary = "id of the earlier step", .required = true}, REASON, {0}};
static const struct http_parameter person_fields[] = {
  {.name = "person", .summary = "id of the person", .required = true}, {.name = "reason", .summary = "why, in words"}, {0}};
static const struct http_parameter persons_fields[] = {
  {.name = "persons", .summary = "ids of the people", .type = "[string]", .required = true}, {0}};
static const struct http_parameter urge_fields[] = {{.name = "reason", .summary = "what one has to say"}, {0}};
static const struct http_parameter reason_fields[] = {REASON, {0}};
static const struct http_parameter law_fields[] = {
  REASON, {.name = "law", .summary = "id of the article that it rests on", .required = true}, {0}};
static const struct http_parameter recuse_fields[] = {
  {.name = "person", .summary = "id of the person; who asks, if nobody is named"}, REASON, {0}};
static const struct http_parameter comment_fields[] = {
  {.name = "reason", .summary = "the comment", .required = true}, {0}};
static const struct http_parameter claims_fields[] = {
  {.name = "tasks", .summary = "the tasks", .type = "[TaskName]", .required = true}, {0}};

#define COMMAND(ID, PATH, FIELDS_OF, SUMMARY)                                                                          \
  {                                                                                                                    \
    .id = ID, .method = "POST", .pattern = API_ROOT "/cases/{case}" PATH, .handle = command, .who = API_WORKERS,       \
    .scope = "write", .body = HTTP_JSON, .fields = FIELDS_OF, .statuses = {200, 403, 404, 409, 412, 422},              \
    .answer = "Done", .summary = SUMMARY                                                                               \
  }

const struct http_route api_command_routes[] = {
  {.id = "openCase", .method = "POST", .pattern = API_ROOT "/cases", .handle = command, .who = API_WORKERS,
   .scope = "write", .body = HTTP_JSON, .fields = open_fields, .statuses = {201, 403, 404, 409, 422}, .answer = "Done",
   .summary = "Open a case"},
  COMMAND("act", "/actions/{event}", act_fields, "Do what a step offers besides its tasks"),
  {.id = "comment", .method = "POST", .pattern = API_ROOT "/cases/{case}/comments", .handle = command,
   .who = API_WORKERS, .scope = "write", .body = HTTP_JSON, .fields = comment_fields, .statuses = {200, 404, 412},
   .answer = "Done", .summary = "Leave a comment in the journal"},
  COMMAND("suspendCase", "/suspension", law_fields, "Ask that the case be suspended"),
  COMMAND("approveSuspension", "/suspension/approval", nothing_fields, "Approve the suspension that was asked for"),
  COMMAND("refuseSuspension", "/suspension/refusal", reason_fields, "Refuse the suspension that was asked for"),
  COMMAND("resumeCase", "/resumption", nothing_fields, "End the suspension"),
  COMMAND("recuse", "/recusals", recuse_fields, "Take oneself or somebody else out of the case"),
  COMMAND("terminateCase", "/termination", law_fields, "End the case before its time"),
  COMMAND("claimTask", "/tasks/{task}/claim", nothing_fields, "Take a task upon oneself"),
  COMMAND("releaseTask", "/tasks/{task}/release", nothing_fields, "Give a task back to all of its role"),
  COMMAND("draftTask", "/tasks/{task}/draft", draft_fields, "Keep what is filled in so far"),
  COMMAND("completeTask", "/tasks/{task}/completion", fill_fields, "Complete a task"),
  COMMAND("signTask", "/tasks/{task}/signature", sign_fields, "Sign what somebody has proposed, or not"),
  COMMAND("returnTask", "/tasks/{task}/return", return_fields, "Send the case back to an earlier step"),
  COMMAND("withdrawTask", "/tasks/{task}/withdrawal", nothing_fields, "Take back what one has completed"),
  COMMAND("transferTask", "/tasks/{task}/transfer", person_fields, "Hand a task to somebody else for good"),
  COMMAND("delegateTask", "/tasks/{task}/delegation", person_fields, "Let somebody else do a task and give it back"),
  COMMAND("addSigners", "/tasks/{task}/signers", persons_fields, "Have more people sign"),
  COMMAND("removeSigners", "/tasks/{task}/signers/removal", persons_fields, "Have fewer people sign"),
  COMMAND("copyTask", "/tasks/{task}/copies", persons_fields, "Send people a copy"),
  COMMAND("urgeTask", "/tasks/{task}/urging", urge_fields, "Urge who has the task"),
  {.id = "claimTasks", .method = "POST", .pattern = API_ROOT "/task-claims", .handle = claim_tasks,
   .who = API_WORKERS, .scope = "write", .body = HTTP_JSON, .fields = claims_fields, .statuses = {200, 404, 422},
   .answer = "ClaimList", .summary = "Take several tasks upon oneself; each says what came of it"},
  {0},
};
