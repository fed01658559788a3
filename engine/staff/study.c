/* engine/staff/study.c - learning what can stand in fields from forms and types; see book.h. */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/decimal.h"
#include "engine/form.h"
#include "engine/staff/room.h"
#include "engine/xml.h"

#define NS_SCHEMA "http://www.w3.org/2001/XMLSchema"

enum { PATH = FASTI_BOOK_PATH };

static void
say_both(struct fasti_book *book, const char *path, struct fasti_saying saying)
{
  char key[PATH + 8];

  snprintf(key, sizeof key, "p:%s", path);
  book_say(book, key, saying);
  snprintf(key, sizeof key, "n:%s", book_name(path));
  book_say(book, key, saying);
}

static void
say_near(struct fasti_book *book, const char *path, struct fasti_decimal number, int more)
{
  struct fasti_buffer text = {0};
  struct fasti_decimal sum;

  if (fasti_decimal_add(number, (struct fasti_decimal){.units = more}, &sum) == FASTI_OK) {
    fasti_decimal_write(sum, 0, &text);
    say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_TEXT, .text = text.at});
  }
  fasti_buffer_free(&text);
}

/* A number in an expression: itself and its neighbours, as a value, a length or a distance in days. */
static void
say_number(struct fasti_book *book, const char *path, const char *text, bool length, bool days)
{
  struct fasti_decimal exact;
  int whole = (int)strtol(text, NULL, 10);

  if (fasti_decimal_parse((struct fasti_slice){text, strspn(text, "0123456789.")}, &exact) != FASTI_OK)
    return;
  for (int i = -1; i <= 1 && days && whole < 4000; i++) {
    say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_DAY, .number = whole + i});
    say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_DAY, .number = i - whole});
  }
  for (int i = -1; i <= 1 && length && whole <= 300; i++)
    say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_LENGTH, .number = whole + i});
  for (int i = -1; i <= 1 && !(length && whole <= 300); i++)
    say_near(book, path, exact, i);
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
study_paths(struct fasti_book *book, const char *path, const char *text)
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
    book_say(book, key, (struct fasti_saying){.kind = FASTI_SAYING_NODE, .text = node});
  }
}

/* The literals of an expression, said of the field PATH and of every name in it. */
static void
study_expression(struct fasti_book *book, const char *path, const char *text)
{
  bool length = strstr(text, "string-length") != NULL;
  char literal[PATH], name[PATH];

  for (const char *at = text; *at;) {
    size_t size = 1;

    if (*at == '\'' || *at == '"') {
      size = strcspn(at + 1, *at == '"' ? "\"" : "'");
      snprintf(literal, sizeof literal, "%.*s", (int)size, at + 1);
      say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_TEXT, .text = literal});
      for (const char *word = text; *word;) {
        size_t letters = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

        snprintf(name, sizeof name, "%.*s", (int)letters, word);
        if (letters > 1 && isalpha((unsigned char)*word) && strcmp(name, literal) != 0)
          say_both(book, name, (struct fasti_saying){.kind = FASTI_SAYING_TEXT, .text = literal});
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
  struct fasti_book *book;
  xmlDocPtr docs[64]; /* with types */
  size_t count;
};

static void
study_facet(struct fasti_book *book, const char *path, const xmlNode *facet)
{
  const char *value = fasti_xml_attribute(facet, NULL, "value");
  const char *name = (const char *)facet->name;

  if (!value)
    return;
  if (strcmp(name, "pattern") == 0)
    say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_PATTERN, .text = value});
  else if (strcmp(name, "enumeration") == 0)
    say_both(book, path, (struct fasti_saying){.kind = FASTI_SAYING_TEXT, .text = value});
  else if (strstr(name, "ength"))
    say_number(book, path, value, true, false);
  else if (strstr(name, "clusive"))
    say_number(book, path, value, false, false);
}

/* The type NAME, wherever it stands below NODE. */
static void
study_type(struct fasti_book *book, const char *path, const char *name, const xmlNode *node)
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
fasti_book_study(struct fasti_book *book, const struct fasti_package *package)
{
  struct study study = {.book = book};

  fasti_package_files(package, take_types, &study);
  fasti_package_files(package, take_form, &study);
  for (size_t i = 0; i < study.count; i++)
    fasti_xml_free(study.docs[i]);
}
