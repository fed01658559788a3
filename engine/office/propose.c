/* engine/office/propose.c - a new version of a bureau's regulations on its way: proposed, approved, put in force.
 *
 * Who designs a version does not put it in force, and who puts it in force did not design it. A proposed package stands
 * in the journal of the office with all its files; approvals and the activation are entries behind it. Which roles
 * approve is said by the package that is in force, not by the one that is proposed.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/office/inside.h"

/* A proposal as the journal tells it; texts belong to the arena. */
struct proposal {
  struct proposal *next;
  const char *hash, *bureau, *version, *by;
  int64_t at, sequence;
  const char *roles;   /* in which it was approved */
  const char *persons; /* who approved it, in the same order */
  bool active;
};

struct proposals {
  struct fasti_arena *arena;
  struct proposal *last; /* the newest first */
};

static const char *
keep(struct fasti_arena *arena, const xmlNode *node, const char *name)
{
  const char *value = node ? fasti_xml_attribute(node, NULL, name) : NULL;

  return fasti_arena_strdup(arena, value ? value : "");
}

static struct proposal *
find_hash(const struct proposals *proposals, const char *hash)
{
  struct proposal *one = proposals->last;

  while (one && strcmp(one->hash, hash) != 0)
    one = one->next;
  return one;
}

static void
take_proposal(struct proposals *proposals, const xmlNode *node, const struct fasti_entry_row *entry)
{
  struct proposal *one = fasti_arena_alloc(proposals->arena, sizeof *one);

  *one = (struct proposal){.next = proposals->last,
                           .hash = keep(proposals->arena, node, "hash"),
                           .bureau = keep(proposals->arena, node, "bureau"),
                           .version = keep(proposals->arena, node, "version"),
                           .by = fasti_arena_strdup(proposals->arena, entry->actor),
                           .at = entry->at,
                           .sequence = entry->sequence,
                           .roles = "",
                           .persons = ""};
  proposals->last = one;
}

static const char *
add_word(struct fasti_arena *arena, const char *list, const char *word)
{
  return fasti_arena_printf(arena, "%s%s%s", list, *list ? " " : "", word);
}

static bool
see_entry(void *self, const struct fasti_entry_row *entry)
{
  struct proposals *proposals = self;
  struct proposal *one;
  xmlDocPtr doc = NULL;
  const xmlNode *node;

  if (strcmp(entry->kind, "propose") != 0 && strcmp(entry->kind, "approve") != 0 &&
      strcmp(entry->kind, "activate") != 0)
    return true;
  if (fasti_xml_parse("journal entry", entry->body, NULL, &doc) != FASTI_OK)
    return true;
  node = fasti_xml_first(xmlDocGetRootElement(doc));
  one = find_hash(proposals, keep(proposals->arena, node, "hash"));
  if (strcmp(entry->kind, "propose") == 0) {
    take_proposal(proposals, node, entry);
  } else if (one && strcmp(entry->kind, "approve") == 0) {
    one->roles = add_word(proposals->arena, one->roles, keep(proposals->arena, node, "role"));
    one->persons = add_word(proposals->arena, one->persons, entry->actor);
  } else if (one) {
    one->active = true;
  }
  fasti_xml_free(doc);
  return true;
}

static enum fasti_status
list_proposals(struct fasti_office *office, struct fasti_messages *messages, struct proposals *proposals)
{
  return office_told(office, messages,
                     office->store->call->entry_list(office->store, FASTI_OFFICE_JOURNAL, 1, see_entry, proposals));
}

/* The roles that approve: by the package in force, or by the proposed one while there is none. */
static enum fasti_status
governing(struct fasti_office *office, const char *bureau, struct fasti_messages *messages,
          const struct fasti_package **package)
{
  char hash[FASTI_HASH_SIZE];

  return office_package_at(office, bureau, FASTI_NEVER, messages, hash, package);
}

const char *
office_rule(struct fasti_office *office, const char *bureau, const char *on)
{
  const struct fasti_package *package = NULL;

  if (governing(office, bureau && *bureau ? bureau : NULL, NULL, &package) != FASTI_OK)
    return NULL;
  return fasti_package_rule(package, on);
}

/* The roles of which nobody has approved yet. */
static const char *
missing_roles(struct fasti_arena *arena, const struct fasti_package *package, const struct proposal *proposal)
{
  const char *at = fasti_package_approvers(package), *missing = "";
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *role = fasti_arena_copy(arena, word.at, word.size);

    if (!fasti_list_has(proposal->roles, role))
      missing = add_word(arena, missing, role);
  }
  return missing;
}

enum fasti_status
fasti_office_proposals(struct fasti_office *office, struct fasti_messages *messages,
                       void (*visit)(void *self, const struct fasti_proposal *proposal), void *self)
{
  struct proposals proposals = {.arena = fasti_arena_new()};
  enum fasti_status status = list_proposals(office, messages, &proposals);

  for (const struct proposal *one = proposals.last; one && status == FASTI_OK; one = one->next) {
    const struct fasti_package *package = NULL;
    struct fasti_proposal told = {one->bureau, one->version, one->hash, one->by, one->at, one->roles, one->persons, "", one->active};

    if (governing(office, one->bureau, NULL, &package) == FASTI_OK)
      told.missing = missing_roles(proposals.arena, package, one);
    visit(self, &told);
  }
  fasti_arena_free(proposals.arena);
  return status;
}

/* -- proposing -- */

static enum fasti_status
check_designer(struct fasti_office *office, const char *actor, struct fasti_arena *arena,
               struct fasti_messages *messages)
{
  struct fasti_person_row row;
  enum fasti_status status;

  if (!actor || !*actor) {
    fasti_error_field(messages, NULL, "a version is proposed by a person who answers for its design: say who");
    return FASTI_FORBIDDEN;
  }
  status = office_person(office, actor, arena, messages, &row);
  if (status != FASTI_OK || (row.active && fasti_list_has(row.roles, FASTI_ROLE_DESIGNER)))
    return status;
  fasti_error_field(messages, actor, "%s is no process designer: only those propose a version", row.name);
  return FASTI_FORBIDDEN;
}

static enum fasti_status
check_new(struct fasti_office *office, const struct proposals *proposals, const struct fasti_package_row *row,
          struct fasti_messages *messages)
{
  const struct proposal *known = find_hash(proposals, row->hash);
  bool deployed;
  enum fasti_status status = office_version(office, row, proposals->arena, messages, &deployed);

  if (status == FASTI_OK && (deployed || known)) {
    fasti_error_field(messages, row->bureau,
                      deployed ? "version %s is in force or deployed already" : "version %s is proposed already",
                      row->version);
    status = FASTI_CONFLICT;
  }
  return status;
}

/* The act, with every file. @return NULL with a message when one is no text */
static xmlNodePtr
proposal_act(const struct fasti_package_row *row, const struct fasti_file_row *files, size_t count,
             struct fasti_arena *arena, struct fasti_messages *messages)
{
  xmlNodePtr act = office_act("propose"), node = xmlNewChild(act, NULL, (const xmlChar *)"version", NULL);
  char date[FASTI_DATE_SIZE];

  office_act_set(node, "hash", row->hash);
  office_act_set(node, "bureau", row->bureau);
  office_act_set(node, "version", row->version);
  office_act_set(node, "in-force", fasti_day_format(row->in_force, date));
  for (size_t i = 0; i < count; i++) {
    const char *text = fasti_arena_copy(arena, files[i].content.at ? files[i].content.at : "", files[i].content.size);

    if (strlen(text) != files[i].content.size || !fasti_xml_is_text(text)) {
      fasti_error_field(messages, files[i].path, "this has characters that no document may contain; expected plain text");
      xmlFreeDoc(act->doc);
      return NULL;
    }
    node = xmlNewTextChild(act, NULL, (const xmlChar *)"file", (const xmlChar *)text);
    office_act_set(node, "path", files[i].path);
  }
  return act;
}

enum fasti_status
office_propose(struct fasti_office *office, const struct fasti_package_row *row, const struct fasti_file_row *files,
               size_t count, struct fasti_messages *messages)
{
  struct proposals proposals = {.arena = fasti_arena_new()};
  enum fasti_status status = check_designer(office, row->deployed_by, proposals.arena, messages);
  xmlNodePtr act = NULL;

  if (status == FASTI_OK)
    status = list_proposals(office, messages, &proposals);
  if (status == FASTI_OK)
    status = check_new(office, &proposals, row, messages);
  if (status == FASTI_OK) {
    act = proposal_act(row, files, count, proposals.arena, messages);
    status = act ? office_note(office, act, row->deployed_by, row->deployed_at, messages) : FASTI_INVALID;
  }
  fasti_arena_free(proposals.arena);
  return status;
}

/* -- approving and activating -- */

/* What both work on. */
struct moving {
  struct fasti_office *office;
  const char *bureau, *version, *actor;
  int64_t now;
  struct fasti_messages *messages;
  struct proposals proposals;
  struct proposal *proposal;
  const struct fasti_package *package; /* that governs */
  struct fasti_person_row row;         /* the actor */
};

static enum fasti_status
find_proposal(struct moving *moving)
{
  enum fasti_status status = list_proposals(moving->office, moving->messages, &moving->proposals);

  for (struct proposal *one = moving->proposals.last; one && !moving->proposal && status == FASTI_OK; one = one->next)
    if (strcmp(one->version, moving->version) == 0 && (!moving->bureau || strcmp(one->bureau, moving->bureau) == 0))
      moving->proposal = one;
  if (status != FASTI_OK)
    return status;
  if (!moving->proposal) {
    fasti_error_field(moving->messages, moving->version, "no such version is proposed");
    return FASTI_NOT_FOUND;
  }
  if (moving->proposal->active) {
    fasti_error_field(moving->messages, moving->version, "this version was put in force already");
    return FASTI_CONFLICT;
  }
  return governing(moving->office, moving->proposal->bureau, moving->messages, &moving->package);
}

static enum fasti_status
check_not_designer(struct moving *moving)
{
  if (strcmp(moving->proposal->by, moving->actor) != 0)
    return FASTI_OK;
  fasti_error_input(moving->messages, moving->actor, fasti_package_rule(moving->package, "designer"),
                    "%s designed this version: others approve it and put it in force", moving->row.name);
  return FASTI_FORBIDDEN;
}

/* The first role in which the actor may approve and nobody has yet. */
static const char *
role_of(struct moving *moving)
{
  const char *at = fasti_package_approvers(moving->package);
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *role = fasti_arena_copy(moving->proposals.arena, word.at, word.size);

    if (fasti_list_has(moving->row.roles, role) && !fasti_list_has(moving->proposal->roles, role))
      return role;
  }
  return NULL;
}

static const char *
titles(struct moving *moving, const char *roles)
{
  const char *text = "";
  struct fasti_slice word;

  while (fasti_list_next(&roles, &word))
    text = fasti_arena_printf(moving->proposals.arena, "%s%s%s", text, *text ? ", " : "",
                              fasti_package_role_title(moving->package, fasti_arena_copy(moving->proposals.arena,
                                                                                         word.at, word.size)));
  return text;
}

static enum fasti_status
check_approver(struct moving *moving, const char **role)
{
  enum fasti_status status =
    office_person(moving->office, moving->actor, moving->proposals.arena, moving->messages, &moving->row);

  if (status == FASTI_OK)
    status = check_not_designer(moving);
  if (status != FASTI_OK)
    return status;
  *role = role_of(moving);
  if (moving->row.active && *role && strcmp(moving->row.bureau, moving->proposal->bureau) == 0 &&
      !fasti_list_has(moving->proposal->persons, moving->actor))
    return FASTI_OK;
  if (fasti_list_has(moving->proposal->persons, moving->actor)) {
    fasti_error_field(moving->messages, moving->actor, "%s has approved this version already", moving->row.name);
    return FASTI_CONFLICT;
  }
  fasti_error_field(moving->messages, moving->actor, "%s may not approve this version; its content is approved by: %s",
                    moving->row.name, titles(moving, fasti_package_approvers(moving->package)));
  return FASTI_FORBIDDEN;
}

static enum fasti_status
approve(struct moving *moving)
{
  const char *role = NULL;
  xmlNodePtr act, node;
  enum fasti_status status = find_proposal(moving);

  if (status == FASTI_OK)
    status = check_approver(moving, &role);
  if (status != FASTI_OK)
    return status;
  act = office_act("approve");
  node = xmlNewChild(act, NULL, (const xmlChar *)"version", NULL);
  office_act_set(node, "hash", moving->proposal->hash);
  office_act_set(node, "bureau", moving->proposal->bureau);
  office_act_set(node, "version", moving->proposal->version);
  office_act_set(node, "role", role);
  return office_note(moving->office, act, moving->actor, moving->now, moving->messages);
}

static enum fasti_status
check_activator(struct moving *moving)
{
  const char *missing;
  enum fasti_status status;

  if (!*moving->actor) {
    fasti_error_field(moving->messages, NULL, "a proposed version is put in force by an administrator: say who");
    return FASTI_FORBIDDEN;
  }
  status = office_person(moving->office, moving->actor, moving->proposals.arena, moving->messages, &moving->row);
  if (status == FASTI_OK)
    status = check_not_designer(moving);
  if (status == FASTI_OK)
    status = office_may_manage(moving->office, moving->actor, moving->messages);
  if (status != FASTI_OK)
    return status;
  missing = missing_roles(moving->proposals.arena, moving->package, moving->proposal);
  if (!*missing)
    return FASTI_OK;
  fasti_error_field(moving->messages, moving->version, "this version is not approved yet by: %s",
                    titles(moving, missing));
  return FASTI_REFUSED;
}

/* The files of a proposal, as they stand in its entry. */
struct stored_files {
  struct fasti_arena *arena;
  struct fasti_file_row *rows;
  size_t count;
};

static bool
read_files(void *self, const struct fasti_entry_row *entry)
{
  struct stored_files *files = self;
  xmlDocPtr doc = NULL;

  if (fasti_xml_parse("journal entry", entry->body, NULL, &doc) != FASTI_OK)
    return false;
  files->rows =
    fasti_arena_alloc(files->arena, (xmlChildElementCount(xmlDocGetRootElement(doc)) + 1) * sizeof *files->rows);
  for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(doc)); node; node = fasti_xml_next(node)) {
    xmlChar *text;

    if (!fasti_xml_is(node, NULL, "file"))
      continue;
    text = xmlNodeGetContent(node);
    files->rows[files->count++] = (struct fasti_file_row){
      keep(files->arena, node, "path"),
      fasti_slice_of(fasti_arena_strdup(files->arena, text ? (const char *)text : ""))};
    xmlFree(text);
  }
  fasti_xml_free(doc);
  return false;
}

static enum fasti_status
put_in_force(struct moving *moving)
{
  struct fasti_store *store = moving->office->store;
  struct stored_files files = {.arena = moving->proposals.arena};
  struct fasti_package_row row = {.hash = moving->proposal->hash,
                                  .bureau = moving->proposal->bureau,
                                  .version = moving->proposal->version,
                                  .deployed_at = moving->now,
                                  .deployed_by = moving->actor};
  xmlNodePtr act;
  bool deployed = false;
  enum fasti_status status =
    store->call->entry_list(store, FASTI_OFFICE_JOURNAL, moving->proposal->sequence, read_files, &files);

  status = office_told(moving->office, moving->messages, status);
  if (status == FASTI_OK)
    status = office_check_files(files.rows, files.count, row.hash, files.arena, moving->messages, &row.in_force);
  if (status == FASTI_OK)
    status = office_version(moving->office, &row, files.arena, moving->messages, &deployed);
  if (status != FASTI_OK)
    return status;
  act = office_act("activate");
  office_act_package(act, &row);
  status = office_note(moving->office, act, moving->actor, moving->now, moving->messages);
  if (status == FASTI_OK && !deployed)
    status = office_told(moving->office, moving->messages,
                         store->call->package_put(store, &row, files.rows, files.count));
  return status;
}

static enum fasti_status
activate(struct moving *moving)
{
  enum fasti_status status = find_proposal(moving);

  if (status == FASTI_OK)
    status = check_activator(moving);
  return status == FASTI_OK ? put_in_force(moving) : status;
}

static enum fasti_status
move(struct moving *moving, const char *what, enum fasti_status (*step)(struct moving *moving))
{
  size_t first = moving->messages ? fasti_messages_count(moving->messages) : 0;
  enum fasti_status status = office_begin(moving->office, moving->messages, true);

  moving->proposals.arena = fasti_arena_new();
  moving->actor = moving->actor ? moving->actor : "";
  if (status == FASTI_OK)
    status = office_end(moving->office, moving->messages, step(moving));
  fasti_arena_free(moving->proposals.arena);
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(moving->office, what, moving->version, moving->actor, moving->now, moving->messages, first,
                        status);
}

enum fasti_status
fasti_office_approve(struct fasti_office *office, const char *bureau, const char *version, const char *actor,
                     int64_t now, struct fasti_messages *messages)
{
  struct moving moving = {
    .office = office, .bureau = bureau, .version = version, .actor = actor, .now = now, .messages = messages};

  return move(&moving, "approve", approve);
}

enum fasti_status
fasti_office_activate(struct fasti_office *office, const char *bureau, const char *version, const char *actor,
                      int64_t now, struct fasti_messages *messages)
{
  struct moving moving = {
    .office = office, .bureau = bureau, .version = version, .actor = actor, .now = now, .messages = messages};

  return move(&moving, "activate", activate);
}
