/* engine/chart/names.c - names to numbers; see names.h. */
#include "config.h"

#include <string.h>

#include "engine/chart/names.h"

struct slot {
  struct fasti_slice name;
  int number;
};

struct fasti_names {
  uint32_t mask;
  struct slot slots[];
};

struct fasti_names *
fasti_names_new(struct fasti_arena *arena, int most)
{
  struct fasti_names *names;
  uint32_t room = 8;

  while (room < (uint32_t)most * 2)
    room *= 2;
  names = fasti_arena_alloc(arena, sizeof *names + room * sizeof *names->slots);
  names->mask = room - 1;
  return names;
}

/* FNV-1a: the names are short, and come from the definition or its callers, not from strangers. */
static uint32_t
hash(struct fasti_slice name)
{
  uint32_t h = 2166136261u;

  for (size_t i = 0; i < name.size; i++)
    h = (h ^ (unsigned char)name.at[i]) * 16777619u;
  return h ^ (h >> 15);
}

static uint32_t
locate(const struct fasti_names *names, struct fasti_slice name)
{
  uint32_t at = hash(name) & names->mask;

  while (names->slots[at].name.at &&
         (names->slots[at].name.size != name.size || memcmp(names->slots[at].name.at, name.at, name.size) != 0))
    at = (at + 1) & names->mask;
  return at;
}

int
fasti_names_add(struct fasti_names *names, struct fasti_slice name, int number)
{
  struct slot *slot = &names->slots[locate(names, name)];

  if (!slot->name.at)
    *slot = (struct slot){.name = name, .number = number};
  return slot->number;
}

int
fasti_names_find(const struct fasti_names *names, struct fasti_slice name)
{
  const struct slot *slot = &names->slots[locate(names, name)];

  return slot->name.at ? slot->number : -1;
}

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void
fasti_names_each(const char *list, void (*use)(void *self, struct fasti_slice token), void *self)
{
  for (const char *at = list; at && *at;) {
    const char *end;

    while (is_blank(*at))
      at++;
    for (end = at; *end && !is_blank(*end); end++)
      ;
    if (end > at)
      use(self, (struct fasti_slice){.at = at, .size = (size_t)(end - at)});
    at = end;
  }
}

struct fasti_slice
fasti_names_descriptor(struct fasti_slice token)
{
  if (token.size && token.at[token.size - 1] == '*' && (token.size == 1 || token.at[token.size - 2] == '.'))
    token.size--;
  if (token.size && token.at[token.size - 1] == '.')
    token.size--;
  return token;
}
