/* engine/base/sight.c - the words of sight; see sight.h. */
#include "config.h"

#include <string.h>

#include "engine/sight.h"

static const char *const names[] = {"nothing", "task", "involved", "unit", "bureau", "outline"};

const char *
fasti_sight_name(enum fasti_sight sight)
{
  return names[sight];
}

bool
fasti_sight_parse(const char *word, enum fasti_sight *sight)
{
  for (int i = FASTI_SIGHT_TASK; i <= FASTI_SIGHT_BUREAU; i++) {
    if (strcmp(word, names[i]) != 0)
      continue;
    *sight = (enum fasti_sight)i;
    return true;
  }
  return false;
}
