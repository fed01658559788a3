/* engine/case/find.c - f:find: other cases by their facts, people of the office by their roles and units
 * (doc/language.md section 13).
 *
 * Messages: more than a search may give.
 */
#include "config.h"

#include "engine/case/state.h"

/* Expand a template that may be missing. */
static enum fasti_status
expand(struct fasti_case *case_, struct fasti_session *session, const struct fasti_template *template_,
       const char **out)
{
  *out = NULL;
  return template_ ? case_text(case_, session, template_, out) : FASTI_OK;
}

/* An empty bound is none; nothing is equal to an empty value, and no case has an empty key. */
static enum fasti_status
read_where(struct fasti_case *case_, struct fasti_session *session, const struct fasti_where_note *note,
           struct fasti_case_filter *filter, struct fasti_where *where, bool *none)
{
  const char *key;
  enum fasti_status status = expand(case_, session, note->value, &where->value);

  if (status == FASTI_OK)
    status = expand(case_, session, note->from, &where->from);
  if (status == FASTI_OK)
    status = expand(case_, session, note->to, &where->to);
  if (status == FASTI_OK)
    status = expand(case_, session, note->key, &key);
  if (status != FASTI_OK)
    return status;
  where->fact = note->fact;
  where->from = where->from && *where->from ? where->from : NULL;
  where->to = where->to && *where->to ? where->to : NULL;
  filter->key = key ? key : filter->key;
  filter->state = note->state ? note->state : filter->state;
  filter->status = note->status ? note->status : filter->status;
  *none = *none || (key && !*key) || (where->value && !*where->value);
  filter->where_count += note->fact != NULL;
  return FASTI_OK;
}

static size_t
count_children(const xmlNode *node)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count++;
  return count;
}

enum fasti_status
find_people(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  const struct fasti_other_note *other = note->other;
  const char *units, *roles;
  enum fasti_status status = case_roles(case_, session, other->people, other->people_template, note->place, &roles);
  xmlNodePtr found = NULL;

  if (status == FASTI_OK)
    status = expand(case_, session, other->unit, &units);
  if (status == FASTI_OK)
    status = oracle_people(case_, roles, units, &found);
  if (status != FASTI_OK)
    return status;
  if (count_children(found) > FASTI_CASE_FOUND) {
    fasti_error_at(case_->messages, note->place, "more than %d persons are found; expected roles that fewer have",
                   FASTI_CASE_FOUND);
    return FASTI_LIMIT;
  }
  return fasti_session_assign(session, note->into, found, case_->messages);
}

enum fasti_status
find_cases(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  const struct fasti_other_note *other = note->other;
  struct fasti_where *wheres = fasti_arena_alloc(case_->entry, (other->where_count + 1) * sizeof *wheres);
  struct fasti_case_filter filter = {.bureau = fasti_package_bureau(case_->package),
                                     .procedure = other->procedure,
                                     .where = wheres,
                                     .due_before = FASTI_NO_DAY,
                                     .most = FASTI_CASE_FOUND + 2}; /* one of them may be this case itself */
  enum fasti_status status = FASTI_OK;
  xmlNodePtr found = NULL;
  bool none = false;

  for (size_t i = 0; status == FASTI_OK && i < other->where_count; i++)
    status = read_where(case_, session, &other->wheres[i], &filter, &wheres[filter.where_count], &none);
  if (status == FASTI_OK && none)
    found = case_loose_node(case_, "answer");
  else if (status == FASTI_OK)
    status = oracle_find(case_, &filter, &found);
  if (status != FASTI_OK)
    return status;
  if (count_children(found) > FASTI_CASE_FOUND) {
    fasti_error_at(case_->messages, note->place,
                   "more than %d cases of %s are found; expected conditions (f:where) that fewer meet",
                   FASTI_CASE_FOUND, other->procedure);
    return FASTI_LIMIT;
  }
  return fasti_session_assign(session, note->into, found, case_->messages);
}
