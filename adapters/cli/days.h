/* adapters/cli/days.h - explanations of deadlines, day by day, for every command that gives them.
 */
#ifndef FASTI_CLI_DAYS_H
#define FASTI_CLI_DAYS_H

#include "adapters/cli/command.h"
#include "engine/deadline.h"

/** Collect a day; for fasti_deadline_explain and fasti_case_explain_deadline. @arg days a struct fasti_buffer */
void cli_days_add(void *days, const struct fasti_day_reason *day);
/** Print collected days as a table: date, weekday, number, why. */
void cli_days_print(struct cli *cli, const struct fasti_buffer *days);
/** Collected days as a JSON array. @return owned */
json_t *cli_days_json(const struct fasti_buffer *days);

#endif
