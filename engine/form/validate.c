/* engine/form/validate.c - a submission checked as a whole, and what comes out of it; see form.h.
 *
 * Messages that it can give, each with the path and label of its field: it must be filled in, is not of its type, is
 * not one of the choices, does not keep a rule, must not be changed; and rules that fail themselves.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/form/room.h"

struct validation {
  struct fasti_form_data *data;
  struct fasti_messages *messages;
  enum fasti_status status;
};

/* What is told about one node. */
struct about {
  char *path;
  char *label;
  char *alert; /* NULL: none */
  const char *law;
};

static struct about
about(struct validation *validation, const xmlNode *node)
{
  const struct field *field = slot_of(node)->field;
  const struct control *control = field->control;
  struct fasti_buffer path = {0};
  struct about told = {.path = NULL};
  const char *name = field->parent ? field->path : validation->data->form->title;

  data_path(node, &path);
  if (!path.size)
    fasti_buffer_puts(&path, field->name);
  told.path = fasti_buffer_take(&path);
  told.label = control ? control_text(control->node, "label", validation->data->language) : NULL;
  if (!told.label)
    told.label = (char *)xmlStrdup((const xmlChar *)(*name ? name : field->name));
  told.alert = control ? control_text(control->node, "alert", validation->data->language) : NULL;
  for (const struct rule *rule = field->rules; rule && !told.law; rule = rule->next)
    told.law = rule->bind->law;
  validation->status = FASTI_INVALID;
  return told;
}

static void
forget(struct about *told)
{
  fasti_free(told->path);
  xmlFree(told->label);
  xmlFree(told->alert);
}

static void
tell_required(struct validation *validation, const xmlNode *node)
{
  struct about told = about(validation, node);

  fasti_error_input(validation->messages, told.path, told.law, "%s: must be filled in", told.label);
  forget(&told);
}

static void
tell_readonly(struct validation *validation, const xmlNode *node)
{
  struct about told = about(validation, node);

  fasti_error_input(validation->messages, told.path, told.law, "%s: must not be changed; its value is \"%s\"",
                    told.label, node_text(node));
  forget(&told);
}

static void
tell_constraint(struct validation *validation, xmlNodePtr node, const struct bind *bind)
{
  struct fasti_form_data *data = validation->data;
  struct about told = about(validation, node);
  const char *law = bind->law ? bind->law : told.law;
  struct fasti_buffer message = {0};

  /* What fails in a message is a failure of the rule, and told as such. */
  if (bind->message &&
      fasti_template_expand(data->evaluator, bind->message, data->scope, node, data->failures, &message) != FASTI_OK)
    data->status = data->status == FASTI_OK ? FASTI_DEFINITION : data->status;
  if (message.size || told.alert)
    fasti_error_input(validation->messages, told.path, law, "%s: %s", told.label,
                      message.size ? message.at : told.alert);
  else
    fasti_error_input(validation->messages, told.path, law, "%s: does not keep the rule %s", told.label,
                      fasti_expr_text(bind->constraint));
  fasti_buffer_free(&message);
  forget(&told);
}

struct looking {
  const char *value;
  size_t size;
  bool found;
  struct fasti_buffer all;
};

static void
look(void *self, const char *label, const char *value)
{
  struct looking *looking = self;

  looking->found = looking->found || fasti_slice_is((struct fasti_slice){looking->value, looking->size}, value);
  fasti_buffer_printf(&looking->all, "%s%s (%s)", looking->all.size ? ", " : "", value, label);
}

/* Every chosen value must be offered. */
static bool
check_choices(struct validation *validation, xmlNodePtr node, const struct control *control)
{
  bool many = control->kind == FASTI_CONTROL_SELECT, good = true;
  const char *open = fasti_xml_attribute(control->node, NULL, "selection"), *at = node_text(node);

  if ((!many && control->kind != FASTI_CONTROL_SELECT1) || (open && strcmp(open, "open") == 0))
    return true;
  while (good && *at) {
    struct looking looking = {.value = at, .size = many ? strcspn(at, " \t\n") : strlen(at)};

    choices_visit(validation->data, control, node, look, &looking);
    if (looking.size && !looking.found) {
      struct about told = about(validation, node);

      fasti_error_input(validation->messages, told.path, told.law, "%s: \"%.*s\" cannot be chosen; expected one of: %s",
                        told.label, (int)looking.size, at, looking.all.at ? looking.all.at : "");
      forget(&told);
      good = false;
    }
    fasti_buffer_free(&looking.all);
    at += looking.size;
    at += many ? strspn(at, " \t\n") : 0;
  }
  return good;
}

/* The rules of a type, those of what it is made from first. */
static struct problem
check_type_rules(struct validation *validation, xmlNodePtr node, const struct form_type *type)
{
  struct problem problem = {.type = NULL};

  if (type->parent)
    problem = check_type_rules(validation, node, type->parent);
  if (!problem.type && type->constraint && !data_holds(validation->data, type->constraint, node, true))
    problem.type = type;
  return problem;
}

static bool
check_type(struct validation *validation, xmlNodePtr node)
{
  struct problem problem = type_check(slot_of(node)->field->type, node_text(node));
  struct about told;

  if (!problem.type)
    problem = check_type_rules(validation, node, slot_of(node)->field->type);
  if (!problem.type)
    return true;
  told = about(validation, node);
  type_tell(problem, told.path, told.law, told.label, node_text(node), told.alert, validation->messages);
  forget(&told);
  return false;
}

static void
check_constraints(struct validation *validation, xmlNodePtr node)
{
  for (const struct rule *rule = slot_of(node)->field->rules; rule; rule = rule->next)
    if (!data_holds(validation->data, rule->bind->constraint, node, true)) {
      tell_constraint(validation, node, rule->bind);
      return;
    }
}

static bool
was_changed(const struct slot *slot)
{
  return slot->readonly && slot->typed &&
         strcmp(slot->typed, slot->field->calculated ? node_text(slot->node) : slot->kept) != 0;
}

/* One message a field: the first thing that is wrong. An empty field that may be empty is right. */
static void
check_leaf(struct validation *validation, xmlNodePtr node)
{
  const struct slot *slot = slot_of(node);

  if (was_changed(slot))
    tell_readonly(validation, node);
  else if (!node_text(node)[strspn(node_text(node), " \t\n")] && slot->required)
    tell_required(validation, node);
  else if (*node_text(node) && check_type(validation, node) &&
           (!slot->field->control || check_choices(validation, node, slot->field->control)))
    check_constraints(validation, node);
}

static void
check(struct validation *validation, xmlNodePtr node)
{
  const struct slot *slot = slot_of(node);

  if (!slot->relevant)
    return;
  if (slot->field->leaf)
    check_leaf(validation, node);
  else
    check_constraints(validation, node);
  for (xmlAttr *attr = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attr; attr = attr->next)
    check(validation, (xmlNodePtr)attr);
  for (xmlNodePtr child = node->type == XML_ELEMENT_NODE ? fasti_xml_first(node) : NULL; child;
       child = fasti_xml_next(child))
    check(validation, child);
}

enum fasti_status
fasti_form_validate(struct fasti_form_data *data, struct fasti_messages *messages)
{
  struct validation validation = {.data = data, .messages = messages};

  /* Everything anew: what fails is told in the reader's language, and the scope may have changed. */
  data->told = messages;
  data->dirty = true;
  data_prune(data);
  data_settle(data);
  check(&validation, xmlDocGetRootElement(data->doc));
  data->told = NULL;
  if (data->status == FASTI_OK)
    return validation.status;
  for (size_t i = 0; i < fasti_messages_count(data->failures); i++)
    fasti_message_add(messages, fasti_messages_at(data->failures, i));
  return data->status;
}

/* Take out list items that are not relevant; FROM has the slots of COPY. */
static void
take_out(xmlNodePtr copy, const xmlNode *from)
{
  const xmlNode *twin = fasti_xml_first(from);
  xmlNodePtr next;

  for (xmlNodePtr child = fasti_xml_first(copy); child; child = next, twin = fasti_xml_next(twin)) {
    next = fasti_xml_next(child);
    if (slot_of(twin)->field->list && !slot_of(twin)->relevant) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    } else {
      take_out(child, twin);
    }
  }
}

xmlDocPtr
fasti_form_result(struct fasti_form_data *data)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root, copy;

  data_prune(data);
  data_settle(data);
  root = xmlDocGetRootElement(data->doc);
  copy = doc ? xmlDocCopyNode(root, doc, 1) : NULL;
  if (!copy)
    abort();
  xmlDocSetRootElement(doc, copy);
  take_out(copy, root);
  return doc;
}
