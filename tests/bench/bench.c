/* tests/bench/bench.c - how fast the engine steps, loads and how little an idle case takes. Run by `make bench`.
 *
 * Three charts, generated here: two states that swap, three parallel regions that each swap, a ring of 1,000 states.
 * Each figure is the median of several runs.
 */
#include "config.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/step.h"

enum { RUNS = 7, IDLE = 10000, RING = 1000 };

static double
seconds(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int
compare(const void *left, const void *right)
{
  const double *a = left, *b = right;

  return (*a > *b) - (*a < *b);
}

static double
median(double *runs)
{
  qsort(runs, RUNS, sizeof *runs, compare);
  return runs[RUNS / 2];
}

#define HEAD "<scxml xmlns=\"" FASTI_NS_SCXML "\" version=\"1.0\" datamodel=\"null\" name=\"bench\">"

static void
swap(struct fasti_buffer *out, const char *name)
{
  fasti_buffer_printf(out,
                      "<state id=\"%s1\"><transition event=\"t\" target=\"%s2\"/></state>"
                      "<state id=\"%s2\"><transition event=\"t\" target=\"%s1\"/></state>",
                      name, name, name, name);
}

static void
ping_pong(struct fasti_buffer *out)
{
  swap(out, "s");
}

static void
regions(struct fasti_buffer *out)
{
  fasti_buffer_puts(out, "<state id=\"main\"><parallel id=\"p\">");
  for (int r = 0; r < 3; r++) {
    char name[] = {(char)('a' + r), '\0'};

    fasti_buffer_printf(out, "<state id=\"%s\">", name);
    swap(out, name);
    fasti_buffer_puts(out, "</state>");
  }
  fasti_buffer_puts(out, "</parallel></state>");
}

static void
ring(struct fasti_buffer *out)
{
  for (int s = 0; s < RING; s++)
    fasti_buffer_printf(out, "<state id=\"s%d\"><transition event=\"t\" target=\"s%d\"/></state>", s, (s + 1) % RING);
}

static struct fasti_chart *
load(struct fasti_slice bytes)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_chart *chart;

  if (fasti_chart_load("bench.scxml", bytes, NULL, messages, &chart) != FASTI_OK)
    abort();
  fasti_messages_free(messages);
  return chart;
}

static struct fasti_machine *
begin(const struct fasti_chart *chart)
{
  struct fasti_machine *machine = fasti_machine_new(chart, NULL, "bench");

  if (fasti_machine_start(machine, 0, NULL) != FASTI_OK)
    abort();
  return machine;
}

static double
events_a_second(const struct fasti_chart *chart)
{
  const struct fasti_event event = {.name = "t", .kind = FASTI_EVENT_EXTERNAL};
  double runs[RUNS];

  for (int r = 0; r < RUNS; r++) {
    struct fasti_machine *machine = begin(chart);
    double from = seconds(), spent;
    long sent = 0;

    do {
      for (int i = 0; i < 10000; i++)
        if (fasti_machine_send(machine, NULL, &event, 0, NULL) != FASTI_OK)
          abort();
      sent += 10000;
      spent = seconds() - from;
    } while (spent < 0.2);
    runs[r] = (double)sent / spent;
    fasti_machine_free(machine);
  }
  return median(runs);
}

static double
load_milliseconds(struct fasti_slice bytes)
{
  double runs[RUNS];

  for (int r = 0; r < RUNS; r++) {
    double from = seconds();

    fasti_chart_free(load(bytes));
    runs[r] = (seconds() - from) * 1000;
  }
  return median(runs);
}

static double
bytes_a_case(const struct fasti_chart *chart)
{
  static struct fasti_machine *idle[IDLE];
  size_t before = mallinfo2().uordblks, after;

  for (int i = 0; i < IDLE; i++)
    idle[i] = begin(chart);
  after = mallinfo2().uordblks;
  for (int i = 0; i < IDLE; i++)
    fasti_machine_free(idle[i]);
  return (double)(after - before) / IDLE;
}

int
main(void)
{
  static const struct {
    const char *name;
    void (*write)(struct fasti_buffer *out);
  } charts[] = {{"two states", ping_pong}, {"three regions", regions}, {"ring of 1,000", ring}};

  printf("%-16s %14s %10s %16s\n", "chart", "events/s", "load ms", "bytes/idle case");
  for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
    struct fasti_buffer text = {0};
    struct fasti_chart *chart;

    fasti_buffer_puts(&text, HEAD);
    charts[i].write(&text);
    fasti_buffer_puts(&text, "</scxml>");
    chart = load(fasti_buffer_slice(&text));
    printf("%-16s %14.0f %10.2f %16.0f\n", charts[i].name, events_a_second(chart),
           load_milliseconds(fasti_buffer_slice(&text)), bytes_a_case(chart));
    fasti_chart_free(chart);
    fasti_buffer_free(&text);
  }
  return EXIT_SUCCESS;
}
