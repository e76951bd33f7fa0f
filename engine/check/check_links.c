/*
 * Checks of what touchpoints have to do with each other: links between them, and
 * journeys that stay within one department.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/overall.h"

static ri_row row_of_touchpoint(const ri_checking *c, const ri_matrix *matrix, uint32_t touchpoint)
{
    return ri_matrix_row_of(matrix,
                            ri_subject_number(c->s, ri_ref_make(RI_TOUCHPOINT, touchpoint)));
}

/* Appends those with A or R in a row to c->named. */
static void name_answering(ri_checking *c, const ri_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        if (row->letter[i] == c->a || row->letter[i] == c->r) {
            ri_name(c, row->holder[i]);
        }
    }
}

/* ---- links ---- */

static bool has_letter(const ri_snapshot *s, const ri_row *row, ri_ref holder)
{
    for (uint32_t i = 0; i < row->n; i++) {
        if (ri_includes(s, row->holder[i], holder)) {
            return true;
        }
    }
    return false;
}

/* "None of them has a letter on the other side": those who answer for `to` are not
   reached by what is known at `from`. */
static void check_link(ri_checking *c, const ri_matrix *matrix, ri_code code, const ri_link *link)
{
    const ri_row from = row_of_touchpoint(c, matrix, link->from);
    const ri_row to = row_of_touchpoint(c, matrix, link->to);
    ri_draft draft = ri_draft_begin(c, code, ri_ref_make(RI_TOUCHPOINT, link->from), RI_NO_LETTER);
    draft.id.other = ri_ref_make(RI_TOUCHPOINT, link->to);
    name_answering(c, &to);
    c->named.n = ri_order_unique(c->named.items, c->named.n);
    for (size_t i = 0; i < c->named.n; i++) {
        if (has_letter(c->s, &from, c->named.items[i])) {
            return;
        }
    }
    if (c->named.n == 0) {
        return;
    }
    ri_draft_named(c, &draft);
    ri_draft_add(c, &draft);
}

static void check_links(ri_checking *c, const ri_matrix *matrix, ri_code code, uint32_t kind)
{
    for (uint32_t i = 0; i < c->s->n_links; i++) {
        if (c->s->links[i].kind == kind && ri_is_due(c, RI_TOUCHPOINT, c->s->links[i].from)) {
            check_link(c, matrix, code, &c->s->links[i]);
        }
    }
}

void ri_check_feedback_silo(ri_checking *c, const ri_matrix *matrix)
{
    check_links(c, matrix, RI_FEEDBACK_SILO, RI_LINK_FEEDBACK);
}

void ri_check_promise_unheard(ri_checking *c, const ri_matrix *matrix)
{
    check_links(c, matrix, RI_PROMISE_UNHEARD, RI_LINK_PROMISE);
}

/* ---- journeys of one department ---- */

#define SEVERAL (RI_NONE - 1)
#define UNKNOWN (RI_NONE - 2)

/* The one department of teams and people, found when first asked for: RI_NONE where
   they have none, or SEVERAL. */
typedef struct home_of {
    uint32_t *teams;
    uint32_t *people;
} home_of;

static uint32_t *unknowns(ri_checking *c, uint32_t n)
{
    uint32_t *out = ri_alloc(((size_t)n + 1) * sizeof *out);
    if (out == NULL) {
        c->out_of_memory = true;
        return NULL;
    }
    for (uint32_t i = 0; i < n; i++) {
        out[i] = UNKNOWN;
    }
    return out;
}

static uint32_t find_home(ri_checking *c, ri_ref holder, uint32_t *known)
{
    if (*known == UNKNOWN) {
        c->scratch.n = 0;
        if (!ri_holder_departments(c->s, holder, &c->scratch)) {
            c->out_of_memory = true;
        }
        *known = c->scratch.n == 0 ? RI_NONE : c->scratch.n == 1 ? c->scratch.items[0] : SEVERAL;
    }
    return *known;
}

static uint32_t home_of_holder(ri_checking *c, const home_of *home, ri_ref holder)
{
    const uint32_t at = ri_ref_index(holder);
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        return ri_position_department(c->s, at);
    case RI_UNIT:
        return c->s->units.department[at];
    case RI_TEAM:
        return find_home(c, holder, &home->teams[at]);
    case RI_PERSON:
        return find_home(c, holder, &home->people[at]);
    default:
        return RI_NONE;
    }
}

/* The department that two have in common: one without any says nothing. */
static uint32_t together(uint32_t left, uint32_t right)
{
    if (left == RI_NONE || left == right) {
        return right;
    }
    return right == RI_NONE ? left : SEVERAL;
}

static void check_journey(ri_checking *c, const ri_matrix *matrix, const home_of *home,
                          uint32_t journey)
{
    const ri_lists *touchpoints = &c->s->journeys.touchpoints;
    const uint32_t end = touchpoints->first[journey + 1];
    uint32_t department = RI_NONE;
    uint32_t n_answered = 0;
    for (uint32_t i = touchpoints->first[journey]; i < end && department != SEVERAL; i++) {
        const ri_row row = row_of_touchpoint(c, matrix, touchpoints->items[i]);
        bool answered = false;
        for (uint32_t k = 0; k < row.n; k++) {
            if (row.letter[k] == c->a || row.letter[k] == c->r) {
                answered = true;
                department = together(department, home_of_holder(c, home, row.holder[k]));
            }
        }
        n_answered += answered;
    }
    if (n_answered < 2 || department == SEVERAL || department == RI_NONE) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_JOURNEY_NOT_CROSS_FUNCTIONAL,
                                    ri_ref_make(RI_JOURNEY, journey), RI_NO_LETTER);
    for (uint32_t i = touchpoints->first[journey]; i < end; i++) {
        const ri_row row = row_of_touchpoint(c, matrix, touchpoints->items[i]);
        name_answering(c, &row);
    }
    c->named.n = ri_order_unique(c->named.items, c->named.n);
    ri_draft_parties(c, c->named.items, c->named.n);
    const ri_tale tale = {.about = ri_ref_make(RI_UNIT, department)};
    draft.tale = &tale;
    ri_draft_add(c, &draft);
}

void ri_check_journey_not_cross_functional(ri_checking *c, const ri_matrix *matrix)
{
    const ri_snapshot *s = c->s;
    if (!s->several_departments) {
        return;
    }
    const home_of home = {unknowns(c, s->teams.rows.n), unknowns(c, s->people.rows.n)};
    const uint32_t n = home.teams != NULL && home.people != NULL ? s->journeys.rows.n : 0;
    for (uint32_t j = ri_next_due(c, RI_JOURNEY, 0, n); j < n;
         j = ri_next_due(c, RI_JOURNEY, j + 1, n)) {
        check_journey(c, matrix, &home, j);
    }
    ri_free(home.teams);
    ri_free(home.people);
}
