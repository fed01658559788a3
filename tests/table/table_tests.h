/* tests/table/table_tests.h - small decision models, and what they answer, as text.
 */
#ifndef FASTI_TESTS_TABLE_H
#define FASTI_TESTS_TABLE_H

#include <check.h>

#include "engine/table.h"

#define DMN "https://www.omg.org/spec/DMN/20230324/MODEL/"
#define MODEL(body)                                                                                                    \
  "<definitions xmlns='" DMN "' xmlns:f='urn:fasti:procedure' name='m' id='m' namespace='urn:m'>" body "</"            \
  "definitions>"
#define INPUT(name, type)                                                                                              \
  "<inputData id='i-" name "' name='" name "'><variable name='" name "' typeRef='" type "'/></inputData>"
#define TYPE(name, base, allowed)                                                                                      \
  "<itemDefinition name='" name "'><typeRef>" base "</typeRef><allowedValues><text>" allowed                           \
  "</text></allowedValues></itemDefinition>"
#define NEEDS(name) "<informationRequirement><requiredInput href='#i-" name "'/></informationRequirement>"
#define USES(name) "<informationRequirement><requiredDecision href='#d-" name "'/></informationRequirement>"
#define KNOWS(name) "<knowledgeRequirement><requiredKnowledge href='#k-" name "'/></knowledgeRequirement>"
#define DECISION(name, type, requires, logic)                                                                          \
  "<decision id='d-" name "' name='" name "'><variable name='" name "' typeRef='" type "'/>" requires logic            \
    "</decision>"
#define TEXT(text) "<literalExpression><text>" text "</text></literalExpression>"
#define TABLE(policy, body) "<decisionTable hitPolicy='" policy "'>" body "</decisionTable>"
#define COLUMN(text) "<input><inputExpression><text>" text "</text></inputExpression></input>"
#define WITHIN(text, values)                                                                                           \
  "<input><inputExpression><text>" text "</text></inputExpression><inputValues><text>" values                          \
  "</text></inputValues></input>"
#define IN(text) "<inputEntry><text>" text "</text></inputEntry>"
#define OUT(text) "<outputEntry><text>" text "</text></outputEntry>"
#define ROW(entries) "<rule>" entries "</rule>"

extern struct fasti_messages *messages;

void begin_table(void);
void end_table(void);
/** What loading says, a line each message; empty when the model is good. @return borrowed until the next call */
const char *load_says(const char *source);
/** What verifying says. */
const char *verify_says(const char *source, const char *sources);
/** The result, or "STATUS: messages". GIVEN is "a=1|b=2"; a name without "=" is null. */
const char *decide(const char *source, const char *decision, const char *given);
/** The trace. */
const char *trace(const char *source, const char *decision, const char *given);

TCase *feel_case(void);
TCase *load_case(void);
TCase *verify_case(void);

#endif
