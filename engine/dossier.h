/* engine/dossier.h - the file of a case (案卷) as one thing that stands by itself: written once, verified without the office.
 *
 * A dossier is a list of named files in a fixed order; what holds them together (a ZIP archive) is an adapter's matter.
 *   manifest.xml    the case, the head of its journal, and every file with size and SHA-256
 *   SHA256SUMS      the same hashes, as sha256sum --check reads them
 *   index.xhtml     卷内目录, for people
 *   journal.xml     the entries of the journal without their bodies; journal/000001.xml ... their bodies
 *   forms/...       what each task and action filled in
 *   instruments/... as issued
 *   package/...     the package of regulations to which the case is pinned
 *   evidence/...    the attached files
 * The same case gives the same bytes at any time. Verifying compares every hash, the chain of the journal, and replays
 * the journal with the packed package: forms, instruments, evidence and outcome must come out again.
 */
#ifndef FASTI_DOSSIER_H
#define FASTI_DOSSIER_H

#include "engine/instrument.h"
#include "engine/office.h"

enum {
  FASTI_DOSSIER_FILE = 64 * 1024 * 1024,  /* bytes of one file that is not evidence */
  FASTI_DOSSIER_ALL = 512 * 1024 * 1024,  /* of all of them together */
  FASTI_DOSSIER_FILES = 200000
};

/** Where a dossier goes, file by file. The functions tell their failures themselves. */
struct fasti_dossier_sink {
  void *self;
  enum fasti_status (*begin)(void *self, const char *name, int64_t size);
  enum fasti_status (*write)(void *self, struct fasti_slice bytes);
};

/** Where a dossier comes from. */
struct fasti_dossier_source {
  void *self;
  /** Go to the next file. SIZE: what it says of itself, or -1. NAME is borrowed until the next call.
   *  @return FASTI_NOT_FOUND behind the last */
  enum fasti_status (*next)(void *self, const char **name, int64_t *size);
  /** The content of that file, in pieces, until VISIT returns false. */
  enum fasti_status (*read)(void *self, bool (*visit)(void *self, struct fasti_slice piece), void *visitor);
};

/** What a dossier says of itself. */
struct fasti_dossier {
  char case_id[32];
  char status[16];      /* open, suspended, ended, terminated */
  char outcome[80];     /* "" while it is not ended */
  char head[FASTI_HASH_SIZE]; /* hash of the last entry: compare it with what the office knows */
  int64_t entries, forms, instruments, evidence, superseded;
};

/** Write the dossier of a case; INDEX renders index.xhtml. SUMMARY gets what it is about.
 *  @return FASTI_NOT_FOUND; FASTI_CORRUPT when the case is not what its journal says or a file of it is missing: then
 *  what was written is of no use */
FASTI_MUST enum fasti_status fasti_dossier_write(struct fasti_office *office, const char *case_id,
                                                 const struct fasti_instrument *index,
                                                 const struct fasti_dossier_sink *sink,
                                                 struct fasti_messages *messages, struct fasti_dossier *summary);
/** Verify a dossier, without any office.
 *  @return FASTI_CORRUPT with a message for each thing that is wrong; FASTI_LIMIT for what is larger than any dossier */
FASTI_MUST enum fasti_status fasti_dossier_verify(const struct fasti_dossier_source *source,
                                                  struct fasti_messages *messages, struct fasti_dossier *summary);

#endif
