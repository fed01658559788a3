/* engine/step/invoke.c - <invoke>: children started, fed, finished and cancelled (SCXML 6.4, 6.5).
 *
 * A child starts after its parent's macrostep, before any other event is handled. A cancelled child leaves its states
 * but is not heard any more. Messages: children that invoke children too deeply.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/step/machine.h"

struct fasti_invocation *
fasti_invocation_new(struct fasti_session *session, int invoke, const char *id)
{
  struct fasti_invocation *invocation = fasti_alloc(sizeof *invocation), **end = &session->invocations;

  invocation->invoke = invoke;
  invocation->id = fasti_strdup(id);
  while (*end)
    end = &(*end)->next;
  *end = invocation;
  return invocation;
}

/* Charts found while running */

const struct fasti_dynamic *
fasti_dynamic_chart(struct fasti_machine *machine, const char *name, struct fasti_slice source,
                    struct fasti_messages *messages)
{
  struct fasti_dynamic *dynamic;
  struct fasti_chart *chart;

  for (dynamic = machine->dynamic; dynamic; dynamic = dynamic->next)
    if (strcmp(dynamic->name, name) == 0 && fasti_slice_is(source, dynamic->source))
      return dynamic;
  if (fasti_chart_load(name, source, machine->chart->library.find ? &machine->chart->library : NULL, messages,
                       &chart) != FASTI_OK)
    return NULL;
  dynamic = fasti_alloc(sizeof *dynamic);
  dynamic->chart = chart;
  dynamic->name = fasti_strdup(name);
  dynamic->source = fasti_alloc(source.size + 1);
  memcpy(dynamic->source, source.at, source.size);
  dynamic->next = machine->dynamic;
  machine->dynamic = dynamic;
  return dynamic;
}

static const struct fasti_dynamic *
load_source(struct fasti_session *session, const struct fasti_invoke *invoke, const char *name,
            struct fasti_slice source)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  const struct fasti_dynamic *dynamic = fasti_dynamic_chart(session->machine, name, source, messages);
  struct fasti_buffer text = {0};

  if (!dynamic) {
    fasti_messages_print(messages, &text);
    fasti_session_error(session, "error.execution", invoke->face.node, NULL, "what is to be invoked has errors: %s",
                        text.at ? text.at : name);
  }
  fasti_buffer_free(&text);
  fasti_messages_free(messages);
  return dynamic;
}

static const struct fasti_dynamic *
load_uri(struct fasti_session *session, const struct fasti_invoke *invoke)
{
  const struct fasti_library *library = &session->machine->chart->library;
  const struct fasti_dynamic *dynamic = NULL;
  struct fasti_slice source;
  const char *name;
  char *uri;

  if (!fasti_word(session, &invoke->src, invoke->face.node, &uri))
    return NULL;
  if (!library->find || library->find(library->self, session->chart->file, uri, &name, &source) != FASTI_OK)
    fasti_session_error(session, "error.communication", invoke->face.node, NULL, "the document \"%s\" was not found",
                        uri);
  else
    dynamic = load_source(session, invoke, name, source);
  fasti_free(uri);
  return dynamic;
}

/* Content that was computed is a document, as nodes or as text. */
static const struct fasti_dynamic *
load_content(struct fasti_session *session, const struct fasti_invoke *invoke)
{
  const struct fasti_dynamic *dynamic;
  struct fasti_buffer source = {0};
  xmlNodePtr holder;
  xmlChar *text;

  if (!fasti_value(session, &invoke->payload.content, invoke->face.node, &holder))
    return NULL;
  if (holder && fasti_xml_first(holder)) {
    fasti_xml_write(fasti_xml_first(holder), &source);
  } else {
    text = holder ? xmlNodeGetContent(holder) : NULL;
    fasti_buffer_puts(&source, text ? (const char *)text : "");
    xmlFree(text);
  }
  xmlFreeNode(holder);
  dynamic = load_source(session, invoke, session->chart->file, fasti_buffer_slice(&source));
  fasti_buffer_free(&source);
  return dynamic;
}

static bool
find_chart(struct fasti_session *session, const struct fasti_invoke *invoke, const struct fasti_chart **chart,
           const struct fasti_dynamic **dynamic)
{
  *dynamic = NULL;
  *chart = invoke->face.child;
  if (*chart)
    return true;
  *dynamic = invoke->src.text || invoke->src.expr ? load_uri(session, invoke) : load_content(session, invoke);
  if (*dynamic)
    *chart = (*dynamic)->chart;
  return *chart != NULL;
}

/* Starting */

static bool
too_deep(struct fasti_session *session, const struct fasti_invoke *invoke)
{
  struct fasti_machine *machine = session->machine;

  if (session->depth + 1 < FASTI_CHART_CHILDREN)
    return false;
  fasti_error_at(machine->messages, fasti_xml_place(invoke->face.node),
                 "charts invoke charts more than %d deep; expected an end of it", FASTI_CHART_CHILDREN);
  fasti_machine_fail(machine, FASTI_LIMIT);
  return true;
}

static void
add_child(struct fasti_session *session, int number, const char *invokeid, const struct fasti_chart *chart,
          const struct fasti_dynamic *dynamic, xmlNodePtr given)
{
  struct fasti_machine *machine = session->machine;
  struct fasti_session *child, **end = &machine->starting;
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%s.%d", machine->root->id, machine->sessions);
  child = fasti_session_new(machine, chart, session, text.at);
  fasti_buffer_clear(&text);
  fasti_buffer_printf(&text, "%s%s%s", fasti_session_path(session), session->parent ? "/" : "", invokeid);
  child->path = fasti_buffer_take(&text);
  child->invokeid = fasti_strdup(invokeid);
  child->invoke = number;
  child->dynamic = dynamic;
  child->given = given;
  fasti_invocation_new(session, number, invokeid)->child = child;
  while (*end)
    end = &(*end)->next_start;
  *end = child;
}

static void
spawn(struct fasti_session *session, int number, const char *invokeid)
{
  const struct fasti_invoke *invoke = &session->chart->invokes[number];
  struct fasti_payload params = {.params = invoke->payload.params, .count = invoke->payload.count};
  const struct fasti_dynamic *dynamic;
  const struct fasti_chart *chart;
  xmlNodePtr given;

  if (too_deep(session, invoke) || !find_chart(session, invoke, &chart, &dynamic))
    return;
  if (fasti_payload(session, &params, invoke->face.node, false, &given))
    add_child(session, number, invokeid, chart, dynamic, given);
}

enum fasti_status
fasti_session_spawn(struct fasti_session *session, int invoke, const char *invokeid)
{
  spawn(session, invoke, invokeid);
  return session->machine->status;
}

/* @return owned; NULL after an error */
static char *
make_id(struct fasti_session *session, const struct fasti_invoke *invoke)
{
  struct fasti_buffer text = {0};
  char *wrong;

  if (invoke->face.id)
    return fasti_strdup(invoke->face.id);
  fasti_buffer_printf(&text, "%s.%d", session->chart->states[invoke->face.state].face.id, ++session->invokes);
  if (!invoke->idlocation)
    return fasti_buffer_take(&text);
  wrong = fasti_assign_text(session, invoke->idlocation, text.at);
  if (!wrong)
    return fasti_buffer_take(&text);
  fasti_session_error(session, "error.execution", invoke->face.node, NULL, "%s", wrong);
  fasti_free(wrong);
  fasti_buffer_free(&text);
  return NULL;
}

static void
start_unless_taken(struct fasti_session *session, int number, const char *id)
{
  struct fasti_machine *machine = session->machine;
  const struct fasti_invoke *invoke = &session->chart->invokes[number];
  bool taken = false;
  char *type;

  if (machine->host.invoke)
    fasti_machine_fail(machine, machine->host.invoke(machine->host.self, session, number, id, &taken));
  if (machine->status != FASTI_OK)
    return;
  if (taken) {
    fasti_invocation_new(session, number, id)->taken = true;
    return;
  }
  if (!fasti_word(session, &invoke->type, invoke->face.node, &type))
    return;
  if (fasti_program_is_scxml_invoke(type))
    spawn(session, number, id);
  else
    fasti_session_error(session, "error.communication", invoke->face.node, NULL, "nothing of the type \"%s\" is known",
                        type);
  fasti_free(type);
}

static void
invoke_one(struct fasti_session *session, int number)
{
  char *id = make_id(session, &session->chart->invokes[number]);

  if (id)
    start_unless_taken(session, number, id);
  fasti_free(id);
}

static int
compare(const void *left, const void *right)
{
  return *(const int *)left - *(const int *)right;
}

void
fasti_invoke_pending(struct fasti_session *session)
{
  int count = session->to_invoke_count;

  qsort(session->to_invoke, (size_t)count, sizeof *session->to_invoke, compare);
  session->to_invoke_count = 0;
  for (int i = 0; i < count; i++) {
    struct fasti_span span = session->chart->states[session->to_invoke[i]].invokes;

    for (int k = 0; k < span.count && session->machine->status == FASTI_OK; k++)
      invoke_one(session, span.first + k);
  }
  fasti_data_sweep(session);
}

/* Ending */

static void
cancel_child(struct fasti_session *child)
{
  child->cancelled = true;
  if (child->running)
    fasti_exit_all(child);
  child->running = false;
  fasti_session_free(child);
}

static void
cancel_one(struct fasti_session *session, struct fasti_invocation *invocation)
{
  struct fasti_machine *machine = session->machine;

  if (invocation->child)
    cancel_child(invocation->child);
  else if (invocation->taken && machine->host.uninvoke && machine->status == FASTI_OK)
    fasti_machine_fail(machine,
                       machine->host.uninvoke(machine->host.self, session, invocation->invoke, invocation->id));
  fasti_free(invocation->id);
  fasti_free(invocation);
}

void
fasti_invoke_cancel(struct fasti_session *session, int state)
{
  struct fasti_invocation **at = &session->invocations;

  while (*at) {
    struct fasti_invocation *invocation = *at;

    if (session->chart->invokes[invocation->invoke].face.state == state) {
      *at = invocation->next;
      cancel_one(session, invocation);
    } else {
      at = &invocation->next;
    }
  }
}

void
fasti_invoke_done(struct fasti_session *child, xmlNodePtr data)
{
  struct fasti_session *parent = child->parent;
  const struct fasti_host *host = &child->machine->host;
  struct fasti_event face = {.kind = FASTI_EVENT_PLATFORM, .invokeid = child->invokeid, .data = data};
  struct fasti_buffer name = {0};

  fasti_buffer_printf(&name, "done.invoke.%s", child->invokeid);
  face.name = name.at;
  if (host->child_done)
    fasti_machine_fail(child->machine, host->child_done(host->self, parent, child->invoke, child->invokeid, &face));
  if (face.name)
    fasti_session_put(parent, fasti_queued_new(&face, data, NULL, NULL), false);
  else
    xmlFreeNode(data);
  fasti_buffer_free(&name);
}

/* Around each external event */

static void
forward(struct fasti_session *child, const struct fasti_queued *event)
{
  xmlNodePtr data = NULL;

  if (event->face.data) {
    data = fasti_holder_new(child, "data");
    for (const xmlNode *n = event->face.data->children; n; n = n->next)
      fasti_copy_node(child, n, data);
  }
  fasti_session_put(child, fasti_queued_new(&event->face, data, NULL, NULL), false);
}

void
fasti_invoke_before(struct fasti_session *session, const struct fasti_queued *event)
{
  for (struct fasti_invocation *i = session->invocations; i; i = i->next) {
    const struct fasti_invoke *invoke = &session->chart->invokes[i->invoke];

    if (event->face.invokeid && strcmp(event->face.invokeid, i->id) == 0)
      fasti_execute(session, invoke->finalize);
    if (invoke->autoforward && i->child)
      forward(i->child, event);
  }
}
