/* engine/case/move.c - going back, and passing work on: return, withdraw, transfer, delegate.
 *
 * Messages: a step that does not exist, was not passed, or to which the task may not be returned; a completion that
 * has gone too far to be taken back; a person who may not do the task.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static bool
has_visited(const struct fasti_case *case_, const char *session, const char *state)
{
  for (size_t i = 0; i < case_->visits.count; i++)
    if (strcmp(case_->visits.items[i].state, state) == 0 && strcmp(case_->visits.items[i].session, session) == 0)
      return true;
  return false;
}

static int
state_of_task(const struct fasti_session *session, const struct task *task)
{
  return fasti_chart_invoke(fasti_session_chart(session), task->invoke)->state;
}

/* The step to go back to. */
static enum fasti_status
find_step(struct fasti_case *case_, const struct task *task, struct fasti_session *session, int *out)
{
  const struct fasti_notes *notes = session_notes(case_, session);
  const struct fasti_invoke_note *note = &notes->invokes[task->invoke];
  const char *to = case_->command->to;

  *out = to ? fasti_chart_find(notes->chart, to) : -1;
  if (*out < 0 || !notes->states[*out].title) {
    fasti_error_field(case_->messages, "to", "there is no step %s; expected the id of a step passed before",
                      to ? to : "\"\"");
    return FASTI_INVALID;
  }
  if (note->returns && !fasti_list_has(note->returns, to)) {
    fasti_error_rule(case_->messages, case_law(case_, note->work.law),
                     "the task %s may not be returned to %s; it may be to: %s", task->title, notes->states[*out].title,
                     note->returns);
    return FASTI_REFUSED;
  }
  if (!has_visited(case_, task->session, to) || *out == state_of_task(session, task)) {
    fasti_error_rule(case_->messages, NULL, "the case cannot go back to %s: it has not passed that step",
                     notes->states[*out].title);
    return FASTI_REFUSED;
  }
  return FASTI_OK;
}

enum fasti_status
do_return(struct fasti_case *case_)
{
  struct fasti_session *session;
  struct task *task;
  int step;
  enum fasti_status status = command_task(case_, &task);

  if (status == FASTI_OK)
    status = task_allows(case_, task, FASTI_MAY_RETURN);
  if (status == FASTI_OK)
    status = task_may(case_, task);
  if (status == FASTI_OK)
    status = need_reason(case_);
  if (status != FASTI_OK)
    return status;
  session = case_session(case_, task->session);
  status = find_step(case_, task, session, &step);
  if (status != FASTI_OK)
    return status;
  case_->leaving_task = task->number;
  return case_jump(case_, session, state_of_task(session, task), step);
}

/* Withdrawing. */

static struct completion *
find_completion(struct fasti_case *case_)
{
  for (size_t i = case_->completions.count; i > 0; i--)
    if (case_->completions.items[i - 1].number == case_->command->task)
      return &case_->completions.items[i - 1];
  return NULL;
}

static enum fasti_status
check_withdrawal(struct fasti_case *case_, struct completion **out)
{
  int64_t number = case_->command->task;
  const struct fasti_invoke_note *note;

  *out = find_completion(case_);
  if (!*out && number > 0 && number <= case_->tasks_opened) {
    fasti_error_rule(case_->messages, NULL,
                     "the task %lld cannot be withdrawn: it is not done, or what it led to has been taken up",
                     (long long)number);
    return FASTI_REFUSED;
  }
  if (!*out) {
    fasti_error_field(case_->messages, "task", "the case has no task %lld", (long long)number);
    return FASTI_NOT_FOUND;
  }
  note = &session_notes(case_, case_session(case_, (*out)->session))->invokes[(*out)->invoke];
  if (note->forbidden & FASTI_MAY_WITHDRAW) {
    fasti_error_rule(case_->messages, case_law(case_, note->work.law),
                     "the procedure does not allow withdraw for the task %s", note->work.name);
    return FASTI_REFUSED;
  }
  if (strcmp((*out)->person, case_->actor->id) != 0) {
    fasti_error_rule(case_->messages, NULL, "only %s, who completed it, may withdraw the task %s",
                     person_name(case_, (*out)->person), note->work.name);
    return FASTI_FORBIDDEN;
  }
  return FASTI_OK;
}

/* They did not do it after all. */
static void
forget_performance(struct fasti_case *case_, const struct completion *completion)
{
  size_t kept = 0;

  for (size_t i = 0; i < case_->history.count; i++) {
    const struct performed *performed = &case_->history.items[i];

    if (performed->sequence != completion->sequence || strcmp(performed->task, completion->task) != 0)
      case_->history.items[kept++] = *performed;
  }
  case_->history.count = kept;
}

static void
drop_if_same(xmlXPathObjectPtr list, const xmlNode *data)
{
  struct fasti_buffer mine = {0}, there = {0};
  xmlNodePtr last = NULL;

  if (list->nodesetval && list->nodesetval->nodeNr > 0)
    for (xmlNodePtr node = fasti_xml_first(list->nodesetval->nodeTab[0]); node; node = fasti_xml_next(node))
      last = node;
  if (!last)
    return;
  fasti_xml_write(data, &mine);
  fasti_xml_write(last, &there);
  if (strcmp(mine.at, there.at) == 0)
    case_drop_node(last);
  fasti_buffer_free(&mine);
  fasti_buffer_free(&there);
}

/* What the completion added to a list is taken out again. */
static enum fasti_status
take_out(struct fasti_case *case_, struct fasti_session *session, const struct completion *completion)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[completion->invoke];
  xmlXPathObjectPtr list = NULL;
  enum fasti_status status;

  if (!note->work.append)
    return FASTI_OK;
  if (note->each)
    case_bind(case_, note->as, case_each_node(case_, session, note, completion->key), NULL);
  status = case_nodes(case_, session, note->work.append, &list);
  if (note->each)
    case_unbind(case_);
  if (status == FASTI_OK)
    drop_if_same(list, completion->data);
  xmlXPathFreeObject(list);
  return status;
}

/* The step is entered again, or the task opened again where its step was never left. */
static enum fasti_status
reopen(struct fasti_case *case_, struct fasti_session *session, const struct completion *completion)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[completion->invoke];
  int state = fasti_chart_invoke(fasti_session_chart(session), completion->invoke)->state;
  struct each *each = each_find(case_, completion->session, completion->invoke);

  if (completion->landed.count > 0)
    return case_jump(case_, session, completion->landed.items[0], state);
  if (!note->each)
    return task_open(case_, session, completion->invoke);
  for (size_t i = 0; each && i < each->items.count; i++)
    if (strcmp(each->items.items[i].key, completion->key) == 0)
      each->items.items[i].done = each->done = false;
  return task_open_for(case_, session, completion->invoke, case_each_node(case_, session, note, completion->key),
                       completion->key);
}

enum fasti_status
do_withdraw(struct fasti_case *case_)
{
  struct completion *found, completion;
  struct fasti_session *session;
  enum fasti_status status = check_withdrawal(case_, &found);

  if (status != FASTI_OK)
    return status;
  completion = *found;
  found->landed.items = NULL; /* ours now: what follows drops the record */
  found->landed.count = found->landed.room = 0;
  found->data = NULL;
  session = case_session(case_, completion.session);
  forget_performance(case_, &completion);
  if (completion.data)
    status = take_out(case_, session, &completion);
  if (status == FASTI_OK)
    status = reopen(case_, session, &completion);
  for (size_t i = 0; status == FASTI_OK && i < case_->tasks.count; i++) {
    struct task *task = &case_->tasks.items[i];

    if (task->invoke == completion.invoke && strcmp(task->session, completion.session) == 0 &&
        strcmp(task->key, completion.key) == 0 && task->opened_in == case_->entries + 1) {
      task_set_draft(case_, task, completion.data);
      task->claimant = completion.person;
      task->state = TASK_CLAIMED;
      task->touched = true;
    }
  }
  for (size_t i = case_->completions.count; i > 0; i--)
    if (case_->completions.items[i - 1].sequence == completion.sequence)
      completion_drop(case_, i - 1);
  case_drop_node(completion.data);
  fasti_free(completion.landed.items);
  return status;
}

/* Passing on. */

static enum fasti_status
pass_on(struct fasti_case *case_, enum fasti_operation operation, struct task **task, struct person **other)
{
  enum fasti_status status = command_task(case_, task);

  if (status == FASTI_OK)
    status = task_allows(case_, *task, operation);
  if (status == FASTI_OK)
    status = task_is_theirs(case_, *task);
  if (status == FASTI_OK)
    status = need_other(case_, other);
  if (status == FASTI_OK && (*task)->state == TASK_SIGNING) {
    fasti_error_rule(case_->messages, NULL, "the task %s waits for signatures", (*task)->title);
    status = FASTI_CONFLICT;
  }
  if (status != FASTI_OK)
    return status;
  task_bind(case_, *task);
  status = case_may(case_, case_session(case_, (*task)->session), &task_note(case_, *task)->work, *other);
  task_unbind(case_, *task);
  return status;
}

static void
tell_given(struct fasti_case *case_, const struct task *task)
{
  case_notice(case_, "notify", task->claimant,
              case_say(case_, case_->messages, "%s gave you the task %s", case_->actor->name, task->title));
}

enum fasti_status
do_transfer(struct fasti_case *case_)
{
  struct task *task;
  struct person *other;
  enum fasti_status status = pass_on(case_, FASTI_MAY_TRANSFER, &task, &other);

  if (status != FASTI_OK)
    return status;
  task->claimant = other->id;
  tell_given(case_, task);
  return FASTI_OK;
}

enum fasti_status
do_delegate(struct fasti_case *case_)
{
  struct task *task;
  struct person *other;
  enum fasti_status status = pass_on(case_, FASTI_MAY_DELEGATE, &task, &other);

  if (status != FASTI_OK)
    return status;
  if (fasti_list_has(task->owners, other->id)) {
    fasti_error_rule(case_->messages, NULL, "%s has delegated the task %s; it comes back when it is completed",
                     other->name, task->title);
    return FASTI_CONFLICT;
  }
  task->owners =
    case_keep(case_, *task->owners ? fasti_arena_printf(case_->entry, "%s %s", task->owners, case_->actor->id)
                                   : case_->actor->id);
  task->claimant = other->id;
  task->state = TASK_DELEGATED;
  tell_given(case_, task);
  return FASTI_OK;
}
