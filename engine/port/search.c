/* engine/port/search.c - tokens, words and lists; see search.h. */
#include "config.h"

#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

#include "engine/search.h"

enum class_of { SEPARATES, LETTER, WIDE };

/* Blocks of Unicode 15: letters of the alphabets in use here, then everything from the CJK radicals on. */
static enum class_of
classify(int c)
{
  if (c < 0x80)
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ? LETTER : SEPARATES;
  if (c < 0xc0 || c == 0xd7 || c == 0xf7)
    return SEPARATES;
  if (c < 0x2000)
    return LETTER;
  if (c < 0x2e80 || (c >= 0x3000 && c <= 0x303f && (c < 0x3005 || c > 0x3007)))
    return SEPARATES;
  if ((c >= 0xd800 && c <= 0xf8ff) || (c >= 0xfe00 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff65) || c >= 0xfff0)
    return c >= 0x20000 && c < 0xe0000 ? WIDE : SEPARATES;
  return WIDE;
}

static int
fold(int c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3a9) ||
      (c >= 0x410 && c <= 0x42f))
    c += 0x20;
  return c;
}

/* @return how many bytes the character at AT has; a byte that is no UTF-8 counts as one that separates */
static size_t
read_character(struct fasti_slice text, size_t at, int *c)
{
  size_t left = text.size - at;
  int size = left > INT_MAX ? INT_MAX : (int)left;

  *c = xmlGetUTF8Char((const unsigned char *)text.at + at, &size);
  if (*c <= 0 || size <= 0) {
    *c = 0;
    return 1;
  }
  *c = fold(*c);
  return (size_t)size;
}

static void
add_character(struct fasti_token *token, int c)
{
  int size = xmlCopyCharMultiByte((xmlChar *)token->text + token->size, c);

  token->size += (size_t)size;
}

bool
fasti_search_token(struct fasti_slice text, size_t *at, struct fasti_token *token)
{
  enum class_of class = SEPARATES;
  size_t size = 0;
  int c = 0;

  for (; *at < text.size && class == SEPARATES; *at += size) {
    size = read_character(text, *at, &c);
    class = classify(c);
  }
  if (class == SEPARATES)
    return false;
  token->start = *at - size;
  token->wide = class == WIDE;
  token->size = 0;
  add_character(token, c);
  while (class == LETTER && *at < text.size && token->size + 4 <= sizeof token->text) {
    size = read_character(text, *at, &c);
    if (classify(c) != LETTER)
      break;
    add_character(token, c);
    *at += size;
  }
  token->end = *at;
  return true;
}

static bool
has_token(struct fasti_slice word)
{
  struct fasti_token token;
  size_t at = 0;

  return fasti_search_token(word, &at, &token);
}

/* @return the size of the white space at AT (ASCII and the ideographic space), or 0 */
static size_t
space_at(struct fasti_slice text, size_t at)
{
  if ((unsigned char)text.at[at] <= ' ')
    return 1;
  return text.size - at >= 3 && memcmp(text.at + at, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

bool
fasti_search_word(struct fasti_slice query, size_t *at, struct fasti_slice *word)
{
  while (*at < query.size) {
    size_t start = *at, space = 0;

    while (*at < query.size && !(space = space_at(query, *at)))
      ++*at;
    *word = (struct fasti_slice){query.at + start, *at - start};
    *at += space;
    if (has_token(*word))
      return true;
  }
  return false;
}

/* Whether the tokens of WORD stand in TEXT from AT on. */
static bool
stands_at(struct fasti_slice text, size_t at, struct fasti_slice word)
{
  struct fasti_token wanted, found;
  size_t in_word = 0;
  bool more = fasti_search_token(word, &in_word, &wanted);

  while (more) {
    struct fasti_token next;

    if (!fasti_search_token(text, &at, &found) || found.size < wanted.size ||
        memcmp(found.text, wanted.text, wanted.size) != 0)
      return false;
    more = fasti_search_token(word, &in_word, &next);
    if (found.size > wanted.size && (more || wanted.wide || found.wide))
      return false;
    wanted = next;
  }
  return true;
}

static bool
word_found(struct fasti_slice text, struct fasti_slice word)
{
  struct fasti_token token;

  for (size_t at = 0, before = 0;; before = at) {
    if (stands_at(text, before, word))
      return true;
    if (!fasti_search_token(text, &at, &token))
      return false;
  }
}

bool
fasti_search_found(struct fasti_slice text, struct fasti_slice query)
{
  struct fasti_slice word;

  for (size_t at = 0; fasti_search_word(query, &at, &word);)
    if (!word_found(text, word))
      return false;
  return true;
}
