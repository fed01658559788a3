/* engine/case/work.c - opening a case, actions, and doing tasks: claim, release, draft, complete.
 *
 * Messages: who may do it and why this person may not, who has claimed it, what is wrong in the form, which condition
 * of an action is false.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

enum { TRANSITIONS = 64 };

enum fasti_status
command_task(struct fasti_case *case_, struct task **out)
{
  int64_t number = case_->command->task;

  *out = case_find_task(case_, number);
  if (*out)
    return FASTI_OK;
  if (number > 0 && number <= case_->tasks_opened) {
    fasti_error_field(case_->messages, "task", "the task %lld is no longer open", (long long)number);
    return FASTI_CONFLICT;
  }
  fasti_error_field(case_->messages, "task", "the case has no task %lld", (long long)number);
  return FASTI_NOT_FOUND;
}

/* An operation in people's words. */
static const char *
operation_name(const struct fasti_messages *messages, enum fasti_operation operation)
{
  static const struct {
    enum fasti_operation operation;
    const char *name;
  } names[] = {
    {FASTI_MAY_CLAIM, N_("claim")},       {FASTI_MAY_RELEASE, N_("release")},   {FASTI_MAY_DRAFT, N_("draft")},
    {FASTI_MAY_RETURN, N_("return")},     {FASTI_MAY_WITHDRAW, N_("withdraw")}, {FASTI_MAY_TRANSFER, N_("transfer")},
    {FASTI_MAY_DELEGATE, N_("delegate")}, {FASTI_MAY_COPY, N_("copy")},         {FASTI_MAY_URGE, N_("urge")},
  };

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (names[i].operation == operation)
      return fasti_messages_translate(messages, names[i].name);
  return fasti_messages_translate(messages, "further signers");
}

enum fasti_status
task_allows(struct fasti_case *case_, const struct task *task, enum fasti_operation operation)
{
  const struct fasti_invoke_note *note = task_note(case_, task);

  if (!(note->forbidden & operation))
    return FASTI_OK;
  fasti_error_rule(case_->messages, case_law(case_, note->work.law), "the procedure does not allow %s for the task %s",
                   operation_name(case_->messages, operation), task->title);
  return FASTI_REFUSED;
}

static enum fasti_status
taken_by(struct fasti_case *case_, const struct task *task)
{
  if (task->state == TASK_SIGNING)
    fasti_error_rule(case_->messages, NULL, "the task %s was done by %s and waits for signatures", task->title,
                     person_name(case_, task->claimant));
  else
    fasti_error_rule(case_->messages, NULL, "the task %s is claimed by %s", task->title,
                     person_name(case_, task->claimant));
  return FASTI_CONFLICT;
}

static enum fasti_status
qualified(struct fasti_case *case_, const struct task *task, struct person *person)
{
  enum fasti_status status;

  task_bind(case_, task);
  status = case_may(case_, case_session(case_, task->session), &task_note(case_, task)->work, person);
  task_unbind(case_, task);
  return status;
}

enum fasti_status
task_may(struct fasti_case *case_, struct task *task)
{
  enum fasti_status status = qualified(case_, task, case_->actor);

  if (status != FASTI_OK)
    return status;
  if (task->claimant && strcmp(task->claimant, case_->actor->id) != 0)
    return taken_by(case_, task);
  return FASTI_OK;
}

enum fasti_status
task_is_theirs(struct fasti_case *case_, const struct task *task)
{
  if (task->claimant && strcmp(task->claimant, case_->actor->id) == 0)
    return FASTI_OK;
  if (task->claimant)
    return taken_by(case_, task);
  fasti_error_rule(case_->messages, NULL, "%s has not claimed the task %s", case_->actor->name, task->title);
  return FASTI_FORBIDDEN;
}

enum fasti_status
need_reason(struct fasti_case *case_)
{
  if (case_->command->reason && *case_->command->reason)
    return FASTI_OK;
  fasti_error_field(case_->messages, "reason", "a reason is needed");
  return FASTI_INVALID;
}

enum fasti_status
need_other(struct fasti_case *case_, struct person **out)
{
  *out = case_->command->person_count > 1 ? case_person(case_, case_->command->persons[1].id) : NULL;
  if (*out && *out != case_->actor)
    return FASTI_OK;
  fasti_error_field(case_->messages, "person", "another person must be named");
  return FASTI_INVALID;
}

/* Opening. */

enum fasti_status
do_open(struct fasti_case *case_)
{
  const char *openers = fasti_procedure_openers(case_->procedure);
  struct person *actor = case_->actor;
  enum fasti_status status;

  if (actor && !person_has_role(actor, openers)) {
    fasti_error_rule(case_->messages, NULL, "%s may not open a case of %s: it is for %s", actor->name,
                     fasti_procedure_title(case_->procedure), case_role_titles(case_, openers));
    return FASTI_FORBIDDEN;
  }
  case_->opened_by = actor ? actor->id : "";
  if (case_->command->from)
    other_opened_by(case_, case_->command);
  case_->opened_at = case_->last_at;
  case_->status = CASE_OPEN;
  case_forget_facts(case_);
  case_->machine = fasti_machine_new(fasti_procedure_chart(case_->procedure), &case_->host, case_->id);
  status = case_start(case_);
  if (status == FASTI_OK && actor)
    case_did_it(case_, "open", actor, openers);
  return status;
}

/* Actions. */

/* In the way of SCXML: of the innermost active state that has any; within a state in document order. */
int
action_find(struct fasti_case *case_, struct fasti_session *session, const char *event, int *transitions, int most)
{
  const struct fasti_notes *notes = session_notes(case_, session);
  int count = 0;

  for (int i = 0; i < fasti_chart_transition_count(notes->chart) && count < most; i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, i);

    if (notes->transitions[i].action && fasti_session_in(session, transition->source) &&
        (!event || strcmp(transition->event, event) == 0))
      transitions[count++] = i;
  }
  return count;
}

const char *
session_key(struct fasti_case *case_, struct fasti_session *session)
{
  for (struct fasti_session *parent; (parent = fasti_session_parent(session)); session = parent) {
    const char *path = fasti_session_path(session), *slash = strrchr(path, '/');
    const char *invokeid = slash ? slash + 1 : path;

    for (size_t i = 0; i < case_->eaches.count; i++) {
      const struct each *each = &case_->eaches.items[i];
      const char *id;
      size_t size;

      if (strcmp(each->session, fasti_session_path(parent)) != 0)
        continue;
      id = fasti_chart_invoke(fasti_session_chart(parent), each->invoke)->id;
      size = strlen(id);
      if (strncmp(invokeid, id, size) == 0 && invokeid[size] == '.')
        return fasti_arena_strdup(case_->entry, invokeid + size + 1);
    }
  }
  return "";
}

struct offer {
  struct fasti_case *case_;
  struct fasti_session *session;
  int count;
};

static void
find_offer(void *self, struct fasti_session *session)
{
  struct offer *offer = self;
  const struct fasti_command *command = offer->case_->command;
  int transition;

  if (command->session && strcmp(command->session, fasti_session_path(session)) != 0)
    return;
  if (command->key && *command->key && strcmp(command->key, session_key(offer->case_, session)) != 0)
    return;
  if (action_find(offer->case_, session, command->event, &transition, 1) == 0)
    return;
  if (offer->count++ == 0)
    offer->session = session;
}

enum fasti_status
action_session(struct fasti_case *case_, struct fasti_session **out)
{
  struct offer offer = {.case_ = case_};
  const char *event = case_->command->event;

  if (!event || !*event) {
    fasti_error_field(case_->messages, "event", "no action is named");
    return FASTI_INVALID;
  }
  fasti_machine_sessions(case_->machine, find_offer, &offer);
  *out = offer.session;
  if (offer.count == 1)
    return FASTI_OK;
  if (offer.count > 1) {
    fasti_error_field(case_->messages, "event", "%s can be done for several; expected the key of one", event);
    return FASTI_INVALID;
  }
  fasti_error_rule(case_->messages, NULL, "%s cannot be done now: no active state offers it", event);
  return FASTI_REFUSED;
}

static enum fasti_status
check_people(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work)
{
  const struct fasti_command *command = case_->command;
  enum fasti_status status = FASTI_OK, one;
  size_t different = 0;
  int people;

  for (size_t i = 0; i < command->person_count; i++) {
    bool again = false;

    for (size_t j = 0; j < i; j++)
      again = again || strcmp(command->persons[i].id, command->persons[j].id) == 0;
    different += !again;
    one = case_may(case_, session, work, case_person(case_, command->persons[i].id));
    status = status == FASTI_OK ? one : status;
  }
  if (status == FASTI_OK)
    status = case_people(case_, session, work, &people);
  if (status == FASTI_OK && different < (size_t)people) {
    fasti_error_rule(case_->messages, case_rule(case_, work, "people"),
                     "%s must be done by %d different persons together",
                     fasti_procedure_task_title(case_->procedure, work->name), people);
    return FASTI_FORBIDDEN;
  }
  return status;
}

/* Adds to the messages why an action's condition does not hold, whether its own message can be told or not. */
static void
tell_condition(struct fasti_case *case_, struct fasti_session *session, int number)
{
  const struct fasti_notes *notes = session_notes(case_, session);
  const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, number);
  const struct fasti_transition_note *note = &notes->transitions[number];
  const char *law = case_law(case_, note->law ? note->law : note->work.law), *message;

  if (note->message && case_text(case_, session, note->message, &message) == FASTI_OK)
    fasti_error_rule(case_->messages, law, "%s", message);
  else
    fasti_error_rule(case_->messages, law, "%s does not hold",
                     transition->cond ? fasti_expr_text(transition->cond) : transition->event);
}

/* After the data was put: one of the action's transitions must be taken. */
static enum fasti_status
check_conditions(struct fasti_case *case_, struct fasti_session *session, const struct fasti_event *event,
                 const int *transitions, int count)
{
  int enabled[TRANSITIONS];
  int enabled_count = fasti_session_enabled(session, event, enabled, TRANSITIONS);

  for (int i = 0; i < enabled_count; i++)
    for (int j = 0; j < count; j++)
      if (enabled[i] == transitions[j])
        return FASTI_OK;
  for (int i = 0; i < count; i++)
    tell_condition(case_, session, transitions[i]);
  return FASTI_REFUSED;
}

static enum fasti_status
act_with(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work, const int *transitions,
         int count, const xmlNode *data)
{
  struct fasti_event event = {.name = work->name, .kind = FASTI_EVENT_EXTERNAL, .data = data};
  enum fasti_status status = case_put(case_, session, work, data);

  if (status == FASTI_OK)
    status = check_conditions(case_, session, &event, transitions, count);
  if (status != FASTI_OK)
    return status;
  for (size_t i = 0; i < case_->command->person_count; i++)
    case_did_it(case_, work->name, case_person(case_, case_->command->persons[i].id),
                work_roles(case_, session, work));
  return case_send(case_, session, work->name, NULL, data);
}

enum fasti_status
do_act(struct fasti_case *case_)
{
  struct fasti_session *session;
  int transitions[TRANSITIONS], count;
  const struct fasti_work *work;
  enum fasti_status status = action_session(case_, &session);
  xmlDocPtr data;

  if (status != FASTI_OK)
    return status;
  count = action_find(case_, session, case_->command->event, transitions, TRANSITIONS);
  work = &session_notes(case_, session)->transitions[transitions[0]].work;
  case_->done = (struct work_done){0, work->name, work->name, work_roles(case_, session, work)};
  if (work->title && case_text(case_, session, work->title, &case_->done.title) != FASTI_OK)
    case_->done.title = work->name;
  status = check_people(case_, session, work);
  if (status == FASTI_OK)
    status = case_fill(case_, session, work, NULL, true, &data);
  if (status != FASTI_OK)
    return status;
  status = act_with(case_, session, work, transitions, count, xmlDocGetRootElement(data));
  xmlFreeDoc(data);
  return status;
}

/* Tasks. */

enum fasti_status
do_claim(struct fasti_case *case_)
{
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = task_allows(case_, task, FASTI_MAY_CLAIM);
  if (status == FASTI_OK)
    status = qualified(case_, task, case_->actor);
  if (status != FASTI_OK)
    return status;
  if (task->claimant && !(task->state == TASK_CLAIMED && person_stands_for(&case_->command->persons[0], task->claimant,
                                                                          task_roles(case_, task))))
    return taken_by(case_, task);
  task->state = TASK_CLAIMED;
  task->claimant = case_->actor->id;
  task->touched = true;
  return FASTI_OK;
}

void
task_give_back(struct fasti_case *case_, struct task *task)
{
  const char *owners = task->owners, *last = strrchr(owners, ' ');

  task->claimant = case_keep(case_, last ? last + 1 : owners);
  task->owners = last ? fasti_arena_copy(case_->arena, owners, (size_t)(last - owners)) : "";
  task->state = *task->owners ? TASK_DELEGATED : TASK_CLAIMED;
}

enum fasti_status
do_release(struct fasti_case *case_)
{
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = task_allows(case_, task, FASTI_MAY_RELEASE);
  if (status == FASTI_OK)
    status = task_is_theirs(case_, task);
  if (status != FASTI_OK)
    return status;
  if (task->state == TASK_SIGNING)
    return taken_by(case_, task);
  if (*task->owners) {
    task_give_back(case_, task);
    return FASTI_OK;
  }
  task->state = TASK_OPEN;
  task->claimant = NULL;
  return FASTI_OK;
}

/* What they wrote becomes the draft of the task: as far as it is, or checked as a whole. */
static enum fasti_status
fill_in(struct fasti_case *case_, struct task *task, bool whole)
{
  enum fasti_status status = task_may(case_, task);
  xmlDocPtr data;

  if (status == FASTI_OK && task->state == TASK_SIGNING)
    status = taken_by(case_, task);
  if (status != FASTI_OK)
    return status;
  task_bind(case_, task);
  status =
    case_fill(case_, case_session(case_, task->session), &task_note(case_, task)->work, task->draft, whole, &data);
  task_unbind(case_, task);
  if (status != FASTI_OK)
    return status;
  task_set_draft(case_, task, xmlDocGetRootElement(data));
  task->drafter = whole ? NULL : case_->actor->id;
  task->touched = true;
  xmlFreeDoc(data);
  return FASTI_OK;
}

enum fasti_status
do_draft(struct fasti_case *case_)
{
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = task_allows(case_, task, FASTI_MAY_DRAFT);
  return status == FASTI_OK ? fill_in(case_, task, false) : status;
}

static void
tell_signers(struct fasti_case *case_, const struct task *task)
{
  for (size_t i = 0; i < task->signers.count; i++)
    if (!task->signers.items[i].agreed)
      case_notice(case_, "notify", task->signers.items[i].person,
                  case_say(case_, case_->messages, "Your signature is asked for: %s", task->title));
}

/* The form is right: it goes back to who delegated it, waits for signatures, or is done. */
static enum fasti_status
completed(struct fasti_case *case_, struct task *task)
{
  if (*task->owners) {
    task_give_back(case_, task);
    case_notice(case_, "notify", task->claimant,
                case_say(case_, case_->messages, "The task that you delegated is prepared: %s", task->title));
    return FASTI_OK;
  }
  task->claimant = case_->actor->id;
  task->state = TASK_SIGNING;
  if (task_is_signed(task, task_note(case_, task)))
    return task_done(case_, task);
  tell_signers(case_, task);
  return FASTI_OK;
}

enum fasti_status
do_complete(struct fasti_case *case_)
{
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = fill_in(case_, task, true);
  return status == FASTI_OK ? completed(case_, task) : status;
}
