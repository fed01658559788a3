/* adapters/sqlite/file.h - new files that get their name when they are finished: whole or not at all.
 */
#ifndef FASTI_ADAPTERS_SQLITE_FILE_H
#define FASTI_ADAPTERS_SQLITE_FILE_H

#include "engine/message.h"

struct new_file {
  const char *path;
  struct fasti_buffer beside; /* the path it has until it is finished */
  struct fasti_messages *messages;
};

/** Make an empty file beside PATH that only its owner can read, for it will hold what is personal. End it with
 *  new_file_end unless this fails. PATH and MESSAGES are borrowed until then.
 *  @return FASTI_CONFLICT if there is something at PATH; NOT_FOUND without its folder; READ_ONLY, FULL, IO */
FASTI_MUST enum fasti_status new_file_begin(struct new_file *file, const char *path, struct fasti_messages *messages);
/** Give the file its name if STATUS is FASTI_OK, else remove it. @return STATUS, or why it has no name */
enum fasti_status new_file_end(struct new_file *file, enum fasti_status status);

#endif
