/* engine/office/own.c - what people keep for themselves; see own.h.
 *
 * Messages: a name or query that is empty or too long, too many lists, a list that is not there.
 */
#include "config.h"

#include <string.h>

#include "engine/office/inside.h"
#include "engine/own.h"

static enum fasti_status
check_text(const char *what, const char *text, size_t most, bool may_be_empty, struct fasti_messages *messages)
{
  size_t size = text ? strlen(text) : 0;

  if (!size && !may_be_empty)
    fasti_error_field(messages, what, "a text is missing here; expected one of at most %zu bytes", most);
  else if (size > most || !fasti_xml_is_text(text ? text : ""))
    fasti_error_field(messages, what, "expected a text of at most %zu bytes, without control characters", most);
  else
    return FASTI_OK;
  return FASTI_INVALID;
}

struct saved_count {
  const struct fasti_saved_row *row;
  int others;
};

static bool
count_saved(void *self, const struct fasti_saved_row *row)
{
  struct saved_count *count = self;

  count->others += strcmp(row->page, count->row->page) != 0 || strcmp(row->name, count->row->name) != 0;
  return true;
}

static enum fasti_status
save_list(struct fasti_office *office, const struct fasti_saved_row *row, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct saved_count count = {.row = row};
  enum fasti_status status =
    office_told(office, messages, store->call->saved_list(store, row->person, NULL, count_saved, &count));

  if (status != FASTI_OK)
    return status;
  if (count.others >= FASTI_SAVED_MOST) {
    fasti_error_field(messages, row->name, "nobody keeps more than %d lists: drop one first", FASTI_SAVED_MOST);
    return FASTI_LIMIT;
  }
  status = store->call->saved_put(store, row);
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, row->person, "there is no such person in this office");
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_save_list(struct fasti_office *office, const struct fasti_saved_row *given, int64_t now,
                       struct fasti_messages *messages)
{
  struct fasti_saved_row row = *given;
  enum fasti_status status = check_text("name", row.name, FASTI_SAVED_NAME, false, messages);

  if (status == FASTI_OK)
    status = check_text("page", row.page, FASTI_SAVED_NAME, false, messages);
  if (status == FASTI_OK)
    status = check_text("query", row.query, FASTI_SAVED_QUERY, true, messages);
  if (status == FASTI_OK)
    status = office_begin(office, messages, true);
  if (status != FASTI_OK)
    return status;
  row.at = now;
  return office_end(office, messages, save_list(office, &row, messages));
}

struct saved_look {
  const char *name;
  bool found;
};

static bool
look_at_saved(void *self, const struct fasti_saved_row *row)
{
  struct saved_look *look = self;

  look->found = look->found || strcmp(row->name, look->name) == 0;
  return true;
}

static enum fasti_status
drop_list(struct fasti_office *office, const char *person, const char *page, const char *name,
          struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct saved_look look = {.name = name};
  enum fasti_status status = store->call->saved_list(store, person, page, look_at_saved, &look);

  if (status == FASTI_OK && !look.found) {
    fasti_error_field(messages, name, "there is no such list");
    return FASTI_NOT_FOUND;
  }
  if (status == FASTI_OK)
    status = store->call->saved_drop(store, person, page, name);
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_drop_list(struct fasti_office *office, const char *person, const char *page, const char *name,
                       struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  return status == FASTI_OK ? office_end(office, messages, drop_list(office, person, page, name, messages)) : status;
}

enum fasti_status
fasti_office_saved_lists(struct fasti_office *office, const char *person, const char *page,
                         struct fasti_messages *messages,
                         bool (*visit)(void *self, const struct fasti_saved_row *row), void *self)
{
  return office_told(office, messages, office->store->call->saved_list(office->store, person, page, visit, self));
}
