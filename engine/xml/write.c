/* engine/xml/write.c - trees as XML text that parses to the same tree; see xml.h.
 *
 * libxml2's own writer leaves out namespaces that are declared above the written node. This one declares at the
 * written node what is in scope there, and wherever a name needs it.
 */
#include "config.h"

#include <string.h>

#include <libxml/parserInternals.h>

#include "engine/xml.h"

struct binding {
  const char *prefix; /* "" for the default */
  const char *uri;    /* "" for none */
};

struct writer {
  struct fasti_buffer *out;
  struct binding *bindings; /* in scope, innermost last */
  size_t count;
  size_t room;
};

static const char *
text_of(const xmlChar *text)
{
  return text ? (const char *)text : "";
}

/* What must not stand as it is, in an attribute or between tags. */
static const char *
escape(int code, bool attribute)
{
  switch (code) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return attribute ? NULL : "&gt;";
  case '\r':
    return "&#13;";
  case '"':
    return attribute ? "&quot;" : NULL;
  case '\t':
    return attribute ? "&#9;" : NULL;
  case '\n':
    return attribute ? "&#10;" : NULL;
  default:
    return IS_CHAR(code) ? NULL : "\xEF\xBF\xBD";
  }
}

static void
write_text(struct writer *writer, const char *text, bool attribute)
{
  const char *kept = text, *shown;
  int code, size;

  while (*text) {
    size = 4;
    code = (unsigned char)*text < 0x80 ? *text : xmlGetUTF8Char((const unsigned char *)text, &size);
    if ((unsigned char)*text < 0x80 || code < 0)
      size = 1;
    shown = escape(code, attribute);
    if (shown) {
      fasti_buffer_add(writer->out, kept, (size_t)(text - kept));
      fasti_buffer_puts(writer->out, shown);
      kept = text + size;
    }
    text += size;
  }
  fasti_buffer_add(writer->out, kept, (size_t)(text - kept));
}

static const char *
uri_of(const struct writer *writer, const char *prefix)
{
  for (size_t i = writer->count; i > 0; i--)
    if (strcmp(writer->bindings[i - 1].prefix, prefix) == 0)
      return writer->bindings[i - 1].uri;
  return "";
}

/* Write a declaration unless it already holds. */
static void
declare(struct writer *writer, const char *prefix, const char *uri)
{
  if (strcmp(prefix, "xml") == 0 || strcmp(uri_of(writer, prefix), uri) == 0)
    return;
  if (writer->count == writer->room) {
    writer->room = writer->room ? writer->room * 2 : 16;
    writer->bindings = fasti_realloc(writer->bindings, writer->room * sizeof *writer->bindings);
  }
  writer->bindings[writer->count++] = (struct binding){.prefix = prefix, .uri = uri};
  fasti_buffer_puts(writer->out, *prefix ? " xmlns:" : " xmlns");
  fasti_buffer_puts(writer->out, prefix);
  fasti_buffer_puts(writer->out, "=\"");
  write_text(writer, uri, true);
  fasti_buffer_puts(writer->out, "\"");
}

static void
write_name(struct writer *writer, const char *prefix, const xmlChar *name)
{
  if (*prefix) {
    fasti_buffer_puts(writer->out, prefix);
    fasti_buffer_puts(writer->out, ":");
  }
  fasti_buffer_puts(writer->out, (const char *)name);
}

/* A prefix that an attribute can have: the default namespace does not hold for attributes. */
static const char *
attribute_prefix(const xmlAttr *attr)
{
  static const char made[] = "ns0";

  if (!attr->ns)
    return "";
  return attr->ns->prefix ? text_of(attr->ns->prefix) : made;
}

/* The default namespace is left to the names that are in it. */
static void
declare_above(struct writer *writer, const xmlNode *node)
{
  if (!node || node->type != XML_ELEMENT_NODE)
    return;
  for (const xmlNs *ns = node->nsDef; ns; ns = ns->next) {
    bool hidden = !ns->prefix;

    for (size_t i = 0; i < writer->count; i++)
      hidden = hidden || strcmp(writer->bindings[i].prefix, text_of(ns->prefix)) == 0;
    if (!hidden)
      declare(writer, text_of(ns->prefix), text_of(ns->href));
  }
  declare_above(writer, node->parent);
}

static void write_element(struct writer *writer, const xmlNode *node, bool top);

static void
write_children(struct writer *writer, const xmlNode *node)
{
  for (const xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      write_element(writer, child, false);
    else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      write_text(writer, text_of(child->content), false);
}

static bool
has_content(const xmlNode *node)
{
  for (const xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE ||
        (child->content && *child->content && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)))
      return true;
  return false;
}

static void
write_attributes(struct writer *writer, const xmlNode *node)
{
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    if (attr->ns)
      declare(writer, attribute_prefix(attr), text_of(attr->ns->href));
    fasti_buffer_puts(writer->out, " ");
    write_name(writer, attribute_prefix(attr), attr->name);
    fasti_buffer_puts(writer->out, "=\"");
    for (const xmlNode *child = attr->children; child; child = child->next)
      write_text(writer, text_of(child->content), true);
    fasti_buffer_puts(writer->out, "\"");
  }
}

static void
write_element(struct writer *writer, const xmlNode *node, bool top)
{
  const char *prefix = node->ns ? text_of(node->ns->prefix) : "";
  size_t outer = writer->count;

  fasti_buffer_puts(writer->out, "<");
  write_name(writer, prefix, node->name);
  /* The name's own namespace first: a tree made by program may declare another for the same prefix. */
  declare(writer, prefix, node->ns ? text_of(node->ns->href) : "");
  for (const xmlNs *ns = node->nsDef; ns; ns = ns->next)
    if (strcmp(text_of(ns->prefix), prefix) != 0)
      declare(writer, text_of(ns->prefix), text_of(ns->href));
  if (top)
    declare_above(writer, node->parent);
  write_attributes(writer, node);
  if (has_content(node)) {
    fasti_buffer_puts(writer->out, ">");
    write_children(writer, node);
    fasti_buffer_puts(writer->out, "</");
    write_name(writer, prefix, node->name);
    fasti_buffer_puts(writer->out, ">");
  } else {
    fasti_buffer_puts(writer->out, "/>");
  }
  writer->count = outer;
}

void
fasti_xml_write(const xmlNode *node, struct fasti_buffer *out)
{
  struct writer writer = {.out = out};

  if (node->type == XML_ELEMENT_NODE)
    write_element(&writer, node, true);
  else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    write_text(&writer, text_of(node->content), false);
  else
    write_children(&writer, node);
  fasti_free(writer.bindings);
}

bool
fasti_xml_is_text(const char *text)
{
  while (text && *text) {
    int size = 4, code = xmlGetUTF8Char((const unsigned char *)text, &size);

    if (code < 0 || !(code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code <= 0xD7FF) ||
                      (code >= 0xE000 && code <= 0xFFFD) || code >= 0x10000))
      return false;
    text += size;
  }
  return true;
}
