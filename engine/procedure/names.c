/* engine/procedure/names.c - the names that expressions mention, looked up before anything runs.
 *
 * Variables come from the expression room; parameters ($param/NAME) and the names that functions take as literals
 * (f:visited('STATE')) are found by reading the text: XPath's tokens are few.
 * Messages: unknown variable, parameter, state, task, deadline or instrument, each with the closest name that there is.
 */
#include "config.h"

#include <ctype.h>
#include <string.h>

#include "engine/procedure/load.h"

/** What the first argument of a function names. */
struct naming {
  const char *function;
  const char *what;
  size_t table; /* offset of the table in struct fasti_procedure */
};

static const struct naming namings[] = {
  {"f:visited", "state", offsetof(struct fasti_procedure, states)},
  {"f:performer", "task or action", offsetof(struct fasti_procedure, tasks)},
  {"f:performed", "task or action", offsetof(struct fasti_procedure, tasks)},
  {"f:due", "deadline", offsetof(struct fasti_procedure, deadlines)},
  {"f:expired", "deadline", offsetof(struct fasti_procedure, deadlines)},
  {"f:late", "deadline", offsetof(struct fasti_procedure, deadlines)},
  {"f:issued", "instrument", offsetof(struct fasti_procedure, instrument_names)},
};

struct near {
  const char *wanted;
  const char *best;
  int distance;
};

/* Edits that make OTHER of NAME, counted no further than MOST. */
static int
edits(const char *name, const char *other, int most)
{
  int row[64], size = (int)strlen(other);

  if (size >= 63 || abs((int)strlen(name) - size) > most)
    return most + 1;
  for (int j = 0; j <= size; j++)
    row[j] = j;
  for (int i = 1; name[i - 1]; i++) {
    int diagonal = row[0];

    row[0] = i;
    for (int j = 1; j <= size; j++) {
      int cost = diagonal + (name[i - 1] != other[j - 1]), least;

      diagonal = row[j];
      least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
      row[j] = cost < least ? cost : least;
    }
  }
  return row[size];
}

static void
look_near(void *payload, void *data, const xmlChar *name)
{
  struct near *near = data;
  int distance = edits(near->wanted, (const char *)name, 3);

  (void)payload;
  if (distance < near->distance ||
      (distance == near->distance && near->best && strcmp((const char *)name, near->best) < 0)) {
    near->distance = distance;
    near->best = (const char *)name;
  }
}

const char *
names_near(xmlHashTablePtr table, const char *name)
{
  int most = strlen(name) < 4 ? 1 : strlen(name) < 6 ? 2 : 3;
  struct near near = {.wanted = name, .distance = most + 1};

  xmlHashScan(table, look_near, &near);
  return near.distance <= most ? near.best : NULL;
}

static void
unknown(struct check *check, struct fasti_place place, const char *what, const char *name, xmlHashTablePtr table)
{
  const char *near = names_near(table, name);

  if (near)
    fasti_error_at(check->messages, place, "there is no %s %s; did you mean %s?", what, name, near);
  else
    fasti_error_at(check->messages, place, "there is no %s %s; expected one that the procedure has", what, name);
}

static xmlHashTablePtr
table_of(const struct fasti_procedure *procedure, const struct naming *naming)
{
  xmlHashTablePtr table;

  memcpy(&table, (const char *)procedure + naming->table, sizeof table);
  return table;
}

static bool
is_name_byte(char c)
{
  return isalnum((unsigned char)c) || (c & 0x80) || c == '_' || c == '-' || c == '.';
}

static const char *
skip_blank(const char *at)
{
  return at + strspn(at, " \t\r\n");
}

static const char *
skip_name(const char *at)
{
  while (is_name_byte(*at))
    at++;
  return at;
}

static void
check_parameter(struct check *check, const char *at, struct fasti_place place)
{
  const struct fasti_package *package = check->procedure->package;
  const char *end;
  char *name;

  at = skip_blank(at);
  if (*at != '/' || at[1] == '/')
    return;
  at = skip_blank(at + 1);
  end = skip_name(at);
  if (end == at || package->alone)
    return;
  name = fasti_arena_copy(check->procedure->arena, at, (size_t)(end - at));
  if (!package_has_parameter(package, check->procedure->id, name))
    fasti_error_at(check->messages, place, "there is no parameter %s; expected one that %s gives to this procedure",
                   name, package->name);
}

/* A condition that is one call of In() is the chart room's to check. */
static bool
is_whole(const char *text, const char *function, const char *quote)
{
  const char *after = skip_blank(quote + 1);

  return skip_blank(text) == function && *after == ')' && !*skip_blank(after + 1);
}

static void
check_call(struct check *check, const char *text, const char *function, size_t size, const char *at,
           struct fasti_place place)
{
  const char *end;
  char *name;

  at = skip_blank(skip_blank(at) + 1);
  if (*at != '\'' && *at != '"')
    return;
  end = strchr(at + 1, *at);
  if (!end)
    return;
  name = fasti_arena_copy(check->procedure->arena, at + 1, (size_t)(end - at - 1));
  if (size == 2 && memcmp(function, "In", 2) == 0 && check->document && !is_whole(text, function, end) &&
      fasti_chart_find(check->document->notes.chart, name) < 0)
    unknown(check, place, "state", name, check->procedure->states);
  for (size_t i = 0; i < sizeof namings / sizeof *namings; i++)
    if (strlen(namings[i].function) == size && memcmp(namings[i].function, function, size) == 0) {
      xmlHashTablePtr table = table_of(check->procedure, &namings[i]);

      if (!xmlHashLookup(table, (const xmlChar *)name))
        unknown(check, place, namings[i].what, name, table);
    }
}

void
names_check(struct check *check, const char *text, struct fasti_place place)
{
  const char *at = text, *end;

  while (*at) {
    if (*at == '\'' || *at == '"') {
      end = strchr(at + 1, *at);
      at = end ? end + 1 : at + strlen(at);
    } else if (*at == '$') {
      end = skip_name(at + 1);
      if (end - at == 6 && memcmp(at, "$param", 6) == 0)
        check_parameter(check, end, place);
      at = end;
    } else if (is_name_byte(*at)) {
      end = skip_name(at);
      if (*end == ':' && end[1] != ':')
        end = skip_name(end + 1);
      if (*skip_blank(end) == '(')
        check_call(check, text, at, (size_t)(end - at), end, place);
      at = end;
    } else {
      at++;
    }
  }
}

struct variables {
  struct check *check;
  struct fasti_place place;
};

/* Data of the document; of any document in forms and instruments, which serve several. */
static bool
is_data(const struct check *check, const char *name)
{
  bool found = check->document && xmlHashLookup(check->document->variables, (const xmlChar *)name);

  for (size_t i = 0; i < check->procedure->document_count && !check->document && !found; i++)
    found = xmlHashLookup(check->procedure->documents[i]->variables, (const xmlChar *)name) != NULL;
  return found;
}

static void
check_variable(void *self, const char *name)
{
  static const char given[] = "param case now today people directory actor _event _sessionid _name _ioprocessors _x";
  const struct variables *variables = self;
  struct check *check = variables->check;

  if (fasti_list_has(given, name) || fasti_list_has(check->extra, name) || is_data(check, name) ||
      xmlHashLookup(check->procedure->as_names, (const xmlChar *)name))
    return;
  unknown(check, variables->place, "variable", name,
          (check->document ? check->document : check->procedure->documents[0])->variables);
}

void
names_variables(struct check *check, const struct fasti_expr *expr)
{
  struct variables variables = {.check = check, .place = fasti_expr_place(expr)};

  fasti_expr_variables(expr, check_variable, &variables);
}

/* The room case has these; here only their names are needed. */
static void
no_call(xmlXPathParserContextPtr context, int count)
{
  (void)count;
  xmlXPathSetError(context, XPATH_INVALID_CTXT);
}

static const struct fasti_function functions[] = {
  {FASTI_NS_PROCEDURE, "visited", no_call},   {FASTI_NS_PROCEDURE, "performer", no_call},
  {FASTI_NS_PROCEDURE, "performed", no_call}, {FASTI_NS_PROCEDURE, "due", no_call},
  {FASTI_NS_PROCEDURE, "expired", no_call},   {FASTI_NS_PROCEDURE, "late", no_call},
  {FASTI_NS_PROCEDURE, "issued", no_call},    {FASTI_NS_PROCEDURE, "holds", no_call},
  {FASTI_NS_PROCEDURE, "file", no_call},
};

struct fasti_evaluator *
names_evaluator(void)
{
  return fasti_evaluator_new(functions, sizeof functions / sizeof *functions);
}

/* The count of errors decides in the end, not what one check returns. */
static void
note_status(struct check *check, enum fasti_status status)
{
  check->failed = check->failed || status != FASTI_OK;
}

void
names_functions(struct check *check, const struct fasti_expr *expr)
{
  note_status(check, fasti_expr_check(check->evaluator, expr, check->messages));
}

void
names_template(struct check *check, const struct fasti_template *template_)
{
  note_status(check, fasti_template_check(check->evaluator, template_, check->messages));
}

/* "issue/param/NAME" in the attributes of a template. */
void
names_check_template(struct check *check, const xmlNode *node)
{
  static const char path[] = "issue/param";

  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    const char *at = attr->children && attr->children->content ? (const char *)attr->children->content : "";

    while ((at = strstr(at, path))) {
      at += sizeof path - 1;
      check_parameter(check, at, fasti_xml_attribute_place(node, (const char *)attr->name));
    }
  }
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    names_check_template(check, child);
}
