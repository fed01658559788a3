/* engine/form.h - forms: what a task asks for, checked as a whole.
 *
 * A form is an XHTML page with one XForms 1.1 model (doc/forms.md says what of XForms is known). Its instance gives the
 * fields; binds give each field a type, and say by XPath when it is required, read-only or relevant, how it is
 * calculated, and what must hold. Expressions see the instance and the variables of the caller's scope ($lead, $today).
 * Nothing is evaluated but what changed needs; what depends on what is known when the form is loaded, and circles are
 * refused then.
 *
 * Input comes as text by path below the instance's root: "confirmedOn", "officer[2]/certNo", "party[1]/@id". List
 * items are made as they are named. A form belongs to one thread (its expressions carry caches).
 */
#ifndef FASTI_FORM_H
#define FASTI_FORM_H

#include "engine/chart.h"

#define FASTI_NS_XFORMS "http://www.w3.org/2002/xforms"

enum {
  FASTI_FORM_VALUE = 10000, /* characters of one value */
  FASTI_FORM_ITEMS = 1000   /* of one list */
};

/** A loaded form: fields, rules, controls. */
struct fasti_form;

/** Load a form and the type libraries that its model's schema attribute names, through LIBRARY (may be NULL). All
 *  errors in one run: fields, types and binds that do not exist, circles, bad XPath, controls without a field.
 *  @arg out owned, free with fasti_form_free
 *  @return FASTI_DEFINITION or FASTI_LIMIT, with messages */
FASTI_MUST enum fasti_status fasti_form_load(const char *name, struct fasti_slice bytes,
                                             const struct fasti_library *library, struct fasti_messages *messages,
                                             struct fasti_form **out);
void fasti_form_free(struct fasti_form *form);
/** Title of the page. @return borrowed; "" if there is none */
const char *fasti_form_title(const struct fasti_form *form);
/** Name of the instance's root element. @return borrowed */
const char *fasti_form_root_name(const struct fasti_form *form);
/** Call USE for every expression, so that the room above can check its variables and functions. */
void fasti_form_expressions(const struct fasti_form *form, void (*use)(void *self, const struct fasti_expr *expr),
                            void *self);
/** Call USE for every article that the form names (f:law), with its place. */
void fasti_form_laws(const struct fasti_form *form, void (*use)(void *self, const char *law, struct fasti_place place),
                     void *self);
/** Call USE for every field that only some may see (f:confidential), with its path and their roles. */
void fasti_form_secrets(const struct fasti_form *form,
                        void (*use)(void *self, const char *path, const char *roles, struct fasti_place place),
                        void *self);
/** What a bind says that its fields carry (f:covers). */
struct fasti_form_cover {
  const char *covers; /* ids, separated by spaces */
  const char *path;   /* of the first field of the bind; "" for the whole form */
  const char *label;  /* of its control; "" for none */
  struct fasti_place place;
};
/** Call USE for each bind that covers something, in order of the form. LANGUAGE chooses among labels (NULL: the first).
 *  What USE is given lives for the call. */
void fasti_form_covers(const struct fasti_form *form, const char *language,
                       void (*use)(void *self, const struct fasti_form_cover *cover), void *self);
/** Call USE for the path of every field ("officer/certNo": list items without a number), in order of the instance. */
void fasti_form_fields(const struct fasti_form *form, void (*use)(void *self, const char *path), void *self);

/** A form being filled in. */
struct fasti_form_data;

/** Begin to fill in FORM. EVALUATOR (NULL: an own one), SCOPE (may be NULL) and FORM are borrowed until it is closed.
 *  LANGUAGE chooses among labels with xml:lang ("zh-CN"); NULL: the first. PREFILL (may be NULL) is an element whose
 *  attributes and children are taken over where the form has a field of that name.
 *  @return owned, end with fasti_form_close; never NULL */
struct fasti_form_data *fasti_form_open(const struct fasti_form *form, struct fasti_evaluator *evaluator,
                                        const struct fasti_scope *scope, const char *language, const xmlNode *prefill);
/** Look at what was filled in before: FILLED is what fasti_form_result gave. Nothing is evaluated, so that it can be shown without
 *  what was known then: every field is relevant and has the value there, choices that came from data are not told, empty
 *  lists show no blank item.
 *  @return owned, end with fasti_form_close; never NULL */
struct fasti_form_data *fasti_form_look(const struct fasti_form *form, const char *language, const xmlNode *filled);
void fasti_form_close(struct fasti_form_data *data);

/** Set a field. Space at both ends is dropped, except from plain text. Read-only fields may be given only the value
 *  that they have; that is checked in the end.
 *  @return FASTI_NOT_FOUND for a field that the form does not have (the message names the nearest ones), FASTI_LIMIT
 *          for a value or list that is too long, FASTI_INVALID for characters that XML does not allow */
FASTI_MUST enum fasti_status fasti_form_set(struct fasti_form_data *data, const char *path, const char *value,
                                            struct fasti_messages *messages);
/** Set fields from an element shaped like the instance. All errors in one run. @return as fasti_form_set */
FASTI_MUST enum fasti_status fasti_form_fill(struct fasti_form_data *data, const xmlNode *element,
                                             struct fasti_messages *messages);
/** Remove an item of a list ("officer[2]"). @return FASTI_NOT_FOUND */
FASTI_MUST enum fasti_status fasti_form_remove(struct fasti_form_data *data, const char *path,
                                               struct fasti_messages *messages);
/** The value of a field, calculated. @return borrowed until the data changes; NULL when there is no such field */
const char *fasti_form_value(struct fasti_form_data *data, const char *path);

/** Check everything: each wrong field gets one message with its path, its label, what is wrong and the article.
 *  @return FASTI_INVALID when something is wrong; FASTI_LIMIT or FASTI_DEFINITION when a rule itself fails */
FASTI_MUST enum fasti_status fasti_form_validate(struct fasti_form_data *data, struct fasti_messages *messages);
/** What was filled in, calculated: fields that are not relevant are empty, list items that are empty or not relevant
 *  are left out. @return owned, free with xmlFreeDoc */
xmlDocPtr fasti_form_result(struct fasti_form_data *data);

enum fasti_control_kind {
  FASTI_CONTROL_GROUP,
  FASTI_CONTROL_REPEAT, /* a list; its items follow one level deeper */
  FASTI_CONTROL_ITEM,   /* one item; its controls follow one level deeper */
  FASTI_CONTROL_TEXT,   /* a heading or paragraph of the page: LABEL */
  FASTI_CONTROL_INPUT,
  FASTI_CONTROL_TEXTAREA,
  FASTI_CONTROL_SECRET,
  FASTI_CONTROL_SELECT,  /* any number of choices; the value is their values with spaces between */
  FASTI_CONTROL_SELECT1, /* one choice */
  FASTI_CONTROL_UPLOAD,
  FASTI_CONTROL_OUTPUT,
  FASTI_CONTROL_TRIGGER,
  FASTI_CONTROL_SUBMIT
};

struct fasti_choice {
  const char *label;
  const char *value;
  bool chosen;
};

/** One control as it is now; texts are "" where there is nothing. All borrowed for the call. */
struct fasti_control {
  enum fasti_control_kind kind;
  int depth;        /* of nesting, from 0 */
  const char *path; /* of the field, list or item; "" for none */
  const char *label;
  const char *hint;
  const char *help;
  const char *type; /* string, boolean, date, dateTime, integer, decimal: what the value is in the end */
  const char *named; /* name of its type as the form gives it, without prefix: file, person, money; or that of its base */
  const char *law;   /* the article on which what is asked rests (f:law); "" for none */
  const char *value;
  bool required;
  bool readonly;
  bool relevant; /* what is not is best not shown */
  bool open;     /* a selection that allows other values too */
  const struct fasti_choice *choices;
  size_t choice_count;
};
/** Visit the controls in the order of the page. An empty list shows one blank item, which is not data yet. */
void fasti_form_controls(struct fasti_form_data *data, void (*visit)(void *self, const struct fasti_control *control),
                         void *self);

#endif
