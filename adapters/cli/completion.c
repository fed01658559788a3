/* adapters/cli/completion.c - "fasti completion bash": completion of commands, options and files, from the tables. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/command.h"

static void
print_options(const struct cli_command *command)
{
  for (const struct cli_option *option = command->options; option && option->name; option++)
    printf("--%s%s ", option->name, option->value ? "=" : "");
  fputs("--help", stdout);
}

/* The words of the first place: commands of one word, and groups. */
static void
print_first_words(void)
{
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++)
    if (entry->group)
      printf("%s ", entry->group);
    else if (entry->command && !entry->command->group)
      printf("%s ", entry->command->name);
  fputs("--help --version", stdout);
}

static void
print_group_words(const char *group)
{
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++)
    if (entry->command && entry->command->group && strcmp(entry->command->group, group) == 0)
      printf("%s ", entry->command->name);
}

static void
print_cases(struct fasti_arena *arena)
{
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++) {
    if (entry->group) {
      printf("    '%s') second='", entry->group);
      print_group_words(entry->group);
      fputs("' ;;\n", stdout);
    } else if (entry->command) {
      printf("    '%s') options='", cli_command_title(arena, entry->command));
      print_options(entry->command);
      fputs("' ;;\n", stdout);
    }
  }
}

static enum fasti_status
completion(struct cli *cli)
{
  if (strcmp(cli->operands[0], "bash") != 0) {
    fasti_error_field(cli->messages, cli->operands[0], "completion is made for bash only");
    return FASTI_USAGE;
  }
  fputs("# bash completion of fasti, made by \"fasti completion bash\"\n"
        "_fasti()\n{\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} first=${COMP_WORDS[1]} second='' options='' key\n"
        "  COMPREPLY=()\n"
        "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
        "    mapfile -t COMPREPLY < <(compgen -W '",
        stdout);
  print_first_words();
  fputs("' -- \"$word\")\n    return\n  fi\n"
        "  for key in \"$first\" \"$first ${COMP_WORDS[2]}\"; do\n"
        "    case $key in\n",
        stdout);
  print_cases(cli->arena);
  fputs("    esac\n  done\n"
        "  if [[ -n $second && $COMP_CWORD -eq 2 ]]; then\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$second\" -- \"$word\")\n"
        "  elif [[ $word == -* ]]; then\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
        "    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
        "  else\n"
        "    compopt -o default\n"
        "  fi\n}\n"
        "complete -F _fasti fasti\n",
        stdout);
  return FASTI_OK;
}

const struct cli_command cli_completion = {
  .name = "completion",
  .summary = N_("print the completion script of a shell"),
  .operands = N_("bash"),
  .least = 1,
  .most = 1,
  .run = completion,
};
