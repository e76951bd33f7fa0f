/* The text of `check`: what is wrong, the worst first, causes before effects. */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "report/report_check.h"
#include "report/sentences.h"

#define DEEPEST 8  /* causes of causes are followed no further */
#define CHILDREN 5 /* of what follows from one finding so many are told, the worst */

/* The findings as a forest: each stands below its cause. */
typedef struct forest {
    ri_page *page;
    ri_view *view;
    const ri_finding *findings;
    size_t n;
    uint32_t *by_key;        /* indexes of findings in the order of their keys */
    uint32_t *parent;        /* or RI_NONE */
    raci_severity *severity; /* the worst of a finding and all below it */
    uint32_t *order;         /* roots as they are printed; then children by parent */
    size_t n_roots;
    ri_text line;
} forest;

static int compare_keys(const void *a, const void *b, const void *context)
{
    const forest *f = context;
    return strcmp(f->findings[*(const uint32_t *)a].key, f->findings[*(const uint32_t *)b].key);
}

static uint32_t find_key(const forest *f, const char *key)
{
    size_t low = 0;
    size_t high = f->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(key, f->findings[f->by_key[middle]].key);
        if (order == 0) {
            return f->by_key[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return RI_NONE;
}

/* By group of roots: severity, worst first, then code; children by their parent. */
static int compare_places(const void *a, const void *b, const void *context)
{
    const forest *f = context;
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    bool root_x = f->parent[x] == RI_NONE;
    bool root_y = f->parent[y] == RI_NONE;
    if (root_x != root_y) {
        return root_x ? -1 : 1;
    }
    if (!root_x && f->parent[x] != f->parent[y]) {
        return f->parent[x] < f->parent[y] ? -1 : 1;
    }
    if (f->severity[x] != f->severity[y]) {
        return f->severity[x] > f->severity[y] ? -1 : 1;
    }
    if (f->findings[x].code != f->findings[y].code) {
        return strcmp(f->findings[x].code_name, f->findings[y].code_name);
    }
    bool met_x = ri_ref_kind(f->findings[x].subject) == RI_TOUCHPOINT;
    bool met_y = ri_ref_kind(f->findings[y].subject) == RI_TOUCHPOINT;
    if (!root_x && met_x != met_y) { /* what customers meet tells more than the passages */
        return met_x ? -1 : 1;
    }
    return x < y ? -1 : x > y;
}

/* Raises the severity of everything above a finding; cuts cycles of causes. */
static void raise_above(forest *f, uint32_t i)
{
    raci_severity severity = f->severity[i];
    uint32_t at = i;
    for (int depth = 0; f->parent[at] != RI_NONE; depth++) {
        if (depth == DEEPEST) {
            f->parent[at] = RI_NONE;
            return;
        }
        at = f->parent[at];
        if (f->severity[at] < severity) {
            f->severity[at] = severity;
        }
    }
}

static bool forest_grow(forest *f)
{
    f->by_key = ri_alloc(f->n * sizeof *f->by_key);
    f->parent = ri_alloc(f->n * sizeof *f->parent);
    f->severity = ri_alloc(f->n * sizeof *f->severity);
    f->order = ri_alloc(f->n * sizeof *f->order);
    if (f->by_key == NULL || f->parent == NULL || f->severity == NULL || f->order == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < f->n; i++) {
        f->by_key[i] = i;
        f->order[i] = i;
        f->severity[i] = f->findings[i].severity;
    }
    if (!ri_order(f->by_key, f->n, sizeof *f->by_key, compare_keys, f)) {
        return false;
    }
    for (uint32_t i = 0; i < f->n; i++) {
        const char *cause = f->findings[i].cause;
        f->parent[i] = cause[0] != '\0' ? find_key(f, cause) : RI_NONE;
        f->parent[i] = f->parent[i] == i ? RI_NONE : f->parent[i];
    }
    for (uint32_t i = 0; i < f->n; i++) {
        raise_above(f, i);
    }
    if (!ri_order(f->order, f->n, sizeof *f->order, compare_places, f)) {
        return false;
    }
    while (f->n_roots < f->n && f->parent[f->order[f->n_roots]] == RI_NONE) {
        f->n_roots++;
    }
    return true;
}

static void forest_free(forest *f)
{
    ri_free(f->by_key);
    ri_free(f->parent);
    ri_free(f->severity);
    ri_free(f->order);
    ri_text_free(&f->line);
}

/* Where the children of a finding begin in `order`. */
static size_t first_child(const forest *f, uint32_t parent)
{
    size_t low = f->n_roots;
    size_t high = f->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->parent[f->order[middle]] < parent) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void say_subject(forest *f, const ri_finding *finding)
{
    if (finding->letter != RI_NO_LETTER) {
        ri_say(&f->line, f->view->scheme->letters[finding->letter].letter);
        ri_text_add(&f->line, " of ");
    }
    ri_text_add(&f->line, RI_BOLD);
    ri_say_name(&f->line, f->view, finding->subject);
    ri_text_add(&f->line, RI_PLAIN "  ");
    ri_say_reference(&f->line, f->view, finding->subject);
}

typedef struct blanks {
    char text[6 * DEEPEST];
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
static void say_effects(forest *f, size_t first, size_t n)
{
    ri_say_count(&f->line, n, "finding");
    ri_text_add(&f->line, n == 1 ? " follows from it:" : " follow from it:");
    for (size_t k = 0, next = 0; n > 1 && k < n; k = next) {
        const char *code = f->findings[f->order[first + k]].code_name;
        for (next = k + 1;
             next < n && strcmp(f->findings[f->order[first + next]].code_name, code) == 0; next++) {
        }
        ri_text_format(&f->line, "%s %zu %s", k > 0 ? "," : "", next - k, code);
    }
}

static void put_tree(forest *f, uint32_t i, size_t depth);

static void put_children(forest *f, uint32_t i, size_t depth)
{
    size_t first = first_child(f, i);
    size_t n = 0;
    while (first + n < f->n && f->parent[f->order[first + n]] == i) {
        n++;
    }
    if (n == 0) {
        return;
    }
    blanks b;
    const char *lead = indent(&b, depth + 1);
    say_effects(f, first, n);
    ri_page_take(f->page, lead, lead, &f->line);
    const size_t told = n > CHILDREN + 1 ? CHILDREN : n;
    for (size_t k = 0; k < told; k++) {
        put_tree(f, f->order[first + k], depth + 2);
    }
    if (told < n) {
        lead = indent(&b, depth + 2);
        ri_text_format(&f->line, "and %zu more, which --format json lists", n - told);
        ri_page_take(f->page, lead, lead, &f->line);
    }
}

/* A finding and what follows from it. */
static void put_tree(forest *f, uint32_t i, size_t depth)
{
    const ri_finding *finding = &f->findings[i];
    blanks b;
    const char *lead = indent(&b, depth);
    if (depth > 1) {
        ri_text_add(&f->line, ri_severity_mark(finding->severity));
        ri_text_add(&f->line, finding->code_name);
        ri_text_add(&f->line, RI_PLAIN ": ");
    }
    say_subject(f, finding);
    ri_page_take(f->page, lead, lead, &f->line);
    ri_put_finding(f->page, f->view, finding, indent(&b, depth + 1), &f->line);
    put_children(f, i, depth);
}

static const char *group_title(raci_severity severity)
{
    return severity == RACI_ERROR ? "ERRORS" : severity == RACI_WARNING ? "WARNINGS" : "INFOS";
}

static void put_roots(forest *f)
{
    raci_severity severity = (raci_severity)0;
    int code = -1;
    for (size_t k = 0; k < f->n_roots; k++) {
        uint32_t i = f->order[k];
        if (f->severity[i] != severity) {
            severity = f->severity[i];
            code = -1;
            ri_text_add(&f->line, ri_severity_mark(severity));
            ri_text_add(&f->line, group_title(severity));
            ri_text_add(&f->line, RI_PLAIN);
            ri_page_take(f->page, "", "", &f->line);
            ri_page_gap(f->page);
        }
        if ((int)f->findings[i].code != code) {
            code = (int)f->findings[i].code;
            ri_text_add(&f->line, ri_severity_mark(f->findings[i].severity));
            ri_text_add(&f->line, f->findings[i].code_name);
            ri_text_add(&f->line, RI_PLAIN);
            ri_page_take(f->page, "", "", &f->line);
        }
        put_tree(f, i, 1);
        ri_page_gap(f->page);
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
        ri_text_format(line, "%s: ", finding->code_name);
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

static void put_summary(ri_page *page, const raci_result *result, ri_text *line)
{
    const ri_summary *summary = &result->summary;
    size_t total = summary->severities[RACI_ERROR] + summary->severities[RACI_WARNING] +
                   summary->severities[RACI_INFO];
    if (total == 0) {
        ri_text_add(line, RI_BOLD "Nothing was found." RI_PLAIN);
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
    ri_say_count(line, summary->subjects, "subject");
    ri_text_add(line, " with ");
    ri_say_count(line, summary->assignments, "assignment");
    ri_text_add(line, ", ");
    ri_say_basis(line, result->date, result->policy);
    ri_page_take(page, "", "", line);
}

void ri_check_text(ri_page *page, ri_check_report *report, bool counts_only)
{
    const raci_result *result = report->result;
    forest f = {.page = page, .view = &report->view, .findings = result->findings};
    f.n = result->n_findings;
    if (!counts_only && f.n > 0) {
        if (forest_grow(&f)) {
            put_roots(&f);
        } else {
            page->failed = true;
        }
    }
    if (!counts_only) {
        put_accepted(page, &report->view, result, &f.line);
    }
    put_summary(page, result, &f.line);
    forest_free(&f);
}
