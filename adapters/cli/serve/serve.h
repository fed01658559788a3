/* adapters/cli/serve/serve.h - what the parts of "fasti serve" share.
 *
 * A room of the server (http.h) that wants to be reached is a line in rooms.c.
 */
#ifndef FASTI_CLI_SERVE_H
#define FASTI_CLI_SERVE_H

#include "adapters/cli/desk.h"
#include "adapters/http/http.h"
#include "adapters/post/post.h"

enum { SERVE_ROOMS = 4 /* at most */ };

/** One run of the server. */
struct serve {
  struct cli *cli;
  const char *office;     /* path of the file */
  const char *vault;      /* path of the folder with the files of cases */
  const char *web_folder; /* NULL: what came with the program */
  const char *log;        /* a path, "-", "none"; NULL: standard error */
  bool sends;             /* the part that sends */
  struct post_settings post;
  struct http_options options;
};

/** Fill in options.open: stores and vaults of the office file, opened for each thread that asks. */
void serve_stores(struct serve *serve);
/** Fill in options.rooms; they live as long as the arena of the command. @return what a room that cannot begin says */
FASTI_MUST enum fasti_status serve_rooms(struct serve *serve);
/** The whole file of a case as a ZIP archive. INDEX is the path of the template of its contents. Any thread.
 *  @return what the dossier says; FASTI_LIMIT for one that is too large to be sent; FASTI_IO */
FASTI_MUST enum fasti_status serve_archive(const char *index, struct fasti_office *office, const char *case_id,
                                           struct fasti_messages *messages, struct fasti_buffer *zip);
/** The pages. @return FASTI_DEFINITION, FASTI_NOT_FOUND, FASTI_IO with messages about the files of the site */
FASTI_MUST enum fasti_status serve_site(struct serve *serve, struct http_room *room);
/** The REST interface. @return FASTI_NOT_FOUND, FASTI_IO when the template of archives cannot be read */
FASTI_MUST enum fasti_status serve_rest(struct serve *serve, struct http_room *room);
struct serve_post;
/** Begin to send what goes out. POST ends with serve_post_end, whatever this returns. */
FASTI_MUST enum fasti_status serve_post_begin(struct serve *serve, struct serve_post **post);
/** POST may be NULL. */
void serve_post_end(struct serve_post *post);
/** Fill in options.translate: the language of each request, whatever that of the program is. Called before there are
 *  threads. */
void serve_languages(struct serve *serve);

#endif
