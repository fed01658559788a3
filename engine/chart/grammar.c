/* engine/chart/grammar.c - which elements and attributes SCXML has, and where they may stand (SCXML 1.0, sections 3-6).
 *
 * Elements and attributes of other namespaces are left alone everywhere. What stands in <data>, <assign> and <content>
 * is data and may be anything. Messages: unknown element, element out of place, unknown attribute, missing attribute,
 * text where none may stand, too many of an element.
 */
#include "config.h"

#include <string.h>

#include "engine/chart/load.h"

#define CONTENT "raise if foreach log assign send cancel script"

/* Attributes: "!" marks what must be there. Children: "?" marks what may stand at most once. */
struct rule {
  const char *name;
  const char *attributes;
  const char *children; /* NULL: anything at all */
};

static const struct rule rules[] = {
  {"scxml", "initial name version! datamodel binding", "state parallel final datamodel? script?"},
  {"state", "id initial", "onentry onexit transition initial? state parallel final history datamodel? invoke"},
  {"parallel", "id", "onentry onexit transition state parallel history datamodel? invoke"},
  {"transition", "event cond target type", CONTENT},
  {"initial", "", "transition?"},
  {"final", "id", "onentry onexit donedata?"},
  {"history", "id type", "transition?"},
  {"onentry", "", CONTENT},
  {"onexit", "", CONTENT},
  {"raise", "event!", ""},
  {"if", "cond!", CONTENT " elseif else?"},
  {"elseif", "cond!", ""},
  {"else", "", ""},
  {"foreach", "array! item! index", CONTENT},
  {"log", "label expr", ""},
  {"datamodel", "", "data"},
  {"data", "id! src expr", NULL},
  {"assign", "location! expr type attr", NULL},
  {"donedata", "", "content? param"},
  {"content", "expr", NULL},
  {"param", "name! expr location", ""},
  {"script", "src", NULL},
  {"send", "event eventexpr target targetexpr type typeexpr id idlocation delay delayexpr namelist", "content? param"},
  {"cancel", "sendid sendidexpr", ""},
  {"invoke", "type typeexpr src srcexpr id idlocation namelist autoforward", "content? finalize? param"},
  {"finalize", "", CONTENT},
};

static const struct rule *
rule_of(const xmlNode *node)
{
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (strcmp(rules[i].name, (const char *)node->name) == 0)
      return &rules[i];
  return NULL;
}

/* Find a word in a list. MARK gets the character behind it: the sign, or a blank or the end. */
static bool
list_has(const char *list, const char *word, char *mark)
{
  size_t size = strlen(word);

  for (const char *at = list; (at = strstr(at, word)); at += size)
    if ((at == list || at[-1] == ' ') && (at[size] == '\0' || strchr(" !?", at[size]))) {
      *mark = at[size];
      return true;
    }
  return false;
}

/* A list without its marks, for people. */
static const char *
shown(struct fasti_loader *loader, const char *list)
{
  char *copy = fasti_arena_strdup(loader->arena, list), *to = copy;

  for (const char *at = copy; *at; at++)
    if (*at != '!' && *at != '?')
      *to++ = *at;
  *to = '\0';
  return copy;
}

static void
check_attributes(struct fasti_loader *loader, const xmlNode *node, const struct rule *rule)
{
  char mark, name[32];
  size_t size;

  for (const xmlAttr *a = node->properties; a; a = a->next)
    if (!a->ns && !list_has(rule->attributes, (const char *)a->name, &mark))
      fasti_loader_error(loader, fasti_xml_attribute_place(node, (const char *)a->name),
                         *rule->attributes ? "<%s> has no attribute \"%s\"; it may have: %s"
                                           : "<%s> has no attribute \"%s\"; it has none%s",
                         rule->name, (const char *)a->name, shown(loader, rule->attributes));
  for (const char *at = rule->attributes; *at; at += size + strspn(at + size, "! ")) {
    size = strcspn(at, "! ");
    if (at[size] != '!')
      continue;
    memcpy(name, at, size);
    name[size] = '\0';
    if (!fasti_xml_attribute(node, NULL, name))
      fasti_loader_error(loader, fasti_xml_place(node), "<%s> needs the attribute \"%s\"", rule->name, name);
  }
}

static bool
came_before(const xmlNode *node)
{
  for (const xmlNode *n = node->prev; n; n = n->prev)
    if (fasti_xml_is(n, FASTI_NS_SCXML, (const char *)node->name))
      return true;
  return false;
}

static void
check_child(struct fasti_loader *loader, const xmlNode *child, const struct rule *rule)
{
  char mark = ' ';

  if (!rule_of(child))
    fasti_loader_error(loader, fasti_xml_place(child), "SCXML has no element <%s>", (const char *)child->name);
  else if (!list_has(rule->children, (const char *)child->name, &mark))
    fasti_loader_error(loader, fasti_xml_place(child),
                       *rule->children ? "<%s> may not stand in <%s>; there may stand: %s"
                                       : "<%s> may not stand in <%s>, which has no elements in it%s",
                       (const char *)child->name, rule->name, shown(loader, rule->children));
  else if (mark == '?' && came_before(child))
    fasti_loader_error(loader, fasti_xml_place(child), "a second <%s>; <%s> has one at most", (const char *)child->name,
                       rule->name);
}

bool
fasti_load_is_blank(const xmlNode *node)
{
  const char *at = (const char *)node->content;

  return node->type == XML_TEXT_NODE && (!at || at[strspn(at, " \t\r\n")] == '\0');
}

/* <content> holds a document only in an <invoke>; elsewhere, and in <data> and <assign>, it holds data, whose elements
   usually have no namespace. Forgetting xmlns="" is the usual mistake, and no expression finds such data. */
static void
check_data(struct fasti_loader *loader, const xmlNode *node)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    if (fasti_xml_is(child, FASTI_NS_SCXML, "scxml"))
      continue; /* a document, checked when it is invoked */
    if (fasti_xml_is(child, FASTI_NS_SCXML, (const char *)child->name))
      fasti_warning_at(loader->messages, fasti_xml_place(child),
                       "<%s> is data, but in the namespace of SCXML, so \"%s\" in an expression does not find it; "
                       "write xmlns=\"\" on it",
                       (const char *)child->name, (const char *)child->name);
  }
}

void
fasti_grammar_check(struct fasti_loader *loader, const xmlNode *node)
{
  const struct rule *rule = rule_of(node);

  if (!rule)
    return;
  check_attributes(loader, node, rule);
  if (!rule->children) {
    check_data(loader, node);
    return;
  }
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_TEXT_NODE && !fasti_load_is_blank(child))
      fasti_loader_error(loader, fasti_xml_place(node), "text in <%s>; only elements may stand there", rule->name);
    if (child->type != XML_ELEMENT_NODE || !child->ns || strcmp((const char *)child->ns->href, FASTI_NS_SCXML) != 0)
      continue;
    check_child(loader, child, rule);
    fasti_grammar_check(loader, child);
  }
}
