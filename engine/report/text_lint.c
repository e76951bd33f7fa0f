/* The text of `lint`: findings of one check together, pairs of one rule together. */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "report/report_lint.h"
#include "report/sentences.h"

#define TOLD 8  /* of a check so many rules are told in full */
#define NAMED 6 /* partners of one rule, by name */
#define SCREEN 40

/* Findings that are told together: of one check and severity, about one rule. */
typedef struct group {
    const ri_lint_finding **first;
    size_t n;
    uint32_t more; /* pairs that are no findings */
} group;

typedef struct telling {
    ri_page *page;
    const raci_lint *lint;
    ri_text line;
} telling;

/* How worth telling a finding is, the most first. */
static int worth(const ri_lint_finding *finding)
{
    const ri_verdict *verdict = finding->verdict;
    return (int)finding->severity * 8 + (verdict->certain ? 4 : 0) +
           (verdict->existing != RI_NONE ? 2 : 0) + (verdict->unknown ? 0 : 1);
}

static int by_group(const void *a, const void *b, const void *context)
{
    const ri_lint_finding *left = *(const ri_lint_finding *const *)a;
    const ri_lint_finding *right = *(const ri_lint_finding *const *)b;
    (void)context;
    if (left->severity != right->severity) {
        return left->severity > right->severity ? -1 : 1;
    }
    const int order = strcmp(left->code, right->code);
    if (order != 0) {
        return order;
    }
    if (left->verdict->hub != right->verdict->hub) {
        return left->verdict->hub < right->verdict->hub ? -1 : 1;
    }
    if (worth(left) != worth(right)) {
        return worth(left) > worth(right) ? -1 : 1;
    }
    return left < right ? -1 : left > right;
}

/* Of one check: the worst first, then those of which there are most. */
static int by_worth(const void *a, const void *b, const void *context)
{
    const group *left = a;
    const group *right = b;
    (void)context;
    const int difference = worth(*right->first) - worth(*left->first);
    if (difference != 0) {
        return difference;
    }
    if (left->n + left->more != right->n + right->more) {
        return left->n + left->more > right->n + right->more ? -1 : 1;
    }
    return left->first < right->first ? -1 : left->first > right->first;
}

static bool same_check(const ri_lint_finding *a, const ri_lint_finding *b)
{
    return a->severity == b->severity && strcmp(a->code, b->code) == 0;
}

/* ---- one group ---- */

static void say_place(ri_text *out, const ri_rule *rule)
{
    ri_text_add(out, "'");
    ri_say(out, rule->name);
    ri_text_add(out, "'" RI_DIM " (");
    ri_say(out, rule->file);
    ri_text_format(out, ":%d)" RI_PLAIN, rule->line);
}

static void put_places(telling *t, const ri_lint_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_text_add(&t->line, ri_say_between(i, finding->n_rules));
        say_place(&t->line, ri_lint_rule(t->lint, finding->rules[i]));
    }
    if (finding->n_rules > 0) {
        ri_page_take(t->page, "    ", "      ", &t->line);
    }
}

static void put_witness(telling *t, const ri_verdict *verdict)
{
    if (verdict->existing != RI_NONE) {
        ri_text_add(&t->line, "As on ");
        const ri_view view = ri_view_of(t->lint->snapshot);
        ri_page_cut(&t->line, ri_view_name(&view, verdict->existing), RI_NAME_COLUMNS);
        t->line.failed = t->line.failed || ri_view_failed(&view);
        ri_text_add(&t->line, "  " RI_DIM);
        ri_snapshot_reference(t->lint->snapshot, verdict->existing, &t->line);
        ri_text_add(&t->line, RI_PLAIN);
    } else if (verdict->witness != NULL && verdict->witness->said[0] != '\0') {
        ri_text_add(&t->line, "As where ");
        ri_say(&t->line, verdict->witness->said);
        ri_text_char(&t->line, '.');
    } else if (verdict->unknown) {
        ri_text_add(&t->line, "Whether there is such a subject would take too long to find out.");
    } else {
        return;
    }
    ri_page_take(t->page, "    ", "      ", &t->line);
}

static void put_mend(telling *t, const ri_lint_finding *finding)
{
    ri_text said = RI_TEXT_INIT;
    ri_lint_say_mend(t->lint, finding, &said);
    ri_say(&t->line, ri_text_string(&said));
    t->line.failed = t->line.failed || said.failed;
    ri_text_free(&said);
    ri_page_take(t->page, "    ", "      ", &t->line);
}

/* The others of a group, by the rule that each is about beside the group's. */
static void put_partners(telling *t, const group *of)
{
    if (of->n + of->more == 1) {
        return;
    }
    const size_t named = of->n <= NAMED + 1 ? of->n : NAMED + 1;
    const size_t others = of->n - named + of->more;
    ri_text_add(&t->line, "Likewise with");
    for (size_t i = 1; i < named; i++) {
        const ri_verdict *verdict = of->first[i]->verdict;
        const uint32_t other = verdict->rule != verdict->hub ? verdict->rule : verdict->other;
        ri_text_add(&t->line, i > 1 ? ", " : " ");
        if (verdict->stated != NULL) {
            ri_text_char(&t->line, '\'');
            ri_say(&t->line, verdict->stated);
            ri_text_char(&t->line, '\'');
        } else {
            say_place(&t->line, ri_lint_rule(t->lint, other != RI_NONE ? other : verdict->hub));
        }
    }
    if (others > 0) {
        ri_text_format(&t->line, "%s %zu more", named > 1 ? " and" : "", others);
    }
    ri_text_char(&t->line, '.');
    ri_page_take(t->page, "    ", "      ", &t->line);
}

static void put_group(telling *t, const group *of)
{
    const ri_lint_finding *finding = *of->first;
    ri_say(&t->line, finding->message);
    if (!finding->verdict->certain) {
        ri_text_add(&t->line, RI_DIM " (possible)" RI_PLAIN);
    }
    ri_page_take(t->page, "  ", "    ", &t->line);
    put_places(t, finding);
    put_witness(t, finding->verdict);
    put_mend(t, finding);
    put_partners(t, of);
    ri_page_gap(t->page);
}

/* ---- all of them ---- */

static uint32_t more_of(const raci_lint *lint, const ri_lint_finding *finding)
{
    for (size_t i = 0; i < lint->n_more; i++) {
        if (lint->more[i].rule == finding->verdict->hub &&
            strcmp(lint->more[i].code, finding->code) == 0) {
            return lint->more[i].n;
        }
    }
    return 0;
}

/* Puts findings that stand in order together. Gives how many groups. */
static size_t group_all(const raci_lint *lint, const ri_lint_finding **findings, group *groups)
{
    size_t n = 0;
    for (size_t i = 0; i < lint->n_findings; i++) {
        if (n > 0 && same_check(*groups[n - 1].first, findings[i]) &&
            findings[i]->verdict->hub != RI_NONE &&
            (*groups[n - 1].first)->verdict->hub == findings[i]->verdict->hub) {
            groups[n - 1].n++;
        } else {
            const bool fresh =
                n == 0 || (*groups[n - 1].first)->verdict->hub != findings[i]->verdict->hub;
            groups[n++] = (group){&findings[i], 1, fresh ? more_of(lint, findings[i]) : 0};
        }
    }
    return n;
}

/* The groups of one check. */
static void put_check(telling *t, group *groups, size_t n)
{
    const ri_lint_finding *first = *groups[0].first;
    const size_t told = t->lint->narrowed || n <= TOLD + 1 ? n : TOLD;
    size_t findings = 0;
    size_t more = 0;
    for (size_t i = 0; i < n; i++) {
        findings += groups[i].n;
        more += groups[i].more;
    }
    if (!ri_order(groups, n, sizeof *groups, by_worth, NULL)) {
        t->page->failed = true;
        return;
    }
    ri_text_add(&t->line, ri_severity_mark(first->severity));
    ri_say(&t->line, first->code);
    ri_text_add(&t->line, RI_PLAIN);
    ri_text_format(&t->line, RI_DIM " (%s, %zu", ri_severity_name(first->severity), findings);
    if (more > 0) {
        ri_text_format(&t->line, ", and %zu pairs that are only counted", more);
    }
    ri_text_add(&t->line, ")" RI_PLAIN);
    ri_page_take(t->page, "", "", &t->line);
    for (size_t i = 0; i < told; i++) {
        put_group(t, &groups[i]);
    }
    if (told < n) {
        ri_text_format(&t->line, "and of %zu more rules" RI_DIM " (each in full: --code ",
                       n - told);
        ri_say(&t->line, first->code);
        ri_text_add(&t->line, ")" RI_PLAIN);
        ri_page_take(t->page, "  ", "    ", &t->line);
        ri_page_gap(t->page);
    }
}

static void put_counts(telling *t)
{
    const ri_lint_counts counts = ri_lint_count_all(t->lint);
    ri_text *line = &t->line;
    if (t->lint->n_findings == 0) {
        ri_text_add(line, RI_BOLD "Nothing was found." RI_PLAIN);
    } else {
        ri_text_add(line, RI_BOLD);
        ri_say_count(line, counts.severities[RACI_ERROR], "error");
        ri_text_add(line, ", ");
        ri_say_count(line, counts.severities[RACI_WARNING], "warning");
        ri_text_add(line, ", ");
        ri_say_count(line, counts.severities[RACI_INFO], "info");
        ri_text_format(line, RI_PLAIN ": %zu certain, %zu possible.", counts.certain,
                       t->lint->n_findings - counts.certain);
    }
    ri_page_take(t->page, "", "", line);
    if (t->lint->n_ignored > 0) {
        ri_say_count(line, t->lint->n_ignored, "finding");
        ri_text_add(line, " left out, as comments in the policy say.");
        ri_page_take(t->page, "", "", line);
    }
    if (t->lint->analysis.undecided > 0) {
        ri_text_format(line,
                       "Of %u rules it would take too long to find out whether several "
                       "others together always go before them.",
                       (unsigned)t->lint->analysis.undecided);
        ri_page_take(t->page, "", "", line);
    }
}

static void put_all(telling *t)
{
    const size_t n = t->lint->n_findings;
    const ri_lint_finding **findings = ri_alloc(n * sizeof(void *));
    group *groups = ri_alloc(n * sizeof *groups);
    bool fits = findings != NULL && groups != NULL;
    for (size_t i = 0; fits && i < n; i++) {
        findings[i] = &t->lint->findings[i];
    }
    if (!fits || !ri_order(findings, n, sizeof(void *), by_group, NULL)) {
        t->page->failed = true;
    } else {
        const size_t n_groups = group_all(t->lint, findings, groups);
        for (size_t i = 0, end = 0; i < n_groups; i = end) {
            for (end = i + 1; end < n_groups && same_check(*groups[i].first, *groups[end].first);
                 end++) {
            }
            put_check(t, &groups[i], end - i);
        }
    }
    ri_free(findings);
    ri_free(groups);
}

/* Reasons are asked for everywhere, though a rule without one is no finding. */
static void put_reasonless(telling *t)
{
    const uint32_t n = ri_policy_data_of(t->lint->policy)->n_rules;
    size_t met = 0;
    for (uint32_t i = ri_lint_reasonless(t->lint, 0); i < n;
         i = ri_lint_reasonless(t->lint, i + 1)) {
        if (met < NAMED) {
            ri_text_add(&t->line, met == 0 ? "Without a reason (because): " : ", ");
            say_place(&t->line, ri_lint_rule(t->lint, i));
        }
        met++;
    }
    if (met > NAMED) {
        ri_text_format(&t->line, " and %zu more", met - NAMED);
    }
    if (met > 0) {
        ri_text_char(&t->line, '.');
        ri_page_take(t->page, "", "  ", &t->line);
        ri_page_gap(t->page);
    }
}

void ri_lint_text(ri_page *page, const raci_lint *lint)
{
    telling t = {.page = page, .lint = lint};
    put_counts(&t);
    ri_page_gap(page);
    const size_t lines = page->lines;
    if (lint->n_findings > 0) {
        put_all(&t);
    }
    put_reasonless(&t);
    if (page->lines - lines > SCREEN) {
        put_counts(&t);
    }
    ri_say_count(&t.line, ri_policy_data_of(lint->policy)->n_rules, "rule");
    ri_text_add(&t.line, lint->model != NULL ? ", " : ", without a model, ");
    ri_say_basis(&t.line, lint->date, lint->policy);
    ri_page_take(page, "", "", &t.line);
    ri_text_free(&t.line);
}
