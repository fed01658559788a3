/* engine/case/view.c - an open task as somebody sees it: what they may do with it, whom they may name; see task.h. */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"
#include "engine/task.h"

static const char *const state_names[] = {
  [TASK_OPEN] = "open", [TASK_CLAIMED] = "claimed", [TASK_DELEGATED] = "delegated", [TASK_SIGNING] = "signing"};

static const char *
text_or_none(const char *text)
{
  return text ? text : "";
}

static const char *
last_of(struct fasti_case *case_, const char *list)
{
  struct fasti_slice word, last = {0};

  while (fasti_list_next(&list, &word))
    last = word;
  return last.size ? fasti_arena_copy(case_->entry, last.at, last.size) : "";
}

/* What is looked at outlives no entry: what looking leaves behind goes with it. */
static void
begin_looking(struct fasti_case *case_)
{
  if (!case_->entry)
    case_->entry = fasti_arena_new();
}

/* The nearest state around STATE that people see. */
static int
step_around(const struct fasti_notes *notes, int state)
{
  int step = state;

  while (step > 0 && !notes->states[step].title)
    step = fasti_chart_state(notes->chart, step)->parent;
  return step > 0 ? step : state;
}

static void
describe_place(struct fasti_case *case_, const struct task *task, struct fasti_task_view *view)
{
  struct fasti_session *session = case_session(case_, task->session);
  const struct fasti_notes *notes = session_notes(case_, session);
  int state = fasti_chart_invoke(notes->chart, task->invoke)->state, step = step_around(notes, state);
  const struct fasti_work *work = &notes->invokes[task->invoke].work;

  view->step = text_or_none(fasti_chart_state(notes->chart, step)->id);
  view->step_title = text_or_none(notes->states[step].title);
  view->step_law = text_or_none(notes->states[step].law);
  view->law = work->law ? work->law : view->step_law;
}

static void
describe(struct fasti_case *case_, const struct task *task, struct fasti_task_view *view)
{
  const struct fasti_invoke_note *note = task_note(case_, task);

  *view = (struct fasti_task_view){
    .number = task->number,
    .task = note->work.name,
    .key = task->key,
    .title = task->title,
    .session = task->session,
    .state = state_names[task->state],
    .roles = task_roles(case_, task),
    .claimant = text_or_none(task->claimant),
    .owner = last_of(case_, task->owners),
    .copies = task->copies,
    .form = note->work.form,
    .form_title = note->work.form ? fasti_form_title(note->work.form) : "",
    .same_as = text_or_none(note->work.same_as),
    .other_than = text_or_none(note->work.other_than),
    .dossier = note->dossier,
    .precedents = text_or_none(note->precedents),
    .people = task_people(task, note),
    .sign = note->sign,
    .urged = task->urged,
    .drafted = task->draft != NULL,
    .opened_at = task->opened_at,
  };
  describe_place(case_, task, view);
}

/* The named need no role of the task, but are held to its exclusions. */
static bool
could_sign(struct fasti_case *case_, const struct task *task, struct person *person, bool named)
{
  struct fasti_work work = task_note(case_, task)->work;
  bool could;

  if (named) {
    work.roles = person->roles;
    work.role_template = NULL;
    work.among = NULL;
    work.unit = NULL;
    work.same_as = NULL;
  }
  task_bind(case_, task);
  could = case_could(case_, case_session(case_, task->session), &work, person);
  task_unbind(case_, task);
  return could;
}

static bool
may_sign(struct fasti_case *case_, const struct task *task, struct person *person)
{
  const struct fasti_invoke_note *note = task_note(case_, task);
  int together = 1;
  bool named = false;

  if (task->state != TASK_SIGNING || strcmp(task->claimant, person->id) == 0)
    return false;
  for (size_t i = 0; i < task->signers.count; i++) {
    const struct signer *signer = &task->signers.items[i];

    together += !signer->added;
    if (strcmp(signer->person, person->id) != 0)
      continue;
    if (signer->agreed)
      return false;
    named = true;
  }
  return (named || together < task_people(task, note)) && could_sign(case_, task, person, named);
}

static void
take_any(void *self, const char *state, const char *title)
{
  (void)state;
  (void)title;
  *(bool *)self = true;
}

static bool
has_acted(const struct fasti_case *case_, const struct person *person)
{
  for (size_t i = 0; i < case_->people.count; i++)
    if (!case_->people.items[i].guest && strcmp(case_->people.items[i].id, person->id) == 0)
      return true;
  return false;
}

static unsigned
what_they_can(struct fasti_case *case_, const struct task *task, struct person *person, bool qualified)
{
  unsigned forbidden = task_note(case_, task)->forbidden, can = 0;
  bool theirs = task->claimant && strcmp(task->claimant, person->id) == 0;
  bool signing = task->state == TASK_SIGNING, free_ = !task->claimant, steps = false;

  if (qualified && free_ && !(forbidden & FASTI_MAY_CLAIM))
    can |= FASTI_CAN(FASTI_CLAIM);
  if (qualified && (free_ || theirs) && !signing) {
    can |= FASTI_CAN(FASTI_COMPLETE);
    can |= forbidden & FASTI_MAY_DRAFT ? 0 : FASTI_CAN(FASTI_DRAFT);
    fasti_case_task_steps(case_, task->number, take_any, &steps);
    can |= steps ? FASTI_CAN(FASTI_RETURN) : 0;
  }
  if (theirs && !signing) {
    can |= forbidden & FASTI_MAY_RELEASE ? 0 : FASTI_CAN(FASTI_RELEASE);
    can |= forbidden & FASTI_MAY_TRANSFER ? 0 : FASTI_CAN(FASTI_TRANSFER);
    can |= forbidden & FASTI_MAY_DELEGATE ? 0 : FASTI_CAN(FASTI_DELEGATE);
  }
  if (theirs && !(forbidden & FASTI_MAY_SIGN)) {
    can |= FASTI_CAN(FASTI_ADD_SIGNER);
    for (size_t i = 0; i < task->signers.count; i++)
      can |= task->signers.items[i].added ? FASTI_CAN(FASTI_REMOVE_SIGNER) : 0;
  }
  if (may_sign(case_, task, person))
    can |= FASTI_CAN(FASTI_SIGN);
  if (!person->recused && (qualified || has_acted(case_, person))) {
    can |= forbidden & FASTI_MAY_COPY ? 0 : FASTI_CAN(FASTI_COPY);
    can |= forbidden & FASTI_MAY_URGE || theirs ? 0 : FASTI_CAN(FASTI_URGE);
  }
  return can;
}

enum fasti_status
fasti_case_task_view(struct fasti_case *case_, int64_t number, const struct fasti_person *said,
                     struct fasti_messages *messages, struct fasti_task_view *view)
{
  const struct task *task = case_find_task(case_, number);
  struct person person;
  enum fasti_status status;

  begin_looking(case_);
  if (!task)
    return number > 0 && number <= case_->tasks_opened ? FASTI_CONFLICT : FASTI_NOT_FOUND;
  describe(case_, task, view);
  person = case_as_person(case_, said);
  case_->messages = messages;
  task_bind(case_, task);
  status = case_may(case_, case_session(case_, task->session), &task_note(case_, task)->work, &person);
  task_unbind(case_, task);
  case_->messages = NULL;
  view->qualified = status == FASTI_OK;
  if (case_->status == CASE_OPEN)
    view->can = what_they_can(case_, task, &person, view->qualified);
  return FASTI_OK;
}

void
fasti_case_task_steps(struct fasti_case *case_, int64_t number,
                      void (*visit)(void *self, const char *state, const char *title), void *self)
{
  const struct task *task = case_find_task(case_, number);
  const struct fasti_invoke_note *note = task ? task_note(case_, task) : NULL;
  const struct fasti_notes *notes;
  int own;

  if (!task || note->forbidden & FASTI_MAY_RETURN)
    return;
  notes = session_notes(case_, case_session(case_, task->session));
  own = fasti_chart_invoke(notes->chart, task->invoke)->state;
  for (size_t i = case_->visits.count; i > 0; i--) {
    const struct visit *passed = &case_->visits.items[i - 1];
    int step = strcmp(passed->session, task->session) == 0 ? fasti_chart_find(notes->chart, passed->state) : -1;

    if (step >= 0 && step != own && notes->states[step].title &&
        (!note->returns || fasti_list_has(note->returns, passed->state)))
      visit(self, passed->state, notes->states[step].title);
  }
}

void
fasti_case_task_signers(struct fasti_case *case_, int64_t number,
                        void (*visit)(void *self, const char *person, bool added, bool agreed), void *self)
{
  const struct task *task = case_find_task(case_, number);

  for (size_t i = 0; task && i < task->signers.count; i++)
    visit(self, task->signers.items[i].person, task->signers.items[i].added, task->signers.items[i].agreed);
}

bool
fasti_case_task_takes(struct fasti_case *case_, int64_t number, enum fasti_command_kind kind,
                      const struct fasti_person *actor, const struct fasti_person *person)
{
  const struct task *task = case_find_task(case_, number);
  struct person as;

  begin_looking(case_);
  if (!task || strcmp(actor->id, person->id) == 0)
    return false;
  as = case_as_person(case_, person);
  if (kind == FASTI_SIGN && task->claimant && strcmp(task->claimant, person->id) == 0)
    return false;
  if (kind == FASTI_DELEGATE && fasti_list_has(task->owners, person->id))
    return false;
  for (size_t i = 0; kind == FASTI_ADD_SIGNER && i < task->signers.count; i++)
    if (strcmp(task->signers.items[i].person, person->id) == 0)
      return false;
  return could_sign(case_, task, &as, kind == FASTI_ADD_SIGNER);
}

/* Whether an expression names a child FIELD of one of the places where the data of a form stands. */
static bool
names_field(const char *text, const char *place, const char *field)
{
  size_t size = strlen(place), length = strlen(field);

  for (const char *at = strstr(text, place); at; at = strstr(at + 1, place))
    if (at[size] == '/' && strncmp(at + size + 1, field, length) == 0 &&
        !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./", at[size + 1 + length]))
      return true;
  return false;
}

bool
fasti_case_task_turns_on(struct fasti_case *case_, int64_t number, const char *field)
{
  const struct task *task = case_find_task(case_, number);
  const struct fasti_notes *notes;
  const struct fasti_work *work;
  const char *done, *each, *into;

  begin_looking(case_);
  if (!task)
    return false;
  notes = session_notes(case_, case_session(case_, task->session));
  work = &notes->invokes[task->invoke].work;
  done = fasti_arena_printf(case_->entry, "done.invoke.%s", work->name);
  each = fasti_arena_printf(case_->entry, "done.each.%s", work->name);
  into = work->into ? fasti_expr_text(work->into) : NULL;
  for (int i = 0; i < fasti_chart_transition_count(notes->chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, i);
    const char *text = transition->cond ? fasti_expr_text(transition->cond) : "", *event = transition->event;

    if (event && !fasti_chart_event_matches(event, done) && !fasti_chart_event_matches(event, each))
      continue;
    if ((event && names_field(text, "_event/data", field)) || (into && names_field(text, into, field)))
      return true;
  }
  return false;
}

struct step_visit {
  struct fasti_case *case_;
  void (*visit)(void *self, const char *state, const char *title, const char *law);
  void *self;
};

static void
visit_steps(void *self, struct fasti_session *session)
{
  struct step_visit *visiting = self;
  const struct fasti_notes *notes = session_notes(visiting->case_, session);

  for (int i = 0; i < fasti_chart_state_count(notes->chart); i++)
    if (notes->states[i].title && fasti_session_in(session, i))
      visiting->visit(visiting->self, text_or_none(fasti_chart_state(notes->chart, i)->id), notes->states[i].title,
                      text_or_none(notes->states[i].law));
}

void
fasti_case_steps(struct fasti_case *case_,
                 void (*visit)(void *self, const char *state, const char *title, const char *law), void *self)
{
  struct step_visit visiting = {.case_ = case_, .visit = visit, .self = self};

  if (case_->machine)
    fasti_machine_sessions(case_->machine, visit_steps, &visiting);
}

void
fasti_case_withdrawals(struct fasti_case *case_, const char *person,
                       void (*visit)(void *self, int64_t number, const char *task, const char *key), void *self)
{
  for (size_t i = case_->completions.count; i > 0; i--) {
    const struct completion *completion = &case_->completions.items[i - 1];
    struct fasti_session *session = case_session(case_, completion->session);

    if (case_->status == CASE_OPEN && session && strcmp(completion->person, person) == 0 &&
        !(session_notes(case_, session)->invokes[completion->invoke].forbidden & FASTI_MAY_WITHDRAW))
      visit(self, completion->number, completion->task, completion->key);
  }
}
