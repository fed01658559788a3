/* adapters/sheet/rows.c - rows of cells as they are read, with their limits; see room.h.
 *
 * Messages: too many rows, too many columns, too long a cell.
 */
#include "config.h"

#include <string.h>

#include "adapters/sheet/room.h"

enum fasti_status
sheet_row_begin(struct sheet_reader *reader, long number)
{
  if (reader->out->count == FASTI_SHEET_ROWS) {
    fasti_error_field(reader->messages, reader->name, "this table has more than %d rows; expected fewer: divide it",
                      FASTI_SHEET_ROWS);
    return FASTI_LIMIT;
  }
  if (!reader->cells)
    reader->cells = fasti_arena_alloc(reader->arena, FASTI_SHEET_COLUMNS * sizeof *reader->cells);
  reader->row = (struct fasti_sheet_row){.number = number};
  reader->count = 0;
  return FASTI_OK;
}

enum fasti_status
sheet_cell_set(struct sheet_reader *reader, size_t column, const char *text, size_t size)
{
  if (column >= FASTI_SHEET_COLUMNS) {
    fasti_error_field(reader->messages, reader->name, "row %ld has more than %d columns; this is no such table",
                      reader->row.number, FASTI_SHEET_COLUMNS);
    return FASTI_LIMIT;
  }
  if (size > FASTI_SHEET_CELL) {
    fasti_error_field(reader->messages, reader->name, "a cell of row %ld has more than %d bytes", reader->row.number,
                      FASTI_SHEET_CELL);
    return FASTI_LIMIT;
  }
  while (reader->count <= column)
    reader->cells[reader->count++] = "";
  reader->cells[column] = fasti_arena_copy(reader->arena, text, size);
  return FASTI_OK;
}

void
sheet_cell_wrong(struct sheet_reader *reader, size_t column, const char *why)
{
  struct fasti_sheet_row *row = &reader->row;

  if (!row->wrong) {
    reader->wrong = NULL; /* those of other rows stay theirs */
    reader->wrong_room = 0;
  }
  if (row->wrong_count == reader->wrong_room) {
    size_t room = reader->wrong_room ? 2 * reader->wrong_room : 4;
    struct fasti_sheet_wrong *wrong = fasti_arena_alloc(reader->arena, room * sizeof *wrong);

    if (row->wrong_count)
      memcpy(wrong, reader->wrong, row->wrong_count * sizeof *wrong);
    reader->wrong = wrong;
    reader->wrong_room = room;
  }
  reader->wrong[row->wrong_count++] = (struct fasti_sheet_wrong){column, why};
  row->wrong = reader->wrong;
}

static bool
is_blank(const struct sheet_reader *reader)
{
  for (size_t i = 0; i < reader->count; i++)
    if (reader->cells[i][strspn(reader->cells[i], " \t\n")])
      return false;
  return !reader->row.wrong;
}

void
sheet_row_end(struct sheet_reader *reader)
{
  struct fasti_sheet *out = reader->out;
  const char **cells;

  if (is_blank(reader))
    return;
  if (out->count == reader->room) {
    size_t room = reader->room ? 2 * reader->room : 64;
    struct fasti_sheet_row *rows = fasti_arena_alloc(reader->arena, room * sizeof *rows);

    if (out->count)
      memcpy(rows, out->rows, out->count * sizeof *rows);
    out->rows = rows;
    reader->room = room;
  }
  cells = fasti_arena_alloc(reader->arena, (reader->count + 1) * sizeof *cells);
  if (reader->count)
    memcpy(cells, reader->cells, reader->count * sizeof *cells);
  reader->row.cells = cells;
  reader->row.count = reader->count;
  out->rows[out->count++] = reader->row;
}
