/* Documents as tests compare them: without what is other with every edit, such as digests. */
#include <string.h>

#include "base/fail.h"
#include "raci/report.h"

raci_status raci_report_golden(const raci_result *result, const char *document, raci_write_fn write,
                               void *payload, raci_error *err)
{
    if (strcmp(document, "check") == 0) {
        return raci_report_check(result, RACI_JSONL, NULL, write, payload, err);
    }
    if (strcmp(document, "matrix") == 0) {
        return raci_report_matrix(result, NULL, RACI_BY_HOLDER, RACI_JSONL, NULL, write, payload,
                                  err);
    }
    if (strncmp(document, "matrix ", 7) == 0) {
        return raci_report_matrix(result, document + 7, RACI_BY_HOLDER, RACI_JSONL, NULL, write,
                                  payload, err);
    }
    if (strncmp(document, "what ", 5) == 0) {
        return raci_report_what(result, document + 5, RACI_JSONL, NULL, write, payload, err);
    }
    return ri_fail(err, RACI_INVALID,
                   "there is no document '%s': check, matrix, matrix JOURNEY, what HOLDER",
                   document);
}
