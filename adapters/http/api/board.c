/* adapters/http/api/board.c - the public board, for everybody: what was published, complaints and how they stand.
 *
 * Nobody is logged in here. What is listed was redacted when it was put on the board (engine/board.h).
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/board.h"

struct board {
  struct api_page page;
  struct fasti_board_filter filter;
};

/* DAY/NUMBER/CASE: what the next page begins behind. */
static bool
take_item(void *self, const struct fasti_board_row *row)
{
  struct board *board = self;
  struct http_call *call = board->page.call;
  json_t *object;

  if (!api_page_takes(&board->page))
    return false;
  object = json_pack("{s:s, s:s, s:s}", "bureau", row->bureau, "kind", row->kind, "title", row->title);
  api_set_text(object, "procedure", row->procedure);
  api_set_text(object, "text", row->text);
  api_set_day(object, "day", row->day);
  api_set_day(object, "until", row->until);
  api_page_add(&board->page, object, fasti_arena_printf(http_arena(call), "%" PRId32 "/%" PRId64 "/%s", row->day,
                                                        row->number, row->case_id));
  return true;
}

static enum fasti_status
read_cursor(struct board *board)
{
  const char *after = board->page.after;
  char *end = NULL;

  if (!after)
    return FASTI_OK;
  board->filter.after_day = (int32_t)strtol(after, &end, 10);
  if (end != after && *end == '/')
    board->filter.after_number = strtoll(end + 1, &end, 10);
  if (end != after && *end == '/' && end[1]) {
    board->filter.after = end + 1;
    return FASTI_OK;
  }
  fasti_error_field(http_messages(board->page.call), "after", "this is no cursor of this list");
  return FASTI_INVALID;
}

static enum fasti_status
list_board(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct board board = {.filter = {.bureau = http_query(call, "bureau"),
                                   .kind = http_query(call, "kind"),
                                   .text = http_query(call, "q"),
                                   .on = api_today(call),
                                   .after_day = FASTI_NO_DAY,
                                   .backwards = true}};
  enum fasti_status status = api_page_begin(call, false, &board.page);

  if (status != FASTI_OK)
    return status;
  board.filter.most = board.page.most + 1;
  status = read_cursor(&board);
  if (status == FASTI_OK)
    status = store->call->board_list(store, &board.filter, take_item, &board);
  return api_page_reply(&board.page, status);
}

/* -- complaints -- */

struct complaining {
  struct fasti_complaint complaint;
  char number[HTTP_TOKEN_SIZE], hash[FASTI_HASH_SIZE], case_id[FASTI_CASE_ID];
};

static enum fasti_status
write_complaint(struct http_call *call, struct fasti_office *office, void *self)
{
  struct complaining *complaining = self;

  return fasti_office_complain(office, &complaining->complaint, http_now(call), http_messages(call),
                               complaining->case_id);
}

/* The number, and not the case: who has it reads how far it is, nothing else. */
static enum fasti_status
follow_complaint(struct http_call *call, enum fasti_status status, void *self)
{
  const struct complaining *complaining = self;

  if (status != FASTI_OK)
    return status;
  http_add_header(call, "Location",
                  fasti_arena_printf(http_arena(call), API_ROOT "/complaints/%s", complaining->number));
  http_reply_json(call, 201, json_pack("{s:s}", "number", complaining->number));
  return FASTI_OK;
}

static enum fasti_status
complain(struct http_call *call)
{
  struct complaining *complaining = fasti_arena_alloc(http_arena(call), sizeof *complaining);
  struct fasti_complaint *complaint = &complaining->complaint;
  enum fasti_status status =
    api_read_fields(call, json_object_get(http_json(call), "fields"), &complaint->fields, &complaint->field_count);

  if (status != FASTI_OK)
    return status;
  http_make_token(complaining->number, complaining->hash);
  complaint->bureau = http_part(call, "bureau");
  complaint->service = http_part(call, "service");
  complaint->number = complaining->number;
  http_work(call, write_complaint, complaining, follow_complaint);
  return FASTI_OK;
}

static enum fasti_status
progress(struct http_call *call)
{
  struct fasti_progress found;
  json_t *object, *stages;
  enum fasti_status status =
    fasti_office_progress(http_office(call), http_part(call, "token"), http_arena(call), http_messages(call), &found);

  if (status != FASTI_OK)
    return status;
  object = json_pack("{s:s, s:s}", "procedure", found.procedure, "bureau", found.bureau);
  stages = json_array();
  for (size_t i = 0; i < found.stage_count; i++)
    json_array_append_new(stages, json_string(found.stages[i]));
  json_object_set_new(object, "stages", stages);
  api_set_instant(call, object, "openedAt", found.opened_at);
  api_set_instant(call, object, "endedAt", found.ended_at);
  http_reply_json(call, 200, object);
  return FASTI_OK;
}

static const struct http_parameter board_query[] = {
  {.name = "bureau", .summary = "only of this bureau"},
  {.name = "kind", .summary = "only of this kind: decision, standard, notice ..."},
  {.name = "q", .summary = "words that all occur in title or text"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};
static const struct http_parameter complaint_fields[] = {
  {.name = "fields", .summary = "the fields that the service asks for, by path", .type = "object", .required = true}, {0}};

const struct http_route api_board_routes[] = {
  {.id = "listBoard", .method = "GET", .pattern = API_ROOT "/board", .handle = list_board, .query = board_query,
   .statuses = {200}, .answer = "BoardItemList", .summary = "What the bureaus have published, the latest first; for everybody"},
  {.id = "complain", .method = "POST", .pattern = API_ROOT "/bureaus/{bureau}/services/{service}/complaints",
   .handle = complain, .body = HTTP_JSON, .fields = complaint_fields, .statuses = {201, 404}, .answer = "Complaint",
   .summary = "Complain to a public service; the number that it gives is the only way to ask how it stands"},
  {.id = "followComplaint", .method = "GET", .pattern = API_ROOT "/complaints/{token}", .handle = progress,
   .statuses = {200, 404}, .answer = "Progress", .summary = "How far a complaint is, for who has its number"},
  {0},
};
