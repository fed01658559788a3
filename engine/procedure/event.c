/* engine/procedure/event.c - whether anything raises the events that transitions wait for: a misspelt event would stop
 * a case for ever.
 *
 * Events come from tasks and sub-procedures, deadlines, states that are done, actions, <raise> and <send>, and from
 * other cases; where the name of one is computed while running, anything may come. Message: nothing raises an event, with the closest that
 * something does raise.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

struct events {
  struct check *check;
  xmlHashTablePtr names;
  bool computed; /* a name is computed: no event is impossible */
};

static void
add(struct events *events, const char *prefix, const char *name)
{
  struct fasti_buffer text = {0};

  if (!name)
    return;
  fasti_buffer_printf(&text, "%s%s", prefix, name);
  xmlHashUpdateEntry(events->names, (const xmlChar *)text.at, events, NULL);
  fasti_buffer_free(&text);
}

/* What <raise> and <send> raise, and actions: they may be meant for another session. */
static void
add_sent(struct events *events, const xmlNode *node)
{
  bool sends = fasti_xml_is(node, FASTI_NS_SCXML, "send");

  if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "open") && fasti_xml_attribute(node, NULL, "reply"))
    add(events, "", "case.ended");
  if (sends || fasti_xml_is(node, FASTI_NS_SCXML, "raise"))
    add(events, "", fasti_xml_attribute(node, NULL, "event"));
  if (sends && fasti_xml_attribute(node, NULL, "eventexpr"))
    events->computed = true;
  if (fasti_xml_is(node, FASTI_NS_SCXML, "transition") && fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "role"))
    add(events, "", fasti_xml_attribute(node, NULL, "event"));
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    add_sent(events, child);
}

/* What comes to the sessions of one document by itself. */
static void
add_own(struct events *events, const struct fasti_notes *notes)
{
  for (int i = 0; i < fasti_chart_invoke_count(notes->chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(notes->chart, i);

    add(events, "done.invoke.", invoke->id);
    if (fasti_xml_attribute(invoke->node, FASTI_NS_PROCEDURE, "each"))
      add(events, "done.each.", invoke->id);
    if (!invoke->id)
      events->computed = true;
  }
  for (int i = 1; i < fasti_chart_state_count(notes->chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(notes->chart, i);

    if (state->kind == FASTI_STATE_COMPOUND || state->kind == FASTI_STATE_PARALLEL)
      add(events, "done.state.", state->id);
    for (const xmlNode *node = fasti_xml_first(state->node); node; node = fasti_xml_next(node))
      if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "every")) {
        add(events, "every.", fasti_xml_attribute(node, NULL, "id"));
      } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "deadline")) {
        add(events, "deadline.expired.", fasti_xml_attribute(node, NULL, "id"));
        if (fasti_xml_attribute(node, NULL, "warn"))
          add(events, "deadline.warned.", fasti_xml_attribute(node, NULL, "id"));
      }
  }
  add(events, "", "error.execution");
  add(events, "", "error.communication");
}

static void
add_told(void *payload, void *data, const xmlChar *name)
{
  (void)payload;
  add(data, "", (const char *)name);
}

struct matching {
  const char *descriptor;
  bool found;
};

static void
match(void *payload, void *data, const xmlChar *name)
{
  struct matching *matching = data;

  (void)payload;
  matching->found = matching->found || fasti_chart_event_matches(matching->descriptor, (const char *)name);
}

static void
check_descriptor(struct events *events, const struct fasti_chart_transition *transition, const char *descriptor)
{
  struct matching matching = {.descriptor = descriptor};
  struct fasti_place place = fasti_xml_attribute_place(transition->node, "event");
  const char *near;

  xmlHashScan(events->names, match, &matching);
  if (matching.found)
    return;
  near = names_near(events->names, descriptor);
  if (events->check->procedure->package->alone && !near)
    fasti_warning_at(events->check->messages, place,
                     "nothing in this procedure raises the event %s; check the package to see whether another one tells it",
                     descriptor);
  else if (near)
    fasti_error_at(events->check->messages, place, "nothing raises the event %s; did you mean %s?", descriptor, near);
  else
    fasti_error_at(events->check->messages, place,
                   "nothing raises the event %s; expected one of a task, deadline, state, action (f:role), <raise> or "
                   "<send> of this procedure",
                   descriptor);
}

void
events_check(struct check *check)
{
  struct events events = {.check = check, .names = xmlHashCreate(64)};
  const struct fasti_notes *notes = &check->document->notes;
  struct fasti_slice word;

  for (size_t i = 0; i < check->procedure->document_count; i++)
    add_sent(&events, fasti_chart_root(check->procedure->documents[i]->notes.chart));
  add_own(&events, notes);
  xmlHashScan(check->procedure->package->told, add_told, &events);
  for (int i = 0; i < fasti_chart_transition_count(notes->chart) && !events.computed; i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(notes->chart, i);

    for (const char *at = transition->event; fasti_list_next(&at, &word);)
      check_descriptor(&events, transition, fasti_arena_copy(check->procedure->arena, word.at, word.size));
  }
  xmlHashFree(events.names, NULL);
}
