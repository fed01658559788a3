/* engine/text.h - slices of bytes that others own, and buffers that grow.
 */
#ifndef FASTI_TEXT_H
#define FASTI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/status.h"

/** Bytes that somebody else owns. */
struct fasti_slice {
  const char *at;
  size_t size;
};

/** A growing run of bytes, always ended by NUL once something was added; start with {0}. */
struct fasti_buffer {
  char *at;
  size_t size;
  size_t room;
};

/** The slice over a C string, without its NUL; NULL gives an empty slice. @return borrowed from TEXT */
struct fasti_slice fasti_slice_of(const char *text);
/** Whether SLICE holds exactly the bytes of TEXT. */
bool fasti_slice_is(struct fasti_slice slice, const char *text);

/** Append SIZE bytes; copied. */
void fasti_buffer_add(struct fasti_buffer *buffer, const void *bytes, size_t size);
/** Append a C string; copied. */
void fasti_buffer_puts(struct fasti_buffer *buffer, const char *text);
/** Append formatted text. */
void fasti_buffer_printf(struct fasti_buffer *buffer, const char *format, ...) FASTI_PRINTF(2, 3);
/** What the buffer holds. @return borrowed until the buffer changes */
struct fasti_slice fasti_buffer_slice(const struct fasti_buffer *buffer);
/** Forget the content, keep the room. */
void fasti_buffer_clear(struct fasti_buffer *buffer);
/** Take the content as a C string; the buffer is empty afterwards. @return owned, free with fasti_free; never NULL */
char *fasti_buffer_take(struct fasti_buffer *buffer);
/** Free the content; the buffer is empty afterwards. */
void fasti_buffer_free(struct fasti_buffer *buffer);

#endif
