/* engine/expr/evaluate.c - evaluating expressions under a limit; see expr.h.
 *
 * Messages that it can give, each at the place of the expression: a variable or function that does not exist, too many
 * operations, expressions that go round in a circle, and what a function or libxml2 finds wrong.
 */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/expr/room.h"
#include "engine/pattern.h"

enum { PATTERNS = 32 };

struct kept_pattern {
  char *text;
  struct fasti_pattern *pattern;
};

struct fasti_evaluator {
  const struct fasti_function *more;
  size_t more_count;
  xmlDocPtr nothing;
  xmlXPathContextPtr contexts[EVALUATION_DEPTH]; /* one a level of nesting, made when needed */
  int depth;
  struct kept_pattern patterns[PATTERNS]; /* a ring: the oldest makes room */
  size_t next_pattern;
};

struct frame *
frame_of(xmlXPathParserContextPtr context)
{
  return context->context->userData;
}

const struct fasti_scope *
fasti_expr_scope(xmlXPathParserContextPtr context)
{
  return frame_of(context)->scope;
}

/* FORMAT comes translated from a catalogue whose format strings msgfmt has checked against ours. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
fail(struct frame *frame, enum fasti_status status, const char *format, va_list args)
{
  const char *shown = fasti_messages_translate(frame->messages, format);
  va_list again;
  int size;

  if (frame->status != FASTI_OK)
    return;
  va_copy(again, args);
  size = vsnprintf(NULL, 0, shown, again);
  va_end(again);
  if (size < 0)
    abort();
  frame->status = status;
  frame->why = fasti_alloc((size_t)size + 1);
  vsnprintf(frame->why, (size_t)size + 1, shown, args);
}
#pragma GCC diagnostic pop

static void fail_with(struct frame *frame, enum fasti_status status, const char *format, ...) FASTI_PRINTF(3, 4);

static void
fail_with(struct frame *frame, enum fasti_status status, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  fail(frame, status, format, args);
  va_end(args);
}

void
fasti_expr_fail(xmlXPathParserContextPtr context, enum fasti_status status, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  fail(frame_of(context), status, format, args);
  va_end(args);
  xmlXPathErr(context, XPATH_EXPR_ERROR);
}

static void
unknown_function(xmlXPathParserContextPtr context, int count)
{
  const char *name = (const char *)context->context->function;

  (void)count;
  fasti_expr_fail(context, FASTI_INVALID, "there is no function %s()", name ? name : "");
}

static bool
is_function(const struct fasti_function *function, const char *name, const char *ns)
{
  return strcmp(function->name, name) == 0 && (function->ns ? ns && strcmp(function->ns, ns) == 0 : !ns);
}

static xmlXPathFunction
find_function(const struct fasti_evaluator *evaluator, const char *name, const char *ns)
{
  const struct fasti_function *const tables[] = {general_functions, date_functions, decimal_functions,
                                                 workday_functions};

  for (size_t i = 0; i < evaluator->more_count; i++)
    if (is_function(&evaluator->more[i], name, ns))
      return evaluator->more[i].call;
  for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
    for (const struct fasti_function *row = tables[t]; row->name; row++)
      if (is_function(row, name, ns))
        return row->call;
  return NULL;
}

static bool
is_core_function(const xmlXPathContext *xpath, const char *name, const char *ns)
{
  return xmlHashLookup2(xpath->funcHash, (const xmlChar *)name, (const xmlChar *)ns) != NULL;
}

/* libxml2 reports a missing function on standard error, so one that does not exist is found too, and fails. */
static xmlXPathFunction
look_up_function(void *self, const xmlChar *name, const xmlChar *ns)
{
  xmlXPathContextPtr xpath = self;
  struct frame *frame = xpath->userData;
  xmlXPathFunction found = find_function(frame->evaluator, (const char *)name, (const char *)ns);

  if (!found && !is_core_function(xpath, (const char *)name, (const char *)ns))
    found = unknown_function;
  return found;
}

static xmlXPathObjectPtr
look_up_variable(void *self, const xmlChar *name, const xmlChar *ns)
{
  xmlXPathContextPtr xpath = self;
  struct frame *frame = xpath->userData;
  xmlXPathObjectPtr value = NULL;

  if (!ns && frame->scope && frame->scope->variable &&
      frame->scope->variable(frame->scope->self, (const char *)name, &value) && value)
    return value;
  fail_with(frame, FASTI_INVALID, "there is no variable $%s", (const char *)name);
  return NULL;
}

static void
on_error(void *self, xmlErrorPtr error)
{
  struct frame *frame = self;
  const char *text = error->message ? error->message : "";
  int code = error->code - XML_XPATH_EXPRESSION_OK;

  if (code == XPATH_OP_LIMIT_EXCEEDED)
    fail_with(frame, FASTI_LIMIT, "it takes more than %d operations", FASTI_EXPR_OPERATIONS);
  else if (code == XPATH_RECURSION_LIMIT_EXCEEDED)
    fail_with(frame, FASTI_LIMIT, "it is nested too deep");
  else if (code == XPATH_INVALID_ARITY)
    fail_with(frame, FASTI_INVALID, "a function was given the wrong number of values");
  else if (code == XPATH_INVALID_TYPE)
    fail_with(frame, FASTI_INVALID, "a value is of the wrong kind: nodes are expected here");
  else
    fail_with(frame, FASTI_INVALID, "%.*s", (int)strcspn(text, "\n"), text);
}

struct fasti_evaluator *
fasti_evaluator_new(const struct fasti_function *more, size_t count)
{
  struct fasti_evaluator *evaluator = fasti_alloc(sizeof *evaluator);

  evaluator->more = more;
  evaluator->more_count = count;
  evaluator->nothing = xmlNewDoc((const xmlChar *)"1.0");
  if (!evaluator->nothing)
    abort();
  return evaluator;
}

void
fasti_evaluator_free(struct fasti_evaluator *evaluator)
{
  if (!evaluator)
    return;
  for (int i = 0; i < EVALUATION_DEPTH && evaluator->contexts[i]; i++)
    xmlXPathFreeContext(evaluator->contexts[i]);
  for (int i = 0; i < PATTERNS && evaluator->patterns[i].text; i++) {
    fasti_pattern_free(evaluator->patterns[i].pattern);
    fasti_free(evaluator->patterns[i].text);
  }
  xmlFreeDoc(evaluator->nothing);
  fasti_free(evaluator);
}

struct fasti_pattern *
pattern_of(xmlXPathParserContextPtr context, const char *text)
{
  struct fasti_evaluator *evaluator = frame_of(context)->evaluator;
  struct kept_pattern *kept;
  struct fasti_pattern *pattern;
  struct fasti_buffer why = {0};

  for (size_t i = 0; i < PATTERNS && evaluator->patterns[i].text; i++)
    if (strcmp(evaluator->patterns[i].text, text) == 0)
      return evaluator->patterns[i].pattern;
  if (fasti_pattern_compile(text, false, &why, &pattern) != FASTI_OK)
    fasti_expr_fail(context, FASTI_INVALID, "\"%s\" is not a regular expression: %s", text, why.at);
  fasti_buffer_free(&why);
  if (!pattern)
    return NULL;
  kept = &evaluator->patterns[evaluator->next_pattern++ % PATTERNS];
  fasti_pattern_free(kept->pattern);
  fasti_free(kept->text);
  *kept = (struct kept_pattern){.text = fasti_strdup(text), .pattern = pattern};
  return pattern;
}

static xmlXPathContextPtr
context_at(struct fasti_evaluator *evaluator, int depth)
{
  xmlXPathContextPtr xpath = evaluator->contexts[depth];

  if (xpath)
    return xpath;
  xpath = xmlXPathNewContext(evaluator->nothing);
  if (!xpath)
    abort();
  xmlXPathContextSetCache(xpath, 1, -1, 0);
  xmlXPathRegisterFuncLookup(xpath, look_up_function, xpath);
  xmlXPathRegisterVariableLookup(xpath, look_up_variable, xpath);
  xpath->error = on_error;
  evaluator->contexts[depth] = xpath;
  return xpath;
}

/* Evaluations within an evaluation spend from the same budget. */
static xmlXPathObjectPtr
run(struct frame *frame, const struct fasti_expr *expr)
{
  struct fasti_evaluator *evaluator = frame->evaluator;
  xmlXPathContextPtr outer = evaluator->depth ? evaluator->contexts[evaluator->depth - 1] : NULL;
  xmlXPathContextPtr xpath = context_at(evaluator, evaluator->depth);
  xmlXPathObjectPtr value;

  frame->xpath = xpath;
  xpath->userData = frame;
  xpath->node = frame->start;
  xpath->doc = frame->start->doc;
  xpath->namespaces = expr->namespaces;
  xpath->nsNr = expr->namespace_count;
  xpath->contextSize = 1;
  xpath->proximityPosition = 1;
  xpath->depth = 0;
  xpath->opLimit = FASTI_EXPR_OPERATIONS;
  xpath->opCount = outer ? outer->opCount : 0;
  evaluator->depth++;
  value = xmlXPathCompiledEval(expr->compiled, xpath);
  evaluator->depth--;
  if (outer)
    outer->opCount = xpath->opCount;
  xpath->userData = NULL;
  xpath->namespaces = NULL;
  xpath->nsNr = 0;
  if (!value)
    fail_with(frame, FASTI_INVALID, "it cannot be evaluated");
  return value;
}

enum fasti_status
fasti_evaluate(struct fasti_evaluator *evaluator, const struct fasti_expr *expr, const struct fasti_scope *scope,
               xmlNodePtr context, struct fasti_messages *messages, xmlXPathObjectPtr *out)
{
  struct frame frame = {.evaluator = evaluator, .scope = scope, .messages = messages};
  xmlXPathObjectPtr value = NULL;

  *out = NULL;
  frame.start = context ? context : (xmlNodePtr)evaluator->nothing;
  if (!expr->compiled)
    fail_with(&frame, FASTI_INVALID, "%s", fasti_messages_translate(messages, expr->why));
  else if (evaluator->depth == EVALUATION_DEPTH)
    fail_with(&frame, FASTI_LIMIT, "expressions need one another more than %d deep: is there a circle?",
              EVALUATION_DEPTH);
  else
    value = run(&frame, expr);
  if (frame.status == FASTI_OK) {
    *out = value;
    return FASTI_OK;
  }
  xmlXPathFreeObject(value);
  fasti_error_at(messages, expr->place, "\"%s\" fails: %s", expr->shown, frame.why);
  fasti_free(frame.why);
  return frame.status;
}

enum fasti_status
fasti_evaluate_boolean(struct fasti_evaluator *evaluator, const struct fasti_expr *expr,
                       const struct fasti_scope *scope, xmlNodePtr context, struct fasti_messages *messages, bool *out)
{
  xmlXPathObjectPtr value;
  enum fasti_status status = fasti_evaluate(evaluator, expr, scope, context, messages, &value);

  if (status != FASTI_OK)
    return status;
  *out = xmlXPathCastToBoolean(value) != 0;
  xmlXPathFreeObject(value);
  return FASTI_OK;
}

enum fasti_status
fasti_evaluate_string(struct fasti_evaluator *evaluator, const struct fasti_expr *expr, const struct fasti_scope *scope,
                      xmlNodePtr context, struct fasti_messages *messages, struct fasti_buffer *out)
{
  xmlXPathObjectPtr value;
  enum fasti_status status = fasti_evaluate(evaluator, expr, scope, context, messages, &value);
  xmlChar *text;

  if (status != FASTI_OK)
    return status;
  text = xmlXPathCastToString(value);
  if (!text)
    abort();
  fasti_buffer_puts(out, (const char *)text);
  xmlFree(text);
  xmlXPathFreeObject(value);
  return FASTI_OK;
}

struct checking {
  struct fasti_evaluator *evaluator;
  const struct fasti_expr *expr;
  struct fasti_messages *messages;
  enum fasti_status status;
};

static void
check_function(void *self, const char *ns, const char *name)
{
  struct checking *checking = self;
  const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name;

  if (find_function(checking->evaluator, local, ns) || is_core_function(context_at(checking->evaluator, 0), local, ns))
    return;
  fasti_error_at(checking->messages, checking->expr->place, "in \"%s\": there is no function %s()",
                 checking->expr->text, name);
  checking->status = FASTI_DEFINITION;
}

enum fasti_status
fasti_expr_check(struct fasti_evaluator *evaluator, const struct fasti_expr *expr, struct fasti_messages *messages)
{
  struct checking checking = {.evaluator = evaluator, .expr = expr, .messages = messages};

  fasti_expr_functions(expr, check_function, &checking);
  return checking.status;
}
