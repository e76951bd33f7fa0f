#include "intake/markdown_inline.h"

#include <string.h>

#include "intake/marks.h"

#define SEARCHES_MAX 200 /* for the partner of a mark, in one text: each may go through all of it */
#define NESTED_MAX 16

/* What is left of both, for one text. */
typedef struct budget {
    int searches;
    int levels;
} budget;

static void plain(ri_text *out, const char *bytes, size_t n, budget *left);

/* Code: what stands between as many backticks. */
static size_t code(ri_text *out, const char *bytes, size_t n, budget *left)
{
    const size_t run = ri_mark_run(bytes, n, '`');
    const size_t end = left->searches-- > 0 ? ri_mark_find(bytes, n, run, '`', run) : n;
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
    const size_t run = ri_mark_run(bytes, n, c);
    size_t end = n;
    if (run <= 3 && run < n && !ri_mark_blank(bytes[run]) && (c != '~' || run == 2) &&
        (c != '_' || !ri_mark_word(before)) && left->levels > 0) {
        end = run;
        do {
            end = left->searches-- > 0 ? ri_mark_find(bytes, n, end + 1, c, run) : n;
        } while (end < n && (ri_mark_blank(bytes[end - 1]) ||
                             (c == '_' && end + run < n && ri_mark_word(bytes[end + run]))));
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
    while (start + length < whole && ri_mark_word(bytes[start + length])) {
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
        bool same =
            strlen(names[i]) == length && (next == '>' || next == '/' || ri_mark_blank(next));
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
    return c == '&' ? ri_mark_entity(out, bytes, n) : 0;
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
