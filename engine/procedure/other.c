/* engine/procedure/other.c - what cases do with other cases, compiled; see engine/notes.h and doc/language.md section 13.
 *
 * Messages: a fact without a name or a value, a name that cannot be an element, one that is told twice.
 */
#include "config.h"

#include <string.h>

#include <libxml/tree.h>

#include "engine/procedure/load.h"

/* Names become elements in what f:find gives. */
static bool
is_name(const char *name)
{
  return name && xmlValidateNCName((const xmlChar *)name, 0) == 0;
}

static void
check_name(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = attribute(node, name);

  if (text && !is_name(text))
    fasti_error_at(check->messages, attribute_place(node, name),
                   "%s=\"%s\" is no name; expected letters, digits, - and _, not beginning with a digit", name, text);
}

static void
read_fact(struct check *check, const xmlNode *node, struct fasti_fact_note *note)
{
  note->name = attribute_copy(check, node, "name");
  note->each = attribute_expr(check, node, "each");
  note->as = attribute_copy(check, node, "as");
  check->extra = note->as;
  note->value = attribute_template(check, node, "value");
  check->extra = NULL;
  notes_need(check, node, "name");
  notes_need(check, node, "value");
  check_name(check, node, "name");
  if (note->name && strcmp(note->name, "key") == 0)
    fasti_error_at(check->messages, attribute_place(node, "name"), "a fact cannot be called key: <f:key> says the key");
  if (!note->each != !note->as)
    fasti_error_at(check->messages, attribute_place(node, note->each ? "each" : "as"),
                   "each and as belong together: the list, and the name of its node");
  note->name = note->name ? note->name : "";
}

static void
read_key(struct check *check, const xmlNode *node)
{
  struct fasti_procedure_note *note = &check->procedure->note;

  notes_need(check, node, "value");
  if (note->key)
    fasti_error_at(check->messages, fasti_xml_place(node), "the key is there twice; expected one");
  note->key = attribute_template(check, node, "value");
}

/* What cases are known by is the procedure's, not a sub-procedure's. */
static void
refuse_elsewhere(struct check *check)
{
  for (size_t i = 1; i < check->procedure->document_count; i++) {
    const xmlNode *root = fasti_chart_root(check->procedure->documents[i]->notes.chart);

    for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
      if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "fact") || fasti_xml_is(node, FASTI_NS_PROCEDURE, "key"))
        fasti_error_at(check->messages, fasti_xml_place(node),
                       "<f:%s> cannot stand in a sub-procedure; expected in the procedure's own document",
                       (const char *)node->name);
  }
}

void
others_procedure(struct check *check)
{
  const xmlNode *root = fasti_chart_root(check->procedure->chart);
  struct fasti_fact_note *facts;
  size_t count = 0;

  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    count += fasti_xml_is(node, FASTI_NS_PROCEDURE, "fact");
  facts = fasti_arena_alloc(check->procedure->arena, (count + 1) * sizeof *facts);
  count = 0;
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "key")) {
      read_key(check, node);
    } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "fact")) {
      read_fact(check, node, &facts[count]);
      for (size_t i = 0; i < count; i++)
        if (strcmp(facts[i].name, facts[count].name) == 0)
          fasti_error_at(check->messages, attribute_place(node, "name"),
                         "the fact %s is there twice; expected one, with each for several values", facts[count].name);
      count++;
    }
  check->procedure->note.facts = facts;
  check->procedure->note.fact_count = count;
  refuse_elsewhere(check);
}
