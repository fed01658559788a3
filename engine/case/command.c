/* engine/case/command.c - applying an entry: what holds for all operations, and which one it is.
 *
 * Messages: an operation without a person, on a case that is not open, suspended or ended; an instant before the last
 * entry's; a journal that does not fit the case.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

/** What an operation is allowed on. */
enum { ON_SUSPENDED = 1, ON_ENDED = 2, NO_ACTOR = 4, STEPS = 8, BY_CASE = 16 };

static const struct {
  enum fasti_status (*perform)(struct fasti_case *case_);
  unsigned flags;
} operations[FASTI_COMMAND_COUNT] = {
  [FASTI_OPEN] = {do_open, STEPS | BY_CASE},
  [FASTI_ACT] = {do_act, STEPS},
  [FASTI_CLAIM] = {do_claim, 0},
  [FASTI_RELEASE] = {do_release, 0},
  [FASTI_DRAFT] = {do_draft, 0},
  [FASTI_COMPLETE] = {do_complete, STEPS},
  [FASTI_SIGN] = {do_sign, STEPS},
  [FASTI_RETURN] = {do_return, STEPS},
  [FASTI_WITHDRAW] = {do_withdraw, STEPS},
  [FASTI_TRANSFER] = {do_transfer, 0},
  [FASTI_DELEGATE] = {do_delegate, 0},
  [FASTI_ADD_SIGNER] = {do_add_signer, 0},
  [FASTI_REMOVE_SIGNER] = {do_remove_signer, STEPS},
  [FASTI_COPY] = {do_copy, 0},
  [FASTI_URGE] = {do_urge, 0},
  [FASTI_SUSPEND] = {do_suspend, 0},
  [FASTI_APPROVE_SUSPENSION] = {do_approve_suspension, ON_SUSPENDED},
  [FASTI_REFUSE_SUSPENSION] = {do_refuse_suspension, 0},
  [FASTI_RESUME] = {do_resume, ON_SUSPENDED},
  [FASTI_RECUSE] = {do_recuse, 0},
  [FASTI_TERMINATE] = {do_terminate, ON_SUSPENDED},
  [FASTI_COMMENT] = {do_comment, ON_SUSPENDED | ON_ENDED},
  [FASTI_EVIDENCE] = {do_evidence, 0},
  [FASTI_EVENT] = {do_event, ON_SUSPENDED | NO_ACTOR | STEPS | BY_CASE},
  [FASTI_CLOCK] = {do_clock, NO_ACTOR | STEPS},
  [FASTI_ATTEMPT] = {do_refused, ON_SUSPENDED | ON_ENDED | NO_ACTOR},
  [FASTI_CALENDAR] = {do_calendar, ON_SUSPENDED | NO_ACTOR | STEPS},
};

/* What another case hands on is kept whatever the state of this one; when its opening has ended it, what came along. */
static unsigned
flags_of(const struct fasti_case *case_, const struct fasti_command *command)
{
  unsigned flags = operations[command->kind].flags;

  if (!attached_is_handed(command))
    return flags;
  flags |= ON_SUSPENDED | BY_CASE;
  if (strcmp(case_->parent, command->from) == 0 && case_->entries == 1 + (int64_t)case_->attached.count)
    flags |= ON_ENDED;
  return flags;
}

static enum fasti_status
check_open(struct fasti_case *case_, const struct fasti_command *command)
{
  unsigned flags = flags_of(case_, command);

  if ((case_->status == CASE_NEW) != (command->kind == FASTI_OPEN)) {
    fasti_error_rule(case_->messages, NULL,
                     case_->status == CASE_NEW ? "the case is not open yet" : "the case is open already");
    return FASTI_REFUSED;
  }
  if (case_->status == CASE_SUSPENDED && !(flags & ON_SUSPENDED)) {
    fasti_error_rule(case_->messages, case_law(case_, case_->suspension.law),
                     "the case is suspended: %s; it must be resumed first", case_->suspension.reason);
    return FASTI_REFUSED;
  }
  if ((case_->status == CASE_ENDED || case_->status == CASE_TERMINATED) && !(flags & ON_ENDED)) {
    fasti_error_rule(case_->messages, NULL, "the case has ended");
    return FASTI_REFUSED;
  }
  if (command->kind == FASTI_EVENT && (!command->from || !command->event)) {
    fasti_error_field(case_->messages, "from", "no case tells this");
    return FASTI_INVALID;
  }
  if (!(flags & NO_ACTOR) && !(flags & BY_CASE && (command->from || command->standing || command->outside)) && command->person_count == 0) {
    fasti_error_field(case_->messages, "person", "nobody is named; expected who does this");
    return FASTI_INVALID;
  }
  return FASTI_OK;
}

static void
begin(struct fasti_case *case_, int64_t at, struct fasti_messages *messages)
{
  fasti_arena_free(case_->entry);
  case_->entry = fasti_arena_new();
  case_->last_at = at;
  case_->today = fasti_instant_day(at, case_zone(case_));
  case_->messages = messages;
  case_->answers.count = case_->answer = 0;
  case_->asks.count = 0;
  xmlFreeDoc(case_->loose);
  case_->loose = NULL;
  case_->result = NULL;
  case_->notices.count = case_->contents.count = case_->events.count = case_->bindings.count = 0;
  case_->filled.count = case_->arrivals.count = case_->works.count = case_->board.count = 0;
  case_->leaving_task = case_->landing = 0;
  case_->failing = NULL;
  case_->failure = NULL;
  case_->actor = NULL;
  while (case_->people.count > 0 && case_->people.items[case_->people.count - 1].guest)
    case_->people.count--;
  case_forget_facts(case_);
}

static bool
opened_now(const struct fasti_case *case_, const struct task *task)
{
  return task->opened_in == case_->entries + 1;
}

static bool
is_still_in(struct fasti_session *session, int invoke)
{
  return fasti_session_in(session, fasti_chart_invoke(fasti_session_chart(session), invoke)->state);
}

/* What the completion of this entry opened; others whose tasks were touched or are gone can no longer be taken back. */
static void
update_completions(struct fasti_case *case_)
{
  for (size_t i = case_->completions.count; i > 0; i--) {
    struct completion *completion = &case_->completions.items[i - 1];
    struct fasti_session *session = case_session(case_, completion->session);
    bool intact = session && (completion->landed.count > 0 || is_still_in(session, completion->invoke));

    if (completion->sequence == case_->entries + 1) {
      for (size_t j = 0; j < case_->tasks.count; j++)
        if (opened_now(case_, &case_->tasks.items[j]))
          *LIST_ADD(&completion->opened) = case_->tasks.items[j].number;
      intact = intact && case_->contents.count == 0 && case_->asks.count == 0;
    }
    for (size_t j = 0; j < completion->opened.count && intact; j++) {
      const struct task *task = case_find_task(case_, completion->opened.items[j]);

      intact = task && !task->touched;
    }
    if (!intact)
      completion_drop(case_, i - 1);
  }
}

/* Before the step, which may take the task away. An action tells it itself. */
static struct work_done
about(struct fasti_case *case_, const struct fasti_command *command)
{
  const struct task *task = command->task ? case_find_task(case_, command->task) : NULL;
  const char *name = fasti_command_name(command->kind);

  if (task)
    return (struct work_done){task->number, task_note(case_, task)->work.name, task->title, task_roles(case_, task)};
  if (command->kind == FASTI_OPEN)
    return (struct work_done){0, name, fasti_procedure_title(case_->procedure),
                              fasti_procedure_openers(case_->procedure)};
  return (struct work_done){command->task, name, "", ""};
}

static enum fasti_status
perform(struct fasti_case *case_, const struct fasti_command *command)
{
  unsigned flags = operations[command->kind].flags;
  enum fasti_status status = check_open(case_, command);
  bool open = case_->status != CASE_ENDED && case_->status != CASE_TERMINATED;

  if (status != FASTI_OK)
    return status;
  case_->command = command;
  for (size_t i = 0; i < command->person_count; i++)
    case_meet(case_, &command->persons[i]);
  for (size_t i = 0; i < command->named_count; i++)
    case_meet(case_, &command->named[i]);
  if (command->person_count > 0)
    case_->actor = case_person(case_, command->persons[0].id);
  case_->done = about(case_, command);
  status = case_take_calendars(case_, command);
  if (status == FASTI_OK)
    status = operations[command->kind].perform(case_);
  if (status == FASTI_OK && flags & STEPS)
    status = case_settle(case_);
  if (status == FASTI_OK && open && (case_->status == CASE_ENDED || case_->status == CASE_TERMINATED))
    other_report(case_);
  if (status == FASTI_OK)
    status = case_name_itself(case_);
  if (status == FASTI_OK)
    update_completions(case_);
  if (status == FASTI_OK)
    case_record_works(case_, &case_->done);
  case_->command = NULL;
  case_->landing = 0;
  case_->actor = NULL;
  if (status == FASTI_OK)
    case_->entries++;
  return status;
}

enum fasti_status
fasti_case_apply(struct fasti_case *case_, const struct fasti_command *command, int64_t at,
                 const struct fasti_oracle *oracle, struct fasti_messages *messages, struct fasti_buffer *body)
{
  enum fasti_status status = body_check(command, messages);

  if (status != FASTI_OK)
    return status;
  if (at < case_->last_at) {
    fasti_error_field(messages, "at", "this is before the last entry of the case; expected a later time");
    return FASTI_INVALID;
  }
  begin(case_, at, messages);
  case_->oracle = oracle;
  status = perform(case_, command);
  case_->oracle = NULL;
  if (status == FASTI_OK)
    body_write(case_, command, body);
  case_->messages = NULL;
  return status;
}

static enum fasti_status
corrupt(struct fasti_case *case_, struct fasti_messages *messages, const struct fasti_entry_row *entry)
{
  fasti_error_rule(messages, NULL, "entry %lld of case %s does not fit what came before it", (long long)entry->sequence,
                   case_->id);
  return FASTI_CORRUPT;
}

enum fasti_status
fasti_case_replay(struct fasti_case *case_, const struct fasti_entry_row *entry, struct fasti_messages *messages)
{
  struct fasti_command command;
  enum fasti_status status;

  if (entry->sequence != case_->entries + 1 || entry->at < case_->last_at)
    return corrupt(case_, messages, entry);
  begin(case_, entry->at, messages);
  status = body_read(case_, entry, &command);
  case_->replaying = true;
  if (status == FASTI_OK)
    status = perform(case_, &command);
  case_->replaying = false;
  if (status == FASTI_OK && case_->answer != case_->answers.count)
    status = FASTI_CORRUPT;
  case_->messages = NULL;
  return status == FASTI_OK ? FASTI_OK : corrupt(case_, messages, entry);
}

int64_t
fasti_case_due(const struct fasti_case *case_)
{
  int64_t due, sends;

  if (case_->status != CASE_OPEN)
    return FASTI_NEVER;
  due = clocks_next(case_);
  due = everies_next(case_) < due ? everies_next(case_) : due;
  sends = fasti_machine_due(case_->machine);
  due = sends < due ? sends : due;
  return due < case_->last_at ? case_->last_at : due;
}

enum fasti_status
do_clock(struct fasti_case *case_)
{
  if (clocks_next(case_) > case_->last_at && everies_next(case_) > case_->last_at &&
      fasti_machine_due(case_->machine) > case_->last_at) {
    fasti_error_field(case_->messages, "at", "nothing is due in this case at that instant");
    return FASTI_INVALID;
  }
  return case_advance(case_);
}

enum fasti_status
do_refused(struct fasti_case *case_)
{
  (void)case_;
  return FASTI_OK;
}
