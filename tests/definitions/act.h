/* tests/definitions/act.h - something that is done in a walk, as data: it can be done again, left out, and written as the
 * line of a scenario (doc/language.md section 11).
 */
#ifndef FASTI_TESTS_ACT_H
#define FASTI_TESTS_ACT_H

#include "engine/office.h"

enum { ACT_PERSONS = 16 };

/** One act. All texts belong to the arena of the walk, or live longer. */
struct act {
  enum fasti_command_kind kind; /* FASTI_CLOCK: nothing but time passes */
  int64_t at;
  size_t case_; /* which case, in the order of opening */
  const char *procedure, *task, *event, *session, *node, *to, *reason, *law;
  const char *persons[ACT_PERSONS];
  size_t person_count;
  const struct fasti_field *fields;
  size_t field_count;
  const char *file; /* FASTI_EVIDENCE: its name, which is its content too; so are fields that begin with @ */
  int64_t number; /* of the task, for its form */
  bool agree;
  bool done; /* it was not refused */
};

struct acts {
  struct act *items;
  size_t count, room;
};

/** Add a copy of ACT; its texts are not copied. @return borrowed until the next one is added */
struct act *acts_add(struct acts *acts, const struct act *act);
/** Copy fields into an arena, texts and all. */
const struct fasti_field *act_fields(struct fasti_arena *arena, const struct fasti_field *fields, size_t count);
/** Append the act as lines of a scenario: the day, and what is done. Cases are called C0, C1 ... in the order of opening; NAMED is
 *  what an opened one is called. */
void act_write(const struct act *act, int32_t zone, size_t named, struct fasti_buffer *out);

#endif
