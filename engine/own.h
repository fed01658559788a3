/* engine/own.h - what people keep for themselves in an office: saved lists. No case has anything to do with it, and no journal.
 */
#ifndef FASTI_OWN_H
#define FASTI_OWN_H

#include "engine/port.h"

struct fasti_office;

enum {
  FASTI_SAVED_MOST = 50,   /* lists that one person may have saved */
  FASTI_SAVED_NAME = 120,  /* bytes of a name */
  FASTI_SAVED_QUERY = 2000 /* bytes of a query */
};

/** Save a list under a name, in the place of the one of this name on the page. row->at is taken from NOW.
 *  @return FASTI_NOT_FOUND for the person, FASTI_INVALID for an empty or too long text, FASTI_LIMIT */
FASTI_MUST enum fasti_status fasti_office_save_list(struct fasti_office *office, const struct fasti_saved_row *row,
                                                    int64_t now, struct fasti_messages *messages);
/** @return FASTI_NOT_FOUND with a message when there is no such list */
FASTI_MUST enum fasti_status fasti_office_drop_list(struct fasti_office *office, const char *person, const char *page,
                                                    const char *name, struct fasti_messages *messages);
FASTI_MUST enum fasti_status fasti_office_saved_lists(struct fasti_office *office, const char *person, const char *page,
                                                      struct fasti_messages *messages,
                                                      bool (*visit)(void *self, const struct fasti_saved_row *row),
                                                      void *self);

#endif
