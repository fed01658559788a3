/* engine/table/domain.c - cutting the values of an input; see domain.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/table/domain.h"

enum { MOST_VALUES = 4000 };

static bool
is_listed(enum kind kind)
{
  return kind == KIND_STRING || kind == KIND_BOOLEAN;
}

/* -- where to cut -- */

static void
add_value(struct domain *domain, const struct value *value)
{
  if (!value || domain->values_count >= MOST_VALUES)
    return;
  if (value->kind == KIND_RANGE) {
    add_value(domain, value->range.low);
    add_value(domain, value->range.high);
  } else if (value->kind == KIND_LIST) {
    for (size_t i = 0; i < value->count; i++)
      add_value(domain, value->items[i]);
  } else if (value->kind == domain->kind) {
    domain->values[domain->values_count++] = value;
  }
}

/* The constants of an entry, or of a condition. */
static void
add_constants(struct fasti_arena *arena, struct domain *domain, const struct node *node)
{
  if (node->constant && node->kind < NODE_ANY) {
    add_value(domain, constant_value(arena, node));
    return;
  }
  for (size_t i = 0; i < node->count; i++)
    if (node->child[i])
      add_constants(arena, domain, node->child[i]);
}

static int
compare_values(const void *a, const void *b)
{
  const struct value *const *one = a, *const *other = b;

  return value_compare(*one, *other);
}

static void
sort_values(struct domain *domain)
{
  size_t count = 0;

  qsort(domain->values, domain->values_count, sizeof *domain->values, compare_values);
  for (size_t i = 0; i < domain->values_count; i++)
    if (count == 0 || value_compare(domain->values[count - 1], domain->values[i]) != 0)
      domain->values[count++] = domain->values[i];
  domain->values_count = count;
}

/* Texts stay in the order of the file. */
static void
drop_repeated(struct domain *domain)
{
  size_t count = 0;

  for (size_t i = 0; i < domain->values_count; i++) {
    size_t at = 0;

    while (at < count && !value_equal(domain->values[at], domain->values[i]))
      at++;
    if (at == count)
      domain->values[count++] = domain->values[i];
  }
  domain->values_count = count;
}

static void
find_values(struct fasti_arena *arena, const struct table *table, size_t column, struct domain *domain)
{
  domain->values = fasti_arena_alloc(arena, (MOST_VALUES + 2) * sizeof *domain->values);
  if (domain->kind == KIND_BOOLEAN) {
    domain->values[0] = &value_true;
    domain->values[1] = &value_false;
    domain->values_count = 2;
    return;
  }
  if (domain->column->allowed)
    add_constants(arena, domain, domain->column->allowed);
  for (size_t i = 0; i < table->row_count; i++)
    add_constants(arena, domain, table->rows[i].tests[column]);
  for (size_t i = 0; i < table->frame_count; i++)
    if (table->frames[i].unless && domain->column->expression->kind == NODE_NAME &&
        node_mentions(table->frames[i].unless, domain->column->expression->name))
      add_constants(arena, domain, table->frames[i].unless);
  if (is_listed(domain->kind))
    drop_repeated(domain);
  else
    sort_values(domain);
}

/* The kind of what the entries of a column name, when nothing declares it. */
static enum kind
kind_of_entries(struct fasti_arena *arena, const struct node *node)
{
  enum kind kind = KIND_ANY;

  if (node->constant && node->kind < NODE_ANY) {
    const struct value *value = constant_value(arena, node);

    if (value && value->kind == KIND_RANGE)
      value = value->range.low ? value->range.low : value->range.high;
    if (value && value->kind == KIND_LIST && value->count)
      value = value->items[0];
    return value ? value->kind : KIND_ANY;
  }
  for (size_t i = 0; i < node->count && kind == KIND_ANY; i++)
    if (node->child[i])
      kind = kind_of_entries(arena, node->child[i]);
  return kind;
}

/* -- samples -- */

/* A number between two, a whole one where it can be. */
static struct number
number_between(struct number low, struct number high)
{
  struct number next, sum;

  if (number_add(low, number_of(1), &next) == FASTI_OK && number_compare(next, high) < 0)
    return next;
  if (number_add(low, high, &sum) != FASTI_OK || number_divide(sum, number_of(2), &next) != FASTI_OK)
    return low;
  return next;
}

/* A value less (SIDE -1) or greater (1) by one. @return NULL where there is none */
static const struct value *
step(struct fasti_arena *arena, const struct value *value, int side)
{
  struct number number;

  switch (value->kind) {
  case KIND_NUMBER:
    return number_add(value->number, number_of(side), &number) == FASTI_OK && number_compare(number, value->number) != 0
             ? value_number(arena, number)
             : NULL;
  case KIND_DATE:
    return value_day(arena, value->day + side);
  default:
    return value_duration(arena, value->kind, value->amount + side);
  }
}

static const struct value *
sample_between(struct fasti_arena *arena, const struct value *low, const struct value *high)
{
  const struct value *next;

  if (low->kind == KIND_NUMBER) {
    struct number number = number_between(low->number, high->number);

    return number_compare(number, low->number) > 0 && number_compare(number, high->number) < 0
             ? value_number(arena, number)
             : NULL;
  }
  next = step(arena, low, 1);
  return value_compare(next, high) < 0 ? next : NULL;
}

static const struct value *
any_sample(struct fasti_arena *arena, enum kind kind)
{
  if (kind == KIND_NUMBER)
    return value_number(arena, number_of(0));
  return kind == KIND_DATE ? value_day(arena, 0) : value_duration(arena, kind, 0);
}

/* Ordered: even cells lie between values, odd ones are values. Listed: the values, and at the end any other text. */
static void
find_samples(struct fasti_arena *arena, struct domain *domain)
{
  size_t count = domain->values_count;

  domain->cells = domain->kind == KIND_BOOLEAN ? 2 : is_listed(domain->kind) ? count + 1 : 2 * count + 1;
  domain->samples = fasti_arena_alloc(arena, domain->cells * sizeof *domain->samples);
  for (size_t i = 0; i < domain->cells; i++)
    if (is_listed(domain->kind))
      domain->samples[i] = i < count ? domain->values[i] : value_text(arena, "\xEF\xBF\xBD");
    else if (i % 2)
      domain->samples[i] = domain->values[i / 2];
    else if (count == 0)
      domain->samples[i] = any_sample(arena, domain->kind);
    else if (i == 0 || i == 2 * count)
      domain->samples[i] = step(arena, domain->values[i ? count - 1 : 0], i ? 1 : -1);
    else
      domain->samples[i] = sample_between(arena, domain->values[i / 2 - 1], domain->values[i / 2]);
}

/* -- what covers what -- */

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

/* Whether an entry is the same for all values of a cell. */
static bool
can_tell(const struct domain *domain, const struct node *tests)
{
  const struct node *operand = tests->count ? tests->child[0] : NULL;

  switch (tests->kind) {
  case NODE_ANY:
    return true;
  case NODE_COMPARE:
    return domain->cut && operand->constant &&
           (domain->kind != KIND_STRING || tests->op == NODE_EQUAL || tests->op == NODE_UNEQUAL);
  case NODE_MATCH:
    return domain->cut && operand->constant && !asks(operand) &&
           (domain->kind != KIND_STRING || operand->kind != NODE_LITERAL || operand->literal->kind != KIND_RANGE);
  default:
    for (size_t i = 0; i < tests->count; i++)
      if (!can_tell(domain, tests->child[i]))
        return false;
    return true;
  }
}

static bits *
cells_of(struct fasti_arena *arena, const struct domain *domain, const struct node *tests, bool unknown)
{
  bits *cells = fasti_arena_alloc(arena, bits_words(domain->cells) * sizeof *cells);

  for (size_t i = 0; i < domain->cells; i++) {
    struct eval eval = {.arena = arena};
    bool holds = unknown;

    if (!domain->samples[i])
      continue;
    if (!tests || tests->kind == NODE_ANY)
      holds = true;
    else if (can_tell(domain, tests))
      holds = evaluate_tests(&eval, tests, domain->samples[i], NULL) == &value_true;
    if (holds)
      bits_put(cells, i);
  }
  return cells;
}

struct domain *
domain_new(struct fasti_arena *arena, const struct table *table, size_t column)
{
  struct domain *domain = fasti_arena_alloc(arena, sizeof *domain);
  const struct node *allowed = table->columns[column].allowed;

  domain->column = &table->columns[column];
  domain->kind = domain->column->type->kind;
  for (size_t i = 0; i < table->row_count && domain->kind == KIND_ANY; i++)
    domain->kind = kind_of_entries(arena, table->rows[i].tests[column]);
  domain->cut = domain->kind == KIND_BOOLEAN || kind_has_order(domain->kind);
  if (domain->cut) {
    find_values(arena, table, column, domain);
    if (domain->values_count >= MOST_VALUES)
      return NULL;
    find_samples(arena, domain);
  } else {
    domain->cells = 1;
    domain->samples = fasti_arena_alloc(arena, sizeof *domain->samples);
    domain->samples[0] = &value_null;
  }
  domain->declared = domain->kind == KIND_BOOLEAN || (allowed && can_tell(domain, allowed));
  domain->inside = cells_of(arena, domain, domain->declared ? allowed : NULL, true);
  domain->known = true;
  domain->must = fasti_arena_alloc(arena, table->row_count * sizeof *domain->must);
  domain->may = fasti_arena_alloc(arena, table->row_count * sizeof *domain->may);
  for (size_t i = 0; i < table->row_count; i++) {
    const struct node *tests = table->rows[i].tests[column];

    domain->must[i] = cells_of(arena, domain, tests, false);
    domain->may[i] = can_tell(domain, tests) ? domain->must[i] : cells_of(arena, domain, tests, true);
    domain->known = domain->known && can_tell(domain, tests);
  }
  return domain;
}

/* -- in words -- */

/* The cells from FIRST to LAST, all of an ordered kind. */
static void
write_run(const struct domain *domain, size_t first, size_t last, struct fasti_buffer *out)
{
  const struct value *low = first ? domain->values[(first - 1) / 2] : NULL,
                     *high = last + 1 < domain->cells ? domain->values[last / 2] : NULL;

  if (first == last && first % 2) {
    value_write_literal(low, out);
    return;
  }
  if (!low || !high) {
    const struct value *end = low ? low : high;

    fasti_buffer_puts(out, low ? (first % 2 ? ">= " : "> ") : (last % 2 ? "<= " : "< "));
    value_write_literal(end, out);
    return;
  }
  fasti_buffer_puts(out, first % 2 ? "[" : "(");
  value_write_literal(low, out);
  fasti_buffer_puts(out, "..");
  value_write_literal(high, out);
  fasti_buffer_puts(out, last % 2 ? "]" : ")");
}

static void
write_ordered(const struct domain *domain, const bits *cells, struct fasti_buffer *out)
{
  bool first = true;

  for (size_t i = 0; i < domain->cells; i++) {
    size_t last = i;

    if (!bits_has(cells, i))
      continue;
    /* A cell without a value, between two days that follow each other, does not part a run. */
    for (size_t k = i + 1; k < domain->cells && (bits_has(cells, k) || !domain->samples[k]); k++)
      last = bits_has(cells, k) ? k : last;
    fasti_buffer_puts(out, first ? "" : ", ");
    first = false;
    write_run(domain, i, last, out);
    i = last;
  }
}

static void
write_listed(const struct domain *domain, const bits *cells, const struct fasti_messages *messages,
             struct fasti_buffer *out)
{
  bool first = true;

  for (size_t i = 0; i < domain->cells; i++) {
    if (!bits_has(cells, i))
      continue;
    fasti_buffer_puts(out, first ? "" : ", ");
    first = false;
    if (i < domain->values_count)
      value_write_literal(domain->values[i], out);
    else
      fasti_buffer_puts(out, fasti_messages_translate(messages, N_("any other text")));
  }
}

void
domain_write(const struct domain *domain, const bits *cells, const struct fasti_messages *messages,
             struct fasti_buffer *out)
{
  size_t count = 0, first = domain->cells;

  for (size_t i = domain->cells; i-- > 0;)
    if (bits_has(cells, i)) {
      count++;
      first = i;
    }
  fasti_buffer_printf(out, "%s%s ", domain->column->name,
                      count == 1 && (is_listed(domain->kind) || first % 2) ? " =" : " in");
  if (is_listed(domain->kind)) {
    write_listed(domain, cells, messages, out);
    return;
  }
  write_ordered(domain, cells, out);
  if (count == 1 && first % 2)
    return;
  fasti_buffer_printf(out, " (%s ", fasti_messages_translate(messages, N_("for example")));
  value_write_literal(domain->samples[first], out);
  fasti_buffer_puts(out, ")");
}
