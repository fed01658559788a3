/* adapters/web/case_form.c - a form as it was filled in: labels instead of ids, the words of choices instead of their values.
 *
 *   <form title work> <heading/> <list label> <item number> <field label type>value<choice/>...</field>
 * What is empty is left out. The form gives labels, lists and choices; every value is the one in the data.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/web/case.h"
#include "engine/xml.h"

enum { DEPTH = 32 };

struct shown {
  struct case_page *page;
  const char *actor;
  const xmlNode *data;
  xmlNodePtr at[DEPTH]; /* the element that holds what is at a depth */
};

/* The node at a path such as "officer[2]/certNo" or "party[1]/@id". */
static const xmlNode *
node_at(const xmlNode *data, const char *path, const char **attribute)
{
  *attribute = NULL;
  while (data && *path) {
    size_t size = strcspn(path, "[/");
    long index = path[size] == '[' ? strtol(path + size + 1, NULL, 10) : 1;
    const xmlNode *child;

    if (*path == '@') {
      *attribute = path + 1;
      return data;
    }
    for (child = fasti_xml_first(data); child; child = fasti_xml_next(child))
      if (strlen((const char *)child->name) == size && strncmp((const char *)child->name, path, size) == 0 && --index == 0)
        break;
    data = child;
    path += size;
    if (*path == '[')
      path += strcspn(path, "]") + 1;
    path += *path == '/';
  }
  return data;
}

static const char *
value_at(const struct shown *shown, const char *path)
{
  const char *attribute, *value;
  const xmlNode *node = node_at(shown->data, path, &attribute);
  xmlChar *text;

  if (!node)
    return "";
  if (attribute) {
    value = fasti_xml_attribute(node, NULL, attribute);
    return value ? value : "";
  }
  text = xmlNodeGetContent(node);
  value = fasti_arena_strdup(shown->page->call->arena, text ? (const char *)text : "");
  xmlFree(text);
  return value;
}

static const char *
kind_of(const struct fasti_control *control)
{
  switch (control->kind) {
  case FASTI_CONTROL_UPLOAD:
    return "file";
  case FASTI_CONTROL_TEXTAREA:
    return "long";
  case FASTI_CONTROL_SELECT:
  case FASTI_CONTROL_SELECT1:
    return "choice";
  default:
    return control->type;
  }
}

/* Whether a choice is among the values, which have spaces between when there may be several. */
static bool
is_chosen(const struct fasti_control *control, const char *value, const char *choice)
{
  size_t size = strlen(choice);

  if (control->kind != FASTI_CONTROL_SELECT)
    return strcmp(value, choice) == 0;
  for (const char *at = value; size && (at = strstr(at, choice)) != NULL; at += size)
    if ((at == value || at[-1] == ' ') && (at[size] == ' ' || !at[size]))
      return true;
  return false;
}

static void
add_field(struct shown *shown, const struct fasti_control *control)
{
  struct case_page *page = shown->page;
  const char *value = value_at(shown, control->path);
  xmlNodePtr field;

  if (!*value)
    return;
  if (!fasti_procedure_may_read(page->procedure, &page->viewer, shown->actor, control->path)) {
    field = web_add(shown->at[control->depth], "field");
    web_set(field, "label", control->label);
    web_set(field, "type", "confidential");
    return;
  }
  field = web_add_text(shown->at[control->depth], "field", value);
  web_set(field, "label", control->label);
  web_set(field, "path", control->path);
  web_set(field, "type", kind_of(control));
  for (size_t i = 0; i < control->choice_count; i++)
    if (is_chosen(control, value, control->choices[i].value))
      web_add_text(field, "choice", control->choices[i].label);
  /* choices that the data of the case gave are mostly people */
  if (!fasti_xml_first(field) && strcmp(control->type, "string") == 0 &&
      strcmp(case_name(page, value), value) != 0)
    web_add_text(field, "choice", case_name(page, value));
}

static void
add_control(void *self, const struct fasti_control *control)
{
  struct shown *shown = self;
  xmlNodePtr holder;

  if (control->depth + 1 >= DEPTH)
    return;
  holder = shown->at[control->depth];
  switch (control->kind) {
  case FASTI_CONTROL_GROUP:
    holder = web_add(holder, "group");
    web_set(holder, "label", *control->label ? control->label : NULL);
    break;
  case FASTI_CONTROL_REPEAT:
    holder = web_add(holder, "list");
    web_set(holder, "label", *control->label ? control->label : NULL);
    break;
  case FASTI_CONTROL_ITEM:
    holder = web_add(holder, "item");
    break;
  case FASTI_CONTROL_TEXT:
  case FASTI_CONTROL_TRIGGER:
  case FASTI_CONTROL_SUBMIT:
    return;
  default:
    add_field(shown, control);
    return;
  }
  shown->at[control->depth + 1] = holder;
}

void
case_add_form(struct case_page *page, xmlNodePtr parent, const struct fasti_filled_form *filled, const char *actor)
{
  struct shown shown = {.page = page, .actor = actor};
  struct fasti_form_data *data;
  xmlDocPtr doc = NULL;
  xmlNodePtr form;

  if (fasti_xml_parse("form", filled->data, NULL, &doc) != FASTI_OK)
    return;
  shown.data = xmlDocGetRootElement(doc);
  form = web_add(parent, "form");
  web_set(form, "title", filled->title);
  web_set(form, "work", filled->work);
  shown.at[0] = form;
  data = fasti_form_look(filled->form, page->call->language, shown.data);
  fasti_form_controls(data, add_control, &shown);
  fasti_form_close(data);
  fasti_xml_free(doc);
}
