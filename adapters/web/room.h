/* adapters/web/room.h - what the files of the pages share: the request, the view document, the answer. */
#ifndef FASTI_ADAPTERS_WEB_ROOM_H
#define FASTI_ADAPTERS_WEB_ROOM_H

#include <libxml/tree.h>

#include "adapters/web/web.h"
#include "engine/access.h"
#include "engine/case.h"

enum { WEB_SOON = 3 /* days before a last day in which it is told as near; no period of law */ };

/* -- site.c -- */

/** Render the view of a call with the stylesheet NAME. Any thread. */
FASTI_MUST enum fasti_status web_site_render(struct web_site *site, const char *name, xmlDocPtr view,
                                             struct fasti_messages *messages, struct fasti_buffer *out);
/** Texts of the pages in a language. @return borrowed; the element <texts> */
const xmlNode *web_site_texts(const struct web_site *site, const char *language);
/** One of them. @return borrowed; the id itself for one that there is not */
const char *web_text(const struct web_call *call, const char *id);
/** Something that takes long to make, kept for all calls under KEY. Of several that ask for it at once one makes it.
 *  @arg since what was made before is not wanted any more @arg doc a copy, owned by the caller; NULL when there is none; an
 *  older one while somebody makes it anew @return whether the caller is to make it, and then to web_site_keep it */
bool web_site_kept(struct web_site *site, const char *key, int64_t since, xmlDocPtr *doc);
/** @arg doc taken; NULL when it could not be made */
void web_site_keep(struct web_site *site, const char *key, xmlDocPtr doc, int64_t at);
const struct web_options *web_site_options(const struct web_site *site);

/** A file that browsers fetch once: NAME as in the path. @arg type static @return false when there is none */
bool web_site_file(const struct web_site *site, const char *name, struct fasti_slice *bytes, const char **type);
/** Part of the path of static files that changes when one of them does. */
const char *web_site_edition(const struct web_site *site);

/* -- call.c -- the request */

/** What is between the braces of the pattern; never NULL. */
const char *web_part(const struct web_call *call, const char *name);
/** A parameter of the query, a field of the form; NULL: not given. */
const char *web_query(const struct web_call *call, const char *name);
const char *web_field(const struct web_call *call, const char *name);
int32_t web_today(const struct web_call *call);
/** The person who asks as they are today, with the roles in which they stand in for others, and how far they read. Only where
 *  somebody is logged in. @return owned by the arena; never NULL: who cannot be known reads nothing */
const struct fasti_reader *web_reader(struct web_call *call);
/** Whether they may see a case: what they see of it goes to READING.
 *  @return FASTI_NOT_FOUND, with the message of a case that is not there, when they may not see even its outline */
FASTI_MUST enum fasti_status web_may_read(struct web_call *call, const char *case_id, enum fasti_reading *reading);
int32_t web_zone(const struct web_call *call);
/** Whether the person has one of the roles in a list. */
bool web_has_role(const struct web_call *call, const char *roles);
/** The package in force in the person's bureau; NULL if there is none. */
const struct fasti_package *web_package(const struct web_call *call);
/** The days of a bureau, with those of years that were loaded; freed with the arena. NULL if they cannot be known. */
const struct fasti_calendar *web_calendar(const struct web_call *call, const char *bureau);
/** Name of a person as the office knows them; the id if it does not. @return owned by the arena */
const char *web_name(const struct web_call *call, const char *id);
/** Names of the people in a list of ids, with 、 between. @return owned by the arena; "" for an empty list */
const char *web_names(const struct web_call *call, const char *ids);
/** Titles of the roles in a list, with 、 between. @return owned by the arena */
const char *web_role_titles(const struct web_call *call, const struct fasti_package *package, const char *roles);
/** The procedure of a case row; NULL when its package is unknown. */
const struct fasti_procedure *web_procedure_of(const struct web_call *call, const struct fasti_case_row *row);

/* -- call.c -- the answer */

/** Answer with 303 to PATH. @return FASTI_OK */
enum fasti_status web_go(struct web_call *call, const char *path);
void web_header(struct web_call *call, const char *name, const char *value);
/** The same; the page tells what was done: the id of a text that begins with "done.". */
enum fasti_status web_go_telling(struct web_call *call, const char *path, const char *text_id);
/** Percent-encode one part of a path or a value of a query. @return owned by the arena */
const char *web_encode(struct web_call *call, const char *text);

/* -- view.c -- the view document; strings are copied, NULL values add nothing */

/** Begin a page. @return its element <main>, to be filled */
xmlNodePtr web_page(struct web_call *call, const char *name);
/** Render it: the answer has STATUS. NAME is that of the stylesheet, as in web_page. */
FASTI_MUST enum fasti_status web_show(struct web_call *call, int status);
xmlNodePtr web_add(xmlNodePtr parent, const char *name);
xmlNodePtr web_add_text(xmlNodePtr parent, const char *name, const char *text);
void web_set(xmlNodePtr node, const char *name, const char *value);
void web_set_number(xmlNodePtr node, const char *name, int64_t value);
/** NAME="2026-12-01"; nothing for FASTI_NO_DAY. */
void web_set_day(xmlNodePtr node, const char *name, int32_t day);
/** NAME="2026-12-01T09:30" in the zone of the office; nothing for FASTI_NEVER. */
void web_set_moment(const struct web_call *call, xmlNodePtr node, const char *name, int64_t instant);
/** A last day: @due, @days (from today; negative: late), @level: late, today, soon, later, none. */
void web_set_due(const struct web_call *call, xmlNodePtr node, int32_t due);
/** <problems> with every message of the call that is an error; nothing without one. */
void web_add_problems(struct web_call *call, xmlNodePtr parent);
/** A law id as <law>title</law>. */
void web_add_law(xmlNodePtr parent, const struct fasti_procedure *procedure, const char *law);

/* -- the tables of routes, each at the end of the file with its handlers -- */
extern const struct web_route web_login_routes[], web_work_routes[];
extern const struct web_route web_board_routes[], web_complain_routes[], web_api_routes[];
extern const struct web_route web_admin_routes[], web_deputies_routes[], web_people_routes[], web_packages_routes[];
extern const struct web_route web_task_routes[], web_act_routes[], web_start_routes[]; /* task.mk */
extern const struct web_route web_case_routes[], web_case_file_routes[];
extern const struct web_route web_saved_routes[], web_claim_routes[], web_cases_routes[];
extern const struct web_route web_deadlines_routes[], web_registers_routes[], web_notices_routes[], web_me_routes[], web_feed_routes[],
  web_dashboard_routes[];

#endif
