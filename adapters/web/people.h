/* adapters/web/people.h - what the pages of a person share. */
#ifndef FASTI_ADAPTERS_WEB_PEOPLE_H
#define FASTI_ADAPTERS_WEB_PEOPLE_H

#include "adapters/web/room.h"

/** Show the page of the person {person} of the path, with the problems that there are. */
enum fasti_status web_person_show(struct web_call *call, int status);
/** Add <stand-ins>: who stands in for them and for whom they do, now or later, and who could. */
FASTI_MUST enum fasti_status web_stand_ins_add(struct web_call *call, xmlNodePtr main, const struct fasti_person_row *row);

#endif
