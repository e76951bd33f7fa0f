/*
 * Signatures: Ed25519, keys and signatures as lower-case hex digits.
 */
#ifndef RI_SIGNING_H
#define RI_SIGNING_H

#include <stdbool.h>
#include <stddef.h>

#define RI_SEED_DIGITS 64   /* the secret from which a pair of keys is made */
#define RI_SIGNER_DIGITS 64 /* the public key */
#define RI_SIGNATURE_DIGITS 128

/* Whether a text is n lower-case hex digits. */
bool ri_is_digits(const char *text, size_t n);

/* A new secret, by the machine's generator of random bytes; false: there is none. */
bool ri_signing_new(char seed[RI_SEED_DIGITS + 1]);
/* The public key of a secret. */
bool ri_signing_public(char out[RI_SIGNER_DIGITS + 1], const char *seed);
bool ri_sign(char out[RI_SIGNATURE_DIGITS + 1], const char *seed, const char *message);
/* Whether the signature of the message was made with the secret of the public key. */
bool ri_signed_by(const char *signature, const char *signer, const char *message);

#endif
