/* engine/table/rows.c - reading decision tables: DMN 1.5, chapter 8; and f:frame, f:source (doc/language.md section
 * 12).
 *
 * Messages that it can give: a hit policy or aggregator that there is not or that does not fit, a row with too few or
 * too many entries, entries that are no expression or not among what is allowed, outputs without a name or an order.
 */
#include "config.h"

#include <string.h>

#include "engine/expr.h"
#include "engine/table/room.h"

static const char *const policies[] = {"UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"};
static const char *const aggregators[] = {"", "SUM", "MIN", "MAX", "COUNT"};

/* One table being read. */
struct reading {
  struct loader *loader;
  const xmlNode *node;
  const struct scope *scope;
  struct table *table;
  bool good;
};

const char *
policy_name(enum policy policy)
{
  return policies[policy];
}

static int
find_word(const char *const *words, int count, const char *word)
{
  for (int i = 0; i < count; i++)
    if (strcmp(words[i], word) == 0)
      return i;
  return -1;
}

static void
read_policy(struct reading *reading)
{
  const char *policy = fasti_xml_attribute(reading->node, NULL, "hitPolicy"),
             *aggregation = fasti_xml_attribute(reading->node, NULL, "aggregation");
  int found = find_word(policies, sizeof policies / sizeof *policies, policy ? policy : "UNIQUE"),
      aggregator = find_word(aggregators, sizeof aggregators / sizeof *aggregators, aggregation ? aggregation : "");

  if (found < 0)
    fasti_error_at(
      reading->loader->messages, fasti_xml_attribute_place(reading->node, "hitPolicy"),
      "\"%s\" is no hit policy: expected UNIQUE, FIRST, ANY, PRIORITY, RULE ORDER, OUTPUT ORDER or COLLECT", policy);
  if (aggregator < 0 || (aggregator > 0 && found >= 0 && found != POLICY_COLLECT))
    fasti_error_at(reading->loader->messages, fasti_xml_attribute_place(reading->node, "aggregation"),
                   "expected SUM, MIN, MAX or COUNT, of a COLLECT table");
  reading->good = reading->good && found >= 0 && aggregator >= 0;
  reading->table->policy = found < 0 ? POLICY_UNIQUE : (enum policy)found;
  reading->table->aggregator = aggregator < 0 ? AGGREGATE_NONE : (enum aggregator)aggregator;
}

static size_t
count_of(const struct reading *reading, const xmlNode *node, const char *name)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += dmn_is(reading->loader, child, name);
  return count;
}

/* The expression in the <text> of NODE. @return NULL with a message */
static const struct node *
read_entry(struct reading *reading, const xmlNode *node)
{
  const xmlNode *text = dmn_child(reading->loader, node, "text");
  const char *source = text ? element_text(reading->loader->arena, text) : "";
  const struct node *entry = NULL;

  if (*source)
    entry = parse_expression(reading->loader, source, fasti_xml_place(text), reading->scope);
  else
    fasti_error_at(reading->loader->messages, fasti_xml_place(node), "<%s> is empty: write null where nothing is meant",
                   node->name);
  reading->good = reading->good && entry;
  return entry;
}

/* The unary tests in the <text> of NODE; an empty one is "-". */
static const struct node *
read_tests(struct reading *reading, const xmlNode *node, const struct type *type)
{
  const xmlNode *text = dmn_child(reading->loader, node, "text");
  const char *source = text ? element_text(reading->loader->arena, text) : "";
  const struct node *tests =
    parse_tests(reading->loader, *source ? source : "-", fasti_xml_place(text ? text : node), reading->scope, type);

  reading->good = reading->good && tests;
  return tests;
}

/* -- inputs and outputs -- */

static void
read_column(struct reading *reading, const xmlNode *node, struct column *column)
{
  const xmlNode *expression = dmn_child(reading->loader, node, "inputExpression"),
                *values = dmn_child(reading->loader, node, "inputValues");
  const char *label = fasti_xml_attribute(node, NULL, "label");
  const struct type *declared;

  column->place = fasti_xml_place(node);
  column->type = &type_any;
  column->name = column->label = "";
  if (!expression) {
    fasti_error_at(reading->loader->messages, column->place, "the input needs <inputExpression>");
    reading->good = false;
    return;
  }
  declared = find_type(reading->loader, fasti_xml_attribute(expression, NULL, "typeRef"), fasti_xml_place(expression));
  column->expression = read_entry(reading, expression);
  if (!column->expression)
    return;
  column->name = column->expression->text;
  column->label = label && *label ? tidy(reading->loader->arena, label) : column->name;
  column->type = column->expression->type->kind == KIND_ANY ? declared : column->expression->type;
  if (!types_meet(declared, column->type)) {
    fasti_error_at(reading->loader->messages, column->place,
                   "the input is declared to be of type %s, but \"%s\" gives %s", declared->name, column->name,
                   column->type->name);
    reading->good = false;
  }
  if (!column->type->allowed && declared->allowed)
    column->type = declared;
  column->allowed = values ? read_tests(reading, values, column->type) : column->type->allowed;
}

/* The constants of a list of values: their order is their priority. */
static void
read_order(struct reading *reading, struct output *output)
{
  const struct node *tests = output->allowed;
  const struct value **order, *value;

  if (!tests || tests->kind != NODE_TESTS)
    return;
  order = fasti_arena_alloc(reading->loader->arena, tests->count * sizeof *order);
  for (size_t i = 0; i < tests->count; i++) {
    value =
      tests->child[i]->kind == NODE_MATCH ? constant_value(reading->loader->arena, tests->child[i]->child[0]) : NULL;
    if (!value || value->kind == KIND_RANGE)
      return;
    order[i] = value;
  }
  output->order = order;
  output->order_count = tests->count;
}

static void
read_output(struct reading *reading, const xmlNode *node, struct output *output)
{
  const char *name = fasti_xml_attribute(node, NULL, "name"),
             *table_type = fasti_xml_attribute(reading->node, NULL, "typeRef");
  const xmlNode *values = dmn_child(reading->loader, node, "outputValues"),
                *otherwise = dmn_child(reading->loader, node, "defaultOutputEntry");
  const struct type *whole = find_type(reading->loader, table_type, reading->table->place), *part;

  output->place = fasti_xml_place(node);
  output->name = name ? tidy(reading->loader->arena, name) : NULL;
  output->type = find_type(reading->loader, fasti_xml_attribute(node, NULL, "typeRef"), output->place);
  if (whole->kind == KIND_LIST && whole->item)
    whole = whole->item;
  part = reading->table->output_count > 1 && output->name ? type_component(whole, output->name) : whole;
  if (reading->table->output_count > 1 && (!output->name || !*output->name)) {
    fasti_error_at(reading->loader->messages, output->place, "an output of several needs a name");
    reading->good = false;
  }
  if (output->type->kind == KIND_ANY && part && part->kind != KIND_CONTEXT)
    output->type = part;
  output->allowed = values ? read_tests(reading, values, output->type) : output->type->allowed;
  output->otherwise = otherwise ? read_entry(reading, otherwise) : NULL;
  read_order(reading, output);
}

/* -- rows -- */

/* Whether a constant that an entry names is among what is allowed. */
static void
check_allowed(struct reading *reading, const struct node *allowed, const struct node *entry)
{
  const struct value *value = constant_value(reading->loader->arena, entry), *item;
  struct eval eval = {.arena = reading->loader->arena};

  if (!allowed || !value || value->kind == KIND_NULL || value->kind == KIND_RANGE)
    return;
  for (size_t i = 0; i < (value->kind == KIND_LIST ? value->count : 1); i++) {
    item = value->kind == KIND_LIST ? value->items[i] : value;
    if (!allowed->constant || evaluate_tests(&eval, allowed, item, NULL) == &value_true)
      continue;
    fasti_error_at(reading->loader->messages, entry->place, "%s is not among the values that are allowed here: %s",
                   value_shown(reading->loader->arena, item), allowed->text);
    reading->good = false;
  }
}

static void
read_test(struct reading *reading, const xmlNode *node, struct row *row, size_t index)
{
  const struct column *column = &reading->table->columns[index];
  const struct node *tests = read_tests(reading, node, column->type);

  row->tests[index] = tests;
  for (size_t i = 0; tests && i < tests->count; i++)
    if (tests->child[i]->kind == NODE_MATCH)
      check_allowed(reading, column->allowed, tests->child[i]->child[0]);
}

static void
read_result(struct reading *reading, const xmlNode *node, struct row *row, size_t index)
{
  const struct output *output = &reading->table->outputs[index];
  const struct node *entry = read_entry(reading, node);

  row->outputs[index] = entry;
  if (!entry)
    return;
  if (types_meet(entry->type, output->type)) {
    check_allowed(reading, output->allowed, entry);
    return;
  }
  fasti_error_at(reading->loader->messages, entry->place, "the output is of type %s, but the entry gives %s: %s",
                 output->type->name, entry->type->name, entry->text);
  reading->good = false;
}

static void
read_annotation(struct reading *reading, const xmlNode *node, struct row *row)
{
  const xmlNode *text = dmn_is(reading->loader, node, "description") ? node : dmn_child(reading->loader, node, "text");
  const char *words = text ? element_text(reading->loader->arena, text) : "";
  size_t index = row->annotation_count;
  const char *name = NULL;

  if (dmn_is(reading->loader, node, "annotationEntry"))
    for (const xmlNode *clause = fasti_xml_first(reading->node); clause; clause = fasti_xml_next(clause))
      if (dmn_is(reading->loader, clause, "annotation") && index-- == 0)
        name = fasti_xml_attribute(clause, NULL, "name");
  row->annotations[row->annotation_count++] = (struct annotation){name, words};
}

static void
read_source(struct reading *reading, const xmlNode *node, struct row *row)
{
  const char *source = fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "source");

  row->source = source ? source : "law";
  if (!source || strcmp(source, "law") == 0 || strcmp(source, "measure") == 0)
    return;
  fasti_error_at(reading->loader->messages, row->place, "f:source is law or measure, not \"%s\"", source);
  reading->good = false;
}

static void
read_row(struct reading *reading, const xmlNode *node, struct row *row)
{
  const struct table *table = reading->table;
  struct fasti_arena *arena = reading->loader->arena;
  size_t inputs = count_of(reading, node, "inputEntry"), outputs = count_of(reading, node, "outputEntry"),
         annotations = count_of(reading, node, "annotationEntry") + count_of(reading, node, "description");

  row->place = fasti_xml_place(node);
  read_source(reading, node, row);
  if (inputs != table->column_count || outputs != table->output_count) {
    fasti_error_at(reading->loader->messages, row->place,
                   "the row has %zu input and %zu output entries, the table %zu and %zu", inputs, outputs,
                   table->column_count, table->output_count);
    reading->good = false;
    return;
  }
  row->tests = fasti_arena_alloc(arena, (inputs + 1) * sizeof *row->tests);
  row->outputs = fasti_arena_alloc(arena, (outputs + 1) * sizeof *row->outputs);
  row->annotations = fasti_arena_alloc(arena, (annotations + 1) * sizeof *row->annotations);
  inputs = outputs = 0;
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (dmn_is(reading->loader, child, "inputEntry"))
      read_test(reading, child, row, inputs++);
    else if (dmn_is(reading->loader, child, "outputEntry"))
      read_result(reading, child, row, outputs++);
    else if (dmn_is(reading->loader, child, "annotationEntry") || dmn_is(reading->loader, child, "description"))
      read_annotation(reading, child, row);
}

/* -- frames -- */

static const struct node *
read_bound(struct reading *reading, const xmlNode *node, const char *name, const struct type *expected)
{
  const char *text = fasti_xml_attribute(node, NULL, name);
  const struct node *bound;

  if (!text)
    return NULL;
  bound = parse_expression(reading->loader, text, fasti_xml_attribute_place(node, name), reading->scope);
  if (bound && !types_meet(bound->type, expected)) {
    fasti_error_at(reading->loader->messages, bound->place, "%s of an f:frame is of type %s, not %s", name,
                   expected->name, bound->type->name);
    bound = NULL;
  }
  reading->good = reading->good && bound;
  return bound;
}

static void
read_frame(struct reading *reading, const xmlNode *node, struct frame *frame)
{
  const char *output = fasti_xml_attribute(node, NULL, "output");
  struct table *table = reading->table;

  frame->place = fasti_xml_place(node);
  frame->law = fasti_xml_attribute(node, NULL, "law");
  for (frame->output = 0; frame->output < table->output_count; frame->output++) {
    const char *name = table->outputs[frame->output].name;

    if (table->output_count == 1 && (!output || !name || strcmp(output, name) == 0))
      break;
    if (output && name && strcmp(output, name) == 0)
      break;
  }
  if (frame->output == table->output_count) {
    fasti_error_at(reading->loader->messages, frame->place, "f:frame names no output of the table: \"%s\"",
                   output ? output : "");
    reading->good = false;
    return;
  }
  frame->at_least = read_bound(reading, node, "at-least", table->outputs[frame->output].type);
  frame->at_most = read_bound(reading, node, "at-most", table->outputs[frame->output].type);
  frame->unless = read_bound(reading, node, "unless", &type_boolean);
  if (frame->at_least || frame->at_most || !reading->good)
    return;
  fasti_error_at(reading->loader->messages, frame->place, "f:frame needs at-least or at-most");
  reading->good = false;
}

/* The frames stand in the table, or in its <extensionElements>. */
static void
read_frames(struct reading *reading, const xmlNode *parent)
{
  struct table *table = reading->table;

  for (const xmlNode *child = fasti_xml_first(parent); child; child = fasti_xml_next(child)) {
    if (dmn_is(reading->loader, child, "extensionElements"))
      read_frames(reading, child);
    if (!child->ns || strcmp((const char *)child->ns->href, FASTI_NS_PROCEDURE) != 0)
      continue;
    if (fasti_xml_is(child, FASTI_NS_PROCEDURE, "frame")) {
      struct frame *frames = fasti_arena_alloc(reading->loader->arena, (table->frame_count + 1) * sizeof *frames);

      if (table->frame_count)
        memcpy(frames, table->frames, table->frame_count * sizeof *frames);
      table->frames = frames;
      read_frame(reading, child, &frames[table->frame_count++]);
    } else {
      fasti_error_at(reading->loader->messages, fasti_xml_place(child), "<f:%s> is not known here: expected f:frame",
                     child->name);
      reading->good = false;
    }
  }
}

/* -- tables -- */

/* The type of an output that declares none: that of its entries, when they have one. */
static void
infer_output(struct table *table, size_t index)
{
  const struct type *type = NULL;

  for (size_t i = 0; i < table->row_count; i++) {
    const struct node *entry = table->rows[i].outputs ? table->rows[i].outputs[index] : NULL;

    if (!entry || (type && type->kind != entry->type->kind))
      return;
    type = entry->type;
  }
  if (type && table->outputs[index].type->kind == KIND_ANY)
    table->outputs[index].type = type;
}

static const struct type *
row_type(struct loader *loader, const struct table *table)
{
  struct component *components;
  struct type *type;

  if (table->output_count == 1)
    return table->outputs[0].type;
  components = fasti_arena_alloc(loader->arena, table->output_count * sizeof *components);
  for (size_t i = 0; i < table->output_count; i++)
    components[i] = (struct component){table->outputs[i].name, table->outputs[i].type};
  type = fasti_arena_alloc(loader->arena, sizeof *type);
  *type =
    (struct type){.name = "context", .kind = KIND_CONTEXT, .components = components, .count = table->output_count};
  return type;
}

static const struct type *
result_type(struct loader *loader, const struct table *table)
{
  const struct type *row = row_type(loader, table);
  struct type *type;

  if (table->aggregator != AGGREGATE_NONE)
    return table->aggregator == AGGREGATE_COUNT ? &type_number : row;
  if (table->policy < POLICY_RULE_ORDER)
    return row;
  type = fasti_arena_alloc(loader->arena, sizeof *type);
  *type = type_list;
  type->item = row;
  return type;
}

static void
check_table(struct reading *reading)
{
  const struct table *table = reading->table;
  bool ordered = false;

  for (size_t i = 0; i < table->output_count; i++)
    ordered = ordered || table->outputs[i].order_count > 0;
  if ((table->policy == POLICY_PRIORITY || table->policy == POLICY_OUTPUT_ORDER) && !ordered) {
    fasti_error_at(reading->loader->messages, table->place,
                   "a table with the hit policy %s needs <outputValues>: their order is the priority",
                   policy_name(table->policy));
    reading->good = false;
  }
  if (table->aggregator == AGGREGATE_NONE || table->aggregator == AGGREGATE_COUNT || table->output_count == 1)
    return;
  fasti_error_at(reading->loader->messages, table->place, "%s needs a table of one output",
                 aggregators[table->aggregator]);
  reading->good = false;
}

static void
read_parts(struct reading *reading)
{
  struct table *table = reading->table;
  size_t columns = 0, outputs = 0, rows = 0;

  for (const xmlNode *child = fasti_xml_first(reading->node); child; child = fasti_xml_next(child))
    if (dmn_is(reading->loader, child, "input"))
      read_column(reading, child, &table->columns[columns++]);
    else if (dmn_is(reading->loader, child, "output"))
      read_output(reading, child, &table->outputs[outputs++]);
  for (const xmlNode *child = fasti_xml_first(reading->node); child; child = fasti_xml_next(child))
    if (dmn_is(reading->loader, child, "rule"))
      read_row(reading, child, &table->rows[rows++]);
  for (size_t i = 0; i < table->output_count; i++)
    infer_output(table, i);
  read_frames(reading, reading->node);
}

static void
keep_table(struct fasti_model *model, struct table *table)
{
  struct table **end = &model->tables;

  while (*end)
    end = &(*end)->next;
  *end = table;
}

const struct node *
read_table(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  struct table *table = fasti_arena_alloc(loader->arena, sizeof *table);
  struct reading reading = {.loader = loader, .node = node, .scope = scope, .table = table, .good = true};
  struct node *out = fasti_arena_alloc(loader->arena, sizeof *out);

  table->owner = owner;
  table->place = fasti_xml_place(node);
  read_policy(&reading);
  table->column_count = count_of(&reading, node, "input");
  table->output_count = count_of(&reading, node, "output");
  table->row_count = count_of(&reading, node, "rule");
  if (table->column_count == 0 || table->output_count == 0 || table->row_count == 0) {
    fasti_error_at(loader->messages, table->place, "a decision table needs an <input>, an <output> and a <rule>");
    return NULL;
  }
  table->columns = fasti_arena_alloc(loader->arena, table->column_count * sizeof *table->columns);
  table->outputs = fasti_arena_alloc(loader->arena, table->output_count * sizeof *table->outputs);
  table->rows = fasti_arena_alloc(loader->arena, table->row_count * sizeof *table->rows);
  read_parts(&reading);
  check_table(&reading);
  if (!reading.good)
    return NULL;
  keep_table(loader->model, table);
  *out = (struct node){
    .kind = NODE_TABLE, .type = result_type(loader, table), .table = table, .place = table->place, .text = ""};
  return out;
}
