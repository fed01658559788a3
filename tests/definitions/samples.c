/* tests/definitions/samples.c - samples of instruments that are data; see samples.h.
 */
#include "config.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "engine/xml.h"
#include "tests/definitions/samples.h"

/* Samples are read before any test runs: what is wrong with one ends the program. */
static void FASTI_PRINTF(2, 3) expect(bool holds, const char *format, ...)
{
  va_list arguments;

  if (holds)
    return;
  printf("Bail out! ");
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  putchar('\n');
  exit(EXIT_FAILURE);
}

char *
samples_read(const char *path)
{
  struct fasti_buffer name = {0}, text = {0};
  char block[4096];
  size_t size;
  FILE *file;

  fasti_buffer_printf(&name, "%s/%s", getenv("FASTI_SOURCE"), path);
  file = fopen(name.at, "rb");
  fasti_buffer_free(&name);
  if (!file)
    return NULL;
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&text, block, size);
  fclose(file);
  return fasti_buffer_take(&text);
}

char *
samples_usual(const char *addressee)
{
  char *text = samples_read("tests/definitions/issue.xml"), *place = text ? strstr(text, "ADDRESSEE") : NULL;
  struct fasti_buffer out = {0};

  expect(place != NULL, "tests/definitions/issue.xml: no place for the ADDRESSEE");
  fasti_buffer_add(&out, text, (size_t)(place - text));
  fasti_buffer_puts(&out, addressee);
  fasti_buffer_puts(&out, place + strlen("ADDRESSEE"));
  fasti_free(text);
  return fasti_buffer_take(&out);
}

/* @return owned */
static xmlDocPtr
parse(const char *name, const char *text)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer said = {0};
  xmlDocPtr doc = NULL;

  if (fasti_xml_parse(name, fasti_slice_of(text), messages, &doc) != FASTI_OK) {
    fasti_messages_print(messages, &said);
    expect(false, "%s", said.at ? said.at : name);
  }
  fasti_messages_free(messages);
  return doc;
}

static xmlNodePtr
child_of(const xmlNode *parent, const char *name)
{
  for (xmlNodePtr node = fasti_xml_first(parent); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, NULL, name))
      return node;
  return NULL;
}

/* The child of PARENT that NODE takes the place of: a person with its id, an element with its name. */
static xmlNodePtr
like(const xmlNode *parent, const xmlNode *node)
{
  const char *id = fasti_xml_attribute(node, NULL, "id");

  for (xmlNodePtr other = fasti_xml_first(parent); other; other = fasti_xml_next(other)) {
    const char *another = fasti_xml_attribute(other, NULL, "id");

    if (strcmp((const char *)other->name, (const char *)node->name) == 0 && !id == !another &&
        (!id || strcmp(id, another) == 0))
      return other;
  }
  return NULL;
}

static void
drop(xmlNodePtr node)
{
  if (!node)
    return;
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

static void
add_children(xmlNodePtr to, const xmlNode *from)
{
  for (const xmlNode *node = fasti_xml_first(from); node; node = fasti_xml_next(node)) {
    drop(like(to, node));
    xmlAddChild(to, xmlDocCopyNode((xmlNodePtr)node, to->doc, 1));
  }
}

/* What is said of the whole of a part takes its place; parameters and people are added to those that are there. */
static void
put(const char *file, xmlNodePtr issue, const xmlNode *node)
{
  const char *name = (const char *)node->name;
  xmlNodePtr place = child_of(issue, name);

  if (strcmp(name, "param") == 0 || strcmp(name, "people") == 0)
    add_children(place, node);
  else if (strcmp(name, "addressee") == 0 || strcmp(name, "issued") == 0 || strcmp(name, "data") == 0) {
    drop(place);
    xmlAddChild(issue, xmlDocCopyNode((xmlNodePtr)node, issue->doc, 1));
  } else
    expect(false, "%s: a sample has no element <%s>; it has addressee param people issued data says", file, name);
}

static void
add_part(const char *file, struct sample *sample, size_t count, const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent(node);

  expect(*text, "%s: <says> says nothing", file);
  expect(count < SAMPLE_PARTS, "%s: more than %d <says>", file, SAMPLE_PARTS);
  sample->parts[count] = fasti_strdup((const char *)text);
  xmlFree(text);
}

static void
read_sample(const char *file, struct sample *sample)
{
  char *text = samples_read(file), *head = samples_usual("");
  xmlDocPtr doc = parse(file, text), issue = parse("issue.xml", head);
  const xmlNode *root = xmlDocGetRootElement(doc);
  const char *template_ = fasti_xml_attribute(root, NULL, "template");
  struct fasti_buffer out = {0};
  size_t count = 0;

  expect(fasti_xml_is(root, NULL, "sample") && template_, "%s: expected <sample template=\"NAME\">", file);
  sample->template_ = fasti_strdup(template_);
  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, NULL, "says"))
      add_part(file, sample, count++, node);
    else
      put(file, xmlDocGetRootElement(issue), node);
  expect(count > 0, "%s: no <says>; expected what a reader must find", file);
  fasti_xml_write(xmlDocGetRootElement(issue), &out);
  sample->data = fasti_buffer_take(&out);
  fasti_xml_free(issue);
  fasti_xml_free(doc);
  fasti_free(head);
  fasti_free(text);
}

static int
is_xml(const struct dirent *entry)
{
  size_t size = strlen(entry->d_name);

  return size > 4 && strcmp(entry->d_name + size - 4, ".xml") == 0;
}

int
samples_gather(const char *folder, struct sample *into)
{
  struct fasti_buffer path = {0};
  struct dirent **entries = NULL;
  int count;

  fasti_buffer_printf(&path, "%s/%s", getenv("FASTI_SOURCE"), folder);
  count = scandir(path.at, &entries, is_xml, alphasort);
  expect(count >= 0 && count <= SAMPLES, "%s: %d samples; expected at most %d", folder, count, SAMPLES);
  for (int i = 0; i < count; i++) {
    fasti_buffer_clear(&path);
    fasti_buffer_printf(&path, "%s/%s", folder, entries[i]->d_name);
    read_sample(path.at, &into[i]);
    free(entries[i]);
  }
  free(entries);
  fasti_buffer_free(&path);
  return count;
}

void
samples_end(struct sample *sample)
{
  fasti_free(sample->template_);
  fasti_free(sample->data);
  for (size_t i = 0; sample->parts[i]; i++)
    fasti_free(sample->parts[i]);
}
