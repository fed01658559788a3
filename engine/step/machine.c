/* engine/step/machine.c - machines and their loop (SCXML appendix D: interpret, mainEventLoop); see step.h.
 *
 * One queue holds the external events of all sessions in the order of sending, so that the order in which sessions
 * run is the order of cause and effect, and the same every time.
 * Messages: an endless loop, with its states; sessions that send to each other without end; too much work.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "engine/step/machine.h"

enum {
  EVENTS_AT_ONCE = 10000, /* external events that follow one from another at one instant */
  TIMERS = 1000000,       /* delayed sends that fall due in one call */
  WORK = 16 * 1000 * 1000 /* for one event of the caller: about 100 MiB of copies, or some seconds of loops */
};

/* Sessions */

struct fasti_session *
fasti_session_new(struct fasti_machine *machine, const struct fasti_chart *chart, struct fasti_session *parent,
                  const char *id)
{
  struct fasti_session *session = fasti_alloc(sizeof *session + (size_t)chart->words * sizeof(uint64_t) +
                                              (size_t)chart->states[0].width * sizeof(int));
  struct fasti_session **end;

  session->machine = machine;
  session->chart = chart;
  session->parent = parent;
  session->id = fasti_strdup(id);
  session->config = (uint64_t *)(session + 1);
  session->active = (int *)(session->config + chart->words);
  session->depth = parent ? parent->depth + 1 : 0;
  session->invoke = -1;
  session->internal.end = &session->internal.first;
  machine->sessions++;
  if (parent) {
    for (end = &parent->first; *end; end = &(*end)->next)
      ;
    *end = session;
  }
  return session;
}

static void
unlink_session(struct fasti_session *session)
{
  struct fasti_session **at;

  for (at = &session->machine->starting; *at; at = &(*at)->next_start)
    if (*at == session) {
      *at = session->next_start;
      break;
    }
  if (!session->parent)
    return;
  for (at = &session->parent->first; *at != session; at = &(*at)->next)
    ;
  *at = session->next;
  for (struct fasti_invocation *i = session->parent->invocations; i; i = i->next)
    if (i->child == session)
      i->child = NULL;
}

void
fasti_session_free(struct fasti_session *session)
{
  struct fasti_invocation *invocation, *next;

  while (session->first)
    fasti_session_free(session->first);
  fasti_session_purge(session);
  unlink_session(session);
  for (invocation = session->invocations; invocation; invocation = next) {
    next = invocation->next;
    fasti_free(invocation->id);
    fasti_free(invocation);
  }
  for (int h = 0; session->history && h < session->chart->history_count; h++)
    fasti_free(session->history[h].states);
  fasti_free(session->history);
  fasti_data_end(session);
  fasti_free(session->to_invoke);
  fasti_free(session->id);
  fasti_free(session->path);
  fasti_free(session->invokeid);
  fasti_free(session);
}

struct fasti_session *
fasti_session_after(struct fasti_session *session)
{
  if (session->first)
    return session->first;
  while (session && !session->next)
    session = session->parent;
  return session ? session->next : NULL;
}

/* Machines */

struct fasti_machine *
fasti_machine_new(const struct fasti_chart *chart, const struct fasti_host *host, const char *id)
{
  struct fasti_machine *machine = fasti_alloc(sizeof *machine);

  machine->chart = chart;
  if (host)
    machine->host = *host;
  machine->external.end = &machine->external.first;
  machine->root = fasti_session_new(machine, chart, NULL, id);
  return machine;
}

void
fasti_machine_free(struct fasti_machine *machine)
{
  struct fasti_dynamic *dynamic, *next;

  if (!machine)
    return;
  fasti_session_free(machine->root);
  for (dynamic = machine->dynamic; dynamic; dynamic = next) {
    next = dynamic->next;
    fasti_chart_free(dynamic->chart);
    fasti_free(dynamic->name);
    fasti_free(dynamic->source);
    fasti_free(dynamic);
  }
  fasti_evaluator_free(machine->evaluator);
  fasti_messages_free(machine->said);
  fasti_free(machine);
}

void
fasti_machine_fail(struct fasti_machine *machine, enum fasti_status status)
{
  if (machine->status == FASTI_OK)
    machine->status = status;
}

/* Limits */

static struct fasti_place
root_place(const struct fasti_session *session)
{
  return fasti_xml_place(session->chart->root);
}

static void
stop_loop(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;
  const struct fasti_chart *chart = session->chart;
  struct fasti_buffer names = {0};
  int shown = 0;

  if (machine->status != FASTI_OK)
    return;
  if (fasti_bit_next(machine->scratch->loop, 1, chart->state_count - 1) < 0 && session->event) {
    fasti_error_at(machine->messages, root_place(session),
                   "the chart does not come to rest: more than %d steps without waiting for an event; the event \"%s\" "
                   "is raised again and again in %s; expected a condition that ends it",
                   FASTI_STEP_MICROSTEPS, session->event->face.name,
                   session->active_count ? chart->states[session->active[session->active_count - 1]].face.id : "");
    fasti_machine_fail(machine, FASTI_LIMIT);
    return;
  }
  for (int s = fasti_bit_next(machine->scratch->loop, 1, chart->state_count - 1); s >= 0 && shown < 10;
       s = fasti_bit_next(machine->scratch->loop, s + 1, chart->state_count - 1))
    fasti_buffer_printf(&names, "%s%s", shown++ ? ", " : "", chart->states[s].face.id);
  fasti_error_at(machine->messages, root_place(session),
                 "the chart does not come to rest: more than %d steps without waiting for an event; it goes round in "
                 "%s; expected a condition that ends it",
                 FASTI_STEP_MICROSTEPS, shown ? names.at : "internal events");
  fasti_buffer_free(&names);
  fasti_machine_fail(machine, FASTI_LIMIT);
}

static void
stop_exchange(struct fasti_machine *machine, const struct fasti_queued *event)
{
  fasti_error_at(
    machine->messages, root_place(event->session),
    "sessions send events without end: more than %d at one instant, the last is \"%s\" to \"%s\"; expected "
    "a delay or an end",
    EVENTS_AT_ONCE, event->face.name ? event->face.name : "", event->session->id);
  fasti_machine_fail(machine, FASTI_LIMIT);
}

void
fasti_machine_spend(struct fasti_machine *machine, int64_t amount)
{
  machine->work += amount;
  if (machine->work <= WORK || machine->status != FASTI_OK)
    return;
  fasti_error_at(machine->messages, root_place(machine->current ? machine->current : machine->root),
                 "one event causes too much work: content run and data copied without end; expected loops that end and "
                 "data that does not double");
  fasti_machine_fail(machine, FASTI_LIMIT);
}

/* The loop */

static void
free_bound(struct fasti_session *session)
{
  struct fasti_queued *event = (struct fasti_queued *)session->event;

  fasti_session_bind(session, NULL);
  if (event && !event->borrowed)
    fasti_queued_free(event);
}

static bool
goes_on(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;

  if (++machine->microsteps > FASTI_STEP_MICROSTEPS)
    stop_loop(session);
  return session->running && machine->status == FASTI_OK;
}

static void
tell_event(struct fasti_session *session)
{
  const struct fasti_host *host = &session->machine->host;

  if (host->event)
    host->event(host->self, session, &session->event->face);
}

/* @return whether there was anything to do without a new external event */
static bool
internal_step(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;
  bool waits = false;

  for (int i = 0; i < session->active_count && !waits; i++)
    waits = session->chart->states[session->active[i]].eventless;
  machine->scratch->enabled_count = 0;
  if (waits)
    fasti_select(session, -1);
  if (!machine->scratch->enabled_count) {
    if (!session->internal.first)
      return false;
    free_bound(session);
    fasti_session_bind(session, fasti_queue_pop(&session->internal));
    tell_event(session);
    fasti_select(session, session->event->class);
  }
  if (machine->scratch->enabled_count)
    fasti_microstep(session);
  return true;
}

static void
finish(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;
  const struct fasti_chart *chart = session->chart;
  int final = session->active_count ? session->active[session->active_count - 1] : 0;
  xmlNodePtr data = NULL;

  fasti_exit_all(session);
  if (chart->states[final].face.kind == FASTI_STATE_FINAL && chart->states[final].face.parent == 0) {
    fasti_configure(session, final); /* what it ended in can be asked for */
    if (chart->states[final].donedata && !session->cancelled &&
        !fasti_payload(session, chart->states[final].donedata, chart->states[final].donedata_node, true, &data))
      data = NULL;
  }
  session->ended = true;
  if (session->parent && !session->cancelled) {
    fasti_invoke_done(session, data);
    return;
  }
  if (!session->parent && machine->host.done && machine->status == FASTI_OK)
    fasti_machine_fail(machine, machine->host.done(machine->host.self, session, data));
  xmlFreeNode(data);
}

/* Run a session until it waits, or ends. */
static void
macrostep(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;

  do {
    while (session->running && machine->status == FASTI_OK && internal_step(session) && goes_on(session))
      ;
    if (session->running && session->to_invoke_count)
      fasti_invoke_pending(session);
  } while (session->running && machine->status == FASTI_OK && session->internal.first);
  if (!session->running && !session->ended && machine->status == FASTI_OK)
    finish(session);
}

static void
begin(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;

  session->machine->current = session;
  machine->microsteps = 0;
  memset(machine->scratch->loop, 0, (size_t)session->chart->words * sizeof(uint64_t));
}

/* A child that has ended goes; its parent keeps the invocation, for finalize. */
static void
end(struct fasti_session *session)
{
  free_bound(session);
  session->machine->current = NULL;
  if (!session->ended)
    return;
  if (session->parent)
    fasti_session_free(session);
  else
    fasti_session_purge(session);
}

static void
start(struct fasti_session *session)
{
  begin(session);
  session->started = session->running = true;
  fasti_data_start(session);
  if (session->machine->host.started && session->machine->status == FASTI_OK)
    fasti_machine_fail(session->machine, session->machine->host.started(session->machine->host.self, session));
  fasti_enter_initial(session);
  macrostep(session);
  end(session);
}

/* Give a session an external event. EVENT is taken, unless it is borrowed. */
static void
handle(struct fasti_session *session, struct fasti_queued *event)
{
  begin(session);
  free_bound(session);
  fasti_session_bind(session, event);
  tell_event(session);
  if (session->invocations)
    fasti_invoke_before(session, event);
  fasti_select(session, event->class);
  if (session->machine->scratch->enabled_count)
    fasti_microstep(session);
  macrostep(session);
  end(session);
}

static void
settle(struct fasti_session *session)
{
  begin(session);
  macrostep(session);
  end(session);
}

/* Internal events that another session, the host or a failed delivery caused. */
static void
run_pending(struct fasti_machine *machine)
{
  struct fasti_session *session = machine->root;

  machine->pending = false;
  while (session && (!session->running || !session->internal.first))
    session = fasti_session_after(session);
  if (!session)
    return;
  machine->pending = true; /* there may be more */
  settle(session);
}

/* Run all sessions until every one waits. */
static void
run(struct fasti_machine *machine)
{
  while (machine->status == FASTI_OK && !machine->root->ended) {
    if (machine->pending) {
      run_pending(machine);
    } else if (machine->starting) {
      struct fasti_session *session = machine->starting;

      machine->starting = session->next_start;
      start(session);
    } else if (machine->external.first) {
      struct fasti_queued *event = fasti_queue_pop(&machine->external);

      if (++machine->events > EVENTS_AT_ONCE)
        stop_exchange(machine, event);
      handle(event->session, event);
    } else {
      break;
    }
  }
}

/* Calls */

static void
open_call(struct fasti_machine *machine, struct fasti_scratch *scratch, int64_t now, struct fasti_messages *messages)
{
  machine->scratch = scratch;
  machine->messages = messages;
  machine->now = now > machine->now ? now : machine->now; /* a machine's time does not go back */
  machine->events = 0;
  machine->work = 0;
}

static enum fasti_status
close_call(struct fasti_machine *machine)
{
  machine->scratch = NULL;
  machine->messages = NULL;
  return machine->status;
}

enum fasti_status
fasti_machine_start(struct fasti_machine *machine, int64_t now, struct fasti_messages *messages)
{
  struct fasti_scratch scratch;

  open_call(machine, &scratch, now, messages);
  if (!machine->root->started && machine->status == FASTI_OK) {
    machine->now = now;
    start(machine->root);
  }
  run(machine);
  return close_call(machine);
}

enum fasti_status
fasti_machine_send(struct fasti_machine *machine, struct fasti_session *session, const struct fasti_event *event,
                   int64_t now, struct fasti_messages *messages)
{
  struct fasti_queued borrowed = {.face = *event, .borrowed = true}; /* handled before the call returns: no copy */
  struct fasti_scratch scratch;

  open_call(machine, &scratch, now, messages);
  session = session ? session : machine->root;
  borrowed.class = fasti_program_class(session->chart, event->name);
  if (machine->pending || machine->starting || machine->external.first)
    run(machine);
  if (session->running && machine->status == FASTI_OK)
    handle(session, &borrowed);
  run(machine);
  return close_call(machine);
}

void
fasti_machine_set_calendar(struct fasti_machine *machine, const struct fasti_calendar *calendar)
{
  machine->host.calendar = calendar;
}

int64_t
fasti_machine_due(const struct fasti_machine *machine)
{
  return machine->delayed && !machine->root->ended ? machine->delayed->due : FASTI_NEVER;
}

static bool
too_many_timers(struct fasti_machine *machine, int timers, int64_t now)
{
  if (timers <= TIMERS)
    return false;
  fasti_error_at(machine->messages, root_place(machine->root),
                 "more than %d delayed events fall due until %" PRId64 "; advance in smaller steps", TIMERS, now);
  fasti_machine_fail(machine, FASTI_LIMIT);
  return true;
}

enum fasti_status
fasti_machine_advance(struct fasti_machine *machine, int64_t now, struct fasti_messages *messages)
{
  struct fasti_scratch scratch;
  int timers = 0;

  open_call(machine, &scratch, machine->now, messages);
  run(machine);
  while (machine->status == FASTI_OK && fasti_machine_due(machine) <= now && !too_many_timers(machine, ++timers, now)) {
    struct fasti_queued *event = machine->delayed;
    struct fasti_session *sender = event->session;

    machine->delayed = event->next;
    if (event->due > machine->now) {
      machine->now = event->due;
      machine->events = 0;
    }
    machine->work = 0;
    fasti_dispatch(sender, event);
    run(machine);
  }
  if (now > machine->now && now != FASTI_NEVER)
    machine->now = now;
  return close_call(machine);
}

static int
jump_domain(const struct fasti_chart *chart, int from, int to)
{
  int at = chart->states[from].face.parent;

  while (at > 0 &&
         (chart->states[at].face.kind != FASTI_STATE_COMPOUND || at == to || !fasti_chart_is_within(chart, to, at)))
    at = chart->states[at].face.parent;
  return at < 0 ? 0 : at;
}

enum fasti_status
fasti_machine_jump(struct fasti_machine *machine, struct fasti_session *session, int from, int to, int64_t now,
                   struct fasti_messages *messages)
{
  const struct fasti_chart *chart = session->chart;
  struct fasti_scratch scratch;

  if (!session->running || !fasti_bit(session->config, from) || from == 0 || to <= 0 || to >= chart->state_count) {
    fasti_error_field(messages, "state", "\"%s\" is not active, so it cannot be left",
                      from >= 0 && from < chart->state_count ? chart->states[from].face.id : "");
    return FASTI_INVALID;
  }
  open_call(machine, &scratch, now, messages);
  begin(session);
  fasti_enter_target(session, jump_domain(chart, from, to), to);
  macrostep(session);
  end(session);
  run(machine);
  return close_call(machine);
}

bool
fasti_machine_ended(const struct fasti_machine *machine)
{
  return machine->root->ended;
}

struct fasti_session *
fasti_machine_root(struct fasti_machine *machine)
{
  return machine->root;
}

struct fasti_session *
fasti_machine_session(struct fasti_machine *machine, const char *path)
{
  struct fasti_session *session = machine->root;

  while (session && strcmp(fasti_session_path(session), path) != 0)
    session = fasti_session_after(session);
  return session;
}

void
fasti_machine_sessions(struct fasti_machine *machine, void (*use)(void *self, struct fasti_session *session),
                       void *self)
{
  for (struct fasti_session *session = machine->root; session; session = fasti_session_after(session))
    use(self, session);
}

const char *
fasti_session_path(const struct fasti_session *session)
{
  return session->path ? session->path : "";
}

const struct fasti_chart *
fasti_session_chart(const struct fasti_session *session)
{
  return session->chart;
}

struct fasti_session *
fasti_session_parent(const struct fasti_session *session)
{
  return session->parent;
}

bool
fasti_session_in(const struct fasti_session *session, int state)
{
  return state >= 0 && state < session->chart->state_count && fasti_bit(session->config, state);
}
