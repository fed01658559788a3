/* tests/sheet/pack.c - "pack <ROWS.xml >BOOK.xlsx": a workbook whose first sheet has these rows. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/sheet/book.h"

int
main(void)
{
  struct fasti_buffer rows = {0}, book = {0};
  char piece[4096];
  size_t size;

  while ((size = fread(piece, 1, sizeof piece, stdin)) > 0)
    fasti_buffer_add(&rows, piece, size);
  fasti_buffer_puts(&rows, "");
  book_of(rows.at, &book);
  size = fwrite(book.at, 1, book.size, stdout);
  fasti_buffer_free(&rows);
  fasti_buffer_free(&book);
  return size > 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
