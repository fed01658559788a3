/* tests/definitions/fill.h - fills in forms as somebody would who tries until the form is content.
 */
#ifndef FASTI_TESTS_FILL_H
#define FASTI_TESTS_FILL_H

#include "engine/case.h"
#include "tests/definitions/chance.h"

/** What was filled in; begin with {0}. Texts are owned. */
struct filled {
  struct fasti_field *items;
  size_t count, room;
};

/** Who fills in, and from what. */
struct filler {
  struct chance *chance;
  const struct fasti_person *people;
  size_t people_count;
  int32_t today;
  unsigned yes; /* percent of answers that are true, or the first choice */
};

/** Fill in a form: every field that can be written gets a value for its type, name and choices; fields of which the form
 *  complains get others. @return whether the form is content in the end; what was filled in is in OUT anyway */
bool fill_form(const struct filler *filler, struct fasti_form_data *data, struct filled *out);
void filled_free(struct filled *filled);

#endif
