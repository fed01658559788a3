/* adapters/cli/attach.c - files on their way into an office; "fasti case evidence": those that a case has; see attach.h.
 *
 * Messages: a file that cannot be read, and those of the upload.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/attach.h"
#include "adapters/cli/table.h"

static const char *
last_part(const char *path)
{
  const char *slash = strrchr(path, '/');

  return slash ? slash + 1 : path;
}

static enum fasti_status
upload_pieces(struct cli *cli, int file, const char *path, struct fasti_upload *upload)
{
  char piece[FASTI_VAULT_PIECE];
  ssize_t size;
  enum fasti_status status = FASTI_OK;

  while (status == FASTI_OK && (size = read(file, piece, sizeof piece)) != 0) {
    if (size > 0) {
      status = fasti_upload_write(upload, (struct fasti_slice){piece, (size_t)size});
    } else if (errno != EINTR) {
      status = errno == EISDIR ? FASTI_INVALID : FASTI_IO;
      fasti_error_field(cli->messages, path, "this file cannot be read: %s", strerror(errno));
    }
  }
  return status;
}

static enum fasti_status
end_upload(struct fasti_upload *upload, enum fasti_status status, struct fasti_arena *arena, const char *name,
           struct fasti_given_file *file)
{
  struct fasti_kept kept;

  if (status != FASTI_OK) {
    fasti_upload_cancel(upload);
    return status;
  }
  status = fasti_upload_end(upload, &kept);
  *file = (struct fasti_given_file){.name = name, .hash = fasti_arena_strdup(arena, kept.hash)};
  return status;
}

enum fasti_status
attach_file(struct desk *desk, const char *path, const char *name, struct fasti_given_file *file)
{
  struct cli *cli = desk->cli;
  struct fasti_upload *upload = NULL;
  bool standard = strcmp(path, "-") == 0;
  int input = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  int64_t most;
  enum fasti_status status;

  if (input < 0) {
    fasti_error_field(cli->messages, path, errno == ENOENT ? "there is no such file" : "this file cannot be read: %s",
                      strerror(errno));
    return errno == ENOENT ? FASTI_NOT_FOUND : FASTI_IO;
  }
  status = fasti_office_evidence_most(desk->office, cli->messages, &most);
  if (status == FASTI_OK)
    status = fasti_upload_begin(desk->vault, path, most, cli->messages, &upload);
  if (status == FASTI_OK)
    status = end_upload(upload, upload_pieces(cli, input, path, upload), cli->arena,
                        name ? name : fasti_arena_strdup(cli->arena, last_part(path)), file);
  if (!standard)
    close(input);
  return status;
}

enum fasti_status
attach_bytes(struct fasti_office *office, struct fasti_vault *vault, const char *name, struct fasti_slice bytes,
             struct fasti_messages *messages, struct fasti_arena *arena, struct fasti_given_file *file)
{
  struct fasti_upload *upload = NULL;
  int64_t most;
  enum fasti_status status = fasti_office_evidence_most(office, messages, &most);

  if (status == FASTI_OK)
    status = fasti_upload_begin(vault, name, most, messages, &upload);
  if (status == FASTI_OK)
    status = end_upload(upload, fasti_upload_write(upload, bytes), arena,
                        fasti_arena_strdup(arena, last_part(name)), file);
  return status;
}

/* -- fields -- */

/* The fields of a form that ask for files, as " PATH " without the numbers of list items. */
static void
note_upload(void *self, const struct fasti_control *control)
{
  if (control->kind != FASTI_CONTROL_UPLOAD)
    return;
  fasti_buffer_puts(self, " ");
  for (const char *at = control->path; *at; at++)
    if (*at == '[')
      at = strchr(at, ']');
    else
      fasti_buffer_add(self, at, 1);
  fasti_buffer_puts(self, " ");
}

/* The task that a word means: its number, or its id with or without [key]. */
static int64_t
task_number(struct cli *cli, struct fasti_case *case_, const char *word)
{
  char *id = fasti_arena_strdup(cli->arena, word), *end, *key = strchr(id, '[');
  int64_t number = strtoll(word, &end, 10);

  if (end != word && !*end)
    return number;
  end = key ? strchr(key, ']') : NULL;
  if (end) {
    *key++ = '\0';
    *end = '\0';
  }
  return fasti_case_task(case_, id, end ? key : NULL);
}

/* What cannot be found is refused later, in the words of the office. */
static void
find_uploads(struct desk *desk, const struct fasti_request *request, struct fasti_buffer *uploads)
{
  struct fasti_person person = {.id = ""};
  struct fasti_command command = {.kind = request->kind, .persons = &person, .person_count = 1,
                                  .event = request->event, .session = request->session, .key = request->node};
  struct fasti_person_row row;
  struct fasti_form_data *form = NULL;
  struct fasti_case *case_ = NULL;

  fasti_buffer_puts(uploads, "");
  if (!request->case_id || !request->person_count ||
      fasti_office_person(desk->office, request->persons[0], desk->cli->arena, NULL, &row) != FASTI_OK ||
      fasti_office_case(desk->office, request->case_id, NULL, &case_) != FASTI_OK)
    return;
  person = fasti_person_of(&row);
  command.task = request->task ? task_number(desk->cli, case_, request->task) : 0;
  if ((!request->task || command.task > 0) && fasti_case_form(case_, &command, NULL, &form) == FASTI_OK && form)
    fasti_form_controls(form, note_upload, uploads);
  fasti_form_close(form);
  fasti_case_free(case_);
}

static bool
is_upload(const struct fasti_buffer *uploads, const char *path)
{
  struct fasti_buffer plain = {0};
  bool found;

  fasti_buffer_puts(&plain, " ");
  for (const char *at = path; *at; at++) {
    const char *close = *at == '[' ? strchr(at, ']') : NULL;

    if (close)
      at = close;
    else
      fasti_buffer_add(&plain, at, 1);
  }
  fasti_buffer_puts(&plain, " ");
  found = strstr(uploads->at, plain.at) != NULL;
  fasti_buffer_free(&plain);
  return found;
}

/* The text of a file, without the line end at its end. */
static enum fasti_status
read_value(struct cli *cli, const char *path, const char **value)
{
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);

  if (status != FASTI_OK)
    return status;
  while (bytes.size && (bytes.at[bytes.size - 1] == '\n' || bytes.at[bytes.size - 1] == '\r'))
    bytes.size--;
  *value = fasti_arena_copy(cli->arena, bytes.at ? bytes.at : "", bytes.size);
  return FASTI_OK;
}

enum fasti_status
attach_fields(struct desk *desk, struct fasti_request *request)
{
  struct fasti_arena *arena = desk->cli->arena;
  struct fasti_field *fields = fasti_arena_alloc(arena, (request->field_count + 1) * sizeof *fields);
  struct fasti_given_file *files = fasti_arena_alloc(arena, (request->field_count + 1) * sizeof *files);
  struct fasti_buffer uploads = {0};
  size_t field_count = 0;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < request->field_count && status == FASTI_OK; i++) {
    const struct fasti_field *field = &request->fields[i];

    if (*field->value == '@' && !uploads.at)
      find_uploads(desk, request, &uploads);
    if (*field->value == '@' && is_upload(&uploads, field->path)) {
      status = attach_file(desk, field->value + 1, NULL, &files[request->file_count]);
      files[request->file_count++].field = field->path;
    } else {
      fields[field_count] = *field;
      if (*field->value == '@')
        status = read_value(desk->cli, field->value + 1, &fields[field_count].value);
      field_count++;
    }
  }
  fasti_buffer_free(&uploads);
  request->fields = fields;
  request->field_count = field_count;
  request->files = files;
  return status;
}

/* -- case evidence -- */

#define COLUMNS(HASH)                                                                                                  \
  {"number", N_("no."), true}, {"name", N_("name"), false}, {"media", N_("kind"), false},                              \
    {"size", N_("bytes"), true}, {"attachedAt", N_("attached"), false}, {"attachedBy", N_("by"), false},               \
    {"from", N_("from"), false}, {"fromCase", NULL, false}, {"fromNumber", NULL, true},                                \
    {"supersedes", N_("corrects"), false}, {"supersededBy", N_("superseded by"), false}, {"sha256", HASH, false},      \
  {                                                                                                                    \
    0                                                                                                                  \
  }

static const struct table_column columns[] = {COLUMNS(N_("SHA-256"))};
static const struct table_column short_columns[] = {COLUMNS(NULL)};

struct listing {
  struct desk *desk;
  struct table *table;
};

static void
list_origin(struct listing *listing, const struct fasti_attached *file)
{
  struct fasti_arena *arena = listing->desk->cli->arena;
  long long number = (long long)file->from_number;

  table_cell(listing->table, *file->from ? fasti_arena_printf(arena, _("%s no. %lld"), file->from, number) : NULL);
  table_cell(listing->table, file->from);
  table_cell(listing->table, *file->from ? fasti_arena_printf(arena, "%lld", number) : NULL);
}

static void
list_file(void *self, const struct fasti_attached *file)
{
  struct listing *listing = self;
  struct fasti_arena *arena = listing->desk->cli->arena;

  table_cell_number(listing->table, file->number);
  table_cell(listing->table, file->name);
  table_cell(listing->table, file->media);
  table_cell_number(listing->table, file->size);
  table_cell_typed(listing->table, "dateTime", desk_moment(arena, file->at, listing->desk->zone));
  table_cell(listing->table, desk_name(listing->desk, file->by));
  list_origin(listing, file);
  table_cell(listing->table, file->supersedes ? fasti_arena_printf(arena, "%" PRId64, file->supersedes) : NULL);
  table_cell(listing->table, file->superseded_by ? fasti_arena_printf(arena, "%" PRId64, file->superseded_by) : NULL);
  table_cell(listing->table, file->hash);
}

struct table *
attach_list(struct desk *desk, struct fasti_case *case_, bool hashes)
{
  struct listing listing = {.desk = desk, .table = table_new(desk->cli->arena, hashes ? columns : short_columns)};

  fasti_case_files(case_, list_file, &listing);
  return listing.table;
}

static enum fasti_status
list_files(struct desk *desk)
{
  struct cli *cli = desk->cli;
  struct fasti_case *case_ = NULL;
  enum fasti_status status = fasti_office_case(desk->office, cli->operands[0], cli->messages, &case_);

  if (status == FASTI_OK)
    status = table_show(cli, attach_list(desk, case_, true), _("no file is attached to this case"));
  fasti_case_free(case_);
  return status;
}

/* Where a file goes; REASON is why it cannot. */
struct output {
  int file;
  int reason;
};

static bool
write_piece(void *self, struct fasti_slice piece)
{
  struct output *output = self;

  while (piece.size > 0) {
    ssize_t size = write(output->file, piece.at, piece.size);

    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0) {
      output->reason = errno;
      return false;
    }
    piece.at += size;
    piece.size -= (size_t)size;
  }
  return true;
}

/* A file that exists is not overwritten; one that is not what was attached is not left behind. */
static enum fasti_status
write_file(struct desk *desk, int64_t number)
{
  struct cli *cli = desk->cli;
  const char *path = cli_value(cli, "output");
  struct output output = {.file = STDOUT_FILENO};
  enum fasti_status status;

  if (path)
    output.file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (output.file < 0) {
    fasti_error_field(cli->messages, path, "this file cannot be written: %s", strerror(errno));
    return errno == EEXIST ? FASTI_CONFLICT : FASTI_IO;
  }
  status = fasti_office_evidence_read(desk->office, cli->operands[0], number, cli->messages, write_piece, &output);
  if (path && close(output.file) != 0 && !output.reason)
    output.reason = errno;
  if (status == FASTI_OK && output.reason) {
    fasti_error_field(cli->messages, path, "this file cannot be written: %s", strerror(output.reason));
    status = output.reason == ENOSPC ? FASTI_FULL : FASTI_IO;
  }
  if (path && status != FASTI_OK)
    unlink(path);
  return status;
}

/* --output is for the list, or for the file with the number WORD, which never takes the place of another. */
static enum fasti_status
check_output(struct cli *cli, const char *word)
{
  if (!word)
    return table_wanted(cli);
  if (!cli_has(cli, "force"))
    return FASTI_OK;
  fasti_error_field(cli->messages, "--force", "a file of a case is not written over another; give it another name");
  return FASTI_USAGE;
}

static enum fasti_status
evidence(struct cli *cli)
{
  const char *word = cli->operand_count > 1 ? cli->operands[1] : NULL;
  struct desk desk;
  char *end = NULL;
  int64_t number = word ? strtoll(word, &end, 10) : 0;
  enum fasti_status status;

  if (word && (*end || number < 1)) {
    fasti_error_field(cli->messages, word, "a file is named by its number: 1, 2, 3 ...");
    return FASTI_USAGE;
  }
  status = check_output(cli, word);
  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = word ? write_file(&desk, number) : list_files(&desk);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option evidence_options[] = {
  {"office", 0, N_("FILE"), N_("the office file (default: $FASTI_OFFICE, else office.fasti)")},
  DESK_JSON,
  {"output", 'o', N_("FILE"),
   N_("where the file with that number is written (default: standard output); without a number, the list: FILE.csv or "
      "FILE.xlsx")},
  TABLE_FORCE,
  {0},
};

const struct cli_command cli_case_evidence = {
  .group = "case",
  .name = "evidence",
  .summary = N_("list the files of a case, or get one of them"),
  .operands = N_("CASE [NUMBER]"),
  .least = 1,
  .most = 2,
  .options = evidence_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = evidence,
};
