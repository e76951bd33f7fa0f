#define _POSIX_C_SOURCE 200809L

#include "model/owner_files.h"

#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"

static const char owners[] = "OWNERS";
static const char groups[] = "OWNERS_ALIASES";

typedef struct reading {
    ri_owner_files *out;
    ri_adopting *a;
    const ri_path_list *paths;
    const ri_owner_calls *calls;
    ri_text base; /* what stands before the paths of the list */
    ri_text path; /* scratch */
    raci_error *err;
} reading;

void ri_owner_files_close(ri_owner_files *files)
{
    ri_owners_tree_free(files->tree);
    ri_book_close(files->book);
    *files = (ri_owner_files){.tree = NULL};
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* The folder of a path, without what changes nothing: "./a//b/OWNERS" is in "a/b". */
static const char *folder_of(reading *r, const char *path)
{
    const char *end = name_of(path);
    ri_text_clear(&r->path);
    ri_text_add(&r->path, path[0] == '/' ? "/" : "");
    for (const char *at = path; at < end;) {
        const size_t n = strcspn(at, "/");
        if (n > 0 && !(n == 1 && at[0] == '.')) {
            ri_text_add(&r->path,
                        r->path.length > 1 || (r->path.length == 1 && path[0] != '/') ? "/" : "");
            ri_text_bytes(&r->path, at, n);
        }
        at += n + 1;
    }
    return r->path.failed ? NULL : ri_arena_string(r->a->intake->arena, ri_text_string(&r->path));
}

/* Finds the own file in the list by the end of its path: what is before that is before all paths
   of the list. Else they are taken to begin in its folder. Gives its path in the list, or NULL. */
static const char *find_own(reading *r)
{
    const char *path = r->a->file->path;
    const size_t length = strlen(path);
    const char *found = NULL;
    for (size_t i = 0; i < r->paths->n; i++) {
        const char *one = r->paths->paths[i];
        const size_t n = strlen(one);
        if (n <= length && strcmp(path + length - n, one) == 0 &&
            (n == length || path[length - n - 1] == '/') && (found == NULL || n > strlen(found))) {
            found = one;
        }
    }
    ri_text_bytes(&r->base, path,
                  found != NULL ? length - strlen(found) : (size_t)(name_of(path) - path));
    return found;
}

/* ---- further files ---- */

static raci_status refuse(const reading *r, const char *why)
{
    const ri_book_cell nowhere = {.bytes = "", .line = 1, .column = 1};
    char *text = ri_arena_format(r->a->intake->arena, "%s: %s", ri_text_string(&r->path), why);
    if (text == NULL) {
        return ri_fail_nomem(r->err);
    }
    return r->calls->row(RI_OWNER_REFUSED, &nowhere, text, r->calls->payload) == 0
               ? RACI_OK
               : ri_fail(r->err, RACI_STOPPED, "reading was stopped");
}

/* Reads the file at r->path, which has to be a plain one: what a link leads to is no part of the
   tree. */
static raci_status read_further(reading *r, const char *folder, bool must)
{
    struct stat about;
    raci_error own = {.status = RACI_OK};
    if (r->path.failed) {
        return ri_fail_nomem(r->err);
    }
    if (lstat(ri_text_string(&r->path), &about) != 0) {
        return must ? refuse(r, "the list names this file, and it is not there") : RACI_OK;
    }
    if (!S_ISREG(about.st_mode)) {
        return refuse(r, "expected a plain file, found something else: it is not read");
    }
    raci_status status =
        ri_book_open(&r->out->book, ri_text_string(&r->path), NULL, ri_adopt_problem, r->a, &own);
    if (status == RACI_OK) {
        status = ri_owners_tree_add(r->out->tree, folder, r->out->book, r->calls, r->err);
    } else if (status == RACI_INPUT) {
        status = refuse(r, own.message);
    } else {
        status = ri_fail_at(r->err, status, ri_text_string(&r->path), own.line, own.column, "%s",
                            own.message);
    }
    ri_book_close(r->out->book);
    r->out->book = NULL;
    return status;
}

/* Groups are in the root of the tree; without a list, in the first folder above that has some. */
static raci_status read_groups(reading *r)
{
    const char *path = r->a->file->path;
    struct stat about;
    size_t length = r->base.length;
    for (;;) {
        ri_text_clear(&r->path);
        ri_text_bytes(&r->path, path, length);
        ri_text_add(&r->path, groups);
        if (r->path.failed) {
            return ri_fail_nomem(r->err);
        }
        if (r->paths->n > 0 || length == 0 || stat(ri_text_string(&r->path), &about) == 0) {
            return read_further(r, "", false);
        }
        do {
            length--;
        } while (length > 0 && path[length - 1] != '/');
    }
}

static raci_status read_listed(reading *r, const char *own)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < r->paths->n && status == RACI_OK; i++) {
        const char *one = r->paths->paths[i];
        if (one == own || strcmp(name_of(one), owners) != 0) {
            continue;
        }
        const char *folder = folder_of(r, one);
        if (folder == NULL) {
            return ri_fail_nomem(r->err);
        }
        ri_text_clear(&r->path);
        ri_text_add(&r->path, ri_text_string(&r->base));
        ri_text_add(&r->path, one);
        status = read_further(r, folder, true);
    }
    return status;
}

static raci_status read_all(reading *r)
{
    ri_adopting *a = r->a;
    r->out->tree = ri_owners_tree_new();
    if (r->out->tree == NULL) {
        return ri_fail_nomem(r->err);
    }
    if (strncmp(name_of(a->file->path), groups, strlen(groups)) == 0) {
        return ri_fail_at(r->err, RACI_INPUT, a->file->path, 0, 0,
                          "it says who is in groups, not what they own: name the OWNERS file "
                          "beside it, and it is read with that");
    }
    const char *own = find_own(r);
    const char *given = own != NULL ? own : r->paths->n > 0 ? owners : a->file->path;
    r->out->folder = folder_of(r, given);
    raci_status status =
        r->base.failed || r->out->folder == NULL ? ri_fail_nomem(r->err) : read_groups(r);
    if (status == RACI_OK) {
        status = ri_owners_tree_add(r->out->tree, r->out->folder, a->book, r->calls, r->err);
    }
    return status == RACI_OK ? read_listed(r, own) : status;
}

raci_status ri_owner_files_read(ri_owner_files *out, ri_adopting *a, const ri_path_list *paths,
                                const ri_owner_calls *calls, raci_error *err)
{
    reading r = {.out = out, .a = a, .paths = paths, .calls = calls, .err = err};
    const raci_status status = read_all(&r);
    ri_text_free(&r.base);
    ri_text_free(&r.path);
    return status;
}
