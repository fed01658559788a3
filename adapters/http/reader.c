/* adapters/http/reader.c - offices for reading, one for each thread that answers at a time. */
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
    reader->next = server->readers;
    server->readers = reader;
  }
  return status;
}

void
http_readers_close(struct http_server *server)
{
  while (server->readers) {
    struct reader *reader = server->readers;

    server->readers = reader->next;
    free_reader(reader);
  }
}

enum fasti_status
http_reader_take(struct http_call *call)
{
  struct http_server *server = call->server;

  pthread_mutex_lock(&server->lock);
  while (!server->readers)
    pthread_cond_wait(&server->reader_back, &server->lock);
  call->reader = server->readers;
  server->readers = call->reader->next;
  pthread_mutex_unlock(&server->lock);
  return fasti_office_now(call->reader->office, http_real(), call->messages, &call->now, NULL);
}

void
http_reader_give(struct http_call *call)
{
  struct http_server *server = call->server;

  if (!call->reader)
    return;
  pthread_mutex_lock(&server->lock);
  call->reader->next = server->readers;
  server->readers = call->reader;
  pthread_cond_signal(&server->reader_back);
  pthread_mutex_unlock(&server->lock);
  call->reader = NULL;
}
