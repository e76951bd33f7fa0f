/*
 * Files with a key that signs: text of three lines,
 *
 *     raci signing key
 *     public: 64 hex digits
 *     secret: 64 hex digits
 *
 * that nobody but its owner may read.
 */
#ifndef CLI_KEY_FILE_H
#define CLI_KEY_FILE_H

#include <raci.h>

/* Makes a new pair of keys and a file with it, which must not be there: RACI_EXISTS. */
raci_status key_file_new(const char *path, char public_key[RACI_KEY_SIZE], raci_error *err);
/* The secret of a file. Fails with RACI_NOTFOUND, RACI_IO; with RACI_INVALID when it is no such
   file, or others may read it. */
raci_status key_file_read(const char *path, char secret[RACI_KEY_SIZE], raci_error *err);

#endif
