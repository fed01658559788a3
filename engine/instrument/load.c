/* engine/instrument/load.c - compiling a template with all that it includes; see instrument.h.
 *
 * libxslt would fetch included sheets itself, past the security preferences of a transformation. So they are read here,
 * through the caller's library: imports are built into the stylesheet's tree by hand, includes are found by libxslt
 * among documents that it already has. Nothing is left for it to fetch.
 *
 * Messages that it can give: a file that is not there or is no stylesheet, inclusion in a circle or too deep, and those
 * of check.c and of libxslt.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/xslt.h>

#include "engine/instrument/room.h"

enum { SHEETS = 64, INCLUSION = 8 };

struct loading {
  struct fasti_instrument *instrument;
  const struct fasti_library *library;
  struct fasti_messages *messages;
};

static bool
is_inclusion(const xmlNode *node)
{
  return fasti_xml_is(node, NS_XSLT, "import") || fasti_xml_is(node, NS_XSLT, "include");
}

static struct sheet *sheet_read(struct loading *loading, const char *name, struct fasti_slice bytes, int depth);

/* Read what NODE includes; a file that is named twice is read twice, as XSLT has it. */
static struct sheet *
include(struct loading *loading, const struct sheet *sheet, const xmlNode *node)
{
  const char *href = fasti_xml_attribute(node, NULL, "href"), *name;
  struct fasti_place place = fasti_xml_attribute_place(node, "href");
  struct fasti_slice bytes;

  if (!href)
    return NULL;
  if (sheet->depth == INCLUSION || loading->instrument->sheet_count == SHEETS) {
    fasti_error_at(loading->messages, place, "stylesheets include one another too deep or in a circle: at most %d deep",
                   INCLUSION);
    return NULL;
  }
  if (!loading->library ||
      loading->library->find(loading->library->self, sheet->name, href, &name, &bytes) != FASTI_OK) {
    fasti_error_at(loading->messages, place, "there is no file %s", href);
    return NULL;
  }
  return sheet_read(loading, name, bytes, sheet->depth + 1);
}

static struct sheet *
sheet_read(struct loading *loading, const char *name, struct fasti_slice bytes, int depth)
{
  struct fasti_instrument *instrument = loading->instrument;
  struct sheet *sheet = fasti_arena_alloc(instrument->arena, sizeof *sheet);
  const xmlNode *root;

  if (fasti_xml_parse(name, bytes, loading->messages, &sheet->doc) != FASTI_OK)
    return NULL;
  sheet->name = fasti_arena_strdup(instrument->arena, name);
  sheet->depth = depth;
  snprintf(sheet->uri, sizeof sheet->uri, "sheet:%zu", instrument->sheet_count++);
  *instrument->sheet_end = sheet;
  instrument->sheet_end = &sheet->next;
  root = xmlDocGetRootElement(sheet->doc);
  if (!fasti_xml_is(root, NS_XSLT, "stylesheet") && !fasti_xml_is(root, NS_XSLT, "transform")) {
    fasti_error_at(loading->messages, fasti_xml_place(root), "expected an xsl:stylesheet, xmlns:xsl=\"%s\"", NS_XSLT);
    return NULL;
  }
  for (xmlNodePtr node = fasti_xml_first(root); node; node = fasti_xml_next(node)) {
    struct sheet *included = is_inclusion(node) ? include(loading, sheet, node) : NULL;

    /* From now on the element names the sheet itself. */
    if (included)
      node->psvi = included;
  }
  return sheet;
}

/* A copy for libxslt, which keeps it. Imports are taken out of it, includes named by the uris of their sheets. */
static xmlDocPtr
copy_for_libxslt(const struct sheet *sheet, xmlDictPtr dict)
{
  xmlDocPtr copy = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr node, next, twin;

  if (!copy || xmlDictReference(dict) != 0)
    abort();
  /* libxslt compares names by where they lie: all sheets share one dictionary. */
  copy->dict = dict;
  node = xmlDocCopyNode(xmlDocGetRootElement(sheet->doc), copy, 1);
  if (!node)
    abort();
  xmlDocSetRootElement(copy, node);
  copy->URL = xmlStrdup((const xmlChar *)sheet->uri);
  twin = fasti_xml_first(xmlDocGetRootElement(sheet->doc));
  for (node = fasti_xml_first(xmlDocGetRootElement(copy)); node; node = next, twin = fasti_xml_next(twin)) {
    next = fasti_xml_next(node);
    if (fasti_xml_is(node, NS_XSLT, "import")) {
      xmlUnlinkNode(node);
      xmlFreeNode(node);
    } else if (fasti_xml_is(node, NS_XSLT, "include")) {
      xmlSetProp(node, (const xmlChar *)"href", (const xmlChar *)((struct sheet *)twin->psvi)->uri);
    }
  }
  return copy;
}

static bool add_imports(xsltStylesheetPtr style, const struct sheet *sheet);

/* Give a stylesheet the documents that it includes, and what these import. */
static bool
add_includes(xsltStylesheetPtr style, const struct sheet *sheet)
{
  for (xmlNodePtr node = fasti_xml_first(xmlDocGetRootElement(sheet->doc)); node; node = fasti_xml_next(node)) {
    const struct sheet *included = node->psvi;

    if (!fasti_xml_is(node, NS_XSLT, "include") || !included)
      continue;
    if (!xsltNewStyleDocument(style, copy_for_libxslt(included, style->dict)))
      abort();
    if (!add_includes(style, included) || !add_imports(style, included))
      return false;
  }
  return true;
}

/* Of several imports the last one comes first: it has precedence. */
static bool
add_imports(xsltStylesheetPtr style, const struct sheet *sheet)
{
  for (xmlNodePtr node = fasti_xml_first(xmlDocGetRootElement(sheet->doc)); node; node = fasti_xml_next(node)) {
    const struct sheet *imported = node->psvi;
    xsltStylesheetPtr child;
    xmlDocPtr copy;

    if (!fasti_xml_is(node, NS_XSLT, "import") || !imported)
      continue;
    copy = copy_for_libxslt(imported, style->dict);
    child = xsltParseStylesheetImportedDoc(copy, style);
    if (!child) {
      xmlFreeDoc(copy);
      return false;
    }
    child->next = style->imports;
    style->imports = child;
    if (!add_imports(child, imported))
      return false;
  }
  return true;
}

/* An imported sheet cannot be given its includes before libxslt parses it. */
static void
check_nesting(const struct loading *loading)
{
  for (const struct sheet *sheet = loading->instrument->sheets; sheet; sheet = sheet->next)
    for (xmlNodePtr node = fasti_xml_first(xmlDocGetRootElement(sheet->doc)); node; node = fasti_xml_next(node)) {
      const struct sheet *imported = node->psvi;

      if (!fasti_xml_is(node, NS_XSLT, "import") || !imported)
        continue;
      for (xmlNodePtr part = fasti_xml_first(xmlDocGetRootElement(imported->doc)); part; part = fasti_xml_next(part))
        if (fasti_xml_is(part, NS_XSLT, "include"))
          fasti_error_at(loading->messages, fasti_xml_place(part),
                         "an imported stylesheet cannot include another: import it, too");
    }
}

static void
compile(struct loading *loading)
{
  struct fasti_instrument *instrument = loading->instrument;
  struct listener listener = {.instrument = instrument, .messages = loading->messages};
  const struct sheet *sheet = instrument->sheets;
  xsltStylesheetPtr style = xsltNewStylesheet();
  xmlDocPtr copy;
  bool good;

  if (!style)
    abort();
  copy = copy_for_libxslt(sheet, style->dict);
  listener.place.file = sheet->name;
  listener_begin(&listener);
  good = add_includes(style, sheet) && add_imports(style, sheet) && xsltParseStylesheetUser(style, copy) == 0;
  listener_end(&listener);
  if (good) {
    instrument->compiled = style;
    return;
  }
  if (listener.count == 0)
    fasti_error_at(loading->messages, listener.place, "the template does not compile");
  xsltFreeStylesheet(style);
  xmlFreeDoc(copy);
}

enum fasti_status
fasti_instrument_load(const char *name, struct fasti_slice bytes, const struct fasti_library *library,
                      struct fasti_messages *messages, struct fasti_instrument **out)
{
  struct fasti_messages *told = messages ? messages : fasti_messages_new(NULL, NULL);
  size_t before = fasti_messages_errors(told);
  struct fasti_instrument *instrument = fasti_alloc(sizeof *instrument);
  struct loading loading = {.instrument = instrument, .library = library, .messages = told};
  enum fasti_status status = FASTI_OK;

  *out = NULL;
  instrument->arena = fasti_arena_new();
  instrument->sheet_end = &instrument->sheets;
  if (sheet_read(&loading, name, bytes, 0)) {
    check_nesting(&loading);
    sheets_check(instrument, told);
    imported_check(instrument, told);
  }
  if (fasti_messages_errors(told) == before)
    compile(&loading);
  if (fasti_messages_errors(told) > before)
    status = FASTI_DEFINITION;
  if (!messages)
    fasti_messages_free(told);
  if (status == FASTI_OK)
    *out = instrument;
  else
    fasti_instrument_free(instrument);
  return status;
}

void
fasti_instrument_free(struct fasti_instrument *instrument)
{
  if (!instrument)
    return;
  if (instrument->compiled)
    xsltFreeStylesheet(instrument->compiled);
  for (struct sheet *sheet = instrument->sheets; sheet; sheet = sheet->next)
    fasti_xml_free(sheet->doc);
  fasti_arena_free(instrument->arena);
  fasti_free(instrument);
}
