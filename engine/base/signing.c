#include "base/signing.h"

#include <sodium/core.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <string.h>

_Static_assert(2 * crypto_sign_ed25519_SEEDBYTES == RI_SEED_DIGITS, "a secret's digits");
_Static_assert(2 * crypto_sign_ed25519_PUBLICKEYBYTES == RI_SIGNER_DIGITS, "a public key's digits");
_Static_assert(2 * crypto_sign_ed25519_BYTES == RI_SIGNATURE_DIGITS, "a signature's digits");

bool ri_is_digits(const char *text, size_t n)
{
    return strspn(text, "0123456789abcdef") == n && text[n] == '\0';
}

static bool from_digits(unsigned char *out, size_t n, const char *text)
{
    size_t length = 0;
    return ri_is_digits(text, 2 * n) &&
           sodium_hex2bin(out, n, text, 2 * n, NULL, &length, NULL) == 0 && length == n;
}

bool ri_signing_new(char seed[RI_SEED_DIGITS + 1])
{
    unsigned char bytes[crypto_sign_ed25519_SEEDBYTES];
    if (sodium_init() < 0) {
        return false;
    }
    randombytes_buf(bytes, sizeof bytes);
    (void)sodium_bin2hex(seed, RI_SEED_DIGITS + 1, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    return true;
}

/* Both keys of a secret; the caller forgets the second. */
static bool make_pair(unsigned char *public, unsigned char *secret, const char *seed)
{
    unsigned char bytes[crypto_sign_ed25519_SEEDBYTES];
    const bool made = sodium_init() >= 0 && from_digits(bytes, sizeof bytes, seed) &&
                      crypto_sign_ed25519_seed_keypair(public, secret, bytes) == 0;
    sodium_memzero(bytes, sizeof bytes);
    return made;
}

bool ri_signing_public(char out[RI_SIGNER_DIGITS + 1], const char *seed)
{
    unsigned char public[crypto_sign_ed25519_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_ed25519_SECRETKEYBYTES];
    const bool made = make_pair(public, secret, seed);
    sodium_memzero(secret, sizeof secret);
    if (made) {
        (void)sodium_bin2hex(out, RI_SIGNER_DIGITS + 1, public, sizeof public);
    }
    return made;
}

bool ri_sign(char out[RI_SIGNATURE_DIGITS + 1], const char *seed, const char *message)
{
    unsigned char public[crypto_sign_ed25519_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_ed25519_SECRETKEYBYTES];
    unsigned char signature[crypto_sign_ed25519_BYTES];
    bool made = make_pair(public, secret, seed);
    made = made && crypto_sign_ed25519_detached(signature, NULL, (const unsigned char *)message,
                                                strlen(message), secret) == 0;
    sodium_memzero(secret, sizeof secret);
    if (made) {
        (void)sodium_bin2hex(out, RI_SIGNATURE_DIGITS + 1, signature, sizeof signature);
    }
    return made;
}

bool ri_signed_by(const char *signature, const char *signer, const char *message)
{
    unsigned char bytes[crypto_sign_ed25519_BYTES];
    unsigned char public[crypto_sign_ed25519_PUBLICKEYBYTES];
    return sodium_init() >= 0 && from_digits(bytes, sizeof bytes, signature) &&
           from_digits(public, sizeof public, signer) &&
           crypto_sign_ed25519_verify_detached(bytes, (const unsigned char *)message,
                                               strlen(message), public) == 0;
}
