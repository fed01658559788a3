/* adapters/cli/import/columns.c - the head row of a table that is imported: which field each column is; see import.h.
 *
 * Messages: a column that means no field, or several, or one that another column means; one without a head; fields that
 * every row needs and that no column has. What is expected is told with them.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/import/import.h"

/* -- fields -- */

static bool
is_field(const struct fasti_control *control)
{
  switch (control->kind) {
  case FASTI_CONTROL_INPUT:
  case FASTI_CONTROL_TEXTAREA:
  case FASTI_CONTROL_SECRET:
  case FASTI_CONTROL_SELECT:
  case FASTI_CONTROL_SELECT1:
  case FASTI_CONTROL_UPLOAD:
    return *control->path != '\0' && !control->readonly;
  default:
    return false;
  }
}

static const struct fasti_choice *
copy_choices(struct fasti_arena *arena, const struct fasti_control *control)
{
  struct fasti_choice *choices = fasti_arena_alloc(arena, (control->choice_count + 1) * sizeof *choices);

  for (size_t i = 0; i < control->choice_count; i++)
    choices[i] = (struct fasti_choice){.label = fasti_arena_strdup(arena, control->choices[i].label),
                                       .value = fasti_arena_strdup(arena, control->choices[i].value)};
  return choices;
}

static void
take_field(void *self, const struct fasti_control *control)
{
  struct import_fields *fields = self;

  if (!is_field(control) || import_field_find(fields, control->path))
    return;
  if (fields->count == fields->room) {
    size_t room = fields->room ? 2 * fields->room : 16;
    struct import_field *items = fasti_arena_alloc(fields->arena, room * sizeof *items);

    if (fields->count)
      memcpy(items, fields->items, fields->count * sizeof *items);
    fields->items = items;
    fields->room = room;
  }
  fields->items[fields->count++] = (struct import_field){
    .path = fasti_arena_strdup(fields->arena, control->path),
    .label = fasti_arena_strdup(fields->arena, control->label),
    .type = fasti_arena_strdup(fields->arena, control->type),
    .kind = control->kind,
    .required = control->required && control->relevant && !*control->value && !strchr(control->path, '['),
    .choices = copy_choices(fields->arena, control),
    .choice_count = control->choice_count,
  };
}

void
import_fields_read(struct fasti_arena *arena, struct fasti_form_data *form, struct import_fields *out)
{
  *out = (struct import_fields){.arena = arena};
  fasti_form_controls(form, take_field, out);
}

/* Whether two paths are the same but for the numbers of list items. */
static bool
same_field(const char *one, const char *other)
{
  while (*one || *other) {
    if (*one == '[' && strchr(one, ']'))
      one = strchr(one, ']') + 1;
    else if (*other == '[' && strchr(other, ']'))
      other = strchr(other, ']') + 1;
    else if (*one++ != *other++)
      return false;
  }
  return true;
}

const struct import_field *
import_field_find(const struct import_fields *fields, const char *path)
{
  for (size_t i = 0; i < fields->count; i++)
    if (same_field(fields->items[i].path, path))
      return &fields->items[i];
  return NULL;
}

/* -- columns -- */

bool
import_head_is_remark(const char *head)
{
  return *head == '#' || strncmp(head, "＃", strlen("＃")) == 0;
}

static const char *
trimmed(struct fasti_arena *arena, const char *text)
{
  size_t size;

  text += strspn(text, " \t\n");
  size = strlen(text);
  while (size && strchr(" \t\n", text[size - 1]))
    size--;
  return fasti_arena_copy(arena, text, size);
}

/* "name (名称)*, kind (类型)*, address (住址)"; * is needed. */
static const char *
expected(struct cli *cli, const struct import_fields *fields)
{
  const char *all = "";

  for (size_t i = 0; i < fields->count; i++) {
    const struct import_field *field = &fields->items[i];

    all = fasti_arena_printf(cli->arena, "%s%s%s", all, i ? _(", ") : "", field->path);
    if (*field->label)
      all = fasti_arena_printf(cli->arena, _("%s (%s)"), all, field->label);
    if (field->required)
      all = fasti_arena_printf(cli->arena, "%s*", all);
  }
  return all;
}

/* Whether anything stands in this column below its head. */
static bool
is_used(const struct fasti_sheet *sheet, size_t column)
{
  for (size_t i = 1; i < sheet->count; i++)
    if (column < sheet->rows[i].count && *sheet->rows[i].cells[column])
      return true;
  return false;
}

/* By its name, else by its label. @arg several whether more than one field has the label */
static const struct import_field *
find_by_head(const struct import_fields *fields, const char *head, bool *several)
{
  const struct import_field *found = import_field_find(fields, head);

  *several = false;
  if (found)
    return found;
  for (size_t i = 0; i < fields->count; i++)
    if (strcmp(fields->items[i].label, head) == 0) {
      *several = *several || found;
      found = &fields->items[i];
    }
  return found;
}

static enum fasti_status
read_head(struct cli *cli, const struct import_fields *fields, const struct fasti_sheet *sheet, size_t at,
          struct import_column *column)
{
  const char *head = trimmed(cli->arena, sheet->rows[0].cells[at]);
  bool several;

  if (import_head_is_remark(head) || (!*head && !is_used(sheet, at)))
    return FASTI_OK;
  if (!*head) {
    fasti_error_field(cli->messages, fasti_arena_printf(cli->arena, _("column %zu"), at + 1),
                      "there are values in this column, and no name of a field above them");
    return FASTI_INVALID;
  }
  column->field = find_by_head(fields, head, &several);
  if (column->field && !several) {
    column->path = import_field_find(fields, head) ? head : column->field->path;
    return FASTI_OK;
  }
  if (several)
    fasti_error_field(cli->messages, head, "several fields have this label; expected the name of the field");
  else
    fasti_error_field(cli->messages, head, "the form has no such field");
  column->field = NULL;
  return FASTI_INVALID;
}

static enum fasti_status
check_doubles(struct cli *cli, const struct import_column *columns, size_t count)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 1; i < count; i++)
    for (size_t j = 0; j < i && columns[i].field; j++)
      if (columns[j].field && strcmp(columns[i].path, columns[j].path) == 0) {
        fasti_error_field(cli->messages, columns[i].path, "the columns %zu and %zu mean the same field", j + 1, i + 1);
        status = FASTI_INVALID;
      }
  return status;
}

static enum fasti_status
check_required(struct cli *cli, const struct import_fields *fields, const struct import_column *columns, size_t count)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < fields->count; i++) {
    const struct import_field *field = &fields->items[i];
    bool found = !field->required;

    for (size_t j = 0; j < count && !found; j++)
      found = columns[j].field == field;
    if (found)
      continue;
    fasti_error_field(cli->messages, field->path, "every row needs this field, and no column has it");
    status = FASTI_INVALID;
  }
  return status;
}

enum fasti_status
import_columns(struct cli *cli, const char *file, const struct import_fields *fields, const struct fasti_sheet *sheet,
               struct import_column **out)
{
  size_t count = sheet->count ? sheet->rows[0].count : 0;
  struct import_column *columns = fasti_arena_alloc(cli->arena, (count + 1) * sizeof *columns);
  enum fasti_status status = FASTI_OK, one;

  *out = columns;
  for (size_t i = 0; i < count; i++) {
    one = read_head(cli, fields, sheet, i, &columns[i]);
    status = one == FASTI_OK ? status : one;
  }
  one = check_doubles(cli, columns, count);
  status = one == FASTI_OK ? status : one;
  one = check_required(cli, fields, columns, count);
  status = one == FASTI_OK ? status : one;
  if (status != FASTI_OK)
    fasti_error_field(cli->messages, file, "expected in the first row, in any order (* is needed): %s",
                      expected(cli, fields));
  return status;
}
