/* engine/procedure/directory.c - the directory of a package: whose matter something is, what the bureau answers for,
 * what it does for the public (doc/language.md section 1).
 *
 * Messages: what a row lacks or has twice, an element that does not belong in it, a service or procedure that is not
 * there.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

void
directory_read_referral(struct load *load, const xmlNode *node)
{
  struct fasti_package *package = load->package;
  struct fasti_referral *referral = &package->referrals[package->referral_count++];

  package_attributes(load, node, "id matter department duty basis corrected blocks");
  referral->id = package_required(load, node, "id");
  referral->matter = package_required(load, node, "matter");
  referral->department = package_required(load, node, "department");
  referral->duty = package_required(load, node, "duty");
  referral->basis = package_optional(load, node, "basis");
  referral->corrected = package_optional(load, node, "corrected");
  referral->blocks = package_optional(load, node, "blocks");
  for (const struct fasti_referral *other = package->referrals; other < referral; other++)
    if (strcmp(other->id, referral->id) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "the referral %s is there twice; expected one, or another id", referral->id);
}

/* The elements <item> of NODE; others are told. */
static size_t
count_items(struct load *load, const xmlNode *node)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PACKAGE, "item"))
      count++;
    else if (child->ns && strcmp((const char *)child->ns->href, FASTI_NS_PACKAGE) == 0)
      fasti_error_at(load->messages, fasti_xml_place(child), "<%s> has no element <%s>; it has item",
                     (const char *)node->name, (const char *)child->name);
  return count;
}

static const xmlNode *
next_item(const xmlNode *node)
{
  while (node && !fasti_xml_is(node, FASTI_NS_PACKAGE, "item"))
    node = fasti_xml_next(node);
  return node;
}

/* Duties and their items have ids of one kind. */
static void
note_id(struct load *load, const xmlNode *node, const char *id)
{
  if (*id && xmlHashAddEntry(load->duty_ids, (const xmlChar *)id, load) != 0)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"), "the id %s is there twice; expected another",
                   id);
}

void
directory_read_duty(struct load *load, const xmlNode *node)
{
  struct fasti_duty *duty = &load->package->duties[load->package->duty_count++];
  struct fasti_duty_item *items =
    fasti_arena_alloc(load->package->arena, (count_items(load, node) + 1) * sizeof *items);

  package_attributes(load, node, "id title");
  duty->id = package_required(load, node, "id");
  duty->title = package_required(load, node, "title");
  duty->items = items;
  note_id(load, node, duty->id);
  for (const xmlNode *child = next_item(fasti_xml_first(node)); child; child = next_item(fasti_xml_next(child))) {
    struct fasti_duty_item *item = &items[duty->item_count++];

    package_attributes(load, child, "id title section candidate service");
    item->id = package_required(load, child, "id");
    item->title = package_required(load, child, "title");
    item->section = package_optional(load, child, "section");
    item->candidate = package_optional(load, child, "candidate");
    item->service = package_optional(load, child, "service");
    note_id(load, child, item->id);
  }
}

/* <given field value>: what the form gets besides what somebody outside fills in. */
static void
read_givens(struct load *load, const xmlNode *node, struct fasti_service *service)
{
  struct fasti_service_given *givens;
  size_t room = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    room++;
  service->givens = givens = fasti_arena_alloc(load->package->arena, (room + 1) * sizeof *givens);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    if (!fasti_xml_is(child, FASTI_NS_PACKAGE, "given")) {
      fasti_error_at(load->messages, fasti_xml_place(child), "a service has no element <%s>; it has given",
                     (const char *)child->name);
      continue;
    }
    package_attributes(load, child, "field value");
    givens[service->given_count].field = package_required(load, child, "field");
    givens[service->given_count++].value = package_required(load, child, "value");
  }
}

void
directory_read_service(struct load *load, const xmlNode *node)
{
  struct fasti_package *package = load->package;
  struct fasti_service *service = &package->services[package->service_count++];

  package_attributes(load, node, "id title content office phone corrected opens fields");
  service->id = package_required(load, node, "id");
  service->title = package_required(load, node, "title");
  service->content = package_optional(load, node, "content");
  service->office = package_optional(load, node, "office");
  service->phone = package_optional(load, node, "phone");
  service->corrected = package_optional(load, node, "corrected");
  service->opens = package_optional(load, node, "opens");
  service->fields = package_optional(load, node, "fields");
  read_givens(load, node, service);
  for (const struct fasti_service *other = package->services; other < service; other++)
    if (strcmp(other->id, service->id) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "the service %s is there twice; expected one, or another id", service->id);
}

static bool
has_service(const struct fasti_package *package, const char *id)
{
  for (size_t i = 0; i < package->service_count; i++)
    if (strcmp(package->services[i].id, id) == 0)
      return true;
  return false;
}

static void
check_opens(struct load *load, const xmlNode *node)
{
  const char *id = fasti_xml_attribute(node, NULL, "opens");

  if (id && !xmlHashLookup(load->package->procedure_ids, (const xmlChar *)id))
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "opens"),
                   "there is no procedure %s; expected the id of a procedure of this package", id);
}

struct field_look {
  struct fasti_slice wanted;
  bool found;
};

static void
look_at_field(void *self, const char *path)
{
  struct field_look *look = self;

  look->found = look->found || fasti_slice_is(look->wanted, path);
}

/* Every field that a service names must be one of the opening form. */
static void
check_fields(struct load *load, const xmlNode *node, const char *attribute, const struct fasti_procedure *procedure)
{
  const char *at = fasti_xml_attribute(node, NULL, attribute);
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    struct field_look look = {.wanted = word};

    if (procedure && procedure->form)
      fasti_form_fields(procedure->form, look_at_field, &look);
    if (!look.found)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, attribute),
                     "there is no field %.*s; expected fields of the form that opens a case of this service", (int)word.size,
                     word.at);
  }
}

static void
check_service(struct load *load, const xmlNode *node)
{
  const char *opens = fasti_xml_attribute(node, NULL, "opens");
  const struct fasti_procedure *procedure = opens ? fasti_package_procedure(load->package, opens) : NULL;

  check_opens(load, node);
  if (opens && !procedure)
    return; /* that has been told */
  check_fields(load, node, "fields", procedure);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    check_fields(load, child, "field", procedure);
}

static void
check_services(struct load *load, const xmlNode *node)
{
  const char *at = fasti_xml_attribute(node, NULL, "service");
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(load->package->arena, word.at, word.size);

    if (!has_service(load->package, id))
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "service"),
                     "there is no service %s; expected the id of a service of this package", id);
  }
}

void
directory_check(struct load *load, const xmlNode *node)
{
  if (fasti_xml_is(node, FASTI_NS_PACKAGE, "service"))
    check_service(load, node);
  else if (fasti_xml_is(node, FASTI_NS_PACKAGE, "duty"))
    for (const xmlNode *child = next_item(fasti_xml_first(node)); child; child = next_item(fasti_xml_next(child)))
      check_services(load, child);
}

const struct fasti_referral *
fasti_package_referral_at(const struct fasti_package *package, size_t index)
{
  return index < package->referral_count ? &package->referrals[index] : NULL;
}

const struct fasti_duty *
fasti_package_duty_at(const struct fasti_package *package, size_t index)
{
  return index < package->duty_count ? &package->duties[index] : NULL;
}

const struct fasti_service *
fasti_package_service_at(const struct fasti_package *package, size_t index)
{
  return index < package->service_count ? &package->services[index] : NULL;
}
