/* adapters/post/transfer.c - one delivery under way, by libcurl: no redirect, no proxy, no cookie, addresses looked at before
 * they are connected to.
 *
 * Messages: why a delivery failed.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/post/room.h"

/* The name was resolved by now: what is looked at is what will be connected to. */
static curl_socket_t
open_socket(void *self, curlsocktype purpose, struct curl_sockaddr *address)
{
  struct transfer *transfer = self;

  (void)purpose;
  if (!address_allowed(&transfer->post->settings, &address->addr, transfer->plain)) {
    transfer->refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* What the receiver says is of no interest; and no end of it is not waited for. */
static size_t
drop_answer(char *bytes, size_t size, size_t count, void *self)
{
  size_t *seen = self;

  (void)bytes;
  *seen += size * count;
  return *seen > 65536 ? 0 : size * count;
}

static struct transfer *
new_transfer(struct post *post, const char *url)
{
  struct transfer *transfer = fasti_alloc(sizeof *transfer);
  CURL *easy = curl_easy_init();

  transfer->post = post;
  transfer->easy = easy;
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(easy, CURLOPT_URL, url);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->words);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, post->settings.timeout);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, post->settings.timeout);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (post->settings.ca)
    curl_easy_setopt(easy, CURLOPT_CAINFO, post->settings.ca);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop_answer);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer->seen);
  return transfer;
}

void
transfer_free(struct transfer *transfer)
{
  if (!transfer)
    return;
  if (transfer->post->multi)
    curl_multi_remove_handle(transfer->post->multi, transfer->easy);
  curl_easy_cleanup(transfer->easy);
  curl_slist_free_all(transfer->headers);
  curl_slist_free_all(transfer->recipients);
  fasti_free(transfer->body);
  fasti_free(transfer);
}

static void
add_header(struct transfer *transfer, const char *name, const char *value)
{
  struct fasti_buffer line = {0};

  fasti_buffer_printf(&line, "%s: %s", name, value);
  transfer->headers = curl_slist_append(transfer->headers, line.at);
  fasti_buffer_free(&line);
}

struct transfer *
transfer_hook(struct post *post, const char *url, const char *secret, const char *id, const char *body,
              struct fasti_messages *messages)
{
  struct transfer *transfer;
  char timestamp[24], *signature;

  if (post_check_url(&post->settings, url, messages) != FASTI_OK)
    return NULL;
  snprintf(timestamp, sizeof timestamp, "%" PRId64, post->options.now(post->options.clock) / 1000);
  signature = event_sign(secret, id, timestamp, body);
  if (!signature) {
    fasti_error_field(messages, url, "the secret of this subscription is damaged: subscribe anew");
    return NULL;
  }
  transfer = new_transfer(post, url);
  transfer->plain = strncmp(url, "https:", 6) != 0;
  transfer->body = fasti_strdup(body);
  add_header(transfer, "Content-Type", "application/cloudevents+json; charset=UTF-8");
  add_header(transfer, "webhook-id", id);
  add_header(transfer, "webhook-timestamp", timestamp);
  add_header(transfer, "webhook-signature", signature);
  transfer->headers = curl_slist_append(transfer->headers, "Expect:");
  fasti_free(signature);
  curl_easy_setopt(transfer->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(transfer->easy, CURLOPT_OPENSOCKETDATA, transfer);
  curl_easy_setopt(transfer->easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(transfer->easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
  curl_easy_setopt(transfer->easy, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
  curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, transfer->body);
  curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body));
  return transfer;
}

static size_t
read_mail(char *bytes, size_t size, size_t count, void *self)
{
  struct transfer *transfer = self;
  size_t rest = strlen(transfer->body + transfer->sent), room = size * count;

  if (rest > room)
    rest = room;
  memcpy(bytes, transfer->body + transfer->sent, rest);
  transfer->sent += rest;
  return rest;
}

/* The first line of the file that has the password. */
static char *
read_password(struct post *post, struct fasti_messages *messages)
{
  FILE *file = fopen(post->settings.mail_password, "r");
  char line[512], *read = file ? fgets(line, sizeof line, file) : NULL;

  if (file)
    fclose(file);
  if (!read) {
    fasti_error_field(messages, post->settings.mail_password, "the password of the mail server cannot be read");
    return NULL;
  }
  line[strcspn(line, "\r\n")] = '\0';
  return fasti_strdup(line);
}

struct transfer *
transfer_mail(struct post *post, const char *address, const char *text, struct fasti_messages *messages)
{
  const struct post_settings *settings = &post->settings;
  char *password = settings->mail_password ? read_password(post, messages) : NULL;
  struct transfer *transfer;

  if (settings->mail_password && !password)
    return NULL;
  transfer = new_transfer(post, settings->mail_server);
  transfer->body = fasti_strdup(text);
  transfer->recipients = curl_slist_append(NULL, address);
  curl_easy_setopt(transfer->easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(transfer->easy, CURLOPT_USE_SSL,
                   (long)(settings->networks && !settings->mail_password ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  curl_easy_setopt(transfer->easy, CURLOPT_MAIL_FROM, settings->mail_from);
  curl_easy_setopt(transfer->easy, CURLOPT_MAIL_RCPT, transfer->recipients);
  curl_easy_setopt(transfer->easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(transfer->easy, CURLOPT_READFUNCTION, read_mail);
  curl_easy_setopt(transfer->easy, CURLOPT_READDATA, transfer);
  if (settings->mail_user)
    curl_easy_setopt(transfer->easy, CURLOPT_USERNAME, settings->mail_user);
  if (password)
    curl_easy_setopt(transfer->easy, CURLOPT_PASSWORD, password);
  fasti_free(password);
  return transfer;
}

/* -- how it ended -- */

static void
say_answer(struct fasti_messages *said, CURL *easy, long answered)
{
  char *where = NULL;

  curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &where);
  if (answered >= 300 && answered < 400)
    fasti_error_field(said, NULL, "answered %ld, a redirect to %s: redirects are not followed", answered,
                      where ? where : "?");
  else
    fasti_error_field(said, NULL, "answered %ld", answered);
}

char *
transfer_error(struct transfer *transfer, CURLcode code)
{
  struct fasti_messages *said = fasti_messages_like(transfer->post->messages);
  long answered = 0;
  char *text = NULL;

  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &answered);
  if (transfer->refused && code != CURLE_OK)
    fasti_error_field(said, NULL,
                      transfer->plain
                        ? "its address is not within the networks that the configuration names, as http needs"
                        : "its address is not public, nor within the networks that the configuration names");
  else if (code == CURLE_WRITE_ERROR && answered >= 200 && answered < 300)
    answered = 0; /* taken, with more to say than anybody reads */
  else if (code != CURLE_OK)
    fasti_error_field(said, NULL, "%s", *transfer->words ? transfer->words : curl_easy_strerror(code));
  else if (!transfer->recipients && (answered < 200 || answered >= 300))
    say_answer(said, transfer->easy, answered);
  if (fasti_messages_count(said))
    text = fasti_strdup(fasti_messages_at(said, 0)->text);
  fasti_messages_free(said);
  return text;
}

void
transfer_end(struct transfer *transfer, CURLcode code)
{
  char *error = transfer_error(transfer, code);
  curl_off_t later = 0;

  curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &later);
  if (later < 0 || later > 86400)
    later = later < 0 ? 0 : 86400;
  transfer->done(transfer->self, error ? error : "", (int64_t)later * 1000);
  fasti_free(error);
  transfer_free(transfer);
}
