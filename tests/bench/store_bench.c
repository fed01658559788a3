/* tests/bench/store_bench.c - durable steps per second on the SQLite store, and how long lists take.
 *
 * A step is what a command writes: the case with a snapshot of 2 KB, a journal entry, its tasks and deadlines anew, a
 * message. Cases are taken at random from 10,000.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "adapters/sqlite/sqlite.h"

enum { CASES = 10000, STEPS = 20000, SNAPSHOT = 2048 };

struct bench {
  struct fasti_store *store;
  char snapshot[SNAPSHOT];
  int64_t entries[CASES];
  char hashes[CASES][FASTI_HASH_SIZE];
  uint64_t random;
};

static void
must(struct bench *bench, enum fasti_status status)
{
  if (status == FASTI_OK)
    return;
  fprintf(stderr, "store_bench: %s: %s\n", fasti_status_name(status), bench->store->call->error(bench->store));
  exit(fasti_status_exit(status));
}

static double
seconds(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static unsigned
pick(struct bench *bench, unsigned of)
{
  bench->random = bench->random * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(bench->random >> 33) % of;
}

static struct fasti_case_row
case_row(struct bench *bench, const char *id, int64_t entries)
{
  return (struct fasti_case_row){
    .id = id, .bureau = "luquan", .procedure = "case-handling", .package = bench->hashes[0], .title = "案件查处",
    .status = "open", .states = entries % 2 ? "filed" : "investigating", .search = "张三 非法占用土地案",
    .opened_at = 1759104000000, .ended_at = FASTI_NEVER, .due = 1759104000000 + entries * 1000, .entries = entries,
    .snapshot = {bench->snapshot, SNAPSHOT}};
}

static void
append(struct bench *bench, unsigned number, const char *id, int64_t sequence)
{
  static const char body[] = "<complete xmlns=\"urn:fasti:journal\" task=\"verify\"><conditions>met</conditions></complete>";
  char hash[FASTI_HASH_SIZE];
  struct fasti_entry_row row = {
    .case_id = id, .sequence = sequence, .at = 1759104000000 + sequence, .actor = "officer-1", .kind = "complete",
    .body = {body, sizeof body - 1}, .hash_name = fasti_hash_name(),
    .previous = sequence == 1 ? fasti_entry_first_previous() : bench->hashes[number]};

  row.hash = fasti_entry_hash(&row, hash);
  must(bench, bench->store->call->entry_append(bench->store, &row));
  strcpy(bench->hashes[number], hash);
}

static void
step(struct bench *bench)
{
  unsigned number = pick(bench, CASES);
  int64_t sequence = ++bench->entries[number];
  char id[32];
  struct fasti_case_row row;
  struct fasti_task_row task = {.number = sequence, .task = "verify", .title = "核查", .form = "verify.xhtml",
                                .state = "open", .roles = "officer", .opened_at = sequence, .due = 20360};
  struct fasti_deadline_row deadline = {.deadline = "filing", .title = "立案", .role = "leader", .state = "running",
                                        .from = 20360, .due = 20370 + (int32_t)sequence};
  struct fasti_outbox_row message = {.case_id = id, .sequence = sequence, .kind = "notify", .to = "officer",
                                     .text = "核查", .created_at = sequence};

  snprintf(id, sizeof id, "L-2025-%05u", number);
  row = case_row(bench, id, sequence);
  append(bench, number, id, sequence);
  must(bench, bench->store->call->case_update(bench->store, &row, sequence - 1));
  must(bench, bench->store->call->tasks_replace(bench->store, id, &task, 1));
  must(bench, bench->store->call->deadlines_replace(bench->store, id, &deadline, 1));
  must(bench, bench->store->call->outbox_put(bench->store, &message));
}

static void
fill(struct bench *bench)
{
  must(bench, bench->store->call->begin(bench->store, true));
  for (unsigned i = 0; i < CASES; i++) {
    char id[32];
    struct fasti_case_row row;

    snprintf(id, sizeof id, "L-2025-%05u", i);
    row = case_row(bench, id, 0);
    must(bench, bench->store->call->case_insert(bench->store, &row));
  }
  must(bench, bench->store->call->commit(bench->store));
}

static void
measure(struct bench *bench, int a_commit, int steps)
{
  double begun = seconds(), taken;

  for (int done = 0; done < steps; done += a_commit) {
    must(bench, bench->store->call->begin(bench->store, true));
    for (int i = 0; i < a_commit; i++) {
      must(bench, bench->store->call->savepoint(bench->store));
      step(bench);
      must(bench, bench->store->call->release(bench->store));
    }
    must(bench, bench->store->call->commit(bench->store));
  }
  taken = seconds() - begun;
  printf("store: %d command%s a commit: %.0f durable steps per second (%d steps, %d cases, %.2f s)\n", a_commit,
         a_commit == 1 ? "" : "s", steps / taken, steps, CASES, taken);
}

static bool
count_case(void *self, const struct fasti_case_row *row)
{
  (void)row;
  ++*(int *)self;
  return true;
}

static bool
count_task(void *self, const struct fasti_task_row *row)
{
  (void)row;
  ++*(int *)self;
  return true;
}

static void
print_list(const char *what, int rows, double begun)
{
  printf("store: %s: %.1f ms (%d rows)\n", what, (seconds() - begun) * 1000, rows);
}

/* Lists as people ask for them, a page of 50 rows. */
static void
measure_lists(struct bench *bench)
{
  const struct fasti_case_filter by_text = {.text = "非法占用", .most = 50}, by_state = {.state = "filed", .most = 50};
  const struct fasti_case_filter by_clock = {.clock_by = 1759104000000 + 1000, .most = 50};
  const struct fasti_task_filter mine = {.person = "officer-1", .roles = "officer", .most = 50};
  int rows = 0;
  double begun = seconds();

  must(bench, bench->store->call->task_list(bench->store, &mine, count_task, &rows));
  print_list("the tasks open to a person", rows, begun);
  begun = seconds();
  rows = 0;
  must(bench, bench->store->call->case_list(bench->store, &by_text, count_case, &rows));
  print_list("cases by words", rows, begun);
  begun = seconds();
  rows = 0;
  must(bench, bench->store->call->case_list(bench->store, &by_state, count_case, &rows));
  print_list("cases by state", rows, begun);
  begun = seconds();
  rows = 0;
  must(bench, bench->store->call->case_list(bench->store, &by_clock, count_case, &rows));
  print_list("cases that the clock is due in", rows, begun);
}

int
main(void)
{
  static const char path[] = "store_bench.fasti";
  struct bench *bench = fasti_alloc(sizeof *bench);
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  enum fasti_status status;

  unlink(path);
  memset(bench->snapshot, 's', SNAPSHOT);
  bench->random = 1;
  status = fasti_sqlite_create(path, &(struct fasti_sqlite_options){.messages = messages}, &bench->store);
  if (status != FASTI_OK) {
    fprintf(stderr, "store_bench: %s\n", fasti_messages_at(messages, 0)->text);
    return fasti_status_exit(status);
  }
  fill(bench);
  measure(bench, 1, STEPS / 4);
  measure(bench, 64, STEPS / 64 * 64);
  measure_lists(bench);
  bench->store->call->close(bench->store);
  unlink(path);
  fasti_messages_free(messages);
  fasti_free(bench);
  return 0;
}
