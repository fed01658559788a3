/* engine/procedure/load.h - inside the room procedure: a package while it is read, and what its parts share.
 */
#ifndef FASTI_PROCEDURE_LOAD_H
#define FASTI_PROCEDURE_LOAD_H

#include <libxml/hash.h>

#include "engine/list.h"
#include "engine/notes.h"
#include "engine/table.h"

/** A parameter, with the days on which it is valid. */
struct parameter {
  const char *name;
  const char *value;
  const char *procedure; /* NULL: all */
  bool superior;
  const char *document, *law; /* where it comes from; NULL: it is not said */
  int32_t from; /* FASTI_NO_DAY: always was */
  int32_t to;   /* INT32_MAX: always will be */
  struct fasti_place place; /* of the value; while the package is loaded */
  struct parameter *next;   /* of the same name, in the order of the file; NULL: the last */
};

struct role {
  const char *id;
  const char *title;
  const char *separate; /* ids of other roles, may be NULL */
  const char *rule;     /* that keeps them apart, in people's words; may be NULL */
  const char *group;    /* of people to which it belongs; may be NULL */
  enum fasti_sight reads;
  bool deputy; /* somebody may stand in */
};

/** A law as the package names it. */
struct package_law {
  const char *id;
  const char *title;
  const char *article; /* may be NULL */
  const xmlNode *node; /* while the package is loaded */
};

/** One version of a decision model. */
struct table {
  const char *id;
  const char *version;
  const char *sources; /* from which its rows may come; NULL: all */
  int32_t from;        /* first and last day, as of parameters */
  int32_t to;
  struct fasti_model *model; /* NULL after an error */
};

struct file {
  const char *name;
  struct fasti_slice bytes;
};

/** A rule on something that the engine itself sees to. */
struct rule {
  const char *on, *text;
};

/** Where the forms and templates of a procedure are looked for: folders, separated by spaces, from the file BASE. */
struct folders {
  const char *base;
  const char *forms, *instruments; /* NULL: none */
};

struct fasti_package {
  struct fasti_arena *arena; /* owns everything below, procedures too */
  const char *name, *bureau, *title, *code, *version;
  int32_t in_force;
  int32_t zone;
  bool alone; /* not a package: a procedure checked by itself; roles and parameters are not known */
  struct fasti_calendar *calendar;
  const char *approvers; /* roles; NULL: none */
  const char *unit_facts; /* names of facts; NULL: none */
  struct role *roles;
  size_t role_count;
  struct rule *rules;
  size_t rule_count;
  struct parameter *parameters;
  size_t parameter_count;
  struct package_law *laws;
  size_t law_count;
  struct fasti_referral *referrals;
  size_t referral_count;
  struct fasti_duty *duties;
  size_t duty_count;
  struct fasti_service *services;
  size_t service_count;
  struct table *tables;
  size_t table_count;
  struct fasti_text *texts;
  size_t text_count;
  xmlHashTablePtr text_ids; /* of texts and items; NULL: none yet */
  struct fasti_procedure **procedures;
  size_t procedure_count;
  /* what procedures say of each other, known before any is compiled: of all that the package names */
  xmlHashTablePtr procedure_ids;
  xmlHashTablePtr parameter_names; /* the first parameter of each name */
  xmlHashTablePtr told;   /* events of f:tell */
  xmlHashTablePtr facts;  /* PROCEDURE and fact */
  xmlHashTablePtr opened; /* procedures that others, or the office, open */
  xmlHashTablePtr awaited; /* what transitions wait for */
  struct file *files;
  size_t file_count, file_room;
};

/** What a load shares: the package, the library (which records what it finds) and the messages. */
struct load {
  struct fasti_package *package;
  const struct fasti_library *source;
  struct fasti_library library;
  struct fasti_messages *messages;
  const xmlNode **elements; /* of the package and its parts, in their order */
  size_t element_count, element_room;
  xmlDocPtr *parts;
  size_t part_count;
  xmlHashTablePtr duty_ids; /* with those of their items */
};

/** A law that a definition names. */
struct law {
  const char *id;
  const char *shown;
  struct fasti_place place;
};

struct assertion {
  const char *law;
  struct fasti_place place;
};

/** One document of a procedure: its notes as they are made. */
struct document {
  struct fasti_notes notes;
  struct fasti_state_note *states;
  struct fasti_transition_note *transitions;
  struct fasti_invoke_note *invokes;
  struct fasti_action_note *actions;
  struct fasti_deadline_note *deadlines;
  struct fasti_every_note *everies;
  xmlHashTablePtr variables; /* names of data and of what foreach declares */
};

struct fasti_procedure {
  struct fasti_package *package;
  struct fasti_arena *arena; /* the package's */
  const char *id;
  const char *title;
  const char *openers;
  const char *readers; /* roles; NULL: none in particular */
  bool standing;
  struct folders folders;
  struct fasti_chart *chart;
  const struct fasti_form *form;
  struct fasti_procedure_note note;
  struct document **documents;
  size_t document_count;
  struct law *laws;
  size_t law_count;
  struct fasti_instrument_note *templates;
  size_t template_count;
  struct assertion *assertions;
  size_t assertion_count;
  xmlHashTablePtr tasks, states, deadlines, instrument_names, law_names; /* name -> its node */
  xmlHashTablePtr as_names;                                              /* names that f:as binds */
  xmlHashTablePtr form_files;                                            /* file -> struct fasti_form */
  xmlHashTablePtr style_files;                                           /* file -> struct fasti_instrument */
  struct fasti_carrier *carriers; /* of its documents; those in forms stand in the forms */
  size_t carrier_count, carrier_room;
  const struct fasti_form **forms; /* in the order in which they are named */
  size_t form_count;
};

/** One procedure while it is compiled. */
struct check {
  struct load *load;
  struct fasti_messages *messages;
  struct fasti_procedure *procedure;
  struct document *document;
  struct fasti_evaluator *evaluator;
  bool failed;
  const char *extra; /* more variables that the expression at hand may use */
};

/* package.c */

/** Find a file and keep it with the package. */
enum fasti_status load_find(struct load *load, const char *base, const char *uri, const char **name,
                            struct fasti_slice *bytes);
/** The first parameter of this name for the procedure, valid or not; others of the name follow by next. NULL: none */
const struct parameter *package_parameter(const struct fasti_package *package, const char *procedure, const char *name);
/** Whether the package has a parameter of this name for the procedure, valid or not. */
bool package_has_parameter(const struct fasti_package *package, const char *procedure, const char *name);
const struct role *package_role(const struct fasti_package *package, const char *id);
/** A hash table that the arena owns. */
xmlHashTablePtr arena_table(struct fasti_arena *arena);
/** Attributes of an element of the package; NAME's value is copied, "" after the message when it is missing. */
void package_attributes(struct load *load, const xmlNode *node, const char *known);
const char *package_required(struct load *load, const xmlNode *node, const char *name);
/** The same, NULL when it is missing. */
const char *package_optional(struct load *load, const xmlNode *node, const char *name);
int32_t package_day(struct load *load, const xmlNode *node, const char *name, int32_t missing);

/* elements.c */

/** Read what stands in a package, and in the parts that it names. */
void elements_read(struct load *load, const xmlNode *root);
/** Referrals, duties and services of the directory (directory.c). */
void directory_read_referral(struct load *load, const xmlNode *node);
void directory_read_duty(struct load *load, const xmlNode *node);
void directory_read_service(struct load *load, const xmlNode *node);
/** What they say of each other and of procedures, when all are known. */
void directory_check(struct load *load, const xmlNode *node);
/** End what elements_read keeps while the package is loaded. */
void parts_free(struct load *load);

/* tables.c: decision models of a package, and f:decide that asks them */
void tables_read(struct load *load, const xmlNode *node);
void tables_free(struct fasti_package *package);
enum fasti_status tables_verify(const struct fasti_package *package, struct fasti_messages *messages);
void tables_decide(struct check *check, const xmlNode *node, struct fasti_action_note *note);

/* notes.c */

/** That an f: element says an attribute. */
void notes_need(struct check *check, const xmlNode *node, const char *name);
/** Check a list and the name of its node: both or neither, and no name that the data, or a foreach, has already. */
void notes_check_as(struct check *check, const xmlNode *node, const char *as);

/* work.c */

/** What tasks and actions have in common. */
void work_read(struct check *check, const xmlNode *node, const char *name, struct fasti_work *work);
/** A whole number from 1 to 99. @return 1 after the message */
int notes_count(struct check *check, const xmlNode *node, const char *name, const char *text);
bool notes_bool(struct check *check, const xmlNode *node, const char *name);
/** When TEXT is just a parameter, "{$param/NAME}": call USE for every value that it may have in the procedure. */
void notes_parameters(struct check *check, const char *text, void (*use)(void *self, const struct parameter *parameter),
                      void *self);

/* procedure.c */

/** Load a procedure of the package; NULL after errors that leave nothing to look at. */
struct fasti_procedure *procedure_load(struct load *load, const char *id, const char *name, struct fasti_slice bytes,
                                       const struct folders *folders);

/* notes.c: what states, transitions, invokes and actions say. */
void notes_compile(struct check *check);
void notes_procedure(struct check *check);
void notes_instrument(struct check *check, const xmlNode *node, struct fasti_instrument_note *note);
/* other.c: what cases do with other cases. */

#define TYPE_CASE "urn:fasti:case"
#define TYPE_TASK "urn:fasti:task"

/** Note what a <procedure> of the package and its sub-procedures say of others, before any is compiled. */
void others_survey(struct load *load, const xmlNode *node);
/** When all are compiled: whether what is given to open a case fits its form. */
void others_check(struct load *load);
/** Read f:find, f:open and the like. @return false when the element is none of them */
bool others_action(struct check *check, const xmlNode *node, struct fasti_action_note *note);
/** Read f:find, whose procedure was read (find.c). */
void find_read(struct check *check, const xmlNode *node, struct fasti_action_note *note,
               struct fasti_other_note *other);
/** Read an invoke that opens a case. */
void others_invoke(struct check *check, const xmlNode *node, struct fasti_invoke_note *note);

/* fact.c */
/** The attribute NAME of an element: whether it can be the name of an element. */
void names_name(struct check *check, const xmlNode *node, const char *name);
/** Facts and the key of a procedure's own document. */
void facts_procedure(struct check *check);

/* covers.c */
void texts_read(struct load *load, const xmlNode *node);
/** Note what carries the law in the document at hand, and in a form. */
void covers_read(struct check *check);
void covers_keep_form(struct check *check, const struct fasti_form *form);

/* deadline.c */
void deadline_read(struct check *check, int state, const xmlNode *node, struct fasti_deadline_note *note);
/** That an attribute is a period, or several separated by commas, or a parameter whose every value is. */
void deadline_check_periods(struct check *check, const xmlNode *node, const char *name, bool several);

/* every.c */
void every_read(struct check *check, int state, const xmlNode *node, struct fasti_every_note *note);

/* vocabulary.c: unknown names of the f: vocabulary, and expressions of SCXML itself if the document is a chart. */
void vocabulary_check(struct check *check, const xmlNode *root);
/* event.c: transitions that wait for an event that nothing raises. */
void events_check(struct check *check);

/* procedure.c: explores the chart of every document of a procedure. */
enum fasti_status procedure_verify(const struct fasti_procedure *procedure, struct fasti_messages *messages);

/* attribute.c: reading attributes. NAME is the local name; FASTI_NS_PROCEDURE on SCXML elements, none on f: elements.
 */
const char *attribute(const xmlNode *node, const char *name);
struct fasti_place attribute_place(const xmlNode *node, const char *name);
const char *attribute_copy(struct check *check, const xmlNode *node, const char *name);
const struct fasti_expr *attribute_expr(struct check *check, const xmlNode *node, const char *name);
const struct fasti_template *attribute_template(struct check *check, const xmlNode *node, const char *name);
/** A law's id, or roles, tasks or states separated by spaces: copied; unknown ones are reported. */
const char *attribute_law(struct check *check, const xmlNode *node, const char *name);
const char *attribute_roles(struct check *check, const xmlNode *node, const char *name);
/** The same, but the data may give the roles: an attribute with {xpath} becomes a template, else OUT is NULL. */
const char *attribute_given_roles(struct check *check, const xmlNode *node, const char *name,
                                  const struct fasti_template **out);
const char *attribute_tasks(struct check *check, const xmlNode *node, const char *name);
const struct fasti_form *attribute_form(struct check *check, const xmlNode *node, const char *ns, const char *name);
const struct fasti_instrument *attribute_style(struct check *check, const xmlNode *node, const char *name);
const struct fasti_template *text_template(struct check *check, const xmlNode *node, const char *text,
                                           struct fasti_place place);

/* names.c: names that an expression mentions. */
void names_check(struct check *check, const char *text, struct fasti_place place);
void names_variables(struct check *check, const struct fasti_expr *expr);
/** Functions that an expression calls and nobody knows. */
void names_functions(struct check *check, const struct fasti_expr *expr);
void names_template(struct check *check, const struct fasti_template *template_);
/** Parameters that an instrument's template takes from what it is given. */
void names_check_template(struct check *check, const xmlNode *node);
/** An evaluator that knows the names of all functions. */
struct fasti_evaluator *names_evaluator(void);
/** The closest of the names in TABLE, for "did you mean"; NULL if none is close. */
const char *names_near(xmlHashTablePtr table, const char *name);

#endif
