/* engine/subscription.h - programs elsewhere that are told of occurrences, as administrators let them: webhooks.
 *
 * Who subscribes whom is noted in the journal of the office, without the secret. Where the deliveries stand is not.
 */
#ifndef FASTI_SUBSCRIPTION_H
#define FASTI_SUBSCRIPTION_H

#include "engine/port.h"

struct fasti_office;

enum { FASTI_SUBSCRIPTIONS_MOST = 50 };

/** Add a subscription, or put one in the place of that with the same name, which goes on where it stands; a new one begins
 *  with what happens from now on. ACTOR as in office.h; what URL may be reached is the affair of who delivers.
 *  @return FASTI_INVALID with a message for each member that is wrong; FASTI_FORBIDDEN, FASTI_LIMIT */
FASTI_MUST enum fasti_status fasti_office_subscribe(struct fasti_office *office,
                                                    const struct fasti_subscription_row *row, const char *actor,
                                                    int64_t now, struct fasti_messages *messages);
/** End one; what was not delivered yet is forgotten. @return FASTI_NOT_FOUND, FASTI_FORBIDDEN */
FASTI_MUST enum fasti_status fasti_office_unsubscribe(struct fasti_office *office, const char *name, const char *actor,
                                                      int64_t now, struct fasti_messages *messages);
/** Have what could not be delivered tried again at once: of the subscription NAME the event with this id, or, EVENT NULL,
 *  all that stand aside and the one that it waits with. @arg count how many stood aside
 *  @return FASTI_NOT_FOUND, FASTI_FORBIDDEN */
FASTI_MUST enum fasti_status fasti_office_retry(struct fasti_office *office, const char *name, const char *event,
                                                const char *actor, int64_t now, struct fasti_messages *messages,
                                                int64_t *count);

/** How the deliveries of the office stand. */
struct fasti_post_state {
  int64_t subscriptions;
  int64_t failing; /* of them */
  int64_t aside;   /* events that stand aside */
  int64_t behind;  /* entries of the journals that the last of them has not looked at */
};
FASTI_MUST enum fasti_status fasti_office_post_state(struct fasti_office *office, struct fasti_messages *messages,
                                                     struct fasti_post_state *state);

#endif
