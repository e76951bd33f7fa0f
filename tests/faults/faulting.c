#include "faulting.h"

#include <errno.h>
#include <stdlib.h>

faulting *faulting_now;

bool faulting_meets(fault_kind kind)
{
    faulting *f = faulting_now;
    if (f == NULL) {
        return false;
    }
    const size_t number = f->asked[kind]++;
    if (f->kind != kind || number < f->first || (f->once && number > f->first)) {
        return false;
    }
    f->failed++;
    errno = f->reason;
    return true;
}

/* The allocator below: that of the C library, or of the sanitizer. */
#if defined(__SANITIZE_ADDRESS__)
#define BELOW(name) __interceptor_##name
#else
#define BELOW(name) __libc_##name
#endif

/* NOLINTBEGIN(bugprone-reserved-identifier,readability-inconsistent-declaration-parameter-name):
   these are their names, whatever headers call what they take. */
void *BELOW(malloc)(size_t size);
void *BELOW(calloc)(size_t n, size_t size);
void *BELOW(realloc)(void *old, size_t size);

void *malloc(size_t size)
{
    return faulting_meets(FAULT_MEMORY) ? NULL : BELOW(malloc)(size);
}

void *calloc(size_t n, size_t size)
{
    return faulting_meets(FAULT_MEMORY) ? NULL : BELOW(calloc)(n, size);
}

void *realloc(void *old, size_t size)
{
    return faulting_meets(FAULT_MEMORY) ? NULL : BELOW(realloc)(old, size);
}
/* NOLINTEND(bugprone-reserved-identifier,readability-inconsistent-declaration-parameter-name) */
