/* tests/port/contract.c - what every store must do; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

const struct contract_factory *factory;
struct fasti_store *store;

static void
set_up(void)
{
  store = factory->make();
}

static void
tear_down(void)
{
  store->call->close(store);
  if (factory->clean)
    factory->clean();
}

bool
see(struct seen *seen, const void *row)
{
  ck_assert_uint_lt(seen->count, 64);
  seen->rows[seen->count++] = fasti_row_copy(seen->shape, row);
  return seen->count != seen->most;
}

void
forget(struct seen *seen)
{
  while (seen->count)
    fasti_free(seen->rows[--seen->count]);
}

SEE(case)

struct fasti_case_row
a_case(const char *id)
{
  return (struct fasti_case_row){
    .id = id, .bureau = "luquan", .procedure = "case-handling", .package = "p1", .title = "案件查处", .status = "open",
    .states = "lead-registered", .search = "张三 非法占地 Huaxia", .opened_at = 1759104000123,
    .ended_at = FASTI_NEVER, .due = FASTI_NEVER, .snapshot = {"snap\0shot", 9}};
}

void
insert_cases(const char *const *ids, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct fasti_case_row row = a_case(ids[i]);

    OK(CALL(case_insert, &row));
  }
}

const char *
found(const struct fasti_case_filter *filter)
{
  static char ids[400];
  struct seen seen = SEEN(case);

  OK(CALL(case_list, filter, see_case, &seen));
  ids[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_case_row *row = seen.rows[i];

    ck_assert_uint_eq(row->snapshot.size, 0);
    snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%s", i ? " " : "", row->id);
  }
  forget(&seen);
  return ids;
}

int64_t
entries_of(struct fasti_store *from, const char *id)
{
  struct seen seen = SEEN(case);
  int64_t entries = -1;

  if (from->call->case_get(from, id, see_case, &seen) == FASTI_OK)
    entries = ((struct fasti_case_row *)seen.rows[0])->entries;
  forget(&seen);
  return entries;
}

static TCase *
group(Suite *suite, const char *name)
{
  TCase *tests = tcase_create(name);

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  suite_add_tcase(suite, tests);
  return tests;
}

Suite *
contract_suite(const struct contract_factory *of)
{
  Suite *suite = suite_create(of->name);

  factory = of;
  contract_transactions(group(suite, "transactions"));
  contract_cases(group(suite, "cases"));
  contract_derived(group(suite, "derived"));
  contract_links(group(suite, "links"));
  contract_beside(group(suite, "beside"));
  contract_reach(group(suite, "reach"));
  contract_own(group(suite, "own"));
  contract_outgoing(group(suite, "outgoing"));
  return suite;
}
