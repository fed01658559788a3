/* engine/occurrence.h - what happened in the cases of an office, as the world is told of it: one stream over all journals.
 *
 * Occurrences follow from the entries of the journals, in the order in which these were written; nothing is written for
 * them, and reading them again gives the same ones with the same ids. The words are those of CloudEvents 1.0 (CNCF).
 */
#ifndef FASTI_OCCURRENCE_H
#define FASTI_OCCURRENCE_H

#include "engine/port.h"

struct fasti_office;

enum { FASTI_OCCURRENCE_ID = 80 };

/** One of them; all texts are borrowed for the call, "" where they do not apply, never NULL. */
struct fasti_occurrence {
  int64_t position; /* of its entry among those of all cases */
  int64_t number;   /* within the entry, from 1 */
  int64_t sequence; /* of the entry within its case */
  int64_t at;
  const char *type; /* case.opened, task.done ...: fasti_occurrence_type_at */
  const char *case_id;
  const char *case_title;
  const char *bureau;
  const char *procedure;
  const char *actor;    /* id of a person or of a case; "": the clock */
  const char *name;     /* id in the definition of the state, task, deadline or instrument; of the end: the outcome */
  const char *key;      /* of the node for which it is */
  const char *title;    /* of the state, task, deadline or instrument, for people */
  const char *document; /* number of an issued instrument */
  const char *to;       /* a message: the role or person; */
  const char *text;     /* and what it says */
};

/** The types of occurrences with a word on each. @return NULL past the last. SUMMARY: untranslated, may be NULL */
const char *fasti_occurrence_type_at(size_t index, const char **summary);
/** Whether a list of types has TYPE: by its name, or by the word before its dot ("task" for task.done). "" has all. */
bool fasti_occurrence_wanted(const char *types, const char *type);
/** By which receivers know it again: CASE/SEQUENCE/NUMBER. @return OUT */
char *fasti_occurrence_id(const struct fasti_occurrence *occurrence, char out[FASTI_OCCURRENCE_ID]);

/** A reader of the stream. It keeps the cases that it read last, so that the next entry of each need not be led up to. */
struct fasti_occurrences;

/** OFFICE is borrowed. @return owned, free with fasti_occurrences_free before the office */
struct fasti_occurrences *fasti_occurrences_new(struct fasti_office *office);
void fasti_occurrences_free(struct fasti_occurrences *stream);
/** Visit what happened behind event NUMBER of the entry at POSITION, until VISIT returns false or MOST entries were read.
 *  REACHED is how far that came: what is behind it was not looked at yet. An entry that does not replay adds an error to
 *  MESSAGES, has no occurrences and does not stop the others: fasti audit tells what is wrong with it. */
FASTI_MUST enum fasti_status fasti_occurrences_read(struct fasti_occurrences *stream, int64_t position, int64_t number,
                                                    int most, struct fasti_messages *messages,
                                                    bool (*visit)(void *self,
                                                                  const struct fasti_occurrence *occurrence),
                                                    void *self, int64_t *reached);

#endif
