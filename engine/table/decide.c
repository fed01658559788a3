/* engine/table/decide.c - deciding: inputs from text, the decisions that are required in their order, result and trace.
 *
 * Messages that it can give: a decision that there is not, several of which one must be named, inputs that are unknown,
 * missing, given twice, of a wrong type or not allowed, results of a wrong type.
 */
#include "config.h"

#include <string.h>

#include "engine/table/room.h"

/* One question. */
struct question {
  const struct fasti_model *model;
  const struct fasti_given *given;
  size_t count;
  struct eval eval;
  const struct value **values; /* of each item; NULL: not yet */
  bool *needed;                /* of each item */
  bool *used;                  /* of each given */
};

static const struct item *
find_decision(struct question *question, const char *name)
{
  const struct fasti_model *model = question->model;
  struct fasti_buffer names = {0};
  const struct item *found = NULL;
  size_t count = 0;

  for (size_t i = 0; i < model->item_count; i++) {
    const struct item *item = model->items[i];

    if (item->kind != ITEM_DECISION)
      continue;
    if (name ? strcmp(item->name, name) == 0 : !item->needed) {
      found = item;
      count++;
    }
    fasti_buffer_printf(&names, "%s%s", names.size ? ", " : "", item->name);
  }
  question->eval.status = count == 1 ? FASTI_OK : FASTI_NOT_FOUND;
  if (count == 0 && name)
    fasti_error_field(question->eval.messages, "decision", "there is no decision \"%s\"; the model has: %s", name,
                      names.at);
  else if (count != 1)
    fasti_error_field(question->eval.messages, "decision", "the model has several decisions, name one: %s", names.at);
  fasti_buffer_free(&names);
  return count == 1 ? found : NULL;
}

static void
mark_needed(struct question *question, const struct item *item)
{
  if (question->needed[item->index])
    return;
  question->needed[item->index] = true;
  for (size_t i = 0; i < item->required_count; i++)
    mark_needed(question, item->required[i]);
}

/* -- inputs -- */

static void
refuse(struct question *question)
{
  if (question->eval.status == FASTI_OK)
    question->eval.status = FASTI_INVALID;
}

/* What was given for NAME: the only one. @return its index; -1 when there is none */
static long
find_given(struct question *question, const char *name)
{
  long found = -1;

  for (size_t i = 0; i < question->count; i++) {
    if (strcmp(question->given[i].name, name) != 0)
      continue;
    if (found >= 0 && !question->used[i]) {
      fasti_error_field(question->eval.messages, name, "this input is given twice");
      refuse(question);
    }
    found = found < 0 ? (long)i : found;
    question->used[i] = true;
  }
  return found;
}

static bool
is_text(const char *text)
{
  if (!xmlCheckUTF8((const xmlChar *)text))
    return false;
  for (; *text; text++)
    if ((unsigned char)*text < 0x20 && !strchr("\t\r\n", *text))
      return false;
  return true;
}

static const struct value *
wrong(struct question *question, const char *name, const char *text, const struct type *type)
{
  struct fasti_messages *messages = question->eval.messages;
  const char *expected = type_expected(question->eval.arena, messages, type);

  if (!is_text(text))
    fasti_error_field(messages, name, "the value is not text in UTF-8");
  else if (type->kind == KIND_LIST && type->item && type->item->allowed)
    fasti_error_field(messages, name, "\"%s\" is not right; expected %s; each %s", text, expected,
                      type_expected(question->eval.arena, messages, type->item));
  else
    fasti_error_field(messages, name, "\"%s\" is not right; expected %s", text, expected);
  refuse(question);
  return &value_null;
}

/* The value of an input or component. DEPTH ends what a type could nest. */
static const struct value *
read_given(struct question *question, const char *name, const struct type *type)
{
  struct eval *eval = &question->eval;
  long found = find_given(question, name);
  const struct value *value;
  struct entry *entries;

  if (found >= 0) {
    const char *text = question->given[found].value;

    if (!text)
      return &value_null;
    value = is_text(text) ? value_read(eval->arena, type, text) : NULL;
    return value && value_has_type(eval, value, type) ? value : wrong(question, name, text, type);
  }
  if (type->kind != KIND_CONTEXT || type->count == 0) {
    fasti_error_field(eval->messages, name, "this input is missing; expected %s",
                      type_expected(eval->arena, eval->messages, type));
    refuse(question);
    return &value_null;
  }
  entries = fasti_arena_alloc(eval->arena, type->count * sizeof *entries);
  for (size_t i = 0; i < type->count; i++)
    entries[i] =
      (struct entry){type->components[i].name,
                     read_given(question, fasti_arena_printf(eval->arena, "%s.%s", name, type->components[i].name),
                                type->components[i].type)};
  return value_context(eval->arena, entries, type->count);
}

/* Whether something was given for an input or a part of it. */
static bool
is_given(const struct question *question, const char *name)
{
  size_t size = strlen(name);

  for (size_t i = 0; i < question->count; i++)
    if (strncmp(question->given[i].name, name, size) == 0 && strchr(".", question->given[i].name[size]))
      return true;
  return false;
}

static void
refuse_unknown(struct question *question)
{
  struct fasti_buffer names = {0};

  for (size_t i = 0; i < question->model->item_count; i++)
    if (question->model->items[i]->kind == ITEM_INPUT)
      fasti_buffer_printf(&names, "%s%s", names.size ? ", " : "", question->model->items[i]->name);
  for (size_t i = 0; i < question->count; i++)
    if (!question->used[i]) {
      fasti_error_field(question->eval.messages, question->given[i].name, "the model has no such input; it has: %s",
                        names.at ? names.at : "");
      refuse(question);
    }
  fasti_buffer_free(&names);
}

/* Inputs that are needed must be there; others are looked at when they are. */
static void
read_inputs(struct question *question)
{
  for (size_t i = 0; i < question->model->item_count; i++) {
    const struct item *item = question->model->items[i];

    if (item->kind != ITEM_INPUT || (!question->needed[i] && !is_given(question, item->name)))
      continue;
    question->values[i] = read_given(question, item->name, item->type);
    if (question->needed[i])
      trace_value(&question->eval, "input", item->name, question->values[i]);
  }
  refuse_unknown(question);
}

/* -- decisions -- */

/* A list of one is that one, and one is a list of it, where the type asks for the other. */
static const struct value *
coerce(struct eval *eval, const struct value *value, const struct type *type)
{
  const struct value **items;

  if (value->kind == KIND_NULL || type->kind == KIND_ANY || (type->kind == KIND_LIST) == (value->kind == KIND_LIST))
    return value;
  if (value->kind == KIND_LIST)
    return value->count == 1 ? value->items[0] : value;
  items = fasti_arena_alloc(eval->arena, sizeof *items);
  items[0] = value;
  return value_list(eval->arena, items, 1);
}

static void
tell_source(struct eval *eval, const char *name, const struct node *expression)
{
  if (*expression->text)
    xmlNodeAddContent(trace_add(eval, "expression", name), (const xmlChar *)expression->text);
}

/* An expression and what it was computed from. */
static void
tell_expression(struct eval *eval, const struct item *item, const struct binding *bindings)
{
  if (!eval->trace)
    return;
  tell_source(eval, NULL, item->logic);
  for (size_t i = 0; i < item->logic->name_count && !*item->logic->text; i++)
    tell_source(eval, item->logic->names[i], item->logic->child[i]);
  for (const struct binding *binding = bindings; binding; binding = binding->up)
    if (node_mentions(item->logic, binding->name))
      trace_value(eval, "input", binding->name, binding->value);
}

static const struct value *
decide_item(struct question *question, const struct item *item)
{
  struct eval *eval = &question->eval;
  struct binding *own = fasti_arena_alloc(eval->arena, (item->required_count + 1) * sizeof *own);
  const struct binding *bindings = NULL;
  xmlNodePtr outer = eval->trace;
  const struct value *value;

  if (question->values[item->index])
    return question->values[item->index];
  for (size_t i = item->required_count; i-- > 0;) {
    const struct item *required = item->required[i];

    if (required->kind == ITEM_KNOWLEDGE)
      continue;
    own[i] = (struct binding){bindings, required->name, decide_item(question, required)};
    bindings = &own[i];
  }
  eval->trace = trace_add(eval, "decision", item->name);
  if (item->logic->kind == NODE_TABLE) {
    value = evaluate_rows(eval, item->logic->table, bindings);
  } else {
    tell_expression(eval, item, bindings);
    value = evaluate(eval, item->logic, bindings);
  }
  value = coerce(eval, value, item->type);
  if (eval->status == FASTI_OK && !value_has_type(eval, value, item->type)) {
    eval->status = FASTI_INVALID;
    fasti_error_field(eval->messages, item->name, "the result %s is not of the type %s; expected %s",
                      value_shown(eval->arena, value), item->type->name,
                      type_expected(eval->arena, eval->messages, item->type));
  }
  trace_value(eval, "result", NULL, value);
  eval->trace = outer;
  question->values[item->index] = value;
  return value;
}

static enum fasti_status
answer(struct question *question, const char *decision, xmlNodePtr result)
{
  const struct fasti_model *model = question->model;
  const struct item *item = find_decision(question, decision);
  const struct value *value;

  if (!item)
    return question->eval.status;
  question->values = fasti_arena_alloc(question->eval.arena, (model->item_count + 1) * sizeof *question->values);
  question->needed = fasti_arena_alloc(question->eval.arena, model->item_count + 1);
  question->used = fasti_arena_alloc(question->eval.arena, question->count + 1);
  mark_needed(question, item);
  read_inputs(question);
  if (question->eval.status != FASTI_OK)
    return question->eval.status;
  value = decide_item(question, item);
  if (question->eval.status == FASTI_OK)
    value_to_xml(value, result);
  return question->eval.status;
}

enum fasti_status
fasti_model_decide(const struct fasti_model *model, const char *decision, const struct fasti_given *given, size_t count,
                   xmlNodePtr parent, struct fasti_messages *messages)
{
  xmlNodePtr result = xmlNewDocNode(parent->doc, NULL, (const xmlChar *)"result", NULL),
             trace = xmlNewDocNode(parent->doc, NULL, (const xmlChar *)"trace", NULL);
  struct question question = {.model = model, .given = given, .count = count};
  enum fasti_status status;

  question.eval = (struct eval){.arena = fasti_arena_new(), .messages = messages, .trace = trace};
  status = answer(&question, decision, result);
  if (status == FASTI_OK) {
    xmlAddChild(parent, result);
    xmlAddChild(parent, trace);
  } else {
    xmlFreeNode(result);
    xmlFreeNode(trace);
  }
  fasti_arena_free(question.eval.arena);
  return status;
}
