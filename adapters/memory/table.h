/* adapters/memory/table.h - tables of copied rows in the order of their keys, with a log to undo what was done.
 */
#ifndef FASTI_ADAPTERS_MEMORY_TABLE_H
#define FASTI_ADAPTERS_MEMORY_TABLE_H

#include "engine/row.h"

struct table {
  const struct fasti_shape *shape;
  void **rows;
  size_t count;
  size_t room;
};

struct change {
  struct table *table;
  void *before; /* NULL: there was none */
  void *after;  /* NULL: there is none */
};

/** What was done since the transaction began, oldest first. */
struct changes {
  struct change *items;
  size_t count;
  size_t room;
};

/** Index of the first row whose first KEYS members are not less than those of KEY. */
size_t table_from(const struct table *table, size_t keys, const void *key);
/** The row with the key of ROW. @return borrowed until it is changed; NULL if there is none */
void *table_find(const struct table *table, const void *row);
/** Put a copy of ROW in the place of the one with the same key, or beside the others. */
void table_put(struct table *table, const void *row, struct changes *changes);
/** Take out the rows whose first KEYS members are those of KEY. */
void table_remove(struct table *table, size_t keys, const void *key, struct changes *changes);
/** Undo what was done after the first COUNT changes. */
void changes_undo(struct changes *changes, size_t count);
/** Let all changes stand. */
void changes_keep(struct changes *changes);
/** Free all rows. */
void table_clear(struct table *table);

#endif
