/* engine/chart/load.h - inside the chart room: how a document becomes a chart.
 */
#ifndef FASTI_CHART_LOAD_H
#define FASTI_CHART_LOAD_H

#include "engine/chart/names.h"
#include "engine/program.h"

/** Whether NODE is an element of SCXML with this name. */
static inline bool
fasti_load_is(const xmlNode *node, const char *name)
{
  return fasti_xml_is(node, FASTI_NS_SCXML, name);
}

/** Whether NODE is text of nothing but blanks. */
bool fasti_load_is_blank(const xmlNode *node);

/** One document that a load has met. */
struct fasti_loaded {
  struct fasti_loaded *next;
  const char *name;
  struct fasti_chart *chart; /* NULL while it is being read, or when it is none */
  bool done;
};

/** One fasti_chart_load: what it shares between the documents it reads. */
struct fasti_loader {
  struct fasti_arena *arena; /* of the outermost chart: owns all */
  const struct fasti_library *library;
  struct fasti_messages *messages;
  struct fasti_loaded *loaded;
  int depth;
  size_t errors; /* found by this load */
  bool limit;    /* one of them is a limit */
};

/** Report an error, and count it. */
#define fasti_loader_error(loader, place, ...)                                                                         \
  ((loader)->errors++, fasti_error_at((loader)->messages, (place), __VA_ARGS__))

/** Read the chart whose root element is ROOT. @return owned by the loader's arena, perhaps useless after errors */
struct fasti_chart *fasti_load_root(struct fasti_loader *loader, const char *file, const xmlNode *root);
/** Read the document that BASE names as URI, unless it was read before. WHERE mentions it, for messages.
 *  @return NULL after an error */
const struct fasti_chart *fasti_load_document(struct fasti_loader *loader, const char *base, const char *uri,
                                              struct fasti_place where);

/** Report what SCXML's grammar forbids in ROOT and all below it: elements, attributes, nesting. */
void fasti_grammar_check(struct fasti_loader *loader, const xmlNode *root);

/** Reading one document: what its parts share. */
struct fasti_reader {
  struct fasti_loader *loader;
  struct fasti_chart *chart;
  int state_room, transition_room, invoke_room, data_room, action_room, send_room;
};

/** Room for one item more at the end of a growing array of COUNT items. @return the array, perhaps moved */
void *fasti_load_grow(void *items, int count, int *room, size_t size);
/** The first child element of SCXML with this name, or NULL. */
const xmlNode *fasti_load_child(const xmlNode *node, const char *name);
/** Compile what an attribute holds; NULL when it is absent. A bad expression is a warning. */
const struct fasti_expr *fasti_read_expr(struct fasti_reader *reader, const xmlNode *node, const char *attribute);
struct fasti_condition fasti_read_condition(struct fasti_reader *reader, const xmlNode *node);
/** Read the executable content below NODE. */
const struct fasti_op *fasti_read_ops(struct fasti_reader *reader, const xmlNode *node);
/** Read <param>, <content> and, if it may have one, the namelist of NODE. */
struct fasti_payload fasti_read_payload(struct fasti_reader *reader, const xmlNode *node);
/** A text in attribute NAME, or computed by the expression in attribute EXPR. */
struct fasti_word fasti_read_word(struct fasti_reader *reader, const xmlNode *node, const char *name, const char *expr);
/** All states of the document, without what is in them. */
void fasti_read_states(struct fasti_reader *reader, const xmlNode *root);
/** Where a state, or the history that STATE is, begins. */
void fasti_read_initial(struct fasti_reader *reader, int state);
/** The default transition of a history or an <initial>. HOLDER is the element that has it. */
void fasti_read_default(struct fasti_reader *reader, int state, const xmlNode *holder);
/** What is in the states: content, transitions, invokes, data, initial states. */
void fasti_read_bodies(struct fasti_reader *reader);
/** Number the event descriptors. */
void fasti_index_events(struct fasti_reader *reader);
/** Compute domains, widths and flags. */
void fasti_index_chart(struct fasti_reader *reader);
/** Check that states which are entered together may be active together. NODE and ATTRIBUTE mention them. */
void fasti_check_targets(struct fasti_reader *reader, const xmlNode *node, const char *attribute, const int *targets,
                         int count);
/** Look up a list of state ids; unknown ones are reported and left out. @return owned by the arena */
const int *fasti_read_targets(struct fasti_reader *reader, const xmlNode *node, const char *attribute, int *count);

#endif
