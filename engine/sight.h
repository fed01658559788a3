/* engine/sight.h - how far somebody may read in the cases of their bureau: what a role of a package says by reads="".
 */
#ifndef FASTI_SIGHT_H
#define FASTI_SIGHT_H

#include <stdbool.h>

/** From the narrowest to the widest; a person reads as far as the widest of their roles. */
enum fasti_sight {
  FASTI_SIGHT_NOTHING,  /* who is no active person of a bureau */
  FASTI_SIGHT_TASK,     /* task: what is attached to their open task, and their own completed work */
  FASTI_SIGHT_INVOLVED, /* involved: cases in which they acted, are named, hold or may take an open task */
  FASTI_SIGHT_UNIT,     /* unit: these, and the cases whose facts name their unit */
  FASTI_SIGHT_BUREAU,   /* bureau: every case of the bureau */
  FASTI_SIGHT_OUTLINE   /* of the office's own roles (admin, process-designer): of every case of the bureau that it is
                           there, and its procedure and state; never with another scope */
};

/** The word of a scope. @return borrowed, static */
const char *fasti_sight_name(enum fasti_sight sight);
/** The scope of a word that a role may say (bureau, unit, involved, task). @return false for another word */
bool fasti_sight_parse(const char *word, enum fasti_sight *sight);

#endif
