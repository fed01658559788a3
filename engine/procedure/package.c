/* engine/procedure/package.c - what one bureau deploys at once; see package.h.
 *
 * Messages: an element or attribute that a package does not have or lacks, a date or zone that cannot be read, a file
 * that is not found, a role or parameter that is told twice, a package without a calendar or a procedure.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static const char *const elements[] = {"calendar", "procedure", "parameter", "role", "law", "referral", "rule", "table"};
static const char element_list[] = "calendar procedure parameter role law referral rule table";

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

static const char *
optional(struct load *load, const xmlNode *node, const char *name)
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

  package_attributes(load, root, "bureau code version in-force title zone approved-by");
  package->approvers = optional(load, root, "approved-by");
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
read_calendar(struct load *load, const xmlNode *node)
{
  const char *src = package_required(load, node, "src"), *name;
  struct fasti_slice bytes;

  package_attributes(load, node, "src");
  if (!*src)
    return;
  if (load_find(load, load->package->name, src, &name, &bytes) != FASTI_OK) {
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"),
                   "there is no file %s; expected an iCalendar file, looked for from this file's folder", src);
    return;
  }
  /* What is wrong is told; the package is refused by the count of errors. */
  if (fasti_calendar_read(load->package->calendar, name, bytes, load->messages) != FASTI_OK)
    return;
}

static void
read_role(struct load *load, const xmlNode *node, struct role *role)
{
  package_attributes(load, node, "id title separate-from rule");
  role->id = package_required(load, node, "id");
  role->title = package_required(load, node, "title");
  role->separate = optional(load, node, "separate-from");
  role->rule = optional(load, node, "rule");
  if (package_role(load->package, role->id) != role)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"), "the role %s is there twice", role->id);
}

/* The article on which this bureau's rules rest, in place of the one that the procedures name. */
static void
read_law(struct load *load, const xmlNode *node, struct package_law *law)
{
  const struct fasti_package *package = load->package;

  package_attributes(load, node, "id title article");
  law->id = package_required(load, node, "id");
  law->title = package_required(load, node, "title");
  law->article = optional(load, node, "article");
  law->node = node;
  for (const struct package_law *other = package->laws; other < law; other++)
    if (strcmp(other->id, law->id) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "the law %s is there twice; expected one, or another id", law->id);
}

static void
read_referral(struct load *load, const xmlNode *node, struct fasti_referral *referral)
{
  const struct fasti_package *package = load->package;

  package_attributes(load, node, "id matter department duty basis corrected blocks");
  referral->id = package_required(load, node, "id");
  referral->matter = package_required(load, node, "matter");
  referral->department = package_required(load, node, "department");
  referral->duty = package_required(load, node, "duty");
  referral->basis = optional(load, node, "basis");
  referral->corrected = optional(load, node, "corrected");
  referral->blocks = optional(load, node, "blocks");
  for (const struct fasti_referral *other = package->referrals; other < referral; other++)
    if (strcmp(other->id, referral->id) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "the referral %s is there twice; expected one, or another id", referral->id);
}

/* What the engine itself sees to, and may be told with the rule that says so. */
static const char rules_known[] = "administrator designer other-than same-as people recused certificate";

static void
read_rule(struct load *load, const xmlNode *node, struct rule *rule)
{
  package_attributes(load, node, "on text");
  rule->on = package_required(load, node, "on");
  rule->text = package_required(load, node, "text");
  if (!fasti_list_has(rules_known, rule->on))
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "on"), "on=\"%s\" is unknown; expected one of: %s",
                   rule->on, rules_known);
  for (const struct rule *other = load->package->rules; other < rule; other++)
    if (strcmp(other->on, rule->on) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "on"), "the rule on %s is there twice", rule->on);
}

/* Roles that an attribute names must be there. */
static void
check_roles(struct load *load, const xmlNode *node, const char *attribute)
{
  const char *at = fasti_xml_attribute(node, NULL, attribute);
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(load->package->arena, word.at, word.size);

    if (!package_role(load->package, id))
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, attribute),
                     "there is no role %s; expected roles of this package", id);
  }
}

static void
check_separate(struct load *load, const xmlNode *root)
{
  check_roles(load, root, "approved-by");
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    check_roles(load, node, "separate-from");
}

static bool
same_text(const char *one, const char *other)
{
  return one && other ? strcmp(one, other) == 0 : one == other;
}

static void
read_parameter(struct load *load, const xmlNode *node, struct parameter *parameter)
{
  const char *source = fasti_xml_attribute(node, NULL, "source");

  package_attributes(load, node, "name value procedure source from to document law title");
  parameter->name = package_required(load, node, "name");
  parameter->value = optional(load, node, "value");
  parameter->place = fasti_xml_attribute_place(node, "value");
  parameter->procedure = optional(load, node, "procedure");
  parameter->superior = source && strcmp(source, "superior") == 0;
  parameter->from = package_day(load, node, "from", FASTI_NO_DAY);
  parameter->to = package_day(load, node, "to", INT32_MAX);
  if (!parameter->value) {
    fasti_error_at(load->messages, fasti_xml_place(node), "<parameter> must say its value");
    parameter->value = "";
  }
  if (source && !parameter->superior && strcmp(source, "local") != 0)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "source"),
                   "source=\"%s\" is unknown; expected local or superior", source);
  if (parameter->to < parameter->from)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "to"),
                   "the parameter %s ends before it begins; expected a day from %s on", parameter->name,
                   fasti_xml_attribute(node, NULL, "from"));
  for (const struct parameter *other = load->package->parameters; other < parameter; other++)
    if (strcmp(other->name, parameter->name) == 0 && same_text(other->procedure, parameter->procedure) &&
        other->superior == parameter->superior && other->from == parameter->from)
      fasti_error_at(
        load->messages, fasti_xml_attribute_place(node, "name"),
        "the parameter %s has two values from the same day on; expected another from, or source=\"superior\"",
        parameter->name);
}

static bool
read_standing(struct load *load, const xmlNode *node)
{
  const char *text = fasti_xml_attribute(node, NULL, "standing");

  if (text && strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "standing"),
                   "standing=\"%s\" is unknown; expected true or false", text);
  return text && strcmp(text, "true") == 0;
}

static void
read_procedure(struct load *load, const xmlNode *node)
{
  struct fasti_package *package = load->package;
  const char *id = package_required(load, node, "id"), *src = package_required(load, node, "src");
  struct fasti_procedure *procedure;
  struct fasti_slice bytes;
  const char *name;

  package_attributes(load, node, "id src forms instruments title standing");
  if (fasti_package_procedure(package, id))
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"), "the procedure %s is there twice", id);
  if (!*id || !*src)
    return;
  if (load_find(load, package->name, src, &name, &bytes) != FASTI_OK) {
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"),
                   "there is no file %s; expected a procedure, looked for from this file's folder", src);
    return;
  }
  procedure = procedure_load(load, id, name, bytes, optional(load, node, "forms"), optional(load, node, "instruments"));
  if (!procedure)
    return;
  procedure->standing = read_standing(load, node);
  package->procedures[package->procedure_count++] = procedure;
}

static int
element_kind(const xmlNode *node)
{
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
    if (fasti_xml_is(node, FASTI_NS_PACKAGE, elements[i]))
      return (int)i;
  return -1;
}

/* Roles, parameters, laws and tables come before procedures, which are checked against them, wherever they stand in the
 * file. */
static void
read_children(struct load *load, const xmlNode *root)
{
  struct fasti_package *package = load->package;
  size_t counts[sizeof elements / sizeof *elements] = {0};

  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node)) {
    int kind = element_kind(node);

    if (kind >= 0)
      counts[kind]++;
    else if (node->ns && strcmp((const char *)node->ns->href, FASTI_NS_PACKAGE) == 0)
      fasti_error_at(load->messages, fasti_xml_place(node),
                     "a package has no element <%s>; it has %s", (const char *)node->name, element_list);
  }
  if (!counts[0])
    fasti_error_at(load->messages, fasti_xml_place(root), "the package has no <calendar>; expected at least one");
  if (!counts[1])
    fasti_error_at(load->messages, fasti_xml_place(root), "the package has no <procedure>; expected at least one");
  package->procedures = fasti_arena_alloc(package->arena, (counts[1] + 1) * sizeof(struct fasti_procedure *));
  package->parameters = fasti_arena_alloc(package->arena, (counts[2] + 1) * sizeof *package->parameters);
  package->roles = fasti_arena_alloc(package->arena, (counts[3] + 1) * sizeof *package->roles);
  package->laws = fasti_arena_alloc(package->arena, (counts[4] + 1) * sizeof *package->laws);
  package->referrals = fasti_arena_alloc(package->arena, (counts[5] + 1) * sizeof *package->referrals);
  package->rules = fasti_arena_alloc(package->arena, (counts[6] + 1) * sizeof *package->rules);
  package->tables = fasti_arena_alloc(package->arena, (counts[7] + 1) * sizeof *package->tables);
  for (int pass = 0; pass < 2; pass++)
    for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node)) {
      int kind = element_kind(node);

      if (pass == 0 && kind == 0)
        read_calendar(load, node);
      else if (pass == 0 && kind == 1)
        others_survey(load, node);
      else if (pass == 0 && kind == 2)
        read_parameter(load, node, &package->parameters[package->parameter_count++]);
      else if (pass == 0 && kind == 3)
        read_role(load, node, &package->roles[package->role_count++]);
      else if (pass == 0 && kind == 4)
        read_law(load, node, &package->laws[package->law_count++]);
      else if (pass == 0 && kind == 5)
        read_referral(load, node, &package->referrals[package->referral_count++]);
      else if (pass == 0 && kind == 6)
        read_rule(load, node, &package->rules[package->rule_count++]);
      else if (pass == 0 && kind == 7)
        tables_read(load, node, &package->tables[package->table_count++]);
      else if (pass == 1 && kind == 1)
        read_procedure(load, node);
    }
  check_separate(load, root);
  others_check(load);
}

/* A parameter limited to a procedure that is not there would never hold. */
static void
check_limits(struct load *load, const xmlNode *root)
{
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node)) {
    const char *limit = element_kind(node) == 2 ? fasti_xml_attribute(node, NULL, "procedure") : NULL;
    bool found = !limit;

    for (const xmlNode *other = fasti_xml_first(root); other && !found; other = fasti_xml_next(other))
      found = element_kind(other) == 1 && same_text(fasti_xml_attribute(other, NULL, "id"), limit);
    if (!found)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "procedure"),
                     "there is no procedure %s; expected the id of a procedure of this package", limit);
  }
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
  read_children(load, root);
  check_limits(load, root);
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
  procedure = procedure_load(&load, "", name, bytes, NULL, NULL);
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

const struct fasti_referral *
fasti_package_referral_at(const struct fasti_package *package, size_t index)
{
  return index < package->referral_count ? &package->referrals[index] : NULL;
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

static bool
applies(const struct parameter *parameter, const char *procedure, const char *name)
{
  return strcmp(parameter->name, name) == 0 && (!parameter->procedure || strcmp(parameter->procedure, procedure) == 0);
}

bool
package_has_parameter(const struct fasti_package *package, const char *procedure, const char *name)
{
  for (size_t i = 0; i < package->parameter_count; i++)
    if (applies(&package->parameters[i], procedure, name))
      return true;
  return false;
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

const char *
fasti_package_parameter(const struct fasti_package *package, const char *procedure, const char *name, int32_t day)
{
  const struct parameter *best = NULL;

  for (size_t i = 0; i < package->parameter_count; i++) {
    const struct parameter *parameter = &package->parameters[i];

    if (applies(parameter, procedure, name) && parameter->from <= day && day <= parameter->to &&
        (!best || wins(parameter, best)))
      best = parameter;
  }
  return best ? best->value : NULL;
}

void
fasti_package_files(const struct fasti_package *package,
                    void (*use)(void *self, const char *name, struct fasti_slice bytes), void *self)
{
  for (size_t i = 0; i < package->file_count; i++)
    use(self, package->files[i].name, package->files[i].bytes);
}
