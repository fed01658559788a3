/* engine/port/upload.c - files on their way into a vault and out of it, hashed as they pass; see vault.h.
 *
 * Messages: an empty file, a file that is too large, what the vault says.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "engine/memory.h"
#include "engine/vault.h"

struct fasti_upload {
  struct fasti_vault *vault;
  struct fasti_incoming *incoming; /* NULL when it was dropped */
  struct fasti_hashing *hashing;
  const char *name;
  int64_t size, most;
  struct fasti_messages *messages;
  enum fasti_status status;
};

static enum fasti_status
told(struct fasti_upload *upload, enum fasti_status status)
{
  const char *error = upload->vault->call->error(upload->vault);

  if (status != FASTI_OK)
    fasti_error_field(upload->messages, upload->name, "%s: %s",
                      fasti_messages_translate(upload->messages, fasti_status_text(status)), error ? error : "");
  return status;
}

enum fasti_status
fasti_upload_begin(struct fasti_vault *vault, const char *name, int64_t most, struct fasti_messages *messages,
                   struct fasti_upload **upload)
{
  struct fasti_upload *made = fasti_alloc(sizeof *made);

  *made = (struct fasti_upload){.vault = vault, .name = name, .most = most, .messages = messages};
  *upload = NULL;
  made->status = told(made, vault->call->begin(vault, &made->incoming));
  if (made->status != FASTI_OK) {
    enum fasti_status status = made->status;

    fasti_free(made);
    return status;
  }
  made->hashing = fasti_hash_begin();
  *upload = made;
  return FASTI_OK;
}

enum fasti_status
fasti_upload_write(struct fasti_upload *upload, struct fasti_slice bytes)
{
  if (upload->status != FASTI_OK)
    return upload->status;
  if ((uint64_t)bytes.size > (uint64_t)(upload->most - upload->size)) {
    fasti_error_field(upload->messages, upload->name, "this file is too large; %" PRId64 " bytes are allowed",
                      upload->most);
    upload->status = FASTI_LIMIT;
    return upload->status;
  }
  upload->size += (int64_t)bytes.size;
  fasti_hash_add(upload->hashing, bytes);
  upload->status = told(upload, upload->vault->call->write(upload->vault, upload->incoming, bytes));
  return upload->status;
}

enum fasti_status
fasti_upload_end(struct fasti_upload *upload, struct fasti_kept *kept)
{
  enum fasti_status status = upload->status;

  if (status == FASTI_OK && upload->size == 0) {
    fasti_error_field(upload->messages, upload->name, "this file is empty; a file to be kept needs content");
    status = FASTI_INVALID;
  }
  kept->size = upload->size;
  fasti_hash_end(upload->hashing, kept->hash);
  upload->hashing = NULL;
  if (status == FASTI_OK) {
    status = told(upload, upload->vault->call->keep(upload->vault, upload->incoming, kept->hash));
    upload->incoming = NULL;
  }
  fasti_upload_cancel(upload);
  return status;
}

void
fasti_upload_cancel(struct fasti_upload *upload)
{
  char hash[FASTI_HASH_SIZE];

  if (!upload)
    return;
  if (upload->hashing)
    fasti_hash_end(upload->hashing, hash);
  if (upload->incoming)
    upload->vault->call->drop(upload->vault, upload->incoming);
  fasti_free(upload);
}

struct checking {
  struct fasti_hashing *hashing;
  int64_t size;
  bool (*visit)(void *self, struct fasti_slice piece);
  void *self;
  bool stopped;
};

static bool
check_piece(void *self, struct fasti_slice piece)
{
  struct checking *checking = self;

  checking->size += (int64_t)piece.size;
  fasti_hash_add(checking->hashing, piece);
  checking->stopped = checking->visit && !checking->visit(checking->self, piece);
  return !checking->stopped;
}

enum fasti_status
fasti_vault_check(struct fasti_vault *vault, const char *hash, int64_t size,
                  bool (*visit)(void *self, struct fasti_slice piece), void *self)
{
  struct checking checking = {.hashing = fasti_hash_begin(), .visit = visit, .self = self};
  char found[FASTI_HASH_SIZE];
  enum fasti_status status = vault->call->read(vault, hash, check_piece, &checking);

  fasti_hash_end(checking.hashing, found);
  if (status != FASTI_OK || checking.stopped)
    return status;
  return strcmp(found, hash) != 0 || (size >= 0 && size != checking.size) ? FASTI_CORRUPT : FASTI_OK;
}
