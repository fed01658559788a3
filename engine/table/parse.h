/* engine/table/parse.h - the parser of expressions, between its files.
 */
#ifndef FASTI_TABLE_PARSE_H
#define FASTI_TABLE_PARSE_H

#include "engine/table/room.h"

/** One expression being read. */
struct parser {
  struct loader *loader;
  const char *text;
  const char *at;
  struct fasti_place place;
  const struct scope *scope;
  const struct type *tested; /* what "?" is; NULL outside of unary tests */
  int depth;
  bool failed;    /* and told */
  bool no_filter; /* "[" closes an interval here */
};

void skip_blanks(struct parser *parser);
/** Take a sign if it is next. */
bool take(struct parser *parser, const char *sign);
bool is_word(struct parser *parser, const char *word);
bool take_word(struct parser *parser, const char *word);
/** Take a word of the language, unless a longer name that may be used here begins with it. */
bool take_keyword(struct parser *parser, const char *word);
/** How many bytes at AT are NAME, whose spaces stand for any blanks; 0: it is another name. */
size_t match_name(const char *at, const char *name);
/** Take a name without spaces. @return owned by the arena; empty when there is none */
const char *read_identifier(struct parser *parser);
/** Tell what was expected here, once an expression. @return NULL */
struct node *fail_expected(struct parser *parser, const char *what);
struct node *new_node(struct parser *parser, enum node_kind kind, const struct type *type, size_t count);
/** Set what follows from the children. @return NULL when they nest too deep */
struct node *finish_node(struct parser *parser, struct node *node);

/* All of these: @return NULL once the parser has failed. */

/** Operators from a level up: 1 everything, 4 sums. */
struct node *parse_level(struct parser *parser, int level);
struct node *parse_unary(struct parser *parser);
struct node *parse_postfix(struct parser *parser);
/** if, for, some, every. @return NULL, not failed, where none of them begins */
struct node *parse_special(struct parser *parser);
/** An expression inside of another. */
struct node *parse_inner(struct parser *parser);
/** What is left of an interval after its low end. */
struct node *parse_range_end(struct parser *parser, struct node *low, bool low_open);

/** "-", not(...) or a list of tests. */
struct node *parse_all_tests(struct parser *parser);
struct node *parse_test_list(struct parser *parser, enum node_kind kind);
struct node *parse_one_test(struct parser *parser);
/** Whether the "(" at AT opens a list of tests: its partner is what ends the expression or a comma stands in it. */
bool closes_tests(const char *at);

#endif
