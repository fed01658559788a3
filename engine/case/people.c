/* engine/case/people.c - who has acted in a case, in which roles, and whom its expressions name.
 *
 * Messages: a number of people that is none, roles that the data does not give or the package does not have.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

struct person *
case_person(struct fasti_case *case_, const char *id)
{
  for (size_t i = 0; i < case_->people.count; i++)
    if (strcmp(case_->people.items[i].id, id) == 0)
      return &case_->people.items[i];
  return NULL;
}

static bool
take_over(struct fasti_case *case_, const char **kept, const char *said)
{
  if (*kept && strcmp(*kept, said ? said : "") == 0)
    return false;
  *kept = case_keep(case_, said ? said : "");
  return true;
}

/* What the office knows of a person at the entry replaces what was known. */
struct person *
case_meet(struct fasti_case *case_, const struct fasti_person *said)
{
  struct person *person = case_person(case_, said->id);
  bool changed;

  if (!person) {
    person = LIST_ADD(&case_->people);
    person->id = case_keep(case_, said->id);
    person->acted = "";
  }
  changed = take_over(case_, &person->name, said->name);
  changed = take_over(case_, &person->certificate, said->certificate) || changed;
  changed = take_over(case_, &person->roles, said->roles) || changed;
  changed = take_over(case_, &person->valid_to, said->valid_to) || changed;
  changed = take_over(case_, &person->interests, said->interests) || changed;
  changed = take_over(case_, &person->unit, said->unit) || changed;
  if (changed)
    case_forget_facts(case_);
  return person;
}

struct fasti_person
fasti_person_of(const struct fasti_person_row *row)
{
  return (struct fasti_person){.id = row->id,
                               .name = row->name,
                               .certificate = row->certificate,
                               .roles = row->roles,
                               .valid_to = row->valid_to,
                               .interests = row->interests,
                               .unit = row->unit};
}

enum fasti_status
case_people(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work, int *out)
{
  const char *text;
  enum fasti_status status;

  *out = work->people;
  if (!work->people_of)
    return FASTI_OK;
  status = case_text(case_, session, work->people_of, &text);
  if (status != FASTI_OK || fasti_count_parse(text, out))
    return status;
  fasti_error_at(case_->messages, work->place, "%s is for \"%s\" people; expected a whole number from 1 to 99",
                 work->name, text);
  return FASTI_INVALID;
}

const char *
person_name(struct fasti_case *case_, const char *id)
{
  const struct person *person = case_person(case_, id);

  return person && *person->name ? person->name : id;
}

bool
person_has_role(const struct person *person, const char *roles)
{
  return fasti_list_meets(person->roles, roles);
}

/* Who waits for signatures, or has given one, has done the task as far as others are concerned. */
static bool
takes_part(const struct task *task, const char *person)
{
  if (task->state != TASK_SIGNING)
    return false;
  for (size_t i = 0; i < task->signers.count; i++)
    if (task->signers.items[i].agreed && strcmp(task->signers.items[i].person, person) == 0)
      return true;
  return task->claimant && strcmp(task->claimant, person) == 0;
}

static bool
does_now(const struct fasti_case *case_, const char *task, const char *person)
{
  for (size_t i = 0; i < case_->tasks.count; i++) {
    const struct task *open = &case_->tasks.items[i];
    const struct fasti_invoke_note *note = NULL;

    if (takes_part(open, person))
      note = task_note((struct fasti_case *)(uintptr_t)case_, open);
    if (note && strcmp(note->work.name, task) == 0)
      return true;
  }
  return false;
}

bool
case_did(const struct fasti_case *case_, const char *task, const char *person)
{
  for (size_t i = 0; i < case_->history.count; i++)
    if (strcmp(case_->history.items[i].task, task) == 0 && strcmp(case_->history.items[i].person, person) == 0)
      return true;
  return does_now(case_, task, person);
}

const char *
case_performer(struct fasti_case *case_, const char *task)
{
  struct fasti_buffer list = {0};
  int64_t last = 0;
  const char *text;

  for (size_t i = 0; i < case_->history.count; i++)
    if (strcmp(case_->history.items[i].task, task) == 0)
      last = case_->history.items[i].sequence;
  for (size_t i = 0; i < case_->history.count; i++)
    if (case_->history.items[i].sequence == last && strcmp(case_->history.items[i].task, task) == 0)
      fasti_list_add(&list, case_->history.items[i].person);
  text = fasti_arena_copy(case_->entry, list.at, list.size);
  fasti_buffer_free(&list);
  return text;
}

struct fasti_slice
role_beside(const struct fasti_case *case_, const char *roles, const struct person *person, const char *acted)
{
  struct fasti_slice role, other;
  const char *at = roles;

  while (fasti_list_next(&at, &role)) {
    char *id = fasti_arena_copy(case_->entry, role.at, role.size);
    const char *before = acted;
    bool free = fasti_list_has(person->roles, id);

    while (free && fasti_list_next(&before, &other))
      free = !fasti_package_roles_separate(case_->package, id, fasti_arena_copy(case_->entry, other.at, other.size));
    if (free)
      return role;
  }
  return (struct fasti_slice){0};
}

const char *
roles_acted(const struct fasti_case *case_, const struct person *person)
{
  struct fasti_buffer acted = {0};
  const char *text;

  fasti_buffer_puts(&acted, person->acted);
  for (size_t i = 0; i < case_->tasks.count; i++) {
    const struct fasti_invoke_note *note = NULL;
    struct fasti_slice role = {0};

    if (takes_part(&case_->tasks.items[i], person->id))
      note = task_note((struct fasti_case *)(uintptr_t)case_, &case_->tasks.items[i]);
    if (note)
      role = role_beside(case_, task_roles((struct fasti_case *)(uintptr_t)case_, &case_->tasks.items[i]), person, person->acted);
    if (role.size)
      fasti_list_add(&acted, fasti_arena_copy(case_->entry, role.at, role.size));
  }
  text = fasti_arena_copy(case_->entry, acted.at, acted.size);
  fasti_buffer_free(&acted);
  return text;
}

void
case_did_it(struct fasti_case *case_, const char *task, struct person *person, const char *roles)
{
  struct fasti_slice role = role_beside(case_, roles, person, person->acted);
  struct fasti_buffer acted = {0};

  *LIST_ADD(&case_->history) = (struct performed){.task = task, .person = person->id, .sequence = case_->entries + 1};
  fasti_buffer_puts(&acted, person->acted);
  if (role.size)
    fasti_list_add(&acted, fasti_arena_copy(case_->entry, role.at, role.size));
  if (strcmp(acted.at, person->acted) != 0)
    person->acted = case_keep(case_, acted.at);
  fasti_buffer_free(&acted);
}

const char *
case_role_titles(struct fasti_case *case_, const char *roles)
{
  struct fasti_buffer text = {0};
  struct fasti_slice role;
  const char *shown;

  while (fasti_list_next(&roles, &role)) {
    if (text.size)
      fasti_buffer_puts(&text, ", ");
    fasti_buffer_puts(&text,
                      fasti_package_role_title(case_->package, fasti_arena_copy(case_->entry, role.at, role.size)));
  }
  shown = fasti_arena_copy(case_->entry, text.at, text.size);
  fasti_buffer_free(&text);
  return shown;
}

enum fasti_status
case_persons(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr, const char **out)
{
  xmlXPathObjectPtr object = NULL;
  struct fasti_buffer list = {0};
  enum fasti_status status = case_nodes(case_, session, expr, &object);
  struct fasti_slice word;

  *out = "";
  if (status != FASTI_OK)
    return status;
  for (int i = 0; i < (object->type == XPATH_NODESET && object->nodesetval ? object->nodesetval->nodeNr : 0); i++) {
    xmlChar *text = xmlNodeGetContent(object->nodesetval->nodeTab[i]);
    const char *at = (const char *)text;

    while (fasti_list_next(&at, &word))
      fasti_list_add(&list, fasti_arena_copy(case_->entry, word.at, word.size));
    xmlFree(text);
  }
  if (object->type == XPATH_STRING)
    fasti_buffer_puts(&list, (const char *)object->stringval);
  xmlXPathFreeObject(object);
  *out = fasti_arena_copy(case_->entry, list.at, list.size);
  fasti_buffer_free(&list);
  return FASTI_OK;
}

enum fasti_status
case_roles(struct fasti_case *case_, struct fasti_session *session, const char *written,
           const struct fasti_template *template_, struct fasti_place place, const char **out)
{
  enum fasti_status status = FASTI_OK;
  struct fasti_slice word;
  const char *at;

  *out = written;
  if (!template_)
    return FASTI_OK;
  status = case_text(case_, session, template_, out);
  if (status != FASTI_OK)
    return status;
  at = *out;
  if (!fasti_list_next(&at, &word)) {
    fasti_error_at(case_->messages, place, "%s gives no role; expected one or more of the package", written);
    return FASTI_INVALID;
  }
  for (at = *out; fasti_list_next(&at, &word);) {
    const char *role = fasti_arena_copy(case_->entry, word.at, word.size);

    if (!fasti_package_has_role(case_->package, role)) {
      fasti_error_at(case_->messages, place, "%s gives %s, which is no role of the package", written, role);
      return FASTI_INVALID;
    }
  }
  return FASTI_OK;
}

const char *
work_roles(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work)
{
  struct fasti_messages *messages = case_->messages;
  const char *roles;

  case_->messages = NULL;
  if (case_roles(case_, session, work->roles, work->role_template, work->place, &roles) != FASTI_OK)
    roles = "";
  case_->messages = messages;
  return roles;
}

const char *
task_roles(struct fasti_case *case_, const struct task *task)
{
  return work_roles(case_, case_session(case_, task->session), &task_note(case_, task)->work);
}
