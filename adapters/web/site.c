/* adapters/web/site.c - what all pages share: compiled stylesheets, texts in each language, files that browsers fetch.
 *
 * A compiled stylesheet belongs to one thread at a time; they lie on a shelf, where a thread takes one and puts it back.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "adapters/web/room.h"
#include "engine/hash.h"
#include "engine/instrument.h"
#include "engine/xml.h"

enum { FILE_MOST = 1024 * 1024, FILES = 32, SHEETS = 64, SPARE = 8, KEPT = 16, NAME = 64, EDITION = 12 };

struct file {
  char name[NAME];
  const char *type;
  struct fasti_buffer bytes;
};

/** A stylesheet, and compilations of it that nobody uses now. */
struct sheet {
  char name[NAME];
  const char *path;
  struct fasti_slice bytes;
  struct fasti_instrument *spare[SPARE];
  size_t spare_count;
};

/** Something that takes long to make. */
struct kept {
  char key[NAME];
  xmlDocPtr doc;
  int64_t at;
  bool making;
};

struct web_site {
  struct web_options options;
  struct fasti_arena *arena;
  struct file files[FILES];
  size_t file_count;
  char edition[FASTI_HASH_SIZE];
  xmlDocPtr texts[2]; /* zh-CN, en */
  struct sheet sheets[SHEETS];
  size_t sheet_count;
  struct kept kept[KEPT];
  size_t kept_count;
  pthread_mutex_t lock; /* of what is kept, of the spare stylesheets, and of the library while one is compiled */
};

static const char *const languages[] = {"zh-CN", "en"};

/* -- reading -- */

static enum fasti_status
read_file(const char *path, struct fasti_messages *messages, struct fasti_buffer *out)
{
  FILE *file = fopen(path, "rb");
  char bytes[16 * 1024];
  size_t size;
  bool failed;

  if (!file) {
    fasti_error_field(messages, path, "this file cannot be read: %s", strerror(errno));
    return FASTI_NOT_FOUND;
  }
  while ((size = fread(bytes, 1, sizeof bytes, file)) > 0 && out->size <= FILE_MOST)
    fasti_buffer_add(out, bytes, size);
  failed = ferror(file) || out->size > FILE_MOST;
  fclose(file);
  fasti_buffer_add(out, "", 0);
  if (failed)
    fasti_error_field(messages, path, "this file cannot be read, or has more than %d bytes", FILE_MOST);
  return failed ? FASTI_IO : FASTI_OK;
}

static const char *
type_of(const char *name)
{
  static const struct {
    const char *end, *type;
  } types[] = {{".css", "text/css; charset=utf-8"},
               {".js", "text/javascript; charset=utf-8"},
               {".svg", "image/svg+xml"},
               {".webmanifest", "application/manifest+json"}};
  const char *dot = strrchr(name, '.');

  for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
    if (strcmp(dot, types[i].end) == 0)
      return types[i].type;
  return NULL;
}

static enum fasti_status
add_file(struct web_site *site, const char *path, const char *name, struct fasti_messages *messages)
{
  struct file *file = &site->files[site->file_count];

  if (!type_of(name) || strlen(name) >= sizeof file->name)
    return FASTI_OK;
  if (site->file_count == FILES) {
    fasti_error_field(messages, path, "at most %d files", FILES);
    return FASTI_LIMIT;
  }
  strcpy(file->name, name);
  file->type = type_of(name);
  site->file_count++;
  return read_file(path, messages, &file->bytes);
}

/* Call ADD for each file of a folder of the site. */
static enum fasti_status
each_file(struct web_site *site, const char *folder, struct fasti_messages *messages,
          enum fasti_status (*add)(struct web_site *site, const char *path, const char *name,
                                   struct fasti_messages *messages))
{
  const char *path = fasti_arena_printf(site->arena, "%s/%s", site->options.folder, folder);
  DIR *dir = opendir(path);
  enum fasti_status status = FASTI_OK;

  if (!dir) {
    fasti_error_field(messages, path, "this folder cannot be read: %s", strerror(errno));
    return FASTI_NOT_FOUND;
  }
  for (const struct dirent *entry; (entry = readdir(dir));) {
    enum fasti_status one =
      *entry->d_name == '.'
        ? FASTI_OK
        : add(site, fasti_arena_printf(site->arena, "%s/%s", path, entry->d_name), entry->d_name, messages);

    if (status == FASTI_OK)
      status = one;
  }
  closedir(dir);
  return status;
}

/* The same files have the same edition, in whatever order the folder names them. */
static void
make_edition(struct web_site *site)
{
  unsigned char sum[32] = {0};
  char hash[FASTI_HASH_SIZE];

  for (size_t i = 0; i < site->file_count; i++) {
    fasti_sha256_hex(fasti_buffer_slice(&site->files[i].bytes), hash);
    for (size_t j = 0; j < sizeof sum; j++)
      sum[j] ^= (unsigned char)hash[j];
  }
  fasti_sha256_hex((struct fasti_slice){(const char *)sum, sizeof sum}, site->edition);
  site->edition[EDITION] = '\0';
}

/* Add the texts of one file to those of its language, which is where NAME lies. */
static enum fasti_status
add_texts(struct web_site *site, const char *path, const char *name, struct fasti_messages *messages)
{
  size_t language = strstr(path, "/texts/en/") != NULL;
  struct fasti_buffer bytes = {0};
  xmlDocPtr doc = NULL;
  enum fasti_status status;

  if (strlen(name) < 5 || strcmp(name + strlen(name) - 4, ".xml") != 0)
    return FASTI_OK;
  status = read_file(path, messages, &bytes);
  if (status == FASTI_OK)
    status = fasti_xml_parse(path, fasti_buffer_slice(&bytes), messages, &doc);
  if (status == FASTI_OK)
    xmlAddChildList(xmlDocGetRootElement(site->texts[language]),
                    xmlDocCopyNodeList(site->texts[language], xmlDocGetRootElement(doc)->children));
  fasti_xml_free(doc);
  fasti_buffer_free(&bytes);
  return status;
}

static enum fasti_status
read_texts(struct web_site *site, struct fasti_messages *messages)
{
  for (size_t i = 0; i < 2; i++) {
    enum fasti_status status;

    site->texts[i] = xmlNewDoc((const xmlChar *)"1.0");
    xmlDocSetRootElement(site->texts[i], xmlNewDocNode(site->texts[i], NULL, (const xmlChar *)"texts", NULL));
    status = each_file(site, fasti_arena_printf(site->arena, "texts/%s", languages[i]), messages, add_texts);
    if (status != FASTI_OK)
      return status;
  }
  return FASTI_OK;
}

/* -- stylesheets -- */

static enum fasti_status
compile(struct web_site *site, struct sheet *sheet, struct fasti_messages *messages, struct fasti_instrument **out)
{
  return fasti_instrument_load(sheet->path, sheet->bytes, site->options.library, messages, out);
}

static enum fasti_status
add_sheet(struct web_site *site, const char *path, const char *name, struct fasti_messages *messages)
{
  struct sheet *sheet = &site->sheets[site->sheet_count];
  size_t size = strlen(name);
  struct fasti_buffer bytes = {0};
  enum fasti_status status;

  if (size < 5 || size >= sizeof sheet->name || strcmp(name + size - 4, ".xsl") != 0)
    return FASTI_OK;
  if (site->sheet_count == SHEETS) {
    fasti_error_field(messages, path, "at most %d files", SHEETS);
    return FASTI_LIMIT;
  }
  site->sheet_count++;
  memcpy(sheet->name, name, size - 4);
  sheet->path = path;
  status = read_file(path, messages, &bytes);
  sheet->bytes = (struct fasti_slice){fasti_arena_copy(site->arena, bytes.at ? bytes.at : "", bytes.size), bytes.size};
  fasti_buffer_free(&bytes);
  if (status == FASTI_OK)
    status = compile(site, sheet, messages, &sheet->spare[0]);
  if (status == FASTI_OK)
    sheet->spare_count = 1;
  return status;
}

static struct sheet *
find_sheet(struct web_site *site, const char *name)
{
  for (size_t i = 0; i < site->sheet_count; i++)
    if (strcmp(site->sheets[i].name, name) == 0)
      return &site->sheets[i];
  return NULL;
}

static enum fasti_status
take(struct web_site *site, struct sheet *sheet, struct fasti_messages *messages, struct fasti_instrument **out)
{
  enum fasti_status status = FASTI_OK;

  pthread_mutex_lock(&site->lock);
  if (sheet->spare_count)
    *out = sheet->spare[--sheet->spare_count];
  else
    status = compile(site, sheet, messages, out);
  pthread_mutex_unlock(&site->lock);
  return status;
}

static void
give(struct web_site *site, struct sheet *sheet, struct fasti_instrument *compiled)
{
  pthread_mutex_lock(&site->lock);
  if (sheet->spare_count < SPARE) {
    sheet->spare[sheet->spare_count++] = compiled;
    compiled = NULL;
  }
  pthread_mutex_unlock(&site->lock);
  fasti_instrument_free(compiled);
}

enum fasti_status
web_site_render(struct web_site *site, const char *name, xmlDocPtr view, struct fasti_messages *messages,
                struct fasti_buffer *out)
{
  struct sheet *sheet = find_sheet(site, name);
  struct fasti_instrument *compiled;
  enum fasti_status status;

  if (!sheet) {
    fasti_error_field(messages, name, "there is no such stylesheet");
    return FASTI_NOT_FOUND;
  }
  status = take(site, sheet, messages, &compiled);
  if (status != FASTI_OK)
    return status;
  status = fasti_instrument_render(compiled, view, messages, out);
  give(site, sheet, compiled);
  return status;
}

/* -- what takes long to make -- */

/* In the lock. @return NULL when there is no room */
static struct kept *
find_kept(struct web_site *site, const char *key)
{
  for (size_t i = 0; i < site->kept_count; i++)
    if (strcmp(site->kept[i].key, key) == 0)
      return &site->kept[i];
  if (site->kept_count == KEPT || strlen(key) >= NAME)
    return NULL;
  strcpy(site->kept[site->kept_count].key, key);
  return &site->kept[site->kept_count++];
}

bool
web_site_kept(struct web_site *site, const char *key, int64_t since, xmlDocPtr *doc)
{
  struct kept *kept;
  bool make;

  pthread_mutex_lock(&site->lock);
  kept = find_kept(site, key);
  *doc = kept && kept->doc ? xmlCopyDoc(kept->doc, 1) : NULL;
  make = !kept || (!kept->making && (!kept->doc || kept->at < since));
  if (kept && make)
    kept->making = true;
  pthread_mutex_unlock(&site->lock);
  return make;
}

void
web_site_keep(struct web_site *site, const char *key, xmlDocPtr doc, int64_t at)
{
  struct kept *kept;

  pthread_mutex_lock(&site->lock);
  kept = find_kept(site, key);
  if (kept && doc) {
    xmlFreeDoc(kept->doc);
    kept->doc = doc;
    kept->at = at;
    doc = NULL;
  }
  if (kept)
    kept->making = false;
  pthread_mutex_unlock(&site->lock);
  xmlFreeDoc(doc);
}

/* -- the rest of the door -- */

static enum fasti_status
fill(struct web_site *site, struct fasti_messages *messages)
{
  enum fasti_status status = read_texts(site, messages);

  if (status == FASTI_OK)
    status = each_file(site, "static", messages, add_file);
  if (status == FASTI_OK && site->options.htmx)
    status = add_file(site, site->options.htmx, "htmx.min.js", messages);
  if (status == FASTI_OK)
    status = each_file(site, "xsl", messages, add_sheet);
  make_edition(site);
  return status;
}

enum fasti_status
web_site_new(const struct web_options *options, struct fasti_messages *messages, struct web_site **out)
{
  struct web_site *site = fasti_alloc(sizeof *site);
  enum fasti_status status;

  site->options = *options;
  site->arena = fasti_arena_new();
  pthread_mutex_init(&site->lock, NULL);
  status = fill(site, messages);
  *out = status == FASTI_OK ? site : NULL;
  if (status != FASTI_OK)
    web_site_free(site);
  return status;
}

void
web_site_free(struct web_site *site)
{
  if (!site)
    return;
  for (size_t i = 0; i < site->file_count; i++)
    fasti_buffer_free(&site->files[i].bytes);
  for (size_t i = 0; i < site->sheet_count; i++)
    while (site->sheets[i].spare_count)
      fasti_instrument_free(site->sheets[i].spare[--site->sheets[i].spare_count]);
  for (size_t i = 0; i < site->kept_count; i++)
    xmlFreeDoc(site->kept[i].doc);
  xmlFreeDoc(site->texts[0]);
  xmlFreeDoc(site->texts[1]);
  pthread_mutex_destroy(&site->lock);
  fasti_arena_free(site->arena);
  fasti_free(site);
}

const struct web_options *
web_site_options(const struct web_site *site)
{
  return &site->options;
}

const xmlNode *
web_site_texts(const struct web_site *site, const char *language)
{
  return xmlDocGetRootElement(site->texts[strcmp(language, "en") == 0]);
}

const char *
web_text(const struct web_call *call, const char *id)
{
  xmlNodePtr text = fasti_xml_first(web_site_texts(call->site, call->language));

  while (text && strcmp(fasti_xml_attribute(text, NULL, "id"), id) != 0)
    text = fasti_xml_next(text);
  return text && text->children && text->children->content ? (const char *)text->children->content : id;
}

bool
web_site_file(const struct web_site *site, const char *name, struct fasti_slice *bytes, const char **type)
{
  for (size_t i = 0; i < site->file_count; i++)
    if (strcmp(site->files[i].name, name) == 0) {
      *bytes = fasti_buffer_slice(&site->files[i].bytes);
      *type = site->files[i].type;
      return true;
    }
  return false;
}

const char *
web_site_edition(const struct web_site *site)
{
  return site->edition;
}
