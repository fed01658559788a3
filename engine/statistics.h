/* engine/statistics.h - what a supervisor reads of an office: cases by state, work done in time and late, workload, quotas.
 *
 * Computed from the journals: each case is followed entry by entry, so that work done is known with who did it, when it
 * was opened, and which last day governed it then. Everything adds up: each case, each task, each run of a deadline is
 * counted once.
 *   A task was done when an entry completed it; tasks that were cancelled or taken back are not counted. It was late when that
 * day was after the last day that governed it, and so is one that is open after its last day; one without a last day is never
 * late. It counts for the first role of it that who completed it held.
 *   A run of a deadline is kept when its state was left by its last day, late when it was left later, or has not been left
 * and its last day is past. One whose end moved the case on by itself (a window that closes) has lapsed: it is neither.
 *   A quota is a case with the facts "quota" and "result" (running, met, missed, na; others are allowed); "title" names it for
 * people.
 */
#ifndef FASTI_STATISTICS_H
#define FASTI_STATISTICS_H

#include "engine/office.h"

/** The cases of a procedure; ALL is the sum of the others. */
struct fasti_case_count {
  const struct fasti_procedure *procedure;
  size_t open, suspended, ended, terminated, all;
};

/** The cases of a procedure in a step, or which ended in it. A case in several steps counts in each; one in none in "". */
struct fasti_state_count {
  const struct fasti_procedure *procedure;
  const char *state;
  bool ended;
  size_t count;
};

/** Work of a procedure, role or person. */
struct fasti_work_count {
  const char *id;
  const char *title; /* of the procedure or role; name of the person */
  size_t done; /* tasks done; deadlines kept, late and left, or lapsed */
  size_t open;
  size_t judged; /* in time or late */
  size_t late;   /* of these */
  int worst;             /* days after the last day */
  const char *worst_case; /* "" when none was late */
  int median; /* days from opening to doing; of an even number, the lower one of the middle */
};

struct fasti_work_counts {
  const struct fasti_work_count *items; /* in the order of id */
  size_t count;
};

/** How many cases have these values of "quota" and "result". */
struct fasti_quota_count {
  const char *quota;
  const char *title;  /* the fact "title" of one of them; "" when there is none */
  const char *result; /* "" while there is none */
  size_t count;
};

/** All of it, owned as one. */
struct fasti_statistics {
  int64_t at;
  size_t cases, instruments;
  const struct fasti_case_count *procedures; /* in the order of their ids */
  size_t procedure_count;
  const struct fasti_state_count *states; /* in the order of procedure and state */
  size_t state_count;
  struct fasti_work_counts tasks_of_procedures, tasks_of_roles, tasks_of_people; /* a task that several did: once for each */
  struct fasti_work_counts deadlines_of_procedures, deadlines_of_roles;
  const struct fasti_quota_count *quotas; /* in the order of quota and result */
  size_t quota_count;
};

/** Take the statistics of an office at NOW, of one bureau (NULL: all). STORE is the office's.
 *  @arg out owned, free with fasti_statistics_free; procedures and titles are borrowed from the office
 *  @return what reading the cases fails with */
FASTI_MUST enum fasti_status fasti_statistics_take(struct fasti_office *office, struct fasti_store *store,
                                                   const char *bureau, int64_t now, struct fasti_messages *messages,
                                                   struct fasti_statistics **out);
void fasti_statistics_free(struct fasti_statistics *statistics);

#endif
