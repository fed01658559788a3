/* engine/case/explain.c - why a case does not move, what people may do in it, and how a deadline is counted.
 *
 * Nothing here changes the case. A condition that is false is told in the words of its f:message, with the values of
 * what it mentions, its place in the definition and the article.
 */
#include "config.h"

#include <ctype.h>
#include <string.h>

#include "engine/case/state.h"

enum { TRANSITIONS = 256 };

struct explanation {
  struct fasti_case *case_;
  const char *event;
  struct fasti_messages *messages;
  void (*visit)(void *self, const struct fasti_obstacle *obstacle); /* NULL: MESSAGES get it, with all that designers read */
  void *self;
};

static bool
is_name_byte(char c)
{
  return isalnum((unsigned char)c) || (c & 0x80) || c == '_' || c == '-' || c == '.';
}

/* The end of a path such as $verification/party[2]/@id: names, slashes and what is in brackets. */
static const char *
end_of_path(const char *at)
{
  int depth = 0;

  for (; *at; at++) {
    if (*at == '[')
      depth++;
    else if (*at == ']' && depth > 0)
      depth--;
    else if (depth == 0 && !is_name_byte(*at) && !strchr("$/@:", *at))
      break;
  }
  return at;
}

static void
add_value(struct fasti_case *case_, struct fasti_session *session, const char *path, struct fasti_buffer *out)
{
  struct fasti_place place = {0};
  struct fasti_expr *expr;
  const char *value;

  if (out->at && strstr(out->at, path))
    return;
  expr = fasti_expr_compile(path, NULL, place, NULL);
  if (case_string(case_, session, expr, &value) == FASTI_OK)
    fasti_buffer_printf(out, "%s%s = \"%s\"", out->size ? ", " : "", path, value);
  fasti_expr_free(expr);
}

/* Values of the variables and paths that a condition mentions; owned by the entry. */
static const char *
values_in(struct fasti_case *case_, struct fasti_session *session, const char *text)
{
  struct fasti_buffer out = {0};
  const char *at = text, *end, *values;

  while (*at) {
    if (*at == '\'' || *at == '"') {
      end = strchr(at + 1, *at);
      at = end ? end + 1 : at + strlen(at);
    } else if (*at == '$') {
      end = end_of_path(at);
      add_value(case_, session, fasti_arena_copy(case_->entry, at, (size_t)(end - at)), &out);
      at = end;
    } else {
      at++;
    }
  }
  values = fasti_arena_copy(case_->entry, out.at, out.size);
  fasti_buffer_free(&out);
  return values;
}

/* MESSAGE is for designers, who see its place; the obstacle for everybody. */
static void
tell_obstacle(struct explanation *explanation, const struct fasti_obstacle *obstacle, struct fasti_place place, const char *message)
{
  struct fasti_message note = {.severity = FASTI_NOTE, .place = place, .law = obstacle->law, .text = message};

  if (explanation->visit)
    explanation->visit(explanation->self, obstacle);
  else
    fasti_message_add(explanation->messages, &note);
}

/* What has no more to say than its message. */
static void
tell_note(struct explanation *explanation, enum fasti_obstacle_kind kind, struct fasti_place place, const char *law,
          const char *text)
{
  struct fasti_obstacle obstacle = {.kind = kind,
                                    .step = "",
                                    .event = "",
                                    .instrument = "",
                                    .text = text,
                                    .law = case_law(explanation->case_, law)};

  tell_obstacle(explanation, &obstacle, place, text);
}

/* Where a session is when it would be stopped: the title of the step. */
static const char *
step_name(const struct fasti_notes *notes, int state)
{
  return notes->states[state].title ? notes->states[state].title : fasti_chart_state(notes->chart, state)->id;
}

/* What people know of where it is: the title of the step, or of the one around it that has one. */
static const char *
step_title(const struct fasti_notes *notes, int state)
{
  while (state > 0 && !notes->states[state].title)
    state = fasti_chart_state(notes->chart, state)->parent;
  return state > 0 ? notes->states[state].title : "";
}

/* What is told of something in the way of a transition. */
static struct fasti_obstacle
obstacle_of(struct explanation *explanation, struct fasti_session *session, int number, enum fasti_obstacle_kind kind,
            const char *law)
{
  const struct fasti_notes *notes = session_notes(explanation->case_, session);
  const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, number);

  return (struct fasti_obstacle){.kind = kind,
                                 .action = notes->transitions[number].action,
                                 .step = step_title(notes, transition->source),
                                 .event = transition->event ? transition->event : "",
                                 .instrument = "",
                                 .law = case_law(explanation->case_, law)};
}

static void
explain_condition(struct explanation *explanation, struct fasti_session *session, int number)
{
  struct fasti_case *case_ = explanation->case_;
  const struct fasti_notes *notes = session_notes(case_, session);
  const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, number);
  const struct fasti_transition_note *note = &notes->transitions[number];
  const struct fasti_state_note *state = &notes->states[transition->source];
  const char *text = fasti_expr_text(transition->cond), *values = values_in(case_, session, text);
  const char *law = note->law ? note->law : note->work.law ? note->work.law : state->law;
  const char *name = step_name(notes, transition->source);
  struct fasti_obstacle obstacle = obstacle_of(explanation, session, number, FASTI_BY_CONDITION, law);

  obstacle.text = "";
  if (note->message && case_text(case_, session, note->message, &obstacle.text) != FASTI_OK)
    return;
  tell_obstacle(explanation, &obstacle, fasti_expr_place(transition->cond),
       case_say(case_, explanation->messages, "%s: %s [%s does not hold%s%s]", name,
                note->message ? obstacle.text : obstacle.event, text, *values ? ": " : "", values));
}

/* An f:refuse that would stop the transition as the data is now. */
static void
explain_refusal(struct explanation *explanation, struct fasti_session *session, int number,
                const struct fasti_action_note *note)
{
  struct fasti_case *case_ = explanation->case_;
  const struct fasti_notes *notes = session_notes(case_, session);
  int state = fasti_chart_transition(notes->chart, number)->source;
  const char *text = fasti_expr_text(note->test), *values;
  struct fasti_obstacle obstacle = obstacle_of(explanation, session, number, FASTI_BY_REFUSAL, note->law);
  bool holds = false;

  obstacle.text = "";
  if (case_boolean(case_, session, note->test, &holds) != FASTI_OK || !holds ||
      (note->text && case_text(case_, session, note->text, &obstacle.text) != FASTI_OK))
    return;
  values = values_in(case_, session, text);
  tell_obstacle(explanation, &obstacle, note->place,
       case_say(case_, explanation->messages, "%s: %s [refused while %s%s%s]", step_name(notes, state), obstacle.text, text,
                *values ? ": " : "", values));
}

/* What an instrument that the transition would issue still lacks. */
static void
explain_contents(struct explanation *explanation, struct fasti_session *session, int number,
                 const struct fasti_action_note *note)
{
  struct fasti_case *case_ = explanation->case_;
  const struct fasti_notes *notes = session_notes(case_, session);
  int state = fasti_chart_transition(notes->chart, number)->source;
  const struct fasti_instrument_note *instrument = note->instrument;

  for (size_t i = 0; !note->addressees && i < instrument->require_count; i++) {
    const struct fasti_require *require = &instrument->requires[i];
    const char *text = fasti_expr_text(require->test), *values;
    struct fasti_obstacle obstacle = obstacle_of(explanation, session, number, FASTI_BY_CONTENT, require->law);
    bool holds = true;

    obstacle.instrument = instrument->title;
    if (case_boolean(case_, session, require->test, &holds) != FASTI_OK || holds ||
        case_text(case_, session, require->message, &obstacle.text) != FASTI_OK)
      continue;
    values = values_in(case_, session, text);
    tell_obstacle(explanation, &obstacle, fasti_expr_place(require->test),
         case_say(case_, explanation->messages, "%s: %s: %s [%s does not hold%s%s]", step_name(notes, state),
                  instrument->title, obstacle.text, text, *values ? ": " : "", values));
  }
}

/* The executable content that stands directly in a transition whose condition holds. */
static void
explain_content(struct explanation *explanation, struct fasti_session *session, int number)
{
  const struct fasti_notes *notes = session_notes(explanation->case_, session);
  const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, number);

  for (int i = 0; i < fasti_chart_action_count(notes->chart); i++) {
    const struct fasti_action_note *note = &notes->actions[i];

    if (fasti_chart_action(notes->chart, i)->parent != transition->node)
      continue;
    if (note->kind == FASTI_DO_REFUSE)
      explain_refusal(explanation, session, number, note);
    else if (note->kind == FASTI_DO_ISSUE && note->instrument)
      explain_contents(explanation, session, number, note);
  }
}

static bool
concerns(const struct explanation *explanation, const struct fasti_chart_transition *transition)
{
  if (!explanation->event)
    return true;
  return transition->event && fasti_chart_event_matches(transition->event, explanation->event);
}

static void
explain_session(void *self, struct fasti_session *session)
{
  struct explanation *explanation = self;
  const struct fasti_chart *chart = fasti_session_chart(session);
  bool holds;

  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (!fasti_session_in(session, transition->source) || !concerns(explanation, transition))
      continue;
    holds = true;
    if (transition->cond && case_boolean(explanation->case_, session, transition->cond, &holds) != FASTI_OK)
      continue;
    if (holds)
      explain_content(explanation, session, i);
    else
      explain_condition(explanation, session, i);
  }
}

static void
explain_task(struct explanation *explanation, const struct task *task)
{
  struct fasti_case *case_ = explanation->case_;
  const struct fasti_work *work = &task_note(case_, task)->work;
  const char *name = task->title, *text;

  if (task->state == TASK_SIGNING)
    text = case_say(case_, explanation->messages, "%s was done by %s and waits for signatures", name,
                    person_name(case_, task->claimant));
  else if (task->claimant)
    text = case_say(case_, explanation->messages, "%s waits for %s, who has claimed it", name,
                    person_name(case_, task->claimant));
  else
    text = case_say(case_, explanation->messages, "%s waits for %s", name, case_role_titles(case_, task_roles(case_, task)));
  tell_note(explanation, FASTI_BY_TASK, work->place, work->law, text);
}

/* Other cases and days that it waits for. */
static void
explain_waiting(struct explanation *explanation)
{
  struct fasti_case *case_ = explanation->case_;
  struct fasti_place nowhere = {0};
  char day[FASTI_DATE_SIZE];

  for (size_t i = 0; i < case_->others.count; i++) {
    const struct other *other = &case_->others.items[i];

    if (other->kind == OTHER_CHILD && other->reply && !other->ended)
      tell_note(explanation, FASTI_BY_CASE, nowhere, NULL,
                case_say(case_, explanation->messages, "the end of the case %s (%s) is awaited", other->id,
                         other->procedure));
  }
  for (size_t i = 0; i < case_->everies.count; i++)
    if (case_->everies.items[i].next != FASTI_NO_DAY)
      tell_note(explanation, FASTI_BY_DAY, case_->everies.items[i].note->place, NULL,
                case_say(case_, explanation->messages, "%s comes again on %s", case_->everies.items[i].note->id,
                         fasti_day_format(case_->everies.items[i].next, day)));
}

static void
explain(struct explanation *explanation)
{
  struct fasti_case *case_ = explanation->case_;
  bool all = !explanation->event;

  if (case_->status == CASE_SUSPENDED)
    tell_note(explanation, FASTI_BY_SUSPENSION, (struct fasti_place){0}, case_->suspension.law,
              case_say(case_, explanation->messages, "the case is suspended: %s", case_->suspension.reason));
  if (case_->status != CASE_OPEN && case_->status != CASE_SUSPENDED)
    return;
  fasti_machine_sessions(case_->machine, explain_session, explanation);
  for (size_t i = 0; i < case_->tasks.count && all; i++)
    explain_task(explanation, &case_->tasks.items[i]);
  if (all)
    explain_waiting(explanation);
}

void
fasti_case_explain(struct fasti_case *case_, const char *event, struct fasti_messages *messages)
{
  struct explanation explanation = {.case_ = case_, .event = event, .messages = messages};

  explain(&explanation);
}

void
fasti_case_obstacles(struct fasti_case *case_, const char *event, struct fasti_messages *messages,
                     void (*visit)(void *self, const struct fasti_obstacle *obstacle), void *self)
{
  struct explanation explanation = {
    .case_ = case_, .event = event, .messages = messages, .visit = visit, .self = self};

  explain(&explanation);
}

/* Actions. */

struct viewing {
  struct fasti_case *case_;
  struct person *person;
  void (*visit)(void *self, const struct fasti_action_view *action);
  void *self;
};

static bool
is_first_of_event(const struct fasti_notes *notes, const int *transitions, int index)
{
  for (int i = 0; i < index; i++)
    if (strcmp(fasti_chart_transition(notes->chart, transitions[i])->event,
               fasti_chart_transition(notes->chart, transitions[index])->event) == 0)
      return false;
  return true;
}

/* Without a form the condition can be told before; with one it is judged by what is filled in. */
static bool
is_allowed(struct fasti_session *session, const struct fasti_notes *notes, const char *name)
{
  struct fasti_event event = {.name = name, .kind = FASTI_EVENT_EXTERNAL};
  int enabled[TRANSITIONS], count = fasti_session_enabled(session, &event, enabled, TRANSITIONS);

  for (int i = 0; i < count; i++)
    if (notes->transitions[enabled[i]].action)
      return true;
  return false;
}

static void
view_session(void *self, struct fasti_session *session)
{
  struct viewing *viewing = self;
  struct fasti_case *case_ = viewing->case_;
  const struct fasti_notes *notes = session_notes(case_, session);
  int transitions[TRANSITIONS], count = action_find(case_, session, NULL, transitions, TRANSITIONS);

  for (int i = 0; i < count; i++) {
    const struct fasti_work *work = &notes->transitions[transitions[i]].work;
    const char *title = work->name;
    struct fasti_action_view view = {.event = work->name,
                                     .session = fasti_session_path(session),
                                     .key = session_key(case_, session),
                                     .law = work->law,
                                     .form = work->form};

    if (!is_first_of_event(notes, transitions, i) ||
        (viewing->person && !case_could(case_, session, work, viewing->person)))
      continue;
    if (work->title && case_text(case_, session, work->title, &title) != FASTI_OK)
      title = work->name;
    view.title = title;
    view.allowed = is_allowed(session, notes, work->name);
    if (case_people(case_, session, work, &view.people) != FASTI_OK)
      view.people = work->people; /* doing it tells what is wrong */
    viewing->visit(viewing->self, &view);
  }
}

/* A person who has not acted yet is as the office knows them. */
struct person
case_as_person(struct fasti_case *case_, const struct fasti_person *said)
{
  const struct person *known = case_person(case_, said->id);
  struct person person = {.id = said->id,
                          .name = said->name ? said->name : said->id,
                          .certificate = said->certificate ? said->certificate : "",
                          .roles = said->roles ? said->roles : "",
                          .valid_to = said->valid_to ? said->valid_to : "",
                          .interests = said->interests ? said->interests : "",
                          .unit = said->unit ? said->unit : "",
                          .acted = known ? known->acted : "",
                          .recused = known && known->recused};

  return person;
}

void
fasti_case_actions(struct fasti_case *case_, const struct fasti_person *person,
                   void (*visit)(void *self, const struct fasti_action_view *action), void *self)
{
  struct person as = {0};
  struct viewing viewing = {.case_ = case_, .visit = visit, .self = self};

  if (case_->status != CASE_OPEN)
    return;
  if (person) {
    as = case_as_person(case_, person);
    viewing.person = &as;
  }
  fasti_machine_sessions(case_->machine, view_session, &viewing);
}

/* Forms. */

static void
meet_guest(struct fasti_case *case_, const struct fasti_person *person)
{
  if (!case_person(case_, person->id))
    case_meet(case_, person)->guest = true;
}

/* The actor may be new to the case, and so may the named: they must be among the people while the form lives. */
static void
meet_guests(struct fasti_case *case_, const struct fasti_command *command)
{
  if (command->person_count > 0)
    meet_guest(case_, &command->persons[0]);
  for (size_t i = 0; i < command->named_count; i++)
    meet_guest(case_, &command->named[i]);
  case_->actor = command->person_count > 0 ? case_person(case_, command->persons[0].id) : NULL;
}

static enum fasti_status
task_form(struct fasti_case *case_, struct fasti_messages *messages, struct fasti_form_data **out)
{
  const struct fasti_invoke_note *note;
  struct task *task;
  enum fasti_status status = command_task(case_, &task);

  if (status != FASTI_OK)
    return status;
  note = task_note(case_, task);
  if (!note->work.form)
    return FASTI_OK;
  /* The binding of f:as stays until the next entry: the form is filled while it holds. */
  task_bind(case_, task);
  return case_open_form(case_, case_session(case_, task->session), &note->work, task->draft, messages, out);
}

static enum fasti_status
action_form(struct fasti_case *case_, struct fasti_messages *messages, struct fasti_form_data **out)
{
  struct fasti_session *session;
  const struct fasti_work *work;
  int transition;
  enum fasti_status status = action_session(case_, &session);

  if (status != FASTI_OK)
    return status;
  action_find(case_, session, case_->command->event, &transition, 1);
  work = &session_notes(case_, session)->transitions[transition].work;
  return work->form ? case_open_form(case_, session, work, NULL, messages, out) : FASTI_OK;
}

/* There is no session yet in which something could stand: one that is never started knows what all expressions know. */
static enum fasti_status
opening_form(struct fasti_case *case_, struct fasti_messages *messages, struct fasti_form_data **out)
{
  const struct fasti_work work = {.form = fasti_procedure_form(case_->procedure)};

  if (!work.form)
    return FASTI_OK;
  if (!case_->machine)
    case_->machine = fasti_machine_new(fasti_procedure_chart(case_->procedure), &case_->host, case_->id);
  return case_open_form(case_, fasti_machine_root(case_->machine), &work, NULL, messages, out);
}

void
fasti_case_look_at(struct fasti_case *case_, int64_t now)
{
  if (now <= case_->last_at)
    return;
  case_->last_at = now;
  case_->today = fasti_instant_day(now, case_zone(case_));
  case_forget_facts(case_);
}

enum fasti_status
fasti_case_form(struct fasti_case *case_, const struct fasti_command *command, struct fasti_messages *messages,
                struct fasti_form_data **out)
{
  bool opening = command->kind == FASTI_OPEN && case_->status == CASE_NEW;
  enum fasti_status status;

  *out = NULL;
  if (case_->status != CASE_OPEN && !opening) {
    fasti_error_rule(messages, NULL, "the case is not open");
    return FASTI_REFUSED;
  }
  case_->bindings.count = 0;
  case_->messages = messages;
  case_->command = command;
  meet_guests(case_, command);
  case_->showing = true;
  if (opening)
    status = opening_form(case_, messages, out);
  else if (command->event && *command->event)
    status = action_form(case_, messages, out);
  else
    status = task_form(case_, messages, out);
  case_->showing = false;
  case_->command = NULL;
  case_->messages = NULL;
  return status;
}

/* Deadlines. */

enum fasti_status
fasti_case_explain_deadline(struct fasti_case *case_, const char *session, const char *deadline,
                            void (*tell)(void *self, const struct fasti_day_reason *day), void *self,
                            struct fasti_due *due)
{
  for (size_t i = 0; i < case_->clocks.count; i++) {
    const struct clock *clock = &case_->clocks.items[i];
    struct fasti_terms terms;

    if (clock->state == CLOCK_WAITING || strcmp(clock->note->id, deadline) != 0 ||
        strcmp(clock->session, session ? session : "") != 0)
      continue;
    terms = clock_terms(case_, clock);
    *due = fasti_deadline_explain(case_calendar(case_), &terms, case_->today, tell, self);
    return FASTI_OK;
  }
  return FASTI_NOT_FOUND;
}
