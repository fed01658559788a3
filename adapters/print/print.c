/* adapters/print/print.c - the page checked, set, and written; see print.h.
 *
 * Messages that it can give: a package that is missing, WeasyPrint's own last words, a file that exists or cannot be
 * written.
 */
#define _GNU_SOURCE /* mkstemp */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/print/child.h"
#include "adapters/print/page.h"
#include "adapters/print/print.h"

enum { LIST_BYTES = 4 * 1024 * 1024 };

/* Without a font that has Chinese, WeasyPrint would print empty boxes and call that success. */
static enum fasti_status
need_fonts(struct fasti_messages *messages)
{
  static const char *const list[] = {"fc-list", ":lang=zh-cn", "family", NULL};
  struct fasti_buffer out = {0}, said = {0};
  struct child_end end;
  enum fasti_status status =
    child_run(list, fasti_slice_of(""), LIST_BYTES, FASTI_PRINT_SECONDS, &out, &said, &end);

  if (status == FASTI_OK && end.missing) {
    fasti_error_field(messages, "fc-list", "this program is needed for printing; install the Debian package fontconfig");
    status = FASTI_NOT_FOUND;
  } else if (status == FASTI_OK && (end.exit != 0 || out.size == 0)) {
    fasti_error_field(messages, NULL, "no Chinese font is installed, so nothing can be printed; install the Debian "
                                      "package fonts-noto-cjk");
    status = FASTI_NOT_FOUND;
  }
  fasti_buffer_free(&out);
  fasti_buffer_free(&said);
  return status;
}

/* The last line of what a program said. */
static const char *
last_line(struct fasti_buffer *said)
{
  const char *line;

  while (said->size > 0 && strchr("\r\n ", said->at[said->size - 1]))
    said->at[--said->size] = '\0';
  if (said->size == 0)
    return "";
  line = strrchr(said->at, '\n');
  return line ? line + 1 : said->at;
}

static enum fasti_status
tell_end(const char *name, const struct child_end *end, struct fasti_buffer *said, const struct fasti_buffer *pdf,
         struct fasti_messages *messages)
{
  if (end->missing) {
    fasti_error_field(messages, "weasyprint", "this program is needed for printing; install the Debian package weasyprint");
    return FASTI_NOT_FOUND;
  }
  if (end->late) {
    fasti_error_field(messages, name, "weasyprint did not end within %d seconds and was stopped", FASTI_PRINT_SECONDS);
    return FASTI_LIMIT;
  }
  if (end->too_large) {
    fasti_error_field(messages, name, "the PDF would have more than the %d bytes that are allowed", FASTI_PRINT_BYTES);
    return FASTI_LIMIT;
  }
  if (end->exit == 0 && pdf->size > 5 && memcmp(pdf->at, "%PDF-", 5) == 0)
    return FASTI_OK;
  fasti_error_field(messages, name, "weasyprint failed (exit status %d): %s", end->exit, last_line(said));
  return FASTI_FAILED;
}

enum fasti_status
fasti_print_pdf(const char *name, struct fasti_slice page, struct fasti_messages *messages, struct fasti_buffer *out)
{
  static const char *const print[] = {"weasyprint", "--quiet", "--encoding", "utf-8", "--base-url", "about:invalid",
                                      "-", "-", NULL};
  struct fasti_buffer html = {0}, pdf = {0}, said = {0};
  struct child_end end;
  enum fasti_status status = page_prepare(name, page, messages, &html);

  if (status == FASTI_OK)
    status = need_fonts(messages);
  if (status == FASTI_OK) {
    status = child_run(print, fasti_buffer_slice(&html), FASTI_PRINT_BYTES, FASTI_PRINT_SECONDS, &pdf, &said, &end);
    if (status == FASTI_OK)
      status = tell_end(name, &end, &said, &pdf, messages);
  }
  if (status == FASTI_OK)
    fasti_buffer_add(out, pdf.at, pdf.size);
  else if (status == FASTI_IO)
    fasti_error_field(messages, name, "no program can be started for printing: %s", strerror(errno));
  fasti_buffer_free(&html);
  fasti_buffer_free(&pdf);
  fasti_buffer_free(&said);
  return status;
}

static bool
write_all(int file, struct fasti_slice bytes)
{
  while (bytes.size > 0) {
    ssize_t written = write(file, bytes.at, bytes.size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    bytes.at += written;
    bytes.size -= (size_t)written;
  }
  return fsync(file) == 0;
}

/* mkstemp makes files for their owner alone; a new file has what the user's mask leaves. */
static bool
open_to_others(int file)
{
  mode_t mask = umask(0);

  umask(mask);
  return fchmod(file, 0666 & ~mask) == 0;
}

enum fasti_status
fasti_print_write(const char *path, struct fasti_slice bytes, struct fasti_messages *messages)
{
  struct fasti_buffer draft = {0};
  int file;
  bool done;

  fasti_buffer_printf(&draft, "%s.XXXXXX", path);
  file = mkstemp(draft.at);
  if (file < 0) {
    fasti_error_field(messages, path, "this file cannot be made: %s", strerror(errno));
    fasti_buffer_free(&draft);
    return FASTI_IO;
  }
  done = write_all(file, bytes) && open_to_others(file);
  done = close(file) == 0 && done;
  /* a link, unlike a rename, never takes the place of another file */
  if (!done || link(draft.at, path) != 0) {
    fasti_error_field(messages, path, done ? "this file cannot be made: %s" : "this file cannot be written: %s",
                      strerror(errno));
    done = false;
  }
  unlink(draft.at);
  fasti_buffer_free(&draft);
  return done ? FASTI_OK : FASTI_IO;
}
