/* adapters/web/attach.c - files that come with a form before it is submitted: they belong to the case from then on, and the form
 * names them by their numbers, so that nothing is lost when it is shown again.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "adapters/web/task.h"

enum fasti_status
web_form_attach(struct web_call *call, const struct web_input *input,
                enum fasti_status (*follow)(struct web_call *call, enum fasti_status status,
                                            const struct fasti_answer *answer))
{
  size_t count = input->file_count;
  struct fasti_request *requests = fasti_arena_alloc(call->arena, (count + 1) * sizeof *requests);
  const char **persons = fasti_arena_alloc(call->arena, sizeof *persons);
  enum fasti_reading reading;
  enum fasti_status status = web_may_read(call, web_part(call, "case"), &reading);

  if (status != FASTI_OK)
    return status;
  *persons = call->person->id;
  for (size_t i = 0; i < count; i++)
    requests[i] = (struct fasti_request){.case_id = web_part(call, "case"),
                                         .kind = FASTI_EVIDENCE,
                                         .persons = persons,
                                         .person_count = 1,
                                         .files = &input->files[i],
                                         .file_count = 1};
  call->change = (struct web_change){.kind = WEB_COMMANDS,
                                     .requests = requests,
                                     .count = count,
                                     .statuses = fasti_arena_alloc(call->arena, (count + 1) * sizeof(enum fasti_status)),
                                     .answers = fasti_arena_alloc(call->arena, (count + 1) * sizeof(struct fasti_answer)),
                                     .follow = follow};
  return FASTI_OK;
}

struct numbering {
  const char *hash;
  int64_t number;
};

static void
match_file(void *self, const struct fasti_attached *file)
{
  struct numbering *numbering = self;

  if (strcmp(file->hash, numbering->hash) == 0)
    numbering->number = file->number;
}

/* The number that a file with this hash got in the case when it was attached last. */
static enum fasti_status
file_number(struct web_call *call, const char *case_id, const char *hash, int64_t *number)
{
  struct numbering numbering = {.hash = hash};
  struct fasti_case *case_;
  enum fasti_status status = fasti_office_case(call->office, case_id, call->messages, &case_);

  if (status != FASTI_OK)
    return status;
  fasti_case_files(case_, match_file, &numbering);
  fasti_case_free(case_);
  *number = numbering.number;
  return numbering.number ? FASTI_OK : FASTI_NOT_FOUND;
}

static void
set_field(struct web_call *call, const char *name, const char *value)
{
  struct web_pair *pairs = fasti_arena_alloc(call->arena, (call->field_count + 1) * sizeof *pairs);
  size_t kept = 0;

  for (size_t i = 0; i < call->field_count; i++)
    if (strcmp(call->fields[i].name, name) != 0)
      pairs[kept++] = call->fields[i];
  pairs[kept++] = (struct web_pair){name, value};
  call->fields = pairs;
  call->field_count = kept;
}

enum fasti_status
web_form_attached(struct web_call *call, enum fasti_status (*show)(struct web_call *call, int http))
{
  struct web_input input = web_form_input(call);
  enum fasti_status status = FASTI_OK, one;
  int64_t number;

  for (size_t i = 0; i < input.file_count; i++) {
    one = call->change.statuses[i];
    if (one == FASTI_OK)
      one = file_number(call, web_part(call, "case"), input.files[i].hash, &number);
    if (one == FASTI_OK)
      set_field(call, fasti_arena_printf(call->arena, "f.%s", input.files[i].field),
                fasti_arena_printf(call->arena, "%" PRId64, number));
    else
      status = one;
  }
  return show(call, status == FASTI_OK ? 200 : fasti_status_http(status));
}
