/* engine/case/each.c - one instance for each node of a list, of tasks or sub-procedures (doc/language.md section 6).
 *
 * Messages: two nodes of a list with the same id, an id that cannot name an instance.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

struct each *
each_find(struct fasti_case *case_, const char *session, int invoke)
{
  for (size_t i = 0; i < case_->eaches.count; i++)
    if (case_->eaches.items[i].invoke == invoke && strcmp(case_->eaches.items[i].session, session) == 0)
      return &case_->eaches.items[i];
  return NULL;
}

void
each_end(struct fasti_case *case_, const char *session, int invoke)
{
  struct each *each = each_find(case_, session, invoke);
  size_t index = (size_t)(each - case_->eaches.items);

  if (!each)
    return;
  fasti_free(each->items.items);
  memmove(each, each + 1, (case_->eaches.count - index - 1) * sizeof *each);
  case_->eaches.count--;
}

static struct each_item *
find_item(struct each *each, const char *key)
{
  for (size_t i = 0; i < each->items.count; i++)
    if (strcmp(each->items.items[i].key, key) == 0)
      return &each->items.items[i];
  return NULL;
}

static bool
is_key(const char *key)
{
  return *key && !strpbrk(key, "/ \t\r\n[]");
}

/* The place of the list in the definition, for messages. */
static enum fasti_status
refuse_key(struct fasti_case *case_, const struct fasti_invoke_note *note, const char *key, bool twice)
{
  if (twice)
    fasti_error_rule(case_->messages, NULL, "two nodes for %s have the id %s; each must have its own", note->work.name,
                     key);
  else
    fasti_error_rule(case_->messages, NULL,
                     "the id \"%s\" cannot name an instance of %s; expected no spaces, slashes or brackets", key,
                     note->work.name);
  return FASTI_INVALID;
}

static enum fasti_status
start_one(struct fasti_case *case_, struct fasti_session *session, int invoke, xmlNodePtr node, const char *key)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[invoke];
  enum fasti_status status;
  const char *id, *path;

  if (note->task)
    return task_open_for(case_, session, invoke, node, key);
  if (note->opens) {
    case_bind(case_, note->as, node, NULL);
    status = other_invoke(case_, session, invoke, key);
    case_unbind(case_);
    return status;
  }
  id = fasti_arena_printf(case_->entry, "%s.%s", note->work.name, key);
  path = fasti_session_path(session);
  session_forget(case_, *path ? fasti_arena_printf(case_->entry, "%s/%s", path, id) : id);
  case_bind(case_, note->as, node, NULL);
  status = fasti_session_spawn(session, invoke, id);
  case_unbind(case_);
  return status;
}

/* Start what the list has and the record has not. */
static enum fasti_status
start_new(struct fasti_case *case_, struct fasti_session *session, int invoke, bool *changed)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[invoke];
  const char *path = fasti_session_path(session);
  size_t known = each_find(case_, path, invoke)->items.count;
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status = case_nodes(case_, session, note->each, &object);

  if (status != FASTI_OK)
    return status;
  for (int i = 0; status == FASTI_OK && object->nodesetval && i < object->nodesetval->nodeNr; i++) {
    xmlNodePtr node = object->nodesetval->nodeTab[i];
    const char *key = case_node_key(case_, node, i);
    struct each *each = each_find(case_, path, invoke);
    const struct each_item *item = find_item(each, key);

    if (!is_key(key) || (item && item >= each->items.items + known))
      status = refuse_key(case_, note, key, item != NULL);
    else if (!item) {
      LIST_ADD(&each->items)->key = case_keep(case_, key);
      each->done = false;
      *changed = true;
      status = start_one(case_, session, invoke, node, key);
    }
  }
  xmlXPathFreeObject(object);
  return status;
}

static enum fasti_status
raise_done(struct fasti_case *case_, struct fasti_session *session, int invoke, bool run)
{
  const char *id = session_notes(case_, session)->invokes[invoke].work.name;
  struct fasti_event event = {.kind = FASTI_EVENT_EXTERNAL, .invokeid = id};

  each_find(case_, fasti_session_path(session), invoke)->done = true;
  event.name = fasti_arena_printf(case_->entry, "done.invoke.%s", id);
  if (run)
    return case_send(case_, session, event.name, id, NULL);
  fasti_session_raise(session, &event);
  return FASTI_OK;
}

enum fasti_status
each_start(struct fasti_case *case_, struct fasti_session *session, int invoke)
{
  struct each *each;
  bool changed = false;
  enum fasti_status status;

  each_end(case_, fasti_session_path(session), invoke);
  each = LIST_ADD(&case_->eaches);
  each->session = case_keep(case_, fasti_session_path(session));
  each->invoke = invoke;
  status = start_new(case_, session, invoke, &changed);
  if (status == FASTI_OK && !changed)
    return raise_done(case_, session, invoke, false);
  return status;
}

enum fasti_status
each_follow(struct fasti_case *case_, bool *changed)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && i < case_->eaches.count; i++) {
    struct fasti_session *session = case_session(case_, case_->eaches.items[i].session);
    int invoke = case_->eaches.items[i].invoke;

    if (session && session_notes(case_, session)->invokes[invoke].follow && !case_->eaches.items[i].done)
      status = start_new(case_, session, invoke, changed);
  }
  return status;
}

/* The event's data: what the instance gave, and its key. */
static xmlDocPtr
data_with_key(const char *key, const xmlNode *data)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = data ? xmlDocCopyNode((xmlNodePtr)(uintptr_t)data, doc, 1)
                         : xmlNewDocNode(doc, NULL, (const xmlChar *)"data", NULL);

  xmlDocSetRootElement(doc, root);
  xmlSetProp(root, (const xmlChar *)"key", (const xmlChar *)key);
  return doc;
}

enum fasti_status
each_done(struct fasti_case *case_, struct fasti_session *session, int invoke, const char *key, const xmlNode *data,
          bool run)
{
  const char *id = session_notes(case_, session)->invokes[invoke].work.name;
  struct each *each = each_find(case_, fasti_session_path(session), invoke);
  struct each_item *item = each ? find_item(each, key) : NULL;
  struct fasti_event event = {.kind = FASTI_EVENT_EXTERNAL, .invokeid = id};
  enum fasti_status status = FASTI_OK;
  xmlDocPtr doc;
  bool last = true;

  if (!item)
    return FASTI_OK;
  item->done = true;
  for (size_t i = 0; i < each->items.count; i++)
    last = last && each->items.items[i].done;
  doc = data_with_key(key, data);
  event.name = fasti_arena_printf(case_->entry, "done.each.%s", id);
  event.data = xmlDocGetRootElement(doc);
  if (run && !last)
    status = case_send(case_, session, event.name, id, event.data);
  else
    fasti_session_raise(session, &event);
  xmlFreeDoc(doc);
  return status == FASTI_OK && last ? raise_done(case_, session, invoke, run) : status;
}

/* What was filled in, for who watches. */
static void
note_filled(struct fasti_case *case_, const struct fasti_work *work, const xmlNode *data)
{
  struct fasti_buffer text = {0};
  struct fasti_filled_form *filled = LIST_ADD(&case_->filled);

  fasti_xml_write(data, &text);
  filled->work = work->name ? work->name : "";
  filled->title = fasti_form_title(work->form);
  filled->form = work->form;
  filled->data = (struct fasti_slice){fasti_arena_copy(case_->entry, text.at, text.size), text.size};
  fasti_buffer_free(&text);
}

enum fasti_status
case_put(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work, const xmlNode *data)
{
  if (work->form && data)
    note_filled(case_, work, data);
  if (work->into)
    return fasti_session_assign(session, work->into, data, case_->messages);
  if (work->append)
    return fasti_session_append(session, work->append, data, case_->messages);
  return FASTI_OK;
}

/* A session is about to start under a path that another had before. */
void
session_forget(struct fasti_case *case_, const char *path)
{
  size_t kept = 0;

  for (size_t i = 0; i < case_->visits.count; i++)
    if (!is_session_below(case_->visits.items[i].session, path) || !*path)
      case_->visits.items[kept++] = case_->visits.items[i];
    else {
      /* It was entered in this case all the same. */
      case_->visits.items[kept] = case_->visits.items[i];
      case_->visits.items[kept++].session = "-";
    }
  case_->visits.count = kept;
  for (size_t i = case_->eaches.count; i > 0; i--)
    if (*path && is_session_below(case_->eaches.items[i - 1].session, path))
      each_end(case_, case_->eaches.items[i - 1].session, case_->eaches.items[i - 1].invoke);
}
