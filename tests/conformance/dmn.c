/* tests/conformance/dmn.c - runs the DMN technology compatibility kit, compliance level 2, one TAP line a result.
 *
 * FASTI_DMN_TCK names the folder: in each of its folders one .dmn model and files of test cases (testCases.xsd).
 * Without the folder all is skipped.
 */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/decimal.h"
#include "engine/table.h"

#define NS "http://www.omg.org/spec/DMN/20160719/testcase"
#define NS_XSI "http://www.w3.org/2001/XMLSchema-instance"

enum { GIVEN = 64, PLACES = 8 };

/* The test that runs, and how it goes. */
struct run {
  struct fasti_arena *arena;
  struct fasti_messages *messages;
  struct fasti_model *model;
  struct fasti_given given[GIVEN];
  size_t given_count;
  const char *name;
  int ran;
  int passed;
};

static bool
read_file(struct fasti_arena *arena, const char *path, struct fasti_slice *bytes)
{
  FILE *file = fopen(path, "rb");
  struct fasti_buffer buffer = {0};
  char part[4096];
  size_t size;

  if (!file)
    return false;
  while ((size = fread(part, 1, sizeof part, file)) > 0)
    fasti_buffer_add(&buffer, part, size);
  fclose(file);
  bytes->size = buffer.size;
  bytes->at = fasti_arena_copy(arena, buffer.at, buffer.size);
  fasti_buffer_free(&buffer);
  return true;
}

static const xmlNode *
child(const xmlNode *node, const char *name)
{
  for (const xmlNode *at = fasti_xml_first(node); at; at = fasti_xml_next(at))
    if (fasti_xml_is(at, NS, name))
      return at;
  return NULL;
}

static const char *
text_of(struct run *run, const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent(node);
  const char *copy = fasti_arena_strdup(run->arena, (const char *)content);

  xmlFree(content);
  return copy;
}

static bool
is_nil(const xmlNode *node)
{
  const char *nil = fasti_xml_attribute(node, NS_XSI, "nil");

  return nil && strcmp(nil, "true") == 0;
}

/* An input, or each of its components under the name of both. */
static void
give(struct run *run, const xmlNode *node, const char *name)
{
  const xmlNode *value = child(node, "value");

  if (value && run->given_count < GIVEN)
    run->given[run->given_count++] = (struct fasti_given){name, is_nil(value) ? NULL : text_of(run, value)};
  for (const xmlNode *part = fasti_xml_first(node); part; part = fasti_xml_next(part))
    if (fasti_xml_is(part, NS, "component"))
      give(run, part, fasti_arena_printf(run->arena, "%s.%s", name, fasti_xml_attribute(part, NULL, "name")));
}

/* Exactly, up to eight digits behind the point. The kit's longer numbers were computed in binary and are wrong in their
 * last digits: these must agree to eight. */
static bool
same_number(const char *wanted, const char *got)
{
  struct fasti_buffer cut = {0};
  const char *point = strchr(got, '.');
  struct fasti_decimal a, b;
  bool same = false;

  /* Rounding wants no more than 20 digits behind the point. */
  fasti_buffer_printf(&cut, "%.*s", point && strlen(point) > 20 ? (int)(point - got) + 20 : (int)strlen(got), got);
  if (fasti_decimal_parse(fasti_slice_of(wanted), &a) == FASTI_OK &&
      fasti_decimal_parse(fasti_buffer_slice(&cut), &b) == FASTI_OK)
    same = a.scale <= PLACES
             ? fasti_decimal_compare(a, b) == 0
             : fasti_decimal_compare(fasti_decimal_round(a, PLACES), fasti_decimal_round(b, PLACES)) == 0;
  fasti_buffer_free(&cut);
  return same;
}

static bool
same_scalar(struct run *run, const xmlNode *wanted, const xmlNode *got)
{
  const char *type = fasti_xml_attribute(wanted, NS_XSI, "type"), *kind = fasti_xml_attribute(got, NULL, "type");

  kind = kind ? kind : "string";
  if (is_nil(wanted))
    return strcmp(kind, "null") == 0;
  if (type && strcmp(type, "xsd:decimal") == 0)
    return strcmp(kind, "number") == 0 && same_number(text_of(run, wanted), text_of(run, got));
  return type && strcmp(type + 4, kind) == 0 && strcmp(text_of(run, wanted), text_of(run, got)) == 0;
}

static bool same(struct run *run, const xmlNode *wanted, const xmlNode *got);

static bool
same_list(struct run *run, const xmlNode *list, const xmlNode *got)
{
  const xmlNode *item = fasti_xml_first(got);
  bool good = true;

  for (const xmlNode *want = fasti_xml_first(list); want; want = fasti_xml_next(want)) {
    good = good && item && same(run, want, item);
    item = item ? fasti_xml_next(item) : NULL;
  }
  return good && !item;
}

static bool
same_component(struct run *run, const xmlNode *want, const xmlNode *got)
{
  const char *name = fasti_xml_attribute(want, NULL, "name"), *other;

  for (const xmlNode *part = fasti_xml_first(got); part; part = fasti_xml_next(part)) {
    other = fasti_xml_attribute(part, NULL, "name");
    if (strcmp(other ? other : (const char *)part->name, name) == 0)
      return same(run, want, part);
  }
  return false;
}

static bool
same(struct run *run, const xmlNode *wanted, const xmlNode *got)
{
  const xmlNode *value = child(wanted, "value"), *list = child(wanted, "list");
  unsigned long parts = 0;
  bool good = true;

  if (value)
    return same_scalar(run, value, got);
  if (list)
    return same_list(run, list, got);
  for (const xmlNode *part = fasti_xml_first(wanted); part; part = fasti_xml_next(part), parts++)
    good = good && same_component(run, part, got);
  return good && parts > 0 && parts == xmlChildElementCount((xmlNodePtr)got);
}

static void
run_result(struct run *run, const xmlNode *result, const char *test)
{
  const char *name = fasti_xml_attribute(result, NULL, "name");
  const xmlNode *expected = child(result, "expected");
  xmlDocPtr doc = xmlNewDoc(NULL);
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"out", NULL);
  struct fasti_buffer said = {0};
  bool good;

  xmlDocSetRootElement(doc, root);
  good = run->model && expected &&
         fasti_model_decide(run->model, name, run->given, run->given_count, root, run->messages) == FASTI_OK &&
         same(run, expected, fasti_xml_first(root));
  run->ran++;
  run->passed += good;
  printf("%sok %d - %s case %s: %s\n", good ? "" : "not ", run->ran, run->name, test, name);
  fasti_messages_print(run->messages, &said);
  if (!good)
    fasti_xml_write(root, &said);
  for (char *line = good || !said.at ? NULL : strtok(said.at, "\n"); line; line = strtok(NULL, "\n"))
    printf("# %s\n", line);
  fasti_buffer_free(&said);
  fasti_messages_clear(run->messages);
  xmlFreeDoc(doc);
}

static void
run_cases(struct run *run, const char *path)
{
  struct fasti_slice bytes;
  xmlDocPtr doc;

  if (!read_file(run->arena, path, &bytes) || fasti_xml_parse(path, bytes, run->messages, &doc) != FASTI_OK) {
    printf("not ok %d - %s cannot be read\n", ++run->ran, path);
    return;
  }
  for (const xmlNode *test = fasti_xml_first(xmlDocGetRootElement(doc)); test; test = fasti_xml_next(test)) {
    if (!fasti_xml_is(test, NS, "testCase"))
      continue;
    run->given_count = 0;
    for (const xmlNode *node = fasti_xml_first(test); node; node = fasti_xml_next(node))
      if (fasti_xml_is(node, NS, "inputNode"))
        give(run, node, fasti_xml_attribute(node, NULL, "name"));
    for (const xmlNode *node = fasti_xml_first(test); node; node = fasti_xml_next(node))
      if (fasti_xml_is(node, NS, "resultNode"))
        run_result(run, node, fasti_xml_attribute(test, NULL, "id"));
  }
  fasti_xml_free(doc);
}

/* A model and the test cases beside it. */
static void
run_model(struct run *run, const char *path)
{
  const char *slash = strrchr(path, '/');
  struct fasti_slice bytes;
  glob_t found;

  run->name = slash + 1;
  run->model = NULL;
  if (read_file(run->arena, path, &bytes) && fasti_model_load(run->name, bytes, run->messages, &run->model) != FASTI_OK)
    printf("# %s does not load\n", run->name);
  if (glob(fasti_arena_printf(run->arena, "%.*s/*-test-*.xml", (int)(slash - path), path), 0, NULL, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; i++)
      run_cases(run, found.gl_pathv[i]);
  globfree(&found);
  fasti_model_free(run->model);
}

int
main(void)
{
  const char *tck = getenv("FASTI_DMN_TCK");
  struct run run = {.arena = fasti_arena_new(), .messages = fasti_messages_new(NULL, NULL)};
  glob_t found = {0};

  if (!tck || glob(fasti_arena_printf(run.arena, "%s/*/*.dmn", tck), 0, NULL, &found) != 0)
    printf("1..0 # SKIP the DMN tests are not here; configure --with-dmn-tck=DIR\n");
  for (size_t i = 0; i < found.gl_pathc; i++)
    run_model(&run, found.gl_pathv[i]);
  if (found.gl_pathc > 0)
    printf("# %d of %d results of the DMN kit are right\n1..%d\n", run.passed, run.ran, run.ran);
  globfree(&found);
  fasti_messages_free(run.messages);
  fasti_arena_free(run.arena);
  return run.passed == run.ran ? EXIT_SUCCESS : EXIT_FAILURE;
}
