/* adapters/files/files.h - a vault that is a folder: each file under its hash, read-only.
 *
 * What comes in is written in the folder "incoming" below, made durable, and then named. What a crash left in there is
 * removed by the next who takes a file in. The folder is made when the first file comes.
 */
#ifndef FASTI_ADAPTERS_FILES_H
#define FASTI_ADAPTERS_FILES_H

#include "engine/vault.h"

/** A vault in the folder PATH, which need not be there yet; copied. @return owned, end with its function close */
struct fasti_vault *fasti_files_open(const char *path);

#endif
