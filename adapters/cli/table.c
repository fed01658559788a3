/* adapters/cli/table.c - lists for people, in columns that line up, and the same lists as JSON and as files; see table.h.
 *
 * Messages: options that do not go together, and those of the file (adapters/sheet).
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/table.h"

struct table {
  struct fasti_arena *arena;
  const struct table_column *columns;
  size_t width; /* number of columns */
  struct fasti_sheet_cell *cells;
  size_t count;
  size_t room;
};

/* Blocks of wide characters (Unicode TR 11, W and F), as far as documents of offices have them. */
static const struct {
  uint32_t from;
  uint32_t to;
} wide[] = {
  {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
  {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x20000, 0x3FFFD},
};

static uint32_t
next_character(const char **text)
{
  unsigned char first = (unsigned char)*(*text)++;
  uint32_t code = first < 0x80 ? first : first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07;

  while (((unsigned char)**text & 0xC0) == 0x80)
    code = code << 6 | ((unsigned char)*(*text)++ & 0x3F);
  return code;
}

int
text_width(const char *text)
{
  int width = 0;

  while (*text) {
    uint32_t code = next_character(&text);

    width++;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
      width += code >= wide[i].from && code <= wide[i].to;
  }
  return width;
}

void
print_padded(FILE *out, const char *text, int width)
{
  int gap = width - text_width(text);

  fprintf(out, "%s%*s", text, gap > 0 ? gap : 0, "");
}

struct table *
table_new(struct fasti_arena *arena, const struct table_column *columns)
{
  struct table *table = fasti_arena_alloc(arena, sizeof *table);

  table->arena = arena;
  table->columns = columns;
  while (columns[table->width].name)
    table->width++;
  return table;
}

static void
add_cell(struct table *table, enum fasti_sheet_kind kind, const char *text)
{
  if (table->count == table->room) {
    size_t room = table->room ? 2 * table->room : 64;
    struct fasti_sheet_cell *cells = fasti_arena_alloc(table->arena, room * sizeof *cells);

    if (table->count)
      memcpy(cells, table->cells, table->count * sizeof *cells);
    table->cells = cells;
    table->room = room;
  }
  table->cells[table->count++] = (struct fasti_sheet_cell){kind, fasti_arena_strdup(table->arena, text ? text : "")};
}

void
table_cell(struct table *table, const char *text)
{
  add_cell(table, FASTI_SHEET_TEXT, text);
}

void
table_cell_number(struct table *table, int64_t number)
{
  char text[24];

  snprintf(text, sizeof text, "%" PRId64, number);
  add_cell(table, FASTI_SHEET_NUMBER, text);
}

void
table_cell_day(struct table *table, int32_t day)
{
  char text[FASTI_DATE_SIZE];

  add_cell(table, FASTI_SHEET_DAY, fasti_day_format(day, text));
}

void
table_cell_typed(struct table *table, const char *type, const char *text)
{
  if (strcmp(type, "decimal") == 0 || strcmp(type, "integer") == 0)
    add_cell(table, FASTI_SHEET_NUMBER, text);
  else if (strcmp(type, "date") == 0 || strcmp(type, "dateTime") == 0)
    add_cell(table, FASTI_SHEET_DAY, text);
  else
    add_cell(table, FASTI_SHEET_TEXT, text);
}

size_t
table_rows(const struct table *table)
{
  return table->count / table->width;
}

/* Width of a column as printed; 0 when it has nothing to show. */
static int
column_width(const struct table *table, size_t column)
{
  int widest = 0;

  if (!table->columns[column].title)
    return 0;
  for (size_t row = 0; row < table_rows(table); row++) {
    int width = text_width(table->cells[row * table->width + column].text);

    widest = width > widest ? width : widest;
  }
  if (widest && text_width(_(table->columns[column].title)) > widest)
    widest = text_width(_(table->columns[column].title));
  return widest;
}

/* Prints one line; ROW -1 are the titles. Nothing trails behind the last column. */
static void
print_line(const struct table *table, const int *widths, long row)
{
  int gap = 0;

  for (size_t column = 0; column < table->width; column++) {
    const char *text;

    if (!widths[column])
      continue;
    text = row < 0 ? _(table->columns[column].title) : table->cells[(size_t)row * table->width + column].text;
    if (*text) {
      printf("%*s%s", gap, "", text);
      gap = 0;
    }
    gap += widths[column] - text_width(text) + 2;
  }
  putchar('\n');
}

void
table_print(const struct table *table, const char *none)
{
  int *widths;

  if (table_rows(table) == 0) {
    puts(none);
    return;
  }
  widths = fasti_arena_alloc(table->arena, table->width * sizeof *widths);
  for (size_t column = 0; column < table->width; column++)
    widths[column] = column_width(table, column);
  for (long row = -1; row < (long)table_rows(table); row++)
    print_line(table, widths, row);
}

json_t *
table_json(const struct table *table)
{
  json_t *list = json_array();

  for (size_t row = 0; row < table_rows(table); row++) {
    json_t *object = json_object();

    for (size_t column = 0; column < table->width; column++) {
      const char *text = table->cells[row * table->width + column].text;
      json_t *value = table->columns[column].number ? json_integer(strtoll(text, NULL, 10)) : json_string(text);

      json_object_set_new(object, table->columns[column].name, value);
    }
    json_array_append_new(list, object);
  }
  return list;
}

/* -- files -- */

/* The columns that people see, all of them, whether anything stands in them or not: a table keeps its shape. */
static void
make_sheet(const struct cli *cli, const struct table *table, struct fasti_sheet_table *out)
{
  struct fasti_sheet_cell *cells = fasti_arena_alloc(table->arena, (table->count + 1) * sizeof *cells);
  const char **heads = fasti_arena_alloc(table->arena, (table->width + 1) * sizeof *heads);
  size_t count = 0;

  *out = (struct fasti_sheet_table){
    .title = cli_command_title(table->arena, cli->command), .heads = heads, .cells = cells, .rows = table_rows(table)};
  for (size_t column = 0; column < table->width; column++)
    if (table->columns[column].title)
      heads[out->width++] = _(table->columns[column].title);
  for (size_t i = 0; i < table->count; i++)
    if (table->columns[i % table->width].title)
      cells[count++] = table->cells[i];
}

enum fasti_status
table_wanted(struct cli *cli)
{
  const char *path = cli_value(cli, "output");

  if (!path && cli_has(cli, "force")) {
    fasti_error_field(cli->messages, "--force", "this goes with --output");
    return FASTI_USAGE;
  }
  if (path && cli_has(cli, "json")) {
    fasti_error_field(cli->messages, "--json", "a list is printed as JSON or written into a file, one of them");
    return FASTI_USAGE;
  }
  return path && strcmp(path, "-") != 0 ? fasti_sheet_suffix(path, cli->messages) : FASTI_OK;
}

enum fasti_status
table_write(struct cli *cli, const struct table *table)
{
  const char *path = cli_value(cli, "output");
  size_t rows = table_rows(table);
  struct fasti_sheet_table sheet;
  struct fasti_buffer text = {0};
  enum fasti_status status;

  make_sheet(cli, table, &sheet);
  if (strcmp(path, "-") == 0) {
    fasti_sheet_csv(&sheet, &text);
    fwrite(text.at, 1, text.size, stdout);
    fasti_buffer_free(&text);
    return FASTI_OK;
  }
  status = fasti_sheet_save(path, &sheet, cli_has(cli, "force"), cli->messages);
  if (status == FASTI_OK)
    printf(ngettext("%s: %zu row\n", "%s: %zu rows\n", rows), path, rows);
  return status;
}

enum fasti_status
table_show(struct cli *cli, const struct table *table, const char *none)
{
  if (cli_value(cli, "output"))
    return table_write(cli, table);
  if (cli_has(cli, "json"))
    cli_print_json(table_json(table));
  else
    table_print(table, none);
  return FASTI_OK;
}
