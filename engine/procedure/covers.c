/* engine/procedure/covers.c - what carries the law: texts and items of a package, and who says to carry them
 * (doc/language.md section 15).
 *
 * Messages: a text or item without id or title, or with one that is there already; covers that names nothing.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

/* -- texts and their items -- */

/* Ids are one list: what is said to be carried is either a text or an item. */
static void
claim_id(struct load *load, const xmlNode *node, const char *id)
{
  struct fasti_package *package = load->package;

  if (!package->text_ids)
    package->text_ids = arena_table(package->arena);
  if (strpbrk(id, " \t\r\n"))
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                   "id=\"%s\" has a space in it; expected one word", id);
  if (*id && xmlHashAddEntry(package->text_ids, (const xmlChar *)id, package) != 0)
    fasti_error_at(load->messages, fasti_xml_attribute_place(node, "id"),
                   "%s is there twice; expected each text and item once", id);
}

/* Places outlive the document: what has no carrier is told where it is asked for. */
static struct fasti_place
lasting_place(struct load *load, const xmlNode *node)
{
  struct fasti_place place = fasti_xml_place(node);

  place.file = fasti_arena_strdup(load->package->arena, place.file);
  return place;
}

static void
read_item(struct load *load, const xmlNode *node, struct fasti_item *item)
{
  package_attributes(load, node, "id title");
  item->id = package_required(load, node, "id");
  item->title = package_required(load, node, "title");
  item->place = lasting_place(load, node);
  claim_id(load, node, item->id);
}

void
texts_read(struct load *load, const xmlNode *node)
{
  struct fasti_text *text = &load->package->texts[load->package->text_count++];
  struct fasti_item *items;
  size_t count = 0;

  package_attributes(load, node, "id title procedure");
  text->id = package_required(load, node, "id");
  text->title = package_required(load, node, "title");
  text->procedure = package_optional(load, node, "procedure");
  text->place = lasting_place(load, node);
  claim_id(load, node, text->id);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count++;
  items = fasti_arena_alloc(load->package->arena, (count + 1) * sizeof *items);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PACKAGE, "item"))
      read_item(load, child, &items[text->item_count++]);
    else
      fasti_error_at(load->messages, fasti_xml_place(child), "a text has no element <%s>; it has item",
                     (const char *)child->name);
  text->items = items;
}

const struct fasti_text *
fasti_package_text_at(const struct fasti_package *package, size_t index)
{
  return index < package->text_count ? &package->texts[index] : NULL;
}

/* -- carriers -- */

struct kind {
  const char *ns, *element;
  enum fasti_carrier_kind kind;
  const char *id; /* the attribute by which it is known */
};

static const struct kind kinds[] = {
  {FASTI_NS_SCXML, "scxml", FASTI_CARRIES_PROCEDURE, "name"},
  {FASTI_NS_SCXML, "state", FASTI_CARRIES_STATE, "id"},
  {FASTI_NS_SCXML, "parallel", FASTI_CARRIES_STATE, "id"},
  {FASTI_NS_SCXML, "final", FASTI_CARRIES_STATE, "id"},
  {FASTI_NS_SCXML, "invoke", FASTI_CARRIES_TASK, "id"},
  {FASTI_NS_SCXML, "transition", FASTI_CARRIES_ACTION, "event"},
  {FASTI_NS_PROCEDURE, "deadline", FASTI_CARRIES_DEADLINE, "id"},
  {FASTI_NS_PROCEDURE, "every", FASTI_CARRIES_EVERY, "id"},
  {FASTI_NS_PROCEDURE, "instrument", FASTI_CARRIES_INSTRUMENT, "id"},
};

static const struct kind *
kind_of(const xmlNode *node)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (fasti_xml_is(node, kinds[i].ns, kinds[i].element))
      return &kinds[i];
  return NULL;
}

static void
check_words(struct check *check, struct fasti_place place, const char *covers)
{
  struct fasti_slice word;

  if (!fasti_list_next(&covers, &word))
    fasti_error_at(check->messages, place, "covers names nothing; expected ids of texts or items");
}

static void
add_carrier(struct check *check, const struct kind *kind, const xmlNode *node)
{
  struct fasti_procedure *procedure = check->procedure;
  struct fasti_carrier *carrier;
  const char *type = fasti_xml_attribute(node, NULL, "type"), *id = fasti_xml_attribute(node, NULL, kind->id);

  if (procedure->carrier_count == procedure->carrier_room) {
    procedure->carrier_room = procedure->carrier_room ? procedure->carrier_room * 2 : 16;
    procedure->carriers = fasti_realloc(procedure->carriers, procedure->carrier_room * sizeof *procedure->carriers);
  }
  carrier = &procedure->carriers[procedure->carrier_count++];
  *carrier = (struct fasti_carrier){.kind = kind->kind, .covers = attribute_copy(check, node, "covers")};
  if (kind->kind == FASTI_CARRIES_TASK && !(type && strcmp(type, TYPE_TASK) == 0))
    carrier->kind = FASTI_CARRIES_CHILD;
  carrier->id = fasti_arena_strdup(procedure->arena, id ? id : "");
  carrier->title = attribute_copy(check, node, "title");
  carrier->title = carrier->title ? carrier->title : "";
  carrier->place = attribute_place(node, "covers");
  check_words(check, carrier->place, carrier->covers);
}

static void
walk(struct check *check, const xmlNode *node)
{
  const struct kind *kind = kind_of(node);

  if (kind && attribute(node, "covers"))
    add_carrier(check, kind, node);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    walk(check, child);
}

void
covers_read(struct check *check)
{
  walk(check, fasti_chart_root(check->document->notes.chart));
}

static void
check_field(void *self, const struct fasti_form_cover *cover)
{
  check_words(self, cover->place, cover->covers);
}

void
covers_keep_form(struct check *check, const struct fasti_form *form)
{
  struct fasti_procedure *procedure = check->procedure;

  procedure->forms = fasti_realloc(procedure->forms, (procedure->form_count + 1) * sizeof *procedure->forms);
  procedure->forms[procedure->form_count++] = form;
  fasti_form_covers(form, NULL, check_field, check);
}

struct telling {
  const struct fasti_form *form;
  void (*use)(void *self, const struct fasti_carrier *carrier);
  void *self;
};

static void
tell_field(void *self, const struct fasti_form_cover *cover)
{
  const struct telling *telling = self;
  const struct fasti_carrier carrier = {.kind = FASTI_CARRIES_FIELD,
                                        .covers = cover->covers,
                                        .id = cover->path,
                                        .title = cover->label,
                                        .form = fasti_form_title(telling->form),
                                        .place = cover->place};

  telling->use(telling->self, &carrier);
}

void
fasti_procedure_carriers(const struct fasti_procedure *procedure, const char *language,
                         void (*use)(void *self, const struct fasti_carrier *carrier), void *self)
{
  struct telling telling = {.use = use, .self = self};

  for (size_t i = 0; i < procedure->carrier_count; i++)
    use(self, &procedure->carriers[i]);
  for (size_t i = 0; i < procedure->form_count; i++) {
    telling.form = procedure->forms[i];
    fasti_form_covers(telling.form, language, tell_field, &telling);
  }
}
