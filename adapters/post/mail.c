/* adapters/post/mail.c - messages of people by mail: some kinds at once, the others in one mail a day.
 *
 * A mail is text by RFC 5322 and MIME, with a Message-ID that stays the same when it is sent again. Messages that were read
 * on the pages meanwhile are not sent.
 */
#include "config.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "adapters/post/room.h"
#include "engine/list.h"
#include "engine/row.h"

enum { LOOK = 10 * 1000 /* milliseconds */, MESSAGES = 200, HOUR = 3600 * 1000 };

/** One mail under way. */
struct mailing {
  struct mailing *next;
  struct post *post;
  struct transfer *transfer;
  char *person, *address;
  int64_t seen; /* the message up to which it tells */
  bool digest;
  int32_t day;
};

/** What a person's mail would be. */
struct reading {
  struct post *post;
  const struct fasti_mail_row *row;
  bool digest;
  struct fasti_buffer text;
  int64_t latest; /* id of a message */
  int count;
};

static bool
is_kind(const struct reading *reading, const char *kind)
{
  return fasti_list_has(reading->row->at_once, kind) != reading->digest;
}

static bool
add_message(void *self, const struct fasti_outbox_row *row, bool read)
{
  struct reading *reading = self;
  int64_t zone = fasti_office_zone(reading->post->office);
  char when[FASTI_INSTANT_SIZE];

  if (row->id > reading->latest)
    reading->latest = row->id;
  if (read || !is_kind(reading, row->kind))
    return true;
  reading->count++;
  fasti_instant_format(row->created_at, (int32_t)zone, when);
  fasti_buffer_printf(&reading->text, "%.10s  %s\r\n            %s\r\n", when, row->case_id, row->text);
  return true;
}

static const char *
say(const struct post *post, const char *language, const char *english)
{
  return post->options.translate ? post->options.translate((void *)(uintptr_t)language, english) : english;
}

/* Base64 in lines, as MIME wants it. */
static void
add_base64(struct fasti_buffer *out, struct fasti_slice bytes)
{
  char line[80];

  for (size_t at = 0; at < bytes.size; at += 54) {
    size_t size = bytes.size - at < 54 ? bytes.size - at : 54;

    sodium_bin2base64(line, sizeof line, (const unsigned char *)bytes.at + at, size, sodium_base64_VARIANT_ORIGINAL);
    fasti_buffer_printf(out, "%s\r\n", line);
  }
}

/* A header of any characters, as RFC 2047 words of whole characters. */
static void
add_subject(struct fasti_buffer *out, const char *text)
{
  char word[80];
  const char *at = text;

  fasti_buffer_puts(out, "Subject:");
  while (*at) {
    size_t size = strlen(at) < 42 ? strlen(at) : 42;

    while (size > 1 && ((unsigned char)at[size] & 0xc0) == 0x80)
      size--;
    sodium_bin2base64(word, sizeof word, (const unsigned char *)at, size, sodium_base64_VARIANT_ORIGINAL);
    fasti_buffer_printf(out, " =?UTF-8?B?%s?=\r\n", word);
    at += size;
  }
}

static void
add_date(struct fasti_buffer *out, int64_t now)
{
  static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  time_t seconds = (time_t)(now / 1000);
  struct tm utc;

  gmtime_r(&seconds, &utc);
  fasti_buffer_printf(out, "Date: %s, %02d %s %d %02d:%02d:%02d +0000\r\n", days[utc.tm_wday], utc.tm_mday,
                      months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

static void
write_mail(const struct reading *reading, const char *language, int64_t now, struct fasti_buffer *out)
{
  const struct post *post = reading->post;
  const struct fasti_mail_row *row = reading->row;
  struct fasti_buffer subject = {0}, text = {0};

  fasti_buffer_printf(&subject, "Fasti: %s (%d)",
                      say(post, language, reading->digest ? N_("messages of the day") : N_("messages")), reading->count);
  fasti_buffer_add(&text, reading->text.at, reading->text.size);
  if (post->settings.mail_link)
    fasti_buffer_printf(&text, "\r\n%s\r\n", post->settings.mail_link);
  fasti_buffer_printf(&text, "\r\n%s\r\n",
                      say(post, language, N_("You get this mail because you asked for it in the office; you can end it there.")));
  fasti_buffer_printf(out, "From: <%s>\r\nTo: <%s>\r\n", post->settings.mail_from, row->address);
  add_subject(out, subject.at);
  add_date(out, now);
  fasti_buffer_printf(out, "Message-ID: <%s.%s.%" PRId64 ".%s>\r\n", reading->digest ? "digest" : "message", row->person,
                      reading->latest, post->settings.mail_from);
  fasti_buffer_puts(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                         "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
  add_base64(out, fasti_buffer_slice(&text));
  fasti_buffer_free(&subject);
  fasti_buffer_free(&text);
}

/* -- what is written down -- */

static bool
take_mail(void *self, const struct fasti_mail_row *row)
{
  *(struct fasti_mail_row **)self = fasti_row_copy(&fasti_mail_shape, row);
  return false;
}

static void
change_row(struct fasti_mail_row *row, const struct mailing *mailing, const char *error, int64_t now)
{
  row->error = error;
  if (*error) {
    row->attempts++;
    row->next_at = now + hook_wait(row->attempts);
    return;
  }
  row->attempts = 0;
  row->next_at = 0;
  if (mailing->digest) {
    row->digested = mailing->seen;
    row->digest_day = mailing->day;
  } else {
    row->seen = mailing->seen;
  }
}

static enum fasti_status
note(struct post *post, const struct mailing *mailing, const char *error)
{
  struct fasti_store *store = post->options.store;
  struct fasti_mail_row *row = NULL;
  enum fasti_status status = store->call->begin(store, true);

  if (status != FASTI_OK)
    return status;
  status = store->call->mail_list(store, mailing->person, take_mail, &row);
  if (status == FASTI_OK && row) {
    change_row(row, mailing, error, post->options.now(post->options.clock));
    status = store->call->mail_put(store, row);
  }
  fasti_free(row);
  if (status == FASTI_OK)
    status = store->call->commit(store);
  if (status != FASTI_OK)
    store->call->rollback(store);
  return status;
}

/* -- a mail under way -- */

static void
free_mailing(struct mailing *mailing)
{
  transfer_free(mailing->transfer);
  fasti_free(mailing->person);
  fasti_free(mailing->address);
  fasti_free(mailing);
}

void
mails_free(struct post *post)
{
  while (post->mails) {
    struct mailing *mailing = post->mails;

    post->mails = mailing->next;
    free_mailing(mailing);
  }
}

static void
mailed(void *self, const char *error, int64_t later)
{
  struct mailing *mailing = self, **at;
  struct post *post = mailing->post;

  (void)later;
  mailing->transfer = NULL;
  if (note(post, mailing, error) != FASTI_OK)
    fasti_error_field(post->messages, NULL, "%s", post->options.store->call->error(post->options.store));
  if (post->options.report)
    post->options.report(post->options.reporter,
                         &(struct post_report){.to = mailing->address, .event = "", .type = "mail", .error = error});
  for (at = &post->mails; *at != mailing;)
    at = &(*at)->next;
  *at = mailing->next;
  free_mailing(mailing);
}

static bool
is_under_way(struct post *post, const char *person)
{
  for (const struct mailing *mailing = post->mails; mailing; mailing = mailing->next)
    if (strcmp(mailing->person, person) == 0)
      return true;
  return false;
}

static enum fasti_status
send_mail(struct reading *reading, const char *language, int32_t day, int64_t now)
{
  struct post *post = reading->post;
  struct fasti_messages *why = fasti_messages_like(post->messages);
  struct mailing *mailing = fasti_alloc(sizeof *mailing);
  struct fasti_buffer text = {0};
  enum fasti_status status = FASTI_OK;

  mailing->post = post;
  mailing->person = fasti_strdup(reading->row->person);
  mailing->address = fasti_strdup(reading->row->address);
  mailing->seen = reading->latest;
  mailing->digest = reading->digest;
  mailing->day = day;
  write_mail(reading, language, now, &text);
  mailing->transfer = transfer_mail(post, mailing->address, text.at, why);
  fasti_buffer_free(&text);
  if (mailing->transfer) {
    mailing->transfer->done = mailed;
    mailing->transfer->self = mailing;
    mailing->next = post->mails;
    post->mails = mailing;
    curl_multi_add_handle(post->multi, mailing->transfer->easy);
  } else {
    status = note(post, mailing, fasti_messages_at(why, 0)->text);
    free_mailing(mailing);
  }
  fasti_messages_free(why);
  return status;
}

/* -- what is due -- */

/* On a day without messages there is no digest: what comes later waits for the next. */
static enum fasti_status
skip_digest(const struct reading *reading, int32_t day)
{
  const struct fasti_mail_row *row = reading->row;
  const struct mailing none = {.person = (char *)(uintptr_t)row->person,
                               .seen = reading->latest > row->digested ? reading->latest : row->digested,
                               .digest = true,
                               .day = day};

  return note(reading->post, &none, "");
}

static bool
take_person(void *self, const struct fasti_person_row *row)
{
  *(struct fasti_person_row **)self = fasti_row_copy(&fasti_person_shape, row);
  return false;
}

static bool
take_language(void *self, const struct fasti_account_row *row)
{
  if (*row->language)
    snprintf(self, 8, "%s", row->language);
  return false;
}

static enum fasti_status
look_for(struct reading *reading, const struct fasti_person_row *person, int32_t day, int64_t now)
{
  struct fasti_store *store = reading->post->options.store;
  struct fasti_notice_filter filter = {.person = person->id, .roles = person->roles, .bureau = person->bureau,
                                       .after = reading->digest ? reading->row->digested : reading->row->seen,
                                       .most = MESSAGES};
  char language[8];
  enum fasti_status status;

  snprintf(language, sizeof language, "%s", reading->post->options.language);
  status = store->call->account_list(store, person->id, take_language, language);
  if (status == FASTI_OK)
    status = store->call->notice_list(store, &filter, add_message, reading);
  if (status == FASTI_OK && reading->count)
    status = send_mail(reading, language, day, now);
  else if (status == FASTI_OK && reading->digest)
    status = skip_digest(reading, day);
  fasti_buffer_free(&reading->text);
  return status;
}

static enum fasti_status
begin_person(struct post *post, const struct fasti_mail_row *row, int64_t now)
{
  int32_t zone = fasti_office_zone(post->office), day = fasti_instant_day(now, zone);
  bool late = now >= fasti_instant_of(day, zone) + post->settings.mail_hour * HOUR;
  struct reading reading = {.post = post, .row = row};
  struct fasti_store *store = post->options.store;
  struct fasti_person_row *person = NULL;
  enum fasti_status status;

  if (row->next_at > now || is_under_way(post, row->person))
    return FASTI_OK;
  status = store->call->person_list(store, row->person, NULL, NULL, take_person, &person);
  if (status == FASTI_OK && person && person->active && *row->at_once)
    status = look_for(&reading, person, day, now);
  if (status == FASTI_OK && person && person->active && row->digest && late && row->digest_day != day &&
      !is_under_way(post, row->person)) {
    reading = (struct reading){.post = post, .row = row, .digest = true};
    status = look_for(&reading, person, day, now);
  }
  fasti_free(person);
  return status;
}

struct people {
  struct fasti_mail_row **rows;
  size_t count;
};

static bool
take_row(void *self, const struct fasti_mail_row *row)
{
  struct people *people = self;

  people->rows = fasti_realloc(people->rows, (people->count + 1) * sizeof *people->rows);
  people->rows[people->count++] = fasti_row_copy(&fasti_mail_shape, row);
  return true;
}

enum fasti_status
mails_begin(struct post *post, int64_t now)
{
  struct fasti_store *store = post->options.store;
  struct people people = {0};
  enum fasti_status status;

  if (post->mailed_at != INT64_MIN && now - post->mailed_at < LOOK && now >= post->mailed_at)
    return FASTI_OK;
  post->mailed_at = now;
  status = store->call->mail_list(store, NULL, take_row, &people);
  for (size_t i = 0; i < people.count; i++) {
    if (status == FASTI_OK)
      status = begin_person(post, people.rows[i], now);
    fasti_free(people.rows[i]);
  }
  fasti_free(people.rows);
  if (status != FASTI_OK)
    fasti_error_field(post->messages, NULL, "%s", store->call->error(store));
  return status;
}
