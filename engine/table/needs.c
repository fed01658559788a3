/* engine/table/needs.c - which inputs a decision cannot do without; for checks before anything is decided.
 */
#include "config.h"

#include <string.h>

#include "engine/table/room.h"

static bool
requires_input(const struct item *item, const char *input)
{
  if (item->kind == ITEM_INPUT && strcmp(item->name, input) == 0)
    return true;
  for (size_t i = 0; i < item->required_count; i++)
    if (requires_input(item->required[i], input))
      return true;
  return false;
}

bool
fasti_model_needs(const struct fasti_model *model, const char *decision, const char *input)
{
  for (size_t i = 0; i < model->item_count; i++) {
    const struct item *item = model->items[i];

    if (item->kind == ITEM_DECISION && (decision ? strcmp(item->name, decision) == 0 : !item->needed) &&
        requires_input(item, input))
      return true;
  }
  return false;
}
