/* engine/case/may.c - who may do what in a case, and every reason why not.
 *
 * Messages: a person without the role, recused, without a certificate, excluded because they did another task, not among
 * those who may, of another unit, held back by roles that the package keeps apart.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

/* Reasons why not; each adds a message and returns true when it holds. */

static bool
lacks_role(struct fasti_case *case_, const struct fasti_work *work, const struct person *person)
{
  if (person_has_role(person, work->roles))
    return false;
  fasti_error_rule(case_->messages, case_law(case_, work->law), "%s may not do this: it is for %s", person->name,
                   case_role_titles(case_, work->roles));
  return true;
}

static bool
is_recused(struct fasti_case *case_, const struct person *person)
{
  if (person->recused)
    fasti_error_rule(case_->messages, case_rule(case_, NULL, "recused"), "%s is recused from this case", person->name);
  return person->recused;
}

/* The work asks for a certificate that is valid today. */
static bool
lacks_certificate(struct fasti_case *case_, const struct fasti_work *work, const struct person *person)
{
  char today[FASTI_DATE_SIZE];

  if (!work->certified)
    return false;
  if (!*person->certificate)
    fasti_error_rule(case_->messages, case_rule(case_, work, "certificate"),
                     "%s has no certificate, which this work asks for", person->name);
  else if (*person->valid_to && strcmp(person->valid_to, fasti_day_format(case_->today, today)) < 0)
    fasti_error_rule(case_->messages, case_rule(case_, work, "certificate"),
                     "the certificate %s of %s was valid until %s; today is %s", person->certificate, person->name,
                     person->valid_to, today);
  else
    return false;
  return true;
}

static bool
is_held_apart(struct fasti_case *case_, const struct fasti_work *work, const struct person *person)
{
  const char *at = work->roles, *before = roles_acted(case_, person), *acted;
  struct fasti_slice role, other;

  if (!person_has_role(person, work->roles) || role_beside(case_, work->roles, person, before).size)
    return false;
  while (fasti_list_next(&at, &role))
    for (acted = before; fasti_list_next(&acted, &other);) {
      char *one = fasti_arena_copy(case_->entry, role.at, role.size);
      char *two = fasti_arena_copy(case_->entry, other.at, other.size);

      if (fasti_list_has(person->roles, one) && fasti_package_roles_separate(case_->package, one, two)) {
        const char *rule = fasti_package_roles_rule(case_->package, one, two);

        fasti_error_rule(case_->messages, rule, "%s has acted as %s in this case and may not act as %s too",
                         person->name, fasti_package_role_title(case_->package, two),
                         fasti_package_role_title(case_->package, one));
        return true;
      }
    }
  return false;
}

const char *
case_rule(struct fasti_case *case_, const struct fasti_work *work, const char *on)
{
  const char *rule = fasti_package_rule(case_->package, on), *law = work ? case_law(case_, work->law) : NULL;

  if (rule && law && *law)
    return fasti_arena_printf(case_->entry, "%s; %s", law, rule);
  return rule ? rule : law;
}

/* Titles of tasks, joined for people; owned by the entry. */
static const char *
task_titles(struct fasti_case *case_, const char *tasks)
{
  struct fasti_slice task;
  const char *text = "";

  while (fasti_list_next(&tasks, &task))
    text = fasti_arena_printf(
      case_->entry, "%s%s%s", text, *text ? ", " : "",
      fasti_procedure_task_title(case_->procedure, fasti_arena_copy(case_->entry, task.at, task.size)));
  return text;
}

static bool
is_excluded(struct fasti_case *case_, const struct fasti_work *work, const struct person *person)
{
  const char *at = work->other_than;
  struct fasti_slice task;
  bool excluded = false;

  while (fasti_list_next(&at, &task)) {
    const char *id = fasti_arena_copy(case_->entry, task.at, task.size);

    if (!case_did(case_, id, person->id))
      continue;
    fasti_error_rule(case_->messages, case_rule(case_, work, "other-than"),
                     "%s did %s in this case; this must be done by somebody else", person->name,
                     fasti_procedure_task_title(case_->procedure, id));
    excluded = true;
  }
  return excluded;
}

static bool
is_not_bound(struct fasti_case *case_, const struct fasti_work *work, const struct person *person)
{
  const char *at = work->same_as;
  struct fasti_slice task;
  bool did = false;

  if (!at)
    return false;
  while (fasti_list_next(&at, &task))
    did = did || case_did(case_, fasti_arena_copy(case_->entry, task.at, task.size), person->id);
  if (!did)
    fasti_error_rule(case_->messages, case_rule(case_, work, "same-as"),
                     "%s may not do this: it is for those who did %s", person->name, task_titles(case_, work->same_as));
  return !did;
}

static void
tell_unit(struct fasti_case *case_, const char *law, const struct person *person, const char *units)
{
  if (!units[strspn(units, " ")])
    fasti_error_rule(case_->messages, law, "%s may not do this: it is for persons of a unit, and none is named",
                     person->name);
  else if (*person->unit)
    fasti_error_rule(case_->messages, law, "%s belongs to %s; this is for persons of %s", person->name, person->unit,
                     units);
  else
    fasti_error_rule(case_->messages, law, "%s belongs to no unit; this is for persons of %s", person->name, units);
}

/* Units are looked at when somebody acts: the template may have changed since the task was opened. */
static enum fasti_status
check_units(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
            const struct person *person, bool *refused)
{
  const char *units, *law = case_rule(case_, work, "unit");
  enum fasti_status status = work->unit ? case_text(case_, session, work->unit, &units) : FASTI_OK;

  if (status == FASTI_OK && work->unit && !fasti_list_has(units, person->unit)) {
    tell_unit(case_, law, person, units);
    *refused = true;
  }
  if (status == FASTI_OK && work->not_unit)
    status = case_text(case_, session, work->not_unit, &units);
  if (status == FASTI_OK && work->not_unit && fasti_list_has(units, person->unit)) {
    fasti_error_rule(case_->messages, law, "%s belongs to %s, whose persons may not do this", person->name,
                     person->unit);
    *refused = true;
  }
  return status;
}

static enum fasti_status
check_lists(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
            const struct person *person, bool *refused)
{
  const char *list;
  enum fasti_status status = FASTI_OK;

  if (work->among)
    status = case_persons(case_, session, work->among, &list);
  if (status == FASTI_OK && work->among && !fasti_list_has(list, person->id)) {
    fasti_error_rule(case_->messages, case_law(case_, work->law), "%s is not among those who may do this: %s",
                     person->name, *list ? list : "nobody");
    *refused = true;
  }
  if (status == FASTI_OK && work->not_among)
    status = case_persons(case_, session, work->not_among, &list);
  if (status == FASTI_OK && work->not_among && fasti_list_has(list, person->id)) {
    fasti_error_rule(case_->messages, case_law(case_, work->law), "%s is excluded from doing this", person->name);
    *refused = true;
  }
  return status;
}

enum fasti_status
case_may(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *asked, struct person *person)
{
  struct fasti_work own = *asked;
  const struct fasti_work *work = &own;
  enum fasti_status status;
  bool refused;

  own.roles = work_roles(case_, session, asked);
  refused = lacks_role(case_, work, person);

  refused = is_recused(case_, person) || refused;
  refused = lacks_certificate(case_, work, person) || refused;
  refused = is_held_apart(case_, work, person) || refused;
  refused = is_excluded(case_, work, person) || refused;
  refused = is_not_bound(case_, work, person) || refused;
  status = check_lists(case_, session, work, person, &refused);
  if (status == FASTI_OK)
    status = check_units(case_, session, work, person, &refused);
  if (status != FASTI_OK)
    return status;
  return refused ? FASTI_FORBIDDEN : FASTI_OK;
}

bool
case_could(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
           struct person *person)
{
  struct fasti_messages *messages = case_->messages;
  enum fasti_status status;

  case_->messages = NULL;
  status = case_may(case_, session, work, person);
  case_->messages = messages;
  return status == FASTI_OK;
}
