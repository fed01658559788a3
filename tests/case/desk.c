/* tests/case/desk.c - a desk at which tests work a case; see desk.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "tests/case/desk.h"

#define XF " xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms'"

struct file {
  const char *name, *text;
};

struct entry {
  int64_t at;
  char *kind, *body;
};

/* The holidays of late 2025 that the tests rely on. */
static const char calendar[] =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nX-FASTI-YEARS:2025\r\n"
  "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20251001\r\nDTEND;VALUE=DATE:20251009\r\n"
  "SUMMARY:National Day\r\nCATEGORIES:HOLIDAY\r\nEND:VEVENT\r\n"
  "BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20251011\r\nDTEND;VALUE=DATE:20251012\r\n"
  "SUMMARY:National Day\r\nCATEGORIES:WORKDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static const char note_form[] =
  "<html" XF "><head><title>Note</title><xf:model><xf:instance><note xmlns=''><text/><choice/><date/><by/></note>"
  "</xf:instance><xf:bind nodeset='text' required='true()'/><xf:bind nodeset='by' calculate='$actor/@id'/>"
  "</xf:model></head><body><xf:input ref='text'><xf:label>Text</xf:label></xf:input>"
  "<xf:input ref='choice'><xf:label>Choice</xf:label></xf:input><xf:input "
  "ref='date'><xf:label>Date</xf:label></xf:input>"
  "</body></html>";

static const char parties_form[] =
  "<html" XF
  "><head><title>Parties</title><xf:model><xf:instance><opening xmlns=''><subject/><party id=''><name/></party>"
  "</opening></xf:instance></xf:model></head><body><xf:input ref='subject'><xf:label>Subject</xf:label></xf:input>"
  "<xf:repeat nodeset='party'><xf:input ref='name'><xf:label>Name</xf:label></xf:input></xf:repeat></body></html>";

static const char letter[] =
  "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
  "xmlns='http://www.w3.org/1999/xhtml'><xsl:template match='/'><html><head><title><xsl:value-of "
  "select='issue/instrument/@number'/></title></head><body><p><xsl:value-of select='issue/data/data[@id=\"x\"]/text'/>"
  "</p><p><xsl:value-of select='issue/addressee/*/@id'/></p></body></html></xsl:template></xsl:stylesheet>";

static const char package_text[] =
  "<package xmlns='urn:fasti:package' bureau='b' code='B' version='v1' in-force='2024-01-01' title='Bureau' "
  "zone='+08:00'>\n<calendar src='year.ics'/>\n<procedure id='p' src='p.scxml' forms='.' instruments='.'/>\n"
  "<parameter name='term' value='7'/>\n<parameter name='fee' value='5'/>\n"
  "<parameter name='fee' value='9' source='superior' from='2025-10-01' to='2025-12-31'/>\n"
  "<role id='officer' title='Officer' separate-from='reviewer' rule='Rule 1: who investigates does not review'/>\n"
  "<role id='reviewer' title='Reviewer'/>\n<role id='leader' title='Leader'/>\n<role id='clerk' title='Clerk'/>\n"
  "<law id='H10' title='Act' article='7'/>\n"
  "<parameter name='rate' value='0.10' law='H10' document='No. 5' from='2025-01-01'/>\n"
  "<duty id='R1' title='Land'><item id='R1.1' title='Plans' section='Planning' candidate='C01' service='S1'/>"
  "<item id='R1.2' title='Maps'/></duty>\n"
  "<service id='S1' title='Advice' content='on plans' office='Hall' phone='12345' corrected='12346' opens='p'/>\n"
  "<service id='S2' title='Maps'/>\n"
  "<referral id='r-1' matter='sand' department='Water' duty='permits' corrected='Wafer'/>\n"
  "</package>";

/* id, roles, unit */
static const char *const people[][3] = {
  {"clerk-1", "clerk"},           {"clerk-2", "clerk"},       {"officer-1", "officer"}, {"officer-2", "officer"},
  {"officer-3", "officer"},       {"reviewer-1", "reviewer"}, {"leader-1", "leader"},   {"leader-2", "leader"},
  {"both-1", "officer reviewer"}, {"stranger", "nobody"},
  {"east-1", "officer", "East"},  {"east-2", "officer clerk", "East"}, {"west-1", "officer", "West"},
};

struct fasti_case *desk_case;
static struct fasti_package *package;
static struct fasti_messages *messages;
static const char *more = "";
static struct file files[16];
static int file_count;
static struct entry *entries;
static size_t entry_count;
static char *snapshot;
static int64_t now;
static int64_t numbers;
static struct fasti_buffer text, events;

void
desk_file(const char *name, const char *content)
{
  for (int i = 0; i < file_count; i++)
    if (strcmp(files[i].name, name) == 0) {
      files[i].text = content;
      return;
    }
  ck_assert(file_count < 16);
  files[file_count++] = (struct file){name, content};
}

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const char *slash = strrchr(uri, '/');

  (void)self;
  (void)base;
  for (int i = 0; i < file_count; i++)
    if (strcmp(files[i].name, slash ? slash + 1 : uri) == 0) {
      *name = files[i].name;
      *bytes = fasti_slice_of(files[i].text);
      return FASTI_OK;
    }
  return FASTI_NOT_FOUND;
}

static enum fasti_status
load(const char *source)
{
  struct fasti_library library = {NULL, find};

  if (!messages)
    messages = fasti_messages_new(NULL, NULL);
  fasti_messages_clear(messages);
  desk_file("year.ics", calendar);
  desk_file("note.xhtml", note_form);
  desk_file("parties.xhtml", parties_form);
  desk_file("letter.xsl", letter);
  fasti_package_free(package);
  return fasti_package_load("package.xml", fasti_slice_of(source), &library, messages, &package);
}

static char *
chart_of(const char *head, const char *body)
{
  struct fasti_buffer out = {0};

  fasti_buffer_printf(&out,
                      "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' "
                      "datamodel='xpath' f:open='clerk' %s>\n<f:law id='L1' title='Law' article='1'/>\n%s\n</scxml>",
                      head, body);
  return fasti_buffer_take(&out);
}

static const char *
told(void)
{
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "");
  fasti_messages_print(messages, &text);
  return text.at;
}

const char *
desk_check_package(const char *source)
{
  enum fasti_status status = load(source);

  ck_assert_int_eq(status == FASTI_OK, fasti_messages_errors(messages) == 0);
  return told();
}

const char *
desk_check(const char *head, const char *body)
{
  char *chart = chart_of(head, body);
  struct fasti_buffer source = {0};
  size_t line = strcspn(package_text, "\n") + 1;
  const char *said;

  fasti_buffer_printf(&source, "%.*s%s%s%s", (int)line, package_text, more, *more ? "\n" : "", package_text + line);
  desk_file("p.scxml", chart);
  said = desk_check_package(source.at);
  fasti_buffer_free(&source);
  fasti_free(chart);
  desk_file("p.scxml", "");
  return said;
}

static void
keep(void)
{
  struct fasti_buffer out = {0};

  fasti_case_write(desk_case, &out);
  fasti_free(snapshot);
  snapshot = fasti_buffer_take(&out);
}

static void
reread(void)
{
  enum fasti_status status;

  fasti_case_free(desk_case);
  fasti_messages_clear(messages);
  status = fasti_case_read(fasti_package_procedure(package, "p"), fasti_slice_of(snapshot), messages, &desk_case);
  ck_assert_msg(status == FASTI_OK, "%s\n%s", told(), snapshot);
}

void
desk_set(const char *head, const char *body)
{
  ck_assert_str_eq(desk_check(head, body), "");
  desk_case = fasti_case_new(fasti_package_procedure(package, "p"), "B-2025-00001");
  numbers = 0;
  keep();
  desk_at("2025-09-29");
}

static void
check_replay(void)
{
  struct fasti_case *again = fasti_case_new(fasti_package_procedure(package, "p"), "B-2025-00001");
  struct fasti_buffer out = {0};

  for (size_t i = 0; i < entry_count; i++) {
    struct fasti_entry_row row = {.sequence = (int64_t)i + 1,
                                  .at = entries[i].at,
                                  .kind = entries[i].kind,
                                  .body = fasti_slice_of(entries[i].body)};

    fasti_messages_clear(messages);
    ck_assert_msg(fasti_case_replay(again, &row, messages) == FASTI_OK, "%s: %s", entries[i].body, told());
  }
  fasti_case_write(again, &out);
  ck_assert_str_eq(out.at, snapshot);
  fasti_buffer_free(&out);
  fasti_case_free(again);
}

void
desk_more(const char *elements)
{
  more = elements;
}

void
desk_clear(void)
{
  if (desk_case)
    check_replay();
  for (size_t i = 0; i < entry_count; i++) {
    fasti_free(entries[i].kind);
    fasti_free(entries[i].body);
  }
  fasti_free(entries);
  fasti_free(snapshot);
  fasti_case_free(desk_case);
  fasti_package_free(package);
  fasti_messages_free(messages);
  fasti_buffer_free(&text);
  fasti_buffer_free(&events);
  entries = NULL;
  entry_count = 0;
  snapshot = NULL;
  desk_case = NULL;
  package = NULL;
  messages = NULL;
  file_count = 0;
  more = "";
}

void
desk_at(const char *when)
{
  char full[40];

  snprintf(full, sizeof full, strchr(when, 'T') ? "%s:00" : "%sT09:00:00", when);
  ck_assert_int_eq(fasti_instant_parse(fasti_slice_of(full), 8 * 3600, &now), FASTI_OK);
}

static enum fasti_status
next_number(void *self, const char *kind, int year, int64_t *number)
{
  (void)self;
  (void)kind;
  (void)year;
  *number = ++numbers;
  return FASTI_OK;
}

/* What is opened is nowhere to be found: the second case of the year, the third ... */
static enum fasti_status
next_name(void *self, char id[FASTI_CASE_ID])
{
  (void)self;
  snprintf(id, FASTI_CASE_ID, "B-2025-%05lld", (long long)(++numbers + 1));
  return FASTI_OK;
}

static void
add_event(void *self, const char *name)
{
  fasti_buffer_printf(self, "%s%s", events.size ? " " : "", name);
}

static struct fasti_person
as_office(size_t i)
{
  return (struct fasti_person){.id = people[i][0],
                               .name = people[i][0],
                               .certificate = "cert",
                               .roles = people[i][1],
                               .valid_to = "",
                               .interests = "",
                               .unit = people[i][2]};
}

static enum fasti_status
find_people(void *self, const char *roles, const char *units,
            void (*take)(void *taker, const struct fasti_person *person), void *taker)
{
  (void)self;
  for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
    struct fasti_person person = as_office(i);

    if (fasti_list_meets(person.roles, roles) && (!units || fasti_list_has(units, person.unit ? person.unit : "")))
      take(taker, &person);
  }
  return FASTI_OK;
}

static enum fasti_status
apply(const struct fasti_command *command, int64_t at)
{
  struct fasti_oracle oracle = {.number = next_number, .name = next_name, .people = find_people};
  struct fasti_buffer body = {0}, again = {0};
  int64_t before = numbers;
  enum fasti_status status;

  reread();
  fasti_case_write(desk_case, &again);
  ck_assert_str_eq(again.at, snapshot);
  fasti_buffer_free(&again);
  status = fasti_case_apply(desk_case, command, at, &oracle, messages, &body);
  if (status != FASTI_OK) {
    char *said = fasti_strdup(told());

    numbers = before;
    reread();
    fasti_buffer_clear(&text);
    fasti_buffer_puts(&text, said);
    fasti_free(said);
    fasti_buffer_free(&body);
    return status;
  }
  entries = fasti_realloc(entries, (entry_count + 1) * sizeof *entries);
  entries[entry_count++] =
    (struct entry){at, fasti_strdup(fasti_command_name(command->kind)), fasti_buffer_take(&body)};
  keep();
  fasti_case_events(desk_case, add_event, &events);
  return status;
}

enum fasti_status
desk_apply(const struct fasti_command *command)
{
  return apply(command, now);
}

/* One line as a command. */
struct line {
  struct fasti_command command;
  struct fasti_person persons[8], named[16];
  struct fasti_field fields[16];
  char words[1000];
  char key[100], task[100];
};

static void
add_person(struct line *line, const char *id)
{
  for (size_t i = 0; i < sizeof people / sizeof *people; i++)
    if (strcmp(people[i][0], id) == 0) {
      line->persons[line->command.person_count++] = as_office(i);
      return;
    }
  ck_abort_msg("no person %s", id);
}

/* As the office does: people whose ids stand in the fields. */
static void
name_person(struct line *line, const char *id)
{
  for (size_t i = 0; i < sizeof people / sizeof *people; i++)
    if (strcmp(people[i][0], id) == 0)
      line->named[line->command.named_count++] = as_office(i);
}

static enum fasti_command_kind
kind_of(const char *verb)
{
  if (strcmp(verb, "disagree") == 0)
    return FASTI_SIGN;
  for (int i = 0; i < FASTI_COMMAND_COUNT; i++)
    if (strcmp(fasti_command_name((enum fasti_command_kind)i), verb) == 0)
      return (enum fasti_command_kind)i;
  ck_abort_msg("no command %s", verb);
}

static void
set_task(struct line *line, char *word)
{
  char *bracket = strchr(word, '[');

  if (bracket) {
    *bracket = '\0';
    snprintf(line->key, sizeof line->key, "%.*s", (int)strcspn(bracket + 1, "]"), bracket + 1);
  }
  snprintf(line->task, sizeof line->task, "%s", word);
}

static void
add_word(struct line *line, const char *mode, char *word)
{
  char *equals = strchr(word, '=');

  if (strcmp(mode, "as") == 0) {
    add_person(line, word);
  } else if (strcmp(mode, "with") == 0 && equals) {
    *equals = '\0';
    for (char *at = equals + 1; *at; at++)
      *at = *at == '_' ? ' ' : *at;
    line->fields[line->command.field_count++] = (struct fasti_field){word, equals + 1};
    name_person(line, equals + 1);
  } else if (strcmp(mode, "to") == 0) {
    line->command.to = word;
  } else if (strcmp(mode, "law") == 0) {
    line->command.law = word;
  } else {
    set_task(line, word);
  }
}

static void
read_line(const char *source, struct line *line)
{
  char *because, *word, *rest;
  const char *mode = "";

  memset(line, 0, sizeof *line);
  snprintf(line->words, sizeof line->words, "%s", source);
  because = strstr(line->words, " because ");
  if (because) {
    *because = '\0';
    line->command.reason = because + 9;
  }
  word = strtok_r(line->words, " ", &rest);
  line->command.kind = kind_of(word);
  line->command.agree = strcmp(word, "sign") == 0;
  line->command.persons = line->persons;
  line->command.named = line->named;
  line->command.fields = line->fields;
  while ((word = strtok_r(NULL, " ", &rest)))
    if (fasti_list_has("as with to law", word))
      mode = word;
    else
      add_word(line, mode, word);
}

int64_t
desk_task_number(const char *task)
{
  return fasti_case_task(desk_case, task, NULL);
}

static enum fasti_status
run(const char *source)
{
  struct line line;
  struct fasti_command *command = &line.command;

  read_line(source, &line);
  if (command->kind == FASTI_ACT) {
    command->event = line.task;
    command->key = *line.key ? line.key : NULL;
  } else if (line.task[0] >= '0' && line.task[0] <= '9') {
    command->task = strtoll(line.task, NULL, 10);
  } else if (command->kind == FASTI_WITHDRAW) {
    command->task = fasti_case_completed(desk_case, line.task, *line.key ? line.key : NULL);
  } else if (*line.task) {
    command->task = fasti_case_task(desk_case, line.task, *line.key ? line.key : NULL);
  }
  fasti_buffer_clear(&events);
  return apply(command, now);
}

enum fasti_status
desk_try(const char *line)
{
  return run(line);
}

void
ok(const char *line)
{
  enum fasti_status status = run(line);

  ck_assert_msg(status == FASTI_OK, "%s: %s\n%s", line, fasti_status_name(status), text.at ? text.at : "");
}

void
no(enum fasti_status expected, const char *said, const char *line)
{
  enum fasti_status status = run(line);

  ck_assert_msg(status == expected, "%s: %s\n%s", line, fasti_status_name(status), text.at ? text.at : "");
  ck_assert_msg(text.at && strstr(text.at, said), "%s: got: %s", line, text.at ? text.at : "");
}

void
desk_advance(const char *day)
{
  struct fasti_command command = {.kind = FASTI_CLOCK};
  char full[40];
  int64_t due, until;

  snprintf(full, sizeof full, "%sT23:59:59", day);
  ck_assert_int_eq(fasti_instant_parse(fasti_slice_of(full), 8 * 3600, &until), FASTI_OK);
  fasti_buffer_clear(&events);
  while ((due = fasti_case_due(desk_case)) <= until)
    ck_assert_msg(apply(&command, due) == FASTI_OK, "%s", text.at);
  now = until;
}

const char *
desk_events(void)
{
  return events.at ? events.at : "";
}

static void
add_notice(void *self, const struct fasti_outbox_row *row)
{
  fasti_buffer_printf(self, "%s %s: %s\n", row->kind, row->to, row->text);
}

const char *
desk_notices(void)
{
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "");
  fasti_case_notices(desk_case, add_notice, &text);
  return text.at;
}

static void
add_task(void *self, const struct fasti_task_row *row)
{
  (void)self;
  fasti_buffer_printf(&text, "%s%s", text.size ? " " : "", row->task);
  if (*row->key)
    fasti_buffer_printf(&text, "[%s]", row->key);
  fasti_buffer_printf(&text, ":%s", row->state);
  if (*row->persons)
    fasti_buffer_printf(&text, ":%s", row->persons);
}

const char *
desk_tasks(void)
{
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "");
  fasti_case_tasks(desk_case, add_task, NULL);
  return text.at;
}

struct wanted {
  const char *task, *member;
  bool found;
};

static void
take_member(void *self, const struct fasti_task_row *row)
{
  struct wanted *wanted = self;
  char day[FASTI_DATE_SIZE];

  if (strcmp(row->task, wanted->task) != 0)
    return;
  wanted->found = true;
  fasti_buffer_puts(&text, strcmp(wanted->member, "excluded") == 0 ? row->excluded
                           : strcmp(wanted->member, "among") == 0  ? row->among
                           : strcmp(wanted->member, "units") == 0  ? row->units
                           : strcmp(wanted->member, "not-units") == 0 ? row->not_units
                           : strcmp(wanted->member, "roles") == 0  ? row->roles
                           : strcmp(wanted->member, "title") == 0  ? row->title
                                                                   : fasti_day_format(row->due, day));
}

const char *
desk_task(const char *task, const char *member)
{
  struct wanted wanted = {task, member, false};

  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "");
  fasti_case_tasks(desk_case, take_member, &wanted);
  ck_assert_msg(wanted.found, "no open task %s", task);
  return text.at;
}

const char *
desk_states(void)
{
  struct fasti_case_row row;

  fasti_case_row(desk_case, &row);
  return row.states;
}

static void
add_deadline(void *self, const struct fasti_deadline_row *row)
{
  char day[FASTI_DATE_SIZE];

  (void)self;
  fasti_buffer_printf(&text, "%s%s %s%s %s", text.size ? ", " : "", row->deadline, fasti_day_format(row->due, day),
                      row->provisional ? "?" : "", row->state);
}

const char *
desk_deadlines(void)
{
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "");
  fasti_case_deadlines(desk_case, add_deadline, NULL);
  return text.at;
}

const char *
desk_value(const char *xpath)
{
  fasti_messages_clear(messages);
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "");
  ck_assert_msg(fasti_case_evaluate(desk_case, xpath, messages, &text) == FASTI_OK, "%s: %s", xpath, told());
  return text.at;
}

const char *
desk_explain(const char *event)
{
  fasti_messages_clear(messages);
  fasti_case_explain(desk_case, event, messages);
  return told();
}
