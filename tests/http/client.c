/* tests/http/client.c - a client that writes its requests byte by byte; see house.h. */
#include "config.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

enum { PATIENCE = 15 /* seconds */, HEAD = 64 * 1024 };

int
dial(void)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(server))};
  struct timeval patience = {.tv_sec = PATIENCE};
  int link = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ck_assert_int_eq(connect(link, (struct sockaddr *)&address, sizeof address), 0);
  return link;
}

/* A server may have had enough before all was said: what it answers tells. */
void
say_bytes(int link, const char *bytes, size_t size)
{
  while (size > 0) {
    ssize_t sent = send(link, bytes, size, MSG_NOSIGNAL);

    if (sent <= 0)
      return;
    bytes += sent;
    size -= (size_t)sent;
  }
}

static void
say_list(int link, const char *format, va_list list)
{
  char *text = NULL;
  int size = vasprintf(&text, format, list);

  ck_assert_int_ge(size, 0);
  say_bytes(link, text, (size_t)size);
  free(text);
}

void
say(int link, const char *format, ...)
{
  va_list list;

  va_start(list, format);
  say_list(link, format, list);
  va_end(list);
}

const char *
header(const struct reply *reply, const char *name)
{
  size_t size = strlen(name);

  for (const char *line = reply->head; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
    if (strncasecmp(line, name, size) == 0 && line[size] == ':')
      return fasti_arena_copy(arena, line + size + 2, strcspn(line + size + 2, "\r\n"));
  return "";
}

/* Up to the empty line. */
static bool
hear_head(int link, struct reply *reply)
{
  char *head = fasti_arena_alloc(arena, HEAD);
  size_t size = 0;

  while (size < HEAD - 1 && (size < 4 || memcmp(head + size - 4, "\r\n\r\n", 4) != 0)) {
    if (recv(link, head + size, 1, 0) != 1)
      return false;
    size++;
  }
  reply->head = head;
  return sscanf(head, "HTTP/1.1 %d", &reply->status) == 1;
}

struct reply
hear(int link)
{
  struct reply reply = {.head = "", .body = ""};
  char *body;

  if (!hear_head(link, &reply))
    return (struct reply){.head = "", .body = ""};
  if (reply.status == 100)
    return hear(link);
  reply.size = strtoul(header(&reply, "Content-Length"), NULL, 10);
  if (reply.status == 304 || reply.status == 204)
    reply.size = 0;
  body = fasti_arena_alloc(arena, reply.size + 1);
  for (size_t at = 0; at < reply.size;) {
    ssize_t size = recv(link, body + at, reply.size - at, 0);

    if (size <= 0)
      return (struct reply){.status = reply.status, .head = reply.head};
    at += (size_t)size;
  }
  reply.body = body;
  return reply;
}

struct reply
ask(const char *format, ...)
{
  int link = dial();
  struct reply reply;
  va_list list;

  va_start(list, format);
  say_list(link, format, list);
  va_end(list);
  reply = hear(link);
  close(link);
  return reply;
}

bool
has_ended(int link)
{
  char byte;

  return recv(link, &byte, 1, 0) <= 0;
}

struct reply
ask_json(const char *method, const char *target, const char *token, const char *more, const char *body)
{
  return ask("%s %s HTTP/1.1\r\nHost: h\r\nAccept-Language: en\r\nAuthorization: Bearer %s\r\n%sContent-Type: "
             "application/json\r\nContent-Length: %zu\r\n\r\n%s",
             method, target, token, more, strlen(body), body);
}

/* -- as browsers do -- */

struct reply
post_form(const char *path, const char *cookie, const char *more, const char *body)
{
  return ask("POST %s HTTP/1.1\r\nHost: h\r\n"
             "Accept-Language: en\r\n"
             "%s%s%s%sContent-Type: application/x-www-form-urlencoded\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             path, *cookie ? "Cookie: " : "", cookie, *cookie ? "\r\n" : "", more, strlen(body), body);
}

struct reply
get_page(const char *path, const char *cookie)
{
  return ask("GET %s HTTP/1.1\r\nHost: h\r\n"
             "Accept-Language: en\r\n"
             "%s%s%s\r\n",
             path, *cookie ? "Cookie: " : "", cookie, *cookie ? "\r\n" : "");
}

struct reply
log_in(const char *person, const char *secret)
{
  return post_form("/login", "", "", fasti_arena_printf(arena, "person=%s&secret=%s", person, secret));
}

const char *
cookie_of(const struct reply *reply)
{
  const char *cookie = header(reply, "Set-Cookie");

  return fasti_arena_copy(arena, cookie, strcspn(cookie, ";"));
}

/* The form's token in what echo shows. */
const char *
csrf_of(const struct reply *reply)
{
  const char *at = strstr(reply->body, "\"csrf\":\"");

  ck_assert_ptr_nonnull(at);
  return fasti_arena_copy(arena, at + 8, strcspn(at + 8, "\""));
}

const char *
session_of(const char *person, const char **csrf)
{
  struct reply reply = log_in(person, code_of(person));

  ck_assert_msg(reply.status == 200, "%s", reply.body);
  *csrf = csrf_of(&reply);
  return cookie_of(&reply);
}
