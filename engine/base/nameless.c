#define _GNU_SOURCE /* memfd_create; NOLINT(bugprone-reserved-identifier) */

#include "base/nameless.h"

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

FILE *ri_nameless(bool small)
{
#ifdef __linux__
    const int descriptor = small ? memfd_create("raci", MFD_CLOEXEC) : -1;
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w+b") : NULL;
    if (file != NULL) {
        return file;
    }
    if (descriptor >= 0) {
        (void)close(descriptor);
    }
#else
    (void)small;
#endif
    return tmpfile();
}
