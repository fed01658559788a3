/* adapters/web/packages.c - 法规: the versions of regulations by which the office works, and new ones on their way.
 *
 * Everybody may see by which rules they work. Who designed a version does not put it in force; the roles that the version in
 * force names approve it, each by another person; an administrator puts it in force.
 */
#include "config.h"

#include <string.h>

#include "adapters/web/room.h"
#include "engine/list.h"

/* -- looking -- */

struct listing {
  struct web_call *call;
  xmlNodePtr list;
};

static void
add_procedures(struct web_call *call, xmlNodePtr version, const struct fasti_package *package)
{
  const struct fasti_procedure *procedure;

  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)) != NULL; i++) {
    xmlNodePtr node = web_add_text(version, "procedure", fasti_procedure_title(procedure));

    web_set(node, "id", fasti_procedure_id(procedure));
    web_set(node, "openers", web_role_titles(call, package, fasti_procedure_openers(procedure)));
  }
}

static bool
list_version(void *self, const struct fasti_package_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->call;
  const struct fasti_package *package = NULL, *now = NULL;
  xmlNodePtr version = web_add(listing->list, "version");

  web_set(version, "bureau", row->bureau);
  web_set(version, "version", row->version);
  web_set(version, "hash", row->hash);
  web_set_day(version, "in-force", row->in_force);
  web_set_moment(call, version, "deployed", row->deployed_at);
  web_set(version, "by", web_name(call, row->deployed_by));
  if (fasti_office_package_of(call->office, row->hash, NULL, &package) != FASTI_OK)
    return true;
  web_set(version, "title", fasti_package_title(package));
  if (fasti_office_package(call->office, row->bureau, web_today(call), NULL, &now) == FASTI_OK && now == package)
    web_set(version, "current", "true");
  add_procedures(call, version, package);
  return true;
}

static void
add_approvals(struct web_call *call, xmlNodePtr node, const struct fasti_package *package,
              const struct fasti_proposal *proposal)
{
  const char *roles = proposal->roles, *persons = proposal->persons;
  struct fasti_slice role, person;

  while (fasti_list_next(&roles, &role) && fasti_list_next(&persons, &person)) {
    xmlNodePtr approval = web_add(node, "approval");

    web_set(approval, "role", web_role_titles(call, package, fasti_arena_copy(call->arena, role.at, role.size)));
    web_set(approval, "person", web_name(call, fasti_arena_copy(call->arena, person.at, person.size)));
  }
}

/* What the person who looks may do with a proposal; the office decides again when they do it. */
static const char *
next_act(const struct web_call *call, const struct fasti_proposal *proposal)
{
  const char *me = call->person->id;

  if (proposal->active || strcmp(proposal->by, me) == 0)
    return NULL;
  if (!*proposal->missing)
    return web_has_role(call, FASTI_ROLE_ADMIN) ? "activate" : NULL;
  if (web_has_role(call, proposal->missing) && strcmp(call->person->bureau, proposal->bureau) == 0 &&
      !fasti_list_has(proposal->persons, me))
    return "approve";
  return NULL;
}

static void
list_proposal(void *self, const struct fasti_proposal *proposal)
{
  struct listing *listing = self;
  struct web_call *call = listing->call;
  const struct fasti_package *package = NULL;
  xmlNodePtr node;

  if (proposal->active)
    return;
  if (fasti_office_package(call->office, proposal->bureau, web_today(call), NULL, &package) != FASTI_OK)
    package = NULL;
  node = web_add(listing->list, "proposal");
  web_set(node, "bureau", proposal->bureau);
  web_set(node, "title", package ? fasti_package_title(package) : proposal->bureau);
  web_set(node, "version", proposal->version);
  web_set(node, "by", web_name(call, proposal->by));
  web_set_moment(call, node, "at", proposal->at);
  web_set(node, "missing", *proposal->missing ? web_role_titles(call, package, proposal->missing) : NULL);
  web_set(node, "act", next_act(call, proposal));
  add_approvals(call, node, package, proposal);
}

static enum fasti_status
show(struct web_call *call, int http)
{
  xmlNodePtr main = web_page(call, "packages");
  struct listing proposals = {call, web_add(main, "proposals")}, versions = {call, web_add(main, "versions")};
  const char *bureau = web_has_role(call, FASTI_ROLE_ADMIN " " FASTI_ROLE_DESIGNER) ? NULL : call->person->bureau;
  enum fasti_status status = fasti_office_proposals(call->office, call->messages, list_proposal, &proposals);

  if (status == FASTI_OK)
    status = call->store->call->package_list(call->store, bureau, list_version, &versions);
  return status == FASTI_OK ? web_show(call, http) : status;
}

static enum fasti_status
packages(struct web_call *call)
{
  return show(call, 200);
}

/* -- approving, putting in force -- */

static enum fasti_status
approve_it(struct web_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_approve(office, web_part(call, "bureau"), web_part(call, "version"), call->person->id, call->now,
                              call->messages);
}

static enum fasti_status
activate_it(struct web_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_activate(office, web_part(call, "bureau"), web_part(call, "version"), call->person->id, call->now,
                               call->messages);
}

static enum fasti_status
done(struct web_call *call, enum fasti_status status, const char *text)
{
  if (status == FASTI_OK)
    return web_go_telling(call, "/packages", text);
  return fasti_messages_errors(call->messages) ? show(call, status == FASTI_FORBIDDEN ? 403 : 409) : status;
}

static enum fasti_status
approved(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return done(call, status, "done.approved");
}

static enum fasti_status
activated(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return done(call, status, "done.activated");
}

static enum fasti_status
approve(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_WORK, .work = approve_it, .follow = approved};
  return FASTI_OK;
}

static enum fasti_status
activate(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_WORK, .work = activate_it, .follow = activated};
  return FASTI_OK;
}

const struct web_route web_packages_routes[] = {
  {"GET", "/packages", packages, "*", N_("the regulations in force, and new versions")},
  {"POST", "/packages/{bureau}/{version}/approve", approve, "-admin process-designer", N_("approve a new version")},
  {"POST", "/packages/{bureau}/{version}/activate", activate, "admin", N_("put a new version in force")},
  {0},
};
