/* adapters/cli/statistics.h - the statistics of an office, for people and as JSON. */
#ifndef FASTI_CLI_STATISTICS_H
#define FASTI_CLI_STATISTICS_H

#include "adapters/cli/command.h"
#include "engine/statistics.h"

/** Print them for people. */
void statistics_print(struct cli *cli, const struct fasti_statistics *statistics);
/** @return owned */
json_t *statistics_json(struct cli *cli, const struct fasti_statistics *statistics);

#endif
