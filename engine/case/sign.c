/* engine/case/sign.c - signatures: countersigning, and naming who must sign too.
 *
 * Messages: a signature that nobody asked for, given twice or by who completed the task; a disagreement without reason.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static struct signer *
find_signer(struct task *task, const char *person)
{
  for (size_t i = 0; i < task->signers.count; i++)
    if (strcmp(task->signers.items[i].person, person) == 0)
      return &task->signers.items[i];
  return NULL;
}

static void
drop_signer(struct task *task, struct signer *signer)
{
  size_t index = (size_t)(signer - task->signers.items);

  memmove(signer, signer + 1, (task->signers.count - index - 1) * sizeof *signer);
  task->signers.count--;
}

static void
void_signatures(struct task *task)
{
  for (size_t i = task->signers.count; i > 0; i--) {
    struct signer *signer = &task->signers.items[i - 1];

    signer->agreed = false;
    if (!signer->added)
      drop_signer(task, signer);
  }
}

static int
people_signed(const struct task *task)
{
  int count = 0;

  for (size_t i = 0; i < task->signers.count; i++)
    count += !task->signers.items[i].added;
  return count;
}

/* Who may sign: the named, and as many more as the task asks people for. */
static enum fasti_status
check_signer(struct fasti_case *case_, struct task *task)
{
  const struct fasti_invoke_note *note = task_note(case_, task);
  const struct signer *signer = find_signer(task, case_->actor->id);
  struct fasti_work work = note->work;
  enum fasti_status status;

  if (task->state != TASK_SIGNING) {
    fasti_error_rule(case_->messages, NULL, "the task %s does not wait for signatures", task->title);
    return FASTI_REFUSED;
  }
  if (strcmp(task->claimant, case_->actor->id) == 0 || (signer && signer->agreed)) {
    fasti_error_rule(case_->messages, case_rule(case_, NULL, "people"),
                     "%s has signed already; another person must sign", case_->actor->name);
    return FASTI_CONFLICT;
  }
  if (!signer && people_signed(task) >= task_people(task, note) - 1) {
    fasti_error_rule(case_->messages, NULL, "nobody has asked %s to sign the task %s", case_->actor->name, task->title);
    return FASTI_FORBIDDEN;
  }
  if (signer) { /* the named need no role of the task, but are held to its exclusions */
    work.roles = case_->actor->roles;
    work.role_template = NULL;
    work.among = NULL;
    work.unit = NULL;
    work.same_as = NULL;
  }
  task_bind(case_, task);
  status = case_may(case_, case_session(case_, task->session), &work, case_->actor);
  task_unbind(case_, task);
  return status;
}

static enum fasti_status
disagree(struct fasti_case *case_, struct task *task)
{
  enum fasti_status status = need_reason(case_);

  if (status != FASTI_OK)
    return status;
  void_signatures(task);
  task->state = TASK_CLAIMED;
  case_notice(case_, "notify", task->claimant,
              case_say(case_, case_->messages, "%s does not agree to %s: %s", case_->actor->name, task->title,
                       case_->command->reason));
  return FASTI_OK;
}

enum fasti_status
do_sign(struct fasti_case *case_)
{
  struct task *task;
  struct signer *signer;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = check_signer(case_, task);
  if (status != FASTI_OK)
    return status;
  if (!case_->command->agree)
    return disagree(case_, task);
  signer = find_signer(task, case_->actor->id);
  if (!signer) {
    signer = LIST_ADD(&task->signers);
    signer->person = case_->actor->id;
  }
  signer->agreed = true;
  return task_is_signed(task, task_note(case_, task)) ? task_done(case_, task) : FASTI_OK;
}

static enum fasti_status
named_signers(struct fasti_case *case_, struct task **task)
{
  enum fasti_status status = command_task(case_, task);

  if (status == FASTI_OK)
    status = task_allows(case_, *task, FASTI_MAY_SIGN);
  if (status == FASTI_OK)
    status = task_is_theirs(case_, *task);
  if (status == FASTI_OK && case_->command->person_count < 2) {
    fasti_error_field(case_->messages, "person", "nobody is named to sign");
    status = FASTI_INVALID;
  }
  return status;
}

enum fasti_status
do_add_signer(struct fasti_case *case_)
{
  struct task *task;
  enum fasti_status status = named_signers(case_, &task);

  for (size_t i = 1; status == FASTI_OK && i < case_->command->person_count; i++) {
    struct person *person = case_person(case_, case_->command->persons[i].id);

    if (person == case_->actor || find_signer(task, person->id)) {
      fasti_error_rule(case_->messages, NULL, "%s is to sign the task %s already", person->name, task->title);
      return FASTI_CONFLICT;
    }
    if (person->recused) {
      fasti_error_rule(case_->messages, NULL, "%s is recused from this case", person->name);
      return FASTI_FORBIDDEN;
    }
    *LIST_ADD(&task->signers) = (struct signer){.person = person->id, .added = true};
  }
  if (status == FASTI_OK && task->state == TASK_SIGNING)
    for (size_t i = 1; i < case_->command->person_count; i++)
      case_notice(case_, "notify", case_->command->persons[i].id,
                  case_say(case_, case_->messages, "Your signature is asked for: %s", task->title));
  return status;
}

enum fasti_status
do_remove_signer(struct fasti_case *case_)
{
  struct task *task;
  enum fasti_status status = named_signers(case_, &task);

  for (size_t i = 1; status == FASTI_OK && i < case_->command->person_count; i++) {
    const char *id = case_->command->persons[i].id;
    struct signer *signer = find_signer(task, id);

    if (!signer || !signer->added) {
      fasti_error_rule(case_->messages, NULL, "%s was not asked to sign the task %s", person_name(case_, id),
                       task->title);
      return FASTI_NOT_FOUND;
    }
    if (signer->agreed) {
      fasti_error_rule(case_->messages, NULL, "%s has signed the task %s already", person_name(case_, id), task->title);
      return FASTI_CONFLICT;
    }
    drop_signer(task, signer);
  }
  if (status == FASTI_OK && task->state == TASK_SIGNING && task_is_signed(task, task_note(case_, task)))
    return task_done(case_, task);
  return status;
}

/* Who is recused is out of every task: what they hold falls open, what they signed is void. */
static void
leave_task(struct fasti_case *case_, struct task *task, const char *person)
{
  struct signer *signer = find_signer(task, person);
  struct fasti_buffer owners = {0};
  struct fasti_slice word;
  bool owned = fasti_list_has(task->owners, person);

  for (const char *at = task->owners; fasti_list_next(&at, &word);)
    if (!fasti_slice_is(word, person)) {
      fasti_buffer_puts(&owners, owners.size ? " " : "");
      fasti_buffer_add(&owners, word.at, word.size);
    }
  task->owners = fasti_arena_copy(case_->arena, owners.at, owners.size);
  fasti_buffer_free(&owners);
  if (signer)
    drop_signer(task, signer);
  if (task->claimant && strcmp(task->claimant, person) == 0 && *task->owners) {
    task_give_back(case_, task);
  } else if (task->claimant && (strcmp(task->claimant, person) == 0 || (owned && !*task->owners))) {
    task->claimant = NULL;
    task->state = TASK_OPEN;
    void_signatures(task);
  } else if (signer && task->state == TASK_SIGNING && task_is_signed(task, task_note(case_, task))) {
    /* The others have signed, but recusal completes nothing: it is theirs to complete again. */
    void_signatures(task);
    task->state = TASK_CLAIMED;
    case_notice(case_, "notify", task->claimant,
                case_say(case_, case_->messages, "A signer was recused; the task is yours again: %s", task->title));
  }
}

static void
take_out(struct fasti_case *case_, struct person *person)
{
  person->recused = true;
  for (size_t i = 0; i < case_->tasks.count; i++)
    leave_task(case_, &case_->tasks.items[i], person->id);
  for (size_t i = case_->completions.count; i > 0; i--)
    if (strcmp(case_->completions.items[i - 1].person, person->id) == 0)
      completion_drop(case_, i - 1);
}

/* In the middle of a step: the facts, to whose nodes a loop may be bound, stay as they are until the next entry. */
void
case_recuse(struct fasti_case *case_, const char *id)
{
  const char *actor = case_->actor ? case_->actor->id : NULL;
  struct person *person = case_person(case_, id);

  if (!person) {
    person = LIST_ADD(&case_->people);
    *person = (struct person){case_keep(case_, id), "", "", "", .acted = ""};
    case_->actor = actor ? case_person(case_, actor) : NULL;
  }
  take_out(case_, person);
}

enum fasti_status
do_recuse(struct fasti_case *case_)
{
  const struct fasti_command *command = case_->command;
  struct person *person = command->person_count > 1 ? case_person(case_, command->persons[1].id) : case_->actor;
  const char *roles = fasti_procedure_note(case_->procedure)->recuse;
  enum fasti_status status = need_reason(case_);

  if (status != FASTI_OK)
    return status;
  if (person != case_->actor && !person_has_role(case_->actor, roles)) {
    fasti_error_rule(case_->messages, NULL, "%s may not decide on the recusal of others: it is for %s",
                     case_->actor->name, *roles ? case_role_titles(case_, roles) : "nobody");
    return FASTI_FORBIDDEN;
  }
  if (person->recused) {
    fasti_error_rule(case_->messages, NULL, "%s is recused from this case already", person->name);
    return FASTI_CONFLICT;
  }
  case_forget_facts(case_);
  take_out(case_, person);
  return FASTI_OK;
}
