/* adapters/http/writer.c - the one thread that changes the office: group commit, and the clock.
 *
 * It takes all commands that wait, does each under its own savepoint, commits once, and then lets them be answered.
 * Work of other kinds has transactions of its own. Between them it fires what has fallen due.
 */
#include "config.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#include "adapters/http/room.h"

enum { LONGEST_WAIT = 20 * 1000 /* milliseconds: others may write the file meanwhile */ };

static const char *
translate(void *self, const char *english)
{
  struct http_server *server = self;

  return server->options->translate ? server->options->translate((void *)(uintptr_t)server->writer_language, english)
                                    : english;
}

static void
fill_randomly(void *self, void *bytes, size_t size)
{
  (void)self;
  randombytes_buf(bytes, size);
}

/** Commands that are done together. */
struct group {
  struct http_server *server;
  struct http_call *next; /* to be done */
  struct http_call *now;
  struct http_call *end; /* behind the last one */
};

static const struct fasti_request *
next_request(void *self)
{
  struct group *group = self;

  group->now = group->next;
  if (group->now == group->end)
    return NULL;
  group->next = group->now->next;
  group->server->writer_language = group->now->language;
  return &group->now->request;
}

static void
take_outcome(void *self, enum fasti_status status, const struct fasti_messages *messages,
             const struct fasti_answer *answer)
{
  struct http_call *call = ((struct group *)self)->now;

  call->outcome = status;
  call->answer = *answer;
  for (size_t i = 0; i < fasti_messages_count(messages); i++)
    fasti_message_add(call->messages, fasti_messages_at(messages, i));
}

/* When the transaction as a whole fails, none of its commands was done. */
static void
fail_group(struct group *group, struct http_call *first, enum fasti_status status)
{
  for (struct http_call *call = first; call != group->end; call = call->next) {
    call->outcome = status;
    fasti_messages_clear(call->messages);
    take_outcome(&(struct group){.now = call}, status, group->server->writer_messages, &(struct fasti_answer){0});
  }
}

static void
do_group(struct http_server *server, struct http_call *first, struct http_call *end)
{
  struct group group = {.server = server, .next = first, .end = end};
  const struct fasti_office_run run = {.self = &group, .next = next_request, .done = take_outcome};
  int64_t now = 0;
  enum fasti_status status;

  fasti_messages_clear(server->writer_messages);
  server->writer_language = "";
  status = fasti_office_now(server->office, http_real(server), server->writer_messages, &now, NULL);
  if (status == FASTI_OK)
    status = fasti_office_do_run(server->office, &run, now, server->writer_messages);
  if (status != FASTI_OK)
    fail_group(&group, first, status);
  atomic_fetch_add(&server->counters.commits, 1);
}

static void
do_other(struct http_server *server, struct http_call *call)
{
  server->writer_language = call->language;
  if (fasti_office_now(server->office, http_real(server), call->messages, &call->now, NULL) != FASTI_OK)
    call->outcome = FASTI_IO;
  else
    call->outcome = call->work(call, server->office, call->work_self);
  atomic_fetch_add(&server->counters.commits, 1);
}

static void
do_list(struct http_server *server, struct http_call *list)
{
  while (list) {
    struct http_call *end = list;

    while (end && end->work_kind == WORK_COMMAND) {
      atomic_fetch_add(&server->counters.commands, 1);
      end = end->next;
    }
    if (end != list) {
      do_group(server, list, end);
    } else {
      do_other(server, list);
      end = list->next;
    }
    list = end;
  }
}

static bool
take_due(void *self, const struct fasti_case_row *row)
{
  *(int64_t *)self = row->due;
  return false;
}

/* Fire what is due. @return milliseconds until there is something again */
static int64_t
run_clock(struct http_server *server)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY, .clock_by = FASTI_NEVER - 1, .most = 1};
  struct fasti_buffer text = {0};
  int64_t due = FASTI_NEVER, now = 0;
  bool simulated = true;
  enum fasti_status status;

  fasti_messages_clear(server->writer_messages);
  server->writer_language = "";
  status = fasti_office_now(server->office, http_real(server), server->writer_messages, &now, &simulated);
  if (status == FASTI_OK && !simulated)
    status = fasti_office_advance(server->office, now, server->writer_messages);
  if (status == FASTI_OK && !simulated)
    status = server->store->call->case_list(server->store, &filter, take_due, &due);
  if (status != FASTI_OK) {
    fasti_messages_print(server->writer_messages, &text);
    http_log_text(server, "error", text.size ? text.at : fasti_status_text(status));
  }
  fasti_buffer_free(&text);
  if (simulated || status != FASTI_OK || due == FASTI_NEVER || due - now > LONGEST_WAIT)
    return LONGEST_WAIT;
  return due > now ? due - now : 1000; /* what could not be fired is tried again, but not at once */
}

static void
wait_for_calls(struct http_server *server, int64_t span)
{
  struct timespec until;

  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += span / 1000;
  until.tv_nsec += span % 1000 * 1000000;
  if (until.tv_nsec >= 1000000000) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000;
  }
  pthread_cond_timedwait(&server->writer_called, &server->lock, &until);
}

/* Under the lock. @return all that wait; NULL: it is time for the clock, or for the end */
static struct http_call *
take_calls(struct http_server *server, int64_t next_clock)
{
  struct http_call *list;

  while (!server->first && !server->stop_writer && next_clock > http_monotonic())
    wait_for_calls(server, next_clock - http_monotonic() + 1);
  list = server->first;
  server->busy = list;
  server->first = NULL;
  server->last = &server->first;
  server->waiting = 0;
  return list;
}

/* From the moment of its resumption a call belongs to its pool thread, which may free it. */
static void
give_back(struct http_server *server, struct http_call *list)
{
  pthread_mutex_lock(&server->lock);
  server->busy = NULL;
  pthread_mutex_unlock(&server->lock);
  while (list) {
    struct http_call *next = list->next;

    list->stage = STAGE_WRITTEN;
    MHD_resume_connection(list->connection);
    list = next;
  }
}

static void *
run_writer(void *self)
{
  struct http_server *server = self;
  int64_t next_clock = server->options->clock ? 0 : INT64_MAX / 2;
  bool stop = false;

  (void)fasti_office_zone(server->office); /* the packages are compiled before somebody waits for them */
  while (!stop) {
    struct http_call *list;

    pthread_mutex_lock(&server->lock);
    list = take_calls(server, next_clock);
    stop = server->stop_writer && !list;
    pthread_mutex_unlock(&server->lock);
    do_list(server, list);
    give_back(server, list);
    if (!stop && next_clock <= http_monotonic())
      next_clock = http_monotonic() + run_clock(server);
  }
  return NULL;
}

enum fasti_status
http_writer_start(struct http_server *server, struct fasti_messages *messages)
{
  bool simulated;
  int64_t now;
  enum fasti_status status =
    server->options->open(server->options->self, true, messages, &server->store, &server->vault);

  if (status != FASTI_OK)
    return status;
  server->office = fasti_office_new(server->store);
  fasti_office_keep_in(server->office, server->vault);
  server->writer_messages = fasti_messages_new(translate, server);
  server->last = &server->first;
  status = fasti_office_now(server->office, http_real(server), messages, &now, &simulated);
  if (status == FASTI_OK && !simulated)
    fasti_office_chance(server->office, fill_randomly, NULL);
  if (status != FASTI_OK)
    return status;
  server->writing = pthread_create(&server->writer, NULL, run_writer, server) == 0;
  return server->writing ? FASTI_OK : FASTI_IO;
}

void
http_writer_stop(struct http_server *server)
{
  if (server->writing) {
    pthread_mutex_lock(&server->lock);
    server->stop_writer = true;
    pthread_cond_signal(&server->writer_called);
    pthread_mutex_unlock(&server->lock);
    pthread_join(server->writer, NULL);
    server->writing = false;
  }
  fasti_office_free(server->office);
  if (server->store)
    server->store->call->close(server->store);
  if (server->vault)
    server->vault->call->close(server->vault);
  fasti_messages_free(server->writer_messages);
}

/* Whether a command with the same key is on its way. */
static bool
is_known(const struct http_call *list, const char *key)
{
  for (; list; list = list->next)
    if (list->work_kind == WORK_COMMAND && list->request.key && strcmp(list->request.key, key) == 0)
      return true;
  return false;
}

enum taking
http_writer_take(struct http_call *call)
{
  struct http_server *server = call->server;
  const char *key = call->work_kind == WORK_COMMAND ? call->request.key : NULL;
  enum taking taking = TAKING_DONE;

  call->next = NULL;
  pthread_mutex_lock(&server->lock);
  if (server->stop_writer)
    taking = TAKING_ENDED;
  else if (key && (is_known(server->first, key) || is_known(server->busy, key)))
    taking = TAKING_KNOWN;
  if (taking == TAKING_DONE) {
    call->stage = STAGE_WAITING;
    MHD_suspend_connection(call->connection);
    *server->last = call;
    server->last = &call->next;
    server->waiting++;
    pthread_cond_signal(&server->writer_called);
  }
  pthread_mutex_unlock(&server->lock);
  return taking;
}
