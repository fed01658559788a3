/* adapters/web/case_draw.c - where a case stands in its chart: a drawing that is the same for all cases of the procedure, and what
 * of it this case has passed and is in.
 *
 *   <diagram> <svg:svg/> <mark id="s-STATE" is="now|been"/> </diagram>
 *   <steps><step id title is="now|been|ahead" depth><law/></step></steps>     the same for who reads lists
 */
#include "config.h"

#include <string.h>

#include "adapters/web/case.h"
#include "engine/xml.h"

#define NS_PROCEDURE "urn:fasti:procedure"

/* What stands before the root element is a DTD, which is not read. */
static void
add_picture(const struct case_page *page, xmlNodePtr diagram)
{
  const struct web_options *options = web_site_options(page->call->site);
  struct fasti_messages *messages = fasti_messages_like(page->call->messages);
  struct fasti_buffer svg = {0};
  xmlDocPtr doc = NULL;
  const char *root;

  if (options->draw && options->draw(options->self, page->procedure, messages, &svg) == FASTI_OK &&
      (root = strstr(svg.at, "<svg")) &&
      fasti_xml_parse("diagram", fasti_slice_of(root), messages, &doc) == FASTI_OK)
    xmlAddChild(diagram, xmlDocCopyNode(xmlDocGetRootElement(doc), diagram->doc, 1));
  fasti_xml_free(doc);
  fasti_buffer_free(&svg);
  fasti_messages_free(messages);
}

/* "now", "been" or NULL. */
static const char *
is_at(const struct case_page *page, const char *state)
{
  struct fasti_buffer visited = {0};
  const char *is = NULL;

  if (strpbrk(state, "'\""))
    return NULL;
  if (fasti_case_in(page->case_, state))
    return "now";
  if (fasti_case_evaluate(page->case_, fasti_arena_printf(page->call->arena, "f:visited('%s')", state), NULL, &visited) ==
        FASTI_OK &&
      visited.size && strcmp(visited.at, "true") == 0)
    is = "been";
  fasti_buffer_free(&visited);
  return is;
}

static int
depth_of(const struct fasti_chart *chart, int state)
{
  int depth = 0;

  for (int up = fasti_chart_state(chart, state)->parent; up > 0; up = fasti_chart_state(chart, up)->parent)
    depth += fasti_xml_attribute(fasti_chart_state(chart, up)->node, NS_PROCEDURE, "title") != NULL;
  return depth;
}

void
case_add_diagram(struct case_page *page, xmlNodePtr parent)
{
  const struct fasti_chart *chart = fasti_procedure_chart(page->procedure);
  xmlNodePtr diagram = web_add(parent, "diagram"), steps = web_add(parent, "steps");

  add_picture(page, diagram);
  for (int i = 1; i < fasti_chart_state_count(chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);
    const char *title = fasti_xml_attribute(state->node, NS_PROCEDURE, "title"), *is = is_at(page, state->id);

    if (is) {
      xmlNodePtr mark = web_add(diagram, "mark");

      web_set(mark, "id", fasti_arena_printf(page->call->arena, "s-%s", state->id));
      web_set(mark, "is", is);
    }
    if (title) {
      xmlNodePtr step = web_add(steps, "step");

      web_set(step, "id", state->id);
      web_set(step, "title", title);
      web_set(step, "is", is ? is : "ahead");
      web_set_number(step, "depth", depth_of(chart, i));
      web_add_law(step, page->procedure, fasti_xml_attribute(state->node, NS_PROCEDURE, "law"));
    }
  }
}
