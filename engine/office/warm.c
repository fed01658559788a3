/* engine/office/warm.c - cases that stay in memory between commands, so that they need not be read again.
 *
 * A case is found here only by the bytes of its snapshot: a live one is taken in the place of those stored bytes, and
 * nothing else says that it may be. So it does not matter who wrote them, what was rolled back since, or whether another
 * process has been there: where the bytes differ the case is read, and where they are the same, reading would give the
 * same case. A case that refused a command has no snapshot and is never kept.
 */
#include "config.h"

#include <string.h>

#include "engine/office/inside.h"

enum {
  USES = 64,          /* a case keeps what its entries have said until it is freed: after so many it is read anew */
  BYTES = 1024 * 1024 /* of a snapshot: larger cases are not kept */
};

static void
drop(struct warm *warm)
{
  fasti_case_free(warm->case_);
  fasti_buffer_free(&warm->snapshot);
}

static void
take_out(struct fasti_office *office, size_t i)
{
  office->warm_count--;
  memmove(&office->warm[i], &office->warm[i + 1], (office->warm_count - i) * sizeof *office->warm);
}

bool
office_warm_take(struct office_case *one, const struct fasti_procedure *procedure, struct fasti_slice snapshot)
{
  struct fasti_office *office = one->office;

  for (size_t i = 0; i < office->warm_count; i++) {
    struct warm *warm = &office->warm[i];

    if (fasti_case_procedure(warm->case_) != procedure || warm->snapshot.size != snapshot.size ||
        memcmp(warm->snapshot.at, snapshot.at, snapshot.size) != 0)
      continue;
    one->case_ = warm->case_;
    one->snapshot = warm->snapshot;
    one->uses = warm->uses;
    take_out(office, i);
    return true;
  }
  return false;
}

void
office_warm_trim(struct fasti_office *office, size_t most)
{
  while (office->warm_count > most)
    drop(&office->warm[--office->warm_count]);
}

void
office_warm_keep(struct office_case *one)
{
  struct warm warm = {one->case_, one->snapshot, one->uses};
  struct fasti_office *office = one->office;

  one->case_ = NULL;
  one->snapshot = (struct fasti_buffer){0};
  if (!warm.case_ || warm.snapshot.size == 0 || warm.snapshot.size > BYTES || warm.uses >= USES ||
      office->warm_most == 0) {
    drop(&warm);
    return;
  }
  office_warm_trim(office, office->warm_most - 1);
  memmove(&office->warm[1], &office->warm[0], office->warm_count * sizeof *office->warm);
  office->warm[0] = warm;
  office->warm_count++;
}

void
fasti_office_keep_warm(struct fasti_office *office, size_t cases)
{
  office->warm_most = cases < FASTI_OFFICE_WARM ? cases : FASTI_OFFICE_WARM;
  office_warm_trim(office, office->warm_most);
}
