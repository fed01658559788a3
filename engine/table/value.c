/* engine/table/value.c - values of FEEL; see value.h.
 */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/table/value.h"

const struct value value_null = {.kind = KIND_NULL}, value_true = {.kind = KIND_BOOLEAN, .truth = true},
                   value_false = {.kind = KIND_BOOLEAN, .truth = false};

static struct value *
new_value(struct fasti_arena *arena, enum kind kind)
{
  struct value *value = fasti_arena_alloc(arena, sizeof *value);

  value->kind = kind;
  return value;
}

const struct value *
value_boolean(bool truth)
{
  return truth ? &value_true : &value_false;
}

const struct value *
value_number(struct fasti_arena *arena, struct number number)
{
  struct value *value = new_value(arena, KIND_NUMBER);

  value->number = number;
  return value;
}

const struct value *
value_text(struct fasti_arena *arena, const char *text)
{
  struct value *value = new_value(arena, KIND_STRING);

  value->text = text;
  return value;
}

const struct value *
value_day(struct fasti_arena *arena, int32_t day)
{
  struct value *value = new_value(arena, KIND_DATE);

  value->day = day;
  return value;
}

const struct value *
value_duration(struct fasti_arena *arena, enum kind kind, long amount)
{
  struct value *value = new_value(arena, kind);

  value->amount = amount;
  return value;
}

const struct value *
value_list(struct fasti_arena *arena, const struct value *const *items, size_t count)
{
  struct value *value = new_value(arena, KIND_LIST);

  value->items = items;
  value->count = count;
  return value;
}

const struct value *
value_context(struct fasti_arena *arena, const struct entry *entries, size_t count)
{
  struct value *value = new_value(arena, KIND_CONTEXT);

  value->entries = entries;
  value->count = count;
  return value;
}

/* A number of at most six digits and its unit. @return false when there is none */
static bool
duration_part(struct fasti_slice text, size_t *at, char unit, long *amount)
{
  size_t end = *at;
  long value = 0;

  while (end < text.size && text.at[end] >= '0' && text.at[end] <= '9' && end - *at < 6)
    value = value * 10 + (text.at[end++] - '0');
  if (end == *at || end >= text.size || text.at[end] != unit)
    return false;
  *amount = value;
  *at = end + 1;
  return true;
}

const struct value *
value_duration_parse(struct fasti_arena *arena, struct fasti_slice text)
{
  bool negative = text.size > 0 && text.at[0] == '-', any;
  long years = 0, months = 0, days = 0;
  size_t at = negative;

  if (at >= text.size || text.at[at++] != 'P')
    return NULL;
  if (duration_part(text, &at, 'D', &days))
    return at == text.size ? value_duration(arena, KIND_DAYS, negative ? -days : days) : NULL;
  any = duration_part(text, &at, 'Y', &years);
  any |= duration_part(text, &at, 'M', &months);
  months += years * 12;
  return any && at == text.size ? value_duration(arena, KIND_MONTHS, negative ? -months : months) : NULL;
}

const struct value *
value_entry(const struct value *context, const char *name)
{
  for (size_t i = 0; i < context->count; i++)
    if (strcmp(context->entries[i].name, name) == 0)
      return context->entries[i].value;
  return NULL;
}

static bool
ends_equal(const struct value *a, const struct value *b)
{
  return a == b || (a && b && value_equal(a, b));
}

static bool
contexts_equal(const struct value *a, const struct value *b)
{
  for (size_t i = 0; i < a->count; i++) {
    const struct value *other = value_entry(b, a->entries[i].name);

    if (!other || !value_equal(a->entries[i].value, other))
      return false;
  }
  return a->count == b->count;
}

static bool
lists_equal(const struct value *a, const struct value *b)
{
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++)
    if (!value_equal(a->items[i], b->items[i]))
      return false;
  return true;
}

bool
value_equal(const struct value *a, const struct value *b)
{
  if (a->kind != b->kind)
    return false;
  switch (a->kind) {
  case KIND_NULL:
    return true;
  case KIND_BOOLEAN:
    return a->truth == b->truth;
  case KIND_LIST:
    return lists_equal(a, b);
  case KIND_CONTEXT:
    return contexts_equal(a, b);
  case KIND_RANGE:
    return a->range.low_open == b->range.low_open && a->range.high_open == b->range.high_open &&
           ends_equal(a->range.low, b->range.low) && ends_equal(a->range.high, b->range.high);
  default:
    return value_compare(a, b) == 0;
  }
}

bool
kind_has_order(enum kind kind)
{
  return kind == KIND_NUMBER || kind == KIND_STRING || kind == KIND_DATE || kind == KIND_DAYS || kind == KIND_MONTHS;
}

int
value_compare(const struct value *a, const struct value *b)
{
  assert(a->kind == b->kind && kind_has_order(a->kind));
  switch (a->kind) {
  case KIND_NUMBER:
    return number_compare(a->number, b->number);
  case KIND_STRING:
    return strcmp(a->text, b->text);
  case KIND_DATE:
    return (a->day > b->day) - (a->day < b->day);
  default:
    return (a->amount > b->amount) - (a->amount < b->amount);
  }
}

bool
value_in_range(const struct value *value, const struct range *range)
{
  int side;

  if (range->low) {
    side = value_compare(value, range->low);
    if (side < 0 || (side == 0 && range->low_open))
      return false;
  }
  if (range->high) {
    side = value_compare(value, range->high);
    if (side > 0 || (side == 0 && range->high_open))
      return false;
  }
  return true;
}

static void
write_quoted(const char *text, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "\"");
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      fasti_buffer_puts(out, "\\");
    fasti_buffer_add(out, text, 1);
  }
  fasti_buffer_puts(out, "\"");
}

static void
write_range(const struct range *range, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, range->low_open ? "(" : "[");
  if (range->low)
    value_write_literal(range->low, out);
  fasti_buffer_puts(out, "..");
  if (range->high)
    value_write_literal(range->high, out);
  fasti_buffer_puts(out, range->high_open ? ")" : "]");
}

static void
write_months(long amount, struct fasti_buffer *out)
{
  long size = labs(amount);

  fasti_buffer_puts(out, amount < 0 ? "-P" : "P");
  if (size >= 12)
    fasti_buffer_printf(out, "%ldY", size / 12);
  if (size % 12 || size == 0)
    fasti_buffer_printf(out, "%ldM", size % 12);
}

static void
write_members(const struct value *value, struct fasti_buffer *out)
{
  bool list = value->kind == KIND_LIST;

  fasti_buffer_puts(out, list ? "[" : "{");
  for (size_t i = 0; i < value->count; i++) {
    fasti_buffer_puts(out, i ? ", " : "");
    if (!list)
      fasti_buffer_printf(out, "%s: ", value->entries[i].name);
    value_write_literal(list ? value->items[i] : value->entries[i].value, out);
  }
  fasti_buffer_puts(out, list ? "]" : "}");
}

void
value_write(const struct value *value, struct fasti_buffer *out)
{
  char date[FASTI_DATE_SIZE];

  switch (value->kind) {
  case KIND_ANY:
  case KIND_NULL:
    fasti_buffer_puts(out, "null");
    break;
  case KIND_BOOLEAN:
    fasti_buffer_puts(out, value->truth ? "true" : "false");
    break;
  case KIND_NUMBER:
    number_write(value->number, out);
    break;
  case KIND_STRING:
    fasti_buffer_puts(out, value->text);
    break;
  case KIND_DATE:
    fasti_buffer_puts(out, fasti_day_format(value->day, date));
    break;
  case KIND_DAYS:
    fasti_buffer_printf(out, "%sP%ldD", value->amount < 0 ? "-" : "", labs(value->amount));
    break;
  case KIND_MONTHS:
    write_months(value->amount, out);
    break;
  case KIND_LIST:
  case KIND_CONTEXT:
    write_members(value, out);
    break;
  case KIND_RANGE:
    write_range(&value->range, out);
    break;
  }
}

void
value_write_literal(const struct value *value, struct fasti_buffer *out)
{
  bool call = value->kind == KIND_DATE || value->kind == KIND_DAYS || value->kind == KIND_MONTHS;

  if (value->kind == KIND_STRING) {
    write_quoted(value->text, out);
    return;
  }
  fasti_buffer_puts(out, call ? (value->kind == KIND_DATE ? "date(\"" : "duration(\"") : "");
  value_write(value, out);
  fasti_buffer_puts(out, call ? "\")" : "");
}

const char *
value_shown(struct fasti_arena *arena, const struct value *value)
{
  struct fasti_buffer buffer = {0};
  const char *shown;

  value_write(value, &buffer);
  shown = fasti_arena_copy(arena, buffer.at ? buffer.at : "", buffer.size);
  fasti_buffer_free(&buffer);
  return shown;
}

static xmlNodePtr
new_child(xmlNodePtr parent, const char *name)
{
  return xmlNewChild(parent, NULL, (const xmlChar *)name, NULL);
}

/* A member's element has its name, where that is a name of XML; else <entry name="...">. */
static xmlNodePtr
entry_element(xmlNodePtr parent, const char *name)
{
  xmlNodePtr child;

  if (xmlValidateNCName((const xmlChar *)name, 0) == 0)
    return new_child(parent, name);
  child = new_child(parent, "entry");
  xmlNewProp(child, (const xmlChar *)"name", (const xmlChar *)name);
  return child;
}

static void
scalar_to_xml(const struct value *value, xmlNodePtr element)
{
  struct fasti_buffer buffer = {0};

  if (value->kind != KIND_NULL) {
    value_write(value, &buffer);
    xmlAddChild(element, xmlNewDocText(element->doc, (const xmlChar *)(buffer.at ? buffer.at : "")));
  }
  fasti_buffer_free(&buffer);
}

void
value_to_xml(const struct value *value, xmlNodePtr element)
{
  if (value->kind != KIND_STRING)
    xmlNewProp(element, (const xmlChar *)"type", (const xmlChar *)kind_name(value->kind));
  if (value->kind == KIND_LIST) {
    for (size_t i = 0; i < value->count; i++)
      value_to_xml(value->items[i], new_child(element, "item"));
  } else if (value->kind == KIND_CONTEXT) {
    for (size_t i = 0; i < value->count; i++)
      value_to_xml(value->entries[i].value, entry_element(element, value->entries[i].name));
  } else {
    scalar_to_xml(value, element);
  }
}

const char *
kind_name(enum kind kind)
{
  static const char *const names[] = {"Any",      "null",     "boolean", "number",  "string", "date",
                                      "duration", "duration", "list",    "context", "range"};

  return names[kind];
}

#define BUILT_IN(shown, of)                                                                                            \
  {                                                                                                                    \
    .name = (shown), .kind = (of)                                                                                      \
  }
const struct type type_any = BUILT_IN("Any", KIND_ANY), type_boolean = BUILT_IN("boolean", KIND_BOOLEAN),
                  type_number = BUILT_IN("number", KIND_NUMBER), type_text = BUILT_IN("string", KIND_STRING),
                  type_date = BUILT_IN("date", KIND_DATE), type_days = BUILT_IN("days and time duration", KIND_DAYS),
                  type_months = BUILT_IN("years and months duration", KIND_MONTHS),
                  type_context = BUILT_IN("context", KIND_CONTEXT), type_list = BUILT_IN("list", KIND_LIST);

const struct type *
type_of_kind(enum kind kind)
{
  static const struct type *const types[] = {&type_any,  &type_any,     &type_boolean, &type_number,
                                             &type_text, &type_date,    &type_days,    &type_months,
                                             &type_list, &type_context, &type_any};

  return types[kind];
}

const struct type *
type_component(const struct type *type, const char *name)
{
  for (size_t i = 0; i < type->count; i++)
    if (strcmp(type->components[i].name, name) == 0)
      return type->components[i].type;
  return NULL;
}
