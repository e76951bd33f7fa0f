/*
 * What the renderers of tests share.
 */
#ifndef RI_CASES_VIEW_H
#define RI_CASES_VIEW_H

#include "base/sink.h"
#include "scenario/tests.h"

/* One file's results: those from `first` on, `n` of them, of which `failed`. */
typedef struct ri_cases_of {
    const char *file;
    size_t first;
    size_t n;
    size_t failed;
} ri_cases_of;

/* The results that begin at `first`, as far as they are of one file; false beyond the last. */
bool ri_cases_next(ri_cases_of *out, const raci_tests *tests, size_t first);

/* "expected …; found …; because …", in one line, appended. */
void ri_say_failure(ri_text *out, const ri_case_failure *failure);

/* false: memory is exhausted. */
bool ri_write_tap(ri_sink *sink, const raci_tests *tests);
bool ri_write_junit(ri_sink *sink, const raci_tests *tests);
bool ri_write_lcov(ri_sink *sink, const raci_tests *tests);

#endif
