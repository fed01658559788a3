/* tests/definitions/book.h - what can stand in fields, learned from scenarios, forms and types: nothing here knows a procedure.
 *
 * Keys: "x:PATH" for where in the case the values of a field stand; "w:WORK:PATH" for a field of a task, action or opening form; "p:PATH" for a path in any form; "n:NAME" for the last
 * name of a path. Paths have no numbers of items: "officer/certNo".
 */
#ifndef FASTI_TESTS_BOOK_H
#define FASTI_TESTS_BOOK_H

#include "engine/package.h"
#include "tests/definitions/act.h"

enum saying_kind {
  SAYING_TEXT,    /* a value */
  SAYING_DAY,     /* days from today, with the time of day in TEXT if there is one */
  SAYING_PERSON,  /* somebody who has one of the roles TEXT */
  SAYING_NODE,    /* a value that stands in the case: "VARIABLE NAME" */
  SAYING_PATTERN, /* the value matches TEXT */
  SAYING_LENGTH   /* the value has about so many characters */
};

struct saying {
  const char *key;
  enum saying_kind kind;
  const char *text;
  int number;
};

/** What somebody filled in somewhere; fields by path, with numbers of items. */
struct lesson {
  const char *work;
  const struct saying *fields; /* key is the path */
  size_t count;
};

struct book {
  struct fasti_arena *arena;
  struct saying *sayings;
  size_t count, room;
  struct lesson *lessons;
  size_t lesson_count, lesson_room;
  struct saying *people; /* key is the id, text the roles */
  size_t people_count;
};

struct book *book_new(void);
void book_free(struct book *book);
/** Somebody who may be named in what is learned from now on. */
void book_meet(struct book *book, const char *person, const char *roles);
/** Learn from what was filled in for WORK on a day. */
void book_learn(struct book *book, const char *work, const struct fasti_field *fields, size_t count, int32_t today);
/** Learn from the forms and types that a package reaches. */
void book_study(struct book *book, const struct fasti_package *package);
/** After the last thing was learned, before the first question. */
void book_close(struct book *book);
/** What is said about a key. @arg count how many @return borrowed */
const struct saying *book_find(const struct book *book, const char *key, size_t *count);
/** Path without the numbers of items. @return OUT */
char *book_path(const char *path, char out[256]);

/** A text that matches PATTERN (PCRE2 as XSD types use it) as far as its syntax is known here, by the chance of the caller.
 *  @arg out ended by NUL, at most SIZE bytes with it */
struct chance;
void sample(struct chance *chance, const char *pattern, char *out, size_t size);

#endif
