#define _POSIX_C_SOURCE 200809L

#include "cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

raci_status file_path(char out[PATH_SIZE], const char *folder, const char *name, raci_error *err)
{
    bool here = folder[0] == '\0' || strcmp(folder, ".") == 0;
    size_t end = strlen(folder);
    const char *slash = !here && folder[end - 1] != '/' ? "/" : "";
    int length = snprintf(out, PATH_SIZE, "%s%s%s", here ? "" : folder, slash, name);
    if (length < 0 || length >= PATH_SIZE) {
        return fail(err, RACI_INVALID, "a path is longer than %d bytes", PATH_SIZE);
    }
    return RACI_OK;
}

bool file_ends_in(const char *path, const char *ending)
{
    const size_t length = strlen(path);
    const size_t end = strlen(ending);
    return length > end && strcmp(path + length - end, ending) == 0;
}

raci_status folder_make(const char *path, bool *made, raci_error *err)
{
    struct stat about;
    *made = mkdir(path, 0777) == 0;
    if (*made) {
        return RACI_OK;
    }
    int reason = errno;
    if (reason == EEXIST && stat(path, &about) == 0) {
        return S_ISDIR(about.st_mode)
                   ? RACI_OK
                   : fail(err, RACI_EXISTS, "'%s' is there already and is no folder", path);
    }
    return fail(err, RACI_IO, "the folder '%s' cannot be made: %s", path, strerror(reason));
}

raci_status file_free(const char *path, raci_error *err)
{
    struct stat about;
    if (lstat(path, &about) == 0) {
        return fail(err, RACI_EXISTS, "'%s' is there already; nothing was done", path);
    }
    return errno == ENOENT || errno == ENOTDIR
               ? RACI_OK
               : fail(err, RACI_IO, "'%s' cannot be looked at: %s", path, strerror(errno));
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t done = write(file, bytes, length);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        }
    }
    return true;
}

raci_status file_fill(int file, const char *path, bool lasting, const char *bytes, size_t length,
                      raci_error *err)
{
    bool ok = write_all(file, bytes, length) && (!lasting || fsync(file) == 0);
    int reason = errno;
    if (close(file) != 0 && ok) {
        ok = false;
        reason = errno;
    }
    if (!ok) {
        (void)unlink(path);
        return fail(err, RACI_IO, "'%s' cannot be written: %s", path, strerror(reason));
    }
    return RACI_OK;
}

raci_status file_write(const char *path, const char *bytes, size_t length, raci_error *err)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) {
        return errno == EEXIST
                   ? fail(err, RACI_EXISTS, "'%s' is there already", path)
                   : fail(err, RACI_IO, "'%s' cannot be made: %s", path, strerror(errno));
    }
    return file_fill(file, path, false, bytes, length, err);
}

/* ---- in the place of another ---- */

raci_status file_replace_name(replacing *out, const char *path, raci_error *err)
{
    const char *slash = strrchr(path, '/');
    const int folder = slash != NULL ? (int)(slash - path) + 1 : 0;
    const int length = snprintf(out->beside, sizeof out->beside, "%.*s.%s.%ld", folder, path,
                                path + folder, (long)getpid());
    out->path = path;
    out->file = -1;
    out->reason = 0;
    return length >= 0 && length < PATH_SIZE
               ? RACI_OK
               : fail(err, RACI_INVALID, "a path is longer than %d bytes", PATH_SIZE);
}

raci_status file_replace_begin(replacing *out, const char *path, raci_error *err)
{
    struct stat about;
    if (file_replace_name(out, path, err) != RACI_OK) {
        return RACI_INVALID;
    }
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
        return fail(err, RACI_EXISTS, "'%s' is there already and is no file", path);
    }
    /* One that an interrupted process of this number left. */
    (void)unlink(out->beside);
    out->file = open(out->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    return out->file >= 0 ? RACI_OK
                          : fail(err, RACI_IO, "'%s' cannot be made: %s", path, strerror(errno));
}

int file_replace_write(const char *data, size_t length, void *payload)
{
    replacing *file = payload;
    const bool done = write_all(file->file, data, length);
    file->reason = done ? file->reason : errno;
    return done ? 0 : 1;
}

static raci_status cannot_be_written(const replacing *file, int reason, raci_error *err)
{
    return fail(err, RACI_IO, "'%s' cannot be written: %s", file->path, strerror(reason));
}

raci_status file_replace_close(replacing *file, raci_status status, raci_error *err)
{
    if (file->reason != 0 && err != NULL) { /* whoever wrote does not know the file's name */
        *err = (raci_error){0};
        status = cannot_be_written(file, file->reason, err);
    }
    if (close(file->file) != 0 && status == RACI_OK) {
        status = cannot_be_written(file, errno, err);
    }
    if (status != RACI_OK) {
        (void)unlink(file->beside);
    }
    return status;
}

raci_status file_replace_settle(const replacing *file, raci_status status, raci_error *err)
{
    if (status == RACI_OK && rename(file->beside, file->path) != 0) {
        status = fail(err, RACI_IO, "'%s' cannot be replaced: %s", file->path, strerror(errno));
    }
    if (status != RACI_OK) {
        (void)unlink(file->beside);
    }
    return status;
}

raci_status file_replace_end(replacing *file, raci_status status, raci_error *err)
{
    if (status == RACI_OK && fsync(file->file) != 0 && errno != EINVAL) {
        status = cannot_be_written(file, errno, err);
    }
    return file_replace_settle(file, file_replace_close(file, status, err), err);
}

/* Waits until the disk has the names in the folder of a path. */
static void sync_folder_of(const char *path)
{
    char folder[PATH_SIZE];
    const char *slash = strrchr(path, '/');
    (void)snprintf(folder, sizeof folder, "%.*s", slash != NULL ? (int)(slash - path) + 1 : 1,
                   slash != NULL ? path : ".");
    const int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened >= 0) {
        (void)fsync(opened); /* some file systems cannot; they have done what they can */
        (void)close(opened);
    }
}

raci_status file_name_new(const replacing *file, raci_error *err)
{
    raci_status status = RACI_OK;
    /* A link replaces nothing; where there are none, it is looked just before. */
    if (link(file->beside, file->path) == 0) {
        (void)unlink(file->beside);
    } else {
        status = file_free(file->path, err);
        if (status == RACI_OK && rename(file->beside, file->path) != 0) {
            status = fail(err, RACI_IO, "'%s' cannot be made: %s", file->path, strerror(errno));
        }
    }
    if (status == RACI_OK) {
        sync_folder_of(file->path);
    }
    return status;
}
