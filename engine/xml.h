/* engine/xml.h - XML from people, read safely.
 *
 * Nothing outside the given bytes is ever read: a document with a DTD is refused (so no entity is ever declared or
 * expanded), there is no network and no file access, sizes are limited before and while parsing. Every element
 * remembers where its start tag begins, so that messages can say FILE:LINE:COLUMN.
 */
#ifndef FASTI_XML_H
#define FASTI_XML_H

#include <libxml/tree.h>

#include "engine/message.h"

/** Limits of one document. */
enum {
  FASTI_XML_BYTES = 16 * 1024 * 1024, /* of the text */
  FASTI_XML_ELEMENTS = 500000,        /* of a document */
  FASTI_XML_DEPTH = 200,              /* of nested elements */
  FASTI_XML_ATTRIBUTES = 200          /* of one element */
};

/** Parse a document. NAME is what messages call it; copied into the document. All well-formedness errors that libxml2
 *  can report are added to MESSAGES. Blank text is kept; comments and processing instructions are dropped.
 *  @arg out owned, free with fasti_xml_free
 *  @return FASTI_DEFINITION for what is not well-formed or has a DTD; FASTI_LIMIT for what is too large or deep */
FASTI_MUST enum fasti_status fasti_xml_parse(const char *name, struct fasti_slice bytes,
                                             struct fasti_messages *messages, xmlDocPtr *out);
/** Free a document and what it remembers; NULL is fine. */
void fasti_xml_free(xmlDocPtr doc);

/** Where the start tag of an element begins ('<'). For nodes that were not parsed only the name of the document.
 *  @return its file is borrowed from the document */
struct fasti_place fasti_xml_place(const xmlNode *node);
/** Where the attribute NAME (as written, with its prefix) of an element begins; the element's place if absent. */
struct fasti_place fasti_xml_attribute_place(const xmlNode *node, const char *name);

/** Whether NODE is an element with this namespace (NULL for none) and local name. */
bool fasti_xml_is(const xmlNode *node, const char *ns, const char *name);
/** Value of an attribute, NS NULL for one without a namespace. @return borrowed from the document; NULL when absent */
const char *fasti_xml_attribute(const xmlNode *node, const char *ns, const char *name);
/** First child element, or next sibling element. @return borrowed; NULL at the end */
xmlNodePtr fasti_xml_first(const xmlNode *parent);
xmlNodePtr fasti_xml_next(const xmlNode *sibling);

/** Whether a text (NULL is one) is UTF-8 and has only characters that a document may contain. */
bool fasti_xml_is_text(const char *text);
/** Append a node and all below it as XML text, without a declaration, UTF-8, the same bytes for the same tree: parsing
 *  them and writing again gives the same bytes. */
void fasti_xml_write(const xmlNode *node, struct fasti_buffer *out);

#endif
