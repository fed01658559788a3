/* engine/case/decide.c - f:decide: a decision table is asked and its answer, with what led to it, put into the data
 * (doc/language.md section 12). The answer depends on the inputs alone, so nothing of it is in the journal.
 *
 * Messages: a day that is none, no version of the table for it, and what the room table finds wrong in the inputs.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"
#include "engine/table.h"

static enum fasti_status
find_day(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note, int32_t *day)
{
  const char *text;
  enum fasti_status status;

  *day = case_->today;
  if (!note->on)
    return FASTI_OK;
  status = case_string(case_, session, note->on, &text);
  if (status != FASTI_OK)
    return status;
  if (fasti_day_parse(fasti_slice_of(text), day) == FASTI_OK)
    return FASTI_OK;
  fasti_error_at(case_->messages, note->place,
                 "the day on which the table %s is asked is \"%s\"; expected a date, as 2024-01-31", note->table, text);
  return FASTI_INVALID;
}

static enum fasti_status
find_model(struct fasti_case *case_, const struct fasti_action_note *note, int32_t day,
           const struct fasti_model **model, const char **version)
{
  char text[FASTI_DATE_SIZE];

  *model = fasti_package_table(case_->package, note->table, day, version);
  if (*model)
    return FASTI_OK;
  fasti_error_rule(case_->messages, case_law(case_, note->law), "no version of the table %s holds on %s", note->table,
                   fasti_day_format(day, text));
  return FASTI_REFUSED;
}

static enum fasti_status
evaluate(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note,
         const struct fasti_model *model, xmlNodePtr answer)
{
  struct fasti_given *given = fasti_arena_alloc(case_->entry, (note->with_count + 1) * sizeof *given);
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && i < note->with_count; i++) {
    given[i].name = note->withs[i].name;
    status = case_string(case_, session, note->withs[i].value, &given[i].value);
  }
  if (status == FASTI_OK)
    status = fasti_model_decide(model, note->decision, given, note->with_count, answer, case_->messages);
  return status;
}

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

enum fasti_status
case_decide(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  const struct fasti_model *model;
  const char *version;
  int32_t day;
  xmlDocPtr doc;
  xmlNodePtr answer;
  char text[FASTI_DATE_SIZE];
  enum fasti_status status = find_day(case_, session, note, &day);

  if (status == FASTI_OK)
    status = find_model(case_, note, day, &model, &version);
  if (status != FASTI_OK)
    return status;
  doc = xmlNewDoc((const xmlChar *)"1.0");
  answer = xmlNewDocNode(doc, NULL, (const xmlChar *)"answer", NULL);
  xmlDocSetRootElement(doc, answer);
  set(answer, "table", note->table);
  set(answer, "version", version);
  if (note->decision)
    set(answer, "decision", note->decision);
  set(answer, "on", fasti_day_format(day, text));
  status = evaluate(case_, session, note, model, answer);
  if (status == FASTI_OK)
    status = fasti_session_assign(session, note->into, answer, case_->messages);
  xmlFreeDoc(doc);
  return status;
}
