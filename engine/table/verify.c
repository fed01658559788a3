/* engine/table/verify.c - what a table must hold beyond DMN: no gap, no overlap, no row that never hits, nothing
 * outside of what the law allows; doc/language.md section 12.
 *
 * A gap is looked for column by column: rows that do not cover a cell fall away, cells with the same rows left are one,
 * and a set of rows that was looked at before is not looked at again. So tables of law take milliseconds; one that
 * takes more than WORK steps is refused as too large.
 */
#include "config.h"

#include <string.h>

#include "engine/list.h"
#include "engine/table/domain.h"

enum {
  SHOWN = 10,      /* gaps and overlaps that are told of one table */
  WORK = 40000000, /* words that are looked at */
  MEMORY = 1 << 14 /* slots of what was looked at before; a power of two */
};

/* One table being checked. */
struct check {
  struct fasti_arena *arena;
  const struct table *table;
  struct fasti_messages *messages;
  struct domain **domains; /* one each column */
  bits ***covers;          /* column, cell: the rows that cover it */
  bits **full;             /* column: the rows that cover all cells of it and of those behind it; one more at the end */
  size_t row_words;
  long work;
  bool too_large;
};

/* A search for a combination that no row covers. */
struct search {
  struct check *check;
  struct fasti_arena *arena; /* of this search alone */
  const bits **within;       /* column: the cells to look at */
  bits **path;               /* column: the cells of the combination so far */
  const bits **seen;         /* sets of rows, by hash; each after a word with its column */
  size_t found;
  size_t most; /* combinations to find */
  bool tell;
};

static bool
spend(struct check *check, size_t words)
{
  check->work += (long)words;
  if (check->work > WORK)
    check->too_large = true;
  return !check->too_large;
}

static bool
meet(const bits *a, const bits *b, size_t words)
{
  for (size_t i = 0; i < words; i++)
    if (a[i] & b[i])
      return true;
  return false;
}

static bool
is_empty(const bits *set, size_t words)
{
  return !meet(set, set, words);
}

static bits *
new_bits(struct fasti_arena *arena, size_t words)
{
  return fasti_arena_alloc(arena, (words + 1) * sizeof(bits));
}

/* -- preparing -- */

static void
prepare_column(struct check *check, size_t column)
{
  const struct domain *domain = check->domains[column];
  size_t words = bits_words(domain->cells);

  check->covers[column] = fasti_arena_alloc(check->arena, domain->cells * sizeof **check->covers);
  for (size_t i = 0; i < domain->cells; i++)
    check->covers[column][i] = new_bits(check->arena, check->row_words);
  for (size_t row = 0; row < check->table->row_count; row++) {
    bool full = true;

    for (size_t i = 0; i < words; i++)
      full = full && !(domain->inside[i] & ~domain->must[row][i]);
    for (size_t i = 0; i < domain->cells; i++)
      if (bits_has(domain->must[row], i))
        bits_put(check->covers[column][i], row);
    if (full && bits_has(check->full[column + 1], row))
      bits_put(check->full[column], row);
  }
}

/* @return false when the table is too large to be checked */
static bool
prepare(struct check *check)
{
  size_t columns = check->table->column_count;

  check->row_words = bits_words(check->table->row_count);
  check->domains = fasti_arena_alloc(check->arena, columns * sizeof *check->domains);
  check->covers = fasti_arena_alloc(check->arena, columns * sizeof *check->covers);
  check->full = fasti_arena_alloc(check->arena, (columns + 1) * sizeof *check->full);
  for (size_t i = 0; i <= columns; i++)
    check->full[i] = new_bits(check->arena, check->row_words);
  for (size_t row = 0; row < check->table->row_count; row++)
    bits_put(check->full[columns], row);
  for (size_t i = columns; i-- > 0;) {
    if (!spend(check, check->table->row_count))
      return false;
    check->domains[i] = domain_new(check->arena, check->table, i);
    if (!check->domains[i] || !spend(check, check->domains[i]->cells * check->table->row_count))
      return false;
    prepare_column(check, i);
  }
  return true;
}

/* -- gaps -- */

static void
write_combination(const struct check *check, bits *const *cells, struct fasti_buffer *out)
{
  for (size_t i = 0; i < check->table->column_count; i++) {
    const struct domain *domain = check->domains[i];

    if (!cells[i] || !domain->cut)
      continue;
    if (out->size)
      fasti_buffer_puts(out, "; ");
    domain_write(domain, cells[i], check->messages, out);
  }
}

static void
tell_gap(struct search *search, size_t column)
{
  struct check *check = search->check;
  struct fasti_buffer words = {0};

  for (size_t i = column; i < check->table->column_count; i++)
    search->path[i] = NULL;
  write_combination(check, search->path, &words);
  if (words.size)
    fasti_error_at(check->messages, check->table->place, "no row of \"%s\" covers %s", check->table->owner, words.at);
  else
    fasti_error_at(check->messages, check->table->place, "no row of \"%s\" covers every case that is possible",
                   check->table->owner);
  fasti_buffer_free(&words);
}

/* Whether these rows were looked at from this column on before; they are from now on. */
static bool
was_seen(struct search *search, size_t column, const bits *rows)
{
  size_t words = search->check->row_words;
  uint64_t hash = column * 0x9E3779B97F4A7C15u;
  bits *copy;

  for (size_t i = 0; i < words; i++)
    hash = (hash ^ rows[i]) * 0x100000001B3u;
  for (size_t slot = (hash ^ hash >> 29) % MEMORY, tries = 0; tries < 8; slot = (slot + 1) % MEMORY, tries++) {
    const bits *other = search->seen[slot];

    if (other && (other[0] != column || memcmp(other + 1, rows, words * sizeof *rows) != 0))
      continue;
    if (other)
      return true;
    copy = new_bits(search->arena, words + 1);
    copy[0] = column;
    memcpy(copy + 1, rows, words * sizeof *rows);
    search->seen[slot] = copy;
    return false;
  }
  return false;
}

static void look(struct search *search, size_t column, const bits *rows);

/* Cells of a column with the same rows left are one. */
static void
split(struct search *search, size_t column, const bits *rows)
{
  struct check *check = search->check;
  const struct domain *domain = check->domains[column];
  size_t words = check->row_words, groups = 0;
  bits **left = fasti_arena_alloc(search->arena, domain->cells * sizeof *left),
       **cells = fasti_arena_alloc(search->arena, domain->cells * sizeof *cells), *now = new_bits(search->arena, words);

  if (!spend(check, 2 * domain->cells))
    return;
  for (size_t i = 0; i < domain->cells; i++) {
    size_t group = 0;

    if (!bits_has(search->within[column], i) || !bits_has(domain->inside, i))
      continue;
    for (size_t k = 0; k < words; k++)
      now[k] = rows[k] & check->covers[column][i][k];
    while (group < groups && memcmp(left[group], now, words * sizeof *now) != 0)
      group++;
    if (!spend(check, words * (group + 1)))
      return;
    if (group == groups) {
      left[groups] = new_bits(search->arena, words);
      memcpy(left[groups], now, words * sizeof *now);
      cells[groups++] = new_bits(search->arena, bits_words(domain->cells));
    }
    bits_put(cells[group], i);
  }
  for (size_t group = 0; group < groups && search->found < search->most; group++) {
    search->path[column] = cells[group];
    look(search, column + 1, left[group]);
  }
}

static void
look(struct search *search, size_t column, const bits *rows)
{
  struct check *check = search->check;

  if (search->found >= search->most || !spend(check, check->row_words))
    return;
  if (is_empty(rows, check->row_words)) {
    search->found++;
    if (search->tell)
      tell_gap(search, column);
  } else if (!meet(rows, check->full[column], check->row_words) && !was_seen(search, column, rows)) {
    split(search, column, rows);
  }
}

/* Look within cells for what ROWS do not cover. @return how many were found */
static size_t
find_gaps(struct check *check, const bits **within, const bits *rows, size_t most, bool tell)
{
  struct search search = {.check = check, .within = within, .most = most, .tell = tell};

  search.arena = fasti_arena_new();
  search.path = fasti_arena_alloc(search.arena, check->table->column_count * sizeof *search.path);
  search.seen = fasti_arena_alloc(search.arena, MEMORY * sizeof *search.seen);
  if (spend(check, MEMORY / 64))
    look(&search, 0, rows);
  fasti_arena_free(search.arena);
  return search.found;
}

static void
check_gaps(struct check *check)
{
  const struct table *table = check->table;
  const bits **within = fasti_arena_alloc(check->arena, table->column_count * sizeof *within);
  bool covered = true;

  for (size_t i = 0; i < table->output_count; i++)
    covered = covered && table->outputs[i].otherwise;
  /* Nothing collected is a result like any other. */
  if (covered || table->policy == POLICY_COLLECT)
    return;
  for (size_t i = 0; i < table->column_count; i++)
    within[i] = check->domains[i]->inside;
  if (find_gaps(check, within, check->full[table->column_count], SHOWN, true) == SHOWN)
    fasti_error_at(check->messages, table->place, "\"%s\" has more gaps: only the first %d are named", table->owner,
                   SHOWN);
}

/* -- rows -- */

static bool
row_is_empty(const struct check *check, size_t row)
{
  for (size_t i = 0; i < check->table->column_count; i++)
    if (!meet(check->domains[i]->may[row], check->domains[i]->inside, bits_words(check->domains[i]->cells)))
      return true;
  return false;
}

/* Whether the rows before this one cover all of it. */
static bool
row_is_hidden(struct check *check, size_t row)
{
  const bits **within = fasti_arena_alloc(check->arena, check->table->column_count * sizeof *within);
  bits *before = new_bits(check->arena, check->row_words);

  if (row == 0)
    return false;
  for (size_t i = 0; i < row; i++)
    bits_put(before, i);
  for (size_t i = 0; i < check->table->column_count; i++)
    within[i] = check->domains[i]->may[row];
  return find_gaps(check, within, before, 1, false) == 0 && !check->too_large;
}

static void
check_rows(struct check *check)
{
  for (size_t i = 0; i < check->table->row_count && !check->too_large; i++)
    if (row_is_empty(check, i))
      fasti_error_at(check->messages, check->table->rows[i].place,
                     "row %zu of \"%s\" never hits: no value that is allowed meets its entries", i + 1,
                     check->table->owner);
    else if (check->table->policy == POLICY_FIRST && row_is_hidden(check, i))
      fasti_error_at(check->messages, check->table->rows[i].place,
                     "row %zu of \"%s\" never hits: the rows before it cover all that it covers", i + 1,
                     check->table->owner);
}

/* -- overlaps -- */

static bool
rows_agree(struct check *check, const struct row *a, const struct row *b)
{
  for (size_t i = 0; i < check->table->output_count; i++) {
    const struct value *one = constant_value(check->arena, a->outputs[i]),
                       *other = constant_value(check->arena, b->outputs[i]);

    if (one && other ? !value_equal(one, other) : strcmp(a->outputs[i]->text, b->outputs[i]->text) != 0)
      return false;
  }
  return true;
}

/* Where two rows hit both. @arg cells column: NULL where they cover everything @return false: nowhere */
static bool
find_overlap(struct check *check, size_t a, size_t b, bits **cells)
{
  for (size_t i = 0; i < check->table->column_count; i++) {
    const struct domain *domain = check->domains[i];
    size_t words = bits_words(domain->cells);
    bool whole = true;

    cells[i] = new_bits(check->arena, words);
    for (size_t k = 0; k < words; k++) {
      cells[i][k] = domain->may[a][k] & domain->may[b][k] & domain->inside[k];
      whole = whole && cells[i][k] == domain->inside[k];
    }
    if (!spend(check, words) || is_empty(cells[i], words))
      return false;
    if (whole)
      cells[i] = NULL;
  }
  return true;
}

static void
tell_overlap(struct check *check, size_t a, size_t b, bits *const *cells)
{
  const struct table *table = check->table;
  struct fasti_buffer words = {0};

  write_combination(check, cells, &words);
  if (!words.size)
    fasti_buffer_puts(&words, fasti_messages_translate(check->messages, N_("all values")));
  if (table->policy == POLICY_UNIQUE)
    fasti_error_at(check->messages, table->rows[b].place, "rows %zu and %zu of \"%s\" (UNIQUE) both hit for %s", a + 1,
                   b + 1, table->owner, words.at);
  else
    fasti_error_at(check->messages, table->rows[b].place,
                   "rows %zu and %zu of \"%s\" (ANY) both hit and give different results for %s", a + 1, b + 1,
                   table->owner, words.at);
  fasti_buffer_free(&words);
}

static void
check_overlaps(struct check *check)
{
  const struct table *table = check->table;
  bits **cells = fasti_arena_alloc(check->arena, table->column_count * sizeof *cells);
  size_t found = 0;

  for (size_t b = 1; b < table->row_count; b++)
    for (size_t a = 0; a < b && found < SHOWN && !check->too_large; a++)
      if ((table->policy == POLICY_UNIQUE || !rows_agree(check, &table->rows[a], &table->rows[b])) &&
          find_overlap(check, a, b, cells)) {
        tell_overlap(check, a, b, cells);
        found++;
      }
}

/* UNIQUE and ANY tables must be such that all of this can be known. @return whether it can */
static bool
check_declared(struct check *check)
{
  bool good = true;

  for (size_t i = 0; i < check->table->column_count; i++) {
    const struct domain *domain = check->domains[i];

    if (!domain->known)
      fasti_error_at(check->messages, domain->column->place,
                     "the entries of the input \"%s\" of \"%s\" (%s) depend on other values, so that gaps and overlaps "
                     "cannot be found: make the comparison an input of its own, that is true or false",
                     domain->column->name, check->table->owner, policy_name(check->table->policy));
    else if (!domain->declared)
      fasti_error_at(
        check->messages, domain->column->place,
        "the input \"%s\" of \"%s\" (%s) needs a declared domain, so that gaps can be found: <inputValues> or "
        "a type with <allowedValues>, for example >= 0",
        domain->column->name, check->table->owner, policy_name(check->table->policy));
    good = good && domain->known && domain->declared;
  }
  return good;
}

/* -- frames -- */

/* Whether the exception of a frame holds in all cells of a row, from COLUMN on. */
static bool
always(struct check *check, const struct frame *frame, size_t row, size_t column, const struct binding *bindings)
{
  const struct domain *domain = column < check->table->column_count ? check->domains[column] : NULL;
  struct eval eval = {.arena = check->arena};

  if (!spend(check, 1))
    return false;
  if (!domain)
    return evaluate(&eval, frame->unless, bindings) == &value_true;
  if (domain->column->expression->kind != NODE_NAME || !domain->cut ||
      !node_mentions(frame->unless, domain->column->expression->name))
    return always(check, frame, row, column + 1, bindings);
  for (size_t i = 0; i < domain->cells; i++) {
    struct binding own = {bindings, domain->column->expression->name, domain->samples[i]};

    if (bits_has(domain->may[row], i) && bits_has(domain->inside, i) && !always(check, frame, row, column + 1, &own))
      return false;
  }
  return true;
}

/* SIDE -1: LIMIT is the least, 1: the greatest. */
static void
check_bound(struct check *check, const struct frame *frame, size_t row, const struct node *limit, int side)
{
  const struct value *bound = limit ? constant_value(check->arena, limit) : NULL,
                     *value = constant_value(check->arena, check->table->rows[row].outputs[frame->output]);
  const char *name = check->table->outputs[frame->output].name, *law = frame->law ? frame->law : "f:frame";

  if (!bound || !value || value->kind != bound->kind || !kind_has_order(value->kind) ||
      value_compare(value, bound) * side <= 0 || (frame->unless && always(check, frame, row, 0, NULL)))
    return;
  name = name ? name : check->table->owner;
  if (side > 0)
    fasti_error_at(check->messages, check->table->rows[row].place,
                   "row %zu of \"%s\": %s is %s, but %s allows at most %s", row + 1, check->table->owner, name,
                   value_shown(check->arena, value), law, value_shown(check->arena, bound));
  else
    fasti_error_at(check->messages, check->table->rows[row].place,
                   "row %zu of \"%s\": %s is %s, but %s demands at least %s", row + 1, check->table->owner, name,
                   value_shown(check->arena, value), law, value_shown(check->arena, bound));
}

static void
check_frames(struct check *check)
{
  for (size_t row = 0; row < check->table->row_count; row++)
    for (size_t i = 0; i < check->table->frame_count; i++) {
      const struct frame *frame = &check->table->frames[i];

      check_bound(check, frame, row, frame->at_least, -1);
      check_bound(check, frame, row, frame->at_most, 1);
    }
}

static void
check_sources(const struct table *table, const char *sources, struct fasti_messages *messages)
{
  for (size_t i = 0; sources && i < table->row_count; i++)
    if (!fasti_list_has(sources, table->rows[i].source))
      fasti_error_at(messages, table->rows[i].place,
                     "row %zu of \"%s\" comes from a %s, but the package allows only rows from: %s", i + 1,
                     table->owner, table->rows[i].source, sources);
}

static void
verify_table(const struct table *table, const char *sources, struct fasti_messages *messages)
{
  struct check check = {.arena = fasti_arena_new(), .table = table, .messages = messages};
  bool strict = table->policy == POLICY_UNIQUE || table->policy == POLICY_ANY;

  check_sources(table, sources, messages);
  check.too_large = !prepare(&check);
  if (!check.too_large) {
    if (!strict || check_declared(&check))
      check_gaps(&check);
    if (strict)
      check_overlaps(&check);
    check_rows(&check);
    check_frames(&check);
  }
  if (check.too_large)
    fasti_error_at(messages, table->place,
                   "\"%s\" is too large to be checked for gaps and overlaps: split it into several tables",
                   table->owner);
  fasti_arena_free(check.arena);
}

enum fasti_status
fasti_model_verify(const struct fasti_model *model, const char *sources, struct fasti_messages *messages)
{
  size_t errors = fasti_messages_errors(messages);

  for (const struct table *table = model->tables; table; table = table->next)
    verify_table(table, sources, messages);
  return fasti_messages_errors(messages) > errors ? FASTI_DEFINITION : FASTI_OK;
}
