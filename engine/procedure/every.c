/* engine/procedure/every.c - recurrences of a state, compiled; see engine/notes.h and doc/language.md section 14.
 *
 * Messages: a recurrence without an id or rule, a rule that cannot be read.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

void
every_read(struct check *check, int state, const xmlNode *node, struct fasti_every_note *note)
{
  const char *rule = attribute(node, "rule");
  int32_t day;

  note->state = state;
  note->id = attribute_copy(check, node, "id");
  note->rule = attribute_template(check, node, "rule");
  note->from = attribute_expr(check, node, "from");
  note->place = fasti_xml_place(node);
  notes_need(check, node, "id");
  notes_need(check, node, "rule");
  note->id = note->id ? note->id : "";
  if (rule && !strchr(rule, '{') && fasti_recurrence_next(rule, 0, 0, &day) != FASTI_OK)
    fasti_error_at(check->messages, attribute_place(node, "rule"),
                   "rule=\"%s\" is no recurrence of days; expected an RRULE of RFC 5545, as "
                   "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1",
                   rule);
}
