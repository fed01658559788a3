/* engine/simulation.h - an office at work without people: simulated staff handle the cases of a load, day by day.
 *
 * A load says what a year brings: who works there, how fast, which cases are opened when and with what in them, which outcomes
 * are likely (fasti-simulation(5)). Nothing here knows a procedure. Everything goes through the doors of the office, as
 * when people do it; refused attempts are made again later, but not forever. Chance comes from the caller's seed alone:
 * the same seed, load, package and book give the same office, byte for byte.
 */
#ifndef FASTI_SIMULATION_H
#define FASTI_SIMULATION_H

#include "engine/book.h"
#include "engine/office.h"

#define FASTI_NS_SIMULATION "urn:fasti:simulation"

/** What is to be simulated. */
struct fasti_load;

/** Read a load and check it against the package: procedures, roles, tasks, actions and fields must be there. All errors in
 *  one run. PACKAGE is borrowed as long as the load. @arg out owned, free with fasti_load_free
 *  @return FASTI_DEFINITION with messages */
FASTI_MUST enum fasti_status fasti_load_read(const char *name, struct fasti_slice bytes,
                                             const struct fasti_package *package, struct fasti_messages *messages,
                                             struct fasti_load **out);
/** The load of a package that has none: some people for each role, one case of each procedure that people open.
 *  @return owned, free with fasti_load_free */
struct fasti_load *fasti_load_plain(const struct fasti_package *package);
/** Let it bring PERCENT of its cases, at least one of each kind; what follows other cases becomes fewer with them. */
void fasti_load_scale(struct fasti_load *load, int percent);
void fasti_load_free(struct fasti_load *load);

/** Something that the staff could not do. Borrowed for the call. */
struct fasti_refusal {
  const char *case_id; /* "" when it is an opening */
  const char *procedure;
  const char *work; /* task, event, or "" for an opening */
  const char *person;
  int64_t at;
  bool given_up; /* it is not tried again */
  const struct fasti_messages *messages;
};

/** A bureau whose staff work; all borrowed. */
struct fasti_simulated_bureau {
  const struct fasti_package *package; /* deployed in the office */
  const struct fasti_load *load;
  const struct fasti_book *book; /* closed */
};

/** What a simulation works with; all borrowed. Where there is more than one bureau, the ids of its people begin with the
 *  bureau's: ids are the office's own. */
struct fasti_simulation {
  struct fasti_office *office; /* has begun, with a simulated clock that stands before the first day */
  struct fasti_store *store;   /* of the office: its lists are read */
  struct fasti_vault *vault;   /* of the office */
  const struct fasti_simulated_bureau *bureaus;
  size_t bureau_count;
  uint64_t seed;
  int32_t first, last; /* days */
  int left;     /* most of the work of so many last days is left undone, and of who has little to do something before */
  bool shifted; /* the year of the loads begins on the first day, whatever day of a year that is */
  void (*refused)(void *self, const struct fasti_refusal *refusal); /* NULL: nobody is told */
  void *self;
};

/** What the staff did. */
struct fasti_simulated {
  size_t opened, tasks, actions;
  size_t refused;  /* attempts that the office refused */
  size_t unfilled; /* forms for which no values were found */
  size_t given_up; /* tasks and openings that are not tried again */
};

/** Let the staff work from the first day to the end of the last; those of one bureau know nothing of the others.
 *  @return what the office or its store failed with; refusals are no failure */
FASTI_MUST enum fasti_status fasti_simulate(const struct fasti_simulation *simulation, struct fasti_messages *messages,
                                            struct fasti_simulated *done);

#endif
