/* adapters/memory/ordered.c - pages of rows in an order, and counts of values; see store.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/memory/store.h"

void
ordered_add(struct ordered *ordered, int64_t order, const void *row)
{
  if (ordered->count == ordered->room) {
    ordered->room = ordered->room ? ordered->room * 2 : 16;
    ordered->items = fasti_realloc(ordered->items, ordered->room * sizeof *ordered->items);
  }
  ordered->items[ordered->count++] = (struct ordered_row){ordered->shape, order, row};
}

static int
compare(const void *a, const void *b)
{
  const struct ordered_row *x = a, *y = b;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return fasti_row_compare(x->shape, x->shape->keys, x->row, y->row);
}

static void
turn_round(struct ordered *ordered)
{
  for (size_t i = 0; i < ordered->count / 2; i++) {
    struct ordered_row row = ordered->items[i];

    ordered->items[i] = ordered->items[ordered->count - 1 - i];
    ordered->items[ordered->count - 1 - i] = row;
  }
}

void
ordered_page(struct ordered *ordered, const struct ordered_row *after, bool backwards, int most)
{
  size_t kept = 0;

  for (size_t i = 0; i < ordered->count; i++)
    if (!after || (backwards ? compare(&ordered->items[i], after) < 0 : compare(&ordered->items[i], after) > 0))
      ordered->items[kept++] = ordered->items[i];
  ordered->count = kept;
  if (kept)
    qsort(ordered->items, kept, sizeof *ordered->items, compare);
  if (backwards)
    turn_round(ordered);
  if (most > 0 && (size_t)most < kept)
    ordered->count = (size_t)most;
}

int64_t
ordered_day(int32_t day)
{
  return day == FASTI_NO_DAY ? INT64_MAX : day;
}

void
counting_add(struct counting *counting, const char *value)
{
  for (size_t i = 0; i < counting->count; i++)
    if (strcmp(counting->items[i].value, value) == 0) {
      counting->items[i].count++;
      return;
    }
  if (counting->count == counting->room) {
    counting->room = counting->room ? counting->room * 2 : 8;
    counting->items = fasti_realloc(counting->items, counting->room * sizeof *counting->items);
  }
  counting->items[counting->count++] = (struct counted){fasti_strdup(value), 1};
}

static int
by_value(const void *a, const void *b)
{
  return strcmp(((const struct counted *)a)->value, ((const struct counted *)b)->value);
}

enum fasti_status
counting_tell(struct counting *counting, fasti_count_seen *visit, void *visitor)
{
  bool more = true;

  if (counting->count)
    qsort(counting->items, counting->count, sizeof *counting->items, by_value);
  for (size_t i = 0; i < counting->count; i++) {
    more = more && visit(visitor, counting->items[i].value, counting->items[i].count);
    fasti_free(counting->items[i].value);
  }
  fasti_free(counting->items);
  return FASTI_OK;
}
