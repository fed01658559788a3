/* engine/office/notice.c - messages to people of the office; see notice.h.
 *
 * Messages: a message that is not there, an address that is none, a kind that is not known.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "engine/notice.h"
#include "engine/office/inside.h"

static struct fasti_notice_filter
filter_of(const struct fasti_person_row *reader)
{
  return (struct fasti_notice_filter){.person = reader->id, .roles = reader->roles, .bureau = reader->bureau};
}

enum fasti_status
fasti_office_notices(struct fasti_office *office, const struct fasti_person_row *reader,
                     const struct fasti_notices *which, struct fasti_messages *messages,
                     bool (*visit)(void *self, const struct fasti_outbox_row *row, bool read), void *self)
{
  struct fasti_notice_filter filter = filter_of(reader);

  filter.unread = which->unread;
  filter.before = which->before;
  filter.most = which->most > 0 && which->most < FASTI_NOTICES_MOST ? which->most : FASTI_NOTICES_MOST;
  return office_told(office, messages, office->store->call->notice_list(office->store, &filter, visit, self));
}

static bool
count_notice(void *self, const struct fasti_outbox_row *row, bool read)
{
  (void)row;
  (void)read;
  ++*(int64_t *)self;
  return true;
}

enum fasti_status
fasti_office_notices_unread(struct fasti_office *office, const struct fasti_person_row *reader, int64_t most,
                            struct fasti_messages *messages, int64_t *count)
{
  struct fasti_notice_filter filter = filter_of(reader);

  filter.unread = true;
  filter.most = most < INT32_MAX ? (int)most : INT32_MAX;
  *count = 0;
  return office_told(office, messages, office->store->call->notice_list(office->store, &filter, count_notice, count));
}

static enum fasti_status
read_one(struct fasti_office *office, const struct fasti_person_row *reader, int64_t id, int64_t now,
         struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct fasti_notice_filter filter = filter_of(reader);
  int64_t found = 0;
  enum fasti_status status;

  filter.before = id < INT64_MAX ? id + 1 : id;
  filter.after = id - 1;
  status = id > 0 ? store->call->notice_list(store, &filter, count_notice, &found) : FASTI_OK;
  if (status == FASTI_OK && !found) {
    fasti_error_field(messages, "notice", "there is no message %" PRId64 " for %s", id, reader->name);
    return FASTI_NOT_FOUND;
  }
  if (status == FASTI_OK)
    status = store->call->notice_read(store, reader->id, id, now);
  if (status == FASTI_OK)
    status = store->call->outbox_delivered(store, id, now);
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_notice_read(struct fasti_office *office, const struct fasti_person_row *reader, int64_t id, int64_t now,
                         struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  return status == FASTI_OK ? office_end(office, messages, read_one(office, reader, id, now, messages)) : status;
}

static enum fasti_status
see_roles(struct fasti_store *store, const char *person, const char *roles, int64_t id)
{
  struct fasti_slice role;
  enum fasti_status status = FASTI_OK;

  while (status == FASTI_OK && fasti_list_next(&roles, &role)) {
    struct fasti_buffer name = {0};

    fasti_buffer_add(&name, role.at, role.size);
    status = store->call->notice_seen(store, person, name.at, id);
    fasti_buffer_free(&name);
  }
  return status;
}

enum fasti_status
fasti_office_notices_read(struct fasti_office *office, const struct fasti_person_row *reader, int64_t id,
                          struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  enum fasti_status status = office_begin(office, messages, true);

  if (status != FASTI_OK)
    return status;
  status = store->call->notice_seen(store, reader->id, reader->id, id);
  if (status == FASTI_OK)
    status = see_roles(store, reader->id, reader->roles, id);
  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, reader->id, "there is no such person in this office");
  return office_end(office, messages, office_told(office, messages, status));
}

static bool
take_id(void *self, const struct fasti_outbox_row *row, bool read)
{
  (void)read;
  *(int64_t *)self = row->id;
  return false;
}

/* The id of the last message to a person, or to roles of a bureau; 0 if there is none. */
static enum fasti_status
last_message(struct fasti_store *store, const struct fasti_person_row *reader, const char *roles, int64_t *id)
{
  struct fasti_notice_filter filter = {.person = reader->id, .roles = roles, .bureau = reader->bureau, .most = 1};

  *id = 0;
  return store->call->notice_list(store, &filter, take_id, id);
}

enum fasti_status
office_notices_begin(struct fasti_office *office, const char *had, const struct fasti_person_row *row)
{
  struct fasti_store *store = office->store;
  const char *roles = row->roles;
  struct fasti_slice role;
  enum fasti_status status = FASTI_OK;

  while (status == FASTI_OK && fasti_list_next(&roles, &role)) {
    struct fasti_buffer name = {0};
    int64_t id;

    fasti_buffer_add(&name, role.at, role.size);
    if (!fasti_list_has(had, name.at)) {
      status = last_message(store, row, name.at, &id);
      if (status == FASTI_OK && id > 0)
        status = store->call->notice_seen(store, row->id, name.at, id);
    }
    fasti_buffer_free(&name);
  }
  return status;
}

/* -- mail -- */

/* What RFC 5321 calls a mailbox, without its rarer forms: local part, @, domain. */
static bool
is_address(const char *address)
{
  const char *at = strchr(address, '@');
  size_t size = strlen(address);

  if (!at || at == address || at[1] == '\0' || strchr(at + 1, '@') || size > FASTI_MAIL_ADDRESS)
    return false;
  for (const char *c = address; *c; c++)
    if ((unsigned char)*c <= 0x20 || (unsigned char)*c >= 0x7f || strchr("<>()[],;:\\\"", *c))
      return false;
  return at[1] != '.' && address[size - 1] != '.' && !strstr(at, "..");
}

static enum fasti_status
check_wish(const struct fasti_mail_wish *wish, struct fasti_messages *messages)
{
  const char *kinds = wish->at_once;
  struct fasti_slice kind;
  enum fasti_status status = FASTI_OK;

  if (*wish->address && !is_address(wish->address)) {
    fasti_error_field(messages, "address", "\"%s\" is no address of mail; expected one such as name@example.cn",
                      wish->address);
    status = FASTI_INVALID;
  }
  while (fasti_list_next(&kinds, &kind))
    if (!fasti_slice_is(kind, "notify") && !fasti_slice_is(kind, "urge") && !fasti_slice_is(kind, "copy")) {
      fasti_error_field(messages, "at-once", "\"%.*s\" is no kind of message; expected notify, urge or copy",
                        (int)kind.size, kind.at);
      status = FASTI_INVALID;
    }
  return status;
}

static enum fasti_status
put_wish(struct fasti_office *office, const char *person, const struct fasti_mail_wish *wish,
         struct fasti_arena *arena, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  struct fasti_mail_row row = {.person = person, .address = wish->address, .at_once = wish->at_once,
                               .digest = wish->digest, .digest_day = FASTI_NO_DAY, .error = ""};
  struct fasti_person_row reader;
  enum fasti_status status = office_person(office, person, arena, messages, &reader);

  if (status == FASTI_OK && !*wish->address)
    return office_told(office, messages, store->call->mail_drop(store, person));
  if (status == FASTI_OK)
    status = last_message(store, &reader, reader.roles, &row.seen);
  row.digested = row.seen;
  if (status == FASTI_OK)
    status = store->call->mail_put(store, &row);
  return office_told(office, messages, status);
}

enum fasti_status
fasti_office_mail_wish(struct fasti_office *office, const char *person, const struct fasti_mail_wish *wish,
                       struct fasti_messages *messages)
{
  struct fasti_arena *arena;
  enum fasti_status status = check_wish(wish, messages);

  if (status == FASTI_OK)
    status = office_begin(office, messages, true);
  if (status != FASTI_OK)
    return status;
  arena = fasti_arena_new();
  status = office_end(office, messages, put_wish(office, person, wish, arena, messages));
  fasti_arena_free(arena);
  return status;
}
