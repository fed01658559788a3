/* engine/table/parse.c - expressions and unary tests: FEEL of DMN 1.5 chapter 10, as far as room.h knows it.
 *
 * Names may have spaces and signs in them, so the longest name that may be used at a place is taken. Messages that it
 * can give: what was expected where, a name that there is not or that is not required, a function that there is not,
 * wrong arguments, kinds of values that do not go together.
 */
#include "config.h"

#include <string.h>

#include "engine/table/parse.h"

void
skip_blanks(struct parser *parser)
{
  for (;;) {
    parser->at += strspn(parser->at, " \t\r\n");
    if (strncmp(parser->at, "\xC2\xA0", 2) != 0)
      return;
    parser->at += 2;
  }
}

/* The next few characters. */
static const char *
near(const struct parser *parser)
{
  size_t size = strlen(parser->at);

  if (size == 0)
    return fasti_messages_translate(parser->loader->messages, N_("the end"));
  for (size = size < 24 ? size : 24; ((unsigned char)parser->at[size] & 0xC0) == 0x80; size--)
    ;
  return fasti_arena_printf(parser->loader->arena, "\"%.*s\"", (int)size, parser->at);
}

struct node *
fail_expected(struct parser *parser, const char *what)
{
  struct fasti_messages *messages = parser->loader->messages;

  if (!parser->failed && messages)
    fasti_error_at(messages, parser->place, "expected %s before %s in the expression: %s",
                   fasti_messages_translate(messages, what), near(parser), parser->text);
  parser->failed = true;
  return NULL;
}

bool
take(struct parser *parser, const char *sign)
{
  skip_blanks(parser);
  if (strncmp(parser->at, sign, strlen(sign)) != 0)
    return false;
  parser->at += strlen(sign);
  return true;
}

static bool
in_name(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
         (unsigned char)byte >= 0x80;
}

bool
is_word(struct parser *parser, const char *word)
{
  skip_blanks(parser);
  return strncmp(parser->at, word, strlen(word)) == 0 && !in_name(parser->at[strlen(word)]);
}

bool
take_word(struct parser *parser, const char *word)
{
  if (!is_word(parser, word))
    return false;
  parser->at += strlen(word);
  return true;
}

size_t
match_name(const char *at, const char *name)
{
  const char *begin = at, *last = name;

  for (; *name; last = name++) {
    if (*name == ' ') {
      if (!strchr(" \t\r\n", *at) || !*at)
        return 0;
      at += strspn(at, " \t\r\n");
    } else if (*at++ != *name) {
      return 0;
    }
  }
  return in_name(*last) && in_name(*at) ? 0 : (size_t)(at - begin);
}

const char *
read_identifier(struct parser *parser)
{
  const char *begin;

  skip_blanks(parser);
  begin = parser->at;
  while (in_name(*parser->at))
    parser->at++;
  return fasti_arena_copy(parser->loader->arena, begin, (size_t)(parser->at - begin));
}

struct node *
new_node(struct parser *parser, enum node_kind kind, const struct type *type, size_t count)
{
  struct node *node = fasti_arena_alloc(parser->loader->arena, sizeof *node);

  *node = (struct node){.kind = kind, .type = type, .count = count, .place = parser->place, .text = parser->text};
  if (count)
    node->child = fasti_arena_alloc(parser->loader->arena, count * sizeof *node->child);
  return node;
}

struct node *
finish_node(struct parser *parser, struct node *node)
{
  node->constant = node->kind != NODE_NAME && node->kind != NODE_TESTED && node->kind != NODE_INVOKE;
  for (size_t i = 0; i < node->count; i++) {
    if (!node->child[i])
      continue;
    if (node->child[i]->height >= node->height)
      node->height = node->child[i]->height + 1;
    node->constant = node->constant && node->child[i]->constant;
  }
  if (node->height <= TABLE_DEPTH)
    return node;
  if (!parser->failed)
    fasti_error_at(parser->loader->messages, parser->place,
                   "the expression nests deeper than %d levels: put parts of it into decisions of their own",
                   TABLE_DEPTH);
  parser->failed = true;
  return NULL;
}

bool
types_meet(const struct type *a, const struct type *b)
{
  return a->kind == KIND_ANY || b->kind == KIND_ANY || a->kind == b->kind;
}

/* -- operators -- */

struct sign {
  const char *sign;
  enum node_kind kind;
  int level;
  bool word;
};

/* A sign that begins with another stands before it. */
static const struct sign signs[] = {
  {"or", NODE_OR, 1, true},        {"and", NODE_AND, 2, true},     {"<=", NODE_AT_MOST, 3, false},
  {">=", NODE_AT_LEAST, 3, false}, {"!=", NODE_UNEQUAL, 3, false}, {"=", NODE_EQUAL, 3, false},
  {"<", NODE_LESS, 3, false},      {">", NODE_GREATER, 3, false},  {"between", NODE_BETWEEN, 3, true},
  {"in", NODE_IN, 3, true},        {"**", NODE_POWER, 6, false},   {"+", NODE_ADD, 4, false},
  {"-", NODE_SUBTRACT, 4, false},  {"*", NODE_MULTIPLY, 5, false}, {"/", NODE_DIVIDE, 5, false},
};

enum { LEVEL_COMPARISON = 3, LEVEL_ADDITION = 4, LEVEL_POWER = 6 };

static const struct sign *
find_operator(struct parser *parser, int level)
{
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    const struct sign *one = &signs[i];

    skip_blanks(parser);
    if (one->word ? is_word(parser, one->sign) : strncmp(parser->at, one->sign, strlen(one->sign)) == 0)
      return one->level == level ? one : NULL;
  }
  return NULL;
}

static bool
is_duration(enum kind kind)
{
  return kind == KIND_DAYS || kind == KIND_MONTHS;
}

/* The type of a sum, product ...; NULL when the kinds do not go together. */
static const struct type *
arithmetic_type(enum node_kind kind, const struct type *a, const struct type *b)
{
  bool plain = kind == NODE_ADD || kind == NODE_SUBTRACT;

  if (a->kind == KIND_NUMBER && b->kind == KIND_NUMBER)
    return &type_number;
  if (a->kind == KIND_ANY || b->kind == KIND_ANY)
    return plain ? &type_any : &type_number;
  if (!plain)
    return NULL;
  if (a->kind == KIND_DATE && b->kind == KIND_DATE)
    return kind == NODE_SUBTRACT ? &type_days : NULL;
  if (a->kind == KIND_DATE && is_duration(b->kind))
    return &type_date;
  if (a->kind == b->kind && (is_duration(a->kind) || (a->kind == KIND_STRING && kind == NODE_ADD)))
    return type_of_kind(a->kind);
  return NULL;
}

static const struct type *
operator_type(enum node_kind kind, const struct type *a, const struct type *b)
{
  switch (kind) {
  case NODE_AND:
  case NODE_OR:
    return types_meet(a, &type_boolean) && types_meet(b, &type_boolean) ? &type_boolean : NULL;
  case NODE_EQUAL:
  case NODE_UNEQUAL:
    return types_meet(a, b) ? &type_boolean : NULL;
  case NODE_LESS:
  case NODE_AT_MOST:
  case NODE_GREATER:
  case NODE_AT_LEAST:
    return types_meet(a, b) && (a->kind == KIND_ANY || kind_has_order(a->kind)) ? &type_boolean : NULL;
  default:
    return arithmetic_type(kind, a, b);
  }
}

static struct node *
binary(struct parser *parser, const struct sign *op, struct node *left, struct node *right)
{
  const struct type *type = operator_type(op->kind, left->type, right->type);
  struct node *node;

  if (!type) {
    if (!parser->failed)
      fasti_error_at(parser->loader->messages, parser->place,
                     "\"%s\" cannot stand between a value of type %s and one of type %s in the expression: %s",
                     op->sign, left->type->name, right->type->name, parser->text);
    parser->failed = true;
    return NULL;
  }
  node = new_node(parser, op->kind, type, 2);
  node->child[0] = left;
  node->child[1] = right;
  return finish_node(parser, node);
}

static struct node *
between(struct parser *parser, struct node *value)
{
  struct node *node = new_node(parser, NODE_BETWEEN, &type_boolean, 3);

  node->child[0] = value;
  node->child[1] = parse_level(parser, LEVEL_ADDITION);
  if (!node->child[1])
    return NULL;
  if (!take_word(parser, "and"))
    return fail_expected(parser, N_("\"and\""));
  node->child[2] = parse_level(parser, LEVEL_ADDITION);
  if (!node->child[2])
    return NULL;
  if (types_meet(value->type, node->child[1]->type) && types_meet(value->type, node->child[2]->type))
    return finish_node(parser, node);
  fasti_error_at(parser->loader->messages, parser->place,
                 "the bounds of \"between\" must be of the type of the value, %s, in the expression: %s",
                 value->type->name, parser->text);
  parser->failed = true;
  return NULL;
}

static struct node *
in(struct parser *parser, struct node *value)
{
  struct node *node = new_node(parser, NODE_IN, &type_boolean, 2);
  const struct type *outer = parser->tested;
  bool many = false;

  node->child[0] = value;
  parser->tested = value->type;
  skip_blanks(parser);
  /* A "(" may open the tests, or one of them: an interval, a sum. */
  if (*parser->at == '(' && closes_tests(parser->at)) {
    parser->at++;
    many = true;
  }
  node->child[1] = many ? parse_test_list(parser, NODE_TESTS) : parse_one_test(parser);
  parser->tested = outer;
  if (!node->child[1])
    return NULL;
  if (many && !take(parser, ")"))
    return fail_expected(parser, N_("\")\""));
  return finish_node(parser, node);
}

struct node *
parse_level(struct parser *parser, int level)
{
  struct node *left = level < LEVEL_POWER ? parse_level(parser, level + 1) : parse_unary(parser);
  const struct sign *op;

  while (left && !parser->failed && (op = find_operator(parser, level))) {
    struct node *right;

    parser->at += strlen(op->sign);
    if (op->kind == NODE_BETWEEN) {
      left = between(parser, left);
    } else if (op->kind == NODE_IN) {
      left = in(parser, left);
    } else {
      right = level < LEVEL_POWER ? parse_level(parser, level + 1) : parse_unary(parser);
      left = right ? binary(parser, op, left, right) : NULL;
    }
    if (level == LEVEL_COMPARISON)
      break;
  }
  return parser->failed ? NULL : left;
}

struct node *
parse_unary(struct parser *parser)
{
  struct node *node, *inner;

  if (!take(parser, "-"))
    return parse_postfix(parser);
  if (++parser->depth > TABLE_DEPTH)
    return fail_expected(parser, N_("fewer signs"));
  inner = parse_unary(parser);
  parser->depth--;
  if (!inner)
    return NULL;
  if (!types_meet(inner->type, &type_number) && !is_duration(inner->type->kind))
    return fail_expected(parser, N_("a number after the sign"));
  node = new_node(parser, NODE_NEGATE, inner->type, 1);
  node->child[0] = inner;
  return finish_node(parser, node);
}

struct node *
parse_inner(struct parser *parser)
{
  struct node *node;

  if (++parser->depth > TABLE_DEPTH)
    return fail_expected(parser, N_("fewer brackets"));
  node = parse_special(parser);
  if (!node && !parser->failed)
    node = parse_level(parser, 1);
  parser->depth--;
  return node;
}

/* -- whole expressions -- */

static bool
begin(struct parser *parser, struct loader *loader, const char *text, struct fasti_place place,
      const struct scope *scope)
{
  *parser = (struct parser){.loader = loader, .text = text, .at = text, .place = place, .scope = scope};
  if (strlen(text) <= TABLE_EXPRESSION)
    return true;
  fasti_error_at(loader->messages, place, "the expression is longer than %d bytes", TABLE_EXPRESSION);
  return false;
}

static struct node *
end(struct parser *parser, struct node *node)
{
  if (!node || parser->failed)
    return NULL;
  skip_blanks(parser);
  return *parser->at ? fail_expected(parser, N_("an operator or the end")) : node;
}

struct node *
parse_expression(struct loader *loader, const char *text, struct fasti_place place, const struct scope *scope)
{
  struct parser parser;

  if (!begin(&parser, loader, text, place, scope))
    return NULL;
  return end(&parser, parse_inner(&parser));
}

struct node *
parse_tests(struct loader *loader, const char *text, struct fasti_place place, const struct scope *scope,
            const struct type *type)
{
  struct parser parser;

  if (!begin(&parser, loader, text, place, scope))
    return NULL;
  parser.tested = type;
  return end(&parser, parse_all_tests(&parser));
}
