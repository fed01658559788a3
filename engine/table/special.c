/* engine/table/special.c - if, for, some, every; and unary tests, the entries of tables.
 */
#include "config.h"

#include <string.h>

#include "engine/table/parse.h"

enum { MANY = 256 };

static struct node *
parse_if(struct parser *parser)
{
  struct node *node = new_node(parser, NODE_IF, &type_any, 3);

  if (!(node->child[0] = parse_inner(parser)))
    return NULL;
  if (!types_meet(node->child[0]->type, &type_boolean))
    return fail_expected(parser, N_("a condition that is true or false"));
  if (!take_word(parser, "then"))
    return fail_expected(parser, N_("\"then\""));
  if (!(node->child[1] = parse_inner(parser)))
    return NULL;
  if (!take_word(parser, "else"))
    return fail_expected(parser, N_("\"else\""));
  if (!(node->child[2] = parse_inner(parser)))
    return NULL;
  if (node->child[1]->type->kind == node->child[2]->type->kind)
    node->type = node->child[1]->type;
  return finish_node(parser, node);
}

/* The words up to "in". */
static const char *
read_variable(struct parser *parser)
{
  struct fasti_buffer name = {0};
  const char *text;

  while (!is_word(parser, "in")) {
    const char *word = read_identifier(parser);

    if (!*word)
      break;
    fasti_buffer_printf(&name, "%s%s", name.size ? " " : "", word);
  }
  text = fasti_arena_copy(parser->loader->arena, name.at ? name.at : "", name.size);
  fasti_buffer_free(&name);
  return text;
}

/* KIND is NODE_FOR, NODE_SOME or NODE_EVERY. */
static struct node *
parse_loop(struct parser *parser, enum node_kind kind)
{
  struct node *node = new_node(parser, kind, kind == NODE_FOR ? &type_list : &type_boolean, 2);
  struct scope *scope = fasti_arena_alloc(parser->loader->arena, sizeof *scope);
  struct type *type = fasti_arena_alloc(parser->loader->arena, sizeof *type);

  node->name = read_variable(parser);
  if (!*node->name || !take_word(parser, "in"))
    return fail_expected(parser, N_("a name and \"in\""));
  if (!(node->child[0] = parse_level(parser, 1)))
    return NULL;
  if (!take_word(parser, kind == NODE_FOR ? "return" : "satisfies"))
    return fail_expected(parser, kind == NODE_FOR ? N_("\"return\"") : N_("\"satisfies\""));
  *scope = (struct scope){.up = parser->scope, .name = node->name, .type = &type_any};
  if (node->child[0]->type->kind == KIND_LIST && node->child[0]->type->item)
    scope->type = node->child[0]->type->item;
  parser->scope = scope;
  node->child[1] = parse_inner(parser);
  parser->scope = scope->up;
  if (!node->child[1])
    return NULL;
  if (kind == NODE_FOR) {
    *type = type_list;
    type->item = node->child[1]->type;
    node->type = type;
  }
  return finish_node(parser, node);
}

struct node *
parse_special(struct parser *parser)
{
  if (take_keyword(parser, "if"))
    return parse_if(parser);
  if (take_keyword(parser, "for"))
    return parse_loop(parser, NODE_FOR);
  if (take_keyword(parser, "some"))
    return parse_loop(parser, NODE_SOME);
  return take_keyword(parser, "every") ? parse_loop(parser, NODE_EVERY) : NULL;
}

/* -- unary tests -- */

static bool
mentions_tested(const struct node *node)
{
  if (node->kind == NODE_TESTED)
    return true;
  for (size_t i = 0; i < node->count; i++)
    if (node->child[i] && mentions_tested(node->child[i]))
      return true;
  return false;
}

/* The type of the values that a test's operand is compared with. */
static const struct type *
operand_type(const struct node *operand, const struct type *tested)
{
  if (operand->kind == NODE_RANGE)
    return operand->child[0]->type->kind == KIND_ANY ? operand->child[1]->type : operand->child[0]->type;
  if (operand->type->kind == KIND_LIST && tested->kind != KIND_LIST)
    return operand->type->item ? operand->type->item : &type_any;
  return operand->type;
}

static struct node *
wrong_type(struct parser *parser, const struct type *type)
{
  if (!parser->failed)
    fasti_error_at(parser->loader->messages, parser->place,
                   "a value of type %s is tested here, but it is compared with one of type %s: %s",
                   parser->tested->name, type->name, parser->text);
  parser->failed = true;
  return NULL;
}

/* What an entry is compared with is evaluated once, when it is constant. */
static struct node *
fold(struct parser *parser, struct node *operand)
{
  const struct value *value = constant_value(parser->loader->arena, operand);
  struct node *literal;

  if (!value)
    return operand;
  literal = new_node(parser, NODE_LITERAL, operand->type, 0);
  literal->literal = value;
  return finish_node(parser, literal);
}

static struct node *
parse_comparison(struct parser *parser, enum node_kind op)
{
  struct node *node = new_node(parser, NODE_COMPARE, &type_boolean, 1);

  node->op = op;
  node->child[0] = parse_level(parser, 4);
  if (!node->child[0])
    return NULL;
  if (!types_meet(node->child[0]->type, parser->tested))
    return wrong_type(parser, node->child[0]->type);
  node->child[0] = fold(parser, node->child[0]);
  return finish_node(parser, node);
}

/* "]1..2]": an open low end. */
static struct node *
parse_reversed(struct parser *parser)
{
  struct node *low = parse_level(parser, 4);

  if (!low)
    return NULL;
  return take(parser, "..") ? parse_range_end(parser, low, true) : fail_expected(parser, N_("\"..\""));
}

struct node *
parse_one_test(struct parser *parser)
{
  static const struct {
    const char *sign;
    enum node_kind op;
  } signs[] = {{"<=", NODE_AT_MOST}, {">=", NODE_AT_LEAST}, {"!=", NODE_UNEQUAL},
               {"<", NODE_LESS},     {">", NODE_GREATER},   {"=", NODE_EQUAL}};
  struct node *node, *operand;

  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (take(parser, signs[i].sign))
      return parse_comparison(parser, signs[i].op);
  operand = take(parser, "]") ? parse_reversed(parser) : parse_inner(parser);
  if (!operand)
    return NULL;
  node = new_node(parser, NODE_MATCH, &type_boolean, 1);
  node->child[0] = operand;
  if (mentions_tested(operand)) {
    if (!types_meet(operand->type, &type_boolean))
      return fail_expected(parser, N_("a test with \"?\" that is true or false"));
  } else if (!types_meet(operand_type(operand, parser->tested), parser->tested)) {
    return wrong_type(parser, operand_type(operand, parser->tested));
  } else {
    node->child[0] = fold(parser, operand);
  }
  return finish_node(parser, node);
}

struct node *
parse_test_list(struct parser *parser, enum node_kind kind)
{
  struct node *node = new_node(parser, kind, &type_boolean, 0), *tests[MANY];
  size_t count = 0;

  do {
    if (count == MANY)
      return fail_expected(parser, N_("no more than 256 members"));
    if (!(tests[count] = parse_one_test(parser)))
      return NULL;
    count++;
  } while (take(parser, ","));
  node->child = fasti_arena_alloc(parser->loader->arena, count * sizeof *node->child);
  node->count = count;
  memcpy(node->child, tests, count * sizeof *node->child);
  return finish_node(parser, node);
}

bool
closes_tests(const char *at)
{
  bool quoted = false;
  int depth = 0;

  for (; *at; at++) {
    if (*at == '"' && at[-1] != '\\')
      quoted = !quoted;
    if (quoted)
      continue;
    if (depth == 1 && at[0] == '.' && at[1] == '.')
      return false;
    depth += *at == '(' || *at == '[' || *at == '{';
    depth -= *at == ')' || *at == ']' || *at == '}';
    if (depth == 0)
      return true;
  }
  return true;
}

/* Whether nothing but this stands here. */
static bool
take_whole(struct parser *parser, const char *sign)
{
  const char *begin = parser->at;

  if (take(parser, sign)) {
    skip_blanks(parser);
    if (!*parser->at)
      return true;
  }
  parser->at = begin;
  return false;
}

struct node *
parse_all_tests(struct parser *parser)
{
  const char *begin = parser->at;
  struct node *node;

  if (take_whole(parser, "-"))
    return finish_node(parser, new_node(parser, NODE_ANY, &type_boolean, 0));
  /* not(...) over all of it; not(x) in a larger expression is the function. */
  if (take_word(parser, "not") && take(parser, "(") && parser->tested->kind != KIND_LIST) {
    node = parse_test_list(parser, NODE_NOT);
    if (!node)
      return NULL;
    return take(parser, ")") ? node : fail_expected(parser, N_("\")\""));
  }
  parser->at = begin;
  return parse_test_list(parser, NODE_TESTS);
}
