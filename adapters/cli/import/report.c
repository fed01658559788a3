/* adapters/cli/import/report.c - rows that were refused: told, and written so that they can be mended; see import.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "adapters/cli/import/import.h"

enum { SHOWN_VALUE = 60 }; /* bytes of a value in a message */

/* The cell of a row that a path means; "" when no column has it. */
static const char *
cell_of(const struct import_report *report, const struct fasti_sheet_row *row, const char *path)
{
  for (size_t i = 0; i < row->count && i < report->sheet->rows[0].count; i++)
    if (report->columns[i].field && strcmp(report->columns[i].path, path) == 0)
      return row->cells[i];
  return "";
}

/* Cut between characters. */
static const char *
shortened(struct fasti_arena *arena, const char *text)
{
  size_t size = strlen(text);

  if (size <= SHOWN_VALUE)
    return text;
  for (size = SHOWN_VALUE; size && ((unsigned char)text[size] & 0xC0) == 0x80;)
    size--;
  return fasti_arena_printf(arena, "%.*s…", (int)size, text);
}

/* "parties.csv, row 3, 名称 "x"" */
static const char *
place_of(const struct import_report *report, const struct fasti_sheet_row *row, const char *path)
{
  struct fasti_arena *arena = report->cli->arena;
  const struct import_field *field = path ? import_field_find(report->fields, path) : NULL;
  const char *place = fasti_arena_printf(arena, _("%s, row %ld"), report->file, row->number), *value;

  if (!field)
    return place;
  value = cell_of(report, row, path);
  return fasti_arena_printf(arena, "%s, %s \"%s\"", place, *field->label ? field->label : field->path,
                            shortened(arena, value));
}

static void
keep_cell(struct import_report *report, const char *text)
{
  if (report->count == report->room) {
    size_t room = report->room ? 2 * report->room : 64;
    struct fasti_sheet_cell *cells = fasti_arena_alloc(report->cli->arena, room * sizeof *cells);

    if (report->count)
      memcpy(cells, report->cells, report->count * sizeof *cells);
    report->cells = cells;
    report->room = room;
  }
  report->cells[report->count++] = (struct fasti_sheet_cell){FASTI_SHEET_TEXT, text};
}

/* Whether the column AT of the file is one that an earlier report has added. */
static bool
is_reason(const struct import_report *report, size_t at)
{
  static const char english[] = N_("# why it was refused");
  const char *head = report->sheet->rows[0].cells[at];

  return strcmp(head, english) == 0 || strcmp(head, _(english)) == 0;
}

/* The row as it was, and behind it WHY. */
static void
keep_row(struct import_report *report, const struct fasti_sheet_row *row, const char *why)
{
  for (size_t i = 0; i < report->sheet->rows[0].count; i++)
    if (!is_reason(report, i))
      keep_cell(report, i < row->count ? row->cells[i] : "");
  keep_cell(report, why);
}

/* A form begins its messages with the label of the field; the place has it already. */
static const char *
without_label(const char *text, const struct import_field *field)
{
  size_t size = field ? strlen(field->label) : 0;

  if (size == 0 || strncmp(text, field->label, size) != 0)
    return text;
  text += size;
  if (strncmp(text, "：", strlen("：")) == 0)
    return text + strlen("：");
  return strncmp(text, ": ", 2) == 0 ? text + 2 : text;
}

void
import_refuse(struct import_report *report, const struct fasti_sheet_row *row, const struct fasti_messages *messages)
{
  struct fasti_arena *arena = report->cli->arena;
  const char *why = "";

  for (size_t i = 0; i < fasti_messages_count(messages); i++) {
    struct fasti_message message = *fasti_messages_at(messages, i);
    const char *path = message.field;
    const struct import_field *field = path ? import_field_find(report->fields, path) : NULL;

    message.field = place_of(report, row, path);
    message.place = (struct fasti_place){0};
    message.text = without_label(message.text, field);
    fasti_message_add(report->cli->messages, &message);
    why = fasti_arena_printf(arena, "%s%s%s%s%s", why, i ? "; " : "",
                             field ? (*field->label ? field->label : field->path) : "", field ? ": " : "", message.text);
  }
  if (cli_value(report->cli, "report"))
    keep_row(report, row, why);
}

enum fasti_status
import_report_wanted(struct cli *cli)
{
  const char *path = cli_value(cli, "report");
  struct stat seen;

  if (!path && cli_has(cli, "force")) {
    fasti_error_field(cli->messages, "--force", "this goes with --report");
    return FASTI_USAGE;
  }
  if (path && !cli_has(cli, "force") && lstat(path, &seen) == 0) {
    fasti_error_field(cli->messages, path, "this file exists already; --force replaces it");
    return FASTI_CONFLICT;
  }
  return path ? fasti_sheet_suffix(path, cli->messages) : FASTI_OK;
}

enum fasti_status
import_report_write(struct import_report *report)
{
  const struct fasti_sheet_row *head = &report->sheet->rows[0];
  const char **heads = fasti_arena_alloc(report->cli->arena, (head->count + 1) * sizeof *heads);
  struct fasti_sheet_table table = {.title = "import", .heads = heads, .cells = report->cells};

  if (report->count == 0)
    return FASTI_OK;
  for (size_t i = 0; i < head->count; i++)
    if (!is_reason(report, i))
      heads[table.width++] = head->cells[i];
  heads[table.width++] = _("# why it was refused");
  table.rows = report->count / table.width;
  return fasti_sheet_save(cli_value(report->cli, "report"), &table, cli_has(report->cli, "force"),
                          report->cli->messages);
}
