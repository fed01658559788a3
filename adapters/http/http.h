/* adapters/http/http.h - the server: routes, requests and answers. HTTP/1.1 (RFC 9110, 9112), problem details (RFC
 * 9457).
 *
 * A room that wants to be reached (the REST interface, the pages) gives tables of routes. A route says who may, what it
 * takes and what it may answer; the server sees to the rest before the handler runs: it refuses malformed requests,
 * finds the route, knows the person by session cookie or bearer token, checks who may, reads the body within its limit,
 * and, when the person came by cookie and the method changes something, checks the CSRF token.
 *
 * Handlers run in one of several threads, each with an office of its own that can only read. What changes something is
 * handed to the one writer (http_command, http_work): the handler returns, and its FOLLOW runs when the change is
 * committed, or was refused.
 */
#ifndef FASTI_ADAPTERS_HTTP_H
#define FASTI_ADAPTERS_HTTP_H

#include "engine/account.h"
#include "engine/office.h"

struct http_server;
/** One request and its answer. */
struct http_call;

enum {
  HTTP_STATUSES = 12, /* that a route may name */
  HTTP_SEGMENT = 512  /* bytes of one part of a path */
};

/** What a route takes as its body. */
enum http_body {
  HTTP_NOTHING,
  HTTP_JSON, /* an object: http_json */
  HTTP_FORM, /* application/x-www-form-urlencoded or multipart/form-data: http_field_at, http_upload_at */
  HTTP_FILE  /* streamed into the vault: http_file; application/octet-stream or any type but a form's */
};

/** A parameter of the query, or a member of a JSON body. */
struct http_parameter {
  const char *name; /* NULL ends a table */
  const char *summary;
  const char *type; /* string, boolean, integer, date ...: words of the room, for its description; NULL: string */
  bool required;
};

struct http_route {
  const char *method;
  const char *pattern; /* "/api/v1/cases/{case}"; a last part "{*path}" takes all that follows */
  enum fasti_status (*handle)(struct http_call *call);
  const char *who;   /* NULL: anyone; "*": who is logged in; "-admin process-designer": who is logged in and has none of
                      * these roles; else roles of which they need one */
  const char *scope; /* what a bearer token must allow: "read", "write", "admin"; NULL: it has no business here */
  enum http_body body;
  const struct http_parameter *query;
  const struct http_parameter *fields; /* of a JSON body, for the description */
  int statuses[HTTP_STATUSES];         /* that it may answer besides those of every route; the first is its success */
  const char *summary;
  const char *id;     /* name of the operation in the room's description; NULL: it is not described */
  const char *answer; /* what a success answers: a name of the room's description; NULL: nothing that it knows */
};

/** What a room is reached by. */
struct http_room {
  const struct http_route *routes; /* ended by one without a pattern */
  /** Answer a request that was refused; NULL: as problem details. HTTP is the status code. The messages of the call say
   *  what is wrong. */
  void (*refuse)(struct http_call *call, int http, enum fasti_status status);
  void *self; /* the room's own, for its handlers */
  const char
    *prefix; /* "/api/": the room refuses what lies below it and has no route; the longest prefix counts. NULL: none */
};

struct http_options {
  /** Open what a thread works with. STORE NULL: only the vault is wanted. Called from several threads.
   *  @arg store, vault owned */
  enum fasti_status (*open)(void *self, bool write, struct fasti_messages *messages, struct fasti_store **store,
                            struct fasti_vault **vault);
  void *self;
  int64_t (*real)(
    void *self);       /* the machine's clock, in milliseconds; NULL: the machine's. Called from several threads */
  const char *address; /* "127.0.0.1:8080", "[::1]:0"; port 0: any that is free */
  int readers;         /* requests that read at a time; 0: as many as there are processors, 4 at most */
  bool web;            /* listen */
  bool clock;          /* fire what falls due */
  bool secure;         /* people reach it by HTTPS only: cookies say so */
  int deadline;        /* seconds that a request may take to come in; 0: 30 */
  int connections;     /* from one address, unless there are proxies; 0: 200 */
  const char *proxies; /* addresses, separated by spaces or commas, that say who asks (X-Forwarded-For); NULL: none */
  const char *sign_on; /* header in which a proxy names the person, who is logged in by it; NULL: none */
  int session_idle;    /* minutes without a request after which a session is over; 0: 30 */
  int session_most;    /* hours after which it is over in any case; 0: 12 */
  size_t body_most;    /* bytes of a JSON or form body; 0: 1 MiB */
  const struct http_room *rooms;
  size_t room_count;
  fasti_translate *translate; /* SELF is the language, "zh-CN" or "en"; called from several threads */
  int log;                    /* file descriptor for the log, JSON lines; -1: none */
};

/** Open the office and listen. OPTIONS are borrowed until http_stop.
 *  @arg server owned, end with http_stop @return FASTI_INVALID for an address; FASTI_LOCKED when it is in use;
 * FASTI_IO; or what opening the office gives */
FASTI_MUST enum fasti_status http_start(const struct http_options *options, struct fasti_messages *messages,
                                        struct http_server **server);
/** Whether a text is what options.address may be. */
bool http_is_address(const char *text);
/** The port on which it listens; 0 if it does not. */
int http_port(const struct http_server *server);
/** Add a line to a log, as the server does: LEVEL is "info", "warning" or "error". LOG -1: nowhere. Any thread. */
void http_log_line(int log, const char *level, const char *text);
/** End: what was accepted is answered first. */
void http_stop(struct http_server *server);

/* What a handler works with. */

/** Memory that lives as long as the call. */
struct fasti_arena *http_arena(struct http_call *call);
/** What is wrong; the answer to a refusal tells it. In the language of the person. */
struct fasti_messages *http_messages(struct http_call *call);
/** The office for reading; only inside of HANDLE and FOLLOW. */
struct fasti_office *http_office(struct http_call *call);
struct fasti_store *http_store(struct http_call *call);
struct fasti_vault *http_vault(struct http_call *call);
/** The instant at which the office is (simulated or not), and its zone. */
int64_t http_now(struct http_call *call);
int32_t http_zone(struct http_call *call);
/** Who asks. @return borrowed; NULL: somebody who is not logged in */
const struct fasti_person_row *http_person(struct http_call *call);
/** "zh-CN" or "en": by choice of the person, else of the browser. */
const char *http_language(struct http_call *call);
/** The token that a form of this session must send back as the field or header. @return borrowed; "" without a session
 */
const char *http_csrf(struct http_call *call);
#define HTTP_CSRF_FIELD "csrf"
#define HTTP_CSRF_HEADER "X-CSRF-Token"
/** What is between the braces in the pattern, decoded. @return borrowed; never NULL */
const char *http_part(struct http_call *call, const char *name);
/** A parameter of the query, decoded; NULL: not given. */
const char *http_query(struct http_call *call, const char *name);
/** Pairs in the order of the request; INDEX from 0. Names and values are borrowed. @return false behind the last one */
bool http_query_at(struct http_call *call, size_t index, const char **name, const char **value);
bool http_part_at(struct http_call *call, size_t index, const char **name, const char **value);
bool http_field_at(struct http_call *call, size_t index, const char **name, const char **value);
/** A header; NULL: not given. */
const char *http_header(struct http_call *call, const char *name);
/** The JSON body (a json_t object of jansson), NULL: none. Borrowed. */
struct json_t *http_json(struct http_call *call);
/** The file that was sent. */
const struct fasti_kept *http_file(struct http_call *call);
/** A file that came with a form: its FIELD, the NAME that people call it by, and what the vault keeps. Only who is
 * logged in can send one.
 *  @return FASTI_NOT_FOUND behind the last one; FASTI_INVALID, FASTI_LIMIT or another when this one was not taken: the
 *  messages of the call say why, at its field */
FASTI_MUST enum fasti_status http_upload_at(struct http_call *call, size_t index, const char **field, const char **name,
                                            const struct fasti_kept **kept);
/** Id of the request, in the log and in answers. */
const char *http_id(struct http_call *call);
/** The route that was found, one of the room's table. */
const struct http_route *http_route(struct http_call *call);
/** The room's own. */
void *http_self(struct http_call *call);
/** Keep something of the room's with the call from its handler to what follows. */
void http_keep(struct http_call *call, void *own);
void *http_kept(struct http_call *call);
const char *http_path(struct http_call *call);
const char *http_method(struct http_call *call);

/* Changes. Nothing may follow them in the handler but its return of FASTI_OK. What follows a change may ask for
 * another. */

/** Do a command in the writer; everything in REQUEST is owned by the arena of the call. FOLLOW runs afterwards with
 * what came of it; what it returns counts as what the handler returns. */
void http_command(struct http_call *call, const struct fasti_request *request,
                  enum fasti_status (*follow)(struct http_call *call, enum fasti_status status,
                                              const struct fasti_answer *answer));
/** Do WORK in the writer, with its office, outside of transactions. FOLLOW as above. */
void http_work(struct http_call *call,
               enum fasti_status (*work)(struct http_call *call, struct fasti_office *office, void *self), void *self,
               enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self));

/** As http_command for a request that a person made by the API: the members of the headers Idempotency-Key and If-Match
 *  are taken in. The key belongs to the person. */
FASTI_MUST enum fasti_status http_take_conditions(struct http_call *call, struct fasti_request *request);

/* Answers. The last one counts. Texts of more than a kilobyte are compressed for who takes gzip. With the header ETag,
 * who has it already (If-None-Match) gets 304. Cache-Control is no-store unless added. */

/** Answer a refusal with another status code than its status has. */
void http_refuse_with(struct http_call *call, int http);

/** Set the answer: BYTES copied. TYPE static: "text/html; charset=utf-8". */
void http_reply(struct http_call *call, int status, const char *type, struct fasti_slice bytes);
/** Set the answer to a JSON value, which is taken. */
void http_reply_json(struct http_call *call, int status, struct json_t *value);
/** Answer with 303 and a Location. */
void http_redirect(struct http_call *call, const char *path);
/** Add a header to the answer; copied. */
void http_add_header(struct http_call *call, const char *name, const char *value);
/** Begin an answer of any length, written piece by piece: what is long goes into a file without a name, not into
 * memory. */
void http_reply_begin(struct http_call *call, int status, const char *type);
/** @return FASTI_FULL or FASTI_IO with a message: hand it on */
FASTI_MUST enum fasti_status http_reply_write(struct http_call *call, struct fasti_slice bytes);
/** Answer with a file of a case, streamed, to be saved under its name. @return as fasti_office_evidence_read */
FASTI_MUST enum fasti_status http_reply_evidence(struct http_call *call, const char *case_id,
                                                 const struct fasti_attached *file);
/** The same, to be shown in the browser if it is an image, a PDF or plain text; whatever else it is, to be saved. */
FASTI_MUST enum fasti_status http_show_evidence(struct http_call *call, const char *case_id,
                                                const struct fasti_attached *file);
/** Turn what came of a command into the status code of a refusal: 412 when the case had gone on, 422 when the key was
 * used for another command. @return STATUS */
FASTI_MUST enum fasti_status http_answered(struct http_call *call, enum fasti_status status,
                                           const struct fasti_answer *answer);

/* Log-in. These run in the writer and end as http_work does. */

/** Log a person in by their password or the one-time code that an administrator printed; CODE (may be NULL) is that of
 * their second factor. When it succeeds, FOLLOW's answer carries the cookie, and http_person and http_csrf are those of
 * the new session. FORBIDDEN (401) with one and the same message whatever was wrong; LIMIT (429) while they must wait.
 */
void http_log_in(struct http_call *call, const char *person, const char *secret, const char *code,
                 enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self), void *self);
/* The second factor (TOTP, RFC 6238). */

/** Whether the person has a password. */
bool http_has_password(struct http_call *call);
/** Whether the person gives a code at log-in. */
bool http_has_factor(struct http_call *call);
/** The secret that the person was shown and has not confirmed, to be shown again: in Base32, and as a URI for programs
 * that take it by a QR code. @return NULL: there is none */
const char *http_proposed_factor(struct http_call *call, const char **uri);
/** Make a secret for the person, in the place of one that is not confirmed. */
void http_propose_factor(struct http_call *call,
                         enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self));
/** The person gives the first code of the proposed secret: from now on one is asked for at log-in.
 *  @return FASTI_OK: FOLLOW will be called; INVALID or LIMIT: it will not */
FASTI_MUST enum fasti_status http_confirm_factor(struct http_call *call, const char *code,
                                                 enum fasti_status (*follow)(struct http_call *call,
                                                                             enum fasti_status status, void *self));
/** The person wants to give none any more. @return as above */
FASTI_MUST enum fasti_status http_end_factor(struct http_call *call, const char *code,
                                             enum fasti_status (*follow)(struct http_call *call,
                                                                         enum fasti_status status, void *self));

/** End the session. */
void http_log_out(struct http_call *call,
                  enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self),
                  void *self);
/** Set one's own password; CURRENT may be NULL when there is none yet. SELF is not handed on.
 *  @return FASTI_OK: FOLLOW will be called; INVALID or LIMIT: it will not */
FASTI_MUST enum fasti_status http_set_password(struct http_call *call, const char *current, const char *password,
                                               enum fasti_status (*follow)(struct http_call *call,
                                                                           enum fasti_status status, void *self),
                                               void *self);
/** Choose the language of one's pages and messages: zh-CN, en. @return as above */
FASTI_MUST enum fasti_status http_set_language(struct http_call *call, const char *language,
                                               enum fasti_status (*follow)(struct http_call *call,
                                                                           enum fasti_status status, void *self));

enum {
  HTTP_CODE_SIZE = 24, /* bytes of a one-time code, with the end */
  HTTP_TOKEN_SIZE = 65
};
/** Make a one-time code, or a token, and the hash that the office keeps of it. */
void http_make_code(char code[HTTP_CODE_SIZE], char hash[FASTI_HASH_SIZE]);
void http_make_token(char token[HTTP_TOKEN_SIZE], char hash[FASTI_HASH_SIZE]);

#endif
