/* tests/definitions/walk.c - one random walk: choosing commands, applying them, and what must hold after each.
 *
 * What must hold: doc/language.md sections 3, 4, 8 and 10, the promises of engine/case.h, and the f:assert lines of the
 * procedure. The checks use the public doors only, and the attributes of the definition as they are written.
 */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/package.h"
#include "tests/definitions/fill.h"
#include "tests/definitions/walk.h"

#define NS "urn:fasti:procedure"

enum { PEOPLE = 24, TOLD = 30, SERIES = 64, ROWS = 200, NAME = 128, LIST = 1000 };

struct open_task {
  int64_t number;
  char task[NAME], state[NAME];
  char roles[LIST], persons[LIST], excluded[LIST], among[LIST];
};

struct offer {
  char event[NAME], session[LIST], key[NAME];
  bool form, allowed;
};

/* Somebody did their part of a task or action; PENDING until all have signed. */
struct deed {
  char work[NAME], roles[LIST];
  const char *person;
  int64_t number; /* of the task; 0 for actions */
  bool pending;
  bool named; /* signed because somebody named them, in no role of the task */
};

struct entry {
  struct fasti_buffer body;
  enum fasti_command_kind kind;
  int64_t at;
};

struct series {
  char kind[NAME];
  int year;
  int64_t last;
};

struct walk {
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  struct chance chance;
  struct fasti_person people[PEOPLE];
  char ids[PEOPLE][NAME], certificates[PEOPLE][NAME], roles[PEOPLE][LIST];
  unsigned yes;
  struct fasti_person usual[PEOPLE]; /* who hold the role that most tasks are for */
  size_t usual_count;
  struct fasti_case *case_;
  struct fasti_messages *messages;
  int64_t now;
  struct fasti_buffer snapshot; /* after the last entry */
  struct entry *journal;
  size_t entries, room;
  struct deed *deeds;
  size_t deed_count, deed_room;
  struct series series[SERIES];
  size_t series_count;
  struct open_task tasks[ROWS];
  size_t task_count;
  struct offer offers[ROWS];
  size_t offer_count;
  char told[TOLD][LIST]; /* the last commands, in a ring */
  size_t told_count;
  struct walk_sum *sum;
  struct fasti_buffer *trouble;
};

static bool fail(struct walk *walk, const char *format, ...) FASTI_PRINTF(2, 3);

static bool
fail(struct walk *walk, const char *format, ...)
{
  char text[LIST];
  va_list arguments;

  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  fasti_buffer_printf(walk->trouble, "%s\n", text);
  return false;
}

static void
tell(struct walk *walk, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  vsnprintf(walk->told[walk->told_count % TOLD], LIST, format, arguments);
  va_end(arguments);
  if (walk->sum->trace)
    printf("# %s\n", walk->told[walk->told_count % TOLD]);
  walk->told_count++;
}

/* The definition as it is written. */

static const char *
attribute(const xmlNode *node, const char *name)
{
  const char *value = node ? fasti_xml_attribute(node, NS, name) : NULL;

  return value ? value : "";
}

static const xmlNode *
find_invoke(const struct fasti_chart *chart, const char *task, const char *roles)
{
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);
    const xmlNode *found = invoke->child ? find_invoke(invoke->child, task, roles) : NULL;

    if (found)
      return found;
    if (invoke->id && strcmp(invoke->id, task) == 0 && strcmp(attribute(invoke->node, "role"), roles) == 0)
      return invoke->node;
  }
  return NULL;
}

static const xmlNode *
find_action(const struct fasti_chart *chart, const char *event)
{
  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (transition->event && strcmp(transition->event, event) == 0 && *attribute(transition->node, "role"))
      return transition->node;
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart *child = fasti_chart_invoke(chart, i)->child;
    const xmlNode *found = child ? find_action(child, event) : NULL;

    if (found)
      return found;
  }
  return NULL;
}

static size_t
people_needed(const xmlNode *node)
{
  const char *people = attribute(node, "people");

  return *people ? (size_t)atoi(people) : 1;
}

/* What walks have seen. */

static void
add_states(struct walk_sum *sum, const struct fasti_chart *chart)
{
  for (int i = 1; i < fasti_chart_state_count(chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);
    bool known = false;

    if (state->kind == FASTI_STATE_HISTORY || state->kind == FASTI_STATE_DEEP_HISTORY)
      continue;
    for (size_t j = 0; j < sum->state_count; j++)
      known = known || strcmp(sum->states[j], state->id) == 0;
    if (known)
      continue;
    sum->states = fasti_realloc(sum->states, (sum->state_count + 1) * sizeof *sum->states);
    sum->steps = fasti_realloc(sum->steps, (sum->state_count + 1) * sizeof *sum->steps);
    sum->steps[sum->state_count] = *attribute(state->node, "title") != '\0';
    sum->states[sum->state_count++] = state->id;
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      add_states(sum, fasti_chart_invoke(chart, i)->child);
}

void
walk_sum_begin(struct walk_sum *sum, const struct fasti_procedure *procedure)
{
  *sum = (struct walk_sum){0};
  add_states(sum, fasti_procedure_chart(procedure));
  sum->visited = fasti_alloc((sum->state_count + 1) * sizeof *sum->visited);
}

void
walk_sum_end(struct walk_sum *sum)
{
  fasti_free(sum->states);
  fasti_free(sum->steps);
  fasti_free(sum->visited);
}

/* Questions to the case. */

static void
copy(char *out, size_t size, const char *text)
{
  snprintf(out, size, "%s", text ? text : "");
}

static void
take_task(void *self, const struct fasti_task_row *row)
{
  struct walk *walk = self;
  struct open_task *task = &walk->tasks[walk->task_count];

  if (walk->task_count == ROWS)
    return;
  walk->task_count++;
  task->number = row->number;
  copy(task->task, sizeof task->task, row->task);
  copy(task->state, sizeof task->state, row->state);
  copy(task->roles, sizeof task->roles, row->roles);
  copy(task->persons, sizeof task->persons, row->persons);
  copy(task->excluded, sizeof task->excluded, row->excluded);
  copy(task->among, sizeof task->among, row->among);
}

static void
take_tasks(struct walk *walk)
{
  walk->task_count = 0;
  fasti_case_tasks(walk->case_, take_task, walk);
}

static const struct open_task *
find_task(const struct walk *walk, int64_t number)
{
  for (size_t i = 0; i < walk->task_count; i++)
    if (walk->tasks[i].number == number)
      return &walk->tasks[i];
  return NULL;
}

static void
take_offer(void *self, const struct fasti_action_view *action)
{
  struct walk *walk = self;
  struct offer *offer = &walk->offers[walk->offer_count];

  if (walk->offer_count == ROWS)
    return;
  walk->offer_count++;
  copy(offer->event, sizeof offer->event, action->event);
  copy(offer->session, sizeof offer->session, action->session);
  copy(offer->key, sizeof offer->key, action->key);
  offer->form = action->form != NULL;
  offer->allowed = action->allowed;
}

static void
take_offers(struct walk *walk, const struct fasti_person *person)
{
  walk->offer_count = 0;
  fasti_case_actions(walk->case_, person, take_offer, walk);
}

static bool
is_true(struct walk *walk, const char *state)
{
  struct fasti_buffer out = {0};
  char question[LIST];
  bool answer;

  snprintf(question, sizeof question, "f:visited('%s')", state);
  answer = fasti_case_evaluate(walk->case_, question, NULL, &out) == FASTI_OK && strcmp(out.at, "true") == 0;
  fasti_buffer_free(&out);
  return answer;
}

/* What must hold. */

static bool
same_bytes(const struct fasti_buffer *one, const struct fasti_buffer *other)
{
  return one->size == other->size && memcmp(one->at, other->at, one->size) == 0;
}

/* Reading what was written and writing it again gives the same bytes; then one of the two cases goes on. */
static bool
check_rewrite(struct walk *walk)
{
  struct fasti_buffer again = {0};
  struct fasti_case *read = NULL;
  bool same;

  if (fasti_case_read(walk->procedure, fasti_buffer_slice(&walk->snapshot), walk->messages, &read) != FASTI_OK)
    return fail(walk, "the snapshot cannot be read again");
  fasti_case_write(read, &again);
  same = same_bytes(&walk->snapshot, &again);
  fasti_buffer_free(&again);
  if (chance_percent(&walk->chance, 50)) {
    struct fasti_case *old = walk->case_;

    walk->case_ = read;
    read = old;
  }
  fasti_case_free(read);
  return same || fail(walk, "writing, reading and writing again gives other bytes");
}

static bool
check_looking(struct walk *walk, const char *what)
{
  struct fasti_buffer now = {0};
  bool same;

  fasti_case_write(walk->case_, &now);
  same = same_bytes(&walk->snapshot, &now);
  fasti_buffer_free(&now);
  return same || fail(walk, "%s has changed the case", what);
}

static bool
check_replay(struct walk *walk)
{
  struct fasti_case *case_ = fasti_case_new(walk->procedure, "W-1");
  struct fasti_buffer now = {0};
  bool good = true;

  for (size_t i = 0; i < walk->entries && good; i++) {
    const struct entry *entry = &walk->journal[i];
    struct fasti_entry_row row = {.case_id = "W-1",
                                  .sequence = (int64_t)i + 1,
                                  .at = entry->at,
                                  .kind = fasti_command_name(entry->kind),
                                  .body = fasti_buffer_slice(&entry->body)};

    if (fasti_case_replay(case_, &row, walk->messages) != FASTI_OK)
      good = fail(walk, "entry %zu, %s, cannot be replayed", i + 1, row.kind);
  }
  fasti_case_write(case_, &now);
  if (good && !same_bytes(&walk->snapshot, &now))
    good = fail(walk, "replaying %zu entries gives another snapshot", walk->entries);
  fasti_buffer_free(&now);
  fasti_case_free(case_);
  walk->sum->replays++;
  return good;
}

static int32_t
today(const struct walk *walk)
{
  return fasti_instant_day(walk->now, fasti_package_zone(walk->package));
}

struct deadline_check {
  struct walk *walk;
  bool good;
  char session[LIST], deadline[NAME];
  int32_t due;
  size_t index, wanted;
};

static void
check_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct deadline_check *check = self;
  struct walk *walk = check->walk;
  bool late = row->due != FASTI_NO_DAY && row->due < today(walk);

  walk->sum->deadlines++;
  if (!*row->role)
    check->good = fail(walk, "nobody must act by the deadline %s", row->deadline);
  if (strcmp(row->state, "running") == 0 && late && fasti_case_outcome(walk->case_) == NULL &&
      fasti_case_due(walk->case_) > walk->now)
    check->good = fail(walk, "the deadline %s has passed and still runs", row->deadline);
  if (strcmp(row->state, "expired") == 0 && row->due != FASTI_NO_DAY && row->due >= today(walk))
    check->good = fail(walk, "the deadline %s is expired before its last day has ended", row->deadline);
  if (check->index++ == check->wanted) {
    copy(check->session, sizeof check->session, row->session);
    copy(check->deadline, sizeof check->deadline, row->deadline);
    check->due = row->due;
  }
}

static void
hear_day(void *self, const struct fasti_day_reason *day)
{
  (void)day;
  ++*(size_t *)self;
}

static bool
check_deadlines(struct walk *walk)
{
  struct deadline_check check = {.walk = walk, .good = true, .wanted = chance_below(&walk->chance, 6)};
  struct fasti_due due = {0};
  size_t days = 0;

  fasti_case_deadlines(walk->case_, check_deadline, &check);
  if (!check.good || !*check.deadline)
    return check.good;
  if (fasti_case_explain_deadline(walk->case_, check.session, check.deadline, hear_day, &days, &due) != FASTI_OK)
    return fail(walk, "the deadline %s cannot be explained", check.deadline);
  return due.day == check.due || fail(walk, "the explanation of the deadline %s ends on another day", check.deadline);
}

/* "A never before B", "never A and B", "A always after B". */
static bool
check_assertion(struct walk *walk, const char *text)
{
  char words[5][NAME];
  const char *outcome = fasti_case_outcome(walk->case_);
  int count = sscanf(text, "%127s %127s %127s %127s %127s", words[0], words[1], words[2], words[3], words[4]);

  if (count == 4 && strcmp(words[1], "never") == 0 && strcmp(words[2], "before") == 0)
    return !is_true(walk, words[0]) || is_true(walk, words[3]) || fail(walk, "asserted, but does not hold: %s", text);
  if (count == 4 && strcmp(words[0], "never") == 0)
    return !(fasti_case_in(walk->case_, words[1]) && fasti_case_in(walk->case_, words[3])) ||
           fail(walk, "asserted, but does not hold: %s", text);
  if (count == 4 && strcmp(words[1], "always") == 0 && outcome && strcmp(outcome, "terminated") != 0)
    return !is_true(walk, words[3]) || is_true(walk, words[0]) || fail(walk, "asserted, but does not hold: %s", text);
  return true;
}

static bool
check_assertions(struct walk *walk, const struct fasti_chart *chart)
{
  bool good = true;

  for (const xmlNode *node = fasti_xml_first(fasti_chart_root(chart)); node && good; node = fasti_xml_next(node))
    if (fasti_xml_is(node, NS, "assert")) {
      xmlChar *text = xmlNodeGetContent(node);

      good = check_assertion(walk, (const char *)text);
      xmlFree(text);
    }
  for (int i = 0; i < fasti_chart_invoke_count(chart) && good; i++)
    if (fasti_chart_invoke(chart, i)->child)
      good = check_assertions(walk, fasti_chart_invoke(chart, i)->child);
  return good;
}

/* An open case always waits for something: people or the clock. */
static bool
check_life(struct walk *walk)
{
  struct fasti_case_row row;

  fasti_case_row(walk->case_, &row);
  if (!*row.title || !*row.states)
    return fail(walk, "the case shows no title or state");
  if (strcmp(row.status, "open") != 0 || walk->task_count > 0 || row.due != FASTI_NEVER)
    return true;
  for (size_t i = 0; i < PEOPLE; i++) {
    take_offers(walk, &walk->people[i]);
    if (walk->offer_count > 0)
      return true;
  }
  return fail(walk, "a trap: the case is open and nothing can happen in it (%s)", row.states);
}

struct paper_check {
  struct walk *walk;
  bool good;
};

static void
check_paper(void *self, const struct fasti_instrument_row *row)
{
  struct paper_check *check = self;
  char hash[FASTI_HASH_SIZE];

  check->walk->sum->instruments++;
  fasti_sha256_hex(row->content, hash);
  if (!*row->title || strpbrk(row->document_number, "{}") || row->year != fasti_day_date(today(check->walk)).year)
    check->good = fail(check->walk, "the instrument %s has no title, number or year", row->instrument);
  if (strcmp(hash, row->hash) != 0)
    check->good = fail(check->walk, "the instrument %s has another hash than its content", row->instrument);
  if (row->content.size < 200 || !strstr(row->content.at, "</html>"))
    check->good = fail(check->walk, "the instrument %s is no page", row->instrument);
}

/* Who did what. */

static size_t
index_of(const struct walk *walk, const char *id)
{
  size_t i = 0;

  while (i < PEOPLE - 1 && strcmp(walk->ids[i], id) != 0)
    i++;
  return i;
}

static const char *
person_of(const struct walk *walk, const char *id)
{
  return walk->ids[index_of(walk, id)];
}

static bool
roles_agree(const struct walk *walk, const struct deed *one, const struct deed *other)
{
  const char *held = walk->roles[index_of(walk, one->person)];
  char first[NAME], second[NAME];
  struct fasti_slice a, b;

  for (const char *x = one->roles; fasti_list_next(&x, &a);)
    for (const char *y = other->roles; fasti_list_next(&y, &b);) {
      snprintf(first, sizeof first, "%.*s", (int)a.size, a.at);
      snprintf(second, sizeof second, "%.*s", (int)b.size, b.at);
      if (fasti_list_has(held, first) && fasti_list_has(held, second) &&
          !fasti_package_roles_separate(walk->package, first, second))
        return true;
    }
  return one->named || other->named;
}

static bool
check_deed(struct walk *walk, const struct deed *deed)
{
  const struct fasti_chart *chart = fasti_procedure_chart(walk->procedure);
  const xmlNode *node = deed->number ? find_invoke(chart, deed->work, deed->roles) : find_action(chart, deed->work);
  const char *others = attribute(node, "other-than");

  if (!node)
    return strcmp(deed->work, "open") == 0 || fail(walk, "%s is nowhere in the definition", deed->work);
  for (size_t i = 0; i < walk->deed_count; i++) {
    const struct deed *before = &walk->deeds[i];

    if (before == deed || before->pending || before->person != deed->person)
      continue;
    if (fasti_list_has(others, before->work))
      return fail(walk, "%s did %s and then %s, which is for others", deed->person, before->work, deed->work);
    if (!roles_agree(walk, deed, before))
      return fail(walk, "%s did %s and %s in roles that are kept apart", deed->person, before->work, deed->work);
  }
  return true;
}

static struct deed *
add_deed(struct walk *walk, const char *work, const char *roles, const char *person, int64_t number)
{
  struct deed *deed;

  if (walk->deed_count == walk->deed_room) {
    walk->deed_room = walk->deed_room ? walk->deed_room * 2 : 64;
    walk->deeds = fasti_realloc(walk->deeds, walk->deed_room * sizeof *walk->deeds);
  }
  deed = &walk->deeds[walk->deed_count++];
  *deed = (struct deed){.person = person, .number = number, .pending = true};
  copy(deed->work, sizeof deed->work, work);
  copy(deed->roles, sizeof deed->roles, roles);
  return deed;
}

static void
drop_deeds(struct walk *walk, int64_t number, const char *person, bool pending_only)
{
  size_t kept = 0;

  for (size_t i = 0; i < walk->deed_count; i++) {
    const struct deed *deed = &walk->deeds[i];

    if (deed->number != number || (person && deed->person != person) || (pending_only && !deed->pending))
      walk->deeds[kept++] = *deed;
  }
  walk->deed_count = kept;
}

/* The task is done: all who had a part in it did it. */
static bool
settle_deeds(struct walk *walk, int64_t number)
{
  const xmlNode *node = NULL;
  size_t people = 0;
  bool good = true;

  for (size_t i = 0; i < walk->deed_count && good; i++)
    if (walk->deeds[i].number == number && walk->deeds[i].pending) {
      node = find_invoke(fasti_procedure_chart(walk->procedure), walk->deeds[i].work, walk->deeds[i].roles);
      walk->deeds[i].pending = false;
      people++;
      good = check_deed(walk, &walk->deeds[i]);
    }
  return good && (!node || people >= people_needed(node) || fail(walk, "task %d was done by too few", (int)number));
}

static bool
act_deeds(struct walk *walk, const struct fasti_command *command)
{
  const xmlNode *node = find_action(fasti_procedure_chart(walk->procedure), command->event);
  bool good = command->person_count >= people_needed(node) || fail(walk, "%s was done by too few", command->event);

  for (size_t i = 0; i < command->person_count && good; i++) {
    struct deed *deed = add_deed(walk, command->event, attribute(node, "role"),
                                 person_of(walk, command->persons[i].id), 0);

    deed->pending = false;
    good = check_deed(walk, deed);
  }
  return good;
}

/* BEFORE: the task of the command as it was. */
static bool
note_deeds(struct walk *walk, const struct fasti_command *command, const struct open_task *before)
{
  const char *actor = command->person_count ? person_of(walk, command->persons[0].id) : NULL;
  const struct open_task *after = find_task(walk, command->task);
  bool did = command->kind == FASTI_COMPLETE || (command->kind == FASTI_SIGN && command->agree);

  if (command->kind == FASTI_OPEN)
    add_deed(walk, "open", fasti_procedure_openers(walk->procedure), actor, 0)->pending = false;
  if (command->kind == FASTI_ACT)
    return act_deeds(walk, command);
  if (command->kind == FASTI_WITHDRAW)
    drop_deeds(walk, command->task, NULL, false);
  if (before && did)
    add_deed(walk, before->task, before->roles, actor, command->task)->named =
      command->kind == FASTI_SIGN && fasti_list_has(before->persons, command->persons[0].id);
  if (before && !after && (did || command->kind == FASTI_REMOVE_SIGNER) && !settle_deeds(walk, command->task))
    return false;
  for (size_t i = walk->deed_count; i > 0; i--) {
    const struct deed *deed = &walk->deeds[i - 1];
    const struct open_task *task = deed->pending ? find_task(walk, deed->number) : NULL;

    if (deed->pending && (!task || (strcmp(task->state, "signing") != 0 && strcmp(task->state, "suspended") != 0))) {
      drop_deeds(walk, deed->number, NULL, true);
      i = walk->deed_count + 1;
    }
  }
  return true;
}

/* Commands. */

static enum fasti_status
give_number(void *self, const char *kind, int year, int64_t *number)
{
  struct walk *walk = self;
  struct series *series = NULL;

  for (size_t i = 0; i < walk->series_count; i++)
    if (walk->series[i].year == year && strcmp(walk->series[i].kind, kind) == 0)
      series = &walk->series[i];
  if (!series && walk->series_count == SERIES)
    return FASTI_LIMIT;
  if (!series) {
    series = &walk->series[walk->series_count++];
    copy(series->kind, sizeof series->kind, kind);
    series->year = year;
    series->last = 0;
  }
  *number = ++series->last;
  return FASTI_OK;
}

static void
count_event(void *self, const char *name)
{
  (void)name;
  ++*(size_t *)self;
}

static bool
accepted(struct walk *walk, const struct fasti_command *command, struct fasti_buffer *body,
         const struct open_task *before)
{
  struct paper_check papers = {.walk = walk, .good = true};

  if (walk->entries == walk->room) {
    walk->room = walk->room ? walk->room * 2 : 64;
    walk->journal = fasti_realloc(walk->journal, walk->room * sizeof *walk->journal);
  }
  walk->journal[walk->entries++] = (struct entry){.body = *body, .kind = command->kind, .at = walk->now};
  *body = (struct fasti_buffer){0};
  walk->sum->entries++;
  walk->sum->done[command->kind]++;
  fasti_case_events(walk->case_, count_event, &walk->sum->events);
  fasti_case_issued(walk->case_, check_paper, &papers);
  fasti_buffer_clear(&walk->snapshot);
  fasti_case_write(walk->case_, &walk->snapshot);
  if (!papers.good || !check_rewrite(walk))
    return false;
  take_tasks(walk);
  return note_deeds(walk, command, before) && check_deadlines(walk) && check_life(walk) &&
         check_assertions(walk, fasti_procedure_chart(walk->procedure)) && check_looking(walk, "looking at it");
}

/* Nothing has happened, and the person was told why. */
static bool
refused(struct walk *walk, const struct fasti_command *command, enum fasti_status status)
{
  const struct fasti_message *message = fasti_messages_at(walk->messages, 0);

  walk->sum->refusals++;
  walk->sum->refused[command->kind]++;
  if (fasti_messages_errors(walk->messages) == 0 || !*message->text)
    return fail(walk, "%s was refused without a word", fasti_command_name(command->kind));
  if (status != FASTI_REFUSED && status != FASTI_FORBIDDEN && status != FASTI_INVALID && status != FASTI_CONFLICT &&
      status != FASTI_NOT_FOUND)
    return fail(walk, "%s ended with %s", fasti_command_name(command->kind), fasti_status_text(status));
  for (size_t i = 0; i < fasti_messages_count(walk->messages); i++)
    if (strstr(fasti_messages_at(walk->messages, i)->text, "a rule of the definition failed"))
      return fail(walk, "%s met an expression that fails", fasti_command_name(command->kind));
  fasti_case_free(walk->case_);
  walk->case_ = NULL;
  if (walk->entries == 0)
    walk->case_ = fasti_case_new(walk->procedure, "W-1");
  else if (fasti_case_read(walk->procedure, fasti_buffer_slice(&walk->snapshot), walk->messages, &walk->case_) !=
           FASTI_OK)
    return fail(walk, "the snapshot cannot be read again");
  if (walk->entries > 0)
    take_tasks(walk);
  return walk->entries == 0 || check_looking(walk, "a refused command");
}

static bool
apply(struct walk *walk, const struct fasti_command *command, bool *done)
{
  struct fasti_oracle oracle = {.self = walk, .number = give_number};
  const struct open_task *found = find_task(walk, command->task);
  struct open_task before = {0};
  struct series series[SERIES];
  size_t series_count = walk->series_count;
  struct fasti_buffer body = {0};
  enum fasti_status status;
  bool good;

  if (found)
    before = *found;
  memcpy(series, walk->series, sizeof series);
  fasti_messages_clear(walk->messages);
  status = fasti_case_apply(walk->case_, command, walk->now, &oracle, walk->messages, &body);
  tell(walk, "%zu. day %d %s %lld %s%s %s: %s%s%s", walk->entries + 1, today(walk), fasti_command_name(command->kind),
       (long long)command->task, before.task, command->event ? command->event : "",
       command->person_count ? command->persons[0].id : "", fasti_status_name(status), status ? ": " : "",
       status && fasti_messages_count(walk->messages) ? fasti_messages_at(walk->messages, 0)->text : "");
  if (done)
    *done = status == FASTI_OK;
  if (status != FASTI_OK) {
    memcpy(walk->series, series, sizeof series);
    walk->series_count = series_count;
  }
  good = status == FASTI_OK ? accepted(walk, command, &body, found ? &before : NULL) : refused(walk, command, status);
  fasti_buffer_free(&body);
  return good;
}

/* Somebody who, by the row, may do the task; now and then anybody. */
static const struct fasti_person *
choose_person(struct walk *walk, const struct open_task *task)
{
  const struct fasti_person *able[PEOPLE];
  size_t count = 0;

  for (size_t i = 0; i < PEOPLE && task; i++) {
    const char *id = walk->ids[i];

    if (fasti_list_meets(walk->roles[i], task->roles) && !fasti_list_has(task->excluded, id) &&
        (!*task->among || fasti_list_has(task->among, id)) && (!*task->persons || fasti_list_has(task->persons, id)))
      able[count++] = &walk->people[i];
  }
  for (size_t i = 0; i < PEOPLE && task && count == 0; i++)
    if (fasti_list_has(task->persons, walk->ids[i]))
      able[count++] = &walk->people[i];
  if (count == 0 || chance_percent(&walk->chance, 3))
    return &walk->people[chance_below(&walk->chance, PEOPLE)];
  return able[chance_below(&walk->chance, count)];
}

/* Fill in the form of a command, if it has one. FILLED must be freed by the caller. */
static bool
fill(struct walk *walk, struct fasti_command *command, struct filled *filled)
{
  bool usual = walk->usual_count > 0 && chance_percent(&walk->chance, 95);
  struct filler filler = {.chance = &walk->chance,
                          .people = usual ? walk->usual : walk->people,
                          .people_count = usual ? walk->usual_count : PEOPLE,
                          .today = today(walk),
                          .yes = walk->yes};
  struct fasti_form_data *data = NULL;

  fasti_messages_clear(walk->messages);
  command->named = walk->people;
  command->named_count = PEOPLE;
  if (command->kind == FASTI_OPEN) {
    const struct fasti_form *form = fasti_procedure_form(walk->procedure);

    data = form ? fasti_form_open(form, NULL, NULL, NULL, NULL) : NULL;
  } else if (fasti_case_form(walk->case_, command, walk->messages, &data) != FASTI_OK) {
    return true;
  }
  if (!data)
    return true;
  if (!fill_form(&filler, data, filled))
    walk->sum->unfilled++;
  fasti_form_close(data);
  command->fields = filled->items;
  command->field_count = filled->count;
  return command->kind == FASTI_OPEN || check_looking(walk, "filling in a form");
}

static bool
fill_and_apply(struct walk *walk, struct fasti_command *command, bool *done)
{
  struct filled filled = {0};
  bool good = fill(walk, command, &filled);

  if (good && chance_percent(&walk->chance, 2) && filled.count > 0) { /* and one field is wrong */
    struct fasti_field *field = &filled.items[chance_below(&walk->chance, filled.count)];

    fasti_free((char *)(uintptr_t)field->value);
    field->value = fasti_strdup(chance_percent(&walk->chance, 50) ? "2025-02-30" : "\x01");
  }
  good = good && apply(walk, command, done);
  filled_free(&filled);
  return good;
}

static const struct fasti_field photo[] = {
  {"name", "照片.jpg"}, {"media", "image/jpeg"}, {"size", "3"}, {"hash-name", "sha256"}, {"hash", "ab"}};

/* Forms ask for files of the case: there is one from the beginning, where anybody may attach it. */
static bool
attach_photo(struct walk *walk)
{
  bool done = false;

  for (size_t i = 0; i < PEOPLE && !done; i++) {
    struct fasti_command command = {.kind = FASTI_EVIDENCE,
                                    .persons = &walk->people[i],
                                    .person_count = 1,
                                    .fields = photo,
                                    .field_count = sizeof photo / sizeof *photo};

    if (!apply(walk, &command, &done))
      return false;
  }
  return true;
}

static bool
open_case(struct walk *walk)
{
  bool done = false;

  for (int i = 0; i < 40 && !done; i++) {
    struct fasti_command command = {
      .kind = FASTI_OPEN, .persons = &walk->people[chance_below(&walk->chance, PEOPLE)], .person_count = 1};

    if (!fill_and_apply(walk, &command, &done))
      return false;
  }
  return done ? attach_photo(walk) : fail(walk, "the case could not be opened");
}

/* How often somebody did this: what was done less is done rather, so that a walk gets on. */
static size_t
times_done(const struct walk *walk, const char *work)
{
  size_t count = 0;

  for (size_t i = 0; i < walk->deed_count; i++)
    count += strcmp(walk->deeds[i].work, work) == 0;
  return count;
}

static const struct open_task *
choose_task(struct walk *walk)
{
  const struct open_task *best = &walk->tasks[chance_below(&walk->chance, walk->task_count)];

  for (int i = 0; i < 3; i++) {
    const struct open_task *other = &walk->tasks[chance_below(&walk->chance, walk->task_count)];

    if (times_done(walk, other->task) < times_done(walk, best->task))
      best = other;
  }
  return best;
}

static bool
is_rather(const struct walk *walk, const struct offer *one, const struct offer *other)
{
  if (one->allowed != other->allowed)
    return one->allowed;
  return times_done(walk, one->event) < times_done(walk, other->event);
}

static const struct offer *
choose_offer(struct walk *walk)
{
  const struct offer *best = walk->offer_count ? &walk->offers[chance_below(&walk->chance, walk->offer_count)] : NULL;

  for (int i = 0; i < 3 && best; i++) {
    const struct offer *other = &walk->offers[chance_below(&walk->chance, walk->offer_count)];

    if (is_rather(walk, other, best))
      best = other;
  }
  return best;
}

static bool
do_task(struct walk *walk)
{
  const struct open_task *task = choose_task(walk);
  struct fasti_command command = {.kind = FASTI_COMPLETE, .task = task->number, .person_count = 1};

  if (walk->task_count == 0)
    return true;
  command.persons = choose_person(walk, task);
  if (strcmp(task->state, "signing") != 0)
    return fill_and_apply(walk, &command, NULL);
  command.kind = FASTI_SIGN;
  command.agree = chance_percent(&walk->chance, 90);
  command.reason = command.agree ? NULL : "数据有误";
  return apply(walk, &command, NULL);
}

static bool
is_offered(struct walk *walk, const struct fasti_person *person, const char *event)
{
  take_offers(walk, person);
  for (size_t i = 0; i < walk->offer_count; i++)
    if (strcmp(walk->offers[i].event, event) == 0)
      return true;
  return false;
}

static bool
do_action(struct walk *walk)
{
  const struct fasti_person *person = NULL;
  struct fasti_command command = {.kind = FASTI_ACT, .person_count = 1};
  struct fasti_person persons[PEOPLE];
  struct offer offer = {0};
  const xmlNode *node;

  for (int i = 0; i < 10; i++) {
    const struct fasti_person *one = &walk->people[chance_below(&walk->chance, PEOPLE)];
    const struct offer *offered;

    take_offers(walk, one);
    offered = choose_offer(walk);
    if (!offered || (person && !is_rather(walk, offered, &offer)))
      continue;
    person = one;
    offer = *offered;
  }
  if (!person)
    return true;
  persons[0] = *person;
  node = find_action(fasti_procedure_chart(walk->procedure), offer.event);
  for (size_t i = 0; i < PEOPLE && command.person_count < people_needed(node); i++)
    if (&walk->people[i] != person && is_offered(walk, &walk->people[i], offer.event))
      persons[command.person_count++] = walk->people[i];
  command.persons = persons;
  command.event = offer.event;
  command.session = offer.session;
  return fill_and_apply(walk, &command, NULL);
}

/* Fire what is due up to an instant, in order. */
static bool
pass_time(struct walk *walk, int64_t until)
{
  for (int i = 0; i < 1000; i++) {
    struct fasti_command command = {.kind = FASTI_CLOCK};
    int64_t due = walk->entries ? fasti_case_due(walk->case_) : FASTI_NEVER;
    bool done;

    if (due > until) {
      walk->now = until;
      return true;
    }
    walk->now = due;
    if (!apply(walk, &command, &done))
      return false;
    if (!done)
      return fail(walk, "the clock was refused what is due");
  }
  return fail(walk, "the clock does not come to rest");
}

static bool
jump_ahead(struct walk *walk)
{
  int64_t due = fasti_case_due(walk->case_);

  if (due == FASTI_NEVER)
    return true;
  return pass_time(walk, due > walk->now ? due : walk->now);
}

/* Any other operation on a task. */
static bool
do_other(struct walk *walk)
{
  static const enum fasti_command_kind kinds[] = {
    FASTI_CLAIM,    FASTI_CLAIM,  FASTI_RELEASE,    FASTI_DRAFT,         FASTI_RETURN, FASTI_WITHDRAW,
    FASTI_TRANSFER, FASTI_DELEGATE, FASTI_ADD_SIGNER, FASTI_REMOVE_SIGNER, FASTI_COPY,   FASTI_URGE};
  const struct open_task *task = &walk->tasks[chance_below(&walk->chance, walk->task_count)];
  enum fasti_command_kind kind = kinds[chance_below(&walk->chance, sizeof kinds / sizeof *kinds)];
  struct fasti_person persons[2];
  struct fasti_command command = {.kind = kind, .persons = persons, .person_count = 2, .reason = "需要补正"};

  if (walk->task_count == 0)
    return true;
  if (strcmp(task->state, "open") == 0 && kind != FASTI_RETURN && chance_percent(&walk->chance, 50))
    command.kind = kind = FASTI_CLAIM; /* most of the others are for who has claimed it */
  persons[0] = *choose_person(walk, task);
  persons[1] = *choose_person(walk, chance_percent(&walk->chance, 70) ? task : NULL);
  command.task = task->number;
  for (int i = 0; i < 40 && kind == FASTI_RETURN && (!command.to || !is_true(walk, command.to)); i++) {
    size_t state = chance_below(&walk->chance, walk->sum->state_count);

    if (walk->sum->steps[state] || !command.to)
      command.to = walk->sum->states[state];
  }
  if (kind == FASTI_WITHDRAW && walk->deed_count > 0) {
    const struct deed *deed = &walk->deeds[walk->deed_count - 1];

    command.task = fasti_case_completed(walk->case_, deed->work, NULL);
    for (size_t i = 0; i < PEOPLE; i++)
      if (walk->ids[i] == deed->person)
        persons[0] = walk->people[i];
  }
  return kind == FASTI_DRAFT ? fill_and_apply(walk, &command, NULL) : apply(walk, &command, NULL);
}

static bool
do_whole(struct walk *walk)
{
  static const enum fasti_command_kind kinds[] = {FASTI_SUSPEND,           FASTI_APPROVE_SUSPENSION,
                                                  FASTI_APPROVE_SUSPENSION, FASTI_REFUSE_SUSPENSION,
                                                  FASTI_RESUME,            FASTI_RESUME,
                                                  FASTI_COMMENT,           FASTI_EVIDENCE,
                                                  FASTI_ATTEMPT,           FASTI_RECUSE,
                                                  FASTI_TERMINATE};
  enum fasti_command_kind kind = kinds[chance_below(&walk->chance, sizeof kinds / sizeof *kinds)];
  struct fasti_command command = {.kind = kind,
                                  .persons = &walk->people[chance_below(&walk->chance, PEOPLE)],
                                  .person_count = 1,
                                  .reason = "等待鉴定结论",
                                  .law = "L12-4"};

  if ((kind == FASTI_RECUSE && chance_percent(&walk->chance, 75)) ||
      (kind == FASTI_TERMINATE && chance_percent(&walk->chance, 90)))
    return true;
  if (kind == FASTI_SUSPEND && walk->task_count > 0)
    command.persons = choose_person(walk, &walk->tasks[0]);
  if (kind == FASTI_EVIDENCE) {
    command.fields = photo;
    command.field_count = sizeof photo / sizeof *photo;
  }
  if (kind == FASTI_ATTEMPT)
    command.event = "complete";
  return apply(walk, &command, NULL);
}

/* What cannot be right. */
static bool
do_wrong(struct walk *walk)
{
  static const struct fasti_field fields[] = {{"nosuch/field", "1"}};
  const struct fasti_person *person = &walk->people[chance_below(&walk->chance, PEOPLE)];
  struct fasti_command wrong[] = {
    {.kind = FASTI_COMPLETE, .persons = person, .person_count = 1, .task = 9999},
    {.kind = FASTI_COMPLETE, .persons = person, .person_count = 1, .task = -1},
    {.kind = FASTI_OPEN, .persons = person, .person_count = 1},
    {.kind = FASTI_CLAIM, .task = 1},
    {.kind = FASTI_ACT, .persons = person, .person_count = 1, .event = "no.such.action"},
    {.kind = FASTI_ACT, .persons = person, .person_count = 1},
    {.kind = FASTI_COMMENT, .persons = person, .person_count = 1, .reason = "\x02"},
    {.kind = FASTI_COMMENT, .persons = person, .person_count = 1, .reason = "\xff\xfe"},
    {.kind = FASTI_SUSPEND, .persons = person, .person_count = 1},
    {.kind = FASTI_DRAFT, .persons = person, .person_count = 1, .fields = fields, .field_count = 1},
  };
  struct fasti_command *command = &wrong[chance_below(&walk->chance, sizeof wrong / sizeof *wrong)];
  bool done = false;

  if (command->kind == FASTI_DRAFT && walk->task_count > 0)
    command->task = walk->tasks[chance_below(&walk->chance, walk->task_count)].number;
  return apply(walk, command, &done) && (!done || fail(walk, "a wrong command was done"));
}

static bool
is_suspended(const struct walk *walk)
{
  struct fasti_case_row row;

  fasti_case_row(walk->case_, &row);
  return strcmp(row.status, "suspended") == 0;
}

static bool
take_step(struct walk *walk)
{
  size_t which = chance_below(&walk->chance, 100);

  if (!pass_time(walk, walk->now + (int64_t)chance_below(&walk->chance, 20 * 3600 * 1000)))
    return false;
  if (is_suspended(walk) && which < 70) {
    struct fasti_command command = {.kind = FASTI_RESUME,
                                    .persons = &walk->people[chance_below(&walk->chance, PEOPLE)],
                                    .person_count = 1};

    return apply(walk, &command, NULL);
  }
  if (which < 48)
    return do_task(walk);
  if (which < 72)
    return do_action(walk);
  if (which < 78)
    return jump_ahead(walk);
  if (which < 92)
    return do_other(walk);
  return which < 97 ? do_whole(walk) : do_wrong(walk);
}

static size_t
count_tasks(const struct fasti_chart *chart, const char *role)
{
  size_t count = 0;

  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    count += fasti_list_has(attribute(invoke->node, "role"), role);
    if (invoke->child)
      count += count_tasks(invoke->child, role);
  }
  return count;
}

/* The role that most tasks are for. */
static const char *
usual_role(const struct walk *walk)
{
  const char *best = NULL, *role;
  size_t most = 0;

  for (size_t i = 0; (role = fasti_package_role_at(walk->package, i, NULL)); i++) {
    size_t tasks = count_tasks(fasti_procedure_chart(walk->procedure), role);

    if (tasks > most) {
      most = tasks;
      best = role;
    }
  }
  return best;
}

/* Every third person holds the usual role; all roles are held; most hold two, the last even two that are kept apart. */
static void
make_people(struct walk *walk)
{
  const char *usual = usual_role(walk);
  size_t roles = 0;

  while (fasti_package_role_at(walk->package, roles, NULL))
    roles++;
  for (size_t i = 0; i < PEOPLE; i++) {
    const char *first = i % 3 == 0 && usual ? usual : fasti_package_role_at(walk->package, i % roles, NULL);

    snprintf(walk->ids[i], NAME, "p%zu", i + 1);
    copy(walk->roles[i], LIST, first);
    snprintf(walk->certificates[i], NAME, "L-2024-%03zu", i + 1);
    walk->people[i] = (struct fasti_person){walk->ids[i], walk->ids[i], walk->certificates[i], walk->roles[i]};
  }
  for (size_t i = 0; i < PEOPLE && roles > 0; i++) {
    const char *role = fasti_package_role_at(walk->package, chance_below(&walk->chance, roles), NULL);

    if (!fasti_list_has(walk->roles[i], role) &&
        (i + 2 >= PEOPLE || !fasti_package_roles_separate(walk->package, walk->roles[i], role)))
      strcat(strcat(walk->roles[i], " "), role);
  }
  for (size_t i = 0; i < PEOPLE; i++)
    if (usual && fasti_list_has(walk->roles[i], usual))
      walk->usual[walk->usual_count++] = walk->people[i];
}

static void
tell_all(struct walk *walk, uint64_t seed)
{
  fasti_buffer_printf(walk->trouble, "procedure %s, seed %llu; before:\n", fasti_procedure_id(walk->procedure),
                      (unsigned long long)seed);
  for (size_t i = walk->told_count > TOLD ? walk->told_count - TOLD : 0; i < walk->told_count; i++)
    fasti_buffer_printf(walk->trouble, "  %s\n", walk->told[i % TOLD]);
  fasti_messages_print(walk->messages, walk->trouble);
}

static void
end(struct walk *walk)
{
  for (size_t i = 0; i < walk->sum->state_count && walk->entries > 0; i++)
    walk->sum->visited[i] = walk->sum->visited[i] || is_true(walk, walk->sum->states[i]);
  if (walk->case_ && fasti_case_outcome(walk->case_))
    walk->sum->ended++;
  walk->sum->walks++;
  fasti_case_free(walk->case_);
  fasti_messages_free(walk->messages);
  fasti_buffer_free(&walk->snapshot);
  for (size_t i = 0; i < walk->entries; i++)
    fasti_buffer_free(&walk->journal[i].body);
  fasti_free(walk->journal);
  fasti_free(walk->deeds);
}

bool
walk(const struct fasti_procedure *procedure, uint64_t seed, int steps, struct walk_sum *sum,
     struct fasti_buffer *trouble)
{
  struct walk *it = fasti_alloc(sizeof *it);
  bool good;

  it->procedure = procedure;
  it->package = fasti_procedure_package(procedure);
  it->chance.state = seed;
  it->sum = sum;
  it->trouble = trouble;
  it->messages = fasti_messages_new(NULL, NULL);
  it->case_ = fasti_case_new(procedure, "W-1");
  it->yes = 60 + 12 * (unsigned)chance_below(&it->chance, 4);
  it->now = fasti_instant_of(fasti_day_of((struct fasti_date){2024, 1, 2}) + (int32_t)chance_below(&it->chance, 900),
                             fasti_package_zone(it->package)) +
            9 * 3600 * 1000;
  make_people(it);
  good = open_case(it);
  for (int i = 0; i < steps && good && !fasti_case_outcome(it->case_); i++)
    good = take_step(it) && (!chance_percent(&it->chance, 2) || check_replay(it));
  good = good && check_replay(it);
  if (!good)
    tell_all(it, seed);
  end(it);
  fasti_free(it);
  return good;
}
