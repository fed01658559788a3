/* engine/simulation/attempt.c - doing one thing in an office: the form is filled in as the load wants it, else by guess; see
 * year.h.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/procedure.h"
#include "engine/simulation/year.h"
#include "engine/xml.h"

enum { FILE_BYTES = 1000000 };

static const char attachment[] = "附件.pdf"; /* its name, and its content */

int32_t
year_later(struct year *year, int workdays)
{
  return fasti_calendar_add_workdays(year->calendar, year->today, workdays);
}

void
year_tick(struct year *year)
{
  int64_t end = fasti_instant_of(year->today + 1, year->zone) - 1;

  year->now = year->now + 60000 < end ? year->now + 60000 : end;
}

struct fasti_case *
year_case(struct year *year, const char *id)
{
  struct fasti_case *case_ = NULL;

  year->failed = fasti_office_case(year->simulation->office, id, year->messages, &case_);
  return year->failed == FASTI_OK ? case_ : NULL;
}

struct file *
year_file(struct year *year, const char *id, const char *procedure)
{
  struct file *file = xmlHashLookup(year->files, (const xmlChar *)id);

  if (file)
    return file;
  file = fasti_arena_alloc(year->arena, sizeof *file);
  file->id = fasti_arena_strdup(year->arena, id);
  file->procedure = fasti_package_procedure(year->bureau->package, procedure);
  file->look = year_later(year, range_value(year->load->look, &year->chance));
  xmlHashAddEntry(year->files, (const xmlChar *)id, file);
  return file;
}

enum { CHOICES = 16, ASKED = 32 };

/* The case of which the fields of a form, or of an item of its list, tell: one for all of them. */
struct choice {
  const char *procedure;
  long item;      /* 0: of no list */
  const char *id; /* of the case */
  const struct source *asked[ASKED];
  size_t asked_count;
};

/* What the load wants in the fields of a form. */
struct wishing {
  struct year *year;
  const struct attempt *attempt;
  struct fasti_case *case_;
  struct asking asking;
  struct choice choices[CHOICES];
  size_t choice_count;
  /* the field at hand */
  const struct source *source;
  long item;
  size_t turn; /* who is the first person of a list; 0: not chosen yet */
};

/* Looking for a fact of one case, or of some case. */
struct looking {
  const char *fact;
  char *out;
  size_t size;
  bool found;
};

static bool
take_fact(void *self, const struct fasti_fact_row *row)
{
  struct looking *looking = self;

  if (strcmp(row->name, looking->fact) != 0)
    return true;
  snprintf(looking->out, looking->size, "%s", row->value);
  looking->found = true;
  return false;
}

static bool
take_key(void *self, const struct fasti_key_row *row)
{
  struct looking *looking = self;

  snprintf(looking->out, looking->size, "%s", row->key);
  looking->found = true;
  return false;
}

static bool
fact_of(struct year *year, const char *id, const char *fact, char *out, size_t size)
{
  struct fasti_store *store = year->simulation->store;
  struct looking looking = {.fact = fact, .out = out, .size = size};
  struct fasti_key_row wanted = {.case_id = id};

  if (strcmp(fact, "id") == 0) {
    snprintf(out, size, "%s", id);
    return true;
  }
  if (strcmp(fact, "key") == 0)
    return store->call->key_list(store, &wanted, take_key, &looking) == FASTI_OK && looking.found;
  return store->call->fact_list(store, id, take_fact, &looking) == FASTI_OK && looking.found;
}

static const char *
some_case(struct year *year, const char *procedure)
{
  const char *chosen = NULL;
  size_t seen = 0;

  for (size_t i = 0; i < year->opened_count; i++)
    if (strcmp(year->opened[i].procedure, procedure) == 0 && fasti_chance_below(&year->chance, ++seen) == 0)
      chosen = year->opened[i].id;
  return chosen;
}

/* A field that is asked for again asks for another case. */
static bool
was_asked(struct choice *choice, const struct source *source)
{
  for (size_t i = 0; i < choice->asked_count; i++)
    if (choice->asked[i] == source)
      return true;
  if (choice->asked_count < ASKED)
    choice->asked[choice->asked_count++] = source;
  return false;
}

static const char *
chosen_case(struct wishing *wishing, const char *procedure)
{
  struct choice *choice = NULL;

  for (size_t i = 0; i < wishing->choice_count && !choice; i++)
    if (wishing->choices[i].item == wishing->item && strcmp(wishing->choices[i].procedure, procedure) == 0)
      choice = &wishing->choices[i];
  if (!choice && wishing->choice_count == CHOICES)
    return some_case(wishing->year, procedure);
  if (!choice)
    choice = &wishing->choices[wishing->choice_count++];
  if (!choice->id || was_asked(choice, wishing->source)) {
    *choice = (struct choice){procedure, wishing->item, some_case(wishing->year, procedure), {wishing->source}, 1};
  }
  return choice->id;
}

static bool
find_case(void *self, const char *procedure, const char *fact, char *out, size_t size)
{
  struct wishing *wishing = self;
  const struct due_opening *opening = wishing->attempt->opening;
  const char *chosen;

  if (opening && opening->after && strcmp(opening->opening->after, procedure) == 0)
    return fact_of(wishing->year, opening->after, fact, out, size);
  chosen = chosen_case(wishing, procedure);
  return chosen && fact_of(wishing->year, chosen, fact, out, size);
}

static bool
evaluate(void *self, const char *xpath, char *out, size_t size)
{
  struct wishing *wishing = self;
  struct fasti_buffer text = {0};
  bool found = wishing->case_ && fasti_case_evaluate(wishing->case_, xpath, NULL, &text) == FASTI_OK && text.size > 0;

  snprintf(out, size, "%s", found ? text.at : "");
  fasti_buffer_free(&text);
  return found;
}

/* The people of a form go round from somebody: those of a list are different as long as there are enough. */
static bool
find_person(void *self, const char *roles, char *out, size_t size)
{
  struct wishing *wishing = self;
  struct year *year = wishing->year;
  size_t count = 0, wanted;

  for (size_t i = 0; i < year->worker_count; i++)
    count += fasti_list_meets(year->workers[i].person.roles, roles);
  if (count == 0)
    return false;
  if (wishing->turn == 0)
    wishing->turn = 1 + fasti_chance_below(&year->chance, year->worker_count);
  wanted = (wishing->turn + (size_t)wishing->item) % count;
  for (size_t i = 0; i < year->worker_count; i++)
    if (fasti_list_meets(year->workers[i].person.roles, roles) && wanted-- == 0)
      snprintf(out, size, "%s", year->workers[i].person.id);
  return true;
}

static const struct source *
find_source(const struct source *sources, size_t count, const struct attempt *attempt, const char *path)
{
  const char *procedure = fasti_procedure_id(attempt->procedure);

  for (size_t i = 0; i < count; i++)
    if ((!sources[i].procedure || strcmp(sources[i].procedure, procedure) == 0) &&
        strcmp(sources[i].work, attempt->work) == 0 && strcmp(sources[i].field, path) == 0)
      return &sources[i];
  return NULL;
}

static bool
wish(void *self, const char *path, char *out, size_t size)
{
  struct wishing *wishing = self;
  const struct attempt *attempt = wishing->attempt;
  const struct fasti_load *load = wishing->year->load;
  const struct source *source = NULL;
  const char *item = strchr(path, '['), *how_many = strstr(path, "[]");
  char plain[FASTI_BOOK_PATH];

  fasti_book_path(path, plain);
  if (attempt->opening)
    source = find_source(attempt->opening->opening->fields, attempt->opening->opening->field_count, attempt, plain);
  if (!source)
    source = find_source(load->sources, load->source_count, attempt, plain);
  if (how_many) {
    if (!source || source->items.most == 0)
      return false;
    snprintf(out, size, "%d", range_value(source->items, &wishing->year->chance));
    return true;
  }
  wishing->source = source;
  wishing->item = item ? strtol(item + 1, NULL, 10) : 0;
  return source && source_value(source, &wishing->asking, out, size);
}

static xmlDocPtr
data_of(struct fasti_case *case_)
{
  struct fasti_buffer text = {0};
  xmlDocPtr doc = NULL;

  fasti_buffer_puts(&text, "<data>");
  fasti_case_data(case_, &text);
  fasti_buffer_puts(&text, "</data>");
  if (fasti_xml_parse("data", fasti_buffer_slice(&text), NULL, &doc) != FASTI_OK)
    doc = NULL;
  fasti_buffer_free(&text);
  return doc;
}

/* Files. */

static void
note_upload(void *self, const struct fasti_control *control)
{
  *(bool *)self = *(bool *)self || control->kind == FASTI_CONTROL_UPLOAD;
}

static void
count_file(void *self, const struct fasti_attached *file)
{
  (void)file;
  ++*(size_t *)self;
}

static enum fasti_status
take_in(struct year *year, struct fasti_kept *kept)
{
  struct fasti_upload *upload = NULL;
  enum fasti_status status =
    fasti_upload_begin(year->simulation->vault, attachment, FILE_BYTES, year->messages, &upload);

  if (status == FASTI_OK && (status = fasti_upload_write(upload, fasti_slice_of(attachment))) != FASTI_OK)
    fasti_upload_cancel(upload);
  else if (status == FASTI_OK)
    status = fasti_upload_end(upload, kept);
  return status;
}

/* A form that asks for files can name those of the case: there should be one. @return whether there is one now */
static bool
attach(struct year *year, const struct attempt *attempt)
{
  const char *const person[] = {attempt->persons[0].id};
  struct fasti_given_file file = {.name = attachment};
  struct fasti_request request = {.kind = FASTI_EVIDENCE,
                                  .case_id = attempt->file->id,
                                  .persons = person,
                                  .person_count = 1,
                                  .files = &file,
                                  .file_count = 1};
  struct fasti_answer answer;
  struct fasti_kept kept;

  if (take_in(year, &kept) != FASTI_OK)
    return false;
  file.hash = kept.hash;
  return fasti_office_do(year->simulation->office, &request, year->now, year->messages, &answer) == FASTI_OK;
}

/* The form, opened in CASE_. @return NULL: there is none */
static struct fasti_form_data *
open_form(struct year *year, const struct attempt *attempt, struct fasti_case *case_)
{
  struct fasti_command command = attempt->command;
  struct fasti_form_data *data = NULL;

  command.named = year->people;
  command.named_count = year->worker_count;
  fasti_case_look_at(case_, year->now);
  return fasti_case_form(case_, &command, year->messages, &data) == FASTI_OK ? data : NULL;
}

/* The case again with a file, if the form asks for one and there is none. */
static size_t
provide_file(struct year *year, const struct attempt *attempt, struct fasti_case **case_, struct fasti_form_data **data)
{
  bool asks = false;
  size_t files = 0;

  if (!attempt->file)
    return 0;
  fasti_form_controls(*data, note_upload, &asks);
  fasti_case_files(*case_, count_file, &files);
  if (files > 0 || !asks || !attach(year, attempt))
    return files;
  fasti_form_close(*data);
  fasti_case_free(*case_);
  *data = NULL;
  *case_ = year_case(year, attempt->file->id);
  if (*case_)
    *data = open_form(year, attempt, *case_);
  return 1;
}

/* What is not content is asked all the same: the office says why not. */
static void
fill(struct year *year, const struct attempt *attempt, struct fasti_case **case_, struct fasti_filled *filled)
{
  struct wishing wishing = {.year = year, .attempt = attempt};
  struct fasti_guesser guesser = {.chance = &year->chance,
                                  .book = year->bureau->book,
                                  .people = year->people,
                                  .people_count = year->worker_count,
                                  .now = year->now,
                                  .zone = year->zone,
                                  .today = year->today,
                                  .work = attempt->work,
                                  .wish = attempt->opening || attempt->tries < YEAR_WISHES ? wish : NULL,
                                  .self = &wishing};
  struct fasti_form_data *data = open_form(year, attempt, *case_);
  xmlDocPtr known = NULL;

  if (data)
    guesser.files = provide_file(year, attempt, case_, &data);
  if (!data)
    return;
  if (attempt->file && (known = data_of(*case_)) != NULL)
    guesser.data = xmlDocGetRootElement(known);
  wishing.case_ = attempt->file ? *case_ : NULL;
  wishing.asking = (struct asking){.load = year->load,
                                   .chance = &year->chance,
                                   .number = attempt->opening ? attempt->opening->number : 1,
                                   .unit = year->workers[attempt->workers[0]].person.unit,
                                   .today = year->today,
                                   .zone = year->zone,
                                   .find = find_case,
                                   .person = find_person,
                                   .evaluate = evaluate,
                                   .self = &wishing};
  year->done->unfilled += !fasti_guess_form(&guesser, data, filled);
  fasti_form_close(data);
  fasti_xml_free(known);
}

static bool
ask(struct year *year, const struct attempt *attempt, const struct fasti_filled *filled, struct fasti_answer *answer)
{
  const struct fasti_command *command = &attempt->command;
  const char *persons[YEAR_TOGETHER];
  struct fasti_request request = {.kind = command->kind,
                                  .case_id = attempt->file ? attempt->file->id : NULL,
                                  .bureau = fasti_package_bureau(year->bureau->package),
                                  .procedure = attempt->file ? NULL : attempt->work,
                                  .persons = persons,
                                  .person_count = command->person_count,
                                  .task = attempt->task,
                                  .event = command->event,
                                  .session = command->session,
                                  .node = command->key,
                                  .agree = command->agree,
                                  .fields = filled->items,
                                  .field_count = filled->count};
  enum fasti_status status;

  for (size_t i = 0; i < command->person_count; i++)
    persons[i] = command->persons[i].id;
  status = fasti_office_do(year->simulation->office, &request, year->now, year->messages, answer);
  if (status == FASTI_LOCKED || status == FASTI_READ_ONLY || status == FASTI_FULL || status == FASTI_IO ||
      status == FASTI_CORRUPT)
    year->failed = status;
  return status == FASTI_OK;
}

bool
attempt_make(struct year *year, struct attempt *attempt, struct fasti_case *case_, struct fasti_answer *answer)
{
  struct fasti_filled filled = {0};
  bool made = false;

  fasti_messages_clear(year->messages);
  if (!case_)
    case_ = attempt->file ? year_case(year, attempt->file->id) : fasti_case_new(attempt->procedure, "S");
  if (case_) {
    fill(year, attempt, &case_, &filled);
    fasti_messages_clear(year->messages);
    made = year->failed == FASTI_OK && ask(year, attempt, &filled, answer);
  }
  fasti_case_free(case_);
  fasti_filled_free(&filled);
  year_tick(year);
  if (made)
    year->workers[attempt->workers[0]].done++;
  if (made && attempt->file)
    attempt->file->hands[attempt->file->hand_count++ % YEAR_HANDS] = attempt->workers[0];
  return made;
}

void
attempt_tell(struct year *year, const struct attempt *attempt, bool given_up)
{
  struct fasti_refusal refusal = {.case_id = attempt->file ? attempt->file->id : "",
                                  .procedure = fasti_procedure_id(attempt->procedure),
                                  .work = attempt->file ? attempt->work : "",
                                  .person = attempt->persons[0].id,
                                  .at = year->now,
                                  .given_up = given_up,
                                  .messages = year->messages};

  year->done->refused++;
  year->done->given_up += given_up;
  if (year->simulation->refused)
    year->simulation->refused(year->simulation->self, &refusal);
}
