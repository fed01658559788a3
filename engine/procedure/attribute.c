/* engine/procedure/attribute.c - reading the attributes of the f: vocabulary, each with the check that its kind needs.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static bool
is_foreign(const xmlNode *node)
{
  return node->ns && strcmp((const char *)node->ns->href, FASTI_NS_PROCEDURE) == 0;
}

static const char *
namespace_for(const xmlNode *node)
{
  return is_foreign(node) ? NULL : FASTI_NS_PROCEDURE;
}

const char *
attribute(const xmlNode *node, const char *name)
{
  return fasti_xml_attribute(node, namespace_for(node), name);
}

struct fasti_place
attribute_place(const xmlNode *node, const char *name)
{
  struct fasti_buffer written = {0};
  struct fasti_place place;

  for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
    if (strcmp((const char *)attr->name, name) == 0 && !attr->ns == is_foreign(node) && attr->ns && attr->ns->prefix)
      fasti_buffer_printf(&written, "%s:", (const char *)attr->ns->prefix);
  fasti_buffer_puts(&written, name);
  place = fasti_xml_attribute_place(node, written.at);
  fasti_buffer_free(&written);
  return place;
}

const char *
attribute_copy(struct check *check, const xmlNode *node, const char *name)
{
  return fasti_arena_strdup(check->procedure->arena, attribute(node, name));
}

static void
expr_release(void *expr)
{
  fasti_expr_free(expr);
}

static void
template_release(void *template_)
{
  fasti_template_free(template_);
}

const struct fasti_expr *
attribute_expr(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = attribute(node, name);
  struct fasti_place place;
  struct fasti_expr *expr;

  if (!text)
    return NULL;
  place = attribute_place(node, name);
  expr = fasti_expr_compile(text, node, place, check->messages);
  fasti_arena_tie(check->procedure->arena, expr_release, expr);
  if (!fasti_expr_is_bad(expr)) {
    names_variables(check, expr);
    names_functions(check, expr);
    names_check(check, text, place);
  }
  return expr;
}

struct braces {
  struct check *check;
  const xmlNode *node;
  struct fasti_place place;
};

static void
check_brace(void *self, const char *name)
{
  /* A variable alone is an expression: the check of expressions serves. */
  const struct braces *braces = self;
  struct fasti_buffer text = {0};
  struct fasti_expr *expr;

  fasti_buffer_printf(&text, "$%s", name);
  expr = fasti_expr_compile(text.at, NULL, braces->place, NULL);
  names_variables(braces->check, expr);
  fasti_expr_free(expr);
  fasti_buffer_free(&text);
}

const struct fasti_template *
text_template(struct check *check, const xmlNode *node, const char *text, struct fasti_place place)
{
  struct braces braces = {.check = check, .node = node, .place = place};
  struct fasti_template *template_ = fasti_template_compile(text, node, place, check->messages);
  const char *at = text;

  fasti_arena_tie(check->procedure->arena, template_release, template_);
  fasti_template_variables(template_, check_brace, &braces);
  names_template(check, template_);
  while ((at = strchr(at, '{'))) {
    const char *end = at[1] == '{' ? NULL : strchr(at, '}');

    if (end)
      names_check(check, fasti_arena_copy(check->procedure->arena, at + 1, (size_t)(end - at - 1)), place);
    at = end ? end + 1 : at + (at[1] == '{' ? 2 : 1);
  }
  return template_;
}

const struct fasti_template *
attribute_template(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = attribute(node, name);

  return text ? text_template(check, node, text, attribute_place(node, name)) : NULL;
}

static void
tell_unknown(struct check *check, struct fasti_place place, const char *what, const char *name, xmlHashTablePtr table)
{
  const char *near = names_near(table, name);

  if (near)
    fasti_error_at(check->messages, place, "there is no %s %s; did you mean %s?", what, name, near);
  else
    fasti_error_at(check->messages, place, "there is no %s %s; expected one that the procedure has", what, name);
}

const char *
attribute_law(struct check *check, const xmlNode *node, const char *name)
{
  const char *law = attribute_copy(check, node, name);

  if (law && !xmlHashLookup(check->procedure->law_names, (const xmlChar *)law))
    tell_unknown(check, attribute_place(node, name), "law", law, check->procedure->law_names);
  return law;
}

const char *
attribute_roles(struct check *check, const xmlNode *node, const char *name)
{
  const char *roles = attribute_copy(check, node, name), *at = roles;
  struct fasti_slice word;
  size_t count = 0;

  if (!roles)
    return NULL;
  for (; fasti_list_next(&at, &word); count++) {
    const char *role = fasti_arena_copy(check->procedure->arena, word.at, word.size);

    if (!check->procedure->package->alone && !package_role(check->procedure->package, role))
      fasti_error_at(check->messages, attribute_place(node, name), "there is no role %s; expected a role of %s", role,
                     check->procedure->package->name);
  }
  if (count == 0)
    fasti_error_at(check->messages, attribute_place(node, name), "%s names no role; expected one or more", name);
  return roles;
}

const char *
attribute_given_roles(struct check *check, const xmlNode *node, const char *name, const struct fasti_template **out)
{
  const char *text = attribute(node, name);

  *out = NULL;
  if (!text || !strchr(text, '{'))
    return attribute_roles(check, node, name);
  *out = attribute_template(check, node, name);
  return attribute_copy(check, node, name);
}

const char *
attribute_tasks(struct check *check, const xmlNode *node, const char *name)
{
  const char *tasks = attribute_copy(check, node, name), *at = tasks;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *task = fasti_arena_copy(check->procedure->arena, word.at, word.size);

    if (!xmlHashLookup(check->procedure->tasks, (const xmlChar *)task))
      tell_unknown(check, attribute_place(node, name), "task or action", task, check->procedure->tasks);
  }
  return tasks;
}

/* Look in the procedure's folders (from the file that names them), then beside the document. */
static enum fasti_status
find_in(struct check *check, const char *folders, const xmlNode *node, const char *src, const char **name,
        struct fasti_slice *bytes)
{
  struct fasti_slice folder;
  struct fasti_buffer path = {0};
  enum fasti_status status = FASTI_NOT_FOUND;

  while (status != FASTI_OK && fasti_list_next(&folders, &folder)) {
    fasti_buffer_clear(&path);
    fasti_buffer_add(&path, folder.at, folder.size);
    fasti_buffer_printf(&path, "%s%s", folder.size && folder.at[folder.size - 1] == '/' ? "" : "/", src);
    status = load_find(check->load, check->procedure->folders.base, path.at, name, bytes);
  }
  fasti_buffer_free(&path);
  if (status != FASTI_OK)
    status = load_find(check->load, fasti_xml_place(node).file, src, name, bytes);
  return status;
}

/* A procedure by itself does not know the folders that its package will name. */
static void
tell_missing(struct check *check, struct fasti_place place, const char *what, const char *src, const char *folders)
{
  if (check->procedure->package->alone)
    fasti_warning_at(check->messages, place, "no %s %s beside this document; check the package to look in its folders",
                     what, src);
  else
    fasti_error_at(check->messages, place, "there is no %s %s; looked for in %s and beside this document", what, src,
                   folders ? folders : "no folder");
}

static void
form_release(void *form)
{
  fasti_form_free(form);
}

static void
check_form_expr(void *self, const struct fasti_expr *expr)
{
  struct check *check = self;

  names_check(check, fasti_expr_text(expr), fasti_expr_place(expr));
  names_variables(check, expr);
  names_functions(check, expr);
}

static void
check_form_law(void *self, const char *law, struct fasti_place place)
{
  struct check *check = self;

  if (!xmlHashLookup(check->procedure->law_names, (const xmlChar *)law))
    tell_unknown(check, place, "law", law, check->procedure->law_names);
}

/* What a form says of variables, parameters, tasks, laws and functions. */
static void
check_form_secret(void *self, const char *path, const char *roles, struct fasti_place place)
{
  struct check *check = self;
  struct fasti_slice word;

  while (!check->load->package->alone && fasti_list_next(&roles, &word)) {
    const char *role = fasti_arena_copy(check->procedure->arena, word.at, word.size);

    if (!package_role(check->load->package, role))
      fasti_error_at(check->messages, place, "%s: there is no role %s; expected roles of the package", path, role);
  }
}

static void
check_form(struct check *check, const struct fasti_form *form)
{
  struct document *document = check->document;

  check->document = NULL;
  fasti_form_expressions(form, check_form_expr, check);
  fasti_form_laws(form, check_form_law, check);
  fasti_form_secrets(form, check_form_secret, check);
  check->document = document;
}

const struct fasti_form *
attribute_form(struct check *check, const xmlNode *node, const char *ns, const char *name)
{
  const char *src = fasti_xml_attribute(node, ns, name), *file;
  struct fasti_slice bytes;
  struct fasti_form *form;

  if (!src)
    return NULL;
  if (find_in(check, check->procedure->folders.forms, node, src, &file, &bytes) != FASTI_OK) {
    tell_missing(check, ns ? attribute_place(node, name) : fasti_xml_attribute_place(node, name), "form", src,
                 check->procedure->folders.forms);
    return NULL;
  }
  form = xmlHashLookup(check->procedure->form_files, (const xmlChar *)file);
  if (form)
    return form;
  if (fasti_form_load(file, bytes, &check->load->library, check->messages, &form) != FASTI_OK)
    return NULL;
  fasti_arena_tie(check->procedure->arena, form_release, form);
  xmlHashAddEntry(check->procedure->form_files, (const xmlChar *)file, form);
  check_form(check, form);
  covers_keep_form(check, form);
  return form;
}

static void
style_release(void *instrument)
{
  fasti_instrument_free(instrument);
}

const struct fasti_instrument *
attribute_style(struct check *check, const xmlNode *node, const char *name)
{
  const char *src = attribute(node, name), *file;
  struct fasti_slice bytes;
  struct fasti_instrument *style;
  xmlDocPtr doc;

  if (!src)
    return NULL;
  if (find_in(check, check->procedure->folders.instruments, node, src, &file, &bytes) != FASTI_OK) {
    tell_missing(check, attribute_place(node, name), "template", src, check->procedure->folders.instruments);
    return NULL;
  }
  style = xmlHashLookup(check->procedure->style_files, (const xmlChar *)file);
  if (style)
    return style;
  if (fasti_instrument_load(file, bytes, &check->load->library, check->messages, &style) != FASTI_OK)
    return NULL;
  fasti_arena_tie(check->procedure->arena, style_release, style);
  xmlHashAddEntry(check->procedure->style_files, (const xmlChar *)file, style);
  if (fasti_xml_parse(file, bytes, NULL, &doc) == FASTI_OK) {
    names_check_template(check, xmlDocGetRootElement(doc));
    fasti_xml_free(doc);
  }
  return style;
}
