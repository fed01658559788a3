/* engine/table/eval.c - evaluating expressions: FEEL of DMN 1.5, section 10.3.
 *
 * What cannot be computed is null, as FEEL says; logic has three values. Every step is counted: no expression can run
 * for long or make much. Messages that it can give: the limits.
 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "engine/table/room.h"

bool
eval_spend(struct eval *eval, size_t count)
{
  if (eval->status != FASTI_OK)
    return false;
  eval->steps += (long)count;
  if (eval->steps <= TABLE_STEPS && eval->depth <= TABLE_NESTING)
    return true;
  eval->status = FASTI_LIMIT;
  fasti_error_field(eval->messages, NULL, "the decision takes more than %d steps: its expressions are too large",
                    TABLE_STEPS);
  return false;
}

const struct value *
eval_text(struct eval *eval, struct fasti_buffer *text)
{
  const struct value *value = &value_null;

  if (text->size > TABLE_TEXT)
    eval_spend(eval, TABLE_STEPS);
  if (eval_spend(eval, text->size / 16))
    value = value_text(eval->arena, fasti_arena_copy(eval->arena, text->at ? text->at : "", text->size));
  fasti_buffer_free(text);
  return value;
}

static const struct value *
find_binding(const struct binding *bindings, const char *name)
{
  for (; bindings; bindings = bindings->up)
    if (bindings->name == name || strcmp(bindings->name, name) == 0)
      return bindings->value;
  return NULL;
}

static const struct value *
number_result(struct eval *eval, enum fasti_status status, struct number number)
{
  return status == FASTI_OK ? value_number(eval->arena, number) : &value_null;
}

/* -- arithmetic -- */

static const struct value *
compute(struct eval *eval, enum node_kind op, struct number a, struct number b)
{
  struct number result = {0};
  enum fasti_status status;

  switch (op) {
  case NODE_ADD:
    status = number_add(a, b, &result);
    break;
  case NODE_SUBTRACT:
    status = number_subtract(a, b, &result);
    break;
  case NODE_MULTIPLY:
    status = number_multiply(a, b, &result);
    break;
  case NODE_DIVIDE:
    status = number_divide(a, b, &result);
    break;
  default:
    status = number_power(a, b, &result);
    break;
  }
  return number_result(eval, status, result);
}

/* A day so many months later: the last of the month when it has no such day. */
static const struct value *
add_months(struct eval *eval, int32_t day, long months)
{
  struct fasti_date date = fasti_day_date(day);
  long month = date.year * 12L + date.month - 1 + months;
  int length;

  if (month < 12 || month >= 120000)
    return &value_null;
  date.year = (int)(month / 12);
  date.month = (int)(month % 12) + 1;
  length = fasti_month_length(date.year, date.month);
  date.day = date.day < length ? date.day : length;
  return value_day(eval->arena, fasti_day_of(date));
}

static const struct value *
add_days(struct eval *eval, int32_t day, long days)
{
  const int32_t first = fasti_day_of((struct fasti_date){1, 1, 1}),
                last = fasti_day_of((struct fasti_date){9999, 12, 31});
  long sum = day + days;

  return sum < first || sum > last ? &value_null : value_day(eval->arena, (int32_t)sum);
}

/* SIGN is 1 or -1. */
static const struct value *
add_temporal(struct eval *eval, const struct value *a, const struct value *b, int sign)
{
  if (a->kind == KIND_DATE && b->kind == KIND_DATE)
    return sign < 0 ? value_duration(eval->arena, KIND_DAYS, (long)a->day - b->day) : &value_null;
  if (a->kind == KIND_DATE && b->kind == KIND_MONTHS)
    return add_months(eval, a->day, sign * b->amount);
  if (a->kind == KIND_DATE && b->kind == KIND_DAYS)
    return add_days(eval, a->day, sign * b->amount);
  if (a->kind == b->kind && (a->kind == KIND_DAYS || a->kind == KIND_MONTHS))
    return value_duration(eval->arena, a->kind, a->amount + sign * b->amount);
  return &value_null;
}

static const struct value *
arithmetic(struct eval *eval, enum node_kind op, const struct value *a, const struct value *b)
{
  struct fasti_buffer text = {0};

  if (a->kind == KIND_NUMBER && b->kind == KIND_NUMBER)
    return eval_spend(eval, op == NODE_POWER ? 100 : 1) ? compute(eval, op, a->number, b->number) : &value_null;
  if (op == NODE_ADD && a->kind == KIND_STRING && b->kind == KIND_STRING) {
    fasti_buffer_printf(&text, "%s%s", a->text, b->text);
    return eval_text(eval, &text);
  }
  return op == NODE_ADD || op == NODE_SUBTRACT ? add_temporal(eval, a, b, op == NODE_ADD ? 1 : -1) : &value_null;
}

static const struct value *
negate(struct eval *eval, const struct value *value)
{
  if (value->kind == KIND_NUMBER)
    return value_number(eval->arena, number_negate(value->number));
  if (value->kind == KIND_DAYS || value->kind == KIND_MONTHS)
    return value_duration(eval->arena, value->kind, -value->amount);
  return &value_null;
}

/* -- comparison and logic -- */

static const struct value *
compare(enum node_kind op, const struct value *a, const struct value *b)
{
  int side;

  if (op == NODE_EQUAL || op == NODE_UNEQUAL) {
    bool either = a->kind == KIND_NULL || b->kind == KIND_NULL;

    if (a->kind != b->kind && !either)
      return &value_null;
    return value_boolean(value_equal(a, b) == (op == NODE_EQUAL));
  }
  if (a->kind != b->kind || !kind_has_order(a->kind))
    return &value_null;
  side = value_compare(a, b);
  switch (op) {
  case NODE_LESS:
    return value_boolean(side < 0);
  case NODE_AT_MOST:
    return value_boolean(side <= 0);
  case NODE_GREATER:
    return value_boolean(side > 0);
  default:
    return value_boolean(side >= 0);
  }
}

/* and, or: what decides is false for the one, true for the other. */
static const struct value *
logic(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  bool decides = node->kind == NODE_OR, unknown = false;

  for (size_t i = 0; i < 2; i++) {
    const struct value *value = evaluate(eval, node->child[i], bindings);

    if (value->kind != KIND_BOOLEAN)
      unknown = true;
    else if (value->truth == decides)
      return value;
  }
  return unknown ? &value_null : value_boolean(!decides);
}

static const struct value *
between(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value *value = evaluate(eval, node->child[0], bindings);
  const struct value *low = compare(NODE_AT_LEAST, value, evaluate(eval, node->child[1], bindings));
  const struct value *high = compare(NODE_AT_MOST, value, evaluate(eval, node->child[2], bindings));

  if (low == &value_false || high == &value_false)
    return &value_false;
  return low->kind == KIND_NULL ? low : high;
}

/* -- structures -- */

static const struct value *
date_member(struct eval *eval, int32_t day, const char *name)
{
  struct fasti_date date = fasti_day_date(day);
  long number = strcmp(name, "year") == 0    ? date.year
                : strcmp(name, "month") == 0 ? date.month
                : strcmp(name, "day") == 0   ? date.day
                                             : fasti_day_weekday(day);

  return value_number(eval->arena, number_of(number));
}

static const struct value *
member(struct eval *eval, const struct value *value, const char *name)
{
  const struct value *found = NULL, **items;

  switch (value->kind) {
  case KIND_CONTEXT:
    found = value_entry(value, name);
    break;
  case KIND_DATE:
    found = date_member(eval, value->day, name);
    break;
  case KIND_DAYS:
    found = value_number(eval->arena, number_of(value->amount));
    break;
  case KIND_MONTHS:
    found = value_number(eval->arena, number_of(strcmp(name, "years") == 0 ? value->amount / 12 : value->amount % 12));
    break;
  case KIND_LIST:
    if (!eval_spend(eval, value->count))
      break;
    items = fasti_arena_alloc(eval->arena, (value->count + 1) * sizeof *items);
    for (size_t i = 0; i < value->count; i++)
      items[i] = value->items[i]->kind == KIND_CONTEXT ? member(eval, value->items[i], name) : &value_null;
    return value_list(eval->arena, items, value->count);
  default:
    break;
  }
  return found ? found : &value_null;
}

static const struct value *
make_list(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value **items = fasti_arena_alloc(eval->arena, (node->count + 1) * sizeof *items);

  for (size_t i = 0; i < node->count; i++)
    items[i] = evaluate(eval, node->child[i], bindings);
  return value_list(eval->arena, items, node->count);
}

static const struct value *
make_context(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  struct entry *entries = fasti_arena_alloc(eval->arena, (node->name_count + 1) * sizeof *entries);
  struct binding *own = fasti_arena_alloc(eval->arena, (node->name_count + 1) * sizeof *own);

  for (size_t i = 0; i < node->name_count; i++) {
    entries[i] = (struct entry){node->names[i], evaluate(eval, node->child[i], bindings)};
    own[i] = (struct binding){bindings, node->names[i], entries[i].value};
    bindings = &own[i];
  }
  if (node->count > node->name_count)
    return evaluate(eval, node->child[node->name_count], bindings);
  return value_context(eval->arena, entries, node->name_count);
}

static const struct value *
make_range(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  struct value *value = fasti_arena_alloc(eval->arena, sizeof *value);

  *value = (struct value){.kind = KIND_RANGE,
                          .range = {.low = evaluate(eval, node->child[0], bindings),
                                    .high = evaluate(eval, node->child[1], bindings),
                                    .low_open = node->low_open,
                                    .high_open = node->high_open}};
  if (value->range.low->kind != value->range.high->kind || !kind_has_order(value->range.low->kind))
    return &value_null;
  return value;
}

/* What is not a list is a list of itself. */
static const struct value *
as_list(struct eval *eval, const struct value *value)
{
  const struct value **items;

  if (value->kind == KIND_LIST)
    return value;
  items = fasti_arena_alloc(eval->arena, sizeof *items);
  items[0] = value;
  return value_list(eval->arena, items, value->kind != KIND_NULL);
}

static const struct binding *
bind_item(struct eval *eval, const struct binding *up, const struct value *item)
{
  size_t count = item->kind == KIND_CONTEXT ? item->count : 0;
  struct binding *own = fasti_arena_alloc(eval->arena, (count + 1) * sizeof *own);

  own[0] = (struct binding){up, "item", item};
  for (size_t i = 0; i < count; i++)
    own[i + 1] = (struct binding){&own[i], item->entries[i].name, item->entries[i].value};
  return &own[count];
}

static const struct value *
filter(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value *list = as_list(eval, evaluate(eval, node->child[0], bindings)), *test, **items;
  size_t count = 0;
  long index;

  if (node->child[1]->type->kind == KIND_NUMBER) {
    test = evaluate(eval, node->child[1], bindings);
    if (test->kind != KIND_NUMBER || !number_long(test->number, -TABLE_ITEMS, TABLE_ITEMS, &index))
      return &value_null;
    index = index < 0 ? (long)list->count + index : index - 1;
    return index >= 0 && index < (long)list->count ? list->items[index] : &value_null;
  }
  items = fasti_arena_alloc(eval->arena, (list->count + 1) * sizeof *items);
  for (size_t i = 0; i < list->count && eval_spend(eval, 1); i++) {
    test = evaluate(eval, node->child[1], bind_item(eval, bindings, list->items[i]));
    if (test == &value_true)
      items[count++] = list->items[i];
  }
  return value_list(eval->arena, items, count);
}

static const struct value *
loop(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value *list = as_list(eval, evaluate(eval, node->child[0], bindings)), **items;
  bool unknown = false;

  items = fasti_arena_alloc(eval->arena, (list->count + 1) * sizeof *items);
  for (size_t i = 0; i < list->count && eval_spend(eval, 1); i++) {
    struct binding own = {bindings, node->name, list->items[i]};

    items[i] = evaluate(eval, node->child[1], &own);
    if (node->kind != NODE_FOR && items[i]->kind != KIND_BOOLEAN)
      unknown = true;
    else if (node->kind != NODE_FOR && items[i]->truth == (node->kind == NODE_SOME))
      return items[i];
  }
  if (eval->status != FASTI_OK)
    return &value_null;
  if (node->kind == NODE_FOR)
    return value_list(eval->arena, items, list->count);
  return unknown ? &value_null : value_boolean(node->kind == NODE_EVERY);
}

/* -- calls -- */

static const struct value *
call(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value **arguments = fasti_arena_alloc(eval->arena, (node->count + 1) * sizeof *arguments);

  for (size_t i = 0; i < node->count; i++)
    arguments[i] = evaluate(eval, node->child[i], bindings);
  return eval->status == FASTI_OK ? node->function->call(eval, arguments, node->count) : &value_null;
}

static const struct value *
invoke(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  struct binding *own = fasti_arena_alloc(eval->arena, (node->count + 1) * sizeof *own);
  const struct binding *known = NULL;

  for (size_t i = 0; i < node->count; i++) {
    own[i] = (struct binding){known, node->item->parameters[i],
                              node->child[i] ? evaluate(eval, node->child[i], bindings) : &value_null};
    if (eval->status == FASTI_OK && !value_has_type(eval, own[i].value, node->item->parameter_types[i])) {
      eval->status = FASTI_INVALID;
      fasti_error_field(eval->messages, node->item->name,
                        "the parameter \"%s\" is %s, which is not allowed; expected %s", own[i].name,
                        value_shown(eval->arena, own[i].value),
                        type_expected(eval->arena, eval->messages, node->item->parameter_types[i]));
    }
    known = &own[i];
  }
  return eval->status == FASTI_OK ? evaluate(eval, node->item->logic, known) : &value_null;
}

/* -- unary tests -- */

static const struct value *
match(const struct value *operand, const struct value *tested)
{
  if (operand->kind == KIND_RANGE) {
    const struct value *end = operand->range.low ? operand->range.low : operand->range.high;

    return end->kind == tested->kind ? value_boolean(value_in_range(tested, &operand->range)) : &value_null;
  }
  if (operand->kind == KIND_LIST && tested->kind != KIND_LIST) {
    for (size_t i = 0; i < operand->count; i++)
      if (match(operand->items[i], tested) == &value_true)
        return &value_true;
    return &value_false;
  }
  return compare(NODE_EQUAL, tested, operand);
}

static bool
asks(const struct node *node)
{
  if (node->kind == NODE_TESTED)
    return true;
  for (size_t i = 0; i < node->count; i++)
    if (node->child[i] && asks(node->child[i]))
      return true;
  return false;
}

static const struct value *
any_test(struct eval *eval, const struct node *node, const struct value *tested, const struct binding *bindings)
{
  bool unknown = false;

  for (size_t i = 0; i < node->count; i++) {
    const struct value *value = evaluate_tests(eval, node->child[i], tested, bindings);

    if (value == &value_true)
      return value;
    unknown = unknown || value->kind != KIND_BOOLEAN;
  }
  return unknown ? &value_null : &value_false;
}

const struct value *
evaluate_tests(struct eval *eval, const struct node *node, const struct value *tested, const struct binding *bindings)
{
  const struct value *outer = eval->tested, *value, *operand;

  if (!eval_spend(eval, 1))
    return &value_null;
  switch (node->kind) {
  case NODE_ANY:
    return &value_true;
  case NODE_TESTS:
    return any_test(eval, node, tested, bindings);
  case NODE_NOT:
    value = any_test(eval, node, tested, bindings);
    return value->kind == KIND_BOOLEAN ? value_boolean(!value->truth) : value;
  case NODE_COMPARE:
    return compare(node->op, tested, evaluate(eval, node->child[0], bindings));
  default:
    assert(node->kind == NODE_MATCH);
    eval->tested = tested;
    operand = evaluate(eval, node->child[0], bindings);
    eval->tested = outer;
    if (!asks(node->child[0]))
      return match(operand, tested);
    return operand->kind == KIND_BOOLEAN ? operand : &value_null;
  }
}

/* -- expressions -- */

static const struct value *
choose(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value *test = evaluate(eval, node->child[0], bindings);

  return evaluate(eval, node->child[test == &value_true ? 1 : 2], bindings);
}

static const struct value *
evaluate_kind(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value *value;

  switch (node->kind) {
  case NODE_LITERAL:
    return node->literal;
  case NODE_NAME:
    value = find_binding(bindings, node->name);
    return value ? value : &value_null;
  case NODE_TESTED:
    return eval->tested;
  case NODE_PATH:
    return member(eval, evaluate(eval, node->child[0], bindings), node->name);
  case NODE_NEGATE:
    return negate(eval, evaluate(eval, node->child[0], bindings));
  case NODE_ADD:
  case NODE_SUBTRACT:
  case NODE_MULTIPLY:
  case NODE_DIVIDE:
  case NODE_POWER:
    value = evaluate(eval, node->child[0], bindings);
    return arithmetic(eval, node->kind, value, evaluate(eval, node->child[1], bindings));
  case NODE_AND:
  case NODE_OR:
    return logic(eval, node, bindings);
  case NODE_BETWEEN:
    return between(eval, node, bindings);
  case NODE_IN:
    value = evaluate(eval, node->child[0], bindings);
    return evaluate_tests(eval, node->child[1], value, bindings);
  case NODE_IF:
    return choose(eval, node, bindings);
  case NODE_LIST:
    return make_list(eval, node, bindings);
  case NODE_CONTEXT:
    return make_context(eval, node, bindings);
  case NODE_RANGE:
    return make_range(eval, node, bindings);
  case NODE_FILTER:
    return filter(eval, node, bindings);
  case NODE_FOR:
  case NODE_SOME:
  case NODE_EVERY:
    return loop(eval, node, bindings);
  case NODE_CALL:
    return call(eval, node, bindings);
  case NODE_INVOKE:
    return invoke(eval, node, bindings);
  case NODE_TABLE:
    return evaluate_table(eval, node->table, bindings);
  default:
    value = evaluate(eval, node->child[0], bindings);
    return compare(node->kind, value, evaluate(eval, node->child[1], bindings));
  }
}

const struct value *
evaluate(struct eval *eval, const struct node *node, const struct binding *bindings)
{
  const struct value *value;

  eval->depth++;
  value = eval_spend(eval, 1) ? evaluate_kind(eval, node, bindings) : &value_null;
  eval->depth--;
  return value;
}

bool
node_mentions(const struct node *node, const char *name)
{
  if (node->kind == NODE_NAME && strcmp(node->name, name) == 0)
    return true;
  for (size_t i = 0; i < node->count; i++)
    if (node->child[i] && node_mentions(node->child[i], name))
      return true;
  return false;
}

const struct value *
constant_value(struct fasti_arena *arena, const struct node *node)
{
  struct eval eval = {.arena = arena};
  const struct value *value;

  if (!node->constant)
    return NULL;
  value = evaluate(&eval, node, NULL);
  return eval.status == FASTI_OK ? value : NULL;
}
