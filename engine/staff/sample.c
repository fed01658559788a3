/* engine/staff/sample.c - texts that match a pattern: literals, classes, groups, alternatives and quantifiers; see guess.h.
 *
 * What it does not know (anchors, assertions, references) it passes over: the form has the last word.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/staff/room.h"

enum { MORE = 3 }; /* repetitions beyond the least, where there is no end */

struct sampling {
  struct fasti_chance *chance;
  char *out;
  size_t size, used;
};

static const char *some_branch(struct sampling *sampling, const char *at, const char *end);

static size_t
width(const char *at)
{
  unsigned char c = (unsigned char)*at;

  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void
put(struct sampling *sampling, const char *at, size_t size)
{
  if (sampling->used + size >= sampling->size)
    return;
  memcpy(sampling->out + sampling->used, at, size);
  sampling->used += size;
  sampling->out[sampling->used] = '\0';
}

/* The end of the atom that begins at AT. */
static const char *
atom_end(const char *at, const char *end)
{
  int depth = 0;

  if (*at == '[') {
    for (at += at[1] == '^' ? 3 : 2; at < end && *at != ']'; at++)
      at += *at == '\\';
    return at + 1;
  }
  if (*at != '(')
    return at + (*at == '\\' ? 2 : width(at));
  for (; at < end; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '[')
      at = atom_end(at, end) - 1;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  }
  return end;
}

static void
some_digit(struct sampling *sampling)
{
  char digit = (char)('0' + fasti_chance_below(sampling->chance, 10));

  put(sampling, &digit, 1);
}

static void
some_escape(struct sampling *sampling, char c)
{
  if (c == 'd')
    some_digit(sampling);
  else if (c == 'w')
    put(sampling, &"abcdeXYZ019_"[fasti_chance_below(sampling->chance, 12)], 1);
  else if (c == 's')
    put(sampling, " ", 1);
  else
    put(sampling, &c, 1);
}

/* One member of a class; of a negated one, something that is seldom named. */
static void
some_member(struct sampling *sampling, const char *at, const char *end)
{
  const char *begin = at;
  size_t members = 0, wanted;

  if (*at == '^') {
    put(sampling, "a", 1);
    return;
  }
  for (int pass = 0; pass < 2; pass++) {
    wanted = pass ? fasti_chance_below(sampling->chance, members) : (size_t)-1;
    members = 0;
    for (at = begin; at < end;) {
      const char *first = at;

      at += *at == '\\' ? 2 : width(at);
      if (at + 1 < end && *at == '-' && (unsigned char)*first < 0x80) {
        size_t range = (size_t)((unsigned char)at[1] - (unsigned char)*first) + 1;

        if (wanted != (size_t)-1 && wanted >= members && wanted < members + range) {
          char c = (char)(*first + (char)(wanted - members));

          put(sampling, &c, 1);
        }
        members += range;
        at += 2;
        continue;
      }
      if (wanted == members && *first == '\\')
        some_escape(sampling, first[1]);
      else if (wanted == members)
        put(sampling, first, width(first));
      members++;
    }
  }
}

static void
some_atom(struct sampling *sampling, const char *at, const char *end)
{
  if (*at == '[')
    some_member(sampling, at + 1, end - 1);
  else if (*at == '(')
    some_branch(sampling, at + (at[1] == '?' && at[2] == ':' ? 3 : 1), end - 1);
  else if (*at == '\\')
    some_escape(sampling, at[1]);
  else if (*at == '.')
    put(sampling, "某", 3);
  else if (*at != '^' && *at != '$')
    put(sampling, at, (size_t)(end - at));
}

/* A quantifier at AT. @arg times how often to repeat @return behind it */
static const char *
some_times(struct sampling *sampling, const char *at, const char *end, size_t *times)
{
  char *next;
  size_t least, most;

  *times = 1;
  if (at >= end)
    return at;
  if (*at == '?')
    *times = fasti_chance_below(sampling->chance, 2);
  else if (*at == '*' || *at == '+')
    *times = (*at == '+') + fasti_chance_below(sampling->chance, MORE);
  if (strchr("?*+", *at))
    return at + 1;
  if (*at != '{')
    return at;
  least = most = strtoul(at + 1, &next, 10);
  if (*next == ',')
    most = next[1] == '}' ? least + MORE : strtoul(next + 1, &next, 10);
  *times = least + fasti_chance_below(sampling->chance, most - least + 1);
  at = strchr(at, '}');
  return at ? at + 1 : end;
}

static void
some_sequence(struct sampling *sampling, const char *at, const char *end)
{
  while (at < end) {
    const char *behind = atom_end(at, end);
    size_t times;
    const char *next = some_times(sampling, behind, end, &times);

    for (size_t i = 0; i < times; i++)
      some_atom(sampling, at, behind);
    at = next;
  }
}

static const char *
some_branch(struct sampling *sampling, const char *at, const char *end)
{
  const char *from = at, *begins[32], *ends[32];
  size_t count = 0;

  for (; at <= end && count < 32; at = at < end ? atom_end(at, end) : at + 1)
    if (at == end || *at == '|') {
      begins[count] = from;
      ends[count++] = at;
      from = at + 1;
    }
  if (count > 0) {
    size_t which = fasti_chance_below(sampling->chance, count);

    some_sequence(sampling, begins[which], ends[which]);
  }
  return end;
}

void
fasti_guess_pattern(struct fasti_chance *chance, const char *pattern, char *out, size_t size)
{
  struct sampling sampling = {.chance = chance, .out = out, .size = size};

  out[0] = '\0';
  some_branch(&sampling, pattern, pattern + strlen(pattern));
}
