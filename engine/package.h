/* engine/package.h - the regulations that one bureau deploys at once (doc/language.md section 1).
 */
#ifndef FASTI_PACKAGE_H
#define FASTI_PACKAGE_H

#include "engine/chart.h"
#include "engine/sight.h"

#define FASTI_NS_PACKAGE "urn:fasti:package"

struct fasti_model;
struct fasti_package;
struct fasti_procedure;

/** Whose matter it is when it is not the bureau's: a row of its directory. What is not said is NULL. */
struct fasti_referral {
  const char *id;
  const char *matter;
  const char *department;
  const char *duty;
  const char *basis;
  const char *corrected; /* what the printed text says instead, where a slip in it was put right */
  const char *blocks;    /* permits and registrations that the department refuses meanwhile */
};

/** A work item of a duty. What is not said is NULL. */
struct fasti_duty_item {
  const char *id;
  const char *title;
  const char *section;   /* who in the bureau does it */
  const char *candidate; /* what would carry it, in words */
  const char *service;   /* ids of public services, separated by spaces */
};

/** A responsibility of the bureau. */
struct fasti_duty {
  const char *id;
  const char *title;
  const struct fasti_duty_item *items;
  size_t item_count;
};

/** A field of a form that is given. */
struct fasti_service_given {
  const char *field;
  const char *value; /* "today": the day */
};

/** A public service. What is not said is NULL. */
struct fasti_service {
  const char *id;
  const char *title;
  const char *content;
  const char *office;
  const char *phone;
  const char *corrected; /* as of a referral */
  const char *opens;     /* a procedure, of which a request opens a case */
  const char *fields;    /* of its opening form, which somebody outside may fill in, separated by spaces; NULL: nobody outside
                            opens one */
  const struct fasti_service_given *givens; /* and what the others get */
  size_t given_count;
};

/** A check item of a text. */
struct fasti_item {
  const char *id;
  const char *title;
  struct fasti_place place;
};

/** A text that the bureau must carry out. All is borrowed from the package. */
struct fasti_text {
  const char *id;
  const char *title;
  const char *procedure; /* ids of those that are to carry it out, whether the package has them or not, separated by
                            spaces; NULL: none in particular */
  const struct fasti_item *items;
  size_t item_count;
  struct fasti_place place;
};

/** Load a package and everything that it reaches through LIBRARY: procedures, sub-procedures, forms, templates,
 *  decision models, calendars. All errors in one run. LIBRARY is borrowed for the call only.
 *  @arg out owned, free with fasti_package_free
 *  @return FASTI_DEFINITION with messages; then nothing is given */
FASTI_MUST enum fasti_status fasti_package_load(const char *name, struct fasti_slice bytes,
                                                const struct fasti_library *library, struct fasti_messages *messages,
                                                struct fasti_package **out);
void fasti_package_free(struct fasti_package *package);
/** What deployment checks besides: every decision table (engine/table.h), and the chart of every document of every
 *  procedure (engine/verify.h): states that cannot be entered, traps and assertions that do not hold, each with the
 * path that shows it. Takes longer than loading.
 *  @return FASTI_DEFINITION with messages */
FASTI_MUST enum fasti_status fasti_package_verify(const struct fasti_package *package, struct fasti_messages *messages);

/** The file's name, as the package was loaded by. */
const char *fasti_package_name(const struct fasti_package *package);
const char *fasti_package_bureau(const struct fasti_package *package);
const char *fasti_package_title(const struct fasti_package *package);
const char *fasti_package_code(const struct fasti_package *package);
const char *fasti_package_version(const struct fasti_package *package);
/** First day on which cases open under it. */
int32_t fasti_package_in_force(const struct fasti_package *package);
int32_t fasti_package_zone(const struct fasti_package *package);
const struct fasti_calendar *fasti_package_calendar(const struct fasti_package *package);
/** The procedure with this id. @return borrowed; NULL when there is none */
const struct fasti_procedure *fasti_package_procedure(const struct fasti_package *package, const char *id);
/** The procedure at INDEX in the order of the file; NULL past the last. */
const struct fasti_procedure *fasti_package_procedure_at(const struct fasti_package *package, size_t index);
/** Role at INDEX in the order of the file; NULL past the last. @arg title borrowed */
const char *fasti_package_role_at(const struct fasti_package *package, size_t index, const char **title);
/** How far people of a role read (reads); involved for a role that does not say, or that the package does not have. */
enum fasti_sight fasti_package_role_reads(const struct fasti_package *package, const char *role);
/** To which group of people a role belongs: designer, handler, legal, leader, field, external; "" when it is not said. */
const char *fasti_package_role_group(const struct fasti_package *package, const char *role);
/** Whether somebody else may hold the role while its person is away (not deputy="no"). */
bool fasti_package_role_deputy(const struct fasti_package *package, const char *role);
/** Names of the facts that name a unit (unit-facts), separated by spaces; "" for none. */
const char *fasti_package_unit_facts(const struct fasti_package *package);
/** Whether the package has the role; true of any for a procedure that is checked by itself. */
bool fasti_package_has_role(const struct fasti_package *package, const char *role);
/** Title of a role for people; the id itself for one that the package does not have. */
const char *fasti_package_role_title(const struct fasti_package *package, const char *role);
/** Row of the referral directory at INDEX in the order of the file; NULL past the last. */
const struct fasti_referral *fasti_package_referral_at(const struct fasti_package *package, size_t index);
/** Duty and public service at INDEX in the order of the file; NULL past the last. */
const struct fasti_duty *fasti_package_duty_at(const struct fasti_package *package, size_t index);
const struct fasti_service *fasti_package_service_at(const struct fasti_package *package, size_t index);
/** Text at INDEX in the order of the file; NULL past the last. */
const struct fasti_text *fasti_package_text_at(const struct fasti_package *package, size_t index);
/** Whether nobody may act in both roles within one case (separate-from, either way round). */
bool fasti_package_roles_separate(const struct fasti_package *package, const char *one, const char *other);
/** The rule that keeps two separate roles apart, in people's words. @return borrowed; NULL when the package says none
 */
const char *fasti_package_roles_rule(const struct fasti_package *package, const char *one, const char *other);
/** The rule that says what the engine itself sees to, ON one of: administrator (acts in no case), designer (does not
 * put a version in force), other-than, same-as, people (different persons), recused, certificate, unit. @return
 * borrowed; NULL when the package says none */
const char *fasti_package_rule(const struct fasti_package *package, const char *on);
/** Roles of which each must approve a proposed version of this bureau's regulations, by different persons, before it
 *  is put in force; "" for none. */
const char *fasti_package_approvers(const struct fasti_package *package);
/** Value of a parameter for a procedure on a day. @return borrowed; NULL when there is none valid */
const char *fasti_package_parameter(const struct fasti_package *package, const char *procedure, const char *name,
                                    int32_t day);
/** Where a parameter's value comes from. */
struct fasti_provenance {
  const char *value;
  const char *source;         /* "local" or "superior" */
  const char *document, *law; /* NULL: it is not said */
  int32_t from;               /* the first day on which it is valid; FASTI_NO_DAY: it always was */
  int32_t to;                 /* the last one; INT32_MAX: it has no end */
};
/** The same with where it comes from. @arg out borrowed texts @return false when there is none valid */
bool fasti_package_provenance(const struct fasti_package *package, const char *procedure, const char *name, int32_t day,
                              struct fasti_provenance *out);
/** The version of a decision model that holds on a day. @arg version what the package calls it, borrowed
 *  @return borrowed; NULL when there is none */
const struct fasti_model *fasti_package_table(const struct fasti_package *package, const char *id, int32_t day,
                                              const char **version);
/** Call USE for every file that the package reached, with its name as the library gave it, the package itself first. */
void fasti_package_files(const struct fasti_package *package,
                         void (*use)(void *self, const char *name, struct fasti_slice bytes), void *self);

#endif
