/* engine/case/clock.c - the deadlines of a case: started, stopped, armed anew, fired (doc/language.md section 8).
 *
 * Messages: a period or a starting date that cannot be read, an extension of a deadline that does not run.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

enum { WARNINGS = 16 };

bool
clock_is_suspended(const struct clock *clock)
{
  for (size_t i = 0; i < clock->pauses.count; i++)
    if (clock->pauses.items[i].span.to == FASTI_NO_DAY)
      return true;
  return false;
}

struct fasti_terms
clock_terms(const struct fasti_case *case_, const struct clock *clock)
{
  struct fasti_suspension *spans = fasti_arena_alloc(case_->entry, (clock->pauses.count + 1) * sizeof *spans);

  for (size_t i = 0; i < clock->pauses.count; i++)
    spans[i] = clock->pauses.items[i].span;
  return (struct fasti_terms){.from = clock->from,
                              .within = clock->within,
                              .roll = clock->note->roll ? FASTI_ROLL_NEXT : FASTI_ROLL_NONE,
                              .suspensions = spans,
                              .suspension_count = clock->pauses.count,
                              .extensions = clock->extensions.items,
                              .extension_count = clock->extensions.count};
}

struct fasti_due
clock_due(const struct fasti_case *case_, const struct clock *clock)
{
  struct fasti_terms terms = clock_terms(case_, clock);

  return fasti_deadline_due(case_calendar(case_), &terms, case_->today);
}

const struct clock *
clock_near(const struct fasti_case *case_, const struct fasti_session *session, const char *id)
{
  const struct clock *found = NULL;

  for (; session && !found; session = fasti_session_parent(session))
    for (size_t i = 0; i < case_->clocks.count; i++)
      if (strcmp(case_->clocks.items[i].note->id, id) == 0 &&
          strcmp(case_->clocks.items[i].session, fasti_session_path(session)) == 0)
        found = &case_->clocks.items[i];
  for (size_t i = 0; i < case_->clocks.count && !found; i++)
    if (strcmp(case_->clocks.items[i].note->id, id) == 0)
      found = &case_->clocks.items[i];
  return found;
}

/* The warning periods, which a template has expanded. */
static int
warnings_of(const struct clock *clock, struct fasti_period periods[WARNINGS])
{
  const char *at = clock->warn, *end;
  int count = 0;

  while (at && *at && count < WARNINGS) {
    end = strchr(at, ',');
    at += strspn(at, " ");
    if (fasti_period_parse((struct fasti_slice){at, end ? (size_t)(end - at) : strlen(at)}, &periods[count]) ==
        FASTI_OK)
      count++;
    at = end ? end + 1 : NULL;
  }
  return count;
}

/* The next thing that a clock raises: a warning (its number) or its end (-1). @return FASTI_NEVER for nothing */
static int64_t
next_of(const struct fasti_case *case_, const struct clock *clock, int *warning)
{
  struct fasti_period periods[WARNINGS];
  struct fasti_due due;
  int64_t next, at;
  int count;

  if (clock->state != CLOCK_RUNNING || clock_is_suspended(clock))
    return FASTI_NEVER;
  due = clock_due(case_, clock);
  next = fasti_instant_of(due.day + 1, case_zone(case_));
  *warning = -1;
  count = warnings_of(clock, periods);
  for (int i = 0; i < count; i++) {
    at = fasti_instant_of(fasti_deadline_warning(case_calendar(case_), due, periods[i]),
                          case_zone(case_));
    if (!(clock->fired & 1u << i) && at <= next && (at < next || *warning < 0)) {
      next = at;
      *warning = i;
    }
  }
  return next;
}

int64_t
clocks_next(const struct fasti_case *case_)
{
  int64_t next = FASTI_NEVER, at;
  int warning;

  for (size_t i = 0; i < case_->clocks.count; i++) {
    at = next_of(case_, &case_->clocks.items[i], &warning);
    next = at < next ? at : next;
  }
  return next;
}

/* Terms as the data has them now. */
struct wanted {
  bool wanted;
  int32_t from; /* FASTI_NO_DAY: not yet running */
  struct fasti_period within;
  const char *warn;
};

static enum fasti_status
read_period(struct fasti_case *case_, const struct fasti_deadline_note *note, const char *text,
            struct fasti_period *period)
{
  if (fasti_period_parse(fasti_slice_of(text), period) == FASTI_OK)
    return FASTI_OK;
  fasti_error_at(
    case_->messages, note->place,
    "the deadline %s has the period \"%s\"; expected \"N workdays\", \"N days\", \"N months\" or \"N years\"",
    note->title, text);
  return FASTI_INVALID;
}

static enum fasti_status
read_from(struct fasti_case *case_, struct fasti_session *session, const struct fasti_deadline_note *note,
          int32_t *from)
{
  const char *text;
  enum fasti_status status = case_string(case_, session, note->from, &text);
  int64_t instant;

  *from = FASTI_NO_DAY;
  if (status != FASTI_OK || !*text)
    return status;
  if (fasti_day_parse(fasti_slice_of(text), from) == FASTI_OK)
    return FASTI_OK;
  if (fasti_instant_parse(fasti_slice_of(text), case_zone(case_), &instant) == FASTI_OK) {
    *from = fasti_instant_day(instant, case_zone(case_));
    return FASTI_OK;
  }
  fasti_error_at(case_->messages, note->place, "the deadline %s would start on \"%s\", which is no date", note->title,
                 text);
  return FASTI_INVALID;
}

static enum fasti_status
look(struct fasti_case *case_, struct fasti_session *session, const struct fasti_deadline_note *note, int32_t entered,
     struct wanted *wanted)
{
  const char *within = "0 days";
  enum fasti_status status = FASTI_OK;

  *wanted = (struct wanted){.wanted = true, .from = entered, .warn = ""};
  if (note->when)
    status = case_boolean(case_, session, note->when, &wanted->wanted);
  if (status == FASTI_OK && wanted->wanted && note->from)
    status = read_from(case_, session, note, &wanted->from);
  if (status != FASTI_OK || !wanted->wanted || wanted->from == FASTI_NO_DAY)
    return status;
  if (note->within)
    status = case_text(case_, session, note->within, &within);
  if (status == FASTI_OK && !*within)
    wanted->wanted = false; /* a parameter that sets no period */
  else if (status == FASTI_OK)
    status = read_period(case_, note, within, &wanted->within);
  if (status == FASTI_OK && note->warn)
    status = case_text(case_, session, note->warn, &wanted->warn);
  return status;
}

static bool
is_pausing(const struct fasti_deadline_note *note, int state)
{
  for (size_t i = 0; i < note->pause_count; i++)
    if (note->pause_in[i] == state)
      return true;
  return false;
}

static void
pause_clock(struct fasti_case *case_, struct clock *clock, const char *state, const char *reason, const char *law)
{
  *LIST_ADD(&clock->pauses) = (struct pause){
    .state = case_keep(case_, state),
    .span = {case_->today, FASTI_NO_DAY, case_keep(case_, reason ? reason : ""), case_keep(case_, law ? law : "")}};
}

static void
resume_clock(struct fasti_case *case_, struct clock *clock, const char *state)
{
  for (size_t i = 0; i < clock->pauses.count; i++)
    if (clock->pauses.items[i].span.to == FASTI_NO_DAY && strcmp(clock->pauses.items[i].state, state) == 0)
      clock->pauses.items[i].span.to = case_->today;
}

static void
arm(struct fasti_case *case_, struct clock *clock, const struct wanted *wanted)
{
  bool waits = !wanted->wanted || wanted->from == FASTI_NO_DAY;

  clock->state = waits ? CLOCK_WAITING : CLOCK_RUNNING;
  clock->from = waits ? FASTI_NO_DAY : wanted->from;
  clock->within = wanted->within;
  clock->warn = case_keep(case_, waits ? "" : wanted->warn);
}

/* The clock of a session's deadline, made new: an earlier run's ledger is in the journal. */
static struct clock *
renew(struct fasti_case *case_, const char *session, const struct fasti_deadline_note *note)
{
  for (size_t i = 0; i < case_->clocks.count; i++) {
    struct clock *clock = &case_->clocks.items[i];

    if (strcmp(clock->note->id, note->id) == 0 && strcmp(clock->session, session) == 0) {
      fasti_free(clock->pauses.items);
      fasti_free(clock->extensions.items);
      fasti_free(clock->rearms.items);
      fasti_free(clock->moves.items);
      *clock = (struct clock){.session = clock->session, .note = note, .role = note->role};
      return clock;
    }
  }
  *LIST_ADD(&case_->clocks) = (struct clock){.session = case_keep(case_, session), .note = note, .role = note->role};
  return &case_->clocks.items[case_->clocks.count - 1];
}

static enum fasti_status
start_clock(struct fasti_case *case_, struct fasti_session *session, const struct fasti_deadline_note *note)
{
  const struct fasti_chart *chart = fasti_session_chart(session);
  struct wanted wanted;
  enum fasti_status status = look(case_, session, note, case_->today, &wanted);
  const char *role;
  struct clock *clock;

  if (status != FASTI_OK)
    return status;
  status = case_roles(case_, session, note->role, note->role_template, note->place, &role);
  if (status != FASTI_OK)
    return status;
  clock = renew(case_, fasti_session_path(session), note);
  if (note->role_template)
    clock->role = case_keep(case_, role);
  clock->started_on = case_->today;
  clock->ended_on = FASTI_NO_DAY;
  arm(case_, clock, &wanted);
  for (size_t i = 0; i < note->pause_count; i++)
    if (fasti_session_in(session, note->pause_in[i]))
      pause_clock(case_, clock, fasti_chart_state(chart, note->pause_in[i])->id,
                  session_notes(case_, session)->states[note->pause_in[i]].title, note->pause_law);
  return FASTI_OK;
}

static bool
is_live(const struct clock *clock)
{
  return clock->state == CLOCK_WAITING || clock->state == CLOCK_RUNNING;
}

enum fasti_status
clocks_enter(struct fasti_case *case_, struct fasti_session *session, int state)
{
  const struct fasti_notes *notes = session_notes(case_, session);
  const struct fasti_state_note *note = &notes->states[state];
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < case_->clocks.count; i++) {
    struct clock *clock = &case_->clocks.items[i];

    if (is_live(clock) && is_pausing(clock->note, state) && strcmp(clock->session, fasti_session_path(session)) == 0)
      pause_clock(case_, clock, fasti_chart_state(notes->chart, state)->id, note->title, clock->note->pause_law);
  }
  for (size_t i = 0; status == FASTI_OK && i < note->deadline_count; i++)
    status = start_clock(case_, session, &notes->deadlines[note->first_deadline + i]);
  return status;
}

static void
end_clock(struct fasti_case *case_, struct clock *clock)
{
  for (size_t i = 0; i < clock->pauses.count; i++)
    if (clock->pauses.items[i].span.to == FASTI_NO_DAY)
      clock->pauses.items[i].span.to = case_->today;
  if (clock->state == CLOCK_RUNNING)
    clock->state = CLOCK_MET;
  clock->ended_on = case_->today;
}

void
clocks_leave(struct fasti_case *case_, struct fasti_session *session, int state)
{
  const struct fasti_chart *chart = fasti_session_chart(session);
  const char *path = fasti_session_path(session);

  for (size_t i = 0; i < case_->clocks.count; i++) {
    struct clock *clock = &case_->clocks.items[i];

    if (strcmp(clock->session, path) != 0 || clock->ended_on != FASTI_NO_DAY)
      continue;
    if (clock->note->state == state)
      end_clock(case_, clock);
    else if (is_pausing(clock->note, state))
      resume_clock(case_, clock, fasti_chart_state(chart, state)->id);
  }
  /* One that never ran leaves no trace. */
  for (size_t i = case_->clocks.count; i > 0; i--)
    if (case_->clocks.items[i - 1].state == CLOCK_WAITING && case_->clocks.items[i - 1].ended_on != FASTI_NO_DAY) {
      struct clock *clock = &case_->clocks.items[i - 1];

      fasti_free(clock->pauses.items);
      fasti_free(clock->extensions.items);
      fasti_free(clock->rearms.items);
      fasti_free(clock->moves.items);
      memmove(clock, clock + 1, (case_->clocks.count - i) * sizeof *clock);
      case_->clocks.count--;
    }
}

void
clocks_sweep(struct fasti_case *case_)
{
  for (size_t i = 0; i < case_->clocks.count; i++) {
    struct clock *clock = &case_->clocks.items[i];

    if (clock->ended_on == FASTI_NO_DAY &&
        (case_->status == CASE_TERMINATED || case_->status == CASE_ENDED || !case_session(case_, clock->session)))
      end_clock(case_, clock);
  }
}

void
clocks_suspend(struct fasti_case *case_, const char *reason, const char *law)
{
  for (size_t i = 0; i < case_->clocks.count; i++)
    if (is_live(&case_->clocks.items[i]))
      pause_clock(case_, &case_->clocks.items[i], "", reason, law);
}

void
clocks_resume(struct fasti_case *case_)
{
  for (size_t i = 0; i < case_->clocks.count; i++)
    resume_clock(case_, &case_->clocks.items[i], "");
}

static bool
is_other(const struct clock *clock, const struct wanted *wanted)
{
  if (!wanted->wanted || wanted->from == FASTI_NO_DAY)
    return clock->state == CLOCK_RUNNING;
  return clock->state == CLOCK_WAITING || clock->from != wanted->from || clock->within.count != wanted->within.count ||
         clock->within.unit != wanted->within.unit;
}

void
clock_forget_warnings(struct fasti_case *case_, struct clock *clock)
{
  struct fasti_period periods[WARNINGS];
  struct fasti_due due;
  int count;

  if (clock->state != CLOCK_RUNNING)
    return;
  due = clock_due(case_, clock);
  count = warnings_of(clock, periods);
  for (int i = 0; i < count; i++)
    if (fasti_deadline_warning(case_calendar(case_), due, periods[i]) > case_->today)
      clock->fired &= ~(1u << i);
}

enum fasti_status
clocks_rearm(struct fasti_case *case_)
{
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && i < case_->clocks.count; i++) {
    struct clock *clock = &case_->clocks.items[i];
    struct fasti_session *session = case_session(case_, clock->session);
    struct wanted wanted;

    if (!session || !is_live(clock) || clock->ended_on != FASTI_NO_DAY)
      continue;
    status = look(case_, session, clock->note, clock->started_on, &wanted);
    if (status != FASTI_OK || !is_other(clock, &wanted))
      continue;
    if (clock->state == CLOCK_RUNNING)
      *LIST_ADD(&clock->rearms) = (struct rearm){case_->today, clock->from, clock->within};
    else
      clock->fired = 0; /* it starts only now */
    arm(case_, clock, &wanted);
    clock_forget_warnings(case_, clock);
  }
  return status;
}

/* Raise the first thing that is due by now, of the clock that began first. */
enum fasti_status
clocks_fire(struct fasti_case *case_, bool *fired)
{
  int64_t best = case_->last_at, at;
  struct clock *first = NULL;
  int warning, which = -1;
  const char *name;

  for (size_t i = 0; i < case_->clocks.count; i++) {
    at = next_of(case_, &case_->clocks.items[i], &warning);
    if (at != FASTI_NEVER && (first ? at < best : at <= best)) {
      best = at;
      first = &case_->clocks.items[i];
      which = warning;
    }
  }
  *fired = first != NULL;
  if (!first)
    return FASTI_OK;
  if (which >= 0)
    first->fired |= 1u << which;
  else
    first->state = CLOCK_EXPIRED;
  name = fasti_arena_printf(case_->entry, "deadline.%s.%s", which >= 0 ? "warned" : "expired", first->note->id);
  return case_send(case_, case_session(case_, first->session), name, NULL, NULL);
}

enum fasti_status
clock_extend(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  struct clock *clock = (struct clock *)(uintptr_t)clock_near(case_, session, note->deadline);
  struct fasti_period by;
  const char *text;
  enum fasti_status status = case_text(case_, session, note->by, &text);

  if (status != FASTI_OK)
    return status;
  if (fasti_period_parse(fasti_slice_of(text), &by) != FASTI_OK) {
    fasti_error_at(case_->messages, note->place, "the extension by \"%s\" is no period; expected as \"30 days\"", text);
    return FASTI_INVALID;
  }
  if (!clock || clock->state != CLOCK_RUNNING) {
    fasti_error_rule(case_->messages, case_law(case_, note->law),
                     "the deadline %s does not run now and cannot be extended", note->deadline);
    return FASTI_REFUSED;
  }
  *LIST_ADD(&clock->extensions) =
    (struct fasti_extension){by, case_->today, case_keep(case_, case_->actor ? case_->actor->id : ""),
                             case_keep(case_, note->law ? note->law : "")};
  clock_forget_warnings(case_, clock);
  return FASTI_OK;
}
