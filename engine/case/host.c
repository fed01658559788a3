/* engine/case/host.c - what the machine asks of a case while it runs.
 *
 * Messages: an expression of the definition that fails while it runs, with its place; a loop that does not end.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static struct completion *
landing(struct fasti_case *case_)
{
  for (size_t i = 0; case_->landing && i < case_->completions.count; i++)
    if (case_->completions.items[i].sequence == case_->landing)
      return &case_->completions.items[i];
  return NULL;
}

static void
add_visit(struct fasti_case *case_, const char *session, const char *state)
{
  for (size_t i = 0; i < case_->visits.count; i++)
    if (strcmp(case_->visits.items[i].state, state) == 0 && strcmp(case_->visits.items[i].session, session) == 0)
      return;
  *LIST_ADD(&case_->visits) = (struct visit){case_keep(case_, session), state};
}

/* States without a title are the designer's own. */
static void
add_arrival(struct fasti_case *case_, const char *session, const struct fasti_chart_state *state)
{
  const char *title = fasti_xml_attribute(state->node, FASTI_NS_PROCEDURE, "title");

  if (title && *title)
    *LIST_ADD(&case_->arrivals) = (struct arrival){fasti_arena_strdup(case_->entry, session), state->id, title};
}

/* The opening form's data are there before anything is entered. */
static enum fasti_status
started(void *self, struct fasti_session *session)
{
  struct fasti_case *case_ = self;
  const struct fasti_procedure_note *note = fasti_procedure_note(case_->procedure);
  struct fasti_work work = {.form = fasti_procedure_form(case_->procedure), .into = note->into};
  enum fasti_status status;
  xmlDocPtr data;

  if (fasti_session_parent(session) || !case_->command || case_->command->kind != FASTI_OPEN)
    return FASTI_OK;
  status = case_fill(case_, session, &work, NULL, true, &data);
  if (status == FASTI_OK)
    status = case_put(case_, session, &work, xmlDocGetRootElement(data));
  xmlFreeDoc(data);
  if (status == FASTI_OK)
    status = case_name_itself(case_);
  return status;
}

static enum fasti_status
entered(void *self, struct fasti_session *session, int state)
{
  struct fasti_case *case_ = self;
  const struct fasti_chart_state *entry = fasti_chart_state(fasti_session_chart(session), state);
  const char *path = fasti_session_path(session);
  struct completion *completion = landing(case_);
  enum fasti_status status;

  if (state == 0)
    return FASTI_OK;
  add_visit(case_, path, entry->id);
  add_arrival(case_, path, entry);
  if (completion && strcmp(completion->session, path) == 0)
    *LIST_ADD(&completion->landed) = state;
  if (!fasti_session_parent(session) && entry->parent == 0 && entry->kind == FASTI_STATE_FINAL)
    case_->outcome = entry->id;
  status = clocks_enter(case_, session, state);
  return status == FASTI_OK ? everies_enter(case_, session, state) : status;
}

void
completion_drop(struct fasti_case *case_, size_t index)
{
  struct completion *completion = &case_->completions.items[index];

  case_drop_node(completion->data);
  fasti_free(completion->landed.items);
  fasti_free(completion->opened.items);
  memmove(completion, completion + 1, (case_->completions.count - index - 1) * sizeof *completion);
  case_->completions.count--;
}

/* A state that a completion led to is left: the completion has gone too far to be taken back. Within its own entry the
 * state was only passed. */
static void
forget_landing(struct fasti_case *case_, const char *path, int state)
{
  for (size_t i = case_->completions.count; i > 0; i--) {
    struct completion *completion = &case_->completions.items[i - 1];

    if (strcmp(completion->session, path) != 0)
      continue;
    for (size_t j = completion->landed.count; j > 0; j--)
      if (completion->landed.items[j - 1] == state) {
        if (completion->sequence != case_->landing) {
          completion_drop(case_, i - 1);
          break;
        }
        completion->landed.items[j - 1] = completion->landed.items[--completion->landed.count];
      }
  }
}

static enum fasti_status
leaving(void *self, struct fasti_session *session, int state)
{
  struct fasti_case *case_ = self;

  if (state == 0)
    return FASTI_OK;
  clocks_leave(case_, session, state);
  everies_leave(case_, session, state);
  forget_landing(case_, fasti_session_path(session), state);
  return FASTI_OK;
}

static enum fasti_status
invoke(void *self, struct fasti_session *session, int number, const char *invokeid, bool *taken)
{
  struct fasti_case *case_ = self;
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[number];
  const char *path = fasti_session_path(session);

  *taken = note->task || note->each || note->opens;
  if (note->task)
    return task_open(case_, session, number);
  if (note->each)
    return each_start(case_, session, number);
  if (note->opens)
    return other_invoke(case_, session, number, "");
  session_forget(case_, *path ? fasti_arena_printf(case_->entry, "%s/%s", path, invokeid) : invokeid);
  return FASTI_OK;
}

static enum fasti_status
uninvoke(void *self, struct fasti_session *session, int number, const char *invokeid)
{
  struct fasti_case *case_ = self;
  const char *path = fasti_session_path(session);

  (void)invokeid;
  tasks_cancel(case_, path, number);
  others_leave(case_, path, number);
  each_end(case_, path, number);
  return FASTI_OK;
}

static const char *
key_of(const struct fasti_invoke_note *note, const char *invokeid)
{
  size_t size = strlen(note->work.name);

  return strncmp(invokeid, note->work.name, size) == 0 && invokeid[size] == '.' ? invokeid + size + 1 : "";
}

enum fasti_status
case_put_away(struct fasti_case *case_, struct fasti_session *session, const struct fasti_invoke_note *note,
              const char *key, const xmlNode *data)
{
  enum fasti_status status;

  if (note->each)
    case_bind(case_, note->as, case_each_node(case_, session, note, key), NULL);
  status = data ? case_put(case_, session, &note->work, data) : FASTI_OK;
  if (note->each)
    case_unbind(case_);
  return status;
}

static enum fasti_status
child_done(void *self, struct fasti_session *session, int number, const char *invokeid, struct fasti_event *event)
{
  struct fasti_case *case_ = self;
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[number];
  const char *key = key_of(note, invokeid);
  enum fasti_status status = case_put_away(case_, session, note, key, event->data);

  if (status == FASTI_OK && note->each) {
    status = each_done(case_, session, number, key, event->data, false);
    event->name = NULL;
  }
  return status;
}

/* What the last state gives goes to the case that waits for the end. */
static enum fasti_status
done(void *self, struct fasti_session *session, const xmlNode *data)
{
  struct fasti_case *case_ = self;

  (void)session;
  case_->result = data ? case_loose_copy(case_, data) : NULL;
  return FASTI_OK;
}

/* Errors. An error event that no transition handles refuses the whole entry: law does not go on over a failed rule. */

static void
error(void *self, struct fasti_session *session, struct fasti_place place, const char *text)
{
  struct fasti_case *case_ = self;

  (void)session;
  fasti_warning_at(case_->messages, place, "%s", text);
}

static bool
is_error(const char *name)
{
  return strcmp(name, "error.execution") == 0 || strcmp(name, "error.communication") == 0;
}

static void
fail(struct fasti_case *case_)
{
  if (case_->failing)
    case_->failure = "a rule of the definition failed; nothing was done";
  case_->failing = NULL;
}

static void
took_event(void *self, struct fasti_session *session, const struct fasti_event *event)
{
  struct fasti_case *case_ = self;

  fail(case_);
  *LIST_ADD(&case_->events) = fasti_arena_strdup(case_->entry, event->name);
  if (is_error(event->name))
    case_->failing = session;
}

static void
took_transition(void *self, struct fasti_session *session, int transition)
{
  struct fasti_case *case_ = self;
  const struct fasti_chart_transition *taken = fasti_chart_transition(fasti_session_chart(session), transition);

  if (case_->failing == session && taken->event &&
      fasti_chart_event_matches(taken->event, case_->events.items[case_->events.count - 1]))
    case_->failing = NULL;
}

void
case_host(struct fasti_case *case_)
{
  case_->host = (struct fasti_host){.self = case_,
                                    .functions = case_functions,
                                    .function_count = case_function_count,
                                    .calendar = case_calendar(case_),
                                    .zone = case_zone(case_),
                                    .variable = case_variable,
                                    .started = started,
                                    .entered = entered,
                                    .leaving = leaving,
                                    .act = case_act,
                                    .invoke = invoke,
                                    .uninvoke = uninvoke,
                                    .child_done = child_done,
                                    .done = done,
                                    .taken = took_transition,
                                    .event = took_event,
                                    .error = error};
}

/* A step of the machine has ended with STATUS. */
static enum fasti_status
after(struct fasti_case *case_, enum fasti_status status)
{
  fail(case_);
  if (status == FASTI_OK && case_->failure) {
    fasti_error_rule(case_->messages, NULL, "%s", fasti_messages_translate(case_->messages, case_->failure));
    return FASTI_REFUSED;
  }
  return status;
}

enum fasti_status
case_send(struct fasti_case *case_, struct fasti_session *session, const char *name, const char *invokeid,
          const xmlNode *data)
{
  struct fasti_event event = {.name = name, .kind = FASTI_EVENT_EXTERNAL, .invokeid = invokeid, .data = data};

  return after(case_, fasti_machine_send(case_->machine, session, &event, case_->last_at, case_->messages));
}

enum fasti_status
case_start(struct fasti_case *case_)
{
  return after(case_, fasti_machine_start(case_->machine, case_->last_at, case_->messages));
}

enum fasti_status
case_advance(struct fasti_case *case_)
{
  return after(case_, fasti_machine_advance(case_->machine, case_->last_at, case_->messages));
}

enum fasti_status
case_jump(struct fasti_case *case_, struct fasti_session *session, int from, int to)
{
  return after(case_, fasti_machine_jump(case_->machine, session, from, to, case_->last_at, case_->messages));
}

static void
end(struct fasti_case *case_)
{
  case_->status = CASE_ENDED;
  case_->ended_at = case_->last_at;
  case_forget_facts(case_);
  while (case_->tasks.count > 0)
    task_close(case_, &case_->tasks.items[0]);
  while (case_->completions.count > 0)
    completion_drop(case_, 0);
}

/* What is due first. Recurrences end by themselves, at the day of the entry: they are no endless loop. */
static enum fasti_status
fire(struct fasti_case *case_, int *round, bool *changed)
{
  int64_t every = everies_next(case_);

  if (every == FASTI_NEVER || every > case_->last_at || clocks_next(case_) <= every)
    return clocks_fire(case_, changed);
  *changed = true;
  --*round;
  return everies_fire(case_);
}

enum fasti_status
case_settle(struct fasti_case *case_)
{
  enum fasti_status status = FASTI_OK;
  bool changed = true;

  for (int round = 0; status == FASTI_OK && changed && case_->status == CASE_OPEN; round++) {
    if (round == SETTLE_ROUNDS) {
      fasti_error_rule(case_->messages, NULL, "the deadlines of the case do not come to rest; the last raised %s",
                       case_->events.count ? case_->events.items[case_->events.count - 1] : "nothing");
      return FASTI_LIMIT;
    }
    changed = false;
    if (fasti_machine_ended(case_->machine))
      end(case_);
    tasks_sweep(case_);
    clocks_sweep(case_);
    everies_sweep(case_);
    if (case_->status != CASE_OPEN)
      break;
    status = each_follow(case_, &changed);
    if (status == FASTI_OK && changed) /* what it opened begins now, not with the next entry */
      status = case_advance(case_);
    if (status == FASTI_OK)
      status = clocks_rearm(case_);
    if (status == FASTI_OK && !changed)
      status = fire(case_, &round, &changed);
  }
  return status;
}
