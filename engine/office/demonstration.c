/* engine/office/demonstration.c - an office whose cases are made up; see office.h.
 *
 * The setting "purpose" is "demonstration"; an office without it is in earnest. An office becomes a demonstration before its
 * first case only, and stays one: neither can made-up cases come into an office that is in earnest, nor can a demonstration
 * be taken for one.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "engine/office/inside.h"

#define PURPOSE "purpose"
#define DEMONSTRATION "demonstration"

static bool
note_case(void *self, const struct fasti_case_row *row)
{
  (void)row;
  *(bool *)self = true;
  return false;
}

static enum fasti_status
refuse_cases(struct fasti_office *office, struct fasti_messages *messages)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY, .most = 1};
  bool found = false;
  enum fasti_status status =
    office_told(office, messages, office->store->call->case_list(office->store, &filter, note_case, &found));

  if (status != FASTI_OK || !found)
    return status;
  fasti_error_field(messages, NULL, "this office has cases: only a new office can become a demonstration");
  return FASTI_REFUSED;
}

static enum fasti_status
put_purpose(struct fasti_office *office, int64_t now, struct fasti_messages *messages)
{
  struct fasti_store *store = office->store;
  xmlNodePtr act;
  enum fasti_status status = office_may_manage(office, "", messages);

  if (status == FASTI_OK)
    status = refuse_cases(office, messages);
  if (status == FASTI_OK)
    status = office_told(office, messages, store->call->setting_put(store, PURPOSE, DEMONSTRATION));
  if (status != FASTI_OK)
    return status;
  act = office_act("purpose");
  office_act_set(act, PURPOSE, DEMONSTRATION);
  return office_note(office, act, "", now, messages);
}

enum fasti_status
fasti_office_demonstrate(struct fasti_office *office, int64_t now, struct fasti_messages *messages)
{
  enum fasti_status status = office_begin(office, messages, true);

  return status == FASTI_OK ? office_end(office, messages, put_purpose(office, now, messages)) : status;
}

/* Inside a transaction. */
static enum fasti_status
read_purpose(struct fasti_office *office, struct fasti_messages *messages, bool *demonstration)
{
  struct fasti_buffer value = {0};
  enum fasti_status status = office->store->call->setting_get(office->store, PURPOSE, &value);

  *demonstration = status == FASTI_OK && fasti_slice_is(fasti_buffer_slice(&value), DEMONSTRATION);
  fasti_buffer_free(&value);
  return office_told(office, messages, status == FASTI_NOT_FOUND ? FASTI_OK : status);
}

enum fasti_status
fasti_office_is_demonstration(struct fasti_office *office, struct fasti_messages *messages, bool *demonstration)
{
  enum fasti_status status = office_begin(office, messages, false);

  *demonstration = false;
  return status == FASTI_OK ? office_end(office, messages, read_purpose(office, messages, demonstration)) : status;
}

/* -- from the simulated clock to the real one -- */

struct going {
  const char *actor;
  int64_t real, clock;
  int32_t zone;
  bool simulated;
};

static enum fasti_status
check_going(struct fasti_office *office, const struct going *going, struct fasti_messages *messages)
{
  char text[FASTI_INSTANT_SIZE];
  bool demonstration;
  enum fasti_status status = read_purpose(office, messages, &demonstration);

  if (status != FASTI_OK)
    return status;
  if (!going->simulated)
    fasti_error_field(messages, NULL, "this office goes by the real clock already");
  else if (!demonstration)
    fasti_error_field(messages, NULL,
                      "only a demonstration goes over to the real clock: elsewhere nobody could tell made-up days from real ones");
  else if (going->clock > going->real)
    fasti_error_field(messages, NULL, "the simulated clock stands at %s, which is still to come",
                      fasti_instant_format(going->clock, going->zone, text));
  else
    return FASTI_OK;
  return FASTI_REFUSED;
}

static enum fasti_status
go_real(struct fasti_office *office, const struct going *going, struct fasti_messages *messages)
{
  xmlNodePtr act;
  enum fasti_status status = office_may_manage(office, going->actor, messages);

  if (status == FASTI_OK)
    status = check_going(office, going, messages);
  if (status == FASTI_OK)
    status = office_put_clock(office, false, going->real, messages);
  if (status != FASTI_OK)
    return status;
  act = office_act("clock");
  office_act_set(act, "clock", "real");
  return office_note(office, act, going->actor, going->real, messages);
}

enum fasti_status
fasti_office_go_real(struct fasti_office *office, const char *actor, int64_t real, struct fasti_messages *messages)
{
  struct going going = {.actor = actor, .real = real, .zone = fasti_office_zone(office)};
  enum fasti_status status = fasti_office_now(office, real, messages, &going.clock, &going.simulated);

  if (status == FASTI_OK)
    status = office_begin(office, messages, true);
  return status == FASTI_OK ? office_end(office, messages, go_real(office, &going, messages)) : status;
}
