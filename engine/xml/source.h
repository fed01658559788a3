/* engine/xml/source.h - the text that a document was parsed from, kept for messages.
 */
#ifndef FASTI_XML_SOURCE_H
#define FASTI_XML_SOURCE_H

#include <stdint.h>

#include "engine/xml.h"

/** Text and name of a parsed document; doc->_private points to it, element->_private is its start tag's offset + 1. */
struct source;

/** Copy NAME and TEXT (UTF-8). @return owned, free with source_free */
struct source *source_new(const char *name, struct fasti_slice text);
void source_free(struct source *source);
/** The text. @return borrowed */
struct fasti_slice source_text(const struct source *source);
/** Line and column of a byte. */
struct fasti_place source_place(const struct source *source, size_t offset);
/** The last '<' at or before OFFSET; OFFSET itself if there is none. */
size_t source_tag(const struct source *source, size_t offset);

#endif
