/* tests/definitions/permissions_test.c - the matrix of permissions, asserted cell by cell against the shipped packages: who may
 * open, do and sign what, and how far each role reads. The matrix is a file for people: permissions.txt.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/notes.h"
#include "tests/definitions/samples.h"
#include "tests/tap.h"

enum { FILES = 4000, PATH = 400, SHARP = '#' };

static struct {
  char *names[FILES], *texts[FILES];
  int count;
} files;
static struct fasti_package *packages[2];
static char *matrix;

/* The path of URI from the folder of BASE, without "..". */
static void
resolve(const char *base, const char *uri, char path[PATH])
{
  const char *slash = strrchr(base, '/');
  char *back;

  snprintf(path, PATH, "%.*s%s", slash ? (int)(slash - base + 1) : 0, base, uri);
  while ((back = strstr(path, "/../")) != NULL) {
    char *from = back;

    while (from > path && from[-1] != '/')
      from--;
    memmove(from, back + 4, strlen(back + 4) + 1);
  }
}

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  char path[PATH];
  int i = 0;

  (void)self;
  resolve(base, uri, path);
  while (i < files.count && strcmp(files.names[i], path) != 0)
    i++;
  if (i == files.count) {
    char *text = files.count < FILES ? samples_read(path) : NULL;

    if (!text)
      return FASTI_NOT_FOUND;
    files.names[files.count] = fasti_strdup(path);
    files.texts[files.count++] = text;
  }
  *name = files.names[i];
  *bytes = fasti_slice_of(files.texts[i]);
  return FASTI_OK;
}

static struct fasti_package *
load(const char *path)
{
  struct fasti_library library = {.find = find};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_package *package = NULL;
  struct fasti_buffer said = {0};
  char *text = samples_read(path);

  if (!text || fasti_package_load(path, fasti_slice_of(text), &library, messages, &package) != FASTI_OK) {
    fasti_messages_print(messages, &said);
    ck_abort_msg("%s: %s", path, said.at ? said.at : "cannot be read");
  }
  fasti_messages_free(messages);
  fasti_free(text);
  return package;
}

/* The roles of a work in all documents of a procedure are added. @return whether there is such a work */
static bool
add_roles(const struct fasti_package *package, const struct fasti_procedure *procedure, const char *work,
          struct fasti_buffer *roles)
{
  const struct fasti_notes *notes;
  bool there = strcmp(work, "open") == 0;

  (void)package;
  if (there)
    fasti_buffer_printf(roles, " %s", fasti_procedure_openers(procedure));
  for (size_t i = 0; (notes = fasti_procedure_notes_at(procedure, i)) != NULL; i++) {
    for (int j = 0; j < fasti_chart_invoke_count(notes->chart); j++)
      if (notes->invokes[j].task && strcmp(notes->invokes[j].work.name, work) == 0) {
        fasti_buffer_printf(roles, " %s", notes->invokes[j].work.roles);
        there = true;
      }
    for (int j = 0; j < fasti_chart_transition_count(notes->chart); j++)
      if (notes->transitions[j].action && strcmp(notes->transitions[j].work.name, work) == 0) {
        fasti_buffer_printf(roles, " %s", notes->transitions[j].work.roles);
        there = true;
      }
  }
  return there;
}

/* The works of a row: PROCEDURE:WORK words. @return how many of its procedures the package has */
static int
roles_of(const struct fasti_package *package, const char *title, char *works, struct fasti_buffer *roles)
{
  char *rest = NULL;
  int procedures = 0;

  fasti_buffer_puts(roles, "");
  for (char *word = strtok_r(works, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
    char *colon = strchr(word, ':');
    const struct fasti_procedure *procedure;

    ck_assert_msg(colon != NULL, "%s: %s is not PROCEDURE:WORK", title, word);
    *colon = '\0';
    procedure = fasti_package_procedure(package, word);
    procedures += procedure != NULL;
    ck_assert_msg(!procedure || add_roles(package, procedure, colon + 1, roles), "%s: %s of %s has no work %s", title, word,
                  fasti_package_bureau(package), colon + 1);
  }
  return procedures;
}

static int
check_cells(const struct fasti_package *package, const char *title, char *cells, const char *roles)
{
  char *rest = NULL;
  int checked = 0;

  for (char *cell = strtok_r(cells, " ", &rest); cell; cell = strtok_r(NULL, " ", &rest)) {
    char *equal = strchr(cell, '=');
    bool does, reads;

    ck_assert_msg(equal && strchr("WR-", equal[1]) && !equal[2], "%s: %s is not ROLE=W, R or -", title, cell);
    *equal = '\0';
    if (!fasti_package_has_role(package, cell))
      continue;
    does = fasti_list_has(roles, cell);
    reads = fasti_package_role_reads(package, cell) == FASTI_SIGHT_BUREAU;
    ck_assert_msg(does == (equal[1] == 'W'), "%s, %s, %s: expected %c; who may: %s", fasti_package_bureau(package), title,
                  cell, equal[1], roles);
    ck_assert_msg(equal[1] != 'R' || reads, "%s, %s, %s: reads only %s", fasti_package_bureau(package), title, cell,
                  fasti_sight_name(fasti_package_role_reads(package, cell)));
    checked++;
  }
  return checked;
}

static int
check_sight(const struct fasti_package *package, const char *sight, char *roles)
{
  char *rest = NULL;
  int checked = 0;

  for (char *role = strtok_r(roles, " ", &rest); role; role = strtok_r(NULL, " ", &rest)) {
    if (!fasti_package_has_role(package, role))
      continue;
    ck_assert_msg(strcmp(fasti_sight_name(fasti_package_role_reads(package, role)), sight) == 0, "%s: %s reads %s, not %s",
                  fasti_package_bureau(package), role, fasti_sight_name(fasti_package_role_reads(package, role)), sight);
    ck_assert_msg((strcmp(fasti_package_role_group(package, role), "external") == 0) == (strcmp(sight, "task") == 0),
                  "%s: %s is of the group %s", fasti_package_bureau(package), role, fasti_package_role_group(package, role));
    checked++;
  }
  return checked;
}

static int
check_line(const struct fasti_package *package, char *line)
{
  char *rest = NULL, *title = strtok_r(line, "|", &rest), *second = strtok_r(NULL, "|", &rest),
       *third = strtok_r(NULL, "|", &rest);
  struct fasti_buffer roles = {0};
  int checked = 0;

  ck_assert_msg(title && second, "a row has its parts between |: %s", line);
  title[strcspn(title, "|")] = '\0';
  for (char *end = title + strlen(title); end > title && end[-1] == ' ';)
    *--end = '\0';
  if (strncmp(title, "sight ", 6) == 0)
    return check_sight(package, title + 6, second);
  ck_assert_msg(third != NULL, "%s has no cells", title);
  if (roles_of(package, title, second, &roles) > 0)
    checked = check_cells(package, title, third, roles.at);
  fasti_buffer_free(&roles);
  return checked;
}

START_TEST(every_cell_holds)
{
  char *rest = NULL, *text = fasti_strdup(matrix);
  int checked = 0;

  for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    char *remark = strchr(line, SHARP);

    if (remark)
      *remark = '\0';
    if (line[strspn(line, " ")])
      checked += check_line(packages[_i], line);
  }
  ck_assert_int_gt(checked, 130);
  fasti_free(text);
}
END_TEST

/* Nothing may be forgotten: every role of the package is in a row of sights. */
START_TEST(every_role_has_its_sight)
{
  const char *role, *title;

  for (size_t i = 0; (role = fasti_package_role_at(packages[_i], i, &title)) != NULL; i++) {
    char *rest = NULL, *text = fasti_strdup(matrix);
    bool found = false;

    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
      found = found || (strncmp(line, "sight ", 6) == 0 && fasti_list_has(line, role));
    ck_assert_msg(found, "%s has the role %s, which has no row \"sight\" in permissions.txt",
                  fasti_package_bureau(packages[_i]), role);
    ck_assert_str_ne(fasti_package_role_group(packages[_i], role), "");
    fasti_free(text);
  }
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("permissions");
  TCase *all = tcase_create("permissions");
  int failed;

  matrix = samples_read("tests/definitions/permissions.txt");
  packages[0] = load("processes/packages/luquan/package.xml");
  packages[1] = load("processes/packages/hongjiang/package.xml");
  tcase_add_loop_test(all, every_cell_holds, 0, 2);
  tcase_add_loop_test(all, every_role_has_its_sight, 0, 2);
  suite_add_tcase(suite, all);
  failed = tap_run(suite);
  for (int i = 0; i < 2; i++)
    fasti_package_free(packages[i]);
  for (int i = 0; i < files.count; i++) {
    fasti_free(files.names[i]);
    fasti_free(files.texts[i]);
  }
  fasti_free(matrix);
  return failed;
}
