/* adapters/sheet/style.c - which number formats of a workbook show days: ECMA-376 part 1, 18.8.30.
 *
 * A cell names a format of the list cellXfs, and that a number format: one that is built in, or one whose code stands in
 * the list numFmts. Of those built in, 27-36 and 50-58 are dates in the Chinese editions.
 */
#include "config.h"

#include <stdlib.h>

#include "adapters/sheet/room.h"

/* The child of NODE with this local name, in either of the namespaces of the standard. */
static xmlNodePtr
child(const xmlNode *node, const char *name)
{
  xmlNodePtr one = node ? fasti_xml_first(node) : NULL;

  while (one && !xmlStrEqual(one->name, (const xmlChar *)name))
    one = fasti_xml_next(one);
  return one;
}

static enum sheet_moment
built_in(long format)
{
  if ((format >= 18 && format <= 21) || (format >= 45 && format <= 47))
    return SHEET_TIME;
  if ((format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 36) ||
      (format >= 50 && format <= 58))
    return SHEET_DAY;
  return SHEET_NO_MOMENT;
}

static long
number_of(const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);

  return text ? strtol(text, NULL, 10) : 0;
}

static enum sheet_moment
kind_of(const xmlNode *formats, long format)
{
  for (xmlNodePtr one = formats ? fasti_xml_first(formats) : NULL; one; one = fasti_xml_next(one)) {
    const char *code = fasti_xml_attribute(one, NULL, "formatCode");

    if (code && number_of(one, "numFmtId") == format)
      return sheet_format(code);
  }
  return built_in(format);
}

void
sheet_styles_read(xmlDocPtr doc, struct fasti_arena *arena, struct sheet_styles *out)
{
  const xmlNode *root = xmlDocGetRootElement(doc), *list = child(root, "cellXfs");
  size_t count = 0;

  for (xmlNodePtr one = list ? fasti_xml_first(list) : NULL; one; one = fasti_xml_next(one))
    count++;
  *out = (struct sheet_styles){.kinds = fasti_arena_alloc(arena, (count + 1) * sizeof *out->kinds)};
  for (xmlNodePtr one = list ? fasti_xml_first(list) : NULL; one; one = fasti_xml_next(one))
    out->kinds[out->count++] = kind_of(child(root, "numFmts"), number_of(one, "numFmtId"));
}
