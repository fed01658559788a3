/* engine/statistics/room.h - what one case comes to, entry by entry, before it goes into the sums. */
#ifndef FASTI_STATISTICS_ROOM_H
#define FASTI_STATISTICS_ROOM_H

#include "engine/statistics.h"

enum task_end { TASK_IS_OPEN, TASK_WAS_DONE, TASK_WAS_DROPPED };

struct actor {
  const char *id, *roles;
};

struct task_record {
  int64_t number;
  const char *roles;
  int32_t opened, due, ended;
  enum task_end end;
  struct actor *actors; /* who completed it, then who signed */
  size_t actor_count;
};

enum run_end { RUN_IS_OPEN, RUN_WAS_KEPT, RUN_IS_LATE, RUN_WAS_LATE, RUN_LAPSED };

/** One run of a deadline. */
struct run_record {
  const char *session, *deadline, *role;
  int32_t from, due, ended;
  enum run_end end;
};

/** The case that is followed. Its texts belong to the arena. */
struct following {
  struct fasti_arena *arena;
  int32_t zone;
  const struct fasti_procedure *procedure;
  struct task_record *tasks;
  size_t task_count, task_room;
  struct run_record *runs;
  size_t run_count, run_room;
  size_t instruments;
  /* of the entry at hand */
  struct fasti_case *case_;
  int32_t day;
};

/** A fasti_office_seen; SELF is the following. */
void follow_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry);
/** Free what it holds besides its arena. */
void follow_end(struct following *following);

#endif
