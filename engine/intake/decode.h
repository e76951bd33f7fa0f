/*
 * A file's bytes as UTF-8 text, whatever they were encoded in, piece by piece in bounded memory.
 * What is no character there comes as U+FFFD.
 */
#ifndef RI_DECODE_H
#define RI_DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "raci/error.h"

typedef struct ri_decode ri_decode;

/* Opens a file, whose `path` must outlive it, and finds out what it is encoded in, unless
   `encoding` ("utf-8", "utf-16", "cp1252", "latin-1"; another is RACI_INVALID) says it: a byte
   order mark, the zeros of UTF-16, else UTF-8 when most of what is beyond ASCII in the whole file
   is, else cp1252. Gives an owned one. Fails with RACI_NOTFOUND, RACI_IO, RACI_INPUT when it is
   no text, RACI_NOMEM. */
raci_status ri_decode_open(ri_decode **out, const char *path, const char *encoding,
                           raci_error *err);
void ri_decode_close(ri_decode *source); /* NULL is allowed */

/* One of the names above; static. */
const char *ri_decode_encoding(const ri_decode *source);

/* How many of the file's bytes were read since the beginning, and how many it has; 0: that is not
   known. */
void ri_decode_far(const ri_decode *source, uint64_t *done, uint64_t *whole);

/* Goes to the beginning, behind a byte order mark. Fails with RACI_IO. */
raci_status ri_decode_rewind(ri_decode *source, raci_error *err);
/* Gives the next run of whole characters, borrowed until the next call; it is empty at the end
   only. There is no NUL in it. */
raci_status ri_decode_next(ri_decode *source, const char **bytes, size_t *n, raci_error *err);
/* Appends all of it to `out`. Fails with RACI_LIMIT when it is more than `most` bytes of UTF-8. */
raci_status ri_decode_all(ri_decode *source, size_t most, ri_text *out, raci_error *err);

#endif
