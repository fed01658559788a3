/* tests/sheet/book.c - XLSX files for tests; see book.h. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "engine/memory.h"
#include "tests/sheet/book.h"

struct book {
  struct archive *archive;
  struct fasti_buffer bytes;
};

static la_ssize_t
take(struct archive *archive, void *self, const void *bytes, size_t size)
{
  struct book *book = self;

  (void)archive;
  fasti_buffer_add(&book->bytes, bytes, size);
  return (la_ssize_t)size;
}

struct book *
book_new(void)
{
  struct book *book = fasti_alloc(sizeof *book);

  book->archive = archive_write_new();
  archive_write_set_format_zip(book->archive);
  archive_write_set_bytes_per_block(book->archive, 0);
  archive_write_open(book->archive, book, NULL, take, NULL);
  return book;
}

void
book_part(struct book *book, const char *path, struct fasti_slice bytes)
{
  struct archive_entry *entry = archive_entry_new();

  archive_entry_set_pathname(entry, path);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, (la_int64_t)bytes.size);
  archive_write_header(book->archive, entry);
  archive_write_data(book->archive, bytes.at, bytes.size);
  archive_entry_free(entry);
}

void
book_text(struct book *book, const char *path, const char *text)
{
  book_part(book, path, fasti_slice_of(text));
}

void
book_frame(struct book *book, const char *properties)
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text,
                      "<workbook " BOOK_NS " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                      "<workbookPr %s/><sheets><sheet name='one' sheetId='1' r:id='rId1'/>"
                      "<sheet name='two' sheetId='2' r:id='rId2'/></sheets></workbook>",
                      properties);
  book_text(book, "xl/workbook.xml", text.at);
  fasti_buffer_free(&text);
#define TYPE "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'"
  book_text(book, "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            "<Relationship Id='rId2' " TYPE " Target='/xl/worksheets/sheet2.xml'/>"
            "<Relationship Id='rId1' " TYPE " Target='worksheets/sheet1.xml'/></Relationships>");
  book_text(book, "xl/styles.xml",
            "<styleSheet " BOOK_NS "><numFmts count='1'><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"d\"日\"'/></numFmts>"
            "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='20'/><xf numFmtId='164'/></cellXfs></styleSheet>");
  book_text(book, "xl/sharedStrings.xml",
            "<sst " BOOK_NS "><si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space='preserve'> 丙</t></r>"
            "<rPh><t>bing</t></rPh></si><si><t>a_x000A_b_x0041_</t></si></sst>");
  book_text(book, "xl/worksheets/sheet2.xml",
            "<worksheet " BOOK_NS "><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>second</t></is></c></row>"
            "</sheetData></worksheet>");
}

void
book_end(struct book *book, struct fasti_buffer *out)
{
  archive_write_close(book->archive);
  archive_write_free(book->archive);
  *out = book->bytes;
  fasti_free(book);
}

void
book_of(const char *rows, struct fasti_buffer *out)
{
  struct book *book = book_new();
  struct fasti_buffer text = {0};

  book_frame(book, "");
  fasti_buffer_printf(&text, "<worksheet " BOOK_NS "><sheetData>%s</sheetData></worksheet>", rows);
  book_part(book, "xl/worksheets/sheet1.xml", fasti_buffer_slice(&text));
  fasti_buffer_free(&text);
  book_end(book, out);
}
