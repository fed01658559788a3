/* engine/procedure/tables.c - decision models of a package, and f:decide that asks them (doc/language.md section 12).
 *
 * Messages: a model that is not there, two versions that hold on one day; a decision or an input that a version
 * has not, one that it needs. What is wrong in a model itself tells the room table.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static bool
is_there_twice(const struct table *one, const struct table *other)
{
  return strcmp(one->id, other->id) == 0 && one->from <= other->to && other->from <= one->to;
}

static void
check_days(struct load *load, const xmlNode *node, const struct table *table)
{
  if (table->to < table->from)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "to"),
                   "the table %s ends before it begins; expected a day from %s on", table->id,
                   fasti_xml_attribute(node, NULL, "from"));
  for (const struct table *other = load->package->tables; other < table; other++)
    if (is_there_twice(other, table))
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "two versions of the table %s hold on the same day, %s and %s; expected from and to that leave "
                     "one for each day",
                     table->id, other->version, table->version);
}

void
tables_read(struct load *load, const xmlNode *node)
{
  struct table *table = &load->package->tables[load->package->table_count++];
  struct fasti_slice bytes;
  const char *name, *src;

  package_attributes(load, node, "id version title src from to sources law document");
  table->id = package_required(load, node, "id");
  table->version = package_required(load, node, "version");
  src = package_required(load, node, "src");
  table->sources = fasti_arena_strdup(load->package->arena, fasti_xml_attribute(node, NULL, "sources"));
  table->from = package_day(load, node, "from", FASTI_NO_DAY);
  table->to = package_day(load, node, "to", INT32_MAX);
  check_days(load, node, table);
  if (!*src)
    return;
  if (load_find(load, fasti_xml_place(node).file, src, &name, &bytes) != FASTI_OK)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"),
                   "there is no file %s; expected a decision model (DMN), looked for from this file's folder", src);
  /* What is wrong is told; the package is refused by the count of errors. */
  else if (fasti_model_load(name, bytes, load->messages, &table->model) != FASTI_OK)
    table->model = NULL;
}

void
tables_free(struct fasti_package *package)
{
  for (size_t i = 0; i < package->table_count; i++)
    fasti_model_free(package->tables[i].model);
}

enum fasti_status
tables_verify(const struct fasti_package *package, struct fasti_messages *messages)
{
  enum fasti_status worst = FASTI_OK;

  for (size_t i = 0; i < package->table_count; i++) {
    enum fasti_status status = fasti_model_verify(package->tables[i].model, package->tables[i].sources, messages);

    if (status != FASTI_OK)
      worst = status;
  }
  return worst;
}

const struct fasti_model *
fasti_package_table(const struct fasti_package *package, const char *id, int32_t day, const char **version)
{
  for (size_t i = 0; i < package->table_count; i++) {
    const struct table *table = &package->tables[i];

    if (strcmp(table->id, id) == 0 && table->from <= day && day <= table->to) {
      *version = table->version;
      return table->model;
    }
  }
  return NULL;
}

/* f:decide. What it names must be in every version: the day decides which one is asked. */

static bool
has_decision(const struct fasti_model *model, const char *name)
{
  const char *other;

  for (size_t i = 0; (other = fasti_model_decision_at(model, i)); i++)
    if (strcmp(other, name) == 0)
      return true;
  return false;
}

/* Whether NAME, or NAME.COMPONENT of a structured input, is that of INPUT. */
static bool
is_of(const char *name, const char *input)
{
  size_t size = strlen(input);

  return strncmp(input, name, size) == 0 && (!name[size] || name[size] == '.');
}

static bool
has_input(const struct fasti_model *model, const char *name)
{
  const char *other, *type;

  for (size_t i = 0; (other = fasti_model_input_at(model, i, &type)); i++)
    if (is_of(name, other))
      return true;
  return false;
}

static void
check_needed(struct check *check, const xmlNode *node, const struct fasti_action_note *note, const struct table *table)
{
  const char *input, *type;

  for (size_t i = 0; (input = fasti_model_input_at(table->model, i, &type)); i++) {
    bool given = !fasti_model_needs(table->model, note->decision, input);

    for (size_t j = 0; j < note->with_count; j++)
      given = given || is_of(note->withs[j].name, input);
    if (!given)
      fasti_error_at(check->messages, fasti_xml_place(node),
                     "the version %s of the table %s needs the input %s; expected an <f:with> for it", table->version,
                     table->id, input);
  }
}

static void
check_version(struct check *check, const xmlNode *node, const struct fasti_action_note *note,
              const struct table *table)
{
  const struct fasti_with_note *with = note->withs;

  if (note->decision && !has_decision(table->model, note->decision))
    fasti_error_at(check->messages, attribute_place(node, "decision"),
                   "there is no decision %s in the version %s of the table %s", note->decision, table->version,
                   table->id);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PROCEDURE, "with")) {
      if (*with->name && !has_input(table->model, with->name))
        fasti_error_at(check->messages, attribute_place(child, "name"),
                       "there is no input %s in the version %s of the table %s", with->name, table->version, table->id);
      with++;
    }
  check_needed(check, node, note, table);
}

static void
check_table(struct check *check, const xmlNode *node, const struct fasti_action_note *note)
{
  const struct fasti_package *package = check->procedure->package;
  size_t versions = 0;

  for (size_t i = 0; i < package->table_count; i++)
    if (strcmp(package->tables[i].id, note->table) == 0) {
      versions++;
      if (package->tables[i].model)
        check_version(check, node, note, &package->tables[i]);
    }
  if (versions == 0 && !package->alone)
    fasti_error_at(check->messages, attribute_place(node, "table"), "there is no table %s; expected a <table> of %s",
                   note->table, package->name);
}

/* A required attribute, copied; "" after the message when it is missing. */
static const char *
needed(struct check *check, const xmlNode *node, const char *name)
{
  const char *value = attribute_copy(check, node, name);

  notes_need(check, node, name);
  return value ? value : "";
}

static void
read_withs(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  struct fasti_with_note *withs;
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += fasti_xml_is(child, FASTI_NS_PROCEDURE, "with");
  withs = fasti_arena_alloc(check->procedure->arena, (count + 1) * sizeof *withs);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PROCEDURE, "with")) {
      struct fasti_with_note *with = &withs[note->with_count++];

      with->name = needed(check, child, "name");
      needed(check, child, "value");
      with->value = attribute_expr(check, child, "value");
      for (const struct fasti_with_note *other = withs; other < with; other++)
        if (*with->name && strcmp(other->name, with->name) == 0)
          fasti_error_at(check->messages, attribute_place(child, "name"), "%s is given twice; expected it once",
                         with->name);
    }
  note->withs = withs;
}

void
tables_decide(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  note->table = needed(check, node, "table");
  note->decision = attribute_copy(check, node, "decision");
  note->on = attribute_expr(check, node, "on");
  needed(check, node, "into");
  note->into = attribute_expr(check, node, "into");
  read_withs(check, node, note);
  if (*note->table)
    check_table(check, node, note);
}
