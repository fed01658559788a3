/* adapters/sheet/csv.c - reading CSV by RFC 4180, as spreadsheet programs write it: see sheet.h.
 *
 * A quotation mark opens a quoted cell only where the cell begins; elsewhere it is a character. Blank lines count as rows
 * and give none. The library libcsv drops blank lines and tells no line of a mistake, so that rows could not be named.
 * Messages: a quoted cell that does not end, text behind one that has ended; both with the line.
 */
#include "config.h"

#include <string.h>

#include "adapters/sheet/room.h"

struct parser {
  struct sheet_reader reader;
  struct fasti_slice text;
  size_t at;
  int line;
  char separator;
  struct fasti_buffer cell;
};

bool
fasti_sheet_is_xlsx(struct fasti_slice bytes)
{
  static const char zip[] = "PK\3\4", old[] = "\xd0\xcf\x11\xe0";

  return bytes.size >= 4 && (memcmp(bytes.at, zip, 4) == 0 || memcmp(bytes.at, old, 4) == 0);
}

/* What the first line has most of, outside quotes; the comma when there is none of them. */
static char
find_separator(struct fasti_slice text)
{
  static const char separators[] = ",;\t";
  size_t counts[3] = {0}, best = 0;
  bool quoted = false;

  for (size_t i = 0; i < text.size && (quoted || text.at[i] != '\n'); i++) {
    const char *found = strchr(separators, text.at[i]);

    quoted = quoted != (text.at[i] == '"');
    if (found && text.at[i] && !quoted)
      counts[found - separators]++;
  }
  for (size_t i = 1; i < 3; i++)
    best = counts[i] > counts[best] ? i : best;
  return separators[best];
}

static bool
at_end_of_cell(const struct parser *parser)
{
  return parser->at == parser->text.size || parser->text.at[parser->at] == parser->separator ||
         parser->text.at[parser->at] == '\n';
}

static enum fasti_status
fail(struct parser *parser, int line, const char *text)
{
  struct fasti_messages *messages = parser->reader.messages;

  fasti_error_at(messages, (struct fasti_place){.file = parser->reader.name, .line = line}, "%s",
                 fasti_messages_translate(messages, text));
  return FASTI_INVALID;
}

/* Behind the opening quotation mark. */
static enum fasti_status
read_quoted(struct parser *parser)
{
  int begun = parser->line;

  for (;; parser->at++) {
    const char *one = parser->text.at + parser->at;

    if (parser->at == parser->text.size || parser->cell.size > FASTI_SHEET_CELL)
      return fail(parser, begun, N_("the quoted cell that begins here does not end"));
    if (*one == '"' && parser->at + 1 < parser->text.size && one[1] == '"')
      parser->at++;
    else if (*one == '"')
      break;
    parser->line += *one == '\n';
    fasti_buffer_add(&parser->cell, one, 1);
  }
  parser->at++;
  return at_end_of_cell(parser) ? FASTI_OK
                                : fail(parser, parser->line, N_("a quoted cell has ended, and text follows it; "
                                                                "expected a separator or the end of the line"));
}

static enum fasti_status
read_cell(struct parser *parser, size_t column)
{
  size_t begun = parser->at;
  const char *text = parser->text.at + begun;
  size_t size;
  enum fasti_status status;

  fasti_buffer_clear(&parser->cell);
  if (begun < parser->text.size && *text == '"') {
    parser->at++;
    status = read_quoted(parser);
    if (status != FASTI_OK)
      return status;
    text = parser->cell.size ? parser->cell.at : "";
    size = parser->cell.size;
  } else {
    while (!at_end_of_cell(parser))
      parser->at++;
    size = parser->at - begun;
  }
  if (sheet_guard_depth((struct fasti_slice){text, size}) > 1) {
    text++;
    size--;
  }
  return sheet_cell_set(&parser->reader, column, text, size);
}

static enum fasti_status
read_row(struct parser *parser, long number)
{
  enum fasti_status status = sheet_row_begin(&parser->reader, number);

  for (size_t column = 0; status == FASTI_OK; column++) {
    status = read_cell(parser, column);
    if (status != FASTI_OK || parser->at == parser->text.size || parser->text.at[parser->at] == '\n')
      break;
    parser->at++;
  }
  parser->at++;
  parser->line++;
  sheet_row_end(&parser->reader);
  return status;
}

enum fasti_status
fasti_sheet_read_csv(const char *name, struct fasti_slice bytes, struct fasti_arena *arena,
                     struct fasti_messages *messages, struct fasti_sheet *out)
{
  struct parser parser = {.reader = {.name = name, .arena = arena, .messages = messages, .out = out}, .line = 1};
  enum fasti_status status = sheet_decode(name, bytes, arena, messages, &parser.text);

  *out = (struct fasti_sheet){0};
  parser.separator = status == FASTI_OK ? find_separator(parser.text) : ',';
  for (long number = 1; status == FASTI_OK && parser.at < parser.text.size; number++)
    status = read_row(&parser, number);
  fasti_buffer_free(&parser.cell);
  return status;
}
