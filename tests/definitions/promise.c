/* tests/definitions/promise.c - what is promised beyond the engine's own rules: f:assert lines of the procedure, and the lines of
 * PROCEDURE.promises; see monitor.h.
 *
 *   issue INSTRUMENT [since INSTRUMENT]: PREDICATE | PREDICATE ...
 *   in STATE: PREDICATE | PREDICATE ...
 *
 * One of the predicates must hold when the instrument is issued, or while the state is active. Where the instrument is for a node, they are about
 * what was done for the same node. PREDICATE, with "not" before it turned round:
 *
 *   issued INSTRUMENT   it was issued before
 *   did WORK            a task or action was done, by all whom it needs
 *   past DEADLINE       its last day has passed
 *   set DEADLINE        it runs, or did
 *   test XPATH          true in the data of the case (to the end of the line)
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/xml.h"
#include "tests/definitions/monitor.h"

#define NS "urn:fasti:procedure"

enum { LINE = 500 };

/* Reading. */

static char *
trim(char *text)
{
  size_t size;

  while (*text == ' ')
    text++;
  for (size = strlen(text); size > 0 && strchr(" \n\r", text[size - 1]); size--)
    text[size - 1] = '\0';
  return text;
}

static void
read_line(struct monitor *monitor, const char *procedure, char *line)
{
  char *colon = strchr(line, ':'), word[16], what[64], since[64], end[2];
  struct promise *promise;
  int count;

  if (line[0] == '#' || !*trim(line))
    return;
  if (!colon) {
    printf("Bail out! no colon in a promise about %s: %s\n", procedure, line);
    exit(EXIT_FAILURE);
  }
  *colon = '\0';
  count = sscanf(line, "%15s %63s since %63s %1s", word, what, since, end);
  if (count < 2 || count > 3 || (strcmp(word, "issue") != 0 && strcmp(word, "in") != 0)) {
    printf("Bail out! a promise about %s is not understood: %s\n", procedure, line);
    exit(EXIT_FAILURE);
  }
  monitor->promises = fasti_realloc(monitor->promises, (monitor->promise_count + 1) * sizeof *monitor->promises);
  promise = &monitor->promises[monitor->promise_count++];
  *promise = (struct promise){.procedure = procedure, .issue = strcmp(word, "issue") == 0};
  promise->what = monitor_intern(monitor, what);
  promise->since = count == 3 ? monitor_intern(monitor, since) : NULL;
  promise->text = fasti_arena_strdup(monitor->arena, trim(colon + 1));
}

void
promises_read(struct monitor *monitor, const char *folder)
{
  const struct fasti_procedure *procedure;
  char path[1000], line[LINE];

  for (size_t i = 0; (procedure = fasti_package_procedure_at(monitor->package, i)); i++) {
    FILE *file;

    snprintf(path, sizeof path, "%s/%s.promises", folder, fasti_procedure_id(procedure));
    file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
      read_line(monitor, fasti_procedure_id(procedure), line);
    if (file)
      fclose(file);
  }
}

/* Looking. */

struct look {
  struct monitor *monitor;
  struct fasti_case *case_;
  const struct promise *promise;
  const char *case_id, *key;
  int32_t today;
  size_t from, to; /* facts that count */
};

/* Whether a path of sessions, or a key, is that of something opened for the node KEY, or below: INVOKE.KEY/... */
static bool
is_for(const char *session, const char *key)
{
  size_t size = strlen(key);

  if (!*key || strcmp(session, key) == 0)
    return true;
  for (const char *at = session; *at;) {
    size_t part = strcspn(at, "/");

    if (part > size && at[part - size - 1] == '.' && strncmp(at + part - size, key, size) == 0)
      return true;
    at += part + (at[part] == '/');
  }
  return false;
}

static bool
is_settled(const struct look *look, size_t index)
{
  const struct fact *did = &look->monitor->facts[index];

  for (size_t i = index + 1; i < look->monitor->count && did->number; i++) {
    const struct fact *fact = &look->monitor->facts[i];

    if (fact->number == did->number && fact->case_id == did->case_id && fact->kind == FACT_SETTLED)
      return true;
  }
  return did->number == 0;
}

static bool
fact_holds(const struct look *look, size_t index, const char *word, const char *name)
{
  const struct fact *fact = &look->monitor->facts[index];

  if (fact->case_id != look->case_id || strcmp(fact->work, name) != 0)
    return false;
  if (strcmp(word, "issued") == 0)
    return fact->kind == FACT_ISSUED && strcmp(fact->key, look->key) == 0;
  if (strcmp(word, "did") == 0)
    return fact->kind == FACT_DID && (!*fact->key || is_for(fact->key, look->key)) && is_settled(look, index);
  if (fact->kind != FACT_DEADLINE || !is_for(fact->key, look->key))
    return false;
  return strcmp(word, "set") == 0 || (fact->day != FASTI_NO_DAY && fact->day < look->today);
}

static bool
is_true(const struct look *look, const char *xpath)
{
  struct fasti_buffer out = {0}, question = {0};
  bool answer;

  fasti_buffer_printf(&question, "boolean(%s)", xpath);
  answer = fasti_case_evaluate(look->case_, question.at, NULL, &out) == FASTI_OK && strcmp(out.at, "true") == 0;
  fasti_buffer_free(&question);
  fasti_buffer_free(&out);
  return answer;
}

static bool
predicate_holds(const struct look *look, const char *predicate)
{
  char word[16], name[64];
  bool holds = false;

  if (strncmp(predicate, "not ", 4) == 0)
    return !predicate_holds(look, predicate + 4);
  if (strncmp(predicate, "test ", 5) == 0)
    return is_true(look, predicate + 5);
  if (sscanf(predicate, "%15s %63s", word, name) != 2)
    return false;
  for (size_t i = look->from; i < look->to && !holds; i++)
    holds = fact_holds(look, i, word, name);
  return holds;
}

static void
check_promise(struct look *look)
{
  const struct promise *promise = look->promise;
  char text[LINE], *rest = NULL;
  bool holds = false;

  look->from = 0;
  for (size_t i = 0; promise->since && i < look->to; i++)
    if (fact_holds(look, i, "issued", promise->since))
      look->from = i;
  snprintf(text, sizeof text, "%s", promise->text);
  for (char *one = strtok_r(text, "|", &rest); one && !holds; one = strtok_r(NULL, "|", &rest))
    holds = predicate_holds(look, trim(one));
  look->monitor->checks++;
  if (!holds)
    monitor_fail(look->monitor, "promise", "%s %s%s%s%s without: %s", promise->what,
                 promise->issue ? "was issued" : "is active", *look->key ? " for " : "", look->key,
                 promise->since ? " since the notice" : "", promise->text);
}

void
promises_see(struct monitor *monitor, struct fasti_case *case_, size_t first)
{
  const char *procedure = fasti_procedure_id(fasti_case_procedure(case_));
  size_t count = monitor->count;

  for (size_t i = 0; i < monitor->promise_count; i++) {
    struct promise *promise = &monitor->promises[i];
    struct look look = {.monitor = monitor, .case_ = case_, .promise = promise, .key = "", .to = count};

    if (strcmp(promise->procedure, procedure) != 0 || count == first)
      continue;
    look.case_id = monitor->facts[count - 1].case_id;
    if (!promise->issue && fasti_case_in(case_, promise->what)) {
      promise->looked++;
      check_promise(&look);
    }
    for (size_t j = first; promise->issue && j < count; j++) {
      const struct fact *fact = &monitor->facts[j];

      if (fact->kind != FACT_ISSUED || fact->work != promise->what)
        continue;
      look.key = fact->key;
      look.today = fact->day;
      look.to = j;
      promise->looked++;
      check_promise(&look);
    }
  }
}

/* f:assert. */

static void
add_assertions(struct monitor *monitor, const struct fasti_procedure *procedure, const struct fasti_chart *chart)
{
  for (const xmlNode *node = fasti_xml_first(fasti_chart_root(chart)); node; node = fasti_xml_next(node)) {
    struct assertion *one;
    xmlChar *text;

    if (!fasti_xml_is(node, NS, "assert"))
      continue;
    text = xmlNodeGetContent(node);
    monitor->assertions =
      fasti_realloc(monitor->assertions, (monitor->assertion_count + 1) * sizeof *monitor->assertions);
    one = &monitor->assertions[monitor->assertion_count++];
    *one = (struct assertion){.procedure = procedure};
    one->text = fasti_arena_strdup(monitor->arena, (const char *)text);
    one->count = sscanf((const char *)text, "%63s %63s %63s %63s %63s", one->words[0], one->words[1], one->words[2],
                        one->words[3], one->words[4]);
    xmlFree(text);
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      add_assertions(monitor, procedure, fasti_chart_invoke(chart, i)->child);
}

void
assertions_read(struct monitor *monitor)
{
  const struct fasti_procedure *procedure;

  for (size_t i = 0; (procedure = fasti_package_procedure_at(monitor->package, i)); i++)
    add_assertions(monitor, procedure, fasti_procedure_chart(procedure));
}

static bool
was_in(struct fasti_case *case_, const char *state)
{
  struct look look = {.case_ = case_};
  char question[128];

  snprintf(question, sizeof question, "f:visited('%s')", state);
  return is_true(&look, question);
}

/* "A never before B", "never A and B", "A always after B". */
static bool
holds(const struct assertion *one, struct fasti_case *case_)
{
  const char *outcome = fasti_case_outcome(case_);

  if (one->count == 4 && strcmp(one->words[1], "never") == 0 && strcmp(one->words[2], "before") == 0)
    return !fasti_case_in(case_, one->words[0]) || was_in(case_, one->words[3]);
  if (one->count == 4 && strcmp(one->words[0], "never") == 0)
    return !(fasti_case_in(case_, one->words[1]) && fasti_case_in(case_, one->words[3]));
  if (one->count == 4 && strcmp(one->words[1], "always") == 0 && outcome && strcmp(outcome, "terminated") != 0)
    return !was_in(case_, one->words[3]) || was_in(case_, one->words[0]);
  return true;
}

void
assertions_see(struct monitor *monitor, struct fasti_case *case_)
{
  const struct fasti_procedure *procedure = fasti_case_procedure(case_);

  for (size_t i = 0; i < monitor->assertion_count; i++)
    if (monitor->assertions[i].procedure == procedure && !holds(&monitor->assertions[i], case_))
      monitor_fail(monitor, "assertion", "asserted, but does not hold: %s", monitor->assertions[i].text);
}
