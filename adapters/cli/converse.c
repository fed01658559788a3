/* adapters/cli/converse.c - "fasti run --interactive": a line is an event with data, or "@advance DURATION".
 *
 * A line that is wrong, or a step that fails, gets a message and changes nothing: the chart goes on from the snapshot
 * taken before it.
 */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libical/ical.h>

#include "adapters/cli/player.h"

enum { WORDS = 100 };

static const double LONGEST = 1000.0 * 365 * 24 * 3600 * 1000; /* a thousand years, in milliseconds */

/* One line while it is worked on. */
struct line {
  struct cli_player *player;
  struct fasti_messages *messages;
  const char *place; /* "line 3" */
  char *words[WORDS];
  int count;
};

/* The next word of *AT, unquoted in place as a shell would. @return NULL at the end, or with *BAD set */
static char *
next_word(char **at, bool *bad)
{
  char *read = *at + strspn(*at, " \t"), *word = read, *write = read;
  char quote = '\0';

  if (!*read)
    return NULL;
  for (; *read && (quote || (*read != ' ' && *read != '\t')); read++) {
    if (quote ? *read == quote : *read == '"' || *read == '\'')
      quote = quote ? '\0' : *read;
    else if (*read == '\\' && quote != '\'' && read[1])
      *write++ = *++read;
    else
      *write++ = *read;
  }
  *bad = quote != '\0';
  *at = *read ? read + 1 : read;
  *write = '\0';
  return *bad ? NULL : word;
}

static enum fasti_status
split(struct line *line, char *text)
{
  bool bad = false;
  char *word;

  while (line->count < WORDS && (word = next_word(&text, &bad)))
    line->words[line->count++] = word;
  if (bad) {
    fasti_error_field(line->messages, line->place, "a quotation mark is not closed");
    return FASTI_INVALID;
  }
  if (line->count == WORDS) {
    fasti_error_field(line->messages, line->place, "more than %d words", WORDS - 1);
    return FASTI_LIMIT;
  }
  return FASTI_OK;
}

static double
unit_length(const char *unit)
{
  static const struct {
    const char *name;
    double ms;
  } units[] = {{"ms", 1},       {"s", 1e3},       {"second", 1e3}, {"seconds", 1e3}, {"min", 6e4},
               {"minute", 6e4}, {"minutes", 6e4}, {"h", 36e5},     {"hour", 36e5},   {"hours", 36e5},
               {"d", 864e5},    {"day", 864e5},   {"days", 864e5}, {"week", 6048e5}, {"weeks", 6048e5}};

  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (strcmp(units[i].name, unit) == 0)
      return units[i].ms;
  return NAN;
}

/* Milliseconds of "5s", "2 days" or ISO 8601's "PT1H30M". @return NAN for anything else */
static double
read_duration(const char *text)
{
  char *unit;
  double number;

  if (text[0] == 'P') {
    struct icaldurationtype duration = icaldurationtype_from_string(text);

    return icaldurationtype_is_bad_duration(duration) ? NAN : 1e3 * icaldurationtype_as_int(duration);
  }
  if (!isdigit((unsigned char)text[0]) && text[0] != '.')
    return NAN;
  number = strtod(text, &unit);
  while (*unit == ' ')
    unit++;
  return number * unit_length(unit);
}

static enum fasti_status
advance(struct line *line)
{
  struct cli_player *player = line->player;
  struct fasti_buffer text = {0};
  double length;

  for (int i = 1; i < line->count; i++)
    fasti_buffer_printf(&text, "%s%s", i > 1 ? " " : "", line->words[i]);
  length = read_duration(fasti_buffer_slice(&text).at);
  fasti_buffer_free(&text);
  if (!(length >= 0 && length <= LONGEST)) {
    fasti_error_field(line->messages, line->place, "a duration was expected: 500ms, 5s, 2 days or PT1H");
    return FASTI_INVALID;
  }
  return cli_player_advance(player, player->now + (int64_t)llround(length));
}

/* <data><data id="NAME">VALUE</data>...</data> of the words after the first. @return NULL with a message */
static xmlNodePtr
read_data(struct line *line)
{
  xmlNodePtr data = xmlNewNode(NULL, BAD_CAST "data");

  for (int i = 1; i < line->count; i++) {
    char *equals = strchr(line->words[i], '=');
    xmlNodePtr item;

    if (equals)
      *equals = '\0';
    if (!equals || xmlValidateNCName(BAD_CAST line->words[i], 0) != 0) {
      fasti_error_field(line->messages, line->place, "\"%s\" is not name=value", line->words[i]);
      xmlFreeNode(data);
      return NULL;
    }
    item = xmlNewTextChild(data, NULL, BAD_CAST "data", BAD_CAST equals + 1);
    xmlNewProp(item, BAD_CAST "id", BAD_CAST line->words[i]);
  }
  return data;
}

static bool
is_event_name(const char *name)
{
  size_t size = strlen(name);

  return xmlValidateNMToken(BAD_CAST name, 0) == 0 && name[0] != '.' && name[size - 1] != '.' && !strstr(name, "..");
}

static enum fasti_status
send_event(struct line *line)
{
  struct cli_player *player = line->player;
  struct fasti_event event = {.name = line->words[0], .kind = FASTI_EVENT_EXTERNAL};
  enum fasti_status status;
  xmlNodePtr data;

  if (!is_event_name(event.name)) {
    fasti_error_field(line->messages, line->place, "\"%s\" is not the name of an event", event.name);
    return FASTI_INVALID;
  }
  data = read_data(line);
  if (!data)
    return FASTI_INVALID;
  if (line->count > 1)
    event.data = data;
  status = fasti_machine_send(player->machine, NULL, &event, player->now, line->messages);
  xmlFreeNode(data);
  return status;
}

static enum fasti_status
perform(struct line *line)
{
  if (line->words[0][0] != '@')
    return send_event(line);
  if (strcmp(line->words[0], "@advance") == 0)
    return advance(line);
  fasti_error_field(line->messages, line->place, "\"%s\" is not known; @advance DURATION was expected", line->words[0]);
  return FASTI_INVALID;
}

/* The chart as it was before a step. */
struct before {
  struct fasti_buffer snapshot;
  int64_t now;
  int ended_in;
};

static enum fasti_status
restore(struct cli_player *player, const struct before *before)
{
  struct fasti_messages *messages = player->cli->messages;
  enum fasti_status status;
  xmlDocPtr doc;

  fasti_machine_free(player->machine);
  player->machine = NULL;
  player->now = before->now;
  player->ended_in = before->ended_in;
  status = fasti_xml_parse("snapshot", fasti_buffer_slice(&before->snapshot), messages, &doc);
  if (status != FASTI_OK)
    return status;
  status = fasti_machine_read(player->chart, &player->host, xmlDocGetRootElement(doc), messages, &player->machine);
  fasti_xml_free(doc);
  return status;
}

/* Do what one line says. @arg wrong set when the line or its step failed
 * @return other than FASTI_OK only when the chart cannot go on */
static enum fasti_status
take_line(struct cli_player *player, char *text, int number, bool *wrong)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct before before = {.now = player->now, .ended_in = player->ended_in};
  struct line line = {.player = player, .messages = player->cli->messages};
  enum fasti_status status;

  line.place = fasti_arena_printf(arena, _("line %d"), number);
  fasti_machine_write(player->machine, &before.snapshot);
  status = split(&line, text);
  if (status == FASTI_OK)
    status = perform(&line);
  if (status != FASTI_OK) {
    *wrong = true;
    cli_tell(player->cli);
    status = restore(player, &before);
  }
  fasti_buffer_free(&before.snapshot);
  fasti_arena_free(arena);
  return status;
}

enum fasti_status
cli_player_converse(struct cli_player *player, FILE *input)
{
  enum fasti_status status = FASTI_OK;
  bool wrong = false, answered = false;
  char *text = NULL;
  size_t room = 0;
  ssize_t size;

  if (isatty(fileno(input))) {
    cli_player_answer(player);
    answered = true;
  }
  for (int number = 1; status == FASTI_OK && !fasti_machine_ended(player->machine); number++) {
    fflush(stdout);
    size = getline(&text, &room, input);
    if (size < 0)
      break;
    text[strcspn(text, "\r\n")] = '\0';
    if (text[strspn(text, " \t")] == '\0' || text[0] == '#')
      continue;
    status = take_line(player, text, number, &wrong);
    if (status == FASTI_OK)
      cli_player_answer(player);
    answered = true;
  }
  free(text);
  if (status == FASTI_OK && !answered)
    cli_player_answer(player);
  return status == FASTI_OK && wrong ? FASTI_INVALID : status;
}
