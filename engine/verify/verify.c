/* engine/verify/verify.c - what must hold of a chart: no unreachable state, no trap, its assertions; see verify.h.
 *
 * Messages: a state can never be entered, no final state can be reached any more, an assertion is not understood, names
 * an unknown state, or does not hold; a warning of a transition that takes other regions along.
 */
#include "config.h"

#include <string.h>

#include "engine/verify.h"
#include "engine/verify/shape.h"

struct verification {
  struct graph graph;
  struct fasti_messages *messages;
  bool refused;
};

/* A search over the graph from some nodes on. */
struct search {
  int *from; /* -1: start; -2: not reached */
  int *by;
  int *queue;
  int count;
};

enum { START = -1, UNREACHED = -2 };

static void
search_begin(struct search *search, const struct graph *graph)
{
  size_t size = (size_t)graph->count * sizeof(int);

  *search = (struct search){.from = fasti_alloc(size), .by = fasti_alloc(size), .queue = fasti_alloc(size)};
  for (int node = 0; node < graph->count; node++)
    search->from[node] = UNREACHED;
}

static void
search_free(struct search *search)
{
  fasti_free(search->from);
  fasti_free(search->by);
  fasti_free(search->queue);
}

static void
search_reach(struct search *search, int node, int from, int by)
{
  if (search->from[node] != UNREACHED)
    return;
  search->from[node] = from;
  search->by[node] = by;
  search->queue[search->count++] = node;
}

/* Go on from the nodes reached so far, never into a node where the state AVOID (-1: none) is active. */
static void
search_run(struct search *search, const struct graph *graph, int avoid)
{
  for (int i = 0; i < search->count; i++) {
    int node = search->queue[i];

    for (int e = graph->first[node]; e < graph->first[node + 1]; e++)
      if (avoid < 0 || !graph_in(graph, graph->edges[e].to, avoid))
        search_reach(search, graph->edges[e].to, node, graph->edges[e].transition);
  }
}

/* Against the arrows: marks every node from which one that is marked can be reached. */
static void
mark_back(const struct graph *graph, bool *marked)
{
  for (bool again = true; again;) {
    again = false;
    for (int node = graph->count - 1; node >= 0; node--)
      for (int e = graph->first[node]; !marked[node] && e < graph->first[node + 1]; e++)
        if (marked[graph->edges[e].to])
          again = marked[node] = true;
  }
}

static const char *
id_of(const struct graph *graph, int state)
{
  return fasti_chart_state(graph->shape.chart, state)->id;
}

/* The way to a node in words; "from the start" when it is no way. @return owned */
static char *
path_to(const struct graph *graph, int node, const int *from, const int *by)
{
  struct fasti_buffer path = {0};

  graph_path(graph, node, from, by, &path);
  if (path.size == 0)
    fasti_buffer_puts(&path, "(initial)");
  return fasti_buffer_take(&path);
}

static void
check_reachable(struct verification *check)
{
  const struct graph *graph = &check->graph;

  for (int state = 1; state < graph->shape.count; state++) {
    const struct fasti_chart_state *looked_at = fasti_chart_state(graph->shape.chart, state);
    bool reached = graph->shape.history_index[state] >= 0;

    for (int node = 0; node < graph->count && !reached; node++)
      reached = graph_in(graph, node, state);
    if (reached)
      continue;
    fasti_error_at(check->messages, fasti_xml_place(looked_at->node),
                   "the state %s can never be entered; expected a transition that leads to it", looked_at->id);
    check->refused = true;
  }
}

static bool
has_final(const struct graph *graph)
{
  for (const int *child = graph->shape.children[0]; *child >= 0; child++)
    if (fasti_chart_state(graph->shape.chart, *child)->kind == FASTI_STATE_FINAL)
      return true;
  return false;
}

/* The innermost active state, for the place of a message: the last in document order. */
static int
innermost(const struct graph *graph, int node)
{
  int state = graph->shape.count - 1;

  while (!graph_in(graph, node, state))
    state--;
  return state;
}

static void
check_traps(struct verification *check)
{
  const struct graph *graph = &check->graph;
  bool *escapes;

  if (!has_final(graph))
    return;
  escapes = fasti_alloc((size_t)graph->count * sizeof *escapes);
  for (int node = 0; node < graph->count; node++)
    escapes[node] = graph_ended(graph, node);
  mark_back(graph, escapes);
  for (int node = 0; node < graph->count; node++)
    if (!escapes[node]) {
      int state = innermost(graph, node);
      char *path = path_to(graph, node, graph->came_from, graph->came_by);

      fasti_error_at(check->messages, fasti_xml_place(fasti_chart_state(graph->shape.chart, state)->node),
                     "a trap: once %s is active no final state can be reached any more; the way there: %s",
                     id_of(graph, state), path);
      fasti_free(path);
      check->refused = true;
      break;
    }
  fasti_free(escapes);
}

/* Say that an assertion does not hold. FINDING tells what the path shows. */
static void
refuse(struct verification *check, const xmlNode *node, int end, const struct search *search)
{
  const struct graph *graph = &check->graph;
  char *path = path_to(graph, end, search ? search->from : graph->came_from, search ? search->by : graph->came_by);
  xmlChar *text = xmlNodeGetContent(node);
  const char *law = fasti_xml_attribute(node, NULL, "law");

  fasti_error_at(check->messages, fasti_xml_place(node), "\"%s\"%s%s does not hold; the way that breaks it: %s",
                 (const char *)text, law ? ", " : "", law ? law : "", path);
  xmlFree(text);
  fasti_free(path);
  check->refused = true;
}

static void
never_before(struct verification *check, const xmlNode *node, int a, int b)
{
  struct search search;

  search_begin(&search, &check->graph);
  if (!graph_in(&check->graph, 0, b))
    search_reach(&search, 0, START, -1);
  search_run(&search, &check->graph, b);
  for (int i = 0; i < search.count; i++)
    if (graph_in(&check->graph, search.queue[i], a)) {
      refuse(check, node, search.queue[i], &search);
      break;
    }
  search_free(&search);
}

/* Starts at every node where B has just become active; the path is told from there. */
static void
always_after(struct verification *check, const xmlNode *node, int a, int b)
{
  struct search search;

  search_begin(&search, &check->graph);
  for (int at = 0; at < check->graph.count; at++)
    if (graph_in(&check->graph, at, b) && !graph_in(&check->graph, at, a))
      search_reach(&search, at, START, -1);
  search_run(&search, &check->graph, a);
  for (int i = 0; i < search.count; i++)
    if (graph_ended(&check->graph, search.queue[i])) {
      refuse(check, node, search.queue[i], &search);
      break;
    }
  search_free(&search);
}

static void
never_and(struct verification *check, const xmlNode *node, int a, int b)
{
  for (int at = 0; at < check->graph.count; at++)
    if (graph_in(&check->graph, at, a) && graph_in(&check->graph, at, b)) {
      refuse(check, node, at, NULL);
      return;
    }
}

static void
always_reaches(struct verification *check, const xmlNode *node, int a, int b)
{
  bool *can = fasti_alloc((size_t)check->graph.count * sizeof *can);
  struct search search;

  search_begin(&search, &check->graph);
  for (int at = 0; at < check->graph.count; at++) {
    can[at] = graph_in(&check->graph, at, b);
    if (graph_in(&check->graph, at, a) && !can[at])
      search_reach(&search, at, START, -1);
  }
  mark_back(&check->graph, can);
  search_run(&search, &check->graph, b);
  for (int i = 0; i < search.count; i++)
    if (!can[search.queue[i]]) {
      refuse(check, node, search.queue[i], &search);
      break;
    }
  search_free(&search);
  fasti_free(can);
}

/* The forms of an assertion: words before A, between A and B, after B. */
static const struct form {
  const char *before, *between, *after;
  void (*check)(struct verification *check, const xmlNode *node, int a, int b);
} forms[] = {
  {"", "never before", "", never_before},
  {"", "always after", "", always_after},
  {"never", "and", "", never_and},
  {"from", "always reaches", "", always_reaches},
};

enum { WORDS = 8 };

/* Whether WORDS[*AT..] begin with the words of TEXT; moves *AT past them. */
static bool
take_words(char *const *words, int count, int *at, const char *text)
{
  for (; *text; text += *text == ' ') {
    size_t size = strcspn(text, " ");

    if (*at >= count || strlen(words[*at]) != size || memcmp(words[*at], text, size) != 0)
      return false;
    ++*at;
    text += size;
  }
  return true;
}

static int
find_state(struct verification *check, const xmlNode *node, const char *id)
{
  int state = fasti_chart_find(check->graph.shape.chart, id);

  if (state < 0) {
    fasti_error_at(check->messages, fasti_xml_place(node), "the assertion names the state %s, which does not exist", id);
    check->refused = true;
  }
  return state;
}

static bool
check_form(struct verification *check, const xmlNode *node, const struct form *form, char *const *words, int count)
{
  int at = 0, a, b;
  const char *first, *second;

  if (!take_words(words, count, &at, form->before) || at >= count)
    return false;
  first = words[at++];
  if (!take_words(words, count, &at, form->between) || at != count - 1)
    return false;
  second = words[at];
  a = find_state(check, node, first);
  b = find_state(check, node, second);
  if (a >= 0 && b >= 0 && check->graph.complete)
    form->check(check, node, a, b);
  return true;
}

static void
check_assertion(struct verification *check, const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent(node);
  char *words[WORDS], *rest = NULL;
  bool known = false;
  int count = 0;

  for (char *word = strtok_r((char *)text, " \t\r\n", &rest); word && count < WORDS;
       word = strtok_r(NULL, " \t\r\n", &rest))
    words[count++] = word;
  for (size_t i = 0; i < sizeof forms / sizeof *forms && !known; i++)
    known = check_form(check, node, &forms[i], words, count);
  xmlFree(text);
  if (known)
    return;
  fasti_error_at(check->messages, fasti_xml_place(node),
                 "the assertion is not understood; expected \"A never before B\", \"A always after B\", "
                 "\"never A and B\" or \"from A always reaches B\" with ids of states");
  check->refused = true;
}

/* By SCXML an external transition of a region leaves the whole parallel state, also when its target lies in the region:
 * what the other regions had reached is lost. Hardly anybody who writes it means it. */
static void
warn_of_lost_regions(struct verification *check)
{
  const struct fasti_chart *chart = check->graph.shape.chart;

  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);
    int source = transition->source, parent = fasti_chart_state(chart, source)->parent;
    bool inside = transition->target_count > 0 && parent >= 0 &&
                  fasti_chart_state(chart, parent)->kind == FASTI_STATE_PARALLEL &&
                  shape_domain(&check->graph.shape, transition) != source;

    for (int k = 0; k < transition->target_count; k++)
      inside = inside && transition->targets[k] != source && fasti_chart_is_within(chart, transition->targets[k], source);
    if (inside)
      fasti_warning_at(check->messages, fasti_xml_place(transition->node),
                       "this transition leaves all regions of %s, not only %s; write type=\"internal\" if they are to stay",
                       fasti_chart_state(chart, parent)->id, fasti_chart_state(chart, source)->id);
  }
}

enum fasti_status
fasti_verify_chart(const struct fasti_chart *chart, struct fasti_messages *messages, int *configurations)
{
  struct verification check = {.messages = messages};
  const xmlNode *root = fasti_chart_root(chart);

  graph_explore(&check.graph, chart);
  warn_of_lost_regions(&check);
  if (check.graph.complete) {
    check_reachable(&check);
    check_traps(&check);
  } else {
    fasti_warning_at(messages, fasti_xml_place(root),
                     "there are more than %d configurations: it could not be proved that there is no trap and that the "
                     "assertions hold", FASTI_VERIFY_CONFIGURATIONS);
  }
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "assert"))
      check_assertion(&check, node);
  if (configurations)
    *configurations = check.graph.count;
  graph_free(&check.graph);
  return check.refused ? FASTI_DEFINITION : FASTI_OK;
}
