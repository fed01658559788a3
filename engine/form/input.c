/* engine/form/input.c - what people type, put into its fields; see form.h.
 *
 * Messages that it can give: a field that the form does not have, with the nearest names; a field with parts; a value
 * or list that is too long; characters that cannot be kept.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parserInternals.h>

#include "engine/form/room.h"

enum { NEAREST = 3, NAME = 64 };

/* Edit distance (Levenshtein) of two names, for "did you mean"; long ones are cut. */
static int
distance(const char *a, const char *b)
{
  int row[NAME + 1], before, above;
  int width = (int)strnlen(b, NAME), height = (int)strnlen(a, NAME);

  for (int j = 0; j <= width; j++)
    row[j] = j;
  for (int i = 1; i <= height; i++) {
    before = row[0];
    row[0] = i;
    for (int j = 1; j <= width; j++) {
      above = row[j];
      row[j] = a[i - 1] == b[j - 1] ? before : 1 + (above < before ? above : before);
      if (row[j] > row[j - 1] + 1)
        row[j] = row[j - 1] + 1;
      before = above;
    }
  }
  return row[width];
}

struct near {
  const char *path;
  int distance;
};

static int
by_distance(const void *a, const void *b)
{
  const struct near *one = a, *other = b;

  return one->distance != other->distance ? one->distance - other->distance : strcmp(one->path, other->path);
}

/* A path without the numbers of items. */
static char *
without_numbers(const char *path)
{
  struct fasti_buffer out = {0};

  for (; *path; path++) {
    if (*path == '[')
      path += strcspn(path, "]");
    if (!*path)
      break;
    if (*path != ']')
      fasti_buffer_add(&out, path, 1);
  }
  return fasti_buffer_take(&out);
}

static void
tell_unknown(const struct fasti_form_data *data, const char *path, struct fasti_messages *messages)
{
  struct near *near = fasti_alloc(data->form->field_count * sizeof *near);
  char *plain = without_numbers(path), *last = strrchr(plain, '/');
  struct fasti_buffer names = {0};
  size_t count = 0;

  for (const struct field *field = data->form->fields; field; field = field->next) {
    const char *end = strrchr(field->path, '/');
    int whole = distance(plain, field->path),
        local = 1 + distance(last ? last + 1 : plain, end ? end + 1 : field->path);

    if (field->leaf)
      near[count++] = (struct near){.path = field->path, .distance = whole < local ? whole : local};
  }
  qsort(near, count, sizeof *near, by_distance);
  for (size_t i = 0; i < count && i < NEAREST; i++)
    fasti_buffer_printf(&names, "%s%s", i ? ", " : "", near[i].path);
  fasti_error_field(messages, path, "there is no such field; the nearest are: %s", names.at ? names.at : "");
  fasti_buffer_free(&names);
  fasti_free(plain);
  fasti_free(near);
}

/* Read "name[number]" and what follows. Number 0: none was written. @return false for what is no step */
static bool
read_step(const char **at, struct fasti_slice *name, long *number)
{
  const char *end = *at + strcspn(*at, "[/");
  char *after;

  *name = (struct fasti_slice){.at = *at, .size = (size_t)(end - *at)};
  *number = 0;
  if (*end == '[') {
    *number = strtol(end + 1, &after, 10);
    if (after == end + 1 || *after != ']' || *number < 1)
      return false;
    end = after + 1;
  }
  if (*end && (*end != '/' || !end[1]))
    return false;
  *at = *end ? end + 1 : end;
  return name->size > 0;
}

/* The item with this number of a list, made with those before it if MAKE. */
static enum fasti_status
find_item(struct fasti_form_data *data, const struct field *field, xmlNodePtr *node, long number, bool make)
{
  xmlNodePtr parent = *node, item;
  int count = data_count(field, parent);

  if (number > FASTI_FORM_ITEMS)
    return FASTI_LIMIT;
  if (number > count && !make)
    return FASTI_NOT_FOUND;
  for (; count < number; count++)
    data_add_item(data, field, parent);
  item = data_first(field, parent);
  while (--number > 0)
    item = data_next(field, item);
  *node = item;
  return FASTI_OK;
}

/* The node at a path. Items are made only when the whole path makes sense. */
static enum fasti_status
find_node(struct fasti_form_data *data, const char *path, bool make, xmlNodePtr *out)
{
  const struct field *field = data->form->fields, *part;
  xmlNodePtr node = xmlDocGetRootElement(data->doc);
  enum fasti_status status = FASTI_OK;
  struct fasti_slice name;
  const char *at = path;
  long number;

  /* The root's own name may be written. */
  if (read_step(&at, &name, &number) && number == 0 && *at && fasti_slice_is(name, field->name) &&
      !field_part(field, name))
    path = at;
  if (!*path)
    return FASTI_NOT_FOUND;
  for (at = path; *at && status == FASTI_OK;) {
    part = read_step(&at, &name, &number) ? field_part(field, name) : NULL;
    if (!part || (number && !part->list))
      return FASTI_NOT_FOUND;
    field = part;
    if (!node)
      continue;
    if (field->node->type == XML_ATTRIBUTE_NODE)
      node = data_attribute(field, node);
    else if (!field->list)
      node = data_first(field, node);
    else
      status = find_item(data, field, &node, number ? number : 1, make);
  }
  *out = node;
  return status;
}

/* Whether all characters can be kept in XML. */
static bool
is_text(const char *value)
{
  int size, code;

  for (; *value; value += size) {
    size = 4;
    code = xmlGetUTF8Char((const unsigned char *)value, &size);
    if (code < 0 || !IS_CHAR(code))
      return false;
  }
  return true;
}

/* As XML does it: line ends are LF; typed values have no space around them. */
static char *
clean(struct fasti_form_data *data, const struct field *field, const char *value)
{
  size_t size = strlen(value), kept = 0;
  char *text;

  if (field->type->base != BASE_STRING) {
    value += strspn(value, " \t\r\n");
    size = strlen(value);
    while (size && strchr(" \t\r\n", value[size - 1]))
      size--;
  }
  text = fasti_arena_copy(data->arena, value, size);
  for (size_t i = 0; i < size; i++)
    if (text[i] != '\r')
      text[kept++] = text[i];
    else if (text[i + 1] != '\n')
      text[kept++] = '\n';
  text[kept] = '\0';
  return text;
}

static enum fasti_status
check(const struct field *field, const char *path, const char *value, struct fasti_messages *messages)
{
  if (!field->leaf) {
    fasti_error_field(messages, path, "this has parts: set the fields below it");
    return FASTI_NOT_FOUND;
  }
  if (!is_text(value)) {
    fasti_error_field(messages, path, "the value has control characters or is not UTF-8");
    return FASTI_INVALID;
  }
  if (characters(value) > FASTI_FORM_VALUE) {
    fasti_error_field(messages, path, "the value has %d characters, more than the %d allowed", characters(value),
                      FASTI_FORM_VALUE);
    return FASTI_LIMIT;
  }
  return FASTI_OK;
}

static void
put(struct fasti_form_data *data, xmlNodePtr node, const char *value)
{
  struct slot *slot = slot_of(node);

  slot->typed = clean(data, slot->field, value);
  data->dirty = true;
}

static enum fasti_status
check_and_put(struct fasti_form_data *data, xmlNodePtr node, const char *path, const char *value,
              struct fasti_messages *messages)
{
  enum fasti_status status = check(slot_of(node)->field, path, value, messages);

  if (status == FASTI_OK)
    put(data, node, value);
  return status;
}

/* The field that a path means, without making anything. */
static const struct field *
field_at(const struct fasti_form_data *data, const char *path)
{
  const struct field *field = data->form->fields;
  char *plain = without_numbers(path);
  const struct field *found = NULL;
  size_t root = strlen(field->name);

  for (const struct field *each = field; each; each = each->next)
    if (*each->path &&
        (strcmp(each->path, plain) == 0 || (!found && strncmp(plain, field->name, root) == 0 && plain[root] == '/' &&
                                            strcmp(each->path, plain + root + 1) == 0)))
      found = each;
  fasti_free(plain);
  return found;
}

enum fasti_status
fasti_form_set(struct fasti_form_data *data, const char *path, const char *value, struct fasti_messages *messages)
{
  const struct field *field = field_at(data, path);
  enum fasti_status status = field ? check(field, path, value, messages) : FASTI_NOT_FOUND;
  xmlNodePtr node = NULL;

  /* The value first: a list does not grow for a bad one. */
  if (field && status != FASTI_OK)
    return status;
  if (field)
    status = find_node(data, path, true, &node);
  if (status == FASTI_OK)
    put(data, node, value);
  else if (status == FASTI_LIMIT)
    fasti_error_field(messages, path, "a list may have %d items", FASTI_FORM_ITEMS);
  else
    tell_unknown(data, path, messages);
  return status;
}

static void
worsen(enum fasti_status *all, enum fasti_status one)
{
  if (*all == FASTI_OK)
    *all = one;
}

static enum fasti_status fill(struct fasti_form_data *data, xmlNodePtr node, const xmlNode *from, const char *path,
                              struct fasti_messages *messages);

static char *
joined(const char *path, const char *at, const xmlNode *part, long number)
{
  struct fasti_buffer out = {0};

  fasti_buffer_printf(&out, "%s%s%s%s", path, *path ? "/" : "", at, (const char *)part->name);
  if (number)
    fasti_buffer_printf(&out, "[%ld]", number);
  return fasti_buffer_take(&out);
}

/* One child of the element: the n-th of its name goes to the n-th item. */
static enum fasti_status
fill_part(struct fasti_form_data *data, xmlNodePtr node, const xmlNode *child, const char *path,
          struct fasti_messages *messages)
{
  const struct field *part = field_twin(slot_of(node)->field, child);
  enum fasti_status status = FASTI_OK;
  long number = part && part->list;
  char *name;

  for (const xmlNode *other = child->prev; number && other; other = other->prev)
    number += other->type == XML_ELEMENT_NODE && xmlStrEqual(other->name, child->name);
  name = joined(path, "", child, number);
  if (!part) {
    tell_unknown(data, name, messages);
    status = FASTI_NOT_FOUND;
  } else if (part->list && (status = find_item(data, part, &node, number, true)) != FASTI_OK) {
    fasti_error_field(messages, name, "a list may have %d items", FASTI_FORM_ITEMS);
  } else {
    status = fill(data, part->list ? node : data_first(part, node), child, name, messages);
  }
  fasti_free(name);
  return status;
}

static enum fasti_status
fill(struct fasti_form_data *data, xmlNodePtr node, const xmlNode *from, const char *path,
     struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK;
  const struct field *part;
  xmlChar *text;

  for (const xmlAttr *attr = from->properties; attr; attr = attr->next) {
    char *name = joined(path, "@", (const xmlNode *)attr, 0);

    part = field_twin(slot_of(node)->field, (const xmlNode *)attr);
    text = xmlNodeGetContent((const xmlNode *)attr);
    if (part)
      worsen(&status, check_and_put(data, data_attribute(part, node), name, (const char *)text, messages));
    else
      tell_unknown(data, name, messages);
    if (!part)
      worsen(&status, FASTI_NOT_FOUND);
    xmlFree(text);
    fasti_free(name);
  }
  for (const xmlNode *child = fasti_xml_first(from); child; child = fasti_xml_next(child))
    worsen(&status, fill_part(data, node, child, path, messages));
  if (!slot_of(node)->field->leaf || fasti_xml_first(from))
    return status;
  text = xmlNodeGetContent(from);
  worsen(&status, check_and_put(data, node, path, (const char *)text, messages));
  xmlFree(text);
  return status;
}

enum fasti_status
fasti_form_fill(struct fasti_form_data *data, const xmlNode *element, struct fasti_messages *messages)
{
  return fill(data, xmlDocGetRootElement(data->doc), element, "", messages);
}

static void
drop(xmlNodePtr node)
{
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

enum fasti_status
fasti_form_remove(struct fasti_form_data *data, const char *path, struct fasti_messages *messages)
{
  xmlNodePtr node = NULL;
  enum fasti_status status = find_node(data, path, false, &node);

  if (status == FASTI_OK && node && slot_of(node)->field->list) {
    drop(node);
    data->dirty = true;
    return FASTI_OK;
  }
  fasti_error_field(messages, path, "there is no such item of a list");
  return FASTI_NOT_FOUND;
}

const char *
fasti_form_value(struct fasti_form_data *data, const char *path)
{
  xmlNodePtr node = NULL;

  data_settle(data);
  if (find_node(data, path, false, &node) != FASTI_OK || !node || !slot_of(node)->field->leaf)
    return NULL;
  return node_text(node);
}

/* Whether nothing was filled in: neither typed nor taken over. */
static bool
is_blank(const xmlNode *node)
{
  const struct slot *slot = slot_of(node);

  if ((slot->typed && *slot->typed) || (slot->early && !slot->typed))
    return false;
  for (const xmlAttr *attr = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attr; attr = attr->next)
    if (!is_blank((const xmlNode *)attr))
      return false;
  for (const xmlNode *child = node->type == XML_ELEMENT_NODE ? fasti_xml_first(node) : NULL; child;
       child = fasti_xml_next(child))
    if (!is_blank(child))
      return false;
  return true;
}

static bool
prune(xmlNodePtr node)
{
  bool changed = false;
  xmlNodePtr next;

  for (xmlNodePtr child = fasti_xml_first(node); child; child = next) {
    next = fasti_xml_next(child);
    if (slot_of(child)->field->list && is_blank(child)) {
      drop(child);
      changed = true;
    } else {
      changed = prune(child) || changed;
    }
  }
  return changed;
}

void
data_prune(struct fasti_form_data *data)
{
  if (prune(xmlDocGetRootElement(data->doc)))
    data->dirty = true;
}
