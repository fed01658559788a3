/* tests/definitions/story.h - shipped scenarios as places from which walks begin, and from which they learn.
 */
#ifndef FASTI_TESTS_STORY_H
#define FASTI_TESTS_STORY_H

#include "adapters/cli/scenario/scenario.h"
#include "engine/book.h"
#include "tests/definitions/world.h"

struct story {
  const char *path;
  const char *package;   /* path of its package */
  const char *procedure; /* that it opens first */
  struct scenario scenario;
};

struct stories {
  struct fasti_arena *arena;
  struct story *items;
  size_t count, room;
};

/** Read every .case file that matches PATTERN (glob). Ends the program for one that cannot be read. */
void stories_read(struct stories *stories, const char *pattern);
void stories_free(struct stories *stories);
/** Learn what they fill in. */
void stories_learn(const struct stories *stories, struct fasti_book *book);

/** How many steps of a story it takes until there is a case of PROCEDURE in it. @return 0: there never is */
size_t story_reaches(const struct story *story, const char *procedure);
/** Add the people of a story to a world, but for ids that are there. */
void story_people(const struct story *story, struct world *world);

/** One story that is being played; begin with WORLD, STORY and ACTS. */
struct player {
  struct world *world;
  const struct story *story;
  struct acts *acts; /* what was done so far */
  bool tries;        /* also what should be refused, and take it back */
  size_t at;         /* the next step */
  struct {
    const char *name;
    size_t case_;
  } cases[WORLD_CASES];
  size_t case_count;
  size_t current;
};
/** Play the next step. Expectations are passed over, and without TRIES what should be refused. @return false at the end, or where it
 *  does not go on */
bool player_step(struct player *player);

#endif
