/* tests/files/evidence_test.c - files in cases: attached, named by forms, corrected, audited; stores and disks that fail.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/files/files.h"
#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "engine/office.h"
#include "tests/files/disk.h"
#include "tests/files/report.h"
#include "tests/office/fault.h"
#include "tests/tap.h"

enum { STORES = 2 };
static const int64_t NOON = INT64_C(1741060800000); /* 2025-03-04 12:00 +08:00 */

static struct fasti_store *store;
static struct fasti_vault *vault;
static struct fasti_office *office;
static struct fasti_messages *messages;
static struct fasti_answer answer;
static char folder[100], place[120];

static const char *
told(void)
{
  static char text[2000];
  struct fasti_buffer all = {0};

  fasti_messages_print(messages, &all);
  snprintf(text, sizeof text, "%s", all.size ? all.at : "");
  fasti_buffer_free(&all);
  fasti_messages_clear(messages);
  return text;
}

static enum fasti_status
send(struct fasti_request request)
{
  static const char *const persons[] = {"clerk-1"};

  request.persons = persons;
  request.person_count = 1;
  return fasti_office_do(office, &request, NOON, messages, &answer);
}

static void
new_office(struct fasti_store *on)
{
  fasti_office_free(office);
  office = fasti_office_new(on);
  fasti_office_keep_in(office, vault);
}

static void
begin(int kind)
{
  struct fasti_library library = {.find = report_find};
  struct fasti_person_row row = {
    .id = "clerk-1", .name = "王一", .bureau = "demo", .certificate = "", .valid_to = "", .roles = "clerk",
    .interests = "", .active = true};
  char hash[FASTI_HASH_SIZE], path[128];

  snprintf(folder, sizeof folder, "%s", disk_folder_make());
  snprintf(place, sizeof place, "%s/files", folder);
  snprintf(path, sizeof path, "%s/office", folder);
  messages = fasti_messages_new(NULL, NULL);
  vault = fasti_files_open(place);
  if (kind)
    ck_assert_int_eq(fasti_sqlite_create(path, NULL, &store), FASTI_OK);
  else
    store = fasti_memory_new();
  office = NULL;
  new_office(store);
  ck_assert_msg(fasti_office_deploy(office, "/d/package.xml", fasti_slice_of(report_package), &library, "", 0, messages,
                                    hash) == FASTI_OK, "%s", told());
  ck_assert_int_eq(fasti_office_start(office, true, NOON, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_person_put(office, &row, "", 0, messages), FASTI_OK);
  ck_assert_msg(send((struct fasti_request){.kind = FASTI_OPEN, .procedure = "report"}) == FASTI_OK, "%s", told());
}

static void
end(void)
{
  fasti_office_free(office);
  store->call->close(store);
  vault->call->close(vault);
  fasti_messages_free(messages);
  disk_folder_remove();
}

/* Takes a file in. */
static struct fasti_given_file
take(const char *name, const char *content, const char *field)
{
  static struct fasti_kept kept[8];
  static size_t next;
  struct fasti_kept *one = &kept[next++ % 8];
  struct fasti_upload *upload;

  ck_assert_int_eq(fasti_upload_begin(vault, name, 1000, messages, &upload), FASTI_OK);
  ck_assert_int_eq(fasti_upload_write(upload, fasti_slice_of(content)), FASTI_OK);
  ck_assert_int_eq(fasti_upload_end(upload, one), FASTI_OK);
  return (struct fasti_given_file){.field = field, .name = name, .hash = one->hash};
}

static enum fasti_status
attach(struct fasti_given_file file)
{
  return send(
    (struct fasti_request){.kind = FASTI_EVIDENCE, .case_id = "D-2025-00001", .files = &file, .file_count = 1});
}

static void
print_file(void *self, const struct fasti_attached *file)
{
  fasti_buffer_printf(self, "%lld %s %s %lld by %s, entry %lld, for %lld, by %lld\n", (long long)file->number,
                      file->name, file->media, (long long)file->size, file->by, (long long)file->sequence,
                      (long long)file->supersedes, (long long)file->superseded_by);
}

/* The files of the case, and an expression on its data. */
static const char *
look(const char *xpath)
{
  static char text[2000];
  struct fasti_buffer out = {0};
  struct fasti_case *case_ = NULL;

  ck_assert_int_eq(fasti_office_case(office, "D-2025-00001", messages, &case_), FASTI_OK);
  if (xpath)
    ck_assert_int_eq(fasti_case_evaluate(case_, xpath, messages, &out), FASTI_OK);
  else
    fasti_case_files(case_, print_file, &out);
  snprintf(text, sizeof text, "%s", out.size ? out.at : "");
  fasti_buffer_free(&out);
  fasti_case_free(case_);
  return text;
}

static enum fasti_status
audit(void)
{
  int64_t checked;

  return fasti_office_audit(office, NULL, messages, &checked);
}

START_TEST(evidence_test__a_file_is_attached)
{
  struct fasti_given_file file;

  begin(_i);
  ck_assert_msg(attach(take("照片.jpg", "\xff\xd8\xff\xe0...", NULL)) == FASTI_OK, "%s", told());
  ck_assert_int_eq(answer.sequence, 2);
  ck_assert_str_eq(look(NULL), "1 照片.jpg image/jpeg 7 by clerk-1, entry 2, for 0, by 0\n");
  file = take("", "x", NULL);
  ck_assert_int_eq(attach(file), FASTI_INVALID);
  ck_assert_str_eq(told(), "name: an attached file needs a name\n");
  file.name = "../passwd";
  ck_assert_int_eq(attach(file), FASTI_INVALID);
  ck_assert_str_eq(told(), "../passwd: the name of a file has no slash and no control characters\n");
  file = (struct fasti_given_file){.name = "a", .hash = "0123"};
  ck_assert_int_eq(attach(file), FASTI_INVALID);
  ck_assert_str_eq(told(), "a: this file was not taken in: send it again\n");
  ck_assert_int_eq(fasti_office_evidence_limit(office, 0, "", NOON, messages), FASTI_INVALID);
  told();
  ck_assert_int_eq(fasti_office_evidence_limit(office, 2, "", NOON, messages), FASTI_OK);
  ck_assert_int_eq(attach(take("b", "123", NULL)), FASTI_LIMIT);
  ck_assert_str_eq(told(), "b: this file is too large; 2 bytes are allowed\n");
  ck_assert_str_eq(look(NULL), "1 照片.jpg image/jpeg 7 by clerk-1, entry 2, for 0, by 0\n");
  end();
}
END_TEST

START_TEST(evidence_test__a_correction_leaves_the_old_file)
{
  struct fasti_given_file file;

  begin(_i);
  ck_assert_int_eq(attach(take("a.txt", "first", NULL)), FASTI_OK);
  file = take("b.txt", "second", NULL);
  file.supersedes = "1";
  ck_assert_int_eq(attach(file), FASTI_OK);
  ck_assert_str_eq(look(NULL), "1 a.txt text/plain 5 by clerk-1, entry 2, for 0, by 2\n"
                               "2 b.txt text/plain 6 by clerk-1, entry 3, for 1, by 0\n");
  ck_assert_int_eq(attach(file), FASTI_CONFLICT);
  ck_assert_str_eq(told(),
                   "supersedes: file 1 was superseded by file 2 (b.txt) already: supersede that one instead\n");
  file.supersedes = "03";
  ck_assert_int_eq(attach(file), FASTI_INVALID);
  ck_assert_str_eq(told(), "supersedes: there is no file number 03 in this case; it has 2\n");
  ck_assert_msg(audit() == FASTI_OK, "%s", told());
  end();
}
END_TEST

static enum fasti_status
collect(const char *photo, const char *what, const struct fasti_given_file *file, const char *key)
{
  struct fasti_field fields[] = {{"what", what}, {"photo", photo}};

  return send((struct fasti_request){.kind = FASTI_COMPLETE,
                                     .case_id = "D-2025-00001",
                                     .task = "collect",
                                     .fields = fields,
                                     .field_count = photo ? 2 : 1,
                                     .files = file,
                                     .file_count = file ? 1 : 0,
                                     .key = key});
}

START_TEST(evidence_test__a_form_names_a_file_of_the_case)
{
  static const char *const wrong[] = {"1", "0", "01", "+1", "-1", " 2", "1.0", "照片.jpg", "99999999999999999999"};
  struct fasti_given_file file;

  begin(_i);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    ck_assert_int_eq(collect(wrong[i], "现场", NULL, NULL), FASTI_INVALID);
    ck_assert_str_eq(told(), "photo: 照片: 没有这一编号的文件\n");
  }
  /* with the command or not at all */
  file = take("照片.jpg", "abc", "photo");
  ck_assert_int_eq(collect(NULL, "", &file, NULL), FASTI_INVALID);
  ck_assert_str_eq(told(), "what: 说明: must be filled in\n");
  ck_assert_str_eq(look(NULL), "");
  ck_assert_int_eq(collect(NULL, "现场", &file, "key"), FASTI_OK);
  ck_assert_str_eq(look("concat($item/photo, ' ', $item/name, ' ', $item/hash)"),
                   "1 照片.jpg 3 text/plain ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  ck_assert_int_eq(collect(NULL, "现场", &file, "key"), FASTI_OK);
  ck_assert(answer.repeated);
  ck_assert_msg(audit() == FASTI_OK, "%s", told());
  file.hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ae";
  ck_assert_int_eq(collect(NULL, "现场", &file, "key"), FASTI_CONFLICT); /* another file, the same key */
  end();
}
END_TEST

START_TEST(evidence_test__an_opening_takes_no_file)
{
  struct fasti_given_file file;

  begin(_i);
  file = take("照片.jpg", "abc", "photo");
  ck_assert_int_eq(send((struct fasti_request){.kind = FASTI_OPEN, .procedure = "report", .files = &file,
                                               .file_count = 1}), FASTI_INVALID);
  ck_assert_str_eq(told(), "photo: a file can be given with a task, a draft or an action; attach it to the open case "
                           "instead\n");
  end();
}
END_TEST

/* Whatever call of the store fails, there is no entry without its file; what is left is a file without an entry. */
START_TEST(evidence_test__the_store_fails_at_every_call)
{
  struct fasti_store *wrapper;
  struct fasti_given_file file;
  enum fasti_status status = FASTI_IO;
  int call = 0;

  begin(_i);
  wrapper = fault_new(store);
  file = take("照片.jpg", "abc", "photo");
  while (status != FASTI_OK) {
    new_office(wrapper);
    fault_set(wrapper, ++call);
    status = collect(NULL, "现场", &file, "key");
    fault_set(wrapper, 0);
    told();
    new_office(store);
    if (status == FASTI_OK)
      break;
    ck_assert_int_eq(status, FASTI_IO);
    ck_assert_str_eq(look(NULL), "");
    ck_assert_int_eq(audit(), FASTI_OK);
    ck_assert_str_eq(told(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad: no case names "
                             "this file of 3 bytes: it was taken in, and what it was for was not done\n");
  }
  ck_assert_int_gt(call, 20);
  ck_assert_str_eq(look(NULL), "1 照片.jpg text/plain 3 by clerk-1, entry 2, for 0, by 0\n");
  ck_assert_int_eq(audit(), FASTI_OK);
  ck_assert_str_eq(told(), "");
  fault_free(wrapper);
  end();
}
END_TEST

static bool
take_piece(void *self, struct fasti_slice piece)
{
  fasti_buffer_add(self, piece.at, piece.size);
  return true;
}

START_TEST(evidence_test__the_audit_reads_every_file)
{
  struct fasti_buffer out = {0};
  struct fasti_given_file file;
  char path[300];
  FILE *damaged;

  begin(_i);
  file = take("照片.jpg", "abc", NULL);
  ck_assert_int_eq(attach(file), FASTI_OK);
  ck_assert_int_eq(audit(), FASTI_OK);
  ck_assert_int_eq(fasti_office_evidence_read(office, "D-2025-00001", 1, messages, take_piece, &out), FASTI_OK);
  ck_assert_str_eq(out.at, "abc");
  ck_assert_int_eq(fasti_office_evidence_read(office, "D-2025-00001", 2, messages, take_piece, &out), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "D-2025-00001: there is no file number 2 in this case\n");
  snprintf(path, sizeof path, "%s/%s", place, file.hash);
  unlink(path);
  ck_assert_int_eq(audit(), FASTI_CORRUPT);
  ck_assert_str_eq(told(), "D-2025-00001: evidence 1: its file is missing\n");
  damaged = fopen(path, "w");
  fputs("abd", damaged);
  fclose(damaged);
  ck_assert_int_eq(audit(), FASTI_CORRUPT);
  ck_assert_str_eq(told(), "D-2025-00001: evidence 1: its content is not what was attached\n");
  ck_assert_int_eq(fasti_office_evidence_read(office, "D-2025-00001", 1, messages, NULL, NULL), FASTI_CORRUPT);
  told();
  fasti_buffer_free(&out);
  end();
}
END_TEST

/* An office of before has the content in its store. */
START_TEST(evidence_test__content_in_the_store_is_read)
{
  struct fasti_evidence_row row = {.case_id = "D-2025-00001", .number = 1, .name = "旧.txt", .media = "text/plain",
                                   .hash_name = "sha256", .size = 3, .content = {"abc", 3},
                                   .hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};
  struct fasti_buffer out = {0};

  begin(_i);
  ck_assert_int_eq(store->call->evidence_insert(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_evidence_read(office, "D-2025-00001", 1, messages, take_piece, &out), FASTI_OK);
  ck_assert_str_eq(out.at, "abc");
  row.number = 2;
  row.content = fasti_slice_of("abd");
  ck_assert_int_eq(store->call->evidence_insert(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_evidence_read(office, "D-2025-00001", 2, messages, NULL, NULL), FASTI_CORRUPT);
  ck_assert_str_eq(told(), "D-2025-00001: evidence 2: its content is not what was attached\n");
  fasti_buffer_free(&out);
  end();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("evidence");
  TCase *tests = tcase_create("evidence");

  tcase_add_loop_test(tests, evidence_test__a_file_is_attached, 0, STORES);
  tcase_add_loop_test(tests, evidence_test__a_correction_leaves_the_old_file, 0, STORES);
  tcase_add_loop_test(tests, evidence_test__a_form_names_a_file_of_the_case, 0, STORES);
  tcase_add_loop_test(tests, evidence_test__an_opening_takes_no_file, 0, STORES);
  tcase_add_loop_test(tests, evidence_test__the_store_fails_at_every_call, 0, STORES);
  tcase_add_loop_test(tests, evidence_test__the_audit_reads_every_file, 0, STORES);
  tcase_add_loop_test(tests, evidence_test__content_in_the_store_is_read, 0, STORES);
  tcase_set_timeout(tests, 60);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
