/* engine/procedure/work.c - what tasks and actions have in common: who may do them, how many together, where it goes
 * (doc/language.md sections 4 and 5).
 *
 * Messages: unknown laws, roles and tasks, a number of people that is none, attributes that exclude each other.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/procedure/load.h"

bool
fasti_count_parse(const char *text, int *out)
{
  size_t digits = strspn(text, "0123456789");
  int count = digits > 0 && digits < 3 && !text[digits] ? atoi(text) : 0;

  if (count > 0)
    *out = count;
  return count > 0;
}

int
notes_count(struct check *check, const xmlNode *node, const char *name, const char *text)
{
  int count;

  if (fasti_count_parse(text, &count))
    return count;
  fasti_error_at(check->messages, attribute_place(node, name), "%s=\"%s\" is not a number; expected 1 to 99", name,
                 text);
  return 1;
}

bool
notes_bool(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = attribute(node, name);

  if (text && strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
    fasti_error_at(check->messages, attribute_place(node, name), "%s=\"%s\" is unknown; expected true or false", name,
                   text);
  return text && strcmp(text, "true") == 0;
}

void
notes_parameters(struct check *check, const char *text, void (*use)(void *self, const struct parameter *parameter),
                 void *self)
{
  static const char begin[] = "{$param/";
  size_t size = strlen(text), skip = sizeof begin - 1;
  const struct fasti_package *package = check->load->package;

  if (strncmp(text, begin, skip) != 0 || strcspn(text, "}") != size - 1)
    return;
  for (size_t i = 0; i < package->parameter_count; i++) {
    const struct parameter *parameter = &package->parameters[i];

    if (strlen(parameter->name) == size - 1 - skip && strncmp(parameter->name, text + skip, size - 1 - skip) == 0 &&
        (!parameter->procedure || strcmp(parameter->procedure, check->procedure->id) == 0))
      use(self, parameter);
  }
}

struct people_check {
  struct check *check;
  const struct fasti_work *work;
};

static void
check_people(void *self, const struct parameter *parameter)
{
  const struct people_check *wanted = self;
  int count;

  if (!fasti_count_parse(parameter->value, &count))
    fasti_error_at(wanted->check->messages, parameter->place,
                   "the parameter %s is \"%s\"; %s of %s wants a number of people of it, 1 to 99", parameter->name,
                   parameter->value, wanted->work->name, wanted->check->procedure->id);
}

/* A number, or a template that gives one. */
static void
read_people(struct check *check, const xmlNode *node, struct fasti_work *work)
{
  const char *people = attribute(node, "people");

  work->people = 1;
  if (people && strchr(people, '{')) {
    work->people_of = attribute_template(check, node, "people");
    notes_parameters(check, people, check_people, &(struct people_check){check, work});
  } else if (people)
    work->people = notes_count(check, node, "people", people);
}

void
work_read(struct check *check, const xmlNode *node, const char *name, struct fasti_work *work)
{
  work->name = fasti_arena_strdup(check->procedure->arena, name);
  work->title = attribute_template(check, node, "title");
  work->law = attribute_law(check, node, "law");
  work->roles = attribute_given_roles(check, node, "role", &work->role_template);
  read_people(check, node, work);
  work->certified = notes_bool(check, node, "certified");
  work->other_than = attribute_tasks(check, node, "other-than");
  work->same_as = attribute_tasks(check, node, "same-as");
  work->among = attribute_expr(check, node, "among");
  work->not_among = attribute_expr(check, node, "not-among");
  work->unit = attribute_template(check, node, "unit");
  work->not_unit = attribute_template(check, node, "not-unit");
  work->into = attribute_expr(check, node, "into");
  work->append = attribute_expr(check, node, "append");
  work->place = fasti_xml_place(node);
  if (work->into && work->append)
    fasti_error_at(check->messages, attribute_place(node, "append"),
                   "into and append exclude each other; expected one");
}
