/*
 * Results as the lines of the *.test files of tests/cases; see README.md there.
 */
#ifndef CASE_PRINT_H
#define CASE_PRINT_H

#include "base/text.h"
#include "check/result.h"

/* The lines of `:: matrix` and `:: findings`, appended. */
void case_print_matrix(ri_text *out, const raci_result *result);
void case_print_findings(ri_text *out, const raci_result *result);

/* What a finding's key and fingerprint must be by 3-checks.md, computed anew. */
void case_expected_key(char out[17], const ri_resolver *resolver, const ri_finding *finding);
void case_expected_fingerprint(char out[17], const ri_resolver *resolver,
                               const ri_finding *finding);

#endif
