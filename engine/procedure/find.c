/* engine/procedure/find.c - f:find, compiled: other cases by their facts, or people of the office (doc/language.md
 * section 13).
 *
 * Messages: a condition that says nothing or too much, a fact that no procedure declares, people and cases at once.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static void
read_where(struct check *check, const xmlNode *node, struct fasti_where_note *where)
{
  where->fact = attribute_copy(check, node, "fact");
  where->value = attribute_template(check, node, "value");
  where->from = attribute_template(check, node, "from");
  where->to = attribute_template(check, node, "to");
  where->key = attribute_template(check, node, "key");
  where->state = attribute_copy(check, node, "state");
  where->status = attribute_copy(check, node, "status");
  if (!where->fact && (where->value || where->from || where->to))
    fasti_error_at(check->messages, fasti_xml_place(node), "value, from and to are of a fact; expected fact");
  if (!where->fact && !where->key && !where->state && !where->status)
    fasti_error_at(check->messages, fasti_xml_place(node),
                   "<f:where> says no condition; expected fact, key, state or status");
  if (where->value && (where->from || where->to))
    fasti_error_at(check->messages, fasti_xml_place(node), "value and from or to exclude each other; expected one");
}

static void
check_fact(struct check *check, const xmlNode *node, const char *procedure, const char *fact)
{
  const struct fasti_package *package = check->procedure->package;
  const char *name = fasti_arena_printf(check->procedure->arena, "%s %s", procedure ? procedure : "", fact ? fact : "");

  if (!fact || !procedure || package->alone || !xmlHashLookup(package->procedure_ids, (const xmlChar *)procedure) ||
      xmlHashLookup(package->facts, (const xmlChar *)name))
    return;
  fasti_error_at(check->messages, attribute_place(node, "fact"),
                 "the procedure %s has no fact %s; expected one that an <f:fact> of it declares", procedure, fact);
}

/* People of the office, in place of cases. */
static void
read_people(struct check *check, const xmlNode *node, struct fasti_other_note *other)
{
  other->people = attribute_given_roles(check, node, "people", &other->people_template);
  other->unit = attribute_template(check, node, "unit");
  if (attribute(node, "procedure"))
    fasti_error_at(check->messages, attribute_place(node, "procedure"),
                   "people and procedure exclude each other; expected one");
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PROCEDURE, "where"))
      fasti_error_at(check->messages, fasti_xml_place(child), "<f:where> is for cases; people are found by unit");
}

void
find_read(struct check *check, const xmlNode *node, struct fasti_action_note *note, struct fasti_other_note *other)
{
  struct fasti_where_note *wheres;
  size_t count = 0;

  note->kind = FASTI_DO_FIND;
  note->into = attribute_expr(check, node, "into");
  notes_need(check, node, "into");
  if (attribute(node, "people"))
    read_people(check, node, other);
  else if (attribute(node, "unit"))
    fasti_error_at(check->messages, attribute_place(node, "unit"), "unit stands only beside people");
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += fasti_xml_is(child, FASTI_NS_PROCEDURE, "where");
  wheres = fasti_arena_alloc(check->procedure->arena, (count + 1) * sizeof *wheres);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PROCEDURE, "where")) {
      check_fact(check, child, other->procedure, attribute(child, "fact"));
      read_where(check, child, &wheres[other->where_count++]);
    }
  other->wheres = wheres;
}
