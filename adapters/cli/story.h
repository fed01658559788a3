/* adapters/cli/story.h - the journal of a case as people read it: who did what, and what came of it.
 *
 * Each entry is a paragraph: the moment, the person and what was done; below it the step the case is in now, the
 * deadlines that were set with their last day and article, the tasks that were opened, the instruments that were
 * issued.
 */
#ifndef FASTI_CLI_STORY_H
#define FASTI_CLI_STORY_H

#include "adapters/cli/desk.h"

struct story;

/** Begin to tell; NAMES: begin each entry with the case's number. @return owned by the arena */
struct story *story_new(struct fasti_arena *arena, bool names);
/** Take note of a case as it is, so that only what changes is told. */
void story_note(struct story *story, struct fasti_case *case_);
/** Keep back what is told until story_release: an entry is told before it is committed. */
void story_hold(struct story *story);
/** Tell what was kept back, or, when it was not KEPT by the office, forget it. */
void story_release(struct story *story, bool kept);
/** Whether the entries told before a command ended so are in the office: all ends but those of a store that failed. */
bool story_is_kept(enum fasti_status status);
/** Tell one entry; a fasti_office_seen, SELF is the story. */
void story_tell(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry);
/** What a kind of entry is called: "completed", "returned". */
const char *story_kind(const char *kind);

#endif
