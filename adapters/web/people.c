/* adapters/web/people.c - the people of the office: who they are, which roles they hold, how they log in.
 *
 * Administrators change them; each change is an entry in the journal of the office.
 */
#include "config.h"

#include <string.h>

#include "adapters/web/people.h"
#include "engine/account.h"
#include "engine/list.h"
#include "engine/search.h"

enum { CODE_HOLDS = 24 * 60 * 60 * 1000 /* milliseconds */ };

/* -- the list -- */

struct listing {
  struct web_call *call;
  xmlNodePtr list;
  const char *text, *role, *bureau;
  size_t shown;
};

static const struct fasti_package *
package_of(struct web_call *call, const char *bureau)
{
  const struct fasti_package *package = NULL;

  if (!*bureau || fasti_office_package(call->office, bureau, web_today(call), NULL, &package) != FASTI_OK)
    return NULL;
  return package;
}

/* Roles of the office itself have their words in the texts of the pages. */
static const char *
roles_in_words(struct web_call *call, const struct fasti_person_row *row)
{
  if (fasti_list_has(row->roles, FASTI_ROLE_ADMIN))
    return web_text(call, "people.role.admin");
  if (fasti_list_has(row->roles, FASTI_ROLE_DESIGNER))
    return web_text(call, "people.role.process-designer");
  return web_role_titles(call, package_of(call, row->bureau), row->roles);
}

static void
describe(struct web_call *call, xmlNodePtr node, const struct fasti_person_row *row)
{
  const struct fasti_package *package = package_of(call, row->bureau);
  int32_t ends = FASTI_NO_DAY;

  web_set(node, "id", row->id);
  web_set(node, "name", row->name);
  web_set(node, "bureau", row->bureau);
  web_set(node, "bureau-title", package ? fasti_package_title(package) : row->bureau);
  web_set(node, "roles", row->roles);
  web_set(node, "roles-title", roles_in_words(call, row));
  web_set(node, "unit", *row->unit ? row->unit : NULL);
  web_set(node, "certificate", *row->certificate ? row->certificate : NULL);
  web_set(node, "valid-to", *row->valid_to ? row->valid_to : NULL);
  web_set(node, "interests", row->interests);
  web_set(node, "active", row->active ? "true" : "false");
  if (*row->valid_to && fasti_day_parse(fasti_slice_of(row->valid_to), &ends) == FASTI_OK && ends < web_today(call))
    web_set(node, "expired", "true");
}

static bool
list_person(void *self, const struct fasti_person_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->call;
  const char *all = fasti_arena_printf(call->arena, "%s %s %s", row->id, row->name, roles_in_words(call, row));

  if (listing->text && *listing->text && !fasti_search_found(fasti_slice_of(all), fasti_slice_of(listing->text)))
    return true;
  describe(call, web_add(listing->list, "person"), row);
  listing->shown++;
  return true;
}

static enum fasti_status
people(struct web_call *call)
{
  xmlNodePtr main = web_page(call, "people");
  struct listing listing = {.call = call, .list = web_add(main, "people"), .text = web_query(call, "q")};
  enum fasti_status status;

  web_set(main, "q", listing.text);
  status = call->store->call->person_list(call->store, NULL, NULL, NULL, list_person, &listing);
  web_set_number(listing.list, "count", (int64_t)listing.shown);
  return status == FASTI_OK ? web_show(call, 200) : status;
}

/* -- one of them -- */

static void
offer_role(xmlNodePtr roles, const char *id, const char *title, const char *held)
{
  xmlNodePtr role = web_add(roles, "role");

  web_set(role, "id", id);
  web_set(role, "title", title);
  web_set(role, "held", fasti_list_has(held, id) ? "true" : NULL);
}

struct bureaus {
  struct web_call *call;
  xmlNodePtr main;
  const struct fasti_person_row *row;
  const char *last;
};

/* Each bureau once, with its roles. */
static bool
offer_bureau(void *self, const struct fasti_package_row *package_row)
{
  struct bureaus *bureaus = self;
  const struct fasti_package *package = package_of(bureaus->call, package_row->bureau);
  xmlNodePtr bureau;
  const char *id, *title;

  if (!package || strcmp(bureaus->last, package_row->bureau) == 0)
    return true;
  bureaus->last = fasti_arena_strdup(bureaus->call->arena, package_row->bureau);
  bureau = web_add(bureaus->main, "bureau");
  web_set(bureau, "id", package_row->bureau);
  web_set(bureau, "title", fasti_package_title(package));
  for (size_t i = 0; (id = fasti_package_role_at(package, i, &title)) != NULL; i++)
    offer_role(bureau, id, title, strcmp(bureaus->row->bureau, package_row->bureau) == 0 ? bureaus->row->roles : "");
  return true;
}

static enum fasti_status
show_person(struct web_call *call, const struct fasti_person_row *row, bool is_new, const char *code, int status)
{
  xmlNodePtr main = web_page(call, "person"), node = web_add(main, "person"), office = web_add(main, "bureau");
  struct bureaus bureaus = {call, main, row, ""};
  enum fasti_status listed;

  describe(call, node, row);
  web_set(main, "new", is_new ? "true" : NULL);
  web_set(main, "code", code);
  web_set(office, "id", "");
  offer_role(office, FASTI_ROLE_ADMIN, web_text(call, "people.role.admin"), row->roles);
  offer_role(office, FASTI_ROLE_DESIGNER, web_text(call, "people.role.process-designer"), row->roles);
  listed = call->store->call->package_list(call->store, NULL, offer_bureau, &bureaus);
  if (listed == FASTI_OK && !is_new)
    listed = web_stand_ins_add(call, main, row);
  return listed == FASTI_OK ? web_show(call, status) : listed;
}

static const struct fasti_person_row nobody = {
  .id = "", .name = "", .bureau = "", .certificate = "", .roles = "", .valid_to = "", .interests = "", .unit = "", .active = true};


enum fasti_status
web_person_show(struct web_call *call, int status)
{
  struct fasti_person_row row;
  enum fasti_status found = fasti_office_person(call->office, web_part(call, "person"), call->arena, call->messages, &row);

  return found == FASTI_OK ? show_person(call, &row, false, NULL, status) : found;
}

static enum fasti_status
person(struct web_call *call)
{
  return web_person_show(call, 200);
}

static enum fasti_status
new_person(struct web_call *call)
{
  return show_person(call, &nobody, true, NULL, 200);
}

/* -- changes -- */

static const char *
given(const struct web_call *call, const char *name)
{
  const char *value = web_field(call, name);

  return value ? value : "";
}

/* A role is sent as "BUREAU/ROLE", so that a person never gets the role of another bureau by mistake. */
static struct fasti_person_row
read_person(struct web_call *call, const char *id)
{
  struct fasti_person_row row = {.id = id,
                                 .name = given(call, "name"),
                                 .bureau = given(call, "bureau"),
                                 .certificate = given(call, "certificate"),
                                 .valid_to = given(call, "valid-to"),
                                 .interests = given(call, "interests"),
                                 .unit = given(call, "unit"),
                                 .active = strcmp(given(call, "active"), "false") != 0,
                                 .roles = ""};

  for (size_t i = 0; i < call->field_count; i++) {
    const char *slash = strchr(call->fields[i].value, '/');

    if (strcmp(call->fields[i].name, "role") != 0 || !slash ||
        !fasti_slice_is((struct fasti_slice){call->fields[i].value, (size_t)(slash - call->fields[i].value)}, row.bureau))
      continue;
    row.roles = fasti_arena_printf(call->arena, "%s%s%s", row.roles, *row.roles ? " " : "", slash + 1);
  }
  return row;
}

static enum fasti_status
put(struct web_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_person_put(office, self, call->person->id, call->now, call->messages);
}

static enum fasti_status
after_put(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  const struct fasti_person_row *row = call->change.self;
  bool is_new = !*web_part(call, "person");

  (void)answer;
  if (status == FASTI_OK)
    return web_go_telling(call, fasti_arena_printf(call->arena, "/admin/people/%s", web_encode(call, row->id)), "done.person");
  if (status == FASTI_FORBIDDEN || !fasti_messages_count(call->messages))
    return status;
  return show_person(call, row, is_new, NULL, 422);
}

static enum fasti_status
change(struct web_call *call, const char *id)
{
  struct fasti_person_row *row = fasti_arena_alloc(call->arena, sizeof *row);

  *row = read_person(call, id);
  call->change = (struct web_change){.kind = WEB_WORK, .work = put, .self = row, .follow = after_put};
  return FASTI_OK;
}

static enum fasti_status
change_person(struct web_call *call)
{
  struct fasti_person_row row;
  enum fasti_status status = fasti_office_person(call->office, web_part(call, "person"), call->arena, call->messages, &row);

  return status == FASTI_OK ? change(call, row.id) : status;
}

static enum fasti_status
add_person(struct web_call *call)
{
  struct fasti_person_row row = read_person(call, given(call, "id")), known;

  if (fasti_office_person(call->office, row.id, call->arena, NULL, &known) != FASTI_OK)
    return change(call, row.id);
  fasti_error_field(call->messages, "id", "there is such a person already: %s", known.name);
  return show_person(call, &row, true, NULL, 409);
}

/* -- how they log in -- */

struct code {
  char text[WEB_CODE_SIZE];
  char hash[FASTI_HASH_SIZE];
};

static enum fasti_status
give_code(struct web_call *call, struct fasti_office *office, void *self)
{
  const struct code *code = self;

  return fasti_office_one_time(office, web_part(call, "person"), code->hash, call->real + CODE_HOLDS, call->person->id,
                               call->now, call->messages);
}

/* The code is shown once, in this answer, and is nowhere else. */
static enum fasti_status
show_code(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  const struct code *code = call->change.self;
  struct fasti_person_row row;

  (void)answer;
  if (status == FASTI_OK)
    status = fasti_office_person(call->office, web_part(call, "person"), call->arena, call->messages, &row);
  return status == FASTI_OK ? show_person(call, &row, false, code->text, 200) : status;
}

static enum fasti_status
make_code(struct web_call *call)
{
  const struct web_options *options = web_site_options(call->site);
  struct code *code = fasti_arena_alloc(call->arena, sizeof *code);

  options->make_code(options->self, code->text, code->hash);
  call->change = (struct web_change){.kind = WEB_WORK, .work = give_code, .self = code, .follow = show_code};
  return FASTI_OK;
}

static enum fasti_status
end_them(struct web_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_end_sessions(office, web_part(call, "person"), call->person->id, call->now, call->messages);
}

static enum fasti_status
after_end(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status != FASTI_OK)
    return status;
  return web_go_telling(call, fasti_arena_printf(call->arena, "/admin/people/%s", web_encode(call, web_part(call, "person"))),
                        "done.sessions");
}

static enum fasti_status
end_sessions(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_WORK, .work = end_them, .follow = after_end};
  return FASTI_OK;
}

static enum fasti_status
end_their_factor(struct web_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_factor_end(office, web_part(call, "person"), call->person->id, call->now, call->messages);
}

static enum fasti_status
after_factor(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status != FASTI_OK)
    return status;
  return web_go_telling(call, fasti_arena_printf(call->arena, "/admin/people/%s", web_encode(call, web_part(call, "person"))),
                        "done.factor-reset");
}

static enum fasti_status
reset_factor(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_WORK, .work = end_their_factor, .follow = after_factor};
  return FASTI_OK;
}

const struct web_route web_people_routes[] = {
  {"GET", "/admin/people", people, "admin", N_("the people of the office")},
  {"GET", "/admin/people-new", new_person, "admin", N_("a new person")},
  {"POST", "/admin/people", add_person, "admin", N_("add a person")},
  {"GET", "/admin/people/{person}", person, "admin", N_("a person, their roles")},
  {"POST", "/admin/people/{person}", change_person, "admin", N_("change a person, their roles")},
  {"POST", "/admin/people/{person}/code", make_code, "admin", N_("give a person a code to log in with once")},
  {"POST", "/admin/people/{person}/end-sessions", end_sessions, "admin", N_("log a person out everywhere")},
  {"POST", "/admin/people/{person}/reset-factor", reset_factor, "admin", N_("take a second factor away that was lost")},
  {0},
};
