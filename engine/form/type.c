/* engine/form/type.c - simple types of XML Schema 1.0 (part 2), as far as forms need them; see doc/forms.md.
 *
 * Messages that it can give: a schema with something other than named restrictions, a base that does not exist, a facet
 * that is wrong; for values, what was expected.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/decimal.h"
#include "engine/form/room.h"
#include "engine/pattern.h"

static const struct {
  const char *name;
  enum base base;
  const char *least;
} built_in[] = {
  {"string", BASE_STRING, NULL},
  {"token", BASE_TOKEN, NULL},
  {"anyURI", BASE_TOKEN, NULL},
  {"boolean", BASE_BOOLEAN, NULL},
  {"date", BASE_DATE, NULL},
  {"dateTime", BASE_DATETIME, NULL},
  {"time", BASE_TIME, NULL},
  {"integer", BASE_INTEGER, NULL},
  {"int", BASE_INTEGER, NULL},
  {"long", BASE_INTEGER, NULL},
  {"decimal", BASE_DECIMAL, NULL},
  {"nonNegativeInteger", BASE_INTEGER, "0"},
  {"positiveInteger", BASE_INTEGER, "1"},
};

static const char *const facet_names[FACET_KINDS] = {
  "length",       "minLength",    "maxLength",    "totalDigits", "fractionDigits", "minInclusive",
  "minExclusive", "maxInclusive", "maxExclusive", "enumeration", "pattern",
};

const char *
base_name(enum base base)
{
  static const char *const names[] = {"string", "string", "boolean", "date", "dateTime", "time", "integer", "decimal"};

  return names[base];
}

int
characters(const char *text)
{
  int count = 0;

  for (; *text; text++)
    count += ((unsigned char)*text & 0xC0) != 0x80;
  return count;
}

void
types_begin(struct fasti_form *form)
{
  for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
    struct form_type *type = fasti_arena_alloc(form->arena, sizeof *type);

    *type =
      (struct form_type){.next = form->types, .ns = NS_SCHEMA, .name = built_in[i].name, .base = built_in[i].base};
    if (built_in[i].least) {
      type->facets = fasti_arena_alloc(form->arena, sizeof *type->facets);
      *type->facets = (struct facet){.kind = FACET_MIN_INCLUSIVE, .text = built_in[i].least};
    }
    form->types = type;
  }
}

static const struct form_type *
find(const struct fasti_form *form, const char *ns, const char *name)
{
  for (const struct form_type *type = form->types; type; type = type->next)
    if (strcmp(type->name, name) == 0 && (ns ? type->ns && strcmp(type->ns, ns) == 0 : !type->ns))
      return type;
  return NULL;
}

const struct form_type *
type_find(const struct fasti_form *form, const xmlNode *node, const char *qname)
{
  const char *colon = strchr(qname, ':'), *uri = NULL;
  char *prefix = colon ? fasti_arena_copy(form->arena, qname, (size_t)(colon - qname)) : NULL;
  xmlNsPtr ns = prefix ? xmlSearchNs(node->doc, (xmlNodePtr)node, (const xmlChar *)prefix) : NULL;

  if (prefix && !ns)
    return NULL;
  uri = ns ? (const char *)ns->href : NULL;
  if (uri && strcmp(uri, FASTI_NS_XFORMS) == 0)
    uri = NS_SCHEMA;
  return find(form, uri, colon ? colon + 1 : qname);
}

static void
free_pattern(void *pattern)
{
  fasti_pattern_free(pattern);
}

static bool is_value(enum base base, const char *value);

static bool
facet_is_good(struct fasti_form *form, struct facet *facet, const struct form_type *type, const xmlNode *node,
              struct fasti_messages *messages)
{
  struct fasti_place place = fasti_xml_attribute_place(node, "value");
  struct fasti_buffer why = {0};
  char *end;

  if (facet->kind == FACET_PATTERN) {
    if (fasti_pattern_compile(facet->text, true, &why, &facet->pattern) != FASTI_OK)
      fasti_error_at(messages, place, "\"%s\" is not a regular expression: %s", facet->text, why.at);
    else
      fasti_arena_tie(form->arena, free_pattern, facet->pattern);
    fasti_buffer_free(&why);
    return facet->pattern != NULL;
  }
  if (facet->kind <= FACET_FRACTION_DIGITS) {
    facet->number = (int)strtol(facet->text, &end, 10);
    if (*end == '\0' && end != facet->text && facet->number >= 0)
      return true;
    fasti_error_at(messages, place, "%s must be a number of characters or digits", facet_names[facet->kind]);
    return false;
  }
  if (is_value(type->base, facet->text))
    return true;
  fasti_error_at(messages, place, "\"%s\" is not a value of the base type %s", facet->text, base_name(type->base));
  return false;
}

static void
read_facet(struct fasti_form *form, struct form_type *type, const xmlNode *node, struct fasti_messages *messages)
{
  const char *value = fasti_xml_attribute(node, NULL, "value");
  struct facet *facet = fasti_arena_alloc(form->arena, sizeof *facet), **at = &type->facets;

  for (facet->kind = 0; facet->kind < FACET_KINDS; facet->kind++)
    if (fasti_xml_is(node, NS_SCHEMA, facet_names[facet->kind]))
      break;
  if (facet->kind == FACET_KINDS || !value) {
    if (!fasti_xml_is(node, NS_SCHEMA, "annotation") && !fasti_xml_is(node, NS_SCHEMA, "whiteSpace"))
      fasti_error_at(messages, fasti_xml_place(node),
                     "<%s> is not a rule that types of forms know: expected pattern, enumeration, minInclusive, ...",
                     (const char *)node->name);
    return;
  }
  facet->text = fasti_arena_strdup(form->arena, value);
  if (!facet_is_good(form, facet, type, node, messages))
    return;
  while (*at && (*at)->kind <= facet->kind)
    at = &(*at)->next;
  facet->next = *at;
  *at = facet;
}

static void
read_type(struct fasti_form *form, const char *ns, const xmlNode *node, struct fasti_messages *messages)
{
  const char *name = fasti_xml_attribute(node, NULL, "name");
  const xmlNode *restriction = fasti_xml_first(node);
  struct form_type *type;
  const char *base;

  while (fasti_xml_is(restriction, NS_SCHEMA, "annotation"))
    restriction = fasti_xml_next(restriction);
  base = fasti_xml_is(restriction, NS_SCHEMA, "restriction") ? fasti_xml_attribute(restriction, NULL, "base") : NULL;
  if (!fasti_xml_is(node, NS_SCHEMA, "simpleType") || !name || !base) {
    fasti_error_at(messages, fasti_xml_place(node),
                   "expected a named xs:simpleType with an xs:restriction of a base type");
    return;
  }
  type = fasti_arena_alloc(form->arena, sizeof *type);
  type->parent = type_find(form, restriction, base);
  if (!type->parent) {
    fasti_error_at(messages, fasti_xml_attribute_place(restriction, "base"), "there is no type %s", base);
    return;
  }
  if (find(form, ns, name)) {
    fasti_error_at(messages, fasti_xml_attribute_place(node, "name"), "the type %s is there twice", name);
    return;
  }
  type->ns = fasti_arena_strdup(form->arena, ns);
  type->name = fasti_arena_strdup(form->arena, name);
  type->base = type->parent->base;
  type->constraint = form_rule(form, node, "constraint", messages);
  type->message = fasti_arena_strdup(form->arena, fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "message"));
  for (const xmlNode *facet = fasti_xml_first(restriction); facet; facet = fasti_xml_next(facet))
    read_facet(form, type, facet, messages);
  type->next = form->types;
  form->types = type;
}

void
types_read(struct fasti_form *form, const xmlNode *schema, struct fasti_messages *messages)
{
  const char *ns = fasti_xml_attribute(schema, NULL, "targetNamespace");

  for (const xmlNode *child = fasti_xml_first(schema); child; child = fasti_xml_next(child))
    if (!fasti_xml_is(child, NS_SCHEMA, "annotation"))
      read_type(form, ns, child, messages);
}

/* Seconds of a day, hh:mm or hh:mm:ss. */
static bool
read_time(const char *value, int64_t *seconds)
{
  char text[64] = "1970-01-01T";
  size_t size = strlen(value);

  if (size > 8)
    return false;
  memcpy(text + 11, value, size + 1);
  return fasti_instant_parse(fasti_slice_of(text), 0, seconds) == FASTI_OK;
}

static bool
is_value(enum base base, const char *value)
{
  struct fasti_slice text = fasti_slice_of(value);
  struct fasti_decimal decimal;
  int64_t instant;
  int32_t day;

  switch (base) {
  case BASE_BOOLEAN:
    return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
  case BASE_DATE:
    return fasti_day_parse(text, &day) == FASTI_OK;
  case BASE_DATETIME:
    return fasti_instant_parse(text, 0, &instant) == FASTI_OK;
  case BASE_TIME:
    return read_time(value, &instant);
  case BASE_INTEGER:
    return !strchr(value, '.') && fasti_decimal_parse(text, &decimal) == FASTI_OK;
  case BASE_DECIMAL:
    return fasti_decimal_parse(text, &decimal) == FASTI_OK;
  default:
    return true;
  }
}

/* Order of two values of a base. */
static int
compare(enum base base, const char *a, const char *b)
{
  struct fasti_decimal one = {0}, other = {0};
  int64_t first = 0, second = 0;

  if (base == BASE_DECIMAL || base == BASE_INTEGER) {
    if (fasti_decimal_parse(fasti_slice_of(a), &one) == FASTI_OK &&
        fasti_decimal_parse(fasti_slice_of(b), &other) == FASTI_OK)
      return fasti_decimal_compare(one, other);
    return 0;
  }
  if (base == BASE_DATETIME && fasti_instant_parse(fasti_slice_of(a), 0, &first) == FASTI_OK &&
      fasti_instant_parse(fasti_slice_of(b), 0, &second) == FASTI_OK)
    return (first > second) - (first < second);
  /* Dates and times of day have the order of their text. */
  return strcmp(a, b);
}

static bool
has_facet(const struct form_type *type, const struct facet *facet, const char *value)
{
  struct fasti_decimal decimal = {0};
  bool matches;

  if (facet->kind == FACET_TOTAL_DIGITS || facet->kind == FACET_FRACTION_DIGITS)
    if (fasti_decimal_parse(fasti_slice_of(value), &decimal) != FASTI_OK)
      return false;
  switch (facet->kind) {
  case FACET_LENGTH:
    return characters(value) == facet->number;
  case FACET_MIN_LENGTH:
    return characters(value) >= facet->number;
  case FACET_MAX_LENGTH:
    return characters(value) <= facet->number;
  case FACET_TOTAL_DIGITS:
    return fasti_decimal_digits(decimal) <= facet->number;
  case FACET_FRACTION_DIGITS:
    return decimal.scale <= facet->number;
  case FACET_MIN_INCLUSIVE:
    return compare(type->base, value, facet->text) >= 0;
  case FACET_MIN_EXCLUSIVE:
    return compare(type->base, value, facet->text) > 0;
  case FACET_MAX_INCLUSIVE:
    return compare(type->base, value, facet->text) <= 0;
  case FACET_MAX_EXCLUSIVE:
    return compare(type->base, value, facet->text) < 0;
  case FACET_ENUMERATION:
    return strcmp(value, facet->text) == 0;
  default:
    return fasti_pattern_match(facet->pattern, fasti_slice_of(value), &matches) == FASTI_OK && matches;
  }
}

struct problem
type_check(const struct form_type *type, const char *value)
{
  struct problem problem;

  if (!type->parent && !is_value(type->base, value))
    return (struct problem){.type = type};
  if (type->parent) {
    problem = type_check(type->parent, value);
    if (problem.type)
      return (struct problem){.type = problem.type->message ? problem.type : type, .facet = problem.facet};
  }
  for (const struct facet *facet = type->facets; facet; facet = facet->next) {
    const struct facet *last = facet;
    bool good = has_facet(type, facet, value);

    /* Enumerations and patterns of one restriction are alternatives. */
    for (; (last->kind == FACET_ENUMERATION || last->kind == FACET_PATTERN) && last->next &&
           last->next->kind == last->kind;
         last = last->next)
      good = good || has_facet(type, last->next, value);
    if (!good)
      return (struct problem){.type = type, .facet = facet};
    facet = last;
  }
  return (struct problem){.type = NULL};
}

static void
tell_base(enum base base, const char *field, const char *law, const char *label, const char *value,
          struct fasti_messages *messages)
{
  switch (base) {
  case BASE_BOOLEAN:
    fasti_error_input(messages, field, law, "%s: \"%s\" is neither true nor false", label, value);
    break;
  case BASE_DATE:
    fasti_error_input(messages, field, law, "%s: \"%s\" is not a date: expected YYYY-MM-DD, a day that exists", label,
                      value);
    break;
  case BASE_DATETIME:
    fasti_error_input(messages, field, law,
                      "%s: \"%s\" is not a date and time: expected YYYY-MM-DDThh:mm:ss, with +08:00 or another zone",
                      label, value);
    break;
  case BASE_TIME:
    fasti_error_input(messages, field, law, "%s: \"%s\" is not a time of day: expected hh:mm", label, value);
    break;
  case BASE_INTEGER:
    fasti_error_input(messages, field, law, "%s: \"%s\" is not a whole number", label, value);
    break;
  default:
    fasti_error_input(messages, field, law, "%s: \"%s\" is not a number: expected digits such as 1200.50", label,
                      value);
  }
}

static void
tell_facet(const struct facet *facet, const char *field, const char *law, const char *label, const char *value,
           struct fasti_messages *messages)
{
  switch (facet->kind) {
  case FACET_LENGTH:
    fasti_error_input(messages, field, law, "%s: must have exactly %d characters, not %d", label, facet->number,
                      characters(value));
    break;
  case FACET_MIN_LENGTH:
    fasti_error_input(messages, field, law, "%s: must have at least %d characters, not %d", label, facet->number,
                      characters(value));
    break;
  case FACET_MAX_LENGTH:
    fasti_error_input(messages, field, law, "%s: must have at most %d characters, not %d", label, facet->number,
                      characters(value));
    break;
  case FACET_TOTAL_DIGITS:
    fasti_error_input(messages, field, law, "%s: must have at most %d digits", label, facet->number);
    break;
  case FACET_FRACTION_DIGITS:
    fasti_error_input(messages, field, law, "%s: must have at most %d digits behind the point", label, facet->number);
    break;
  case FACET_MIN_INCLUSIVE:
    fasti_error_input(messages, field, law, "%s: must not be less than %s", label, facet->text);
    break;
  case FACET_MIN_EXCLUSIVE:
    fasti_error_input(messages, field, law, "%s: must be greater than %s", label, facet->text);
    break;
  case FACET_MAX_INCLUSIVE:
    fasti_error_input(messages, field, law, "%s: must not be greater than %s", label, facet->text);
    break;
  case FACET_MAX_EXCLUSIVE:
    fasti_error_input(messages, field, law, "%s: must be less than %s", label, facet->text);
    break;
  case FACET_ENUMERATION:
    fasti_error_input(messages, field, law, "%s: \"%s\" is not one of the values allowed", label, value);
    break;
  default:
    fasti_error_input(messages, field, law, "%s: \"%s\" does not have the form %s", label, value, facet->text);
  }
}

void
type_tell(struct problem problem, const char *field, const char *law, const char *label, const char *value,
          const char *fallback, struct fasti_messages *messages)
{
  if (problem.type->message || fallback)
    fasti_error_input(messages, field, law, "%s: %s", label, problem.type->message ? problem.type->message : fallback);
  else if (problem.facet)
    tell_facet(problem.facet, field, law, label, value, messages);
  else if (problem.type->constraint)
    fasti_error_input(messages, field, law, "%s: does not keep the rule %s", label,
                      fasti_expr_text(problem.type->constraint));
  else
    tell_base(problem.type->base, field, law, label, value, messages);
}
