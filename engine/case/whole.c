/* engine/case/whole.c - what concerns a case as a whole: copies, urging, suspension, termination, comments.
 *
 * Messages: a person who does not act in the case or has not the role, a suspension that nobody asked for or that its
 * asker would approve.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

struct seeking {
  struct fasti_case *case_;
  bool found;
};

static void
seek_action(void *self, struct fasti_session *session)
{
  struct seeking *seeking = self;
  const struct fasti_notes *notes = session_notes(seeking->case_, session);
  int transitions[64], count = action_find(seeking->case_, session, NULL, transitions, 64);

  for (int i = 0; i < count && !seeking->found; i++)
    seeking->found = person_has_role(seeking->case_->actor,
                                     work_roles(seeking->case_, session, &notes->transitions[transitions[i]].work));
}

/* Who has acted in the case, or has a role for one of its open tasks, actions or decisions. */
enum fasti_status
check_acts(struct fasti_case *case_)
{
  const struct fasti_procedure_note *note = fasti_procedure_note(case_->procedure);
  const struct person *actor = case_->actor;
  bool acts = *actor->acted != '\0' || person_has_role(actor, note->suspend) ||
              person_has_role(actor, note->terminate) || person_has_role(actor, note->recuse);

  for (size_t i = 0; i < case_->tasks.count && !acts; i++)
    acts = person_has_role(actor, task_roles(case_, &case_->tasks.items[i]));
  for (size_t i = 0; i < case_->history.count && !acts; i++)
    acts = strcmp(case_->history.items[i].person, actor->id) == 0;
  if (!acts && case_->machine) {
    struct seeking seeking = {.case_ = case_};

    fasti_machine_sessions(case_->machine, seek_action, &seeking);
    acts = seeking.found;
  }
  if (acts)
    return FASTI_OK;
  fasti_error_rule(case_->messages, NULL, "%s does not act in this case", actor->name);
  return FASTI_FORBIDDEN;
}

static enum fasti_status
check_roles(struct fasti_case *case_, const char *roles)
{
  if (person_has_role(case_->actor, roles))
    return FASTI_OK;
  fasti_error_rule(case_->messages, NULL, "%s may not do this: it is for %s", case_->actor->name,
                   *roles ? case_role_titles(case_, roles) : fasti_messages_translate(case_->messages, "nobody"));
  return FASTI_FORBIDDEN;
}

static enum fasti_status
need_law(struct fasti_case *case_)
{
  if (case_->command->law && *case_->command->law)
    return FASTI_OK;
  fasti_error_field(case_->messages, "law", "the article that allows it is needed");
  return FASTI_INVALID;
}

enum fasti_status
do_copy(struct fasti_case *case_)
{
  const struct fasti_command *command = case_->command;
  struct fasti_buffer copies = {0};
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = task_allows(case_, task, FASTI_MAY_COPY);
  if (status == FASTI_OK)
    status = check_acts(case_);
  if (status == FASTI_OK && command->person_count < 2) {
    fasti_error_field(case_->messages, "person", "nobody is named to get a copy");
    status = FASTI_INVALID;
  }
  if (status != FASTI_OK)
    return status;
  fasti_buffer_puts(&copies, task->copies);
  for (size_t i = 1; i < command->person_count; i++) {
    fasti_list_add(&copies, command->persons[i].id);
    case_notice(case_, "copy", command->persons[i].id, task->title);
  }
  task->copies = case_keep(case_, copies.at);
  fasti_buffer_free(&copies);
  return FASTI_OK;
}

enum fasti_status
do_urge(struct fasti_case *case_)
{
  const char *reason = case_->command->reason, *text, *at;
  struct fasti_slice role;
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = task_allows(case_, task, FASTI_MAY_URGE);
  if (status == FASTI_OK)
    status = check_acts(case_);
  if (status != FASTI_OK)
    return status;
  task->urged++;
  text = reason && *reason ? fasti_arena_printf(case_->entry, "%s: %s", task->title, reason) : task->title;
  if (task->state == TASK_SIGNING) {
    for (size_t i = 0; i < task->signers.count; i++)
      if (!task->signers.items[i].agreed)
        case_notice(case_, "urge", task->signers.items[i].person, text);
  } else if (task->claimant) {
    case_notice(case_, "urge", task->claimant, text);
  }
  if (!task->claimant || (task->state == TASK_SIGNING && task_people(task, task_note(case_, task)) > 1))
    for (at = task_roles(case_, task); fasti_list_next(&at, &role);)
      case_notice(case_, "urge", fasti_arena_copy(case_->entry, role.at, role.size), text);
  return FASTI_OK;
}

/* Suspension. */

static bool
has_task(struct fasti_case *case_, struct person *person)
{
  bool has = false;

  for (size_t i = 0; i < case_->tasks.count && !has; i++) {
    struct task *task = &case_->tasks.items[i];

    if (task->claimant) {
      has = strcmp(task->claimant, person->id) == 0;
    } else {
      task_bind(case_, task);
      has = case_could(case_, case_session(case_, task->session), &task_note(case_, task)->work, person);
      task_unbind(case_, task);
    }
  }
  return has;
}

enum fasti_status
do_suspend(struct fasti_case *case_)
{
  const struct fasti_command *command = case_->command;
  enum fasti_status status = need_reason(case_);

  if (status == FASTI_OK)
    status = need_law(case_);
  if (status != FASTI_OK)
    return status;
  if (!*fasti_procedure_note(case_->procedure)->suspend) {
    fasti_error_rule(case_->messages, NULL, "cases of %s cannot be suspended", fasti_procedure_title(case_->procedure));
    return FASTI_REFUSED;
  }
  if (case_->suspension.by) {
    fasti_error_rule(case_->messages, NULL, "%s has asked for a suspension already; it waits for approval",
                     person_name(case_, case_->suspension.by));
    return FASTI_CONFLICT;
  }
  if (!has_task(case_, case_->actor)) {
    fasti_error_rule(case_->messages, NULL, "%s has no task in this case and cannot ask for its suspension",
                     case_->actor->name);
    return FASTI_FORBIDDEN;
  }
  case_->suspension.by = case_->actor->id;
  case_->suspension.reason = case_keep(case_, command->reason);
  case_->suspension.law = case_keep(case_, command->law);
  case_->suspension.since = case_->today;
  for (struct {
         const char *at;
         struct fasti_slice role;
       } next = {.at = fasti_procedure_note(case_->procedure)->suspend};
       fasti_list_next(&next.at, &next.role);)
    case_notice(case_, "notify", fasti_arena_copy(case_->entry, next.role.at, next.role.size),
                case_say(case_, case_->messages, "Suspension is asked for: %s", command->reason));
  return FASTI_OK;
}

static enum fasti_status
check_approver(struct fasti_case *case_)
{
  enum fasti_status status = check_roles(case_, fasti_procedure_note(case_->procedure)->suspend);

  if (status != FASTI_OK)
    return status;
  if (!case_->suspension.by || case_->status == CASE_SUSPENDED) {
    fasti_error_rule(case_->messages, NULL, "no suspension waits for approval");
    return FASTI_REFUSED;
  }
  if (case_->actor->recused || strcmp(case_->suspension.by, case_->actor->id) == 0) {
    fasti_error_rule(case_->messages, case_law(case_, case_->suspension.law),
                     "%s asked for the suspension or is recused; another person must decide", case_->actor->name);
    return FASTI_FORBIDDEN;
  }
  return FASTI_OK;
}

enum fasti_status
do_approve_suspension(struct fasti_case *case_)
{
  enum fasti_status status = check_approver(case_);

  if (status != FASTI_OK)
    return status;
  case_->status = CASE_SUSPENDED;
  case_->suspension.since = case_->today;
  case_forget_facts(case_);
  clocks_suspend(case_, case_->suspension.reason, case_->suspension.law);
  case_notice(case_, "notify", case_->suspension.by, case_say(case_, case_->messages, "The suspension is approved."));
  return FASTI_OK;
}

enum fasti_status
do_refuse_suspension(struct fasti_case *case_)
{
  enum fasti_status status = check_approver(case_);

  if (status == FASTI_OK)
    status = need_reason(case_);
  if (status != FASTI_OK)
    return status;
  case_notice(case_, "notify", case_->suspension.by,
              case_say(case_, case_->messages, "The suspension is refused: %s", case_->command->reason));
  case_->suspension.by = NULL;
  return FASTI_OK;
}

enum fasti_status
do_resume(struct fasti_case *case_)
{
  enum fasti_status status;

  if (case_->status != CASE_SUSPENDED) {
    fasti_error_rule(case_->messages, NULL, "the case is not suspended");
    return FASTI_REFUSED;
  }
  status = check_roles(case_, fasti_procedure_note(case_->procedure)->suspend);
  if (status != FASTI_OK)
    return status;
  case_->status = CASE_OPEN;
  case_->suspension.by = NULL;
  case_forget_facts(case_);
  clocks_resume(case_);
  return others_catch_up(case_);
}

enum fasti_status
do_terminate(struct fasti_case *case_)
{
  enum fasti_status status = check_roles(case_, fasti_procedure_note(case_->procedure)->terminate);

  if (status == FASTI_OK)
    status = need_reason(case_);
  if (status == FASTI_OK && case_->actor->recused) {
    fasti_error_rule(case_->messages, NULL, "%s is recused from this case", case_->actor->name);
    status = FASTI_FORBIDDEN;
  }
  if (status != FASTI_OK)
    return status;
  while (case_->tasks.count > 0) {
    struct task *task = &case_->tasks.items[0];

    if (task->claimant)
      case_notice(case_, "notify", task->claimant,
                  case_say(case_, case_->messages, "The case was terminated: %s", case_->command->reason));
    task_close(case_, task);
  }
  case_->status = CASE_TERMINATED;
  case_->outcome = "terminated";
  case_->ended_at = case_->last_at;
  case_->suspension.by = NULL;
  clocks_sweep(case_);
  everies_sweep(case_);
  while (case_->completions.count > 0)
    completion_drop(case_, 0);
  return FASTI_OK;
}

enum fasti_status
do_comment(struct fasti_case *case_)
{
  enum fasti_status status = check_acts(case_);

  return status == FASTI_OK ? need_reason(case_) : status;
}
