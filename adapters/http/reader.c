/* adapters/http/reader.c - offices for reading, one for each thread that answers at a time.
 *
 * An office compiles its packages when it is first asked, which takes seconds: a thread sees to that after the start,
 * one office after the other. Until then requests take an office that is cold only when none is warm.
 */
#include "config.h"

#include "adapters/http/room.h"

static void
free_reader(struct reader *reader)
{
  fasti_office_free(reader->office);
  if (reader->store)
    reader->store->call->close(reader->store);
  if (reader->vault)
    reader->vault->call->close(reader->vault);
  fasti_free(reader);
}

static struct reader *
take_from(struct reader **list)
{
  struct reader *reader = *list;

  if (reader)
    *list = reader->next;
  return reader;
}

static void
put_into(struct reader **list, struct reader *reader)
{
  reader->next = *list;
  *list = reader;
}

static void *
warm(void *self)
{
  struct http_server *server = self;

  pthread_mutex_lock(&server->lock);
  for (struct reader *reader; !server->stop_warmer && (reader = take_from(&server->cold)) != NULL;) {
    pthread_mutex_unlock(&server->lock);
    (void)fasti_office_zone(reader->office);
    pthread_mutex_lock(&server->lock);
    put_into(&server->readers, reader);
    pthread_cond_signal(&server->reader_back);
  }
  pthread_mutex_unlock(&server->lock);
  return NULL;
}

enum fasti_status
http_readers_open(struct http_server *server, int count, struct fasti_messages *messages)
{
  enum fasti_status status = FASTI_OK;

  for (int i = 0; i < count && status == FASTI_OK; i++) {
    struct reader *reader = fasti_alloc(sizeof *reader);

    status = server->options->open(server->options->self, false, messages, &reader->store, &reader->vault);
    if (status != FASTI_OK) {
      free_reader(reader);
      continue;
    }
    reader->office = fasti_office_new(reader->store);
    fasti_office_keep_in(reader->office, reader->vault);
    put_into(&server->cold, reader);
  }
  if (status == FASTI_OK)
    server->warming = pthread_create(&server->warmer, NULL, warm, server) == 0;
  return status;
}

void
http_readers_close(struct http_server *server)
{
  struct reader *reader;

  pthread_mutex_lock(&server->lock);
  server->stop_warmer = true;
  pthread_mutex_unlock(&server->lock);
  if (server->warming)
    pthread_join(server->warmer, NULL);
  while ((reader = take_from(&server->readers)) != NULL || (reader = take_from(&server->cold)) != NULL)
    free_reader(reader);
}

enum fasti_status
http_reader_take(struct http_call *call)
{
  struct http_server *server = call->server;

  pthread_mutex_lock(&server->lock);
  while (!server->readers && !server->cold)
    pthread_cond_wait(&server->reader_back, &server->lock);
  call->reader = take_from(server->readers ? &server->readers : &server->cold);
  pthread_mutex_unlock(&server->lock);
  return fasti_office_now(call->reader->office, http_real(call->server), call->messages, &call->now, NULL);
}

void
http_reader_give(struct http_call *call)
{
  struct http_server *server = call->server;

  if (!call->reader)
    return;
  pthread_mutex_lock(&server->lock);
  put_into(&server->readers, call->reader);
  pthread_cond_signal(&server->reader_back);
  pthread_mutex_unlock(&server->lock);
  call->reader = NULL;
}
