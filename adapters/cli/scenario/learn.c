/* adapters/cli/scenario/learn.c - what scenarios teach of the values that stand in fields; see scenario.h. */
#include "config.h"

#include <string.h>

#include "adapters/cli/scenario/scenario.h"
#include "engine/book.h"

/* The word today is the day of the line. */
static void
learn_step(const struct scenario_step *step, int32_t today, struct fasti_book *book)
{
  struct fasti_field *fields = fasti_alloc(step->field_count * sizeof *fields);
  char day[FASTI_DATE_SIZE];

  fasti_day_format(today, day);
  for (size_t i = 0; i < step->field_count; i++) {
    fields[i] = step->fields[i];
    if (strcmp(fields[i].value, "today") == 0)
      fields[i].value = day;
  }
  fasti_book_learn(book, step->name, fields, step->field_count, today);
  fasti_free(fields);
}

void
scenario_learn(const struct scenario *scenario, struct fasti_book *book)
{
  int32_t today = 0;

  for (size_t i = 0; i < scenario->count; i++) {
    const struct scenario_step *step = &scenario->steps[i];

    if (step->word == SCENARIO_ADVANCE)
      today = step->day;
    if (step->word == SCENARIO_PERSON)
      fasti_book_meet(book, step->name, step->roles);
    if (step->word == SCENARIO_COMMAND && step->field_count > 0 && step->name)
      learn_step(step, today, book);
  }
}
