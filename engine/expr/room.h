/* engine/expr/room.h - what the files of the room expr share.
 */
#ifndef FASTI_EXPR_ROOM_H
#define FASTI_EXPR_ROOM_H

#include "engine/expr.h"

/* Tokens. */

enum token_kind {
  TOKEN_END,
  TOKEN_NAME,     /* of a node test or axis, with its prefix */
  TOKEN_FUNCTION, /* a name before "(", with its prefix */
  TOKEN_VARIABLE, /* without its $ */
  TOKEN_OPERAND,  /* literal, number, ")", "]", ".", "..", the * of a node test */
  TOKEN_OTHER     /* operators, node types, "(", "[", "@", "," and what is no XPath */
};

struct token {
  enum token_kind kind;
  struct fasti_slice text;
};

/** Read the next token of XPath text from *AT on; BEFORE is the kind of the token before it (TOKEN_OTHER at first). */
struct token token_next(const char **at, enum token_kind before);

/* Compiled expressions. */

/** Namespaces in scope of an expression, for libxml2; the array is owned. */
struct fasti_expr {
  char *text;
  char *shown; /* in messages: a long text is cut */
  struct fasti_place place;
  xmlXPathCompExprPtr compiled; /* NULL: poisoned */
  char *why;                    /* of a poisoned one */
  xmlNsPtr *namespaces;
  int namespace_count;
};

/* Evaluation. */

enum { EVALUATION_DEPTH = 16 }; /* expressions whose variables are computed by expressions */

/** One evaluation in progress; the userData of its XPath context. */
struct frame {
  struct fasti_evaluator *evaluator;
  xmlXPathContextPtr xpath;
  const struct fasti_scope *scope;
  struct fasti_messages *messages; /* in whose language it fails */
  xmlNodePtr start;                /* what current() gives */
  enum fasti_status status;
  char *why;
};

/** The frame of the evaluation that calls a function. */
struct frame *frame_of(xmlXPathParserContextPtr context);
/** A compiled pattern, kept by the evaluator. @return borrowed; NULL after fasti_expr_fail */
struct fasti_pattern *pattern_of(xmlXPathParserContextPtr context, const char *text);

/** Take the last argument as text. @return owned, free with xmlFree */
xmlChar *pop_text(xmlXPathParserContextPtr context);
/** Give text as the result. */
void push_text(xmlXPathParserContextPtr context, const char *text);
/** TEXT without space at its ends. */
struct fasti_slice trimmed(const xmlChar *text);
/** Read a date, or the date of a date and time as it is written. @return false for anything else */
bool read_day(struct fasti_slice text, int32_t *day);
/** Whether COUNT lies between LEAST and MOST; if not, the evaluation has failed. */
bool has_arguments(xmlXPathParserContextPtr context, int count, int least, int most);

/** Functions, a table a file; each ends with a row without a name. */
extern const struct fasti_function general_functions[];
extern const struct fasti_function date_functions[];
extern const struct fasti_function decimal_functions[];
extern const struct fasti_function workday_functions[];

#endif
