/* engine/account.h - how people of the office are known again: accounts, sessions, tokens.
 *
 * An account belongs to a person of the office and holds what proves that somebody is that person. A session is one
 * log-in, or a bearer token for a program; it is named by the hash of a secret that only its holder knows, so that who
 * reads the store cannot use it. None of it is in the journal of a case. Secrets, hashes of passwords and the machine's
 * clock come from outside: the engine has neither chance nor clock. All instants here are of the real clock.
 */
#ifndef FASTI_ACCOUNT_H
#define FASTI_ACCOUNT_H

#include "engine/port.h"

struct fasti_office;

enum {
  FASTI_LOGIN_FAILURES = 5 /* in a row, before the account waits */
};

/** Scope of a token that is part of an address: it tells what is due of the person's tasks, and nothing else. */
#define FASTI_SCOPE_CALENDAR "calendar"

/** What is known of a session, checked. Texts belong to the arena. */
struct fasti_visit {
  struct fasti_person_row person;
  struct fasti_session_row session;
  struct fasti_account_row account;
};

/** Put what an administrator gives: a one-time code (its hash, and until when it holds). ACTOR as in office.h; it is noted
 *  in the journal of the office, without the hash. @return FASTI_NOT_FOUND for the person, FASTI_FORBIDDEN */
FASTI_MUST enum fasti_status fasti_office_one_time(struct fasti_office *office, const char *person, const char *hash,
                                                   int64_t until, const char *actor, int64_t now,
                                                   struct fasti_messages *messages);
/** Give a program a token that acts as PERSON, as ROW says (hash, scopes, title, until). ACTOR and journal as above; for the
 *  scope calendar alone, the person themselves may too. */
FASTI_MUST enum fasti_status fasti_office_token(struct fasti_office *office, const struct fasti_session_row *row,
                                                const char *actor, int64_t now, struct fasti_messages *messages);
/** End the sessions and tokens of a person; ACTOR and journal as above. */
FASTI_MUST enum fasti_status fasti_office_end_sessions(struct fasti_office *office, const char *person,
                                                       const char *actor, int64_t now, struct fasti_messages *messages);
/** The account of a person; all empty if there is none. @return FASTI_NOT_FOUND without the person, or when they are not
 *  active */
FASTI_MUST enum fasti_status fasti_office_account(struct fasti_office *office, const char *person,
                                                  struct fasti_arena *arena, struct fasti_messages *messages,
                                                  struct fasti_account_row *row);
/** Note that a log-in failed; from FASTI_LOGIN_FAILURES in a row on, the account waits, twice as long each time, an hour at
 *  most. */
FASTI_MUST enum fasti_status fasti_office_login_failed(struct fasti_office *office, const char *person, int64_t now,
                                                       struct fasti_messages *messages);
/** Begin a session for a person who proved who they are. ONCE: by the one-time code, which is used up. STEP: of the code of
 *  their second factor, 0 if none was asked for. OLD (may be NULL): hash of the session that it takes the place of.
 *  @return FASTI_CONFLICT when one of these codes was used meanwhile */
FASTI_MUST enum fasti_status fasti_office_log_in(struct fasti_office *office, const struct fasti_session_row *row,
                                                 bool once, int64_t step, const char *old,
                                                 struct fasti_messages *messages);
/** Change what the person themselves may: PASSWORD (a hash with its parameters; NULL: as it is) and LANGUAGE (NULL: as it
 *  is). A new password ends their other sessions than KEEP (but not tokens). */
FASTI_MUST enum fasti_status fasti_office_account_change(struct fasti_office *office, const char *person,
                                                         const char *password, const char *language, const char *keep,
                                                         struct fasti_messages *messages);
/** Note the secret of a second factor that the person is shown; it counts from its confirmation on. */
FASTI_MUST enum fasti_status fasti_office_factor_propose(struct fasti_office *office, const char *person,
                                                         const char *secret, struct fasti_messages *messages);
/** The person gave a code of the proposed secret, of the step STEP of time: from now on it is asked for at log-in.
 *  @return FASTI_CONFLICT when none is proposed */
FASTI_MUST enum fasti_status fasti_office_factor_confirm(struct fasti_office *office, const char *person, int64_t step,
                                                         struct fasti_messages *messages);
/** End the second factor; by the person themselves (ACTOR NULL), or by an administrator, which is noted in the journal of the
 *  office. */
FASTI_MUST enum fasti_status fasti_office_factor_end(struct fasti_office *office, const char *person, const char *actor,
                                                     int64_t now, struct fasti_messages *messages);
FASTI_MUST enum fasti_status fasti_office_log_out(struct fasti_office *office, const char *hash,
                                                  struct fasti_messages *messages);
/** Whose session it is, at the real instant NOW. @return FASTI_NOT_FOUND, without a message, when there is none, when it is over or the person
 *  is not active */
FASTI_MUST enum fasti_status fasti_office_visit(struct fasti_office *office, const char *hash, int64_t now,
                                                struct fasti_arena *arena, struct fasti_messages *messages,
                                                struct fasti_visit *visit);
/** Forget sessions that are over. */
FASTI_MUST enum fasti_status fasti_office_forget_sessions(struct fasti_office *office, int64_t now,
                                                          struct fasti_messages *messages);

#endif
