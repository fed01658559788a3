/* engine/case/sample.c - f:sample: drawing nodes at random, so that anyone can repeat it (doc/language.md section 13).
 *
 * Nodes stand in the order of SHA-256 over the seed, a space and their id; the first ones are drawn. Messages: a rate or
 * number that cannot be read.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/case/state.h"
#include "engine/decimal.h"

/** A node that may be drawn. */
struct lot {
  char hash[FASTI_HASH_SIZE];
  int position;
  xmlNodePtr node;
};

static int
compare_lots(const void *one, const void *other)
{
  const struct lot *a = one, *b = other;
  int order = strcmp(a->hash, b->hash);

  return order ? order : a->position - b->position;
}

/* A number that is not negative; 0 when it was not said or is empty. */
static enum fasti_status
read_number(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note,
            const char *name, const struct fasti_template *template_, bool whole, struct fasti_decimal *number)
{
  const char *text = "";
  enum fasti_status status = template_ ? case_text(case_, session, template_, &text) : FASTI_OK;

  *number = (struct fasti_decimal){0};
  if (status != FASTI_OK || !*text)
    return status;
  if (fasti_decimal_parse(fasti_slice_of(text), number) == FASTI_OK && number->units >= 0 &&
      (!whole || number->scale == 0))
    return FASTI_OK;
  if (whole)
    fasti_error_at(case_->messages, note->place, "%s=\"%s\" is not a number of a draw; expected 0, 1, 2 and so on", name,
                   text);
  else
    fasti_error_at(case_->messages, note->place, "%s=\"%s\" is not a share of a draw; expected a decimal as 0.10", name,
                   text);
  return FASTI_INVALID;
}

static enum fasti_status
greater(struct fasti_decimal number, int64_t *most)
{
  struct fasti_decimal limit = {.units = INT32_MAX};

  if (fasti_decimal_compare(number, limit) > 0)
    number = limit;
  if ((int64_t)number.units > *most)
    *most = (int64_t)number.units;
  return FASTI_OK;
}

/* The greatest of size, ceil(rate x population) and at-least, never more than there are. */
static enum fasti_status
count_draws(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note,
            int64_t population, int64_t *count)
{
  struct fasti_decimal rate, size, least, share, whole, one = {.units = 1};
  enum fasti_status status = read_number(case_, session, note, "rate", note->sample->rate, false, &rate);

  *count = 0;
  if (status == FASTI_OK)
    status = read_number(case_, session, note, "size", note->sample->size, true, &size);
  if (status == FASTI_OK)
    status = read_number(case_, session, note, "at-least", note->sample->at_least, true, &least);
  if (status == FASTI_OK)
    status = fasti_decimal_multiply(rate, (struct fasti_decimal){.units = population}, &share);
  if (status != FASTI_OK)
    return status;
  whole = fasti_decimal_round(share, 0);
  if (fasti_decimal_compare(whole, share) < 0)
    status = fasti_decimal_add(whole, one, &whole);
  if (status == FASTI_OK)
    status = greater(whole, count);
  if (status == FASTI_OK)
    status = greater(size, count);
  if (status == FASTI_OK)
    status = greater(least, count);
  if (*count > population)
    *count = population;
  return status;
}

static void
cast_lots(struct fasti_case *case_, const xmlNodeSet *nodes, const char *except, const char *seed, struct lot *lots,
          int *count)
{
  *count = 0;
  for (int i = 0; nodes && i < nodes->nodeNr; i++) {
    const char *id = case_node_key(case_, nodes->nodeTab[i], i), *text;
    struct lot *lot = &lots[*count];

    if (nodes->nodeTab[i]->type != XML_ELEMENT_NODE || fasti_list_has(except, id))
      continue;
    text = fasti_arena_printf(case_->entry, "%s %s", seed, id);
    fasti_sha256_hex(fasti_slice_of(text), lot->hash);
    lot->position = i;
    lot->node = nodes->nodeTab[i];
    ++*count;
  }
  if (*count)
    qsort(lots, (size_t)*count, sizeof *lots, compare_lots);
}

static xmlNodePtr
drawn(struct fasti_case *case_, const struct lot *lots, int64_t count, int population, const char *seed)
{
  xmlNodePtr result = case_loose_node(case_, "sample");

  xmlSetProp(result, (const xmlChar *)"population",
             (const xmlChar *)fasti_arena_printf(case_->entry, "%d", population));
  xmlSetProp(result, (const xmlChar *)"size", (const xmlChar *)fasti_arena_printf(case_->entry, "%" PRId64, count));
  xmlSetProp(result, (const xmlChar *)"seed", (const xmlChar *)seed);
  for (int64_t i = 0; i < count; i++)
    xmlAddChild(result, xmlDocCopyNode(lots[i].node, result->doc, 1));
  return result;
}

enum fasti_status
sample_nodes(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  xmlXPathObjectPtr object = NULL;
  const char *except = "", *seed;
  struct lot *lots;
  int64_t count = 0;
  int population = 0;
  enum fasti_status status = oracle_seed(case_, &seed);

  if (status == FASTI_OK && note->sample->except)
    status = case_persons(case_, session, note->sample->except, &except);
  if (status == FASTI_OK)
    status = case_nodes(case_, session, note->sample->from, &object);
  if (status != FASTI_OK)
    return status;
  lots = fasti_arena_alloc(
    case_->entry, (size_t)(object->nodesetval ? object->nodesetval->nodeNr : 0) * sizeof *lots + sizeof *lots);
  cast_lots(case_, object->nodesetval, except, seed, lots, &population);
  status = count_draws(case_, session, note, population, &count);
  if (status == FASTI_OK)
    status = fasti_session_assign(session, note->into, drawn(case_, lots, count, population, seed), case_->messages);
  xmlXPathFreeObject(object);
  return status;
}
