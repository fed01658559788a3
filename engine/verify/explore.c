/* engine/verify/explore.c - visits every configuration of a chart, nearest first; see explore.h. */
#include "config.h"

#include <string.h>

#include "engine/verify.h"
#include "engine/verify/shape.h"

static size_t
set_size(const struct graph *graph)
{
  return (size_t)(1 + graph->shape.histories) * (size_t)graph->shape.words;
}

static uint64_t *
sets_of(const struct graph *graph, int node)
{
  return graph->sets + (size_t)node * set_size(graph);
}

bool
graph_in(const struct graph *graph, int node, int state)
{
  return set_has(sets_of(graph, node), state);
}

bool
graph_ended(const struct graph *graph, int node)
{
  for (const int *child = graph->shape.children[0]; *child >= 0; child++)
    if (fasti_chart_state(graph->shape.chart, *child)->kind == FASTI_STATE_FINAL && graph_in(graph, node, *child))
      return true;
  return false;
}

static uint64_t
hash_of(const uint64_t *sets, size_t count)
{
  uint64_t hash = 0xcbf29ce484222325u;

  for (size_t i = 0; i < count; i++) {
    hash = (hash ^ sets[i]) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  return hash;
}

/* The slot where the sets are, or where they belong. */
static int *
slot_of(const struct graph *graph, const uint64_t *sets)
{
  uint64_t at = hash_of(sets, set_size(graph));

  for (;; at++) {
    int *slot = &graph->slots[at & (uint64_t)(graph->slot_count - 1)];

    if (*slot < 0 || memcmp(sets_of(graph, *slot), sets, set_size(graph) * sizeof *sets) == 0)
      return slot;
  }
}

static void
grow_slots(struct graph *graph)
{
  graph->slot_count = graph->slot_count ? graph->slot_count * 2 : 1024;
  graph->slots = fasti_realloc(graph->slots, (size_t)graph->slot_count * sizeof *graph->slots);
  memset(graph->slots, 0xff, (size_t)graph->slot_count * sizeof *graph->slots);
  for (int node = 0; node < graph->count; node++)
    *slot_of(graph, sets_of(graph, node)) = node;
}

static void
grow_nodes(struct graph *graph)
{
  size_t room;

  graph->room = graph->room ? graph->room * 2 : 256;
  room = (size_t)graph->room;
  graph->sets = fasti_realloc(graph->sets, room * set_size(graph) * sizeof *graph->sets);
  graph->first = fasti_realloc(graph->first, (room + 1) * sizeof *graph->first);
  graph->came_from = fasti_realloc(graph->came_from, room * sizeof *graph->came_from);
  graph->came_by = fasti_realloc(graph->came_by, room * sizeof *graph->came_by);
}

/* The node with these sets, made if it is new. @return -1 when there is no more room for it */
static int
node_for(struct graph *graph, const uint64_t *sets, int from, int by)
{
  int *slot;

  if (graph->count * 2 >= graph->slot_count)
    grow_slots(graph);
  slot = slot_of(graph, sets);
  if (*slot >= 0)
    return *slot;
  if (graph->count == FASTI_VERIFY_CONFIGURATIONS)
    return -1;
  if (graph->count == graph->room)
    grow_nodes(graph);
  *slot = graph->count;
  memcpy(sets_of(graph, graph->count), sets, set_size(graph) * sizeof *sets);
  graph->came_from[graph->count] = from;
  graph->came_by[graph->count] = by;
  return graph->count++;
}

static void
add_edge(struct graph *graph, int to, int transition)
{
  if (graph->edge_count == graph->edge_room) {
    graph->edge_room = graph->edge_room ? graph->edge_room * 2 : 1024;
    graph->edges = fasti_realloc(graph->edges, (size_t)graph->edge_room * sizeof *graph->edges);
  }
  graph->edges[graph->edge_count++] = (struct edge){.to = to, .transition = transition};
}

/* Events and conditions are taken for possible, but done.state.ID needs a state that is done. */
static bool
is_possible(const struct graph *graph, const uint64_t *sets, const struct fasti_chart_transition *transition)
{
  static const char done[] = "done.state.";
  int state;

  if (!transition->event || strncmp(transition->event, done, strlen(done)) != 0)
    return true;
  state = fasti_chart_find(graph->shape.chart, transition->event + strlen(done));
  return state < 0 || shape_done(&graph->shape, sets, state);
}

static void
take(struct graph *graph, int node, int number, uint64_t *scratch)
{
  const struct fasti_chart_transition *transition = fasti_chart_transition(graph->shape.chart, number);
  int domain, to;

  if (transition->target_count == 0 || !is_possible(graph, sets_of(graph, node), transition))
    return;
  memcpy(scratch, sets_of(graph, node), set_size(graph) * sizeof *scratch);
  domain = shape_domain(&graph->shape, transition);
  shape_leave(&graph->shape, scratch, domain);
  shape_enter(&graph->shape, scratch, transition->targets, transition->target_count, domain);
  to = node_for(graph, scratch, node, number);
  if (to < 0)
    graph->complete = false;
  else
    add_edge(graph, to, number);
}

static void
visit(struct graph *graph, int node, uint64_t *scratch)
{
  graph->first[node] = graph->edge_count;
  if (graph_ended(graph, node))
    return;
  for (int state = 0; state < graph->shape.count; state++)
    if (graph_in(graph, node, state))
      for (const int *leaving = graph->shape.leaving[state]; *leaving >= 0; leaving++)
        take(graph, node, *leaving, scratch);
}

void
graph_explore(struct graph *graph, const struct fasti_chart *chart)
{
  uint64_t *scratch;
  int node;

  *graph = (struct graph){.complete = true};
  shape_read(&graph->shape, chart);
  scratch = fasti_alloc(set_size(graph) * sizeof *scratch);
  set_add(scratch, 0);
  for (const int *target = graph->shape.initial[0]; *target >= 0; target++)
    shape_enter(&graph->shape, scratch, target, 1, 0);
  node_for(graph, scratch, -1, -1);
  for (node = 0; node < graph->count; node++)
    visit(graph, node, scratch);
  graph->first[node] = graph->edge_count;
  fasti_free(scratch);
}

void
graph_free(struct graph *graph)
{
  fasti_free(graph->sets);
  fasti_free(graph->first);
  fasti_free(graph->edges);
  fasti_free(graph->came_from);
  fasti_free(graph->came_by);
  fasti_free(graph->slots);
  fasti_arena_free(graph->shape.arena);
}

void
graph_path(const struct graph *graph, int node, const int *from, const int *by, struct fasti_buffer *out)
{
  const struct fasti_chart_transition *taken;

  if (from[node] < 0)
    return;
  graph_path(graph, from[node], from, by, out);
  taken = fasti_chart_transition(graph->shape.chart, by[node]);
  if (out->size)
    fasti_buffer_puts(out, ", ");
  fasti_buffer_printf(out, "%s", fasti_chart_state(graph->shape.chart, taken->source)->id);
  if (taken->event)
    fasti_buffer_printf(out, " [%s]", taken->event);
  fasti_buffer_puts(out, " ->");
  for (int i = 0; i < taken->target_count; i++)
    fasti_buffer_printf(out, " %s", fasti_chart_state(graph->shape.chart, taken->targets[i])->id);
}
