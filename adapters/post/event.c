/* adapters/post/event.c - events as CloudEvents 1.0 in structured JSON, and their signatures by Standard Webhooks.
 */
#include "config.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/post/room.h"

/* What does not apply is not there, nor is what is no text. */
static void
set(json_t *object, const char *name, const char *value)
{
  json_t *text = value && *value ? json_string(value) : NULL;

  if (text)
    json_object_set_new(object, name, text);
}

/* The value is taken. @return owned */
static char *
write_json(json_t *value)
{
  char *text = json_dumps(value, JSON_COMPACT | JSON_PRESERVE_ORDER), *copy = fasti_strdup(text);

  free(text);
  json_decref(value);
  return copy;
}

static json_t *
begin_event(const struct post_settings *settings, const char *id, const char *type, int64_t at)
{
  json_t *event = json_object();
  char time[FASTI_INSTANT_SIZE];
  struct fasti_buffer name = {0};

  fasti_buffer_printf(&name, "fasti.%s", type);
  set(event, "specversion", "1.0");
  set(event, "id", id);
  set(event, "source", settings->source);
  set(event, "type", name.at);
  set(event, "time", fasti_instant_format(at, 0, time));
  set(event, "datacontenttype", "application/json");
  fasti_buffer_free(&name);
  return event;
}

char *
event_write(const struct post_settings *settings, const struct fasti_occurrence *one)
{
  char id[FASTI_OCCURRENCE_ID];
  json_t *event = begin_event(settings, fasti_occurrence_id(one, id), one->type, one->at), *data = json_object();

  set(event, "subject", one->case_id);
  set(data, "case", one->case_id);
  set(data, "caseTitle", one->case_title);
  set(data, "bureau", one->bureau);
  set(data, "procedure", one->procedure);
  json_object_set_new(data, "sequence", json_integer(one->sequence));
  set(data, "actor", one->actor);
  set(data, "name", one->name);
  set(data, "key", one->key);
  set(data, "title", one->title);
  set(data, "document", one->document);
  set(data, "to", one->to);
  set(data, "text", one->text);
  json_object_set_new(event, "data", data);
  return write_json(event);
}

char *
event_write_test(const struct post_settings *settings, const char *id, int64_t at)
{
  json_t *event = begin_event(settings, id, "test", at);

  json_object_set_new(event, "data", json_object());
  return write_json(event);
}

char *
post_make_secret(char out[POST_SECRET_SIZE])
{
  unsigned char bytes[32];

  randombytes_buf(bytes, sizeof bytes);
  memcpy(out, "whsec_", 6);
  sodium_bin2base64(out + 6, POST_SECRET_SIZE - 6, bytes, sizeof bytes, sodium_base64_VARIANT_ORIGINAL);
  sodium_memzero(bytes, sizeof bytes);
  return out;
}

char *
event_sign(const char *secret, const char *id, const char *timestamp, const char *body)
{
  crypto_auth_hmacsha256_state state;
  unsigned char key[128], mac[crypto_auth_hmacsha256_BYTES];
  const char *const parts[] = {id, ".", timestamp, ".", body};
  size_t size, room = sodium_base64_encoded_len(sizeof mac, sodium_base64_VARIANT_ORIGINAL);
  char *signature;

  if (strncmp(secret, "whsec_", 6) != 0 ||
      sodium_base642bin(key, sizeof key, secret + 6, strlen(secret + 6), NULL, &size, NULL,
                        sodium_base64_VARIANT_ORIGINAL) != 0)
    return NULL;
  crypto_auth_hmacsha256_init(&state, key, size);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)parts[i], strlen(parts[i]));
  crypto_auth_hmacsha256_final(&state, mac);
  sodium_memzero(key, sizeof key);
  signature = fasti_alloc(room + 3);
  memcpy(signature, "v1,", 3);
  sodium_bin2base64(signature + 3, room, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL);
  return signature;
}
