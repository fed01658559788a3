/* adapters/cli/scenario/expect.c - what a scenario expects, compared with what is; see run.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <libxml/parser.h>

#include "adapters/cli/scenario/run.h"

/* One expectation being looked at. */
struct look {
  struct scenario_run *run;
  const struct scenario_step *step;
  struct fasti_case *case_;
  bool found;
  int64_t count;
  struct fasti_buffer there; /* what is there instead, for the message */
};

static void
add_there(struct look *look, const char *text)
{
  fasti_buffer_printf(&look->there, "%s%s", look->there.size ? _(", ") : "", text);
}

static const char *
there(const struct look *look)
{
  return look->there.size ? look->there.at : _("nothing");
}

/* -- notes below a failure -- */

struct note {
  struct scenario_run *run;
  struct fasti_buffer text;
};

static void
note_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct note *note = self;
  char date[FASTI_DATE_SIZE];

  if (strcmp(row->state, "met") != 0)
    fasti_buffer_printf(&note->text, "%s%s%s%s %s (%s)", note->text.size ? ", " : "", row->session,
                        *row->session ? "/" : "", row->deadline, fasti_day_format(row->due, date), row->state);
}

static void
note_task(void *self, const struct fasti_task_row *row)
{
  struct note *note = self;

  fasti_buffer_printf(&note->text, "%s%s", note->text.size ? ", " : "", row->task);
  if (*row->key)
    fasti_buffer_printf(&note->text, "[%s]", row->key);
  fasti_buffer_printf(&note->text, " (%s%s%s)", row->state, *row->persons ? " " : "", row->persons);
}

static void
add_note(struct scenario_run *run, struct fasti_place place, const char *label, struct note *note)
{
  struct fasti_message message = {.severity = FASTI_NOTE, .place = place};

  message.text = fasti_arena_printf(run->cli->arena, "%s: %s", label, note->text.size ? note->text.at : _("nothing"));
  fasti_message_add(run->messages, &message);
  fasti_buffer_clear(&note->text);
}

void
scenario_tell_case(struct scenario_run *run, struct fasti_place place)
{
  struct note note = {.run = run};
  struct fasti_case *case_ = NULL;
  struct fasti_case_row row = {0};

  if (!run->case_id || fasti_office_case(run->office, run->case_id, NULL, &case_) != FASTI_OK)
    return;
  fasti_case_row(case_, &row);
  fasti_buffer_printf(&note.text, "%s (%s)", row.states, row.status);
  add_note(run, place, _("steps"), &note);
  fasti_case_tasks(case_, note_task, &note);
  add_note(run, place, _("tasks"), &note);
  fasti_case_deadlines(case_, note_deadline, &note);
  add_note(run, place, _("deadlines"), &note);
  fasti_buffer_free(&note.text);
  fasti_case_free(case_);
}

/* -- failures -- */

static struct fasti_messages *
fails(struct look *look)
{
  look->run->failed = true;
  return look->run->messages;
}

/* -- states -- */

static bool
has_state(const struct fasti_chart *chart, const char *state)
{
  if (fasti_chart_find(chart, state) >= 0)
    return true;
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child && has_state(fasti_chart_invoke(chart, i)->child, state))
      return true;
  return false;
}

static void
expect_states(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_case_row row = {0};

  fasti_case_row(look->case_, &row);
  for (size_t i = 0; i < step->name_count; i++) {
    const char *state = step->names[i];

    if (!has_state(fasti_procedure_chart(fasti_case_procedure(look->case_)), state))
      fasti_error_at(fails(look), step->place, "the procedure has no state \"%s\"", state);
    else if (fasti_case_in(look->case_, state) == step->negated)
      fasti_error_at(fails(look), step->place,
                     step->negated ? "expected state %s not to be active; active are: %s"
                                   : "expected state %s; active are: %s",
                     state, row.states);
  }
}

/* -- deadlines -- */

/* Sessions that f:each opened are called INVOKE.KEY in their path. */
static bool
is_for_key(const char *session, const char *key)
{
  size_t size = strlen(key);

  for (const char *at = session; *at;) {
    size_t part = strcspn(at, "/");

    if (part > size && at[part - size - 1] == '.' && strncmp(at + part - size, key, size) == 0)
      return true;
    at += part + (at[part] == '/');
  }
  return false;
}

static void
look_at_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct look *look = self;
  const struct scenario_step *step = look->step;
  bool runs = strcmp(row->state, "running") == 0 || strcmp(row->state, "suspended") == 0;
  char date[FASTI_DATE_SIZE];

  if (strcmp(row->deadline, step->name) != 0 || (step->key && !is_for_key(row->session, step->key)))
    return;
  add_there(look, fasti_arena_printf(look->run->cli->arena, "%s%s %s", fasti_day_format(row->due, date),
                                     row->provisional ? " provisional" : "", row->state));
  if (step->day == FASTI_NO_DAY)
    look->found = look->found || runs;
  else
    look->found = look->found || (row->due == step->day && row->provisional == step->provisional);
}

static void
expect_deadline(struct look *look)
{
  const struct scenario_step *step = look->step;
  char date[FASTI_DATE_SIZE];

  fasti_case_deadlines(look->case_, look_at_deadline, look);
  if (look->found != step->negated)
    return;
  if (step->negated)
    fasti_error_at(fails(look), step->place, "expected no deadline %s; there is: %s", step->name, there(look));
  else if (step->day == FASTI_NO_DAY)
    fasti_error_at(fails(look), step->place, "expected deadline %s; there is: %s", step->name, there(look));
  else
    fasti_error_at(fails(look), step->place, "expected deadline %s %s%s; there is: %s", step->name,
                   fasti_day_format(step->day, date), step->provisional ? " provisional" : "", there(look));
}

/* -- tasks and actions -- */

static bool
match_task(struct look *look, const struct fasti_task_row *row)
{
  const struct scenario_step *step = look->step;

  add_there(look, *row->key ? fasti_arena_printf(look->run->cli->arena, "%s[%s]", row->task, row->key) : row->task);
  if (strcmp(row->task, step->name) == 0 && (!step->key || strcmp(row->key, step->key) == 0))
    look->found = true;
  return true;
}

static void
look_at_task(void *self, const struct fasti_task_row *row)
{
  match_task(self, row);
}

static bool
look_at_stored_task(void *self, const struct fasti_task_row *row)
{
  return match_task(self, row);
}

static bool
find_person(struct look *look, struct fasti_person_row *row)
{
  struct fasti_messages *told = cli_messages_new();
  bool found = fasti_office_person(look->run->office, look->step->person, look->run->cli->arena, told, row) == FASTI_OK;

  if (!found)
    fasti_error_at(fails(look), look->step->place, "no person is called \"%s\" here", look->step->person);
  fasti_messages_free(told);
  return found;
}

static void
expect_task(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;
  struct fasti_person_row person;

  if (step->person) {
    struct fasti_task_filter filter = {.case_id = look->run->case_id, .due_before = FASTI_NO_DAY};

    if (!find_person(look, &person))
      return;
    filter.person = person.id;
    filter.roles = person.roles;
    filter.unit = person.unit;
    if (store->call->task_list(store, &filter, look_at_stored_task, look) != FASTI_OK)
      add_there(look, store->call->error(store));
  } else {
    fasti_case_tasks(look->case_, look_at_task, look);
  }
  if (look->found == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected no task %s%s%s; there is: %s" : "expected task %s%s%s; there is: %s",
                   step->name, step->person ? _(" for ") : "", step->person ? step->person : "", there(look));
}

static void
look_at_action(void *self, const struct fasti_action_view *action)
{
  struct look *look = self;
  const struct scenario_step *step = look->step;

  if (!action->allowed)
    return;
  add_there(look, action->event);
  if (strcmp(action->event, step->name) == 0 && (!step->key || (action->key && strcmp(action->key, step->key) == 0)))
    look->found = true;
}

static void
expect_action(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_person_row row;
  struct fasti_person person;

  if (!step->person) {
    fasti_error_at(fails(look), step->place, "say for whom: expect action %s for PERSON", step->name);
    return;
  }
  if (!find_person(look, &row))
    return;
  person = fasti_person_of(&row);
  fasti_case_actions(look->case_, &person, look_at_action, look);
  if (look->found == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected no action %s for %s; there is: %s"
                                 : "expected action %s for %s; there is: %s",
                   step->name, step->person, there(look));
}

/* -- events and data -- */

static void
expect_event(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_buffer *events = &look->run->events;
  const char *wanted = fasti_arena_printf(look->run->cli->arena, " %s:%s ", look->run->case_id, step->name);
  bool found = events->size && strstr(events->at, wanted);

  if (found == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected no event %s; there were:%s" : "expected event %s; there were:%s",
                   step->name, events->size ? events->at : _(" none"));
}

static void
expect_data(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_messages *told = cli_messages_new();
  struct fasti_buffer value = {0};
  enum fasti_status status = fasti_case_evaluate(look->case_, step->name, told, &value);
  bool same = strcmp(value.size ? value.at : "", step->text) == 0;

  if (status != FASTI_OK)
    fasti_error_at(fails(look), step->place, "%s",
                   fasti_messages_count(told) ? fasti_messages_at(told, 0)->text : fasti_status_text(status));
  else if (same == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected %s not to be \"%s\"; it is \"%s\"" : "expected %s = \"%s\"; it is \"%s\"",
                   step->name, step->text, value.size ? value.at : "");
  fasti_buffer_free(&value);
  fasti_messages_free(told);
}

/* -- instruments and messages -- */

static bool
look_at_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct look *look = self;

  if (strcmp(row->instrument, look->step->name) == 0) {
    look->found = true;
    look->count++;
  }
  return true;
}

static void
expect_instrument(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;

  if (store->call->instrument_list(store, look->run->case_id, 0, look_at_instrument, look) != FASTI_OK)
    add_there(look, store->call->error(store));
  if (step->negated && look->count)
    fasti_error_at(fails(look), step->place, "expected no instrument %s; issued were %" PRId64, step->name,
                   look->count);
  else if (!step->negated && look->count != step->count)
    fasti_error_at(fails(look), step->place, "expected instrument %s %d; issued were %" PRId64, step->name, step->count,
                   look->count);
}

static bool
find_last(void *self, const struct fasti_instrument_row *row)
{
  struct look *look = self;

  if (strcmp(row->instrument, look->step->name) == 0)
    look->count = row->number;
  return true;
}

/* What people read of a document, in which markup may stand between the words. It has a document type, which is not
 * loaded, so this is not for the reader of definitions. */
static bool
look_into(void *self, const struct fasti_instrument_row *row)
{
  struct look *look = self;
  xmlDocPtr doc = xmlReadMemory(row->content.at, (int)row->content.size, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlChar *text = doc ? xmlNodeGetContent(xmlDocGetRootElement(doc)) : NULL;

  look->found = text && strstr((const char *)text, look->step->text);
  xmlFree(text);
  xmlFreeDoc(doc);
  return false;
}

static void
expect_text(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;
  enum fasti_status status = store->call->instrument_list(store, look->run->case_id, 0, find_last, look);

  if (status == FASTI_OK && !look->count) {
    fasti_error_at(fails(look), step->place, "expected a text in instrument %s, which was not issued", step->name);
    return;
  }
  if (status == FASTI_OK)
    status = store->call->instrument_list(store, look->run->case_id, look->count, look_into, look);
  if (status == FASTI_OK && look->found == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected instrument %s not to say \"%s\"" : "expected instrument %s to say \"%s\"",
                   step->name, step->text);
}

static bool
look_at_notice(void *self, const struct fasti_outbox_row *row)
{
  struct look *look = self;

  if (strcmp(row->case_id, look->run->case_id) != 0 || strcmp(row->to, look->step->name) != 0)
    return true;
  add_there(look, row->text);
  look->found = look->found || strstr(row->text, look->step->text);
  return true;
}

static void
expect_notice(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;

  if (store->call->outbox_list(store, false, look_at_notice, look) != FASTI_OK)
    add_there(look, store->call->error(store));
  if (look->found == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected no message to %s with \"%s\"; there is: %s"
                                 : "expected a message to %s with \"%s\"; there is: %s",
                   step->name, step->text, there(look));
}

/* -- the case -- */

static void
expect_ended(struct look *look)
{
  const char *outcome = fasti_case_outcome(look->case_);
  bool same = outcome && strcmp(outcome, look->step->name) == 0;

  if (same == look->step->negated)
    fasti_error_at(fails(look), look->step->place,
                   look->step->negated ? "expected the case not to have ended in %s; it is: %s"
                                       : "expected the case to have ended in %s; it is: %s",
                   look->step->name, outcome ? outcome : _("open"));
}

static void
expect_status(struct look *look)
{
  struct fasti_case_row row = {0};

  fasti_case_row(look->case_, &row);
  if ((strcmp(row.status, look->step->name) == 0) == look->step->negated)
    fasti_error_at(fails(look), look->step->place,
                   look->step->negated ? "expected the case not to be %s; it is %s"
                                       : "expected the case to be %s; it is %s",
                   look->step->name, row.status);
}

/* -- what other cases know of it -- */

static bool
look_at_fact(void *self, const struct fasti_fact_row *row)
{
  struct look *look = self;

  if (strcmp(row->name, look->step->name) != 0)
    return true;
  add_there(look, row->value);
  look->found = look->found || strcmp(row->value, look->step->text) == 0;
  return true;
}

static bool
look_at_key(void *self, const struct fasti_key_row *row)
{
  struct look *look = self;

  add_there(look, row->key);
  look->found = strcmp(row->key, look->step->text) == 0;
  return true;
}

/* The name "key" means the case's key. */
static void
expect_fact(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;
  const struct fasti_key_row wanted = {.case_id = look->run->case_id};
  enum fasti_status status = strcmp(step->name, "key") == 0
                               ? store->call->key_list(store, &wanted, look_at_key, look)
                               : store->call->fact_list(store, look->run->case_id, look_at_fact, look);

  if (status != FASTI_OK)
    add_there(look, store->call->error(store));
  if (look->found == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected the fact %s not to be \"%s\"; it is: %s"
                                 : "expected the fact %s to be \"%s\"; it is: %s",
                   step->name, step->text, there(look));
}

static bool
take_procedure(void *self, const struct fasti_case_row *row)
{
  snprintf(self, 128, "%s", row->procedure);
  return false;
}

static bool
look_at_link(void *self, const struct fasti_link_row *row)
{
  struct look *look = self;
  struct fasti_store *store = look->run->store;
  char procedure[128] = "";

  if (store->call->case_get(store, row->other, take_procedure, procedure) != FASTI_OK)
    return true;
  add_there(look, fasti_arena_printf(look->run->cli->arena, "%s %s %s", row->kind, procedure, row->other));
  look->count += strcmp(row->kind, look->step->name) == 0 && strcmp(procedure, look->step->text) == 0;
  return true;
}

static void
expect_link(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;
  bool there_is;

  if (store->call->link_list(store, look->run->case_id, look_at_link, look) != FASTI_OK)
    add_there(look, store->call->error(store));
  there_is = step->count < 0 ? look->count > 0 : look->count == step->count;
  if (there_is == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected no such link %s %s; there is: %s" : "expected the link %s %s; there is: %s",
                   step->name, step->text, there(look));
}

static bool
count_case(void *self, const struct fasti_case_row *row)
{
  struct look *look = self;

  (void)row;
  look->count++;
  return true;
}

static void
expect_cases(struct look *look)
{
  const struct scenario_step *step = look->step;
  struct fasti_store *store = look->run->store;
  struct fasti_case_filter filter = {.procedure = step->name, .due_before = FASTI_NO_DAY};

  if (store->call->case_list(store, &filter, count_case, look) != FASTI_OK)
    look->count = -1;
  if ((look->count == step->count) == step->negated)
    fasti_error_at(fails(look), step->place,
                   step->negated ? "expected not %d cases of %s; there are %" PRId64
                                 : "expected %d cases of %s; there are %" PRId64,
                   step->count, step->name, look->count);
}

static void
expect_refused(struct look *look)
{
  const char *refusal = look->run->refusal, *text = look->step->text;

  if (!refusal)
    fasti_error_at(fails(look), look->step->place,
                   "expected a refusal; put \"try\" before the command that is refused");
  else if (text && (strstr(refusal, text) != NULL) == look->step->negated)
    fasti_error_at(fails(look), look->step->place, "expected it to be refused with \"%s\"; it was refused with: %s",
                   text, refusal);
}

static void (*const looks[])(struct look *look) = {
  [EXPECT_STATE] = expect_states,          [EXPECT_DEADLINE] = expect_deadline, [EXPECT_TASK] = expect_task,
  [EXPECT_ACTION] = expect_action,         [EXPECT_EVENT] = expect_event,       [EXPECT_DATA] = expect_data,
  [EXPECT_INSTRUMENT] = expect_instrument, [EXPECT_TEXT] = expect_text,         [EXPECT_NOTICE] = expect_notice,
  [EXPECT_ENDED] = expect_ended,           [EXPECT_STATUS] = expect_status,     [EXPECT_FACT] = expect_fact,
  [EXPECT_LINK] = expect_link,             [EXPECT_CASES] = expect_cases,
};

void
scenario_expect(struct scenario_run *run, const struct scenario_step *step)
{
  struct look look = {.run = run, .step = step};
  struct fasti_messages *told = cli_messages_new();
  size_t before = fasti_messages_count(run->messages);

  if (step->expect == EXPECT_REFUSED)
    expect_refused(&look);
  else if (step->expect == EXPECT_CASES)
    expect_cases(&look);
  else if (!run->case_id)
    fasti_error_at(fails(&look), step->place, "no case is open yet");
  else if (fasti_office_case(run->office, run->case_id, told, &look.case_) != FASTI_OK)
    fasti_error_at(fails(&look), step->place, "%s: %s", run->case_id,
                   fasti_messages_count(told) ? fasti_messages_at(told, 0)->text : "");
  else
    looks[step->expect](&look);
  if (fasti_messages_count(run->messages) > before && look.case_)
    scenario_tell_case(run, step->place);
  fasti_case_free(look.case_);
  fasti_buffer_free(&look.there);
  fasti_messages_free(told);
}
