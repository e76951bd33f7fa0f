/*
 * A folder of its own for a test that needs files.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_SCRATCH_H
#define TEST_SCRATCH_H

#include "rows.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCRATCH_PATH 512

typedef struct scratch {
    char dir[256];
} scratch;

static inline void scratch_make_in(scratch *s, const char *otherwise)
{
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(s->dir, sizeof s->dir, "%s/raci-test-XXXXXX",
                   temporary != NULL && *temporary != '\0' ? temporary : otherwise);
    assert_non_null(mkdtemp(s->dir));
}

static inline void scratch_make(scratch *s)
{
    scratch_make_in(s, "/tmp");
}

/* For a few small files: in memory where there is such a folder, for file systems take
   their time over thousands of files that come and go. */
static inline void scratch_make_small(scratch *s)
{
    scratch_make_in(s, access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp");
}

/* The path of a file in the folder, in the caller's buffer. */
static inline const char *scratch_path(const scratch *s, const char *name, char out[SCRATCH_PATH])
{
    assert_true(snprintf(out, SCRATCH_PATH, "%s/%s", s->dir, name) < SCRATCH_PATH);
    return out;
}

static inline void scratch_write(const scratch *s, const char *name, const void *bytes,
                                 size_t length)
{
    char path[SCRATCH_PATH];
    FILE *file = fopen(scratch_path(s, name, path), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* A file's content, to be freed; NULL when it is not there. */
static inline char *scratch_read(const scratch *s, const char *name, size_t *length)
{
    char path[SCRATCH_PATH];
    FILE *file = fopen(scratch_path(s, name, path), "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t capacity = 65536;
    size_t n = 0;
    char *bytes = malloc(capacity + 1);
    assert_non_null(bytes);
    for (size_t got; (got = fread(bytes + n, 1, capacity - n, file)) > 0;) {
        n += got;
        if (n == capacity) {
            capacity *= 2;
            bytes = realloc(bytes, capacity + 1);
            assert_non_null(bytes);
        }
    }
    assert_int_equal(fclose(file), 0);
    bytes[n] = '\0';
    if (length != NULL) {
        *length = n;
    }
    return bytes;
}

static inline bool scratch_has(const scratch *s, const char *name)
{
    char path[SCRATCH_PATH];
    struct stat facts;
    return lstat(scratch_path(s, name, path), &facts) == 0;
}

static inline void scratch_empty(const char *dir)
{
    DIR *list = opendir(dir);
    assert_non_null(list);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        char path[SCRATCH_PATH + 256];
        struct stat facts;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        assert_int_equal(lstat(path, &facts), 0);
        if (S_ISDIR(facts.st_mode)) {
            scratch_empty(path);
            assert_int_equal(rmdir(path), 0);
        } else {
            assert_int_equal(unlink(path), 0);
        }
    }
    assert_int_equal(closedir(list), 0);
}

static inline void scratch_remove(const scratch *s)
{
    scratch_empty(s->dir);
    assert_int_equal(rmdir(s->dir), 0);
}

#endif
