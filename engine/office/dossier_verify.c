/* engine/office/dossier_verify.c - verifying a dossier without the office; see engine/dossier.h.
 *
 * In three rounds, each only when the one before found nothing: the files are those of the manifest, in its order; the
 * journal holds together; replayed with the packed package it gives the packed files. Nothing in a dossier is believed:
 * names, sizes and numbers have limits, and nothing is ever written to a disk.
 * Messages: for each file that is missing, too many, out of order, changed, or of another size than the manifest says; a
 * name that no dossier has; a journal or package that gives something else.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/office/dossier.h"

struct verifying {
  const struct fasti_dossier_source *source;
  struct fasti_messages *messages;
  struct fasti_arena *arena;
  struct fasti_buffer manifest;
  xmlDocPtr doc; /* of the manifest */
  struct part *parts;
  size_t part_count;
  int64_t kept; /* bytes in memory */
  enum fasti_status status;
};

#define WRONG(verifying, name, ...)                                                                                    \
  (fasti_error_field((verifying)->messages, name, __VA_ARGS__), (void)((verifying)->status = FASTI_CORRUPT))

/* -- reading one file -- */

struct reading {
  struct fasti_hashing *hashing;
  struct fasti_buffer *bytes; /* NULL: not kept */
  int64_t size, most;
};

static bool
take_piece(void *self, struct fasti_slice piece)
{
  struct reading *reading = self;

  reading->size += (int64_t)piece.size;
  if (reading->size > reading->most)
    return false;
  fasti_hash_add(reading->hashing, piece);
  if (reading->bytes)
    fasti_buffer_add(reading->bytes, piece.at, piece.size);
  return true;
}

/* Reads at most MOST bytes and one piece. */
static enum fasti_status
read_one(struct verifying *verifying, int64_t most, struct fasti_buffer *bytes, int64_t *size,
         char hash[FASTI_HASH_SIZE])
{
  struct reading reading = {.hashing = fasti_hash_begin(), .bytes = bytes, .most = most};
  enum fasti_status status = verifying->source->read(verifying->source->self, take_piece, &reading);

  fasti_hash_end(reading.hashing, hash);
  *size = reading.size;
  return status;
}

/* Go on to the file that must come now. */
static enum fasti_status
go_to(struct verifying *verifying, const char *expected, int64_t *size)
{
  const char *name = NULL;
  enum fasti_status status = verifying->source->next(verifying->source->self, &name, size);

  if (status == FASTI_NOT_FOUND)
    WRONG(verifying, expected, "this file is missing: the archive ends before it");
  else if (status == FASTI_OK && strcmp(name, expected) != 0)
    WRONG(verifying, fasti_arena_strdup(verifying->arena, name), "the archive has this file where \"%s\" must be",
          expected);
  else
    return status;
  return FASTI_CORRUPT;
}

/* -- the manifest -- */

/* Letters, digits, - . and single slashes between: nothing that could leave a folder. */
static bool
is_safe_name(const char *name)
{
  if (!*name || *name == '/' || *name == '.' || strlen(name) > 200 || strstr(name, "..") || strstr(name, "//"))
    return false;
  for (; *name; name++)
    if (!((*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') || (*name >= '0' && *name <= '9') ||
          strchr("-./", *name)))
      return false;
  return true;
}

static int64_t
number_of(const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);
  size_t size = text ? strlen(text) : 0;

  return size > 0 && size <= 15 && strspn(text, "0123456789") == size ? strtoll(text, NULL, 10) : -1;
}

static bool
read_file_line(struct verifying *verifying, const xmlNode *node, struct part *part)
{
  const char *name = fasti_xml_attribute(node, NULL, "name"), *kind = fasti_xml_attribute(node, NULL, "kind");
  const char *hash = fasti_xml_attribute(node, NULL, "sha256");
  int at = 0;

  if (!name || !is_safe_name(name)) {
    WRONG(verifying, "manifest.xml", "\"%s\" is no name that a file of a dossier can have", name ? name : "");
    return false;
  }
  while (at <= PART_EVIDENCE && (!kind || strcmp(kind, dossier_kind((enum part_kind)at)) != 0))
    at++;
  *part = (struct part){.name = name, .hash = hash, .size = number_of(node, "size"), .kind = (enum part_kind)at};
  part->path = fasti_xml_attribute(node, NULL, "path");
  if (fasti_xml_is(node, DOSSIER_NS, "file") && at <= PART_EVIDENCE && part->size >= 0 && hash &&
      strlen(hash) == FASTI_HASH_SIZE - 1)
    return true;
  WRONG(verifying, "manifest.xml", "what it says of \"%s\" is incomplete", name);
  return false;
}

static enum fasti_status
read_manifest(struct verifying *verifying)
{
  char hash[FASTI_HASH_SIZE];
  const xmlNode *root;
  size_t count = 0;
  int64_t size;
  enum fasti_status status = go_to(verifying, "manifest.xml", &size);

  if (status == FASTI_OK)
    status = read_one(verifying, FASTI_DOSSIER_FILE, &verifying->manifest, &size, hash);
  if (status != FASTI_OK)
    return status;
  if (size > FASTI_DOSSIER_FILE) {
    WRONG(verifying, "manifest.xml", "this file is larger than any manifest");
    return FASTI_LIMIT;
  }
  if (fasti_xml_parse("manifest.xml", fasti_buffer_slice(&verifying->manifest), verifying->messages,
                      &verifying->doc) != FASTI_OK)
    return FASTI_CORRUPT;
  root = xmlDocGetRootElement(verifying->doc);
  if (!fasti_xml_is(root, DOSSIER_NS, "dossier") || !fasti_xml_attribute(root, NULL, "version") ||
      strcmp(fasti_xml_attribute(root, NULL, "version"), "1") != 0) {
    WRONG(verifying, "manifest.xml", "this is no manifest of a dossier, or one of a newer version of Fasti");
    return FASTI_CORRUPT;
  }
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    count++;
  if (count > FASTI_DOSSIER_FILES) {
    WRONG(verifying, "manifest.xml", "it names %zu files; a dossier has at most %d", count, FASTI_DOSSIER_FILES);
    return FASTI_LIMIT;
  }
  verifying->parts = fasti_arena_alloc(verifying->arena, (count + 1) * sizeof *verifying->parts);
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    if (!read_file_line(verifying, node, &verifying->parts[verifying->part_count++]))
      return FASTI_CORRUPT;
  return FASTI_OK;
}

static enum fasti_status
read_sums(struct verifying *verifying)
{
  struct dossier dossier = {.parts = verifying->parts, .part_count = verifying->part_count};
  struct fasti_buffer sums = {0}, found = {0};
  char hash[FASTI_HASH_SIZE];
  int64_t size;
  enum fasti_status status = go_to(verifying, "SHA256SUMS", &size);

  if (status == FASTI_OK) {
    dossier_sums(&dossier, fasti_buffer_slice(&verifying->manifest), &sums);
    status = read_one(verifying, (int64_t)sums.size, &found, &size, hash);
  }
  if (status == FASTI_OK && (size != (int64_t)sums.size || memcmp(sums.at, found.at, sums.size) != 0))
    WRONG(verifying, "SHA256SUMS", "these are not the hashes of the manifest");
  fasti_buffer_free(&sums);
  fasti_buffer_free(&found);
  return status;
}

/* -- the files -- */

static enum fasti_status
read_part(struct verifying *verifying, struct part *part)
{
  bool keep = part->kind != PART_EVIDENCE;
  struct fasti_buffer bytes = {0};
  char hash[FASTI_HASH_SIZE];
  int64_t size;
  enum fasti_status status = go_to(verifying, part->name, &size);

  if (status == FASTI_OK && keep && (part->size > FASTI_DOSSIER_FILE ||
                                     (verifying->kept += part->size) > FASTI_DOSSIER_ALL)) {
    WRONG(verifying, part->name, "this file is larger than a dossier can have");
    return FASTI_LIMIT;
  }
  if (status == FASTI_OK)
    status = read_one(verifying, part->size, keep ? &bytes : NULL, &size, hash);
  if (status == FASTI_OK && size > part->size)
    WRONG(verifying, part->name, "this file is larger than the manifest says");
  else if (status == FASTI_OK && (size != part->size || strcmp(hash, part->hash) != 0))
    WRONG(verifying, part->name, "the content of this file is not what was archived");
  part->bytes = (struct fasti_slice){fasti_arena_copy(verifying->arena, bytes.at ? bytes.at : "", bytes.size),
                                     bytes.size};
  fasti_buffer_free(&bytes);
  return status;
}

static enum fasti_status
read_parts(struct verifying *verifying)
{
  const char *name = NULL;
  int64_t size;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < verifying->part_count && status == FASTI_OK; i++)
    status = read_part(verifying, &verifying->parts[i]);
  if (status != FASTI_OK)
    return status;
  status = verifying->source->next(verifying->source->self, &name, &size);
  if (status == FASTI_NOT_FOUND)
    return FASTI_OK;
  if (status == FASTI_OK)
    WRONG(verifying, fasti_arena_strdup(verifying->arena, name), "the archive has this file beyond those of the manifest");
  return status == FASTI_OK ? FASTI_CORRUPT : status;
}

/* -- journal and replay -- */

static const char *
root_text(const struct verifying *verifying, const char *name)
{
  const char *text = fasti_xml_attribute(xmlDocGetRootElement(verifying->doc), NULL, name);

  return text ? text : "";
}

static const struct part *
find_part(const struct verifying *verifying, const char *name)
{
  for (size_t i = 0; i < verifying->part_count; i++)
    if (strcmp(verifying->parts[i].name, name) == 0)
      return &verifying->parts[i];
  return NULL;
}

static const char *
text_of(const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);

  return text ? text : "";
}

static int64_t
instant_of(const xmlNode *node)
{
  return strtoll(text_of(node, "at"), NULL, 10);
}

/* The bodies stand behind each other, in the order of the entries. */
static enum fasti_status
read_journal(struct verifying *verifying, struct dossier *dossier)
{
  const struct part *journal = find_part(verifying, "journal.xml"), *body = journal ? journal + 1 : NULL;
  const struct part *end = verifying->parts + verifying->part_count;
  xmlDocPtr doc = NULL;

  if (!journal || fasti_xml_parse("journal.xml", journal->bytes, verifying->messages, &doc) != FASTI_OK) {
    WRONG(verifying, "journal.xml", "the journal cannot be read");
    return FASTI_CORRUPT;
  }
  for (const xmlNode *node = fasti_xml_first(xmlDocGetRootElement(doc)); node; node = fasti_xml_next(node)) {
    struct fasti_entry_row row = {.sequence = number_of(node, "sequence"), .at = instant_of(node),
                                  .actor = text_of(node, "actor"), .kind = text_of(node, "kind"),
                                  .hash_name = text_of(node, "hash-name"), .previous = text_of(node, "previous"),
                                  .hash = text_of(node, "hash")};

    if (body == end || body->kind != PART_ENTRY) {
      WRONG(verifying, "journal.xml", "it has more entries than the archive has bodies");
      break;
    }
    row.body = (body++)->bytes;
    dossier_add_entry(dossier, &row);
  }
  fasti_xml_free(doc);
  return verifying->status;
}

/* The file "" of a package is named by its content, and paths are what they were. */
static void
read_package(const struct verifying *verifying, struct dossier *dossier)
{
  for (size_t i = 0; i < verifying->part_count; i++)
    if (verifying->parts[i].kind == PART_PACKAGE)
      dossier_add_file(dossier, &(struct fasti_file_row){
                                  .path = verifying->parts[i].path ? verifying->parts[i].path : "",
                                  .content = verifying->parts[i].bytes});
}

/* What the replay gives must be what is packed, file by file; the index is taken as it is. */
static void
compare_parts(struct verifying *verifying, const struct dossier *dossier)
{
  size_t most = dossier->part_count > verifying->part_count ? dossier->part_count : verifying->part_count;

  for (size_t i = 0; i < most && verifying->status == FASTI_OK; i++) {
    const struct part *given = i < dossier->part_count ? &dossier->parts[i] : NULL;
    const struct part *packed = i < verifying->part_count ? &verifying->parts[i] : NULL;

    if (!given || (packed && strcmp(given->name, packed->name) != 0))
      WRONG(verifying, packed->name, "the journal gives no such file here");
    else if (!packed)
      WRONG(verifying, given->name, "the journal gives this file; the archive has it not");
    else if (given->size != packed->size || strcmp(given->hash, packed->hash) != 0)
      WRONG(verifying, packed->name, "the journal gives another content than this file has");
  }
}

static enum fasti_status
replay(struct verifying *verifying, struct fasti_dossier *summary)
{
  struct dossier dossier = {.arena = fasti_arena_new(),
                            .messages = verifying->messages,
                            .summary = summary,
                            .case_id = root_text(verifying, "case"),
                            .procedure = root_text(verifying, "procedure"),
                            .package_hash = root_text(verifying, "package")};
  struct fasti_buffer manifest = {0};
  const struct part *index = find_part(verifying, "index.xhtml");

  if (index)
    dossier_add(&dossier, PART_INDEX, index->name, index->bytes);
  read_package(verifying, &dossier);
  if (read_journal(verifying, &dossier) == FASTI_OK && dossier_replay(&dossier) != FASTI_OK)
    verifying->status = FASTI_CORRUPT;
  if (verifying->status == FASTI_OK)
    compare_parts(verifying, &dossier);
  if (verifying->status == FASTI_OK) {
    dossier_manifest(&dossier, &manifest);
    if (manifest.size != verifying->manifest.size || memcmp(manifest.at, verifying->manifest.at, manifest.size) != 0)
      WRONG(verifying, "manifest.xml", "what it says of the case is not what the journal gives");
  }
  fasti_buffer_free(&manifest);
  dossier_end(&dossier);
  return verifying->status;
}

enum fasti_status
fasti_dossier_verify(const struct fasti_dossier_source *source, struct fasti_messages *messages,
                     struct fasti_dossier *summary)
{
  struct verifying verifying = {.source = source, .messages = messages, .arena = fasti_arena_new()};
  enum fasti_status status = read_manifest(&verifying);

  *summary = (struct fasti_dossier){.case_id = ""};
  if (status == FASTI_OK)
    status = read_sums(&verifying);
  if (status == FASTI_OK)
    status = read_parts(&verifying);
  if (status == FASTI_OK)
    status = verifying.status;
  if (status == FASTI_OK)
    status = replay(&verifying, summary);
  fasti_xml_free(verifying.doc);
  fasti_buffer_free(&verifying.manifest);
  fasti_arena_free(verifying.arena);
  return status;
}
