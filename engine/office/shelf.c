/* engine/office/shelf.c - compiled packages, kept: compiling one takes longer than most of what is done with it.
 *
 * A package is found by the hash of its files, or by what deploying it would read: the same name, and each of the files that
 * it reached as it was then. What a package reaches follows from its files, so the same files are the same package.
 */
#include "config.h"

#include <string.h>

#include "engine/memory.h"
#include "engine/office/inside.h"

struct shelved {
  struct shelved *next;
  char hash[FASTI_HASH_SIZE];
  struct fasti_package *package;
  bool verified;
};

struct fasti_shelf {
  struct shelved *first;
};

struct fasti_shelf *
fasti_shelf_new(void)
{
  return fasti_alloc(sizeof(struct fasti_shelf));
}

void
fasti_shelf_free(struct fasti_shelf *shelf)
{
  struct shelved *one, *next;

  for (one = shelf ? shelf->first : NULL; one; one = next) {
    next = one->next;
    fasti_package_free(one->package);
    fasti_free(one);
  }
  fasti_free(shelf);
}

const struct fasti_package *
shelf_find(const struct fasti_shelf *shelf, const char *hash)
{
  for (const struct shelved *one = shelf->first; one; one = one->next)
    if (strcmp(one->hash, hash) == 0)
      return one->package;
  return NULL;
}

const struct fasti_package *
shelf_keep(struct fasti_shelf *shelf, const char *hash, struct fasti_package *package, bool verified)
{
  struct shelved *one = fasti_alloc(sizeof *one);

  memcpy(one->hash, hash, sizeof one->hash);
  one->package = package;
  one->verified = verified;
  one->next = shelf->first;
  shelf->first = one;
  return package;
}

/* Whether the files of a package are still what LIBRARY gives. */
struct comparison {
  const char *name; /* of the package */
  struct fasti_slice bytes;
  const struct fasti_library *library;
  size_t files;
  bool same;
};

static bool
is_same(struct fasti_slice one, struct fasti_slice other)
{
  return one.size == other.size && (one.size == 0 || memcmp(one.at, other.at, one.size) == 0);
}

static void
compare_file(void *self, const char *name, struct fasti_slice bytes)
{
  struct comparison *comparison = self;
  struct fasti_slice now = comparison->bytes;
  const char *found;

  if (!comparison->same)
    return;
  if (comparison->files++ == 0)
    comparison->same = strcmp(name, comparison->name) == 0;
  else
    comparison->same =
      comparison->library->find(comparison->library->self, comparison->name, name, &found, &now) == FASTI_OK &&
      strcmp(found, name) == 0;
  comparison->same = comparison->same && is_same(now, bytes);
}

const struct fasti_package *
shelf_verified(const struct fasti_shelf *shelf, const char *name, struct fasti_slice bytes,
               const struct fasti_library *library)
{
  for (const struct shelved *one = shelf->first; one; one = one->next) {
    struct comparison comparison = {.name = name, .bytes = bytes, .library = library, .same = one->verified};

    if (comparison.same)
      fasti_package_files(one->package, compare_file, &comparison);
    if (comparison.same)
      return one->package;
  }
  return NULL;
}
