/* engine/step/select.c - which transitions an event enables (SCXML appendix D: selectTransitions,
 * removeConflictingTransitions).
 *
 * Exit sets are intervals of subtrees: two of them are apart, or one holds the other. So two transitions conflict
 * exactly when one's domain interval holds the other's, and no set is built to find out.
 */
#include "config.h"

#include <string.h>

#include "engine/step/machine.h"

enum { FASTI_STEP_TARGETS = 256 }; /* that the domain of a transition to a history is computed from */

bool
fasti_condition_holds(struct fasti_session *session, const struct fasti_condition *cond, const xmlNode *node)
{
  struct fasti_machine *machine = session->machine;
  struct fasti_scope scope;
  enum fasti_status status;
  bool holds = false;

  if (!cond->expr)
    return true;
  if (cond->state >= 0)
    return fasti_bit(session->config, cond->state);
  if (!session->chart->xpath) {
    fasti_session_error(session, "error.execution", node, NULL, "the null data model has no condition but In('state')");
    return false;
  }
  fasti_session_scope(session, &scope);
  status =
    fasti_evaluate_boolean(fasti_session_evaluator(session), cond->expr, &scope, session->data, machine->said, &holds);
  if (status == FASTI_OK)
    return holds;
  fasti_value_failed(session, status, node, cond->expr);
  return false;
}

static bool
enables(struct fasti_session *session, const struct fasti_transition *transition, int class)
{
  if (class < 0 ? transition->band_count != 0 : !fasti_program_matches(transition, class))
    return false;
  return !transition->cond.expr || fasti_condition_holds(session, &transition->cond, transition->face.node);
}

static int
first_enabled(struct fasti_session *session, const struct fasti_state *state, int class)
{
  const struct fasti_chart *chart = session->chart;
  int end = state->transitions.first + state->transitions.count;

  for (int t = state->transitions.first; t < end; t++)
    if (enables(session, &chart->transitions[t], class))
      return t;
  return -1;
}

/* The first transition that an atomic state or one of its ancestors has. What was looked at for another atomic state
   gives the same answer again, which is in the list already or is none. */
static int
enabled_from(struct fasti_session *session, int atomic, int class)
{
  const struct fasti_chart *chart = session->chart;
  uint64_t *visited = session->active_count > 1 ? session->machine->scratch->visited : NULL;

  for (int s = atomic; s > 0; s = chart->states[s].face.parent) {
    const struct fasti_state *state = &chart->states[s];
    int found;

    if (class < 0 && !state->eventless)
      return -1;
    if (visited) {
      if (fasti_bit(visited, s))
        return -1;
      fasti_bit_set(visited, s);
    }
    if (!state->transitions.count)
      continue;
    found = first_enabled(session, state, class);
    if (found >= 0)
      return found;
  }
  return -1;
}

/* A history among the targets stands for what it remembers, or for its default (getEffectiveTargetStates). */
static int
effective_domain(const struct fasti_session *session, const struct fasti_transition *transition)
{
  const struct fasti_chart *chart = session->chart;
  int targets[FASTI_STEP_TARGETS], count = 0;

  for (int i = 0; i < transition->face.target_count; i++) {
    const struct fasti_state *target = &chart->states[transition->face.targets[i]];
    const struct fasti_history *value =
      target->history >= 0 && session->history ? &session->history[target->history] : NULL;
    const int *states = target->history < 0 ? &transition->face.targets[i] : target->initial;
    int many = target->history < 0 ? 1 : target->initial_count;

    if (value && value->count) {
      states = value->states;
      many = value->count;
    }
    for (int k = 0; k < many; k++)
      if (count < FASTI_STEP_TARGETS)
        targets[count++] = states[k];
      else
        return transition->domain;
  }
  return fasti_program_domain(chart, &transition->face, targets, count);
}

/* What a domain exits is one interval, so two exit sets meet exactly when one domain holds the other. */
static bool
conflict(const struct fasti_chart *chart, int one, int two)
{
  return one >= 0 && two >= 0 && (fasti_chart_is_within(chart, one, two) || fasti_chart_is_within(chart, two, one));
}

/* Add a transition unless one before it preempts it; it preempts those of its ancestors. */
static void
add(struct fasti_session *session, int found)
{
  const struct fasti_chart *chart = session->chart;
  struct fasti_scratch *scratch = session->machine->scratch;
  const struct fasti_transition *new = &chart->transitions[found];
  int domain = new->historical ? effective_domain(session, new) : new->domain, kept = 0;

  for (int i = 0; i < scratch->enabled_count; i++) {
    int source = chart->transitions[scratch->enabled[i]].face.source;

    if (conflict(chart, domain, scratch->domains[i]) &&
        (new->face.source == source || !fasti_chart_is_within(chart, new->face.source, source)))
      return;
  }
  for (int i = 0; i < scratch->enabled_count; i++)
    if (!conflict(chart, domain, scratch->domains[i])) {
      scratch->domains[kept] = scratch->domains[i];
      scratch->enabled[kept++] = scratch->enabled[i];
    }
  scratch->domains[kept] = domain;
  scratch->enabled[kept++] = found;
  scratch->enabled_count = kept;
}

void
fasti_select(struct fasti_session *session, int class)
{
  struct fasti_scratch *scratch = session->machine->scratch;

  scratch->enabled_count = 0;
  if (session->active_count > 1)
    memset(scratch->visited, 0, (size_t)session->chart->words * sizeof *scratch->visited);
  for (int i = 0; i < session->active_count; i++) {
    int found = enabled_from(session, session->active[i], class);

    if (found >= 0)
      add(session, found);
  }
}

int
fasti_session_enabled(struct fasti_session *session, const struct fasti_event *event, int *transitions, int most)
{
  struct fasti_machine *machine = session->machine;
  struct fasti_scratch *before = machine->scratch, scratch;
  const struct fasti_queued *bound = session->event;
  struct fasti_queued asked = {.face = *event};
  xmlNodePtr bound_node = session->event_node;
  bool quiet = machine->quiet;
  enum fasti_status status = machine->status;

  session->event_node = NULL;
  machine->scratch = &scratch;
  machine->quiet = true;
  fasti_session_bind(session, &asked);
  scratch.enabled_count = 0;
  if (!session->ended)
    fasti_select(session, fasti_program_class(session->chart, event->name));
  fasti_session_bind(session, bound);
  session->event_node = bound_node;
  machine->scratch = before;
  machine->quiet = quiet;
  machine->status = status; /* a question stops nothing, not even by asking too much */
  for (int i = 0; i < scratch.enabled_count && i < most; i++)
    transitions[i] = scratch.enabled[i];
  return scratch.enabled_count < most ? scratch.enabled_count : most;
}
