/* engine/chart/content.c - compiling conditions, executable content and what messages carry (SCXML 4-6).
 *
 * Messages: bad expressions (warnings: SCXML raises error.execution when they are evaluated), attributes that exclude
 * each other, unknown types of assignment, delays that are no times.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/chart/load.h"

static void
free_expr(void *expr)
{
  fasti_expr_free(expr);
}

static const struct fasti_expr *
compile(struct fasti_reader *reader, const char *text, const xmlNode *node, struct fasti_place place)
{
  struct fasti_expr *expr = fasti_expr_compile(text, node, place, NULL);

  fasti_arena_tie(reader->chart->arena, free_expr, expr);
  return expr;
}

/* The XPath room tells errors; a chart must tolerate them, so they are passed on as warnings. */
static void
warn_if_bad(struct fasti_reader *reader, const struct fasti_expr *expr, const xmlNode *node)
{
  struct fasti_messages *said;

  if (!fasti_expr_is_bad(expr))
    return;
  said = fasti_messages_like(reader->loader->messages);
  fasti_expr_free(fasti_expr_compile(fasti_expr_text(expr), node, fasti_expr_place(expr), said));
  for (size_t i = 0; i < fasti_messages_count(said); i++) {
    struct fasti_message message = *fasti_messages_at(said, i);

    message.severity = FASTI_WARNING;
    fasti_message_add(reader->loader->messages, &message);
  }
  fasti_messages_free(said);
}

const struct fasti_expr *
fasti_read_expr(struct fasti_reader *reader, const xmlNode *node, const char *attribute)
{
  const char *text = fasti_xml_attribute(node, NULL, attribute);
  struct fasti_place place;
  const struct fasti_expr *expr;

  if (!text)
    return NULL;
  place = fasti_xml_attribute_place(node, attribute);
  expr = compile(reader, text, node, place);
  if (reader->chart->xpath)
    warn_if_bad(reader, expr, node);
  else if (strcmp(attribute, "cond") != 0)
    fasti_warning_at(reader->loader->messages, place,
                     "the null data model has no expressions; \"%s\" raises error.execution when it is reached",
                     attribute);
  return expr;
}

/* In('state') alone. @return the number of the state, -1 for any other text, -2 for a state that is not there */
static int
plain_in(const struct fasti_chart *chart, const char *text)
{
  const char *end;
  char quote;
  int state;

  text += strspn(text, " \t\r\n");
  if (strncmp(text, "In(", 3) != 0)
    return -1;
  text += 3 + strspn(text + 3, " \t\r\n");
  quote = *text++;
  if ((quote != '\'' && quote != '"') || !(end = strchr(text, quote)))
    return -1;
  if (end[1 + strspn(end + 1, " \t\r\n")] != ')' ||
      strchr(end + 1, ')')[1 + strspn(strchr(end + 1, ')') + 1, " \t\r\n")])
    return -1;
  state = fasti_names_find(chart->ids, (struct fasti_slice){.at = text, .size = (size_t)(end - text)});
  return state < 0 ? -2 : state;
}

struct fasti_condition
fasti_read_condition(struct fasti_reader *reader, const xmlNode *node)
{
  const char *text = fasti_xml_attribute(node, NULL, "cond");
  struct fasti_condition cond = {.expr = fasti_read_expr(reader, node, "cond"), .state = -1};
  int state;

  if (!text)
    return cond;
  state = plain_in(reader->chart, text);
  if (state == -2)
    fasti_warning_at(reader->loader->messages, fasti_xml_attribute_place(node, "cond"),
                     "In() names a state that is not in this document, and is never true");
  else if (state == -1 && !reader->chart->xpath)
    fasti_warning_at(reader->loader->messages, fasti_xml_attribute_place(node, "cond"),
                     "the null data model has no condition but In('state'); this one raises error.execution");
  cond.state = state < 0 ? -1 : state;
  return cond;
}

static void
check_either(struct fasti_reader *reader, const xmlNode *node, const char *one, const char *other)
{
  if (fasti_xml_attribute(node, NULL, one) && fasti_xml_attribute(node, NULL, other))
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, other),
                       "<%s> has both \"%s\" and \"%s\"; expected one of them", (const char *)node->name, one, other);
}

struct fasti_word
fasti_read_word(struct fasti_reader *reader, const xmlNode *node, const char *name, const char *expr)
{
  check_either(reader, node, name, expr);
  return (struct fasti_word){.text = fasti_xml_attribute(node, NULL, name),
                             .expr = fasti_read_expr(reader, node, expr)};
}

/* What messages carry */

struct param_list {
  struct fasti_reader *reader;
  const xmlNode *node;
  struct fasti_param *params;
  int count;
};

static void
add_name(void *self, struct fasti_slice token)
{
  struct param_list *list = self;
  struct fasti_arena *arena = list->reader->chart->arena;
  const char *text = fasti_arena_copy(arena, token.at, token.size);
  const struct fasti_expr *expr =
    compile(list->reader, text, list->node, fasti_xml_attribute_place(list->node, "namelist"));

  if (list->reader->chart->xpath)
    warn_if_bad(list->reader, expr, list->node);
  list->params[list->count++] = (struct fasti_param){.name = text + (*text == '$'), .expr = expr, .location = true};
}

static void
add_param(struct param_list *list, const xmlNode *node)
{
  struct fasti_reader *reader = list->reader;
  const char *name = fasti_xml_attribute(node, NULL, "name");
  bool location = fasti_xml_attribute(node, NULL, "location") != NULL;

  check_either(reader, node, "expr", "location");
  if (!name)
    return;
  if (!location && !fasti_xml_attribute(node, NULL, "expr"))
    fasti_loader_error(reader->loader, fasti_xml_place(node), "<param> \"%s\" needs \"expr\" or \"location\"", name);
  list->params[list->count++] = (struct fasti_param){
    .name = name, .expr = fasti_read_expr(reader, node, location ? "location" : "expr"), .location = location};
}

static void
add_content(struct fasti_reader *reader, const xmlNode *node, struct fasti_payload *payload)
{
  payload->has_content = true;
  payload->content.expr = fasti_read_expr(reader, node, "expr");
  payload->content.content = node;
  if (payload->content.expr && node->children)
    for (const xmlNode *n = node->children; n; n = n->next)
      if (n->type == XML_ELEMENT_NODE) {
        fasti_loader_error(reader->loader, fasti_xml_place(node),
                           "<content> has both \"expr\" and content; expected one of them");
        break;
      }
}

struct fasti_payload
fasti_read_payload(struct fasti_reader *reader, const xmlNode *node)
{
  const char *namelist = fasti_xml_attribute(node, NULL, "namelist");
  struct param_list list = {.reader = reader, .node = node};
  struct fasti_payload payload = {0};
  size_t most = xmlChildElementCount((xmlNodePtr)node) + (namelist ? strlen(namelist) / 2 + 1 : 0);

  list.params = fasti_arena_alloc(reader->chart->arena, most * sizeof *list.params);
  fasti_names_each(namelist, add_name, &list);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_load_is(child, "param"))
      add_param(&list, child);
    else if (fasti_load_is(child, "content"))
      add_content(reader, child, &payload);
  payload.params = list.params;
  payload.count = list.count;
  return payload;
}

/* Executable content */

static const struct {
  const char *name;
  enum fasti_assign type;
} assigns[] = {
  {"replacechildren", FASTI_ASSIGN_CHILDREN},
  {"firstchild", FASTI_ASSIGN_FIRST},
  {"lastchild", FASTI_ASSIGN_LAST},
  {"previoussibling", FASTI_ASSIGN_BEFORE},
  {"nextsibling", FASTI_ASSIGN_AFTER},
  {"replace", FASTI_ASSIGN_REPLACE},
  {"delete", FASTI_ASSIGN_DELETE},
  {"addattribute", FASTI_ASSIGN_ATTRIBUTE},
};

int
fasti_program_assign(const char *type)
{
  if (!type)
    return FASTI_ASSIGN_CHILDREN;
  for (size_t i = 0; i < sizeof assigns / sizeof *assigns; i++)
    if (strcmp(type, assigns[i].name) == 0)
      return (int)assigns[i].type;
  return -1;
}

static void
read_assign(struct fasti_reader *reader, const xmlNode *node, struct fasti_op *op)
{
  const char *type = fasti_xml_attribute(node, NULL, "type");
  int kind = fasti_program_assign(type);

  if (kind < 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "type"),
                       "\"%s\" is no type of assignment; expected replacechildren, firstchild, lastchild, "
                       "previoussibling, nextsibling, replace, delete or addattribute",
                       type);
  op->assign.location = fasti_read_expr(reader, node, "location");
  op->assign.value.expr = fasti_read_expr(reader, node, "expr");
  op->assign.value.content = op->assign.value.expr ? NULL : node;
  op->assign.type = kind < 0 ? FASTI_ASSIGN_CHILDREN : (enum fasti_assign)kind;
  op->assign.attribute = fasti_xml_attribute(node, NULL, "attr");
  if (kind == FASTI_ASSIGN_ATTRIBUTE && !op->assign.attribute)
    fasti_loader_error(reader->loader, fasti_xml_place(node), "<assign type=\"addattribute\"> needs \"attr\"");
  if (op->assign.value.expr && fasti_xml_first(node))
    fasti_loader_error(reader->loader, fasti_xml_place(node),
                       "<assign> has both \"expr\" and content; expected one of them");
}

/* What is sent has a name; patterns are for those who wait. */
static void
check_event(struct fasti_reader *reader, const xmlNode *node)
{
  const char *event = fasti_xml_attribute(node, NULL, "event");

  if (event && (!*event || event[strcspn(event, " \t\r\n*")]))
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "event"),
                       "\"%s\" cannot be the name of an event; expected a name without blanks or *", event);
}

/* Add a node to a growing list. @return its number */
static int
keep_node(const xmlNode ***nodes, int *count, int *room, const xmlNode *node)
{
  *nodes = fasti_load_grow(*nodes, *count, room, sizeof **nodes);
  (*nodes)[*count] = node;
  return (*count)++;
}

static void
read_send(struct fasti_reader *reader, const xmlNode *node, struct fasti_op *op)
{
  int64_t delay = 0;

  op->send.number = keep_node(&reader->chart->sends, &reader->chart->send_count, &reader->send_room, node);
  check_event(reader, node);
  op->send.event = fasti_read_word(reader, node, "event", "eventexpr");
  op->send.target = fasti_read_word(reader, node, "target", "targetexpr");
  op->send.type = fasti_read_word(reader, node, "type", "typeexpr");
  op->send.delay = fasti_read_word(reader, node, "delay", "delayexpr");
  op->send.id = fasti_xml_attribute(node, NULL, "id");
  op->send.idlocation = fasti_read_expr(reader, node, "idlocation");
  op->send.payload = fasti_read_payload(reader, node);
  check_either(reader, node, "id", "idlocation");
  if (op->send.payload.has_content && op->send.payload.count)
    fasti_loader_error(reader->loader, fasti_xml_place(node),
                       "<send> has both <content> and parameters; expected one of them");
  if (!op->send.event.text && !op->send.event.expr && !op->send.payload.has_content)
    fasti_loader_error(reader->loader, fasti_xml_place(node), "<send> needs \"event\", \"eventexpr\" or <content>");
  if (op->send.delay.text && fasti_program_delay(op->send.delay.text, &delay) != FASTI_OK)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "delay"),
                       "\"%s\" is no delay; expected a number with a unit, as 500ms, 1.5s, 2m, 8h or 3d",
                       op->send.delay.text);
  if (delay > 0 && op->send.target.text && strcmp(op->send.target.text, "#_internal") == 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "delay"),
                       "an event to #_internal cannot be delayed");
}

/* An <if> holds its branches side by side: <elseif> and <else> end one and begin the next. */
static const struct fasti_op *read_run(struct fasti_reader *reader, const xmlNode **from, bool in_if);

static void
read_if(struct fasti_reader *reader, const xmlNode *node, struct fasti_op *op)
{
  const struct fasti_branch **end = &op->branches;
  const xmlNode *at = fasti_xml_first(node), *head = node;

  for (;;) {
    struct fasti_branch *branch = fasti_arena_alloc(reader->chart->arena, sizeof *branch);

    branch->cond = fasti_read_condition(reader, head);
    branch->body = read_run(reader, &at, true);
    *end = branch;
    end = &branch->next;
    if (!at)
      return;
    if (fasti_load_is(head, "else"))
      fasti_loader_error(reader->loader, fasti_xml_place(at), "<%s> after <else>; <else> comes last",
                         (const char *)at->name);
    head = at;
    at = fasti_xml_next(at);
  }
}

static void
read_foreach(struct fasti_reader *reader, const xmlNode *node, struct fasti_op *op)
{
  op->foreach.array = fasti_read_expr(reader, node, "array");
  op->foreach.item = fasti_xml_attribute(node, NULL, "item");
  op->foreach.index = fasti_xml_attribute(node, NULL, "index");
  op->foreach.body = fasti_read_ops(reader, node);
}

/* @return whether NODE is something to execute */
static bool
read_op(struct fasti_reader *reader, const xmlNode *node, struct fasti_op *op)
{
  *op = (struct fasti_op){.node = node};
  if (!node->ns || strcmp((const char *)node->ns->href, FASTI_NS_SCXML) != 0) {
    op->kind = FASTI_OP_FOREIGN;
    op->action = keep_node(&reader->chart->actions, &reader->chart->action_count, &reader->action_room, node);
  } else if (fasti_load_is(node, "raise")) {
    op->kind = FASTI_OP_RAISE;
    op->raise = fasti_xml_attribute(node, NULL, "event");
    check_event(reader, node);
  } else if (fasti_load_is(node, "if")) {
    op->kind = FASTI_OP_IF;
    read_if(reader, node, op);
  } else if (fasti_load_is(node, "foreach")) {
    op->kind = FASTI_OP_FOREACH;
    read_foreach(reader, node, op);
  } else if (fasti_load_is(node, "log")) {
    op->kind = FASTI_OP_LOG;
    op->log.label = fasti_xml_attribute(node, NULL, "label");
    op->log.expr = fasti_read_expr(reader, node, "expr");
  } else if (fasti_load_is(node, "assign")) {
    op->kind = FASTI_OP_ASSIGN;
    read_assign(reader, node, op);
  } else if (fasti_load_is(node, "send")) {
    op->kind = FASTI_OP_SEND;
    read_send(reader, node, op);
  } else if (fasti_load_is(node, "cancel")) {
    op->kind = FASTI_OP_CANCEL;
    op->cancel = fasti_read_word(reader, node, "sendid", "sendidexpr");
    if (!op->cancel.text && !op->cancel.expr)
      fasti_loader_error(reader->loader, fasti_xml_place(node), "<cancel> needs \"sendid\" or \"sendidexpr\"");
  } else {
    if (fasti_load_is(node, "script"))
      fasti_loader_error(reader->loader, fasti_xml_place(node),
                         "the data models xpath and null have no <script>; expected <assign>");
    return false;
  }
  return true;
}

static const struct fasti_op *
read_run(struct fasti_reader *reader, const xmlNode **from, bool in_if)
{
  const struct fasti_op *first = NULL, **end = &first;
  const xmlNode *node = *from;

  for (; node; node = fasti_xml_next(node)) {
    struct fasti_op *op;

    if (in_if && (fasti_load_is(node, "elseif") || fasti_load_is(node, "else")))
      break;
    op = fasti_arena_alloc(reader->chart->arena, sizeof *op);
    if (read_op(reader, node, op)) {
      *end = op;
      end = &op->next;
    }
  }
  *from = node;
  return first;
}

const struct fasti_op *
fasti_read_ops(struct fasti_reader *reader, const xmlNode *node)
{
  const xmlNode *at = fasti_xml_first(node);

  return read_run(reader, &at, false);
}

enum fasti_status
fasti_program_delay(const char *text, int64_t *delay)
{
  static const struct {
    const char *name;
    double milliseconds;
  } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"min", 60000}, {"h", 3600000}, {"d", 86400000}};
  double number = 0, scale = 1;
  bool digits = false, point = false;
  size_t size;

  text += strspn(text, " \t\r\n");
  for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point); text++) {
    if (*text == '.') {
      point = true;
      continue;
    }
    digits = true;
    number = number * 10 + (*text - '0');
    scale *= point ? 10 : 1;
  }
  size = strcspn(text, " \t\r\n");
  if (!digits || text[size + strspn(text + size, " \t\r\n")])
    return FASTI_INVALID;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (strlen(units[i].name) == size && strncmp(units[i].name, text, size) == 0 &&
        number / scale * units[i].milliseconds < 1e15) {
      *delay = (int64_t)(number * units[i].milliseconds / scale + 0.5);
      return FASTI_OK;
    }
  return FASTI_INVALID;
}
