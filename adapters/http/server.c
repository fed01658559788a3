/* adapters/http/server.c - beginning and end of the server; see http.h. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "adapters/http/call.h"

enum { IDLE = 30 /* minutes */, SESSION = 12 /* hours */ };
enum {
  READERS_MOST = 4,
  THREADS = 8,
  DEADLINE = 30,
  CONNECTIONS = 200,
  ALL_CONNECTIONS = 1000,
  BODY = 1024 * 1024,
  PATIENCE = 10 * 1000
};

/* "127.0.0.1:8080" or "[::1]:8080" */
static bool
read_address(const char *text, struct sockaddr_storage *out, socklen_t *size)
{
  struct sockaddr_in *four = (struct sockaddr_in *)(void *)out;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)(void *)out;
  char host[64];
  const char *colon = strrchr(text, ':');
  char *end;
  long port = colon && colon[1] ? strtol(colon + 1, &end, 10) : -1;
  bool brackets = *text == '[' && colon && colon > text + 1 && colon[-1] == ']';
  size_t length = colon ? (size_t)(colon - text) - (brackets ? 2 : 0) : 0;

  memset(out, 0, sizeof *out);
  if (port < 0 || port > 65535 || *end || length == 0 || length >= sizeof host)
    return false;
  memcpy(host, text + brackets, length);
  host[length] = '\0';
  if (!brackets && inet_pton(AF_INET, host, &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons((uint16_t)port);
    *size = sizeof *four;
    return true;
  }
  six->sin6_family = AF_INET6;
  six->sin6_port = htons((uint16_t)port);
  *size = sizeof *six;
  return brackets && inet_pton(AF_INET6, host, &six->sin6_addr) == 1;
}

static int
port_of(int listening)
{
  struct sockaddr_storage address;
  socklen_t size = sizeof address;

  if (getsockname(listening, (struct sockaddr *)&address, &size) != 0)
    return 0;
  if (address.ss_family == AF_INET6)
    return ntohs(((struct sockaddr_in6 *)(void *)&address)->sin6_port);
  return ntohs(((struct sockaddr_in *)(void *)&address)->sin_port);
}

static enum fasti_status
open_socket(struct http_server *server, struct fasti_messages *messages)
{
  const char *text = server->options->address;
  struct sockaddr_storage address;
  socklen_t size;
  int on = 1;

  if (!read_address(text, &address, &size)) {
    fasti_error_field(messages, text, "this is no address; expected 127.0.0.1:PORT or [::1]:PORT");
    return FASTI_INVALID;
  }
  server->listening = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (server->listening >= 0)
    setsockopt(server->listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (server->listening < 0 || bind(server->listening, (struct sockaddr *)&address, size) != 0 ||
      listen(server->listening, SOMAXCONN) != 0) {
    enum fasti_status status = errno == EADDRINUSE ? FASTI_LOCKED : FASTI_IO;

    fasti_error_field(messages, text, "the server cannot listen there: %s", strerror(errno));
    return status;
  }
  server->port = port_of(server->listening);
  return FASTI_OK;
}

/* Everything is decoded by us, from the target as it came. */
static size_t
leave_escaped(void *self, struct MHD_Connection *connection, char *text)
{
  (void)self, (void)connection;
  return strlen(text);
}

static enum fasti_status
open_daemon(struct http_server *server, struct fasti_messages *messages)
{
  int each = server->options->connections ? server->options->connections : CONNECTIONS;
  bool shared =
    server->options->proxies && *server->options->proxies; /* all come from the proxy, which counts for itself */

  server->daemon = MHD_start_daemon(
    MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, NULL, NULL, http_call_go_on, server,
    MHD_OPTION_LISTEN_SOCKET, server->listening, MHD_OPTION_THREAD_POOL_SIZE, (unsigned int)THREADS,
    MHD_OPTION_URI_LOG_CALLBACK, http_call_begin, server, MHD_OPTION_NOTIFY_COMPLETED, http_call_end, server,
    MHD_OPTION_NOTIFY_CONNECTION, http_link_notify, server, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, server,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(32 * 1024), MHD_OPTION_CONNECTION_LIMIT, (unsigned int)ALL_CONNECTIONS,
    MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned int)(shared ? ALL_CONNECTIONS : each), MHD_OPTION_CONNECTION_TIMEOUT,
    (unsigned int)(server->deadline / 1000 + 1), MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
  if (server->daemon && http_watch_start(server))
    return FASTI_OK;
  fasti_error_field(messages, server->options->address, "the server cannot be started: %s", strerror(errno));
  return FASTI_IO;
}

static void
set_up(struct http_server *server, const struct http_options *options)
{
  pthread_condattr_t monotonic;

  server->options = options;
  server->listening = -1;
  server->deadline = (options->deadline ? options->deadline : DEADLINE) * (int64_t)1000;
  server->idle = (options->session_idle ? options->session_idle : IDLE) * (int64_t)60 * 1000;
  server->session = (options->session_most ? options->session_most : SESSION) * (int64_t)3600 * 1000;
  server->began = http_real(server);
  server->body_most = options->body_most ? options->body_most : BODY;
  pthread_mutex_init(&server->lock, NULL);
  pthread_mutex_init(&server->link_lock, NULL);
  pthread_cond_init(&server->reader_back, NULL);
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&server->writer_called, &monotonic);
  pthread_cond_init(&server->watch_called, &monotonic);
  pthread_condattr_destroy(&monotonic);
}

/* Each has the compiled packages in memory. */
static int
usual_readers(void)
{
  long processors = sysconf(_SC_NPROCESSORS_ONLN);

  return processors < 1 ? 1 : processors > READERS_MOST ? READERS_MOST : (int)processors;
}

static enum fasti_status
start(struct http_server *server, struct fasti_messages *messages)
{
  int readers = server->options->readers ? server->options->readers : usual_readers();
  enum fasti_status status = http_writer_start(server, messages); /* first: it brings the office up to date */

  if (status != FASTI_OK || !server->options->web)
    return status;
  if (crypto_pwhash_str(server->dummy, "", 0, crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) !=
      0)
    return FASTI_INTERNAL;
  status = http_readers_open(server, readers, messages);
  if (status == FASTI_OK)
    status = open_socket(server, messages);
  return status == FASTI_OK ? open_daemon(server, messages) : status;
}

enum fasti_status
http_start(const struct http_options *options, struct fasti_messages *messages, struct http_server **out)
{
  struct http_server *server = fasti_alloc(sizeof *server);
  enum fasti_status status;

  *out = NULL;
  set_up(server, options);
  status = sodium_init() < 0 ? FASTI_INTERNAL : start(server, messages);
  if (status == FASTI_OK)
    *out = server;
  else
    http_stop(server);
  return status;
}

bool
http_is_address(const char *text)
{
  struct sockaddr_storage address;
  socklen_t size;

  return read_address(text, &address, &size);
}

int
http_port(const struct http_server *server)
{
  return server->port;
}

/* No new ones; those that are at work are answered, unless they take too long to come in. */
static void
finish_calls(struct http_server *server, int64_t patience)
{
  const struct timespec pause = {.tv_nsec = 5 * 1000000};
  int64_t until = http_monotonic() + patience;

  while (server->daemon && atomic_load(&server->at_work) > 0 && http_monotonic() < until)
    nanosleep(&pause, NULL);
}

void
http_stop(struct http_server *server)
{
  if (!server)
    return;
  atomic_store(&server->stopping, true);
  if (server->daemon)
    MHD_quiesce_daemon(server->daemon);
  finish_calls(server, PATIENCE);
  http_writer_stop(server); /* resumes what waits for it */
  finish_calls(server, PATIENCE / 10);
  http_watch_stop(server);
  if (server->daemon)
    MHD_stop_daemon(server->daemon);
  if (server->listening >= 0)
    close(server->listening);
  http_readers_close(server);
  http_idle_forget(server);
  pthread_mutex_destroy(&server->lock);
  pthread_mutex_destroy(&server->link_lock);
  pthread_cond_destroy(&server->reader_back);
  pthread_cond_destroy(&server->writer_called);
  pthread_cond_destroy(&server->watch_called);
  fasti_free(server);
}
