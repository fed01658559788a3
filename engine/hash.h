/* engine/hash.h - the hash by which content is named and journals are chained: SHA-256 (FIPS 180-4).
 *
 * The algorithm is named beside every hash that is stored, so that another can take its place later.
 */
#ifndef FASTI_HASH_H
#define FASTI_HASH_H

#include "engine/text.h"

/** Room for a hash in lower-case hexadecimal digits and its NUL. */
enum { FASTI_HASH_SIZE = 65 };

/** The name that is stored beside a hash: "sha256". @return borrowed, static */
const char *fasti_hash_name(void);
/** Hash BYTES. @return OUT */
char *fasti_sha256_hex(struct fasti_slice bytes, char out[FASTI_HASH_SIZE]);

/** A hash of content that comes in pieces. */
struct fasti_hashing;

/** @return owned, end with fasti_hash_end */
struct fasti_hashing *fasti_hash_begin(void);
void fasti_hash_add(struct fasti_hashing *hashing, struct fasti_slice bytes);
/** The hash of all pieces; HASHING is freed. @return OUT */
char *fasti_hash_end(struct fasti_hashing *hashing, char out[FASTI_HASH_SIZE]);

#endif
