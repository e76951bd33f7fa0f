#include "intake/path_list.h"

#include <string.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "intake/decode.h"
#include "intake/path_pattern.h"

#define LINE_MAX_BYTES ((size_t)8 * RI_PATH_MAX) /* quotes make a path longer */

typedef struct reading {
    ri_path_list *out;
    ri_arena *arena;
    ri_intern *met;
    ri_text line;  /* as it stands */
    ri_text plain; /* what it means */
    uint32_t number;
    ri_path_refused_fn refused;
    void *payload;
    raci_error *err;
} reading;

/* Reads what git puts into quotes: "\303\244\t\"". false: it is not written so. */
static bool unquote(ri_text *out, const char *bytes, size_t n)
{
    static const char named[] = "a\ab\bt\tn\nv\vf\fr\r\"\"\\\\";
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '"') {
            return false;
        }
        if (bytes[i] != '\\') {
            ri_text_char(out, bytes[i]);
            continue;
        }
        const char *found = NULL;
        for (const char *at = named; i + 1 < n && *at != '\0' && found == NULL; at += 2) {
            found = *at == bytes[i + 1] ? at : NULL;
        }
        if (found != NULL) {
            ri_text_char(out, found[1]);
            i++;
            continue;
        }
        unsigned value = 0;
        size_t digits = 0;
        while (digits < 3 && i + 1 < n && bytes[i + 1] >= '0' && bytes[i + 1] <= '7') {
            value = value * 8 + (unsigned)(bytes[++i] - '0');
            digits++;
        }
        if (digits < 3 || value == 0 || value > 255) {
            return false;
        }
        ri_text_char(out, (char)value);
    }
    return true;
}

/* What keeps a text from being a path; NULL: nothing. */
static const char *unfit(const char *path, size_t n)
{
    if (n > RI_PATH_MAX) {
        return "expected a path, found a text of more than 4096 bytes";
    }
    if (!ri_utf8_valid(path, n, NULL) || strstr(path, "\xef\xbf\xbd") != NULL) {
        return "expected a path in UTF-8, found other bytes";
    }
    if (path[0] == '/') {
        return "expected a path from the root of the repository, found an absolute one";
    }
    if (n > 0 && path[n - 1] == '/') {
        return "expected the path of a file, found a folder";
    }
    for (const char *at = path;;) {
        const size_t length = strcspn(at, "/");
        if (length == 0) {
            return "expected a path, found one with nothing between its slashes";
        }
        if (strncmp(at, "..", length) == 0 && length <= 2) {
            return "expected a path from the root of the repository, found one with '.' or '..'";
        }
        if (at[length] == '\0') {
            return NULL;
        }
        at += length + 1;
    }
}

static raci_status refuse(reading *r, const char *why)
{
    r->out->refused++;
    return r->refused(r->number, why, r->payload) == 0
               ? RACI_OK
               : ri_fail(r->err, RACI_STOPPED, "reading was stopped");
}

static raci_status take_line(reading *r)
{
    const char *bytes = ri_text_string(&r->line);
    size_t n = r->line.length;
    n -= n > 0 && bytes[n - 1] == '\r';
    ri_text_clear(&r->plain);
    r->number++;
    if (n == 0) {
        return RACI_OK;
    }
    if (bytes[0] == '"' && n > 1 && bytes[n - 1] == '"') {
        if (!unquote(&r->plain, bytes + 1, n - 2)) {
            return refuse(r, "expected a path in quotes as git writes them");
        }
    } else {
        while (n > 2 && bytes[0] == '.' && bytes[1] == '/') {
            bytes += 2;
            n -= 2;
        }
        ri_text_bytes(&r->plain, bytes, n);
    }
    const char *why = r->plain.failed ? NULL : unfit(ri_text_string(&r->plain), r->plain.length);
    if (why != NULL) {
        return refuse(r, why);
    }
    const uint32_t had = ri_intern_count(r->met);
    const uint32_t number =
        r->plain.failed ? RI_NONE : ri_intern_string(r->met, ri_text_string(&r->plain));
    if (number < had) {
        return refuse(r, "this path stands in the list before");
    }
    const char *path =
        number != RI_NONE ? ri_arena_string(r->arena, ri_text_string(&r->plain)) : NULL;
    return path != NULL && RI_PUSH(r->out->paths, r->out->n, r->out->capacity, path)
               ? RACI_OK
               : ri_fail_nomem(r->err);
}

/* Takes the lines of a piece; what follows the last line end waits for the next one. */
static raci_status take_piece(reading *r, const char *bytes, size_t n)
{
    raci_status status = RACI_OK;
    while (n > 0 && status == RACI_OK) {
        const char *end = memchr(bytes, '\n', n);
        const size_t length = end != NULL ? (size_t)(end - bytes) : n;
        /* A longer line is refused whole, and need not be kept so. */
        const size_t room = r->line.length < LINE_MAX_BYTES ? LINE_MAX_BYTES - r->line.length : 0;
        ri_text_bytes(&r->line, bytes, length < room ? length : room);
        if (r->line.failed) {
            return ri_fail_nomem(r->err);
        }
        bytes += length + (end != NULL);
        n -= length + (end != NULL);
        if (end != NULL) {
            status = take_line(r);
            ri_text_clear(&r->line);
        }
    }
    return status;
}

static raci_status read_all(reading *r, ri_decode *source)
{
    const char *bytes = NULL;
    size_t n = 0;
    size_t taken = 0;
    raci_status status = ri_decode_rewind(source, r->err);
    while (status == RACI_OK && (status = ri_decode_next(source, &bytes, &n, r->err)) == RACI_OK &&
           n > 0) {
        taken += n;
        status = taken <= RI_PATH_LIST_BYTES
                     ? take_piece(r, bytes, n)
                     : ri_fail(r->err, RACI_LIMIT, "the list of paths has more than 1024 MB");
    }
    return status == RACI_OK && r->line.length > 0 ? take_line(r) : status;
}

raci_status ri_path_list_read(ri_path_list *out, ri_arena *arena, const char *file,
                              ri_path_refused_fn refused, void *payload, raci_error *err)
{
    ri_decode *source = NULL;
    reading r = {.out = out, .arena = arena, .refused = refused, .payload = payload, .err = err};
    raci_status status = ri_decode_open(&source, file, NULL, err);
    if (status != RACI_OK) {
        return status;
    }
    r.met = ri_intern_new();
    status = r.met != NULL ? read_all(&r, source) : ri_fail_nomem(err);
    ri_intern_free(r.met);
    ri_text_free(&r.line);
    ri_text_free(&r.plain);
    ri_decode_close(source);
    return status;
}
