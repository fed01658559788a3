/* engine/port/media.c - what kind of file it is, by its first bytes; see vault.h.
 *
 * The kinds that come as evidence: scans, photos, sound, film, office documents, plain text. What could run in a
 * browser (HTML, SVG) is told apart from plain text, so that no page shows it as its own.
 */
#include "config.h"

#include <string.h>
#include <strings.h>

#include "engine/vault.h"

/* Bytes at a place, and, where that does not say it all, more bytes at a second one. */
static const struct {
  size_t at;
  const char *bytes;
  size_t size;
  size_t then_at;
  const char *then;
  const char *media;
} kinds[] = {
#define BYTES(text) text, sizeof text - 1
  {0, BYTES("%PDF-"), 0, NULL, "application/pdf"},
  {0, BYTES("\xff\xd8\xff"), 0, NULL, "image/jpeg"},
  {0, BYTES("\x89PNG\r\n\x1a\n"), 0, NULL, "image/png"},
  {0, BYTES("GIF87a"), 0, NULL, "image/gif"},
  {0, BYTES("GIF89a"), 0, NULL, "image/gif"},
  {0, BYTES("II*\0"), 0, NULL, "image/tiff"},
  {0, BYTES("MM\0*"), 0, NULL, "image/tiff"},
  {0, BYTES("BM"), 6, "\0\0\0\0", "image/bmp"},
  {0, BYTES("RIFF"), 8, "WEBP", "image/webp"},
  {0, BYTES("RIFF"), 8, "WAVE", "audio/wav"},
  {0, BYTES("RIFF"), 8, "AVI ", "video/x-msvideo"},
  {0, BYTES("ID3"), 0, NULL, "audio/mpeg"},
  {0, BYTES("\xff\xfb"), 0, NULL, "audio/mpeg"},
  {0, BYTES("\xff\xf3"), 0, NULL, "audio/mpeg"},
  {0, BYTES("#!AMR"), 0, NULL, "audio/amr"},
  {0, BYTES("fLaC"), 0, NULL, "audio/flac"},
  {0, BYTES("OggS"), 0, NULL, "application/ogg"},
  {4, BYTES("ftyp"), 8, "M4A ", "audio/mp4"},
  {4, BYTES("ftyp"), 8, "heic", "image/heic"},
  {4, BYTES("ftyp"), 8, "qt  ", "video/quicktime"},
  {4, BYTES("ftyp"), 0, NULL, "video/mp4"},
  {0, BYTES("\x1a\x45\xdf\xa3"), 0, NULL, "video/x-matroska"},
  {0, BYTES("PK\3\4"), 0, NULL, "application/zip"},
  {0, BYTES("Rar!\x1a\7"), 0, NULL, "application/vnd.rar"},
  {0, BYTES("7z\xbc\xaf\x27\x1c"), 0, NULL, "application/x-7z-compressed"},
  {0, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, NULL, "application/x-ole-storage"},
  {0, BYTES("{\\rtf"), 0, NULL, "application/rtf"},
#undef BYTES
};

/* Office documents are zip files whose first entry tells them apart. */
static const struct {
  const char *entry;
  const char *media;
} zipped[] = {
  {"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
  {"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
  {"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
  {"OFD.xml", "application/ofd"},
};

static bool
holds(struct fasti_slice head, size_t at, const char *bytes, size_t size)
{
  return head.size >= at + size && memcmp(head.at + at, bytes, size) == 0;
}

static const char *
zip_media(struct fasti_slice head)
{
  for (size_t i = 0; i < sizeof zipped / sizeof *zipped; i++)
    if (memmem(head.at, head.size, zipped[i].entry, strlen(zipped[i].entry)))
      return zipped[i].media;
  return "application/zip";
}

/* Text has no control characters but layout; a character may be cut off at the end. */
static const char *
text_media(struct fasti_slice head)
{
  static const char *const pages[] = {"<!doctype html", "<html", "<script"};
  size_t at = holds(head, 0, "\xef\xbb\xbf", 3) ? 3 : 0;

  for (size_t i = at; i < head.size; i++)
    if (((unsigned char)head.at[i] < ' ' && !memchr("\t\n\r\f", head.at[i], 4)) || head.at[i] == 0x7f)
      return "application/octet-stream";
  while (at < head.size && memchr(" \t\r\n", head.at[at], 4))
    at++;
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (head.size - at >= strlen(pages[i]) && strncasecmp(head.at + at, pages[i], strlen(pages[i])) == 0)
      return "text/html";
  if (memmem(head.at, head.size, "<svg", 4))
    return "image/svg+xml";
  return holds(head, at, "<?xml", 5) ? "application/xml" : "text/plain";
}

const char *
fasti_media_of(struct fasti_slice head)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (holds(head, kinds[i].at, kinds[i].bytes, kinds[i].size) &&
        (!kinds[i].then || holds(head, kinds[i].then_at, kinds[i].then, 4)))
      return strcmp(kinds[i].media, "application/zip") == 0 ? zip_media(head) : kinds[i].media;
  return head.size ? text_media(head) : "application/octet-stream";
}
