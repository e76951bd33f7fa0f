/* Files, as the program and its libraries ask for them: each call counts, and may fail. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier) */

#include "faulting.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Finds the function that this one stands before. */
static void find_below(void *function, size_t size, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        abort();
    }
    memcpy(function, &found, size);
}

#define FIND_BELOW(function, name)                                                                 \
    do {                                                                                           \
        if ((function) == NULL) {                                                                  \
            find_below(&(function), sizeof(function), name);                                       \
        }                                                                                          \
    } while (0)

/* ---- opening ---- */

static int open_it(int folder, const char *path, int flags, mode_t mode)
{
    const bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
    if (faulting_meets(FAULT_OPEN) || (writes && faulting_meets(FAULT_OPEN_OUT))) {
        return -1;
    }
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

/* The mode stands there when a file may be made. */
#define MODE(mode, flags)                                                                          \
    do {                                                                                           \
        if (((flags) & (O_CREAT | O_TMPFILE)) != 0) {                                              \
            va_list more;                                                                          \
            va_start(more, flags);                                                                 \
            (mode) = va_arg(more, mode_t);                                                         \
            va_end(more);                                                                          \
        }                                                                                          \
    } while (0)

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    MODE(mode, flags);
    return open_it(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    mode_t mode = 0;
    MODE(mode, flags);
    return open_it(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    mode_t mode = 0;
    MODE(mode, flags);
    return open_it(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    mode_t mode = 0;
    MODE(mode, flags);
    return open_it(folder, path, flags, mode);
}

int memfd_create(const char *name, unsigned flags)
{
    return faulting_meets(FAULT_OPEN_OUT) ? -1 : (int)syscall(SYS_memfd_create, name, flags);
}

int mkstemp(char *template)
{
    static int (*below)(char *);
    FIND_BELOW(below, "mkstemp");
    const int file = faulting_meets(FAULT_OPEN_OUT) ? -1 : below(template);
    if (file >= 0 && faulting_now != NULL) {
        (void)snprintf(faulting_now->made, sizeof faulting_now->made, "%s", template);
    }
    return file;
}

DIR *opendir(const char *path)
{
    static DIR *(*below)(const char *);
    FIND_BELOW(below, "opendir");
    return faulting_meets(FAULT_OPEN) ? NULL : below(path);
}

struct dirent *readdir(DIR *folder)
{
    static struct dirent *(*below)(DIR *);
    FIND_BELOW(below, "readdir");
    return faulting_meets(FAULT_LIST) ? NULL : below(folder);
}

struct dirent64 *readdir64(DIR *folder)
{
    static struct dirent64 *(*below)(DIR *);
    FIND_BELOW(below, "readdir64");
    return faulting_meets(FAULT_LIST) ? NULL : below(folder);
}

int close(int file)
{
    const bool fails = faulting_meets(FAULT_CLOSE);
    const int reason = errno;
    const int closed = (int)syscall(SYS_close, file);
    if (!fails) {
        return closed;
    }
    faulting_now->failed_out += file == STDOUT_FILENO;
    errno = reason;
    return -1;
}

/* ---- bytes ---- */

ssize_t read(int file, void *bytes, size_t n)
{
    return faulting_meets(FAULT_READ) ? -1 : syscall(SYS_read, file, bytes, n);
}

static ssize_t pread_it(int file, void *bytes, size_t n, off_t at)
{
    return faulting_meets(FAULT_READ) ? -1 : syscall(SYS_pread64, file, bytes, n, at);
}

ssize_t pread(int file, void *bytes, size_t n, off_t at)
{
    return pread_it(file, bytes, n, at);
}

ssize_t pread64(int file, void *bytes, size_t n, off_t at)
{
    return pread_it(file, bytes, n, at);
}

/* How much of a write is done; -1: it fails. */
static ssize_t writable(int file, size_t n)
{
    if (file == STDERR_FILENO || !faulting_meets(FAULT_WRITE)) {
        return (ssize_t)n;
    }
    const bool first = faulting_now->failed == 1;
    faulting_now->failed_out += file == STDOUT_FILENO;
    return faulting_now->half && first && n > 1 ? (ssize_t)(n / 2) : -1;
}

ssize_t write(int file, const void *bytes, size_t n)
{
    const ssize_t now = writable(file, n);
    return now < 0 ? -1 : syscall(SYS_write, file, bytes, (size_t)now);
}

static ssize_t pwrite_it(int file, const void *bytes, size_t n, off_t at)
{
    const ssize_t now = writable(file, n);
    return now < 0 ? -1 : syscall(SYS_pwrite64, file, bytes, (size_t)now, at);
}

ssize_t pwrite(int file, const void *bytes, size_t n, off_t at)
{
    return pwrite_it(file, bytes, n, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t n, off_t at)
{
    return pwrite_it(file, bytes, n, at);
}

int fsync(int file)
{
    return faulting_meets(FAULT_SYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return faulting_meets(FAULT_SYNC) ? -1 : (int)syscall(SYS_fdatasync, file);
}

static int truncate_it(int file, off_t length)
{
    return faulting_meets(FAULT_TRUNCATE) ? -1 : (int)syscall(SYS_ftruncate, file, length);
}

int ftruncate(int file, off_t length)
{
    return truncate_it(file, length);
}

int ftruncate64(int file, off_t length)
{
    return truncate_it(file, length);
}

/* ---- names ---- */

int unlink(const char *path)
{
    return faulting_meets(FAULT_DELETE) ? -1 : (int)syscall(SYS_unlink, path);
}

int unlinkat(int folder, const char *path, int flags)
{
    return faulting_meets(FAULT_DELETE) ? -1 : (int)syscall(SYS_unlinkat, folder, path, flags);
}

int rmdir(const char *path)
{
    return faulting_meets(FAULT_DELETE) ? -1 : (int)syscall(SYS_rmdir, path);
}

int rename(const char *from, const char *to)
{
    return faulting_meets(FAULT_RENAME) ? -1 : (int)syscall(SYS_rename, from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return faulting_meets(FAULT_RENAME)
               ? -1
               : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int mkdir(const char *path, mode_t mode)
{
    return faulting_meets(FAULT_FOLDER) ? -1 : (int)syscall(SYS_mkdir, path, mode);
}

char *mkdtemp(char *template)
{
    static char *(*below)(char *);
    FIND_BELOW(below, "mkdtemp");
    return faulting_meets(FAULT_FOLDER) ? NULL : below(template);
}

/* ---- locks, shared memory, waiting, chance ---- */

static int control(int file, int command, long argument)
{
    const bool locks = command == F_SETLK || command == F_SETLKW;
    return locks && faulting_meets(FAULT_LOCK) ? -1
                                               : (int)syscall(SYS_fcntl, file, command, argument);
}

int fcntl(int file, int command, ...)
{
    va_list more;
    va_start(more, command);
    const long argument = va_arg(more, long);
    va_end(more);
    return control(file, command, argument);
}

int fcntl64(int file, int command, ...)
{
    va_list more;
    va_start(more, command);
    const long argument = va_arg(more, long);
    va_end(more);
    return control(file, command, argument);
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset)
{
    /* What allocators ask for is theirs. */
    if ((flags & MAP_SHARED) != 0 && faulting_meets(FAULT_MAP)) {
        return MAP_FAILED;
    }
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): this is how the system gives it. */
    return (void *)syscall(SYS_mmap, address, length, protection, flags, file, offset);
}

/* Processes count for themselves, so that it is the same in every run. */
pid_t fork(void)
{
    static pid_t (*below)(void);
    static faulting own;
    FIND_BELOW(below, "fork");
    const pid_t child = below();
    if (child == 0 && faulting_now != NULL) {
        own = *faulting_now;
        faulting_now = &own;
    }
    return child;
}

/* SQLite waits for a lock: it counts how long, so that the time need not pass. */
int usleep(useconds_t microseconds)
{
    const struct timespec pause = {(time_t)(microseconds / 1000000),
                                   (long)(microseconds % 1000000) * 1000};
    return faulting_now != NULL ? 0 : nanosleep(&pause, NULL);
}

/* Keys that are made are the same in every run. */
ssize_t getrandom(void *bytes, size_t n, unsigned flags)
{
    if (faulting_now == NULL) {
        return syscall(SYS_getrandom, bytes, n, flags);
    }
    memset(bytes, 42, n);
    return (ssize_t)n;
}
