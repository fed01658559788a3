/* engine/case/secret.c - confidential fields: kept in the case, shown to persons of their roles and to who entered them.
 *
 * A form says by f:confidential on a bind which of its fields are, and for whom they are not. The data lies where the
 * form's work puts it (f:into, f:append); a copy for a viewer has the word "(confidential)" in its place.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static const char hidden[] = "(confidential)";

struct hiding {
  struct fasti_case *case_;
  const struct fasti_person *viewer;
  const char *performer;     /* who entered what is at hand; NULL: by the work's history */
  const struct fasti_work *work;
  const xmlNode *data;       /* of the session */
  xmlNodePtr copy;           /* of it */
  const xmlNode *entered;    /* the element that the form filled */
  bool blank;                /* leave nothing instead of a word */
  bool kept_back;
};

static bool
may_see(const struct hiding *hiding, const char *roles)
{
  const struct fasti_person *viewer = hiding->viewer;

  if (!viewer)
    return false;
  if (fasti_list_meets(viewer->roles ? viewer->roles : "", roles))
    return true;
  if (hiding->performer)
    return strcmp(hiding->performer, viewer->id) == 0;
  return hiding->work && case_did(hiding->case_, hiding->work->name, viewer->id);
}

/* The node of the copy that stands where NODE stands in the original. */
static xmlNodePtr
counterpart(const xmlNode *root, xmlNodePtr copy, const xmlNode *node)
{
  xmlNodePtr parent, child;
  const xmlNode *at;

  if (node == root)
    return copy;
  if (!node->parent || !(parent = counterpart(root, copy, node->parent)))
    return NULL;
  child = parent->children;
  for (at = node->parent->children; at && at != node && child; at = at->next)
    child = child->next;
  return at == node ? child : NULL;
}

/* Hide what a path of names finds below a node of the copy. */
static void
hide_path(struct hiding *hiding, xmlNodePtr node, const char *path)
{
  size_t size = strcspn(path, "/");

  if (*path == '@') {
    if (xmlHasProp(node, (const xmlChar *)path + 1))
      xmlSetProp(node, (const xmlChar *)path + 1, (const xmlChar *)(hiding->blank ? "" : hidden));
    hiding->kept_back = true;
    return;
  }
  for (xmlNodePtr child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    if (strlen((const char *)child->name) != size || strncmp((const char *)child->name, path, size) != 0)
      continue;
    if (path[size]) {
      hide_path(hiding, child, path + size + 1);
    } else if (child->children) {
      xmlNodeSetContent(child, (const xmlChar *)(hiding->blank ? "" : hidden));
      hiding->kept_back = true;
    }
  }
}

static void
hide_field(void *self, const char *path, const char *roles, struct fasti_place place)
{
  struct hiding *hiding = self;
  xmlNodePtr node = may_see(hiding, roles) ? NULL : counterpart(hiding->data, hiding->copy, hiding->entered);

  (void)place;
  if (node)
    hide_path(hiding, node, path);
}

static void
hide_form(struct hiding *hiding, const struct fasti_form *form, const xmlNode *entered)
{
  hiding->entered = entered;
  fasti_form_secrets(form, hide_field, hiding);
}

/* What a piece of work put away, at one place of its session. */
static void
hide_place(struct hiding *hiding, struct fasti_session *session, const struct fasti_form *form,
           const struct fasti_expr *place, bool appended)
{
  xmlXPathObjectPtr object = NULL;

  if (!place || case_nodes(hiding->case_, session, place, &object) != FASTI_OK)
    return;
  for (int i = 0; object->nodesetval && i < object->nodesetval->nodeNr; i++) {
    const xmlNode *node = object->nodesetval->nodeTab[i];

    if (!appended)
      hide_form(hiding, form, node);
    for (const xmlNode *child = appended ? fasti_xml_first(node) : NULL; child; child = fasti_xml_next(child))
      hide_form(hiding, form, child);
  }
  xmlXPathFreeObject(object);
}

static void
hide_work(struct hiding *hiding, struct fasti_session *session, const struct fasti_work *work)
{
  if (!work->form)
    return;
  hiding->work = work;
  hide_place(hiding, session, work->form, work->append ? work->append : work->into, work->append != NULL);
}

/* A task for each node of a list puts its data where the node says. */
static void
hide_invoke(struct hiding *hiding, struct fasti_session *session, const struct fasti_invoke_note *note)
{
  xmlXPathObjectPtr object = NULL;

  if (!note->each) {
    hide_work(hiding, session, &note->work);
    return;
  }
  if (case_nodes(hiding->case_, session, note->each, &object) != FASTI_OK)
    return;
  for (int i = 0; object->nodesetval && i < object->nodesetval->nodeNr; i++) {
    if (note->as)
      case_bind(hiding->case_, note->as, object->nodesetval->nodeTab[i], NULL);
    hide_work(hiding, session, &note->work);
    if (note->as)
      case_unbind(hiding->case_);
  }
  xmlXPathFreeObject(object);
}

static void
hide_opening(struct hiding *hiding, struct fasti_session *session)
{
  const struct fasti_form *form = fasti_procedure_form(hiding->case_->procedure);

  if (!form || fasti_session_parent(session))
    return;
  hiding->performer = hiding->case_->opened_by ? hiding->case_->opened_by : "";
  hide_place(hiding, session, form, fasti_procedure_note(hiding->case_->procedure)->into, false);
  hiding->performer = NULL;
}

struct showing {
  struct hiding hiding;
  struct fasti_buffer *out;
};

static void
show_session(void *self, struct fasti_session *session)
{
  struct showing *showing = self;
  struct hiding *hiding = &showing->hiding;
  const struct fasti_notes *notes = session_notes(hiding->case_, session);
  const char *path = fasti_session_path(session);

  if (*path)
    fasti_buffer_printf(showing->out, "# %s\n", path);
  hiding->data = fasti_session_data(session);
  if (!hiding->data)
    return;
  hiding->copy = xmlDocCopyNode((xmlNodePtr)(uintptr_t)hiding->data, hiding->case_->scrap, 1);
  hide_opening(hiding, session);
  for (int i = 0; notes && i < fasti_chart_invoke_count(notes->chart); i++)
    if (notes->invokes[i].task)
      hide_invoke(hiding, session, &notes->invokes[i]);
  for (int i = 0; notes && i < fasti_chart_transition_count(notes->chart); i++)
    if (notes->transitions[i].action)
      hide_work(hiding, session, &notes->transitions[i].work);
  write_indented(hiding->copy, 0, showing->out);
  xmlFreeNode(hiding->copy);
}

bool
fasti_case_data_for(struct fasti_case *case_, const struct fasti_person *viewer, struct fasti_buffer *out)
{
  struct showing showing = {.hiding = {.case_ = case_, .viewer = viewer}, .out = out};

  if (case_->machine)
    fasti_machine_sessions(case_->machine, show_session, &showing);
  return showing.hiding.kept_back;
}

xmlDocPtr
case_without_secrets(struct fasti_case *case_, const struct fasti_work *work, const xmlNode *before)
{
  const struct person *actor = case_->actor;
  struct fasti_person viewer = {.id = actor ? actor->id : "", .roles = actor ? actor->roles : ""};
  struct hiding hiding = {.case_ = case_, .viewer = &viewer, .work = work, .data = before, .blank = true};
  xmlDocPtr doc;

  if (!before || !work->form)
    return NULL;
  doc = xmlNewDoc((const xmlChar *)"1.0");
  hiding.copy = xmlDocCopyNode((xmlNodePtr)(uintptr_t)before, doc, 1);
  xmlDocSetRootElement(doc, hiding.copy);
  hide_form(&hiding, work->form, before);
  if (hiding.kept_back)
    return doc;
  xmlFreeDoc(doc);
  return NULL;
}

/* -- entries -- */

struct reading {
  const char *path;
  const struct fasti_person *viewer;
  bool forbidden;
};

/* Whether a path as written in an entry is the field PATH: list numbers do not count. */
static bool
is_field(const char *written, const char *path)
{
  while (*written && *path) {
    if (*written == '[') {
      written += strcspn(written, "]");
      written += *written == ']';
    } else if (*written++ != *path++) {
      return false;
    }
  }
  if (*written == '[')
    written += strcspn(written, "]") + 1;
  return !*written && !*path;
}

static void
read_secret(void *self, const char *path, const char *roles, struct fasti_place place)
{
  struct reading *reading = self;
  const char *held = reading->viewer && reading->viewer->roles ? reading->viewer->roles : "";

  (void)place;
  if (is_field(reading->path, path) && !fasti_list_meets(held, roles))
    reading->forbidden = true;
}

bool
fasti_procedure_may_read(const struct fasti_procedure *procedure, const struct fasti_person *viewer, const char *actor,
                         const char *path)
{
  struct reading reading = {.path = path, .viewer = viewer};
  const struct fasti_notes *notes;

  if (viewer && actor && *actor && strcmp(viewer->id, actor) == 0)
    return true;
  if (fasti_procedure_form(procedure))
    fasti_form_secrets(fasti_procedure_form(procedure), read_secret, &reading);
  for (size_t i = 0; (notes = fasti_procedure_notes_at(procedure, i)) != NULL; i++) {
    for (int j = 0; j < fasti_chart_invoke_count(notes->chart); j++)
      if (notes->invokes[j].task && notes->invokes[j].work.form)
        fasti_form_secrets(notes->invokes[j].work.form, read_secret, &reading);
    for (int j = 0; j < fasti_chart_transition_count(notes->chart); j++)
      if (notes->transitions[j].action && notes->transitions[j].work.form)
        fasti_form_secrets(notes->transitions[j].work.form, read_secret, &reading);
  }
  return !reading.forbidden;
}
