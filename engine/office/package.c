/* engine/office/package.c - deploying packages and loading them again from the store.
 *
 * A deployed package is kept with every file that it reached. Paths are cut at the folder that all of them share, so
 * that the same files have the same identity wherever they were deployed from; references among them are relative and
 * stay as they are. The row with the empty path says which file is the package itself.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

struct files {
  struct fasti_arena *arena;
  struct fasti_file_row *rows;
  size_t count;
  size_t room;
};

static void
add_file(struct files *files, const char *path, struct fasti_slice content)
{
  if (files->count == files->room) {
    size_t room = files->room ? files->room * 2 : 32;
    struct fasti_file_row *rows = fasti_arena_alloc(files->arena, room * sizeof *rows);

    if (files->count)
      memcpy(rows, files->rows, files->count * sizeof *rows);
    files->rows = rows;
    files->room = room;
  }
  files->rows[files->count++] = (struct fasti_file_row){.path = path, .content = content};
}

static const struct fasti_file_row *
find_file(const struct files *files, const char *path)
{
  for (size_t i = 0; i < files->count; i++)
    if (strcmp(files->rows[i].path, path) == 0)
      return &files->rows[i];
  return NULL;
}

/* Where the last part of a path of SIZE bytes begins. */
static size_t
last_part(const char *path, size_t size)
{
  while (size && path[size - 1] != '/')
    size--;
  return size;
}

/* PATH without "." and "x/..", as far as that can be said without looking at a disk. */
static char *
plain_path(struct fasti_arena *arena, const char *path)
{
  char *out = fasti_arena_alloc(arena, strlen(path) + 2);
  size_t root = path[0] == '/', end = root;

  memcpy(out, "/", root);
  for (size_t size; *path; path += size) {
    path += strspn(path, "/");
    size = strcspn(path, "/");
    if (size == 0 || (size == 1 && *path == '.'))
      continue;
    if (size == 2 && memcmp(path, "..", 2) == 0 && end > root && strcmp(out + last_part(out, end), "..") != 0) {
      end = last_part(out, end);
      end -= end > root;
    } else {
      if (end > root)
        out[end++] = '/';
      memcpy(out + end, path, size);
      end += size;
    }
    out[end] = '\0';
  }
  return out;
}

/* How many bytes of the folder of PATH are the beginning of every other path too; ends behind a slash. */
static size_t
shared_folder(const struct files *files)
{
  const char *first = files->rows[0].path;
  size_t size = strrchr(first, '/') ? (size_t)(strrchr(first, '/') - first) + 1 : 0;

  for (size_t i = 1; i < files->count; i++)
    while (size && strncmp(first, files->rows[i].path, size) != 0)
      do
        size--;
      while (size && first[size - 1] != '/');
  return size;
}

static void
collect_file(void *self, const char *name, struct fasti_slice bytes)
{
  struct files *files = self;
  char *path = plain_path(files->arena, name);

  if (!find_file(files, path))
    add_file(files, path, bytes);
}

static int
compare_paths(const void *one, const void *other)
{
  return strcmp(((const struct fasti_file_row *)one)->path, ((const struct fasti_file_row *)other)->path);
}

/* Every file that a package reached, by its path below the folder that all share, in the order of paths, the row with
 * the empty path first. */
static void
collect_files(const struct fasti_package *package, struct files *files)
{
  const char *own;
  size_t cut;

  fasti_package_files(package, collect_file, files);
  cut = shared_folder(files);
  for (size_t i = 0; i < files->count; i++)
    files->rows[i].path += cut;
  own = files->rows[0].path;
  add_file(files, "", fasti_slice_of(own));
  qsort(files->rows, files->count, sizeof *files->rows, compare_paths);
}

static void
hash_files(const struct files *files, char hash[FASTI_HASH_SIZE])
{
  struct fasti_buffer list = {0};
  char one[FASTI_HASH_SIZE];

  for (size_t i = 0; i < files->count; i++)
    fasti_buffer_printf(&list, "%s  %s\n", fasti_sha256_hex(files->rows[i].content, one), files->rows[i].path);
  fasti_sha256_hex(fasti_buffer_slice(&list), hash);
  fasti_buffer_free(&list);
}

/* A library over the files of a deployed package. */
static enum fasti_status
find_stored(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const struct files *files = self;
  const char *slash = strrchr(base, '/');
  const struct fasti_file_row *row;
  char *path;

  if (uri[0] == '/' || strstr(uri, "://"))
    return FASTI_NOT_FOUND;
  path = fasti_arena_printf(files->arena, "%.*s%s", slash ? (int)(slash + 1 - base) : 0, base, uri);
  row = find_file(files, plain_path(files->arena, path));
  if (!row || !*row->path)
    return FASTI_NOT_FOUND;
  *name = row->path;
  *bytes = row->content;
  return FASTI_OK;
}

static bool
keep_file(void *self, const struct fasti_file_row *row)
{
  struct files *files = self;
  char *content = fasti_arena_copy(files->arena, row->content.at ? row->content.at : "", row->content.size);

  add_file(files, fasti_arena_strdup(files->arena, row->path),
           (struct fasti_slice){.at = content, .size = row->content.size});
  return true;
}

static enum fasti_status
load_stored(struct files *files, const char *hash, struct fasti_messages *messages, struct fasti_package **package)
{
  struct fasti_library library = {.self = files, .find = find_stored};
  const struct fasti_file_row *own, *file;
  char found[FASTI_HASH_SIZE];

  qsort(files->rows, files->count, files->count ? sizeof *files->rows : 1, compare_paths);
  hash_files(files, found);
  own = find_file(files, "");
  file = own ? find_file(files, own->content.at) : NULL;
  if (!file || strcmp(found, hash) != 0) {
    fasti_error_field(messages, hash, "the stored files of this package are not those that were deployed");
    return FASTI_CORRUPT;
  }
  return fasti_package_load(file->path, file->content, &library, messages, package);
}

enum fasti_status
office_files_load(const struct fasti_file_row *rows, size_t count, const char *hash, struct fasti_messages *messages,
                  struct fasti_package **package)
{
  struct files files = {.arena = fasti_arena_new()};
  enum fasti_status status;

  for (size_t i = 0; i < count; i++)
    add_file(&files, rows[i].path, rows[i].content);
  status = load_stored(&files, hash, messages, package);
  fasti_arena_free(files.arena);
  return status;
}

enum fasti_status
office_check_files(const struct fasti_file_row *rows, size_t count, const char *hash, struct fasti_arena *arena,
                   struct fasti_messages *messages, int32_t *in_force)
{
  struct files files = {.arena = arena};
  struct fasti_package *package = NULL;
  enum fasti_status status;

  for (size_t i = 0; i < count; i++)
    add_file(&files, rows[i].path, rows[i].content);
  status = load_stored(&files, hash, messages, &package);
  if (status != FASTI_OK)
    return status;
  status = fasti_package_verify(package, messages);
  *in_force = fasti_package_in_force(package);
  fasti_package_free(package);
  return status;
}

static enum fasti_status
load_package(struct fasti_office *office, const char *hash, struct fasti_messages *messages,
             struct fasti_package **package)
{
  struct files files = {.arena = fasti_arena_new()};
  enum fasti_status status = office->store->call->package_files(office->store, hash, keep_file, &files);

  if (status == FASTI_NOT_FOUND || (status == FASTI_OK && files.count == 0)) {
    fasti_error_field(messages, hash, "this package is not deployed here");
    status = FASTI_NOT_FOUND;
  } else if (status == FASTI_OK) {
    status = load_stored(&files, hash, messages, package);
  } else {
    status = office_told(office, messages, status);
  }
  fasti_arena_free(files.arena);
  return status;
}

enum fasti_status
office_package(struct fasti_office *office, const char *hash, struct fasti_messages *messages,
               const struct fasti_package **package)
{
  struct fasti_package *loaded = NULL;
  enum fasti_status status = FASTI_OK;

  *package = shelf_find(office->shelf, hash);
  if (!*package)
    status = load_package(office, hash, messages, &loaded);
  if (loaded)
    *package = shelf_keep(office->shelf, hash, loaded, false);
  return status;
}

enum fasti_status
fasti_office_package_of(struct fasti_office *office, const char *hash, struct fasti_messages *messages,
                        const struct fasti_package **package)
{
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, office_package(office, hash, messages, package));
}

/* The deployed packages of a bureau. */
struct deployed {
  struct fasti_arena *arena;
  struct fasti_package_row *rows;
  size_t count;
};

static bool
take_deployed(void *self, const struct fasti_package_row *row)
{
  struct deployed *deployed = self;
  struct fasti_package_row *rows = fasti_arena_alloc(deployed->arena, (deployed->count + 1) * sizeof *rows);
  struct fasti_package_row *kept = fasti_row_copy(&fasti_package_shape, row);

  fasti_arena_tie(deployed->arena, fasti_free, kept);
  if (deployed->count)
    memcpy(rows, deployed->rows, deployed->count * sizeof *rows);
  rows[deployed->count++] = *kept;
  deployed->rows = rows;
  return true;
}

/* Last in force first; of two from the same day, the one deployed later. */
static int
compare_deployed(const void *one, const void *other)
{
  const struct fasti_package_row *left = one, *right = other;

  if (left->in_force != right->in_force)
    return left->in_force < right->in_force ? 1 : -1;
  if (left->deployed_at != right->deployed_at)
    return left->deployed_at < right->deployed_at ? 1 : -1;
  return strcmp(right->hash, left->hash);
}

static enum fasti_status
list_deployed(struct fasti_office *office, const char *bureau, struct fasti_messages *messages,
              struct deployed *deployed)
{
  enum fasti_status status = office->store->call->package_list(office->store, bureau, take_deployed, deployed);

  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return office_told(office, messages, status);
  if (deployed->count == 0 && bureau)
    fasti_error_field(messages, bureau, "no package of this bureau is deployed");
  else if (deployed->count == 0)
    fasti_error_field(messages, NULL, "no package is deployed in this office yet");
  if (deployed->count == 0)
    return FASTI_NOT_FOUND;
  for (size_t i = 1; i < deployed->count; i++)
    if (strcmp(deployed->rows[0].bureau, deployed->rows[i].bureau) != 0) {
      fasti_error_field(messages, NULL, "several bureaus have packages here, \"%s\" and \"%s\": say which one is meant",
                        deployed->rows[0].bureau, deployed->rows[i].bureau);
      return FASTI_INVALID;
    }
  qsort(deployed->rows, deployed->count, sizeof *deployed->rows, compare_deployed);
  return FASTI_OK;
}

/* The first package, in force on DAY, or at the instant AT in its own zone when DAY is FASTI_NO_DAY. */
static enum fasti_status
choose_package(struct fasti_office *office, const struct deployed *deployed, int32_t day, int64_t at,
               struct fasti_messages *messages, const struct fasti_package_row **row,
               const struct fasti_package **package)
{
  char date[FASTI_DATE_SIZE];

  for (size_t i = 0; i < deployed->count; i++) {
    int32_t today = day;
    enum fasti_status status;

    *row = &deployed->rows[i];
    status = office_package(office, (*row)->hash, messages, package);
    if (status != FASTI_OK)
      return status;
    if (day == FASTI_NO_DAY)
      today = at == FASTI_NEVER ? INT32_MAX : fasti_instant_day(at, fasti_package_zone(*package));
    if ((*row)->in_force <= today)
      return FASTI_OK;
  }
  *row = &deployed->rows[deployed->count - 1];
  fasti_error_field(messages, (*row)->bureau, "no package of this bureau is in force yet; the first is from %s",
                    fasti_day_format((*row)->in_force, date));
  return FASTI_NOT_FOUND;
}

enum fasti_status
office_package_at(struct fasti_office *office, const char *bureau, int64_t at, struct fasti_messages *messages,
                  char hash[FASTI_HASH_SIZE], const struct fasti_package **package)
{
  struct deployed deployed = {.arena = fasti_arena_new()};
  const struct fasti_package_row *row;
  enum fasti_status status = list_deployed(office, bureau, messages, &deployed);

  if (status == FASTI_OK)
    status = choose_package(office, &deployed, FASTI_NO_DAY, at, messages, &row, package);
  if (status == FASTI_OK)
    memcpy(hash, row->hash, FASTI_HASH_SIZE);
  fasti_arena_free(deployed.arena);
  return status;
}

int32_t
fasti_office_zone(struct fasti_office *office)
{
  struct deployed deployed = {.arena = fasti_arena_new()};
  const struct fasti_package *package;
  const struct fasti_package_row *row;
  int32_t zone = 0;

  if (office->store->call->begin(office->store, false) == FASTI_OK) {
    if (list_deployed(office, NULL, NULL, &deployed) != FASTI_NOT_FOUND && deployed.count &&
        choose_package(office, &deployed, INT32_MAX, 0, NULL, &row, &package) == FASTI_OK)
      zone = fasti_package_zone(package);
    office->store->call->rollback(office->store);
  }
  fasti_arena_free(deployed.arena);
  return zone;
}

static enum fasti_status
package_on(struct fasti_office *office, const char *bureau, int32_t day, struct fasti_messages *messages,
           const struct fasti_package **package)
{
  struct deployed deployed = {.arena = fasti_arena_new()};
  const struct fasti_package_row *row;
  enum fasti_status status = list_deployed(office, bureau, messages, &deployed);

  if (status == FASTI_OK)
    status = choose_package(office, &deployed, day, 0, messages, &row, package);
  fasti_arena_free(deployed.arena);
  return status;
}

enum fasti_status
fasti_office_package(struct fasti_office *office, const char *bureau, int32_t day, struct fasti_messages *messages,
                     const struct fasti_package **package)
{
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, package_on(office, bureau, day, messages, package));
}

enum fasti_status
office_version(struct fasti_office *office, const struct fasti_package_row *row, struct fasti_arena *arena,
               struct fasti_messages *messages, bool *known)
{
  struct deployed deployed = {.arena = arena};
  enum fasti_status status = office->store->call->package_list(office->store, row->bureau, take_deployed, &deployed);

  *known = false;
  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return office_told(office, messages, status);
  for (size_t i = 0; i < deployed.count; i++)
    *known = *known || strcmp(deployed.rows[i].hash, row->hash) == 0;
  for (size_t i = 0; i < deployed.count && !*known; i++)
    if (strcmp(deployed.rows[i].version, row->version) == 0) {
      fasti_error_field(messages, row->bureau,
                        "version %s is deployed already, with another content: give the changed package a new version",
                        row->version);
      return FASTI_CONFLICT;
    }
  return FASTI_OK;
}

/* Where the package in force says who approves a new version, it is proposed and approved; only who owns an office
 * without administrators, as one for a demonstration, goes on by themselves. */
static enum fasti_status
check_approval(struct fasti_office *office, const struct fasti_package_row *row, struct fasti_messages *messages)
{
  const struct fasti_package *package = NULL;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status;

  if (!*row->deployed_by)
    return FASTI_OK;
  status = office_package_at(office, row->bureau, FASTI_NEVER, NULL, hash, &package);
  if (office_store_failed(status))
    return office_told(office, messages, status);
  if (status != FASTI_OK || !*fasti_package_approvers(package) || strcmp(hash, row->hash) == 0)
    return FASTI_OK;
  fasti_error_rule(messages, fasti_package_rule(package, "designer"),
                   "a new version of %s is proposed by its designer and approved before an administrator puts it in force",
                   row->bureau);
  return FASTI_FORBIDDEN;
}

static enum fasti_status
store_package(struct fasti_office *office, const struct fasti_package_row *row, const struct files *files,
              struct fasti_messages *messages)
{
  bool known;
  xmlNodePtr act;
  enum fasti_status status = office_may_manage(office, row->deployed_by, messages);

  if (status == FASTI_OK)
    status = check_approval(office, row, messages);
  if (status == FASTI_OK)
    status = office_version(office, row, files->arena, messages, &known);
  if (status != FASTI_OK)
    return status;
  act = office_act("deploy");
  office_act_set(act, "again", known ? "true" : NULL);
  office_act_package(act, row);
  status = office_note(office, act, row->deployed_by, row->deployed_at, messages);
  if (status != FASTI_OK || known)
    return status;
  return office_told(office, messages, office->store->call->package_put(office->store, row, files->rows, files->count));
}

static enum fasti_status
propose_package(struct fasti_office *office, const struct fasti_package_row *row, const struct files *files,
                struct fasti_messages *messages)
{
  return office_propose(office, row, files->rows, files->count, messages);
}

/* What is done with a package that is good: deployed, or proposed. */
typedef enum fasti_status use_package(struct fasti_office *office, const struct fasti_package_row *row,
                                      const struct files *files, struct fasti_messages *messages);

static enum fasti_status
use_files(struct fasti_office *office, const struct fasti_package *package, const struct files *files,
          use_package *use, const char *actor, int64_t now, struct fasti_messages *messages, const char *hash)
{
  struct fasti_package_row row = {
    .hash = hash,
    .bureau = fasti_package_bureau(package),
    .version = fasti_package_version(package),
    .in_force = fasti_package_in_force(package),
    .deployed_at = now,
    .deployed_by = actor ? actor : "",
  };
  enum fasti_status status = office_begin(office, messages, true);

  if (status == FASTI_OK)
    status = office_end(office, messages, use(office, &row, files, messages));
  return status;
}

/* Checked as a whole before anything is asked of the store. */
static enum fasti_status
check_and_use(struct fasti_office *office, const char *name, struct fasti_slice bytes,
              const struct fasti_library *library, use_package *use, const char *actor, int64_t now,
              struct fasti_messages *messages, char hash[FASTI_HASH_SIZE])
{
  struct files files = {.arena = fasti_arena_new()};
  const struct fasti_package *package = shelf_verified(office->shelf, name, bytes, library);
  struct fasti_package *loaded = NULL;
  enum fasti_status status = FASTI_OK;

  if (!package)
    status = fasti_package_load(name, bytes, library, messages, &loaded);
  if (loaded)
    status = fasti_package_verify(loaded, messages);
  if (status == FASTI_OK) {
    collect_files(package ? package : loaded, &files);
    hash_files(&files, hash);
    status = use_files(office, package ? package : loaded, &files, use, actor, now, messages, hash);
  }
  if (loaded && status == FASTI_OK)
    shelf_keep(office->shelf, hash, loaded, true);
  else
    fasti_package_free(loaded);
  fasti_arena_free(files.arena);
  return status;
}

/* What is refused stays in the journal of the office, with what was wrong. */
static enum fasti_status
take_in(struct fasti_office *office, const char *act, use_package *use, const char *name, struct fasti_slice bytes,
        const struct fasti_library *library, const char *actor, int64_t now, struct fasti_messages *messages,
        char hash[FASTI_HASH_SIZE])
{
  size_t first = messages ? fasti_messages_count(messages) : 0;
  enum fasti_status status = check_and_use(office, name, bytes, library, use, actor, now, messages, hash);

  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, act, name, actor, now, messages, first, status);
}

enum fasti_status
fasti_office_deploy(struct fasti_office *office, const char *name, struct fasti_slice bytes,
                    const struct fasti_library *library, const char *actor, int64_t now,
                    struct fasti_messages *messages, char hash[FASTI_HASH_SIZE])
{
  return take_in(office, "deploy", store_package, name, bytes, library, actor, now, messages, hash);
}

enum fasti_status
fasti_office_propose(struct fasti_office *office, const char *name, struct fasti_slice bytes,
                     const struct fasti_library *library, const char *actor, int64_t now,
                     struct fasti_messages *messages, char hash[FASTI_HASH_SIZE])
{
  return take_in(office, "propose", propose_package, name, bytes, library, actor, now, messages, hash);
}
