/* adapters/cli/codes.c - "fasti user codes": how to look round in a demonstration: a code for somebody of each role.
 *
 * Of those who hold a role, the one with the most open tasks is taken, for there is most to see; who was taken for one role is
 * not asked to stand for another of theirs again. Only a demonstration gives codes away like this.
 */
#include "config.h"

#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "adapters/http/http.h"
#include "engine/list.h"
#include "engine/row.h"

enum { DAY = 24 * 60 * 60 * 1000 };

static const struct table_column columns[] = {
  {"bureau", N_("bureau"), false}, {"roles", N_("roles"), false}, {"name", N_("name"), false},
  {"tasks", N_("open tasks"), true}, {"person", N_("log in as"), false}, {"code", N_("code"), false}, {0},
};

struct holder {
  const struct fasti_person_row *row;
  int64_t tasks;
  bool taken;
};

struct staff {
  struct desk *desk;
  struct table *table;
  struct holder *items;
  size_t count, room;
};

static bool
take_person(void *self, const struct fasti_person_row *row)
{
  struct staff *staff = self;
  struct fasti_person_row *kept;

  if (!row->active)
    return true;
  if (staff->count == staff->room) {
    staff->room = staff->room ? staff->room * 2 : 256;
    staff->items = fasti_realloc(staff->items, staff->room * sizeof *staff->items);
  }
  kept = fasti_row_copy(&fasti_person_shape, row);
  fasti_arena_tie(staff->desk->cli->arena, fasti_free, kept);
  staff->items[staff->count++] = (struct holder){.row = kept};
  return true;
}

static bool
count_task(void *self, const struct fasti_task_row *row)
{
  (void)row;
  ++*(int64_t *)self;
  return true;
}

static enum fasti_status
count_tasks(struct staff *staff)
{
  struct fasti_store *store = staff->desk->store;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < staff->count && status == FASTI_OK; i++) {
    const struct fasti_person_row *row = staff->items[i].row;
    struct fasti_task_filter filter = {
      .bureau = row->bureau, .person = row->id, .roles = row->roles, .unit = row->unit, .due_before = FASTI_NO_DAY};

    if (*row->bureau)
      status = store->call->task_list(store, &filter, count_task, &staff->items[i].tasks);
  }
  return status;
}

/* A code for one of them, and their line. */
static enum fasti_status
give(struct staff *staff, struct holder *holder, const struct fasti_package *package)
{
  struct desk *desk = staff->desk;
  struct fasti_arena *arena = desk->cli->arena;
  char code[HTTP_CODE_SIZE], hash[FASTI_HASH_SIZE];
  enum fasti_status status;

  holder->taken = true;
  http_make_code(code, hash);
  status = fasti_office_one_time(desk->office, holder->row->id, hash, desk_real_now() + DAY, cli_value(desk->cli, "as"),
                                 desk->now, desk->cli->messages);
  if (status != FASTI_OK)
    return status;
  table_cell(staff->table, package ? fasti_package_title(package) : "");
  table_cell(staff->table, package ? desk_role_titles(arena, package, holder->row->roles) : holder->row->roles);
  table_cell(staff->table, holder->row->name);
  table_cell_number(staff->table, holder->tasks);
  table_cell(staff->table, holder->row->id);
  table_cell(staff->table, code);
  return FASTI_OK;
}

static bool
holds(const struct holder *holder, const char *bureau, const char *role)
{
  return strcmp(holder->row->bureau, bureau) == 0 && fasti_list_has(holder->row->roles, role);
}

/* Who is to stand for a role. @return NULL: nobody holds it, or somebody stands for it already */
static struct holder *
choose(const struct staff *staff, const char *bureau, const char *role)
{
  struct holder *chosen = NULL;

  for (size_t i = 0; i < staff->count; i++) {
    struct holder *holder = &staff->items[i];

    if (!holds(holder, bureau, role))
      continue;
    if (holder->taken)
      return NULL;
    if (!chosen || holder->tasks > chosen->tasks)
      chosen = holder;
  }
  return chosen;
}

static enum fasti_status
give_bureau(struct staff *staff, const char *bureau)
{
  const struct fasti_package *package;
  const char *role;
  enum fasti_status status =
    fasti_office_package(staff->desk->office, bureau, INT32_MAX, staff->desk->cli->messages, &package);

  for (size_t i = 0; status == FASTI_OK && (role = fasti_package_role_at(package, i, NULL)) != NULL; i++) {
    struct holder *holder = choose(staff, bureau, role);

    if (holder)
      status = give(staff, holder, package);
  }
  return status;
}

/* The bureaus in the order in which their people are met, then those who belong to none. */
static enum fasti_status
give_all(struct staff *staff)
{
  const char *done = "";
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < staff->count && status == FASTI_OK; i++) {
    const char *bureau = staff->items[i].row->bureau;

    if (!*bureau || fasti_list_has(done, bureau))
      continue;
    done = fasti_arena_printf(staff->desk->cli->arena, "%s %s", done, bureau);
    status = give_bureau(staff, bureau);
  }
  for (size_t i = 0; i < staff->count && status == FASTI_OK; i++)
    if (!*staff->items[i].row->bureau)
      status = give(staff, &staff->items[i], NULL);
  return status;
}

static enum fasti_status
check_demonstration(struct desk *desk)
{
  bool demonstration;
  enum fasti_status status = fasti_office_is_demonstration(desk->office, desk->cli->messages, &demonstration);

  if (status != FASTI_OK || demonstration)
    return status;
  fasti_error_field(desk->cli->messages, desk_path(desk->cli),
                    "this office is no demonstration: give codes one by one, with fasti user login");
  return FASTI_REFUSED;
}

static enum fasti_status
codes(struct cli *cli)
{
  struct desk desk;
  struct staff staff = {.desk = &desk, .table = table_new(cli->arena, columns)};
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = check_demonstration(&desk);
  if (status == FASTI_OK)
    status = desk.store->call->person_list(desk.store, NULL, NULL, NULL, take_person, &staff);
  if (status == FASTI_OK)
    status = count_tasks(&staff);
  if (status == FASTI_OK)
    status = give_all(&staff);
  if (status == FASTI_OK)
    status = table_show(cli, staff.table, _("there are no such people in this office"));
  status = desk_told(&desk, status);
  fasti_free(staff.items);
  desk_close(&desk);
  return status;
}

static const struct cli_option options[] = {DESK_OFFICE, DESK_ADMIN, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE, {0}};

const struct cli_command cli_user_codes = {
  .group = "user",
  .name = "codes",
  .summary = N_("print a code for somebody of each role of a demonstration, to log in with once, within a day"),
  .options = options,
  .ends = {FASTI_REFUSED, FASTI_FORBIDDEN, TABLE_ENDS, DESK_ENDS},
  .run = codes,
};
