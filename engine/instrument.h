/* engine/instrument.h - official documents: XSLT 1.0 templates, compiled once, that give pages ready for print.
 *
 * A template reads nothing but the document that it is given: xsl:include and xsl:import go through the caller's
 * library when it is loaded; document(), extension functions and elements, output to files are refused then. Rendering
 * is under limits of depth and operations, and gives the same bytes for the same data.
 */
#ifndef FASTI_INSTRUMENT_H
#define FASTI_INSTRUMENT_H

#include "engine/chart.h"

enum {
  FASTI_INSTRUMENT_DEPTH = 500,          /* of templates that call templates */
  FASTI_INSTRUMENT_OPERATIONS = 2000000, /* that one rendering may take */
  FASTI_INSTRUMENT_BYTES = 16 * 1024 * 1024
};

/** A compiled template; belongs to one thread. */
struct fasti_instrument;

/** Compile a template and what it includes through LIBRARY (may be NULL: nothing can be included).
 *  @arg out owned, free with fasti_instrument_free
 *  @return FASTI_DEFINITION with messages that name file and line */
FASTI_MUST enum fasti_status fasti_instrument_load(const char *name, struct fasti_slice bytes,
                                                   const struct fasti_library *library, struct fasti_messages *messages,
                                                   struct fasti_instrument **out);
void fasti_instrument_free(struct fasti_instrument *instrument);
/** Render DATA (unchanged). @arg out appended to: a complete XHTML document, UTF-8
 *  @return FASTI_LIMIT when it does not end within the limits; FASTI_INVALID when the template stops
 *          (xsl:message terminate="yes") or an expression in it fails; OUT is unchanged then */
FASTI_MUST enum fasti_status fasti_instrument_render(const struct fasti_instrument *instrument, xmlDocPtr data,
                                                     struct fasti_messages *messages, struct fasti_buffer *out);

#endif
