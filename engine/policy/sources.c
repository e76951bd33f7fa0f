#define _POSIX_C_SOURCE 200809L

#include "policy/sources.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/order.h"
#include "base/text.h"
#include "policy/machine.h"
#include "policy/shipped_models.h"

#define RULES "rules/"
#define DEFAULT_POLICY RULES "default.lua"
#define MESSAGE_SIZE 128

static const char *says(int error, char buffer[MESSAGE_SIZE])
{
    return strerror_r(error, buffer, MESSAGE_SIZE) == 0 ? buffer : "unknown error";
}

static raci_status too_long(const char *file, raci_error *err)
{
    return ri_fail_at(err, RACI_LIMIT, file, 0, 0, "the file has more than %u MiB, the limit",
                      RI_SOURCE_MAX >> 20);
}

static bool ends_with(const char *string, const char *end)
{
    size_t length = strlen(string);
    size_t tail = strlen(end);
    return length >= tail && strcmp(string + length - tail, end) == 0;
}

/* The part after the last '/'. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* `folder`'s length in a path: up to and with the last '/'. */
static int folder_length(const char *path)
{
    return (int)(base_name(path) - path);
}

static raci_status add(ri_sources *sources, ri_source *source, raci_error *err)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    ri_digest_add(&digest, source->bytes, source->length);
    ri_digest_end(&digest, source->digest, 64);
    if (sources->n >= RI_SOURCES_MAX) {
        ri_free(source->owned);
        return ri_fail(err, RACI_LIMIT, "the policy has more than %d files, the limit",
                       RI_SOURCES_MAX);
    }
    if (source->file == NULL || source->name == NULL ||
        !RI_PUSH(sources->items, sources->n, sources->capacity, *source)) {
        ri_free(source->owned);
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

/* Reads a stream to its end; *out is owned. */
static raci_status read_all(FILE *stream, const char *file, char **out, size_t *length,
                            raci_error *err)
{
    char *bytes = NULL;
    size_t capacity = 0;
    size_t used = 0;
    raci_status status = RACI_OK;
    for (;;) {
        if (!ri_grow((void **)&bytes, &capacity, used + 16384, 1)) {
            status = ri_fail_nomem(err);
            break;
        }
        errno = 0;
        size_t got = fread(bytes + used, 1, capacity - used, stream);
        used += got;
        if (used > RI_SOURCE_MAX) {
            status = too_long(file, err);
            break;
        }
        if (got == 0) {
            char buffer[MESSAGE_SIZE];
            if (ferror(stream)) {
                status =
                    ri_fail_at(err, RACI_IO, file, 0, 0, "reading fails: %s", says(errno, buffer));
            }
            break;
        }
    }
    if (status != RACI_OK) {
        ri_free(bytes);
        return status;
    }
    *out = bytes;
    *length = used;
    return RACI_OK;
}

static bool find_read(const ri_sources *sources, const struct stat *info, uint32_t *out)
{
    for (size_t i = 0; i < sources->n; i++) {
        const ri_source *source = &sources->items[i];
        if (!source->shipped && source->inode == (uint64_t)info->st_ino &&
            source->device == (uint64_t)info->st_dev) {
            *out = (uint32_t)i;
            return true;
        }
    }
    return false;
}

/* Takes one file, unless it was taken already. RACI_NOTFOUND when it is missing.
   `file` and `name` live as long as the arena. */
static raci_status take_file(ri_sources *sources, const char *file, const char *name, bool root,
                             uint32_t *out, raci_error *err)
{
    char buffer[MESSAGE_SIZE];
    if (file == NULL || name == NULL) {
        return ri_fail_nomem(err);
    }
    struct stat info;
    if (stat(file, &info) != 0) {
        int error = errno;
        if (error == ENOENT || error == ENOTDIR) {
            return ri_fail_at(err, RACI_NOTFOUND, file, 0, 0, "there is no such file");
        }
        return ri_fail_at(err, RACI_IO, file, 0, 0, "cannot be read: %s", says(error, buffer));
    }
    if (S_ISDIR(info.st_mode)) {
        return ri_fail_at(err, RACI_IO, file, 0, 0, "a folder stands where a file is expected");
    }
    if (find_read(sources, &info, out)) {
        return RACI_OK;
    }
    if (S_ISREG(info.st_mode) && info.st_size > (off_t)RI_SOURCE_MAX) {
        return too_long(file, err);
    }
    FILE *stream = fopen(file, "rb");
    if (stream == NULL) {
        return ri_fail_at(err, RACI_IO, file, 0, 0, "cannot be read: %s", says(errno, buffer));
    }
    ri_source source = {.file = file, .name = name, .root = root};
    source.device = (uint64_t)info.st_dev;
    source.inode = (uint64_t)info.st_ino;
    raci_status status = read_all(stream, file, &source.owned, &source.length, err);
    (void)fclose(stream);
    if (status != RACI_OK) {
        return status;
    }
    source.bytes = source.owned;
    status = add(sources, &source, err);
    *out = (uint32_t)(sources->n - 1);
    return status;
}

/* What is carried for editors is no policy. */
static bool is_for_editors(const char *path)
{
    return strncmp(path, RULES "meta/", sizeof RULES "meta/" - 1) == 0;
}

static raci_status take_shipped(ri_sources *sources, const char *path, bool root, uint32_t *out,
                                raci_error *err)
{
    const ri_embedded *embedded = is_for_editors(path) ? NULL : ri_embedded_find(path);
    if (embedded == NULL) {
        return ri_fail(err, RACI_NOTFOUND, "there is no shipped file %s", path);
    }
    for (size_t i = 0; i < sources->n; i++) {
        if (sources->items[i].shipped && strcmp(sources->items[i].file, embedded->path) == 0) {
            *out = (uint32_t)i;
            return RACI_OK;
        }
    }
    ri_source source = {.file = embedded->path, .name = embedded->path, .root = root};
    source.shipped = true;
    source.bytes = (const char *)embedded->bytes;
    source.length = embedded->length;
    raci_status status = add(sources, &source, err);
    *out = (uint32_t)(sources->n - 1);
    return status;
}

/* Takes a file of those that were kept, unless it was taken already. RACI_NOTFOUND when
   there is none of that path. */
static raci_status take_kept(ri_sources *sources, const char *path, uint32_t *out, raci_error *err)
{
    for (size_t i = 0; i < sources->n; i++) {
        if (strcmp(sources->items[i].file, path) == 0) {
            *out = (uint32_t)i;
            return RACI_OK;
        }
    }
    for (size_t i = 0; i < sources->n_kept; i++) {
        const ri_policy_file *kept = &sources->kept[i];
        if (strcmp(kept->file, path) == 0) {
            ri_source source = {.file = ri_arena_string(sources->arena, kept->file),
                                .name = ri_arena_string(sources->arena, kept->name),
                                .bytes = ri_arena_copy(sources->arena, kept->bytes, kept->length),
                                .length = kept->length,
                                .root = kept->root,
                                .shipped = kept->shipped};
            raci_status status =
                source.bytes != NULL ? add(sources, &source, err) : ri_fail_nomem(err);
            *out = (uint32_t)(sources->n - 1);
            return status;
        }
    }
    return ri_fail(err, RACI_NOTFOUND, "%s was not kept", path);
}

static raci_status take_kept_roots(ri_sources *sources, raci_error *err)
{
    raci_status status = RACI_OK;
    uint32_t number = 0;
    for (size_t i = 0; i < sources->n_kept && status == RACI_OK; i++) {
        if (sources->kept[i].root) {
            status = take_kept(sources, sources->kept[i].file, &number, err);
        }
    }
    return status;
}

/* Takes the file of that path or, where there is none, the governance model of that name. */
static raci_status take_named(ri_sources *sources, const char *path, uint32_t *out, raci_error *err)
{
    const ri_embedded *model = ri_governance_file(path);
    char near[RACI_GOVERNANCE_NAME];
    raci_error missing;
    ri_error_clear(&missing);
    raci_status status = take_file(sources, path, base_name(path), true, out, &missing);
    if (status == RACI_NOTFOUND && model != NULL) {
        return take_shipped(sources, model->path, true, out, err);
    }
    if (status == RACI_NOTFOUND && ri_governance_near(near, path)) {
        return ri_fail_at(err, status, path, 0, 0,
                          "there is no such file; did you mean the governance model '%s'?", near);
    }
    return status == RACI_OK ? status
                             : ri_fail_at(err, status, missing.file, 0, 0, "%s", missing.message);
}

static int by_string(const void *a, const void *b, const void *context)
{
    (void)context;
    const char *const *x = a;
    const char *const *y = b;
    return strcmp(*x, *y);
}

/* The paths to read, in order. */
typedef struct path_list {
    const char **items;
    size_t n;
    size_t capacity;
} path_list;

static bool is_policy_file(const char *folder, const char *name, ri_sources *sources,
                           path_list *paths, raci_status *status, raci_error *err)
{
    if (name[0] == '.' || !ends_with(name, ".lua") || ends_with(name, "_test.lua")) {
        return false;
    }
    const char *between = ends_with(folder, "/") ? "" : "/";
    const char *path = ri_arena_format(sources->arena, "%s%s%s", folder, between, name);
    struct stat info;
    if (path != NULL && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        return false;
    }
    if (path == NULL || !RI_PUSH(paths->items, paths->n, paths->capacity, path)) {
        *status = ri_fail_nomem(err);
    }
    return true;
}

static raci_status list_folder(ri_sources *sources, const char *folder, path_list *paths,
                               raci_error *err)
{
    char buffer[MESSAGE_SIZE];
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        return ri_fail_at(err, RACI_IO, folder, 0, 0, "the folder cannot be read: %s",
                          says(errno, buffer));
    }
    raci_status status = RACI_OK;
    bool any = false;
    while (status == RACI_OK) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (entry == NULL) {
            if (errno != 0) {
                status = ri_fail_at(err, RACI_IO, folder, 0, 0, "the folder cannot be read: %s",
                                    says(errno, buffer));
            }
            break;
        }
        any = is_policy_file(folder, entry->d_name, sources, paths, &status, err) || any;
    }
    (void)closedir(dir);
    if (status == RACI_OK && !any) {
        status = ri_fail_at(err, RACI_NOTFOUND, folder, 0, 0,
                            "the folder has no policy: no *.lua file directly in it");
    }
    return status;
}

static raci_status list_path(ri_sources *sources, const char *path, path_list *paths,
                             raci_error *err)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        return list_folder(sources, path, paths, err);
    }
    const char *copy = ri_arena_string(sources->arena, path);
    if (copy == NULL || !RI_PUSH(paths->items, paths->n, paths->capacity, copy)) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

raci_status ri_sources_read(ri_sources *sources, const char *const *paths, size_t n,
                            raci_error *err)
{
    uint32_t number = 0;
    if (sources->kept != NULL) {
        return take_kept_roots(sources, err);
    }
    if (n == 0) {
        return take_shipped(sources, DEFAULT_POLICY, true, &number, err);
    }
    path_list list = {NULL, 0, 0};
    raci_status status = RACI_OK;
    for (size_t i = 0; i < n && status == RACI_OK; i++) {
        status = list_path(sources, paths[i], &list, err);
    }
    if (status == RACI_OK && !ri_order(list.items, list.n, sizeof *list.items, by_string, NULL)) {
        status = ri_fail_nomem(err);
    }
    for (size_t i = 0; i < list.n && status == RACI_OK; i++) {
        status = take_named(sources, list.items[i], &number, err);
    }
    ri_free((void *)list.items);
    return status;
}

/* Whether an include names a file at or below its folder: parts of letters,
   digits, '.', '_' and '-', none hidden, none upward. */
static bool is_include_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789._-/";
    size_t length = strlen(name);
    if (length == 0 || length > 200 || strspn(name, allowed) != length || name[length - 1] == '/') {
        return false;
    }
    for (const char *part = name; part != NULL;) {
        if (*part == '.' || *part == '/') {
            return false;
        }
        part = strchr(part, '/');
        part = part == NULL ? NULL : part + 1;
    }
    return true;
}

/* Nothing has that name: the nearest among the shipped rules is told, as an include says it. */
static raci_status no_include(const char *near, const char *shipped, raci_error *err)
{
    const size_t folder = sizeof RULES - 1;
    ri_nearest nearest;
    ri_nearest_begin(&nearest, shipped);
    for (size_t i = 0; i < ri_embedded_count(); i++) {
        if (strncmp(ri_embedded_at(i)->path, RULES, folder) == 0 &&
            !is_for_editors(ri_embedded_at(i)->path)) {
            ri_nearest_offer(&nearest, ri_embedded_at(i)->path);
        }
    }
    if (nearest.best == NULL) {
        return ri_fail(err, RACI_NOTFOUND, "there is neither %s nor a shipped %s", near, shipped);
    }
    const char *name = nearest.best + folder;
    return ri_fail(err, RACI_NOTFOUND,
                   "there is neither %s nor a shipped %s; did you mean \"%.*s\"?", near, shipped,
                   (int)strlen(name) - 4, name);
}

raci_status ri_sources_include(ri_sources *sources, uint32_t from, const char *name, uint32_t *out,
                               raci_error *err)
{
    if (!is_include_name(name)) {
        return ri_fail(err, RACI_INVALID,
                       "this is no name of a policy file; write it as seen from this file's "
                       "folder, such as \"cx/onboarding\"");
    }
    const ri_source *source = &sources->items[from];
    const char *end = ends_with(name, ".lua") ? "" : ".lua";
    const char *near = ri_arena_format(sources->arena, "%.*s%s%s", folder_length(source->file),
                                       source->file, name, end);
    const char *near_name = ri_arena_format(sources->arena, "%.*s%s%s", folder_length(source->name),
                                            source->name, name, end);
    const char *shipped = ri_arena_format(sources->arena, RULES "%s%s", name, end);
    if (near == NULL || near_name == NULL || shipped == NULL) {
        return ri_fail_nomem(err);
    }
    raci_error missing;
    ri_error_clear(&missing);
    raci_status status = sources->kept != NULL ? take_kept(sources, near, out, &missing)
                         : source->shipped
                             ? take_shipped(sources, near, false, out, &missing)
                             : take_file(sources, near, near_name, false, out, &missing);
    if (status == RACI_NOTFOUND) {
        ri_error_clear(&missing);
        status = sources->kept != NULL ? take_kept(sources, shipped, out, &missing)
                                       : take_shipped(sources, shipped, false, out, &missing);
    }
    if (status == RACI_NOTFOUND) {
        return no_include(near, shipped, err);
    }
    if (status != RACI_OK) {
        return ri_fail_at(err, status, missing.file, 0, 0, "%s", missing.message);
    }
    return RACI_OK;
}

bool ri_source_keep(ri_source *source, ri_arena *arena)
{
    if (source->owned != NULL) {
        source->bytes = ri_arena_copy(arena, source->owned, source->length);
        ri_free(source->owned);
        source->owned = NULL;
    }
    return source->bytes != NULL;
}

static int by_name(const void *a, const void *b, const void *context)
{
    const ri_source *items = context;
    const ri_source *x = &items[*(const uint32_t *)a];
    const ri_source *y = &items[*(const uint32_t *)b];
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : strcmp(x->digest, y->digest);
}

raci_status ri_sources_digest(const ri_sources *sources, char out[65], raci_error *err)
{
    uint32_t *sorted = ri_arena_array(sources->arena, sources->n, sizeof *sorted);
    if (sorted == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < sources->n; i++) {
        sorted[i] = i;
    }
    if (!ri_order(sorted, sources->n, sizeof *sorted, by_name, sources->items)) {
        return ri_fail_nomem(err);
    }
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i < sources->n; i++) {
        ri_digest_line(&digest, sources->items[sorted[i]].name);
        ri_digest_line(&digest, sources->items[sorted[i]].digest);
    }
    ri_digest_end(&digest, out, 64);
    return RACI_OK;
}

void ri_sources_free(ri_sources *sources)
{
    for (size_t i = 0; i < sources->n; i++) {
        ri_free(sources->items[i].owned);
    }
    ri_free(sources->items);
    *sources = (ri_sources){.arena = NULL};
}
