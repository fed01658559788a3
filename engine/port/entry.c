/* engine/port/entry.c - the chain of a journal: each entry's hash covers the entry before it; see port.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/row.h"

/* The hash is the last member and covers all others. */
char *
fasti_entry_hash(const struct fasti_entry_row *row, char out[FASTI_HASH_SIZE])
{
  struct fasti_buffer bytes = {0};

  fasti_buffer_puts(&bytes, "fasti entry 1\n");
  fasti_row_canonical(&fasti_entry_shape, fasti_entry_shape.count - 1, row, &bytes);
  fasti_sha256_hex(fasti_buffer_slice(&bytes), out);
  fasti_buffer_free(&bytes);
  return out;
}

const char *
fasti_entry_first_previous(void)
{
  return "0000000000000000000000000000000000000000000000000000000000000000";
}

enum fasti_status
fasti_entry_follows(const struct fasti_entry_row *row, int64_t sequence, const char *previous)
{
  char hash[FASTI_HASH_SIZE];

  if (row->sequence != sequence + 1)
    return FASTI_CONFLICT;
  if (sequence == 0)
    previous = fasti_entry_first_previous();
  if (!row->previous || strcmp(row->previous, previous) != 0)
    return FASTI_CONFLICT;
  if (!row->hash_name || strcmp(row->hash_name, fasti_hash_name()) != 0 || !row->hash)
    return FASTI_CORRUPT;
  return strcmp(row->hash, fasti_entry_hash(row, hash)) == 0 ? FASTI_OK : FASTI_CORRUPT;
}
