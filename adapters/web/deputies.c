/* adapters/web/deputies.c - 代理: who holds whose role while they are on leave (organisation.md 9: the rules that separate roles
 * hold for a deputy as for anybody).
 */
#include "config.h"

#include <string.h>

#include "adapters/web/people.h"
#include "engine/list.h"

/* -- looking -- */

struct listing {
  struct web_call *call;
  xmlNodePtr list;
  const struct fasti_package *package;
  const struct fasti_person_row *of;
};

static bool
list_stand_in(void *self, const struct fasti_stand_in_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->call;
  xmlNodePtr node;

  if (row->to < web_today(call))
    return true;
  node = web_add(listing->list, "stand-in");
  web_set(node, "person", row->person);
  web_set(node, "person-name", web_name(call, row->person));
  web_set(node, "deputy", row->deputy);
  web_set(node, "deputy-name", web_name(call, row->deputy));
  web_set(node, "role", row->role);
  web_set(node, "role-title", web_role_titles(call, listing->package, row->role));
  web_set_day(node, "from", row->from);
  web_set_day(node, "to", row->to);
  web_set(node, "running", row->from <= web_today(call) ? "true" : NULL);
  return true;
}

static bool
offer_deputy(void *self, const struct fasti_person_row *row)
{
  struct listing *listing = self;

  if (row->active && strcmp(row->id, listing->of->id) != 0) {
    xmlNodePtr node = web_add_text(listing->list, "candidate", row->name);

    web_set(node, "id", row->id);
  }
  return true;
}

static void
offer_roles(struct listing *listing)
{
  const char *at = listing->of->roles;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *role = fasti_arena_copy(listing->call->arena, word.at, word.size);
    xmlNodePtr node = web_add_text(listing->list, "role", web_role_titles(listing->call, listing->package, role));

    web_set(node, "id", role);
  }
}

enum fasti_status
web_stand_ins_add(struct web_call *call, xmlNodePtr main, const struct fasti_person_row *row)
{
  struct listing listing = {.call = call, .of = row};
  const struct fasti_store_functions *store = call->store->call;
  enum fasti_status status;

  if (!*row->bureau ||
      fasti_office_package(call->office, row->bureau, web_today(call), NULL, &listing.package) != FASTI_OK)
    return FASTI_OK;
  listing.list = web_add(main, "stand-ins");
  offer_roles(&listing);
  status = store->stand_in_list(call->store, row->id, NULL, FASTI_NO_DAY, list_stand_in, &listing);
  if (status == FASTI_OK)
    status = store->stand_in_list(call->store, NULL, row->id, FASTI_NO_DAY, list_stand_in, &listing);
  if (status == FASTI_OK)
    status = store->person_list(call->store, NULL, row->bureau, NULL, offer_deputy, &listing);
  return status;
}

/* -- changes -- */

static const char *
given(const struct web_call *call, const char *name)
{
  const char *value = web_field(call, name);

  return value ? value : "";
}

/* @return whether the field holds a day; else a message says so */
static bool
read_day(struct web_call *call, const char *name, int32_t *day)
{
  if (fasti_day_parse(fasti_slice_of(given(call, name)), day) == FASTI_OK)
    return true;
  fasti_error_field(call->messages, name, "enter a day, as 2026-12-31");
  return false;
}

static enum fasti_status
put(struct web_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_stand_in(office, self, call->person->id, call->now, call->messages);
}

static enum fasti_status
end_it(struct web_call *call, struct fasti_office *office, void *self)
{
  const struct fasti_stand_in_row *row = self;

  return fasti_office_stand_in_end(office, row->person, row->role, row->deputy, web_today(call), call->person->id,
                                   call->now, call->messages);
}

static enum fasti_status
after(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status == FASTI_OK)
    return web_go_telling(call, fasti_arena_printf(call->arena, "/admin/people/%s", web_encode(call, web_part(call, "person"))),
                          "done.stand-in");
  return fasti_messages_errors(call->messages) && status != FASTI_FORBIDDEN ? web_person_show(call, 422) : status;
}

static enum fasti_status
add(struct web_call *call)
{
  struct fasti_stand_in_row *row = fasti_arena_alloc(call->arena, sizeof *row);
  bool from, to;

  *row = (struct fasti_stand_in_row){
    .person = web_part(call, "person"), .role = given(call, "role"), .deputy = given(call, "deputy")};
  from = read_day(call, "from", &row->from);
  to = read_day(call, "to", &row->to);
  if (!from || !to)
    return web_person_show(call, 422);
  call->change = (struct web_change){.kind = WEB_WORK, .work = put, .self = row, .follow = after};
  return FASTI_OK;
}

static enum fasti_status
end(struct web_call *call)
{
  struct fasti_stand_in_row *row = fasti_arena_alloc(call->arena, sizeof *row);

  *row = (struct fasti_stand_in_row){
    .person = given(call, "of"), .role = given(call, "role"), .deputy = given(call, "deputy")};
  call->change = (struct web_change){.kind = WEB_WORK, .work = end_it, .self = row, .follow = after};
  return FASTI_OK;
}

const struct web_route web_deputies_routes[] = {
  {"POST", "/admin/people/{person}/stand-ins", add, "admin", N_("have somebody stand in for a person on leave")},
  {"POST", "/admin/people/{person}/stand-ins/end", end, "admin", N_("end a stand-in")},
  {0},
};
