/* adapters/post/post.c - the loop of post: begin what is due, wait for the network, note how it ended.
 */
#include "config.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "adapters/post/room.h"

enum { IDLE = 1000 /* milliseconds between looks at the office */ };

static enum fasti_status
check_settings(const struct post_settings *settings, struct fasti_messages *messages)
{
  if (!settings->mail_server || settings->mail_from)
    return FASTI_OK;
  fasti_error_field(messages, "mail-from", "a mail server is given, but not who the mails are from");
  return FASTI_INVALID;
}

static void
set_defaults(struct post_settings *settings)
{
  if (!settings->source)
    settings->source = "urn:fasti:office";
  if (!settings->timeout)
    settings->timeout = 15;
  if (!settings->give_up)
    settings->give_up = 3;
  if (!settings->mail_hour)
    settings->mail_hour = 8;
}

enum fasti_status
post_new(const struct post_options *options, struct fasti_messages *messages, struct post **out)
{
  struct post *post;
  enum fasti_status status = check_settings(options->settings, messages);

  if (status != FASTI_OK)
    return status;
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || sodium_init() < 0) {
    fasti_error_field(messages, NULL, "the libraries for sending do not start");
    return FASTI_INTERNAL;
  }
  post = fasti_alloc(sizeof *post);
  post->options = *options;
  if (!post->options.language)
    post->options.language = "en";
  post->settings = *options->settings;
  set_defaults(&post->settings);
  post->office = fasti_office_new(options->store);
  post->stream = fasti_occurrences_new(post->office);
  post->messages = fasti_messages_new(options->translate, (void *)(uintptr_t)post->options.language);
  post->multi = curl_multi_init();
  post->mailed_at = INT64_MIN;
  *out = post;
  return FASTI_OK;
}

void
post_free(struct post *post)
{
  if (!post)
    return;
  post_stop(post);
  hooks_free(post);
  mails_free(post);
  curl_multi_cleanup(post->multi);
  fasti_occurrences_free(post->stream);
  fasti_office_free(post->office);
  fasti_messages_free(post->messages);
  fasti_free(post);
}

/* Tell those that have ended. @return whether there were any */
static bool
end_transfers(struct post *post)
{
  CURLMsg *message;
  bool any = false;
  int left;

  while ((message = curl_multi_info_read(post->multi, &left)) != NULL) {
    struct transfer *transfer = NULL;

    if (message->msg != CURLMSG_DONE)
      continue;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer_end(transfer, message->data.result);
    any = true;
  }
  return any;
}

static void
hand_over(struct post *post, struct fasti_messages *messages)
{
  for (size_t i = 0; i < fasti_messages_count(post->messages); i++)
    fasti_message_add(messages, fasti_messages_at(post->messages, i));
  fasti_messages_clear(post->messages);
}

enum fasti_status
post_step(struct post *post, int wait, bool *busy, struct fasti_messages *messages)
{
  int64_t now = post->options.now(post->options.clock);
  int running = 0;
  enum fasti_status status;

  *busy = false;
  status = hooks_begin(post, now, busy);
  if (status == FASTI_OK && post->settings.mail_server)
    status = mails_begin(post, now);
  curl_multi_perform(post->multi, &running);
  if (!*busy && wait > 0)
    curl_multi_poll(post->multi, NULL, 0, wait, NULL);
  curl_multi_perform(post->multi, &running);
  *busy = end_transfers(post) || *busy || running > 0;
  hand_over(post, messages);
  return status;
}

/* -- in a thread of its own -- */

static void
report_trouble(struct post *post, const struct fasti_messages *messages)
{
  for (size_t i = 0; post->options.report && i < fasti_messages_count(messages); i++)
    post->options.report(post->options.reporter, &(struct post_report){.to = "", .event = "", .type = "",
                                                                       .error = fasti_messages_at(messages, i)->text});
}

static void *
work(void *self)
{
  struct post *post = self;
  struct fasti_messages *messages = fasti_messages_like(post->messages);
  bool busy;

  while (!atomic_load(&post->stopping)) {
    if (post_step(post, IDLE, &busy, messages) != FASTI_OK && !atomic_load(&post->stopping))
      curl_multi_poll(post->multi, NULL, 0, IDLE, NULL);
    report_trouble(post, messages);
    fasti_messages_clear(messages);
  }
  fasti_messages_free(messages);
  return NULL;
}

enum fasti_status
post_start(struct post *post, struct fasti_messages *messages)
{
  if (pthread_create(&post->thread, NULL, work, post) != 0) {
    fasti_error_field(messages, NULL, "there is no thread left for post");
    return FASTI_INTERNAL;
  }
  post->running = true;
  return FASTI_OK;
}

void
post_stop(struct post *post)
{
  if (!post->running)
    return;
  atomic_store(&post->stopping, true);
  curl_multi_wakeup(post->multi);
  pthread_join(post->thread, NULL);
  post->running = false;
}

/* -- a test -- */

static bool
take_target(void *self, const struct fasti_subscription_row *row)
{
  const char **target = self;

  target[0] = fasti_strdup(row->url);
  target[1] = fasti_strdup(row->secret);
  return false;
}

static enum fasti_status
send_test(struct post *post, const char *name, const char *const target[2], struct fasti_messages *messages)
{
  int64_t now = post->options.now(post->options.clock);
  char id[FASTI_OCCURRENCE_ID], *body, *error;
  struct transfer *transfer;

  snprintf(id, sizeof id, "test/%" PRId64, now);
  body = event_write_test(&post->settings, id, now);
  transfer = transfer_hook(post, target[0], target[1], id, body, messages);
  fasti_free(body);
  if (!transfer)
    return FASTI_FAILED;
  error = transfer_error(transfer, curl_easy_perform(transfer->easy));
  transfer_free(transfer);
  if (!error)
    return FASTI_OK;
  fasti_error_field(messages, name, "%s", error);
  fasti_free(error);
  return FASTI_FAILED;
}

enum fasti_status
post_test(struct post *post, const char *name, struct fasti_messages *messages)
{
  struct fasti_store *store = post->options.store;
  char *target[2] = {NULL, NULL};
  enum fasti_status status = store->call->subscription_list(store, name, take_target, target);

  if (status != FASTI_OK) {
    fasti_error_field(messages, NULL, "%s", store->call->error(store));
  } else if (!target[0]) {
    fasti_error_field(messages, name, "there is no such subscription");
    status = FASTI_NOT_FOUND;
  } else {
    status = send_test(post, name, (const char *const *)target, messages);
  }
  fasti_free(target[0]);
  fasti_free(target[1]);
  return status;
}
