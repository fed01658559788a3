/* engine/office/office.c - an office: its store, its clock, its people; see office.h.
 *
 * Settings in the store: "clock" is "real" or "simulated"; "now" is what the simulated clock shows, and "began" when the
 * office began, both in milliseconds.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/inside.h"

struct fasti_office *
fasti_office_new(struct fasti_store *store)
{
  struct fasti_office *office = fasti_alloc(sizeof *office);

  office->store = store;
  office->own = fasti_shelf_new();
  office->shelf = office->own;
  office->warm_most = FASTI_OFFICE_WARM;
  return office;
}

void
fasti_office_free(struct fasti_office *office)
{
  if (!office)
    return;
  office_warm_trim(office, 0);
  fasti_shelf_free(office->own);
  fasti_free(office);
}

void
fasti_office_share(struct fasti_office *office, struct fasti_shelf *shelf)
{
  office->shelf = shelf;
}

void
fasti_office_watch(struct fasti_office *office, fasti_office_seen *seen, void *self)
{
  office->seen = seen;
  office->self = self;
}

void
fasti_office_chance(struct fasti_office *office, void (*fill)(void *self, void *bytes, size_t size), void *self)
{
  office->chance = fill;
  office->chancer = self;
}

bool
office_store_failed(enum fasti_status status)
{
  return status == FASTI_LOCKED || status == FASTI_READ_ONLY || status == FASTI_FOREIGN || status == FASTI_FULL ||
         status == FASTI_IO;
}

enum fasti_status
office_told(struct fasti_office *office, struct fasti_messages *messages, enum fasti_status status)
{
  const char *error;

  if (status != FASTI_CORRUPT && !office_store_failed(status))
    return status;
  error = office->store->call->error(office->store);
  fasti_error_field(messages, NULL, "%s: %s", fasti_messages_translate(messages, fasti_status_text(status)),
                    error ? error : "");
  return status;
}

enum fasti_status
office_begin(struct fasti_office *office, struct fasti_messages *messages, bool write)
{
  return office_told(office, messages, office->store->call->begin(office->store, write));
}

enum fasti_status
office_end(struct fasti_office *office, struct fasti_messages *messages, enum fasti_status status)
{
  if (status == FASTI_OK)
    status = office_told(office, messages, office->store->call->commit(office->store));
  if (status != FASTI_OK)
    office->store->call->rollback(office->store);
  return status;
}

static enum fasti_status
put_clock(struct fasti_store *store, bool simulated, int64_t now)
{
  char text[24];
  enum fasti_status status = store->call->setting_put(store, "clock", simulated ? "simulated" : "real");

  if (status != FASTI_OK || !simulated)
    return status;
  snprintf(text, sizeof text, "%" PRId64, now);
  return store->call->setting_put(store, "now", text);
}

enum fasti_status
office_put_clock(struct fasti_office *office, bool simulated, int64_t now, struct fasti_messages *messages)
{
  return office_told(office, messages, put_clock(office->store, simulated, now));
}

/* When the office began is noted once. */
static enum fasti_status
put_beginning(struct fasti_store *store, int64_t now)
{
  struct fasti_buffer value = {0};
  char text[24];
  enum fasti_status status = store->call->setting_get(store, "began", &value);

  fasti_buffer_free(&value);
  if (status != FASTI_NOT_FOUND)
    return status;
  snprintf(text, sizeof text, "%" PRId64, now);
  return store->call->setting_put(store, "began", text);
}

enum fasti_status
fasti_office_start(struct fasti_office *office, bool simulated, int64_t now, struct fasti_messages *messages)
{
  xmlNodePtr act;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  act = office_act("init");
  office_act_set(act, "clock", simulated ? "simulated" : "real");
  status = office_note(office, act, "", now, messages);
  if (status == FASTI_OK)
    status = office_put_clock(office, simulated, now, messages);
  if (status == FASTI_OK)
    status = office_told(office, messages, put_beginning(office->store, now));
  return office_end(office, messages, status);
}

/* A setting that is not there is empty. */
static enum fasti_status
read_setting(struct fasti_store *store, const char *name, struct fasti_buffer *value)
{
  enum fasti_status status;

  fasti_buffer_clear(value);
  status = store->call->setting_get(store, name, value);
  return status == FASTI_NOT_FOUND ? FASTI_OK : status;
}

enum fasti_status
fasti_office_now(struct fasti_office *office, int64_t real, struct fasti_messages *messages, int64_t *now,
                 bool *simulated)
{
  struct fasti_buffer value = {0};
  enum fasti_status status = office_begin(office, messages, false);
  bool is_simulated;

  if (status != FASTI_OK)
    return status;
  status = read_setting(office->store, "clock", &value);
  is_simulated = status == FASTI_OK && fasti_slice_is(fasti_buffer_slice(&value), "simulated");
  if (status == FASTI_OK)
    status = read_setting(office->store, "now", &value);
  if (status == FASTI_OK)
    *now = is_simulated ? strtoll(value.size ? value.at : "0", NULL, 10) : real;
  if (simulated)
    *simulated = is_simulated;
  fasti_buffer_free(&value);
  return office_end(office, messages, office_told(office, messages, status));
}

struct person_search {
  struct fasti_arena *arena;
  struct fasti_person_row *row;
  bool found;
};

static bool
take_person(void *self, const struct fasti_person_row *row)
{
  struct person_search *search = self;
  struct fasti_person_row *kept = fasti_row_copy(&fasti_person_shape, row);

  fasti_arena_tie(search->arena, fasti_free, kept);
  *search->row = *kept;
  search->found = true;
  return false;
}

enum fasti_status
office_person(struct fasti_office *office, const char *id, struct fasti_arena *arena, struct fasti_messages *messages,
              struct fasti_person_row *row)
{
  struct person_search search = {.arena = arena, .row = row};
  enum fasti_status status = office->store->call->person_list(office->store, id, NULL, NULL, take_person, &search);

  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return office_told(office, messages, status);
  if (search.found)
    return FASTI_OK;
  fasti_error_field(messages, id, "there is no such person in this office");
  return FASTI_NOT_FOUND;
}

enum fasti_status
fasti_office_person(struct fasti_office *office, const char *id, struct fasti_arena *arena,
                    struct fasti_messages *messages, struct fasti_person_row *row)
{
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, office_person(office, id, arena, messages, row));
}

static bool
find_admin(void *self, const struct fasti_person_row *row)
{
  bool *found = self;

  *found = row->active;
  return !*found;
}

/* Who owns the office file sets it up; from its first administrator on, one of them acts by name. */
static enum fasti_status
owner_may(struct fasti_office *office, struct fasti_messages *messages)
{
  bool found = false;
  enum fasti_status status =
    office->store->call->person_list(office->store, NULL, NULL, FASTI_ROLE_ADMIN, find_admin, &found);

  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return office_told(office, messages, status);
  if (!found)
    return FASTI_OK;
  fasti_error_field(messages, NULL, "this office has an administrator: one of them does this, and says who acts");
  return FASTI_FORBIDDEN;
}

enum fasti_status
office_may_manage(struct fasti_office *office, const char *actor, struct fasti_messages *messages)
{
  struct fasti_arena *arena;
  struct fasti_person_row row;
  enum fasti_status status;

  if (!actor || !*actor)
    return owner_may(office, messages);
  arena = fasti_arena_new();
  status = office_person(office, actor, arena, messages, &row);
  if (status == FASTI_OK && !(row.active && fasti_list_has(row.roles, FASTI_ROLE_ADMIN))) {
    fasti_error_input(
      messages, actor,
      fasti_list_has(row.roles, FASTI_ROLE_DESIGNER) ? office_rule(office, row.bureau, "designer") : NULL,
      "%s is no administrator: only those manage the packages and people of an office", row.name);
    status = FASTI_FORBIDDEN;
  }
  fasti_arena_free(arena);
  return status;
}

bool
office_is_identifier(const char *id)
{
  size_t size = id ? strlen(id) : 0;

  return size > 0 && size <= 64 && strpbrk(id, " \t\r\n/[]\"'<>&=") == NULL;
}

static bool
is_office_role(struct fasti_slice role)
{
  return fasti_slice_is(role, FASTI_ROLE_ADMIN) || fasti_slice_is(role, FASTI_ROLE_DESIGNER);
}

static bool
only_own_roles(const char *roles)
{
  struct fasti_slice role;
  bool only = false;

  for (only = *roles != '\0'; only && fasti_list_next(&roles, &role);)
    only = is_office_role(role);
  return only;
}

/* Every role but those of the office must be one of the bureau's package. */
static enum fasti_status
check_roles(const struct fasti_package *package, const struct fasti_person_row *row, struct fasti_messages *messages)
{
  struct fasti_slice role;
  enum fasti_status status = FASTI_OK;
  const char *at = row->roles, *title, *known;
  bool offices = false, others = false;

  while (fasti_list_next(&at, &role)) {
    size_t i = 0;

    offices = offices || is_office_role(role);
    if (is_office_role(role))
      continue;
    others = true;
    while ((known = fasti_package_role_at(package, i, &title)) != NULL && !fasti_slice_is(role, known))
      i++;
    if (!known) {
      fasti_error_field(messages, row->id, "the package of %s has no role \"%.*s\"", fasti_package_bureau(package),
                        (int)role.size, role.at);
      status = FASTI_INVALID;
    }
  }
  if (offices && others) {
    fasti_error_field(messages, row->id,
                      "who has the role admin or process-designer never acts in a case and can have no role for one");
    status = FASTI_INVALID;
  }
  return status;
}

/* Lists of units are separated by white space, and "-" is one that is nobody's. */
static bool
is_unit(const char *unit)
{
  return !unit || (!unit[strcspn(unit, " \t\r\n")] && strcmp(unit, "-") != 0);
}

static enum fasti_status
check_person(struct fasti_office *office, const struct fasti_person_row *row, struct fasti_messages *messages)
{
  char hash[FASTI_HASH_SIZE];
  const struct fasti_package *package = NULL;
  enum fasti_status status;
  int32_t day;

  if (!office_is_identifier(row->id)) {
    fasti_error_field(messages, row->id, "an id of a person is 1 to 64 letters, digits, - or _, without spaces");
    return FASTI_INVALID;
  }
  if (!fasti_xml_is_text(row->name) || !fasti_xml_is_text(row->certificate) || !fasti_xml_is_text(row->valid_to) ||
      !fasti_xml_is_text(row->interests) || !fasti_xml_is_text(row->unit) || !fasti_xml_is_text(row->id)) {
    fasti_error_field(messages, row->id, "this has characters that no document may contain; expected plain text");
    return FASTI_INVALID;
  }
  if (row->valid_to && *row->valid_to && fasti_day_parse(fasti_slice_of(row->valid_to), &day) != FASTI_OK) {
    fasti_error_field(messages, row->id, "\"%s\" is not a date that exists; expected YYYY-MM-DD", row->valid_to);
    return FASTI_INVALID;
  }
  if (!is_unit(row->unit)) {
    fasti_error_field(messages, row->id, "\"%s\" is no unit; expected one word, without spaces", row->unit);
    return FASTI_INVALID;
  }
  if (!row->name || !*row->name) {
    fasti_error_field(messages, row->id, "a person needs a name");
    return FASTI_INVALID;
  }
  if (only_own_roles(row->roles))
    return FASTI_OK; /* they belong to no bureau's work, and are there before its first package */
  status = office_package_at(office, row->bureau, FASTI_NEVER, messages, hash, &package);
  return status == FASTI_OK ? check_roles(package, row, messages) : status;
}

static bool
take_roles(void *self, const struct fasti_person_row *row)
{
  fasti_buffer_puts(self, row->roles);
  return false;
}

/* Put the row, and let the messages of roles that are new to them begin now. */
static enum fasti_status
store_person(struct fasti_office *office, const struct fasti_person_row *row, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct fasti_buffer had = {0};
  enum fasti_status status = store->call->person_list(store, row->id, NULL, NULL, take_roles, &had);

  if (status == FASTI_OK || status == FASTI_NOT_FOUND)
    status = store->call->person_put(store, row);
  if (status == FASTI_OK)
    status = office_notices_begin(office, had.at, row);
  fasti_buffer_free(&had);
  return office_told(office, messages, status);
}

static enum fasti_status
put_person(struct fasti_office *office, const struct fasti_person_row *row, const char *actor, int64_t now,
           struct fasti_messages *messages)
{
  xmlNodePtr act;
  enum fasti_status status = office_may_manage(office, actor, messages);

  if (status == FASTI_OK)
    status = check_person(office, row, messages);
  if (status != FASTI_OK)
    return status;
  act = office_act("person");
  office_act_person(act, row);
  status = office_note(office, act, actor, now, messages);
  if (status == FASTI_OK)
    status = store_person(office, row, messages);
  if (status == FASTI_OK && !row->active)
    status = office_end_sessions(office, row->id, NULL, NULL, messages);
  return status;
}

enum fasti_status
fasti_office_person_put(struct fasti_office *office, const struct fasti_person_row *row, const char *actor, int64_t now,
                        struct fasti_messages *messages)
{
  size_t first = messages ? fasti_messages_count(messages) : 0;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  status = office_end(office, messages, put_person(office, row, actor, now, messages));
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, "person", row->id ? row->id : "", actor, now, messages, first, status);
}
