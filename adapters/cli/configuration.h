/* adapters/cli/configuration.h - the configuration file of the server, fasti.conf(5): one "name = value" a line, #
 * before a comment, [section] before the members of a part.
 *
 * A member is a line in the table of configuration.c; a part of the program that has members of its own is a section
 * there.
 */
#ifndef FASTI_CLI_CONFIGURATION_H
#define FASTI_CLI_CONFIGURATION_H

#include "adapters/cli/command.h"
#include "adapters/post/post.h"

/** What the file says. Texts are owned by the arena; NULL and 0: it does not say. */
struct config {
  const char *file; /* that was read; NULL: none */
  const char *office;
  const char *listen;
  const char *only;
  const char *web_folder;
  const char *log;     /* a path, "-" for standard error, "none" */
  const char *proxies; /* addresses, separated by spaces or commas */
  const char *sign_on; /* header that names the person */
  long readers;
  long deadline;   /* seconds */
  long body_limit; /* bytes */
  long connections;
  long session_idle; /* minutes */
  long session_most; /* hours */
  bool secure;
  struct post_settings post; /* [post] */
};

/** Whether a word names a part of the server that can run by itself. */
bool config_is_part(const char *word);
/** Read the file that --config names, else $FASTI_CONFIG, else none. Every error of it in one run, with its line.
 *  @return FASTI_INVALID; as cli_read */
FASTI_MUST enum fasti_status config_read(struct cli *cli, struct config *config);
/** Read one file. */
FASTI_MUST enum fasti_status config_read_file(struct cli *cli, const char *path, struct config *config);

#define CONFIG_OPTION                                                                                                  \
  {                                                                                                                    \
    "config", 'c', N_("FILE"), N_("the configuration file (default: $FASTI_CONFIG, else none)")                        \
  }

#endif
