/* engine/verify/explore.h - the configurations of a chart and the steps between them.
 *
 * A node is a configuration together with what the chart's history states remember. Node 0 is the initial one. Sets of
 * states are bit sets of WORDS 64-bit words.
 */
#ifndef FASTI_VERIFY_EXPLORE_H
#define FASTI_VERIFY_EXPLORE_H

#include <stdint.h>

#include "engine/chart.h"

/** The chart as the exploration needs it; lists of states end with -1. */
struct shape {
  const struct fasti_chart *chart;
  struct fasti_arena *arena;
  int count;
  int words;
  int **children; /* of each state, without history states */
  int **initial;  /* targets by which a compound state, or a history state without memory, is entered */
  int *history;   /* the history states */
  int *history_index; /* of each state: its place in HISTORY, -1 for others */
  int histories;
  int **leaving; /* transitions of each state */
};

/** A step: taking TRANSITION leads to the node TO. */
struct edge {
  int to;
  int transition;
};

struct graph {
  struct shape shape;
  uint64_t *sets; /* of each node (1 + histories) * words */
  int count;
  int room;
  int *first; /* in EDGES, of each node; one more than nodes */
  struct edge *edges;
  int edge_count;
  int edge_room;
  int *came_from; /* the node from which each was found first; -1 for node 0 */
  int *came_by;   /* and the transition */
  int *slots;     /* hash table of nodes, -1 empty */
  int slot_count;
  bool complete;
};

/** Explore. @arg graph end with graph_free */
void graph_explore(struct graph *graph, const struct fasti_chart *chart);
void graph_free(struct graph *graph);
/** Whether a state is active in a node. */
bool graph_in(const struct graph *graph, int node, int state);
/** Whether a top-level final state is active in a node. */
bool graph_ended(const struct graph *graph, int node);
/** Append the way to a node in words: the steps of FROM[], a table like came_from, back to a node with -1. */
void graph_path(const struct graph *graph, int node, const int *from, const int *by, struct fasti_buffer *out);

#endif
