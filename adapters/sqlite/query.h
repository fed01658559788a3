/* adapters/sqlite/query.h - statements that are put together from fixed parts; what people typed is only ever bound.
 */
#ifndef FASTI_ADAPTERS_SQLITE_QUERY_H
#define FASTI_ADAPTERS_SQLITE_QUERY_H

#include "adapters/sqlite/store.h"

/** Begin it with zeros; end it with query_free. */
struct query {
  struct fasti_buffer sql;
  struct query_value {
    struct fasti_slice text; /* at NULL: it is a number */
    int64_t number;
  } *values;
  size_t count, room;
};

/** Append a part of the statement. */
void query_add(struct query *query, const char *sql);
/** Append a parameter and bind it; TEXT is borrowed until the statement was given back. */
void query_text(struct query *query, const char *text);
void query_slice(struct query *query, struct fasti_slice text);
void query_number(struct query *query, int64_t number);
/** Append PART and a parameter behind it, if there is a text, a number other than 0, or a day. */
void query_if_text(struct query *query, const char *part, const char *text);
void query_if_number(struct query *query, const char *part, int64_t number);
void query_if_day(struct query *query, const char *part, int32_t day);
/** Append that only cases within REACH (may be NULL) are wanted: a condition on the columns of cases. */
void query_reach(struct query *query, const struct fasti_reach *reach);
/** Append that a task is open to a person; in a statement that began with query_people. */
void query_open_to(struct query *query, const char *person, const char *roles, const char *unit, bool held, bool pool);
/** Append the WITH clause for it. */
void query_people(struct query *query);
/** The statement, ready to be stepped. @arg statement give it back with sqlite_give */
FASTI_MUST enum fasti_status query_take(struct sqlite_store *store, struct query *query, sqlite3_stmt **statement);
/** Run it: each row is a value and how often there is one; then free the query. */
FASTI_MUST enum fasti_status query_count(struct sqlite_store *store, struct query *query, fasti_count_seen *visit,
                                         void *visitor);
void query_free(struct query *query);

/** What stands for no last day where days are compared. */
#define QUERY_NO_DAY 2147483647

#endif
