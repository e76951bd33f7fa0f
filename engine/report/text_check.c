/* The text of `check`: what is wrong, the worst first, causes before effects. */
#include <string.h>

#include "check/facts.h"
#include "report/forest.h"
#include "report/report_check.h"
#include "report/sentences.h"

#define CHILDREN 5 /* of what follows from one finding so many are told, the worst */
#define ERRORS 10  /* when all checks are asked for, of each so many errors are told in full, */
#define WARNINGS 5 /* so many warnings, */
#define INFOS 3    /* and so many infos; */
#define NAMED 60   /* of the others so many are named */
#define SCREEN 40  /* after so many lines the counts are said again */

/* What is being written. */
typedef struct telling {
    ri_page *page;
    ri_view *view;
    const ri_finding *findings;
    ri_forest forest;
    bool in_full; /* certain checks were asked for: each of their findings is told */
    ri_text line;
} telling;

static void say_subject(telling *t, const ri_finding *finding)
{
    if (finding->letter != RI_NO_LETTER) {
        ri_say(&t->line, t->view->scheme->letters[finding->letter].letter);
        ri_text_add(&t->line, " of ");
    }
    ri_text_add(&t->line, RI_BOLD);
    ri_say_name(&t->line, t->view, finding->subject);
    ri_text_add(&t->line, RI_PLAIN "  ");
    ri_say_reference(&t->line, t->view, finding->subject);
}

typedef struct blanks {
    char text[6 * RI_FOREST_DEPTH];
} blanks;

/* As many blanks as a depth wants, of two columns each. */
static const char *indent(blanks *b, size_t depth)
{
    size_t n = depth * 2 < sizeof b->text ? depth * 2 : sizeof b->text - 1;
    (void)memset(b->text, ' ', n);
    b->text[n] = '\0';
    return b->text;
}

/* "40 findings follow from it: 39 vacant-accountable, 1 vacant-head"; by code, in the
   order in which they stand. */
static void say_effects(telling *t, size_t first, size_t n)
{
    ri_say_count(&t->line, n, "finding");
    ri_text_add(&t->line, n == 1 ? " follows from it:" : " follow from it:");
    for (size_t k = 0, next = 0; n > 1 && k < n; k = next) {
        const char *code = t->findings[t->forest.order[first + k]].code_name;
        for (next = k + 1;
             next < n && strcmp(t->findings[t->forest.order[first + next]].code_name, code) == 0;
             next++) {
        }
        ri_text_format(&t->line, "%s %zu ", k > 0 ? "," : "", next - k);
        ri_say(&t->line, code);
    }
}

static void put_tree(telling *t, uint32_t i, size_t depth);

static void put_children(telling *t, uint32_t i, size_t depth)
{
    size_t first = ri_forest_first(&t->forest, i);
    size_t n = 0;
    while (first + n < t->forest.n && t->forest.parent[t->forest.order[first + n]] == i) {
        n++;
    }
    if (n == 0) {
        return;
    }
    blanks b;
    const char *lead = indent(&b, depth + 1);
    say_effects(t, first, n);
    ri_page_take(t->page, lead, lead, &t->line);
    const size_t told = n > CHILDREN + 1 ? CHILDREN : n;
    for (size_t k = 0; k < told; k++) {
        put_tree(t, t->forest.order[first + k], depth + 2);
    }
    if (told < n) {
        lead = indent(&b, depth + 2);
        ri_text_format(&t->line, "and %zu more, which --format json lists", n - told);
        ri_page_take(t->page, lead, lead, &t->line);
    }
}

/* A finding below its cause: on the same subject, that is not named again. */
static void put_effect(telling *t, const ri_finding *finding, const ri_finding *cause, size_t depth)
{
    blanks b;
    const char *lead = indent(&b, depth);
    ri_text_add(&t->line, ri_severity_mark(finding->severity));
    ri_say(&t->line, finding->code_name);
    ri_text_add(&t->line, RI_PLAIN ": ");
    if (finding->subject != cause->subject) {
        say_subject(t, finding);
        ri_page_take(t->page, lead, lead, &t->line);
        lead = indent(&b, depth + 1);
    }
    ri_put_effect(t->page, t->view, finding, cause, lead, &t->line);
}

/* A finding and what follows from it. */
static void put_tree(telling *t, uint32_t i, size_t depth)
{
    const ri_finding *finding = &t->findings[i];
    blanks b;
    const char *lead = indent(&b, depth);
    if (t->forest.parent[i] != RI_NONE) {
        put_effect(t, finding, &t->findings[t->forest.parent[i]], depth);
    } else {
        say_subject(t, finding);
        ri_page_take(t->page, lead, lead, &t->line);
        ri_put_finding(t->page, t->view, finding, indent(&b, depth + 1), &t->line);
    }
    put_children(t, i, depth);
}

static const char *group_title(raci_severity severity)
{
    return severity == RACI_ERROR ? "ERRORS" : severity == RACI_WARNING ? "WARNINGS" : "INFOS";
}

/* Where the roots of the same severity and check end that begin at k. */
static size_t end_of_group(const telling *t, size_t k)
{
    uint32_t i = t->forest.order[k];
    size_t end = k + 1;
    while (end < t->forest.n_roots &&
           t->forest.severity[t->forest.order[end]] == t->forest.severity[i] &&
           t->findings[t->forest.order[end]].code == t->findings[i].code) {
        end++;
    }
    return end;
}

/* The findings of one check that are not told in full: what they are about. */
static void put_rest(telling *t, size_t k, size_t end)
{
    const ri_finding *before = &t->findings[t->forest.order[k - 1]];
    const size_t named = end - k > NAMED + 1 ? k + NAMED : end;
    ri_text_format(&t->line, "and %zu more: ", end - k);
    for (size_t at = k; at < named; at++) {
        const ri_finding *finding = &t->findings[t->forest.order[at]];
        if (at == k || finding->subject != before->subject) { /* not once for each letter */
            ri_text_add(&t->line, at > k ? "; " : "");
            ri_say_name(&t->line, t->view, finding->subject);
        }
        before = finding;
    }
    if (named < end) {
        ri_text_format(&t->line, "; and %zu others", end - named);
    }
    ri_text_add(&t->line, RI_DIM " (each in full: --code ");
    ri_say(&t->line, before->code_name);
    ri_text_add(&t->line, ")" RI_PLAIN);
    ri_page_take(t->page, "  ", "    ", &t->line);
    ri_page_gap(t->page);
}

static size_t limit_of(raci_severity severity)
{
    return severity == RACI_ERROR ? ERRORS : severity == RACI_WARNING ? WARNINGS : INFOS;
}

static void put_group(telling *t, size_t k, size_t end)
{
    const ri_finding *first = &t->findings[t->forest.order[k]];
    const size_t limit = limit_of(t->forest.severity[t->forest.order[k]]);
    const size_t told = t->in_full || end - k <= limit + 1 ? end : k + limit;
    ri_text_add(&t->line, ri_severity_mark(first->severity));
    ri_say(&t->line, first->code_name);
    ri_text_add(&t->line, RI_PLAIN);
    if (end - k > 1) {
        ri_text_format(&t->line, RI_DIM " (%zu)" RI_PLAIN, end - k);
    }
    ri_page_take(t->page, "", "", &t->line);
    for (size_t at = k; at < told; at++) {
        put_tree(t, t->forest.order[at], 1);
        ri_page_gap(t->page);
    }
    if (told < end) {
        put_rest(t, told, end);
    }
}

static void put_roots(telling *t)
{
    raci_severity severity = (raci_severity)0;
    for (size_t k = 0, end = 0; k < t->forest.n_roots; k = end) {
        end = end_of_group(t, k);
        if (t->forest.severity[t->forest.order[k]] != severity) {
            severity = t->forest.severity[t->forest.order[k]];
            ri_text_add(&t->line, ri_severity_mark(severity));
            ri_text_add(&t->line, group_title(severity));
            ri_text_add(&t->line, RI_PLAIN);
            ri_page_take(t->page, "", "", &t->line);
            ri_page_gap(t->page);
        }
        put_group(t, k, end);
    }
}

static void put_accepted(ri_page *page, ri_view *view, const raci_result *result, ri_text *line)
{
    if (result->n_accepted == 0) {
        return;
    }
    ri_page_put(page, "", "", RI_BOLD "ACCEPTED" RI_PLAIN);
    ri_page_gap(page);
    for (size_t i = 0; i < result->n_accepted; i++) {
        const ri_finding *finding = &result->accepted[i];
        ri_say(line, finding->code_name);
        ri_text_add(line, ": ");
        ri_say_name(line, view, finding->subject);
        ri_text_add(line, "  ");
        ri_say_reference(line, view, finding->subject);
        ri_page_take(page, "  ", "    ", line);
    }
    ri_page_gap(page);
}

static void say_kinds(ri_text *line, const ri_summary *summary)
{
    static const char *const names[RI_FINDING_KIND_COUNT] = {"conflict", "gap", "risk", NULL, NULL};
    bool any = false;
    for (size_t kind = 0; kind < RI_FINDING_KIND_COUNT; kind++) {
        if (summary->kinds[kind] == 0) {
            continue;
        }
        ri_text_add(line, any ? ", " : "");
        if (names[kind] != NULL) {
            ri_say_count(line, summary->kinds[kind], names[kind]);
        } else {
            ri_text_format(line, "%zu about %s", summary->kinds[kind],
                           kind == RI_KIND_POLICY ? "the policy" : "the organization's data");
        }
        any = true;
    }
}

static void say_escalated(ri_text *line, const ri_summary *summary)
{
    const struct {
        size_t n;
        const char *who;
    } to[] = {
        {summary->escalated_cxo, "to the CXO"},
        {summary->escalated_ceo, "to the CEO"},
        {summary->escalated_other, "to others"},
        {summary->escalated_none, "with nobody to decide"},
    };
    bool any = false;
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
        if (to[i].n > 0) {
            ri_text_format(line, "%s%zu %s", any ? ", " : "Escalated: ", to[i].n, to[i].who);
            any = true;
        }
    }
}

void ri_check_counts(ri_page *page, const raci_result *result, ri_text *line)
{
    const ri_summary *summary = &result->summary;
    size_t total = summary->severities[RACI_ERROR] + summary->severities[RACI_WARNING] +
                   summary->severities[RACI_INFO];
    if (total == 0) {
        ri_text_add(line, result->only_new ? RI_BOLD "Nothing new was found." RI_PLAIN
                                           : RI_BOLD "Nothing was found." RI_PLAIN);
    } else {
        ri_text_add(line, RI_BOLD);
        ri_say_count(line, summary->severities[RACI_ERROR], "error");
        ri_text_add(line, ", ");
        ri_say_count(line, summary->severities[RACI_WARNING], "warning");
        ri_text_add(line, ", ");
        ri_say_count(line, summary->severities[RACI_INFO], "info");
        ri_text_add(line, RI_PLAIN ": ");
        say_kinds(line, summary);
        ri_text_add(line, ".");
    }
    ri_page_take(page, "", "", line);
    say_escalated(line, summary);
    if (line->length > 0) {
        ri_text_add(line, ".");
        ri_page_take(page, "", "", line);
    }
}

static void put_basis(ri_page *page, const raci_result *result, ri_text *line)
{
    ri_say_count(line, result->summary.subjects, "subject");
    ri_text_add(line, " with ");
    ri_say_count(line, result->summary.assignments, "assignment");
    ri_text_add(line, ", ");
    ri_say_basis(line, result->date, result->policy);
    ri_page_take(page, "", "", line);
}

static size_t findings_of(const raci_result *result, const ri_fact *fact)
{
    size_t n = 0;
    for (size_t k = 0; k < fact->n; k++) {
        n += result->summary.codes[fact->codes[k]];
    }
    return n;
}

/* Facts that the model lacks altogether: what checks make of that says no more than that. */
static void put_lacking(ri_page *page, const raci_result *result, ri_text *line)
{
    const ri_fact *lacking[RI_FACTS_MAX];
    const size_t n = ri_facts_lacking(lacking, result->snapshot);
    for (size_t i = 0; i < n; i++) {
        const ri_fact *fact = lacking[i];
        if (findings_of(result, fact) == 0) {
            continue;
        }
        ri_text_format(line, "The model does not say %s (%s); findings that say no more than that:",
                       fact->name, fact->fill);
        for (size_t k = 0, told = 0; k < fact->n; k++) {
            if (result->summary.codes[fact->codes[k]] > 0) {
                ri_text_format(line, "%s %s", told++ > 0 ? "," : "",
                               ri_code_name(ri_policy_data_of(result->policy), fact->codes[k]));
            }
        }
        ri_text_char(line, '.');
        ri_page_take(page, "", "  ", line);
    }
}

void ri_check_text(ri_page *page, ri_check_report *report, bool counts_only)
{
    const raci_result *result = report->result;
    telling t = {.page = page, .view = &report->view, .findings = result->findings};
    t.in_full = result->narrowed;
    /* The counts stand first, for who reads from the top; and last, for who sees the
       end of what went by. */
    ri_check_counts(page, result, &t.line);
    put_lacking(page, result, &t.line);
    const size_t lines = page->lines;
    if (!counts_only && result->n_findings + result->n_accepted > 0) {
        ri_page_gap(page);
        if (!ri_forest_grow(&t.forest, result->findings, result->n_findings)) {
            page->failed = true;
        } else {
            put_roots(&t);
            put_accepted(page, &report->view, result, &t.line);
        }
    }
    if (page->lines - lines > SCREEN) {
        ri_check_counts(page, result, &t.line);
    }
    put_basis(page, result, &t.line);
    ri_forest_free(&t.forest);
    ri_text_free(&t.line);
}
