/* engine/staff/fill.c - filling in a form until it is content; see guess.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/staff/room.h"

enum { ROUNDS = 18, STUBBORN = 6, ITEMS = 3, LISTS = 16, VALUE = 1024, PATH = 256 };

/* One control that takes a value, copied, because setting a field ends the visit. */
struct entry {
  struct guess_field field;
  bool required, filled;
};

/* How many items of a list are wanted; asked once a form. */
struct wanted_list {
  const char *path;
  long items; /* negative: nothing is said */
};

struct filling {
  const struct fasti_guesser *guesser;
  struct fasti_form_data *data;
  struct fasti_filled *out;
  struct fasti_arena *arena; /* of the entries */
  struct entry *entries;
  size_t count, room;
  uint64_t sizes; /* of the lists */
  struct wanted_list lists[LISTS];
  size_t list_count;
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
fasti_filled_free(struct fasti_filled *filled)
{
  for (size_t i = 0; i < filled->count; i++) {
    fasti_free((char *)(uintptr_t)filled->items[i].path);
    fasti_free((char *)(uintptr_t)filled->items[i].value);
  }
  fasti_free(filled->items);
  *filled = (struct fasti_filled){0};
}

static struct fasti_field *
find_filled(const struct filling *filling, const char *path)
{
  for (size_t i = 0; i < filling->out->count; i++)
    if (strcmp(filling->out->items[i].path, path) == 0)
      return &filling->out->items[i];
  return NULL;
}

static void
put(struct filling *filling, const char *path, const char *value)
{
  struct fasti_filled *out = filling->out;
  struct fasti_field *known = find_filled(filling, path);

  if (fasti_form_set(filling->data, path, value, NULL) != FASTI_OK)
    return;
  if (known) {
    fasti_free((char *)(uintptr_t)known->value);
    known->value = fasti_strdup(value);
    return;
  }
  out->items = grow(out->items, out->count, &out->room, sizeof *out->items);
  out->items[out->count++] = (struct fasti_field){fasti_strdup(path), fasti_strdup(value)};
}

/* Controls. */

static void
take_control(void *self, const struct fasti_control *control)
{
  struct filling *filling = self;
  struct entry *entry;
  const char **choices;

  if (control->kind < FASTI_CONTROL_INPUT || control->kind > FASTI_CONTROL_UPLOAD || control->readonly ||
      !control->relevant || !*control->path)
    return;
  filling->entries = grow(filling->entries, filling->count, &filling->room, sizeof *filling->entries);
  entry = &filling->entries[filling->count++];
  choices = fasti_arena_alloc(filling->arena, (control->choice_count + 1) * sizeof *choices);
  for (size_t i = 0; i < control->choice_count; i++)
    choices[i] = fasti_arena_strdup(filling->arena, control->choices[i].value);
  *entry = (struct entry){.field = {.path = fasti_arena_strdup(filling->arena, control->path),
                                    .type = fasti_arena_strdup(filling->arena, control->type),
                                    .choices = choices,
                                    .choice_count = control->choice_count,
                                    .many = control->kind == FASTI_CONTROL_SELECT,
                                    .file = control->kind == FASTI_CONTROL_UPLOAD},
                          .required = control->required,
                          .filled = *control->value != '\0'};
}

static void
take_controls(struct filling *filling)
{
  filling->count = 0;
  fasti_form_controls(filling->data, take_control, filling);
}

/* How many items of the list are wanted: the first SIZE bytes of PATH name it ("officer"). @return -1: nothing is said */
static long
items_wanted(struct filling *filling, const char *path, size_t size)
{
  const struct fasti_guesser *guesser = filling->guesser;
  char name[PATH], plain[PATH], value[VALUE];
  struct wanted_list *list;
  char *end;
  long items;

  snprintf(name, sizeof name, "%.*s", (int)size, path);
  fasti_book_path(name, plain);
  for (size_t i = 0; i < filling->list_count; i++)
    if (strcmp(filling->lists[i].path, plain) == 0)
      return filling->lists[i].items;
  if (!guesser->wish || filling->list_count == LISTS)
    return -1;
  list = &filling->lists[filling->list_count++];
  *list = (struct wanted_list){.path = fasti_arena_strdup(filling->arena, plain), .items = -1};
  snprintf(name, sizeof name, "%s[]", plain);
  if (guesser->wish(guesser->self, name, value, sizeof value)) {
    list->items = strtol(value, NULL, 10);
    return list->items;
  }
  if (!guesser->wish(guesser->self, plain, value, sizeof value))
    return -1;
  items = strtol(value, &end, 10);
  if (!strncmp(path + size, "[", 1) && !strchr(path + size, '/'))
    list->items = 1; /* a list of plain values: it is what one item is to hold */
  else if (end > value && !*end)
    list->items = items;
  return list->items;
}

/* How many items the list of PATH ("officer[1]/id") gets: by its name, so that all its fields agree. */
static size_t
list_size(struct filling *filling, const char *path, size_t name)
{
  uint64_t sum = filling->sizes;
  long wanted = items_wanted(filling, path, name);

  if (wanted >= 0)
    return (size_t)wanted;
  for (size_t i = 0; i < name; i++)
    sum = (sum ^ (unsigned char)path[i]) * UINT64_C(0x100000001b3);
  return (size_t)((sum >> 32) % (ITEMS + (filling->round > 8 ? ITEMS : 0))) + (filling->round < 4);
}

/* Whether a path names an item behind those that are wanted of its list. */
static bool
is_one_too_many(struct filling *filling, const char *path)
{
  const char *open = strchr(path, '[');
  long wanted = open ? items_wanted(filling, path, (size_t)(open - path)) : -1;

  return wanted >= 0 && strtol(open + 1, NULL, 10) > wanted;
}

/* What is wanted in a field, if something is. @return whether it was put */
static bool
follow_wish(struct filling *filling, const char *field)
{
  const struct fasti_guesser *guesser = filling->guesser;
  char value[VALUE];

  if (!guesser->wish || !guesser->wish(guesser->self, field, value, sizeof value))
    return false;
  put(filling, field, value);
  return true;
}

static void
fill_field(struct filling *filling, const struct entry *entry, const char *path)
{
  char value[VALUE];
  struct guess_field field = entry->field;
  struct fasti_chance *chance = filling->guesser->chance;

  if (find_filled(filling, path) || follow_wish(filling, path) || (entry->filled && fasti_chance_percent(chance, 70)) ||
      (!entry->required && fasti_chance_percent(chance, 40)))
    return;
  field.path = path;
  guess_value(filling->guesser, &field, value, sizeof value);
  put(filling, path, value);
}

static void
fill_entry(struct filling *filling, const struct entry *entry)
{
  const char *first = strstr(entry->field.path, "[1]");
  size_t name = first ? (size_t)(first - entry->field.path) : 0;
  size_t items = first ? list_size(filling, entry->field.path, name) : 1;
  char path[PATH];

  if (!first) {
    fill_field(filling, entry, entry->field.path);
    return;
  }
  for (size_t i = 1; i <= items; i++) {
    snprintf(path, sizeof path, "%.*s[%zu]%s", (int)name, entry->field.path, i, first + 3);
    fill_field(filling, entry, path);
  }
}

/* Each pass may make further fields relevant. */
static void
fill_all(struct filling *filling, int passes)
{
  for (int pass = 0; pass < passes; pass++) {
    take_controls(filling);
    for (size_t i = 0; i < filling->count; i++)
      fill_entry(filling, &filling->entries[i]);
  }
}

/* Whether a field of this path, in whichever item of a list, can be written. */
static bool
is_open_field(const struct filling *filling, const char *path)
{
  char wanted[PATH], one[PATH];

  fasti_book_path(path, wanted);
  for (size_t i = 0; i < filling->count; i++)
    if (strcmp(fasti_book_path(filling->entries[i].field.path, one), wanted) == 0)
      return true;
  return false;
}

static const struct fasti_lesson *
some_lesson(const struct fasti_guesser *guesser)
{
  size_t count;
  const struct fasti_lesson *lessons = fasti_book_lessons(guesser->book, guesser->work, &count);

  return count ? &lessons[fasti_chance_below(guesser->chance, count)] : NULL;
}

static void
follow_field(struct filling *filling, const struct fasti_saying *field)
{
  char value[VALUE];

  guess_saying(filling->guesser, field, "", value, sizeof value);
  put(filling, field->key, value);
}

/* Begin as somebody did for the same work in a scenario. What is written first may open further fields. */
static void
follow_lesson(struct filling *filling)
{
  const struct fasti_lesson *lesson = some_lesson(filling->guesser);

  for (int pass = 0; pass < 3 && lesson; pass++) {
    take_controls(filling);
    for (size_t i = 0; i < lesson->count; i++)
      if (!find_filled(filling, lesson->fields[i].key) && is_open_field(filling, lesson->fields[i].key) &&
          !is_one_too_many(filling, lesson->fields[i].key) &&
          !fasti_chance_percent(filling->guesser->chance, 3))
        follow_field(filling, &lesson->fields[i]);
  }
}

/* Before anything else, in as many items of lists as are wanted; what is put may open further fields. */
static void
follow_wishes(struct filling *filling)
{
  for (int pass = 0; pass < 3 && filling->guesser->wish; pass++) {
    take_controls(filling);
    for (size_t i = 0; i < filling->count; i++) {
      const char *path = filling->entries[i].field.path, *first = strstr(path, "[1]");

      if (first && items_wanted(filling, path, (size_t)(first - path)) >= 0)
        fill_entry(filling, &filling->entries[i]);
      else if (!find_filled(filling, path))
        follow_wish(filling, path);
    }
  }
}

static const struct entry *
find_entry(const struct filling *filling, const char *path)
{
  for (size_t i = 0; i < filling->count; i++)
    if (strcmp(filling->entries[i].field.path, path) == 0)
      return &filling->entries[i];
  return NULL;
}

/* Another value for one field; now and then none. What is wanted in it stays, unless it is BLAMED again and again. */
static void
change(struct filling *filling, const struct entry *entry, bool blamed)
{
  char value[VALUE] = "";

  if ((!blamed || filling->round < STUBBORN) && follow_wish(filling, entry->field.path))
    return;
  if (entry->required || !fasti_chance_percent(filling->guesser->chance, 20))
    guess_value(filling->guesser, &entry->field, value, sizeof value);
  put(filling, entry->field.path, value);
}

static bool
is_below(const char *path, const char *group)
{
  size_t size = strlen(group);

  return strcmp(group, ".") == 0 || (strncmp(path, group, size) == 0 && (!path[size] || strchr("/[", path[size])));
}

/* What is wrong is a group or a list: other values in it, or another number of items. */
static void
change_group(struct filling *filling, const char *group)
{
  struct fasti_chance *chance = filling->guesser->chance;
  char path[PATH];
  bool within = false;

  for (size_t i = 0; i < filling->count && group && !within; i++)
    within = is_below(filling->entries[i].field.path, group);
  group = within ? group : NULL; /* the whole form goes by the name of its root */
  filling->sizes = fasti_chance_next(chance);
  for (size_t i = 0; i < filling->count; i++) {
    const struct entry *entry = &filling->entries[i];

    if (!group || is_below(entry->field.path, group))
      if (fasti_chance_percent(chance, 25))
        change(filling, entry, false);
  }
  for (size_t i = 1; group && fasti_chance_percent(chance, 30) && i <= ITEMS; i++) {
    snprintf(path, sizeof path, "%s[%zu]", group, i);
    for (size_t j = 0; j < filling->out->count; j++)
      if (is_below(filling->out->items[j].path, path) && fasti_chance_percent(chance, 50))
        put(filling, filling->out->items[j].path, "");
  }
}

/* Other values for what the form complains of. */
static void
mend(struct filling *filling, const struct fasti_messages *messages)
{
  take_controls(filling);
  for (size_t i = 0; i < fasti_messages_count(messages); i++) {
    const char *field = fasti_messages_at(messages, i)->field;
    const struct entry *entry = field ? find_entry(filling, field) : NULL;

    if (entry)
      change(filling, entry, true);
    else
      change_group(filling, field);
    if (entry && fasti_chance_percent(filling->guesser->chance, 10)) /* or another field is to blame */
      change(filling, &filling->entries[fasti_chance_below(filling->guesser->chance, filling->count)], false);
  }
  fill_all(filling, 1);
}

bool
fasti_guess_form(const struct fasti_guesser *guesser, struct fasti_form_data *data, struct fasti_filled *out)
{
  struct filling filling = {.guesser = guesser, .data = data, .out = out, .sizes = fasti_chance_next(guesser->chance)};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  bool content;

  filling.arena = fasti_arena_new();
  follow_wishes(&filling);
  if (fasti_chance_percent(guesser->chance, 70))
    follow_lesson(&filling);
  if (out->count == 0 || fasti_chance_percent(guesser->chance, 15))
    fill_all(&filling, 2);
  content = fasti_form_validate(data, messages) == FASTI_OK;
  for (filling.round = 1; !content && filling.round < ROUNDS; filling.round++) {
    mend(&filling, messages);
    fasti_messages_clear(messages);
    content = fasti_form_validate(data, messages) == FASTI_OK;
  }
  fasti_messages_free(messages);
  fasti_free(filling.entries);
  fasti_arena_free(filling.arena);
  return content;
}
