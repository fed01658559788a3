/* tests/port/inside.h - what the files of the contract share. */
#ifndef FASTI_TESTS_PORT_INSIDE_H
#define FASTI_TESTS_PORT_INSIDE_H

#include "engine/row.h"
#include "tests/port/contract.h"

extern const struct contract_factory *factory;
extern struct fasti_store *store; /* of the test that runs */

#define CALL(function, ...) store->call->function(store, __VA_ARGS__)
#define OK(expression) ck_assert_msg((expression) == FASTI_OK, "%s: %s", #expression, store->call->error(store))
#define IS(expression, status)                                     \
  do {                                                             \
    enum fasti_status got_ = (expression);                         \
    ck_assert_str_eq(fasti_status_name(got_), fasti_status_name(status)); \
    ck_assert_str_ne(store->call->error(store), "");               \
  } while (0)

/** What visitors see is copied into a list. */
struct seen {
  const struct fasti_shape *shape;
  void *rows[64];
  size_t count;
  size_t most; /* stop after so many; 0: never */
};
bool see(struct seen *seen, const void *row);
void forget(struct seen *seen);

/** Defines see_KIND, a visitor of rows. */
#define SEE(kind)                                                       \
  static bool see_##kind(void *self, const struct fasti_##kind##_row *row) \
  {                                                                     \
    return see(self, row);                                              \
  }
#define SEEN(kind) {.shape = &fasti_##kind##_shape}
#define SAME(kind, a, b) ck_assert_int_eq(fasti_row_compare(&fasti_##kind##_shape, fasti_##kind##_shape.count, a, b), 0)

struct fasti_case_row a_case(const char *id);
void insert_cases(const char *const *ids, size_t count);
/** The ids of the cases that a filter finds, separated by spaces. */
const char *found(const struct fasti_case_filter *filter);
/** How many entries a case has; -1 without it. */
int64_t entries_of(struct fasti_store *from, const char *id);

/* Each adds the tests of its file. */
void contract_transactions(TCase *tests);
void contract_cases(TCase *tests);
void contract_derived(TCase *tests);
void contract_links(TCase *tests);
void contract_beside(TCase *tests);
void contract_reach(TCase *tests);
void contract_own(TCase *tests);
void contract_outgoing(TCase *tests);

#endif
