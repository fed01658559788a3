/* engine/pattern.h - regular expressions that end: PCRE2 with limits on matching, depth and size.
 *
 * Text is UTF-8; \d and \w are ASCII; "$" is the very end. A pattern keeps memory for matching: one thread each.
 */
#ifndef FASTI_PATTERN_H
#define FASTI_PATTERN_H

#include "engine/text.h"

enum {
  FASTI_PATTERN_BYTES = 4096,   /* of a pattern's text */
  FASTI_PATTERN_STEPS = 100000, /* that one match may take */
  FASTI_PATTERN_DEPTH = 10000   /* of nested backtracking points */
};

/** A compiled regular expression. */
struct fasti_pattern;

/** Compile TEXT. WHOLE: it must match the whole of a value, as XSD patterns do; otherwise it is searched for.
 *  @arg out owned, free with fasti_pattern_free; NULL unless FASTI_OK
 *  @arg why appended to: what is wrong with the pattern, in English
 *  @return FASTI_DEFINITION for a bad pattern */
FASTI_MUST enum fasti_status fasti_pattern_compile(const char *text, bool whole, struct fasti_buffer *why,
                                                   struct fasti_pattern **out);
void fasti_pattern_free(struct fasti_pattern *pattern);
/** Whether VALUE matches. @return FASTI_LIMIT when finding out would take too long; FASTI_INVALID for bad UTF-8 */
FASTI_MUST enum fasti_status fasti_pattern_match(struct fasti_pattern *pattern, struct fasti_slice value,
                                                 bool *matches);

#endif
