/* engine/table/value.h - values of FEEL, and the types that a model declares for them.
 */
#ifndef FASTI_TABLE_VALUE_H
#define FASTI_TABLE_VALUE_H

#include "engine/day.h"
#include "engine/memory.h"
#include "engine/table/number.h"
#include "engine/xml.h"

enum kind {
  KIND_ANY, /* of a type: not known before it is evaluated; a value never has it */
  KIND_NULL,
  KIND_BOOLEAN,
  KIND_NUMBER,
  KIND_STRING,
  KIND_DATE,
  KIND_DAYS,   /* a duration in days */
  KIND_MONTHS, /* a duration in years and months */
  KIND_LIST,
  KIND_CONTEXT,
  KIND_RANGE
};

struct value;

/** A named member of a context. */
struct entry {
  const char *name;
  const struct value *value;
};

/** An interval; an end that is NULL is infinite. */
struct range {
  const struct value *low;
  const struct value *high;
  bool low_open;
  bool high_open;
};

/** A value; everything that it points to is owned by the same arena. */
struct value {
  enum kind kind;
  size_t count; /* of items or entries */
  union {
    bool truth;
    struct number number;
    const char *text;
    int32_t day;
    long amount; /* of days or months */
    const struct value *const *items;
    const struct entry *entries;
    struct range range;
  };
};

extern const struct value value_null, value_true, value_false;

const struct value *value_boolean(bool truth);
const struct value *value_number(struct fasti_arena *arena, struct number number);
/** @arg text borrowed */
const struct value *value_text(struct fasti_arena *arena, const char *text);
const struct value *value_day(struct fasti_arena *arena, int32_t day);
/** @arg kind KIND_DAYS or KIND_MONTHS */
const struct value *value_duration(struct fasti_arena *arena, enum kind kind, long amount);
/** @arg items borrowed */
const struct value *value_list(struct fasti_arena *arena, const struct value *const *items, size_t count);
const struct value *value_context(struct fasti_arena *arena, const struct entry *entries, size_t count);
/** Read "P10D" or "P1Y2M"; with an optional sign. @return NULL when it is none */
const struct value *value_duration_parse(struct fasti_arena *arena, struct fasti_slice text);

/** The entry of a context. @return NULL when there is none */
const struct value *value_entry(const struct value *context, const char *name);
/** Whether both are the same; values of different kinds never are. */
bool value_equal(const struct value *a, const struct value *b);
/** Whether values of this kind have an order. */
bool kind_has_order(enum kind kind);
/** Order of two values of one kind that has an order. */
int value_compare(const struct value *a, const struct value *b);
bool value_in_range(const struct value *value, const struct range *range);
/** Append a value as people read it: text without quotes; lists and contexts as FEEL writes them. */
void value_write(const struct value *value, struct fasti_buffer *out);
/** Append a value as FEEL writes it: text in quotes. */
void value_write_literal(const struct value *value, struct fasti_buffer *out);
/** @return the value as people read it; owned by the arena */
const char *value_shown(struct fasti_arena *arena, const struct value *value);
/** Put a value into an element as doc/language.md section 12 shows it. */
void value_to_xml(const struct value *value, xmlNodePtr element);
/** Name of a kind, as FEEL has it. @return static */
const char *kind_name(enum kind kind);

/** A type. KIND_ANY takes everything. */
struct type {
  const char *name;
  enum kind kind;
  const struct type *item;            /* of a list; NULL: any */
  const struct component *components; /* of a context; NULL: any */
  size_t count;
  const struct node *allowed; /* unary tests of the value, of each item for a list; NULL: all */
};

struct component {
  const char *name;
  const struct type *type;
};

extern const struct type type_any, type_boolean, type_number, type_text, type_date, type_days, type_months,
  type_context, type_list;

/** The built-in type of a kind. */
const struct type *type_of_kind(enum kind kind);
/** The component of a structure. @return NULL when there is none */
const struct type *type_component(const struct type *type, const char *name);

#endif
