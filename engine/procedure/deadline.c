/* engine/procedure/deadline.c - deadlines of a state, compiled; see engine/notes.h and doc/language.md section 8.
 *
 * Messages: a deadline without an id or role, a period that cannot be read, its own or that of a parameter, states that are
 * not there, attributes that exclude each other.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static bool
is_period(const char *text, bool several)
{
  struct fasti_period period;
  bool good = true;

  while (text && good) {
    const char *end = several ? strchr(text, ',') : NULL;

    good =
      fasti_period_parse((struct fasti_slice){text, end ? (size_t)(end - text) : strlen(text)}, &period) == FASTI_OK;
    text = end ? end + 1 + strspn(end + 1, " ") : NULL;
  }
  return good;
}

struct period_check {
  struct check *check;
  const xmlNode *node;
  bool several;
};

static void
check_parameter(void *self, const struct parameter *parameter)
{
  const struct period_check *wanted = self;
  const char *id = attribute(wanted->node, "id");

  if (*parameter->value && !is_period(parameter->value, wanted->several))
    fasti_error_at(
      wanted->check->messages, parameter->place,
      "the parameter %s is \"%s\"; the deadline %s of %s wants a period of it: \"N workdays\", \"N days\", "
      "\"N months\" or \"N years\"",
      parameter->name, parameter->value, id ? id : "", wanted->check->procedure->id);
}

void
deadline_check_periods(struct check *check, const xmlNode *node, const char *name, bool several)
{
  const char *text = attribute(node, name);

  if (text && strchr(text, '{'))
    notes_parameters(check, text, check_parameter, &(struct period_check){check, node, several});
  else if (text && !is_period(text, several))
    fasti_error_at(check->messages, attribute_place(node, name),
                   "%s=\"%s\" is no period; expected \"N workdays\", \"N days\", \"N months\" or \"N years\"%s", name,
                   text, several ? ", separated by commas" : "");
}

static void
read_pauses(struct check *check, const xmlNode *node, struct fasti_deadline_note *note)
{
  const char *text = attribute(node, "pause-in"), *at = text;
  struct fasti_slice word;
  int *states = fasti_arena_alloc(check->procedure->arena, (text ? strlen(text) : 0) * sizeof *states + 1);

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(check->procedure->arena, word.at, word.size);
    int state = fasti_chart_find(check->document->notes.chart, id);

    if (state < 0)
      fasti_error_at(check->messages, attribute_place(node, "pause-in"), "there is no state %s; expected states of %s",
                     id, fasti_xml_place(node).file);
    else
      states[note->pause_count++] = state;
  }
  note->pause_in = states;
  note->pause_law = attribute_law(check, node, "pause-law");
}

/* Its last day: a period from a day, or a date. */
static void
read_last_day(struct check *check, const xmlNode *node, struct fasti_deadline_note *note)
{
  const char *roll = attribute(node, "roll");
  bool date = attribute(node, "on") != NULL;

  note->within = attribute_template(check, node, "within");
  note->from = attribute_expr(check, node, date ? "on" : "from");
  note->roll = roll ? strcmp(roll, "next") == 0 : !date;
  if (roll && !note->roll && strcmp(roll, "none") != 0)
    fasti_error_at(check->messages, attribute_place(node, "roll"), "roll=\"%s\" is unknown; expected next or none",
                   roll);
  if (date && (attribute(node, "within") || attribute(node, "from")))
    fasti_error_at(check->messages, attribute_place(node, "on"),
                   "on says the last day itself; expected either on, or within and from");
  else if (!date)
    notes_need(check, node, "within");
  deadline_check_periods(check, node, "within", false);
}

void
deadline_read(struct check *check, int state, const xmlNode *node, struct fasti_deadline_note *note)
{
  note->state = state;
  note->id = attribute_copy(check, node, "id");
  note->title = attribute_copy(check, node, "title");
  note->law = attribute_law(check, node, "law");
  note->role = attribute_given_roles(check, node, "role", &note->role_template);
  read_last_day(check, node, note);
  note->when = attribute_expr(check, node, "when");
  note->warn = attribute_template(check, node, "warn");
  note->place = fasti_xml_place(node);
  notes_need(check, node, "id");
  notes_need(check, node, "role");
  deadline_check_periods(check, node, "warn", true);
  read_pauses(check, node, note);
  note->id = note->id ? note->id : "";
  note->title = note->title ? note->title : note->id;
}
