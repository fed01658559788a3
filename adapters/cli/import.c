/* adapters/cli/import.c - "fasti import": each row of a table opens a case, exactly as a person would by the opening form.
 *
 * Rights, the form's rules and keys are the office's: nothing is judged here. A procedure whose cases have a key refuses a row
 * that is there already; in one without keys a row is known by its content (and by which of several equal ones it is), and
 * opened once. Rows are done in runs with one commit each; with --check or --all-or-nothing all are one run.
 * Messages: those of the file, of its head row and of the form, each with the row and the label of the column.
 */
#include "config.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "adapters/cli/import/import.h"
#include "engine/hash.h"

enum { RUN = 500 }; /* rows of a commit */

struct import {
  struct desk *desk;
  const struct fasti_procedure *procedure;
  struct fasti_sheet sheet;
  struct import_fields fields;
  struct import_column *columns;
  struct import_report report;
  struct fasti_request request;
  struct fasti_messages *wrong; /* with the row at work, before it is asked for */
  struct fasti_arena *arena;    /* of the row at work */
  xmlHashTablePtr seen;         /* digests of rows: how often; ids of cases: which row */
  char (*digests)[FASTI_HASH_SIZE]; /* of each row: what it says */
  size_t at;   /* the row at work */
  size_t most; /* the row before which the run ends */
  size_t imported, there, refused;
  enum fasti_status stopped; /* no row could be done: why */
};

/* -- a row -- */

/* What a cell is refused for before the form sees it. */
static void
check_cells(struct import *import, const struct fasti_sheet_row *row)
{
  size_t width = import->sheet.rows[0].count;

  for (size_t i = 0; i < row->wrong_count; i++)
    if (row->wrong[i].at >= width || import->columns[row->wrong[i].at].field) /* not of a remark */
      fasti_error_field(import->wrong, row->wrong[i].at < width ? import->columns[row->wrong[i].at].path : NULL, "%s",
                        _(row->wrong[i].why));
  for (size_t i = 0; i < row->count; i++) {
    if (!*row->cells[i])
      continue;
    if (i >= width)
      fasti_error_field(import->wrong, NULL, "there is a value in column %zu, which has no name in the first row", i + 1);
    else if (import->columns[i].field && import->columns[i].field->kind == FASTI_CONTROL_UPLOAD)
      fasti_error_field(import->wrong, import->columns[i].path,
                        "a file is attached by a person, it cannot come from a table; open this case by hand");
  }
}

static void
fill_fields(struct import *import, const struct fasti_sheet_row *row)
{
  struct fasti_field *fields = fasti_arena_alloc(import->arena, (row->count + 1) * sizeof *fields);

  import->request.fields = fields;
  import->request.field_count = 0;
  for (size_t i = 0; i < row->count && i < import->sheet.rows[0].count; i++)
    if (import->columns[i].field && *row->cells[i])
      fields[import->request.field_count++] =
        (struct fasti_field){.path = import->columns[i].path,
                             .value = import_value(import->arena, import->columns[i].field, row->cells[i])};
}

/* What makes two rows the same. @return how many there were before */
static long
note_digest(struct import *import)
{
  struct fasti_buffer all = {0};
  char *digest = import->digests[import->at];
  intptr_t count;

  fasti_buffer_printf(&all, "%s%c%s%c", fasti_package_bureau(fasti_procedure_package(import->procedure)), 0,
                      fasti_procedure_id(import->procedure), 0);
  for (size_t i = 0; i < import->request.field_count; i++)
    fasti_buffer_printf(&all, "%s%c%s%c", import->request.fields[i].path, 0, import->request.fields[i].value, 0);
  fasti_sha256_hex(fasti_buffer_slice(&all), digest);
  fasti_buffer_free(&all);
  count = (intptr_t)xmlHashLookup(import->seen, (const xmlChar *)digest);
  xmlHashUpdateEntry(import->seen, (const xmlChar *)digest, (void *)(count + 1), NULL);
  return (long)count;
}

static const struct fasti_sheet_row *
row_at(const struct import *import)
{
  return &import->sheet.rows[import->at];
}

/* Requests that are refused before they are asked for are passed over here. */
static const struct fasti_request *
next_row(void *self)
{
  struct import *import = self;

  for (; import->at < import->most && import->stopped == FASTI_OK; import->at++) {
    long before;

    fasti_arena_free(import->arena);
    import->arena = fasti_arena_new();
    fasti_messages_clear(import->wrong);
    check_cells(import, row_at(import));
    fill_fields(import, row_at(import));
    before = note_digest(import);
    import->request.key = fasti_procedure_has_key(import->procedure)
                            ? NULL
                            : fasti_arena_printf(import->arena, "import %s %ld", import->digests[import->at], before + 1);
    if (fasti_messages_errors(import->wrong) == 0)
      return &import->request;
    import_refuse(&import->report, row_at(import), import->wrong);
    import->refused++;
  }
  return NULL;
}

/* Its key has a case already. If a row of this file meant that one too, and said something else, one of them is wrong.
 * @return 0: it is there; else the number of that row */
static long
other_row(struct import *import, const char *holder)
{
  intptr_t row = (intptr_t)xmlHashLookup2(import->seen, (const xmlChar *)holder, (const xmlChar *)"row");

  if (!row) {
    xmlHashAddEntry2(import->seen, (const xmlChar *)holder, (const xmlChar *)"row", (void *)(intptr_t)import->at);
    return 0;
  }
  return strcmp(import->digests[row], import->digests[import->at]) == 0 ? 0 : import->sheet.rows[row].number;
}

static void
refuse_row(struct import *import, const struct fasti_messages *messages)
{
  import_refuse(&import->report, row_at(import), messages);
  import->refused++;
}

static void
refuse_double(struct import *import, long other)
{
  fasti_messages_clear(import->wrong);
  fasti_error_field(import->wrong, NULL, "row %ld is about the same %s and says something else", other,
                    fasti_procedure_title(import->procedure));
  refuse_row(import, import->wrong);
}

static void
row_done(void *self, enum fasti_status status, const struct fasti_messages *messages, const struct fasti_answer *answer)
{
  struct import *import = self;
  long other;

  if (status == FASTI_OK && !answer->repeated) {
    xmlHashAddEntry2(import->seen, (const xmlChar *)answer->case_id, (const xmlChar *)"row",
                     (void *)(intptr_t)import->at);
    import->imported++;
  } else if (status == FASTI_OK || (status == FASTI_CONFLICT && import->request.key)) {
    import->there++; /* a key for this content was given by somebody */
  } else if (status == FASTI_CONFLICT && *answer->holder) {
    other = other_row(import, answer->holder);
    if (other)
      refuse_double(import, other);
    else
      import->there++;
  } else if (status == FASTI_FORBIDDEN) { /* of every row */
    for (size_t i = 0; i < fasti_messages_count(messages); i++)
      fasti_message_add(import->desk->cli->messages, fasti_messages_at(messages, i));
    import->stopped = status;
  } else {
    refuse_row(import, messages);
  }
  import->at++;
}

/* -- all of them -- */

static bool
keep(void *self)
{
  const struct import *import = self;
  struct cli *cli = import->desk->cli;

  return import->stopped == FASTI_OK && !cli_has(cli, "check") && !(cli_has(cli, "all-or-nothing") && import->refused);
}

static enum fasti_status
do_rows(struct import *import)
{
  struct cli *cli = import->desk->cli;
  const struct fasti_office_run run = {.self = import, .next = next_row, .done = row_done, .keep = keep};
  bool whole = cli_has(cli, "check") || cli_has(cli, "all-or-nothing");
  enum fasti_status status = FASTI_OK;

  for (import->at = 1; status == FASTI_OK && import->stopped == FASTI_OK && import->at < import->sheet.count;) {
    size_t kept = import->imported;

    import->most = whole || import->sheet.count - import->at < RUN ? import->sheet.count : import->at + RUN;
    status = fasti_office_do_run(import->desk->office, &run, import->desk->now, cli->messages);
    if (status != FASTI_OK)
      import->imported = kept;
  }
  return status;
}

static void
tell_counts(const struct import *import)
{
  struct cli *cli = import->desk->cli;

  if (cli_has(cli, "check"))
    printf(_("%zu would be imported, %zu already there, %zu refused\n"), import->imported, import->there,
           import->refused);
  else
    printf(_("%zu imported, %zu already there, %zu refused\n"),
           cli_has(cli, "all-or-nothing") && import->refused ? 0 : import->imported, import->there, import->refused);
}

static enum fasti_status
import_rows(struct import *import)
{
  struct cli *cli = import->desk->cli;
  enum fasti_status status, written;

  import->seen = xmlHashCreate(1024);
  import->digests = fasti_arena_alloc(cli->arena, import->sheet.count * sizeof *import->digests);
  import->wrong = cli_messages_new();
  import->arena = fasti_arena_new();
  import->report = (struct import_report){.cli = cli, .file = cli->operands[0], .sheet = &import->sheet,
                                          .fields = &import->fields, .columns = import->columns};
  status = do_rows(import);
  fasti_arena_free(import->arena);
  fasti_messages_free(import->wrong);
  xmlHashFree(import->seen, NULL);
  if (import->stopped != FASTI_OK)
    return import->stopped;
  tell_counts(import);
  written = cli_value(cli, "report") ? import_report_write(&import->report) : FASTI_OK;
  if (status == FASTI_OK)
    status = written;
  return status == FASTI_OK && import->refused ? FASTI_INVALID : status;
}

/* -- before the rows -- */

static enum fasti_status
find_procedure(struct import *import, const struct fasti_person_row *person)
{
  struct cli *cli = import->desk->cli;
  const char *wanted = import->request.procedure, *bureau = import->request.bureau, *list = "";
  const struct fasti_package *package;
  const struct fasti_procedure *one;
  enum fasti_status status = fasti_office_package(import->desk->office, bureau ? bureau : person->bureau,
                                                  desk_today(import->desk), cli->messages, &package);

  if (status != FASTI_OK)
    return status;
  import->procedure = fasti_package_procedure(package, wanted);
  if (import->procedure && fasti_procedure_form(import->procedure))
    return FASTI_OK;
  if (import->procedure) {
    fasti_error_field(cli->messages, wanted, "opening this procedure asks for nothing; there is nothing to import");
    return FASTI_INVALID;
  }
  for (size_t i = 0; (one = fasti_package_procedure_at(package, i)) != NULL; i++)
    list = fasti_arena_printf(cli->arena, "%s%s%s", list, i ? " " : "", fasti_procedure_id(one));
  fasti_error_field(cli->messages, wanted, "the package of %s has no such procedure; it has: %s",
                    fasti_package_bureau(package), list);
  return FASTI_NOT_FOUND;
}

/* The form as the person would get it. */
static enum fasti_status
read_form(struct import *import, const struct fasti_person_row *row)
{
  struct cli *cli = import->desk->cli;
  struct fasti_person person = fasti_person_of(row);
  struct fasti_command command = {.kind = FASTI_OPEN, .persons = &person, .person_count = 1};
  struct fasti_case *case_ = fasti_case_new(import->procedure, "");
  struct fasti_form_data *form = NULL;
  enum fasti_status status;

  fasti_case_look_at(case_, import->desk->now);
  status = fasti_case_form(case_, &command, cli->messages, &form);
  if (status == FASTI_OK)
    import_fields_read(cli->arena, form, &import->fields);
  fasti_form_close(form);
  fasti_case_free(case_);
  return status;
}

static enum fasti_status
read_table(struct cli *cli, struct fasti_sheet *out)
{
  const char *file = cli->operands[0], *sheet = cli_value(cli, "sheet");
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, file, FASTI_SHEET_BYTES, &bytes);

  if (status != FASTI_OK)
    return status;
  if (fasti_sheet_is_xlsx(bytes))
    status = fasti_sheet_read_xlsx(file, bytes, sheet, cli->arena, cli->messages, out);
  else if (sheet) {
    fasti_error_field(cli->messages, "--sheet", "%s is no XLSX file; only those have sheets", file);
    status = FASTI_USAGE;
  } else
    status = fasti_sheet_read_csv(file, bytes, cli->arena, cli->messages, out);
  if (status == FASTI_OK && out->count == 0) {
    fasti_error_field(cli->messages, file, "this table is empty; expected the names of fields in the first row");
    status = FASTI_INVALID;
  }
  return status;
}

static enum fasti_status
import_table(struct desk *desk, struct import *import)
{
  struct cli *cli = desk->cli;
  struct fasti_person_row person;
  enum fasti_status status = desk_person(desk, &person);

  if (status == FASTI_OK)
    status = find_procedure(import, &person);
  if (status == FASTI_OK)
    status = read_form(import, &person);
  if (status == FASTI_OK)
    status = read_table(cli, &import->sheet);
  if (status == FASTI_OK)
    status = import_columns(cli, cli->operands[0], &import->fields, &import->sheet, &import->columns);
  return status == FASTI_OK ? import_rows(import) : status;
}

static enum fasti_status
run(struct cli *cli)
{
  struct desk desk;
  struct import import = {.desk = &desk,
                          .request = {.kind = FASTI_OPEN,
                                      .procedure = cli_value(cli, "procedure"),
                                      .bureau = cli_value(cli, "bureau")}};
  enum fasti_status status = import_report_wanted(cli);

  if (status == FASTI_OK && !import.request.procedure) {
    fasti_error_field(cli->messages, NULL, "say which procedure each row opens: --procedure=PROCEDURE");
    status = FASTI_USAGE;
  }
  if (status == FASTI_OK)
    status = desk_people(cli, &import.request.persons, &import.request.person_count);
  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = import_table(&desk, &import);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option options[] = {
  DESK_OFFICE,
  DESK_AS,
  {"procedure", 'p', N_("PROCEDURE"), N_("the procedure of which each row opens a case")},
  {"bureau", 'b', N_("BUREAU"), N_("the bureau (default: that of the person)")},
  {"sheet", 's', N_("NAME"), N_("the sheet of an XLSX file (default: the first)")},
  {"check", 'c', NULL, N_("tell what would come of each row, and import nothing")},
  {"all-or-nothing", 0, NULL, N_("import nothing when a row is refused")},
  {"report", 'r', N_("FILE"), N_("write the refused rows into FILE.csv or FILE.xlsx, with the reasons in a column of their own")},
  {"force", 0, NULL, N_("replace a file that exists")},
  {0},
};

const struct cli_command cli_import = {
  .name = "import",
  .summary = N_("open a case for each row of a CSV or XLSX table"),
  .operands = N_("FILE"),
  .least = 1,
  .most = 1,
  .options = options,
  .ends = {FASTI_INVALID, FASTI_FORBIDDEN, FASTI_CONFLICT, FASTI_LIMIT, DESK_ENDS},
  .run = run,
};
