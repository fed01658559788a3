/* adapters/http/api/directory.c - the directory of the bureau: whose matter something is, what the bureau answers for, its
 * services, its roles.
 */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/search.h"

struct column {
  const char *name;
  const char *text;
};

/* A row, if all words of the query occur in it. */
static void
add_row(struct http_call *call, json_t *items, const struct column *columns)
{
  const char *words = http_query(call, "q");
  struct fasti_buffer text = {0};
  json_t *object = json_object();

  for (const struct column *one = columns; one->name; one++) {
    api_set_text(object, one->name, one->text);
    fasti_buffer_printf(&text, "%s\n", one->text ? one->text : "");
  }
  if (!words || fasti_search_found(fasti_buffer_slice(&text), fasti_slice_of(words)))
    json_array_append(items, object);
  json_decref(object);
  fasti_buffer_free(&text);
}

static void
add_referrals(struct http_call *call, const struct fasti_package *package, json_t *items)
{
  const struct fasti_referral *one;

  for (size_t i = 0; (one = fasti_package_referral_at(package, i)) != NULL; i++)
    add_row(call, items,
            (const struct column[]){{"id", one->id},
                                    {"matter", one->matter},
                                    {"department", one->department},
                                    {"duty", one->duty},
                                    {"basis", one->basis},
                                    {"corrected", one->corrected},
                                    {"blocks", one->blocks},
                                    {NULL, NULL}});
}

static void
add_duties(struct http_call *call, const struct fasti_package *package, json_t *items)
{
  const struct fasti_duty *duty;

  for (size_t i = 0; (duty = fasti_package_duty_at(package, i)) != NULL; i++)
    for (size_t j = 0; j < duty->item_count; j++) {
      const struct fasti_duty_item *item = &duty->items[j];

      add_row(call, items,
              (const struct column[]){{"id", item->id},
                                      {"duty", duty->id},
                                      {"dutyTitle", duty->title},
                                      {"title", item->title},
                                      {"section", item->section},
                                      {"candidate", item->candidate},
                                      {"services", item->service},
                                      {NULL, NULL}});
    }
}

static void
add_services(struct http_call *call, const struct fasti_package *package, json_t *items)
{
  const struct fasti_service *one;

  for (size_t i = 0; (one = fasti_package_service_at(package, i)) != NULL; i++)
    add_row(call, items,
            (const struct column[]){{"id", one->id},
                                    {"title", one->title},
                                    {"content", one->content},
                                    {"office", one->office},
                                    {"phone", one->phone},
                                    {"corrected", one->corrected},
                                    {"opens", one->opens},
                                    {NULL, NULL}});
}

static void
add_roles(struct http_call *call, const struct fasti_package *package, json_t *items)
{
  const char *title, *id;

  for (size_t i = 0; (id = fasti_package_role_at(package, i, &title)) != NULL; i++)
    add_row(call, items, (const struct column[]){{"id", id}, {"title", title}, {NULL, NULL}});
}

static enum fasti_status
answer(struct http_call *call, void (*add)(struct http_call *call, const struct fasti_package *package, json_t *items))
{
  const char *bureau = http_query(call, "bureau");
  const struct fasti_package *package;
  json_t *items;
  enum fasti_status status;

  /* who belongs to a bureau sees its own */
  if (*http_person(call)->bureau)
    bureau = http_person(call)->bureau;
  status = fasti_office_package(http_office(call), bureau, api_today(call), http_messages(call), &package);
  if (status != FASTI_OK)
    return status;
  items = json_array();
  add(call, package, items);
  api_reply_items(call, items);
  return FASTI_OK;
}

static enum fasti_status
referrals(struct http_call *call)
{
  return answer(call, add_referrals);
}

static enum fasti_status
duties(struct http_call *call)
{
  return answer(call, add_duties);
}

static enum fasti_status
services(struct http_call *call)
{
  return answer(call, add_services);
}

static enum fasti_status
roles(struct http_call *call)
{
  return answer(call, add_roles);
}

static const struct http_parameter query[] = {
  {.name = "q", .summary = "words that all occur in the row"},
  {.name = "bureau", .summary = "id of the bureau, for people who belong to none"},
  {0},
};

const struct http_route api_directory_routes[] = {
  {.id = "listReferrals", .method = "GET", .pattern = API_ROOT "/directory/referrals", .handle = referrals, .who = "*",
   .scope = "read", .query = query, .statuses = {200}, .answer = "ReferralList",
   .summary = "Whose matter it is when it is not the bureau's"},
  {.id = "listDuties", .method = "GET", .pattern = API_ROOT "/directory/duties", .handle = duties, .who = "*",
   .scope = "read", .query = query, .statuses = {200}, .answer = "DutyList",
   .summary = "What the bureau answers for, a row a work item"},
  {.id = "listServices", .method = "GET", .pattern = API_ROOT "/directory/services", .handle = services, .who = "*",
   .scope = "read", .query = query, .statuses = {200}, .answer = "ServiceList", .summary = "Public services"},
  {.id = "listRoles", .method = "GET", .pattern = API_ROOT "/roles", .handle = roles, .who = "*", .scope = "read",
   .query = query, .statuses = {200}, .answer = "RoleList", .summary = "The roles of the bureau"},
  {0},
};
