/* adapters/cli/attach.h - files on their way into an office: attached for themselves, or by a field of a form. */
#ifndef FASTI_CLI_ATTACH_H
#define FASTI_CLI_ATTACH_H

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"

/** Take in the file PATH ("-": standard input), streamed, under its own name or NAME.
 *  @arg file its texts belong to the arena @return FASTI_INVALID for an empty file or a folder, FASTI_LIMIT, and as
 *  cli_read */
FASTI_MUST enum fasti_status attach_file(struct desk *desk, const char *path, const char *name,
                                         struct fasti_given_file *file);
/** Take in what is in memory already. */
FASTI_MUST enum fasti_status attach_bytes(struct fasti_office *office, struct fasti_vault *vault, const char *name,
                                          struct fasti_slice bytes, struct fasti_messages *messages,
                                          struct fasti_arena *arena, struct fasti_given_file *file);
/** Fields given as NAME=@FILE: a file where the form asks for one, which then comes with the request; else the text in
 *  the file. */
FASTI_MUST enum fasti_status attach_fields(struct desk *desk, struct fasti_request *request);
/** The files of a case as a list; HASHES: people see these too. @return owned by the arena */
struct table *attach_list(struct desk *desk, struct fasti_case *case_, bool hashes);

#endif
