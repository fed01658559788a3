/* engine/table/function.c - the built-in functions of FEEL that tables of law use: DMN 1.5, section 10.3.4.
 *
 * Arguments of a wrong kind give null, as FEEL says.
 */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "engine/table/room.h"

#define ARGUMENTS struct eval *eval, const struct value *const *given, size_t count

static bool
is(const struct value *const *given, size_t count, size_t index, enum kind kind)
{
  return index < count && given[index]->kind == kind;
}

/* The members that a function of many arguments works on: they, or those of the one list. */
static const struct value *
members(ARGUMENTS)
{
  const struct value *list =
    count == 1 && given[0]->kind == KIND_LIST ? given[0] : value_list(eval->arena, given, count);

  return eval_spend(eval, list->count) ? list : &value_null;
}

static const struct value *
numeric(struct eval *eval, enum fasti_status status, struct number number)
{
  return status == FASTI_OK ? value_number(eval->arena, number) : &value_null;
}

/* -- lists -- */

/* SIDE -1: the least, 1: the greatest. */
static const struct value *
extreme(struct eval *eval, const struct value *const *given, size_t count, int side)
{
  const struct value *list = members(eval, given, count), *best;

  if (list->count == 0)
    return &value_null;
  best = list->items[0];
  for (size_t i = 0; i < list->count; i++) {
    const struct value *item = list->items[i];

    if (item->kind != best->kind || !kind_has_order(item->kind))
      return &value_null;
    if (value_compare(item, best) * side > 0)
      best = item;
  }
  return best;
}

static const struct value *
call_min(ARGUMENTS)
{
  return extreme(eval, given, count, -1);
}

static const struct value *
call_max(ARGUMENTS)
{
  return extreme(eval, given, count, 1);
}

static const struct value *
call_sum(ARGUMENTS)
{
  const struct value *list = members(eval, given, count);
  struct number sum = {0};

  if (list->count == 0)
    return &value_null;
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i]->kind != KIND_NUMBER || number_add(sum, list->items[i]->number, &sum) != FASTI_OK)
      return &value_null;
  return value_number(eval->arena, sum);
}

static const struct value *
call_mean(ARGUMENTS)
{
  const struct value *list = members(eval, given, count), *sum = call_sum(eval, given, count);
  struct number mean = {0};

  if (sum->kind != KIND_NUMBER)
    return &value_null;
  return numeric(eval, number_divide(sum->number, number_of((long)list->count), &mean), mean);
}

static const struct value *
call_count(ARGUMENTS)
{
  return is(given, count, 0, KIND_LIST) ? value_number(eval->arena, number_of((long)given[0]->count)) : &value_null;
}

/* all, any: DECIDES ends it. */
static const struct value *
junction(struct eval *eval, const struct value *const *given, size_t count, bool decides)
{
  const struct value *list = members(eval, given, count);
  bool unknown = false;

  for (size_t i = 0; i < list->count; i++) {
    unknown = unknown || list->items[i]->kind != KIND_BOOLEAN;
    if (list->items[i]->kind == KIND_BOOLEAN && list->items[i]->truth == decides)
      return value_boolean(decides);
  }
  return unknown ? &value_null : value_boolean(!decides);
}

static const struct value *
call_all(ARGUMENTS)
{
  return junction(eval, given, count, false);
}

static const struct value *
call_any(ARGUMENTS)
{
  return junction(eval, given, count, true);
}

static bool
has(struct eval *eval, const struct value *list, const struct value *item)
{
  for (size_t i = 0; i < list->count && eval_spend(eval, 1); i++)
    if (value_equal(list->items[i], item))
      return true;
  return false;
}

static const struct value *
call_list_contains(ARGUMENTS)
{
  return is(given, count, 0, KIND_LIST) ? value_boolean(has(eval, given[0], given[1])) : &value_null;
}

/* Gather the members of lists, and what is none itself, without those that are there already when DISTINCT. */
static const struct value *
gather(struct eval *eval, const struct value *const *given, size_t count, bool distinct)
{
  struct value *out = fasti_arena_alloc(eval->arena, sizeof *out);
  const struct value **items;
  size_t room = 1;

  for (size_t i = 0; i < count; i++)
    room += given[i]->kind == KIND_LIST ? given[i]->count : 1;
  if (room > TABLE_ITEMS || !eval_spend(eval, room))
    return &value_null;
  items = fasti_arena_alloc(eval->arena, room * sizeof *items);
  *out = (struct value){.kind = KIND_LIST, .items = items};
  for (size_t i = 0; i < count; i++) {
    bool list = given[i]->kind == KIND_LIST;

    for (size_t k = 0; k < (list ? given[i]->count : 1); k++) {
      const struct value *item = list ? given[i]->items[k] : given[i];

      if (!distinct || !has(eval, out, item))
        items[out->count++] = item;
    }
  }
  return out;
}

static const struct value *
call_concatenate(ARGUMENTS)
{
  return gather(eval, given, count, false);
}

static const struct value *
call_union(ARGUMENTS)
{
  return gather(eval, given, count, true);
}

/* -- numbers -- */

static const struct value *
round_to(struct eval *eval, const struct value *const *given, size_t count, enum rounding mode)
{
  struct number out = {0};
  long places = 0;

  if (!is(given, count, 0, KIND_NUMBER) ||
      (count > 1 && (given[1]->kind != KIND_NUMBER || !number_long(given[1]->number, -6111, 6176, &places))))
    return &value_null;
  return numeric(eval, number_round(given[0]->number, (int)places, mode, &out), out);
}

static const struct value *
call_floor(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_FLOOR);
}

static const struct value *
call_ceiling(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_CEILING);
}

static const struct value *
call_decimal(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_HALF_EVEN);
}

static const struct value *
call_round_half_up(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_HALF_UP);
}

static const struct value *
call_round_half_down(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_HALF_DOWN);
}

static const struct value *
call_round_up(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_UP);
}

static const struct value *
call_round_down(ARGUMENTS)
{
  return round_to(eval, given, count, ROUND_DOWN);
}

static const struct value *
call_abs(ARGUMENTS)
{
  struct number number;

  if (!is(given, count, 0, KIND_NUMBER))
    return &value_null;
  number = given[0]->number;
  number.negative = false;
  return value_number(eval->arena, number);
}

static const struct value *
call_modulo(ARGUMENTS)
{
  struct number out = {0};

  if (!is(given, count, 0, KIND_NUMBER) || !is(given, count, 1, KIND_NUMBER))
    return &value_null;
  return numeric(eval, number_modulo(given[0]->number, given[1]->number, &out), out);
}

/* -- texts -- */

static bool
two_texts(const struct value *const *given, size_t count)
{
  return is(given, count, 0, KIND_STRING) && is(given, count, 1, KIND_STRING);
}

static const struct value *
call_contains(ARGUMENTS)
{
  if (!two_texts(given, count) || !eval_spend(eval, strlen(given[0]->text) / 16))
    return &value_null;
  return value_boolean(strstr(given[0]->text, given[1]->text) != NULL);
}

static const struct value *
call_starts_with(ARGUMENTS)
{
  (void)eval;
  if (!two_texts(given, count))
    return &value_null;
  return value_boolean(strncmp(given[0]->text, given[1]->text, strlen(given[1]->text)) == 0);
}

static const struct value *
call_ends_with(ARGUMENTS)
{
  size_t size, end;

  (void)eval;
  if (!two_texts(given, count))
    return &value_null;
  size = strlen(given[0]->text);
  end = strlen(given[1]->text);
  return value_boolean(size >= end && strcmp(given[0]->text + size - end, given[1]->text) == 0);
}

/* The byte at which the character INDEX begins. */
static size_t
byte_of(const char *text, long index)
{
  size_t at = 0;

  for (; text[at] && index > 0; index--)
    for (at++; ((unsigned char)text[at] & 0xC0) == 0x80; at++)
      ;
  return at;
}

static long
characters(const char *text)
{
  long number = 0;

  for (; *text; text++)
    number += ((unsigned char)*text & 0xC0) != 0x80;
  return number;
}

static const struct value *
call_string_length(ARGUMENTS)
{
  if (!is(given, count, 0, KIND_STRING) || !eval_spend(eval, strlen(given[0]->text) / 16))
    return &value_null;
  return value_number(eval->arena, number_of(characters(given[0]->text)));
}

static const struct value *
call_substring(ARGUMENTS)
{
  struct fasti_buffer out = {0};
  long start, length = TABLE_TEXT, all;
  const char *text;

  if (!is(given, count, 0, KIND_STRING) || !is(given, count, 1, KIND_NUMBER) ||
      !number_long(given[1]->number, -TABLE_TEXT, TABLE_TEXT, &start) ||
      (count > 2 && (given[2]->kind != KIND_NUMBER || !number_long(given[2]->number, 0, TABLE_TEXT, &length))))
    return &value_null;
  text = given[0]->text;
  all = characters(text);
  start = start < 0 ? all + start : start - 1;
  if (start < 0 || start > all)
    return &value_null;
  text += byte_of(text, start);
  fasti_buffer_add(&out, text, byte_of(text, length));
  return eval_text(eval, &out);
}

static const struct value *
change_case(struct eval *eval, const struct value *const *given, size_t count, bool upper)
{
  struct fasti_buffer out = {0};

  if (!is(given, count, 0, KIND_STRING))
    return &value_null;
  for (const char *at = given[0]->text; *at; at++) {
    char letter = *at;

    if (upper && letter >= 'a' && letter <= 'z')
      letter = (char)(letter - 32);
    else if (!upper && letter >= 'A' && letter <= 'Z')
      letter = (char)(letter + 32);
    fasti_buffer_add(&out, &letter, 1);
  }
  return eval_text(eval, &out);
}

static const struct value *
call_upper_case(ARGUMENTS)
{
  return change_case(eval, given, count, true);
}

static const struct value *
call_lower_case(ARGUMENTS)
{
  return change_case(eval, given, count, false);
}

static const struct value *
call_string(ARGUMENTS)
{
  struct fasti_buffer out = {0};

  if (count == 0 || given[0]->kind == KIND_NULL)
    return &value_null;
  value_write(given[0], &out);
  return eval_text(eval, &out);
}

static const struct value *
call_string_join(ARGUMENTS)
{
  const char *between = is(given, count, 1, KIND_STRING) ? given[1]->text : "";
  struct fasti_buffer out = {0};

  if (!is(given, count, 0, KIND_LIST))
    return &value_null;
  for (size_t i = 0; i < given[0]->count && out.size <= TABLE_TEXT; i++) {
    if (given[0]->items[i]->kind != KIND_STRING)
      continue;
    fasti_buffer_puts(&out, out.size ? between : "");
    fasti_buffer_puts(&out, given[0]->items[i]->text);
  }
  return eval_text(eval, &out);
}

/* -- conversion -- */

static const struct value *
call_number(ARGUMENTS)
{
  struct number number;

  if (is(given, count, 0, KIND_NUMBER))
    return given[0];
  if (!is(given, count, 0, KIND_STRING) || number_parse(fasti_slice_of(given[0]->text), &number) != FASTI_OK)
    return &value_null;
  return value_number(eval->arena, number);
}

static const struct value *
call_not(ARGUMENTS)
{
  (void)eval;
  return is(given, count, 0, KIND_BOOLEAN) ? value_boolean(!given[0]->truth) : &value_null;
}

static const struct value *
date_of_numbers(struct eval *eval, const struct value *const *given)
{
  long year, month, day;

  if (given[0]->kind != KIND_NUMBER || given[1]->kind != KIND_NUMBER || given[2]->kind != KIND_NUMBER ||
      !number_long(given[0]->number, 1, 9999, &year) || !number_long(given[1]->number, 1, 12, &month) ||
      !number_long(given[2]->number, 1, 31, &day) || day > fasti_month_length((int)year, (int)month))
    return &value_null;
  return value_day(eval->arena, fasti_day_of((struct fasti_date){(int)year, (int)month, (int)day}));
}

static const struct value *
call_date(ARGUMENTS)
{
  int32_t day;

  if (count == 3)
    return date_of_numbers(eval, given);
  if (count != 1 || given[0]->kind == KIND_DATE)
    return count == 1 ? given[0] : &value_null;
  if (given[0]->kind != KIND_STRING || fasti_day_parse(fasti_slice_of(given[0]->text), &day) != FASTI_OK)
    return &value_null;
  return value_day(eval->arena, day);
}

static const struct value *
call_duration(ARGUMENTS)
{
  const struct value *value = NULL;

  if (is(given, count, 0, KIND_STRING))
    value = value_duration_parse(eval->arena, fasti_slice_of(given[0]->text));
  return value ? value : &value_null;
}

/* Whole months from the first day to the second. */
static const struct value *
call_months(ARGUMENTS)
{
  struct fasti_date from, to;
  long months;

  if (!is(given, count, 0, KIND_DATE) || !is(given, count, 1, KIND_DATE))
    return &value_null;
  from = fasti_day_date(given[0]->day);
  to = fasti_day_date(given[1]->day);
  months = (to.year - from.year) * 12L + to.month - from.month;
  if (months > 0 && to.day < from.day)
    months--;
  else if (months < 0 && to.day > from.day)
    months++;
  return value_duration(eval->arena, KIND_MONTHS, months);
}

const struct function functions[] = {
  {"min", "a*", &type_any, call_min},
  {"max", "a*", &type_any, call_max},
  {"sum", "a*", &type_number, call_sum},
  {"mean", "a*", &type_number, call_mean},
  {"count", "l", &type_number, call_count},
  {"all", "a*", &type_boolean, call_all},
  {"any", "a*", &type_boolean, call_any},
  {"list contains", "la", &type_boolean, call_list_contains},
  {"concatenate", "a*", &type_list, call_concatenate},
  {"append", "la*", &type_list, call_concatenate},
  {"union", "a*", &type_list, call_union},
  {"distinct values", "l", &type_list, call_union},
  {"floor", "nn?", &type_number, call_floor},
  {"ceiling", "nn?", &type_number, call_ceiling},
  {"decimal", "nn", &type_number, call_decimal},
  {"round half up", "nn", &type_number, call_round_half_up},
  {"round half down", "nn", &type_number, call_round_half_down},
  {"round up", "nn", &type_number, call_round_up},
  {"round down", "nn", &type_number, call_round_down},
  {"abs", "n", &type_number, call_abs},
  {"modulo", "nn", &type_number, call_modulo},
  {"contains", "ss", &type_boolean, call_contains},
  {"starts with", "ss", &type_boolean, call_starts_with},
  {"ends with", "ss", &type_boolean, call_ends_with},
  {"string length", "s", &type_number, call_string_length},
  {"substring", "snn?", &type_text, call_substring},
  {"upper case", "s", &type_text, call_upper_case},
  {"lower case", "s", &type_text, call_lower_case},
  {"string", "a", &type_text, call_string},
  {"string join", "ls?", &type_text, call_string_join},
  {"number", "a", &type_number, call_number},
  {"not", "b", &type_boolean, call_not},
  {"date", "aa?a?", &type_date, call_date},
  {"duration", "s", &type_any, call_duration},
  {"years and months duration", "dd", &type_months, call_months},
  {0},
};
