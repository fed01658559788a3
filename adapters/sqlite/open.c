/* adapters/sqlite/open.c - making and opening office files; see sqlite.h.
 *
 * A file that is not ours is recognised by its first hundred bytes, read through SQLite but before it looks for a
 * journal to roll back: what is refused is not changed. (Opening it on our own would be wrong: closing any descriptor
 * of a file drops the locks that this process has on it.)
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "adapters/sqlite/file.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/store.h"

/* In the header of the file, where file(1) looks for it: "Fsti". */
enum { APPLICATION_ID = 0x46737469, HEADER_SIZE = 100, WRITE_FORMAT_AT = 18, VERSION_AT = 60,
       APPLICATION_AT = 68, DEFAULT_WAIT = 5000 };

/* Say why a file is not opened. */
#define REFUSE(store, status, ...) (fasti_error_field((store)->opening, (store)->path, __VA_ARGS__), (status))

/* Durability first; checkpoints every 10,000 pages were measured to be a third faster than every 1,000. Triggers see
 * what INSERT OR REPLACE takes away only when they are recursive. */
static const char configuration[] =
  "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000; "
  "PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; "
  "PRAGMA mmap_size = 0; PRAGMA cache_size = -32000;";

static enum fasti_status
refuse_code(struct sqlite_store *store, int code)
{
  enum fasti_status status = sqlite_failed(store, code);
  const char *text = store->store.call->error(&store->store);
  size_t size = strlen(store->path);

  if (strncmp(text, store->path, size) == 0) /* the field names the file */
    text += size + strspn(text + size, ": ");
  return REFUSE(store, status, "%s", text);
}

static struct sqlite_store *
new_store(const char *path, const struct fasti_sqlite_options *options)
{
  struct sqlite_store *store = fasti_alloc(sizeof *store);

  store->store.call = &sqlite_functions;
  store->path = fasti_strdup(path);
  store->wait = options->wait ? options->wait : DEFAULT_WAIT;
  store->opening = options->messages;
  store->errors = fasti_messages_new(options->translate, options->translator);
  return store;
}

static uint32_t
number_at(const unsigned char *bytes)
{
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static enum fasti_status
check_version(struct sqlite_store *store, uint32_t version)
{
  if (version <= schema_patch_count)
    return FASTI_OK;
  return REFUSE(store, FASTI_FOREIGN,
                "this office was made by a newer version of Fasti (schema %u, this program knows up to %u): "
                "use that version",
                (unsigned)version, (unsigned)schema_patch_count);
}

static enum fasti_status
check_header(struct sqlite_store *store)
{
  unsigned char header[HEADER_SIZE];
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  int code = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize(file, &size);
  if (code == SQLITE_OK && size >= HEADER_SIZE)
    code = file->pMethods->xRead(file, header, HEADER_SIZE, 0);
  if (code != SQLITE_OK)
    return refuse_code(store, code);
  if (size < HEADER_SIZE || memcmp(header, "SQLite format 3", 16) != 0)
    return REFUSE(store, FASTI_FOREIGN, "this is not an office of Fasti: it is not a database at all");
  if (number_at(header + APPLICATION_AT) != APPLICATION_ID)
    return REFUSE(store, FASTI_FOREIGN, "this is not an office of Fasti: it is a database of another program");
  if (header[WRITE_FORMAT_AT] > 2 || header[WRITE_FORMAT_AT + 1] > 2)
    return REFUSE(store, FASTI_FOREIGN, "this office is damaged, or of a newer file format than SQLite %s knows",
                  sqlite3_libversion());
  return check_version(store, number_at(header + VERSION_AT));
}

static enum fasti_status
check_file(struct sqlite_store *store)
{
  struct stat seen;

  if (stat(store->path, &seen) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return REFUSE(store, FASTI_NOT_FOUND, "there is no such file; fasti office init makes a new office");
    return REFUSE(store, FASTI_IO, "cannot be read: %s", strerror(errno));
  }
  return S_ISREG(seen.st_mode) ? FASTI_OK : REFUSE(store, FASTI_FOREIGN, "this is not a file");
}

/* Until the file is known to be ours, closing it must not write the log back into it. */
static int
configure(struct sqlite_store *store)
{
  sqlite3 *db = store->db;
  int code = sqlite3_exec(db, configuration, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    code = sqlite_add_functions(db);
  return code;
}

static void
defend(struct sqlite_store *store)
{
  sqlite3_extended_result_codes(store->db, 1);
  sqlite3_busy_timeout(store->db, store->wait);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
}

static enum fasti_status
connect_file(struct sqlite_store *store, bool read_only)
{
  int flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);

  if (!store->db)
    abort();
  if (code != SQLITE_OK) {
    int error = sqlite3_system_errno(store->db);

    return REFUSE(store, error == EACCES ? FASTI_READ_ONLY : FASTI_IO, "cannot be opened: %s",
                  error ? strerror(error) : sqlite3_errmsg(store->db));
  }
  defend(store);
  return FASTI_OK;
}

/* A query of one number or text. */
static enum fasti_status
ask(struct sqlite_store *store, const char *sql, int64_t *number, struct fasti_buffer *text)
{
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    return refuse_code(store, code);
  code = sqlite3_step(statement);
  if (code == SQLITE_ROW && number)
    *number = sqlite3_column_int64(statement, 0);
  if (code == SQLITE_ROW && text && sqlite3_column_text(statement, 0))
    fasti_buffer_puts(text, (const char *)sqlite3_column_text(statement, 0));
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    enum fasti_status status = refuse_code(store, code);

    sqlite3_finalize(statement);
    return status;
  }
  sqlite3_finalize(statement);
  return FASTI_OK;
}

/* The hash of every definition in the file; SQLite's own are left out. */
static enum fasti_status
hash_definitions(struct sqlite_store *store, char hash[FASTI_HASH_SIZE])
{
  static const char sql[] = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
                            "WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name";
  struct fasti_buffer all = {0};
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    return refuse_code(store, code);
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    for (int i = 0; i < 4; i++) {
      fasti_buffer_add(&all, sqlite3_column_text(statement, i), (size_t)sqlite3_column_bytes(statement, i));
      fasti_buffer_add(&all, "", 1);
    }
  fasti_sha256_hex(fasti_buffer_slice(&all), hash);
  fasti_buffer_free(&all);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? FASTI_OK : refuse_code(store, code);
}

static enum fasti_status
note_patch(struct sqlite_store *store, size_t number, int64_t now)
{
  const struct schema_patch *patch = &schema_patches[number - 1];
  char hash[FASTI_HASH_SIZE], definitions[FASTI_HASH_SIZE], sql[64];
  sqlite3_stmt *statement;
  enum fasti_status status = hash_definitions(store, definitions);
  int code;

  if (status != FASTI_OK)
    return status;
  code = sqlite3_prepare_v2(store->db, "INSERT INTO patches (number, name, applied_at, hash, definitions) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5)", -1, &statement, NULL);
  if (code != SQLITE_OK)
    return refuse_code(store, code);
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
  sqlite_text(statement, 2, patch->name);
  sqlite3_bind_int64(statement, 3, now);
  sqlite_text(statement, 4, fasti_sha256_hex(fasti_slice_of(patch->sql), hash));
  sqlite_text(statement, 5, definitions);
  sqlite3_step(statement);
  code = sqlite3_finalize(statement);
  snprintf(sql, sizeof sql, "PRAGMA user_version = %u", (unsigned)number);
  if (code == SQLITE_OK)
    code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? FASTI_OK : refuse_code(store, code);
}

/* Apply the patches that are missing, up to LAST, in one transaction. */
static enum fasti_status
apply_patches(struct sqlite_store *store, size_t last, int64_t now)
{
  int64_t version = 0;
  enum fasti_status status;
  int code = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  if (code != SQLITE_OK)
    return refuse_code(store, code);
  status = ask(store, "PRAGMA user_version", &version, NULL);
  for (size_t number = (size_t)version + 1; number <= last && status == FASTI_OK; number++) {
    code = sqlite3_exec(store->db, schema_patches[number - 1].sql, NULL, NULL, NULL);
    status = code == SQLITE_OK ? note_patch(store, number, now) : refuse_code(store, code);
  }
  if (status == FASTI_OK) {
    code = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    status = code == SQLITE_OK ? FASTI_OK : refuse_code(store, code);
  }
  if (!sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

static enum fasti_status
check_definitions(struct sqlite_store *store)
{
  struct fasti_buffer noted = {0};
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status =
    ask(store, "SELECT definitions FROM patches ORDER BY number DESC LIMIT 1", NULL, &noted);

  if (status == FASTI_OK)
    status = hash_definitions(store, hash);
  if (status == FASTI_OK && !fasti_slice_is(fasti_buffer_slice(&noted), hash))
    status = REFUSE(store, FASTI_FOREIGN, "the tables of this office were changed by another program: "
                                          "restore it from a backup");
  fasti_buffer_free(&noted);
  return status;
}

static enum fasti_status
check_patch(struct sqlite_store *store, size_t number)
{
  char hash[FASTI_HASH_SIZE], sql[80];
  struct fasti_buffer noted = {0};
  enum fasti_status status;

  snprintf(sql, sizeof sql, "SELECT hash FROM patches WHERE number = %u", (unsigned)number);
  status = ask(store, sql, NULL, &noted);
  if (status == FASTI_OK &&
      !fasti_slice_is(fasti_buffer_slice(&noted), fasti_sha256_hex(fasti_slice_of(schema_patches[number - 1].sql), hash)))
    status = REFUSE(store, FASTI_FOREIGN, "schema patch %u of this office is not the one of this program: "
                                          "use the version that made it", (unsigned)number);
  fasti_buffer_free(&noted);
  return status;
}

/* What the header said may be older than what the log says. */
static enum fasti_status
check_schema(struct sqlite_store *store, const struct fasti_sqlite_options *options)
{
  int64_t version = 0;
  enum fasti_status status = ask(store, "PRAGMA user_version", &version, NULL);

  if (status == FASTI_OK)
    status = check_version(store, (uint32_t)version);
  if (status == FASTI_OK && version < 1)
    status = REFUSE(store, FASTI_CORRUPT, "this office has no tables: restore it from a backup");
  if (status == FASTI_OK)
    status = check_definitions(store);
  for (size_t number = 1; number <= (size_t)version && status == FASTI_OK; number++)
    status = check_patch(store, number);
  if (status != FASTI_OK || (size_t)version == schema_patch_count)
    return status;
  if (options->read_only)
    return REFUSE(store, FASTI_FOREIGN, "this office has schema %u, this program needs %u: open it for writing once",
                  (unsigned)version, (unsigned)schema_patch_count);
  return apply_patches(store, schema_patch_count, options->now);
}

static enum fasti_status
check_mode(struct sqlite_store *store, bool read_only)
{
  struct fasti_buffer mode = {0};
  enum fasti_status status = FASTI_OK;

  if (read_only)
    return FASTI_OK;
  if (sqlite3_db_readonly(store->db, "main") == 1)
    return REFUSE(store, FASTI_READ_ONLY, "cannot be written: look at the permissions of the file and its folder");
  status = ask(store, "PRAGMA journal_mode = WAL", NULL, &mode);
  if (status == FASTI_OK && !fasti_slice_is(fasti_buffer_slice(&mode), "wal"))
    status = REFUSE(store, FASTI_IO, "its folder does not allow a write-ahead log: offices cannot live on a network "
                                     "file system");
  fasti_buffer_free(&mode);
  return status;
}

/* A folder that cannot be written shows only at the first transaction. */
static enum fasti_status
check_writable(struct sqlite_store *store, bool read_only)
{
  int code;

  if (read_only)
    return FASTI_OK;
  code = sqlite3_exec(store->db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
  return code == SQLITE_OK ? FASTI_OK : refuse_code(store, code);
}

static enum fasti_status
open_checked(struct sqlite_store *store, const struct fasti_sqlite_options *options)
{
  enum fasti_status status = check_file(store);
  int code;

  if (status == FASTI_OK)
    status = connect_file(store, options->read_only);
  if (status == FASTI_OK)
    status = check_header(store);
  if (status != FASTI_OK)
    return status;
  code = configure(store);
  if (code != SQLITE_OK)
    return refuse_code(store, code);
  status = check_schema(store, options);
  if (status == FASTI_OK)
    status = check_mode(store, options->read_only);
  if (status == FASTI_OK)
    status = check_writable(store, options->read_only);
  if (status == FASTI_OK)
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return status;
}

static const struct fasti_sqlite_options no_options;

enum fasti_status
fasti_sqlite_open(const char *path, const struct fasti_sqlite_options *options, struct fasti_store **out)
{
  struct sqlite_store *store;
  enum fasti_status status;

  if (!options)
    options = &no_options;
  store = new_store(path, options);
  status = open_checked(store, options);
  store->opening = NULL;
  if (status == FASTI_OK)
    *out = &store->store;
  else
    store->store.call->close(&store->store);
  return status;
}

static enum fasti_status
fill_new(struct sqlite_store *store, const char *beside, int64_t now)
{
  char sql[80];
  enum fasti_status status;
  int code = sqlite3_open_v2(beside, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (!store->db)
    abort();
  if (code == SQLITE_OK)
    defend(store);
  if (code == SQLITE_OK)
    code = configure(store);
  snprintf(sql, sizeof sql, "PRAGMA application_id = %d", APPLICATION_ID);
  if (code == SQLITE_OK)
    code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  status = code == SQLITE_OK ? apply_patches(store, schema_patch_count, now) : refuse_code(store, code);
  /* last, and without a log left over: only the one file gets the name */
  if (status == FASTI_OK)
    status = check_mode(store, false);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return status;
}

enum fasti_status
fasti_sqlite_create(const char *path, const struct fasti_sqlite_options *options, struct fasti_store **out)
{
  struct new_file file;
  struct sqlite_store *store;
  enum fasti_status status;

  if (!options)
    options = &no_options;
  status = new_file_begin(&file, path, options->messages);
  if (status != FASTI_OK)
    return status;
  store = new_store(path, options);
  status = fill_new(store, file.beside.at, options->now);
  if (sqlite3_close(store->db) != SQLITE_OK && status == FASTI_OK)
    status = REFUSE(store, FASTI_INTERNAL, "the new file could not be closed");
  store->db = NULL;
  store->store.call->close(&store->store);
  status = new_file_end(&file, status);
  return status == FASTI_OK ? fasti_sqlite_open(path, options, out) : status;
}
