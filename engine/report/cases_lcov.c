/* What rules did, as a tracefile of lcov: a rule is a line, the answers of its `when` branches. */
#include <string.h>

#include "report/cases_view.h"

static void put_branch(ri_sink *sink, const ri_rule_use *use, int branch, size_t taken)
{
    ri_sink_format(sink, "BRDA:%d,0,%d,", use->line, branch);
    if (use->agreed + use->declined > 0) {
        ri_sink_format(sink, "%zu\n", taken);
    } else {
        ri_sink_add(sink, "-\n");
    }
}

/* The rules of one file, from place `first` on; gives the place after them. */
static size_t put_file(ri_sink *sink, const ri_coverage *coverage, size_t first)
{
    size_t next = first;
    size_t branches = 0;
    size_t met = 0;
    size_t hit = 0;
    ri_sink_format(sink, "TN:\nSF:%s\n", coverage->rules[first].file);
    while (next < coverage->n &&
           strcmp(coverage->rules[next].file, coverage->rules[first].file) == 0) {
        const ri_rule_use *use = &coverage->rules[next++];
        if (use->asks) {
            put_branch(sink, use, 0, use->agreed);
            put_branch(sink, use, 1, use->declined);
            branches += 2;
            met += (size_t)(use->agreed > 0) + (use->declined > 0);
        }
    }
    ri_sink_format(sink, "BRF:%zu\nBRH:%zu\n", branches, met);
    for (size_t i = first; i < next; i++) {
        ri_sink_format(sink, "DA:%d,%zu\n", coverage->rules[i].line, coverage->rules[i].applied);
        hit += coverage->rules[i].applied > 0;
    }
    ri_sink_format(sink, "LF:%zu\nLH:%zu\nend_of_record\n", next - first, hit);
    return next;
}

void ri_write_lcov(ri_sink *sink, const raci_tests *tests)
{
    const ri_coverage *coverage = tests->coverage;
    for (size_t i = 0; coverage != NULL && i < coverage->n;) {
        i = put_file(sink, coverage, i);
    }
}
