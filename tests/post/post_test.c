/* tests/post/post_test.c - deliveries on a fake clock: when what fails is tried again, what stands aside, what is let through.
 *
 * The receiver is a thread on loopback that notes what it gets and answers what it is told.
 */
#include "config.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/post/room.h"
#include "engine/notice.h"
#include "engine/subscription.h"
#include "tests/office/definition.h"
#include "tests/tap.h"

enum { SECOND = 1000, HOUR = 3600 * SECOND };

/* -- the receiver -- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int listening, port;
static char answer[200], refused_path[20], received[4000];
static size_t answer_more; /* bytes of nothing behind the answer */

static size_t
read_request(int link, char *text, size_t room)
{
  size_t size = 0, wanted = 0;
  ssize_t got;

  text[0] = '\0';
  while (size + 1 < room && (!wanted || size < wanted) && (got = read(link, text + size, room - size - 1)) > 0) {
    const char *end, *length;

    size += (size_t)got;
    text[size] = '\0';
    end = strstr(text, "\r\n\r\n");
    length = strstr(text, "Content-Length: ");
    if (end && length)
      wanted = (size_t)(end - text) + 4 + strtoul(length + 16, NULL, 10);
  }
  return size;
}

static void
note_request(const char *text)
{
  const char *id = strstr(text, "webhook-id: "), *path = strchr(text, ' ') + 1;
  size_t size = id ? strcspn(id + 12, "\r\n") : 0, used = strlen(received);

  snprintf(received + used, sizeof received - used, "%.*s %.*s\n", (int)strcspn(path, " "), path, (int)size, id ? id + 12 : "");
}

static bool smtp;

/* One mail, as much of SMTP as it needs; its text is decoded by the test. */
static void
take_mail(int link)
{
  char line[4000];
  ssize_t got;
  bool inside = false;

  if (write(link, "220 here\r\n", 10) < 0)
    return;
  while ((got = read(link, line, sizeof line - 1)) > 0) {
    const char *say = "250 ok\r\n";
    size_t used;

    line[got] = '\0';
    pthread_mutex_lock(&lock);
    used = strlen(received);
    if (inside)
      snprintf(received + used, sizeof received - used, "%s", line);
    used = strlen(received);
    inside = inside && (used < 5 || strcmp(received + used - 5, "\r\n.\r\n") != 0);
    pthread_mutex_unlock(&lock);
    if (inside)
      continue;
    say = strncmp(line, "DATA", 4) == 0 ? "354 go on\r\n" : strncmp(line, "QUIT", 4) == 0 ? "221 bye\r\n" : say;
    inside = strncmp(line, "DATA", 4) == 0;
    if (write(link, say, strlen(say)) < 0)
      return;
  }
}

static void
serve_one(int link)
{
  char text[8000], zeros[1024] = {0};
  bool refuse;

  if (smtp) {
    take_mail(link);
    return;
  }
  if (!read_request(link, text, sizeof text))
    return;
  pthread_mutex_lock(&lock);
  note_request(text);
  refuse = *refused_path && strstr(text, refused_path);
  snprintf(text, sizeof text, "HTTP/1.1 %s\r\nConnection: close\r\n\r\n", refuse ? "500 No" : answer);
  pthread_mutex_unlock(&lock);
  if (write(link, text, strlen(text)) < 0)
    return;
  for (size_t sent = 0; sent < answer_more && write(link, zeros, sizeof zeros) > 0; sent += sizeof zeros)
    ;
}

static void *
receive(void *self)
{
  (void)self;
  for (;;) {
    int link = accept(listening, NULL, NULL);

    if (link < 0)
      return NULL;
    serve_one(link);
    close(link);
  }
}

static bool
begin_receiver(void)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  pthread_t thread;

  listening = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listening, (struct sockaddr *)&address, sizeof address) != 0 || listen(listening, 20) != 0 ||
      getsockname(listening, (struct sockaddr *)&address, &size) != 0)
    return false;
  port = ntohs(address.sin_port);
  return pthread_create(&thread, NULL, receive, NULL) == 0 && pthread_detach(thread) == 0;
}

static void
answer_with(const char *line)
{
  pthread_mutex_lock(&lock);
  snprintf(answer, sizeof answer, "%s", line);
  pthread_mutex_unlock(&lock);
}

/* What came since the last call: "PATH ID" a line. */
static const char *
taken(void)
{
  static char text[sizeof received];

  pthread_mutex_lock(&lock);
  memcpy(text, received, sizeof text);
  received[0] = '\0';
  pthread_mutex_unlock(&lock);
  return text;
}

/* -- the office -- */

static struct fasti_store *store;
static struct fasti_office *office;
static struct fasti_messages *messages;
static struct post *post;
static struct fasti_arena *arena;
static struct post_settings settings;
static int64_t clock_at;
static char reports[4000];

static int64_t
now(void *self)
{
  (void)self;
  return clock_at;
}

static void
report(void *self, const struct post_report *told)
{
  size_t used = strlen(reports);

  (void)self;
  snprintf(reports + used, sizeof reports - used, "%s %s %s%s\n", told->to, told->event, told->error,
           told->aside ? " (aside)" : "");
}

static const char *
reported(void)
{
  static char text[sizeof reports];

  memcpy(text, reports, sizeof text);
  reports[0] = '\0';
  return text;
}

static void
add_person(const char *id, const char *roles)
{
  struct fasti_person_row row = {
    .id = id, .name = id, .bureau = "demo", .certificate = "", .roles = roles, .active = true};

  ck_assert_int_eq(fasti_office_person_put(office, &row, "", 0, messages), FASTI_OK);
}

static void
open_office(void)
{
  struct fasti_library library = {.find = definition_find};
  char hash[FASTI_HASH_SIZE], text[40];
  struct post_options options = {.now = now, .report = report, .settings = &settings};

  ck_assert(begin_receiver()); /* each test is a process */
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
  store = fasti_memory_new();
  office = fasti_office_new(store);
  clock_at = INT64_C(1740960000000);
  ck_assert_int_eq(fasti_office_start(office, false, clock_at, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_deploy(office, "/definitions/package.xml", fasti_slice_of(definition_package), &library, "", 0,
                                       messages, hash),
                   FASTI_OK);
  add_person("clerk-1", "clerk");
  settings = (struct post_settings){.timeout = 5};
  snprintf(text, sizeof text, "127.0.0.1:%d", port);
  ck_assert_int_eq(post_set(&settings, arena, "hosts", text, "hosts", messages), FASTI_OK);
  ck_assert_int_eq(post_set(&settings, arena, "networks", "127.0.0.0/8", "networks", messages), FASTI_OK);
  options.store = store;
  ck_assert_int_eq(post_new(&options, messages, &post), FASTI_OK);
  answer_with("200 OK");
  answer_more = 0;
  refused_path[0] = '\0';
  taken();
  reported();
}

static void
close_office(void)
{
  post_free(post);
  fasti_office_free(office);
  store->call->close(store);
  fasti_messages_free(messages);
  fasti_arena_free(arena);
}

static void
subscribe(const char *name, const char *types, const char *procedure)
{
  char url[80], secret[POST_SECRET_SIZE];
  struct fasti_subscription_row row = {.name = name, .url = url, .secret = post_make_secret(secret), .types = types,
                                       .bureau = "demo", .procedure = procedure};

  snprintf(url, sizeof url, "http://127.0.0.1:%d/%s", port, name);
  ck_assert_int_eq(fasti_office_subscribe(office, &row, "", clock_at, messages), FASTI_OK);
}

static void
open_case(void)
{
  static const char *const persons[] = {"clerk-1"};
  static const struct fasti_field fields[] = {{"name", "甲"}};
  struct fasti_request request = {.kind = FASTI_OPEN, .procedure = "permit", .persons = persons, .person_count = 1,
                                  .fields = fields, .field_count = 1};
  struct fasti_answer done;

  ck_assert_int_eq(fasti_office_do(office, &request, clock_at, messages, &done), FASTI_OK);
}

/* Everything that is due. */
static void
run(void)
{
  bool busy = true;

  while (busy)
    ck_assert_int_eq(post_step(post, 20, &busy, messages), FASTI_OK);
}

/* -- tests -- */

START_TEST(post_test__what_fails_is_tried_later_each_time)
{
  static const int waits[] = {5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600};

  subscribe("one", "case", "");
  open_case();
  answer_with("500 No");
  run();
  ck_assert_str_eq(taken(), "/one D-2025-00001/1/1\n");
  for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
    clock_at += waits[i] * SECOND - 1;
    run();
    ck_assert_str_eq(taken(), "");
    clock_at += 1;
    run();
    ck_assert_str_eq(taken(), "/one D-2025-00001/1/1\n");
  }
  answer_with("204 Taken");
  clock_at += HOUR;
  run();
  ck_assert_str_eq(taken(), "/one D-2025-00001/1/1\n");
  clock_at += 10 * HOUR;
  run();
  ck_assert_str_eq(taken(), "");
}
END_TEST

START_TEST(post_test__a_receiver_may_ask_for_more_time)
{
  subscribe("one", "case", "");
  open_case();
  answer_with("503 Later\r\nRetry-After: 120");
  run();
  taken();
  clock_at += 119 * SECOND;
  run();
  ck_assert_str_eq(taken(), "");
  clock_at += SECOND;
  run();
  ck_assert_str_eq(taken(), "/one D-2025-00001/1/1\n");
}
END_TEST

static bool
count_letter(void *self, const struct fasti_letter_row *row)
{
  fasti_buffer_printf(self, "%s %s %d;", row->event, row->error, row->next_at == FASTI_NEVER);
  return true;
}

static const char *
letters(void)
{
  struct fasti_buffer text = {0};
  const char *kept;

  ck_assert_int_eq(store->call->letter_list(store, NULL, count_letter, &text), FASTI_OK);
  kept = fasti_arena_strdup(arena, text.size ? text.at : "");
  fasti_buffer_free(&text);
  return kept;
}

START_TEST(post_test__what_fails_for_days_stands_aside)
{
  int64_t count = 0;

  subscribe("one", "case", "");
  open_case();
  open_case();
  open_case();
  answer_with("410 Gone");
  run();
  clock_at += 3 * POST_DAY - 1;
  run();
  ck_assert_str_eq(letters(), "");
  reported();
  clock_at += HOUR;
  run(); /* and the next one fails anew */
  ck_assert_str_eq(letters(), "D-2025-00001/1/1 answered 410 1;");
  ck_assert_str_eq(reported(), "one D-2025-00001/1/1 answered 410 (aside)\none D-2025-00002/1/1 answered 410\n");
  answer_with("200 OK");
  clock_at += HOUR;
  taken();
  run();
  ck_assert_str_eq(taken(), "/one D-2025-00002/1/1\n/one D-2025-00003/1/1\n");
  clock_at += 9 * POST_DAY; /* nobody tries it unasked */
  run();
  ck_assert_str_eq(taken(), "");
  answer_with("500 No");
  ck_assert_int_eq(fasti_office_retry(office, "one", NULL, "", clock_at, messages, &count), FASTI_OK);
  ck_assert_int_eq(count, 1);
  run();
  ck_assert_str_eq(taken(), "/one D-2025-00001/1/1\n");
  ck_assert_str_eq(letters(), "D-2025-00001/1/1 answered 500 1;");
  answer_with("200 OK");
  ck_assert_int_eq(fasti_office_retry(office, "one", "D-2025-00001/1/1", "", clock_at, messages, &count), FASTI_OK);
  run();
  ck_assert_str_eq(taken(), "/one D-2025-00001/1/1\n");
  ck_assert_str_eq(letters(), "");
}
END_TEST

/* The lines that begin so. */
static const char *
lines_with(const char *text, const char *begin)
{
  const char *lines = "";

  for (; *text; text += strcspn(text, "\n") + 1)
    if (strncmp(text, begin, strlen(begin)) == 0)
      lines = fasti_arena_printf(arena, "%s%.*s\n", lines, (int)strcspn(text, "\n"), text);
  return lines;
}

START_TEST(post_test__subscriptions_do_not_wait_for_each_other)
{
  subscribe("bad", "case", "");
  subscribe("good", "case task.opened", "");
  snprintf(refused_path, sizeof refused_path, "POST /bad");
  open_case();
  open_case();
  run();
  ck_assert_str_eq(lines_with(taken(), "/good"), "/good D-2025-00001/1/1\n/good D-2025-00001/1/3\n/good D-2025-00002/1/1\n"
                                                 "/good D-2025-00002/1/3\n");
  ck_assert_str_eq(lines_with(reported(), "bad"), "bad D-2025-00001/1/1 answered 500\n");
}
END_TEST

static bool
take_position(void *self, const struct fasti_progress_row *row)
{
  *(int64_t *)self = row->position;
  return false;
}

START_TEST(post_test__only_what_is_wanted_goes_out)
{
  int64_t position = -1;

  open_case(); /* before anybody subscribed */
  subscribe("one", "deadline", "");
  subscribe("two", "task", "permit");
  open_case();
  run();
  ck_assert_str_eq(taken(), "/two D-2025-00002/1/3\n");
  ck_assert_int_eq(store->call->progress_list(store, "one", take_position, &position), FASTI_OK);
  ck_assert_int_eq(position, 2);
  ck_assert_int_eq(fasti_office_unsubscribe(office, "two", "", clock_at, messages), FASTI_OK);
  open_case();
  run();
  ck_assert_str_eq(taken(), "");
}
END_TEST

START_TEST(post_test__an_endless_answer_is_not_listened_to)
{
  subscribe("one", "case", "");
  open_case();
  answer_more = 10 * 1024 * 1024;
  run();
  ck_assert_str_eq(reported(), "one D-2025-00001/1/1 \n");
}
END_TEST

START_TEST(post_test__nobody_there)
{
  char url[80], secret[POST_SECRET_SIZE], hosts[60];
  struct fasti_subscription_row row = {.name = "one", .url = url, .secret = post_make_secret(secret), .types = "case",
                                       .bureau = "", .procedure = ""};
  const char *told;

  snprintf(url, sizeof url, "http://127.0.0.1:%d/", 1);
  snprintf(hosts, sizeof hosts, "127.0.0.1:1");
  post->settings.hosts = hosts;
  ck_assert_int_eq(fasti_office_subscribe(office, &row, "", clock_at, messages), FASTI_OK);
  open_case();
  run();
  told = reported();
  ck_assert_msg(strstr(told, "one D-2025-00001/1/1 Failed to connect to 127.0.0.1 port 1"), "%s", told);
}
END_TEST

/* A day of the office, 08:00 in +08:00 being midnight UTC. */
static int64_t
day_at(int day, int hour)
{
  return INT64_C(1740931200000) + (day * 24 + hour) * (int64_t)HOUR; /* 2025-03-03 00:00 +08:00 */
}

static void
tell_clerk(const char *text)
{
  ck_assert_int_eq(store->call->outbox_put(store, &(struct fasti_outbox_row){.case_id = "D-2025-00001", .sequence = 1,
                                                                              .kind = "notify", .to = "clerk-1",
                                                                              .text = text, .created_at = clock_at}),
                   FASTI_OK);
}

/* How many mails came, by their names. */
static const char *
mails(void)
{
  const char *names = "";

  for (const char *at = taken(); (at = strstr(at, "Message-ID: ")) != NULL; at += 12)
    names = fasti_arena_printf(arena, "%s%.*s ", names, (int)strcspn(at + 12, "\r"), at + 12);
  return names;
}

START_TEST(post_test__a_digest_goes_out_once_a_day)
{
  struct fasti_mail_wish wish = {.address = "clerk@example.test", .at_once = "urge", .digest = true};
  char server[60];

  smtp = true;
  snprintf(server, sizeof server, "smtp://127.0.0.1:%d", port);
  post->settings.mail_server = server;
  post->settings.mail_from = "office@example.test";
  clock_at = day_at(0, 9);
  open_case();
  ck_assert_int_eq(fasti_office_mail_wish(office, "clerk-1", &wish, messages), FASTI_OK);
  run();
  clock_at = day_at(0, 15);
  tell_clerk("甲"); /* the digest of this day was empty and is over */
  run();
  ck_assert_str_eq(mails(), "");
  clock_at = day_at(1, 7);
  tell_clerk("乙");
  run();
  ck_assert_str_eq(mails(), "");
  clock_at = day_at(1, 8);
  run();
  ck_assert_str_eq(mails(), "<digest.clerk-1.2.office@example.test> ");
  clock_at = day_at(1, 18);
  tell_clerk("丙");
  run();
  ck_assert_str_eq(mails(), "");
  clock_at = day_at(2, 9);
  run();
  ck_assert_str_eq(mails(), "<digest.clerk-1.3.office@example.test> ");
}
END_TEST

START_TEST(post_test__signatures)
{
  /* HMAC-SHA256 by the key "secret" over "id.1.{}", computed with openssl dgst */
  char *signature = event_sign("whsec_c2VjcmV0", "id", "1", "{}");

  ck_assert_str_eq(signature, "v1,490pAcC1LQ1k1cOcmH0da199+A88OKCj0Io4WnJlp68=");
  fasti_free(signature);
  ck_assert_ptr_null(event_sign("secret", "id", "1", "{}"));
  ck_assert_ptr_null(event_sign("whsec_***", "id", "1", "{}"));
}
END_TEST

static const struct {
  const char *address;
  bool allowed;       /* with 10.1.0.0/16 and fd00::/8 named */
  bool plain_allowed; /* without TLS */
} addresses[] = {
  {"1.1.1.1", true, false},      {"127.0.0.1", false, false},       {"10.1.2.3", true, true},
  {"10.2.2.3", false, false},    {"172.16.0.1", false, false},      {"172.32.0.1", true, false},
  {"192.168.1.1", false, false}, {"169.254.169.254", false, false}, {"0.0.0.0", false, false},
  {"100.64.0.1", false, false},  {"224.0.0.1", false, false},       {"255.255.255.255", false, false},
  {"::1", false, false},         {"fe80::1", false, false},         {"fd12::1", true, true},
  {"fc00::1", false, false},     {"2606:4700::1111", true, false},  {"::ffff:127.0.0.1", false, false},
  {"::ffff:10.1.0.1", true, true}, {"64:ff9b::7f00:1", false, false}, {"2002:7f00:1::", false, false},
  {"2001:db8::1", false, false}, {"::", false, false},
};

START_TEST(post_test__addresses)
{
  struct post_settings named = {.networks = "10.1.0.0/16, fd00::/8"};
  struct sockaddr_in four = {.sin_family = AF_INET};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6};
  const struct sockaddr *address = (const struct sockaddr *)&six;

  if (inet_pton(AF_INET6, addresses[_i].address, &six.sin6_addr) != 1) {
    ck_assert_int_eq(inet_pton(AF_INET, addresses[_i].address, &four.sin_addr), 1);
    address = (const struct sockaddr *)&four;
  }
  ck_assert_msg(address_allowed(&named, address, false) == addresses[_i].allowed, "%s", addresses[_i].address);
  ck_assert_msg(address_allowed(&named, address, true) == addresses[_i].plain_allowed, "%s", addresses[_i].address);
}
END_TEST

static const struct {
  const char *url;
  bool right;
} urls[] = {
  {"https://hooks.example.test/in?a=b", true}, {"https://HOOKS.example.test:443/", true},
  {"https://hooks.example.test:8443/", false}, {"https://other.test/", false},
  {"https://hooks.example.test.evil.test/", false}, {"https://inner.test:8443/", true},
  {"https://inner.test/", false},              {"http://hooks.example.test/", false},
  {"ftp://hooks.example.test/", false},        {"https://a:b@hooks.example.test/", false},
  {"hooks.example.test", false},               {"", false}, {"javascript:alert(1)", false},
};

START_TEST(post_test__urls)
{
  struct post_settings named = {.hosts = "hooks.example.test:443 inner.test:8443"};
  enum fasti_status status = post_check_url(&named, urls[_i].url, messages);

  ck_assert_msg((status == FASTI_OK) == urls[_i].right, "%s", urls[_i].url);
  ck_assert_uint_eq(fasti_messages_count(messages), urls[_i].right ? 0 : 1);
}
END_TEST

static bool
write_occurrence(void *self, const struct fasti_occurrence *one)
{
  *(char **)self = event_write(&(struct post_settings){.source = "urn:x"}, one);
  return false;
}

START_TEST(post_test__events_are_cloudevents)
{
  struct fasti_occurrences *stream = fasti_occurrences_new(office);
  char *text = NULL;
  int64_t reached;

  open_case();
  ck_assert_int_eq(fasti_occurrences_read(stream, 1, 2, 1, messages, write_occurrence, &text, &reached), FASTI_OK);
  ck_assert_str_eq(text, "{\"specversion\":\"1.0\",\"id\":\"D-2025-00001/1/3\",\"source\":\"urn:x\",\"type\":\"fasti.task.opened\","
                         "\"time\":\"2025-03-03T00:00:00Z\",\"datacontenttype\":\"application/json\",\"subject\":\"D-2025-00001\","
                         "\"data\":{\"case\":\"D-2025-00001\",\"caseTitle\":\"许可 甲\",\"bureau\":\"demo\",\"procedure\":"
                         "\"permit\",\"sequence\":1,\"actor\":\"clerk-1\",\"name\":\"check\",\"title\":\"审查申请\"}}");
  fasti_free(text);
  fasti_occurrences_free(stream);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("post");
  TCase *all = tcase_create("post");

  tcase_set_timeout(all, 60);
  tcase_add_checked_fixture(all, open_office, close_office);
  tcase_add_test(all, post_test__what_fails_is_tried_later_each_time);
  tcase_add_test(all, post_test__a_receiver_may_ask_for_more_time);
  tcase_add_test(all, post_test__what_fails_for_days_stands_aside);
  tcase_add_test(all, post_test__subscriptions_do_not_wait_for_each_other);
  tcase_add_test(all, post_test__only_what_is_wanted_goes_out);
  tcase_add_test(all, post_test__an_endless_answer_is_not_listened_to);
  tcase_add_test(all, post_test__nobody_there);
  tcase_add_test(all, post_test__a_digest_goes_out_once_a_day);
  tcase_add_test(all, post_test__signatures);
  tcase_add_loop_test(all, post_test__addresses, 0, sizeof addresses / sizeof *addresses);
  tcase_add_loop_test(all, post_test__urls, 0, sizeof urls / sizeof *urls);
  tcase_add_test(all, post_test__events_are_cloudevents);
  suite_add_tcase(suite, all);
  return tap_run(suite);
}
