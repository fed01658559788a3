/* adapters/http/api/own.c - what people have for themselves: their messages, lists that they saved, who stands in for whom. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/notice.h"
#include "engine/own.h"

static enum fasti_status
follow_nothing(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  if (status == FASTI_OK)
    http_reply(call, 204, "application/json", fasti_slice_of(""));
  return status;
}

/* -- messages -- */

struct notices {
  struct api_page page;
  struct fasti_reader reader;
};

static bool
take_notice(void *self, const struct fasti_outbox_row *row, bool read)
{
  struct notices *notices = self;
  struct http_call *call = notices->page.call;
  struct fasti_case_row of;
  json_t *object;

  if (!api_page_takes(&notices->page))
    return false;
  object = json_pack("{s:I, s:s, s:s, s:b}", "id", (json_int_t)row->id, "kind", row->kind, "text", row->text, "read", read);
  api_set_text(object, "case", row->case_id);
  api_set_instant(call, object, "at", row->created_at);
  if (api_case_known(call, row->case_id, &of) == FASTI_OK)
    api_set_text(object, "procedure", of.procedure);
  api_page_add(&notices->page, object, fasti_arena_printf(http_arena(call), "%" PRId64, row->id));
  return true;
}

static enum fasti_status
list_notices(struct http_call *call)
{
  struct notices notices;
  struct fasti_notices which = {.unread = api_query_flag(call, "unread")};
  enum fasti_status status = api_reader(call, &notices.reader);

  if (status == FASTI_OK)
    status = api_page_begin(call, true, &notices.page);
  if (status != FASTI_OK)
    return status;
  /* the cursor is an id: the page goes on before it */
  which.before = (int64_t)notices.page.skip;
  notices.page.skip = 0;
  return api_page_reply(&notices.page, fasti_office_notices(http_office(call), &notices.reader.person, &which,
                                                            http_messages(call), take_notice, &notices));
}

/** A message that was read. */
struct reading {
  struct fasti_reader reader;
  int64_t id;
};

static enum fasti_status
write_read(struct http_call *call, struct fasti_office *office, void *self)
{
  const struct reading *reading = self;

  return fasti_office_notice_read(office, &reading->reader.person, reading->id, http_now(call), http_messages(call));
}

static enum fasti_status
read_notice(struct http_call *call)
{
  struct reading *reading = fasti_arena_alloc(http_arena(call), sizeof *reading);
  const char *text = http_part(call, "notice");
  char *end;
  enum fasti_status status = api_reader(call, &reading->reader);

  reading->id = strtoll(text, &end, 10);
  if (status == FASTI_OK && (end == text || *end))
    status = api_hidden(call, text);
  if (status == FASTI_OK)
    http_work(call, write_read, reading, follow_nothing);
  return status;
}

/* -- saved lists -- */

static bool
take_saved(void *self, const struct fasti_saved_row *row)
{
  json_array_append_new(self, json_pack("{s:s, s:s, s:s}", "page", row->page, "name", row->name, "query", row->query));
  return true;
}

static enum fasti_status
list_saved(struct http_call *call)
{
  json_t *items = json_array();
  enum fasti_status status = fasti_office_saved_lists(http_office(call), http_person(call)->id, http_query(call, "page"),
                                                      http_messages(call), take_saved, items);

  if (status == FASTI_OK)
    api_reply_items(call, items);
  else
    json_decref(items);
  return status;
}

static enum fasti_status
write_saved(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_save_list(office, self, http_now(call), http_messages(call));
}

static enum fasti_status
save_list(struct http_call *call)
{
  struct fasti_saved_row *row = fasti_arena_alloc(http_arena(call), sizeof *row);

  *row = (struct fasti_saved_row){.person = http_person(call)->id,
                                  .page = http_part(call, "page"),
                                  .name = http_part(call, "name"),
                                  .query = api_body_text(call, "query")};
  http_work(call, write_saved, row, follow_nothing);
  return FASTI_OK;
}

static enum fasti_status
write_drop(struct http_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_drop_list(office, http_person(call)->id, http_part(call, "page"), http_part(call, "name"),
                                http_messages(call));
}

static enum fasti_status
drop_list(struct http_call *call)
{
  http_work(call, write_drop, NULL, follow_nothing);
  return FASTI_OK;
}

/* -- stand-ins -- */

struct stand_ins {
  struct http_call *call;
  json_t *items;
};

/* People of a bureau see those of their bureau. */
static bool
take_stand_in(void *self, const struct fasti_stand_in_row *row)
{
  struct stand_ins *stand_ins = self;
  struct http_call *call = stand_ins->call;
  const char *bureau = http_person(call)->bureau;
  struct fasti_person_row person;
  json_t *object;

  if (fasti_office_person(http_office(call), row->person, http_arena(call), NULL, &person) != FASTI_OK ||
      (*bureau && strcmp(person.bureau, bureau) != 0))
    return true;
  object = json_pack("{s:s}", "role", row->role);
  api_set_person(call, object, "person", row->person);
  api_set_person(call, object, "deputy", row->deputy);
  api_set_day(object, "from", row->from);
  api_set_day(object, "to", row->to);
  json_array_append_new(stand_ins->items, object);
  return true;
}

static enum fasti_status
list_stand_ins(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct stand_ins stand_ins = {call, NULL};
  int32_t on;
  enum fasti_status status = api_query_day(call, "on", &on);

  if (status != FASTI_OK)
    return status;
  stand_ins.items = json_array();
  status = store->call->stand_in_list(store, http_query(call, "person"), http_query(call, "deputy"), on, take_stand_in,
                                      &stand_ins);
  api_reply_items(call, stand_ins.items);
  return status;
}

static enum fasti_status
write_stand_in(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_stand_in(office, self, http_person(call)->id, http_now(call), http_messages(call));
}

static enum fasti_status
stand_in(struct http_call *call)
{
  struct fasti_stand_in_row *row = fasti_arena_alloc(http_arena(call), sizeof *row);
  enum fasti_status status;

  *row = (struct fasti_stand_in_row){.person = http_part(call, "person"),
                                     .role = http_part(call, "role"),
                                     .deputy = http_part(call, "deputy")};
  status = fasti_day_parse(fasti_slice_of(api_body_text(call, "from")), &row->from);
  if (status == FASTI_OK)
    status = fasti_day_parse(fasti_slice_of(api_body_text(call, "to")), &row->to);
  if (status == FASTI_OK)
    http_work(call, write_stand_in, row, follow_nothing);
  return status;
}

static enum fasti_status
write_stand_in_end(struct http_call *call, struct fasti_office *office, void *self)
{
  const int32_t *today = self;

  return fasti_office_stand_in_end(office, http_part(call, "person"), http_part(call, "role"), http_part(call, "deputy"),
                                   *today, http_person(call)->id, http_now(call), http_messages(call));
}

static enum fasti_status
end_stand_in(struct http_call *call)
{
  int32_t *today = fasti_arena_alloc(http_arena(call), sizeof *today);

  *today = api_today(call); /* the writer has no office for reading */
  http_work(call, write_stand_in_end, today, follow_nothing);
  return FASTI_OK;
}

static const struct http_parameter notices_query[] = {
  {.name = "unread", .summary = "only those that one has not read", .type = "boolean"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};
static const struct http_parameter saved_query[] = {{.name = "page", .summary = "only those of this page"}, {0}};
static const struct http_parameter saved_fields[] = {
  {.name = "query", .summary = "what the list asks for, as the page has it in its address", .required = true}, {0}};
static const struct http_parameter stand_ins_query[] = {
  {.name = "person", .summary = "for whom"},
  {.name = "deputy", .summary = "who stands in"},
  {.name = "on", .summary = "only those that run on this day", .type = "date"},
  {0},
};
static const struct http_parameter stand_in_fields[] = {
  {.name = "from", .summary = "the first day", .type = "date", .required = true},
  {.name = "to", .summary = "the last day", .type = "date", .required = true},
  {0},
};

const struct http_route api_own_routes[] = {
  {.id = "listNotices", .method = "GET", .pattern = API_ROOT "/notices", .handle = list_notices, .who = API_WORKERS,
   .scope = "read", .query = notices_query, .statuses = {200}, .answer = "NoticeList",
   .summary = "What one was told, the latest first"},
  {.id = "readNotice", .method = "PUT", .pattern = API_ROOT "/notices/{notice}/read", .handle = read_notice,
   .who = API_WORKERS, .scope = "write", .statuses = {204, 404}, .summary = "Note that one has read a message"},
  {.id = "listSavedLists", .method = "GET", .pattern = API_ROOT "/me/saved-lists", .handle = list_saved, .who = "*",
   .scope = "read", .query = saved_query, .statuses = {200}, .answer = "SavedList", .summary = "Lists that one has saved"},
  {.id = "saveList", .method = "PUT", .pattern = API_ROOT "/me/saved-lists/{page}/{name}", .handle = save_list,
   .who = "*", .scope = "write", .body = HTTP_JSON, .fields = saved_fields, .statuses = {204},
   .summary = "Save a list under a name, in the place of the one of that name"},
  {.id = "dropList", .method = "DELETE", .pattern = API_ROOT "/me/saved-lists/{page}/{name}", .handle = drop_list,
   .who = "*", .scope = "write", .statuses = {204, 404}, .summary = "Forget a saved list"},
  {.id = "listStandIns", .method = "GET", .pattern = API_ROOT "/stand-ins", .handle = list_stand_ins, .who = "*",
   .scope = "read", .query = stand_ins_query, .statuses = {200}, .answer = "StandInList",
   .summary = "Who holds whose role, and how long"},
  {.id = "standIn", .method = "PUT", .pattern = API_ROOT "/people/{person}/roles/{role}/deputies/{deputy}",
   .handle = stand_in, .who = FASTI_ROLE_ADMIN, .scope = "admin", .body = HTTP_JSON, .fields = stand_in_fields,
   .statuses = {204, 404, 409}, .summary = "Let somebody hold a role of somebody else for some days"},
  {.id = "endStandIn", .method = "DELETE", .pattern = API_ROOT "/people/{person}/roles/{role}/deputies/{deputy}",
   .handle = end_stand_in, .who = FASTI_ROLE_ADMIN, .scope = "admin", .statuses = {204, 404},
   .summary = "End that as of today"},
  {0},
};
