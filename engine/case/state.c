/* engine/case/state.c - the life of a case object, and small things that all of its files use.
 */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/case/state.h"

void *
case_grow(void *items, size_t *count, size_t *room, size_t size)
{
  if (*count == *room) {
    *room = *room ? *room * 2 : 8;
    items = fasti_realloc(items, *room * size);
  }
  memset((char *)items + *count * size, 0, size);
  ++*count;
  return items;
}

const char *
case_keep(struct fasti_case *case_, const char *text)
{
  return fasti_arena_strdup(case_->arena, text);
}

/* The translation comes from a catalogue whose format strings msgfmt has checked against ours. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
const char *
case_say(struct fasti_case *case_, const struct fasti_messages *messages, const char *format, ...)
{
  const char *shown = fasti_messages_translate(messages, format);
  va_list args, again;
  char *text;
  int size;

  va_start(args, format);
  va_copy(again, args);
  size = vsnprintf(NULL, 0, shown, args);
  va_end(args);
  text = fasti_arena_alloc(case_->entry, (size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, shown, again);
  va_end(again);
  return text;
}
#pragma GCC diagnostic pop

struct fasti_case *
fasti_case_new(const struct fasti_procedure *procedure, const char *id)
{
  struct fasti_case *case_ = fasti_alloc(sizeof *case_);

  case_->arena = fasti_arena_new();
  case_->entry = fasti_arena_new();
  case_->procedure = procedure;
  case_->package = fasti_procedure_package(procedure);
  case_->id = case_keep(case_, id);
  case_->key = case_->parent = case_->parent_procedure = "";
  case_->ended_at = FASTI_NEVER;
  case_->last_at = INT64_MIN;
  case_->scrap = xmlNewDoc((const xmlChar *)"1.0");
  xmlDocSetRootElement(case_->scrap, xmlNewDocNode(case_->scrap, NULL, (const xmlChar *)"scrap", NULL));
  case_host(case_);
  return case_;
}

void
case_forget_facts(struct fasti_case *case_)
{
  xmlFreeDoc(case_->facts);
  case_->facts = NULL;
}

void
fasti_case_free(struct fasti_case *case_)
{
  if (!case_)
    return;
  fasti_machine_free(case_->machine);
  case_forget_facts(case_);
  xmlFreeDoc(case_->scrap);
  for (size_t i = 0; i < case_->tasks.count; i++)
    fasti_free(case_->tasks.items[i].signers.items);
  for (size_t i = 0; i < case_->clocks.count; i++) {
    fasti_free(case_->clocks.items[i].pauses.items);
    fasti_free(case_->clocks.items[i].extensions.items);
    fasti_free(case_->clocks.items[i].rearms.items);
    fasti_free(case_->clocks.items[i].moves.items);
  }
  for (size_t i = 0; i < case_->eaches.count; i++)
    fasti_free(case_->eaches.items[i].items.items);
  for (size_t i = 0; i < case_->completions.count; i++) {
    fasti_free(case_->completions.items[i].landed.items);
    fasti_free(case_->completions.items[i].opened.items);
  }
  fasti_free(case_->people.items);
  fasti_free(case_->history.items);
  fasti_free(case_->visits.items);
  fasti_free(case_->tasks.items);
  fasti_free(case_->clocks.items);
  fasti_free(case_->issued.items);
  fasti_free(case_->eaches.items);
  fasti_free(case_->completions.items);
  fasti_free(case_->calendars.items);
  fasti_calendar_free(case_->calendar);
  fasti_free(case_->answers.items);
  fasti_free(case_->everies.items);
  fasti_free(case_->others.items);
  fasti_free(case_->waiting.items);
  fasti_free(case_->asks.items);
  xmlFreeDoc(case_->loose);
  fasti_free(case_->notices.items);
  fasti_free(case_->filled.items);
  fasti_free(case_->attached.items);
  fasti_free(case_->contents.items);
  fasti_free(case_->works.items);
  fasti_free(case_->board.items);
  fasti_free(case_->events.items);
  fasti_free(case_->arrivals.items);
  fasti_free(case_->bindings.items);
  fasti_arena_free(case_->entry);
  fasti_arena_free(case_->arena);
  fasti_free(case_);
}

const struct fasti_notes *
session_notes(const struct fasti_case *case_, const struct fasti_session *session)
{
  return fasti_procedure_notes(case_->procedure, fasti_session_chart(session));
}

struct fasti_session *
case_session(struct fasti_case *case_, const char *path)
{
  return case_->machine ? fasti_machine_session(case_->machine, path) : NULL;
}

/* "serve" and "serve.A/left" are in "serve": a path is its own and those that go on after a slash. */
bool
is_session_below(const char *path, const char *above)
{
  size_t size = strlen(above);

  return size == 0 || (strncmp(path, above, size) == 0 && (path[size] == '\0' || path[size] == '/'));
}

int32_t
case_zone(const struct fasti_case *case_)
{
  return fasti_package_zone(case_->package);
}

const char *
case_law(const struct fasti_case *case_, const char *law)
{
  return law ? fasti_procedure_law(case_->procedure, law) : NULL;
}

xmlNodePtr
case_store_node(struct fasti_case *case_, const xmlNode *node)
{
  /* libxml2 reads the node only, but does not say so. */
  xmlNodePtr copy = xmlDocCopyNode((xmlNodePtr)(uintptr_t)node, case_->scrap, 1);

  return xmlAddChild(xmlDocGetRootElement(case_->scrap), copy);
}

void
case_drop_node(xmlNodePtr node)
{
  if (!node)
    return;
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

const char *
case_status_name(enum case_status status)
{
  static const char *const names[] = {"new", "open", "suspended", "ended", "terminated"};

  return names[status];
}

const struct fasti_procedure *
fasti_case_procedure(const struct fasti_case *case_)
{
  return case_->procedure;
}

const char *
fasti_case_outcome(const struct fasti_case *case_)
{
  return case_->outcome;
}

void
fasti_case_issued(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_instrument_row *row),
                  void *self)
{
  for (size_t i = 0; i < case_->contents.count; i++)
    visit(self, &case_->contents.items[i]);
}

void
fasti_case_filled(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_filled_form *filled), void *self)
{
  for (size_t i = 0; i < case_->filled.count; i++)
    visit(self, &case_->filled.items[i]);
}

void
fasti_case_notices(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_outbox_row *row),
                   void *self)
{
  for (size_t i = 0; i < case_->notices.count; i++) {
    const struct notice *notice = &case_->notices.items[i];
    struct fasti_outbox_row row = {.case_id = case_->id,
                                   .sequence = case_->entries,
                                   .kind = notice->kind,
                                   .to = notice->to,
                                   .text = notice->text,
                                   .created_at = case_->last_at,
                                   .delivered_at = FASTI_NEVER};

    visit(self, &row);
  }
}

void
fasti_case_entered(const struct fasti_case *case_,
                   void (*visit)(void *self, const char *session, const char *state, const char *title), void *self)
{
  for (size_t i = 0; i < case_->arrivals.count; i++)
    visit(self, case_->arrivals.items[i].session, case_->arrivals.items[i].state, case_->arrivals.items[i].title);
}

void
fasti_case_events(const struct fasti_case *case_, void (*visit)(void *self, const char *name), void *self)
{
  for (size_t i = 0; i < case_->events.count; i++)
    visit(self, case_->events.items[i]);
}
