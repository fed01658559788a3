/* adapters/cli/command.h - what a command of the fasti program is, and what it works with.
 *
 * To add a command:
 *   1. adapters/cli/<name>.c defines "const struct cli_command cli_<name>" (case_open for "fasti case open") with its
 *      options, operands and function; add the file to cli.mk.
 *   2. A line CLI_COMMAND(<name>) in commands.def. Parsing, --help, "fasti help --json" and the completion follow.
 *   3. A manual page doc/man/fasti-<name>.1 (a group has one page), listed in doc/doc.mk; a test compares it with the
 *      tables.
 *   4. A test in tests/cli/.
 * The function prints results on standard output; it never prints errors: it adds them to cli->messages and returns a
 * status. The frame prints the messages on standard error and turns the status into the exit status. Texts for people
 * stand in N_() in tables, in _() where printed, and untouched as the format of fasti_error_*().
 */
#ifndef FASTI_CLI_COMMAND_H
#define FASTI_CLI_COMMAND_H

#include <jansson.h>
#include <libintl.h>

#include "engine/chart.h"
#include "engine/message.h"

/** Translate a text by the user's locale. */
#define _(text) gettext(text)

enum {
  CLI_DEFINITION_BYTES = 16 * 1024 * 1024, /* of one definition, form, template or calendar */
  CLI_ENDS = 16                            /* statuses that a command's help may name */
};

/** An option. Every command has --help besides its own. */
struct cli_option {
  const char *name;    /* without its dashes; NULL ends a table */
  char letter;         /* the short form; 0 for none */
  const char *value;   /* how help calls the value, N_("FILE"); NULL for a switch */
  const char *summary; /* N_("...") */
};

struct cli;

struct cli_command {
  const char *group; /* "case" of "fasti case open"; NULL when the command is one word */
  const char *name;
  const char *summary;              /* N_(), one line, no full stop */
  const char *operands;             /* N_("FILE...") as the usage line shows them; NULL for none */
  int least;                        /* number of operands */
  int most;                         /* -1: any number */
  const struct cli_option *options; /* NULL for none */
  enum fasti_status ends[CLI_ENDS]; /* besides FASTI_OK and FASTI_USAGE, which every command has; FASTI_OK ends it */
  enum fasti_status (*run)(struct cli *cli);
};

/** One run of a command. */
struct cli {
  const struct cli_command *command;
  char **operands;
  int operand_count;
  struct fasti_arena *arena;       /* lives as long as the run */
  struct fasti_messages *messages; /* printed on standard error after the run */
  struct cli_given *given;
  bool told;           /* errors were printed before the end */
  const char *folders; /* the option that names more folders for cli_library; NULL for none */
};

/** One line of commands.def; the members that its kind does not have are NULL. */
struct cli_entry {
  const char *part;
  const char *group;
  const char *summary;
  const struct cli_command *command;
};
/** Every line of commands.def, ended by an empty one. */
extern const struct cli_entry cli_entries[];

/* Options of the run. OPTION must be in the command's table. */

/** Whether an option was given. */
bool cli_has(const struct cli *cli, const char *option);
/** The value of an option, the last one when it was repeated. @return borrowed; NULL when it was not given */
const char *cli_value(const struct cli *cli, const char *option);
/** The values of an option that may be repeated: start with *AT = 0. @return borrowed; NULL at the end */
const char *cli_next_value(const struct cli *cli, const char *option, size_t *at);
/** The value of an option as a whole number; *VALUE stays when it was not given. @return FASTI_USAGE with a message
 * when it is no number from LEAST to MOST */
FASTI_MUST enum fasti_status cli_number(struct cli *cli, const char *option, long least, long most, long *value);

/* Files. */

/** Read a file; "-" is standard input. Errors are named in the messages.
 *  @arg out owned by the arena
 *  @return FASTI_NOT_FOUND, FASTI_IO (unreadable), FASTI_INVALID (a directory) or FASTI_LIMIT (more than MOST bytes) */
FASTI_MUST enum fasti_status cli_read(struct cli *cli, const char *path, size_t most, struct fasti_slice *out);
/** Write a file (NULL: standard output). @return FASTI_IO with a message */
FASTI_MUST enum fasti_status cli_write(struct cli *cli, const char *path, struct fasti_slice bytes);
/** The folder of the running program. @return owned by the arena; NULL when the system does not tell */
const char *cli_program_folder(struct fasti_arena *arena);
/** The path of something that came with the program: below FASTI_DATADIR when the environment has it, in the sources
 *  when the program runs from its build folder, else where it was installed. @return owned by the arena */
const char *cli_data_path(struct cli *cli, const char *relative);
/** The file of a package that a person means: a path, or the name of one that came with the program. @return absolute if it
 *  is there, owned by the arena; else what was wanted */
const char *cli_package_path(struct cli *cli, const char *wanted);
/** Files that a document names, beside it or in the folders that cli->folders gives. @return borrows CLI */
struct fasti_library cli_library(struct cli *cli);

/* Output. */

/** Print a JSON value and a line end on standard output. VALUE is taken. */
void cli_print_json(json_t *value);
/** Print the messages so far on standard error and forget them. */
void cli_tell(struct cli *cli);

/* Help; see help.c. */

/** Print the overview of all commands, of a group, or the help of a command. */
void cli_help_overview(FILE *out);
void cli_help_group(FILE *out, const char *group);
void cli_help_command(FILE *out, const struct cli_command *command);
/** "run", or "case open". @return owned by the arena */
const char *cli_command_title(struct fasti_arena *arena, const struct cli_command *command);
/** The command that NAME means within GROUP (NULL: at the top). @return NULL when there is none */
const struct cli_command *cli_command_find(const char *group, const char *name);
/** Whether GROUP is a first word with commands below it. */
bool cli_is_group(const char *group);
/** The command or group that WORD was perhaps meant to be. @return borrowed; NULL when nothing is near */
const char *cli_command_near(const char *group, const char *word);

/** Read the options and operands that follow a command. *HELP tells that --help was given.
 *  @return FASTI_USAGE with a message */
FASTI_MUST enum fasti_status cli_options_read(struct cli *cli, int argc, char **argv, bool *help);

/* Language; see locale.c. */

/** Take over the user's locale. */
void cli_locale_start(void);
/** A list of messages in the user's language. @return owned, free with fasti_messages_free */
struct fasti_messages *cli_messages_new(void);

#endif
