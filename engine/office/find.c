/* engine/office/find.c - what a case asks of the office besides itself: other cases by their facts, people by roles and
 * units. Answers go into the entry (engine/case.h, struct fasti_oracle).
 */
#include "config.h"

#include <string.h>

#include "engine/office/inside.h"

/* Cases that a search finds, each with its key and facts. */
struct finding {
  struct office_case *one;
  void (*take)(void *taker, const struct fasti_found *found);
  void *taker;
  enum fasti_status status;
  struct fasti_arena *arena; /* of one of them */
  const char *key;
  struct fasti_fact_row *facts;
  size_t fact_count;
};

static bool
find_key(void *self, const struct fasti_key_row *row)
{
  struct finding *finding = self;

  finding->key = fasti_arena_strdup(finding->arena, row->key);
  return false;
}

static bool
find_fact(void *self, const struct fasti_fact_row *row)
{
  struct finding *finding = self;

  finding->facts = fasti_realloc(finding->facts, (finding->fact_count + 1) * sizeof *finding->facts);
  finding->facts[finding->fact_count++] =
    (struct fasti_fact_row){.name = fasti_arena_strdup(finding->arena, row->name),
                            .position = row->position,
                            .value = fasti_arena_strdup(finding->arena, row->value)};
  return true;
}

static bool
find_case(void *self, const struct fasti_case_row *row)
{
  struct finding *finding = self;
  struct fasti_store *store = finding->one->office->store;
  struct fasti_key_row wanted = {.case_id = row->id};

  finding->arena = fasti_arena_new();
  finding->key = "";
  finding->fact_count = 0;
  finding->status = store->call->fact_list(store, row->id, find_fact, finding);
  if (finding->status == FASTI_OK)
    finding->status = store->call->key_list(store, &wanted, find_key, finding);
  if (finding->status == FASTI_OK)
    finding->take(finding->taker, &(struct fasti_found){row, finding->key, finding->facts, finding->fact_count});
  fasti_arena_free(finding->arena);
  return finding->status == FASTI_OK;
}

enum fasti_status
office_found(void *self, const struct fasti_case_filter *filter,
             void (*take)(void *taker, const struct fasti_found *found), void *taker)
{
  struct office_case *one = self;
  struct finding finding = {.one = one, .take = take, .taker = taker};
  enum fasti_status status = one->office->store->call->case_list(one->office->store, filter, find_case, &finding);

  fasti_free(finding.facts);
  return office_told(one->office, one->messages, status == FASTI_OK ? finding.status : status);
}

struct gathering {
  const struct office_case *one;
  const char *roles, *units;
  void (*take)(void *taker, const struct fasti_person *person);
  void *taker;
};

static bool
gather_person(void *self, const struct fasti_person_row *row)
{
  const struct gathering *gathering = self;
  struct fasti_person person = fasti_person_of(row);

  if (row->active && fasti_list_meets(row->roles, gathering->roles) &&
      (!gathering->units || fasti_list_has(gathering->units, row->unit)))
    gathering->take(gathering->taker, &person);
  return true;
}

enum fasti_status
office_people(void *self, const char *roles, const char *units,
              void (*take)(void *taker, const struct fasti_person *person), void *taker)
{
  struct office_case *one = self;
  struct fasti_store *store = one->office->store;
  struct gathering gathering = {one, roles, units, take, taker};

  return office_told(one->office, one->messages,
                     store->call->person_list(store, NULL, one->bureau, NULL, gather_person, &gathering));
}
