/* adapters/http/guard.c - requests that two programs could read in two ways are refused (RFC 9112, sections 2.2, 5
 * and 6.3).
 *
 * libmicrohttpd 0.9.75 lets them through: two Content-Length, Content-Length with Transfer-Encoding, two Host, a space
 * before the colon, NUL and folded lines in headers. It splits headers in place, so a header that is not followed by
 * its line end at once has held a NUL, was folded, or ended with a bare LF.
 */
#include "config.h"

#include <string.h>
#include <strings.h>

#include "adapters/http/room.h"

struct seen {
  int count;
  int length, encoding, host;
  const char *wrong;
  const char *end; /* of the value before */
};

static bool
is_token(const char *name, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)name[i];

    if (byte <= ' ' || byte >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", byte))
      return false;
  }
  return size > 0;
}

static bool
is_value(const char *value, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (((unsigned char)value[i] < ' ' && value[i] != '\t') || value[i] == 0x7f)
      return false;
  return true;
}

static bool
is_number(const char *text)
{
  size_t digits = strspn(text, "0123456789");

  return digits > 0 && digits < 19 && !text[digits + strspn(text + digits, " \t")];
}

static enum MHD_Result
see_header(void *self, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value,
           size_t value_size)
{
  struct seen *seen = self;

  (void)kind;
  seen->count++;
  if (!is_token(name, name_size) || (value && !is_value(value, value_size)))
    seen->wrong = N_("a header has characters that none may have");
  /* behind a value stand CR and LF, both made NUL, then the next name; behind a name the colon, made NUL */
  else if (seen->end && name != seen->end + 2)
    seen->wrong = N_("a header holds NUL, is folded, or its line does not end with CR LF");
  else if (!value || value <= name + name_size || value > name + name_size + 1 + HTTP_TARGET)
    seen->wrong = N_("a header holds NUL, is folded, or its line does not end with CR LF");
  seen->end = value ? value + value_size : NULL;
  seen->length += strcasecmp(name, "Content-Length") == 0;
  seen->encoding += strcasecmp(name, "Transfer-Encoding") == 0;
  seen->host += strcasecmp(name, "Host") == 0;
  if (strcasecmp(name, "Content-Length") == 0 && value && !is_number(value))
    seen->wrong = N_("Content-Length is no number");
  if (strcasecmp(name, "Transfer-Encoding") == 0 && value && strcasecmp(value, "chunked") != 0)
    seen->wrong = N_("no other Transfer-Encoding than chunked is understood");
  return MHD_YES;
}

/* What came in before the first header and behind the last one cannot be seen: their sum can. */
static const char *
check_sum(struct http_call *call, const struct seen *seen)
{
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

  (void)seen;
  return info && info->header_size > HTTP_TARGET + 32 * 1024 ? N_("the headers are too long") : NULL;
}

bool
http_guard(struct http_call *call)
{
  struct seen seen = {0};

  MHD_get_connection_values_n(call->connection, MHD_HEADER_KIND, see_header, &seen);
  if (!seen.wrong && seen.count > HTTP_HEADERS)
    seen.wrong = N_("there are too many headers");
  if (!seen.wrong && (seen.length > 1 || (seen.length && seen.encoding) || seen.encoding > 1))
    seen.wrong = N_("the length of the body is said twice");
  if (!seen.wrong && seen.host != 1)
    seen.wrong = N_("exactly one Host is expected");
  if (!seen.wrong)
    seen.wrong = check_sum(call, &seen);
  if (!seen.wrong)
    return true;
  atomic_fetch_add(&call->server->counters.refused, 1);
  return http_malformed(call, seen.wrong);
}
