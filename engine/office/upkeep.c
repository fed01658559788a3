/* engine/office/upkeep.c - the last backup and the last audit, in the settings of the office; see upkeep.h.
 *
 * The setting "backup" is "INSTANT FILES PATH", the setting "audit" "INSTANT CASES STATUS".
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"
#include "engine/upkeep.h"

static enum fasti_status
note(struct fasti_office *office, const char *name, int64_t at, int64_t count, const char *text,
     struct fasti_messages *messages)
{
  struct fasti_buffer value = {0};
  enum fasti_status status;

  fasti_buffer_printf(&value, "%" PRId64 " %" PRId64 " %s", at, count, text);
  status = office_told(office, messages, office->store->call->setting_put(office->store, name, value.at));
  fasti_buffer_free(&value);
  return status;
}

enum fasti_status
fasti_office_note_backup(struct fasti_office *office, int64_t at, const char *to, int64_t files,
                         struct fasti_messages *messages)
{
  return note(office, "backup", at, files, to, messages);
}

enum fasti_status
fasti_office_note_audit(struct fasti_office *office, int64_t at, int64_t cases, enum fasti_status result,
                        struct fasti_messages *messages)
{
  return note(office, "audit", at, cases, fasti_status_name(result), messages);
}

/* TEXT stays as it is when the setting is not there. */
static enum fasti_status
look(struct fasti_office *office, const char *name, struct fasti_arena *arena, struct fasti_messages *messages,
     int64_t *at, int64_t *count, const char **text)
{
  struct fasti_buffer value = {0};
  enum fasti_status status = office->store->call->setting_get(office->store, name, &value);
  char *end;

  if (status == FASTI_OK) {
    *at = strtoll(value.at, &end, 10);
    *count = strtoll(end, &end, 10);
    *text = fasti_arena_strdup(arena, end + (*end == ' '));
  }
  fasti_buffer_free(&value);
  return status == FASTI_NOT_FOUND ? FASTI_OK : office_told(office, messages, status);
}

static enum fasti_status
status_named(const char *name)
{
  for (int status = 0; status < FASTI_STATUS_COUNT; status++)
    if (strcmp(name, fasti_status_name((enum fasti_status)status)) == 0)
      return (enum fasti_status)status;
  return FASTI_CORRUPT;
}

enum fasti_status
fasti_office_upkeep(struct fasti_office *office, struct fasti_arena *arena, struct fasti_messages *messages,
                    struct fasti_upkeep *upkeep)
{
  const char *result = "ok";
  enum fasti_status status;

  *upkeep = (struct fasti_upkeep){.backup_at = FASTI_NEVER, .backup_to = "", .audit_at = FASTI_NEVER};
  status = look(office, "backup", arena, messages, &upkeep->backup_at, &upkeep->backup_files, &upkeep->backup_to);
  if (status == FASTI_OK)
    status = look(office, "audit", arena, messages, &upkeep->audit_at, &upkeep->audit_cases, &result);
  upkeep->audit = status_named(result);
  return status;
}
