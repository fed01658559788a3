/* engine/office/own.c - what people keep for themselves; see own.h.
 *
 * Messages: a name or a query that is empty or too long, too many lists, a list that there is not.
 */
#include "config.h"

#include <string.h>

#include "engine/office/inside.h"
#include "engine/own.h"
#include "engine/xml.h"

static enum fasti_status
check_text(const char *field, const char *text, size_t most, struct fasti_messages *messages)
{
  size_t size = text ? strlen(text) : 0;

  if (size && size <= most && fasti_xml_is_text(text))
    return FASTI_OK;
  if (!size)
    fasti_error_field(messages, field, "nothing is given");
  else
    fasti_error_field(messages, field, "this is too long, or is no text; expected at most %zu bytes of UTF-8", most);
  return FASTI_INVALID;
}

struct counting {
  const struct fasti_saved_row *row;
  size_t others; /* lists of the person with another name or of another page */
};

static bool
count_saved(void *self, const struct fasti_saved_row *row)
{
  struct counting *counting = self;

  counting->others += strcmp(row->page, counting->row->page) != 0 || strcmp(row->name, counting->row->name) != 0;
  return true;
}

static enum fasti_status
save(struct fasti_office *office, const struct fasti_saved_row *row, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct counting counting = {row, 0};
  enum fasti_status status = store->call->saved_list(store, row->person, NULL, count_saved, &counting);

  if (status == FASTI_OK && counting.others >= FASTI_SAVED_MOST) {
    fasti_error_field(messages, "name", "you have saved %d lists already; delete one of them first", FASTI_SAVED_MOST);
    return FASTI_LIMIT;
  }
  if (status == FASTI_OK)
    status = store->call->saved_put(store, row);
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, row->person, "there is no such person in this office");
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_save_list(struct fasti_office *office, const struct fasti_saved_row *row, int64_t now,
                       struct fasti_messages *messages)
{
  struct fasti_saved_row saved = *row;
  enum fasti_status name = check_text("name", row->name, FASTI_SAVED_NAME, messages),
                    query = check_text("query", row->query, FASTI_SAVED_QUERY, messages), status;

  if (name != FASTI_OK || query != FASTI_OK)
    return FASTI_INVALID;
  saved.at = now;
  status = office_begin(office, messages, true);
  return status == FASTI_OK ? office_end(office, messages, save(office, &saved, messages)) : status;
}

static enum fasti_status
drop(struct fasti_office *office, const struct fasti_saved_row *row, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct counting all = {&(struct fasti_saved_row){.page = "", .name = ""}, 0}, others = {row, 0};
  enum fasti_status status = store->call->saved_list(store, row->person, row->page, count_saved, &all);

  if (status == FASTI_OK)
    status = store->call->saved_list(store, row->person, row->page, count_saved, &others);
  if (status == FASTI_OK && all.others == others.others) {
    fasti_error_field(messages, "name", "there is no saved list %s", row->name);
    return FASTI_NOT_FOUND;
  }
  if (status == FASTI_OK)
    status = store->call->saved_drop(store, row->person, row->page, row->name);
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_drop_list(struct fasti_office *office, const char *person, const char *page, const char *name,
                       struct fasti_messages *messages)
{
  struct fasti_saved_row row = {.person = person, .page = page, .name = name};
  enum fasti_status status = office_begin(office, messages, true);

  return status == FASTI_OK ? office_end(office, messages, drop(office, &row, messages)) : status;
}

enum fasti_status
fasti_office_saved_lists(struct fasti_office *office, const char *person, const char *page, struct fasti_messages *messages,
                         bool (*visit)(void *self, const struct fasti_saved_row *row), void *self)
{
  return office_told(office, messages, office->store->call->saved_list(office->store, person, page, visit, self));
}

static enum fasti_status
mark(struct fasti_office *office, const char *person, const char *kind, const char *const *about, size_t count, int64_t now,
     struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < count && status == FASTI_OK; i++)
    status = office->store->call->mark_put(
      office->store, &(struct fasti_mark_row){.person = person, .kind = kind, .about = about[i], .at = now});
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, person, "there is no such person in this office");
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_mark(struct fasti_office *office, const char *person, const char *kind, const char *const *about, size_t count,
                  int64_t now, struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  return status == FASTI_OK ? office_end(office, messages, mark(office, person, kind, about, count, now, messages)) : status;
}

enum fasti_status
fasti_office_unmark(struct fasti_office *office, const char *person, const char *kind, const char *about,
                    struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  return office_end(office, messages,
                    office_told(office, messages, office->store->call->mark_drop(office->store, person, kind, about)));
}
