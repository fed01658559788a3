/* tests/step/play.h - plays a chart given as text, and keeps a trace of what happened as one line.
 *
 * In the trace, +a is a state entered, -a one left, "label:text" a <log>, !name an error event, *n an invoke that the
 * host took and /n one that it was told to cancel, ^event a <send> that the host took, @name a foreign element.
 */
#ifndef FASTI_TESTS_STEP_PLAY_H
#define FASTI_TESTS_STEP_PLAY_H

#include <stdio.h>
#include <string.h>

#include "engine/step.h"
#include "tests/tap.h"

#define SCXML(attributes, body)                                                                                        \
  "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" " attributes ">" body "</scxml>"
#define XPATH(body) SCXML("datamodel=\"xpath\"", body)
#define PLAIN(body) SCXML("datamodel=\"null\"", body)

struct play {
  struct fasti_chart *chart;
  struct fasti_host host;
  struct fasti_machine *machine;
  struct fasti_messages *messages;
  struct fasti_buffer trace, text;
  const char *type; /* of what the host takes */
  int64_t now;
};

static void
play_add(struct play *play, const char *sign, const char *text)
{
  fasti_buffer_printf(&play->trace, "%s%s%s", play->trace.size ? " " : "", sign, text);
}

static enum fasti_status
play_entered(void *self, struct fasti_session *session, int state)
{
  if (state)
    play_add(self, "+", fasti_chart_state(fasti_session_chart(session), state)->id);
  return FASTI_OK;
}

static enum fasti_status
play_leaving(void *self, struct fasti_session *session, int state)
{
  if (state)
    play_add(self, "-", fasti_chart_state(fasti_session_chart(session), state)->id);
  return FASTI_OK;
}

static void
play_log(void *self, struct fasti_session *session, const char *label, const char *text)
{
  (void)session;
  play_add(self, label, *label && *text ? ":" : "");
  fasti_buffer_puts(&((struct play *)self)->trace, text);
}

static void
play_error(void *self, struct fasti_session *session, struct fasti_place place, const char *text)
{
  struct play *play = self;

  (void)session;
  (void)place;
  play_add(play, "!", "");
  fasti_buffer_printf(&play->text, "%s\n", text);
}

static enum fasti_status
play_invoke(void *self, struct fasti_session *session, int invoke, const char *invokeid, bool *taken)
{
  struct play *play = self;
  const char *type = fasti_chart_invoke(fasti_session_chart(session), invoke)->type;

  if (play->type && type && strcmp(type, play->type) == 0) {
    *taken = true;
    play_add(play, "*", invokeid);
  }
  return FASTI_OK;
}

static enum fasti_status
play_uninvoke(void *self, struct fasti_session *session, int invoke, const char *invokeid)
{
  (void)session;
  (void)invoke;
  play_add(self, "/", invokeid);
  return FASTI_OK;
}

static enum fasti_status
play_sent(void *self, struct fasti_session *session, const struct fasti_outgoing *out, bool *taken)
{
  struct play *play = self;

  (void)session;
  if (play->type && out->type && strcmp(out->type, play->type) == 0) {
    *taken = true;
    play_add(play, "^", out->event);
  }
  return FASTI_OK;
}

static enum fasti_status
play_act(void *self, struct fasti_session *session, int action)
{
  play_add(self, "@", (const char *)fasti_chart_action(fasti_session_chart(session), action)->name);
  return FASTI_OK;
}

/* The documents that charts may name. */
static enum fasti_status
play_find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  static const char *const files[][2] = {
    {"facts.xml", "<facts><fact>earth is round</fact></facts>"},
    {"note.txt", " plain \n text & more "},
    {"kid.scxml", XPATH("<datamodel><data id='v'>none</data></datamodel><state id='k'><onentry><log label='v' "
                        "expr='$v'/></onentry><transition event='end' target='f'/></state><final id='f'/>")},
  };

  (void)self;
  (void)base;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strcmp(files[i][0], uri) == 0) {
      *name = files[i][0];
      *bytes = fasti_slice_of(files[i][1]);
      return FASTI_OK;
    }
  return FASTI_NOT_FOUND;
}

/** Read a chart; what is said about it goes to play->text. @return whether it is a chart */
static inline bool
play_load(struct play *play, const char *xml)
{
  static const struct fasti_library library = {.find = play_find};

  *play = (struct play){.messages = fasti_messages_new(NULL, NULL)};
  play->host = (struct fasti_host){.self = play,
                                   .entered = play_entered,
                                   .act = play_act,
                                   .leaving = play_leaving,
                                   .invoke = play_invoke,
                                   .uninvoke = play_uninvoke,
                                   .send = play_sent,
                                   .log = play_log,
                                   .error = play_error};
  if (fasti_chart_load("test.scxml", fasti_slice_of(xml), &library, play->messages, &play->chart) == FASTI_OK)
    return true;
  fasti_messages_print(play->messages, &play->text);
  return false;
}

/** Read a chart and start it. */
static inline enum fasti_status
play_start(struct play *play, const char *xml)
{
  enum fasti_status status;

  ck_assert_msg(play_load(play, xml), "%s", play->text.at);
  fasti_messages_clear(play->messages);
  play->machine = fasti_machine_new(play->chart, &play->host, "m");
  status = fasti_machine_start(play->machine, 0, play->messages);
  fasti_messages_print(play->messages, &play->text);
  return status;
}

static inline enum fasti_status
play_send(struct play *play, const char *event)
{
  struct fasti_event face = {.name = event, .kind = FASTI_EVENT_EXTERNAL};
  enum fasti_status status = fasti_machine_send(play->machine, NULL, &face, play->now, play->messages);

  fasti_messages_print(play->messages, &play->text);
  return status;
}

static inline enum fasti_status
play_advance(struct play *play, int64_t now)
{
  play->now = now;
  return fasti_machine_advance(play->machine, now, play->messages);
}

/** The atomic states that are active, in document order. */
static inline const char *
play_states(struct play *play)
{
  fasti_buffer_clear(&play->text);
  for (int s = 1; s < fasti_chart_state_count(play->chart); s++) {
    const struct fasti_chart_state *state = fasti_chart_state(play->chart, s);

    if ((state->kind == FASTI_STATE_ATOMIC || state->kind == FASTI_STATE_FINAL) &&
        fasti_session_in(fasti_machine_root(play->machine), s))
      fasti_buffer_printf(&play->text, "%s%s", play->text.size ? " " : "", state->id);
  }
  return play->text.at ? play->text.at : "";
}

/** The trace since the last look at it. @return owned by the caller's arena of leaks: freed with the play */
static inline char *
play_trace(struct play *play)
{
  return fasti_buffer_take(&play->trace);
}

/** The snapshot. @return owned */
static inline char *
play_snapshot(struct play *play)
{
  struct fasti_buffer out = {0};

  fasti_machine_write(play->machine, &out);
  return fasti_buffer_take(&out);
}

/** Go on with a machine that was written and read. @return the machine's status of reading */
static inline enum fasti_status
play_restore(struct play *play, const char *snapshot)
{
  enum fasti_status status;
  xmlDocPtr doc;

  ck_assert_int_eq(fasti_xml_parse("snapshot", fasti_slice_of(snapshot), play->messages, &doc), FASTI_OK);
  fasti_machine_free(play->machine);
  play->machine = NULL;
  status = fasti_machine_read(play->chart, &play->host, xmlDocGetRootElement(doc), play->messages, &play->machine);
  fasti_xml_free(doc);
  return status;
}

static inline void
play_end(struct play *play)
{
  fasti_machine_free(play->machine);
  fasti_chart_free(play->chart);
  fasti_messages_free(play->messages);
  fasti_buffer_free(&play->trace);
  fasti_buffer_free(&play->text);
}

/* Assert what happened since the last look. */
#define ck_assert_trace(play, expected)                                                                                \
  do {                                                                                                                 \
    char *trace_ = play_trace(play);                                                                                   \
    char kept_[1024];                                                                                                  \
    snprintf(kept_, sizeof kept_, "%s", trace_);                                                                       \
    fasti_free(trace_);                                                                                                \
    ck_assert_str_eq(kept_, expected);                                                                                 \
  } while (0)

#endif
