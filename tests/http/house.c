/* tests/http/house.c - a server on an office of its own; see house.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "adapters/files/files.h"
#include "adapters/sqlite/sqlite.h"
#include "tests/http/house.h"
#include "tests/http/inside.h"
#include "tests/office/definition.h"

struct http_options options;
struct http_server *server;
struct fasti_arena *arena;
sem_t gate, entered;
_Atomic int64_t ahead;

static char folder[] = "/tmp/fasti-http-test-XXXXXX";
static const char *office_file, *vault_folder;
static struct fasti_arena *built; /* lives as long as the house */
static struct fasti_messages *messages;
static struct http_options usual, running; /* the server's own, while a test sets those of the next one */

int64_t
real_now(void)
{
  return (int64_t)time(NULL) * 1000 + ahead;
}

static int64_t
real_for_server(void *self)
{
  (void)self;
  return real_now();
}

static enum fasti_status
open_for_thread(void *self, bool write, struct fasti_messages *said, struct fasti_store **store,
                struct fasti_vault **vault)
{
  struct fasti_sqlite_options how = {.read_only = !write, .messages = said};

  (void)self;
  *vault = fasti_files_open(vault_folder);
  return store ? fasti_sqlite_open(office_file, &how, store) : FASTI_OK;
}

/* -- the office, from outside of the server -- */

static void
with_office(void (*act)(struct fasti_office *office, const char *actor, const void *self), const void *self)
{
  struct fasti_sqlite_options how = {.messages = messages};
  struct fasti_store *store;
  struct fasti_office *office;

  ck_assert_int_eq(fasti_sqlite_open(office_file, &how, &store), FASTI_OK);
  office = fasti_office_new(store);
  act(office, "root", self);
  fasti_office_free(office);
  store->call->close(store);
}

static bool
add(struct fasti_office *office, const char *actor, const char *id, const char *roles, bool active)
{
  struct fasti_person_row row = {.id = id, .name = id, .certificate = "", .roles = roles, .active = active};

  row.bureau = strcmp(roles, "admin") == 0 ? "" : "demo";
  return fasti_office_person_put(office, &row, actor, 0, messages) == FASTI_OK;
}

static bool
found_office(void)
{
  struct fasti_library library = {.find = definition_find};
  struct fasti_sqlite_options how = {.messages = messages};
  char hash[FASTI_HASH_SIZE];
  int64_t now = fasti_instant_of(fasti_day_of((struct fasti_date){2025, 3, 3}), 8 * 3600) + 9 * 3600000;
  struct fasti_store *store;
  struct fasti_office *office;
  bool ok = fasti_sqlite_create(office_file, &how, &store) == FASTI_OK;

  if (!ok)
    return false;
  office = fasti_office_new(store);
  ok = fasti_office_start(office, true, now, messages) == FASTI_OK &&
       fasti_office_deploy(office, "/definitions/package.xml", fasti_slice_of(definition_package), &library, "", 0,
                           messages, hash) == FASTI_OK &&
       add(office, "", "clerk-1", "clerk", true) && add(office, "", "clerk-2", "clerk", true) &&
       add(office, "", "chief-1", "chief", true) && add(office, "", "root", "admin", true);
  fasti_office_free(office);
  store->call->close(store);
  return ok;
}

bool
house_build(void)
{
  struct fasti_buffer said = {0};

  built = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
  if (!mkdtemp(folder))
    return false;
  office_file = fasti_arena_printf(built, "%s/office", folder);
  vault_folder = fasti_arena_printf(built, "%s/office.files", folder);
  usual = (struct http_options){.open = open_for_thread,
                                .real = real_for_server,
                                .address = "127.0.0.1:0",
                                .web = true,
                                .readers = 2,
                                .connections = 1000,
                                .rooms = &house_room,
                                .room_count = 1,
                                .log = -1};
  if (found_office())
    return true;
  fasti_messages_print(messages, &said);
  fprintf(stderr, "%s", said.size ? said.at : "");
  fasti_buffer_free(&said);
  return false;
}

void
house_tear_down(void)
{
  const char *command = fasti_arena_printf(built, "rm -rf '%s'", folder);

  if (system(command) != 0)
    fprintf(stderr, "%s stays\n", folder);
  fasti_messages_free(messages);
  fasti_arena_free(built);
}

static void
start(void)
{
  running = options;
  ck_assert_int_eq(http_start(&running, messages, &server), FASTI_OK);
}

void
house_open(void)
{
  arena = fasti_arena_new();
  options = usual;
  ahead = 0;
  sem_init(&gate, 0, 0);
  sem_init(&entered, 0, 0);
  start();
}

void
house_close(void)
{
  http_stop(server);
  server = NULL;
  sem_destroy(&gate);
  sem_destroy(&entered);
  fasti_messages_clear(messages);
  fasti_arena_free(arena);
}

void
house_again(void)
{
  http_stop(server);
  start();
}

struct giving {
  const char *person, *text;
  char hash[FASTI_HASH_SIZE];
};

static void
give_token(struct fasti_office *office, const char *actor, const void *self)
{
  const struct giving *giving = self;
  struct fasti_session_row row = {.hash = giving->hash,
                                  .person = giving->person,
                                  .kind = "token",
                                  .scopes = giving->text,
                                  .title = "",
                                  .began_at = real_now(),
                                  .until = real_now() + 3600000};

  ck_assert_int_eq(fasti_office_token(office, &row, actor, 0, messages), FASTI_OK);
}

const char *
token_of(const char *person, const char *scopes)
{
  struct giving giving = {.person = person, .text = scopes};
  char *token = fasti_arena_alloc(arena, HTTP_TOKEN_SIZE);

  http_make_token(token, giving.hash);
  with_office(give_token, &giving);
  return token;
}

static void
give_code(struct fasti_office *office, const char *actor, const void *self)
{
  const struct giving *giving = self;

  ck_assert_int_eq(
    fasti_office_one_time(office, giving->person, giving->hash, real_now() + 3600000, actor, 0, messages), FASTI_OK);
}

const char *
code_of(const char *person)
{
  struct giving giving = {.person = person};
  char *code = fasti_arena_alloc(arena, HTTP_CODE_SIZE);

  http_make_code(code, giving.hash);
  with_office(give_code, &giving);
  return code;
}

static void
put_active(struct fasti_office *office, const char *actor, const void *self)
{
  const struct giving *giving = self;

  ck_assert(add(office, actor, giving->person, "clerk", giving->text != NULL));
}

void
set_active(const char *person, bool active)
{
  with_office(put_active, &(struct giving){.person = person, .text = active ? "yes" : NULL});
}

static void
end_factor(struct fasti_office *office, const char *actor, const void *self)
{
  ck_assert_int_eq(fasti_office_factor_end(office, self, actor, 0, messages), FASTI_OK);
}

void
reset_factor(const char *person)
{
  with_office(end_factor, person);
}
