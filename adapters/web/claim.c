/* adapters/web/claim.c - 签收 from a list: one task, or all that were ticked; each row is told what came of it. */
#include "config.h"

#include <string.h>

#include <libxml/uri.h>

#include "adapters/web/lists.h"
#include "adapters/web/work.h"

enum { CLAIM_MOST = 200 /* at once */ };

/** What was ticked. Requests and persons are the arena's. */
struct claims {
  struct fasti_request *requests;
  const char *person; /* who acts */
  size_t count;
};

/* The list from which this was sent: its address, of My work only. */
static const char *
list_of(const struct web_call *call)
{
  const char *to = web_field(call, "to");

  return to && strncmp(to, "/work", 5) == 0 && (!to[5] || to[5] == '?') ? to : "/work";
}

/* "CASE/NUMBER" */
static bool
read_claim(struct web_call *call, struct claims *claims, const char *text)
{
  const char *slash = strrchr(text, '/');

  if (!slash || slash == text || !slash[1] || strspn(slash + 1, "0123456789") != strlen(slash + 1)) {
    fasti_error_field(call->messages, "task", "\"%s\" is no task; expected CASE/NUMBER", text);
    return false;
  }
  claims->requests[claims->count++] =
    (struct fasti_request){.kind = FASTI_CLAIM,
                           .case_id = fasti_arena_copy(call->arena, text, (size_t)(slash - text)),
                           .task = slash + 1,
                           .persons = &claims->person,
                           .person_count = 1};
  return true;
}

/* A button of a row stands for that row alone, whatever is ticked. */
static enum fasti_status
read_claims(struct web_call *call, struct claims *claims)
{
  const char *one = web_field(call, "one");

  claims->person = call->person->id;
  claims->requests = fasti_arena_alloc(call->arena, (call->field_count + 1) * sizeof *claims->requests);
  if (one)
    return read_claim(call, claims, one) ? FASTI_OK : FASTI_INVALID;
  for (size_t i = 0; i < call->field_count; i++)
    if (strcmp(call->fields[i].name, "task") == 0 && !read_claim(call, claims, call->fields[i].value))
      return FASTI_INVALID;
  if (claims->count > CLAIM_MOST) {
    fasti_error_field(call->messages, "task", "at most %d tasks at once", CLAIM_MOST);
    return FASTI_LIMIT;
  }
  if (claims->count)
    return FASTI_OK;
  fasti_error_field(call->messages, "task", "nothing is ticked; tick the tasks that you want to claim");
  return FASTI_INVALID;
}

static const char *
decode(struct web_call *call, const char *text, size_t size)
{
  char *plain = xmlURIUnescapeString(text, (int)size, NULL);
  const char *kept = fasti_arena_strdup(call->arena, plain && size ? plain : "");

  xmlFree(plain);
  return kept;
}

/* The page says again what the list was asked for. */
static void
take_query(struct web_call *call)
{
  const char *at = strchr(list_of(call), '?');
  struct web_pair *pairs = fasti_arena_alloc(call->arena, 64 * sizeof *pairs);

  call->query = pairs;
  call->query_count = 0;
  while (at && call->query_count < 64) {
    const char *name = at + 1, *equals = strchr(name, '='), *end = strchr(name, '&');

    at = end;
    if (equals && (!end || equals < end))
      pairs[call->query_count++] =
        (struct web_pair){decode(call, name, (size_t)(equals - name)),
                          decode(call, equals + 1, end ? (size_t)(end - equals - 1) : strlen(equals + 1))};
  }
}

static void
add_outcomes(void *self, xmlNodePtr main)
{
  const struct web_call *call = self;
  xmlNodePtr outcomes = web_add(main, "outcomes");
  int64_t done = 0;

  for (size_t i = 0; i < call->change.count; i++) {
    enum fasti_status status = call->change.statuses[i];
    xmlNodePtr outcome = web_add(outcomes, "outcome");

    web_set(outcome, "case", call->change.requests[i].case_id);
    web_set(outcome, "number", call->change.requests[i].task);
    web_set(outcome, "what",
            status == FASTI_OK          ? "claimed"
            : status == FASTI_CONFLICT  ? "taken"
            : status == FASTI_NOT_FOUND ? "gone"
                                        : "refused");
    done += status == FASTI_OK;
  }
  web_set_number(outcomes, "claimed", done);
}

static enum fasti_status
after_claims(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  bool all = status == FASTI_OK;

  (void)answer;
  for (size_t i = 0; all && i < call->change.count; i++)
    all = call->change.statuses[i] == FASTI_OK;
  if (all)
    return web_go_telling(call, list_of(call), "done.claimed");
  if (status != FASTI_OK)
    return status;
  take_query(call);
  return work_show(call, add_outcomes, call, 409);
}

static enum fasti_status
claim(struct web_call *call)
{
  struct claims *claims = fasti_arena_alloc(call->arena, sizeof *claims);
  enum fasti_status status = read_claims(call, claims);

  if (status != FASTI_OK) {
    take_query(call);
    return work_show(call, NULL, NULL, 422);
  }
  call->change = (struct web_change){.kind = WEB_COMMANDS,
                                     .requests = claims->requests,
                                     .count = claims->count,
                                     .statuses = fasti_arena_alloc(call->arena, claims->count * sizeof(enum fasti_status)),
                                     .answers = fasti_arena_alloc(call->arena, claims->count * sizeof(struct fasti_answer)),
                                     .follow = after_claims};
  return FASTI_OK;
}

const struct web_route web_claim_routes[] = {
  {"POST", "/claim", claim, "-admin process-designer", N_("claim tasks from the list")},
  {0},
};
