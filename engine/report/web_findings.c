/* The section of all findings: the worst first, check by check, each below its cause. */
#include "report/forest.h"
#include "report/web.h"

#define OPEN 25 /* of a check with more findings the first are in sight, the others fold away */

static void put_tree(ri_web *web, const ri_forest *forest, uint32_t i);

static size_t count_children(const ri_forest *forest, uint32_t i)
{
    const size_t first = ri_forest_first(forest, i);
    size_t n = 0;
    while (first + n < forest->n && forest->parent[forest->order[first + n]] == i) {
        n++;
    }
    return n;
}

static void put_children(ri_web *web, const ri_forest *forest, uint32_t i)
{
    const size_t first = ri_forest_first(forest, i);
    const size_t n = count_children(forest, i);
    if (n == 0) {
        return;
    }
    ri_html_open_as(&web->html, "details", "effects");
    ri_say_count(&web->line, n, "finding");
    ri_text_add(&web->line, n == 1 ? " follows from it" : " follow from it");
    ri_web_line(web, "summary", NULL);
    ri_html_open(&web->html, "ul");
    for (size_t k = first; k < first + n; k++) {
        put_tree(web, forest, forest->order[k]);
    }
    ri_html_close(&web->html, "ul");
    ri_html_close(&web->html, "details");
}

/* A finding and what follows from it. */
static void put_tree(ri_web *web, const ri_forest *forest, uint32_t i)
{
    const ri_finding *finding = &forest->findings[i];
    const uint32_t parent = forest->parent[i];
    ri_html_open(&web->html, "li");
    ri_web_tag_finding(web, finding);
    ri_web_put_tags(web);
    ri_web_finding(web, finding, parent != RI_NONE ? &forest->findings[parent] : NULL);
    put_children(web, forest, i);
    ri_html_close(&web->html, "li");
}

static void put_list(ri_web *web, const ri_forest *forest, size_t from, size_t to)
{
    ri_html_open_as(&web->html, "ul", "findings");
    for (size_t k = from; k < to; k++) {
        put_tree(web, forest, forest->order[k]);
    }
    ri_html_close(&web->html, "ul");
}

/* The id of a check's findings of a severity: "error:contested". */
static void say_group_id(ri_web *web, const ri_forest *forest, uint32_t i)
{
    ri_text_format(&web->line, "%s:", ri_severity_name(forest->severity[i]));
    ri_text_add(&web->line, forest->findings[i].code_name);
}

/* What follows, check by check. */
static void put_contents(ri_web *web, const ri_forest *forest)
{
    ri_html_open_as(&web->html, "ul", "contents");
    for (size_t k = 0, end = 0; k < forest->n_roots; k = end) {
        const uint32_t i = forest->order[k];
        end = ri_forest_group_end(forest, k);
        ri_html_open(&web->html, "li");
        ri_html_open(&web->html, "a");
        say_group_id(web, forest, i);
        ri_web_to_id(web);
        ri_web_severity_short(web, forest->severity[i], end - k);
        ri_html_text(&web->html, " ");
        ri_html_text(&web->html, forest->findings[i].code_name);
        ri_html_close(&web->html, "a");
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
}

/* The findings of one check. */
static void put_group(ri_web *web, const ri_forest *forest, size_t k, size_t end)
{
    const ri_finding *first = &forest->findings[forest->order[k]];
    const char *says = ri_code_says(ri_policy_data_of(web->result->policy), first->code);
    const size_t seen = end - k > OPEN + 1 ? k + OPEN : end;
    ri_html_open_as(&web->html, "section", "group");
    say_group_id(web, forest, forest->order[k]);
    ri_web_attribute(web, "id");
    ri_html_flag(&web->html, "data-group");
    ri_html_open(&web->html, "h3");
    ri_web_severity(web, forest->severity[forest->order[k]]);
    ri_html_text(&web->html, " ");
    ri_html_leaf(&web->html, "span", "code", first->code_name);
    ri_web_count(web, end - k);
    ri_html_close(&web->html, "h3");
    if (says != NULL) {
        ri_html_leaf(&web->html, "p", "dim", says);
    }
    put_list(web, forest, k, seen);
    if (seen < end) {
        ri_html_open_as(&web->html, "details", "more");
        ri_text_format(&web->line, "%zu more of ", end - seen);
        ri_say(&web->line, first->code_name);
        ri_web_line(web, "summary", NULL);
        put_list(web, forest, seen, end);
        ri_html_close(&web->html, "details");
    }
    ri_html_close(&web->html, "section");
}

static void put_accepted(ri_web *web)
{
    const raci_result *result = web->result;
    if (result->n_accepted == 0) {
        return;
    }
    ri_html_open_as(&web->html, "details", "group");
    ri_html_flag(&web->html, "data-group");
    ri_say_count(&web->line, result->n_accepted, "finding");
    ri_text_add(&web->line, result->n_accepted == 1 ? " is accepted" : " are accepted");
    ri_web_line(web, "summary", NULL);
    ri_html_open_as(&web->html, "ul", "findings");
    for (size_t i = 0; i < result->n_accepted; i++) {
        ri_html_open(&web->html, "li");
        ri_web_tag_finding(web, &result->accepted[i]);
        ri_web_put_tags(web);
        ri_web_finding(web, &result->accepted[i], NULL);
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
    ri_html_close(&web->html, "details");
}

static void put(ri_web *web)
{
    ri_forest forest = {0};
    if (web->result->n_findings == 0) {
        ri_html_leaf(&web->html, "p", "good", "Nothing was found.");
    } else if (!ri_forest_grow(&forest, web->result->findings, web->result->n_findings)) {
        web->view.failed = true;
    } else {
        put_contents(web, &forest);
        for (size_t k = 0, end = 0; k < forest.n_roots; k = end) {
            end = ri_forest_group_end(&forest, k);
            put_group(web, &forest, k, end);
        }
    }
    put_accepted(web);
    ri_forest_free(&forest);
}

static size_t count(const ri_web *web)
{
    return web->result->n_findings;
}

const ri_web_section ri_web_findings = {
    .id = "findings",
    .title = "Findings",
    .style = "findings.css",
    .count = count,
    .put = put,
};
