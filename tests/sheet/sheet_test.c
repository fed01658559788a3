/* tests/sheet/sheet_test.c - reading CSV and XLSX, good and hostile; writing them, and what is read of that again. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/sheet/room.h"
#include "engine/day.h"
#include "engine/memory.h"
#include "tests/sheet/book.h"
#include "tests/tap.h"

static struct fasti_arena *arena;
static struct fasti_messages *messages;
static struct fasti_sheet sheet;

static void
begin(void)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
}

static void
end(void)
{
  fasti_messages_free(messages);
  fasti_arena_free(arena);
}

/* All rows: "1: a|b" a line, with what is wrong behind. */
static const char *
shown(void)
{
  const char *all = "";

  for (size_t i = 0; i < sheet.count; i++) {
    const struct fasti_sheet_row *row = &sheet.rows[i];

    all = fasti_arena_printf(arena, "%s%ld:", all, row->number);
    for (size_t cell = 0; cell < row->count; cell++)
      all = fasti_arena_printf(arena, "%s%c%s", all, cell ? '|' : ' ', row->cells[cell]);
    for (size_t wrong = 0; wrong < row->wrong_count; wrong++)
      all = fasti_arena_printf(arena, "%s !%zu %.16s", all, row->wrong[wrong].at, row->wrong[wrong].why);
    all = fasti_arena_printf(arena, "%s\n", all);
  }
  return all;
}

static const char *
told(void)
{
  struct fasti_buffer text = {0};

  fasti_messages_print(messages, &text);
  fasti_buffer_puts(&text, "");
  fasti_arena_tie(arena, fasti_free, text.at);
  return text.at;
}

static void
csv(const char *bytes, size_t size, const char *want)
{
  enum fasti_status status = fasti_sheet_read_csv("t.csv", (struct fasti_slice){bytes, size}, arena, messages, &sheet);

  ck_assert_msg(status == FASTI_OK, "%s", told());
  ck_assert_str_eq(shown(), want);
}

#define CSV(text, want) csv(text, sizeof text - 1, want)

START_TEST(csv__cells)
{
  CSV("", "");
  CSV("a,b\n1,2", "1: a|b\n2: 1|2\n");
  CSV("a,b\r\n1,2\r\n", "1: a|b\n2: 1|2\n");
  CSV("a;b\r1;2,5", "1: a|b\n2: 1|2,5\n");
  CSV("a\tb\n1\t\"x\ty\"\n", "1: a|b\n2: 1|x\ty\n");
  CSV("\"a,;;\",b\n\n,\n\"x\"\"y\",\"line\r\nnext\"\n", "1: a,;;|b\n4: x\"y|line\nnext\n");
  CSV("only\nx\n", "1: only\n2: x\n");
  CSV("a,b\n5\" pipe, x ,\n", "1: a|b\n2: 5\" pipe| x |\n");
}
END_TEST

START_TEST(csv__encodings)
{
  CSV("\xef\xbb\xbf名称,x\n", "1: 名称|x\n");
  CSV("\xc3\xfb\xb3\xc6,x\n", "1: 名称|x\n");
  CSV("\x82\x30\xc2\x30,x\n", "1: 㜰|x\n"); /* a character of four bytes */
  CSV("\xff\xfe\x0d\x54\xf0\x79,\0x\0\x0a\0", "1: 名称|x\n");
}
END_TEST

START_TEST(csv__guards_are_taken_away)
{
  CSV("'=1,''=1,'x,'-5,'＋8\n", "1: =1|'=1|'x|-5|＋8\n");
}
END_TEST

static void
bad_csv(const char *bytes, size_t size, enum fasti_status want, const char *text)
{
  ck_assert_int_eq(fasti_sheet_read_csv("t.csv", (struct fasti_slice){bytes, size}, arena, messages, &sheet), want);
  ck_assert_str_eq(told(), text);
  fasti_messages_clear(messages);
}

#define BAD_CSV(bytes, want, text) bad_csv(bytes, sizeof bytes - 1, want, text)

START_TEST(csv__mistakes)
{
  struct fasti_buffer wide = {0};

  BAD_CSV("a,b\n1,\"2\n3\n", FASTI_INVALID, "t.csv:2: error: the quoted cell that begins here does not end\n");
  BAD_CSV("a,b\n1,\"2\"3\n", FASTI_INVALID,
          "t.csv:2: error: a quoted cell has ended, and text follows it; expected a separator or the end of the line\n");
  BAD_CSV("a\nb\0c\n", FASTI_INVALID, "t.csv:2: error: there is a character NUL here; this is no text\n");
  BAD_CSV("a\r\nb\r\n\xff\xff\n", FASTI_INVALID, "t.csv:3: error: this text is neither UTF-8 nor GB18030\n");
  BAD_CSV("\xff\xfe\x00\xd8", FASTI_INVALID, "t.csv: this says that it is UTF-16 and is not: byte 3\n");
  for (int i = 0; i < 10000; i++)
    fasti_buffer_puts(&wide, "x,");
  bad_csv(wide.at, wide.size, FASTI_LIMIT, "t.csv: row 1 has more than 1000 columns; this is no such table\n");
  fasti_buffer_clear(&wide);
  for (int i = 0; i < FASTI_SHEET_CELL + 1; i++)
    fasti_buffer_puts(&wide, "x");
  bad_csv(wide.at, wide.size, FASTI_LIMIT, "t.csv: a cell of row 1 has more than 262144 bytes\n");
  fasti_buffer_clear(&wide);
  for (int i = 0; i < FASTI_SHEET_ROWS + 1; i++)
    fasti_buffer_puts(&wide, "x\n");
  bad_csv(wide.at, wide.size, FASTI_LIMIT, "t.csv: this table has more than 200000 rows; expected fewer: divide it\n");
  fasti_buffer_free(&wide);
}
END_TEST

static void
xlsx(const char *rows, const char *want)
{
  struct fasti_buffer book = {0};
  enum fasti_status status;

  book_of(rows, &book);
  ck_assert(fasti_sheet_is_xlsx(fasti_buffer_slice(&book)));
  status = fasti_sheet_read_xlsx("t.xlsx", fasti_buffer_slice(&book), NULL, arena, messages, &sheet);
  ck_assert_msg(status == FASTI_OK, "%s", told());
  ck_assert_str_eq(shown(), want);
  fasti_buffer_free(&book);
}

START_TEST(xlsx__texts)
{
  xlsx("", "");
  xlsx("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>"
       "<row r='3'><c t='inlineStr'><is><t>x</t></is></c><c t='str'><f>A1</f><v>y</v></c></row>",
       "1: 甲||乙 丙\n3: x|y\n");
  xlsx("<row><c t='s'><v>2</v></c><c r='AB1' t='b'><v>1</v></c><c t='b'><v>0</v></c></row>",
       "1: a\nbA|||||||||||||||||||||||||||true|false\n");
}
END_TEST

START_TEST(xlsx__numbers)
{
  xlsx("<row><c><v>12</v></c><c><v>0.30000000000000004</v></c><c><v>1.5E-3</v></c><c><v>-2.5E+2</v></c><c><v>0</v></c>"
       "<c><v>999999999999999</v></c><c><v>9.9999999999999996E-2</v></c><c t='n'><f>1+1</f><v>2</v></c></row>",
       "1: 12|0.3|0.0015|-250|0|999999999999999|0.1|2\n");
  /* an identity card number that was typed as a number */
  xlsx("<row><c><v>1.3018519900101E+17</v></c></row>", "1:  !0 a number of more\n");
  xlsx("<row><c><v>12x</v></c></row>", "1:  !0 this is stored a\n");
}
END_TEST

START_TEST(xlsx__days)
{
  xlsx("<row><c s='1'><v>45931</v></c><c s='3'><v>45931.5</v></c><c s='2'><v>0.4375</v></c><c s='1'><v>1</v></c>"
       "<c s='1'><v>59</v></c><c s='1'><v>61</v></c></row>",
       "1: 2025-10-01|2025-10-01T12:00:00|10:30:00|1900-01-01|1900-02-28|1900-03-01\n");
  xlsx("<row><c s='1'><v>60</v></c></row>", "1:  !0 this is no day t\n"); /* 1900-02-29 */
  xlsx("<row><c s='1'><v>-1</v></c></row>", "1:  !0 this is no day t\n");
  xlsx("<row><c s='1'><v>9999999</v></c></row>", "1:  !0 this is no day t\n");
  xlsx("<row><c t='d'><v>2025-10-01T00:00:00</v></c><c t='d'><v>2025-10-01T08:00:00</v></c></row>",
       "1: 2025-10-01|2025-10-01T08:00:00\n");
}
END_TEST

START_TEST(xlsx__what_has_no_value)
{
  xlsx("<row><c><f>NOW()</f></c></row>", "1:  !0 this formula has\n");
  xlsx("<row><c t='str'><f>A2</f><v></v></c><c t='e'><v>#N/A</v></c></row>", "1: | !1 the spreadsheet \n");
  xlsx("<row><c t='s'><v>17</v></c></row>", "1:  !0 this names a tex\n");
  xlsx("<row><c t='e'><v>#N/A</v></c><c><v>1</v></c><c t='e'><v>#N/A</v></c></row><row><c t='e'><v>#N/A</v></c></row>",
       "1: |1| !0 the spreadsheet  !2 the spreadsheet \n2:  !0 the spreadsheet \n");
}
END_TEST

START_TEST(xlsx__sheets_and_modes)
{
  struct book *book = book_new();
  struct fasti_buffer bytes = {0};

  book_frame(book, "date1904='1'");
  book_text(book, "xl/worksheets/sheet1.xml",
            "<worksheet " BOOK_NS "><sheetData><row><c s='1'><v>44469</v></c></row></sheetData></worksheet>");
  book_end(book, &bytes);
  ck_assert_int_eq(fasti_sheet_read_xlsx("t.xlsx", fasti_buffer_slice(&bytes), NULL, arena, messages, &sheet), FASTI_OK);
  ck_assert_str_eq(shown(), "1: 2025-10-01\n");
  ck_assert_int_eq(fasti_sheet_read_xlsx("t.xlsx", fasti_buffer_slice(&bytes), "two", arena, messages, &sheet), FASTI_OK);
  ck_assert_str_eq(shown(), "1: second\n");
  ck_assert_int_eq(fasti_sheet_read_xlsx("t.xlsx", fasti_buffer_slice(&bytes), "ten", arena, messages, &sheet),
                   FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "t.xlsx: there is no sheet \"ten\"; there are: one, two\n");
  fasti_buffer_free(&bytes);
}
END_TEST

/* What a hostile file gives: a message that begins so, and no rows. */
static void
bad_xlsx(struct fasti_slice bytes, enum fasti_status want, const char *text)
{
  ck_assert_int_eq(fasti_sheet_read_xlsx("t.xlsx", bytes, NULL, arena, messages, &sheet), want);
  ck_assert_msg(strncmp(told(), text, strlen(text)) == 0, "%s", told());
  fasti_messages_clear(messages);
}

static void
bad_rows(const char *rows, enum fasti_status want, const char *text)
{
  struct fasti_buffer book = {0};

  book_of(rows, &book);
  bad_xlsx(fasti_buffer_slice(&book), want, text);
  fasti_buffer_free(&book);
}

START_TEST(xlsx__hostile_archives)
{
  struct fasti_buffer book = {0}, bomb = {0};
  struct book *parts = book_new();

  book_of("<row><c><v>1</v></c></row>", &book);
  for (size_t size = 0; size < book.size; size += 97)
    bad_xlsx((struct fasti_slice){book.at, size}, FASTI_INVALID, "t.xlsx: this is no XLSX file");
  bad_xlsx(fasti_slice_of("PK\3\4 and nothing"), FASTI_INVALID, "t.xlsx: this is no XLSX file");
  bad_xlsx(fasti_slice_of("\xd0\xcf\x11\xe0\xa1\xb1"), FASTI_INVALID, "t.xlsx: this is a file of the old format");
  fasti_buffer_free(&book);
  book_frame(parts, "");
  bomb.size = 0;
  fasti_buffer_puts(&bomb, "<worksheet>");
  for (int i = 0; i < 20 * 1024; i++)
    fasti_buffer_printf(&bomb, "%1024s", "");
  book_part(parts, "xl/worksheets/sheet1.xml", fasti_buffer_slice(&bomb));
  book_end(parts, &book);
  ck_assert_uint_lt(book.size, 100 * 1024); /* it is small */
  bad_xlsx(fasti_buffer_slice(&book), FASTI_LIMIT,
           "t.xlsx: the part xl/worksheets/sheet1.xml of this file is larger than 16777216 bytes");
  fasti_buffer_free(&bomb);
  fasti_buffer_free(&book);
}
END_TEST

START_TEST(xlsx__changed_bytes)
{
  struct fasti_buffer book = {0};

  book_of("<row><c t='inlineStr'><is><t>abcdefghijklmnopqrstuvwxyz0123456789</t></is></c></row>", &book);
  for (size_t i = 0; i < book.size; i++) { /* it is refused, or says the same */
    book.at[i] ^= 0x55;
    if (fasti_sheet_read_xlsx("t.xlsx", fasti_buffer_slice(&book), NULL, arena, messages, &sheet) == FASTI_OK)
      ck_assert_str_eq(shown(), "1: abcdefghijklmnopqrstuvwxyz0123456789\n");
    else
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
    fasti_messages_clear(messages);
    book.at[i] ^= 0x55;
  }
  fasti_buffer_free(&book);
}
END_TEST

START_TEST(xlsx__hostile_parts)
{
  struct fasti_buffer rows = {0}, bytes = {0};
  struct book *book = book_new();

  bad_rows("<row>", FASTI_INVALID, "t.xlsx/xl/worksheets/sheet1.xml:1:");
  bad_rows("<row r='2'/><row r='2'/>", FASTI_INVALID,
           "t.xlsx/xl/worksheets/sheet1.xml:1:101: error: this row does not stand behind");
  bad_rows("<row><c r='ZZZZZZZZZZZZ1'><v>1</v></c></row>", FASTI_LIMIT, "t.xlsx: row 1 has more than 1000 columns");
  for (int i = 0; i < 10000; i++)
    fasti_buffer_puts(&rows, "<c><v>1</v></c>");
  bad_rows(fasti_arena_printf(arena, "<row>%s</row>", rows.at), FASTI_LIMIT, "t.xlsx: row 1 has more than 1000 columns");
  fasti_buffer_free(&rows);
  book_text(book, "xl/other.xml", "<x/>");
  book_end(book, &bytes);
  bad_xlsx(fasti_buffer_slice(&bytes), FASTI_INVALID, "t.xlsx: this is no XLSX file: it has no part xl/workbook.xml\n");
  fasti_buffer_free(&bytes);
  book = book_new();
  book_text(book, "xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>");
  book_end(book, &bytes);
  bad_xlsx(fasti_buffer_slice(&bytes), FASTI_INVALID, "t.xlsx/xl/workbook.xml:1:");
  fasti_buffer_free(&bytes);
}
END_TEST

START_TEST(formats__what_shows_a_day)
{
  ck_assert_int_eq(sheet_format("yyyy-mm-dd"), SHEET_DAY);
  ck_assert_int_eq(sheet_format("mmm"), SHEET_DAY);
  ck_assert_int_eq(sheet_format("[$-804]yyyy\"年\"m\"月\""), SHEET_DAY);
  ck_assert_int_eq(sheet_format("yyyy/m/d h:mm"), SHEET_DAY);
  ck_assert_int_eq(sheet_format("mm:ss"), SHEET_TIME);
  ck_assert_int_eq(sheet_format("[h]:mm"), SHEET_TIME);
  ck_assert_int_eq(sheet_format("General"), SHEET_NO_MOMENT);
  ck_assert_int_eq(sheet_format("#,##0.00;[Red]-#,##0.00"), SHEET_NO_MOMENT);
  ck_assert_int_eq(sheet_format("0\"days\""), SHEET_NO_MOMENT);
  ck_assert_int_eq(sheet_format("[Magenta]0.00;[Red]-0.00"), SHEET_NO_MOMENT);
  ck_assert_int_eq(sheet_format("\"open"), SHEET_NO_MOMENT);
}
END_TEST

static const struct fasti_sheet_cell cells[] = {
  {FASTI_SHEET_TEXT, "=1+1"},  {FASTI_SHEET_NUMBER, "-12"}, {FASTI_SHEET_DAY, "2025-10-01"},
  {FASTI_SHEET_TEXT, "0012"},  {FASTI_SHEET_NUMBER, "7"},   {FASTI_SHEET_DAY, ""},
  {FASTI_SHEET_TEXT, "-12.5"}, {FASTI_SHEET_NUMBER, "0"},   {FASTI_SHEET_DAY, "1850-01-02"},
  {FASTI_SHEET_TEXT, "'=a"},   {FASTI_SHEET_NUMBER, ""},    {FASTI_SHEET_DAY, ""},
  {FASTI_SHEET_TEXT, "-a \"b\"\n，c"}, {FASTI_SHEET_NUMBER, "3"}, {FASTI_SHEET_DAY, ""},
  {FASTI_SHEET_TEXT, "x"}, {FASTI_SHEET_NUMBER, "130185199001011230"}, {FASTI_SHEET_DAY, "2025-10-01 09:30"},
  {FASTI_SHEET_TEXT, "x"}, {FASTI_SHEET_NUMBER, "12345.67"}, {FASTI_SHEET_DAY, "soon"},
};
static const char *const heads[] = {"名称", "数", "日期"};
static const struct fasti_sheet_table written = {.title = "case list", .heads = heads, .width = 3, .cells = cells, .rows = 7};

#define READ_BACK                                                                                                      \
  "1: 名称|数|日期\n2: =1+1|-12|2025-10-01\n3: 0012|7%s\n4: -12.5|0|1850-01-02\n5: '=a%s\n6: -a \"b\"\n，c|3%s\n"           \
  "7: x|130185199001011230|2025-10-01%s\n8: x|12345.67|soon\n"

START_TEST(write__csv)
{
  struct fasti_buffer text = {0};

  fasti_sheet_csv(&written, &text);
  ck_assert_str_eq(text.at, "\xef\xbb\xbf名称,数,日期\r\n'=1+1,-12,2025-10-01\r\n0012,7,\r\n-12.5,0,1850-01-02\r\n"
                            "''=a,,\r\n\"'-a \"\"b\"\"\n，c\",3,\r\n"
                            "x,130185199001011230,2025-10-01 09:30\r\nx,12345.67,soon\r\n");
  csv(text.at, text.size, fasti_arena_printf(arena, READ_BACK, "|", "||", "|", " 09:30"));
  fasti_buffer_free(&text);
}
END_TEST

static struct fasti_slice
file_bytes(const char *path)
{
  FILE *file = fopen(path, "rb");
  struct fasti_buffer bytes = {0};
  char piece[4096];
  size_t size;

  ck_assert_ptr_nonnull(file);
  while ((size = fread(piece, 1, sizeof piece, file)) > 0)
    fasti_buffer_add(&bytes, piece, size);
  fclose(file);
  fasti_arena_tie(arena, fasti_free, bytes.at);
  return fasti_buffer_slice(&bytes);
}

START_TEST(write__xlsx)
{
  char folder[] = "/tmp/fasti-sheet-XXXXXX";
  const char *path = fasti_arena_printf(arena, "%s/t.xlsx", mkdtemp(folder));
  struct fasti_slice bytes, part;

  ck_assert_int_eq(fasti_sheet_save(path, &written, false, messages), FASTI_OK);
  bytes = file_bytes(path);
  ck_assert_int_eq(fasti_sheet_read_xlsx("t.xlsx", bytes, "case list", arena, messages, &sheet), FASTI_OK);
  ck_assert_str_eq(shown(), fasti_arena_printf(arena, READ_BACK, "", "", "", "T09:30:00"));
  ck_assert_int_eq(sheet_part("t.xlsx", bytes, "xl/worksheets/sheet1.xml", arena, messages, &part), FASTI_OK);
  ck_assert_ptr_nonnull(strstr(part.at, "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
  ck_assert_ptr_nonnull(strstr(part.at, "<autoFilter ref=\"A1:C8\"/>"));
  ck_assert_ptr_nonnull(strstr(part.at, "<c r=\"B2\"><v>-12</v></c>"));                /* a number */
  ck_assert_ptr_nonnull(strstr(part.at, "<v>45931</v>"));                              /* a day */
  ck_assert_ptr_nonnull(strstr(part.at, "<c r=\"A3\" s=\"2\" t=\"s\">"));              /* 0012 is a text */
  ck_assert_ptr_null(strstr(part.at, "<f>"));                                          /* no formula */
  ck_assert_int_eq(sheet_part("t.xlsx", bytes, "xl/styles.xml", arena, messages, &part), FASTI_OK);
  ck_assert_ptr_nonnull(strstr(part.at, "<b/>"));
  ck_assert_ptr_nonnull(strstr(part.at, "formatCode=\"yyyy-mm-dd\""));
  /* it is not replaced unseen, and nothing is left beside it */
  ck_assert_int_eq(fasti_sheet_save(path, &written, false, messages), FASTI_CONFLICT);
  ck_assert_int_eq(fasti_sheet_save(path, &written, true, messages), FASTI_OK);
  ck_assert_int_eq(unlink(path), 0);
  ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(write__refusals)
{
  char folder[] = "/tmp/fasti-sheet-XXXXXX";
  const char *path = fasti_arena_printf(arena, "%s/nowhere/t.csv", mkdtemp(folder));

  ck_assert_int_eq(fasti_sheet_save("t.ods", &written, true, messages), FASTI_USAGE);
  ck_assert_str_eq(told(), "t.ods: the name of a table ends with .csv or .xlsx\n");
  ck_assert_int_eq(fasti_sheet_save(path, &written, false, messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

static Suite *
suite(void)
{
  Suite *suite = suite_create("sheet");
  TCase *all = tcase_create("sheet");

  tcase_add_checked_fixture(all, begin, end);
  tcase_set_timeout(all, 60);
  tcase_add_test(all, csv__cells);
  tcase_add_test(all, csv__encodings);
  tcase_add_test(all, csv__guards_are_taken_away);
  tcase_add_test(all, csv__mistakes);
  tcase_add_test(all, xlsx__texts);
  tcase_add_test(all, xlsx__numbers);
  tcase_add_test(all, xlsx__days);
  tcase_add_test(all, xlsx__what_has_no_value);
  tcase_add_test(all, xlsx__sheets_and_modes);
  tcase_add_test(all, xlsx__hostile_archives);
  tcase_add_test(all, xlsx__changed_bytes);
  tcase_add_test(all, xlsx__hostile_parts);
  tcase_add_test(all, formats__what_shows_a_day);
  tcase_add_test(all, write__csv);
  tcase_add_test(all, write__xlsx);
  tcase_add_test(all, write__refusals);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(suite());
}
