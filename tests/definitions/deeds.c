/* tests/definitions/deeds.c - who did what, by the journal: roles that are kept apart, others than, and how many; see
 * monitor.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/xml.h"
#include "tests/definitions/monitor.h"

#define NS "urn:fasti:procedure"

/* The command of an entry, as its body says. */
struct deed {
  xmlDocPtr doc;
  const xmlNode *root;
  const char *kind, *event, *key;
  int64_t task;
};

const char *
definition_attribute(const xmlNode *node, const char *name)
{
  const char *value = node ? fasti_xml_attribute(node, NS, name) : NULL;

  return value ? value : "";
}

/* Whether these are the roles of a task: as written, or as the data gives them. */
static bool
has_roles(const xmlNode *node, const char *roles)
{
  const char *written = definition_attribute(node, "role");

  return strchr(written, '{') || strcmp(written, roles) == 0;
}

const xmlNode *
definition_task(const struct fasti_chart *chart, const char *task, const char *roles)
{
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);
    const xmlNode *found = invoke->child ? definition_task(invoke->child, task, roles) : NULL;

    if (found)
      return found;
    if (invoke->id && strcmp(invoke->id, task) == 0 && has_roles(invoke->node, roles))
      return invoke->node;
  }
  return NULL;
}

const xmlNode *
definition_action(const struct fasti_chart *chart, const char *event)
{
  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (transition->event && strcmp(transition->event, event) == 0 && *definition_attribute(transition->node, "role"))
      return transition->node;
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart *child = fasti_chart_invoke(chart, i)->child;
    const xmlNode *found = child ? definition_action(child, event) : NULL;

    if (found)
      return found;
  }
  return NULL;
}

size_t
definition_people(struct fasti_case *case_, const xmlNode *node)
{
  const char *people = definition_attribute(node, "people");
  struct fasti_buffer given = {0};
  size_t count = *people ? (size_t)atoi(people) : 1;

  /* A template that is a parameter. */
  if (strncmp(people, "{$param/", 8) == 0 && case_) {
    char *inner = fasti_strdup(people + 1);

    inner[strcspn(inner, "}")] = '\0';
    if (fasti_case_evaluate(case_, inner, NULL, &given) == FASTI_OK && given.size)
      count = (size_t)atoi(given.at);
    fasti_free(inner);
    fasti_buffer_free(&given);
  }
  return count > 0 ? count : 1;
}

static const char *
roles_held(const struct monitor *monitor, const char *person)
{
  for (size_t i = 0; i < monitor->people_count; i++)
    if (strcmp(monitor->people[i].id, person) == 0)
      return monitor->people[i].roles;
  return "";
}

/* Whether the person may have done both: in some role of each that are not kept apart. */
static bool
roles_agree(const struct monitor *monitor, const struct fact *one, const struct fact *other)
{
  const char *held = roles_held(monitor, one->person);
  char first[64], second[64];
  struct fasti_slice a, b;

  for (const char *x = one->roles; fasti_list_next(&x, &a);)
    for (const char *y = other->roles; fasti_list_next(&y, &b);) {
      if (a.size >= sizeof first || b.size >= sizeof second)
        continue;
      memcpy(first, a.at, a.size);
      first[a.size] = '\0';
      memcpy(second, b.at, b.size);
      second[b.size] = '\0';
      if (fasti_list_has(held, first) && fasti_list_has(held, second) &&
          !fasti_package_roles_separate(monitor->package, first, second))
        return true;
    }
  return one->named || other->named;
}

/* Whether a part of a task counts: all have done theirs, and it was not taken back. */
static bool
counts(const struct monitor *monitor, size_t index, bool pending)
{
  const struct fact *did = &monitor->facts[index];
  bool settled = did->number == 0, gone = false;

  for (size_t i = index + 1; i < monitor->count && did->number; i++) {
    const struct fact *fact = &monitor->facts[i];

    if (fact->number != did->number || fact->case_id != did->case_id)
      continue;
    settled = settled || fact->kind == FACT_SETTLED;
    gone = gone || fact->kind == FACT_WITHDRAWN || (fact->kind == FACT_DROPPED && !settled);
  }
  return !gone && settled != pending;
}

static void
check_deed(struct monitor *monitor, struct fasti_case *case_, const struct fact *deed)
{
  const struct fasti_chart *chart = fasti_procedure_chart(fasti_case_procedure(case_));
  const xmlNode *node =
    deed->number ? definition_task(chart, deed->work, deed->roles) : definition_action(chart, deed->work);
  const char *others = definition_attribute(node, "other-than");

  if (!node && strcmp(deed->work, "open") != 0)
    monitor_fail(monitor, "unknown work", "%s is nowhere in the definition", deed->work);
  monitor->checks++;
  for (size_t i = 0; i < monitor->count; i++) {
    const struct fact *before = &monitor->facts[i];

    if (before->kind != FACT_DID || before == deed || before->case_id != deed->case_id ||
        before->person != deed->person || !counts(monitor, i, false))
      continue;
    if (fasti_list_has(others, before->work))
      monitor_fail(monitor, "other-than", "%s did %s and then %s, which is for others", deed->person, before->work,
                   deed->work);
    if (!roles_agree(monitor, deed, before))
      monitor_fail(monitor, "separation of roles", "%s did %s and %s in roles that are kept apart", deed->person,
                   before->work, deed->work);
  }
}

/* Tasks. */

static bool
note_task(struct monitor *monitor, const char *case_id, const struct fasti_task_row *row)
{
  for (size_t i = monitor->count; i > 0; i--) {
    const struct fact *fact = &monitor->facts[i - 1];

    if (fact->kind == FACT_OPENED && fact->number <= row->number && fact->case_id == case_id)
      if (fact->number == row->number)
        return false;
  }
  monitor_add(monitor, &(struct fact){.kind = FACT_OPENED,
                                      .case_id = case_id,
                                      .number = row->number,
                                      .work = row->task,
                                      .key = row->key,
                                      .roles = row->roles});
  return true;
}

struct rows {
  struct monitor *monitor;
  const char *case_id;
  int64_t wanted;
  bool found, signing;
};

static void
take_row(void *self, const struct fasti_task_row *row)
{
  struct rows *rows = self;

  note_task(rows->monitor, rows->case_id, row);
  if (row->number != rows->wanted)
    return;
  rows->found = true;
  rows->signing = strcmp(row->state, "signing") == 0 || strcmp(row->state, "suspended") == 0;
}

static struct rows
look_for(struct monitor *monitor, struct fasti_case *case_, const char *case_id, int64_t number)
{
  struct rows rows = {.monitor = monitor, .case_id = case_id, .wanted = number};

  fasti_case_tasks(case_, take_row, &rows);
  return rows;
}

static const struct fact *
opened(const struct monitor *monitor, const char *case_id, int64_t number)
{
  for (size_t i = 0; i < monitor->count; i++)
    if (monitor->facts[i].kind == FACT_OPENED && monitor->facts[i].number == number &&
        monitor->facts[i].case_id == case_id)
      return &monitor->facts[i];
  return NULL;
}

/* The task is done: all who had a part in it did it. */
static void
settle(struct monitor *monitor, struct fasti_case *case_, const char *case_id, int64_t number)
{
  const struct fasti_chart *chart = fasti_procedure_chart(fasti_case_procedure(case_));
  size_t count = monitor->count, people = 0;
  const xmlNode *node = NULL;

  for (size_t i = 0; i < count; i++) {
    struct fact did = monitor->facts[i];

    if (did.kind != FACT_DID || did.number != number || did.case_id != case_id || !counts(monitor, i, true))
      continue;
    node = definition_task(chart, did.work, did.roles);
    people++;
    check_deed(monitor, case_, &did);
  }
  if (node && people < definition_people(NULL, node))
    monitor_fail(monitor, "too few people", "task %lld was done by too few", (long long)number);
  monitor_add(monitor, &(struct fact){.kind = FACT_SETTLED, .case_id = case_id, .number = number});
}

/* What others have begun to sign, and is open again or cancelled, was not done. */
static void
drop_pending(struct monitor *monitor, struct fasti_case *case_, const char *case_id)
{
  for (size_t i = 0; i < monitor->count; i++) {
    struct fact did = monitor->facts[i];

    if (did.kind != FACT_DID || did.number == 0 || did.case_id != case_id || !counts(monitor, i, true))
      continue;
    if (!look_for(monitor, case_, case_id, did.number).signing)
      monitor_add(monitor, &(struct fact){.kind = FACT_DROPPED, .case_id = case_id, .number = did.number});
  }
}

/* Entries. */

static const char *
first_person(const struct deed *deed)
{
  const xmlNode *node = fasti_xml_first(deed->root);

  return node && fasti_xml_is(node, NULL, "person") ? fasti_xml_attribute(node, NULL, "id") : "";
}

static bool
read_deed(struct monitor *monitor, const struct fasti_entry_row *entry, struct deed *deed)
{
  const char *task;

  *deed = (struct deed){0};
  if (fasti_xml_parse("entry", entry->body, NULL, &deed->doc) != FASTI_OK) {
    monitor_fail(monitor, "journal", "the entry %lld is not XML", (long long)entry->sequence);
    return false;
  }
  deed->root = xmlDocGetRootElement(deed->doc);
  deed->kind = fasti_xml_attribute(deed->root, NULL, "kind");
  deed->event = fasti_xml_attribute(deed->root, NULL, "event");
  deed->key = fasti_xml_attribute(deed->root, NULL, "key");
  task = fasti_xml_attribute(deed->root, NULL, "task");
  deed->task = task ? strtoll(task, NULL, 10) : 0;
  return true;
}

static void
see_act(struct monitor *monitor, struct fasti_case *case_, const char *case_id, const struct deed *deed)
{
  const xmlNode *action = definition_action(fasti_procedure_chart(fasti_case_procedure(case_)), deed->event);
  const char *roles = definition_attribute(action, "role");
  size_t people = 0;

  for (const xmlNode *node = fasti_xml_first(deed->root); node; node = fasti_xml_next(node)) {
    struct fact did = {.kind = FACT_DID,
                       .case_id = case_id,
                       .work = deed->event,
                       .key = deed->key,
                       .roles = roles,
                       .person = fasti_xml_attribute(node, NULL, "id")};

    if (!fasti_xml_is(node, NULL, "person"))
      continue;
    if (strchr(roles, '{')) /* given by the data: whatever the person holds */
      did.roles = roles_held(monitor, did.person);
    people++;
    did = *monitor_add(monitor, &did);
    check_deed(monitor, case_, &did);
  }
  if (people < definition_people(case_, action))
    monitor_fail(monitor, "too few people", "%s was done by too few", deed->event);
}

static void
see_part(struct monitor *monitor, const char *case_id, const struct deed *deed)
{
  const struct fact *task = opened(monitor, case_id, deed->task);
  const char *person = first_person(deed);

  if (!task) {
    monitor_fail(monitor, "unknown task", "task %lld was done, but was never open", (long long)deed->task);
    return;
  }
  monitor_add(monitor, &(struct fact){.kind = FACT_DID,
                                      .case_id = case_id,
                                      .number = deed->task,
                                      .work = task->work,
                                      .key = task->key,
                                      .roles = task->roles,
                                      .person = person,
                                      .named = strcmp(deed->kind, "sign") == 0 &&
                                               !fasti_list_meets(roles_held(monitor, person), task->roles)});
}

void
deeds_see(struct monitor *monitor, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  const char *case_id = monitor_intern(monitor, entry->case_id);
  struct deed deed;
  bool did;

  if (!read_deed(monitor, entry, &deed))
    return;
  did = strcmp(deed.kind, "complete") == 0 ||
        (strcmp(deed.kind, "sign") == 0 && strcmp(fasti_xml_attribute(deed.root, NULL, "agree"), "true") == 0);
  if (strcmp(deed.kind, "open") == 0)
    monitor_add(monitor, &(struct fact){.kind = FACT_DID,
                                        .case_id = case_id,
                                        .work = "open",
                                        .roles = fasti_procedure_openers(fasti_case_procedure(case_)),
                                        .person = first_person(&deed)});
  if (strcmp(deed.kind, "act") == 0)
    see_act(monitor, case_, case_id, &deed);
  if (strcmp(deed.kind, "withdraw") == 0)
    monitor_add(monitor, &(struct fact){.kind = FACT_WITHDRAWN, .case_id = case_id, .number = deed.task});
  if (did)
    see_part(monitor, case_id, &deed);
  if ((did || strcmp(deed.kind, "remove-signer") == 0) && !look_for(monitor, case_, case_id, deed.task).found)
    settle(monitor, case_, case_id, deed.task);
  look_for(monitor, case_, case_id, 0);
  drop_pending(monitor, case_, case_id);
  fasti_xml_free(deed.doc);
}
