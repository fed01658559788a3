/* adapters/cli/serve/notify.c - tells the service manager where the server stands (sd_notify(3), the protocol of NOTIFY_SOCKET). */
#include "config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "adapters/cli/serve/serve.h"

void
serve_notify(const char *state)
{
  const char *path = getenv("NOTIFY_SOCKET");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  socklen_t size;
  int file;

  if (!path || (*path != '/' && *path != '@') || strlen(path) >= sizeof address.sun_path)
    return;
  memcpy(address.sun_path, path, strlen(path));
  size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
  if (*path == '@')
    address.sun_path[0] = '\0'; /* a name without a file */
  file = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (file < 0)
    return;
  /* nobody may be listening: that stops nothing */
  (void)!sendto(file, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address, size);
  close(file);
}
