/* adapters/sqlite/sqlite.h - the embedded store: one office, one SQLite file.
 *
 * Write-ahead log, synchronous=FULL: what was committed outlives the loss of power. Several handles and processes of
 * one machine may use a file at once (not over a network file system); a handle belongs to one thread. Every row
 * carries a checksum of its own, which is verified whenever it is read.
 */
#ifndef FASTI_ADAPTERS_SQLITE_H
#define FASTI_ADAPTERS_SQLITE_H

#include "engine/port.h"

/** How to open. All may be left out. */
struct fasti_sqlite_options {
  bool read_only;
  int wait;                        /* milliseconds to wait for another writer; 0: 5000 */
  int64_t now;                     /* noted beside the schema patches that are applied */
  struct fasti_messages *messages; /* gets what is wrong when opening fails; borrowed for the call */
  fasti_translate *translate;      /* for the words of error(); borrowed as long as the store */
  void *translator;
};

/** Make a new office file, whole or not at all, and open it; if only the opening fails, the new office stays. OPTIONS
 *  may be NULL.
 *  @return FASTI_CONFLICT if there is a file already; NOT_FOUND without its folder; READ_ONLY, FULL, IO
 *  @arg store owned, end with its function close */
FASTI_MUST enum fasti_status fasti_sqlite_create(const char *path, const struct fasti_sqlite_options *options,
                                                 struct fasti_store **store);
/** Open an office file; one of an older schema is brought up to date first, unless opened read-only. A file that is
 *  refused is not changed.
 *  @return FASTI_NOT_FOUND without the file; FASTI_FOREIGN if it is no office, of a newer schema, or its schema was
 *  changed by another program; FASTI_LOCKED, READ_ONLY, FULL, IO, CORRUPT
 *  @arg store owned, end with its function close */
FASTI_MUST enum fasti_status fasti_sqlite_open(const char *path, const struct fasti_sqlite_options *options,
                                               struct fasti_store **store);
/** Verify the file below the level of the port: its pages, indexes and references, and the checksum of every row.
 *  @return FASTI_CORRUPT with a message for each thing that is wrong */
FASTI_MUST enum fasti_status fasti_sqlite_verify(struct fasti_store *store, struct fasti_messages *messages);
/** Copy the office, while it is in use, to a new file at PATH: whole or not at all.
 *  @return FASTI_CONFLICT if there is a file already; READ_ONLY, FULL, IO, LOCKED */
FASTI_MUST enum fasti_status fasti_sqlite_backup(struct fasti_store *store, const char *path,
                                                 struct fasti_messages *messages);

#endif
