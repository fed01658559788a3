/* adapters/web/case_links.c - other cases that a case has to do with: what opened it, what it opened, what it told, registers. Of one
 * that the person may not see only the link is told.
 */
#include "config.h"

#include <string.h>

#include "adapters/web/case.h"

struct links {
  struct case_page *page;
  xmlNodePtr list;
};

struct other {
  struct case_page *page;
  xmlNodePtr link;
  enum fasti_reading reading;
};

static bool
take_other(void *self, const struct fasti_case_row *row)
{
  struct other *other = self;
  struct case_page then = *other->page;
  const struct fasti_procedure *procedure = web_procedure_of(other->page->call, row);

  web_set(other->link, "status", row->status);
  if (other->reading > FASTI_READS_OUTLINE)
    web_set(other->link, "title", row->title);
  if (!procedure)
    return false;
  web_set(other->link, "procedure", fasti_procedure_title(procedure));
  then.procedure = procedure;
  case_add_steps(&then, other->link, row->states);
  return false;
}

static void
add_link(void *self, const struct fasti_link_row *row)
{
  struct links *links = self;
  struct web_call *call = links->page->call;
  struct other other = {.page = links->page, .link = web_add(links->list, "link")};
  struct fasti_messages *said = call->messages;
  enum fasti_status status;

  web_set(other.link, "kind", row->kind);
  call->messages = fasti_messages_like(said); /* that one may not see it is no error of this page */
  status = web_may_read(call, row->other, &other.reading);
  fasti_messages_free(call->messages);
  call->messages = said;
  if (status != FASTI_OK || other.reading == FASTI_READS_NOTHING)
    return;
  web_set(other.link, "case", row->other);
  if (call->store->call->case_get(call->store, row->other, take_other, &other) != FASTI_OK)
    web_set(other.link, "status", NULL);
}

void
case_add_links(struct case_page *page, xmlNodePtr parent)
{
  struct links links = {.page = page, .list = web_add(parent, "links")};

  fasti_case_links(page->case_, add_link, &links);
}
