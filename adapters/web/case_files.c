/* adapters/web/case_files.c - what is in the file of a case: its evidence and its instruments, one by one and as a whole.
 *
 * Images and PDFs are shown, all else is saved; neither can run anything or be framed. An instrument is shown as it was issued,
 * as a page of its own. A file that is added is in the vault already when its handler is called.
 *
 * Messages: no file was chosen; a number that is none; what the vault, the printer and the dossier say.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/case.h"
#include "engine/hash.h"

/* -- the lists -- */

struct listing {
  struct case_page *page;
  xmlNodePtr list;
};

static bool
is_shown(const char *media)
{
  static const char *const shown[] = {"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"};

  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
    if (strcmp(media, shown[i]) == 0)
      return true;
  return false;
}

static void
add_file(void *self, const struct fasti_attached *attached)
{
  struct listing *listing = self;
  struct case_page *page = listing->page;
  xmlNodePtr file = web_add(listing->list, "file");

  web_set_number(file, "number", attached->number);
  web_set(file, "name", attached->name);
  web_set(file, "media", attached->media);
  web_set_number(file, "size", attached->size);
  web_set(file, "hash", attached->hash);
  case_set_moment(page, file, "at", attached->at);
  web_set(file, "by", *attached->from ? attached->from : case_name(page, attached->by));
  web_set(file, "handed", *attached->from ? "true" : NULL);
  web_set(file, "image", strncmp(attached->media, "image/", 6) == 0 && is_shown(attached->media) ? "true" : NULL);
  web_set(file, "shown", is_shown(attached->media) ? "true" : NULL);
  if (attached->supersedes)
    web_set_number(file, "supersedes", attached->supersedes);
  if (attached->superseded_by)
    web_set_number(file, "superseded-by", attached->superseded_by);
}

void
case_add_evidence(struct case_page *page, xmlNodePtr parent)
{
  struct listing listing = {.page = page, .list = web_add(parent, "evidence")};

  fasti_case_files(page->case_, add_file, &listing);
}

static bool
add_document(void *self, const struct fasti_instrument_row *row)
{
  struct listing *listing = self;
  struct case_page *page = listing->page;
  xmlNodePtr document;

  if (row->issued_at > page->until)
    return true;
  document = web_add(listing->list, "document");
  web_set_number(document, "number", row->number);
  web_set(document, "title", row->title);
  web_set(document, "document-number", *row->document_number ? row->document_number : NULL);
  web_set(document, "key", *row->key ? row->key : NULL);
  web_set(document, "hash", row->hash);
  case_set_moment(page, document, "issued", row->issued_at);
  return true;
}

enum fasti_status
case_add_documents(struct case_page *page, xmlNodePtr parent)
{
  struct listing listing = {.page = page, .list = web_add(parent, "documents")};
  struct fasti_store *store = page->call->store;

  web_set(listing.list, "pdf", web_site_options(page->call->site)->print ? "true" : NULL);
  return store->call->instrument_list(store, page->id, 0, add_document, &listing);
}

/* -- one instrument -- */

struct found {
  struct fasti_arena *arena;
  struct fasti_slice content;
  const char *name;
};

static bool
take_document(void *self, const struct fasti_instrument_row *row)
{
  struct found *found = self;

  found->content = (struct fasti_slice){fasti_arena_copy(found->arena, row->content.at, row->content.size), row->content.size};
  found->name = fasti_arena_strdup(found->arena, *row->document_number ? row->document_number : row->title);
  return false;
}

/* What one reads by a task is the task: the whole file is for who reads all. */
static enum fasti_status
need_all(struct web_call *call)
{
  enum fasti_reading reading;
  enum fasti_status status = web_may_read(call, web_part(call, "case"), &reading);

  if (status != FASTI_OK || reading == FASTI_READS_ALL)
    return status;
  fasti_error_field(call->messages, NULL, "this person may not see the whole case");
  return FASTI_FORBIDDEN;
}

/* A page that can do nothing: it runs no script, loads nothing, and stands in no frame. */
static void
add_headers(struct web_call *call, const char *policy)
{
  web_header(call, "Content-Security-Policy", policy);
  web_header(call, "X-Content-Type-Options", "nosniff");
  web_header(call, "Referrer-Policy", "same-origin");
  web_header(call, "Cache-Control", "no-store");
}

static enum fasti_status
give_page(struct web_call *call, const struct found *found)
{
  add_headers(call, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
                    "form-action 'none'; sandbox allow-modals");
  fasti_buffer_add(&call->body, found->content.at, found->content.size);
  call->type = "application/xhtml+xml; charset=utf-8";
  call->status = 200;
  return FASTI_OK;
}

static enum fasti_status
give_pdf(struct web_call *call, const struct found *found)
{
  const struct web_options *options = web_site_options(call->site);
  enum fasti_status status;

  if (!options->print) {
    fasti_error_field(call->messages, NULL, "this office cannot make PDFs");
    return FASTI_NOT_FOUND;
  }
  status = options->print(options->self, found->content, call->messages, &call->body);
  if (status != FASTI_OK)
    return status;
  add_headers(call, "default-src 'none'; frame-ancestors 'none'");
  web_header(call, "Content-Disposition",
             fasti_arena_printf(call->arena, "inline; filename*=UTF-8''%s.pdf", web_encode(call, found->name)));
  call->type = "application/pdf";
  call->status = 200;
  return FASTI_OK;
}

/* The last part of the path: 12 is the page, 12.pdf the PDF. */
static enum fasti_status
show_document(struct web_call *call)
{
  const char *word = web_part(call, "number");
  char *end;
  int64_t number = strtoll(word, &end, 10);
  struct found found = {.arena = call->arena};
  enum fasti_status status = need_all(call);

  if (status != FASTI_OK)
    return status;
  if (number < 1 || (*end && strcmp(end, ".pdf") != 0)) {
    fasti_error_field(call->messages, word, "a document is named by its number: 1, 2, 3 ...");
    return FASTI_NOT_FOUND;
  }
  status = call->store->call->instrument_list(call->store, web_part(call, "case"), number, take_document, &found);
  if (status != FASTI_OK)
    return status;
  return *end ? give_pdf(call, &found) : give_page(call, &found);
}

/* -- one file -- */

static enum fasti_status
show_file(struct web_call *call)
{
  const char *word = web_part(call, "number");
  char *end;
  int64_t number = strtoll(word, &end, 10);
  bool may = false;
  enum fasti_status status;

  if (number < 1 || *end) {
    fasti_error_field(call->messages, word, "a file is named by its number: 1, 2, 3 ...");
    return FASTI_NOT_FOUND;
  }
  status = fasti_office_may_read_file(call->office, web_reader(call), web_part(call, "case"), number, call->messages, &may);
  if (status != FASTI_OK)
    return status;
  if (!may) {
    fasti_error_field(call->messages, word, "there is no such file in this case");
    return FASTI_NOT_FOUND;
  }
  add_headers(call, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
  call->evidence.case_id = web_part(call, "case");
  call->evidence.number = number;
  call->evidence.inline_ = web_query(call, "show") != NULL;
  call->status = 200;
  return FASTI_OK;
}

static const char *
evidence_path(struct web_call *call)
{
  return fasti_arena_printf(call->arena, "/cases/%s?tab=evidence", web_encode(call, web_part(call, "case")));
}

static enum fasti_status
attached(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go_telling(call, evidence_path(call), "done.evidence") : case_show_tab(call, "evidence", 422);
}

/* The same file sent twice by one form is attached once. */
static enum fasti_status
attach(struct web_call *call)
{
  const char *supersedes = web_field(call, "supersedes"), *entries = web_field(call, "entries");
  struct fasti_given_file *file;
  const char **persons;
  enum fasti_status status = need_all(call);

  if (status != FASTI_OK)
    return status;
  if (call->file_count == 0) {
    fasti_error_field(call->messages, "file", "choose a file first");
    return case_show_tab(call, "evidence", 422);
  }
  file = fasti_arena_alloc(call->arena, sizeof *file);
  *file = (struct fasti_given_file){.name = call->files[0].name,
                                    .hash = call->files[0].hash,
                                    .supersedes = supersedes && *supersedes ? supersedes : NULL};
  persons = fasti_arena_alloc(call->arena, sizeof *persons);
  *persons = call->person->id;
  call->change.kind = WEB_COMMAND;
  call->change.request = (struct fasti_request){.case_id = web_part(call, "case"),
                                                .kind = FASTI_EVIDENCE,
                                                .persons = persons,
                                                .person_count = 1,
                                                .files = file,
                                                .file_count = 1,
                                                .key = fasti_arena_printf(call->arena, "%s evidence %s %s", call->person->id,
                                                                          entries ? entries : "", file->hash)};
  call->change.follow = attached;
  return FASTI_OK;
}

/* -- the whole file -- */

static enum fasti_status
give_archive(struct web_call *call)
{
  const struct web_options *options = web_site_options(call->site);
  const char *id = web_part(call, "case");
  enum fasti_status status = need_all(call);

  if (status != FASTI_OK)
    return status;
  if (!options->archive) {
    fasti_error_field(call->messages, NULL, "this office cannot make archives");
    return FASTI_NOT_FOUND;
  }
  status = options->archive(options->self, call->office, id, call->messages, &call->body);
  if (status != FASTI_OK)
    return status;
  add_headers(call, "default-src 'none'; frame-ancestors 'none'");
  web_header(call, "Content-Disposition", fasti_arena_printf(call->arena, "attachment; filename=\"%s.zip\"", id));
  call->type = "application/zip";
  call->status = 200;
  return FASTI_OK;
}

const struct web_route web_case_file_routes[] = {
  {"GET", "/cases/{case}/documents/{number}", show_document, "-admin process-designer", N_("an instrument, as a page or PDF")},
  {"GET", "/cases/{case}/files/{number}", show_file, "-admin process-designer", N_("a file of a case")},
  {"POST", "/cases/{case}/evidence", attach, "-admin process-designer", N_("attach a file to a case")},
  {"GET", "/cases/{case}/archive.zip", give_archive, "-admin process-designer", N_("the whole file of a case")},
  {0},
};
