/* adapters/cli/upkeep.c - see upkeep.h. */
#include "config.h"

#include <stdlib.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/upkeep.h"
#include "adapters/sqlite/sqlite.h"
#include "engine/upkeep.h"

/* Have something noted in the office of a command that has only read it. */
static void
note(struct cli *cli, enum fasti_status (*put)(struct fasti_office *office, const void *self, struct fasti_messages *messages),
     const void *self)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_sqlite_options options = {.messages = messages, .now = desk_real_now()};
  struct fasti_store *store = NULL;
  struct fasti_office *office;

  if (fasti_sqlite_open(desk_path(cli), &options, &store) == FASTI_OK) {
    office = fasti_office_new(store);
    (void)!put(office, self, messages);
    fasti_office_free(office);
    store->call->close(store);
  }
  fasti_messages_free(messages);
}

static enum fasti_status
put_backup(struct fasti_office *office, const void *self, struct fasti_messages *messages)
{
  const struct fasti_upkeep *upkeep = self;

  return fasti_office_note_backup(office, upkeep->backup_at, upkeep->backup_to, upkeep->backup_files, messages);
}

void
upkeep_note_backup(struct cli *cli, const char *path, int64_t files)
{
  char *whole = realpath(path, NULL);
  struct fasti_upkeep upkeep = {.backup_at = desk_real_now(), .backup_to = whole ? whole : path, .backup_files = files};

  note(cli, put_backup, &upkeep);
  free(whole);
}

static enum fasti_status
put_audit(struct fasti_office *office, const void *self, struct fasti_messages *messages)
{
  const struct fasti_upkeep *upkeep = self;

  return fasti_office_note_audit(office, upkeep->audit_at, upkeep->audit_cases, upkeep->audit, messages);
}

void
upkeep_note_audit(struct cli *cli, int64_t cases, enum fasti_status result)
{
  struct fasti_upkeep upkeep = {.audit_at = desk_real_now(), .audit_cases = cases, .audit = result};

  note(cli, put_audit, &upkeep);
}
