/* adapters/print/child.h - another program, run to the end: text in, text out. */
#ifndef FASTI_PRINT_CHILD_H
#define FASTI_PRINT_CHILD_H

#include "engine/text.h"

/** How a child ended. */
struct child_end {
  bool missing;   /* there is no such program on the path */
  bool late;      /* it did not end in time and was ended */
  bool too_large; /* it gave more than was allowed and was ended */
  int exit;       /* its exit status, or 128 and the number of the signal that ended it */
};

/** Run ARGV[0], found by $PATH, with INPUT on its standard input. It has no network where the system can take it away,
 *  and of the environment only what finds programs, fonts and a place for temporary files.
 *  @arg out, said appended to: what it wrote on its standard output, on its standard error
 *  @return FASTI_OK once it has ended, however; FASTI_IO when no child can be made */
FASTI_MUST enum fasti_status child_run(const char *const *argv, struct fasti_slice input, size_t most, int seconds,
                                       struct fasti_buffer *out, struct fasti_buffer *said, struct child_end *end);

#endif
