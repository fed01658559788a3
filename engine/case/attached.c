/* engine/case/attached.c - the files of a case: evidence, numbered as it comes, each named by its hash.
 *
 * Nothing is ever taken back: a correction is a new file that says which one it supersedes (EV-09), and both stay.
 * Messages: a file to be superseded that is not there, or was superseded already.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/case/state.h"

static const struct attached *
find_file(const struct fasti_case *case_, int64_t number)
{
  if (number < 1 || number > (int64_t)case_->attached.count)
    return NULL;
  return &case_->attached.items[number - 1];
}

/* The file that supersedes NUMBER. */
static const struct attached *
successor(const struct fasti_case *case_, int64_t number)
{
  for (size_t i = 0; i < case_->attached.count; i++)
    if (case_->attached.items[i].supersedes == number)
      return &case_->attached.items[i];
  return NULL;
}

/* A number without sign, space or leading zero, so that each file has one name. @return 0 for anything else */
static int64_t
read_number(const char *text)
{
  size_t size = strlen(text);

  if (size == 0 || size > 15 || *text == '0' || strspn(text, "0123456789") != size)
    return 0;
  return strtoll(text, NULL, 10);
}

static const char *
field(const struct fasti_command *command, const char *path)
{
  for (size_t i = 0; i < command->field_count; i++)
    if (strcmp(command->fields[i].path, path) == 0)
      return command->fields[i].value;
  return "";
}

static enum fasti_status
check_superseded(struct fasti_case *case_, const char *text, int64_t *number)
{
  const struct attached *later;

  *number = *text ? read_number(text) : 0;
  if (!*text)
    return FASTI_OK;
  if (!find_file(case_, *number)) {
    fasti_error_field(case_->messages, "supersedes", "there is no file number %s in this case; it has %zu", text,
                      case_->attached.count);
    return FASTI_INVALID;
  }
  later = successor(case_, *number);
  if (!later)
    return FASTI_OK;
  fasti_error_field(case_->messages, "supersedes",
                    "file %s was superseded by file %lld (%s) already: supersede that one instead", text,
                    (long long)later->number, later->name);
  return FASTI_CONFLICT;
}

enum fasti_status
do_evidence(struct fasti_case *case_)
{
  const struct fasti_command *command = case_->command;
  struct attached *file;
  int64_t supersedes;
  enum fasti_status status = check_acts(case_);

  if (status == FASTI_OK)
    status = check_superseded(case_, field(command, "supersedes"), &supersedes);
  if (status != FASTI_OK)
    return status;
  file = LIST_ADD(&case_->attached);
  *file = (struct attached){.number = (int64_t)case_->attached.count,
                            .name = case_keep(case_, field(command, "name")),
                            .media = case_keep(case_, field(command, "media")),
                            .hash_name = case_keep(case_, field(command, "hash-name")),
                            .hash = case_keep(case_, field(command, "hash")),
                            .by = case_->actor->id,
                            .size = strtoll(field(command, "size"), NULL, 10),
                            .at = case_->last_at,
                            .sequence = case_->entries + 1,
                            .supersedes = supersedes};
  return FASTI_OK;
}

const char *
attached_fact(struct fasti_case *case_, const char *number, const char *fact)
{
  const struct attached *file = find_file(case_, read_number(number));
  char at[FASTI_INSTANT_SIZE];

  if (!file)
    return "";
  if (strcmp(fact, "name") == 0)
    return file->name;
  if (strcmp(fact, "media") == 0)
    return file->media;
  if (strcmp(fact, "hash") == 0)
    return file->hash;
  if (strcmp(fact, "by") == 0)
    return file->by;
  if (strcmp(fact, "size") == 0)
    return fasti_arena_printf(case_->entry, "%lld", (long long)file->size);
  if (strcmp(fact, "at") == 0)
    return fasti_arena_strdup(case_->entry, fasti_instant_format(file->at, case_zone(case_), at));
  return "";
}

void
fasti_case_files(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_attached *file),
                 void *self)
{
  for (size_t i = 0; i < case_->attached.count; i++) {
    const struct attached *file = &case_->attached.items[i], *later = successor(case_, file->number);
    struct fasti_attached view = {.number = file->number,
                                  .name = file->name,
                                  .media = file->media,
                                  .hash_name = file->hash_name,
                                  .hash = file->hash,
                                  .size = file->size,
                                  .at = file->at,
                                  .by = file->by,
                                  .sequence = file->sequence,
                                  .supersedes = file->supersedes,
                                  .superseded_by = later ? later->number : 0};

    visit(self, &view);
  }
}
