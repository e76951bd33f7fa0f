#define _POSIX_C_SOURCE 200809L

#include "cli/cards_out.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"

#define COLUMNS 80

static raci_format format_of(const options *o)
{
    return o->format_given ? o->format : RACI_MD;
}

static const char *ending(const options *o)
{
    return format_of(o) == RACI_TEXT ? ".txt" : ".md";
}

/* "DIR/coo.md". A key as only a model that was written past its rules has is refused. */
static raci_status path_of(char out[PATH_SIZE], const options *o, const char *key, raci_error *err)
{
    char name[PATH_SIZE];
    if (key[0] == '.' || strchr(key, '/') != NULL) {
        return fail(err, RACI_FORMAT, "the position '%s' has a key that can name no file", key);
    }
    const int length = snprintf(name, sizeof name, "%s%s", key, ending(o));
    return length < 0 || length >= PATH_SIZE
               ? fail(err, RACI_INVALID, "a path is longer than %d bytes", PATH_SIZE)
               : file_path(out, o->output, name, err);
}

/* Whether a file begins as cards do. */
static bool is_card(const char *path, const options *o)
{
    const char *mark = format_of(o) == RACI_TEXT ? "Role card: " : "# Role card: ";
    char begins[32] = "";
    struct stat about;
    FILE *file = lstat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "rb") : NULL;
    if (file != NULL) {
        begins[fread(begins, 1, strlen(mark), file)] = '\0';
        (void)fclose(file);
    }
    return strcmp(begins, mark) == 0;
}

/* Nothing may be there but cards. */
static raci_status look_at_all(const raci_briefs *briefs, const options *o, raci_error *err)
{
    char path[PATH_SIZE];
    struct stat about;
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < raci_briefs_count(briefs); i++) {
        status = path_of(path, o, raci_briefs_key(briefs, i), err);
        if (status == RACI_OK && lstat(path, &about) == 0 && !is_card(path, o)) {
            status = fail(err, RACI_EXISTS,
                          "'%s' is there already and is no role card; nothing was written", path);
        }
    }
    return status;
}

/* ---- writing ---- */

/* Writes one beside where it is to be. */
static raci_status write_one(raci_briefs *briefs, const options *o, const char *key,
                             raci_error *err)
{
    char path[PATH_SIZE];
    char reference[PATH_SIZE];
    const raci_brief *brief = NULL;
    const raci_look look = {.columns = COLUMNS};
    replacing file;
    (void)snprintf(reference, sizeof reference, "position:%s", key);
    raci_status status = path_of(path, o, key, err);
    if (status == RACI_OK) {
        status = raci_brief_of(&brief, briefs, reference, err);
    }
    if (status == RACI_OK) {
        status = file_replace_begin(&file, path, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    status = raci_report_brief(brief, format_of(o), &look, file_replace_write, &file, err);
    return file_replace_close(&file, status, err);
}

/* Lets the first n take their places or, unless `status` is RACI_OK, takes them away again. */
static raci_status settle(const raci_briefs *briefs, const options *o, size_t n, raci_status status,
                          raci_error *err)
{
    char path[PATH_SIZE];
    replacing file;
    for (size_t i = 0; i < n; i++) {
        /* Of the same key they could be made before. */
        if (path_of(path, o, raci_briefs_key(briefs, i), NULL) == RACI_OK &&
            file_replace_name(&file, path, NULL) == RACI_OK) {
            status = file_replace_settle(&file, status, err);
        }
    }
    return status;
}

raci_status cards_write(raci_briefs *briefs, const options *o, raci_error *err)
{
    bool made = false;
    const size_t n = raci_briefs_count(briefs);
    size_t written = 0;
    if (format_of(o) != RACI_TEXT && format_of(o) != RACI_MD) {
        return fail(err, RACI_INVALID, "--all writes md or text; one card is given in any format");
    }
    raci_status status = folder_make(o->output, &made, err);
    if (status == RACI_OK) {
        status = look_at_all(briefs, o, err);
    }
    while (status == RACI_OK && written < n) {
        status = write_one(briefs, o, raci_briefs_key(briefs, written), err);
        written += status == RACI_OK;
    }
    status = settle(briefs, o, written, status, err);
    if (status != RACI_OK && made) {
        (void)rmdir(o->output);
    }
    return status;
}

/* ---- what was written ---- */

/* Whether a file of that name is one of them; they are in the order of their keys. */
static bool is_current(const raci_briefs *briefs, const options *o, const char *name)
{
    const size_t length = strlen(name) - strlen(ending(o));
    size_t low = 0;
    size_t high = raci_briefs_count(briefs);
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const char *key = raci_briefs_key(briefs, middle);
        const int order = strncmp(key, name, length);
        if (order == 0 && key[length] == '\0') {
            return true;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

static bool is_older(const raci_briefs *briefs, const options *o, const char *name)
{
    char path[PATH_SIZE];
    return name[0] != '.' && file_ends_in(name, ending(o)) &&
           file_path(path, o->output, name, NULL) == RACI_OK && is_card(path, o) &&
           !is_current(briefs, o, name);
}

/* Cards in the folder whose positions have no letter today: how many, and the first by name. */
static raci_status find_older(size_t *n, char first[PATH_SIZE], const raci_briefs *briefs,
                              const options *o, raci_error *err)
{
    const struct dirent *entry = NULL;
    DIR *folder = opendir(o->output);
    if (folder == NULL) {
        return fail(err, RACI_IO, "'%s' cannot be read: %s", o->output, strerror(errno));
    }
    *n = 0;
    while (errno = 0, (entry = readdir(folder)) != NULL) {
        if (is_older(briefs, o, entry->d_name)) {
            if (*n == 0 || strcmp(entry->d_name, first) < 0) {
                (void)snprintf(first, PATH_SIZE, "%s", entry->d_name);
            }
            ++*n;
        }
    }
    const int reason = errno;
    (void)closedir(folder);
    return reason == 0 ? RACI_OK
                       : fail(err, RACI_IO, "'%s' cannot be read: %s", o->output, strerror(reason));
}

raci_status cards_told(const raci_briefs *briefs, const options *o, const output *out,
                       raci_error *err)
{
    char told[2 * PATH_SIZE];
    char first[PATH_SIZE] = "";
    const char *paths[1] = {told};
    const size_t n = raci_briefs_count(briefs);
    size_t older = 0;
    raci_status status = find_older(&older, first, briefs, o, err);
    if (status != RACI_OK) {
        return status;
    }
    if (older > 0) {
        (void)snprintf(told, sizeof told,
                       "of positions that have no letter today %zu older card%s left where %s: ",
                       older, older == 1 ? " was" : "s were", older == 1 ? "it was" : "they were");
        (void)snprintf(first + strlen(first), sizeof first - strlen(first), "%s",
                       older > 1 ? " …" : "");
        failure_note(told, first);
    }
    (void)snprintf(told, sizeof told, "%zu role card%s into %s", n, n == 1 ? "" : "s", o->output);
    return raci_report_written(paths, 1, RACI_TEXT, &out->look, raci_buffer_write, out->buffer,
                               err);
}
