/* adapters/web/saved.c - lists that a person has saved under a name: the address of a page with what it asks for. */
#include "config.h"

#include <string.h>

#include "adapters/web/lists.h"
#include "engine/own.h"

struct saving {
  const struct list *list;
  xmlNodePtr saved;
  const char *query; /* of the page as it is */
};

static bool
add_saved(void *self, const struct fasti_saved_row *row)
{
  struct saving *saving = self;
  xmlNodePtr node = web_add(saving->saved, "list");

  web_set(node, "name", row->name);
  web_set(node, "href", fasti_arena_printf(saving->list->call->arena, "%s?%s", saving->list->path, row->query));
  web_set(node, "current", strcmp(row->query, saving->query) == 0 ? "true" : NULL);
  return true;
}

enum fasti_status
list_saved(const struct list *list, const char *page)
{
  const char *link = list_link(list, list->path, "", NULL, NULL), *query = strchr(link, '?');
  struct saving saving = {list, web_add(list->main, "saved"), query ? query + 1 : ""};

  web_set(saving.saved, "page", page);
  web_set(saving.saved, "query", *saving.query ? saving.query : NULL);
  web_set(saving.saved, "to", link);
  return fasti_office_saved_lists(list->call->office, list->call->person->id, page, list->call->messages, add_saved, &saving);
}

/* -- saving and dropping -- */

static const char *const pages[] = {"work", "cases", "deadlines", "registers"};

/* The page, if it is one; only there does one go back to. */
static const char *
page_of(const struct web_call *call)
{
  const char *page = web_field(call, "page");

  for (size_t i = 0; page && i < sizeof pages / sizeof *pages; i++)
    if (strcmp(page, pages[i]) == 0)
      return pages[i];
  return NULL;
}

static const char *
back(struct web_call *call)
{
  const char *page = page_of(call), *to = web_field(call, "to"), *path = fasti_arena_printf(call->arena, "/%s", page);
  size_t size = strlen(path);

  return to && strncmp(to, path, size) == 0 && (!to[size] || to[size] == '?' || to[size] == '/') ? to : path;
}

static enum fasti_status
put(struct web_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_save_list(office,
                                &(struct fasti_saved_row){.person = call->person->id,
                                                          .page = page_of(call),
                                                          .name = web_field(call, "name"),
                                                          .query = web_field(call, "query")},
                                call->now, call->messages);
}

static enum fasti_status
drop(struct web_call *call, struct fasti_office *office, void *self)
{
  const char *name = web_field(call, "name");

  (void)self;
  return fasti_office_drop_list(office, call->person->id, page_of(call), name ? name : "", call->messages);
}

static enum fasti_status
after_put(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go_telling(call, back(call), "done.list-saved") : status;
}

static enum fasti_status
after_drop(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go_telling(call, back(call), "done.list-dropped") : status;
}

static enum fasti_status
change(struct web_call *call, enum fasti_status (*work)(struct web_call *call, struct fasti_office *office, void *self),
       enum fasti_status (*follow)(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer))
{
  if (!page_of(call)) {
    fasti_error_field(call->messages, "page", "there is no such list");
    return FASTI_INVALID;
  }
  call->change = (struct web_change){.kind = WEB_WORK, .work = work, .follow = follow};
  return FASTI_OK;
}

static enum fasti_status
save_list(struct web_call *call)
{
  return change(call, put, after_put);
}

static enum fasti_status
drop_list(struct web_call *call)
{
  return change(call, drop, after_drop);
}

const struct web_route web_saved_routes[] = {
  {"POST", "/saved", save_list, "-admin process-designer", N_("save a list under a name")},
  {"POST", "/saved/drop", drop_list, "-admin process-designer", N_("drop a saved list")},
  {0},
};
