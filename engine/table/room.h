/* engine/table/room.h - how a model is held: expressions, tables, the elements that require each other.
 */
#ifndef FASTI_TABLE_ROOM_H
#define FASTI_TABLE_ROOM_H

#include "engine/table.h"
#include "engine/table/value.h"

enum {
  TABLE_DEPTH = 100,           /* of nested expressions */
  TABLE_NESTING = 1500,        /* of evaluations in each other */
  TABLE_CHAIN = 100,           /* of elements that require each other */
  TABLE_STEPS = 1000000,       /* that one evaluation may take */
  TABLE_ITEMS = 10000,         /* of a list */
  TABLE_TEXT = 64 * 1024,      /* bytes of a text */
  TABLE_EXPRESSION = 64 * 1024 /* bytes of an expression */
};

/* -- expressions -- */

enum node_kind {
  NODE_LITERAL, /* literal */
  NODE_NAME,    /* name: a variable */
  NODE_TESTED,  /* "?": the value that a unary test looks at */
  NODE_PATH,    /* child[0] . name */
  NODE_NEGATE,
  NODE_ADD, /* the binary operators: child[0], child[1] */
  NODE_SUBTRACT,
  NODE_MULTIPLY,
  NODE_DIVIDE,
  NODE_POWER,
  NODE_EQUAL,
  NODE_UNEQUAL,
  NODE_LESS,
  NODE_AT_MOST,
  NODE_GREATER,
  NODE_AT_LEAST,
  NODE_AND,
  NODE_OR,
  NODE_BETWEEN, /* three children */
  NODE_IN,      /* child[0] in the tests child[1] */
  NODE_IF,      /* three children */
  NODE_LIST,
  NODE_CONTEXT, /* entries names[i]: child[i]; with a result at the end when there is one child more than names */
  NODE_RANGE,   /* child[0], child[1]; low_open, high_open */
  NODE_FILTER,  /* child[0] [ child[1] ]; "item" is the item */
  NODE_FOR,     /* for name in child[0] return child[1] */
  NODE_SOME,    /* some name in child[0] satisfies child[1] */
  NODE_EVERY,
  NODE_CALL,   /* function (children) */
  NODE_INVOKE, /* item (children): in the order of its parameters; a child that is NULL: null */
  NODE_TABLE,  /* table */
  /* Unary tests. */
  NODE_ANY,     /* "-" */
  NODE_TESTS,   /* one of the children holds */
  NODE_NOT,     /* none of the children holds */
  NODE_COMPARE, /* the value OP child[0]: op is NODE_LESS ... */
  NODE_MATCH    /* the value equals, or is in, child[0]; or child[0], which has "?", is true */
};

struct eval;

/** A built-in function. */
struct function {
  const char *name;
  const char *arguments; /* a letter each: n number, s text, d date, b boolean, l list, a anything, u duration;
                            "?" after one that may be left out, "*" as the end: any number of numbers or one list */
  const struct type *result;
  const struct value *(*call)(struct eval *eval, const struct value *const *arguments, size_t count);
};

struct node {
  enum node_kind kind;
  enum node_kind op;
  const struct type *type; /* never NULL */
  struct node **child;
  size_t count;
  const struct value *literal;
  const char *name;
  const char **names;
  size_t name_count;
  const struct function *function;
  const struct item *item;
  const struct table *table;
  struct fasti_place place;
  const char *text; /* of a whole expression: its source */
  bool low_open;
  bool high_open;
  bool constant; /* needs no name */
  int height;    /* of the tree below */
};

/* -- tables -- */

enum policy {
  POLICY_UNIQUE,
  POLICY_FIRST,
  POLICY_ANY,
  POLICY_PRIORITY,
  POLICY_RULE_ORDER,
  POLICY_OUTPUT_ORDER,
  POLICY_COLLECT
};

enum aggregator { AGGREGATE_NONE, AGGREGATE_SUM, AGGREGATE_MIN, AGGREGATE_MAX, AGGREGATE_COUNT };

struct column {
  const char *name;  /* the text of the expression */
  const char *label; /* what people call it; the same where nothing is said */
  const struct node *expression;
  const struct node *allowed; /* unary tests; NULL: none */
  const struct type *type;
  struct fasti_place place;
};

struct output {
  const char *name; /* NULL where there is only one */
  const struct type *type;
  const struct node *allowed;       /* unary tests; NULL: none */
  const struct value *const *order; /* constants of allowed, greatest priority first */
  size_t order_count;
  const struct node *otherwise; /* the default; NULL: none */
  struct fasti_place place;
};

struct annotation {
  const char *name; /* of its column; NULL: the row's description */
  const char *text;
};

struct row {
  const struct node **tests;   /* one each column */
  const struct node **outputs; /* one each output */
  struct annotation *annotations;
  size_t annotation_count;
  const char *source; /* f:source; "law" when it is not said */
  struct fasti_place place;
};

/** What the law allows an output to be. */
struct frame {
  size_t output;
  const struct node *at_least; /* NULL: no bound */
  const struct node *at_most;
  const struct node *unless; /* NULL: always */
  const char *law;           /* NULL: not said */
  struct fasti_place place;
};

struct table {
  const char *owner; /* the decision or knowledge that it is the logic of */
  enum policy policy;
  enum aggregator aggregator;
  struct column *columns;
  size_t column_count;
  struct output *outputs;
  size_t output_count;
  struct row *rows;
  size_t row_count;
  struct frame *frames;
  size_t frame_count;
  struct fasti_place place;
  struct table *next; /* of the model, in the order of the file */
};

/* -- elements -- */

enum item_kind { ITEM_INPUT, ITEM_DECISION, ITEM_KNOWLEDGE };

/** Something that others can require. */
struct item {
  enum item_kind kind;
  const char *id;
  const char *name;        /* of its variable */
  const struct type *type; /* of its value */
  const xmlNode *at;
  const struct item **required;
  size_t required_count;
  const struct node *logic; /* not of an input */
  const char **parameters;  /* of knowledge */
  const struct type **parameter_types;
  size_t parameter_count;
  size_t index; /* in the model */
  int state;    /* while circles are looked for and logic is read: 0 not yet, 1 under way, 2 done */
  bool needed;  /* some other decision requires it */
  struct fasti_place place;
};

struct fasti_model {
  struct fasti_arena *arena;
  xmlDocPtr doc;
  struct item **items;
  size_t item_count;
  struct table *tables;
};

/* -- names -- */

/** A name that an expression may use: one of a chain, the nearest first. */
struct scope {
  const struct scope *up;
  const char *name;
  const struct type *type;
  const struct item *item; /* knowledge: may be invoked; NULL for a variable */
};

/** A name's value while evaluating. */
struct binding {
  const struct binding *up;
  const char *name;
  const struct value *value;
};

/* -- reading -- */

/** A model being read. */
struct loader {
  struct fasti_model *model;
  struct fasti_arena *arena; /* the model's */
  struct fasti_messages *messages;
  const char *ns;            /* the DMN namespace of the document */
  struct declared *declared; /* item definitions */
  size_t declared_count;
};

/** An item definition: read when its type is asked for. */
struct declared {
  const char *name;
  const xmlNode *at;
  const struct type *type; /* NULL: not yet */
  bool reading;
};

/** Blanks at the ends taken off, runs of them made one. @return owned by the arena */
const char *tidy(struct fasti_arena *arena, const char *text);
/** The text of an element without blanks at its ends. @return owned by the arena; NULL when there is none */
const char *element_text(struct fasti_arena *arena, const xmlNode *node);
/** The child element of DMN with this name. @return NULL when there is none */
const xmlNode *dmn_child(const struct loader *loader, const xmlNode *node, const char *name);
bool dmn_is(const struct loader *loader, const xmlNode *node, const char *name);

/** Parse an expression, a message when it does not. @return owned by the arena; NULL when it does not parse */
struct node *parse_expression(struct loader *loader, const char *text, struct fasti_place place,
                              const struct scope *scope);
/** Parse unary tests of a value of TYPE. @return as above */
struct node *parse_tests(struct loader *loader, const char *text, struct fasti_place place, const struct scope *scope,
                         const struct type *type);
/** Whether an expression uses a name. */
bool node_mentions(const struct node *node, const char *name);
/** Make the value of a constant expression. @return NULL when it is not constant or fails */
const struct value *constant_value(struct fasti_arena *arena, const struct node *node);
/** The functions that are built in, ended by one without a name. */
extern const struct function functions[];

/** Read all item definitions. */
void read_types(struct loader *loader, const xmlNode *definitions);
/** The type that a name means; NULL and empty: any. A message for one that there is not. @return never NULL */
const struct type *find_type(struct loader *loader, const char *name, struct fasti_place place);
/** Read the logic in the children of NODE: a decision, a knowledge model, an entry. @return NULL with a message, or
 *  without one when there is none */
const struct node *read_logic(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner);
/** Read one boxed expression. OWNER is what the trace calls it. @return NULL with a message */
const struct node *read_boxed(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner);
/** Whether the element is a boxed expression of DMN. */
bool is_boxed(const struct loader *loader, const xmlNode *node);
/** Read a decision table. @return NULL with a message */
const struct node *read_table(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner);
/** Whether values of the two types can be compared or given for each other, as far as one knows before. */
bool types_meet(const struct type *a, const struct type *b);

/* -- evaluating -- */

/** One evaluation. */
struct eval {
  struct fasti_arena *arena;
  struct fasti_messages *messages; /* may be NULL */
  enum fasti_status status;        /* sticky */
  long steps;
  int depth;
  xmlNodePtr trace;           /* where tables tell what they did; NULL: nowhere */
  const struct value *tested; /* what "?" is */
};

/** Evaluate an expression. @return never NULL; null once the evaluation has failed */
const struct value *evaluate(struct eval *eval, const struct node *node, const struct binding *bindings);
/** Whether unary tests hold for a value: true, false, or null when that cannot be said. */
const struct value *evaluate_tests(struct eval *eval, const struct node *node, const struct value *tested,
                                   const struct binding *bindings);
/** Evaluate a table, and tell about it in an element of its own. */
const struct value *evaluate_table(struct eval *eval, const struct table *table, const struct binding *bindings);
/** Evaluate a table, and tell about it in the element eval->trace. */
const struct value *evaluate_rows(struct eval *eval, const struct table *table, const struct binding *bindings);
/** Add an element to the trace, with a name. @return NULL where there is no trace */
xmlNodePtr trace_add(struct eval *eval, const char *element, const char *name);
/** Add an element with a name and a value. */
void trace_value(struct eval *eval, const char *element, const char *name, const struct value *value);
/** Name of a hit policy, as DMN writes it. */
const char *policy_name(enum policy policy);
/** Take COUNT steps. @return false once there are no more, or it has failed: stop then */
bool eval_spend(struct eval *eval, size_t count);
/** A text that the evaluation made, with the steps that its length costs. @return null once there are no more */
const struct value *eval_text(struct eval *eval, struct fasti_buffer *text);

/** Whether a value is one of a type, with what the type allows. */
bool value_has_type(struct eval *eval, const struct value *value, const struct type *type);
/** Read a value of a type from text: doc/language.md section 12. @return NULL when it is none */
const struct value *value_read(struct fasti_arena *arena, const struct type *type, const char *text);
/** What is expected of a text that is read as this type, in the language of the messages. @return owned by the arena */
const char *type_expected(struct fasti_arena *arena, const struct fasti_messages *messages, const struct type *type);

#endif
