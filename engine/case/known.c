/* engine/case/known.c - what other cases find a case by: its facts and its key (doc/language.md section 13).
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

/* A case that was terminated gives its key up: it may have been opened in error. */
enum fasti_status
case_name_itself(struct fasti_case *case_)
{
  const struct fasti_template *key = fasti_procedure_note(case_->procedure)->key;
  enum fasti_status status = FASTI_OK;
  const char *text = "";

  if (!key)
    return FASTI_OK;
  if (case_->status != CASE_TERMINATED)
    status = case_text(case_, fasti_machine_root(case_->machine), key, &text);
  if (status != FASTI_OK || strcmp(text, case_->key) == 0)
    return status;
  case_->key = case_keep(case_, text);
  case_forget_facts(case_);
  return FASTI_OK;
}

const char *
fasti_case_key(const struct fasti_case *case_)
{
  return case_->key;
}

/* An expression that fails gives no fact, as in other rows that are evaluated between entries. */
static void
visit_value(struct fasti_case *case_, const struct fasti_fact_note *note, int64_t *position,
            void (*visit)(void *self, const struct fasti_fact_row *row), void *self)
{
  const char *text = "";
  struct fasti_fact_row row = {.case_id = case_->id, .name = note->name};

  if (case_text(case_, fasti_machine_root(case_->machine), note->value, &text) != FASTI_OK || !*text)
    return;
  row.position = ++*position;
  row.value = text;
  visit(self, &row);
}

void
fasti_case_facts(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_fact_row *row), void *self)
{
  const struct fasti_procedure_note *notes = fasti_procedure_note(case_->procedure);

  for (size_t i = 0; i < notes->fact_count && case_->machine; i++) {
    const struct fasti_fact_note *note = &notes->facts[i];
    xmlXPathObjectPtr object = NULL;
    int64_t position = 0;

    if (!note->each) {
      visit_value(case_, note, &position, visit, self);
      continue;
    }
    if (case_nodes(case_, fasti_machine_root(case_->machine), note->each, &object) != FASTI_OK)
      continue;
    for (int j = 0; object->nodesetval && j < object->nodesetval->nodeNr; j++) {
      case_bind(case_, note->as, object->nodesetval->nodeTab[j], NULL);
      visit_value(case_, note, &position, visit, self);
      case_unbind(case_);
    }
    xmlXPathFreeObject(object);
  }
}
