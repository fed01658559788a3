/* engine/office/access.c - who may read what; see access.h.
 *
 * Messages: a person who is not there or not active.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/access.h"
#include "engine/office/inside.h"

/* The ids of the procedures that are open to one of ROLES, and the widest sight that these roles give. */
static void
read_package(const struct fasti_package *package, struct fasti_arena *arena, struct fasti_reader *reader)
{
  const char *at = reader->person.roles;
  const struct fasti_procedure *procedure;
  struct fasti_buffer open = {0};
  struct fasti_slice role;

  while (fasti_list_next(&at, &role)) {
    enum fasti_sight sight = fasti_package_role_reads(package, fasti_arena_copy(arena, role.at, role.size));

    reader->reach.sight = sight > reader->reach.sight ? sight : reader->reach.sight;
  }
  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)) != NULL; i++)
    if (fasti_list_meets(reader->person.roles, fasti_procedure_readers(procedure)))
      fasti_list_add(&open, fasti_procedure_id(procedure));
  reader->reach.open = fasti_arena_strdup(arena, open.size ? open.at : "");
  reader->reach.unit_facts = fasti_package_unit_facts(package);
  fasti_buffer_free(&open);
}

static bool
has_office_role(const char *roles)
{
  return fasti_list_has(roles, FASTI_ROLE_ADMIN) || fasti_list_has(roles, FASTI_ROLE_DESIGNER);
}

static enum fasti_status
read_reader(struct fasti_office *office, const char *person_id, int32_t day, struct fasti_arena *arena,
            struct fasti_messages *messages, struct fasti_reader *reader)
{
  struct fasti_person_row *person = &reader->person;
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status = office_person(office, person_id, arena, messages, person);
  int64_t at = day == FASTI_NO_DAY ? FASTI_NEVER : fasti_instant_of(day + 1, fasti_office_zone(office)) - 1;

  if (status != FASTI_OK)
    return status;
  if (!person->active) {
    fasti_error_field(messages, person->id, "%s is not active in this office any more", person->name);
    return FASTI_NOT_FOUND;
  }
  reader->own = person->roles;
  status = office_stand_ins(office, day, arena, messages, person, &reader->stands);
  reader->reach = (struct fasti_reach){.bureau = person->bureau,
                                       .person = person->id,
                                       .roles = person->roles,
                                       .unit = person->unit,
                                       .unit_facts = "",
                                       .open = ""};
  if (status == FASTI_OK && has_office_role(person->roles))
    reader->reach.sight = FASTI_SIGHT_OUTLINE;
  else if (status == FASTI_OK && *person->roles) {
    status = office_package_at(office, person->bureau, at, messages, hash, &package);
    if (status == FASTI_OK)
      read_package(package, arena, reader);
  }
  return status;
}

enum fasti_status
fasti_office_reader(struct fasti_office *office, const char *person_id, int32_t day, struct fasti_arena *arena,
                    struct fasti_messages *messages, struct fasti_reader *reader)
{
  enum fasti_status status = office_begin(office, messages, false);

  *reader = (struct fasti_reader){.own = "", .stands = ""};
  if (status != FASTI_OK)
    return status;
  return office_end(office, messages, read_reader(office, person_id, day, arena, messages, reader));
}

enum fasti_reading
fasti_reader_reads(const struct fasti_reader *reader, const struct fasti_case_row *row)
{
  const struct fasti_reach *reach = &reader->reach;

  if (reach->sight == FASTI_SIGHT_OUTLINE && !*reach->bureau)
    return FASTI_READS_OUTLINE; /* who manages the office as a whole */
  if (strcmp(row->bureau, reach->bureau) != 0)
    return FASTI_READS_NOTHING;
  switch (reach->sight) {
  case FASTI_SIGHT_NOTHING:
    return FASTI_READS_NOTHING;
  case FASTI_SIGHT_OUTLINE:
    return FASTI_READS_OUTLINE;
  case FASTI_SIGHT_TASK:
    return fasti_list_has(reach->open, row->procedure) ? FASTI_READS_ALL : FASTI_READS_TASK;
  default:
    return FASTI_READS_ALL;
  }
}

struct look {
  const struct fasti_reader *reader;
  enum fasti_reading reading;
};

static bool
look_at_case(void *self, const struct fasti_case_row *row)
{
  struct look *look = self;

  look->reading = fasti_reader_reads(look->reader, row);
  return false;
}

enum fasti_status
fasti_office_may_read(struct fasti_office *office, const struct fasti_reader *reader, const char *case_id,
                      struct fasti_messages *messages, enum fasti_reading *reading)
{
  struct fasti_case_filter filter = {.id = case_id, .reach = &reader->reach, .most = 1};
  struct look look = {.reader = reader, .reading = FASTI_READS_NOTHING};
  enum fasti_status status = FASTI_OK;

  *reading = FASTI_READS_NOTHING;
  if (!case_id || !*case_id)
    return FASTI_OK;
  status = office_told(office, messages, office->store->call->case_list(office->store, &filter, look_at_case, &look));
  *reading = look.reading;
  return status;
}

/* -- what is read by a task -- */

/* The open tasks of a case that are open to the reader, and one of them, or a file that one of them names. */
struct task_look {
  int64_t wanted; /* number of a task */
  bool found;
  int64_t *numbers;
  size_t count;
};

static bool
look_at_task(void *self, const struct fasti_task_row *row)
{
  struct task_look *look = self;

  look->found = look->found || row->number == look->wanted;
  look->numbers = fasti_realloc(look->numbers, (look->count + 1) * sizeof *look->numbers);
  look->numbers[look->count++] = row->number;
  return true;
}

static enum fasti_status
look_at_tasks(struct fasti_office *office, const struct fasti_reader *reader, const char *case_id,
              struct fasti_messages *messages, struct task_look *look)
{
  struct fasti_task_filter filter = {.case_id = case_id,
                                     .bureau = reader->reach.bureau,
                                     .person = reader->person.id,
                                     .roles = reader->person.roles,
                                     .unit = reader->person.unit};

  return office_told(office, messages, office->store->call->task_list(office->store, &filter, look_at_task, look));
}

enum fasti_status
fasti_office_may_read_task(struct fasti_office *office, const struct fasti_reader *reader, const char *case_id,
                           int64_t number, struct fasti_messages *messages, bool *may)
{
  struct task_look look = {.wanted = number};
  enum fasti_reading reading;
  enum fasti_status status = fasti_office_may_read(office, reader, case_id, messages, &reading);

  *may = status == FASTI_OK && reading == FASTI_READS_ALL;
  if (status != FASTI_OK || reading != FASTI_READS_TASK)
    return status;
  status = look_at_tasks(office, reader, case_id, messages, &look);
  fasti_free(look.numbers);
  *may = status == FASTI_OK && look.found;
  return status;
}

struct file_look {
  const char *by;
  int64_t number;
  bool found;
};

static void
look_at_file(void *self, const struct fasti_attached *file)
{
  struct file_look *look = self;

  if (file->number == look->number && strcmp(file->by, look->by) == 0)
    look->found = true;
}

/* A field for a file holds its number. */
static void
look_at_control(void *self, const struct fasti_control *control)
{
  struct file_look *look = self;
  char number[24];

  snprintf(number, sizeof number, "%" PRId64, look->number);
  if (control->kind == FASTI_CONTROL_UPLOAD && fasti_list_has(control->value, number))
    look->found = true;
}

static enum fasti_status
look_in_forms(struct fasti_case *case_, const struct fasti_person *person, const struct task_look *tasks,
              struct fasti_messages *messages, struct file_look *look)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < tasks->count && !look->found && status == FASTI_OK; i++) {
    struct fasti_command command = {
      .kind = FASTI_COMPLETE, .persons = person, .person_count = 1, .task = tasks->numbers[i]};
    struct fasti_form_data *form = NULL;

    status = fasti_case_form(case_, &command, messages, &form);
    if (status == FASTI_OK && form)
      fasti_form_controls(form, look_at_control, look);
    fasti_form_close(form);
  }
  return status;
}

enum fasti_status
fasti_office_may_read_file(struct fasti_office *office, const struct fasti_reader *reader, const char *case_id,
                           int64_t number, struct fasti_messages *messages, bool *may)
{
  struct file_look look = {.by = reader->person.id, .number = number};
  struct fasti_person person = fasti_person_of(&reader->person);
  struct task_look tasks = {0};
  struct fasti_case *case_ = NULL;
  enum fasti_reading reading;
  enum fasti_status status = fasti_office_may_read(office, reader, case_id, messages, &reading);

  *may = status == FASTI_OK && reading == FASTI_READS_ALL;
  if (status != FASTI_OK || reading != FASTI_READS_TASK)
    return status;
  status = look_at_tasks(office, reader, case_id, messages, &tasks);
  if (status == FASTI_OK)
    status = fasti_office_case(office, case_id, messages, &case_);
  if (status == FASTI_OK) {
    fasti_case_files(case_, look_at_file, &look);
    status = look_in_forms(case_, &person, &tasks, messages, &look);
  }
  fasti_case_free(case_);
  fasti_free(tasks.numbers);
  *may = status == FASTI_OK && look.found;
  return status;
}
