/*
 * Tests of policies: cases that say what a policy leads to on an organization.
 */
#ifndef RACI_TEST_H
#define RACI_TEST_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_tests raci_tests;

/* Reads test files: each of the n paths is one (its name ends in _test.lua or .case), or a folder,
   of which all that lie directly in it are taken, in order. Errors are told to `problem` (may be
   NULL), the first also to `err`. Gives owned tests. Fails with RACI_POLICY, RACI_NOTFOUND (no such
   file; a folder without tests), RACI_INVALID (a file of another name), RACI_IO, RACI_LIMIT. */
raci_status raci_tests_open(raci_tests **out, const char *const *paths, size_t n,
                            raci_problem_fn problem, void *payload, raci_error *err);
void raci_tests_free(raci_tests *tests); /* NULL is allowed */

/* A document that a case compares with a file: raci_report_golden gives it. */
typedef struct raci_golden {
    const raci_result *result;
    const char *document;
    const char *path;
    int keep; /* the file must stay as it is: a case before has compared it, or a rule failed */
} raci_golden;

#define RACI_GOLDEN_FOUND 512 /* bytes of what is said of a file that is otherwise */

typedef struct raci_tests_options {
    const char *const *policies; /* what is tested, as of raci_policy_load; with n_policies 0 the */
    size_t n_policies;           /* policy beside each file. A file that says itself what it tests
                                    tests that */
    int (*wanted)(const char *name, void *payload); /* of a case; NULL: all are */
    void *payload;
    int coverage; /* whether to count what rules did */
    /* Sets *same, or says in `found` what is otherwise; it may write the file anew. NULL: a case
       with such a document fails. */
    raci_status (*golden)(int *same, char found[RACI_GOLDEN_FOUND], const raci_golden *golden,
                          void *payload, raci_error *err);
} raci_tests_options;

/* Runs them; a case that fails is a result. Nothing is written. Problems of policies, of
   organizations and scenarios are told to `problem` (may be NULL), the first also to `err`: then it
   fails with the status of these. */
raci_status raci_tests_run(raci_tests *tests, const raci_tests_options *options,
                           raci_problem_fn problem, void *payload, raci_error *err);

/* The i-th file or folder from which tests that were run were read, with the policies, scenarios
   and organizations that they name; borrowed, NULL beyond the last. */
const char *raci_tests_source(const raci_tests *tests, size_t i);

/* How many cases have been run, and how many of them failed. */
size_t raci_tests_count(const raci_tests *tests);
size_t raci_tests_failed(const raci_tests *tests);
/* How much of the policies was tried, in hundredths; 100 where there is nothing to try, 0 where no
   case was run. */
int raci_tests_covered(const raci_tests *tests);

#ifdef __cplusplus
}
#endif
#endif
