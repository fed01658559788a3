/* engine/step/send.c - <send> and <cancel>, and where events go (SCXML 6.2, 6.3, C.1).
 *
 * Delayed events wait in the machine, in the order of their time. What the machine cannot deliver it offers to the
 * host; what nobody takes becomes error.communication (nobody there) or error.execution (no such kind of target).
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/step/machine.h"

/* Delivery */

static bool
offer(struct fasti_session *session, const struct fasti_queued *event)
{
  struct fasti_machine *machine = session->machine;
  struct fasti_outgoing out = {.event = event->face.name,
                               .target = event->target,
                               .type = event->type,
                               .sendid = event->face.sendid,
                               .data = event->data,
                               .node = event->node};
  bool taken = false;

  if (machine->host.send)
    fasti_machine_fail(machine, machine->host.send(machine->host.self, session, &out, &taken));
  return taken || machine->status != FASTI_OK;
}

static struct fasti_session *
session_by_id(struct fasti_machine *machine, const char *id)
{
  struct fasti_session *session = machine->root;

  while (session && strcmp(session->id, id) != 0)
    session = fasti_session_after(session);
  return session;
}

static struct fasti_session *
child_by_id(const struct fasti_session *session, const char *invokeid)
{
  for (const struct fasti_invocation *i = session->invocations; i; i = i->next)
    if (i->child && strcmp(i->id, invokeid) == 0)
      return i->child;
  return NULL;
}

static struct fasti_session *
receiver(struct fasti_session *session, const char *target)
{
  if (!target || !*target || strcmp(target, "#_internal") == 0)
    return session;
  if (strcmp(target, "#_parent") == 0)
    return session->parent;
  if (strncmp(target, "#_scxml_", 8) == 0)
    return session_by_id(session->machine, target + 8);
  return strncmp(target, "#_", 2) == 0 ? child_by_id(session, target + 2) : NULL;
}

static void
deliver(struct fasti_session *session, struct fasti_session *to, struct fasti_queued *event)
{
  bool internal = event->target && strcmp(event->target, "#_internal") == 0;

  if (session->cancelled || to->cancelled) { /* nobody may hear of a cancelled child any more (6.4.3) */
    fasti_queued_free(event);
    return;
  }
  event->face.kind = internal ? FASTI_EVENT_INTERNAL : FASTI_EVENT_EXTERNAL;
  if (to == session->parent && session->invokeid) {
    struct fasti_event face = event->face;
    struct fasti_queued *named;

    face.invokeid = session->invokeid;
    named = fasti_queued_new(&face, event->data, NULL, NULL);
    event->data = NULL;
    fasti_queued_free(event);
    event = named;
  }
  fasti_session_put(to, event, internal);
}

/* @return whether the fault is not in the chart, but in who is there */
static bool
undeliverable(struct fasti_session *session, const struct fasti_queued *event, bool known)
{
  if (known && strncmp(event->target, "#_", 2) == 0) {
    fasti_session_error(session, "error.communication", event->node, event->face.sendid,
                        "there is nobody \"%s\" to send to", event->target);
    return true;
  }
  fasti_session_error(session, "error.execution", event->node, event->face.sendid,
                      known ? "\"%s\" is no target of events" : "events cannot be sent by the type \"%s\"",
                      known ? event->target : event->type);
  return false;
}

bool
fasti_dispatch(struct fasti_session *session, struct fasti_queued *event)
{
  bool known = fasti_program_is_scxml_send(event->type), good;
  struct fasti_session *to = known ? receiver(session, event->target) : NULL;

  event->next = NULL;
  if (to) {
    deliver(session, to, event);
    return true;
  }
  good = offer(session, event) || undeliverable(session, event, known);
  fasti_queued_free(event);
  return good;
}

/* Sending */

struct words {
  char *event, *target, *type, *delay;
};

static void
free_words(struct words *words)
{
  fasti_free(words->event);
  fasti_free(words->target);
  fasti_free(words->type);
  fasti_free(words->delay);
}

static bool
read_words(struct fasti_session *session, const struct fasti_op *op, struct words *words)
{
  return fasti_word(session, &op->send.event, op->node, &words->event) &&
         fasti_word(session, &op->send.target, op->node, &words->target) &&
         fasti_word(session, &op->send.type, op->node, &words->type) &&
         fasti_word(session, &op->send.delay, op->node, &words->delay);
}

static bool
read_delay(struct fasti_session *session, const struct fasti_op *op, const struct words *words, int64_t *delay)
{
  *delay = 0;
  if (words->delay && fasti_program_delay(words->delay, delay) != FASTI_OK) {
    fasti_session_error(session, "error.execution", op->node, NULL, "\"%s\" is no delay; expected 1.5s or 200ms",
                        words->delay);
    return false;
  }
  if (*delay > 0 && words->target && strcmp(words->target, "#_internal") == 0) {
    fasti_session_error(session, "error.execution", op->node, NULL, "an event to #_internal cannot be delayed");
    return false;
  }
  return true;
}

/* @arg id owned; NULL when the <send> asks for none */
static bool
make_id(struct fasti_session *session, const struct fasti_op *op, char **id)
{
  char text[32], *wrong;

  *id = fasti_strdup(op->send.id);
  if (!op->send.idlocation)
    return true;
  snprintf(text, sizeof text, "send.%d", ++session->sends);
  wrong = fasti_assign_text(session, op->send.idlocation, text);
  if (wrong) {
    fasti_session_error(session, "error.execution", op->node, NULL, "%s", wrong);
    fasti_free(wrong);
    return false;
  }
  *id = fasti_strdup(text);
  return true;
}

static void
delay_event(struct fasti_machine *machine, struct fasti_queued *event, int64_t delay)
{
  struct fasti_queued **at = &machine->delayed;

  event->due = machine->now + delay;
  while (*at && (*at)->due <= event->due)
    at = &(*at)->next;
  event->next = *at;
  *at = event;
}

static bool
emit(struct fasti_session *session, const struct fasti_op *op, const struct words *words, const char *id, int64_t delay,
     xmlNodePtr data)
{
  struct fasti_buffer origin = {0};
  struct fasti_event face = {.name = words->event ? words->event : "",
                             .kind = FASTI_EVENT_EXTERNAL,
                             .sendid = id,
                             .origintype = FASTI_SCXML_PROCESSOR};
  struct fasti_queued *event;

  fasti_buffer_printf(&origin, "#_scxml_%s", session->id);
  face.origin = origin.at;
  event = fasti_queued_new(&face, data, words->target, words->type);
  fasti_buffer_free(&origin);
  event->node = op->node;
  event->number = op->send.number;
  event->session = session;
  if (delay <= 0)
    return fasti_dispatch(session, event);
  delay_event(session->machine, event, delay);
  return true;
}

bool
fasti_send(struct fasti_session *session, const struct fasti_op *op)
{
  struct words words = {0};
  xmlNodePtr data = NULL;
  char *id = NULL;
  int64_t delay;
  bool good = read_words(session, op, &words) && read_delay(session, op, &words, &delay) &&
              fasti_payload(session, &op->send.payload, op->node, false, &data) && make_id(session, op, &id);

  if (good)
    good = emit(session, op, &words, id, delay, data);
  else
    xmlFreeNode(data);
  fasti_free(id);
  free_words(&words);
  return good && session->machine->status == FASTI_OK;
}

void
fasti_cancel_send(struct fasti_session *session, const char *sendid)
{
  struct fasti_queued **at = &session->machine->delayed;

  while (*at) {
    struct fasti_queued *event = *at;

    if (event->session == session && event->face.sendid && strcmp(event->face.sendid, sendid) == 0) {
      *at = event->next;
      fasti_queued_free(event);
    } else {
      at = &event->next;
    }
  }
}
