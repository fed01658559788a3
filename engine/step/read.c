/* engine/step/read.c - a machine made again from its XML element; see write.c.
 *
 * A snapshot is derived and can be corrupt: whatever does not fit the chart is told and nothing is kept.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/step/machine.h"

struct reader {
  struct fasti_machine *machine;
  struct fasti_messages *messages;
  const xmlNode *root;
  bool bad;
};

static void
complain(struct reader *reader, const char *what, const char *value)
{
  if (!reader->bad)
    fasti_error_field(reader->messages, "snapshot", "the snapshot does not fit the definition: %s \"%s\"", what,
                      value ? value : "");
  reader->bad = true;
}

static const char *
text(const xmlNode *node, const char *name)
{
  return fasti_xml_attribute(node, NULL, name);
}

static int64_t
number(struct reader *reader, const xmlNode *node, const char *name, int64_t least, int64_t most)
{
  const char *value = text(node, name);
  long long read;
  char *end;

  if (!value)
    return least;
  read = strtoll(value, &end, 10);
  if (end == value || *end || read < least || read > most) {
    complain(reader, name, value);
    return least;
  }
  return read;
}

struct states {
  struct reader *reader;
  struct fasti_session *session;
  void (*use)(struct states *states, int state);
  struct fasti_history *history;
  int parent; /* of the history */
};

static int
state_named(const struct fasti_chart *chart, const char *name)
{
  int state = fasti_chart_find(chart, name);

  if (state < 0 && *name == '#')
    state = atoi(name + 1);
  return state >= 0 && state < chart->state_count && strcmp(chart->states[state].face.id, name) == 0 ? state : -1;
}

static void
each_state(struct states *states, const char *list)
{
  char *copy = fasti_strdup(list ? list : ""), *rest = copy;

  for (char *name = strtok_r(rest, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
    int state = state_named(states->session->chart, name);

    if (state < 0)
      complain(states->reader, "state", name);
    else
      states->use(states, state);
  }
  fasti_free(copy);
}

static void
use_active(struct states *states, int state)
{
  const struct fasti_chart *chart = states->session->chart;
  enum fasti_state_kind kind = chart->states[state].face.kind;

  if ((kind != FASTI_STATE_ATOMIC && kind != FASTI_STATE_FINAL) || fasti_bit(states->session->config, state) ||
      states->session->active_count >= chart->states[0].width)
    complain(states->reader, "active state", chart->states[state].face.id);
  else
    fasti_configure(states->session, state);
}

static void
use_bound(struct states *states, int state)
{
  fasti_bit_set(states->session->bound, state);
}

static void
use_history(struct states *states, int state)
{
  const struct fasti_chart *chart = states->session->chart;
  int below = chart->states[states->parent].last - states->parent;

  if (state <= states->parent || chart->states[state].face.kind >= FASTI_STATE_HISTORY ||
      !fasti_chart_is_within(chart, state, states->parent) || states->history->count >= below) {
    complain(states->reader, "history of", chart->states[state].face.id);
    return;
  }
  if (!states->history->states)
    states->history->states = fasti_alloc((size_t)below * sizeof *states->history->states);
  states->history->states[states->history->count++] = state;
}

/* Compound states have one active child, parallel ones all: else the algorithm would not find its way. */
static bool
is_configuration(const struct fasti_session *session)
{
  const struct fasti_chart *chart = session->chart;

  for (int s = 0; s < chart->state_count; s++) {
    const struct fasti_state *state = &chart->states[s];
    int active = 0, children = 0;

    for (int child = s + 1; child <= state->last && fasti_bit(session->config, s);
         child = chart->states[child].last + 1) {
      active += fasti_bit(session->config, child);
      children += chart->states[child].face.kind < FASTI_STATE_HISTORY;
    }
    if (fasti_bit(session->config, s) && children &&
        active != (state->face.kind == FASTI_STATE_PARALLEL ? children : 1))
      return false;
  }
  return fasti_bit(session->config, 0);
}

/* Data */

static void
read_wrapper(struct fasti_session *session, const xmlNode *from)
{
  const char *id = text(from, "id");
  xmlNodePtr wrapper = id ? fasti_data_declare(session, id) : NULL;

  if (!wrapper)
    return;
  for (const xmlAttr *a = from->properties; a; a = a->next)
    if (!xmlStrEqual(a->name, BAD_CAST "id") || a->ns) {
      xmlChar *value = xmlNodeGetContent((const xmlNode *)a);

      xmlSetProp(wrapper, a->name, value);
      xmlFree(value);
    }
  for (const xmlNode *child = from->children; child; child = child->next)
    fasti_copy_node(session, child, wrapper);
}

static void
read_data(struct reader *reader, struct fasti_session *session, const xmlNode *node)
{
  if (!session->chart->xpath || session->data) {
    complain(reader, "data", "");
    return;
  }
  fasti_data_make(session);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    read_wrapper(session, child);
}

static xmlNodePtr
read_holder(struct fasti_session *session, const xmlNode *node)
{
  xmlNodePtr holder = fasti_holder_new(session, "data");

  for (const xmlNode *child = node->children; child; child = child->next)
    fasti_copy_node(session, child, holder);
  return holder;
}

/* Sessions */

static void
read_history(struct reader *reader, struct fasti_session *session, const xmlNode *node)
{
  const char *name = text(node, "state");
  int state = name ? state_named(session->chart, name) : -1;
  int history = state < 0 ? -1 : session->chart->states[state].history;
  struct states states = {.reader = reader, .session = session, .use = use_history};
  xmlChar *list;

  if (history < 0) {
    complain(reader, "history", name);
    return;
  }
  if (!session->history)
    session->history = fasti_alloc((size_t)session->chart->history_count * sizeof *session->history);
  states.history = &session->history[history];
  states.parent = session->chart->states[state].face.parent;
  list = xmlNodeGetContent(node);
  each_state(&states, (const char *)list);
  xmlFree(list);
}

static const struct fasti_dynamic *
read_document(struct reader *reader, const char *wanted)
{
  const struct fasti_dynamic *dynamic = NULL;
  int left = atoi(wanted);
  const xmlNode *node = fasti_xml_first(reader->root);
  xmlChar *source;

  for (; node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, NULL, "document") && left-- == 0)
      break;
  if (node && text(node, "name")) {
    source = xmlNodeGetContent(node);
    dynamic =
      fasti_dynamic_chart(reader->machine, text(node, "name"), fasti_slice_of((const char *)source), reader->messages);
    xmlFree(source);
  }
  if (!dynamic)
    complain(reader, "document", wanted);
  return dynamic;
}

static void read_session(struct reader *reader, struct fasti_session *session, const xmlNode *node);

static void
read_child(struct reader *reader, struct fasti_session *parent, struct fasti_invocation *invocation,
           const xmlNode *node)
{
  const struct fasti_chart *chart = parent->chart->invokes[invocation->invoke].face.child;
  const char *document = text(node, "document"), *id = text(node, "id");
  const struct fasti_dynamic *dynamic = document ? read_document(reader, document) : NULL;
  struct fasti_session *child, **end = &reader->machine->starting;
  struct fasti_buffer path = {0};

  chart = dynamic ? dynamic->chart : chart;
  if (!chart || !id || parent->depth + 1 >= FASTI_CHART_CHILDREN) {
    complain(reader, "child", id);
    return;
  }
  child = fasti_session_new(reader->machine, chart, parent, id);
  fasti_buffer_printf(&path, "%s%s%s", fasti_session_path(parent), parent->parent ? "/" : "", invocation->id);
  child->path = fasti_buffer_take(&path);
  child->invokeid = fasti_strdup(invocation->id);
  child->invoke = invocation->invoke;
  child->dynamic = dynamic;
  invocation->child = child;
  read_session(reader, child, node);
  while (!child->started && *end)
    end = &(*end)->next_start;
  if (!child->started)
    *end = child;
}

static void
read_invocation(struct reader *reader, struct fasti_session *session, const xmlNode *node)
{
  int most = session->chart->invoke_count - 1;
  int invoke = (int)number(reader, node, "invoke", 0, most < 0 ? 0 : most);
  const char *id = text(node, "id");
  struct fasti_invocation *invocation;

  if (most < 0 || !id) {
    complain(reader, "invocation", id);
    return;
  }
  invocation = fasti_invocation_new(session, invoke, id);
  invocation->taken = text(node, "taken") != NULL;
  if (fasti_xml_first(node))
    read_child(reader, session, invocation, fasti_xml_first(node));
}

static void
read_phase(struct reader *reader, struct fasti_session *session, const xmlNode *node)
{
  const char *phase = text(node, "phase");
  struct states states = {.reader = reader, .session = session, .use = use_active};

  session->started = !phase || strcmp(phase, "ended") == 0;
  session->ended = phase && strcmp(phase, "ended") == 0;
  session->running = !phase;
  session->sends = (int)number(reader, node, "sends", 0, INT32_MAX);
  session->invokes = (int)number(reader, node, "invokes", 0, INT32_MAX);
  each_state(&states, text(node, "states"));
  if (session->running && !is_configuration(session))
    complain(reader, "configuration", text(node, "states"));
}

static void
read_session(struct reader *reader, struct fasti_session *session, const xmlNode *node)
{
  struct states bound = {.reader = reader, .session = session, .use = use_bound};

  read_phase(reader, session, node);
  for (const xmlNode *child = fasti_xml_first(node); child && !reader->bad; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NULL, "datamodel"))
      read_data(reader, session, child);
    else if (fasti_xml_is(child, NULL, "given"))
      session->given = read_holder(session, child);
    else if (fasti_xml_is(child, NULL, "history"))
      read_history(reader, session, child);
    else if (fasti_xml_is(child, NULL, "invocation"))
      read_invocation(reader, session, child);
    else
      complain(reader, "element", (const char *)child->name);
  if (session->started && session->chart->xpath && !session->data)
    complain(reader, "data of", session->id);
  if (session->bound)
    each_state(&bound, text(node, "bound"));
}

/* Events */

static struct fasti_session *
session_with(struct fasti_machine *machine, const char *id)
{
  struct fasti_session *session = machine->root;

  while (session && id && strcmp(session->id, id) != 0)
    session = fasti_session_after(session);
  return id ? session : NULL;
}

static enum fasti_event_kind
read_kind(const char *kind)
{
  enum fasti_event_kind read = FASTI_EVENT_PLATFORM;

  while (kind && read < FASTI_EVENT_EXTERNAL && strcmp(kind, fasti_event_kind_name(read)) != 0)
    read++;
  return read;
}

static void
place_event(struct reader *reader, struct fasti_session *session, struct fasti_queued *event, const xmlNode *node)
{
  const char *queue = text(node, "queue");
  struct fasti_queued **end = &reader->machine->delayed;
  int most = session->chart->send_count - 1;

  event->session = session;
  if (!queue || strcmp(queue, "delayed") != 0) {
    fasti_session_put(session, event, queue && strcmp(queue, "internal") == 0);
    return;
  }
  event->due = number(reader, node, "due", INT64_MIN, INT64_MAX);
  event->number = (int)number(reader, node, "send", 0, most < 0 ? 0 : most);
  event->node = most < 0 ? NULL : session->chart->sends[event->number];
  if (!event->node)
    complain(reader, "event", event->face.name);
  while (*end)
    end = &(*end)->next;
  *end = event;
}

static void
read_event(struct reader *reader, const xmlNode *node)
{
  struct fasti_session *session = session_with(reader->machine, text(node, "session"));
  struct fasti_event face = {.name = text(node, "name"),
                             .kind = read_kind(text(node, "kind")),
                             .sendid = text(node, "sendid"),
                             .origin = text(node, "origin"),
                             .origintype = text(node, "origintype"),
                             .invokeid = text(node, "invokeid")};
  const xmlNode *data = fasti_xml_first(node);

  if (!session || !face.name) {
    complain(reader, "event", face.name);
    return;
  }
  place_event(
    reader, session,
    fasti_queued_new(&face, data ? read_holder(session, data) : NULL, text(node, "target"), text(node, "type")), node);
}

static void
read_all(struct reader *reader)
{
  const xmlNode *session = fasti_xml_first(reader->root);

  while (session && !fasti_xml_is(session, NULL, "session"))
    session = fasti_xml_next(session);
  if (!session || !text(session, "id")) {
    complain(reader, "element", (const char *)reader->root->name);
    return;
  }
  fasti_free(reader->machine->root->id);
  reader->machine->root->id = fasti_strdup(text(session, "id"));
  read_session(reader, reader->machine->root, session);
  for (const xmlNode *n = fasti_xml_first(reader->root); n && !reader->bad; n = fasti_xml_next(n))
    if (fasti_xml_is(n, NULL, "event"))
      read_event(reader, n);
  reader->machine->sessions = (int)number(reader, reader->root, "sessions", 1, INT32_MAX);
  reader->machine->now = number(reader, reader->root, "now", INT64_MIN, INT64_MAX);
  reader->machine->work = 0;
}

enum fasti_status
fasti_machine_read(const struct fasti_chart *chart, const struct fasti_host *host, const xmlNode *snapshot,
                   struct fasti_messages *messages, struct fasti_machine **out)
{
  struct reader reader = {.machine = fasti_machine_new(chart, host, ""), .messages = messages, .root = snapshot};

  if (fasti_xml_is(snapshot, NULL, "machine"))
    read_all(&reader);
  else
    complain(&reader, "element", (const char *)snapshot->name);
  if (reader.bad || reader.machine->status != FASTI_OK) {
    fasti_machine_free(reader.machine);
    return FASTI_CORRUPT;
  }
  *out = reader.machine;
  return FASTI_OK;
}
