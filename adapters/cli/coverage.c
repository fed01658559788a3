/* adapters/cli/coverage.c - "fasti coverage": where each text that a bureau must carry out, and each of its items, is
 * done.
 *
 * The table is made from the definitions alone (doc/language.md section 15), as Markdown. Messages: a text or item that
 * nothing in its package carries, an id that no package given has, a text whose procedure the package does not have, a
 * package without texts.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/command.h"
#include "engine/list.h"
#include "engine/package.h"
#include "engine/procedure.h"

struct coverage {
  struct cli *cli;
  struct fasti_package **packages;
  size_t count;
  struct fasti_buffer out;
};

/* -- ids that nobody knows -- */

static bool
is_in_text(const struct fasti_text *text, const char *id)
{
  bool found = strcmp(text->id, id) == 0;

  for (size_t i = 0; i < text->item_count && !found; i++)
    found = strcmp(text->items[i].id, id) == 0;
  return found;
}

static bool
is_known(const struct coverage *coverage, const char *id)
{
  const struct fasti_text *text;
  bool found = false;

  for (size_t i = 0; i < coverage->count && !found; i++)
    for (size_t j = 0; !found && (text = fasti_package_text_at(coverage->packages[i], j)); j++)
      found = is_in_text(text, id);
  return found;
}

/* Procedures, and both bureaus, share documents: what is wrong in one is told once. */
static bool
is_told(const struct fasti_messages *messages, struct fasti_place place, const char *text)
{
  bool told = false;

  for (size_t i = 0; i < fasti_messages_count(messages) && !told; i++) {
    const struct fasti_message *message = fasti_messages_at(messages, i);

    told = message->place.file && strcmp(message->place.file, place.file) == 0 && message->place.line == place.line &&
           strcmp(message->text, text) == 0;
  }
  return told;
}

static void
check_id(struct coverage *coverage, struct fasti_place place, const char *id)
{
  struct fasti_messages *told = coverage->cli->messages, *own = fasti_messages_like(told);

  fasti_error_at(own, place, "%s is no text and no item of the packages given", id);
  if (!is_told(told, place, fasti_messages_at(own, 0)->text))
    fasti_message_add(told, fasti_messages_at(own, 0));
  fasti_messages_free(own);
}

static void
check_ids(void *self, const struct fasti_carrier *carrier)
{
  struct coverage *coverage = self;
  const char *at = carrier->covers;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(coverage->cli->arena, word.at, word.size);

    if (!is_known(coverage, id))
      check_id(coverage, carrier->place, id);
  }
}

/* -- a row: an item, and what carries it -- */

enum column { STATES, WORK, FIELDS, DEADLINES, INSTRUMENTS, COLUMNS };

static const enum column columns[] = {
  [FASTI_CARRIES_PROCEDURE] = STATES,   [FASTI_CARRIES_STATE] = STATES,    [FASTI_CARRIES_TASK] = WORK,
  [FASTI_CARRIES_CHILD] = WORK,         [FASTI_CARRIES_ACTION] = WORK,     [FASTI_CARRIES_FIELD] = FIELDS,
  [FASTI_CARRIES_DEADLINE] = DEADLINES, [FASTI_CARRIES_EVERY] = DEADLINES, [FASTI_CARRIES_INSTRUMENT] = INSTRUMENTS,
};

struct row {
  const char *id;        /* of the item */
  const char *procedure; /* whose carriers are looked at */
  struct fasti_buffer cells[COLUMNS];
  size_t count;
};

/* Text in a cell: on one line, with no sign that Markdown would read as an end of the cell. */
static void
put_text(struct fasti_buffer *out, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (text[i] == '|')
      fasti_buffer_puts(out, "\\|");
    else
      fasti_buffer_add(out, text[i] == '\n' ? " " : &text[i], 1);
}

/* A title with a part that only a case knows is shown up to there: "确认检查方案：{$m/department}". */
static size_t
fixed_size(const char *title)
{
  static const char *const ends[] = {"：", "（", "、", "《", "“", ":", "(", " "};
  size_t size = strcspn(title, "{");
  bool more = title[size] != '\0';

  while (more) {
    more = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
      size_t length = strlen(ends[i]);

      if (size >= length && memcmp(title + size - length, ends[i], length) == 0) {
        size -= length;
        more = true;
      }
    }
  }
  return size;
}

static void
put_carrier(struct fasti_buffer *cell, const char *procedure, const struct fasti_carrier *carrier)
{
  size_t size = fixed_size(carrier->title);

  fasti_buffer_puts(cell, cell->size ? "<br>" : "");
  if (carrier->form) {
    put_text(cell, carrier->form, strlen(carrier->form));
    fasti_buffer_puts(cell, size ? "：" : "");
  }
  put_text(cell, carrier->title, size);
  fasti_buffer_puts(cell, size || carrier->form ? " " : "");
  fasti_buffer_printf(cell, carrier->kind == FASTI_CARRIES_PROCEDURE ? "`%s`" : "`%s/%s`", procedure, carrier->id);
}

static void
add_carrier(void *self, const struct fasti_carrier *carrier)
{
  struct row *row = self;

  if (!fasti_list_has(carrier->covers, row->id))
    return;
  put_carrier(&row->cells[columns[carrier->kind]], row->procedure, carrier);
  row->count++;
}

/* What carries the item of ROW in a package. */
static void
gather(const struct fasti_package *package, const char *language, struct row *row)
{
  const struct fasti_procedure *procedure;

  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)); i++) {
    row->procedure = fasti_procedure_id(procedure);
    fasti_procedure_carriers(procedure, language, add_carrier, row);
  }
}

static void
row_free(struct row *row)
{
  for (size_t i = 0; i < COLUMNS; i++)
    fasti_buffer_free(&row->cells[i]);
}

static void
write_row(struct coverage *coverage, const struct row *row, const char *title)
{
  fasti_buffer_printf(&coverage->out, "| %s ", row->id);
  put_text(&coverage->out, title, strlen(title));
  for (size_t i = 0; i < COLUMNS; i++) {
    fasti_buffer_puts(&coverage->out, " | ");
    fasti_buffer_puts(&coverage->out, row->cells[i].size ? row->cells[i].at : "–");
  }
  fasti_buffer_puts(&coverage->out, " |\n");
}

/* -- texts and packages -- */

/* A text that has items need not be carried as a whole; it has a row if something carries it. */
static void
write_item(struct coverage *coverage, const struct fasti_package *package, const struct fasti_item *item, bool must)
{
  struct row row = {.id = item->id};

  gather(package, cli_value(coverage->cli, "lang"), &row);
  if (must || row.count > 0)
    write_row(coverage, &row, item->title);
  if (must && row.count == 0)
    fasti_error_at(coverage->cli->messages, item->place,
                   "nothing carries %s (%s); expected covers=\"%s\" in a procedure or form of this package", item->id,
                   item->title, item->id);
  row_free(&row);
}

static void
check_procedures(struct coverage *coverage, const struct fasti_package *package, const struct fasti_text *text)
{
  const char *at = text->procedure;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(coverage->cli->arena, word.at, word.size);

    if (!fasti_package_procedure(package, id))
      fasti_error_at(coverage->cli->messages, text->place, "there is no procedure %s, which is to carry out %s", id,
                     text->id);
  }
}

static void
write_text(struct coverage *coverage, const struct fasti_package *package, const struct fasti_text *text)
{
  const struct fasti_item whole = {text->id, text->title, text->place};

  fasti_buffer_printf(&coverage->out, "\n### %s %s", text->id, text->title);
  if (text->procedure)
    fasti_buffer_printf(&coverage->out, " `%s`", text->procedure);
  fasti_buffer_printf(&coverage->out, "\n\n| %s | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", _("Item"),
                      _("States"), _("Tasks and actions"), _("Fields"), _("Deadlines"), _("Instruments"));
  check_procedures(coverage, package, text);
  write_item(coverage, package, &whole, text->item_count == 0);
  for (size_t i = 0; i < text->item_count; i++)
    write_item(coverage, package, &text->items[i], true);
}

static void
write_package(struct coverage *coverage, const struct fasti_package *package)
{
  const struct fasti_procedure *procedure;
  const struct fasti_text *text;
  size_t texts = 0, items = 0;

  for (; (text = fasti_package_text_at(package, texts)); texts++)
    items += text->item_count;
  fasti_buffer_printf(&coverage->out, "\n## %s\n\n", fasti_package_title(package));
  fasti_buffer_printf(&coverage->out, _("Texts: %zu; items: %zu; version: %s.\n"), texts, items,
                      fasti_package_version(package));
  if (texts == 0)
    fasti_error_field(coverage->cli->messages, fasti_package_name(package),
                      "the package has no <text>; expected the texts that it must carry out");
  for (size_t i = 0; (text = fasti_package_text_at(package, i)); i++)
    write_text(coverage, package, text);
  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)); i++)
    fasti_procedure_carriers(procedure, NULL, check_ids, coverage);
}

static void
write_all(struct coverage *coverage)
{
  fasti_buffer_printf(
    &coverage->out, "# %s\n\n%s\n", _("What carries the law"),
    _("Made by `fasti coverage` from the definitions: each text that a bureau must carry out, and where each of "
      "its items is done."));
  for (size_t i = 0; i < coverage->count; i++)
    write_package(coverage, coverage->packages[i]);
}

/* -- the command -- */

static enum fasti_status
load(struct coverage *coverage, const char *path)
{
  struct fasti_library library = cli_library(coverage->cli);
  struct fasti_package *package = NULL;
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(coverage->cli, path, CLI_DEFINITION_BYTES, &bytes);

  if (status == FASTI_OK)
    status = fasti_package_load(path, bytes, &library, coverage->cli->messages, &package);
  if (status == FASTI_OK)
    coverage->packages[coverage->count++] = package;
  return status;
}

/* A file is written only when nothing is missing: one that is there stays as it was. */
static enum fasti_status
print(struct coverage *coverage, enum fasti_status status)
{
  const char *path = cli_value(coverage->cli, "output");
  enum fasti_status written;

  if (path && status != FASTI_OK)
    return status;
  written = cli_write(coverage->cli, path, fasti_buffer_slice(&coverage->out));
  return status == FASTI_OK ? written : status;
}

static enum fasti_status
cover(struct cli *cli)
{
  struct coverage coverage = {.cli = cli};
  enum fasti_status status = FASTI_OK;

  coverage.packages = fasti_arena_alloc(cli->arena, (size_t)cli->operand_count * sizeof(struct fasti_package *));
  for (int i = 0; i < cli->operand_count && status == FASTI_OK; i++)
    status = load(&coverage, cli->operands[i]);
  if (status == FASTI_OK) {
    write_all(&coverage);
    status = print(&coverage, fasti_messages_errors(cli->messages) ? FASTI_DEFINITION : FASTI_OK);
  }
  for (size_t i = 0; i < coverage.count; i++)
    fasti_package_free(coverage.packages[i]);
  fasti_buffer_free(&coverage.out);
  return status;
}

static const struct cli_option options[] = {
  {"lang", 'l', N_("LANGUAGE"), N_("the language of the labels of fields, if a form has several")},
  {"output", 'o', N_("FILE"), N_("write the table to FILE, if nothing is missing, instead of standard output")},
  {0},
};

const struct cli_command cli_coverage = {
  .name = "coverage",
  .summary = N_("show where each text of a bureau, and each of its check items, is carried out"),
  .operands = N_("PACKAGE..."),
  .least = 1,
  .most = -1,
  .options = options,
  .ends = {FASTI_INVALID, FASTI_NOT_FOUND, FASTI_LIMIT, FASTI_IO, FASTI_DEFINITION},
  .run = cover,
};
