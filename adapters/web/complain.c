/* adapters/web/complain.c - 投诉举报: somebody outside fills in what a public service asks for, and gets a number to follow it by.
 *
 *   <main bureau bureau-title service title><form/></main>; then the page of board.c that follows a number, with @given
 */
#include "config.h"

#include <string.h>

#include "adapters/web/task.h"
#include "engine/board.h"
#include "engine/list.h"

struct complaining {
  struct web_bench bench;
  const struct fasti_service *service;
  struct web_input input;
  struct fasti_form_data *data;
};

static enum fasti_status
open_form(struct web_call *call, struct complaining *complaining)
{
  const struct fasti_command command = {.kind = FASTI_OPEN, .outside = true};
  struct web_bench *bench = &complaining->bench;
  enum fasti_status status = fasti_office_service(call->office, web_part(call, "bureau"), web_part(call, "service"),
                                                  call->now, call->messages, &complaining->service, &bench->procedure);

  bench->call = call;
  if (status != FASTI_OK)
    return status;
  bench->case_ = fasti_case_new(bench->procedure, "");
  fasti_case_look_at(bench->case_, call->now);
  status = fasti_case_form(bench->case_, &command, call->messages, &complaining->data);
  if (status == FASTI_OK && complaining->data)
    web_form_fill(complaining->data, &complaining->input);
  return status;
}

static void
close_form(struct complaining *complaining)
{
  fasti_form_close(complaining->data);
  web_bench_close(&complaining->bench);
}

/* Somebody outside fills in some of the fields only: the others are not shown. */
static void
leave_asked(xmlNodePtr node, const char *fields)
{
  xmlNodePtr next;

  for (; node; node = next) {
    xmlChar *path = xmlGetProp(node, (const xmlChar *)"path");

    next = node->next;
    if (path && !fasti_list_has(fields, (const char *)path)) {
      xmlUnlinkNode(node);
      xmlFreeNode(node);
    } else {
      leave_asked(node->children, fields);
    }
    xmlFree(path);
  }
}

static enum fasti_status
show(struct web_call *call, int http)
{
  struct complaining complaining = {.input = web_form_input(call)};
  struct web_form_look look = {0};
  enum fasti_status status = open_form(call, &complaining);
  xmlNodePtr main;

  if (status == FASTI_OK) {
    main = web_page(call, "complain");
    web_set(main, "bureau", web_part(call, "bureau"));
    web_set(main, "bureau-title", fasti_package_title(fasti_procedure_package(complaining.bench.procedure)));
    web_set(main, "service", complaining.service->id);
    web_set(main, "title", complaining.service->title);
    web_set(main, "content", complaining.service->content);
    look.procedure = complaining.bench.procedure;
    if (complaining.data)
      leave_asked(web_form_add(call, main, complaining.data, &look, NULL)->children, complaining.service->fields);
  }
  close_form(&complaining);
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
form(struct web_call *call)
{
  return show(call, 200);
}

/* -- the complaint -- */

static enum fasti_status
open_case(struct web_call *call, struct fasti_office *office, void *self)
{
  char case_id[FASTI_CASE_ID];

  return fasti_office_complain(office, self, call->now, call->messages, case_id);
}

/* The number is shown once, in this answer, and is nowhere else. */
static enum fasti_status
answer(struct web_call *call, enum fasti_status status, const struct fasti_answer *answered)
{
  const struct fasti_complaint *complaint = call->change.self;

  (void)answered;
  if (status == FASTI_OK) {
    web_set(web_page(call, "follow"), "given", complaint->number);
    return web_show(call, 200);
  }
  return fasti_messages_errors(call->messages) ? show(call, fasti_status_http(status)) : status;
}

static enum fasti_status
complain(struct web_call *call)
{
  const struct web_options *options = web_site_options(call->site);
  struct complaining complaining = {.input = web_form_input(call)};
  struct fasti_complaint *complaint = fasti_arena_alloc(call->arena, sizeof *complaint);
  char *number = fasti_arena_alloc(call->arena, WEB_CODE_SIZE), hash[FASTI_HASH_SIZE];
  enum fasti_status status = open_form(call, &complaining);

  close_form(&complaining);
  if (status != FASTI_OK)
    return status;
  options->make_code(options->self, number, hash);
  *complaint = (struct fasti_complaint){.bureau = web_part(call, "bureau"),
                                        .service = web_part(call, "service"),
                                        .number = number,
                                        .fields = complaining.input.fields,
                                        .field_count = complaining.input.count};
  call->change = (struct web_change){.kind = WEB_WORK, .work = open_case, .self = complaint, .follow = answer};
  return FASTI_OK;
}

const struct web_route web_complain_routes[] = {
  {"GET", "/board/complain/{bureau}/{service}", form, NULL, N_("what a complaint asks for")},
  {"POST", "/board/complain/{bureau}/{service}", complain, NULL, N_("make a complaint")},
  {0},
};
