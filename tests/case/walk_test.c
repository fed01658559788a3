/* tests/case/walk_test.c - random work on a case: whatever people try, snapshots round-trip and the journal replays.
 *
 * The desk reads the snapshot before each command, writes it again and compares; in the end it replays all entries.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "tests/case/case_tests.h"

enum { STEPS = 250 };

static const char service[] =
  "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' datamodel='xpath' "
  "initial='to-serve'><datamodel><data id='name'/><data id='note'/></datamodel>"
  "<state id='to-serve' f:title='Serving'><f:deadline id='serve-by' role='officer' within='3 days' warn='1 days'/>"
  "<invoke type='urn:fasti:task' id='serve' src='note.xhtml' f:role='officer' f:into='$note' f:title='{$p/name}'/>"
  "<transition event='done.invoke.serve' target='served'/>"
  "<transition event='lost' f:role='officer' f:form='note.xhtml' f:into='$note' target='over'/></state>"
  "<state id='served' f:title='Served'><invoke type='urn:fasti:task' id='receipt' src='note.xhtml' f:people='2' "
  "f:role='officer'/><transition event='done.invoke.receipt' target='over'/></state>"
  "<final id='over'><donedata><content expr='$note'/></donedata></final></scxml>";

static const char procedure[] =
  "<f:instrument id='letter' title='Letter' template='letter.xsl' number='L-{$year}-{$sequence}'/>"
  "<datamodel><data id='list'/><data id='x'/><data id='y'/></datamodel>"
  "<state id='a' f:title='Draft'>" TASK("write", "officer", "f:into='$x'")
    DONE("write",
         "p") "<transition event='add' f:role='officer' f:form='note.xhtml' f:append='$list'/></state>"
              "<parallel id='p' f:title='Work'><f:deadline id='all' role='leader' within='20 workdays' from='$x/date' "
              "pause-in='r2' warn='5 days'/><f:deadline id='rest' role='leader' within='2 months'/>"
              "<state id='l'><state id='l1' f:title='L1'>" TASK("left", "officer", "f:people='2' f:append='$list'")
                DONE("left",
                     "l2") "</state><state id='l2' f:title='L2'><invoke src='service.scxml' id='service' "
                           "f:each='$list/party' f:as='p' f:append='$p'/><transition event='done.invoke.service' "
                           "target='lf'/></state>"
                           "<final id='lf'/></state>"
                           "<state id='r'><state id='r1' f:title='R1'>" TASK(
                             "right", "leader",
                             "f:into='$y'") "<transition event='done.invoke.right' cond=\"$y/choice = 'wait'\" "
                                            "target='r2'/>" DONE(
                                              "right", "rf") "</state><state id='r2' f:title='R2'>"
                                                             "<transition event='go' f:role='leader officer' "
                                                             "f:other-than='left' target='rf'/></state><final "
                                                             "id='rf'/></state>"
                                                             "<transition event='deadline.expired.rest'><f:notify "
                                                             "role='leader'>late</f:notify></transition>"
                                                             "<transition event='done.state.p' target='c'><f:issue "
                                                             "instrument='letter' into='$y'/></transition></parallel>"
                                                             "<state id='c' f:title='Close'>" TASK(
                                                               "close", "leader", "f:other-than='right'")
                                                               DONE("close", "end") "</state>" END;

static unsigned long seed;

static unsigned
chance(unsigned below)
{
  seed = seed * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(seed >> 33) % below;
}

static const char *
pick(const char *const *from, unsigned count)
{
  return from[chance(count)];
}

#define PICK(list) pick(list, sizeof list / sizeof *list)

static const char *const persons[] = {"officer-1", "officer-2", "officer-3", "leader-1", "leader-2", "clerk-1"};
static const char *const verbs[] = {
  "claim", "release", "draft",    "complete", "complete", "complete", "complete", "release",      "complete",
  "sign",  "sign",    "disagree", "return",   "withdraw", "transfer", "delegate", "add-signer",   "remove-signer",
  "copy",  "urge",    "act",      "act",      "act",      "comment",  "advance",  "recuse-rarely"};
static const char *const acts[] = {"add", "go", "lost[A]", "lost[B]"};
static const char *const states[] = {"a", "l1", "r1", "l2", "to-serve"};

/* A task that is open now; or one that is not, so that it can be withdrawn. */
static const char *
open_task(char task[50])
{
  const char *open = desk_tasks(), *at = open;
  struct fasti_slice word = {0};
  int skip = (int)chance(4);

  while (skip-- >= 0)
    if (!fasti_list_next(&at, &word)) {
      at = open;
      if (!fasti_list_next(&at, &word))
        return "write";
    }
  snprintf(task, 50, "%.*s", (int)strcspn(word.at, ":"), word.at);
  return task;
}

/* Now and then the case as a whole. */
static const char *
rare_line(void)
{
  static const char *const lines[] = {
    "suspend as officer-1 law L1 because x",
    "approve-suspension as leader-1",
    "recuse as officer-3 because x",
    "evidence as clerk-1",
    "resume as leader-2",
    "resume as leader-1",
    "resume as leader-1",
    "resume as leader-2",
    "resume as leader-1",
  };

  return PICK(lines);
}

static void
one_step(int step)
{
  static const char *const done[] = {"write", "left", "right", "serve", "receipt"};
  const char *verb = PICK(verbs), *about;
  char line[300], day[20], task[50];
  enum fasti_status status;

  if (strcmp(verb, "advance") == 0) {
    snprintf(day, sizeof day, "2025-%02d-%02d", 10 + step / 100, 1 + (step % 100) * 29 / 100);
    if (chance(4) == 0)
      desk_advance(day);
    return;
  }
  if (strcmp(verb, "recuse-rarely") == 0) {
    desk_try(rare_line());
    return;
  }
  about = strcmp(verb, "act") == 0 ? PICK(acts) : strcmp(verb, "withdraw") == 0 ? PICK(done) : open_task(task);
  snprintf(line, sizeof line, "%s %s as %s %s", verb, about, PICK(persons), chance(3) ? "" : PICK(persons));
  if (strcmp(verb, "complete") == 0 || strcmp(verb, "draft") == 0 || strcmp(verb, "act") == 0)
    snprintf(line + strlen(line), sizeof line - strlen(line), " with text=t%d choice=%s date=2025-10-%02d", step,
             chance(2) ? "wait" : "go", 9 + (int)chance(20));
  snprintf(line + strlen(line), sizeof line - strlen(line), " to %s law L1 because step %d", PICK(states), step);
  status = desk_try(line);
  ck_assert_msg(status != FASTI_INTERNAL && status != FASTI_CORRUPT, "%s: %s", line, fasti_status_name(status));
}

START_TEST(walk_random__replays)
{
  seed = (unsigned long)_i * 7919 + 1;
  desk_file("service.scxml", service);
  desk_set("initial='a' f:suspend='leader' f:terminate='leader' f:recuse='leader' f:form='parties.xhtml' "
           "f:into='$list'",
           procedure);
  ok("open as clerk-1 with subject=s party[1]/@id=A party[1]/name=Wang party[2]/@id=B party[2]/name=Li");
  for (int step = 0; step < STEPS; step++)
    one_step(step);
}
END_TEST

TCase *
walk_tcase(void)
{
  TCase *tcase = desk_tcase("walk");

  tcase_set_timeout(tcase, 60);
  tcase_add_loop_test(tcase, walk_random__replays, 0, 12);
  return tcase;
}
