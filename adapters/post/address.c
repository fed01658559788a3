/* adapters/post/address.c - where post may go: hosts by name, and the addresses that the names stand for.
 *
 * What is not public is by the special-purpose registries of IPv4 and IPv6 (RFC 6890); of IPv6 only 2000::/3 is given out.
 */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "adapters/post/room.h"

/** An address as 16 bytes; IPv4 as ::ffff:a.b.c.d, whose bits begin at 96. */
struct network {
  unsigned char bytes[16];
  int bits;
};

static const char *const not_public[] = {
  "0.0.0.0/8",      "10.0.0.0/8",     "100.64.0.0/10",   "127.0.0.0/8",    "169.254.0.0/16", "172.16.0.0/12",
  "192.0.0.0/24",   "192.0.2.0/24",   "192.88.99.0/24",  "192.168.0.0/16", "198.18.0.0/15",  "198.51.100.0/24",
  "203.0.113.0/24", "224.0.0.0/3",    "64:ff9b::/96",    "2001::/23",      "2001:db8::/32",  "2002::/16",
};

static bool
read_network(const char *text, size_t size, struct network *network)
{
  char copy[INET6_ADDRSTRLEN + 8], *slash, *end = NULL;
  int most = 128;
  long bits;

  if (size >= sizeof copy)
    return false;
  memcpy(copy, text, size);
  copy[size] = '\0';
  slash = strchr(copy, '/');
  if (slash)
    *slash++ = '\0';
  *network = (struct network){{0}, 0};
  if (inet_pton(AF_INET6, copy, network->bytes) != 1) {
    network->bytes[10] = network->bytes[11] = 0xff;
    most = 32;
    if (inet_pton(AF_INET, copy, network->bytes + 12) != 1)
      return false;
  }
  bits = slash ? strtol(slash, &end, 10) : most;
  if (slash && (*end || end == slash || bits < 0 || bits > most))
    return false;
  network->bits = (int)bits + 128 - most;
  return true;
}

bool
is_network(const char *text)
{
  struct network network;

  return read_network(text, strlen(text), &network);
}

static bool
lies_in(const unsigned char bytes[16], const struct network *network)
{
  int whole = network->bits / 8, rest = network->bits % 8;

  if (memcmp(bytes, network->bytes, (size_t)whole) != 0)
    return false;
  return rest == 0 || (bytes[whole] ^ network->bytes[whole]) >> (8 - rest) == 0;
}

static bool
is_named(const char *networks, const unsigned char bytes[16])
{
  struct network network;

  for (const char *at = networks ? networks : ""; *(at += strspn(at, ", ")); at += strcspn(at, ", "))
    if (read_network(at, strcspn(at, ", "), &network) && lies_in(bytes, &network))
      return true;
  return false;
}

static bool
is_public(const unsigned char bytes[16])
{
  static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  struct network network;

  if (memcmp(bytes, mapped, sizeof mapped) != 0 && bytes[0] >> 5 != 1)
    return false;
  for (size_t i = 0; i < sizeof not_public / sizeof *not_public; i++)
    if (read_network(not_public[i], strlen(not_public[i]), &network) && lies_in(bytes, &network))
      return false;
  return true;
}

bool
address_allowed(const struct post_settings *settings, const struct sockaddr *address, bool plain)
{
  unsigned char bytes[16] = {0};

  if (address->sa_family == AF_INET6) {
    memcpy(bytes, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, sizeof bytes);
  } else if (address->sa_family == AF_INET) {
    bytes[10] = bytes[11] = 0xff;
    memcpy(bytes + 12, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
  } else {
    return false;
  }
  return is_named(settings->networks, bytes) || (!plain && is_public(bytes));
}

/* Whether a word of the list is HOST:PORT, or HOST alone. */
static bool
is_host(const char *word, size_t size, const char *host, const char *port)
{
  size_t name = strlen(host);

  if (size < name || strncasecmp(word, host, name) != 0)
    return false;
  return size == name || (word[name] == ':' && size == name + 1 + strlen(port) && strncmp(word + name + 1, port, strlen(port)) == 0);
}

bool
host_allowed(const struct post_settings *settings, const char *host, const char *port)
{
  for (const char *at = settings->hosts ? settings->hosts : ""; *(at += strspn(at, ", ")); at += strcspn(at, ", "))
    if (is_host(at, strcspn(at, ", "), host, port))
      return true;
  return false;
}
