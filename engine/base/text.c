/* engine/base/text.c - slices and buffers; see text.h. */
#include "config.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"
#include "engine/text.h"

struct fasti_slice
fasti_slice_of(const char *text)
{
  return (struct fasti_slice){.at = text ? text : "", .size = text ? strlen(text) : 0};
}

bool
fasti_slice_is(struct fasti_slice slice, const char *text)
{
  return strlen(text) == slice.size && memcmp(slice.at, text, slice.size) == 0;
}

static void
make_room(struct fasti_buffer *buffer, size_t more)
{
  size_t need, room = buffer->room ? buffer->room : 64;

  if (more > SIZE_MAX / 2 - buffer->size - 1)
    abort();
  need = buffer->size + more + 1;
  if (need <= buffer->room)
    return;
  while (room < need)
    room *= 2;
  buffer->at = fasti_realloc(buffer->at, room);
  buffer->room = room;
}

void
fasti_buffer_add(struct fasti_buffer *buffer, const void *bytes, size_t size)
{
  make_room(buffer, size);
  if (size)
    memcpy(buffer->at + buffer->size, bytes, size);
  buffer->size += size;
  buffer->at[buffer->size] = '\0';
}

void
fasti_buffer_puts(struct fasti_buffer *buffer, const char *text)
{
  fasti_buffer_add(buffer, text, strlen(text));
}

void
fasti_buffer_printf(struct fasti_buffer *buffer, const char *format, ...)
{
  va_list args, again;
  int size;

  va_start(args, format);
  va_copy(again, args);
  size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size < 0)
    abort();
  make_room(buffer, (size_t)size);
  vsnprintf(buffer->at + buffer->size, (size_t)size + 1, format, again);
  va_end(again);
  buffer->size += (size_t)size;
}

struct fasti_slice
fasti_buffer_slice(const struct fasti_buffer *buffer)
{
  return (struct fasti_slice){.at = buffer->at ? buffer->at : "", .size = buffer->size};
}

void
fasti_buffer_clear(struct fasti_buffer *buffer)
{
  buffer->size = 0;
  if (buffer->at)
    buffer->at[0] = '\0';
}

char *
fasti_buffer_take(struct fasti_buffer *buffer)
{
  char *taken = buffer->at ? buffer->at : fasti_alloc(1);

  *buffer = (struct fasti_buffer){0};
  return taken;
}

void
fasti_buffer_free(struct fasti_buffer *buffer)
{
  fasti_free(buffer->at);
  *buffer = (struct fasti_buffer){0};
}
