/* Files that raci does not write, in which somebody who is forgotten is looked for. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/forgetting.h"

#define DEPTH_MAX 16
#define LONGEST ((size_t)64 * 1024 * 1024)

static raci_status fail_read(const char *path, raci_error *err)
{
    const int number = errno;
    return ri_fail(err, number == ENOENT ? RACI_NOTFOUND : RACI_IO, "'%s' cannot be read: %s", path,
                   strerror(number));
}

static void look_at_bytes(raci_forgotten *f, const char *file, const char *bytes, size_t length)
{
    ri_mention at;
    size_t from = 0;
    size_t counted = 0;
    int64_t line = 1;
    int64_t noted = 0;
    while (ri_mentions_next(&at, f->mentions, bytes, length, &from)) {
        for (; counted < at.at; counted++) {
            line += bytes[counted] == '\n';
        }
        if (at.kind == RI_MENTION_MEANT && line != noted) {
            ri_forget_note(&f->files, f, file, line, bytes, length, at.at, at.length);
            noted = line;
        }
    }
}

static raci_status look_at_file(raci_forgotten *f, const char *path, size_t size, raci_error *err)
{
    if (size > LONGEST) {
        return ri_fail(err, RACI_LIMIT, "'%s' has more than %zu MiB: look through it yourself",
                       path, LONGEST / 1024 / 1024);
    }
    char *bytes = ri_alloc(size + 1);
    if (bytes == NULL) {
        return ri_fail_nomem(err);
    }
    FILE *file = fopen(path, "rb");
    raci_status status = file != NULL ? RACI_OK : fail_read(path, err);
    if (file != NULL) {
        const size_t n = fread(bytes, 1, size, file);
        bytes[n] = '\0';
        if (ferror(file) != 0) {
            status = fail_read(path, err);
        } else {
            look_at_bytes(f, path, bytes, n);
        }
        (void)fclose(file);
    }
    ri_free(bytes);
    return status == RACI_OK && f->failed ? ri_fail_nomem(err) : status;
}

/* The paths of what a folder has, but hidden things, in their order. */
static raci_status list(const char ***out, size_t *n, raci_forgotten *f, const char *path,
                        raci_error *err)
{
    DIR *folder = opendir(path);
    const char **paths = NULL;
    size_t capacity = 0;
    raci_status status = folder != NULL ? RACI_OK : fail_read(path, err);
    while (folder != NULL && status == RACI_OK) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            status = errno != 0 ? fail_read(path, err) : RACI_OK;
            break;
        }
        const char *inner = entry->d_name[0] != '.'
                                ? ri_arena_format(f->arena, "%s/%s", path, entry->d_name)
                                : NULL;
        if (entry->d_name[0] != '.' && (inner == NULL || !RI_PUSH(paths, *n, capacity, inner))) {
            status = ri_fail_nomem(err);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    if (status == RACI_OK && !ri_order_texts(paths, *n)) {
        status = ri_fail_nomem(err);
    }
    *out = paths;
    return status;
}

static raci_status look(raci_forgotten *f, const char *path, int depth, raci_error *err)
{
    struct stat facts;
    const char **paths = NULL;
    size_t n = 0;
    /* What the user names may be a link; within a folder links lead elsewhere. */
    if ((depth == 0 ? stat(path, &facts) : lstat(path, &facts)) != 0) {
        return fail_read(path, err);
    }
    if (S_ISREG(facts.st_mode)) {
        return look_at_file(f, path, (size_t)facts.st_size, err);
    }
    if (!S_ISDIR(facts.st_mode) || depth == DEPTH_MAX) {
        return RACI_OK;
    }
    raci_status status = list(&paths, &n, f, path, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = look(f, paths[i], depth + 1, err);
    }
    ri_free(paths);
    return status;
}

raci_status raci_forgotten_look(raci_forgotten *f, const char *path, raci_error *err)
{
    return look(f, path, 0, err);
}
