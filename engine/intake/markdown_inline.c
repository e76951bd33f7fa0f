#include "intake/markdown_inline.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define SEARCHES_MAX 200 /* for the partner of a mark, in one text: each may go through all of it */
#define NESTED_MAX 16

/* What is left of both, for one text. */
typedef struct budget {
    int searches;
    int levels;
} budget;

static void plain(ri_text *out, const char *bytes, size_t n, budget *left);

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static size_t run_of(const char *bytes, size_t n, char c)
{
    size_t at = 0;
    while (at < n && bytes[at] == c) {
        at++;
    }
    return at;
}

/* Where `length` times the character c stand as a run of their own from `at` on; n: nowhere. */
static size_t find_run(const char *bytes, size_t n, size_t at, char c, size_t length)
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
        const size_t run = run_of(next, n - at, c);
        if (run == length) {
            return at;
        }
        at += run;
    }
    return n;
}

/* Code: what stands between as many backticks. */
static size_t code(ri_text *out, const char *bytes, size_t n, budget *left)
{
    const size_t run = run_of(bytes, n, '`');
    const size_t end = left->searches-- > 0 ? find_run(bytes, n, run, '`', run) : n;
    if (end == n) {
        ri_text_bytes(out, bytes, run);
        return run;
    }
    for (size_t i = run; i < end; i++) {
        /* In a table's cell a pipe is escaped in code, too. */
        i += bytes[i] == '\\' && bytes[i + 1] == '|';
        ri_text_char(out, bytes[i]);
    }
    return end + run;
}

/* Bold, emphasis, struck out: up to a run of as many marks behind a word. */
static size_t emphasis(ri_text *out, const char *bytes, size_t n, char before, budget *left)
{
    const char c = bytes[0];
    const size_t run = run_of(bytes, n, c);
    size_t end = n;
    if (run <= 3 && run < n && !is_blank(bytes[run]) && (c != '~' || run == 2) &&
        (c != '_' || !is_word(before)) && left->levels > 0) {
        end = run;
        do {
            end = left->searches-- > 0 ? find_run(bytes, n, end + 1, c, run) : n;
        } while (end < n && (is_blank(bytes[end - 1]) ||
                             (c == '_' && end + run < n && is_word(bytes[end + run]))));
    }
    if (end >= n) {
        ri_text_bytes(out, bytes, run);
        return run;
    }
    left->levels--;
    plain(out, bytes + run, end - run, left);
    left->levels++;
    return end + run;
}

/* Where the bracket that closes the first one is; n: nowhere. */
static size_t closing(const char *bytes, size_t n, char open, char close)
{
    size_t depth = 0;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\\') {
            i++;
        } else if (bytes[i] == open) {
            depth++;
        } else if (bytes[i] == close && --depth == 0) {
            return i;
        }
    }
    return n;
}

/* A link or a picture: its text. Other brackets stay. */
static size_t bracket(ri_text *out, const char *bytes, size_t n, budget *left)
{
    const size_t start = bytes[0] == '!' ? 1 : 0;
    const size_t end = left->levels > 0 && left->searches-- > 0
                           ? start + closing(bytes + start, n - start, '[', ']')
                           : n;
    size_t after = end + 1;
    if (after < n && (bytes[after] == '(' || bytes[after] == '[') && left->searches-- > 0) {
        const char close = bytes[after] == '(' ? ')' : ']';
        after += closing(bytes + after, n - after, bytes[after], close) + 1;
    } else {
        after = n + 1;
    }
    if (after > n) {
        ri_text_bytes(out, bytes, start + 1);
        return start + 1;
    }
    left->levels--;
    plain(out, bytes + start + 1, end - start - 1, left);
    left->levels++;
    return after;
}

/* A tag that says how the text looks: left out, <br> is a line end. An address in brackets is
   that address. Anything else stays: people write <who> for somebody to be named. */
static size_t tag(ri_text *out, const char *bytes, size_t n)
{
    static const char *const names[] = {
        "br",  "b",    "i",   "em",  "strong", "u",    "s",      "del",
        "ins", "p",    "sub", "sup", "code",   "span", "center", "font",
        "a",   "mark", "ul",  "li",  "div",    "img",  "small",
    };
    const size_t most = n < 1024 ? n : 1024;
    const char *end = memchr(bytes, '>', most);
    if (end == NULL) {
        return 0;
    }
    const size_t whole = (size_t)(end - bytes) + 1;
    const size_t start = bytes[1] == '/' ? 2 : 1;
    size_t length = 0;
    while (start + length < whole && is_word(bytes[start + length])) {
        length++;
    }
    const char next = bytes[start + length];
    if (next == ':' || next == '@') {
        if (memchr(bytes, ' ', whole) != NULL) {
            return 0;
        }
        ri_text_bytes(out, bytes + 1, whole - 2);
        return whole;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bool same = strlen(names[i]) == length && (next == '>' || next == '/' || is_blank(next));
        for (size_t j = 0; same && j < length; j++) {
            same = (bytes[start + j] | 0x20) == names[i][j];
        }
        if (same) {
            ri_text_add(out, i == 0 ? "\n" : "");
            return whole;
        }
    }
    return 0;
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

size_t ri_entity(ri_text *out, const char *bytes, size_t n)
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

/* Appends what a mark at `bytes` stands for; gives how many bytes that is, 0 when it is text. */
static size_t marked(ri_text *out, const char *bytes, size_t n, char before, budget *left)
{
    const char c = bytes[0];
    if (c == '\\' && n > 1 && strchr("\\`*_{}[]()#+-.!|<>~&'\"/:", bytes[1]) != NULL) {
        ri_text_char(out, bytes[1]);
        return 2;
    }
    if (c == '`') {
        return code(out, bytes, n, left);
    }
    if (c == '*' || c == '_' || c == '~') {
        return emphasis(out, bytes, n, before, left);
    }
    if (c == '[' || (c == '!' && n > 1 && bytes[1] == '[')) {
        return bracket(out, bytes, n, left);
    }
    if (c == '<' && n > 2) {
        return tag(out, bytes, n);
    }
    return c == '&' ? ri_entity(out, bytes, n) : 0;
}

static void plain(ri_text *out, const char *bytes, size_t n, budget *left)
{
    size_t start = 0; /* of text that has not been appended yet */
    for (size_t at = 0; at < n;) {
        if (strchr("\\`*_~[!<&", bytes[at]) == NULL) {
            at++;
            continue;
        }
        ri_text_bytes(out, bytes + start, at - start);
        start = at;
        const size_t step = marked(out, bytes + at, n - at, at > 0 ? bytes[at - 1] : ' ', left);
        at += step > 0 ? step : 1;
        start += step;
    }
    if (start < n) {
        ri_text_bytes(out, bytes + start, n - start);
    }
}

void ri_markdown_plain(ri_text *out, const char *bytes, size_t n)
{
    budget left = {SEARCHES_MAX, NESTED_MAX};
    plain(out, bytes, n, &left);
}
