/* engine/search.h - what a store finds when people look for words, the same in every store.
 *
 * Text is taken apart into tokens: each Chinese character is one; letters and digits that stand together are one, in
 * lower case, full-width forms as their ASCII ones; everything else separates. A query is words separated by spaces,
 * and all of them must be found; the tokens of a word must follow each other, and of its last one, if it is of letters
 * or digits, the beginning is enough. Nothing in a query is an operator.
 */
#ifndef FASTI_SEARCH_H
#define FASTI_SEARCH_H

#include "engine/list.h"

/** A longer run of letters is taken as several tokens. */
enum { FASTI_TOKEN_SIZE = 64 };

struct fasti_token {
  size_t start; /* bytes in the text */
  size_t end;
  bool wide;    /* one Chinese character */
  size_t size;
  char text[FASTI_TOKEN_SIZE];
};

/** The next token of TEXT from *AT on, which moves behind it. @return false at the end */
bool fasti_search_token(struct fasti_slice text, size_t *at, struct fasti_token *token);
/** The next word of a query from *AT on, which moves behind it; words without a token are passed over.
 *  @return false at the end */
bool fasti_search_word(struct fasti_slice query, size_t *at, struct fasti_slice *word);
/** Whether every word of QUERY is found in TEXT. */
bool fasti_search_found(struct fasti_slice text, struct fasti_slice query);

#endif
