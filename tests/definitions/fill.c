/* tests/definitions/fill.c - random values for the fields of any form, by type, name and choices.
 */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tests/definitions/fill.h"

enum { ROUNDS = 12, ITEMS = 3, VALUE = 256 };

/* One control that takes a value, copied, because setting a field ends the visit. */
struct entry {
  char *path, *type;
  char **choices;
  size_t choice_count;
  enum fasti_control_kind kind;
  bool required;
};

struct filling {
  const struct filler *filler;
  struct fasti_form_data *data;
  struct filled *out;
  struct entry *entries;
  size_t count, room;
  uint64_t sizes; /* of the lists */
  int round;
};

static void *
grow(void *items, size_t count, size_t *room, size_t size)
{
  if (count < *room)
    return items;
  *room = *room ? *room * 2 : 16;
  return fasti_realloc(items, *room * size);
}

void
filled_free(struct filled *filled)
{
  for (size_t i = 0; i < filled->count; i++) {
    fasti_free((char *)(uintptr_t)filled->items[i].path);
    fasti_free((char *)(uintptr_t)filled->items[i].value);
  }
  fasti_free(filled->items);
  *filled = (struct filled){0};
}

static void
put(struct filling *filling, const char *path, const char *value)
{
  struct filled *out = filling->out;

  if (fasti_form_set(filling->data, path, value, NULL) != FASTI_OK)
    return;
  for (size_t i = 0; i < out->count; i++)
    if (strcmp(out->items[i].path, path) == 0) {
      fasti_free((char *)(uintptr_t)out->items[i].value);
      out->items[i].value = fasti_strdup(value);
      return;
    }
  out->items = grow(out->items, out->count, &out->room, sizeof *out->items);
  out->items[out->count++] = (struct fasti_field){fasti_strdup(path), fasti_strdup(value)};
}

/* Values. */

static void
some_day(const struct filling *filling, const char *type, char out[VALUE])
{
  static const int steps[] = {0, 0, 0, 0, -1, -3, -10, 1, 5, 15, 30, 90, -400};
  struct chance *chance = filling->filler->chance;
  size_t most = filling->round < 2 ? 7 : sizeof steps / sizeof *steps;
  char day[FASTI_DATE_SIZE];

  fasti_day_format(filling->filler->today + steps[chance_below(chance, most)], day);
  snprintf(out, VALUE, strcmp(type, "dateTime") == 0 ? "%sT%02zu:30:00+08:00" : "%s", day, 8 + chance_below(chance, 9));
}

static const char *
some_person(const struct filler *filler)
{
  return filler->people[chance_below(filler->chance, filler->people_count)].id;
}

static bool
ends_with(const char *text, const char *end)
{
  size_t size = strlen(text), tail = strlen(end);

  return size >= tail && strcmp(text + size - tail, end) == 0;
}

/* The name of the field without the number of its item: "officer[2]" is "officer". */
static void
field_name(const char *path, char out[VALUE])
{
  const char *slash = strrchr(path, '/');

  snprintf(out, VALUE, "%s", slash ? slash + 1 : path);
  out[strcspn(out, "[")] = '\0';
}

static const char *const texts[] = {
  "经核实的事实、理由与依据，记录在卷，供审批参考。", "甲建材有限公司", "91130185MA07ABCD1X", "11010519491231002X",
  "13800000000", "L-2024-001", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  "鹿国土资罚字〔2025〕1号", "12.50", "A", "L-2025-00001", ""};
enum { SENTENCE, NAME, USCC, ID_CARD, PHONE, CERTIFICATE, HASH, NUMBER, AMOUNT, KEY, CASE, NOTHING, TEXTS };

static const struct {
  const char *end;
  int text; /* -1: a person */
} names[] = {{"id", -1},       {"officer", -1},   {"presider", -1},  {"certNo", CERTIFICATE}, {"uscc", USCC},
             {"idCard", ID_CARD}, {"phone", PHONE}, {"Phone", PHONE}, {"hash", HASH}, {"Name", NAME}, {"name", NAME}, {"parent", CASE}};

static void
some_text(const struct filling *filling, const char *path, char out[VALUE])
{
  char name[VALUE];

  field_name(path, name);
  if (filling->round % 4 == 3) {
    snprintf(out, VALUE, "%s", texts[chance_below(filling->filler->chance, TEXTS)]);
    return;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (ends_with(name, names[i].end)) {
      snprintf(out, VALUE, "%s", names[i].text < 0 ? some_person(filling->filler) : texts[names[i].text]);
      return;
    }
  snprintf(out, VALUE, "%s", texts[SENTENCE]);
}

static void
some_number(const struct filling *filling, const char *type, char out[VALUE])
{
  static const char *const whole[] = {"1", "2", "3", "0", "10", "60"};
  static const char *const amounts[] = {"1000.00", "6000.00", "60000.00", "0", "12.50", "100", "200000.00", "1"};
  struct chance *chance = filling->filler->chance;

  snprintf(out, VALUE, "%s",
           strcmp(type, "integer") == 0 ? whole[chance_below(chance, sizeof whole / sizeof *whole)]
                                        : amounts[chance_below(chance, sizeof amounts / sizeof *amounts)]);
}

static void
some_choice(const struct filling *filling, const struct entry *entry, char out[VALUE])
{
  struct chance *chance = filling->filler->chance;
  bool first = chance_percent(chance, filling->filler->yes) && filling->round < 3;
  const char *one = entry->choices[first ? 0 : chance_below(chance, entry->choice_count)];
  const char *two = entry->choices[chance_below(chance, entry->choice_count)];

  if (entry->kind == FASTI_CONTROL_SELECT && strcmp(one, two) != 0 && chance_percent(chance, 30))
    snprintf(out, VALUE, "%s %s", one, two);
  else
    snprintf(out, VALUE, "%s", one);
}

static void
some_value(const struct filling *filling, const struct entry *entry, const char *path, char out[VALUE])
{
  struct chance *chance = filling->filler->chance;

  out[0] = '\0';
  if (!entry->required && filling->round == 0 && chance_percent(chance, 30))
    return;
  if (entry->choice_count > 0)
    some_choice(filling, entry, out);
  else if (entry->kind == FASTI_CONTROL_SELECT1 || entry->kind == FASTI_CONTROL_SELECT)
    out[0] = '\0';
  else if (entry->kind == FASTI_CONTROL_UPLOAD)
    snprintf(out, VALUE, "%s", chance_percent(chance, 95) ? "1" : "999"); /* the walk attaches a file first */
  else if (strcmp(entry->type, "boolean") == 0)
    snprintf(out, VALUE, "%s", chance_percent(chance, filling->filler->yes) ? "true" : "false");
  else if (strncmp(entry->type, "date", 4) == 0)
    some_day(filling, entry->type, out);
  else if (strcmp(entry->type, "integer") == 0 || strcmp(entry->type, "decimal") == 0)
    some_number(filling, entry->type, out);
  else
    some_text(filling, path, out);
}

/* Controls. */

static void
take_control(void *self, const struct fasti_control *control)
{
  struct filling *filling = self;
  struct entry *entry;

  if (control->kind < FASTI_CONTROL_INPUT || control->kind > FASTI_CONTROL_UPLOAD || control->readonly ||
      !control->relevant || !*control->path)
    return;
  filling->entries = grow(filling->entries, filling->count, &filling->room, sizeof *filling->entries);
  entry = &filling->entries[filling->count++];
  *entry = (struct entry){.path = fasti_strdup(control->path),
                          .type = fasti_strdup(control->type),
                          .kind = control->kind,
                          .required = control->required,
                          .choice_count = control->choice_count};
  entry->choices = fasti_alloc((control->choice_count + 1) * sizeof *entry->choices);
  for (size_t i = 0; i < control->choice_count; i++)
    entry->choices[i] = fasti_strdup(control->choices[i].value);
}

static void
take_controls(struct filling *filling)
{
  fasti_form_controls(filling->data, take_control, filling);
}

static void
drop_controls(struct filling *filling)
{
  for (size_t i = 0; i < filling->count; i++) {
    struct entry *entry = &filling->entries[i];

    for (size_t j = 0; j < entry->choice_count; j++)
      fasti_free(entry->choices[j]);
    fasti_free(entry->choices);
    fasti_free(entry->path);
    fasti_free(entry->type);
  }
  filling->count = 0;
}

static bool
is_filled(const struct filling *filling, const char *path)
{
  for (size_t i = 0; i < filling->out->count; i++)
    if (strcmp(filling->out->items[i].path, path) == 0)
      return true;
  return false;
}

/* How many items the list of PATH ("officer[1]/id") gets: by its name, so that all its fields agree. */
static size_t
list_size(const struct filling *filling, const char *path, size_t name)
{
  uint64_t sum = filling->sizes;

  for (size_t i = 0; i < name; i++)
    sum = (sum ^ (unsigned char)path[i]) * UINT64_C(0x100000001b3);
  return 1 + (size_t)((sum >> 32) % ITEMS);
}

static void
fill_entry(struct filling *filling, const struct entry *entry)
{
  const char *first = strstr(entry->path, "[1]");
  size_t items = first ? list_size(filling, entry->path, (size_t)(first - entry->path)) : 1;
  char path[VALUE], value[VALUE];

  for (size_t i = 1; i <= items; i++) {
    if (first)
      snprintf(path, sizeof path, "%.*s[%zu]%s", (int)(first - entry->path), entry->path, i, first + 3);
    else
      snprintf(path, sizeof path, "%s", entry->path);
    if (is_filled(filling, path))
      continue;
    some_value(filling, entry, path, value);
    if (*value)
      put(filling, path, value);
  }
}

/* Each pass may make further fields relevant. */
static void
fill_all(struct filling *filling)
{
  for (int pass = 0; pass < 3; pass++) {
    take_controls(filling);
    for (size_t i = 0; i < filling->count; i++)
      fill_entry(filling, &filling->entries[i]);
    drop_controls(filling);
  }
}

/* Other values for what the form complains of; lists of other sizes when that is no field. */
static void
mend(struct filling *filling, const struct fasti_messages *messages)
{
  char value[VALUE];

  take_controls(filling);
  for (size_t i = 0; i < fasti_messages_count(messages); i++) {
    const char *field = fasti_messages_at(messages, i)->field;
    bool known = false;

    for (size_t j = 0; j < filling->count && field; j++) {
      if (strcmp(filling->entries[j].path, field) != 0)
        continue;
      known = true;
      some_value(filling, &filling->entries[j], field, value);
      put(filling, field, value);
    }
    if (!known)
      filling->sizes = chance_next(filling->filler->chance);
  }
  drop_controls(filling);
  fill_all(filling);
}

bool
fill_form(const struct filler *filler, struct fasti_form_data *data, struct filled *out)
{
  struct filling filling = {.filler = filler, .data = data, .out = out, .sizes = chance_next(filler->chance)};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  bool content;

  fill_all(&filling);
  content = fasti_form_validate(data, messages) == FASTI_OK;
  for (filling.round = 1; !content && filling.round < ROUNDS; filling.round++) {
    mend(&filling, messages);
    fasti_messages_clear(messages);
    content = fasti_form_validate(data, messages) == FASTI_OK;
  }
  fasti_messages_free(messages);
  fasti_free(filling.entries);
  return content;
}
