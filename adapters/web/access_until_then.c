/* adapters/web/access_until_then.c - stands in for engine/office/access.c until that is merged; then this file goes. */
#include "config.h"

#include <string.h>

#include "engine/access.h"
#include "engine/office.h"
#include "engine/own.h"

enum fasti_status
fasti_office_reader(struct fasti_office *office, const char *person_id, int32_t day, struct fasti_arena *arena,
                    struct fasti_messages *messages, struct fasti_reader *reader)
{
  enum fasti_status status = fasti_office_person(office, person_id, arena, messages, &reader->person);

  (void)day;
  reader->own = reader->person.roles;
  reader->stands = "";
  reader->reach = (struct fasti_reach){.sight = FASTI_SIGHT_BUREAU, .bureau = reader->person.bureau, .person = reader->person.id, .roles = reader->person.roles, .unit = reader->person.unit, .unit_facts = "", .open = ""};
  return status;
}

enum fasti_status
fasti_office_may_read(struct fasti_office *office, const struct fasti_reader *reader, const char *case_id,
                      struct fasti_messages *messages, enum fasti_reading *reading)
{
  struct fasti_case *case_;
  struct fasti_case_row row;
  enum fasti_status status = fasti_office_case(office, case_id, messages, &case_);

  *reading = FASTI_READS_NOTHING;
  if (status != FASTI_OK)
    return status;
  fasti_case_row(case_, &row);
  if (strcmp(row.bureau, reader->person.bureau) == 0)
    *reading = FASTI_READS_ALL;
  fasti_case_free(case_);
  return FASTI_OK;
}

enum fasti_status
fasti_office_save_list(struct fasti_office *office, const struct fasti_saved_row *row, int64_t now,
                       struct fasti_messages *messages)
{
  (void)office; (void)row; (void)now; (void)messages;
  return FASTI_NOT_FOUND;
}

enum fasti_status
fasti_office_drop_list(struct fasti_office *office, const char *person, const char *page, const char *name,
                       struct fasti_messages *messages)
{
  (void)office; (void)person; (void)page; (void)name; (void)messages;
  return FASTI_NOT_FOUND;
}

enum fasti_status
fasti_office_saved_lists(struct fasti_office *office, const char *person, const char *page, struct fasti_messages *messages,
                         bool (*visit)(void *self, const struct fasti_saved_row *row), void *self)
{
  (void)office; (void)person; (void)page; (void)messages; (void)visit; (void)self;
  return FASTI_OK;
}
