#include "intake/marks.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

bool ri_mark_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

bool ri_mark_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

size_t ri_mark_run(const char *bytes, size_t n, char c)
{
    size_t at = 0;
    while (at < n && bytes[at] == c) {
        at++;
    }
    return at;
}

size_t ri_mark_find(const char *bytes, size_t n, size_t at, char c, size_t length)
{
    while (at < n) {
        const char *next = memchr(bytes + at, c, n - at);
        if (next == NULL) {
            return n;
        }
        at = (size_t)(next - bytes);
        if (c != '`' && at > 0 && bytes[at - 1] == '\\') {
            at++; /* escaped */
            continue;
        }
        const size_t run = ri_mark_run(next, n - at, c);
        if (run == length) {
            return at;
        }
        at += run;
    }
    return n;
}

/* The number of "&#163;" or "&#xa3;"; 0 when it is none, or of a control character. */
static uint32_t numbered(const char *bytes, size_t n)
{
    const bool hex = n > 1 && (bytes[0] == 'x' || bytes[0] == 'X');
    uint32_t c = 0;
    for (size_t i = hex; i < n && c <= 0x10ffff; i++) {
        const char lower = (char)(bytes[i] | 0x20);
        const bool digit = bytes[i] >= '0' && bytes[i] <= '9';
        if (!digit && !(hex && lower >= 'a' && lower <= 'f')) {
            return 0;
        }
        c = c * (hex ? 16 : 10) + (uint32_t)(digit ? bytes[i] - '0' : lower - 'a' + 10);
    }
    return c < 0x20 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0 : c;
}

size_t ri_mark_entity(ri_text *out, const char *bytes, size_t n)
{
    static const struct {
        const char *name;
        uint32_t c;
    } known[] = {
        {"amp", '&'},     {"lt", '<'},       {"gt", '>'},        {"quot", '"'},
        {"apos", '\''},   {"nbsp", 0xa0},    {"ndash", 0x2013},  {"mdash", 0x2014},
        {"plusmn", 0xb1}, {"check", 0x2713}, {"hellip", 0x2026},
    };
    const char *end = memchr(bytes, ';', n < 12 ? n : 12);
    if (end == NULL || end < bytes + 2) {
        return 0;
    }
    const size_t length = (size_t)(end - bytes) - 1;
    uint32_t c = bytes[1] == '#' ? numbered(bytes + 2, length - 1) : 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0] && c == 0; i++) {
        if (strlen(known[i].name) == length && memcmp(bytes + 1, known[i].name, length) == 0) {
            c = known[i].c;
        }
    }
    if (c == 0) {
        return 0;
    }
    ri_utf8_add(out, c);
    return length + 2;
}
