/* engine/office/evidence.c - the files of cases: kept in the vault before the journal names them; see office.h.
 *
 * Offices made before there were vaults have the content in the store: it is read from there.
 * Setting in the store: "evidence-most" is how many bytes a file may have.
 * Messages: a file without a name, one that is not in the vault, too large, missing or changed; files given to a
 * command that fills in no form.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

void
fasti_office_keep_in(struct fasti_office *office, struct fasti_vault *vault)
{
  office->vault = vault;
}

static enum fasti_status
vault_told(struct fasti_office *office, struct fasti_messages *messages, enum fasti_status status)
{
  const char *error = office->vault->call->error(office->vault);

  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    fasti_error_field(messages, NULL, "%s: %s", fasti_messages_translate(messages, fasti_status_text(status)),
                      error ? error : "");
  return status;
}

/* Inside a transaction. */
static enum fasti_status
read_most(struct fasti_office *office, struct fasti_messages *messages, int64_t *most)
{
  struct fasti_buffer value = {0};
  enum fasti_status status = office->store->call->setting_get(office->store, "evidence-most", &value);

  *most = FASTI_OFFICE_EVIDENCE;
  if (status == FASTI_OK)
    *most = strtoll(value.size ? value.at : "0", NULL, 10);
  fasti_buffer_free(&value);
  return office_told(office, messages, status == FASTI_NOT_FOUND ? FASTI_OK : status);
}

enum fasti_status
fasti_office_evidence_most(struct fasti_office *office, struct fasti_messages *messages, int64_t *most)
{
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, read_most(office, messages, most));
}

static enum fasti_status
put_limit(struct fasti_office *office, const char *text, const char *actor, int64_t now,
          struct fasti_messages *messages)
{
  enum fasti_status status = office_may_manage(office, actor, messages);
  xmlNodePtr act;

  if (status == FASTI_OK)
    status = office_told(office, messages, office->store->call->setting_put(office->store, "evidence-most", text));
  if (status != FASTI_OK)
    return status;
  act = office_act("limit");
  office_act_set(act, "evidence-most", text);
  return office_note(office, act, actor, now, messages);
}

enum fasti_status
fasti_office_evidence_limit(struct fasti_office *office, int64_t most, const char *actor, int64_t now,
                            struct fasti_messages *messages)
{
  size_t first = messages ? fasti_messages_count(messages) : 0;
  char text[24];
  enum fasti_status status;

  if (most < 1) {
    fasti_error_field(messages, NULL, "a file must be allowed to have at least one byte");
    return FASTI_INVALID;
  }
  snprintf(text, sizeof text, "%" PRId64, most);
  status = office_begin(office, messages, true);
  if (status != FASTI_OK)
    return status;
  status = office_end(office, messages, put_limit(office, text, actor, now, messages));
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, "limit", text, actor, now, messages, first, status);
}

/* The first bytes of a file say its kind. */
struct head {
  char bytes[512];
  size_t size;
};

static bool
take_head(void *self, struct fasti_slice piece)
{
  struct head *head = self;
  size_t size = sizeof head->bytes - head->size;

  if (size > piece.size)
    size = piece.size;
  memcpy(head->bytes + head->size, piece.at, size);
  head->size += size;
  return head->size < sizeof head->bytes;
}

static enum fasti_status
look_at(struct fasti_office *office, const struct fasti_given_file *file, struct fasti_messages *messages,
        int64_t *size, const char **media)
{
  struct head head = {.size = 0};
  int64_t most;
  enum fasti_status status = FASTI_NOT_FOUND;

  if (office->vault)
    status = vault_told(office, messages, office->vault->call->find(office->vault, file->hash, size));
  if (status == FASTI_OK)
    status = vault_told(office, messages, office->vault->call->read(office->vault, file->hash, take_head, &head));
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, file->name, "this file was not taken in: send it again");
  if (status == FASTI_OK)
    status = read_most(office, messages, &most);
  if (status == FASTI_OK && *size > most) {
    fasti_error_field(messages, file->name, "this file is too large; %" PRId64 " bytes are allowed", most);
    status = FASTI_LIMIT;
  }
  *media = fasti_media_of((struct fasti_slice){head.bytes, head.size});
  return status == FASTI_NOT_FOUND ? FASTI_INVALID : status;
}

/* A name for people: no folder, nothing that a terminal or a page would act upon, not beyond what file systems take. */
static enum fasti_status
check_name(const char *name, struct fasti_messages *messages)
{
  if (!name || !*name) {
    fasti_error_field(messages, "name", "an attached file needs a name");
    return FASTI_INVALID;
  }
  for (const char *at = name; *at; at++)
    if ((unsigned char)*at < ' ' || *at == 0x7f || *at == '/' || *at == '\\') {
      fasti_error_field(messages, name, "the name of a file has no slash and no control characters");
      return FASTI_INVALID;
    }
  if (strlen(name) <= 255)
    return FASTI_OK;
  fasti_error_field(messages, name, "the name of a file has at most 255 bytes");
  return FASTI_INVALID;
}

enum fasti_status
office_evidence_fields(struct fasti_office *office, const struct fasti_given_file *file, struct fasti_arena *arena,
                       struct fasti_messages *messages, struct fasti_command *command)
{
  struct fasti_field *fields = fasti_arena_alloc(arena, 6 * sizeof *fields);
  const char *media;
  int64_t size;
  enum fasti_status status = check_name(file->name, messages);

  if (status == FASTI_OK)
    status = look_at(office, file, messages, &size, &media);
  if (status != FASTI_OK)
    return status;
  fields[0] = (struct fasti_field){"name", file->name};
  fields[1] = (struct fasti_field){"media", media};
  fields[2] = (struct fasti_field){"size", fasti_arena_printf(arena, "%" PRId64, size)};
  fields[3] = (struct fasti_field){"hash-name", fasti_hash_name()};
  fields[4] = (struct fasti_field){"hash", file->hash};
  fields[5] = (struct fasti_field){"supersedes", file->supersedes};
  command->fields = fields;
  command->field_count = file->supersedes && *file->supersedes ? 6 : 5;
  return FASTI_OK;
}

/* Tells what is wrong with a file that the journal names. */
static enum fasti_status
tell_wrong(struct fasti_office *office, const char *case_id, int64_t number, enum fasti_status status,
           struct fasti_messages *messages)
{
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, case_id, "evidence %" PRId64 ": its file is missing", number);
  else if (status == FASTI_CORRUPT)
    fasti_error_field(messages, case_id, "evidence %" PRId64 ": its content is not what was attached", number);
  else if (status != FASTI_OK)
    return vault_told(office, messages, status);
  return status == FASTI_NOT_FOUND ? FASTI_CORRUPT : status;
}

static void
last_file(void *self, const struct fasti_attached *file)
{
  *(struct fasti_attached *)self = *file;
}

static bool
copy_content(void *self, const struct fasti_evidence_row *row)
{
  fasti_buffer_add(self, row->content.at, row->content.size);
  return false;
}

/* The content of a file that another case handed is in the vault, or in an old office in the row of that case. */
static enum fasti_status
handed_content(struct office_case *one, const struct fasti_attached *file, struct fasti_buffer *content)
{
  struct fasti_office *office = one->office;
  enum fasti_status status = FASTI_OK;

  if (*file->from)
    status = office->store->call->evidence_list(office->store, file->from, file->from_number, copy_content, content);
  return status == FASTI_NOT_FOUND ? tell_wrong(office, file->from, file->from_number, status, one->messages)
                                   : office_told(office, one->messages, status);
}

enum fasti_status
office_evidence_keep(struct office_case *one, int64_t *number)
{
  struct fasti_store *store = one->office->store;
  struct fasti_attached last = {.from = ""};
  struct fasti_evidence_row row = {.case_id = one->id};
  struct fasti_buffer content = {0};
  enum fasti_status status;

  fasti_case_files(one->case_, last_file, &last);
  row.number = last.number;
  row.name = last.name;
  row.media = last.media;
  row.hash_name = last.hash_name;
  row.hash = last.hash;
  row.size = last.size;
  row.attached_at = last.at;
  row.attached_by = last.by;
  *number = last.number;
  status = handed_content(one, &last, &content);
  row.content = fasti_buffer_slice(&content);
  if (status == FASTI_OK)
    status = office_told(one->office, one->messages, store->call->evidence_insert(store, &row));
  fasti_buffer_free(&content);
  return status;
}

struct reading {
  bool (*visit)(void *self, struct fasti_slice piece);
  void *self;
  struct fasti_office *office;
  enum fasti_status status;
};

static bool
pass_row(void *self, const struct fasti_evidence_row *row)
{
  struct reading *reading = self;
  char hash[FASTI_HASH_SIZE];

  if (row->content.size == 0) {
    reading->status = reading->office->vault
                        ? fasti_vault_check(reading->office->vault, row->hash, row->size, reading->visit, reading->self)
                        : FASTI_NOT_FOUND;
    return false;
  }
  if (reading->visit)
    reading->visit(reading->self, row->content);
  reading->status = strcmp(fasti_sha256_hex(row->content, hash), row->hash) == 0 ? FASTI_OK : FASTI_CORRUPT;
  return false;
}

enum fasti_status
office_evidence_check(struct fasti_office *office, const char *case_id, int64_t number, struct fasti_messages *messages)
{
  struct reading reading = {.office = office, .status = FASTI_NOT_FOUND};
  enum fasti_status status =
    office->store->call->evidence_list(office->store, case_id, number, pass_row, &reading);

  if (status != FASTI_OK)
    return status;
  return tell_wrong(office, case_id, number, reading.status, messages);
}

enum fasti_status
office_evidence_pass(struct fasti_office *office, const char *case_id, int64_t number, struct fasti_messages *messages,
                     bool (*visit)(void *self, struct fasti_slice piece), void *self)
{
  struct reading reading = {.visit = visit, .self = self, .office = office, .status = FASTI_NOT_FOUND};
  enum fasti_status status = office_told(
    office, messages, office->store->call->evidence_list(office->store, case_id, number, pass_row, &reading));

  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, case_id, "there is no file number %" PRId64 " in this case", number);
  return status == FASTI_OK ? tell_wrong(office, case_id, number, reading.status, messages) : status;
}

enum fasti_status
fasti_office_evidence_read(struct fasti_office *office, const char *case_id, int64_t number,
                           struct fasti_messages *messages, bool (*visit)(void *self, struct fasti_slice piece),
                           void *self)
{
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, office_evidence_pass(office, case_id, number, messages, visit, self));
}

/* Attach the files that came with a command; its fields then name them by their numbers. */
static enum fasti_status
attach_one(struct office_case *one, const struct fasti_given_file *file, const struct fasti_command *main,
           struct fasti_arena *arena, int64_t at, struct fasti_field *field)
{
  struct fasti_command command = {.kind = FASTI_EVIDENCE, .persons = main->persons, .person_count = 1};
  fasti_office_seen *seen = one->office->seen;
  int64_t number = 0;
  enum fasti_status status = office_evidence_fields(one->office, file, arena, one->messages, &command);

  /* Whether it stays is known only after the command that it comes with. */
  one->office->seen = NULL;
  if (status == FASTI_OK)
    status = office_case_do(one, &command, at);
  one->office->seen = seen;
  if (status == FASTI_OK)
    status = office_evidence_keep(one, &number);
  *field = (struct fasti_field){file->field, fasti_arena_printf(arena, "%" PRId64, number)};
  return status;
}

enum fasti_status
office_evidence_attach(struct office_case *one, const struct fasti_given_file *files, size_t count,
                       struct fasti_arena *arena, int64_t at, struct fasti_command *command)
{
  struct fasti_field *fields = fasti_arena_alloc(arena, (command->field_count + count + 1) * sizeof *fields);
  enum fasti_status status = FASTI_OK;

  if (count == 0)
    return FASTI_OK;
  if (command->kind != FASTI_ACT && command->kind != FASTI_COMPLETE && command->kind != FASTI_DRAFT) {
    fasti_error_field(one->messages, files[0].field,
                      "a file can be given with a task, a draft or an action; attach it to the open case instead");
    return FASTI_INVALID;
  }
  if (command->field_count)
    memcpy(fields, command->fields, command->field_count * sizeof *fields);
  for (size_t i = 0; i < count && status == FASTI_OK; i++)
    status = attach_one(one, &files[i], command, arena, at, &fields[command->field_count + i]);
  command->fields = fields;
  command->field_count += count;
  return status;
}

/* What the vault has and no case names. */
struct census {
  const char **hashes;
  size_t count, room;
  struct fasti_arena *arena;
  struct fasti_messages *messages;
};

static bool
take_hash(void *self, const struct fasti_evidence_row *row)
{
  struct census *census = self;

  if (census->count == census->room) {
    census->room = census->room ? census->room * 2 : 64;
    census->hashes = fasti_realloc(census->hashes, census->room * sizeof *census->hashes);
  }
  census->hashes[census->count++] = fasti_arena_strdup(census->arena, row->hash);
  return true;
}

static int
compare_hashes(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
seek_hash(void *self, const char *hash, int64_t size)
{
  const struct census *census = self;

  if (!census->count || !bsearch(&hash, census->hashes, census->count, sizeof *census->hashes, compare_hashes))
    fasti_warning_field(census->messages, hash,
                        "no case names this file of %" PRId64 " bytes: it was taken in, and what it was for was not done",
                        size);
  return true;
}

enum fasti_status
office_evidence_census(struct fasti_office *office, struct fasti_messages *messages)
{
  struct census census = {.arena = fasti_arena_new(), .messages = messages};
  enum fasti_status status = FASTI_OK;

  if (office->vault)
    status = office_begin(office, messages, false);
  if (office->vault && status == FASTI_OK) {
    status = office->store->call->evidence_list(office->store, NULL, 0, take_hash, &census);
    status = office_end(office, messages, office_told(office, messages, status));
  }
  if (census.count)
    qsort(census.hashes, census.count, sizeof *census.hashes, compare_hashes);
  if (office->vault && status == FASTI_OK)
    status = vault_told(office, messages, office->vault->call->list(office->vault, seek_hash, &census));
  fasti_free(census.hashes);
  fasti_arena_free(census.arena);
  return status;
}
