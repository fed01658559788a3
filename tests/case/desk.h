/* tests/case/desk.h - a desk at which tests work a case: one line a command, every entry written down and replayed.
 *
 * Each command runs on a case read from its snapshot, as an office does it; a refused one must leave no trace. When the
 * desk is cleared, the journal is replayed and must give the same snapshot.
 *
 *   ok("complete approve[A] as leader-1 officer-1 with text=yes date=2025-09-30");
 *   no(FASTI_FORBIDDEN, "%…", "claim approve as officer-1");   the message must contain the text
 *   Words: VERB [TASK or EVENT] [as PERSON…] [with FIELD=VALUE…] [to STATE] [law ID] [because REST OF LINE]
 *   "sign TASK as P" agrees, "disagree TASK as P because …" does not.
 */
#ifndef FASTI_TESTS_CASE_DESK_H
#define FASTI_TESTS_CASE_DESK_H

#include "engine/case.h"
#include "tests/tap.h"

extern struct fasti_case *desk_case;

/** Load the package whose procedure "p" has BODY inside <scxml>, with attributes HEAD. */
void desk_set(const char *head, const char *body);
/** Add a file to what the package reaches; kept until the desk is cleared. */
void desk_file(const char *name, const char *text);
/** More elements of the package, until the desk is cleared; borrowed. */
void desk_more(const char *elements);
/** What loading the package says; "" when it is good. @return borrowed until the next */
const char *desk_check(const char *head, const char *body);
/** The same for a package of its own text. */
const char *desk_check_package(const char *package);
/** Replay the journal, compare, and forget everything. */
void desk_clear(void);
/** Move the clock of commands: "2025-09-30" or "2025-09-30T10:00". */
void desk_at(const char *when);
void ok(const char *line);
void no(enum fasti_status status, const char *told, const char *line);
/** Try a line that may be refused. */
enum fasti_status desk_try(const char *line);
/** Apply a command that is no person's. */
enum fasti_status desk_apply(const struct fasti_command *command);
/** Fire what is due up to the end of a day; events since are in desk_events. */
void desk_advance(const char *day);
/** Names of the events of the last command or advance, separated by spaces. */
const char *desk_events(void);
/** Notices of the last command: "kind to: text" lines. */
const char *desk_notices(void);
/** "task[key]:state:persons" of every open task, separated by spaces. */
const char *desk_tasks(void);
/** One member of the row of a task: "excluded", "among", "roles", "title", "due". */
const char *desk_task(const char *task, const char *member);
/** Active states with a title. */
const char *desk_states(void);
/** "id due state" of every deadline, with "?" after a provisional day, separated by commas. */
const char *desk_deadlines(void);
/** String value of an XPath in the case's data. */
const char *desk_value(const char *xpath);
/** What fasti_case_explain says. */
const char *desk_explain(const char *event);
/** Number of the task in commands, for a task that is no longer open. */
int64_t desk_task_number(const char *task);

#endif
