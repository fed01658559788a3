/* adapters/http/api/file.c - files of cases, instruments that were issued, archives.
 *
 * A file for a field of a form is uploaded first and gets a ticket, which the form then names: the hash of the file, and a
 * keyed hash (BLAKE2b, by libsodium) over it and the person, so that nobody can name a file of the vault that they did not
 * upload themselves.
 */
#include "config.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/http/api/api.h"

enum { MAC = 16, FILES_MOST = 50, NAME_MOST = 255 };

/* -- tickets -- */

static const char *
seal(struct http_call *call, const char *hash)
{
  const struct api_self *self = http_self(call);
  const char *text = fasti_arena_printf(http_arena(call), "%s %s", http_person(call)->id, hash);
  unsigned char mac[MAC];
  char hex[2 * MAC + 1];

  crypto_generichash(mac, sizeof mac, (const unsigned char *)text, strlen(text), self->key, sizeof self->key);
  sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
  return fasti_arena_printf(http_arena(call), "%s.%s", hash, hex);
}

/* @return the hash; NULL when the ticket was not given to this person */
static const char *
open_ticket(struct http_call *call, const char *ticket)
{
  size_t size = strcspn(ticket, ".");
  const char *hash = fasti_arena_copy(http_arena(call), ticket, size), *right = seal(call, hash);

  return strlen(right) == strlen(ticket) && sodium_memcmp(right, ticket, strlen(right)) == 0 ? hash : NULL;
}

static enum fasti_status
upload(struct http_call *call)
{
  const struct fasti_kept *kept = http_file(call);

  http_reply_json(call, 201, json_pack("{s:s, s:s, s:I}", "ticket", seal(call, kept->hash), "sha256", kept->hash,
                                       "size", (json_int_t)kept->size));
  return FASTI_OK;
}

static enum fasti_status
check_name(struct http_call *call, const char *field, const char *name)
{
  if (*name && strlen(name) <= NAME_MOST && !strpbrk(name, "/\\"))
    return FASTI_OK;
  fasti_error_field(http_messages(call), field, "a file has a name of 1 to %d bytes, without folders", NAME_MOST);
  return FASTI_INVALID;
}

enum fasti_status
api_read_files(struct http_call *call, const json_t *list, const struct fasti_given_file **out, size_t *count)
{
  struct fasti_given_file *files;
  enum fasti_status status = FASTI_OK;

  *count = json_array_size(list);
  if (*count > FILES_MOST) {
    fasti_error_field(http_messages(call), "files", "these are too many files: %d are the most", FILES_MOST);
    return FASTI_INVALID;
  }
  files = fasti_arena_alloc(http_arena(call), (*count + 1) * sizeof *files);
  for (size_t i = 0; i < *count && status == FASTI_OK; i++) {
    const json_t *one = json_array_get(list, i);
    const char *field = fasti_arena_printf(http_arena(call), "files[%zu]/ticket", i + 1);

    files[i] = (struct fasti_given_file){.field = json_string_value(json_object_get(one, "field")),
                                         .name = json_string_value(json_object_get(one, "name")),
                                         .hash = open_ticket(call, json_string_value(json_object_get(one, "ticket")))};
    status = check_name(call, fasti_arena_printf(http_arena(call), "files[%zu]/name", i + 1), files[i].name);
    if (status == FASTI_OK && !files[i].hash) {
      fasti_error_field(http_messages(call), field, "this ticket is not known any more: upload the file again");
      status = FASTI_INVALID;
    }
  }
  *out = files;
  return status;
}

/* -- files of a case -- */

struct files {
  struct http_call *call;
  struct api_look *look;
  enum fasti_status status;
  json_t *items;
  long long number; /* the one that is wanted */
  bool found;
  struct fasti_attached file;
};

static void
add_file(void *self, const struct fasti_attached *file)
{
  struct files *files = self;
  json_t *object = json_pack("{s:I, s:s, s:s, s:I}", "number", (json_int_t)file->number, "name", file->name, "media",
                             file->media, "size", (json_int_t)file->size);

  api_set_text(object, "hashName", file->hash_name);
  api_set_text(object, "hash", file->hash);
  api_set_instant(files->call, object, "attachedAt", file->at);
  if (*file->from) {
    api_set_text(object, "fromCase", file->from);
    json_object_set_new(object, "fromNumber", json_integer(file->from_number));
  } else {
    api_set_person(files->call, object, "attachedBy", file->by);
  }
  json_object_set_new(object, "entry", json_integer(file->sequence));
  if (file->supersedes)
    json_object_set_new(object, "supersedes", json_integer(file->supersedes));
  if (file->superseded_by)
    json_object_set_new(object, "supersededBy", json_integer(file->superseded_by));
  json_array_append_new(files->items, object);
}

static enum fasti_status
may_read_file(struct api_look *look, int64_t number, bool *may)
{
  *may = look->reading == FASTI_READS_ALL;
  if (*may)
    return FASTI_OK;
  return fasti_office_may_read_file(http_office(look->call), &look->reader, look->id, number,
                                    http_messages(look->call), may);
}

static void
add_readable(void *self, const struct fasti_attached *file)
{
  struct files *files = self;
  bool may = false;

  if (files->status == FASTI_OK)
    files->status = may_read_file(files->look, file->number, &may);
  if (may)
    add_file(self, file);
}

static enum fasti_status
list_files(struct api_look *look)
{
  struct files files = {.call = look->call, .look = look, .items = json_array(), .status = FASTI_OK};

  fasti_case_files(look->case_, add_readable, &files);
  api_reply_items(look->call, files.items);
  return files.status;
}

static enum fasti_status
evidence(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_TASK, list_files);
}

/* Numbers are from 1. @return 0 for anything else */
static long long
number_of(const char *text)
{
  char *end;
  long long number = strtoll(text, &end, 10);

  return end != text && !*end && number > 0 ? number : 0;
}

static void
match_file(void *self, const struct fasti_attached *file)
{
  struct files *files = self;

  if (file->number == files->number) {
    files->found = true;
    files->file = *file;
  }
}

static enum fasti_status
send_file(struct api_look *look)
{
  struct http_call *call = look->call;
  struct files files = {.number = number_of(http_part(call, "number"))};
  bool may = false;
  enum fasti_status status = FASTI_OK;

  fasti_case_files(look->case_, match_file, &files);
  if (files.found)
    status = may_read_file(look, files.file.number, &may);
  if (may)
    return http_reply_evidence(call, look->id, &files.file);
  if (status != FASTI_OK)
    return status;
  fasti_error_field(http_messages(call), http_part(call, "number"), "this case has no file with this number");
  return FASTI_NOT_FOUND;
}

static enum fasti_status
download(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_TASK, send_file);
}


static void
note_last(void *self, const struct fasti_attached *file)
{
  *(long long *)self = file->number;
}

static enum fasti_status
follow_attach(struct http_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  struct fasti_case *case_ = NULL;
  struct fasti_case_row row = {0};
  long long number = 0;

  if (status == FASTI_OK)
    status = fasti_office_case(http_office(call), answer->case_id, http_messages(call), &case_);
  if (status != FASTI_OK)
    return status;
  fasti_case_row(case_, &row);
  fasti_case_files(case_, note_last, &number);
  api_add_tag(call, row.entries);
  http_reply_json(call, 201, json_pack("{s:s, s:I, s:b, s:I, s:I}", "case", answer->case_id, "entry",
                                       (json_int_t)answer->sequence, "repeated", answer->repeated, "entries",
                                       (json_int_t)row.entries, "number", (json_int_t)number));
  fasti_case_free(case_);
  return FASTI_OK;
}

static enum fasti_status
attach(struct http_call *call)
{
  struct fasti_arena *arena = http_arena(call);
  struct fasti_given_file *file = fasti_arena_alloc(arena, sizeof *file);
  const char **persons = fasti_arena_alloc(arena, sizeof *persons);
  struct fasti_request request = {.kind = FASTI_EVIDENCE,
                                  .case_id = http_part(call, "case"),
                                  .persons = persons,
                                  .person_count = 1,
                                  .files = file,
                                  .file_count = 1};
  struct fasti_case_row row;
  enum fasti_status status = api_case_row(call, request.case_id, FASTI_READS_TASK, &row, NULL);

  persons[0] = http_person(call)->id;
  *file = (struct fasti_given_file){.name = http_query(call, "name"),
                                    .hash = fasti_arena_strdup(arena, http_file(call)->hash),
                                    .supersedes = http_query(call, "supersedes")};
  if (status == FASTI_OK)
    status = check_name(call, "name", file->name);
  if (status == FASTI_OK)
    status = http_take_conditions(call, &request);
  if (status == FASTI_OK)
    http_command(call, &request, follow_attach);
  return status;
}

/* -- instruments -- */

static bool
add_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct files *files = self;

  json_array_append_new(files->items, api_instrument_json(files->call, row));
  return true;
}

static enum fasti_status
case_instruments(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct files files = {.call = call};
  struct fasti_case_row row;
  enum fasti_status status = api_case_row(call, http_part(call, "case"), FASTI_READS_ALL, &row, NULL);

  if (status != FASTI_OK)
    return status;
  files.items = json_array();
  status = store->call->instrument_list(store, row.id, 0, add_instrument, &files);
  api_reply_items(call, files.items);
  return status;
}

struct instruments {
  struct api_page page;
  struct fasti_reader reader;
  const char *wanted; /* document number; NULL: any */
};

static bool
is_readable(const struct instruments *instruments, const char *case_id)
{
  enum fasti_reading reading = FASTI_READS_NOTHING;

  return fasti_office_may_read(http_office(instruments->page.call), &instruments->reader, case_id, NULL, &reading) ==
           FASTI_OK &&
         reading == FASTI_READS_ALL;
}

static bool
take_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct instruments *instruments = self;

  if ((instruments->wanted && strcmp(instruments->wanted, row->document_number) != 0) ||
      !is_readable(instruments, row->case_id) || !api_page_takes(&instruments->page))
    return !instruments->page.more;
  api_page_add(&instruments->page, api_instrument_json(instruments->page.call, row), NULL);
  return true;
}

static enum fasti_status
list_instruments(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct instruments instruments = {.wanted = http_query(call, "documentNumber")};
  enum fasti_status status = api_reader(call, &instruments.reader);

  if (status == FASTI_OK)
    status = api_page_begin(call, true, &instruments.page);
  if (status != FASTI_OK)
    return status;
  status = store->call->instrument_list(store, NULL, 0, take_instrument, &instruments);
  return api_page_reply(&instruments.page, status);
}

struct page {
  struct fasti_buffer bytes;
  char hash[FASTI_HASH_SIZE];
};

static bool
take_page(void *self, const struct fasti_instrument_row *row)
{
  struct page *page = self;

  fasti_buffer_add(&page->bytes, row->content.at, row->content.size);
  snprintf(page->hash, sizeof page->hash, "%s", row->hash);
  return false;
}

/* As it was issued: what was changed since is not shown. */
static enum fasti_status
read_page(struct http_call *call, struct page *page)
{
  struct fasti_store *store = http_store(call);
  long long number = number_of(http_part(call, "number"));
  char hash[FASTI_HASH_SIZE];
  struct fasti_case_row row;
  enum fasti_status status = api_case_row(call, http_part(call, "case"), FASTI_READS_ALL, &row, NULL);

  if (status != FASTI_OK)
    return status;
  status = number ? store->call->instrument_list(store, row.id, number, take_page, page) : FASTI_NOT_FOUND;
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(http_messages(call), http_part(call, "number"), "this case has no instrument with this number");
  if (status == FASTI_OK && strcmp(page->hash, fasti_sha256_hex(fasti_buffer_slice(&page->bytes), hash)) != 0) {
    fasti_error_field(http_messages(call), row.id, "instrument %lld was changed after it was issued", number);
    status = FASTI_CORRUPT;
  }
  return status;
}

static enum fasti_status
instrument(struct http_call *call)
{
  struct page page = {.hash = ""};
  enum fasti_status status = read_page(call, &page);

  if (status == FASTI_OK) {
    /* its own styles, nothing else */
    http_add_header(call, "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
    http_add_header(call, "ETag", fasti_arena_printf(http_arena(call), "\"%s\"", page.hash));
    http_reply(call, 200, "application/xhtml+xml; charset=utf-8", fasti_buffer_slice(&page.bytes));
  }
  fasti_buffer_free(&page.bytes);
  return status;
}

static enum fasti_status
instrument_pdf(struct http_call *call)
{
  const struct api_self *self = http_self(call);
  const char *name = fasti_arena_printf(http_arena(call), "%s-%s", http_part(call, "case"), http_part(call, "number"));
  struct page page = {.hash = ""};
  struct fasti_buffer pdf = {0};
  enum fasti_status status = read_page(call, &page);

  if (status == FASTI_OK)
    status = self->options.pdf(name, fasti_buffer_slice(&page.bytes), http_messages(call), &pdf);
  if (status == FASTI_OK) {
    http_add_header(call, "Content-Disposition",
                    fasti_arena_printf(http_arena(call), "attachment; filename=\"%s.pdf\"", name));
    http_reply(call, 200, "application/pdf", fasti_buffer_slice(&pdf));
  }
  fasti_buffer_free(&pdf);
  fasti_buffer_free(&page.bytes);
  return status;
}

/* -- archive -- */

static enum fasti_status
send_all(struct http_call *call, const char *path)
{
  FILE *file = fopen(path, "rbe");
  char piece[64 * 1024];
  size_t size;
  enum fasti_status status = file ? FASTI_OK : FASTI_IO;

  if (file)
    http_reply_begin(call, 200, "application/zip");
  while (status == FASTI_OK && (size = fread(piece, 1, sizeof piece, file)) > 0)
    status = http_reply_write(call, (struct fasti_slice){piece, size});
  if (file && ferror(file))
    status = FASTI_IO;
  if (file)
    fclose(file);
  return status;
}

static enum fasti_status
archive(struct http_call *call)
{
  const struct api_self *self = http_self(call);
  const char *temporary = getenv("TMPDIR");
  char *folder = fasti_arena_printf(http_arena(call), "%s/fasti-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  struct fasti_case_row row;
  const char *path;
  enum fasti_status status = api_case_row(call, http_part(call, "case"), FASTI_READS_ALL, &row, NULL);

  if (status != FASTI_OK)
    return status;
  if (!mkdtemp(folder)) {
    fasti_error_field(http_messages(call), folder, "no folder can be made there: %s", strerror(errno));
    return FASTI_IO;
  }
  path = fasti_arena_printf(http_arena(call), "%s/%s.zip", folder, row.id);
  status = self->options.archive(self->options.self, http_office(call), row.id, path, http_messages(call));
  if (status == FASTI_OK)
    status = send_all(call, path);
  unlink(path);
  rmdir(folder);
  if (status == FASTI_OK)
    http_add_header(call, "Content-Disposition",
                    fasti_arena_printf(http_arena(call), "attachment; filename=\"%s.zip\"", row.id));
  return status;
}

static const struct http_parameter attach_query[] = {
  {.name = "name", .summary = "what people call the file: photo.jpg", .required = true},
  {.name = "supersedes", .summary = "number of the file that it corrects"},
  {0},
};
static const struct http_parameter as_of_query[] = {
  {.name = "asOf", .summary = "as it was at the end of this day", .type = "date"}, {0}};
static const struct http_parameter instrument_query[] = {
  {.name = "documentNumber", .summary = "only what has this document number"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};

const struct http_route api_file_routes[] = {
  {.id = "uploadFile", .method = "POST", .pattern = API_ROOT "/uploads", .handle = upload, .who = API_WORKERS,
   .scope = "write", .body = HTTP_FILE, .statuses = {201, 413, 422}, .answer = "Upload",
   .summary = "Upload a file for a field of a form; the ticket is for the one who uploaded it, until the server ends"},
  {.id = "listEvidence", .method = "GET", .pattern = API_ROOT "/cases/{case}/evidence", .handle = evidence,
   .who = API_WORKERS, .scope = "read", .query = as_of_query, .statuses = {200, 404, 422}, .answer = "EvidenceList",
   .summary = "The files of a case"},
  {.id = "attachEvidence", .method = "POST", .pattern = API_ROOT "/cases/{case}/evidence", .handle = attach,
   .who = API_WORKERS, .scope = "write", .query = attach_query, .body = HTTP_FILE,
   .statuses = {201, 403, 404, 409, 412, 413, 422}, .answer = "Attached", .summary = "Attach a file to a case: the body is the file"},
  {.id = "getEvidence", .method = "GET", .pattern = API_ROOT "/cases/{case}/evidence/{number}", .handle = download,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "binary", .summary = "A file of a case, as it was attached"},
  {.id = "listInstruments", .method = "GET", .pattern = API_ROOT "/instruments", .handle = list_instruments,
   .who = API_WORKERS, .scope = "read", .query = instrument_query, .statuses = {200, 422}, .answer = "InstrumentList",
   .summary = "Instruments of the cases that one may read"},
  {.id = "listCaseInstruments", .method = "GET", .pattern = API_ROOT "/cases/{case}/instruments",
   .handle = case_instruments, .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "InstrumentList",
   .summary = "The instruments that were issued in a case"},
  {.id = "getInstrument", .method = "GET", .pattern = API_ROOT "/cases/{case}/instruments/{number}",
   .handle = instrument, .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "xhtml",
   .summary = "An instrument as it was issued, as XHTML"},
  {.id = "getInstrumentPdf", .method = "GET", .pattern = API_ROOT "/cases/{case}/instruments/{number}/pdf",
   .handle = instrument_pdf, .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "pdf",
   .summary = "An instrument as a PDF for print"},
  {.id = "getArchive", .method = "GET", .pattern = API_ROOT "/cases/{case}/archive", .handle = archive,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "zip",
   .summary = "The whole file of a case as a ZIP archive that stands by itself"},
  {0},
};
