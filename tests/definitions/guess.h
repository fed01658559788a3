/* tests/definitions/guess.h - fills in any form with values that it takes: a search, from what is known of its fields.
 */
#ifndef FASTI_TESTS_GUESS_H
#define FASTI_TESTS_GUESS_H

#include "engine/case.h"
#include "tests/definitions/book.h"
#include "tests/definitions/chance.h"

/** What was filled in; begin with {0}. Texts are owned. */
struct filled {
  struct fasti_field *items;
  size_t count, room;
};
void filled_free(struct filled *filled);

/** Who guesses, and from what. */
struct guesser {
  struct chance *chance;
  const struct book *book;
  const struct fasti_person *people;
  size_t people_count;
  int32_t today;
  int64_t now;
  int32_t zone;
  const char *work; /* task, event or procedure */
  const xmlNode *data; /* of the case; NULL: none */
  size_t files;        /* that the case has */
};

/** Fill in a form: from what was filled in for the same work in a scenario, or field by field; then other values for
 *  whatever the form complains of, until it is content. @return whether it is; what was filled in is in OUT anyway */
bool guess_form(const struct guesser *guesser, struct fasti_form_data *data, struct filled *out);

/** One value for a field of any form, as text. TYPE as controls say it. @arg out ended by NUL */
struct guess_field {
  const char *path, *type;
  const char *const *choices;
  size_t choice_count;
  bool many; /* any number of choices */
  bool file; /* the number of a file of the case */
};
void guess_value(const struct guesser *guesser, const struct guess_field *field, char *out, size_t size);

/** The value that something learned stands for, today and among these people. */
void guess_saying(const struct guesser *guesser, const struct saying *saying, const char *type, char *out, size_t size);

#endif
