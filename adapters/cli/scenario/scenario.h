/* adapters/cli/scenario/scenario.h - scenario tests: plain lines that a lawyer can read (doc/language.md section 11).
 *
 * A file of lines becomes a list of steps; the runner (run.h) does them in an office. All texts belong to the arena.
 */
#ifndef FASTI_CLI_SCENARIO_H
#define FASTI_CLI_SCENARIO_H

#include "engine/case.h"

enum scenario_word {
  SCENARIO_PACKAGE, /* NAME */
  SCENARIO_PERSON,  /* NAME, TITLE (the person's name), ROLES, CERTIFICATE, TEXT (until when it is valid), UNIT */
  SCENARIO_ADVANCE, /* DAY, MINUTE */
  SCENARIO_COMMAND, /* KIND; NAME is the procedure, task or event, KEY of the node */
  SCENARIO_EXPECT,  /* EXPECT */
  SCENARIO_CASE,    /* NAME; or RELATION: child or of with NAME a procedure and COUNT, parent; NAMED */
  SCENARIO_CALENDAR /* NAME of a file beside the scenario */
};

enum scenario_expectation {
  EXPECT_STATE,      /* NAMES */
  EXPECT_DEADLINE,   /* NAME, KEY, DAY if one is said, PROVISIONAL */
  EXPECT_TASK,       /* NAME, KEY, PERSON if one is said */
  EXPECT_ACTION,     /* NAME, KEY, PERSON */
  EXPECT_EVENT,      /* NAME */
  EXPECT_DATA,       /* NAME is XPath, TEXT its string value */
  EXPECT_INSTRUMENT, /* NAME, COUNT */
  EXPECT_TEXT,       /* NAME, TEXT */
  EXPECT_NOTICE,     /* NAME is a role or person, TEXT */
  EXPECT_ENDED,      /* NAME */
  EXPECT_STATUS,     /* NAME */
  EXPECT_FACT,       /* NAME, TEXT is one of its values */
  EXPECT_LINK,       /* NAME is the kind, TEXT the procedure, COUNT; -1: one or more */
  EXPECT_CASES,      /* NAME is a procedure, COUNT */
  EXPECT_REFUSED     /* TEXT */
};

struct scenario_step {
  struct fasti_place place; /* file, line, column of its first word */
  const char *line;         /* as written, without comment */
  enum scenario_word word;
  enum fasti_command_kind kind;
  enum scenario_expectation expect;
  bool tried;   /* it should be refused */
  bool negated; /* expect no ..., expect not ... */
  bool agree;
  bool provisional;
  const char *name;
  const char *key; /* NULL: none */
  const char *title;
  const char *roles;
  const char *certificate;
  const char *unit;
  const char *const *persons;
  size_t person_count;
  const char *const *to; /* persons, or a state */
  size_t to_count;
  const struct fasti_field *fields;
  size_t field_count;
  const char *reason;
  const char *law;
  const char *relation; /* of a case to the current one */
  const char *named; /* what the opened case is called in this file */
  const char *const *names;
  size_t name_count;
  const char *person;
  const char *text;
  int32_t day; /* FASTI_NO_DAY: none said */
  int minute;  /* of the day, 0 to 1440 */
  int count;
};

struct scenario {
  struct scenario_step *steps;
  size_t count;
};

/** Read a scenario; INCLUDES finds the files that it includes. All errors in one run, as FILE:LINE:COLUMN.
 *  @return FASTI_DEFINITION with messages, or FASTI_LIMIT when files include each other without end */
FASTI_MUST enum fasti_status scenario_read(struct fasti_arena *arena, const char *file, struct fasti_slice bytes,
                                           const struct fasti_library *includes, struct fasti_messages *messages,
                                           struct scenario *scenario);

/** Learn what people fill in in a scenario. */
struct fasti_book;
void scenario_learn(const struct scenario *scenario, struct fasti_book *book);

#endif
