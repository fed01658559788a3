/* adapters/http/address.c - who asks: the address of the connection, or what a proxy that is trusted says
 * (X-Forwarded-For).
 *
 * A proxy adds the address that it saw at the end, so that from there on backwards, as long as addresses are those of
 * proxies, each is true; the first other one is who asks. What stands before it anybody may have written.
 */
#include "config.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "adapters/http/room.h"

/* Whether a list separated by spaces or commas has a word. */
static bool
lists(const char *list, const char *word)
{
  size_t size = strlen(word);

  while (list && *list) {
    size_t length = strcspn(list, ", ");

    if (length == size && memcmp(list, word, size) == 0)
      return true;
    list += length + (list[length] != '\0');
  }
  return false;
}

bool
http_by_proxy(const struct http_call *call)
{
  return lists(call->server->options->proxies, call->link->address);
}

/* Several headers are one list. */
static enum MHD_Result
add_forwarded(void *self, enum MHD_ValueKind kind, const char *name, const char *value)
{
  struct fasti_buffer *all = self;

  (void)kind;
  if (strcasecmp(name, "X-Forwarded-For") == 0 && value)
    fasti_buffer_printf(all, "%s%s", all->size ? "," : "", value);
  return MHD_YES;
}

static bool
is_address(const char *text)
{
  unsigned char bytes[16];

  return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

/* From the end; what is no address ends the search. */
static const char *
find_forwarded(struct http_call *call, char *all)
{
  for (char *comma; *all; *comma = '\0') {
    char *word;

    comma = strrchr(all, ',');
    word = comma ? comma + 1 : all;
    word += strspn(word, " \t");
    word[strcspn(word, " \t")] = '\0';
    if (!is_address(word))
      return NULL;
    if (!lists(call->server->options->proxies, word))
      return fasti_arena_strdup(call->arena, word);
    if (!comma)
      return NULL;
  }
  return NULL;
}

const char *
http_address(struct http_call *call)
{
  struct fasti_buffer all = {0};

  if (call->address)
    return call->address;
  if (!call->link)
    return "";
  if (http_by_proxy(call)) {
    MHD_get_connection_values(call->connection, MHD_HEADER_KIND, add_forwarded, &all);
    if (all.size)
      call->address = find_forwarded(call, all.at);
    fasti_buffer_free(&all);
  }
  if (!call->address)
    call->address = call->link->address;
  return call->address;
}
