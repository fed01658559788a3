/* engine/case/oracle.c - what a case cannot know of itself: asked once, written into the entry, read there in a replay.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static xmlNodePtr
loose_root(struct fasti_case *case_)
{
  if (!case_->loose) {
    case_->loose = xmlNewDoc((const xmlChar *)"1.0");
    xmlDocSetRootElement(case_->loose, xmlNewDocNode(case_->loose, NULL, (const xmlChar *)"loose", NULL));
  }
  return xmlDocGetRootElement(case_->loose);
}

xmlNodePtr
case_loose_node(struct fasti_case *case_, const char *name)
{
  return xmlNewChild(loose_root(case_), NULL, (const xmlChar *)name, NULL);
}

xmlNodePtr
case_loose_copy(struct fasti_case *case_, const xmlNode *node)
{
  xmlNodePtr root = loose_root(case_);

  return xmlAddChild(root, xmlDocCopyNode((xmlNodePtr)(uintptr_t)node, case_->loose, 1));
}

/* The next answer of the entry that is replayed; NULL when it has none of this kind there. */
static const struct answer *
next_answer(struct fasti_case *case_, enum answer_kind kind)
{
  if (case_->answer >= case_->answers.count || case_->answers.items[case_->answer].kind != kind)
    return NULL;
  return &case_->answers.items[case_->answer++];
}

enum fasti_status
oracle_number(struct fasti_case *case_, const char *kind, int year, int64_t *number)
{
  const struct answer *answer;
  enum fasti_status status;

  if (case_->replaying) {
    answer = next_answer(case_, ANSWER_NUMBER);
    *number = answer ? answer->number : 0;
    return answer ? FASTI_OK : FASTI_CORRUPT;
  }
  if (!case_->oracle || !case_->oracle->number)
    return FASTI_INTERNAL;
  status = case_->oracle->number(case_->oracle->self, kind, year, number);
  if (status == FASTI_OK)
    *LIST_ADD(&case_->answers) = (struct answer){.kind = ANSWER_NUMBER, .number = *number};
  return status;
}

enum fasti_status
oracle_name(struct fasti_case *case_, const char **id)
{
  const struct answer *answer;
  char name[FASTI_CASE_ID] = "";
  enum fasti_status status;

  *id = "";
  if (case_->replaying) {
    answer = next_answer(case_, ANSWER_NAME);
    *id = answer ? case_keep(case_, answer->text) : "";
    return answer ? FASTI_OK : FASTI_CORRUPT;
  }
  if (!case_->oracle || !case_->oracle->name)
    return FASTI_INTERNAL;
  status = case_->oracle->name(case_->oracle->self, name);
  if (status != FASTI_OK)
    return status;
  *id = case_keep(case_, name);
  *LIST_ADD(&case_->answers) = (struct answer){.kind = ANSWER_NAME, .text = *id};
  return FASTI_OK;
}

enum fasti_status
oracle_seed(struct fasti_case *case_, const char **seed)
{
  const struct answer *answer;
  char text[FASTI_SEED_SIZE] = "";
  enum fasti_status status;

  *seed = "";
  if (case_->replaying) {
    answer = next_answer(case_, ANSWER_SEED);
    *seed = answer ? answer->text : "";
    return answer ? FASTI_OK : FASTI_CORRUPT;
  }
  if (!case_->oracle || !case_->oracle->seed)
    return FASTI_INTERNAL;
  status = case_->oracle->seed(case_->oracle->self, text);
  if (status != FASTI_OK)
    return status;
  *seed = fasti_arena_strdup(case_->entry, text);
  *LIST_ADD(&case_->answers) = (struct answer){.kind = ANSWER_SEED, .text = *seed};
  return FASTI_OK;
}

/* What was found, each as an element. */
struct taking {
  struct fasti_case *case_;
  xmlNodePtr answer;
};

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)(value ? value : ""));
}

static const char *
day_of(const struct fasti_case *case_, int64_t instant, char day[FASTI_DATE_SIZE])
{
  return instant == FASTI_NEVER ? "" : fasti_day_format(fasti_instant_day(instant, case_zone(case_)), day);
}

static void
take_found(void *self, const struct fasti_found *found)
{
  struct taking *taking = self;
  const struct fasti_case_row *row = found->row;
  const char *outcome = strcmp(row->status, "ended") == 0        ? row->states
                        : strcmp(row->status, "terminated") == 0 ? row->status
                                                                 : "";
  char day[FASTI_DATE_SIZE];
  xmlNodePtr node;

  if (strcmp(row->id, taking->case_->id) == 0)
    return;
  node = xmlNewChild(taking->answer, NULL, (const xmlChar *)"case", NULL);
  set(node, "id", row->id);
  set(node, "procedure", row->procedure);
  set(node, "title", row->title);
  set(node, "status", row->status);
  set(node, "states", row->states);
  set(node, "outcome", outcome);
  set(node, "opened-on", day_of(taking->case_, row->opened_at, day));
  set(node, "ended-on", day_of(taking->case_, row->ended_at, day));
  set(node, "key", found->key);
  for (size_t i = 0; i < found->fact_count; i++)
    xmlNewTextChild(node, NULL, (const xmlChar *)found->facts[i].name, (const xmlChar *)found->facts[i].value);
}

static void
take_person(void *self, const struct fasti_person *person)
{
  struct taking *taking = self;
  xmlNodePtr node = xmlNewChild(taking->answer, NULL, (const xmlChar *)"person", NULL);

  set(node, "id", person->id);
  set(node, "name", person->name);
  set(node, "unit", person->unit);
  set(node, "certificate", person->certificate);
  set(node, "roles", person->roles);
}

/* What was found in the entry that is replayed. */
static enum fasti_status
found_before(struct fasti_case *case_, xmlNodePtr *out)
{
  const struct answer *answer = next_answer(case_, ANSWER_FOUND);

  *out = answer ? answer->node : NULL;
  return answer ? FASTI_OK : FASTI_CORRUPT;
}

static enum fasti_status
keep_found(struct fasti_case *case_, enum fasti_status status, xmlNodePtr answer, xmlNodePtr *out)
{
  if (status != FASTI_OK)
    return status;
  *out = answer;
  *LIST_ADD(&case_->answers) = (struct answer){.kind = ANSWER_FOUND, .node = answer};
  return FASTI_OK;
}

enum fasti_status
oracle_people(struct fasti_case *case_, const char *roles, const char *units, xmlNodePtr *out)
{
  struct taking taking = {.case_ = case_};

  if (case_->replaying)
    return found_before(case_, out);
  *out = NULL;
  if (!case_->oracle || !case_->oracle->people)
    return FASTI_INTERNAL;
  taking.answer = case_loose_node(case_, "answer");
  return keep_found(case_, case_->oracle->people(case_->oracle->self, roles, units, take_person, &taking),
                    taking.answer, out);
}

enum fasti_status
oracle_find(struct fasti_case *case_, const struct fasti_case_filter *filter, xmlNodePtr *out)
{
  struct taking taking = {.case_ = case_};

  if (case_->replaying)
    return found_before(case_, out);
  *out = NULL;
  if (!case_->oracle || !case_->oracle->find)
    return FASTI_INTERNAL;
  taking.answer = case_loose_node(case_, "answer");
  return keep_found(case_, case_->oracle->find(case_->oracle->self, filter, take_found, &taking), taking.answer, out);
}
