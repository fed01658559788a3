/* engine/access.h - who may read what in an office, and who stands in for whom.
 *
 * Who may act is checked where somebody acts (office.h). Reading follows from the roles of the package that is in force
 * in the reader's bureau: each says how far its people read (sight.h). A bureau never reads another's cases. What one
 * may not see is answered as if it were not there.
 */
#ifndef FASTI_ACCESS_H
#define FASTI_ACCESS_H

#include "engine/lists.h"
#include "engine/port.h"

struct fasti_office;

/** A person as they are on a day. Texts belong to the arena. */
struct fasti_reader {
  struct fasti_person_row person; /* roles: their own, and those that they hold as a deputy */
  const char *own;                /* their own roles only */
  const char *stands;             /* for whom they stand in: ROLE:PERSON, separated by spaces, =ROLE:PERSON for a role
                                     that they have themselves too; "" for nobody */
  struct fasti_reach reach;       /* for filters; borrows from this struct's texts */
};

/** What a reader may see of a case. */
enum fasti_reading {
  FASTI_READS_NOTHING, /* not even that it is there */
  FASTI_READS_OUTLINE, /* id, procedure, status and states; no title, names or data */
  FASTI_READS_TASK,    /* their open tasks with what is attached to these, and their own completed work */
  FASTI_READS_ALL
};

/** Who a person is and how far they read on DAY; FASTI_NO_DAY: their own roles only. Their roles mean what
 *  the package in force on DAY says.
 *  @return FASTI_NOT_FOUND with a message for an unknown person, or one who is not active any more */
FASTI_MUST enum fasti_status fasti_office_reader(struct fasti_office *office, const char *person_id, int32_t day,
                                                 struct fasti_arena *arena, struct fasti_messages *messages,
                                                 struct fasti_reader *reader);
/** What a reader may see of a case; NOTHING too when there is no such case. */
FASTI_MUST enum fasti_status fasti_office_may_read(struct fasti_office *office, const struct fasti_reader *reader,
                                                   const char *case_id, struct fasti_messages *messages,
                                                   enum fasti_reading *reading);
/** The same for a row of a list that was filtered by reader->reach, without asking the store. */
enum fasti_reading fasti_reader_reads(const struct fasti_reader *reader, const struct fasti_case_row *row);
/** Whether a reader may read a file of a case: who reads the whole case may; who reads by a task, only what they
 *  attached themselves and what the forms of their open tasks name. */
FASTI_MUST enum fasti_status fasti_office_may_read_file(struct fasti_office *office, const struct fasti_reader *reader,
                                                        const char *case_id, int64_t number,
                                                        struct fasti_messages *messages, bool *may);
/** Whether a reader may see one task of a case that they read by a task: one open to them. */
FASTI_MUST enum fasti_status fasti_office_may_read_task(struct fasti_office *office, const struct fasti_reader *reader,
                                                        const char *case_id, int64_t number,
                                                        struct fasti_messages *messages, bool *may);

/** Name a deputy: row->deputy holds row->role of row->person from row->from to row->to. ACTOR as in office.h; noted in the
 *  journal of the office. The same person, role, deputy and first day again changes the last day.
 *  @return FASTI_NOT_FOUND for a person; FASTI_REFUSED when the role takes no deputy (deputy="no"), when one of them is
 *          not active, of another bureau, or has a role of the office itself; FASTI_INVALID for a period that ends before
 *          it begins, or a role that the person does not hold */
FASTI_MUST enum fasti_status fasti_office_stand_in(struct fasti_office *office, const struct fasti_stand_in_row *row,
                                                   const char *actor, int64_t now, struct fasti_messages *messages);
/** End every stand-in of a deputy for a role of a person that still runs or is to come, as of DAY: the day before is the
 *  last. ACTOR and journal as above. @return FASTI_NOT_FOUND when there is none */
FASTI_MUST enum fasti_status fasti_office_stand_in_end(struct fasti_office *office, const char *person, const char *role,
                                                       const char *deputy, int32_t day, const char *actor, int64_t now,
                                                       struct fasti_messages *messages);

#endif
