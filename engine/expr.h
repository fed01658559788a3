/* engine/expr.h - conditions, locations and templates: XPath 1.0, compiled once, evaluated under a limit.
 *
 * Functions besides those of XPath 1.0 (arguments are converted as XPath does; an empty or wrong date or number gives
 * '' or NaN, so that half-filled data never stops a condition):
 *   In(state)                                     SCXML
 *   current()                                     the node that the evaluation began with
 *   boolean-from-string(s)  if(test, a, b)  choose(test, a, b)   (both branches are evaluated)
 *   avg min max(nodes)  count-non-empty(nodes)  power(a, b)  compare(s, s)
 *   now()  local-dateTime()  local-date()         the entry's instant and day; local-date() has no zone in its text
 *   days-from-date(s)  days-to-date(n)  seconds-from-dateTime(s)  seconds-to-dateTime(n)
 *   adjust-dateTime-to-timezone(s)  seconds(duration)  months(duration)          XForms 1.1, chapter 7
 *   f:matches(value, pattern)                     whether the regular expression is found; write ^ and $ for all of it
 * Exact decimals, which XPath's own arithmetic is not; text in, text out, any number of values, half up:
 *   f:plus(a, b, ...)  f:minus(a, b, ...)  f:times(a, b, ...)  f:over(a, b, places)  f:sum(nodes)
 *   f:least(a, b, ...)  f:greatest(a, b, ...)  f:round(a, places)  f:money(a)      a rounded to the fen: '6000.00'
 *   f:ceiling(a)                                  the least whole number that is not smaller
 *   f:compare(a, b)                               -1, 0 or 1
 * Working days, by the scope's calendar; wrong dates give '' or NaN:
 *   f:workdays(from, to)  f:add(date, '7 workdays')  f:roll(date)  f:is-workday(date)
 *
 * XPath 1.0 with SCXML's In(), the functions of W3C XForms 1.1 that apply to case data, and the f: functions of
 * urn:fasti:procedure. An expression that does not compile is kept as a poisoned one: it fails each time it is
 * evaluated (SCXML raises error.execution), and its error can be told when the definition is checked.
 *
 * Expressions carry caches inside libxml2: an expression and an evaluator belong to one thread.
 */
#ifndef FASTI_EXPR_H
#define FASTI_EXPR_H

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "engine/calendar.h"
#include "engine/xml.h"

#define FASTI_NS_PROCEDURE "urn:fasti:procedure"

enum {
  FASTI_EXPR_OPERATIONS = 1000000,  /* of XPath, that one evaluation may take */
  FASTI_EXPR_TEXT = FASTI_XML_BYTES /* bytes that concat() may give */
};

/** A compiled expression. */
struct fasti_expr;

/** Compile XPath TEXT. Prefixes mean what they mean at NAMESPACES (an element, may be NULL; "f" is always
 *  urn:fasti:procedure). A bad expression adds a message to MESSAGES (may be NULL) and comes back poisoned.
 *  @return owned, free with fasti_expr_free; never NULL */
struct fasti_expr *fasti_expr_compile(const char *text, const xmlNode *namespaces, struct fasti_place place,
                                      struct fasti_messages *messages);
void fasti_expr_free(struct fasti_expr *expr);
/** Whether the expression is poisoned. */
bool fasti_expr_is_bad(const struct fasti_expr *expr);
/** The source text. @return borrowed */
const char *fasti_expr_text(const struct fasti_expr *expr);
/** Where it stands in the definition. */
struct fasti_place fasti_expr_place(const struct fasti_expr *expr);
/** Call USE for every variable name that the expression mentions, in order of writing, repeats included. */
void fasti_expr_variables(const struct fasti_expr *expr, void (*use)(void *self, const char *name), void *self);

/** Call USE for every function that the expression calls: its namespace (NULL for none) and its name as written, with
 *  its prefix. Nothing for a poisoned expression. */
void fasti_expr_functions(const struct fasti_expr *expr, void (*use)(void *self, const char *ns, const char *name),
                          void *self);
/** Call USE for every location path that starts from the expression's own context, without predicates ("./a/b" for
 *  a[c]/b, and "./a/c" for what its predicate looks at). Paths below variables and other functions than current() are
 *  left out. Nothing for a poisoned expression. */
void fasti_expr_paths(const struct fasti_expr *expr, void (*use)(void *self, const char *path), void *self);

/** What names mean while an expression is evaluated; everything borrowed. Members may be NULL or zero. */
struct fasti_scope {
  void *self;
  /** Value of the variable $NAME. @arg value owned by the caller @return false when there is none */
  bool (*variable)(void *self, const char *name, xmlXPathObjectPtr *value);
  /** SCXML's In(): whether the state is active. */
  bool (*in)(void *self, const char *state);
  const struct fasti_calendar *calendar; /* for f:workdays() and f:add() */
  int64_t now;                           /* for now() and local-date(); the entry's instant, never the clock's */
  int32_t zone;                          /* seconds east of UTC */
};

/** A function for expressions that a room above adds. */
struct fasti_function {
  const char *ns; /* NULL: none */
  const char *name;
  xmlXPathFunction call; /* finds its scope with fasti_expr_scope */
};

/** Evaluates expressions: one XPath context, kept. */
struct fasti_evaluator;

/** Make an evaluator that knows XPath 1.0, In(), XForms and f: functions, and COUNT functions more (borrowed).
 *  @return owned, free with fasti_evaluator_free */
struct fasti_evaluator *fasti_evaluator_new(const struct fasti_function *more, size_t count);
void fasti_evaluator_free(struct fasti_evaluator *evaluator);
/** The scope of the evaluation that calls a function. @return borrowed */
const struct fasti_scope *fasti_expr_scope(xmlXPathParserContextPtr context);

/** End the evaluation that calls a function with STATUS (FASTI_INVALID or FASTI_LIMIT); the message goes on with the
 *  formatted text. The function returns without a result afterwards. */
void fasti_expr_fail(xmlXPathParserContextPtr context, enum fasti_status status, const char *format, ...)
  FASTI_PRINTF(3, 4);
/** Add a message for every function that the expression calls and the evaluator does not know; nothing for a poisoned
 *  expression. @return FASTI_DEFINITION if there is one */
FASTI_MUST enum fasti_status fasti_expr_check(struct fasti_evaluator *evaluator, const struct fasti_expr *expr,
                                              struct fasti_messages *messages);

/** Evaluate. CONTEXT is the node that relative paths start from (may be NULL: an empty document). Evaluations may
 *  nest (a variable may be computed by another expression).
 *  @arg out owned, free with xmlXPathFreeObject
 *  @return FASTI_INVALID for a poisoned expression or an error in it, with a message; FASTI_LIMIT when it takes more
 *          than FASTI_EXPR_OPERATIONS operations */
FASTI_MUST enum fasti_status fasti_evaluate(struct fasti_evaluator *evaluator, const struct fasti_expr *expr,
                                            const struct fasti_scope *scope, xmlNodePtr context,
                                            struct fasti_messages *messages, xmlXPathObjectPtr *out);
/** Evaluate to a boolean, as by boolean(). */
FASTI_MUST enum fasti_status fasti_evaluate_boolean(struct fasti_evaluator *evaluator, const struct fasti_expr *expr,
                                                    const struct fasti_scope *scope, xmlNodePtr context,
                                                    struct fasti_messages *messages, bool *out);
/** Evaluate to text, as by string(). @arg out appended to */
FASTI_MUST enum fasti_status fasti_evaluate_string(struct fasti_evaluator *evaluator, const struct fasti_expr *expr,
                                                   const struct fasti_scope *scope, xmlNodePtr context,
                                                   struct fasti_messages *messages, struct fasti_buffer *out);

/** Text with {xpath} in it, as in attribute value templates of XSLT 1.0: "{{" and "}}" stand for braces. */
struct fasti_template;

/** Compile a template; errors as fasti_expr_compile. @return owned, free with fasti_template_free; never NULL */
struct fasti_template *fasti_template_compile(const char *text, const xmlNode *namespaces, struct fasti_place place,
                                              struct fasti_messages *messages);
void fasti_template_free(struct fasti_template *template_);
/** Expand it. @arg out appended to */
FASTI_MUST enum fasti_status fasti_template_expand(struct fasti_evaluator *evaluator,
                                                   const struct fasti_template *template_,
                                                   const struct fasti_scope *scope, xmlNodePtr context,
                                                   struct fasti_messages *messages, struct fasti_buffer *out);
/** As fasti_expr_check, for all expressions in the template. */
FASTI_MUST enum fasti_status fasti_template_check(struct fasti_evaluator *evaluator,
                                                  const struct fasti_template *template_,
                                                  struct fasti_messages *messages);
/** Call USE for every expression in the template. */
void fasti_template_expressions(const struct fasti_template *template_,
                                void (*use)(void *self, const struct fasti_expr *expr), void *self);
/** As fasti_expr_variables, for all expressions in the template. */
void fasti_template_variables(const struct fasti_template *template_, void (*use)(void *self, const char *name),
                              void *self);

#endif
