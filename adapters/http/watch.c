/* adapters/http/watch.c - connections, and the end of those that are too slow.
 *
 * libmicrohttpd's own timeout counts inactivity only: who sends a byte now and then stays for ever. Here a request must
 * have come in as a whole some seconds after the one before was answered, and an answer must be taken in time.
 */
#include "config.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "adapters/http/room.h"

enum { PAUSE = 250 /* milliseconds between two looks */ };

static int64_t
milliseconds(clockid_t clock)
{
  struct timespec now;

  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
http_monotonic(void)
{
  return milliseconds(CLOCK_MONOTONIC);
}

int64_t
http_real(const struct http_server *server)
{
  return server->options->real ? server->options->real(server->options->self) : milliseconds(CLOCK_REALTIME);
}

static void
name_address(struct MHD_Connection *connection, char out[INET6_ADDRSTRLEN])
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  const struct sockaddr *address = info ? info->client_addr : NULL;

  out[0] = '\0';
  if (address && address->sa_family == AF_INET)
    inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, out, INET6_ADDRSTRLEN);
  else if (address && address->sa_family == AF_INET6)
    inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, out, INET6_ADDRSTRLEN);
}

static struct link *
add_link(struct http_server *server, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  struct link *link = fasti_alloc(sizeof *link);

  link->socket = info ? info->connect_fd : -1;
  name_address(connection, link->address);
  atomic_store(&link->deadline, http_monotonic() + server->deadline);
  pthread_mutex_lock(&server->link_lock);
  link->next = server->links;
  link->back = &server->links;
  if (link->next)
    link->next->back = &link->next;
  server->links = link;
  pthread_mutex_unlock(&server->link_lock);
  return link;
}

/* The socket is closed after this, so that the watch never ends one that is another's by then. */
static void
remove_link(struct http_server *server, struct link *link)
{
  pthread_mutex_lock(&server->link_lock);
  *link->back = link->next;
  if (link->next)
    link->next->back = link->back;
  pthread_mutex_unlock(&server->link_lock);
  fasti_free(link);
}

void
http_link_notify(void *self, struct MHD_Connection *connection, void **context,
                 enum MHD_ConnectionNotificationCode code)
{
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    *context = add_link(self, connection);
  else if (*context)
    remove_link(self, *context);
}

struct link *
http_link_of(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return info ? info->socket_context : NULL;
}

static void
look(struct http_server *server)
{
  int64_t now = http_monotonic();

  pthread_mutex_lock(&server->link_lock);
  for (struct link *link = server->links; link; link = link->next) {
    int64_t deadline = atomic_load(&link->deadline);

    if (!deadline || deadline > now)
      continue;
    atomic_store(&link->deadline, 0);
    atomic_fetch_add(&server->counters.cut, 1);
    shutdown(link->socket, SHUT_RDWR);
  }
  pthread_mutex_unlock(&server->link_lock);
}

static void *
run_watch(void *self)
{
  struct http_server *server = self;

  pthread_mutex_lock(&server->lock);
  while (!server->stop_watch) {
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += PAUSE * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_cond_timedwait(&server->watch_called, &server->lock, &until);
    pthread_mutex_unlock(&server->lock);
    look(server);
    pthread_mutex_lock(&server->lock);
  }
  pthread_mutex_unlock(&server->lock);
  return NULL;
}

bool
http_watch_start(struct http_server *server)
{
  server->watching = pthread_create(&server->watch, NULL, run_watch, server) == 0;
  return server->watching;
}

void
http_watch_stop(struct http_server *server)
{
  if (!server->watching)
    return;
  pthread_mutex_lock(&server->lock);
  server->stop_watch = true;
  pthread_cond_signal(&server->watch_called);
  pthread_mutex_unlock(&server->lock);
  pthread_join(server->watch, NULL);
  server->watching = false;
}
