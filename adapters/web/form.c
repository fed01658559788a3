/* adapters/web/form.c - forms as part of a page: reading what was sent, and the form as a view. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/web/form.h"
#include "engine/list.h"

/* -- what came -- */

void
web_form_set(struct web_call *call, struct web_input *input, const char *path, const char *value)
{
  for (size_t i = 0; i < input->count; i++)
    if (strcmp(input->fields[i].path, path) == 0) {
      input->fields[i].value = value;
      return;
    }
  if (input->count == input->room) {
    struct fasti_field *more;

    input->room = input->room ? 2 * input->room : 32;
    more = fasti_arena_alloc(call->arena, input->room * sizeof *more);
    if (input->count)
      memcpy(more, input->fields, input->count * sizeof *more);
    input->fields = more;
  }
  input->fields[input->count++] = (struct fasti_field){path, value};
}

static const char *
sent(const struct web_input *input, const char *path)
{
  for (size_t i = 0; i < input->count; i++)
    if (strcmp(input->fields[i].path, path) == 0)
      return input->fields[i].value;
  return NULL;
}

/* A field that comes several times is a selection of several; an empty one besides says only that it was there. */
static const char *
joined(struct web_call *call, const char *before, const char *value)
{
  if (!before || !*before)
    return value;
  return *value ? fasti_arena_printf(call->arena, "%s %s", before, value) : before;
}

/* Browsers give the time of a clock on the wall, to the minute: it is that of the office. */
static const char *
with_zone(struct web_call *call, const char *text)
{
  int32_t zone = web_zone(call), minutes = (zone < 0 ? -zone : zone) / 60;

  return fasti_arena_printf(call->arena, "%s:00%c%02d:%02d", text, zone < 0 ? '-' : '+', (int)(minutes / 60),
                            (int)(minutes % 60));
}

static bool
is_local_time(const char *text)
{
  static const char shape[] = "0000-00-00T00:00";

  if (strlen(text) != sizeof shape - 1)
    return false;
  for (size_t i = 0; shape[i]; i++)
    if (shape[i] == '0' ? !strchr("0123456789", text[i]) : text[i] != shape[i])
      return false;
  return true;
}

/* Browsers end lines with CR LF. */
static const char *
plain(struct web_call *call, const char *text)
{
  char *copy, *to;

  if (is_local_time(text))
    return with_zone(call, text);
  if (!strchr(text, '\r'))
    return text;
  copy = to = fasti_arena_strdup(call->arena, text);
  for (const char *at = text; *at; at++)
    if (*at != '\r')
      *to++ = *at;
  *to = '\0';
  return copy;
}

struct web_input
web_form_input(struct web_call *call)
{
  struct web_input input = {.files = fasti_arena_alloc(call->arena, (call->file_count + 1) * sizeof *input.files)};

  for (size_t i = 0; i < call->field_count; i++) {
    const char *name = call->fields[i].name;

    if (strncmp(name, "f.", 2) == 0)
      web_form_set(call, &input, name + 2, joined(call, sent(&input, name + 2), plain(call, call->fields[i].value)));
  }
  for (size_t i = 0; i < call->file_count; i++)
    if (strncmp(call->files[i].field, "f.", 2) == 0 && *call->files[i].name)
      input.files[input.file_count++] = (struct fasti_given_file){
        .field = call->files[i].field + 2, .name = call->files[i].name, .hash = call->files[i].hash};
  return input;
}

/* -- lists -- */

/* The number of a path within LIST ("officer[2]/id" within "officer"): 2, and what stands behind it; 0: is not within. */
static int
number_in(const char *path, const char *list, const char **rest)
{
  size_t size = strlen(list);
  char *end;
  long number;

  if (strncmp(path, list, size) != 0 || path[size] != '[')
    return 0;
  number = strtol(path + size + 1, &end, 10);
  if (*end != ']' || number < 1 || number > FASTI_FORM_ITEMS)
    return 0;
  *rest = end + 1;
  return (int)number;
}

struct emptying {
  struct web_call *call;
  struct web_input *input;
};

/* An item that was not shown any more has been taken away. */
static void
empty_if_gone(void *self, const struct fasti_control *control)
{
  struct emptying *emptying = self;
  struct web_call *call = emptying->call;

  if (!*control->path || control->readonly || control->kind == FASTI_CONTROL_REPEAT ||
      control->kind == FASTI_CONTROL_GROUP || control->kind == FASTI_CONTROL_ITEM || control->kind == FASTI_CONTROL_OUTPUT)
    return;
  for (size_t i = 0; i < call->field_count; i++) {
    const char *name = call->fields[i].name, *rest;

    if (strncmp(name, "n.", 2) == 0 &&
        number_in(control->path, name + 2, &rest) > atoi(call->fields[i].value))
      web_form_set(call, emptying->input, fasti_arena_strdup(call->arena, control->path), "");
  }
}

static void
add_item(struct web_call *call, struct web_input *input, const char *list)
{
  const char *rest, *tail = NULL;
  int last = 0, number;

  for (size_t i = 0; i < input->count; i++) {
    number = number_in(input->fields[i].path, list, &rest);
    if (number > last)
      last = number;
    if (number && !tail)
      tail = rest;
  }
  if (tail && last < FASTI_FORM_ITEMS)
    web_form_set(call, input, fasti_arena_printf(call->arena, "%s[%d]%s", list, last + 1, tail), "");
}

/* The items behind the one that goes move up. */
static void
remove_item(struct web_call *call, struct web_input *input, const char *item)
{
  const char *open = strrchr(item, '['), *list, *rest;
  size_t kept = 0;
  int gone;

  if (!open)
    return;
  list = fasti_arena_copy(call->arena, item, (size_t)(open - item));
  gone = atoi(open + 1);
  for (size_t i = 0; i < input->count; i++) {
    struct fasti_field field = input->fields[i];
    int number = number_in(field.path, list, &rest);

    if (number == gone)
      continue;
    if (number > gone)
      field.path = fasti_arena_printf(call->arena, "%s[%d]%s", list, number - 1, rest);
    input->fields[kept++] = field;
  }
  input->count = kept;
}

/* How many items a list showed; one that is taken away is not counted. */
static void
recount(struct web_call *call, const char *list, int by)
{
  struct web_pair *pairs = fasti_arena_alloc(call->arena, (call->field_count + 1) * sizeof *pairs);

  memcpy(pairs, call->fields, call->field_count * sizeof *pairs);
  for (size_t i = 0; i < call->field_count; i++)
    if (strncmp(pairs[i].name, "n.", 2) == 0 && strcmp(pairs[i].name + 2, list) == 0)
      pairs[i].value = fasti_arena_printf(call->arena, "%d", atoi(pairs[i].value) + by);
  call->fields = pairs;
}

void
web_form_lists(struct web_call *call, struct fasti_form_data *data, struct web_input *input)
{
  const char *add = web_field(call, "add"), *remove = web_field(call, "remove"), *open;
  struct emptying emptying = {.call = call, .input = input};

  if (add) {
    add_item(call, input, add);
    recount(call, add, 1);
  }
  if (remove && (open = strrchr(remove, '[')) != NULL) {
    remove_item(call, input, remove);
    recount(call, fasti_arena_copy(call->arena, remove, (size_t)(open - remove)), -1);
  }
  fasti_form_controls(data, empty_if_gone, &emptying);
}

struct removal {
  struct fasti_arena *arena;
  const char *item; /* the last one that goes */
  const struct web_call *call;
};

static void
find_gone(void *self, const struct fasti_control *control)
{
  struct removal *removal = self;
  const char *rest;

  for (size_t i = 0; control->kind == FASTI_CONTROL_ITEM && i < removal->call->field_count; i++) {
    const char *name = removal->call->fields[i].name;

    if (strncmp(name, "n.", 2) == 0 &&
        number_in(control->path, name + 2, &rest) > atoi(removal->call->fields[i].value) && !*rest)
      removal->item = fasti_arena_strdup(removal->arena, control->path);
  }
}

void
web_form_fill(struct fasti_form_data *data, struct web_input *input)
{
  size_t kept = 0;

  for (size_t i = 0; i < input->count; i++)
    if (fasti_form_set(data, input->fields[i].path, input->fields[i].value, NULL) != FASTI_NOT_FOUND)
      input->fields[kept++] = input->fields[i];
  input->count = kept;
}

/* Items that were taken away are not shown again. */
static void
drop_gone(struct web_call *call, struct fasti_form_data *data)
{
  struct removal removal = {.arena = call->arena, .call = call};

  for (int i = 0; i < FASTI_FORM_ITEMS; i++) {
    removal.item = NULL;
    fasti_form_controls(data, find_gone, &removal);
    if (!removal.item || fasti_form_remove(data, removal.item, NULL) != FASTI_OK)
      return;
  }
}

/* -- the view -- */

enum { DEPTH = 16 };

struct drawing {
  struct web_call *call;
  const struct web_form_look *look;
  xmlNodePtr at[DEPTH + 1]; /* the element that holds the controls of each depth */
  const char *turns;
  xmlNodePtr turning; /* the field on which the way of the case turns ... */
  int turn_count;     /* ... if it is the only one */
};

static const char *const names[] = {
  [FASTI_CONTROL_GROUP] = "group",   [FASTI_CONTROL_REPEAT] = "repeat",     [FASTI_CONTROL_ITEM] = "item",
  [FASTI_CONTROL_TEXT] = "text",     [FASTI_CONTROL_INPUT] = "input",       [FASTI_CONTROL_TEXTAREA] = "textarea",
  [FASTI_CONTROL_SECRET] = "secret", [FASTI_CONTROL_SELECT] = "select",     [FASTI_CONTROL_SELECT1] = "select1",
  [FASTI_CONTROL_UPLOAD] = "upload", [FASTI_CONTROL_OUTPUT] = "output",     [FASTI_CONTROL_TRIGGER] = "trigger",
  [FASTI_CONTROL_SUBMIT] = "submit",
};

static void
set_if(xmlNodePtr node, const char *name, bool is)
{
  web_set(node, name, is ? "true" : NULL);
}

static void
set_text(xmlNodePtr node, const char *name, const char *text)
{
  web_set(node, name, *text ? text : NULL);
}

static void
add_choice(xmlNodePtr field, const char *value, const char *label, bool chosen)
{
  xmlNodePtr choice = web_add(field, "choice");

  web_set(choice, "value", value);
  web_set(choice, "label", label);
  set_if(choice, "chosen", chosen);
}

struct picking {
  struct web_call *call;
  xmlNodePtr field;
  const char *value;
  bool found;
};

static bool
pick_person(void *self, const struct fasti_person_row *row)
{
  struct picking *picking = self;
  bool chosen = strcmp(row->id, picking->value) == 0;

  if (!row->active || fasti_list_meets(row->roles, FASTI_ROLE_ADMIN " " FASTI_ROLE_DESIGNER))
    return true;
  add_choice(picking->field, row->id,
             *row->unit ? fasti_arena_printf(picking->call->arena, "%s（%s）", row->name, row->unit) : row->name, chosen);
  picking->found = picking->found || chosen;
  return true;
}

static void
pick_file(void *self, const struct fasti_attached *file)
{
  struct picking *picking = self;
  const char *number = fasti_arena_printf(picking->call->arena, "%lld", (long long)file->number);
  bool chosen = strcmp(number, picking->value) == 0;

  if (file->superseded_by)
    return;
  add_choice(picking->field, number, file->name, chosen);
  picking->found = picking->found || chosen;
}

/* People and files are chosen by name, not typed as ids and numbers. */
static void
add_known_choices(struct drawing *drawing, xmlNodePtr field, const struct fasti_control *control)
{
  struct web_call *call = drawing->call;
  struct picking picking = {.call = call, .field = field, .value = control->value};

  if (control->kind == FASTI_CONTROL_UPLOAD) {
    if (drawing->look->files)
      fasti_case_files(drawing->look->case_, pick_file, &picking);
  } else if (strcmp(control->named, "person") == 0 && control->kind == FASTI_CONTROL_INPUT) {
    if (call->store->call->person_list(call->store, NULL, call->person->bureau, NULL, pick_person, &picking) == FASTI_OK)
      web_set(field, "people", "true");
  } else {
    return;
  }
  if (*control->value && !picking.found)
    add_choice(field, control->value, control->value, true);
}

static void
add_field_problems(struct drawing *drawing, xmlNodePtr node, const char *path)
{
  const struct fasti_messages *messages = drawing->call->messages;

  for (size_t i = 0; i < fasti_messages_count(messages); i++) {
    const struct fasti_message *message = fasti_messages_at(messages, i);

    if (message->severity == FASTI_ERROR && message->field && strcmp(message->field, path) == 0)
      web_set(web_add_text(node, "problem", message->text), "law", message->law);
  }
}

/* "officer[2]/name" is one of the fields "officer/name". */
static const char *
without_numbers(struct web_call *call, const char *path)
{
  char *text = fasti_arena_strdup(call->arena, path), *to = text;
  bool inside = false;

  for (const char *at = path; *at; at++) {
    inside = inside ? *at != ']' : *at == '[';
    if (!inside && *at != ']')
      *to++ = *at;
  }
  *to = '\0';
  return text;
}

static void
look_whether_it_turns(struct drawing *drawing, xmlNodePtr node, const struct fasti_control *control)
{
  const struct web_form_look *look = drawing->look;

  if (!look->task || control->kind != FASTI_CONTROL_SELECT1 || control->readonly || !control->relevant ||
      strchr(control->path, '[') ||
      !fasti_case_task_turns_on(look->case_, look->task, without_numbers(drawing->call, control->path)))
    return;
  drawing->turn_count++;
  drawing->turning = node;
  drawing->turns = fasti_arena_strdup(drawing->call->arena, control->path);
}

static void
add_field(struct drawing *drawing, xmlNodePtr node, const struct fasti_control *control)
{
  bool readonly = control->readonly || drawing->look->readonly || control->kind == FASTI_CONTROL_OUTPUT;

  web_set(node, "kind", names[control->kind]);
  web_set(node, "type", control->type);
  web_set(node, "named", control->named);
  web_set(node, "value", control->value);
  set_if(node, "required", control->required && !readonly);
  set_if(node, "readonly", readonly);
  set_if(node, "open", control->open);
  set_text(node, "hint", control->hint);
  set_text(node, "help", control->help);
  if (*control->law)
    web_set(node, "law", drawing->look->procedure ? fasti_procedure_law(drawing->look->procedure, control->law) : control->law);
  look_whether_it_turns(drawing, node, control);
  for (size_t i = 0; i < control->choice_count; i++)
    add_choice(node, control->choices[i].value, control->choices[i].label, control->choices[i].chosen);
  if (control->choice_count == 0)
    add_known_choices(drawing, node, control);
}

static void
draw(void *self, const struct fasti_control *control)
{
  struct drawing *drawing = self;
  int depth = control->depth < DEPTH ? control->depth : DEPTH - 1;
  bool holds = control->kind == FASTI_CONTROL_GROUP || control->kind == FASTI_CONTROL_REPEAT ||
               control->kind == FASTI_CONTROL_ITEM;
  xmlNodePtr parent = drawing->at[depth], node;

  if (holds)
    drawing->at[depth + 1] = NULL;
  if (!parent || !control->relevant || control->kind == FASTI_CONTROL_TRIGGER || control->kind == FASTI_CONTROL_SUBMIT)
    return;
  node = web_add(parent, holds || control->kind == FASTI_CONTROL_TEXT ? names[control->kind] : "field");
  web_set(node, "path", control->path);
  set_text(node, "label", control->label);
  if (holds) {
    drawing->at[depth + 1] = node;
    set_if(node, "readonly", control->readonly || drawing->look->readonly);
    set_text(node, "hint", control->hint);
  } else if (control->kind != FASTI_CONTROL_TEXT) {
    add_field(drawing, node, control);
  }
  if (*control->path)
    add_field_problems(drawing, node, control->path);
}

static void
number_items(xmlNodePtr node)
{
  for (xmlNodePtr child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child)) {
    int count = 0;

    number_items(child);
    if (strcmp((const char *)child->name, "repeat") != 0)
      continue;
    for (xmlNodePtr item = xmlFirstElementChild(child); item; item = xmlNextElementSibling(item))
      if (strcmp((const char *)item->name, "item") == 0)
        web_set_number(item, "number", ++count);
    web_set_number(child, "count", count);
  }
}

xmlNodePtr
web_form_add(struct web_call *call, xmlNodePtr parent, struct fasti_form_data *data, const struct web_form_look *look,
             const char **turned)
{
  struct drawing drawing = {.call = call, .look = look};
  xmlNodePtr form = web_add(parent, "form");

  drop_gone(call, data);
  drawing.at[0] = form;
  fasti_form_controls(data, draw, &drawing);
  number_items(form);
  if (drawing.turn_count == 1)
    web_set(drawing.turning, "turns", "true");
  if (turned)
    *turned = drawing.turn_count == 1 ? drawing.turns : NULL;
  return form;
}
