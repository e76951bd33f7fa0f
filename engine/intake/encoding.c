#include "intake/encoding.h"

#include <string.h>

static const struct {
    ri_encoding encoding;
    const char *name;
} names[] = {
    {RI_ENCODING_UTF8, "utf-8"},       {RI_ENCODING_UTF16_LITTLE, "utf-16"},
    {RI_ENCODING_UTF16_BIG, "utf-16"}, {RI_ENCODING_CP1252, "cp1252"},
    {RI_ENCODING_LATIN1, "latin-1"},
};

const char *ri_encoding_name(ri_encoding encoding)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].encoding == encoding) {
            return names[i].name;
        }
    }
    return "";
}

ri_encoding ri_encoding_named(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].name, name) == 0) {
            return names[i].encoding;
        }
    }
    return RI_ENCODING_NONE;
}

ri_encoding ri_encoding_marked(const unsigned char *bytes, size_t n, size_t *mark)
{
    static const struct {
        ri_encoding encoding;
        size_t n;
        unsigned char bytes[3];
    } marks[] = {
        {RI_ENCODING_UTF8, 3, {0xef, 0xbb, 0xbf}},
        {RI_ENCODING_UTF16_LITTLE, 2, {0xff, 0xfe, 0}},
        {RI_ENCODING_UTF16_BIG, 2, {0xfe, 0xff, 0}},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (n >= marks[i].n && memcmp(bytes, marks[i].bytes, marks[i].n) == 0) {
            *mark = marks[i].n;
            return marks[i].encoding;
        }
    }
    *mark = 0;
    return RI_ENCODING_NONE;
}

/* How many bytes at even and at odd places are 0. */
static void count_zeros(const unsigned char *bytes, size_t n, size_t zeros[2])
{
    zeros[0] = 0;
    zeros[1] = 0;
    for (size_t i = 0; i < n; i++) {
        zeros[i % 2] += bytes[i] == 0;
    }
}

/* Whatever the script, blanks, line ends and what parts cells have a zero in UTF-16, and always
   on the same side: a tenth of the characters and more. */
ri_encoding ri_encoding_by_zeros(const unsigned char *bytes, size_t n)
{
    size_t zeros[2];
    count_zeros(bytes, n, zeros);
    const size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
    const size_t least = zeros[0] + zeros[1] - most;
    if (most < 2 || most * 20 < n || least * 10 > most) {
        return RI_ENCODING_NONE;
    }
    return zeros[1] == most ? RI_ENCODING_UTF16_LITTLE : RI_ENCODING_UTF16_BIG;
}

bool ri_encoding_is_binary(const unsigned char *bytes, size_t n)
{
    size_t odd = 0;
    for (size_t i = 0; i < n; i++) {
        odd += bytes[i] < 0x20 && (bytes[i] < '\t' || bytes[i] > '\r') && bytes[i] != 0x1b;
    }
    return odd > 8 && odd * 50 > n;
}

uint32_t ri_cp1252(unsigned char byte)
{
    static const uint16_t high[32] = {
        0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
    };
    return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}
