/* engine/chance.h - chance that can be repeated: a generator (splitmix64) that the caller seeds; the same seed gives the
 * same numbers everywhere. For tests and simulations, never for secrets or draws of law.
 */
#ifndef FASTI_CHANCE_H
#define FASTI_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fasti_chance {
  uint64_t state;
};

static inline uint64_t
fasti_chance_next(struct fasti_chance *chance)
{
  uint64_t z = (chance->state += UINT64_C(0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/** A number from 0 to COUNT - 1; 0 when COUNT is 0. */
static inline size_t
fasti_chance_below(struct fasti_chance *chance, size_t count)
{
  return count ? (size_t)(fasti_chance_next(chance) % count) : 0;
}

static inline bool
fasti_chance_percent(struct fasti_chance *chance, unsigned percent)
{
  return fasti_chance_next(chance) % 100 < percent;
}

#endif
