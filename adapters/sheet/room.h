/* adapters/sheet/room.h - what the files of the adapter sheet share. */
#ifndef FASTI_ADAPTERS_SHEET_ROOM_H
#define FASTI_ADAPTERS_SHEET_ROOM_H

#include "adapters/sheet/sheet.h"

/* rows.c: rows as they are read. */

struct sheet_reader {
  const char *name;
  struct fasti_arena *arena;
  struct fasti_messages *messages;
  struct fasti_sheet *out;
  size_t room; /* of OUT->rows */
  const char **cells; /* of the row at work */
  size_t count;
  struct fasti_sheet_wrong *wrong; /* of the row at work */
  size_t wrong_room;
  struct fasti_sheet_row row;
};

/** Begin the row NUMBER. @return FASTI_LIMIT with a message when there are too many */
FASTI_MUST enum fasti_status sheet_row_begin(struct sheet_reader *reader, long number);
/** Set the cell at COLUMN, from 0; TEXT is copied. @return FASTI_LIMIT with a message */
FASTI_MUST enum fasti_status sheet_cell_set(struct sheet_reader *reader, size_t column, const char *text, size_t size);
/** The cell at COLUMN has no value that can be relied on; WHY is N_(). */
void sheet_cell_wrong(struct sheet_reader *reader, size_t column, const char *why);
/** End the row; one in which nothing stands is left out. */
void sheet_row_end(struct sheet_reader *reader);

/* text.c */

/** The text of a CSV file as UTF-8 with LF line ends, without a byte order mark. @arg out owned by the arena */
FASTI_MUST enum fasti_status sheet_decode(const char *name, struct fasti_slice bytes, struct fasti_arena *arena,
                                          struct fasti_messages *messages, struct fasti_slice *out);
/** How many apostrophes and then a character that begins a formula TEXT begins with; 0: it begins with no formula.
 *  Counts from 1: "=1" gives 1, "'=1" gives 2. */
size_t sheet_guard_depth(struct fasti_slice text);
/** Whether TEXT is a decimal number with an optional sign. */
bool sheet_is_number(struct fasti_slice text);

/* part.c */

/** One part of a ZIP archive, unpacked. @arg out owned by the arena
 *  @return FASTI_NOT_FOUND (no message); FASTI_INVALID or FASTI_LIMIT with one */
FASTI_MUST enum fasti_status sheet_part(const char *name, struct fasti_slice bytes, const char *path,
                                        struct fasti_arena *arena, struct fasti_messages *messages,
                                        struct fasti_slice *out);

/* number.c */

/** A stored number as plain digits, rounded to the 15 that a spreadsheet shows. @return FASTI_INVALID when it is none;
 *  FASTI_LIMIT when it is a whole number of more digits, of which the last are lost */
FASTI_MUST enum fasti_status sheet_number(const char *text, struct fasti_buffer *out);
/** What the day number of a spreadsheet means. */
enum sheet_moment { SHEET_NO_MOMENT, SHEET_DAY, SHEET_TIME };
/** A stored number as YYYY-MM-DD, with Thh:mm:ss when it is not midnight; SHEET_TIME: as hh:mm:ss. FROM_1904: days count
 *  from 1904-01-01, else from 1899-12-31 with a day 60 that never was.
 *  @return FASTI_INVALID when it is no day that exists */
FASTI_MUST enum fasti_status sheet_moment(const char *text, enum sheet_moment kind, bool from_1904,
                                          struct fasti_buffer *out);
/** What a number format shows: a day, a time of day, or neither. */
enum sheet_moment sheet_format(const char *code);

/* style.c */

/** The formats of a workbook: what a cell's style index shows. */
struct sheet_styles {
  enum sheet_moment *kinds;
  size_t count;
};
/** Read xl/styles.xml. */
void sheet_styles_read(xmlDocPtr doc, struct fasti_arena *arena, struct sheet_styles *out);

#endif
