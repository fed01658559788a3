/* adapters/print/child.c - a child process with its input and outputs; see child.h.
 *
 * A pipe that is closed on exec tells whether the program could be started: it carries errno when not.
 */
#define _GNU_SOURCE /* unshare, pipe2 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "adapters/print/child.h"
#include "engine/memory.h"

enum { IN, OUT, SAID, STARTED, PIPES };
enum { READ_END, WRITE_END };

/* The longest that is kept of what the child says in trouble. */
enum { SAID_BYTES = 64 * 1024 };

struct child {
  int pipes[PIPES][2];
  pid_t pid;
  struct fasti_slice input;
  size_t most;
  time_t until;
  struct fasti_buffer *out;
  struct fasti_buffer *said;
  struct child_end *end;
};

static void
shut(struct child *child, int pipe, int end)
{
  if (child->pipes[pipe][end] >= 0)
    close(child->pipes[pipe][end]);
  child->pipes[pipe][end] = -1;
}

static void
shut_all(struct child *child)
{
  for (int i = 0; i < PIPES; i++) {
    shut(child, i, READ_END);
    shut(child, i, WRITE_END);
  }
}

static bool
make_pipes(struct child *child)
{
  for (int i = 0; i < PIPES; i++)
    child->pipes[i][READ_END] = child->pipes[i][WRITE_END] = -1;
  for (int i = 0; i < PIPES; i++)
    if (pipe2(child->pipes[i], O_CLOEXEC) != 0)
      return false;
  return fcntl(child->pipes[IN][WRITE_END], F_SETFL, O_NONBLOCK) == 0;
}

/* What the child may know of the environment. */
static char **
child_environment(void)
{
  static const char *const names[] = {"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                      "FONTCONFIG_FILE", "FONTCONFIG_PATH"};
  enum { NAMES = sizeof names / sizeof *names };
  char **environment = fasti_alloc((NAMES + 3) * sizeof *environment);
  int count = 0;

  for (int i = 0; i < NAMES; i++) {
    struct fasti_buffer entry = {0};
    const char *value = getenv(names[i]);

    if (!value)
      continue;
    fasti_buffer_printf(&entry, "%s=%s", names[i], value);
    environment[count++] = fasti_buffer_take(&entry);
  }
  environment[count++] = fasti_strdup("LC_ALL=C.UTF-8");
  /* the same page gives the same bytes on any day */
  environment[count++] = fasti_strdup("SOURCE_DATE_EPOCH=0");
  return environment;
}

/* In the child; never returns. */
static void
become(struct child *child, const char *const *argv, char **environment)
{
  union {
    const char *const *given;
    char *const *taken;
  } same = {argv};
  int error;

  dup2(child->pipes[IN][READ_END], STDIN_FILENO);
  dup2(child->pipes[OUT][WRITE_END], STDOUT_FILENO);
  dup2(child->pipes[SAID][WRITE_END], STDERR_FILENO);
  signal(SIGPIPE, SIG_DFL);
  /* where the system does not allow it, the page still names nothing that could be fetched */
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
    errno = 0;
  execvpe(argv[0], same.taken, environment);
  error = errno;
  if (write(child->pipes[STARTED][WRITE_END], &error, sizeof error) < 0)
    _exit(126);
  _exit(127);
}

static enum fasti_status
start(struct child *child, const char *const *argv)
{
  char **environment = child_environment();

  child->pid = fork();
  if (child->pid == 0)
    become(child, argv, environment);
  for (int i = 0; environment[i]; i++)
    fasti_free(environment[i]);
  fasti_free(environment);
  shut(child, IN, READ_END);
  shut(child, OUT, WRITE_END);
  shut(child, SAID, WRITE_END);
  shut(child, STARTED, WRITE_END);
  return child->pid < 0 ? FASTI_IO : FASTI_OK;
}

/* Whether the program was found. */
static bool
has_started(struct child *child)
{
  int error = 0;
  ssize_t got;

  do
    got = read(child->pipes[STARTED][READ_END], &error, sizeof error);
  while (got < 0 && errno == EINTR);
  return got <= 0;
}

static void
feed(struct child *child)
{
  ssize_t sent = write(child->pipes[IN][WRITE_END], child->input.at, child->input.size);

  if (sent > 0) {
    child->input.at += sent;
    child->input.size -= (size_t)sent;
  }
  if (child->input.size == 0 || (sent < 0 && errno != EAGAIN && errno != EINTR))
    shut(child, IN, WRITE_END);
}

static void
take(struct child *child, int pipe, struct fasti_buffer *buffer, size_t most, bool *more)
{
  char block[65536];
  ssize_t got = read(child->pipes[pipe][READ_END], block, sizeof block);

  if (got > 0 && buffer->size + (size_t)got <= most)
    fasti_buffer_add(buffer, block, (size_t)got);
  else if (got > 0)
    *more = true;
  else if (got == 0 || errno != EINTR)
    shut(child, pipe, READ_END);
}

static int
milliseconds_left(const struct child *child)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec >= child->until ? 0 : (int)(child->until - now.tv_sec) * 1000;
}

static void
converse(struct child *child)
{
  bool more = false;

  while (child->pipes[OUT][READ_END] >= 0 || child->pipes[SAID][READ_END] >= 0) {
    struct pollfd polls[] = {{child->pipes[IN][WRITE_END], POLLOUT, 0},
                             {child->pipes[OUT][READ_END], POLLIN, 0},
                             {child->pipes[SAID][READ_END], POLLIN, 0}};
    int ready = poll(polls, 3, milliseconds_left(child));

    child->end->late = ready == 0 || (ready < 0 && errno != EINTR);
    if (polls[0].revents && ready > 0)
      feed(child);
    if (polls[1].revents && ready > 0)
      take(child, OUT, child->out, child->most, &child->end->too_large);
    if (polls[2].revents && ready > 0)
      take(child, SAID, child->said, SAID_BYTES, &more);
    if (child->end->late || child->end->too_large) {
      kill(child->pid, SIGKILL);
      return;
    }
  }
}

static void
await(struct child *child)
{
  int how = 0;

  while (waitpid(child->pid, &how, 0) < 0 && errno == EINTR)
    ;
  child->end->exit = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

enum fasti_status
child_run(const char *const *argv, struct fasti_slice input, size_t most, int seconds, struct fasti_buffer *out,
          struct fasti_buffer *said, struct child_end *end)
{
  struct child child = {.input = input, .most = most, .out = out, .said = said, .end = end};
  struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
  struct timespec now;
  enum fasti_status status = make_pipes(&child) ? FASTI_OK : FASTI_IO;

  *end = (struct child_end){0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  child.until = now.tv_sec + seconds;
  /* a child that ends before it has read everything is no reason to end */
  sigaction(SIGPIPE, &ignore, &before);
  if (status == FASTI_OK)
    status = start(&child, argv);
  if (status == FASTI_OK) {
    end->missing = !has_started(&child);
    if (!end->missing)
      converse(&child);
    await(&child);
  }
  shut_all(&child);
  sigaction(SIGPIPE, &before, NULL);
  return status;
}
