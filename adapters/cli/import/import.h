/* adapters/cli/import/import.h - what the parts of "fasti import" share: columns, values, refused rows. */
#ifndef FASTI_CLI_IMPORT_IMPORT_H
#define FASTI_CLI_IMPORT_IMPORT_H

#include "adapters/cli/desk.h"
#include "adapters/sheet/sheet.h"

/* -- columns.c: which field each column of the file is -- */

/** A field of the opening form. */
struct import_field {
  const char *path;
  const char *label; /* as the form shows it, "" for none */
  const char *type;
  enum fasti_control_kind kind;
  bool required; /* of every row: a column must be there */
  const struct fasti_choice *choices;
  size_t choice_count;
};

struct import_fields {
  struct fasti_arena *arena;
  struct import_field *items;
  size_t count, room;
};

/** One column of the file. */
struct import_column {
  const struct import_field *field; /* NULL: it is passed over */
  const char *path;                 /* of the field, with the numbers of list items that the head says */
};

/** The fields of an opening form. */
void import_fields_read(struct fasti_arena *arena, struct fasti_form_data *form, struct import_fields *out);
/** The field behind PATH, with or without numbers of list items. @return NULL when there is none */
const struct import_field *import_field_find(const struct import_fields *fields, const char *path);
/** Whether a column so called is passed over: its head begins with "#". */
bool import_head_is_remark(const char *head);
/** Find the field of each cell of the head row. All mistakes in one run. @arg out COUNT of the head row, of the arena
 *  @return FASTI_INVALID with messages that say what is expected */
FASTI_MUST enum fasti_status import_columns(struct cli *cli, const char *file, const struct import_fields *fields,
                                            const struct fasti_sheet *sheet, struct import_column **out);

/* -- values.c: what a cell means to its field -- */

/** The value that the form takes for a cell: labels of choices become their values, days and numbers get the form's way of
 *  writing. What is none of these stays as it is, for the form to judge. @return of the arena, or TEXT */
const char *import_value(struct fasti_arena *arena, const struct import_field *field, const char *text);

/* -- report.c: rows that were refused -- */

struct import_report {
  struct cli *cli;
  const char *file;
  const struct fasti_sheet *sheet;
  const struct import_fields *fields;
  const struct import_column *columns;
  struct fasti_sheet_cell *cells; /* rows for --report */
  size_t count, room;
};

/** Note that a row was refused: told at the end of the run, and kept for --report. FIELD (may be NULL) is a path, LAW (may
 *  be NULL) an article. */
void import_refuse(struct import_report *report, const struct fasti_sheet_row *row,
                   const struct fasti_messages *messages);
/** Whether the file of --report can be written, before anything is done. */
FASTI_MUST enum fasti_status import_report_wanted(struct cli *cli);
/** Write the refused rows, with a column that says why, where --report says; nothing if there are none. */
FASTI_MUST enum fasti_status import_report_write(struct import_report *report);

#endif
