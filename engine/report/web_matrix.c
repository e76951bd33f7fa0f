/* The section of the matrix: touchpoints journey by journey, departments as columns, which letters
   meet there and what is wrong. Each row opens to who has them. */
#include "base/fail.h"
#include "base/memory.h"
#include "report/holder_columns.h"
#include "report/report_matrix.h"
#include "report/report_who.h"
#include "report/web.h"
#include "resolve/subjects.h"

typedef struct grid {
    ri_web *web;
    ri_matrix_report report;
    ri_resolver *resolver;           /* is asked once more: reasons are not kept */
    const ri_settlement *settlement; /* of the row at hand */
    ri_holder_columns columns;
    uint32_t *n;     /* of the row at hand, by column and letter: how many have it; */
    unsigned *worst; /* by column: the worst that is wrong with them; 0: nothing */
} grid;

static void put_head(grid *g)
{
    ri_web *web = g->web;
    ri_html_open(&web->html, "thead");
    ri_html_open(&web->html, "tr");
    ri_web_open_heading(web, "col");
    ri_html_text(&web->html, "Touchpoint");
    ri_html_close(&web->html, "th");
    for (size_t i = 0; i < g->columns.n; i++) {
        ri_web_open_heading(web, "col");
        ri_html_number(&web->html, "data-column", i);
        ri_say_holder_group(&web->line, &web->view, g->columns.holders[g->columns.first[i]]);
        ri_web_line(web, "span", NULL);
        ri_html_close(&web->html, "th");
    }
    ri_html_close(&web->html, "tr");
    ri_html_close(&web->html, "thead");
}

/* ---- a row ---- */

/* What is wrong with a letter that a holder has. */
static unsigned wrong(const grid *g, ri_ref subject, uint8_t letter, ri_ref holder)
{
    const ri_snapshot *s = g->web->view.snapshot;
    const ri_finding_marks *marks = &g->web->marks[ri_subject_number(s, subject)];
    unsigned worst = 0;
    for (uint32_t i = 0; i < marks->n; i++) {
        const ri_finding *finding = &g->web->result->findings[marks->first + i];
        if ((unsigned)finding->severity > worst && ri_finding_means(s, finding, letter, holder)) {
            worst = (unsigned)finding->severity;
        }
    }
    return worst;
}

static void count_row(grid *g, ri_ref subject, const ri_row *row)
{
    const uint32_t n_letters = g->web->view.scheme->n;
    for (size_t i = 0; i < g->columns.n; i++) {
        g->worst[i] = 0;
    }
    for (size_t i = 0; i < g->columns.n * n_letters; i++) {
        g->n[i] = 0;
    }
    for (uint32_t i = 0; i < row->n; i++) {
        const size_t at =
            ri_holder_column(&g->columns, ri_holder_number(&g->columns, row->holder[i]));
        const unsigned worst = wrong(g, subject, row->letter[i], row->holder[i]);
        g->n[at * n_letters + row->letter[i]]++;
        g->worst[at] = worst > g->worst[at] ? worst : g->worst[at];
    }
}

static void put_cell(grid *g, size_t at)
{
    static const char *const classes[] = {NULL, "n", "w", "e"}; /* by what is wrong */
    ri_web *web = g->web;
    const ri_scheme *scheme = web->view.scheme;
    ri_html_open_as(&web->html, "td", classes[g->worst[at]]);
    for (uint32_t i = 0; i < scheme->n; i++) {
        const uint8_t letter = ri_letter_in_order(scheme, i);
        const uint32_t n = g->n[at * scheme->n + letter];
        if (n > 0) {
            ri_web_letter_short(web, letter, n);
        }
    }
    ri_html_close(&web->html, "td");
}

/* Who has which letter, as numbers of holders and letters: what departments open to. */
static void say_holdings(grid *g, const ri_row *row)
{
    ri_text *line = &g->web->line;
    for (uint32_t i = 0; i < row->n; i++) {
        ri_text_format(line, "%s%zu", i > 0 ? " " : "",
                       ri_holder_number(&g->columns, row->holder[i]));
        ri_text_format(line, ":%u", (unsigned)row->letter[i]);
    }
}

/* The rules by which a letter is had. */
static void put_reasons(grid *g, uint8_t letter)
{
    ri_web *web = g->web;
    const ri_outcome *outcome = &g->settlement->letters[letter];
    if (outcome->n_winners > 0) {
        ri_say_sources(&web->line, &web->view, outcome->winners, outcome->n_winners);
        ri_html_text(&web->html, " ");
        ri_web_line(web, "span", "rules");
    }
}

/* All who have the letter, with who sits there, and why. */
static void put_holders(grid *g, const ri_row *row, uint8_t letter)
{
    ri_web *web = g->web;
    uint32_t n = 0;
    const ri_ref *holders = ri_row_holders(row, letter, &n);
    if (n == 0 && letter != web->view.scheme->accountable &&
        g->settlement->letters[letter].n_winners == 0) {
        return;
    }
    ri_html_open(&web->html, "dt");
    ri_web_letter(web, letter);
    ri_html_close(&web->html, "dt");
    ri_html_open(&web->html, "dd");
    if (n == 0) {
        ri_html_leaf(&web->html, "span", "error", "nobody");
    }
    for (uint32_t i = 0; i < n; i++) {
        ri_html_text(&web->html, i > 0 ? ", " : "");
        ri_web_holder(web, holders[i]);
    }
    put_reasons(g, letter);
    ri_html_close(&web->html, "dd");
}

/* What a row opens to. */
static void put_inside(grid *g, ri_ref subject, const ri_row *row)
{
    ri_web *web = g->web;
    const ri_scheme *scheme = web->view.scheme;
    if (ri_web_is_cut(web, subject)) {
        ri_html_open(&web->html, "p");
        ri_html_foreign(&web->html, ri_view_name(&web->view, subject));
        ri_html_close(&web->html, "p");
    }
    ri_html_open_as(&web->html, "dl", "holders");
    for (uint32_t i = 0; i < scheme->n; i++) {
        put_holders(g, row, ri_letter_in_order(scheme, i));
    }
    ri_html_close(&web->html, "dl");
    ri_say(&web->line, ri_view_reference(&web->view, subject));
    ri_web_line(web, "p", "ref");
}

static bool is_truth(const grid *g, ri_ref subject)
{
    return ri_ref_kind(subject) == RI_TOUCHPOINT &&
           g->web->view.snapshot->touchpoints.truth[ri_ref_index(subject)] != 0;
}

/* The sign of a moment of truth. */
static void put_truth(ri_web *web)
{
    ri_html_open_as(&web->html, "abbr", "truth");
    ri_html_attribute(&web->html, "title", "moment of truth");
    ri_html_text(&web->html, "★");
    ri_html_close(&web->html, "abbr");
}

static void put_row(grid *g, ri_ref subject, bool place)
{
    ri_web *web = g->web;
    const uint32_t number = ri_subject_number(web->view.snapshot, subject);
    const ri_row row = ri_matrix_row_of(&web->result->matrix, number);
    web->status = ri_resolve(&g->settlement, g->resolver, subject, web->err);
    if (web->status != RACI_OK) {
        return;
    }
    count_row(g, subject, &row);
    ri_html_open(&web->html, "tr");
    if (place) {
        ri_web_anchor(web, subject);
    }
    ri_web_tag_subject(web, subject);
    ri_web_put_tags(web);
    say_holdings(g, &row);
    ri_web_attribute(web, "data-has");
    ri_web_open_heading(web, "row");
    ri_html_open_as(&web->html, "div", "named");
    ri_html_open(&web->html, "details");
    ri_html_open(&web->html, "summary");
    ri_web_label(web, subject);
    if (is_truth(g, subject)) {
        ri_html_text(&web->html, " ");
        put_truth(web);
    }
    ri_html_close(&web->html, "summary");
    put_inside(g, subject, &row);
    ri_html_close(&web->html, "details");
    ri_html_open(&web->html, "span");
    ri_web_subject_signs(web, subject);
    ri_html_close(&web->html, "span");
    ri_html_close(&web->html, "div");
    ri_html_close(&web->html, "th");
    for (size_t i = 0; row.n > 0 && i < g->columns.n; i++) {
        put_cell(g, i);
    }
    if (row.n == 0) {
        ri_html_open_as(&web->html, "td", "none");
        ri_html_number(&web->html, "colspan", g->columns.n);
        ri_html_text(&web->html, "nobody has a letter");
        ri_html_close(&web->html, "td");
    }
    ri_html_close(&web->html, "tr");
}

/* ---- groups of rows ---- */

static uint32_t stage_of(const grid *g, ri_ref subject)
{
    return ri_ref_kind(subject) == RI_TOUCHPOINT
               ? g->web->view.snapshot->touchpoints.stage[ri_ref_index(subject)]
               : RI_NONE;
}

/* Whether the row of a subject in a group is the place to which its names lead. */
static bool is_place(const grid *g, ri_ref subject, uint32_t group)
{
    const ri_snapshot *s = g->web->view.snapshot;
    const uint32_t i = ri_ref_index(subject);
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT: /* on several journeys it has several rows */
        return s->touchpoints.journey[i] == (group < s->journeys.rows.n ? group : RI_NONE);
    case RI_JOURNEY: /* that of its touchpoints is, if it has any */
        return s->journeys.touchpoints.first[i] == s->journeys.touchpoints.first[i + 1];
    default:
        return true;
    }
}

/* The rows from `from` on that stand in one stage; gives where they end. */
static size_t put_stage(grid *g, size_t from, size_t end)
{
    ri_web *web = g->web;
    const ri_matrix_row *rows = g->report.rows;
    const uint32_t stage = stage_of(g, rows[from].subject);
    size_t i = from;
    ri_html_open(&web->html, "tbody");
    ri_html_flag(&web->html, "data-group");
    if (stage != RI_NONE) {
        ri_html_open_as(&web->html, "tr", "stage");
        ri_web_open_heading(web, "rowgroup");
        ri_html_number(&web->html, "colspan", g->columns.n + 1);
        ri_web_name(web, ri_ref_make(RI_STAGE, stage));
        ri_html_close(&web->html, "th");
        ri_html_close(&web->html, "tr");
    }
    for (; web->status == RACI_OK && i < end && stage_of(g, rows[i].subject) == stage; i++) {
        put_row(g, rows[i].subject, is_place(g, rows[i].subject, rows[i].group));
    }
    ri_html_close(&web->html, "tbody");
    return i;
}

/* What is wrong with a journey itself: no links, as they stand in what is pressed to fold it. */
static void put_journey_signs(grid *g, uint32_t journey)
{
    ri_web *web = g->web;
    const ri_ref subject = ri_ref_make(RI_JOURNEY, journey);
    const ri_finding_marks *marks = &web->marks[ri_subject_number(web->view.snapshot, subject)];
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        ri_html_text(&web->html, " ");
        ri_web_severity_short(web, (raci_severity)severity, marks->counts[severity]);
    }
}

static void put_group(grid *g, size_t from, size_t end)
{
    ri_web *web = g->web;
    const uint32_t group = g->report.rows[from].group;
    const bool journey = group < web->view.snapshot->journeys.rows.n;
    ri_html_open_as(&web->html, "details", "rows");
    ri_html_flag(&web->html, "open");
    ri_html_flag(&web->html, "data-group");
    if (journey) {
        ri_web_anchor(web, ri_ref_make(RI_JOURNEY, group));
    }
    ri_html_open(&web->html, "summary");
    ri_html_open(&web->html, "h3");
    ri_say_group(&web->line, &g->report, group);
    ri_html_take(&web->html, &web->line);
    ri_web_count(web, end - from);
    ri_html_close(&web->html, "h3");
    if (journey) {
        put_journey_signs(g, group);
    }
    ri_html_close(&web->html, "summary");
    ri_html_open_as(&web->html, "table", "matrix");
    put_head(g);
    for (size_t i = from; web->status == RACI_OK && i < end;) {
        i = put_stage(g, i, end);
    }
    ri_html_close(&web->html, "table");
    ri_html_close(&web->html, "details");
}

/* ---- the whole ---- */

static void put_legend(ri_web *web)
{
    const ri_scheme *scheme = web->view.scheme;
    ri_html_open_as(&web->html, "ul", "letters");
    for (uint32_t i = 0; i < scheme->n; i++) {
        const uint8_t letter = ri_letter_in_order(scheme, i);
        ri_html_open(&web->html, "li");
        ri_web_letter_short(web, letter, 1);
        ri_html_text(&web->html, " ");
        ri_html_foreign(&web->html, scheme->letters[letter].name);
        ri_html_close(&web->html, "li");
    }
    ri_html_open(&web->html, "li");
    put_truth(web);
    ri_html_text(&web->html, " Moment of truth");
    ri_html_close(&web->html, "li");
    ri_html_leaf(&web->html, "li", "dim",
                 "A small number tells how many in a department have the letter; a sign in a "
                 "cell's corner, that something is wrong with it. Rows open to who has what.");
    ri_html_close(&web->html, "ul");
}

/* For the page's program: who the numbers in data-has are. */
static void put_index(grid *g)
{
    ri_web *web = g->web;
    const ri_scheme *scheme = web->view.scheme;
    ri_html_open(&web->html, "div");
    ri_html_attribute(&web->html, "id", "holders");
    ri_html_flag(&web->html, "hidden");
    for (size_t i = 0; i < g->columns.n_holders; i++) {
        ri_html_open(&web->html, "span");
        ri_html_number(&web->html, "data-column", ri_holder_column(&g->columns, i));
        ri_web_label(web, g->columns.holders[i]);
        ri_html_close(&web->html, "span");
    }
    for (uint32_t i = 0; i < scheme->n; i++) {
        ri_web_letter_short(web, (uint8_t)i, 1);
    }
    ri_html_close(&web->html, "div");
}

static void put_groups(grid *g)
{
    ri_web *web = g->web;
    const ri_matrix_row *rows = g->report.rows;
    ri_html_open_as(&web->html, "div", "scroller");
    ri_html_attribute(&web->html, "role", "region");
    ri_html_attribute(&web->html, "aria-label", "Responsibility matrix");
    ri_html_number(&web->html, "tabindex", 0);
    for (size_t i = 0, end = 0; web->status == RACI_OK && i < g->report.n_rows; i = end) {
        for (end = i + 1; end < g->report.n_rows && rows[end].group == rows[i].group; end++) {
        }
        put_group(g, i, end);
    }
    ri_html_close(&web->html, "div");
}

static raci_status begin(grid *g)
{
    ri_web *web = g->web;
    raci_status status = ri_matrix_begin(&g->report, web->result, NULL, web->placed, web->err);
    if (status == RACI_OK) {
        status =
            ri_resolver_new(&g->resolver, web->result->policy, web->result->snapshot, web->err);
    }
    if (status == RACI_OK &&
        (!ri_matrix_rows(&g->report) || !ri_holder_columns_of(&g->columns, web->result))) {
        return ri_fail_nomem(web->err);
    }
    if (status == RACI_OK) {
        g->n = ri_alloc((g->columns.n * web->view.scheme->n + 1) * sizeof *g->n);
        g->worst = ri_alloc((g->columns.n + 1) * sizeof *g->worst);
        status = g->n != NULL && g->worst != NULL ? RACI_OK : ri_fail_nomem(web->err);
    }
    return status;
}

static void drop(grid *g)
{
    ri_resolver_free(g->resolver);
    ri_matrix_end(&g->report);
    ri_holder_columns_free(&g->columns);
    ri_free(g->n);
    ri_free(g->worst);
}

static void put(ri_web *web)
{
    grid g = {.web = web};
    web->status = begin(&g);
    if (web->status == RACI_OK && g.report.n_rows == 0) {
        ri_html_leaf(&web->html, "p", "dim", "The organization has no touchpoints on that date.");
    } else if (web->status == RACI_OK) {
        put_legend(web);
        put_groups(&g);
        put_index(&g);
    }
    if (web->status == RACI_OK) {
        web->status = ri_resolver_end(g.resolver, web->err);
    }
    drop(&g);
}

static size_t count(const ri_web *web)
{
    const ri_rows *touchpoints = &web->view.snapshot->touchpoints.rows;
    return touchpoints->n - touchpoints->n_absent;
}

const ri_web_section ri_web_matrix = {
    .id = "matrix",
    .title = "Matrix",
    .style = "matrix.css",
    .program = "matrix.js",
    .anchors = RI_WEB_ANCHORS(RI_TOUCHPOINT) | RI_WEB_ANCHORS(RI_HANDOFF) |
               RI_WEB_ANCHORS(RI_JOURNEY) | RI_WEB_ANCHORS(RI_ENTERPRISE),
    .count = count,
    .put = put,
};
