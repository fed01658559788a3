/* adapters/http/encode.c - answers made smaller for clients that take gzip (RFC 9110, section 8.4; RFC 1952). */
#include "config.h"

#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "adapters/http/room.h"

enum { LEAST = 1024, LEVEL = 5, GZIP_WINDOW = 15 + 16 };

/* "gzip", "br, gzip;q=0.5", "*"; not "gzip;q=0". */
static bool
takes_gzip(const char *accepted)
{
  while (accepted && *accepted) {
    size_t size = strcspn(accepted, ","), space = strspn(accepted, " \t"), name = strcspn(accepted + space, "; \t,");
    const char *weight = memchr(accepted, '=', size);
    bool never = weight && strspn(weight + 1, "0.") == (size_t)(accepted + size - weight - 1);

    if (!never &&
        ((name == 4 && strncasecmp(accepted + space, "gzip", 4) == 0) || (name == 1 && accepted[space] == '*')))
      return true;
    accepted += size + (accepted[size] == ',');
  }
  return false;
}

static bool
is_text(const char *type)
{
  static const char *const kinds[] = {"text/",           "application/json",      "application/problem+json",
                                      "application/xml", "application/xhtml+xml", "application/javascript",
                                      "image/svg+xml"};

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strncmp(type, kinds[i], strlen(kinds[i])) == 0)
      return true;
  return false;
}

/* @return false: it is sent as it is */
static bool
compress_reply(struct http_call *call)
{
  z_stream stream = {0};
  struct fasti_buffer out = {0};
  bool done;

  if (deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  out.room = deflateBound(&stream, call->reply.size);
  out.at = fasti_alloc(out.room);
  stream.next_in = (Bytef *)call->reply.at;
  stream.avail_in = (uInt)call->reply.size;
  stream.next_out = (Bytef *)out.at;
  stream.avail_out = (uInt)out.room;
  done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.size = stream.total_out;
  deflateEnd(&stream);
  fasti_buffer_free(done ? &call->reply : &out);
  if (done)
    call->reply = out;
  return done;
}

void
http_encode(struct http_call *call)
{
  if (call->file >= 0 || !is_text(call->type))
    return;
  http_add_header(call, "Vary", "Accept-Encoding");
  if (call->reply.size <= LEAST || call->reply.size > HTTP_IN_MEMORY ||
      http_pairs_find(&call->headers, "Content-Encoding") || !takes_gzip(http_header(call, "Accept-Encoding")))
    return;
  if (compress_reply(call))
    http_add_header(call, "Content-Encoding", "gzip");
}
