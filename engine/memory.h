/* engine/memory.h - memory that is there or ends the program, and arenas.
 *
 * libxml2 and libxslt answer wrongly, and silently, when an allocation inside them fails. So no allocation of Fasti
 * may fail and go on: memory exhausted ends the process at once. Nothing is lost by it, because nothing is
 * acknowledged before the store has committed. Adapters give libxml2 the same functions (xmlMemSetup).
 */
#ifndef FASTI_MEMORY_H
#define FASTI_MEMORY_H

#include <stddef.h>

#include "engine/status.h"

/** Allocate SIZE zeroed bytes. @return owned, free with fasti_free; never NULL */
void *fasti_alloc(size_t size) __attribute__((malloc, returns_nonnull));
/** Resize like realloc; new bytes are not cleared. @return owned; never NULL */
void *fasti_realloc(void *at, size_t size) __attribute__((returns_nonnull));
/** Copy a C string. @return owned; NULL only when TEXT is NULL */
char *fasti_strdup(const char *text);
/** Free what fasti_alloc, fasti_realloc or fasti_strdup gave; NULL is fine. */
void fasti_free(void *at);

/** Memory that is freed all at once: one arena a command. */
struct fasti_arena;

/** Make an empty arena. @return owned, end with fasti_arena_free */
struct fasti_arena *fasti_arena_new(void);
/** Run the clean-ups, last tied first, and free everything that the arena owns. */
void fasti_arena_free(struct fasti_arena *arena);
/** Allocate SIZE zeroed bytes, aligned for any type. @return owned by the arena */
void *fasti_arena_alloc(struct fasti_arena *arena, size_t size) __attribute__((returns_nonnull));
/** Copy a C string. @return owned by the arena; NULL only when TEXT is NULL */
char *fasti_arena_strdup(struct fasti_arena *arena, const char *text);
/** Copy SIZE bytes and end them with NUL. @return owned by the arena */
char *fasti_arena_copy(struct fasti_arena *arena, const void *bytes, size_t size);
/** Format like printf. @return owned by the arena */
char *fasti_arena_printf(struct fasti_arena *arena, const char *format, ...) FASTI_PRINTF(2, 3);
/** Tie a clean-up to the arena: CLEANUP(ITEM) runs when the arena is freed. */
void fasti_arena_tie(struct fasti_arena *arena, void (*cleanup)(void *item), void *item);

#endif
