/* adapters/print/print.h - an issued instrument as a PDF, set by WeasyPrint (Debian: weasyprint).
 *
 * WeasyPrint runs as a child that is given the page and gives back the PDF, nothing else: a page that names anything
 * outside itself is refused before, so that there is nothing that it could fetch. The fonts are those of the machine:
 * page.xsl names them in the order of GB/T 9704-2012, the ones that Debian has (fonts-noto-cjk) last.
 */
#ifndef FASTI_PRINT_H
#define FASTI_PRINT_H

#include "engine/message.h"

enum {
  FASTI_PRINT_BYTES = 64 * 1024 * 1024, /* of a PDF */
  FASTI_PRINT_SECONDS = 600             /* that making one may take, on a machine that is busy */
};

/** Make the PDF of a page (XHTML, as the template gave it). NAME is what messages call it.
 *  @arg out the PDF is appended to it
 *  @return FASTI_INVALID when the page is no XHTML or names something outside itself; FASTI_NOT_FOUND when WeasyPrint
 *          or a Chinese font is not installed; FASTI_LIMIT when it takes too long or is too large; FASTI_FAILED when
 *          WeasyPrint fails; all with a message, and OUT is unchanged */
FASTI_MUST enum fasti_status fasti_print_pdf(const char *name, struct fasti_slice page, struct fasti_messages *messages,
                                             struct fasti_buffer *out);

/** Write a new file, whole or not at all.
 *  @return FASTI_IO with a message, also when PATH exists: it is never replaced */
FASTI_MUST enum fasti_status fasti_print_write(const char *path, struct fasti_slice bytes,
                                               struct fasti_messages *messages);

#endif
