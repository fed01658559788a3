/* engine/table.h - decision models: OMG DMN 1.3 to 1.5 with S-FEEL (conformance level 2), exact decimals.
 *
 * A model is a DMN document, checked and compiled once: input data, item definitions, decisions whose logic is a decision
 * table or a literal expression, business knowledge models that decisions invoke. Hit policies UNIQUE, FIRST, ANY,
 * PRIORITY, RULE ORDER, OUTPUT ORDER and COLLECT with its aggregators. Evaluating a decision is a pure function of the
 * inputs; it always explains itself: every table evaluated, its inputs, the rows that hit and why the others did not.
 */
#ifndef FASTI_TABLE_H
#define FASTI_TABLE_H

#include "engine/xml.h"

/** A compiled model. */
struct fasti_model;

/** Whether a document is a DMN model of a version that is supported. @arg root its first element */
bool fasti_model_is(const xmlNode *root);
/** Compile a model. Every error in one run as FILE:LINE:COLUMN: unknown types, names, functions, expressions that do
 *  not parse, entries that are missing, circles of requirements. @arg out owned, free with fasti_model_free
 *  @return FASTI_DEFINITION with messages; then nothing is given */
FASTI_MUST enum fasti_status fasti_model_load(const char *name, struct fasti_slice bytes,
                                              struct fasti_messages *messages, struct fasti_model **out);
void fasti_model_free(struct fasti_model *model);
/** Check the tables beyond what DMN asks (doc/language.md section 12): combinations of inputs that no row covers, rows
 *  of UNIQUE and ANY tables that contradict each other, rows that never hit, results outside of an f:frame, rows from a
 *  source that SOURCES (separated by spaces; NULL: all) does not allow. Each names values or the row that shows it.
 *  @return FASTI_DEFINITION with messages */
FASTI_MUST enum fasti_status fasti_model_verify(const struct fasti_model *model, const char *sources,
                                                struct fasti_messages *messages);
/** Name of the decision at INDEX in the order of the file. @return borrowed; NULL past the last */
const char *fasti_model_decision_at(const struct fasti_model *model, size_t index);
/** Name of the input at INDEX, and its type as declared. @return borrowed; NULL past the last */
const char *fasti_model_input_at(const struct fasti_model *model, size_t index, const char **type);

/** Whether a decision (NULL: the only one that no other requires) needs a value for an input. */
bool fasti_model_needs(const struct fasti_model *model, const char *decision, const char *input);

/** One input: the name of an input data and its value as text, read as the type that the model declares; borrowed. A
 *  component of a structured input is NAME.COMPONENT. A list is words separated by spaces, or FEEL's ["a", "b"]; a
 *  structure may also be FEEL's {a: 1, b: "x"}. A value that is NULL is FEEL's null. */
struct fasti_given {
  const char *name;
  const char *value;
};

/** Evaluate a decision (NULL: the only one that no other requires). The result goes below PARENT as two elements,
 *  <result> and <trace>, as doc/language.md section 12 shows them.
 *  @return FASTI_NOT_FOUND for a decision that there is not; FASTI_INVALID for an input that is missing, unknown, of a
 *          wrong type or not allowed, and for a table that gives no sense (two rows of UNIQUE hit); with messages */
FASTI_MUST enum fasti_status fasti_model_decide(const struct fasti_model *model, const char *decision,
                                                const struct fasti_given *given, size_t count, xmlNodePtr parent,
                                                struct fasti_messages *messages);

#endif
