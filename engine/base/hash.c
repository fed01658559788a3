/* engine/base/hash.c - SHA-256 through libsodium; see hash.h. */
#include "config.h"

#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>

#include "engine/hash.h"
#include "engine/memory.h"

_Static_assert(FASTI_HASH_SIZE == 2 * crypto_hash_sha256_BYTES + 1, "a hash in hexadecimal digits");

const char *
fasti_hash_name(void)
{
  return "sha256";
}

char *
fasti_sha256_hex(struct fasti_slice bytes, char out[FASTI_HASH_SIZE])
{
  unsigned char hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256(hash, (const unsigned char *)bytes.at, bytes.size);
  return sodium_bin2hex(out, FASTI_HASH_SIZE, hash, sizeof hash);
}

struct fasti_hashing {
  crypto_hash_sha256_state state;
};

struct fasti_hashing *
fasti_hash_begin(void)
{
  struct fasti_hashing *hashing = fasti_alloc(sizeof *hashing);

  crypto_hash_sha256_init(&hashing->state);
  return hashing;
}

void
fasti_hash_add(struct fasti_hashing *hashing, struct fasti_slice bytes)
{
  crypto_hash_sha256_update(&hashing->state, (const unsigned char *)bytes.at, bytes.size);
}

char *
fasti_hash_end(struct fasti_hashing *hashing, char out[FASTI_HASH_SIZE])
{
  unsigned char hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256_final(&hashing->state, hash);
  fasti_free(hashing);
  return sodium_bin2hex(out, FASTI_HASH_SIZE, hash, sizeof hash);
}
