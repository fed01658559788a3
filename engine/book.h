/* engine/book.h - what can stand in fields, learned from scenarios, forms and types: nothing here knows a procedure.
 *
 * Keys: "x:PATH" for where in the case the values of a field stand; "w:WORK:PATH" for a field of a task, action or opening
 * form; "p:PATH" for a path in any form; "n:NAME" for the last name of a path. Paths have no numbers of items:
 * "officer/certNo".
 */
#ifndef FASTI_BOOK_H
#define FASTI_BOOK_H

#include "engine/case.h"

enum { FASTI_BOOK_PATH = 256 }; /* bytes of a path, with the end */

enum fasti_saying_kind {
  FASTI_SAYING_TEXT,    /* a value */
  FASTI_SAYING_DAY,     /* days from today, with the time of day in TEXT if there is one */
  FASTI_SAYING_PERSON,  /* somebody who has one of the roles TEXT */
  FASTI_SAYING_NODE,    /* a value that stands in the case: "VARIABLE NAME" */
  FASTI_SAYING_PATTERN, /* the value matches TEXT */
  FASTI_SAYING_LENGTH   /* the value has about so many characters */
};

struct fasti_saying {
  const char *key;
  enum fasti_saying_kind kind;
  const char *text;
  int number;
};

/** What somebody filled in somewhere; fields by path, with numbers of items. */
struct fasti_lesson {
  const char *work;
  const struct fasti_saying *fields; /* key is the path */
  size_t count;
  size_t number; /* in the order of learning */
};

/** What was learned so far. */
struct fasti_book;

/** Make an empty book. @return owned, end with fasti_book_free */
struct fasti_book *fasti_book_new(void);
void fasti_book_free(struct fasti_book *book);
/** Somebody who may be named in what is learned from now on. */
void fasti_book_meet(struct fasti_book *book, const char *person, const char *roles);
/** Learn from what was filled in for WORK (a task, an event or, of an opening form, a procedure) on a day. */
void fasti_book_learn(struct fasti_book *book, const char *work, const struct fasti_field *fields, size_t count,
                      int32_t today);
/** Learn from the forms and types that a package reaches. */
void fasti_book_study(struct fasti_book *book, const struct fasti_package *package);
/** After the last thing was learned, before the first question. */
void fasti_book_close(struct fasti_book *book);
/** What is said about a key. @arg count how many @return borrowed from the book */
const struct fasti_saying *fasti_book_find(const struct fasti_book *book, const char *key, size_t *count);
/** What was filled in for some work, in the order of learning. @arg count how many @return borrowed from the book */
const struct fasti_lesson *fasti_book_lessons(const struct fasti_book *book, const char *work, size_t *count);
/** Path without the numbers of items. @return OUT */
char *fasti_book_path(const char *path, char out[FASTI_BOOK_PATH]);

#endif
