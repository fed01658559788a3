/* engine/case/attached.c - the files of a case: evidence, numbered as it comes, each named by its hash.
 *
 * Nothing is ever taken back: a correction is a new file that says which one it supersedes (EV-09), and both stay.
 * What a case opens or tells may get files of it too (f:hand): there each is an entry of its own, which says from where.
 * Messages: a file to be superseded that is not there, or was superseded already; a file to be handed that is not there.
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

bool
attached_is_handed(const struct fasti_command *command)
{
  return command->kind == FASTI_EVIDENCE && command->from;
}

enum fasti_status
do_evidence(struct fasti_case *case_)
{
  const struct fasti_command *command = case_->command;
  bool handed = attached_is_handed(command);
  struct attached *file;
  int64_t supersedes;
  enum fasti_status status = handed ? FASTI_OK : check_acts(case_);

  if (handed && !read_number(field(command, "from-number")))
    return FASTI_CORRUPT; /* no office writes this */
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
                            .by = handed ? case_keep(case_, command->from) : case_->actor->id,
                            .from = handed ? case_keep(case_, command->from) : "",
                            .from_number = handed ? read_number(field(command, "from-number")) : 0,
                            .size = strtoll(field(command, "size"), NULL, 10),
                            .at = case_->last_at,
                            .sequence = case_->entries + 1,
                            .supersedes = supersedes};
  return FASTI_OK;
}

/* Handing. */

static enum fasti_status
refuse_number(struct fasti_case *case_, const struct fasti_hand_note *note, const char *word)
{
  if (read_number(word))
    fasti_error_at(case_->messages, note->place, "there is no file number %s in this case to hand on; it has %zu", word,
                   case_->attached.count);
  else
    fasti_error_at(case_->messages, note->place,
                   "files=\"%s\" gives \"%s\"; expected numbers of files of this case",
                   fasti_expr_text(note->files), word);
  return FASTI_INVALID;
}

static bool
is_in(const struct fasti_handed *files, size_t count, const char *hash)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(files[i].hash, hash) == 0)
      return true;
  return false;
}

/* Numbers of what a file took the place of, the nearest first. */
static const char *
replaced_by(struct fasti_case *case_, const struct attached *file)
{
  struct fasti_buffer numbers = {0};
  const char *text;

  for (const struct attached *one = find_file(case_, file->supersedes); one; one = find_file(case_, one->supersedes))
    fasti_buffer_printf(&numbers, "%s%lld", numbers.size ? " " : "", (long long)one->number);
  text = fasti_arena_copy(case_->entry, numbers.at ? numbers.at : "", numbers.size);
  fasti_buffer_free(&numbers);
  return text;
}

/* The numbers in a text; what supersedes a file goes in its place, and each content only once. */
static enum fasti_status
hand_words(struct fasti_case *case_, const struct fasti_hand_note *note, const char *text, struct fasti_handed *files,
           size_t *count)
{
  struct fasti_slice word;

  while (fasti_list_next(&text, &word)) {
    const char *number = fasti_arena_copy(case_->entry, word.at, word.size);
    const struct attached *file = find_file(case_, read_number(number)), *later;

    if (!file)
      return refuse_number(case_, note, number);
    while ((later = successor(case_, file->number)))
      file = later;
    if (is_in(files, *count, file->hash))
      continue;
    files[(*count)++] = (struct fasti_handed){.number = file->number,
                                              .name = file->name,
                                              .media = file->media,
                                              .hash_name = file->hash_name,
                                              .hash = file->hash,
                                              .size = file->size,
                                              .replaced = replaced_by(case_, file)};
  }
  return FASTI_OK;
}

static enum fasti_status
hand_one(struct fasti_case *case_, struct fasti_session *session, const struct fasti_hand_note *note,
         struct fasti_handed *files, size_t *count)
{
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status = case_nodes(case_, session, note->files, &object);
  const xmlNodeSet *nodes = status == FASTI_OK && object->type == XPATH_NODESET ? object->nodesetval : NULL;
  xmlChar *text;

  if (status != FASTI_OK)
    return status;
  for (int i = 0; nodes && i < nodes->nodeNr && status == FASTI_OK; i++) {
    text = xmlNodeGetContent(nodes->nodeTab[i]);
    status = hand_words(case_, note, (const char *)text, files, count);
    xmlFree(text);
  }
  if (object->type != XPATH_NODESET) {
    text = xmlXPathCastToString(object);
    status = hand_words(case_, note, (const char *)text, files, count);
    xmlFree(text);
  }
  xmlXPathFreeObject(object);
  return status;
}

enum fasti_status
attached_hand(struct fasti_case *case_, struct fasti_session *session, const struct fasti_other_note *note,
              struct fasti_ask *ask)
{
  struct fasti_handed *files;
  enum fasti_status status = FASTI_OK;

  if (note->hand_count == 0)
    return FASTI_OK;
  files = fasti_arena_alloc(case_->entry, (case_->attached.count + 1) * sizeof *files);
  ask->files = files;
  for (size_t i = 0; i < note->hand_count && status == FASTI_OK; i++)
    status = hand_one(case_, session, &note->hands[i], files, &ask->file_count);
  return status;
}

/* Facts. */

static const char *
file_fact(struct fasti_case *case_, const struct attached *file, const char *fact)
{
  char at[FASTI_INSTANT_SIZE];

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
  if (strcmp(fact, "from") == 0)
    return file->from;
  if (strcmp(fact, "from-number") == 0)
    return file->from_number ? fasti_arena_printf(case_->entry, "%lld", (long long)file->from_number) : "";
  if (strcmp(fact, "at") == 0)
    return fasti_arena_strdup(case_->entry, fasti_instant_format(file->at, case_zone(case_), at));
  return "";
}

/* A file that will come right after the opening that is done now. */
static const struct fasti_handed *
find_coming(const struct fasti_case *case_, int64_t number)
{
  const struct fasti_command *command = case_->command;

  if (!command || command->kind != FASTI_OPEN || number < 1 || number > (int64_t)command->file_count)
    return NULL;
  return &command->files[number - 1];
}

static const char *
coming_fact(struct fasti_case *case_, const struct fasti_handed *coming, const char *fact)
{
  struct attached file = {.name = coming->name,
                          .media = coming->media,
                          .hash = coming->hash,
                          .size = coming->size,
                          .by = case_->command->from,
                          .from = case_->command->from,
                          .from_number = coming->number,
                          .at = case_->last_at};

  return file_fact(case_, &file, fact);
}

const char *
attached_fact(struct fasti_case *case_, const char *number, const char *fact)
{
  const struct attached *file = find_file(case_, read_number(number));
  const struct fasti_handed *coming = file ? NULL : find_coming(case_, read_number(number));

  if (coming)
    return coming_fact(case_, coming, fact);
  return file ? file_fact(case_, file, fact) : "";
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
                                  .from = file->from,
                                  .from_number = file->from_number,
                                  .sequence = file->sequence,
                                  .supersedes = file->supersedes,
                                  .superseded_by = later ? later->number : 0};

    visit(self, &view);
  }
}
