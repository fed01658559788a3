/* tests/bench/office_bench.c - real cases of the procedure case-handling: opened and stepped through the office,
 * durable on SQLite with one command a commit and with 64 a commit, and in memory.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "engine/office.h"

enum { CASES = 640, BATCH = 64 };

static struct fasti_arena *arena;
static struct fasti_messages *messages;

static double
seconds(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
need(enum fasti_status status)
{
  struct fasti_buffer text = {0};

  if (status == FASTI_OK)
    return;
  fasti_messages_print(messages, &text);
  fprintf(stderr, "%s\n%s\n", fasti_status_text(status), text.size ? text.at : "");
  exit(EXIT_FAILURE);
}

static enum fasti_status
read_file(const char *path, struct fasti_slice *bytes)
{
  struct fasti_buffer all = {0};
  FILE *file = fopen(path, "rb");
  char block[8192];
  size_t size;

  if (!file)
    return FASTI_NOT_FOUND;
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&all, block, size);
  fclose(file);
  *bytes = fasti_buffer_slice(&all);
  fasti_arena_tie(arena, fasti_free, all.at);
  return FASTI_OK;
}

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const char *slash = strrchr(base, '/');

  (void)self;
  *name = fasti_arena_printf(arena, "%.*s/%s", (int)(slash - base), base, uri);
  return read_file(*name, bytes);
}

static void
add_person(struct fasti_office *office, const char *id, const char *roles)
{
  struct fasti_person_row row = {
    .id = id, .name = id, .bureau = "luquan", .certificate = "L-2024-001", .roles = roles, .active = true};

  need(fasti_office_person_put(office, &row, "", 0, messages));
}

static struct fasti_office *
new_office(struct fasti_store *store, int64_t now)
{
  const char *source = getenv("FASTI_SOURCE");
  const char *name = fasti_arena_printf(arena, "%s/processes/packages/luquan/package.xml", source ? source : ".");
  struct fasti_library library = {.find = find};
  struct fasti_office *office = fasti_office_new(store);
  struct fasti_slice bytes;
  char hash[FASTI_HASH_SIZE];

  need(read_file(name, &bytes));
  need(fasti_office_deploy(office, name, bytes, &library, "", now, messages, hash));
  need(fasti_office_start(office, true, now, messages));
  add_person(office, "registrar-1", "lead-registrar");
  add_person(office, "head-1", "squad-head");
  add_person(office, "officer-1", "case-officer");
  add_person(office, "officer-2", "case-officer");
  return office;
}

static void
send_all(struct fasti_office *office, const struct fasti_request *requests, int batch, int64_t now, const char *what)
{
  struct fasti_answer answers[BATCH];
  enum fasti_status statuses[BATCH];
  double begin = seconds();

  for (int i = 0; i < CASES; i += batch) {
    need(fasti_office_do_all(office, requests + i, (size_t)batch, now, messages, statuses, answers));
    for (int k = 0; k < batch; k++)
      need(statuses[k]);
  }
  printf("%s: %.0f steps a second\n", what, CASES / (seconds() - begin));
}

/* Opens cases, then assigns officers in each. */
static void
measure(struct fasti_store *store, const char *what, int batch)
{
  static const struct fasti_field lead[] = {{"source", "patrol"},
                                            {"registeredOn", "2025-09-29"},
                                            {"discoveredOn", "2025-09-29"},
                                            {"facts", "未经批准占用集体土地建设厂房，面积约五百平方米"},
                                            {"ongoing", "false"},
                                            {"place", ""}};
  enum { FIELDS = sizeof lead / sizeof *lead };
  static const struct fasti_field officers[] = {{"officer[1]/id", "officer-1"}, {"officer[2]/id", "officer-2"}};
  static const char *const registrar[] = {"registrar-1"}, *const head[] = {"head-1"};
  int64_t now = 1759107600000; /* 2025-09-29 09:00 +08:00 */
  struct fasti_office *office = new_office(store, now);
  struct fasti_request requests[CASES];

  /* Each at its own place: leads of one place are compared with each other. */
  for (int i = 0; i < CASES; i++) {
    struct fasti_field *fields = fasti_arena_alloc(arena, sizeof lead);

    memcpy(fields, lead, sizeof lead);
    fields[FIELDS - 1].value = fasti_arena_printf(arena, "黄壁庄镇某村村北%d号地块", i);
    requests[i] = (struct fasti_request){.kind = FASTI_OPEN,
                                         .procedure = "case-handling",
                                         .persons = registrar,
                                         .person_count = 1,
                                         .fields = fields,
                                         .field_count = FIELDS};
  }
  send_all(office, requests, batch, now, fasti_arena_printf(arena, "%s, opening with an instrument", what));
  for (int i = 0; i < CASES; i++)
    requests[i] = (struct fasti_request){.kind = FASTI_COMPLETE,
                                         .task = "assign-verification",
                                         .persons = head,
                                         .person_count = 1,
                                         .fields = officers,
                                         .field_count = 2,
                                         .case_id = fasti_arena_printf(arena, "L-2025-%05d", i + 1)};
  send_all(office, requests, batch, now, fasti_arena_printf(arena, "%s, completing a task", what));
  fasti_office_free(office);
  store->call->close(store);
}

static void
measure_file(const char *what, int batch)
{
  static const char *const endings[] = {"", "-wal", "-shm"};
  char folder[] = "fasti-office-bench-XXXXXX";
  struct fasti_store *store;

  if (!mkdtemp(folder))
    exit(EXIT_FAILURE);
  need(fasti_sqlite_create(fasti_arena_printf(arena, "%s/office", folder), NULL, &store));
  measure(store, what, batch);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    unlink(fasti_arena_printf(arena, "%s/office%s", folder, endings[i]));
  rmdir(folder);
}

int
main(void)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
  measure(fasti_memory_new(), "case-handling in memory, 64 a commit", BATCH);
  measure_file("case-handling on SQLite, one a commit", 1);
  measure_file("case-handling on SQLite, 64 a commit", BATCH);
  fasti_messages_free(messages);
  fasti_arena_free(arena);
  return 0;
}
