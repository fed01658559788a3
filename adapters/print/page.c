/* adapters/print/page.c - what a page may have, so that printing it reads nothing else; see page.h.
 *
 * Messages that it can give: the page is no XHTML, has a document type with declarations, an attribute that may name
 * something outside, a style that fetches.
 */
#include "config.h"

#include <string.h>
#include <strings.h>

#include <libxml/parser.h>
#include <libxml/xmlsave.h>

#include "adapters/print/page.h"

/* A page goes through here before it is printed. */
struct reading {
  const char *name;
  struct fasti_messages *messages;
};

static bool
is_plain_attribute(const char *name)
{
  /* none of these is an address */
  static const char *const plain[] = {"class", "id", "style", "lang", "dir", "title", "colspan", "rowspan", "span", "type",
                                      "start", "value", "name", "content", "scope", "headers", "width", "height", "alt"};

  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (strcmp(name, plain[i]) == 0)
      return true;
  return false;
}

/* A picture that stands in the page itself, or the encoding, which libxslt tells every page. */
static bool
is_harmless(const xmlNode *element, const char *attribute, const char *value)
{
  if (strcmp(attribute, "http-equiv") == 0)
    return strcasecmp(value, "Content-Type") == 0;
  return strcmp(attribute, "src") == 0 && strcmp((const char *)element->name, "img") == 0 &&
         (strncmp(value, "data:image/png;base64,", 22) == 0 || strncmp(value, "data:image/jpeg;base64,", 23) == 0);
}

/* What of a style would fetch something; a backslash could hide it. @return NULL when it stands by itself */
static const char *
fetching_part(const char *style)
{
  static const char *const parts[] = {"url(", "src(", "image(", "image-set(", "element(", "@import", "@namespace", "\\"};

  for (const char *at = style; *at; at++)
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
      if (strncasecmp(at, parts[i], strlen(parts[i])) == 0)
        return parts[i];
  return NULL;
}

static enum fasti_status
check_style(const struct reading *reading, const char *style)
{
  const char *part = style ? fetching_part(style) : NULL;

  if (!part)
    return FASTI_OK;
  fasti_error_field(reading->messages, reading->name,
                    "a style of this instrument has \"%s\", which may fetch something from outside; it is not printed", part);
  return FASTI_INVALID;
}

static enum fasti_status
check_attribute(const struct reading *reading, const xmlNode *element, const xmlAttr *attribute)
{
  const char *name = (const char *)attribute->name;
  xmlChar *value = xmlNodeGetContent((const xmlNode *)attribute);
  enum fasti_status status = FASTI_OK;

  if (strcmp(name, "style") == 0) {
    status = check_style(reading, (const char *)value);
  } else if (!is_plain_attribute(name) && !is_harmless(element, name, (const char *)value)) {
    fasti_error_field(reading->messages, reading->name,
                      "<%s> of this instrument has the attribute \"%s\", which may name something outside; it is not printed",
                      (const char *)element->name, name);
    status = FASTI_INVALID;
  }
  xmlFree(value);
  return status;
}

static enum fasti_status
check_element(const struct reading *reading, const xmlNode *element)
{
  enum fasti_status status = FASTI_OK;

  for (const xmlAttr *attribute = element->properties; attribute && status == FASTI_OK; attribute = attribute->next)
    status = check_attribute(reading, element, attribute);
  if (status == FASTI_OK && strcmp((const char *)element->name, "style") == 0) {
    xmlChar *text = xmlNodeGetContent(element);

    status = check_style(reading, (const char *)text);
    xmlFree(text);
  }
  return status;
}

/* The node after AT in the order of the document, within ROOT. */
static const xmlNode *
following(const xmlNode *at, const xmlNode *root)
{
  if (at->type == XML_ELEMENT_NODE && at->children)
    return at->children;
  while (at != root && !at->next)
    at = at->parent;
  return at == root ? NULL : at->next;
}

static enum fasti_status
check_page(const struct reading *reading, const xmlDoc *doc)
{
  const xmlNode *root = xmlDocGetRootElement(doc);
  enum fasti_status status = FASTI_OK;

  if (!root || strcmp((const char *)root->name, "html") != 0 || (doc->intSubset && doc->intSubset->children)) {
    fasti_error_field(reading->messages, reading->name, "this instrument is no XHTML page that could be printed");
    return FASTI_INVALID;
  }
  for (const xmlNode *at = root; at && status == FASTI_OK; at = following(at, root))
    if (at->type == XML_ELEMENT_NODE)
      status = check_element(reading, at);
  return status;
}

/* The writer of HTML knows its elements only without a namespace: else it writes <br></br>, which is read as two breaks. */
static void
drop_namespaces(xmlDocPtr doc)
{
  for (xmlNodePtr at = xmlDocGetRootElement(doc); at; at = (xmlNodePtr)following(at, xmlDocGetRootElement(doc)))
    if (at->type == XML_ELEMENT_NODE)
      at->ns = NULL;
}

static enum fasti_status
write_page(xmlDocPtr doc, struct fasti_buffer *out)
{
  xmlBufferPtr buffer = xmlBufferCreate();
  xmlSaveCtxtPtr save = xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_AS_HTML);

  if (!save || xmlSaveDoc(save, doc) < 0)
    return FASTI_INTERNAL;
  xmlSaveClose(save);
  fasti_buffer_add(out, xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer));
  xmlBufferFree(buffer);
  return FASTI_OK;
}

enum fasti_status
page_prepare(const char *name, struct fasti_slice page, struct fasti_messages *messages, struct fasti_buffer *out)
{
  struct reading reading = {name, messages};
  /* no entity is expanded, no DTD is loaded: neither NOENT nor DTDLOAD */
  xmlDocPtr doc = xmlReadMemory(page.at, (int)page.size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  enum fasti_status status;

  if (!doc) {
    fasti_error_field(messages, name, "this instrument is no XHTML page that could be printed");
    return FASTI_INVALID;
  }
  status = check_page(&reading, doc);
  if (status == FASTI_OK) {
    drop_namespaces(doc);
    status = write_page(doc, out);
  }
  xmlFreeDoc(doc);
  return status;
}
