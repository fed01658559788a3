/* adapters/cli/help.c - help, made from the tables of commands, and the command "fasti help". */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/table.h"

static void
print_row(FILE *out, const char *left, int column, const char *right)
{
  int gap = column - text_width(left);

  fprintf(out, "  %s%*s%s\n", left, gap > 1 ? gap : 2, "", right);
}

const char *
cli_command_title(struct fasti_arena *arena, const struct cli_command *command)
{
  if (!command->group)
    return fasti_arena_strdup(arena, command->name);
  return fasti_arena_printf(arena, "%s %s", command->group, command->name);
}

static bool
same_group(const char *one, const char *other)
{
  return one == other || (one && other && strcmp(one, other) == 0);
}

const struct cli_command *
cli_command_find(const char *group, const char *name)
{
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++) {
    const struct cli_command *command = entry->command;

    if (command && same_group(command->group, group) && strcmp(command->name, name) == 0)
      return command;
  }
  return NULL;
}

bool
cli_is_group(const char *group)
{
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++)
    if (entry->group && strcmp(entry->group, group) == 0)
      return true;
  return false;
}

void
cli_help_overview(FILE *out)
{
  fprintf(out, "%s\n       %s\n", _("usage: fasti COMMAND [OPTION]... [ARGUMENT]..."), _("fasti help COMMAND"));
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++) {
    if (entry->part)
      fprintf(out, "\n%s\n", _(entry->part));
    else if (entry->group)
      print_row(out, entry->group, 14, _(entry->summary));
    else if (!entry->command->group)
      print_row(out, entry->command->name, 14, _(entry->command->summary));
  }
}

void
cli_help_group(FILE *out, const char *group)
{
  struct fasti_arena *arena = fasti_arena_new();

  fprintf(out, _("usage: fasti %s COMMAND [OPTION]... [ARGUMENT]..."), group);
  fputs("\n\n", out);
  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++)
    if (entry->command && same_group(entry->command->group, group))
      print_row(out, cli_command_title(arena, entry->command), 18, _(entry->command->summary));
  fasti_arena_free(arena);
}

static void
print_option(FILE *out, struct fasti_arena *arena, const struct cli_option *option)
{
  const char *letter = option->letter ? fasti_arena_printf(arena, "-%c, ", option->letter) : "    ";
  const char *value = option->value ? fasti_arena_printf(arena, "=%s", _(option->value)) : "";

  print_row(out, fasti_arena_printf(arena, "%s--%s%s", letter, option->name, value), 26, _(option->summary));
}

static void
print_end(FILE *out, struct fasti_arena *arena, enum fasti_status status)
{
  print_row(out, fasti_arena_printf(arena, "%d", fasti_status_exit(status)), 5, _(fasti_status_text(status)));
}

void
cli_help_command(FILE *out, const struct cli_command *command)
{
  static const struct cli_option help = {"help", 'h', NULL, N_("show this help")};
  struct fasti_arena *arena = fasti_arena_new();

  fprintf(out, _("usage: fasti %s [OPTION]... %s"), cli_command_title(arena, command),
          command->operands ? _(command->operands) : "");
  fprintf(out, "\n\n%s\n\n%s\n", _(command->summary), _("Options:"));
  for (const struct cli_option *option = command->options; option && option->name; option++)
    print_option(out, arena, option);
  print_option(out, arena, &help);
  fprintf(out, "\n%s\n", _("Exit status:"));
  print_end(out, arena, FASTI_OK);
  print_end(out, arena, FASTI_USAGE);
  for (size_t i = 0; i < CLI_ENDS && command->ends[i] != FASTI_OK; i++)
    print_end(out, arena, command->ends[i]);
  fasti_arena_free(arena);
}

/* Edits (Levenshtein) that make one word the other; words longer than the room are far from everything. */
static int
distance(const char *one, const char *other)
{
  int row[32];
  size_t size = strlen(other);

  if (size >= sizeof row / sizeof *row)
    return 99;
  for (size_t j = 0; j <= size; j++)
    row[j] = (int)j;
  for (size_t i = 0; one[i]; i++) {
    int diagonal = row[0];

    row[0] = (int)i + 1;
    for (size_t j = 1; j <= size; j++) {
      int change = diagonal + (one[i] != other[j - 1]);
      int least = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;

      diagonal = row[j];
      row[j] = change < least ? change : least;
    }
  }
  return row[size];
}

const char *
cli_command_near(const char *group, const char *word)
{
  const char *near = NULL;
  int best = 3; /* three edits away is another word */

  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++) {
    const char *name = entry->command && same_group(entry->command->group, group) ? entry->command->name : NULL;

    if (entry->group && !group)
      name = entry->group;
    if (name && distance(word, name) < best) {
      best = distance(word, name);
      near = name;
    }
  }
  return near;
}

static json_t *
options_json(const struct cli_command *command)
{
  json_t *list = json_array();

  for (const struct cli_option *option = command->options; option && option->name; option++) {
    json_t *item = json_pack("{s:s, s:s}", "name", option->name, "summary", _(option->summary));

    if (option->letter)
      json_object_set_new(item, "letter", json_stringn(&option->letter, 1));
    if (option->value)
      json_object_set_new(item, "value", json_string(_(option->value)));
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *
commands_json(struct fasti_arena *arena)
{
  json_t *list = json_array();

  for (const struct cli_entry *entry = cli_entries; entry->part || entry->group || entry->command; entry++)
    if (entry->command)
      json_array_append_new(list,
                            json_pack("{s:s, s:s, s:s*, s:o}", "command", cli_command_title(arena, entry->command),
                                      "summary", _(entry->command->summary), "operands",
                                      entry->command->operands ? _(entry->command->operands) : NULL, "options",
                                      options_json(entry->command)));
  return list;
}

static enum fasti_status
help(struct cli *cli)
{
  const char *first = cli->operand_count > 0 ? cli->operands[0] : NULL;
  const char *second = cli->operand_count > 1 ? cli->operands[1] : NULL;
  const struct cli_command *command = NULL;

  if (cli_has(cli, "json")) {
    cli_print_json(commands_json(cli->arena));
    return FASTI_OK;
  }
  if (!first) {
    cli_help_overview(stdout);
    return FASTI_OK;
  }
  if (!second && cli_is_group(first)) {
    cli_help_group(stdout, first);
    return FASTI_OK;
  }
  command = second ? cli_command_find(first, second) : cli_command_find(NULL, first);
  if (!command) {
    fasti_error_field(cli->messages, second ? second : first, "there is no such command");
    return FASTI_USAGE;
  }
  cli_help_command(stdout, command);
  return FASTI_OK;
}

static const struct cli_option help_options[] = {
  {"json", 0, NULL, N_("print every command and its options as JSON")},
  {0},
};

const struct cli_command cli_help = {
  .name = "help",
  .summary = N_("explain the commands"),
  .operands = N_("[COMMAND]"),
  .most = 2,
  .options = help_options,
  .run = help,
};
