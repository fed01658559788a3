/* engine/procedure/vocabulary.c - what the f: vocabulary does not have is refused, and SCXML's own expressions are
 * checked for the names that they mention.
 */
#include "config.h"

#include <string.h>

#include "engine/chart.h"
#include "engine/procedure/load.h"

#define PEOPLE "role people certified other-than same-as among not-among unit not-unit"

/** What an element may carry: f: attributes on SCXML's, plain attributes on ours; and for ours the parents. */
struct word {
  const char *name;
  const char *attributes;
  const char *parents;
};

static const struct word scxml_words[] = {
  {"scxml", "title open form into suspend terminate recuse case-title search law covers register", NULL},
  {"state", "title law stage covers", NULL},
  {"parallel", "title law stage covers", NULL},
  {"final", "title law stage covers", NULL},
  {"transition", "title law message form into append covers " PEOPLE, NULL},
  {"invoke", "title law into append each as follow sign forbid return optional when covers dossier precedents " PEOPLE, NULL},
};

static const struct word f_words[] = {
  {"law", "id title article", "scxml"},
  {"instrument", "id title template number covers", "scxml"},
  {"requires", "test message law", "instrument"},
  {"assert", "law", "scxml"},
  {"fact", "name value each as title type dashboard", "scxml"},
  {"word", "value title", "fact"},
  {"key", "value", "scxml"},
  {"deadline", "id title within from on roll warn pause-in pause-law when role law covers", "state parallel"},
  {"every", "id rule from covers", "state parallel"},
  {"issue", "instrument for into law", ""},
  {"notify", "role to law", ""},
  {"publish", "kind key title until names drop law", ""},
  {"refuse", "test law message", ""},
  {"extend", "deadline by law", ""},
  {"recuse", "person law", ""},
  {"find", "into procedure people unit", ""},
  {"where", "fact value from to key state status", "find"},
  {"open", "procedure into reply law", ""},
  {"tell", "case event law", ""},
  {"sample", "from into rate at-least size except law", ""},
  {"with", "name value", "open tell decide"},
  {"hand", "files", "open tell invoke"},
  {"decide", "table decision on into law", ""},
};

/* Where SCXML allows executable content. */
static const char content_parents[] = "onentry onexit transition if foreach finalize";

static const char xpath_attributes[] =
  "cond expr location array eventexpr targetexpr typeexpr srcexpr delayexpr sendidexpr idlocation";

static bool
is_in(const xmlNode *node, const char *ns)
{
  return node->ns && strcmp((const char *)node->ns->href, ns) == 0;
}

static const struct word *
find_word(const struct word *words, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(words[i].name, name) == 0)
      return &words[i];
  return NULL;
}

static void
check_f_attributes(struct check *check, const xmlNode *node)
{
  const struct word *word = find_word(scxml_words, sizeof scxml_words / sizeof *scxml_words, (const char *)node->name);

  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    const char *name = (const char *)attr->name;

    if (!attr->ns || strcmp((const char *)attr->ns->href, FASTI_NS_PROCEDURE) != 0)
      continue;
    if (!word)
      fasti_error_at(check->messages, attribute_place(node, name), "<%s> takes no f: attributes; it has f:%s",
                     (const char *)node->name, name);
    else if (!fasti_list_has(word->attributes, name))
      fasti_error_at(check->messages, attribute_place(node, name), "<%s> has no attribute f:%s; it has %s",
                     (const char *)node->name, name, word->attributes);
  }
}

static void
check_expression(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);
  struct fasti_place place = fasti_xml_attribute_place(node, name);
  struct fasti_expr *expr;

  if (!text)
    return;
  expr = fasti_expr_compile(text, node, place, NULL);
  if (!fasti_expr_is_bad(expr)) { /* the chart has told what is bad */
    names_variables(check, expr);
    names_functions(check, expr);
    names_check(check, text, place);
  }
  fasti_expr_free(expr);
}

static void
check_scxml(struct check *check, const xmlNode *node)
{
  const char *at = xpath_attributes, *type = fasti_xml_attribute(node, NULL, "type");
  struct fasti_slice word;

  check_f_attributes(check, node);
  while (check->document && fasti_list_next(&at, &word)) {
    char name[24];

    memcpy(name, word.at, word.size);
    name[word.size] = '\0';
    check_expression(check, node, name);
  }
  if (strcmp((const char *)node->name, "send") == 0 && type && strncmp(type, "urn:fasti:", 10) == 0)
    fasti_error_at(check->messages, fasti_xml_attribute_place(node, "type"),
                   "%s is not known; expected a send within the case", type);
}

static const char *
name_of_parent(const xmlNode *node)
{
  return node->parent && node->parent->type == XML_ELEMENT_NODE ? (const char *)node->parent->name : "";
}

static bool
opens_case(const xmlNode *invoke)
{
  const char *type = fasti_xml_attribute(invoke, NULL, "type");

  return type && strcmp(type, TYPE_CASE) == 0;
}

static void
check_ours(struct check *check, const xmlNode *node)
{
  const struct word *word = find_word(f_words, sizeof f_words / sizeof *f_words, (const char *)node->name);
  const char *parents;

  if (!word) {
    fasti_error_at(check->messages, fasti_xml_place(node),
                   "there is no <f:%s>; expected law, instrument, assert, fact, word, key, deadline, every, issue, "
                   "notify, publish, refuse, extend, recuse, find, open, tell, sample, decide, with or hand",
                   (const char *)node->name);
    return;
  }
  parents = *word->parents ? word->parents : content_parents;
  if (!fasti_list_has(parents, name_of_parent(node)))
    fasti_error_at(check->messages, fasti_xml_place(node), "<f:%s> cannot stand in <%s>; expected in %s", word->name,
                   name_of_parent(node), parents);
  if (strcmp(word->name, "hand") == 0 && strcmp(name_of_parent(node), "invoke") == 0 && !opens_case(node->parent))
    fasti_error_at(check->messages, fasti_xml_place(node),
                   "<f:hand> gives files to another case; expected an invoke with type=\"%s\"", TYPE_CASE);
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
    if ((!attr->ns && !fasti_list_has(word->attributes, (const char *)attr->name)) ||
        (attr->ns && strcmp((const char *)attr->ns->href, FASTI_NS_PROCEDURE) == 0))
      fasti_error_at(check->messages, attribute_place(node, (const char *)attr->name),
                     "<f:%s> has no attribute %s%s; it has %s", word->name, attr->ns ? "f:" : "",
                     (const char *)attr->name, word->attributes);
}

/* Inline data may be anything. */
static bool
holds_data(const xmlNode *node)
{
  return is_in(node, FASTI_NS_SCXML) && fasti_list_has("data content assign script", (const char *)node->name);
}

static void
walk(struct check *check, const xmlNode *node)
{
  if (is_in(node, FASTI_NS_SCXML))
    check_scxml(check, node);
  else if (is_in(node, FASTI_NS_PROCEDURE))
    check_ours(check, node);
  else
    return; /* an editor's */
  if (holds_data(node))
    return;
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    walk(check, child);
}

void
vocabulary_check(struct check *check, const xmlNode *root)
{
  walk(check, root);
}
