/* adapters/http/api/hook.c - for administrators: what programs elsewhere are told (webhooks), and when the office was copied and
 * verified last.
 */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/subscription.h"
#include "engine/upkeep.h"

enum { SECRET = 32 };

static json_t *
subscription_json(struct http_call *call, const struct fasti_subscription_row *row)
{
  json_t *object = json_pack("{s:s, s:s}", "name", row->name, "url", row->url);

  api_set_words(object, "types", row->types);
  api_set_text(object, "bureau", row->bureau);
  api_set_text(object, "procedure", row->procedure);
  api_set_person(call, object, "madeBy", row->made_by);
  api_set_instant(call, object, "madeAt", row->made_at);
  return object;
}

struct hooks {
  struct http_call *call;
  json_t *items;
};

static json_t *
find(const struct hooks *hooks, const char *name)
{
  for (size_t i = 0; i < json_array_size(hooks->items); i++)
    if (strcmp(json_string_value(json_object_get(json_array_get(hooks->items, i), "name")), name) == 0)
      return json_array_get(hooks->items, i);
  return NULL;
}

static bool
take_subscription(void *self, const struct fasti_subscription_row *row)
{
  struct hooks *hooks = self;

  json_array_append_new(hooks->items, subscription_json(hooks->call, row));
  return true;
}

static bool
take_progress(void *self, const struct fasti_progress_row *row)
{
  struct hooks *hooks = self;
  json_t *object = find(hooks, row->subscription);

  if (!object)
    return true;
  json_object_set_new(object, "delivered", json_integer(row->delivered));
  api_set_instant(hooks->call, object, "deliveredAt", row->delivered_at);
  api_set_instant(hooks->call, object, "failingSince", row->failing_since);
  api_set_text(object, "error", row->error);
  return true;
}

static bool
take_letter(void *self, const struct fasti_letter_row *row)
{
  struct hooks *hooks = self;
  json_t *object = find(hooks, row->subscription), *letter;

  if (!object)
    return true;
  if (!json_object_get(object, "aside"))
    json_object_set_new(object, "aside", json_array());
  letter = json_pack("{s:s, s:s, s:s, s:I, s:s}", "event", row->event, "type", row->type, "case", row->case_id,
                     "attempts", (json_int_t)row->attempts, "error", row->error);
  api_set_instant(hooks->call, letter, "since", row->since);
  api_set_instant(hooks->call, letter, "nextAt", row->next_at);
  json_array_append_new(json_object_get(object, "aside"), letter);
  return true;
}

static enum fasti_status
list_subscriptions(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct hooks hooks = {call, json_array()};
  enum fasti_status status = store->call->subscription_list(store, NULL, take_subscription, &hooks);

  if (status == FASTI_OK)
    status = store->call->progress_list(store, NULL, take_progress, &hooks);
  if (status == FASTI_OK)
    status = store->call->letter_list(store, NULL, take_letter, &hooks);
  api_reply_items(call, hooks.items);
  return status;
}

static enum fasti_status
write_subscription(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_subscribe(office, self, http_person(call)->id, http_now(call), http_messages(call));
}

/* The secret is told once. */
static enum fasti_status
follow_subscription(struct http_call *call, enum fasti_status status, void *self)
{
  const struct fasti_subscription_row *row = self;

  if (status == FASTI_OK)
    http_reply_json(call, 200, json_pack("{s:s, s:s, s:s}", "name", row->name, "url", row->url, "secret", row->secret));
  return status;
}

static const char *
make_secret(struct http_call *call)
{
  unsigned char bytes[SECRET];
  char text[sodium_base64_ENCODED_LEN(SECRET, sodium_base64_VARIANT_ORIGINAL)];

  randombytes_buf(bytes, sizeof bytes);
  sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_ORIGINAL);
  return fasti_arena_printf(http_arena(call), "whsec_%s", text);
}

static const char *
text_of(struct http_call *call, const char *name)
{
  const char *text = api_body_text(call, name);

  return text ? text : "";
}

static enum fasti_status
subscribe(struct http_call *call)
{
  struct fasti_subscription_row *row = fasti_arena_alloc(http_arena(call), sizeof *row);
  const json_t *types = json_object_get(http_json(call), "types");
  const char *words = "";

  for (size_t i = 0; i < json_array_size(types); i++)
    words = fasti_arena_printf(http_arena(call), "%s%s%s", words, i ? " " : "",
                               json_string_value(json_array_get(types, i)));
  *row = (struct fasti_subscription_row){.name = http_part(call, "name"),
                                         .url = text_of(call, "url"),
                                         .secret = make_secret(call),
                                         .types = words,
                                         .bureau = text_of(call, "bureau"),
                                         .procedure = text_of(call, "procedure"),
                                         .made_by = http_person(call)->id,
                                         .made_at = http_now(call)};
  http_work(call, write_subscription, row, follow_subscription);
  return FASTI_OK;
}

static enum fasti_status
write_end(struct http_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_unsubscribe(office, http_part(call, "name"), http_person(call)->id, http_now(call),
                                  http_messages(call));
}

static enum fasti_status
follow_end(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  if (status == FASTI_OK)
    http_reply(call, 204, "application/json", fasti_slice_of(""));
  return status;
}

static enum fasti_status
unsubscribe(struct http_call *call)
{
  http_work(call, write_end, NULL, follow_end);
  return FASTI_OK;
}

static enum fasti_status
write_retry(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_retry(office, http_part(call, "name"), NULL, http_person(call)->id, http_now(call),
                            http_messages(call), self);
}

static enum fasti_status
follow_retry(struct http_call *call, enum fasti_status status, void *self)
{
  const int64_t *count = self;

  if (status == FASTI_OK)
    http_reply_json(call, 200, json_pack("{s:s, s:I}", "name", http_part(call, "name"), "aside", (json_int_t)*count));
  return status;
}

static enum fasti_status
retry(struct http_call *call)
{
  http_work(call, write_retry, fasti_arena_alloc(http_arena(call), sizeof(int64_t)), follow_retry);
  return FASTI_OK;
}

/* -- upkeep -- */

static enum fasti_status
upkeep(struct http_call *call)
{
  struct fasti_upkeep found;
  json_t *object;
  enum fasti_status status = fasti_office_upkeep(http_office(call), http_arena(call), http_messages(call), &found);

  if (status != FASTI_OK)
    return status;
  object = json_object();
  api_set_instant(call, object, "backupAt", found.backup_at);
  api_set_text(object, "backupTo", found.backup_at == FASTI_NEVER ? NULL : found.backup_to);
  api_set_instant(call, object, "auditAt", found.audit_at);
  if (found.audit_at != FASTI_NEVER) {
    json_object_set_new(object, "auditCases", json_integer(found.audit_cases));
    api_set_text(object, "audit", fasti_status_name(found.audit));
  }
  http_reply_json(call, 200, object);
  return FASTI_OK;
}

static const struct http_parameter subscription_fields[] = {
  {.name = "url", .summary = "where events are sent: https, to a host that the configuration allows", .required = true},
  {.name = "types", .summary = "types of events; all, if nothing is said", .type = "[string]"},
  {.name = "bureau", .summary = "only of this bureau"},
  {.name = "procedure", .summary = "only of this procedure"},
  {0},
};

const struct http_route api_hook_routes[] = {
  {.id = "listSubscriptions", .method = "GET", .pattern = API_ROOT "/subscriptions", .handle = list_subscriptions,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {200}, .answer = "SubscriptionList",
   .summary = "Programs that are told of events, and how far their deliveries are"},
  {.id = "subscribe", .method = "PUT", .pattern = API_ROOT "/subscriptions/{name}", .handle = subscribe,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .body = HTTP_JSON, .fields = subscription_fields, .statuses = {200},
   .answer = "SubscriptionSecret", .summary = "Tell a program of events (CloudEvents 1.0, signed); the secret is told once"},
  {.id = "unsubscribe", .method = "DELETE", .pattern = API_ROOT "/subscriptions/{name}", .handle = unsubscribe,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {204, 404}, .summary = "Tell it no more"},
  {.id = "retryDeliveries", .method = "POST", .pattern = API_ROOT "/subscriptions/{name}/retry", .handle = retry,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {200, 404}, .answer = "Retried",
   .summary = "Try at once what could not be delivered"},
  {.id = "getUpkeep", .method = "GET", .pattern = API_ROOT "/upkeep", .handle = upkeep, .who = FASTI_ROLE_ADMIN,
   .scope = "admin", .statuses = {200}, .answer = "Upkeep", .summary = "When the office was copied and verified last"},
  {0},
};
