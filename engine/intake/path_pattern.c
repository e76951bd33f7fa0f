#include "intake/path_pattern.h"

#include <string.h>

/* ---- reading ---- */

/* Whether a part has a wildcard, but for escaped ones. */
static bool is_glob(const char *bytes, size_t n, bool classes)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\\') {
            i++;
        } else if (bytes[i] == '*' || bytes[i] == '?' || (classes && bytes[i] == '[')) {
            return true;
        }
    }
    return false;
}

static bool read_part(ri_path_part *out, ri_arena *arena, const char *bytes, size_t n, bool classes)
{
    char *kept = ri_arena_copy(arena, bytes, n);
    *out = (ri_path_part){RI_PART_GLOB, kept, n};
    if (kept == NULL) {
        return false;
    }
    if (n == 2 && memcmp(bytes, "**", 2) == 0) {
        out->kind = RI_PART_DEPTH;
    } else if (!is_glob(bytes, n, classes)) {
        size_t to = 0;
        for (size_t i = 0; i < n; i++) {
            i += bytes[i] == '\\' && i + 1 < n;
            kept[to++] = bytes[i];
        }
        kept[to] = '\0';
        *out = (ri_path_part){RI_PART_LITERAL, kept, to};
    }
    return true;
}

static bool is_star(const ri_path_part *part)
{
    return part->kind == RI_PART_GLOB && part->length == 1 && part->bytes[0] == '*';
}

/* A pattern that is bound to the root begins there, another one anywhere. */
static bool is_bound(const char *text, size_t n, ri_path_dialect dialect)
{
    const char *slash = memchr(text, '/', n);
    return text[0] == '/' || (dialect == RI_PATHS_GITHUB && slash != NULL && slash + 1 < text + n);
}

/* How it ends, by its last part. A lone star there has what is in the folder, and not what is
   further below. */
static void end_github(ri_path_pattern *pattern, bool folder)
{
    const ri_path_part *last = &pattern->parts[pattern->n - 1];
    if (folder) {
        pattern->end = RI_ENDS_BELOW;
    } else if (last->kind == RI_PART_DEPTH) {
        pattern->end = RI_ENDS_BELOW;
        pattern->n--;
    } else {
        pattern->end = is_star(last) ? RI_ENDS_THERE : RI_ENDS_OR_BELOW;
    }
}

bool ri_path_pattern_read(ri_path_pattern *out, ri_arena *arena, const char *text,
                          ri_path_dialect dialect)
{
    static const ri_path_part anywhere = {RI_PART_DEPTH, "**", 2};
    static const ri_path_part anything = {RI_PART_GLOB, "*", 1};
    const bool gitlab = dialect == RI_PATHS_GITLAB;
    size_t n = strlen(text);
    const bool folder = n > 0 && text[n - 1] == '/';
    const bool bound = n > 0 && is_bound(text, n, dialect);
    size_t slashes = 0;
    for (size_t i = 0; i < n; i++) {
        slashes += text[i] == '/';
    }
    ri_path_part *parts = ri_arena_array(arena, slashes + 4, sizeof *parts);
    *out = (ri_path_pattern){.parts = parts, .classes = gitlab, .end = RI_ENDS_THERE};
    if (parts == NULL) {
        return false;
    }
    if (!bound) {
        parts[out->n++] = anywhere;
    }
    const size_t own = out->n;
    for (const char *at = text; at < text + n;) {
        const char *slash = memchr(at, '/', (size_t)(text + n - at));
        const size_t length = (size_t)((slash != NULL ? slash : text + n) - at);
        if (length > 0 && !read_part(&parts[out->n++], arena, at, length, gitlab)) {
            return false;
        }
        at += length + 1;
    }
    if (gitlab && folder) {
        parts[out->n++] = anywhere;
        parts[out->n++] = anything;
    } else if (out->n == own) {
        out->nothing = true;
    } else if (gitlab && parts[out->n - 1].kind == RI_PART_DEPTH) {
        parts[out->n - 1] = anything;
    } else if (!gitlab) {
        end_github(out, folder);
    }
    return true;
}

/* ---- matching ---- */

/* The character at `at`, of which only the first byte is looked at: how many bytes it has. */
static size_t step(const char *bytes, size_t n, size_t at)
{
    size_t end = at + 1;
    while (end < n && ((unsigned char)bytes[end] & 0xc0) == 0x80) {
        end++;
    }
    return end - at;
}

/* Whether a class "[a-z]" at `at` has a byte; *length is the whole class' then. 0: it is never
   closed, and the bracket is one as any other. */
static bool in_class(const char *glob, size_t n, size_t at, char c, size_t *length)
{
    size_t i = at + 1;
    const bool negated = i < n && (glob[i] == '!' || glob[i] == '^');
    bool found = false;
    i += negated;
    *length = 0;
    for (size_t first = i; i < n && (glob[i] != ']' || i == first); i++) {
        i += glob[i] == '\\' && i + 1 < n;
        const unsigned char from = (unsigned char)glob[i];
        unsigned char to = from;
        if (i + 2 < n && glob[i + 1] == '-' && glob[i + 2] != ']') {
            to = (unsigned char)glob[i + 2];
            i += 2;
        }
        found = found || ((unsigned char)c >= from && (unsigned char)c <= to);
    }
    if (i < n) {
        *length = i + 1 - at;
    }
    return found != negated;
}

/* Whether what stands at *at of the glob, other than "*", matches the character at `c`; *at is
   then behind it. */
static bool takes(const ri_path_part *part, size_t *at, const char *bytes, size_t n, size_t c,
                  bool classes)
{
    const char *glob = part->bytes;
    size_t length = 0;
    if (glob[*at] == '?') {
        ++*at;
        return true;
    }
    if (classes && glob[*at] == '[') {
        const bool found = in_class(glob, part->length, *at, bytes[c], &length);
        if (length > 0) {
            *at += length;
            return found;
        }
    }
    const size_t own = *at + (glob[*at] == '\\' && *at + 1 < part->length);
    length = step(glob, part->length, own);
    *at = own + length;
    return length == step(bytes, n, c) && memcmp(glob + own, bytes + c, length) == 0;
}

static bool part_matches(const ri_path_part *part, const char *bytes, size_t n, bool classes)
{
    if (part->kind == RI_PART_LITERAL) {
        return part->length == n && memcmp(part->bytes, bytes, n) == 0;
    }
    size_t at = 0;
    size_t c = 0;
    size_t star = SIZE_MAX; /* behind the last "*", and how far that reaches */
    size_t reach = 0;
    while (c < n) {
        if (at < part->length && part->bytes[at] == '*') {
            star = ++at;
            reach = c;
        } else if (at < part->length && takes(part, &at, bytes, n, c, classes)) {
            c += step(bytes, n, c);
        } else if (star != SIZE_MAX) {
            reach += step(bytes, n, reach);
            c = reach;
            at = star;
        } else {
            return false;
        }
    }
    while (at < part->length && part->bytes[at] == '*') {
        at++;
    }
    return at == part->length;
}

/* Behind the part of a path at `at`: the next one, or the path's end. */
static const char *behind(const char *at, size_t *length)
{
    *length = strcspn(at, "/");
    return at + *length + (at[*length] == '/');
}

bool ri_path_pattern_matches(const ri_path_pattern *pattern, const char *path, uint64_t *work)
{
    const char *at = path;
    const char *reach = NULL; /* how far the last "**" goes */
    size_t depth = 0;         /* the part behind it */
    size_t length = 0;
    if (pattern->nothing) {
        return false;
    }
    for (size_t i = 0;;) {
        if (i < pattern->n && pattern->parts[i].kind == RI_PART_DEPTH) {
            reach = at;
            depth = ++i;
            continue;
        }
        if (i == pattern->n) {
            const bool ended = *at == '\0';
            if (pattern->end == RI_ENDS_OR_BELOW || ended == (pattern->end == RI_ENDS_THERE)) {
                return true;
            }
        } else if (*at != '\0') {
            const char *next = behind(at, &length);
            *work += length + 8;
            if (part_matches(&pattern->parts[i], at, length, pattern->classes)) {
                at = next;
                i++;
                continue;
            }
        }
        if (reach == NULL || *reach == '\0') {
            return false;
        }
        reach = behind(reach, &length);
        at = reach;
        i = depth;
    }
}
