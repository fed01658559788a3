/* tests/definitions/world.h - an office with one package and its people, in which walks take place and can be taken back.
 *
 * The office keeps its cases in the memory store. One transaction of the store stays open; what the office commits are
 * savepoints within it, so that whatever was done since a mark can be undone.
 */
#ifndef FASTI_TESTS_WORLD_H
#define FASTI_TESTS_WORLD_H

#include "tests/definitions/act.h"
#include "tests/definitions/monitor.h"

enum { WORLD_PEOPLE = 256, WORLD_CASES = 1024 };

struct world {
  struct fasti_arena *arena;
  struct fasti_store *store;
  struct fasti_vault *vault;
  struct fasti_office *office;
  const struct fasti_package *package;
  const char *path; /* of the package */
  int32_t zone;
  int64_t now;
  struct fasti_person people[WORLD_PEOPLE];
  size_t people_count;
  char cases[WORLD_CASES][32]; /* ids in the order of opening */
  size_t case_count;
  size_t answered; /* the case of the last act that was done */
  struct monitor *monitor;
  struct fasti_messages *messages; /* of the last act */
};

/** Where one can go back to. */
struct world_mark {
  int64_t now;
  size_t cases, people_count, facts;
  struct fasti_person people[WORLD_PEOPLE];
};

/** Read a file into an arena. @return FASTI_NOT_FOUND */
FASTI_MUST enum fasti_status world_read(struct fasti_arena *arena, const char *path, struct fasti_slice *bytes);
/** Finds files beside the one that names them; what it reads belongs to the arena. */
struct fasti_library world_library(struct fasti_arena *arena);
/** Deploy the package PATH in a new office. Ends the program when it does not load.
 *  @arg folder where the promises are @return owned, end with world_free */
struct world *world_new(const char *path, const char *folder);
void world_free(struct world *world);
/** Add a person, or change the one with this id; texts are copied. */
void world_person(struct world *world, const char *id, const char *name, const char *roles, const char *certificate,
                  const char *unit);

/** Marks nest: each one is ended by world_back or world_keep, the last one first. */
void world_mark(struct world *world, struct world_mark *mark);
void world_back(struct world *world, const struct world_mark *mark);
void world_keep(struct world *world);

/** Move the clock to an instant: whatever is due in any case is fired. */
FASTI_MUST enum fasti_status world_pass(struct world *world, int64_t until);
/** Do an act at its instant, after what is due until then. @return what the office answers; messages tell why */
FASTI_MUST enum fasti_status world_do(struct world *world, const struct act *act);
/** A case as it is. @return owned, free with fasti_case_free; ends the program when it cannot be read */
struct fasti_case *world_case(struct world *world, size_t index);
/** Append all that the office keeps of its cases, byte for byte. */
void world_write(struct world *world, struct fasti_buffer *out);
/** Replay every case and compare all that was derived from them. */
bool world_audit(struct world *world);

#endif
