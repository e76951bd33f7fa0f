#include "intake/book_form.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "intake/asciidoc_blocks.h"
#include "intake/gathered.h"
#include "intake/markdown_lines.h"

raci_status ri_book_form_archive(bool *out, const char *path, raci_error *err)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *is;
    } others[] = {
        {"\xd0\xcf\x11\xe0", 4,
         "an old workbook (.xls), or one with a password: save it as .xlsx, without a password"},
        {"%PDF", 4, "a PDF: take the table from where it was made"},
        {"\x1f\x8b", 2, "a compressed file: unpack it first"},
        {"PK\005\006", 4, "an empty archive"},
    };
    char first[4] = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return ri_fail_at(err, errno == ENOENT || errno == ENOTDIR ? RACI_NOTFOUND : RACI_IO, path,
                          0, 0, "opening failed: %s", strerror(errno));
    }
    errno = 0;
    const size_t n = fread(first, 1, sizeof first, file);
    const int failed = ferror(file) != 0 ? errno : 0;
    (void)fclose(file);
    if (failed != 0) {
        return ri_fail_at(err, RACI_IO, path, 0, 0, "reading failed: %s", strerror(failed));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (n >= others[i].n && memcmp(first, others[i].bytes, others[i].n) == 0) {
            return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                              "expected text or a workbook (.xlsx), found %s", others[i].is);
        }
    }
    *out = n == 4 && memcmp(first, "PK\003\004", 4) == 0;
    return RACI_OK;
}

/* Whether `end` is `lower` but for upper-case letters. */
static bool same_end(const char *end, const char *lower)
{
    size_t i = 0;
    for (; end[i] != '\0' && lower[i] != '\0'; i++) {
        const bool upper = end[i] >= 'A' && end[i] <= 'Z';
        if ((upper ? end[i] + ('a' - 'A') : end[i]) != lower[i]) {
            return false;
        }
    }
    return end[i] == lower[i];
}

/* Whether a file is called so, whatever stands behind a dot. */
static bool is_called(const char *name, const char *wanted)
{
    const size_t n = strlen(wanted);
    return strncmp(name, wanted, n) == 0 && (name[n] == '\0' || name[n] == '.');
}

/* CODEOWNERS, OWNERS, OWNERS_ALIASES, and copies of them: CODEOWNERS.txt, old.CODEOWNERS. */
static bool is_of_owners(ri_book_form *out, const char *name)
{
    static const char *const names[] = {"CODEOWNERS", "OWNERS", "OWNERS_ALIASES"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (is_called(name, names[i]) || (dot != NULL && strcmp(dot + 1, names[i]) == 0)) {
            *out = i == 0 ? RI_BOOK_CODEOWNERS : RI_BOOK_OWNERS;
            return true;
        }
    }
    return false;
}

/* By the name, or its end; false when that says nothing. */
static bool by_name(ri_book_form *out, const char *path)
{
    static const struct {
        const char *end;
        ri_book_form form;
    } ends[] = {
        {"csv", RI_BOOK_DELIMITED}, {"tsv", RI_BOOK_DELIMITED},     {"tab", RI_BOOK_DELIMITED},
        {"psv", RI_BOOK_DELIMITED}, {"md", RI_BOOK_MARKDOWN},       {"markdown", RI_BOOK_MARKDOWN},
        {"adoc", RI_BOOK_ASCIIDOC}, {"asciidoc", RI_BOOK_ASCIIDOC}, {"asc", RI_BOOK_ASCIIDOC},
        {"yaml", RI_BOOK_YAML},     {"yml", RI_BOOK_YAML},          {"json", RI_BOOK_JSON},
        {"jsonl", RI_BOOK_JSON},    {"ndjson", RI_BOOK_JSON},
    };
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    if (is_of_owners(out, slash != NULL ? slash + 1 : path)) {
        return true;
    }
    for (size_t i = 0; dot != NULL && i < sizeof ends / sizeof ends[0]; i++) {
        if (same_end(dot + 1, ends[i].end)) {
            *out = ends[i].form;
            return true;
        }
    }
    return false;
}

/* Whether a line is what YAML begins with: "---", "- item", "key: value". */
static bool begins_yaml(const char *line, size_t n)
{
    if ((n == 3 && memcmp(line, "---", 3) == 0) || (n >= 2 && memcmp(line, "- ", 2) == 0)) {
        return true;
    }
    const char *colon = memchr(line, ':', n);
    if (colon == NULL || colon == line || (colon + 1 < line + n && colon[1] != ' ')) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (strchr(",;\t|\"", line[i]) != NULL) {
            return false;
        }
    }
    return true;
}

/* Whether a line is a pattern and owners: "/docs/ @org/writers"; so that no other text is taken
   for code owners, all words behind the first have to be owners, and nothing parts them but
   blanks. */
static bool names_owners(const char *line, size_t n)
{
    size_t words = 0;
    for (size_t at = ri_blanks_before(line, n); at < n; words++) {
        size_t end = at;
        while (end < n && ri_blanks_before(line + end, 1) == 0) {
            end++;
        }
        if (memchr(line + at, ',', end - at) != NULL || (line[at] == '@') != (words > 0)) {
            return false;
        }
        at = end + ri_blanks_before(line + end, n - end);
    }
    return words > 1;
}

/* By the lines that only one form has; YAML by the first that says something, code owners by all
   that do. */
static ri_book_form by_lines(const char *bytes, size_t n)
{
    ri_book_form first = RI_BOOK_DELIMITED;
    bool begun = false;
    size_t owners = 0; /* lines that name some */
    size_t others = 0;
    for (size_t at = 0; at < n;) {
        const char *line = bytes + at;
        const char *end = memchr(line, '\n', n - at);
        size_t length = end != NULL ? (size_t)(end - line) : n - at;
        at += length + 1;
        length -= length > 0 && line[length - 1] == '\r';
        if (ri_asciidoc_is_edge(line, length)) {
            return RI_BOOK_ASCIIDOC;
        }
        if (ri_markdown_is_rule(line, length)) {
            return RI_BOOK_MARKDOWN;
        }
        if (ri_blanks_before(line, length) == length || line[0] == '#') {
            continue;
        }
        if (names_owners(line, length)) {
            owners++;
        } else {
            others += at <= n || owners == 0 ? 1 : 0; /* the last line may be cut */
        }
        if (!begun) {
            begun = true;
            first = begins_yaml(line, length) ? RI_BOOK_YAML : first;
        }
    }
    return owners > 0 && others == 0 ? RI_BOOK_CODEOWNERS : first;
}

raci_status ri_book_form_find(ri_book_form *out, ri_decode *text, const char *path, bool delimiter,
                              raci_error *err)
{
    *out = RI_BOOK_DELIMITED;
    if (delimiter || by_name(out, path)) {
        return RACI_OK;
    }
    const char *bytes = NULL;
    size_t n = 0;
    const raci_status status = ri_decode_next(text, &bytes, &n, err);
    if (status != RACI_OK) {
        return status;
    }
    const size_t blanks = ri_blanks_before(bytes, n);
    const char first = blanks < n ? bytes[blanks] : '\0';
    if (first == '<') {
        return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                          "expected text or a workbook (.xlsx), found HTML or XML: save it as "
                          ".xlsx or CSV");
    }
    *out = first == '{' || first == '[' ? RI_BOOK_JSON : by_lines(bytes, n);
    return ri_decode_rewind(text, err);
}
