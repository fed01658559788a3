/* engine/office/look.c - cases as they are and as they were; see office.h. */
#include "config.h"

#include <string.h>

#include "engine/office/inside.h"

enum fasti_status
office_procedure_of(struct fasti_office *office, const struct fasti_case_row *row, struct fasti_messages *messages,
                    const struct fasti_procedure **procedure)
{
  const struct fasti_package *package;
  enum fasti_status status = office_package(office, row->package, messages, &package);

  if (status != FASTI_OK)
    return status;
  *procedure = fasti_package_procedure(package, row->procedure);
  if (*procedure)
    return FASTI_OK;
  fasti_error_field(messages, row->id, "the package of this case has no procedure \"%s\"", row->procedure);
  return FASTI_CORRUPT;
}

struct replay {
  struct fasti_case *case_;
  struct fasti_messages *messages;
  int64_t until;
  int64_t entries;
  enum fasti_status status;
  fasti_office_seen *seen;
  void *self;
};

static bool
replay_entry(void *self, const struct fasti_entry_row *entry)
{
  struct replay *replay = self;

  if (entry->at > replay->until)
    return false;
  replay->status = fasti_case_replay(replay->case_, entry, replay->messages);
  if (replay->status != FASTI_OK)
    return false;
  replay->entries++;
  if (replay->seen)
    replay->seen(replay->self, replay->case_, entry);
  return true;
}

enum fasti_status
office_replay(struct fasti_office *office, const struct fasti_procedure *procedure, const char *case_id, int64_t until,
              struct fasti_messages *messages, fasti_office_seen *seen, void *self, struct fasti_case **out)
{
  struct replay replay = {.case_ = fasti_case_new(procedure, case_id),
                          .messages = messages,
                          .until = until,
                          .status = FASTI_OK,
                          .seen = seen,
                          .self = self};
  enum fasti_status status =
    office_told(office, messages, office->store->call->entry_list(office->store, case_id, 1, replay_entry, &replay));

  if (status == FASTI_OK)
    status = replay.status;
  if (status != FASTI_OK || replay.entries == 0) {
    fasti_case_free(replay.case_);
    replay.case_ = NULL;
  }
  *out = replay.case_;
  return status;
}

static enum fasti_status
load_case(struct fasti_office *office, const char *case_id, struct fasti_messages *messages, struct fasti_case **out)
{
  struct office_case one;
  enum fasti_status status = office_case_load(&one, office, case_id, messages);

  *out = status == FASTI_OK ? one.case_ : NULL;
  if (status != FASTI_OK)
    office_case_close(&one);
  fasti_buffer_free(&one.snapshot);
  return status;
}

enum fasti_status
fasti_office_case(struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
                  struct fasti_case **out)
{
  enum fasti_status status = office_begin(office, messages, false);

  *out = NULL;
  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, load_case(office, case_id, messages, out));
}

struct find_procedure {
  struct fasti_office *office;
  struct fasti_messages *messages;
  const struct fasti_procedure *procedure;
  enum fasti_status status;
};

static bool
take_procedure(void *self, const struct fasti_case_row *row)
{
  struct find_procedure *find = self;

  find->status = office_procedure_of(find->office, row, find->messages, &find->procedure);
  return false;
}

static enum fasti_status
replay_stored(struct fasti_office *office, const char *case_id, int64_t until, struct fasti_messages *messages,
              fasti_office_seen *seen, void *self, struct fasti_case **out)
{
  struct find_procedure find = {.office = office, .messages = messages, .status = FASTI_NOT_FOUND};
  enum fasti_status status = office->store->call->case_get(office->store, case_id, take_procedure, &find);

  if (status == FASTI_NOT_FOUND)
    fasti_error_field(messages, case_id, "there is no such case in this office");
  if (status != FASTI_OK)
    return office_told(office, messages, status);
  if (find.status != FASTI_OK)
    return find.status;
  return office_replay(office, find.procedure, case_id, until, messages, seen, self, out);
}

enum fasti_status
fasti_office_case_as_of(struct fasti_office *office, const char *case_id, int64_t at, struct fasti_messages *messages,
                        struct fasti_case **out)
{
  enum fasti_status status = office_begin(office, messages, false);

  *out = NULL;
  if (status != FASTI_OK)
    return status;
  status = office_end(office, messages, replay_stored(office, case_id, at, messages, NULL, NULL, out));
  if (status == FASTI_OK && !*out) {
    fasti_error_field(messages, case_id, "this case was not open yet then");
    return FASTI_NOT_FOUND;
  }
  return status;
}

enum fasti_status
fasti_office_history(struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
                     fasti_office_seen *seen, void *self)
{
  struct fasti_case *case_ = NULL;
  enum fasti_status status = office_begin(office, messages, false);

  if (status != FASTI_OK)
    return status;
  status = replay_stored(office, case_id, FASTI_NEVER, messages, seen, self, &case_);
  fasti_case_free(case_);
  return office_end(office, messages, status);
}
