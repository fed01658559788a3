/* adapters/web/lists.h - what the pages with lists share: who reads, what the address asks for, pages of a list, filters, saved
 * lists, the same rows as a file of a spreadsheet program.
 *
 * What a list shows is its address: it can be kept, sent to others and saved. The store filters, counts and orders; nothing is
 * left out here afterwards.
 */
#ifndef FASTI_ADAPTERS_WEB_LISTS_H
#define FASTI_ADAPTERS_WEB_LISTS_H

#include "adapters/web/room.h"
#include "engine/access.h"
#include "engine/notes.h"

enum {
  LIST_PAGE = 50,       /* rows of a page */
  LIST_FILE = 20000,    /* rows of a file */
  LIST_WHERES = 24,     /* facts that one asks for at once */
  LIST_CURSOR = 4       /* parts of a cursor */
};

/** A page with a list, at work. */
struct list {
  struct web_call *call;
  const struct fasti_reader *reader;
  const struct fasti_package *package; /* of the reader's bureau; may be NULL */
  const char *path; /* of the page */
  xmlNodePtr main;                     /* NULL for a file */
};

/** Find out who reads; with PAGE (may be NULL), begin that page. */
void list_begin(struct web_call *call, const char *page, const char *path, struct list *list);

/* -- the address */

/** A parameter that is there and not empty; else NULL. */
const char *list_given(const struct web_call *call, const char *name);
/** A day; FASTI_NO_DAY when none is given, and, with a message at the field, when it is none. */
int32_t list_day(const struct list *list, const char *name);
/** The address of the page with all that it asks for, without the names in DROP (separated by spaces) and where one is in
 *  the list; with NAME=VALUE unless VALUE is NULL. @return owned by the arena */
const char *list_link(const struct list *list, const char *path, const char *drop, const char *name, const char *value);

/* -- pages of a list */

struct list_pager {
  xmlNodePtr rows;
  const char *at[LIST_CURSOR]; /* parts of the cursor given; "" for none */
  bool given;
  bool backwards; /* the page before it is wanted */
  bool more;
  size_t shown;
};

/** Begin to fill ROWS: where the address says that the page begins or ends. */
void list_pager_begin(const struct list *list, xmlNodePtr rows, struct list_pager *pager);
/** The next row of the list, in its order: CURSOR is where the next page would begin. Ask the store for LIST_PAGE + 1.
 *  @return its element; NULL when the page is full */
xmlNodePtr list_row(struct list_pager *pager, const char *name, const char *cursor);
/** Add <pager previous next>. */
void list_pager_end(const struct list *list, const struct list_pager *pager);
/** Numbers in a cursor. */
int64_t list_cursor_number(const struct list_pager *pager, size_t part);

/* -- filters: <filter><field path kind value><option id title count selected/></field></filter> */

xmlNodePtr list_filter(const struct list *list, const char *action);
/** @arg kind search, text, date, select, check @return the field, with its value from the address */
xmlNodePtr list_field(const struct list *list, xmlNodePtr filter, const char *name, const char *kind);
void list_option(xmlNodePtr field, const char *id, const char *title, int64_t count);
/** A choice among the procedures of the bureau; REGISTERS: those that are registers, else all. */
void list_procedures(const struct list *list, xmlNodePtr filter);
/** The procedure that the address names; NULL for none, or one that there is not. */
const struct fasti_procedure *list_procedure(const struct list *list);

/** Add a tab with its words at PAGE.tab.ID; COUNT negative: it says none. */
void list_tab(const struct list *list, xmlNodePtr tabs, const char *id, const char *href, int64_t count, bool current);

/* -- saved lists (saved.c) */

/** Add <saved page query>: the lists that the person has saved for PAGE, and what could be saved now. */
FASTI_MUST enum fasti_status list_saved(const struct list *list, const char *page);

/* -- cases as lists show them */

/** Set the title, number, procedure, status, steps and days of a case. */
void list_describe_case(const struct list *list, xmlNodePtr node, const struct fasti_case_row *row);
/** The titles of its steps, with 、 between. @return owned by the arena */
const char *list_steps(const struct list *list, const struct fasti_procedure *procedure, const char *states);
/** Set @due and what goes with it to the nearest last day that runs in a case. */
FASTI_MUST enum fasti_status list_next_due(const struct list *list, xmlNodePtr node, const char *case_id);
/** A row without its snapshot, for USE. */
FASTI_MUST enum fasti_status list_case(const struct list *list, const char *case_id,
                                       bool (*use)(void *self, const struct fasti_case_row *row), void *self);
/** The sum of a count. */
bool list_sum(void *total, const char *value, int64_t count);

/* -- facts that have a title (facts.c); of NAME the address says f-NAME, of days f-NAME-from and f-NAME-to */

void list_ask_facts(const struct list *list, const struct fasti_procedure *procedure, struct fasti_where wheres[LIST_WHERES],
                    struct fasti_case_filter *filter);
void list_offer_facts(const struct list *list, const struct fasti_procedure *procedure, xmlNodePtr form);
/** The values of each fact of a case in people's words, in the order of the procedure's facts, several with ； between.
 *  @arg texts owned by the arena */
FASTI_MUST enum fasti_status list_facts(const struct list *list, const char *case_id, const struct fasti_procedure_note *note,
                                        const char *const **texts);

/* -- the same as a file (file.c) */

/** Begin a table with a row of heads. @return its rows, freed by list_file */
xmlNodePtr list_table(void);
void list_cell(xmlNodePtr row, const char *type, const char *text);
/** Answer with the table as a file NAME.FORMAT; ROWS is taken. @return FASTI_NOT_FOUND when there are no such files */
FASTI_MUST enum fasti_status list_file(struct web_call *call, xmlNodePtr rows, const char *name, const char *format);

#endif
