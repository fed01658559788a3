/* adapters/web/figures.c - the statistics of a bureau as a document; see figures.h.
 *
 * Following every journal takes long: the figures are made by whoever asks first, and are good for some minutes; who asks
 * meanwhile gets the last ones.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/web/figures.h"
#include "engine/notes.h"
#include "engine/statistics.h"
#include "engine/xml.h"

#define GOOD_FOR (INT64_C(10) * 60 * 1000) /* milliseconds */

/* Percent with one digit, rounded half up. */
static void
set_share(xmlNodePtr node, const char *name, size_t part, size_t whole)
{
  size_t tenths = whole ? (part * 2000 + whole) / (2 * whole) : 0;
  struct fasti_buffer text = {0};

  if (!whole)
    return;
  fasti_buffer_printf(&text, "%zu.%zu", tenths / 10, tenths % 10);
  web_set(node, name, text.at);
  fasti_buffer_free(&text);
}

static void
add_work(xmlNodePtr parent, const char *of, const struct fasti_work_counts *counts)
{
  xmlNodePtr work = web_add(parent, "work");

  web_set(work, "of", of);
  for (size_t i = 0; i < counts->count; i++) {
    const struct fasti_work_count *item = &counts->items[i];
    xmlNodePtr row = web_add(work, "row");

    web_set(row, "id", item->id);
    web_set(row, "title", item->title);
    web_set_number(row, "done", (int64_t)item->done);
    web_set_number(row, "open", (int64_t)item->open);
    web_set_number(row, "judged", (int64_t)item->judged);
    web_set_number(row, "late", (int64_t)item->late);
    web_set_number(row, "worst", item->worst);
    web_set(row, "worst-case", *item->worst_case ? item->worst_case : NULL);
    web_set_number(row, "median", item->median);
    set_share(row, "on-time", item->judged - item->late, item->judged);
  }
}

static void
add_states(xmlNodePtr parent, const struct fasti_statistics *statistics)
{
  xmlNodePtr states = web_add(parent, "states");

  for (size_t i = 0; i < statistics->state_count; i++) {
    const struct fasti_state_count *count = &statistics->states[i];
    xmlNodePtr row;

    if (count->ended || !*count->state)
      continue;
    row = web_add(states, "row");
    web_set(row, "procedure", fasti_procedure_id(count->procedure));
    web_set(row, "procedure-title", fasti_procedure_title(count->procedure));
    web_set(row, "state", count->state);
    web_set(row, "title", fasti_procedure_state_title(count->procedure, count->state, NULL));
    web_set_number(row, "count", (int64_t)count->count);
  }
}

/* One line for each quota; the results that are told apart are those of statistics.h. */
static const char *
result_name(const char *result)
{
  static const char *const names[] = {"running", "met", "missed", "na"};

  if (!*result)
    return names[0];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i], result) == 0)
      return names[i];
  return "other";
}

static void
add_to(xmlNodePtr node, const char *name, size_t count)
{
  const char *text = fasti_xml_attribute(node, NULL, name);

  web_set_number(node, name, (text ? strtoll(text, NULL, 10) : 0) + (int64_t)count);
}

static void
add_quotas(xmlNodePtr parent, const struct fasti_statistics *statistics)
{
  xmlNodePtr quotas = web_add(parent, "quotas"), row = NULL;

  for (size_t i = 0; i < statistics->quota_count; i++) {
    const struct fasti_quota_count *count = &statistics->quotas[i];

    if (!row || strcmp(fasti_xml_attribute(row, NULL, "id"), count->quota) != 0) {
      row = web_add(quotas, "row");
      web_set(row, "id", count->quota);
      web_set(row, "title", *count->title ? count->title : count->quota);
    }
    add_to(row, result_name(count->result), count->count);
    add_to(row, "all", count->count);
  }
}

static xmlDocPtr
document_of(struct web_call *call, const struct fasti_statistics *statistics)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"figures", NULL);

  xmlDocSetRootElement(doc, root);
  web_set_moment(call, root, "at", statistics->at);
  web_set_number(root, "cases", (int64_t)statistics->cases);
  web_set_number(root, "instruments", (int64_t)statistics->instruments);
  add_states(root, statistics);
  add_work(root, "deadlines", &statistics->deadlines_of_procedures);
  add_work(root, "procedures", &statistics->tasks_of_procedures);
  add_work(root, "roles", &statistics->tasks_of_roles);
  add_work(root, "people", &statistics->tasks_of_people);
  add_quotas(root, statistics);
  return doc;
}

enum fasti_status
figures_of(struct web_call *call, const char *bureau, xmlDocPtr *out)
{
  struct fasti_statistics *statistics;
  const char *key = fasti_arena_printf(call->arena, "figures %s", bureau);
  enum fasti_status status;

  if (!web_site_kept(call->site, key, call->real - GOOD_FOR, out))
    return FASTI_OK;
  status = fasti_statistics_take(call->office, call->store, bureau, call->now, call->messages, &statistics);
  if (status != FASTI_OK) {
    web_site_keep(call->site, key, NULL, call->real);
    return status;
  }
  xmlFreeDoc(*out);
  *out = document_of(call, statistics);
  fasti_statistics_free(statistics);
  web_site_keep(call->site, key, xmlCopyDoc(*out, 1), call->real);
  return FASTI_OK;
}
