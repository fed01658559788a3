/* engine/procedure.h - charts with the urn:fasti:procedure vocabulary, compiled (doc/language.md sections 3 to 9).
 *
 * A procedure is a chart and its notes: what the f: attributes and elements of each state, transition, invoke and
 * action say, checked and compiled once. Every error in one run, as FILE:LINE:COLUMN, including expressions that do not
 * compile and variables, states, roles, parameters, laws, forms, templates and instruments that do not exist.
 */
#ifndef FASTI_PROCEDURE_H
#define FASTI_PROCEDURE_H

#include "engine/form.h"
#include "engine/instrument.h"
#include "engine/package.h"

const char *fasti_procedure_id(const struct fasti_procedure *procedure);
const char *fasti_procedure_title(const struct fasti_procedure *procedure);
const struct fasti_package *fasti_procedure_package(const struct fasti_procedure *procedure);
const struct fasti_chart *fasti_procedure_chart(const struct fasti_procedure *procedure);
/** Roles that may open a case, separated by spaces. */
const char *fasti_procedure_openers(const struct fasti_procedure *procedure);
/** Roles whose people read every case of it, as a register (open-to), separated by spaces. */
const char *fasti_procedure_readers(const struct fasti_procedure *procedure);
/** Whether one case of it is always open: the office opens it, as nobody's act. */
bool fasti_procedure_is_standing(const struct fasti_procedure *procedure);
/** The form that opening asks for; NULL if none. */
const struct fasti_form *fasti_procedure_form(const struct fasti_procedure *procedure);
/** Whether its cases have a name of their own (f:key): two with the same are refused. */
bool fasti_procedure_has_key(const struct fasti_procedure *procedure);
/** What people read for a law id: "规范案件查处 第二条"; the id itself when it is unknown. @return borrowed */
const char *fasti_procedure_law(const struct fasti_procedure *procedure, const char *law);

/** Article that the procedure may name, at INDEX: its id. @arg shown what people read
 *  @return borrowed; NULL past the last */
const char *fasti_procedure_law_at(const struct fasti_procedure *procedure, size_t index, const char **shown);

enum fasti_carrier_kind {
  FASTI_CARRIES_PROCEDURE, /* all of a document */
  FASTI_CARRIES_STATE,
  FASTI_CARRIES_TASK,
  FASTI_CARRIES_CHILD, /* a sub-procedure, or a case that is opened and awaited */
  FASTI_CARRIES_ACTION,
  FASTI_CARRIES_FIELD,
  FASTI_CARRIES_DEADLINE,
  FASTI_CARRIES_EVERY,
  FASTI_CARRIES_INSTRUMENT
};

/** What says that it carries texts or items of the law. */
struct fasti_carrier {
  enum fasti_carrier_kind kind;
  const char *covers; /* ids, separated by spaces; of several packages */
  const char *id;     /* of the element; the event of an action, the path of a field */
  const char *title;  /* as written, the label of a field; "" for none */
  const char *form;   /* of a field: the title of its form; NULL otherwise */
  struct fasti_place place;
};

/** Call USE for each carrier in the procedure, its sub-procedures and their forms; fields come last. LANGUAGE chooses
 *  among labels (NULL: the first). What USE is given lives for the call. */
void fasti_procedure_carriers(const struct fasti_procedure *procedure, const char *language,
                              void (*use)(void *self, const struct fasti_carrier *carrier), void *self);

/** Check one procedure document by itself, without a package: what depends on a package (roles, parameters) is not looked
 *  at; forms and templates are looked for beside it and in the folders given. */
FASTI_MUST enum fasti_status fasti_procedure_check(const char *name, struct fasti_slice bytes,
                                                   const struct fasti_library *library,
                                                   struct fasti_messages *messages);

#endif
