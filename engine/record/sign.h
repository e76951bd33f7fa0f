/*
 * Signatures of entries. What is signed is the text
 *
 *     raci record
 *     entry NUMBER
 *     DIGEST
 *
 * with a line feed after each line. As the digest of an entry is also of the entry before, it
 * vouches for everything up to it.
 */
#ifndef RI_SIGN_H
#define RI_SIGN_H

#include <stdint.h>

#define RI_SIGNED_SIZE 128

void ri_signed_text(char out[RI_SIGNED_SIZE], int64_t entry, const char *digest);

#endif
