/* adapters/cli/upkeep.c - "fasti audit", "fasti rebuild"; word of the last backup and audit: see upkeep.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/upkeep.h"
#include "adapters/sqlite/sqlite.h"

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

void
upkeep_print(struct desk *desk, const struct fasti_upkeep *upkeep)
{
  struct fasti_arena *arena = desk->cli->arena;

  if (upkeep->backup_at != FASTI_NEVER)
    printf(_("last backup %s: %s\n"), desk_moment(arena, upkeep->backup_at, desk->zone), upkeep->backup_to);
  if (upkeep->audit_at != FASTI_NEVER)
    printf(upkeep->audit == FASTI_OK ? _("last audit %s: all agrees\n") : _("last audit %s: something does not agree\n"),
           desk_moment(arena, upkeep->audit_at, desk->zone));
}

json_t *
upkeep_backup_json(struct desk *desk, const struct fasti_upkeep *upkeep)
{
  if (upkeep->backup_at == FASTI_NEVER)
    return NULL;
  return json_pack("{s:s, s:s, s:I}", "at", desk_moment(desk->cli->arena, upkeep->backup_at, desk->zone), "file",
                   upkeep->backup_to, "files", (json_int_t)upkeep->backup_files);
}

json_t *
upkeep_audit_json(struct desk *desk, const struct fasti_upkeep *upkeep)
{
  if (upkeep->audit_at == FASTI_NEVER)
    return NULL;
  return json_pack("{s:s, s:I, s:b}", "at", desk_moment(desk->cli->arena, upkeep->audit_at, desk->zone), "cases",
                   (json_int_t)upkeep->audit_cases, "agrees", upkeep->audit == FASTI_OK);
}

/* -- audit and rebuild -- */

static enum fasti_status
audit(struct cli *cli)
{
  struct desk desk;
  const char *case_id = cli->operand_count ? cli->operands[0] : NULL;
  int64_t checked = 0;
  enum fasti_status file = FASTI_OK, status = desk_open(cli, false, &desk);

  if (status == FASTI_OK)
    file = fasti_sqlite_verify(desk.store, cli->messages);
  if (status == FASTI_OK)
    status = fasti_office_audit(desk.office, case_id, cli->messages, &checked);
  if (status == FASTI_OK)
    status = file;
  if (status == FASTI_OK)
    printf(ngettext("%" PRId64 " case verified: journal, replay, instruments and evidence agree\n",
                    "%" PRId64 " cases verified: journals, replay, instruments and evidence agree\n",
                    (unsigned long)checked),
           checked);
  if (status == FASTI_OK && !case_id)
    puts(_("the journal of the office agrees with its packages and people"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  if (file == FASTI_OK && !case_id && (status == FASTI_OK || status == FASTI_CORRUPT)) /* nothing is written to a damaged file */
    upkeep_note_audit(cli, checked, status);
  return status;
}

static const struct cli_option audit_options[] = {DESK_OFFICE, {0}};

const struct cli_command cli_audit = {
  .name = "audit",
  .summary = N_("verify the journals, and everything that follows from them"),
  .operands = N_("[CASE]"),
  .most = 1,
  .options = audit_options,
  .ends = {DESK_ENDS},
  .run = audit,
};

static enum fasti_status
rebuild(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = fasti_office_rebuild(desk.office, cli->operand_count ? cli->operands[0] : NULL, cli->messages);
  if (status == FASTI_OK)
    puts(_("snapshots, tasks and deadlines are made anew from the journals"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

const struct cli_command cli_rebuild = {
  .name = "rebuild",
  .summary = N_("make snapshots, tasks and deadlines anew from the journals"),
  .operands = N_("[CASE]"),
  .most = 1,
  .options = audit_options,
  .ends = {DESK_ENDS},
  .run = rebuild,
};
