/* adapters/web/work.h - My work, as what is done with it shows it again. */
#ifndef FASTI_ADAPTERS_WEB_WORK_H
#define FASTI_ADAPTERS_WEB_WORK_H

#include "adapters/web/room.h"

/** Show the page, as the query of the call says, with HTTP; ADD (may be NULL) adds to its <main> first. */
FASTI_MUST enum fasti_status work_show(struct web_call *call, void (*add)(void *self, xmlNodePtr main), void *self, int http);

#endif
