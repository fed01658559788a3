/* engine/verify/shape.c - entering and leaving states of a chart, as sets; follows SCXML 1.0 appendix D.
 */
#include "config.h"

#include <string.h>

#include "engine/verify/shape.h"

static const struct fasti_chart_state *
state_of(const struct shape *shape, int state)
{
  return fasti_chart_state(shape->chart, state);
}

static bool
is_history(const struct shape *shape, int state)
{
  return shape->history_index[state] >= 0;
}

static bool
is_compound(const struct shape *shape, int state)
{
  enum fasti_state_kind kind = state_of(shape, state)->kind;

  return kind == FASTI_STATE_COMPOUND || kind == FASTI_STATE_SCXML;
}

/* The states that a list of ids names, ended by -1. */
static int *
read_targets(const struct shape *shape, const char *ids)
{
  int *targets = fasti_arena_alloc(shape->arena, (strlen(ids) / 2 + 2) * sizeof *targets), count = 0;
  char *words = fasti_arena_strdup(shape->arena, ids), *rest = NULL;

  for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest))
    targets[count++] = fasti_chart_find(shape->chart, word);
  targets[count] = -1;
  return targets;
}

/* The target of the <transition> in a <history>, or in the <initial> of a state; NULL if there is none. */
static const char *
default_target(const xmlNode *node)
{
  const xmlNode *child = fasti_xml_first(node);

  for (; child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_SCXML, "transition"))
      return fasti_xml_attribute(child, NULL, "target");
    else if (fasti_xml_is(child, FASTI_NS_SCXML, "initial"))
      return default_target(child);
  return NULL;
}

static int *
read_initial(const struct shape *shape, int state)
{
  const struct fasti_chart_state *entered = state_of(shape, state);
  const char *ids = is_history(shape, state) ? NULL : fasti_xml_attribute(entered->node, NULL, "initial");
  int *first;

  for (const xmlNode *child = fasti_xml_first(entered->node); !ids && child; child = fasti_xml_next(child))
    if (is_history(shape, state) || fasti_xml_is(child, FASTI_NS_SCXML, "initial"))
      ids = default_target(is_history(shape, state) ? entered->node : child);
  if (ids)
    return read_targets(shape, ids);
  first = fasti_arena_alloc(shape->arena, 2 * sizeof *first);
  first[0] = shape->children[state][0];
  first[1] = -1;
  return first;
}

static int *
read_children(const struct shape *shape, int parent)
{
  int *children, count = 0;

  for (int state = 0; state < shape->count; state++)
    count += state_of(shape, state)->parent == parent;
  children = fasti_arena_alloc(shape->arena, ((size_t)count + 1) * sizeof *children);
  count = 0;
  for (int state = 0; state < shape->count; state++)
    if (state_of(shape, state)->parent == parent && !is_history(shape, state))
      children[count++] = state;
  children[count] = -1;
  return children;
}

static int *
read_leaving(const struct shape *shape, int source)
{
  int all = fasti_chart_transition_count(shape->chart), count = 0, *leaving;

  for (int i = 0; i < all; i++)
    count += fasti_chart_transition(shape->chart, i)->source == source;
  leaving = fasti_arena_alloc(shape->arena, ((size_t)count + 1) * sizeof *leaving);
  count = 0;
  for (int i = 0; i < all; i++)
    if (fasti_chart_transition(shape->chart, i)->source == source)
      leaving[count++] = i;
  leaving[count] = -1;
  return leaving;
}

static void
read_histories(struct shape *shape)
{
  size_t size = (size_t)shape->count * sizeof(int);

  shape->history = fasti_arena_alloc(shape->arena, size);
  shape->history_index = fasti_arena_alloc(shape->arena, size);
  for (int state = 0; state < shape->count; state++) {
    enum fasti_state_kind kind = state_of(shape, state)->kind;
    bool history = kind == FASTI_STATE_HISTORY || kind == FASTI_STATE_DEEP_HISTORY;

    shape->history_index[state] = history ? shape->histories : -1;
    if (history)
      shape->history[shape->histories++] = state;
  }
}

void
shape_read(struct shape *shape, const struct fasti_chart *chart)
{
  size_t size;

  *shape = (struct shape){.chart = chart, .arena = fasti_arena_new(), .count = fasti_chart_state_count(chart)};
  size = (size_t)shape->count * sizeof(int *);
  shape->words = (shape->count + 63) / 64;
  read_histories(shape);
  shape->children = fasti_arena_alloc(shape->arena, size);
  shape->initial = fasti_arena_alloc(shape->arena, size);
  shape->leaving = fasti_arena_alloc(shape->arena, size);
  for (int state = 0; state < shape->count; state++) {
    shape->children[state] = read_children(shape, state);
    shape->leaving[state] = read_leaving(shape, state);
  }
  for (int state = 0; state < shape->count; state++)
    if (is_compound(shape, state) || is_history(shape, state))
      shape->initial[state] = read_initial(shape, state);
}

/* What a history state remembers, among the sets of a node. */
static uint64_t *
memory_of(const struct shape *shape, uint64_t *sets, int history)
{
  return sets + (1 + shape->history_index[history]) * shape->words;
}

static bool
is_below(const struct shape *shape, int state, int ancestor)
{
  return state != ancestor && fasti_chart_is_within(shape->chart, state, ancestor);
}

static bool
has_below(const struct shape *shape, const uint64_t *set, int ancestor)
{
  for (int state = ancestor + 1; state < shape->count && fasti_chart_is_within(shape->chart, state, ancestor); state++)
    if (set_has(set, state))
      return true;
  return false;
}

static void add_down(const struct shape *shape, uint64_t *sets, int state);

/* Regions of a parallel state in which nothing is entered yet. */
static void
add_regions(const struct shape *shape, uint64_t *sets, int parallel)
{
  for (const int *child = shape->children[parallel]; *child >= 0; child++)
    if (!set_has(sets, *child) && !has_below(shape, sets, *child))
      add_down(shape, sets, *child);
}

static void
add_up(const struct shape *shape, uint64_t *sets, int state, int below)
{
  for (int up = state_of(shape, state)->parent; up >= 0 && up != below; up = state_of(shape, up)->parent) {
    set_add(sets, up);
    if (state_of(shape, up)->kind == FASTI_STATE_PARALLEL)
      add_regions(shape, sets, up);
  }
}

static void
add_list(const struct shape *shape, uint64_t *sets, const int *states, int below)
{
  const int *state;

  for (state = states; *state >= 0; state++)
    add_down(shape, sets, *state);
  for (state = states; *state >= 0; state++)
    add_up(shape, sets, *state, below);
}

static void
add_history(const struct shape *shape, uint64_t *sets, int history)
{
  const uint64_t *memory = memory_of(shape, sets, history);
  int parent = state_of(shape, history)->parent;
  bool remembers = false;

  for (int state = 0; state < shape->count; state++)
    if (set_has(memory, state)) {
      remembers = true;
      add_down(shape, sets, state);
      add_up(shape, sets, state, parent);
    }
  if (!remembers)
    add_list(shape, sets, shape->initial[history], parent);
}

static void
add_down(const struct shape *shape, uint64_t *sets, int state)
{
  if (is_history(shape, state)) {
    add_history(shape, sets, state);
    return;
  }
  set_add(sets, state);
  if (is_compound(shape, state) && !has_below(shape, sets, state))
    add_list(shape, sets, shape->initial[state], state);
  else if (state_of(shape, state)->kind == FASTI_STATE_PARALLEL)
    add_regions(shape, sets, state);
}

void
shape_enter(const struct shape *shape, uint64_t *sets, const int *targets, int target_count, int domain)
{
  for (int i = 0; i < target_count; i++)
    add_down(shape, sets, targets[i]);
  for (int i = 0; i < target_count; i++)
    add_up(shape, sets, targets[i], domain);
}

static void
remember(const struct shape *shape, uint64_t *sets, int history)
{
  bool deep = state_of(shape, history)->kind == FASTI_STATE_DEEP_HISTORY;
  int parent = state_of(shape, history)->parent;
  uint64_t *memory = memory_of(shape, sets, history);

  memset(memory, 0, (size_t)shape->words * sizeof *memory);
  for (int state = 0; state < shape->count; state++)
    if (set_has(sets, state) && is_below(shape, state, parent) &&
        (deep ? shape->children[state][0] < 0 : state_of(shape, state)->parent == parent))
      set_add(memory, state);
}

void
shape_leave(const struct shape *shape, uint64_t *sets, int domain)
{
  for (int i = 0; i < shape->histories; i++) {
    int parent = state_of(shape, shape->history[i])->parent;

    if (is_below(shape, parent, domain) && set_has(sets, parent))
      remember(shape, sets, shape->history[i]);
  }
  for (int state = domain + 1; state < shape->count && fasti_chart_is_within(shape->chart, state, domain); state++)
    set_remove(sets, state);
}

int
shape_domain(const struct shape *shape, const struct fasti_chart_transition *transition)
{
  const char *type = fasti_xml_attribute(transition->node, NULL, "type");
  bool internal = type && strcmp(type, "internal") == 0 && is_compound(shape, transition->source);
  int domain = internal ? transition->source : state_of(shape, transition->source)->parent;

  for (; domain > 0; domain = state_of(shape, domain)->parent) {
    bool all = is_compound(shape, domain);

    for (int i = 0; i < transition->target_count; i++)
      all = all && is_below(shape, transition->targets[i], domain);
    if (all)
      return domain;
  }
  return 0;
}

bool
shape_done(const struct shape *shape, const uint64_t *sets, int state)
{
  const int *child = shape->children[state];

  if (!set_has(sets, state))
    return false;
  if (state_of(shape, state)->kind == FASTI_STATE_PARALLEL) {
    for (; *child >= 0; child++)
      if (!shape_done(shape, sets, *child))
        return false;
    return true;
  }
  for (; *child >= 0; child++)
    if (set_has(sets, *child) && state_of(shape, *child)->kind == FASTI_STATE_FINAL)
      return true;
  return false;
}
