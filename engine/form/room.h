/* engine/form/room.h - what the files of the room form share: a loaded form and one being filled in.
 */
#ifndef FASTI_FORM_ROOM_H
#define FASTI_FORM_ROOM_H

#include "engine/form.h"

#define NS_XHTML "http://www.w3.org/1999/xhtml"
#define NS_SCHEMA "http://www.w3.org/2001/XMLSchema"

/* Types. */

enum base { BASE_STRING, BASE_TOKEN, BASE_BOOLEAN, BASE_DATE, BASE_DATETIME, BASE_TIME, BASE_INTEGER, BASE_DECIMAL };

/** In the order in which people are told. */
enum facet_kind {
  FACET_LENGTH,
  FACET_MIN_LENGTH,
  FACET_MAX_LENGTH,
  FACET_TOTAL_DIGITS,
  FACET_FRACTION_DIGITS,
  FACET_MIN_INCLUSIVE,
  FACET_MIN_EXCLUSIVE,
  FACET_MAX_INCLUSIVE,
  FACET_MAX_EXCLUSIVE,
  FACET_ENUMERATION,
  FACET_PATTERN,
  FACET_KINDS
};

struct facet {
  struct facet *next;
  enum facet_kind kind;
  const char *text;
  int number;                    /* of lengths and digits */
  struct fasti_pattern *pattern; /* of patterns */
};

/** A simple type; its values are values of PARENT too. */
struct form_type {
  struct form_type *next;
  const struct form_type *parent; /* NULL: built in */
  const char *ns;                 /* NULL for none */
  const char *name;
  enum base base;
  struct facet *facets;
  struct fasti_expr *constraint; /* f:constraint: must hold of a value; NULL */
  const char *message;           /* f:message; NULL */
};

/** What is wrong with a value. */
struct problem {
  const struct form_type *type; /* NULL: nothing */
  const struct facet *facet;    /* NULL: not of its base at all */
};

/** The built-in types of a form's arena, then those of a schema element. */
void types_begin(struct fasti_form *form);
void types_read(struct fasti_form *form, const xmlNode *schema, struct fasti_messages *messages);
/** The type that a QName means at an element; NULL when there is none. */
const struct form_type *type_find(const struct fasti_form *form, const xmlNode *node, const char *qname);
/** Check a value that is not empty. */
struct problem type_check(const struct form_type *type, const char *value);
/** Add the message for a problem, or FALLBACK (an alert; may be NULL) where the type has no words of its own. */
void type_tell(struct problem problem, const char *field, const char *law, const char *label, const char *value,
               const char *fallback, struct fasti_messages *messages);
/** Name of the base for people and adapters. */
const char *base_name(enum base base);
/** How many characters UTF-8 text has. */
int characters(const char *text);

/* Forms. */

struct bind {
  struct bind *next;
  const xmlNode *node;
  const char *id;
  const struct form_type *type;
  struct fasti_expr *nodeset, *required, *relevant, *readonly, *constraint, *calculate; /* NULL: not said */
  struct fasti_template *message;                                                       /* NULL: none */
  const char *law;
  const char *confidential; /* roles that may see it; NULL: everybody */
  const char *covers;       /* texts and items of the law; NULL: none */
  struct field *first; /* the first field that it selects */
};

struct rule {
  struct rule *next;
  const struct bind *bind;
};

struct control {
  enum fasti_control_kind kind;
  const xmlNode *node;
  struct field *field; /* NULL for none */
  struct control *first, *last, *next;
  struct fasti_expr *value;                             /* output/@value */
  struct fasti_expr *itemset, *item_label, *item_value; /* itemset */
};

/** An element or attribute of the instance. */
struct field {
  xmlNodePtr node; /* in the pattern document; its _private points back */
  struct field *parent;
  struct field *next; /* in document order */
  const char *name;   /* "@id" for an attribute */
  const char *path;
  int number; /* from 0, in document order */
  bool leaf;
  bool list;
  const struct form_type *type;
  struct rule *rules, **rule_end;
  const struct bind *secret;     /* says who may see it; NULL: everybody */
  const struct bind *calculated; /* NULL: is not */
  const struct control *control; /* the first bound to it; NULL */
  int mark;                      /* while sorting: 0 new, 1 open, 2 done */
};

struct law {
  struct law *next;
  const char *id;
  struct fasti_place place;
};

struct fasti_form {
  struct fasti_arena *arena;
  xmlDocPtr doc;
  xmlDocPtr pattern; /* the instance */
  const char *title;
  struct form_type *types;
  struct bind *binds, **bind_end;
  struct field *fields, **field_end;
  size_t field_count;
  struct field **order; /* such that what a field needs comes before it */
  struct control *page; /* a group */
  const struct fasti_expr **exprs;
  size_t expr_count, expr_room;
  struct law *laws;
};

/** Compile an expression that the form owns. */
struct fasti_expr *form_expr(struct fasti_form *form, const xmlNode *node, const char *attribute,
                             struct fasti_messages *messages);
/** Compile the expression in an f: attribute, which the form owns. @return NULL if the attribute is not there */
struct fasti_expr *form_rule(struct fasti_form *form, const xmlNode *node, const char *attribute,
                             struct fasti_messages *messages);
/** Compile the template in an f: attribute, which the form owns. @return NULL if the attribute is not there */
struct fasti_template *form_template(struct fasti_form *form, const xmlNode *node, const char *attribute,
                                     struct fasti_messages *messages);
/** Note the article of an element. @return it; NULL if there is none */
const char *form_law(struct fasti_form *form, const xmlNode *node);
/** The fields that an expression selects in the pattern, from CONTEXT. Call USE for each. @return how many */
size_t form_select(struct fasti_form *form, const struct fasti_expr *expr, const struct field *context,
                   void (*use)(void *self, struct field *field), void *self);
/** Read the binds of a model, and the controls of a page. */
void binds_read(struct fasti_form *form, const xmlNode *model, struct fasti_messages *messages);
void controls_read(struct fasti_form *form, const xmlNode *body, struct fasti_messages *messages);
/** Put the fields in order. */
void form_sort(struct fasti_form *form, struct fasti_messages *messages);
/** Text of the child NAME (label, hint, help, alert, value) in a language. @return owned, free with xmlFree; NULL */
char *control_text(const xmlNode *node, const char *name, const char *language);
/** Text of an element, with the layout's space collapsed. @return owned, free with xmlFree */
char *text_content(const xmlNode *node);

/* A form being filled in. */

/** What is known of an element or attribute of the data; its node's _private points to it. */
struct slot {
  struct field *field;
  xmlNodePtr node;
  struct slot *twin; /* the next of the same field, in document order */
  char *kept;        /* default or earlier value */
  char *typed;       /* input; NULL when there was none */
  bool early;        /* an earlier value was taken over */
  bool relevant;
  bool readonly;
  bool required;
};

struct fasti_form_data {
  struct fasti_arena *arena;
  const struct fasti_form *form;
  struct fasti_evaluator *evaluator, *own;
  const struct fasti_scope *scope;
  const char *language;
  xmlDocPtr doc;
  bool dirty;
  bool still; /* it is only looked at: nothing is evaluated */
  struct fasti_messages *failures; /* of expressions, in the last recalculation */
  struct fasti_messages *told;     /* whose language they are in; borrowed, NULL: English */
  enum fasti_status status;
};

struct slot *slot_of(const xmlNode *node);
/** Whether a field is always what is calculated: not if readonly="false()" makes that only a proposal. */
bool field_is_fixed(const struct field *field);
/** The field with this name ("@id") directly below PARENT. NULL if there is none */
struct field *field_part(const struct field *parent, struct fasti_slice name);
/** The field below PARENT that is named like NODE. NULL if there is none */
struct field *field_twin(const struct field *parent, const xmlNode *node);
/** Nodes of a field directly below PARENT: the first, the one after NODE, how many; and its attribute. */
xmlNodePtr data_first(const struct field *field, const xmlNode *parent);
xmlNodePtr data_next(const struct field *field, const xmlNode *node);
int data_count(const struct field *field, const xmlNode *parent);
xmlNodePtr data_attribute(const struct field *field, const xmlNode *parent);
/** Add an item to a list. */
xmlNodePtr data_add_item(struct fasti_form_data *data, const struct field *field, xmlNodePtr parent);
/** Calculate if something has changed. */
void data_settle(struct fasti_form_data *data);
/** Remove list items in which nothing was filled in. */
void data_prune(struct fasti_form_data *data);
/** Text of an element without children, or of an attribute. @return borrowed; never NULL */
const char *node_text(const xmlNode *node);
/** Evaluate a rule to a boolean; what fails is noted and gives OTHERWISE. */
bool data_holds(struct fasti_form_data *data, const struct fasti_expr *expr, xmlNodePtr node, bool otherwise);
/** Append the path of a node, list items numbered. */
void data_path(const xmlNode *node, struct fasti_buffer *out);
/** The instance node of FIELD within ITEM (an element of the data or the pattern). NULL if it is not there. */
xmlNodePtr data_node(const struct field *field, xmlNodePtr item);

/** The choices of a selection; USE gets text that lives for the call. */
void choices_visit(struct fasti_form_data *data, const struct control *control, xmlNodePtr node,
                   void (*use)(void *self, const char *label, const char *value), void *self);

#endif
