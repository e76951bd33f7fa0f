#include "policy/tokens.h"

#include <string.h>

void ri_tokens_begin(ri_tokens *tokens, const char *bytes, size_t length)
{
    tokens->at = bytes;
    tokens->end = bytes + length;
    tokens->line = 1;
}

/* ---- characters ---- */

/* The byte `ahead` of the place, or NUL at the end: no valid text has one. */
static char peek(const ri_tokens *t, size_t ahead)
{
    return (size_t)(t->end - t->at) > ahead ? t->at[ahead] : '\0';
}

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_part(char c)
{
    return is_name_start(c) || is_digit(c);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Steps over \n, \r, \r\n or \n\r, each of which is one line's end. */
static void skip_newline(ri_tokens *t)
{
    char first = *t->at++;
    if (t->at < t->end && is_newline(*t->at) && *t->at != first) {
        t->at++;
    }
    t->line++;
}

static void give_up(ri_tokens *t)
{
    t->at = t->end;
}

/* ---- long brackets ---- */

/* The number of = in a long bracket that begins here, or -1. */
static long long_bracket(const ri_tokens *t)
{
    size_t level = 0;
    if (peek(t, 0) != '[') {
        return -1;
    }
    while (peek(t, level + 1) == '=') {
        level++;
    }
    return peek(t, level + 1) == '[' ? (long)level : -1;
}

static bool closes(const ri_tokens *t, size_t level)
{
    if ((size_t)(t->end - t->at) < level + 2 || t->at[level + 1] != ']') {
        return false;
    }
    for (size_t i = 1; i <= level; i++) {
        if (t->at[i] != '=') {
            return false;
        }
    }
    return true;
}

/* Steps over a long string or comment whose opening bracket begins here. */
static void skip_long(ri_tokens *t, size_t level)
{
    t->at += level + 2;
    while (t->at < t->end) {
        if (*t->at == ']' && closes(t, level)) {
            t->at += level + 2;
            return;
        }
        if (is_newline(*t->at)) {
            skip_newline(t);
        } else {
            t->at++;
        }
    }
}

/* ---- tokens ---- */

static void skip_comment(ri_tokens *t)
{
    t->at += 2;
    long level = long_bracket(t);
    if (level >= 0) {
        skip_long(t, (size_t)level);
        return;
    }
    while (t->at < t->end && !is_newline(*t->at)) {
        t->at++;
    }
}

/* Steps over a backslash and what it makes of the bytes after it, as far as that
   decides where the string ends. */
static void skip_escape(ri_tokens *t)
{
    t->at++;
    char c = peek(t, 0);
    if (is_newline(c)) {
        skip_newline(t);
    } else if (c == 'z') {
        t->at++;
        while (t->at < t->end && is_space(*t->at)) {
            if (is_newline(*t->at)) {
                skip_newline(t);
            } else {
                t->at++;
            }
        }
    } else if (t->at < t->end) {
        t->at++;
    }
}

static void skip_string(ri_tokens *t)
{
    char quote = *t->at++;
    while (t->at < t->end && *t->at != quote) {
        if (*t->at == '\\') {
            skip_escape(t);
        } else if (is_newline(*t->at)) {
            give_up(t); /* the string is not finished */
            return;
        } else {
            t->at++;
        }
    }
    if (t->at < t->end) {
        t->at++;
    }
}

static void skip_number(ri_tokens *t)
{
    bool hex = peek(t, 0) == '0' && (peek(t, 1) == 'x' || peek(t, 1) == 'X');
    t->at += hex ? 2 : 0;
    for (;;) {
        char c = peek(t, 0);
        bool exponent = hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
        if (exponent) {
            t->at++;
            if (peek(t, 0) == '+' || peek(t, 0) == '-') {
                t->at++;
            }
        } else if (is_hex_digit(c) || c == '.') {
            t->at++;
        } else {
            break;
        }
    }
    while (is_name_part(peek(t, 0))) { /* Lua takes it in, and refuses it */
        t->at++;
    }
}

static void skip_symbol(ri_tokens *t)
{
    static const char *const longer[] = {
        "...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
    char second = peek(t, 1);
    if (second == '\0' || strchr(".=/:<>", second) == NULL) { /* most are of one byte */
        t->at++;
        return;
    }
    for (size_t i = 0; i < sizeof longer / sizeof longer[0]; i++) {
        size_t length = strlen(longer[i]);
        if ((size_t)(t->end - t->at) >= length && memcmp(t->at, longer[i], length) == 0) {
            t->at += length;
            return;
        }
    }
    t->at++;
}

static void skip_blank(ri_tokens *t)
{
    while (t->at < t->end) {
        if (is_newline(*t->at)) {
            skip_newline(t);
        } else if (is_space(*t->at)) {
            t->at++;
        } else if (peek(t, 0) == '-' && peek(t, 1) == '-') {
            skip_comment(t);
        } else {
            return;
        }
    }
}

ri_token ri_tokens_next(ri_tokens *t)
{
    skip_blank(t);
    ri_token token = {RI_TOKEN_END, t->at, 0, t->line};
    char c = peek(t, 0);
    if (t->at >= t->end) {
        return token;
    }
    if (is_name_start(c)) {
        token.kind = RI_TOKEN_NAME;
        while (is_name_part(peek(t, 0))) {
            t->at++;
        }
    } else if (is_digit(c) || (c == '.' && is_digit(peek(t, 1)))) {
        token.kind = RI_TOKEN_NUMBER;
        skip_number(t);
    } else if (c == '"' || c == '\'') {
        token.kind = RI_TOKEN_STRING;
        skip_string(t);
    } else if (long_bracket(t) >= 0) {
        token.kind = RI_TOKEN_STRING;
        skip_long(t, (size_t)long_bracket(t));
    } else {
        token.kind = RI_TOKEN_SYMBOL;
        skip_symbol(t);
    }
    token.length = (size_t)(t->at - token.bytes);
    return token;
}
