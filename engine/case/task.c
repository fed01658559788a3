/* engine/case/task.c - open tasks: how they come, go and are done.
 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "engine/case/state.h"

const struct fasti_invoke_note *
task_note(struct fasti_case *case_, const struct task *task)
{
  struct fasti_session *session = case_session(case_, task->session);

  return session ? &session_notes(case_, session)->invokes[task->invoke] : NULL;
}

struct task *
case_find_task(struct fasti_case *case_, int64_t number)
{
  for (size_t i = 0; i < case_->tasks.count; i++)
    if (case_->tasks.items[i].number == number)
      return &case_->tasks.items[i];
  return NULL;
}

void
task_bind(struct fasti_case *case_, const struct task *task)
{
  const struct fasti_invoke_note *note = task_note(case_, task);

  if (note->each)
    case_bind(case_, note->as, case_each_node(case_, case_session(case_, task->session), note, task->key), NULL);
}

void
task_unbind(struct fasti_case *case_, const struct task *task)
{
  if (task_note(case_, task)->each)
    case_unbind(case_);
}

/* Open one task; the node of f:as is bound. */
static enum fasti_status
open_one(struct fasti_case *case_, struct fasti_session *session, int invoke, const char *key)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[invoke];
  const char *title = note->work.name, *roles;
  struct task *task;
  int people;
  enum fasti_status status =
    case_roles(case_, session, note->work.roles, note->work.role_template, note->work.place, &roles);

  if (status == FASTI_OK)
    status = case_people(case_, session, &note->work, &people);
  if (status == FASTI_OK && note->work.title)
    status = case_text(case_, session, note->work.title, &title);
  if (status != FASTI_OK)
    return status;
  task = LIST_ADD(&case_->tasks);
  task->number = ++case_->tasks_opened;
  task->session = case_keep(case_, fasti_session_path(session));
  task->invoke = invoke;
  task->people = note->work.people_of ? people : 0;
  task->key = case_keep(case_, key);
  task->title = case_keep(case_, title);
  task->owners = task->copies = "";
  task->opened_at = case_->last_at;
  task->opened_in = case_->entries + 1;
  return FASTI_OK;
}

enum fasti_status
task_open(struct fasti_case *case_, struct fasti_session *session, int invoke)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[invoke];
  bool wanted = true;
  enum fasti_status status = FASTI_OK;

  if (note->when)
    status = case_boolean(case_, session, note->when, &wanted);
  if (status != FASTI_OK || !wanted)
    return status;
  return note->each ? each_start(case_, session, invoke) : open_one(case_, session, invoke, "");
}

enum fasti_status
task_open_for(struct fasti_case *case_, struct fasti_session *session, int invoke, xmlNodePtr node, const char *key)
{
  enum fasti_status status;

  case_bind(case_, session_notes(case_, session)->invokes[invoke].as, node, NULL);
  status = open_one(case_, session, invoke, key);
  case_unbind(case_);
  return status;
}

void
task_set_draft(struct fasti_case *case_, struct task *task, const xmlNode *data)
{
  case_drop_node(task->draft);
  task->draft = data ? case_store_node(case_, data) : NULL;
}

void
task_close(struct fasti_case *case_, struct task *task)
{
  size_t index = (size_t)(task - case_->tasks.items);

  case_drop_node(task->draft);
  fasti_free(task->signers.items);
  memmove(task, task + 1, (case_->tasks.count - index - 1) * sizeof *task);
  case_->tasks.count--;
}

/* Who was at work on a task hears that it is gone. */
static void
tell_cancelled(struct fasti_case *case_, const struct task *task)
{
  if (!task->claimant || task->number == case_->leaving_task)
    return;
  case_notice(case_, "notify", task->claimant,
              case_say(case_, case_->messages, "The task %s is cancelled: the case went on without it.", task->title));
}

void
tasks_cancel(struct fasti_case *case_, const char *session, int invoke)
{
  for (size_t i = case_->tasks.count; i > 0; i--) {
    struct task *task = &case_->tasks.items[i - 1];

    if (task->invoke == invoke && strcmp(task->session, session) == 0) {
      tell_cancelled(case_, task);
      task_close(case_, task);
    }
  }
}

/* Tasks of sessions that are gone. */
void
tasks_sweep(struct fasti_case *case_)
{
  for (size_t i = case_->tasks.count; i > 0; i--) {
    struct task *task = &case_->tasks.items[i - 1];

    if (!case_session(case_, task->session)) {
      tell_cancelled(case_, task);
      task_close(case_, task);
    }
  }
}

int
task_people(const struct task *task, const struct fasti_invoke_note *note)
{
  return task->people ? task->people : note->work.people;
}

bool
task_is_signed(const struct task *task, const struct fasti_invoke_note *note)
{
  int people = 0, agreed = 0, added = 0, needed;

  for (size_t i = 0; i < task->signers.count; i++) {
    const struct signer *signer = &task->signers.items[i];

    people += !signer->added && signer->agreed;
    added += signer->added;
    agreed += signer->added && signer->agreed;
  }
  needed = note->sign == FASTI_SIGN_ALL || note->sign > added ? added : note->sign;
  return people >= task_people(task, note) - 1 && agreed >= needed;
}

/* What the completion of a task may later be withdrawn to. */
static struct completion *
remember(struct fasti_case *case_, const struct task *task)
{
  struct completion *completion = LIST_ADD(&case_->completions);

  completion->sequence = case_->entries + 1;
  completion->number = task->number;
  completion->task = task_note(case_, task)->work.name;
  completion->key = task->key;
  completion->session = task->session;
  completion->person = task->claimant;
  completion->invoke = task->invoke;
  completion->data = task->draft ? case_store_node(case_, task->draft) : NULL;
  return completion;
}

static void
record_performers(struct fasti_case *case_, const struct task *task, const struct fasti_work *work)
{
  const char *roles = task_roles(case_, task);

  case_did_it(case_, work->name, case_person(case_, task->claimant), roles);
  for (size_t i = 0; i < task->signers.count; i++)
    if (task->signers.items[i].agreed)
      case_did_it(case_, work->name, case_person(case_, task->signers.items[i].person),
                  task->signers.items[i].added ? "" : roles);
}

/* All have agreed: the data goes where it belongs, and the case goes on. TASK is gone afterwards. */
enum fasti_status
task_done(struct fasti_case *case_, struct task *task)
{
  struct fasti_session *session = case_session(case_, task->session);
  const struct fasti_invoke_note *note = task_note(case_, task);
  const char *key = task->key;
  int invoke = task->invoke;
  struct completion *completion;
  enum fasti_status status;
  xmlNodePtr data;

  record_performers(case_, task, &note->work);
  task_bind(case_, task);
  status = task->draft ? case_put(case_, session, &note->work, task->draft) : FASTI_OK;
  task_unbind(case_, task);
  if (status != FASTI_OK)
    return status;
  completion = remember(case_, task);
  case_->landing = completion->sequence;
  case_->leaving_task = task->number;
  data = completion->data;
  task_close(case_, task);
  if (note->each)
    return each_done(case_, session, invoke, key, data, true);
  return case_send(case_, session, fasti_arena_printf(case_->entry, "done.invoke.%s", note->work.name), note->work.name,
                   data);
}
