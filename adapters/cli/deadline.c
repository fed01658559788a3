/* adapters/cli/deadline.c - "fasti deadline": the last day of a period, explained day by day.
 *
 * The days come from the calendars that are named, or else from all that came with the program.
 */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "adapters/cli/command.h"
#include "adapters/cli/days.h"

/* What the command was asked, and what the answer is made with. */
struct question {
  struct cli *cli;
  struct fasti_calendar *calendar; /* owned by the arena */
  struct fasti_terms terms;
};

static void
keep_first(enum fasti_status *status, enum fasti_status one)
{
  if (*status == FASTI_OK)
    *status = one;
}

/* -- what is asked -- */

static enum fasti_status
read_day(struct cli *cli, const char *option, struct fasti_slice text, int32_t *day)
{
  if (fasti_day_parse(text, day) == FASTI_OK)
    return FASTI_OK;
  fasti_error_field(cli->messages, option, "\"%.*s\" is not a date that exists; expected for example 2026-02-28",
                    (int)text.size, text.at);
  return FASTI_INVALID;
}

static enum fasti_status
read_period(struct cli *cli, const char *option, const char *text, struct fasti_period *period)
{
  enum fasti_status status = fasti_period_parse(fasti_slice_of(text), period);

  if (status == FASTI_LIMIT)
    fasti_error_field(cli->messages, option, "\"%s\" is too long; the longest periods are %d days, %d months, %d years",
                      text, FASTI_PERIOD_DAYS, FASTI_PERIOD_MONTHS, FASTI_PERIOD_YEARS);
  else if (status != FASTI_OK)
    fasti_error_field(
      cli->messages, option,
      "\"%s\" is not a period; expected for example \"7 workdays\", \"60 days\", \"3 months\", \"1 year\"", text);
  return status;
}

/* An option that must be there. @return NULL with a message when it is not */
static const char *
needed(struct cli *cli, const char *option, const char *shown)
{
  const char *value = cli_value(cli, option);

  if (!value)
    fasti_error_field(cli->messages, shown, "this option is needed");
  return value;
}

static enum fasti_status
read_roll(struct cli *cli, enum fasti_roll *roll)
{
  const char *text = cli_value(cli, "roll");

  *roll = text && strcmp(text, "none") == 0 ? FASTI_ROLL_NONE : FASTI_ROLL_NEXT;
  if (!text || *roll == FASTI_ROLL_NONE || strcmp(text, "next") == 0)
    return FASTI_OK;
  fasti_error_field(cli->messages, "--roll", "\"%s\" is not a way to roll; expected next or none", text);
  return FASTI_INVALID;
}

/* "2026-03-20..2026-04-14": the first day that is suspended, the first that is not. */
static enum fasti_status
read_suspension(struct cli *cli, const char *text, struct fasti_suspension *suspension)
{
  const char *dots = strstr(text, "..");
  enum fasti_status status;

  if (!dots) {
    fasti_error_field(cli->messages, "--suspend", "\"%s\" is not an interval; expected FROM..TO", text);
    return FASTI_INVALID;
  }
  status = read_day(cli, "--suspend", (struct fasti_slice){text, (size_t)(dots - text)}, &suspension->from);
  if (status == FASTI_OK)
    status = read_day(cli, "--suspend", fasti_slice_of(dots + 2), &suspension->to);
  if (status == FASTI_OK && suspension->to <= suspension->from) {
    fasti_error_field(cli->messages, "--suspend", "\"%s\" ends before it begins", text);
    status = FASTI_INVALID;
  }
  return status;
}

/* How often an option was given. */
static size_t
count_of(const struct cli *cli, const char *option)
{
  size_t at = 0;

  while (cli_next_value(cli, option, &at))
    ;
  return at;
}

static enum fasti_status
read_suspensions(struct cli *cli, struct fasti_terms *terms)
{
  size_t count = count_of(cli, "suspend"), at = 0;
  struct fasti_suspension *suspensions = fasti_arena_alloc(cli->arena, count * sizeof *suspensions);
  enum fasti_status status = FASTI_OK;

  while (at < count) {
    struct fasti_suspension *suspension = &suspensions[at];

    keep_first(&status, read_suspension(cli, cli_next_value(cli, "suspend", &at), suspension));
  }
  terms->suspensions = suspensions;
  terms->suspension_count = count;
  return status;
}

static enum fasti_status
read_extensions(struct cli *cli, struct fasti_terms *terms)
{
  size_t count = count_of(cli, "extend"), at = 0;
  struct fasti_extension *extensions = fasti_arena_alloc(cli->arena, count * sizeof *extensions);
  enum fasti_status status = FASTI_OK;

  while (at < count) {
    struct fasti_period *by = &extensions[at].by;

    keep_first(&status, read_period(cli, "--extend", cli_next_value(cli, "extend", &at), by));
  }
  terms->extensions = extensions;
  terms->extension_count = count;
  return status;
}

/* Everything that is wrong is told at once. */
static enum fasti_status
read_terms(struct cli *cli, struct fasti_terms *terms)
{
  const char *from = needed(cli, "from", "--from"), *within = needed(cli, "within", "--within");
  enum fasti_status status = from && within ? FASTI_OK : FASTI_USAGE;

  if (from)
    keep_first(&status, read_day(cli, "--from", fasti_slice_of(from), &terms->from));
  if (within)
    keep_first(&status, read_period(cli, "--within", within, &terms->within));
  keep_first(&status, read_roll(cli, &terms->roll));
  keep_first(&status, read_suspensions(cli, terms));
  keep_first(&status, read_extensions(cli, terms));
  return status;
}

/* -- calendars -- */

static void
free_calendar(void *calendar)
{
  fasti_calendar_free(calendar);
}

static enum fasti_status
read_calendar(struct question *question, const char *path)
{
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(question->cli, path, FASTI_CALENDAR_SIZE, &bytes);

  if (status != FASTI_OK)
    return status;
  return fasti_calendar_read(question->calendar, path, bytes, question->cli->messages);
}

/* In the order of their names, so that a later year's file has the last word. */
static enum fasti_status
read_shipped_calendars(struct question *question)
{
  const char *pattern = cli_data_path(question->cli, "processes/calendar/*.ics");
  enum fasti_status status = FASTI_OK;
  glob_t found;

  if (glob(pattern, 0, NULL, &found) != 0) {
    fasti_error_field(question->cli->messages, pattern,
                      "the calendars of the program are missing; install it again, or name a file with --calendar");
    return FASTI_NOT_FOUND;
  }
  for (size_t i = 0; i < found.gl_pathc && status == FASTI_OK; i++)
    status = read_calendar(question, found.gl_pathv[i]);
  globfree(&found);
  return status;
}

static enum fasti_status
read_calendars(struct question *question)
{
  struct cli *cli = question->cli;
  enum fasti_status status = FASTI_OK;
  size_t at = 0;

  question->calendar = fasti_calendar_new();
  fasti_arena_tie(cli->arena, free_calendar, question->calendar);
  if (!cli_has(cli, "calendar"))
    return read_shipped_calendars(question);
  for (const char *path; (path = cli_next_value(cli, "calendar", &at));)
    keep_first(&status, read_calendar(question, path));
  return status;
}

/* -- the answer -- */

static void
print_answer(struct question *question, const struct fasti_buffer *days, struct fasti_due due)
{
  char date[FASTI_DATE_SIZE];

  cli_days_print(question->cli, days);
  puts(fasti_day_format(due.day, date));
  if (due.provisional)
    fasti_warning_at(question->cli->messages, (struct fasti_place){0},
                     "provisional: the holidays of a year that counts here are not published yet");
}

static void
print_json(const struct question *question, const struct fasti_buffer *days, struct fasti_due due)
{
  char from[FASTI_DATE_SIZE], last[FASTI_DATE_SIZE];

  cli_print_json(json_pack("{s:s, s:s, s:b, s:o}", "from", fasti_day_format(question->terms.from, from), "due",
                           fasti_day_format(due.day, last), "provisional", due.provisional, "days",
                           cli_days_json(days)));
}

static enum fasti_status
deadline(struct cli *cli)
{
  struct question question = {.cli = cli};
  enum fasti_status status = read_terms(cli, &question.terms);
  struct fasti_buffer days = {0};
  struct fasti_due due;

  if (status == FASTI_OK)
    status = read_calendars(&question);
  if (status != FASTI_OK)
    return status;
  due = fasti_deadline_explain(question.calendar, &question.terms, FASTI_NO_DAY, cli_days_add, &days);
  if (cli_has(cli, "json"))
    print_json(&question, &days, due);
  else
    print_answer(&question, &days, due);
  fasti_buffer_free(&days);
  return FASTI_OK;
}

static const struct cli_option options[] = {
  {"from", 'f', N_("DATE"), N_("the day that triggers the period; it is not counted")},
  {"within", 'w', N_("PERIOD"), N_("the period: \"7 workdays\", \"60 days\", \"3 months\", \"1 year\"")},
  {"roll", 'r', "next|none", N_("move a last day off work to the next working day, or not (default: next)")},
  {"calendar", 'c', N_("FILE"), N_("holidays as iCalendar, may be repeated (default: those of the program)")},
  {"suspend", 's', N_("FROM..TO"), N_("days from FROM to before TO do not count; may be repeated")},
  {"extend", 'e', N_("PERIOD"), N_("extend the period; may be repeated")},
  {"json", 0, NULL, N_("print the answer as JSON")},
  {0},
};

const struct cli_command cli_deadline = {
  .name = "deadline",
  .summary = N_("compute the last day of a period, and explain it day by day"),
  .options = options,
  .ends = {FASTI_INVALID, FASTI_NOT_FOUND, FASTI_LIMIT, FASTI_IO, FASTI_DEFINITION},
  .run = deadline,
};
