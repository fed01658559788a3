/* adapters/print/page.h - pages as the printer is given them: proved to stand by themselves. */
#ifndef FASTI_PRINT_PAGE_H
#define FASTI_PRINT_PAGE_H

#include "engine/message.h"

/** Read a page and write it as HTML, which WeasyPrint parses. Every attribute is one of those that name nothing outside
 *  the page, and no style can fetch anything.
 *  @arg out appended to
 *  @return FASTI_INVALID with a message */
FASTI_MUST enum fasti_status page_prepare(const char *name, struct fasti_slice page, struct fasti_messages *messages,
                                          struct fasti_buffer *out);

#endif
