/* engine/office/do.c - one command to the office, from request to answer; see office.h.
 *
 * In one transaction: has it been answered before; who asks; what fell due in the case meanwhile; the step; the answer
 * by its key. A refused step is taken back to its savepoint, and the attempt is kept in the journal of the case.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

/** One request while it is done; all texts belong to the arena. */
struct attempt {
  struct fasti_office *office;
  const struct fasti_request *request;
  struct fasti_messages *messages;
  struct fasti_arena *arena;
  struct fasti_answer *answer;
  int64_t now;
  struct fasti_person_row *rows;
  struct fasti_person *persons;
  struct fasti_person *named; /* in the fields */
  size_t named_count;
  struct fasti_command command;
  char digest[FASTI_HASH_SIZE]; /* of the request */
};

static struct fasti_store *
store_of(const struct attempt *attempt)
{
  return attempt->office->store;
}

/* What makes two requests the same: every member, ended by a byte that no text contains. */
static void
digest_text(struct fasti_buffer *all, const char *text)
{
  fasti_buffer_printf(all, "%s%c", text ? text : "\x01", 0);
}

static void
digest_request(struct attempt *attempt)
{
  const struct fasti_request *request = attempt->request;
  struct fasti_buffer all = {0};

  fasti_buffer_printf(&all, "%d %d %zu %zu%c", (int)request->kind, request->agree, request->person_count,
                      request->field_count, 0);
  for (size_t i = 0; i < request->person_count; i++)
    digest_text(&all, request->persons[i]);
  for (size_t i = 0; i < request->field_count; i++) {
    digest_text(&all, request->fields[i].path);
    digest_text(&all, request->fields[i].value);
  }
  digest_text(&all, request->case_id);
  digest_text(&all, request->bureau);
  digest_text(&all, request->procedure);
  digest_text(&all, request->task);
  digest_text(&all, request->event);
  digest_text(&all, request->session);
  digest_text(&all, request->node);
  digest_text(&all, request->to);
  digest_text(&all, request->reason);
  digest_text(&all, request->law);
  for (size_t i = 0; i < request->file_count; i++) {
    digest_text(&all, request->files[i].field);
    digest_text(&all, request->files[i].name);
    digest_text(&all, request->files[i].hash);
    digest_text(&all, request->files[i].supersedes);
  }
  fasti_sha256_hex(fasti_buffer_slice(&all), attempt->digest);
  fasti_buffer_free(&all);
}

/* A reply is kept as "CASE SEQUENCE". */
static enum fasti_status
read_reply(const char *text, struct fasti_answer *answer)
{
  size_t size = strcspn(text, " ");
  char *end;

  if (size == 0 || size >= sizeof answer->case_id || !text[size])
    return FASTI_CORRUPT;
  memcpy(answer->case_id, text, size);
  answer->case_id[size] = '\0';
  answer->sequence = strtoll(text + size, &end, 10);
  answer->repeated = true;
  return *end ? FASTI_CORRUPT : FASTI_OK;
}

/* Whether the key was answered before; then the answer is given again. */
static enum fasti_status
find_reply(struct attempt *attempt)
{
  struct fasti_buffer request = {0}, reply = {0};
  enum fasti_status status =
    store_of(attempt)->call->reply_get(store_of(attempt), attempt->request->key, &request, &reply);

  if (status == FASTI_OK && !fasti_slice_is(fasti_buffer_slice(&request), attempt->digest)) {
    fasti_error_field(attempt->messages, attempt->request->key,
                      "this key was used for another command already: a new command needs a new key");
    attempt->answer->reused = true;
    status = FASTI_CONFLICT;
  } else if (status == FASTI_OK) {
    status = read_reply(reply.at ? reply.at : "", attempt->answer);
  } else if (status == FASTI_NOT_FOUND) {
    status = FASTI_OK;
  }
  fasti_buffer_free(&request);
  fasti_buffer_free(&reply);
  return status;
}

static enum fasti_status
keep_reply(struct attempt *attempt)
{
  const struct fasti_answer *answer = attempt->answer;
  char text[64];

  if (!attempt->request->key)
    return FASTI_OK;
  snprintf(text, sizeof text, "%s %" PRId64, answer->case_id, answer->sequence);
  return office_told(
    attempt->office, attempt->messages,
    store_of(attempt)->call->reply_put(store_of(attempt), attempt->request->key, attempt->digest, text, attempt->now));
}

static enum fasti_status
look_up_persons(struct attempt *attempt)
{
  const struct fasti_request *request = attempt->request;
  size_t count = request->person_count;
  enum fasti_status status = FASTI_OK;

  attempt->rows = fasti_arena_alloc(attempt->arena, (count + 1) * sizeof *attempt->rows);
  attempt->persons = fasti_arena_alloc(attempt->arena, (count + 1) * sizeof *attempt->persons);
  if (count == 0) {
    fasti_error_field(attempt->messages, NULL, "a command needs a person who gives it");
    return FASTI_INVALID;
  }
  for (size_t i = 0; i < count && status == FASTI_OK; i++) {
    struct fasti_person_row *row = &attempt->rows[i];

    status = office_person(attempt->office, request->persons[i], attempt->arena, attempt->messages, row);
    if (status == FASTI_OK)
      attempt->persons[i] = fasti_person_of(row);
  }
  return status;
}

/* On the day of the bureau they may hold roles in the place of others. */
static enum fasti_status
stand_in(struct attempt *attempt, const struct fasti_package *package)
{
  int32_t day = fasti_instant_day(attempt->now, fasti_package_zone(package));
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < attempt->request->person_count && status == FASTI_OK; i++) {
    const char *stands = attempt->persons[i].stands;

    if (!stands)
      status =
        office_stand_ins(attempt->office, day, attempt->arena, attempt->messages, &attempt->rows[i], &stands);
    attempt->persons[i] = fasti_person_of(&attempt->rows[i]);
    attempt->persons[i].stands = stands;
  }
  return status;
}

/* Who may appear in a case at all: active people of its bureau who are not administrators. */
static enum fasti_status
check_persons(struct attempt *attempt, const char *bureau)
{
  for (size_t i = 0; i < attempt->request->person_count; i++) {
    const struct fasti_person_row *row = &attempt->rows[i];

    if (!row->active)
      fasti_error_field(attempt->messages, row->id, "%s is not active in this office any more", row->name);
    else if (fasti_list_has(row->roles, FASTI_ROLE_ADMIN))
      fasti_error_input(attempt->messages, row->id, office_rule(attempt->office, bureau, "administrator"),
                        "%s is an administrator, and an administrator never acts in a case", row->name);
    else if (fasti_list_has(row->roles, FASTI_ROLE_DESIGNER))
      fasti_error_input(attempt->messages, row->id, office_rule(attempt->office, bureau, "designer"),
                        "%s is a process designer, and a designer touches no running case", row->name);
    else if (strcmp(row->bureau, bureau) != 0)
      fasti_error_field(attempt->messages, row->id, "%s belongs to another bureau than this case", row->name);
    else
      continue;
    return FASTI_FORBIDDEN;
  }
  return FASTI_OK;
}

static bool
is_named(const struct attempt *attempt, const char *id)
{
  for (size_t i = 0; i < attempt->request->person_count; i++)
    if (strcmp(attempt->persons[i].id, id) == 0)
      return true;
  for (size_t i = 0; i < attempt->named_count; i++)
    if (strcmp(attempt->named[i].id, id) == 0)
      return true;
  return false;
}

/* Fields may name people by their ids. Who is no active person of the bureau is not known to the form, and it says so. */
static enum fasti_status
look_up_named(struct attempt *attempt, const char *bureau)
{
  const struct fasti_request *request = attempt->request;
  enum fasti_status status = FASTI_OK;

  attempt->named_count = 0;
  attempt->named = fasti_arena_alloc(attempt->arena, (request->field_count + 1) * sizeof *attempt->named);
  for (size_t i = 0; i < request->field_count && !office_store_failed(status); i++) {
    const char *id = request->fields[i].value;
    struct fasti_person_row row = {0};

    if (!office_is_identifier(id) || is_named(attempt, id))
      continue;
    status = office_person(attempt->office, id, attempt->arena, NULL, &row);
    if (status == FASTI_OK && row.active && strcmp(row.bureau, bureau) == 0)
      attempt->named[attempt->named_count++] =
        fasti_person_of(&row);
  }
  return office_store_failed(status) ? office_told(attempt->office, attempt->messages, status) : FASTI_OK;
}

static void
fill_command(struct attempt *attempt)
{
  const struct fasti_request *request = attempt->request;

  attempt->command = (struct fasti_command){
    .kind = request->kind,
    .persons = attempt->persons,
    .person_count = request->person_count,
    .named = attempt->named,
    .named_count = attempt->named_count,
    .event = request->event,
    .session = request->session,
    .key = request->node,
    .to = request->to,
    .reason = request->reason,
    .law = request->law,
    .agree = request->agree,
    .fields = request->fields,
    .field_count = request->field_count,
  };
}

/* What is known of the tasks of a case when one is looked for. */
struct task_search {
  int64_t number;
  bool open;
  struct fasti_buffer list; /* of the open ones, for the message */
};

static void
see_task(void *self, const struct fasti_task_row *row)
{
  struct task_search *search = self;

  search->open = search->open || row->number == search->number;
  fasti_buffer_printf(&search->list, "%s%s", search->list.size ? " " : "", row->task);
  if (*row->key)
    fasti_buffer_printf(&search->list, "[%s]", row->key);
}

/* The names behind the ids of PERFORMERS. */
static const char *
names_of(struct attempt *attempt, const char *performers)
{
  struct fasti_buffer names = {0};
  struct fasti_person_row row;
  struct fasti_slice id;
  const char *text;

  while (fasti_list_next(&performers, &id)) {
    const char *one = fasti_arena_copy(attempt->arena, id.at, id.size);
    enum fasti_status status = office_person(attempt->office, one, attempt->arena, NULL, &row);

    fasti_buffer_printf(&names, "%s%s", names.size ? " " : "", status == FASTI_OK ? row.name : one);
  }
  text = fasti_arena_strdup(attempt->arena, names.size ? names.at : "");
  fasti_buffer_free(&names);
  return text;
}

/* Somebody was first, or there never was such a task. */
static enum fasti_status
refuse_task(struct attempt *attempt, struct office_case *one, const char *task)
{
  const char *wanted = attempt->request->task;
  struct task_search search = {0};
  struct fasti_buffer performers = {0};
  enum fasti_status status = FASTI_NOT_FOUND;

  if (task && !strpbrk(task, "'\""))
    status =
      fasti_case_evaluate(one->case_, fasti_arena_printf(attempt->arena, "f:performer('%s')", task), NULL, &performers);
  fasti_case_tasks(one->case_, see_task, &search);
  if (status == FASTI_OK && performers.size > 0) {
    fasti_error_field(attempt->messages, wanted, "this task is not open any more: %s was first",
                      names_of(attempt, performers.at));
    status = FASTI_CONFLICT;
  } else {
    if (search.list.size)
      fasti_error_field(attempt->messages, wanted, "no such task is open in this case; open are: %s", search.list.at);
    else
      fasti_error_field(attempt->messages, wanted, "no task is open in this case");
    status = FASTI_NOT_FOUND;
  }
  fasti_buffer_free(&search.list);
  fasti_buffer_free(&performers);
  return status;
}

/* A task by its number, or by its id with or without [key]. */
static enum fasti_status
find_task(struct attempt *attempt, struct office_case *one)
{
  const char *wanted = attempt->request->task;
  char *task, *key, *end;
  struct task_search search = {0};

  search.number = strtoll(wanted, &end, 10);
  if (end != wanted && !*end && attempt->request->kind == FASTI_WITHDRAW) {
    attempt->command.task = search.number; /* of a task that is done: the case knows whether it may be */
    return FASTI_OK;
  }
  if (end != wanted && !*end) {
    fasti_case_tasks(one->case_, see_task, &search);
    fasti_buffer_free(&search.list);
    attempt->command.task = search.number;
    return search.open ? FASTI_OK : refuse_task(attempt, one, NULL);
  }
  task = fasti_arena_strdup(attempt->arena, wanted);
  key = strchr(task, '[');
  end = key ? strchr(key, ']') : NULL;
  if (key && (!end || end[1])) {
    fasti_error_field(attempt->messages, wanted, "a task is named by its id, its id with [key], or its number");
    return FASTI_INVALID;
  }
  if (key)
    *key++ = *end = '\0';
  attempt->command.task = attempt->request->kind == FASTI_WITHDRAW ? fasti_case_completed(one->case_, task, key)
                                                                   : fasti_case_task(one->case_, task, key);
  if (attempt->command.task > 0)
    return FASTI_OK;
  if (attempt->command.task == 0 && attempt->request->kind == FASTI_WITHDRAW) {
    fasti_error_field(attempt->messages, wanted, "there is no completion of this task that may still be withdrawn");
    return FASTI_REFUSED;
  }
  if (attempt->command.task == 0)
    return refuse_task(attempt, one, task);
  fasti_error_field(attempt->messages, wanted, "several such tasks are open: say which one as %s[key]", task);
  return FASTI_INVALID;
}

/* A file that is attached for itself. */
static enum fasti_status
describe_evidence(struct attempt *attempt)
{
  const struct fasti_request *request = attempt->request;

  if (request->file_count == 1)
    return office_evidence_fields(attempt->office, request->files, attempt->arena, attempt->messages,
                                  &attempt->command);
  fasti_error_field(attempt->messages, NULL, "one file is attached at a time");
  return FASTI_INVALID;
}

static enum fasti_status
do_step(struct attempt *attempt, struct office_case *one)
{
  enum fasti_status status = check_persons(attempt, one->bureau);
  int64_t number;
  int64_t sequence = one->entries + 1; /* other cases may answer with entries behind it */

  if (status == FASTI_OK)
    status = stand_in(attempt, fasti_procedure_package(fasti_case_procedure(one->case_)));
  if (status == FASTI_OK && attempt->request->kind != FASTI_EVIDENCE)
    status = look_up_named(attempt, one->bureau);
  fill_command(attempt);
  if (status == FASTI_OK && attempt->request->task)
    status = find_task(attempt, one);
  if (status == FASTI_OK && attempt->request->kind == FASTI_EVIDENCE)
    status = describe_evidence(attempt);
  else if (status == FASTI_OK)
    status = office_evidence_attach(one, attempt->request->files, attempt->request->file_count, attempt->arena,
                                    attempt->now, &attempt->command);
  if (status == FASTI_OK)
    status = office_case_do(one, &attempt->command, attempt->now);
  if (status == FASTI_OK && attempt->request->kind == FASTI_EVIDENCE)
    status = office_evidence_keep(one, &number);
  if (status != FASTI_OK)
    return status;
  snprintf(attempt->answer->case_id, sizeof attempt->answer->case_id, "%s", one->id);
  attempt->answer->sequence = sequence;
  return keep_reply(attempt);
}

/* Do STEP under a savepoint of its own: what it refuses has not happened. */
static enum fasti_status
under_savepoint(struct attempt *attempt, enum fasti_status (*step)(struct attempt *attempt, struct office_case *one),
                struct office_case *one)
{
  struct fasti_store *store = store_of(attempt);
  enum fasti_status status = office_told(attempt->office, attempt->messages, store->call->savepoint(store));

  if (status != FASTI_OK)
    return status;
  status = step(attempt, one);
  if (status == FASTI_OK)
    return office_told(attempt->office, attempt->messages, store->call->release(store));
  if (!office_store_failed(status))
    store->call->rollback_to(store);
  return status;
}

static enum fasti_status
keep_refusal(struct attempt *attempt, struct office_case *one)
{
  return office_case_do(one, &attempt->command, attempt->now);
}

/* The attempt goes into the journal; the case is read anew, because the refused step has spoiled it. */
static enum fasti_status
journal_refusal(struct attempt *attempt, enum fasti_status refused, size_t first_message)
{
  const struct fasti_request *request = attempt->request;
  struct fasti_messages *kept = attempt->messages;
  struct office_case one;
  enum fasti_status status;

  attempt->command = (struct fasti_command){
    .kind = FASTI_ATTEMPT,
    .persons = attempt->persons,
    .person_count = request->person_count,
    .event = fasti_command_name(request->kind),
    .to = request->task ? request->task : request->event,
    .reason = office_told_since(attempt->messages, first_message, attempt->arena),
  };
  attempt->messages = NULL; /* what keeps the attempt from being written is not what the person asked for */
  status = office_case_load(&one, attempt->office, request->case_id, NULL);
  if (status == FASTI_OK)
    status = under_savepoint(attempt, keep_refusal, &one);
  office_case_close(&one);
  attempt->messages = kept;
  return office_store_failed(status) ? office_told(attempt->office, kept, status) : refused;
}

static enum fasti_status
fire_due(struct attempt *attempt, struct office_case *one)
{
  return office_case_fire_until(one, attempt->now);
}

/* A warning whose day has passed when its deadline starts fires at once. What the clock cannot do now it tells when it
 * is advanced; it does not take back what a person has done. */
static enum fasti_status
fire_at_once(struct attempt *attempt, struct office_case *one)
{
  enum fasti_status status;

  one->messages = NULL;
  status = under_savepoint(attempt, fire_due, one);
  return office_store_failed(status) ? office_told(attempt->office, attempt->messages, status) : FASTI_OK;
}

/* Who looked at the case before it went on decides on what is not there any more. */
static enum fasti_status
check_expected(struct attempt *attempt, const struct office_case *one)
{
  if (!attempt->request->expected || attempt->request->expected == one->entries)
    return FASTI_OK;
  fasti_error_field(attempt->messages, one->id, "the case has gone on since you looked at it: look again");
  attempt->answer->stale = true;
  return FASTI_CONFLICT;
}

static enum fasti_status
do_in_case(struct attempt *attempt)
{
  struct office_case one;
  size_t first = attempt->messages ? fasti_messages_count(attempt->messages) : 0;
  enum fasti_status status;

  if (!attempt->request->case_id) {
    fasti_error_field(attempt->messages, NULL, "a command needs the case that it is for");
    return FASTI_INVALID;
  }
  status = office_case_load(&one, attempt->office, attempt->request->case_id, attempt->messages);
  if (status == FASTI_OK)
    status = check_expected(attempt, &one);
  if (status == FASTI_OK)
    status = under_savepoint(attempt, fire_due, &one);
  if (status == FASTI_OK) {
    status = under_savepoint(attempt, do_step, &one);
    if (status != FASTI_OK && !office_store_failed(status))
      status = journal_refusal(attempt, status, first);
    else if (status == FASTI_OK)
      status = fire_at_once(attempt, &one);
  }
  office_case_close(&one);
  return status;
}

static enum fasti_status
check_opener(struct attempt *attempt, const struct fasti_package *package, const struct fasti_procedure *procedure)
{
  const char *openers = fasti_procedure_openers(procedure), *at = openers;
  struct fasti_buffer titles = {0};
  struct fasti_slice role;

  if (fasti_list_meets(attempt->persons[0].roles, openers))
    return FASTI_OK;
  while (fasti_list_next(&at, &role))
    fasti_buffer_printf(&titles, "%s%s", titles.size ? ", " : "",
                        fasti_package_role_title(package, fasti_arena_copy(attempt->arena, role.at, role.size)));
  fasti_error_field(attempt->messages, attempt->persons[0].id, "%s may not open a case of this procedure; who may: %s",
                    attempt->persons[0].name, titles.size ? titles.at : "");
  fasti_buffer_free(&titles);
  return FASTI_FORBIDDEN;
}

static enum fasti_status
find_procedure(struct attempt *attempt, const struct fasti_package *package, const struct fasti_procedure **procedure)
{
  const char *wanted = attempt->request->procedure ? attempt->request->procedure : "";
  struct fasti_buffer list = {0};
  const struct fasti_procedure *one;

  *procedure = fasti_package_procedure(package, wanted);
  if (*procedure)
    return FASTI_OK;
  for (size_t i = 0; (one = fasti_package_procedure_at(package, i)) != NULL; i++)
    fasti_buffer_printf(&list, "%s%s", i ? " " : "", fasti_procedure_id(one));
  fasti_error_field(attempt->messages, wanted, "the package of %s has no such procedure; it has: %s",
                    fasti_package_bureau(package), list.size ? list.at : "");
  fasti_buffer_free(&list);
  return FASTI_NOT_FOUND;
}

static enum fasti_status
open_case(struct attempt *attempt, struct office_case *one)
{
  const struct fasti_package *package;
  const struct fasti_procedure *procedure;
  const char *bureau = attempt->request->bureau ? attempt->request->bureau : attempt->rows[0].bureau;
  char hash[FASTI_HASH_SIZE], id[FASTI_CASE_ID];
  enum fasti_status status = check_persons(attempt, bureau);

  if (status == FASTI_OK)
    status = office_package_at(attempt->office, bureau, attempt->now, attempt->messages, hash, &package);
  if (status == FASTI_OK)
    status = find_procedure(attempt, package, &procedure);
  if (status == FASTI_OK)
    status = stand_in(attempt, package);
  if (status == FASTI_OK)
    status = check_opener(attempt, package, procedure);
  if (status == FASTI_OK)
    status = office_case_name(attempt->office, package, false, attempt->now, attempt->messages, id);
  if (status == FASTI_OK)
    status = office_case_begin(one, attempt->office, package, hash, procedure, id, attempt->messages);
  return status == FASTI_OK ? do_step(attempt, one) : status;
}

static enum fasti_status
do_request(struct attempt *attempt)
{
  struct office_case one = {0};
  enum fasti_status status = FASTI_OK;

  digest_request(attempt);
  if (attempt->request->key)
    status = office_told(attempt->office, attempt->messages, find_reply(attempt));
  if (status != FASTI_OK || attempt->answer->repeated)
    return status;
  status = look_up_persons(attempt);
  if (status != FASTI_OK)
    return status;
  if (attempt->request->kind != FASTI_OPEN)
    return do_in_case(attempt);
  status = under_savepoint(attempt, open_case, &one);
  if (status == FASTI_OK)
    status = fire_at_once(attempt, &one);
  else if (status == FASTI_CONFLICT)
    memcpy(attempt->answer->holder, one.holder, sizeof one.holder);
  office_case_close(&one);
  return status;
}

static enum fasti_status
do_one(struct fasti_office *office, const struct fasti_request *request, int64_t now, struct fasti_messages *messages,
       struct fasti_answer *answer)
{
  struct attempt attempt = {.office = office,
                            .request = request,
                            .messages = messages,
                            .arena = fasti_arena_new(),
                            .answer = answer,
                            .now = now};
  enum fasti_status status;

  *answer = (struct fasti_answer){0};
  if (request->kind == FASTI_CLOCK || request->kind == FASTI_EVENT || request->kind == FASTI_ATTEMPT ||
      request->kind == FASTI_CALENDAR || request->kind >= FASTI_COMMAND_COUNT) {
    fasti_error_field(messages, NULL, "this is no command that a person gives");
    status = FASTI_INVALID;
  } else {
    status = do_request(&attempt);
  }
  if (status != FASTI_OK) {
    answer->case_id[0] = '\0';
    answer->sequence = 0;
  }
  fasti_arena_free(attempt.arena);
  return status;
}

enum fasti_status
fasti_office_do_all(struct fasti_office *office, const struct fasti_request *requests, size_t count, int64_t now,
                    struct fasti_messages *messages, enum fasti_status *statuses, struct fasti_answer *answers)
{
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  for (size_t i = 0; i < count && status == FASTI_OK; i++) {
    statuses[i] = do_one(office, &requests[i], now, messages, &answers[i]);
    if (office_store_failed(statuses[i]))
      status = statuses[i];
  }
  status = office_end(office, messages, status);
  if (status != FASTI_OK && count)
    memset(answers, 0, count * sizeof *answers);
  return status;
}

/* Its requests, until there are no more or the store fails. */
static enum fasti_status
do_run(struct fasti_office *office, const struct fasti_office_run *run, int64_t now, struct fasti_messages *messages)
{
  struct fasti_messages *own = fasti_messages_like(messages);
  enum fasti_status status = FASTI_OK;
  const struct fasti_request *request;

  while (status == FASTI_OK && (request = run->next(run->self)) != NULL) {
    struct fasti_answer answer;
    enum fasti_status one = do_one(office, request, now, own, &answer);

    if (office_store_failed(one))
      status = one;
    else
      run->done(run->self, one, own, &answer);
    for (size_t i = 0; status != FASTI_OK && i < fasti_messages_count(own); i++)
      fasti_message_add(messages, fasti_messages_at(own, i));
    fasti_messages_clear(own);
  }
  fasti_messages_free(own);
  return status;
}

enum fasti_status
fasti_office_do_run(struct fasti_office *office, const struct fasti_office_run *run, int64_t now,
                    struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  status = do_run(office, run, now, messages);
  if (status != FASTI_OK || !run->keep || run->keep(run->self))
    return office_end(office, messages, status);
  office->store->call->rollback(office->store);
  return FASTI_OK;
}

enum fasti_status
fasti_office_do(struct fasti_office *office, const struct fasti_request *request, int64_t now,
                struct fasti_messages *messages, struct fasti_answer *answer)
{
  enum fasti_status one = FASTI_INTERNAL;
  enum fasti_status status = fasti_office_do_all(office, request, 1, now, messages, &one, answer);

  return status == FASTI_OK ? one : status;
}

/* -- trying without doing -- */

/* A number that the real entry will draw is not known before: documents show 0. */
static enum fasti_status
try_number(void *self, const char *kind, int year, int64_t *number)
{
  (void)self;
  (void)kind;
  (void)year;
  *number = 0;
  return FASTI_OK;
}

static enum fasti_status
try_name(void *self, char id[FASTI_CASE_ID])
{
  struct office_case *one = self;

  snprintf(id, FASTI_CASE_ID, "try-%d", ++one->seeds);
  return FASTI_OK;
}

static enum fasti_status
try_seed(void *self, char seed[FASTI_SEED_SIZE])
{
  (void)self;
  memset(seed, '0', FASTI_SEED_SIZE - 1);
  seed[FASTI_SEED_SIZE - 1] = '\0';
  return FASTI_OK;
}

static enum fasti_status
try_in_memory(struct attempt *attempt, struct office_case *one)
{
  const struct fasti_oracle oracle = {.self = one,
                                      .number = try_number,
                                      .name = try_name,
                                      .seed = try_seed,
                                      .find = office_found,
                                      .people = office_people};
  struct fasti_command clock = {.kind = FASTI_CLOCK};
  struct fasti_buffer body = {0};
  enum fasti_status status = FASTI_OK;
  int64_t at = attempt->now < one->last ? one->last : attempt->now, due;

  one->at = at;
  for (int i = 0; status == FASTI_OK && (due = fasti_case_due(one->case_)) <= at && i < FASTI_OFFICE_FIRINGS; i++) {
    fasti_buffer_clear(&body);
    status = fasti_case_apply(one->case_, &clock, due, &oracle, attempt->messages, &body);
  }
  fasti_buffer_clear(&body);
  if (status == FASTI_OK)
    status = fasti_case_apply(one->case_, &attempt->command, at, &oracle, attempt->messages, &body);
  fasti_buffer_free(&body);
  return status;
}

/* A case that is not there yet. */
static enum fasti_status
try_opening(struct attempt *attempt, struct office_case *one)
{
  const char *bureau = attempt->request->bureau ? attempt->request->bureau : attempt->rows[0].bureau;
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status =
    office_package_at(attempt->office, bureau, attempt->now, attempt->messages, hash, &package);

  if (status == FASTI_OK)
    status = find_procedure(attempt, package, &procedure);
  if (status == FASTI_OK)
    status = stand_in(attempt, package);
  if (status == FASTI_OK)
    status = check_opener(attempt, package, procedure);
  if (status == FASTI_OK)
    status = office_case_begin(one, attempt->office, package, hash, procedure, "try-0", attempt->messages);
  return status;
}

static enum fasti_status
try_request(struct attempt *attempt, struct office_case *one)
{
  bool opening = attempt->request->kind == FASTI_OPEN;
  enum fasti_status status = look_up_persons(attempt);

  if (status == FASTI_OK && opening)
    status = try_opening(attempt, one);
  else if (status == FASTI_OK)
    status = office_case_load(one, attempt->office, attempt->request->case_id, attempt->messages);
  if (status == FASTI_OK)
    status = check_persons(attempt, one->bureau);
  if (status == FASTI_OK && !opening)
    status = stand_in(attempt, fasti_procedure_package(fasti_case_procedure(one->case_)));
  if (status == FASTI_OK)
    status = look_up_named(attempt, one->bureau);
  fill_command(attempt);
  if (status == FASTI_OK && attempt->request->task)
    status = find_task(attempt, one);
  if (status == FASTI_OK && opening)
    status = office_calendars(attempt->office, fasti_procedure_package(fasti_case_procedure(one->case_)), one->package,
                              attempt->arena, attempt->messages, &attempt->command.calendars,
                              &attempt->command.calendar_count);
  return status == FASTI_OK ? try_in_memory(attempt, one) : status;
}

enum fasti_status
fasti_office_try(struct fasti_office *office, const struct fasti_request *request, int64_t now,
                 struct fasti_messages *messages, struct fasti_case **out)
{
  struct fasti_answer answer = {0};
  struct office_case one = {0};
  struct attempt attempt = {.office = office,
                            .request = request,
                            .messages = messages,
                            .arena = fasti_arena_new(),
                            .answer = &answer,
                            .now = now};
  enum fasti_status status = office_begin(office, messages, false);

  *out = NULL;
  if (status == FASTI_OK) {
    status = try_request(&attempt, &one);
    office->store->call->rollback(office->store);
  }
  fasti_buffer_free(&one.snapshot);
  if (status == FASTI_OK)
    *out = one.case_;
  else
    fasti_case_free(one.case_);
  fasti_arena_free(attempt.arena);
  return status;
}
