/* adapters/cli/account.c - "fasti user login, token, end-sessions": what administrators give people to log in with.
 *
 * A code or token is printed once; the office keeps its hash.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/http/http.h"

enum { DAY = 24 * 60 * 60 * 1000, TOKEN_DAYS = 365, TOKEN_DAYS_MOST = 3650, TITLE_MOST = 200 };

/* Open the office for an administrator, do something about the person who is named, and close it. */
static enum fasti_status
manage(struct cli *cli, enum fasti_status (*act)(struct desk *desk, const char *person, const char *actor))
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = act(&desk, cli->operands[0], cli_value(cli, "as"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static enum fasti_status
give_code(struct desk *desk, const char *person, const char *actor)
{
  char code[HTTP_CODE_SIZE], hash[FASTI_HASH_SIZE];
  enum fasti_status status;

  http_make_code(code, hash);
  status =
    fasti_office_one_time(desk->office, person, hash, desk_real_now() + DAY, actor, desk->now, desk->cli->messages);
  if (status == FASTI_OK)
    puts(code);
  return status;
}

static enum fasti_status
login(struct cli *cli)
{
  return manage(cli, give_code);
}

static const struct cli_option login_options[] = {DESK_OFFICE, DESK_ADMIN, {0}};

const struct cli_command cli_user_login = {
  .group = "user",
  .name = "login",
  .summary = N_("print a code with which a person logs in once, within a day"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = login_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = login,
};

/* Scopes are separated by commas; none twice. @return NULL with a message */
static const char *
read_scopes(struct cli *cli)
{
  static const char *const known[] = {"read", "write", "admin"};
  const char *given = cli_value(cli, "scope"), *scopes = "";
  char *copy = fasti_arena_strdup(cli->arena, given ? given : "read"), *rest = NULL;

  for (char *word = strtok_r(copy, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest)) {
    size_t i = 0;

    while (i < sizeof known / sizeof *known && strcmp(known[i], word) != 0)
      i++;
    if (i == sizeof known / sizeof *known) {
      fasti_error_field(cli->messages, "--scope", "\"%s\" is no scope; expected read, write, admin", word);
      return NULL;
    }
    if (!strstr(scopes, word))
      scopes = fasti_arena_printf(cli->arena, "%s%s%s", scopes, *scopes ? " " : "", word);
  }
  if (!*scopes)
    fasti_error_field(cli->messages, "--scope", "say what the token allows: read, write, admin");
  return *scopes ? scopes : NULL;
}

static enum fasti_status
give_token(struct desk *desk, const char *person, const char *actor)
{
  struct cli *cli = desk->cli;
  char token[HTTP_TOKEN_SIZE], hash[FASTI_HASH_SIZE];
  const char *title = cli_value(cli, "title");
  struct fasti_session_row row = {.hash = hash, .person = person, .kind = "token", .began_at = desk_real_now()};
  long days = TOKEN_DAYS;
  enum fasti_status status = cli_number(cli, "days", 1, TOKEN_DAYS_MOST, &days);

  row.scopes = read_scopes(cli);
  row.title = title ? title : "";
  row.until = row.began_at + days * (int64_t)DAY;
  if (status != FASTI_OK || !row.scopes)
    return FASTI_USAGE;
  if (strlen(row.title) > TITLE_MOST) {
    fasti_error_field(cli->messages, "--title", "a title has %d bytes at most", TITLE_MOST);
    return FASTI_USAGE;
  }
  http_make_token(token, hash);
  status = fasti_office_token(desk->office, &row, actor, desk->now, cli->messages);
  if (status == FASTI_OK)
    puts(token);
  return status;
}

static enum fasti_status
token(struct cli *cli)
{
  return manage(cli, give_token);
}

static const struct cli_option token_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"scope", 's', N_("SCOPE,..."), N_("what it allows: read, write, admin (default: read)")},
  {"title", 't', N_("TEXT"), N_("what it is for")},
  {"days", 0, N_("DAYS"), N_("how long it holds (default: 365)")},
  {0},
};

const struct cli_command cli_user_token = {
  .group = "user",
  .name = "token",
  .summary = N_("print a token with which a program acts as a person"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = token_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = token,
};

static enum fasti_status
end_all(struct desk *desk, const char *person, const char *actor)
{
  enum fasti_status status = fasti_office_end_sessions(desk->office, person, actor, desk->now, desk->cli->messages);

  if (status == FASTI_OK)
    printf(_("%s: sessions and tokens have ended\n"), person);
  return status;
}

static enum fasti_status
end_sessions(struct cli *cli)
{
  return manage(cli, end_all);
}

static enum fasti_status
end_factor(struct desk *desk, const char *person, const char *actor)
{
  enum fasti_status status =
    fasti_office_factor_end(desk->office, person, actor ? actor : "", desk->now, desk->cli->messages);

  if (status == FASTI_OK)
    printf(_("%s: no code is asked for at log-in any more\n"), person);
  return status;
}

static enum fasti_status
reset_factor(struct cli *cli)
{
  return manage(cli, end_factor);
}

const struct cli_command cli_user_reset_factor = {
  .group = "user",
  .name = "reset-factor",
  .summary = N_("take the second factor away from a person who has lost it"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = login_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = reset_factor,
};

const struct cli_command cli_user_end_sessions = {
  .group = "user",
  .name = "end-sessions",
  .summary = N_("end the sessions of a person, and their tokens"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = login_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = end_sessions,
};
