/*
 * JSON as values, each with its place, which a library would not give. Several documents may
 * follow each other, a line each or otherwise.
 */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "base/utf8.h"
#include "intake/values.h"

#define END (-1)

typedef struct reading {
    ri_values *values;
    const char *bytes;
    size_t n;
    size_t at;
    size_t line_start;
    uint32_t line;
    ri_text text; /* of a string */
    raci_error *err;
} reading;

static int peek(const reading *r)
{
    return r->at < r->n ? (unsigned char)r->bytes[r->at] : END;
}

static uint32_t column(const reading *r)
{
    return (uint32_t)(r->at - r->line_start) + 1;
}

static void skip_blanks(reading *r)
{
    for (int c = peek(r); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek(r)) {
        r->at++;
        if (c == '\n' || (c == '\r' && peek(r) != '\n')) {
            r->line++;
            r->line_start = r->at;
        }
    }
}

/* Fails at the next byte. */
static raci_status expected(reading *r, const char *what)
{
    const int c = peek(r);
    if (c == END) {
        return ri_fail_at(r->err, RACI_INPUT, r->values->path, (int)r->line, (int)column(r),
                          "this is no JSON: expected %s, found the end", what);
    }
    if (c > ' ' && c < 0x7f) {
        return ri_fail_at(r->err, RACI_INPUT, r->values->path, (int)r->line, (int)column(r),
                          "this is no JSON: expected %s, found '%c'", what, c);
    }
    return ri_fail_at(r->err, RACI_INPUT, r->values->path, (int)r->line, (int)column(r),
                      "this is no JSON: expected %s, found the byte 0x%02X", what, (unsigned)c);
}

/* The four digits of "\u00e9", which are taken; UINT32_MAX when they are none. */
static uint32_t read_unit(reading *r)
{
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        const int c = peek(r);
        const int lower = c | 0x20;
        if (c >= '0' && c <= '9') {
            unit = unit * 16 + (uint32_t)(c - '0');
        } else if (c != END && lower >= 'a' && lower <= 'f') {
            unit = unit * 16 + (uint32_t)(lower - 'a' + 10);
        } else {
            return UINT32_MAX;
        }
        r->at++;
    }
    return unit;
}

/* What stands behind a backslash. */
static raci_status read_escape(reading *r)
{
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    const int c = peek(r);
    const char *known = c > 0 ? strchr(from, c) : NULL;
    if (known != NULL) {
        ri_text_char(&r->text, to[known - from]);
        r->at++;
        return RACI_OK;
    }
    if (c != 'u') {
        return expected(r, "an escape");
    }
    r->at++;
    uint32_t unit = read_unit(r);
    if (unit == UINT32_MAX) {
        return expected(r, "a hexadecimal digit");
    }
    if (unit >= 0xd800 && unit < 0xdc00 && r->at + 1 < r->n &&
        memcmp(r->bytes + r->at, "\\u", 2) == 0) {
        const size_t back = r->at;
        r->at += 2;
        const uint32_t low = read_unit(r);
        if (low >= 0xdc00 && low < 0xe000) {
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        } else {
            r->at = back; /* a half of a character, which stays one */
        }
    }
    ri_utf8_add(&r->text, unit == 0 || (unit >= 0xd800 && unit < 0xe000) ? 0xfffd : unit);
    return RACI_OK;
}

static raci_status read_string(reading *r)
{
    ri_text_clear(&r->text);
    r->at++;
    for (;;) {
        const size_t start = r->at;
        while (r->at < r->n && r->bytes[r->at] != '"' && r->bytes[r->at] != '\\' &&
               (unsigned char)r->bytes[r->at] >= ' ') {
            r->at++;
        }
        ri_text_bytes(&r->text, r->bytes + start, r->at - start);
        const int c = peek(r);
        if (c == '"') {
            r->at++;
            return r->text.failed ? ri_fail_nomem(r->err) : RACI_OK;
        }
        if (c != '\\') {
            return expected(r, "the string to go on, or a quote to end it");
        }
        r->at++;
        const raci_status status = read_escape(r);
        if (status != RACI_OK) {
            return status;
        }
    }
}

static void skip_digits(reading *r)
{
    while (peek(r) >= '0' && peek(r) <= '9') {
        r->at++;
    }
}

/* A number: what it is stays as it stands. */
static bool skip_number(reading *r)
{
    const size_t start = r->at;
    r->at += peek(r) == '-';
    size_t digits = r->at;
    skip_digits(r);
    if (r->at == digits || (r->bytes[digits] == '0' && r->at > digits + 1)) {
        r->at = start;
        return false;
    }
    if (peek(r) == '.') {
        digits = ++r->at;
        skip_digits(r);
        if (r->at == digits) {
            return false;
        }
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        r->at++;
        r->at += peek(r) == '-' || peek(r) == '+';
        digits = r->at;
        skip_digits(r);
        return r->at > digits;
    }
    return true;
}

static raci_status read_plain(reading *r)
{
    static const char *const words[] = {"true", "false", "null"};
    const size_t start = r->at;
    const uint32_t place = column(r);
    size_t length = 0;
    for (size_t i = 0; i < 3 && length == 0; i++) {
        const size_t whole = strlen(words[i]);
        if (whole <= r->n - start && memcmp(r->bytes + start, words[i], whole) == 0) {
            length = whole;
        }
    }
    if (length > 0) {
        r->at += length;
    } else if (skip_number(r)) {
        length = r->at - start;
    } else {
        return expected(r, "a value");
    }
    const bool null = r->bytes[start] == 'n';
    return ri_values_add(r->values, RI_VALUE_TEXT, r->bytes + start, null ? 0 : length, r->line,
                         place, r->err);
}

/* A value; of a list or an object its beginning. */
static raci_status read_value(reading *r)
{
    const int c = peek(r);
    const uint32_t place = column(r);
    if (c == '{' || c == '[') {
        r->at++;
        return ri_values_add(r->values, c == '{' ? RI_VALUE_OBJECT : RI_VALUE_LIST, "", 0, r->line,
                             place, r->err);
    }
    if (c != '"') {
        return read_plain(r);
    }
    const raci_status status = read_string(r);
    return status != RACI_OK ? status
                             : ri_values_add(r->values, RI_VALUE_TEXT, ri_text_string(&r->text),
                                             r->text.length, r->line, place, r->err);
}

/* A key with its colon. */
static raci_status read_key(reading *r)
{
    if (peek(r) != '"') {
        return expected(r, "a key in quotes");
    }
    raci_status status = read_string(r);
    if (status == RACI_OK) {
        status = ri_values_key(r->values, ri_text_string(&r->text), r->text.length, r->err);
    }
    skip_blanks(r);
    if (status == RACI_OK && peek(r) != ':') {
        return expected(r, "a colon");
    }
    r->at++;
    skip_blanks(r);
    return status;
}

/* The next value of what is open, or its end. `fresh`: nothing was read of it yet. */
static raci_status read_next(reading *r, bool *fresh)
{
    const ri_value *open = r->values->open[r->values->depth - 1];
    const bool object = open->kind == RI_VALUE_OBJECT;
    skip_blanks(r);
    if (r->values->depth > 1) {
        if (peek(r) == (object ? '}' : ']')) {
            r->at++;
            ri_values_close(r->values);
            *fresh = false;
            return RACI_OK;
        }
        if (!*fresh) {
            if (peek(r) != ',') {
                return expected(r, object ? "a comma or }" : "a comma or ]");
            }
            r->at++;
            skip_blanks(r);
        }
    }
    raci_status status = object ? read_key(r) : RACI_OK;
    const size_t depth = r->values->depth;
    if (status == RACI_OK) {
        status = read_value(r);
    }
    *fresh = r->values->depth > depth;
    return status;
}

raci_status ri_json_read(ri_values *values, const char *bytes, size_t n, raci_error *err)
{
    reading r = {.values = values, .bytes = bytes, .n = n, .line = 1, .err = err};
    raci_status status = RACI_OK;
    bool fresh = false;
    skip_blanks(&r);
    while (status == RACI_OK && (r.at < r.n || values->depth > 1)) {
        status = read_next(&r, &fresh);
        if (values->depth == 1) {
            skip_blanks(&r);
        }
    }
    ri_text_free(&r.text);
    return status;
}
