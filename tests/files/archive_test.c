/* tests/files/archive_test.c - archives of cases: the same every time, proved without the office, and every change found.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/memory/memory.h"
#include "adapters/zip/zip.h"
#include "engine/memory.h"
#include "tests/files/disk.h"
#include "tests/files/report.h"
#include "tests/tap.h"

static const int64_t NOON = INT64_C(1741060800000); /* 2025-03-04 12:00 +08:00 */

static struct fasti_store *store;
static struct fasti_vault *vault;
static struct fasti_office *office;
static struct fasti_messages *messages;
static struct fasti_instrument *index_page;
static struct fasti_dossier summary;
static char place[128];

static const char *
told(void)
{
  static char text[4000];
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
  struct fasti_answer answer;

  request.persons = persons;
  request.person_count = 1;
  return fasti_office_do(office, &request, NOON, messages, &answer);
}

static struct fasti_given_file
take(const char *name, const char *content, const char *field)
{
  static struct fasti_kept kept;
  struct fasti_upload *upload;

  ck_assert_int_eq(fasti_upload_begin(vault, name, 1000, messages, &upload), FASTI_OK);
  ck_assert_int_eq(fasti_upload_write(upload, fasti_slice_of(content)), FASTI_OK);
  ck_assert_int_eq(fasti_upload_end(upload, &kept), FASTI_OK);
  return (struct fasti_given_file){.field = field, .name = name, .hash = kept.hash};
}

static void
attach(const char *name, const char *content, const char *supersedes)
{
  struct fasti_given_file file = take(name, content, NULL);

  file.supersedes = supersedes;
  ck_assert_int_eq(send((struct fasti_request){
                     .kind = FASTI_EVIDENCE, .case_id = "D-2025-00001", .files = &file, .file_count = 1}),
                   FASTI_OK);
}

static void
finish(void)
{
  struct fasti_field fields[] = {{"what", "现场"}};
  struct fasti_given_file file = take("照片.jpg", "\xff\xd8\xff\xe0 photo", "photo");

  ck_assert_msg(send((struct fasti_request){.kind = FASTI_COMPLETE,
                                            .case_id = "D-2025-00001",
                                            .task = "collect",
                                            .fields = fields,
                                            .field_count = 1,
                                            .files = &file,
                                            .file_count = 1}) == FASTI_OK, "%s", told());
}

static void
begin(void)
{
  static const char page[] =
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
    "xmlns='http://www.w3.org/1999/xhtml'><xsl:template match='/issue'><html><head><title>卷内目录</title></head><body>"
    "<ol><xsl:for-each select='item'><li><xsl:value-of select=\"concat(@kind, ' ', @name, ' ', @title, ' ', @number, "
    "' ', @on, ' ', @by, ' ', @supersedes, @superseded-by)\"/></li></xsl:for-each></ol></body></html></xsl:template>"
    "</xsl:stylesheet>";
  struct fasti_library library = {.find = report_find};
  struct fasti_person_row row = {.id = "clerk-1", .name = "王一", .bureau = "demo", .certificate = "", .valid_to = "",
                                 .roles = "clerk", .interests = "", .active = true};
  char hash[FASTI_HASH_SIZE];

  snprintf(place, sizeof place, "%s/a.zip", disk_folder_make());
  messages = fasti_messages_new(NULL, NULL);
  store = fasti_memory_new();
  vault = fasti_memory_vault_new();
  office = fasti_office_new(store);
  fasti_office_keep_in(office, vault);
  ck_assert_int_eq(fasti_office_deploy(office, "/d/package.xml", fasti_slice_of(report_package), &library, "", 0,
                                       messages, hash), FASTI_OK);
  ck_assert_int_eq(fasti_office_start(office, true, NOON, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_person_put(office, &row, "", 0, messages), FASTI_OK);
  ck_assert_int_eq(send((struct fasti_request){.kind = FASTI_OPEN, .procedure = "report"}), FASTI_OK);
  attach("旧.txt", "first", NULL);
  attach("新.txt", "second", "1");
  ck_assert_int_eq(fasti_instrument_load("index.xsl", fasti_slice_of(page), NULL, messages, &index_page), FASTI_OK);
}

static void
end(void)
{
  fasti_instrument_free(index_page);
  fasti_office_free(office);
  store->call->close(store);
  vault->call->close(vault);
  fasti_messages_free(messages);
  disk_folder_remove();
}

static enum fasti_status
write_zip(const char *path)
{
  struct fasti_dossier_sink sink;
  struct fasti_zip *zip;
  enum fasti_status status = fasti_zip_create(path, messages, &sink, &zip);

  if (status != FASTI_OK)
    return status;
  return fasti_zip_end(zip, fasti_dossier_write(office, "D-2025-00001", index_page, &sink, messages, &summary));
}

static enum fasti_status
verify_zip(const char *path)
{
  struct fasti_dossier_source source;
  struct fasti_zip *zip;
  bool sealed;
  enum fasti_status status = fasti_zip_open(path, messages, &source, &sealed, &zip);

  if (status == FASTI_OK)
    status = fasti_dossier_verify(&source, messages, &summary);
  fasti_zip_close(zip);
  return status == FASTI_OK && !sealed ? FASTI_CORRUPT : status;
}

static struct fasti_buffer
read_all(const char *path)
{
  struct fasti_buffer bytes = {0};
  char block[4096];
  FILE *file = fopen(path, "rb");
  size_t size;

  ck_assert_ptr_nonnull(file);
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&bytes, block, size);
  fclose(file);
  return bytes;
}

static void
write_bytes(const char *path, const char *bytes, size_t size)
{
  FILE *file;

  unlink(path);
  file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
  fclose(file);
}

START_TEST(archive_test__an_archive_stands_by_itself)
{
  struct fasti_buffer one, other;
  char again[140];

  begin();
  finish();
  snprintf(again, sizeof again, "%s.2", place);
  ck_assert_msg(write_zip(place) == FASTI_OK, "%s", told());
  ck_assert_int_eq(write_zip(again), FASTI_OK);
  one = read_all(place);
  other = read_all(again);
  ck_assert_uint_eq(one.size, other.size);
  ck_assert_int_eq(memcmp(one.at, other.at, one.size), 0);
  ck_assert_int_eq(write_zip(place), FASTI_CONFLICT); /* a file that is there is not overwritten */
  ck_assert_ptr_nonnull(strstr(told(), "this file cannot be written: File exists\n"));
  fasti_office_free(office);
  store->call->close(store);
  store = fasti_memory_new();
  office = fasti_office_new(store);
  ck_assert_msg(verify_zip(place) == FASTI_OK, "%s", told());
  ck_assert_str_eq(summary.case_id, "D-2025-00001");
  ck_assert_str_eq(summary.status, "ended");
  ck_assert_str_eq(summary.outcome, "done");
  ck_assert_int_eq(summary.entries, 5);
  ck_assert_int_eq(summary.forms, 1);
  ck_assert_int_eq(summary.instruments, 1);
  ck_assert_int_eq(summary.evidence, 3);
  ck_assert_int_eq(summary.superseded, 1);
  fasti_buffer_free(&one);
  fasti_buffer_free(&other);
  end();
}
END_TEST

START_TEST(archive_test__an_unfinished_case_says_so)
{
  begin();
  ck_assert_int_eq(write_zip(place), FASTI_OK);
  ck_assert_msg(verify_zip(place) == FASTI_OK, "%s", told());
  ck_assert_str_eq(summary.status, "open");
  ck_assert_str_eq(summary.outcome, "");
  end();
}
END_TEST

/* Any one byte, at any place of the file. */
START_TEST(archive_test__one_byte_is_changed)
{
  struct fasti_buffer bytes;
  char changed[140];

  begin();
  finish();
  ck_assert_int_eq(write_zip(place), FASTI_OK);
  snprintf(changed, sizeof changed, "%s.changed", place);
  bytes = read_all(place);
  for (size_t at = 0; at < bytes.size; at += 1 + at % 13) {
    bytes.at[at] ^= 0x20;
    write_bytes(changed, bytes.at, bytes.size);
    bytes.at[at] ^= 0x20;
    ck_assert_msg(verify_zip(changed) != FASTI_OK, "byte %zu of %zu", at, bytes.size);
    ck_assert_msg(strstr(told(), "seal"), "byte %zu", at);
  }
  fasti_buffer_free(&bytes);
  end();
}
END_TEST

START_TEST(archive_test__the_end_is_missing)
{
  struct fasti_buffer bytes;
  char cut[140];

  begin();
  ck_assert_int_eq(write_zip(place), FASTI_OK);
  snprintf(cut, sizeof cut, "%s.cut", place);
  bytes = read_all(place);
  for (size_t size = 0; size < bytes.size; size += 1 + size % 251) {
    write_bytes(cut, bytes.at, size);
    ck_assert_int_eq(verify_zip(cut), FASTI_CORRUPT);
    ck_assert_ptr_nonnull(strstr(told(), "this is no case archive of Fasti, or its end is missing"));
  }
  ck_assert_int_eq(verify_zip("/no/such/file"), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "/no/such/file: this file cannot be read: No such file or directory\n");
  fasti_buffer_free(&bytes);
  end();
}
END_TEST

/* -- dossiers that somebody has made anew, seal and all -- */

enum { FILES = 60 };
struct file {
  char name[80];
  struct fasti_buffer bytes;
};
static struct {
  struct file files[FILES];
  size_t count, at;
  bool endless; /* evidence never ends */
  int64_t given;
} packed;

static enum fasti_status
pack_begin(void *self, const char *name, int64_t size)
{
  struct file *file = &packed.files[packed.count++];

  (void)self;
  (void)size;
  ck_assert_uint_le(packed.count, FILES);
  *file = (struct file){.name = ""};
  snprintf(file->name, sizeof file->name, "%s", name);
  return FASTI_OK;
}

static enum fasti_status
pack_write(void *self, struct fasti_slice bytes)
{
  (void)self;
  fasti_buffer_add(&packed.files[packed.count - 1].bytes, bytes.at, bytes.size);
  return FASTI_OK;
}

static enum fasti_status
unpack_next(void *self, const char **name, int64_t *size)
{
  (void)self;
  if (packed.at == packed.count)
    return FASTI_NOT_FOUND;
  *name = packed.files[packed.at++].name;
  *size = -1;
  return FASTI_OK;
}

static enum fasti_status
unpack_read(void *self, bool (*visit)(void *self, struct fasti_slice piece), void *visitor)
{
  const struct file *file = &packed.files[packed.at - 1];

  (void)self;
  packed.given = 0;
  do
    packed.given += (int64_t)file->bytes.size;
  while ((!file->bytes.size || visit(visitor, fasti_buffer_slice(&file->bytes))) && packed.endless &&
         strncmp(file->name, "evidence", 8) == 0);
  return FASTI_OK;
}

static void
pack(void)
{
  struct fasti_dossier_sink sink = {.begin = pack_begin, .write = pack_write};

  packed.count = 0;
  packed.endless = false;
  ck_assert_msg(fasti_dossier_write(office, "D-2025-00001", index_page, &sink, messages, &summary) == FASTI_OK, "%s",
                told());
}

static void
unpack_all(void)
{
  for (size_t i = 0; i < packed.count; i++)
    fasti_buffer_free(&packed.files[i].bytes);
}

static enum fasti_status
verify(void)
{
  struct fasti_dossier_source source = {.next = unpack_next, .read = unpack_read};

  packed.at = 0;
  return fasti_dossier_verify(&source, messages, &summary);
}

static struct file *
file_of(const char *name)
{
  for (size_t i = 0; i < packed.count; i++)
    if (strcmp(packed.files[i].name, name) == 0)
      return &packed.files[i];
  ck_abort_msg("no file %s", name);
}

/* Put NEW in the place of the first OLD. */
static void
replace(const char *name, const char *old, const char *new)
{
  struct file *file = file_of(name);
  struct fasti_buffer out = {0};
  char *at;

  fasti_buffer_add(&file->bytes, "", 1);
  at = strstr(file->bytes.at, old);
  ck_assert_msg(at != NULL, "%s is not in %s", old, name);
  fasti_buffer_add(&out, file->bytes.at, (size_t)(at - file->bytes.at));
  fasti_buffer_puts(&out, new);
  fasti_buffer_puts(&out, at + strlen(old));
  fasti_buffer_free(&file->bytes);
  file->bytes = out;
}

/* Make manifest and sums fit the content of a file again, as who knows the format could. */
static void
fit(const char *name, const char *old_hash, int64_t old_size)
{
  char hash[FASTI_HASH_SIZE], sums[FASTI_HASH_SIZE], size[40], old[40];
  struct fasti_buffer bytes = file_of(name)->bytes;

  fasti_sha256_hex(fasti_buffer_slice(&file_of("manifest.xml")->bytes), sums);
  snprintf(old, sizeof old, "size=\"%lld\" sha256=\"%.8s", (long long)old_size, old_hash);
  snprintf(size, sizeof size, "size=\"%zu\" sha256=\"%.8s", bytes.size, old_hash);
  replace("manifest.xml", old, size);
  replace("manifest.xml", old_hash, fasti_sha256_hex(fasti_buffer_slice(&bytes), hash));
  replace("SHA256SUMS", old_hash, hash);
  fasti_sha256_hex(fasti_buffer_slice(&file_of("manifest.xml")->bytes), hash);
  replace("SHA256SUMS", sums, hash);
}

/* Change a file and all hashes of it. */
static void
forge(const char *name, const char *old, const char *new)
{
  char hash[FASTI_HASH_SIZE];
  int64_t size = (int64_t)file_of(name)->bytes.size;

  fasti_sha256_hex(fasti_buffer_slice(&file_of(name)->bytes), hash);
  replace(name, old, new);
  fit(name, hash, size);
}

static void
fit_sums(void)
{
  char hash[FASTI_HASH_SIZE];
  struct file *sums = file_of("SHA256SUMS");

  fasti_sha256_hex(fasti_buffer_slice(&file_of("manifest.xml")->bytes), hash);
  memcpy(sums->bytes.at, hash, FASTI_HASH_SIZE - 1);
}

static void
begin_forging(void)
{
  begin();
  finish();
  pack();
  ck_assert_msg(verify() == FASTI_OK, "%s", told());
}

static void
end_forging(void)
{
  unpack_all();
  end();
}

#define FOUND(words)                                                                                                   \
  do {                                                                                                                 \
    const char *found_;                                                                                                \
                                                                                                                       \
    ck_assert_int_ne(verify(), FASTI_OK);                                                                              \
    found_ = told();                                                                                                   \
    ck_assert_msg(strstr(found_, words) != NULL, "%s", found_);                                                        \
  } while (0)

START_TEST(archive_test__the_index_lists_everything)
{
  const char *html;

  begin_forging();
  fasti_buffer_add(&file_of("index.xhtml")->bytes, "", 1);
  html = file_of("index.xhtml")->bytes.at;
  ck_assert_msg(strstr(html, "<li>evidence evidence/0001.txt 旧.txt  2025-03-04 王一 2</li>") != NULL, "%s", html);
  ck_assert_msg(strstr(html, "<li>evidence evidence/0002.txt 新.txt  2025-03-04 王一 1</li>") != NULL, "%s", html);
  ck_assert_msg(strstr(html, "<li>evidence evidence/0003.jpg 照片.jpg  2025-03-04 王一 </li>"
                             "<li>form forms/000005-collect.xml 证据  2025-03-04 王一 </li>"
                             "<li>instrument instruments/0001-report.xhtml 调查报告 报〔2025〕1号 2025-03-04 王一 </li>"),
                "%s", html);
  ck_assert_str_eq(packed.files[0].name, "manifest.xml");
  ck_assert_str_eq(packed.files[1].name, "SHA256SUMS");
  end_forging();
}
END_TEST

START_TEST(archive_test__files_are_missing_or_too_many_or_in_disorder)
{
  struct file kept;

  begin_forging();
  kept = packed.files[packed.count - 1];
  packed.count--;
  FOUND("evidence/0003.jpg: this file is missing: the archive ends before it\n");
  packed.files[packed.count++] = kept;
  packed.files[packed.count++] = (struct file){.name = "evidence/9999.exe"};
  FOUND("evidence/9999.exe: the archive has this file beyond those of the manifest\n");
  packed.count--;
  kept = packed.files[4];
  packed.files[4] = packed.files[5];
  packed.files[5] = kept;
  FOUND("journal/000002.xml: the archive has this file where \"journal/000001.xml\" must be\n");
  kept = packed.files[4];
  packed.files[4] = packed.files[5];
  packed.files[5] = kept;
  kept = packed.files[0];
  packed.files[0] = packed.files[1];
  packed.files[1] = kept;
  FOUND("SHA256SUMS: the archive has this file where \"manifest.xml\" must be\n");
  end_forging();
}
END_TEST

START_TEST(archive_test__contents_are_changed)
{
  begin_forging();
  replace("evidence/0001.txt", "first", "fIrst");
  FOUND("evidence/0001.txt: the content of this file is not what was archived\n");
  replace("evidence/0001.txt", "fIrst", "first and more");
  FOUND("evidence/0001.txt: this file is larger than the manifest says\n");
  replace("evidence/0001.txt", "first and more", "first");
  replace("SHA256SUMS", "  manifest.xml", "  manifest.xmL");
  FOUND("SHA256SUMS: these are not the hashes of the manifest\n");
  replace("SHA256SUMS", "  manifest.xmL", "  manifest.xml");
  ck_assert_int_eq(verify(), FASTI_OK);
  end_forging();
}
END_TEST

/* Whoever changes a file and all its hashes is found by the journal. */
START_TEST(archive_test__hashes_are_forged_too)
{
  static const struct {
    const char *name, *old, *new, *words;
  } forgeries[] = {
    {"evidence/0001.txt", "first", "other", "evidence/0001.txt: the journal gives another content than this file has\n"},
    {"instruments/0001-report.xhtml", "〔2025〕1号", "〔2025〕2号",
     "instruments/0001-report.xhtml: the journal gives another content than this file has\n"},
    {"forms/000005-collect.xml", "现场", "现物", "forms/000005-collect.xml: the journal gives another content than this file has\n"},
    {"journal/000005.xml", "现场", "现物", "entry 5 of the journal is not what was written\n"},
    {"journal.xml", "kind=\"evidence\"", "kind=\"comment\"", "entry 2 of the journal is not what was written\n"},
    {"package/0005-report-scxml", "调查", "调阅", "the stored files of this package are not those that were deployed\n"},
  };

  for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
    begin_forging();
    forge(forgeries[i].name, forgeries[i].old, forgeries[i].new);
    FOUND(forgeries[i].words);
    end_forging();
  }
}
END_TEST

START_TEST(archive_test__the_manifest_is_forged)
{
  static const struct {
    const char *old, *new, *words;
  } forgeries[] = {
    {"name=\"evidence/0001.txt\"", "name=\"../../etc/passwd\"", "\"../../etc/passwd\" is no name that a file of a dossier can have"},
    {"name=\"evidence/0001.txt\"", "name=\"/etc/passwd\"", "\"/etc/passwd\" is no name"},
    {"name=\"evidence/0001.txt\"", "name=\"evidence\\0001.txt\"", "is no name"},
    {"name=\"evidence/0001.txt\"", "name=\"evidence//0001.txt\"", "is no name"},
    {"kind=\"evidence\"", "kind=\"program\"", "what it says of \"evidence/0001.txt\" is incomplete"},
    {"kind=\"index\" size=\"", "kind=\"index\" size=\"999999999", "index.xhtml: this file is larger than a dossier can have"},
    {"kind=\"index\" size=\"", "kind=\"index\" size=\"-", "what it says of \"index.xhtml\" is incomplete"},
    {"status=\"ended\"", "status=\"open\"", "manifest.xml: what it says of the case is not what the journal gives"},
    {"package=\"", "package=\"0", "the stored files of this package are not those that were deployed"},
    {"version=\"1\"", "version=\"2\"", "this is no manifest of a dossier, or one of a newer version of Fasti"},
    {"<dossier", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><dossier", ""},
    {"<dossier", "<dossier<", "manifest.xml"},
  };

  for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
    begin_forging();
    replace("manifest.xml", forgeries[i].old, forgeries[i].new);
    fit_sums();
    if (strstr(forgeries[i].old, "name=")) /* the sums name it too */
      replace("SHA256SUMS", "evidence/0001.txt", strchr(forgeries[i].new, '"') + 1);
    FOUND(forgeries[i].words);
    end_forging();
  }
}
END_TEST

/* A file that never ends is read no further than its size, in pieces. */
START_TEST(archive_test__a_file_without_end)
{
  begin_forging();
  packed.endless = true;
  FOUND("evidence/0001.txt: this file is larger than the manifest says\n");
  ck_assert_int_lt(packed.given, 100);
  end_forging();
}
END_TEST

/* What is not right in the office is not archived. */
START_TEST(archive_test__a_damaged_office_is_not_archived)
{
  struct stat seen;

  begin();
  vault->call->close(vault);
  vault = fasti_memory_vault_new();
  fasti_office_keep_in(office, vault);
  ck_assert_int_eq(write_zip(place), FASTI_CORRUPT);
  ck_assert_str_eq(told(), "D-2025-00001: evidence 1: its file is missing\n");
  ck_assert_int_eq(stat(place, &seen), -1);
  *strrchr(place, '/') = '\0';
  ck_assert_int_eq(disk_count(place), 0);
  end();
}
END_TEST

/* The disk fails at every call: there is no archive, or the whole one. */
START_TEST(archive_test__the_disk_fails_at_every_call)
{
  static const int errors[] = {ENOSPC, EIO};
  struct stat seen;
  enum fasti_status status;
  int call;

  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
    begin();
    finish();
    for (call = 1, status = FASTI_IO; status != FASTI_OK; call++) {
      disk_fail(call, errors[i]);
      status = write_zip(place);
      disk_fail(0, 0);
      ck_assert(status == FASTI_OK || status == (errors[i] == EIO ? FASTI_IO : FASTI_FULL));
      ck_assert_int_eq(stat(place, &seen), status == FASTI_OK ? 0 : -1);
      if (status != FASTI_OK)
        ck_assert_ptr_nonnull(strstr(told(), "this file cannot be written: "));
    }
    ck_assert_int_gt(call, 5);
    ck_assert_int_eq(verify_zip(place), FASTI_OK);
    end();
  }
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("archive");
  TCase *tests = tcase_create("archive");

  tcase_add_test(tests, archive_test__an_archive_stands_by_itself);
  tcase_add_test(tests, archive_test__an_unfinished_case_says_so);
  tcase_add_test(tests, archive_test__one_byte_is_changed);
  tcase_add_test(tests, archive_test__the_end_is_missing);
  tcase_add_test(tests, archive_test__the_index_lists_everything);
  tcase_add_test(tests, archive_test__files_are_missing_or_too_many_or_in_disorder);
  tcase_add_test(tests, archive_test__contents_are_changed);
  tcase_add_test(tests, archive_test__hashes_are_forged_too);
  tcase_add_test(tests, archive_test__the_manifest_is_forged);
  tcase_add_test(tests, archive_test__a_file_without_end);
  tcase_add_test(tests, archive_test__a_damaged_office_is_not_archived);
  tcase_add_test(tests, archive_test__the_disk_fails_at_every_call);
  tcase_set_timeout(tests, 120);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
