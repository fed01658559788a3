/* adapters/cli/import/values.c - what people and spreadsheets write in cells, as forms take it; see import.h.
 *
 * Only what can be meant in one way is changed: 2025/9/1 and 2025年9月1日 are a day, 1,234.50 is a number, and what a choice
 * is called stands for it.
 */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "adapters/cli/import/import.h"

/* -- choices -- */

/* @return NULL when it is none, or when several choices are called so */
static const char *
choice_value(const struct import_field *field, const char *text)
{
  const char *found = NULL;

  for (size_t i = 0; i < field->choice_count; i++)
    if (strcmp(field->choices[i].value, text) == 0)
      return field->choices[i].value;
  for (size_t i = 0; i < field->choice_count; i++)
    if (strcmp(field->choices[i].label, text) == 0) {
      if (found)
        return NULL;
      found = field->choices[i].value;
    }
  return found;
}

/* How many bytes at TEXT separate choices. */
static size_t
separator_size(const char *text)
{
  static const char *const separators[] = {" ", ",", ";", "\n", "，", "、", "；"};

  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
    if (strncmp(text, separators[i], strlen(separators[i])) == 0)
      return strlen(separators[i]);
  return 0;
}

/* Several choices, each by its value or its label; one that is none leaves all as it is. */
static const char *
several_choices(struct fasti_arena *arena, const struct import_field *field, const char *text)
{
  const char *values = "", *at = text;

  while (*at) {
    size_t size = 0;
    const char *value;

    if (separator_size(at)) {
      at += separator_size(at);
      continue;
    }
    while (at[size] && !separator_size(at + size))
      size++;
    value = choice_value(field, fasti_arena_copy(arena, at, size));
    if (!value)
      return text;
    values = fasti_arena_printf(arena, "%s%s%s", values, *values ? " " : "", value);
    at += size;
  }
  return values;
}

/* -- days and numbers -- */

/* Behind one of the separators of a day, or of its parts in words. */
static const char *
skip_mark(const char *text, const char *word)
{
  if (*text == '-' || *text == '/' || *text == '.')
    return text + 1;
  return strncmp(text, word, strlen(word)) == 0 ? text + strlen(word) : NULL;
}

static const char *
read_part(const char *text, int least, int most, int *part)
{
  int digits = 0;

  for (*part = 0; digits < most && isdigit((unsigned char)text[digits]); digits++)
    *part = *part * 10 + (text[digits] - '0');
  return digits >= least ? text + digits : NULL;
}

/* The year first, then month and day of one or two digits. @arg rest what follows @return whether it is so */
static bool
read_day(const char *text, char out[FASTI_DATE_SIZE], const char **rest)
{
  int year, month, day;

  text = read_part(text, 4, 4, &year);
  text = text ? skip_mark(text, "年") : NULL;
  text = text ? read_part(text, 1, 2, &month) : NULL;
  text = text ? skip_mark(text, "月") : NULL;
  text = text ? read_part(text, 1, 2, &day) : NULL;
  if (!text)
    return false;
  *rest = strncmp(text, "日", strlen("日")) == 0 ? text + strlen("日") : text;
  snprintf(out, FASTI_DATE_SIZE, "%04d-%02d-%02d", year, month, day);
  return true;
}

static const char *
day_value(struct fasti_arena *arena, const char *text)
{
  char day[FASTI_DATE_SIZE];
  const char *rest;

  return read_day(text, day, &rest) && !*rest ? fasti_arena_strdup(arena, day) : text;
}

/* A day alone is its beginning. */
static const char *
moment_value(struct fasti_arena *arena, const char *text)
{
  char day[FASTI_DATE_SIZE];
  const char *rest;
  int hour, minute, second = 0, size = 0;

  if (!read_day(text, day, &rest))
    return text;
  if (!*rest)
    return fasti_arena_printf(arena, "%sT00:00:00", day);
  if ((*rest != ' ' && *rest != 'T') || sscanf(rest + 1, "%2d:%2d%n", &hour, &minute, &size) != 2)
    return text;
  rest += 1 + size;
  if (*rest == ':' && sscanf(rest, ":%2d%n", &second, &size) == 1)
    rest += size;
  return *rest ? text : fasti_arena_printf(arena, "%sT%02d:%02d:%02d", day, hour, minute, second);
}

/* 1,234,567.89 without its commas; every group but the first has three digits. */
static const char *
number_value(struct fasti_arena *arena, const char *text)
{
  const char *at = text + (*text == '-' || *text == '+');
  size_t digits = strspn(at, "0123456789");
  char *plain = fasti_arena_strdup(arena, text), *to = plain;
  bool grouped = digits >= 1 && digits <= 3 && at[digits] == ',';

  for (at += digits; grouped && *at == ','; at += 4)
    grouped = strspn(at + 1, "0123456789") == 3;
  if (!grouped || (*at && (*at != '.' || at[1 + strspn(at + 1, "0123456789")])))
    return text;
  for (at = text; *at; at++)
    if (*at != ',')
      *to++ = *at;
  *to = '\0';
  return plain;
}

const char *
import_value(struct fasti_arena *arena, const struct import_field *field, const char *text)
{
  const char *value = NULL;

  if (strcmp(field->type, "boolean") == 0 && (strcasecmp(text, "true") == 0 || strcasecmp(text, "false") == 0))
    text = strcasecmp(text, "true") == 0 ? "true" : "false";
  if (field->choice_count)
    value = choice_value(field, text);
  if (value)
    return value;
  if (field->kind == FASTI_CONTROL_SELECT)
    return several_choices(arena, field, text);
  if (strcmp(field->type, "date") == 0)
    return day_value(arena, text);
  if (strcmp(field->type, "dateTime") == 0)
    return moment_value(arena, text);
  if (strcmp(field->type, "decimal") == 0 || strcmp(field->type, "integer") == 0)
    return number_value(arena, text);
  return text;
}
