/* engine/case/every.c - days that come again while a state is active: f:every (doc/language.md section 14).
 *
 * Messages: a rule or a starting day that cannot be read.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static enum fasti_status
read_from(struct fasti_case *case_, struct fasti_session *session, const struct fasti_every_note *note, int32_t *from)
{
  const char *text = "";
  enum fasti_status status;

  *from = case_->today;
  if (!note->from)
    return FASTI_OK;
  status = case_string(case_, session, note->from, &text);
  if (status != FASTI_OK)
    return status;
  if (fasti_day_parse(fasti_slice_of(text), from) == FASTI_OK)
    return FASTI_OK;
  fasti_error_at(case_->messages, note->place, "the recurrence %s would start on \"%s\", which is no date", note->id,
                 text);
  return FASTI_INVALID;
}

static enum fasti_status
start(struct fasti_case *case_, struct fasti_session *session, const struct fasti_every_note *note)
{
  struct every every = {.session = case_keep(case_, fasti_session_path(session)), .note = note};
  const char *rule;
  enum fasti_status status = case_text(case_, session, note->rule, &rule);

  if (status == FASTI_OK)
    status = read_from(case_, session, note, &every.from);
  if (status != FASTI_OK)
    return status;
  every.rule = case_keep(case_, rule);
  if (fasti_recurrence_next(rule, every.from, case_->today, &every.next) != FASTI_OK) {
    fasti_error_at(case_->messages, note->place,
                   "the recurrence %s has the rule \"%s\"; expected an RRULE of RFC 5545, of days", note->id, rule);
    return FASTI_INVALID;
  }
  *LIST_ADD(&case_->everies) = every;
  return FASTI_OK;
}

enum fasti_status
everies_enter(struct fasti_case *case_, struct fasti_session *session, int state)
{
  const struct fasti_notes *notes = session_notes(case_, session);
  const struct fasti_state_note *note = &notes->states[state];
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && i < note->every_count; i++)
    status = start(case_, session, &notes->everies[note->first_every + i]);
  return status;
}

static void
drop(struct fasti_case *case_, size_t index)
{
  struct every *every = &case_->everies.items[index];

  memmove(every, every + 1, (case_->everies.count - index - 1) * sizeof *every);
  case_->everies.count--;
}

void
everies_leave(struct fasti_case *case_, struct fasti_session *session, int state)
{
  const struct fasti_notes *notes = session_notes(case_, session);

  for (size_t i = case_->everies.count; i > 0; i--) {
    const struct every *every = &case_->everies.items[i - 1];

    if (every->note->state == state && strcmp(every->session, fasti_session_path(session)) == 0 &&
        every->note >= notes->everies && every->note < notes->everies + notes->every_count)
      drop(case_, i - 1);
  }
}

void
everies_sweep(struct fasti_case *case_)
{
  for (size_t i = case_->everies.count; i > 0; i--)
    if (case_->status == CASE_ENDED || case_->status == CASE_TERMINATED ||
        !case_session(case_, case_->everies.items[i - 1].session))
      drop(case_, i - 1);
}

static struct every *
first_of(const struct fasti_case *case_)
{
  struct every *first = NULL;

  for (size_t i = 0; i < case_->everies.count; i++) {
    struct every *every = &case_->everies.items[i];

    if (every->next != FASTI_NO_DAY && (!first || every->next < first->next))
      first = every;
  }
  return first;
}

int64_t
everies_next(const struct fasti_case *case_)
{
  const struct every *first = first_of(case_);

  return first ? fasti_instant_of(first->next, case_zone(case_)) : FASTI_NEVER;
}

enum fasti_status
everies_fire(struct fasti_case *case_)
{
  struct every *first = first_of(case_);
  xmlNodePtr data = case_loose_node(case_, "data");
  const char *name = fasti_arena_printf(case_->entry, "every.%s", first->note->id);
  struct fasti_session *session = case_session(case_, first->session);
  char day[FASTI_DATE_SIZE];

  xmlNewTextChild(data, NULL, (const xmlChar *)"day", (const xmlChar *)fasti_day_format(first->next, day));
  if (fasti_recurrence_next(first->rule, first->from, first->next, &first->next) != FASTI_OK)
    return FASTI_CORRUPT;
  return case_send(case_, session, name, NULL, data);
}
