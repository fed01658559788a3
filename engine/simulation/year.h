/* engine/simulation/year.h - a simulation under way, in one bureau: the staff, what they mean to do when, and what they have
 * done.
 */
#ifndef FASTI_SIMULATION_YEAR_H
#define FASTI_SIMULATION_YEAR_H

#include <libxml/hash.h>

#include "engine/guess.h"
#include "engine/simulation/load.h"

/* WISHES: tries after which the load's values are not insisted on. */
enum { YEAR_WISHES = 2, YEAR_HANDS = 8, YEAR_TOGETHER = 16, YEAR_WORK = 128 };

struct worker {
  struct fasti_person person;
  struct pace pace;
  int done; /* today */
};

/** A case that the staff know. */
struct file {
  const char *id;
  const struct fasti_procedure *procedure;
  int32_t look;             /* the day on which somebody looks for what else could be done */
  size_t hands[YEAR_HANDS]; /* who acted in it, the last ones */
  size_t hand_count;
  size_t open_tasks; /* today */
  xmlHashTablePtr times; /* how often an action was taken: event -> number + 1 as a pointer */
};

/** What somebody means to do with an open task. */
struct plan {
  int32_t day;
  int tries;
  bool late; /* they will be late */
  bool never;
};

/** What those who hold some roles have to do. */
struct duty {
  int seen;  /* tasks */
  bool left; /* one of them */
};

/** A case to be opened. */
struct due_opening {
  int32_t day;
  const struct opening *opening;
  int number;        /* {n} */
  const char *after; /* id of the case that it follows; NULL: none */
  bool settled;
};

struct opened_case {
  const char *procedure, *id;
};

struct year {
  const struct fasti_simulation *simulation;
  const struct fasti_simulated_bureau *bureau;
  const struct fasti_load *load;
  const struct fasti_calendar *calendar;
  struct fasti_messages *messages; /* of the attempt under way */
  struct fasti_arena *arena;
  struct fasti_chance chance;
  struct fasti_simulated *done;
  int32_t zone, today;
  int64_t now;
  struct worker *workers;
  struct fasti_person *people; /* the same, as forms know them */
  size_t worker_count;
  xmlHashTablePtr files, plans, procedures, duties;
  struct due_opening *due;
  size_t due_count, due_room;
  struct opened_case *opened;
  size_t opened_count, opened_room;
  enum fasti_status failed; /* the office or its store: the year ends */
};

/** What an attempt is about. */
struct attempt {
  struct file *file; /* NULL: an opening */
  const struct fasti_procedure *procedure;
  const char *work; /* task, event, or the procedure's id */
  const struct due_opening *opening;
  struct fasti_command command; /* kind, persons, task, event, session, key */
  struct fasti_person persons[YEAR_TOGETHER];
  size_t workers[YEAR_TOGETHER];
  const char *task; /* as the request names it */
  int tries;        /* that were refused before */
};

/* staff.c */

/** Employ everybody whom the load names. @return what the office answers */
FASTI_MUST enum fasti_status staff_hire(struct year *year);
/** Somebody with one of the roles. @return -1: nobody */
int staff_of(struct year *year, const char *roles);
/** Somebody who may do the task and has time today, rather who knows the case. @arg able how many may, with or without time
 *  @return -1: nobody */
int staff_for(struct year *year, const struct file *file, const struct fasti_task_row *task, size_t *able);
/** Whether a worker may do the task, as far as its row tells. */
bool staff_may(const struct worker *worker, const struct fasti_task_row *task);
void attempt_add(struct year *year, struct attempt *attempt, size_t worker);

/* attempt.c */

/** Fill in the form and do it. CASE_ is looked at for the form (taken); NULL: it is read from the office.
 *  @return whether it was done; else the messages tell why, or year->failed */
bool attempt_make(struct year *year, struct attempt *attempt, struct fasti_case *case_, struct fasti_answer *answer);
/** Tell that it was refused. */
void attempt_tell(struct year *year, const struct attempt *attempt, bool given_up);
/** The case from the office. @return owned; NULL when it cannot be read: year->failed */
struct fasti_case *year_case(struct year *year, const char *id);
/** What is known of a case, new if nothing was. */
struct file *year_file(struct year *year, const char *id, const char *procedure);
/** Some working days from today. */
int32_t year_later(struct year *year, int workdays);
/** One minute later. */
void year_tick(struct year *year);

/* open.c */

/** Decide when the cases of the load are opened. */
void open_plan(struct year *year);
/** Open what is due today. */
void open_due(struct year *year);

/* work.c, act.c */

/** Do the tasks that somebody meant to do today. */
void work_day(struct year *year);
/** Look at the cases whose turn it is, and take actions. */
void act_day(struct year *year);

#endif
