/* engine/simulation/value.c - values for fields as a load wants them; see load.h. */
#include "config.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/guess.h"
#include "engine/simulation/load.h"

int
range_value(struct range range, struct fasti_chance *chance)
{
  return range.least + (int)fasti_chance_below(chance, (size_t)(range.most - range.least) + 1);
}

/* What {NAME} or {NAME:WIDTH} stands for; nothing for a name that the load does not have: reading it has told. */
static void
expand_name(const char *name, size_t size, const struct asking *asking, struct fasti_buffer *out)
{
  const char *colon = memchr(name, ':', size);
  bool in_turn = colon && colon[1] == 'n';
  int width = colon && !in_turn ? (int)strtol(colon + 1, NULL, 10) : 0;
  struct fasti_slice word = {name, colon ? (size_t)(colon - name) : size};
  const struct word_list *list = load_list(asking->load, word.at, word.size);

  if (fasti_slice_is(word, "n"))
    fasti_buffer_printf(out, "%0*d", width, asking->number);
  else if (fasti_slice_is(word, "year"))
    fasti_buffer_printf(out, "%0*d", width, fasti_day_date(asking->today).year);
  else if (fasti_slice_is(word, "unit"))
    fasti_buffer_puts(out, asking->unit ? asking->unit : "");
  else if (list && in_turn)
    fasti_buffer_puts(out, list->words[(size_t)(asking->number - 1) % list->count]);
  else if (list)
    fasti_buffer_puts(out, list->words[fasti_chance_below(asking->chance, list->count)]);
}

void
expand_text(const char *text, const struct asking *asking, char *out, size_t size)
{
  struct fasti_buffer value = {0};

  while (*text) {
    size_t plain = strcspn(text, "{"), name;

    fasti_buffer_add(&value, text, plain);
    text += plain;
    if (*text != '{')
      continue;
    name = strcspn(++text, "}");
    expand_name(text, name, asking, &value);
    text += name + (text[name] == '}');
  }
  snprintf(out, size, "%s", value.at ? value.at : "");
  fasti_buffer_free(&value);
}

static void
some_number(const struct source *source, struct fasti_chance *chance, char *out, size_t size)
{
  int64_t units = source->least + (int64_t)fasti_chance_below(chance, (size_t)(source->most - source->least) + 1);
  int64_t one = 1, positive = units < 0 ? -units : units;

  for (int i = 0; i < source->places; i++)
    one *= 10;
  if (source->places > 0)
    snprintf(out, size, "%s%" PRId64 ".%0*" PRId64, units < 0 ? "-" : "", positive / one, source->places, positive % one);
  else
    snprintf(out, size, "%" PRId64, units);
}

static void
some_choice(const struct source *source, struct fasti_chance *chance, char *out, size_t size)
{
  size_t sum = 0, at;

  for (size_t i = 0; i < source->choice_count; i++)
    sum += source->choices[i].weight;
  at = fasti_chance_below(chance, sum);
  for (size_t i = 0; i < source->choice_count; i++) {
    if (at < source->choices[i].weight) {
      snprintf(out, size, "%s", source->choices[i].text);
      return;
    }
    at -= source->choices[i].weight;
  }
}

static void
some_day(const struct source *source, const struct asking *asking, char *out, size_t size)
{
  int32_t day = asking->today + range_value(source->days, asking->chance);
  char text[FASTI_INSTANT_SIZE];
  int64_t minutes;

  if (*source->text) {
    minutes = strtol(source->text, NULL, 10) * 60 + strtol(source->text + 3, NULL, 10);
    fasti_instant_format(fasti_instant_of(day, asking->zone) + minutes * 60000, asking->zone, text);
  } else {
    fasti_day_format(day, text);
  }
  snprintf(out, size, "%s", text);
}

bool
source_value(const struct source *source, const struct asking *asking, char *out, size_t size)
{
  out[0] = '\0';
  switch (source->kind) {
  case SOURCE_TEXT:
    expand_text(source->text, asking, out, size);
    return true;
  case SOURCE_NUMBER:
    some_number(source, asking->chance, out, size);
    return true;
  case SOURCE_DAYS:
    some_day(source, asking, out, size);
    return true;
  case SOURCE_PATTERN:
    fasti_guess_pattern(asking->chance, source->text, out, size);
    return true;
  case SOURCE_CHOICE:
    some_choice(source, asking->chance, out, size);
    return true;
  case SOURCE_PERSON:
    return asking->person && asking->person(asking->self, source->text, out, size);
  case SOURCE_DATA:
    return asking->evaluate && asking->evaluate(asking->self, source->text, out, size);
  default:
    return asking->find && asking->find(asking->self, source->of, source->text, out, size);
  }
}
