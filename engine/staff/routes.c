/* engine/staff/routes.c - distances in a chart; see routes.h. */
#include "config.h"

#include <string.h>

#include "engine/routes.h"

enum { FAR = 1000, INNER = 3 };

bool
fasti_routes_end(const struct fasti_chart *chart)
{
  for (int i = 1; i < fasti_chart_state_count(chart); i++)
    if (fasti_chart_state(chart, i)->kind == FASTI_STATE_FINAL && fasti_chart_state(chart, i)->parent == 0)
      return true;
  return false;
}

/* A state is as far as the nearest of what can be taken in it; one with states inside as its first one. */
static bool
relax(const struct fasti_chart *chart, int *distances)
{
  bool changed = false;

  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    for (int j = 0; j < transition->target_count; j++) {
      int there = distances[transition->targets[j]] + 1;

      for (int state = transition->source; state < fasti_chart_state_count(chart) &&
                                           fasti_chart_is_within(chart, state, transition->source);
           state++)
        if (there < distances[state]) {
          distances[state] = there;
          changed = true;
        }
    }
  }
  for (int i = fasti_chart_state_count(chart) - 2; i > 0; i--)
    if (fasti_chart_state(chart, i + 1)->parent == i && distances[i + 1] < distances[i]) {
      distances[i] = distances[i + 1];
      changed = true;
    }
  return changed;
}

static int *
measure(const struct fasti_chart *chart)
{
  int *distances = fasti_alloc((size_t)fasti_chart_state_count(chart) * sizeof *distances);

  for (int i = 0; i < fasti_chart_state_count(chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);

    distances[i] = state->kind != FASTI_STATE_FINAL ? FAR : state->parent == 0 ? 0 : INNER;
  }
  for (int i = 0; i < FAR && relax(chart, distances); i++)
    ;
  return distances;
}

int
fasti_routes_gain(const struct fasti_chart *chart, const char *event)
{
  int *distances = measure(chart), gain = 0;
  bool found = false;

  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);
    int here;

    if (!transition->event || !fasti_chart_event_matches(transition->event, event) || transition->target_count == 0)
      continue;
    here = distances[transition->source] - distances[transition->targets[0]];
    gain = !found || here > gain ? here : gain;
    found = true;
  }
  fasti_free(distances);
  for (int i = 0; i < fasti_chart_invoke_count(chart) && !found; i++) {
    const struct fasti_chart *child = fasti_chart_invoke(chart, i)->child;

    gain = child ? fasti_routes_gain(child, event) : 0;
    found = gain != 0;
  }
  return gain;
}
