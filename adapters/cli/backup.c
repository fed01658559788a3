/* adapters/cli/backup.c - "fasti office backup": the office and its files as they are now; "fasti office limit".
 *
 * The office file is copied first: every file that it names was kept before, and is never removed, so that copying the
 * files afterwards finds them all, whatever is done in the office meanwhile. Each is hashed on its way.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/upkeep.h"
#include "adapters/files/files.h"
#include "adapters/sqlite/sqlite.h"

/* -- backup -- */

struct hashes {
  struct fasti_arena *arena;
  const char **items;
  size_t count, room;
};

static bool
take_hash(void *self, const struct fasti_evidence_row *row)
{
  struct hashes *hashes = self;

  if (hashes->count == hashes->room) {
    hashes->room = hashes->room * 2 + 64;
    hashes->items = fasti_realloc(hashes->items, hashes->room * sizeof *hashes->items);
  }
  hashes->items[hashes->count++] = fasti_arena_strdup(hashes->arena, row->hash);
  return true;
}

/* The files that the copy names. */
static enum fasti_status
list_hashes(struct cli *cli, const char *path, struct hashes *hashes)
{
  struct fasti_sqlite_options options = {.read_only = true, .messages = cli->messages};
  struct fasti_store *store = NULL;
  enum fasti_status status = fasti_sqlite_open(path, &options, &store);

  if (status != FASTI_OK)
    return status;
  status = store->call->evidence_list(store, NULL, 0, take_hash, hashes);
  if (status != FASTI_OK)
    fasti_error_field(cli->messages, path, "%s", store->call->error(store));
  store->call->close(store);
  return status;
}

struct copying {
  struct fasti_upload *upload;
  enum fasti_status status;
};

static bool
copy_piece(void *self, struct fasti_slice piece)
{
  struct copying *copying = self;

  copying->status = fasti_upload_write(copying->upload, piece);
  return copying->status == FASTI_OK;
}

/* What an old office has in its store is in the copy already. */
static enum fasti_status
copy_file(struct desk *desk, struct fasti_vault *to, const char *hash)
{
  struct fasti_messages *messages = desk->cli->messages;
  struct copying copying = {.status = FASTI_OK};
  struct fasti_kept kept;
  int64_t size;
  enum fasti_status status;

  if (to->call->find(to, hash, &size) == FASTI_OK)
    return FASTI_OK;
  if (desk->vault->call->find(desk->vault, hash, &size) == FASTI_NOT_FOUND)
    return FASTI_NOT_FOUND;
  status = fasti_upload_begin(to, hash, INT64_MAX, messages, &copying.upload);
  if (status != FASTI_OK)
    return status;
  status = fasti_vault_check(desk->vault, hash, -1, copy_piece, &copying);
  if (copying.status != FASTI_OK)
    status = copying.status;
  else if (status != FASTI_OK)
    fasti_error_field(messages, hash, "this file is damaged: fasti audit tells whose it is");
  if (status == FASTI_OK)
    return fasti_upload_end(copying.upload, &kept);
  fasti_upload_cancel(copying.upload);
  return status;
}

static enum fasti_status
copy_files(struct desk *desk, const char *path, int64_t *count)
{
  struct hashes hashes = {.arena = desk->cli->arena};
  struct fasti_vault *to = fasti_files_open(fasti_arena_printf(desk->cli->arena, "%s.files", path));
  enum fasti_status status = list_hashes(desk->cli, path, &hashes);

  *count = 0;
  for (size_t i = 0; i < hashes.count && status == FASTI_OK; i++) {
    status = copy_file(desk, to, hashes.items[i]);
    *count += status == FASTI_OK;
    if (status == FASTI_NOT_FOUND)
      status = FASTI_OK; /* kept in the store, or missing: the audit of the copy tells */
  }
  fasti_free(hashes.items);
  to->call->close(to);
  return status;
}

/* What was written is read again: every page, and the checksum of every row. */
static enum fasti_status
verify_copy(struct cli *cli, const char *path)
{
  struct fasti_sqlite_options options = {.read_only = true, .messages = cli->messages};
  struct fasti_store *store = NULL;
  enum fasti_status status = fasti_sqlite_open(path, &options, &store);

  if (status != FASTI_OK)
    return status;
  status = fasti_sqlite_verify(store, cli->messages);
  store->call->close(store);
  return status;
}

/* Nobody shall take half of a backup for a whole one. */
static enum fasti_status
copy_office(struct desk *desk, const char *path, int64_t *count)
{
  enum fasti_status status = fasti_sqlite_backup(desk->store, path, desk->cli->messages);

  if (status != FASTI_OK)
    return status;
  status = verify_copy(desk->cli, path);
  if (status == FASTI_OK)
    status = copy_files(desk, path, count);
  if (status != FASTI_OK)
    unlink(path);
  return status;
}

static enum fasti_status
backup(struct cli *cli)
{
  struct desk desk;
  int64_t count = 0;
  enum fasti_status status = desk_open(cli, false, &desk);

  if (status == FASTI_OK)
    status = copy_office(&desk, cli->operands[0], &count);
  if (status == FASTI_OK)
    printf(_("%s: a copy of %s, with %" PRId64 " files in %s.files\n"), cli->operands[0], desk_path(cli), count,
           cli->operands[0]);
  status = desk_told(&desk, status);
  desk_close(&desk);
  if (status == FASTI_OK)
    upkeep_note_backup(cli, cli->operands[0], count);
  return status;
}

static const struct cli_option backup_options[] = {DESK_OFFICE, {0}};

const struct cli_command cli_office_backup = {
  .group = "office",
  .name = "backup",
  .summary = N_("copy the office and the files of its cases, while it is in use"),
  .operands = N_("FILE"),
  .least = 1,
  .most = 1,
  .options = backup_options,
  .ends = {FASTI_CONFLICT, DESK_ENDS},
  .run = backup,
};

/* -- limit -- */

static enum fasti_status
set_limit(struct desk *desk, const char *word)
{
  struct cli *cli = desk->cli;
  const char *actor = cli_value(cli, "as");
  char *end;
  long long most = strtoll(word, &end, 10);

  if (*end || end == word || most < 1) {
    fasti_error_field(cli->messages, word, "expected a number of bytes");
    return FASTI_USAGE;
  }
  return fasti_office_evidence_limit(desk->office, most, actor ? actor : "", desk->now, cli->messages);
}

static enum fasti_status
limit(struct cli *cli)
{
  struct desk desk;
  int64_t most;
  enum fasti_status status = desk_open(cli, cli->operand_count > 0, &desk);

  if (status == FASTI_OK && cli->operand_count > 0)
    status = set_limit(&desk, cli->operands[0]);
  if (status == FASTI_OK)
    status = fasti_office_evidence_most(desk.office, cli->messages, &most);
  if (status == FASTI_OK)
    printf(_("a file of a case may have %" PRId64 " bytes\n"), most);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option limit_options[] = {
  DESK_OFFICE,
  {"as", 'a', N_("PERSON"), N_("the administrator who sets it (default: who owns the office file)")},
  {0},
};

const struct cli_command cli_office_limit = {
  .group = "office",
  .name = "limit",
  .summary = N_("show or set how large a file of a case may be"),
  .operands = N_("[BYTES]"),
  .most = 1,
  .options = limit_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = limit,
};
