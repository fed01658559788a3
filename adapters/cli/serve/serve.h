/* adapters/cli/serve/serve.h - what the parts of "fasti serve" share.
 *
 * A room of the server (http.h) that wants to be reached is a line in rooms.c.
 */
#ifndef FASTI_CLI_SERVE_H
#define FASTI_CLI_SERVE_H

#include "adapters/cli/desk.h"
#include "adapters/http/http.h"
#include "adapters/post/post.h"

/** The template of an archive's contents, among what came with the program. */
#define SERVE_INDEX "forms/case-index.xsl"

enum { SERVE_ROOMS = 4 /* at most */ };

/** One run of the server. */
struct serve {
  struct cli *cli;
  const char *office;     /* path of the file */
  const char *vault;      /* path of the folder with the files of cases */
  const char *web_folder; /* NULL: what came with the program */
  const char *log;        /* a path, "-", "none"; NULL: standard error */
  bool post;          /* webhooks and mail go out */
  struct post_settings post_settings;
  struct fasti_store *post_store; /* its own; NULL: it does not run */
  struct post *posting;
  struct http_options options;
};

/** Fill in options.open: stores and vaults of the office file, opened for each thread that asks. */
void serve_stores(struct serve *serve);
/** Fill in options.rooms; they live as long as the arena of the command. @return what a room that cannot begin says */
FASTI_MUST enum fasti_status serve_rooms(struct serve *serve);
/** Bytes that can be made as a file only: MAKE writes the file PATH, called NAME, with an arena and messages of its own, and at
 *  most MOST bytes of it are added to OUT. Any thread. @return what MAKE gives; FASTI_IO; FASTI_LIMIT */
FASTI_MUST enum fasti_status serve_by_file(const char *name,
                                           enum fasti_status (*make)(void *self, struct cli *cli, const char *path), void *self,
                                           size_t most, struct fasti_messages *messages,
                                           struct fasti_buffer *out);
/** Write the whole file of a case as the ZIP archive PATH. INDEX is the path of the template of its contents. Any thread. */
FASTI_MUST enum fasti_status serve_archive_file(const char *index, struct fasti_office *office, const char *case_id,
                                                const char *path, struct fasti_messages *messages);
/** The whole file of a case as a ZIP archive. INDEX is the path of the template of its contents. Any thread.
 *  @return what the dossier says; FASTI_LIMIT for one that is too large to be sent; FASTI_IO */
FASTI_MUST enum fasti_status serve_archive(const char *index, struct fasti_office *office, const char *case_id,
                                           struct fasti_messages *messages, struct fasti_buffer *zip);
/** Tell the operations of a room, for the page that explains them (web_options.operations). */
void serve_operations(const struct serve *serve, const struct http_room *room, const char *language,
                      struct _xmlNode *parent);
/** The pages; REST is the room that they explain. @return FASTI_DEFINITION, FASTI_NOT_FOUND, FASTI_IO with messages about the files of the site */
FASTI_MUST enum fasti_status serve_site(struct serve *serve, const struct http_room *rest, struct http_room *room);
/** Write a list of the pages as a file of a spreadsheet program: web_options.sheet (adapters/web/web.h). */
FASTI_MUST enum fasti_status serve_sheet(void *self, const char *format, const xmlNode *rows,
                                         struct fasti_messages *messages, struct fasti_buffer *out);
/** The REST interface. */
void serve_rest(struct serve *serve, struct http_room *room);
/** Tell the service manager, if one asked for it: "READY=1". */
void serve_notify(const char *state);
/** Fill in options.translate: the language of each request, whatever that of the program is. Called before there are
 *  threads. */
void serve_languages(struct serve *serve);

/** Begin to send webhooks and mail in a thread of its own, if that part runs. */
FASTI_MUST enum fasti_status serve_post_start(struct serve *serve);
void serve_post_stop(struct serve *serve);

#endif
