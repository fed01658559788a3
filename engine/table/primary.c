/* engine/table/primary.c - what operators stand between: literals, names, calls, brackets, if and loops, unary tests.
 */
#include "config.h"

#include <string.h>

#include <libxml/parserInternals.h>

#include "engine/table/parse.h"

enum { MANY = 256 }; /* children that are read in one go; more are refused */

/* -- literals -- */

static struct node *
literal(struct parser *parser, const struct value *value)
{
  struct node *node = new_node(parser, NODE_LITERAL, type_of_kind(value->kind), 0);

  node->literal = value;
  return finish_node(parser, node);
}

static struct node *
parse_number(struct parser *parser)
{
  const char *begin = parser->at;
  struct number number;
  enum fasti_status status;

  while ((*parser->at >= '0' && *parser->at <= '9') || (*parser->at == '.' && parser->at[1] != '.'))
    parser->at++;
  if ((*parser->at == 'e' || *parser->at == 'E') && strspn(parser->at + 1, "+-0123456789") > 0) {
    parser->at++;
    parser->at += strspn(parser->at, "+-");
    parser->at += strspn(parser->at, "0123456789");
  }
  status = number_parse((struct fasti_slice){begin, (size_t)(parser->at - begin)}, &number);
  if (status == FASTI_OK)
    return literal(parser, value_number(parser->loader->arena, number));
  parser->at = begin;
  return fail_expected(parser, N_("a number of at most 34 digits"));
}

static void
add_character(struct fasti_buffer *buffer, unsigned long code)
{
  xmlChar bytes[8];
  int size = xmlCopyChar(0, bytes, (int)code);

  fasti_buffer_add(buffer, bytes, (size_t)size);
}

static bool
read_hex(struct parser *parser, int count, unsigned long *code)
{
  for (*code = 0; count > 0; count--) {
    char digit = *parser->at++;

    if (digit >= '0' && digit <= '9')
      *code = *code * 16 + (unsigned long)(digit - '0');
    else if ((digit | 32) >= 'a' && (digit | 32) <= 'f')
      *code = *code * 16 + (unsigned long)((digit | 32) - 'a' + 10);
    else
      return false;
  }
  return xmlIsCharQ((int)*code);
}

/* What follows a backslash. */
static bool
read_escape(struct parser *parser, struct fasti_buffer *buffer)
{
  static const char plain[] = "\"\\'nrt", means[] = "\"\\'\n\r\t";
  const char *found = *parser->at ? strchr(plain, *parser->at) : NULL;
  unsigned long code;

  if (found) {
    fasti_buffer_add(buffer, &means[found - plain], 1);
    parser->at++;
    return true;
  }
  if (*parser->at != 'u' && *parser->at != 'U')
    return false;
  if (!read_hex(parser, *parser->at++ == 'u' ? 4 : 6, &code))
    return false;
  add_character(buffer, code);
  return true;
}

/* @return owned by the arena; NULL when it failed */
static const char *
read_string(struct parser *parser)
{
  struct fasti_buffer buffer = {0};
  const char *text = NULL, *begin = parser->at++;
  bool good = true;

  while (good && *parser->at && *parser->at != '"')
    if (*parser->at == '\\') {
      parser->at++;
      good = read_escape(parser, &buffer);
    } else {
      fasti_buffer_add(&buffer, parser->at++, 1);
    }
  if (good && *parser->at == '"') {
    parser->at++;
    text = fasti_arena_copy(parser->loader->arena, buffer.at ? buffer.at : "", buffer.size);
  } else {
    parser->at = begin;
    fail_expected(parser, N_("a text that ends with a quotation mark, with \\\" for one inside of it"));
  }
  fasti_buffer_free(&buffer);
  return text;
}

/* @"2026-01-31", @"P1Y": the literals of dates and durations. */
static struct node *
parse_temporal(struct parser *parser)
{
  const char *begin = parser->at++, *text = *parser->at == '"' ? read_string(parser) : NULL;
  const struct value *value = NULL;
  int32_t day;

  if (text && fasti_day_parse(fasti_slice_of(text), &day) == FASTI_OK)
    value = value_day(parser->loader->arena, day);
  else if (text)
    value = value_duration_parse(parser->loader->arena, fasti_slice_of(text));
  if (value)
    return literal(parser, value);
  parser->at = begin;
  return fail_expected(parser, N_("a date or duration, as @\"2026-01-31\", @\"P10D\" or @\"P1Y6M\""));
}

/* -- brackets -- */

struct node *
parse_range_end(struct parser *parser, struct node *low, bool low_open)
{
  struct node *node = new_node(parser, NODE_RANGE, &type_any, 2);
  bool outer = parser->no_filter;

  parser->no_filter = true;
  node->child[0] = low;
  node->child[1] = parse_level(parser, 4);
  parser->no_filter = outer;
  if (!node->child[1])
    return NULL;
  node->low_open = low_open;
  node->high_open = !take(parser, "]");
  if (node->high_open && !take(parser, ")") && !take(parser, "["))
    return fail_expected(parser, N_("\"]\", \")\" or \"[\" at the end of the interval"));
  if (types_meet(low->type, node->child[1]->type) && (low->type->kind == KIND_ANY || kind_has_order(low->type->kind)))
    return finish_node(parser, node);
  return fail_expected(parser, N_("an interval of two numbers, dates, durations or texts"));
}

/* "(": an expression in brackets, or an interval without its low end. */
static struct node *
parse_round(struct parser *parser)
{
  struct node *node;
  bool outer = parser->no_filter;

  parser->no_filter = false;
  node = parse_inner(parser);
  parser->no_filter = outer;
  if (!node)
    return NULL;
  if (take(parser, ".."))
    return parse_range_end(parser, node, true);
  return take(parser, ")") ? node : fail_expected(parser, N_("\")\""));
}

/* Expressions, separated by commas, up to CLOSE. @return false when it failed */
static bool
parse_items(struct parser *parser, const char *close, struct node *first, struct node **items, size_t *count)
{
  *count = 0;
  if (first)
    items[(*count)++] = first;
  else if (take(parser, close))
    return true;
  while (first || (items[*count] = parse_inner(parser))) {
    *count += !first;
    first = NULL;
    if (take(parser, close))
      return true;
    if (!take(parser, ",")) {
      fail_expected(parser, N_("a comma or the closing bracket"));
      return false;
    }
    if (*count == MANY) {
      fail_expected(parser, N_("no more than 256 members"));
      return false;
    }
  }
  return false;
}

static void
adopt(struct parser *parser, struct node *node, struct node *const *items, size_t count)
{
  node->child = fasti_arena_alloc(parser->loader->arena, (count + 1) * sizeof *node->child);
  node->count = count;
  memcpy(node->child, items, count * sizeof *node->child);
}

/* "[": a list, or an interval with its low end. */
static struct node *
parse_square(struct parser *parser)
{
  struct node *node = new_node(parser, NODE_LIST, &type_list, 0), *items[MANY], *first = NULL;
  bool outer = parser->no_filter, good;
  struct type *type;

  parser->no_filter = false;
  skip_blanks(parser);
  if (*parser->at != ']' && !(first = parse_inner(parser)))
    return NULL;
  if (first && take(parser, "..")) {
    parser->no_filter = outer;
    return parse_range_end(parser, first, false);
  }
  good = parse_items(parser, "]", first, items, &node->count);
  parser->no_filter = outer;
  if (!good)
    return NULL;
  adopt(parser, node, items, node->count);
  if (node->count > 0) {
    node->type = type = fasti_arena_alloc(parser->loader->arena, sizeof *type);
    *type = type_list;
    type->item = node->child[0]->type;
    for (size_t i = 1; i < node->count && type->item; i++)
      if (node->child[i]->type->kind != type->item->kind)
        type->item = NULL;
  }
  return finish_node(parser, node);
}

/* @return NULL when it failed */
static const char *
read_key(struct parser *parser)
{
  const char *begin;
  size_t size;

  skip_blanks(parser);
  if (*parser->at == '"')
    return read_string(parser);
  begin = parser->at;
  size = strcspn(begin, ":,{}\"");
  parser->at += size;
  return tidy(parser->loader->arena, fasti_arena_copy(parser->loader->arena, begin, size));
}

/* "{": a context; an entry may use those before it. */
static struct node *
parse_curly(struct parser *parser)
{
  struct node *node = new_node(parser, NODE_CONTEXT, &type_context, 0), *items[MANY];
  const struct scope *outer = parser->scope;
  struct component *components = fasti_arena_alloc(parser->loader->arena, MANY * sizeof *components);
  struct scope *scopes = fasti_arena_alloc(parser->loader->arena, MANY * sizeof *scopes);
  struct type *type = fasti_arena_alloc(parser->loader->arena, sizeof *type);
  size_t count = 0;

  node->names = fasti_arena_alloc(parser->loader->arena, MANY * sizeof *node->names);
  while (count == 0 ? !take(parser, "}") : true) {
    const char *key = read_key(parser);

    if (!key || !*key || !take(parser, ":") || count == MANY)
      return fail_expected(parser, N_("a name and a colon"));
    if (!(items[count] = parse_inner(parser)))
      return NULL;
    node->names[count] = key;
    components[count] = (struct component){key, items[count]->type};
    scopes[count] = (struct scope){.up = parser->scope, .name = key, .type = items[count]->type};
    parser->scope = &scopes[count++];
    if (take(parser, "}"))
      break;
    if (!take(parser, ","))
      return fail_expected(parser, N_("a comma or the closing bracket"));
  }
  parser->scope = outer;
  adopt(parser, node, items, count);
  node->name_count = count;
  *type = type_context;
  type->components = components;
  type->count = count;
  node->type = type;
  return finish_node(parser, node);
}

/* -- names -- */

static const struct scope *
find_name(const struct parser *parser, size_t *size)
{
  const struct scope *best = NULL;

  *size = 0;
  for (const struct scope *scope = parser->scope; scope; scope = scope->up) {
    size_t matched = match_name(parser->at, scope->name);

    if (matched > *size) {
      *size = matched;
      best = scope;
    }
  }
  return best;
}

bool
take_keyword(struct parser *parser, const char *word)
{
  size_t size;

  skip_blanks(parser);
  find_name(parser, &size);
  return size <= strlen(word) && take_word(parser, word);
}

static const struct function *
find_function(const struct parser *parser, size_t *size)
{
  const struct function *best = NULL;

  *size = 0;
  for (const struct function *function = functions; function->name; function++) {
    size_t matched = match_name(parser->at, function->name);

    if (matched > *size && parser->at[matched + strspn(parser->at + matched, " \t\r\n")] == '(') {
      *size = matched;
      best = function;
    }
  }
  return best;
}

static bool
argument_fits(char letter, const struct type *type)
{
  switch (letter) {
  case 'n':
    return types_meet(type, &type_number);
  case 's':
    return types_meet(type, &type_text);
  case 'd':
    return types_meet(type, &type_date);
  case 'b':
    return types_meet(type, &type_boolean);
  case 'l':
    return types_meet(type, &type_list);
  default:
    return true;
  }
}

/* Whether the arguments are those of the function, as far as one sees. */
static bool
arguments_fit(const struct function *function, const struct node *call)
{
  const char *letter = function->arguments;

  for (size_t i = 0; i < call->count; i++) {
    if (*letter == '*')
      return true;
    if (!*letter || !argument_fits(*letter, call->child[i]->type))
      return false;
    letter += letter[1] == '?' ? 2 : 1;
  }
  return !*letter || *letter == '*' || letter[1] == '?';
}

/* What is known before it is evaluated must have a value: date("2026-02-30") has none. */
static struct node *
known_call(struct parser *parser, struct node *node)
{
  const struct value *value = node ? constant_value(parser->loader->arena, node) : NULL;

  if (!value || value->kind != KIND_NULL)
    return node;
  fasti_error_at(parser->loader->messages, parser->place,
                 "the function \"%s\" has no value for these arguments, in the expression: %s", node->function->name,
                 parser->text);
  parser->failed = true;
  return NULL;
}

static struct node *
parse_call(struct parser *parser, const struct function *function)
{
  struct node *node = new_node(parser, NODE_CALL, function->result, 0), *items[MANY];
  bool outer = parser->no_filter, good;

  parser->no_filter = false;
  take(parser, "(");
  good = parse_items(parser, ")", NULL, items, &node->count);
  parser->no_filter = outer;
  if (!good)
    return NULL;
  adopt(parser, node, items, node->count);
  node->function = function;
  if (arguments_fit(function, node))
    return known_call(parser, finish_node(parser, node));
  fasti_error_at(parser->loader->messages, parser->place,
                 "the arguments of the function \"%s\" are not those that it takes, in the expression: %s",
                 function->name, parser->text);
  parser->failed = true;
  return NULL;
}

/* "name:" before an argument. @return the index of the parameter; -1 when there is none */
static long
named_parameter(struct parser *parser, const struct item *item)
{
  skip_blanks(parser);
  for (size_t i = 0; i < item->parameter_count; i++) {
    size_t size = match_name(parser->at, item->parameters[i]);
    const char *after = parser->at + size + strspn(parser->at + size, " \t\r\n");

    if (size && *after == ':') {
      parser->at = after + 1;
      return (long)i;
    }
  }
  return -1;
}

static bool
parameter_fits(struct parser *parser, const struct item *item, size_t index, const struct node *argument)
{
  if (types_meet(argument->type, item->parameter_types[index]))
    return true;
  fasti_error_at(parser->loader->messages, parser->place,
                 "the parameter \"%s\" of \"%s\" is of type %s, not %s, in the expression: %s", item->parameters[index],
                 item->name, item->parameter_types[index]->name, argument->type->name, parser->text);
  parser->failed = true;
  return false;
}

static struct node *
parse_invocation(struct parser *parser, const struct item *item)
{
  struct node *node = new_node(parser, NODE_INVOKE, item->type, item->parameter_count);
  bool outer = parser->no_filter;

  node->item = item;
  parser->no_filter = false;
  if (!take(parser, "("))
    return fail_expected(parser, N_("\"(\" and the arguments"));
  for (size_t i = 0; i < item->parameter_count; i++) {
    long named = named_parameter(parser, item);
    size_t index = named >= 0 ? (size_t)named : i;

    if (node->child[index])
      return fail_expected(parser, N_("each parameter once"));
    node->child[index] = parse_inner(parser);
    if (!node->child[index] || !parameter_fits(parser, item, index, node->child[index]))
      return NULL;
    if (i + 1 < item->parameter_count && !take(parser, ","))
      return fail_expected(parser, N_("one more argument"));
  }
  parser->no_filter = outer;
  return take(parser, ")") ? finish_node(parser, node) : fail_expected(parser, N_("\")\" after the last argument"));
}

static struct node *
unknown_name(struct parser *parser)
{
  const char *name = read_identifier(parser);

  if (!*name)
    return fail_expected(parser, N_("a value"));
  if (take(parser, "("))
    fasti_error_at(parser->loader->messages, parser->place,
                   "there is no function \"%s\" here, and no knowledge model of that name is required, in the "
                   "expression: %s",
                   name, parser->text);
  else
    fasti_error_at(
      parser->loader->messages, parser->place,
      "there is no name \"%s\" here: an input or decision must be required by name (informationRequirement), "
      "a text stands in quotation marks; in the expression: %s",
      name, parser->text);
  parser->failed = true;
  return NULL;
}

static struct node *
parse_name(struct parser *parser)
{
  size_t size, function_size;
  const struct scope *scope = find_name(parser, &size);
  const struct function *function = find_function(parser, &function_size);
  struct node *node;

  if (function && (!scope || function_size > size || !scope->item)) {
    parser->at += function_size;
    return parse_call(parser, function);
  }
  if (!scope)
    return unknown_name(parser);
  parser->at += size;
  if (scope->item)
    return parse_invocation(parser, scope->item);
  node = new_node(parser, NODE_NAME, scope->type, 0);
  node->name = scope->name;
  return finish_node(parser, node);
}

static struct node *
parse_word(struct parser *parser)
{
  if (take_keyword(parser, "true"))
    return literal(parser, &value_true);
  if (take_keyword(parser, "false"))
    return literal(parser, &value_false);
  if (take_keyword(parser, "null"))
    return literal(parser, &value_null);
  if (is_word(parser, "function"))
    return fail_expected(parser, N_("a knowledge model (businessKnowledgeModel) instead of a function"));
  return parse_name(parser);
}

static struct node *
parse_primary(struct parser *parser)
{
  skip_blanks(parser);
  if ((*parser->at >= '0' && *parser->at <= '9') ||
      (*parser->at == '.' && parser->at[1] >= '0' && parser->at[1] <= '9'))
    return parse_number(parser);
  if (*parser->at == '"') {
    const char *text = read_string(parser);

    return text ? literal(parser, value_text(parser->loader->arena, text)) : NULL;
  }
  if (*parser->at == '@')
    return parse_temporal(parser);
  if (parser->tested && take(parser, "?"))
    return finish_node(parser, new_node(parser, NODE_TESTED, parser->tested, 0));
  if (take(parser, "("))
    return parse_round(parser);
  if (take(parser, "["))
    return parse_square(parser);
  if (take(parser, "{"))
    return parse_curly(parser);
  return parse_word(parser);
}

/* -- behind a value -- */

/* The type of NAME of a value of TYPE. @return NULL when there is none */
static const struct type *
member_type(const struct type *type, const char *name)
{
  if (type->kind == KIND_LIST && type->item && type->item->kind == KIND_CONTEXT)
    return !type->item->count || type_component(type->item, name) ? &type_list : NULL;
  if (type->kind == KIND_CONTEXT)
    return type->count ? type_component(type, name) : &type_any;
  if (type->kind == KIND_DATE)
    return strcmp(name, "year") == 0 || strcmp(name, "month") == 0 || strcmp(name, "day") == 0 ||
               strcmp(name, "weekday") == 0
             ? &type_number
             : NULL;
  if (type->kind == KIND_DAYS)
    return strcmp(name, "days") == 0 ? &type_number : NULL;
  if (type->kind == KIND_MONTHS)
    return strcmp(name, "years") == 0 || strcmp(name, "months") == 0 ? &type_number : NULL;
  return type->kind == KIND_ANY || type->kind == KIND_LIST ? &type_any : NULL;
}

/* The longest component's name that stands here, else one word. */
static const char *
read_member(struct parser *parser, const struct type *type)
{
  const char *best = NULL;
  size_t size = 0, matched;

  type = type->kind == KIND_LIST && type->item ? type->item : type;
  skip_blanks(parser);
  for (size_t i = 0; i < type->count; i++)
    if ((matched = match_name(parser->at, type->components[i].name)) > size) {
      size = matched;
      best = type->components[i].name;
    }
  parser->at += size;
  return best ? best : read_identifier(parser);
}

static struct node *
parse_path(struct parser *parser, struct node *of)
{
  struct node *node = new_node(parser, NODE_PATH, &type_any, 1);

  node->child[0] = of;
  node->name = read_member(parser, of->type);
  if (!*node->name)
    return fail_expected(parser, N_("the name of a component"));
  node->type = member_type(of->type, node->name);
  if (node->type)
    return finish_node(parser, node);
  fasti_error_at(parser->loader->messages, parser->place,
                 "a value of type %s has no component \"%s\", in the expression: %s", of->type->name, node->name,
                 parser->text);
  parser->failed = true;
  return NULL;
}

static struct node *
parse_filter(struct parser *parser, struct node *of)
{
  struct node *node = new_node(parser, NODE_FILTER, &type_any, 2);
  const struct type *item = of->type->kind == KIND_LIST && of->type->item ? of->type->item : &type_any;
  const struct scope *outer = parser->scope;
  struct scope *scopes = fasti_arena_alloc(parser->loader->arena, (item->count + 1) * sizeof *scopes);

  scopes[0] = (struct scope){.up = outer, .name = "item", .type = item};
  for (size_t i = 0; i < item->count; i++)
    scopes[i + 1] =
      (struct scope){.up = &scopes[i], .name = item->components[i].name, .type = item->components[i].type};
  node->child[0] = of;
  parser->scope = &scopes[item->count];
  node->child[1] = parse_inner(parser);
  parser->scope = outer;
  if (!node->child[1])
    return NULL;
  if (!take(parser, "]"))
    return fail_expected(parser, N_("\"]\""));
  if (node->child[1]->type->kind == KIND_NUMBER)
    node->type = item;
  else if (of->type->kind == KIND_LIST)
    node->type = of->type;
  return finish_node(parser, node);
}

struct node *
parse_postfix(struct parser *parser)
{
  struct node *node = parse_primary(parser);

  while (node && !parser->failed) {
    skip_blanks(parser);
    if (*parser->at == '.' && parser->at[1] != '.') {
      parser->at++;
      node = parse_path(parser, node);
    } else if (*parser->at == '[' && !parser->no_filter) {
      parser->at++;
      node = parse_filter(parser, node);
    } else {
      break;
    }
  }
  return parser->failed ? NULL : node;
}
