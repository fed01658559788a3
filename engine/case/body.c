/* engine/case/body.c - the body of a journal entry: a command and the oracle's answers, as canonical XML.
 *
 * Messages: characters that XML does not allow.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/case/state.h"

static const char *const names[FASTI_COMMAND_COUNT] = {
  "open",
  "act",
  "claim",
  "release",
  "draft",
  "complete",
  "sign",
  "return",
  "withdraw",
  "transfer",
  "delegate",
  "add-signer",
  "remove-signer",
  "copy",
  "urge",
  "suspend",
  "approve-suspension",
  "refuse-suspension",
  "resume",
  "recuse",
  "terminate",
  "comment",
  "evidence",
  "event",
  "clock",
  "refused",
  "calendar",
};

const char *
fasti_command_name(enum fasti_command_kind kind)
{
  return names[kind];
}

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  if (value && *value)
    xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

static void
add_person(xmlNodePtr root, const char *as, const struct fasti_person *person)
{
  xmlNodePtr node = xmlNewChild(root, NULL, (const xmlChar *)as, NULL);

  set(node, "id", person->id);
  set(node, "name", person->name);
  set(node, "certificate", person->certificate);
  set(node, "roles", person->roles);
  set(node, "valid-to", person->valid_to);
  set(node, "interests", person->interests);
  set(node, "unit", person->unit);
  set(node, "stands", person->stands);
}

static void
add_number(xmlNodePtr node, const char *name, int64_t number)
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%lld", (long long)number);
  set(node, name, text.at);
  fasti_buffer_free(&text);
}

static void
add_answer(xmlNodePtr root, const struct answer *answer)
{
  xmlNodePtr node;

  if (answer->kind == ANSWER_FOUND) {
    xmlAddChild(root, xmlDocCopyNode(answer->node, root->doc, 1));
    return;
  }
  node = xmlNewChild(root, NULL, (const xmlChar *)"answer", NULL);
  if (answer->kind == ANSWER_NUMBER)
    add_number(node, "number", answer->number);
  else
    set(node, answer->kind == ANSWER_NAME ? "name" : "seed", answer->text);
}

static void
add_file(xmlNodePtr root, const struct fasti_handed *file)
{
  xmlNodePtr node = xmlNewChild(root, NULL, (const xmlChar *)"file", NULL);

  add_number(node, "number", file->number);
  set(node, "name", file->name);
  set(node, "media", file->media);
  add_number(node, "size", file->size);
  set(node, "hash-name", file->hash_name);
  set(node, "hash", file->hash);
}

void
body_write(const struct fasti_case *case_, const struct fasti_command *command, struct fasti_buffer *out)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"command", NULL), node;

  xmlDocSetRootElement(doc, root);
  set(root, "kind", names[command->kind]);
  if (command->task)
    add_number(root, "task", command->task);
  set(root, "event", command->event);
  set(root, "session", command->session);
  set(root, "key", command->key);
  set(root, "to", command->to);
  set(root, "law", command->law);
  set(root, "from", command->from);
  set(root, "from-procedure", command->from_procedure);
  if (command->from)
    add_number(root, "from-entry", command->from_entry);
  set(root, "standing", command->standing ? "true" : NULL);
  set(root, "outside", command->outside ? "true" : NULL);
  set(root, "reply", command->reply ? "true" : NULL);
  if (command->kind == FASTI_SIGN)
    set(root, "agree", command->agree ? "true" : "false");
  for (size_t i = 0; i < command->person_count; i++)
    add_person(root, "person", &command->persons[i]);
  for (size_t i = 0; i < command->named_count; i++)
    add_person(root, "named", &command->named[i]);
  if (command->reason)
    xmlNewTextChild(root, NULL, (const xmlChar *)"reason", (const xmlChar *)command->reason);
  for (size_t i = 0; i < command->field_count; i++) {
    node = xmlNewTextChild(root, NULL, (const xmlChar *)"field", (const xmlChar *)command->fields[i].value);
    set(node, "path", command->fields[i].path);
  }
  for (size_t i = 0; i < command->calendar_count; i++) {
    node = xmlNewTextChild(root, NULL, (const xmlChar *)"calendar", (const xmlChar *)command->calendars[i].value);
    set(node, "name", command->calendars[i].path);
  }
  for (size_t i = 0; i < command->file_count; i++)
    add_file(root, &command->files[i]);
  if (command->data)
    xmlAddChild(root, xmlDocCopyNode((xmlNodePtr)(uintptr_t)command->data, doc, 1));
  for (size_t i = 0; i < case_->answers.count; i++)
    add_answer(root, &case_->answers.items[i]);
  fasti_xml_write(root, out);
  xmlFreeDoc(doc);
}

static bool
check_text(struct fasti_messages *messages, const char *field, const char *text)
{
  if (!fasti_xml_is_text(text))
    fasti_error_field(messages, field, "this has characters that no document may contain; expected plain text");
  return fasti_xml_is_text(text);
}

static bool
check_person(struct fasti_messages *messages, const struct fasti_person *person)
{
  return check_text(messages, "person", person->id) && check_text(messages, "person", person->name) &&
         check_text(messages, "person", person->certificate) && check_text(messages, "person", person->roles) &&
         check_text(messages, "person", person->valid_to) && check_text(messages, "person", person->interests) &&
         check_text(messages, "person", person->unit) && check_text(messages, "person", person->stands);
}

enum fasti_status
body_check(const struct fasti_command *command, struct fasti_messages *messages)
{
  bool good = check_text(messages, "reason", command->reason);

  good = check_text(messages, "law", command->law) && good;
  good = check_text(messages, "event", command->event) && good;
  good = check_text(messages, "session", command->session) && good;
  good = check_text(messages, "key", command->key) && good;
  good = check_text(messages, "to", command->to) && good;
  for (size_t i = 0; i < command->person_count; i++)
    good = check_person(messages, &command->persons[i]) && good;
  for (size_t i = 0; i < command->named_count; i++)
    good = check_person(messages, &command->named[i]) && good;
  for (size_t i = 0; i < command->field_count; i++)
    good = check_text(messages, "field", command->fields[i].path) &&
           check_text(messages, command->fields[i].path, command->fields[i].value) && good;
  for (size_t i = 0; i < command->calendar_count; i++)
    good = check_text(messages, "calendar", command->calendars[i].path) &&
           check_text(messages, "calendar", command->calendars[i].value) && good;
  return good ? FASTI_OK : FASTI_INVALID;
}

/* Reading. Everything is copied into the entry. */

static const char *
text_of(struct fasti_case *case_, const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent(node);
  const char *copy = fasti_arena_strdup(case_->entry, text ? (const char *)text : "");

  xmlFree(text);
  return copy;
}

static const char *
get(struct fasti_case *case_, const xmlNode *node, const char *name)
{
  return fasti_arena_strdup(case_->entry, fasti_xml_attribute(node, NULL, name));
}

static int64_t
number_of(const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);

  return text ? strtoll(text, NULL, 10) : 0;
}

static struct fasti_person
read_person(struct fasti_case *case_, const xmlNode *node)
{
  return (struct fasti_person){.id = get(case_, node, "id"),
                               .name = get(case_, node, "name"),
                               .certificate = get(case_, node, "certificate"),
                               .roles = get(case_, node, "roles"),
                               .valid_to = get(case_, node, "valid-to"),
                               .interests = get(case_, node, "interests"),
                               .unit = get(case_, node, "unit"),
                               .stands = get(case_, node, "stands")};
}

static void
read_answer(struct fasti_case *case_, const xmlNode *node)
{
  struct answer *answer = LIST_ADD(&case_->answers);

  if (fasti_xml_attribute(node, NULL, "number"))
    *answer = (struct answer){.kind = ANSWER_NUMBER, .number = number_of(node, "number")};
  else if (fasti_xml_attribute(node, NULL, "name"))
    *answer = (struct answer){.kind = ANSWER_NAME, .text = get(case_, node, "name")};
  else if (fasti_xml_attribute(node, NULL, "seed"))
    *answer = (struct answer){.kind = ANSWER_SEED, .text = get(case_, node, "seed")};
  else
    *answer = (struct answer){.kind = ANSWER_FOUND, .node = case_loose_copy(case_, node)};
}

static struct fasti_handed
read_file(struct fasti_case *case_, const xmlNode *node)
{
  return (struct fasti_handed){.number = number_of(node, "number"),
                               .name = get(case_, node, "name"),
                               .media = get(case_, node, "media"),
                               .size = number_of(node, "size"),
                               .hash_name = get(case_, node, "hash-name"),
                               .hash = get(case_, node, "hash")};
}

/* The lists of a command while they are filled. */
struct lists {
  struct fasti_person *persons, *named;
  struct fasti_field *fields, *calendars;
  struct fasti_handed *files;
};

static void
read_child(struct fasti_case *case_, const xmlNode *node, struct fasti_command *command, struct lists *lists)
{
  if (fasti_xml_is(node, NULL, "person"))
    lists->persons[command->person_count++] = read_person(case_, node);
  else if (fasti_xml_is(node, NULL, "named"))
    lists->named[command->named_count++] = read_person(case_, node);
  else if (fasti_xml_is(node, NULL, "field"))
    lists->fields[command->field_count++] = (struct fasti_field){get(case_, node, "path"), text_of(case_, node)};
  else if (fasti_xml_is(node, NULL, "calendar"))
    lists->calendars[command->calendar_count++] = (struct fasti_field){get(case_, node, "name"), text_of(case_, node)};
  else if (fasti_xml_is(node, NULL, "file"))
    lists->files[command->file_count++] = read_file(case_, node);
  else if (fasti_xml_is(node, NULL, "reason"))
    command->reason = text_of(case_, node);
  else if (fasti_xml_is(node, NULL, "answer"))
    read_answer(case_, node);
  else if (fasti_xml_is(node, NULL, "data"))
    command->data = case_loose_copy(case_, node);
}

static void
read_lists(struct fasti_case *case_, const xmlNode *root, struct fasti_command *command)
{
  struct fasti_arena *arena = case_->entry;
  struct lists lists;
  size_t room = 1;

  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    room++;
  command->persons = lists.persons = fasti_arena_alloc(arena, room * sizeof *lists.persons);
  command->named = lists.named = fasti_arena_alloc(arena, room * sizeof *lists.named);
  command->fields = lists.fields = fasti_arena_alloc(arena, room * sizeof *lists.fields);
  command->calendars = lists.calendars = fasti_arena_alloc(arena, room * sizeof *lists.calendars);
  command->files = lists.files = fasti_arena_alloc(arena, room * sizeof *lists.files);
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    read_child(case_, node, command, &lists);
}

static bool
is_whole(const struct fasti_command *command)
{
  bool whole = true;

  for (size_t i = 0; i < command->person_count; i++)
    whole = whole && command->persons[i].id;
  for (size_t i = 0; i < command->named_count; i++)
    whole = whole && command->named[i].id;
  for (size_t i = 0; i < command->field_count; i++)
    whole = whole && command->fields[i].path;
  for (size_t i = 0; i < command->calendar_count; i++)
    whole = whole && command->calendars[i].path;
  for (size_t i = 0; i < command->file_count; i++)
    whole = whole && command->files[i].name && command->files[i].media && command->files[i].hash_name &&
            command->files[i].hash;
  return whole && (command->file_count == 0 || command->from);
}

static enum fasti_status
read_root(struct fasti_case *case_, const xmlNode *root, struct fasti_command *command)
{
  const char *kind = fasti_xml_attribute(root, NULL, "kind"), *agree = fasti_xml_attribute(root, NULL, "agree");

  *command = (struct fasti_command){.kind = FASTI_COMMAND_COUNT};
  for (int i = 0; kind && i < FASTI_COMMAND_COUNT; i++)
    if (strcmp(names[i], kind) == 0)
      command->kind = (enum fasti_command_kind)i;
  if (!fasti_xml_is(root, NULL, "command") || command->kind == FASTI_COMMAND_COUNT)
    return FASTI_CORRUPT;
  command->task = number_of(root, "task");
  command->event = get(case_, root, "event");
  command->session = get(case_, root, "session");
  command->key = get(case_, root, "key");
  command->to = get(case_, root, "to");
  command->law = get(case_, root, "law");
  command->from = get(case_, root, "from");
  command->from_procedure = get(case_, root, "from-procedure");
  command->from_entry = number_of(root, "from-entry");
  command->standing = fasti_xml_attribute(root, NULL, "standing") != NULL;
  command->outside = fasti_xml_attribute(root, NULL, "outside") != NULL;
  command->reply = fasti_xml_attribute(root, NULL, "reply") != NULL;
  command->agree = agree && strcmp(agree, "true") == 0;
  read_lists(case_, root, command);
  return is_whole(command) ? FASTI_OK : FASTI_CORRUPT;
}

enum fasti_status
body_read(struct fasti_case *case_, const struct fasti_entry_row *entry, struct fasti_command *command)
{
  xmlDocPtr doc;
  enum fasti_status status = FASTI_CORRUPT;

  if (fasti_xml_parse("journal entry", entry->body, case_->messages, &doc) != FASTI_OK)
    return FASTI_CORRUPT;
  status = read_root(case_, xmlDocGetRootElement(doc), command);
  fasti_xml_free(doc);
  if (status == FASTI_OK && strcmp(names[command->kind], entry->kind) != 0)
    status = FASTI_CORRUPT;
  return status;
}
