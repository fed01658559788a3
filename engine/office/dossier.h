/* engine/office/dossier.h - what writing and verifying a dossier share: its parts, as the journal gives them. */
#ifndef FASTI_OFFICE_DOSSIER_H
#define FASTI_OFFICE_DOSSIER_H

#include "engine/dossier.h"
#include "engine/office/inside.h"

#define DOSSIER_NS "urn:fasti:dossier"

enum part_kind { PART_INDEX, PART_JOURNAL, PART_ENTRY, PART_FORM, PART_INSTRUMENT, PART_PACKAGE, PART_EVIDENCE };

/** One file. Texts belong to the arena. */
struct part {
  enum part_kind kind;
  const char *name;
  struct fasti_slice bytes; /* of evidence: none */
  const char *hash;
  int64_t size;
  const char *path; /* of package files: as the package calls it */
  int64_t number;   /* of evidence and instruments */
  /* for the index */
  const char *title, *document_number, *by, *media;
  const char *from;    /* case that handed the file; "" or NULL: none */
  int64_t from_number; /* its number there */
  int64_t at, sequence, supersedes, superseded_by;
};

/** The journal and package that a dossier rests on, and the parts that follow from them, in order. */
struct dossier {
  struct fasti_arena *arena;
  struct fasti_messages *messages;
  struct fasti_dossier *summary;
  const char *case_id, *procedure, *package_hash;
  struct fasti_entry_row *entries;
  size_t entry_count, entry_room;
  struct fasti_file_row *files; /* of the package */
  size_t file_count, file_room;
  struct part *parts;
  size_t part_count, part_room;
  /* after the replay */
  struct fasti_package *package;
  const char *title, *bureau, *bureau_title;
  int64_t opened_at, last_at;
  int32_t zone;
};

void dossier_end(struct dossier *dossier);
void dossier_add_entry(struct dossier *dossier, const struct fasti_entry_row *row);
void dossier_add_file(struct dossier *dossier, const struct fasti_file_row *row);
/** Add a part with bytes (copied), hashed. */
struct part *dossier_add(struct dossier *dossier, enum part_kind kind, const char *name, struct fasti_slice bytes);
/** Load the package, replay the journal, and add the parts that follow, in their order but without the index.
 *  @return FASTI_CORRUPT with a message */
FASTI_MUST enum fasti_status dossier_replay(struct dossier *dossier);
/** manifest.xml and SHA256SUMS of the parts. */
void dossier_manifest(struct dossier *dossier, struct fasti_buffer *out);
void dossier_sums(struct dossier *dossier, struct fasti_slice manifest, struct fasti_buffer *out);
/** Set an attribute; one without a value is left out. */
void dossier_set(xmlNodePtr node, const char *name, const char *value);
void dossier_set_number(xmlNodePtr node, const char *name, int64_t number);
const char *dossier_kind(enum part_kind kind);

#endif
