/* adapters/cli/main.c - the fasti program: finds the command, runs it, prints its messages, and ends with its status.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <libxml/parser.h>

#include "adapters/cli/command.h"

#define CLI_PART(title)
#define CLI_GROUP(name, summary)
#define CLI_COMMAND(name) extern const struct cli_command cli_##name;
#include "adapters/cli/commands.def"
#undef CLI_PART
#undef CLI_GROUP
#undef CLI_COMMAND

const struct cli_entry cli_entries[] = {
#define CLI_PART(title) {.part = title},
#define CLI_GROUP(name, about) {.group = name, .summary = about},
#define CLI_COMMAND(name) {.command = &cli_##name},
#include "adapters/cli/commands.def"
#undef CLI_PART
#undef CLI_GROUP
#undef CLI_COMMAND
  {0},
};

void
cli_print_json(json_t *value)
{
  json_dumpf(value, stdout, JSON_INDENT(2) | JSON_ENCODE_ANY);
  fputc('\n', stdout);
  json_decref(value);
}

void
cli_tell(struct cli *cli)
{
  struct fasti_buffer text = {0};

  fasti_messages_print(cli->messages, &text);
  fflush(stdout);
  cli->told = cli->told || fasti_messages_errors(cli->messages) > 0;
  fputs(fasti_buffer_slice(&text).at, stderr);
  fasti_buffer_free(&text);
  fasti_messages_clear(cli->messages);
}

/* A status that brought no message still says what happened. */
static void
tell_end(struct cli *cli, enum fasti_status status)
{
  cli_tell(cli);
  if (status != FASTI_OK && !cli->told)
    fprintf(stderr, "fasti: %s\n", _(fasti_status_text(status)));
  if (status == FASTI_USAGE) {
    fprintf(stderr, _("see: fasti %s --help"), cli_command_title(cli->arena, cli->command));
    fputc('\n', stderr);
  }
}

static enum fasti_status
run_command(const struct cli_command *command, int argc, char **argv)
{
  struct cli cli = {.command = command, .arena = fasti_arena_new(), .messages = cli_messages_new()};
  bool help = false;
  enum fasti_status status = cli_options_read(&cli, argc, argv, &help);

  if (status == FASTI_OK && help)
    cli_help_command(stdout, command);
  else if (status == FASTI_OK)
    status = command->run(&cli);
  tell_end(&cli, status);
  fasti_messages_free(cli.messages);
  fasti_arena_free(cli.arena);
  return status;
}

static enum fasti_status
refuse_word(const char *group, const char *word)
{
  const char *near = cli_command_near(group, word);
  const char *before = group ? group : "";

  fprintf(stderr, _("fasti: there is no command \"%s%s%s\""), before, group ? " " : "", word);
  fputc('\n', stderr);
  if (near) {
    fprintf(stderr, _("did you mean: fasti %s%s%s"), before, group ? " " : "", near);
    fputc('\n', stderr);
  }
  fprintf(stderr, "%s\n", _("see: fasti help"));
  return FASTI_USAGE;
}

static bool
is_help(const char *word)
{
  return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static enum fasti_status
run_group(const char *group, int argc, char **argv)
{
  const struct cli_command *command;

  if (argc < 2 || is_help(argv[1])) {
    cli_help_group(argc < 2 ? stderr : stdout, group);
    return argc < 2 ? FASTI_USAGE : FASTI_OK;
  }
  command = cli_command_find(group, argv[1]);
  return command ? run_command(command, argc - 1, argv + 1) : refuse_word(group, argv[1]);
}

static enum fasti_status
run(int argc, char **argv)
{
  const struct cli_command *command;

  if (argc < 2 || is_help(argv[1])) {
    cli_help_overview(argc < 2 ? stderr : stdout);
    return argc < 2 ? FASTI_USAGE : FASTI_OK;
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts(PACKAGE " " VERSION);
    return FASTI_OK;
  }
  if (cli_is_group(argv[1]))
    return run_group(argv[1], argc - 1, argv + 1);
  command = cli_command_find(NULL, argv[1]);
  return command ? run_command(command, argc - 1, argv + 1) : refuse_word(NULL, argv[1]);
}

int
main(int argc, char **argv)
{
  enum fasti_status status;

  xmlMemSetup(fasti_free, fasti_alloc, fasti_realloc, fasti_strdup);
  xmlInitParser();
  cli_locale_start();
  status = run(argc, argv);
  xmlCleanupParser();
  if ((fflush(stdout) || ferror(stdout)) && status == FASTI_OK) {
    fprintf(stderr, "fasti: %s\n", _("standard output cannot be written"));
    status = FASTI_IO;
  }
  return fasti_status_exit(status);
}
