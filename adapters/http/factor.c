/* adapters/http/factor.c - the second factor at log-in: codes of time (TOTP, RFC 6238: HMAC-SHA-1, 30 seconds, six
 * digits).
 *
 * A code counts one step before and after its own, for clocks that are not right, and once.
 */
#include "config.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "adapters/http/room.h"

enum { SECRET = 20 /* bytes */, STEP = 30 * 1000 /* milliseconds */, DIGITS = 6, SKEW = 1 };

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* Twenty bytes are 32 letters, without a rest. */
static void
write_secret(const unsigned char bytes[SECRET], char out[HTTP_FACTOR_SIZE])
{
  for (int i = 0; i < HTTP_FACTOR_SIZE - 1; i++) {
    int bit = i * 5;
    unsigned int pair = (unsigned int)bytes[bit / 8] << 8 | (bit / 8 + 1 < SECRET ? bytes[bit / 8 + 1] : 0U);

    out[i] = base32[pair >> (11 - bit % 8) & 31];
  }
  out[HTTP_FACTOR_SIZE - 1] = '\0';
}

static bool
read_secret(const char *text, unsigned char bytes[SECRET])
{
  unsigned int held = 0;
  int bits = 0, size = 0;

  for (; *text && size < SECRET; text++) {
    const char *at = strchr(base32, *text);

    if (!at)
      return false;
    held = held << 5 | (unsigned int)(at - base32);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[size++] = (unsigned char)(held >> bits);
    }
  }
  return size == SECRET && !*text;
}

void
http_factor_code(const char *secret, int64_t step, char code[HTTP_FACTOR_CODE])
{
  unsigned char key[SECRET], counter[8], mac[EVP_MAX_MD_SIZE];
  unsigned int size = sizeof mac, number;

  code[0] = '\0';
  for (int i = 0; i < 8; i++)
    counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
  if (!read_secret(secret, key) || !HMAC(EVP_sha1(), key, SECRET, counter, sizeof counter, mac, &size))
    return;
  size = mac[size - 1] & 15;
  number =
    (mac[size] & 127U) << 24 | (unsigned int)mac[size + 1] << 16 | (unsigned int)mac[size + 2] << 8 | mac[size + 3];
  snprintf(code, HTTP_FACTOR_CODE, "%06u", number % 1000000);
}

int64_t
http_factor_check(const char *secret, const char *code, int64_t now, int64_t last)
{
  char wanted[HTTP_FACTOR_CODE];
  int64_t right = 0;

  if (!code || strlen(code) != DIGITS)
    return 0;
  for (int64_t step = now / STEP - SKEW; step <= now / STEP + SKEW; step++) {
    http_factor_code(secret, step, wanted);
    if (*wanted && sodium_memcmp(code, wanted, DIGITS) == 0 && step > last)
      right = step;
  }
  return right;
}

/* -- what handlers ask for -- */

bool
http_has_password(struct http_call *call)
{
  return call->known && *call->visit.account.password;
}

bool
http_has_factor(struct http_call *call)
{
  return call->known && *call->visit.account.factor;
}

const char *
http_proposed_factor(struct http_call *call, const char **uri)
{
  const char *secret = call->known ? call->visit.account.proposed : "";
  struct fasti_buffer name = {0};

  if (!*secret)
    return NULL;
  for (const char *c = call->visit.person.id; *c; c++)
    fasti_buffer_printf(&name, "%%%02X", (unsigned char)*c);
  *uri =
    fasti_arena_printf(call->arena, "otpauth://totp/Fasti:%s?secret=%s&issuer=Fasti&algorithm=SHA1&digits=%d&period=%d",
                       name.at, secret, DIGITS, STEP / 1000);
  fasti_buffer_free(&name);
  return secret;
}

static enum fasti_status
write_proposal(struct http_call *call, struct fasti_office *office, void *self)
{
  unsigned char bytes[SECRET];
  char secret[HTTP_FACTOR_SIZE];

  (void)self;
  randombytes_buf(bytes, sizeof bytes);
  write_secret(bytes, secret);
  return fasti_office_factor_propose(office, call->visit.person.id, secret, call->messages);
}

void
http_propose_factor(struct http_call *call,
                    enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self))
{
  http_work(call, write_proposal, NULL, follow);
}

static enum fasti_status
write_confirmation(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_factor_confirm(office, call->visit.person.id, *(int64_t *)self, call->messages);
}

static enum fasti_status
write_end(struct http_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_factor_end(office, call->visit.person.id, NULL, call->now, call->messages);
}

/* The step of a code that the person gave, later than LAST, to be handed on. */
static enum fasti_status
check_code(struct http_call *call, const char *secret, const char *code, int64_t last, int64_t **step)
{
  if (http_tries_too_often(call)) {
    fasti_error_field(call->messages, NULL, "too many attempts failed: wait a while");
    http_refuse_with(call, 429);
    return FASTI_LIMIT;
  }
  *step = fasti_arena_alloc(call->arena, sizeof **step);
  **step = http_factor_check(secret, code, http_real(call->server), last);
  if (**step)
    return FASTI_OK;
  fasti_error_field(call->messages, "code",
                    "this is not the code of now: it changes every 30 seconds, and counts once");
  return FASTI_INVALID;
}

enum fasti_status
http_confirm_factor(struct http_call *call, const char *code,
                    enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self))
{
  int64_t *step;
  enum fasti_status status = check_code(call, call->visit.account.proposed, code, 0, &step);

  if (status == FASTI_OK)
    http_work(call, write_confirmation, step, follow);
  return status;
}

enum fasti_status
http_end_factor(struct http_call *call, const char *code,
                enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self))
{
  int64_t *step;
  enum fasti_status status = check_code(call, call->visit.account.factor, code, call->visit.account.factor_step, &step);

  if (status == FASTI_OK)
    http_work(call, write_end, NULL, follow);
  return status;
}
