/* adapters/cli/journal.c - "fasti office journal": what was done to the office and is no case, who did it, what was
 * refused.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "engine/xml.h"

static const struct table_column columns[] = {
  {"sequence", N_("no."), true},
  {"at", N_("at"), false},
  {"actor", N_("who"), false},
  {"kind", N_("what"), false},
  {"body", NULL, false},
  {"hash", N_("hash"), false},
  {0},
};

struct telling {
  struct desk *desk;
  struct table *table; /* NULL: lines for people */
};

static const char *
attribute(const xmlNode *node, const char *name)
{
  const char *value = node ? fasti_xml_attribute(node, NULL, name) : NULL;

  return value ? value : "";
}

/* " bureau version" of the package in an act. */
static const char *
package_of(struct fasti_arena *arena, const xmlNode *act)
{
  const xmlNode *package = fasti_xml_first(act);

  return fasti_arena_printf(arena, "%s %s", attribute(package, "bureau"), attribute(package, "version"));
}

static const char *
person_of(struct fasti_arena *arena, const xmlNode *act)
{
  const xmlNode *person = fasti_xml_first(act);
  const char *certificate = attribute(person, "certificate"), *valid_to = attribute(person, "valid-to");
  const char *text = fasti_arena_printf(arena, _("%s [%s] now has the roles: %s"), attribute(person, "name"),
                                        attribute(person, "id"), attribute(person, "roles"));

  if (*certificate)
    text = fasti_arena_printf(arena, _("%s; certificate %s"), text, certificate);
  if (*valid_to)
    text = fasti_arena_printf(arena, _("%s until %s"), text, valid_to);
  if (strcmp(attribute(person, "active"), "false") == 0)
    text = fasti_arena_printf(arena, _("%s; disabled"), text);
  return text;
}

static const char *
refusal_of(struct fasti_arena *arena, const xmlNode *act)
{
  const xmlNode *reason = fasti_xml_first(act);
  xmlChar *text = reason ? xmlNodeGetContent(reason) : NULL;
  const char *told = fasti_arena_printf(arena, _("was refused %s %s: %s"), attribute(act, "event"),
                                        attribute(act, "about"), text ? (const char *)text : "");

  xmlFree(text);
  return told;
}

/* An act in people's words. */
static const char *
words_of(struct fasti_arena *arena, const xmlNode *act)
{
  const char *kind = attribute(act, "kind");

  if (strcmp(kind, "init") == 0)
    return strcmp(attribute(act, "clock"), "real") == 0 ? _("began the office, by the real clock")
                                                        : _("began the office, by a simulated clock");
  if (strcmp(kind, "begin") == 0)
    return _("began this journal with the packages and people that there were");
  if (strcmp(kind, "deploy") == 0)
    return fasti_arena_printf(arena, *attribute(act, "again") ? _("deployed %s again: it is the same") : _("deployed %s"),
                              package_of(arena, act));
  if (strcmp(kind, "propose") == 0)
    return fasti_arena_printf(arena, _("proposed %s"), package_of(arena, act));
  if (strcmp(kind, "approve") == 0)
    return fasti_arena_printf(arena, _("approved %s as %s"), package_of(arena, act),
                              attribute(fasti_xml_first(act), "role"));
  if (strcmp(kind, "activate") == 0)
    return fasti_arena_printf(arena, _("put %s in force"), package_of(arena, act));
  if (strcmp(kind, "calendar") == 0)
    return fasti_arena_printf(arena, _("loaded the calendar %s for %s"), attribute(act, "name"), attribute(act, "bureau"));
  if (strcmp(kind, "person") == 0)
    return person_of(arena, act);
  if (strcmp(kind, "subscribe") == 0)
    return fasti_arena_printf(arena, _("subscribed %s to events, which go to %s"), attribute(act, "about"), attribute(act, "url"));
  if (strcmp(kind, "unsubscribe") == 0)
    return fasti_arena_printf(arena, _("ended the subscription %s"), attribute(act, "about"));
  if (strcmp(kind, "retry") == 0)
    return fasti_arena_printf(arena, _("had tried again what could not be delivered to %s"), attribute(act, "about"));
  if (strcmp(kind, "refused") == 0)
    return refusal_of(arena, act);
  return kind;
}

static void
tell_line(struct desk *desk, const struct fasti_entry_row *row)
{
  struct fasti_arena *arena = desk->cli->arena;
  const char *moment = desk_moment(arena, row->at, desk->zone);
  const char *who = *row->actor ? desk_name(desk, row->actor) : _("who owns the file");
  xmlDocPtr doc = NULL;

  if (fasti_xml_parse("journal entry", row->body, NULL, &doc) == FASTI_OK)
    printf("%s  %s  %s\n", moment, who, words_of(arena, xmlDocGetRootElement(doc)));
  else
    printf("%s  %s  %s\n", moment, who, row->kind);
  fasti_xml_free(doc);
}

static void
add_row(struct telling *telling, const struct fasti_entry_row *row)
{
  struct fasti_arena *arena = telling->desk->cli->arena;
  char at[FASTI_INSTANT_SIZE];

  table_cell_number(telling->table, row->sequence);
  table_cell(telling->table, fasti_instant_format(row->at, telling->desk->zone, at));
  table_cell(telling->table, row->actor);
  table_cell(telling->table, row->kind);
  table_cell(telling->table, fasti_arena_copy(arena, row->body.at ? row->body.at : "", row->body.size));
  table_cell(telling->table, row->hash);
}

static bool
see_entry(void *self, const struct fasti_entry_row *row)
{
  struct telling *telling = self;

  if (telling->table)
    add_row(telling, row);
  else
    tell_line(telling->desk, row);
  return true;
}

static enum fasti_status
journal(struct cli *cli)
{
  struct desk desk;
  struct telling telling = {.desk = &desk};
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  if (cli_has(cli, "json") || cli_has(cli, "output"))
    telling.table = table_new(cli->arena, columns);
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = desk.store->call->entry_list(desk.store, FASTI_OFFICE_JOURNAL, 1, see_entry, &telling);
  if (status == FASTI_OK && telling.table)
    status = table_show(cli, telling.table, "");
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option options[] = {DESK_OFFICE, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE, {0}};

const struct cli_command cli_office_journal = {
  .group = "office",
  .name = "journal",
  .summary = N_("tell what was done to the office, and by whom"),
  .options = options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = journal,
};
