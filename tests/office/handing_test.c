/* tests/office/handing_test.c - files that go along with what a case opens and tells: whole or not at all, and found when
 * they are changed.
 */
#include "config.h"

#include <string.h>

#include "engine/port.h"
#include "tests/office/several.h"

static enum fasti_status
give(const char *event, const char *case_id)
{
  static const char *const person = "clerk-1";
  struct fasti_request request = {
    .kind = FASTI_ACT, .case_id = case_id, .event = event, .persons = &person, .person_count = 1};

  return fasti_office_do(office, &request, at(2025, 3, 3), messages, &answer);
}

static void
attach(const char *name, const char *supersedes)
{
  static const char *const person = "clerk-1";
  static struct fasti_kept kept;
  struct fasti_upload *upload;
  struct fasti_given_file file = {.name = name, .hash = kept.hash, .supersedes = supersedes};
  struct fasti_request request = {.kind = FASTI_EVIDENCE,
                                  .case_id = "H-2025-00001",
                                  .persons = &person,
                                  .person_count = 1,
                                  .files = &file,
                                  .file_count = 1};

  OK(fasti_upload_begin(vault, name, 1000, messages, &upload));
  OK(fasti_upload_write(upload, fasti_slice_of(name)));
  OK(fasti_upload_end(upload, &kept));
  OK(fasti_office_do(office, &request, at(2025, 3, 3), messages, &answer));
}

static void
begin_handing(int kind)
{
  begin(kind, "tests/between/handing.xml", "handing");
  OK(command(FASTI_OPEN, "collecting", "clerk-1", NULL, ""));
  attach("a", NULL);
  attach("b", NULL);
  OK(command(FASTI_COMPLETE, "collect", "clerk-1", "H-2025-00001", "photo[1]=1 photo[2]=2 words=1"));
}

/* Whatever fails, no case has half of what it was to get. */
static void
give_whole(const char *event)
{
  const char *before = all();
  enum fasti_status status = FASTI_IO;
  int call = 0;

  while (status != FASTI_OK) {
    fault_set(store, ++call);
    status = give(event, "H-2025-00001");
    fault_set(store, 0);
    ck_assert_msg(status == FASTI_OK || status == FASTI_IO, "call %d: %s", call, fasti_status_name(status));
    if (status != FASTI_OK)
      ck_assert_str_eq(all(), before);
    fasti_messages_clear(messages);
  }
  ck_assert_int_gt(call, 30);
}

START_TEST(files_go_along_whole_or_not_at_all)
{
  int64_t checked;

  begin_handing(_i);
  give_whole("give.open");
  ck_assert_ptr_nonnull(strstr(all(), "H-2025-00002 receiving open keeping 3"));
  ck_assert_ptr_nonnull(strstr(all(), "  file 1 a by H-2025-00001 ca9781\n  file 2 b by H-2025-00001 3e23e8\n"));
  attach("c", "2");
  give_whole("give.all");
  ck_assert_ptr_nonnull(strstr(all(), "H-2025-00002 receiving open keeping 5"));
  ck_assert_ptr_nonnull(strstr(all(), "  file 3 c by H-2025-00001 2e7d2c\n"));
  OK(fasti_office_audit(office, NULL, messages, &checked));
  ck_assert_int_eq(checked, 2);
  OK(fasti_office_rebuild(office, NULL, messages));
  OK(fasti_office_audit(office, NULL, messages, &checked));
  ck_assert_str_eq(told(), "");
  end();
}
END_TEST

/* A store that writes something else than it is told, once: what befell a row by other hands. */
static struct fasti_evidence_row forged;
static const struct fasti_store_functions *honest;

static enum fasti_status
insert_forged(struct fasti_store *self, const struct fasti_evidence_row *row)
{
  struct fasti_evidence_row written = *row;

  self->call = honest;
  written.hash = forged.hash ? forged.hash : row->hash;
  written.attached_by = forged.attached_by ? forged.attached_by : row->attached_by;
  written.content = forged.content.size ? forged.content : row->content;
  return honest->evidence_insert(self, &written);
}

static void
forge(struct fasti_evidence_row row)
{
  static struct fasti_store_functions functions;

  honest = inner->call;
  functions = *honest;
  functions.evidence_insert = insert_forged;
  forged = row;
  inner->call = &functions;
}

static enum fasti_status
audit(void)
{
  int64_t checked;

  return fasti_office_audit(office, "H-2025-00002", messages, &checked);
}

START_TEST(what_was_changed_of_a_file_that_was_handed_is_found)
{
  static const char other[] = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
  struct fasti_evidence_row more = {.case_id = "H-2025-00002", .number = 3, .name = "c", .media = "text/plain",
                                    .hash_name = "sha256", .hash = other, .size = 1, .attached_by = "H-2025-00001"};

  begin_handing(_i);
  forge((struct fasti_evidence_row){.hash = other});
  OK(give("give.open", "H-2025-00001"));
  ck_assert_int_eq(audit(), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "H-2025-00002: its evidence: stored is \"1 a text/plain, 1 bytes, sha256 3e23e8160"));
  end();

  begin_handing(_i);
  forge((struct fasti_evidence_row){.attached_by = "clerk-1"});
  OK(give("give.open", "H-2025-00001"));
  ck_assert_int_eq(audit(), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "by clerk-1\", the journal gives \"1 a text/plain"));
  end();

  begin_handing(_i);
  OK(give("give.open", "H-2025-00001"));
  OK(audit());
  OK(inner->call->evidence_insert(inner, &more));
  ck_assert_int_eq(audit(), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "its evidence: stored is \"3 c text/plain"));
  end();
}
END_TEST

/* An office of before vaults has content in its rows: it goes along. */
START_TEST(content_in_the_store_goes_along)
{
  begin(_i, "tests/between/handing.xml", "handing");
  OK(command(FASTI_OPEN, "collecting", "clerk-1", NULL, ""));
  forge((struct fasti_evidence_row){.content = {"a", 1}});
  attach("a", NULL);
  OK(command(FASTI_COMPLETE, "collect", "clerk-1", "H-2025-00001", "photo[1]=1"));
  fasti_office_keep_in(office, NULL);
  OK(give("give.open", "H-2025-00001"));
  OK(audit());
  /* and on, from the case that got it */
  OK(give("keep.onward", "H-2025-00002"));
  ck_assert_ptr_nonnull(strstr(all(), "  file 1 a by H-2025-00002 ca9781\n"));
  OK(fasti_office_evidence_read(office, "H-2025-00003", 1, messages, NULL, NULL));
  end();
}
END_TEST

TCase *
handing_tcase(void)
{
  TCase *tests = tcase_create("handing");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_loop_test(tests, files_go_along_whole_or_not_at_all, 0, STORES);
  tcase_add_loop_test(tests, what_was_changed_of_a_file_that_was_handed_is_found, 0, STORES);
  tcase_add_loop_test(tests, content_in_the_store_goes_along, 0, STORES);
  return tests;
}
