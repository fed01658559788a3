/* engine/xml/source.c - places in the text that a document was parsed from; see source.h and xml.h.
 *
 * libxml2 tells only the line where a start tag ends, and no column. So the text is kept, with line and column of
 * every BLOCK-th byte; the rest is counted when somebody asks.
 */
#include "config.h"

#include <string.h>

#include "engine/xml/source.h"

enum { BLOCK = 1024 };

struct mark {
  uint32_t line;
  uint32_t column;
};

struct source {
  char *name;
  char *text;
  size_t size;
  struct mark *marks; /* of the bytes 0, BLOCK, 2 * BLOCK, ... */
};

/* Go on from the byte AT to the byte END. A character counts once, whatever its bytes. */
static struct mark
walk(const char *text, size_t at, size_t end, struct mark mark)
{
  for (; at < end; at++)
    if (text[at] == '\n')
      mark = (struct mark){.line = mark.line + 1, .column = 1};
    else if (((unsigned char)text[at + 1] & 0xC0) != 0x80)
      mark.column++;
  return mark;
}

struct source *
source_new(const char *name, struct fasti_slice text)
{
  struct source *source = fasti_alloc(sizeof *source);
  struct mark mark = {.line = 1, .column = 1};

  source->name = fasti_strdup(name);
  source->size = text.size;
  source->text = fasti_alloc(text.size + 1);
  if (text.size)
    memcpy(source->text, text.at, text.size);
  source->marks = fasti_alloc((text.size / BLOCK + 1) * sizeof *source->marks);
  source->marks[0] = mark;
  for (size_t i = 1; i <= text.size / BLOCK; i++) {
    mark = walk(source->text, (i - 1) * BLOCK, i * BLOCK, mark);
    source->marks[i] = mark;
  }
  return source;
}

void
source_free(struct source *source)
{
  if (!source)
    return;
  fasti_free(source->marks);
  fasti_free(source->text);
  fasti_free(source->name);
  fasti_free(source);
}

struct fasti_slice
source_text(const struct source *source)
{
  return (struct fasti_slice){.at = source->text, .size = source->size};
}

struct fasti_place
source_place(const struct source *source, size_t offset)
{
  size_t at = offset < source->size ? offset : source->size;
  struct mark mark = walk(source->text, at / BLOCK * BLOCK, at, source->marks[at / BLOCK]);

  return (struct fasti_place){.file = source->name, .line = (int)mark.line, .column = (int)mark.column};
}

size_t
source_tag(const struct source *source, size_t offset)
{
  for (size_t at = offset < source->size ? offset : source->size; at > 0; at--)
    if (source->text[at] == '<')
      return at;
  return source->size && source->text[0] == '<' ? 0 : offset;
}

static const struct source *
source_of(const xmlNode *node)
{
  return node && node->doc ? node->doc->_private : NULL;
}

/* Where the start tag begins, or false for a node that was not parsed from its document's text. */
static bool
tag_of(const struct source *source, const xmlNode *node, size_t *offset)
{
  uintptr_t kept = source && node->type == XML_ELEMENT_NODE ? (uintptr_t)node->_private : 0;

  if (kept == 0 || kept > source->size || source->text[kept - 1] != '<')
    return false;
  *offset = (size_t)kept - 1;
  return true;
}

struct fasti_place
fasti_xml_place(const xmlNode *node)
{
  const struct source *source = source_of(node);
  size_t offset;

  if (node && node->type != XML_ELEMENT_NODE)
    return fasti_xml_place(node->parent);
  if (!source)
    return (struct fasti_place){.file = NULL};
  if (!tag_of(source, node, &offset))
    return (struct fasti_place){.file = source->name};
  return source_place(source, offset);
}

/* The byte at which the attribute NAME begins in the start tag at TAG, which is well-formed; TAG if it is not there. */
static size_t
find_attribute(const char *text, size_t tag, const char *name)
{
  size_t at = tag + 1 + strcspn(text + tag + 1, " \t\r\n/>"), size;

  for (;;) {
    at += strspn(text + at, " \t\r\n");
    size = strcspn(text + at, " \t\r\n=/>");
    if (size == 0)
      return tag;
    if (strlen(name) == size && memcmp(text + at, name, size) == 0)
      return at;
    at += size + strspn(text + at + size, " \t\r\n=");
    if (text[at] != '"' && text[at] != '\'')
      return tag;
    at += 1 + strcspn(text + at + 1, text[at] == '"' ? "\"" : "'");
    if (text[at])
      at++;
  }
}

struct fasti_place
fasti_xml_attribute_place(const xmlNode *node, const char *name)
{
  const struct source *source = source_of(node);
  size_t offset;

  if (!source || !tag_of(source, node, &offset))
    return fasti_xml_place(node);
  return source_place(source, find_attribute(source->text, offset, name));
}

void
fasti_xml_free(xmlDocPtr doc)
{
  if (!doc)
    return;
  source_free(doc->_private);
  xmlFreeDoc(doc);
}
