/* engine/instrument/listen.c - what libxslt says, as messages.
 *
 * libxslt tells errors of compilation only through one function for the whole program. So that function is always the
 * same one of ours, and finds whom to tell through libxml2's error state, which each thread has for itself.
 */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/globals.h>
#include <libxml/xpath.h>
#include <libxslt/xsltutils.h>

#include "engine/instrument/room.h"

static const char *
name_of(const struct fasti_instrument *instrument, const char *uri, size_t size)
{
  for (const struct sheet *sheet = instrument->sheets; sheet; sheet = sheet->next)
    if (strlen(sheet->uri) == size && memcmp(sheet->uri, uri, size) == 0)
      return sheet->name;
  return instrument->sheets ? instrument->sheets->name : NULL;
}

/* "compilation error: file URI line 12 element template": the place of what follows. */
static bool
take_place(struct listener *listener, const char *text)
{
  const char *file = strstr(text, "file "), *line = strstr(text, " line ");

  if (strcmp(text, "error") == 0)
    return true;
  if (strncmp(text, "compilation error", 17) != 0 && strncmp(text, "runtime error", 13) != 0)
    return false;
  listener->place.file = name_of(listener->instrument, "", 0);
  if (file && line && line > file) {
    listener->place.file = name_of(listener->instrument, file + 5, (size_t)(line - file - 5));
    listener->place.line = (int)strtol(line + 6, NULL, 10);
  }
  return true;
}

static void
tell_lines(struct listener *listener)
{
  char *text = fasti_buffer_take(&listener->text), *line = text, *end;

  for (; (end = strchr(line, '\n')); line = end + 1) {
    *end = '\0';
    if (!*line || take_place(listener, line))
      continue;
    if (strstr(line, "recursion"))
      listener->limit = true;
    listener->count++;
    fasti_error_at(listener->messages, listener->place, "%s", line);
  }
  fasti_buffer_puts(&listener->text, line);
  fasti_free(text);
}

/* FORMAT is libxslt's. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void
listener_hear(void *self, const char *format, ...)
{
  struct listener *listener = self;
  va_list args, again;
  char *text;
  int size;

  va_start(args, format);
  va_copy(again, args);
  size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  text = size >= 0 ? fasti_alloc((size_t)size + 1) : NULL;
  if (text)
    vsnprintf(text, (size_t)size + 1, format, again);
  va_end(again);
  fasti_buffer_puts(&listener->text, text);
  fasti_free(text);
  tell_lines(listener);
}
#pragma GCC diagnostic pop

/* What libxml2 finds, in expressions above all. */
static void
on_error(void *self, xmlErrorPtr error)
{
  struct listener *listener = self;
  const char *text = error->message ? error->message : "";
  int code = error->code - XML_XPATH_EXPRESSION_OK;

  if (error->level < XML_ERR_ERROR)
    return;
  if (error->domain == XML_FROM_XPATH && (code == XPATH_OP_LIMIT_EXCEEDED || code == XPATH_RECURSION_LIMIT_EXCEEDED))
    listener->limit = true;
  listener->count++;
  fasti_error_at(listener->messages, listener->place, "%.*s%s%s", (int)strcspn(text, "\n"), text,
                 error->str1 ? ": " : "", error->str1 ? error->str1 : "");
}

/* The one function: tells the listener of this thread, if there is one. */
static void relay(void *self, const char *format, ...) FASTI_PRINTF(2, 3);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
relay(void *self, const char *format, ...)
{
  char text[2048];
  va_list args;

  (void)self;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (xmlStructuredError == on_error)
    listener_hear(xmlStructuredErrorContext, "%s", text);
}
#pragma GCC diagnostic pop

void
listener_begin(struct listener *listener)
{
  listener->before = xmlStructuredError;
  listener->before_self = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(listener, on_error);
  xsltSetGenericErrorFunc(NULL, relay);
}

void
listener_end(struct listener *listener)
{
  if (listener->text.size)
    listener_hear(listener, "\n");
  xmlSetStructuredErrorFunc(listener->before_self, listener->before);
  fasti_buffer_free(&listener->text);
}
