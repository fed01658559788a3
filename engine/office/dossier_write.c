/* engine/office/dossier_write.c - writing the dossier of a case; see engine/dossier.h.
 *
 * Everything but the evidence is put together in memory first; the evidence is streamed, and hashed on its way.
 * Messages: those of the replay; instruments and files that are not what was written.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/office/dossier.h"

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct dossier *dossier = self;

  dossier->procedure = fasti_arena_strdup(dossier->arena, row->procedure);
  dossier->package_hash = fasti_arena_strdup(dossier->arena, row->package);
  return false;
}

static bool
take_entry(void *self, const struct fasti_entry_row *row)
{
  dossier_add_entry(self, row);
  return true;
}

static bool
take_file(void *self, const struct fasti_file_row *row)
{
  dossier_add_file(self, row);
  return true;
}

static enum fasti_status
read_case(struct fasti_office *office, struct dossier *dossier)
{
  struct fasti_store *store = office->store;
  enum fasti_status status = store->call->case_get(store, dossier->case_id, take_case, dossier);

  if (status == FASTI_NOT_FOUND)
    fasti_error_field(dossier->messages, dossier->case_id, "there is no such case in this office");
  if (status == FASTI_OK)
    status = store->call->entry_list(store, dossier->case_id, 1, take_entry, dossier);
  if (status == FASTI_OK)
    status = store->call->package_files(store, dossier->package_hash, take_file, dossier);
  return office_told(office, dossier->messages, status);
}

struct comparing {
  const struct part *part;
  bool same;
};

static bool
compare_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct comparing *comparing = self;
  char hash[FASTI_HASH_SIZE];

  comparing->same = strcmp(fasti_sha256_hex(row->content, hash), comparing->part->hash) == 0;
  return false;
}

/* What was issued must be what the journal gives. */
static enum fasti_status
check_instruments(struct fasti_office *office, struct dossier *dossier)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < dossier->part_count && status == FASTI_OK; i++) {
    struct comparing comparing = {.part = &dossier->parts[i]};

    if (comparing.part->kind != PART_INSTRUMENT)
      continue;
    status = office->store->call->instrument_list(office->store, dossier->case_id, comparing.part->number,
                                                  compare_instrument, &comparing);
    if (status == FASTI_OK && comparing.same)
      continue;
    fasti_error_field(dossier->messages, dossier->case_id,
                      "instrument %" PRId64 " (%s): its content is not what was issued", comparing.part->number,
                      comparing.part->title);
    status = FASTI_CORRUPT;
  }
  return status;
}

/* -- the index -- */

static void
put_item(xmlNodePtr root, const struct dossier *dossier, const struct part *part)
{
  xmlNodePtr node = xmlNewChild(root, NULL, (const xmlChar *)"item", NULL);
  char date[FASTI_DATE_SIZE];

  dossier_set(node, "kind", dossier_kind(part->kind));
  dossier_set(node, "name", part->name);
  dossier_set(node, "title", part->title);
  dossier_set(node, "number", part->document_number);
  dossier_set(node, "by", part->by);
  dossier_set(node, "media", part->media);
  dossier_set(node, "hash", part->hash);
  dossier_set_number(node, "entry", part->sequence);
  dossier_set_number(node, "size", part->size);
  dossier_set(node, "on", fasti_day_format(fasti_instant_day(part->at, dossier->zone), date));
  if (part->kind == PART_EVIDENCE)
    dossier_set_number(node, "file", part->number);
  dossier_set(node, "from", part->from);
  if (part->from_number)
    dossier_set_number(node, "from-file", part->from_number);
  if (part->supersedes)
    dossier_set_number(node, "supersedes", part->supersedes);
  if (part->superseded_by)
    dossier_set_number(node, "superseded-by", part->superseded_by);
}

/* In the order of the journal; of one entry: evidence, form, instruments. */
static void
put_items(xmlNodePtr root, const struct dossier *dossier)
{
  static const enum part_kind kinds[] = {PART_EVIDENCE, PART_FORM, PART_INSTRUMENT};

  for (size_t entry = 0; entry < dossier->entry_count; entry++)
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
      for (size_t i = 0; i < dossier->part_count; i++)
        if (dossier->parts[i].kind == kinds[kind] && dossier->parts[i].sequence == dossier->entries[entry].sequence)
          put_item(root, dossier, &dossier->parts[i]);
}

/* What the template of the index sees: the case in the way that instruments see it, and the items. */
static xmlDocPtr
view(const struct dossier *dossier)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"issue", NULL), node;
  char date[FASTI_DATE_SIZE];

  xmlDocSetRootElement(doc, root);
  node = xmlNewChild(root, NULL, (const xmlChar *)"instrument", NULL);
  dossier_set(node, "title", "卷内目录");
  node = xmlNewChild(root, NULL, (const xmlChar *)"case", NULL);
  dossier_set(node, "id", dossier->case_id);
  dossier_set(node, "status", dossier->summary->status);
  dossier_set(node, "outcome", dossier->summary->outcome);
  dossier_set(node, "head", dossier->summary->head);
  dossier_set_number(node, "entries", dossier->summary->entries);
  dossier_set(node, "opened-on", fasti_day_format(fasti_instant_day(dossier->opened_at, dossier->zone), date));
  dossier_set(node, "last-on", fasti_day_format(fasti_instant_day(dossier->last_at, dossier->zone), date));
  xmlNewTextChild(node, NULL, (const xmlChar *)"bureau-title", (const xmlChar *)dossier->bureau_title);
  xmlNewTextChild(node, NULL, (const xmlChar *)"title", (const xmlChar *)dossier->title);
  put_items(root, dossier);
  return doc;
}

static enum fasti_status
add_index(struct dossier *dossier, const struct fasti_instrument *index)
{
  struct fasti_buffer page = {0};
  xmlDocPtr doc = view(dossier);
  enum fasti_status status = fasti_instrument_render(index, doc, dossier->messages, &page);

  xmlFreeDoc(doc);
  if (status == FASTI_OK) {
    struct part part;

    dossier_add(dossier, PART_INDEX, "index.xhtml", fasti_buffer_slice(&page));
    part = dossier->parts[dossier->part_count - 1];
    memmove(dossier->parts + 1, dossier->parts, (dossier->part_count - 1) * sizeof part);
    dossier->parts[0] = part;
  }
  fasti_buffer_free(&page);
  return status;
}

/* -- writing -- */

static enum fasti_status
write_bytes(const struct fasti_dossier_sink *sink, const char *name, struct fasti_slice bytes)
{
  enum fasti_status status = sink->begin(sink->self, name, (int64_t)bytes.size);

  return status == FASTI_OK && bytes.size ? sink->write(sink->self, bytes) : status;
}

struct passing {
  const struct fasti_dossier_sink *sink;
  enum fasti_status status;
};

static bool
pass_piece(void *self, struct fasti_slice piece)
{
  struct passing *passing = self;

  passing->status = passing->sink->write(passing->sink->self, piece);
  return passing->status == FASTI_OK;
}

static enum fasti_status
write_evidence(struct fasti_office *office, struct dossier *dossier, const struct part *part,
               const struct fasti_dossier_sink *sink)
{
  struct passing passing = {.sink = sink, .status = sink->begin(sink->self, part->name, part->size)};
  enum fasti_status status;

  if (passing.status != FASTI_OK)
    return passing.status;
  status = office_evidence_pass(office, dossier->case_id, part->number, dossier->messages, pass_piece, &passing);
  return passing.status != FASTI_OK ? passing.status : status;
}

static enum fasti_status
write_parts(struct fasti_office *office, struct dossier *dossier, const struct fasti_dossier_sink *sink)
{
  struct fasti_buffer manifest = {0}, sums = {0};
  enum fasti_status status;

  dossier_manifest(dossier, &manifest);
  dossier_sums(dossier, fasti_buffer_slice(&manifest), &sums);
  status = write_bytes(sink, "manifest.xml", fasti_buffer_slice(&manifest));
  if (status == FASTI_OK)
    status = write_bytes(sink, "SHA256SUMS", fasti_buffer_slice(&sums));
  for (size_t i = 0; i < dossier->part_count && status == FASTI_OK; i++) {
    const struct part *part = &dossier->parts[i];

    status = part->kind == PART_EVIDENCE ? write_evidence(office, dossier, part, sink)
                                         : write_bytes(sink, part->name, part->bytes);
  }
  fasti_buffer_free(&manifest);
  fasti_buffer_free(&sums);
  return status;
}

enum fasti_status
fasti_dossier_write(struct fasti_office *office, const char *case_id, const struct fasti_instrument *index,
                    const struct fasti_dossier_sink *sink, struct fasti_messages *messages,
                    struct fasti_dossier *summary)
{
  struct dossier dossier = {
    .arena = fasti_arena_new(), .messages = messages, .summary = summary, .case_id = case_id};
  enum fasti_status status = office_begin(office, messages, false);

  *summary = (struct fasti_dossier){.case_id = ""};
  if (status == FASTI_OK) {
    status = read_case(office, &dossier);
    if (status == FASTI_OK)
      status = dossier_replay(&dossier);
    if (status == FASTI_OK)
      status = check_instruments(office, &dossier);
    if (status == FASTI_OK)
      status = add_index(&dossier, index);
    if (status == FASTI_OK)
      status = write_parts(office, &dossier, sink);
    status = office_end(office, messages, status);
  }
  dossier_end(&dossier);
  return status;
}
