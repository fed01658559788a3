/* adapters/web/case_story.c - 审批时间轴: the journal of a case in people's words: who did what, what they wrote, how long it
 * took, and what came of it.
 *
 *   <story who what>
 *     <entry sequence at actor name certificate kind group>
 *       <task number title key spent due late/> <action event title/> <to title/> <reason/> <law/> <person id name/>
 *       <file number name/> <from case/> <agree/> <attempt command about/> <form/>...
 *       <came kind="step|task|deadline|instrument|notice|expired|warned" .../>
 *     </entry>
 *     <people><person id name certificate acts/></people>
 *   </story>
 * Entries come in the order of the journal. Confidential fields are left out for who may not read them.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/case.h"
#include "engine/list.h"
#include "engine/notes.h"
#include "engine/xml.h"

/* What was known of the case after the last entry. */
struct known_task {
  struct known_task *next;
  int64_t number, opened_at;
  const char *title, *key;
  int32_t due;
};
struct known_deadline {
  struct known_deadline *next;
  const char *session, *deadline, *title, *state;
  int32_t due;
};
struct actor {
  struct actor *next;
  const char *id, *name, *certificate;
  int acts;
};

struct story {
  struct case_page *page;
  xmlNodePtr list;
  const char *who, *what; /* only these; NULL: all */
  const char *states;
  struct known_task *tasks;
  struct known_deadline *deadlines;
  struct actor *actors, **last_actor;
  /* the entry at work */
  struct fasti_case *case_;
  const struct fasti_entry_row *row;
  xmlNodePtr entry; /* NULL: it is not shown */
  const char *actor_name, *certificate;
};

/* -- what is remembered -- */

static const char *
keep(const struct story *story, const char *text)
{
  return fasti_arena_strdup(story->page->call->arena, text ? text : "");
}

static struct known_task *
find_task(const struct story *story, int64_t number)
{
  struct known_task *one = story->tasks;

  while (one && one->number != number)
    one = one->next;
  return one;
}

/* Tasks stay known when they are closed: later entries may speak of them. */
static void
note_task(void *self, const struct fasti_task_row *row)
{
  struct story *story = self;
  struct known_task *one = find_task(story, row->number);

  if (!one) {
    one = fasti_arena_alloc(story->page->call->arena, sizeof *one);
    *one = (struct known_task){.next = story->tasks,
                               .number = row->number,
                               .opened_at = row->opened_at,
                               .title = keep(story, row->title),
                               .key = keep(story, row->key)};
    story->tasks = one;
  }
  one->due = row->due;
}

static struct known_deadline *
find_deadline(const struct story *story, const struct fasti_deadline_row *row)
{
  struct known_deadline *one = story->deadlines;

  while (one && (strcmp(one->session, row->session) != 0 || strcmp(one->deadline, row->deadline) != 0))
    one = one->next;
  return one;
}

static void
note_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct story *story = self;
  struct known_deadline *one = find_deadline(story, row);

  if (!one) {
    one = fasti_arena_alloc(story->page->call->arena, sizeof *one);
    *one = (struct known_deadline){.next = story->deadlines,
                                   .session = keep(story, row->session),
                                   .deadline = keep(story, row->deadline),
                                   .title = keep(story, row->title)};
    story->deadlines = one;
  }
  one->state = keep(story, row->state);
  one->due = row->due;
}

static void
note_actor(struct story *story, const char *id, const char *name, const char *certificate)
{
  struct actor *one = story->actors;

  while (one && strcmp(one->id, id) != 0)
    one = one->next;
  if (!one) {
    one = fasti_arena_alloc(story->page->call->arena, sizeof *one);
    *one = (struct actor){.id = keep(story, id), .name = keep(story, name), .certificate = keep(story, certificate)};
    *story->last_actor = one;
    story->last_actor = &one->next;
  }
  one->acts++;
}

/* -- what an entry says -- */

/* By what people look for entries: what was decided and done, how work went from hand to hand, files, what the clock and other
 * cases brought, what was refused. */
static const char *
group_of(const char *kind)
{
  static const struct {
    const char *kinds, *group;
  } groups[] = {{"claim release draft transfer delegate add-signer remove-signer copy urge", "hands"},
                {"evidence", "files"},
                {"event clock calendar", "clock"},
                {"refused", "refused"}};

  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (fasti_list_has(groups[i].kinds, kind))
      return groups[i].group;
  return "acts";
}

static void
say_task(struct story *story, const char *number)
{
  const struct known_task *task = find_task(story, strtoll(number, NULL, 10));
  int32_t zone = story->page->zone;
  xmlNodePtr node;

  if (!task)
    return;
  node = web_add(story->entry, "task");
  web_set_number(node, "number", task->number);
  web_set(node, "title", task->title);
  web_set(node, "key", *task->key ? task->key : NULL);
  if (strcmp(story->row->kind, fasti_command_name(FASTI_COMPLETE)) != 0)
    return;
  web_set_number(node, "minutes", (story->row->at - task->opened_at) / 60000);
  web_set_day(node, "due", task->due);
  if (task->due != FASTI_NO_DAY && fasti_instant_day(story->row->at, zone) > task->due)
    web_set_number(node, "late", fasti_instant_day(story->row->at, zone) - task->due);
}

/* What an attempt was about: a task by its number or id, "[key]" behind it or not, or an action. */
static const char *
title_of(struct story *story, const char *value)
{
  char *end, *id = fasti_arena_strdup(story->page->call->arena, value);
  const struct known_task *task = find_task(story, strtoll(value, &end, 10));
  const char *title;

  if (end != value && !*end)
    return task ? task->title : value;
  id[strcspn(id, "[")] = '\0';
  title = case_action_title(story->page, id);
  return strcmp(title, id) != 0 ? title : fasti_procedure_task_title(story->page->procedure, id);
}

static void
say_attribute(struct story *story, const xmlAttr *attribute, const char *value)
{
  const char *name = (const char *)attribute->name, *kind = story->row->kind;
  struct case_page *page = story->page;
  bool attempt = strcmp(kind, fasti_command_name(FASTI_ATTEMPT)) == 0;

  if (strcmp(name, "task") == 0) {
    say_task(story, value);
  } else if (strcmp(name, "event") == 0 && attempt) {
    web_set(web_add(story->entry, "attempt"), "command", value);
  } else if (strcmp(name, "event") == 0) {
    xmlNodePtr action = web_add(story->entry, "action");

    web_set(action, "event", value);
    web_set(action, "title", case_action_title(page, value));
  } else if (strcmp(name, "to") == 0) {
    web_set(web_add(story->entry, "to"), "title",
            attempt                                               ? title_of(story, value)
            : strcmp(kind, fasti_command_name(FASTI_RETURN)) == 0 ? case_state_title(page, value, NULL)
                                                                  : value);
  } else if (strcmp(name, "agree") == 0) {
    web_set(story->entry, "agree", value);
  } else if (strcmp(name, "from") == 0) {
    web_set(web_add(story->entry, "from"), "case", value);
  } else if (strcmp(name, "law") == 0) {
    web_add_law(story->entry, page->procedure, value);
  } else if (strcmp(name, "key") == 0) {
    web_set(story->entry, "node", value);
  }
}

/* A file that was attached: its number is how many the case has now. */
static void
count_file(void *self, const struct fasti_attached *file)
{
  *(int64_t *)self = file->number;
}

static void
say_file(struct story *story, const char *name)
{
  xmlNodePtr file = web_add(story->entry, "file");
  int64_t number = 0;

  fasti_case_files(story->case_, count_file, &number);
  web_set_number(file, "number", number);
  web_set(file, "name", name);
}

static void
say_child(struct story *story, const xmlNode *node, int *people)
{
  const char *path = fasti_xml_attribute(node, NULL, "path"), *id = fasti_xml_attribute(node, NULL, "id");
  bool file = strcmp(story->row->kind, fasti_command_name(FASTI_EVIDENCE)) == 0;
  xmlChar *text = xmlNodeGetContent(node);

  if (fasti_xml_is(node, NULL, "reason"))
    web_add_text(story->entry, "reason", (const char *)text);
  else if (fasti_xml_is(node, NULL, "calendar"))
    web_set(web_add(story->entry, "calendar"), "name", fasti_xml_attribute(node, NULL, "name"));
  else if (fasti_xml_is(node, NULL, "person") && id && (*people)++ > 0) {
    xmlNodePtr person = web_add(story->entry, "person");

    web_set(person, "id", id);
    web_set(person, "name", fasti_xml_attribute(node, NULL, "name"));
  } else if (file && path && strcmp(path, "name") == 0) {
    say_file(story, (const char *)text);
  }
  xmlFree(text);
}

static void
say_body(struct story *story, const xmlNode *root)
{
  int people = 0;

  for (const xmlAttr *attribute = root->properties; attribute; attribute = attribute->next)
    say_attribute(story, attribute, fasti_xml_attribute(root, NULL, (const char *)attribute->name));
  for (const xmlNode *child = fasti_xml_first(root); child; child = fasti_xml_next(child))
    say_child(story, child, &people);
}

/* The actor stands first among the persons, as they were then. */
static void
read_actor(struct story *story, const xmlNode *root)
{
  const xmlNode *child = fasti_xml_first(root);

  while (child && !fasti_xml_is(child, NULL, "person"))
    child = fasti_xml_next(child);
  story->actor_name = child ? fasti_xml_attribute(child, NULL, "name") : NULL;
  story->certificate = child ? fasti_xml_attribute(child, NULL, "certificate") : NULL;
  if (!story->actor_name)
    story->actor_name = *story->row->actor ? case_name(story->page, story->row->actor) : "";
}

/* -- what came of it -- */

static xmlNodePtr
came(struct story *story, const char *kind, const char *title)
{
  xmlNodePtr node = web_add(story->entry, "came");

  web_set(node, "kind", kind);
  web_set(node, "title", title);
  return node;
}

static void
tell_states(struct story *story, const char *states)
{
  struct fasti_slice word;

  while (fasti_list_next(&states, &word)) {
    const char *id = fasti_arena_copy(story->page->call->arena, word.at, word.size), *law, *title;

    if (fasti_list_has(story->states, id))
      continue;
    title = case_state_title(story->page, id, &law);
    web_add_law(came(story, "step", title), story->page->procedure, law);
  }
}

static void
tell_task(void *self, const struct fasti_task_row *row)
{
  struct story *story = self;
  xmlNodePtr node;

  if (find_task(story, row->number))
    return;
  node = came(story, "task", row->title);
  web_set(node, "roles", web_role_titles(story->page->call, story->page->package, row->roles));
}

static void
tell_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct story *story = self;
  const struct known_deadline *known = find_deadline(story, row);
  xmlNodePtr node;

  if (row->due == FASTI_NO_DAY || strcmp(row->state, "met") == 0 ||
      (known && known->due == row->due && strcmp(known->state, row->state) == 0))
    return;
  node = came(story, "deadline", row->title);
  web_set(node, "state", row->state);
  web_set(node, "moved", known && known->due != row->due ? "true" : NULL);
  web_set_day(node, "due", row->due);
  web_set(node, "provisional", row->provisional ? "true" : NULL);
  web_add_law(node, story->page->procedure, row->law);
}

static void
tell_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct story *story = self;
  xmlNodePtr node = came(story, "instrument", row->title);

  web_set_number(node, "number", row->number);
  web_set(node, "document", *row->document_number ? row->document_number : NULL);
}

static void
tell_notice(void *self, const struct fasti_outbox_row *row)
{
  struct story *story = self;

  const char *role = fasti_package_role_title(story->page->package, row->to);

  web_set(came(story, "notice", row->text), "roles",
          strcmp(role, row->to) == 0 ? case_name(story->page, row->to) : role);
}

/* deadline.expired.filing: what the clock raised, with the deadline's title. */
static void
tell_event(void *self, const char *name)
{
  static const struct {
    const char *prefix, *kind;
  } kinds[] = {{"deadline.expired.", "expired"}, {"deadline.warned.", "warned"}};
  struct story *story = self;

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t size = strlen(kinds[i].prefix);
    const struct known_deadline *one = story->deadlines;

    if (strncmp(name, kinds[i].prefix, size) != 0)
      continue;
    while (one && strcmp(one->deadline, name + size) != 0)
      one = one->next;
    web_set_day(came(story, kinds[i].kind, one ? one->title : name + size), "due", one ? one->due : FASTI_NO_DAY);
  }
}

static void
tell_form(void *self, const struct fasti_filled_form *filled)
{
  struct story *story = self;

  case_add_form(story->page, story->entry, filled, story->row->actor);
}

/* -- entries -- */

static bool
is_wanted(const struct story *story, const char *group)
{
  return (!story->who || strcmp(story->who, story->row->actor) == 0) && (!story->what || strcmp(story->what, group) == 0);
}

static void
begin_entry(struct story *story)
{
  const struct fasti_entry_row *row = story->row;
  const char *group = group_of(row->kind);

  story->entry = NULL;
  if (!is_wanted(story, group))
    return;
  story->entry = web_add(story->list, "entry");
  web_set_number(story->entry, "sequence", row->sequence);
  case_set_moment(story->page, story->entry, "at", row->at);
  web_set(story->entry, "actor", *row->actor ? row->actor : NULL);
  web_set(story->entry, "name", *story->actor_name ? story->actor_name : NULL);
  web_set(story->entry, "certificate", story->certificate);
  web_set(story->entry, "kind", row->kind);
  web_set(story->entry, "group", group);
}

static void
tell_all(struct story *story, const xmlNode *root, const char *states)
{
  say_body(story, root);
  fasti_case_filled(story->case_, tell_form, story);
  fasti_case_events(story->case_, tell_event, story);
  tell_states(story, states);
  fasti_case_tasks(story->case_, tell_task, story);
  fasti_case_deadlines(story->case_, tell_deadline, story);
  fasti_case_issued(story->case_, tell_instrument, story);
  fasti_case_notices(story->case_, tell_notice, story);
}

static void
take_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct story *story = self;
  struct fasti_case_row row = {0};
  xmlDocPtr doc = NULL;

  if (entry->at > story->page->until || fasti_xml_parse("journal", entry->body, NULL, &doc) != FASTI_OK)
    return;
  story->case_ = case_;
  story->row = entry;
  fasti_case_row(case_, &row);
  read_actor(story, xmlDocGetRootElement(doc));
  if (*entry->actor)
    note_actor(story, entry->actor, story->actor_name, story->certificate);
  begin_entry(story);
  if (story->entry)
    tell_all(story, xmlDocGetRootElement(doc), row.states);
  story->states = keep(story, row.states);
  fasti_case_tasks(case_, note_task, story);
  fasti_case_deadlines(case_, note_deadline, story);
  fasti_xml_free(doc);
}

static void
add_actors(const struct story *story)
{
  xmlNodePtr people = web_add(story->list, "people");

  for (const struct actor *one = story->actors; one; one = one->next) {
    struct fasti_person_row row;
    xmlNodePtr person;

    if (story->page->reading < FASTI_READS_ALL && strcmp(one->id, story->who) != 0)
      continue;
    person = web_add(people, "person");
    web_set(person, "id", one->id);
    web_set(person, "name", one->name);
    web_set(person, "certificate", *one->certificate ? one->certificate : NULL);
    web_set_number(person, "acts", one->acts);
    if (fasti_office_person(story->page->call->office, one->id, story->page->call->arena, NULL, &row) == FASTI_OK)
      web_set(person, "roles", web_role_titles(story->page->call, story->page->package, row.roles));
  }
}

enum fasti_status
case_add_story(struct case_page *page, xmlNodePtr parent)
{
  struct web_call *call = page->call;
  const char *who = web_query(call, "who"), *what = web_query(call, "what");
  struct story story = {.page = page, .list = web_add(parent, "story"), .states = ""};
  enum fasti_status status;

  story.who = who && *who ? who : NULL;
  story.what = what && *what ? what : NULL;
  story.last_actor = &story.actors;
  if (page->reading < FASTI_READS_ALL)
    story.who = page->viewer.id; /* what they did themselves */
  web_set(story.list, "who", story.who);
  web_set(story.list, "what", story.what);
  status = fasti_office_history(call->office, page->id, call->messages, take_entry, &story);
  if (status == FASTI_OK)
    add_actors(&story);
  return status;
}
