/* tests/definitions/monitor.h - looks at every entry that an office writes: what must hold whatever people do.
 *
 * What must hold: doc/language.md sections 3, 4, 8 and 10, the promises of engine/case.h, the f:assert lines of the
 * procedure, and the promises of tests/definitions/PROCEDURE.promises. The monitor keeps its own book of what was done, from
 * the journal and the rows; it does not ask the definition's guards.
 */
#ifndef FASTI_TESTS_MONITOR_H
#define FASTI_TESTS_MONITOR_H

#include "engine/office.h"

enum fact_kind {
  FACT_OPENED,    /* a task: NUMBER WORK KEY ROLES */
  FACT_DID,       /* somebody did their part of a task or action: NUMBER (0: action) WORK KEY ROLES PERSON NAMED */
  FACT_SETTLED,   /* the task NUMBER was done by all */
  FACT_DROPPED,   /* what was done of it so far does not count any more */
  FACT_WITHDRAWN, /* it was done, but is taken back */
  FACT_ISSUED,    /* an instrument: WORK KEY */
  FACT_DEADLINE,  /* WORK KEY (the session) ROLES (its state) DAY (its last) */
  FACT_ENDED      /* WORK is the final state */
};

struct fact {
  enum fact_kind kind;
  const char *case_id, *work, *key, *roles, *person;
  int64_t number;
  int32_t day;
  bool named; /* signed because somebody named them, in no role of the task */
};

struct promise {
  const char *procedure;
  bool issue;        /* looked at when WHAT is issued; else while the state WHAT is active */
  const char *what;
  const char *since; /* only facts after the last issue of this instrument count; NULL: all */
  const char *text;  /* PREDICATE | PREDICATE ... */
  size_t looked;     /* how often it was */
};

struct assertion {
  const struct fasti_procedure *procedure;
  char words[5][64];
  int count;
  const char *text;
};

struct monitor {
  struct fasti_arena *arena;
  const struct fasti_package *package;
  const struct fasti_person *people;
  size_t people_count;
  struct fact *facts;
  size_t count, room;
  struct promise *promises;
  size_t promise_count;
  struct assertion *assertions;
  size_t assertion_count;
  void **interned;
  struct fasti_buffer trouble; /* what did not hold; empty: everything did */
  char what[128];              /* which rule it was, without names and numbers of this walk */
  /* counts */
  size_t entries, instruments, deadlines, checks;
  size_t done[FASTI_COMMAND_COUNT];
  void (*event)(void *self, const char *name);
  void *self;
};

struct monitor *monitor_new(const struct fasti_package *package, const char *promises_folder);
void monitor_free(struct monitor *monitor);
/** What fasti_office_watch takes, with the monitor. */
void monitor_see(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry);
/** Forget facts after the first COUNT, and what was wrong. */
void monitor_back(struct monitor *monitor, size_t count);
/** Something does not hold. WHAT names the rule. */
void monitor_fail(struct monitor *monitor, const char *what, const char *format, ...) FASTI_PRINTF(3, 4);
/** One copy of each text, as long as the monitor. */
const char *monitor_intern(struct monitor *monitor, const char *text);
/** Add a fact; its texts are interned. @return borrowed until the next one */
struct fact *monitor_add(struct monitor *monitor, const struct fact *fact);

/* deeds.c: who did what. */

/** The element of a task or action in the definition. @return NULL when there is none */
const xmlNode *definition_task(const struct fasti_chart *chart, const char *task, const char *roles);
const xmlNode *definition_action(const struct fasti_chart *chart, const char *event);
/** An attribute of urn:fasti:procedure; "" when absent. */
const char *definition_attribute(const xmlNode *node, const char *name);
/** How many people do it together; a parameter is looked up in CASE_. NULL, and for what else a template gives: 1. */
size_t definition_people(struct fasti_case *case_, const xmlNode *node);
/** Note what an entry did, and check that the right people did it. */
void deeds_see(struct monitor *monitor, struct fasti_case *case_, const struct fasti_entry_row *entry);

/* promise.c */

void promises_read(struct monitor *monitor, const char *folder);
void assertions_read(struct monitor *monitor);
/** Look at what was promised; ISSUED: facts from this one on are the entry's own. */
void promises_see(struct monitor *monitor, struct fasti_case *case_, size_t first);
void assertions_see(struct monitor *monitor, struct fasti_case *case_);

#endif
