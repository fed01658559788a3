/* adapters/web/web.h - the pages: what a person of the office sees and does in a browser.
 *
 * A page is a view document (XML, made in C from the doors of the engine), turned into HTML by a stylesheet of
 * adapters/web/xsl: looks change without a compiler, and C writes no markup. Every page works without a script; htmx only
 * spares reloading. WCAG 2.2 AA, GB/T 37668.
 *
 * The room knows no server. A request and its answer are plain data in a struct web_call; whoever has the sockets fills it
 * in, calls web_handle, does the change that the handler asked for, calls its follow, and sends the answer.
 */
#ifndef FASTI_ADAPTERS_WEB_H
#define FASTI_ADAPTERS_WEB_H

#include "engine/office.h"

enum { WEB_CODE_SIZE = 24 /* bytes of a code, with the end */ };

struct web_site;
struct web_call;

/** What depends on where the site runs; all borrowed as long as the site. */
struct web_options {
  const char *folder;                  /* with xsl/, static/ and texts/ */
  const char *htmx;                    /* path of the file htmx.min.js; NULL: pages do without */
  const struct fasti_library *library; /* reads stylesheets; only while the site is made */
  /** Draw a chart as SVG, the states (ids, separated by spaces) marked; NULL: there are no diagrams. Called from several threads. */
  enum fasti_status (*draw)(void *self, const struct fasti_procedure *procedure, struct fasti_messages *messages,
                            struct fasti_buffer *svg);
  /** Turn an instrument into a PDF; NULL: there is none. Called from several threads. */
  enum fasti_status (*print)(void *self, struct fasti_slice xhtml, struct fasti_messages *messages,
                             struct fasti_buffer *pdf);
  /** Write the whole file of a case as a ZIP archive; NULL: there are none. OFFICE is that of the thread. */
  enum fasti_status (*archive)(void *self, struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
                               struct fasti_buffer *zip);
  /** Write the rows of a table as a file of a spreadsheet program; FORMAT "csv" or "xlsx"; NULL: there are none. ROWS has
   *  <row><cell type="">..</cell></row>. */
  enum fasti_status (*sheet)(void *self, const char *format, const xmlNode *rows, struct fasti_messages *messages,
                             struct fasti_buffer *out);
  /** Tell the operations of the REST interface, in a language: PARENT gets <operation id method path summary who scope body>
   *  <parameter in name type required>words</parameter><status code/></operation>. NULL: there is none. */
  void (*operations)(void *self, const char *language, xmlNodePtr parent);
  /** Make a code to log in with once, and the hash that the office keeps. */
  void (*make_code)(void *self, char code[WEB_CODE_SIZE], char hash[FASTI_HASH_SIZE]);
  void *self;
};

/** Read stylesheets, texts and static files. Every error of them in one run.
 *  @arg out owned, free with web_site_free @return FASTI_DEFINITION or FASTI_NOT_FOUND with messages */
FASTI_MUST enum fasti_status web_site_new(const struct web_options *options, struct fasti_messages *messages,
                                          struct web_site **out);
void web_site_free(struct web_site *site);

/** One name and value of a query, a form or a header. */
struct web_pair {
  const char *name;
  const char *value;
};

/** A file that came with a form; it is in the vault already. */
struct web_file {
  const char *field;
  const char *name;
  const char *hash;
  int64_t size;
};

/** What a handler wants done after it has returned FASTI_OK. FOLLOW then runs and makes the answer; what it returns counts as
 *  what the handler returns. */
enum web_change_kind {
  WEB_NONE,
  WEB_COMMAND,  /* REQUEST, in the writer, together with others */
  WEB_COMMANDS, /* REQUESTS, each by itself: STATUSES and ANSWERS get what came of them */
  WEB_WORK,     /* WORK in the writer, with its office, outside of transactions */
  WEB_LOG_IN,   /* FIRST is the person, SECOND the secret, THIRD the code of TOTP */
  WEB_LOG_OUT,
  WEB_PASSWORD, /* FIRST the one until now, SECOND the new one */
  WEB_LANGUAGE, /* FIRST: zh-CN, en */
  WEB_FACTOR_PROPOSE,
  WEB_FACTOR_CONFIRM, /* FIRST: the first code */
  WEB_FACTOR_END      /* FIRST: a code */
};

struct web_change {
  enum web_change_kind kind;
  struct fasti_request request;
  const struct fasti_request *requests;
  size_t count;
  enum fasti_status *statuses;
  struct fasti_answer *answers;
  enum fasti_status (*work)(struct web_call *call, struct fasti_office *office, void *self);
  void *self;
  const char *first, *second, *third;
  /** STATUS: what came of it; ANSWER of WEB_COMMAND, else NULL. */
  enum fasti_status (*follow)(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer);
};

/** A request and its answer. Texts belong to the arena unless they are static. */
struct web_call {
  /* the request; given */
  struct web_site *site;
  struct fasti_arena *arena;
  struct fasti_messages *messages; /* in the language of the person */
  struct fasti_office *office;     /* for reading; of this thread */
  struct fasti_store *store;
  struct fasti_vault *vault;
  int64_t now;                     /* of the office's clock, which may be simulated */
  int64_t real;                    /* of the machine's: sessions and codes hold by it */
  const struct fasti_person_row *person; /* NULL: nobody is logged in */
  const char *language;                  /* zh-CN or en */
  const char *csrf;                      /* that forms send back as the field "csrf" */
  struct {                               /* of the person: how they log in */
    bool password, factor;               /* they have one */
    const char *proposed, *uri;          /* secret of a second factor that is not confirmed; NULL: there is none */
  } account;
  const char *method, *path, *id;
  const struct web_pair *parts; /* of the pattern */
  size_t part_count;
  const struct web_pair *query;
  size_t query_count;
  const struct web_pair *fields; /* of the form */
  size_t field_count;
  const struct web_file *files;
  size_t file_count;
  void *server; /* the server's own, for web_change */

  /* the answer; status 0 while there is none */
  int status;
  const char *type;
  struct fasti_buffer body; /* freed by who gave the call */
  const char *location;     /* with 303 */
  struct web_pair headers[8];
  size_t header_count;
  struct {                  /* answer with this file of a case instead of BODY; number 0: no */
    const char *case_id;
    int64_t number;
    bool inline_; /* an image or PDF that is to be shown, not saved */
  } evidence;

  struct web_change change;

  /* the room's own */
  const struct fasti_reader *reader;
  xmlDocPtr view; /* freed by web_done */
};

/** One page or act. */
struct web_route {
  const char *method; /* GET, POST */
  const char *pattern;
  enum fasti_status (*handle)(struct web_call *call);
  const char *who; /* as struct http_route: NULL anyone; "*" who is logged in; "-admin ..." who is logged in and has none of these
                      roles; else roles of which they need one */
  const char *summary; /* for the table of who may */
};
/** All of them, in tables, a table for each file of pages: each ended by one without a pattern, the tables by NULL. */
extern const struct web_route *const web_routes[];

/** Answer a refusal with a page: HTTP is the status code, the messages of the call say what is wrong. */
void web_refuse(struct web_call *call, int http);
/** Let go of what the room keeps in a call. */
void web_done(struct web_call *call);

#endif
