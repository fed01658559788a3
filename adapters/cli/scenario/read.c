/* adapters/cli/scenario/read.c - reading scenarios; see scenario.h and doc/language.md section 11. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/cli/scenario/scenario.h"
#include "adapters/cli/scenario/words.h"
#include "engine/list.h"

enum {
  INCLUDES = 16, /* depth to which files may include files */
  TIMES = 1000   /* that one line may include a file */
};

struct reader {
  struct fasti_arena *arena;
  const struct fasti_library *includes;
  struct fasti_messages *messages;
  struct scenario *scenario;
  size_t room;
  int depth;
  int turn; /* of the nearest file that is included several times; 0: none */
  enum fasti_status status;
};

/** One line while it is read. */
struct line {
  struct reader *reader;
  struct scenario_tokens tokens;
  size_t at;
  struct fasti_place place;
  struct scenario_step *step;
};

static const char *
word_at(const struct line *line, size_t at)
{
  return at < line->tokens.count ? line->tokens.words[at] : NULL;
}

static struct fasti_place
place_at(const struct line *line, size_t at)
{
  struct fasti_place place = line->place;

  if (at < line->tokens.count)
    place.column = line->tokens.columns[at];
  return place;
}

static bool
fail(struct line *line)
{
  line->reader->status = FASTI_DEFINITION;
  return false;
}

static bool
missing(struct line *line, const char *what)
{
  fasti_error_at(line->reader->messages, line->place, "\"%s\" needs %s", line->tokens.words[0],
                 fasti_messages_translate(line->reader->messages, what));
  return fail(line);
}

#define N_(text) text /* translated by missing() */

static bool
is_word(const struct line *line, const char *word)
{
  const char *found = word_at(line, line->at);

  return found && !line->tokens.quoted[line->at] && strcmp(found, word) == 0;
}

static bool
take_if(struct line *line, const char *word)
{
  if (!is_word(line, word))
    return false;
  line->at++;
  return true;
}

static const char *
take(struct line *line)
{
  return line->at < line->tokens.count ? line->tokens.words[line->at++] : NULL;
}

static bool
need(struct line *line, const char **out, const char *what)
{
  *out = take(line);
  return *out ? true : missing(line, what);
}

/* NAME[key] */
static bool
split_key(struct line *line, const char **name, const char **key)
{
  char *copy = fasti_arena_strdup(line->reader->arena, *name), *open = strchr(copy, '['), *close;

  *key = NULL;
  if (!open)
    return true;
  close = strchr(open, ']');
  if (!close || close[1] || close == open + 1) {
    fasti_error_at(line->reader->messages, place_at(line, line->at - 1), "\"%s\": expected NAME or NAME[key]", *name);
    return fail(line);
  }
  *open = *close = '\0';
  *name = copy;
  *key = open + 1;
  return true;
}

static bool
need_day(struct line *line, int32_t *day)
{
  const char *word;

  if (!need(line, &word, N_("a date, YYYY-MM-DD")))
    return false;
  if (fasti_day_parse(fasti_slice_of(word), day) == FASTI_OK)
    return true;
  fasti_error_at(line->reader->messages, place_at(line, line->at - 1),
                 "\"%s\" is not a date that exists; expected YYYY-MM-DD", word);
  return fail(line);
}

/* An optional HH:MM, to 24:00. */
static bool
read_minute(struct line *line, int *minute)
{
  const char *word = word_at(line, line->at);
  int hours, minutes;

  *minute = 0;
  if (!word)
    return true;
  line->at++;
  if (strlen(word) == 5 && strspn(word, "0123456789:") == 5 && word[2] == ':') {
    hours = atoi(word);
    minutes = atoi(word + 3);
    *minute = hours * 60 + minutes;
    if (minutes < 60 && *minute <= 24 * 60)
      return true;
  }
  fasti_error_at(line->reader->messages, place_at(line, line->at - 1), "\"%s\" is not a time of day; expected HH:MM",
                 word);
  return fail(line);
}

static bool
is_clause(const struct line *line)
{
  static const char *const words[] = {"as", "with", "to", "for", "because", "law", "named", "disagree"};

  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (is_word(line, words[i]))
      return true;
  return false;
}

/* Words up to the next clause. */
static bool
take_list(struct line *line, const char *const **list, size_t *count, const char *what)
{
  const char **words = fasti_arena_alloc(line->reader->arena, (line->tokens.count + 1) * sizeof *words);

  *count = 0;
  while (line->at < line->tokens.count && !is_clause(line))
    words[(*count)++] = take(line);
  *list = words;
  return *count > 0 ? true : missing(line, what);
}

static bool
take_fields(struct line *line)
{
  struct fasti_arena *arena = line->reader->arena;
  struct fasti_field *fields = fasti_arena_alloc(arena, (line->tokens.count + 1) * sizeof *fields);
  size_t count = 0;

  while (line->at < line->tokens.count && !is_clause(line)) {
    const char *word = take(line), *equals = strchr(word, '=');

    if (!equals || equals == word) {
      fasti_error_at(line->reader->messages, place_at(line, line->at - 1), "\"%s\": expected FIELD=VALUE", word);
      return fail(line);
    }
    fields[count].path = fasti_arena_copy(arena, word, (size_t)(equals - word));
    fields[count++].value = equals + 1;
  }
  line->step->fields = fields;
  line->step->field_count = count;
  return true;
}

static bool
take_clause(struct line *line)
{
  struct scenario_step *step = line->step;

  if (take_if(line, "as"))
    return take_list(line, &step->persons, &step->person_count, N_("a person after \"as\""));
  if (take_if(line, "to") || take_if(line, "for"))
    return take_list(line, &step->to, &step->to_count, N_("a person or a state after \"to\""));
  if (take_if(line, "with"))
    return take_fields(line);
  if (take_if(line, "because"))
    return need(line, &step->reason, N_("a reason after \"because\""));
  if (take_if(line, "law"))
    return need(line, &step->law, N_("the id of a law after \"law\""));
  if (take_if(line, "named"))
    return need(line, &step->named, N_("a name for the case after \"named\""));
  if (take_if(line, "disagree")) {
    step->agree = false;
    return true;
  }
  fasti_error_at(line->reader->messages, place_at(line, line->at),
                 "\"%s\" is not understood here; expected as, with, to, for, because, law, named or disagree",
                 word_at(line, line->at));
  return fail(line);
}

static bool
take_clauses(struct line *line)
{
  while (line->at < line->tokens.count)
    if (!take_clause(line))
      return false;
  if (line->step->person_count == 0)
    return missing(line, N_("\"as PERSON\""));
  return true;
}

static bool
read_package(struct line *line)
{
  line->step->word = SCENARIO_PACKAGE;
  return need(line, &line->step->name, N_("a package"));
}

/* The roles of a person, joined by spaces. */
static bool
take_roles(struct line *line)
{
  struct fasti_buffer roles = {0};

  while (line->at < line->tokens.count && !is_word(line, "certificate") && !is_word(line, "unit"))
    fasti_buffer_printf(&roles, "%s%s", roles.size ? " " : "", take(line));
  line->step->roles = fasti_arena_strdup(line->reader->arena, roles.size ? roles.at : "");
  fasti_buffer_free(&roles);
  return *line->step->roles ? true : missing(line, N_("a role after \"roles\""));
}

static bool
read_person(struct line *line)
{
  struct scenario_step *step = line->step;

  step->word = SCENARIO_PERSON;
  step->certificate = step->unit = "";
  if (!need(line, &step->name, N_("the id of a person")) || !need(line, &step->title, N_("the name of the person")))
    return false;
  if (!take_if(line, "roles"))
    return missing(line, N_("\"roles ROLE...\" behind the name"));
  if (!take_roles(line))
    return false;
  if (take_if(line, "certificate") && !need(line, &step->certificate, N_("a number after \"certificate\"")))
    return false;
  if (take_if(line, "until") && !need(line, &step->text, N_("a day after \"until\"")))
    return false;
  return !take_if(line, "unit") || need(line, &step->unit, N_("a unit after \"unit\""));
}

static bool
read_on(struct line *line)
{
  line->step->word = SCENARIO_ADVANCE;
  return need_day(line, &line->step->day) && read_minute(line, &line->step->minute);
}

static bool
read_advance(struct line *line)
{
  take_if(line, "to");
  return read_on(line);
}

/* A number behind the last word, if there is one. */
static bool
take_number(struct line *line, int *count)
{
  const char *word = word_at(line, line->at);
  char *end;

  if (!word || is_word(line, "named"))
    return true;
  line->at++;
  *count = (int)strtol(word, &end, 10);
  if (end != word && !*end && *count >= 0)
    return true;
  fasti_error_at(line->reader->messages, place_at(line, line->at - 1), "\"%s\" is not a number", word);
  return fail(line);
}

/* "case child PROCEDURE [N]", "case of PROCEDURE [N | key KEY]", "case parent PROCEDURE"; a single word is a name. */
static bool
read_case(struct line *line)
{
  struct scenario_step *step = line->step;

  step->word = SCENARIO_CASE;
  if (!need(line, &step->name, N_("the name of a case")))
    return false;
  if (line->at == line->tokens.count || !fasti_list_has("child of parent", step->name))
    return true;
  step->relation = step->name;
  step->name = take(line);
  step->count = 0;
  if (strcmp(step->relation, "of") == 0 && take_if(line, "key")) {
    if (!need(line, &step->key, N_("the key of a case")))
      return false;
  } else if (!take_number(line, &step->count))
    return false;
  return !take_if(line, "named") || need(line, &step->named, N_("a name for the case after \"named\""));
}

static bool
read_calendar(struct line *line)
{
  line->step->word = SCENARIO_CALENDAR;
  return need(line, &line->step->name, N_("the name of a file"));
}

/* Expectations. */

static bool
read_names(struct line *line)
{
  struct scenario_step *step = line->step;

  return take_list(line, &step->names, &step->name_count, N_("the id of a state"));
}

static bool
read_keyed(struct line *line)
{
  return need(line, &line->step->name, N_("a name")) && split_key(line, &line->step->name, &line->step->key);
}

static bool
read_deadline(struct line *line)
{
  if (!read_keyed(line))
    return false;
  if (line->at < line->tokens.count && !need_day(line, &line->step->day))
    return false;
  line->step->provisional = take_if(line, "provisional");
  return true;
}

static bool
read_for(struct line *line)
{
  if (!read_keyed(line))
    return false;
  return !take_if(line, "for") || need(line, &line->step->person, N_("a person after \"for\""));
}

static bool
read_data(struct line *line)
{
  if (!need(line, &line->step->name, N_("an XPath expression")))
    return false;
  if (!take_if(line, "="))
    return missing(line, N_("\"= VALUE\" behind the expression"));
  return need(line, &line->step->text, N_("a value"));
}

static bool
read_count(struct line *line)
{
  const char *word;
  char *end;

  line->step->count = 1;
  if (!need(line, &line->step->name, N_("the id of an instrument")))
    return false;
  word = take(line);
  if (!word)
    return true;
  line->step->count = (int)strtol(word, &end, 10);
  if (end != word && !*end && line->step->count >= 0)
    return true;
  fasti_error_at(line->reader->messages, place_at(line, line->at - 1), "\"%s\" is not a number of instruments", word);
  return fail(line);
}

static bool
read_text(struct line *line)
{
  return need(line, &line->step->name, N_("a name")) && need(line, &line->step->text, N_("a text in quotes"));
}

static bool
read_link(struct line *line)
{
  struct scenario_step *step = line->step;

  step->count = -1;
  if (!need(line, &step->name, N_("a kind of link: parent, child, told or teller")) ||
      !need(line, &step->text, N_("the id of a procedure")))
    return false;
  if (fasti_list_has("parent child told teller", step->name))
    return take_number(line, &step->count);
  fasti_error_at(line->reader->messages, place_at(line, line->at - 2),
                 "\"%s\" is no kind of link; expected parent, child, told or teller", step->name);
  return fail(line);
}

static bool
read_cases(struct line *line)
{
  if (!need(line, &line->step->name, N_("the id of a procedure")))
    return false;
  return line->at < line->tokens.count ? take_number(line, &line->step->count)
                                       : missing(line, N_("how many cases there are"));
}

static bool
read_refused(struct line *line)
{
  line->step->text = take(line);
  return true;
}

static const struct {
  const char *word;
  enum scenario_expectation expect;
  bool (*read)(struct line *line);
} expectations[] = {
  {"state", EXPECT_STATE, read_names},
  {"deadline", EXPECT_DEADLINE, read_deadline},
  {"task", EXPECT_TASK, read_for},
  {"action", EXPECT_ACTION, read_for},
  {"event", EXPECT_EVENT, read_keyed},
  {"data", EXPECT_DATA, read_data},
  {"instrument", EXPECT_INSTRUMENT, read_count},
  {"text", EXPECT_TEXT, read_text},
  {"notice", EXPECT_NOTICE, read_text},
  {"ended", EXPECT_ENDED, read_keyed},
  {"status", EXPECT_STATUS, read_keyed},
  {"fact", EXPECT_FACT, read_text},
  {"link", EXPECT_LINK, read_link},
  {"cases", EXPECT_CASES, read_cases},
  {"refused", EXPECT_REFUSED, read_refused},
};

static bool
read_expect(struct line *line)
{
  const char *word;

  line->step->word = SCENARIO_EXPECT;
  line->step->negated = take_if(line, "no") || take_if(line, "not");
  if (!need(line, &word, N_("something that is expected")))
    return false;
  for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++)
    if (strcmp(expectations[i].word, word) == 0) {
      line->step->expect = expectations[i].expect;
      return expectations[i].read(line);
    }
  fasti_error_at(line->reader->messages, place_at(line, line->at - 1),
                 "\"%s\" is nothing that can be expected; expected state, deadline, task, action, event, data, "
                 "instrument, text, notice, ended, status, fact, link, cases or refused",
                 word);
  return fail(line);
}

/* Commands: whether the word behind names something, and what. */
static const struct {
  const char *word;
  enum fasti_command_kind kind;
  const char *names;
} commands[] = {
  {"open", FASTI_OPEN, N_("the id of a procedure")},
  {"act", FASTI_ACT, N_("the name of an event")},
  {"do", FASTI_COMPLETE, N_("the id of a task")},
  {"claim", FASTI_CLAIM, N_("the id of a task")},
  {"release", FASTI_RELEASE, N_("the id of a task")},
  {"draft", FASTI_DRAFT, N_("the id of a task")},
  {"sign", FASTI_SIGN, N_("the id of a task")},
  {"return", FASTI_RETURN, N_("the id of a task")},
  {"withdraw", FASTI_WITHDRAW, N_("the id of a task")},
  {"transfer", FASTI_TRANSFER, N_("the id of a task")},
  {"delegate", FASTI_DELEGATE, N_("the id of a task")},
  {"add-signer", FASTI_ADD_SIGNER, N_("the id of a task")},
  {"remove-signer", FASTI_REMOVE_SIGNER, N_("the id of a task")},
  {"copy", FASTI_COPY, N_("the id of a task")},
  {"urge", FASTI_URGE, N_("the id of a task")},
  {"attach", FASTI_EVIDENCE, N_("the name of a file")},
  {"suspend", FASTI_SUSPEND, NULL},
  {"approve-suspension", FASTI_APPROVE_SUSPENSION, NULL},
  {"refuse-suspension", FASTI_REFUSE_SUSPENSION, NULL},
  {"resume", FASTI_RESUME, NULL},
  {"recuse", FASTI_RECUSE, NULL},
  {"terminate", FASTI_TERMINATE, NULL},
  {"comment", FASTI_COMMENT, NULL},
};

static bool
read_command(struct line *line, size_t i)
{
  struct scenario_step *step = line->step;

  step->word = SCENARIO_COMMAND;
  step->kind = commands[i].kind;
  step->agree = true;
  if (commands[i].names) {
    if (!need(line, &step->name, commands[i].names))
      return false;
    if (step->kind != FASTI_OPEN && step->kind != FASTI_EVIDENCE && !split_key(line, &step->name, &step->key))
      return false;
  }
  return take_clauses(line);
}

static const struct {
  const char *word;
  bool (*read)(struct line *line);
} words[] = {
  {"package", read_package}, {"person", read_person}, {"on", read_on},
  {"advance", read_advance}, {"expect", read_expect}, {"case", read_case},
  {"calendar", read_calendar},
};

static bool
read_words(struct line *line)
{
  const char *word;

  line->step->tried = take_if(line, "try");
  word = take(line);
  for (size_t i = 0; word && i < sizeof commands / sizeof *commands; i++)
    if (strcmp(commands[i].word, word) == 0)
      return read_command(line, i);
  for (size_t i = 0; word && !line->step->tried && i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i].word, word) == 0)
      return words[i].read(line);
  if (line->step->tried)
    fasti_error_at(line->reader->messages, line->place, "behind \"try\" a command is expected: try do TASK as PERSON");
  else
    fasti_error_at(line->reader->messages, line->place, "\"%s\" is no word of scenarios", word);
  return fail(line);
}

static struct scenario_step *
add_step(struct reader *reader)
{
  struct scenario *scenario = reader->scenario;

  if (scenario->count == reader->room) {
    struct scenario_step *steps;

    reader->room = reader->room ? reader->room * 2 : 64;
    steps = fasti_arena_alloc(reader->arena, reader->room * sizeof *steps);
    if (scenario->count)
      memcpy(steps, scenario->steps, scenario->count * sizeof *steps);
    scenario->steps = steps;
  }
  return &scenario->steps[scenario->count++];
}

static void read_file(struct reader *reader, const char *file, struct fasti_slice bytes);

/* "include FILE" or "include FILE N times". @return how often, 0 when the words say something else */
static int
read_times(struct line *line)
{
  const char *text = word_at(line, 2), *word = word_at(line, 3);
  char *end;
  long times;

  if (!text)
    return 1;
  times = strtol(text, &end, 10);
  if (!*end && times >= 1 && times <= TIMES && word && strcmp(word, "times") == 0 && !word_at(line, 4))
    return (int)times;
  fasti_error_at(line->reader->messages, place_at(line, 2),
                 "\"%s\" is not understood behind the file; expected nothing, or \"N times\" with N from 1 to %d", text,
                 TIMES);
  fail(line);
  return 0;
}

static void
read_repeatedly(struct reader *reader, const char *file, struct fasti_slice bytes, int times)
{
  int turn = reader->turn;

  reader->depth++;
  for (int i = 0; i < times && (i == 0 || reader->status == FASTI_OK); i++) {
    reader->turn = times > 1 ? i + 1 : turn;
    read_file(reader, file, bytes);
  }
  reader->turn = turn;
  reader->depth--;
}

static void
read_include(struct line *line)
{
  struct reader *reader = line->reader;
  const char *wanted = word_at(line, 1), *file;
  struct fasti_slice bytes;
  int times = wanted ? read_times(line) : 0;

  if (!wanted)
    missing(line, N_("a file"));
  else if (reader->depth == INCLUDES) {
    fasti_error_at(reader->messages, line->place, "files include each other more than %d deep", INCLUDES);
    reader->status = FASTI_LIMIT;
  } else if (reader->includes->find(reader->includes->self, line->place.file, wanted, &file, &bytes) != FASTI_OK) {
    fasti_error_at(reader->messages, place_at(line, 1), "the file \"%s\" cannot be read", wanted);
    fail(line);
  } else {
    read_repeatedly(reader, file, bytes, times);
  }
}

/* The text with the number of the turn for each {n}. */
static struct fasti_slice
number_turn(struct reader *reader, struct fasti_slice text)
{
  static const char mark[] = "{n}";
  struct fasti_buffer out = {0};
  const char *at = fasti_arena_copy(reader->arena, text.at, text.size), *found;
  struct fasti_slice numbered;

  if (reader->turn == 0 || !strstr(at, mark))
    return text;
  for (; (found = strstr(at, mark)); at = found + strlen(mark)) {
    fasti_buffer_add(&out, at, (size_t)(found - at));
    fasti_buffer_printf(&out, "%d", reader->turn);
  }
  fasti_buffer_puts(&out, at);
  numbered = (struct fasti_slice){.at = fasti_arena_copy(reader->arena, out.at, out.size), .size = out.size};
  fasti_buffer_free(&out);
  return numbered;
}

static void
read_line(struct reader *reader, struct fasti_place place, struct fasti_slice written)
{
  struct line line = {.reader = reader, .place = place};
  struct fasti_slice text = number_turn(reader, written);

  if (scenario_tokens_read(reader->arena, place, text, reader->messages, &line.tokens) != FASTI_OK) {
    reader->status = FASTI_DEFINITION;
    return;
  }
  if (line.tokens.count == 0)
    return;
  line.place.column = line.tokens.columns[0];
  if (is_word(&line, "include")) {
    read_include(&line);
    return;
  }
  line.step = add_step(reader);
  *line.step = (struct scenario_step){.place = line.place, .day = FASTI_NO_DAY};
  line.step->line = fasti_arena_copy(reader->arena, text.at, line.tokens.end);
  line.step->line += strspn(line.step->line, " \t");
  if (read_words(&line) && line.at < line.tokens.count) {
    fasti_error_at(reader->messages, place_at(&line, line.at), "\"%s\" is one word too many", word_at(&line, line.at));
    fail(&line);
  }
}

static void
read_file(struct reader *reader, const char *file, struct fasti_slice bytes)
{
  struct fasti_place place = {.file = fasti_arena_strdup(reader->arena, file), .column = 1};
  size_t at = 0;

  if (bytes.size >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
    at = 3;
  while (at < bytes.size && reader->status != FASTI_LIMIT) {
    const char *end = memchr(bytes.at + at, '\n', bytes.size - at);
    size_t size = end ? (size_t)(end - bytes.at) - at : bytes.size - at;

    place.line++;
    read_line(reader, place, (struct fasti_slice){.at = bytes.at + at, .size = size});
    at += size + 1;
  }
}

enum fasti_status
scenario_read(struct fasti_arena *arena, const char *file, struct fasti_slice bytes,
              const struct fasti_library *includes, struct fasti_messages *messages, struct scenario *scenario)
{
  struct reader reader = {
    .arena = arena, .includes = includes, .messages = messages, .scenario = scenario, .status = FASTI_OK};

  *scenario = (struct scenario){0};
  read_file(&reader, file, bytes);
  return reader.status;
}
