/* adapters/web/figures.h - the statistics of a bureau as a document, made from all its journals and kept for some minutes. */
#ifndef FASTI_ADAPTERS_WEB_FIGURES_H
#define FASTI_ADAPTERS_WEB_FIGURES_H

#include "adapters/web/room.h"

/** The figures of a bureau: <figures at><states/><work of/>..<quotas/></figures>. Titles and names are as people read them;
 *  <work of="people"> names persons. @arg out owned; NULL while somebody else makes the first ones */
FASTI_MUST enum fasti_status figures_of(struct web_call *call, const char *bureau, xmlDocPtr *out);

#endif
