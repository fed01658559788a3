/* adapters/cli/table.h - lists for people, in columns that line up, and the same lists as JSON, and as files for
 * spreadsheet programs.
 *
 * Chinese characters take two columns. A column is left out where no row has anything in it; in files all stand.
 */
#ifndef FASTI_CLI_TABLE_H
#define FASTI_CLI_TABLE_H

#include <stdio.h>

#include "adapters/cli/command.h"
#include "adapters/sheet/sheet.h"

/** What every command that shows a list takes. */
#define TABLE_OUTPUT                                                                                                   \
  {                                                                                                                    \
    "output", 0, N_("FILE"), N_("write the list into FILE.csv or FILE.xlsx; \"-\": print it as CSV")                   \
  }
#define TABLE_FORCE                                                                                                    \
  {                                                                                                                    \
    "force", 0, NULL, N_("replace a file that exists")                                                                 \
  }
/** How writing one may end, besides DESK_ENDS. */
#define TABLE_ENDS FASTI_CONFLICT, FASTI_LIMIT

struct table_column {
  const char *name;  /* in JSON */
  const char *title; /* N_(); NULL: in JSON only */
  bool number;       /* a whole number in JSON */
};

struct table;

/** Begin a list; COLUMNS is ended by one without a name. @return owned by the arena */
struct table *table_new(struct fasti_arena *arena, const struct table_column *columns);
/** Add the next cell, row by row; NULL is an empty one. Copied. */
void table_cell(struct table *table, const char *text);
void table_cell_number(struct table *table, int64_t number);
/** A day as YYYY-MM-DD, empty for FASTI_NO_DAY. */
void table_cell_day(struct table *table, int32_t day);
/** A text of a type of forms: decimal, integer, date and dateTime are what they are in files; all else is text. */
void table_cell_typed(struct table *table, const char *type, const char *text);
size_t table_rows(const struct table *table);
/** Print for people, or NONE (translated) when the list is empty. */
void table_print(const struct table *table, const char *none);
/** The list as an array of objects. @return owned */
json_t *table_json(const struct table *table);
/** Whether --output, --force and --json go together: to be asked before any work. @return FASTI_USAGE with a message */
FASTI_MUST enum fasti_status table_wanted(struct cli *cli);
/** Write the list where --output says, and tell how many rows. @return as fasti_sheet_save */
FASTI_MUST enum fasti_status table_write(struct cli *cli, const struct table *table);
/** As the user asked for by --output or --json, or for people. @return as table_write */
FASTI_MUST enum fasti_status table_show(struct cli *cli, const struct table *table, const char *none);

/** How many columns of a terminal a text takes. */
int text_width(const char *text);
/** Print TEXT and spaces up to WIDTH columns. */
void print_padded(FILE *out, const char *text, int width);

#endif
