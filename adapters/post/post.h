/* adapters/post/post.h - what goes out of the office: webhooks and mail.
 *
 * Events are CloudEvents 1.0 in structured JSON, sent by POST to the subscriptions of the office (engine/subscription.h)
 * in the order in which they happened, each at least once; the id stays the same, so that a receiver can tell. They are
 * signed in the manner of Standard Webhooks: webhook-signature is "v1," and the base64 of HMAC-SHA256, by the secret of the
 * subscription, over "WEBHOOK-ID.WEBHOOK-TIMESTAMP.BODY". What fails is tried again, later each time; what has failed for
 * some days stands aside until an administrator has it tried again.
 *
 * Only hosts that the configuration names are reached, at addresses that are public or that it names too (so that nobody
 * can have the office ask its own network for something), and no redirect is followed.
 */
#ifndef FASTI_ADAPTERS_POST_H
#define FASTI_ADAPTERS_POST_H

#include "engine/port.h"

/** How post goes out. Texts NULL and numbers 0: as post_set would leave them. Made by post_set, freed by nobody: texts
 *  belong to the arena. */
struct post_settings {
  const char *hosts;    /* HOST or HOST:PORT, separated by spaces or commas; NULL: none */
  const char *networks; /* ADDRESS/BITS that may be reached though not public, and without TLS */
  const char *source;   /* of the events, a URI; NULL: urn:fasti:office */
  const char *ca;       /* file of authorities whose certificates count; NULL: those of the system */
  long timeout;         /* seconds for one delivery; 0: 15 */
  long give_up;         /* days after which what failed stands aside; 0: 3 */
  const char *mail_server; /* smtp://HOST:PORT, smtps://HOST:PORT; NULL: no mail is sent */
  const char *mail_from;
  const char *mail_user;
  const char *mail_password; /* file with the password in its first line */
  const char *mail_link;     /* where the pages of the office are, for the texts of mail */
  long mail_hour;            /* of the day at which digests go out; 0: 8 */
};

/** A member of the configuration. */
struct post_setting {
  const char *name;    /* NULL ends the table */
  const char *value;   /* what it takes, N_() */
  const char *summary; /* N_() */
};
extern const struct post_setting post_setting_table[];

/** Set a member by its name. FIELD names where it was written, for the message. @return FASTI_INVALID; FASTI_NOT_FOUND, without
 *  a message, when there is no such member */
FASTI_MUST enum fasti_status post_set(struct post_settings *settings, struct fasti_arena *arena, const char *name,
                                      const char *value, const char *field, struct fasti_messages *messages);

/** Whether a subscription may have this URL. @return FASTI_INVALID with a message that says what is wrong with it */
FASTI_MUST enum fasti_status post_check_url(const struct post_settings *settings, const char *url,
                                            struct fasti_messages *messages);

enum { POST_SECRET_SIZE = 64 };
/** Make a secret that nobody can guess: whsec_ and base64 of 32 bytes. @return OUT */
char *post_make_secret(char out[POST_SECRET_SIZE]);

/** What came of one delivery, for logs; texts borrowed for the call. */
struct post_report {
  const char *to;    /* name of the subscription, or the address */
  const char *event; /* id; of mail "" */
  const char *type;
  const char *error; /* "": it was delivered */
  bool aside;        /* it stands aside now */
};

struct post_options {
  struct fasti_store *store; /* the post's own, for writing; borrowed until post_free, used in the thread that works */
  const struct post_settings *settings; /* borrowed */
  int64_t (*now)(void *self);           /* the machine's clock */
  void *clock;
  void (*report)(void *self, const struct post_report *report); /* NULL: to nobody; called in the thread that works */
  void *reporter;
  fasti_translate *translate; /* called with a language ("zh-CN", "en"); NULL: texts stay English */
  const char *language;       /* of errors and of events; NULL: en */
};

struct post;

/** @return FASTI_INVALID when the settings do not go together @arg post owned, end with post_free */
FASTI_MUST enum fasti_status post_new(const struct post_options *options, struct fasti_messages *messages,
                                      struct post **post);
void post_free(struct post *post);
/** Do what is to be done now, waiting for the network for WAIT milliseconds at most. BUSY tells whether there is more to do
 *  at once. @return how the store failed, with a message; then nothing is lost, and it can be called again */
FASTI_MUST enum fasti_status post_step(struct post *post, int wait, bool *busy, struct fasti_messages *messages);
/** Work in a thread of its own until post_stop. @return FASTI_INTERNAL without a thread */
FASTI_MUST enum fasti_status post_start(struct post *post, struct fasti_messages *messages);
/** End that thread. Deliveries that nobody has answered yet are made again next time. */
void post_stop(struct post *post);
/** Send an event of the type fasti.test to a subscription and wait for the answer. It changes nothing.
 *  @return FASTI_NOT_FOUND; FASTI_FAILED with a message that says why it did not arrive */
FASTI_MUST enum fasti_status post_test(struct post *post, const char *name, struct fasti_messages *messages);

#endif
