/* engine/board.h - what an office shows to everybody: the public board 阳光执法, and complaints with a number to follow.
 *
 * Nobody is logged in here. What f:publish put on the board was redacted when it was derived (doc/language.md): the store
 * has no other text of it. List it by store->call->board_list. A complaint opens a case of the procedure that a public
 * service of the package names (<service opens>); whoever has its number reads how far the case is, nothing else.
 */
#ifndef FASTI_BOARD_H
#define FASTI_BOARD_H

#include "engine/case.h"
#include "engine/port.h"

struct fasti_office;

enum {
  FASTI_FOLLOW_UP = 20,      /* characters that a number must have at least */
  FASTI_COMPLAINTS_A_DAY = 200 /* of one bureau, that nobody of the office has entered */
};

/** What somebody outside gives to a public service. Borrowed. */
struct fasti_complaint {
  const char *bureau;
  const char *service;              /* id in the directory of the package */
  const char *number;               /* chance that only they will know: from outside, the engine has none */
  const struct fasti_field *fields; /* of the opening form of the procedure */
  size_t field_count;
};

/** A public service that takes complaints: service->fields are the fields of the opening form of PROCEDURE that somebody
 *  outside fills in, and no other. To show them: fasti_case_new(procedure, ""), fasti_case_look_at it, and fasti_case_form
 *  with FASTI_OPEN, outside, and no person. @arg service, procedure borrowed from the office
 *  @return FASTI_NOT_FOUND when there is no such service, or it takes none */
FASTI_MUST enum fasti_status fasti_office_service(struct fasti_office *office, const char *bureau, const char *id,
                                                  int64_t now, struct fasti_messages *messages,
                                                  const struct fasti_service **service,
                                                  const struct fasti_procedure **procedure);
/** Open a case for a complaint, as nobody's act. @arg case_id of the new case, for the log of the office: not for the person
 *  @return as fasti_office_do; FASTI_LIMIT when there were too many today */
FASTI_MUST enum fasti_status fasti_office_complain(struct fasti_office *office, const struct fasti_complaint *complaint,
                                                   int64_t now, struct fasti_messages *messages,
                                                   char case_id[FASTI_CASE_ID]);

/** How far a case is, for who has its number. */
struct fasti_progress {
  const char *procedure; /* its title */
  const char *bureau;    /* its title */
  int64_t opened_at;
  int64_t ended_at;      /* FASTI_NEVER while open */
  const char *const *stages; /* titles of the active states, or of the one in which it ended */
  size_t stage_count;
};
/** @arg progress its texts belong to ARENA @return FASTI_NOT_FOUND with a message for an unknown number */
FASTI_MUST enum fasti_status fasti_office_progress(struct fasti_office *office, const char *number,
                                                   struct fasti_arena *arena, struct fasti_messages *messages,
                                                   struct fasti_progress *progress);

#endif
