/* tests/sheet/book.h - XLSX files for tests, part by part, right and wrong ones. */
#ifndef FASTI_TESTS_SHEET_BOOK_H
#define FASTI_TESTS_SHEET_BOOK_H

#include "engine/text.h"

#define BOOK_NS "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"

struct book;

/** Begin an archive without any part. @return owned, end with book_end */
struct book *book_new(void);
void book_part(struct book *book, const char *path, struct fasti_slice bytes);
void book_text(struct book *book, const char *path, const char *text);
/** The parts that a workbook with two sheets, "one" and "two", has besides these. PROPERTIES are attributes of workbookPr. */
void book_frame(struct book *book, const char *properties);
/** End it. @arg out the archive; free with fasti_buffer_free */
void book_end(struct book *book, struct fasti_buffer *out);
/** A workbook whose first sheet has these rows, as XML, and the usual styles: 1 is a day, 2 a time, 3 a format of its own. */
void book_of(const char *rows, struct fasti_buffer *out);

#endif
