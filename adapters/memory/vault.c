/* adapters/memory/vault.c - the files of cases in memory, as long as the program runs; see engine/vault.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/memory.h"
#include "engine/memory.h"

struct kept {
  struct kept *next;
  char hash[FASTI_HASH_SIZE];
  struct fasti_buffer content;
};

struct memory_vault {
  struct fasti_vault vault;
  struct kept *first;
};

static struct memory_vault *
vault_of(struct fasti_vault *vault)
{
  return (struct memory_vault *)(void *)vault;
}

static struct kept *
kept_of(struct fasti_incoming *incoming)
{
  return (struct kept *)(void *)incoming;
}

static enum fasti_status
begin(struct fasti_vault *vault, struct fasti_incoming **incoming)
{
  (void)vault;
  *incoming = (struct fasti_incoming *)fasti_alloc(sizeof(struct kept));
  return FASTI_OK;
}

static enum fasti_status
write_piece(struct fasti_vault *vault, struct fasti_incoming *incoming, struct fasti_slice bytes)
{
  (void)vault;
  fasti_buffer_add(&kept_of(incoming)->content, bytes.at, bytes.size);
  return FASTI_OK;
}

static struct kept *
look(struct fasti_vault *vault, const char *hash)
{
  struct kept *kept = vault_of(vault)->first;

  while (kept && strcmp(kept->hash, hash) != 0)
    kept = kept->next;
  return kept;
}

static void
drop(struct fasti_vault *vault, struct fasti_incoming *incoming)
{
  (void)vault;
  fasti_buffer_free(&kept_of(incoming)->content);
  fasti_free(incoming);
}

static enum fasti_status
keep(struct fasti_vault *vault, struct fasti_incoming *incoming, const char *hash)
{
  struct kept *kept = kept_of(incoming);

  if (look(vault, hash)) {
    drop(vault, incoming);
    return FASTI_OK;
  }
  memcpy(kept->hash, hash, strlen(hash) + 1);
  kept->next = vault_of(vault)->first;
  vault_of(vault)->first = kept;
  return FASTI_OK;
}

static enum fasti_status
find(struct fasti_vault *vault, const char *hash, int64_t *size)
{
  const struct kept *kept = look(vault, hash);

  if (!kept)
    return FASTI_NOT_FOUND;
  *size = (int64_t)kept->content.size;
  return FASTI_OK;
}

static enum fasti_status
read_file(struct fasti_vault *vault, const char *hash, bool (*visit)(void *self, struct fasti_slice piece), void *self)
{
  const struct kept *kept = look(vault, hash);
  bool going = true;

  if (!kept)
    return FASTI_NOT_FOUND;
  for (size_t at = 0; going && at < kept->content.size; at += FASTI_VAULT_PIECE) {
    size_t left = kept->content.size - at;

    going = visit(self,
                  (struct fasti_slice){kept->content.at + at, left < FASTI_VAULT_PIECE ? left : FASTI_VAULT_PIECE});
  }
  return FASTI_OK;
}

static enum fasti_status
list(struct fasti_vault *vault, bool (*visit)(void *self, const char *hash, int64_t size), void *self)
{
  bool going = true;

  for (const struct kept *kept = vault_of(vault)->first; kept && going; kept = kept->next)
    going = visit(self, kept->hash, (int64_t)kept->content.size);
  return FASTI_OK;
}

static const char *
error(struct fasti_vault *vault)
{
  (void)vault;
  return NULL;
}

static void
close_vault(struct fasti_vault *vault)
{
  struct kept *next;

  for (struct kept *kept = vault_of(vault)->first; kept; kept = next) {
    next = kept->next;
    drop(vault, (struct fasti_incoming *)(void *)kept);
  }
  fasti_free(vault);
}

static const struct fasti_vault_functions functions = {
  .begin = begin,
  .write = write_piece,
  .keep = keep,
  .drop = drop,
  .find = find,
  .read = read_file,
  .list = list,
  .error = error,
  .close = close_vault,
};

struct fasti_vault *
fasti_memory_vault_new(void)
{
  struct memory_vault *vault = fasti_alloc(sizeof *vault);

  vault->vault.call = &functions;
  return &vault->vault;
}
