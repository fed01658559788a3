/* engine/step/microstep.c - leaving and entering states (SCXML appendix D: microstep, exitStates, enterStates and what
 * they use).
 *
 * States are left in reverse document order and entered in document order, which here is the order of their numbers,
 * so that walking a bit set is walking in the right order. Nothing is allocated on the way.
 */
#include "config.h"

#include <string.h>

#include "engine/step/machine.h"

/* Leaving */

static void
remove_active(struct fasti_session *session, int state)
{
  int at = session->active_count - 1;

  while (at >= 0 && session->active[at] > state)
    at--;
  if (at < 0 || session->active[at] != state)
    return;
  session->active_count--;
  memmove(session->active + at, session->active + at + 1,
          (size_t)(session->active_count - at) * sizeof *session->active);
}

static void
record(struct fasti_session *session, int history, int parent)
{
  const struct fasti_chart *chart = session->chart;
  bool deep = chart->states[chart->histories[history]].face.kind == FASTI_STATE_DEEP_HISTORY;
  int last = chart->states[parent].last, count = 0;
  struct fasti_history *value;

  if (!session->history)
    session->history = fasti_alloc((size_t)chart->history_count * sizeof *session->history);
  value = &session->history[history];
  if (!value->states)
    value->states = fasti_alloc((size_t)(last - parent) * sizeof *value->states);
  if (deep) {
    for (int i = 0; i < session->active_count; i++)
      if (session->active[i] > parent && session->active[i] <= last)
        value->states[count++] = session->active[i];
  } else {
    for (int child = parent + 1; child <= last; child = chart->states[child].last + 1)
      if (fasti_bit(session->config, child))
        value->states[count++] = child;
  }
  value->count = count;
}

static void
run_blocks(struct fasti_session *session, const struct fasti_block *block)
{
  for (; block && session->machine->status == FASTI_OK; block = block->next)
    fasti_execute(session, block->ops);
}

static void
forget_to_invoke(struct fasti_session *session, int state)
{
  int kept = 0;

  for (int i = 0; i < session->to_invoke_count; i++)
    if (session->to_invoke[i] != state)
      session->to_invoke[kept++] = session->to_invoke[i];
  session->to_invoke_count = kept;
}

static void
leave(struct fasti_session *session, int number)
{
  struct fasti_machine *machine = session->machine;
  const struct fasti_state *state = &session->chart->states[number];

  if (machine->host.leaving && machine->status == FASTI_OK)
    fasti_machine_fail(machine, machine->host.leaving(machine->host.self, session, number));
  if (state->onexit)
    run_blocks(session, state->onexit);
  if (state->invokes.count) {
    forget_to_invoke(session, number);
    fasti_invoke_cancel(session, number);
  }
  fasti_bit_clear(session->config, number);
  if (state->face.kind == FASTI_STATE_ATOMIC || state->face.kind == FASTI_STATE_FINAL)
    remove_active(session, number);
}

/* All histories are recorded before anything is left. */
static void
leave_interval(struct fasti_session *session, int first, int last)
{
  const struct fasti_chart *chart = session->chart;

  if (chart->history_count)
    for (int s = fasti_bit_next(session->config, first, last); s >= 0; s = fasti_bit_next(session->config, s + 1, last))
      for (int h = 0; h < chart->states[s].histories.count; h++)
        record(session, chart->states[s].histories.first + h, s);
  for (int s = fasti_bit_previous(session->config, last, first); s >= 0;
       s = fasti_bit_previous(session->config, s - 1, first))
    leave(session, s);
}

void
fasti_exit_all(struct fasti_session *session)
{
  leave_interval(session, 0, session->chart->state_count - 1);
}

/* What to enter */

static void add_ancestors(struct fasti_session *session, int state, int ancestor);

static bool
enters_below(const struct fasti_session *session, int state)
{
  return fasti_bit_next(session->machine->scratch->entry, state + 1, session->chart->states[state].last) >= 0;
}

static void add_descendants(struct fasti_session *session, int state);

static void
add_regions(struct fasti_session *session, int parallel)
{
  const struct fasti_chart *chart = session->chart;

  for (int child = parallel + 1; child <= chart->states[parallel].last; child = chart->states[child].last + 1)
    if (chart->states[child].face.kind < FASTI_STATE_HISTORY && !enters_below(session, child))
      add_descendants(session, child);
}

static void
add_all(struct fasti_session *session, const int *states, int count, int ancestor)
{
  for (int i = 0; i < count; i++)
    add_descendants(session, states[i]);
  for (int i = 0; i < count; i++)
    add_ancestors(session, states[i], ancestor);
}

static void
add_descendants(struct fasti_session *session, int number)
{
  struct fasti_scratch *scratch = session->machine->scratch;
  const struct fasti_state *state = &session->chart->states[number];

  if (state->history >= 0) {
    const struct fasti_history *value = session->history ? &session->history[state->history] : NULL;

    if (value && value->count) {
      add_all(session, value->states, value->count, state->face.parent);
    } else {
      fasti_bit_set(scratch->by_default, number);
      add_all(session, state->initial, state->initial_count, state->face.parent);
    }
    return;
  }
  fasti_bit_set(scratch->entry, number);
  if (state->face.kind == FASTI_STATE_COMPOUND || state->face.kind == FASTI_STATE_SCXML) {
    fasti_bit_set(scratch->by_default, number);
    add_all(session, state->initial, state->initial_count, number);
  } else if (state->face.kind == FASTI_STATE_PARALLEL) {
    add_regions(session, number);
  }
}

static void
add_ancestors(struct fasti_session *session, int state, int ancestor)
{
  const struct fasti_chart *chart = session->chart;

  for (int s = chart->states[state].face.parent; s > ancestor; s = chart->states[s].face.parent) {
    fasti_bit_set(session->machine->scratch->entry, s);
    if (chart->states[s].face.kind == FASTI_STATE_PARALLEL)
      add_regions(session, s);
  }
}

/* Entering */

static void
insert_active(struct fasti_session *session, int state)
{
  int at = session->active_count;

  while (at > 0 && session->active[at - 1] > state)
    at--;
  memmove(session->active + at + 1, session->active + at,
          (size_t)(session->active_count - at) * sizeof *session->active);
  session->active[at] = state;
  session->active_count++;
}

void
fasti_configure(struct fasti_session *session, int atomic)
{
  for (int s = atomic; s >= 0; s = session->chart->states[s].face.parent)
    fasti_bit_set(session->config, s);
  insert_active(session, atomic);
}

static bool
is_in_final(const struct fasti_session *session, int number)
{
  const struct fasti_chart *chart = session->chart;
  const struct fasti_state *state = &chart->states[number];
  bool parallel = state->face.kind == FASTI_STATE_PARALLEL;

  for (int child = number + 1; child <= state->last; child = chart->states[child].last + 1) {
    if (chart->states[child].face.kind >= FASTI_STATE_HISTORY)
      continue;
    if (parallel && !is_in_final(session, child))
      return false;
    if (!parallel && chart->states[child].face.kind == FASTI_STATE_FINAL && fasti_bit(session->config, child))
      return true;
  }
  return parallel && number < state->last;
}

static void
entered_final(struct fasti_session *session, const struct fasti_state *state)
{
  const struct fasti_chart *chart = session->chart;
  int parent = state->face.parent, above = chart->states[parent].face.parent;
  xmlNodePtr data = NULL;

  if (parent == 0) {
    session->running = false;
    return;
  }
  if (state->donedata && !fasti_payload(session, state->donedata, state->donedata_node, true, &data))
    data = NULL;
  fasti_session_platform(session, chart->states[parent].done, NULL, data);
  if (above >= 0 && chart->states[above].face.kind == FASTI_STATE_PARALLEL && is_in_final(session, above))
    fasti_session_platform(session, chart->states[above].done, NULL, NULL);
}

static void
want_invokes(struct fasti_session *session, int state)
{
  if (session->to_invoke_count == session->to_invoke_room) {
    session->to_invoke_room = session->to_invoke_room ? session->to_invoke_room * 2 : 4;
    session->to_invoke =
      fasti_realloc(session->to_invoke, (size_t)session->to_invoke_room * sizeof *session->to_invoke);
  }
  session->to_invoke[session->to_invoke_count++] = state;
}

static void
run_default_content(struct fasti_session *session, const struct fasti_state *state, int number)
{
  const struct fasti_chart *chart = session->chart;
  const uint64_t *by_default = session->machine->scratch->by_default;

  if (state->initial_content && fasti_bit(by_default, number))
    fasti_execute(session, state->initial_content);
  for (int h = 0; h < state->histories.count; h++) {
    int history = chart->histories[state->histories.first + h];

    if (chart->states[history].initial_content && fasti_bit(by_default, history))
      fasti_execute(session, chart->states[history].initial_content);
  }
}

static void
enter(struct fasti_session *session, int number)
{
  struct fasti_machine *machine = session->machine;
  const struct fasti_state *state = &session->chart->states[number];

  fasti_bit_set(session->config, number);
  if (state->face.kind == FASTI_STATE_ATOMIC || state->face.kind == FASTI_STATE_FINAL)
    insert_active(session, number);
  if (state->invokes.count)
    want_invokes(session, number);
  if (state->data.count && session->chart->late && number > 0)
    fasti_data_bind(session, number);
  if (state->onentry)
    run_blocks(session, state->onentry);
  if (machine->host.entered && machine->status == FASTI_OK)
    fasti_machine_fail(machine, machine->host.entered(machine->host.self, session, number));
  if (state->initial_content || state->histories.count)
    run_default_content(session, state, number);
  if (state->face.kind == FASTI_STATE_FINAL)
    entered_final(session, state);
}

static void
clear_entry(struct fasti_session *session)
{
  struct fasti_scratch *scratch = session->machine->scratch;
  size_t size = (size_t)session->chart->words * sizeof *scratch->entry;

  memset(scratch->entry, 0, size);
  memset(scratch->by_default, 0, size);
}

static void
enter_all(struct fasti_session *session)
{
  const uint64_t *entry = session->machine->scratch->entry;
  int last = session->chart->state_count - 1;

  for (int s = fasti_bit_next(entry, 0, last); s >= 0 && session->machine->status == FASTI_OK;
       s = fasti_bit_next(entry, s + 1, last))
    if (!fasti_bit(session->config, s)) /* a deep history may name ancestors that were not left */
      enter(session, s);
}

void
fasti_enter_initial(struct fasti_session *session)
{
  clear_entry(session);
  add_descendants(session, 0);
  enter_all(session);
}

void
fasti_enter_target(struct fasti_session *session, int domain, int target)
{
  leave_interval(session, domain + 1, session->chart->states[domain].last);
  clear_entry(session);
  add_all(session, &target, 1, domain);
  enter_all(session);
}

static void
note_loop(struct fasti_session *session)
{
  struct fasti_scratch *scratch = session->machine->scratch;

  for (int i = 0; i < scratch->enabled_count; i++)
    fasti_bit_set(scratch->loop, session->chart->transitions[scratch->enabled[i]].face.source);
}

void
fasti_microstep(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;
  const struct fasti_chart *chart = session->chart;
  struct fasti_scratch *scratch = machine->scratch;
  bool enters = false;

  if (machine->microsteps > FASTI_STEP_MICROSTEPS - 100)
    note_loop(session);
  for (int i = scratch->enabled_count - 1; i >= 0; i--) {
    int domain = scratch->domains[i];

    if (domain >= 0) {
      leave_interval(session, domain + 1, chart->states[domain].last);
      enters = true;
    }
  }
  for (int i = 0; i < scratch->enabled_count && machine->status == FASTI_OK; i++) {
    if (machine->host.taken)
      machine->host.taken(machine->host.self, session, scratch->enabled[i]);
    if (chart->transitions[scratch->enabled[i]].content)
      fasti_execute(session, chart->transitions[scratch->enabled[i]].content);
  }
  if (!enters || machine->status != FASTI_OK)
    return;
  clear_entry(session);
  for (int i = 0; i < scratch->enabled_count; i++) {
    const struct fasti_chart_transition *transition = &chart->transitions[scratch->enabled[i]].face;

    if (scratch->domains[i] >= 0)
      add_all(session, transition->targets, transition->target_count, scratch->domains[i]);
  }
  enter_all(session);
}
