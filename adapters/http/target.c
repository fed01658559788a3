/* adapters/http/target.c - the path and query of a request, and the route that they lead to (RFC 3986).
 *
 * The parts of a path are taken apart before they are decoded, so that an escaped slash is a character like any other;
 * ".", "..", empty parts, escapes that are none, NUL and what is not UTF-8 are refused.
 */
#include "config.h"

#include <string.h>

#include "adapters/http/room.h"
#include "engine/xml.h"

static int
digit(char c)
{
  const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

  return at ? (int)(at - digits) : -1;
}

/* NULL: malformed. */
static const char *
decode(struct fasti_arena *arena, struct fasti_slice text, bool plus)
{
  char *out = fasti_arena_alloc(arena, text.size + 1);
  size_t size = 0;

  for (size_t i = 0; i < text.size; i++) {
    int high, low;

    if (text.at[i] == '+' && plus) {
      out[size++] = ' ';
    } else if (text.at[i] != '%') {
      out[size++] = text.at[i];
    } else {
      high = i + 2 < text.size ? digit(text.at[i + 1]) : -1;
      low = i + 2 < text.size ? digit(text.at[i + 2]) : -1;
      if (high < 0 || low < 0 || (high == 0 && low == 0))
        return NULL;
      out[size++] = (char)(high * 16 + low);
      i += 2;
    }
  }
  out[size] = '\0';
  return strlen(out) == size && fasti_xml_is_text(out) ? out : NULL;
}

bool
http_malformed(struct http_call *call, const char *what)
{
  fasti_error_field(call->messages, NULL, "the request is malformed: %s",
                    fasti_messages_translate(call->messages, what));
  return false;
}

static bool
read_parts(struct http_call *call, char *path)
{
  char *at = path;

  while (*at == '/') {
    size_t size = strcspn(at + 1, "/");
    const char *decoded = decode(call->arena, (struct fasti_slice){at + 1, size}, false);

    if (!decoded || size >= HTTP_SEGMENT || strcmp(decoded, ".") == 0 || strcmp(decoded, "..") == 0)
      return false;
    if ((size == 0 && (at[1] || at != path)) || call->part_count == HTTP_PARTS)
      return false;
    if (size)
      call->parts[call->part_count++] = (struct fasti_slice){at + 1, size};
    at += 1 + size;
  }
  return !*at;
}

bool
http_pairs_read(struct http_call *call, struct fasti_slice text, bool plus, struct http_pairs *pairs)
{
  size_t at = 0;

  while (at < text.size) {
    const char *start = text.at + at, *end = memchr(start, '&', text.size - at), *equals;
    size_t size = end ? (size_t)(end - start) : text.size - at;
    const char *name, *value;

    at += size + 1;
    if (size == 0)
      continue;
    equals = memchr(start, '=', size);
    name = decode(call->arena, (struct fasti_slice){start, equals ? (size_t)(equals - start) : size}, plus);
    value =
      equals ? decode(call->arena, (struct fasti_slice){equals + 1, (size_t)(start + size - equals - 1)}, plus) : "";
    if (!name || !value || pairs->count == HTTP_FIELDS)
      return http_malformed(call, N_("its fields"));
    http_pairs_add(call, pairs, name, value);
  }
  return true;
}

bool
http_target_read(struct http_call *call)
{
  char *path, *query;

  if (!call->target || call->target[0] != '/')
    return http_malformed(call, N_("its path"));
  path = fasti_arena_strdup(call->arena, call->target);
  query = strchr(path, '?');
  if (query)
    *query++ = '\0';
  if (strchr(path, '#') || !read_parts(call, path))
    return http_malformed(call, N_("its path"));
  call->path = path;
  return !query || http_pairs_read(call, fasti_slice_of(query), true, &call->query);
}

/* One pattern; parts between braces are kept when KEEP. */
static bool
matches(struct http_call *call, const char *pattern, bool keep)
{
  size_t part = 0;

  for (const char *at = pattern; *at == '/' && at[1]; part++) {
    size_t size = strcspn(at + 1, "/");
    const char *text = at + 1;

    at += 1 + size;
    if (part >= call->part_count)
      return false;
    if (*text == '{') {
      bool rest = text[1] == '*';
      struct fasti_slice value = call->parts[part];

      if (rest)
        value.size = strlen(value.at);
      if (keep)
        http_pairs_add(call, &call->named, fasti_arena_copy(call->arena, text + 1 + rest, size - 2 - rest),
                       decode(call->arena, value, false));
      if (rest)
        return true;
    } else if (call->parts[part].size != size || memcmp(call->parts[part].at, text, size) != 0) {
      return false;
    }
  }
  return part == call->part_count;
}

static bool
is_method(const char *method, const struct http_route *route)
{
  return strcmp(method, route->method) == 0 || (strcmp(method, "HEAD") == 0 && strcmp(route->method, "GET") == 0);
}

/* The room that refuses what no route has. */
static const struct http_room *
room_of(const struct http_call *call)
{
  const struct http_options *options = call->server->options;
  const struct http_room *found = NULL;

  for (size_t i = 0; i < options->room_count; i++) {
    const struct http_room *room = &options->rooms[i];

    if (room->prefix && strncmp(call->path, room->prefix, strlen(room->prefix)) == 0 &&
        (!found || strlen(room->prefix) > strlen(found->prefix)))
      found = room;
  }
  return found;
}

/* The routes of a room. ALLOW grows by the methods of those that have the path and another method. */
static bool
look_in(struct http_call *call, const struct http_room *room, const char **allow)
{
  for (const struct http_route *route = room->routes; route->pattern; route++) {
    if (!matches(call, route->pattern, false))
      continue;
    call->room = room;
    if (is_method(call->method, route)) {
      call->route = route;
      matches(call, route->pattern, true);
      return true;
    }
    *allow = fasti_arena_printf(call->arena, "%s%s%s", *allow, **allow ? ", " : "", route->method);
  }
  return false;
}

int
http_route_find(struct http_call *call)
{
  const struct http_options *options = call->server->options;
  const char *allow = "";

  call->room = room_of(call);
  if (look_in(call, &http_health, &allow))
    return 0;
  for (size_t i = 0; i < options->room_count; i++)
    if (look_in(call, &options->rooms[i], &allow))
      return 0;
  if (!*allow) {
    fasti_error_field(call->messages, call->path, "there is nothing here");
    return 404;
  }
  http_add_header(call, "Allow", allow);
  fasti_error_field(call->messages, call->method, "this cannot be done here; what can: %s", allow);
  return 405;
}

void
http_pairs_add(struct http_call *call, struct http_pairs *pairs, const char *name, const char *value)
{
  /* grows at powers of two */
  if ((pairs->count & (pairs->count - 1)) == 0) {
    struct http_pair *items = fasti_arena_alloc(call->arena, (pairs->count ? pairs->count * 2 : 1) * sizeof *items);

    if (pairs->count)
      memcpy(items, pairs->items, pairs->count * sizeof *items);
    pairs->items = items;
  }
  pairs->items[pairs->count++] = (struct http_pair){name, value};
}

const char *
http_pairs_find(const struct http_pairs *pairs, const char *name)
{
  for (size_t i = 0; i < pairs->count; i++)
    if (strcmp(pairs->items[i].name, name) == 0)
      return pairs->items[i].value;
  return NULL;
}
