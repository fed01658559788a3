/* adapters/http/api/package.c - versions of the bureaus' regulations: what is deployed, what is proposed, and who moves it on. */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"

struct listing {
  struct http_call *call;
  json_t *items;
};

static json_t *
package_json(struct http_call *call, const struct fasti_package_row *row)
{
  const struct fasti_package *package = NULL;
  json_t *object = json_object();

  api_set_text(object, "hash", row->hash);
  api_set_text(object, "bureau", row->bureau);
  api_set_text(object, "version", row->version);
  api_set_day(object, "inForce", row->in_force);
  api_set_instant(call, object, "deployedAt", row->deployed_at);
  api_set_person(call, object, "deployedBy", row->deployed_by);
  if (fasti_office_package_of(http_office(call), row->hash, NULL, &package) == FASTI_OK) {
    api_set_text(object, "title", fasti_package_title(package));
    api_set_words(object, "approvers", fasti_package_approvers(package));
  }
  return object;
}

/* Rows are read first: compiling a package asks the store again. */
struct rows {
  struct fasti_arena *arena;
  struct fasti_package_row *items;
  size_t count;
};

static bool
take_row(void *self, const struct fasti_package_row *row)
{
  struct rows *rows = self;
  struct fasti_package_row *items = fasti_arena_alloc(rows->arena, (rows->count + 1) * sizeof *items);

  if (rows->count)
    memcpy(items, rows->items, rows->count * sizeof *items);
  items[rows->count++] = (struct fasti_package_row){.hash = fasti_arena_strdup(rows->arena, row->hash),
                                                    .bureau = fasti_arena_strdup(rows->arena, row->bureau),
                                                    .version = fasti_arena_strdup(rows->arena, row->version),
                                                    .in_force = row->in_force,
                                                    .deployed_at = row->deployed_at,
                                                    .deployed_by = fasti_arena_strdup(rows->arena, row->deployed_by)};
  rows->items = items;
  return true;
}

/* The bureau of the person; all for those of the office itself. */
static const char *
own_bureau(struct http_call *call)
{
  const char *bureau = http_person(call)->bureau;

  return *bureau ? bureau : NULL;
}

static enum fasti_status
list_packages(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct rows rows = {.arena = http_arena(call)};
  enum fasti_status status = store->call->package_list(store, own_bureau(call), take_row, &rows);
  json_t *items;

  if (status != FASTI_OK)
    return status;
  items = json_array();
  for (size_t i = 0; i < rows.count; i++)
    json_array_append_new(items, package_json(call, &rows.items[i]));
  api_reply_items(call, items);
  return FASTI_OK;
}

/* -- proposals: entries of the journal of the office -- */

static json_t *
find_proposal(json_t *items, const char *hash)
{
  for (size_t i = 0; i < json_array_size(items); i++)
    if (strcmp(json_string_value(json_object_get(json_array_get(items, i), "hash")), hash) == 0)
      return json_array_get(items, i);
  return NULL;
}

static void
add_proposal(struct listing *listing, const struct fasti_entry_row *entry, const xmlNode *node, const char *hash)
{
  const char *bureau = fasti_xml_attribute(node, NULL, "bureau");
  json_t *object = json_object();

  json_object_set_new(object, "hash", json_string(hash));
  api_set_text(object, "bureau", bureau);
  api_set_text(object, "version", fasti_xml_attribute(node, NULL, "version"));
  api_set_instant(listing->call, object, "proposedAt", entry->at);
  api_set_person(listing->call, object, "proposedBy", entry->actor);
  json_object_set_new(object, "approvals", json_array());
  json_object_set_new(object, "active", json_false());
  if (!own_bureau(listing->call) || (bureau && strcmp(bureau, own_bureau(listing->call)) == 0))
    json_array_append_new(listing->items, object);
  else
    json_decref(object);
}

static bool
take_act(void *self, const struct fasti_entry_row *entry)
{
  struct listing *listing = self;
  const xmlNode *node;
  const char *hash, *kind;
  json_t *one;
  xmlDocPtr doc = NULL;

  if (fasti_xml_parse("journal entry", entry->body, NULL, &doc) != FASTI_OK)
    return true;
  kind = fasti_xml_attribute(xmlDocGetRootElement(doc), NULL, "kind");
  node = fasti_xml_first(xmlDocGetRootElement(doc));
  hash = node ? fasti_xml_attribute(node, NULL, "hash") : NULL;
  one = hash ? find_proposal(listing->items, hash) : NULL;
  if (kind && hash && strcmp(kind, "propose") == 0 && !one)
    add_proposal(listing, entry, node, hash);
  if (kind && one && strcmp(kind, "approve") == 0) {
    json_t *approval = json_object();

    api_set_person(listing->call, approval, "by", entry->actor);
    api_set_instant(listing->call, approval, "at", entry->at);
    api_set_text(approval, "role", fasti_xml_attribute(node, NULL, "role"));
    json_array_append_new(json_object_get(one, "approvals"), approval);
  }
  if (kind && one && strcmp(kind, "activate") == 0)
    json_object_set_new(one, "active", json_true());
  fasti_xml_free(doc);
  return true;
}

static enum fasti_status
list_proposals(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct listing listing = {.call = call, .items = json_array()};
  enum fasti_status status = store->call->entry_list(store, FASTI_OFFICE_JOURNAL, 1, take_act, &listing);

  api_reply_items(call, listing.items);
  return status;
}

/* -- on its way -- */

struct move {
  const char *bureau, *version;
  enum fasti_status (*move)(struct fasti_office *office, const char *bureau, const char *version, const char *actor,
                            int64_t now, struct fasti_messages *messages);
};

static enum fasti_status
do_move(struct http_call *call, struct fasti_office *office, void *self)
{
  const struct move *move = self;

  return move->move(office, move->bureau, move->version, http_person(call)->id, http_now(call), http_messages(call));
}

static enum fasti_status
follow_move(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  if (status == FASTI_OK)
    http_reply(call, 204, "application/json", fasti_slice_of(""));
  return status;
}

static enum fasti_status
begin_move(struct http_call *call, enum fasti_status (*way)(struct fasti_office *office, const char *bureau,
                                                           const char *version, const char *actor, int64_t now,
                                                           struct fasti_messages *messages))
{
  struct move *move = fasti_arena_alloc(http_arena(call), sizeof *move);

  *move = (struct move){http_part(call, "bureau"), http_part(call, "version"), way};
  http_work(call, do_move, move, follow_move);
  return FASTI_OK;
}

static enum fasti_status
approve(struct http_call *call)
{
  return begin_move(call, fasti_office_approve);
}

static enum fasti_status
activate(struct http_call *call)
{
  return begin_move(call, fasti_office_activate);
}

const struct http_route api_package_routes[] = {
  {.id = "listPackages", .method = "GET", .pattern = API_ROOT "/packages", .handle = list_packages, .who = "*",
   .scope = "read", .statuses = {200}, .answer = "PackageList", .summary = "The deployed versions of the regulations"},
  {.id = "listProposals", .method = "GET", .pattern = API_ROOT "/proposals", .handle = list_proposals, .who = "*",
   .scope = "read", .statuses = {200}, .answer = "ProposalList",
   .summary = "Versions that were proposed, who approved them, and whether they are in force"},
  {.id = "approveProposal", .method = "POST", .pattern = API_ROOT "/proposals/{bureau}/{version}/approval",
   .handle = approve, .who = API_WORKERS, .scope = "write", .statuses = {204, 404, 409},
   .summary = "Approve the content of the version that was proposed last under this name"},
  {.id = "activateProposal", .method = "POST", .pattern = API_ROOT "/proposals/{bureau}/{version}/activation",
   .handle = activate, .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {204, 404, 409},
   .summary = "Put a version in force that all have approved"},
  {0},
};
