/* adapters/web/facts.c - facts of cases as people look for them: those of a procedure that have a title. */
#include "config.h"

#include <string.h>

#include "adapters/web/lists.h"

static const char *
fact_name(const struct list *list, const struct fasti_fact_note *fact, const char *end)
{
  return fasti_arena_printf(list->call->arena, "f-%s%s", fact->name, end);
}

/* A fact of days is asked for from and to, a text by its value. Numbers of different length do not compare as texts do: they
 * are not asked for. */
static void
ask_fact(const struct list *list, const struct fasti_fact_note *fact, struct fasti_where *wheres, size_t *count)
{
  struct fasti_where where = {.fact = fact->name};

  if (!fact->title || fact->type == FASTI_FACT_NUMBER || *count == LIST_WHERES)
    return;
  if (fact->type == FASTI_FACT_DATE) {
    where.from = list_given(list->call, fact_name(list, fact, "-from"));
    where.to = list_given(list->call, fact_name(list, fact, "-to"));
  } else {
    where.value = list_given(list->call, fact_name(list, fact, ""));
  }
  if (where.value || where.from || where.to)
    wheres[(*count)++] = where;
}

void
list_ask_facts(const struct list *list, const struct fasti_procedure *procedure, struct fasti_where wheres[LIST_WHERES],
               struct fasti_case_filter *filter)
{
  const struct fasti_procedure_note *note = fasti_procedure_note(procedure);

  filter->where = wheres;
  for (size_t i = 0; i < note->fact_count; i++)
    ask_fact(list, &note->facts[i], wheres, &filter->where_count);
}

static void
offer_days(const struct list *list, const struct fasti_fact_note *fact, xmlNodePtr form)
{
  static const char *const ends[] = {"from", "to"};

  for (size_t i = 0; i < 2; i++) {
    xmlNodePtr field = list_field(list, form, fact_name(list, fact, i ? "-to" : "-from"), "date");

    web_set(field, "label", fact->title);
    web_set(field, "end", ends[i]);
  }
}

void
list_offer_facts(const struct list *list, const struct fasti_procedure *procedure, xmlNodePtr form)
{
  const struct fasti_procedure_note *note = fasti_procedure_note(procedure);

  for (size_t i = 0; i < note->fact_count; i++) {
    const struct fasti_fact_note *fact = &note->facts[i];
    xmlNodePtr field;

    if (fact->title && fact->type == FASTI_FACT_DATE)
      offer_days(list, fact, form);
    if (!fact->title || fact->type != FASTI_FACT_TEXT)
      continue;
    field = list_field(list, form, fact_name(list, fact, ""), fact->word_count ? "select" : "text");
    web_set(field, "label", fact->title);
    for (size_t j = 0; j < fact->word_count; j++)
      list_option(field, fact->words[j].value, fact->words[j].title, -1);
  }
}

struct values {
  const struct list *list;
  const struct fasti_procedure_note *note;
  const char **texts;
};

static bool
take_value(void *self, const struct fasti_fact_row *row)
{
  struct values *values = self;

  for (size_t i = 0; i < values->note->fact_count; i++) {
    const struct fasti_fact_note *fact = &values->note->facts[i];

    if (strcmp(fact->name, row->name) == 0)
      values->texts[i] = fasti_arena_printf(values->list->call->arena, "%s%s%s", values->texts[i],
                                            *values->texts[i] ? "；" : "", fasti_fact_word(fact, row->value));
  }
  return true;
}

enum fasti_status
list_facts(const struct list *list, const char *case_id, const struct fasti_procedure_note *note, const char *const **texts)
{
  struct values values = {list, note, fasti_arena_alloc(list->call->arena, (note->fact_count + 1) * sizeof *values.texts)};
  struct fasti_store *store = list->call->store;

  for (size_t i = 0; i < note->fact_count; i++)
    values.texts[i] = "";
  *texts = values.texts;
  return store->call->fact_list(store, case_id, take_value, &values);
}
