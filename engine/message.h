/* engine/message.h - what the engine tells people about what they gave it.
 *
 * Messages are collected, not printed: all errors of a definition in one run, every wrong field of a form at once.
 * The engine writes them in English; the caller lends a translator (gettext in the adapters), so that the engine
 * itself knows no language and reads no catalogue.
 */
#ifndef FASTI_MESSAGE_H
#define FASTI_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/memory.h"
#include "engine/status.h"
#include "engine/text.h"

/** Marks a text for the catalogues that does not stand as the format of a call below; it is translated where it is
 *  shown. */
#define N_(text) text

enum fasti_severity { FASTI_NOTE, FASTI_WARNING, FASTI_ERROR };

/** Where in a definition: FILE as the caller named it, LINE and COLUMN from 1, in characters; 0 is unknown. */
struct fasti_place {
  const char *file;
  int line;
  int column;
};

/** One message. PLACE is for definitions, FIELD (a path in a form or a name of an argument) for input; either may be
 *  empty. LAW is the article that it rests on, or NULL. All texts are owned by the list. */
struct fasti_message {
  enum fasti_severity severity;
  struct fasti_place place;
  const char *field;
  const char *law;
  const char *text;
};

/** Gives the translation of an English text, or the text itself. @return borrowed, long-lived */
typedef const char *fasti_translate(void *self, const char *english);

/** A list of messages. */
struct fasti_messages;

/** Make an empty list. TRANSLATE may be NULL. @return owned, end with fasti_messages_free */
struct fasti_messages *fasti_messages_new(fasti_translate *translate, void *self);
/** Make an empty list with the translator of LIST (NULL: none). @return owned, end with fasti_messages_free */
struct fasti_messages *fasti_messages_like(const struct fasti_messages *list);
void fasti_messages_free(struct fasti_messages *list);
/** Forget all messages; the translator stays. */
void fasti_messages_clear(struct fasti_messages *list);

/** Add an error at a place in a definition; the format is translated, the arguments are not. LIST may be NULL. */
void fasti_error_at(struct fasti_messages *list, struct fasti_place place, const char *format, ...) FASTI_PRINTF(3, 4);
/** Add a warning at a place. */
void fasti_warning_at(struct fasti_messages *list, struct fasti_place place, const char *format, ...)
  FASTI_PRINTF(3, 4);
/** Add an error about input: FIELD names what is wrong and may be NULL. */
void fasti_error_field(struct fasti_messages *list, const char *field, const char *format, ...) FASTI_PRINTF(3, 4);
/** Add a warning about what FIELD names. */
void fasti_warning_field(struct fasti_messages *list, const char *field, const char *format, ...) FASTI_PRINTF(3, 4);
/** Add an error about input that rests on an article; FIELD and LAW may be NULL. */
void fasti_error_input(struct fasti_messages *list, const char *field, const char *law, const char *format, ...)
  FASTI_PRINTF(4, 5);
/** Add an error that a rule of law or of the procedure caused: LAW names the article and may be NULL. */
void fasti_error_rule(struct fasti_messages *list, const char *law, const char *format, ...) FASTI_PRINTF(3, 4);
/** Add a finished message as it is: its text is not translated; everything is copied. */
void fasti_message_add(struct fasti_messages *list, const struct fasti_message *message);

/** The translation of an English text in the list's language. @return borrowed */
const char *fasti_messages_translate(const struct fasti_messages *list, const char *english);
size_t fasti_messages_count(const struct fasti_messages *list);
/** How many messages are errors. */
size_t fasti_messages_errors(const struct fasti_messages *list);
/** The message at INDEX, in the order of adding. @return borrowed */
const struct fasti_message *fasti_messages_at(const struct fasti_messages *list, size_t index);
/** Append every message to OUT, a line each: "FILE:LINE:COLUMN: error: TEXT" for definitions,
 *  "FIELD: TEXT" for input, "TEXT (LAW)" for rules. */
void fasti_messages_print(const struct fasti_messages *list, struct fasti_buffer *out);

#endif
