/* adapters/web/task_view.c - what the page of a task tells besides its form: what it is, its last day, what the person may do with it
 * and whom they may name, or why they may not.
 */
#include "config.h"

#include <string.h>

#include "adapters/web/task_page.h"
#include "engine/list.h"

static const struct {
  enum fasti_command_kind kind;
  const char *name;
} operations[] = {
  {FASTI_CLAIM, "claim"},           {FASTI_RELEASE, "release"},       {FASTI_DRAFT, "draft"},
  {FASTI_COMPLETE, "complete"},     {FASTI_SIGN, "sign"},             {FASTI_RETURN, "return"},
  {FASTI_TRANSFER, "transfer"},     {FASTI_DELEGATE, "delegate"},     {FASTI_ADD_SIGNER, "add-signer"},
  {FASTI_REMOVE_SIGNER, "remove-signer"}, {FASTI_COPY, "copy"},       {FASTI_URGE, "urge"},
};

bool
task_can(const struct task_page *page, enum fasti_command_kind kind)
{
  return page->view.can & FASTI_CAN(kind);
}

static void
describe(struct task_page *page, xmlNodePtr main)
{
  struct web_call *call = page->bench.call;
  const struct fasti_task_view *view = &page->view;
  const struct fasti_procedure *procedure = page->bench.procedure;

  web_set(main, "case", page->bench.row.id);
  web_set(main, "case-title", page->bench.row.title);
  web_set(main, "case-status", page->bench.row.status);
  web_set(main, "number", page->number);
  web_set(main, "title", view->title);
  web_set(main, "task", view->task);
  web_set(main, "node", *view->key ? view->key : NULL);
  web_set(main, "form-title", *view->form_title ? view->form_title : NULL);
  web_set(main, "state", view->state);
  web_set(main, "step", view->step_title);
  web_set(main, "roles", web_role_titles(call, fasti_procedure_package(procedure), view->roles));
  web_set(main, "claimant", *view->claimant ? web_names(call, view->claimant) : NULL);
  web_set(main, "mine", strcmp(view->claimant, call->person->id) == 0 ? "true" : NULL);
  web_set(main, "owner", *view->owner ? web_names(call, view->owner) : NULL);
  web_set(main, "copies", *view->copies ? web_names(call, view->copies) : NULL);
  web_set_number(main, "people", view->people);
  web_set_number(main, "urged", view->urged);
  web_set(main, "drafted", view->drafted ? "true" : NULL);
  web_set_moment(call, main, "opened", view->opened_at);
  web_set_number(main, "entries", page->bench.row.entries);
  web_set(main, "key", web_new_key(call, "form"));
  web_set(main, "law", *view->law ? fasti_procedure_law(procedure, view->law) : NULL);
  if (*view->step_law && strcmp(view->step_law, view->law) != 0)
    web_set(main, "step-law", fasti_procedure_law(procedure, view->step_law));
}

struct due {
  int32_t day;
  int64_t number;
};

static void
take_due(void *self, const struct fasti_task_row *row)
{
  struct due *due = self;

  if (row->number == due->number)
    due->day = row->due;
}

static void
add_due(struct task_page *page, xmlNodePtr main)
{
  struct due due = {.day = FASTI_NO_DAY, .number = page->view.number};

  fasti_case_tasks(page->bench.case_, take_due, &due);
  web_set_due(page->bench.call, main, due.day);
}

struct stepping {
  xmlNodePtr parent;
  struct fasti_buffer seen;
};

static void
add_step(void *self, const char *state, const char *title)
{
  struct stepping *stepping = self;
  xmlNodePtr node;

  if (fasti_list_has(stepping->seen.at, state))
    return;
  fasti_list_add(&stepping->seen, state);
  node = web_add(stepping->parent, "step");
  web_set(node, "id", state);
  web_set(node, "title", title);
}

struct signing {
  struct task_page *page;
  xmlNodePtr main;
};

static void
add_signer(void *self, const char *person, bool added, bool agreed)
{
  struct signing *signing = self;
  xmlNodePtr node = web_add(signing->main, "signer");

  web_set(node, "id", person);
  web_set(node, "name", web_name(signing->page->bench.call, person));
  web_set(node, "added", added ? "true" : NULL);
  web_set(node, "agreed", agreed ? "true" : NULL);
}

struct fitting {
  struct task_page *page;
  enum fasti_command_kind kind;
};

static bool
fits(void *self, const struct fasti_person *person)
{
  const struct fitting *fitting = self;
  const struct web_bench *bench = &fitting->page->bench;

  return fasti_case_task_takes(bench->case_, fitting->page->view.number, fitting->kind, &bench->person, person);
}

static void
add_people(struct task_page *page, xmlNodePtr main, enum fasti_command_kind kind, const char *name)
{
  struct fitting fitting = {.page = page, .kind = kind};

  web_people_add(&page->bench, main, name, kind == FASTI_COPY ? NULL : fits, &fitting);
}

static void
add_operations(struct task_page *page, xmlNodePtr main)
{
  struct web_call *call = page->bench.call;
  const char *op = web_part(call, "operation");

  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
    xmlNodePtr node;

    if (!task_can(page, operations[i].kind))
      continue;
    node = web_add(main, "can");
    web_set(node, "op", operations[i].name);
    web_set(node, "key", web_new_key(call, operations[i].name));
    if (strcmp(op, operations[i].name) == 0) { /* it was refused just now: what was typed stays */
      web_set(node, "tried", "true");
      web_set(node, "reason", web_field(call, "reason"));
      web_set(node, "to", web_field(call, "to"));
      web_set(node, "person", web_field(call, "person"));
    }
  }
  if (task_can(page, FASTI_TRANSFER))
    add_people(page, main, FASTI_TRANSFER, "transfer");
  if (task_can(page, FASTI_DELEGATE))
    add_people(page, main, FASTI_DELEGATE, "delegate");
  if (task_can(page, FASTI_ADD_SIGNER))
    add_people(page, main, FASTI_ADD_SIGNER, "add-signer");
  if (task_can(page, FASTI_COPY))
    add_people(page, main, FASTI_COPY, "copy");
  if (page->view.people > 1)
    add_people(page, main, FASTI_SIGN, "sign");
}

static void
add_why(struct task_page *page, xmlNodePtr main, const struct fasti_messages *why)
{
  for (size_t i = 0; !page->view.qualified && i < fasti_messages_count(why); i++) {
    const struct fasti_message *message = fasti_messages_at(why, i);

    web_set(web_add_text(main, "why", message->text), "law", message->law);
  }
}

void
task_describe(struct task_page *page, xmlNodePtr main, const struct fasti_messages *why)
{
  describe(page, main);
  add_due(page, main);
  add_why(page, main, why);
}

void
task_add_operations(struct task_page *page, xmlNodePtr main)
{
  struct signing signing = {.page = page, .main = main};
  struct stepping stepping = {.parent = main};

  add_operations(page, main);
  fasti_case_task_signers(page->bench.case_, page->view.number, add_signer, &signing);
  if (task_can(page, FASTI_RETURN))
    fasti_case_task_steps(page->bench.case_, page->view.number, add_step, &stepping);
  fasti_buffer_free(&stepping.seen);
}
