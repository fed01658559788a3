/* engine/chart/names.h - names to numbers, and the tree of event descriptors.
 */
#ifndef FASTI_CHART_NAMES_H
#define FASTI_CHART_NAMES_H

#include "engine/program.h"

/** Make a table for up to MOST names. @return owned by the arena */
struct fasti_names *fasti_names_new(struct fasti_arena *arena, int most);
/** Give NAME a number, unless it has one. @arg name borrowed as long as the table @return the number it has now */
int fasti_names_add(struct fasti_names *names, struct fasti_slice name, int number);
/** @return -1 for a name without a number */
int fasti_names_find(const struct fasti_names *names, struct fasti_slice name);

/** Call USE for every token of a space-separated list. */
void fasti_names_each(const char *list, void (*use)(void *self, struct fasti_slice token), void *self);
/** An event descriptor without its trailing ".*" or "."; the empty slice for "*". */
struct fasti_slice fasti_names_descriptor(struct fasti_slice token);

#endif
