/* engine/notice.h - what people of the office are told: their messages, what they have read, and mail.
 *
 * A message is for one person, or for all who hold a role in the bureau of its case. Who is given a role has read what was
 * sent to it before.
 */
#ifndef FASTI_NOTICE_H
#define FASTI_NOTICE_H

#include "engine/port.h"

struct fasti_office;

enum {
  FASTI_NOTICES_MOST = 200, /* in one page of a list */
  FASTI_MAIL_ADDRESS = 254  /* bytes of an address (RFC 5321) */
};

/** Which of them. */
struct fasti_notices {
  bool unread;    /* only these */
  int64_t before; /* only ids before this one: the next page; 0: from the latest on */
  int most;       /* 0: FASTI_NOTICES_MOST, which is the most */
};

/** The messages of a person, the latest first. READER's id, bureau and roles count, as they are given. */
FASTI_MUST enum fasti_status fasti_office_notices(struct fasti_office *office, const struct fasti_person_row *reader,
                                                  const struct fasti_notices *which, struct fasti_messages *messages,
                                                  bool (*visit)(void *self, const struct fasti_outbox_row *row,
                                                                bool read),
                                                  void *self);
/** How many they have not read, counted up to MOST. */
FASTI_MUST enum fasti_status fasti_office_notices_unread(struct fasti_office *office,
                                                         const struct fasti_person_row *reader, int64_t most,
                                                         struct fasti_messages *messages, int64_t *count);
/** Note that they have read one. It counts as delivered from the first reader on.
 *  @return FASTI_NOT_FOUND with a message when there is none such for them */
FASTI_MUST enum fasti_status fasti_office_notice_read(struct fasti_office *office,
                                                      const struct fasti_person_row *reader, int64_t id, int64_t now,
                                                      struct fasti_messages *messages);
/** Note that they have read all up to an id, which they saw. */
FASTI_MUST enum fasti_status fasti_office_notices_read(struct fasti_office *office,
                                                       const struct fasti_person_row *reader, int64_t id,
                                                       struct fasti_messages *messages);

/** What a person may choose about mail. */
struct fasti_mail_wish {
  const char *address; /* "": no mail */
  const char *at_once; /* kinds (notify, urge, copy) that are sent at once, separated by spaces */
  bool digest;         /* the others once a day */
};
/** Set it. Messages from before are not sent. @return FASTI_NOT_FOUND for the person; FASTI_INVALID */
FASTI_MUST enum fasti_status fasti_office_mail_wish(struct fasti_office *office, const char *person,
                                                    const struct fasti_mail_wish *wish,
                                                    struct fasti_messages *messages);

#endif
