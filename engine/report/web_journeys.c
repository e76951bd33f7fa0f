/* The section of the journeys: each as a line of touchpoints, by stage, with the departments that
   deliver them, who answers, and the passages from one department to another. */
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/order.h"
#include "report/department_signs.h"
#include "report/report_power.h"
#include "report/seam_view.h"
#include "report/web.h"

#define OPEN 400       /* with more touchpoints on lines, the lines fold away */
#define DEPARTMENTS 60 /* with more of them, what their signs mean folds away */
#define SIGNS 2        /* of more departments so many are told */

/* A passage that a journey has. */
typedef struct crossing {
    uint32_t journey;
    uint32_t seam; /* in the list */
} crossing;

typedef struct map {
    ri_web *web;
    ri_seam_view seams;
    ri_seam_view delivering; /* another one, so that what both borrow can be compared */
    ri_seam_list list;
    ri_map seam_of;      /* from one touchpoint to another: its place in the list */
    crossing *crossings; /* by journey, then as listed */
    size_t n_crossings;
    size_t capacity;
    ri_department_signs signs;
    size_t stops; /* of all lines */
} map;

static const ri_snapshot *snapshot(const map *m)
{
    return m->web->view.snapshot;
}

/* ---- getting ready ---- */

static int by_journey(const void *a, const void *b, const void *context)
{
    const crossing *x = a;
    const crossing *y = b;
    (void)context;
    return (x->journey > y->journey) - (x->journey < y->journey);
}

static uint64_t sides_of(uint32_t from, uint32_t to)
{
    return ((uint64_t)from << 32) | to;
}

/* A passage is on the journeys that both of its sides are on. */
static bool gather_crossings(map *m)
{
    const ri_snapshot *s = snapshot(m);
    const ri_lists *journeys = &s->journey_sets.of;
    bool done = ri_seam_list_make(&m->list, &m->seams.work);
    for (size_t i = 0; done && i < m->list.n; i++) {
        const uint32_t handoff = m->list.items[i].handoff;
        const uint32_t set = ri_handoff_passing(&s->handoffs, handoff).journey_set;
        const uint64_t sides = sides_of(s->handoffs.from[handoff], s->handoffs.to[handoff]);
        done = ri_map_put(&m->seam_of, sides, (uint32_t)i);
        for (uint32_t k = journeys->first[set]; k < journeys->first[set + 1]; k++) {
            const crossing one = {journeys->items[k], (uint32_t)i};
            done = done && RI_PUSH(m->crossings, m->n_crossings, m->capacity, one);
        }
    }
    return done && ri_order(m->crossings, m->n_crossings, sizeof *m->crossings, by_journey, NULL);
}

static void meet(map *m, const ri_indexes *departments)
{
    for (size_t i = 0; i < departments->n; i++) {
        ri_department_signs_meet(&m->signs, departments->items[i]);
    }
}

static bool gather_signs(map *m)
{
    const ri_snapshot *s = snapshot(m);
    const ri_lists *on = &s->journeys.touchpoints;
    if (!ri_department_signs_begin(&m->signs, s)) {
        return false;
    }
    for (uint32_t j = 0; j < s->journeys.rows.n; j++) {
        for (uint32_t i = on->first[j]; i < on->first[j + 1]; i++) {
            meet(m, ri_seam_delivering(&m->seams, on->items[i]));
            meet(m, ri_seam_answering(&m->seams, on->items[i]));
            m->stops++;
        }
    }
    return ri_department_signs_end(&m->signs, s);
}

/* ---- departments ---- */

static void put_sign(map *m, uint32_t department)
{
    ri_web *web = m->web;
    ri_html_open(&web->html, "abbr");
    ri_html_say(&web->html, "class", "dept d%u", (unsigned)m->signs.of[department].tone);
    ri_html_attribute(&web->html, "title",
                      ri_view_name(&web->view, ri_ref_make(RI_UNIT, department)));
    ri_html_foreign(&web->html, ri_department_code(&m->signs, department));
    ri_html_close(&web->html, "abbr");
}

static void put_signs(map *m, const ri_indexes *departments)
{
    const size_t told = departments->n > SIGNS + 1 ? SIGNS : departments->n;
    for (size_t i = 0; i < told; i++) {
        put_sign(m, departments->items[i]);
    }
    if (told < departments->n) {
        ri_html_open_as(&m->web->html, "span", "dept d0");
        ri_html_format(&m->web->html, "+%zu", departments->n - told);
        ri_html_close(&m->web->html, "span");
    }
    if (departments->n == 0) {
        ri_html_leaf(&m->web->html, "span", "dept none", "nobody");
    }
}

/* ---- passages ---- */

/* What the four signs look like: filled where somebody has the passage, struck through where its
   sides do not talk. */
static void put_diamond(ri_html *html, bool owned, bool silent, const char *label)
{
    ri_svg_open(html, "passage", 20, 20, label);
    ri_svg_path(html, owned ? "owned" : "open", "M10 3 17 10 10 17 3 10Z");
    if (silent) {
        ri_svg_line(html, "strike", 3, 19, 17, 1);
    }
    ri_svg_close(html);
}

static void say_seam(map *m, const ri_seam *seam)
{
    ri_say_seam_departments(&m->web->line, &m->seams, seam);
    ri_text_add(&m->web->line, ": ");
    ri_say_seam_owners(&m->web->line, &m->seams, seam);
}

/* The mark between two stops; leads to the passage's row. */
static void put_mark(map *m, uint32_t from, uint32_t to)
{
    ri_web *web = m->web;
    uint32_t at = 0;
    if (!ri_map_get(&m->seam_of, sides_of(from, to), &at)) {
        return;
    }
    const ri_seam *seam = &m->list.items[at];
    const bool linked = ri_web_open_link(web, ri_ref_make(RI_HANDOFF, seam->handoff));
    if (!linked) {
        ri_html_open(&web->html, "span");
    }
    ri_html_attribute(&web->html, "class", "seam");
    ri_text_add(&web->line, "Passage ");
    say_seam(m, seam);
    ri_web_attribute(web, "title");
    put_diamond(&web->html, seam->owned, seam->silent, "Passage to another department");
    ri_html_close(&web->html, linked ? "a" : "span");
}

static void say_sums(map *m, size_t from, size_t to)
{
    ri_seam_sums sums = {0, 0, 0};
    for (size_t i = from; i < to; i++) {
        ri_seam_sums_add(&sums, &m->list.items[m->crossings[i].seam]);
    }
    ri_say_seam_sums(&m->web->line, &sums);
}

static void put_crossings(map *m, size_t from, size_t to)
{
    ri_web *web = m->web;
    if (from == to) {
        return;
    }
    ri_html_open_as(&web->html, "details", "passages");
    ri_html_leaf(&web->html, "summary", NULL,
                 to - from == 1 ? "The passage" : "The passages, one by one");
    ri_html_open(&web->html, "ul");
    for (size_t i = from; i < to; i++) {
        const ri_seam *seam = &m->list.items[m->crossings[i].seam];
        const ri_ref subject = ri_ref_make(RI_HANDOFF, seam->handoff);
        ri_html_open_as(&web->html, "li", seam->owned ? "owned" : "open");
        ri_web_name(web, subject);
        ri_html_text(&web->html, " ");
        say_seam(m, seam);
        ri_web_line(web, "span", "dim");
        ri_html_text(&web->html, " ");
        ri_web_subject_signs(web, subject);
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
    ri_html_close(&web->html, "details");
}

/* ---- stops ---- */

/* Whether other departments answer for it than deliver it. */
static bool answers_elsewhere(map *m, uint32_t touchpoint)
{
    const ri_indexes *delivering = ri_seam_delivering(&m->delivering, touchpoint);
    const ri_indexes *answering = ri_seam_answering(&m->seams, touchpoint);
    return answering->n != delivering->n ||
           (answering->n > 0 && memcmp(answering->items, delivering->items,
                                       answering->n * sizeof *answering->items) != 0);
}

/* Who answers, with the departments where these are not those that deliver. */
static void put_answer(map *m, uint32_t touchpoint)
{
    ri_web *web = m->web;
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    uint32_t n = 0;
    const ri_ref *holders = ri_seam_accountable(&m->seams, subject, &n);
    ri_html_open_as(&web->html, "span", "answer");
    ri_web_letter_short(web, web->view.scheme->accountable, 1);
    ri_html_text(&web->html, " ");
    if (n == 0) {
        ri_html_leaf(&web->html, "span", "error", "nobody");
    }
    for (uint32_t i = 0; i < n; i++) {
        ri_html_text(&web->html, i > 0 ? ", " : "");
        ri_web_name(web, holders[i]);
    }
    ri_html_text(&web->html, " ");
    if (n > 0 && answers_elsewhere(m, touchpoint)) {
        put_signs(m, ri_seam_answering(&m->seams, touchpoint));
        ri_html_text(&web->html, " ");
    }
    ri_web_subject_signs(web, subject);
    ri_html_close(&web->html, "span");
}

/* `next` is the touchpoint behind it, RI_NONE at the end; `fresh`: its stage begins. */
static void put_stop(map *m, uint32_t touchpoint, uint32_t next, bool fresh)
{
    ri_web *web = m->web;
    const uint32_t stage = snapshot(m)->touchpoints.stage[touchpoint];
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    ri_html_open_as(&web->html, "li", "stop");
    ri_web_tag_subject(web, subject);
    ri_web_put_tags(web);
    if (fresh && stage != RI_NONE) {
        ri_html_open_as(&web->html, "span", "stage");
        ri_web_label(web, ri_ref_make(RI_STAGE, stage));
        ri_html_close(&web->html, "span");
    }
    ri_html_open_as(&web->html, "span", next != RI_NONE ? "track" : "track last");
    put_signs(m, ri_seam_delivering(&m->seams, touchpoint));
    if (next != RI_NONE) {
        put_mark(m, touchpoint, next);
    }
    ri_html_close(&web->html, "span");
    ri_html_open_as(&web->html, "span", "title");
    ri_web_name(web, subject);
    ri_html_close(&web->html, "span");
    put_answer(m, touchpoint);
    ri_html_close(&web->html, "li");
}

/* ---- lines ---- */

static void put_lead(map *m, uint32_t journey)
{
    ri_web *web = m->web;
    const uint32_t lead = snapshot(m)->journeys.lead[journey];
    ri_html_open_as(&web->html, "p", "dim");
    if (lead != RI_NONE) {
        ri_html_text(&web->html, "Led by ");
        ri_web_holder(web, ri_ref_make(RI_POSITION, lead));
    } else {
        ri_html_text(&web->html, "Nobody leads it");
    }
    ri_html_text(&web->html, ". ");
    ri_web_subject_signs(web, ri_ref_make(RI_JOURNEY, journey));
    ri_html_close(&web->html, "p");
}

static void put_line(map *m, uint32_t journey)
{
    ri_web *web = m->web;
    const ri_snapshot *s = snapshot(m);
    const ri_lists *on = &s->journeys.touchpoints;
    const uint32_t end = on->first[journey + 1];
    ri_html_open_as(&web->html, "ol", "line");
    for (uint32_t i = on->first[journey]; i < end; i++) {
        const uint32_t stage = s->touchpoints.stage[on->items[i]];
        const bool fresh =
            i == on->first[journey] || s->touchpoints.stage[on->items[i - 1]] != stage;
        put_stop(m, on->items[i], i + 1 < end ? on->items[i + 1] : RI_NONE, fresh);
    }
    ri_html_close(&web->html, "ol");
}

static size_t end_of_crossings(const map *m, size_t from, uint32_t journey)
{
    while (from < m->n_crossings && m->crossings[from].journey == journey) {
        from++;
    }
    return from;
}

static void put_journey(map *m, uint32_t journey, size_t from, size_t to)
{
    ri_web *web = m->web;
    const ri_lists *on = &snapshot(m)->journeys.touchpoints;
    ri_html_open_as(&web->html, "details", "journey");
    ri_html_flag(&web->html, "data-group");
    ri_html_flag(&web->html, "data-opens");
    if (m->stops <= OPEN) {
        ri_html_flag(&web->html, "open");
    }
    ri_html_open(&web->html, "summary");
    ri_html_open(&web->html, "h3");
    ri_web_label(web, ri_ref_make(RI_JOURNEY, journey));
    ri_html_close(&web->html, "h3");
    ri_html_text(&web->html, " ");
    ri_say_count(&web->line, on->first[journey + 1] - on->first[journey], "touchpoint");
    ri_text_add(&web->line, ", ");
    say_sums(m, from, to);
    ri_web_line(web, "span", "dim");
    ri_html_close(&web->html, "summary");
    put_lead(m, journey);
    put_line(m, journey);
    put_crossings(m, from, to);
    ri_html_close(&web->html, "details");
}

/* ---- the whole ---- */

static void put_passage_legend(ri_web *web)
{
    static const struct {
        bool owned;
        bool silent;
        const char *says;
    } signs[] = {
        {true, false, "a passage to another department, which somebody has"},
        {false, false, "which nobody has"},
        {false, true, "struck through: neither side is told of the other"},
    };
    ri_html_open_as(&web->html, "ul", "letters");
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        ri_html_open(&web->html, "li");
        put_diamond(&web->html, signs[i].owned, signs[i].silent, NULL);
        ri_html_text(&web->html, " ");
        ri_html_text(&web->html, signs[i].says);
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
}

static void put_department_legend(map *m)
{
    ri_web *web = m->web;
    const bool folded = m->signs.n > DEPARTMENTS;
    if (folded) {
        ri_html_open(&web->html, "details");
        ri_say_count(&web->line, m->signs.n, "department");
        ri_web_line(web, "summary", NULL);
    }
    ri_html_open_as(&web->html, "ul", "letters");
    for (uint32_t i = 0; i < m->signs.n; i++) {
        ri_html_open(&web->html, "li");
        put_sign(m, m->signs.order[i]);
        ri_html_text(&web->html, " ");
        ri_web_name(web, ri_ref_make(RI_UNIT, m->signs.order[i]));
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
    if (folded) {
        ri_html_close(&web->html, "details");
    }
}

static void put_journeys(map *m)
{
    const ri_snapshot *s = snapshot(m);
    const ri_lists *on = &s->journeys.touchpoints;
    size_t from = 0;
    for (uint32_t j = 0; j < s->journeys.rows.n; j++) {
        const size_t to = end_of_crossings(m, from, j);
        if (ri_row_there(&s->journeys.rows, j) && on->first[j] < on->first[j + 1]) {
            put_journey(m, j, from, to);
        }
        from = to;
    }
}

static void put(ri_web *web)
{
    const ri_seam_view seams = {.view = &web->view, .work = ri_work_of(web->result)};
    map m = {.web = web, .seams = seams, .delivering = seams};
    if (!gather_crossings(&m) || !gather_signs(&m)) {
        web->view.failed = true;
    } else {
        put_department_legend(&m);
        put_passage_legend(web);
        put_journeys(&m);
    }
    ri_department_signs_free(&m.signs);
    ri_seam_list_free(&m.list);
    ri_seam_view_free(&m.seams);
    ri_seam_view_free(&m.delivering);
    ri_map_free(&m.seam_of);
    ri_free(m.crossings);
}

/* Journeys with touchpoints. */
static size_t count(const ri_web *web)
{
    const ri_snapshot *s = web->view.snapshot;
    const ri_lists *on = &s->journeys.touchpoints;
    size_t n = 0;
    for (uint32_t j = 0; j < s->journeys.rows.n; j++) {
        n += ri_row_there(&s->journeys.rows, j) && on->first[j] < on->first[j + 1];
    }
    return n;
}

static bool wanted(const ri_web *web)
{
    return count(web) > 0;
}

const ri_web_section ri_web_journeys = {
    .id = "journeys",
    .title = "Journeys",
    .style = "journeys.css",
    .wanted = wanted,
    .count = count,
    .put = put,
};
