/* adapters/memory/table.c - tables of copied rows; see table.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/table.h"

size_t
table_from(const struct table *table, size_t keys, const void *key)
{
  size_t low = 0, high = table->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (fasti_row_compare(table->shape, keys, table->rows[middle], key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool
is_at(const struct table *table, size_t index, size_t keys, const void *key)
{
  return index < table->count && fasti_row_compare(table->shape, keys, table->rows[index], key) == 0;
}

void *
table_find(const struct table *table, const void *row)
{
  size_t index = table_from(table, table->shape->keys, row);

  return is_at(table, index, table->shape->keys, row) ? table->rows[index] : NULL;
}

static void
add_change(struct changes *changes, struct change change)
{
  if (changes->count == changes->room) {
    changes->room = changes->room ? changes->room * 2 : 16;
    changes->items = fasti_realloc(changes->items, changes->room * sizeof *changes->items);
  }
  changes->items[changes->count++] = change;
}

static void
insert_at(struct table *table, size_t index, void *row)
{
  if (table->count == table->room) {
    table->room = table->room ? table->room * 2 : 16;
    table->rows = fasti_realloc(table->rows, table->room * sizeof *table->rows);
  }
  memmove(table->rows + index + 1, table->rows + index, (table->count - index) * sizeof *table->rows);
  table->rows[index] = row;
  table->count++;
}

static void
remove_at(struct table *table, size_t index)
{
  table->count--;
  memmove(table->rows + index, table->rows + index + 1, (table->count - index) * sizeof *table->rows);
}

void
table_put(struct table *table, const void *row, struct changes *changes)
{
  size_t index = table_from(table, table->shape->keys, row);
  void *copy = fasti_row_copy(table->shape, row);

  if (is_at(table, index, table->shape->keys, row)) {
    add_change(changes, (struct change){table, table->rows[index], copy});
    table->rows[index] = copy;
  } else {
    add_change(changes, (struct change){table, NULL, copy});
    insert_at(table, index, copy);
  }
}

void
table_remove(struct table *table, size_t keys, const void *key, struct changes *changes)
{
  size_t index = table_from(table, keys, key);

  while (is_at(table, index, keys, key)) {
    add_change(changes, (struct change){table, table->rows[index], NULL});
    remove_at(table, index);
  }
}

static void
undo(const struct change *change)
{
  struct table *table = change->table;
  const void *row = change->after ? change->after : change->before;
  size_t index = table_from(table, table->shape->keys, row);

  if (!change->after)
    insert_at(table, index, change->before);
  else if (!change->before)
    remove_at(table, index);
  else
    table->rows[index] = change->before;
  fasti_free(change->after);
}

void
changes_undo(struct changes *changes, size_t count)
{
  while (changes->count > count)
    undo(&changes->items[--changes->count]);
}

void
changes_keep(struct changes *changes)
{
  for (size_t i = 0; i < changes->count; i++)
    fasti_free(changes->items[i].before);
  changes->count = 0;
}

void
table_clear(struct table *table)
{
  for (size_t i = 0; i < table->count; i++)
    fasti_free(table->rows[i]);
  fasti_free(table->rows);
}
