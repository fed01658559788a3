/* engine/procedure/fact.c - what other cases and people may find a case by: f:fact, f:key, f:register; see doc/language.md,
 * section 13.
 *
 * Messages: a fact without a name or a value, a name that cannot be an element, one that is told twice; a type that is
 * none; a register without a column.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

/* Names become elements in what f:find gives. */
static bool
is_name(const char *name)
{
  return name && xmlValidateNCName((const xmlChar *)name, 0) == 0;
}

void
names_name(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = attribute(node, name);

  if (text && !is_name(text))
    fasti_error_at(check->messages, attribute_place(node, name),
                   "%s=\"%s\" is no name; expected letters, digits, - and _, not beginning with a digit", name, text);
}

static enum fasti_fact_type
read_type(struct check *check, const xmlNode *node)
{
  static const char *const types[] = {"text", "date", "number"};
  const char *text = attribute(node, "type");

  for (size_t i = 0; text && i < sizeof types / sizeof *types; i++)
    if (strcmp(text, types[i]) == 0)
      return (enum fasti_fact_type)i;
  if (text)
    fasti_error_at(check->messages, attribute_place(node, "type"),
                   "type=\"%s\" is unknown; expected text, date or number", text);
  return FASTI_FACT_TEXT;
}

/* Which words people read for the values of a fact. */
static void
read_words(struct check *check, const xmlNode *node, struct fasti_fact_note *note)
{
  struct fasti_word_note *words;
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += fasti_xml_is(child, FASTI_NS_PROCEDURE, "word");
  if (!count)
    return;
  words = fasti_arena_alloc(check->procedure->arena, count * sizeof *words);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    struct fasti_word_note *word = &words[note->word_count];

    if (!fasti_xml_is(child, FASTI_NS_PROCEDURE, "word"))
      continue;
    notes_need(check, child, "value");
    notes_need(check, child, "title");
    *word = (struct fasti_word_note){attribute_copy(check, child, "value"), attribute_copy(check, child, "title")};
    for (size_t i = 0; word->value && i < note->word_count; i++)
      if (strcmp(words[i].value, word->value) == 0)
        fasti_error_at(check->messages, attribute_place(child, "value"), "there are two words for the value %s",
                       word->value);
    note->word_count += word->value && word->title;
  }
  note->words = words;
}

const char *
fasti_fact_word(const struct fasti_fact_note *fact, const char *value)
{
  for (size_t i = 0; i < fact->word_count; i++)
    if (strcmp(fact->words[i].value, value) == 0)
      return fact->words[i].title;
  return value;
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
  names_name(check, node, "name");
  if (note->name && strcmp(note->name, "key") == 0)
    fasti_error_at(check->messages, attribute_place(node, "name"), "a fact cannot be called key: <f:key> says the key");
  notes_check_as(check, node, note->as);
  note->name = note->name ? note->name : "";
  note->title = attribute_copy(check, node, "title");
  note->type = read_type(check, node);
  note->dashboard = notes_bool(check, node, "dashboard");
  read_words(check, node, note);
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

/* A register is a table: what has a title is a column. */
static void
check_register(struct check *check, const struct fasti_fact_note *facts, size_t count)
{
  const xmlNode *root = fasti_chart_root(check->procedure->chart);
  bool titled = false;

  for (size_t i = 0; i < count; i++)
    titled |= facts[i].title != NULL;
  if (check->procedure->note.is_register && !titled)
    fasti_error_at(check->messages, attribute_place(root, "register"),
                   "a register has no column; expected title=\"…\" on the facts that people are to read");
}

void
facts_procedure(struct check *check)
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
  check_register(check, facts, count);
  check->procedure->note.facts = facts;
  check->procedure->note.fact_count = count;
  refuse_elsewhere(check);
}
