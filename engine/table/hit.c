/* engine/table/hit.c - evaluating decision tables: which rows hit, what they give together, why the others did not.
 *
 * DMN 1.5, section 8.2. Messages that it can give: an input that is not allowed, two rows of a UNIQUE table, rows of an
 * ANY table that differ, a result outside of what the law allows (f:frame).
 */
#include "config.h"

#include <string.h>

#include "engine/table/room.h"

/* One table being evaluated. */
struct hits {
  struct eval *eval;
  const struct table *table;
  const struct binding *bindings;
  const struct value **inputs;  /* one each column */
  const struct value **results; /* one each row; NULL: it did not hit */
  size_t *order;                /* rows that hit, as the policy orders them */
  size_t count;
};

xmlNodePtr
trace_add(struct eval *eval, const char *element, const char *name)
{
  xmlNodePtr node;

  if (!eval->trace)
    return NULL;
  node = xmlNewChild(eval->trace, NULL, (const xmlChar *)element, NULL);
  if (name)
    xmlNewProp(node, (const xmlChar *)"name", (const xmlChar *)name);
  return node;
}

void
trace_value(struct eval *eval, const char *element, const char *name, const struct value *value)
{
  xmlNodePtr node = trace_add(eval, element, name);

  if (node)
    value_to_xml(value, node);
}

/* Its label stands beside the name, where it has one. */
static void
trace_input(struct eval *eval, const struct column *column, const struct value *value)
{
  xmlNodePtr node = trace_add(eval, "input", column->name);

  if (!node)
    return;
  if (column->label != column->name)
    xmlNewProp(node, (const xmlChar *)"label", (const xmlChar *)column->label);
  value_to_xml(value, node);
}

/* -- rows -- */

static void
find_inputs(struct hits *hits)
{
  struct eval *eval = hits->eval;

  for (size_t i = 0; i < hits->table->column_count; i++) {
    const struct column *column = &hits->table->columns[i];

    hits->inputs[i] = evaluate(eval, column->expression, hits->bindings);
    if (eval->status != FASTI_OK)
      return;
    trace_input(eval, column, hits->inputs[i]);
    if (!column->allowed || evaluate_tests(eval, column->allowed, hits->inputs[i], hits->bindings) == &value_true ||
        eval->status != FASTI_OK)
      continue;
    eval->status = FASTI_INVALID;
    fasti_error_field(eval->messages, hits->table->owner,
                      "%s is %s, which the table does not allow; expected one of: %s", column->name,
                      value_shown(eval->arena, hits->inputs[i]), column->allowed->text);
    return;
  }
}

static const struct value *
row_result(struct hits *hits, const struct node *const *entries)
{
  const struct table *table = hits->table;
  struct entry *members = fasti_arena_alloc(hits->eval->arena, table->output_count * sizeof *members);

  for (size_t i = 0; i < table->output_count; i++) {
    const struct output *output = &table->outputs[i];
    const struct value *value = evaluate(hits->eval, entries[i], hits->bindings);

    members[i] = (struct entry){output->name, value};
    if (hits->eval->status != FASTI_OK || value->kind == KIND_NULL || !output->allowed ||
        evaluate_tests(hits->eval, output->allowed, value, hits->bindings) == &value_true)
      continue;
    hits->eval->status = FASTI_INVALID;
    fasti_error_field(hits->eval->messages, table->owner, "the result %s is not among what the table allows: %s",
                      value_shown(hits->eval->arena, value), output->allowed->text);
  }
  return table->output_count == 1 ? members[0].value : value_context(hits->eval->arena, members, table->output_count);
}

static bool
row_hits(struct hits *hits, const struct row *row)
{
  for (size_t i = 0; i < hits->table->column_count; i++)
    if (evaluate_tests(hits->eval, row->tests[i], hits->inputs[i], hits->bindings) != &value_true)
      return false;
  return hits->eval->status == FASTI_OK;
}

static void
find_hits(struct hits *hits)
{
  for (size_t i = 0; i < hits->table->row_count && hits->eval->status == FASTI_OK; i++)
    if (row_hits(hits, &hits->table->rows[i])) {
      hits->results[i] = row_result(hits, hits->table->rows[i].outputs);
      hits->order[hits->count++] = i;
    }
}

/* -- frames -- */

static const struct value *
output_of(const struct hits *hits, const struct value *result, size_t output)
{
  return hits->table->output_count == 1 ? result : result->entries[output].value;
}

/* SIDE -1: LIMIT is the least, 1: the greatest that is allowed. */
static void
check_bound(struct hits *hits, const struct frame *frame, const struct node *limit, const struct value *value, int side)
{
  struct eval *eval = hits->eval;
  const char *name = hits->table->outputs[frame->output].name;
  const struct value *bound;

  if (!limit || eval->status != FASTI_OK)
    return;
  bound = evaluate(eval, limit, hits->bindings);
  if (eval->status != FASTI_OK || value->kind == KIND_NULL ||
      (bound->kind == value->kind && kind_has_order(value->kind) && value_compare(value, bound) * side <= 0))
    return;
  eval->status = FASTI_INVALID;
  name = name ? name : hits->table->owner;
  if (side > 0)
    fasti_error_input(eval->messages, hits->table->owner, frame->law, "%s is %s, but at most %s is allowed", name,
                      value_shown(eval->arena, value), value_shown(eval->arena, bound));
  else
    fasti_error_input(eval->messages, hits->table->owner, frame->law, "%s is %s, but at least %s is needed", name,
                      value_shown(eval->arena, value), value_shown(eval->arena, bound));
}

static void
check_frames(struct hits *hits, const struct value *result)
{
  for (size_t i = 0; i < hits->table->frame_count; i++) {
    const struct frame *frame = &hits->table->frames[i];
    const struct value *value = output_of(hits, result, frame->output);

    if (frame->unless && evaluate(hits->eval, frame->unless, hits->bindings) == &value_true)
      continue;
    check_bound(hits, frame, frame->at_least, value, -1);
    check_bound(hits, frame, frame->at_most, value, 1);
  }
}

/* -- policies -- */

/* Where a value stands in the order of an output. */
static size_t
rank(const struct output *output, const struct value *value)
{
  size_t at = 0;

  while (at < output->order_count && !value_equal(output->order[at], value))
    at++;
  return at;
}

static bool
comes_before(const struct hits *hits, size_t one, size_t other)
{
  for (size_t i = 0; i < hits->table->output_count; i++) {
    const struct output *output = &hits->table->outputs[i];
    size_t a = rank(output, output_of(hits, hits->results[one], i)),
           b = rank(output, output_of(hits, hits->results[other], i));

    if (a != b)
      return a < b;
  }
  return false;
}

/* Insertion: rows of the same rank stay in their order. */
static void
sort_by_output(struct hits *hits)
{
  for (size_t i = 1; i < hits->count && eval_spend(hits->eval, i); i++)
    for (size_t k = i; k > 0 && comes_before(hits, hits->order[k], hits->order[k - 1]); k--) {
      size_t row = hits->order[k];

      hits->order[k] = hits->order[k - 1];
      hits->order[k - 1] = row;
    }
}

/* Two rows that must not hit together: the first two of the order. */
static void
refuse(struct hits *hits)
{
  struct fasti_messages *messages = hits->eval->messages;
  struct fasti_buffer inputs = {0};

  hits->eval->status = FASTI_INVALID;
  for (size_t i = 0; i < hits->table->column_count; i++) {
    fasti_buffer_printf(&inputs, "%s%s = ", i ? ", " : "", hits->table->columns[i].label);
    value_write_literal(hits->inputs[i], &inputs);
  }
  if (hits->table->policy == POLICY_UNIQUE)
    fasti_error_field(messages, hits->table->owner,
                      "rows %zu and %zu both hit, in a table in which one may (UNIQUE): %s", hits->order[0] + 1,
                      hits->order[1] + 1, inputs.at);
  else
    fasti_error_field(
      messages, hits->table->owner,
      "rows %zu and %zu both hit and give different results, in a table in which they must agree (ANY): %s",
      hits->order[0] + 1, hits->order[1] + 1, inputs.at);
  fasti_buffer_free(&inputs);
}

static const struct value *
list_of_hits(struct hits *hits)
{
  const struct value **items = fasti_arena_alloc(hits->eval->arena, (hits->count + 1) * sizeof *items);

  for (size_t i = 0; i < hits->count; i++)
    items[i] = hits->results[hits->order[i]];
  return value_list(hits->eval->arena, items, hits->count);
}

static const struct value *
aggregate(struct hits *hits)
{
  static const char *const names[] = {NULL, "sum", "min", "max", "count"};
  const struct value *list = list_of_hits(hits);
  const struct function *function = functions;

  if (hits->table->aggregator == AGGREGATE_NONE)
    return list;
  while (strcmp(function->name, names[hits->table->aggregator]) != 0)
    function++;
  return function->call(hits->eval, &list, 1);
}

static const struct value *
any_of_hits(struct hits *hits)
{
  for (size_t i = 1; i < hits->count; i++)
    if (!value_equal(hits->results[hits->order[0]], hits->results[hits->order[i]])) {
      hits->order[1] = hits->order[i];
      refuse(hits);
      return &value_null;
    }
  return hits->results[hits->order[0]];
}

static const struct value *
otherwise(struct hits *hits)
{
  const struct node **entries = fasti_arena_alloc(hits->eval->arena, hits->table->output_count * sizeof *entries);

  for (size_t i = 0; i < hits->table->output_count; i++) {
    entries[i] = hits->table->outputs[i].otherwise;
    if (!entries[i])
      return hits->table->policy >= POLICY_RULE_ORDER ? aggregate(hits) : &value_null;
  }
  return row_result(hits, entries);
}

static const struct value *
combine(struct hits *hits)
{
  if (hits->count == 0)
    return otherwise(hits);
  switch (hits->table->policy) {
  case POLICY_UNIQUE:
    if (hits->count > 1)
      refuse(hits);
    return hits->results[hits->order[0]];
  case POLICY_ANY:
    return any_of_hits(hits);
  case POLICY_PRIORITY:
    sort_by_output(hits);
    return hits->results[hits->order[0]];
  case POLICY_FIRST:
    return hits->results[hits->order[0]];
  case POLICY_OUTPUT_ORDER:
    sort_by_output(hits);
    return list_of_hits(hits);
  case POLICY_RULE_ORDER:
    return list_of_hits(hits);
  case POLICY_COLLECT:
    return aggregate(hits);
  }
  return &value_null;
}

/* -- telling -- */

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

static xmlNodePtr
new_row(struct hits *hits, size_t index, bool hit)
{
  struct fasti_buffer number = {0};
  xmlNodePtr node = trace_add(hits->eval, "row", NULL);

  fasti_buffer_printf(&number, "%zu", index + 1);
  set(node, "number", number.at);
  set(node, "hit", hit ? "true" : "false");
  fasti_buffer_free(&number);
  return node;
}

static void
tell_hit(struct hits *hits, size_t index)
{
  const struct row *row = &hits->table->rows[index];
  xmlNodePtr node = new_row(hits, index, true);

  for (size_t i = 0; i < row->annotation_count; i++) {
    xmlNodePtr annotation =
      xmlNewTextChild(node, NULL, (const xmlChar *)"annotation", (const xmlChar *)row->annotations[i].text);

    if (row->annotations[i].name)
      set(annotation, "name", row->annotations[i].name);
  }
}

/* Why a row did not hit: each entry that does not hold, with the value. No words: the trace is data of a case, and must
 * be the same in every language. */
static void
tell_unmet(struct hits *hits, const struct row *row, xmlNodePtr node)
{
  for (size_t i = 0; i < hits->table->column_count; i++) {
    struct fasti_buffer value = {0};
    xmlNodePtr unmet;

    if (evaluate_tests(hits->eval, row->tests[i], hits->inputs[i], hits->bindings) == &value_true)
      continue;
    unmet = xmlNewChild(node, NULL, (const xmlChar *)"unmet", NULL);
    value_write(hits->inputs[i], &value);
    set(unmet, "input", hits->table->columns[i].label);
    set(unmet, "value", value.at ? value.at : "");
    set(unmet, "test", row->tests[i]->text);
    fasti_buffer_free(&value);
  }
}

static void
tell_miss(struct hits *hits, size_t index)
{
  xmlNodePtr node = new_row(hits, index, false);
  struct fasti_buffer first = {0};

  if (!hits->results[index]) {
    tell_unmet(hits, &hits->table->rows[index], node);
    return;
  }
  fasti_buffer_printf(&first, "%zu", hits->order[0] + 1);
  set(node, "after", first.at);
  fasti_buffer_free(&first);
}

/* Rows that made the result first. */
static void
tell(struct hits *hits)
{
  bool one = hits->table->policy == POLICY_FIRST || hits->table->policy == POLICY_PRIORITY;

  if (!hits->eval->trace || !eval_spend(hits->eval, hits->table->row_count))
    return;
  for (size_t i = 0; i < (one && hits->count ? 1 : hits->count); i++)
    tell_hit(hits, hits->order[i]);
  for (size_t i = 0; i < hits->table->row_count; i++)
    if (!hits->results[i] || (one && i != hits->order[0]))
      tell_miss(hits, i);
}

const struct value *
evaluate_rows(struct eval *eval, const struct table *table, const struct binding *bindings)
{
  struct hits hits = {.eval = eval, .table = table, .bindings = bindings};
  const struct value *result;

  hits.inputs = fasti_arena_alloc(eval->arena, table->column_count * sizeof *hits.inputs);
  hits.results = fasti_arena_alloc(eval->arena, table->row_count * sizeof *hits.results);
  hits.order = fasti_arena_alloc(eval->arena, table->row_count * sizeof *hits.order);
  if (!eval_spend(eval, table->row_count))
    return &value_null;
  if (eval->trace)
    xmlNewProp(eval->trace, (const xmlChar *)"hit-policy", (const xmlChar *)policy_name(table->policy));
  find_inputs(&hits);
  if (eval->status == FASTI_OK)
    find_hits(&hits);
  result = eval->status == FASTI_OK ? combine(&hits) : &value_null;
  if (hits.count == 0 && table->policy < POLICY_RULE_ORDER && result->kind != KIND_NULL)
    check_frames(&hits, result);
  for (size_t i = 0; i < hits.count && eval->status == FASTI_OK; i++)
    if (i == 0 || table->policy >= POLICY_RULE_ORDER)
      check_frames(&hits, hits.results[hits.order[i]]);
  if (eval->status == FASTI_OK)
    tell(&hits);
  return result;
}

const struct value *
evaluate_table(struct eval *eval, const struct table *table, const struct binding *bindings)
{
  xmlNodePtr outer = eval->trace;
  const struct value *result;

  eval->trace = trace_add(eval, "table", table->owner);
  result = evaluate_rows(eval, table, bindings);
  if (eval->status == FASTI_OK)
    trace_value(eval, "result", NULL, result);
  eval->trace = outer;
  return result;
}
