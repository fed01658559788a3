/* adapters/sheet/xlsx.c - reading a sheet of an XLSX file (ECMA-376 part 1, SpreadsheetML): see sheet.h.
 *
 * Elements are known by their local names, so that the transitional and the strict namespaces both serve. Of formulas only
 * the value that was stored counts; one without a value is a wrong cell.
 * Messages: a part that is missing or has another content, a sheet that is not there, rows out of order.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/sheet/room.h"

#define NS_LINKS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_LINKS_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"

struct workbook {
  struct sheet_reader reader;
  struct fasti_slice bytes;
  xmlDocPtr strings;
  const char **shared;
  size_t shared_count;
  struct sheet_styles styles;
  bool from_1904;
  struct fasti_buffer text;
};

static bool
is(const xmlNode *node, const char *name)
{
  return xmlStrEqual(node->name, (const xmlChar *)name);
}

static xmlNodePtr
child(const xmlNode *node, const char *name)
{
  xmlNodePtr one = node ? fasti_xml_first(node) : NULL;

  while (one && !is(one, name))
    one = fasti_xml_next(one);
  return one;
}

static void
free_doc(void *doc)
{
  fasti_xml_free(doc);
}

/* A part as a document that lives as long as the arena. */
static enum fasti_status
read_xml(struct workbook *book, const char *path, xmlDocPtr *out)
{
  struct sheet_reader *reader = &book->reader;
  struct fasti_slice bytes;
  enum fasti_status status = sheet_part(reader->name, book->bytes, path, reader->arena, reader->messages, &bytes);

  *out = NULL;
  if (status != FASTI_OK)
    return status;
  status = fasti_xml_parse(fasti_arena_printf(reader->arena, "%s/%s", reader->name, path), bytes, reader->messages, out);
  if (status == FASTI_OK)
    fasti_arena_tie(reader->arena, free_doc, *out);
  return status == FASTI_DEFINITION ? FASTI_INVALID : status;
}

static enum fasti_status
needed(struct workbook *book, const char *path, enum fasti_status status)
{
  if (status != FASTI_NOT_FOUND)
    return status;
  fasti_error_field(book->reader.messages, book->reader.name, "this is no XLSX file: it has no part %s", path);
  return FASTI_INVALID;
}

/* -- texts -- */

/* _x000D_ stands for a character that XML cannot hold (ST_Xstring); a line end is one, all others are no text. */
static void
add_text(struct fasti_buffer *out, const char *text)
{
  while (*text) {
    unsigned code;
    int size = 0;

    if (sscanf(text, "_x%4x_%n", &code, &size) == 1 && size == 7) {
      char one = (char)code;

      if (code == '\n' || code == '\t' || (code >= ' ' && code < 127))
        fasti_buffer_add(out, &one, 1);
      text += size;
    } else {
      fasti_buffer_add(out, text++, 1);
    }
  }
}

/* The text of a string item: its t, or those of its runs; readings of characters (rPh) are not of it. */
static void
add_string(struct fasti_buffer *out, const xmlNode *item)
{
  for (xmlNodePtr one = fasti_xml_first(item); one; one = fasti_xml_next(one)) {
    if (is(one, "t")) {
      xmlChar *text = xmlNodeGetContent(one);

      add_text(out, text ? (const char *)text : "");
      xmlFree(text);
    } else if (is(one, "r")) {
      add_string(out, one);
    }
  }
}

static enum fasti_status
read_shared(struct workbook *book)
{
  xmlDocPtr doc;
  enum fasti_status status = read_xml(book, "xl/sharedStrings.xml", &doc);
  size_t count = 0;

  if (status != FASTI_OK)
    return status == FASTI_NOT_FOUND ? FASTI_OK : status;
  for (xmlNodePtr one = fasti_xml_first(xmlDocGetRootElement(doc)); one; one = fasti_xml_next(one))
    count++;
  book->shared = fasti_arena_alloc(book->reader.arena, (count + 1) * sizeof *book->shared);
  for (xmlNodePtr one = fasti_xml_first(xmlDocGetRootElement(doc)); one; one = fasti_xml_next(one)) {
    fasti_buffer_clear(&book->text);
    add_string(&book->text, one);
    book->shared[book->shared_count++] = fasti_arena_copy(book->reader.arena, book->text.size ? book->text.at : "",
                                                          book->text.size);
  }
  return FASTI_OK;
}

static enum fasti_status
read_styles(struct workbook *book)
{
  xmlDocPtr doc;
  enum fasti_status status = read_xml(book, "xl/styles.xml", &doc);

  if (status == FASTI_OK)
    sheet_styles_read(doc, book->reader.arena, &book->styles);
  return status == FASTI_NOT_FOUND ? FASTI_OK : status;
}

/* -- cells -- */

/* "BC12" is column 54, from 0; NAME NULL or without letters: -1. */
static long
column_of(const char *name)
{
  long column = 0;

  for (; name && *name >= 'A' && *name <= 'Z' && column < FASTI_SHEET_COLUMNS * 26L; name++)
    column = column * 26 + (*name - 'A' + 1);
  return column - 1;
}

static enum sheet_moment
moment_of(const struct workbook *book, const xmlNode *cell)
{
  const char *style = fasti_xml_attribute(cell, NULL, "s");
  size_t index = style ? strtoul(style, NULL, 10) : 0;

  return index < book->styles.count ? book->styles.kinds[index] : SHEET_NO_MOMENT;
}

/* @return N_(), what is wrong with it; NULL: nothing */
static const char *
read_number(struct workbook *book, const xmlNode *cell, const char *value)
{
  enum sheet_moment kind = moment_of(book, cell);
  enum fasti_status status = kind == SHEET_NO_MOMENT ? sheet_number(value, &book->text)
                                                     : sheet_moment(value, kind, book->from_1904, &book->text);

  if (status == FASTI_LIMIT)
    return N_("a number of more than 15 digits: spreadsheets keep no more, the last ones are lost; expected the cell to "
              "be formatted as text");
  if (status != FASTI_OK)
    return kind == SHEET_NO_MOMENT ? N_("this is stored as a number and is none") : N_("this is no day that exists");
  return NULL;
}

static const char *
read_shared_index(struct workbook *book, const char *value)
{
  char *end;
  size_t index = strtoul(value, &end, 10);

  if (end == value || *end || index >= book->shared_count)
    return N_("this names a text that the file does not have");
  fasti_buffer_puts(&book->text, book->shared[index]);
  return NULL;
}

/* A day of the strict format has a time of midnight. */
static const char *
read_iso_date(struct workbook *book, const char *value)
{
  size_t size = strlen(value);
  const char *midnight = strstr(value, "T00:00:00");

  fasti_buffer_add(&book->text, value, midnight ? (size_t)(midnight - value) : size);
  return NULL;
}

static const char *
read_value(struct workbook *book, const xmlNode *cell, const char *type, const char *value)
{
  if (strcmp(type, "s") == 0)
    return read_shared_index(book, value);
  if (strcmp(type, "b") == 0) {
    fasti_buffer_puts(&book->text, strcmp(value, "0") == 0 ? "false" : "true");
    return NULL;
  }
  if (strcmp(type, "e") == 0)
    return N_("the spreadsheet has an error here, such as #N/A");
  if (strcmp(type, "d") == 0)
    return read_iso_date(book, value);
  if (strcmp(type, "n") == 0)
    return read_number(book, cell, value);
  add_text(&book->text, value);
  return NULL;
}

/* The text of a cell into book->text. */
static const char *
read_content(struct workbook *book, const xmlNode *cell)
{
  const char *type = fasti_xml_attribute(cell, NULL, "t"), *wrong = NULL;
  xmlNodePtr value = child(cell, "v"), inline_string = child(cell, "is");
  xmlChar *text = value ? xmlNodeGetContent(value) : NULL;

  fasti_buffer_clear(&book->text);
  if (inline_string)
    add_string(&book->text, inline_string);
  else if (text && *text)
    wrong = read_value(book, cell, type ? type : "n", (const char *)text);
  else if (child(cell, "f") && !(type && strcmp(type, "str") == 0))
    wrong = N_("this formula has no value yet; open the file in a spreadsheet program and save it");
  xmlFree(text);
  return wrong;
}

static enum fasti_status
read_row(struct workbook *book, const xmlNode *row)
{
  enum fasti_status status = FASTI_OK;
  long at = -1;

  for (xmlNodePtr cell = fasti_xml_first(row); cell && status == FASTI_OK; cell = fasti_xml_next(cell)) {
    long column = column_of(fasti_xml_attribute(cell, NULL, "r"));
    const char *wrong;

    if (!is(cell, "c"))
      continue;
    at = column >= 0 ? column : at + 1;
    wrong = read_content(book, cell);
    if (wrong)
      sheet_cell_wrong(&book->reader, (size_t)at, wrong);
    if (wrong || book->text.size)
      status = sheet_cell_set(&book->reader, (size_t)at, book->text.size ? book->text.at : "", book->text.size);
  }
  return status;
}

static enum fasti_status
read_rows(struct workbook *book, const xmlNode *data)
{
  enum fasti_status status = FASTI_OK;
  long number = 0;

  for (xmlNodePtr row = data ? fasti_xml_first(data) : NULL; row && status == FASTI_OK; row = fasti_xml_next(row)) {
    const char *said = fasti_xml_attribute(row, NULL, "r");
    long next = said ? strtol(said, NULL, 10) : number + 1;

    if (!is(row, "row"))
      continue;
    if (next <= number) {
      fasti_error_at(book->reader.messages, fasti_xml_place(row), "this row does not stand behind the one before it");
      return FASTI_INVALID;
    }
    number = next;
    status = sheet_row_begin(&book->reader, number);
    if (status == FASTI_OK)
      status = read_row(book, row);
    if (status == FASTI_OK)
      sheet_row_end(&book->reader);
  }
  return status;
}

/* -- the workbook -- */

static const char *
link_of(const xmlNode *sheet)
{
  const char *link = fasti_xml_attribute(sheet, NS_LINKS, "id");

  return link ? link : fasti_xml_attribute(sheet, NS_LINKS_STRICT, "id");
}

/* The path of the part that a link of the workbook leads to. NULL: there is none, or it is no worksheet. */
static const char *
follow(struct workbook *book, const xmlNode *links, const char *id)
{
  for (xmlNodePtr one = fasti_xml_first(links); one && id; one = fasti_xml_next(one)) {
    const char *target = fasti_xml_attribute(one, NULL, "Target"), *type = fasti_xml_attribute(one, NULL, "Type");
    const char *name = fasti_xml_attribute(one, NULL, "Id"), *slash = type ? strrchr(type, '/') : NULL;

    if (!target || !name || strcmp(name, id) != 0 || !slash || strcmp(slash, "/worksheet") != 0)
      continue;
    if (*target == '/')
      return target + 1;
    return fasti_arena_printf(book->reader.arena, "xl/%s", target);
  }
  return NULL;
}

static enum fasti_status
no_sheet(struct workbook *book, const xmlNode *sheets, const char *wanted)
{
  const char *names = "";

  for (xmlNodePtr one = sheets ? fasti_xml_first(sheets) : NULL; one; one = fasti_xml_next(one)) {
    const char *name = fasti_xml_attribute(one, NULL, "name");

    names = fasti_arena_printf(book->reader.arena, "%s%s%s", names, *names ? ", " : "", name ? name : "");
  }
  if (wanted)
    fasti_error_field(book->reader.messages, book->reader.name, "there is no sheet \"%s\"; there are: %s", wanted, names);
  else
    fasti_error_field(book->reader.messages, book->reader.name, "there is no sheet with cells in this file");
  return FASTI_NOT_FOUND;
}

/* The part of the sheet that is wanted. */
static enum fasti_status
find_sheet(struct workbook *book, const char *wanted, const char **path)
{
  xmlDocPtr doc, links;
  const xmlNode *sheets, *properties;
  const char *mode;
  enum fasti_status status = needed(book, "xl/workbook.xml", read_xml(book, "xl/workbook.xml", &doc));

  if (status == FASTI_OK)
    status = needed(book, "xl/_rels/workbook.xml.rels", read_xml(book, "xl/_rels/workbook.xml.rels", &links));
  if (status != FASTI_OK)
    return status;
  properties = child(xmlDocGetRootElement(doc), "workbookPr");
  mode = properties ? fasti_xml_attribute(properties, NULL, "date1904") : NULL;
  book->from_1904 = mode && (strcmp(mode, "1") == 0 || strcmp(mode, "true") == 0);
  sheets = child(xmlDocGetRootElement(doc), "sheets");
  for (xmlNodePtr one = sheets ? fasti_xml_first(sheets) : NULL; one; one = fasti_xml_next(one)) {
    const char *name = fasti_xml_attribute(one, NULL, "name");

    if (wanted && (!name || strcmp(name, wanted) != 0))
      continue;
    *path = follow(book, xmlDocGetRootElement(links), link_of(one));
    if (*path)
      return FASTI_OK;
  }
  return no_sheet(book, sheets, wanted);
}

static enum fasti_status
read_book(struct workbook *book, const char *sheet)
{
  const char *path = NULL;
  xmlDocPtr doc;
  enum fasti_status status = find_sheet(book, sheet, &path);

  if (status == FASTI_OK)
    status = read_shared(book);
  if (status == FASTI_OK)
    status = read_styles(book);
  if (status == FASTI_OK)
    status = needed(book, path, read_xml(book, path, &doc));
  if (status == FASTI_OK)
    status = read_rows(book, child(xmlDocGetRootElement(doc), "sheetData"));
  return status;
}

enum fasti_status
fasti_sheet_read_xlsx(const char *name, struct fasti_slice bytes, const char *sheet, struct fasti_arena *arena,
                      struct fasti_messages *messages, struct fasti_sheet *out)
{
  struct workbook book = {.reader = {.name = name, .arena = arena, .messages = messages, .out = out}, .bytes = bytes};
  enum fasti_status status;

  *out = (struct fasti_sheet){0};
  if (bytes.size >= 4 && memcmp(bytes.at, "\xd0\xcf\x11\xe0", 4) == 0) {
    fasti_error_field(messages, name, "this is a file of the old format (XLS), or one with a password; expected XLSX");
    return FASTI_INVALID;
  }
  status = read_book(&book, sheet);
  fasti_buffer_free(&book.text);
  return status;
}
