/* engine/office/journal.c - the journal of the office: whatever changes it and is no case, the refused attempts too.
 *
 * Its entries are those of a case, chained by the same hashes, under the id FASTI_OFFICE_JOURNAL. The body of each is
 * one element <act>, with the kind of the entry again and what it was about. The setting "journal" holds how many
 * entries there are and the hash of the last one, so that none can be missing at the end unseen.
 * An office that is older than its journal begins it with what it has: an entry "begin".
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

xmlNodePtr
office_act(const char *kind)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"act", NULL);

  xmlDocSetRootElement(doc, root);
  office_act_set(root, "kind", kind);
  return root;
}

void
office_act_set(xmlNodePtr node, const char *name, const char *value)
{
  if (value && *value)
    xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

void
office_act_person(xmlNodePtr act, const struct fasti_person_row *row)
{
  xmlNodePtr node = xmlNewChild(act, NULL, (const xmlChar *)"person", NULL);

  office_act_set(node, "id", row->id);
  office_act_set(node, "name", row->name);
  office_act_set(node, "bureau", row->bureau);
  office_act_set(node, "certificate", row->certificate);
  office_act_set(node, "valid-to", row->valid_to);
  office_act_set(node, "roles", row->roles);
  office_act_set(node, "interests", row->interests);
  office_act_set(node, "unit", row->unit);
  office_act_set(node, "active", row->active ? "true" : "false");
}

void
office_act_package(xmlNodePtr act, const struct fasti_package_row *row)
{
  xmlNodePtr node = xmlNewChild(act, NULL, (const xmlChar *)"package", NULL);
  char date[FASTI_DATE_SIZE];

  office_act_set(node, "hash", row->hash);
  office_act_set(node, "bureau", row->bureau);
  office_act_set(node, "version", row->version);
  office_act_set(node, "in-force", fasti_day_format(row->in_force, date));
}

void
office_act_stand_in(xmlNodePtr act, const struct fasti_stand_in_row *row)
{
  xmlNodePtr node = xmlNewChild(act, NULL, (const xmlChar *)"stand-in", NULL);
  char date[FASTI_DATE_SIZE];

  office_act_set(node, "person", row->person);
  office_act_set(node, "role", row->role);
  office_act_set(node, "deputy", row->deputy);
  office_act_set(node, "from", fasti_day_format(row->from, date));
  office_act_set(node, "to", fasti_day_format(row->to, date));
}

void
office_act_follow_up(xmlNodePtr act, const struct fasti_follow_up_row *row)
{
  xmlNodePtr node = xmlNewChild(act, NULL, (const xmlChar *)"follow-up", NULL);

  office_act_set(node, "hash", row->hash);
  office_act_set(node, "case", row->case_id);
}

static bool
add_person(void *self, const struct fasti_person_row *row)
{
  office_act_person(self, row);
  return true;
}

static bool
add_package(void *self, const struct fasti_package_row *row)
{
  office_act_package(self, row);
  return true;
}

/* The last entry. */
struct head {
  int64_t sequence;
  int64_t at;
  char hash[FASTI_HASH_SIZE];
};

static bool
take_last(void *self, const struct fasti_entry_row *row)
{
  struct head *head = self;

  head->at = row->at;
  return true;
}

static enum fasti_status
read_head(struct fasti_store *store, struct head *head)
{
  struct fasti_buffer value = {0};
  const char *hash;
  enum fasti_status status = store->call->setting_get(store, "journal", &value);

  *head = (struct head){.at = INT64_MIN};
  snprintf(head->hash, sizeof head->hash, "%s", fasti_entry_first_previous());
  if (status == FASTI_OK) {
    hash = strchr(value.at, ' ');
    head->sequence = strtoll(value.at, NULL, 10);
    snprintf(head->hash, sizeof head->hash, "%s", hash ? hash + 1 : "");
    status = store->call->entry_list(store, FASTI_OFFICE_JOURNAL, head->sequence, take_last, head);
  }
  fasti_buffer_free(&value);
  return status == FASTI_NOT_FOUND ? FASTI_OK : status;
}

static enum fasti_status
append(struct fasti_store *store, struct head *head, const char *kind, const char *actor, int64_t at,
       struct fasti_slice body)
{
  char hash[FASTI_HASH_SIZE], value[FASTI_HASH_SIZE + 24];
  struct fasti_entry_row entry = {
    .case_id = FASTI_OFFICE_JOURNAL,
    .sequence = head->sequence + 1,
    .at = at < head->at ? head->at : at,
    .actor = actor ? actor : "",
    .kind = kind,
    .body = body,
    .hash_name = fasti_hash_name(),
    .previous = head->hash,
  };
  enum fasti_status status;

  entry.hash = fasti_entry_hash(&entry, hash);
  status = store->call->entry_append(store, &entry);
  if (status != FASTI_OK)
    return status;
  head->sequence = entry.sequence;
  head->at = entry.at;
  memcpy(head->hash, hash, sizeof hash);
  snprintf(value, sizeof value, "%" PRId64 " %s", head->sequence, head->hash);
  return store->call->setting_put(store, "journal", value);
}

/* What an office that had no journal yet has already. */
static enum fasti_status
begin_journal(struct fasti_store *store, struct head *head, int64_t at)
{
  xmlNodePtr act = office_act("begin");
  struct fasti_buffer body = {0};
  enum fasti_status status = store->call->package_list(store, NULL, add_package, act);

  if (status == FASTI_OK || status == FASTI_NOT_FOUND)
    status = store->call->person_list(store, NULL, NULL, NULL, add_person, act);
  fasti_xml_write(act, &body);
  if (status == FASTI_OK && fasti_xml_first(act))
    status = append(store, head, "begin", "", at, fasti_buffer_slice(&body));
  fasti_buffer_free(&body);
  xmlFreeDoc(act->doc);
  return status;
}

enum fasti_status
office_note(struct fasti_office *office, xmlNodePtr act, const char *actor, int64_t at, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct fasti_buffer body = {0};
  struct head head;
  enum fasti_status status = read_head(store, &head);

  if (status == FASTI_OK && head.sequence == 0)
    status = begin_journal(store, &head, at);
  fasti_xml_write(act, &body);
  if (status == FASTI_OK)
    status = append(store, &head, fasti_xml_attribute(act, NULL, "kind"), actor, at, fasti_buffer_slice(&body));
  fasti_buffer_free(&body);
  xmlFreeDoc(act->doc);
  return office_told(office, messages, status);
}

enum fasti_status
office_journal_entries(struct fasti_office *office, int64_t *entries, struct fasti_messages *messages)
{
  struct head head;
  enum fasti_status status = read_head(office->store, &head);

  *entries = head.sequence;
  return office_told(office, messages, status);
}

const char *
office_told_since(const struct fasti_messages *messages, size_t first, struct fasti_arena *arena)
{
  struct fasti_messages *told = fasti_messages_new(NULL, NULL);
  struct fasti_buffer text = {0};
  const char *kept;

  for (size_t i = first; messages && i < fasti_messages_count(messages); i++)
    fasti_message_add(told, fasti_messages_at(messages, i));
  fasti_messages_print(told, &text);
  if (text.size && text.at[text.size - 1] == '\n')
    text.at[text.size - 1] = '\0';
  kept = fasti_arena_strdup(arena, text.size ? text.at : "");
  fasti_buffer_free(&text);
  fasti_messages_free(told);
  return kept;
}

/* What a message quotes may be anything; a document holds text only. */
static const char *
plain(struct fasti_arena *arena, const char *text)
{
  char *copy = fasti_arena_strdup(arena, text);

  if (fasti_xml_is_text(copy))
    return copy;
  for (char *at = copy; *at; at++)
    if ((unsigned char)*at < 0x20 || (unsigned char)*at >= 0x7f)
      *at = '?';
  return copy;
}

enum fasti_status
office_refused(struct fasti_office *office, const char *what, const char *about, const char *actor, int64_t at,
               struct fasti_messages *messages, size_t first, enum fasti_status status)
{
  struct fasti_arena *arena = fasti_arena_new();
  xmlNodePtr act = office_act("refused");
  enum fasti_status noted;

  office_act_set(act, "event", what);
  office_act_set(act, "about", plain(arena, about));
  office_act_set(act, "status", fasti_status_name(status));
  xmlNewTextChild(act, NULL, (const xmlChar *)"reason",
                  (const xmlChar *)plain(arena, office_told_since(messages, first, arena)));
  noted = office_begin(office, messages, true);
  if (noted == FASTI_OK)
    noted = office_end(office, messages, office_note(office, act, plain(arena, actor ? actor : ""), at, messages));
  else
    xmlFreeDoc(act->doc);
  fasti_arena_free(arena);
  return noted == FASTI_OK ? status : noted;
}

/* -- verifying it -- */

/* What people and packages there are, by the journal and as stored, a line each. */
struct inspection {
  struct fasti_messages *messages;
  struct head head;
  struct fasti_arena *arena;
  struct known {
    struct known *next;
    const char *key;
    const char *line;
  } *noted, *stored;
  bool differs;
};

static void
know(struct inspection *inspection, struct known **list, const char *key, const char *line)
{
  struct known *known = *list;

  while (known && strcmp(known->key, key) != 0)
    known = known->next;
  if (!known) {
    known = fasti_arena_alloc(inspection->arena, sizeof *known);
    known->key = fasti_arena_strdup(inspection->arena, key);
    known->next = *list;
    *list = known;
  }
  known->line = fasti_arena_strdup(inspection->arena, line);
}

/* A line is the element that stands in the journal. */
static void
know_node(struct inspection *inspection, struct known **list, const xmlNode *node)
{
  static const char *const keys[] = {"id", "hash", "person", "role", "deputy", "from"};
  bool stand_in = fasti_xml_is(node, NULL, "stand-in");
  struct fasti_buffer line = {0}, key = {0};

  fasti_xml_write(node, &line);
  fasti_buffer_printf(&key, "%s", (const char *)node->name);
  for (size_t i = stand_in ? 2 : 0; i < (stand_in ? 6 : 2); i++) {
    const char *value = fasti_xml_attribute(node, NULL, keys[i]);

    if (value)
      fasti_buffer_printf(&key, " %s", value);
  }
  know(inspection, list, key.at, line.at);
  fasti_buffer_free(&line);
  fasti_buffer_free(&key);
}

static bool
see_person(void *self, const struct fasti_person_row *row)
{
  struct inspection *inspection = self;
  xmlNodePtr act = office_act("");

  office_act_person(act, row);
  know_node(inspection, &inspection->stored, fasti_xml_first(act));
  xmlFreeDoc(act->doc);
  return true;
}

static bool
see_package(void *self, const struct fasti_package_row *row)
{
  struct inspection *inspection = self;
  xmlNodePtr act = office_act("");

  office_act_package(act, row);
  know_node(inspection, &inspection->stored, fasti_xml_first(act));
  xmlFreeDoc(act->doc);
  return true;
}

static bool
see_stand_in(void *self, const struct fasti_stand_in_row *row)
{
  struct inspection *inspection = self;
  xmlNodePtr act = office_act("");

  office_act_stand_in(act, row);
  know_node(inspection, &inspection->stored, fasti_xml_first(act));
  xmlFreeDoc(act->doc);
  return true;
}

static bool
see_follow_up(void *self, const struct fasti_follow_up_row *row)
{
  struct inspection *inspection = self;
  xmlNodePtr act = office_act("");

  office_act_follow_up(act, row);
  know_node(inspection, &inspection->stored, fasti_xml_first(act));
  xmlFreeDoc(act->doc);
  return true;
}

/* People, packages, stand-ins and numbers to follow as the entries put them. */
static void
take_act(struct inspection *inspection, const struct fasti_entry_row *entry)
{
  xmlDocPtr doc = NULL;

  if (fasti_xml_parse("journal entry", entry->body, NULL, &doc) != FASTI_OK) {
    fasti_error_field(inspection->messages, FASTI_OFFICE_JOURNAL, "entry %" PRId64 " cannot be read", entry->sequence);
    inspection->differs = true;
    return;
  }
  for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(doc)); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, NULL, "person") || fasti_xml_is(node, NULL, "package") ||
        fasti_xml_is(node, NULL, "stand-in") || fasti_xml_is(node, NULL, "follow-up"))
      know_node(inspection, &inspection->noted, node);
  fasti_xml_free(doc);
}

static bool
check_entry(void *self, const struct fasti_entry_row *entry)
{
  struct inspection *inspection = self;
  struct head *head = &inspection->head;

  if (fasti_entry_follows(entry, head->sequence, head->hash) != FASTI_OK || entry->at < head->at) {
    fasti_error_field(inspection->messages, FASTI_OFFICE_JOURNAL,
                      "entry %" PRId64 " of the journal of the office is not what was written behind entry %" PRId64,
                      entry->sequence, head->sequence);
    inspection->differs = true;
    return false;
  }
  head->sequence = entry->sequence;
  head->at = entry->at;
  memcpy(head->hash, entry->hash, FASTI_HASH_SIZE);
  take_act(inspection, entry);
  return true;
}

static const char *
line_of(const struct known *list, const char *key)
{
  for (; list; list = list->next)
    if (strcmp(list->key, key) == 0)
      return list->line;
  return "";
}

static void
compare(struct inspection *inspection, const char *key)
{
  const char *stored = line_of(inspection->stored, key), *noted = line_of(inspection->noted, key);

  if (strcmp(stored, noted) == 0)
    return;
  fasti_error_field(inspection->messages, key, "stored is \"%s\", the journal of the office gives \"%s\"", stored, noted);
  inspection->differs = true;
}

/* What only one side has differs too. */
static void
compare_all(struct inspection *inspection)
{
  for (const struct known *known = inspection->noted; known; known = known->next)
    compare(inspection, known->key);
  for (const struct known *known = inspection->stored; known; known = known->next)
    if (!*line_of(inspection->noted, known->key))
      compare(inspection, known->key);
}

static enum fasti_status
inspect(struct fasti_office *office, struct inspection *inspection)
{
  struct fasti_store *store = office->store;
  struct head written;
  enum fasti_status status = store->call->entry_list(store, FASTI_OFFICE_JOURNAL, 1, check_entry, inspection);

  if (status == FASTI_OK)
    status = read_head(store, &written);
  if (status == FASTI_OK && !inspection->differs &&
      (written.sequence != inspection->head.sequence || strcmp(written.hash, inspection->head.hash) != 0)) {
    fasti_error_field(inspection->messages, FASTI_OFFICE_JOURNAL,
                      "the journal of the office has %" PRId64 " entries, %" PRId64 " were written",
                      inspection->head.sequence, written.sequence);
    inspection->differs = true;
  }
  if (status == FASTI_OK)
    status = store->call->person_list(store, NULL, NULL, NULL, see_person, inspection);
  if (status == FASTI_OK)
    status = store->call->package_list(store, NULL, see_package, inspection);
  if (status == FASTI_OK)
    status = store->call->stand_in_list(store, NULL, NULL, FASTI_NO_DAY, see_stand_in, inspection);
  if (status == FASTI_OK)
    status = store->call->follow_up_list(store, NULL, see_follow_up, inspection);
  if (status == FASTI_OK && !inspection->differs && inspection->head.sequence > 0)
    compare_all(inspection);
  return office_told(office, inspection->messages, status);
}

enum fasti_status
office_audit_journal(struct fasti_office *office, struct fasti_messages *messages)
{
  struct inspection inspection = {.messages = messages, .arena = fasti_arena_new(), .head = {.at = INT64_MIN}};
  enum fasti_status status = office_begin(office, messages, false);

  snprintf(inspection.head.hash, sizeof inspection.head.hash, "%s", fasti_entry_first_previous());
  if (status == FASTI_OK)
    status = office_end(office, messages, inspect(office, &inspection));
  fasti_arena_free(inspection.arena);
  return status == FASTI_OK && inspection.differs ? FASTI_CORRUPT : status;
}
