/* engine/port/row.c - the rows of the port as data; see row.h. */
#include "config.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "engine/row.h"

#define MEMBER(row, kind, member) {#member, FASTI_MEMBER_##kind, offsetof(struct fasti_##row##_row, member)}
#define SHAPE(row, keys)                                                                              \
  const struct fasti_shape fasti_##row##_shape = {#row, sizeof(struct fasti_##row##_row), keys,       \
                                                  sizeof row##_members / sizeof *row##_members, row##_members}

static const struct fasti_member case_members[] = {
  MEMBER(case, TEXT, id),       MEMBER(case, TEXT, bureau),      MEMBER(case, TEXT, procedure),
  MEMBER(case, TEXT, package),  MEMBER(case, TEXT, title),       MEMBER(case, TEXT, status),
  MEMBER(case, TEXT, states),   MEMBER(case, TEXT, search),      MEMBER(case, INSTANT, opened_at),
  MEMBER(case, INSTANT, ended_at), MEMBER(case, INT64, entries), MEMBER(case, INSTANT, due),
  MEMBER(case, BYTES, snapshot),
};
SHAPE(case, 1);

static const struct fasti_member entry_members[] = {
  MEMBER(entry, TEXT, case_id), MEMBER(entry, INT64, sequence), MEMBER(entry, INSTANT, at),
  MEMBER(entry, TEXT, actor),   MEMBER(entry, TEXT, kind),      MEMBER(entry, BYTES, body),
  MEMBER(entry, TEXT, hash_name), MEMBER(entry, TEXT, previous), MEMBER(entry, TEXT, hash),
};
SHAPE(entry, 2);

static const struct fasti_member task_members[] = {
  MEMBER(task, TEXT, case_id), MEMBER(task, INT64, number), MEMBER(task, TEXT, task),
  MEMBER(task, TEXT, key),     MEMBER(task, TEXT, title),   MEMBER(task, TEXT, form),
  MEMBER(task, TEXT, state),   MEMBER(task, TEXT, roles),   MEMBER(task, TEXT, persons),
  MEMBER(task, TEXT, excluded), MEMBER(task, TEXT, among),  MEMBER(task, INSTANT, opened_at),
  MEMBER(task, DAY, due),      MEMBER(task, TEXT, units),   MEMBER(task, TEXT, not_units),
  MEMBER(task, TEXT, drafted),
};
SHAPE(task, 2);

static const struct fasti_member deadline_members[] = {
  MEMBER(deadline, TEXT, case_id), MEMBER(deadline, TEXT, session), MEMBER(deadline, TEXT, deadline),
  MEMBER(deadline, TEXT, title),   MEMBER(deadline, TEXT, law),     MEMBER(deadline, TEXT, role),
  MEMBER(deadline, TEXT, state),   MEMBER(deadline, DAY, from),     MEMBER(deadline, DAY, due),
  MEMBER(deadline, BOOL, provisional),
};
SHAPE(deadline, 3);

static const struct fasti_member fact_members[] = {
  MEMBER(fact, TEXT, case_id), MEMBER(fact, TEXT, name), MEMBER(fact, INT64, position), MEMBER(fact, TEXT, value),
};
SHAPE(fact, 3);

static const struct fasti_member key_members[] = {
  MEMBER(key, TEXT, case_id), MEMBER(key, TEXT, bureau), MEMBER(key, TEXT, procedure), MEMBER(key, TEXT, key),
};
SHAPE(key, 1);

static const struct fasti_member link_members[] = {
  MEMBER(link, TEXT, case_id), MEMBER(link, TEXT, kind), MEMBER(link, TEXT, other), MEMBER(link, TEXT, event),
  MEMBER(link, INT64, sequence),
};
SHAPE(link, 3);

static const struct fasti_member participant_members[] = {
  MEMBER(participant, TEXT, case_id), MEMBER(participant, TEXT, person),
};
SHAPE(participant, 2);

static const struct fasti_member work_members[] = {
  MEMBER(work, TEXT, case_id), MEMBER(work, INT64, sequence), MEMBER(work, TEXT, person), MEMBER(work, TEXT, kind),
  MEMBER(work, INT64, number), MEMBER(work, TEXT, work),      MEMBER(work, TEXT, title),  MEMBER(work, INT64, at),
};
SHAPE(work, 4);

static const struct fasti_member board_members[] = {
  MEMBER(board, TEXT, case_id), MEMBER(board, INT64, number), MEMBER(board, TEXT, bureau), MEMBER(board, TEXT, procedure),
  MEMBER(board, TEXT, kind),    MEMBER(board, TEXT, key),     MEMBER(board, TEXT, title),  MEMBER(board, TEXT, text),
  MEMBER(board, DAY, day),      MEMBER(board, DAY, until),
};
SHAPE(board, 2);

static const struct fasti_member follow_up_members[] = {
  MEMBER(follow_up, TEXT, hash), MEMBER(follow_up, TEXT, case_id), MEMBER(follow_up, INT64, at),
};
SHAPE(follow_up, 1);

static const struct fasti_member stand_in_members[] = {
  MEMBER(stand_in, TEXT, person), MEMBER(stand_in, TEXT, role), MEMBER(stand_in, TEXT, deputy),
  MEMBER(stand_in, DAY, from),    MEMBER(stand_in, DAY, to),
};
SHAPE(stand_in, 4);

static const struct fasti_member saved_members[] = {
  MEMBER(saved, TEXT, person), MEMBER(saved, TEXT, page), MEMBER(saved, TEXT, name), MEMBER(saved, TEXT, query),
  MEMBER(saved, INT64, at),
};
SHAPE(saved, 3);


static const struct fasti_member instrument_members[] = {
  MEMBER(instrument, TEXT, case_id),         MEMBER(instrument, INT64, number),
  MEMBER(instrument, TEXT, instrument),      MEMBER(instrument, TEXT, key),
  MEMBER(instrument, TEXT, document_number), MEMBER(instrument, INT, year),
  MEMBER(instrument, INT64, sequence),       MEMBER(instrument, TEXT, title),
  MEMBER(instrument, INSTANT, issued_at),    MEMBER(instrument, TEXT, hash_name),
  MEMBER(instrument, TEXT, hash),            MEMBER(instrument, BYTES, content),
};
SHAPE(instrument, 2);

static const struct fasti_member outbox_members[] = {
  MEMBER(outbox, INT64, id), MEMBER(outbox, TEXT, case_id), MEMBER(outbox, INT64, sequence),
  MEMBER(outbox, TEXT, kind), MEMBER(outbox, TEXT, to), MEMBER(outbox, TEXT, text),
  MEMBER(outbox, INSTANT, created_at), MEMBER(outbox, INSTANT, delivered_at),
};
SHAPE(outbox, 1);

static const struct fasti_member person_members[] = {
  MEMBER(person, TEXT, id), MEMBER(person, TEXT, name), MEMBER(person, TEXT, bureau),
  MEMBER(person, TEXT, certificate), MEMBER(person, TEXT, roles), MEMBER(person, BOOL, active),
  MEMBER(person, TEXT, valid_to), MEMBER(person, TEXT, interests),
  MEMBER(person, TEXT, unit),
};
SHAPE(person, 1);

static const struct fasti_member package_members[] = {
  MEMBER(package, TEXT, hash), MEMBER(package, TEXT, bureau), MEMBER(package, TEXT, version),
  MEMBER(package, DAY, in_force), MEMBER(package, INSTANT, deployed_at), MEMBER(package, TEXT, deployed_by),
};
SHAPE(package, 1);

static const struct fasti_member package_file_members[] = {
  MEMBER(package_file, TEXT, hash), MEMBER(package_file, TEXT, path), MEMBER(package_file, BYTES, content),
};
SHAPE(package_file, 2);

static const struct fasti_member evidence_members[] = {
  MEMBER(evidence, TEXT, case_id),        MEMBER(evidence, INT64, number), MEMBER(evidence, TEXT, name),
  MEMBER(evidence, TEXT, media),          MEMBER(evidence, TEXT, hash_name), MEMBER(evidence, TEXT, hash),
  MEMBER(evidence, INT64, size),          MEMBER(evidence, INSTANT, attached_at),
  MEMBER(evidence, TEXT, attached_by),    MEMBER(evidence, BYTES, content),
};
SHAPE(evidence, 2);

static const struct fasti_member setting_members[] = {MEMBER(setting, TEXT, name), MEMBER(setting, TEXT, value)};
SHAPE(setting, 1);

static const struct fasti_member series_members[] = {
  MEMBER(series, TEXT, bureau), MEMBER(series, TEXT, kind), MEMBER(series, INT, year), MEMBER(series, INT64, last),
};
SHAPE(series, 3);

static const struct fasti_member reply_members[] = {
  MEMBER(reply, TEXT, key), MEMBER(reply, TEXT, request), MEMBER(reply, TEXT, answer), MEMBER(reply, INSTANT, at),
};
SHAPE(reply, 1);

static const struct fasti_member account_members[] = {
  MEMBER(account, TEXT, person),  MEMBER(account, TEXT, password), MEMBER(account, TEXT, once),
  MEMBER(account, INT64, once_until), MEMBER(account, INT, failures), MEMBER(account, INT64, wait_until),
  MEMBER(account, TEXT, language),
  MEMBER(account, TEXT, factor), MEMBER(account, TEXT, proposed), MEMBER(account, INT64, factor_step),
};
SHAPE(account, 1);

static const struct fasti_member session_members[] = {
  MEMBER(session, TEXT, hash),  MEMBER(session, TEXT, person),    MEMBER(session, TEXT, kind), MEMBER(session, TEXT, scopes),
  MEMBER(session, TEXT, title), MEMBER(session, INT64, began_at), MEMBER(session, INT64, until),
};
SHAPE(session, 1);

static const struct fasti_member subscription_members[] = {
  MEMBER(subscription, TEXT, name),   MEMBER(subscription, TEXT, url),       MEMBER(subscription, TEXT, secret),
  MEMBER(subscription, TEXT, types),  MEMBER(subscription, TEXT, bureau),    MEMBER(subscription, TEXT, procedure),
  MEMBER(subscription, TEXT, made_by), MEMBER(subscription, INSTANT, made_at),
};
SHAPE(subscription, 1);

static const struct fasti_member progress_members[] = {
  MEMBER(progress, TEXT, subscription), MEMBER(progress, INT64, position),        MEMBER(progress, INT64, number),
  MEMBER(progress, INT64, attempts),    MEMBER(progress, INSTANT, next_at),       MEMBER(progress, INSTANT, failing_since),
  MEMBER(progress, INT64, delivered),   MEMBER(progress, INSTANT, delivered_at),  MEMBER(progress, TEXT, error),
};
SHAPE(progress, 1);

static const struct fasti_member letter_members[] = {
  MEMBER(letter, TEXT, subscription), MEMBER(letter, INT64, position), MEMBER(letter, INT64, number),
  MEMBER(letter, TEXT, event),        MEMBER(letter, TEXT, type),      MEMBER(letter, TEXT, case_id),
  MEMBER(letter, INSTANT, since),     MEMBER(letter, INT64, attempts), MEMBER(letter, INSTANT, next_at),
  MEMBER(letter, TEXT, error),
};
SHAPE(letter, 3);

static const struct fasti_member mail_members[] = {
  MEMBER(mail, TEXT, person),    MEMBER(mail, TEXT, address),   MEMBER(mail, TEXT, at_once),
  MEMBER(mail, BOOL, digest),    MEMBER(mail, INT64, seen),     MEMBER(mail, INT64, digested),
  MEMBER(mail, DAY, digest_day), MEMBER(mail, INT64, attempts), MEMBER(mail, INSTANT, next_at),
  MEMBER(mail, TEXT, error),
};
SHAPE(mail, 1);

static const struct fasti_member read_members[] = {
  MEMBER(read, TEXT, person), MEMBER(read, INT64, notice), MEMBER(read, INSTANT, at),
};
SHAPE(read, 2);

static const struct fasti_member seen_members[] = {
  MEMBER(seen, TEXT, person), MEMBER(seen, TEXT, to), MEMBER(seen, INT64, notice),
};
SHAPE(seen, 2);

static const char *
text_at(const void *row, size_t offset)
{
  const char *const *at = (const void *)((const char *)row + offset);

  return *at ? *at : "";
}

static struct fasti_slice
slice_at(const void *row, const struct fasti_member *member)
{
  if (member->kind == FASTI_MEMBER_TEXT)
    return fasti_slice_of(text_at(row, member->offset));
  return *(const struct fasti_slice *)(const void *)((const char *)row + member->offset);
}

static bool
is_text(const struct fasti_member *member)
{
  return member->kind == FASTI_MEMBER_TEXT || member->kind == FASTI_MEMBER_BYTES;
}

/* No day is made as great as never, so that it comes after every day. */
static int64_t
number_at(const void *row, const struct fasti_member *member)
{
  const void *at = (const char *)row + member->offset;
  int32_t day;

  switch (member->kind) {
  case FASTI_MEMBER_DAY:
    day = *(const int32_t *)at;
    return day == FASTI_NO_DAY ? INT64_MAX : day;
  case FASTI_MEMBER_INT:
    return *(const int *)at;
  case FASTI_MEMBER_BOOL:
    return *(const bool *)at;
  default:
    return *(const int64_t *)at;
  }
}

void *
fasti_row_copy(const struct fasti_shape *shape, const void *row)
{
  size_t room = (shape->size + 15) & ~(size_t)15;
  char *copy, *next;

  for (size_t i = 0; i < shape->count; i++)
    if (is_text(&shape->members[i]))
      room += slice_at(row, &shape->members[i]).size + 1;
  copy = fasti_alloc(room);
  memcpy(copy, row, shape->size);
  next = copy + ((shape->size + 15) & ~(size_t)15);
  for (size_t i = 0; i < shape->count; i++) {
    const struct fasti_member *member = &shape->members[i];
    struct fasti_slice slice;

    if (!is_text(member))
      continue;
    slice = slice_at(row, member);
    if (slice.size)
      memcpy(next, slice.at, slice.size);
    if (member->kind == FASTI_MEMBER_TEXT)
      *(const char **)(void *)(copy + member->offset) = next;
    else
      *(struct fasti_slice *)(void *)(copy + member->offset) = (struct fasti_slice){next, slice.size};
    next += slice.size + 1;
  }
  return copy;
}

static int
compare_member(const struct fasti_member *member, const void *a, const void *b)
{
  if (is_text(member)) {
    struct fasti_slice x = slice_at(a, member), y = slice_at(b, member);
    size_t least = x.size < y.size ? x.size : y.size;
    int order = least ? memcmp(x.at, y.at, least) : 0;

    return order ? order : (x.size > y.size) - (x.size < y.size);
  } else {
    int64_t x = number_at(a, member), y = number_at(b, member);

    return (x > y) - (x < y);
  }
}

int
fasti_row_compare(const struct fasti_shape *shape, size_t count, const void *a, const void *b)
{
  int order = 0;

  assert(count <= shape->count);
  for (size_t i = 0; i < count && !order; i++)
    order = compare_member(&shape->members[i], a, b);
  return order;
}

static void
add_sized(struct fasti_buffer *out, struct fasti_slice slice)
{
  unsigned char size[8];

  for (int i = 0; i < 8; i++)
    size[i] = (unsigned char)((uint64_t)slice.size >> (56 - 8 * i));
  fasti_buffer_add(out, size, sizeof size);
  fasti_buffer_add(out, slice.at, slice.size);
}

void
fasti_row_canonical(const struct fasti_shape *shape, size_t count, const void *row, struct fasti_buffer *out)
{
  assert(count <= shape->count);
  for (size_t i = 0; i < count; i++) {
    const struct fasti_member *member = &shape->members[i];
    char digits[24];

    if (is_text(member)) {
      add_sized(out, slice_at(row, member));
    } else {
      int size = snprintf(digits, sizeof digits, "%lld", (long long)number_at(row, member));

      add_sized(out, (struct fasti_slice){digits, (size_t)size});
    }
  }
}
