/* adapters/cli/upkeep.h - commands leave word of the last backup and the last audit in the office (engine/upkeep.h). */
#ifndef FASTI_CLI_UPKEEP_H
#define FASTI_CLI_UPKEEP_H

#include "adapters/cli/command.h"

/* Where the office cannot be written, nothing is noted, and nothing is said about it: the copy or the audit stands. */
void upkeep_note_backup(struct cli *cli, const char *path, int64_t files);
void upkeep_note_audit(struct cli *cli, int64_t cases, enum fasti_status result);

#endif
