#include "intake/decode.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/encoding.h"

#define PIECE 65536

static const char replacement[] = "\xef\xbf\xbd";

struct ri_decode {
    const char *path; /* the caller's, for messages */
    FILE *file;
    ri_encoding encoding;
    size_t mark; /* bytes of the byte order mark */
    size_t kept; /* at the beginning of raw: a character that was cut */
    bool ended;  /* the file */
    uint64_t done;
    uint64_t whole; /* 0: not known */
    unsigned char raw[PIECE];
    char text[PIECE * 3 + 8]; /* a byte becomes three at most */
};

/* Fills raw behind what was kept; gives how many bytes are in it. */
static raci_status refill(ri_decode *source, size_t *n, raci_error *err)
{
    errno = 0;
    *n = source->kept;
    if (!source->ended) {
        const size_t got = fread(source->raw + source->kept, 1, PIECE - source->kept, source->file);
        if (ferror(source->file) != 0) {
            return ri_fail_at(err, RACI_IO, source->path, 0, 0, "reading failed: %s",
                              strerror(errno != 0 ? errno : EIO));
        }
        source->ended = got < PIECE - source->kept;
        source->done += got;
        *n += got;
    }
    source->kept = 0;
    return RACI_OK;
}

/* How many bytes at the end of a run begin a character that goes on behind it. */
static size_t cut_character(const unsigned char *bytes, size_t n)
{
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        const unsigned char byte = bytes[n - back];
        if ((byte & 0xc0) == 0x80) {
            continue;
        }
        const size_t whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return whole > back ? back : 0;
    }
    return 0;
}

static size_t put(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xc0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xe0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3f));
        to[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3f));
    to[2] = (char)(0x80 | (c >> 6 & 0x3f));
    to[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* UTF-8: as it stands where it is valid. */
static void check_utf8(ri_decode *source, size_t n, const char **bytes, size_t *length)
{
    const char *from = (const char *)source->raw;
    size_t at = 0;
    *bytes = from;
    *length = n;
    if (ri_utf8_valid(from, n, &at)) {
        return;
    }
    size_t to = 0;
    size_t start = 0;
    while (start < n) {
        at = n - start;
        (void)ri_utf8_valid(from + start, n - start, &at);
        memcpy(source->text + to, from + start, at);
        to += at;
        start += at;
        if (start < n) {
            memcpy(source->text + to, replacement, 3);
            to += 3;
            start++;
        }
    }
    *bytes = source->text;
    *length = to;
}

static uint32_t unit_at(const ri_decode *source, size_t at)
{
    const uint32_t first = source->raw[at];
    const uint32_t second = source->raw[at + 1];
    return source->encoding == RI_ENCODING_UTF16_BIG ? first << 8 | second : second << 8 | first;
}

static void decode_utf16(ri_decode *source, size_t n, const char **bytes, size_t *length)
{
    size_t to = 0;
    size_t at = 0;
    for (; at + 2 <= n; at += 2) {
        uint32_t c = unit_at(source, at);
        if (c >= 0xd800 && c < 0xdc00) {
            if (at + 4 > n && !source->ended) {
                break;
            }
            const uint32_t low = at + 4 <= n ? unit_at(source, at + 2) : 0;
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                at += 2;
            }
        }
        if (c == 0 || (c >= 0xd800 && c < 0xe000)) {
            c = 0xfffd;
        }
        to += put(source->text + to, c);
    }
    if (at < n && source->ended) {
        to += put(source->text + to, 0xfffd);
        at = n;
    }
    source->kept = n - at;
    memmove(source->raw, source->raw + at, source->kept);
    *bytes = source->text;
    *length = to;
}

static void decode_bytes(ri_decode *source, size_t n, const char **bytes, size_t *length)
{
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned char byte = source->raw[i];
        uint32_t c = source->encoding == RI_ENCODING_CP1252 ? ri_cp1252(byte) : byte;
        to += put(source->text + to, c != 0 ? c : 0xfffd);
    }
    *bytes = source->text;
    *length = to;
}

raci_status ri_decode_next(ri_decode *source, const char **bytes, size_t *n, raci_error *err)
{
    size_t got = 0;
    const raci_status status = refill(source, &got, err);
    if (status != RACI_OK) {
        return status;
    }
    if (source->encoding == RI_ENCODING_UTF8) {
        /* The pieces are read one behind the other, so what is cut is kept aside. */
        unsigned char cut[4];
        const size_t kept = source->ended ? 0 : cut_character(source->raw, got);
        memcpy(cut, source->raw + got - kept, kept);
        check_utf8(source, got - kept, bytes, n);
        if (kept > 0) {
            if (*bytes == (const char *)source->raw) {
                memcpy(source->text, source->raw, *n);
                *bytes = source->text;
            }
            memcpy(source->raw, cut, kept);
            source->kept = kept;
        }
    } else if (source->encoding == RI_ENCODING_UTF16_LITTLE ||
               source->encoding == RI_ENCODING_UTF16_BIG) {
        decode_utf16(source, got, bytes, n);
    } else {
        decode_bytes(source, got, bytes, n);
    }
    return RACI_OK;
}

raci_status ri_decode_rewind(ri_decode *source, raci_error *err)
{
    clearerr(source->file);
    if (fseek(source->file, (long)source->mark, SEEK_SET) != 0) {
        return ri_fail_at(err, RACI_IO, source->path, 0, 0,
                          "it is read several times, which this file does not allow: %s",
                          strerror(errno));
    }
    source->kept = 0;
    source->ended = false;
    source->done = source->mark;
    return RACI_OK;
}

void ri_decode_far(const ri_decode *source, uint64_t *done, uint64_t *whole)
{
    *done = source->done;
    *whole = source->whole;
}

/* How many bytes a file has; 0 where it cannot be told. */
static uint64_t size_of(FILE *file)
{
    const bool there = fseek(file, 0, SEEK_END) == 0;
    const long size = there ? ftell(file) : 0;
    rewind(file);
    return size > 0 ? (uint64_t)size : 0;
}

/* Counts in all of the file characters of UTF-8 beyond ASCII, and bytes that are none. */
static raci_status count_beyond(ri_decode *source, uint64_t *good, uint64_t *bad, raci_error *err)
{
    raci_status status = ri_decode_rewind(source, err);
    size_t n = 0;
    *good = 0;
    *bad = 0;
    while (status == RACI_OK && (status = refill(source, &n, err)) == RACI_OK && n > 0) {
        source->kept = source->ended ? 0 : cut_character(source->raw, n);
        const char *from = (const char *)source->raw;
        const size_t end = n - source->kept;
        for (size_t start = 0; start < end; start++) {
            size_t run = end - start;
            (void)ri_utf8_valid(from + start, end - start, &run);
            for (size_t i = 0; i < run; i++) {
                *good += (unsigned char)from[start + i] >= 0xc0;
            }
            start += run;
            *bad += start < end && from[start] != 0;
        }
        memmove(source->raw, source->raw + end, source->kept);
    }
    return status;
}

/* Finds the encoding out, and the byte order where UTF-16 was said without it. */
static raci_status look(ri_decode *source, bool said, raci_error *err)
{
    size_t n = 0;
    raci_status status = refill(source, &n, err);
    if (status != RACI_OK) {
        return status;
    }
    const ri_encoding marked = ri_encoding_marked(source->raw, n, &source->mark);
    const ri_encoding zeros = ri_encoding_by_zeros(source->raw, n);
    const bool wide = source->encoding == RI_ENCODING_UTF16_LITTLE;
    if (said && marked != source->encoding && !(wide && marked == RI_ENCODING_UTF16_BIG)) {
        source->mark = 0;
    }
    if (said) {
        const ri_encoding order = source->mark > 0 ? marked : zeros;
        source->encoding = wide && order == RI_ENCODING_UTF16_BIG ? order : source->encoding;
        return RACI_OK;
    }
    if (marked == RI_ENCODING_UTF16_LITTLE && n >= 4 && source->raw[2] == 0 &&
        source->raw[3] == 0) {
        return ri_fail_at(err, RACI_INPUT, source->path, 0, 0,
                          "expected text, found UTF-32: save the file as UTF-8");
    }
    source->encoding = marked != RI_ENCODING_NONE ? marked : zeros;
    if (source->encoding != RI_ENCODING_NONE) {
        return RACI_OK;
    }
    if (ri_encoding_is_binary(source->raw, n)) {
        return ri_fail_at(err, RACI_INPUT, source->path, 0, 0,
                          "expected text or a workbook (.xlsx), found neither");
    }
    uint64_t good = 0;
    uint64_t bad = 0;
    status = count_beyond(source, &good, &bad, err);
    source->encoding = bad > good ? RI_ENCODING_CP1252 : RI_ENCODING_UTF8;
    return status;
}

raci_status ri_decode_open(ri_decode **out, const char *path, const char *encoding, raci_error *err)
{
    const ri_encoding said = encoding != NULL ? ri_encoding_named(encoding) : RI_ENCODING_NONE;
    if (encoding != NULL && said == RI_ENCODING_NONE) {
        return ri_fail(err, RACI_INVALID,
                       "no encoding is called '%s': say utf-8, utf-16, cp1252 or latin-1",
                       encoding);
    }
    ri_decode *source = ri_alloc(sizeof *source);
    if (source == NULL) {
        return ri_fail_nomem(err);
    }
    source->path = path;
    source->encoding = said;
    source->mark = 0;
    source->kept = 0;
    source->ended = false;
    source->done = 0;
    source->file = fopen(path, "rb");
    raci_status status = RACI_OK;
    if (source->file == NULL) {
        status = ri_fail_at(err, errno == ENOENT || errno == ENOTDIR ? RACI_NOTFOUND : RACI_IO,
                            path, 0, 0, "opening failed: %s", strerror(errno));
    } else {
        (void)setvbuf(source->file, NULL, _IONBF, 0);
        source->whole = size_of(source->file);
        status = look(source, said != RI_ENCODING_NONE, err);
    }
    if (status == RACI_OK) {
        status = ri_decode_rewind(source, err);
    }
    if (status != RACI_OK) {
        ri_decode_close(source);
        return status;
    }
    *out = source;
    return RACI_OK;
}

void ri_decode_close(ri_decode *source)
{
    if (source == NULL) {
        return;
    }
    if (source->file != NULL) {
        (void)fclose(source->file);
    }
    ri_free(source);
}

const char *ri_decode_encoding(const ri_decode *source)
{
    return ri_encoding_name(source->encoding);
}

raci_status ri_decode_all(ri_decode *source, size_t most, ri_text *out, raci_error *err)
{
    raci_status status = ri_decode_rewind(source, err);
    const char *bytes = NULL;
    size_t n = 0;
    while (status == RACI_OK && (status = ri_decode_next(source, &bytes, &n, err)) == RACI_OK &&
           n > 0) {
        if (n > most - out->length) {
            return ri_fail_at(err, RACI_LIMIT, source->path, 0, 0,
                              "the file has more than %zu MB, the most for its form",
                              most / 1048576);
        }
        ri_text_bytes(out, bytes, n);
        if (out->failed) {
            return ri_fail_nomem(err);
        }
    }
    return status;
}
