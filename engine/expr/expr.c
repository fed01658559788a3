/* engine/expr/expr.c - compiling XPath expressions; see expr.h.
 *
 * Messages that it can give: an expression that is too long, that is not XPath (with the character at which it goes
 * wrong), or that uses a prefix without a namespace.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/xmlerror.h>

#include "engine/expr/room.h"

enum { EXPRESSION_BYTES = 64 * 1024, SHOWN_BYTES = 160 /* in messages */ };

static void
add_namespace(struct fasti_expr *expr, const char *prefix, const char *uri)
{
  xmlNsPtr ns = xmlNewNs(NULL, (const xmlChar *)uri, (const xmlChar *)prefix);

  if (!ns)
    abort();
  expr->namespaces = fasti_realloc(expr->namespaces, (size_t)(expr->namespace_count + 1) * sizeof *expr->namespaces);
  expr->namespaces[expr->namespace_count++] = ns;
}

static const char *
namespace_of(const struct fasti_expr *expr, const char *prefix, size_t size)
{
  for (int i = 0; i < expr->namespace_count; i++) {
    const char *known = (const char *)expr->namespaces[i]->prefix;

    if (strlen(known) == size && memcmp(known, prefix, size) == 0)
      return (const char *)expr->namespaces[i]->href;
  }
  /* libxml2 knows this one by itself. */
  return size == 3 && memcmp(prefix, "xml", 3) == 0 ? (const char *)XML_XML_NAMESPACE : NULL;
}

/* Keep the prefixes that the expression uses: most expressions use none. */
static void
copy_namespaces(struct fasti_expr *expr, const xmlNode *node)
{
  if (!strchr(expr->text, ':'))
    return;
  for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
    for (const xmlNs *ns = node->nsDef; ns; ns = ns->next) {
      const char *prefix = (const char *)ns->prefix;

      if (prefix && strstr(expr->text, prefix) && !namespace_of(expr, prefix, strlen(prefix)))
        add_namespace(expr, prefix, ns->href ? (const char *)ns->href : "");
    }
  if (!namespace_of(expr, "f", 1))
    add_namespace(expr, "f", FASTI_NS_PROCEDURE);
}

/* The first prefix that stands for no namespace. */
static bool
find_unknown_prefix(const struct fasti_expr *expr, struct fasti_slice *prefix)
{
  const char *at = expr->text, *colon;
  struct token token = {.kind = TOKEN_OTHER};

  while ((token = token_next(&at, token.kind)).kind != TOKEN_END) {
    colon = token.text.size ? memchr(token.text.at, ':', token.text.size) : NULL;
    if ((token.kind != TOKEN_NAME && token.kind != TOKEN_FUNCTION && token.kind != TOKEN_VARIABLE) || !colon)
      continue;
    *prefix = (struct fasti_slice){.at = token.text.at, .size = (size_t)(colon - token.text.at)};
    if (!namespace_of(expr, prefix->at, prefix->size))
      return true;
  }
  return false;
}

static int
characters(const char *text, int bytes)
{
  int count = 0;

  for (int i = 0; i < bytes && text[i]; i++)
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

static const char *
words_for(int code)
{
  switch (code) {
  case XML_XPATH_NUMBER_ERROR:
    return N_("not a number");
  case XML_XPATH_UNFINISHED_LITERAL_ERROR:
    return N_("a text that does not end: its closing quote is missing");
  case XML_XPATH_START_LITERAL_ERROR:
    return N_("expected a text in quotes");
  case XML_XPATH_VARIABLE_REF_ERROR:
    return N_("expected the name of a variable after $");
  case XML_XPATH_INVALID_PREDICATE_ERROR:
    return N_("a [ without its ]");
  case XML_XPATH_UNCLOSED_ERROR:
    return N_("a ( without its )");
  case XML_XPATH_INVALID_CHAR_ERROR:
    return N_("a character that XPath does not know");
  default:
    return N_("expected an expression of XPath 1.0");
  }
}

struct trouble {
  int code;
  int offset;
};

static void
on_error(void *self, xmlErrorPtr error)
{
  struct trouble *trouble = self;

  if (trouble->code == 0)
    *trouble = (struct trouble){.code = error->code, .offset = error->int1};
}

static void
compile_text(struct fasti_expr *expr, struct fasti_messages *messages)
{
  xmlXPathContextPtr context = xmlXPathNewContext(NULL);
  struct trouble trouble = {0};

  if (!context)
    abort();
  context->error = on_error;
  context->userData = &trouble;
  context->namespaces = expr->namespaces;
  context->nsNr = expr->namespace_count;
  expr->compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expr->text);
  context->namespaces = NULL;
  context->nsNr = 0;
  xmlXPathFreeContext(context);
  if (expr->compiled)
    return;
  expr->why = fasti_strdup(words_for(trouble.code));
  fasti_error_at(messages, expr->place, "in \"%s\", character %d: %s", expr->shown,
                 characters(expr->text, trouble.offset) + 1, fasti_messages_translate(messages, expr->why));
}

/* What messages show of an expression. @return owned */
static char *
cut(const char *text)
{
  struct fasti_buffer shown = {0};
  size_t size = strlen(text);

  if (size > SHOWN_BYTES) {
    size = SHOWN_BYTES;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
      size--;
  }
  fasti_buffer_add(&shown, text, size);
  if (text[size])
    fasti_buffer_puts(&shown, "…");
  return fasti_buffer_take(&shown);
}

struct fasti_expr *
fasti_expr_compile(const char *text, const xmlNode *namespaces, struct fasti_place place,
                   struct fasti_messages *messages)
{
  struct fasti_expr *expr = fasti_alloc(sizeof *expr);
  struct fasti_slice prefix;

  expr->text = fasti_strdup(text ? text : "");
  expr->shown = cut(expr->text);
  expr->place = place;
  expr->place.file = fasti_strdup(place.file);
  copy_namespaces(expr, namespaces);
  if (strlen(expr->text) > EXPRESSION_BYTES) {
    expr->why = fasti_strdup(N_("the expression is too long"));
    fasti_error_at(messages, place, "the expression is longer than %d bytes", EXPRESSION_BYTES);
  } else if (find_unknown_prefix(expr, &prefix)) {
    expr->why = fasti_strdup(N_("a prefix is not declared"));
    fasti_error_at(messages, place, "in \"%s\": the prefix %.*s is not declared: add xmlns:%.*s=\"...\"", expr->shown,
                   (int)prefix.size, prefix.at, (int)prefix.size, prefix.at);
  } else {
    compile_text(expr, messages);
  }
  return expr;
}

void
fasti_expr_free(struct fasti_expr *expr)
{
  if (!expr)
    return;
  if (expr->compiled)
    xmlXPathFreeCompExpr(expr->compiled);
  for (int i = 0; i < expr->namespace_count; i++)
    xmlFreeNs(expr->namespaces[i]);
  fasti_free(expr->namespaces);
  fasti_free((char *)expr->place.file);
  fasti_free(expr->why);
  fasti_free(expr->text);
  fasti_free(expr->shown);
  fasti_free(expr);
}

bool
fasti_expr_is_bad(const struct fasti_expr *expr)
{
  return !expr->compiled;
}

const char *
fasti_expr_text(const struct fasti_expr *expr)
{
  return expr->text;
}

struct fasti_place
fasti_expr_place(const struct fasti_expr *expr)
{
  return expr->place;
}

void
fasti_expr_variables(const struct fasti_expr *expr, void (*use)(void *self, const char *name), void *self)
{
  struct token token = {.kind = TOKEN_OTHER};
  const char *at = expr->text;
  struct fasti_buffer name = {0};

  while ((token = token_next(&at, token.kind)).kind != TOKEN_END)
    if (token.kind == TOKEN_VARIABLE && token.text.size) {
      fasti_buffer_clear(&name);
      fasti_buffer_add(&name, token.text.at, token.text.size);
      use(self, name.at);
    }
  fasti_buffer_free(&name);
}

void
fasti_expr_functions(const struct fasti_expr *expr, void (*use)(void *self, const char *ns, const char *name),
                     void *self)
{
  struct token token = {.kind = TOKEN_OTHER};
  const char *at = expr->text, *colon;
  struct fasti_buffer name = {0};

  while (expr->compiled && (token = token_next(&at, token.kind)).kind != TOKEN_END) {
    if (token.kind != TOKEN_FUNCTION)
      continue;
    fasti_buffer_clear(&name);
    fasti_buffer_add(&name, token.text.at, token.text.size);
    colon = strchr(name.at, ':');
    use(self, colon ? namespace_of(expr, name.at, (size_t)(colon - name.at)) : NULL, name.at);
  }
  fasti_buffer_free(&name);
}
