/* tests/definitions/cover.h - what walks have reached of the procedures of a package.
 */
#ifndef FASTI_TESTS_COVER_H
#define FASTI_TESTS_COVER_H

#include "engine/case.h"
#include "engine/chance.h"
#include "tests/definitions/monitor.h"

enum cover_kind { COVER_STATE, COVER_TASK, COVER_ACTION, COVER_KINDS };

struct cover_item {
  const char *procedure;
  const char *chart; /* its name: a sub-procedure is in several procedures */
  enum cover_kind kind;
  const char *name;
  bool step; /* a state with a title */
  bool reached;
};

struct cover {
  struct cover_item *items;
  size_t count, room;
};

/** All that the procedures of a package have to be reached; each name once a procedure. */
void cover_begin(struct cover *cover, const struct fasti_package *package);
void cover_end(struct cover *cover);
/** Take what was done and passed in a case. */
void cover_case(struct cover *cover, struct fasti_case *case_, const struct monitor *monitor);
/** A random step of a procedure. @return NULL when it has none */
const char *cover_some_state(const struct cover *cover, struct fasti_chance *chance, const char *procedure);
/** Whether the chart of an item is in another procedure too. */
bool cover_is_shared(const struct cover *cover, const struct cover_item *item);
/** Count what there is and what was reached. @arg steps only states with a title */
void cover_count(const struct cover *cover, const char *procedure, enum cover_kind kind, bool steps, size_t *reached,
                 size_t *all);

#endif
