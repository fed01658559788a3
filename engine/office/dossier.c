/* engine/office/dossier.c - the parts of a dossier, as journal and package give them; see dossier.h.
 *
 * Messages: a package that is not the one the case is pinned to, a journal that does not hold together.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/dossier.h"

const char *
dossier_kind(enum part_kind kind)
{
  static const char *const names[] = {"index", "journal", "entry", "form", "instrument", "package", "evidence"};

  return names[kind];
}

void
dossier_end(struct dossier *dossier)
{
  fasti_package_free(dossier->package);
  fasti_free(dossier->entries);
  fasti_free(dossier->files);
  fasti_free(dossier->parts);
  fasti_arena_free(dossier->arena);
}

static struct fasti_slice
copy(struct fasti_arena *arena, struct fasti_slice bytes)
{
  return (struct fasti_slice){fasti_arena_copy(arena, bytes.at ? bytes.at : "", bytes.size), bytes.size};
}

void
dossier_add_entry(struct dossier *dossier, const struct fasti_entry_row *row)
{
  struct fasti_arena *arena = dossier->arena;

  if (dossier->entry_count == dossier->entry_room) {
    dossier->entry_room = dossier->entry_room * 2 + 64;
    dossier->entries = fasti_realloc(dossier->entries, dossier->entry_room * sizeof *dossier->entries);
  }
  dossier->entries[dossier->entry_count++] = (struct fasti_entry_row){
    .case_id = dossier->case_id,
    .sequence = row->sequence,
    .at = row->at,
    .actor = fasti_arena_strdup(arena, row->actor),
    .kind = fasti_arena_strdup(arena, row->kind),
    .body = copy(arena, row->body),
    .hash_name = fasti_arena_strdup(arena, row->hash_name),
    .previous = fasti_arena_strdup(arena, row->previous),
    .hash = fasti_arena_strdup(arena, row->hash),
  };
}

void
dossier_add_file(struct dossier *dossier, const struct fasti_file_row *row)
{
  if (dossier->file_count == dossier->file_room) {
    dossier->file_room = dossier->file_room * 2 + 64;
    dossier->files = fasti_realloc(dossier->files, dossier->file_room * sizeof *dossier->files);
  }
  dossier->files[dossier->file_count++] = (struct fasti_file_row){
    .path = fasti_arena_strdup(dossier->arena, row->path), .content = copy(dossier->arena, row->content)};
}

static struct part *
add_part(struct dossier *dossier, enum part_kind kind, const char *name)
{
  struct part *part;

  if (dossier->part_count == dossier->part_room) {
    dossier->part_room = dossier->part_room * 2 + 64;
    dossier->parts = fasti_realloc(dossier->parts, dossier->part_room * sizeof *dossier->parts);
  }
  part = &dossier->parts[dossier->part_count++];
  *part = (struct part){.kind = kind, .name = fasti_arena_strdup(dossier->arena, name)};
  return part;
}

struct part *
dossier_add(struct dossier *dossier, enum part_kind kind, const char *name, struct fasti_slice bytes)
{
  struct part *part = add_part(dossier, kind, name);
  char hash[FASTI_HASH_SIZE];

  part->bytes = copy(dossier->arena, bytes);
  part->size = (int64_t)bytes.size;
  part->hash = fasti_arena_strdup(dossier->arena, fasti_sha256_hex(bytes, hash));
  return part;
}

void
dossier_set(xmlNodePtr node, const char *name, const char *value)
{
  if (value && *value)
    xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

void
dossier_set_number(xmlNodePtr node, const char *name, int64_t number)
{
  char text[24];

  snprintf(text, sizeof text, "%" PRId64, number);
  dossier_set(node, name, text);
}

static xmlNodePtr
new_root(const char *name)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)name, NULL);

  xmlDocSetRootElement(doc, root);
  xmlSetNs(root, xmlNewNs(root, (const xmlChar *)DOSSIER_NS, NULL));
  return root;
}

/* Each element on a line of its own. */
static void
end_line(xmlNodePtr root)
{
  xmlAddChild(root, xmlNewText((const xmlChar *)"\n"));
}

/* -- the journal -- */

static void
add_journal(struct dossier *dossier)
{
  xmlNodePtr root = new_root("journal");
  struct fasti_buffer text = {0};

  dossier_set(root, "case", dossier->case_id);
  end_line(root);
  for (size_t i = 0; i < dossier->entry_count; i++) {
    const struct fasti_entry_row *entry = &dossier->entries[i];
    xmlNodePtr node = xmlNewChild(root, root->ns, (const xmlChar *)"entry", NULL);

    dossier_set_number(node, "sequence", entry->sequence);
    dossier_set_number(node, "at", entry->at);
    dossier_set(node, "actor", entry->actor);
    dossier_set(node, "kind", entry->kind);
    dossier_set(node, "hash-name", entry->hash_name);
    dossier_set(node, "previous", entry->previous);
    dossier_set(node, "hash", entry->hash);
    end_line(root);
  }
  fasti_xml_write(root, &text);
  dossier_add(dossier, PART_JOURNAL, "journal.xml", fasti_buffer_slice(&text));
  fasti_buffer_free(&text);
  xmlFreeDoc(root->doc);
  for (size_t i = 0; i < dossier->entry_count; i++)
    dossier_add(dossier, PART_ENTRY,
                fasti_arena_printf(dossier->arena, "journal/%06" PRId64 ".xml", dossier->entries[i].sequence),
                dossier->entries[i].body);
}

/* -- what the replay gives -- */

/* The entry at work. */
struct replaying {
  struct dossier *dossier;
  const struct fasti_entry_row *entry;
  const char *by;
  int forms;
};

/* Only what any file system and any tool takes. */
static const char *
plain_name(struct fasti_arena *arena, const char *text)
{
  char *name = fasti_arena_strdup(arena, text);

  for (char *at = name; *at; at++)
    if (!((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == '-'))
      *at = '-';
  return name;
}

static void
take_form(void *self, const struct fasti_filled_form *filled)
{
  struct replaying *replaying = self;
  struct dossier *dossier = replaying->dossier;
  const struct fasti_entry_row *entry = replaying->entry;
  const char *more = replaying->forms++ ? fasti_arena_printf(dossier->arena, "-%d", replaying->forms) : "";
  struct part *part = dossier_add(
    dossier, PART_FORM,
    fasti_arena_printf(dossier->arena, "forms/%06" PRId64 "-%s%s.xml", entry->sequence,
                       *filled->work ? plain_name(dossier->arena, filled->work) : "open", more),
    filled->data);

  part->title = fasti_arena_strdup(dossier->arena, filled->title);
  part->by = replaying->by;
  part->at = entry->at;
  part->sequence = entry->sequence;
  dossier->summary->forms++;
}

static void
take_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct replaying *replaying = self;
  struct dossier *dossier = replaying->dossier;
  struct part *part = dossier_add(
    dossier, PART_INSTRUMENT,
    fasti_arena_printf(dossier->arena, "instruments/%04" PRId64 "-%s.xhtml", row->number,
                       plain_name(dossier->arena, row->instrument)),
    row->content);

  part->number = row->number;
  part->title = fasti_arena_strdup(dossier->arena, row->title);
  part->document_number = fasti_arena_strdup(dossier->arena, row->document_number);
  part->by = replaying->by;
  part->at = row->issued_at;
  part->sequence = replaying->entry->sequence;
  dossier->summary->instruments++;
}

/* The ending that goes with a kind of file, so that people can open it. */
static const char *
ending(const char *media)
{
  static const struct {
    const char *media;
    const char *ending;
  } known[] = {
    {"application/pdf", ".pdf"}, {"image/jpeg", ".jpg"}, {"image/png", ".png"}, {"image/gif", ".gif"},
    {"image/tiff", ".tif"},      {"image/bmp", ".bmp"},  {"image/webp", ".webp"}, {"audio/wav", ".wav"},
    {"audio/mpeg", ".mp3"},      {"audio/amr", ".amr"},  {"audio/mp4", ".m4a"},  {"video/mp4", ".mp4"},
    {"video/quicktime", ".mov"}, {"video/x-msvideo", ".avi"}, {"text/plain", ".txt"}, {"application/zip", ".zip"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
  };

  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(known[i].media, media) == 0)
      return known[i].ending;
  return ".bin";
}

static const char *
person_name(struct dossier *dossier, struct fasti_case *case_, const char *id)
{
  struct fasti_buffer name = {0};
  const char *text = id;

  if (*id && !strpbrk(id, "'\""))
    if (fasti_case_evaluate(case_, fasti_arena_printf(dossier->arena, "string($people/person[@id = '%s']/@name)", id),
                            NULL, &name) == FASTI_OK && name.size)
      text = fasti_arena_strdup(dossier->arena, name.at);
  fasti_buffer_free(&name);
  return text;
}

struct files {
  struct dossier *dossier;
  struct fasti_case *case_;
};

static void
take_evidence(void *self, const struct fasti_attached *file)
{
  struct files *files = self;
  struct dossier *dossier = files->dossier;
  struct part *part = add_part(
    dossier, PART_EVIDENCE,
    fasti_arena_printf(dossier->arena, "evidence/%04" PRId64 "%s", file->number, ending(file->media)));

  part->number = file->number;
  part->hash = fasti_arena_strdup(dossier->arena, file->hash);
  part->size = file->size;
  part->title = fasti_arena_strdup(dossier->arena, file->name);
  part->media = fasti_arena_strdup(dossier->arena, file->media);
  part->by = person_name(dossier, files->case_, file->by);
  part->from = fasti_arena_strdup(dossier->arena, file->from);
  part->from_number = file->from_number;
  part->at = file->at;
  part->sequence = file->sequence;
  part->supersedes = file->supersedes;
  part->superseded_by = file->superseded_by;
  dossier->summary->evidence++;
  dossier->summary->superseded += file->superseded_by > 0;
}

static void
add_package(struct dossier *dossier)
{
  for (size_t i = 0; i < dossier->file_count; i++) {
    const char *path = dossier->files[i].path, *slash = strrchr(path, '/');
    struct part *part = dossier_add(
      dossier, PART_PACKAGE, fasti_arena_printf(dossier->arena, "package/%04zu-%s", i + 1,
                                                *path ? plain_name(dossier->arena, slash ? slash + 1 : path) : "name"),
      dossier->files[i].content);

    part->path = path;
  }
}

static void
take_end(struct dossier *dossier, struct fasti_case *case_)
{
  struct fasti_dossier *summary = dossier->summary;
  struct fasti_case_row row = {0};
  const char *outcome = fasti_case_outcome(case_);

  fasti_case_row(case_, &row);
  dossier->title = fasti_arena_strdup(dossier->arena, row.title);
  dossier->bureau = fasti_package_bureau(dossier->package);
  dossier->bureau_title = fasti_package_title(dossier->package);
  dossier->zone = fasti_package_zone(dossier->package);
  dossier->opened_at = dossier->entries[0].at;
  dossier->last_at = dossier->entries[dossier->entry_count - 1].at;
  snprintf(summary->case_id, sizeof summary->case_id, "%s", dossier->case_id);
  snprintf(summary->status, sizeof summary->status, "%s", row.status);
  snprintf(summary->outcome, sizeof summary->outcome, "%s", outcome ? outcome : "");
  snprintf(summary->head, sizeof summary->head, "%s", dossier->entries[dossier->entry_count - 1].hash);
  summary->entries = (int64_t)dossier->entry_count;
}

static enum fasti_status
check_chain(struct dossier *dossier)
{
  const char *previous = NULL;

  for (size_t i = 0; i < dossier->entry_count; i++) {
    const struct fasti_entry_row *entry = &dossier->entries[i];

    if (fasti_entry_follows(entry, (int64_t)i, previous) != FASTI_OK) {
      fasti_error_field(dossier->messages, dossier->case_id, "entry %zu of the journal is not what was written", i + 1);
      return FASTI_CORRUPT;
    }
    previous = entry->hash;
  }
  if (dossier->entry_count)
    return FASTI_OK;
  fasti_error_field(dossier->messages, dossier->case_id, "the journal has no entry");
  return FASTI_CORRUPT;
}

/* Instruments come behind all forms, so that the parts stand in their order. */
static enum fasti_status
replay_all(struct dossier *dossier, struct fasti_case *case_,
           void (*look)(struct replaying *replaying, struct fasti_case *case_))
{
  for (size_t i = 0; i < dossier->entry_count; i++) {
    struct replaying replaying = {.dossier = dossier, .entry = &dossier->entries[i]};
    enum fasti_status status = fasti_case_replay(case_, replaying.entry, dossier->messages);

    if (status != FASTI_OK)
      return FASTI_CORRUPT;
    replaying.by = person_name(dossier, case_, replaying.entry->actor);
    look(&replaying, case_);
  }
  return FASTI_OK;
}

static void
look_at_forms(struct replaying *replaying, struct fasti_case *case_)
{
  fasti_case_filled(case_, take_form, replaying);
}

static void
look_at_instruments(struct replaying *replaying, struct fasti_case *case_)
{
  fasti_case_issued(case_, take_instrument, replaying);
}

static enum fasti_status
replay_with(struct dossier *dossier, const struct fasti_procedure *procedure)
{
  struct fasti_case *case_ = fasti_case_new(procedure, dossier->case_id);
  struct files files = {.dossier = dossier};
  enum fasti_status status = replay_all(dossier, case_, look_at_forms);

  fasti_case_free(case_);
  case_ = fasti_case_new(procedure, dossier->case_id);
  if (status == FASTI_OK)
    status = replay_all(dossier, case_, look_at_instruments);
  if (status == FASTI_OK) {
    take_end(dossier, case_);
    add_package(dossier);
    files.case_ = case_;
    fasti_case_files(case_, take_evidence, &files);
  }
  fasti_case_free(case_);
  return status;
}

enum fasti_status
dossier_replay(struct dossier *dossier)
{
  const struct fasti_procedure *procedure;
  enum fasti_status status = check_chain(dossier);

  if (status == FASTI_OK)
    status = office_files_load(dossier->files, dossier->file_count, dossier->package_hash, dossier->messages,
                               &dossier->package);
  if (status != FASTI_OK)
    return FASTI_CORRUPT;
  procedure = fasti_package_procedure(dossier->package, dossier->procedure);
  if (!procedure) {
    fasti_error_field(dossier->messages, dossier->case_id, "the package of this case has no procedure \"%s\"",
                      dossier->procedure);
    return FASTI_CORRUPT;
  }
  add_journal(dossier);
  return replay_with(dossier, procedure);
}

/* -- manifest and sums -- */

static void
add_to_manifest(xmlNodePtr root, const struct part *part)
{
  xmlNodePtr node = xmlNewChild(root, root->ns, (const xmlChar *)"file", NULL);

  dossier_set(node, "name", part->name);
  dossier_set(node, "kind", dossier_kind(part->kind));
  dossier_set_number(node, "size", part->size);
  dossier_set(node, "sha256", part->hash);
  if (part->path)
    xmlSetProp(node, (const xmlChar *)"path", (const xmlChar *)part->path);
  if (part->number)
    dossier_set_number(node, "number", part->number);
  end_line(root);
}

void
dossier_manifest(struct dossier *dossier, struct fasti_buffer *out)
{
  xmlNodePtr root = new_root("dossier");
  char at[FASTI_INSTANT_SIZE];

  dossier_set(root, "version", "1");
  dossier_set(root, "case", dossier->case_id);
  dossier_set(root, "title", dossier->title);
  dossier_set(root, "bureau", dossier->bureau);
  dossier_set(root, "procedure", dossier->procedure);
  dossier_set(root, "package", dossier->package_hash);
  dossier_set_number(root, "entries", (int64_t)dossier->entry_count);
  dossier_set(root, "head", dossier->summary->head);
  dossier_set(root, "status", dossier->summary->status);
  dossier_set(root, "outcome", dossier->summary->outcome);
  dossier_set(root, "opened", fasti_instant_format(dossier->opened_at, dossier->zone, at));
  dossier_set(root, "last", fasti_instant_format(dossier->last_at, dossier->zone, at));
  end_line(root);
  for (size_t i = 0; i < dossier->part_count; i++)
    add_to_manifest(root, &dossier->parts[i]);
  fasti_xml_write(root, out);
  xmlFreeDoc(root->doc);
}

void
dossier_sums(struct dossier *dossier, struct fasti_slice manifest, struct fasti_buffer *out)
{
  char hash[FASTI_HASH_SIZE];

  fasti_buffer_printf(out, "%s  manifest.xml\n", fasti_sha256_hex(manifest, hash));
  for (size_t i = 0; i < dossier->part_count; i++)
    fasti_buffer_printf(out, "%s  %s\n", dossier->parts[i].hash, dossier->parts[i].name);
}
