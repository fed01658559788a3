/* engine/lists.h - which rows of a store a list has, in which order, and from where on; see port.h.
 *
 * In every filter NULL, "", FASTI_NO_DAY or 0 in a member means any; what is named must hold all together. A list goes
 * on behind a row (after): give the members of the last row seen by which the list is in order. BACKWARDS turns an order
 * round, so that the page before is the list backwards, after the first row seen, with its rows turned round again.
 */
#ifndef FASTI_LISTS_H
#define FASTI_LISTS_H

#include <stddef.h>
#include <stdint.h>

#include "engine/sight.h"

/** Only cases into which these eyes may look; made by fasti_office_reader (access.h). */
struct fasti_reach {
  enum fasti_sight sight;
  const char *bureau;     /* NULL or "": none, or with FASTI_SIGHT_OUTLINE every one */
  const char *person;
  const char *roles;      /* that they hold, separated by spaces; also as a deputy */
  const char *unit;       /* NULL or "": none */
  const char *unit_facts; /* names of the facts that name a unit, separated by spaces */
  const char *open;       /* ids of procedures all cases of which they may read besides, separated by spaces */
};

/** A condition on the facts of a case: one of the values of FACT is VALUE; or, with FROM or TO, lies between them
 *  (inclusive, compared by bytes: made for dates). NULL: not said. */
struct fasti_where {
  const char *fact;
  const char *value;
  const char *from;
  const char *to;
};

enum fasti_case_order {
  FASTI_CASES_BY_ID,     /* by bytes */
  FASTI_CASES_BY_OPENED, /* opened_at, then id */
  FASTI_CASES_BY_DUE,    /* the nearest last day of a running or expired deadline, those without one at the end; then id */
  FASTI_CASES_BY_CLOCK   /* due, then id; those without are left out */
};

struct fasti_case_filter {
  const char *id;
  const char *bureau;
  const char *procedure;
  const char *status;
  const char *state;  /* this state is active */
  const char *text;   /* occurs in the search text; every word must; Chinese words of any length are found (search.h) */
  const char *after;  /* id of the last row seen */
  int64_t after_at;   /* and, in other orders than by id: its opened_at, its nearest last day (FASTI_NO_DAY), its due */
  enum fasti_case_order order; /* clock_by implies FASTI_CASES_BY_CLOCK */
  bool backwards;
  int32_t due_before; /* has a running or expired deadline whose last day is before this day */
  int64_t clock_by;   /* due at or before this instant */
  int64_t opened_from, opened_to; /* opened_at lies between (inclusive) */
  const char *person; /* has a row of work (port.h) of this person ... */
  const char *work;   /* ... of this kind: "opened" for the cases that they opened */
  const char *key;    /* its key is this one */
  const struct fasti_where *where;
  size_t where_count;
  const struct fasti_reach *reach; /* NULL: no limit */
  int most;
};

enum fasti_task_order {
  FASTI_TASKS_BY_DUE,   /* the nearest first, those without a last day at the end; then case and number */
  FASTI_TASKS_BY_OPENED, /* opened_at, then case and number */
  FASTI_TASKS_BY_CASE   /* case and number */
};

struct fasti_task_filter {
  const char *case_id;
  const char *bureau; /* of the case */
  const char *procedure; /* of the case */
  const char *task;   /* id in the definition */
  const char *person; /* open to this person: named in persons; or persons is empty, one of ROLES is among its roles,
                       * they are not excluded, among is empty or names them, and UNIT is one for which it is */
  const char *roles;  /* with person: the roles they hold; without: one of these is among the roles of the task */
  const char *unit;   /* with person: theirs; NULL or "": none */
  bool held;          /* with person: only those that name them in persons (待办) ... */
  bool pool;          /* ... or only those that they may take (可签收) */
  const char *draft_of; /* this person holds a draft in it (草稿) */
  const char *state;
  int32_t due_before;
  int32_t due_from;   /* the last day is this one or a later one */
  const char *after;  /* case of the last row seen ... */
  int64_t after_number; /* ... its number ... */
  int64_t after_at;   /* ... and, in the order: its due (FASTI_NO_DAY), its opened_at */
  enum fasti_task_order order;
  bool backwards;
  const struct fasti_reach *reach; /* of the case; NULL: no limit */
  int most;
};

/** In the order of due (those without at the end), case, session, deadline. */
struct fasti_deadline_filter {
  const char *case_id;
  const char *bureau;    /* of the case */
  const char *procedure; /* of the case */
  const char *deadline;  /* id in the definition */
  const char *role;      /* one of these must act */
  const char *state;     /* running, suspended, expired, met, left */
  bool open;             /* only of cases that are open or suspended and deadlines that still count: not met or left */
  int32_t due_before;    /* runs or has expired, and its last day is before this day */
  int32_t from, to;      /* the last day lies between (inclusive) */
  const char *person;    /* of cases in which this person has a part (row of participants) */
  const char *after;     /* case of the last row seen, with ... */
  const char *after_session, *after_deadline;
  int32_t after_due;
  bool backwards;
  const struct fasti_reach *reach; /* of the case; NULL: no limit */
  int most;
};

/** In the order of at, case, sequence; usually wanted backwards: the latest first. */
struct fasti_work_filter {
  const char *person;
  const char *case_id;
  const char *kind;      /* as of struct fasti_work_row */
  const char *bureau;    /* of the case */
  const char *procedure; /* of the case */
  int64_t from, to;      /* at lies between (inclusive) */
  const char *after;     /* case of the last row seen, with ... */
  int64_t after_sequence;
  int64_t after_at;
  bool backwards;
  int most;
};

/** In the order of day, case, number; usually wanted backwards. */
struct fasti_board_filter {
  const char *bureau;
  const char *kind;
  const char *case_id;
  const char *text;      /* every word occurs in title or text */
  int32_t on;            /* is on the board on this day */
  bool all;              /* also what a later item replaced or took away */
  const char *after;     /* case of the last row seen, with ... */
  int64_t after_number;
  int32_t after_day;
  bool backwards;
  int most;
};

/** By what rows are counted. */
enum fasti_count_by {
  FASTI_COUNT_ALL,       /* one value, "" */
  FASTI_COUNT_STATUS,    /* cases: status; tasks and deadlines: state */
  FASTI_COUNT_PROCEDURE, /* of the case */
  FASTI_COUNT_STATES,    /* cases: the list of states as it is in the row */
  FASTI_COUNT_NAME,      /* tasks: id of the definition; deadlines: deadline; work: kind */
  FASTI_COUNT_DAY        /* tasks, deadlines: last day as YYYY-MM-DD, "" for none; board: day */
};

/** Told each value that there is and how many rows have it, in the order of the values by bytes. */
typedef bool fasti_count_seen(void *self, const char *value, int64_t count);

#endif
