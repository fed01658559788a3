/* adapters/http/session.c - who asks: log-in, session cookies, CSRF tokens, bearer tokens (RFC 6750).
 *
 * The cookie is a random secret of 256 bits; the store has its hash only. The CSRF token is a hash of the same secret
 * with a prefix, so that who knows one of them does not know the other. Passwords are argon2id as libsodium writes it.
 */
#include "config.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "adapters/http/room.h"
#include "engine/list.h"

enum { CSRF_SIZE = 2 * (FASTI_HASH_SIZE - 1) /* hexadecimal digits */ };
enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 200 };

static const char *
cookie_name(const struct http_call *call)
{
  return call->server->options->secure ? "__Host-fasti" : "fasti";
}

static bool
is_secret(const char *text)
{
  return strlen(text) == HTTP_SECRET - 1 && strspn(text, "0123456789abcdef") == HTTP_SECRET - 1;
}

static void
hash_with(const char *prefix, const char *secret, char out[FASTI_HASH_SIZE])
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%s%s", prefix, secret);
  fasti_sha256_hex(fasti_buffer_slice(&text), out);
  fasti_buffer_free(&text);
}

static void
take_secret(struct http_call *call, const char *secret)
{
  snprintf(call->secret, sizeof call->secret, "%s", secret);
  hash_with("", secret, call->session);
  hash_with("csrf ", secret, call->csrf);
}

static int
look_up(struct http_call *call, const char *kind)
{
  enum fasti_status status = http_reader_take(call);

  if (status == FASTI_OK)
    status = fasti_office_visit(call->reader->office, call->session, http_real(call->server), call->arena,
                                call->messages, &call->visit);
  http_reader_give(call);
  if (status != FASTI_OK && status != FASTI_NOT_FOUND)
    return fasti_status_http(status);
  call->known = status == FASTI_OK && strcmp(call->visit.session.kind, kind) == 0;
  if (call->known && strcmp(kind, "session") == 0)
    call->known = http_sign_on_agrees(call) && http_idle_see(call->server, &call->visit.session);
  if (call->known && *call->visit.account.language)
    call->language = call->visit.account.language;
  return 0;
}

static int
know_by_token(struct http_call *call, const char *given)
{
  const char *token = given + strspn(given, " ");
  int refused;

  if (is_secret(token)) {
    take_secret(call, token);
    refused = look_up(call, "token");
    if (refused || call->known)
      return refused;
  }
  http_add_header(call, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  fasti_error_field(call->messages, "Authorization", "this token is not known, is over, or its person is not active");
  return 401;
}

int
http_know(struct http_call *call)
{
  const char *given = http_header(call, "Authorization");
  const char *cookie;

  if (given && strncasecmp(given, "Bearer ", 7) == 0)
    return know_by_token(call, given + 7);
  cookie = MHD_lookup_connection_value(call->connection, MHD_COOKIE_KIND, cookie_name(call));
  if (!cookie || !is_secret(cookie))
    return 0;
  take_secret(call, cookie);
  return look_up(call, "session");
}

static bool
by_token(const struct http_call *call)
{
  return call->known && strcmp(call->visit.session.kind, "token") == 0;
}

static int
check_scope(struct http_call *call)
{
  const char *scope = call->route->scope;

  if (!by_token(call) || (scope && fasti_list_has(call->visit.session.scopes, scope)))
    return 0;
  http_add_header(call, "WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
  fasti_error_field(call->messages, "Authorization", "this token does not allow that; it allows: %s",
                    call->visit.session.scopes);
  return 403;
}

int
http_permit(struct http_call *call)
{
  const char *who = call->route->who;
  bool allowed;

  if (!who)
    return 0;
  if (!call->known) {
    http_add_header(call, "WWW-Authenticate", "Bearer");
    fasti_error_field(call->messages, NULL, "log in first");
    return 401;
  }
  if (strcmp(who, "*") == 0)
    allowed = true;
  else if (*who == '-')
    allowed = !fasti_list_meets(call->visit.person.roles, who + 1);
  else
    allowed = fasti_list_meets(call->visit.person.roles, who);
  if (allowed)
    return check_scope(call);
  fasti_error_field(call->messages, call->visit.person.id, "%s has no role that may do this", call->visit.person.name);
  return 403;
}

/* "http://HOST" or "https://HOST" of this very server. */
static bool
is_own_origin(struct http_call *call, const char *origin)
{
  const char *host = http_header(call, "Host"), *at = strstr(origin, "://");

  return at && host && strcasecmp(at + 3, host) == 0;
}

static bool
only_reads(const struct http_call *call)
{
  return strcmp(call->method, "GET") == 0 || strcmp(call->method, "HEAD") == 0;
}

int
http_check_origin(struct http_call *call)
{
  const char *origin = http_header(call, "Origin"), *site = http_header(call, "Sec-Fetch-Site");

  if (only_reads(call) || by_token(call))
    return 0;
  if ((!origin || is_own_origin(call, origin)) && (!site || strcmp(site, "cross-site") != 0))
    return 0;
  fasti_error_field(call->messages, "Origin", "this was sent by a page of somebody else");
  return 403;
}

/* What is sent is the token masked by random bytes that stand before it, so that compressed pages that hold it do not
 * give it away by their length. */
const char *
http_csrf(struct http_call *call)
{
  unsigned char mask[FASTI_HASH_SIZE / 2], token[FASTI_HASH_SIZE / 2];
  char *out;

  if (!call->known)
    return "";
  out = fasti_arena_alloc(call->arena, CSRF_SIZE + 1);
  randombytes_buf(mask, sizeof mask);
  sodium_hex2bin(token, sizeof token, call->csrf, FASTI_HASH_SIZE - 1, NULL, NULL, NULL);
  for (size_t i = 0; i < sizeof token; i++)
    token[i] ^= mask[i];
  sodium_bin2hex(out, CSRF_SIZE + 1, mask, sizeof mask);
  sodium_bin2hex(out + FASTI_HASH_SIZE - 1, FASTI_HASH_SIZE, token, sizeof token);
  return out;
}

static bool
is_csrf(const struct http_call *call, const char *given)
{
  unsigned char mask[FASTI_HASH_SIZE / 2], token[FASTI_HASH_SIZE / 2];
  char plain[FASTI_HASH_SIZE];
  size_t half = FASTI_HASH_SIZE - 1;

  if (strlen(given) != CSRF_SIZE || sodium_hex2bin(mask, sizeof mask, given, half, NULL, NULL, NULL) != 0 ||
      sodium_hex2bin(token, sizeof token, given + half, half, NULL, NULL, NULL) != 0)
    return false;
  for (size_t i = 0; i < sizeof token; i++)
    token[i] ^= mask[i];
  sodium_bin2hex(plain, sizeof plain, token, sizeof token);
  return sodium_memcmp(plain, call->csrf, half) == 0;
}

int
http_check_csrf(struct http_call *call)
{
  const char *given;
  int refused = http_check_origin(call);

  if (refused || only_reads(call) || by_token(call) || !call->known)
    return refused;
  given = http_header(call, HTTP_CSRF_HEADER);
  if (!given)
    given = http_pairs_find(&call->form, HTTP_CSRF_FIELD);
  if (given && is_csrf(call, given))
    return 0;
  fasti_error_field(call->messages, HTTP_CSRF_HEADER,
                    "the token of this session is missing or wrong: load the page again");
  return 403;
}

void
http_session_headers(struct http_call *call)
{
  const char *secure = call->server->options->secure ? "; Secure" : "";

  if (call->begin_session)
    http_add_header(call, "Set-Cookie",
                    fasti_arena_printf(call->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
                                       cookie_name(call), call->secret, (int)(call->server->session / 1000), secure));
  else if (call->end_session)
    http_add_header(
      call, "Set-Cookie",
      fasti_arena_printf(call->arena, "%s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0%s", cookie_name(call), secure));
}

/* -- log-in -- */

/** A log-in on its way to the writer. */
struct login {
  const char *person;
  bool right;
  bool once;
  int64_t step; /* of the code of the second factor */
  char secret[HTTP_SECRET];
  char hash[FASTI_HASH_SIZE];
  const char *old;
  enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self);
  void *self;
};

/* How often an address tries, whoever it wants to be. */
bool
http_tries_too_often(struct http_call *call)
{
  struct http_server *server = call->server;
  int64_t minute = http_monotonic() / 60000;
  const char *address = http_address(call);
  size_t at = 5381;
  struct tries *tries;
  bool often;

  for (const char *c = address; *c; c++)
    at = at * 33 + (unsigned char)*c;
  pthread_mutex_lock(&server->lock);
  tries = &server->tries[at % HTTP_TRIES];
  if (tries->minute != minute || strcmp(tries->address, address) != 0) {
    snprintf(tries->address, sizeof tries->address, "%s", address);
    tries->minute = minute;
    tries->count = 0;
  }
  often = ++tries->count > HTTP_TRIES_MOST;
  pthread_mutex_unlock(&server->lock);
  return often;
}

/* Takes as long for persons who are not there. The one-time code needs no second factor: it is how somebody gets in who
 * has lost theirs. */
static void
verify(struct http_call *call, struct login *login, const struct fasti_account_row *account, const char *given,
       const char *code)
{
  const char *stored = *account->password ? account->password : call->server->dummy;
  char hash[FASTI_HASH_SIZE];

  hash_with("once ", given, hash);
  login->once = *account->once && account->once_until > http_real(call->server) &&
                sodium_memcmp(hash, account->once, FASTI_HASH_SIZE) == 0;
  login->right = login->once;
  if (crypto_pwhash_str_verify(stored, given, strlen(given)) != 0 || !*account->password)
    return;
  if (*account->factor)
    login->step = http_factor_check(account->factor, code, http_real(call->server), account->factor_step);
  login->right = !*account->factor || login->step;
}

static enum fasti_status
write_login(struct http_call *call, struct fasti_office *office, void *self)
{
  struct login *login = self;
  struct fasti_session_row row = {.hash = login->hash,
                                  .person = login->person,
                                  .kind = "session",
                                  .scopes = "",
                                  .title = "",
                                  .began_at = http_real(call->server),
                                  .until = http_real(call->server) + call->server->session};
  enum fasti_status status;

  status = fasti_office_forget_sessions(office, http_real(call->server), call->messages);
  if (status != FASTI_OK)
    return status;
  if (login->right)
    return fasti_office_log_in(office, &row, login->once, login->step, login->old, call->messages);
  status = fasti_office_login_failed(office, login->person, http_real(call->server), NULL);
  return status == FASTI_NOT_FOUND || status == FASTI_OK ? FASTI_FORBIDDEN : status;
}

static enum fasti_status
follow_login(struct http_call *call, enum fasti_status status, void *self)
{
  struct login *login = self;

  if (status == FASTI_OK) {
    take_secret(call, login->secret);
    call->begin_session = true;
    status = fasti_office_visit(http_office(call), login->hash, http_real(call->server), call->arena, call->messages,
                                &call->visit);
    call->known = status == FASTI_OK;
  } else if (status == FASTI_FORBIDDEN || status == FASTI_CONFLICT) {
    fasti_messages_clear(call->messages);
    fasti_error_field(call->messages, NULL, "the name, the password or the code is wrong");
    http_refuse_with(call, 401);
    status = FASTI_FORBIDDEN;
  }
  return login->follow(call, status, login->self);
}

static enum fasti_status
work_nothing(struct http_call *call, struct fasti_office *office, void *self)
{
  (void)call, (void)office, (void)self;
  return FASTI_LIMIT;
}

static void
refuse_login(struct http_call *call, struct login *login)
{
  fasti_messages_clear(call->messages);
  fasti_error_field(call->messages, NULL, "too many attempts failed: wait a while");
  http_add_header(call, "Retry-After", "60");
  http_refuse_with(call, 429);
  http_work(call, work_nothing, login->self, login->follow);
}

/* With a secret that nobody has had; it takes the place of the session that there is. */
static void
begin(struct http_call *call, struct login *login)
{
  unsigned char bytes[32];

  randombytes_buf(bytes, sizeof bytes);
  sodium_bin2hex(login->secret, sizeof login->secret, bytes, sizeof bytes);
  hash_with("", login->secret, login->hash);
  login->old = call->known && !by_token(call) ? call->session : NULL;
  http_work(call, write_login, login, follow_login);
}

void
http_log_in(struct http_call *call, const char *person, const char *secret, const char *code,
            enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self), void *self)
{
  struct login *login = fasti_arena_alloc(call->arena, sizeof *login);
  struct fasti_account_row account = {
    .person = "", .password = "", .once = "", .language = "", .factor = "", .proposed = ""};

  *login = (struct login){.person = fasti_arena_strdup(call->arena, person), .follow = follow, .self = self};
  /* who is not there fails in the same way as who is */
  if (fasti_office_account(http_office(call), person, call->arena, NULL, &account) != FASTI_OK)
    account = (struct fasti_account_row){
      .person = "", .password = "", .once = "", .language = "", .factor = "", .proposed = ""};
  if (http_tries_too_often(call) || account.wait_until > http_real(call->server) || strlen(secret) > PASSWORD_MOST) {
    refuse_login(call, login);
    return;
  }
  verify(call, login, &account, secret, code);
  begin(call, login);
}

void
http_begin_session(struct http_call *call, const char *person,
                   enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self))
{
  struct login *login = fasti_arena_alloc(call->arena, sizeof *login);

  *login = (struct login){.person = fasti_arena_strdup(call->arena, person), .right = true, .follow = follow};
  begin(call, login);
}

/* -- password -- */

struct change {
  char hash[crypto_pwhash_STRBYTES];
};

static enum fasti_status
write_password(struct http_call *call, struct fasti_office *office, void *self)
{
  struct change *change = self;

  (void)self;
  return fasti_office_account_change(office, call->visit.person.id, change->hash, NULL, call->session, call->messages);
}

static enum fasti_status
check_password(struct http_call *call, const char *current, const char *password)
{
  if (*call->visit.account.password &&
      (!current || strlen(current) > PASSWORD_MOST ||
       crypto_pwhash_str_verify(call->visit.account.password, current, strlen(current)) != 0)) {
    fasti_error_field(call->messages, "current", "this is not the password until now");
    return FASTI_INVALID;
  }
  if (password && strlen(password) >= PASSWORD_LEAST && strlen(password) <= PASSWORD_MOST)
    return FASTI_OK;
  fasti_error_field(call->messages, "password", "a password has %d to %d bytes", PASSWORD_LEAST, PASSWORD_MOST);
  return FASTI_INVALID;
}

enum fasti_status
http_set_password(struct http_call *call, const char *current, const char *password,
                  enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self), void *self)
{
  struct change *change = fasti_arena_alloc(call->arena, sizeof *change);
  enum fasti_status status;

  if (http_tries_too_often(call)) {
    fasti_error_field(call->messages, NULL, "too many attempts failed: wait a while");
    http_refuse_with(call, 429);
    return FASTI_LIMIT;
  }
  status = check_password(call, current, password);
  if (status != FASTI_OK)
    return status;
  if (crypto_pwhash_str(change->hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return FASTI_INTERNAL;
  (void)self;
  http_work(call, write_password, change, follow);
  return FASTI_OK;
}

static enum fasti_status
write_language(struct http_call *call, struct fasti_office *office, void *self)
{
  return fasti_office_account_change(office, call->visit.person.id, NULL, self, NULL, call->messages);
}

enum fasti_status
http_set_language(struct http_call *call, const char *language,
                  enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self))
{
  if (!language || (strcmp(language, "zh-CN") != 0 && strcmp(language, "en") != 0)) {
    fasti_error_field(call->messages, "language", "expected zh-CN or en");
    return FASTI_INVALID;
  }
  http_work(call, write_language, fasti_arena_strdup(call->arena, language), follow);
  return FASTI_OK;
}

static enum fasti_status
write_logout(struct http_call *call, struct fasti_office *office, void *self)
{
  (void)self;
  return fasti_office_log_out(office, call->session, call->messages);
}

void
http_log_out(struct http_call *call,
             enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self), void *self)
{
  (void)self;
  call->end_session = true;
  http_work(call, write_logout, NULL, follow);
}

/* -- what an administrator prints -- */

void
http_make_code(char code[HTTP_CODE_SIZE], char hash[FASTI_HASH_SIZE])
{
  static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789"; /* none is taken for another */
  size_t size = 0;

  for (int i = 0; i < 20; i++) {
    if (i && i % 5 == 0)
      code[size++] = '-';
    code[size++] = letters[randombytes_uniform(sizeof letters - 1)];
  }
  code[size] = '\0';
  hash_with("once ", code, hash);
}

void
http_make_token(char token[HTTP_TOKEN_SIZE], char hash[FASTI_HASH_SIZE])
{
  unsigned char bytes[32];

  randombytes_buf(bytes, sizeof bytes);
  sodium_bin2hex(token, HTTP_TOKEN_SIZE, bytes, sizeof bytes);
  hash_with("", token, hash);
}
