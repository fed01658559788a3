/* engine/procedure/package.c - what one bureau deploys at once; see package.h.
 *
 * Messages: an attribute that a package does not have or lacks, a date or zone that cannot be read. What is wrong in its
 * elements tells elements.c.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static void
table_free(void *table)
{
  xmlHashFree(table, NULL);
}

xmlHashTablePtr
arena_table(struct fasti_arena *arena)
{
  xmlHashTablePtr table = xmlHashCreate(32);

  fasti_arena_tie(arena, table_free, table);
  return table;
}

static void
keep_file(struct fasti_package *package, const char *name, struct fasti_slice bytes)
{
  struct file *file;

  for (size_t i = 0; i < package->file_count; i++)
    if (strcmp(package->files[i].name, name) == 0)
      return;
  if (package->file_count == package->file_room) {
    package->file_room = package->file_room ? package->file_room * 2 : 32;
    package->files = fasti_realloc(package->files, package->file_room * sizeof *package->files);
  }
  file = &package->files[package->file_count++];
  file->name = fasti_arena_strdup(package->arena, name);
  file->bytes.at = fasti_arena_copy(package->arena, bytes.at, bytes.size);
  file->bytes.size = bytes.size;
}

enum fasti_status
load_find(struct load *load, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  enum fasti_status status = FASTI_NOT_FOUND;

  if (load->source && load->source->find)
    status = load->source->find(load->source->self, base, uri, name, bytes);
  if (status == FASTI_OK)
    keep_file(load->package, *name, *bytes);
  return status;
}

static enum fasti_status
find_and_keep(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  return load_find(self, base, uri, name, bytes);
}

static void
package_release(void *item)
{
  struct fasti_package *package = item;

  tables_free(package);
  fasti_calendar_free(package->calendar);
  fasti_free(package->files);
}

static struct fasti_package *
package_new(void)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_package *package = fasti_arena_alloc(arena, sizeof *package);

  package->arena = arena;
  package->calendar = fasti_calendar_new();
  package->procedure_ids = arena_table(arena);
  package->parameter_names = arena_table(arena);
  package->told = arena_table(arena);
  package->facts = arena_table(arena);
  package->opened = arena_table(arena);
  package->awaited = arena_table(arena);
  fasti_arena_tie(arena, package_release, package);
  return package;
}

void
package_attributes(struct load *load, const xmlNode *node, const char *known)
{
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
    if (!attr->ns && !fasti_list_has(known, (const char *)attr->name))
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, (const char *)attr->name),
                     "<%s> has no attribute %s; it has %s", (const char *)node->name, (const char *)attr->name, known);
}

const char *
package_required(struct load *load, const xmlNode *node, const char *name)
{
  const char *value = fasti_xml_attribute(node, NULL, name);

  if (!value || !*value) {
    fasti_error_at(load->messages, fasti_xml_place(node), "<%s> must say its %s", (const char *)node->name, name);
    return "";
  }
  return fasti_arena_strdup(load->package->arena, value);
}

const char *
package_optional(struct load *load, const xmlNode *node, const char *name)
{
  return fasti_arena_strdup(load->package->arena, fasti_xml_attribute(node, NULL, name));
}

int32_t
package_day(struct load *load, const xmlNode *node, const char *name, int32_t missing)
{
  const char *value = fasti_xml_attribute(node, NULL, name);
  int32_t day = missing;

  if (value && fasti_day_parse(fasti_slice_of(value), &day) != FASTI_OK) {
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, name),
                   "%s=\"%s\" is not a date; expected a day that exists, as 2024-01-31", name, value);
    day = missing;
  }
  return day;
}

static void
read_head(struct load *load, const xmlNode *root)
{
  struct fasti_package *package = load->package;
  const char *zone;

  package_attributes(load, root, "bureau code version in-force title zone approved-by unit-facts");
  package->approvers = package_optional(load, root, "approved-by");
  package->unit_facts = package_optional(load, root, "unit-facts");
  package->bureau = package_required(load, root, "bureau");
  package->code = package_required(load, root, "code");
  package->version = package_required(load, root, "version");
  package->title = package_required(load, root, "title");
  package_required(load, root, "in-force");
  package->in_force = package_day(load, root, "in-force", 0);
  zone = package_required(load, root, "zone");
  if (*zone && fasti_zone_parse(fasti_slice_of(zone), &package->zone) != FASTI_OK)
    fasti_error_at(load->messages, fasti_xml_attribute_place(root, "zone"),
                   "zone=\"%s\" is not a zone; expected Z or an offset as +08:00", zone);
}

static void
read_package(struct load *load, const xmlNode *root)
{
  if (!fasti_xml_is(root, FASTI_NS_PACKAGE, "package")) {
    fasti_error_at(load->messages, fasti_xml_place(root), "the root is <%s>; expected <package xmlns=\"%s\">",
                   (const char *)root->name, FASTI_NS_PACKAGE);
    return;
  }
  read_head(load, root);
  elements_read(load, root);
}

/* Pass on what is new in FROM and has been told once. */
static void
tell_once(struct fasti_messages *messages, const struct fasti_messages *from)
{
  xmlHashTablePtr told = xmlHashCreate(32);

  for (size_t i = 0; i < fasti_messages_count(from); i++) {
    const struct fasti_message *message = fasti_messages_at(from, i);
    struct fasti_buffer key = {0};

    fasti_buffer_printf(&key, "%s:%d:%d:%s", message->place.file ? message->place.file : "", message->place.line,
                        message->place.column, message->text);
    if (xmlHashAddEntry(told, (const xmlChar *)key.at, told) == 0)
      fasti_message_add(messages, message);
    fasti_buffer_free(&key);
  }
  xmlHashFree(told, NULL);
}

enum fasti_status
fasti_package_load(const char *name, struct fasti_slice bytes, const struct fasti_library *library,
                   struct fasti_messages *messages, struct fasti_package **out)
{
  struct load load = {.package = package_new(), .source = library};
  enum fasti_status status;
  xmlDocPtr doc = NULL;

  *out = NULL;
  load.messages = fasti_messages_like(messages);
  load.library = (struct fasti_library){.self = &load, .find = find_and_keep};
  load.package->name = fasti_arena_strdup(load.package->arena, name);
  keep_file(load.package, name, bytes);
  status = fasti_xml_parse(name, bytes, load.messages, &doc);
  if (status == FASTI_OK)
    read_package(&load, xmlDocGetRootElement(doc));
  parts_free(&load);
  fasti_xml_free(doc);
  if (status == FASTI_OK && fasti_messages_errors(load.messages) > 0)
    status = FASTI_DEFINITION;
  /* Two procedures may share a sub-procedure: its errors are told once. */
  tell_once(messages, load.messages);
  fasti_messages_free(load.messages);
  if (status == FASTI_OK)
    *out = load.package;
  else
    fasti_package_free(load.package);
  return status;
}

enum fasti_status
fasti_package_verify(const struct fasti_package *package, struct fasti_messages *messages)
{
  enum fasti_status worst = tables_verify(package, messages);

  for (size_t i = 0; i < package->procedure_count; i++) {
    enum fasti_status status = procedure_verify(package->procedures[i], messages);

    if (status != FASTI_OK)
      worst = status;
  }
  return worst;
}

enum fasti_status
fasti_procedure_check(const char *name, struct fasti_slice bytes, const struct fasti_library *library,
                      struct fasti_messages *messages)
{
  struct load load = {.package = package_new(), .source = library};
  size_t before = fasti_messages_errors(messages);
  const struct fasti_procedure *procedure;
  enum fasti_status status;

  load.messages = messages;
  load.library = (struct fasti_library){.self = &load, .find = find_and_keep};
  load.package->name = fasti_arena_strdup(load.package->arena, name);
  load.package->alone = true;
  keep_file(load.package, name, bytes);
  procedure = procedure_load(&load, "", name, bytes, &(struct folders){.base = name});
  status = !procedure || fasti_messages_errors(messages) > before ? FASTI_DEFINITION
                                                                  : procedure_verify(procedure, messages);
  fasti_package_free(load.package);
  return status;
}

void
fasti_package_free(struct fasti_package *package)
{
  if (package)
    fasti_arena_free(package->arena);
}

const char *
fasti_package_name(const struct fasti_package *package)
{
  return package->name;
}

const char *
fasti_package_bureau(const struct fasti_package *package)
{
  return package->bureau;
}

const char *
fasti_package_title(const struct fasti_package *package)
{
  return package->title;
}

const char *
fasti_package_code(const struct fasti_package *package)
{
  return package->code;
}

const char *
fasti_package_version(const struct fasti_package *package)
{
  return package->version;
}

int32_t
fasti_package_in_force(const struct fasti_package *package)
{
  return package->in_force;
}

int32_t
fasti_package_zone(const struct fasti_package *package)
{
  return package->zone;
}

const struct fasti_calendar *
fasti_package_calendar(const struct fasti_package *package)
{
  return package->calendar;
}

const struct fasti_procedure *
fasti_package_procedure(const struct fasti_package *package, const char *id)
{
  for (size_t i = 0; i < package->procedure_count; i++)
    if (strcmp(package->procedures[i]->id, id) == 0)
      return package->procedures[i];
  return NULL;
}

const struct fasti_procedure *
fasti_package_procedure_at(const struct fasti_package *package, size_t index)
{
  return index < package->procedure_count ? package->procedures[index] : NULL;
}

const struct role *
package_role(const struct fasti_package *package, const char *id)
{
  for (size_t i = 0; i < package->role_count; i++)
    if (strcmp(package->roles[i].id, id) == 0)
      return &package->roles[i];
  return NULL;
}

const char *
fasti_package_role_at(const struct fasti_package *package, size_t index, const char **title)
{
  if (index >= package->role_count)
    return NULL;
  if (title)
    *title = package->roles[index].title;
  return package->roles[index].id;
}

bool
fasti_package_has_role(const struct fasti_package *package, const char *role)
{
  return package->alone || package_role(package, role);
}

const char *
fasti_package_role_title(const struct fasti_package *package, const char *id)
{
  const struct role *role = package_role(package, id);

  return role ? role->title : id;
}

enum fasti_sight
fasti_package_role_reads(const struct fasti_package *package, const char *id)
{
  const struct role *role = package_role(package, id);

  return role ? role->reads : FASTI_SIGHT_INVOLVED;
}

const char *
fasti_package_role_group(const struct fasti_package *package, const char *id)
{
  const struct role *role = package_role(package, id);

  return role && role->group ? role->group : "";
}

bool
fasti_package_role_deputy(const struct fasti_package *package, const char *id)
{
  const struct role *role = package_role(package, id);

  return !role || role->deputy;
}

const char *
fasti_package_unit_facts(const struct fasti_package *package)
{
  return package->unit_facts ? package->unit_facts : "";
}

const char *
fasti_package_rule(const struct fasti_package *package, const char *on)
{
  for (size_t i = 0; i < package->rule_count; i++)
    if (strcmp(package->rules[i].on, on) == 0)
      return package->rules[i].text;
  return NULL;
}

const char *
fasti_package_approvers(const struct fasti_package *package)
{
  return package->approvers ? package->approvers : "";
}

static bool
role_excludes(const struct role *role, const char *other)
{
  return role && fasti_list_has(role->separate, other);
}

bool
fasti_package_roles_separate(const struct fasti_package *package, const char *one, const char *other)
{
  return role_excludes(package_role(package, one), other) || role_excludes(package_role(package, other), one);
}

const char *
fasti_package_roles_rule(const struct fasti_package *package, const char *one, const char *other)
{
  const struct role *first = package_role(package, one), *second = package_role(package, other);

  if (role_excludes(first, other) && first->rule)
    return first->rule;
  return role_excludes(second, one) ? second->rule : NULL;
}

const struct parameter *
package_parameter(const struct fasti_package *package, const char *procedure, const char *name)
{
  const struct parameter *parameter = xmlHashLookup(package->parameter_names, (const xmlChar *)name);

  while (parameter && parameter->procedure && strcmp(parameter->procedure, procedure) != 0)
    parameter = parameter->next;
  return parameter;
}

bool
package_has_parameter(const struct fasti_package *package, const char *procedure, const char *name)
{
  return package_parameter(package, procedure, name) != NULL;
}

/* A superior's wins, then the one limited to the procedure, then the one that began last. */
static bool
wins(const struct parameter *one, const struct parameter *over)
{
  if (one->superior != over->superior)
    return one->superior;
  if (!one->procedure != !over->procedure)
    return one->procedure != NULL;
  return one->from > over->from;
}

static const struct parameter *
valid_parameter(const struct fasti_package *package, const char *procedure, const char *name, int32_t day)
{
  const struct parameter *best = NULL;

  for (const struct parameter *one = package_parameter(package, procedure, name); one; one = one->next)
    if ((!one->procedure || strcmp(one->procedure, procedure) == 0) && one->from <= day && day <= one->to &&
        (!best || wins(one, best)))
      best = one;
  return best;
}

const char *
fasti_package_parameter(const struct fasti_package *package, const char *procedure, const char *name, int32_t day)
{
  const struct parameter *parameter = valid_parameter(package, procedure, name, day);

  return parameter ? parameter->value : NULL;
}

bool
fasti_package_provenance(const struct fasti_package *package, const char *procedure, const char *name, int32_t day,
                         struct fasti_provenance *out)
{
  const struct parameter *parameter = valid_parameter(package, procedure, name, day);

  if (!parameter)
    return false;
  *out = (struct fasti_provenance){.value = parameter->value,
                                   .source = parameter->superior ? "superior" : "local",
                                   .document = parameter->document,
                                   .law = parameter->law,
                                   .from = parameter->from,
                                   .to = parameter->to};
  return true;
}

void
fasti_package_files(const struct fasti_package *package,
                    void (*use)(void *self, const char *name, struct fasti_slice bytes), void *self)
{
  for (size_t i = 0; i < package->file_count; i++)
    use(self, package->files[i].name, package->files[i].bytes);
}
