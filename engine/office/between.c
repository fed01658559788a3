/* engine/office/between.c - what a step wants done in other cases: all of it in the transaction of the step.
 *
 * An entry asks (fasti_case_asks); each ask becomes an entry in the journal of the other case, which may ask in turn.
 * They are done in order, first asked first done, until nothing is asked any more. A refusal anywhere refuses all.
 * Files that go along are entries of their own: behind the opening, before what is told; their content stays where it is.
 * Messages: a case that refuses, by its id; one that cannot be told; cases that tell each other without end.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/office/inside.h"

enum {
  DEPTH = 100,    /* asks that follow from each other: more is an endless exchange */
  ASKS = 20000,   /* of one command in all */
};

/** One thing that is asked of a case; texts and nodes belong to the work. */
struct asked {
  struct asked *next;
  struct fasti_ask ask;
  const char *from, *procedure; /* the case that asks */
  int64_t entry;
  int depth;
};

/** One command with all that follows from it. */
struct between {
  struct office_case *one; /* the case of the command: it is not loaded twice */
  struct fasti_arena *arena;
  xmlDocPtr nodes;
  struct asked *first, **end;
  int count;
  /* the case that has just been written */
  const struct office_case *asking;
  int depth;
};

static const struct fasti_handed *
copy_files(struct fasti_arena *arena, const struct fasti_ask *ask)
{
  struct fasti_handed *files = fasti_arena_alloc(arena, (ask->file_count + 1) * sizeof *files);

  for (size_t i = 0; i < ask->file_count; i++)
    files[i] = (struct fasti_handed){.number = ask->files[i].number,
                                     .name = fasti_arena_strdup(arena, ask->files[i].name),
                                     .media = fasti_arena_strdup(arena, ask->files[i].media),
                                     .hash_name = fasti_arena_strdup(arena, ask->files[i].hash_name),
                                     .hash = fasti_arena_strdup(arena, ask->files[i].hash),
                                     .size = ask->files[i].size,
                                     .replaced = fasti_arena_strdup(arena, ask->files[i].replaced)};
  return files;
}

static void
take_ask(void *self, const struct fasti_ask *ask)
{
  struct between *between = self;
  struct fasti_arena *arena = between->arena;
  struct asked *asked = fasti_arena_alloc(arena, sizeof *asked);
  struct fasti_field *fields = fasti_arena_alloc(arena, (ask->field_count + 1) * sizeof *fields);
  const struct fasti_procedure *procedure = fasti_case_procedure(between->asking->case_);

  for (size_t i = 0; i < ask->field_count; i++)
    fields[i] = (struct fasti_field){fasti_arena_strdup(arena, ask->fields[i].path),
                                     fasti_arena_strdup(arena, ask->fields[i].value)};
  asked->ask = *ask;
  asked->ask.case_id = fasti_arena_strdup(arena, ask->case_id);
  asked->ask.procedure = fasti_arena_strdup(arena, ask->procedure);
  asked->ask.event = fasti_arena_strdup(arena, ask->event);
  asked->ask.session = fasti_arena_strdup(arena, ask->session);
  asked->ask.fields = fields;
  asked->ask.files = copy_files(arena, ask);
  if (ask->data)
    asked->ask.data = xmlAddChild(xmlDocGetRootElement(between->nodes),
                                  xmlDocCopyNode((xmlNodePtr)(uintptr_t)ask->data, between->nodes, 1));
  asked->from = fasti_arena_strdup(arena, between->asking->id);
  asked->procedure = fasti_arena_strdup(arena, fasti_procedure_id(procedure));
  asked->entry = between->asking->entries;
  asked->depth = between->depth + 1;
  *between->end = asked;
  between->end = &asked->next;
}

/* Write an entry and note what it asks. */
static enum fasti_status
write_entry(struct between *between, struct office_case *one, const struct fasti_command *command, int64_t at,
            int depth)
{
  enum fasti_status status = office_entry_do(one, command, at);

  if (status != FASTI_OK)
    return status;
  between->asking = one;
  between->depth = depth;
  fasti_case_asks(one->case_, take_ask, between);
  return FASTI_OK;
}

static enum fasti_status
refuse_endless(struct between *between, const struct asked *asked)
{
  fasti_error_field(between->one->messages, asked->ask.case_id,
                    "the cases %s and %s go on and on telling each other %s; expected an end of it", asked->from,
                    asked->ask.case_id, asked->ask.event ? asked->ask.event : asked->ask.procedure);
  return FASTI_LIMIT;
}

static void
fill_command(const struct asked *asked, struct fasti_command *command)
{
  *command = (struct fasti_command){.kind = asked->ask.kind,
                                    .event = asked->ask.event,
                                    .session = asked->ask.answers,
                                    .from = asked->from,
                                    .from_procedure = asked->procedure,
                                    .from_entry = asked->entry,
                                    .reply = asked->ask.reply,
                                    .fields = asked->ask.fields,
                                    .field_count = asked->ask.field_count,
                                    .files = asked->ask.files,
                                    .file_count = asked->ask.kind == FASTI_OPEN ? asked->ask.file_count : 0,
                                    .data = asked->ask.data};
}

/* Files that come along. */

/** What a case has already of a file. */
struct had {
  const struct asked *asked;
  const struct fasti_handed *file;
  int64_t number;     /* the file itself; 0: it has it not */
  int64_t supersedes; /* the latest that it took the place of in the case it comes from; 0: none */
};

static void
look_had(void *self, const struct fasti_attached *file)
{
  struct had *had = self;
  char number[24];

  if (strcmp(file->from, had->asked->from) != 0)
    return;
  snprintf(number, sizeof number, "%lld", (long long)file->from_number);
  if (strcmp(file->hash, had->file->hash) == 0)
    had->number = file->number;
  else if (!file->superseded_by && fasti_list_has(had->file->replaced, number))
    had->supersedes = file->number;
}

/* An entry for one file, unless the case has it from there already. */
static enum fasti_status
hand(struct between *between, struct office_case *one, const struct asked *asked, const struct fasti_handed *file,
     int64_t *number)
{
  struct had had = {.asked = asked, .file = file};
  struct fasti_command command = {.kind = FASTI_EVIDENCE,
                                  .from = asked->from,
                                  .from_procedure = asked->procedure,
                                  .from_entry = asked->entry};
  struct fasti_field fields[7];
  enum fasti_status status;

  fasti_case_files(one->case_, look_had, &had);
  *number = had.number;
  if (had.number)
    return FASTI_OK;
  fields[0] = (struct fasti_field){"name", file->name};
  fields[1] = (struct fasti_field){"media", file->media};
  fields[2] = (struct fasti_field){"size", fasti_arena_printf(between->arena, "%lld", (long long)file->size)};
  fields[3] = (struct fasti_field){"hash-name", file->hash_name};
  fields[4] = (struct fasti_field){"hash", file->hash};
  fields[5] = (struct fasti_field){"from-number", fasti_arena_printf(between->arena, "%lld", (long long)file->number)};
  fields[6] = (struct fasti_field){"supersedes", fasti_arena_printf(between->arena, "%lld", (long long)had.supersedes)};
  command.fields = fields;
  command.field_count = had.supersedes ? 7 : 6;
  status = write_entry(between, one, &command, between->one->last, asked->depth);
  return status == FASTI_OK ? office_evidence_keep(one, number) : status;
}

/* All of them; DATA (may be NULL) is told what their numbers are here. */
static enum fasti_status
hand_all(struct between *between, struct office_case *one, const struct asked *asked, xmlNodePtr data)
{
  enum fasti_status status = FASTI_OK;
  int64_t number;
  char text[24];

  for (size_t i = 0; i < asked->ask.file_count && status == FASTI_OK; i++) {
    status = hand(between, one, asked, &asked->ask.files[i], &number);
    snprintf(text, sizeof text, "%lld", (long long)number);
    if (status == FASTI_OK && data)
      xmlNewTextChild(data, NULL, (const xmlChar *)"file", (const xmlChar *)text);
  }
  return status;
}

static enum fasti_status
do_open(struct between *between, const struct asked *asked)
{
  struct fasti_office *office = between->one->office;
  struct fasti_messages *messages = between->one->messages;
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  struct office_case one = {0};
  struct fasti_command command;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status =
    office_package_at(office, between->one->bureau, between->one->last, messages, hash, &package);

  if (status != FASTI_OK)
    return status;
  procedure = fasti_package_procedure(package, asked->ask.procedure);
  if (!procedure) {
    fasti_error_at(messages, asked->ask.place, "the package of %s that is in force has no procedure %s to open",
                   fasti_package_bureau(package), asked->ask.procedure);
    return FASTI_NOT_FOUND;
  }
  fill_command(asked, &command);
  status = office_calendars(office, package, hash, between->arena, messages, &command.calendars,
                            &command.calendar_count);
  if (status == FASTI_OK)
    status = office_case_begin(&one, office, package, hash, procedure, asked->ask.case_id, messages);
  if (status == FASTI_OK)
    status = write_entry(between, &one, &command, between->one->last, asked->depth);
  if (status == FASTI_OK)
    status = hand_all(between, &one, asked, NULL);
  if (status != FASTI_OK && !office_store_failed(status))
    fasti_error_field(messages, fasti_procedure_title(procedure),
                      "the case that entry %lld of %s would open cannot be opened so; nothing was done",
                      (long long)asked->entry, asked->from);
  office_case_close(&one);
  return status;
}

/* What has ended takes no events: who told it hears so; what answers somebody is not answered again. */
static void
send_back(struct between *between, const struct asked *asked)
{
  struct asked *back;
  xmlNodePtr data;

  if (strcmp(asked->ask.event, "case.ended") == 0 || strcmp(asked->ask.event, "error.communication") == 0)
    return;
  back = fasti_arena_alloc(between->arena, sizeof *back);
  data = xmlNewChild(xmlDocGetRootElement(between->nodes), NULL, (const xmlChar *)"data", NULL);
  xmlNewTextChild(data, NULL, (const xmlChar *)"case", (const xmlChar *)asked->ask.case_id);
  xmlNewTextChild(data, NULL, (const xmlChar *)"event", (const xmlChar *)asked->ask.event);
  back->ask = (struct fasti_ask){.kind = FASTI_EVENT,
                                 .case_id = asked->from,
                                 .event = "error.communication",
                                 .session = "",
                                 .answers = asked->ask.session,
                                 .data = data};
  back->from = asked->ask.case_id;
  back->procedure = "";
  back->entry = 0;
  back->depth = asked->depth + 1;
  *between->end = back;
  between->end = &back->next;
}

/* What fell due in the other case before comes before what it is told. */
static enum fasti_status
catch_up(struct between *between, struct office_case *other, const struct asked *asked)
{
  struct fasti_command clock = {.kind = FASTI_CLOCK};
  enum fasti_status status = FASTI_OK;

  for (int i = 0; status == FASTI_OK && fasti_case_due(other->case_) <= between->one->last; i++) {
    if (i == FASTI_OFFICE_FIRINGS)
      return refuse_endless(between, asked);
    status = write_entry(between, other, &clock, fasti_case_due(other->case_), asked->depth);
  }
  return status;
}

static enum fasti_status
tell(struct between *between, struct office_case *other, const struct asked *asked)
{
  struct fasti_messages *messages = between->one->messages;
  bool error = strcmp(asked->ask.event, "error.communication") == 0;
  struct fasti_command command;
  enum fasti_status status = FASTI_OK;

  if (strcmp(other->bureau, between->one->bureau) != 0) {
    fasti_error_field(messages, other->id, "this case is of another bureau and cannot be told %s", asked->ask.event);
    return FASTI_REFUSED;
  }
  if (!fasti_case_outcome(other->case_))
    status = catch_up(between, other, asked);
  if (fasti_case_outcome(other->case_)) {
    send_back(between, asked);
    return status;
  }
  fill_command(asked, &command);
  if (status == FASTI_OK)
    status = hand_all(between, other, asked, (xmlNodePtr)(uintptr_t)asked->ask.data);
  if (status == FASTI_OK)
    status = write_entry(between, other, &command, between->one->last, asked->depth);
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  if (error)
    fasti_error_field(messages, asked->from,
                      "this case has ended and takes no events; %s tells it one and does not handle error.communication",
                      other->id);
  else
    fasti_error_field(messages, other->id, "this case refuses %s, which entry %lld of %s tells it; nothing was done",
                      asked->ask.event, (long long)asked->entry, asked->from);
  return status;
}

static enum fasti_status
do_tell(struct between *between, const struct asked *asked)
{
  struct office_case other;
  enum fasti_status status;

  if (strcmp(asked->ask.case_id, between->one->id) == 0)
    return tell(between, between->one, asked);
  status = office_case_load(&other, between->one->office, asked->ask.case_id, between->one->messages);
  if (status == FASTI_OK)
    status = tell(between, &other, asked);
  else if (status == FASTI_NOT_FOUND)
    fasti_error_at(between->one->messages, asked->ask.place, "%s is told to a case that does not exist", asked->ask.event);
  office_case_close(&other);
  return status;
}

enum fasti_status
office_case_do(struct office_case *one, const struct fasti_command *command, int64_t at)
{
  struct between between = {.one = one, .arena = fasti_arena_new(), .nodes = xmlNewDoc((const xmlChar *)"1.0")};
  enum fasti_status status;

  xmlDocSetRootElement(between.nodes, xmlNewDocNode(between.nodes, NULL, (const xmlChar *)"nodes", NULL));
  between.end = &between.first;
  status = write_entry(&between, one, command, at, 0);
  for (struct asked *asked = between.first; asked && status == FASTI_OK; asked = asked->next) {
    if (asked->depth > DEPTH || ++between.count > ASKS)
      status = refuse_endless(&between, asked);
    else if (asked->ask.kind == FASTI_OPEN)
      status = do_open(&between, asked);
    else
      status = do_tell(&between, asked);
  }
  xmlFreeDoc(between.nodes);
  fasti_arena_free(between.arena);
  return status;
}
