/* engine/step/queue.c - events: made, queued, raised, bound (SCXML 3.12, 5.10).
 */
#include "config.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/step/machine.h"

enum { TEXTS = 8 };

/* One block holds the event and its texts: an event is one allocation. */
struct fasti_queued *
fasti_queued_new(const struct fasti_event *face, xmlNodePtr data, const char *target, const char *type)
{
  const char *texts[TEXTS] = {face->name,     face->sendid, face->origin, face->origintype,
                              face->invokeid, target,       type,         NULL};
  size_t sizes[TEXTS], all = 0;
  struct fasti_queued *event;
  char *to;

  for (int i = 0; texts[i] || i < TEXTS - 1; i++)
    all += sizes[i] = texts[i] ? strlen(texts[i]) + 1 : 0;
  event = fasti_alloc(sizeof *event + all);
  to = (char *)(event + 1);
  for (int i = 0; i < TEXTS - 1; i++) {
    if (texts[i])
      texts[i] = memcpy(to, texts[i], sizes[i]);
    to += sizes[i];
  }
  event->face = (struct fasti_event){.name = texts[0],
                                     .kind = face->kind,
                                     .sendid = texts[1],
                                     .origin = texts[2],
                                     .origintype = texts[3],
                                     .invokeid = texts[4],
                                     .data = data};
  event->target = texts[5];
  event->type = texts[6];
  event->data = data;
  return event;
}

void
fasti_queued_free(struct fasti_queued *event)
{
  if (!event)
    return;
  xmlFreeNode(event->data);
  fasti_free(event);
}

void
fasti_queue_push(struct fasti_queue *queue, struct fasti_queued *event)
{
  if (!queue->first)
    queue->end = &queue->first;
  event->next = NULL;
  *queue->end = event;
  queue->end = &event->next;
}

struct fasti_queued *
fasti_queue_pop(struct fasti_queue *queue)
{
  struct fasti_queued *event = queue->first;

  if (event) {
    queue->first = event->next;
    event->next = NULL;
  }
  return event;
}

void
fasti_session_put(struct fasti_session *session, struct fasti_queued *event, bool internal)
{
  struct fasti_machine *machine = session->machine;

  if (session->ended) {
    fasti_queued_free(event);
    return;
  }
  event->session = session;
  event->class = fasti_program_class(session->chart, event->face.name);
  if (event->data && event->data->doc != session->doc)
    xmlSetTreeDoc(event->data, session->doc); /* who sent it may end, and its document with it, before this is taken */
  if (internal && session != machine->current)
    machine->pending = true;
  fasti_queue_push(internal ? &session->internal : &machine->external, event);
}

void
fasti_session_raise(struct fasti_session *session, const struct fasti_event *event)
{
  xmlNodePtr data = NULL;

  if (event->data) {
    data = fasti_holder_new(session, "data");
    fasti_copy_content(session, event->data, data);
  }
  fasti_session_put(session, fasti_queued_new(event, data, NULL, NULL), event->kind != FASTI_EVENT_EXTERNAL);
}

void
fasti_session_platform(struct fasti_session *session, const char *name, const char *sendid, xmlNodePtr data)
{
  struct fasti_event face = {.name = name, .kind = FASTI_EVENT_PLATFORM, .sendid = sendid};

  fasti_session_put(session, fasti_queued_new(&face, data, NULL, NULL), true);
}

char *
fasti_step_text(const char *format, va_list args)
{
  va_list again;
  char *text;
  int size;

  va_copy(again, args);
  size = vsnprintf(NULL, 0, format, again);
  va_end(again);
  assert(size >= 0);
  text = fasti_alloc((size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, format, args);
  return text;
}

void
fasti_session_error(struct fasti_session *session, const char *name, const xmlNode *node, const char *sendid,
                    const char *format, ...)
{
  struct fasti_machine *machine = session->machine;
  struct fasti_place place = node ? fasti_xml_place(node) : (struct fasti_place){.file = session->chart->file};
  xmlNodePtr data;
  va_list args;
  char *text;

  if (machine->quiet || machine->status != FASTI_OK)
    return;
  va_start(args, format);
  text = fasti_step_text(format, args);
  va_end(args);
  if (machine->host.error)
    machine->host.error(machine->host.self, session, place, text);
  data = fasti_holder_new(session, "data");
  xmlAddChild(data, xmlNewDocText(session->doc, BAD_CAST text));
  fasti_session_platform(session, name, sendid, data);
  fasti_free(text);
}

const char *
fasti_event_kind_name(enum fasti_event_kind kind)
{
  static const char *const names[] = {"platform", "internal", "external"};

  return names[kind];
}

static void
purge(struct fasti_queued **from, const struct fasti_session *session)
{
  while (*from) {
    struct fasti_queued *event = *from;

    if (event->session == session) {
      *from = event->next;
      fasti_queued_free(event);
    } else {
      from = &event->next;
    }
  }
}

void
fasti_session_purge(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;

  purge(&machine->external.first, session);
  machine->external.end = &machine->external.first;
  while (*machine->external.end)
    machine->external.end = &(*machine->external.end)->next;
  purge(&machine->delayed, session);
  purge(&session->internal.first, session);
}

void
fasti_session_bind(struct fasti_session *session, const struct fasti_queued *event)
{
  session->event = event;
  if (session->event_node) {
    xmlFreeNode(session->event_node);
    session->event_node = NULL;
  }
}
