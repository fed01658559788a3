/* engine/procedure/elements.c - what stands in a package and its parts: calendars, procedures, parameters, roles, laws,
 * rules, decision models (doc/language.md section 1). The directory is read in directory.c, texts in covers.c.
 *
 * Messages: an element that a package does not have, a file that is not found, a part within a part, what is told
 * twice, a role or procedure that is not there, a package without a calendar or a procedure.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static void
read_calendar(struct load *load, const xmlNode *node)
{
  const char *src = package_required(load, node, "src"), *name;
  struct fasti_slice bytes;

  package_attributes(load, node, "src");
  if (!*src)
    return;
  if (load_find(load, fasti_xml_place(node).file, src, &name, &bytes) != FASTI_OK) {
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"),
                   "there is no file %s; expected an iCalendar file, looked for from this file's folder", src);
    return;
  }
  /* What is wrong is told; the package is refused by the count of errors. */
  if (fasti_calendar_read(load->package->calendar, name, bytes, load->messages) != FASTI_OK)
    return;
}

/* One of a few words. @return the attribute; NULL when it is missing or, after the message, none of them */
static const char *
read_word(struct load *load, const xmlNode *node, const char *name, const char *words)
{
  const char *word = fasti_xml_attribute(node, NULL, name);

  if (!word || (!strchr(word, ' ') && fasti_list_has(words, word)))
    return word;
  fasti_error_at(load->messages, fasti_xml_attribute_place(node, name), "%s=\"%s\" is unknown; expected one of: %s", name,
                 word, words);
  return NULL;
}

static void
read_role(struct load *load, const xmlNode *node)
{
  struct role *role = &load->package->roles[load->package->role_count++];
  const char *reads = read_word(load, node, "reads", "bureau unit involved task");
  const char *deputy = read_word(load, node, "deputy", "yes no");

  package_attributes(load, node, "id title separate-from rule reads group deputy");
  role->reads = FASTI_SIGHT_INVOLVED;
  if (reads)
    fasti_sight_parse(reads, &role->reads);
  role->deputy = !deputy || strcmp(deputy, "no") != 0;
  role->group = fasti_arena_strdup(load->package->arena,
                                   read_word(load, node, "group", "designer handler legal leader field external"));
  role->id = package_required(load, node, "id");
  role->title = package_required(load, node, "title");
  role->separate = package_optional(load, node, "separate-from");
  role->rule = package_optional(load, node, "rule");
  if (package_role(load->package, role->id) != role)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"), "the role %s is there twice", role->id);
}

/* The article on which this bureau's rules rest, in place of the one that the procedures name. */
static void
read_law(struct load *load, const xmlNode *node)
{
  struct fasti_package *package = load->package;
  struct package_law *law = &package->laws[package->law_count++];

  package_attributes(load, node, "id title article");
  law->id = package_required(load, node, "id");
  law->title = package_required(load, node, "title");
  law->article = package_optional(load, node, "article");
  law->node = node;
  for (const struct package_law *other = package->laws; other < law; other++)
    if (strcmp(other->id, law->id) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "the law %s is there twice; expected one, or another id", law->id);
}

/* What the engine itself sees to, and may be told with the rule that says so. */
static const char rules_known[] = "administrator designer other-than same-as people recused certificate unit";

static void
read_rule(struct load *load, const xmlNode *node)
{
  struct rule *rule = &load->package->rules[load->package->rule_count++];

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

static bool
same_text(const char *one, const char *other)
{
  return one && other ? strcmp(one, other) == 0 : one == other;
}

static void
chain_parameter(struct load *load, const xmlNode *node, struct parameter *parameter)
{
  xmlHashTablePtr names = load->package->parameter_names;
  struct parameter *other = xmlHashLookup(names, (const xmlChar *)parameter->name);

  if (!other)
    xmlHashAddEntry(names, (const xmlChar *)parameter->name, parameter);
  for (; other; other = other->next) {
    if (same_text(other->procedure, parameter->procedure) && other->superior == parameter->superior &&
        other->from == parameter->from)
      fasti_error_at(
        load->messages, fasti_xml_attribute_place(node, "name"),
        "the parameter %s has two values from the same day on; expected another from, or source=\"superior\"",
        parameter->name);
    if (!other->next) {
      other->next = parameter;
      return;
    }
  }
}

static void
read_parameter(struct load *load, const xmlNode *node)
{
  struct parameter *parameter = &load->package->parameters[load->package->parameter_count++];
  const char *source = fasti_xml_attribute(node, NULL, "source");

  package_attributes(load, node, "name value procedure source from to document law title");
  parameter->name = package_required(load, node, "name");
  parameter->value = package_optional(load, node, "value");
  parameter->place = fasti_xml_attribute_place(node, "value");
  parameter->procedure = package_optional(load, node, "procedure");
  parameter->document = package_optional(load, node, "document");
  parameter->law = package_optional(load, node, "law");
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
  chain_parameter(load, node, parameter);
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
  struct folders folders = {fasti_arena_strdup(package->arena, fasti_xml_place(node).file),
                            package_optional(load, node, "forms"), package_optional(load, node, "instruments")};
  struct fasti_procedure *procedure;
  struct fasti_slice bytes;
  const char *name;

  package_attributes(load, node, "id src forms instruments title standing open-to");
  if (fasti_package_procedure(package, id))
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"), "the procedure %s is there twice", id);
  if (!*id || !*src)
    return;
  if (load_find(load, fasti_xml_place(node).file, src, &name, &bytes) != FASTI_OK) {
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"),
                   "there is no file %s; expected a procedure, looked for from this file's folder", src);
    return;
  }
  procedure = procedure_load(load, id, name, bytes, &folders);
  if (!procedure)
    return;
  procedure->standing = read_standing(load, node);
  procedure->readers = package_optional(load, node, "open-to");
  package->procedures[package->procedure_count++] = procedure;
}

/* Every element, and who reads it; what procedures are checked against is read before them, wherever it stands. */
static const struct element {
  const char *name;
  void (*read)(struct load *load, const xmlNode *node);
} elements[] = {
  {"calendar", read_calendar},
  {"procedure", others_survey},
  {"parameter", read_parameter},
  {"role", read_role},
  {"law", read_law},
  {"referral", directory_read_referral},
  {"duty", directory_read_duty},
  {"service", directory_read_service},
  {"rule", read_rule},
  {"table", tables_read},
  {"text", texts_read},
};
static const char element_list[] = "calendar procedure parameter role law referral duty service rule table text part";

static const struct element *
find_element(const xmlNode *node)
{
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
    if (fasti_xml_is(node, FASTI_NS_PACKAGE, elements[i].name))
      return &elements[i];
  return NULL;
}

static void
add_element(struct load *load, const xmlNode *node)
{
  if (load->element_count == load->element_room) {
    load->element_room = load->element_room ? load->element_room * 2 : 64;
    load->elements = fasti_realloc(load->elements, load->element_room * sizeof *load->elements);
  }
  load->elements[load->element_count++] = node;
}

static void gather(struct load *load, const xmlNode *root, bool is_part);

/* A part is read once; its document is kept while the package is loaded. */
static bool
is_there(const struct load *load, const char *name)
{
  bool found = strcmp(load->package->name, name) == 0;

  for (size_t i = 0; i < load->part_count && !found; i++)
    found = strcmp(fasti_xml_place(xmlDocGetRootElement(load->parts[i])).file, name) == 0;
  return found;
}

static void
open_part(struct load *load, const char *name, struct fasti_slice bytes)
{
  const xmlNode *root;
  xmlDocPtr doc;

  /* What is wrong is told; the package is refused by the count of errors. */
  if (fasti_xml_parse(name, bytes, load->messages, &doc) != FASTI_OK)
    return;
  load->parts = fasti_realloc(load->parts, (load->part_count + 1) * sizeof *load->parts);
  load->parts[load->part_count++] = doc;
  root = xmlDocGetRootElement(doc);
  if (!fasti_xml_is(root, FASTI_NS_PACKAGE, "part")) {
    fasti_error_at(load->messages, fasti_xml_place(root), "the root is <%s>; expected <part xmlns=\"%s\">",
                   (const char *)root->name, FASTI_NS_PACKAGE);
    return;
  }
  if (root->properties)
    fasti_error_at(load->messages, fasti_xml_place(root),
                   "the root of a part has no attributes; expected <part xmlns=\"%s\">", FASTI_NS_PACKAGE);
  gather(load, root, true);
}

static void
read_part(struct load *load, const xmlNode *node)
{
  const char *src = package_required(load, node, "src"), *name;
  struct fasti_slice bytes;

  package_attributes(load, node, "src");
  if (!*src)
    return;
  if (load_find(load, fasti_xml_place(node).file, src, &name, &bytes) != FASTI_OK)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"),
                   "there is no file %s; expected a part of the package, looked for from this file's folder", src);
  else if (is_there(load, name))
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "src"), "the part %s is there twice", src);
  else
    open_part(load, name, bytes);
}

/* The elements of the package and of its parts, in their order. */
static void
gather(struct load *load, const xmlNode *root, bool is_part)
{
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, FASTI_NS_PACKAGE, "part") && is_part)
      fasti_error_at(load->messages, fasti_xml_place(node),
                     "a part has no parts; expected <part> in the package itself");
    else if (fasti_xml_is(node, FASTI_NS_PACKAGE, "part"))
      read_part(load, node);
    else if (find_element(node))
      add_element(load, node);
    else if (node->ns && strcmp((const char *)node->ns->href, FASTI_NS_PACKAGE) == 0)
      fasti_error_at(load->messages, fasti_xml_place(node), "a package has no element <%s>; it has %s",
                     (const char *)node->name, element_list);
}

void
parts_free(struct load *load)
{
  for (size_t i = 0; i < load->part_count; i++)
    fasti_xml_free(load->parts[i]);
  fasti_free(load->parts);
  fasti_free(load->elements);
}

static bool
is_named(const xmlNode *node, const char *name)
{
  return strcmp((const char *)node->name, name) == 0;
}

static size_t
count_elements(const struct load *load, const char *name)
{
  size_t count = 0;

  for (size_t i = 0; i < load->element_count; i++)
    count += is_named(load->elements[i], name);
  return count;
}

/* Room for what all elements of this name say. */
static void *
room_for(struct load *load, const char *name, size_t size)
{
  return fasti_arena_alloc(load->package->arena, (count_elements(load, name) + 1) * size);
}

static void
make_room(struct load *load)
{
  struct fasti_package *package = load->package;

  package->procedures = room_for(load, "procedure", sizeof *package->procedures);
  package->parameters = room_for(load, "parameter", sizeof *package->parameters);
  package->roles = room_for(load, "role", sizeof *package->roles);
  package->laws = room_for(load, "law", sizeof *package->laws);
  package->referrals = room_for(load, "referral", sizeof *package->referrals);
  package->duties = room_for(load, "duty", sizeof *package->duties);
  package->services = room_for(load, "service", sizeof *package->services);
  package->rules = room_for(load, "rule", sizeof *package->rules);
  package->tables = room_for(load, "table", sizeof *package->tables);
  package->texts = room_for(load, "text", sizeof *package->texts);
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

/* A parameter limited to a procedure that is not there would never hold. */
static void
check_limit(struct load *load, const xmlNode *node)
{
  const char *limit = fasti_xml_attribute(node, NULL, "procedure");
  bool found = !limit;

  for (size_t i = 0; i < load->element_count && !found; i++)
    found =
      is_named(load->elements[i], "procedure") && same_text(fasti_xml_attribute(load->elements[i], NULL, "id"), limit);
  if (!found)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "procedure"),
                   "there is no procedure %s; expected the id of a procedure of this package", limit);
}

/* What elements say of each other, when all are known. */
static void
check_elements(struct load *load, const xmlNode *root)
{
  check_roles(load, root, "approved-by");
  for (size_t i = 0; i < load->element_count; i++)
    check_roles(load, load->elements[i], is_named(load->elements[i], "procedure") ? "open-to" : "separate-from");
  others_check(load);
  for (size_t i = 0; i < load->element_count; i++)
    directory_check(load, load->elements[i]);
  for (size_t i = 0; i < load->element_count; i++)
    if (is_named(load->elements[i], "parameter"))
      check_limit(load, load->elements[i]);
}

void
elements_read(struct load *load, const xmlNode *root)
{
  load->duty_ids = arena_table(load->package->arena);
  gather(load, root, false);
  if (!count_elements(load, "calendar"))
    fasti_error_at(load->messages, fasti_xml_place(root), "the package has no <calendar>; expected at least one");
  if (!count_elements(load, "procedure"))
    fasti_error_at(load->messages, fasti_xml_place(root), "the package has no <procedure>; expected at least one");
  make_room(load);
  for (size_t i = 0; i < load->element_count; i++)
    find_element(load->elements[i])->read(load, load->elements[i]);
  for (size_t i = 0; i < load->element_count; i++)
    if (is_named(load->elements[i], "procedure"))
      read_procedure(load, load->elements[i]);
  check_elements(load, root);
}
