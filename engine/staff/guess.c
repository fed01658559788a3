/* engine/staff/guess.c - values for one field: what was learned, what stands in the case, what its type says; see guess.h.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/xml.h"
#include "engine/staff/room.h"

enum { TEXT = 256, PICKED = 64 };

static const char sentence[] = "经核实的事实、理由与依据记录在卷供审批参考";

/* Days. */

/* At some minute of a day. */
static void
write_moment(const struct fasti_guesser *guesser, int32_t day, char *out, size_t size)
{
  char text[FASTI_INSTANT_SIZE];
  int64_t minute = (int64_t)fasti_chance_below(guesser->chance, 24 * 60);

  snprintf(out, size, "%s",
           fasti_instant_format(fasti_instant_of(day, guesser->zone) + minute * 60000, guesser->zone, text));
}

static void
write_day(const struct fasti_guesser *guesser, int32_t day, const char *rest, const char *type, char *out, size_t size)
{
  char text[FASTI_DATE_SIZE];

  fasti_day_format(day, text);
  if (*rest)
    snprintf(out, size, "%s%s", text, rest);
  else if (strcmp(type, "dateTime") == 0)
    write_moment(guesser, day, out, size);
  else
    snprintf(out, size, "%s", text);
}

static void
some_day(const struct fasti_guesser *guesser, const char *type, char *out, size_t size)
{
  static const int steps[] = {0, 0, 0, 0, 0, -1, -1, -2, -3, -7, -10, -30, 1, 2, 5, 15, 30, 60, 90, 365, -400};

  write_day(guesser, guesser->today + steps[fasti_chance_below(guesser->chance, sizeof steps / sizeof *steps)], "", type, out,
            size);
}

/* The case. */

struct pick {
  const struct fasti_guesser *guesser;
  const char *name; /* of elements and attributes; NULL: any whose text is a day */
  size_t seen;
  char *out;
  size_t size;
};

static void
consider(struct pick *pick, const char *name, const char *text)
{
  int32_t day;

  if (!text || !*text || strlen(text) >= pick->size)
    return;
  if (pick->name ? strcmp(name, pick->name) != 0
                 : strlen(text) < 10 || fasti_day_parse((struct fasti_slice){text, 10}, &day) != FASTI_OK)
    return;
  if (fasti_chance_below(pick->guesser->chance, ++pick->seen) == 0)
    snprintf(pick->out, pick->size, "%s", text);
}

static void
look_through(struct pick *pick, const xmlNode *node)
{
  for (; node; node = fasti_xml_next(node)) {
    const xmlNode *child = fasti_xml_first(node);

    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
      if (attribute->children)
        consider(pick, (const char *)attribute->name, (const char *)attribute->children->content);
    if (child)
      look_through(pick, child);
    else if (node->children && node->children->type == XML_TEXT_NODE)
      consider(pick, (const char *)node->name, (const char *)node->children->content);
  }
}

/* A value that stands in the case under a name. @return whether there is one */
static bool
from_case(const struct fasti_guesser *guesser, const char *name, char *out, size_t size)
{
  struct pick pick = {.guesser = guesser, .name = name, .out = out, .size = size};

  if (guesser->data)
    look_through(&pick, guesser->data);
  return pick.seen > 0;
}

static bool
day_from_case(const struct fasti_guesser *guesser, const char *type, char *out, size_t size)
{
  char text[TEXT];
  int32_t day;

  if (!from_case(guesser, NULL, text, sizeof text) ||
      fasti_day_parse((struct fasti_slice){text, 10}, &day) != FASTI_OK)
    return false;
  write_day(guesser, day + (int32_t)fasti_chance_below(guesser->chance, 3) - 1, "", type, out, size);
  return true;
}

static bool
is_variable(const xmlNode *node, const char *name)
{
  const char *id = fasti_xml_is(node, NULL, "data") ? fasti_xml_attribute(node, NULL, "id") : NULL;

  return strcmp((const char *)node->name, name) == 0 || (id && strcmp(id, name) == 0);
}

static void
look_below(struct pick *pick, const char *variable, const xmlNode *node)
{
  for (; node; node = fasti_xml_next(node))
    if (is_variable(node, variable))
      look_through(pick, fasti_xml_first(node));
    else
      look_below(pick, variable, fasti_xml_first(node));
}

/* A value of the elements or attributes called NAME below a variable: "VARIABLE NAME". */
static void
from_node(const struct fasti_guesser *guesser, const char *text, char *out, size_t size)
{
  char variable[TEXT];
  size_t letters = strcspn(text, " ");
  struct pick pick = {.guesser = guesser, .name = text + letters + 1, .out = out, .size = size};

  snprintf(variable, sizeof variable, "%.*s", (int)letters, text);
  if (guesser->data && text[letters])
    look_below(&pick, variable, guesser->data);
}

/* What was learned. */

/* The beginning of a sentence, again and again, of so many characters. */
static void
some_length(int characters, char *out, size_t size)
{
  size_t used = 0;

  for (int i = 0; i < characters && used + 4 < size; i++, used += 3)
    memcpy(out + used, sentence + 3 * ((size_t)i % (sizeof sentence / 3)), 3);
  out[used] = '\0';
}

void
guess_saying(const struct fasti_guesser *guesser, const struct fasti_saying *saying, const char *type, char *out, size_t size)
{
  size_t seen = 0;

  out[0] = '\0';
  if (saying->kind == FASTI_SAYING_DAY)
    write_day(guesser, guesser->today + saying->number, saying->text, type, out, size);
  else if (saying->kind == FASTI_SAYING_PATTERN)
    fasti_guess_pattern(guesser->chance, saying->text, out, size);
  else if (saying->kind == FASTI_SAYING_LENGTH)
    some_length(saying->number, out, size);
  else if (saying->kind == FASTI_SAYING_TEXT && *saying->text == '@')
    snprintf(out, size, "%zu", 1 + fasti_chance_below(guesser->chance, guesser->files)); /* a file of the case, no new one */
  else if (saying->kind == FASTI_SAYING_TEXT)
    snprintf(out, size, "%s", saying->text);
  else if (saying->kind == FASTI_SAYING_NODE)
    from_node(guesser, saying->text, out, size);
  for (size_t i = 0; i < guesser->people_count && saying->kind == FASTI_SAYING_PERSON; i++)
    if (fasti_list_meets(guesser->people[i].roles, saying->text) && fasti_chance_below(guesser->chance, ++seen) == 0)
      snprintf(out, size, "%s", guesser->people[i].id);
}

static bool
from_book(const struct fasti_guesser *guesser, const char *key, const char *type, char *out, size_t size)
{
  size_t count;
  const struct fasti_saying *found = fasti_book_find(guesser->book, key, &count), *chosen = found;
  bool day = strncmp(type, "date", 4) == 0;

  if (count == 0)
    return false;
  for (int i = 0; i < 6; i++) {
    chosen = &found[fasti_chance_below(guesser->chance, count)];
    if (day == (chosen->kind == FASTI_SAYING_DAY))
      break;
  }
  guess_saying(guesser, chosen, type, out, size);
  return true;
}

/* What its type says. */

static void
some_number(const struct fasti_guesser *guesser, const char *type, char *out, size_t size)
{
  static const char *const whole[] = {"1", "2", "3", "0", "10", "60", "400"};
  static const char *const amounts[] = {"1000.00", "6000.00", "60000.00", "0", "12.50", "100", "200000.00", "1"};
  size_t all = strcmp(type, "integer") == 0 ? sizeof whole / sizeof *whole : sizeof amounts / sizeof *amounts;
  size_t which = fasti_chance_below(guesser->chance, all);

  snprintf(out, size, "%s", strcmp(type, "integer") == 0 ? whole[which] : amounts[which]);
}

static bool
some_person(const struct fasti_guesser *guesser, char *out, size_t size)
{
  if (guesser->people_count == 0)
    return false;
  snprintf(out, size, "%s", guesser->people[fasti_chance_below(guesser->chance, guesser->people_count)].id);
  return true;
}

static void
by_type(const struct fasti_guesser *guesser, const struct guess_field *field, char *out, size_t size)
{
  if (strncmp(field->type, "date", 4) == 0)
    some_day(guesser, field->type, out, size);
  else if (strcmp(field->type, "integer") == 0 || strcmp(field->type, "decimal") == 0)
    some_number(guesser, field->type, out, size);
  else if (strcmp(field->type, "boolean") == 0)
    snprintf(out, size, "%s", fasti_chance_percent(guesser->chance, 60) ? "true" : "false");
  else if (fasti_chance_percent(guesser->chance, 80) || !some_person(guesser, out, size))
    snprintf(out, size, "%s", sentence);
}

static void
some_choice(const struct fasti_guesser *guesser, const struct guess_field *field, char *out, size_t size)
{
  size_t one = fasti_chance_below(guesser->chance, field->choice_count);
  size_t other = fasti_chance_below(guesser->chance, field->choice_count);

  if (field->many && one != other && fasti_chance_percent(guesser->chance, 30))
    snprintf(out, size, "%s %s", field->choices[one], field->choices[other]);
  else
    snprintf(out, size, "%s", field->choices[one]);
}

static bool
is_choice(const struct guess_field *field, const char *value)
{
  for (size_t i = 0; i < field->choice_count; i++)
    if (strcmp(field->choices[i], value) == 0)
      return true;
  return field->choice_count == 0;
}

void
guess_value(const struct fasti_guesser *guesser, const struct guess_field *field, char *out, size_t size)
{
  char path[256], key[600];
  const char *slash, *name;
  size_t which = fasti_chance_below(guesser->chance, 100);
  bool found = false;

  out[0] = '\0';
  if (field->file && (guesser->files > 0 || which < 50)) {
    snprintf(out, size, "%zu", 1 + fasti_chance_below(guesser->chance, guesser->files + (which < 3)));
    return;
  }
  fasti_book_path(field->path, path);
  slash = strrchr(path, '/');
  name = slash ? slash + 1 : path;
  name += *name == '@';
  if (which < 40) {
    snprintf(key, sizeof key, "w:%s:%s", guesser->work, path);
    found = from_book(guesser, key, field->type, out, size);
  } else if (which < 55) {
    snprintf(key, sizeof key, "p:%s", path);
    found = from_book(guesser, key, field->type, out, size);
  } else if (which < 64) {
    snprintf(key, sizeof key, "x:%s", path);
    found = from_book(guesser, key, field->type, out, size) && *out;
  } else if (which < 68) {
    snprintf(key, sizeof key, "n:%s", name);
    found = from_book(guesser, key, field->type, out, size);
  } else if (which < 78 && strncmp(field->type, "date", 4) == 0) {
    found = day_from_case(guesser, field->type, out, size);
  } else if (which < 74) {
    found = from_case(guesser, name, out, size);
  } else if (which < 78) {
    found = from_case(guesser, "id", out, size);
  } else if (which < 84 && strcmp(field->type, "string") == 0) {
    found = some_person(guesser, out, size);
  }
  if (found && is_choice(field, out))
    return;
  if (field->choice_count > 0)
    some_choice(guesser, field, out, size);
  else
    by_type(guesser, field, out, size);
}
