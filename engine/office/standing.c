/* engine/office/standing.c - procedures of which one case is always open (doc/language.md section 14).
 *
 * The office opens it as nobody's act: when its package is in force, deployed and the office has begun, and again when
 * the last one has ended. The instant follows from what is stored, so that down-time changes nothing.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

/* What is known of the cases of a procedure. */
struct known {
  bool open;
  int64_t ended_at; /* of the last one; INT64_MIN: there was none */
};

static bool
look_at(void *self, const struct fasti_case_row *row)
{
  struct known *known = self;

  known->open = known->open || row->ended_at == FASTI_NEVER;
  if (row->ended_at != FASTI_NEVER && row->ended_at > known->ended_at)
    known->ended_at = row->ended_at;
  return !known->open;
}

static enum fasti_status
look(struct fasti_office *office, const char *bureau, const char *procedure, struct fasti_messages *messages,
     struct known *known)
{
  struct fasti_case_filter filter = {.bureau = bureau, .procedure = procedure, .due_before = FASTI_NO_DAY};

  *known = (struct known){.ended_at = INT64_MIN};
  return office_told(office, messages, office->store->call->case_list(office->store, &filter, look_at, known));
}

/* Packages as deployed; visitors must not use the store. */
struct deployed {
  char (*hashes)[FASTI_HASH_SIZE];
  int64_t *deployed_at;
  size_t count;
};

static bool
take_package(void *self, const struct fasti_package_row *row)
{
  struct deployed *deployed = self;

  deployed->hashes = fasti_realloc(deployed->hashes, (deployed->count + 1) * sizeof *deployed->hashes);
  deployed->deployed_at = fasti_realloc(deployed->deployed_at, (deployed->count + 1) * sizeof(int64_t));
  memcpy(deployed->hashes[deployed->count], row->hash, FASTI_HASH_SIZE);
  deployed->deployed_at[deployed->count++] = row->deployed_at;
  return true;
}

static int64_t
later(int64_t one, int64_t other)
{
  return one > other ? one : other;
}

/* When the office began; older offices do not say. */
static enum fasti_status
read_begin(struct fasti_office *office, int64_t *begin)
{
  struct fasti_buffer text = {0};
  enum fasti_status status = office->store->call->setting_get(office->store, "began", &text);

  *begin = status == FASTI_OK && text.size ? strtoll(text.at, NULL, 10) : INT64_MIN;
  fasti_buffer_free(&text);
  return status == FASTI_NOT_FOUND ? FASTI_OK : status;
}

static enum fasti_status
look_at_package(struct fasti_office *office, const struct fasti_package *package, int64_t since, int64_t now,
                struct fasti_messages *messages,
                void (*use)(void *self, const char *bureau, const char *procedure, int64_t at), void *self)
{
  int64_t force = fasti_instant_of(fasti_package_in_force(package), fasti_package_zone(package));
  const struct fasti_procedure *procedure;
  enum fasti_status status = FASTI_OK;
  struct known known;
  int64_t at;

  for (size_t i = 0; status == FASTI_OK && (procedure = fasti_package_procedure_at(package, i)); i++) {
    if (!fasti_procedure_is_standing(procedure))
      continue;
    status = look(office, fasti_package_bureau(package), fasti_procedure_id(procedure), messages, &known);
    at = later(later(since, force), known.ended_at);
    if (status == FASTI_OK && !known.open && at <= now)
      use(self, fasti_package_bureau(package), fasti_procedure_id(procedure), at);
  }
  return status;
}

enum fasti_status
office_standing(struct fasti_office *office, int64_t now, struct fasti_messages *messages,
                void (*use)(void *self, const char *bureau, const char *procedure, int64_t at), void *self)
{
  struct deployed deployed = {0};
  const struct fasti_package *package;
  int64_t begin = INT64_MIN;
  enum fasti_status status =
    office_told(office, messages, office->store->call->package_list(office->store, NULL, take_package, &deployed));

  if (status == FASTI_OK)
    status = office_told(office, messages, read_begin(office, &begin));
  for (size_t i = 0; status == FASTI_OK && i < deployed.count; i++) {
    status = office_package(office, deployed.hashes[i], messages, &package);
    if (status == FASTI_OK)
      status = look_at_package(office, package, later(begin, deployed.deployed_at[i]), now, messages, use, self);
    if (!office_store_failed(status)) /* one that cannot be read does not stop the others; it has been told */
      status = FASTI_OK;
  }
  fasti_free(deployed.hashes);
  fasti_free(deployed.deployed_at);
  return status;
}

enum fasti_status
office_stand(struct fasti_office *office, const char *bureau, const char *procedure, int64_t at,
             struct fasti_messages *messages)
{
  struct fasti_command command = {.kind = FASTI_OPEN, .standing = true};
  const struct fasti_procedure *found = NULL;
  const struct fasti_package *package;
  struct office_case one = {0};
  struct fasti_arena *arena;
  char hash[FASTI_HASH_SIZE], id[FASTI_CASE_ID];
  struct known known;
  enum fasti_status status = look(office, bureau, procedure, messages, &known);

  if (status == FASTI_OK && !known.open)
    status = office_package_at(office, bureau, at, messages, hash, &package);
  if (status != FASTI_OK || known.open)
    return status;
  found = fasti_package_procedure(package, procedure);
  if (!found || !fasti_procedure_is_standing(found))
    return FASTI_OK; /* a newer package does without it */
  arena = fasti_arena_new();
  status = office_calendars(office, package, hash, arena, messages, &command.calendars, &command.calendar_count);
  if (status == FASTI_OK)
    status = office_case_name(office, package, true, at, messages, id);
  if (status == FASTI_OK)
    status = office_case_begin(&one, office, package, hash, found, id, messages);
  if (status == FASTI_OK)
    status = office_case_do(&one, &command, at);
  office_case_close(&one);
  fasti_arena_free(arena);
  return status;
}
