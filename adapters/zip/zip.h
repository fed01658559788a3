/* adapters/zip/zip.h - a dossier as a ZIP archive that any tool opens, sealed by a hash of its every byte.
 *
 * Files are stored, not packed, in the order given, without times and owners: the same files give the same bytes. The
 * comment at the end of the archive (APPNOTE.TXT 4.3.16) holds the SHA-256 of everything before it.
 */
#ifndef FASTI_ADAPTERS_ZIP_H
#define FASTI_ADAPTERS_ZIP_H

#include "engine/dossier.h"

struct fasti_zip;

/** Begin an archive that gets its name PATH when it is finished; a file that exists is not overwritten. PATH and MESSAGES
 *  are borrowed until the end. @arg sink borrows the archive
 *  @return FASTI_CONFLICT, NOT_FOUND, READ_ONLY, FULL, IO @arg zip owned, end with fasti_zip_end */
FASTI_MUST enum fasti_status fasti_zip_create(const char *path, struct fasti_messages *messages,
                                              struct fasti_dossier_sink *sink, struct fasti_zip **zip);
/** Finish the archive if STATUS is FASTI_OK, else remove it. ZIP is freed. @return what it came to */
FASTI_MUST enum fasti_status fasti_zip_end(struct fasti_zip *zip, enum fasti_status status);

/** Open an archive to read it, and compare its seal. A broken seal is told, and the archive can be read all the same, so
 *  that it can be said what was changed. @arg sealed whether every byte is as it was written
 *  @arg zip owned, end with fasti_zip_close, also when the seal is broken
 *  @return FASTI_CORRUPT with a message when this is no such archive, or not whole */
FASTI_MUST enum fasti_status fasti_zip_open(const char *path, struct fasti_messages *messages,
                                            struct fasti_dossier_source *source, bool *sealed,
                                            struct fasti_zip **zip);
void fasti_zip_close(struct fasti_zip *zip);

#endif
