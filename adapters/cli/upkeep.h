/* adapters/cli/upkeep.h - commands leave word of the last backup and the last audit in the office (engine/upkeep.h). */
#ifndef FASTI_CLI_UPKEEP_H
#define FASTI_CLI_UPKEEP_H

#include "adapters/cli/desk.h"
#include "engine/upkeep.h"

/* Where the office cannot be written, nothing is noted, and nothing is said about it: the copy or the audit stands. */
void upkeep_note_backup(struct cli *cli, const char *path, int64_t files);
void upkeep_note_audit(struct cli *cli, int64_t cases, enum fasti_status result);
/** Print when it was copied and verified last; nothing where nobody has. */
void upkeep_print(struct desk *desk, const struct fasti_upkeep *upkeep);
/** The same as JSON. @return owned; NULL where nobody has */
json_t *upkeep_backup_json(struct desk *desk, const struct fasti_upkeep *upkeep);
json_t *upkeep_audit_json(struct desk *desk, const struct fasti_upkeep *upkeep);

#endif
