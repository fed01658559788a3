/* adapters/sheet/write.c - writing tables for spreadsheet programs: CSV (RFC 4180) and XLSX by libxlsxwriter; see sheet.h.
 *
 * In XLSX the heads are bold and stay in sight, columns are as wide as what stands in them, and every column can be filtered.
 * Messages: a suffix that is not known, a file that is there already, what cannot be written, too many rows.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "adapters/sheet/room.h"
#include "engine/day.h"

enum { WIDEST = 60, LEAST = 8, MARGIN = 2 };

/* -- CSV -- */

static void
add_cell(struct fasti_buffer *out, enum fasti_sheet_kind kind, const char *text)
{
  struct fasti_slice cell = fasti_slice_of(text);
  bool guard = kind == FASTI_SHEET_TEXT && sheet_guard_depth(cell) && !sheet_is_number(cell);
  bool quoted = strpbrk(text, ",;\t\"\r\n") || (*text && (*text == ' ' || text[strlen(text) - 1] == ' '));

  fasti_buffer_puts(out, quoted ? "\"" : "");
  fasti_buffer_puts(out, guard ? "'" : "");
  for (; *text; text++)
    fasti_buffer_add(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
  fasti_buffer_puts(out, quoted ? "\"" : "");
}

void
fasti_sheet_csv(const struct fasti_sheet_table *table, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "\xef\xbb\xbf");
  for (size_t column = 0; column < table->width; column++) {
    fasti_buffer_puts(out, column ? "," : "");
    add_cell(out, FASTI_SHEET_TEXT, table->heads[column]);
  }
  fasti_buffer_puts(out, "\r\n");
  for (size_t i = 0; i < table->rows * table->width; i++) {
    fasti_buffer_puts(out, i % table->width ? "," : "");
    add_cell(out, table->cells[i].kind, table->cells[i].text);
    fasti_buffer_puts(out, i % table->width == table->width - 1 ? "\r\n" : "");
  }
}

/* -- XLSX -- */

/* A Chinese character is as wide as two others. */
static int
width_of(const char *text)
{
  int width = 0;

  for (; *text; text++)
    width += (*text & 0xC0) == 0x80 ? 0 : (unsigned char)*text >= 0xE0 ? 2 : 1;
  return width;
}

static int
column_width(const struct fasti_sheet_table *table, size_t column)
{
  int width = width_of(table->heads[column]) + MARGIN; /* the filter's button */

  for (size_t row = 0; row < table->rows; row++) {
    int one = width_of(table->cells[row * table->width + column].text);

    width = one > width ? one : width;
  }
  return (width > WIDEST ? WIDEST : width < LEAST ? LEAST : width) + MARGIN;
}

/* A day, or a day and a time: TIMED tells. Spreadsheets know none before 1900. */
static bool
read_moment(const char *text, lxw_datetime *moment, bool *timed)
{
  int32_t number;
  int64_t instant;
  struct fasti_date date;
  char whole[FASTI_INSTANT_SIZE];

  snprintf(whole, sizeof whole, "%s", text);
  *timed = strlen(whole) > 10;
  if (*timed && whole[10] == ' ')
    whole[10] = 'T';
  if (*timed && fasti_instant_parse(fasti_slice_of(whole), 0, &instant) != FASTI_OK)
    return false;
  if (*timed)
    number = fasti_instant_day(instant, 0);
  else if (fasti_day_parse(fasti_slice_of(whole), &number) != FASTI_OK)
    return false;
  date = fasti_day_date(number);
  *moment = (lxw_datetime){.year = date.year, .month = date.month, .day = date.day};
  if (*timed) {
    int minutes = (int)((instant - fasti_instant_of(number, 0)) / 60000);

    moment->hour = minutes / 60;
    moment->min = minutes % 60;
  }
  return date.year >= 1900;
}

/* More digits than a spreadsheet keeps would be lost. */
static bool
is_kept_number(const char *text)
{
  size_t digits = 0;

  for (const char *at = text; *at; at++)
    digits += *at >= '0' && *at <= '9';
  return digits <= 15 && sheet_is_number(fasti_slice_of(text));
}

struct formats {
  lxw_format *day, *moment, *text;
};

/* @return whether it was written as what it is */
static bool
write_typed(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const struct fasti_sheet_cell *cell,
            const struct formats *formats)
{
  lxw_datetime moment;
  bool timed;

  if (cell->kind == FASTI_SHEET_NUMBER && is_kept_number(cell->text))
    return worksheet_write_number(sheet, row, column, strtod(cell->text, NULL), NULL) == LXW_NO_ERROR;
  if (cell->kind != FASTI_SHEET_DAY || !read_moment(cell->text, &moment, &timed))
    return false;
  return worksheet_write_datetime(sheet, row, column, &moment, timed ? formats->moment : formats->day) == LXW_NO_ERROR;
}

static lxw_error
write_cells(lxw_workbook *book, lxw_worksheet *sheet, const struct fasti_sheet_table *table)
{
  struct formats formats = {workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
  lxw_error error = LXW_NO_ERROR;

  format_set_num_format(formats.day, "yyyy-mm-dd");
  format_set_num_format(formats.moment, "yyyy-mm-dd hh:mm");
  format_set_num_format(formats.text, "@");
  for (size_t i = 0; i < table->rows * table->width && error == LXW_NO_ERROR; i++) {
    const struct fasti_sheet_cell *cell = &table->cells[i];
    lxw_row_t row = (lxw_row_t)(i / table->width + 1);
    lxw_col_t column = (lxw_col_t)(i % table->width);

    if (*cell->text && !write_typed(sheet, row, column, cell, &formats))
      error = worksheet_write_string(sheet, row, column, cell->text, formats.text);
  }
  return error;
}

static lxw_error
write_heads(lxw_workbook *book, lxw_worksheet *sheet, const struct fasti_sheet_table *table)
{
  lxw_format *bold = workbook_add_format(book);
  lxw_error error = LXW_NO_ERROR;

  format_set_bold(bold);
  for (size_t column = 0; column < table->width && error == LXW_NO_ERROR; column++) {
    worksheet_set_column(sheet, (lxw_col_t)column, (lxw_col_t)column, column_width(table, column), NULL);
    error = worksheet_write_string(sheet, 0, (lxw_col_t)column, table->heads[column], bold);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_autofilter(sheet, 0, 0, (lxw_row_t)table->rows, (lxw_col_t)(table->width - 1));
  return error;
}

static enum fasti_status
status_of(int reason)
{
  switch (reason) {
  case ENOENT:
  case ENOTDIR:
    return FASTI_NOT_FOUND;
  case EACCES:
  case EPERM:
  case EROFS:
    return FASTI_READ_ONLY;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return FASTI_FULL;
  case EEXIST:
    return FASTI_CONFLICT;
  default:
    return FASTI_IO;
  }
}

static enum fasti_status
write_xlsx(const char *path, const char *beside, const struct fasti_sheet_table *table, struct fasti_messages *messages)
{
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_error error, closed;

  if (table->rows >= LXW_ROW_MAX) {
    fasti_error_field(messages, path, "a sheet can have no more than %d rows; write CSV", LXW_ROW_MAX - 1);
    return FASTI_LIMIT;
  }
  book = workbook_new(beside);
  sheet = book ? workbook_add_worksheet(book, table->title) : NULL;
  if (book && !sheet) /* a title that no sheet may have */
    sheet = workbook_add_worksheet(book, NULL);
  errno = 0;
  error = sheet ? write_heads(book, sheet, table) : LXW_ERROR_CREATING_XLSX_FILE;
  if (error == LXW_NO_ERROR)
    error = write_cells(book, sheet, table);
  closed = book ? workbook_close(book) : LXW_NO_ERROR;
  if (error == LXW_NO_ERROR)
    error = closed;
  if (error == LXW_NO_ERROR)
    return FASTI_OK;
  fasti_error_field(messages, path, "this file cannot be written: %s", lxw_strerror(error));
  return status_of(errno);
}

/* -- files -- */

static bool
ends_with(const char *path, const char *suffix)
{
  size_t size = strlen(path), least = strlen(suffix);

  return size > least && strcmp(path + size - least, suffix) == 0;
}

enum fasti_status
fasti_sheet_suffix(const char *path, struct fasti_messages *messages)
{
  if (ends_with(path, ".csv") || ends_with(path, ".xlsx"))
    return FASTI_OK;
  fasti_error_field(messages, path, "the name of a table ends with .csv or .xlsx");
  return FASTI_USAGE;
}

static enum fasti_status
cannot_write(const char *path, int reason, struct fasti_messages *messages)
{
  if (reason == EEXIST)
    fasti_error_field(messages, path, "this file exists already; --force replaces it");
  else
    fasti_error_field(messages, path, "this file cannot be written: %s", strerror(reason));
  return status_of(reason);
}

static int
write_all(int file, struct fasti_slice bytes)
{
  while (bytes.size > 0) {
    ssize_t size = write(file, bytes.at, bytes.size);

    if (size < 0 && errno != EINTR)
      return errno;
    if (size > 0) {
      bytes.at += size;
      bytes.size -= (size_t)size;
    }
  }
  return 0;
}

static enum fasti_status
write_csv(const char *path, int file, const struct fasti_sheet_table *table, struct fasti_messages *messages)
{
  struct fasti_buffer text = {0};
  int reason;

  fasti_sheet_csv(table, &text);
  reason = write_all(file, fasti_buffer_slice(&text));
  fasti_buffer_free(&text);
  return reason ? cannot_write(path, reason, messages) : FASTI_OK;
}

/* Under the name that the file is to have. */
static enum fasti_status
publish(const char *path, const char *beside, bool force, struct fasti_messages *messages)
{
  mode_t mask = umask(0);

  umask(mask);
  if (chmod(beside, 0666 & ~mask) != 0)
    return cannot_write(path, errno, messages);
  if (force ? rename(beside, path) : link(beside, path))
    return cannot_write(path, errno, messages);
  return FASTI_OK;
}

enum fasti_status
fasti_sheet_save(const char *path, const struct fasti_sheet_table *table, bool force, struct fasti_messages *messages)
{
  struct fasti_buffer beside = {0};
  struct stat seen;
  int file;
  enum fasti_status status = fasti_sheet_suffix(path, messages);

  if (status != FASTI_OK)
    return status;
  if (!force && lstat(path, &seen) == 0)
    return cannot_write(path, EEXIST, messages);
  fasti_buffer_printf(&beside, "%s.XXXXXX", path);
  file = mkostemp(beside.at, O_CLOEXEC);
  if (file < 0)
    status = cannot_write(path, errno, messages);
  else if (ends_with(path, ".csv"))
    status = write_csv(path, file, table, messages);
  else
    status = write_xlsx(path, beside.at, table, messages);
  if (status == FASTI_OK && fsync(file) != 0)
    status = cannot_write(path, errno, messages);
  if (status == FASTI_OK)
    status = publish(path, beside.at, force, messages);
  if (file >= 0) {
    close(file);
    unlink(beside.at);
  }
  fasti_buffer_free(&beside);
  return status;
}
