/* tests/conformance/irp.c - runs the W3C SCXML implementation report tests on a virtual clock, one TAP line a test.
 *
 * FASTI_IRP names the folder: index.csv, null/ and xpath/. A test passes when its machine ends in the top-level final
 * state "pass", run in one go and run again with a snapshot written and read wherever it waits. Tests that people must
 * judge, and those that need HTTP or <script>, are left out. Without the folder all is skipped.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/step.h"

enum { PATH = 1024, FIELDS = 16, DEADLINE = 120 * 1000 };

struct row {
  char line[PATH];
  char *field[FIELDS]; /* id file spec conformance manual in_2025 datamodel script http invoke deps maxdelay */
};

enum { ID, FILE_NAME, SPEC, CONFORMANCE, MANUAL, IN_2025, DATAMODEL, SCRIPT, HTTP };

/* The files beside a test, read when they are asked for. */
struct folder {
  const char *path;
  struct fasti_arena *arena;
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

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct folder *folder = self;
  const char *local = strncmp(uri, "file:", 5) == 0 ? uri + 5 : uri;

  (void)base;
  *name = fasti_arena_strdup(folder->arena, local);
  return read_file(folder->arena, fasti_arena_printf(folder->arena, "%s/%s", folder->path, local), bytes)
           ? FASTI_OK
           : FASTI_NOT_FOUND;
}

/* Write the machine, and go on with what is read back; the bytes must not change by it. */
static enum fasti_status
restore(const struct fasti_chart *chart, struct fasti_machine **machine, struct fasti_messages *messages)
{
  struct fasti_buffer before = {0}, after = {0};
  enum fasti_status status;
  xmlDocPtr doc;

  fasti_machine_write(*machine, &before);
  status = fasti_xml_parse("snapshot", fasti_buffer_slice(&before), messages, &doc);
  if (status == FASTI_OK) {
    fasti_machine_free(*machine);
    *machine = NULL;
    status = fasti_machine_read(chart, NULL, xmlDocGetRootElement(doc), messages, machine);
    fasti_xml_free(doc);
  }
  if (status == FASTI_OK) {
    fasti_machine_write(*machine, &after);
    if (!fasti_slice_is(fasti_buffer_slice(&after), before.at))
      status = FASTI_CORRUPT;
  }
  fasti_buffer_free(&before);
  fasti_buffer_free(&after);
  return status;
}

/* Run to the end, or until nothing is due; with RESTORED from a snapshot each time. */
static bool
plays(const struct fasti_chart *chart, bool restored, struct fasti_messages *messages)
{
  struct fasti_machine *machine = fasti_machine_new(chart, NULL, "irp");
  enum fasti_status status = fasti_machine_start(machine, 0, messages);
  bool good;

  while (status == FASTI_OK && fasti_machine_due(machine) <= DEADLINE) {
    if (restored)
      status = restore(chart, &machine, messages);
    if (status == FASTI_OK)
      status = fasti_machine_advance(machine, fasti_machine_due(machine), messages);
  }
  good = status == FASTI_OK && fasti_machine_ended(machine) &&
         fasti_session_in(fasti_machine_root(machine), fasti_chart_find(chart, "pass"));
  fasti_machine_free(machine);
  return good;
}

static bool
passes(const char *path, struct folder *folder, struct fasti_messages *messages)
{
  struct fasti_library library = {.self = folder, .find = find};
  struct fasti_chart *chart;
  struct fasti_slice bytes;
  bool good;

  if (!read_file(folder->arena, path, &bytes) || fasti_chart_load(path, bytes, &library, messages, &chart) != FASTI_OK)
    return false;
  good = plays(chart, false, messages) && plays(chart, true, messages);
  fasti_chart_free(chart);
  return good;
}

static bool
read_row(FILE *file, struct row *row)
{
  char *at = row->line;
  int count = 0;

  memset(row->field, 0, sizeof row->field);
  if (!fgets(row->line, sizeof row->line, file))
    return false;
  row->line[strcspn(row->line, "\r\n")] = '\0';
  while (at && count < FIELDS) {
    row->field[count++] = at;
    at = strchr(at, ',');
    if (at)
      *at++ = '\0';
  }
  return true;
}

static bool
is(const struct row *row, int field, const char *text)
{
  return row->field[field] && strcmp(row->field[field], text) == 0;
}

/* The folder has every test in xpath/ that can be bound to it; ECMAScript tests have no file there. */
static bool
find_test(const char *irp, const struct row *row, char *path, const char **sub)
{
  const char *name = row->field[FILE_NAME] ? row->field[FILE_NAME] : "";
  FILE *file;

  *sub = is(row, DATAMODEL, "null") ? "null" : "xpath";
  snprintf(path, PATH, "%s/%s/%.*s.scxml", irp, *sub, (int)strcspn(name, "."), name); /* the index says .txml */
  file = fopen(path, "rb");
  if (file)
    fclose(file);
  return file != NULL;
}

static bool
run_row(const char *irp, const struct row *row, int number)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct folder folder = {.arena = fasti_arena_new()};
  struct fasti_buffer said = {0};
  char path[PATH];
  const char *sub;
  bool good;

  find_test(irp, row, path, &sub);
  folder.path = fasti_arena_printf(folder.arena, "%s/%s", irp, sub);
  good = passes(path, &folder, messages);
  printf("%sok %d - %s (%s) of section %s\n", good ? "" : "not ", number, row->field[FILE_NAME], sub, row->field[SPEC]);
  fasti_messages_print(messages, &said);
  for (char *line = good || !said.at ? NULL : strtok(said.at, "\n"); line; line = strtok(NULL, "\n"))
    printf("# %s\n", line);
  fasti_buffer_free(&said);
  fasti_messages_free(messages);
  fasti_arena_free(folder.arena);
  return good;
}

static bool
is_automated(const char *irp, const struct row *row)
{
  char path[PATH];
  const char *sub;

  return is(row, MANUAL, "false") && is(row, SCRIPT, "False") && is(row, HTTP, "False") &&
         !is(row, DATAMODEL, "ecmascript") && find_test(irp, row, path, &sub);
}

int
main(void)
{
  const char *irp = getenv("FASTI_IRP");
  int ran = 0, passed = 0;
  char path[PATH];
  struct row row;
  FILE *index;

  snprintf(path, sizeof path, "%s/index.csv", irp ? irp : "");
  index = irp ? fopen(path, "r") : NULL;
  if (!index) {
    printf("1..0 # SKIP the W3C tests are not here; configure --with-irp=DIR\n");
    return 0;
  }
  while (read_row(index, &row))
    if (!is(&row, ID, "id") && is_automated(irp, &row)) {
      ran++;
      passed += run_row(irp, &row, ran);
    }
  fclose(index);
  printf("# %d of %d W3C SCXML tests pass\n1..%d\n", passed, ran, ran);
  return passed == ran && ran > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
