/* engine/simulation/load.h - a load as it was read; the elements and attributes are those of fasti-simulation(5). */
#ifndef FASTI_SIMULATION_LOAD_H
#define FASTI_SIMULATION_LOAD_H

#include "engine/chance.h"
#include "engine/simulation.h"

enum { LOAD_VALUE = 1024 }; /* bytes of a value, with the end */

/** From the least to the most, both included. */
struct range {
  int least, most;
};

struct word_list {
  const char *id;
  const char *const *words;
  size_t count;
};

enum source_kind {
  SOURCE_TEXT,    /* TEXT with {n}, {year}, {LIST} */
  SOURCE_NUMBER,  /* LEAST to MOST, in units of the last of PLACES */
  SOURCE_DAYS,    /* days from today, DAYS; at the time TEXT, if it is not "" */
  SOURCE_PATTERN, /* something that matches TEXT */
  SOURCE_CHOICE,  /* one of CHOICES */
  SOURCE_PERSON,  /* the id of somebody who holds one of the roles TEXT */
  SOURCE_DATA,    /* the XPath expression TEXT over the data of the case */
  SOURCE_CASE     /* the fact TEXT ("id", "key") of a case of the procedure OF */
};

struct weighted {
  const char *text;
  unsigned weight;
};

/** What comes into a field. */
struct source {
  const char *procedure; /* NULL: in any */
  const char *work;      /* task, event, or procedure whose opening form it is */
  const char *field;     /* path without numbers of items */
  enum source_kind kind;
  const char *text, *of;
  int64_t least, most;
  int places;
  struct range days;
  struct range items; /* of a list of plain values: how many there are; 0: nothing is said */
  struct weighted *choices;
  size_t choice_count;
};

/** How somebody works. */
struct pace {
  struct range days; /* working days until they act */
  int most;          /* acts a day */
  unsigned late;     /* percent of what has a last day that they do after it */
};

struct crew {
  const char *roles;
  int count;
  const char *name, *certificate; /* templates, as SOURCE_TEXT */
  const struct word_list *units;  /* one for each in turn; NULL: none */
  struct pace pace;
};

struct opening {
  const char *procedure;
  int count;
  const char *by;   /* a role; NULL: whoever may open */
  int from, to;     /* month * 100 + day */
  const char *after; /* once for each case of this procedure that the load opened; NULL: spread over the year */
  struct range days; /* working days after it */
  unsigned share;    /* percent of those cases */
  struct source *fields;
  size_t field_count;
};

/** What is done how often. */
struct habit {
  const char *procedure; /* NULL: in any */
  const char *work;      /* task or event; "*": any */
  bool paced;
  struct pace pace;
  unsigned chance; /* percent */
  int most;        /* in one case; 0: no limit */
};

struct fasti_load {
  struct fasti_arena *arena;
  const struct fasti_package *package;
  struct word_list *lists;
  struct crew *crews;
  struct opening *openings;
  struct source *sources;
  struct habit *tasks, *actions;
  size_t list_count, crew_count, opening_count, source_count, task_count, action_count;
  struct pace pace;    /* of whom nothing else is said */
  struct range look;   /* working days between two looks at a case for what else could be done */
  unsigned forward;    /* percent: an action that leads nearer to the end, in a case without tasks */
  unsigned otherwise;  /* percent: any other action */
};

/** Begin a load with its defaults. */
struct fasti_load *load_new(const struct fasti_package *package);
/** One crew for each role of the package that has none. */
void load_complete(struct fasti_load *load);
const struct word_list *load_list(const struct fasti_load *load, const char *id, size_t size);

/** What a source is asked for. */
struct asking {
  const struct fasti_load *load;
  struct fasti_chance *chance;
  int number; /* {n} */
  const char *unit; /* {unit} */
  int32_t today;
  int32_t zone;
  /** The value of FACT of some case of PROCEDURE that was opened before. @return false: there is none */
  bool (*find)(void *self, const char *procedure, const char *fact, char *out, size_t size);
  /** The value of an expression over the data of the case at hand; NULL: there is none. @return false: it has none */
  bool (*evaluate)(void *self, const char *xpath, char *out, size_t size);
  /** Somebody who holds one of ROLES, another one for each item of a list. @return false: there is nobody */
  bool (*person)(void *self, const char *roles, char *out, size_t size);
  void *self;
};
/** @arg out ended by NUL @return false: it has nothing to say now */
bool source_value(const struct source *source, const struct asking *asking, char *out, size_t size);
/** Expand {n}, {n:WIDTH}, {unit}, {year}, {LIST} and, in the order of numbers, {LIST:n}. */
void expand_text(const char *text, const struct asking *asking, char *out, size_t size);
/** One from the range. */
int range_value(struct range range, struct fasti_chance *chance);

/** What is said of a task or an action in a procedure; the first that fits. NULL: nothing. */
const struct habit *load_habit(const struct habit *habits, size_t count, const char *procedure, const char *work);

/** Whether a chart, or one that it invokes, has the task or action; what is no action is called by its element. */
bool chart_has_task(const struct fasti_chart *chart, const char *task);
bool chart_has_action(const struct fasti_chart *chart, const char *event);

#endif
