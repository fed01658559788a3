/* engine/expr/token.c - the words of an XPath expression, for what libxml2 does not tell: the variables and functions
 * that it mentions (XPath 1.0, section 3.7).
 */
#include "config.h"

#include <string.h>

#include "engine/expr/room.h"

static bool
starts_name(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static size_t
ncname_size(const char *at)
{
  size_t size = 0;

  if (!starts_name(*at))
    return 0;
  while (starts_name(at[size]) || (at[size] >= '0' && at[size] <= '9') || at[size] == '-' || at[size] == '.')
    size++;
  return size;
}

/* A name, with a prefix if there is one; "p:*" too. */
static size_t
name_size(const char *at)
{
  size_t size = ncname_size(at);

  if (size == 0 || at[size] != ':' || at[size + 1] == ':')
    return size;
  return size + 1 + (at[size + 1] == '*' ? 1 : ncname_size(at + size + 1));
}

static bool
is_node_type(struct fasti_slice name)
{
  return fasti_slice_is(name, "node") || fasti_slice_is(name, "text") || fasti_slice_is(name, "comment") ||
         fasti_slice_is(name, "processing-instruction");
}

/* After an operand a name is an operator: and, or, div, mod. */
static enum token_kind
kind_of_name(struct fasti_slice name, enum token_kind before)
{
  const char *after = name.at + name.size;

  if (before != TOKEN_OTHER)
    return TOKEN_OTHER;
  after += strspn(after, " \t\r\n");
  if (*after == '(')
    return is_node_type(name) ? TOKEN_OTHER : TOKEN_FUNCTION;
  return after[0] == ':' && after[1] == ':' ? TOKEN_OTHER : TOKEN_NAME;
}

static size_t
literal_size(const char *at)
{
  const char *end = strchr(at + 1, *at);

  return end ? (size_t)(end - at) + 1 : strlen(at);
}

struct token
token_next(const char **at, enum token_kind before)
{
  struct token token = {.kind = TOKEN_OTHER};
  const char *from = *at + strspn(*at, " \t\r\n");
  size_t size = name_size(from);

  token.text = (struct fasti_slice){.at = from, .size = size ? size : 1};
  if (*from == '\0') {
    token = (struct token){.kind = TOKEN_END, .text = {.at = from}};
  } else if (size) {
    token.kind = kind_of_name(token.text, before);
  } else if (*from == '$') {
    from += 1 + strspn(from + 1, " \t\r\n");
    token = (struct token){.kind = TOKEN_VARIABLE, .text = {.at = from, .size = name_size(from)}};
  } else if (*from == '"' || *from == '\'') {
    token = (struct token){.kind = TOKEN_OPERAND, .text = {.at = from, .size = literal_size(from)}};
  } else if (strchr("0123456789.", *from)) {
    token = (struct token){.kind = TOKEN_OPERAND, .text = {.at = from, .size = strspn(from, "0123456789.")}};
  } else if (*from == ')' || *from == ']') {
    token.kind = TOKEN_OPERAND;
  } else if (*from == '*' && before == TOKEN_OTHER) {
    token.kind = TOKEN_OPERAND;
  }
  *at = token.text.at + token.text.size;
  return token;
}
