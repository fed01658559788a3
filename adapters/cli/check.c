/* adapters/cli/check.c - "fasti check": finds every error in definitions before they are used.
 *
 * What a file is shows in its first element (or in its first line, for calendars), never in its name.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/command.h"
#include "engine/calendar.h"
#include "engine/package.h"
#include "engine/procedure.h"
#include "engine/table.h"

static enum fasti_status
check_chart(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_chart *chart = NULL;
  enum fasti_status status = fasti_chart_load(name, bytes, &library, cli->messages, &chart);

  fasti_chart_free(chart);
  return status;
}

static enum fasti_status
check_calendar(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_calendar *calendar = fasti_calendar_new();
  enum fasti_status status = fasti_calendar_read(calendar, name, bytes, cli->messages);

  fasti_calendar_free(calendar);
  return status;
}

static enum fasti_status
check_form(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_form *form = NULL;
  enum fasti_status status = fasti_form_load(name, bytes, &library, cli->messages, &form);

  fasti_form_free(form);
  return status;
}

static enum fasti_status
check_template(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_instrument *instrument = NULL;
  enum fasti_status status = fasti_instrument_load(name, bytes, &library, cli->messages, &instrument);

  fasti_instrument_free(instrument);
  return status;
}

static enum fasti_status
check_procedure(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_library library = cli_library(cli);

  return fasti_procedure_check(name, bytes, &library, cli->messages);
}

static enum fasti_status
check_package(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_package *package = NULL;
  enum fasti_status status = fasti_package_load(name, bytes, &library, cli->messages, &package);

  if (status == FASTI_OK)
    status = fasti_package_verify(package, cli->messages);
  fasti_package_free(package);
  return status;
}

static enum fasti_status
check_model(struct cli *cli, const char *name, struct fasti_slice bytes)
{
  struct fasti_model *model = NULL;
  enum fasti_status status = fasti_model_load(name, bytes, cli->messages, &model);

  if (status == FASTI_OK)
    status = fasti_model_verify(model, NULL, cli->messages);
  fasti_model_free(model);
  return status;
}

/* A kind of definition, by its root element. */
struct kind {
  const char *ns;
  const char *root;
  const char *title;
  enum fasti_status (*check)(struct cli *cli, const char *name, struct fasti_slice bytes);
};

static const struct kind kinds[] = {
  {FASTI_NS_SCXML, "scxml", N_("chart"), check_chart},
  {FASTI_NS_PACKAGE, "package", N_("package"), check_package},
  {"http://www.w3.org/1999/xhtml", "html", N_("form"), check_form},
  {"http://www.w3.org/1999/XSL/Transform", "stylesheet", N_("template"), check_template},
  {"http://www.w3.org/1999/XSL/Transform", "transform", N_("template"), check_template},
};
static const struct kind procedure_kind = {NULL, NULL, N_("procedure"), check_procedure};
static const struct kind model_kind = {NULL, NULL, N_("decision model"), check_model};
static const struct kind calendar_kind = {NULL, NULL, N_("calendar"), check_calendar};

static bool
is_calendar(struct fasti_slice bytes)
{
  static const char begin[] = "BEGIN:VCALENDAR";
  size_t at = bytes.size >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  while (at < bytes.size && strchr(" \t\r\n", bytes.at[at]))
    at++;
  return bytes.size - at >= sizeof begin - 1 && memcmp(bytes.at + at, begin, sizeof begin - 1) == 0;
}

/* Whether the vocabulary of procedures is used: declared and mentioned by NODE or below. */
static bool
is_procedure(const xmlNode *node)
{
  for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
    if (attribute->ns && strcmp((const char *)attribute->ns->href, FASTI_NS_PROCEDURE) == 0)
      return true;
  if (node->ns && strcmp((const char *)node->ns->href, FASTI_NS_PROCEDURE) == 0)
    return true;
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (is_procedure(child))
      return true;
  return false;
}

/* @return NULL with a message when the file is of no kind that Fasti reads */
static const struct kind *
find_kind(struct cli *cli, const xmlNode *root)
{
  if (fasti_xml_is(root, FASTI_NS_SCXML, "scxml") && is_procedure(root))
    return &procedure_kind;
  if (strcmp((const char *)root->name, "definitions") == 0)
    return &model_kind;
  if (fasti_xml_is(root, FASTI_NS_PACKAGE, "part")) {
    fasti_error_at(cli->messages, fasti_xml_place(root),
                   "a part of a package means nothing by itself; check the package that names it");
    return NULL;
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (fasti_xml_is(root, kinds[i].ns, kinds[i].root))
      return &kinds[i];
  fasti_error_at(
    cli->messages, fasti_xml_place(root),
    "<%s> begins no definition that is known; expected a chart, a package, a form, a template or a decision model",
    root->name);
  return NULL;
}

/* @arg kind set once it is known */
static enum fasti_status
check_bytes(struct cli *cli, const char *name, struct fasti_slice bytes, const struct kind **kind)
{
  enum fasti_status status;
  xmlDocPtr doc = NULL;

  if (is_calendar(bytes)) {
    *kind = &calendar_kind;
    return check_calendar(cli, name, bytes);
  }
  status = fasti_xml_parse(name, bytes, cli->messages, &doc);
  if (status != FASTI_OK)
    return status;
  *kind = find_kind(cli, xmlDocGetRootElement(doc));
  fasti_xml_free(doc);
  return *kind ? (*kind)->check(cli, name, bytes) : FASTI_DEFINITION;
}

/* A message and where it goes: its file by first mention, then its place in it, then the order of telling. */
struct place_order {
  const struct fasti_message *message;
  size_t file;
  size_t told;
};

static int
compare(const void *one, const void *other)
{
  const struct place_order *a = one, *b = other;

  if (a->file != b->file)
    return a->file < b->file ? -1 : 1;
  if (a->message->place.line != b->message->place.line)
    return a->message->place.line < b->message->place.line ? -1 : 1;
  if (a->message->place.column != b->message->place.column)
    return a->message->place.column < b->message->place.column ? -1 : 1;
  return a->told < b->told ? -1 : a->told > b->told;
}

static size_t
first_of_file(const struct fasti_messages *messages, const char *file)
{
  size_t i = 0;

  for (; i < fasti_messages_count(messages); i++) {
    const char *other = fasti_messages_at(messages, i)->place.file;

    if (other == file || (other && file && strcmp(other, file) == 0))
      break;
  }
  return i;
}

/* Print the messages from the top of each file to its end, whatever order the checks have. */
static void
tell_in_order(struct cli *cli)
{
  size_t count = fasti_messages_count(cli->messages);
  struct place_order *order = fasti_arena_alloc(cli->arena, count * sizeof *order);
  struct fasti_messages *sorted = cli_messages_new(), *told = cli->messages;

  for (size_t i = 0; i < count; i++) {
    order[i].message = fasti_messages_at(told, i);
    order[i].file = first_of_file(told, order[i].message->place.file);
    order[i].told = i;
  }
  qsort(order, count, sizeof *order, compare);
  for (size_t i = 0; i < count; i++)
    fasti_message_add(sorted, order[i].message);
  cli->messages = sorted;
  cli_tell(cli);
  cli->messages = told;
  fasti_messages_clear(told);
  fasti_messages_free(sorted);
}

static enum fasti_status
check_file(struct cli *cli, const char *name)
{
  const struct kind *kind = NULL;
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, name, CLI_DEFINITION_BYTES, &bytes);

  if (status == FASTI_OK)
    status = check_bytes(cli, name, bytes, &kind);
  if (status == FASTI_OK && !cli_has(cli, "quiet"))
    printf(_("%s: ok (%s)\n"), name, _(kind->title));
  tell_in_order(cli);
  return status;
}

static enum fasti_status
check(struct cli *cli)
{
  enum fasti_status worst = FASTI_OK;

  cli->folders = "folder";
  for (int i = 0; i < cli->operand_count; i++) {
    enum fasti_status status = check_file(cli, cli->operands[i]);

    if (worst == FASTI_OK || status == FASTI_DEFINITION)
      worst = status;
  }
  return worst;
}

static const struct cli_option options[] = {
  {"folder", 'f', N_("FOLDER"), N_("look for forms and templates there too; may be repeated")},
  {"quiet", 'q', NULL, N_("print nothing for files without errors")},
  {0},
};

const struct cli_command cli_check = {
  .name = "check",
  .summary = N_("find every error in definitions: charts, packages, forms, templates, decision models, calendars"),
  .operands = N_("FILE..."),
  .least = 1,
  .most = -1,
  .options = options,
  .ends = {FASTI_INVALID, FASTI_NOT_FOUND, FASTI_LIMIT, FASTI_IO, FASTI_DEFINITION},
  .run = check,
};
