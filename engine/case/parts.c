/* engine/case/parts.c - who has a part in a case, and what its last entry was for whom: rows of lists of people's work.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

void
fasti_case_participants(const struct fasti_case *case_,
                        void (*visit)(void *self, const struct fasti_participant_row *row), void *self)
{
  for (size_t i = 0; i < case_->people.count; i++) {
    const struct person *person = &case_->people.items[i];

    if (!person->guest && !person->recused)
      visit(self, &(struct fasti_participant_row){case_->id, person->id});
  }
}

void
fasti_case_works(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_work_row *row), void *self)
{
  for (size_t i = 0; i < case_->works.count; i++)
    visit(self, &case_->works.items[i]);
}

void
fasti_case_published(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_board_row *row),
                     void *self)
{
  for (size_t i = 0; i < case_->board.count; i++)
    visit(self, &case_->board.items[i]);
}

/* Whether a role of ROLES is their own, not only held in the place of another. */
static bool
is_own(const struct fasti_person *person, const char *roles)
{
  const char *at = person->roles;
  struct fasti_slice role, stood;
  bool own = false;

  while (!own && fasti_list_next(&at, &role)) {
    const char *stands = person->stands;
    bool other = false;

    while (fasti_list_next(&stands, &stood))
      other = other || (stood.size > role.size && stood.at[role.size] == ':' && memcmp(stood.at, role.at, role.size) == 0);
    for (const char *wanted = roles; !other && !own && fasti_list_next(&wanted, &stood);)
      own = stood.size == role.size && memcmp(stood.at, role.at, role.size) == 0;
  }
  return own;
}

bool
person_stands_for(const struct fasti_person *person, const char *other, const char *roles)
{
  const char *at = roles;
  struct fasti_slice role, word;

  while (fasti_list_next(&at, &role))
    for (const char *stands = person->stands; fasti_list_next(&stands, &word);) {
      size_t both = word.size && *word.at == '='; /* they have the role themselves too */

      word = (struct fasti_slice){word.at + both, word.size - both};
      if (word.size == role.size + 1 + strlen(other) && memcmp(word.at, role.at, role.size) == 0 &&
          word.at[role.size] == ':' && memcmp(word.at + role.size + 1, other, strlen(other)) == 0)
        return true;
    }
  return false;
}

static void
add_work(struct fasti_case *case_, const struct fasti_person *person, const char *kind, const struct work_done *work)
{
  *LIST_ADD(&case_->works) = (struct fasti_work_row){.case_id = case_->id,
                                                     .sequence = case_->entries + 1,
                                                     .person = person->id,
                                                     .kind = kind,
                                                     .number = work->number,
                                                     .work = work->name,
                                                     .title = work->title,
                                                     .at = case_->last_at};
}

/* Looking, holding, adding and telling is no work that was done. */
static bool
is_work(enum fasti_command_kind kind)
{
  switch (kind) {
  case FASTI_CLAIM:
  case FASTI_RELEASE:
  case FASTI_DRAFT:
  case FASTI_COPY:
  case FASTI_URGE:
  case FASTI_COMMENT:
  case FASTI_EVIDENCE:
  case FASTI_EVENT:
  case FASTI_CLOCK:
  case FASTI_ATTEMPT:
  case FASTI_CALENDAR:
    return false;
  default:
    return true;
  }
}

void
case_record_works(struct fasti_case *case_, const struct work_done *work)
{
  const struct fasti_command *command = case_->command;
  size_t acting = command->kind == FASTI_ACT ? command->person_count : command->person_count > 0;

  for (size_t i = 1; command->kind == FASTI_COPY && i < command->person_count; i++)
    add_work(case_, &command->persons[i], "copied", work);
  for (size_t i = 0; is_work(command->kind) && i < acting; i++) {
    const struct fasti_person *person = &command->persons[i];
    bool stood = person->stands && *person->stands && *work->roles && !is_own(person, work->roles);
    bool again = false;

    for (size_t j = 0; j < i; j++)
      again = again || strcmp(command->persons[j].id, person->id) == 0;
    if (!again)
      add_work(case_, person, command->kind == FASTI_OPEN ? "opened" : stood ? "stood" : "done", work);
  }
}
