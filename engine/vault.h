/* engine/vault.h - where the files of cases are kept: each under its SHA-256, whole or not at all, never changed.
 *
 * A file is taken in before the journal names it, so that what the journal names is always there; a crash between the
 * two leaves at most a file that nobody names. Files are streamed: no more than a piece of them is in memory.
 * Implementations: a folder beside the office (adapters/files), and memory for tests.
 */
#ifndef FASTI_VAULT_H
#define FASTI_VAULT_H

#include <stdint.h>

#include "engine/hash.h"
#include "engine/message.h"

enum { FASTI_VAULT_PIECE = 64 * 1024 }; /* bytes that a visitor gets at once, at most */

struct fasti_vault;
/** A file on its way in: implementations begin their own struct with nothing in particular. */
struct fasti_incoming;

/** The functions of a vault. They return FASTI_OK, or READ_ONLY, FULL, IO with a message in error(). A handle belongs
 *  to one thread; several handles and processes may use the same folder at once. */
struct fasti_vault_functions {
  enum fasti_status (*begin)(struct fasti_vault *vault, struct fasti_incoming **incoming);
  enum fasti_status (*write)(struct fasti_vault *vault, struct fasti_incoming *incoming, struct fasti_slice bytes);
  /** Keep it under the hash of its content, so that it outlives the loss of power. The same content twice is one file.
   *  INCOMING is freed, whatever this returns. */
  enum fasti_status (*keep)(struct fasti_vault *vault, struct fasti_incoming *incoming, const char *hash);
  /** Forget what came in, and free INCOMING. */
  void (*drop)(struct fasti_vault *vault, struct fasti_incoming *incoming);
  /** How large a file is. @return FASTI_NOT_FOUND */
  enum fasti_status (*find)(struct fasti_vault *vault, const char *hash, int64_t *size);
  /** The content in order, until VISIT returns false. @return FASTI_NOT_FOUND */
  enum fasti_status (*read)(struct fasti_vault *vault, const char *hash,
                            bool (*visit)(void *self, struct fasti_slice piece), void *self);
  /** Every file, in no order. What is not named by a hash is told with its name as it is. */
  enum fasti_status (*list)(struct fasti_vault *vault, bool (*visit)(void *self, const char *hash, int64_t size),
                            void *self);
  const char *(*error)(struct fasti_vault *vault);
  void (*close)(struct fasti_vault *vault);
};

/** A vault: implementations begin their own struct with this one. */
struct fasti_vault {
  const struct fasti_vault_functions *call;
};

/** What is known of a file that was taken in. */
struct fasti_kept {
  char hash[FASTI_HASH_SIZE];
  int64_t size;
};

/** A file that comes in piece by piece: hashed and measured on the way. */
struct fasti_upload;

/** Begin to take a file in; NAME is for messages, borrowed like VAULT and MESSAGES until the end. Not more than MOST
 *  bytes are taken. @arg upload owned, end with fasti_upload_end or fasti_upload_cancel */
FASTI_MUST enum fasti_status fasti_upload_begin(struct fasti_vault *vault, const char *name, int64_t most,
                                                struct fasti_messages *messages, struct fasti_upload **upload);
/** @return FASTI_LIMIT when the file is too large, or what the vault says; from then on every piece gets that answer */
FASTI_MUST enum fasti_status fasti_upload_write(struct fasti_upload *upload, struct fasti_slice bytes);
/** Keep the file. UPLOAD is freed, whatever this returns.
 *  @return FASTI_INVALID for an empty file; what an earlier piece was refused with; else what the vault says */
FASTI_MUST enum fasti_status fasti_upload_end(struct fasti_upload *upload, struct fasti_kept *kept);
void fasti_upload_cancel(struct fasti_upload *upload);

/** Read a file whole, passing its pieces on to VISIT (may be NULL), and compare its content with its name.
 *  @return FASTI_NOT_FOUND; FASTI_CORRUPT when the content has another hash or size (SIZE -1: any) */
FASTI_MUST enum fasti_status fasti_vault_check(struct fasti_vault *vault, const char *hash, int64_t size,
                                               bool (*visit)(void *self, struct fasti_slice piece), void *self);

/** Media type of a file by its first bytes, never by its name: "application/pdf", "image/jpeg" ... "text/plain", or
 *  "application/octet-stream" for what is not known. HEAD should have 512 bytes or be the whole file.
 *  @return borrowed, static */
const char *fasti_media_of(struct fasti_slice head);

#endif
