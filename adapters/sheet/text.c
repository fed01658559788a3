/* adapters/sheet/text.c - the text of a CSV file, in whichever encoding an office has it; what in it begins a formula.
 *
 * A byte order mark says UTF-8 or UTF-16 (Unicode 2.6). Without one, what is valid UTF-8 is taken for it, and everything
 * else for GB18030, which is what Chinese editions of spreadsheet programs write. No bytes are guessed at or dropped.
 * Messages: an encoding that is neither, with the line; a character NUL.
 */
#include "config.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "adapters/sheet/room.h"

/* Converts all of BYTES, or tells how many could be. */
static bool
convert(const char *from, struct fasti_slice bytes, struct fasti_buffer *out, size_t *good)
{
  iconv_t conversion = iconv_open("UTF-8", from);
  char *at = (char *)(size_t)bytes.at, piece[64 * 1024];
  size_t left = bytes.size;
  bool done = conversion != (iconv_t)-1;

  while (done && left) {
    char *to = piece;
    size_t room = sizeof piece;
    size_t result = iconv(conversion, &at, &left, &to, &room);

    fasti_buffer_add(out, piece, sizeof piece - room);
    done = result != (size_t)-1 || errno == E2BIG;
  }
  *good = bytes.size - left;
  if (conversion != (iconv_t)-1)
    iconv_close(conversion);
  return done;
}

static int
line_of(struct fasti_slice bytes, size_t at)
{
  int line = 1;

  for (size_t i = 0; i < at; i++)
    line += bytes.at[i] == '\n' || (bytes.at[i] == '\r' && !(i + 1 < bytes.size && bytes.at[i + 1] == '\n'));
  return line;
}

/* CR LF and CR as LF, in place. */
static size_t
plain_lines(char *text, size_t size)
{
  size_t to = 0;

  for (size_t i = 0; i < size; i++) {
    if (text[i] == '\r' && i + 1 < size && text[i + 1] == '\n')
      continue;
    text[to++] = text[i] == '\r' ? '\n' : text[i];
  }
  return to;
}

static bool
begins_with(struct fasti_slice bytes, const char *mark, size_t size)
{
  return bytes.size >= size && memcmp(bytes.at, mark, size) == 0;
}

static enum fasti_status
to_utf8(const char *name, struct fasti_slice bytes, struct fasti_messages *messages, struct fasti_buffer *text)
{
  size_t good, bad;

  if (begins_with(bytes, "\xff\xfe", 2) || begins_with(bytes, "\xfe\xff", 2)) {
    if (convert("UTF-16", bytes, text, &good))
      return FASTI_OK;
    fasti_error_field(messages, name, "this says that it is UTF-16 and is not: byte %zu", good + 1);
    return FASTI_INVALID;
  }
  if (begins_with(bytes, "\xef\xbb\xbf", 3))
    bytes = (struct fasti_slice){bytes.at + 3, bytes.size - 3};
  if (convert("UTF-8", bytes, text, &good))
    return FASTI_OK;
  fasti_buffer_clear(text);
  if (convert("GB18030", bytes, text, &bad))
    return FASTI_OK;
  fasti_error_at(messages, (struct fasti_place){.file = name, .line = line_of(bytes, good > bad ? good : bad)},
                 "this text is neither UTF-8 nor GB18030");
  return FASTI_INVALID;
}

enum fasti_status
sheet_decode(const char *name, struct fasti_slice bytes, struct fasti_arena *arena, struct fasti_messages *messages,
             struct fasti_slice *out)
{
  struct fasti_buffer text = {0};
  enum fasti_status status = to_utf8(name, bytes, messages, &text);
  const char *nul;

  fasti_buffer_puts(&text, "");
  fasti_arena_tie(arena, fasti_free, text.at);
  if (status != FASTI_OK)
    return status;
  nul = memchr(text.at, '\0', text.size);
  if (nul) {
    fasti_error_at(messages,
                   (struct fasti_place){.file = name, .line = line_of(fasti_buffer_slice(&text), (size_t)(nul - text.at))},
                   "there is a character NUL here; this is no text");
    return FASTI_INVALID;
  }
  *out = (struct fasti_slice){text.at, plain_lines(text.at, text.size)};
  return FASTI_OK;
}

size_t
sheet_guard_depth(struct fasti_slice text)
{
  static const char *const beginnings[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  size_t at = 0;

  while (at < text.size && text.at[at] == '\'')
    at++;
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (begins_with((struct fasti_slice){text.at + at, text.size - at}, beginnings[i], strlen(beginnings[i])))
      return at + 1;
  return 0;
}

bool
sheet_is_number(struct fasti_slice text)
{
  size_t at = text.size && (*text.at == '-' || *text.at == '+'), digits = 0;
  bool point = false;

  for (; at < text.size; at++) {
    if (text.at[at] == '.' && !point)
      point = true;
    else if (text.at[at] >= '0' && text.at[at] <= '9')
      digits++;
    else
      return false;
  }
  return digits > 0;
}
