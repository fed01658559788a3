/* engine/case/form.c - filling the forms of tasks and actions.
 *
 * Messages: those of the form for every wrong field; fields given to something that asks for nothing.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

/* What is at the place where the data goes is shown again. */
static enum fasti_status
prefill(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work, const xmlNode **out)
{
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status;

  *out = NULL;
  if (!work->into)
    return FASTI_OK;
  status = case_nodes(case_, session, work->into, &object);
  if (status != FASTI_OK)
    return status;
  if (object->nodesetval && object->nodesetval->nodeNr > 0 && object->nodesetval->nodeTab[0]->type == XML_ELEMENT_NODE)
    *out = object->nodesetval->nodeTab[0];
  xmlXPathFreeObject(object);
  return FASTI_OK;
}

enum fasti_status
case_open_form(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
               const xmlNode *before, struct fasti_messages *messages, struct fasti_form_data **out)
{
  struct fasti_scope *scope = fasti_arena_alloc(case_->entry, sizeof *scope);
  struct fasti_messages *outer = case_->messages;
  enum fasti_status status = FASTI_OK;
  xmlDocPtr shown = NULL;

  *out = NULL;
  case_->messages = messages;
  if (!before) {
    status = prefill(case_, session, work, &before);
    if (status == FASTI_OK && case_->showing)
      shown = case_without_secrets(case_, work, before);
  }
  case_->messages = outer;
  if (status != FASTI_OK)
    return status;
  fasti_session_scope(session, scope);
  *out = fasti_form_open(work->form, fasti_session_evaluator(session), scope, NULL,
                         shown ? xmlDocGetRootElement(shown) : before);
  xmlFreeDoc(shown);
  return FASTI_OK;
}

static enum fasti_status
set_fields(const struct fasti_command *command, struct fasti_form_data *data, struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK, one;

  for (size_t i = 0; i < command->field_count; i++) {
    one = fasti_form_set(data, command->fields[i].path, command->fields[i].value, messages);
    status = one == FASTI_OK || status != FASTI_OK ? status : one;
  }
  /* To the person it is a wrong field, not a missing thing. */
  return status == FASTI_NOT_FOUND ? FASTI_INVALID : status;
}

static enum fasti_status
fill_nothing(struct fasti_case *case_, xmlDocPtr *out)
{
  if (case_->command->field_count > 0) {
    fasti_error_field(case_->messages, case_->command->fields[0].path, "this asks for nothing; expected no fields");
    return FASTI_INVALID;
  }
  *out = xmlNewDoc((const xmlChar *)"1.0");
  xmlDocSetRootElement(*out, xmlNewDocNode(*out, NULL, (const xmlChar *)"data", NULL));
  return FASTI_OK;
}

/* A form names articles by their ids; people read titles. */
static void
tell_laws(struct fasti_case *case_, const struct fasti_messages *said)
{
  for (size_t i = 0; i < fasti_messages_count(said); i++) {
    struct fasti_message message = *fasti_messages_at(said, i);

    if (message.law)
      message.law = fasti_procedure_law(case_->procedure, message.law);
    fasti_message_add(case_->messages, &message);
  }
}

/* Every wrong field at once, also beside one that the form does not have. */
static enum fasti_status
check_fields(struct fasti_case *case_, struct fasti_form_data *data, bool whole)
{
  struct fasti_messages *said = fasti_messages_like(case_->messages);
  enum fasti_status status = set_fields(case_->command, data, said), rules = FASTI_OK;

  if (whole)
    rules = fasti_form_validate(data, said);
  tell_laws(case_, said);
  fasti_messages_free(said);
  return status != FASTI_OK ? status : rules;
}

enum fasti_status
case_fill(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work, const xmlNode *before,
          bool whole, xmlDocPtr *out)
{
  struct fasti_form_data *data;
  enum fasti_status status;

  *out = NULL;
  if (!work->form)
    return fill_nothing(case_, out);
  status = case_open_form(case_, session, work, before, case_->messages, &data);
  if (status != FASTI_OK)
    return status;
  status = check_fields(case_, data, whole);
  if (status == FASTI_OK)
    *out = fasti_form_result(data);
  fasti_form_close(data);
  return status;
}
