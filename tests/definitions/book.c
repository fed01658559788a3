/* tests/definitions/book.c - learning what can stand in fields; see book.h. */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/form.h"
#include "engine/xml.h"
#include "tests/definitions/book.h"

#define NS_SCHEMA "http://www.w3.org/2001/XMLSchema"

enum { PATH = 256 };

struct book *
book_new(void)
{
  struct book *book = fasti_alloc(sizeof *book);

  book->arena = fasti_arena_new();
  return book;
}

void
book_free(struct book *book)
{
  fasti_arena_free(book->arena);
  fasti_free(book->sayings);
  fasti_free(book->lessons);
  fasti_free(book->people);
  fasti_free(book);
}

char *
book_path(const char *path, char out[PATH])
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

static const char *
name_of(const char *path)
{
  const char *slash = strrchr(path, '/');

  return slash ? slash + 1 : path;
}

static int
compare(const void *one, const void *other)
{
  const struct saying *a = one, *b = other;
  int order = strcmp(a->key, b->key);

  if (order == 0)
    order = (int)a->kind - (int)b->kind;
  if (order == 0)
    order = strcmp(a->text, b->text);
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* What is said twice is kept once. */
void
book_close(struct book *book)
{
  size_t kept = 0;

  qsort(book->sayings, book->count, sizeof *book->sayings, compare);
  for (size_t i = 0; i < book->count; i++)
    if (kept == 0 || compare(&book->sayings[kept - 1], &book->sayings[i]) != 0)
      book->sayings[kept++] = book->sayings[i];
  book->count = kept;
}

const struct saying *
book_find(const struct book *book, const char *key, size_t *count)
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

static void
say(struct book *book, const char *key, struct saying saying)
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
book_meet(struct book *book, const char *person, const char *roles)
{
  book->people = fasti_realloc(book->people, (book->people_count + 1) * sizeof *book->people);
  book->people[book->people_count++] = (struct saying){.key = fasti_arena_strdup(book->arena, person),
                                                       .kind = SAYING_PERSON,
                                                       .text = fasti_arena_strdup(book->arena, roles)};
}

/* Days are kept as a distance from the day on which they were filled in, people by their roles. */
static struct saying
saying_of(struct book *book, const char *value, int32_t today)
{
  size_t size = strlen(value);
  int32_t day;

  for (size_t i = book->people_count; i > 0; i--)
    if (strcmp(book->people[i - 1].key, value) == 0)
      return book->people[i - 1];
  if (strcmp(value, "today") == 0) /* as scenarios say it */
    return (struct saying){.kind = SAYING_DAY, .text = ""};
  if (size >= 10 && (size == 10 || value[10] == 'T') &&
      fasti_day_parse((struct fasti_slice){value, 10}, &day) == FASTI_OK)
    return (struct saying){
      .kind = SAYING_DAY, .text = fasti_arena_strdup(book->arena, value + 10), .number = day - today};
  return (struct saying){.kind = SAYING_TEXT, .text = value};
}

void
book_learn(struct book *book, const char *work, const struct fasti_field *fields, size_t count, int32_t today)
{
  struct saying *kept = fasti_arena_alloc(book->arena, (count + 1) * sizeof *kept);
  char path[PATH], key[2 * PATH];

  for (size_t i = 0; i < count; i++) {
    struct saying saying = saying_of(book, fields[i].value, today);

    book_path(fields[i].path, path);
    kept[i] = saying;
    kept[i].key = fasti_arena_strdup(book->arena, fields[i].path);
    kept[i].text = fasti_arena_strdup(book->arena, saying.text);
    snprintf(key, sizeof key, "w:%s:%s", work, path);
    say(book, key, saying);
    snprintf(key, sizeof key, "p:%s", path);
    say(book, key, saying);
    snprintf(key, sizeof key, "n:%s", name_of(path));
    say(book, key, saying);
  }
  if (book->lesson_count == book->lesson_room) {
    book->lesson_room = book->lesson_room ? book->lesson_room * 2 : 256;
    book->lessons = fasti_realloc(book->lessons, book->lesson_room * sizeof *book->lessons);
  }
  book->lessons[book->lesson_count++] =
    (struct lesson){.work = fasti_arena_strdup(book->arena, work), .fields = kept, .count = count};
}

/* Forms. */

static void
say_both(struct book *book, const char *path, struct saying saying)
{
  char key[PATH + 8];

  snprintf(key, sizeof key, "p:%s", path);
  say(book, key, saying);
  snprintf(key, sizeof key, "n:%s", name_of(path));
  say(book, key, saying);
}

/* A number in an expression: itself and its neighbours, as a value, a length or a distance in days. */
static void
say_number(struct book *book, const char *path, const char *text, bool length, bool days)
{
  double number = strtod(text, NULL);
  char value[64];

  for (int i = -1; i <= 1 && days && number < 4000; i++) {
    say_both(book, path, (struct saying){.kind = SAYING_DAY, .number = (int)number + i});
    say_both(book, path, (struct saying){.kind = SAYING_DAY, .number = i - (int)number});
  }
  if (length && number <= 300) {
    for (int i = -1; i <= 1; i++)
      say_both(book, path, (struct saying){.kind = SAYING_LENGTH, .number = (int)number + i});
    return;
  }
  for (int i = -1; i <= 1; i++) {
    snprintf(value, sizeof value, "%.10g", number + i);
    say_both(book, path, (struct saying){.kind = SAYING_TEXT, .text = value});
  }
}

/* Behind a step of a path, its predicates and what follows, up to the last step. @return behind the path */
static const char *
last_step(const char *at, char name[PATH])
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

  name[0] = '\0';
  for (;;) {
    int depth = 0;
    size_t size;

    if (*at == '[')
      do
        depth += (*at == '[') - (*at == ']');
      while (*at++ && depth > 0 && *at);
    if (*at != '/')
      return at;
    at += 1 + (at[1] == '@');
    size = strspn(at, letters);
    if (size == 0)
      return at;
    snprintf(name, PATH, "%.*s", (int)size, at);
    at += size;
  }
}

/* Where the values of a field may stand in the case: $VARIABLE/…/NAME in its constraint. */
static void
study_paths(struct book *book, const char *path, const char *text)
{
  char name[PATH], node[2 * PATH + 8], key[PATH + 8];

  for (const char *at = strchr(text, '$'); at; at = strchr(at, '$')) {
    size_t size = strspn(++at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    const char *variable = at;

    at = last_step(at + size, name);
    if (size == 0 || size >= PATH || !*name)
      continue;
    snprintf(node, sizeof node, "%.*s %s", (int)size, variable, name);
    snprintf(key, sizeof key, "x:%s", path);
    say(book, key, (struct saying){.kind = SAYING_NODE, .text = node});
  }
}

/* The literals of an expression, said of the field PATH and of every name in it. */
static void
study_expression(struct book *book, const char *path, const char *text)
{
  bool length = strstr(text, "string-length") != NULL;
  char literal[PATH], name[PATH];

  for (const char *at = text; *at;) {
    size_t size = 1;

    if (*at == '\'' || *at == '"') {
      size = strcspn(at + 1, *at == '"' ? "\"" : "'");
      snprintf(literal, sizeof literal, "%.*s", (int)size, at + 1);
      say_both(book, path, (struct saying){.kind = SAYING_TEXT, .text = literal});
      for (const char *word = text; *word;) {
        size_t letters = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

        snprintf(name, sizeof name, "%.*s", (int)letters, word);
        if (letters > 1 && isalpha((unsigned char)*word) && strcmp(name, literal) != 0)
          say_both(book, name, (struct saying){.kind = SAYING_TEXT, .text = literal});
        word += letters ? letters : 1;
      }
      size += 2;
    } else if (isdigit((unsigned char)*at)) {
      size = strspn(at, "0123456789.");
      say_number(book, path, at, length, strstr(text, "days-from-date") != NULL);
    } else if (isalpha((unsigned char)*at)) {
      size = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    }
    at += size;
    if (at > text && at[-1] == '\0')
      break;
  }
}

struct study {
  struct book *book;
  xmlDocPtr docs[64]; /* with types */
  size_t count;
};

static void
study_facet(struct book *book, const char *path, const xmlNode *facet)
{
  const char *value = fasti_xml_attribute(facet, NULL, "value");
  const char *name = (const char *)facet->name;

  if (!value)
    return;
  if (strcmp(name, "pattern") == 0)
    say_both(book, path, (struct saying){.kind = SAYING_PATTERN, .text = value});
  else if (strcmp(name, "enumeration") == 0)
    say_both(book, path, (struct saying){.kind = SAYING_TEXT, .text = value});
  else if (strstr(name, "ength"))
    say_number(book, path, value, true, false);
  else if (strstr(name, "clusive"))
    say_number(book, path, value, false, false);
}

/* The type NAME, wherever it stands below NODE. */
static void
study_type(struct book *book, const char *path, const char *name, const xmlNode *node)
{
  for (; node; node = fasti_xml_next(node)) {
    const char *id = fasti_xml_attribute(node, NULL, "name");

    if (fasti_xml_is(node, NS_SCHEMA, "simpleType") && id && strcmp(id, name) == 0)
      for (const xmlNode *facet = fasti_xml_first(fasti_xml_first(node)); facet; facet = fasti_xml_next(facet))
        study_facet(book, path, facet);
    study_type(book, path, name, fasti_xml_first(node));
  }
}

static void
study_bind(struct study *study, const xmlNode *node, const char *outer)
{
  static const char *const expressions[] = {"constraint", "relevant", "required", "calculate"};
  const char *here = fasti_xml_attribute(node, NULL, "nodeset"), *type = fasti_xml_attribute(node, NULL, "type");
  char path[PATH];

  here = here ? here : fasti_xml_attribute(node, NULL, "ref");
  here = here && strcmp(here, ".") != 0 ? here : "";
  snprintf(path, sizeof path, "%s%s%s", outer, *outer && *here ? "/" : "", here);
  for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++)
    if (fasti_xml_attribute(node, NULL, expressions[i]))
      study_expression(study->book, path, fasti_xml_attribute(node, NULL, expressions[i]));
  if (fasti_xml_attribute(node, NULL, "constraint"))
    study_paths(study->book, path, fasti_xml_attribute(node, NULL, "constraint"));
  for (size_t i = 0; type && i < study->count; i++)
    study_type(study->book, path, strchr(type, ':') ? strchr(type, ':') + 1 : type,
               xmlDocGetRootElement(study->docs[i]));
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_XFORMS, "bind"))
      study_bind(study, child, path);
}

static void
study_binds(struct study *study, const xmlNode *node)
{
  for (; node; node = fasti_xml_next(node)) {
    if (fasti_xml_is(node, FASTI_NS_XFORMS, "bind"))
      study_bind(study, node, "");
    else
      study_binds(study, fasti_xml_first(node));
  }
}

static bool
ends_with(const char *text, const char *end)
{
  size_t size = strlen(text), tail = strlen(end);

  return size >= tail && strcmp(text + size - tail, end) == 0;
}

static void
take_types(void *self, const char *name, struct fasti_slice bytes)
{
  struct study *study = self;

  if (study->count < sizeof study->docs / sizeof *study->docs && ends_with(name, ".xsd") &&
      fasti_xml_parse(name, bytes, NULL, &study->docs[study->count]) == FASTI_OK)
    study->count++;
}

static void
take_form(void *self, const char *name, struct fasti_slice bytes)
{
  struct study *study = self;
  xmlDocPtr doc;

  if (!ends_with(name, ".xhtml") || study->count == sizeof study->docs / sizeof *study->docs ||
      fasti_xml_parse(name, bytes, NULL, &doc) != FASTI_OK)
    return;
  study->docs[study->count++] = doc; /* types of its own */
  study_binds(study, xmlDocGetRootElement(doc));
  study->count--;
  fasti_xml_free(doc);
}

void
book_study(struct book *book, const struct fasti_package *package)
{
  struct study study = {.book = book};

  fasti_package_files(package, take_types, &study);
  fasti_package_files(package, take_form, &study);
  for (size_t i = 0; i < study.count; i++)
    fasti_xml_free(study.docs[i]);
}
