/* engine/base/list.c - lists of ids; see list.h. */
#include "config.h"

#include <string.h>

#include "engine/list.h"

static const char blank[] = " \t\r\n";

bool
fasti_list_next(const char **at, struct fasti_slice *word)
{
  const char *start;

  if (!*at)
    return false;
  start = *at + strspn(*at, blank);
  *word = (struct fasti_slice){.at = start, .size = strcspn(start, blank)};
  *at = start + word->size;
  return word->size > 0;
}

bool
fasti_list_has(const char *list, const char *word)
{
  struct fasti_slice item;

  while (fasti_list_next(&list, &item))
    if (fasti_slice_is(item, word))
      return true;
  return false;
}

bool
fasti_list_meets(const char *one, const char *other)
{
  struct fasti_slice item, with;

  while (fasti_list_next(&one, &item))
    for (const char *at = other; fasti_list_next(&at, &with);)
      if (with.size == item.size && memcmp(with.at, item.at, item.size) == 0)
        return true;
  return false;
}

void
fasti_list_add(struct fasti_buffer *list, const char *word)
{
  if (fasti_list_has(list->at, word))
    return;
  if (list->size)
    fasti_buffer_puts(list, " ");
  fasti_buffer_puts(list, word);
}
