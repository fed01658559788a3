/* engine/office/deputy.c - who holds a role in the place of somebody who is away; see access.h.
 *
 * Messages: a role that takes no deputy or that the person does not hold, a deputy who is not active, of another bureau or
 * an administrator, a period that ends before it begins, a stand-in that is not there.
 */
#include "config.h"

#include <string.h>

#include "engine/access.h"
#include "engine/office/inside.h"

struct standing_in {
  struct fasti_arena *arena;
  struct fasti_stand_in_row *rows;
  size_t count, room;
};

static bool
take_stand_in(void *self, const struct fasti_stand_in_row *row)
{
  struct standing_in *list = self;
  struct fasti_stand_in_row *copy = fasti_row_copy(&fasti_stand_in_shape, row);

  fasti_arena_tie(list->arena, fasti_free, copy);
  if (list->count == list->room) {
    struct fasti_stand_in_row *rows = fasti_arena_alloc(list->arena, (list->room * 2 + 4) * sizeof *rows);

    if (list->count)
      memcpy(rows, list->rows, list->count * sizeof *rows);
    list->rows = rows;
    list->room = list->room * 2 + 4;
  }
  list->rows[list->count++] = *copy;
  return true;
}

/* Only what the other one still has can be held for them. */
static enum fasti_status
add_role(struct fasti_office *office, const struct fasti_stand_in_row *row, const struct fasti_person_row *deputy,
         struct fasti_arena *arena, struct fasti_messages *messages, struct fasti_buffer *roles,
         struct fasti_buffer *stands)
{
  struct fasti_person_row other;
  enum fasti_status status = office_person(office, row->person, arena, messages, &other);

  if (status != FASTI_OK || !other.active || strcmp(other.bureau, deputy->bureau) != 0 ||
      !fasti_list_has(other.roles, row->role))
    return status;
  fasti_list_add(roles, row->role);
  fasti_list_add(stands, fasti_arena_printf(arena, "%s%s:%s", fasti_list_has(deputy->roles, row->role) ? "=" : "",
                                            row->role, row->person));
  return FASTI_OK;
}

enum fasti_status
office_stand_ins(struct fasti_office *office, int32_t day, struct fasti_arena *arena, struct fasti_messages *messages,
                 struct fasti_person_row *row, const char **stands)
{
  struct standing_in list = {.arena = arena};
  struct fasti_buffer roles = {0}, text = {0};
  enum fasti_status status;

  *stands = "";
  if (day == FASTI_NO_DAY || !row->active)
    return FASTI_OK;
  status = office_told(office, messages,
                       office->store->call->stand_in_list(office->store, NULL, row->id, day, take_stand_in, &list));
  if (status != FASTI_OK || list.count == 0)
    return status;
  fasti_buffer_puts(&roles, row->roles);
  for (size_t i = 0; i < list.count && status == FASTI_OK; i++)
    status = add_role(office, &list.rows[i], row, arena, messages, &roles, &text);
  if (status == FASTI_OK) {
    row->roles = fasti_arena_strdup(arena, roles.size ? roles.at : "");
    *stands = fasti_arena_strdup(arena, text.size ? text.at : "");
  }
  fasti_buffer_free(&roles);
  fasti_buffer_free(&text);
  return status;
}

static enum fasti_status
check_deputy(const struct fasti_person_row *person, const struct fasti_person_row *deputy,
             struct fasti_messages *messages)
{
  if (strcmp(person->id, deputy->id) == 0)
    fasti_error_field(messages, deputy->id, "nobody stands in for themselves; expected another person");
  else if (!deputy->active)
    fasti_error_field(messages, deputy->id, "%s is not active in this office any more", deputy->name);
  else if (!person->active)
    fasti_error_field(messages, person->id, "%s is not active in this office any more", person->name);
  else if (strcmp(person->bureau, deputy->bureau) != 0)
    fasti_error_field(messages, deputy->id, "%s belongs to another bureau than %s", deputy->name, person->name);
  else if (fasti_list_has(deputy->roles, FASTI_ROLE_ADMIN) || fasti_list_has(deputy->roles, FASTI_ROLE_DESIGNER))
    fasti_error_field(messages, deputy->id, "%s has a role of the office itself and acts in no case", deputy->name);
  else
    return FASTI_OK;
  return FASTI_REFUSED;
}

static enum fasti_status
check_role(struct fasti_office *office, const struct fasti_stand_in_row *row, const struct fasti_person_row *person,
           int64_t now, struct fasti_messages *messages)
{
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status;

  if (!fasti_list_has(person->roles, row->role)) {
    fasti_error_field(messages, person->id, "%s does not have the role \"%s\"; theirs are: %s", person->name, row->role,
                      person->roles);
    return FASTI_INVALID;
  }
  if (row->from == FASTI_NO_DAY || row->to == FASTI_NO_DAY || row->to < row->from) {
    fasti_error_field(messages, row->deputy, "a stand-in has a first and a last day, and ends no earlier than it begins");
    return FASTI_INVALID;
  }
  status = office_package_at(office, person->bureau, now, messages, hash, &package);
  if (status == FASTI_OK && !fasti_package_role_deputy(package, row->role)) {
    fasti_error_field(messages, row->role, "nobody may stand in as %s", fasti_package_role_title(package, row->role));
    return FASTI_REFUSED;
  }
  return status;
}

static enum fasti_status
put(struct fasti_office *office, const struct fasti_stand_in_row *row, const char *actor, int64_t now,
    struct fasti_messages *messages)
{
  xmlNodePtr act = office_act("stand-in");
  enum fasti_status status;

  office_act_stand_in(act, row);
  status = office_note(office, act, actor, now, messages);
  return status == FASTI_OK ? office_told(office, messages, office->store->call->stand_in_put(office->store, row))
                            : status;
}

static enum fasti_status
stand_in(struct fasti_office *office, const struct fasti_stand_in_row *row, const char *actor, int64_t now,
         struct fasti_arena *arena, struct fasti_messages *messages)
{
  struct fasti_person_row person, deputy;
  enum fasti_status status = office_may_manage(office, actor, messages);

  if (status == FASTI_OK)
    status = office_person(office, row->person, arena, messages, &person);
  if (status == FASTI_OK)
    status = office_person(office, row->deputy, arena, messages, &deputy);
  if (status == FASTI_OK)
    status = check_deputy(&person, &deputy, messages);
  if (status == FASTI_OK)
    status = check_role(office, row, &person, now, messages);
  return status == FASTI_OK ? put(office, row, actor, now, messages) : status;
}

enum fasti_status
fasti_office_stand_in(struct fasti_office *office, const struct fasti_stand_in_row *row, const char *actor, int64_t now,
                      struct fasti_messages *messages)
{
  size_t first = messages ? fasti_messages_count(messages) : 0;
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, stand_in(office, row, actor, now, arena, messages));
  fasti_arena_free(arena);
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, "stand-in", row->deputy ? row->deputy : "", actor, now, messages, first, status);
}

struct ending {
  const char *person, *role, *deputy;
  int32_t day;
};

/* What has ended by then stays as it was; what has not begun never will. */
static enum fasti_status
end_all(struct fasti_office *office, const struct ending *ending, const char *actor, int64_t now,
        struct fasti_arena *arena, struct fasti_messages *messages)
{
  struct standing_in list = {.arena = arena};
  size_t ended = 0;
  enum fasti_status status = office_may_manage(office, actor, messages);

  if (status == FASTI_OK)
    status = office_told(office, messages,
                         office->store->call->stand_in_list(office->store, ending->person, ending->deputy, FASTI_NO_DAY,
                                                            take_stand_in, &list));
  for (size_t i = 0; i < list.count && status == FASTI_OK; i++) {
    struct fasti_stand_in_row *row = &list.rows[i];

    if (strcmp(row->role, ending->role) != 0 || row->to < ending->day)
      continue;
    row->to = ending->day - 1;
    status = put(office, row, actor, now, messages);
    ended++;
  }
  if (status != FASTI_OK || ended)
    return status;
  fasti_error_field(messages, ending->deputy, "does not stand in for %s as %s from this day on", ending->person,
                    ending->role);
  return FASTI_NOT_FOUND;
}

enum fasti_status
fasti_office_stand_in_end(struct fasti_office *office, const char *person, const char *role, const char *deputy,
                          int32_t day, const char *actor, int64_t now, struct fasti_messages *messages)
{
  struct ending ending = {person, role, deputy, day};
  size_t first = messages ? fasti_messages_count(messages) : 0;
  struct fasti_arena *arena;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, end_all(office, &ending, actor, now, arena, messages));
  fasti_arena_free(arena);
  if (status == FASTI_OK || office_store_failed(status))
    return status;
  return office_refused(office, "end-stand-in", deputy ? deputy : "", actor, now, messages, first, status);
}
