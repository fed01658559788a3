/* adapters/web/case.h - the pages of one case: what their files share. Every tab begins with case_open, which asks whether the
 * person may see the case, and adds to the page's <main>.
 */
#ifndef FASTI_ADAPTERS_WEB_CASE_H
#define FASTI_ADAPTERS_WEB_CASE_H

#include "adapters/web/room.h"
#include "engine/access.h"

/** A case as it is shown. */
struct case_page {
  struct web_call *call;
  const char *id;
  struct fasti_case *case_; /* as of the day that is looked at */
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  struct fasti_person viewer;
  const char *status; /* open, suspended, ended, terminated */
  int32_t zone;       /* of the package */
  int32_t as_of;      /* FASTI_NO_DAY: as it is now */
  bool wrong_day;     /* the query names a day on which it cannot be looked at: shown as it is now, with the message */
  int32_t today;      /* the day that is looked at */
  int64_t until;      /* what came after it is not shown */
  enum fasti_reading reading; /* how much of it the person may see: never nothing */
  xmlNodePtr main;
};

/* -- case.c -- */

/** Find the case of the path, as of the day that the query names, for the person. End with case_close in any event.
 *  A day that does not exist, is to come, or was before the case gives a message.
 *  @return FASTI_NOT_FOUND also when they may not see it */
FASTI_MUST enum fasti_status case_open(struct web_call *call, struct case_page *page);
void case_close(struct case_page *page);
/** Begin the page NAME ("case-now") and add its <case>, which the head of every tab shows. */
void case_begin(struct case_page *page, const char *name);
/** Title of a state of the procedure or its parts; the id of one without. @arg law its id or NULL; may be NULL */
const char *case_state_title(const struct case_page *page, const char *state, const char **law);
/** Title of an action. */
const char *case_action_title(const struct case_page *page, const char *event);
/** <step id title><law/></step> for each active state. */
void case_add_steps(const struct case_page *page, xmlNodePtr parent, const char *states);
/** <person id name/> for each id of a list. */
void case_add_people(const struct case_page *page, xmlNodePtr parent, const char *name, const char *ids);

/** As web_set_moment and web_name; these may be called while the journal is read. */
void case_set_moment(const struct case_page *page, xmlNodePtr node, const char *name, int64_t instant);
const char *case_name(const struct case_page *page, const char *id);
/** As web_set_due, on the day that is looked at. */
void case_set_due(const struct case_page *page, xmlNodePtr node, int32_t due);

/** Answer with a tab of the case of the path: HTTP is the status code. */
FASTI_MUST enum fasti_status case_show_tab(struct web_call *call, const char *tab, int http);

/* -- case_now.c, case_clock.c, case_story.c, case_form.c, case_files.c, case_links.c: what the tabs add -- */
void case_add_now(struct case_page *page);
/** <diagram>, <steps>: the chart, and where in it the case is and was. */
void case_add_diagram(struct case_page *page, xmlNodePtr parent);
/** <clocks>: every deadline, counted out on month grids. */
void case_add_clocks(struct case_page *page, xmlNodePtr parent);
/** <story>: the journal in people's words, one <entry> after the other; with what the forms came to, as far as the person may
 *  read it. */
FASTI_MUST enum fasti_status case_add_story(struct case_page *page, xmlNodePtr parent);
/** What a form came to, as <form title work> with <field label>, <list>, <item>. ACTOR filled it in. */
void case_add_form(struct case_page *page, xmlNodePtr parent, const struct fasti_filled_form *filled, const char *actor);

/** <evidence>: the files of the case. */
void case_add_evidence(struct case_page *page, xmlNodePtr parent);
/** <documents>: the instruments that were issued. */
FASTI_MUST enum fasti_status case_add_documents(struct case_page *page, xmlNodePtr parent);
/** <links>: other cases. */
void case_add_links(struct case_page *page, xmlNodePtr parent);

#endif
