/* engine/guess.h - fills in any form with values that it takes: a search, from what is known of its fields.
 */
#ifndef FASTI_GUESS_H
#define FASTI_GUESS_H

#include "engine/book.h"
#include "engine/chance.h"

/** What was filled in; begin with {0}. Texts are owned. */
struct fasti_filled {
  struct fasti_field *items;
  size_t count, room;
};
void fasti_filled_free(struct fasti_filled *filled);

/** Who guesses, and from what; all borrowed for the call. */
struct fasti_guesser {
  struct fasti_chance *chance;
  const struct fasti_book *book;
  const struct fasti_person *people;
  size_t people_count;
  int64_t now;
  int32_t today;
  int32_t zone;
  const char *work;    /* task, event or procedure */
  const xmlNode *data; /* of the case; NULL: none */
  size_t files;        /* that the case has */
  /** What is wanted in the field PATH ("officer[2]/certNo"), or how many items in the list PATH ("officer[]"; if
   *  nothing is said of that, "officer"), before anything is guessed, and again when the form complains of it; NULL: nothing
   *  in any.
   *  @arg out ended by NUL @return false: nothing in this one */
  bool (*wish)(void *self, const char *path, char *out, size_t size);
  void *self;
};

/** Fill in a form: what is wanted first; then what was filled in for the same work in a scenario, or field by field; then
 *  other values for whatever the form complains of, until it is content.
 *  @return whether it is; what was filled in is in OUT anyway */
bool fasti_guess_form(const struct fasti_guesser *guesser, struct fasti_form_data *data, struct fasti_filled *out);
/** A text that matches PATTERN (PCRE2 as XSD types use it), as far as its syntax is known here: literals, classes, groups,
 *  alternatives and quantifiers. @arg out ended by NUL, at most SIZE bytes with it */
void fasti_guess_pattern(struct fasti_chance *chance, const char *pattern, char *out, size_t size);

#endif
