/* tests/definitions/act.c - acts as data and as lines of a scenario; see act.h. */
#include "config.h"

#include <string.h>

#include "tests/definitions/act.h"

struct act *
acts_add(struct acts *acts, const struct act *act)
{
  if (acts->count == acts->room) {
    acts->room = acts->room ? acts->room * 2 : 64;
    acts->items = fasti_realloc(acts->items, acts->room * sizeof *acts->items);
  }
  acts->items[acts->count] = *act;
  return &acts->items[acts->count++];
}

const struct fasti_field *
act_fields(struct fasti_arena *arena, const struct fasti_field *fields, size_t count)
{
  struct fasti_field *copy = fasti_arena_alloc(arena, (count + 1) * sizeof *copy);

  for (size_t i = 0; i < count; i++)
    copy[i] =
      (struct fasti_field){fasti_arena_strdup(arena, fields[i].path), fasti_arena_strdup(arena, fields[i].value)};
  return copy;
}

/* In quotes when it has to be. */
static void
write_word(struct fasti_buffer *out, const char *text)
{
  bool plain = *text && !strpbrk(text, " \t\r\n\"\\#");

  if (plain) {
    fasti_buffer_puts(out, text);
    return;
  }
  fasti_buffer_puts(out, "\"");
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      fasti_buffer_puts(out, "\\");
    if (*text == '\n')
      fasti_buffer_puts(out, "\\n");
    else
      fasti_buffer_add(out, text, 1);
  }
  fasti_buffer_puts(out, "\"");
}

static void
write_clause(struct fasti_buffer *out, const char *word, const char *text)
{
  if (!text)
    return;
  fasti_buffer_printf(out, " %s ", word);
  write_word(out, text);
}

static void
write_day(const struct act *act, int32_t zone, struct fasti_buffer *out)
{
  char text[FASTI_INSTANT_SIZE];

  fasti_instant_format(act->at, zone, text);
  text[10] = text[16] = '\0';
  fasti_buffer_printf(out, "on %s %s\n", text, text + 11);
}

static void
write_name(const struct act *act, struct fasti_buffer *out)
{
  if (act->kind == FASTI_OPEN)
    fasti_buffer_printf(out, "open %s", act->procedure);
  else if (act->kind == FASTI_COMPLETE)
    fasti_buffer_printf(out, "do %s", act->task);
  else if (act->kind == FASTI_ACT)
    fasti_buffer_printf(out, act->node ? "act %s[%s]" : "act %s", act->event, act->node);
  else if (act->kind == FASTI_EVIDENCE)
    fasti_buffer_printf(out, "attach %s", act->file);
  else
    fasti_buffer_printf(out, "%s%s%s", fasti_command_name(act->kind), act->task ? " " : "", act->task ? act->task : "");
}

void
act_write(const struct act *act, int32_t zone, size_t named, struct fasti_buffer *out)
{
  size_t together = act->kind == FASTI_ACT ? act->person_count : 1;

  write_day(act, zone, out);
  if (act->kind == FASTI_CLOCK)
    return;
  if (!act->done)
    fasti_buffer_puts(out, "try ");
  write_name(act, out);
  fasti_buffer_puts(out, " as");
  for (size_t i = 0; i < together && i < act->person_count; i++)
    fasti_buffer_printf(out, " %s", act->persons[i]);
  for (size_t i = together; i < act->person_count; i++)
    fasti_buffer_printf(out, i == together ? " to %s" : " %s", act->persons[i]);
  write_clause(out, "to", act->to);
  if (act->kind == FASTI_SIGN && !act->agree)
    fasti_buffer_puts(out, " disagree");
  write_clause(out, "because", act->reason);
  write_clause(out, "law", act->law);
  for (size_t i = 0; i < act->field_count; i++) {
    fasti_buffer_printf(out, i ? " %s=" : " with %s=", act->fields[i].path);
    if (*act->fields[i].value)
      write_word(out, act->fields[i].value);
  }
  if (act->kind == FASTI_OPEN)
    fasti_buffer_printf(out, " named C%zu", named);
  fasti_buffer_puts(out, "\n");
}
