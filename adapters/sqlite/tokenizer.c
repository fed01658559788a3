/* adapters/sqlite/tokenizer.c - what SQLite borrows from engine/search.h: the tokenizer of the full-text index, the
 * functions on lists, and queries of which no part is an operator of FTS5.
 */
#include "config.h"

#include "adapters/sqlite/store.h"
#include "engine/search.h"

static int
tokenizer_create(void *self, const char **arguments, int count, Fts5Tokenizer **out)
{
  (void)arguments;
  (void)count;
  *out = self;
  return SQLITE_OK;
}

static void
tokenizer_delete(Fts5Tokenizer *tokenizer)
{
  (void)tokenizer;
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int size,
         int (*add)(void *, int, const char *, int, int, int))
{
  struct fasti_token token;
  size_t at = 0;
  int code = SQLITE_OK;

  (void)tokenizer;
  (void)flags;
  while (code == SQLITE_OK && fasti_search_token((struct fasti_slice){text, (size_t)size}, &at, &token))
    code = add(context, 0, token.text, (int)token.size, (int)token.start, (int)token.end);
  return code;
}

static const char *
argument(sqlite3_value *value)
{
  const char *text = (const char *)sqlite3_value_text(value);

  return text ? text : "";
}

static void
list_has(sqlite3_context *context, int count, sqlite3_value **values)
{
  (void)count;
  sqlite3_result_int(context, fasti_list_has(argument(values[0]), argument(values[1])));
}

static void
list_meets(sqlite3_context *context, int count, sqlite3_value **values)
{
  (void)count;
  sqlite3_result_int(context, fasti_list_meets(argument(values[0]), argument(values[1])));
}

static void
search_found(sqlite3_context *context, int count, sqlite3_value **values)
{
  (void)count;
  sqlite3_result_int(context, fasti_search_found(fasti_slice_of(argument(values[0])), fasti_slice_of(argument(values[1]))));
}

static int
fts5_of(sqlite3 *db, fts5_api **api)
{
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);

  *api = NULL;
  if (code != SQLITE_OK)
    return code;
  sqlite3_bind_pointer(statement, 1, api, "fts5_api_ptr", NULL);
  sqlite3_step(statement);
  code = sqlite3_finalize(statement);
  return code == SQLITE_OK && !*api ? SQLITE_ERROR : code;
}

int
sqlite_add_functions(sqlite3 *db)
{
  static const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  fts5_tokenizer tokenizer = {tokenizer_create, tokenizer_delete, tokenize};
  fts5_api *api;
  int code = fts5_of(db, &api);

  if (code == SQLITE_OK)
    code = api->xCreateTokenizer(api, "fasti", api, &tokenizer, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2(db, "fasti_list_has", 2, flags, NULL, list_has, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2(db, "fasti_list_meets", 2, flags, NULL, list_meets, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2(db, "fasti_search", 2, flags, NULL, search_found, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2(db, "fasti_sum", -1, flags, NULL, sqlite_sum, NULL, NULL, NULL);
  return code;
}

/* Only tokens are written, in quotes: none of them holds a quote or anything else that FTS5 would read. */
static void
add_phrase(struct fasti_slice word, struct fasti_buffer *out)
{
  struct fasti_token token;
  bool wide = false;

  fasti_buffer_puts(out, out->size ? " AND \"" : "\"");
  for (size_t at = 0; fasti_search_token(word, &at, &token);) {
    fasti_buffer_add(out, token.text, token.size);
    fasti_buffer_puts(out, " ");
    wide = token.wide;
  }
  fasti_buffer_puts(out, wide ? "\"" : "\" *");
}

bool
sqlite_match(const char *query, struct fasti_buffer *out)
{
  struct fasti_slice word;

  for (size_t at = 0; fasti_search_word(fasti_slice_of(query), &at, &word);)
    add_phrase(word, out);
  return out->size > 0;
}
