/* adapters/web/registers.c - the standing registers 台账: procedures whose cases are what is supervised, as tables of their
 * facts. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/lists.h"

/** One register. */
struct registry {
  struct list list;
  const struct fasti_procedure *procedure;
  struct fasti_case_filter filter;
  struct fasti_where wheres[LIST_WHERES];
};

static enum fasti_status
registers(struct web_call *call)
{
  struct list list;
  const struct fasti_procedure *procedure;
  enum fasti_status status = FASTI_OK;

  list_begin(call, "registers", "/registers", &list);
  for (size_t i = 0; list.package && status == FASTI_OK && (procedure = fasti_package_procedure_at(list.package, i)); i++) {
    struct fasti_case_filter filter = {.bureau = list.reader->person.bureau,
                                       .procedure = fasti_procedure_id(procedure),
                                       .due_before = FASTI_NO_DAY,
                                       .reach = &list.reader->reach};
    int64_t count = 0;
    xmlNodePtr node;

    if (!fasti_procedure_note(procedure)->is_register)
      continue;
    status = call->store->call->case_count(call->store, &filter, FASTI_COUNT_ALL, list_sum, &count);
    node = web_add(list.main, "register");
    web_set(node, "id", fasti_procedure_id(procedure));
    web_set(node, "title", fasti_procedure_title(procedure));
    web_set_number(node, "count", count);
  }
  return status == FASTI_OK ? web_show(call, 200) : status;
}

/* -- one of them -- */

static enum fasti_status
begin(struct web_call *call, const char *page, struct registry *registry)
{
  const char *id = web_part(call, "procedure"), *path = fasti_arena_printf(call->arena, "/registers/%s", web_encode(call, id));

  memset(registry, 0, sizeof *registry);
  list_begin(call, page, path, &registry->list);
  registry->procedure = registry->list.package ? fasti_package_procedure(registry->list.package, id) : NULL;
  if (!registry->procedure || !fasti_procedure_note(registry->procedure)->is_register) {
    fasti_error_field(call->messages, id, "there is no such register");
    return FASTI_NOT_FOUND;
  }
  registry->filter = (struct fasti_case_filter){.bureau = registry->list.reader->person.bureau,
                                                .procedure = fasti_procedure_id(registry->procedure),
                                                .status = list_given(call, "status"),
                                                .text = list_given(call, "q"),
                                                .due_before = FASTI_NO_DAY,
                                                .reach = &registry->list.reader->reach};
  list_ask_facts(&registry->list, registry->procedure, registry->wheres, &registry->filter);
  return FASTI_OK;
}

static void
add_columns(const struct registry *registry)
{
  const struct fasti_procedure_note *note = fasti_procedure_note(registry->procedure);
  xmlNodePtr columns = web_add(registry->list.main, "columns");

  for (size_t i = 0; i < note->fact_count; i++)
    if (note->facts[i].title) {
      xmlNodePtr column = web_add(columns, "column");

      web_set(column, "title", note->facts[i].title);
      web_set(column, "type", note->facts[i].type == FASTI_FACT_NUMBER ? "number" : "text");
    }
}

struct listing {
  const struct registry *registry;
  struct list_pager pager;
  xmlNodePtr rows; /* of a file */
  enum fasti_status status;
};

static enum fasti_status
add_cells(struct listing *listing, xmlNodePtr node, const struct fasti_case_row *row)
{
  static const char *const types[] = {"text", "date", "number"};
  const struct registry *registry = listing->registry;
  const struct fasti_procedure_note *note = fasti_procedure_note(registry->procedure);
  const char *const *texts;
  enum fasti_status status = list_facts(&registry->list, row->id, note, &texts);

  for (size_t i = 0; i < note->fact_count && status == FASTI_OK; i++)
    if (note->facts[i].title)
      list_cell(node, types[note->facts[i].type], texts[i]);
  return status;
}

static bool
take_row(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;
  xmlNodePtr node = list_row(&listing->pager, "row", row->id);

  if (!node)
    return false;
  list_describe_case(&listing->registry->list, node, row);
  listing->status = add_cells(listing, node, row);
  return listing->status == FASTI_OK;
}

static enum fasti_status
add_rows(struct registry *registry)
{
  struct fasti_store *store = registry->list.call->store;
  struct listing listing = {.registry = registry};
  xmlNodePtr rows = web_add(registry->list.main, "rows");
  int64_t count = 0;
  enum fasti_status status = store->call->case_count(store, &registry->filter, FASTI_COUNT_ALL, list_sum, &count);

  web_set_number(rows, "count", count);
  list_pager_begin(&registry->list, rows, &listing.pager);
  registry->filter.most = LIST_PAGE + 1;
  registry->filter.after = listing.pager.at[0];
  registry->filter.backwards = listing.pager.backwards;
  if (status == FASTI_OK)
    status = store->call->case_list(store, &registry->filter, take_row, &listing);
  list_pager_end(&registry->list, &listing.pager);
  return status == FASTI_OK ? listing.status : status;
}

static void
add_form(const struct registry *registry)
{
  static const char *const statuses[] = {"open", "suspended", "ended", "terminated"};
  const struct list *list = &registry->list;
  xmlNodePtr form = list_filter(list, list->path), field;

  list_field(list, form, "q", "search");
  field = list_field(list, form, "status", "select");
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
    list_option(field, statuses[i],
                web_text(list->call, fasti_arena_printf(list->call->arena, "registers.status.%s", statuses[i])), -1);
  list_offer_facts(list, registry->procedure, form);
}

static enum fasti_status
one_register(struct web_call *call)
{
  struct registry registry;
  enum fasti_status status = begin(call, "register", &registry);

  if (status != FASTI_OK)
    return status;
  web_set(registry.list.main, "title", fasti_procedure_title(registry.procedure));
  add_form(&registry);
  add_columns(&registry);
  status = add_rows(&registry);
  if (web_site_options(call->site)->sheet) {
    xmlNodePtr files = web_add(registry.list.main, "files");

    web_set(files, "csv", list_link(&registry.list, fasti_arena_printf(call->arena, "%s/list.csv", registry.list.path), "", NULL, NULL));
    web_set(files, "xlsx", list_link(&registry.list, fasti_arena_printf(call->arena, "%s/list.xlsx", registry.list.path), "", NULL, NULL));
  }
  return status == FASTI_OK ? web_show(call, 200) : status;
}

/* -- the file -- */

static bool
file_row(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;
  const struct list *list = &listing->registry->list;
  xmlNodePtr line = web_add(listing->rows, "row");

  list_cell(line, "text", row->id);
  listing->status = add_cells(listing, line, row);
  list_cell(line, "text", list_steps(list, listing->registry->procedure, row->states));
  return listing->status == FASTI_OK;
}

static enum fasti_status
file(struct web_call *call, const char *format)
{
  struct registry registry;
  struct listing listing = {.registry = &registry};
  enum fasti_status status = begin(call, NULL, &registry);
  const struct fasti_procedure_note *note;
  xmlNodePtr heads;

  if (status != FASTI_OK)
    return status;
  note = fasti_procedure_note(registry.procedure);
  listing.rows = list_table();
  heads = web_add(listing.rows, "row");
  list_cell(heads, "text", web_text(call, "cases.file.id"));
  for (size_t i = 0; i < note->fact_count; i++)
    if (note->facts[i].title)
      list_cell(heads, "text", note->facts[i].title);
  list_cell(heads, "text", web_text(call, "cases.file.steps"));
  registry.filter.most = LIST_FILE;
  status = call->store->call->case_list(call->store, &registry.filter, file_row, &listing);
  if (status == FASTI_OK)
    status = listing.status;
  if (status == FASTI_OK)
    return list_file(call, listing.rows, fasti_procedure_id(registry.procedure), format);
  xmlFreeNode(listing.rows);
  return status;
}

static enum fasti_status
register_csv(struct web_call *call)
{
  return file(call, "csv");
}

static enum fasti_status
register_xlsx(struct web_call *call)
{
  return file(call, "xlsx");
}

const struct web_route web_registers_routes[] = {
  {"GET", "/registers", registers, "-admin process-designer", N_("the standing registers")},
  {"GET", "/registers/{procedure}", one_register, "-admin process-designer", N_("a register as a table")},
  {"GET", "/registers/{procedure}/list.csv", register_csv, "-admin process-designer", N_("a register as CSV")},
  {"GET", "/registers/{procedure}/list.xlsx", register_xlsx, "-admin process-designer", N_("a register as XLSX")},
  {0},
};
