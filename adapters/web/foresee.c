/* adapters/web/foresee.c - what would follow: a request is tried on a copy of the case, and what is another then is told:
 * steps, tasks and for whom, last days, documents, messages, other cases; or the refusal with its rule and article.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/web/task.h"
#include "engine/list.h"

/* What the case had before. */
struct before {
  struct web_bench *bench;
  struct fasti_case *after;
  xmlNodePtr outcome;
  struct fasti_buffer steps; /* ids, separated by spaces */
  int64_t last_task;
  struct fasti_buffer tasks;     /* numbers */
  struct fasti_buffer deadlines; /* SESSION|ID|DAY */
  bool found;
  const char *wanted;
  int documents;
};

static const char *
deadline_name(struct before *before, const struct fasti_deadline_row *row)
{
  return fasti_arena_printf(before->bench->call->arena, "%s|%s|%d|%s", row->session, row->deadline, (int)row->due,
                            strcmp(row->state, "met") == 0 ? "met" : "");
}

static void
note_step(void *self, const char *state, const char *title, const char *law)
{
  struct before *before = self;

  (void)title;
  (void)law;
  fasti_list_add(&before->steps, state);
}

static void
note_task(void *self, const struct fasti_task_row *row)
{
  struct before *before = self;

  fasti_list_add(&before->tasks, fasti_arena_printf(before->bench->call->arena, "%" PRId64, row->number));
}

static void
note_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct before *before = self;

  fasti_list_add(&before->deadlines, deadline_name(before, row));
}

/* -- what is another afterwards -- */

static void
tell_step(void *self, const char *state, const char *title, const char *law)
{
  struct before *before = self;
  xmlNodePtr node;

  if (fasti_list_has(before->steps.at, state))
    return;
  node = web_add(before->outcome, "step");
  web_set(node, "id", state);
  web_set(node, "title", title);
  if (*law)
    web_set(node, "law", fasti_procedure_law(before->bench->procedure, law));
}

static void
tell_task(void *self, const struct fasti_task_row *row)
{
  struct before *before = self;
  struct web_call *call = before->bench->call;
  xmlNodePtr node;

  if (fasti_list_has(before->tasks.at, fasti_arena_printf(call->arena, "%" PRId64, row->number)))
    return;
  node = web_add(before->outcome, "task");
  web_set(node, "title", row->title);
  web_set(node, "roles", web_role_titles(call, fasti_procedure_package(before->bench->procedure), row->roles));
  if (*row->persons)
    web_set(node, "persons", web_names(call, row->persons));
  if (row->due != FASTI_NO_DAY)
    web_set_due(call, node, row->due);
}

static void
tell_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct before *before = self;
  xmlNodePtr node;

  if (strcmp(row->state, "met") == 0 || fasti_list_has(before->deadlines.at, deadline_name(before, row)))
    return;
  node = web_add(before->outcome, "deadline");
  web_set(node, "title", *row->title ? row->title : row->deadline);
  web_set(node, "provisional", row->provisional ? "true" : NULL);
  web_set_due(before->bench->call, node, row->due);
}

static void
tell_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct before *before = self;
  xmlNodePtr node = web_add(before->outcome, "instrument");

  web_set(node, "title", row->title);
  web_set_number(node, "index", ++before->documents);
}

static void
tell_notice(void *self, const struct fasti_outbox_row *row)
{
  struct before *before = self;
  struct web_call *call = before->bench->call;
  const struct fasti_package *package = fasti_procedure_package(before->bench->procedure);
  xmlNodePtr node = web_add_text(before->outcome, "notice", row->text);

  web_set(node, "to", fasti_package_has_role(package, row->to) ? fasti_package_role_title(package, row->to)
                                                               : web_name(call, row->to));
}

static void
tell_ask(void *self, const struct fasti_ask *ask)
{
  struct before *before = self;
  const struct fasti_package *package = fasti_procedure_package(before->bench->procedure);
  const struct fasti_procedure *other = ask->procedure ? fasti_package_procedure(package, ask->procedure) : NULL;
  xmlNodePtr node = web_add(before->outcome, ask->kind == FASTI_OPEN ? "opens" : "tells");

  web_set(node, "procedure", other ? fasti_procedure_title(other) : ask->procedure);
  web_set(node, "case", ask->kind == FASTI_OPEN ? NULL : ask->case_id);
}

static void
tell_all(struct before *before)
{
  const char *outcome = fasti_case_outcome(before->after);

  fasti_case_steps(before->after, tell_step, before);
  fasti_case_tasks(before->after, tell_task, before);
  fasti_case_deadlines(before->after, tell_deadline, before);
  fasti_case_issued(before->after, tell_instrument, before);
  fasti_case_asks(before->after, tell_ask, before);
  fasti_case_notices(before->after, tell_notice, before);
  if (outcome)
    web_set(before->outcome, "ends", outcome);
  if (!xmlFirstElementChild(before->outcome) && !outcome)
    web_set(before->outcome, "nothing", "true");
}

static void
tell_refusal(struct before *before, enum fasti_status status, const struct fasti_messages *messages)
{
  web_set(before->outcome, "status", status == FASTI_INVALID ? "incomplete" : "refused");
  for (size_t i = 0; i < fasti_messages_count(messages); i++) {
    const struct fasti_message *message = fasti_messages_at(messages, i);
    xmlNodePtr node;

    if (message->severity != FASTI_ERROR)
      continue;
    node = web_add_text(before->outcome, "problem", message->text);
    web_set(node, "field", message->field);
    web_set(node, "law", message->law);
  }
}

enum fasti_status
web_foresee(struct web_bench *bench, xmlNodePtr parent, const struct fasti_request *request)
{
  struct web_call *call = bench->call;
  struct fasti_messages *messages = fasti_messages_like(call->messages);
  struct before before = {.bench = bench, .outcome = web_add(parent, "outcome")};
  enum fasti_status status = fasti_office_try(call->office, request, call->now, messages, &before.after);

  if (status == FASTI_OK) {
    web_set(before.outcome, "status", "ok");
    fasti_case_steps(bench->case_, note_step, &before);
    fasti_case_tasks(bench->case_, note_task, &before);
    fasti_case_deadlines(bench->case_, note_deadline, &before);
    tell_all(&before);
  } else {
    tell_refusal(&before, status, messages);
  }
  fasti_buffer_free(&before.steps);
  fasti_buffer_free(&before.tasks);
  fasti_buffer_free(&before.deadlines);
  fasti_case_free(before.after);
  fasti_messages_free(messages);
  return status;
}

/* -- one of its documents -- */

struct document {
  struct web_call *call;
  int index, at;
  bool found;
};

static void
take_document(void *self, const struct fasti_instrument_row *row)
{
  struct document *document = self;

  if (++document->at != document->index)
    return;
  fasti_buffer_add(&document->call->body, row->content.at, row->content.size);
  document->found = true;
}

enum fasti_status
web_foresee_document(struct web_bench *bench, const struct fasti_request *request, int index)
{
  struct web_call *call = bench->call;
  struct document document = {.call = call, .index = index};
  struct fasti_case *after = NULL;
  enum fasti_status status = fasti_office_try(call->office, request, call->now, call->messages, &after);

  if (status != FASTI_OK)
    return status;
  fasti_case_issued(after, take_document, &document);
  fasti_case_free(after);
  if (!document.found)
    return FASTI_NOT_FOUND;
  call->status = 200;
  call->type = "application/xhtml+xml; charset=utf-8";
  web_header(call, "Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  web_header(call, "Cache-Control", "no-store");
  return FASTI_OK;
}
