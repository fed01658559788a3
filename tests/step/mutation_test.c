/* tests/step/mutation_test.c - charts changed at random: each is refused with a message, or runs, and then restores
 * from its snapshot at every step and goes on in the same way. What matters most is what does not happen.
 */
#include "config.h"

#include "tests/step/play.h"

enum { RUNS = 6000, EVENTS = 8 };

static const char *const seeds[] = {
  XPATH("<datamodel><data id='v'><a xmlns=''><b>1</b><b>2</b></a></data><data id='w' expr='3'/></datamodel>"
        "<state id='s' initial='s1'><history id='h' type='deep'><transition target='s1'/></history>"
        "<state id='s1'><onentry><foreach array='$v/a/b' item='i' index='n'><assign location='$i' expr='$n + $w'/>"
        "</foreach></onentry><transition event='e' cond='$w &lt; 9' target='s2'><assign location='$w' expr='$w + 1'/>"
        "</transition></state><state id='s2'><transition event='e' target='s1'/></state>"
        "<transition event='f' target='t'/></state><state id='t'><onentry><assign location='$v/a' type='lastchild' "
        "expr='$v/a/b'/><send event='g' delay='1s' id='x'><param name='p' expr='$v'/></send></onentry>"
        "<transition event='g' target='h'><log label='p' expr='$_event/data'/></transition>"
        "<transition event='e'><cancel sendid='x'/><raise event='f'/></transition><transition event='f' "
        "target='u'/></state>"
        "<final id='u'/>"),
  PLAIN(
    "<parallel id='p'><state id='a'><history id='ha'><transition target='a1'/></history><state id='a1'>"
    "<transition event='e' target='a2'/></state><state id='a2'><transition event='f' cond=\"In('b1')\" target='af'/>"
    "</state><final id='af'/></state><state id='b'><state id='b1'><transition event='e f' target='b2'/></state>"
    "<state id='b2'><transition event='*' target='bf'/></state><final id='bf'/></state>"
    "<transition event='done.state.p' target='z'/><transition event='g' target='z'/></parallel>"
    "<state id='z'><transition event='e' target='ha b2'/><transition event='f' target='p'/></state>"),
  XPATH("<datamodel><data id='v' expr='1'/></datamodel><state id='s'><invoke id='k' autoforward='true'><param name='v' "
        "expr='$v'/><content><scxml version='1.0' datamodel='xpath'><datamodel><data id='v'/></datamodel><state id='c'>"
        "<onentry><send event='up' target='#_parent' delay='500ms'><param name='r' location='$v'/></send></onentry>"
        "<transition event='e' target='d'/></state><final id='d'><donedata><param name='r' expr='$v + 1'/></donedata>"
        "</final></scxml></content><finalize><assign location='$v' expr=\"$_event/data/data[@id='r']\"/></finalize>"
        "</invoke><transition event='up'><send event='e' target='#_k'/></transition>"
        "<transition event='done.invoke.k' target='t'/><transition event='f' target='t'/></state>"
        "<state id='t'><transition event='e' target='s'/></state>"),
};

static const char *const words[] = {"s",
                                    "s1",
                                    "t",
                                    "u",
                                    "p",
                                    "a",
                                    "a1",
                                    "h",
                                    "ha",
                                    "b1",
                                    "e",
                                    "f",
                                    "*",
                                    "g.h",
                                    "$v",
                                    "$w",
                                    "$v/a",
                                    "$v//b",
                                    "$_event",
                                    "$_event/data",
                                    "1",
                                    "..",
                                    "/",
                                    "1s",
                                    "deep",
                                    "internal",
                                    "delete",
                                    "replace",
                                    "firstchild",
                                    "nextsibling",
                                    "addattribute",
                                    "#_parent",
                                    "#_internal",
                                    "#_k",
                                    "k",
                                    "true",
                                    "state",
                                    "transition",
                                    "parallel",
                                    "final",
                                    "onentry"};

static uint32_t
next(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Put WORD in the place of the next value in quotes. */
static void
change_value(const char *from, size_t at, const char *word, struct fasti_buffer *to)
{
  const char *open = strchr(from + at, '\''), *close = open ? strchr(open + 1, '\'') : NULL;

  if (!close)
    open = close = from + strlen(from);
  fasti_buffer_add(to, from, (size_t)(open - from) + (*open != '\0'));
  if (*open)
    fasti_buffer_puts(to, word);
  fasti_buffer_puts(to, close);
}

/* Take the next empty element out, or put it in at another place too. */
static void
move_element(const char *from, size_t at, size_t other, bool copy, struct fasti_buffer *to)
{
  const char *open = strchr(from + at, '<'), *close = open ? strstr(open, "/>") : NULL,
             *place = strchr(from + other, '<');

  if (!close || !place) {
    fasti_buffer_puts(to, from);
    return;
  }
  close += 2;
  fasti_buffer_add(to, from, (size_t)((copy ? place : open) - from));
  if (copy)
    fasti_buffer_add(to, open, (size_t)(close - open));
  fasti_buffer_puts(to, copy ? place : close);
}

static char *
mutant(uint32_t *seed)
{
  char *text = fasti_strdup(seeds[next(seed) % (sizeof seeds / sizeof *seeds)]);

  for (uint32_t left = 1 + next(seed) % 3; left; left--) {
    struct fasti_buffer to = {0};
    size_t size = strlen(text), at = next(seed) % size, other = next(seed) % size;

    if (next(seed) % 2)
      change_value(text, at, words[next(seed) % (sizeof words / sizeof *words)], &to);
    else
      move_element(text, at, other, next(seed) % 2, &to);
    fasti_free(text);
    text = fasti_buffer_take(&to);
  }
  return text;
}

/* One step of the machine and of its restored twin. @return whether they may go on */
static bool
step_both(struct play *play, const char *xml, uint32_t choice)
{
  struct fasti_event event = {.name = (const char *const[]){"e", "f", "g", "up"}[choice % 4],
                              .kind = FASTI_EVENT_EXTERNAL};
  char *before = play_snapshot(play), *live, *twin;
  enum fasti_status one, two;
  xmlDocPtr doc;

  one = choice % 5 ? fasti_machine_send(play->machine, NULL, &event, 0, play->messages)
                   : fasti_machine_advance(play->machine, (int64_t)choice % 3000, play->messages);
  live = play_snapshot(play);
  ck_assert_msg(fasti_xml_parse("s", fasti_slice_of(before), play->messages, &doc) == FASTI_OK, "%s\n%s", xml, before);
  fasti_machine_free(play->machine);
  play->machine = NULL;
  ck_assert_msg(fasti_machine_read(play->chart, NULL, xmlDocGetRootElement(doc), play->messages, &play->machine) ==
                  FASTI_OK,
                "%s\n%s", xml, before);
  fasti_xml_free(doc);
  two = choice % 5 ? fasti_machine_send(play->machine, NULL, &event, 0, play->messages)
                   : fasti_machine_advance(play->machine, (int64_t)choice % 3000, play->messages);
  twin = play_snapshot(play);
  ck_assert_msg(one == two, "%s", xml);
  ck_assert_msg(one != FASTI_OK || strcmp(live, twin) == 0, "%s\n%s\n%s", xml, live, twin);
  fasti_free(before);
  fasti_free(live);
  fasti_free(twin);
  return one == FASTI_OK;
}

START_TEST(whatever_is_done_to_a_chart)
{
  uint32_t seed = 20260105;
  int ran = 0;

  for (int run = 0; run < RUNS; run++) {
    char *xml = mutant(&seed);
    struct play p;

    if (play_load(&p, xml)) {
      ran++;
      p.machine = fasti_machine_new(p.chart, NULL, "m");
      if (fasti_machine_start(p.machine, 0, p.messages) == FASTI_OK)
        for (int i = 0; i < EVENTS && step_both(&p, xml, next(&seed)); i++)
          ;
    } else {
      ck_assert_msg(fasti_messages_errors(p.messages) > 0, "%s", xml);
    }
    play_end(&p);
    fasti_free(xml);
  }
  ck_assert_int_ge(ran, RUNS / 10); /* enough of them still are charts */
}
END_TEST

static Suite *
mutation_suite(void)
{
  Suite *suite = suite_create("mutation");
  TCase *all = tcase_create("mutations");

  tcase_set_timeout(all, 120);
  tcase_add_test(all, whatever_is_done_to_a_chart);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(mutation_suite());
}
