/* engine/case/facts.c - $param, $case, $people and $directory: what expressions see of the package, the case and its people
 * (doc/language.md section 2).
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static xmlNodePtr
add_element(xmlNodePtr parent, const char *name, const char *text)
{
  return xmlNewTextChild(parent, NULL, (const xmlChar *)name, text ? (const xmlChar *)text : NULL);
}

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)(value ? value : ""));
}

/* An attribute that is there only when something is said. */
static void
set_said(xmlNodePtr node, const char *name, const char *value)
{
  if (value)
    set(node, name, value);
}

struct parameters {
  struct fasti_case *case_;
  xmlNodePtr parent;
};

static void
add_parameter(void *self, const char *name)
{
  const struct parameters *parameters = self;
  struct fasti_case *case_ = parameters->case_;
  struct fasti_provenance from;
  char day[FASTI_DATE_SIZE];
  xmlNodePtr node;

  if (!fasti_package_provenance(case_->package, fasti_procedure_id(case_->procedure), name, case_->today, &from))
    return;
  node = add_element(parameters->parent, name, from.value);
  set(node, "source", from.source);
  set_said(node, "document", from.document);
  set_said(node, "law", from.law);
  if (from.from != FASTI_NO_DAY)
    set(node, "from", fasti_day_format(from.from, day));
  if (from.to != INT32_MAX)
    set(node, "to", fasti_day_format(from.to, day));
}

static void
add_case(struct fasti_case *case_, xmlNodePtr parent)
{
  char day[FASTI_DATE_SIZE];

  add_element(parent, "id", case_->id);
  add_element(parent, "bureau", fasti_package_bureau(case_->package));
  add_element(parent, "bureau-title", fasti_package_title(case_->package));
  add_element(parent, "code", fasti_package_code(case_->package));
  add_element(parent, "procedure", fasti_procedure_id(case_->procedure));
  add_element(parent, "opened-on", fasti_day_format(fasti_instant_day(case_->opened_at, case_zone(case_)), day));
  add_element(parent, "opened-by", case_->opened_by);
  add_element(parent, "key", case_->key);
  add_element(parent, "parent", case_->parent);
  add_element(parent, "parent-procedure", case_->parent_procedure);
  add_element(parent, "status", case_status_name(case_->status));
}

static void
add_people(const struct fasti_case *case_, xmlNodePtr parent)
{
  for (size_t i = 0; i < case_->people.count; i++) {
    const struct person *person = &case_->people.items[i];
    xmlNodePtr node = add_element(parent, "person", NULL);

    set(node, "id", person->id);
    set(node, "name", person->name);
    set(node, "certificate", person->certificate);
    set(node, "roles", person->roles);
    if (*person->valid_to)
      set(node, "valid-to", person->valid_to);
    if (*person->interests)
      set(node, "interests", person->interests);
    if (*person->unit)
      set(node, "unit", person->unit);
    set(node, "recused", person->recused ? "true" : "false");
  }
}

static void
add_duty(xmlNodePtr parent, const struct fasti_duty *duty)
{
  xmlNodePtr node = add_element(parent, "duty", NULL);

  set(node, "id", duty->id);
  set(node, "title", duty->title);
  for (size_t i = 0; i < duty->item_count; i++) {
    xmlNodePtr item = add_element(node, "item", NULL);

    set(item, "id", duty->items[i].id);
    set(item, "title", duty->items[i].title);
    set_said(item, "section", duty->items[i].section);
    set_said(item, "candidate", duty->items[i].candidate);
    set_said(item, "service", duty->items[i].service);
  }
}

static void
add_service(xmlNodePtr parent, const struct fasti_service *service)
{
  xmlNodePtr node = add_element(parent, "service", NULL);

  set(node, "id", service->id);
  set(node, "title", service->title);
  set_said(node, "content", service->content);
  set_said(node, "office", service->office);
  set_said(node, "phone", service->phone);
  set_said(node, "corrected", service->corrected);
  set_said(node, "opens", service->opens);
}

static void
add_directory(const struct fasti_case *case_, xmlNodePtr parent)
{
  const struct fasti_duty *duty;
  const struct fasti_service *service;
  const struct fasti_referral *referral;

  for (size_t i = 0; (referral = fasti_package_referral_at(case_->package, i)) != NULL; i++) {
    xmlNodePtr node = add_element(parent, "referral", NULL);

    set(node, "id", referral->id);
    add_element(node, "matter", referral->matter);
    add_element(node, "department", referral->department);
    add_element(node, "duty", referral->duty);
    add_element(node, "basis", referral->basis);
    add_element(node, "corrected", referral->corrected);
    add_element(node, "blocks", referral->blocks);
  }
  for (size_t i = 0; (duty = fasti_package_duty_at(case_->package, i)) != NULL; i++)
    add_duty(parent, duty);
  for (size_t i = 0; (service = fasti_package_service_at(case_->package, i)) != NULL; i++)
    add_service(parent, service);
}

/* What the package says is long, and is put there when it is asked for; the case and the people are as they were when
 * the first of these was. */
static void
fill(struct fasti_case *case_, xmlNodePtr part)
{
  if (part->children)
    return;
  if (strcmp((const char *)part->name, "param") == 0)
    fasti_procedure_parameters(case_->procedure, add_parameter, &(struct parameters){case_, part});
  else if (strcmp((const char *)part->name, "directory") == 0)
    add_directory(case_, part);
}

xmlNodePtr
case_facts(struct fasti_case *case_, const char *name)
{
  xmlNodePtr root, part;

  if (!case_->facts) {
    case_->facts = xmlNewDoc((const xmlChar *)"1.0");
    root = xmlNewDocNode(case_->facts, NULL, (const xmlChar *)"facts", NULL);
    xmlDocSetRootElement(case_->facts, root);
    add_element(root, "param", NULL);
    add_case(case_, add_element(root, "case", NULL));
    add_people(case_, add_element(root, "people", NULL));
    add_element(root, "directory", NULL);
  }
  for (part = xmlDocGetRootElement(case_->facts)->children; part; part = part->next)
    if (strcmp((const char *)part->name, name) == 0) {
      fill(case_, part);
      return part;
    }
  return NULL;
}
