/* engine/step/write.c - a machine as one XML element.
 *
 *   <machine id now sessions>
 *     <document name>source</document>...      charts made while running, in the order of their first use
 *     <session id states ...>                  the root; children stand in their invocation
 *       <datamodel>...</datamodel>
 *       <history state>STATE...</history>...
 *       <invocation invoke id><session .../></invocation>...
 *     </session>
 *     <event queue session name ...><data>...</data></event>...
 *   </machine>
 *
 * States are named by their ids, so that a person can read a snapshot; those without an id by # and their number.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/step/machine.h"

struct writer {
  xmlDocPtr doc;
  xmlNodePtr root;
  const struct fasti_dynamic **documents;
  int document_count;
};

static xmlNodePtr
add(struct writer *writer, xmlNodePtr parent, const char *name)
{
  return xmlAddChild(parent, xmlNewDocNode(writer->doc, NULL, BAD_CAST name, NULL));
}

static void
put(xmlNodePtr node, const char *name, const char *value)
{
  if (value)
    xmlSetProp(node, BAD_CAST name, BAD_CAST value);
}

static void
put_number(xmlNodePtr node, const char *name, int64_t value)
{
  char text[32];

  snprintf(text, sizeof text, "%" PRId64, value);
  put(node, name, text);
}

/* Counters are zero in most sessions, and left out then. */
static void
put_count(xmlNodePtr node, const char *name, int value)
{
  if (value)
    put_number(node, name, value);
}

static char *
names_of(const struct fasti_chart *chart, const int *states, int count)
{
  struct fasti_buffer names = {0};

  for (int i = 0; i < count; i++)
    fasti_buffer_printf(&names, "%s%s", i ? " " : "", chart->states[states[i]].face.id);
  return fasti_buffer_take(&names);
}

static int
document_number(struct writer *writer, const struct fasti_dynamic *dynamic)
{
  xmlNodePtr node;

  for (int i = 0; i < writer->document_count; i++)
    if (writer->documents[i] == dynamic)
      return i;
  node = add(writer, writer->root, "document");
  put(node, "name", dynamic->name);
  xmlAddChild(node, xmlNewDocText(writer->doc, BAD_CAST dynamic->source));
  writer->documents =
    fasti_realloc(writer->documents, (size_t)(writer->document_count + 1) * sizeof(struct fasti_dynamic *));
  writer->documents[writer->document_count] = dynamic;
  return writer->document_count++;
}

static void
write_histories(struct writer *writer, xmlNodePtr node, const struct fasti_session *session)
{
  for (int h = 0; session->history && h < session->chart->history_count; h++) {
    const struct fasti_history *value = &session->history[h];
    xmlNodePtr history;
    char *names;

    if (!value->count)
      continue;
    history = add(writer, node, "history");
    names = names_of(session->chart, value->states, value->count);
    put(history, "state", session->chart->states[session->chart->histories[h]].face.id);
    xmlAddChild(history, xmlNewDocText(writer->doc, BAD_CAST names));
    fasti_free(names);
  }
}

static void
write_bound(xmlNodePtr node, const struct fasti_session *session)
{
  struct fasti_buffer names = {0};

  if (!session->bound)
    return;
  for (int s = 0; s < session->chart->state_count; s++)
    if (fasti_bit(session->bound, s))
      fasti_buffer_printf(&names, "%s%s", names.size ? " " : "", session->chart->states[s].face.id);
  put(node, "bound", names.at ? names.at : "");
  fasti_buffer_free(&names);
}

/* One level of recursion an invoked session; FASTI_CHART_CHILDREN limits them. */
static void
write_session(struct writer *writer, xmlNodePtr parent, const struct fasti_session *session)
{
  xmlNodePtr node = add(writer, parent, "session"), below;
  char *names = names_of(session->chart, session->active, session->active_count);

  put(node, "id", session->id);
  put(node, "states", names);
  fasti_free(names);
  if (session->dynamic)
    put_number(node, "document", document_number(writer, session->dynamic));
  put(node, "phase", session->ended ? "ended" : session->started ? NULL : "new");
  put_count(node, "sends", session->sends);
  put_count(node, "invokes", session->invokes);
  write_bound(node, session);
  if (session->data)
    xmlAddChild(node, xmlDocCopyNode(session->data, writer->doc, 1));
  if (session->given && (below = xmlAddChild(node, xmlDocCopyNode(session->given, writer->doc, 1))))
    xmlNodeSetName(below, BAD_CAST "given");
  write_histories(writer, node, session);
  for (const struct fasti_invocation *i = session->invocations; i; i = i->next) {
    below = add(writer, node, "invocation");
    put_number(below, "invoke", i->invoke);
    put(below, "id", i->id);
    put(below, "taken", i->taken ? "true" : NULL);
    if (i->child)
      write_session(writer, below, i->child);
  }
}

static void
write_events(struct writer *writer, const char *queue, const struct fasti_queued *event)
{
  for (; event; event = event->next) {
    xmlNodePtr node = add(writer, writer->root, "event"), data;

    put(node, "queue", queue);
    put(node, "session", event->session->id);
    put(node, "name", event->face.name);
    put(node, "kind", fasti_event_kind_name(event->face.kind));
    put(node, "sendid", event->face.sendid);
    put(node, "origin", event->face.origin);
    put(node, "origintype", event->face.origintype);
    put(node, "invokeid", event->face.invokeid);
    if (event->node) {
      put_number(node, "due", event->due);
      put(node, "target", event->target);
      put(node, "type", event->type);
      put_number(node, "send", event->number);
    }
    data = event->data ? xmlAddChild(node, xmlDocCopyNode(event->data, writer->doc, 1)) : NULL;
    if (data)
      xmlNodeSetName(data, BAD_CAST "data");
  }
}

void
fasti_machine_write(const struct fasti_machine *machine, struct fasti_buffer *out)
{
  struct writer writer = {.doc = xmlNewDoc(BAD_CAST "1.0")};

  writer.root = xmlNewDocNode(writer.doc, NULL, BAD_CAST "machine", NULL);
  xmlDocSetRootElement(writer.doc, writer.root);
  put_number(writer.root, "now", machine->now);
  put_number(writer.root, "sessions", machine->sessions);
  write_session(&writer, writer.root, machine->root);
  write_events(&writer, "delayed", machine->delayed);
  write_events(&writer, "external", machine->external.first);
  for (struct fasti_session *s = machine->root; s; s = fasti_session_after(s))
    write_events(&writer, "internal", s->internal.first);
  fasti_xml_write(writer.root, out);
  fasti_free(writer.documents);
  xmlFreeDoc(writer.doc);
}
