/* tests/files/vault_test.c - vaults: what goes in comes out, under its hash, whole or not at all.
 *
 * Every test runs on the folder and on memory; those about disks on the folder only.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/files/files.h"
#include "adapters/memory/memory.h"
#include "engine/memory.h"
#include "tests/files/disk.h"
#include "tests/tap.h"

enum { VAULTS = 2, SIZE = 300000 };

static struct fasti_vault *vault;
static struct fasti_messages *messages;
static struct fasti_kept kept;
static char place[128], incoming[160];

static void
begin(int kind)
{
  snprintf(place, sizeof place, "%s/office.files", disk_folder_make());
  snprintf(incoming, sizeof incoming, "%s/incoming", place);
  vault = kind ? fasti_memory_vault_new() : fasti_files_open(place);
  messages = fasti_messages_new(NULL, NULL);
}

static void
end(void)
{
  vault->call->close(vault);
  fasti_messages_free(messages);
  disk_folder_remove();
}

static const char *
told(void)
{
  static char text[1000];
  struct fasti_buffer all = {0};

  fasti_messages_print(messages, &all);
  snprintf(text, sizeof text, "%s", all.size ? all.at : "");
  fasti_buffer_free(&all);
  fasti_messages_clear(messages);
  return text;
}

/* In pieces of another size than any buffer has. */
static enum fasti_status
put(const char *bytes, size_t size, int64_t most)
{
  struct fasti_upload *upload;
  enum fasti_status status = fasti_upload_begin(vault, "photo.jpg", most, messages, &upload);

  if (status != FASTI_OK)
    return status;
  for (size_t at = 0; at < size && status == FASTI_OK; at += 70001)
    status = fasti_upload_write(upload, (struct fasti_slice){bytes + at, size - at < 70001 ? size - at : 70001});
  return fasti_upload_end(upload, &kept);
}

static bool
collect(void *self, struct fasti_slice piece)
{
  ck_assert_uint_le(piece.size, FASTI_VAULT_PIECE);
  fasti_buffer_add(self, piece.at, piece.size);
  return true;
}

static bool
collect_name(void *self, const char *hash, int64_t size)
{
  fasti_buffer_printf(self, "%.8s %lld\n", hash, (long long)size);
  return true;
}

static char *
large(void)
{
  char *bytes = fasti_alloc(SIZE);

  for (size_t i = 0; i < SIZE; i++)
    bytes[i] = (char)(i * 31 % 251);
  return bytes;
}

START_TEST(vault_keeps_content_under_its_hash)
{
  char *bytes = large(), hash[FASTI_HASH_SIZE];
  struct fasti_buffer out = {0}, names = {0};
  int64_t size = 0;

  begin(_i);
  ck_assert_msg(put(bytes, SIZE, SIZE) == FASTI_OK, "%s", told());
  ck_assert_str_eq(kept.hash, fasti_sha256_hex((struct fasti_slice){bytes, SIZE}, hash));
  ck_assert_int_eq(kept.size, SIZE);
  ck_assert_int_eq(vault->call->find(vault, hash, &size), FASTI_OK);
  ck_assert_int_eq(size, SIZE);
  ck_assert_int_eq(fasti_vault_check(vault, hash, SIZE, collect, &out), FASTI_OK);
  ck_assert_uint_eq(out.size, SIZE);
  ck_assert_int_eq(memcmp(out.at, bytes, SIZE), 0);
  ck_assert_int_eq(fasti_vault_check(vault, hash, SIZE - 1, NULL, NULL), FASTI_CORRUPT);
  ck_assert_int_eq(put(bytes, SIZE, SIZE), FASTI_OK); /* the same again is one file */
  ck_assert_int_eq(put("abc", 3, SIZE), FASTI_OK);
  ck_assert_int_eq(vault->call->list(vault, collect_name, &names), FASTI_OK);
  ck_assert_uint_eq(names.size, strlen("ba7816bf 3\n") + 16);
  ck_assert_ptr_nonnull(strstr(names.at, "ba7816bf 3\n"));
  fasti_buffer_free(&out);
  fasti_buffer_free(&names);
  fasti_free(bytes);
  end();
}
END_TEST

START_TEST(vault_refuses_what_is_empty_or_too_large)
{
  struct fasti_upload *upload;
  int64_t size;

  begin(_i);
  ck_assert_int_eq(put("", 0, SIZE), FASTI_INVALID);
  ck_assert_str_eq(told(), "photo.jpg: this file is empty; a file to be kept needs content\n");
  ck_assert_int_eq(put("12345", 5, 4), FASTI_LIMIT);
  ck_assert_str_eq(told(), "photo.jpg: this file is too large; 4 bytes are allowed\n");
  ck_assert_int_eq(put("1234", 4, 4), FASTI_OK);
  ck_assert_int_eq(fasti_upload_begin(vault, "photo.jpg", 4, messages, &upload), FASTI_OK);
  fasti_upload_cancel(upload);
  ck_assert_int_eq(vault->call->find(vault, "ba7816bf", &size), FASTI_NOT_FOUND);
  ck_assert_int_eq(vault->call->find(vault, "../../../../../../../../../../../../../../../../../../etc/passwd", &size),
                   FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_vault_check(vault, "/etc/passwd", -1, NULL, NULL), FASTI_NOT_FOUND);
  ck_assert_int_eq(disk_count(incoming), 0);
  ck_assert_int_eq(disk_count(place), _i ? 0 : 1);
  end();
}
END_TEST

START_TEST(folder_is_read_only_and_heals)
{
  char path[300];
  struct stat seen;
  int file;

  begin(0);
  ck_assert_int_eq(put("abc", 3, SIZE), FASTI_OK);
  snprintf(path, sizeof path, "%s/%s", place, kept.hash);
  ck_assert_int_eq(stat(path, &seen), 0);
  ck_assert_int_eq(seen.st_mode & 0777, 0440);
  ck_assert_int_eq(unlink(path), 0);
  ck_assert_int_eq(fasti_vault_check(vault, kept.hash, 3, NULL, NULL), FASTI_NOT_FOUND);
  file = open(path, O_WRONLY | O_CREAT, 0600);
  ck_assert_int_eq(write(file, "abd", 3), 3);
  close(file);
  ck_assert_int_eq(fasti_vault_check(vault, kept.hash, 3, NULL, NULL), FASTI_CORRUPT);
  ck_assert_int_eq(put("abc", 3, SIZE), FASTI_OK);
  ck_assert_int_eq(fasti_vault_check(vault, kept.hash, 3, NULL, NULL), FASTI_OK);
  ck_assert_int_eq(symlink("/etc/passwd", incoming), -1);
  end();
}
END_TEST

/* What another process writes at this moment is not taken for a remnant; what nobody writes is. */
START_TEST(remnants_are_swept_away)
{
  struct fasti_vault *other;
  struct fasti_upload *upload;
  char remnant[200];

  begin(0);
  other = fasti_files_open(place);
  ck_assert_int_eq(fasti_upload_begin(other, "film.mp4", SIZE, messages, &upload), FASTI_OK);
  snprintf(remnant, sizeof remnant, "%s/abcdef", incoming);
  close(open(remnant, O_WRONLY | O_CREAT, 0600));
  ck_assert_int_eq(disk_count(incoming), 2);
  ck_assert_int_eq(put("abc", 3, SIZE), FASTI_OK);
  ck_assert_int_eq(disk_count(incoming), 1);
  ck_assert_int_eq(fasti_upload_write(upload, fasti_slice_of("def")), FASTI_OK);
  ck_assert_int_eq(fasti_upload_end(upload, &kept), FASTI_OK);
  ck_assert_int_eq(disk_count(incoming), 0);
  ck_assert_int_eq(disk_count(place), 2);
  other->call->close(other);
  end();
}
END_TEST

/* Each call to the disk fails in turn: the file is not there or whole, nothing else is left, and trying again works. */
static void
fail_everywhere(int error, enum fasti_status expected, const char *words)
{
  char *bytes = large();
  enum fasti_status status = FASTI_IO;
  int call = 0;

  while (status != FASTI_OK) {
    begin(0);
    disk_fail(++call, error);
    status = put(bytes, SIZE, SIZE);
    disk_fail(0, 0);
    if (status != FASTI_OK) {
      const char *text = told();

      ck_assert_msg(status == expected && strstr(text, words), "call %d: %d %s", call, (int)status, text);
      ck_assert_int_eq(disk_count(incoming), 0);
      ck_assert_int_le(disk_count(place), 1);
      if (disk_count(place) == 1)
        ck_assert_int_eq(fasti_vault_check(vault, kept.hash, SIZE, NULL, NULL), FASTI_OK);
      ck_assert_msg(put(bytes, SIZE, SIZE) == FASTI_OK, "call %d: again: %s", call, told());
      ck_assert_int_eq(fasti_vault_check(vault, kept.hash, SIZE, NULL, NULL), FASTI_OK);
    }
    end();
  }
  ck_assert_int_gt(call, 10);
  fasti_free(bytes);
}

START_TEST(a_full_disk)
{
  fail_everywhere(ENOSPC, FASTI_FULL, "No space left on device");
}
END_TEST

START_TEST(a_failing_disk)
{
  fail_everywhere(EIO, FASTI_IO, "Input/output error");
}
END_TEST

/* A process that ends at each call in turn leaves the file whole or nothing that is taken for one. */
START_TEST(a_kill_at_every_call)
{
  char *bytes = large(), hash[FASTI_HASH_SIZE];
  int status = 1, call = 0;

  fasti_sha256_hex((struct fasti_slice){bytes, SIZE}, hash);
  while (status != 0) {
    pid_t child;

    begin(0);
    call++;
    fflush(NULL);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
      disk_fail(call, 0);
      _exit(put(bytes, SIZE, SIZE) == FASTI_OK ? 0 : 1);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    status = WEXITSTATUS(status);
    ck_assert(status == 0 || status == 9);
    ck_assert_int_le(disk_count(place), 1);
    if (disk_count(place) == 1)
      ck_assert_int_eq(fasti_vault_check(vault, hash, SIZE, NULL, NULL), FASTI_OK);
    ck_assert_int_eq(put("abc", 3, SIZE), FASTI_OK);
    ck_assert_int_eq(disk_count(incoming), 0);
    end();
  }
  ck_assert_int_gt(call, 10);
  fasti_free(bytes);
}
END_TEST

START_TEST(media_is_seen_by_content)
{
  static const struct {
    const char *head;
    size_t size;
    const char *media;
  } files[] = {
    {"%PDF-1.7\n", 9, "application/pdf"},
    {"\xff\xd8\xff\xe0", 4, "image/jpeg"},
    {"\x89PNG\r\n\x1a\n", 8, "image/png"},
    {"RIFF\0\0\0\0WAVE", 12, "audio/wav"},
    {"\0\0\0\x18" "ftypM4A ", 12, "audio/mp4"},
    {"\0\0\0\x18" "ftypisom", 12, "video/mp4"},
    {"PK\3\4....word/document.xml", 25, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"PK\3\4....", 8, "application/zip"},
    {"\n<!DOCTYPE HTML><p>", 19, "text/html"},
    {"<svg onload='x'>", 16, "image/svg+xml"},
    {"现场照片说明", 18, "text/plain"},
    {"BM is how a text may begin", 26, "text/plain"},
    {"\x7f" "ELF", 4, "application/octet-stream"},
    {"a\0b", 3, "application/octet-stream"},
    {"", 0, "application/octet-stream"},
  };

  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    ck_assert_str_eq(fasti_media_of((struct fasti_slice){files[i].head, files[i].size}), files[i].media);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("vault");
  TCase *tests = tcase_create("vault");

  tcase_add_loop_test(tests, vault_keeps_content_under_its_hash, 0, VAULTS);
  tcase_add_loop_test(tests, vault_refuses_what_is_empty_or_too_large, 0, VAULTS);
  tcase_add_test(tests, folder_is_read_only_and_heals);
  tcase_add_test(tests, remnants_are_swept_away);
  tcase_add_test(tests, a_full_disk);
  tcase_add_test(tests, a_failing_disk);
  tcase_add_test(tests, a_kill_at_every_call);
  tcase_add_test(tests, media_is_seen_by_content);
  tcase_set_timeout(tests, 60);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
