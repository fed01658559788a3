/* engine/base/pattern.c - regular expressions that end; see pattern.h.
 */
#include "config.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"
#include "engine/pattern.h"

enum { HEAP_KIB = 4096, STACK_LEAST = 32 * 1024, STACK_MOST = 1024 * 1024 };

struct fasti_pattern {
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *context;
  pcre2_jit_stack *stack;
};

static void *
or_abort(void *made)
{
  if (!made)
    abort();
  return made;
}

static pcre2_code *
compile(const char *text, bool whole, struct fasti_buffer *why)
{
  uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
  PCRE2_UCHAR told[256];
  PCRE2_SIZE offset;
  pcre2_code *code;
  int error;

  if (whole)
    options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, options, &error, &offset, NULL);
  if (!code) {
    pcre2_get_error_message(error, told, sizeof told);
    fasti_buffer_printf(why, "%s (after %zu bytes of the pattern)", (const char *)told, (size_t)offset);
  }
  return code;
}

enum fasti_status
fasti_pattern_compile(const char *text, bool whole, struct fasti_buffer *why, struct fasti_pattern **out)
{
  struct fasti_pattern *pattern;
  pcre2_code *code;

  *out = NULL;
  if (strlen(text) > FASTI_PATTERN_BYTES) {
    fasti_buffer_printf(why, "the pattern is longer than %d bytes", FASTI_PATTERN_BYTES);
    return FASTI_DEFINITION;
  }
  code = compile(text, whole, why);
  if (!code)
    return FASTI_DEFINITION;
  pattern = fasti_alloc(sizeof *pattern);
  pattern->code = code;
  pattern->data = or_abort(pcre2_match_data_create(1, NULL));
  pattern->context = or_abort(pcre2_match_context_create(NULL));
  pcre2_set_match_limit(pattern->context, FASTI_PATTERN_STEPS);
  pcre2_set_depth_limit(pattern->context, FASTI_PATTERN_DEPTH);
  pcre2_set_heap_limit(pattern->context, HEAP_KIB);
  /* Without JIT (not on this machine, or refused by its policy) the interpreter matches, under the same limits. */
  if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
    pattern->stack = or_abort(pcre2_jit_stack_create(STACK_LEAST, STACK_MOST, NULL));
    pcre2_jit_stack_assign(pattern->context, NULL, pattern->stack);
  }
  *out = pattern;
  return FASTI_OK;
}

void
fasti_pattern_free(struct fasti_pattern *pattern)
{
  if (!pattern)
    return;
  pcre2_match_data_free(pattern->data);
  pcre2_match_context_free(pattern->context);
  pcre2_jit_stack_free(pattern->stack);
  pcre2_code_free(pattern->code);
  fasti_free(pattern);
}

enum fasti_status
fasti_pattern_match(struct fasti_pattern *pattern, struct fasti_slice value, bool *matches)
{
  int found = pcre2_match(pattern->code, (PCRE2_SPTR)value.at, value.size, 0, 0, pattern->data, pattern->context);

  *matches = found >= 0;
  if (found >= 0 || found == PCRE2_ERROR_NOMATCH)
    return FASTI_OK;
  return found <= PCRE2_ERROR_UTF8_ERR1 && found >= PCRE2_ERROR_UTF8_ERR21 ? FASTI_INVALID : FASTI_LIMIT;
}
