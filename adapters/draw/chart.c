/* adapters/draw/chart.c - a chart as SVG, laid out by Graphviz.
 *
 * A compound state is a cluster with a dot for its beginning; the regions of a parallel state are dashed. Edges to and
 * from clusters end at their borders (Graphviz: compound, lhead, ltail) but run between nodes, so every cluster has an
 * anchor node. What a state does without leaving it stands in its label, as in UML.
 * Graphviz is not safe for threads; see child.c.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <graphviz/gvc.h>

#include "adapters/draw/draw.h"
#include "engine/xml.h"

#define NS_PROCEDURE "urn:fasti:procedure"
#define NS_SCXML "http://www.w3.org/2005/07/scxml"

enum { LABEL_CHARACTERS = 32 }; /* of a condition on an edge; the tooltip has all of it */

struct drawing {
  struct fasti_arena *arena;
  enum fasti_draw_words words;
  const struct fasti_chart *chart;
  Agraph_t *graph;
  Agraph_t **clusters; /* of states that have children; NULL for others */
  Agnode_t **nodes;    /* where edges of a state end */
  const bool *marked;
};

/* Graphviz takes texts that it does not change as char *. */
static char *
plain(const char *text)
{
  union {
    const char *given;
    char *taken;
  } same = {text};

  return same.taken;
}

static void
set(void *object, const char *name, const char *value)
{
  agsafeset(object, plain(name), plain(value), plain(""));
}

static bool
is_marked(const struct drawing *drawing, int state)
{
  return drawing->marked && drawing->marked[state];
}

/* A text as a Graphviz label shows it: a backslash begins an escape there. */
static void
add_escaped(struct fasti_buffer *out, const char *text)
{
  for (; *text; text++) {
    if (*text == '\\')
      fasti_buffer_puts(out, "\\");
    fasti_buffer_add(out, *text == '\n' ? " " : text, 1);
  }
}

/* The first characters of a long text, with an ellipsis. */
static const char *
shorten(struct fasti_arena *arena, const char *text)
{
  int characters = 0;
  size_t at = 0;

  for (; text[at]; at++)
    if (((unsigned char)text[at] & 0xC0) != 0x80 && characters++ == LABEL_CHARACTERS)
      return fasti_arena_printf(arena, "%.*s…", (int)at, text);
  return text;
}

static const char *
title_of(const xmlNode *node)
{
  return fasti_xml_attribute(node, NS_PROCEDURE, "title");
}

/* "event [condition]", or the title that the procedure gives it. */
static const char *
transition_text(struct drawing *drawing, const struct fasti_chart_transition *transition, bool whole)
{
  struct fasti_arena *arena = drawing->arena;
  const char *title = title_of(transition->node);
  const char *event = transition->event ? transition->event : "";
  const char *cond;

  if (drawing->words == FASTI_DRAW_PEOPLE)
    return title ? title : "";
  if (title && !whole)
    event = title;
  if (!transition->cond)
    return event;
  cond = fasti_expr_text(transition->cond);
  return fasti_arena_printf(arena, "%s%s[%s]", event, *event ? " " : "", whole ? cond : shorten(arena, cond));
}

/* What people do in a state that has no title; NULL: nothing. */
static const char *
first_task(const struct drawing *drawing, int number)
{
  const char *title = NULL;

  for (int i = 0; !title && i < fasti_chart_invoke_count(drawing->chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(drawing->chart, i);

    if (invoke->state == number)
      title = title_of(invoke->node);
  }
  return title && !strchr(title, '{') ? title : NULL;
}

/* Title, id, and what happens inside without leaving the state. */
static char *
state_label(struct drawing *drawing, int number)
{
  const struct fasti_chart_state *state = fasti_chart_state(drawing->chart, number);
  const char *title = title_of(state->node);
  struct fasti_buffer label = {0};
  char *text;

  if (!title && drawing->words == FASTI_DRAW_PEOPLE)
    title = first_task(drawing, number);
  if (title)
    add_escaped(&label, title);
  if (drawing->words == FASTI_DRAW_PEOPLE) {
    text = fasti_arena_strdup(drawing->arena, fasti_buffer_slice(&label).at);
    fasti_buffer_free(&label);
    return text;
  }
  if (title)
    fasti_buffer_puts(&label, "\\n");
  add_escaped(&label, fasti_xml_attribute(state->node, NULL, "id") ? state->id : "");
  for (int i = 0; i < fasti_chart_invoke_count(drawing->chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(drawing->chart, i);
    const char *name = title_of(invoke->node) ? title_of(invoke->node) : invoke->id;

    if (invoke->state != number || !name)
      continue;
    fasti_buffer_puts(&label, "\\n▸ ");
    add_escaped(&label, name);
  }
  for (int i = 0; i < fasti_chart_transition_count(drawing->chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(drawing->chart, i);

    if (transition->source != number || transition->target_count)
      continue;
    fasti_buffer_puts(&label, "\\n");
    add_escaped(&label, transition_text(drawing, transition, false));
    fasti_buffer_puts(&label, " /");
  }
  text = fasti_arena_strdup(drawing->arena, fasti_buffer_slice(&label).at);
  fasti_buffer_free(&label);
  return text;
}

static Agraph_t *
parent_graph(struct drawing *drawing, const struct fasti_chart_state *state)
{
  Agraph_t *cluster = state->parent > 0 ? drawing->clusters[state->parent] : NULL;

  return cluster ? cluster : drawing->graph;
}

static const char *
border_style(const struct drawing *drawing, const struct fasti_chart_state *state)
{
  bool region = state->parent >= 0 && fasti_chart_state(drawing->chart, state->parent)->kind == FASTI_STATE_PARALLEL;

  return region ? "rounded,filled,dashed" : "rounded,filled";
}

static Agnode_t *
add_node(Agraph_t *graph, const char *name, const char *shape, const char *label)
{
  Agnode_t *node = agnode(graph, plain(name), 1);

  set(node, "shape", shape);
  set(node, "label", label);
  return node;
}

/* The dot from which an arrow leads to the first states; invisible where all children begin together. */
static Agnode_t *
add_anchor(struct drawing *drawing, Agraph_t *graph, int number, bool parallel)
{
  const char *name = fasti_arena_printf(drawing->arena, "begin %d", number);
  Agnode_t *node = add_node(graph, name, "point", "");

  set(node, "width", parallel ? "0.01" : "0.12");
  set(node, "tooltip", " ");
  if (parallel)
    set(node, "style", "invis");
  return node;
}

static void
add_cluster(struct drawing *drawing, int number)
{
  const struct fasti_chart_state *state = fasti_chart_state(drawing->chart, number);
  bool parallel = state->kind == FASTI_STATE_PARALLEL;
  const char *name = fasti_arena_printf(drawing->arena, "cluster %d", number);
  Agraph_t *cluster = agsubg(parent_graph(drawing, state), plain(name), 1);

  drawing->clusters[number] = cluster;
  set(cluster, "label", state_label(drawing, number));
  set(cluster, "tooltip", state->id);
  set(cluster, "id", fasti_arena_printf(drawing->arena, "s-%s", state->id));
  set(cluster, "style", border_style(drawing, state));
  set(cluster, "fillcolor", is_marked(drawing, number) ? "#fff1c2" : "#ffffff");
  set(cluster, "color", is_marked(drawing, number) ? "#b35c00" : "#5b6770");
  set(cluster, "penwidth", is_marked(drawing, number) ? "2.5" : "1");
  drawing->nodes[number] = add_anchor(drawing, cluster, number, parallel);
}

static void
add_simple(struct drawing *drawing, int number)
{
  const struct fasti_chart_state *state = fasti_chart_state(drawing->chart, number);
  const char *name = fasti_arena_printf(drawing->arena, "state %d", number);
  bool history = state->kind == FASTI_STATE_HISTORY || state->kind == FASTI_STATE_DEEP_HISTORY;
  const char *label = state_label(drawing, number);
  bool small = drawing->words == FASTI_DRAW_PEOPLE && (history || !*label);
  Agnode_t *node;

  if (history)
    label = state->kind == FASTI_STATE_HISTORY ? "H" : "H*";
  node = add_node(parent_graph(drawing, state), name, history || small ? "circle" : "box", small ? "" : label);
  if (small)
    set(node, "width", "0.2");
  set(node, "tooltip", state->id);
  set(node, "id", fasti_arena_printf(drawing->arena, "s-%s", state->id));
  set(node, "style", history ? "filled" : border_style(drawing, state));
  set(node, "fillcolor", is_marked(drawing, number) ? "#ffd98a" : "#f4f7fa");
  set(node, "color", is_marked(drawing, number) ? "#b35c00" : "#5b6770");
  set(node, "penwidth", is_marked(drawing, number) ? "2.5" : "1");
  if (state->kind == FASTI_STATE_FINAL)
    set(node, "peripheries", "2");
  drawing->nodes[number] = node;
}

static Agedge_t *
add_edge(struct drawing *drawing, int from, int to, const char *label, const char *tooltip)
{
  Agedge_t *edge = agedge(drawing->graph, drawing->nodes[from], drawing->nodes[to], NULL, 1);
  struct fasti_buffer text = {0};

  add_escaped(&text, label);
  set(edge, "label", fasti_buffer_slice(&text).at);
  fasti_buffer_free(&text);
  set(edge, "tooltip", *tooltip ? tooltip : " ");
  set(edge, "labeltooltip", *tooltip ? tooltip : " ");
  if (drawing->clusters[to] && !fasti_chart_is_within(drawing->chart, from, to))
    set(edge, "lhead", agnameof(drawing->clusters[to]));
  return edge;
}

static void
add_transition(struct drawing *drawing, const struct fasti_chart_transition *transition)
{
  int from = transition->source;

  for (int i = 0; i < transition->target_count && drawing->nodes[from]; i++) {
    int to = transition->targets[i];
    Agedge_t *edge = add_edge(drawing, from, to, i ? "" : transition_text(drawing, transition, false),
                              transition_text(drawing, transition, true));

    if (drawing->clusters[from] && !fasti_chart_is_within(drawing->chart, to, from))
      set(edge, "ltail", agnameof(drawing->clusters[from]));
  }
}

/* Arrows to the states that TARGETS (ids, separated by white space) names. */
static void
add_beginnings(struct drawing *drawing, int from, const char *targets)
{
  char *ids = fasti_arena_strdup(drawing->arena, targets), *rest = NULL;

  for (char *id = strtok_r(ids, " \t\r\n", &rest); id; id = strtok_r(NULL, " \t\r\n", &rest))
    add_edge(drawing, from, fasti_chart_find(drawing->chart, id), "", "");
}

/* What <initial> or <history> NODE leads to. @return NULL when it says nothing */
static const char *
default_target(const xmlNode *node)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NS_SCXML, "transition"))
      return fasti_xml_attribute(child, NULL, "target");
  return NULL;
}

static int
first_child(const struct fasti_chart *chart, int parent)
{
  for (int i = parent + 1; i < fasti_chart_state_count(chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);

    if (state->parent == parent && state->kind != FASTI_STATE_HISTORY && state->kind != FASTI_STATE_DEEP_HISTORY)
      return i;
  }
  return -1;
}

static void
add_beginning(struct drawing *drawing, int number)
{
  const struct fasti_chart_state *state = fasti_chart_state(drawing->chart, number);
  const char *targets = fasti_xml_attribute(state->node, NULL, "initial");
  bool history = state->kind == FASTI_STATE_HISTORY || state->kind == FASTI_STATE_DEEP_HISTORY;

  if (history)
    targets = default_target(state->node);
  for (const xmlNode *child = fasti_xml_first(state->node); child && !history; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NS_SCXML, "initial"))
      targets = default_target(child);
  if (targets)
    add_beginnings(drawing, number, targets);
  else if (!history && first_child(drawing->chart, number) > 0)
    add_edge(drawing, number, first_child(drawing->chart, number), "", "");
}

static void
add_states(struct drawing *drawing)
{
  drawing->nodes[0] = add_anchor(drawing, drawing->graph, 0, false);
  for (int i = 1; i < fasti_chart_state_count(drawing->chart); i++) {
    enum fasti_state_kind kind = fasti_chart_state(drawing->chart, i)->kind;

    if (kind == FASTI_STATE_COMPOUND || kind == FASTI_STATE_PARALLEL)
      add_cluster(drawing, i);
    else
      add_simple(drawing, i);
  }
  for (int i = 0; i < fasti_chart_state_count(drawing->chart); i++) {
    enum fasti_state_kind kind = fasti_chart_state(drawing->chart, i)->kind;

    if (kind != FASTI_STATE_PARALLEL && kind != FASTI_STATE_ATOMIC && kind != FASTI_STATE_FINAL)
      add_beginning(drawing, i);
  }
  for (int i = 0; i < fasti_chart_transition_count(drawing->chart); i++)
    add_transition(drawing, fasti_chart_transition(drawing->chart, i));
}

static void
set_defaults(Agraph_t *graph, const char *title)
{
  /* Fonts that have Chinese, on the systems where the picture may be looked at; the last is always there. */
  static const char *const font = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif";

  agattr(graph, AGNODE, plain("fontname"), plain(font));
  agattr(graph, AGNODE, plain("fontsize"), plain("12"));
  agattr(graph, AGEDGE, plain("fontname"), plain(font));
  agattr(graph, AGEDGE, plain("fontsize"), plain("10"));
  agattr(graph, AGEDGE, plain("color"), plain("#5b6770"));
  agattr(graph, AGRAPH, plain("fontname"), plain(font));
  agattr(graph, AGRAPH, plain("fontsize"), plain("13"));
  agattr(graph, AGRAPH, plain("label"), plain(""));
  set(graph, "charset", "UTF-8");
  set(graph, "compound", "true");
  set(graph, "label", title);
  set(graph, "labelloc", "t");
}

static enum fasti_status
render(struct drawing *drawing, struct fasti_messages *messages, struct fasti_buffer *out)
{
  GVC_t *gvc = gvContext();
  char *svg = NULL;
  unsigned size = 0;
  bool done = false;

  agseterr(AGMAX);
  if (gvLayout(gvc, drawing->graph, "dot") == 0) {
    done = gvRenderData(gvc, drawing->graph, "svg", &svg, &size) == 0;
    if (done)
      fasti_buffer_add(out, svg, size);
    gvFreeRenderData(svg);
  }
  /* The layout is not freed: Graphviz 2.43 frees labels of edges within a rank twice when clusters are around. The
   * process ends soon. */
  if (done)
    return FASTI_OK;
  fasti_error_field(messages, NULL, "Graphviz could not lay out this chart");
  return FASTI_INTERNAL;
}

enum fasti_status
fasti_draw(const struct fasti_chart *chart, enum fasti_draw_words words, const bool *marked,
           struct fasti_messages *messages, struct fasti_buffer *svg)
{
  size_t count = (size_t)fasti_chart_state_count(chart);
  const char *title = title_of(fasti_chart_root(chart));
  struct drawing drawing = {.arena = fasti_arena_new(), .chart = chart, .words = words, .marked = marked};
  enum fasti_status status;

  drawing.clusters = fasti_arena_alloc(drawing.arena, count * sizeof *drawing.clusters);
  drawing.nodes = fasti_arena_alloc(drawing.arena, count * sizeof *drawing.nodes);
  drawing.graph = agopen(plain("chart"), Agdirected, NULL);
  set_defaults(drawing.graph, words == FASTI_DRAW_PEOPLE ? "" : title ? title : fasti_chart_name(chart));
  add_states(&drawing);
  status = render(&drawing, messages, svg);
  fasti_arena_free(drawing.arena);
  return status;
}
