/* engine/step/content.c - running executable content (SCXML 4).
 *
 * An error ends the block that it happens in, and nothing else; it is an event that the chart may handle.
 */
#include "config.h"

#include <libxml/xpath.h>
#include <stdio.h>
#include <string.h>

#include "engine/step/machine.h"

static bool run(struct fasti_session *session, const struct fasti_op *ops);

static bool
run_if(struct fasti_session *session, const struct fasti_op *op)
{
  for (const struct fasti_branch *branch = op->branches; branch; branch = branch->next)
    if (fasti_condition_holds(session, &branch->cond, op->node))
      return run(session, branch->body);
  return true;
}

static void
set_index(struct fasti_session *session, const char *name, int number)
{
  xmlNodePtr wrapper = fasti_data_declare(session, name), holder = fasti_holder_new(session, "data");
  char text[16];

  snprintf(text, sizeof text, "%d", number);
  xmlAddChild(holder, xmlNewDocText(session->doc, BAD_CAST text));
  fasti_data_replace(session, wrapper, holder);
}

/* While the loop runs the item is the node itself; afterwards the variable keeps a copy of the last one. */
static bool
run_items(struct fasti_session *session, const struct fasti_op *op, const xmlNodeSet *nodes)
{
  struct fasti_alias alias = {.next = session->aliases, .name = op->foreach.item};
  xmlNodePtr holder;
  bool good = true;

  session->aliases = &alias;
  for (int i = 0; i < nodes->nodeNr && good; i++) {
    alias.node = nodes->nodeTab[i];
    fasti_machine_spend(session->machine, 1);
    if (op->foreach.index)
      set_index(session, op->foreach.index, i + 1);
    good = run(session, op->foreach.body);
  }
  session->aliases = alias.next;
  if (alias.node && session->machine->status == FASTI_OK) {
    holder = fasti_holder_new(session, "data");
    fasti_copy_node(session, alias.node, holder);
    fasti_data_replace(session, fasti_data_declare(session, op->foreach.item), holder);
  }
  return good;
}

static bool
run_foreach(struct fasti_session *session, const struct fasti_op *op)
{
  xmlXPathObjectPtr array;
  bool good;

  if (!session->chart->xpath) {
    fasti_session_error(session, "error.execution", op->node, NULL, "the null data model has no <foreach>");
    return false;
  }
  array = fasti_session_evaluate(session, op->foreach.array, op->node);
  if (!array)
    return false;
  if (array->type != XPATH_NODESET) {
    fasti_session_error(session, "error.execution", op->node, NULL, "the array of <foreach> is no set of nodes");
    xmlXPathFreeObject(array);
    return false;
  }
  if (!fasti_data_declare(session, op->foreach.item) ||
      (op->foreach.index && !fasti_data_declare(session, op->foreach.index))) {
    fasti_session_error(session, "error.execution", op->node, NULL, "\"%s\" cannot be a variable of <foreach>",
                        fasti_data_declare(session, op->foreach.item) ? op->foreach.index : op->foreach.item);
    xmlXPathFreeObject(array);
    return false;
  }
  if (array->nodesetval)
    fasti_nodes_sort(array->nodesetval);
  good = !array->nodesetval || run_items(session, op, array->nodesetval);
  xmlXPathFreeObject(array);
  return good;
}

static bool
run_log(struct fasti_session *session, const struct fasti_op *op)
{
  const struct fasti_host *host = &session->machine->host;
  struct fasti_word word = {.expr = op->log.expr};
  char *text;

  if (!fasti_word(session, &word, op->node, &text))
    return false;
  if (host->log)
    host->log(host->self, session, op->log.label ? op->log.label : "", text ? text : "");
  fasti_free(text);
  return true;
}

static bool
run_assign(struct fasti_session *session, const struct fasti_op *op)
{
  struct fasti_assignment assignment = {.location = op->assign.location,
                                        .type = op->assign.type,
                                        .attribute = op->assign.attribute,
                                        .literal = !op->assign.value.expr};
  char *wrong;

  if (!session->chart->xpath) {
    fasti_session_error(session, "error.execution", op->node, NULL, "the null data model has no <assign>");
    return false;
  }
  if (op->assign.type != FASTI_ASSIGN_DELETE && !fasti_value(session, &op->assign.value, op->node, &assignment.holder))
    return false;
  wrong = fasti_assign(session, &assignment);
  if (!wrong)
    return session->machine->status == FASTI_OK;
  fasti_session_error(session, "error.execution", op->node, NULL, "%s", wrong);
  fasti_free(wrong);
  return false;
}

static bool
run_cancel(struct fasti_session *session, const struct fasti_op *op)
{
  char *sendid;

  if (!fasti_word(session, &op->cancel, op->node, &sendid))
    return false;
  fasti_cancel_send(session, sendid ? sendid : "");
  fasti_free(sendid);
  return true;
}

static bool
run_raise(struct fasti_session *session, const struct fasti_op *op)
{
  struct fasti_event face = {.name = op->raise, .kind = FASTI_EVENT_INTERNAL};

  fasti_session_put(session, fasti_queued_new(&face, NULL, NULL, NULL), true);
  return true;
}

static bool
run_foreign(struct fasti_session *session, const struct fasti_op *op)
{
  struct fasti_machine *machine = session->machine;

  if (machine->host.act)
    fasti_machine_fail(machine, machine->host.act(machine->host.self, session, op->action));
  return machine->status == FASTI_OK;
}

static bool
run_one(struct fasti_session *session, const struct fasti_op *op)
{
  switch (op->kind) {
  case FASTI_OP_RAISE:
    return run_raise(session, op);
  case FASTI_OP_IF:
    return run_if(session, op);
  case FASTI_OP_FOREACH:
    return run_foreach(session, op);
  case FASTI_OP_LOG:
    return run_log(session, op);
  case FASTI_OP_ASSIGN:
    return run_assign(session, op);
  case FASTI_OP_SEND:
    return fasti_send(session, op);
  case FASTI_OP_CANCEL:
    return run_cancel(session, op);
  case FASTI_OP_FOREIGN:
    return run_foreign(session, op);
  }
  return true;
}

static bool
run(struct fasti_session *session, const struct fasti_op *ops)
{
  for (const struct fasti_op *op = ops; op; op = op->next) {
    fasti_machine_spend(session->machine, 1);
    if (session->machine->status != FASTI_OK || !run_one(session, op))
      return false;
  }
  return true;
}

bool
fasti_execute(struct fasti_session *session, const struct fasti_op *ops)
{
  bool good;

  session->executing++;
  good = run(session, ops);
  session->executing--;
  fasti_data_sweep(session);
  return good;
}
