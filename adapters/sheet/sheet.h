/* adapters/sheet/sheet.h - tables in files of spreadsheet programs: CSV (RFC 4180) and XLSX (ECMA-376).
 *
 * Reading trusts nothing: sizes are limited before anything is unpacked, XML is read by engine/xml.h. A cell comes as
 * the text that a form would take: a number as plain digits, a day as YYYY-MM-DD, a truth value as true or false. What a
 * spreadsheet cannot say for certain (an error, a number that has lost digits) is a wrong cell of its row, not a guess.
 *
 * Writing guards against formulas: a text that begins with = + - @ (or their full-width forms, a tab or a line end) and is
 * no number gets an apostrophe before it in CSV, and reading CSV takes one such apostrophe away again. XLSX says of each
 * cell what it is and needs none.
 */
#ifndef FASTI_ADAPTERS_SHEET_H
#define FASTI_ADAPTERS_SHEET_H

#include "engine/message.h"
#include "engine/xml.h"

enum {
  FASTI_SHEET_BYTES = 64 * 1024 * 1024, /* of a file */
  FASTI_SHEET_PART = FASTI_XML_BYTES,   /* of one part of an XLSX file, unpacked */
  FASTI_SHEET_PARTS = 10000,            /* of an XLSX file */
  FASTI_SHEET_ROWS = 200000,
  FASTI_SHEET_COLUMNS = 1000,
  FASTI_SHEET_CELL = 256 * 1024 /* bytes of one cell */
};

/* -- reading -- */

/** A cell that has no value that can be relied on. */
struct fasti_sheet_wrong {
  size_t at;       /* its column, from 0 */
  const char *why; /* N_() */
};

struct fasti_sheet_row {
  long number;              /* as spreadsheet programs count it, from 1 */
  const char *const *cells; /* COUNT texts, never NULL; of a wrong cell "" */
  size_t count;
  const struct fasti_sheet_wrong *wrong;
  size_t wrong_count;
};

/** What was read: rows that hold something, in order. */
struct fasti_sheet {
  struct fasti_sheet_row *rows;
  size_t count;
};

/** Whether these bytes are an XLSX file rather than text. */
bool fasti_sheet_is_xlsx(struct fasti_slice bytes);
/** Read CSV in UTF-8 (with or without a byte order mark), UTF-16 (with one) or GB18030, separated by commas, semicolons or
 *  tabs, whichever the first line has most of. NAME is what messages call it. The texts are owned by ARENA.
 *  @return FASTI_INVALID with the line, or FASTI_LIMIT */
FASTI_MUST enum fasti_status fasti_sheet_read_csv(const char *name, struct fasti_slice bytes, struct fasti_arena *arena,
                                                  struct fasti_messages *messages, struct fasti_sheet *out);
/** Read one sheet of an XLSX file: the one called SHEET, or the first (NULL). Formulas give the value that was stored with
 *  them. @return FASTI_INVALID, FASTI_NOT_FOUND (the message names the sheets there are) or FASTI_LIMIT */
FASTI_MUST enum fasti_status fasti_sheet_read_xlsx(const char *name, struct fasti_slice bytes, const char *sheet,
                                                   struct fasti_arena *arena, struct fasti_messages *messages,
                                                   struct fasti_sheet *out);

/* -- writing -- */

enum fasti_sheet_kind { FASTI_SHEET_TEXT, FASTI_SHEET_NUMBER, FASTI_SHEET_DAY };

struct fasti_sheet_cell {
  enum fasti_sheet_kind kind;
  const char *text; /* UTF-8: as it is, a decimal number, or YYYY-MM-DD with or without HH:MM; what is not of its kind is
                       written as text, and an empty one is an empty cell */
};

/** A table to be written; everything borrowed. */
struct fasti_sheet_table {
  const char *title; /* of the sheet */
  const char *const *heads;
  size_t width;
  const struct fasti_sheet_cell *cells; /* row by row */
  size_t rows;
};

/** Append the table as CSV: UTF-8 with a byte order mark, commas, lines ended by CR LF. */
void fasti_sheet_csv(const struct fasti_sheet_table *table, struct fasti_buffer *out);
/** Write the table into the file PATH, as CSV or XLSX by its suffix. It appears whole or not at all; one that exists is
 *  replaced only with FORCE.
 *  @return FASTI_USAGE for another suffix; FASTI_CONFLICT, NOT_FOUND, READ_ONLY, FULL, IO; FASTI_LIMIT for more rows than a
 *  sheet can have */
FASTI_MUST enum fasti_status fasti_sheet_save(const char *path, const struct fasti_sheet_table *table, bool force,
                                              struct fasti_messages *messages);
/** Whether PATH has a suffix that fasti_sheet_save knows; else a message says which. */
FASTI_MUST enum fasti_status fasti_sheet_suffix(const char *path, struct fasti_messages *messages);

#endif
