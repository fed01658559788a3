/* adapters/cli/serve/sheet.c - lists of the pages as files of spreadsheet programs, by the adapter sheet. */
#include "config.h"

#include <string.h>

#include "adapters/cli/serve/serve.h"
#include "adapters/sheet/sheet.h"

enum { SHEET_MOST = 256 * 1024 * 1024 };

static enum fasti_sheet_kind
kind_of(const xmlNode *cell)
{
  const char *type = fasti_xml_attribute(cell, NULL, "type");

  return !type                       ? FASTI_SHEET_TEXT
         : strcmp(type, "date") == 0   ? FASTI_SHEET_DAY
         : strcmp(type, "number") == 0 ? FASTI_SHEET_NUMBER
                                       : FASTI_SHEET_TEXT;
}

static size_t
count(const xmlNode *parent)
{
  size_t children = 0;

  for (const xmlNode *node = fasti_xml_first(parent); node; node = fasti_xml_next(node))
    children++;
  return children;
}

static const char *
text_of(struct fasti_arena *arena, const xmlNode *cell)
{
  xmlChar *content = xmlNodeGetContent(cell);
  const char *text = fasti_arena_strdup(arena, (const char *)content);

  xmlFree(content);
  return text;
}

/* The first row holds the heads. A row that has fewer cells ends in empty ones. */
static struct fasti_sheet_table
read_rows(struct fasti_arena *arena, const xmlNode *rows)
{
  const xmlNode *first = fasti_xml_first(rows);
  size_t width = count(first), height = count(rows) - 1, at = 0;
  const char **heads = fasti_arena_alloc(arena, (width + 1) * sizeof *heads);
  struct fasti_sheet_cell *cells = fasti_arena_alloc(arena, (width * height + 1) * sizeof *cells);

  for (const xmlNode *cell = fasti_xml_first(first); cell; cell = fasti_xml_next(cell))
    heads[at++] = text_of(arena, cell);
  at = 0;
  for (const xmlNode *row = fasti_xml_next(first); row; row = fasti_xml_next(row)) {
    const xmlNode *cell = fasti_xml_first(row);

    for (size_t i = 0; i < width; i++, cell = cell ? fasti_xml_next(cell) : NULL)
      cells[at++] = cell ? (struct fasti_sheet_cell){kind_of(cell), text_of(arena, cell)}
                         : (struct fasti_sheet_cell){FASTI_SHEET_TEXT, ""};
  }
  return (struct fasti_sheet_table){.title = "Fasti", .heads = heads, .width = width, .cells = cells, .rows = height};
}

static enum fasti_status
write_xlsx(void *self, struct cli *cli, const char *path)
{
  return fasti_sheet_save(path, self, true, cli->messages);
}

enum fasti_status
serve_sheet(void *self, const char *format, const xmlNode *rows, struct fasti_messages *messages, struct fasti_buffer *out)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_sheet_table table = read_rows(arena, rows);
  enum fasti_status status = FASTI_OK;

  (void)self;
  if (strcmp(format, "csv") == 0)
    fasti_sheet_csv(&table, out);
  else
    status = serve_by_file("list.xlsx", write_xlsx, &table, SHEET_MOST, messages, out); /* the writer of XLSX knows files only */
  fasti_arena_free(arena);
  return status;
}
