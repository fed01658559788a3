/* adapters/http/api/list.c - lists of rows, a page at a time, with links to the next one (RFC 8288); see api.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"

static enum fasti_status
read_number(struct http_call *call, const char *name, long long least, long long most, long long *number)
{
  const char *text = http_query(call, name);
  char *end;

  if (!text)
    return FASTI_OK;
  *number = strtoll(text, &end, 10);
  if (end != text && !*end && *number >= least && *number <= most)
    return FASTI_OK;
  fasti_error_field(http_messages(call), name, "\"%s\": expected a number from %lld to %lld", text, least, most);
  return FASTI_INVALID;
}

enum fasti_status
api_page_begin(struct http_call *call, bool counted, struct api_page *page)
{
  long long most = API_PAGE, skip = 0;
  enum fasti_status status = read_number(call, "limit", 1, API_PAGE_MOST, &most);

  *page = (struct api_page){.call = call, .after = http_query(call, "after")};
  if (status == FASTI_OK && counted)
    status = read_number(call, "after", 0, INT32_MAX, &skip);
  page->most = (int)most;
  page->skip = (size_t)skip;
  if (status == FASTI_OK)
    page->items = json_array();
  return status;
}

bool
api_page_takes(struct api_page *page)
{
  if (page->seen++ < page->skip)
    return false;
  page->more = json_array_size(page->items) == (size_t)page->most;
  return !page->more;
}

void
api_page_add(struct api_page *page, json_t *row, const char *cursor)
{
  json_array_append_new(page->items, row);
  page->last = cursor ? fasti_arena_strdup(http_arena(page->call), cursor)
                      : fasti_arena_printf(http_arena(page->call), "%zu", page->skip + json_array_size(page->items));
}

static void
add_escaped(struct fasti_buffer *out, const char *text)
{
  for (; *text; text++)
    if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", *text))
      fasti_buffer_add(out, text, 1);
    else
      fasti_buffer_printf(out, "%%%02X", (unsigned char)*text);
}

/* The same address, from the next page on. */
static void
add_link(struct api_page *page)
{
  struct fasti_buffer link = {0};
  const char *name, *value;

  /* parts that were escaped when they came are so again */
  fasti_buffer_puts(&link, "<");
  for (const char *at = http_path(page->call); *at; at++)
    fasti_buffer_add(&link, at, 1);
  fasti_buffer_puts(&link, "?");
  for (size_t i = 0; http_query_at(page->call, i, &name, &value); i++)
    if (strcmp(name, "after") != 0) {
      add_escaped(&link, name);
      fasti_buffer_puts(&link, "=");
      add_escaped(&link, value);
      fasti_buffer_puts(&link, "&");
    }
  fasti_buffer_puts(&link, "after=");
  add_escaped(&link, page->last);
  fasti_buffer_puts(&link, ">; rel=\"next\"");
  http_add_header(page->call, "Link", link.at);
  fasti_buffer_free(&link);
}

enum fasti_status
api_page_reply(struct api_page *page, enum fasti_status status)
{
  json_t *answer;

  if (status != FASTI_OK) {
    json_decref(page->items);
    return status;
  }
  answer = json_pack("{s:o}", "items", page->items);
  if (page->more) {
    api_set_text(answer, "next", page->last);
    add_link(page);
  }
  http_reply_json(page->call, 200, answer);
  return FASTI_OK;
}

void
api_reply_items(struct http_call *call, json_t *items)
{
  http_reply_json(call, 200, json_pack("{s:o}", "items", items));
}
