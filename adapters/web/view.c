/* adapters/web/view.c - the view document of a page, and its rendering.
 *
 *   <page name language today edition csrf path>
 *     <demonstration/>                          its cases and people are made up
 *     <person id name bureau-title roles/>      who is logged in
 *     <nav><item id href current/></nav>
 *     <done>text</done>                         what was done just now
 *     <problems><problem field law>text</problem></problems>
 *     <main> what the page itself adds </main>
 *     <texts><t id>words in the person's language</t></texts>
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/room.h"
#include "engine/list.h"
#include "engine/notice.h"
#include "engine/xml.h"

enum { UNREAD_MOST = 99 /* that are counted */ };

xmlNodePtr
web_add(xmlNodePtr parent, const char *name)
{
  return xmlNewChild(parent, NULL, (const xmlChar *)name, NULL);
}

/* What people typed may hold anything; a page may not. */
static const char *
printable(const char *text)
{
  return fasti_xml_is_text(text) ? text : "�";
}

xmlNodePtr
web_add_text(xmlNodePtr parent, const char *name, const char *text)
{
  if (!text)
    return NULL;
  return xmlNewTextChild(parent, NULL, (const xmlChar *)name, (const xmlChar *)printable(text));
}

void
web_set(xmlNodePtr node, const char *name, const char *value)
{
  if (value)
    xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)printable(value));
}

void
web_set_number(xmlNodePtr node, const char *name, int64_t value)
{
  char text[24];

  snprintf(text, sizeof text, "%" PRId64, value);
  web_set(node, name, text);
}

void
web_set_day(xmlNodePtr node, const char *name, int32_t day)
{
  char text[FASTI_DATE_SIZE];

  if (day != FASTI_NO_DAY)
    web_set(node, name, fasti_day_format(day, text));
}

void
web_set_moment(const struct web_call *call, xmlNodePtr node, const char *name, int64_t instant)
{
  char text[FASTI_INSTANT_SIZE];

  if (instant == FASTI_NEVER)
    return;
  fasti_instant_format(instant, web_zone(call), text);
  text[16] = '\0'; /* to the minute */
  web_set(node, name, text);
}

void
web_set_due(const struct web_call *call, xmlNodePtr node, int32_t due)
{
  int32_t days = due == FASTI_NO_DAY ? 0 : due - web_today(call);

  web_set_day(node, "due", due);
  if (due != FASTI_NO_DAY)
    web_set_number(node, "days", days);
  web_set(node, "level",
          due == FASTI_NO_DAY ? "none"
          : days < 0          ? "late"
          : days == 0         ? "today"
          : days <= WEB_SOON  ? "soon"
                              : "later");
}

void
web_add_problems(struct web_call *call, xmlNodePtr parent)
{
  xmlNodePtr problems = NULL;

  for (size_t i = 0; i < fasti_messages_count(call->messages); i++) {
    const struct fasti_message *message = fasti_messages_at(call->messages, i);
    xmlNodePtr problem;

    if (message->severity != FASTI_ERROR)
      continue;
    if (!problems)
      problems = web_add(parent, "problems");
    problem = web_add_text(problems, "problem", message->text);
    web_set(problem, "field", message->field);
    web_set(problem, "law", message->law);
  }
}

void
web_add_law(xmlNodePtr parent, const struct fasti_procedure *procedure, const char *law)
{
  if (law && *law)
    web_add_text(parent, "law", procedure ? fasti_procedure_law(procedure, law) : law);
}

/* -- the frame of every page -- */

/** The places of the office, and who goes there; NULL: whoever is logged in. */
struct place {
  const char *id, *href;
  const char *roles; /* "-...": who has none of these */
};

static const struct place places[] = {
  {"work", "/work", "-admin process-designer"},
  {"cases", "/cases", "-admin process-designer"},
  {"start", "/start", "-admin process-designer"},
  {"deadlines", "/deadlines", "-admin process-designer"},
  {"dashboard", "/dashboard", NULL},
  {"registers", "/registers", "-admin process-designer"},
  {"packages", "/packages", NULL},
  {"admin", "/admin", "admin"},
  {"board", "/board", NULL},
};

static bool
goes_to(const struct web_call *call, const struct place *place)
{
  if (!place->roles)
    return true;
  if (*place->roles == '-')
    return !web_has_role(call, place->roles + 1);
  return web_has_role(call, place->roles);
}

static bool
is_below(const char *path, const char *href)
{
  size_t size = strlen(href);

  return strncmp(path, href, size) == 0 && (!path[size] || path[size] == '/');
}

static void
add_frame(struct web_call *call, xmlNodePtr page)
{
  const struct fasti_package *package = web_package(call);
  xmlNodePtr person, nav;
  int64_t unread;

  if (!call->person)
    return;
  person = web_add(page, "person");
  web_set(person, "id", call->person->id);
  web_set(person, "name", call->person->name);
  web_set(person, "bureau", package ? fasti_package_title(package) : call->person->bureau);
  if (fasti_office_notices_unread(call->office, &web_reader(call)->person, UNREAD_MOST, call->messages, &unread) == FASTI_OK)
    web_set_number(person, "unread", unread);
  web_set(person, "roles", web_role_titles(call, package, call->person->roles));
  nav = web_add(page, "nav");
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    xmlNodePtr item;

    if (!goes_to(call, &places[i]))
      continue;
    item = web_add(nav, "item");
    web_set(item, "id", places[i].id);
    web_set(item, "href", places[i].href);
    if (is_below(call->path, places[i].href))
      web_set(item, "current", "true");
  }
}

xmlNodePtr
web_page(struct web_call *call, const char *name)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr page = xmlNewDocNode(doc, NULL, (const xmlChar *)"page", NULL);
  const char *done = web_query(call, "done");
  bool made_up = false;

  xmlDocSetRootElement(doc, page);
  xmlFreeDoc(call->view);
  call->view = doc;
  web_set(page, "name", name);
  web_set(page, "language", call->language);
  web_set(page, "edition", web_site_edition(call->site));
  web_set(page, "csrf", call->csrf);
  web_set(page, "path", call->path);
  web_set_day(page, "today", web_today(call));
  web_set_moment(call, page, "now", call->now);
  web_set(page, "scripts", web_site_options(call->site)->htmx ? "true" : NULL);
  if (fasti_office_is_demonstration(call->office, NULL, &made_up) == FASTI_OK && made_up)
    web_add(page, "demonstration");
  add_frame(call, page);
  if (done && strncmp(done, "done.", 5) == 0 && strcmp(web_text(call, done), done) != 0)
    web_add_text(page, "done", web_text(call, done));
  return web_add(page, "main");
}

static void
add_security_headers(struct web_call *call)
{
  web_header(call, "Content-Security-Policy",
             "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
             "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  web_header(call, "Referrer-Policy", "same-origin");
  web_header(call, "Cache-Control", "no-store");
}

enum fasti_status
web_show(struct web_call *call, int status)
{
  xmlNodePtr page = xmlDocGetRootElement(call->view);
  const char *name = fasti_xml_attribute(page, NULL, "name");
  xmlNodePtr texts = xmlDocCopyNode((xmlNodePtr)(uintptr_t)web_site_texts(call->site, call->language), call->view, 1);
  struct fasti_messages *messages = fasti_messages_like(call->messages);
  enum fasti_status rendered;

  web_add_problems(call, page);
  xmlAddChild(page, texts);
  fasti_buffer_clear(&call->body);
  rendered = web_site_render(call->site, name, call->view, messages, &call->body);
  for (size_t i = 0; rendered != FASTI_OK && i < fasti_messages_count(messages); i++)
    fasti_message_add(call->messages, fasti_messages_at(messages, i));
  fasti_messages_free(messages);
  if (rendered != FASTI_OK)
    return FASTI_INTERNAL;
  call->status = status;
  call->type = "text/html; charset=utf-8";
  add_security_headers(call);
  return FASTI_OK;
}

/* -- what was refused -- */

void
web_refuse(struct web_call *call, int http)
{
  xmlNodePtr main;

  if (http == 401) {
    web_go(call, fasti_arena_printf(call->arena, "/login?to=%s", web_encode(call, call->path)));
    return;
  }
  main = web_page(call, "refused");
  web_set_number(main, "status", http);
  web_set(main, "request", call->id);
  if (web_show(call, http) == FASTI_OK)
    return;
  call->status = 500;
  call->type = "text/plain; charset=utf-8";
  fasti_buffer_clear(&call->body);
  fasti_buffer_printf(&call->body, "%s\n", web_text(call, "refused.500"));
}
