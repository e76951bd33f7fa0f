/*
 * SHA-256 (FIPS 180-4, through libsodium).
 */
#ifndef RI_DIGEST_H
#define RI_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct ri_digest {
    /* Room for libsodium's state, which is not named here so that only one
       file depends on it; digest.c asserts that it fits. */
    uint64_t state[32];
} ri_digest;

void ri_digest_begin(ri_digest *digest);
void ri_digest_add(ri_digest *digest, const void *bytes, size_t length);
/* Adds a string and a newline. */
void ri_digest_line(ri_digest *digest, const char *string);
/* Writes the first `digits` (at most 64) lower-case hex digits and a NUL. */
void ri_digest_end(ri_digest *digest, char *out, size_t digits);
/* Writes it whole in base64 (RFC 4648), and a NUL. */
#define RI_DIGEST_BASE64 45
void ri_digest_end_base64(ri_digest *digest, char out[RI_DIGEST_BASE64]);

#endif
