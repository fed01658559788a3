/* engine/case/publish.c - f:publish: what a step puts on the public board, redacted by rule (doc/language.md section 9).
 *
 * What must not be read there is taken out before anything leaves the case: of names of natural persons the first
 * character stays (张某某), values that the definition drops and numbers that look like those of identity cards and mobile
 * telephones are gone. The store never has another text.
 * 政府信息公开条例（国令第711号）第十五条, 个人信息保护法 第二十八条.
 *
 * Messages: a last day that is no date.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/case/state.h"

static const char dropped[] = "***";

/* Bytes of the character at TEXT. */
static size_t
character(const char *text)
{
  size_t size = 1;

  while (((unsigned char)text[size] & 0xC0) == 0x80)
    size++;
  return size;
}

static void
mask_name(const char *name, struct fasti_buffer *out)
{
  size_t first = character(name);

  fasti_buffer_add(out, name, first);
  if (first == 1) {
    fasti_buffer_puts(out, dropped); /* in Latin letters */
    return;
  }
  for (const char *at = name + first; *at; at += character(at))
    fasti_buffer_puts(out, "某");
}

/* What is taken out, and whether its first character stays. */
struct secret {
  const char *text;
  bool name;
};

struct secrets {
  LIST_OF(struct secret) list;
};

/* The longest first, so that no part of one stays when another is within it. */
static int
longer_first(const void *a, const void *b)
{
  size_t one = strlen(((const struct secret *)a)->text), other = strlen(((const struct secret *)b)->text);

  return (one < other) - (one > other);
}

static enum fasti_status
collect(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr, bool name,
        struct secrets *secrets)
{
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status = expr ? case_nodes(case_, session, expr, &object) : FASTI_OK;

  if (!expr || status != FASTI_OK)
    return status;
  for (int i = 0; object->nodesetval && i < object->nodesetval->nodeNr; i++) {
    xmlChar *content = xmlNodeGetContent(object->nodesetval->nodeTab[i]);
    const char *text = (const char *)content, *end;

    text += strspn(text, " \t\r\n");
    for (end = text + strlen(text); end > text && strchr(" \t\r\n", end[-1]);)
      end--;
    if (end > text)
      *LIST_ADD(&secrets->list) = (struct secret){fasti_arena_copy(case_->entry, text, (size_t)(end - text)), name};
    xmlFree(content);
  }
  xmlXPathFreeObject(object);
  return FASTI_OK;
}

/* Length of a number at TEXT that names a person: of an identity card (15 or 18 digits, the last may be X) or a mobile
 * telephone (11, from 1); 0: none. */
static size_t
personal_number(const char *text)
{
  size_t digits = strspn(text, "0123456789");
  bool x = digits == 17 && (text[17] == 'X' || text[17] == 'x');

  return x ? 18 : digits == 15 || digits == 18 || (digits == 11 && *text == '1') ? digits : 0;
}

/* Space at both ends is the layout of the definition; a text of nothing else is none. */
static const char *
trimmed(struct fasti_case *case_, const char *text)
{
  size_t size;

  text += strspn(text, " \t\r\n");
  for (size = strlen(text); size && strchr(" \t\r\n", text[size - 1]);)
    size--;
  return fasti_arena_copy(case_->entry, text, size);
}

static const char *
redact(struct fasti_case *case_, const char *text, const struct secrets *secrets)
{
  struct fasti_buffer out = {0};
  const char *kept;

  fasti_buffer_puts(&out, "");
  for (const char *at = text; *at;) {
    size_t size = 0;

    for (size_t i = 0; i < secrets->list.count && !size; i++) {
      const struct secret *secret = &secrets->list.items[i];

      if (strncmp(at, secret->text, strlen(secret->text)) != 0)
        continue;
      size = strlen(secret->text);
      if (secret->name)
        mask_name(secret->text, &out);
      else
        fasti_buffer_puts(&out, dropped);
    }
    if (!size && (size = personal_number(at)) > 0)
      fasti_buffer_puts(&out, dropped);
    if (!size) {
      /* A run of digits is looked at as a whole. */
      size = strspn(at, "0123456789");
      size = size ? size : character(at);
      fasti_buffer_add(&out, at, size);
    }
    at += size;
  }
  kept = fasti_arena_copy(case_->entry, out.at, out.size);
  fasti_buffer_free(&out);
  return kept;
}

static enum fasti_status
last_day(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note, int32_t *day)
{
  const char *text = "";
  enum fasti_status status = note->until ? case_text(case_, session, note->until, &text) : FASTI_OK;

  *day = FASTI_NO_DAY;
  if (status != FASTI_OK || !text[strspn(text, " ")])
    return status;
  if (fasti_day_parse(fasti_slice_of(text), day) == FASTI_OK)
    return FASTI_OK;
  fasti_error_at(case_->messages, note->place, "until gives \"%s\", which is no date; expected one as 2024-01-31, or nothing",
                 text);
  return FASTI_INVALID;
}

static enum fasti_status
add_item(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note,
         const struct secrets *secrets)
{
  struct fasti_board_row row = {.case_id = case_->id,
                                .number = case_->published + 1,
                                .bureau = fasti_package_bureau(case_->package),
                                .procedure = fasti_procedure_id(case_->procedure),
                                .kind = note->public_kind,
                                .key = "",
                                .day = case_->today};
  enum fasti_status status = last_day(case_, session, note, &row.until);

  if (status == FASTI_OK && note->key)
    status = case_text(case_, session, note->key, &row.key);
  if (status == FASTI_OK)
    status = case_text(case_, session, note->title, &row.title);
  if (status == FASTI_OK)
    status = case_text(case_, session, note->text, &row.text);
  if (status != FASTI_OK)
    return status;
  row.key = fasti_arena_strdup(case_->entry, row.key);
  row.title = redact(case_, trimmed(case_, row.title), secrets);
  row.text = redact(case_, trimmed(case_, row.text), secrets);
  *LIST_ADD(&case_->board) = row;
  case_->published++;
  return FASTI_OK;
}

enum fasti_status
case_publish(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  struct secrets secrets = {0};
  enum fasti_status status = collect(case_, session, note->names, true, &secrets);

  if (status == FASTI_OK)
    status = collect(case_, session, note->drop, false, &secrets);
  if (secrets.list.count)
    qsort(secrets.list.items, secrets.list.count, sizeof *secrets.list.items, longer_first);
  if (status == FASTI_OK)
    status = add_item(case_, session, note, &secrets);
  fasti_free(secrets.list.items);
  return status;
}
