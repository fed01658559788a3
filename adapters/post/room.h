/* adapters/post/room.h - what the files of this adapter share.
 */
#ifndef FASTI_ADAPTERS_POST_ROOM_H
#define FASTI_ADAPTERS_POST_ROOM_H

#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>

#include "adapters/post/post.h"
#include "engine/occurrence.h"
#include "engine/office.h"

struct sockaddr;

enum { POST_FIRST_WAIT = 5 * 1000, POST_LONGEST_WAIT = 60 * 60 * 1000 /* milliseconds */ };
#define POST_DAY INT64_C(86400000)

struct lane;
struct mailing;

struct post {
  struct post_options options;
  struct post_settings settings; /* with the defaults */
  struct fasti_office *office;
  struct fasti_occurrences *stream;
  struct fasti_messages *messages; /* what a step says, and the language of errors */
  CURLM *multi;
  struct lane *lanes; /* of subscriptions, by name */
  struct mailing *mails; /* under way */
  int64_t mailed_at; /* when mail was looked at last */
  pthread_t thread;
  atomic_bool stopping;
  bool running;
};

/* address.c: where post may go */

/** Whether an address may be reached; PLAIN: without TLS. */
bool address_allowed(const struct post_settings *settings, const struct sockaddr *address, bool plain);
/** Whether TEXT is ADDRESS/BITS, or an address alone. */
bool is_network(const char *text);
/** Whether HOST and PORT are among the hosts of the settings. */
bool host_allowed(const struct post_settings *settings, const char *host, const char *port);

/* event.c: CloudEvents and their signatures */

/** The event as JSON. @return owned */
char *event_write(const struct post_settings *settings, const struct fasti_occurrence *occurrence);
char *event_write_test(const struct post_settings *settings, const char *id, int64_t at);
/** "v1,BASE64". SECRET as a subscription has it. @return owned; NULL when the secret is none */
char *event_sign(const char *secret, const char *id, const char *timestamp, const char *body);

/* transfer.c: one delivery under way */

struct transfer {
  struct post *post;
  CURL *easy;
  struct curl_slist *headers;
  struct curl_slist *recipients;
  char *body;
  size_t sent; /* bytes of a mail */
  size_t seen; /* bytes of the answer */
  bool plain;
  bool refused; /* the address that the name stands for */
  char words[CURL_ERROR_SIZE];
  /** Told how it ended: ERROR "" for delivered; LATER: milliseconds that the receiver asks to wait, 0 for none. */
  void (*done)(void *self, const char *error, int64_t later);
  void *self;
};

/** Begin to send an event. All is copied. @return NULL with a message when it cannot be sent at all */
struct transfer *transfer_hook(struct post *post, const char *url, const char *secret, const char *id, const char *body,
                               struct fasti_messages *messages);
/** Begin to send a mail, header and text. */
struct transfer *transfer_mail(struct post *post, const char *address, const char *text,
                               struct fasti_messages *messages);
void transfer_free(struct transfer *transfer);
/** Tell how it ended; it is freed. */
void transfer_end(struct transfer *transfer, CURLcode code);
/** Why it failed. @return owned; NULL if it did not */
char *transfer_error(struct transfer *transfer, CURLcode code);

/* hook.c: subscriptions */

/** Begin the deliveries that are due. BUSY is set when more entries are to be looked at at once. */
FASTI_MUST enum fasti_status hooks_begin(struct post *post, int64_t now, bool *busy);
void hooks_free(struct post *post);
/** How long to wait before the next attempt after so many. */
int64_t hook_wait(int64_t attempts);

/* letter.c: what is written down of a delivery */

/** What was sent. */
struct sending {
  struct post *post;
  char *subscription;
  char id[FASTI_OCCURRENCE_ID];
  char *type, *case_id;
  int64_t position, number;
  bool aside; /* it stood aside before */
};
/** Note how it ended. */
FASTI_MUST enum fasti_status letter_note(const struct sending *sending, const char *error, int64_t later, int64_t now,
                                         bool *aside);
/** Note that nothing up to an entry is wanted. */
FASTI_MUST enum fasti_status letter_skip(struct post *post, const char *subscription, int64_t position);

/* mail.c */

/** Begin the mails that are due. */
FASTI_MUST enum fasti_status mails_begin(struct post *post, int64_t now);
void mails_free(struct post *post);

#endif
