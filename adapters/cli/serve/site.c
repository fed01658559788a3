/* adapters/cli/serve/site.c - the pages (adapters/web) reached by the server (adapters/http): a request becomes a
 * web_call, and the answer of that the answer of the request.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/serve/serve.h"
#include "adapters/draw/draw.h"
#include "adapters/print/print.h"
#include "adapters/web/web.h"
#include "engine/case.h"

#define FOLDER "adapters/web"
#define HTMX "adapters/web/node_modules/htmx.org/dist/htmx.min.js"

/** The site, and its routes as the server knows them: the pages' own stand at the same index. */
struct site {
  const struct serve *serve;
  const struct http_room *rest;
  struct web_site *web;
  struct http_route *routes;
  const struct web_route **pages;
  struct fasti_drawer *drawer;
  const char *index; /* path of the template of an archive's contents */
};

/** A request on its way through the pages. */
struct page {
  struct web_call web;
  struct http_call *http;
  const struct web_route *route;
};

/* -- from the server to the pages -- */

/** How pairs are read, one after the other. */
typedef bool pair_at(struct http_call *http, size_t index, const char **name, const char **value);

static const struct web_pair *
copy_pairs(struct http_call *http, pair_at *at, size_t *count)
{
  const char *name, *value;
  struct web_pair *pairs;

  for (*count = 0; at(http, *count, &name, &value); ++*count)
    ;
  pairs = fasti_arena_alloc(http_arena(http), (*count + 1) * sizeof *pairs);
  for (size_t i = 0; i < *count; i++)
    at(http, i, &pairs[i].name, &pairs[i].value);
  return pairs;
}

/* Files that could not be taken are not among them: messages at their fields say why. */
static void
copy_files(struct page *page)
{
  const char *field, *name;
  const struct fasti_kept *kept;
  struct web_file *files;
  size_t count = 0;

  while (http_upload_at(page->http, count, &field, &name, &kept) != FASTI_NOT_FOUND)
    count++;
  files = fasti_arena_alloc(http_arena(page->http), (count + 1) * sizeof *files);
  for (size_t i = 0; i < count; i++)
    if (http_upload_at(page->http, i, &field, &name, &kept) == FASTI_OK)
      files[page->web.file_count++] = (struct web_file){field, name, kept->hash, kept->size};
  page->web.files = files;
}

/* What may be another one at each visit: the thread, and after a log-in the person. */
static void
refresh(struct page *page)
{
  struct http_call *http = page->http;

  page->web.office = http_office(http);
  page->web.store = http_store(http);
  page->web.vault = http_vault(http);
  page->web.now = http_now(http);
  page->web.real = desk_real_now();
  page->web.person = http_person(http);
  page->web.language = http_language(http);
  page->web.csrf = http_csrf(http);
  page->web.account.password = http_has_password(http);
  page->web.account.factor = http_has_factor(http);
  page->web.account.proposed = http_proposed_factor(http, &page->web.account.uri);
}

static void
free_page(void *item)
{
  struct page *page = item;

  web_done(&page->web);
  fasti_buffer_free(&page->web.body);
}

static struct page *
page_new(struct http_call *http)
{
  struct page *page = fasti_arena_alloc(http_arena(http), sizeof *page);
  const struct site *site = http_self(http);

  *page = (struct page){.http = http, .web = {.site = site->web, .arena = http_arena(http)}};
  page->web.messages = http_messages(http);
  page->web.method = http_method(http);
  page->web.path = http_path(http);
  page->web.id = http_id(http);
  page->web.type = "text/html; charset=utf-8";
  page->web.parts = copy_pairs(http, http_part_at, &page->web.part_count);
  page->web.query = copy_pairs(http, http_query_at, &page->web.query_count);
  page->web.fields = copy_pairs(http, http_field_at, &page->web.field_count);
  copy_files(page);
  fasti_arena_tie(http_arena(http), free_page, page);
  refresh(page);
  return page;
}

/* -- from the pages to the server -- */

/** A file of a case that is looked for by its number; its texts are copied. */
struct search {
  struct fasti_arena *arena;
  int64_t number;
  struct fasti_attached *found;
};

static void
take_file(void *self, const struct fasti_attached *file)
{
  struct search *search = self;

  if (file->number != search->number)
    return;
  search->found = fasti_arena_alloc(search->arena, sizeof *search->found);
  *search->found = (struct fasti_attached){.number = file->number,
                                           .name = fasti_arena_strdup(search->arena, file->name),
                                           .media = fasti_arena_strdup(search->arena, file->media)};
}

static enum fasti_status
answer_evidence(struct page *page)
{
  const struct web_call *web = &page->web;
  struct search search = {.arena = web->arena, .number = web->evidence.number};
  const char *case_id = web->evidence.case_id;
  struct fasti_case *case_;
  enum fasti_status status = fasti_office_case(web->office, case_id, web->messages, &case_);

  if (status != FASTI_OK)
    return status;
  fasti_case_files(case_, take_file, &search);
  fasti_case_free(case_);
  if (!search.found) {
    fasti_error_field(web->messages, case_id, "there is no such thing");
    return FASTI_NOT_FOUND;
  }
  return web->evidence.inline_ ? http_show_evidence(page->http, case_id, search.found)
                               : http_reply_evidence(page->http, case_id, search.found);
}

static enum fasti_status
answer(struct page *page)
{
  const struct web_call *web = &page->web;

  for (size_t i = 0; i < web->header_count; i++)
    http_add_header(page->http, web->headers[i].name, web->headers[i].value);
  if (web->evidence.number)
    return answer_evidence(page);
  if (web->location)
    http_redirect(page->http, web->location);
  else
    http_reply(page->http, web->status, web->type, fasti_buffer_slice(&web->body));
  return FASTI_OK;
}

/* -- changes -- */

static enum fasti_status conclude(struct page *page, enum fasti_status status);

static enum fasti_status
follow(struct page *page, enum fasti_status status, const struct fasti_answer *answered)
{
  enum fasti_status (*next)(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer) =
    page->web.change.follow;

  page->web.change.kind = WEB_NONE; /* the rest is what NEXT looks at */
  refresh(page);
  return conclude(page, next(&page->web, status, answered));
}

/* The page of a request that waits for the writer; the server hands one pointer on. */
static enum fasti_status
follow_command(struct http_call *http, enum fasti_status status, const struct fasti_answer *answered)
{
  return follow(http_kept(http), status, answered);
}

static enum fasti_status
follow_work(struct http_call *http, enum fasti_status status, void *self)
{
  (void)self;
  return follow(http_kept(http), status, NULL);
}

static enum fasti_status
work(struct http_call *http, struct fasti_office *office, void *self)
{
  struct page *page = self;

  page->web.now = http_now(http);
  return page->web.change.work(&page->web, office, page->web.change.self);
}

static enum fasti_status
work_commands(struct http_call *http, struct fasti_office *office, void *self)
{
  struct page *page = self;
  const struct web_change *change = &page->web.change;

  return fasti_office_do_all(office, change->requests, change->count, http_now(http), page->web.messages,
                             change->statuses, change->answers);
}

/* What is refused before it reaches the writer is answered at once. */
static enum fasti_status
change_account(struct page *page)
{
  const struct web_change *change = &page->web.change;
  enum fasti_status status = change->kind == WEB_FACTOR_CONFIRM
                               ? http_confirm_factor(page->http, change->first, follow_work)
                             : change->kind == WEB_FACTOR_END ? http_end_factor(page->http, change->first, follow_work)
                             : change->kind == WEB_PASSWORD
                               ? http_set_password(page->http, change->first, change->second, follow_work, NULL)
                               : http_set_language(page->http, change->first, follow_work);

  return status == FASTI_OK ? FASTI_OK : follow(page, status, NULL);
}

static enum fasti_status
begin_change(struct page *page)
{
  const struct web_change *change = &page->web.change;

  http_keep(page->http, page);
  switch (change->kind) {
  case WEB_COMMAND:
    http_command(page->http, &change->request, follow_command);
    return FASTI_OK;
  case WEB_COMMANDS:
    http_work(page->http, work_commands, page, follow_work);
    return FASTI_OK;
  case WEB_WORK:
    http_work(page->http, work, page, follow_work);
    return FASTI_OK;
  case WEB_LOG_IN:
    http_log_in(page->http, change->first, change->second, change->third, follow_work, NULL);
    return FASTI_OK;
  case WEB_FACTOR_PROPOSE:
    http_propose_factor(page->http, follow_work);
    return FASTI_OK;
  case WEB_LOG_OUT:
    http_log_out(page->http, follow_work, NULL);
    return FASTI_OK;
  default:
    return change_account(page);
  }
}

static enum fasti_status
conclude(struct page *page, enum fasti_status status)
{
  if (status != FASTI_OK)
    return status;
  return page->web.change.kind == WEB_NONE ? answer(page) : begin_change(page);
}

/* -- routes -- */

static enum fasti_status
handle(struct http_call *http)
{
  const struct site *site = http_self(http);
  struct page *page = page_new(http);

  page->route = site->pages[http_route(http) - site->routes];
  return conclude(page, page->route->handle(&page->web));
}

static void
refuse(struct http_call *http, int code, enum fasti_status status)
{
  struct page *page = page_new(http);

  (void)status;
  web_refuse(&page->web, code);
  if (answer(page) != FASTI_OK)
    http_reply(http, code, "text/plain; charset=utf-8", fasti_slice_of(""));
}

static struct http_route
route_of(const struct web_route *page)
{
  bool changes = strcmp(page->method, "POST") == 0;

  return (struct http_route){.method = page->method,
                             .pattern = page->pattern,
                             .handle = handle,
                             .who = page->who,
                             .body = changes ? HTTP_FORM : HTTP_NOTHING,
                             .statuses = {changes ? 303 : 200},
                             .summary = page->summary};
}

static void
make_routes(struct fasti_arena *arena, struct site *site)
{
  size_t count = 0;

  for (size_t i = 0; web_routes[i]; i++)
    for (const struct web_route *page = web_routes[i]; page->pattern; page++)
      count++;
  site->routes = fasti_arena_alloc(arena, (count + 1) * sizeof *site->routes);
  site->pages = fasti_arena_alloc(arena, count * sizeof *site->pages);
  count = 0;
  for (size_t i = 0; web_routes[i]; i++)
    for (const struct web_route *page = web_routes[i]; page->pattern; page++) {
      site->routes[count] = route_of(page);
      site->pages[count++] = page;
    }
}

static enum fasti_status
print_pdf(void *self, struct fasti_slice xhtml, struct fasti_messages *messages, struct fasti_buffer *pdf)
{
  (void)self;
  return fasti_print_pdf("instrument", xhtml, messages, pdf);
}

static enum fasti_status
draw(void *self, const struct fasti_procedure *procedure, struct fasti_messages *messages, struct fasti_buffer *svg)
{
  const struct site *site = self;

  return fasti_drawer_svg(site->drawer, fasti_procedure_chart(procedure), messages, svg);
}

static enum fasti_status
archive(void *self, struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
        struct fasti_buffer *zip)
{
  const struct site *site = self;

  return serve_archive(site->index, office, case_id, messages, zip);
}

static void
make_code(void *self, char code[WEB_CODE_SIZE], char hash[FASTI_HASH_SIZE])
{
  _Static_assert((int)WEB_CODE_SIZE >= (int)HTTP_CODE_SIZE, "a code has room");
  (void)self;
  http_make_code(code, hash);
}

static void
tell_operations(void *self, const char *language, xmlNodePtr parent)
{
  const struct site *site = self;

  serve_operations(site->serve, site->rest, language, parent);
}

static void
free_site(void *item)
{
  struct site *site = item;

  web_site_free(site->web);
  fasti_drawer_free(site->drawer);
}

enum fasti_status
serve_site(struct serve *serve, const struct http_room *rest, struct http_room *room)
{
  struct cli *cli = serve->cli;
  struct fasti_library *library = fasti_arena_alloc(cli->arena, sizeof *library);
  struct site *site = fasti_arena_alloc(cli->arena, sizeof *site);
  struct web_options options = {.folder = serve->web_folder,
                                .library = library,
                                .draw = draw,
                                .print = print_pdf,
                                .sheet = serve_sheet,
                                .archive = archive,
                                .operations = tell_operations,
                                .make_code = make_code,
                                .self = site};
  const char *htmx = cli_data_path(cli, HTMX);
  enum fasti_status status;

  *library = cli_library(cli);
  if (!options.folder)
    options.folder = cli_data_path(cli, FOLDER);
  if (access(htmx, R_OK) == 0)
    options.htmx = htmx;
  site->serve = serve;
  site->rest = rest;
  site->drawer = fasti_drawer_new();
  site->index = cli_data_path(cli, SERVE_INDEX);
  fasti_arena_tie(cli->arena, free_site, site);
  status = web_site_new(&options, cli->messages, &site->web);
  if (status != FASTI_OK)
    return status;
  make_routes(cli->arena, site);
  *room = (struct http_room){.routes = site->routes, .refuse = refuse, .self = site, .prefix = "/"};
  return FASTI_OK;
}
