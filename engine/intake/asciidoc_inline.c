#include "intake/asciidoc_inline.h"

#include <string.h>

#include "intake/marks.h"

#define SEARCHES_MAX 200 /* for the end of what a mark begins, in one text */
#define NESTED_MAX 16

typedef struct budget {
    int searches;
    int levels;
} budget;

static void plain(ri_text *out, const char *bytes, size_t n, budget *left);

static void nested(ri_text *out, const char *bytes, size_t n, budget *left)
{
    left->levels--;
    plain(out, bytes, n, left);
    left->levels++;
}

/* Bold, italic, code, marked: a single mark stands around words, a double one anywhere. */
static size_t quoted(ri_text *out, const char *bytes, size_t n, char before, budget *left)
{
    const char c = bytes[0];
    const size_t run = ri_mark_run(bytes, n, c);
    const bool single = run == 1;
    size_t end = n;
    if (run <= 2 && run < n && left->levels > 0 &&
        !(single && (ri_mark_word(before) || ri_mark_blank(bytes[run])))) {
        end = run;
        do {
            end = left->searches-- > 0 ? ri_mark_find(bytes, n, end + 1, c, run) : n;
        } while (end < n && single &&
                 (ri_mark_blank(bytes[end - 1]) || (end + 1 < n && ri_mark_word(bytes[end + 1]))));
    }
    if (end >= n) {
        ri_text_bytes(out, bytes, run);
        return run;
    }
    nested(out, bytes + run, end - run, left);
    return end + run;
}

/* "<<place,text>>": the text, or else the place. */
static size_t reference(ri_text *out, const char *bytes, size_t n, budget *left)
{
    if (n < 5 || bytes[1] != '<' || left->searches-- <= 0 || left->levels <= 0) {
        return 0;
    }
    const size_t end = ri_mark_find(bytes, n, 2, '>', 2);
    if (end == n) {
        return 0;
    }
    const char *comma = memchr(bytes, ',', end);
    const size_t start = comma != NULL ? (size_t)(comma - bytes) + 1 : 2;
    nested(out, bytes + start, end - start, left);
    return end + 2;
}

/* "https://a.example[text]", "link:a[text]", "xref:a[text]": the text, or else the target. Gives
   0 where none of them begins. */
static size_t link_text(ri_text *out, const char *bytes, size_t n, budget *left)
{
    static const struct {
        const char *begin;
        bool address; /* the beginning belongs to the target */
    } kinds[] = {
        {"https://", true}, {"http://", true}, {"link:", false},     {"mailto:", false},
        {"xref:", false},   {"image:", false}, {"footnote:", false},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const size_t length = strlen(kinds[i].begin);
        if (length > n || memcmp(bytes, kinds[i].begin, length) != 0) {
            continue;
        }
        size_t open = length;
        while (open < n && bytes[open] != '[' && !ri_mark_blank(bytes[open])) {
            open++;
        }
        const char *close = open < n && bytes[open] == '[' && left->searches-- > 0
                                ? memchr(bytes + open, ']', n - open)
                                : NULL;
        if (close == NULL || left->levels <= 0) {
            return 0;
        }
        const size_t start = open + 1;
        const size_t end = (size_t)(close - bytes);
        if (end > start) {
            /* A caret at the end says where it opens. */
            nested(out, bytes + start, end - start - (bytes[end - 1] == '^'), left);
        } else {
            const size_t from = kinds[i].address ? 0 : length;
            ri_text_bytes(out, bytes + from, open - from);
        }
        return end + 1;
    }
    return 0;
}

/* "{nbsp}" and the like. */
static size_t attribute(ri_text *out, const char *bytes, size_t n)
{
    static const struct {
        const char *name;
        const char *text;
    } known[] = {
        {"{nbsp}", "\xc2\xa0"}, {"{empty}", ""}, {"{plus}", "+"}, {"{vbar}", "|"},
        {"{asterisk}", "*"},    {"{sp}", " "},   {"{amp}", "&"},  {"{blank}", ""},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const size_t length = strlen(known[i].name);
        if (length <= n && memcmp(bytes, known[i].name, length) == 0) {
            ri_text_add(out, known[i].text);
            return length;
        }
    }
    return 0;
}

/* Appends what begins at `bytes`, behind `before`; gives how many bytes it has, 0: it is text. */
static size_t marked(ri_text *out, const char *bytes, size_t n, char before, budget *left)
{
    switch (bytes[0]) {
    case '\\':
        if (n > 1 && strchr("|*_`#{<\\", bytes[1]) != NULL) {
            ri_text_char(out, bytes[1]);
            return 2;
        }
        return 0;
    case '*':
    case '_':
    case '`':
    case '#':
        return quoted(out, bytes, n, before, left);
    case '<':
        return reference(out, bytes, n, left);
    case '{':
        return attribute(out, bytes, n);
    case '&':
        return ri_mark_entity(out, bytes, n);
    default:
        return ri_mark_word(before) ? 0 : link_text(out, bytes, n, left);
    }
}

static void plain(ri_text *out, const char *bytes, size_t n, budget *left)
{
    size_t start = 0; /* of text that has not been appended yet */
    for (size_t at = 0; at < n;) {
        if (strchr("\\*_`#<{&hlmxif", bytes[at]) == NULL) {
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

void ri_asciidoc_plain(ri_text *out, const char *bytes, size_t n)
{
    budget left = {SEARCHES_MAX, NESTED_MAX};
    plain(out, bytes, n, &left);
}
