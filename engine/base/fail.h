/*
 * Filling a raci_error. Each function gives back the status it was given, so
 * that a failure reads `return ri_fail(err, RACI_IO, "…")`. The first error
 * wins; err may be NULL.
 */
#ifndef RI_FAIL_H
#define RI_FAIL_H

#include "base/printf.h"
#include "raci/error.h"

raci_status ri_fail(raci_error *err, raci_status status, const char *format, ...) RI_PRINTF(3, 4);
raci_status ri_fail_at(raci_error *err, raci_status status, const char *file, int line, int column,
                       const char *format, ...) RI_PRINTF(6, 7);
/* In the header, so that readers of callers see that it is never RACI_OK. */
static inline raci_status ri_fail_nomem(raci_error *err)
{
    (void)ri_fail(err, RACI_NOMEM, "memory is exhausted");
    return RACI_NOMEM;
}

/* Forgets an error, so that the next one is kept. NULL is allowed. */
void ri_error_clear(raci_error *err);

#endif
