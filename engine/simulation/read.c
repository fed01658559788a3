/* engine/simulation/read.c - reading a load and checking it against its package (fasti-simulation(5)).
 *
 * Messages: an element or attribute that a load does not have or lacks; a number, range, day, list or choice that cannot be read;
 * a procedure, role, list, task, action or field that is not there.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/decimal.h"
#include "engine/expr.h"
#include "engine/list.h"
#include "engine/procedure.h"
#include "engine/simulation/load.h"
#include "engine/xml.h"

enum { PEOPLE = 1000, CASES = 100000, DAYS = 3660, PLACES = 6, ITEMS = 100, WEIGHT = 1000000 };

static const char elements[] = "list staff people open fill task action";

struct reading {
  struct fasti_load *load;
  struct fasti_messages *messages;
};

static const char *
keep(const struct reading *reading, const char *text)
{
  return fasti_arena_strdup(reading->load->arena, text);
}

static void
check_attributes(const struct reading *reading, const xmlNode *node, const char *known)
{
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
    if (!attr->ns && !fasti_list_has(known, (const char *)attr->name))
      fasti_error_at(reading->messages, fasti_xml_attribute_place(node, (const char *)attr->name),
                     "<%s> has no attribute %s; it has %s", (const char *)node->name, (const char *)attr->name, known);
}

static const char *
optional(const struct reading *reading, const xmlNode *node, const char *name)
{
  return keep(reading, fasti_xml_attribute(node, NULL, name));
}

static const char *
required(const struct reading *reading, const xmlNode *node, const char *name)
{
  const char *value = fasti_xml_attribute(node, NULL, name);

  if (!value || !*value) {
    fasti_error_at(reading->messages, fasti_xml_place(node), "<%s> must say its %s", (const char *)node->name, name);
    return "";
  }
  return keep(reading, value);
}

/* A whole number at *AT, which moves behind it. */
static bool
take_number(const char **at, long *value)
{
  char *end;

  *value = strtol(*at, &end, 10);
  if (end == *at || **at == ' ' || **at == '+')
    return false;
  *at = end;
  return true;
}

static int
number(const struct reading *reading, const xmlNode *node, const char *name, int least, int most, int missing)
{
  const char *text = fasti_xml_attribute(node, NULL, name), *at = text;
  long value;

  if (!text)
    return missing;
  if (take_number(&at, &value) && !*at && value >= least && value <= most)
    return (int)value;
  fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                 "%s=\"%s\" is not right; expected a whole number from %d to %d", name, text, least, most);
  return missing;
}

/* "3" or "1..5". */
static struct range
range(const struct reading *reading, const xmlNode *node, const char *name, struct range limits, struct range missing)
{
  const char *text = fasti_xml_attribute(node, NULL, name), *at = text;
  long least, most;

  if (!text)
    return missing;
  if (take_number(&at, &least)) {
    most = least;
    if ((!*at || (strncmp(at, "..", 2) == 0 && (at += 2, take_number(&at, &most)))) && !*at && least <= most &&
        least >= limits.least && most <= limits.most)
      return (struct range){(int)least, (int)most};
  }
  fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                 "%s=\"%s\" is not right; expected a whole number, or two as 1..5, from %d to %d", name, text, limits.least,
                 limits.most);
  return missing;
}

static const struct range waits = {0, DAYS};

static struct pace
read_pace(const struct reading *reading, const xmlNode *node, struct pace missing)
{
  struct pace pace; /* one after the other, so that messages have an order */

  pace.days = range(reading, node, "days", waits, missing.days);
  pace.most = number(reading, node, "most", 1, CASES, missing.most);
  pace.late = (unsigned)number(reading, node, "late", 0, 100, (int)missing.late);
  return pace;
}

/* MM-DD as month * 100 + day; of a leap year too. */
static int
month_day(const struct reading *reading, const xmlNode *node, const char *name, int missing)
{
  const char *text = fasti_xml_attribute(node, NULL, name), *at = text;
  long month, day;

  if (!text)
    return missing;
  if (strlen(text) == 5 && text[2] == '-' && take_number(&at, &month) && *at++ == '-' && take_number(&at, &day) && !*at &&
      month >= 1 && month <= 12 && day >= 1 && day <= fasti_month_length(2024, (int)month))
    return (int)(month * 100 + day);
  fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                 "%s=\"%s\" is not a day of a year; expected month and day, as 07-01", name, text);
  return missing;
}

/* Whether what an attribute names is there. */

static const struct fasti_procedure *
procedure_of(const struct reading *reading, const xmlNode *node, const char *name, const char *id)
{
  const struct fasti_procedure *procedure = id ? fasti_package_procedure(reading->load->package, id) : NULL;

  if (id && *id && !procedure)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                   "there is no procedure %s; expected one of this package", id);
  return procedure;
}

static bool
is_role(const struct fasti_package *package, struct fasti_slice word)
{
  const char *role;

  for (size_t i = 0; (role = fasti_package_role_at(package, i, NULL)) != NULL; i++)
    if (fasti_slice_is(word, role))
      return true;
  return false;
}

static const char *
roles_of(const struct reading *reading, const xmlNode *node, const char *name, const char *roles)
{
  const char *at = roles;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word))
    if (!is_role(reading->load->package, word))
      fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                     "there is no role %.*s; expected roles of this package", (int)word.size, word.at);
  return roles;
}

static const struct word_list *
list_of(const struct reading *reading, const xmlNode *node, const char *name)
{
  const char *id = fasti_xml_attribute(node, NULL, name);
  const struct word_list *list = id ? load_list(reading->load, id, strlen(id)) : NULL;

  if (id && !list)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                   "there is no list %s; expected the id of a <list> that stands before", id);
  return list;
}

/* A text in which {NAME} stands for something. */
static const char *
template(const struct reading *reading, const xmlNode *node, const char *name)
{
  const char *text = optional(reading, node, name);

  for (const char *at = text ? strchr(text, '{') : NULL; at; at = strchr(at, '{')) {
    size_t size = strcspn(++at, "}:");
    struct fasti_slice word = {at, size};

    if (!fasti_slice_is(word, "n") && !fasti_slice_is(word, "year") && !fasti_slice_is(word, "unit") &&
        !load_list(reading->load, at, size))
      fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                     "{%.*s} stands for nothing; expected {n}, {year}, {unit} or the id of a <list> that stands before",
                     (int)size, at);
  }
  return text;
}

/* The elements. */

static void
read_list(const struct reading *reading, const xmlNode *node, struct word_list *list)
{
  const char *at, *words;
  const char **all;
  struct fasti_slice word;

  check_attributes(reading, node, "id words");
  *list = (struct word_list){.id = required(reading, node, "id")};
  words = required(reading, node, "words");
  for (at = words; fasti_list_next(&at, &word);)
    list->count++;
  all = fasti_arena_alloc(reading->load->arena, (list->count + 1) * sizeof *all);
  list->words = all;
  list->count = 0;
  for (at = words; fasti_list_next(&at, &word);)
    all[list->count++] = fasti_arena_copy(reading->load->arena, word.at, word.size);
  if (*list->id && load_list(reading->load, list->id, strlen(list->id)))
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "id"), "the list %s is there twice", list->id);
  reading->load->list_count += list->count > 0;
}

static void
read_staff(const struct reading *reading, const xmlNode *node)
{
  struct fasti_load *load = reading->load;

  check_attributes(reading, node, "days most late look forward otherwise");
  load->pace = read_pace(reading, node, load->pace);
  load->look = range(reading, node, "look", (struct range){1, DAYS}, load->look);
  load->forward = (unsigned)number(reading, node, "forward", 0, 100, (int)load->forward);
  load->otherwise = (unsigned)number(reading, node, "otherwise", 0, 100, (int)load->otherwise);
}

static void
read_people(const struct reading *reading, const xmlNode *node, struct crew *crew)
{
  check_attributes(reading, node, "roles count name certificate units days most late");
  crew->roles = roles_of(reading, node, "roles", required(reading, node, "roles"));
  crew->units = list_of(reading, node, "units");
  crew->name = template(reading, node, "name");
  crew->certificate = template(reading, node, "certificate");
  crew->pace = read_pace(reading, node, reading->load->pace);
  crew->count = number(reading, node, "count", 0, PEOPLE, crew->units ? (int)crew->units->count : 1);
}

/* "passed:85 failed:15"; a word without a weight has 1. */
static void
read_choices(const struct reading *reading, const xmlNode *node, const char *text, struct source *source)
{
  const char *at = text;
  struct fasti_slice word;
  size_t sum = 0;

  while (fasti_list_next(&at, &word))
    source->choice_count++;
  source->choices = fasti_arena_alloc(reading->load->arena, (source->choice_count + 1) * sizeof *source->choices);
  at = text;
  for (size_t i = 0; fasti_list_next(&at, &word); i++) {
    const char *colon = memrchr(word.at, ':', word.size), *digits = colon ? colon + 1 : "1";
    long weight = 0;
    bool right = take_number(&digits, &weight) && (!colon || digits == word.at + word.size) && weight >= 0 &&
                 weight <= WEIGHT;

    if (!right)
      fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "choose"),
                     "\"%.*s\" is not right; expected a value and its weight, as passed:85", (int)word.size, word.at);
    source->choices[i] = (struct weighted){
      fasti_arena_copy(reading->load->arena, word.at, colon ? (size_t)(colon - word.at) : word.size), (unsigned)weight};
    sum += right ? (size_t)weight : 1; /* what is wrong was told */
  }
  if (sum == 0)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "choose"),
                   "nothing can be chosen here; expected values with weights, as passed:85 failed:15");
}

static int64_t
read_amount(const struct reading *reading, const xmlNode *node, const char *name, int places)
{
  const char *text = required(reading, node, name);
  struct fasti_decimal value, scale = {.units = 1};
  int64_t units = 0;

  for (int i = 0; i < places; i++)
    scale.units *= 10;
  if (*text && (fasti_decimal_parse(fasti_slice_of(text), &value) != FASTI_OK ||
                fasti_decimal_multiply(value, scale, &value) != FASTI_OK || value.scale > 0 ||
                value.units > INT32_MAX * (__int128)INT32_MAX || -value.units > INT32_MAX * (__int128)INT32_MAX))
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name),
                   "%s=\"%s\" is not right; expected a number with at most %d digits behind the point", name, text, places);
  else if (*text)
    units = (int64_t)value.units;
  return units;
}

static void
read_amounts(const struct reading *reading, const xmlNode *node, struct source *source)
{
  source->places = number(reading, node, "places", 0, PLACES, 0);
  source->least = read_amount(reading, node, "from", source->places);
  source->most = read_amount(reading, node, "to", source->places);
  if (source->most < source->least) {
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "to"), "to is less than from");
    source->most = source->least;
  }
}

/* A time of the day, as 09:30. */
static bool
is_time(const char *text)
{
  long hour, minute;
  const char *at = text;

  return strlen(text) == 5 && text[2] == ':' && take_number(&at, &hour) && *at++ == ':' && take_number(&at, &minute) &&
         !*at && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

static void
read_days(const struct reading *reading, const xmlNode *node, struct source *source)
{
  const char *time = optional(reading, node, "time");

  source->days = range(reading, node, "days", (struct range){-DAYS, DAYS}, (struct range){0, 0});
  if (time && is_time(time))
    source->text = time;
  else if (time)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "time"),
                   "time=\"%s\" is not right; expected hours and minutes, as 09:30", time);
}

/* What is wrong with it is told with its place. */
static const char *
expression(const struct reading *reading, const xmlNode *node)
{
  const char *text = required(reading, node, "data");

  if (*text)
    fasti_expr_free(fasti_expr_compile(text, node, fasti_xml_attribute_place(node, "data"), reading->messages));
  return text;
}

/* Exactly one of the attributes says where the value comes from. */
static void
read_source(const struct reading *reading, const xmlNode *node, struct source *source)
{
  static const struct {
    const char *name;
    enum source_kind kind;
  } kinds[] = {{"text", SOURCE_TEXT},       {"from", SOURCE_NUMBER},   {"days", SOURCE_DAYS},
               {"pattern", SOURCE_PATTERN}, {"choose", SOURCE_CHOICE}, {"data", SOURCE_DATA},
               {"person", SOURCE_PERSON}, {"case", SOURCE_CASE}};
  int said = 0;

  source->items = range(reading, node, "items", (struct range){1, ITEMS}, (struct range){0, 0});
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (fasti_xml_attribute(node, NULL, kinds[i].name)) {
      source->kind = kinds[i].kind;
      said++;
    }
  source->text = "";
  if (said != 1) {
    fasti_error_at(reading->messages, fasti_xml_place(node),
                   "<%s> must say where its value comes from; expected one of: text from days pattern choose person data case",
                   (const char *)node->name);
    return;
  }
  if (source->kind == SOURCE_TEXT)
    source->text = template(reading, node, "text");
  else if (source->kind == SOURCE_NUMBER)
    read_amounts(reading, node, source);
  else if (source->kind == SOURCE_DAYS)
    read_days(reading, node, source);
  else if (source->kind == SOURCE_PATTERN)
    source->text = required(reading, node, "pattern");
  else if (source->kind == SOURCE_PERSON)
    source->text = roles_of(reading, node, "person", required(reading, node, "person"));
  else if (source->kind == SOURCE_DATA)
    source->text = expression(reading, node);
  else if (source->kind == SOURCE_CHOICE)
    read_choices(reading, node, required(reading, node, "choose"), source);
  else
    source->of = required(reading, node, "case");
  if (source->kind == SOURCE_CASE) {
    source->text = fasti_xml_attribute(node, NULL, "fact") ? optional(reading, node, "fact") : "key";
    procedure_of(reading, node, "case", source->of);
  }
}

struct known_field {
  const char *path;
  bool found;
};

static void
compare_field(void *self, const char *path)
{
  struct known_field *known = self;
  size_t size = strlen(known->path);

  /* A field, or a list of fields. */
  known->found = known->found || (strncmp(known->path, path, size) == 0 && (!path[size] || path[size] == '/'));
}

static void
read_field(const struct reading *reading, const xmlNode *node, const struct fasti_procedure *procedure,
           struct source *source)
{
  struct known_field known = {0};

  check_attributes(reading, node, "name text from to places days time pattern choose person data case fact items");
  source->field = known.path = required(reading, node, "name");
  read_source(reading, node, source);
  if (procedure && fasti_procedure_form(procedure))
    fasti_form_fields(fasti_procedure_form(procedure), compare_field, &known);
  if (procedure && *known.path && !known.found)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "name"),
                   "the opening form of %s has no field %s", fasti_procedure_id(procedure), known.path);
}

static size_t
count_elements(const xmlNode *parent, const char *name)
{
  size_t count = 0;

  for (const xmlNode *node = fasti_xml_first(parent); node; node = fasti_xml_next(node))
    count += fasti_xml_is(node, FASTI_NS_SIMULATION, name);
  return count;
}

static void
read_fields(const struct reading *reading, const xmlNode *node, const struct fasti_procedure *procedure,
            struct opening *opening)
{
  opening->fields =
    fasti_arena_alloc(reading->load->arena, (count_elements(node, "field") + 1) * sizeof *opening->fields);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    if (!fasti_xml_is(child, FASTI_NS_SIMULATION, "field")) {
      fasti_error_at(reading->messages, fasti_xml_place(child), "<%s> cannot stand here; expected %s",
                     (const char *)child->name, "field");
      continue;
    }
    opening->fields[opening->field_count].procedure = opening->procedure;
    opening->fields[opening->field_count].work = opening->procedure;
    read_field(reading, child, procedure, &opening->fields[opening->field_count++]);
  }
}

static void
check_after(const struct reading *reading, const xmlNode *node, const struct opening *opening)
{
  bool found = false;

  for (size_t i = 0; i < reading->load->opening_count && opening->after; i++)
    found = found || strcmp(reading->load->openings[i].procedure, opening->after) == 0;
  if (opening->after && !found)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "after"),
                   "no <open> of %s stands before this one", opening->after);
}

static void
read_open(const struct reading *reading, const xmlNode *node, struct opening *opening)
{
  const struct fasti_procedure *procedure;

  check_attributes(reading, node, "procedure count by from to after days share");
  opening->procedure = required(reading, node, "procedure");
  opening->count = number(reading, node, "count", 0, CASES, 1);
  opening->by = roles_of(reading, node, "by", optional(reading, node, "by"));
  opening->from = month_day(reading, node, "from", 101);
  opening->to = month_day(reading, node, "to", 1231);
  opening->after = optional(reading, node, "after");
  opening->days = range(reading, node, "days", waits, (struct range){1, 1});
  opening->share = (unsigned)number(reading, node, "share", 0, 100, 100);
  if (opening->to < opening->from)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "to"), "to is before from");
  procedure = procedure_of(reading, node, "procedure", opening->procedure);
  if (procedure && (fasti_procedure_is_standing(procedure) || !*fasti_procedure_openers(procedure)))
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, "procedure"),
                   "nobody opens a case of %s: the office or other cases do", opening->procedure);
  check_after(reading, node, opening);
  read_fields(reading, node, procedure, opening);
}

/* Whether some procedure, or the one that is named, has the task or action. */
static void
check_work(const struct reading *reading, const xmlNode *node, const char *name, const char *id, const char *procedure,
           const char *kinds)
{
  const struct fasti_procedure *one = procedure_of(reading, node, "procedure", procedure);
  bool found = strcmp(id, "*") == 0 || !*id || (procedure && !one);

  for (size_t i = 0; !found && (one = fasti_package_procedure_at(reading->load->package, i)) != NULL; i++) {
    const struct fasti_chart *chart = fasti_procedure_chart(one);

    if (!procedure || strcmp(procedure, fasti_procedure_id(one)) == 0)
      found = (fasti_list_has(kinds, "task") && chart_has_task(chart, id)) ||
              (fasti_list_has(kinds, "action") && chart_has_action(chart, id));
  }
  if (!found)
    fasti_error_at(reading->messages, fasti_xml_attribute_place(node, name), "there is no %s %s in these procedures", kinds,
                   id);
}

static void
read_fill(const struct reading *reading, const xmlNode *node, struct source *source)
{
  check_attributes(reading, node, "procedure work field text from to places days time pattern choose person data case fact items");
  source->procedure = optional(reading, node, "procedure");
  source->work = required(reading, node, "work");
  source->field = required(reading, node, "field");
  read_source(reading, node, source);
  if (!fasti_package_procedure(reading->load->package, source->work))
    check_work(reading, node, "work", source->work, source->procedure, "task action");
}

static void
read_task(const struct reading *reading, const xmlNode *node, struct habit *habit)
{
  check_attributes(reading, node, "procedure id days late chance");
  habit->procedure = optional(reading, node, "procedure");
  habit->work = required(reading, node, "id");
  habit->paced = fasti_xml_attribute(node, NULL, "days") || fasti_xml_attribute(node, NULL, "late");
  habit->pace = read_pace(reading, node, reading->load->pace);
  habit->chance = (unsigned)number(reading, node, "chance", 0, 100, 100);
  check_work(reading, node, "id", habit->work, habit->procedure, "task");
}

static void
read_action(const struct reading *reading, const xmlNode *node, struct habit *habit)
{
  check_attributes(reading, node, "procedure event chance most");
  habit->procedure = optional(reading, node, "procedure");
  habit->work = required(reading, node, "event");
  required(reading, node, "chance");
  habit->chance = (unsigned)number(reading, node, "chance", 0, 100, 0);
  habit->most = number(reading, node, "most", 0, CASES, 0);
  check_work(reading, node, "event", habit->work, habit->procedure, "action");
}

static void
read_element(const struct reading *reading, const xmlNode *node)
{
  struct fasti_load *load = reading->load;
  const char *name = (const char *)node->name;

  if (!fasti_xml_is(node, FASTI_NS_SIMULATION, name) || !fasti_list_has(elements, name))
    fasti_error_at(reading->messages, fasti_xml_place(node), "<%s> cannot stand here; expected %s", name, elements);
  else if (strcmp(name, "list") == 0)
    read_list(reading, node, &load->lists[load->list_count]);
  else if (strcmp(name, "staff") == 0)
    read_staff(reading, node);
  else if (strcmp(name, "people") == 0)
    read_people(reading, node, &load->crews[load->crew_count++]);
  else if (strcmp(name, "open") == 0) {
    read_open(reading, node, &load->openings[load->opening_count]);
    load->opening_count++;
  } else if (strcmp(name, "fill") == 0)
    read_fill(reading, node, &load->sources[load->source_count++]);
  else if (strcmp(name, "task") == 0)
    read_task(reading, node, &load->tasks[load->task_count++]);
  else
    read_action(reading, node, &load->actions[load->action_count++]);
}

static void
read_root(const struct reading *reading, const xmlNode *root)
{
  struct fasti_load *load = reading->load;

  if (!fasti_xml_is(root, FASTI_NS_SIMULATION, "simulation")) {
    fasti_error_at(reading->messages, fasti_xml_place(root), "this is no load of a simulation: the root is not %s",
                   "<simulation xmlns=\"" FASTI_NS_SIMULATION "\">");
    return;
  }
  check_attributes(reading, root, "");
  load->lists = fasti_arena_alloc(load->arena, (count_elements(root, "list") + 1) * sizeof *load->lists);
  load->crews = fasti_arena_alloc(load->arena, (count_elements(root, "people") + 1) * sizeof *load->crews);
  load->openings = fasti_arena_alloc(load->arena, (count_elements(root, "open") + 1) * sizeof *load->openings);
  load->sources = fasti_arena_alloc(load->arena, (count_elements(root, "fill") + 1) * sizeof *load->sources);
  load->tasks = fasti_arena_alloc(load->arena, (count_elements(root, "task") + 1) * sizeof *load->tasks);
  load->actions = fasti_arena_alloc(load->arena, (count_elements(root, "action") + 1) * sizeof *load->actions);
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    read_element(reading, node);
}

enum fasti_status
fasti_load_read(const char *name, struct fasti_slice bytes, const struct fasti_package *package,
                struct fasti_messages *messages, struct fasti_load **out)
{
  struct reading reading = {.load = load_new(package), .messages = messages};
  size_t errors = fasti_messages_errors(messages);
  xmlDocPtr doc = NULL;
  enum fasti_status status = fasti_xml_parse(name, bytes, messages, &doc);

  if (status == FASTI_OK) {
    read_root(&reading, xmlDocGetRootElement(doc));
    status = fasti_messages_errors(messages) > errors ? FASTI_DEFINITION : FASTI_OK;
    fasti_xml_free(doc);
  }
  if (status != FASTI_OK) {
    fasti_load_free(reading.load);
    return status;
  }
  load_complete(reading.load);
  *out = reading.load;
  return FASTI_OK;
}
