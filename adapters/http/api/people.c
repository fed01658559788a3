/* adapters/http/api/people.c - the people of the office, for each other and for administrators; what they log in with. */
#include "config.h"

#include <string.h>
#include <time.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

enum { DAY = 24 * 60 * 60 * 1000, TOKEN_DAYS = 365, TOKEN_DAYS_MOST = 3650, TITLE_MOST = 200 };

static int64_t
real_now(void)
{
  struct timespec now;

  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
is_admin(struct http_call *call)
{
  return fasti_list_has(http_person(call)->roles, FASTI_ROLE_ADMIN);
}

static json_t *
person_json(struct http_call *call, const struct fasti_person_row *row)
{
  const struct fasti_package *package = NULL;
  json_t *object = json_object();

  if (*row->bureau &&
      fasti_office_package(http_office(call), row->bureau, api_today(call), NULL, &package) != FASTI_OK)
    package = NULL;
  api_set_text(object, "id", row->id);
  api_set_text(object, "name", row->name);
  api_set_text(object, "bureau", row->bureau);
  api_set_roles(object, "roles", package, row->roles);
  api_set_text(object, "unit", row->unit);
  api_set_text(object, "certificate", row->certificate);
  api_set_text(object, "validTo", row->valid_to);
  json_object_set_new(object, "active", json_boolean(row->active));
  /* what somebody has declared is no matter of their colleagues */
  if (is_admin(call) || strcmp(row->id, http_person(call)->id) == 0)
    api_set_words(object, "interests", row->interests);
  return object;
}

/* People of a bureau see those of their bureau; those of the office itself see all. */
static bool
may_see(struct http_call *call, const struct fasti_person_row *row)
{
  const char *bureau = http_person(call)->bureau;

  return !*bureau || strcmp(bureau, row->bureau) == 0;
}

struct rows {
  struct http_call *call;
  struct fasti_person_row *items;
  size_t count, room;
};

/* Rows are read first: their roles are looked up in packages. */
static bool
take_person(void *self, const struct fasti_person_row *row)
{
  struct rows *rows = self;
  struct fasti_arena *arena = http_arena(rows->call);

  if (!may_see(rows->call, row))
    return true;
  if (rows->count == rows->room) {
    struct fasti_person_row *items = fasti_arena_alloc(arena, (rows->room * 2 + 64) * sizeof *items);

    if (rows->count)
      memcpy(items, rows->items, rows->count * sizeof *items);
    rows->items = items;
    rows->room = rows->room * 2 + 64;
  }
  rows->items[rows->count++] = (struct fasti_person_row){.id = fasti_arena_strdup(arena, row->id),
                                                         .name = fasti_arena_strdup(arena, row->name),
                                                         .bureau = fasti_arena_strdup(arena, row->bureau),
                                                         .certificate = fasti_arena_strdup(arena, row->certificate),
                                                         .roles = fasti_arena_strdup(arena, row->roles),
                                                         .active = row->active,
                                                         .valid_to = fasti_arena_strdup(arena, row->valid_to),
                                                         .interests = fasti_arena_strdup(arena, row->interests),
                                                         .unit = fasti_arena_strdup(arena, row->unit)};
  return true;
}

static enum fasti_status
list_people(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct rows rows = {.call = call};
  struct api_page page;
  enum fasti_status status = api_page_begin(call, true, &page);

  if (status != FASTI_OK)
    return status;
  status = store->call->person_list(store, NULL, NULL, http_query(call, "role"), take_person, &rows);
  for (size_t i = 0; i < rows.count && !page.more; i++)
    if (api_page_takes(&page))
      api_page_add(&page, person_json(call, &rows.items[i]), NULL);
  return api_page_reply(&page, status);
}

static enum fasti_status
get_person(struct http_call *call)
{
  const char *id = http_part(call, "person");
  struct fasti_person_row row;
  enum fasti_status status = fasti_office_person(http_office(call), id, http_arena(call), NULL, &row);

  if (status == FASTI_OK && !may_see(call, &row))
    status = FASTI_NOT_FOUND;
  if (status == FASTI_OK)
    http_reply_json(call, 200, person_json(call, &row));
  else if (status == FASTI_NOT_FOUND)
    fasti_error_field(http_messages(call), id, "there is no such person in this office");
  return status;
}

/* -- what administrators do -- */

static const char *
words_of(struct http_call *call, const char *name)
{
  const json_t *list = json_object_get(http_json(call), name);
  const char *words = "";

  for (size_t i = 0; i < json_array_size(list); i++)
    words = fasti_arena_printf(http_arena(call), "%s%s%s", words, i ? " " : "",
                               json_string_value(json_array_get(list, i)));
  return words;
}

static const char *
text_of(struct http_call *call, const char *name)
{
  const char *text = api_body_text(call, name);

  return text ? text : "";
}

static enum fasti_status
write_person(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_person_put(office, self, http_person(call)->id, http_now(call), http_messages(call));
}

static enum fasti_status
follow_person(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  return status == FASTI_OK ? get_person(call) : status;
}

static enum fasti_status
put_person(struct http_call *call)
{
  struct fasti_person_row *row = fasti_arena_alloc(http_arena(call), sizeof *row);
  const json_t *active = json_object_get(http_json(call), "active");

  *row = (struct fasti_person_row){.id = http_part(call, "person"),
                                   .name = text_of(call, "name"),
                                   .bureau = text_of(call, "bureau"),
                                   .certificate = text_of(call, "certificate"),
                                   .roles = words_of(call, "roles"),
                                   .active = !active || json_is_true(active),
                                   .valid_to = text_of(call, "validTo"),
                                   .interests = words_of(call, "interests"),
                                   .unit = text_of(call, "unit")};
  http_work(call, write_person, row, follow_person);
  return FASTI_OK;
}

/** What somebody gets to log in with. */
struct gift {
  const char *person;
  char code[HTTP_CODE_SIZE];
  char token[HTTP_TOKEN_SIZE];
  char hash[FASTI_HASH_SIZE];
  struct fasti_session_row row;
  int64_t until;
};

static enum fasti_status
write_code(struct http_call *call, struct fasti_office *office, void *self)
{
  const struct gift *gift = self;

  return fasti_office_one_time(office, gift->person, gift->hash, gift->until, http_person(call)->id, http_now(call),
                               http_messages(call));
}

static enum fasti_status
follow_code(struct http_call *call, enum fasti_status status, void *self)
{
  const struct gift *gift = self;
  json_t *object;

  if (status != FASTI_OK)
    return status;
  object = json_pack("{s:s, s:s}", "person", gift->person, "code", gift->code);
  api_set_instant(call, object, "until", gift->until);
  http_reply_json(call, 201, object);
  return FASTI_OK;
}

static enum fasti_status
give_code(struct http_call *call)
{
  struct gift *gift = fasti_arena_alloc(http_arena(call), sizeof *gift);

  gift->person = http_part(call, "person");
  gift->until = real_now() + DAY;
  http_make_code(gift->code, gift->hash);
  http_work(call, write_code, gift, follow_code);
  return FASTI_OK;
}

static enum fasti_status
write_token(struct http_call *call, struct fasti_office *office, void *self)
{
  const struct gift *gift = self;

  return fasti_office_token(office, &gift->row, http_person(call)->id, http_now(call), http_messages(call));
}

static enum fasti_status
follow_token(struct http_call *call, enum fasti_status status, void *self)
{
  const struct gift *gift = self;
  json_t *object;

  if (status != FASTI_OK)
    return status;
  object = json_pack("{s:s, s:s}", "person", gift->person, "token", gift->token);
  api_set_words(object, "scopes", gift->row.scopes);
  api_set_instant(call, object, "until", gift->until);
  if (strcmp(gift->row.scopes, FASTI_SCOPE_CALENDAR) == 0)
    json_object_set_new(object, "path", json_string(fasti_arena_printf(http_arena(call), API_ROOT "/feeds/%s/due.ics", gift->token)));
  http_reply_json(call, 201, object);
  return FASTI_OK;
}

static void
make_token(struct http_call *call, const char *person, const char *scopes, const char *title, long long days)
{
  struct gift *gift = fasti_arena_alloc(http_arena(call), sizeof *gift);
  int64_t now = real_now();

  gift->person = person;
  gift->until = now + days * (int64_t)DAY;
  http_make_token(gift->token, gift->hash);
  gift->row = (struct fasti_session_row){.hash = gift->hash,
                                         .person = person,
                                         .kind = "token",
                                         .scopes = scopes,
                                         .title = title,
                                         .began_at = now,
                                         .until = gift->until};
  http_work(call, write_token, gift, follow_token);
}

static bool
check_scopes(struct http_call *call, const char *scopes)
{
  struct fasti_slice scope;
  bool any = false, right = true;

  while (fasti_list_next(&scopes, &scope)) {
    any = true;
    right = right && fasti_list_has("read write admin " FASTI_SCOPE_CALENDAR,
                                    fasti_arena_copy(http_arena(call), scope.at, scope.size));
  }
  if (!any || !right)
    fasti_error_field(http_messages(call), "scopes", "expected some of read, write, admin, calendar");
  return any && right;
}

static enum fasti_status
give_token(struct http_call *call)
{
  const json_t *days = json_object_get(http_json(call), "days");
  long long span = days ? json_integer_value(days) : TOKEN_DAYS;
  const char *scopes = words_of(call, "scopes");

  if (!check_scopes(call, scopes))
    return FASTI_INVALID;
  if (span < 1 || span > TOKEN_DAYS_MOST) {
    fasti_error_field(http_messages(call), "days", "a token holds for 1 to %d days", TOKEN_DAYS_MOST);
    return FASTI_INVALID;
  }
  if (strlen(text_of(call, "title")) > TITLE_MOST) {
    fasti_error_field(http_messages(call), "title", "a title has %d bytes at most", TITLE_MOST);
    return FASTI_INVALID;
  }
  make_token(call, http_part(call, "person"), scopes, text_of(call, "title"), span);
  return FASTI_OK;
}

static enum fasti_status
give_feed(struct http_call *call)
{
  make_token(call, http_person(call)->id, FASTI_SCOPE_CALENDAR, "", TOKEN_DAYS);
  return FASTI_OK;
}

static enum fasti_status
write_end(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_end_sessions(office, self, http_person(call)->id, http_now(call), http_messages(call));
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
end_sessions(struct http_call *call)
{
  http_work(call, write_end, (void *)(uintptr_t)http_part(call, "person"), follow_end);
  return FASTI_OK;
}

static const struct http_parameter list_query[] = {
  {.name = "role", .summary = "only people who have this role"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};
static const struct http_parameter person_fields[] = {
  {.name = "name", .summary = "what people call them", .required = true},
  {.name = "bureau", .summary = "id of their bureau; not said for admin and process-designer"},
  {.name = "roles", .summary = "ids of their roles", .type = "[string]", .required = true},
  {.name = "certificate", .summary = "number of their certificate of enforcement"},
  {.name = "validTo", .summary = "its last day", .type = "date"},
  {.name = "interests", .summary = "ids of people and parties to whom they are close", .type = "[string]"},
  {.name = "unit", .summary = "the unit to which they belong, such as a township"},
  {.name = "active", .summary = "whether they may act; true if nothing is said", .type = "boolean"},
  {0},
};
static const struct http_parameter token_fields[] = {
  {.name = "scopes", .summary = "some of read, write, admin, calendar", .type = "[string]", .required = true},
  {.name = "title", .summary = "what it is for"},
  {.name = "days", .summary = "how long it holds, 1 to 3650; 365 if nothing is said", .type = "integer"},
  {0},
};

const struct http_route api_people_routes[] = {
  {.id = "listPeople", .method = "GET", .pattern = API_ROOT "/people", .handle = list_people, .who = "*",
   .scope = "read", .query = list_query, .statuses = {200}, .answer = "ColleagueList",
   .summary = "The people of one's bureau; of all, for those of the office itself"},
  {.id = "getPerson", .method = "GET", .pattern = API_ROOT "/people/{person}", .handle = get_person, .who = "*",
   .scope = "read", .statuses = {200}, .answer = "Colleague", .summary = "A person of one's bureau"},
  {.id = "putPerson", .method = "PUT", .pattern = API_ROOT "/people/{person}", .handle = put_person,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .body = HTTP_JSON, .fields = person_fields, .statuses = {200},
   .answer = "Colleague", .summary = "Add a person, or change all of what is known of one"},
  {.id = "giveCode", .method = "POST", .pattern = API_ROOT "/people/{person}/one-time-code", .handle = give_code,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {201}, .answer = "Code",
   .summary = "Make a code with which the person logs in once, within a day"},
  {.id = "giveToken", .method = "POST", .pattern = API_ROOT "/people/{person}/tokens", .handle = give_token,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .body = HTTP_JSON, .fields = token_fields, .statuses = {201},
   .answer = "Token", .summary = "Make a token with which a program acts as the person; it is told once"},
  {.id = "endSessions", .method = "DELETE", .pattern = API_ROOT "/people/{person}/sessions", .handle = end_sessions,
   .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {204}, .summary = "End all sessions and tokens of the person"},
  {.id = "giveFeed", .method = "POST", .pattern = API_ROOT "/me/feed", .handle = give_feed, .who = API_WORKERS,
   .scope = "write", .statuses = {201}, .answer = "Token",
   .summary = "Make an address at which a calendar program reads what is due of one's tasks"},
  {0},
};
