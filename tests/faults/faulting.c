#include "faulting.h"

#include <errno.h>
#include <stdlib.h>

#include <raci.h>

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

/* libseccomp (2.5.4) follows what it had no memory for: README.md, "What is spared". */
raci_status __real_raci_confine(int may, raci_error *err);
raci_status __wrap_raci_confine(int may, raci_error *err);
bool __real_ri_confine_worker(int to);
bool __wrap_ri_confine_worker(int to);

raci_status __wrap_raci_confine(int may, raci_error *err)
{
    faulting *now = faulting_now;
    faulting_now = NULL;
    raci_status status = __real_raci_confine(may, err);
    faulting_now = now;
    return status;
}

bool __wrap_ri_confine_worker(int to)
{
    faulting *now = faulting_now;
    faulting_now = NULL;
    const bool done = __real_ri_confine_worker(to);
    faulting_now = now;
    return done;
}

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
