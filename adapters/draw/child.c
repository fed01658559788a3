/* adapters/draw/child.c - drawing in a child process, and remembering what was drawn.
 *
 * The child is a copy of this process: it lays the chart out, writes the SVG to a pipe and ends without running anything else. A
 * copy has one thread, so that Graphviz, which is not safe for threads, is alone in it; whatever it does wrong or leaks ends
 * with it. Of two threads that ask for the same chart at once, both may draw it: the result is the same.
 *
 * Messages: no process can be made; a layout that takes too long, is too large, or fails.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "adapters/draw/draw.h"
#include "engine/hash.h"
#include "engine/xml.h"

enum { REMEMBERED = 256 };

struct drawn {
  char hash[FASTI_HASH_SIZE];
  struct fasti_buffer svg;
};

struct fasti_drawer {
  pthread_mutex_t lock;
  struct drawn drawn[REMEMBERED];
  size_t count, next; /* the oldest gives way */
};

struct fasti_drawer *
fasti_drawer_new(void)
{
  struct fasti_drawer *drawer = fasti_alloc(sizeof *drawer);

  pthread_mutex_init(&drawer->lock, NULL);
  return drawer;
}

void
fasti_drawer_free(struct fasti_drawer *drawer)
{
  if (!drawer)
    return;
  for (size_t i = 0; i < drawer->count; i++)
    fasti_buffer_free(&drawer->drawn[i].svg);
  pthread_mutex_destroy(&drawer->lock);
  fasti_free(drawer);
}

/* -- remembering -- */

static bool
recall(struct fasti_drawer *drawer, const char *hash, struct fasti_buffer *svg)
{
  bool found = false;

  pthread_mutex_lock(&drawer->lock);
  for (size_t i = 0; i < drawer->count && !found; i++) {
    found = strcmp(drawer->drawn[i].hash, hash) == 0;
    if (found)
      fasti_buffer_add(svg, drawer->drawn[i].svg.at, drawer->drawn[i].svg.size);
  }
  pthread_mutex_unlock(&drawer->lock);
  return found;
}

static void
remember(struct fasti_drawer *drawer, const char *hash, struct fasti_slice svg)
{
  struct drawn *drawn;

  pthread_mutex_lock(&drawer->lock);
  drawn = &drawer->drawn[drawer->next];
  drawer->next = (drawer->next + 1) % REMEMBERED;
  if (drawer->count < REMEMBERED)
    drawer->count++;
  strcpy(drawn->hash, hash);
  fasti_buffer_clear(&drawn->svg);
  fasti_buffer_add(&drawn->svg, svg.at, svg.size);
  pthread_mutex_unlock(&drawer->lock);
}

/* -- drawing -- */

static bool
write_all(int file, struct fasti_slice bytes)
{
  while (bytes.size > 0) {
    ssize_t size = write(file, bytes.at, bytes.size);

    if (size < 0 && errno == EINTR)
      continue;
    if (size <= 0)
      return false;
    bytes.at += size;
    bytes.size -= (size_t)size;
  }
  return true;
}

/* In the child; never returns. A layout that hangs is ended by the alarm, should the parent be gone. */
static void
become(const struct fasti_chart *chart, int out)
{
  struct fasti_buffer svg = {0};
  int nothing = open("/dev/null", O_RDWR);
  sigset_t none;

  signal(SIGALRM, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  alarm(FASTI_DRAW_SECONDS);
  for (int i = 0; i < 3 && nothing >= 0; i++) /* what Graphviz has to say nobody reads */
    dup2(nothing, i);
  if (fasti_draw(chart, FASTI_DRAW_PEOPLE, NULL, NULL, &svg) != FASTI_OK || !write_all(out, fasti_buffer_slice(&svg)))
    _exit(1);
  _exit(0);
}

static int
milliseconds_left(time_t until)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec >= until ? 0 : (int)(until - now.tv_sec) * 1000;
}

/* Read until the end of the child's output. @return false when that takes too long or is too much */
static bool
receive(int in, struct fasti_buffer *svg)
{
  struct timespec now;
  time_t until;

  clock_gettime(CLOCK_MONOTONIC, &now);
  until = now.tv_sec + FASTI_DRAW_SECONDS;
  for (;;) {
    struct pollfd waiting = {in, POLLIN, 0};
    char block[65536];
    ssize_t size;
    int ready = poll(&waiting, 1, milliseconds_left(until));

    if (ready < 0 && errno == EINTR)
      continue;
    if (ready <= 0)
      return false;
    size = read(in, block, sizeof block);
    if (size == 0)
      return true;
    if (size > 0)
      fasti_buffer_add(svg, block, (size_t)size);
    if ((size < 0 && errno != EINTR) || svg->size > FASTI_DRAW_BYTES)
      return false;
  }
}

static enum fasti_status
draw_in_child(const struct fasti_chart *chart, struct fasti_messages *messages, struct fasti_buffer *svg)
{
  int ends[2], how = 0;
  bool received;
  pid_t pid = -1;

  if (pipe(ends) == 0) {
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    pid = fork();
    if (pid == 0)
      become(chart, ends[1]);
    close(ends[1]);
    if (pid < 0)
      close(ends[0]);
  }
  if (pid < 0) {
    fasti_error_field(messages, NULL, "no process can be started for drawing: %s", strerror(errno));
    return FASTI_IO;
  }
  received = receive(ends[0], svg);
  close(ends[0]);
  if (!received)
    kill(pid, SIGKILL);
  while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
    ;
  if (received && WIFEXITED(how) && WEXITSTATUS(how) == 0)
    return FASTI_OK;
  fasti_error_field(messages, NULL,
                    received ? "this chart could not be drawn" : "drawing this chart takes too long, or it is too large");
  return received ? FASTI_FAILED : FASTI_LIMIT;
}

enum fasti_status
fasti_drawer_svg(struct fasti_drawer *drawer, const struct fasti_chart *chart, struct fasti_messages *messages,
                 struct fasti_buffer *svg)
{
  struct fasti_buffer text = {0}, drawn = {0};
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status = FASTI_OK;

  fasti_xml_write(fasti_chart_root(chart), &text);
  fasti_sha256_hex(fasti_buffer_slice(&text), hash);
  fasti_buffer_free(&text);
  if (recall(drawer, hash, svg))
    return FASTI_OK;
  status = draw_in_child(chart, messages, &drawn);
  if (status == FASTI_OK) {
    remember(drawer, hash, fasti_buffer_slice(&drawn));
    fasti_buffer_add(svg, drawn.at, drawn.size);
  }
  fasti_buffer_free(&drawn);
  return status;
}
