/* Streams of the C library, which reads and writes for them by ways of its own: they go by way of
   the functions that count and may fail. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier) */

#include "faulting.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STREAMS = 256 };

/* The files behind those that are open. */
static struct stream {
    FILE *stream;
    int file;
} streams[STREAMS];

static ssize_t read_stream(void *cookie, char *bytes, size_t n)
{
    return read(((struct stream *)cookie)->file, bytes, n);
}

/* What it could not write, as the C library has it: 0, with errno set. */
static ssize_t write_stream(void *cookie, const char *bytes, size_t n)
{
    size_t done = 0;
    while (done < n) {
        const ssize_t now = write(((struct stream *)cookie)->file, bytes + done, n - done);
        if (now < 0) {
            break;
        }
        done += (size_t)now;
    }
    return (ssize_t)done;
}

static int seek_stream(void *cookie, off64_t *to, int whence)
{
    const off64_t at = lseek64(((struct stream *)cookie)->file, *to, whence);
    *to = at;
    return at >= 0 ? 0 : -1;
}

static int close_stream(void *cookie)
{
    struct stream *s = cookie;
    const int file = s->file;
    *s = (struct stream){0};
    return close(file);
}

static FILE *stream_of(int file, const char *mode)
{
    static const cookie_io_functions_t functions = {read_stream, write_stream, seek_stream,
                                                    close_stream};
    for (size_t i = 0; i < STREAMS; i++) {
        if (streams[i].stream == NULL) {
            streams[i].file = file;
            streams[i].stream = fopencookie(&streams[i], mode, functions);
            return streams[i].stream;
        }
    }
    errno = EMFILE;
    return NULL;
}

FILE *fopen(const char *path, const char *mode)
{
    const bool both = strchr(mode, '+') != NULL;
    int flags = mode[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT;
    flags |= mode[0] == 'w' ? O_TRUNC : 0;
    flags |= mode[0] == 'a' ? O_APPEND : 0;
    flags |= strchr(mode, 'x') != NULL ? O_EXCL : 0;
    flags = both ? (flags & ~O_ACCMODE) | O_RDWR : flags;
    const int file = open(path, flags | O_CLOEXEC, 0666);
    FILE *stream = file >= 0 ? stream_of(file, mode) : NULL;
    if (file >= 0 && stream == NULL) {
        const int reason = errno;
        (void)close(file);
        errno = reason;
    }
    return stream;
}

FILE *fopen64(const char *path, const char *mode)
{
    return fopen(path, mode);
}

FILE *fdopen(int file, const char *mode)
{
    return stream_of(file, mode);
}

FILE *tmpfile(void)
{
    const int file = open(P_tmpdir, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    FILE *stream = file >= 0 ? stream_of(file, "w+") : NULL;
    if (file >= 0 && stream == NULL) {
        (void)close(file);
        errno = ENOMEM;
    }
    return stream;
}

FILE *tmpfile64(void)
{
    return tmpfile();
}

int fileno(FILE *stream)
{
    static int (*below)(FILE *);
    for (size_t i = 0; i < STREAMS; i++) {
        if (streams[i].stream == stream) {
            return streams[i].file;
        }
    }
    if (below == NULL) {
        void *found = dlsym(RTLD_NEXT, "fileno");
        memcpy(&below, &found, sizeof below);
    }
    return below(stream);
}
