#include "base/digest.h"

#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>
#include <string.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(ri_digest),
               "ri_digest has room for libsodium's state");
_Static_assert(_Alignof(crypto_hash_sha256_state) <= _Alignof(ri_digest),
               "ri_digest is aligned for libsodium's state");

void ri_digest_begin(ri_digest *digest)
{
    crypto_hash_sha256_init((crypto_hash_sha256_state *)digest->state);
}

void ri_digest_add(ri_digest *digest, const void *bytes, size_t length)
{
    if (length > 0) {
        crypto_hash_sha256_update((crypto_hash_sha256_state *)digest->state, bytes, length);
    }
}

void ri_digest_line(ri_digest *digest, const char *string)
{
    ri_digest_add(digest, string, strlen(string));
    ri_digest_add(digest, "\n", 1);
}

void ri_digest_end(ri_digest *digest, char *out, size_t digits)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final((crypto_hash_sha256_state *)digest->state, hash);
    if (digits > 2 * sizeof hash) {
        digits = 2 * sizeof hash;
    }
    for (size_t i = 0; i < digits; i++) {
        out[i] = hex[i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15];
    }
    out[digits] = '\0';
}

void ri_digest_end_base64(ri_digest *digest, char out[RI_DIGEST_BASE64])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final((crypto_hash_sha256_state *)digest->state, hash);
    (void)sodium_bin2base64(out, RI_DIGEST_BASE64, hash, sizeof hash,
                            sodium_base64_VARIANT_ORIGINAL);
}
