/* adapters/http/api/api.h - what the files of the REST interface share.
 *
 * Words: names of members in camelCase; days YYYY-MM-DD; instants RFC 3339 with the zone of the office; members that have
 * no value are left out. A list answers {"items": [...], "next": CURSOR}; the header Link (RFC 8288) has the next page too.
 * What one may not see is answered as if it were not there. A description of every body and answer stands in schemas.c,
 * of every route in the table of its file: the OpenAPI document is made of these, and bodies are checked by them.
 */
#ifndef FASTI_ADAPTERS_HTTP_API_H
#define FASTI_ADAPTERS_HTTP_API_H

#include <jansson.h>

#include "adapters/http/api.h"
#include "engine/access.h"
#include "engine/notes.h"

enum {
  API_KEY = 32,        /* bytes of the key for upload tickets */
  API_PAGE = 50,       /* rows of a page, if nothing else is said */
  API_PAGE_MOST = 500, /* rows of a page at most */
  API_PEOPLE_MOST = 50, /* named in one command */
  API_BULK_MOST = 200  /* tasks claimed at once */
};

#define API_ROOT "/api/v1"
#define API_WORKERS "-" FASTI_ROLE_ADMIN " " FASTI_ROLE_DESIGNER /* who acts in cases */

/* Types of parameters and members: string, boolean, integer, date, date-time, object (any members), any; the name of a
 * schema; in brackets: a list of these. */

/** The members of a body or an answer. */
struct api_schema {
  const char *name;
  const char *summary;
  const struct http_parameter *members; /* ended by one without a name */
};
/** All of them, ended by one without a name. */
extern const struct api_schema api_schemas[];
/** @return NULL when there is none */
const struct api_schema *api_schema_find(const char *name);

/** Tables of routes, each ended by a route without a pattern; the list is ended by NULL. */
extern const struct http_route *const api_tables[];
extern const struct http_route api_me_routes[], api_procedure_routes[], api_case_routes[], api_record_routes[],
  api_command_routes[], api_form_routes[], api_task_routes[], api_file_routes[], api_package_routes[],
  api_directory_routes[], api_people_routes[], api_office_routes[], api_feed_routes[], api_own_routes[], api_hook_routes[], api_board_routes[], api_description_routes[];

/* json.c: members of answers. Each sets nothing when there is no value. */

void api_set_text(json_t *object, const char *name, const char *text);
void api_set_day(json_t *object, const char *name, int32_t day);
void api_set_instant(struct http_call *call, json_t *object, const char *name, int64_t instant);
/** A list of ids that are separated by spaces; an empty one is set too. */
void api_set_words(json_t *object, const char *name, const char *words);
/** {"id", "name"} of a person of the office. */
void api_set_person(struct http_call *call, json_t *object, const char *name, const char *person);
/** The same of a list of ids. */
void api_set_people(struct http_call *call, json_t *object, const char *name, const char *persons);
/** A list of {"id", "title"}: roles of a package. */
void api_set_roles(json_t *object, const char *name, const struct fasti_package *package, const char *roles);
/** A list of {"id", "title", "law"}: states of a procedure. */
void api_set_states(json_t *object, const char *name, const struct fasti_procedure *procedure, const char *states);
/** {"id", "title"} of an article; nothing without one. */
void api_set_law(json_t *object, const char *name, const struct fasti_procedure *procedure, const char *law);
/** XML as JSON: {"name", "attributes", "text", "children"}. @return owned */
json_t *api_tree(const xmlNode *node);

/* list.c: pages. */

struct api_page {
  struct http_call *call;
  int most;
  const char *after; /* what the cursor says; NULL: the first page */
  size_t skip;       /* rows before the page, when the cursor is a count of rows */
  json_t *items;     /* owned until api_page_reply */
  bool more;
  const char *last; /* the cursor behind the last row, owned by the arena */
  size_t seen;
};
/** Read limit and after. Ended by api_page_reply or api_page_drop. COUNTED: the cursor is a count of rows. */
FASTI_MUST enum fasti_status api_page_begin(struct http_call *call, bool counted, struct api_page *page);
/** Whether the row belongs on the page. When it does not because the page is full, MORE is set and the visit may end. */
bool api_page_takes(struct api_page *page);
/** Put a row on the page; CURSOR (copied; NULL with counted pages) is what the next page begins behind. */
void api_page_add(struct api_page *page, json_t *row, const char *cursor);
/** Answer with the page, or let it fall when STATUS is no FASTI_OK. @return STATUS */
FASTI_MUST enum fasti_status api_page_reply(struct api_page *page, enum fasti_status status);
/** Answer with all of ITEMS, which are taken. */
void api_reply_items(struct http_call *call, json_t *items);

/* input.c: what requests bring, checked by the tables of the route. */

/** Check the query and the JSON body; every wrong member gets a message. @return FASTI_INVALID */
FASTI_MUST enum fasti_status api_check(struct http_call *call);
/** A member of the body. @return borrowed; NULL when it is not there */
const char *api_body_text(struct http_call *call, const char *name);
/** The fields of a form in a JSON value: nested objects and lists become paths ("officer[2]/certNo").
 *  @arg fields owned by the arena @return FASTI_INVALID, FASTI_LIMIT */
FASTI_MUST enum fasti_status api_read_fields(struct http_call *call, const json_t *value,
                                             const struct fasti_field **fields, size_t *count);
/** The people of a list of ids, behind those in PERSONS; owned by the arena. */
FASTI_MUST enum fasti_status api_read_people(struct http_call *call, const json_t *list, const char *const **persons,
                                             size_t *count);
/** A day of the query. @arg day FASTI_NO_DAY when it is not given */
FASTI_MUST enum fasti_status api_query_day(struct http_call *call, const char *name, int32_t *day);
bool api_query_flag(struct http_call *call, const char *name);
/** The day in the office; not in the writer, as everything here that needs an office for reading. */
int32_t api_today(struct http_call *call);

/* case.c: who may read, and the case that a path names. */

/** Who asks, as they are today: with the roles that they hold as deputies, and how far they read. Texts belong to the arena. */
FASTI_MUST enum fasti_status api_reader(struct http_call *call, struct fasti_reader *reader);
/** The row of a case of which the person may read LEAST; its texts belong to the arena.
 *  @arg reading (may be NULL) what they may @return FASTI_NOT_FOUND with a message, also when they may not */
FASTI_MUST enum fasti_status api_case_row(struct http_call *call, const char *case_id, enum fasti_reading least,
                                          struct fasti_case_row *row, enum fasti_reading *reading);
/** The same without asking who may: of rows that a filter gave by the reader's reach. */
FASTI_MUST enum fasti_status api_case_known(struct http_call *call, const char *case_id, struct fasti_case_row *row);
/** What USE is told. */
struct api_look {
  struct http_call *call;
  struct fasti_case *case_;
  const struct fasti_procedure *procedure;
  const char *id; /* of the case */
  enum fasti_reading reading;
  struct fasti_reader reader;
  struct fasti_person person; /* of the reader: for forms and confidential fields */
};
/** Load the case that the path names as it is, or as it was with asOf, for who may read LEAST of it, and call USE, which may
 *  change nothing that outlives it. */
FASTI_MUST enum fasti_status api_with_case(struct http_call *call, enum fasti_reading least,
                                           enum fasti_status (*use)(struct api_look *look));
/** Nobody sees what they may not: the answer to it. @return FASTI_NOT_FOUND with a message */
FASTI_MUST enum fasti_status api_hidden(struct http_call *call, const char *what);
/** The procedure of a row, under the package to which it is pinned; NULL when it cannot be loaded. */
const struct fasti_procedure *api_procedure_of(struct http_call *call, const struct fasti_case_row *row);
/* Rows as JSON, owned. PROCEDURE (may be NULL) knows what its states, roles and articles are called. */
json_t *api_case_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_case_row *row);
/** The same without title: what one sees of a case that one only knows to be there. */
json_t *api_outline_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_case_row *row);
json_t *api_task_json(struct http_call *call, const struct fasti_procedure *procedure, const struct fasti_task_row *row);
json_t *api_deadline_json(struct http_call *call, const struct fasti_procedure *procedure,
                          const struct fasti_deadline_row *row);
json_t *api_instrument_json(struct http_call *call, const struct fasti_instrument_row *row);
/** Add the ETag of a case that has so many entries. */
void api_add_tag(struct http_call *call, int64_t entries);

/** The controls of a form as it is; FORM may be NULL. @return owned */
json_t *api_form_json(struct fasti_form_data *form);
/** Messages as a list of {"field", "message", "article", "severity", "place"}. @return owned */
json_t *api_messages_json(const struct fasti_messages *messages);
json_t *api_message_json(const struct fasti_message *message);

/* file.c */

/** Turn the files of a body into those of a request: each by the ticket that its upload got. */
FASTI_MUST enum fasti_status api_read_files(struct http_call *call, const json_t *list,
                                            const struct fasti_given_file **files, size_t *count);

/** What the interface has for its handlers: http_self. */
struct api_self {
  struct http_api_options options;
  unsigned char key[API_KEY]; /* random: tickets of uploads hold until the server ends */
  const struct http_route **own; /* of the tables, in the order of the room's routes */
  struct http_route *routes;
  struct http_room room;
};

#endif
