/* engine/list.h - lists of ids as definitions and rows write them: words separated by white space.
 */
#ifndef FASTI_LIST_H
#define FASTI_LIST_H

#include "engine/text.h"

/** Take the next word of a list. *AT is moved past it; start with the list (NULL: empty). @return false at the end */
bool fasti_list_next(const char **at, struct fasti_slice *word);
/** Whether LIST (may be NULL) has the word. */
bool fasti_list_has(const char *list, const char *word);
/** Whether the lists have a word in common. */
bool fasti_list_meets(const char *one, const char *other);
/** Append WORD to a list in a buffer, unless it is there. */
void fasti_list_add(struct fasti_buffer *list, const char *word);

#endif
