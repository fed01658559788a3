/* engine/case/rows.c - a case as lists show it: derived from what it is, never kept.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

/* Expressions of rows are evaluated between entries; what fails in them is empty. */
static const char *
shown(struct fasti_case *case_, const struct fasti_template *template_, const char *otherwise)
{
  const char *text = otherwise;

  if (!template_ || !case_->machine)
    return otherwise;
  return case_text(case_, fasti_machine_root(case_->machine), template_, &text) == FASTI_OK ? text : otherwise;
}

struct titled {
  struct fasti_case *case_;
  struct fasti_buffer list;
};

static void
add_states(void *self, struct fasti_session *session)
{
  struct titled *titled = self;
  const struct fasti_notes *notes = session_notes(titled->case_, session);

  for (int i = 1; i < fasti_chart_state_count(notes->chart); i++)
    if (notes->states[i].title && fasti_session_in(session, i))
      fasti_list_add(&titled->list, fasti_chart_state(notes->chart, i)->id);
}

static const char *
titled_states(struct fasti_case *case_)
{
  struct titled titled = {.case_ = case_};
  const char *text;

  if (case_->status == CASE_OPEN || case_->status == CASE_SUSPENDED)
    fasti_machine_sessions(case_->machine, add_states, &titled);
  else if (case_->status == CASE_ENDED)
    fasti_list_add(&titled.list, case_->outcome);
  text = fasti_arena_copy(case_->entry, titled.list.at, titled.list.size);
  fasti_buffer_free(&titled.list);
  return text;
}

void
fasti_case_row(struct fasti_case *case_, struct fasti_case_row *row)
{
  const struct fasti_procedure_note *note = fasti_procedure_note(case_->procedure);

  *row = (struct fasti_case_row){.id = case_->id,
                                 .bureau = fasti_package_bureau(case_->package),
                                 .procedure = fasti_procedure_id(case_->procedure),
                                 .title = shown(case_, note->case_title, fasti_procedure_title(case_->procedure)),
                                 .status = case_status_name(case_->status),
                                 .states = titled_states(case_),
                                 .search = shown(case_, note->search, ""),
                                 .opened_at = case_->opened_at,
                                 .ended_at = case_->ended_at,
                                 .entries = case_->entries,
                                 .due = fasti_case_due(case_)};
}

/* Tasks. */

static void
add_performers(const struct fasti_case *case_, const char *tasks, struct fasti_buffer *list)
{
  struct fasti_slice task;

  while (fasti_list_next(&tasks, &task)) {
    const char *id = fasti_arena_copy(case_->entry, task.at, task.size);

    for (size_t i = 0; i < case_->people.count; i++)
      if (case_did(case_, id, case_->people.items[i].id))
        fasti_list_add(list, case_->people.items[i].id);
  }
}

static void
add_list(struct fasti_case *case_, const char *words, struct fasti_buffer *list)
{
  struct fasti_slice word;

  while (fasti_list_next(&words, &word))
    fasti_list_add(list, fasti_arena_copy(case_->entry, word.at, word.size));
}

static const char *
keep(struct fasti_case *case_, struct fasti_buffer *buffer)
{
  const char *text = fasti_arena_copy(case_->entry, buffer->at, buffer->size);

  fasti_buffer_free(buffer);
  return text;
}

/* Everybody known to the case who may not do it although their role would allow it. */
static const char *
excluded(struct fasti_case *case_, const struct task *task, const struct fasti_work *work)
{
  struct fasti_session *session = case_session(case_, task->session);
  const char *roles = task_roles(case_, task), *named;
  struct fasti_work known = *work; /* units are members of the row: people may come to another while the task waits */
  struct fasti_buffer list = {0};

  known.unit = known.not_unit = NULL;
  for (size_t i = 0; i < case_->people.count; i++) {
    struct person *person = &case_->people.items[i];

    if (person->recused || (person_has_role(person, roles) && !case_could(case_, session, &known, person)))
      fasti_list_add(&list, person->id);
  }
  if (work->not_among && case_persons(case_, session, work->not_among, &named) == FASTI_OK)
    add_list(case_, named, &list);
  if (task->state == TASK_SIGNING) {
    fasti_list_add(&list, task->claimant);
    for (size_t i = 0; i < task->signers.count; i++)
      if (task->signers.items[i].agreed)
        fasti_list_add(&list, task->signers.items[i].person);
  }
  return keep(case_, &list);
}

/* The only ones who may; "-" when that is nobody. */
static const char *
among(struct fasti_case *case_, const struct task *task, const struct fasti_work *work)
{
  struct fasti_buffer bound = {0}, named = {0}, both = {0};
  const char *text, *at;
  struct fasti_slice word;

  if (!work->same_as && !work->among)
    return "";
  add_performers(case_, work->same_as, &bound);
  if (work->among && case_persons(case_, case_session(case_, task->session), work->among, &text) == FASTI_OK)
    add_list(case_, text, &named);
  for (at = work->among ? named.at : bound.at; fasti_list_next(&at, &word);) {
    const char *id = fasti_arena_copy(case_->entry, word.at, word.size);

    if (!work->same_as || !work->among || fasti_list_has(bound.at, id))
      fasti_list_add(&both, id);
  }
  fasti_buffer_free(&bound);
  fasti_buffer_free(&named);
  text = keep(case_, &both);
  return *text ? text : "-";
}

/* Who has it, or must still sign it; empty while anybody of the roles may. */
static const char *
persons(struct fasti_case *case_, const struct task *task)
{
  struct fasti_buffer list = {0};
  int people = 1;

  if (task->state == TASK_OPEN)
    return "";
  if (task->state != TASK_SIGNING)
    return task->claimant;
  for (size_t i = 0; i < task->signers.count; i++) {
    people += !task->signers.items[i].added;
    if (task->signers.items[i].added && !task->signers.items[i].agreed)
      fasti_list_add(&list, task->signers.items[i].person);
  }
  if (people < task_people(task, task_note(case_, task))) {
    fasti_buffer_free(&list);
    return "";
  }
  return keep(case_, &list);
}

/* What a template of units gives; OTHERWISE when it gives none, "" when there is none. */
static const char *
units_of(struct fasti_case *case_, const struct task *task, const struct fasti_template *template_,
         const char *otherwise)
{
  const char *units;

  if (!template_)
    return "";
  if (case_text(case_, case_session(case_, task->session), template_, &units) != FASTI_OK || !units[strspn(units, " ")])
    return otherwise;
  return units;
}

static int32_t
nearest_due(struct fasti_case *case_, const struct task *task)
{
  struct fasti_session *session = case_session(case_, task->session);
  const struct fasti_chart *chart = fasti_session_chart(session);
  int state = fasti_chart_invoke(chart, task->invoke)->state;
  int32_t best = FASTI_NO_DAY, day;

  if (session_notes(case_, session)->invokes[task->invoke].optional)
    return best; /* it may be left undone */
  for (size_t i = 0; i < case_->clocks.count; i++) {
    const struct clock *clock = &case_->clocks.items[i];

    if ((clock->state != CLOCK_RUNNING && clock->state != CLOCK_EXPIRED) || clock->ended_on != FASTI_NO_DAY ||
        strcmp(clock->session, task->session) != 0 || !fasti_chart_is_within(chart, state, clock->note->state))
      continue;
    day = clock_due(case_, clock).day;
    best = best == FASTI_NO_DAY || day < best ? day : best;
  }
  return best;
}

static const char *
state_name(const struct fasti_case *case_, const struct task *task)
{
  static const char *const names[] = {"open", "claimed", "delegated", "signing"};

  return case_->status == CASE_SUSPENDED ? "suspended" : names[task->state];
}

/* Its own, or that of the sub-procedure in which it is open: what people name it by. */
static const char *
task_key(struct fasti_case *case_, const struct task *task)
{
  return *task->key ? task->key : session_key(case_, case_session(case_, task->session));
}

void
fasti_case_tasks(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_task_row *row), void *self)
{
  for (size_t i = 0; i < case_->tasks.count; i++) {
    const struct task *task = &case_->tasks.items[i];
    const struct fasti_work *work = &task_note(case_, task)->work;
    struct fasti_task_row row;

    task_bind(case_, task);
    row = (struct fasti_task_row){.case_id = case_->id,
                                  .number = task->number,
                                  .task = work->name,
                                  .key = task_key(case_, task),
                                  .title = task->title,
                                  .form = work->form_name ? work->form_name : "",
                                  .state = state_name(case_, task),
                                  .roles = task_roles(case_, task),
                                  .persons = persons(case_, task),
                                  .excluded = excluded(case_, task, work),
                                  .among = among(case_, task, work),
                                  .opened_at = task->opened_at,
                                  .due = nearest_due(case_, task),
                                  .units = units_of(case_, task, work->unit, "-"),
                                  .not_units = units_of(case_, task, work->not_unit, ""),
                                  .drafted = task->draft && task->drafter ? task->drafter : ""};
    task_unbind(case_, task);
    visit(self, &row);
  }
}

static const char *
clock_state_name(const struct clock *clock)
{
  if (clock->state == CLOCK_RUNNING && clock_is_suspended(clock))
    return "suspended";
  if (clock->state == CLOCK_EXPIRED)
    return clock->ended_on == FASTI_NO_DAY ? "expired" : "left";
  return clock->state == CLOCK_RUNNING ? "running" : "met";
}

void
fasti_case_deadlines(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_deadline_row *row),
                     void *self)
{
  for (size_t i = 0; i < case_->clocks.count; i++) {
    const struct clock *clock = &case_->clocks.items[i];
    struct fasti_due due;
    struct fasti_deadline_row row;

    if (clock->state == CLOCK_WAITING)
      continue;
    due = clock_due(case_, clock);
    row = (struct fasti_deadline_row){.case_id = case_->id,
                                      .session = clock->session,
                                      .deadline = clock->note->id,
                                      .title = clock->note->title,
                                      .law = clock->note->law ? clock->note->law : "",
                                      .role = clock->role,
                                      .state = clock_state_name(clock),
                                      .from = clock->from,
                                      .due = due.day,
                                      .provisional = due.provisional};
    visit(self, &row);
  }
}

int32_t
fasti_case_deadline_ended(const struct fasti_case *case_, const char *session, const char *deadline)
{
  for (size_t i = 0; i < case_->clocks.count; i++) {
    const struct clock *clock = &case_->clocks.items[i];

    if (strcmp(clock->note->id, deadline) == 0 && strcmp(clock->session, session) == 0)
      return clock->ended_on;
  }
  return FASTI_NO_DAY;
}

/* Questions. */

struct search {
  const char *state;
  bool found;
};

static void
look_in(void *self, struct fasti_session *session)
{
  struct search *search = self;
  int state = fasti_chart_find(fasti_session_chart(session), search->state);

  search->found = search->found || (state > 0 && fasti_session_in(session, state));
}

bool
fasti_case_in(struct fasti_case *case_, const char *state)
{
  struct search search = {.state = state};

  if (case_->status == CASE_ENDED)
    return strcmp(case_->outcome, state) == 0;
  if (case_->status == CASE_OPEN || case_->status == CASE_SUSPENDED)
    fasti_machine_sessions(case_->machine, look_in, &search);
  return search.found;
}

int64_t
fasti_case_task(struct fasti_case *case_, const char *task, const char *key)
{
  int64_t found = 0;

  for (size_t i = 0; i < case_->tasks.count; i++) {
    const struct task *open = &case_->tasks.items[i];

    if (strcmp(task_note(case_, open)->work.name, task) != 0)
      continue;
    /* The key of a task is its own, or that of the sub-procedure in which it is open. */
    if (key && strcmp(open->key, key) != 0 &&
        (*open->key || strcmp(session_key(case_, case_session(case_, open->session)), key) != 0))
      continue;
    if (found)
      return -1;
    found = open->number;
  }
  return found;
}

int64_t
fasti_case_completed(struct fasti_case *case_, const char *task, const char *key)
{
  for (size_t i = case_->completions.count; i > 0; i--) {
    const struct completion *completion = &case_->completions.items[i - 1];

    if (strcmp(completion->task, task) == 0 &&
        (!key || strcmp(completion->key, key) == 0 ||
         (!*completion->key && strcmp(session_key(case_, case_session(case_, completion->session)), key) == 0)))
      return completion->number;
  }
  return 0;
}

enum fasti_status
fasti_case_evaluate(struct fasti_case *case_, const char *xpath, struct fasti_messages *messages,
                    struct fasti_buffer *out)
{
  struct fasti_place place = {.file = "expression", .line = 1, .column = 1};
  struct fasti_expr *expr;
  const char *text;
  enum fasti_status status;

  if (!case_->machine)
    return FASTI_NOT_FOUND;
  expr = fasti_expr_compile(xpath, NULL, place, NULL);
  case_->messages = messages;
  status = case_string(case_, fasti_machine_root(case_->machine), expr, &text);
  case_->messages = NULL;
  if (status == FASTI_OK)
    fasti_buffer_puts(out, text);
  fasti_expr_free(expr);
  return status;
}

void
write_indented(const xmlNode *node, int depth, struct fasti_buffer *out)
{
  const xmlNode *child = fasti_xml_first(node);

  fasti_buffer_printf(out, "%*s", depth * 2, "");
  if (!child) {
    fasti_xml_write(node, out);
    fasti_buffer_puts(out, "\n");
    return;
  }
  fasti_buffer_printf(out, "<%s", (const char *)node->name);
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    xmlChar *value = xmlNodeListGetString(node->doc, attr->children, 1);

    fasti_buffer_printf(out, " %s=\"%s\"", (const char *)attr->name, value ? (const char *)value : "");
    xmlFree(value);
  }
  fasti_buffer_puts(out, ">\n");
  for (; child; child = fasti_xml_next(child))
    write_indented(child, depth + 1, out);
  fasti_buffer_printf(out, "%*s</%s>\n", depth * 2, "", (const char *)node->name);
}

static void
add_session_data(void *self, struct fasti_session *session)
{
  const char *path = fasti_session_path(session);

  if (*path)
    fasti_buffer_printf(self, "# %s\n", path);
  if (fasti_session_data(session))
    write_indented(fasti_session_data(session), 0, self);
}

void
fasti_case_data(struct fasti_case *case_, struct fasti_buffer *out)
{
  if (case_->machine)
    fasti_machine_sessions(case_->machine, add_session_data, out);
}
