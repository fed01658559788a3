/* engine/expr/path.c - the location paths of an expression, for the order of calculations; see expr.h.
 */
#include "config.h"

#include <string.h>

#include "engine/expr/room.h"

struct scan {
  const char *at;
  struct token token;
  int depth;
  void (*use)(void *self, const char *path);
  void *self;
};

enum { SCAN_DEPTH = 100 };

static void
advance(struct scan *scan)
{
  scan->token = token_next(&scan->at, scan->token.kind);
}

static bool
is(const struct scan *scan, const char *text)
{
  return scan->token.kind != TOKEN_END && fasti_slice_is(scan->token.text, text);
}

static bool
is_node_type(const struct scan *scan)
{
  return scan->token.kind == TOKEN_OTHER &&
         (is(scan, "node") || is(scan, "text") || is(scan, "comment") || is(scan, "processing-instruction"));
}

/* PREFIX is the path to what relative paths start from; NULL: it lies outside. */
static void read_expression(struct scan *scan, const char *prefix);

/* A step: @name, axis::test, name, *, ., .., node type with its brackets. Appended as it is written. */
static void
read_step(struct scan *scan, struct fasti_buffer *path)
{
  bool type;

  do {
    type = is_node_type(scan);
    if (scan->token.kind == TOKEN_END || is(scan, "]") || is(scan, ")"))
      return;
    fasti_buffer_add(path, scan->token.text.at, scan->token.text.size);
    advance(scan);
    while (is(scan, ":")) {
      fasti_buffer_puts(path, ":");
      advance(scan);
    }
  } while (path->at[path->size - 1] == '@' || path->at[path->size - 1] == ':');
  if (type && is(scan, "(")) {
    fasti_buffer_puts(path, "()");
    while (scan->token.kind != TOKEN_END && !is(scan, ")"))
      advance(scan);
    advance(scan);
  }
}

/* What follows a step: predicates and further steps. The path is told when it ends; one from outside is not. */
static void
read_rest(struct scan *scan, struct fasti_buffer *path, bool outside)
{
  while (is(scan, "[") || is(scan, "/")) {
    if (is(scan, "[")) {
      advance(scan);
      read_expression(scan, outside ? NULL : path->at);
      advance(scan);
      continue;
    }
    while (is(scan, "/")) {
      fasti_buffer_puts(path, "/");
      advance(scan);
    }
    read_step(scan, path);
  }
  if (!outside)
    scan->use(scan->self, path->at);
}

/* A call: its arguments are expressions by themselves. @return whether it is current() */
static bool
read_call(struct scan *scan, const char *prefix)
{
  bool current = fasti_slice_is(scan->token.text, "current");

  advance(scan);
  do {
    advance(scan);
    read_expression(scan, prefix);
  } while (is(scan, ","));
  advance(scan);
  return current;
}

static void
read_path(struct scan *scan, const char *prefix)
{
  struct fasti_buffer path = {0};
  bool outside = false;

  if (scan->token.kind == TOKEN_VARIABLE) {
    outside = true;
    advance(scan);
  } else if (scan->token.kind == TOKEN_FUNCTION) {
    outside = !read_call(scan, prefix);
    fasti_buffer_puts(&path, ".");
  } else if (is(scan, "(")) {
    outside = true;
    advance(scan);
    read_expression(scan, prefix);
    advance(scan);
  } else if (is(scan, "/")) {
    while (is(scan, "/")) {
      fasti_buffer_puts(&path, "/");
      advance(scan);
    }
    read_step(scan, &path);
  } else {
    outside = !prefix;
    fasti_buffer_printf(&path, "%s/", prefix ? prefix : "");
    read_step(scan, &path);
  }
  read_rest(scan, &path, outside);
  fasti_buffer_free(&path);
}

/* Whether a path begins here, rather than a literal, a number or an operator. */
static bool
begins_path(const struct scan *scan)
{
  const char *at = scan->token.text.at;

  switch (scan->token.kind) {
  case TOKEN_NAME:
  case TOKEN_VARIABLE:
  case TOKEN_FUNCTION:
    return true;
  case TOKEN_OPERAND:
    return *at == '*' || (*at == '.' && (scan->token.text.size == 1 || at[1] == '.'));
  default:
    return is(scan, "@") || is(scan, "/") || is(scan, "(") || is_node_type(scan) ||
           (scan->token.kind == TOKEN_OTHER && at[scan->token.text.size] == ':' && *at != ':');
  }
}

static void
read_expression(struct scan *scan, const char *prefix)
{
  if (++scan->depth > SCAN_DEPTH)
    scan->token.kind = TOKEN_END;
  while (scan->token.kind != TOKEN_END && !is(scan, ")") && !is(scan, "]") && !is(scan, ","))
    if (begins_path(scan))
      read_path(scan, prefix);
    else
      advance(scan);
  scan->depth--;
}

void
fasti_expr_paths(const struct fasti_expr *expr, void (*use)(void *self, const char *path), void *self)
{
  struct scan scan = {.at = expr->text, .token = {.kind = TOKEN_OTHER}, .use = use, .self = self};

  advance(&scan);
  while (expr->compiled && scan.token.kind != TOKEN_END) {
    read_expression(&scan, ".");
    if (scan.token.kind != TOKEN_END)
      advance(&scan);
  }
}
