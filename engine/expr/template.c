/* engine/expr/template.c - text with {xpath} in it; see expr.h.
 *
 * Messages that it can give: a { without its }, a } without its {, and those of expressions.
 */
#include "config.h"

#include <string.h>

#include "engine/expr/room.h"

/* Literal text, or an expression. */
struct part {
  char *text;
  struct fasti_expr *expr;
};

struct fasti_template {
  struct part *parts;
  size_t count;
};

static void
add_part(struct fasti_template *template_, struct part part)
{
  template_->parts = fasti_realloc(template_->parts, (template_->count + 1) * sizeof *template_->parts);
  template_->parts[template_->count++] = part;
}

static void
add_literal(struct fasti_template *template_, struct fasti_buffer *literal)
{
  if (literal->size)
    add_part(template_, (struct part){.text = fasti_buffer_take(literal)});
}

/* The } that ends the expression at AT: not one inside a text in quotes. NULL if there is none. */
static const char *
find_end(const char *at)
{
  while (*at && *at != '}') {
    if (*at == '"' || *at == '\'') {
      at = strchr(at + 1, *at);
      if (!at)
        return NULL;
    }
    at++;
  }
  return *at ? at : NULL;
}

/* Read an expression after its {. @return after its } */
static const char *
read_expression(struct fasti_template *template_, const char *at, const xmlNode *namespaces, struct fasti_place place,
                struct fasti_messages *messages)
{
  const char *end = find_end(at);
  struct fasti_buffer text = {0};
  char *taken;

  if (!end) {
    fasti_error_at(messages, place, "a { without its }: write {{ for the character itself");
    end = at + strlen(at);
  }
  fasti_buffer_add(&text, at, (size_t)(end - at));
  taken = fasti_buffer_take(&text);
  /* One that does not end is poisoned without a second message. */
  add_part(template_, (struct part){.expr = *end ? fasti_expr_compile(taken, namespaces, place, messages)
                                                 : fasti_expr_compile("{", namespaces, place, NULL)});
  fasti_free(taken);
  return *end ? end + 1 : end;
}

struct fasti_template *
fasti_template_compile(const char *text, const xmlNode *namespaces, struct fasti_place place,
                       struct fasti_messages *messages)
{
  struct fasti_template *template_ = fasti_alloc(sizeof *template_);
  struct fasti_buffer literal = {0};
  const char *at = text ? text : "";

  while (*at) {
    if ((at[0] == '{' && at[1] == '{') || (at[0] == '}' && at[1] == '}')) {
      fasti_buffer_add(&literal, at, 1);
      at += 2;
    } else if (*at == '{') {
      add_literal(template_, &literal);
      at = read_expression(template_, at + 1, namespaces, place, messages);
    } else {
      if (*at == '}')
        fasti_error_at(messages, place, "a } without its {: write }} for the character itself");
      fasti_buffer_add(&literal, at++, 1);
    }
  }
  add_literal(template_, &literal);
  fasti_buffer_free(&literal);
  return template_;
}

void
fasti_template_free(struct fasti_template *template_)
{
  if (!template_)
    return;
  for (size_t i = 0; i < template_->count; i++) {
    fasti_free(template_->parts[i].text);
    fasti_expr_free(template_->parts[i].expr);
  }
  fasti_free(template_->parts);
  fasti_free(template_);
}

enum fasti_status
fasti_template_expand(struct fasti_evaluator *evaluator, const struct fasti_template *template_,
                      const struct fasti_scope *scope, xmlNodePtr context, struct fasti_messages *messages,
                      struct fasti_buffer *out)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < template_->count && status == FASTI_OK; i++) {
    const struct part *part = &template_->parts[i];

    if (part->text)
      fasti_buffer_puts(out, part->text);
    else
      status = fasti_evaluate_string(evaluator, part->expr, scope, context, messages, out);
  }
  return status;
}

enum fasti_status
fasti_template_check(struct fasti_evaluator *evaluator, const struct fasti_template *template_,
                     struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < template_->count; i++)
    if (template_->parts[i].expr && fasti_expr_check(evaluator, template_->parts[i].expr, messages) != FASTI_OK)
      status = FASTI_DEFINITION;
  return status;
}

void
fasti_template_variables(const struct fasti_template *template_, void (*use)(void *self, const char *name), void *self)
{
  for (size_t i = 0; i < template_->count; i++)
    if (template_->parts[i].expr)
      fasti_expr_variables(template_->parts[i].expr, use, self);
}

void
fasti_template_expressions(const struct fasti_template *template_,
                           void (*use)(void *self, const struct fasti_expr *expr), void *self)
{
  for (size_t i = 0; i < template_->count; i++)
    if (template_->parts[i].expr)
      use(self, template_->parts[i].expr);
}
