/* engine/row.h - the rows of port.h as data, so that a store treats all of them alike.
 *
 * A shape lists the members of a row in the order of its struct. Stores copy, compare, write and read rows by it, and
 * the contract suite compares by it: a member added to port.h is added in one place more, engine/port/row.c.
 */
#ifndef FASTI_ROW_H
#define FASTI_ROW_H

#include "engine/port.h"

enum fasti_member_kind {
  FASTI_MEMBER_TEXT,    /* const char *; NULL counts as "" */
  FASTI_MEMBER_BYTES,   /* struct fasti_slice */
  FASTI_MEMBER_INT64,   /* int64_t */
  FASTI_MEMBER_INSTANT, /* int64_t, FASTI_NEVER for none */
  FASTI_MEMBER_DAY,     /* int32_t, FASTI_NO_DAY for none */
  FASTI_MEMBER_INT,     /* int */
  FASTI_MEMBER_BOOL     /* bool */
};

struct fasti_member {
  const char *name;
  enum fasti_member_kind kind;
  size_t offset;
};

/** The first KEYS members name a row within its table. */
struct fasti_shape {
  const char *name;
  size_t size;
  size_t keys;
  size_t count;
  const struct fasti_member *members;
};

/** Rows that port.h has only as arguments. */
struct fasti_setting_row {
  const char *name;
  const char *value;
};
struct fasti_package_file_row {
  const char *hash; /* of the package */
  const char *path;
  struct fasti_slice content;
};
struct fasti_series_row {
  const char *bureau;
  const char *kind;
  int year;
  int64_t last; /* number given out */
};
struct fasti_reply_row {
  const char *key;
  const char *request;
  const char *answer;
  int64_t at;
};

/** What a person has read: one message; or all to a role or to themselves up to one. */
struct fasti_read_row {
  const char *person;
  int64_t notice;
  int64_t at;
};
struct fasti_seen_row {
  const char *person;
  const char *to;
  int64_t notice;
};

extern const struct fasti_shape fasti_case_shape, fasti_entry_shape, fasti_task_shape, fasti_deadline_shape,
  fasti_fact_shape, fasti_key_shape, fasti_link_shape,
  fasti_instrument_shape, fasti_outbox_shape, fasti_person_shape, fasti_package_shape, fasti_package_file_shape,
  fasti_evidence_shape, fasti_setting_shape, fasti_series_shape, fasti_reply_shape,
  fasti_account_shape, fasti_session_shape, fasti_participant_shape, fasti_work_shape, fasti_board_shape,
  fasti_follow_up_shape, fasti_stand_in_shape, fasti_saved_shape,
  fasti_subscription_shape, fasti_progress_shape, fasti_letter_shape, fasti_mail_shape, fasti_read_shape,
  fasti_seen_shape;

/** Copy a row with all that it points to. @return owned, one block: free with fasti_free */
void *fasti_row_copy(const struct fasti_shape *shape, const void *row);
/** Compare the first COUNT members: <0, 0 or >0. Texts by bytes, no day and never after all others. */
int fasti_row_compare(const struct fasti_shape *shape, size_t count, const void *a, const void *b);
/** Append the first COUNT members: each its length (8 bytes, big-endian) and its bytes, numbers in decimal digits. Two
 *  different rows of one shape never give the same bytes. */
void fasti_row_canonical(const struct fasti_shape *shape, size_t count, const void *row, struct fasti_buffer *out);

#endif
