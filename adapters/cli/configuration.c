/* adapters/cli/configuration.c - the configuration file of the server; "fasti config check". See configuration.h.
 *
 * Messages name FILE:LINE: what is no line of the file, an unknown member or section, a member that stands twice, a
 * value that is none; then what does not go together.
 */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/configuration.h"
#include "adapters/http/http.h"

#define DEFAULT_FILE "/etc/fasti/fasti.conf"
enum { FILE_MOST = 256 * 1024 };

enum kind { TEXT, PARTS, ADDRESS, ADDRESSES, HEADER, NUMBER, BYTES, SWITCH };

static const struct member {
  const char *name;
  enum kind kind;
  size_t at;
  long least, most;
} members[] = {
  {"office", TEXT, offsetof(struct config, office), 0, 0},
  {"listen", ADDRESS, offsetof(struct config, listen), 0, 0},
  {"only", PARTS, offsetof(struct config, only), 0, 0},
  {"web-folder", TEXT, offsetof(struct config, web_folder), 0, 0},
  {"log", TEXT, offsetof(struct config, log), 0, 0},
  {"proxies", ADDRESSES, offsetof(struct config, proxies), 0, 0},
  {"sign-on-header", HEADER, offsetof(struct config, sign_on), 0, 0},
  {"readers", NUMBER, offsetof(struct config, readers), 1, 64},
  {"deadline", NUMBER, offsetof(struct config, deadline), 1, 600},
  {"body-limit", BYTES, offsetof(struct config, body_limit), 1024, 1024L * 1024 * 1024},
  {"connections", NUMBER, offsetof(struct config, connections), 1, 10000},
  {"session-idle", NUMBER, offsetof(struct config, session_idle), 1, 24 * 60},
  {"session-most", NUMBER, offsetof(struct config, session_most), 1, 24 * 30},
  {"secure", SWITCH, offsetof(struct config, secure), 0, 0},
};
enum { MEMBERS = sizeof members / sizeof *members };

static enum fasti_status
set_post(struct config *config, struct fasti_arena *arena, const char *name, const char *value, const char *field,
         struct fasti_messages *messages)
{
  return post_set(&config->post, arena, name, value, field, messages);
}

/** A part of the program with members of its own. SET: FASTI_NOT_FOUND, without a message, when there is no such member; FIELD
 *  names the line. */
static const struct section {
  const char *name;
  enum fasti_status (*set)(struct config *config, struct fasti_arena *arena, const char *name, const char *value,
                           const char *field, struct fasti_messages *messages);
} sections[] = {{"post", set_post}, {0}};

/** The file while it is read. */
struct reading {
  struct cli *cli;
  struct config *config;
  const char *path;
  int line;
  const struct section *section; /* NULL: before the first */
  int seen[MEMBERS];             /* the line of a member; 0: not yet */
};

static const char *
place(const struct reading *reading)
{
  return fasti_arena_printf(reading->cli->arena, "%s:%d", reading->path, reading->line);
}

/* -- values -- */

static bool
read_number(const char *value, const struct member *member, long *number)
{
  char *end;
  long factor = 1;

  errno = 0;
  *number = strtol(value, &end, 10);
  if (member->kind == BYTES && (*end == 'K' || *end == 'M'))
    factor = *end++ == 'K' ? 1024 : 1024 * 1024;
  if (errno || end == value || *end || *number > member->most / factor)
    return false;
  *number *= factor;
  return *number >= member->least;
}

static bool
is_address(const char *word)
{
  unsigned char bytes[16];

  return inet_pton(AF_INET, word, bytes) == 1 || inet_pton(AF_INET6, word, bytes) == 1;
}

static bool
is_header(const char *value)
{
  return *value && !value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")];
}

bool
config_is_part(const char *word)
{
  return strcmp(word, "web") == 0 || strcmp(word, "clock") == 0 || strcmp(word, "post") == 0;
}

/* The first word that fails a test; NULL: none does. */
static const char *
wrong_word(struct fasti_arena *arena, const char *value, bool (*is_right)(const char *word))
{
  char *copy = fasti_arena_strdup(arena, value), *rest = NULL;

  for (char *word = strtok_r(copy, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest))
    if (!is_right(word))
      return word;
  return NULL;
}

static void
set_text(const struct reading *reading, const struct member *member, const char *value)
{
  struct fasti_messages *messages = reading->cli->messages;
  struct fasti_arena *arena = reading->cli->arena;
  const char **at = (const char **)(void *)((char *)reading->config + member->at), *wrong;

  if (member->kind == ADDRESS && !http_is_address(value))
    fasti_error_field(messages, place(reading),
                      "\"%s\" is no address to listen at; expected 127.0.0.1:PORT or [::1]:PORT", value);
  else if (member->kind == ADDRESSES && (wrong = wrong_word(arena, value, is_address)) != NULL)
    fasti_error_field(messages, place(reading), "\"%s\" is no address; expected addresses such as 127.0.0.1 or ::1",
                      wrong);
  else if (member->kind == PARTS && (wrong = wrong_word(arena, value, config_is_part)) != NULL)
    fasti_error_field(messages, place(reading), "\"%s\" is no part of the server; expected web, clock, post", wrong);
  else if (member->kind == HEADER && !is_header(value))
    fasti_error_field(messages, place(reading), "\"%s\" is no name of a header; expected one such as X-Remote-User",
                      value);
  *at = fasti_arena_strdup(arena, value);
}

static void
set_switch(const struct reading *reading, const struct member *member, const char *value)
{
  bool *at = (bool *)((char *)reading->config + member->at);

  *at = strcmp(value, "yes") == 0;
  if (!*at && strcmp(value, "no") != 0)
    fasti_error_field(reading->cli->messages, place(reading), "%s is \"%s\"; expected yes or no", member->name, value);
}

static void
set_number(const struct reading *reading, const struct member *member, const char *value)
{
  long *at = (long *)(void *)((char *)reading->config + member->at);

  if (!read_number(value, member, at))
    fasti_error_field(reading->cli->messages, place(reading), "%s is \"%s\"; expected a number from %ld to %ld",
                      member->name, value, member->least, member->most);
}

static void
set_member(struct reading *reading, const char *name, const char *value)
{
  struct fasti_messages *messages = reading->cli->messages;
  size_t i = 0;

  while (i < MEMBERS && strcmp(members[i].name, name) != 0)
    i++;
  if (i == MEMBERS) {
    fasti_error_field(messages, place(reading), "there is no member \"%s\"; see fasti.conf(5)", name);
    return;
  }
  if (reading->seen[i]) {
    fasti_error_field(messages, place(reading), "%s stands in line %d already", name, reading->seen[i]);
    return;
  }
  reading->seen[i] = reading->line;
  if (members[i].kind == SWITCH)
    set_switch(reading, &members[i], value);
  else if (members[i].kind == NUMBER || members[i].kind == BYTES)
    set_number(reading, &members[i], value);
  else
    set_text(reading, &members[i], value);
}

/* -- lines -- */

static char *
trimmed(char *text)
{
  size_t size;

  text += strspn(text, " \t");
  for (size = strlen(text); size > 0 && strchr(" \t\r", text[size - 1]); size--)
    ;
  text[size] = '\0';
  return text;
}

static void
take_section(struct reading *reading, char *line)
{
  char *end = strchr(line, ']');

  if (!end || end[1]) {
    fasti_error_field(reading->cli->messages, place(reading), "expected [SECTION]");
    return;
  }
  *end = '\0';
  reading->section = sections;
  while (reading->section->name && strcmp(reading->section->name, trimmed(line + 1)) != 0)
    reading->section++;
  if (!reading->section->name)
    fasti_error_field(reading->cli->messages, place(reading), "there is no section \"%s\"; see fasti.conf(5)",
                      trimmed(line + 1));
}

/* In a section that there is not, its head has been told. */
static void
take_member(struct reading *reading, const char *name, const char *value)
{
  struct fasti_messages *messages = reading->cli->messages;

  if (!reading->section)
    set_member(reading, name, value);
  else if (reading->section->name && reading->section->set(reading->config, reading->cli->arena, name, value,
                                                           place(reading), messages) == FASTI_NOT_FOUND)
    fasti_error_field(messages, place(reading), "there is no member \"%s\" in [%s]; see fasti.conf(5)", name,
                      reading->section->name);
}

static void
take_line(struct reading *reading, char *line)
{
  char *text = trimmed(line), *equals;

  if (!*text || *text == '#')
    return;
  if (*text == '[') {
    take_section(reading, text);
    return;
  }
  equals = strchr(text, '=');
  if (equals)
    *equals = '\0';
  if (!equals || !*trimmed(text) || !*trimmed(equals + 1))
    fasti_error_field(reading->cli->messages, place(reading), "expected NAME = VALUE");
  else
    take_member(reading, trimmed(text), trimmed(equals + 1));
}

static void
check_together(const struct reading *reading)
{
  struct fasti_messages *messages = reading->cli->messages;
  const struct config *config = reading->config;

  if (config->sign_on && !config->proxies)
    fasti_error_field(messages, reading->path,
                      "sign-on-header counts only for requests from a proxy: say its address (proxies)");
  if (config->listen && http_is_address(config->listen) && !config->secure && strncmp(config->listen, "127.", 4) != 0 &&
      strncmp(config->listen, "[::1]", 5) != 0)
    fasti_warning_field(
      messages, reading->path,
      "people reach %s without HTTPS: passwords can be read on the way; put a proxy before it and say "
      "secure = yes",
      config->listen);
}

enum fasti_status
config_read_file(struct cli *cli, const char *path, struct config *config)
{
  struct reading reading = {.cli = cli, .config = config, .path = path};
  size_t before = fasti_messages_errors(cli->messages);
  struct fasti_slice bytes;
  char *text, *rest;
  enum fasti_status status = cli_read(cli, path, FILE_MOST, &bytes);

  *config = (struct config){.file = path};
  if (status != FASTI_OK)
    return status;
  text = fasti_arena_copy(cli->arena, bytes.at, bytes.size);
  if (strlen(text) != bytes.size) {
    fasti_error_field(cli->messages, path, "this is no text: it holds NUL");
    return FASTI_INVALID;
  }
  for (char *line = text; line; line = rest) {
    rest = strchr(line, '\n');
    if (rest)
      *rest++ = '\0';
    reading.line++;
    take_line(&reading, line);
  }
  check_together(&reading);
  return fasti_messages_errors(cli->messages) > before ? FASTI_INVALID : FASTI_OK;
}

enum fasti_status
config_read(struct cli *cli, struct config *config)
{
  const char *path = cli_value(cli, "config");

  *config = (struct config){.file = NULL};
  if (!path)
    path = getenv("FASTI_CONFIG");
  return path && *path ? config_read_file(cli, path, config) : FASTI_OK;
}

/* -- config check -- */

/* What is named and is not there. */
static void
check_paths(struct cli *cli, const struct config *config)
{
  if (config->office && access(config->office, R_OK | W_OK) != 0)
    fasti_error_field(cli->messages, config->file, "office: %s: %s", config->office, strerror(errno));
  if (config->web_folder && access(config->web_folder, R_OK | X_OK) != 0)
    fasti_error_field(cli->messages, config->file, "web-folder: %s: %s", config->web_folder, strerror(errno));
}

static enum fasti_status
check(struct cli *cli)
{
  const char *path = cli->operand_count ? cli->operands[0] : getenv("FASTI_CONFIG");
  struct config config;
  enum fasti_status status;

  if (!path || !*path)
    path = DEFAULT_FILE;
  status = config_read_file(cli, path, &config);
  if (status != FASTI_OK && status != FASTI_INVALID)
    return status;
  check_paths(cli, &config);
  if (fasti_messages_errors(cli->messages) > 0)
    return FASTI_INVALID;
  printf(_("%s: in order\n"), path);
  return FASTI_OK;
}

const struct cli_command cli_config_check = {
  .group = "config",
  .name = "check",
  .summary = N_("check a configuration file of the server"),
  .operands = N_("[FILE]"),
  .most = 1,
  .ends = {FASTI_NOT_FOUND, FASTI_IO, FASTI_INVALID, FASTI_LIMIT},
  .run = check,
};
