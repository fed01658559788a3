/* adapters/cli/scenario/words.c - a line of a scenario as words; see words.h. */
#include "config.h"

#include <string.h>

#include "adapters/cli/scenario/words.h"

struct reader {
  struct fasti_arena *arena;
  struct fasti_slice line;
  size_t at;
  int column;
};

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* Moves on by one byte; the bytes that follow the first of a character have no column. */
static char
take(struct reader *reader)
{
  char c = reader->line.at[reader->at++];

  reader->column += ((unsigned char)c & 0xC0) != 0x80;
  return c;
}

static bool
at_end(const struct reader *reader)
{
  return reader->at >= reader->line.size;
}

static char
escaped(char c)
{
  return c == 'n' ? '\n' : c;
}

/* @return false when a quote does not end on this line */
static bool
read_word(struct reader *reader, struct fasti_buffer *word)
{
  bool inside = false;

  while (!at_end(reader) && (inside || !is_blank(reader->line.at[reader->at]))) {
    char c = take(reader);

    if (c == '"') {
      inside = !inside;
      continue;
    }
    if (inside && c == '\\' && !at_end(reader))
      c = escaped(take(reader));
    fasti_buffer_add(word, &c, 1);
  }
  return !inside;
}

static void
add_word(struct fasti_arena *arena, struct scenario_tokens *tokens, const char *word, bool quoted, int column)
{
  size_t i = tokens->count++;

  if ((i & (i - 1)) == 0) { /* room grows at powers of two */
    size_t room = i ? 2 * i : 1;
    const char **words = fasti_arena_alloc(arena, room * sizeof *words);
    bool *quotes = fasti_arena_alloc(arena, room * sizeof *quotes);
    int *columns = fasti_arena_alloc(arena, room * sizeof *columns);

    if (i) {
      memcpy(words, tokens->words, i * sizeof *words);
      memcpy(quotes, tokens->quoted, i * sizeof *quotes);
      memcpy(columns, tokens->columns, i * sizeof *columns);
    }
    tokens->words = words;
    tokens->quoted = quotes;
    tokens->columns = columns;
  }
  tokens->words[i] = word;
  tokens->quoted[i] = quoted;
  tokens->columns[i] = column;
}

enum fasti_status
scenario_tokens_read(struct fasti_arena *arena, struct fasti_place place, struct fasti_slice line,
                     struct fasti_messages *messages, struct scenario_tokens *tokens)
{
  struct reader reader = {.arena = arena, .line = line, .column = 1};
  struct fasti_buffer word = {0};
  bool whole = true;

  *tokens = (struct scenario_tokens){0};
  while (whole) {
    bool quoted;
    int column;

    while (!at_end(&reader) && is_blank(line.at[reader.at]))
      take(&reader);
    if (at_end(&reader) || line.at[reader.at] == '#')
      break;
    column = reader.column;
    quoted = line.at[reader.at] == '"';
    fasti_buffer_clear(&word);
    whole = read_word(&reader, &word);
    place.column = column;
    add_word(arena, tokens, fasti_arena_copy(arena, word.size ? word.at : "", word.size), quoted, column);
    tokens->end = reader.at;
  }
  fasti_buffer_free(&word);
  if (whole)
    return FASTI_OK;
  fasti_error_at(messages, place, "this quote does not end on its line");
  return FASTI_DEFINITION;
}
