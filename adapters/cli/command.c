/* adapters/cli/command.c - what people do in a case: "fasti case open|act|suspend|...", "fasti task claim|do|...".
 *
 * Each is one command to the office; what comes of it is told as the journal tells it.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/attach.h"
#include "adapters/cli/story.h"

/* Reads the operands behind the case and the task as the command takes them. */
enum operands { NO_OPERANDS, FIELDS, PERSONS };

struct verb {
  const char *group;
  const char *name;
  enum fasti_command_kind kind;
  int fixed; /* operands before those */
  enum operands rest;
};

static const struct verb verbs[] = {
  {"case", "open", FASTI_OPEN, 1, FIELDS},
  {"case", "act", FASTI_ACT, 2, FIELDS},
  {"case", "suspend", FASTI_SUSPEND, 1, NO_OPERANDS},
  {"case", "approve-suspension", FASTI_APPROVE_SUSPENSION, 1, NO_OPERANDS},
  {"case", "refuse-suspension", FASTI_REFUSE_SUSPENSION, 1, NO_OPERANDS},
  {"case", "resume", FASTI_RESUME, 1, NO_OPERANDS},
  {"case", "recuse", FASTI_RECUSE, 1, PERSONS},
  {"case", "terminate", FASTI_TERMINATE, 1, NO_OPERANDS},
  {"case", "comment", FASTI_COMMENT, 1, NO_OPERANDS},
  {"case", "attach", FASTI_EVIDENCE, 2, NO_OPERANDS},
  {"task", "claim", FASTI_CLAIM, 2, NO_OPERANDS},
  {"task", "release", FASTI_RELEASE, 2, NO_OPERANDS},
  {"task", "draft", FASTI_DRAFT, 2, FIELDS},
  {"task", "do", FASTI_COMPLETE, 2, FIELDS},
  {"task", "sign", FASTI_SIGN, 2, NO_OPERANDS},
  {"task", "return", FASTI_RETURN, 2, NO_OPERANDS},
  {"task", "withdraw", FASTI_WITHDRAW, 2, NO_OPERANDS},
  {"task", "transfer", FASTI_TRANSFER, 2, PERSONS},
  {"task", "delegate", FASTI_DELEGATE, 2, PERSONS},
  {"task", "add-signer", FASTI_ADD_SIGNER, 2, PERSONS},
  {"task", "remove-signer", FASTI_REMOVE_SIGNER, 2, PERSONS},
  {"task", "copy", FASTI_COPY, 2, PERSONS},
  {"task", "urge", FASTI_URGE, 2, NO_OPERANDS},
};

static const struct verb *
find_verb(const struct cli_command *command)
{
  size_t i = 0;

  while (strcmp(verbs[i].group, command->group) != 0 || strcmp(verbs[i].name, command->name) != 0)
    i++;
  return &verbs[i];
}

static bool
has_option(const struct cli *cli, const char *name)
{
  for (const struct cli_option *option = cli->command->options; option->name; option++)
    if (strcmp(option->name, name) == 0)
      return true;
  return false;
}

static const char *
value_of(const struct cli *cli, const char *name)
{
  return has_option(cli, name) ? cli_value(cli, name) : NULL;
}

/* The actor and the people that --as names besides, then those that are named as operands. */
static enum fasti_status
read_people(struct cli *cli, const struct verb *verb, struct fasti_request *request)
{
  size_t most = (size_t)cli->operand_count;
  const char *const *people;
  const char **all;
  enum fasti_status status = desk_people(cli, &people, &request->person_count);

  if (status != FASTI_OK)
    return status;
  all = fasti_arena_alloc(cli->arena, (request->person_count + most + 1) * sizeof *all);
  memcpy(all, people, request->person_count * sizeof *all);
  for (int i = verb->fixed; verb->rest == PERSONS && i < cli->operand_count; i++)
    all[request->person_count++] = cli->operands[i];
  request->persons = all;
  return FASTI_OK;
}

/* EVENT or EVENT[key] */
static void
read_event(struct cli *cli, const char *operand, struct fasti_request *request)
{
  char *event = fasti_arena_strdup(cli->arena, operand), *open = strchr(event, '[');

  request->event = event;
  if (open && open[strlen(open) - 1] == ']') {
    open[strlen(open) - 1] = '\0';
    *open = '\0';
    request->node = open + 1;
  }
}

static enum fasti_status
read_request(struct cli *cli, const struct verb *verb, struct fasti_request *request)
{
  enum fasti_status status;

  *request = (struct fasti_request){
    .kind = verb->kind,
    .bureau = value_of(cli, "bureau"),
    .session = value_of(cli, "session"),
    .to = value_of(cli, "to"),
    .reason = value_of(cli, "because"),
    .law = value_of(cli, "law"),
    .key = value_of(cli, "key"),
    .agree = !has_option(cli, "disagree") || !cli_has(cli, "disagree"),
  };
  if (verb->kind == FASTI_OPEN)
    request->procedure = cli->operands[0];
  else
    request->case_id = cli->operands[0];
  if (verb->kind == FASTI_ACT)
    read_event(cli, cli->operands[1], request);
  else if (verb->fixed == 2 && verb->kind != FASTI_EVIDENCE)
    request->task = cli->operands[1];
  status = read_people(cli, verb, request);
  if (status == FASTI_OK && verb->rest == FIELDS)
    status = desk_fields(cli, verb->fixed, &request->fields, &request->field_count);
  return status;
}

/* Files go in before the command that names them. */
static enum fasti_status
take_files(struct desk *desk, struct fasti_request *request)
{
  struct fasti_given_file *file;
  struct fasti_case *case_ = NULL;
  enum fasti_status status;

  if (request->kind != FASTI_EVIDENCE)
    return attach_fields(desk, request);
  /* A large file is not taken in for a case that is not there. */
  status = fasti_office_case(desk->office, request->case_id, desk->cli->messages, &case_);
  fasti_case_free(case_);
  if (status != FASTI_OK)
    return status;
  file = fasti_arena_alloc(desk->cli->arena, sizeof *file);
  status = attach_file(desk, desk->cli->operands[1], value_of(desk->cli, "name"), file);
  file->supersedes = value_of(desk->cli, "supersedes");
  request->files = file;
  request->file_count = 1;
  return status;
}

/* What was known before is not told again. */
static enum fasti_status
note_before(struct desk *desk, const char *case_id, struct story *story)
{
  struct fasti_case *case_ = NULL;
  enum fasti_status status = FASTI_OK;

  if (case_id)
    status = fasti_office_case(desk->office, case_id, desk->cli->messages, &case_);
  if (case_)
    story_note(story, case_);
  fasti_case_free(case_);
  return status;
}

/* A refusal is told on standard error; that the journal keeps it needs no second telling. */
static void
tell(void *story, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  if (strcmp(entry->kind, fasti_command_name(FASTI_ATTEMPT)) != 0)
    story_tell(story, case_, entry);
}

static enum fasti_status
send(struct desk *desk, const struct fasti_request *request)
{
  struct cli *cli = desk->cli;
  struct story *story = story_new(cli->arena, true);
  struct fasti_answer answer;
  enum fasti_status status = note_before(desk, request->case_id, story);

  if (status != FASTI_OK)
    return status;
  fasti_office_watch(desk->office, tell, story);
  story_hold(story);
  status = fasti_office_do(desk->office, request, desk->now, cli->messages, &answer);
  story_release(story, story_is_kept(status));
  if (status == FASTI_OK && answer.repeated)
    printf(_("%s: this was done already, as entry %lld\n"), answer.case_id, (long long)answer.sequence);
  return status;
}

static enum fasti_status
do_command(struct cli *cli)
{
  struct desk desk;
  struct fasti_request request;
  enum fasti_status status = read_request(cli, find_verb(cli->command), &request);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = take_files(&desk, &request);
  if (status == FASTI_OK)
    status = send(&desk, &request);
  desk_close(&desk);
  return status;
}

#define BECAUSE                                                                                                        \
  {                                                                                                                    \
    "because", 'b', N_("TEXT"), N_("the reason")                                                                       \
  }
#define LAW                                                                                                            \
  {                                                                                                                    \
    "law", 'l', N_("ID"), N_("the article that it rests on")                                                           \
  }
#define COMMAND_ENDS                                                                                                   \
  {                                                                                                                    \
    FASTI_INVALID, FASTI_LIMIT, FASTI_REFUSED, FASTI_FORBIDDEN, FASTI_NOT_FOUND, FASTI_CONFLICT, FASTI_LOCKED, FASTI_READ_ONLY,     \
      FASTI_FULL, FASTI_IO                                                                                             \
  }
#define COMMAND(GROUP, NAME, IDENTIFIER, SUMMARY, OPERANDS, LEAST, MOST, OPTIONS)                                      \
  const struct cli_command cli_##IDENTIFIER = {.group = GROUP,                                                         \
                                               .name = NAME,                                                           \
                                               .summary = SUMMARY,                                                     \
                                               .operands = OPERANDS,                                                   \
                                               .least = LEAST,                                                         \
                                               .most = MOST,                                                           \
                                               .options = OPTIONS,                                                     \
                                               .ends = COMMAND_ENDS,                                                   \
                                               .run = do_command}

static const struct cli_option plain[] = {DESK_OFFICE, DESK_AS, DESK_KEY, {0}};
static const struct cli_option reasoned[] = {DESK_OFFICE, DESK_AS, DESK_KEY, BECAUSE, {0}};
static const struct cli_option lawful[] = {DESK_OFFICE, DESK_AS, DESK_KEY, BECAUSE, LAW, {0}};
static const struct cli_option opening[] = {
  DESK_OFFICE, DESK_AS, DESK_KEY, {"bureau", 0, N_("BUREAU"), N_("the bureau (default: that of the person)")}, {0}};
static const struct cli_option acting[] = {
  DESK_OFFICE,
  {"as", 'a', N_("PERSON"), N_("who acts (default: $FASTI_USER); repeated when several must act together")},
  DESK_KEY,
  {"session", 0, N_("PATH"), N_("the part of the case that offers the action, when several do")},
  {0},
};
static const struct cli_option attaching[] = {
  DESK_OFFICE,
  DESK_AS,
  DESK_KEY,
  {"name", 'n', N_("NAME"), N_("what the file is called (default: as it is)")},
  {"supersedes", 's', N_("NUMBER"), N_("the file of the case that this one corrects; both stay")},
  {0},
};
static const struct cli_option signing[] = {
  DESK_OFFICE, DESK_AS, DESK_KEY, {"disagree", 0, NULL, N_("do not agree; give the reason")}, BECAUSE, {0}};
static const struct cli_option returning[] = {
  DESK_OFFICE, DESK_AS, DESK_KEY, {"to", 't', N_("STATE"), N_("the earlier step to which the case goes back")},
  BECAUSE,     {0}};

COMMAND("case", "open", case_open, N_("open a case"), N_("PROCEDURE [FIELD=VALUE]..."), 1, -1, opening);
COMMAND("case", "act", case_act, N_("do something that the state of a case offers"),
        N_("CASE EVENT[KEY] [FIELD=VALUE]..."), 2, -1, acting);
COMMAND("case", "suspend", case_suspend, N_("ask to suspend a case"), N_("CASE"), 1, 1, lawful);
COMMAND("case", "approve-suspension", case_approve_suspension, N_("approve that a case is suspended"), N_("CASE"), 1, 1,
        plain);
COMMAND("case", "refuse-suspension", case_refuse_suspension, N_("refuse that a case is suspended"), N_("CASE"), 1, 1,
        reasoned);
COMMAND("case", "resume", case_resume, N_("end the suspension of a case"), N_("CASE"), 1, 1, reasoned);
COMMAND("case", "recuse", case_recuse, N_("take a person, or yourself, out of a case"), N_("CASE [PERSON]"), 1, 2,
        reasoned);
COMMAND("case", "terminate", case_terminate, N_("end a case before its time"), N_("CASE"), 1, 1, lawful);
COMMAND("case", "comment", case_comment, N_("write a remark into the journal of a case"), N_("CASE"), 1, 1, reasoned);
COMMAND("case", "attach", case_attach, N_("attach a file to a case as evidence"), N_("CASE FILE"), 2, 2, attaching);
COMMAND("task", "claim", task_claim, N_("take a task"), N_("CASE TASK"), 2, 2, plain);
COMMAND("task", "release", task_release, N_("give a task back to its role"), N_("CASE TASK"), 2, 2, plain);
COMMAND("task", "draft", task_draft, N_("keep a form that is not complete yet"), N_("CASE TASK [FIELD=VALUE]..."), 2,
        -1, plain);
COMMAND("task", "do", task_do, N_("complete a task"), N_("CASE TASK [FIELD=VALUE]..."), 2, -1, plain);
COMMAND("task", "sign", task_sign, N_("sign what another has completed"), N_("CASE TASK"), 2, 2, signing);
COMMAND("task", "return", task_return, N_("send a case back to an earlier step"), N_("CASE TASK"), 2, 2, returning);
COMMAND("task", "withdraw", task_withdraw, N_("take back what you completed, while nobody has gone on"),
        N_("CASE TASK"), 2, 2, reasoned);
COMMAND("task", "transfer", task_transfer, N_("hand a task to another person"), N_("CASE TASK PERSON"), 3, 3, reasoned);
COMMAND("task", "delegate", task_delegate, N_("let another person prepare a task"), N_("CASE TASK PERSON"), 3, 3,
        reasoned);
COMMAND("task", "add-signer", task_add_signer, N_("have more people sign a task"), N_("CASE TASK PERSON..."), 3, -1,
        plain);
COMMAND("task", "remove-signer", task_remove_signer, N_("have fewer people sign a task"), N_("CASE TASK PERSON..."), 3,
        -1, plain);
COMMAND("task", "copy", task_copy, N_("send people a copy of a task"), N_("CASE TASK PERSON..."), 3, -1, plain);
COMMAND("task", "urge", task_urge, N_("urge those who must do a task"), N_("CASE TASK"), 2, 2, reasoned);
