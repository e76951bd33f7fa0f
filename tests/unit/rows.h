/*
 * Tests from tables: each row is a test of its own, named by its first member.
 *
 *     struct row { const char *name; const char *given; int expected; };
 *     static void counts(void **state) { const struct row *row = *state; … }
 *     return RUN_ROWS("counts", rows, counts);
 */
#ifndef TEST_ROWS_H
#define TEST_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define RUN_ROWS(group, rows, test) run_rows((group), (rows), COUNT(rows), sizeof(rows)[0], (test))

/* Gives how many rows failed. */
static inline int run_rows(const char *group, const void *rows, size_t n, size_t size,
                           CMUnitTestFunction test)
{
    struct CMUnitTest *tests = calloc(n, sizeof *tests);
    if (tests == NULL) {
        return 1;
    }
    for (size_t i = 0; i < n; i++) {
        const char *row = (const char *)rows + i * size;
        memcpy(&tests[i].name, row, sizeof tests[i].name);
        tests[i].test_func = test;
        memcpy(&tests[i].initial_state, &row, sizeof row);
    }
    int failed = _cmocka_run_group_tests(group, tests, n, NULL, NULL);
    free(tests);
    return failed;
}

/* Runs the attempt with the first failing alone of what `refuse` counts, then the second and so on:
   it has to say each time that it failed, until there is none left. Gives how many it needs. */
static inline size_t with_each_of(size_t (*refuse)(size_t which), bool (*attempt)(void *payload),
                                  void *payload)
{
    for (size_t which = 0;; which++) {
        refuse(which);
        const bool done = attempt(payload);
        const size_t asked = refuse(SIZE_MAX);
        if (asked <= which) {
            assert_true(done);
            return which;
        }
        if (done) {
            fail_msg("allocation %zu of %zu failed, and nobody noticed", which, asked);
        }
    }
}

/* The same of each allocation, and of each piece of an arena. */
static inline size_t with_each_failure(bool (*attempt)(void *payload), void *payload)
{
    return with_each_of(ri_alloc_fail_only, attempt, payload) +
           with_each_of(ri_alloc_fail_piece, attempt, payload);
}

/* Runs the attempt with allocation 0 and all later ones failing, then 1, 2 and
   so on, until it says true, as it must in the end. What it makes it frees,
   also when it fails. Gives how many allocations it needs. */
static inline size_t with_every_failure(bool (*attempt)(void *payload), void *payload)
{
    for (size_t first = 0;; first++) {
        ri_alloc_fail_from(first);
        bool done = attempt(payload);
        size_t asked = ri_alloc_fail_from(SIZE_MAX);
        if (done) {
            assert_true(asked <= first);
            return first;
        }
        assert_true(asked > first); /* it failed for want of memory, not otherwise */
    }
}

/* The same, and then with each piece of an arena failing alone: for what may succeed more than once.
   Lua tries again what failed alone, once it has collected what is no longer used. */
static inline size_t with_all_failures(bool (*attempt)(void *payload), void *payload)
{
    const size_t needed = with_every_failure(attempt, payload);
    (void)with_each_of(ri_alloc_fail_piece, attempt, payload);
    return needed;
}

#endif
