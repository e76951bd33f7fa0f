/*
 * What a file's bytes are encoded in, as far as they tell.
 */
#ifndef RI_ENCODING_H
#define RI_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ri_encoding {
    RI_ENCODING_NONE, /* no text, or not known */
    RI_ENCODING_UTF8,
    RI_ENCODING_UTF16_LITTLE,
    RI_ENCODING_UTF16_BIG,
    RI_ENCODING_CP1252,
    RI_ENCODING_LATIN1
} ri_encoding;

/* As options say it; static. */
const char *ri_encoding_name(ri_encoding encoding);
/* "utf-16" is RI_ENCODING_UTF16_LITTLE, for the bytes to say more. */
ri_encoding ri_encoding_named(const char *name);

/* By the byte order mark that a file begins with; *mark is its length, or 0. */
ri_encoding ri_encoding_marked(const unsigned char *bytes, size_t n, size_t *mark);
/* By the zeros that a file's beginning has: UTF-16 of either kind, or RI_ENCODING_NONE. */
ri_encoding ri_encoding_by_zeros(const unsigned char *bytes, size_t n);
/* Whether it has more zeros and control characters than text would. */
bool ri_encoding_is_binary(const unsigned char *bytes, size_t n);

/* What stands for the bytes 0x80 to 0x9F in cp1252; 0xFFFD where nothing does. */
uint32_t ri_cp1252(unsigned char byte);

#endif
