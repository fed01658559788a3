/* engine/base/message.c - messages for people; see message.h. */
#include "config.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "engine/message.h"

struct fasti_messages {
  struct fasti_arena *arena;
  fasti_translate *translate;
  void *self;
  struct fasti_message *items;
  size_t count;
  size_t room;
  size_t errors;
};

struct fasti_messages *
fasti_messages_new(fasti_translate *translate, void *self)
{
  struct fasti_messages *list = fasti_alloc(sizeof *list);

  list->arena = fasti_arena_new();
  list->translate = translate;
  list->self = self;
  return list;
}

struct fasti_messages *
fasti_messages_like(const struct fasti_messages *list)
{
  return list ? fasti_messages_new(list->translate, list->self) : fasti_messages_new(NULL, NULL);
}

void
fasti_messages_free(struct fasti_messages *list)
{
  if (!list)
    return;
  fasti_arena_free(list->arena);
  fasti_free(list->items);
  fasti_free(list);
}

void
fasti_messages_clear(struct fasti_messages *list)
{
  fasti_arena_free(list->arena);
  list->arena = fasti_arena_new();
  list->count = 0;
  list->errors = 0;
}

const char *
fasti_messages_translate(const struct fasti_messages *list, const char *english)
{
  return list && list->translate ? list->translate(list->self, english) : english;
}

void
fasti_message_add(struct fasti_messages *list, const struct fasti_message *message)
{
  struct fasti_message *item;

  if (!list)
    return;
  if (list->count == list->room) {
    list->room = list->room ? list->room * 2 : 8;
    list->items = fasti_realloc(list->items, list->room * sizeof *list->items);
  }
  item = &list->items[list->count++];
  *item = *message;
  item->place.file = fasti_arena_strdup(list->arena, message->place.file);
  item->field = fasti_arena_strdup(list->arena, message->field);
  item->law = fasti_arena_strdup(list->arena, message->law);
  item->text = fasti_arena_strdup(list->arena, message->text);
  list->errors += message->severity == FASTI_ERROR;
}

/* FORMAT comes translated from a catalogue whose format strings msgfmt has checked against ours. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
add_formatted(struct fasti_messages *list, struct fasti_message message, const char *format, va_list args)
{
  const char *shown;
  va_list again;
  char *text;
  int size;

  if (!list)
    return;
  shown = fasti_messages_translate(list, format);
  va_copy(again, args);
  size = vsnprintf(NULL, 0, shown, args);
  assert(size >= 0);
  text = fasti_alloc((size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, shown, again);
  va_end(again);
  message.text = text;
  fasti_message_add(list, &message);
  fasti_free(text);
}
#pragma GCC diagnostic pop

void
fasti_error_at(struct fasti_messages *list, struct fasti_place place, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  add_formatted(list, (struct fasti_message){.severity = FASTI_ERROR, .place = place}, format, args);
  va_end(args);
}

void
fasti_warning_at(struct fasti_messages *list, struct fasti_place place, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  add_formatted(list, (struct fasti_message){.severity = FASTI_WARNING, .place = place}, format, args);
  va_end(args);
}

void
fasti_error_field(struct fasti_messages *list, const char *field, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  add_formatted(list, (struct fasti_message){.severity = FASTI_ERROR, .field = field}, format, args);
  va_end(args);
}

void
fasti_warning_field(struct fasti_messages *list, const char *field, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  add_formatted(list, (struct fasti_message){.severity = FASTI_WARNING, .field = field}, format, args);
  va_end(args);
}

void
fasti_error_input(struct fasti_messages *list, const char *field, const char *law, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  add_formatted(list, (struct fasti_message){.severity = FASTI_ERROR, .field = field, .law = law}, format, args);
  va_end(args);
}

void
fasti_error_rule(struct fasti_messages *list, const char *law, const char *format, ...)
{
  va_list args;

  va_start(args, format);
  add_formatted(list, (struct fasti_message){.severity = FASTI_ERROR, .law = law}, format, args);
  va_end(args);
}

size_t
fasti_messages_count(const struct fasti_messages *list)
{
  return list->count;
}

size_t
fasti_messages_errors(const struct fasti_messages *list)
{
  return list->errors;
}

const struct fasti_message *
fasti_messages_at(const struct fasti_messages *list, size_t index)
{
  assert(index < list->count);
  return &list->items[index];
}

static void
print_place(const struct fasti_messages *list, const struct fasti_message *message, struct fasti_buffer *out)
{
  static const char *const words[] = {N_("note"), N_("warning"), N_("error")};

  fasti_buffer_puts(out, message->place.file);
  if (message->place.line)
    fasti_buffer_printf(out, ":%d", message->place.line);
  if (message->place.column)
    fasti_buffer_printf(out, ":%d", message->place.column);
  fasti_buffer_printf(out, ": %s: ", fasti_messages_translate(list, words[message->severity]));
}

void
fasti_messages_print(const struct fasti_messages *list, struct fasti_buffer *out)
{
  for (size_t i = 0; i < list->count; i++) {
    const struct fasti_message *message = &list->items[i];

    if (message->place.file)
      print_place(list, message, out);
    else if (message->field)
      fasti_buffer_printf(out, "%s: ", message->field);
    fasti_buffer_puts(out, message->text);
    if (message->law)
      fasti_buffer_printf(out, " (%s)", message->law);
    fasti_buffer_puts(out, "\n");
  }
}
