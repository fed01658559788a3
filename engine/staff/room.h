/* engine/staff/room.h - what the files of the room staff share. */
#ifndef FASTI_STAFF_ROOM_H
#define FASTI_STAFF_ROOM_H

#include "engine/guess.h"

/** Keep what is said about a key; its texts are copied. */
void book_say(struct fasti_book *book, const char *key, struct fasti_saying saying);
/** The last name of a path. @return borrowed from PATH */
const char *book_name(const char *path);
/** The value that something learned stands for, today and among these people. */
void guess_saying(const struct fasti_guesser *guesser, const struct fasti_saying *saying, const char *type, char *out,
                  size_t size);
/** One value for a field of any form, as text. TYPE as controls say it. @arg out ended by NUL */
struct guess_field {
  const char *path, *type;
  const char *const *choices;
  size_t choice_count;
  bool many; /* any number of choices */
  bool file; /* the number of a file of the case */
};
void guess_value(const struct fasti_guesser *guesser, const struct guess_field *field, char *out, size_t size);

#endif
