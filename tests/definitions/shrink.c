/* tests/definitions/shrink.c - shorter walks with the same failure: acts are left out, halves first, then single ones; see
 * walk.h. After Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/definitions/walk.h"

enum { TRIALS = 600, DRIVES = 60, TRIES = 4 };

struct shrinking {
  struct walk *walk;
  struct world *world;
  const char *what;
  size_t trials, most;
};

/* Do the acts again, but those from SKIPPED to BEHIND. @return whether it comes to the same failure */
static bool
fails_without(struct shrinking *shrinking, size_t skipped, size_t behind)
{
  struct world *world = shrinking->world;
  const struct acts *acts = &shrinking->walk->acts;
  struct world_mark mark;
  struct monitor *monitor = world->monitor;
  bool same;

  world_mark(world, &mark);
  shrinking->trials++;
  for (size_t i = 0; i < acts->count && monitor->trouble.size == 0; i++)
    if (i < skipped || i >= behind) {
      enum fasti_status status = world_do(world, &acts->items[i]);

      if (status == FASTI_OK && !acts->items[i].done)
        monitor_fail(monitor, "wrong person", "%s was done", fasti_command_name(acts->items[i].kind));
    }
  if (monitor->trouble.size == 0)
    world_audit(world);
  if (monitor->trouble.size == 0 && world->case_count > shrinking->walk->main && strcmp(shrinking->what, "no end") == 0) {
    struct walk *rest = walk_new(world, shrinking->walk->book, NULL, shrinking->walk->procedure, 1, NULL);

    rest->main = shrinking->walk->main;
    if (!walk_drive(rest, TRIES) && monitor->trouble.size == 0)
      monitor_fail(monitor, "no end", "no way to an end");
    walk_free(rest);
  }
  same = strcmp(monitor->what, shrinking->what) == 0;
  world_back(world, &mark);
  return same;
}

static void
leave_out(struct acts *acts, size_t from, size_t count)
{
  memmove(acts->items + from, acts->items + from + count, (acts->count - from - count) * sizeof *acts->items);
  acts->count -= count;
}

void
walk_shrink(struct walk *walk, struct world *world, const char *what)
{
  struct shrinking shrinking = {.walk = walk, .world = world, .what = what};
  struct acts *acts = &walk->acts;

  shrinking.most = strcmp(what, "no end") == 0 ? DRIVES : TRIALS;
  if (!fails_without(&shrinking, 0, 0))
    return; /* it needs more than the acts: the walk stays whole */
  for (size_t size = (acts->count + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2)
    for (size_t end = acts->count; end > 0 && shrinking.trials < shrinking.most;) {
      size_t from = end > size ? end - size : 0;

      if (fails_without(&shrinking, from, end))
        leave_out(acts, from, end - from);
      end = from;
    }
}
