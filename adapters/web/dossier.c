/* adapters/web/dossier.c - the whole file on one page, for tasks that need it before them (f:dossier): what every form came to,
 * the decision tables with the rows that held, earlier cases that are like this one (f:precedents).
 *
 *   <dossier><form>..</form> <decided table version on><value name/><basis name/></decided>
 *     <precedent case title status opened><fact title>value</fact></precedent></dossier>
 */
#include "config.h"

#include <string.h>

#include "adapters/web/case.h"
#include "adapters/web/task.h"
#include "engine/notes.h"
#include "engine/xml.h"

enum { PRECEDENTS = 6 };

/* -- what the forms came to, the latest of each -- */

struct telling {
  struct case_page *page;
  xmlNodePtr dossier;
  const char *actor;
};

static void
tell_form(void *self, const struct fasti_filled_form *filled)
{
  struct telling *telling = self;

  for (xmlNodePtr form = fasti_xml_first(telling->dossier); form; form = fasti_xml_next(form)) {
    const char *work = fasti_xml_attribute(form, NULL, "work");

    if (work && strcmp(work, filled->work) == 0 && *filled->work) {
      xmlUnlinkNode(form);
      xmlFreeNode(form);
      break;
    }
  }
  case_add_form(telling->page, telling->dossier, filled, telling->actor);
}

static void
see_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct telling *telling = self;

  telling->actor = entry->actor;
  fasti_case_filled(case_, tell_form, telling);
}

/* -- decision tables -- */

static void
add_value(xmlNodePtr parent, const char *element, const char *name, const xmlNode *from)
{
  xmlChar *text = xmlNodeGetContent((xmlNodePtr)(uintptr_t)from);

  if (text && *text)
    web_set(web_add_text(parent, element, (const char *)text), "name", name);
  xmlFree(text);
}

static void
add_result(xmlNodePtr decided, const xmlNode *result)
{
  if (!fasti_xml_first(result)) {
    add_value(decided, "value", "", result);
    return;
  }
  for (const xmlNode *part = fasti_xml_first(result); part; part = fasti_xml_next(part)) {
    const char *name = fasti_xml_attribute(part, NULL, "name");

    add_value(decided, "value", name ? name : (const char *)part->name, part);
  }
}

/* What the rows that held say about themselves. */
static void
add_bases(xmlNodePtr decided, const xmlNode *node)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *hit = fasti_xml_attribute(child, NULL, "hit");

    if (!fasti_xml_is(child, NULL, "row")) {
      add_bases(decided, child);
      continue;
    }
    for (const xmlNode *note = hit && strcmp(hit, "true") == 0 ? fasti_xml_first(child) : NULL; note;
         note = fasti_xml_next(note))
      if (fasti_xml_is(note, NULL, "annotation"))
        add_value(decided, "basis", fasti_xml_attribute(note, NULL, "name"), note);
  }
}

/* What was decided again by the same table is told once, as it was last. */
static void
drop_earlier(xmlNodePtr dossier, const char *table, const char *decision)
{
  for (xmlNodePtr node = fasti_xml_first(dossier), next; node; node = next) {
    const char *other = fasti_xml_attribute(node, NULL, "decision");

    next = fasti_xml_next(node);
    if (!fasti_xml_is(node, NULL, "decided") || strcmp(fasti_xml_attribute(node, NULL, "table"), table) != 0 ||
        strcmp(other ? other : "", decision ? decision : "") != 0)
      continue;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
  }
}

static void
add_decisions(xmlNodePtr dossier, const xmlNode *node)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *table = fasti_xml_attribute(child, NULL, "table");
    xmlNodePtr decided;

    if (!table) {
      add_decisions(dossier, child);
      continue;
    }
    drop_earlier(dossier, table, fasti_xml_attribute(child, NULL, "decision"));
    decided = web_add(dossier, "decided");
    web_set(decided, "table", table);
    web_set(decided, "decision", fasti_xml_attribute(child, NULL, "decision"));
    web_set(decided, "version", fasti_xml_attribute(child, NULL, "version"));
    web_set(decided, "on", fasti_xml_attribute(child, NULL, "on"));
    for (const xmlNode *part = fasti_xml_first(child); part; part = fasti_xml_next(part)) {
      if (fasti_xml_is(part, NULL, "result"))
        add_result(decided, part);
      else if (fasti_xml_is(part, NULL, "trace"))
        add_bases(decided, part);
    }
  }
}

static enum fasti_status
add_tables(struct web_bench *bench, xmlNodePtr dossier)
{
  struct fasti_buffer data = {0};
  xmlDocPtr doc = NULL;
  enum fasti_status status;

  fasti_buffer_puts(&data, "<all>");
  fasti_case_data_for(bench->case_, &bench->person, &data);
  fasti_buffer_puts(&data, "</all>");
  status = fasti_xml_parse(bench->row.id, fasti_buffer_slice(&data), bench->call->messages, &doc);
  if (status == FASTI_OK)
    add_decisions(dossier, xmlDocGetRootElement(doc));
  fasti_xml_free(doc);
  fasti_buffer_free(&data);
  return status;
}

/* -- precedents -- */

struct likeness {
  struct web_bench *bench;
  xmlNodePtr dossier;
  const char *fact, *value;
  const char *cases[PRECEDENTS + 1];
  size_t count;
};

static void
take_own(void *self, const struct fasti_fact_row *row)
{
  struct likeness *likeness = self;

  if (!likeness->value && strcmp(row->name, likeness->fact) == 0 && *row->value)
    likeness->value = fasti_arena_strdup(likeness->bench->call->arena, row->value);
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct likeness *likeness = self;
  struct web_call *call = likeness->bench->call;
  xmlNodePtr node;

  if (strcmp(row->id, likeness->bench->row.id) == 0 || likeness->count == PRECEDENTS)
    return true;
  likeness->count++;
  node = web_add(likeness->dossier, "precedent");
  web_set(node, "case", row->id);
  web_set(node, "title", row->title);
  web_set(node, "status", row->status);
  web_set_moment(call, node, "opened", row->opened_at);
  return true;
}

struct facts {
  struct web_bench *bench;
  xmlNodePtr precedent;
};

static bool
take_fact(void *self, const struct fasti_fact_row *row)
{
  struct facts *facts = self;
  const struct fasti_procedure_note *note = fasti_procedure_note(facts->bench->procedure);

  for (size_t i = 0; i < note->fact_count; i++)
    if (strcmp(note->facts[i].name, row->name) == 0 && note->facts[i].title && *row->value)
      web_set(web_add_text(facts->precedent, "fact", fasti_fact_word(&note->facts[i], row->value)), "title",
              note->facts[i].title);
  return true;
}

static enum fasti_status
add_precedents(struct web_bench *bench, xmlNodePtr dossier, const char *fact)
{
  struct web_call *call = bench->call;
  struct likeness likeness = {.bench = bench, .dossier = dossier, .fact = fact};
  struct fasti_where where = {.fact = fact};
  struct fasti_case_filter filter = {.bureau = bench->row.bureau,
                                     .procedure = bench->row.procedure,
                                     .where = &where,
                                     .where_count = 1,
                                     .order = FASTI_CASES_BY_OPENED,
                                     .backwards = true,
                                     .due_before = FASTI_NO_DAY,
                                     .reach = &web_reader(call)->reach,
                                     .most = PRECEDENTS + 1};
  enum fasti_status status = FASTI_OK;

  fasti_case_facts(bench->case_, take_own, &likeness);
  where.value = likeness.value;
  if (!likeness.value)
    return FASTI_OK;
  status = call->store->call->case_list(call->store, &filter, take_case, &likeness);
  for (xmlNodePtr node = fasti_xml_first(dossier); status == FASTI_OK && node; node = fasti_xml_next(node)) {
    struct facts facts = {.bench = bench, .precedent = node};

    if (fasti_xml_is(node, NULL, "precedent"))
      status = call->store->call->fact_list(call->store, fasti_xml_attribute(node, NULL, "case"), take_fact, &facts);
  }
  return status;
}

enum fasti_status
web_dossier_add(struct web_bench *bench, xmlNodePtr main, const struct fasti_task_view *view)
{
  struct web_call *call = bench->call;
  const struct fasti_package *package = fasti_procedure_package(bench->procedure);
  struct case_page page = {.call = call,
                           .id = bench->row.id,
                           .case_ = bench->case_,
                           .procedure = bench->procedure,
                           .package = package,
                           .viewer = bench->person,
                           .status = bench->row.status,
                           .zone = fasti_package_zone(package),
                           .as_of = FASTI_NO_DAY,
                           .today = web_today(call),
                           .until = call->now,
                           .reading = bench->reading};
  struct telling telling = {.page = &page};
  enum fasti_status status = FASTI_OK;

  if ((!view->dossier && !*view->precedents) || bench->reading != FASTI_READS_ALL)
    return FASTI_OK;
  telling.dossier = web_add(main, "dossier");
  page.main = main;
  if (view->dossier) {
    status = fasti_office_history(call->office, bench->row.id, call->messages, see_entry, &telling);
    if (status == FASTI_OK)
      status = add_tables(bench, telling.dossier);
  }
  if (status == FASTI_OK && *view->precedents)
    status = add_precedents(bench, telling.dossier, view->precedents);
  return status;
}
