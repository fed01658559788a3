/* engine/chart/index.c - what stepping reads instead of searching: event classes, domains, widths.
 *
 * Event descriptors (SCXML 3.12.1) form a tree by their tokens. Sorted token by token, a descriptor is followed by all
 * that it is a prefix of, so what it matches is one interval of numbers. The class of an event is the number of the
 * longest descriptor that is a prefix of its name; 0 when only "*" matches.
 */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "engine/chart/load.h"

struct descriptors {
  struct fasti_reader *reader;
  struct fasti_transition *transition;
  struct fasti_slice *items;
  int count;
  int room;
};

static void
collect(void *self, struct fasti_slice token)
{
  struct descriptors *all = self;
  struct fasti_slice name = fasti_names_descriptor(token);

  all->transition->band_count++;
  if (!name.size && !(token.size == 1 && *token.at == '*'))
    fasti_warning_at(all->reader->loader->messages, fasti_xml_attribute_place(all->transition->face.node, "event"),
                     "the event descriptor \"%.*s\" matches no event; expected a name, a name with .* behind it, or *",
                     (int)token.size, token.at);
  if (!name.size)
    return;
  if (all->count == all->room) {
    all->room = all->room ? all->room * 2 : 64;
    all->items = fasti_realloc(all->items, (size_t)all->room * sizeof *all->items);
  }
  all->items[all->count++] = name;
}

/* The dot sorts before everything else, so that "a.b" stands before "a-b". */
static int
compare(const void *left, const void *right)
{
  const struct fasti_slice *a = left, *b = right;
  size_t size = a->size < b->size ? a->size : b->size;

  for (size_t i = 0; i < size; i++)
    if (a->at[i] != b->at[i])
      return a->at[i] == '.' ? -1 : b->at[i] == '.' ? 1 : (unsigned char)a->at[i] - (unsigned char)b->at[i];
  return a->size < b->size ? -1 : a->size > b->size;
}

static bool
is_prefix(struct fasti_slice prefix, struct fasti_slice name)
{
  return name.size >= prefix.size && memcmp(name.at, prefix.at, prefix.size) == 0 &&
         (name.size == prefix.size || name.at[prefix.size] == '.');
}

static void
number(struct descriptors *all)
{
  struct fasti_chart *chart = all->reader->chart;
  int kept = 0;

  if (all->count)
    qsort(all->items, (size_t)all->count, sizeof *all->items, compare);
  for (int i = 0; i < all->count; i++)
    if (!kept || compare(&all->items[kept - 1], &all->items[i]) != 0)
      all->items[kept++] = all->items[i];
  all->count = kept;
  chart->events = fasti_names_new(chart->arena, kept);
  for (int i = 0; i < kept; i++)
    fasti_names_add(chart->events, all->items[i], i + 1);
}

static void
add_band(void *self, struct fasti_slice token)
{
  struct descriptors *all = self;
  struct fasti_transition *transition = all->transition;
  struct fasti_band *band = (struct fasti_band *)&transition->bands[transition->band_count++];
  struct fasti_slice name = fasti_names_descriptor(token);

  if (!name.size) { /* "*" is all classes; anything else without a name is none */
    *band = token.size == 1 && *token.at == '*' ? (struct fasti_band){0, INT_MAX} : (struct fasti_band){1, 0};
    return;
  }
  band->low = band->high = fasti_names_find(all->reader->chart->events, name);
  while (band->high < all->count && is_prefix(name, all->items[band->high]))
    band->high++;
}

void
fasti_index_events(struct fasti_reader *reader)
{
  struct fasti_chart *chart = reader->chart;
  struct descriptors all = {.reader = reader};

  for (int t = 0; t < chart->transition_count; t++) {
    all.transition = &chart->transitions[t];
    fasti_names_each(all.transition->face.event, collect, &all);
  }
  number(&all);
  for (int t = 0; t < chart->transition_count; t++) {
    all.transition = &chart->transitions[t];
    if (!all.transition->band_count)
      continue;
    all.transition->bands =
      fasti_arena_alloc(chart->arena, (size_t)all.transition->band_count * sizeof *all.transition->bands);
    all.transition->band_count = 0;
    fasti_names_each(all.transition->face.event, add_band, &all);
  }
  fasti_free(all.items);
}

int
fasti_program_class(const struct fasti_chart *chart, const char *event)
{
  struct fasti_slice name = fasti_slice_of(event);

  while (name.size) {
    int class = fasti_names_find(chart->events, name);

    if (class >= 0)
      return class;
    while (name.size && name.at[name.size - 1] != '.')
      name.size--;
    name.size -= name.size > 0;
  }
  return 0;
}

struct match {
  struct fasti_slice name;
  bool found;
};

static void
match_token(void *self, struct fasti_slice token)
{
  struct match *match = self;
  struct fasti_slice prefix = fasti_names_descriptor(token);

  match->found |= prefix.size ? is_prefix(prefix, match->name) : token.size == 1 && *token.at == '*';
}

bool
fasti_chart_event_matches(const char *descriptors, const char *name)
{
  struct match match = {.name = fasti_slice_of(name)};

  fasti_names_each(descriptors, match_token, &match);
  return match.found;
}

static bool
all_inside(const struct fasti_chart *chart, int state, const int *targets, int count)
{
  for (int i = 0; i < count; i++)
    if (targets[i] == state || !fasti_chart_is_within(chart, targets[i], state))
      return false;
  return true;
}

int
fasti_program_domain(const struct fasti_chart *chart, const struct fasti_chart_transition *transition,
                     const int *targets, int count)
{
  const char *type = fasti_xml_attribute(transition->node, NULL, "type");
  int at = transition->source;

  if (!count)
    return -1;
  if (type && strcmp(type, "internal") == 0 && chart->states[at].face.kind == FASTI_STATE_COMPOUND &&
      all_inside(chart, at, targets, count))
    return at;
  for (at = chart->states[at].face.parent; at > 0; at = chart->states[at].face.parent)
    if (chart->states[at].face.kind == FASTI_STATE_COMPOUND && all_inside(chart, at, targets, count))
      return at;
  return 0;
}

static void
index_transition(const struct fasti_chart *chart, struct fasti_transition *transition)
{
  const struct fasti_chart_transition *face = &transition->face;

  transition->domain = fasti_program_domain(chart, face, face->targets, face->target_count);
  for (int i = 0; i < face->target_count; i++)
    transition->historical |= chart->states[face->targets[i]].history >= 0;
}

static int
width(struct fasti_chart *chart, int state)
{
  struct fasti_state *at = &chart->states[state];
  int sum = 0, most = 0;

  for (int child = state + 1; child <= at->last; child = chart->states[child].last + 1) {
    sum += chart->states[child].width;
    most = chart->states[child].width > most ? chart->states[child].width : most;
  }
  if (at->face.kind >= FASTI_STATE_HISTORY)
    return 0;
  if (at->face.kind == FASTI_STATE_PARALLEL)
    return sum ? sum : 1;
  return most ? most : 1;
}

void
fasti_index_chart(struct fasti_reader *reader)
{
  struct fasti_chart *chart = reader->chart;

  for (int t = 0; t < chart->transition_count; t++)
    index_transition(chart, &chart->transitions[t]);
  for (int s = chart->state_count - 1; s >= 0; s--)
    chart->states[s].width = width(chart, s);
  for (int s = 1; s < chart->state_count; s++) {
    struct fasti_state *state = &chart->states[s];

    state->eventless = chart->states[state->face.parent].eventless;
    for (int t = 0; t < state->transitions.count; t++)
      state->eventless |= !chart->transitions[state->transitions.first + t].band_count;
  }
}
