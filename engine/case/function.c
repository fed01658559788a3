/* engine/case/function.c - the functions by which expressions ask the case (doc/language.md section 2).
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

/* The case and session of the expression that calls, and its COUNT arguments as text; NULL after an error. */
static struct fasti_case *
begin(xmlXPathParserContextPtr context, int given, int count, xmlChar **arguments, struct fasti_session **session)
{
  const struct fasti_scope *scope = fasti_expr_scope(context);
  xmlXPathObjectPtr object = NULL;
  struct fasti_case *case_;

  if (given != count) {
    xmlXPathSetArityError(context);
    return NULL;
  }
  if (!scope->variable || !scope->variable(scope->self, CASE_SELF, &object)) {
    xmlXPathSetError(context, XPATH_INVALID_CTXT);
    return NULL;
  }
  case_ = object->user;
  *session = object->user2;
  xmlXPathFreeObject(object);
  for (int i = count; i > 0; i--)
    arguments[i - 1] = xmlXPathPopString(context);
  return case_;
}

static void
call_visited(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *state;
  struct fasti_case *case_ = begin(context, given, 1, &state, &session);
  bool found = false;

  if (!case_)
    return;
  for (size_t i = 0; i < case_->visits.count && !found; i++)
    found = strcmp(case_->visits.items[i].state, (const char *)state) == 0;
  xmlFree(state);
  valuePush(context, xmlXPathNewBoolean(found));
}

static void
call_performer(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *task;
  struct fasti_case *case_ = begin(context, given, 1, &task, &session);

  if (!case_)
    return;
  valuePush(context, xmlXPathNewCString(case_performer(case_, (const char *)task)));
  xmlFree(task);
}

static void
call_performed(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *arguments[2];
  struct fasti_case *case_ = begin(context, given, 2, arguments, &session);

  if (!case_)
    return;
  valuePush(context, xmlXPathNewBoolean(case_did(case_, (const char *)arguments[0], (const char *)arguments[1])));
  xmlFree(arguments[0]);
  xmlFree(arguments[1]);
}

static void
call_holds(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *arguments[2];
  struct fasti_case *case_ = begin(context, given, 2, arguments, &session);
  const struct person *person;

  if (!case_)
    return;
  person = case_person(case_, (const char *)arguments[0]);
  valuePush(context, xmlXPathNewBoolean(person && !person->recused &&
                                        person_has_role(person, (const char *)arguments[1])));
  xmlFree(arguments[0]);
  xmlFree(arguments[1]);
}

static const struct clock *
begin_clock(xmlXPathParserContextPtr context, int given, struct fasti_case **case_)
{
  struct fasti_session *session;
  const struct clock *clock;
  xmlChar *id;

  *case_ = begin(context, given, 1, &id, &session);
  if (!*case_)
    return NULL;
  clock = clock_near(*case_, session, (const char *)id);
  xmlFree(id);
  return clock && clock->state != CLOCK_WAITING ? clock : NULL;
}

static void
call_due(xmlXPathParserContextPtr context, int given)
{
  struct fasti_case *case_;
  const struct clock *clock = begin_clock(context, given, &case_);
  char day[FASTI_DATE_SIZE] = "";

  if (!case_)
    return;
  if (clock)
    fasti_day_format(clock_due(case_, clock).day, day);
  valuePush(context, xmlXPathNewCString(day));
}

static void
call_expired(xmlXPathParserContextPtr context, int given)
{
  struct fasti_case *case_;
  const struct clock *clock = begin_clock(context, given, &case_);

  if (case_)
    valuePush(context, xmlXPathNewBoolean(clock && clock->state == CLOCK_EXPIRED));
}

static void
call_late(xmlXPathParserContextPtr context, int given)
{
  struct fasti_case *case_;
  const struct clock *clock = begin_clock(context, given, &case_);
  int32_t due;

  if (!case_)
    return;
  due = clock ? clock_due(case_, clock).day : case_->today;
  valuePush(context, xmlXPathNewFloat(case_->today > due ? case_->today - due : 0));
}

static void
call_issued(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *instrument;
  struct fasti_case *case_ = begin(context, given, 1, &instrument, &session);
  int count = 0;

  if (!case_)
    return;
  for (size_t i = 0; i < case_->issued.count; i++)
    count += strcmp(case_->issued.items[i].instrument, (const char *)instrument) == 0;
  xmlFree(instrument);
  valuePush(context, xmlXPathNewFloat(count));
}

static void
call_file(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *arguments[2];
  struct fasti_case *case_ = begin(context, given, 2, arguments, &session);

  if (!case_)
    return;
  valuePush(context,
            xmlXPathNewCString(attached_fact(case_, (const char *)arguments[0], (const char *)arguments[1])));
  xmlFree(arguments[0]);
  xmlFree(arguments[1]);
}

const struct fasti_function case_functions[] = {
  {FASTI_NS_PROCEDURE, "visited", call_visited},     {FASTI_NS_PROCEDURE, "performer", call_performer},
  {FASTI_NS_PROCEDURE, "performed", call_performed}, {FASTI_NS_PROCEDURE, "due", call_due},
  {FASTI_NS_PROCEDURE, "expired", call_expired},     {FASTI_NS_PROCEDURE, "late", call_late},
  {FASTI_NS_PROCEDURE, "issued", call_issued},       {FASTI_NS_PROCEDURE, "holds", call_holds},
  {FASTI_NS_PROCEDURE, "file", call_file},
};
const size_t case_function_count = sizeof case_functions / sizeof *case_functions;
