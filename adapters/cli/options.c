/* adapters/cli/options.c - reading a command's options by its table. */
#include "config.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/command.h"

enum { FIRST_LONG = 256 }; /* getopt's values of options without a letter: beyond every character */

/* The options as they were given, last first. */
struct cli_given {
  struct cli_given *before;
  const struct cli_option *option;
  const char *value;
};

static const struct cli_option help_option = {"help", 'h', NULL, N_("show this help")};

static size_t
option_count(const struct cli_command *command)
{
  size_t count = 0;

  while (command->options && command->options[count].name)
    count++;
  return count;
}

static const struct cli_option *
find_option(const struct cli_command *command, const char *name)
{
  for (size_t i = 0; i < option_count(command); i++)
    if (strcmp(command->options[i].name, name) == 0)
      return &command->options[i];
  assert(!"an option that is not in the command's table");
  return NULL;
}

/* getopt_long's two tables, made from ours; the help option comes last. */
static struct option *
make_tables(struct cli *cli, char **letters)
{
  size_t count = option_count(cli->command);
  struct option *longs = fasti_arena_alloc(cli->arena, (count + 2) * sizeof *longs);
  char *at = fasti_arena_alloc(cli->arena, 2 * count + 4);

  *letters = at;
  *at++ = ':';
  for (size_t i = 0; i <= count; i++) {
    const struct cli_option *option = i < count ? &cli->command->options[i] : &help_option;

    longs[i] = (struct option){.name = option->name, .has_arg = option->value ? required_argument : no_argument};
    longs[i].val = option->letter ? option->letter : FIRST_LONG + (int)i;
    if (option->letter)
      *at++ = option->letter;
    if (option->letter && option->value)
      *at++ = ':';
  }
  return longs;
}

static const struct cli_option *
option_of(const struct cli *cli, const struct option *longs, int value)
{
  for (size_t i = 0; i < option_count(cli->command); i++)
    if (longs[i].val == value)
      return &cli->command->options[i];
  return &help_option;
}

/* How many options WORD, "--name" or "--name=value", begins. */
static int
options_begun(const struct cli *cli, const char *word)
{
  size_t size = strcspn(word + 2, "=");
  int begun = 0;

  for (size_t i = 0; i < option_count(cli->command); i++)
    begun += strncmp(cli->command->options[i].name, word + 2, size) == 0;
  return begun;
}

static enum fasti_status
refuse_option(struct cli *cli, int found, char **argv)
{
  const char *word = argv[optind - 1];

  if (found == ':')
    fasti_error_field(cli->messages, word, "this option needs a value");
  else if (optopt && optopt < FIRST_LONG && word[0] == '-' && word[1] != '-')
    fasti_error_field(cli->messages, fasti_arena_printf(cli->arena, "-%c", optopt), "there is no such option");
  else if (optopt)
    fasti_error_field(cli->messages, word, "this option takes no value");
  else if (options_begun(cli, word) > 1)
    fasti_error_field(cli->messages, word, "several options begin so; write more of the name");
  else
    fasti_error_field(cli->messages, word, "there is no such option");
  return FASTI_USAGE;
}

static enum fasti_status
check_operands(struct cli *cli)
{
  const struct cli_command *command = cli->command;

  if (cli->operand_count < command->least) {
    fasti_error_field(cli->messages, NULL, "something is missing: %s", _(command->operands));
    return FASTI_USAGE;
  }
  if (command->most >= 0 && cli->operand_count > command->most) {
    fasti_error_field(cli->messages, cli->operands[command->most], "this is one argument too many");
    return FASTI_USAGE;
  }
  return FASTI_OK;
}

enum fasti_status
cli_options_read(struct cli *cli, int argc, char **argv, bool *help)
{
  char *letters;
  struct option *longs = make_tables(cli, &letters);
  int found;

  optind = 1;
  opterr = 0;
  while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
    struct cli_given *given;

    if (found == '?' || found == ':')
      return refuse_option(cli, found, argv);
    given = fasti_arena_alloc(cli->arena, sizeof *given);
    *given = (struct cli_given){.before = cli->given, .option = option_of(cli, longs, found), .value = optarg};
    cli->given = given;
    *help = *help || given->option == &help_option;
  }
  cli->operands = argv + optind;
  cli->operand_count = argc - optind;
  return *help ? FASTI_OK : check_operands(cli);
}

static const struct cli_given *
find_given(const struct cli *cli, const char *name)
{
  const struct cli_option *option = find_option(cli->command, name);
  const struct cli_given *given = cli->given;

  while (given && given->option != option)
    given = given->before;
  return given;
}

bool
cli_has(const struct cli *cli, const char *option)
{
  return find_given(cli, option) != NULL;
}

const char *
cli_value(const struct cli *cli, const char *option)
{
  const struct cli_given *given = find_given(cli, option);

  return given ? given->value : NULL;
}

const char *
cli_next_value(const struct cli *cli, const char *name, size_t *at)
{
  const struct cli_option *option = find_option(cli->command, name);
  const struct cli_given *given;
  size_t count = 0, skip;

  for (given = cli->given; given; given = given->before)
    count += given->option == option;
  if (*at >= count)
    return NULL;
  skip = count - 1 - (*at)++;
  for (given = cli->given; given->option != option || skip; given = given->before)
    skip -= given->option == option;
  return given->value;
}

enum fasti_status
cli_number(struct cli *cli, const char *option, long least, long most, long *value)
{
  const char *text = cli_value(cli, option);
  char *end;
  long read;

  if (!text)
    return FASTI_OK;
  errno = 0;
  read = strtol(text, &end, 10);
  if (end == text || *end || errno || read < least || read > most) {
    fasti_error_field(cli->messages, fasti_arena_printf(cli->arena, "--%s", option),
                      "\"%s\" is not a whole number from %ld to %ld", text, least, most);
    return FASTI_USAGE;
  }
  *value = read;
  return FASTI_OK;
}
