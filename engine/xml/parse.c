/* engine/xml/parse.c - parsing what people wrote, within limits; see xml.h.
 *
 * Follows XML 1.0 (fifth edition) and Namespaces in XML 1.0, without document type definitions. Messages that it can
 * give: too large, not UTF-8, another encoding declared, too many attributes, nested too deep, too many namespaces, a
 * document type definition, and what libxml2 finds not well-formed, in plainer words.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "engine/xml/source.h"

enum {
  NAMESPACES = 500, /* in scope at once: each name is looked up among them */
  ERRORS = 100      /* that are told of one document */
};

struct parse {
  struct source *source;
  struct fasti_messages *messages;
  xmlParserCtxtPtr context;
  enum fasti_status status;
  int elements;
  int errors;
  bool stopped; /* by us: what libxml2 says about it is not told */
};

static size_t
offset_now(const struct parse *parse)
{
  const xmlParserInput *input = parse->context->input;

  return input ? input->consumed + (size_t)(input->cur - input->base) : 0;
}

/* Length of the UTF-8 character at AT, 0 when it is none that XML 1.0 allows. */
static size_t
character(const unsigned char *at, size_t left)
{
  static const unsigned int least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t size = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : at[0] < 0xF5 ? 4 : 0;
  unsigned int code = size < 2 ? at[0] : at[0] & (0x7Fu >> size);

  if (size == 0 || size > left)
    return 0;
  for (size_t i = 1; i < size; i++) {
    if ((at[i] & 0xC0) != 0x80)
      return 0;
    code = code << 6 | (at[i] & 0x3F);
  }
  return code >= least[size] && IS_CHAR(code) ? size : 0;
}

static enum fasti_status
check_characters(const struct parse *parse)
{
  struct fasti_slice text = source_text(parse->source);
  size_t size;

  for (size_t at = 0; at < text.size; at += size) {
    size = character((const unsigned char *)text.at + at, text.size - at);
    if (size)
      continue;
    fasti_error_at(parse->messages, source_place(parse->source, at),
                   "this byte (0x%02x) is not a character of XML in UTF-8: save the file in the encoding UTF-8",
                   (unsigned char)text.at[at]);
    return FASTI_DEFINITION;
  }
  return FASTI_OK;
}

/* The declaration <?xml version="1.0" encoding="..."?> may name UTF-8 only. */
static enum fasti_status
check_encoding(const struct parse *parse)
{
  const char *text = source_text(parse->source).at, *end, *at;
  size_t size;
  char quote;

  if (strncmp(text, "<?xml", 5) != 0 || !(end = strstr(text, "?>")) || !(at = strstr(text, "encoding")) || at > end)
    return FASTI_OK;
  at += strlen("encoding");
  at += strspn(at, " \t\r\n=");
  quote = *at++;
  size = quote == '"' ? strcspn(at, "\"") : strcspn(at, "'");
  if ((size == 5 && strncasecmp(at, "UTF-8", 5) == 0) || (size == 8 && strncasecmp(at, "US-ASCII", 8) == 0))
    return FASTI_OK;
  fasti_error_at(parse->messages, source_place(parse->source, (size_t)(at - text)),
                 "the file says that its encoding is %.*s: save it in the encoding UTF-8 and say so here",
                 size < 40 ? (int)size : 40, at);
  return FASTI_DEFINITION;
}

/* Skip a comment, CDATA section or processing instruction that begins at AT. @return AT if there is none */
static size_t
skip_section(const char *text, size_t at)
{
  static const char *const sections[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
  const char *end;

  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
    if (strncmp(text + at, sections[i][0], strlen(sections[i][0])) == 0) {
      end = strstr(text + at + strlen(sections[i][0]), sections[i][1]);
      return end ? (size_t)(end - text) + strlen(sections[i][1]) : at + strlen(text + at);
    }
  return at;
}

/* Skip the tag that begins at AT and count its attributes. */
static size_t
skip_tag(const char *text, size_t at, int *attributes)
{
  *attributes = 0;
  for (at++; text[at] && text[at] != '>' && text[at] != '<'; at++) {
    if (text[at] == '=')
      ++*attributes;
    if (text[at] == '"' || text[at] == '\'')
      at += 1 + strcspn(text + at + 1, text[at] == '"' ? "\"<" : "'<");
    if (!text[at] || text[at] == '<')
      break;
  }
  return at;
}

/* libxml2 compares each attribute of a tag with all others before it asks us, so they are counted before it starts. */
static enum fasti_status
check_attributes(const struct parse *parse)
{
  struct fasti_slice text = source_text(parse->source);
  size_t at = 0, end;
  int attributes;

  for (;;) {
    at += strcspn(text.at + at, "<");
    if (!text.at[at])
      return FASTI_OK;
    end = skip_section(text.at, at);
    if (end == at) {
      end = skip_tag(text.at, at, &attributes);
      if (attributes > FASTI_XML_ATTRIBUTES) {
        fasti_error_at(parse->messages, source_place(parse->source, at), "this element has more than %d attributes",
                       FASTI_XML_ATTRIBUTES);
        return FASTI_LIMIT;
      }
    }
    at = end;
  }
}

static void
stop(struct parse *parse, enum fasti_status status)
{
  parse->status = status;
  parse->stopped = true;
  xmlStopParser(parse->context);
}

/* Whether the element whose tag is at TAG is within the limits. */
static bool
is_within_limits(struct parse *parse, size_t tag)
{
  bool deep = parse->context->nodeNr >= FASTI_XML_DEPTH, wide = parse->context->nsNr / 2 > NAMESPACES;
  struct fasti_place place;

  if (!deep && !wide && parse->elements <= FASTI_XML_ELEMENTS)
    return true;
  place = source_place(parse->source, tag);
  if (deep)
    fasti_error_at(parse->messages, place, "elements are nested more than %d deep", FASTI_XML_DEPTH);
  else if (wide)
    fasti_error_at(parse->messages, place, "more than %d namespaces are declared here", NAMESPACES);
  else
    fasti_error_at(parse->messages, place, "there are more than %d elements", FASTI_XML_ELEMENTS);
  return false;
}

static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
         const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
  struct parse *parse = ((xmlParserCtxtPtr)ctx)->_private;
  size_t tag = source_tag(parse->source, offset_now(parse));

  parse->elements++;
  if (!is_within_limits(parse, tag)) {
    stop(parse, FASTI_LIMIT);
    return;
  }
  xmlSAX2StartElementNs(ctx, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted, attributes);
  if (parse->context->node)
    parse->context->node->_private = (void *)(uintptr_t)(tag + 1);
}

static void
on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  struct parse *parse = ((xmlParserCtxtPtr)ctx)->_private;

  (void)name, (void)public_id, (void)system_id;
  fasti_error_at(parse->messages, source_place(parse->source, source_tag(parse->source, offset_now(parse))),
                 "a document type definition (<!DOCTYPE) is not accepted: remove it");
  stop(parse, FASTI_DEFINITION);
}

/* The errors that people make, in words that name what they wrote. */
static bool
tell_plainly(struct parse *parse, const xmlError *error, struct fasti_place here, struct fasti_place tag)
{
  const char *one = error->str1 ? error->str1 : "", *two = error->str2 ? error->str2 : "";

  switch (error->code) {
  case XML_ERR_TAG_NAME_MISMATCH:
    fasti_error_at(parse->messages, tag, "</%s> ends <%s> of line %d: expected </%s>", two, one, error->int1, one);
    return true;
  case XML_ERR_TAG_NOT_FINISHED:
    fasti_error_at(parse->messages, here, "the file ends before <%s> of line %d does: expected </%s>", one, error->int1,
                   one);
    return true;
  case XML_ERR_UNDECLARED_ENTITY:
  case XML_WAR_UNDECLARED_ENTITY:
    fasti_error_at(parse->messages, here,
                   "unknown entity &%s;: only &amp; &lt; &gt; &quot; &apos; and &#...; are known", one);
    return true;
  case XML_ERR_ATTRIBUTE_REDEFINED:
    fasti_error_at(parse->messages, tag, "the attribute %s%s%s is there twice", two, *two ? ":" : "", one);
    return true;
  case XML_NS_ERR_UNDEFINED_NAMESPACE:
    fasti_error_at(parse->messages, tag, "the prefix %s is not declared: add xmlns:%s=\"...\"", one, one);
    return true;
  case XML_ERR_LT_IN_ATTRIBUTE:
    fasti_error_at(parse->messages, here, "a < in the value of an attribute: write &lt;");
    return true;
  case XML_ERR_ATTRIBUTE_NOT_STARTED:
    fasti_error_at(parse->messages, here, "the value of an attribute must stand in quotes");
    return true;
  case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    fasti_error_at(parse->messages, here, "the attribute %s has no value: expected %s=\"...\"", one, one);
    return true;
  case XML_ERR_DOCUMENT_EMPTY:
    fasti_error_at(parse->messages, here, "there is no element: expected an XML document");
    return true;
  case XML_ERR_DOCUMENT_END:
    fasti_error_at(parse->messages, here, "more text after the end of the root element");
    return true;
  case XML_ERR_SPACE_REQUIRED:
  case XML_ERR_GT_REQUIRED: /* the second says the first again */
    if (parse->status != FASTI_OK)
      return true;
    fasti_error_at(parse->messages, here, "this tag is not complete: expected name=\"value\", /> or >");
    return true;
  case XML_ERR_NAME_REQUIRED:
    fasti_error_at(parse->messages, here, "a name was expected here; a < or & that is text is written &lt; or &amp;");
    return true;
  case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    fasti_error_at(parse->messages, here, "this reference does not end in ;: an & that is text is written &amp;");
    return true;
  case XML_ERR_INVALID_CHARREF:
    fasti_error_at(parse->messages, here, "this is the number of no character of XML");
    return true;
  case XML_ERR_COMMENT_NOT_FINISHED:
    fasti_error_at(parse->messages, here, "this comment does not end: expected -->");
    return true;
  case XML_ERR_HYPHEN_IN_COMMENT:
    fasti_error_at(parse->messages, here, "-- may not stand within a comment");
    return true;
  case XML_ERR_CDATA_NOT_FINISHED:
    fasti_error_at(parse->messages, here, "this CDATA section does not end: expected ]]>");
    return true;
  default:
    return false;
  }
}

static void
on_error(void *ctx, xmlErrorPtr error)
{
  struct parse *parse = ((xmlParserCtxtPtr)ctx)->_private;
  size_t offset = offset_now(parse);
  struct fasti_place here = source_place(parse->source, offset);
  struct fasti_place tag = source_place(parse->source, source_tag(parse->source, offset));
  const char *text = error->message ? error->message : "not well-formed";

  if (parse->stopped || error->level < XML_ERR_ERROR)
    return;
  /* What follows from the first error is noise, unless it is clear by itself. */
  if (parse->status != FASTI_OK && (error->code == XML_ERR_DOCUMENT_END || error->code == XML_ERR_TAG_NOT_FINISHED))
    return;
  if (!tell_plainly(parse, error, here, tag) && parse->status == FASTI_OK)
    fasti_error_at(parse->messages, here, "%.*s", (int)strcspn(text, "\n"), text);
  parse->status = error->code == XML_ERR_NO_MEMORY ? FASTI_LIMIT : FASTI_DEFINITION;
  if (++parse->errors < ERRORS)
    return;
  fasti_error_at(parse->messages, here, "there are more than %d errors: the rest is not looked at", ERRORS);
  stop(parse, parse->status);
}

static xmlDocPtr
read_document(struct parse *parse)
{
  struct fasti_slice text = source_text(parse->source);
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  xmlDocPtr doc;

  if (!context)
    abort();
  parse->context = context;
  context->_private = parse;
  context->sax->startElementNs = on_start;
  context->sax->internalSubset = on_doctype;
  context->sax->externalSubset = NULL;
  context->sax->comment = NULL;
  context->sax->processingInstruction = NULL;
  context->sax->serror = on_error;
  /* Names are not shared through a dictionary: nodes may move to another document. */
  doc = xmlCtxtReadMemory(context, text.at, (int)text.size, NULL, NULL,
                          XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NODICT | XML_PARSE_NOCDATA |
                            XML_PARSE_IGNORE_ENC);
  xmlFreeParserCtxt(context);
  return doc;
}

static enum fasti_status
parse_source(struct parse *parse, xmlDocPtr *out)
{
  enum fasti_status status = check_characters(parse);
  xmlDocPtr doc;

  if (status == FASTI_OK)
    status = check_encoding(parse);
  if (status == FASTI_OK)
    status = check_attributes(parse);
  if (status != FASTI_OK)
    return status;
  doc = read_document(parse);
  if (!doc && parse->status == FASTI_OK)
    parse->status = FASTI_DEFINITION;
  if (parse->status != FASTI_OK) {
    xmlFreeDoc(doc);
    return parse->status;
  }
  doc->_private = parse->source;
  *out = doc;
  return FASTI_OK;
}

enum fasti_status
fasti_xml_parse(const char *name, struct fasti_slice bytes, struct fasti_messages *messages, xmlDocPtr *out)
{
  struct parse parse = {.messages = messages};
  enum fasti_status status;

  *out = NULL;
  if (bytes.size > FASTI_XML_BYTES) {
    fasti_error_at(messages, (struct fasti_place){.file = name}, "the file has %zu bytes, more than the %d allowed",
                   bytes.size, FASTI_XML_BYTES);
    return FASTI_LIMIT;
  }
  if (bytes.size >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
    bytes = (struct fasti_slice){.at = bytes.at + 3, .size = bytes.size - 3};
  parse.source = source_new(name, bytes);
  status = parse_source(&parse, out);
  if (status != FASTI_OK)
    source_free(parse.source);
  return status;
}

bool
fasti_xml_is(const xmlNode *node, const char *ns, const char *name)
{
  const char *uri = node && node->type == XML_ELEMENT_NODE && node->ns ? (const char *)node->ns->href : NULL;

  if (!node || node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, name) != 0)
    return false;
  return ns ? uri && strcmp(uri, ns) == 0 : !uri || !*uri;
}

const char *
fasti_xml_attribute(const xmlNode *node, const char *ns, const char *name)
{
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    const char *uri = attr->ns ? (const char *)attr->ns->href : NULL;

    if (strcmp((const char *)attr->name, name) == 0 && (ns ? uri && strcmp(uri, ns) == 0 : !uri))
      return attr->children ? (const char *)attr->children->content : "";
  }
  return NULL;
}

static xmlNodePtr
element_from(xmlNodePtr node)
{
  while (node && node->type != XML_ELEMENT_NODE)
    node = node->next;
  return node;
}

xmlNodePtr
fasti_xml_first(const xmlNode *parent)
{
  return element_from(parent->children);
}

xmlNodePtr
fasti_xml_next(const xmlNode *sibling)
{
  return element_from(sibling->next);
}
