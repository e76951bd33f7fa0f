/* What rules did, as a tracefile of lcov: a rule is a line, the answers of its `when` branches. */
#include <string.h>

#include "base/utf8.h"
#include "report/cases_view.h"

/* How many rules begin in the line of the one at `first`: a loop makes many in one. */
static size_t in_line(const ri_coverage *coverage, size_t first)
{
    const ri_rule_use *rule = &coverage->rules[first];
    size_t n = 0;
    while (first + n < coverage->n && rule[n].line == rule->line &&
           strcmp(rule[n].file, rule->file) == 0) {
        n++;
    }
    return n;
}

static void put_branch(ri_sink *sink, const ri_rule_use *use, size_t branch, size_t taken)
{
    ri_sink_format(sink, "BRDA:%d,0,%zu,", use->line, branch);
    if (use->agreed + use->declined > 0) {
        ri_sink_format(sink, "%zu\n", taken);
    } else {
        ri_sink_add(sink, "-\n");
    }
}

/* The branches of one line. */
static void put_branches(ri_sink *sink, const ri_rule_use *rules, size_t n, size_t *all,
                         size_t *met)
{
    size_t branch = 0;
    for (size_t i = 0; i < n; i++) {
        if (rules[i].asks) {
            put_branch(sink, &rules[i], branch++, rules[i].agreed);
            put_branch(sink, &rules[i], branch++, rules[i].declined);
            *met += (size_t)(rules[i].agreed > 0) + (rules[i].declined > 0);
        }
    }
    *all += branch;
}

/* The line of some rules, which is as often gone through as any of them applied. */
static bool put_line(ri_sink *sink, const ri_rule_use *rules, size_t n)
{
    size_t applied = 0;
    for (size_t i = 0; i < n; i++) {
        applied += rules[i].applied;
    }
    ri_sink_format(sink, "DA:%d,%zu\n", rules->line, applied);
    return applied > 0;
}

/* Begins the record of a file, whose name must not end its line. */
static bool begin_file(ri_sink *sink, const char *file)
{
    ri_text shown = RI_TEXT_INIT;
    ri_utf8_show_printed(&shown, file);
    ri_sink_format(sink, "TN:\nSF:%s\n", ri_text_string(&shown));
    const bool done = !shown.failed;
    ri_text_free(&shown);
    return done;
}

/* The rules of one file, from place `first` on; gives the place after them. */
static size_t put_file(ri_sink *sink, const ri_coverage *coverage, size_t first)
{
    const char *file = coverage->rules[first].file;
    size_t next = first;
    size_t all = 0;
    size_t met = 0;
    size_t lines = 0;
    size_t hit = 0;
    for (size_t n = 0; next < coverage->n && strcmp(coverage->rules[next].file, file) == 0;
         next += n) {
        n = in_line(coverage, next);
        put_branches(sink, &coverage->rules[next], n, &all, &met);
    }
    ri_sink_format(sink, "BRF:%zu\nBRH:%zu\n", all, met);
    for (size_t i = first, n = 0; i < next; i += n) {
        n = in_line(coverage, i);
        hit += put_line(sink, &coverage->rules[i], n);
        lines++;
    }
    ri_sink_format(sink, "LF:%zu\nLH:%zu\nend_of_record\n", lines, hit);
    return next;
}

bool ri_write_lcov(ri_sink *sink, const raci_tests *tests)
{
    const ri_coverage *coverage = tests->coverage;
    bool done = true;
    for (size_t i = 0; done && coverage != NULL && i < coverage->n;) {
        done = begin_file(sink, coverage->rules[i].file);
        i = put_file(sink, coverage, i);
    }
    return done;
}
