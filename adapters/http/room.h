/* adapters/http/room.h - what the files of the server share. See http.h for the words.
 *
 * Threads: the pool of libmicrohttpd reads requests and runs handlers; the writer changes the office; the watch ends
 * connections that are too slow. A call belongs to one of them at a time: to its pool thread, or, while its connection
 * is suspended, to the writer.
 */
#ifndef FASTI_ADAPTERS_HTTP_ROOM_H
#define FASTI_ADAPTERS_HTTP_ROOM_H

#include <jansson.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>

#include "adapters/http/http.h"

enum {
  HTTP_PARTS = 16,              /* of a path */
  HTTP_TARGET = 8192,           /* bytes of path and query */
  HTTP_FIELDS = 2000,           /* of a form or a query */
  HTTP_HEADERS = 100,           /* of a request */
  HTTP_UPLOADS = 20,            /* files in a form */
  HTTP_IN_MEMORY = 1024 * 1024, /* bytes of an answer, before it goes into a file */
  HTTP_SECRET = 65,             /* bytes of a secret in hexadecimal digits, with the end */
  HTTP_SEEN = 1024              /* lists of sessions by when they were seen last */
};

struct http_pair {
  const char *name;
  const char *value;
};

struct http_pairs {
  struct http_pair *items;
  size_t count;
};

/** A file of a form: on its way, or taken. */
struct form_file {
  const char *field, *name;
  struct fasti_upload *upload; /* NULL: it is at its end */
  struct fasti_kept kept;
  enum fasti_status status;
};

/** A connection: what the watch knows of it. In the list of the server, under its lock. */
struct link {
  struct link *next, **back;
  int socket;
  char address[INET6_ADDRSTRLEN];
  _Atomic int64_t deadline; /* monotonic milliseconds; 0: none, while the request is at work */
};

/** What a pool thread works with while it answers. */
struct reader {
  struct reader *next;
  struct fasti_store *store;
  struct fasti_vault *vault;
  struct fasti_office *office;
};

enum stage { STAGE_NEW, STAGE_BODY, STAGE_WAITING, STAGE_WRITTEN, STAGE_ANSWERED };

struct http_call {
  struct http_server *server;
  struct MHD_Connection *connection;
  struct link *link;
  struct fasti_arena *arena;
  struct fasti_messages *messages;
  char id[33];
  char *target; /* as it came; NULL: too long */
  const char *path;
  const char *method;
  int64_t began; /* monotonic milliseconds */
  enum stage stage;
  bool counted; /* among those at work */

  struct fasti_slice parts[HTTP_PARTS]; /* of the path, not decoded */
  size_t part_count;
  struct http_pairs query, named, form;
  const struct http_route *route;
  const struct http_room *room;

  struct reader *reader; /* inside of handlers */
  int64_t now;
  char secret[HTTP_SECRET]; /* of the session; "" without one */
  char session[FASTI_HASH_SIZE];
  char csrf[FASTI_HASH_SIZE];
  struct fasti_visit visit;
  bool known; /* who asks */
  bool signs_on;
  const char *language;

  struct fasti_buffer body;
  size_t body_size; /* that came, files included */
  json_t *json;
  struct MHD_PostProcessor *post; /* of a form with parts */
  const char *field;              /* the part on its way into BODY; NULL: none */
  size_t field_bytes;
  int form_refused; /* why the form is not taken */
  struct form_file files[HTTP_UPLOADS];
  size_t file_count;
  int64_t file_most;
  struct fasti_vault *vault; /* of an upload */
  struct fasti_upload *upload;
  struct fasti_kept kept;
  bool has_file;

  /* what the writer does */
  struct http_call *next;
  enum { WORK_NONE, WORK_COMMAND, WORK_OTHER } work_kind;
  struct fasti_request request;
  enum fasti_status (*work)(struct http_call *call, struct fasti_office *office, void *self);
  enum fasti_status (*follow_command)(struct http_call *call, enum fasti_status status,
                                      const struct fasti_answer *answer);
  enum fasti_status (*follow_work)(struct http_call *call, enum fasti_status status, void *self);
  void *work_self;
  void *own; /* of the room */
  enum fasti_status outcome;
  struct fasti_answer answer;
  const char *address; /* of who asks; NULL: not looked for yet */
  bool begin_session;  /* the answer gives the cookie */
  bool end_session;

  int refused; /* status code that takes the place of the status's; 0: none */
  int status;  /* of the answer; 0: none yet */
  const char *type;
  struct fasti_buffer reply;
  struct http_pairs headers;
  int file; /* descriptor that is the answer; -1: none */
};

/** Bounds of the histogram of answers, in milliseconds. */
enum { HTTP_BOUNDS = 10 };
extern const int http_bounds[HTTP_BOUNDS];

/** Counted for /metrics. */
struct counters {
  _Atomic uint64_t answers[6]; /* by the hundreds of the status code */
  _Atomic uint64_t refused;    /* by the guard */
  _Atomic uint64_t cut;        /* too slow */
  _Atomic uint64_t commits, commands, milliseconds;
  _Atomic uint64_t within[HTTP_BOUNDS + 1]; /* answers, by how long they took; the last: longer */
};

/** Log-ins that somebody tried lately. */
struct tries {
  char address[INET6_ADDRSTRLEN];
  int64_t minute;
  int count;
};
enum { HTTP_TRIES = 256, HTTP_TRIES_MOST = 20 /* a minute */ };

struct http_server {
  const struct http_options *options;
  struct MHD_Daemon *daemon;
  int listening;
  int port;
  int64_t deadline;      /* milliseconds */
  int64_t idle, session; /* milliseconds */
  int64_t began;         /* by the machine's clock */
  size_t body_most;
  char dummy[128]; /* hash of no password, so that unknown persons take as long as others */

  pthread_mutex_t link_lock; /* taken inside of libmicrohttpd: nothing else is called under it */
  struct link *links;

  pthread_mutex_t lock;   /* of everything below */
  struct reader *readers; /* the one used last first */
  struct reader *cold;    /* that have not read the packages yet */
  pthread_cond_t reader_back;
  pthread_t warmer;
  bool warming;
  bool stop_warmer;
  struct tries tries[HTTP_TRIES];
  struct seen_session *seen[HTTP_SEEN];

  pthread_t writer;
  bool writing;
  struct http_call *first, **last; /* waiting for the writer */
  struct http_call *busy;          /* at work in it */
  size_t waiting;
  pthread_cond_t writer_called;
  bool stop_writer;
  const char *writer_language;
  struct fasti_store *store;
  struct fasti_vault *vault;
  struct fasti_office *office;
  struct fasti_messages *writer_messages;

  pthread_t watch;
  bool watching;
  bool stop_watch;
  pthread_cond_t watch_called;

  _Atomic int at_work;
  _Atomic bool stopping;
  struct counters counters;
};

/* clock */
int64_t http_monotonic(void);
int64_t http_real(const struct http_server *server);

/* guard.c */

/** Whether the headers are such that nobody could read them in another way. @return false with a message */
bool http_guard(struct http_call *call);

/* target.c */

/** Take the target apart: path, query. @return false with a message */
bool http_target_read(struct http_call *call);
/** Find the route. @return 0, 404 or 405 with the header Allow */
int http_route_find(struct http_call *call);
/** Say what is malformed, a text in N_(). @return false */
bool http_malformed(struct http_call *call, const char *what);
/** Read pairs of a query or form. @return false with a message when it is malformed */
bool http_pairs_read(struct http_call *call, struct fasti_slice text, bool plus, struct http_pairs *pairs);
const char *http_pairs_find(const struct http_pairs *pairs, const char *name);
void http_pairs_add(struct http_call *call, struct http_pairs *pairs, const char *name, const char *value);

/* body.c */

/** What a route wants of the body, from the headers. @return 0 or a status code with a message */
int http_body_begin(struct http_call *call);
int http_body_take(struct http_call *call, const char *bytes, size_t size);
/** The body has come: read it. */
int http_body_read(struct http_call *call);
/** It is wanted: keep the files that it brought. */
int http_body_keep(struct http_call *call);
void http_body_free(struct http_call *call);

/* form.c: multipart/form-data (RFC 7578) */
bool http_form_begin(struct http_call *call);
int http_form_take(struct http_call *call, const char *bytes, size_t size);
int http_form_end(struct http_call *call);
void http_form_keep(struct http_call *call);
void http_form_free(struct http_call *call);

/* factor.c */
enum { HTTP_FACTOR_SIZE = 33 /* bytes of a secret in Base32, with the end */, HTTP_FACTOR_CODE = 12 };
/** The code of a secret at a step of time; "" for a secret that is none. */
void http_factor_code(const char *secret, int64_t step, char code[HTTP_FACTOR_CODE]);
/** The step of a code that is right at NOW (milliseconds) and later than the step LAST; 0: it is not. */
int64_t http_factor_check(const char *secret, const char *code, int64_t now, int64_t last);

/* session.c */

/** Whether an address tries too often, whoever it wants to be; this counts as a try. */
bool http_tries_too_often(struct http_call *call);

/** Begin a session for PERSON, who is known in another way than by a secret; ends as http_work does. */
void http_begin_session(struct http_call *call, const char *person,
                        enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self));

/** Who asks, by cookie or token. @return 0 or a status code with a message */
int http_know(struct http_call *call);
/** Whether they may. */
int http_permit(struct http_call *call);
/** Whether what changes something comes from a page of ours. */
int http_check_origin(struct http_call *call);
/** The same, and that it brings the token of the session. */
int http_check_csrf(struct http_call *call);
/** Headers of the answer that begin or end the session. */
void http_session_headers(struct http_call *call);

/* address.c */

/** Whether the request comes from a proxy that may say who asks. */
bool http_by_proxy(const struct http_call *call);
/** The address of who asks, as far as it can be known. @return borrowed from the call */
const char *http_address(struct http_call *call);

/* idle.c */

/** Note that a session was used. @return false: it was idle for too long, and is over */
bool http_idle_see(struct http_server *server, const struct fasti_session_row *session);
void http_idle_forget(struct http_server *server);

/* signon.c */

/** Whether a proxy names a person who has no session yet, and the request may begin one. */
bool http_sign_on_wanted(struct http_call *call);
/** Whether the session is that of the person whom the proxy names, if it names one. */
bool http_sign_on_agrees(struct http_call *call);
/** The handler of a request that begins a session in that way and is then asked anew. */
FASTI_MUST enum fasti_status http_sign_on(struct http_call *call);

/* reader.c */
FASTI_MUST enum fasti_status http_readers_open(struct http_server *server, int count, struct fasti_messages *messages);
void http_readers_close(struct http_server *server);
/** Take a reader for the call, and give it back. */
FASTI_MUST enum fasti_status http_reader_take(struct http_call *call);
void http_reader_give(struct http_call *call);

/* writer.c */
FASTI_MUST enum fasti_status http_writer_start(struct http_server *server, struct fasti_messages *messages);
/** Wait until all is done, and end. */
void http_writer_stop(struct http_server *server);
enum taking {
  TAKING_DONE,
  TAKING_KNOWN /* another with the same key is at work */,
  TAKING_ENDED /* there is no writer any more */
};
/** Hand a call to the writer, which resumes its connection. */
enum taking http_writer_take(struct http_call *call);

/* watch.c */
bool http_watch_start(struct http_server *server);
void http_watch_stop(struct http_server *server);
void http_link_notify(void *server, struct MHD_Connection *connection, void **context,
                      enum MHD_ConnectionNotificationCode code);
struct link *http_link_of(struct MHD_Connection *connection);

/* reply.c */

/** Send the answer of the call. */
enum MHD_Result http_send(struct http_call *call);
/** Make the answer of a refusal. HTTP 0: that of the status. */
void http_refuse(struct http_call *call, int http, enum fasti_status status);

/* encode.c */

/** Compress the answer, if it is a text and the client takes gzip. */
void http_encode(struct http_call *call);

/* log.c */

/** Count an answered call. */
void http_count_call(struct http_call *call);
void http_log_call(struct http_call *call);
void http_log_text(struct http_server *server, const char *level, const char *text);
extern const struct http_room http_health;

#endif
