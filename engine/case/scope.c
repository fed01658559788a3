/* engine/case/scope.c - what names mean in the expressions of a case (doc/language.md section 2); the variables that hold
 * facts are made in facts.c, functions are in function.c.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

void
case_bind(struct fasti_case *case_, const char *name, xmlNodePtr node, const char *text)
{
  *LIST_ADD(&case_->bindings) = (struct binding){.name = name, .node = node, .text = text};
}

void
case_unbind(struct fasti_case *case_)
{
  case_->bindings.count--;
}

static xmlNodePtr
actor_node(struct fasti_case *case_)
{
  xmlNodePtr people = case_->actor ? case_facts(case_, "people") : NULL;

  for (xmlNodePtr node = people ? people->children : NULL; node; node = node->next)
    if (strcmp(fasti_xml_attribute(node, NULL, "id"), case_->actor->id) == 0)
      return node;
  return NULL;
}

/* Evaluating. */

enum fasti_status
case_nodes(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr,
           xmlXPathObjectPtr *out)
{
  struct fasti_scope scope;

  fasti_session_scope(session, &scope);
  return fasti_evaluate(fasti_session_evaluator(session), expr, &scope, fasti_session_data(session), case_->messages,
                        out);
}

enum fasti_status
case_boolean(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr, bool *out)
{
  struct fasti_scope scope;

  fasti_session_scope(session, &scope);
  return fasti_evaluate_boolean(fasti_session_evaluator(session), expr, &scope, fasti_session_data(session),
                                case_->messages, out);
}

static const char *
take(struct fasti_case *case_, struct fasti_buffer *buffer)
{
  const char *text = fasti_arena_copy(case_->entry, buffer->at, buffer->size);

  fasti_buffer_free(buffer);
  return text;
}

enum fasti_status
case_string(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr, const char **out)
{
  struct fasti_scope scope;
  struct fasti_buffer buffer = {0};
  enum fasti_status status;

  fasti_session_scope(session, &scope);
  status = fasti_evaluate_string(fasti_session_evaluator(session), expr, &scope, fasti_session_data(session),
                                 case_->messages, &buffer);
  *out = take(case_, &buffer);
  return status;
}

enum fasti_status
case_text(struct fasti_case *case_, struct fasti_session *session, const struct fasti_template *template_,
          const char **out)
{
  struct fasti_scope scope;
  struct fasti_buffer buffer = {0};
  enum fasti_status status;

  fasti_session_scope(session, &scope);
  status = fasti_template_expand(fasti_session_evaluator(session), template_, &scope, fasti_session_data(session),
                                 case_->messages, &buffer);
  *out = take(case_, &buffer);
  return status;
}

/* The node that f:as names. */

const char *
case_node_key(struct fasti_case *case_, const xmlNode *node, int index)
{
  const char *id = node->type == XML_ELEMENT_NODE ? fasti_xml_attribute(node, NULL, "id") : NULL;

  return id && *id ? fasti_arena_strdup(case_->entry, id) : fasti_arena_printf(case_->entry, "%d", index + 1);
}

xmlNodePtr
case_each_node(struct fasti_case *case_, struct fasti_session *session, const struct fasti_invoke_note *note,
               const char *key)
{
  xmlXPathObjectPtr object = NULL;
  xmlNodePtr found = NULL;
  int count;

  if (case_nodes(case_, session, note->each, &object) != FASTI_OK)
    return NULL;
  count = object->nodesetval ? object->nodesetval->nodeNr : 0;
  for (int i = 0; i < count && !found; i++)
    if (strcmp(case_node_key(case_, object->nodesetval->nodeTab[i], i), key) == 0)
      found = object->nodesetval->nodeTab[i];
  xmlXPathFreeObject(object);
  return found;
}

/* Whether a session with this invokeid is an instance of what EACH of its parent opened under NAME. @return its key */
static const char *
key_in(struct fasti_case *case_, const struct each *each, struct fasti_session *parent, const char *invokeid,
       const char *name)
{
  const struct fasti_invoke_note *note;
  size_t size;

  if (strcmp(each->session, fasti_session_path(parent)) != 0)
    return NULL;
  note = &session_notes(case_, parent)->invokes[each->invoke];
  size = strlen(note->work.name);
  return strcmp(note->as, name) == 0 && strncmp(invokeid, note->work.name, size) == 0 && invokeid[size] == '.'
           ? invokeid + size + 1
           : NULL;
}

/* A session that f:each opened sees its node, in its parent's data; so do the sessions below it. */
static xmlNodePtr
node_of_session(struct fasti_case *case_, struct fasti_session *session, const char *name)
{
  for (struct fasti_session *parent; (parent = fasti_session_parent(session)); session = parent) {
    const char *path = fasti_session_path(session), *slash = strrchr(path, '/');

    for (size_t i = 0; i < case_->eaches.count; i++) {
      const struct each *each = &case_->eaches.items[i];
      const char *key = key_in(case_, each, parent, slash ? slash + 1 : path, name);

      if (key)
        return case_each_node(case_, parent, &session_notes(case_, parent)->invokes[each->invoke], key);
    }
  }
  return NULL;
}

static bool
give_text(const char *text, xmlXPathObjectPtr *value)
{
  *value = xmlXPathNewCString(text);
  return true;
}

static bool
give_node(xmlNodePtr node, xmlXPathObjectPtr *value)
{
  *value = xmlXPathNewNodeSet(node);
  return true;
}

static bool
give_bound(const struct binding *binding, xmlXPathObjectPtr *value)
{
  return binding->text ? give_text(binding->text, value) : give_node(binding->node, value);
}

bool
case_variable(void *self, struct fasti_session *session, const char *name, xmlXPathObjectPtr *value)
{
  struct fasti_case *case_ = self;
  char text[FASTI_INSTANT_SIZE];
  xmlNodePtr node;

  if (strcmp(name, CASE_SELF) == 0) {
    *value = xmlXPathWrapExternal(case_);
    (*value)->user2 = session;
    return true;
  }
  for (size_t i = case_->bindings.count; i > 0; i--)
    if (strcmp(case_->bindings.items[i - 1].name, name) == 0)
      return give_bound(&case_->bindings.items[i - 1], value);
  if (strcmp(name, "param") == 0 || strcmp(name, "case") == 0 || strcmp(name, "people") == 0 ||
      strcmp(name, "directory") == 0)
    return give_node(case_facts(case_, name), value);
  if (strcmp(name, "actor") == 0)
    return give_node(actor_node(case_), value);
  if (strcmp(name, "now") == 0)
    return give_text(fasti_instant_format(case_->last_at, case_zone(case_), text), value);
  if (strcmp(name, "today") == 0)
    return give_text(fasti_day_format(case_->today, text), value);
  node = node_of_session(case_, session, name);
  return node && give_node(node, value);
}
