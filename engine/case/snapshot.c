/* engine/case/snapshot.c - a case as one XML document, and back to the same bytes.
 *
 * Numbers of charts (invokes, states, deadlines) are kept as they are: a case is pinned to its package, whose charts
 * never change. Messages: a snapshot that is not of this case's procedure, or does not fit its charts.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/case/state.h"

/* Writing. */

static void
put(struct fasti_buffer *out, const char *name, const char *value)
{
  const char *kept = value, *shown;

  if (!value)
    return;
  fasti_buffer_printf(out, " %s=\"", name);
  for (; *value; value++) {
    shown = *value == '&'    ? "&amp;"
            : *value == '<'  ? "&lt;"
            : *value == '"'  ? "&quot;"
            : *value == '\n' ? "&#10;"
            : *value == '\r' ? "&#13;"
            : *value == '\t' ? "&#9;"
                             : NULL;
    if (shown) {
      fasti_buffer_add(out, kept, (size_t)(value - kept));
      fasti_buffer_puts(out, shown);
      kept = value + 1;
    }
  }
  fasti_buffer_add(out, kept, (size_t)(value - kept));
  fasti_buffer_puts(out, "\"");
}

static void
put_number(struct fasti_buffer *out, const char *name, int64_t number)
{
  fasti_buffer_printf(out, " %s=\"%lld\"", name, (long long)number);
}

/* Days and instants that are none are left out. */
static void
put_day(struct fasti_buffer *out, const char *name, int32_t day)
{
  if (day != FASTI_NO_DAY)
    put_number(out, name, day);
}

static void
put_node(struct fasti_buffer *out, const char *name, const xmlNode *node)
{
  if (!node)
    return;
  fasti_buffer_printf(out, "<%s>", name);
  fasti_xml_write(node, out);
  fasti_buffer_printf(out, "</%s>", name);
}

static void
put_period(struct fasti_buffer *out, struct fasti_period period)
{
  put_number(out, "count", period.count);
  put_number(out, "unit", period.unit);
}

static void
write_people(const struct fasti_case *case_, struct fasti_buffer *out)
{
  for (size_t i = 0; i < case_->people.count; i++) {
    const struct person *person = &case_->people.items[i];

    if (person->guest)
      continue;
    fasti_buffer_puts(out, "<person");
    put(out, "id", person->id);
    put(out, "name", person->name);
    put(out, "certificate", person->certificate);
    put(out, "roles", person->roles);
    put(out, "acted", person->acted);
    put(out, "valid-to", *person->valid_to ? person->valid_to : NULL);
    put(out, "interests", *person->interests ? person->interests : NULL);
    put(out, "unit", *person->unit ? person->unit : NULL);
    if (person->recused)
      put(out, "recused", "true");
    fasti_buffer_puts(out, "/>");
  }
  for (size_t i = 0; i < case_->history.count; i++) {
    fasti_buffer_puts(out, "<did");
    put(out, "task", case_->history.items[i].task);
    put(out, "person", case_->history.items[i].person);
    put_number(out, "entry", case_->history.items[i].sequence);
    fasti_buffer_puts(out, "/>");
  }
  for (size_t i = 0; i < case_->visits.count; i++) {
    fasti_buffer_puts(out, "<visit");
    put(out, "session", case_->visits.items[i].session);
    put(out, "state", case_->visits.items[i].state);
    fasti_buffer_puts(out, "/>");
  }
}

static void
write_task(const struct task *task, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<task");
  put_number(out, "number", task->number);
  put(out, "session", task->session);
  put_number(out, "invoke", task->invoke);
  if (task->people)
    put_number(out, "people", task->people);
  put(out, "key", task->key);
  put(out, "title", task->title);
  put_number(out, "state", task->state);
  put(out, "claimant", task->claimant);
  put(out, "owners", task->owners);
  put(out, "copies", task->copies);
  put(out, "drafter", task->drafter);
  put_number(out, "opened-at", task->opened_at);
  put_number(out, "opened-in", task->opened_in);
  put_number(out, "urged", task->urged);
  if (task->touched)
    put(out, "touched", "true");
  fasti_buffer_puts(out, ">");
  for (size_t i = 0; i < task->signers.count; i++) {
    fasti_buffer_puts(out, "<signer");
    put(out, "person", task->signers.items[i].person);
    put(out, "added", task->signers.items[i].added ? "true" : NULL);
    put(out, "agreed", task->signers.items[i].agreed ? "true" : NULL);
    fasti_buffer_puts(out, "/>");
  }
  put_node(out, "draft", task->draft);
  fasti_buffer_puts(out, "</task>");
}

/* Which deadline of which document a note is. */
static void
put_note(const struct fasti_case *case_, const struct fasti_deadline_note *note, struct fasti_buffer *out)
{
  const struct fasti_notes *notes;

  for (size_t i = 0; (notes = fasti_procedure_notes_at(case_->procedure, i)); i++)
    for (size_t j = 0; j < notes->deadline_count; j++)
      if (&notes->deadlines[j] == note) {
        put_number(out, "document", (int64_t)i);
        put_number(out, "deadline", (int64_t)j);
      }
}

static void
write_clock(const struct fasti_case *case_, const struct clock *clock, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<clock");
  put(out, "session", clock->session);
  put_note(case_, clock->note, out);
  put_number(out, "state", clock->state);
  put_day(out, "started", clock->started_on);
  put_day(out, "ended", clock->ended_on);
  put_day(out, "from", clock->from);
  put_period(out, clock->within);
  if (clock->note->role_template)
    put(out, "role", clock->role);
  put(out, "warn", clock->warn);
  put_number(out, "fired", clock->fired);
  fasti_buffer_puts(out, ">");
  for (size_t i = 0; i < clock->pauses.count; i++) {
    const struct pause *pause = &clock->pauses.items[i];

    fasti_buffer_puts(out, "<pause");
    put(out, "state", pause->state);
    put_day(out, "from", pause->span.from);
    put_day(out, "to", pause->span.to);
    put(out, "reason", pause->span.reason);
    put(out, "law", pause->span.law);
    fasti_buffer_puts(out, "/>");
  }
  for (size_t i = 0; i < clock->extensions.count; i++) {
    const struct fasti_extension *extension = &clock->extensions.items[i];

    fasti_buffer_puts(out, "<extension");
    put_period(out, extension->by);
    put_day(out, "on", extension->on);
    put(out, "who", extension->who);
    put(out, "law", extension->law);
    fasti_buffer_puts(out, "/>");
  }
  for (size_t i = 0; i < clock->rearms.count; i++) {
    fasti_buffer_puts(out, "<rearm");
    put_day(out, "on", clock->rearms.items[i].on);
    put_day(out, "from", clock->rearms.items[i].from);
    put_period(out, clock->rearms.items[i].within);
    fasti_buffer_puts(out, "/>");
  }
  for (size_t i = 0; i < clock->moves.count; i++) {
    fasti_buffer_puts(out, "<move");
    put_day(out, "on", clock->moves.items[i].on);
    put_day(out, "before", clock->moves.items[i].before);
    put_day(out, "after", clock->moves.items[i].after);
    put(out, "why", clock->moves.items[i].why);
    fasti_buffer_puts(out, "/>");
  }
  fasti_buffer_puts(out, "</clock>");
}

static void
write_issued(const struct issued *issued, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<instrument");
  put_number(out, "number", issued->number);
  put(out, "instrument", issued->instrument);
  put(out, "key", issued->key);
  put(out, "document-number", issued->document_number);
  put(out, "title", issued->title);
  put(out, "hash", issued->hash);
  put_number(out, "at", issued->at);
  put_number(out, "sequence", issued->sequence);
  put_number(out, "year", issued->year);
  fasti_buffer_puts(out, "/>");
}

static void
write_each(const struct each *each, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<each");
  put(out, "session", each->session);
  put_number(out, "invoke", each->invoke);
  put(out, "done", each->done ? "true" : NULL);
  fasti_buffer_puts(out, ">");
  for (size_t i = 0; i < each->items.count; i++) {
    fasti_buffer_puts(out, "<item");
    put(out, "key", each->items.items[i].key);
    put(out, "done", each->items.items[i].done ? "true" : NULL);
    fasti_buffer_puts(out, "/>");
  }
  fasti_buffer_puts(out, "</each>");
}

static void
write_completion(const struct completion *completion, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<completion");
  put_number(out, "entry", completion->sequence);
  put_number(out, "number", completion->number);
  put(out, "task", completion->task);
  put(out, "key", completion->key);
  put(out, "session", completion->session);
  put(out, "person", completion->person);
  put_number(out, "invoke", completion->invoke);
  fasti_buffer_puts(out, ">");
  for (size_t i = 0; i < completion->landed.count; i++)
    fasti_buffer_printf(out, "<landed state=\"%d\"/>", completion->landed.items[i]);
  for (size_t i = 0; i < completion->opened.count; i++)
    fasti_buffer_printf(out, "<opened task=\"%lld\"/>", (long long)completion->opened.items[i]);
  put_node(out, "data", completion->data);
  fasti_buffer_puts(out, "</completion>");
}

static void
write_attached(const struct attached *file, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<file");
  put(out, "name", file->name);
  put(out, "media", file->media);
  put(out, "hash-name", file->hash_name);
  put(out, "hash", file->hash);
  put(out, "by", file->by);
  put_number(out, "size", file->size);
  put_number(out, "at", file->at);
  put_number(out, "entry", file->sequence);
  put_number(out, "supersedes", file->supersedes);
  if (*file->from) {
    put(out, "from", file->from);
    put_number(out, "from-number", file->from_number);
  }
  fasti_buffer_puts(out, "/>");
}

static void
write_every(const struct fasti_case *case_, const struct every *every, struct fasti_buffer *out)
{
  const struct fasti_notes *notes;

  fasti_buffer_puts(out, "<every");
  put(out, "session", every->session);
  for (size_t i = 0; (notes = fasti_procedure_notes_at(case_->procedure, i)); i++)
    for (size_t j = 0; j < notes->every_count; j++)
      if (&notes->everies[j] == every->note) {
        put_number(out, "document", (int64_t)i);
        put_number(out, "every", (int64_t)j);
      }
  put(out, "rule", every->rule);
  put_day(out, "from", every->from);
  put_day(out, "next", every->next);
  fasti_buffer_puts(out, "/>");
}

static void
write_others(const struct fasti_case *case_, struct fasti_buffer *out)
{
  for (size_t i = 0; i < case_->others.count; i++) {
    const struct other *other = &case_->others.items[i];

    fasti_buffer_puts(out, "<other");
    put_number(out, "kind", other->kind);
    put(out, "id", other->id);
    put(out, "procedure", other->procedure);
    put(out, "event", other->event);
    put_number(out, "entry", other->sequence);
    put(out, "session", other->session);
    put_number(out, "invoke", other->invoke);
    put(out, "key", other->key);
    put(out, "reply", other->reply ? "true" : NULL);
    put(out, "ended", other->ended ? "true" : NULL);
    fasti_buffer_puts(out, "/>");
  }
  for (size_t i = 0; i < case_->waiting.count; i++) {
    const struct waiting *waiting = &case_->waiting.items[i];

    fasti_buffer_puts(out, "<waiting");
    put(out, "from", waiting->from);
    put(out, "procedure", waiting->procedure);
    put(out, "event", waiting->event);
    put(out, "session", waiting->session);
    fasti_buffer_puts(out, ">");
    if (waiting->data)
      fasti_xml_write(waiting->data, out);
    fasti_buffer_puts(out, "</waiting>");
  }
}

static void
write_head(const struct fasti_case *case_, struct fasti_buffer *out)
{
  put(out, "id", case_->id);
  put(out, "procedure", fasti_procedure_id(case_->procedure));
  put_number(out, "status", case_->status);
  put(out, "outcome", case_->outcome);
  put(out, "opened-by", case_->opened_by);
  put(out, "key", *case_->key ? case_->key : NULL);
  put(out, "parent", *case_->parent ? case_->parent : NULL);
  put(out, "parent-procedure", *case_->parent_procedure ? case_->parent_procedure : NULL);
  put(out, "reports", case_->reports ? "true" : NULL);
  put_number(out, "opened-at", case_->opened_at);
  put_number(out, "ended-at", case_->ended_at);
  put_number(out, "last-at", case_->last_at);
  put_number(out, "entries", case_->entries);
  put_number(out, "tasks", case_->tasks_opened);
  put_number(out, "instruments", case_->instruments_issued);
  if (case_->published)
    put_number(out, "published", case_->published);
  if (!case_->suspension.by)
    return;
  put(out, "suspended-by", case_->suspension.by);
  put(out, "suspended-for", case_->suspension.reason);
  put(out, "suspended-law", case_->suspension.law);
  put_day(out, "suspended-since", case_->suspension.since);
}

void
fasti_case_write(const struct fasti_case *case_, struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<case");
  write_head(case_, out);
  fasti_buffer_puts(out, ">");
  for (size_t i = 0; i < case_->calendars.count; i++) {
    fasti_buffer_puts(out, "<calendar");
    put(out, "name", case_->calendars.items[i].name);
    put(out, "text", case_->calendars.items[i].text);
    fasti_buffer_puts(out, "/>");
  }
  write_people(case_, out);
  for (size_t i = 0; i < case_->tasks.count; i++)
    write_task(&case_->tasks.items[i], out);
  for (size_t i = 0; i < case_->clocks.count; i++)
    write_clock(case_, &case_->clocks.items[i], out);
  for (size_t i = 0; i < case_->issued.count; i++)
    write_issued(&case_->issued.items[i], out);
  for (size_t i = 0; i < case_->attached.count; i++)
    write_attached(&case_->attached.items[i], out);
  for (size_t i = 0; i < case_->eaches.count; i++)
    write_each(&case_->eaches.items[i], out);
  for (size_t i = 0; i < case_->completions.count; i++)
    write_completion(&case_->completions.items[i], out);
  for (size_t i = 0; i < case_->everies.count; i++)
    write_every(case_, &case_->everies.items[i], out);
  write_others(case_, out);
  if (case_->machine)
    fasti_machine_write(case_->machine, out);
  fasti_buffer_puts(out, "</case>");
}

/* Reading. */

static const char *
get(struct fasti_case *case_, const xmlNode *node, const char *name)
{
  return case_keep(case_, fasti_xml_attribute(node, NULL, name));
}

static const char *
get_text(struct fasti_case *case_, const xmlNode *node, const char *name)
{
  const char *text = get(case_, node, name);

  return text ? text : "";
}

static int64_t
get_number(const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);

  return text ? strtoll(text, NULL, 10) : 0;
}

static int32_t
get_day(const xmlNode *node, const char *name)
{
  return fasti_xml_attribute(node, NULL, name) ? (int32_t)get_number(node, name) : FASTI_NO_DAY;
}

static bool
get_bool(const xmlNode *node, const char *name)
{
  return fasti_xml_attribute(node, NULL, name) != NULL;
}

static struct fasti_period
get_period(const xmlNode *node)
{
  return (struct fasti_period){(int)get_number(node, "count"), (enum fasti_unit)get_number(node, "unit")};
}

static xmlNodePtr
get_node(struct fasti_case *case_, const xmlNode *node)
{
  const xmlNode *child = fasti_xml_first(node);

  return child ? case_store_node(case_, child) : NULL;
}

static bool
read_person(struct fasti_case *case_, const xmlNode *node)
{
  *LIST_ADD(&case_->people) = (struct person){.id = get_text(case_, node, "id"),
                                              .name = get_text(case_, node, "name"),
                                              .certificate = get_text(case_, node, "certificate"),
                                              .roles = get_text(case_, node, "roles"),
                                              .acted = get_text(case_, node, "acted"),
                                              .valid_to = get_text(case_, node, "valid-to"),
                                              .interests = get_text(case_, node, "interests"),
                                              .unit = get_text(case_, node, "unit"),
                                              .recused = get_bool(node, "recused")};
  return true;
}

static bool
read_did(struct fasti_case *case_, const xmlNode *node)
{
  *LIST_ADD(&case_->history) =
    (struct performed){get_text(case_, node, "task"), get_text(case_, node, "person"), get_number(node, "entry")};
  return true;
}

static bool
read_visit(struct fasti_case *case_, const xmlNode *node)
{
  *LIST_ADD(&case_->visits) = (struct visit){get_text(case_, node, "session"), get_text(case_, node, "state")};
  return true;
}

/* The invoke of a session that is there. */
static bool
is_invoke(struct fasti_case *case_, const char *path, int invoke)
{
  struct fasti_session *session = case_session(case_, path);

  return session && invoke >= 0 && invoke < fasti_chart_invoke_count(fasti_session_chart(session));
}

static bool
read_task(struct fasti_case *case_, const xmlNode *node)
{
  struct task *task = LIST_ADD(&case_->tasks);

  task->number = get_number(node, "number");
  task->session = get_text(case_, node, "session");
  task->invoke = (int)get_number(node, "invoke");
  task->people = (int)get_number(node, "people");
  task->key = get_text(case_, node, "key");
  task->title = get_text(case_, node, "title");
  task->state = (enum task_state)get_number(node, "state");
  task->claimant = get(case_, node, "claimant");
  task->owners = get_text(case_, node, "owners");
  task->copies = get_text(case_, node, "copies");
  task->drafter = get(case_, node, "drafter");
  task->opened_at = get_number(node, "opened-at");
  task->opened_in = get_number(node, "opened-in");
  task->urged = (int)get_number(node, "urged");
  task->touched = get_bool(node, "touched");
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NULL, "signer"))
      *LIST_ADD(&task->signers) =
        (struct signer){get_text(case_, child, "person"), get_bool(child, "added"), get_bool(child, "agreed")};
    else
      task->draft = get_node(case_, child);
  return is_invoke(case_, task->session, task->invoke) && task->state <= TASK_SIGNING;
}

static void
read_clock_child(struct fasti_case *case_, const xmlNode *node, struct clock *clock)
{
  if (fasti_xml_is(node, NULL, "pause"))
    *LIST_ADD(&clock->pauses) = (struct pause){
      get_text(case_, node, "state"),
      {get_day(node, "from"), get_day(node, "to"), get_text(case_, node, "reason"), get_text(case_, node, "law")}};
  else if (fasti_xml_is(node, NULL, "extension"))
    *LIST_ADD(&clock->extensions) = (struct fasti_extension){
      get_period(node), get_day(node, "on"), get_text(case_, node, "who"), get_text(case_, node, "law")};
  else if (fasti_xml_is(node, NULL, "move"))
    *LIST_ADD(&clock->moves) = (struct fasti_move){get_day(node, "on"), get_day(node, "before"),
                                                   get_day(node, "after"), get_text(case_, node, "why")};
  else
    *LIST_ADD(&clock->rearms) = (struct rearm){get_day(node, "on"), get_day(node, "from"), get_period(node)};
}

static bool
read_clock(struct fasti_case *case_, const xmlNode *node)
{
  const struct fasti_notes *notes = fasti_procedure_notes_at(case_->procedure, (size_t)get_number(node, "document"));
  size_t deadline = (size_t)get_number(node, "deadline");
  struct clock *clock;

  if (!notes || deadline >= notes->deadline_count)
    return false;
  clock = LIST_ADD(&case_->clocks);
  *clock = (struct clock){.session = get_text(case_, node, "session"),
                          .note = &notes->deadlines[deadline],
                          .role = notes->deadlines[deadline].role_template ? get_text(case_, node, "role")
                                                                           : notes->deadlines[deadline].role,
                          .state = (enum clock_state)get_number(node, "state"),
                          .started_on = get_day(node, "started"),
                          .ended_on = get_day(node, "ended"),
                          .from = get_day(node, "from"),
                          .within = get_period(node),
                          .warn = get_text(case_, node, "warn"),
                          .fired = (unsigned)get_number(node, "fired")};
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    read_clock_child(case_, child, clock);
  return clock->state <= CLOCK_MET && clock->within.unit <= FASTI_YEARS;
}

static bool
read_issued(struct fasti_case *case_, const xmlNode *node)
{
  *LIST_ADD(&case_->issued) = (struct issued){.number = get_number(node, "number"),
                                              .instrument = get_text(case_, node, "instrument"),
                                              .key = get_text(case_, node, "key"),
                                              .document_number = get_text(case_, node, "document-number"),
                                              .title = get_text(case_, node, "title"),
                                              .hash = get_text(case_, node, "hash"),
                                              .at = get_number(node, "at"),
                                              .sequence = get_number(node, "sequence"),
                                              .year = (int)get_number(node, "year")};
  return true;
}

static bool
read_each(struct fasti_case *case_, const xmlNode *node)
{
  struct each *each = LIST_ADD(&case_->eaches);

  each->session = get_text(case_, node, "session");
  each->invoke = (int)get_number(node, "invoke");
  each->done = get_bool(node, "done");
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    *LIST_ADD(&each->items) = (struct each_item){get_text(case_, child, "key"), get_bool(child, "done")};
  return is_invoke(case_, each->session, each->invoke);
}

static bool
read_completion(struct fasti_case *case_, const xmlNode *node)
{
  struct completion *completion = LIST_ADD(&case_->completions);

  completion->sequence = get_number(node, "entry");
  completion->number = get_number(node, "number");
  completion->task = get_text(case_, node, "task");
  completion->key = get_text(case_, node, "key");
  completion->session = get_text(case_, node, "session");
  completion->person = get_text(case_, node, "person");
  completion->invoke = (int)get_number(node, "invoke");
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NULL, "landed"))
      *LIST_ADD(&completion->landed) = (int)get_number(child, "state");
    else if (fasti_xml_is(child, NULL, "opened"))
      *LIST_ADD(&completion->opened) = get_number(child, "task");
    else
      completion->data = get_node(case_, child);
  return is_invoke(case_, completion->session, completion->invoke);
}

static bool
read_attached(struct fasti_case *case_, const xmlNode *node)
{
  struct attached *file = LIST_ADD(&case_->attached);

  *file = (struct attached){.number = (int64_t)case_->attached.count,
                            .name = get_text(case_, node, "name"),
                            .media = get_text(case_, node, "media"),
                            .hash_name = get_text(case_, node, "hash-name"),
                            .hash = get_text(case_, node, "hash"),
                            .by = get_text(case_, node, "by"),
                            .from = get_text(case_, node, "from"),
                            .from_number = get_number(node, "from-number"),
                            .size = get_number(node, "size"),
                            .at = get_number(node, "at"),
                            .sequence = get_number(node, "entry"),
                            .supersedes = get_number(node, "supersedes")};
  return true;
}

static bool
read_every(struct fasti_case *case_, const xmlNode *node)
{
  const struct fasti_notes *notes = fasti_procedure_notes_at(case_->procedure, (size_t)get_number(node, "document"));
  size_t every = (size_t)get_number(node, "every");

  if (!notes || every >= notes->every_count || !case_session(case_, get_text(case_, node, "session")))
    return false;
  *LIST_ADD(&case_->everies) = (struct every){.session = get_text(case_, node, "session"),
                                              .note = &notes->everies[every],
                                              .rule = get_text(case_, node, "rule"),
                                              .from = get_day(node, "from"),
                                              .next = get_day(node, "next")};
  return true;
}

static bool
read_other(struct fasti_case *case_, const xmlNode *node)
{
  struct other *other = LIST_ADD(&case_->others);

  *other = (struct other){.kind = (enum other_kind)get_number(node, "kind"),
                          .id = get_text(case_, node, "id"),
                          .procedure = get_text(case_, node, "procedure"),
                          .event = get_text(case_, node, "event"),
                          .sequence = get_number(node, "entry"),
                          .session = get_text(case_, node, "session"),
                          .invoke = (int)get_number(node, "invoke"),
                          .key = get_text(case_, node, "key"),
                          .reply = get_bool(node, "reply"),
                          .ended = get_bool(node, "ended")};
  return other->kind <= OTHER_TELLER &&
         (other->invoke < 0 || !case_session(case_, other->session) || is_invoke(case_, other->session, other->invoke));
}

static bool
read_waiting(struct fasti_case *case_, const xmlNode *node)
{
  *LIST_ADD(&case_->waiting) = (struct waiting){.from = get_text(case_, node, "from"),
                                                .procedure = get_text(case_, node, "procedure"),
                                                .event = get_text(case_, node, "event"),
                                                .session = get(case_, node, "session"),
                                                .data = get_node(case_, node)};
  return true;
}

static const struct {
  const char *name;
  bool (*read)(struct fasti_case *case_, const xmlNode *node);
} readers[] = {
  {"person", read_person}, {"did", read_did},           {"visit", read_visit}, {"task", read_task},
  {"clock", read_clock},   {"instrument", read_issued}, {"each", read_each},   {"completion", read_completion},
  {"file", read_attached},
  {"other", read_other},   {"waiting", read_waiting}, {"every", read_every},
};

static void
read_head(struct fasti_case *case_, const xmlNode *root)
{
  case_->status = (enum case_status)get_number(root, "status");
  case_->outcome = get(case_, root, "outcome");
  case_->opened_by = get(case_, root, "opened-by");
  case_->key = get_text(case_, root, "key");
  case_->parent = get_text(case_, root, "parent");
  case_->parent_procedure = get_text(case_, root, "parent-procedure");
  case_->reports = get_bool(root, "reports");
  case_->opened_at = get_number(root, "opened-at");
  case_->ended_at = get_number(root, "ended-at");
  case_->last_at = get_number(root, "last-at");
  case_->today = fasti_instant_day(case_->last_at, case_zone(case_));
  case_->entries = get_number(root, "entries");
  case_->tasks_opened = get_number(root, "tasks");
  case_->instruments_issued = get_number(root, "instruments");
  case_->published = get_number(root, "published");
  case_->suspension.by = get(case_, root, "suspended-by");
  case_->suspension.reason = get(case_, root, "suspended-for");
  case_->suspension.law = get(case_, root, "suspended-law");
  case_->suspension.since = get_day(root, "suspended-since");
}

static enum fasti_status
read_machine(struct fasti_case *case_, const xmlNode *root, struct fasti_messages *messages)
{
  const xmlNode *node, *last = NULL;

  for (node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    last = node;
  if (case_->status == CASE_NEW)
    return FASTI_OK;
  if (!last)
    return FASTI_CORRUPT;
  return fasti_machine_read(fasti_procedure_chart(case_->procedure), &case_->host, last, messages, &case_->machine);
}

static enum fasti_status
read_parts(struct fasti_case *case_, const xmlNode *root)
{
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
      if (fasti_xml_is(node, NULL, readers[i].name) && !readers[i].read(case_, node))
        return FASTI_CORRUPT;
  return FASTI_OK;
}

/* Before the machine, which counts by them. */
static enum fasti_status
read_calendars(struct fasti_case *case_, const xmlNode *root)
{
  enum fasti_status status = FASTI_OK;

  for (const xmlNode *node = fasti_xml_first(root); node && status == FASTI_OK; node = fasti_xml_next(node))
    if (fasti_xml_is(node, NULL, "calendar"))
      status = case_load_calendar(case_, get_text(case_, node, "name"), get_text(case_, node, "text"), NULL);
  return status == FASTI_OK ? FASTI_OK : FASTI_CORRUPT;
}

static enum fasti_status
read_case(const struct fasti_procedure *procedure, const xmlNode *root, struct fasti_messages *messages,
          struct fasti_case **out)
{
  const char *id = fasti_xml_attribute(root, NULL, "id"), *of = fasti_xml_attribute(root, NULL, "procedure");
  enum fasti_status status;

  if (!fasti_xml_is(root, NULL, "case") || !id || !of || strcmp(of, fasti_procedure_id(procedure)) != 0)
    return FASTI_CORRUPT;
  *out = fasti_case_new(procedure, id);
  read_head(*out, root);
  if ((*out)->status > CASE_TERMINATED)
    return FASTI_CORRUPT;
  status = read_calendars(*out, root);
  if (status == FASTI_OK)
    status = read_machine(*out, root, messages);
  return status == FASTI_OK ? read_parts(*out, root) : status;
}

enum fasti_status
fasti_case_read(const struct fasti_procedure *procedure, struct fasti_slice snapshot, struct fasti_messages *messages,
                struct fasti_case **out)
{
  enum fasti_status status;
  xmlDocPtr doc;

  *out = NULL;
  if (fasti_xml_parse("snapshot", snapshot, messages, &doc) != FASTI_OK)
    return FASTI_CORRUPT;
  status = read_case(procedure, xmlDocGetRootElement(doc), messages, out);
  fasti_xml_free(doc);
  if (status == FASTI_OK)
    return FASTI_OK;
  fasti_error_rule(messages, NULL, "the snapshot does not fit the procedure %s", fasti_procedure_id(procedure));
  fasti_case_free(*out);
  *out = NULL;
  return FASTI_CORRUPT;
}
