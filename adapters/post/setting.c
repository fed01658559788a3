/* adapters/post/setting.c - the members of the configuration that are about post, and what an address must be.
 *
 * Messages: a value that is none, a URL that may not be reached.
 */
#include "config.h"

#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/post/room.h"

enum kind { TEXT, HOSTS, NETWORKS, SERVER, NUMBER };

static const struct {
  const char *name;
  enum kind kind;
  size_t at;
  long least, most;
} members[] = {
  {"hosts", HOSTS, offsetof(struct post_settings, hosts), 0, 0},
  {"networks", NETWORKS, offsetof(struct post_settings, networks), 0, 0},
  {"source", TEXT, offsetof(struct post_settings, source), 0, 0},
  {"ca", TEXT, offsetof(struct post_settings, ca), 0, 0},
  {"timeout", NUMBER, offsetof(struct post_settings, timeout), 1, 300},
  {"give-up", NUMBER, offsetof(struct post_settings, give_up), 1, 365},
  {"mail-server", SERVER, offsetof(struct post_settings, mail_server), 0, 0},
  {"mail-from", TEXT, offsetof(struct post_settings, mail_from), 0, 0},
  {"mail-user", TEXT, offsetof(struct post_settings, mail_user), 0, 0},
  {"mail-password", TEXT, offsetof(struct post_settings, mail_password), 0, 0},
  {"mail-link", TEXT, offsetof(struct post_settings, mail_link), 0, 0},
  {"mail-hour", NUMBER, offsetof(struct post_settings, mail_hour), 1, 23},
};

const struct post_setting post_setting_table[] = {
  {"hosts", N_("HOST[:PORT]..."), N_("the hosts that webhooks may go to (default: none)")},
  {"networks", N_("ADDRESS/BITS..."), N_("addresses that may be reached though they are not public, and without TLS (default: none)")},
  {"source", N_("URI"), N_("what events name as their source (default: urn:fasti:office)")},
  {"ca", N_("FILE"), N_("the authorities whose certificates count (default: those of the system)")},
  {"timeout", N_("SECONDS"), N_("how long one delivery may take (default: 15)")},
  {"give-up", N_("DAYS"), N_("after how many days what fails stands aside (default: 3)")},
  {"mail-server", "smtp://HOST:PORT", N_("the server that takes mail; smtps:// or, with STARTTLS, smtp:// (default: no mail is sent)")},
  {"mail-from", N_("ADDRESS"), N_("who the mails are from")},
  {"mail-user", N_("NAME"), N_("by which name the office logs in to the mail server")},
  {"mail-password", N_("FILE"), N_("the file that has the password for it")},
  {"mail-link", "URL", N_("where the pages of the office are, for the texts of mail")},
  {"mail-hour", N_("HOUR"), N_("when the daily digests go out (default: 8)")},
  {0},
};

static bool
is_host_word(const char *word)
{
  size_t name = strcspn(word, ":");

  return name > 0 && !word[strcspn(word, "/@?#\\*")] &&
         (!word[name] || (word[name + 1] && !word[name + 1 + strspn(word + name + 1, "0123456789")]));
}

static enum fasti_status
check_words(const char *value, bool (*is_one)(const char *word), const char *field, const char *wanted,
            struct fasti_messages *messages)
{
  char *copy = fasti_strdup(value), *rest = NULL;
  enum fasti_status status = FASTI_OK;

  for (char *word = strtok_r(copy, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest))
    if (!is_one(word)) {
      fasti_error_field(messages, field, "\"%s\" is not understood; expected %s", word, wanted);
      status = FASTI_INVALID;
    }
  fasti_free(copy);
  return status;
}

static enum fasti_status
check_member(size_t member, const char *value, const char *field, struct fasti_messages *messages)
{
  switch (members[member].kind) {
  case HOSTS:
    return check_words(value, is_host_word, field, "HOST or HOST:PORT", messages);
  case NETWORKS:
    return check_words(value, is_network, field, "ADDRESS/BITS", messages);
  case SERVER:
    if (strncmp(value, "smtp://", 7) == 0 || strncmp(value, "smtps://", 8) == 0)
      return FASTI_OK;
    fasti_error_field(messages, field, "\"%s\" is no mail server; expected smtp://HOST:PORT or smtps://HOST:PORT", value);
    return FASTI_INVALID;
  default:
    return FASTI_OK;
  }
}

static enum fasti_status
read_number(size_t member, const char *value, const char *field, struct fasti_messages *messages, long *number)
{
  char *end;

  *number = strtol(value, &end, 10);
  if (end != value && !*end && *number >= members[member].least && *number <= members[member].most)
    return FASTI_OK;
  fasti_error_field(messages, field, "\"%s\" is not understood; expected a number from %ld to %ld", value,
                    members[member].least, members[member].most);
  return FASTI_INVALID;
}

enum fasti_status
post_set(struct post_settings *settings, struct fasti_arena *arena, const char *name, const char *value,
         const char *field, struct fasti_messages *messages)
{
  enum fasti_status status;

  for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
    void *at = (char *)settings + members[i].at;

    if (strcmp(members[i].name, name) != 0)
      continue;
    if (members[i].kind == NUMBER)
      return read_number(i, value, field, messages, at);
    status = check_member(i, value, field, messages);
    if (status == FASTI_OK)
      *(const char **)at = fasti_arena_strdup(arena, value);
    return status;
  }
  return FASTI_NOT_FOUND;
}

/* -- URLs of subscriptions -- */

struct url_parts {
  char *scheme, *user, *host, *port;
};

static enum fasti_status
check_parts(const struct post_settings *settings, const char *url, const struct url_parts *parts,
            struct fasti_messages *messages)
{
  if (strcmp(parts->scheme, "https") != 0 && strcmp(parts->scheme, "http") != 0) {
    fasti_error_field(messages, url, "only https is sent to (http only within the networks that the configuration names)");
    return FASTI_INVALID;
  }
  if (strcmp(parts->scheme, "http") == 0 && !settings->networks) {
    fasti_error_field(messages, url, "only https is sent to: the configuration names no networks in which http would do");
    return FASTI_INVALID;
  }
  if (parts->user) {
    fasti_error_field(messages, url, "a name or password in an address would be seen by everybody; events are signed instead");
    return FASTI_INVALID;
  }
  if (host_allowed(settings, parts->host, parts->port))
    return FASTI_OK;
  fasti_error_field(messages, url, "the host %s is not among those that the configuration lets post go to (hosts)", parts->host);
  return FASTI_INVALID;
}

enum fasti_status
post_check_url(const struct post_settings *settings, const char *url, struct fasti_messages *messages)
{
  CURLU *parsed = curl_url();
  struct url_parts parts = {0};
  enum fasti_status status = FASTI_INVALID;

  if (curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_SCHEME, &parts.scheme, 0) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_HOST, &parts.host, 0) == CURLUE_OK) {
    curl_url_get(parsed, CURLUPART_USER, &parts.user, 0);
    if (curl_url_get(parsed, CURLUPART_PORT, &parts.port, CURLU_DEFAULT_PORT) == CURLUE_OK)
      status = check_parts(settings, url, &parts, messages);
    else
      fasti_error_field(messages, url, "only https is sent to (http only within the networks that the configuration names)");
  } else {
    fasti_error_field(messages, url, "this is no address; expected https://HOST/PATH");
  }
  curl_free(parts.scheme);
  curl_free(parts.user);
  curl_free(parts.host);
  curl_free(parts.port);
  curl_url_cleanup(parsed);
  return status;
}
