/* adapters/cli/story.c - the journal of a case as people read it; see story.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/story.h"
#include "adapters/cli/table.h"
#include "engine/search.h"

/* What was known of a case after its last entry. */
struct known_task {
  struct known_task *next;
  int64_t number;
  const char *task;
  const char *key;
  const char *title;
};

struct known_deadline {
  struct known_deadline *next;
  const char *session;
  const char *deadline;
  const char *title;
  const char *state;
  int32_t due;
};

struct known_case {
  struct known_case *next;
  const char *id;
  const char *states;
  struct known_task *tasks;
  struct known_deadline *deadlines;
};

struct story {
  struct fasti_arena *arena;
  FILE *out;
  char *held; /* what is not told yet */
  size_t held_size;
  bool names;
  struct known_case *cases;
  /* the entry at work */
  struct known_case *known;
  const struct fasti_procedure *procedure;
};

struct story *
story_new(struct fasti_arena *arena, bool names)
{
  struct story *story = fasti_arena_alloc(arena, sizeof *story);

  story->arena = arena;
  story->names = names;
  story->out = stdout;
  return story;
}

void
story_hold(struct story *story)
{
  FILE *out = open_memstream(&story->held, &story->held_size);

  story->out = out ? out : stdout;
}

bool
story_is_kept(enum fasti_status status)
{
  return status != FASTI_LOCKED && status != FASTI_READ_ONLY && status != FASTI_FULL && status != FASTI_IO &&
         status != FASTI_CORRUPT;
}

void
story_release(struct story *story, bool kept)
{
  if (story->out == stdout)
    return;
  fclose(story->out);
  story->out = stdout;
  if (kept)
    fwrite(story->held, 1, story->held_size, stdout);
  free(story->held);
  story->held = NULL;
}

const char *
story_kind(const char *kind)
{
  static const struct {
    enum fasti_command_kind kind;
    const char *text;
  } texts[] = {
    {FASTI_OPEN, N_("opened the case")},
    {FASTI_ACT, N_("did")},
    {FASTI_CLAIM, N_("claimed")},
    {FASTI_RELEASE, N_("released")},
    {FASTI_DRAFT, N_("drafted")},
    {FASTI_COMPLETE, N_("completed")},
    {FASTI_SIGN, N_("signed")},
    {FASTI_RETURN, N_("returned")},
    {FASTI_WITHDRAW, N_("withdrew")},
    {FASTI_TRANSFER, N_("transferred")},
    {FASTI_DELEGATE, N_("delegated")},
    {FASTI_ADD_SIGNER, N_("added signers to")},
    {FASTI_REMOVE_SIGNER, N_("removed signers from")},
    {FASTI_COPY, N_("sent a copy of")},
    {FASTI_URGE, N_("urged")},
    {FASTI_SUSPEND, N_("asked to suspend the case")},
    {FASTI_APPROVE_SUSPENSION, N_("approved the suspension")},
    {FASTI_REFUSE_SUSPENSION, N_("refused the suspension")},
    {FASTI_RESUME, N_("resumed the case")},
    {FASTI_RECUSE, N_("recused")},
    {FASTI_TERMINATE, N_("terminated the case")},
    {FASTI_COMMENT, N_("commented")},
    {FASTI_EVIDENCE, N_("attached")},
    {FASTI_EVENT, N_("told this case")},
    {FASTI_CLOCK, N_("the clock")},
    {FASTI_ATTEMPT, N_("was refused")},
    {FASTI_CALENDAR, N_("a calendar was loaded:")},
  };

  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (strcmp(fasti_command_name(texts[i].kind), kind) == 0)
      return _(texts[i].text);
  return kind;
}

/* -- what is remembered -- */

static struct known_case *
find_case(struct story *story, const char *id)
{
  struct known_case *one = story->cases;

  while (one && strcmp(one->id, id) != 0)
    one = one->next;
  if (!one) {
    one = fasti_arena_alloc(story->arena, sizeof *one);
    one->id = fasti_arena_strdup(story->arena, id);
    one->states = "";
    one->next = story->cases;
    story->cases = one;
  }
  return one;
}

static const struct known_task *
find_task(const struct known_case *known, int64_t number)
{
  const struct known_task *one = known->tasks;

  while (one && one->number != number)
    one = one->next;
  return one;
}

/* Tasks stay known when they are closed: later entries may speak of them. */
static void
note_task(void *self, const struct fasti_task_row *row)
{
  struct story *story = self;
  struct known_task *one;

  if (find_task(story->known, row->number))
    return;
  one = fasti_arena_alloc(story->arena, sizeof *one);
  one->number = row->number;
  one->task = fasti_arena_strdup(story->arena, row->task);
  one->key = fasti_arena_strdup(story->arena, row->key);
  one->title = fasti_arena_strdup(story->arena, row->title);
  one->next = story->known->tasks;
  story->known->tasks = one;
}

static struct known_deadline *
find_deadline(const struct known_case *known, const struct fasti_deadline_row *row)
{
  struct known_deadline *one = known->deadlines;

  while (one && (strcmp(one->session, row->session) != 0 || strcmp(one->deadline, row->deadline) != 0))
    one = one->next;
  return one;
}

static void
note_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct story *story = self;
  struct known_deadline *one = find_deadline(story->known, row);

  if (!one) {
    one = fasti_arena_alloc(story->arena, sizeof *one);
    one->session = fasti_arena_strdup(story->arena, row->session);
    one->deadline = fasti_arena_strdup(story->arena, row->deadline);
    one->title = fasti_arena_strdup(story->arena, row->title);
    one->next = story->known->deadlines;
    story->known->deadlines = one;
  }
  one->state = fasti_arena_strdup(story->arena, row->state);
  one->due = row->due;
}

static void
note_all(struct story *story, struct fasti_case *case_, const struct fasti_case_row *row)
{
  story->known->states = fasti_arena_strdup(story->arena, row->states);
  fasti_case_tasks(case_, note_task, story);
  fasti_case_deadlines(case_, note_deadline, story);
}

void
story_note(struct story *story, struct fasti_case *case_)
{
  struct fasti_case_row row = {0};

  fasti_case_row(case_, &row);
  story->known = find_case(story, row.id);
  story->procedure = fasti_case_procedure(case_);
  note_all(story, case_, &row);
}

/* -- what is told -- */

static void
begin_line(struct story *story, const char *label)
{
  fputs("    ", story->out);
  print_padded(story->out, label, 12);
}

/* "(规范案件查处 第二条)"; nothing without an article. */
static void
end_line(struct story *story, const char *law)
{
  if (law && *law)
    fprintf(story->out, _("  (%s)"), fasti_procedure_law(story->procedure, law));
  putc('\n', story->out);
}

static void
tell_states(struct story *story, const char *states)
{
  char *copy = fasti_arena_strdup(story->arena, states), *rest = NULL;

  for (char *state = strtok_r(copy, " ", &rest); state; state = strtok_r(NULL, " ", &rest)) {
    const char *law, *title = desk_state_title(story->procedure, state, &law);

    if (fasti_list_has(story->known->states, state))
      continue;
    begin_line(story, _("step"));
    fprintf(story->out, "%s [%s]", title, state);
    end_line(story, law);
  }
}

static void
tell_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct story *story = self;
  const struct known_deadline *known = find_deadline(story->known, row);
  char date[FASTI_DATE_SIZE];

  if (row->due == FASTI_NO_DAY || strcmp(row->state, "met") == 0 || strcmp(row->state, "left") == 0 ||
      (known && known->due == row->due && strcmp(known->state, row->state) == 0))
    return;
  begin_line(story, _("deadline"));
  fprintf(story->out, _("%s [%s]: last day %s"), row->title, row->deadline, fasti_day_format(row->due, date));
  if (strcmp(row->state, "running") != 0)
    fprintf(story->out, _(", %s"), desk_status(row->state));
  if (row->provisional)
    fprintf(story->out, _(", %s"), _("provisional"));
  end_line(story, row->law);
}

static void
tell_task(void *self, const struct fasti_task_row *row)
{
  struct story *story = self;
  const struct fasti_package *package = fasti_procedure_package(story->procedure);

  if (find_task(story->known, row->number))
    return;
  begin_line(story, _("task"));
  fprintf(story->out, "%s [%s%s%s%s]: %s\n", row->title, row->task, *row->key ? "[" : "", row->key, *row->key ? "]" : "",
         desk_role_titles(story->arena, package, row->roles));
}

static void
tell_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct story *story = self;

  begin_line(story, _("instrument"));
  fprintf(story->out, "%" PRId64 " %s", row->number, row->title);
  if (*row->document_number)
    fprintf(story->out, "  %s", row->document_number);
  putc('\n', story->out);
}

static void
tell_notice(void *self, const struct fasti_outbox_row *row)
{
  struct story *story = self;

  begin_line(story, _("message"));
  fprintf(story->out, _("to %s: %s\n"), fasti_package_role_title(fasti_procedure_package(story->procedure), row->to), row->text);
}

/* deadline.expired.filing: what the clock raised, with the deadline's title. */
static void
tell_event(void *self, const char *name)
{
  static const struct {
    const char *prefix;
    const char *text;
  } kinds[] = {{"deadline.expired.", N_("expired")}, {"deadline.warned.", N_("warning")}};
  struct story *story = self;

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t size = strlen(kinds[i].prefix);
    const struct known_deadline *one = story->known->deadlines;
    char date[FASTI_DATE_SIZE];

    if (strncmp(name, kinds[i].prefix, size) != 0)
      continue;
    while (one && strcmp(one->deadline, name + size) != 0)
      one = one->next;
    begin_line(story, _(kinds[i].text));
    fprintf(story->out, _("%s [%s]: last day %s"), one ? one->title : name + size, name + size,
           one ? fasti_day_format(one->due, date) : "");
    putc('\n', story->out);
  }
}

/* Name of a person as the case knows it. */
static const char *
name_in(struct story *story, struct fasti_case *case_, const char *person)
{
  struct fasti_buffer name = {0};
  const char *kept = person;

  if (strpbrk(person, "'\""))
    return person;
  if (fasti_case_evaluate(case_, fasti_arena_printf(story->arena, "$people/person[@id='%s']/@name", person), NULL,
                          &name) == FASTI_OK &&
      name.size)
    kept = fasti_arena_strdup(story->arena, name.at);
  fasti_buffer_free(&name);
  return kept;
}

static void
tell_child(struct story *story, struct fasti_case *case_, const xmlNode *node)
{
  const char *path = fasti_xml_attribute(node, NULL, "path"), *id = fasti_xml_attribute(node, NULL, "id");
  xmlChar *text = xmlNodeGetContent(node);

  if (fasti_xml_is(node, NULL, "reason"))
    fprintf(story->out, _(": %s"), (const char *)text);
  else if (fasti_xml_is(node, NULL, "calendar"))
    fprintf(story->out, " %s", fasti_xml_attribute(node, NULL, "name"));
  else if (fasti_xml_is(node, NULL, "person") && id)
    fprintf(story->out, _(", %s"), name_in(story, case_, id));
  else if (path && strcmp(path, "name") == 0)
    fprintf(story->out, " %s", (const char *)text);
  else if (path && strcmp(path, "from-number") == 0)
    fprintf(story->out, _(" (no. %s there)"), (const char *)text);
  xmlFree(text);
}

/* What the entry was about: the task or action, whom it names, why. Of the fields only the name of an attached file is
 * told; form data is for "case show --data". */
static void
tell_body(struct story *story, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  bool file = strcmp(entry->kind, fasti_command_name(FASTI_EVIDENCE)) == 0;
  bool loaded = strcmp(entry->kind, fasti_command_name(FASTI_CALENDAR)) == 0;
  const struct known_task *task;
  const char *value;
  xmlDocPtr doc = NULL;
  const xmlNode *root;
  int people = 0;

  if (fasti_xml_parse("journal", entry->body, NULL, &doc) != FASTI_OK)
    return;
  root = xmlDocGetRootElement(doc);
  value = fasti_xml_attribute(root, NULL, "task");
  task = value ? find_task(story->known, strtoll(value, NULL, 10)) : NULL;
  if (task)
    fprintf(story->out, " %s [%s%s%s%s]", task->title, task->task, *task->key ? "[" : "", task->key, *task->key ? "]" : "");
  value = fasti_xml_attribute(root, NULL, "event");
  if (value && strcmp(entry->kind, fasti_command_name(FASTI_ACT)) == 0)
    fprintf(story->out, " %s [%s]", desk_action_title(story->procedure, value), value);
  else if (value)
    fprintf(story->out, " %s", value);
  value = fasti_xml_attribute(root, NULL, "key");
  if (value)
    fprintf(story->out, "[%s]", value);
  value = fasti_xml_attribute(root, NULL, "to");
  if (value && strcmp(entry->kind, fasti_command_name(FASTI_RETURN)) == 0)
    fprintf(story->out, _(" to %s"), desk_state_title(story->procedure, value, NULL));
  else if (value)
    fprintf(story->out, " %s", value);
  for (const xmlNode *child = fasti_xml_first(root); child; child = fasti_xml_next(child))
    if ((fasti_xml_is(child, NULL, "person") && people++ > 0) || fasti_xml_is(child, NULL, "reason") ||
        (file && fasti_xml_is(child, NULL, "field")) || (loaded && fasti_xml_is(child, NULL, "calendar")))
      tell_child(story, case_, child);
  fasti_xml_free(doc);
}

void
story_tell(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct story *story = self;
  struct fasti_case_row row = {0};

  fasti_case_row(case_, &row);
  story->known = find_case(story, entry->case_id);
  story->procedure = fasti_case_procedure(case_);
  if (story->names)
    fprintf(story->out, "%s  ", entry->case_id);
  fprintf(story->out, "%s  ", desk_moment(story->arena, entry->at, fasti_package_zone(fasti_procedure_package(story->procedure))));
  if (*entry->actor)
    fprintf(story->out, "%s ", name_in(story, case_, entry->actor));
  fputs(story_kind(entry->kind), story->out);
  tell_body(story, case_, entry);
  putc('\n', story->out);
  fasti_case_events(case_, tell_event, story);
  tell_states(story, row.states);
  fasti_case_tasks(case_, tell_task, story);
  fasti_case_deadlines(case_, tell_deadline, story);
  fasti_case_issued(case_, tell_instrument, story);
  fasti_case_notices(case_, tell_notice, story);
  note_all(story, case_, &row);
}
