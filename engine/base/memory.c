/* engine/base/memory.c - allocation that cannot fail and go on, and arenas; see memory.h. */
#include "config.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"

enum { CHUNK = 16 * 1024, ALIGN = 16 };

struct chunk {
  struct chunk *next;
  size_t used;
  size_t size;
  _Alignas(ALIGN) char bytes[];
};

struct tie {
  struct tie *next;
  void (*cleanup)(void *item);
  void *item;
};

struct fasti_arena {
  struct chunk *chunks;
  struct tie *ties;
};

void *
fasti_alloc(size_t size)
{
  void *at = calloc(1, size ? size : 1);

  if (!at)
    abort();
  return at;
}

void *
fasti_realloc(void *at, size_t size)
{
  void *moved = realloc(at, size ? size : 1);

  if (!moved)
    abort();
  return moved;
}

char *
fasti_strdup(const char *text)
{
  size_t size;

  if (!text)
    return NULL;
  size = strlen(text) + 1;
  return memcpy(fasti_alloc(size), text, size);
}

void
fasti_free(void *at)
{
  free(at);
}

struct fasti_arena *
fasti_arena_new(void)
{
  return fasti_alloc(sizeof(struct fasti_arena));
}

void
fasti_arena_free(struct fasti_arena *arena)
{
  struct chunk *chunk, *next;

  if (!arena)
    return;
  for (struct tie *tie = arena->ties; tie; tie = tie->next)
    tie->cleanup(tie->item);
  for (chunk = arena->chunks; chunk; chunk = next) {
    next = chunk->next;
    fasti_free(chunk);
  }
  fasti_free(arena);
}

static struct chunk *
chunk_new(size_t least)
{
  size_t size = least > CHUNK ? least : CHUNK;
  struct chunk *chunk;

  if (size > SIZE_MAX - sizeof *chunk)
    abort();
  chunk = fasti_alloc(sizeof *chunk + size);
  chunk->size = size;
  return chunk;
}

void *
fasti_arena_alloc(struct fasti_arena *arena, size_t size)
{
  struct chunk *chunk = arena->chunks;
  void *at;

  if (size > SIZE_MAX - ALIGN)
    abort();
  size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  if (!chunk || chunk->size - chunk->used < size) {
    chunk = chunk_new(size);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
  }
  at = chunk->bytes + chunk->used;
  chunk->used += size;
  return at;
}

char *
fasti_arena_copy(struct fasti_arena *arena, const void *bytes, size_t size)
{
  char *copy = fasti_arena_alloc(arena, size + 1);

  if (size)
    memcpy(copy, bytes, size);
  return copy;
}

char *
fasti_arena_strdup(struct fasti_arena *arena, const char *text)
{
  return text ? fasti_arena_copy(arena, text, strlen(text)) : NULL;
}

char *
fasti_arena_printf(struct fasti_arena *arena, const char *format, ...)
{
  va_list args, again;
  char *text;
  int size;

  va_start(args, format);
  va_copy(again, args);
  size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size < 0)
    abort();
  text = fasti_arena_alloc(arena, (size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, format, again);
  va_end(again);
  return text;
}

void
fasti_arena_tie(struct fasti_arena *arena, void (*cleanup)(void *item), void *item)
{
  struct tie *tie = fasti_arena_alloc(arena, sizeof *tie);

  *tie = (struct tie){.next = arena->ties, .cleanup = cleanup, .item = item};
  arena->ties = tie;
}
