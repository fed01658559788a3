/* tests/definitions/walk.h - random walks through the cases of an office, and the search for an end to each.
 *
 * A walk begins with a new case, or somewhere in a shipped scenario. People then do whatever they may, and some things that
 * they may not, on some dates; the monitor looks at every entry. In the end a driver must find a way to a final state: it
 * tries, goes back to where it was, and tries anew. One seed gives one walk, exactly.
 */
#ifndef FASTI_TESTS_WALK_H
#define FASTI_TESTS_WALK_H

#include "tests/definitions/cover.h"
#include "engine/guess.h"
#include "tests/definitions/world.h"

enum { WALK_TASKS = 256, WALK_OFFERS = 128, WALK_LIST = 1000, WALK_NAME = 96 };

struct open_task {
  int64_t number;
  char task[WALK_NAME], key[WALK_NAME], state[16];
  char roles[WALK_LIST], persons[WALK_LIST], excluded[WALK_LIST], among[WALK_LIST];
  char units[WALK_LIST], not_units[WALK_LIST];
};

struct offer {
  char event[WALK_NAME], session[WALK_LIST], key[WALK_NAME];
  bool allowed;
  size_t person; /* to whom it is offered */
};

struct walk {
  struct world *world;
  const struct fasti_book *book;
  struct cover *cover;
  struct fasti_arena *arena; /* texts of the acts */
  struct fasti_chance chance;
  const char *procedure;
  uint64_t seed;
  size_t span; /* days from the beginning of 2024 on one of which it begins; 0: three years */
  bool trace;
  struct acts acts;
  /* the case that is looked at, until the next act */
  struct fasti_case *case_;
  size_t index;
  size_t main; /* the case that must end */
  bool opened; /* there is one */
  xmlDocPtr data;
  struct open_task tasks[WALK_TASKS];
  size_t task_count;
  struct offer offers[WALK_OFFERS];
  size_t offer_count;
  bool cannot_end; /* the driver found no way */
  bool refused;    /* the case could not be opened, for a reason that was told: it needs others that are not there */
  size_t recused;  /* by this walk */
  size_t refusals, unfilled, filled, audits, tries;
};

/* sight.c: what can be done in a case */

/** Look at a case of the world anew. */
void walk_look(struct walk *walk, size_t index);
void walk_look_away(struct walk *walk);
/** Whether, by its row, the person may do the task. */
bool walk_is_able(const struct walk *walk, size_t person, const struct open_task *task);
/** Somebody who may do the task; -1: nobody. */
int walk_somebody(struct walk *walk, const struct open_task *task);
/** Somebody who has one of the roles; -1: nobody. */
int walk_somebody_of(struct walk *walk, const char *roles);
/** Take the actions that are offered to a person, behind those taken so far. */
void walk_take_offers(struct walk *walk, size_t person);
/** How often it was done in this walk. */
size_t walk_times_done(const struct walk *walk, const char *work, const char *key);
bool walk_is_suspended(const struct walk *walk);
/** The root of the data of the case; NULL: none. */
const xmlNode *walk_data(struct walk *walk);

/* doing.c */

/** Do an act now. @return whether it was done; false also when a promise was broken (see the monitor) */
bool walk_do(struct walk *walk, struct act *act);
/** Fill in the form of an act, if it has one. @return whether the form is content */
bool walk_fill(struct walk *walk, struct act *act);
/** The act of doing a task, by PERSON. */
struct act walk_task_act(struct walk *walk, const struct open_task *task, size_t person);
/** The act of an action that is offered, with as many people as it needs. */
struct act walk_offer_act(struct walk *walk, const struct offer *offer);
/** Open a case of the procedure on the day that it is. */
bool walk_open(struct walk *walk);
/** Whether something was found that does not hold. */
bool walk_is_broken(const struct walk *walk);
/** Let time pass, at most to UNTIL. */
bool walk_pass(struct walk *walk, int64_t until);

/* choose.c */

/** A step with a title that the case has passed; NULL: none was found. */
const char *walk_passed_step(struct walk *walk);
/** One random step in some case. */
void walk_step(struct walk *walk);

/* drive.c */

/** Find a way to an end of the walk's case, if its procedure has one. TRIES how often to begin anew.
 *  @return false: none was found; what was tried has been taken back */
bool walk_drive(struct walk *walk, int tries);

/* walk.c */

/** Make the people of a world: several for each role. */
void walk_people(struct world *world);
/** A walk of SEED in a world as it is; BEFORE (may be NULL) is what led there. @return owned, free with walk_free */
struct walk *walk_new(struct world *world, const struct fasti_book *book, struct cover *cover, const char *procedure,
                      uint64_t seed, const struct acts *before);
/** Walk: open a case if there is none, some random steps, then to the end. @return whether everything held */
bool walk_go(struct walk *walk);
void walk_free(struct walk *walk);
/** The walk as a scenario. */
void walk_write(const struct walk *walk, struct fasti_buffer *out);

/* shrink.c */

/** Leave out of the walk's acts what is not needed for the failure that the monitor calls WHAT. WORLD is another one of the
 *  same package and people, in which nothing has happened. */
void walk_shrink(struct walk *walk, struct world *world, const char *what);

#endif
