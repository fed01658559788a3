/* engine/procedure/directory.c - the directory of a package: whose matter something is, what the bureau answers for,
 * what it does for the public; and the texts that it must carry out (doc/language.md sections 1 and 15).
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

/* Ids of one kind are those of duties and their items, or of texts and their items: TABLE holds them. */
static void
note_id(struct load *load, xmlHashTablePtr table, const xmlNode *node, const char *id)
{
  if (*id && xmlHashAddEntry(table, (const xmlChar *)id, table) != 0)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                   "the %s %s is there twice; expected one, or another id", (const char *)node->name, id);
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
  note_id(load, load->duty_ids, node, duty->id);
  for (const xmlNode *child = next_item(fasti_xml_first(node)); child; child = next_item(fasti_xml_next(child))) {
    struct fasti_duty_item *item = &items[duty->item_count++];

    package_attributes(load, child, "id title section candidate service");
    item->id = package_required(load, child, "id");
    item->title = package_required(load, child, "title");
    item->section = package_optional(load, child, "section");
    item->candidate = package_optional(load, child, "candidate");
    item->service = package_optional(load, child, "service");
    note_id(load, load->duty_ids, child, item->id);
  }
}

void
directory_read_service(struct load *load, const xmlNode *node)
{
  struct fasti_package *package = load->package;
  struct fasti_service *service = &package->services[package->service_count++];

  package_attributes(load, node, "id title content office phone corrected opens");
  service->id = package_required(load, node, "id");
  service->title = package_required(load, node, "title");
  service->content = package_optional(load, node, "content");
  service->office = package_optional(load, node, "office");
  service->phone = package_optional(load, node, "phone");
  service->corrected = package_optional(load, node, "corrected");
  service->opens = package_optional(load, node, "opens");
  for (const struct fasti_service *other = package->services; other < service; other++)
    if (strcmp(other->id, service->id) == 0)
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                     "the service %s is there twice; expected one, or another id", service->id);
}

/* Where an element begins, for as long as the package lives. */
static struct fasti_place
kept_place(struct load *load, const xmlNode *node)
{
  struct fasti_place place = fasti_xml_place(node);

  place.file = fasti_arena_strdup(load->package->arena, place.file);
  return place;
}

void
directory_read_text(struct load *load, const xmlNode *node)
{
  struct fasti_text *text = &load->package->texts[load->package->text_count++];
  struct fasti_text_item *items =
    fasti_arena_alloc(load->package->arena, (count_items(load, node) + 1) * sizeof *items);

  package_attributes(load, node, "id title procedure");
  text->id = package_required(load, node, "id");
  text->title = package_required(load, node, "title");
  text->procedure = package_optional(load, node, "procedure");
  text->place = kept_place(load, node);
  text->items = items;
  note_id(load, load->text_ids, node, text->id);
  for (const xmlNode *child = next_item(fasti_xml_first(node)); child; child = next_item(fasti_xml_next(child))) {
    struct fasti_text_item *item = &items[text->item_count++];

    package_attributes(load, child, "id title");
    item->id = package_required(load, child, "id");
    item->title = package_required(load, child, "title");
    item->place = kept_place(load, child);
    note_id(load, load->text_ids, child, item->id);
  }
}

static bool
has_service(const struct fasti_package *package, const char *id)
{
  for (size_t i = 0; i < package->service_count; i++)
    if (strcmp(package->services[i].id, id) == 0)
      return true;
  return false;
}

static bool
has_procedure(const struct fasti_package *package, const char *id)
{
  return xmlHashLookup(package->procedure_ids, (const xmlChar *)id) != NULL;
}

/* Each of the ids in an attribute must be one that the package HAS. */
static void
check_ids(struct load *load, const xmlNode *node, const char *attribute, const char *what,
          bool (*has)(const struct fasti_package *package, const char *id))
{
  const char *at = fasti_xml_attribute(node, NULL, attribute);
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(load->package->arena, word.at, word.size);

    if (!has(load->package, id))
      fasti_error_at(load->messages, fasti_xml_attribute_place(node, attribute),
                     "there is no %s %s; expected one of this package", what, id);
  }
}

void
directory_check(struct load *load, const xmlNode *node)
{
  if (fasti_xml_is(node, FASTI_NS_PACKAGE, "service"))
    check_ids(load, node, "opens", "procedure", has_procedure);
  else if (fasti_xml_is(node, FASTI_NS_PACKAGE, "text"))
    check_ids(load, node, "procedure", "procedure", has_procedure);
  else if (fasti_xml_is(node, FASTI_NS_PACKAGE, "duty"))
    for (const xmlNode *child = next_item(fasti_xml_first(node)); child; child = next_item(fasti_xml_next(child)))
      check_ids(load, child, "service", "service", has_service);
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

const struct fasti_text *
fasti_package_text_at(const struct fasti_package *package, size_t index)
{
  return index < package->text_count ? &package->texts[index] : NULL;
}
