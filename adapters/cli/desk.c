/* adapters/cli/desk.c - what every command on an office file works with; see desk.h. */
#include "config.h"

#include <sodium/randombytes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "adapters/cli/desk.h"
#include "engine/access.h"
#include "adapters/files/files.h"
#include "adapters/sqlite/sqlite.h"
#include "engine/search.h"

static const char *
translate(void *self, const char *english)
{
  (void)self;
  return *english ? gettext(english) : english;
}

int64_t
desk_real_now(void)
{
  struct timespec now;

  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *
desk_path(struct cli *cli)
{
  const char *path = cli_value(cli, "office");

  if (!path)
    path = getenv("FASTI_OFFICE");
  return path && *path ? path : "office.fasti";
}

static void
fill_randomly(void *self, void *bytes, size_t size)
{
  (void)self;
  randombytes_buf(bytes, size);
}

enum fasti_status
desk_open(struct cli *cli, bool write, struct desk *desk)
{
  struct fasti_sqlite_options options = {
    .read_only = !write, .now = desk_real_now(), .messages = cli->messages, .translate = translate};
  enum fasti_status status;

  *desk = (struct desk){.cli = cli};
  status = fasti_sqlite_open(desk_path(cli), &options, &desk->store);
  if (status != FASTI_OK)
    return status;
  desk->vault = fasti_files_open(fasti_arena_printf(cli->arena, "%s.files", desk_path(cli)));
  desk->office = fasti_office_new(desk->store);
  fasti_office_keep_in(desk->office, desk->vault);
  desk->zone = fasti_office_zone(desk->office);
  status = fasti_office_now(desk->office, options.now, cli->messages, &desk->now, &desk->simulated);
  if (status == FASTI_OK && !desk->simulated)
    fasti_office_chance(desk->office, fill_randomly, NULL);
  return status;
}

void
desk_close(struct desk *desk)
{
  fasti_office_free(desk->office);
  if (desk->store)
    desk->store->call->close(desk->store);
  if (desk->vault)
    desk->vault->call->close(desk->vault);
  desk->store = NULL;
  desk->vault = NULL;
  desk->office = NULL;
}

enum fasti_status
desk_told(struct desk *desk, enum fasti_status status)
{
  const char *error = desk->store ? desk->store->call->error(desk->store) : NULL;

  if (status == FASTI_CORRUPT && fasti_messages_errors(desk->cli->messages) == 0)
    fasti_error_field(desk->cli->messages, desk_path(desk->cli), "%s; fasti audit tells what, fasti rebuild mends what is derived",
                      error && *error ? error : _(fasti_status_text(status)));
  else if (status != FASTI_OK && error && *error && fasti_messages_errors(desk->cli->messages) == 0)
    fasti_error_field(desk->cli->messages, NULL, "%s", error);
  return status;
}

enum fasti_status
desk_people(struct cli *cli, const char *const **people, size_t *count)
{
  const char **all;
  const char *one;
  size_t at = 0;

  *count = 0;
  while (cli_next_value(cli, "as", &at))
    ++*count;
  all = fasti_arena_alloc(cli->arena, (*count + 1) * sizeof *all);
  for (at = 0; (one = cli_next_value(cli, "as", &at)) != NULL;)
    all[at - 1] = one;
  one = getenv("FASTI_USER");
  if (*count == 0 && one && *one)
    all[(*count)++] = one;
  *people = all;
  if (*count)
    return FASTI_OK;
  fasti_error_field(cli->messages, NULL, "say who acts: --as=PERSON, or set FASTI_USER");
  return FASTI_USAGE;
}

enum fasti_status
desk_person(struct desk *desk, struct fasti_person_row *row)
{
  const char *const *people;
  size_t count;
  struct fasti_reader reader;
  enum fasti_status status = desk_people(desk->cli, &people, &count);

  if (status != FASTI_OK)
    return status;
  status = fasti_office_person(desk->office, people[0], desk->cli->arena, desk->cli->messages, row);
  if (status == FASTI_OK && fasti_office_reader(desk->office, people[0], desk_today(desk), desk->cli->arena, NULL, &reader) ==
                              FASTI_OK)
    row->roles = reader.person.roles;
  return status;
}

enum fasti_status
desk_viewer(struct desk *desk, const struct fasti_person **out)
{
  const char *id = cli_value(desk->cli, "as");
  struct fasti_person_row row;
  struct fasti_person *viewer;
  enum fasti_status status;

  *out = NULL;
  if (!id)
    id = getenv("FASTI_USER");
  if (!id || !*id)
    return FASTI_OK;
  status = fasti_office_person(desk->office, id, desk->cli->arena, desk->cli->messages, &row);
  if (status != FASTI_OK)
    return status;
  viewer = fasti_arena_alloc(desk->cli->arena, sizeof *viewer);
  *viewer = fasti_person_of(&row);
  *out = viewer;
  return FASTI_OK;
}

enum fasti_status
desk_fields(struct cli *cli, int at, const struct fasti_field **fields, size_t *count)
{
  size_t most = (size_t)(cli->operand_count > at ? cli->operand_count - at : 0);
  struct fasti_field *all = fasti_arena_alloc(cli->arena, (most + 1) * sizeof *all);

  *fields = all;
  *count = most;
  for (size_t i = 0; i < most; i++) {
    const char *word = cli->operands[(size_t)at + i], *equals = strchr(word, '=');

    if (!equals || equals == word) {
      fasti_error_field(cli->messages, word, "a field is given as NAME=VALUE, or NAME=@FILE");
      return FASTI_USAGE;
    }
    all[i].path = fasti_arena_copy(cli->arena, word, (size_t)(equals - word));
    all[i].value = equals + 1;
  }
  return FASTI_OK;
}

enum fasti_status
desk_day(struct cli *cli, const char *field, const char *text, int32_t *day)
{
  if (fasti_day_parse(fasti_slice_of(text), day) == FASTI_OK)
    return FASTI_OK;
  fasti_error_field(cli->messages, field, "\"%s\" is not a date that exists; expected YYYY-MM-DD", text);
  return FASTI_USAGE;
}

enum fasti_status
desk_instant(struct cli *cli, const char *field, const char *text, int32_t zone, int64_t *instant)
{
  char *whole;
  int32_t day;

  if (fasti_day_parse(fasti_slice_of(text), &day) == FASTI_OK) {
    *instant = fasti_instant_of(day, zone);
    return FASTI_OK;
  }
  whole = fasti_arena_strdup(cli->arena, text);
  if (strlen(whole) > 10 && whole[10] == ' ')
    whole[10] = 'T';
  if (fasti_instant_parse(fasti_slice_of(whole), zone, instant) == FASTI_OK)
    return FASTI_OK;
  fasti_error_field(cli->messages, field,
                    "\"%s\" is no moment that exists; expected YYYY-MM-DD or \"YYYY-MM-DD HH:MM\"", text);
  return FASTI_USAGE;
}

int64_t
desk_day_end(int32_t day, int32_t zone)
{
  return fasti_instant_of(day + 1, zone) - 1;
}

int32_t
desk_today(const struct desk *desk)
{
  return fasti_instant_day(desk->now, desk->zone);
}

const char *
desk_moment(struct fasti_arena *arena, int64_t instant, int32_t zone)
{
  char text[FASTI_INSTANT_SIZE];

  fasti_instant_format(instant, zone, text);
  text[10] = ' ';
  text[strncmp(text + 11, "00:00", 5) == 0 ? 10 : 16] = '\0';
  return fasti_arena_strdup(arena, text);
}

/* Looks through a chart and the charts that it invokes. */
static const xmlNode *
find_state(const struct fasti_chart *chart, const char *state)
{
  int number = fasti_chart_find(chart, state);
  const xmlNode *node = NULL;

  if (number >= 0 && fasti_xml_attribute(fasti_chart_state(chart, number)->node, "urn:fasti:procedure", "title"))
    return fasti_chart_state(chart, number)->node;
  for (int i = 0; !node && i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      node = find_state(fasti_chart_invoke(chart, i)->child, state);
  return node;
}

const char *
desk_state_title(const struct fasti_procedure *procedure, const char *state, const char **law)
{
  const xmlNode *node = find_state(fasti_procedure_chart(procedure), state);

  if (law)
    *law = node ? fasti_xml_attribute(node, "urn:fasti:procedure", "law") : NULL;
  return node ? fasti_xml_attribute(node, "urn:fasti:procedure", "title") : state;
}

static const char *
find_action(const struct fasti_chart *chart, const char *event)
{
  const char *title = NULL;

  for (int i = 0; !title && i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (transition->event && strcmp(transition->event, event) == 0)
      title = fasti_xml_attribute(transition->node, "urn:fasti:procedure", "title");
  }
  for (int i = 0; !title && i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      title = find_action(fasti_chart_invoke(chart, i)->child, event);
  return title;
}

const char *
desk_action_title(const struct fasti_procedure *procedure, const char *event)
{
  const char *title = find_action(fasti_procedure_chart(procedure), event);

  return title ? title : event;
}

static const char *
next_id(struct fasti_arena *arena, const char **at)
{
  const char *text = *at + strspn(*at, " ");
  size_t size = strcspn(text, " ");

  *at = text + size;
  return size ? fasti_arena_copy(arena, text, size) : NULL;
}

const char *
desk_role_titles(struct fasti_arena *arena, const struct fasti_package *package, const char *roles)
{
  const char *titles = "", *role;

  while ((role = next_id(arena, &roles)) != NULL)
    titles =
      fasti_arena_printf(arena, "%s%s%s", titles, *titles ? _(", ") : "", fasti_package_role_title(package, role));
  return titles;
}

const char *
desk_state_titles(struct fasti_arena *arena, const struct fasti_procedure *procedure, const char *states)
{
  const char *titles = "", *state;

  while ((state = next_id(arena, &states)) != NULL)
    titles = fasti_arena_printf(arena, "%s%s%s (%s)", titles, *titles ? _(", ") : "",
                                desk_state_title(procedure, state, NULL), state);
  return titles;
}

const char *
desk_name(struct desk *desk, const char *person)
{
  struct fasti_person_row row;

  if (!*person)
    return "";
  return fasti_office_person(desk->office, person, desk->cli->arena, NULL, &row) == FASTI_OK ? row.name : person;
}

const char *
desk_status(const char *status)
{
  static const struct {
    const char *status;
    const char *text;
  } texts[] = {
    {"open", N_("open")},
    {"suspended", N_("suspended")},
    {"ended", N_("ended")},
    {"terminated", N_("terminated")},
    {"running", N_("running")},
    {"expired", N_("expired")},
    {"met", N_("met")},
    {"left", N_("left late")},
    {"claimed", N_("claimed")},
    {"delegated", N_("delegated")},
    {"signing", N_("signing")},
  };

  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (strcmp(texts[i].status, status) == 0)
      return _(texts[i].text);
  return status;
}
