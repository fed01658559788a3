/* engine/upkeep.h - when the office was copied and verified last, for those who look after it.
 *
 * Instants are of the machine's clock. It is kept beside the office's data, and no entry of a journal follows from it.
 */
#ifndef FASTI_UPKEEP_H
#define FASTI_UPKEEP_H

#include "engine/message.h"
#include "engine/day.h"

struct fasti_office;

struct fasti_upkeep {
  int64_t backup_at;    /* FASTI_NEVER: none was made */
  int64_t backup_files; /* of cases, in it */
  const char *backup_to;
  int64_t audit_at;     /* of all cases; FASTI_NEVER: there was none */
  int64_t audit_cases;
  enum fasti_status audit; /* what it came to */
};

/** Note a copy that was made and verified. */
FASTI_MUST enum fasti_status fasti_office_note_backup(struct fasti_office *office, int64_t at, const char *to,
                                                      int64_t files, struct fasti_messages *messages);
/** Note what an audit of all cases came to. */
FASTI_MUST enum fasti_status fasti_office_note_audit(struct fasti_office *office, int64_t at, int64_t cases,
                                                     enum fasti_status result, struct fasti_messages *messages);
/** @arg upkeep its texts belong to ARENA */
FASTI_MUST enum fasti_status fasti_office_upkeep(struct fasti_office *office, struct fasti_arena *arena,
                                                 struct fasti_messages *messages, struct fasti_upkeep *upkeep);

#endif
