/*
 * Checks of the organization's own data: reporting lines, the tree of units, and
 * who heads them.
 */
#include "check/overall.h"

static ri_draft begin_on(ri_checking *c, ri_code code, ri_kind kind, uint32_t index)
{
    return ri_draft_begin(c, code, ri_ref_make(kind, index), RI_NO_LETTER);
}

void ri_check_double_line(ri_checking *c, const ri_matrix *matrix)
{
    const ri_positions *positions = &c->s->positions;
    (void)matrix;
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        const uint32_t superior = positions->reports_to[p];
        const uint32_t end = positions->dotted.first[p + 1];
        uint32_t at = positions->dotted.first[p];
        while (at < end && positions->dotted.items[at] != superior) {
            at++;
        }
        if (superior == RI_NONE || at == end) {
            continue;
        }
        ri_draft draft = begin_on(c, RI_DOUBLE_LINE, RI_POSITION, p);
        ri_draft_party(c, draft.id.subject);
        ri_draft_party(c, ri_ref_make(RI_POSITION, superior));
        ri_draft_add(c, &draft);
    }
}

/* ---- positions without a superior ---- */

void ri_check_many_roots(ri_checking *c, const ri_matrix *matrix)
{
    const ri_positions *positions = &c->s->positions;
    ri_draft draft = begin_on(c, RI_MANY_ROOTS, RI_ENTERPRISE, 0);
    uint32_t n_roots = 0;
    (void)matrix;
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        if (positions->reports_to[p] == RI_NONE && ri_row_there(&positions->rows, p)) {
            ri_draft_party(c, ri_ref_make(RI_POSITION, p));
            n_roots++;
        }
    }
    if (n_roots >= 2) {
        ri_draft_add(c, &draft);
    }
}

void ri_check_orphan_position(ri_checking *c, const ri_matrix *matrix)
{
    const ri_positions *positions = &c->s->positions;
    (void)matrix;
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        const bool alone = positions->reports_to[p] == RI_NONE &&
                           positions->leave[p] == positions->enter[p] + 1 &&
                           ri_row_there(&positions->rows, p);
        const bool ceo = positions->office[p] != RI_NONE && positions->office[p] == c->ceo.word;
        if (alone && !ceo) {
            ri_draft draft = begin_on(c, RI_ORPHAN_POSITION, RI_POSITION, p);
            ri_draft_party(c, draft.id.subject);
            ri_draft_add(c, &draft);
        }
    }
}

/* ---- circles ---- */

/* One finding for each circle that the steps `above` run in; `loop` gives the first
   row of the circle a row is on. Those that stand below a circle are not on it. */
static void check_circles(ri_checking *c, ri_code code, ri_kind kind, uint32_t n,
                          const uint32_t *loop, const uint32_t *above)
{
    for (uint32_t first = 0; loop != NULL && first < n; first++) {
        if (loop[first] != first) {
            continue;
        }
        ri_draft draft = begin_on(c, code, kind, first);
        uint32_t at = first;
        do {
            ri_name(c, ri_ref_make(kind, at));
            at = above[at];
        } while (at != first);
        ri_draft_named(c, &draft);
        ri_draft_add(c, &draft);
    }
}

void ri_check_reporting_cycle(ri_checking *c, const ri_matrix *matrix)
{
    const ri_positions *positions = &c->s->positions;
    (void)matrix;
    check_circles(c, RI_REPORTING_CYCLE, RI_POSITION, positions->rows.n, positions->loop,
                  positions->reports_to);
}

void ri_check_unit_cycle(ri_checking *c, const ri_matrix *matrix)
{
    const ri_units *units = &c->s->units;
    (void)matrix;
    check_circles(c, RI_UNIT_CYCLE, RI_UNIT, units->rows.n, units->loop, units->parent);
}

/* ---- heads ---- */

void ri_check_unit_without_head(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    for (uint32_t u = 0; u < c->s->units.rows.n; u++) {
        if (c->s->units.head[u] == RI_NONE && ri_row_there(&c->s->units.rows, u)) {
            ri_draft draft = begin_on(c, RI_UNIT_WITHOUT_HEAD, RI_UNIT, u);
            ri_draft_add(c, &draft);
        }
    }
}

/* Follows from the vacant seat, where that is a finding: where the head itself holds
   a letter. */
static void add_vacant_head(ri_checking *c, uint32_t unit, bool lettered)
{
    const ri_ref head = ri_ref_make(RI_POSITION, c->s->units.head[unit]);
    ri_draft draft = begin_on(c, RI_VACANT_HEAD, RI_UNIT, unit);
    draft.id.other = head;
    if (lettered && c->in_force[RI_VACANT_SEAT].on) {
        draft.cause = ri_vacant_seat(head);
    }
    ri_draft_party(c, head);
    ri_draft_add(c, &draft);
}

void ri_check_vacant_head(ri_checking *c, const ri_matrix *matrix)
{
    const ri_units *units = &c->s->units;
    (void)matrix;
    for (uint32_t u = 0; u < units->rows.n; u++) {
        if (units->head[u] == RI_NONE || !ri_position_vacant(c->s, units->head[u])) {
            continue;
        }
        add_vacant_head(c, u, c->tally->all[RI_POSITION][units->head[u]] != 0);
    }
}
