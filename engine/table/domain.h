/* engine/table/domain.h - the values of an input cut into cells in which every row of the table is the same.
 *
 * Numbers, dates and durations are cut at the constants of the entries: below the first, each of them, between two,
 * above the last. Texts and truth values are listed, with one cell for every other text unless the allowed ones are
 * declared. What cannot be cut is one cell, which only the entry "-" covers.
 */
#ifndef FASTI_TABLE_DOMAIN_H
#define FASTI_TABLE_DOMAIN_H

#include <stdint.h>

#include "engine/table/room.h"

/** A set of small numbers. */
typedef uint64_t bits;

static inline size_t
bits_words(size_t count)
{
  return (count + 63) / 64;
}

static inline bool
bits_has(const bits *set, size_t index)
{
  return set[index / 64] >> (index % 64) & 1;
}

static inline void
bits_put(bits *set, size_t index)
{
  set[index / 64] |= (bits)1 << (index % 64);
}

/** An input of a table. */
struct domain {
  const struct column *column;
  enum kind kind;
  bool cut;      /* whether there is more than the one cell */
  bool declared; /* the model says which values there are */
  bool known;    /* every entry can be told for every cell */
  size_t cells;
  size_t values_count;
  const struct value **values;  /* in order: where ordered kinds are cut, or the values that are listed */
  const struct value **samples; /* one each cell; NULL: a cell without a value */
  bits *inside;                 /* the cells that have allowed values */
  bits **must;                  /* one each row: the cells in which its entry surely holds */
  bits **may;                   /* one each row: the cells in which its entry may hold */
};

/** Cut the values of a column. @return owned by the arena; NULL when it has too many cells */
struct domain *domain_new(struct fasti_arena *arena, const struct table *table, size_t column);
/** Append cells in words: "area in (500..2000] (for example 501)". */
void domain_write(const struct domain *domain, const bits *cells, const struct fasti_messages *messages,
                  struct fasti_buffer *out);

#endif
