/* adapters/http/api/title.c - what definitions call things; see api.h. */
#include "config.h"

#include "adapters/http/api/api.h"

static const xmlNode *
find_state(const struct fasti_chart *chart, const char *state)
{
  int number = fasti_chart_find(chart, state);
  const xmlNode *node = number >= 0 ? fasti_chart_state(chart, number)->node : NULL;

  if (node && !fasti_xml_attribute(node, "urn:fasti:procedure", "title"))
    node = NULL;
  for (int i = 0; !node && i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      node = find_state(fasti_chart_invoke(chart, i)->child, state);
  return node;
}

const xmlNode *
api_state(const struct fasti_procedure *procedure, const char *state)
{
  return find_state(fasti_procedure_chart(procedure), state);
}

const char *
api_state_title(const struct fasti_procedure *procedure, const char *state)
{
  const xmlNode *node = api_state(procedure, state);

  return node ? fasti_xml_attribute(node, "urn:fasti:procedure", "title") : state;
}
