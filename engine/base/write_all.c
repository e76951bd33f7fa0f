#define _POSIX_C_SOURCE 200809L

#include "base/write_all.h"

#include <errno.h>
#include <unistd.h>

bool ri_write_all(int file, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        const ssize_t written = write(file, at, n);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        at += written;
        n -= (size_t)written;
    }
    return true;
}
