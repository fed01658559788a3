/* adapters/cli/scenario/words.h - a line of a scenario as words.
 *
 * White space separates words; # at the beginning of a word ends the line. Text in double quotes may contain spaces,
 * and
 * \" \\ \n; it may be a part of a word: facts="two words".
 */
#ifndef FASTI_CLI_WORDS_H
#define FASTI_CLI_WORDS_H

#include "engine/message.h"

struct scenario_tokens {
  const char **words;
  bool *quoted; /* the word began with a quote: it is never a keyword */
  int *columns; /* in characters, from 1 */
  size_t count;
  size_t end; /* bytes of the line before its comment */
};

/** Take a line apart. @return FASTI_DEFINITION with a message for a quote that does not end */
FASTI_MUST enum fasti_status scenario_tokens_read(struct fasti_arena *arena, struct fasti_place place,
                                                  struct fasti_slice line, struct fasti_messages *messages,
                                                  struct scenario_tokens *tokens);

#endif
