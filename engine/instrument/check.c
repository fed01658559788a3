/* engine/instrument/check.c - a template looked over before libxslt compiles it: with exact places, and for what must
 * not be in it.
 *
 * Messages that it can give: elements of XSLT that do not exist or are not let in (xsl:document, extensions), missing
 * attributes, bad expressions, functions that do not exist or reach outside (document()) or give another result each
 * time (generate-id()), templates that are called and do not exist, a language in xsl:sort.
 */
#include "config.h"

#include <string.h>

#include "engine/instrument/room.h"

struct element {
  const char *name;
  const char *needs;       /* attribute that must be there; NULL */
  const char *expressions; /* attributes that are XPath, with spaces around each */
  const char *templates;   /* attributes that are templates, likewise */
};

static const struct element elements[] = {
  {"apply-imports", NULL, "", ""},
  {"apply-templates", NULL, " select ", ""},
  {"attribute", "name", "", " name namespace "},
  {"attribute-set", "name", "", ""},
  {"call-template", "name", "", ""},
  {"choose", NULL, "", ""},
  {"comment", NULL, "", ""},
  {"copy", NULL, "", ""},
  {"copy-of", "select", " select ", ""},
  {"decimal-format", NULL, "", ""},
  {"element", "name", "", " name namespace "},
  {"fallback", NULL, "", ""},
  {"for-each", "select", " select ", ""},
  {"if", "test", " test ", ""},
  {"import", "href", "", ""},
  {"include", "href", "", ""},
  {"key", "use", " match use ", ""},
  {"message", NULL, "", ""},
  {"namespace-alias", "stylesheet-prefix", "", ""},
  {"number", NULL, " value count from ", " format grouping-separator grouping-size "},
  {"otherwise", NULL, "", ""},
  {"output", NULL, "", ""},
  {"param", "name", " select ", ""},
  {"preserve-space", "elements", "", ""},
  {"processing-instruction", "name", "", " name "},
  {"sort", NULL, " select ", " order data-type case-order "},
  {"strip-space", "elements", "", ""},
  {"stylesheet", "version", "", ""},
  {"template", NULL, " match ", ""},
  {"text", NULL, "", ""},
  {"transform", "version", "", ""},
  {"value-of", "select", " select ", ""},
  {"variable", "name", " select ", ""},
  {"when", "test", " test ", ""},
  {"with-param", "name", " select ", ""},
};

/* Of XPath 1.0 and XSLT 1.0. Left out: document() reads files, generate-id() gives what lies in memory,
 * unparsed-entity-uri() needs a DTD. */
static const char functions[] =
  " last position count id local-name namespace-uri name string concat starts-with contains substring-before"
  " substring-after substring string-length normalize-space translate boolean not true false lang number sum floor"
  " ceiling round key format-number current system-property element-available function-available ";

struct checking {
  const struct fasti_instrument *instrument;
  struct fasti_messages *messages;
  const struct fasti_expr *expr;
};

/* Whether NAME is a word of LIST, which has spaces around each. */
static bool
is_among(const char *list, const char *name)
{
  const char *at = list;
  size_t size = strlen(name);

  while (size && (at = strstr(at, name)))
    if (at > list && at[-1] == ' ' && at[size] == ' ')
      return true;
    else
      at += size;
  return false;
}

static void
check_function(void *self, const char *ns, const char *name)
{
  struct checking *checking = self;
  const char *text = fasti_expr_text(checking->expr);
  struct fasti_place place = fasti_expr_place(checking->expr);

  if (!ns && is_among(functions, name))
    return;
  if (strcmp(name, "document") == 0)
    fasti_error_at(checking->messages, place, "in \"%s\": document() is not allowed: a template sees only its data",
                   text);
  else if (strcmp(name, "generate-id") == 0)
    fasti_error_at(checking->messages, place,
                   "in \"%s\": generate-id() is not allowed: the same data must give the same document", text);
  else
    fasti_error_at(checking->messages, place, "in \"%s\": there is no function %s() in templates", text, name);
}

static void
check_functions(void *self, const struct fasti_expr *expr)
{
  struct checking *checking = self;

  checking->expr = expr;
  fasti_expr_functions(expr, check_function, checking);
}

static void
check_expression(struct checking *checking, const xmlNode *node, const xmlAttr *attr)
{
  const char *name = (const char *)attr->name;
  struct fasti_expr *expr = fasti_expr_compile(fasti_xml_attribute(node, NULL, name), node,
                                               fasti_xml_attribute_place(node, name), checking->messages);

  check_functions(checking, expr);
  fasti_expr_free(expr);
}

static void
check_template(struct checking *checking, const xmlNode *node, const xmlAttr *attr)
{
  struct fasti_template *template_;
  const char *text = attr->children && attr->children->content ? (const char *)attr->children->content : "";

  if (!strpbrk(text, "{}"))
    return;
  template_ =
    fasti_template_compile(text, node, fasti_xml_attribute_place(node, (const char *)attr->name), checking->messages);
  fasti_template_expressions(template_, check_functions, checking);
  fasti_template_free(template_);
}

static bool
has_template(const struct fasti_instrument *instrument, const xmlNode *from, const char *name)
{
  const char *local = strchr(name, ':') ? strchr(name, ':') + 1 : name;
  xmlNsPtr ns = NULL, other;

  if (local != name) {
    xmlChar *prefix = xmlStrndup((const xmlChar *)name, (int)(local - name - 1));

    ns = xmlSearchNs(from->doc, (xmlNodePtr)from, prefix);
    xmlFree(prefix);
  }
  for (const struct sheet *sheet = instrument->sheets; sheet; sheet = sheet->next)
    for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(sheet->doc)); node; node = fasti_xml_next(node)) {
      const char *is = fasti_xml_is(node, NS_XSLT, "template") ? fasti_xml_attribute(node, NULL, "name") : NULL;
      const char *colon = is ? strchr(is, ':') : NULL;

      if (!is || strcmp(colon ? colon + 1 : is, local) != 0 || !colon != !ns)
        continue;
      if (!colon)
        return true;
      {
        xmlChar *prefix = xmlStrndup((const xmlChar *)is, (int)(colon - is));

        other = xmlSearchNs(node->doc, (xmlNodePtr)node, prefix);
        xmlFree(prefix);
      }
      if (other && xmlStrEqual(other->href, ns->href))
        return true;
    }
  return false;
}

static void
check_xslt(struct checking *checking, const xmlNode *node)
{
  const struct element *element = NULL;
  const char *name = fasti_xml_attribute(node, NULL, "name");
  const char *terminate = fasti_xml_attribute(node, NULL, "terminate");
  char wanted[64];

  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
    if (strcmp(elements[i].name, (const char *)node->name) == 0)
      element = &elements[i];
  if (!element) {
    fasti_error_at(checking->messages, fasti_xml_place(node), "xsl:%s is not known in templates",
                   (const char *)node->name);
    return;
  }
  if (element->needs && !fasti_xml_attribute(node, NULL, element->needs))
    fasti_error_at(checking->messages, fasti_xml_place(node), "xsl:%s needs %s=\"...\"", element->name, element->needs);
  if (strcmp(element->name, "sort") == 0 && fasti_xml_attribute(node, NULL, "lang"))
    fasti_error_at(checking->messages, fasti_xml_attribute_place(node, "lang"),
                   "xsl:sort by a language is not allowed: machines differ in it");
  if (strcmp(element->name, "message") == 0 && strcmp(terminate ? terminate : "", "yes") != 0)
    fasti_error_at(checking->messages, fasti_xml_place(node),
                   "xsl:message needs terminate=\"yes\": nobody would read it otherwise");
  if (strcmp(element->name, "call-template") == 0 && name && !has_template(checking->instrument, node, name))
    fasti_error_at(checking->messages, fasti_xml_attribute_place(node, "name"), "there is no template %s", name);
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    if (attr->ns || strlen((const char *)attr->name) > sizeof wanted - 1)
      continue;
    strcpy(wanted, (const char *)attr->name);
    if (is_among(element->expressions, wanted))
      check_expression(checking, node, attr);
    else if (is_among(element->templates, wanted))
      check_template(checking, node, attr);
    else if (strcmp(wanted, "extension-element-prefixes") == 0)
      fasti_error_at(checking->messages, fasti_xml_attribute_place(node, wanted),
                     "extensions are not known in templates");
  }
}

static void
check_node(struct checking *checking, const xmlNode *node)
{
  if (node->ns && xmlStrEqual(node->ns->href, (const xmlChar *)NS_XSLT))
    check_xslt(checking, node);
  else
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
      check_template(checking, node, attr);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    check_node(checking, child);
}

void
sheets_check(struct fasti_instrument *instrument, struct fasti_messages *messages)
{
  struct checking checking = {.instrument = instrument, .messages = messages};

  for (const struct sheet *sheet = instrument->sheets; sheet; sheet = sheet->next)
    check_node(&checking, xmlDocGetRootElement(sheet->doc));
}
