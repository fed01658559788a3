/* adapters/cli/decide.c - "fasti decide": asks a decision model, and prints the answer with its reasons as JSON.
 *
 * The engine gives result and trace as XML (doc/language.md section 12); here they become JSON. Numbers stand as text,
 * because JSON's readers make binary numbers of them.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/cli/command.h"
#include "engine/table.h"

/* -- JSON -- */

static json_t *
text_json(const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent(node);
  json_t *text = json_string((const char *)content);

  xmlFree(content);
  return text;
}

static const char *
name_of(const xmlNode *node)
{
  const char *name = fasti_xml_attribute(node, NULL, "name");

  return name ? name : (const char *)node->name;
}

static json_t *
scalar_json(const xmlNode *node, const char *type)
{
  json_t *text = text_json(node), *value = text;

  if (strcmp(type, "null") == 0)
    value = json_null();
  else if (strcmp(type, "boolean") == 0)
    value = json_boolean(strcmp(json_string_value(text), "true") == 0);
  if (value != text)
    json_decref(text);
  return value;
}

static json_t *
value_json(const xmlNode *node)
{
  const char *type = fasti_xml_attribute(node, NULL, "type");
  bool list = type && strcmp(type, "list") == 0;
  json_t *value;

  if (!list && (!type || strcmp(type, "context") != 0))
    return scalar_json(node, type ? type : "string");
  value = list ? json_array() : json_object();
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (list)
      json_array_append_new(value, value_json(child));
    else
      json_object_set_new(value, name_of(child), value_json(child));
  return value;
}

/* An array that is made when it is first needed. @return borrowed */
static json_t *
array_in(json_t *object, const char *name)
{
  if (!json_object_get(object, name))
    json_object_set_new(object, name, json_array());
  return json_object_get(object, name);
}

static json_t *
object_in(json_t *object, const char *name)
{
  if (!json_object_get(object, name))
    json_object_set_new(object, name, json_object());
  return json_object_get(object, name);
}

/* Why a row did not hit, in the user's language: the trace itself has no words. */
static json_t *
why_json(const xmlNode *row)
{
  const char *after = fasti_xml_attribute(row, NULL, "after");
  struct fasti_buffer why = {0};
  json_t *text;

  if (after)
    fasti_buffer_printf(&why, _("would hit, but another row comes first: row %s"), after);
  for (const xmlNode *unmet = fasti_xml_first(row); unmet; unmet = fasti_xml_next(unmet)) {
    fasti_buffer_puts(&why, why.size ? "; " : "");
    fasti_buffer_printf(&why, _("%s = %s does not meet %s"), fasti_xml_attribute(unmet, NULL, "input"),
                        fasti_xml_attribute(unmet, NULL, "value"), fasti_xml_attribute(unmet, NULL, "test"));
  }
  text = json_string(why.at ? why.at : "");
  fasti_buffer_free(&why);
  return text;
}

static void
add_row(json_t *object, const xmlNode *row)
{
  bool hit = strcmp(fasti_xml_attribute(row, NULL, "hit"), "true") == 0;
  json_t *out = json_object();

  json_object_set_new(out, "row", json_integer(strtol(fasti_xml_attribute(row, NULL, "number"), NULL, 10)));
  if (!hit)
    json_object_set_new(out, "why", why_json(row));
  for (const xmlNode *child = fasti_xml_first(row); hit && child; child = fasti_xml_next(child))
    json_array_append_new(array_in(out, "annotations"), text_json(child));
  json_array_append_new(array_in(object, hit ? "hit" : "missed"), out);
}

/* Inputs and decisions; and of each decision and table the same again, with its rows. */
static json_t *
trace_json(const xmlNode *node)
{
  const char *name = fasti_xml_attribute(node, NULL, "name"), *policy = fasti_xml_attribute(node, NULL, "hit-policy");
  json_t *out = json_object();

  if (name)
    json_object_set_new(out, "name", json_string(name));
  if (policy)
    json_object_set_new(out, "hitPolicy", json_string(policy));
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *kind = (const char *)child->name;

    if (strcmp(kind, "input") == 0)
      json_object_set_new(object_in(out, "inputs"), name_of(child), value_json(child));
    else if (strcmp(kind, "expression") == 0 && fasti_xml_attribute(child, NULL, "name"))
      json_object_set_new(object_in(out, "expressions"), name_of(child), text_json(child));
    else if (strcmp(kind, "expression") == 0)
      json_object_set_new(out, "expression", text_json(child));
    else if (strcmp(kind, "row") == 0)
      add_row(out, child);
    else if (strcmp(kind, "result") == 0)
      json_object_set_new(out, "result", value_json(child));
    else
      json_array_append_new(array_in(out, strcmp(kind, "decision") == 0 ? "decisions" : "tables"), trace_json(child));
  }
  return out;
}

/* -- the command -- */

/* "name=value": the name goes up to the first "=". */
static enum fasti_status
read_given(struct cli *cli, struct fasti_given *given, size_t count)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < count; i++) {
    const char *operand = cli->operands[i + 1], *equals = strchr(operand, '=');

    if (equals && equals != operand) {
      given[i].name = fasti_arena_copy(cli->arena, operand, (size_t)(equals - operand));
      given[i].value = equals + 1;
      continue;
    }
    fasti_error_field(cli->messages, operand, "an input is given as NAME=VALUE, for example grade=normal");
    status = FASTI_USAGE;
  }
  return status;
}

static enum fasti_status
answer(struct cli *cli, const struct fasti_model *model, const struct fasti_given *given, size_t count)
{
  const char *decision = cli_value(cli, "decision");
  xmlDocPtr doc = xmlNewDoc(NULL);
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"answer", NULL);
  enum fasti_status status;

  xmlDocSetRootElement(doc, root);
  status = fasti_model_decide(model, decision, given, count, root, cli->messages);
  if (status == FASTI_OK) {
    json_t *out = json_object();

    json_object_set_new(out, "result", value_json(root->children));
    json_object_update_new(out, trace_json(root->children->next));
    cli_print_json(out);
  }
  xmlFreeDoc(doc);
  return status;
}

/* What would keep the model out of a package does not keep it from answering a question: it is told as warnings. */
static void
warn(struct cli *cli, const struct fasti_model *model)
{
  struct fasti_messages *found = fasti_messages_like(cli->messages);

  if (fasti_model_verify(model, NULL, found) != FASTI_OK)
    for (size_t i = 0; i < fasti_messages_count(found); i++) {
      struct fasti_message message = *fasti_messages_at(found, i);

      message.severity = FASTI_WARNING;
      fasti_message_add(cli->messages, &message);
    }
  fasti_messages_free(found);
}

static enum fasti_status
decide(struct cli *cli)
{
  size_t count = (size_t)cli->operand_count - 1;
  struct fasti_given *given = fasti_arena_alloc(cli->arena, count * sizeof *given);
  struct fasti_model *model = NULL;
  struct fasti_slice bytes;
  enum fasti_status status = read_given(cli, given, count);

  if (status == FASTI_OK)
    status = cli_read(cli, cli->operands[0], CLI_DEFINITION_BYTES, &bytes);
  if (status == FASTI_OK)
    status = fasti_model_load(cli->operands[0], bytes, cli->messages, &model);
  if (status == FASTI_OK) {
    warn(cli, model);
    status = answer(cli, model, given, count);
  }
  fasti_model_free(model);
  return status;
}

static const struct cli_option options[] = {
  {"decision", 'd', N_("NAME"), N_("the decision that is asked for (default: the one that no other requires)")},
  {0},
};

const struct cli_command cli_decide = {
  .name = "decide",
  .summary = N_("ask a decision model (DMN); the answer explains itself, as JSON"),
  .operands = N_("FILE [NAME=VALUE]..."),
  .least = 1,
  .most = -1,
  .options = options,
  .ends = {FASTI_INVALID, FASTI_NOT_FOUND, FASTI_LIMIT, FASTI_IO, FASTI_DEFINITION},
  .run = decide,
};
