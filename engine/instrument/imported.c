/* engine/instrument/imported.c - patterns that libxslt cannot keep apart in an imported stylesheet.
 *
 * libxslt 1.1 remembers, for each step of a pattern with a predicate, where it stood last; each gets a place in the memory of a
 * rendering. When a stylesheet is imported it moves these places behind those of the others, but only of the first pattern
 * for each name (xsltNormalizeCompSteps): the rest share a place with something else, and rendering ends the program. So
 * what would share is refused here; included stylesheets are not concerned.
 */
#include "config.h"

#include <string.h>

#include "engine/instrument/room.h"

enum { PATTERNS = 500, NAME = 100 };

struct pattern {
  const xmlNode *node; /* xsl:template */
  char name[NAME];     /* of the last step: what libxslt finds it by */
  bool predicated, twice, ranked; /* has a predicate; two in one step; comes before a plain name */
};

/* Whether the character at AT is one of a string; QUOTE is what began it. */
static bool
in_string(const char *at, char *quote)
{
  bool was = *quote != '\0';

  if (was)
    *quote = *at == *quote ? '\0' : *quote;
  else if (*at == '"' || *at == '\'')
    *quote = *at;
  return was || *quote;
}

/* The end of one alternative of a pattern: a bar that is in no predicate and no string. */
static const char *
alternative_end(const char *at)
{
  int depth = 0;
  char quote = '\0';

  for (; *at && (*at != '|' || depth || quote); at++)
    if (!in_string(at, &quote))
      depth += (*at == '[') - (*at == ']');
  return at;
}

static void
read_alternative(const char *at, const char *end, const xmlNode *node, struct pattern *pattern)
{
  size_t size = 0;
  int depth = 0, predicates = 0;
  char quote = '\0';

  *pattern = (struct pattern){.node = node, .ranked = fasti_xml_attribute(node, NULL, "priority") != NULL};
  for (; at < end; at++) {
    if (in_string(at, &quote))
      continue;
    if (*at == '[' && depth++ == 0) {
      pattern->predicated = true;
      pattern->twice = pattern->twice || predicates++ > 0;
    }
    if (depth) {
      depth -= *at == ']';
    } else if (*at == '/') {
      size = 0;
      predicates = 0;
      pattern->ranked = true;
    } else if (!strchr(" \t\n]", *at) && size < NAME - 1) {
      pattern->name[size++] = *at;
    }
    pattern->name[size] = '\0';
  }
}

static size_t
read_patterns(const struct sheet *sheet, struct pattern *patterns)
{
  size_t count = 0;

  for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(sheet->doc)); node; node = fasti_xml_next(node)) {
    const char *at = fasti_xml_is(node, NS_XSLT, "template") ? fasti_xml_attribute(node, NULL, "match") : NULL;

    while (at && *at && count < PATTERNS) {
      const char *end = alternative_end(at);

      read_alternative(at, end, node, &patterns[count++]);
      at = *end ? end + 1 : end;
    }
  }
  return count;
}

static bool
same_mode(const xmlNode *one, const xmlNode *other)
{
  const char *a = fasti_xml_attribute(one, NULL, "mode"), *b = fasti_xml_attribute(other, NULL, "mode");

  return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Only what has a name is moved at all. */
static bool
is_named(const char *name)
{
  return !strchr(name, '*') && !strchr(name, '(');
}

static void
check_pattern(const struct pattern *patterns, size_t count, size_t at, struct fasti_messages *messages)
{
  const struct pattern *one = &patterns[at];
  bool alone = is_named(one->name) && !one->twice;

  for (size_t i = 0; i < count && alone; i++)
    alone = i == at || strcmp(patterns[i].name, one->name) != 0 || !same_mode(patterns[i].node, one->node) ||
            (!patterns[i].predicated && !patterns[i].ranked);
  if (!alone)
    fasti_error_at(messages, fasti_xml_attribute_place(one->node, "match"),
                   "in an imported stylesheet only one pattern for %s may have a predicate, and only one predicate: include "
                   "this stylesheet, or use xsl:choose in one template",
                   one->name);
}

static void
check_sheet(const struct sheet *sheet, struct fasti_messages *messages)
{
  struct pattern *patterns = fasti_alloc(PATTERNS * sizeof *patterns);
  size_t count = read_patterns(sheet, patterns);

  if (count == PATTERNS)
    fasti_error_at(messages, fasti_xml_place(xmlDocGetRootElement(sheet->doc)),
                   "an imported stylesheet has at most %d patterns", PATTERNS - 1);
  for (size_t i = 0; i < count; i++)
    if (patterns[i].predicated)
      check_pattern(patterns, count, i, messages);
  fasti_free(patterns);
}

void
imported_check(const struct fasti_instrument *instrument, struct fasti_messages *messages)
{
  for (const struct sheet *sheet = instrument->sheets; sheet; sheet = sheet->next)
    for (xmlNodePtr node = fasti_xml_first(xmlDocGetRootElement(sheet->doc)); node; node = fasti_xml_next(node))
      if (fasti_xml_is(node, NS_XSLT, "import") && node->psvi)
        check_sheet(node->psvi, messages);
}
