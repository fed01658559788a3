/* engine/staff/book.c - keeping what was learned of fields, and learning from what people filled in; see book.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/staff/room.h"

enum { PATH = FASTI_BOOK_PATH };

struct fasti_book {
  struct fasti_arena *arena;
  struct fasti_saying *sayings;
  size_t count, room;
  struct fasti_lesson *lessons;
  size_t lesson_count, lesson_room;
  struct fasti_saying *people; /* key is the id, text the roles */
  size_t people_count;
};

struct fasti_book *
fasti_book_new(void)
{
  struct fasti_book *book = fasti_alloc(sizeof *book);

  book->arena = fasti_arena_new();
  return book;
}

void
fasti_book_free(struct fasti_book *book)
{
  fasti_arena_free(book->arena);
  fasti_free(book->sayings);
  fasti_free(book->lessons);
  fasti_free(book->people);
  fasti_free(book);
}

char *
fasti_book_path(const char *path, char out[PATH])
{
  size_t used = 0;

  for (; *path && used < PATH - 1; path++) {
    if (*path == '[')
      path += strcspn(path, "]");
    else
      out[used++] = *path;
    if (!*path)
      break;
  }
  out[used] = '\0';
  return out;
}

const char *
book_name(const char *path)
{
  const char *slash = strrchr(path, '/');

  return slash ? slash + 1 : path;
}

static int
compare(const void *one, const void *other)
{
  const struct fasti_saying *a = one, *b = other;
  int order = strcmp(a->key, b->key);

  if (order == 0)
    order = (int)a->kind - (int)b->kind;
  if (order == 0)
    order = strcmp(a->text, b->text);
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

static int
compare_lessons(const void *one, const void *other)
{
  const struct fasti_lesson *a = one, *b = other;
  int order = strcmp(a->work, b->work);

  return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* What is said twice is kept once. */
void
fasti_book_close(struct fasti_book *book)
{
  size_t kept = 0;

  if (book->count)
    qsort(book->sayings, book->count, sizeof *book->sayings, compare);
  for (size_t i = 0; i < book->count; i++)
    if (kept == 0 || compare(&book->sayings[kept - 1], &book->sayings[i]) != 0)
      book->sayings[kept++] = book->sayings[i];
  book->count = kept;
  if (book->lesson_count)
    qsort(book->lessons, book->lesson_count, sizeof *book->lessons, compare_lessons);
}

const struct fasti_saying *
fasti_book_find(const struct fasti_book *book, const char *key, size_t *count)
{
  size_t low = 0, high = book->count, last;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (strcmp(book->sayings[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (last = low; last < book->count && strcmp(book->sayings[last].key, key) == 0;)
    last++;
  *count = last - low;
  return &book->sayings[low];
}

const struct fasti_lesson *
fasti_book_lessons(const struct fasti_book *book, const char *work, size_t *count)
{
  size_t low = 0, high = book->lesson_count, last;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (strcmp(book->lessons[middle].work, work) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (last = low; last < book->lesson_count && strcmp(book->lessons[last].work, work) == 0;)
    last++;
  *count = last - low;
  return &book->lessons[low];
}

void
book_say(struct fasti_book *book, const char *key, struct fasti_saying saying)
{
  if (book->count == book->room) {
    book->room = book->room ? book->room * 2 : 1024;
    book->sayings = fasti_realloc(book->sayings, book->room * sizeof *book->sayings);
  }
  saying.key = fasti_arena_strdup(book->arena, key);
  saying.text = fasti_arena_strdup(book->arena, saying.text ? saying.text : "");
  book->sayings[book->count++] = saying;
}

/* Scenarios. */

void
fasti_book_meet(struct fasti_book *book, const char *person, const char *roles)
{
  book->people = fasti_realloc(book->people, (book->people_count + 1) * sizeof *book->people);
  book->people[book->people_count++] = (struct fasti_saying){.key = fasti_arena_strdup(book->arena, person),
                                                       .kind = FASTI_SAYING_PERSON,
                                                       .text = fasti_arena_strdup(book->arena, roles)};
}

/* Days are kept as a distance from the day on which they were filled in, people by their roles. */
static struct fasti_saying
saying_of(struct fasti_book *book, const char *value, int32_t today)
{
  size_t size = strlen(value);
  int32_t day;

  for (size_t i = book->people_count; i > 0; i--)
    if (strcmp(book->people[i - 1].key, value) == 0)
      return book->people[i - 1];
  if (size >= 10 && (size == 10 || value[10] == 'T') &&
      fasti_day_parse((struct fasti_slice){value, 10}, &day) == FASTI_OK)
    return (struct fasti_saying){
      .kind = FASTI_SAYING_DAY, .text = fasti_arena_strdup(book->arena, value + 10), .number = day - today};
  return (struct fasti_saying){.kind = FASTI_SAYING_TEXT, .text = value};
}

void
fasti_book_learn(struct fasti_book *book, const char *work, const struct fasti_field *fields, size_t count,
                 int32_t today)
{
  struct fasti_saying *kept = fasti_arena_alloc(book->arena, (count + 1) * sizeof *kept);
  char path[PATH], key[2 * PATH];

  for (size_t i = 0; i < count; i++) {
    struct fasti_saying saying = saying_of(book, fields[i].value, today);

    fasti_book_path(fields[i].path, path);
    kept[i] = saying;
    kept[i].key = fasti_arena_strdup(book->arena, fields[i].path);
    kept[i].text = fasti_arena_strdup(book->arena, saying.text);
    snprintf(key, sizeof key, "w:%s:%s", work, path);
    book_say(book, key, saying);
    snprintf(key, sizeof key, "p:%s", path);
    book_say(book, key, saying);
    snprintf(key, sizeof key, "n:%s", book_name(path));
    book_say(book, key, saying);
  }
  if (book->lesson_count == book->lesson_room) {
    book->lesson_room = book->lesson_room ? book->lesson_room * 2 : 256;
    book->lessons = fasti_realloc(book->lessons, book->lesson_room * sizeof *book->lessons);
  }
  book->lessons[book->lesson_count] = (struct fasti_lesson){.work = fasti_arena_strdup(book->arena, work),
                                                            .fields = kept,
                                                            .count = count,
                                                            .number = book->lesson_count};
  book->lesson_count++;
}
