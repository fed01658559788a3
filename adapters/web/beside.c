/* adapters/web/beside.c - the case beside a form: where it stands, who has to do with it, its last days, documents and
 * latest entries; what the law demands of the step; whom one may name.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/web/task.h"
#include "engine/list.h"
#include "engine/notes.h"
#include "engine/xml.h"

enum { ENTRIES = 6 }; /* latest ones that are shown */

/* -- the case at hand -- */

static bool
take_row(void *self, const struct fasti_case_row *row)
{
  struct web_bench *bench = self;
  struct fasti_arena *arena = bench->call->arena;

  bench->row = (struct fasti_case_row){
    .id = fasti_arena_strdup(arena, row->id),
    .bureau = fasti_arena_strdup(arena, row->bureau),
    .procedure = fasti_arena_strdup(arena, row->procedure),
    .package = fasti_arena_strdup(arena, row->package),
    .title = fasti_arena_strdup(arena, row->title),
    .status = fasti_arena_strdup(arena, row->status),
    .states = fasti_arena_strdup(arena, row->states),
    .search = "",
    .opened_at = row->opened_at,
    .ended_at = row->ended_at,
    .entries = row->entries,
    .due = row->due,
  };
  return false;
}

enum fasti_status
web_bench_open(struct web_call *call, struct web_bench *bench)
{
  const struct fasti_reader *reader = web_reader(call);
  enum fasti_status status;

  *bench = (struct web_bench){.call = call, .person = fasti_person_of(&reader->person)};
  bench->person.stands = reader->stands;
  status = web_may_read(call, web_part(call, "case"), &bench->reading);
  if (status == FASTI_OK && bench->reading == FASTI_READS_OUTLINE)
    status = FASTI_NOT_FOUND;
  if (status == FASTI_OK)
    status = call->store->call->case_get(call->store, web_part(call, "case"), take_row, bench);
  if (status == FASTI_OK)
    status = fasti_office_case(call->office, bench->row.id, call->messages, &bench->case_);
  if (status != FASTI_OK)
    return status;
  bench->procedure = fasti_case_procedure(bench->case_);
  fasti_case_look_at(bench->case_, call->now);
  return FASTI_OK;
}

void
web_bench_close(struct web_bench *bench)
{
  fasti_case_free(bench->case_);
  bench->case_ = NULL;
}

const char *
web_new_key(struct web_call *call, const char *name)
{
  return fasti_arena_printf(call->arena, "page-%s-%s-%" PRId64 "-%s", call->id, call->person->id, call->now, name);
}

/* -- beside the form -- */

struct adding {
  struct web_bench *bench;
  xmlNodePtr parent;
  int count;
};

static void
add_step(void *self, const char *state, const char *title, const char *law)
{
  struct adding *adding = self;
  xmlNodePtr step = web_add(adding->parent, "step");

  web_set(step, "id", state);
  web_set(step, "title", title);
  if (*law)
    web_set(step, "law", fasti_procedure_law(adding->bench->procedure, law));
}

static void
add_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct adding *adding = self;
  struct web_call *call = adding->bench->call;
  xmlNodePtr deadline;

  if (strcmp(row->state, "met") == 0)
    return;
  deadline = web_add(adding->parent, "deadline");
  web_set(deadline, "id", row->deadline);
  web_set(deadline, "session", *row->session ? row->session : NULL);
  web_set(deadline, "title", *row->title ? row->title : row->deadline);
  web_set(deadline, "state", row->state);
  web_set(deadline, "provisional", row->provisional ? "true" : NULL);
  if (*row->law)
    web_set(deadline, "law", fasti_procedure_law(adding->bench->procedure, row->law));
  web_set_due(call, deadline, row->due);
}

static void
add_file(void *self, const struct fasti_attached *file)
{
  struct adding *adding = self;
  xmlNodePtr node;

  if (file->superseded_by)
    return;
  node = web_add(adding->parent, "file");
  web_set_number(node, "number", file->number);
  web_set(node, "name", file->name);
  web_set(node, "media", file->media);
  web_set_number(node, "size", file->size);
  web_set(node, "by", *file->from ? file->from : web_name(adding->bench->call, file->by));
  web_set_moment(adding->bench->call, node, "at", file->at);
  web_set(node, "image", strncmp(file->media, "image/", 6) == 0 ? "true" : NULL);
}

static bool
add_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct adding *adding = self;
  xmlNodePtr node = web_add(adding->parent, "instrument");

  web_set_number(node, "number", row->number);
  web_set(node, "title", row->title);
  web_set(node, "document-number", *row->document_number ? row->document_number : NULL);
  web_set_moment(adding->bench->call, node, "at", row->issued_at);
  return true;
}

/* What an entry was about: the action that its body names, the reason that somebody gave. */
static void
describe_entry(struct adding *adding, xmlNodePtr node, const struct fasti_entry_row *row)
{
  struct fasti_messages *none = fasti_messages_new(NULL, NULL);
  xmlDocPtr body = NULL;
  const char *about;

  if (fasti_xml_parse("entry", row->body, none, &body) == FASTI_OK) {
    about = fasti_xml_attribute(xmlDocGetRootElement(body), NULL, "event");
    if (about && strcmp(row->kind, "act") == 0)
      web_set(node, "about", fasti_procedure_task_title(adding->bench->procedure, about));
    for (xmlNodePtr child = fasti_xml_first(xmlDocGetRootElement(body)); child; child = fasti_xml_next(child))
      if (fasti_xml_is(child, NULL, "reason")) {
        xmlChar *text = xmlNodeGetContent(child);

        web_add_text(node, "reason", (const char *)text);
        xmlFree(text);
      }
    fasti_xml_free(body);
  }
  fasti_messages_free(none);
}

static bool
add_entry(void *self, const struct fasti_entry_row *row)
{
  struct adding *adding = self;
  xmlNodePtr node;

  if (strcmp(row->kind, "refused") == 0) /* nothing has happened */
    return true;
  node = web_add(adding->parent, "entry");

  web_set(node, "kind", row->kind);
  web_set(node, "by", *row->actor ? web_name(adding->bench->call, row->actor) : NULL);
  web_set_moment(adding->bench->call, node, "at", row->at);
  describe_entry(adding, node, row);
  return true;
}

void
web_beside_add(struct web_bench *bench, xmlNodePtr main)
{
  struct web_call *call = bench->call;
  xmlNodePtr beside = web_add(main, "beside");
  struct adding adding = {.bench = bench};
  const struct fasti_store_functions *store = call->store->call;
  enum fasti_status status;
  int64_t from = bench->row.entries > 2 * ENTRIES ? bench->row.entries - 2 * ENTRIES + 1 : 1;

  web_set(beside, "case", bench->row.id);
  web_set(beside, "title", bench->row.title);
  web_set(beside, "procedure", fasti_procedure_title(bench->procedure));
  web_set(beside, "status", bench->row.status);
  web_set_moment(call, beside, "opened", bench->row.opened_at);
  web_set_number(beside, "entries", bench->row.entries);
  adding.parent = web_add(beside, "steps");
  fasti_case_steps(bench->case_, add_step, &adding);
  adding.parent = web_add(beside, "deadlines");
  fasti_case_deadlines(bench->case_, add_deadline, &adding);
  if (bench->reading != FASTI_READS_ALL) /* they see their task, not the whole file */
    return;
  adding.parent = web_add(beside, "instruments");
  status = store->instrument_list(call->store, bench->row.id, 0, add_instrument, &adding);
  adding.parent = web_add(beside, "files");
  fasti_case_files(bench->case_, add_file, &adding);
  adding.parent = web_add(beside, "entries");
  if (status == FASTI_OK)
    status = store->entry_list(call->store, bench->row.id, from, add_entry, &adding);
  if (status != FASTI_OK) /* what stands beside is no reason not to work */
    web_set(beside, "incomplete", "true");
}

/* -- what the law demands -- */

struct carrying {
  const char *task, *step;
  struct fasti_buffer covers;
};

static void
take_carrier(void *self, const struct fasti_carrier *carrier)
{
  struct carrying *carrying = self;
  struct fasti_slice word;
  const char *at = carrier->covers;
  char one[80];

  if (!(carrier->kind == FASTI_CARRIES_TASK && strcmp(carrier->id, carrying->task) == 0) &&
      !(carrier->kind == FASTI_CARRIES_STATE && strcmp(carrier->id, carrying->step) == 0))
    return;
  while (fasti_list_next(&at, &word))
    if (word.size < sizeof one) {
      memcpy(one, word.at, word.size);
      one[word.size] = '\0';
      fasti_list_add(&carrying->covers, one);
    }
}

void
web_duties_add(struct web_bench *bench, xmlNodePtr main, const char *task, const char *step)
{
  const struct fasti_package *package = fasti_procedure_package(bench->procedure);
  struct carrying carrying = {.task = task, .step = step};
  xmlNodePtr duties = NULL, shown;
  const struct fasti_text *text;

  fasti_procedure_carriers(bench->procedure, NULL, take_carrier, &carrying);
  for (size_t i = 0; carrying.covers.size && (text = fasti_package_text_at(package, i)) != NULL; i++) {
    shown = NULL;
    for (size_t j = 0; j < text->item_count; j++) {
      if (!fasti_list_has(carrying.covers.at, text->items[j].id))
        continue;
      if (!duties)
        duties = web_add(main, "duties");
      if (!shown) {
        shown = web_add(duties, "duty");
        web_set(shown, "title", text->title);
      }
      web_add_text(shown, "item", text->items[j].title);
    }
  }
  fasti_buffer_free(&carrying.covers);
}

/* -- whom one may name -- */

struct listing {
  struct web_bench *bench;
  xmlNodePtr people;
  bool (*fits)(void *self, const struct fasti_person *person);
  void *self;
};

static bool
list_person(void *self, const struct fasti_person_row *row)
{
  struct listing *listing = self;
  struct web_call *call = listing->bench->call;
  struct fasti_person person = fasti_person_of(row);
  xmlNodePtr node;

  if (!row->active || strcmp(row->id, call->person->id) == 0 ||
      fasti_list_meets(row->roles, FASTI_ROLE_ADMIN " " FASTI_ROLE_DESIGNER) ||
      (listing->fits && !listing->fits(listing->self, &person)))
    return true;
  node = web_add(listing->people, "person");
  web_set(node, "id", row->id);
  web_set(node, "name", row->name);
  web_set(node, "unit", *row->unit ? row->unit : NULL);
  web_set(node, "roles", web_role_titles(call, fasti_procedure_package(listing->bench->procedure), row->roles));
  return true;
}

void
web_people_add(struct web_bench *bench, xmlNodePtr main, const char *name,
               bool (*fits)(void *self, const struct fasti_person *person), void *self)
{
  struct listing listing = {.bench = bench, .people = web_add(main, "people"), .fits = fits, .self = self};
  struct web_call *call = bench->call;

  web_set(listing.people, "for", name);
  if (call->store->call->person_list(call->store, NULL, bench->row.bureau, NULL, list_person, &listing) != FASTI_OK)
    web_set(listing.people, "incomplete", "true");
}

/* -- what happened meanwhile -- */

struct meanwhile {
  struct web_bench *bench;
  bool moved;
};

static bool
look_at_entry(void *self, const struct fasti_entry_row *row)
{
  static const char quiet[] = "draft claim release comment copy urge evidence refused clock transfer delegate";
  struct meanwhile *meanwhile = self;
  struct web_call *call = meanwhile->bench->call;
  char at[FASTI_INSTANT_SIZE];

  if (fasti_list_has(quiet, row->kind) || strcmp(row->actor, call->person->id) == 0)
    return true;
  meanwhile->moved = true;
  fasti_instant_format(row->at, web_zone(call), at);
  at[16] = '\0';
  at[10] = ' ';
  fasti_error_field(call->messages, NULL,
                    "the case has gone on since you opened this page: %s, %s; look at it again and submit once more",
                    *row->actor ? web_name(call, row->actor) : row->kind, at);
  return false;
}

bool
web_is_current(struct web_bench *bench)
{
  struct web_call *call = bench->call;
  struct meanwhile meanwhile = {.bench = bench};
  const char *entries = web_field(call, "entries");
  char *end;
  int64_t seen = entries ? strtoll(entries, &end, 10) : 0;

  if (seen <= 0 || seen >= bench->row.entries)
    return true;
  return call->store->call->entry_list(call->store, bench->row.id, seen + 1, look_at_entry, &meanwhile) != FASTI_OK ||
         !meanwhile.moved;
}
