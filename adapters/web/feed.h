/* adapters/web/feed.h - the link by which a calendar program reads a person's last days. */
#ifndef FASTI_ADAPTERS_WEB_FEED_H
#define FASTI_ADAPTERS_WEB_FEED_H

#include "adapters/web/room.h"

#define FEED_SCOPE "calendar"

/** A new link. The office keeps the hash only. */
struct feed_link {
  char token[WEB_CODE_SIZE];
  char hash[FASTI_HASH_SIZE];
};

/** @return owned by the arena */
struct feed_link *feed_new(struct web_call *call);
/** Give it to the person of the call: the work of a change, SELF is the link. */
FASTI_MUST enum fasti_status feed_give(struct web_call *call, struct fasti_office *office, void *self);

#endif
