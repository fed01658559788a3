/* adapters/http/api/record.c - what is on record of a case: its journal, its deadlines counted out, what blocks it, whether all
 * of it verifies.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"

/* -- journal -- */

struct journal {
  struct http_call *call;
  const struct fasti_procedure *procedure;
  struct fasti_reader reader;
  struct fasti_person viewer;
  struct api_page page;
};

static void
add_child(struct journal *journal, const struct fasti_entry_row *row, const xmlNode *node, json_t *entry, json_t *fields)
{
  const char *path = fasti_xml_attribute(node, NULL, "path");
  xmlChar *text = xmlNodeGetContent(node);

  if (fasti_xml_is(node, NULL, "reason")) {
    api_set_text(entry, "reason", (const char *)text);
  } else if (fasti_xml_is(node, NULL, "field") && path) {
    bool shown = fasti_procedure_may_read(journal->procedure, &journal->viewer, row->actor, path);
    json_t *field = json_pack("{s:s}", "path", path);

    if (shown)
      json_object_set_new(field, "value", json_string((const char *)text));
    json_object_set_new(field, "confidential", json_boolean(!shown));
    json_array_append_new(fields, field);
  }
  xmlFree(text);
}

/* What was put in, without what the office answered to the step. */
static void
add_body(struct journal *journal, const struct fasti_entry_row *row, json_t *entry)
{
  static const char *const names[] = {"event", "session", "key", "to", "law", "from"};
  json_t *fields = json_array(), *people = json_array();
  const xmlNode *root;
  const char *task;
  xmlDocPtr doc = NULL;

  if (fasti_xml_parse("journal entry", row->body, NULL, &doc) == FASTI_OK) {
    root = xmlDocGetRootElement(doc);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      api_set_text(entry, names[i], fasti_xml_attribute(root, NULL, names[i]));
    task = fasti_xml_attribute(root, NULL, "task");
    if (task)
      json_object_set_new(entry, "taskNumber", json_integer(strtoll(task, NULL, 10)));
    for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node)) {
      const char *id = fasti_xml_attribute(node, NULL, "id");

      if (fasti_xml_is(node, NULL, "person") && id) {
        json_t *person = json_pack("{s:s}", "id", id);

        api_set_text(person, "name", fasti_xml_attribute(node, NULL, "name"));
        json_array_append_new(people, person);
      } else {
        add_child(journal, row, node, entry, fields);
      }
    }
  }
  json_object_set_new(entry, "people", people);
  json_object_set_new(entry, "fields", fields);
  fasti_xml_free(doc);
}

static bool
take_entry(void *self, const struct fasti_entry_row *row)
{
  struct journal *journal = self;
  json_t *entry;

  if (!api_page_takes(&journal->page))
    return !journal->page.more;
  entry = json_pack("{s:I}", "sequence", (json_int_t)row->sequence);
  api_set_instant(journal->call, entry, "at", row->at);
  api_set_person(journal->call, entry, "actor", row->actor);
  api_set_text(entry, "kind", row->kind);
  add_body(journal, row, entry);
  api_set_text(entry, "hashName", row->hash_name);
  api_set_text(entry, "previous", row->previous);
  api_set_text(entry, "hash", row->hash);
  api_page_add(&journal->page, entry, fasti_arena_printf(http_arena(journal->call), "%" PRId64, row->sequence));
  return true;
}

static enum fasti_status
get_journal(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct journal journal = {.call = call};
  struct fasti_case_row row;
  int64_t from = 1;
  enum fasti_status status = api_case_row(call, http_part(call, "case"), FASTI_READS_ALL, &row, NULL);

  if (status == FASTI_OK)
    status = api_reader(call, &journal.reader);
  if (status == FASTI_OK)
    status = api_page_begin(call, true, &journal.page);
  if (status != FASTI_OK)
    return status;
  journal.viewer = fasti_person_of(&journal.reader.person);
  journal.procedure = api_procedure_of(call, &row);
  api_add_tag(call, row.entries);
  /* the cursor is the sequence: what is before it is not read */
  from += (int64_t)journal.page.skip;
  journal.page.skip = 0;
  status = journal.procedure ? store->call->entry_list(store, row.id, from, take_entry, &journal) : FASTI_CORRUPT;
  return api_page_reply(&journal.page, status);
}

/* -- deadlines -- */

struct deadlines {
  struct http_call *call;
  const struct fasti_procedure *procedure;
  const char *case_id;
  const char *name, *session; /* the one that is explained; NULL: all */
  json_t *items;
  const char *found; /* its session */
  json_t *shown;
  int count;
};

static void
add_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct deadlines *deadlines = self;
  struct fasti_deadline_row of = *row;

  of.case_id = deadlines->case_id;
  json_array_append_new(deadlines->items, api_deadline_json(deadlines->call, deadlines->procedure, &of));
}

static enum fasti_status
list_case_deadlines(struct api_look *look)
{
  struct deadlines deadlines = {
    .call = look->call, .procedure = look->procedure, .case_id = look->id, .items = json_array()};

  fasti_case_deadlines(look->case_, add_deadline, &deadlines);
  api_reply_items(look->call, deadlines.items);
  return FASTI_OK;
}

static enum fasti_status
case_deadlines(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_ALL, list_case_deadlines);
}

static void
match_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct deadlines *deadlines = self;
  struct fasti_deadline_row of = *row;

  if (strcmp(row->deadline, deadlines->name) != 0 ||
      (deadlines->session && strcmp(row->session, deadlines->session) != 0))
    return;
  of.case_id = deadlines->case_id;
  if (deadlines->count++ == 0) {
    deadlines->found = fasti_arena_strdup(http_arena(deadlines->call), row->session);
    deadlines->shown = api_deadline_json(deadlines->call, deadlines->procedure, &of);
  }
}

static void
add_day(void *self, const struct fasti_day_reason *reason)
{
  static const char *const countings[] = {"counted", "trigger", "not-working", "suspended", "rolled"};
  static const char *const kinds[] = {"workday", "make-up-workday", "weekend", "holiday"};
  json_t *day = json_object();

  api_set_day(day, "day", reason->day);
  json_object_set_new(day, "weekday", json_integer(fasti_day_weekday(reason->day)));
  api_set_text(day, "kind", kinds[reason->kind]);
  api_set_text(day, "counting", countings[reason->counting]);
  if (reason->number)
    json_object_set_new(day, "number", json_integer(reason->number));
  api_set_text(day, "name", reason->name);
  if (reason->extension)
    json_object_set_new(day, "extension", json_integer(reason->extension));
  if (reason->provisional)
    json_object_set_new(day, "provisional", json_true());
  json_array_append_new(self, day);
}

static void
add_move(void *self, const struct fasti_move *move)
{
  json_t *object = json_object();

  api_set_day(object, "on", move->on);
  api_set_day(object, "before", move->before);
  api_set_day(object, "after", move->after);
  api_set_text(object, "calendar", move->why);
  json_array_append_new(self, object);
}

static enum fasti_status
explain_deadline(struct api_look *look)
{
  struct http_call *call = look->call;
  struct deadlines deadlines = {.call = call,
                                .procedure = look->procedure,
                                .case_id = look->id,
                                .name = http_part(call, "deadline"),
                                .session = http_query(call, "session")};
  json_t *days = json_array(), *moves = json_array();
  struct fasti_due due;
  enum fasti_status status = FASTI_NOT_FOUND;

  fasti_case_deadlines(look->case_, match_deadline, &deadlines);
  if (deadlines.count == 0) {
    fasti_error_field(http_messages(call), deadlines.name, "this case has no such deadline");
  } else if (deadlines.count > 1) {
    fasti_error_field(http_messages(call), "session", "several such deadlines run: say of which session");
    status = FASTI_INVALID;
  } else {
    status = fasti_case_explain_deadline(look->case_, deadlines.found, deadlines.name, add_day, days, &due);
    fasti_case_moves(look->case_, deadlines.found, deadlines.name, add_move, moves);
  }
  if (status == FASTI_OK) {
    api_set_day(deadlines.shown, "due", due.day);
    json_object_set(deadlines.shown, "days", days);
    json_object_set(deadlines.shown, "moves", moves);
    http_reply_json(call, 200, json_incref(deadlines.shown));
  }
  json_decref(deadlines.shown);
  json_decref(days);
  json_decref(moves);
  return status;
}

static enum fasti_status
case_deadline(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_ALL, explain_deadline);
}

/* -- why is this blocked -- */

static enum fasti_status
explain_case(struct api_look *look)
{
  struct http_call *call = look->call;
  struct fasti_messages *reasons = fasti_messages_like(http_messages(call));

  fasti_case_look_at(look->case_, http_now(call));
  fasti_case_explain(look->case_, http_query(call, "event"), reasons);
  api_reply_items(call, api_messages_json(reasons));
  fasti_messages_free(reasons);
  return FASTI_OK;
}

static enum fasti_status
explanation(struct http_call *call)
{
  return api_with_case(call, FASTI_READS_ALL, explain_case);
}

/* -- whether it verifies -- */

static enum fasti_status
verify(struct http_call *call)
{
  struct fasti_messages *found = fasti_messages_like(http_messages(call));
  struct fasti_case_row row;
  int64_t checked = 0;
  enum fasti_status status = api_case_row(call, http_part(call, "case"), FASTI_READS_ALL, &row, NULL);

  if (status == FASTI_OK) {
    status = fasti_office_audit(http_office(call), row.id, found, &checked);
    if (status == FASTI_OK || status == FASTI_CORRUPT) {
      http_reply_json(call, 200, json_pack("{s:b, s:o}", "untouched", status == FASTI_OK, "findings",
                                           api_messages_json(found)));
      status = FASTI_OK;
    }
  }
  fasti_messages_free(found);
  return status;
}

/* -- deadlines of all cases -- */

struct running {
  struct api_page page;
  struct fasti_reader reader;
  struct fasti_deadline_filter filter;
};

static bool
take_running(void *self, const struct fasti_deadline_row *row)
{
  struct running *running = self;
  struct http_call *call = running->page.call;
  struct fasti_case_row of;
  json_t *object;

  if (!api_page_takes(&running->page))
    return false;
  if (api_case_known(call, row->case_id, &of) != FASTI_OK)
    return true;
  object = api_deadline_json(call, api_procedure_of(call, &of), row);
  api_set_text(object, "caseTitle", of.title);
  api_set_text(object, "procedure", of.procedure);
  api_page_add(&running->page, object,
               fasti_arena_printf(http_arena(call), "%" PRId32 "/%s/%s/%s", row->due, row->case_id, row->deadline,
                                  row->session));
  return true;
}

/* DUE/CASE/DEADLINE/SESSION: a session may have slashes itself. */
static enum fasti_status
read_cursor(struct running *running)
{
  char *at = fasti_arena_strdup(http_arena(running->page.call), running->page.after ? running->page.after : ""), *next[3];
  size_t count = 0;

  if (!running->page.after)
    return FASTI_OK;
  running->filter.after_due = (int32_t)strtol(at, NULL, 10);
  while (count < 3 && (at = strchr(at, '/')) != NULL) {
    *at++ = '\0';
    next[count++] = at;
  }
  if (count < 3) {
    fasti_error_field(http_messages(running->page.call), "after", "this is no cursor of this list");
    return FASTI_INVALID;
  }
  running->filter.after = next[0];
  running->filter.after_deadline = next[1];
  running->filter.after_session = next[2];
  return FASTI_OK;
}

static enum fasti_status
fill_deadline_filter(struct http_call *call, struct running *running)
{
  const char *state = http_query(call, "state");
  enum fasti_status status = api_reader(call, &running->reader);

  if (status != FASTI_OK)
    return status;
  running->filter = (struct fasti_deadline_filter){.procedure = http_query(call, "procedure"),
                                                   .role = http_query(call, "role"),
                                                   .state = state ? state : "running",
                                                   .due_before = FASTI_NO_DAY,
                                                   .after_due = FASTI_NO_DAY,
                                                   .reach = &running->reader.reach};
  if (api_query_flag(call, "mine"))
    running->filter.person = running->reader.person.id;
  status = api_query_day(call, "from", &running->filter.from);
  return status == FASTI_OK ? api_query_day(call, "to", &running->filter.to) : status;
}

static enum fasti_status
list_deadlines(struct http_call *call)
{
  struct fasti_store *store = http_store(call);
  struct running running;
  enum fasti_status status = fill_deadline_filter(call, &running);

  if (status == FASTI_OK)
    status = api_page_begin(call, false, &running.page);
  if (status != FASTI_OK)
    return status;
  running.filter.most = running.page.most + 1;
  status = read_cursor(&running);
  if (status == FASTI_OK)
    status = store->call->deadline_list(store, &running.filter, take_running, &running);
  return api_page_reply(&running.page, status);
}

static const struct http_parameter page_query[] = {
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};
static const struct http_parameter as_of_query[] = {
  {.name = "asOf", .summary = "as it was at the end of this day", .type = "date"}, {0}};
static const struct http_parameter deadline_query[] = {
  {.name = "session", .summary = "of which session, when the deadline runs in several"},
  {.name = "asOf", .summary = "as it was at the end of this day", .type = "date"},
  {0},
};
static const struct http_parameter event_query[] = {
  {.name = "event", .summary = "only what keeps this event from moving the case on"},
  {.name = "asOf", .summary = "as it was at the end of this day", .type = "date"},
  {0},
};
static const struct http_parameter deadlines_query[] = {
  {.name = "from", .summary = "the last day is this one or later", .type = "date"},
  {.name = "to", .summary = "the last day is this one or earlier", .type = "date"},
  {.name = "state", .summary = "running (if nothing is said), suspended, expired or met"},
  {.name = "procedure", .summary = "id of a procedure"},
  {.name = "role", .summary = "id of a role that must act"},
  {.name = "mine", .summary = "only of cases in which one has a part", .type = "boolean"},
  {.name = "limit", .summary = "rows of a page, 1 to 500; 50 if nothing is said", .type = "integer"},
  {.name = "after", .summary = "the cursor \"next\" of the page before"},
  {0},
};

const struct http_route api_record_routes[] = {
  {.id = "getJournal", .method = "GET", .pattern = API_ROOT "/cases/{case}/journal", .handle = get_journal,
   .who = API_WORKERS, .scope = "read", .query = page_query, .statuses = {200, 404, 422}, .answer = "EntryList",
   .summary = "The journal of a case, entry by entry, with the hashes that chain it"},
  {.id = "listCaseDeadlines", .method = "GET", .pattern = API_ROOT "/cases/{case}/deadlines",
   .handle = case_deadlines, .who = API_WORKERS, .scope = "read", .query = as_of_query, .statuses = {200, 404, 422},
   .answer = "DeadlineList", .summary = "The deadlines of a case"},
  {.id = "explainDeadline", .method = "GET", .pattern = API_ROOT "/cases/{case}/deadlines/{deadline}",
   .handle = case_deadline, .who = API_WORKERS, .scope = "read", .query = deadline_query,
   .statuses = {200, 404, 422}, .answer = "DeadlineExplanation",
   .summary = "A deadline counted out day by day: which days counted, which did not, and why"},
  {.id = "explainCase", .method = "GET", .pattern = API_ROOT "/cases/{case}/explanation", .handle = explanation,
   .who = API_WORKERS, .scope = "read", .query = event_query, .statuses = {200, 404, 422}, .answer = "MessageList",
   .summary = "Why the case does not move on: which rule, which article, what is missing, who must act"},
  {.id = "verifyCase", .method = "GET", .pattern = API_ROOT "/cases/{case}/verification", .handle = verify,
   .who = API_WORKERS, .scope = "read", .statuses = {200, 404}, .answer = "Verification",
   .summary = "Whether the journal, the instruments and the files of a case are untouched"},
  {.id = "listDeadlines", .method = "GET", .pattern = API_ROOT "/deadlines", .handle = list_deadlines,
   .who = API_WORKERS, .scope = "read", .query = deadlines_query, .statuses = {200, 422}, .answer = "DeadlineList",
   .summary = "Deadlines of the cases that one may read, the nearest first"},
  {0},
};
